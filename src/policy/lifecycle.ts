import { databasePrefix, TIERS } from '../catalog/keys.ts';
import type { EffectiveDatabase, EffectivePolicy, EffectiveStore } from './effective-policy.ts';
import type { TransitionClass } from './storage-classes.ts';
import { copiesFor } from './tier-copies.ts';

/** A lifecycle rule, in the words of the S3 API (LifecycleRule in the API reference); what we never use is left out. */
export interface LifecycleRule {
  readonly ID: string;
  readonly Status: 'Enabled' | 'Disabled';
  readonly Filter: { readonly Prefix: string };
  readonly Transitions?: { readonly Days: number; readonly StorageClass: TransitionClass }[];
  readonly AbortIncompleteMultipartUpload?: { readonly DaysAfterInitiation: number };
  readonly NoncurrentVersionExpiration?: { readonly NoncurrentDays: number };
  readonly Expiration?: { readonly ExpiredObjectDeleteMarker: true };
}

/** Rules with ids that start so are ours; all others are left alone. */
const OUR_RULES = 'postgres-backup-actions/';

/** Uploads that a run began and nobody goes on with; `prune` sweeps them after a day, this is for when it does not run. */
const ABORT_DAYS = 7;
/** What a delete marker hides can be brought back for so long. `prune` deletes versions itself. */
const NONCURRENT_DAYS = 90;
/** Amazon S3 User Guide, "Lifecycle configuration rules": up to 1,000 in a bucket. */
export const MOST_RULES = 1000;

/**
 * The rules that a bucket needs for one store: per database the clean-up, and per tier its move to another class. No rule
 * ever expires a current object: a rule cannot know what is proven, `prune` does. The prefixes are those of databases, so
 * pgBackRest's repository beside them is not touched. Objects of less than 128 KiB, such as manifests, S3 moves to no other
 * class by itself (same guide, "Transitioning objects", since September 2024).
 */
export function lifecycleRules(
  policy: EffectivePolicy,
  store: EffectiveStore,
  databases: readonly Pick<EffectiveDatabase, 'name' | 'stores'>[],
): LifecycleRule[] {
  const root = rootOf(store);
  return databases.flatMap((database): LifecycleRule[] => {
    const prefix = `${root}${databasePrefix(database.name)}`;
    const cleanUp: LifecycleRule = {
      ID: `${OUR_RULES}${prefix}`,
      Status: 'Enabled',
      Filter: { Prefix: prefix },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: ABORT_DAYS },
      NoncurrentVersionExpiration: { NoncurrentDays: NONCURRENT_DAYS },
      Expiration: { ExpiredObjectDeleteMarker: true },
    };
    const moves = TIERS.flatMap((tier): LifecycleRule[] => {
      const copy = copiesFor(policy, tier, database).find((one) => one.store.name === store.name);
      if (copy?.transition === undefined) return [];
      return [
        {
          ID: `${OUR_RULES}${prefix}${tier}/`,
          Status: 'Enabled',
          Filter: { Prefix: `${prefix}${tier}/` },
          Transitions: [{ Days: copy.transition.afterDays, StorageClass: copy.transition.storageClass }],
        },
      ];
    });
    return [cleanUp, ...moves];
  });
}

/** Any rule that is in a bucket, ours or not, as far as it matters here. */
export interface FoundRule {
  readonly ID?: string | undefined;
  readonly Status?: string | undefined;
  readonly Prefix?: string | undefined;
  readonly Filter?:
    | {
        readonly Prefix?: string | undefined;
        readonly And?: { readonly Prefix?: string | undefined } | undefined;
      }
    | undefined;
  readonly Expiration?:
    | {
        readonly Days?: number | undefined;
        readonly Date?: Date | undefined;
        readonly ExpiredObjectDeleteMarker?: boolean | undefined;
      }
    | undefined;
  readonly Transitions?:
    | readonly { readonly Days?: number | undefined; readonly StorageClass?: string | undefined }[]
    | undefined;
  readonly AbortIncompleteMultipartUpload?: { readonly DaysAfterInitiation?: number | undefined } | undefined;
  readonly NoncurrentVersionExpiration?: { readonly NoncurrentDays?: number | undefined } | undefined;
}

export interface LifecycleFinding {
  readonly kind: 'missing' | 'different' | 'superfluous' | 'dangerous';
  readonly id: string;
  readonly detail: string;
}

/**
 * Compares what is in a bucket with what has to be there. `dangerous`: an enabled rule, whoever made it, that deletes current
 * objects where our sets lie, or moves them to a class that the policy does not ask for.
 */
