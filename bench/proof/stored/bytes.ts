import type { ObjectRole } from '../../../src/catalog/manifest.ts';
import type { Random } from '../random.ts';
import type { Done, StoredDamage } from './damage.ts';
import { readSound, type Workspace } from './workspace.ts';

/** Without the manifest, which has damages of its own. The archive is where most of the bytes are. */
function anyObject(workspace: Workspace, random: Random): string {
  if (random.chance(0.4)) return workspace.object('archive').name;
  return random.pick(workspace.sound.manifest.objects).name;
}

/** Damage that makes other bytes of an object's bytes. */
function rewriting(
  kind: string,
  rewrite: (bytes: Buffer, random: Random) => readonly [Buffer, string],
  weight = 1,
): StoredDamage {
  return {
    kind,
    weight,
    apply: async (workspace, random) => {
      const name = anyObject(workspace, random);
      const [bytes, what] = rewrite(await workspace.read(name), random);
      await workspace.replace(name, bytes);
      return { what: `${name}: ${what}`, names: name };
    },
  };
}

export function flipBit(bytes: Buffer, random: Random): readonly [Buffer, string] {
  const at = Math.floor(random.fraction() * bytes.length);
  const bit = random.integer(0, 7);
  const flipped = Buffer.from(bytes);
  flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
  return [flipped, `bit ${bit} of byte ${at} of ${bytes.length}`];
}

function flipIn(role: ObjectRole, weight: number): StoredDamage {
  return {
    kind: `one bit flipped: ${role === 'recovery' ? 'RECOVERY.md' : role}`,
    weight,
    apply: async (workspace, random) => {
      const { name } = workspace.object(role);
      const [bytes, what] = flipBit(await workspace.read(name), random);
      await workspace.replace(name, bytes);
      return { what: `${name}: ${what}`, names: name };
    },
  };
}

/** Cuts at a multiple of `block`, somewhere before the end. */
export function cut(block: number) {
  return (bytes: Buffer, random: Random): readonly [Buffer, string] => {
    const blocks = Math.ceil(bytes.length / block) - 1;
    const at = blocks < 1 ? 0 : block * random.integer(block > 1 ? 1 : 0, blocks);
    return [bytes.subarray(0, at), `cut to ${at} of ${bytes.length} bytes`];
  };
}

function loseSector(bytes: Buffer, random: Random): readonly [Buffer, string] {
  const sectors = Math.ceil(bytes.length / 512);
  const first = random.integer(0, sectors - 1);
  // A sector that is all zeros already, as between the members of a tar, cannot be lost.
  for (let step = 0; step < sectors; step++) {
    const from = ((first + step) % sectors) * 512;
    if (bytes.subarray(from, from + 512).every((byte) => byte === 0)) continue;
    const zeroed = Buffer.from(bytes).fill(0, from, Math.min(from + 512, bytes.length));
    return [zeroed, `512 zeros at ${from} of ${bytes.length}`];
  }
  throw new Error('The object is empty.');
}

function append(bytes: Buffer, random: Random): readonly [Buffer, string] {
  const length = random.pick([1, 512, 1024, 10_240]);
  const filler = random.pick([0, 10, 65]);
  return [Buffer.concat([bytes, Buffer.alloc(length, filler)]), `${length} bytes ${filler} appended`];
}

async function replaceByPrevious(
  workspace: Workspace,
  random: Random,
  previous: Workspace['sound'],
): Promise<Done> {
  const equal = new Set(
    workspace.sound.manifest.objects
      .filter((object) => previous.manifest.objects.some((one) => one.sha256 === object.sha256))
      .map((object) => object.name),
  );
  const name = random.pick(workspace.sound.manifest.objects.filter((object) => !equal.has(object.name))).name;
  await workspace.replace(name, await readSound(previous, name));
  return { what: `${name} of set ${previous.manifest.id}`, names: name };
}

async function exchange(workspace: Workspace, random: Random): Promise<Done> {
  const [one, other] = random.shuffle(workspace.sound.manifest.objects);
  if (one === undefined || other === undefined) throw new Error('The set has fewer than two objects.');
  const [first, second] = [await workspace.read(one.name), await workspace.read(other.name)];
  await workspace.replace(one.name, second);
  await workspace.replace(other.name, first);
  return { what: `${one.name} and ${other.name}`, names: one.name };
}

export const BYTE_DAMAGES: readonly StoredDamage[] = [
  flipIn('archive', 4),
  flipIn('roles', 1),
  flipIn('database', 1),
  flipIn('settings', 1),
  flipIn('fingerprint', 2),
  flipIn('recovery', 1),
  rewriting('cut at a 512-byte boundary', cut(512), 2),
  rewriting('cut at a 64-KiB boundary', cut(65_536), 2),
  rewriting('cut at any byte', cut(1), 2),
  rewriting('emptied', () => [Buffer.alloc(0), 'empty']),
  rewriting('one sector of zeros', loseSector, 2),
  rewriting('bytes appended', append),
  rewriting('appended to itself', (bytes) => [Buffer.concat([bytes, bytes]), 'doubled']),
  {
    kind: 'object missing',
    apply: async (workspace, random) => {
      const name = anyObject(workspace, random);
      await workspace.remove(name);
      return { what: name, names: name };
    },
  },
  {
    kind: 'object of the previous set',
    weight: 2,
    apply: (workspace, random, sets) => replaceByPrevious(workspace, random, previousOf(workspace, sets)),
  },
  { kind: 'two objects of a set exchanged', apply: exchange },
];

/** The earlier set that was made in the same way. */
export function previousOf(
  workspace: Workspace,
  sets: Parameters<StoredDamage['apply']>[2],
): Workspace['sound'] {
  return sets.previous[variantOf(workspace, sets)];
}

export function variantOf(
  workspace: Workspace,
  sets: Parameters<StoredDamage['apply']>[2],
): keyof (typeof sets)['variants'] {
  for (const [variant, sound] of Object.entries(sets.variants)) {
    if (sound === workspace.sound) return variant as keyof (typeof sets)['variants'];
  }
  throw new Error('The workspace is a copy of none of the sets.');
}
