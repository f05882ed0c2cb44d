import { rename, rm } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { type IndexedRecord, indexText } from '../../catalog/evidence-contents.ts';
import { type EvidenceLine, readRecord } from '../../catalog/evidence-line.ts';
import { dumpDigest, type Manifest, manifestDigest, storedBytes } from '../../catalog/manifest.ts';
import { momentOf, type Period } from '../../catalog/period.ts';
import { mapLimited } from '../../concurrency.ts';
import { CancelledError, IntegrityError, messageOf, PbaError, systemCode, UserError } from '../../errors.ts';
import { type EffectivePolicy, sameLocation } from '../../policy/effective-policy.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { recordTime } from '../../sets/newest-proofs.ts';
import { readManifest } from '../../sets/read-sets.ts';
import { surveyStore } from '../../sets/survey.ts';
import type { Store } from '../../storage/store.ts';
import { ListedArchive } from '../../streams/listed-archive.ts';
import { openSigningKey } from '../../streams/signing-key.ts';
import { VERSION } from '../../version.ts';
import type { StoreFailure } from '../shared/open-stores.ts';
import { writeWhole } from '../shared/write-whole.ts';
import type { Inputs, StatusReport } from './status.ts';

/** What was written. */
export interface Exported {
  readonly path: string;
  readonly sha256: string;
  readonly records: number;
  readonly sets: number;
  /** Of the key that signed it; undefined: nobody did. */
  readonly fingerprint: string | undefined;
}

export interface ExportSource {
  readonly report: StatusReport;
  readonly policy: EffectivePolicy;
  readonly stores: readonly Store[];
  readonly failures: readonly StoreFailure[];
}

const MAX_RECORD = 16 * 1024 * 1024;
const AT_ONCE = 8;
/** What a record of ours can be called; anything else might lead out of the directory where somebody unpacks it. */
const RECORD = /\/evidence\/[a-z][a-z0-9-]*\/[^/]+\.json$/;

/**
 * Writes the evidence of a period into one archive with its checksum beside it and, with a key, a signature of the checksum.
 * A record is in memory only while it is written.
 */
export async function exportEvidence(
  inputs: Inputs,
  source: ExportSource,
  context: ActionContext,
): Promise<Exported | PbaError | undefined> {
  if (inputs.evidenceFile === undefined) return undefined;
  try {
    return await write({ ...inputs, evidenceFile: inputs.evidenceFile }, source, context);
  } catch (error) {
    // It must not hide what the stores say: whoever presents that fails the run with it.
    if (!(error instanceof PbaError) || error instanceof CancelledError) throw error;
    context.log.warning(error.message);
    return error;
  }
}

async function write(
  inputs: Inputs & { readonly evidenceFile: string },
  source: ExportSource,
  context: ActionContext,
): Promise<Exported> {
  const key = inputs.evidenceKey === undefined ? undefined : openSigningKey(inputs.evidenceKey);
  const path = resolve(inputs.evidenceFile);
  const temporary = `${path}.${process.pid}.tmp`;
  const name = basename(path);
  const archive = new ListedArchive(temporary, name.replace(/\.(tar\.gz|tgz)$/, ''));
  try {
    const exporter = new Exporter(archive, source, periodOf(inputs, context), context);
    const counted = await exporter.run();
    const sha256 = await archive.close(context.now());
    await rename(temporary, path);
    const sums = `${sha256}  ${name}\n`;
    await writeWhole('evidence-file', `${path}.sha256`, sums);
    if (key !== undefined) {
      await writeWhole('evidence-file', `${path}.sha256.sig`, key.sign(sums));
      await writeWhole('evidence-file', `${path}.pem`, key.publicPem);
    }
    return { path, sha256, ...counted, fingerprint: key?.fingerprint };
  } catch (error) {
    await archive.abort();
    await rm(temporary, { force: true });
    if (error instanceof PbaError || systemCode(error) === undefined) throw error;
    throw new UserError('PBA-INPUT', `evidence-file ${path} cannot be written: ${messageOf(error)}.`, {
      hint: 'Check the directory and its rights.',
      cause: error,
    });
  }
}

function periodOf({ evidenceSince, evidenceUntil }: Inputs, context: ActionContext): Period {
  const since = evidenceSince === undefined ? undefined : momentOf(evidenceSince);
  const until = evidenceUntil === undefined ? undefined : momentOf(evidenceUntil);
  return { since: since ?? Number.NEGATIVE_INFINITY, until: until ?? context.now().getTime() };
}

class Exporter {
  readonly #archive: ListedArchive;
  readonly #source: ExportSource;
  readonly #period: Period;
  readonly #context: ActionContext;
  readonly #records: IndexedRecord[] = [];
  readonly #foreign: string[] = [];
  #sets = 0;
  #holds = 0;

  constructor(archive: ListedArchive, source: ExportSource, period: Period, context: ActionContext) {
    this.#archive = archive;
    this.#source = source;
    this.#period = period;
    this.#context = context;
  }

