import { describe, expect, test } from 'vitest';
import { parse, problemsOf } from '../../support/policies.ts';

const STORES = `version: 1
stores:
  local: {directory: /backups}
  offsite: {s3: {uri: s3://bucket/pg}, object-lock: true}
  plain: {s3: {uri: s3://other/pg}}
`;

describe('problems between keys', () => {
  // The line below STORES is line 6.
  test.each([
    ['tiers: {daily: {stores: [local, offsite]}}', []],
    [
      'tiers: {daily: {stores: [ofsite]}}',
      ['6: tiers.daily.stores[0]: there is no store ofsite (the nearest is offsite)'],
    ],
    [
      'tiers: {daily: {stores: [elsewhere]}}',
      ['6: tiers.daily.stores[0]: there is no store elsewhere (there are local, offsite, plain)'],
    ],
    [
      'databases: [{name: a}, {name: b, stores: [lokal]}]',
      ['6: databases[1].stores[0]: there is no store lokal (the nearest is local)'],
    ],
    [
      'databases: {discover: every, stores: [lokal]}',
      ['6: databases.stores[0]: there is no store lokal (the nearest is local)'],
    ],
    // `s3` within the stores of the database is every one of them, when none is S3.
    ['databases: [{name: a, stores: [local]}]', []],
    [
      'databases: [{name: a, stores: [local]}]\ntiers: {weekly: {stores: [offsite]}}',
      [
        '6: databases[0].stores: has none of the stores of tier weekly (offsite); the tier would have no place',
      ],
    ],
    ['databases: [{name: a, stores: [local]}]\ntiers: {manual: {stores: [offsite]}}', []],
    // Locks
    ['tiers: {daily: {stores: [offsite], lock: {mode: governance, days: 30}}}', []],
    [
      'tiers: {daily: {stores: [offsite], lock: {mode: governance, days: 31}}}',
      [
        '6: tiers.daily.lock.days: locks sets for 31 days that are kept for only 30; it can be at most keep-days',
      ],
    ],
    [
      'tiers: {daily: {stores: [local, plain], lock: {mode: governance, days: 3}}}',
      ['6: tiers.daily.lock: none of its stores is an S3 store with object-lock: true'],
    ],
    ['tiers: {daily: {stores: [plain, offsite], lock: {mode: governance, days: 3}}}', []],
    // Erasures
    [
      "databases: [{name: a}]\nerasures: [{name: c1, at: 2026-11-20, database: a, sql: 'delete from t;', max-rows: 1}]",
      [],
    ],
    [
      "databases: [{name: a}]\nerasures: [{name: c1, at: 2026-02-30, database: b, sql: 'truncate t', max-rows: 1}]",
      [
        '7: erasures[0].at: 2026-02-30 is no day of the calendar',
        '7: erasures[0].database: b is none of the databases of this policy',
        '7: erasures[0].sql: begins with none of UPDATE, DELETE, MERGE, INSERT, WITH and SELECT',
      ],
    ],
    // Transitions
    ['tiers: {daily: {transition: {after-days: 29, storage-class: GLACIER_IR}}}', []],
    [
      'tiers: {daily: {transition: {after-days: 30, storage-class: GLACIER_IR}}}',
      [
        '6: tiers.daily.transition.after-days: sets are kept for 30 days, so nothing would ever be moved after 30',
      ],
    ],
    [
      'tiers: {weekly: {transition: {after-days: 29, storage-class: STANDARD_IA}}}',
      ['6: tiers.weekly.transition.after-days: S3 moves nothing to STANDARD_IA before 30 days'],
    ],
    [
      'tiers: {monthly: {transition: {after-days: 40, storage-class: STANDARD_IA}}}',
      ['6: tiers.monthly.transition.storage-class: S3 cannot move objects from GLACIER_IR to STANDARD_IA'],
    ],
    [
      'tiers: {weekly: {storage-class: ONEZONE_IA, transition: {after-days: 40, storage-class: GLACIER_IR}}}',
      ['6: tiers.weekly.transition.storage-class: S3 cannot move objects from ONEZONE_IA to GLACIER_IR'],
    ],
    // A default that does not fit is left out.
    ['tiers: {weekly: {keep-days: 20}}', []],
    ['tiers: {weekly: {storage-class: DEEP_ARCHIVE, keep-days: 200}}', []],
    // Objectives
    ['objectives: {restore-test-every: 14d}', []],
    [
      'objectives: {restore-test-every: 15d}',
      [
        '6: objectives.restore-test-every: prune-proof-max-age is shorter than restore-test-every, so pruning would be refused between two tests',
      ],
    ],
    [
      'objectives: {prune-proof-max-age: 6d}',
      [
        '6: objectives.prune-proof-max-age: prune-proof-max-age is shorter than restore-test-every, so pruning would be refused between two tests',
      ],
    ],
    // The rest
    ['encryption: {required: true}', ['6: encryption.required: is true, but there are no recipients']],
    [
      'restore-test: {assertions: [{name: a, sql: s, expect: {min: 2, max: 1}}]}',
      ['6: restore-test.assertions[0].expect: min 2 is larger than max 1'],
    ],
    ['restore-test: {allow: [{object: a(, error: "/b.*c/", reason: d}]}', []],
    [
      'restore-test: {allow: [{object: "/(/", error: "/[/", reason: d}]}',
      [
        '6: restore-test.allow[0].error: "/[/" is not a regular expression; escape what is meant literally, or leave the slashes out',
        '6: restore-test.allow[0].object: "/(/" is not a regular expression; escape what is meant literally, or leave the slashes out',
      ],
    ],
    ['notifications: [{mail: {host: h, from: a@b, to: [a@b], user: u, secret: S}}]', []],
    ['notifications: [{mail: {host: localhost, tls: none, from: a@b, to: [a@b], user: u, secret: S}}]', []],
    [
      'notifications: [{mail: {host: h, tls: none, from: a@b, to: [a@b], user: u, secret: S}}]',
      ['6: notifications[0].mail.tls: none would send the password of user in the clear'],
    ],
    [
      'notifications: [{github-issue: {}, when: [success]}, {pagerduty: {secret: S}, repeat-every: 1h}]',
      [
        '6: notifications[0].when: is not for a github-issue: it is opened by a failure and closed by a success',
      ],
    ],
    [
      'notifications: [{heartbeat: {secret: S}, when: [success], repeat-every: 1h}]',
      [
        '6: notifications[0].repeat-every: is not for a heartbeat: it is pinged at every run',
        '6: notifications[0].when: is not for a heartbeat: it is pinged at every run',
      ],
    ],
    [
      'notifications: [{mail: {host: h, from: a@b, to: [a@b], user: u}}]',
      ['6: notifications[0].mail.user: needs secret, the environment variable that holds its password'],
    ],
    [
      'notifications: [{mail: {host: h, from: a@b, to: [a@b], secret: S}}]',
      ['6: notifications[0].mail.secret: is only used together with user'],
    ],
  ])('%s', (text, problems) => {
    expect(problemsOf(`${STORES}${text}\n`)).toEqual(problems);
  });

  test('two stores in one place', () => {
    const same = (a: string, b: string): string[] =>
      problemsOf(`version: 1\nstores:\n  a: ${a}\n  b: ${b}\n`);
    const clash = ['4: stores.b: is the same place as a; one copy would overwrite the other'];
    expect(same('{directory: /x}', '{directory: /x/}')).toEqual(clash);
    expect(same('{s3: {uri: s3://bucket/x}}', '{s3: {uri: s3://bucket/x/}}')).toEqual(clash);
    expect(same('{s3: {uri: s3://bucket}}', '{s3: {uri: s3://bucket, endpoint: "https://h"}}')).toEqual([]);
    expect(same('{directory: /x}', '{directory: /x/y}')).toEqual([]);
  });

  test('names without any stores', () => {
    expect(problemsOf('version: 1\ntiers: {daily: {stores: [local]}}')).toEqual([
      '2: tiers.daily.stores[0]: there is no store local (no store is defined under stores)',
    ]);
  });

  test('of one key do not hide those of others, and cause no others', () => {
    expect(
      problemsOf(`version: 1
stores:
  local: {directory: backups}
  offsite:
    s3: {uri: s3://bucket}
    object-lock: yes
databases: [{name: a, stores: [locl]}]
tiers:
  daily: {keep-days: x, lock: {mode: governance, days: 40}}
  weekly: {stores: [offsite], lock: {mode: governance, days: 91}}
  manual: {stores: [nowhere]}
`).map((problem) => problem.split('; ')[0]),
    ).toEqual([
      '3: stores.local.directory: found the text "backups"',
      '6: stores.offsite.object-lock: found the text "yes"',
      '7: databases[0].stores[0]: there is no store locl (the nearest is local)',
      '9: tiers.daily.keep-days: found the text "x"',
      '10: tiers.weekly.lock.days: locks sets for 91 days that are kept for only 90',
      '11: tiers.manual.stores[0]: there is no store nowhere (there are local, offsite)',
    ]);
    expect(problemsOf('version: 1\nstores: []\ntiers: {daily: {stores: [a]}}')).toEqual([
      '2: stores: found a list; it has to be a mapping',
    ]);
  });
});

