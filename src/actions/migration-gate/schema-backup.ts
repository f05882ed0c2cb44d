import { createWriteStream } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { objectKey } from '../../catalog/keys.ts';
import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import { Checked } from '../../sets/checked.ts';
import { requireObject } from '../../sets/open-object.ts';
import { findSet, readManifest } from '../../sets/read-sets.ts';
import { effectivePolicy, requireDatabase } from '../shared/effective.ts';
import { closeStores, firstThatHas, openStores } from '../shared/open-stores.ts';
import { keepFiles } from './artifacts.ts';
import type { MigrationGateInputs } from './migration-gate.ts';
import { backupInputs, type RunBackup } from './run-backup.ts';
import { pullRequestOf } from './trigger.ts';

/**
 * Stores the schema of the live database as a set that names the pull request and its commit, and keeps the very same bytes
 * with the run. It runs nothing of the pull request; whose it is matters all the same, because the job has secrets.
 */
export async function schemaBackup(
  inputs: MigrationGateInputs,
  context: ActionContext,
  runBackup: RunBackup,
): Promise<ActionResult> {
  const pullRequest = await pullRequestOf(context);
  const policy = await effectivePolicy(inputs, context);
  const { name } = requireDatabase(policy);
  const about = pullRequest === undefined ? 'schema' : `schema for pull request ${pullRequest.number}`;
  const commit = pullRequest?.head ?? context.run.commit ?? 'an unknown commit';
  const made = await runBackup(
    backupInputs(inputs, name, { content: 'schema', format: 'plain', reason: `${about} at ${commit}` }),
    context,
  );
  const set = made.outputs['set-id'] ?? '';
  const stores = await openStores(policy.stores.values(), inputs, context);
  try {
    const path = await fetchSchema(stores, name, set, context);
    const artifact = await keepFiles(inputs, context, name, [path]);
    const where =
      artifact === undefined
        ? 'No artifact was made: this is no run of a workflow.'
        : `Artifact: ${artifact}`;
    return {
      ...made,
      outputs: { verdict: made.failure === undefined ? 'ok' : 'failed', 'set-id': set },
      text: `${made.text}\n${where}`,
    };
  } finally {
    await closeStores(stores);
  }
}

/** As it lies in the store: encrypted where the set is, and checked against the manifest. */
async function fetchSchema(
  stores: Parameters<typeof firstThatHas>[0],
  database: string,
  set: string,
  context: ActionContext,
): Promise<string> {
  return firstThatHas(stores, async (store) => {
    const location = await findSet(store, database, set);
    const object = requireObject(await readManifest(store, location), 'archive');
    const path = join(await mkdtemp(join(context.tempDir, 'schema-')), object.name);
    const key = objectKey(location, object.name);
    await pipeline(
      await store.read(key),
      new Checked(object, `${store.location}/${key}`),
      createWriteStream(path, { flags: 'wx', mode: 0o600 }),
      { signal: context.signal },
    );
    return path;
  });
}
