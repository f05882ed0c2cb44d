import { withBlindStores } from '../../catalog/blind-placement.ts';
import { MANIFEST, objectKey, type Tier } from '../../catalog/keys.ts';
import { type Manifest, manifestLocation, storedBytes } from '../../catalog/manifest.ts';
import { nextDue, type Placement, planPlacements } from '../../catalog/placement.ts';
import { SCHEDULED_TIERS } from '../../catalog/tiers.ts';
import type { EffectivePolicy } from '../../policy/effective-policy.ts';
import { type Client, openSession } from '../../postgres/client.ts';
import { readServerFacts } from '../../postgres/facts.ts';
import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import { formatBytes } from '../../runtime/format.ts';
import { AgeEncryption } from '../../streams/age.ts';
import { connect } from '../shared/connect.ts';
import { defaultJobs } from '../shared/default-jobs.ts';
import { effectivePolicy } from '../shared/effective.ts';
import {
  closeStores,
  openStores,
  partialFailure,
  type StoreFailure,
  withEveryStore,
} from '../shared/open-stores.ts';
import { keepRunbook, runbookFailure } from '../shared/runbook/keep.ts';
import { Stopwatch } from '../shared/stopwatch.ts';
import { withTimeLimit } from '../shared/time-limit.ts';
import { type Destinations, destinationsOf, type OpenedStore, wantedTiers } from './destinations.ts';
import { type FoundHolding, findHoldings, setTimes } from './holdings.ts';
import { makeDump } from './make-set.ts';
import { physicalBackup } from './physical.ts';
import { placeSets } from './place-sets.ts';
import { type BackupInputs, type BackupRequest, requestOf } from './request.ts';
import { backupSummary, backupText } from './summary.ts';

/** What one run has achieved; the summary is made from it. */
export interface BackupReport {
  /** One for each tier that this run made or completed; when nothing was due, the sets that are there already. */
  readonly sets: readonly Manifest[];
  /** Stores that hold all of them whole. */
  readonly locations: readonly string[];
  /** Of those the ones where nothing could be read back. */
  readonly notReadBack: readonly string[];
  readonly failures: readonly StoreFailure[];
  /** Stores whose RUNBOOK.md could not be brought up to date. */
  readonly runbookFailures: readonly StoreFailure[];
  /** `dumped`; `completed`: only copied, without another dump; `nothing due`. */
  readonly outcome: 'dumped' | 'completed' | 'nothing due';
  readonly nextDue: Readonly<Record<string, string>>;
  readonly seconds: number;
  readonly phases: Readonly<Record<string, number>>;
}

/** Makes the sets that are due with at most one dump, or completes those that an earlier run could not store everywhere. */
export async function backup(inputs: BackupInputs, context: ActionContext): Promise<ActionResult> {
  return withTimeLimit(context, inputs.timeLimit, async (limited) => {
    // `due` is no tier of the policy.
    const tier = inputs.tier === 'due' ? undefined : inputs.tier;
    const policy = await effectivePolicy({ ...inputs, tier }, limited);
    if (inputs.kind === 'physical') return physicalBackup(inputs, policy, limited);
    const { request, database } = requestOf(inputs, policy);
    const destinations = destinationsOf(policy, database, inputs.tier);
    const stores = await openStores(destinations.stores, inputs, limited, 'writing');
    try {
      const opened = destinations.stores.flatMap(({ name, writeOnly }, index) => {
        const store = stores[index];
        return store === undefined ? [] : [{ name, store, writeOnly }];
      });
      const report = await run(request, limited, destinations, opened);
      const runbookFailures = await updateRunbook(report, limited, policy, destinations, opened);
      return present({ ...report, runbookFailures });
    } finally {
      await closeStores(stores);
    }
  });
}

/**
 * Only by a run that saw all stores: one that made a set of one tier, or could not reach a store, would write a text without
 * the others.
 */
async function updateRunbook(
  { locations, sets }: Pick<BackupReport, 'locations' | 'sets'>,
  context: ActionContext,
  policy: EffectivePolicy,
  destinations: Destinations,
  stores: readonly OpenedStore[],
): Promise<readonly StoreFailure[]> {
  const database = sets[0]?.database;
  const { stores: used, asked } = destinations;
  const blind = used.filter(({ writeOnly }) => writeOnly).map(({ name }) => name);
  if (blind.length > 0) {
    context.log.info(
      `RUNBOOK.md stays as it was: this run may not read ${blind.join(', ')}; \`runbook\`, with a reader's rights, prints it`,
    );
    return [];
  }
  const opened = used.flatMap((definition) => {
    const store = stores.find(({ name }) => name === definition.name)?.store;
    return store === undefined || !locations.includes(store.location) ? [] : [{ definition, store }];
  });
  const all = opened.length === used.length && (asked === 'due' || used.length === policy.stores.size);
  if (all && database !== undefined) return keepRunbook(context, policy, database, opened);
  context.log.info('RUNBOOK.md stays as it was: this run did not see all stores');
  return [];
}

