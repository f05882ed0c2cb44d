import { chown, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import { configText, type EngineSettings } from '../pgbackrest/config.ts';
import type { Engine } from '../pgbackrest/engine.ts';
import { readIfThere, writePrivate } from '../pgbackrest/files.ts';
import { engineUser } from '../pgbackrest/os-user.ts';
import { engineWarnings, findEngine } from '../pgbackrest/program.ts';
import type { EffectivePolicy } from '../policy/effective-policy.ts';
import type { OsUser } from '../process.ts';
import type { ActionContext } from '../runtime/action.ts';
import { engineSettings, missingSecrets, repositorySecrets } from './engine-settings.ts';

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

/**
 * The engine, ready to run as the owner of the cluster. It goes by the configuration that `wal` has installed; where there is
 * none (another machine, after a disaster) by one of this run alone, for which the secrets have to be in the environment.
 * @throws UserError PBA-TOOL-MISSING, PBA-ENGINE-OLD, PBA-ENGINE-USER, PBA-ENGINE-CONFIG
 */
export async function openEngine(place: EnginePlace, context: ActionContext): Promise<Engine> {
  const { physical, owner } = place;
  const user = engineUser(owner);
  const program = await findEngine(context.env, context.signal);
  for (const warning of engineWarnings(program.version)) context.log.warning(warning);
  const installed = await readIfThere(physical.configFile);
  return {
    program: program.path,
    version: program.version,
    stanza: physical.stanza,
    configFile: installed === undefined ? await temporaryConfig(place, user, context) : physical.configFile,
    env: { PATH: context.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' },
    user,
    signal: context.signal,
    log: context.log,
  };
}

async function temporaryConfig(
  { physical, server }: EnginePlace,
  user: OsUser | undefined,
  context: ActionContext,
): Promise<string> {
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
  // Not in the run's own directory, which the owner of the cluster may not enter.
  const directory = await mkdtemp('/tmp/pba-engine-');
  context.remember({ kind: 'directory', path: directory });
  if (user !== undefined) await chown(directory, user.uid, user.gid);
  const path = join(directory, 'pgbackrest.conf');
  const settings = engineSettings(physical, server);
  await writePrivate(path, configText(settings, repositorySecrets(physical, context)), user);
  return path;
}