export function compareLifecycle(
  wanted: readonly LifecycleRule[],
  found: readonly FoundRule[],
): LifecycleFinding[] {
  const findings: LifecycleFinding[] = [];
  const prefixes = wanted.map((rule) => rule.Filter.Prefix);
  for (const rule of wanted) {
    const there = found.find((one) => one.ID === rule.ID);
    if (there === undefined) findings.push({ kind: 'missing', id: rule.ID, detail: describeRule(rule) });
    else if (describeRule(there) !== describeRule(rule)) {
      findings.push({
        kind: 'different',
        id: rule.ID,
        detail: `${describeRule(there)}; it should be: ${describeRule(rule)}`,
      });
    }
  }
  for (const rule of found) {
    const id = rule.ID ?? '(without an id)';
    const expires = rule.Expiration?.Days !== undefined || rule.Expiration?.Date !== undefined;
    const touches = prefixes.some(
      (prefix) => prefix.startsWith(prefixOf(rule)) || prefixOf(rule).startsWith(prefix),
    );
    const ours = id.startsWith(OUR_RULES);
    if (rule.Status === 'Enabled' && touches && (expires || (!ours && (rule.Transitions?.length ?? 0) > 0))) {
      const what = expires
        ? 'deletes sets by age, whether anything newer is proven or not'
        : 'moves sets to a class that the policy does not ask for';
      findings.push({ kind: 'dangerous', id, detail: `${describeRule(rule)}: ${what}` });
    } else if (ours && touches && !wanted.some((one) => one.ID === rule.ID)) {
      findings.push({ kind: 'superfluous', id, detail: describeRule(rule) });
    }
  }
  return findings;
}

/** The rules of the bucket afterwards: those of others as they are, ours below these prefixes replaced. */
export function mergeLifecycle<T extends FoundRule>(
  wanted: readonly LifecycleRule[],
  found: readonly T[],
): (T | LifecycleRule)[] {
  const prefixes = wanted.map((rule) => rule.Filter.Prefix);
  const replaced = (rule: T): boolean =>
    (rule.ID ?? '').startsWith(OUR_RULES) && prefixes.some((prefix) => prefixOf(rule).startsWith(prefix));
  return [...found.filter((rule) => !replaced(rule)), ...wanted];
}

/** One sentence; equal for rules that do the same. */
export function describeRule(rule: FoundRule): string {
  const parts = [
    ...(rule.Transitions ?? []).map((one) => `moves to ${one.StorageClass} after ${one.Days} days`),
    ...(rule.AbortIncompleteMultipartUpload === undefined
      ? []
      : [`ends unfinished uploads after ${rule.AbortIncompleteMultipartUpload.DaysAfterInitiation} days`]),
    ...(rule.NoncurrentVersionExpiration === undefined
      ? []
      : [`deletes noncurrent versions after ${rule.NoncurrentVersionExpiration.NoncurrentDays} days`]),
    ...(rule.Expiration?.ExpiredObjectDeleteMarker === true ? ['deletes markers that hide nothing'] : []),
    ...(rule.Expiration?.Days === undefined ? [] : [`deletes objects after ${rule.Expiration.Days} days`]),
    ...(rule.Expiration?.Date === undefined
      ? []
      : [`deletes objects on ${rule.Expiration.Date.toISOString()}`]),
  ];
  const off = rule.Status === 'Enabled' ? '' : ' (disabled)';
  return `${prefixOf(rule) || '(everything)'}: ${parts.join(', ') || 'does nothing of interest'}${off}`;
}

/** Terraform's `aws_s3_bucket_lifecycle_configuration`, for those who manage the bucket with it. It replaces all rules. */
export function lifecycleTerraform(bucket: string, rules: readonly LifecycleRule[]): string {
  const blocks = rules.map((rule) =>
    [
      '  rule {',
      `    id     = ${hcl(rule.ID)}`,
      `    status = "${rule.Status}"`,
      '',
      `    filter {\n      prefix = ${hcl(rule.Filter.Prefix)}\n    }`,
      ...(rule.Transitions ?? []).map(
        (one) =>
          `\n    transition {\n      days          = ${one.Days}\n      storage_class = "${one.StorageClass}"\n    }`,
      ),
      ...(rule.AbortIncompleteMultipartUpload === undefined
        ? []
        : [
            `\n    abort_incomplete_multipart_upload {\n      days_after_initiation = ${rule.AbortIncompleteMultipartUpload.DaysAfterInitiation}\n    }`,
          ]),
      ...(rule.NoncurrentVersionExpiration === undefined
        ? []
        : [
            `\n    noncurrent_version_expiration {\n      noncurrent_days = ${rule.NoncurrentVersionExpiration.NoncurrentDays}\n    }`,
          ]),
      ...(rule.Expiration === undefined
        ? []
        : ['\n    expiration {\n      expired_object_delete_marker = true\n    }']),
      '  }',
    ].join('\n'),
  );
  const name = bucket.replace(/[^A-Za-z0-9_]/g, '_');
  return `resource "aws_s3_bucket_lifecycle_configuration" "${name}" {\n  bucket = ${hcl(bucket)}\n\n${blocks.join('\n\n')}\n}\n`;
}

/** A string of HCL: as in JSON, but `\${` and `%{` begin templates. */
function hcl(text: string): string {
  return JSON.stringify(text).replaceAll('${', '$${').replaceAll('%{', '%%{');
}

function prefixOf(rule: FoundRule): string {
  return rule.Filter?.And?.Prefix ?? rule.Filter?.Prefix ?? rule.Prefix ?? '';
}

/** The store's prefix in its bucket: empty, or ending in `/`. */
function rootOf(store: EffectiveStore): string {
  const path = store.location.replace(/^s3:\/\/[^/]*\/?/, '').replace(/\/$/, '');
  return path === '' ? '' : `${path}/`;
}
