import { expect, test } from 'vitest';
import { bundledPackages, committedPackages } from '../../scripts/licences-doc.ts';

/** Licences that ask for no more than their text to be kept. */
const WELCOME = [
  'MIT',
  'MIT/X11',
  'MIT-0',
  'Apache-2.0',
  '(Apache-2.0 AND BSD-3-Clause)',
  'BSD-3-Clause',
  'ISC',
  'BlueOak-1.0.0',
  '0BSD',
];

/** Behind the archive reader of `@actions/artifact`; its package says nothing about a licence. */
const NOT_SAID = ['buffers'];

test('everything that is bundled has a licence that lets us ship it', () => {
  const packages = committedPackages();
  expect(packages.map(({ name }) => name)).toEqual(expect.arrayContaining(['@aws-sdk/client-s3', 'yaml']));
  const others = packages.filter(
    ({ name, licence }) => !WELCOME.includes(licence) && !NOT_SAID.includes(name),
  );
  expect(others).toEqual([]);
});

test('an entry without a licence, one without a text, and a text with names in it are told apart', () => {
  const list = 'a\nMIT\nMIT License\n\nMay be used.\nb\n\nb\nGPL-3.0\n\n@x/c\n\nd\nISC\n\n  Text\n';
  const lock = {
    '': {},
    'node_modules/a': { license: 'MIT' },
    'node_modules/a/node_modules/b': { license: 'GPL-3.0' },
    'node_modules/@x/c': {},
    'node_modules/d': { license: 'ISC' },
  };
  expect(bundledPackages(list, lock)).toEqual([
    { name: 'a', licence: 'MIT', hasText: true },
    { name: 'b', licence: 'GPL-3.0', hasText: false },
    { name: '@x/c', licence: '', hasText: false },
    { name: 'd', licence: 'ISC', hasText: true },
  ]);
});
