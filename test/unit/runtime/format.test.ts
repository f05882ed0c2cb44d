import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  code,
  displayWidth,
  escapeMarkdown,
  formatBytes,
  formatCount,
  formatDuration,
  markdownTable,
  plural,
  printable,
  terminalTable,
} from '../../../src/runtime/format.ts';

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1.0 KiB'],
  [1536, '1.5 KiB'],
  [99.9 * 1024, '99.9 KiB'],
  [99.96 * 1024, '100 KiB'],
  [1023.4 * 1024, '1023 KiB'],
  [1023.6 * 1024, '1.0 MiB'],
  [467 * 1024 ** 2, '467 MiB'],
  [3.2 * 1024 ** 3, '3.2 GiB'],
  [5000 * 1024 ** 5, '5000 PiB'],
])('%d bytes are %s', (bytes, expected) => expect(formatBytes(bytes)).toBe(expected));

test.each([
  [0, '0.0 s'],
  [440, '0.4 s'],
  [9_940, '9.9 s'],
  [9_960, '10 s'],
  [59_400, '59 s'],
  [59_600, '1 min 00 s'],
  [185_000, '3 min 05 s'],
  [3_599_600, '1 h 00 min'],
  [7_620_000, '2 h 07 min'],
  [86_399_000, '1 d 00 h'],
  [273_600_000, '3 d 04 h'],
])('%d ms are %s', (milliseconds, expected) => expect(formatDuration(milliseconds)).toBe(expected));

test('counts are grouped in threes, also beyond exact numbers', () => {
  expect(formatCount(999)).toBe('999');
  expect(formatCount(1_234_567)).toBe('1\u202f234\u202f567');
  expect(formatCount(12_345_678_901_234_567_890n)).toBe(
    '12\u202f345\u202f678\u202f901\u202f234\u202f567\u202f890',
  );
  expect(plural(1, 'table')).toBe('1 table');
  expect(plural(1n, 'row')).toBe('1 row');
  expect(plural(0, 'entry', 'entries')).toBe('0 entries');
});

describe('Markdown', () => {
  test('what could be syntax is a character reference', () => {
    expect(escapeMarkdown('a|b')).toBe('a&#124;b');
    expect(escapeMarkdown('`x` <img src=x> [a](b) *b* _c_ ~d~ $e$ \\')).not.toMatch(/[`<>[\]()*_~$\\]/);
    expect(escapeMarkdown('&amp;')).toBe('&#38;amp;');
    expect(escapeMarkdown('two\r\nlines\tand  spaces')).toBe('two lines and spaces');
    expect(escapeMarkdown('https://example.com')).toBe('https&#58;//example.com');
  });

  test('nobody is mentioned', () => {
    expect(escapeMarkdown('ask @octocat or @octo/team')).toBe(
      'ask &#64;&#8203;octocat or &#64;&#8203;octo/team',
    );
    expect(code('@octocat').markdown).toBe('<code>&#64;octocat</code>');
  });

  test('no list, heading or rule starts a line', () => {
    for (const text of ['- x', '+ x', '1. x', '12. x', '---', '===', '# x']) {
      expect(escapeMarkdown(text)).not.toMatch(/^ ?(?:[-+=#]|\d+\.)/);
    }
  });

  test('any text survives in a cell', () => {
    const decoded = (text: string): string =>
      text
        .replaceAll('&#8203;', '')
        .replace(/&#(\d+);/g, (_, point: string) => String.fromCharCode(Number(point)));
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const escaped = escapeMarkdown(text);
        expect(escaped).not.toMatch(/[|<>`\n\r]/);
        expect(decoded(escaped)).toBe(text.replace(/\s+/g, ' '));
      }),
    );
  });

  test('a table', () => {
    const table = markdownTable(
      [{ title: 'Table' }, { title: 'Rows', align: 'right' }],
      [['a|b', '1'], [code('c\nd'), { markdown: '**2**\n|' }], ['short']],
    );
    expect(table.split('\n')).toEqual([
      '| Table | Rows |',
      '| --- | --: |',
      '| a&#124;b | 1 |',
      '| <code>c d</code> | **2**<br>\\| |',
      '| short |  |',
    ]);
  });

  test('a long table says how much is missing', () => {
    const rows = Array.from({ length: 1_062 }, (_, index) => [String(index)]);
    const lines = markdownTable([{ title: 'n' }], rows, { maxRows: 12 }).split('\n');
    expect(lines).toHaveLength(2 + 12 + 2);
    expect(lines.at(-1)).toBe('… and 1\u202f050 more');
    expect(markdownTable([{ title: 'n' }], rows.slice(0, 12), { maxRows: 12 })).not.toContain('more');
  });
});

describe('terminal', () => {
  test('a table is aligned by what is seen', () => {
    const table = terminalTable(
      [{ title: 'Table' }, { title: 'Rows', align: 'right' }, { title: 'Note' }],
      [
        ['orders', '12', ''],
        ['顧客', '3456', 'wide'],
        ['e\u0301te', '7', 'combining'],
      ],
    );
    expect(table.split('\n')).toEqual([
      'Table   Rows  Note',
      'orders    12',
      '顧客    3456  wide',
      'e\u0301te        7  combining',
    ]);
  });

  test('a long table says how much is missing', () => {
    const rows = Array.from({ length: 60 }, (_, index) => [String(index)]);
    expect(
      terminalTable([{ title: 'n' }], rows)
        .split('\n')
        .at(-1),
    ).toBe('… and 10 more');
  });

  test('nothing can move the cursor', () => {
    expect(printable('\x1b[2J\x07ok\r\nnext\tcol\x9b')).toBe('\\x1b[2J\\x07ok next  col\\x9b');
    expect(displayWidth('a\u0301界🎉\u200b')).toBe(5);
  });
});
