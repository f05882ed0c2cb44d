import { type Client, openSession } from '../../postgres/client.ts';
import type { ActionContext } from '../../runtime/action.ts';

/** Damages the copy on purpose, to see that the test can fail. */
export async function applyNegativeControl(
  context: ActionContext,
  client: Client,
  sql: string,
): Promise<void> {
  await using session = await openSession(client);
  await session.execute(sql);
  context.log.warning('negative control: the restored copy was changed on purpose; this test has to fail');
}
