import type { ObjectRole } from '../../../src/catalog/manifest.ts';
import type { Random } from '../random.ts';
import { cut, flipBit, previousOf, variantOf } from './bytes.ts';
import type { Done, StoredDamage } from './damage.ts';
import { type Member, readMembers, writeMembers } from './members.ts';
import { dumpArchive, type SoundSets } from './sound-sets.ts';
import { plaintextOf, readSound, type Workspace } from './workspace.ts';

const IN_TAR = ['directory', 'encrypted', 'uncompressed'] as const;

/** Changes what an object holds and makes every hash right again, so that hashes alone notice nothing. */
function forging(
  kind: string,
  role: ObjectRole,
  change: (
    plain: Buffer,
    random: Random,
    sets: SoundSets,
    workspace: Workspace,
  ) => Promise<readonly [Buffer | string, string]> | readonly [Buffer | string, string],
  more: Pick<StoredDamage, 'weight' | 'to'> = {},
): StoredDamage {
  return {
    kind: `${kind}, hashes recomputed`,
    ...more,
    apply: async (workspace, random, sets): Promise<Done> => {
      const object = workspace.object(role);
      const [plain, what] = await change(await workspace.plaintext(object), random, sets, workspace);
      await workspace.forge(object, plain);
      return { what: `${object.name}: ${what}` };
    },
  };
}

/** The same for the members of a tar. */
function retarring(
  kind: string,
  change: (members: readonly Member[], random: Random) => readonly [readonly Member[], string],
  weight = 1,
): StoredDamage {
  return forging(
    kind,
    'archive',
    async (plain, random) => {
      const [members, what] = change(await readMembers(plain), random);
      return [await writeMembers(members), what];
    },
    { to: IN_TAR, weight },
  );
}

/** Members with rows or large objects, that is all but the tables of contents. */
function dataOf(members: readonly Member[]): Member[] {
  return members.filter(
    ({ name, data }) => !name.endsWith('toc.dat') && !name.endsWith('.toc') && data.length > 0,
  );
}

function withMember(members: readonly Member[], one: Member, data: Buffer): Member[] {
  return members.map((member) => (member === one ? { ...member, data } : member));
}

/** One line of a SQL script that does something; in these scripts a statement is a line. */
function loseStatement(plain: Buffer, random: Random): readonly [string, string] {
  const lines = plain.toString().split('\n');
  const lost = random.pick(lines.filter((line) => /^(?!--|\\|SET ).*;$/.test(line)));
  return [lines.filter((line) => line !== lost).join('\n'), `without ${lost.slice(0, 80)}`];
}

/** One option of CREATE DATABASE. */
function loseOption(plain: Buffer, random: Random): readonly [string, string] {
  const text = plain.toString();
  const lost = random.pick(text.match(/^ {2}(?!template)\w+ = [^;\n]*?(?=,?;?$)/gm) ?? []);
  return [text.replace(lost, '').replace(/^,\n/m, '').replace(/,\n;/, ';'), `without${lost}`];
}

interface Entry {
  readonly [field: string]: unknown;
}

/** A fingerprint is one JSON text; this changes one entry of one of its lists. */
function changeFingerprint(
  list: 'tables' | 'sequences' | 'objects',
  change: (entry: Entry) => Entry | undefined,
) {
  return (plain: Buffer, random: Random): readonly [string, string] => {
    const fingerprint = JSON.parse(plain.toString()) as Record<string, Entry[]>;
    const entries = (fingerprint[list] ?? []).filter((entry) => entry['kind'] !== 'collation version');
    const chosen = random.pick(entries);
    const result = change(chosen);
    const others = entries.flatMap((entry) =>
      entry !== chosen ? [entry] : result === undefined ? [] : [result],
    );
    return [
      JSON.stringify({ ...fingerprint, [list]: others }),
      `${list}: ${JSON.stringify(chosen).slice(0, 120)}`,
    ];
  };
}

const plusOne = (value: unknown): string => String(BigInt(String(value)) + 1n);

