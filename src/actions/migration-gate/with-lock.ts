import { resolve } from 'node:path';
import { describeEnd } from '../../catalog/migration/verdict.ts';
import { CancelledError, messageOf, type PbaError, ToolError } from '../../errors.ts';
import { claimMigration, MIGRATION_SESSION } from '../../postgres/backup-lock.ts';
import { type Client, openSession } from '../../postgres/client.ts';
import type { Session } from '../../postgres/session.ts';
import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import { code, escapeMarkdown } from '../../runtime/format.ts';
import { connect } from '../shared/connect.ts';
import { effectiveConnection } from './connection.ts';
import type { MigrationGateInputs } from './migration-gate.ts';
import { runCommand } from './run-command.ts';
import { wordsOf } from './words.ts';

/** Fails when a backup is running now. */
export async function lockCheck(inputs: MigrationGateInputs, context: ActionContext): Promise<ActionResult> {
  const connection = await effectiveConnection(inputs, context);
  const client = await connect(connection, context);
  await using session = await openSession(client, MIGRATION_SESSION);
  await claim(session, connection.database, 0, context);
  const text = `No backup of ${connection.database} is running.`;
  return {
    outputs: { verdict: 'ok' },
    summary: `## ✅ ${escapeMarkdown(text)}\n`,
    text,
    json: { running: false },
  };
}

/** Runs a command while no backup of the database can start: it holds the lock that every backup takes first. */
export async function withLock(inputs: MigrationGateInputs, context: ActionContext): Promise<ActionResult> {
  const connection = await effectiveConnection(inputs, context);
  const client = await connect(connection, context);
  const [file = '', ...args] = wordsOf(inputs.command) ?? [];
  const session = await openSession(client, MIGRATION_SESSION);
  try {
    await claim(session, connection.database, inputs.lockWait, context);
    const end = await context.log.group(`Running ${file} while no backup can start`, () =>
      runCommand(
        { file, args },
        {
          env: environmentOf(client, inputs, context),
          cwd: resolve(context.env['GITHUB_WORKSPACE'] ?? '.', inputs.workingDirectory ?? '.'),
          signal: context.signal,
          timeLimitMs: inputs.timeLimit,
          log: context.log,
        },
      ),
    );
    const lost = await lockLost(session);
    const failure =
      end.outcome === 'succeeded'
        ? lost
        : new ToolError('PBA-GATE-COMMAND', `The command ${describeEnd(end)}.`, {
            exitCode: end.exitCode,
            signal: end.signal,
            stderr: end.output.slice(-4096),
            hint: 'What it printed stands in the log. The checkpoint of this deployment is the set to go back to.',
          });
    const text = `${file} ${describeEnd(end)}, while no backup of ${connection.database} could start.`;
    return {
      outputs: { verdict: failure === undefined ? 'ok' : 'failed' },
      summary: `## ${failure === undefined ? '✅' : '❌'} Migration of ${escapeMarkdown(connection.database)}\n\n${code(file).markdown} ${escapeMarkdown(describeEnd(end))}, while no backup could start.\n`,
      text,
      json: { end },
      ...(failure === undefined ? {} : { failure }),
    };
  } finally {
    await session.close();
  }
}

function claim(session: Session, database: string, waitMs: number, context: ActionContext): Promise<void> {
  return claimMigration(session, database, {
    waitMs,
    signal: context.signal,
    onWait: (reason) => context.log.info(`waiting for the lock: ${reason}`),
  });
}

/** The command is the user's own and has what the job has; libpq's programs also find the database of the inputs. */
function environmentOf(
  client: Client,
  inputs: MigrationGateInputs,
  context: ActionContext,
): Record<string, string> {
  const { PGAPPNAME: _, PGOPTIONS: __, ...libpq } = client.env;
  const options = `${context.env['PGOPTIONS'] ?? ''} -c lock_timeout=${inputs.lockTimeout}`.trim();
  return { ...context.env, ...libpq, PGOPTIONS: options };
}

/** A server that was restarted, or a firewall that cut an idle connection, has let backups in meanwhile. */
async function lockLost(session: Session): Promise<PbaError | undefined> {
  try {
    await session.row('select 1 as alive');
    return undefined;
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    return new ToolError(
      'PBA-GATE-LOCK-LOST',
      `The command succeeded, but the connection with the lock did not last: ${messageOf(error)}`,
      {
        cause: error,
        hint: 'A backup may have started meanwhile. Look at its verdict, and at why the connection ended.',
      },
    );
  }
}
