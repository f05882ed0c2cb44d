import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actionYml } from '../../../scripts/action-yml.ts';
import { isAlive } from '../../support/alive.ts';
import { spec } from '../../support/fixture-action/fixture.ts';
import { type ActionRun, type RunActionOptions, runAction } from '../../support/run-action.ts';

let scene: string;
let action: string;

beforeAll(async () => {
  scene = await mkdtemp(join(tmpdir(), 'run-action-'));
  action = join(scene, 'action.yml');
  const entryPoints = join(import.meta.dirname, '../../support/fixture-action');
  await writeFile(action, actionYml(spec, entryPoints, 'ts'));
});
afterAll(() => rm(scene, { recursive: true }));

function run(inputs: Record<string, string>, options: Partial<RunActionOptions> = {}): Promise<ActionRun> {
  return runAction({ action, inputs, ...options });
}

test('inputs arrive, outputs and summary leave, nothing stays', async () => {
  const done = await run({ behaviour: 'succeed', names: 'ann\nbob', fast: 'true', text: 'two\nlines' });
  expect(done.exitCode).toBe(0);
  expect(done.outputs).toMatchObject({ verdict: 'ok', 'error-code': '' });
  expect(JSON.parse(done.outputs['echo'] ?? '')).toEqual({
    behaviour: 'succeed',
    count: 3,
    names: ['ann', 'bob'],
    text: 'two\nlines',
    fast: true,
    wait: 1_000,
    cwdEnv: 'octo/shop',
    run: {
      repository: 'octo/shop',
      workflow: 'Nightly',
      runId: '4711',
      runUrl: 'https://github.com/octo/shop/actions/runs/4711',
      commit: '0123456789abcdef0123456789abcdef01234567',
      ref: 'refs/heads/main',
      actor: 'octocat',
      event: 'schedule',
    },
  });
  expect(done.summary).toBe('## Fixture\n\ntwo\nlines\n');
  expect(done.raw.startsWith('postgres-backup-actions ')).toBe(true);
  expect(done.log).toContain('the text is two\nlines');
  expect(done.annotations).toEqual([]);
  expect(existsSync(done.outputs['temp-dir'] ?? '/')).toBe(false);
  expect(done.leftInTemp).toEqual([]);
  expect(done.post).toMatchObject({ exitCode: 0, annotations: [] });
  expect(done.post?.log).toContain('Nothing was left behind.');
});

test('all inputs that are wrong are named in one annotation, exit code 2', async () => {
  const done = await run({ behaviour: 'sing', cuont: '2', names: 'Ann', wait: '1' });
  expect(done.exitCode).toBe(2);
  expect(done.outputs).toEqual({ verdict: 'failed', 'error-code': 'PBA-INPUT' });
  const [annotation] = done.annotations;
  expect(annotation).toMatchObject({ level: 'error', title: 'fixture: PBA-INPUT' });
  for (const part of [
    '4 inputs of fixture',
    'cuont: there is no such input (the nearest is count)',
    '"sing"',
    '"Ann"',
    '"1"',
  ]) {
    expect(annotation?.message).toContain(part);
  }
  expect(done.summary).toContain('## Fixture: failed');
  expect(done.summary).toContain('\n- names: &#34;Ann&#34;');
  expect(done.leftInTemp).toEqual([]);
});

describe('what a handler says', () => {
  test('is never a command', async () => {
    const text = '::add-mask::the\n##[error]no\n::stop-commands::x\nplain';
    const done = await run({ behaviour: 'say', text });
    expect(done.exitCode).toBe(0);
    expect(done.masks).toEqual([]);
    expect(done.log).toContain(`\n${text}\n`);
    expect(done.annotations).toEqual([{ level: 'warning', title: '', message: `careful: ${text}` }]);
    expect(done.debug).toContain(`detail: ${text}`);
    expect(done.log).toMatch(/done in \d\.\d s/);
  });

  test('shows no secret, in no form', async () => {
    const token = 'p"ss w/rd+=';
    const done = await run({ behaviour: 'mask', token: `${token}\n` }, { env: { PGPASSWORD: 'from-env-1' } });
    expect(done.exitCode).toBe(1);
    for (const form of [
      token,
      'found-later-1',
      'from-env-1',
      Buffer.from(token).toString('base64'),
      encodeURIComponent(token),
    ]) {
      expect(done.masks).toContain(form);
    }
    // The log without the commands that announce the masks, before the runner masks anything.
    const printed = done.raw.replace(/^::add-mask::.*$/gm, '');
    for (const form of [
      token,
      'found-later-1',
      encodeURIComponent(token),
      JSON.stringify(token).slice(1, -1),
    ]) {
      expect(printed).not.toContain(form);
      expect(done.summary).not.toContain(form);
    }
    expect(printed).toContain('token ***, then ***');
    expect(done.annotations[0]?.message).toBe('PBA-TOOL-FAILED: psql said ***.');
  });
});

