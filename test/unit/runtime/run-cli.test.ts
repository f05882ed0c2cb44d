import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { VERSION } from '../../../src/version.ts';

const CLI = join(import.meta.dirname, '../../support/fixture-action/cli.ts');

interface CliRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `signal` is sent once stderr matches `after`. */
function cli(
  args: readonly string[],
  env: Record<string, string> = {},
  signal?: { after: RegExp; name: NodeJS.Signals },
): Promise<CliRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, ...args], {
      env: { PATH: process.env['PATH'] ?? '', ...env },
    });
    let stdout = '';
    let stderr = '';
    let sent = false;
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
      if (!sent && signal?.after.test(stderr)) sent = child.kill(signal.name);
    });
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}

test('the result is on stdout, the log on stderr', async () => {
  const done = await cli(['fixture', '--behaviour', 'say', '--text', 'hello', '--debug']);
  expect(done).toMatchObject({ exitCode: 0, stdout: 'the text is hello\n' });
  expect(done.stderr).toMatch(
    /^group hello\n {2}hello\ngroup hello: done in 0\.\d s\nwarning: careful: hello\ndetail: hello\n$/,
  );
});

test('--json is the result and nothing else; warnings stay on stderr', async () => {
  const done = await cli(['fixture', '--behaviour=say', '--text=::hello', '--count=7', '--json']);
  expect(done.exitCode).toBe(0);
  expect(JSON.parse(done.stdout)).toEqual({ count: 7 });
  expect(done.stderr).toBe('warning: careful: ::hello\n');
});

test('--json tells errors as JSON, with the result where there is one', async () => {
  const thrown = await cli(['fixture', '--behaviour', 'throw-tool', '--json']);
  expect(thrown).toMatchObject({ exitCode: 1, stderr: '' });
  expect(JSON.parse(thrown.stdout)).toEqual({
    error: { code: 'PBA-PG-AUTH', message: 'The server refused the password.', hint: 'Check it.' },
  });
  const failed = await cli(['fixture', '--behaviour', 'fail-with-result', '--json']);
  expect(failed.exitCode).toBe(3);
  expect(JSON.parse(failed.stdout)).toMatchObject({
    error: { code: 'PBA-PROOF-FAILED' },
    result: { count: 3 },
  });
  const input = await cli(['fixture', '--json', '--count=x']);
  expect(input.exitCode).toBe(2);
  expect(JSON.parse(input.stdout).error.message).toContain('2 inputs of fixture are not right');
});

test('a failure is told with its remedy, and the text of the result comes first', async () => {
  const done = await cli(['fixture', '--behaviour', 'fail-with-result']);
  expect(done.exitCode).toBe(3);
  expect(done.stdout).toBe('the text is missing\n');
  expect(done.stderr).toBe('PBA-PROOF-FAILED: One row is missing.\nWhat to do: Look at the table.\n');
});

test('flags and inputs that are wrong are told together, and a secret in argv stays unseen', async () => {
  const done = await cli(['fixture', '--token', 'hunter22', '--behaviour', '--count', '12', '--naems', 'x']);
  expect(done).toMatchObject({ exitCode: 2, stdout: '' });
  expect(done.stderr).toContain('4 inputs of fixture are not right');
  for (const part of [
    '--token: a secret',
    '--behaviour: needs a value',
    '--naems',
    'nearest is names',
    'from 1 to 9',
  ]) {
    expect(done.stderr).toContain(part);
  }
  expect(done.stderr).not.toContain('is required');
  expect(done.stderr).not.toContain('hunter22');
});

test('secrets from the environment are masked', async () => {
  const done = await cli(['fixture', '--behaviour', 'mask'], { PBA_TOKEN: 'hunter22' });
  expect(done.exitCode).toBe(1);
  expect(done.stderr).toContain('token ***, then ***');
  expect(done.stderr).not.toContain('hunter22');
});

test('Ctrl+C', async () => {
  const done = await cli(['fixture', '--behaviour', 'wait'], {}, { after: /waiting/, name: 'SIGINT' });
  expect(done.exitCode).toBe(130);
  expect(done.stderr).toContain('PBA-CANCELLED: The run was cancelled.');
});

test('help, version, and what is no action', async () => {
  const help = await cli(['--help']);
  expect(help).toMatchObject({ exitCode: 0, stderr: '' });
  expect(help.stdout).toMatch(/^ {2}fixture {2,}Behaves as told\.$/m);
  expect((await cli(['fixture', '--help'])).stdout).toContain('--behaviour VALUE');
  expect(await cli(['--version'])).toEqual({ exitCode: 0, stdout: `${VERSION}\n`, stderr: '' });
  expect(await cli([])).toMatchObject({ exitCode: 2, stdout: '' });
  expect(await cli(['fixtrue'])).toMatchObject({ exitCode: 2, stdout: '' });
  expect((await cli(['fixtrue'])).stderr).toContain('The nearest is fixture.');
  expect((await cli(['constructor'])).exitCode).toBe(2);
  expect(JSON.parse((await cli(['--json'])).stdout).error.code).toBe('PBA-INPUT');
});

test('the version is that of package.json', () => {
  const text = readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8');
  expect(VERSION).toBe(JSON.parse(text).version);
});
