import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { openSession, withDatabase } from '../../../src/postgres/client.ts';
import type { Session } from '../../../src/postgres/session.ts';
import { runText } from '../../../src/process.ts';
import { packDirectory } from '../../../src/streams/tar.ts';
import type { TestPostgres } from '../../../test/support/postgres.ts';
import { silentLog } from '../../../test/support/silent-log.ts';
import type { Laboratory } from '../laboratory.ts';
import type { KeyPair, SoundSet } from './workspace.ts';

/** The ways in which the same database is backed up. */
const VARIANTS = {
  directory: { format: 'directory' },
  encrypted: { format: 'directory' },
  custom: { format: 'custom' },
  uncompressed: { format: 'directory', compression: 'none' },
} as const;

export type Variant = keyof typeof VARIANTS;

/** What damage is done to, and what it is done with. */
export interface SoundSets {
  readonly variants: Readonly<Record<Variant, SoundSet>>;
  /** The same, taken a little earlier. */
  readonly previous: Readonly<Record<Variant, SoundSet>>;
  /** Somebody who is no recipient. */
  readonly stranger: KeyPair;
  /** Has the database of the sets and another one; both stay as they are. */
  readonly source: TestPostgres;
  readonly database: string;
  readonly otherDatabase: string;
  readonly laboratory: Laboratory;
  /** Opens a session in a database of the source. */
  openSource(database: string): Promise<Session>;
}

async function newKey(): Promise<KeyPair> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** What happens between the earlier and the later sets: little, as between two nights. */
const ONE_DAY = `
set session_replication_role = replica;
delete from public.attachments where id % 11 = 0;
update public.users set full_name = 'Nobody' where id % 7 = 0;
insert into support.marker default values;
alter table public.tags alter column color set default '#000000';
select setval('crm."Lead Nr"', 4711);
`;

/** Backs the database up in every way, lets a day pass, and does it again. */
export async function makeSoundSets(
  laboratory: Laboratory,
  source: TestPostgres,
  database: string,
  otherDatabase: string,
): Promise<SoundSets> {
  const key = await newKey();
  const round = async (): Promise<Record<Variant, SoundSet>> => {
    const names = Object.keys(VARIANTS) as Variant[];
    const sets: (readonly [Variant, SoundSet])[] = [];
    // One after the other: a backup refuses to run beside another of the same database.
    for (const name of names) {
      const root = await laboratory.newDirectory(`sound-${name}`);
      const mine = name === 'encrypted' ? key : undefined;
      const manifest = await laboratory.backUp(source, root, {
        database,
        ...VARIANTS[name],
        ...(mine === undefined ? {} : { recipients: mine.recipient }),
      });
      sets.push([name, { root, manifest, key: mine }]);
    }
    return Object.fromEntries(sets) as Record<Variant, SoundSet>;
  };
  const previous = await round();
  await source.psql(ONE_DAY, { database });
  const variants = await round();
  const client = {
    installation: laboratory.newestServer,
    env: source.env,
    signal: laboratory.signal,
    log: silentLog,
  };
  const openSource = (name: string): Promise<Session> =>
    openSession(withDatabase(client, name), { row_security: 'on' });
  return {
    variants,
    previous,
    stranger: await newKey(),
    source,
    database,
    otherDatabase,
    laboratory,
    openSource,
  };
}

/** The archive of a database as a set of this variant would hold it, not encrypted. */
export async function dumpArchive(sets: SoundSets, database: string, variant: Variant): Promise<Buffer> {
  const { source, laboratory } = sets;
  const { format, ...rest } = VARIANTS[variant];
  const directory = await laboratory.newDirectory('dump');
  try {
    const path = join(directory, 'dump');
    const compression = 'compression' in rest ? '0' : '1';
    await runText(
      join(source.binDir, 'pg_dump'),
      [
        `--format=${format}`,
        `--compress=${compression}`,
        '--no-sync',
        `--file=${path}`,
        `--dbname=dbname='${database}'`,
      ],
      { env: source.env, signal: laboratory.signal },
    );
    return format === 'custom' ? await readFile(path) : await buffer(packDirectory(path, { consume: false }));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
