import { describe, expect, test } from 'vitest';
import {
  isMarkSetting,
  markComment,
  markSettings,
  readMark,
} from '../../../../src/catalog/swap/restored-mark.ts';

const MARK = {
  set: '20261122T030405Z-a1b2c3',
  at: '2026-11-22T04:00:00.000Z',
  verdict: 'proven',
  lineage: '7711208321498323749/My shop=50%',
};

describe('the mark of a restored database', () => {
  const settings = Object.entries(markSettings(MARK)).map(([name, value]) => `${name}=${value}`);

  test('is read from the settings it was written to', () => {
    expect(readMark(['work_mem=4MB', ...settings], null)).toEqual(MARK);
    expect(settings.every(isMarkSetting)).toBe(true);
    expect(isMarkSetting('work_mem=4MB')).toBe(false);
  });

  test('is read from a line of the comment, whatever else stands there', () => {
    expect(readMark([], `The shop.\n${markComment(MARK)}\n`)).toEqual(MARK);
  });

  test('in the settings wins over the comment', () => {
    expect(readMark(settings, markComment({ ...MARK, verdict: 'failed' }))).toEqual(MARK);
  });

  test('that is not complete is none', () => {
    expect(readMark(settings.slice(1), 'pba.restored_set=x')).toBeUndefined();
    expect(readMark([], null)).toBeUndefined();
  });

  test('of a database that comes from no set names no lineage', () => {
    const { lineage: _, ...mark } = MARK;
    expect(readMark([], markComment(mark))).toEqual(mark);
  });
});
