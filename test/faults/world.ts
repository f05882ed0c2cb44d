import { createHash, randomUUID } from 'node:crypto';
import { chmod, cp, link, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MANIFEST, makeSetId, objectKey, parseKey, type SetLocation } from '../../src/catalog/keys.ts';
import { serialiseManifest } from '../../src/catalog/manifest.ts';
import { parseManifest } from '../../src/catalog/read-manifest.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { type ActionRun, runAction } from '../support/run-action.ts';
import { DATABASE, s3Inputs } from '../support/scene.ts';
import type { StrictObject } from '../support/strict-s3/bucket.ts';
import { type StrictS3, startStrictS3 } from '../support/strict-s3.ts';
import { ownProcesses } from './processes.ts';

/** Small, so that a run takes little time, with one of every kind of thing that a set can hold. */
const SOURCE = resolve(import.meta.dirname, '../fixtures/sets/source.sql');
const DAY = 86_400_000;
const PREFIX = 'pg';
const SETTLE_MS = 5_000;

/** What a store holds, by key. */
type Held = ReadonlyMap<string, Buffer>;

/** What an audit found in both stores. */
export interface Audit {
  /** `<store> <tier>/<id>` of every set that is whole. */
  readonly sets: readonly string[];
  /** Sets that claim to be whole and are not, keys that nobody knows. */
  readonly problems: readonly string[];
  /** Objects of sets that never got their manifest, and unfinished uploads: what `prune` sweeps after a day. */
  readonly remains: readonly string[];
}

/**
 * A database, a directory and an S3 server with a little history, which every point starts from anew: one proven set of today
 * and two old ones that may be pruned.
 */
export class World implements AsyncDisposable {
  readonly postgres: TestPostgres;
  readonly s3: StrictS3;
  /** Private to this world, and the TMPDIR of its runs: whatever is left in it was left by one of them. */
  readonly temp: string;
  readonly local: string;
  /** Id of the proven set. */
  proven = '';
  /** Ids of the old sets. */
  old: readonly string[] = [];
  readonly #template: string;

  private constructor(postgres: TestPostgres, s3: StrictS3, home: string) {
    this.postgres = postgres;
    this.s3 = s3;
    this.temp = join(home, 't');
    this.local = join(home, 'store');
    this.#template = join(home, 'template');
  }

  static async create(): Promise<World> {
    // Short, because sockets lie below it.
    const home = await mkdtemp('/tmp/pbf-');
    const [postgres, s3] = await Promise.all([startPostgres(), startStrictS3()]);
    const world = new World(postgres, s3, home);
    try {
      await mkdir(world.temp, { mode: 0o777 });
      await chmod(world.temp, 0o777);
      await chmod(home, 0o755);
      process.env['TMPDIR'] = world.temp;
      await postgres.createDatabase(DATABASE);
      await postgres.psql(await readFile(SOURCE, 'utf8'), { database: DATABASE });
      await world.#plant();
      await world.reset();
    } catch (error) {
      await world[Symbol.asyncDispose]();
      throw error;
    }
    return world;
  }

  /** The inputs that name both stores. */
  get stores(): Record<string, string> {
    return s3Inputs(this.s3, PREFIX, this.local);
  }

  /** Runs an action as shipped, in this world. */
  run(
    action: string,
    inputs: Readonly<Record<string, string>>,
    env: Readonly<Record<string, string>> = {},
    onStarted?: (pid: number) => void,
  ): Promise<ActionRun> {
    const pg = Object.entries(this.postgres.env).filter(
      ([name]) => name.startsWith('PG') && name !== 'PGDATABASE',
    );
    return runAction({
      action,
      inputs,
      env: { ...Object.fromEntries(pg), TMPDIR: this.temp, ...env },
      // As long as it takes on a busy machine; what hangs is found by the time limit of the run.
      timeoutMs: 600_000,
      ...(onStarted === undefined ? {} : { onStarted }),
    });
  }

  async #plant(): Promise<void> {
    const made = await this.#ok('backup', { database: DATABASE, stores: this.#template, tier: 'daily' });
    this.proven = made.outputs['set-id'] ?? '';
    await this.#ok('restore-test', { stores: this.#template });
    const old = [40, 50].map((days) => this.#age(days));
    this.old = await Promise.all(old);
  }

