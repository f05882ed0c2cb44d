import { looksSecret } from '../looks-secret.ts';
import type { RunInfo } from './action.ts';
import type { ActionSpec } from './action-spec.ts';
import type { Secrets } from './secrets.ts';

/** Variables in which libpq and the AWS SDK take secrets. */
const SECRET_VARIABLES = ['PGPASSWORD', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];

/**
 * The environment as a handler sees it: without the texts of inputs, the state of the step and the tokens that GitHub
 * hands to the action itself.
 */
export function readSurroundings(env: NodeJS.ProcessEnv): Record<string, string> {
  const hidden = /^(INPUT_|STATE_|PBA_|ACTIONS_(RUNTIME|ID_TOKEN_REQUEST)_TOKEN$)/;
  const surroundings: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && !hidden.test(name)) surroundings[name] = value;
  }
  return surroundings;
}

/** Masks everything secret that is known before the inputs are read, so that no message about them can show it. */
export function maskKnownSecrets(
  spec: ActionSpec,
  raw: Readonly<Record<string, string | undefined>>,
  env: Readonly<Record<string, string>>,
  secrets: Secrets,
): void {
  for (const [name, text] of Object.entries(raw)) {
    if (text !== undefined && (spec.inputs[name]?.kind === 'secret' || looksSecret(text))) {
      secrets.add(text.replace(/[\r\n]+$/, ''));
    }
  }
  for (const name of SECRET_VARIABLES) {
    const value = env[name];
    if (value !== undefined) secrets.add(value);
  }
}

/** Facts about the run, from GitHub's default environment variables. */
export function runInfo(env: Readonly<Record<string, string>>): RunInfo {
  const read = (name: string): string | null => env[name] || null;
  const repository = read('GITHUB_REPOSITORY');
  const runId = read('GITHUB_RUN_ID');
  const server = read('GITHUB_SERVER_URL') ?? 'https://github.com';
  return {
    repository,
    workflow: read('GITHUB_WORKFLOW'),
    runId,
    runUrl: repository === null || runId === null ? null : `${server}/${repository}/actions/runs/${runId}`,
    commit: read('GITHUB_SHA'),
    ref: read('GITHUB_REF'),
    actor: read('GITHUB_ACTOR'),
    event: read('GITHUB_EVENT_NAME'),
  };
}
