import { describe, expect, test } from 'vitest';
import { planSwap, type SwapPlan } from '../../../../src/catalog/swap/plan.ts';
import { judgeSwap, type ProofRule, type SwapFacts } from '../../../../src/catalog/swap/preflight.ts';

const NOW = new Date('2026-11-23T03:04:05Z');
const RESTORED = 'shop_restored_20261122T000000Z';
const database = (name: string) => ({ name, oid: name, allowsConnections: true, comment: null });
const request = { live: 'shop', restored: undefined, now: NOW };
const PLAN = planSwap([database('shop'), database(RESTORED)], { ...request, undo: false }) as SwapPlan;
const UNDO = planSwap([database('shop'), database('shop_before_20261122T000000Z')], {
  ...request,
  undo: true,
}) as SwapPlan;
const facts = (name: string) => ({
  name,
  owned: true,
  valid: true,
  bytes: '1',
  traits: { encoding: 'UTF8', locale: null },
});
const GOOD: SwapFacts = {
  inRecovery: false,
  connectedTo: 'postgres',
  role: { name: 'own', superuser: false, createdb: true },
  incoming: facts(RESTORED),
  outgoing: facts('shop'),
  sessions: [{ database: 'shop', user: 'app', application: 'web', count: 3, mayEnd: true }],
  prepared: [],
  slots: [],
  subscriptions: [],
  cronJobs: [],
  mark: { set: 's', at: '2026-11-23T02:00:00Z', verdict: 'proven' },
};
const RULE: ProofRule = { maxAgeMs: 3_600_000 * 24, allowUnproven: false, now: NOW };
const judge = (changes: Partial<SwapFacts>, rule: Partial<ProofRule> = {}, plan = PLAN): string[] =>
  judgeSwap(plan, { ...GOOD, ...changes }, { ...RULE, ...rule }).map(
    ({ severity, text }) => `${severity}: ${text}`,
  );

describe('the preflight', () => {
  test('has nothing to say where all is well', () => expect(judge({})).toEqual([]));

  test('takes nothing that is not a whole database, whatever is allowed', () => {
    const mark = { set: 's', at: '2026-11-23T02:00:00Z', verdict: 'unfinished' };
    const allowed = { allowUnproven: true };
    expect(judge({ mark }, allowed)).toEqual([expect.stringMatching(/^blocker: .* is not whole/)]);
    expect(judge({ mark: { ...mark, verdict: 'tables-only' } }, allowed)).toEqual([
      expect.stringMatching(/^blocker: .* only some tables/),
    ]);
    const making = { ...PLAN, incoming: database('shop_restoring_20261122T000000Z') };
    expect(judge({ mark: undefined }, allowed, making)).toEqual([
      expect.stringMatching(/^blocker: .* killed/),
    ]);
    expect(judge({ mark: undefined }, allowed)).toEqual([expect.stringMatching(/^note: /)]);
  });

  test.each([
    ['unproven', 'nothing to compare it with'],
    ['without-roles', 'neither its owners nor its grants'],
    ['failed', 'the verdict is failed'],
  ])('takes a database that is %s only when that is allowed', (verdict, said) => {
    const mark = { set: 'file:shop.dump', at: '2026-11-23T02:00:00Z', verdict };
    expect(judge({ mark })).toEqual([expect.stringMatching(`^blocker: .*${said}`)]);
    expect(judge({ mark }, { allowUnproven: true })).toEqual([expect.stringMatching(`^note: .*${said}`)]);
  });

  test('finds everything at once', () => {
    const found = judge({
      inRecovery: true,
      connectedTo: 'shop',
      role: { name: 'own', superuser: false, createdb: false },
      incoming: { ...facts(RESTORED), owned: false, valid: false },
      sessions: [{ database: 'shop', user: 'postgres', application: 'psql', count: 2, mayEnd: false }],
      prepared: [{ database: 'shop', gid: 'tx 1' }],
      slots: [{ database: 'shop', name: 'cdc', active: true }],
      subscriptions: [{ database: 'shop', name: 'feed', enabled: true }],
      mark: undefined,
    });
    expect(found.every((one) => one.startsWith('blocker: '))).toBe(true);
    for (const word of [
      'standby',
      'connected to shop',
      'interrupted DROP',
      'does not own',
      'CREATEDB',
      'carries no proof',
      'prepared transaction tx 1',
      'slot cdc',
      'subscription feed',
      'may not end 2 session',
    ]) {
      expect(found.filter((one) => one.includes(word))).toHaveLength(1);
    }
  });

  test('a superuser owns everything', () => {
    const role = { name: 'postgres', superuser: true, createdb: false };
    expect(judge({ role, incoming: { ...facts(RESTORED), owned: false } })).toEqual([]);
  });

  test('what stays with the old database or goes on in the new one is said', () => {
    const found = judge({
      slots: [
        { database: 'shop', name: 'idle', active: false },
        { database: RESTORED, name: 'other', active: true },
      ],
      subscriptions: [{ database: 'shop', name: 'off', enabled: false }],
      cronJobs: ['7 (0 3 * * *)'],
      incoming: { ...facts(RESTORED), traits: { encoding: 'LATIN1', locale: null } },
    });
    expect(found).toHaveLength(4);
    expect(found.every((one) => one.startsWith('note: '))).toBe(true);
    expect(judge({ cronJobs: null })[0]).toContain('could not be read');
  });

  test.each([
    ['none', undefined, 'carries no proof'],
    ['a failed one', { set: 's', at: '2026-11-23T02:00:00Z', verdict: 'failed' }, 'verdict is failed'],
    ['an old one', { set: 's', at: '2026-11-21T02:00:00Z', verdict: 'proven' }, 'older than proof-max-age'],
    ['one without a time', { set: 's', at: 'yesterday', verdict: 'proven' }, 'does not say when'],
  ])('a proof that is %s keeps the swap from starting, unless that is allowed', (_, mark, words) => {
    expect(judge({ mark })).toEqual([expect.stringContaining(words)]);
    expect(judge({ mark }, { allowUnproven: true })).toEqual([expect.stringMatching(/^note: /)]);
    expect(judge({ mark }, {}, UNDO)).toEqual([]);
  });

  test('a live database that was closed by hand is opened, and that is said', () => {
    const closed = { ...PLAN, outgoing: { ...database('shop'), allowsConnections: false } };
    expect(judge({}, {}, closed)).toEqual([expect.stringContaining('takes no connections now')]);
  });
});
