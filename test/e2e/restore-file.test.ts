import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { type ActionRun, runAction } from '../support/run-action.ts';
import { DATABASE, type Scene, s3Inputs, startScene } from '../support/scene.ts';
import { type StrictS3, startStrictS3 } from '../support/strict-s3.ts';

/** Dumps as somebody else makes them: with pg_dump alone. */
let scene: Scene;
let other: TestPostgres;
let s3: StrictS3;
let web: Server;
let place: string;
let address: string;

beforeAll(async () => {
  [scene, other, s3] = await Promise.all([startScene({ scale: 0.002 }), startPostgres(), startStrictS3()]);
  place = await scene.newDirectory();
  for (const [format, name] of [
    ['custom', 'shop.dump'],
    ['tar', 'shop.tar'],
    ['directory', 'shop.dir'],
    ['plain', 'shop.sql'],
  ] as const)
    await dump(`--format=${format}`, `--file=${at(name)}`);
  web = createServer((request, answer) => void serve(request.url ?? '', answer)).listen(0, '127.0.0.1');
  await new Promise((done) => web.once('listening', done));
  address = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
});
afterAll(async () => {
  web?.close();
  await Promise.all([scene?.[Symbol.asyncDispose](), other?.stop(), s3?.stop()]);
});

const at = (name: string): string => join(place, name);
async function dump(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('pg_dump', args, {
    // A setting of the live database's own that no dump without --create holds would show in what is written.
    env: { ...process.env, PGDATABASE: DATABASE, PGTZ: 'UTC', ...scene.env },
    maxBuffer: 1 << 28,
  });
  return stdout;
}

/** `/sized/NAME` announces its length, `/chunked/NAME` does not, `/cut/NAME` sends half of what it announces. */
async function serve(url: string, answer: import('node:http').ServerResponse): Promise<void> {
  const [, how, name = ''] = /^\/(\w+)\/([\w.]+)\?signature=geheim$/.exec(url) ?? [];
  if (how === undefined) return void answer.writeHead(403).end();
  const body = await readFile(at(name));
  if (how !== 'chunked') answer.setHeader('content-length', body.length);
  if (how !== 'cut') return void answer.end(body);
  answer.write(body.subarray(0, body.length / 2), () => answer.destroy());
}

const restore = (file: string, inputs: Record<string, string> = {}): Promise<ActionRun> =>
  runAction({ action: 'restore', inputs: { file, database: DATABASE, ...inputs }, env: scene.env });

/** All that a plain dump shows, but for the key that pg_dump makes up each time. */
const contents = async (database: string): Promise<string> =>
  createHash('sha256')
    .update((await dump(`--dbname=${database}`)).replace(/^\\(un)?restrict .*$/gm, ''))
    .digest('hex');

const databases = (server: TestPostgres): Promise<string> =>
  server.psql(`select string_agg(datname, ' ' order by datname) from pg_database where not datistemplate`);