  async run(): Promise<Pick<Exported, 'records' | 'sets'>> {
    const { report, stores, failures, policy } = this.#source;
    const folders = stores.map(({ location }, index) => ({
      folder: folderOf(policy, location, index),
      location,
    }));
    for (const [index, store] of stores.entries()) {
      const folder = folders[index]?.folder ?? '';
      const lines: string[] = [];
      for (const database of report.databases.keys())
        lines.push(...(await this.#database(store, folder, database)));
      await this.#archive.add(`${folder}/sets.jsonl`, lines.join(''), this.#context.now());
    }
    const index = indexText({
      period: this.#period,
      madeAt: this.#context.now().toISOString(),
      madeBy: `postgres-backup-actions ${VERSION}${this.#context.run.runUrl === null ? '' : `, ${this.#context.run.runUrl}`}`,
      status: report.worst,
      stores: folders,
      missing: failures.map(({ store, error }) => ({ location: store.location, reason: messageOf(error) })),
      databases: [...report.databases.keys()],
      records: this.#records,
      sets: this.#sets,
      holds: this.#holds,
      foreign: this.#foreign,
    });
    await this.#archive.add('INDEX.txt', index, this.#context.now());
    return { records: this.#records.length, sets: this.#sets };
  }

  /** @returns the lines about its sets */
  async #database(store: Store, folder: string, database: string): Promise<string[]> {
    const survey = await surveyStore(store, database);
    for (const keys of survey.evidence.values()) await this.#add(store, folder, database, keys.toReversed());
    for (const key of survey.holds) {
      this.#holds += 1;
      await this.#archive.add(`${folder}/${key}`, await readWhole(store, key), this.#context.now());
    }
    const lines: string[] = [];
    const within = survey.sets.filter((set) => set.committed && this.#has(set.snapshotAt));
    for (const { location } of within.toReversed()) {
      this.#sets += 1;
      const manifest = await readManifest(store, location).catch(unusable);
      lines.push(`${JSON.stringify({ ...location, ...identityOf(manifest) })}\n`);
    }
    return lines;
  }

  /** A few at a time are read, and written in their order. */
  async #add(store: Store, folder: string, database: string, keys: readonly string[]): Promise<void> {
    const within = keys.filter((key) => {
      const time = recordTime(key);
      const known = time !== undefined && RECORD.test(key);
      if (!known) this.#foreign.push(`${store.location}/${key}`);
      return known && this.#has(time);
    });
    for (let start = 0; start < within.length; start += AT_ONCE) {
      const batch = within.slice(start, start + AT_ONCE);
      const read = await mapLimited(batch, AT_ONCE, async (key) => ({
        key,
        at: new Date(recordTime(key) ?? 0),
        bytes: await readWhole(store, key),
      }));
      for (const { key, at, bytes } of read) {
        const path = `${folder}/${key}`;
        await this.#archive.add(path, bytes, at);
        this.#records.push({
          database,
          at: at.toISOString(),
          line: lineOf(bytes.toString('utf8'), key),
          path,
        });
      }
    }
  }

  #has(time: number): boolean {
    return time >= this.#period.since && time < this.#period.until;
  }
}

/** The name that the policy has for a store; where it has none, its number. */
function folderOf(policy: EffectivePolicy, location: string, index: number): string {
  const name = [...policy.stores.values()].find((one) => sameLocation(one.location, location))?.name ?? '';
  return /^[a-z0-9][a-z0-9-]*$/.test(name) ? name : `store-${index + 1}`;
}

/** The bytes as they are stored. @throws IntegrityError PBA-MANIFEST-INVALID when it is far too large for a record */
async function readWhole(store: Store, key: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of await store.read(key)) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size > MAX_RECORD)
      throw new IntegrityError(
        'PBA-MANIFEST-INVALID',
        `${store.location}/${key} is too large for a record.`,
        {
          hint: 'Records are never edited. Move it away by hand.',
        },
      );
  }
  return Buffer.concat(chunks);
}

function lineOf(text: string, key: string): EvidenceLine | undefined {
  try {
    return readRecord(text, key).line;
  } catch (error) {
    if (error instanceof IntegrityError) return undefined;
    throw error;
  }
}

function unusable(error: unknown): IntegrityError {
  if (error instanceof IntegrityError) return error;
  throw error;
}

/** What tells a set from every other, whatever becomes of its objects. */
function identityOf(manifest: Manifest | IntegrityError): Readonly<Record<string, unknown>> {
  if (manifest instanceof IntegrityError) return { problem: manifest.message };
  const { snapshotAt, server, totals, encryption, run } = manifest;
  return {
    snapshotAt,
    manifestSha256: manifestDigest(manifest),
    dumpSha256: dumpDigest(manifest),
    systemIdentifier: server.systemIdentifier,
    tables: totals.tables,
    rows: totals.rows,
    bytes: storedBytes(manifest),
    recipients: encryption?.recipients ?? null,
    runUrl: run.runUrl,
  };
}
