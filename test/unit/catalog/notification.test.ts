import { describe, expect, test } from 'vitest';
import { notificationKey, parseKey } from '../../../src/catalog/keys.ts';
import {
  type Listener,
  type NotificationRecord,
  occasionFor,
  parseNotification,
  remembered,
  type Situation,
} from '../../../src/catalog/notification.ts';
import { IntegrityError } from '../../../src/errors.ts';

const HOUR = 3_600_000;
const T0 = Date.parse('2026-11-25T02:00:00.000Z');
const listener: Listener = { name: 'chat', when: ['failure', 'recovery'], repeatEvery: 24 * HOUR };

/** Runs a story of outcomes, hour by hour; each says which occasion the channel heard of. */
function hear(story: readonly [hours: number, problem: string, delivered?: boolean][], who = listener) {
  let previous: Situation['previous'];
  let writes = 0;
  const heard = story.map(([hours, problem, delivered = true]) => {
    const now = new Date(T0 + hours * HOUR);
    const situation: Situation = { previous, state: problem === '' ? 'well' : 'failing', problem, now };
    const occasion = occasionFor(situation, who);
    const next = remembered(situation, occasion !== undefined && delivered ? [who.name] : []);
    if (next !== undefined) {
      previous = next;
      writes += 1;
    }
    return occasion;
  });
  return { heard, writes, previous };
}

describe('who hears what', () => {
  test('success is silent, a failure is told, told again after the interval, and its end is told once', () => {
    const { heard, writes } = hear([
      [0, ''],
      [24, ''],
      [48, 'a'],
      [49, 'a'],
      [72, 'a'],
      [96, ''],
      [120, ''],
    ]);
    expect(heard).toEqual([undefined, undefined, 'failure', undefined, 'repeat', 'recovery', undefined]);
    expect(writes).toBe(3);
  });

  test('a schedule that starts minutes earlier than yesterday still repeats', () => {
    expect(
      hear([
        [0, 'a'],
        [23.9, 'a'],
      ]).heard,
    ).toEqual(['failure', 'repeat']);
    expect(
      hear([
        [0, 'a'],
        [20, 'a'],
      ]).heard,
    ).toEqual(['failure', undefined]);
  });

  test('another reason is news', () => {
    expect(
      hear([
        [0, 'a'],
        [1, 'b'],
        [2, 'b'],
      ]).heard,
    ).toEqual(['failure', 'change', undefined]);
  });

  test('what could not be delivered is told at the next run', () => {
    expect(
      hear([
        [0, 'a', false],
        [1, 'a'],
        [2, '', false],
        [3, ''],
        [4, ''],
      ]).heard,
    ).toEqual(['failure', 'failure', 'recovery', 'recovery', undefined]);
  });

  test('who wants every success hears every one, and nothing is written for it', () => {
    const { heard, writes } = hear(
      [
        [0, ''],
        [1, ''],
        [2, 'a'],
        [3, ''],
      ],
      { ...listener, when: ['success'] },
    );
    expect(heard).toEqual(['success', 'success', undefined, 'success']);
    // The change to failing and the change back are remembered, for the others.
    expect(writes).toBe(2);
  });

  test('who wants recoveries alone hears of the end of a failure nobody told of', () => {
    expect(
      hear(
        [
          [0, 'a'],
          [1, ''],
        ],
        { ...listener, when: ['recovery'] },
      ).heard,
    ).toEqual([undefined, 'recovery']);
  });

  test('a new failure after a recovery is a failure, not a repetition', () => {
    expect(
      hear([
        [0, 'a'],
        [1, ''],
        [2, 'a'],
      ]).heard,
    ).toEqual(['failure', 'recovery', 'failure']);
  });

  test('a clock that was set back silences nobody', () => {
    expect(
      hear([
        [10, 'a'],
        [2, 'a'],
      ]).heard,
    ).toEqual(['failure', 'repeat']);
  });

  test('since when it fails is kept through repetitions', () => {
    expect(
      hear([
        [0, 'a'],
        [24, 'a'],
        [48, 'b'],
      ]).previous,
    ).toMatchObject({
      state: 'failing',
      since: '2026-11-25T02:00:00.000Z',
    });
  });
});

const record: NotificationRecord = {
  recordVersion: 1,
  kind: 'notification',
  id: '20261125T020000Z-abcdef',
  at: '2026-11-25T02:00:00.000Z',
  database: 'ticketz',
  what: 'Nightly backup',
  state: 'failing',
  since: '2026-11-24T02:00:00.000Z',
  problem: '0a',
  told: { chat: { at: '2026-11-25T02:00:00.000Z', state: 'failing', problem: '0a' } },
  run: { repository: null, workflow: null, runUrl: null, commit: null, actor: null, reason: null },
};

describe('the record', () => {
  test('is read as it was written', () => {
    expect(parseNotification(JSON.stringify(record), 'k')).toEqual(record);
    expect(parseNotification(JSON.stringify({ ...record, database: null }), 'k').database).toBeNull();
  });

  test.each([
    ['', 'not JSON'],
    ['{}', 'version'],
    [JSON.stringify({ ...record, state: 'fine' }), 'state must be one of failing, well'],
    [JSON.stringify({ ...record, since: 'then' }), 'since must be a time'],
    [JSON.stringify({ ...record, told: { chat: { at: 1 } } }), 'told.chat.at'],
    [JSON.stringify({ ...record, run: null }), 'run must be an object'],
  ])('%s is refused', (text, reason) => {
    expect(() => parseNotification(text, 'k')).toThrow(IntegrityError);
    expect(() => parseNotification(text, 'k')).toThrow(reason);
  });

  test('lies where prune knows it, for one database and for all', () => {
    const own = notificationKey('tick/etz', 'Nightly backup', record.id);
    expect(own).toBe('tick%2Fetz/notifications/Nightly%20backup/20261125T020000Z-abcdef.json');
    expect(parseKey(own)).toEqual({ kind: 'notification', database: 'tick/etz' });
    const all = notificationKey(undefined, 'watchdog', record.id);
    expect(all).toBe('.all/notifications/watchdog/20261125T020000Z-abcdef.json');
    expect(parseKey(all)).toEqual({ kind: 'notification', database: undefined });
    // A database of that name has another key.
    expect(notificationKey('.all', 'watchdog', record.id)).toMatch(/^%2Eall\//);
    for (const unknown of [
      'ticketz/notifications/x/other.json',
      '.all/notifications/x/other.json',
      '.other/notifications/x/20261125T020000Z-abcdef.json',
      'ticketz/notifications/x y/20261125T020000Z-abcdef.json',
      'ticketz/notifications/20261125T020000Z-abcdef.json',
      'ticketz/notifications/x/y/20261125T020000Z-abcdef.json',
    ]) {
      expect(parseKey(unknown)).toEqual({ kind: 'unknown' });
    }
  });
});