describe.concurrent('a failure', () => {
  test.each([
    ['throw-store', 4, 'PBA-STORE-AUTH'],
    ['throw-type-error', 1, 'PBA-INTERNAL'],
    ['throw-enospc', 1, 'PBA-DISK-FULL'],
    ['wrong-output', 1, 'PBA-INTERNAL'],
    ['reject-aside', 1, 'PBA-INTERNAL'],
    ['throw-aside', 1, 'PBA-INTERNAL'],
  ])('%s ends with %d and %s', async (behaviour, exitCode, code) => {
    const done = await run({ behaviour });
    expect(done.exitCode).toBe(exitCode);
    expect(done.outputs).toEqual({ verdict: 'failed', 'error-code': code });
    expect(done.annotations).toMatchObject([{ level: 'error', title: `fixture: ${code}` }]);
    expect(done.summary).toContain(code.replaceAll('_', ''));
    expect(done.leftInTemp).toEqual([]);
  });

  test('tells message, remedy and the end of what the program printed', async () => {
    const done = await run({ behaviour: 'throw-tool' });
    expect(done.annotations[0]?.message).toBe('PBA-PG-AUTH: The server refused the password.\nCheck it.');
    expect(done.log).toContain('The last 20 lines it printed:\n  | line 10\n');
    expect(done.log).not.toContain('line 9\n');
    expect(done.log.match(/Check it\./g)).toHaveLength(1);
  });

  test('of unknown origin has its stack in the debug log', async () => {
    const done = await run({ behaviour: 'throw-type-error' });
    expect(done.debug.join('\n')).toMatch(/TypeError: nothing to read\n\s+at .*fixture\.ts/);
  });

  test('with a result keeps outputs and summary', async () => {
    const done = await run({ behaviour: 'fail-with-result', text: 'seen' });
    expect(done.exitCode).toBe(3);
    expect(done.outputs).toMatchObject({ verdict: 'failed', 'error-code': 'PBA-PROOF-FAILED' });
    expect(done.outputs['echo']).toContain('seen');
    expect(done.summary).toBe('## Fixture\n\nseen\n');
    expect(done.annotations[0]?.message).toBe('PBA-PROOF-FAILED: One row is missing.\nLook at the table.');
  });

  test('of the temporary directory is an input error', async () => {
    const done = await run({ behaviour: 'succeed' }, { env: { RUNNER_TEMP: '/nowhere/at/all' } });
    expect(done.exitCode).toBe(2);
    expect(done.annotations[0]?.message).toContain('No temporary directory can be made in /nowhere/at/all');
  });

  test('to load the code of the action is told like any other', async () => {
    const done = await run({ behaviour: 'succeed' }, { env: { FIXTURE_BROKEN: '1' } });
    expect(done.exitCode).toBe(1);
    expect(done.outputs).toEqual({ verdict: 'failed', 'error-code': 'PBA-INTERNAL' });
    expect(done.annotations[0]?.message).toContain('Cannot find module');
  });

  test('to write outputs is a failure, although the work is done', async () => {
    const done = await run({ behaviour: 'succeed' }, { commandFiles: { GITHUB_OUTPUT: '/nowhere/OUTPUT' } });
    expect(done.exitCode).toBe(1);
    expect(done.annotations).toMatchObject([{ level: 'error', title: 'fixture: PBA-INTERNAL' }]);
  });

  test('to write the summary is a warning only', async () => {
    const done = await run(
      { behaviour: 'succeed' },
      { commandFiles: { GITHUB_STEP_SUMMARY: '/nowhere/SUMMARY' } },
    );
    expect(done.exitCode).toBe(0);
    expect(done.annotations).toMatchObject([{ level: 'warning' }]);
  });
});

