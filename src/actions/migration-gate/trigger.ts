import { readFile } from 'node:fs/promises';
import { messageOf, UserError } from '../../errors.ts';
import { type PullRequest, readTrigger } from '../../github/event.ts';
import type { ActionContext } from '../../runtime/action.ts';

/**
 * The pull request of this run; undefined when it is about the repository's own branches.
 * @throws UserError PBA-GATE-FORK before anything of it is looked at
 */
export async function pullRequestOf(context: ActionContext): Promise<PullRequest | undefined> {
  const trigger = readTrigger(context.run.event, await payloadOf(context));
  if (trigger.kind === 'own code') return undefined;
  if (trigger.kind === 'pull request' && !trigger.pullRequest.fork) return trigger.pullRequest;
  const reason =
    trigger.kind === 'foreign'
      ? trigger.reason
      : `pull request ${trigger.pullRequest.number} comes from another repository`;
  throw new UserError('PBA-GATE-FORK', `Nothing was run: ${reason}.`, {
    hint: 'A trial shows the code production’s data, so it is for people who may push to this repository. Review the change and push it to a branch here.',
  });
}

async function payloadOf(context: ActionContext): Promise<unknown> {
  const path = context.env['GITHUB_EVENT_PATH'];
  if (path === undefined) return undefined;
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new UserError('PBA-GATE-FORK', `The event in ${path} cannot be read: ${messageOf(cause)}.`, {
      hint: 'It says whose code this is; nothing is run without knowing that.',
      cause,
    });
  }
}
