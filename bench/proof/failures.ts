import { COPY_DAMAGES } from './copied/kinds.ts';
import type { CopyTrial } from './copied/trial.ts';
import type { ProofResults } from './run.ts';

/** Kinds of which a restore test warns, and nothing more, on purpose. */
const WARNED = new Set(COPY_DAMAGES.filter((damage) => damage.warns).map(({ kind }) => kind));

/** Whether a damaged copy got the verdict it should get. */
export function isNoticed(trial: CopyTrial): boolean {
  return trial.verdict === 'error' || (trial.verdict === 'warning' && WARNED.has(trial.kind));
}

/** Everything that is not as it should be, one line each with what it takes to see it again. */
export function failuresOf(results: ProofResults): string[] {
  const stored = results.stored.filter(({ verdict }) => verdict === 'missed' || verdict === 'grade');
  const copied = results.copied.filter((trial) => trial.verdict !== 'harmless' && !isNoticed(trial));
  const unnamed = [...results.stored, ...results.copied].filter(
    (trial) => !trial.named && trial.verdict !== 'missed' && trial.verdict !== 'harmless',
  );
  return [
    ...stored.map((one) => `missed in a stored set (${one.variant}): ${one.kind}: ${one.what}. ${one.said}`),
    ...copied.map((one) => `${one.verdict} in a copy: ${one.kind}: ${one.what}. ${one.said}`),
    ...unnamed.map((one) => `noticed, but not by name: ${one.kind}: ${one.what}. ${one.said}`),
    ...results.cycles.flatMap((cycle) =>
      cycle.alarms.map((alarm) => `false alarm in cycle ${cycle.index} (${cycle.manner}): ${alarm}`),
    ),
  ];
}
