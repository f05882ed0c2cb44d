import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type DatabaseEntry,
  keptComment,
  planSwap,
  type SwapPlan,
  type SwapRequest,
} from '../../../../src/catalog/swap/plan.ts';

const NOW = new Date('2026-11-23T03:04:05Z');
const entry = (name: string, changes: Partial<DatabaseEntry> = {}): DatabaseEntry => ({
  name,
  oid: `oid of ${name}`,
  allowsConnections: true,
  comment: null,
  ...changes,
});
const LIVE = entry('shop');
const OLDER = entry('shop_restored_20261120T000000Z');
const NEWER = entry('shop_restored_20261121T000000Z');
const decide = (databases: readonly DatabaseEntry[], request: Partial<SwapRequest> = {}) =>
  planSwap(databases, { live: 'shop', restored: undefined, undo: false, now: NOW, ...request });
const problemsOf = (decision: ReturnType<typeof decide>): string[] =>
  decision.kind === 'impossible' ? decision.problems.map(({ text }) => text) : [decision.kind];

describe('a swap', () => {
  test('takes the newest restored database, or the one that is named', () => {
    expect(decide([NEWER, OLDER, LIVE])).toMatchObject({
      kind: 'swap',
      incoming: NEWER,
      outgoing: LIVE,
      keptAs: 'shop_before_20261123T030405Z',
    });
    expect(decide([NEWER, OLDER, LIVE], { restored: OLDER.name })).toMatchObject({ incoming: OLDER });
  });

  test('does not take restores of a database with a similar name', () => {
    expect(problemsOf(decide([LIVE, entry('shop2_restored_20261121T000000Z')]))).toEqual([
      'There is no restored database shop_restored_… on this server',
    ]);
  });

  test('says everything that is missing', () => {
    expect(problemsOf(decide([], { restored: 'x' }))).toEqual([
      'There is no database shop on this server',
      'There is no database x on this server',
    ]);
    expect(problemsOf(decide([LIVE], { restored: 'shop' }))).toEqual([
      'shop and the restored database are the same',
    ]);
  });

  test('that a killed run had committed is done, not missing', () => {
    const plan = decide([LIVE, NEWER], { restored: NEWER.name }) as SwapPlan;
    const after = [
      entry('shop', { oid: NEWER.oid }),
      entry(plan.keptAs, { oid: LIVE.oid, comment: keptComment(plan) }),
    ];
    expect(decide(after, { restored: NEWER.name })).toMatchObject({ kind: 'done', kept: plan.keptAs });
    // Another restore that is missing is not this one.
    expect(decide(after, { restored: OLDER.name }).kind).toBe('impossible');
  });
});

describe('an undo', () => {
  const before = entry('shop_before_20261122T000000Z', { allowsConnections: false });

  test('gives the name back to the newest kept database', () => {
    expect(decide([LIVE, before, entry('shop_before_20261101T000000Z')], { undo: true })).toMatchObject({
      kind: 'undo',
      incoming: before,
      outgoing: LIVE,
      keptAs: 'shop_undone_20261123T030405Z',
    });
  });

  test('that is run again does not go further back', () => {
    const undone = entry('shop_undone_20261122T000001Z');
    expect(decide([LIVE, before, undone], { undo: true }).kind).toBe('done');
  });

  test('without anything kept has nothing to give', () => {
    expect(problemsOf(decide([LIVE], { undo: true }))).toEqual([
      'There is no shop_before_… on this server, so there is no swap to undo',
    ]);
  });

  test('gives the name back when nothing has it', () => {
    expect(decide([before], { undo: true })).toMatchObject({
      kind: 'undo',
      incoming: before,
      outgoing: null,
    });
  });
});

/** What the transaction does to the catalog. */
function apply(databases: readonly DatabaseEntry[], plan: SwapPlan): DatabaseEntry[] {
  return databases.map((one) => {
    if (one.oid === plan.incoming.oid) return { ...one, name: plan.live, allowsConnections: true };
    if (one.oid !== plan.outgoing?.oid) return one;
    return { ...one, name: plan.keptAs, allowsConnections: false, comment: keptComment(plan) };
  });
}

type Operation = 'restore' | 'swap' | 'undo' | 'killed swap' | 'clock back';

test('whatever happens in whatever order: one live database, names of their own, and the last swap can be undone', () => {
  const operations = fc.array(
    fc.constantFrom<Operation>('restore', 'swap', 'undo', 'killed swap', 'clock back'),
    { maxLength: 25 },
  );
  const names = fc.constantFrom('shop', 'Sh"op x', 'ä'.repeat(31), 'a'.repeat(63));
  fc.assert(
    fc.property(names, operations, (live, list) => {
      let databases = [entry(live, { oid: '0' })];
      let clock = NOW.getTime();
      /** The oid that an undo has to bring back; undefined when the last thing was an undo, or nothing was done. */
      let previous: string | undefined;
      list.forEach((operation, index) => {
        const liveOid = databases.find(({ name }) => name === live)?.oid;
        if (operation === 'clock back') clock -= 7_000;
        if (operation === 'restore') {
          databases.push(entry(`restore ${index}`, { oid: String(index + 1) }));
        }
        const restored = databases.find(({ name }) => name.startsWith('restore '))?.name;
        const request = { live, restored, undo: operation === 'undo', now: new Date(clock) };
        const decision = planSwap(databases, { ...request, restored: request.undo ? undefined : restored });
        if (operation === 'swap' && decision.kind === 'swap') {
          databases = apply(databases, decision);
          previous = liveOid;
        }
        if (operation === 'undo') {
          expect(decision.kind === 'undo').toBe(previous !== undefined);
          if (decision.kind === 'undo') {
            expect(decision.incoming.oid).toBe(previous);
            databases = apply(databases, decision);
            previous = undefined;
          }
        }
        expect(new Set(databases.map(({ name }) => name)).size).toBe(databases.length);
        const serving = databases.filter(({ name, allowsConnections }) => name === live && allowsConnections);
        expect(serving).toHaveLength(1);
      });
    }),
    { numRuns: 300 },
  );
});
