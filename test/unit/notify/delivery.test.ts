import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CancelledError } from '../../../src/errors.ts';
import { sendPing } from '../../../src/notify/heartbeat.ts';
import { postJson } from '../../../src/notify/http.ts';
import { pushMetrics } from '../../../src/notify/pushgateway.ts';
import { type Patience, retrying } from '../../../src/notify/retrying.ts';
import { closedPort, HttpSink } from '../../support/http-sink.ts';

let sink: HttpSink;
beforeAll(async () => {
  sink = await HttpSink.start();
});
afterAll(async () => sink?.[Symbol.asyncDispose]());
beforeEach(() => {
  sink.received.length = 0;
});

const never = new AbortController().signal;
const QUICK: Patience = { deadlineMs: 5_000, firstPauseMs: 5 };
const post = (path: string, patience = QUICK, signal = never): Promise<unknown> =>
  retrying(patience, signal, (limit) => postJson(`${sink.url}${path}`, { a: 1 }, limit));

describe('a delivery', () => {
  test('goes through at once', async () => {
    await post('/at-once');
    expect(sink.received).toMatchObject([
      {
        method: 'POST',
        path: '/at-once',
        body: '{"a":1}',
        headers: { 'content-type': expect.stringContaining('json') },
      },
    ]);
  });

  test.each([500, 502, 503, 504, 429, 408])('is tried again after %i', async (status) => {
    sink.answer('/again', { status }, { status }, { status: 204 });
    await post('/again');
    expect(sink.take('/again')).toHaveLength(3);
  });

  test('is tried again when the connection breaks', async () => {
    sink.answer('/broken', 'drop', { status: 200 });
    await post('/broken');
    expect(sink.take('/broken')).toHaveLength(2);
  });

  test.each([400, 401, 403, 404, 410])('is given up at once after %i', async (status) => {
    sink.answer('/never', { status, body: 'no\r\nsuch thing' });
    await expect(post('/never')).rejects.toThrow(new RegExp(`answered ${status}: no such thing$`));
    expect(sink.take('/never')).toHaveLength(1);
  });

  test('is given up after five attempts', async () => {
    sink.answer('/down', { status: 503 });
    await expect(post('/down')).rejects.toThrow(/answered 503 \(tried 5 times; it was tried often enough\)/);
    expect(sink.take('/down')).toHaveLength(5);
  });

  test('waits as long as it is asked to', async () => {
    sink.answer('/slow-down', { status: 429, headers: { 'retry-after': '0.3' } }, { status: 200 });
    const from = performance.now();
    await post('/slow-down');
    expect(performance.now() - from).toBeGreaterThan(290);
  });

  test('waits until the date it is given, and no longer than its time', async () => {
    const date = new Date(Date.now() + 3_600_000).toUTCString();
    sink.answer('/tomorrow', { status: 503, headers: { 'retry-after': date } });
    await expect(post('/tomorrow')).rejects.toThrow(/asks for a pause of 3\d{3} s, which is beyond/);
    expect(sink.take('/tomorrow')).toHaveLength(1);
  });

  test('knows how GitHub says that it wants to be left alone', async () => {
    const reset = String(Math.floor(Date.now() / 1000) - 1);
    const limited = { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset } };
    sink.answer('/limited', limited, { status: 200 });
    await post('/limited');
    expect(sink.take('/limited')).toHaveLength(2);
  });

  test('does not wait for ever', async () => {
    sink.answer('/hang', 'hang');
    await expect(post('/hang', { deadlineMs: 300, firstPauseMs: 5 })).rejects.toThrow(
      /did not answer in time/,
    );
  });

  test('does not follow a redirect', async () => {
    sink.answer('/moved', { status: 302, headers: { location: `${sink.url}/elsewhere` } });
    await expect(post('/moved')).rejects.toThrow(/a redirect, which is not followed/);
    expect(sink.take('/elsewhere')).toEqual([]);
  });

  test('says who cannot be reached, and never the secret in the address', async () => {
    const port = await closedPort();
    const refused = retrying({ deadlineMs: 50, firstPauseMs: 5 }, never, (limit) =>
      postJson(`http://127.0.0.1:${port}/services/T000/SECRET`, {}, limit),
    );
    await expect(refused).rejects.toThrow(/127\.0\.0\.1:\d+ cannot be reached: ECONNREFUSED/);
    await expect(refused).rejects.not.toThrow(/SECRET/);
  });

  test('ends when the run is cancelled', async () => {
    sink.answer('/cancelled', { status: 503, headers: { 'retry-after': '4' } });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 100);
    await expect(post('/cancelled', QUICK, stop.signal)).rejects.toThrow(CancelledError);
  });
});

describe('a heartbeat', () => {
  const ping = (path: string) =>
    retrying(QUICK, never, (limit) => sendPing(`${sink.url}${path}`, 'success', 'text', limit));

  test('is not taken for arrived when the service ignored it with a 200', async () => {
    sink.answer('/unknown', { status: 200, body: 'OK (not found)' });
    await expect(ping('/unknown')).rejects.toThrow(/did not take the ping: not found/);
    sink.answer('/limited-ping', { status: 200, body: 'OK (rate limited)' }, { status: 200, body: 'OK' });
    await ping('/limited-ping');
    expect(sink.take('/limited-ping')).toHaveLength(2);
  });
});

test('metrics are put into a group of their own, whatever its name, with the login of the URL', async () => {
  const gateway = new URL(sink.url);
  gateway.username = 'us er';
  gateway.password = 'p@ss';
  gateway.pathname = '/gate/';
  await pushMetrics(gateway.href, 'octo/shop', 'a 1\n', QUICK, never);
  expect(sink.received).toMatchObject([
    {
      method: 'PUT',
      path: '/gate/metrics/job/postgres_backup/instance@base64/b2N0by9zaG9w',
      body: 'a 1\n',
      headers: { authorization: `Basic ${Buffer.from('us er:p@ss').toString('base64')}` },
    },
  ]);
});
