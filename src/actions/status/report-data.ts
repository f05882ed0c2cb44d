import { objectKey, setIdTime, TIERS } from '../../catalog/keys.ts';
import { manifestLocation } from '../../catalog/manifest.ts';
import { shellQuote } from '../../catalog/recovery-instructions.ts';
import type { Point } from '../../catalog/status/trend.ts';
import type { EffectivePolicy, EffectiveTier } from '../../policy/effective-policy.ts';
import { copiesFor } from '../../policy/tier-copies.ts';
import type { Recovery, ReportData, ReportDatabase, RetentionRow } from '../../report/data.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { VERSION } from '../../version.ts';
import type { DatabaseHistory } from './read-database.ts';
import type { Judged, StatusReport } from './status.ts';

/** What the report shows, from what the run found. */
export function reportData(
  { databases, worst, workflows }: StatusReport,
  policy: EffectivePolicy,
  context: Pick<ActionContext, 'now' | 'run'>,
  days: number,
): ReportData {
  const { backupEvery, restoreTestEvery } = policy.objectives;
  return {
    now: context.now(),
    days,
    repository: context.run.repository,
    runUrl: context.run.runUrl,
    toolkit: VERSION,
    verdict: worst,
    databases: [...databases].map(([name, judged]) => reportDatabase(name, judged)),
    workflows,
    objectives: { backupEvery, restoreTestEvery },
    retention: TIERS.map((tier) => retentionRow(policy, tier)),
  };
}

function reportDatabase(name: string, { history, status }: Judged): ReportDatabase {
  const dumps = history.dumps.toReversed();
  const of = (value: (dump: DatabaseHistory['dumps'][number]) => number | undefined): Point[] =>
    dumps.flatMap((dump) => {
      const found = value(dump);
      return found === undefined ? [] : [{ at: Date.parse(dump.manifest.snapshotAt), value: found }];
    });
  const proofs = history.proofs.toSorted((a, b) => (a.at < b.at ? -1 : 1));
  return {
    name,
    status,
    series: {
      bytes: of((dump) => dump.bytes),
      rows: of(({ manifest }) => Number(manifest.totals.rows)),
      seconds: of(({ manifest }) => {
        const phases = Object.values(manifest.durations);
        return phases.length === 0 ? undefined : phases.reduce((sum, one) => sum + one, 0);
      }),
      gaps: gapsOf(history),
      restores: proofs.flatMap(({ at, time }) =>
        time === undefined ? [] : [{ at: Date.parse(at), value: time.seconds }],
      ),
    },
    tests: proofs.map(({ at, proven }) => ({ at: Date.parse(at), proven })),
    evidence: history.lines.toSorted((a, b) => (a.at < b.at ? 1 : -1)),
    unread: history.unread,
    recovery: recoveryOf(name, history),
  };
}

/** Time from each set to the one before it; sets that were pruned since count too, their ids stand in the records. */
function gapsOf({ stored, named }: DatabaseHistory): Point[] {
  const times = new Set(stored.map((set) => set.snapshotAt));
  for (const id of named) {
    const at = setIdTime(id)?.getTime();
    if (at !== undefined) times.add(at);
  }
  const sorted = [...times].sort((a, b) => a - b);
  return sorted.slice(1).map((at, index) => ({ at, value: at - (sorted[index] ?? at) }));
}

function recoveryOf(database: string, { dumps }: DatabaseHistory): Recovery | undefined {
  const dump = dumps.find((one) => one.proven) ?? dumps[0];
  if (dump === undefined) return undefined;
  const { manifest, store, proven } = dump;
  const place = `${store.location.replace(/\/$/, '')}/${objectKey(manifestLocation(manifest), 'RECOVERY.md')}`;
  const cli = 'node dist/cli.js';
  return {
    set: manifest.id,
    proven,
    encrypted: manifest.encryption !== null,
    readInstructions: store.location.startsWith('s3://')
      ? `aws s3 cp ${shellQuote(place)} -`
      : `cat ${shellQuote(place)}`,
    restore: `${cli} restore --stores ${shellQuote(store.location)} --database ${shellQuote(database)} --set ${manifest.id}${manifest.encryption === null ? '' : ' --identity-file key.txt'}`,
    swap: `${cli} swap --database ${shellQuote(database)} --confirm ${shellQuote(database)}`,
  };
}

function retentionRow(policy: EffectivePolicy, tier: RetentionRow['tier']): RetentionRow {
  const { keepDays, keepMinimum } = policy.tiers[tier];
  const copies = copiesFor(policy, tier, { stores: undefined });
  return {
    tier,
    keepDays,
    keepMinimum,
    stores: copies.map((copy) => copy.store.name),
    rules: [
      ...new Set(
        copies.flatMap((copy) => [
          ...(copy.storageClass === undefined ? [] : [copy.storageClass]),
          ...(copy.transition === undefined ? [] : [transitionText(copy.transition)]),
          ...(copy.lock === undefined ? [] : [`${copy.lock.mode} lock for ${copy.lock.days} days`]),
        ]),
      ),
    ],
  };
}

function transitionText({ storageClass, afterDays }: NonNullable<EffectiveTier['transition']>): string {
  return `${storageClass} after ${afterDays} days`;
}
