import { cp } from 'node:fs/promises';
import { dirname } from 'node:path';
import { MANIFEST, type SetLocation } from '../../../src/catalog/keys.ts';
import { type Manifest, manifestLocation } from '../../../src/catalog/manifest.ts';
import type { Random } from '../random.ts';
import { cut, flipBit, previousOf } from './bytes.ts';
import type { StoredDamage } from './damage.ts';
import { encryptTo, measure, readSound, type Workspace } from './workspace.ts';

interface Leaf {
  readonly path: readonly (string | number)[];
  readonly value: string | number;
}

/** The numbers in a manifest, also those that are texts because they can be large. */
function numbers(value: unknown, path: readonly (string | number)[] = []): Leaf[] {
  if (typeof value === 'number') return [{ path, value }];
  if (typeof value === 'string') return /^\d{1,20}$/.test(value) ? [{ path, value }] : [];
  if (Array.isArray(value)) return value.flatMap((one, index) => numbers(one, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => numbers(one, [...path, name]));
}

function changed(value: unknown, path: readonly (string | number)[], to: string | number): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return to;
  if (Array.isArray(value))
    return value.map((one, index) => (index === first ? changed(one, rest, to) : one));
  return Object.fromEntries(
    Object.entries(value as object).map(([name, one]) => [
      name,
      name === first ? changed(one, rest, to) : one,
    ]),
  );
}

function otherNumber({ value }: Leaf, random: Random): string | number {
  const step = random.pick([1, 10, 1000]);
  return typeof value === 'number' ? value + step : String(BigInt(value) + BigInt(step));
}

/** What the manifest says about how to restore and what to expect; the rest is told to people only. */
const GOVERNING =
  /^(objects|totals|fingerprint|manifestVersion|server\.versionNum|encryption|format|content)/;

async function editNumber(workspace: Workspace, random: Random, choose: (path: string) => boolean) {
  const parsed: unknown = JSON.parse((await workspace.read(MANIFEST)).toString());
  const leaf = random.pick(numbers(parsed).filter((one) => choose(one.path.join('.'))));
  const to = otherNumber(leaf, random);
  return {
    edited: changed(parsed, leaf.path, to),
    what: `${leaf.path.join('.')}: ${leaf.value} became ${to}`,
  };
}

const damaged = (
  kind: string,
  apply: StoredDamage['apply'],
  more: Partial<StoredDamage> = {},
): StoredDamage => ({
  kind,
  ...more,
  apply,
});

export const MANIFEST_DAMAGES: readonly StoredDamage[] = [
  damaged('one bit flipped: manifest', flipManifest, { weight: 3 }),
  damaged('manifest cut', async (workspace, random) => {
    const [bytes, what] = cut(1)(await workspace.read(MANIFEST), random);
    await workspace.replace(MANIFEST, bytes);
    return { what, names: MANIFEST };
  }),
  damaged('manifest missing', async (workspace) => {
    await workspace.remove(MANIFEST);
    return { what: MANIFEST, names: MANIFEST };
  }),
  damaged('manifest of the previous set', async (workspace, _random, sets) => {
    await workspace.replace(MANIFEST, await readSound(previousOf(workspace, sets), MANIFEST));
    return { what: MANIFEST, names: MANIFEST };
  }),
  damaged('set moved to the place of another', async (workspace, random, sets) => {
    const place = manifestLocation(previousOf(workspace, sets).manifest);
    const wrong: SetLocation = random.pick([
      { ...place, tier: 'weekly' },
      { ...place, database: `${place.database}2` },
      place,
    ]);
    const { root } = workspace;
    const target = workspace.moveTo(wrong);
    await cp(dirname(target.from), dirname(target.to), { recursive: true });
    return { what: `${root}: ${wrong.database}/${wrong.tier}/${wrong.id}`, names: MANIFEST };
  }),
  damaged(
    'a number changed in the manifest',
    async (workspace, random) => {
      const { edited, what } = await editNumber(workspace, random, () => true);
      await workspace.replace(MANIFEST, `${JSON.stringify(edited, null, 2)}\n`);
      return { what, names: MANIFEST };
    },
    { weight: 3 },
  ),
  damaged(
    'a number changed in the manifest, digest recomputed',
    async (workspace, random) => {
      const { edited, what } = await editNumber(workspace, random, (path) => GOVERNING.test(path));
      const { manifestSha256: _, ...manifest } = edited as Manifest & { manifestSha256: string };
      await workspace.seal(manifest);
      return { what };
    },
    { weight: 2 },
  ),
  damaged('an object struck from the manifest, digest recomputed', async (workspace, random) => {
    const { objects } = workspace.sound.manifest;
    const { name } = random.pick(objects);
    await workspace.seal({ objects: objects.filter((object) => object.name !== name) });
    return { what: name };
  }),
  damaged('manifest says schema only, digest recomputed', async (workspace) => {
    await workspace.seal({ content: 'schema' });
    return { what: 'content: schema' };
  }),
  damaged(
    'wrong key',
    async (workspace, _random, sets) => {
      workspace.identity = sets.stranger.identity;
      return { what: 'the identity of a stranger' };
    },
    { to: ['encrypted'] },
  ),
  damaged(
    'object encrypted for somebody else, stored hash recomputed',
    async (workspace, random, sets) => {
      const object = random.pick(workspace.sound.manifest.objects.filter((one) => one.role !== 'recovery'));
      const bytes = await encryptTo(sets.stranger.recipient, await workspace.plaintext(object));
      await workspace.replace(object.name, bytes);
      await workspace.seal({
        objects: workspace.sound.manifest.objects.map((one) =>
          one.name === object.name ? { ...one, ...measure(bytes) } : one,
        ),
      });
      return { what: object.name, names: object.name };
    },
    { to: ['encrypted'] },
  ),
  damaged(
    'object encrypted anew with other content, stored hash recomputed',
    async (workspace, random) => {
      const object = random.pick(workspace.sound.manifest.objects.filter((one) => one.role !== 'recovery'));
      const [plain, what] = flipBit(await workspace.plaintext(object), random);
      const bytes = await encryptTo(workspace.sound.key?.recipient ?? '', plain);
      await workspace.replace(object.name, bytes);
      await workspace.seal({
        objects: workspace.sound.manifest.objects.map((one) =>
          one.name === object.name ? { ...one, ...measure(bytes) } : one,
        ),
      });
      return { what: `${object.name}: ${what}`, names: object.name };
    },
    { to: ['encrypted'] },
  ),
];

async function flipManifest(workspace: Workspace, random: Random): Promise<{ what: string; names: string }> {
  const [bytes, what] = flipBit(await workspace.read(MANIFEST), random);
  await workspace.replace(MANIFEST, bytes);
  return { what, names: MANIFEST };
}
