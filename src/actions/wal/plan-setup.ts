import { type WantedSetting, wantedSettings } from '../../catalog/wal/settings.ts';
import { UserError } from '../../errors.ts';
import { configText, isOurs, type RepositorySecrets, readOptions } from '../../pgbackrest/config.ts';
import { configDiff, type DiffLine } from '../../pgbackrest/config-diff.ts';
import { ownedByOthers, readIfThere } from '../../pgbackrest/files.ts';
import { readSettings, type ServerSetting } from '../../postgres/archiving.ts';
import { openSession } from '../../postgres/client.ts';
import type { ActionContext } from '../../runtime/action.ts';
import type { PhysicalPolicy } from '../shared/engine/open.ts';
import type { PhysicalServer } from '../shared/engine/server.ts';
import { engineSettings, missingSecrets, repositorySecrets } from '../shared/engine/settings.ts';

/** A setting of the server that differs from the policy. */
export interface SettingChange {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly needs: 'restart' | 'reload';
}

export interface SetupPlan {
  readonly config: { readonly path: string; readonly text: string; readonly diff: readonly DiffLine[] };
  readonly settings: readonly SettingChange[];
  /** All that the policy wants, those that suit already included. */
  readonly wanted: readonly WantedSetting[];
  /** Settings that are written, and wait for a restart. */
  readonly pending: readonly string[];
}

/**
 * Compares the engine's configuration and the server's settings with the policy. Changes nothing.
 * @param program absolute path of the engine
 * @throws UserError PBA-ENGINE-USER, PBA-ENGINE-CONFIG
 */
export async function planSetup(
  physical: PhysicalPolicy,
  server: PhysicalServer,
  program: string,
  context: ActionContext,
): Promise<SetupPlan> {
  await assertOwned(physical, server);
  const installed = await readIfThere(physical.configFile);
  if (installed !== undefined && !isOurs(installed, physical.stanza)) {
    throw new UserError(
      'PBA-ENGINE-CONFIG',
      `${physical.configFile} was not written by this toolkit for the stanza ${physical.stanza}; it is not overwritten.`,
      {
        hint: 'Move it away, or name another `config-file` in the policy: a second cluster on this machine has a file of its own.',
      },
    );
  }
  const secrets = secretsFor(physical, installed, context);
  const text = configText(engineSettings(physical, server.engine), secrets);
  const wanted = wantedSettings({
    program,
    configFile: physical.configFile,
    stanza: physical.stanza,
    archiveTimeout: physical.archiveTimeout,
    serverMajor: server.place.major,
  });
  await using session = await openSession(server.client);
  const has = await readSettings(
    session,
    wanted.map(({ name }) => name),
  );
  return {
    config: { path: physical.configFile, text, diff: configDiff(installed, text) },
    settings: wanted.flatMap((one) => changeOf(one, has.get(one.name)) ?? []),
    wanted,
    pending: wanted.flatMap(({ name, suits }) => (isPending(has.get(name), suits) ? [name] : [])),
  };
}

/** What is in force does not suit, and what is written does. */
export function isPending(has: ServerSetting | undefined, suits: (value: string) => boolean): boolean {
  if (has === undefined || suits(has.value)) return false;
  return has.written === null ? has.pendingRestart : suits(has.written);
}

function changeOf(wanted: WantedSetting, has: ServerSetting | undefined): SettingChange | undefined {
  if (has !== undefined && (wanted.suits(has.value) || isPending(has, wanted.suits))) return undefined;
  return {
    name: wanted.name,
    from: has?.value ?? '',
    to: wanted.value,
    needs: has?.context === 'postmaster' ? 'restart' : 'reload',
  };
}

/** Secrets that the environment does not have are kept as they are installed: looking needs none. */
function secretsFor(
  physical: PhysicalPolicy,
  installed: string | undefined,
  context: ActionContext,
): RepositorySecrets[] {
  const missing = missingSecrets(physical, context.env);
  if (missing.length > 0 && installed === undefined) {
    throw new UserError('PBA-ENGINE-CONFIG', `These variables are not set: ${missing.join(', ')}.`, {
      hint: 'The policy names them for the repositories; pass the secrets in `env:` of the step.',
    });
  }
  const options = readOptions(installed ?? '', 'global');
  return repositorySecrets(physical, context).map((secrets, index) => {
    const before = (name: string): string | undefined => {
      const value = options.get(`repo${index + 1}-${name}`);
      if (value !== undefined) context.mask(value);
      return value;
    };
    const repository = physical.repositories[index];
    const shared = repository?.kind === 's3' && repository.s3.credentials === 'shared';
    return {
      cipherPass:
        repository?.cipherSecret === undefined ? undefined : (secrets.cipherPass ?? before('cipher-pass')),
      s3Key: shared ? (secrets.s3Key ?? before('s3-key')) : undefined,
      s3KeySecret: shared ? (secrets.s3KeySecret ?? before('s3-key-secret')) : undefined,
    };
  });
}

/** What the engine writes has to belong to the owner of the cluster, or archiving stops with "permission denied". */
async function assertOwned(physical: PhysicalPolicy, { owner }: PhysicalServer): Promise<void> {
  const { stanza } = physical;
  const repositories = physical.repositories.flatMap((repository) => {
    if (repository.kind !== 'directory') return [];
    const base = repository.directory.replace(/\/+$/, '');
    const parts = ['', '/archive', '/backup', `/archive/${stanza}`, `/backup/${stanza}`];
    const infos = [`/archive/${stanza}/archive.info`, `/backup/${stanza}/backup.info`];
    return [...parts, ...infos].map((part) => base + part);
  });
  const ours = [physical.spool, `${physical.spool}/lock`, physical.logs, physical.configFile];
  const foreign = await ownedByOthers([...repositories, ...ours], owner);
  const [first] = foreign;
  if (first === undefined) return;
  throw new UserError(
    'PBA-ENGINE-USER',
    `${foreign.join(', ')} ${foreign.length === 1 ? 'does' : 'do'} not belong to ${owner.name}, the owner of the cluster.`,
    { hint: `chown -R ${owner.name} ${first} gives it back; most likely root ran pgbackrest once.` },
  );
}