async function previousPlaintext(workspace: Workspace, sets: SoundSets, role: ObjectRole): Promise<Buffer> {
  const previous = previousOf(workspace, sets);
  const object = workspace.object(role);
  return plaintextOf(previous, object, await readSound(previous, object.name));
}

export const FORGED_DAMAGES: readonly StoredDamage[] = [
  forging('one bit flipped in the archive', 'archive', (plain, random) => flipBit(plain, random), {
    weight: 6,
  }),
  forging('archive cut at any byte', 'archive', (plain, random) => cut(1)(plain, random), { weight: 2 }),
  forging('archive cut at a 512-byte boundary', 'archive', (plain, random) => cut(512)(plain, random), {
    weight: 2,
  }),
  forging('archive appended to itself', 'archive', (plain) => [Buffer.concat([plain, plain]), 'doubled']),
  retarring(
    'one bit flipped in a member of the tar',
    (members, random) => {
      const one = random.pick(members.filter(({ data }) => data.length > 0));
      const [data, what] = flipBit(one.data, random);
      return [withMember(members, one, data), `${one.name}: ${what}`];
    },
    4,
  ),
  retarring(
    'a member of the tar cut',
    (members, random) => {
      const one = random.pick(dataOf(members));
      const [data, what] = cut(1)(one.data, random);
      return [withMember(members, one, data), `${one.name}: ${what}`];
    },
    2,
  ),
  retarring('a member of the tar missing', (members, random) => {
    const one = random.pick(members);
    return [members.filter((member) => member !== one), one.name];
  }),
  retarring('a member of the tar twice', (members, random) => {
    const one = random.pick(members);
    return [[...members, one], one.name];
  }),
  retarring(
    'two members of the tar exchanged',
    (members, random) => {
      const [one, other] = random.shuffle(dataOf(members).filter(({ name }) => /^\d/.test(name)));
      if (one === undefined || other === undefined) throw new Error('The tar has no two tables.');
      return [
        withMember(withMember(members, one, other.data), other, one.data),
        `${one.name} and ${other.name}`,
      ];
    },
    2,
  ),
  retarring('members of the tar in another order', (members, random) => {
    const shuffled = random.shuffle(members);
    return [shuffled, `first ${shuffled[0]?.name}`];
  }),
  forging('dump of another database', 'archive', async (_plain, _random, sets, workspace) => [
    await dumpArchive(sets, sets.otherDatabase, variantOf(workspace, sets)),
    sets.otherDatabase,
  ]),
  forging('dump of the previous set', 'archive', async (_plain, _random, sets, workspace) => [
    await previousPlaintext(workspace, sets, 'archive'),
    previousOf(workspace, sets).manifest.id,
  ]),
  forging('fingerprint of the previous set', 'fingerprint', async (_plain, _random, sets, workspace) => [
    await previousPlaintext(workspace, sets, 'fingerprint'),
    previousOf(workspace, sets).manifest.id,
  ]),
  forging(
    'a row count changed in the fingerprint',
    'fingerprint',
    changeFingerprint('tables', (entry) => ({ ...entry, rows: plusOne(entry['rows']) })),
  ),
  forging(
    'a digest changed in the fingerprint',
    'fingerprint',
    changeFingerprint('objects', (entry) => ({
      ...entry,
      digest: String(entry['digest']).replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
    })),
  ),
  forging(
    'a table struck from the fingerprint',
    'fingerprint',
    changeFingerprint('tables', () => undefined),
  ),
  forging(
    'an object struck from the fingerprint',
    'fingerprint',
    changeFingerprint('objects', () => undefined),
  ),
  forging(
    'a sequence struck from the fingerprint',
    'fingerprint',
    changeFingerprint('sequences', () => undefined),
  ),
  forging('an option lost from database.sql', 'database', loseOption),
  forging('a statement lost from settings.sql', 'settings', loseStatement, { weight: 2 }),
  forging('a statement lost from roles.sql', 'roles', loseStatement, { weight: 2 }),
  forging('one bit flipped in RECOVERY.md', 'recovery', (plain, random) => flipBit(plain, random)),
];
