import { join, resolve } from 'node:path';
import type { SetLocation } from '../../catalog/keys.ts';
import type { Manifest } from '../../catalog/manifest.ts';
import { type Approval, judgeMigration, type MigrationVerdict } from '../../catalog/migration/verdict.ts';
import { UserError } from '../../errors.ts';
import type { EffectivePolicy } from '../../policy/effective-policy.ts';
import { matchesPath } from '../../policy/path-pattern.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { Sandbox } from '../../sandbox/sandbox.ts';
import { keyMissing } from '../../sets/open-object.ts';
import { isProven, readProofs } from '../../sets/proofs.ts';
import { readManifest } from '../../sets/read-sets.ts';
import type { Store } from '../../storage/store.ts';
import { defaultJobs } from '../shared/default-jobs.ts';
import { ensureReadable } from '../shared/ensure-readable.ts';
import { openDecryption } from '../shared/open-decryption.ts';
import { restoreCopy } from '../shared/restore-copy.ts';
import { Stopwatch } from '../shared/stopwatch.ts';
import { dumpSchema } from './artifacts.ts';
import type { TouchedFiles } from './check.ts';
import { databaseUrl } from './environment.ts';
import { type Laboratory, openLaboratory } from './laboratory.ts';
import type { MigrationGateInputs } from './migration-gate.ts';
import type { TrialReport } from './report.ts';
import { secretPlaces } from './secret-places.ts';
import { chooseTool, sqlFilesIn, TOOLS, type ToolSurroundings } from './tools.ts';
import { type TrialCommands, tryMigration } from './trial.ts';
import { wordsOf } from './words.ts';

export interface CopyRequest {
  readonly policy: EffectivePolicy;
  readonly files: TouchedFiles;
  readonly store: Store;
  readonly location: SetLocation;
}

/** What the trial on one copy gives. */
export interface TriedCopy {
  readonly facts: Pick<
    TrialReport,
    'database' | 'trial' | 'set' | 'snapshotAt' | 'serverVersion' | 'isolated' | 'notes'
  >;
  readonly phases: Readonly<Record<string, number>>;
  /** The schema before and after, as files. */
  readonly schemaFiles: readonly string[];
  judge(approval: Approval | undefined): MigrationVerdict;
}

/** Restores the set into a server of its own and tries the migration there. */
export async function tryOnCopy(
  inputs: MigrationGateInputs,
  context: ActionContext,
  { policy, files, store, location }: CopyRequest,
): Promise<TriedCopy> {
  const stopwatch = new Stopwatch();
  const { migrations } = policy;
  const sandbox = inputs.isolation === 'none' ? undefined : await Sandbox.open(context.env, context.signal);
  if (sandbox === undefined) {
    context.log.warning('isolation: none: the migrations run with everything this job has before them');
  }
  const decryption = await openDecryption(inputs, context);
  const manifest = await readManifest(store, location);
  if (manifest.encryption !== null && decryption === undefined) throw keyMissing(manifest);
  refuseWithoutRows(manifest);
  await ensureReadable(store, location, manifest, inputs, context);
  const proven = isProven(manifest, await readProofs(store, manifest.database));
  const workspace = context.env['GITHUB_WORKSPACE'] ?? resolve('.');
  const cwd = resolve(workspace, inputs.workingDirectory ?? '.');
  const jobs = inputs.jobs ?? defaultJobs();

  await using laboratory = await context.log.group('Making the scratch server', () =>
    stopwatch.time('server', () =>
      openLaboratory(context, {
        manifest,
        sandbox,
        role: inputs.migrationRole ?? manifest.server.databaseOwner,
        visible: inputs.sandboxPaths,
        workspace,
        hidden: secretPlaces(inputs, context, policy),
      }),
    ),
  );
  const commands = commandsOf(inputs, policy, files, {
    cwd,
    url: databaseUrl(laboratory.address),
  });
  const copy = await restoreCopy(context, {
    ...{ open: { store, location, manifest, decryption }, target: laboratory.target, jobs, stopwatch },
    allow: undefined,
  });
  const directory = join(context.tempDir, 'report');
  const schemaFiles: string[] = [];
  const trial = await tryMigration(context, laboratory, copy.client, commands, {
    ...{ jobs, stopwatch },
    onMigrated: async () => {
      schemaFiles.push(await dumpSchema(laboratory.before, join(directory, 'schema-before.sql')));
      schemaFiles.push(await dumpSchema(copy.client, join(directory, 'schema-after.sql')));
    },
  });
  return {
    facts: {
      database: manifest.database,
      trial,
      set: `${manifest.id} (${manifest.tier}, ${proven ? 'proven' : 'NOT proven'})`,
      snapshotAt: manifest.snapshotAt,
      serverVersion: laboratory.serverVersion,
      isolated: sandbox !== undefined,
      notes: notesOf(manifest, laboratory),
    },
    phases: stopwatch.phases,
    schemaFiles,
    judge: (approval) =>
      judgeMigration(trial, { block: migrations.block, longLockMs: migrations.longLock }, approval),
  };
}

