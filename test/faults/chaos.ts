/**
 * `npm run test:chaos [-- --kills 300 --only backup,swap --minutes 30 --results FILE --seed 1 --jobs 2 --write]`: ends each shipped
 * action, or a program that it runs, at random moments by SIGINT, SIGTERM and SIGKILL, and looks at what is left. `--minutes`
 * ends it after a while; a further run with the same `--results` and seed goes on. `--write` puts the figures into
 * docs/reliability.md.
 */
import { parseArgs } from 'node:util';
import { closingLine } from '../../scripts/counts.ts';
import { type KillTrial, killsOf } from './kills.ts';
import { PITR } from './pitr.ts';
import { startWorkers } from './pool.ts';
import { killsReport, writeReport } from './report.ts';
import { Results } from './results.ts';
import { SCENARIOS } from './scenarios.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '320' },
    only: { type: 'string' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e6)) },
    results: { type: 'string' },
    minutes: { type: 'string' },
    jobs: { type: 'string', default: '2' },
    write: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const wanted = values.only?.split(',');
const names = [...SCENARIOS, PITR]
  .filter(({ action }) => wanted === undefined || wanted.includes(action))
  .map(({ name }) => name);
if (names.length === 0) throw new Error(`--only: there is no scenario for ${values.only}.`);

const started = performance.now();
console.log(`seed ${seed}`);
const { first, workers } = await startWorkers(Number(values.jobs));
const results = new Results<KillTrial>(values.results, ({ kill }) => JSON.stringify(kill));
const kills = killsOf(names, Number(values.kills), seed).filter((kill) => !results.has(JSON.stringify(kill)));
const until = started + Number(values.minutes ?? Number.POSITIVE_INFINITY) * 60_000;
await Promise.all(
  workers.map(async (worker) => {
    for (;;) {
      // One worker alone recovers clusters: a second laboratory with an object store would be for nothing.
      const next = kills.findIndex(({ scenario }) => scenario !== PITR.name || worker === first);
      const [kill] = next === -1 ? [] : kills.splice(next, 1);
      if (kill === undefined || performance.now() > until) return;
      const { killTrial } = await worker.ask({ kill });
      if (killTrial === undefined) throw new Error('a worker gave no answer');
      results.add(killTrial);
      for (const one of killTrial.broken)
        console.log(`BROKEN  ${kill.scenario}, ${kill.signal} to ${kill.whom} at ${kill.at}: ${one}`);
      const done = results.trials.length;
      if (done % 50 === 0) console.log(`${done} kills, ${kills.length} to go`);
    }
  }),
);
await Promise.all(workers.map((worker) => worker.end()));

const { trials } = results;
const minutes = (performance.now() - started) / 60_000;
const report = killsReport(trials, { seed, minutes });
console.log(report);
if (values.write) await writeReport('kills', report);
const failed = trials.filter(({ broken }) => broken.length > 0).length;
console.log(closingLine({ passed: trials.length - failed, failed, skipped: 0 }));
process.exitCode = failed === 0 ? 0 : 1;
