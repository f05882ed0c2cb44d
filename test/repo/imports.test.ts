import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const SOURCE = join(ROOT, 'src');

/** A file has to be readable in one sitting. */
const MAX_LINES = 300;

interface Import {
  readonly from: string;
  /** Path below `src`, or the name of a package or built-in module. */
  readonly to: string;
  readonly kind: 'value' | 'type' | 'lazy';
}

/** Finds the imports of a file. Enough for code that a formatter wrote: one statement starts a line. */
function importsOf(path: string, text: string): Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const statements = [
    ...[...code.matchAll(/^(?:import|export)\s+(type\s)?[^;'"]*?\sfrom\s+'([^']+)'/gm)].map(
      (match) => [match[2] ?? '', match[1] === undefined ? 'value' : 'type'] as const,
    ),
    ...[...code.matchAll(/^import\s+'([^']+)'/gm)].map((match) => [match[1] ?? '', 'value'] as const),
    ...[...code.matchAll(/\bimport\(\s*'([^']+)'/g)].map((match) => [match[1] ?? '', 'lazy'] as const),
  ];
  return statements.map(([specifier, kind]) => ({
    from: path,
    to: specifier.startsWith('.') ? relative(SOURCE, resolve(SOURCE, dirname(path), specifier)) : specifier,
    kind,
  }));
}

const FILES = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.ts'),
);
const TEXTS = new Map(FILES.map((path) => [path, readFileSync(join(SOURCE, path), 'utf8')]));
const IMPORTS = [...TEXTS].flatMap(([path, text]) => importsOf(path, text));

/** `catalog`, `actions`, …; for files of `src` itself their name. */
function layerOf(path: string): string {
  return path.includes('/') ? (path.split('/')[0] ?? '') : path;
}

/** Pure helpers without imports of their own. */
const PURE = ['camel-case.ts', 'duration.ts', 'looks-secret.ts', 'loopback.ts', 'nearest.ts'];

const FOUNDATION = [
  'errors.ts',
  'error-codes.ts',
  'process.ts',
  'detached.ts',
  'concurrency.ts',
  'log.ts',
  'version.ts',
  ...PURE,
];

/** What each layer may import besides itself. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(PURE.map((path) => [path, []])),
  'error-codes.ts': [],
  'version.ts': [],
  'log.ts': [],
  'errors.ts': ['error-codes.ts'],
  'process.ts': ['errors.ts', 'error-codes.ts'],
  'detached.ts': ['process.ts', 'errors.ts', 'error-codes.ts'],
  'concurrency.ts': ['errors.ts', 'error-codes.ts'],
  catalog: ['errors.ts', 'error-codes.ts'],
  policy: ['catalog', 'errors.ts', 'error-codes.ts', ...PURE],
  postgres: ['catalog', ...FOUNDATION],
  pgbackrest: ['catalog', ...FOUNDATION],
  storage: ['catalog', ...FOUNDATION],
  streams: ['catalog', ...FOUNDATION],
  network: ['catalog', ...FOUNDATION],
  sets: ['catalog', 'postgres', 'storage', 'streams', ...FOUNDATION],
  sandbox: FOUNDATION,
  runtime: FOUNDATION,
  github: ['catalog', ...FOUNDATION],
  // Of the runtime only how figures are written, see below.
  report: ['catalog', 'runtime', ...FOUNDATION],
  // Of runtime only how Markdown is escaped, see below.
  notify: ['catalog', 'runtime', ...FOUNDATION],
  actions: [
    'catalog',
    'policy',
    'postgres',
    'pgbackrest',
    'storage',
    'streams',
    'network',
    'sets',
    'github',
    'report',
    'sandbox',
    'notify',
    'runtime',
    ...FOUNDATION,
  ],
  'main.ts': ['actions', 'runtime', ...FOUNDATION],
  'cli.ts': ['main.ts'],
};

function show(list: readonly Import[]): string[] {
  return list.map(({ from, to }) => `${from} imports ${to}`);
}

const INTERNAL = IMPORTS.filter(({ to }) => to.endsWith('.ts'));
const EXTERNAL = IMPORTS.filter(({ to }) => !to.endsWith('.ts'));

describe('the reader of imports', () => {
  test('sees every form', () => {
    const text = [
      "import a from './a.ts';",
      'import {\n  b,\n  type c,\n} from "ignored";',
      "import {\n  d,\n  type e,\n} from '../catalog/d.ts';",
      "import type { F } from './f.ts';",
      "import * as g from 'node:g';",
      "import './h.ts';",
      "export { i } from './i.ts';",
      "const j = await import('./j.ts');",
      "// import k from './k.ts';",
      "/** import('./l.ts') */",
    ].join('\n');
    expect(importsOf('runtime/x.ts', text).map(({ to, kind }) => `${to} ${kind}`)).toEqual([
      'runtime/a.ts value',
      'catalog/d.ts value',
      'runtime/f.ts type',
      'node:g value',
      'runtime/i.ts value',
      'runtime/h.ts value',
      'runtime/j.ts lazy',
    ]);
  });

  test('found imports of files that exist', () => {
    expect(INTERNAL.length).toBeGreaterThan(FILES.length);
    expect(show(INTERNAL.filter(({ to }) => !TEXTS.has(to)))).toEqual([]);
  });
});

