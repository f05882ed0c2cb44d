import { StringDecoder } from 'node:string_decoder';
import { expectSuccess, startProcess } from '../../process.ts';
import type { Client } from '../client.ts';
import { PINNED_SETTINGS } from '../connection.ts';
import { FURTHER_SETTINGS } from '../pinned.ts';
import { identifier, literal } from '../quote.ts';
import { explainPostgres } from '../stderr.ts';
import { program } from '../tools.ts';

/** Statements that make the text of values independent of server, database and role. */
export function pinStatements(scope: '' | 'local '): string {
  const sets = Object.entries({ ...PINNED_SETTINGS, ...FURTHER_SETTINGS }).map(
    ([name, value]) => `set ${scope}${name} = ${literal(value)};`,
  );
  return sets.join('\n');
}

/** SQL: where names without a schema are looked up; nowhere, for an empty list. */
export function searchPath(scope: '' | 'local ', schemas: readonly string[]): string {
  const path = schemas.length === 0 ? "''" : schemas.map((schema) => identifier(schema)).join(', ');
  return `set ${scope}search_path = ${path};`;
}

/**
 * The lines of `COPY (select) TO STDOUT` as they come, each still escaped as COPY's text format is. Whoever reads slowly
 * slows the server down: nothing piles up. The select goes in on stdin, so it may be long.
 */
export async function* copyOut(
  client: Client,
  select: string,
  schemas: readonly string[] = [],
): AsyncGenerator<string, void, undefined> {
  const running = await startProcess(
    program(client.installation, 'psql'),
    ['-XqAtw', '-v', 'ON_ERROR_STOP=1', '-f', '-'],
    { env: { ...client.env, PGCLIENTENCODING: 'UTF8' }, signal: client.signal },
  );
  running.stdin.end(`${pinStatements('')}\n${searchPath('', schemas)}\ncopy (${select}) to stdout;\n`);
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let whole = false;
  try {
    for await (const chunk of running.stdout) {
      const lines = (rest + decoder.write(chunk as Buffer)).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
    whole = true;
  } finally {
    if (!whole) await running.stop();
  }
  await expectSuccess(running, client.signal, (exit) => explainPostgres(exit, client.env));
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** A value of COPY's text format; null for `\N`. */
export function copyValue(field: string): string | null {
  if (field === '\\N') return null;
  return field.includes('\\') ? field.replace(/\\(.)/gs, (_, char: string) => ESCAPES[char] ?? char) : field;
}
