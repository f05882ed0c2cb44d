import {
  compareWithProduction,
  type Drift,
  type DriftTolerance,
  type Growth,
} from '../../catalog/comparison/drift.ts';
import type { Fingerprint } from '../../catalog/fingerprint/fingerprint.ts';
import { parseFingerprint } from '../../catalog/fingerprint/json.ts';
import type { SetLocation } from '../../catalog/keys.ts';
import { lineageOf } from '../../catalog/manifest.ts';
import { messageOf, PbaError } from '../../errors.ts';
import { fingerprintTables } from '../../postgres/fingerprint/fingerprint.ts';
import { listTables } from '../../postgres/fingerprint/tables.ts';
import { closeAll, joinSnapshot, openSnapshot } from '../../postgres/snapshot.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { type OpenOptions, readObjectText, requireObject } from '../../sets/open-object.ts';
import { readManifest } from '../../sets/read-sets.ts';
import { type ConnectionInputs, connect } from '../shared/connect.ts';

const LOCK_TIMEOUT_MS = 30_000;

/** Counts every table of production now, in one snapshot, and compares with what the set holds. Reads only. */
export async function compareProduction(
  context: ActionContext,
  connection: ConnectionInputs,
  expected: Fingerprint,
  tolerance: DriftTolerance,
  options: { readonly jobs: number; readonly growth: Growth | undefined },
): Promise<Drift[]> {
  const { jobs, growth } = options;
  const client = await connect(connection, context);
  await using snapshot = await openSnapshot(client, LOCK_TIMEOUT_MS);
  const listing = await listTables(snapshot.session);
  const sessions = await joinSnapshot(client, snapshot, jobs, LOCK_TIMEOUT_MS);
  try {
    const tables = listing.tables.filter((table) => table.kind === 'table');
    const counts = await fingerprintTables(sessions, tables, { depth: 'counts', algorithm: 'md5' });
    return compareWithProduction(expected.tables, counts, tolerance, growth);
  } finally {
    await closeAll(sessions);
  }
}

const HOUR_MS = 3_600_000;

/**
 * How the tables grew from the set before this one to this one. Undefined when there is none of the lineage, or when it
 * cannot be read: what it says is no part of the proof, so a warning is enough.
 */
export async function growthBefore(
  context: ActionContext,
  open: OpenOptions,
  previous: SetLocation | undefined,
): Promise<Growth | undefined> {
  if (previous === undefined) return undefined;
  try {
    const manifest = await readManifest(open.store, previous);
    if (lineageOf(manifest) !== lineageOf(open.manifest)) return undefined;
    const fingerprint = parseFingerprint(
      await readObjectText(requireObject(manifest, 'fingerprint'), { ...open, location: previous, manifest }),
    );
    const [before, then] = [Date.parse(manifest.snapshotAt), Date.parse(open.manifest.snapshotAt)];
    return {
      earlier: fingerprint.tables,
      hoursBefore: (then - before) / HOUR_MS,
      hoursSince: (context.now().getTime() - then) / HOUR_MS,
    };
  } catch (error) {
    if (!(error instanceof PbaError) || context.signal.aborted) throw error;
    context.log.warning(
      `Whether tables stopped growing is not judged: set ${previous.id} cannot be read: ${messageOf(error)}`,
    );
    return undefined;
  }
}
