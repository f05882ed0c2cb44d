import { TIERS, type Tier } from '../catalog/keys.ts';
import type { Draft, Remarks } from './draft.ts';
import { canMove, EARLIEST_IA_DAYS, STORAGE_CLASSES, type StorageClass } from './storage-classes.ts';
import { tierStores } from './tier-stores.ts';

type DraftTier = NonNullable<NonNullable<Draft['tiers']>[Tier]>;

/** Checks each tier: its times against each other, its classes against S3's rules, its lock against its stores. */
export function checkTiers(draft: Draft, remarks: Remarks): void {
  for (const tier of TIERS) {
    const rules = draft.tiers?.[tier];
    if (rules === undefined) continue;
    const path = `tiers.${tier}`;
    checkTransition(rules, path, remarks);
    checkLock(draft, rules, path, remarks);
    warnOfDurations(rules, path, remarks);
    warnOfRetrieval(draft, rules, path, remarks);
    warnOfNoEffect(draft, rules, path, remarks);
  }
}

function checkTransition(rules: DraftTier, path: string, remarks: Remarks): void {
  const { transition, keepDays, storageClass } = rules;
  // A default that does not fit is left out, not refused.
  if (transition === undefined || transition === 'none' || !remarks.isWritten(`${path}.transition`)) return;
  const { afterDays, storageClass: target } = transition;
  if (afterDays !== undefined && keepDays !== undefined && afterDays >= keepDays) {
    remarks.problem(
      `${path}.transition.after-days`,
      `sets are kept for ${keepDays} days, so nothing would ever be moved after ${afterDays}`,
    );
  }
  if (target === undefined) return;
  if (
    (target === 'STANDARD_IA' || target === 'ONEZONE_IA') &&
    (afterDays ?? EARLIEST_IA_DAYS) < EARLIEST_IA_DAYS
  ) {
    remarks.problem(
      `${path}.transition.after-days`,
      `S3 moves nothing to ${target} before ${EARLIEST_IA_DAYS} days`,
    );
  }
  if (storageClass !== undefined && !canMove(storageClass, target)) {
    remarks.problem(
      `${path}.transition.storage-class`,
      `S3 cannot move objects from ${storageClass} to ${target}`,
    );
  }
}

function checkLock(draft: Draft, rules: DraftTier, path: string, remarks: Remarks): void {
  const { lock, keepDays } = rules;
  if (lock === undefined || lock === 'none') return;
  if (lock.days !== undefined && keepDays !== undefined && lock.days > keepDays) {
    remarks.problem(
      `${path}.lock.days`,
      `locks sets for ${lock.days} days that are kept for only ${keepDays}; it can be at most keep-days`,
    );
  }
  const stores = draft.stores === undefined ? undefined : tierStores(rules.stores, draft.stores);
  const lockable = stores?.some((name) => {
    const store = draft.stores?.get(name);
    // What could not be read may be right once it can.
    return store === undefined || (store.kind === 's3' && store.objectLock !== false);
  });
  if (lockable === false) {
    remarks.problem(`${path}.lock`, 'none of its stores is an S3 store with object-lock: true');
  }
}

function isTouched(path: string, remarks: Remarks): boolean {
  return ['keep-days', 'storage-class', 'transition'].some((key) => remarks.isWritten(`${path}.${key}`));
}

/** Only for what somebody wrote: the defaults are explained where they are documented. */
function warnOfDurations(rules: DraftTier, path: string, remarks: Remarks): void {
  const { keepDays, storageClass, transition } = rules;
  if (keepDays === undefined || storageClass === undefined || transition === undefined) return;
  if (!isTouched(path, remarks)) return;
  const moves =
    transition !== 'none' && (transition.afterDays ?? keepDays) < keepDays ? transition : undefined;
  const stays: [StorageClass, number][] = [[storageClass, moves?.afterDays ?? keepDays]];
  if (moves?.storageClass !== undefined && canMove(storageClass, moves.storageClass)) {
    stays.push([moves.storageClass, keepDays - (moves.afterDays ?? 0)]);
  }
  for (const [name, days] of stays) {
    const { minimumDays, minimumBytes } = STORAGE_CLASSES[name];
    if (days >= minimumDays) continue;
    const size = minimumBytes === 0 ? '' : ` and ${minimumBytes / 1024} KiB per object`;
    remarks.warning(
      path,
      `sets stay in ${name} for ${days} days, but S3 bills at least ${minimumDays} days${size}`,
    );
  }
}

function warnOfRetrieval(draft: Draft, rules: DraftTier, path: string, remarks: Remarks): void {
  const rto = draft.objectives?.rto;
  const { storageClass, transition } = rules;
  if (rto === undefined || storageClass === undefined) return;
  const classes = [storageClass, transition === 'none' ? undefined : transition?.storageClass];
  for (const name of classes) {
    const hours = name === undefined ? 0 : STORAGE_CLASSES[name].retrievalHours;
    if (hours * 3_600_000 <= rto) continue;
    remarks.warning(
      path,
      `a set in ${name} cannot be read before it was retrieved, up to ${hours} hours later; the RTO is shorter`,
    );
  }
}

function warnOfNoEffect(draft: Draft, rules: DraftTier, path: string, remarks: Remarks): void {
  if (draft.stores === undefined) return;
  const stores = tierStores(rules.stores, draft.stores).map((name) => draft.stores?.get(name));
  if (stores.some((store) => store?.kind !== 'directory')) return;
  for (const key of ['storage-class', 'transition']) {
    if (remarks.isWritten(`${path}.${key}`)) {
      remarks.warning(`${path}.${key}`, 'has no effect: none of its stores is in S3');
    }
  }
}
