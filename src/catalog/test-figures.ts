import type { ProofRecord } from './evidence.ts';
import type { TestFigures } from './metrics.ts';

/** Counts restore tests. */
export function testFigures(proofs: readonly ProofRecord[]): TestFigures {
  const newestFirst = proofs.toSorted((a, b) => (a.at < b.at ? 1 : -1));
  const proven = newestFirst.filter((proof) => proof.proven);
  const [last] = newestFirst;
  return {
    proven: proven.length,
    failed: proofs.length - proven.length,
    last: last === undefined ? undefined : { at: Date.parse(last.at), proven: last.proven },
    grade: proven[0]?.grade,
  };
}
