import { UNFINISHED } from '../../catalog/swap/restored-mark.ts';
import { messageOf } from '../../errors.ts';
import { dropDatabase, finishDatabase } from '../../postgres/unfinished.ts';
import type { ActionContext } from '../../runtime/action.ts';
import type { TargetServer } from './target.ts';

/** A database that is being made. */
export interface Making {
  readonly target: TargetServer;
  /** The name it is made under. */
  readonly making: string;
  /** The name it has in the end. */
  readonly database: string;
  /** What it is restored from, for its mark. */
  readonly set: string;
  /** Of the set; undefined: it is restored from a file. */
  readonly lineage: string | undefined;
  readonly keepFailed: boolean;
}

/** Drops the database when the body fails, or keeps it under the name of the end, marked, when asked to. */
export async function orGiveUp<T>(context: ActionContext, made: Making, body: () => Promise<T>): Promise<T> {
  try {
    return await body();
  } catch (error) {
    if (made.keepFailed) await keepUnfinished(context, made);
    else await dropUnfinished(context, made);
    throw error;
  }
}

async function dropUnfinished({ log }: ActionContext, { target, making }: Making): Promise<void> {
  await dropDatabase(target.client, making).then(
    () => log.info(`dropped ${making}: the restore did not come to its end`),
    (error: unknown) =>
      log.warning(`${making} could not be dropped: ${messageOf(error)} The next restore does it.`),
  );
}

/** It may not be there yet: the restore can fail before it is made. */
async function keepUnfinished(context: ActionContext, made: Making): Promise<void> {
  await giveName(context, made, UNFINISHED).then(
    () => context.log.warning(`${made.database} is kept as it is, unfinished; \`swap\` refuses it`),
    (error: unknown) => context.log.warning(`${made.making} was not kept: ${messageOf(error)}`),
  );
}

/** Gives the database its name, and the verdict it has to carry under it. */
export async function giveName(
  context: ActionContext,
  { target, making, database, set, lineage }: Making,
  verdict: string,
): Promise<void> {
  const { client, superuser } = target;
  const mark = { set, at: context.now().toISOString(), verdict, lineage };
  await finishDatabase(client, { name: making, as: database, mark, superuser });
}
