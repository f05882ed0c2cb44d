/** The pull request that a run is about, from the event that started it. */
export interface PullRequest {
  readonly number: number;
  readonly head: string;
  readonly base: string;
  readonly author: string;
  /** The branch is in another repository, or in one that is gone. */
  readonly fork: boolean;
  /** Set when this run was started by setting a label: authoritative for the commit in `head`. */
  readonly labelled: { readonly label: string; readonly by: string } | undefined;
}

/** Whose code a run has before it. */
export type Trigger =
  | { readonly kind: 'pull request'; readonly pullRequest: PullRequest }
  /** Code that is in the repository's own branches. */
  | { readonly kind: 'own code' }
  | { readonly kind: 'foreign'; readonly reason: string };

/** Events whose commit comes from somebody who may push to the repository. */
const OWN = new Set(['push', 'merge_group', 'workflow_dispatch', 'schedule']);
const PULL_REQUEST = new Set(['pull_request', 'pull_request_target']);

/**
 * Reads the payload of the event. What is not understood counts as foreign: code is run only when it is known whose it is.
 * @param event `GITHUB_EVENT_NAME`; null on a terminal
 */
export function readTrigger(event: string | null, payload: unknown): Trigger {
  if (event === null || OWN.has(event)) return { kind: 'own code' };
  if (!PULL_REQUEST.has(event)) {
    return { kind: 'foreign', reason: `the event ${event} does not say whose code it is about` };
  }
  const pull = at(payload, 'pull_request');
  const repository = at(pull, 'base', 'repo', 'id');
  const number = at(pull, 'number');
  const [head, base, author] = [at(pull, 'head', 'sha'), at(pull, 'base', 'sha'), at(pull, 'user', 'login')];
  if (
    typeof number !== 'number' ||
    typeof repository !== 'number' ||
    typeof head !== 'string' ||
    typeof base !== 'string' ||
    typeof author !== 'string'
  ) {
    return { kind: 'foreign', reason: 'the payload of the event names no whole pull request' };
  }
  const label = at(payload, 'label', 'name');
  const sender = at(payload, 'sender', 'login');
  return {
    kind: 'pull request',
    pullRequest: {
      number,
      head,
      base,
      author,
      fork: at(pull, 'head', 'repo', 'id') !== repository,
      labelled:
        at(payload, 'action') === 'labeled' && typeof label === 'string' && typeof sender === 'string'
          ? { label, by: sender }
          : undefined,
    },
  };
}

function at(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Record<string, unknown>)[key];
  }
  return current;
}
