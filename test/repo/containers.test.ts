import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/**
 * A terminal turns every line feed into two bytes: a dump that comes out of `exec` with one looks complete and cannot be
 * restored. Matches a shell line, and a list of arguments in code.
 */
const WITH_TERMINAL =
  /\b(exec|run|start)\b['"`]?[, ]+(['"`]?-[\w-]+(=\S+)?['"`]?[, ]+)*['"`]?(-[a-z]*t[a-z]*|--tty)\b/;
const ENGINE = /\b(docker|podman|engine)\b/i;

function withTerminal(text: string): string[] {
  return text.split('\n').filter((line) => ENGINE.test(line) && WITH_TERMINAL.test(line));
}

function filesBelow(directory: string): string[] {
  return readdirSync(join(ROOT, directory), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|mjs|sh|ya?ml)$/.test(path))
    .map((path) => join(directory, path));
}

test('the search sees every way to ask for a terminal', () => {
  const dash = '-';
  const bad = [
    `docker exec ${dash}t db pg_dump`,
    `docker exec ${dash}it db psql`,
    `podman exec ${dash}i ${dash}t db pg_dump`,
    `docker run ${dash}${dash}rm ${dash}${dash}tty x`,
    `runEngine(engine, ['exec', '${dash}t', name])`,
    `runText('docker', ['exec', '${dash}i', '${dash}it', name])`,
  ];
  expect(bad.filter((line) => withTerminal(line).length === 0)).toEqual([]);
  const good = [
    `docker exec ${dash}i db pg_dump ${dash}t public.x`,
    `docker run ${dash}${dash}rm ${dash}${dash}network=none x`,
    `runEngine(engine, ['start', '${dash}${dash}attach', name])`,
  ];
  expect(good.flatMap(withTerminal)).toEqual([]);
});

test('no command of a container engine gets a terminal', () => {
  const files = ['src', 'scripts', 'bench', 'test'].flatMap(filesBelow);
  expect(files).toContain('src/postgres/container/scratch.ts');
  const wrong = files.flatMap((path) =>
    withTerminal(readFileSync(join(ROOT, path), 'utf8')).map((line) => `${path}: ${line.trim()}`),
  );
  expect(wrong).toEqual([]);
});
