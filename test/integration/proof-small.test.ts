import { beforeAll, describe, expect, test } from 'vitest';
import { failuresOf } from '../../bench/proof/failures.ts';
import { proofReport } from '../../bench/proof/report.ts';
import { type ProofResults, runProof } from '../../bench/proof/run.ts';

let results: ProofResults;
beforeAll(async () => {
  results = await runProof({
    seed: 'small',
    mutants: 48,
    cycles: 4,
    costScale: 0,
    jobs: 2,
    signal: AbortSignal.timeout(280_000),
    say: () => {},
  });
}, 300_000);

describe('a small run of bench:proof', () => {
  test('notices every damage by name, and raises no false alarm', () => {
    expect(failuresOf(results)).toEqual([]);
  });

  test('makes as many mutants and cycles as it was asked for, each of another kind', () => {
    const trials = [...results.stored, ...results.copied];
    expect(trials).toHaveLength(48);
    expect(new Set(trials.map(({ kind }) => kind)).size).toBe(48);
    expect(results.cycles.map(({ shipped }) => shipped)).toEqual([false, true, false, false]);
  });

  test('has mutants that each of the checks is the first to notice', () => {
    const verdicts = new Set(results.stored.map(({ verdict }) => verdict));
    expect([...verdicts]).toEqual(expect.arrayContaining(['verify quick', 'verify full', 'comparison']));
    expect(results.copied.some(({ verdict }) => verdict === 'error')).toBe(true);
  });

  test('wrote to the databases while they were backed up, and compared what was in them', () => {
    expect(results.cycles.reduce((sum, { writes }) => sum + writes, 0)).toBeGreaterThan(100);
    for (const { compared } of results.cycles) expect(Number(compared?.objects)).toBeGreaterThan(20);
  });

  test('shows that listing an archive is no check', () => {
    const harmful = results.stored.filter(({ verdict }) => verdict !== 'harmless');
    expect(harmful.filter(({ listed }) => listed).length).toBeLessThan(harmful.length / 2);
    expect(results.copied.filter(({ listed }) => listed === true)).toEqual([]);
  });

  test('reports the rates with its seed', () => {
    const report = proofReport(results);
    expect(report).toContain('--seed small --mutants 48 --cycles 4');
    expect(report).toContain('| Sound databases that raised a false alarm | 0.0 % (0 of 4) |');
    expect(report.match(/\| 100 % \(\d+ of \d+\) \|/g)).toHaveLength(2);
    expect(report).toMatch(/## Missed or wrong\n\nNothing\.\n$/);
  });
});
