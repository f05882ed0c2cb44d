import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutCommands } from '../../../src/runtime/workflow-commands.ts';
import { RunnerLog } from '../../support/runner-log.ts';

const HOSTILE = [
  '::set-env name=PATH::/tmp',
  '  \t::add-mask::a',
  '::error::not an error',
  'NOTICE: ##[error]anywhere in the line',
  '\u200b::set-output name=x::y',
  '\u00a0::stop-commands::forever',
  '::stop-commands::forever',
  '::forever::',
  '##[add-path]/tmp',
  '::unknown::##[warning]x',
  '::ERROR::x',
];

describe('a hostile line', () => {
  test.each(HOSTILE)('%j is text to the runner', (line) => {
    const seen = new RunnerLog(`${withoutCommands(`before\n${line}\nafter`)}\n::error::ours\n`);
    expect(seen.log).toBe(`before\n${line}\nafter\nerror: ours\n`);
    expect(seen.annotations).toEqual([{ level: 'error', title: '', message: 'ours' }]);
    expect(seen.masks).toEqual([]);
  });

  test.each(HOSTILE.slice(0, 4))('%j would be obeyed if it were printed as it is', (line) => {
    const obeyed = (): boolean => {
      const seen = new RunnerLog(line);
      return seen.annotations.length + seen.masks.length > 0;
    };
    let harmful: boolean;
    try {
      harmful = obeyed();
    } catch {
      harmful = true;
    }
    expect(harmful).toBe(true);
  });
});

test('a carriage return does not hide a command', () => {
  const seen = new RunnerLog(withoutCommands('50 %\r::add-mask::e'));
  expect(seen.masks).toEqual([]);
  expect(seen.log).toBe('50 %\n::add-mask::e');
});

test('ordinary text is left alone, also with colons', () => {
  const text = "a::b\n2026-11-22 03:04:05\nselect 'x'::text\n# [link]";
  expect(withoutCommands(text)).toBe(text);
});

test('hostile lines in a row share one pair of tokens, and each run of them has its own', () => {
  let count = 0;
  const makeToken = (): string => `token${++count}`;
  expect(withoutCommands('::a::\n::b::\nplain\n::c::', makeToken).split('\n')).toEqual([
    '::stop-commands::token1',
    '::a::',
    '::b::',
    '::token1::',
    'plain',
    '::stop-commands::token2',
    '::c::',
    '::token2::',
  ]);
});

test('whatever is printed, nothing of it is obeyed and nothing of it is lost', () => {
  const piece = fc.constantFrom(
    '::',
    '##[',
    ']',
    'error',
    'add-mask',
    'stop-commands',
    ' ',
    '\n',
    '\r',
    '\u200b',
    'x',
    ':',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const text = pieces.join('');
      const seen = new RunnerLog(withoutCommands(text));
      expect(seen.annotations.length + seen.masks.length + seen.debug.length).toBe(0);
      expect(seen.log).toBe(text.split(/\r\n|\n|\r/).join('\n'));
    }),
    { numRuns: 2_000 },
  );
});
