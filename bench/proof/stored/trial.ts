import { rm } from 'node:fs/promises';
import { checkSet } from '../../../src/actions/verify/check-set.ts';
import type { Comparison } from '../../../src/catalog/comparison/compare.ts';
import { describeDifference } from '../../../src/catalog/comparison/difference.ts';
import { PbaError } from '../../../src/errors.ts';
import type { ActionContext } from '../../../src/runtime/action.ts';
import { readManifest } from '../../../src/sets/read-sets.ts';
import type { DirectoryStore } from '../../../src/storage/directory.ts';
import { AgeDecryption } from '../../../src/streams/age.ts';
import { NEVER_ARCHIVED } from '../laboratory.ts';
import { listNotices } from '../list-check.ts';
import { compare, dumpHash, withCopy } from '../restoring.ts';
import type { Done } from './damage.ts';
import type { SoundSets, Variant } from './sound-sets.ts';
import { plaintextOf, readSound, type SoundSet, Workspace } from './workspace.ts';

/** Which check was the first to notice a damaged set, in the order in which they are made. */
export type StoredVerdict =
  | 'verify quick'
  | 'verify full'
  | 'restore'
  | 'comparison'
  /** The restore test passed with a lower grade than the sound set has. */
  | 'grade'
  /** Nobody noticed, and the restored database is the right one to the last byte. */
  | 'harmless'
  | 'missed';

export interface StoredTrial extends Done {
  readonly kind: string;
  readonly variant: Variant;
  readonly verdict: StoredVerdict;
  /** What the check said, or how the copy differs from what it should be. */
  readonly said: string;
  /** Whether the verdict names the damaged object. */
  readonly named: boolean;
  /** Milliseconds that the check that noticed took. */
  readonly milliseconds: number;
  /** Whether `pg_restore --list` noticed. */
  readonly listed: boolean;
}

type Finding = Pick<StoredTrial, 'verdict' | 'said' | 'milliseconds'>;

/** Lets verify (both depths), then the restore test and then pg_dump look at a damaged set. */
async function tryStored(
  sets: SoundSets,
  reference: string,
  workspace: Workspace,
): Promise<Finding & { readonly listed: boolean }> {
  const { laboratory } = sets;
  return laboratory.withContext(async (context) => {
    const store = await laboratory.openStore(workspace.root);
    const decryption =
      workspace.identity === undefined ? undefined : await AgeDecryption.create(workspace.identity, context);
    const finding =
      (await verify(sets, workspace, store, decryption, context)) ??
      (await restore(sets, reference, workspace, store, decryption, context));
    return { ...finding, listed: await listed(sets, workspace) };
  });
}

async function verify(
  { laboratory }: SoundSets,
  workspace: Workspace,
  store: DirectoryStore,
  decryption: AgeDecryption | undefined,
  context: ActionContext,
): Promise<Finding | undefined> {
  const { installations } = laboratory;
  const look = (mode: 'quick' | 'full') =>
    checkSet(store, workspace.location, {
      archived: NEVER_ARCHIVED,
      mode,
      decryption,
      installations,
      context,
    });
  const quick = await look('quick');
  const full = await look('full');
  const [first] = quick.problems.length > 0 ? quick.problems : full.problems;
  if (first === undefined) return undefined;
  if (full.problems.length === 0)
    throw new Error(`verify full is blind to what quick sees: ${first.message}`);
  const { milliseconds } = quick.problems.length > 0 ? quick : full;
  const said = (quick.problems.length > 0 ? quick : full).problems
    .map((one) => `${one.code}: ${one.message}`)
    .join(' ');
  return { verdict: quick.problems.length > 0 ? 'verify quick' : 'verify full', said, milliseconds };
}

async function restore(
  sets: SoundSets,
  reference: string,
  workspace: Workspace,
  store: DirectoryStore,
  decryption: AgeDecryption | undefined,
  context: ActionContext,
): Promise<Finding> {
  const start = performance.now();
  const milliseconds = (): number => performance.now() - start;
  try {
    const manifest = await readManifest(store, workspace.location);
    const open = { store, location: workspace.location, manifest, decryption };
    return await withCopy(sets.laboratory, context, open, async (copy) => {
      const comparison = await compare(context, copy.client, open, copy);
      const found = differences(comparison);
      if (found !== '') return { verdict: 'comparison', said: found, milliseconds: milliseconds() } as const;
      const took = milliseconds();
      const same = (await dumpHash(copy.client)) === reference;
      const verdict = same ? 'harmless' : 'missed';
      if (comparison.grade !== 'full')
        return { verdict: 'grade', said: `grade ${comparison.grade}`, milliseconds: took } as const;
      return {
        verdict,
        said: same ? 'pg_dump of the copy is the same' : 'pg_dump of the copy differs',
        milliseconds: took,
      };
    });
  } catch (error) {
    if (!(error instanceof PbaError) || error.code === 'PBA-CANCELLED' || error.code === 'PBA-INTERNAL')
      throw error;
    return { verdict: 'restore', said: `${error.code}: ${error.message}`, milliseconds: milliseconds() };
  }
}

/** The differences that fail a restore test, as text. */
function differences(comparison: Comparison): string {
  return comparison.differences
    .filter((difference) => difference.severity === 'error')
    .map(describeDifference)
    .join(' ');
}

const soundLists = new WeakMap<SoundSet, Promise<boolean>>();

/** `pg_restore --list` reads nothing but the archive, with the key where there is one. */
async function listed(sets: SoundSets, workspace: Workspace): Promise<boolean> {
  const { sound } = workspace;
  const object = workspace.object('archive');
  const tar = object.name.includes('.tar');
  const key = workspace.identity === sound.key?.identity;
  const stored = await workspace.read(object.name).catch(() => undefined);
  const original = await readSound(sound, object.name);
  const look = async (bytes: Buffer | undefined): Promise<boolean> => {
    const plain =
      bytes === undefined || !key
        ? undefined
        : await plaintextOf(sound, object, bytes).catch(() => undefined);
    return listNotices(sets.laboratory, plain, tar);
  };
  if (stored === undefined || !key || !stored.equals(original)) return look(stored);
  const known = soundLists.get(sound) ?? look(stored);
  soundLists.set(sound, known);
  return known;
}

/** Makes one mutant and tries it. */
export async function runStored(
  sets: SoundSets,
  reference: string,
  variant: Variant,
  kind: string,
  damage: (workspace: Workspace) => Promise<Done>,
): Promise<StoredTrial> {
  const root = await sets.laboratory.newDirectory('mutant');
  try {
    const workspace = await Workspace.copy(sets.variants[variant], root);
    const done = await damage(workspace);
    const finding = await tryStored(sets, reference, workspace);
    const named = done.names === undefined || finding.said.includes(done.names);
    return { kind, variant, ...done, ...finding, named };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
