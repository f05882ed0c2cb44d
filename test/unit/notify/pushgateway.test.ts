import { afterEach, beforeEach, expect, test } from 'vitest';
import { pushMetrics } from '../../../src/notify/pushgateway.ts';
import { HttpSink } from '../../support/http-sink.ts';

let sink: HttpSink;
beforeEach(async () => {
  sink = await HttpSink.start();
});
afterEach(() => sink[Symbol.asyncDispose]());

const TEXT = '# TYPE backup_status gauge\nbackup_status{database="shop"} 0\n# EOF\n';
const push = (gateway: string): Promise<void> =>
  pushMetrics(
    gateway,
    'octo/shop',
    TEXT,
    { deadlineMs: 10_000, firstPauseMs: 5 },
    new AbortController().signal,
  );
const GROUP = '/metrics/job/postgres_backup/instance@base64/b2N0by9zaG9w';

test('replaces the group of this pusher; what a path cannot hold is encoded', async () => {
  await push(sink.url);
  expect(sink.received).toMatchObject([{ method: 'PUT', path: GROUP, body: TEXT }]);
  expect(sink.received[0]?.headers['content-type']).toContain('text/plain; version=0.0.4');
  expect(sink.received[0]?.headers.authorization).toBeUndefined();
});

test('a gateway behind a path and a login', async () => {
  await push(`${sink.url.replace('//', '//push:p%40ss@')}/gate/`);
  const [received] = sink.received;
  expect(received?.path).toBe(`/gate${GROUP}`);
  expect(received?.headers.authorization).toBe(`Basic ${Buffer.from('push:p@ss').toString('base64')}`);
});

test('what may pass is tried again, what is refused is not', async () => {
  sink.answer(GROUP, { status: 503 }, 'drop', { status: 200 });
  await push(sink.url);
  expect(sink.take(GROUP)).toHaveLength(3);
  sink.answer(GROUP, { status: 400, body: 'text format parsing error in line 1' });
  await expect(push(sink.url)).rejects.toThrow(/answered 400: text format parsing error/);
  expect(sink.take(GROUP)).toHaveLength(1);
});
