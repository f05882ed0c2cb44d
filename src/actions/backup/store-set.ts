import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { objectKey, type SetLocation, type Tier } from '../../catalog/keys.ts';
import { type Manifest, type ManifestObject, manifestLocation } from '../../catalog/manifest.ts';
import { type RecoveryPlace, recoveryText } from '../../catalog/recovery-instructions.ts';
import { classOfObject } from '../../policy/storage-classes.ts';
import type { TierCopy } from '../../policy/tier-copies.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { Checked } from '../../sets/checked.ts';
import { commitSet, type SetSource, type StagedFiles } from '../../sets/commit-set.ts';
import type { PutOptions, Store } from '../../storage/store.ts';

const DAY_MS = 86_400_000;

/** A set of one tier, ready to be stored: its manifest and its own RECOVERY.md, which names tier and places. */
export interface TierSet {
  readonly manifest: Manifest;
  readonly recovery: StagedFiles;
}

/**
 * The set of one tier that a dump becomes. All its objects but RECOVERY.md are the same in every tier, so a proof of one
 * proves the others; see `dumpDigest`.
 * @param dump manifest of the dump in any tier
 */
export async function tierSet(
  dump: Manifest,
  tier: Tier,
  places: readonly RecoveryPlace[],
  context: ActionContext,
): Promise<TierSet> {
  const draft = { ...dump, tier, objects: dump.objects.filter((object) => !isRecovery(object)) };
  const bytes = Buffer.from(recoveryText({ manifest: draft, places }));
  const path = join(await mkdtemp(join(context.tempDir, 'recovery-')), 'RECOVERY.md');
  await writeFile(path, bytes, { mode: 0o600 });
  const measured = { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  const recovery: ManifestObject = {
    name: 'RECOVERY.md',
    role: 'recovery',
    ...measured,
    plaintext: measured,
  };
  return {
    manifest: { ...draft, objects: [...draft.objects, recovery] },
    recovery: new Map([[recovery.name, path]]),
  };
}

/** Stores one set in one store: from local files, or by copying a set of the same dump that the store holds already. */
export async function storeTierSet(
  store: Store,
  set: TierSet,
  from: { readonly files: StagedFiles } | { readonly copyOf: SetLocation },
  copy: TierCopy,
  context: ActionContext,
): Promise<void> {
  const source: SetSource =
    'files' in from
      ? { files: new Map([...from.files, ...set.recovery]) }
      : { files: set.recovery, copyOf: from.copyOf };
  await commitSet(store, set.manifest, source, {
    log: context.log,
    optionsOf: (object) => putOptions(copy, object, context.now()),
  });
}

function putOptions(
  { storageClass, lock }: TierCopy,
  object: { readonly name: string; readonly size: number },
  now: Date,
): PutOptions {
  return {
    ...(storageClass === undefined ? {} : { storageClass: classOfObject(storageClass, object) }),
    ...(lock === undefined
      ? {}
      : { lock: { mode: lock.mode, until: new Date(now.getTime() + lock.days * DAY_MS) } }),
  };
}

/** A set that other stores have to get as it is, RECOVERY.md included. */
export async function sameSet(store: Store, manifest: Manifest, context: ActionContext): Promise<TierSet> {
  return { manifest, recovery: await fetchObjects(store, manifest, context, isRecovery) };
}

export const isRecovery = (object: ManifestObject): boolean => object.role === 'recovery';

/** Fetches objects of a set to local files, each checked against the manifest. */
export async function fetchObjects(
  store: Store,
  manifest: Manifest,
  context: ActionContext,
  which: (object: ManifestObject) => boolean,
): Promise<StagedFiles> {
  const directory = await mkdtemp(join(context.tempDir, 'copy-'));
  const files = new Map<string, string>();
  for (const object of manifest.objects.filter(which)) {
    const key = objectKey(manifestLocation(manifest), object.name);
    const path = join(directory, object.name);
    await pipeline(
      await store.read(key),
      new Checked(object, `${store.location}/${key}`),
      createWriteStream(path, { flags: 'wx', mode: 0o600 }),
      { signal: context.signal },
    );
    files.set(object.name, path);
  }
  return files;
}
