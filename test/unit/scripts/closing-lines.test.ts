import { spawn } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '../../../scripts/run-program.ts';

interface Ended {
  readonly code: number | null;
  readonly lastLine: string;
  readonly output: string;
}

async function run(file: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const child = spawn(file, [...args], {
    cwd: ROOT,
    // No VITEST_… variables: the vitest below is not a part of this one.
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output, lastLine: output.trimEnd().split('\n').at(-1) ?? '' };
}

let folder: string;
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('scripts/test.ts', () => {
  beforeEach(() => {
    // Inside the project, so that the tests in it find vitest.
    mkdirSync(join(ROOT, '.cache'), { recursive: true });
    folder = mkdtempSync(join(ROOT, '.cache', 'tests-'));
  });

  const test = (body: string, ...args: string[]): Promise<Ended> => {
    const imports = "import { beforeAll, describe, expect, it } from 'vitest';\n";
    writeFileSync(join(folder, 'some.test.ts'), imports + body);
    return run(process.execPath, ['scripts/test.ts', '--root', folder, ...args]);
  };
  const passing = "it('works', () => {});\n";

  it('closes with the counts and succeeds', async () => {
    const result = await test(passing);
    expect(result).toMatchObject({ code: 0, lastLine: '1 passed, 0 failed, 0 skipped' });
  });

  it.each([
    ['a failed test', "it('fails', () => expect(1).toBe(2));", '1 passed, 1 failed, 0 skipped'],
    ['a skipped test', "it.skip('later', () => {});", '1 passed, 0 failed, 1 skipped'],
    ['a planned test', "it.todo('some day');", '1 passed, 0 failed, 1 skipped'],
    [
      'a suite that cannot be prepared',
      "describe('s', () => { beforeAll(() => { throw new Error('no server') }); it('is never run', () => {}); });",
      '1 passed, 1 failed, 1 skipped',
    ],
    [
      'an error nobody waited for',
      "it('leaks', () => { void Promise.reject(new Error('late')); });",
      '2 passed, 1 failed, 0 skipped',
    ],
  ])('fails after %s', async (_what, body, lastLine) => {
    expect(await test(passing + body)).toMatchObject({ code: 1, lastLine });
  });

  it('fails after a file that cannot be loaded', async () => {
    expect(await test("import './missing.ts';")).toMatchObject({
      code: 1,
      lastLine: '0 passed, 1 failed, 0 skipped',
    });
  });

  it('names the skipped tests', async () => {
    const { output } = await test("it.skip('later', () => {});");
    expect(output).toContain('Skipped, which fails the run: some.test.ts > later\n');
  });

  it('lets -t leave the others out, but not find nothing', async () => {
    const both = `${passing}it('other', () => {});`;
    expect(await test(both, '-t', 'works')).toMatchObject({
      code: 0,
      lastLine: '1 passed, 0 failed, 1 skipped',
    });
    expect(await test(both, '-t', 'nothing')).toMatchObject({
      code: 1,
      lastLine: '0 passed, 0 failed, 2 skipped',
    });
  });
});

describe('.ci/run', () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pba-ci-'));
    mkdirSync(join(folder, '.ci'));
    copyFileSync(join(ROOT, '.ci/run'), join(folder, '.ci/run'));
    // What it installs is not this test's business.
    writeFileSync(join(folder, '.ci/workflow-tools'), '#!/bin/sh\n', { mode: 0o755 });
  });

  /** Runs it with an npm that ends as given for `npm test` and for every `npm run …`. */
  const ci = (tests: string, others: string): Promise<Ended> => {
    writeFileSync(join(folder, 'npm'), `#!/bin/sh\ncase "$1" in test) ${tests} ;; *) ${others} ;; esac\n`);
    chmodSync(join(folder, 'npm'), 0o755);
    return run('bash', [join(folder, '.ci/run')], { PATH: `${folder}:${process.env['PATH'] ?? ''}` });
  };
  const good = 'echo "4 passed, 0 failed, 0 skipped"';

  it('adds the counts up', async () => {
    const result = await ci('echo "30 passed, 0 failed, 0 skipped"', good);
    const commands = result.output.split('\n').filter((line) => line.startsWith('== npm run')).length;
    expect(commands).toBeGreaterThan(0);
    expect(result).toMatchObject({ code: 0, lastLine: `${30 + 4 * commands} passed, 0 failed, 0 skipped` });
  });

  it.each([
    ['a failure', 'echo "3 passed, 1 failed, 0 skipped"; exit 1', / passed, 1 failed, 0 skipped$/],
    ['a skipped test', 'echo "3 passed, 0 failed, 2 skipped"; exit 1', / passed, 0 failed, 2 skipped$/],
    ['a command without counts', 'echo "npm: not today" >&2; exit 1', / passed, 1 failed, 0 skipped$/],
    ['an exit code that the counts do not explain', `${good}; exit 9`, / passed, 1 failed, 0 skipped$/],
  ])('fails after %s, and still runs the rest', async (_what, tests, lastLine) => {
    const result = await ci(tests, good);
    expect(result.code).toBe(1);
    expect(result.lastLine).toMatch(lastLine);
    expect(result.output).toContain('== npm run check');
  });
});
