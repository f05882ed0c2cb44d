import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { CancelledError, ToolError } from '../../src/errors.ts';
import { expectSuccess, runText, startProcess } from '../../src/process.ts';
import { throughProcess } from '../../src/streams/through-process.ts';

const env = { PATH: process.env['PATH'] ?? '' };
const calm = new AbortController().signal;
const shell = '/bin/sh';

describe('running a program', () => {
  test('gives its output', async () => {
    expect(await runText(shell, ['-c', 'cat; echo done'], { env, signal: calm, input: 'in ' })).toBe(
      'in done\n',
    );
  });

  test('that is not there names it', async () => {
    await expect(runText('/nowhere/tool', [], { env, signal: calm })).rejects.toMatchObject({
      code: 'PBA-TOOL-MISSING',
    });
  });

  test('that fails gives exit code and stderr', async () => {
    await expect(runText(shell, ['-c', 'echo why >&2; exit 3'], { env, signal: calm })).rejects.toMatchObject(
      {
        code: 'PBA-TOOL-FAILED',
        exitCode: 3,
        stderr: 'why\n',
      },
    );
  });

  test('that is killed gives the signal', async () => {
    await expect(runText(shell, ['-c', 'kill -9 $$'], { env, signal: calm })).rejects.toMatchObject({
      code: 'PBA-TOOL-KILLED',
      signal: 'SIGKILL',
    });
  });

  test('that takes too long is ended', async () => {
    const start = performance.now();
    await expect(
      runText(shell, ['-c', 'exec sleep 30'], { env, signal: calm, timeoutMs: 100 }),
    ).rejects.toMatchObject({
      code: 'PBA-TOOL-TIMEOUT',
    });
    expect(performance.now() - start).toBeLessThan(3000);
  });

  test('that says too much is ended', async () => {
    await expect(
      runText(shell, ['-c', 'while :; do echo aaaaaaaaaa; done'], { env, signal: calm, maxOutput: 1000 }),
    ).rejects.toThrow(ToolError);
  });

  test('that ignores SIGTERM is killed when the run is cancelled', async () => {
    const cancel = new AbortController();
    const running = runText(shell, ['-c', 'trap "" TERM; echo up >&2; while :; do sleep 0.1; done'], {
      env,
      signal: cancel.signal,
    });
    setTimeout(() => cancel.abort(), 200);
    const start = performance.now();
    await expect(running).rejects.toThrow(CancelledError);
    expect(performance.now() - start).toBeLessThan(4000);
  });

  test('inherits nothing from our environment', async () => {
    process.env['PBA_TEST_SECRET'] = 'hunter2';
    expect(await runText(shell, ['-c', 'env'], { env, signal: calm })).not.toContain('hunter2');
    delete process.env['PBA_TEST_SECRET'];
  });
});

describe('sending a stream through a program', () => {
  const through = async (script: string, source: PassThrough): Promise<Buffer> => {
    const running = await startProcess(shell, ['-c', script], { env, signal: calm });
    return buffer(throughProcess(source, running, calm, () => undefined));
  };

  test('gives all of its output', async () => {
    const source = new PassThrough();
    source.end(Buffer.alloc(2_000_000, 97));
    expect((await through('tr a b', source)).equals(Buffer.alloc(2_000_000, 98))).toBe(true);
  });

  test('fails when it dies after writing everything', async () => {
    const source = new PassThrough();
    source.end('x');
    await expect(through('cat; exit 1', source)).rejects.toMatchObject({ exitCode: 1 });
  });

  test('fails when it dies in the middle', async () => {
    const source = new PassThrough();
    source.end(Buffer.alloc(2_000_000));
    await expect(through('head -c 100000; kill -9 $$', source)).rejects.toMatchObject({ signal: 'SIGKILL' });
  });

  test('fails with the reason of the source', async () => {
    const source = new PassThrough();
    source.write('x');
    setTimeout(() => source.destroy(new Error('source broke')), 50);
    await expect(through('cat', source)).rejects.toThrow('source broke');
  });
});

test('a stdout that ended is no success', async () => {
  const running = await startProcess(shell, ['-c', 'echo all of it; exec >&-; sleep 0.1; exit 7'], {
    env,
    signal: calm,
  });
  running.stdin.end();
  expect((await buffer(running.stdout)).toString()).toBe('all of it\n');
  await expect(expectSuccess(running, calm)).rejects.toMatchObject({ exitCode: 7 });
});
