import { type SetLocation, setIdTime } from '../../catalog/keys.ts';
import type { Manifest } from '../../catalog/manifest.ts';
import { type Holding, isScheduled } from '../../catalog/placement.ts';
import { tierPeriod } from '../../catalog/tiers.ts';
import { mapLimited } from '../../concurrency.ts';
import { IntegrityError } from '../../errors.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { listStore, readManifest } from '../../sets/read-sets.ts';
import type { OpenedStore } from './destinations.ts';
import type { BackupRequest } from './request.ts';

/** A holding with its manifest. */
export interface FoundHolding extends Holding {
  readonly manifest: Manifest;
  readonly location: SetLocation;
}

const MANIFESTS_AT_ONCE = 8;
/** The clocks of runner and server differ; ids have whole seconds of the server's. */
const CLOCKS_MS = 3_600_000;

/**
 * The sets of scheduled tiers that could make a backup of now superfluous: made in the running period of their tier, of the
 * same cluster, with the same content and encryption. Only their manifests are read. A set whose manifest is damaged
 * counts for nothing: that it is replaced is what a backup is for, and `verify` reports it.
 */
export async function findHoldings(
  request: BackupRequest,
  context: ActionContext,
  systemIdentifier: string,
  stores: readonly OpenedStore[],
): Promise<FoundHolding[]> {
  const now = context.now().getTime();
  const candidates = (
    await Promise.all(
      stores.map(async ({ name, store }) =>
        (
          await listStore(store, request.database)
        ).sets
          .filter((set) => set.committed && isCurrent(set.location, now))
          .map(({ location }) => ({ name, store, location })),
      ),
    )
  ).flat();
  const found = await mapLimited(candidates, MANIFESTS_AT_ONCE, async ({ name, store, location }) => {
    try {
      const manifest = await readManifest(store, location);
      if (!answers(manifest, request, systemIdentifier)) return [];
      const { tier, id } = location;
      return [{ store: name, tier, id, snapshotAt: Date.parse(manifest.snapshotAt), manifest, location }];
    } catch (error) {
      if (!(error instanceof IntegrityError)) throw error;
      context.log.warning(`${store.location}: set ${location.id} does not count: ${error.message}`);
      return [];
    }
  });
  return found.flat();
}

/** When the sets of a database that these stores hold were made, of whatever tier; by their ids alone. */
export async function setTimes(stores: readonly OpenedStore[], database: string): Promise<number[]> {
  const listings = await Promise.all(stores.map(({ store }) => listStore(store, database)));
  return listings.flatMap(({ sets }) =>
    sets
      .filter((set) => set.committed && isScheduled(set.location.tier))
      .flatMap((set) => setIdTime(set.location.id)?.getTime() ?? []),
  );
}

function isCurrent({ tier, id }: SetLocation, now: number): boolean {
  const made = setIdTime(id)?.getTime();
  return made !== undefined && isScheduled(tier) && made >= tierPeriod(tier, now).start - CLOCKS_MS;
}

/** A set made with other inputs, or of another cluster, is not what this run was asked for. */
function answers(manifest: Manifest, request: BackupRequest, systemIdentifier: string): boolean {
  return (
    manifest.server.systemIdentifier === systemIdentifier &&
    manifest.content === request.content &&
    (manifest.encryption !== null) === request.recipients.length > 0
  );
}
