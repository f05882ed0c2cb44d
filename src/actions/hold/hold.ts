import { randomBytes } from 'node:crypto';
import { holdKey, makeSetId } from '../../catalog/keys.ts';
import { type Hold, parseHold } from '../../catalog/lease.ts';
import { type PbaError, StoreError, UserError } from '../../errors.ts';
import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import { escapeMarkdown, markdownTable, terminalTable } from '../../runtime/format.ts';
import type { InputsOf } from '../../runtime/spec.ts';
import { type FoundSet, findDatabase, listStore, readSmall } from '../../sets/read-sets.ts';
import { recordBytes, writeEvidence } from '../../sets/records.ts';
import type { Store } from '../../storage/store.ts';
import { claimantOf } from '../shared/claimant.ts';
import { effectivePolicy, onlyDatabase } from '../shared/effective.ts';
import { closeStores, openStores, partialFailure, withEveryStore } from '../shared/open-stores.ts';
import { runFacts } from '../shared/run-facts.ts';
import type { spec } from './spec.ts';

type Inputs = InputsOf<typeof spec>;

/** A record is a few lines. */
const MAX_RECORD = 1024 * 1024;

/** What happened in one store. */
interface Held {
  readonly tiers: readonly string[];
  readonly legalHolds: number;
  /** Undefined: the store has legal holds, and they are set. */
  readonly without: string | undefined;
}

/** Holds a set in every store that has it, or lets it go. */
export async function hold(inputs: Inputs, context: ActionContext): Promise<ActionResult> {
  const policy = await effectivePolicy(inputs, context);
  const stores = await openStores(policy.stores.values(), inputs, context);
  try {
    const found = await withEveryStore(stores, async (store) => {
      await store.check();
      const database = onlyDatabase(policy) ?? (await findDatabase(store));
      const { sets } = await listStore(store, database);
      return { database, sets: sets.filter((set) => set.committed && set.location.id === inputs.set) };
    });
    const holders = found.done.filter(({ value }) => value.sets.length > 0);
    if (holders.length === 0) {
      throw new UserError('PBA-SET-NOT-FOUND', `No store that could be reached has a set ${inputs.set}.`, {
        hint: 'Check `set`, `stores` and `database`; `prune` with `mode: plan` lists all sets.',
      });
    }
    const outcome = await withEveryStore(
      holders.map(({ store }) => store),
      (store) => {
        const value = holders.find((one) => one.store === store)?.value;
        return holdIn(store, value?.database ?? '', value?.sets ?? [], inputs, context);
      },
    );
    return present(inputs, outcome.done, [...found.failures, ...outcome.failures]);
  } finally {
    await closeStores(stores);
  }
}

async function holdIn(
  store: Store,
  database: string,
  sets: readonly FoundSet[],
  inputs: Inputs,
  context: ActionContext,
): Promise<Held> {
  const key = holdKey(database, inputs.set);
  const record: Hold = {
    set: inputs.set,
    reason: inputs.reason,
    at: context.now().toISOString(),
    who: context.run.actor ?? claimantOf(context).who,
  };
  const on = inputs.mode === 'hold';
  // The catalog's hold is there before and after the store's own, so that there is no moment without one of them.
  if (on) await keepRecord(store, key, record, inputs, context);
  const keys = sets.flatMap((set) => set.objects.map((object) => object.key));
  const { legalHolds, without } = await setLegalHolds(store, keys, on);
  if (!on) {
    const gone = await store.delete([key]);
    const [failed] = gone.failed;
    if (failed !== undefined) throw new StoreError('PBA-STORE-FAILED', `${failed.key}: ${failed.reason}`);
  }
  const id = makeSetId(context.now(), randomBytes(3).toString('hex'));
  const evidence = {
    evidenceVersion: 1,
    kind: 'hold',
    id,
    mode: inputs.mode,
    database,
    ...record,
    legalHolds,
    run: runFacts(context.run, inputs.reason),
  };
  await writeEvidence(store, evidence);
  return { tiers: sets.map((set) => set.location.tier), legalHolds, without };
}

/** Writes the record, or leaves the one that is there when the inputs say so: it keeps the set already. */
async function keepRecord(
  store: Store,
  key: string,
  record: Hold,
  { ifHeld }: Inputs,
  context: ActionContext,
): Promise<void> {
  try {
    await store.create(key, recordBytes(record));
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'PBA-STORE-EXISTS') throw error;
    if (ifHeld === 'fail') {
      throw new UserError('PBA-STORE-EXISTS', `Set ${record.set} is on hold already in ${store.location}.`, {
        hint: 'Its record says why: release it first to hold it for another reason, or leave it with `if-held: keep`.',
        cause: error,
      });
    }
    const { reason, at } = parseHold(await readSmall(store, key, MAX_RECORD), key);
    context.log.warning(
      `Set ${record.set} is on hold in ${store.location} since ${at} already: ${reason}. It stays so, and one release ends both.`,
    );
  }
}

/** Of every object, or of none: the first says whether the store can. */
async function setLegalHolds(
  store: Store,
  keys: readonly string[],
  on: boolean,
): Promise<Pick<Held, 'legalHolds' | 'without'>> {
  let legalHolds = 0;
  for (const key of keys) {
    try {
      await store.setLegalHold(key, on);
      legalHolds += 1;
    } catch (error) {
      const cannot = error instanceof StoreError && error.code === 'PBA-STORE-LOCK';
      if (!cannot || legalHolds > 0) throw error;
      return { legalHolds, without: error.message };
    }
  }
  return { legalHolds, without: undefined };
}

function present(
  inputs: Inputs,
  done: readonly { readonly store: Store; readonly value: Held }[],
  failures: Parameters<typeof partialFailure>[1],
): ActionResult {
  const locations = done.map(({ store }) => store.location);
  const failure: PbaError | undefined =
    failures.length === 0 ? undefined : partialFailure(locations, failures);
  const columns = [{ title: 'Store' }, { title: 'Tiers' }, { title: 'Legal hold in the store' }] as const;
  const rows = done.map(({ store, value }) => [
    store.location,
    value.tiers.join(', '),
    value.without ?? `${value.legalHolds} objects`,
  ]);
  const title = `Set ${inputs.set} is ${inputs.mode === 'hold' ? 'on hold' : 'let go'}: ${inputs.reason}`;
  return {
    outputs: {
      verdict: failure === undefined ? 'ok' : 'failed',
      'set-id': inputs.set,
      locations: locations.join('\n'),
      'legal-holds': String(done.reduce((sum, { value }) => sum + value.legalHolds, 0)),
    },
    summary: `## ${failure === undefined ? '🔒' : '❌'} ${escapeMarkdown(title)}\n\n${markdownTable(columns, rows)}\n`,
    text: `${title}\n\n${terminalTable(columns, rows)}`,
    json: {
      set: inputs.set,
      mode: inputs.mode,
      stores: done.map(({ store, value }) => ({ store: store.location, ...value })),
    },
    ...(failure === undefined ? {} : { failure }),
  };
}
