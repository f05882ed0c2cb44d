import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../scripts/run-program.ts';

/** Documents whose claims name the test that shows them. */
const CLAIMS = ['docs/threat-model.md', 'docs/compliance.md', 'SECURITY.md'];

const DOCUMENTS = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Text in code blocks is what a program printed, or what a reader types. */
const prose = (text: string): string =>
  text.replace(/^ *```[\s\S]*?^ *```/gm, '').replace(/`[^`\n]*`/g, '``');

/** The name that GitHub gives a heading. */
function anchorOf(heading: string): string {
  return heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .replaceAll(' ', '-');
}

function anchorsOf(text: string): string[] {
  const code = /^ *```[\s\S]*?^ *```/gm;
  return [...text.replace(code, '').matchAll(/^#+ +(.+)$/gm)].map((match) => anchorOf(match[1] ?? ''));
}

/** Links of a document that lead nowhere, within this repository. */
function deadLinks(path: string, text: string): string[] {
  const targets = [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '');
  return targets.filter((target) => {
    if (/^[a-z]+:/.test(target)) return false;
    const [file = '', anchor] = target.split('#');
    const place = file === '' ? path : join(dirname(path), file);
    if (place !== path && !existsSync(join(ROOT, place))) return true;
    if (anchor === undefined || !place.endsWith('.md')) return false;
    return !anchorsOf(place === path ? text : read(place)).includes(anchor);
  });
}

interface Claim {
  readonly file: string;
  /** The names of tests that stand behind the file. */
  readonly name: string | undefined;
}

function claimsOf(text: string): Claim[] {
  const flat = text.replace(/\s*\n\s*/g, ' ');
  return [...flat.matchAll(/`(test\/[\w./-]+)`(?: "([^"]+)")?/g)].map((match) => ({
    file: match[1] ?? '',
    name: match[2],
  }));
}

/** Tests that are named and are not there. */
function missingTests(text: string): string[] {
  return claimsOf(text)
    .filter(({ file, name }) => {
      if (!existsSync(join(ROOT, file))) return true;
      return name !== undefined && !read(file).replaceAll("\\'", "'").includes(name);
    })
    .map(({ file, name }) => `${file}${name === undefined ? '' : ` "${name}"`}`);
}

test.each(DOCUMENTS)('%s links to what is there', (path) => {
  expect(deadLinks(path, read(path))).toEqual([]);
});

test('a dead link is noticed, and what is none is left alone', () => {
  const text = [
    '# One `two`, three',
    '[a](docs/none.md) [b](#none) [c](README.md#none)',
    '[d](#one-two-three) [e](README.md#use-it) [f](https://example.com/none) `[g](none)`',
    '```\n[h](none)\n# not a heading\n```',
    '[i](#not-a-heading)',
  ].join('\n');
  expect(deadLinks('X.md', text)).toEqual(['docs/none.md', '#none', 'README.md#none', '#not-a-heading']);
});

test.each(CLAIMS)('the tests that %s names are there', (path) => {
  expect(claimsOf(read(path))).not.toEqual([]);
  expect(missingTests(read(path))).toEqual([]);
});

test('a test that is not there is noticed, by file and by name', () => {
  const here = '`test/repo/documents.test.ts`';
  const text = `${here} "a test that is not\n there is noticed, by file and by name", \`test/none.test.ts\`, ${here} "nobody wrote ${'this'} one"`;
  expect(missingTests(text)).toEqual([
    'test/none.test.ts',
    `test/repo/documents.test.ts "nobody wrote ${'this'} one"`,
  ]);
});
