import type { SetLocation } from '../../catalog/keys.ts';
import type { Manifest } from '../../catalog/manifest.ts';
import { claimMigration, MIGRATION_SESSION } from '../../postgres/backup-lock.ts';
import { openSession } from '../../postgres/client.ts';
import { readServerFacts } from '../../postgres/facts.ts';
import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import { escapeMarkdown, formatDuration } from '../../runtime/format.ts';
import { isProven, readProofs } from '../../sets/proofs.ts';
import { listStore, readManifest } from '../../sets/read-sets.ts';
import type { Store } from '../../storage/store.ts';
import { connect } from '../shared/connect.ts';
import { effectivePolicy, requireDatabase } from '../shared/effective.ts';
import { closeStores, openStores } from '../shared/open-stores.ts';
import type { MigrationGateInputs } from './migration-gate.ts';
import { backupInputs, type RunBackup } from './run-backup.ts';

interface Accepted {
  readonly location: SetLocation;
  readonly ageMs: number;
  readonly store: string;
}

/**
 * Makes sure that there is a set to go back to before a deployment migrates: one that is proven and young enough by the
 * policy, or a new one. Whatever keeps it from that fails the run.
 */
export async function checkpoint(
  inputs: MigrationGateInputs,
  context: ActionContext,
  runBackup: RunBackup,
): Promise<ActionResult> {
  const policy = await effectivePolicy(inputs, context);
  const database = requireDatabase(policy);
  const client = await connect({ ...database, database: database.name, password: inputs.password }, context);
  const systemIdentifier = await refuseWhileDumping(client, database.name, context);
  const { acceptProven } = policy.migrations;
  if (acceptProven !== undefined) {
    const stores = await openStores(policy.stores.values(), inputs, context);
    try {
      const found = await findProven(stores, database.name, systemIdentifier, acceptProven, context);
      if (found !== undefined) return accepted(found, database.name);
    } finally {
      await closeStores(stores);
    }
    context.log.info(`no proven set is younger than ${formatDuration(acceptProven)}, so a new one is made`);
  }
  const commit = context.run.commit ?? 'an unknown commit';
  const made = await runBackup(
    backupInputs(inputs, database.name, { content: 'full', reason: `before migrating at ${commit}` }),
    context,
  );
  return {
    ...made,
    outputs: {
      verdict: made.failure === undefined ? 'ok' : 'failed',
      'set-id': made.outputs['set-id'] ?? '',
      checkpoint: 'made',
    },
  };
}

/** @returns the system identifier of the server */
async function refuseWhileDumping(
  client: Parameters<typeof openSession>[0],
  database: string,
  context: ActionContext,
): Promise<string> {
  await using session = await openSession(client, MIGRATION_SESSION);
  await claimMigration(session, database, { waitMs: 0, signal: context.signal, onWait: () => {} });
  return (await readServerFacts(session)).systemIdentifier;
}

/** The newest whole set of this cluster that a restore test proved, in any of the stores, if it is young enough. */
async function findProven(
  stores: readonly Store[],
  database: string,
  systemIdentifier: string,
  maxAgeMs: number,
  context: ActionContext,
): Promise<Accepted | undefined> {
  for (const store of stores) {
    await store.check();
    const proofs = await readProofs(store, database);
    for (const set of (await listStore(store, database)).sets) {
      if (!set.committed) continue;
      const manifest = await readManifest(store, set.location);
      const ageMs = context.now().getTime() - Date.parse(manifest.snapshotAt);
      if (ageMs > maxAgeMs) break;
      if (isWhole(manifest, systemIdentifier) && isProven(manifest, proofs))
        return { location: set.location, ageMs, store: store.location };
    }
  }
  return undefined;
}

/** A set of chosen tables is nothing to go back to. */
function isWhole(manifest: Manifest, systemIdentifier: string): boolean {
  return (
    manifest.content === 'full' &&
    manifest.server.systemIdentifier === systemIdentifier &&
    !manifest.notHeld.some(({ reason }) => reason.includes('left out by tables or exclude-tables'))
  );
}

function accepted({ location, ageMs, store }: Accepted, database: string): ActionResult {
  const text = `Set ${location.id} (${location.tier}) of ${database} in ${store} is proven and ${formatDuration(ageMs)} old: accepted by policy, no new one was made.`;
  return {
    outputs: { verdict: 'ok', 'set-id': location.id, checkpoint: 'accepted' },
    summary: `## ✅ Checkpoint of ${escapeMarkdown(database)}\n\n${escapeMarkdown(text)}\n`,
    text,
    json: { checkpoint: 'accepted', set: location.id, tier: location.tier, store, ageSeconds: ageMs / 1000 },
  };
}
