import { isAbsolute } from 'node:path';
import type { EffectivePolicy } from '../../policy/effective-policy.ts';
import type { ActionContext } from '../../runtime/action.ts';

/** Variables that lead to files with credentials. */
const LEADS_TO_SECRETS =
  /(PASS|SECRET|CREDENTIAL|TOKEN|IDENTITY|KUBECONFIG|SERVICE|CONFIG_FILE|_KEY|EVENT_PATH|GITHUB_(OUTPUT|ENV|PATH|STATE))/;

/**
 * What code of a pull request must not see or change on this machine: sets in directories, the files of this run and of
 * others, credentials that the environment leads to, sockets of servers.
 */
export function secretPlaces(
  inputs: { readonly identityFile: string | undefined },
  context: ActionContext,
  policy: EffectivePolicy,
): string[] {
  const { env } = context;
  const stores = [...policy.stores.values()].filter(({ kind }) => kind === 'directory');
  const files = Object.entries(env).flatMap(([name, value]) =>
    LEADS_TO_SECRETS.test(name) && isAbsolute(value) ? [value] : [],
  );
  return [
    ...stores.map(({ location }) => location),
    context.tempDir,
    ...[env['RUNNER_TEMP'], env['PGHOST'], inputs.identityFile].filter(
      (path): path is string => path !== undefined && isAbsolute(path),
    ),
    ...files,
  ];
}