describe('warnings', () => {
  test.each([
    ['tiers: {daily: {keep-days: 3}}', []],
    // The default of weekly has 60 days in GLACIER_IR: documented, and no warning until somebody touches it.
    ['tiers: {weekly: {keep-minimum: 9}}', []],
    [
      'tiers: {weekly: {keep-days: 100}}',
      [
        'tiers.weekly: sets stay in GLACIER_IR for 70 days, but S3 bills at least 90 days and 128 KiB per object',
      ],
    ],
    ['tiers: {weekly: {keep-days: 120}}', []],
    ['tiers: {weekly: {transition: none}}', []],
    [
      'tiers: {weekly: {transition: {after-days: 61, storage-class: STANDARD_IA}}}',
      [
        'tiers.weekly: sets stay in STANDARD_IA for 29 days, but S3 bills at least 30 days and 128 KiB per object',
      ],
    ],
    ['tiers: {weekly: {transition: {after-days: 60, storage-class: STANDARD_IA}}}', []],
    [
      'tiers: {daily: {storage-class: ONEZONE_IA, keep-days: 20}}',
      [
        'tiers.daily: sets stay in ONEZONE_IA for 20 days, but S3 bills at least 30 days and 128 KiB per object',
      ],
    ],
    ['tiers: {monthly: {keep-days: 90}}', []],
    [
      'tiers: {monthly: {keep-days: 89}}',
      [
        'tiers.monthly: sets stay in GLACIER_IR for 89 days, but S3 bills at least 90 days and 128 KiB per object',
      ],
    ],
    [
      'objectives: {rto: 12h}\ntiers: {monthly: {keep-days: 179, storage-class: DEEP_ARCHIVE}}',
      ['tiers.monthly: sets stay in DEEP_ARCHIVE for 179 days, but S3 bills at least 180 days'],
    ],
    [
      'objectives: {rto: 5h}\ntiers: {manual: {keep-days: 80, storage-class: GLACIER}}',
      ['tiers.manual: sets stay in GLACIER for 80 days, but S3 bills at least 90 days'],
    ],
    [
      'objectives: {rto: 4h}\ntiers: {manual: {storage-class: GLACIER}}',
      [
        'tiers.manual: a set in GLACIER cannot be read before it was retrieved, up to 5 hours later; the RTO is shorter',
      ],
    ],
    [
      'tiers: {monthly: {transition: {after-days: 100, storage-class: DEEP_ARCHIVE}, keep-days: 300}}',
      [
        'tiers.monthly: a set in DEEP_ARCHIVE cannot be read before it was retrieved, up to 12 hours later; the RTO is shorter',
      ],
    ],
    [
      'tiers: {daily: {stores: [local], storage-class: STANDARD_IA}}',
      ['tiers.daily.storage-class: has no effect: none of its stores is in S3'],
    ],
  ])('%s', (text, warnings) => {
    const expected = warnings.map((warning) => `p.yml:${text.includes('\n') ? 7 : 6}: ${warning}`);
    expect(parse(`${STORES}${text}\n`).warnings).toEqual(expected);
  });
});