test('every format, from every place, comes back as it was, and is not called proven', async () => {
  await writeFile(at('shop.sql.gz'), gzipSync(await readFile(at('shop.sql'))));
  await writeFile(at('shop.sql.zst'), zstdCompressSync(await readFile(at('shop.sql'))));
  const { endpoint, region, accessKeyId, secretAccessKey } = s3;
  const credentials = { accessKeyId, secretAccessKey };
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  const Body = await readFile(at('shop.dump'));
  await client.send(new PutObjectCommand({ Bucket: s3.bucket, Key: 'others/shop.dump', Body }));
  client.destroy();
  const { stores: _, ...s3Access } = s3Inputs(s3, 'pg');
  const expected = await contents(DATABASE);
  for (const [into, file, inputs] of [
    ['from_s3', `s3://${s3.bucket}/others/shop.dump`, s3Access],
    ['from_tar', at('shop.tar'), {}],
    ['from_directory', at('shop.dir'), {}],
    ['from_gzip', `${address}/sized/shop.sql.gz?signature=geheim`, {}],
    ['from_zstd', `${address}/chunked/shop.sql.zst?signature=geheim`, {}],
  ] as const) {
    const run = await restore(file, { into, ...inputs });
    expect(run.outputs, run.log).toMatchObject({ verdict: 'unproven', 'restored-database': into });
    expect(run.summary).toContain('nothing to compare it with');
    expect(run.raw.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain('geheim');
    expect(await contents(into), into).toBe(expected);
  }
});

test('swap takes it only when that is allowed', async () => {
  const inputs = { database: DATABASE, restored: 'from_tar', confirm: DATABASE };
  const swap = (more: Record<string, string>): Promise<ActionRun> =>
    runAction({ action: 'swap', inputs: { ...inputs, ...more }, env: scene.env });
  const refused = await swap({});
  expect(refused.outputs['error-code']).toBe('PBA-SWAP-REFUSED');
  expect(refused.log).toContain('from_tar was restored from file:shop.tar and is not proven');
  expect((await swap({ 'allow-unproven': 'true' })).outputs['verdict']).toBe('swapped');
});

const HEADER = `--\n-- PostgreSQL database dump\n--\n\n-- Dumped from database version 15.1\n\nSET client_encoding = 'UTF8';\n`;
const FOOTER = '\n--\n-- PostgreSQL database dump complete\n--\n\n';

test('a plain dump runs no command of psql, leaves its database alone, and has an end', async () => {
  const before = await databases(scene.postgres);
  const mark = at('pwned');
  const ends = async (body: string): Promise<string> => {
    await writeFile(at('made.sql'), body);
    const run = await restore(at('made.sql'));
    return `${run.outputs['error-code']} ${run.log.includes('(line 8)') ? 'line 8' : ''}`.trim();
  };
  const table = 'CREATE TABLE t (a text);\n';
  expect(await ends(`${HEADER}\\! touch ${mark}\n${FOOTER}`)).toBe('PBA-DUMP-REFUSED line 8');
  expect(await ends(`${HEADER}\\connect ${DATABASE}\n${FOOTER}`)).toBe('PBA-DUMP-REFUSED line 8');
  expect(await ends(`${HEADER}DROP DATABASE ${DATABASE};\n${FOOTER}`)).toBe('PBA-DUMP-REFUSED line 8');
  // Without the restriction, the first of the two would end it for the second.
  const theirs = HEADER.replace('\n\n', '\n\n\\restrict abc\n');
  expect(await ends(`${theirs}\\unrestrict abc\n\\! touch ${mark}\n${FOOTER}\\unrestrict abc\n`)).toMatch(
    /PBA-DUMP-REFUSED/,
  );
  expect(await ends(`${HEADER}${table}COPY t FROM stdin;\nfirst\nsec`)).toBe('PBA-ARCHIVE-DAMAGED');
  expect(await ends(`${HEADER}CREATE TABLE t (a nothing);\n${FOOTER}`)).toBe('PBA-PG-RESTORE');
  expect(await ends(HEADER.replace('15.1', '99.1') + FOOTER)).toBe('PBA-TARGET-OLD');
  expect(await ends(HEADER.replace('database dump', 'database cluster dump'))).toBe('PBA-DUMP-FORMAT');
  expect(await ends('<!DOCTYPE html>')).toBe('PBA-DUMP-FORMAT');
  await expect(stat(mark)).rejects.toThrow('ENOENT');
  expect(await databases(scene.postgres)).toBe(before);
});

test('what cannot be fetched or read is told, and nothing is made', async () => {
  const before = await databases(scene.postgres);
  const code = async (file: string): Promise<string | undefined> =>
    (await restore(file)).outputs['error-code'];
  expect(await code(`${address}/cut/shop.dump?signature=geheim`)).toBe('PBA-DOWNLOAD');
  expect(await code(`${address}/expired/shop.dump`)).toBe('PBA-DOWNLOAD');
  expect(await code('http://example.com/shop.dump')).toBe('PBA-DOWNLOAD');
  expect(await code(at('none.dump'))).toBe('PBA-LOCAL-FILE');
  await mkdir(at('empty'));
  expect(await code(at('empty'))).toBe('PBA-DUMP-FORMAT');
  const bytes = await readFile(at('shop.dump'));
  await writeFile(at('half.dump'), bytes.subarray(0, bytes.length / 2));
  expect(await code(at('half.dump'))).toBe('PBA-PG-RESTORE');
  await writeFile(at('half.gz'), gzipSync(await readFile(at('shop.sql'))).subarray(0, 50_000));
  expect(await code(at('half.gz'))).toBe('PBA-ARCHIVE-DAMAGED');
  expect(await databases(scene.postgres)).toBe(before);
});

test('roles that the server lacks are told, or left out with all that names them', async () => {
  const target = { host: other.socketDir, port: String(other.port), user: other.superuser, into: 'there' };
  const refused = await restore(at('shop.dump'), target);
  expect(refused.outputs['error-code']).toBe('PBA-PG-RESTORE');
  expect(refused.log).toContain('roles: ignore');
  expect(await databases(other)).toBe('postgres');
  const taken = await restore(at('shop.dump'), { ...target, roles: 'ignore' });
  expect(taken.outputs, taken.log).toMatchObject({ verdict: 'unproven', 'restored-database': 'there' });
});
