import { describeDifference } from '../../catalog/comparison/difference.ts';
import { isFinding } from '../../catalog/comparison/drift.ts';
import type { Manifest } from '../../catalog/manifest.ts';
import { IntegrityError, ObjectiveError, type PbaError } from '../../errors.ts';
import { formatDuration, plural } from '../../runtime/format.ts';
import type { Findings } from './restore-test.ts';

/** Codes that fail the run although the set is proven: they say something about time or production, not the data. */
const ABOUT_OTHERS = new Set(['PBA-RTO-BROKEN', 'PBA-DRIFT']);

/** Whether the set counts as proven in spite of the run's failure. */
export function isProof(failure: PbaError | undefined): boolean {
  return failure === undefined || ABOUT_OTHERS.has(failure.code);
}

/** What the run fails with: the data first, then the policy's assertions, then production, then the RTO. */
export function verdictOf(findings: Findings, manifest: Manifest, rtoMs: number): PbaError | undefined {
  return (
    dataFailure(findings, manifest) ??
    assertionFailure(findings) ??
    driftFailure(findings) ??
    rtoFailure(findings, rtoMs)
  );
}

function dataFailure(findings: Findings, manifest: Manifest): PbaError | undefined {
  const errors = (findings.comparison?.differences ?? []).filter(
    (difference) => difference.severity === 'error',
  );
  const [first] = errors;
  if (first === undefined) return undefined;
  return new IntegrityError(
    'PBA-PROOF-FAILED',
    `The restored copy of set ${manifest.id} has ${plural(errors.length, 'difference')}. The first: ${describeDifference(first)}`,
    {
      hint: 'This set does not bring back what was there. Keep it for the investigation, take a new backup and test that.',
    },
  );
}

function assertionFailure(findings: Findings): PbaError | undefined {
  const failed = findings.assertions.filter((one) => !one.passed);
  const [first] = failed;
  if (first === undefined) return undefined;
  return new IntegrityError(
    'PBA-ASSERTION',
    `${plural(failed.length, 'assertion')} of ${findings.assertions.length} failed. The first: ${first.name}: ${first.detail}.`,
    { hint: 'The copy is equal to what was backed up, so look at the source, or at the assertion.' },
  );
}

function driftFailure(findings: Findings): PbaError | undefined {
  const found = (findings.drift ?? []).filter(isFinding);
  const [first] = found;
  if (first === undefined) return undefined;
  return new ObjectiveError(
    'PBA-DRIFT',
    `${plural(found.length, 'table')} of production lost rows since the set was made. The first: ${first.table} ${first.verdict}, ${first.inSet} rows then, ${first.now ?? 'none'} now.`,
    { hint: 'If nobody deleted them on purpose, the set has them: keep it, and do not prune.' },
  );
}

function rtoFailure(findings: Findings, rtoMs: number): PbaError | undefined {
  const hint =
    'More jobs, a faster disk or a nearer store shorten it; the summary tells which phase takes what.';
  const seconds = findings.restoreSeconds ?? 0;
  if (seconds * 1000 > rtoMs) {
    return new ObjectiveError(
      'PBA-RTO-BROKEN',
      `The data is right, but the restore took ${formatDuration(seconds * 1000)}; the objective is ${formatDuration(rtoMs)}.`,
      { hint },
    );
  }
  const forecast = findings.forecast;
  if (forecast === undefined || forecast.seconds * 1000 <= rtoMs) return undefined;
  return new ObjectiveError(
    'PBA-RTO-BROKEN',
    `The data is right, but by the last ${plural(forecast.samples, 'restore')} the newest set would take ${formatDuration(forecast.seconds * 1000)}; the objective is ${formatDuration(rtoMs)}.`,
    { hint },
  );
}
