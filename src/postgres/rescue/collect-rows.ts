import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { RescuePair } from '../../catalog/rescue.ts';
import { ToolError } from '../../errors.ts';
import type { Client } from '../client.ts';
import { identifier, literal } from '../quote.ts';
import { compareRows, type RowCounts, type RowFinding, rowsOf } from './compare-rows.ts';
import { copyOut } from './copy-out.ts';

export interface RescueClients {
  readonly live: Client;
  readonly source: Client;
}

export interface CollectOptions {
  /** Private directory for the rows. */
  readonly tempDir: string;
  readonly index: number;
  /** Whether rows are fetched; otherwise they are only counted. */
  readonly missing: boolean;
  readonly changed: boolean;
  /** How many keys of each kind are kept to be shown. */
  readonly samples: number;
  readonly onRows?: (rows: number) => void;
}

export interface TableFindings {
  readonly pair: RescuePair;
  readonly liveRows: number;
  readonly sourceRows: number;
  readonly missing: number;
  readonly changed: number;
  readonly extra: number;
  readonly samples: Readonly<Record<RowFinding['kind'], readonly (readonly string[])[]>>;
  /** Rows in COPY's text format. */
  readonly files: { readonly missing: string; readonly changed: string };
}

const KEYS_AT_ONCE = 1_000;
const ROWS_PER_NOTICE = 10_000;

/**
 * Compares one table row by row, and brings what the source has of missing and changed rows to files: by a thousand keys at a
 * time, so that memory stays flat however much is lost.
 */
export async function collectRows(
  clients: RescueClients,
  pair: RescuePair,
  options: CollectOptions,
): Promise<TableFindings> {
  const counts: RowCounts = { live: 0, source: 0 };
  const found = { missing: 0, changed: 0, extra: 0 };
  const samples = { missing: [] as string[][], changed: [] as string[][], extra: [] as string[][] };
  const path = (kind: string): string => join(options.tempDir, `${kind}-${options.index}.copy`);
  const files = { missing: path('missing'), changed: path('changed') };
  await using missing = await RowFile.open(clients.source, pair, files.missing, 'missing');
  await using changed = await RowFile.open(clients.source, pair, files.changed, 'changed');
  let noticed = 0;
  for await (const finding of compareRows(clients, pair, counts)) {
    found[finding.kind] += 1;
    if (samples[finding.kind].length < options.samples) samples[finding.kind].push([...finding.key]);
    if (finding.kind === 'missing' && options.missing) await missing.take(finding);
    if (finding.kind === 'changed' && options.changed) await changed.take(finding);
    if (counts.live + counts.source - noticed >= ROWS_PER_NOTICE) {
      noticed = counts.live + counts.source;
      options.onRows?.(noticed);
    }
  }
  await missing.flush();
  await changed.flush();
  return { pair, liveRows: counts.live, sourceRows: counts.source, ...found, samples, files };
}

/** Gathers keys and writes the rows that the source has of them. */
class RowFile implements AsyncDisposable {
  readonly #client: Client;
  readonly #pair: RescuePair;
  readonly #handle: FileHandle;
  readonly #kind: 'missing' | 'changed';
  #waiting: string[][] = [];

  private constructor(client: Client, pair: RescuePair, handle: FileHandle, kind: 'missing' | 'changed') {
    this.#client = client;
    this.#pair = pair;
    this.#handle = handle;
    this.#kind = kind;
  }

  static async open(
    client: Client,
    pair: RescuePair,
    path: string,
    kind: 'missing' | 'changed',
  ): Promise<RowFile> {
    return new RowFile(client, pair, await open(path, 'wx', 0o600), kind);
  }

  async take(finding: RowFinding): Promise<void> {
    this.#waiting.push([...finding.key, ...(finding.kind === 'changed' ? [finding.before] : [])]);
    if (this.#waiting.length >= KEYS_AT_ONCE) await this.flush();
  }

  async flush(): Promise<void> {
    const wanted = this.#waiting;
    this.#waiting = [];
    if (wanted.length === 0) return;
    let rows = 0;
    let text = '';
    for await (const line of copyOut(this.#client, this.#select(wanted), this.#pair.searchPath)) {
      rows += 1;
      text += `${line}\n`;
      if (text.length > 1_000_000) {
        await this.#handle.write(text);
        text = '';
      }
    }
    await this.#handle.write(text);
    if (rows === wanted.length) return;
    throw new ToolError(
      'PBA-PG-SNAPSHOT',
      `The source gave ${rows} of ${wanted.length} rows of ${this.#pair.source.name} that it had a moment ago.`,
      { hint: 'Somebody writes to the source. Rescue from a database that nobody uses.' },
    );
  }

  #select(keys: readonly (readonly string[])[]): string {
    const { key, columns, source } = this.#pair;
    const types = new Map(source.columns.map(({ name, type }) => [name, type]));
    const names = key.map((_, index) => `k${index}`);
    const values = keys.map((row) => `(${row.map(literal).join(', ')})`).join(', ');
    const before = this.#kind === 'changed' ? ['before'] : [];
    const same = key.map(
      (column, index) => `t.${identifier(column)} = v.k${index}::${types.get(column) ?? 'text'}`,
    );
    const shown = [
      ...columns.map((column) => `t.${identifier(column)}`),
      ...before.map((name) => `v.${name}`),
    ];
    return `select ${shown.join(', ')} from (values ${values}) v (${[...names, ...before].join(', ')}) join ${rowsOf(source)} t on ${same.join(' and ')}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#handle.close();
  }
}

/** Of a changed row, the columns that differ. Only names: values may be nobody's business. */
export async function changedColumns(
  clients: RescueClients,
  pair: RescuePair,
  key: readonly string[],
): Promise<string[]> {
  const digests = async (client: Client, table: RescuePair['live']): Promise<string[]> => {
    const types = new Map(table.columns.map(({ name, type }) => [name, type]));
    const where = pair.key.map(
      (column, index) =>
        `t.${identifier(column)} = ${literal(key[index] ?? '')}::${types.get(column) ?? 'text'}`,
    );
    const values = pair.columns.map((column) => `md5(t.${identifier(column)}::text)`);
    const lines: string[] = [];
    for await (const line of copyOut(
      client,
      `select ${values.join(', ')} from ${rowsOf(table)} t where ${where.join(' and ')}`,
      pair.searchPath,
    ))
      lines.push(line);
    return lines[0]?.split('\t') ?? [];
  };
  const [live, source] = [await digests(clients.live, pair.live), await digests(clients.source, pair.source)];
  return pair.columns.filter((_, index) => live[index] !== source[index]);
}
