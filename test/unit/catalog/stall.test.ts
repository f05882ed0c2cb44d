import { describe, expect, test } from 'vitest';
import {
  glance,
  type LockWait,
  type Look,
  lockOf,
  lockWords,
  type Progress,
  type SessionSeen,
  type StallLimits,
  startStall,
  waitedFor,
  weigh,
} from '../../../src/catalog/stall.ts';

const LIMITS: StallLimits = { firstMs: 15, againMs: [60, 300, 900], serverMs: 300, limitMs: 1800 };
const STILL: Progress = { files: 0, bytes: 0, tables: 0 };

const holder = {
  pid: 4711,
  user: 'app',
  application: 'psql',
  client: '10.0.0.5',
  since: '2026-11-28 22:40:43',
  mode: 'AccessExclusiveLock',
};
const lock: LockWait = { kind: 'table', schema: 'public', name: 'Order', holders: [holder] };

function session(more: Partial<SessionSeen> = {}): SessionSeen {
  return { pid: 1, active: true, waitType: null, wait: null, lock: null, ...more };
}
const seen = (...sessions: SessionSeen[]): Look => ({ sessions });
const LOCKED = seen(session({ waitType: 'Lock', wait: 'relation', lock }));
const CLIENT = seen(session({ waitType: 'Client', wait: 'ClientWrite' }));
const IDLE = seen(session({ active: false, waitType: 'Client', wait: 'ClientRead' }));
const DISK = seen(session({ waitType: 'IO', wait: 'DataFileRead' }));
const CPU = seen(session());
const UNKNOWN: Look = { unknown: 'too many connections' };

/** What is said when nothing is written and the server shows the same look from the time it is first asked. */
function spoken(
  lookAt: (at: number) => Look,
  until: number,
  progress: (at: number) => Progress = () => STILL,
) {
  const said: string[] = [];
  let state = startStall(0);
  for (let at = 5; at <= until; at += 5) {
    const first = glance(state, progress(at), at, LIMITS);
    let { verdict } = first;
    state = first.state;
    if (first.ask) ({ state, verdict } = weigh(state, lookAt(at), at, LIMITS));
    if (verdict !== 'quiet') said.push(`${at} ${verdict}`);
    if (verdict === 'over') break;
  }
  return said;
}

describe('a dump that stands still', () => {
  test.each([
    ['for a client that takes nothing', CLIENT],
    ['because nothing is asked of the server', IDLE],
  ])('%s is named after 15, again with growing pauses, and ended at the limit', (_, look) => {
    expect(spoken(() => look, 5000)).toEqual([
      '15 stalled',
      '75 stalled',
      '375 stalled',
      '1275 stalled',
      '1800 over',
    ]);
  });

  test('for a lock is never ended: that wait has a limit of its own', () => {
    expect(spoken(() => LOCKED, 5000)).toEqual(
      [15, 75, 375, 1275, 2175, 3075, 3975, 4875].map((at) => `${at} stalled`),
    );
  });

  test('as far as anybody can tell is never ended', () => {
    expect(spoken(() => UNKNOWN, 2000)).toEqual(['15 stalled', '75 stalled', '375 stalled', '1275 stalled']);
    expect(spoken(() => seen(), 5000).filter((line) => line.endsWith('over'))).toEqual([]);
  });

  test('inside the server is named later, and counted from the first look that showed no change', () => {
    expect(spoken(() => DISK, 5000)).toEqual([
      '315 stalled',
      '375 stalled',
      '675 stalled',
      '1575 stalled',
      '1815 over',
    ]);
  });

  test('for a while is said to go on, by bytes, by a table or by the server at work', () => {
    const until30 = (at: number) => (at < 30 ? CLIENT : CPU);
    expect(spoken(until30, 200)).toEqual(['15 stalled', '30 goes on']);
    for (const moved of [
      { files: 0, bytes: 1, tables: 0 },
      { files: 0, bytes: 0, tables: 1 },
      { files: 1, bytes: 0, tables: 0 },
    ]) {
      expect(
        spoken(
          () => LOCKED,
          35,
          (at) => (at < 30 ? STILL : moved),
        ),
      ).toEqual(['15 stalled', '30 goes on']);
    }
  });

  test('is not what a busy server is: on a processor, or with waits that change', () => {
    expect(spoken(() => CPU, 5000)).toEqual([]);
    const waits = (at: number) =>
      seen(session({ waitType: 'IO', wait: at % 4 === 1 ? 'DataFileRead' : 'BufFileRead' }));
    expect(spoken((at) => waits(Math.floor(at / 5)), 5000)).toEqual([]);
    const leader = session({ pid: 7, waitType: 'IPC', wait: 'ExecuteGather' });
    expect(spoken(() => seen(leader, session({ pid: 8 })), 5000)).toEqual([]);
  });

  test('starts anew after a limit’s worth of waiting for a lock', () => {
    expect(spoken((at) => (at < 2000 ? LOCKED : CLIENT), 5000).at(-1)).toBe('3795 over');
  });
});

describe('what is waited for', () => {
  test.each<[Look, string]>([
    [
      LOCKED,
      'Server process 1 waits for a lock on table public."Order", on which server process 4711 (psql, user app, from 10.0.0.5, in a transaction since 2026-11-28 22:40:43 UTC) holds AccessExclusiveLock.',
    ],
    [
      CLIENT,
      'Server process 1 waits for pg_dump or psql to take its rows (ClientWrite): the program is stopped, or what it writes to takes no more.',
    ],
    [IDLE, 'The server waits for the next command: pg_dump is stopped, or busy with itself.'],
    [DISK, 'Server process 1 waits for IO DataFileRead.'],
    [seen(), 'The server shows no session of this run.'],
    [
      { unknown: 'FATAL:\n too many connections' },
      'The server does not say what it does: FATAL: too many connections',
    ],
  ])('%j', (look, words) => {
    expect(waitedFor(look)).toBe(words);
  });

  test('a holder whose details are hidden, that only waits itself, or that is a prepared transaction', () => {
    const hidden = { ...holder, client: null, since: null, application: '', mode: null };
    const prepared = { ...hidden, pid: 0, user: null, mode: 'AccessExclusiveLock' };
    expect(lockWords({ ...lock, name: 'a\nb', holders: [hidden, prepared] })).toBe(
      'a lock on table public."a b", on which server process 4711 (user app) waits for its own, ahead in the queue and a prepared transaction holds AccessExclusiveLock',
    );
    expect(lockWords({ kind: 'transactionid', schema: null, name: null, holders: [hidden] })).toBe(
      'a lock (transactionid), against server process 4711 (user app)',
    );
  });

  test('only a look that saw a lock knows one', () => {
    expect(lockOf(LOCKED)).toBe(lock);
    for (const look of [undefined, UNKNOWN, CLIENT]) expect(lockOf(look)).toBeUndefined();
  });
});
