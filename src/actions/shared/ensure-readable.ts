import { objectKey, type SetLocation } from '../../catalog/keys.ts';
import type { Manifest } from '../../catalog/manifest.ts';
import { describeRetrieval, retrievalTime } from '../../catalog/retrieval.ts';
import { mapLimited, sleep } from '../../concurrency.ts';
import { StoreError } from '../../errors.ts';
import type { ActionContext } from '../../runtime/action.ts';
import type { InputSpecs } from '../../runtime/action-spec.ts';
import { formatDuration, plural } from '../../runtime/format.ts';
import { type Availability, RETRIEVAL_TIERS, type RetrievalTier, type Store } from '../../storage/store.ts';

const ARCHIVED = 'Archived sets';

/** What to do with sets in GLACIER and DEEP_ARCHIVE. */
export const archivedInputs = {
  archived: {
    kind: 'choice',
    choices: ['fail', 'request', 'wait'],
    default: 'fail',
    group: ARCHIVED,
    description:
      'What to do when the set lies in an archive class (`GLACIER`, `DEEP_ARCHIVE`) and cannot be read yet. `fail` says so. `request` asks for it and ends with `PBA-SET-ARCHIVED`; a later run goes on. `wait` asks for it and waits.',
  },
  'retrieval-tier': {
    kind: 'choice',
    choices: RETRIEVAL_TIERS,
    default: 'Standard',
    group: ARCHIVED,
    description:
      'How fast an archived set is fetched: `Standard` takes 3 to 5 hours (12 from `DEEP_ARCHIVE`), `Bulk` 5 to 12 (48) and is cheapest, `Expedited` 1 to 5 minutes (not from `DEEP_ARCHIVE`).',
  },
  'retrieval-days': {
    kind: 'integer',
    min: 1,
    max: 365,
    default: '3',
    group: ARCHIVED,
    description: 'For how many days what was fetched stays readable; it is paid for twice meanwhile.',
  },
} as const satisfies InputSpecs;

export interface ArchivedInputs {
  readonly archived: 'fail' | 'request' | 'wait';
  readonly retrievalTier: RetrievalTier;
  readonly retrievalDays: number;
}

interface Archived {
  readonly key: string;
  readonly availability: Availability;
}

const AT_ONCE = 8;
const FIRST_LOOK_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Makes sure that every object of a set can be read, before the first of them is fetched. Waits no longer than the run may
 * take: the time limit of the action ends it.
 * @throws StoreError PBA-SET-ARCHIVED with the time to come back
 */
export async function ensureReadable(
  store: Store,
  location: SetLocation,
  manifest: Manifest,
  inputs: ArchivedInputs,
  context: ActionContext,
): Promise<void> {
  const keys = manifest.objects.map((object) => objectKey(location, object.name));
  let archived = await unreadable(store, keys);
  if (archived.length === 0) return;
  const set = `Set ${manifest.id} (${manifest.tier}) in ${store.location}`;
  const classes = new Set(archived.map(({ availability }) => availability.storageClass));
  const time = describeRetrieval(retrievalTime(classes, inputs.retrievalTier));
  if (inputs.archived === 'fail') {
    throw new StoreError('PBA-SET-ARCHIVED', `${set} is archived (${[...classes].join(', ')}).`, {
      hint: `\`archived: request\` or \`wait\` fetches it, which takes ${time}. A set of another tier may be readable at once.`,
    });
  }
  const wanted = archived.filter(({ availability }) => !availability.retrieving);
  await mapLimited(wanted, AT_ONCE, ({ key }) =>
    store.retrieve(key, inputs.retrievalTier, inputs.retrievalDays),
  );
  const asked = `${plural(wanted.length, 'object')} asked for, ${archived.length - wanted.length} under way`;
  if (inputs.archived === 'request') {
    throw new StoreError('PBA-SET-ARCHIVED', `${set} is being fetched from the archive: ${asked}.`, {
      hint: `Run this again in ${time}; what is under way is not asked for twice.`,
    });
  }
  context.log.info(`${set} is being fetched from the archive: ${asked}; this takes ${time}`);
  const start = performance.now();
  for (let pause = FIRST_LOOK_MS; archived.length > 0; pause = Math.min(LONGEST_PAUSE_MS, pause * 2)) {
    await sleep(pause, context.signal);
    archived = await unreadable(
      store,
      archived.map(({ key }) => key),
    );
    const waited = formatDuration(performance.now() - start);
    context.log.info(`waiting for ${plural(archived.length, 'archived object')}, ${waited} so far`);
  }
}

async function unreadable(store: Store, keys: readonly string[]): Promise<Archived[]> {
  const found = await mapLimited(keys, AT_ONCE, async (key) => ({
    key,
    availability: await store.availability(key),
  }));
  return found.filter(({ availability }) => !availability.readable);
}
