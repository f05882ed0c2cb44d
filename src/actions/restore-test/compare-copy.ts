import { type Comparison, compareFingerprints } from '../../catalog/compare.ts';
import { type Fingerprint, withoutForeignKeys } from '../../catalog/fingerprint.ts';
import type { Manifest } from '../../catalog/manifest.ts';
import type { Client } from '../../postgres/client.ts';
import { fingerprintDatabase } from '../../postgres/fingerprint-database.ts';
import type { ActionContext } from '../../runtime/action.ts';

/** Takes the fingerprint of the restored copy, just as that of the source was taken, and compares the two. */
export async function compareCopy(
  context: ActionContext,
  client: Client,
  manifest: Manifest,
  expected: Fingerprint,
  jobs: number,
): Promise<Comparison> {
  const actual = await fingerprintDatabase(client, {
    depth: expected.depth,
    algorithm: expected.algorithm,
    rows: manifest.content !== 'schema',
    jobs,
    onTable: (done, total) => context.log.progress('comparing', done, total, 'tables'),
  });
  return compareFingerprints(withoutForeignKeys(expected, manifest.foreignKeysOut), actual);
}
