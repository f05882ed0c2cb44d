import { existsSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRepos } from '../../src/actions/shared/engine/read-repos.ts';
import { engineSettings, repositorySecrets } from '../../src/actions/shared/engine/settings.ts';
import { backup, check, info, restore, stanzaCreate, verify } from '../../src/pgbackrest/commands.ts';
import { configText } from '../../src/pgbackrest/config.ts';
import type { Engine } from '../../src/pgbackrest/engine.ts';
import { makeOwned, writePrivate } from '../../src/pgbackrest/files.ts';
import { engineUser, ownerOf } from '../../src/pgbackrest/os-user.ts';
import { findEngine } from '../../src/pgbackrest/program.ts';
import { applyInputs } from '../../src/policy/apply-inputs.ts';
import { parsePolicy } from '../../src/policy/parse-policy.ts';
import { type PhysicalLab, STANZA, startPhysicalLab } from '../support/pgbackrest.ts';
import { silentLog } from '../support/silent-log.ts';

let lab: PhysicalLab;
let engine: Engine;
let physical: NonNullable<ReturnType<typeof applyInputs>['physical']>;
beforeAll(async () => {
  lab = await startPhysicalLab();
  const { postgres } = lab;
  const parsed = parsePolicy(await readFile(await lab.policy(), 'utf8'), 'policy');
  const policy = applyInputs(parsed, { stores: [], tables: [], excludeTables: [], recipients: [] } as never);
  if (policy.physical === undefined) throw new Error('no physical');
  physical = policy.physical;
  const server = {
    dataDirectory: postgres.dataDir,
    port: postgres.port,
    socketDirectory: postgres.socketDir,
    user: postgres.superuser,
  };
  const owner = await ownerOf(postgres.dataDir);
  const secrets = repositorySecrets(physical, { env: lab.env, mask: () => {} });
  await writePrivate(lab.configFile, configText(engineSettings(physical, server), secrets), owner);
  const program = await findEngine({ PATH: '/usr/bin:/bin' }, AbortSignal.timeout(10_000));
  engine = {
    program: program.path,
    version: program.version,
    stanza: STANZA,
    configFile: lab.configFile,
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    user: engineUser(owner),
    signal: new AbortController().signal,
    log: silentLog,
  };
  await postgres.psql(
    `alter system set archive_mode = on;
     alter system set archive_command = 'pgbackrest --config=${lab.configFile} --stanza=${STANZA} archive-push %p'`,
  );
  await postgres.restart();
});
afterAll(async () => lab?.[Symbol.asyncDispose]());

test('a stanza in a directory and in an object store over TLS: made, checked, backed up, read, verified', async () => {
  expect((await info(engine)).repos.map(({ code }) => code)).toEqual([1, 1]);
  await stanzaCreate(engine);
  await stanzaCreate(engine);
  await check(engine);
  const made = [await backup(engine, { repo: 1, type: 'full', timeoutMs: 60_000 })];
  made.push(await backup(engine, { repo: 2, type: 'full', timeoutMs: 60_000 }));
  await lab.archived();
  const identifier = await lab.postgres.psql('select system_identifier from pg_control_system()');
  const repos = await readRepos(engine, physical, { systemIdentifier: identifier, segmentBytes: 2 ** 24 });
  expect(repos.map(({ state, gaps }) => [state, gaps])).toEqual([
    ['ok', []],
    ['ok', []],
  ]);
  expect(repos.map(({ backups }) => backups.map(({ label }) => label))).toEqual(
    made.map(({ label }) => [label]),
  );
  for (const repo of repos) expect(repo.recoverable).toHaveLength(1);
  expect((await verify(engine, 2, 60_000)).problems).toEqual([]);
  const config = await stat(lab.configFile);
  expect(config.mode & 0o777).toBe(0o600);
  const inRepo = await stat(join(lab.repoDirectory, 'backup', STANZA, 'backup.info'));
  expect(inRepo.uid).toBe((await stat(lab.postgres.dataDir)).uid);

  const directory = join(lab.directory, 'restored');
  const spool = join(lab.directory, 'spool-of-the-restored');
  for (const path of [directory, spool]) await makeOwned(path, engine.user);
  const waiting = join(physical.spool, 'archive', STANZA, 'out/0000000100000000000000FF.ok');
  expect(existsSync(dirname(waiting)), 'production archives through its spool').toBe(true);
  await writeFile(waiting, '');
  await restore(engine, {
    repo: 2,
    directory,
    target: { type: 'immediate' },
    action: 'pause',
    spool,
    timeoutMs: 60_000,
  });
  expect(existsSync(waiting), "what production's archive_command waits for").toBe(true);
  const settings = await readFile(join(directory, 'postgresql.auto.conf'), 'utf8');
  expect(
    settings
      .trim()
      .split('\n')
      .findLast((line) => line.startsWith('archive_mode')),
  ).toContain('off');
  expect(settings).toContain("recovery_target = 'immediate'");
});
