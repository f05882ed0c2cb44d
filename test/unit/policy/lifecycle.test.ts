import { describe, expect, test } from 'vitest';
import { applyInputs } from '../../../src/policy/apply-inputs.ts';
import {
  compareLifecycle,
  type FoundRule,
  lifecycleRules,
  lifecycleTerraform,
  mergeLifecycle,
} from '../../../src/policy/lifecycle.ts';
import { parsePolicy } from '../../../src/policy/parse-policy.ts';

const policy = applyInputs(
  parsePolicy(
    `version: 1
databases: [{ name: shop }, { name: 'größe' }]
stores:
  local: { directory: /backups }
  offsite: { s3: { uri: s3://bucket/pg } }
`,
    'policy.yml',
  ),
  {},
);
const store = policy.stores.get('offsite');
if (store === undefined) throw new Error('the policy has the store');
const databases = [{ name: 'shop', stores: undefined }];
const rules = lifecycleRules(policy, store, databases);
const foreign = (more: Partial<FoundRule>): FoundRule => ({
  ID: 'theirs',
  Status: 'Enabled',
  Filter: { Prefix: 'pg/' },
  ...more,
});

describe('the lifecycle rules of a policy', () => {
  test('are the runbook’s moves, and clean-up, below the prefix of the database', () => {
    expect(rules).toEqual([
      {
        ID: 'postgres-backup-actions/pg/shop/',
        Status: 'Enabled',
        Filter: { Prefix: 'pg/shop/' },
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
        NoncurrentVersionExpiration: { NoncurrentDays: 90 },
        Expiration: { ExpiredObjectDeleteMarker: true },
      },
      {
        ID: 'postgres-backup-actions/pg/shop/weekly/',
        Status: 'Enabled',
        Filter: { Prefix: 'pg/shop/weekly/' },
        Transitions: [{ Days: 30, StorageClass: 'GLACIER_IR' }],
      },
    ]);
  });
  test('never delete what is current', () => {
    for (const rule of lifecycleRules(policy, store, [{ name: 'größe', stores: undefined }]))
      expect(Object.keys(rule.Expiration ?? {}).filter((key) => key !== 'ExpiredObjectDeleteMarker')).toEqual(
        [],
      );
  });
  test('leave out a database that does not use the store', () => {
    const [cleanUp, ...moves] = lifecycleRules(policy, store, [{ name: 'shop', stores: ['local'] }]);
    expect(cleanUp?.ID).toBe('postgres-backup-actions/pg/shop/');
    expect(moves).toEqual([]);
  });
});

describe('compared with a bucket', () => {
  const kinds = (found: FoundRule[]): string[] => compareLifecycle(rules, found).map((one) => one.kind);
  test('that has them, there is nothing to say', () => expect(kinds([...rules])).toEqual([]));
  test('that has none, all are missing', () => expect(kinds([])).toEqual(['missing', 'missing']));
  test('a changed one is different', () => {
    const [first, second] = rules;
    if (first === undefined || second === undefined) throw new Error('there are two');
    expect(kinds([first, { ...second, Transitions: [{ Days: 60, StorageClass: 'GLACIER_IR' }] }])).toEqual([
      'different',
    ]);
    expect(kinds([first, { ...second, Status: 'Disabled' }])).toEqual(['different']);
  });
  test('one of ours that is no longer wanted is superfluous', () => {
    const old = foreign({
      ID: 'postgres-backup-actions/pg/shop/daily/',
      Filter: { Prefix: 'pg/shop/daily/' },
    });
    expect(kinds([...rules, old])).toEqual(['superfluous']);
  });
  test.each([
    ['deletes below our prefix', foreign({ Expiration: { Days: 30 }, Filter: { Prefix: 'pg/shop/daily/' } })],
    ['deletes everything in the bucket', foreign({ Expiration: { Days: 30 }, Filter: {} })],
    ['deletes on a day', foreign({ Expiration: { Date: new Date('2030-01-01') } })],
    [
      'deletes with an old-fashioned prefix',
      { ID: 'x', Status: 'Enabled', Prefix: '', Expiration: { Days: 1 } },
    ],
    [
      'moves to where nobody asked for',
      foreign({ Transitions: [{ Days: 1, StorageClass: 'DEEP_ARCHIVE' }] }),
    ],
  ])('a rule that %s is dangerous', (_what, rule) => {
    expect(kinds([...rules, rule])).toEqual(['dangerous']);
  });
  test.each([
    ['is switched off', foreign({ Status: 'Disabled', Expiration: { Days: 1 } })],
    ['is for another prefix', foreign({ Filter: { Prefix: 'logs/' }, Expiration: { Days: 1 } })],
    ['cleans pgBackRest’s uploads', foreign({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } })],
  ])('a rule of others that %s is their business', (_what, rule) => {
    expect(kinds([...rules, rule])).toEqual([]);
  });
  test('merging keeps theirs and replaces ours', () => {
    const theirs = foreign({ Filter: { Prefix: 'logs/' } });
    const old = foreign({
      ID: 'postgres-backup-actions/pg/shop/daily/',
      Filter: { Prefix: 'pg/shop/daily/' },
    });
    const other = foreign({ ID: 'postgres-backup-actions/other/', Filter: { Prefix: 'other/' } });
    expect(mergeLifecycle(rules, [theirs, old, other])).toEqual([theirs, other, ...rules]);
  });
});

test('Terraform gets the same rules', () => {
  const text = lifecycleTerraform('my-bucket', rules);
  expect(text).toContain('resource "aws_s3_bucket_lifecycle_configuration" "my_bucket" {');
  expect(text.match(/^ {2}rule \{$/gm)).toHaveLength(2);
  expect(text).toContain('prefix = "pg/shop/weekly/"');
  expect(text).toContain('storage_class = "GLACIER_IR"');
  expect(text.split('{').length).toBe(text.split('}').length);
});
