import { type Assertion, type AssertionResult, judge } from '../../catalog/assertion.ts';
import { CancelledError, messageOf, PbaError } from '../../errors.ts';
import { type Client, openSession } from '../../postgres/client.ts';
import { runText } from '../../process.ts';
import type { ActionContext } from '../../runtime/action.ts';

/** Runs the policy's assertions on the restored copy, one after the other. A failed one is a result, not an error. */
export async function runAssertions(
  context: ActionContext,
  client: Client,
  assertions: readonly Assertion[],
  snapshotAt: string,
): Promise<AssertionResult[]> {
  const results: AssertionResult[] = [];
  for (const assertion of assertions) {
    const start = performance.now();
    const problem = await runAssertion(context, client, assertion, snapshotAt);
    const seconds = Math.round(performance.now() - start) / 1000;
    results.push({
      name: assertion.name,
      passed: problem === undefined,
      detail: problem ?? 'holds',
      seconds,
    });
    context.log.info(`${assertion.name}: ${problem ?? 'holds'}`);
  }
  return results;
}

async function runAssertion(
  context: ActionContext,
  client: Client,
  assertion: Assertion,
  snapshotAt: string,
): Promise<string | undefined> {
  try {
    if ('command' in assertion) {
      const [program = '', ...args] = assertion.command;
      await runText(program, args, {
        env: { ...client.env, HOME: context.env['HOME'] ?? '/', PATH: context.env['PATH'] ?? '' },
        signal: client.signal,
        timeoutMs: assertion.timeLimitMs,
        cwd: context.env['GITHUB_WORKSPACE'] ?? process.cwd(),
      });
      return undefined;
    }
    await using session = await openSession(client, {
      statement_timeout: String(assertion.timeLimitMs),
      default_transaction_read_only: 'on',
    });
    // As the application sees the database, not as our own queries do.
    await session.execute('reset search_path');
    const { value } = await session.row<{ value: string | null }>(
      `select (select v.c::text from (${assertion.sql.trim().replace(/;$/, '')}) as v(c)) as value`,
    );
    return judge(assertion.expect, value, snapshotAt);
  } catch (error) {
    if (!(error instanceof PbaError) || error instanceof CancelledError) throw error;
    return `it could not be run: ${messageOf(error)}`;
  }
}
