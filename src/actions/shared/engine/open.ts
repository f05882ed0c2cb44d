import { chown, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../../errors.ts';
import { configText, type EngineSettings } from '../../../pgbackrest/config.ts';
import type { Engine } from '../../../pgbackrest/engine.ts';
import { readIfThere, writePrivate } from '../../../pgbackrest/files.ts';
import { engineUser } from '../../../pgbackrest/os-user.ts';
import { findEngine } from '../../../pgbackrest/program.ts';
import type { EffectivePolicy } from '../../../policy/effective-policy.ts';
import type { OsUser } from '../../../process.ts';
import type { ActionContext } from '../../../runtime/action.ts';
import { engineSettings, missingSecrets, repositorySecrets } from './settings.ts';

export type PhysicalPolicy = NonNullable<EffectivePolicy['physical']>;

/** @throws UserError PBA-INPUT when the policy has no section `physical` */
export function requirePhysical(policy: EffectivePolicy): PhysicalPolicy {
  if (policy.physical !== undefined) return policy.physical;
  throw new UserError('PBA-INPUT', 'The policy has no section `physical`.', {
    hint: 'Physical backups and WAL archiving are described there: docs/physical.md has an example.',
  });
}

export interface EnginePlace {
  readonly physical: PhysicalPolicy;
  /** The server that is backed up; for a restore without one, where it would be. */
  readonly server: EngineSettings['server'];
  /** Whom its files belong to. */
  readonly owner: OsUser;
}

/** Its configuration goes away with it, if it was made for this run. */
export interface OpenedEngine extends Engine, AsyncDisposable {}

/**
 * The engine, ready to run as the owner of the cluster. It goes by the configuration that `wal` has installed; where there is
 * none (another machine, after a disaster) by one of this run alone, for which the secrets have to be in the environment.
 * @throws UserError PBA-TOOL-MISSING, PBA-ENGINE-OLD, PBA-ENGINE-USER, PBA-ENGINE-CONFIG
 */
export async function openEngine(place: EnginePlace, context: ActionContext): Promise<OpenedEngine> {
  const { physical, server } = place;
  const engine = await prepareEngine(place, context);
  if ((await readIfThere(physical.configFile)) !== undefined)
    return { ...engine, configFile: physical.configFile, [Symbol.asyncDispose]: async () => {} };
  const missing = missingSecrets(physical, context.env);
  if (missing.length > 0) {
    throw new UserError(
      'PBA-ENGINE-CONFIG',
      `There is no ${physical.configFile}, and without it these variables are needed: ${missing.join(', ')}.`,
      {
        hint: 'On the machine of the server run `wal` with `mode: setup` and `apply: true`; elsewhere pass the secrets in `env:` of the step.',
      },
    );
  }
  const text = configText(engineSettings(physical, server), repositorySecrets(physical, context));
  return withTemporaryConfig(engine, text, context);
}

/** The engine without a configuration. */
export async function prepareEngine(
  { physical, owner }: Pick<EnginePlace, 'physical' | 'owner'>,
  context: ActionContext,
): Promise<Omit<Engine, 'configFile'>> {
  const user = engineUser(owner);
  const program = await findEngine(context.env, context.signal);
  return {
    program: program.path,
    version: program.version,
    stanza: physical.stanza,
    env: { PATH: context.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' },
    user,
    signal: context.signal,
    log: context.log,
  };
}

/** Runs with a configuration of this run alone. */
export async function withTemporaryConfig(
  engine: Omit<Engine, 'configFile'>,
  text: string,
  context: ActionContext,
): Promise<OpenedEngine> {
  // Not in the run's own directory, which the owner of the cluster may not enter.
  const directory = await mkdtemp('/tmp/pba-engine-');
  const dispose = (): Promise<void> => rm(directory, { recursive: true, force: true });
  try {
    context.remember({ kind: 'directory', path: directory });
    if (engine.user !== undefined) await chown(directory, engine.user.uid, engine.user.gid);
    const configFile = join(directory, 'pgbackrest.conf');
    await writePrivate(configFile, text, engine.user);
    return { ...engine, configFile, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}