describe('direction', () => {
  test('every layer is known', () => {
    expect(FILES.filter((path) => ALLOWED[layerOf(path)] === undefined)).toEqual([]);
  });

  test('no layer imports one that is not below it', () => {
    const wrong = INTERNAL.filter(({ from, to }) => {
      const [layer, target] = [layerOf(from), layerOf(to)];
      return layer !== target && !ALLOWED[layer]?.includes(target);
    });
    expect(show(wrong)).toEqual([]);
  });

  test('no action imports another: what several need is in actions/shared, which imports none', () => {
    const wrong = INTERNAL.filter(({ from, to }) => {
      const [source, target] = [from, to].map((path) => /^actions\/([^/]+)\//.exec(path)?.[1]);
      return from.startsWith('actions/') && target !== 'shared' && target !== undefined && source !== target;
    });
    expect(show(wrong)).toEqual([]);
  });

  test('notify knows of the edge only how Markdown is escaped', () => {
    const known = INTERNAL.filter(({ from, to }) => layerOf(from) === 'notify' && layerOf(to) === 'runtime');
    expect([...new Set(known.map(({ to }) => to))]).toEqual(['runtime/format.ts']);
  });

  test('the catalog is pure: of the built-in modules it may only hash', () => {
    const wrong = EXTERNAL.filter(({ from, to }) => layerOf(from) === 'catalog' && to !== 'node:crypto');
    expect(show(wrong)).toEqual([]);
  });

  test.each([
    [/^@actions\//, 'runtime'],
    [/^@(aws-sdk|smithy)\//, 'storage'],
    [/^(age-encryption|tar-stream)$/, 'streams'],
    [/^saxes$/, 'storage'],
    [/^yaml$/, 'policy'],
    [/^d3-/, 'report'],
    [/^nodemailer/, 'notify'],
  ])('packages like %s are only known to %s', (name, layer) => {
    const wrong = EXTERNAL.filter(({ from, to }) => name.test(to) && layerOf(from) !== layer);
    expect(show(wrong)).toEqual([]);
  });

  test('the report writes figures as summaries do, and knows nothing else of the runtime', () => {
    const used = INTERNAL.filter(({ from, to }) => layerOf(from) === 'report' && layerOf(to) === 'runtime');
    expect(new Set(used.map(({ to }) => to))).toEqual(new Set(['runtime/format.ts']));
  });

  test('@actions/artifact, two thirds of all code, is only loaded when it is needed', () => {
    const wrong = EXTERNAL.filter(({ to, kind }) => to === '@actions/artifact' && kind === 'value');
    expect(show(wrong)).toEqual([]);
  });

  test('the process belongs to the edge', () => {
    const edge = /^(runtime\/|main\.ts$|cli\.ts$)/;
    // `process.exit.then` and the like belong to a variable of that name.
    const use = /(?<![#.\w])process\.(env\b|exitCode\b|argv\b|exit\(|on\(|once\()|from 'node:process'/;
    const wrong = [...TEXTS].filter(([path, text]) => !edge.test(path) && use.test(text));
    expect(wrong.map(([path]) => path)).toEqual([]);
  });
});

describe('start-up', () => {
  /** Everything that is loaded at once when `entry` is, without what is imported lazily. */
  function loadedBy(entry: string): Set<string> {
    const seen = new Set<string>();
    const visit = (path: string): void => {
      if (seen.has(path)) return;
      seen.add(path);
      for (const { from, to, kind } of IMPORTS) if (from === path && kind === 'value') visit(to);
    };
    visit(entry);
    return seen;
  }

  test('the first line of the log does not wait for packages', () => {
    const packages = [...loadedBy('main.ts')].filter(
      (name) => !name.endsWith('.ts') && !name.startsWith('node:'),
    );
    expect(packages).toEqual([]);
  });

  test('the command line never loads the toolkit of GitHub', () => {
    const loaded = loadedBy('runtime/run-cli.ts');
    expect(loaded).toContain('runtime/execute.ts');
    expect([...loaded].filter((name) => name.startsWith('@actions/'))).toEqual([]);
  });
});

/** Types are gone when the code runs, so a summary may name the type of what its action has found. */
test('there are no cycles', () => {
  const cycles: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
    if (done.has(path) || trail.includes(path)) return;
    for (const { from, to, kind } of INTERNAL) {
      if (from === path && kind !== 'type') visit(to, [...trail, path]);
    }
    done.add(path);
  };
  for (const path of FILES) visit(path, []);
  expect(cycles).toEqual([]);
});

test('there are no barrels', () => {
  expect(FILES.filter((path) => path.endsWith('index.ts'))).toEqual([]);
  expect(
    [...TEXTS].filter(([, text]) => /^export (\*|\{[^}]*\}) from/m.test(text)).map(([path]) => path),
  ).toEqual([]);
});

test(`no file is longer than ${MAX_LINES} lines`, () => {
  const long = [...TEXTS].map(([path, text]) => ({ path, lines: text.split('\n').length - 1 }));
  expect(long.filter(({ lines }) => lines > MAX_LINES)).toEqual([]);
});
