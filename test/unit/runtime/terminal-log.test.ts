import { expect, test } from 'vitest';
import { ProgressLimiter, progressText } from '../../../src/runtime/progress.ts';
import { Secrets } from '../../../src/runtime/secrets.ts';
import { TerminalLog, type TerminalLogOptions } from '../../../src/runtime/terminal-log.ts';

interface Scene {
  readonly log: TerminalLog;
  readonly written: string[];
  at(milliseconds: number): void;
}

function scene(
  terminal: Partial<TerminalLogOptions['terminal']> = {},
  level: TerminalLogOptions['level'] = 'info',
): Scene {
  const written: string[] = [];
  let now = 0;
  const secrets = new Secrets();
  secrets.add('hunter22');
  const log = new TerminalLog({
    terminal: {
      write: (text) => written.push(text),
      interactive: false,
      color: false,
      columns: 40,
      ...terminal,
    },
    secrets,
    level,
    now: () => now,
  });
  return { log, written, at: (milliseconds) => (now = milliseconds) };
}

/** What stands on the screen after these writes. */
function screen(written: readonly string[]): string {
  const lines = written.join('').split('\n');
  return lines.map((line) => line.split('\r\x1b[2K').at(-1)).join('\n');
}

test('progress as text', () => {
  expect(progressText('upload', 1_288_490_189, 3_650_722_202, 'bytes')).toBe(
    'upload: 1.2 GiB of 3.4 GiB (35 %)',
  );
  expect(progressText('dump', 1_500, undefined, 'tables')).toBe('dump: 1\u202f500 tables');
  expect(progressText('verify', 3, 3, 'objects')).toBe('verify: 3 of 3 objects (100 %)');
  expect(progressText('verify', 999, 1_000, 'objects')).toContain('99 %');
  expect(progressText('empty', 0, 0, 'bytes')).toBe('empty: 0 B');
  expect(progressText('more than announced', 12, 10, 'objects')).toContain('(100 %)');
});

test('progress is shown once per interval and step, and at the end only of steps that were shown', () => {
  const limiter = new ProgressLimiter(10_000);
  const shown: string[] = [];
  for (let now = 0; now <= 35_000; now += 100) {
    if (limiter.due('long', now === 35_000, now)) shown.push(`long ${now}`);
    if (now <= 5_000 && limiter.due('short', now === 5_000, now)) shown.push(`short ${now}`);
  }
  expect(shown).toEqual(['long 10000', 'long 20000', 'long 30000', 'long 35000']);
});

test('on a pipe, progress is a line now and then', () => {
  const { log, written, at } = scene();
  for (let now = 0; now <= 21_000; now += 500) {
    at(now);
    log.progress('upload', now, 40_000, 'objects');
  }
  expect(written).toEqual([
    'upload: 10\u202f000 of 40\u202f000 objects (25 %)\n',
    'upload: 20\u202f000 of 40\u202f000 objects (50 %)\n',
  ]);
});

test('on a terminal, progress is one line that is rewritten, at most ten times a second, and gives way to others', () => {
  const { log, written, at } = scene({ interactive: true });
  for (let now = 0; now <= 1_000; now += 10) {
    at(now);
    log.progress('upload', now, 5_000, 'bytes');
  }
  expect(written).toHaveLength(10);
  expect(screen(written)).toBe('upload: 1000 B of 4.9 KiB (20 %)');
  log.info('stored');
  expect(screen(written)).toBe('stored\n');
  at(1_200);
  log.progress('upload', 2_000, 5_000, 'bytes');
  expect(screen(written)).toBe('stored\nupload: 2.0 KiB of 4.9 KiB (40 %)');
  log.progress('upload', 5_000, 5_000, 'bytes');
  expect(screen(written)).toBe('stored\nupload: 4.9 KiB of 4.9 KiB (100 %)\n');
  at(1_400);
  log.progress('next', 1, 2, 'tables');
  at(1_600);
  log.progress('next', 1, 2, 'tables');
  log.end();
  expect(screen(written)).toBe('stored\nupload: 4.9 KiB of 4.9 KiB (100 %)\n');
});

test('the line of progress never wraps', () => {
  const { log, written, at } = scene({ interactive: true, columns: 20 });
  log.progress('a step with a long name 界界', 1, 2, 'tables');
  at(200);
  log.progress('a step with a long name 界界', 1, 2, 'tables');
  expect(screen(written)).toHaveLength(19);
});

test('groups are indented and timed, also when they fail', async () => {
  const { log, written, at } = scene();
  await log.group('outer', async () => {
    await log.group('inner', async () => log.info('work')).then(() => at(2_000));
  });
  await expect(
    log.group('broken', async () => {
      at(5_000);
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(written.join('')).toBe(
    'outer\n  inner\n    work\n  inner: done in 0.0 s\nouter: done in 2.0 s\nbroken\nbroken: failed after 3.0 s\n',
  );
});

test('secrets and control characters do not reach the terminal', () => {
  const { log, written } = scene();
  log.info('token hunter22\x1b]0;title\x07\nsecond line');
  expect(written).toEqual(['token ***\\x1b]0;title\\x07\n', 'second line\n']);
});

test('levels', async () => {
  for (const [level, expected] of [
    ['warnings', ['warning: w']],
    ['info', ['i', 'warning: w', 'g', 'g: done in 0.0 s']],
    ['debug', ['i', 'warning: w', 'd', 'g', 'g: done in 0.0 s']],
  ] as const) {
    const { log, written, at } = scene({}, level);
    log.info('i');
    log.warning('w');
    log.debug('d');
    await log.group('g', async () => {});
    if (level === 'warnings') {
      log.progress('p', 1, 2, 'bytes');
      at(60_000);
      log.progress('p', 1, 2, 'bytes');
    }
    expect(written.map((text) => text.trimEnd())).toEqual(expected);
  }
});

test('colour only where it is wanted', () => {
  const plain = scene({ interactive: true, color: false });
  plain.log.error('bad');
  expect(plain.written).toEqual(['bad\n']);
  const colored = scene({ interactive: true, color: true });
  colored.log.error('bad');
  expect(colored.written).toEqual(['\x1b[31mbad\x1b[0m\n']);
});
