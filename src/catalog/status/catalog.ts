import type { StatusFacts, StatusFinding, StatusSet } from '../status.ts';
import { SCHEDULED_TIERS } from '../tiers.ts';
import { atRisk, broken, span } from './finding.ts';

/** A schedule of GitHub may start late; so much of the interval is only a risk yet. */
const GRACE = 0.25;

/** What could not be read: of it nothing is known, which is no reason to call it good. */
export function unreachableFindings({ unreachable, damaged }: StatusFacts): StatusFinding[] {
  return [
    ...unreachable.map(({ store, reason }) =>
      broken(
        `${store} cannot be read: ${reason}`,
        'Mend the store, or its credentials; nothing is known of what it holds.',
      ),
    ),
    ...damaged.map(({ what, reason }) =>
      broken(
        `${what} cannot be used: ${reason}`,
        'Compare it with its copy in another store; run `verify` to see what else is damaged.',
      ),
    ),
  ];
}

export function ageFindings({ now, objectives, stored }: StatusFacts): StatusFinding[] {
  const remedy = 'Look at the backup workflow: did it run, and what did it say? Run it by hand.';
  if (stored.length === 0) return [broken('There is no set at all.', remedy)];
  const newest = stored.reduce((latest, set) => Math.max(latest, set.snapshotAt), 0);
  const age = now.getTime() - newest;
  if (age <= objectives.backupEvery) return [];
  const what = `The newest set is ${span(age)} old; a backup is due every ${span(objectives.backupEvery)}.`;
  return [age > objectives.backupEvery * (1 + GRACE) ? broken(what, remedy) : atRisk(what, remedy)];
}

/** The newest set of each tier has to be in every store of its tier; sets by hand may have been meant for one alone. */
export function placeFindings({ storesOf, unreachable, stored }: StatusFacts): StatusFinding[] {
  const unknown = unreachable.map((one) => one.store);
  return SCHEDULED_TIERS.flatMap((tier) => {
    const sets = stored.filter((set) => set.tier === tier);
    const newest = sets.reduce((latest, { id }) => (id > latest ? id : latest), '');
    if (newest === '') return [];
    const there = sets.filter((set) => set.id === newest).map((set) => set.store);
    const missing = storesOf(tier).filter((store) => !there.includes(store) && !unknown.includes(store));
    return missing.map((store) =>
      broken(
        `The newest ${tier} set ${newest} is not in ${store}.`,
        'Run `backup` again: it completes what is missing.',
      ),
    );
  });
}

/** Encryption and locks: what the policy asks for, and what earlier dumps had. */
export function protectionFindings(
  { encryptionRequired, unlocked }: StatusFacts,
  newestFirst: readonly StatusSet[],
): StatusFinding[] {
  const [newest, previous] = newestFirst;
  const findings = unlocked.map(({ id, tier, store }) =>
    broken(
      `The newest ${tier} set ${id} is not locked in ${store}, and the policy asks for a lock.`,
      'Anybody with write access can delete it. Check that the bucket has Object Lock; back up again.',
    ),
  );
  if (newest === undefined || newest.encrypted) return findings;
  if (encryptionRequired) {
    findings.push(
      broken(
        `The newest set ${newest.id} is not encrypted, and the policy requires it.`,
        'Give `recipients`.',
      ),
    );
  } else if (previous?.encrypted === true) {
    findings.push(
      atRisk(
        `The newest set ${newest.id} is not encrypted; the one before it was.`,
        'Give `recipients` again, or set `encryption.required` in the policy so that it cannot be forgotten.',
      ),
    );
  }
  return findings;
}