test('a summary that GitHub would drop is cut', async () => {
  const done = await run({ behaviour: 'huge-summary' });
  expect(done.exitCode).toBe(0);
  expect(Buffer.byteLength(done.summary)).toBeLessThanOrEqual(1024 * 1024);
  expect(done.summary).toContain('Cut here.');
});

describe.concurrent('cancelled', () => {
  const after = /waiting/;

  test('a handler that ends is waited for', async () => {
    const done = await run({ behaviour: 'wait' }, { cancelAfter: after });
    expect(done).toMatchObject({ exitCode: 130, signal: null });
    expect(done.outputs).toEqual({ verdict: 'cancelled', 'error-code': 'PBA-CANCELLED' });
    expect(done.annotations).toMatchObject([{ level: 'error', title: 'fixture: PBA-CANCELLED' }]);
    expect(done.debug.join('\n')).toContain('pg_dump was ended by SIGTERM');
    expect(done.durationMs).toBeLessThan(5_000);
    expect(done.leftInTemp).toEqual([]);
  });

  test('SIGTERM has its own exit code', async () => {
    const done = await run({ behaviour: 'wait' }, { signalAfter: { pattern: after, signals: ['SIGTERM'] } });
    expect(done).toMatchObject({ exitCode: 143, signal: null });
  });

  test('a result that came too late is still told', async () => {
    const done = await run({ behaviour: 'finish-late', text: 'made it' }, { cancelAfter: after });
    expect(done.exitCode).toBe(130);
    expect(done.outputs).toMatchObject({ verdict: 'cancelled', 'error-code': 'PBA-CANCELLED' });
    expect(done.outputs['echo']).toContain('made it');
    expect(done.summary).toContain('made it');
  });

  test('a handler that does not end is left after seven seconds, before the runner would kill', async () => {
    const done = await run({ behaviour: 'ignore-abort' }, { cancelAfter: after });
    expect(done).toMatchObject({ exitCode: 130, signal: null });
    expect(done.outputs['error-code']).toBe('PBA-CANCELLED');
    expect(done.durationMs).toBeGreaterThan(7_000);
    expect(done.durationMs).toBeLessThan(10_500);
    expect(done.leftInTemp).toEqual([]);
  });

  test('a second signal exits at once', async () => {
    const done = await run(
      { behaviour: 'ignore-abort' },
      { signalAfter: { pattern: after, signals: ['SIGINT', 'SIGTERM'] } },
    );
    expect(done).toMatchObject({ exitCode: 143, signal: null });
    expect(done.durationMs).toBeLessThan(5_000);
    // What it could not remove itself, the post step did.
    expect(done.leftInTemp).toEqual([]);
    expect(done.post?.annotations).toMatchObject([{ level: 'warning' }]);
  });
});

describe('what is left behind', () => {
  async function leavesBehind(
    behaviour: string,
  ): Promise<{ done: ActionRun; parent: string; gone: () => boolean }> {
    const parent = await mkdtemp(join(scene, 'behind-'));
    const done = await run({ behaviour, text: parent });
    const pids = ['leader', 'ready'].map((name) => Number(readFileSync(join(parent, name), 'utf8')));
    return { done, parent, gone: () => !pids.some(isAlive) };
  }

  test('by a handler is ended and removed at the end of the run, with a warning', async () => {
    const { done, gone } = await leavesBehind('leave-behind');
    expect(done.exitCode).toBe(0);
    await expect.poll(gone).toBe(true);
    expect(done.annotations.map((annotation) => annotation.level)).toEqual(['warning', 'warning']);
    expect(done.annotations[0]?.message).toContain('had to be killed');
    expect(done.annotations[1]?.message).toMatch(/left-\w+ was left behind and has been removed/);
    expect(done.post?.annotations).toEqual([]);
  });

  test('by a run that was killed is ended and removed by the post step', async () => {
    const { done, gone } = await leavesBehind('die');
    expect(done).toMatchObject({ exitCode: null, signal: 'SIGKILL' });
    await expect.poll(gone).toBe(true);
    expect(done.post?.exitCode).toBe(0);
    expect(done.post?.annotations).toHaveLength(3);
    expect(done.leftInTemp).toEqual([]);
  });
});
