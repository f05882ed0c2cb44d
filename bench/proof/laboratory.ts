import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeDump } from '../../src/actions/backup/make-set.ts';
import { requestOf } from '../../src/actions/backup/request.ts';
import { spec } from '../../src/actions/backup/spec.ts';
import { type TierSet, tierSet } from '../../src/actions/backup/store-set.ts';
import { connect } from '../../src/actions/shared/connect.ts';
import type { ArchivedInputs } from '../../src/actions/shared/ensure-readable.ts';
import { Stopwatch } from '../../src/actions/shared/stopwatch.ts';
import type { Manifest } from '../../src/catalog/manifest.ts';
import { applyInputs } from '../../src/policy/apply-inputs.ts';
import { findInstallations, type Installation } from '../../src/postgres/tools.ts';
import type { ActionContext } from '../../src/runtime/action.ts';
import { parseInputs, type RawInputs } from '../../src/runtime/parse-inputs.ts';
import { commitSet, type StagedFiles } from '../../src/sets/commit-set.ts';
import { DirectoryStore } from '../../src/storage/directory.ts';
import { AgeEncryption } from '../../src/streams/age.ts';
import type { TestPostgres } from '../../test/support/postgres.ts';
import { silentLog } from '../../test/support/silent-log.ts';
import { Random } from './random.ts';

const NOWHERE: ActionContext['run'] = {
  repository: null,
  workflow: null,
  runId: null,
  runUrl: null,
  commit: null,
  ref: null,
  actor: null,
  event: null,
};

/** Where and how the measurements are made: a directory of their own, the random numbers, the programs. */
/** The sets of the laboratory lie in directories. */
export const NEVER_ARCHIVED: ArchivedInputs = {
  archived: 'fail',
  retrievalTier: 'Standard',
  retrievalDays: 1,
};

export class Laboratory {
  readonly random: Random;
  readonly directory: string;
  readonly signal: AbortSignal;
  /** How many mutants or cycles are under way at a time. */
  readonly lanes: number;
  readonly installations: readonly Installation[];
  /** Tells a waiting person how far things are. */
  readonly say: (line: string) => void;

  private constructor(
    parts: Pick<Laboratory, 'random' | 'directory' | 'signal' | 'lanes' | 'installations' | 'say'>,
  ) {
    this.random = parts.random;
    this.directory = parts.directory;
    this.signal = parts.signal;
    this.lanes = parts.lanes;
    this.installations = parts.installations;
    this.say = parts.say;
  }

  /** @param directory an existing, private one, which the caller removes */
  static async open(options: {
    readonly seed: string;
    readonly directory: string;
    readonly signal: AbortSignal;
    readonly lanes: number;
    readonly say: (line: string) => void;
  }): Promise<Laboratory> {
    const installations = await findInstallations({ env: surroundings(), signal: options.signal });
    return new Laboratory({ ...options, random: new Random(options.seed), installations });
  }

  /** The programs the test servers run from. */
  get newestServer(): Installation {
    const newest = this.installations.find((one) => one.server);
    if (newest === undefined) throw new Error('No PostgreSQL server is installed.');
    return newest;
  }

  newDirectory(name: string): Promise<string> {
    return mkdtemp(join(this.directory, `${name}-`));
  }

  /** Gives an action's surroundings to `body`, with a temporary directory that is gone afterwards. */
  async withContext<T>(body: (context: ActionContext) => Promise<T>): Promise<T> {
    const directory = await this.newDirectory('run');
    const tempDir = join(directory, 'temp');
    await mkdir(tempDir, { mode: 0o700 });
    try {
      return await body({
        log: silentLog,
        signal: this.signal,
        env: surroundings(),
        tempDir,
        run: NOWHERE,
        now: () => new Date(),
        mask: () => {},
        remember: () => {},
      });
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }

  /** Backs a database up as the action does. Nothing is stored yet. */
  async makeSet(
    context: ActionContext,
    server: TestPostgres,
    raw: RawInputs,
    stopwatch = new Stopwatch(),
  ): Promise<TierSet & { readonly files: StagedFiles }> {
    const inputs = parseInputs(spec, {
      host: server.socketDir,
      port: String(server.port),
      user: server.superuser,
      stores: '/unused',
      ...raw,
    });
    const tier = 'daily';
    const { request } = requestOf(inputs, applyInputs(undefined, { ...inputs, tier }));
    const encryption =
      request.recipients.length === 0 ? undefined : await AgeEncryption.create(request.recipients, context);
    const client = await connect(request, context);
    const jobs = request.jobs ?? 1;
    const made = await makeDump(request, context, { client, encryption, stopwatch, jobs, tier });
    const set = await tierSet(made.manifest, tier, [], context);
    return { ...set, files: new Map([...made.files, ...set.recovery]) };
  }

  /** Backs a database up into a directory. */
  async backUp(server: TestPostgres, store: string, raw: RawInputs): Promise<Manifest> {
    return this.withContext(async (context) => {
      const made = await this.makeSet(context, server, raw);
      await commitSet(await this.openStore(store), made.manifest, made, { log: silentLog });
      return made.manifest;
    });
  }

  async openStore(directory: string): Promise<DirectoryStore> {
    const store = new DirectoryStore(directory, this.signal);
    await store.check();
    return store;
  }

  /** Does something with every item, `lanes` at a time. `lane` tells them apart: 0, 1 … */
  async inLanes<T, R>(items: readonly T[], body: (item: T, lane: number) => Promise<R>): Promise<R[]> {
    const results = new Array<R>(items.length);
    let next = 0;
    let failure: { error: unknown } | undefined;
    const work = async (lane: number): Promise<void> => {
      for (let at = next++; at < items.length && failure === undefined; at = next++) {
        try {
          results[at] = await body(items[at] as T, lane);
        } catch (error) {
          failure ??= { error };
        }
      }
    };
    await Promise.all(Array.from({ length: this.lanes }, (_, lane) => work(lane)));
    if (failure !== undefined) throw failure.error;
    return results;
  }
}

/** Of the environment, what the programs need; never the libpq variables of whoever runs this. */
function surroundings(): Record<string, string> {
  const { PATH = '', HOME = '/', LANG } = process.env;
  return { PATH, HOME, TZ: 'UTC', ...(LANG === undefined ? {} : { LANG }) };
}
