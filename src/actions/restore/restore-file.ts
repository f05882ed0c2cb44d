import { type DumpKind, HEAD_BYTES, majorOf } from '../../catalog/archive/dump-file.ts';
import { UNPROVEN } from '../../catalog/swap/restored-mark.ts';
import { siblingName } from '../../catalog/swap/sibling-names.ts';
import { UserError } from '../../errors.ts';
import { analyzeDatabase } from '../../postgres/analyze.ts';
import { type Client, openSession, withDatabase } from '../../postgres/client.ts';
import { collationAdvice } from '../../postgres/collations.ts';
import { describeArchive, type ForeignArchive } from '../../postgres/foreign-archive.ts';
import { restorePlain } from '../../postgres/plain-dump.ts';
import { identifier, literal } from '../../postgres/quote.ts';
import { restoreDatabase } from '../../postgres/restore.ts';
import { claimDatabase, makerOf } from '../../postgres/unfinished.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { connect } from '../shared/connect.ts';
import { defaultJobs } from '../shared/default-jobs.ts';
import { Stopwatch } from '../shared/stopwatch.ts';
import { dropLeftovers } from './leftovers.ts';
import { giveName, orGiveUp } from './making.ts';
import { describePlace, fileWord, type LocalDump, obtainFile, plainBytes } from './obtain-file.ts';
import type { RestoreInputs } from './restore.ts';
import type { Seen } from './seen.ts';
import { lookAtTarget, refuseExisting, refuseOlder, type TargetServer } from './target.ts';

/** What was restored from a file, and what is known of it. */
export interface FileReport {
  readonly place: string;
  readonly kind: DumpKind;
  readonly dump: LocalDump;
  readonly target: TargetServer;
  /** The live database that it is meant for. */
  readonly live: string;
  readonly database: string;
  readonly holds: { readonly tables: number; readonly bytes: number };
  readonly seconds: number;
  readonly phases: Readonly<Record<string, number>>;
  readonly notes: readonly string[];
}

/**
 * Restores a dump that was not made by us into a new database beside the live one. There is no fingerprint to compare it with, and the
 * database says so.
 */
export async function restoreFile(
  inputs: RestoreInputs & { readonly file: string },
  live: string,
  context: ActionContext,
  seen: Seen,
): Promise<FileReport> {
  const place = describePlace(inputs.file);
  const client = await connect({ ...inputs, database: inputs.maintenanceDatabase }, context);
  const target = await lookAtTarget(client, live);
  const database = inputs.into ?? siblingName(live, 'restored', context.now());
  const making = siblingName(live, 'restoring', context.now());
  seen.server(target);
  seen.add('File', place);
  seen.add('Into the new database', `${database}, called ${making} until it is whole`);
  for (const line of seen.lines()) context.log.info(line);
  const left = await dropLeftovers(target, live, context);
  await refuseExisting(target, database);

  const stopwatch = new Stopwatch();
  const dump = await context.log.group(`Fetching ${place}`, () =>
    stopwatch.time('fetch', () => obtainFile(inputs.file, inputs, context)),
  );
  const archive = await describeDump(client, dump);
  if (archive.major !== undefined) refuseOlder(target, archive.major * 10_000, `${archive.major}`);
  if (dump.kind === 'plain' && inputs.roles === 'ignore') {
    throw new UserError('PBA-INPUT', 'roles: ignore needs an archive: a plain dump is run as it is.', {
      hint: 'Make the roles it names, or dump in the custom format.',
    });
  }
  await using _claim = await claimDatabase(client, making);
  const { keepFailed } = inputs;
  const made = { target, making, database, set: fileWord(inputs.file), lineage: undefined, keepFailed };
  const holds = await orGiveUp(context, made, async () => {
    await createBeside(makerOf(client, making), making, archive, dump.kind === 'plain' ? live : undefined);
    const inside = withDatabase(client, making);
    await context.log.group('Restoring', () => fill(inside, dump, inputs, context, stopwatch));
    await stopwatch.time('analyze', () => analyzeDatabase(inside, inputs.jobs ?? defaultJobs()));
    return { ...(await lookInside(inside)), advice: await collationAdvice(inside) };
  });
  await giveName(context, made, UNPROVEN);
  return {
    place,
    kind: dump.kind,
    dump,
    target,
    live,
    database,
    holds,
    seconds: stopwatch.total,
    phases: stopwatch.phases,
    notes: [...left, ...notesOf(archive, dump), ...holds.advice],
  };
}

