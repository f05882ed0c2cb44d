/**
 * `npm run bench:proof [-- --mutants 1000 --cycles 200 --seed 1 --cost-scale 0.3 --jobs 2 --report docs/proof.md]`: how
 * much of what can go wrong verify and restore-test notice (kill rate), how often they complain about sound backups
 * (false alarms), and what the fingerprint costs. Writes the report, and fails when anything was missed.
 */
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { failuresOf } from './proof/failures.ts';
import { proofReport } from './proof/report.ts';
import { runProof } from './proof/run.ts';

const { values } = parseArgs({
  options: {
    mutants: { type: 'string', default: '1000' },
    cycles: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    'cost-scale': { type: 'string', default: '0.3' },
    jobs: { type: 'string', default: String(Math.min(4, availableParallelism())) },
    report: { type: 'string', default: 'docs/proof.md' },
  },
});

function wholeNumber(name: 'mutants' | 'cycles' | 'jobs'): number {
  if (!/^\d+$/.test(values[name]))
    throw new Error(`--${name} has to be a whole number, not ${values[name]}.`);
  return Number(values[name]);
}

const cancel = new AbortController();
process.once('SIGINT', () => cancel.abort());
process.once('SIGTERM', () => cancel.abort());

console.log(`seed ${values.seed}`);
const results = await runProof({
  seed: values.seed,
  mutants: wholeNumber('mutants'),
  cycles: wholeNumber('cycles'),
  jobs: wholeNumber('jobs'),
  costScale: Number(values['cost-scale']),
  signal: cancel.signal,
  say: (line) => console.log(line),
});
await writeFile(values.report, proofReport(results));
const failures = failuresOf(results);
for (const failure of failures) console.log(failure);
console.log(
  `${results.stored.length + results.copied.length} mutants, ${results.cycles.length} cycles, ${failures.length} failures; report: ${values.report}`,
);
if (failures.length > 0) process.exitCode = 1;
