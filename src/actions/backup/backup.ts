import { MANIFEST, objectKey } from '../../catalog/keys.ts';
import { type Manifest, manifestLocation, storedBytes } from '../../catalog/manifest.ts';
import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import { formatBytes } from '../../runtime/format.ts';
import type { InputsOf } from '../../runtime/spec.ts';
import { commitSet } from '../../sets/commit-set.ts';
import type { Store } from '../../storage/store.ts';
import { AgeEncryption } from '../../streams/age.ts';
import { connect } from '../connect.ts';
import { defaultJobs } from '../default-jobs.ts';
import {
  closeStores,
  openStores,
  partialFailure,
  type StoreFailure,
  withEveryStore,
} from '../open-stores.ts';
import { Stopwatch } from '../stopwatch.ts';
import { withTimeLimit } from '../time-limit.ts';
import { completeCopies } from './complete-copies.ts';
import { makeSet } from './make-set.ts';
import type { spec } from './spec.ts';
import { backupSummary, backupText } from './summary.ts';

export type BackupInputs = InputsOf<typeof spec>;

/** What one run has achieved; the summary is made from it. */
export interface BackupReport {
  readonly manifest: Manifest;
  /** Stores that hold the whole set now. */
  readonly locations: readonly string[];
  readonly failures: readonly StoreFailure[];
  /** True when an earlier run's set was only completed: copied to where it was missing, without another dump. */
  readonly completed: boolean;
  readonly seconds: number;
  readonly phases: Readonly<Record<string, number>>;
}

/** Makes one set and stores it in every store; or completes a set of today that an earlier run could not store everywhere. */
export async function backup(inputs: BackupInputs, context: ActionContext): Promise<ActionResult> {
  return withTimeLimit(context, inputs.timeLimit, async (limited) => {
    const stores = await openStores(inputs, limited);
    try {
      return present(await run(inputs, limited, stores));
    } finally {
      await closeStores(stores);
    }
  });
}

async function run(
  inputs: BackupInputs,
  context: ActionContext,
  stores: readonly Store[],
): Promise<BackupReport> {
  const { log } = context;
  const stopwatch = new Stopwatch();
  const encryption =
    inputs.recipients.length === 0 ? undefined : await AgeEncryption.create(inputs.recipients, context);
  const client = await connect(inputs, context);
  const reached = await withEveryStore(stores, (store) => store.check());
  const usable = reached.done.map((one) => one.store);

  const earlier = await completeCopies(inputs, context, client, usable, reached.failures);
  if (earlier !== undefined) return { ...earlier, seconds: stopwatch.total, phases: stopwatch.phases };

  const made = await makeSet(inputs, context, {
    client,
    encryption,
    stopwatch,
    locations: stores.map((store) => store.location),
    jobs: inputs.jobs ?? defaultJobs(),
  });
  log.info(`set ${made.manifest.id}: ${formatBytes(storedBytes(made.manifest))} to store`);
  const stored = await log.group(`Storing in ${usable.map((store) => store.location).join(' and ')}`, () =>
    stopwatch.time('store', () =>
      withEveryStore(usable, (store) => commitSet(store, made.manifest, made.files, log)),
    ),
  );
  return {
    manifest: made.manifest,
    locations: stored.done.map((one) => one.store.location),
    failures: [...reached.failures, ...stored.failures],
    completed: false,
    seconds: stopwatch.total,
    phases: stopwatch.phases,
  };
}

function present(report: BackupReport): ActionResult {
  const { manifest } = report;
  const failure =
    report.failures.length === 0 ? undefined : partialFailure(report.locations, report.failures);
  return {
    outputs: {
      verdict: failure === undefined ? 'ok' : 'failed',
      'set-id': manifest.id,
      locations: report.locations.join('\n'),
      'size-bytes': String(storedBytes(manifest)),
      'duration-seconds': String(report.seconds),
      'manifest-path': objectKey(manifestLocation(manifest), MANIFEST),
      tables: String(manifest.totals.tables),
      rows: manifest.totals.rows,
    },
    summary: backupSummary(report),
    text: backupText(report),
    json: {
      manifest,
      locations: report.locations,
      completed: report.completed,
      durationSeconds: report.seconds,
      phases: report.phases,
      failures: report.failures.map(({ store, error }) => ({
        store: store.location,
        code: error.code,
        message: error.message,
      })),
    },
    ...(failure === undefined ? {} : { failure }),
  };
}
