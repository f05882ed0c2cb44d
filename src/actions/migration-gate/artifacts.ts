import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { databaseSegment } from '../../catalog/keys.ts';
import type { Client } from '../../postgres/client.ts';
import { dumpDatabase } from '../../postgres/dump.ts';
import { openSnapshot } from '../../postgres/snapshot.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { hasArtifacts, uploadArtifact } from '../../runtime/artifact.ts';
import type { MigrationGateInputs } from './migration-gate.ts';
import type { TrialReport } from './report.ts';

const LOCK_TIMEOUT_MS = 30_000;

/** Writes the definitions of a database as SQL. */
export async function dumpSchema(client: Client, path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await using snapshot = await openSnapshot(client, LOCK_TIMEOUT_MS);
  await dumpDatabase(client, {
    ...{ path, format: 'plain', content: 'schema', compression: 'none', jobs: 1 },
    ...{ snapshotId: snapshot.id, lockTimeoutMs: LOCK_TIMEOUT_MS, withoutRowsOf: [] },
    onTable: () => {},
  });
  return path;
}

/** Keeps report and schemas with the run, where the run is one of GitHub's. */
export async function keepReport(
  inputs: MigrationGateInputs,
  context: ActionContext,
  directory: string,
  markdown: string,
  report: TrialReport,
  schemas: readonly string[],
): Promise<void> {
  const files = [...schemas];
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const add = async (name: string, text: string): Promise<void> => {
    files.push(join(directory, name));
    await writeFile(join(directory, name), text, { mode: 0o600 });
  };
  await add('report.md', markdown);
  await add('report.json', `${JSON.stringify(report, undefined, 2)}\n`);
  await keepFiles(inputs, context, report.database, files);
}

/** @returns the name of the artifact; undefined on a terminal, where there are none */
export async function keepFiles(
  inputs: Pick<MigrationGateInputs, 'artifact' | 'mode'>,
  context: ActionContext,
  database: string,
  paths: readonly string[],
): Promise<string | undefined> {
  if (!hasArtifacts()) {
    context.log.info('no artifact was made: this is no run of a workflow');
    return undefined;
  }
  const attempt = Number(context.env['GITHUB_RUN_ATTEMPT'] ?? '1');
  const segment = databaseSegment(database).replaceAll('%', '_');
  const again = attempt > 1 ? `-attempt-${attempt}` : '';
  const name = inputs.artifact ?? `migration-gate-${inputs.mode}-${segment}${again}`;
  const [first] = paths;
  if (first === undefined) return undefined;
  // All files of an artifact lie in one folder.
  const folder = dirname(first);
  const gathered: string[] = [];
  for (const path of paths) {
    const target = join(folder, basename(path));
    if (target !== path) await copyFile(path, target);
    gathered.push(target);
  }
  await uploadArtifact(name, gathered);
  context.log.info(`artifact ${name}: ${gathered.map((path) => basename(path)).join(', ')}`);
  return name;
}