function refuseWithoutRows(manifest: Manifest): void {
  if (manifest.content !== 'schema') return;
  throw new UserError(
    'PBA-SET-NOT-FOUND',
    `Set ${manifest.id} holds no rows, so it says nothing about them.`,
    {
      hint: 'Take a set with `content: full`; `latest-proven` never is one without rows when those are tested.',
    },
  );
}

function commandsOf(
  inputs: MigrationGateInputs,
  policy: EffectivePolicy,
  files: TouchedFiles,
  at: { readonly cwd: string; readonly url: string },
): TrialCommands {
  const { migrations } = policy;
  const explicit = wordsOf(inputs.command) ?? migrations.command;
  const explicitBack = wordsOf(inputs.rollbackCommand) ?? migrations.rollbackCommand;
  const limits = { cwd: at.cwd, timeLimitMs: migrations.timeLimit };
  if (explicit !== undefined) {
    return {
      ...limits,
      forward: explicit,
      back: () => explicitBack,
      noBack: 'neither the policy nor an input has a rollback-command',
    };
  }
  const surroundings: ToolSurroundings = {
    directory: at.cwd,
    url: at.url,
    sqlFiles: sqlFiles(inputs, policy, files, at.cwd),
  };
  const name = chooseTool(migrations.tool, surroundings);
  const tool = TOOLS[name];
  return {
    ...limits,
    forward: tool.command(surroundings),
    back: (before) => explicitBack ?? ('back' in tool ? tool.back(surroundings, before) : undefined),
    noBack:
      'back' in tool
        ? 'not every migration has one beside it'
        : `${name} has none that fits every migration, and there is no rollback-command`,
  };
}

function sqlFiles(
  inputs: MigrationGateInputs,
  policy: EffectivePolicy,
  files: TouchedFiles,
  directory: string,
): readonly string[] {
  if (inputs.sqlFiles.length > 0) return inputs.sqlFiles;
  if (files.touched !== undefined) return files.migrations.filter((path) => path.endsWith('.sql'));
  const { paths, tool } = policy.migrations;
  if (tool !== 'psql' || paths.length === 0) return [];
  return sqlFilesIn(directory, (path) => paths.some((pattern) => matchesPath(pattern, path)));
}

function notesOf(manifest: Manifest, laboratory: Laboratory): string[] {
  const { user } = laboratory.address;
  return [
    `The migration ran as ${user}${user === manifest.server.databaseOwner ? ', the owner of the database' : ''}.`,
    ...(user === manifest.server.bootstrapRole
      ? ['That is a superuser of the copy: rights that are missing in production were not noticed.']
      : []),
    ...manifest.notHeld
      .slice(0, 5)
      .map(({ kind, name, reason }) => `Not in the copy: ${kind} ${name}: ${reason}.`),
  ];
}
