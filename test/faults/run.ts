/**
 * `npm run test:faults [-- --only backup,verify --sample 60 --minutes 30 --results FILE --seed 1 --jobs 2 --write]`: lets go
 * wrong, one at a time, every call that each shipped action makes, in every way we can think of, and looks at what is left.
 * `--sample` tries so many points of all, chosen by the seed; `--minutes` ends it after a while, which is a sample too, because
 * the seed decides the order; `--results` keeps what was found, and a further run with the same file goes on where it ended;
 * `--write` puts the figures into docs/reliability.md. With PBA_FAULT_LOG=1 the whole log of a run that does not hold is printed.
 */
import { parseArgs } from 'node:util';
import { closingLine } from '../../scripts/counts.ts';
import { type Point, pointsOf } from './points.ts';
import { startWorkers } from './pool.ts';
import { faultsReport, writeReport } from './report.ts';
import { Results } from './results.ts';
import { SCENARIOS } from './scenarios.ts';
import { shuffled } from './shuffle.ts';
import type { Trial } from './trial.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    sample: { type: 'string' },
    match: { type: 'string' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e6)) },
    minutes: { type: 'string' },
    results: { type: 'string' },
    jobs: { type: 'string', default: '2' },
    write: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const wanted = values.only?.split(',');
const scenarios = SCENARIOS.filter(({ action }) => wanted === undefined || wanted.includes(action));
if (scenarios.length === 0) throw new Error(`--only: there is no scenario for ${values.only}.`);

const started = performance.now();
console.log(`seed ${seed}`);
const { workers } = await startWorkers(Number(values.jobs));

const recorded = new Map<string, Point[]>();
const toRecord = [...scenarios];
await Promise.all(
  workers.map(async (worker) => {
    for (let next = toRecord.shift(); next !== undefined; next = toRecord.shift()) {
      const { calls, failed } = await worker.ask({ record: next.name });
      if (calls === undefined) throw new Error(failed);
      const made = pointsOf(next.name, calls, { slow: next.timeLimit });
      console.log(`${next.name}: ${calls.length} calls, ${made.length} points`);
      recorded.set(next.name, made);
    }
  }),
);
// In the order of the scenarios, however long each took: what comes first is the seed's choice alone.
let points = scenarios.flatMap(({ name }) => recorded.get(name) ?? []);
if (values.match !== undefined) points = points.filter(({ title }) => title.includes(values.match ?? ''));
const nameOf = ({ scenario, edge, title }: Point): string => `${scenario} | ${edge} | ${title}`;
const results = new Results<Trial>(values.results, ({ point }) => nameOf(point));
// How often a stream writes is not the same in every run, so some that were tried may not be among these.
const all = new Set([...points, ...results.trials.map(({ point }) => point)].map(nameOf)).size;
points = shuffled(points, seed)
  .slice(0, values.sample === undefined ? points.length : Number(values.sample))
  .filter((point) => !results.has(nameOf(point)));
const until = started + Number(values.minutes ?? Number.POSITIVE_INFINITY) * 60_000;
await Promise.all(
  workers.map(async (worker) => {
    for (;;) {
      const point = performance.now() < until ? points.shift() : undefined;
      if (point === undefined) return;
      const { trial } = await worker.ask({ point });
      if (trial === undefined) throw new Error('a worker gave no answer');
      results.add(trial);
      for (const one of trial.broken) console.log(`BROKEN  ${point.scenario}, ${point.title}: ${one}`);
      const tried = results.trials.length;
      if (tried % 50 === 0) console.log(`${tried} points tried, ${points.length} to go`);
    }
  }),
);
await Promise.all(workers.map((worker) => worker.end()));

const { trials } = results;
const minutes = (performance.now() - started) / 60_000;
const report = faultsReport(trials, { seed, all, minutes });
console.log(report);
if (values.write) await writeReport('faults', report);
const failed = trials.filter(({ broken }) => broken.length > 0).length;
console.log(closingLine({ passed: trials.length - failed, failed, skipped: 0 }));
process.exitCode = failed === 0 ? 0 : 1;
