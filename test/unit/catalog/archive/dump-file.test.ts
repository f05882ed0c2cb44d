import { expect, test } from 'vitest';
import {
  compressionOf,
  createOptions,
  isWhole,
  kindOf,
  majorOf,
} from '../../../../src/catalog/archive/dump-file.ts';
import { withoutGrants, withoutOwner } from '../../../../src/catalog/archive/roles-script.ts';

test('a dump is known by its bytes', () => {
  const tar = `toc.dat${'\0'.repeat(250)}ustar\0`;
  expect(kindOf('PGDMP\x01\x0e', 'x')).toBe('custom');
  expect(kindOf(tar, 'x')).toBe('tar');
  expect(kindOf('--\n-- PostgreSQL database dump\n--\n', 'x')).toBe('plain');
  for (const [head, said] of [
    ['--\n-- PostgreSQL database cluster dump\n--\n', 'pg_dumpall'],
    ['age-encryption.org/v1\n', 'encrypted with age'],
    ['<?xml version="1.0"?><Error>', 'an error message'],
    [tar.replace('toc.dat', 'etc/pas'), 'no dump'],
    ['CREATE TABLE t ();', 'no dump'],
    ['', 'no dump'],
  ] as const)
    expect(() => kindOf(head, 'x')).toThrow(said);
  expect(compressionOf('\x1f\x8b\x08')).toBe('gzip');
  expect(compressionOf('\x28\xb5\x2f\xfd')).toBe('zstd');
  expect(compressionOf('PGDMP')).toBeUndefined();
});

test('the version of its server stands in the header of a dump and in the listing of an archive', () => {
  expect(majorOf('-- Dumped from database version 9.6.24\n-- Dumped by pg_dump version 17.2')).toBe(9);
  expect(majorOf(';     Dumped from database version: 17.2 (Debian 17.2-1)\n')).toBe(17);
  expect(majorOf('-- Dumped by pg_dump version 17.2')).toBeUndefined();
});

test('only its last lines say that a plain dump is whole', () => {
  expect(isWhole('\n--\n-- PostgreSQL database dump complete\n--\n\n\\unrestrict abc\n\n')).toBe(true);
  expect(isWhole('1\t-- PostgreSQL database dump complete\n')).toBe(false);
});

test('of CREATE DATABASE what belongs to the data is taken, as literals and words alone', () => {
  const made = (options: string): string[] =>
    createOptions(`SET x = 1;\nCREATE DATABASE "my shop" WITH TEMPLATE = template0 ${options};\n\n`);
  expect(made(`ENCODING = 'UTF8' LOCALE_PROVIDER = icu LOCALE = 'C' ICU_LOCALE = 'de-DE'`)).toEqual([
    `ENCODING = 'UTF8'`,
    'LOCALE_PROVIDER = icu',
    `LOCALE = 'C'`,
    `ICU_LOCALE = 'de-DE'`,
  ]);
  expect(made(`ENCODING = 'UTF8' LC_COLLATE = 'a''b' TABLESPACE = fast`)).toEqual([
    `ENCODING = 'UTF8'`,
    `LC_COLLATE = 'a''b'`,
  ]);
  expect(createOptions('CREATE TABLE t ();')).toEqual([]);
});

test('owners and grants are taken out of our own scripts, and nothing else', () => {
  expect(withoutOwner('create database :"target"\n  template = template0\n  owner = "own er"\n  x;\n')).toBe(
    'create database :"target"\n  template = template0\n  x;\n',
  );
  const kept = [
    `comment on database :"target" is 'first`,
    `grant me a wish';`,
    `alter database :"target" set "work_mem" to '4MB';`,
  ];
  const out = [
    'revoke all on database :"target" from public;',
    'grant CONNECT on database :"target" to "app" with grant option;',
    'alter role "a""b" in database :"target" set "x" to \'1\';',
  ];
  expect(withoutGrants([kept[0], kept[1], ...out, kept[2], ''].join('\n'))).toBe(`${kept.join('\n')}\n`);
});
