import { spec as backupSpec } from './actions/backup/spec.ts';
import { spec as discoverSpec } from './actions/discover/spec.ts';
import { spec as holdSpec } from './actions/hold/spec.ts';
import { spec as lifecycleSpec } from './actions/lifecycle/spec.ts';
import { spec as migrationGateSpec } from './actions/migration-gate/spec.ts';
import { spec as notifySpec } from './actions/notify/spec.ts';
import { spec as pruneSpec } from './actions/prune/spec.ts';
import { spec as restoreSpec } from './actions/restore/spec.ts';
import { spec as restoreTestSpec } from './actions/restore-test/spec.ts';
import { spec as statusSpec } from './actions/status/spec.ts';
import { spec as swapSpec } from './actions/swap/spec.ts';
import { spec as verifySpec } from './actions/verify/spec.ts';
import { spec as walSpec } from './actions/wal/spec.ts';
import { type Actions, bindAction } from './runtime/action.ts';
import { watchProcess } from './runtime/lifecycle.ts';
import { VERSION } from './version.ts';

export const ACTIONS: Actions = {
  backup: {
    spec: backupSpec,
    load: async () => bindAction(backupSpec, (await import('./actions/backup/backup.ts')).backup),
  },
  verify: {
    spec: verifySpec,
    load: async () => bindAction(verifySpec, (await import('./actions/verify/verify.ts')).verify),
  },
  'restore-test': {
    spec: restoreTestSpec,
    load: async () =>
      bindAction(restoreTestSpec, (await import('./actions/restore-test/restore-test.ts')).restoreTest),
  },
  prune: {
    spec: pruneSpec,
    load: async () => bindAction(pruneSpec, (await import('./actions/prune/prune.ts')).prune),
  },
  restore: {
    spec: restoreSpec,
    load: async () => bindAction(restoreSpec, (await import('./actions/restore/restore.ts')).restore),
  },
  status: {
    spec: statusSpec,
    load: async () => bindAction(statusSpec, (await import('./actions/status/status.ts')).status),
  },
  notify: {
    spec: notifySpec,
    load: async () => bindAction(notifySpec, (await import('./actions/notify/notify.ts')).notify),
  },
  hold: {
    spec: holdSpec,
    load: async () => bindAction(holdSpec, (await import('./actions/hold/hold.ts')).hold),
  },
  lifecycle: {
    spec: lifecycleSpec,
    load: async () => bindAction(lifecycleSpec, (await import('./actions/lifecycle/lifecycle.ts')).lifecycle),
  },
  discover: {
    spec: discoverSpec,
    load: async () => bindAction(discoverSpec, (await import('./actions/discover/discover.ts')).discover),
  },
  'migration-gate': {
    spec: migrationGateSpec,
    load: async () => {
      const { migrationGate } = await import('./actions/migration-gate/migration-gate.ts');
      const { backup } = await import('./actions/backup/backup.ts');
      const bound = bindAction(backupSpec, backup);
      return bindAction(migrationGateSpec, (inputs, context) =>
        migrationGate(inputs, context, async (raw, ctx) => bound.prepare(raw)(ctx)),
      );
    },
  },
  swap: {
    spec: swapSpec,
    load: async () => bindAction(swapSpec, (await import('./actions/swap/swap.ts')).swap),
  },
  wal: {
    spec: walSpec,
    load: async () => bindAction(walSpec, (await import('./actions/wal/wal.ts')).wal),
  },
};

/** Runs one action as GitHub's runner starts it (`dist/<name>/index.js` and `post.js`), then exits. */
export async function start(name: string, phase: 'main' | 'post', actions = ACTIONS): Promise<never> {
  // Before anything heavy is loaded, so that the log shows at once that something happens.
  process.stdout.write(
    `postgres-backup-actions ${VERSION}: ${name}${phase === 'post' ? ', clean-up' : ''}\n`,
  );
  return exitWith(async () => {
    if (phase === 'post') {
      const { runPost } = await import('./runtime/post.ts');
      return runPost();
    }
    const lifecycle = watchProcess();
    const action = actions[name];
    if (action === undefined) throw new Error(`There is no action ${name}.`);
    const { runAction } = await import('./runtime/run-action.ts');
    return runAction(action, lifecycle);
  });
}

/** Runs the command line (`dist/cli.js`), then exits. */
export async function cli(args: readonly string[], actions = ACTIONS): Promise<never> {
  return exitWith(async () => {
    const lifecycle = watchProcess();
    const { runCli } = await import('./runtime/run-cli.ts');
    return runCli(args, actions, lifecycle);
  });
}

/** Exits with what `run` returns. Sockets that a library keeps open must not keep the job waiting. */
async function exitWith(run: () => Promise<number>): Promise<never> {
  try {
    process.exit(await run());
  } catch (error) {
    // Only when the edge itself cannot be loaded: it reports everything else.
    process.stderr.write(`PBA-INTERNAL: ${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  }
}
