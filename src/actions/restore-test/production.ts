import { compareWithProduction, type Drift, type DriftTolerance } from '../../catalog/drift.ts';
import type { Fingerprint } from '../../catalog/fingerprint.ts';
import { fingerprintTables } from '../../postgres/fingerprint.ts';
import { closeAll, joinSnapshot, openSnapshot } from '../../postgres/snapshot.ts';
import { listTables } from '../../postgres/tables.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { type ConnectionInputs, connect } from '../connect.ts';

const LOCK_TIMEOUT_MS = 30_000;

/** Counts every table of production now, in one snapshot, and compares with what the set holds. Reads only. */
export async function compareProduction(
  context: ActionContext,
  connection: ConnectionInputs,
  expected: Fingerprint,
  tolerance: DriftTolerance,
  jobs: number,
): Promise<Drift[]> {
  const client = await connect(connection, context);
  await using snapshot = await openSnapshot(client, LOCK_TIMEOUT_MS);
  const listing = await listTables(snapshot.session);
  const sessions = await joinSnapshot(client, snapshot, jobs, LOCK_TIMEOUT_MS);
  try {
    const tables = listing.tables.filter((table) => table.kind === 'table');
    const counts = await fingerprintTables(sessions, tables, { depth: 'counts', algorithm: 'md5' });
    return compareWithProduction(expected.tables, counts, tolerance);
  } finally {
    await closeAll(sessions);
  }
}