  async #ok(action: string, inputs: Record<string, string>): Promise<ActionRun> {
    const run = await this.run(action, inputs);
    if (run.exitCode !== 0) throw new Error(`${action} fails without any fault:\n${run.log}`);
    return run;
  }

  /** A copy of the set that is so many days old. */
  async #age(days: number): Promise<string> {
    const at = new Date(Date.now() - days * DAY);
    const id = makeSetId(at, 'abcdef');
    const location: SetLocation = { database: DATABASE, tier: 'daily', id: this.proven };
    const folder = join(this.#template, DATABASE, 'daily', id);
    await cp(join(this.#template, DATABASE, 'daily', this.proven), folder, { recursive: true });
    const path = join(folder, MANIFEST);
    const manifest = parseManifest(await readFile(path, 'utf8'), location, path);
    await chmod(path, 0o600);
    await writeFile(path, serialiseManifest({ ...manifest, id, snapshotAt: at.toISOString() }));
    return id;
  }

  /** Everything as it was in the beginning. */
  async reset(): Promise<void> {
    this.s3.clearFaults();
    await rm(this.local, { recursive: true, force: true });
    await cp(this.#template, this.local, { recursive: true, preserveTimestamps: true });
    const bucket = this.s3.bucketState('backups');
    for (const upload of [...bucket.uploads.values()]) await bucket.dropUpload(upload);
    for (const key of [...bucket.objects.keys()]) await bucket.delete(key);
    for (const path of await filesBelow(this.#template)) {
      const body = await readFile(path);
      const copy = join(this.s3.directory, randomUUID());
      await link(path, copy);
      const key = `${PREFIX}/${relative(this.#template, path)}`;
      await bucket.put(storedObject(key, copy, body));
    }
    const names = await this.postgres.psql(
      `select datname from pg_database where datname not in ('postgres', 'template0', 'template1', '${DATABASE}')`,
    );
    for (const name of names.split('\n').filter((one) => one !== ''))
      await this.postgres.psql(`drop database "${name.replaceAll('"', '""')}" with (force)`);
  }

  async audit(): Promise<Audit> {
    const sets: string[] = [];
    const problems: string[] = [];
    const remains: string[] = [];
    for (const [store, held] of await this.#held()) {
      const whole = new Set<string>();
      for (const [key, body] of held) {
        const parsed = parseKey(key);
        if (parsed.kind === 'unknown') problems.push(`${store} holds ${key}, which nobody knows`);
        if (parsed.kind !== 'set object' || parsed.name !== MANIFEST) continue;
        const { tier, id } = parsed.location;
        const wrong = damages(parsed.location, body, held);
        if (wrong.length === 0) sets.push(`${store} ${tier}/${id}`);
        problems.push(...wrong.map((one) => `${store} ${tier}/${id}: ${one}`));
        whole.add(`${tier}/${id}`);
      }
      for (const key of held.keys()) {
        const parsed = parseKey(key);
        if (parsed.kind === 'set object' && !whole.has(`${parsed.location.tier}/${parsed.location.id}`))
          remains.push(`${store} ${key}`);
      }
    }
    for (const { key } of this.s3.bucketState('backups').uploads.values()) remains.push(`upload of ${key}`);
    return { sets: sets.sort(), problems, remains };
  }

  async #held(): Promise<[string, Held][]> {
    const local = new Map<string, Buffer>();
    for (const path of await filesBelow(this.local))
      local.set(relative(this.local, path), await readFile(path));
    const remote = new Map<string, Buffer>();
    for (const object of this.s3.bucketState('backups').objects.values()) {
      const parts = await Promise.all(object.files.map(({ path }) => readFile(path)));
      remote.set(object.key.slice(PREFIX.length + 1), Buffer.concat(parts));
    }
    return [
      ['local', local],
      ['s3', remote],
    ];
  }

  /** What a run has left behind on the machine and in the database. It gets a moment: servers end asynchronously. */
  async leftovers(): Promise<string[]> {
    const until = Date.now() + SETTLE_MS;
    for (;;) {
      const left = await this.#leftNow();
      if (left.length === 0 || Date.now() > until) return left;
      await sleep(100);
    }
  }

  async #leftNow(): Promise<string[]> {
    const sessions = await this.postgres.psql(
      `select 'session of ' || application_name || ': ' || state || ' ' || left(query, 60) from pg_stat_activity
         where backend_type = 'client backend' and pid <> pg_backend_pid()
       union all select 'advisory lock' from pg_locks where locktype = 'advisory'
       union all select 'prepared transaction ' || gid from pg_prepared_xacts`,
    );
    const files = (await readdir(this.temp)).map((name) => `${name} in TMPDIR`);
    return [...sessions.split('\n').filter((one) => one !== ''), ...files, ...ownProcesses(this.temp)];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.s3.stop();
    await this.postgres.stop();
    await rm(join(this.temp, '..'), { recursive: true, force: true });
  }
}

function damages(location: SetLocation, body: Buffer, held: Held): string[] {
  try {
    const manifest = parseManifest(body.toString('utf8'), location, 'manifest');
    return manifest.objects.flatMap((object) => {
      const bytes = held.get(objectKey(location, object.name));
      if (bytes === undefined) return [`${object.name} is missing`];
      return createHash('sha256').update(bytes).digest('hex') === object.sha256
        ? []
        : [`${object.name} is damaged`];
    });
  } catch (error) {
    return [String(error)];
  }
}

function storedObject(key: string, path: string, body: Buffer): StrictObject {
  return {
    key,
    files: [{ path, size: body.length }],
    size: body.length,
    etag: `"${createHash('md5').update(body).digest('hex')}"`,
    modified: new Date(),
    contentType: 'application/octet-stream',
    storageClass: 'STANDARD',
    checksum: undefined,
  };
}

async function filesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
