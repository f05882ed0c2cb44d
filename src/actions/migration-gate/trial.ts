import { readFile } from 'node:fs/promises';
import { type DefinedObject, diffSchemas } from '../../catalog/migration/schema-diff.ts';
import type { CommandEnd, DataEffect, StatementTime, Trial, WayBack } from '../../catalog/migration/trial.ts';
import { systemCode } from '../../errors.ts';
import { type Client, openSession } from '../../postgres/client.ts';
import { readMigration } from '../../postgres/facts.ts';
import { readDefinedObjects } from '../../postgres/fingerprint/schema-objects.ts';
import { readDataEffect } from '../../postgres/migration/data-effect.ts';
import { type LockableTable, LockWatch } from '../../postgres/migration/lock-watch.ts';
import { parseStatementLog } from '../../postgres/migration/statement-log.ts';
import { identifier } from '../../postgres/quote.ts';
import { nameOf, type Relation, readRelations, renamesBetween } from '../../postgres/relations.ts';
import type { ActionContext } from '../../runtime/action.ts';
import type { Stopwatch } from '../shared/stopwatch.ts';
import type { Laboratory } from './laboratory.ts';

export interface TrialCommands {
  readonly forward: readonly string[];
  /** Given the version that was applied before; undefined: there is no way back, and `noBack` says why. */
  readonly back: (before: string | null) => readonly string[] | undefined;
  readonly noBack: string;
  readonly cwd: string;
  readonly timeLimitMs: number;
}

interface State {
  readonly objects: readonly DefinedObject[];
  readonly relations: readonly Relation[];
  readonly version: string | null;
}

const LOG_LIMIT = 256 * 1024 * 1024;

/**
 * Migrates the restored copy and looks at what that did: to the schema, to the rows, with which locks, in which time. Then
 * tries the way back. A migration that fails or hangs is looked at in the state it left.
 * @param client on the restored database
 */
export async function tryMigration(
  context: ActionContext,
  laboratory: Laboratory,
  client: Client,
  commands: TrialCommands,
  options: {
    readonly jobs: number;
    readonly stopwatch: Stopwatch;
    /** Called when the migration has ended and nothing was taken back yet. */
    readonly onMigrated: () => Promise<void>;
  },
): Promise<Trial> {
  const { log } = context;
  const { stopwatch, jobs } = options;
  const before = await stopwatch.time('before', async () => {
    const state = await readState(client);
    await laboratory.keep();
    return state;
  });
  const { database } = laboratory.address;

  await laboratory.logStatements(true);
  const watch = await LockWatch.start(laboratory.outside, database);
  const end = await log.group(`Migrating: ${commands.forward.join(' ')}`, () =>
    stopwatch.time('migration', () => laboratory.run(commands.forward, commands)),
  );
  await laboratory.endSessions();
  await watch.stop();
  await laboratory.logStatements(false);
  const statements = await readStatements(laboratory.statementLog);

  const after = await readState(client);
  const renames = renamesBetween(before.relations, after.relations);
  const schema = diffSchemas(before.objects, after.objects, renames);
  const data = await log.group('Comparing rows before and after', () =>
    stopwatch.time('rows', () =>
      readDataEffect(laboratory.before, client, {
        jobs,
        onTable: (done, total) => log.progress('comparing', done, total, 'tables'),
      }),
    ),
  );
  const tables = await lockable(laboratory.before, before.relations, data);
  const locks = watch.report(tables, owners(before.relations));
  await options.onMigrated();
  const wayBack = await stopwatch.time('way back', () =>
    tryBack(context, laboratory, client, commands, before, end),
  );
  return {
    command: commands.forward.join(' '),
    end,
    migration: { before: before.version, after: after.version },
    schema,
    data,
    statements,
    locks,
    wayBack,
  };
}

async function tryBack(
  context: ActionContext,
  laboratory: Laboratory,
  client: Client,
  commands: TrialCommands,
  before: State,
  end: CommandEnd,
): Promise<WayBack> {
  if (end.outcome !== 'succeeded') return { state: 'none', reason: 'the migration did not come to its end' };
  const command = commands.back(versionOf(before.version));
  if (command === undefined) return { state: 'none', reason: commands.noBack };
  const back = await context.log.group(`Going back: ${command.join(' ')}`, () =>
    laboratory.run(command, commands),
  );
  await laboratory.endSessions();
  const { objects } = await readState(client);
  return { state: 'tried', end: back, differences: diffSchemas(before.objects, objects) };
}

/** `Alembic 1a2b` without the tool. */
function versionOf(version: string | null): string | null {
  return version === null ? null : version.slice(version.indexOf(' ') + 1);
}

async function readState(client: Client): Promise<State> {
  await using session = await openSession(client);
  const migration = await readMigration(session);
  return {
    objects: await readDefinedObjects(session),
    relations: await readRelations(session),
    version: migration === null ? null : `${migration.tool} ${migration.version}`,
  };
}

/** The rows of partitioned tables are counted here, those of all others were. */
async function lockable(
  client: Client,
  relations: readonly Relation[],
  data: DataEffect,
): Promise<LockableTable[]> {
  const counts = new Map(data.tables.map(({ name, rowsBefore }) => [name, rowsBefore]));
  await using session = await openSession(client);
  const tables: LockableTable[] = [];
  for (const relation of relations) {
    const { oid, bytes, kind, schema } = relation;
    const name = nameOf(relation);
    const counted =
      kind === 'p'
        ? await session.row<{ n: string }>(
            `select count(*)::text as n from ${identifier(schema, relation.name)}`,
          )
        : undefined;
    tables.push({ oid, bytes, name, rows: counted?.n ?? counts.get(name) ?? '0' });
  }
  return tables;
}

function owners(relations: readonly Relation[]): Map<string, string> {
  return new Map(relations.flatMap(({ oid, belongings }) => belongings.map((one) => [one, oid] as const)));
}

async function readStatements(path: string): Promise<StatementTime[]> {
  try {
    const text = await readFile(path, 'utf8');
    return parseStatementLog(text.slice(0, LOG_LIMIT));
  } catch (error) {
    // Nobody has sent a statement yet.
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}