async function run(
  request: BackupRequest,
  context: ActionContext,
  destinations: Destinations,
  stores: readonly OpenedStore[],
): Promise<Omit<BackupReport, 'runbookFailures'>> {
  const stopwatch = new Stopwatch();
  const encryption =
    request.recipients.length === 0 ? undefined : await AgeEncryption.create(request.recipients, context);
  const client = await connect(request, context);
  const reached = await withEveryStore(
    stores.map((one) => one.store),
    (store) => store.check(),
  );
  const usable = stores.filter(({ store }) => reached.done.some((one) => one.store === store));

  const readable = usable.filter((one) => !one.writeOnly);
  const blind = usable.filter((one) => one.writeOnly);
  const held = await findHoldings(request, context, await systemIdentifier(client), readable);
  // Chosen tables are asked for by name: no earlier set answers that.
  const chosen = request.tables.length > 0 || request.excludeTables.length > 0;
  const placements = withBlindStores(
    planPlacements(
      context.now(),
      wantedTiers(destinations, readable).filter((one) => one.stores.length > 0 || blind.length === 0),
      chosen ? [] : held,
      destinations.asked,
    ),
    {
      now: context.now(),
      asked: destinations.asked,
      held,
      wanted: wantedTiers(destinations, blind).filter((one) => one.stores.length > 0),
      readable: wantedTiers(destinations, readable),
      setTimes: blind.length === 0 ? [] : await setTimes(readable, request.database),
    },
  );
  announce(context, placements);

  const fresh = placements.filter((placement) => placement.id === undefined);
  const [first] = fresh;
  const made =
    first === undefined
      ? undefined
      : await makeDump(request, context, {
          client,
          encryption,
          stopwatch,
          jobs: request.jobs ?? defaultJobs(),
          tier: first.tier,
        });
  if (made !== undefined)
    context.log.info(`set ${made.manifest.id}: ${formatBytes(storedBytes(made.manifest))} to store`);
  const placed = await stopwatch.time('store', () =>
    placeSets(context, { placements, made, held, destinations, stores: usable }),
  );
  return {
    sets: placements.length === 0 ? newestOf(destinations.tiers, held) : placed.sets,
    notReadBack: blind.map(({ store }) => store.location),
    locations: usable.map(({ store }) => store.location).filter((one) => !placed.incomplete.has(one)),
    failures: [...reached.failures, ...placed.failures],
    outcome: made !== undefined ? 'dumped' : placements.length > 0 ? 'completed' : 'nothing due',
    nextDue: Object.fromEntries(
      SCHEDULED_TIERS.map((tier) => [tier, nextDue(context.now(), tier).toISOString()]),
    ),
    seconds: stopwatch.total,
    phases: stopwatch.phases,
  };
}

async function systemIdentifier(client: Client): Promise<string> {
  await using session = await openSession(client);
  return (await readServerFacts(session)).systemIdentifier;
}

function announce(context: ActionContext, placements: readonly Placement[]): void {
  if (placements.length === 0)
    context.log.info('nothing is due: every tier has its set, in all of its stores');
  for (const { tier, id } of placements) {
    context.log.info(
      id === undefined
        ? `${tier} is due`
        : `${tier}: set ${id} is copied to where it is missing, without a dump`,
    );
  }
}

function newestOf(tiers: readonly Tier[], held: readonly FoundHolding[]): Manifest[] {
  const newestFirst = held.toSorted((a, b) => (a.id < b.id ? 1 : -1));
  return tiers.flatMap((tier) => newestFirst.find((one) => one.tier === tier)?.manifest ?? []);
}

function present(report: BackupReport): ActionResult {
  const { sets, failures, outcome } = report;
  const failure =
    failures.length === 0
      ? runbookFailure(report.runbookFailures)
      : partialFailure(report.locations, failures);
  const [newest] = sets.toSorted((a, b) => (a.id < b.id ? 1 : -1));
  return {
    outputs: {
      verdict: failure !== undefined ? 'failed' : outcome === 'nothing due' ? 'nothing due' : 'ok',
      'set-id': newest?.id ?? '',
      tiers: sets.map((set) => set.tier).join('\n'),
      locations: report.locations.join('\n'),
      'size-bytes': newest === undefined ? '' : String(storedBytes(newest)),
      'duration-seconds': String(report.seconds),
      'manifest-path': sets.map((set) => objectKey(manifestLocation(set), MANIFEST)).join('\n'),
      tables: newest === undefined ? '' : String(newest.totals.tables),
      rows: newest?.totals.rows ?? '',
      labels: '',
      removed: '',
    },
    summary: backupSummary(report),
    text: backupText(report),
    json: {
      outcome,
      manifests: sets,
      locations: report.locations,
      notReadBack: report.notReadBack,
      nextDue: report.nextDue,
      durationSeconds: report.seconds,
      phases: report.phases,
      failures: failures.map(({ store, error }) => ({
        store: store.location,
        code: error.code,
        message: error.message,
      })),
    },
    ...(failure === undefined ? {} : { failure }),
  };
}
