import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { ToolError, UserError } from '../errors.ts';
import { runText } from '../process.ts';

/** One installed pgBackRest. */
export interface EngineProgram {
  readonly path: string;
  /** `2.45`, `2.59.1` */
  readonly version: string;
}

/** Before it, `info` does not tell damaged pages apart, and there is one repository only. */
const LOWEST = '2.45';

/** Defects of older versions that can cost data, with the version that mended them. */
const DEFECTS: readonly { readonly mendedIn: string; readonly what: string }[] = [
  {
    mendedIn: '2.59',
    what: '`expire` can remove a backup that another host is just making, and `archive-push-queue-max` is not always kept to',
  },
];

/**
 * Finds the program on PATH and asks its version.
 * @throws UserError PBA-TOOL-MISSING, PBA-ENGINE-OLD
 */
export async function findEngine(
  env: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<EngineProgram> {
  for (const directory of (env['PATH'] ?? '').split(':')) {
    if (!directory.startsWith('/')) continue;
    const path = join(directory, 'pgbackrest');
    const there = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (!there) continue;
    const text = await runText(path, ['version'], {
      env: { PATH: env['PATH'] ?? '', LC_ALL: 'C' },
      signal,
      timeoutMs: 10_000,
    });
    return { path, version: parseVersion(text, path) };
  }
  throw new UserError('PBA-TOOL-MISSING', 'The program pgbackrest is not installed.', {
    hint: 'apt-get install pgbackrest (from apt.postgresql.org for a newer one). It has to be on the machine of the database server.',
  });
}

/** @throws ToolError|UserError PBA-TOOL-FAILED, PBA-ENGINE-OLD */
export function parseVersion(text: string, path: string): string {
  const version = /^pgBackRest (\d+\.\d+(?:\.\d+)?)(?:dev)?\s*$/.exec(text)?.[1];
  if (version === undefined)
    throw new ToolError('PBA-TOOL-FAILED', `${path} does not tell its version: ${text.trim().slice(0, 200)}`);
  if (compareVersions(version, LOWEST) < 0) {
    throw new UserError('PBA-ENGINE-OLD', `${path} is pgBackRest ${version}; ${LOWEST} or later is needed.`, {
      hint: 'Install it from apt.postgresql.org.',
    });
  }
  return version;
}

/** What is known to be wrong with this version; one sentence each. */
export function engineWarnings(version: string): string[] {
  return DEFECTS.filter(({ mendedIn }) => compareVersions(version, mendedIn) < 0).map(
    ({ mendedIn, what }) => `pgBackRest ${version}: ${what}; mended in ${mendedIn}.`,
  );
}

/** Negative when `a` is older. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  for (let index = 0; index < 3; index += 1) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
