import { sideSchemas } from '../../catalog/archive/side-schemas.ts';
import type { TablePlan } from '../../catalog/archive/table-closure.ts';
import { IntegrityError, UserError } from '../../errors.ts';
import { withDatabase } from '../../postgres/client.ts';
import {
  copySchemas,
  dropSchemas,
  existingSchemas,
  fingerprintSchemas,
  moveTables,
} from '../../postgres/side-schema.ts';
import { dropDatabase } from '../../postgres/unfinished.ts';
import type { ActionContext } from '../../runtime/action.ts';
import type { Stopwatch } from '../shared/stopwatch.ts';
import type { TargetServer } from './target.ts';

export interface SchemaOptions {
  readonly plan: TablePlan;
  readonly target: TargetServer;
  /** The database the tables were restored and compared in; it is dropped at the end. */
  readonly side: string;
  readonly live: string;
  readonly jobs: number;
  readonly stopwatch: Stopwatch;
}

/**
 * Brings restored tables beside the live ones: from their side database into schemas of the live database that are made for
 * them. What was restored is compared with the set before; here the rows are compared once more, after the move.
 * @returns the schemas
 * @throws UserError PBA-TARGET-EXISTS, IntegrityError PBA-PROOF-FAILED; then the schemas are gone again
 */
export async function besideInSchema(context: ActionContext, options: SchemaOptions): Promise<string[]> {
  const { plan, target, stopwatch, jobs } = options;
  const schemas = sideSchemas(
    plan.tables.map(({ schema }) => schema),
    context.now(),
  );
  const names = [...new Set(schemas.values())];
  const side = withDatabase(target.client, options.side);
  const live = withDatabase(target.client, options.live);
  const there = await existingSchemas(live, names);
  if (there.length > 0) {
    throw new UserError('PBA-TARGET-EXISTS', `${options.live} has a schema ${there.join(', ')} already.`, {
      hint: 'Run it again in a second: the name is made of the time.',
    });
  }
  try {
    await context.log.group(`Moving into ${names.join(', ')} of ${options.live}`, async () => {
      const move = { tables: plan.tables, schemas };
      await stopwatch.time('move', async () => {
        await moveTables(side, move);
        await copySchemas(side, live, move, {
          tempDir: context.tempDir,
          jobs,
          onPhase: (phase, seconds) => context.log.info(`${phase}: ${seconds.toFixed(1)} s`),
        });
      });
    });
    await stopwatch.time('compare', async () => {
      const expected = await fingerprintSchemas(side, names, jobs);
      const actual = await fingerprintSchemas(live, names, jobs);
      if (JSON.stringify(expected) === JSON.stringify(actual)) return;
      throw new IntegrityError(
        'PBA-PROOF-FAILED',
        `The tables in ${names.join(', ')} of ${options.live} have other rows than those that were restored.`,
        {
          hint: 'A trigger or a rule of the live database may have changed them. The schemas were dropped; use `beside: database`.',
        },
      );
    });
  } catch (error) {
    await dropSchemas(live, names);
    context.log.info(`dropped ${names.join(', ')} from ${options.live}: the move did not come to its end`);
    throw error;
  } finally {
    await dropDatabase(target.client, options.side);
  }
  return names;
}
