import { type Comparison, compareFingerprints } from '../../catalog/compare.ts';
import { type Fingerprint, mergeSequences, withoutForeignKeys } from '../../catalog/fingerprint.ts';
import type { Manifest } from '../../catalog/manifest.ts';
import { type Client, openSession } from '../../postgres/client.ts';
import { fingerprintTables, readProbe } from '../../postgres/fingerprint.ts';
import { fingerprintLargeObjects } from '../../postgres/large-objects.ts';
import { readSchemaObjects } from '../../postgres/schema-objects.ts';
import { readSequences } from '../../postgres/sequences.ts';
import { closeAll } from '../../postgres/snapshot.ts';
import { listTables } from '../../postgres/tables.ts';
import type { ActionContext } from '../../runtime/action.ts';

/** Takes the fingerprint of the restored copy, just as that of the source was taken, and compares the two. */
export async function compareCopy(
  context: ActionContext,
  client: Client,
  manifest: Manifest,
  expected: Fingerprint,
  jobs: number,
): Promise<Comparison> {
  const actual = await fingerprintCopy(context, client, manifest, expected, jobs);
  return compareFingerprints(withoutForeignKeys(expected, manifest.foreignKeysOut), actual);
}

async function fingerprintCopy(
  context: ActionContext,
  client: Client,
  manifest: Manifest,
  expected: Fingerprint,
  jobs: number,
): Promise<Fingerprint> {
  const sessions = await Promise.all(Array.from({ length: jobs }, () => openSession(client)));
  try {
    const [session] = sessions;
    if (session === undefined) throw new Error('jobs is at least 1');
    const listing = await listTables(session);
    const depth = { depth: expected.depth, algorithm: expected.algorithm };
    const rows = manifest.content !== 'schema';
    let done = 0;
    const onTable = (): void => context.log.progress('comparing', ++done, listing.tables.length, 'tables');
    const sequences = rows ? await readSequences(session) : [];
    const schema = await readSchemaObjects(session);
    return {
      version: 1,
      serverMajor: client.installation.major,
      probe: await readProbe(session, expected.algorithm),
      ...depth,
      tables: rows ? await fingerprintTables(sessions, listing.tables, { ...depth, onTable }) : [],
      sequences: mergeSequences(sequences, sequences),
      largeObjects: rows ? await fingerprintLargeObjects(session, depth) : null,
      objects: schema.objects,
      notHeld: [...listing.notHeld, ...schema.notHeld],
    };
  } finally {
    await closeAll(sessions);
  }
}
