import { UserError } from '../../errors.ts';
import { databasesOf, type EffectivePolicy, isDiscovery } from '../../policy/effective-policy.ts';
import { openSession } from '../../postgres/client.ts';
import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import { markdownTable, plural, terminalTable } from '../../runtime/format.ts';
import type { InputsOf } from '../../runtime/spec.ts';
import { connect } from '../shared/connect.ts';
import { effectivePolicy } from '../shared/effective.ts';
import type { spec } from './spec.ts';

type Inputs = InputsOf<typeof spec>;

/** A matrix has at most so many jobs (GitHub Docs, "Running variations of jobs in a workflow"). */
const MOST_JOBS = 256;

/** Asks the cluster which databases it has, and gives those that the policy wants. */
export async function discover(inputs: Inputs, context: ActionContext): Promise<ActionResult> {
  const { database: _maintenance, password, ...rest } = inputs;
  const policy = await effectivePolicy(rest, context);
  const client = await connect({ ...connectionOf(inputs, policy), password }, context);
  await using session = await openSession(client);
  const rows = await session.rows<{ name: string }>(
    `select datname as name from pg_catalog.pg_database
      where not datistemplate and datallowconn and datname <> 'postgres' order by datname`,
  );
  const there = rows.map(({ name }) => name);
  const wanted = databasesOf(policy, there).map(({ name }) => name);
  const missing = wanted.filter((name) => !there.includes(name) && name !== 'postgres');
  if (missing.length > 0) {
    throw new UserError('PBA-PG-NO-DATABASE', `The cluster has no database ${missing.join(', ')}.`, {
      hint: `The policy names it; take it out, or check host and port. There are: ${there.join(', ') || 'none'}.`,
    });
  }
  if (wanted.length === 0 || wanted.length > MOST_JOBS) {
    throw new UserError(
      'PBA-PG-NO-DATABASE',
      wanted.length === 0
        ? 'No database is left to be backed up.'
        : `${wanted.length} databases are more than the ${MOST_JOBS} jobs of a matrix.`,
      { hint: 'Look at `databases` in the policy: `discover` and `exclude`.' },
    );
  }
  return present(wanted, there);
}

/** What the policy says about the cluster, or about the first of its databases. */
function connectionOf(
  inputs: Inputs,
  { databases }: EffectivePolicy,
): Omit<Parameters<typeof connect>[0], 'password'> {
  const entry = isDiscovery(databases) ? databases : databases[0];
  return {
    database: inputs.database,
    host: inputs.host ?? entry?.host,
    port: inputs.port ?? entry?.port,
    user: inputs.user ?? entry?.user,
    sslmode: inputs.sslmode ?? entry?.sslmode,
    sslrootcert: inputs.sslrootcert ?? entry?.sslrootcert,
    container: inputs.container ?? entry?.container,
  };
}

function present(wanted: readonly string[], there: readonly string[]): ActionResult {
  const columns = [{ title: 'Database' }, { title: 'Backed up' }] as const;
  const rows = [...new Set([...there, ...wanted])].map((name) => [
    name,
    wanted.includes(name) ? 'yes' : 'no, the policy leaves it out',
  ]);
  const title = `${plural(wanted.length, 'database')} to back up`;
  return {
    outputs: {
      verdict: 'ok',
      matrix: JSON.stringify({ database: wanted }),
      databases: JSON.stringify(wanted),
      count: String(wanted.length),
    },
    summary: `## ${title}\n\n${markdownTable(columns, rows)}\n`,
    text: `${title}\n\n${terminalTable(columns, rows)}`,
    json: { databases: wanted, leftOut: there.filter((name) => !wanted.includes(name)) },
  };
}
