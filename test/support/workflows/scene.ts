import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Rgw, startRgw } from '../rgw.ts';
import type { S3Access } from '../s3-server.ts';
import { DATABASE, type Scene, startScene } from '../scene.ts';
import { type Act, type RunOptions, startAct, type WorkflowRun } from './act.ts';
import { makeRoles, type RoleName } from './roles.ts';

export { DATABASE };

/** Everything that the workflows of the examples find around them: a database, two stores, a runner, four roles. */
export interface WorkflowScene extends AsyncDisposable {
  readonly postgres: Scene['postgres'];
  readonly rgw: Rgw;
  readonly act: Act;
  /** The store, with the keys of a role. */
  as(role: RoleName): S3Access & { readonly bucket: string };
  /** The directory store of the policy. */
  readonly local: string;
  run(workflow: string, options?: RunOptions): Promise<WorkflowRun>;
}

/** docs/postgres-roles.md, as a script. */
const BACKUP_ROLE = `
  create role backup login password 'backup-secret' bypassrls;
  grant connect on database ${DATABASE} to backup;
  grant pg_read_all_data to backup;
  do $$ declare id oid; begin
    for id in select oid from pg_largeobject_metadata loop
      execute format('grant select on large object %s to backup', id);
    end loop;
  end $$`;

/** The policy of the examples, with its places and its objectives as they are here. */
async function examplePolicy(places: Readonly<Record<string, string>>): Promise<string> {
  let text = await readFile(
    join(import.meta.dirname, '../../../workflows-examples/backup-policy.yml'),
    'utf8',
  );
  for (const [from, to] of Object.entries(places)) {
    if (!text.includes(from)) throw new Error(`The example policy does not say ${from}.`);
    text = text.replace(from, to);
  }
  return text;
}

export async function startWorkflowScene(): Promise<WorkflowScene> {
  await using stack = new AsyncDisposableStack();
  const [scene, rgw] = await Promise.all([startScene({ scale: 0.005, tcp: true }), startRgw()]);
  stack.use(scene);
  stack.use(rgw);
  const { postgres } = scene;
  const local = await scene.newDirectory();
  await postgres.psql(BACKUP_ROLE, { database: DATABASE });
  // An assertion of the policy wants a ticket of the last day.
  await postgres.psql(
    'update public.tickets set opened_at = now() where id = (select max(id) from public.tickets where solved_at is null)',
    { database: DATABASE },
  );
  const roles = await makeRoles(rgw);
  const act = stack.use(await startAct({ roles, env: {} }));
  const policy = await examplePolicy({
    'host: 127.0.0.1': `host: 127.0.0.1\n    port: ${postgres.port}`,
    '/backups/postgresql': local,
    's3: { uri: s3://chain-backups/postgresql, region: eu-central-1 }': `s3: { uri: s3://${rgw.bucket}/postgresql, region: ${rgw.region}, endpoint: '${rgw.endpoint}' }`,
  });
  await mkdir(act.workspace, { recursive: true });
  await writeFile(join(act.workspace, 'backup-policy.yml'), policy);
  const vars = {
    AWS_REGION: rgw.region,
    BACKUP_WRITER_ROLE: 'writer',
    BACKUP_RESTORER_ROLE: 'restorer',
    BACKUP_PRUNER_ROLE: 'pruner',
    BACKUP_WATCHDOG_ROLE: 'watchdog',
    DATABASE_HOST: '127.0.0.1',
    DATABASE_PORT: String(postgres.port),
    // There is no GitHub here to open an issue at; test/e2e has notify against a server in its place.
    BACKUP_NOTIFY: 'off',
  };
  const secrets = { BACKUP_DB_PASSWORD: 'backup-secret', POSTGRES_PASSWORD: postgres.password ?? '' };
  const running = stack.move();
  return {
    postgres,
    rgw,
    act,
    local,
    as: (role) => ({ endpoint: rgw.endpoint, region: rgw.region, bucket: rgw.bucket, ...roles[role] }),
    run: (workflow, options = {}) =>
      act.run(workflow, {
        ...options,
        vars: { ...vars, ...options.vars },
        secrets: { ...secrets, ...options.secrets },
      }),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
