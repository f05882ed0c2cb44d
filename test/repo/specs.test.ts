import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { actionReadme } from '../../scripts/action-readme.ts';
import { outdatedFiles } from '../../scripts/generate.ts';
import { ACTIONS } from '../../src/main.ts';
import type { InputSpec } from '../../src/runtime/action-spec.ts';
import { parseInputs } from '../../src/runtime/parse-inputs.ts';
import { outputsOf } from '../../src/runtime/spec.ts';

const ROOT = join(import.meta.dirname, '../..');
const SPECS = Object.entries(ACTIONS).map(([name, action]) => [name, action.spec] as const);

/** https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#branding */
const COLORS = ['white', 'black', 'yellow', 'blue', 'green', 'orange', 'red', 'purple', 'gray-dark'];

test('everything that is generated is up to date (npm run generate)', () => {
  expect(outdatedFiles()).toEqual([]);
});

test('a generated file that differs or is missing is noticed, prose in a README is not', async () => {
  const root = await mkdtemp(join(tmpdir(), 'generated-'));
  try {
    const paths = outdatedFiles(root);
    expect(paths).toContain('action.yml');
    for (const path of paths) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), await readFile(join(ROOT, path)));
    }
    expect(outdatedFiles(root)).toEqual([]);
    const readme = join(root, 'backup/README.md');
    await writeFile(readme, `${await readFile(readme, 'utf8')}\nMore prose.\n`);
    expect(outdatedFiles(root)).toEqual([]);
    await writeFile(join(root, 'verify/action.yml'), 'name: changed\n');
    await rm(join(root, 'docs/errors.md'));
    expect(outdatedFiles(root).sort()).toEqual(['docs/errors.md', 'verify/action.yml']);
  } finally {
    await rm(root, { recursive: true });
  }
});

test('a README without its markers is refused, not overwritten', () => {
  const [, spec] = SPECS[0] ?? [];
  if (spec === undefined) throw new Error('there are no actions');
  expect(() => actionReadme(spec, '# My own text\n')).toThrow('has no markers for head');
});

describe.each(SPECS)('%s', (name, spec) => {
  test('is called by one name everywhere', async () => {
    expect(spec.name).toBe(name);
    const action = parse(await readFile(join(ROOT, name, 'action.yml'), 'utf8'));
    expect(action.runs).toEqual({
      using: 'node24',
      main: `../dist/${name}/index.js`,
      post: `../dist/${name}/post.js`,
      'post-if': 'always()',
    });
  });

  test('has in action.yml exactly the inputs and outputs of its spec', async () => {
    const action = parse(await readFile(join(ROOT, name, 'action.yml'), 'utf8'));
    expect(Object.keys(action.inputs)).toEqual(Object.keys(spec.inputs));
    expect(action.outputs).toEqual(outputsOf(spec));
    for (const [input, { default: expected }] of Object.entries(spec.inputs)) {
      expect(action.inputs[input].default).toBe(expected);
    }
  });

  test('can be read at three in the morning', () => {
    const descriptions = [spec, ...Object.values(spec.inputs), ...Object.values(outputsOf(spec))];
    for (const { description } of descriptions) {
      expect(description).toMatch(/^[`A-Za-z].{10,}\.$/s);
      expect(description.length).toBeLessThan(320);
    }
    // GitHub's Marketplace cuts what is longer.
    expect(spec.description.length).toBeLessThan(200);
    expect(COLORS).toContain(spec.branding.color);
  });

  test('has an example that works', () => {
    const values = Object.entries(spec.example).map(([input, value]) => {
      if (input === 'identity') return [input, 'AGE-SECRET-KEY-1EXAMPLE'];
      return [input, spec.inputs[input]?.kind === 'secret' ? 'example' : value];
    });
    expect(() => parseInputs(spec, Object.fromEntries(values))).not.toThrow();
  });
});

test('an input that several actions have is of one kind, with one meaning', () => {
  const seen = new Map<string, { action: string; input: InputSpec }>();
  for (const [action, spec] of SPECS) {
    for (const [name, input] of Object.entries(spec.inputs)) {
      const first = seen.get(name) ?? { action, input };
      seen.set(name, first);
      expect(`${name} of ${action}: ${input.kind}`).toBe(`${name} of ${action}: ${first.input.kind}`);
    }
  }
});

test('the action without a folder is backup', async () => {
  const [root, backup] = await Promise.all(
    ['action.yml', 'backup/action.yml'].map(async (path) => parse(await readFile(join(ROOT, path), 'utf8'))),
  );
  expect(root).toEqual({
    ...backup,
    runs: { ...backup.runs, main: 'dist/backup/index.js', post: 'dist/backup/post.js' },
  });
});
