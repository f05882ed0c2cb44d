import type { ProofRecord } from '../evidence.ts';
import type { EvidenceLine } from '../evidence-line.ts';
import type { StatusFacts, StatusFinding } from '../status.ts';
import { atRisk, broken, span } from './finding.ts';

/** The newest record of each kind; undefined where there is none. */
export interface LastEvidence {
  readonly restoreTest: { readonly at: string; readonly set: string; readonly proven: boolean } | undefined;
  readonly verify: EvidenceLine | undefined;
  readonly prune: EvidenceLine | undefined;
}

/** Whether restore tests happen and succeed. */
export function proofFindings(
  { now, objectives, stored }: StatusFacts,
  newestFirst: readonly ProofRecord[],
): StatusFinding[] {
  if (stored.length === 0) return [];
  const remedy = 'Run `restore-test`, and look at why its workflow did not.';
  const [last] = newestFirst;
  if (last === undefined) return [atRisk('No set was ever restored to be tested.', remedy)];
  if (!last.proven) {
    return [
      broken(
        `The last restore test, of set ${last.set} on ${last.at.slice(0, 10)}, failed.`,
        'Its evidence says why. Keep that set, make a new backup and test it.',
      ),
    ];
  }
  const age = now.getTime() - Date.parse(last.at);
  if (age <= objectives.restoreTestEvery) return [];
  const what = `The last restore test is ${span(age)} ago; one is due every ${span(objectives.restoreTestEvery)}.`;
  return [age > objectives.restoreTestEvery * 2 ? broken(what, remedy) : atRisk(what, remedy)];
}

/** What the newest record of every other kind says. Restore tests are judged by `proofFindings`. */
export function evidenceFindings(records: readonly EvidenceLine[]): StatusFinding[] {
  const last = newestOf(records, 'verify');
  if (last === undefined || last.good) return [];
  return [
    broken(
      `The last verification, on ${last.at.slice(0, 10)}, found damage: ${last.what}`,
      'Restore from another store, copy the sound objects back, and run `verify` again.',
    ),
  ];
}

export function lastEvidence(
  newestFirst: readonly ProofRecord[],
  records: readonly EvidenceLine[],
): LastEvidence {
  const [test] = newestFirst;
  return {
    restoreTest: test === undefined ? undefined : { at: test.at, set: test.set, proven: test.proven },
    verify: newestOf(records, 'verify'),
    prune: newestOf(records, 'prune'),
  };
}

function newestOf(records: readonly EvidenceLine[], kind: string): EvidenceLine | undefined {
  return records.filter((one) => one.kind === kind).toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
}
