import { type ProofRecord, parseProof } from '../catalog/evidence.ts';
import { evidencePrefix } from '../catalog/keys.ts';
import { dumpDigest, type Manifest } from '../catalog/manifest.ts';
import { mapLimited } from '../concurrency.ts';
import type { Store } from '../storage/store.ts';
import { readSmall } from './read-sets.ts';

const MAX_EVIDENCE = 16 * 1024 * 1024;
const AT_ONCE = 8;

/** All restore-test records of one database, read from the store. */
export async function readProofs(store: Store, database: string): Promise<ProofRecord[]> {
  const keys: string[] = [];
  for await (const object of store.list(`${evidencePrefix(database)}restore-test/`)) keys.push(object.key);
  const records = await mapLimited(keys, AT_ONCE, async (key) =>
    parseProof(await readSmall(store, key, MAX_EVIDENCE), key),
  );
  return records.flatMap((record) => record ?? []);
}

/** Whether the newest restore test of this dump passed, in whichever tier and store its copy lay. */
export function isProven(manifest: Manifest, proofs: readonly ProofRecord[]): boolean {
  const digest = dumpDigest(manifest);
  const mine = proofs.filter((proof) => proof.set === manifest.id && proof.dumpSha256 === digest);
  return mine.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0]?.proven ?? false;
}