async function describeDump(client: Client, dump: LocalDump): Promise<ForeignArchive> {
  if (dump.kind !== 'plain') return describeArchive(client, dump.path);
  let head = '';
  for await (const chunk of plainBytes(dump)) {
    head += (chunk as Buffer).toString('latin1');
    if (head.length >= HEAD_BYTES) break;
  }
  return { major: majorOf(head.slice(0, HEAD_BYTES)), tables: 0, options: [], owner: undefined };
}

/**
 * Makes the database as the archive says it was. A plain dump does not say it: then as the live one is, where there is one.
 * @param like the live database to take encoding, locale and owner from
 */
async function createBeside(
  client: Client,
  name: string,
  { options, owner }: ForeignArchive,
  like: string | undefined,
): Promise<void> {
  await using session = await openSession(client);
  const own = owner === undefined ? undefined : owner.replace(/^"(.*)"$/s, '$1').replaceAll('""', '"');
  const [there] = await session.rows<{ name: string }>(
    `select rolname as name from pg_catalog.pg_roles where rolname = ${literal(own ?? '')}`,
  );
  const from = like === undefined || options.length > 0 ? undefined : await traitsOf(session, like);
  const all = [
    ...(from?.options ?? options),
    ...(there === undefined ? (from?.owner ?? []) : [`OWNER = ${identifier(there.name)}`]),
  ];
  await session.execute(`create database ${identifier(name)} template = template0 ${all.join(' ')}`);
}

async function traitsOf(
  session: Awaited<ReturnType<typeof openSession>>,
  database: string,
): Promise<{ options: string[]; owner: string[] } | undefined> {
  const [row] = await session.rows<{ encoding: string; collate: string; ctype: string; owner: string }>(`
    select pg_encoding_to_char(encoding) as encoding, datcollate as collate, datctype as ctype,
           pg_get_userbyid(datdba) as owner
      from pg_catalog.pg_database where datname = ${literal(database)}`);
  if (row === undefined) return undefined;
  return {
    options: [
      `ENCODING = ${literal(row.encoding)}`,
      `LC_COLLATE = ${literal(row.collate)}`,
      `LC_CTYPE = ${literal(row.ctype)}`,
    ],
    owner: [`OWNER = ${identifier(row.owner)}`],
  };
}

async function fill(
  client: Client,
  dump: LocalDump,
  inputs: RestoreInputs,
  context: ActionContext,
  stopwatch: Stopwatch,
): Promise<void> {
  if (dump.kind === 'plain') {
    await stopwatch.time('psql', () => restorePlain(client, plainBytes(dump)));
    return;
  }
  const archive = { path: dump.path, format: dump.kind };
  await restoreDatabase(client, {
    schema: archive,
    data: archive,
    jobs: inputs.jobs ?? defaultJobs(),
    foreignKeysOut: [],
    tempDir: context.tempDir,
    withoutRoles: inputs.roles === 'ignore',
    onPhase: (phase, seconds) => {
      stopwatch.add(phase, seconds);
      context.log.info(`${phase}: ${seconds.toFixed(1)} s`);
    },
  });
}

async function lookInside(client: Client): Promise<{ tables: number; bytes: number }> {
  await using session = await openSession(client);
  return await session.row(`
    select (select count(*)::int from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
             where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema') as tables,
           pg_catalog.pg_database_size(current_database()) as bytes`);
}

function notesOf(archive: ForeignArchive, dump: LocalDump): string[] {
  return [
    'Not proven: a dump that others made has no fingerprint, so there is nothing to compare with',
    'Space on the target was not checked: the file does not say how large the database was',
    ...(dump.kind === 'plain' || archive.options.length > 0
      ? []
      : ['The archive does not say what encoding and locale its database had: the server’s own were taken']),
    ...(dump.kind === 'plain'
      ? [
          'A plain dump does not say what locale its database had: that of the live one was taken, where there is one',
        ]
      : []),
    'Settings and grants of the database itself are not in what was restored; `swap` carries those of the live one over',
  ];
}
