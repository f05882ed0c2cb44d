import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RestoredCopy } from '../../../src/actions/shared/restore-copy.ts';
import type { Comparison } from '../../../src/catalog/comparison/compare.ts';
import { describeDifference } from '../../../src/catalog/comparison/difference.ts';
import type { Manifest } from '../../../src/catalog/manifest.ts';
import { type Client, openSession, withDatabase } from '../../../src/postgres/client.ts';
import { identifier } from '../../../src/postgres/quote.ts';
import { runScript } from '../../../src/postgres/restore.ts';
import { program } from '../../../src/postgres/tools.ts';
import { runText } from '../../../src/process.ts';
import type { ActionContext } from '../../../src/runtime/action.ts';
import { type OpenOptions, readObjectText, requireObject } from '../../../src/sets/open-object.ts';
import type { Laboratory } from '../laboratory.ts';
import { listNotices } from '../list-check.ts';
import type { Random } from '../random.ts';
import { compare, dumpHash } from '../restoring.ts';
import type { CopyDamage } from './damage.ts';
import { damageDatabase, findTargets, type Targets } from './targets.ts';

export interface CopyTrial {
  readonly kind: string;
  /** `harmless`: nobody noticed, and pg_dump writes the same of the copy as before. */
  readonly verdict: 'error' | 'warning' | 'harmless' | 'missed';
  readonly what: string;
  readonly said: string;
  /** Whether one of the differences names the damaged object. */
  readonly named: boolean;
  readonly milliseconds: number;
  /** What `pg_restore --list` says of a dump of the damaged database; undefined where it was not asked. */
  readonly listed: boolean | undefined;
}

/** A restored database of which any number of copies can be made, damaged and compared. */
export class Ward {
  readonly #laboratory: Laboratory;
  readonly #context: ActionContext;
  readonly #copy: RestoredCopy;
  readonly #manifest: Manifest;
  readonly #settings: string;
  #targets: Targets = new Map();
  #reference: string | undefined;

  private constructor(
    laboratory: Laboratory,
    context: ActionContext,
    copy: RestoredCopy,
    manifest: Manifest,
    settings: string,
  ) {
    this.#laboratory = laboratory;
    this.#context = context;
    this.#copy = copy;
    this.#manifest = manifest;
    this.#settings = settings;
  }

  /** @throws Error when an undamaged copy is not equal to the fingerprint: then no mutant would say anything */
  static async open(
    laboratory: Laboratory,
    context: ActionContext,
    copy: RestoredCopy,
    open: OpenOptions,
    damages: readonly CopyDamage[],
  ): Promise<Ward> {
    const settings = join(context.tempDir, 'ward-settings.sql');
    await writeFile(settings, await readObjectText(requireObject(open.manifest, 'settings'), open));
    const ward = new Ward(laboratory, context, copy, open.manifest, settings);
    await ward.#withTwin('survey', async (client) => {
      const comparison = await compare(context, client, open, copy);
      const [first] = comparison.differences;
      if (first !== undefined) throw new Error(`A sound copy differs: ${describeDifference(first)}`);
      ward.#reference = await dumpHash(client);
      await using session = await openSession(client, { row_security: 'on' });
      ward.#targets = await findTargets(session, damages);
    });
    return ward;
  }

  get targets(): Targets {
    return this.#targets;
  }

  /** Makes one mutant and lets the comparison look at it. */
  async try(damage: CopyDamage, random: Random, name: string, withList: boolean): Promise<CopyTrial> {
    return this.#withTwin(name, async (client) => {
      const open = () => openSession(client, { row_security: 'on' });
      const target = await damageDatabase(open, this.#targets, damage.kind, random, name);
      const start = performance.now();
      const comparison = await compare(this.#context, client, { manifest: this.#manifest }, this.#copy);
      const milliseconds = performance.now() - start;
      return {
        kind: damage.kind,
        verdict: await this.#verdict(comparison, client),
        what: target.sql,
        said: comparison.differences.map((one) => `${one.severity}: ${describeDifference(one)}`).join(' '),
        named: comparison.differences.some((difference) => names(difference.name, target.name)),
        milliseconds,
        listed: withList ? await this.#listed(client) : undefined,
      };
    });
  }

  async #verdict(comparison: Comparison, client: Client): Promise<CopyTrial['verdict']> {
    if (comparison.differences.some((one) => one.severity === 'error')) return 'error';
    if (comparison.differences.length > 0) return 'warning';
    return (await dumpHash(client)) === this.#reference ? 'harmless' : 'missed';
  }

  async #listed(client: Client): Promise<boolean | undefined> {
    const path = join(this.#context.tempDir, `${client.env['PGDATABASE']}.dump`);
    const dump = runText(
      program(client.installation, 'pg_dump'),
      ['--format=custom', '--no-sync', `--file=${path}`],
      {
        env: client.env,
        signal: client.signal,
      },
    );
    // A catalog that was changed by hand may be too broken to be dumped; then there is nothing to be listed.
    if (
      !(await dump.then(
        () => true,
        () => false,
      ))
    )
      return undefined;
    return listNotices(this.#laboratory, path, false);
  }

  /** A copy of the restored database with its settings; dropped afterwards. */
  async #withTwin<T>(name: string, body: (client: Client) => Promise<T>): Promise<T> {
    const { client } = this.#copy;
    const server = withDatabase(client, 'postgres');
    const execute = async (sql: string): Promise<void> => {
      await using session = await openSession(server);
      await session.execute(sql);
    };
    const { database, server: facts } = this.#manifest;
    await execute(
      `create database ${identifier(name)} template ${identifier(database)} owner ${identifier(facts.databaseOwner)}`,
    );
    try {
      await runScript(server, this.#settings, { target: name });
      return await body(withDatabase(client, name));
    } finally {
      await execute(`drop database ${identifier(name)} (force)`);
    }
  }
}

/** Whether the name of a difference is that of an object, or of something of it such as `table public.t to grafana`. */
export function names(found: string, wanted: string): boolean {
  for (let at = found.indexOf(wanted); at >= 0; at = found.indexOf(wanted, at + 1)) {
    const before = found[at - 1] ?? ' ';
    const after = found[at + wanted.length] ?? ' ';
    if (/[ (.]/.test(before) && /[ ).,(]/.test(after)) return true;
  }
  return false;
}
