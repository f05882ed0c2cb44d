import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import type { Policy } from '../../../src/policy/definition/policy.ts';
import { parsePolicy } from '../../../src/policy/parse-policy.ts';
import { parse, problemsOf } from '../../support/policies.ts';

const DAY = 86_400_000;

describe('what a policy comes to', () => {
  test('the smallest has the values of the runbook', () => {
    const { policy, written, warnings } = parse('version: 1');
    const tier = { storageClass: 'STANDARD', transition: 'none', lock: 'none' };
    expect(policy).toEqual({
      version: 1,
      databases: undefined,
      stores: undefined,
      tiers: {
        daily: { ...tier, keepDays: 30, keepMinimum: 3, stores: 'every' },
        weekly: {
          ...tier,
          keepDays: 90,
          keepMinimum: 3,
          stores: 's3',
          transition: { afterDays: 30, storageClass: 'GLACIER_IR' },
        },
        monthly: { ...tier, keepDays: 365, keepMinimum: 3, stores: 's3', storageClass: 'GLACIER_IR' },
        manual: { ...tier, keepDays: 90, keepMinimum: 1, stores: 'every' },
        'pre-migration': { ...tier, keepDays: 30, keepMinimum: 1, stores: 'every' },
      },
      objectives: {
        rpo: 15 * 60_000,
        rto: 3_600_000,
        backupEvery: DAY,
        restoreTestEvery: 7 * DAY,
        pruneProofMaxAge: 14 * DAY,
      },
      erasures: [],
      encryption: { recipients: [], required: false },
      restoreTest: {
        fingerprint: 'content',
        timeBudget: undefined,
        assertions: [],
        allow: [],
        drift: { defaultPercent: 10, tables: new Map() },
        amcheck: false,
      },
      migrations: {
        paths: [],
        tool: 'auto',
        command: undefined,
        rollbackCommand: undefined,
        block: ['failed', 'data-loss', 'long-lock'],
        longLock: 5_000,
        timeLimit: 15 * 60_000,
        approvers: [],
        approvalLabel: 'migration-approved',
        acceptProven: undefined,
      },
      notifications: [],
    });
    expect([...written]).toEqual(['', 'version']);
    expect(warnings).toEqual([]);
  });

  test('every kind of value', () => {
    const { policy, written } = parse(`version: 1
databases:
  - name: Größe der Datenbank
    port: 5433
    tables: [public.orders, audit_*]
    stores: [cold-1]
stores:
  cold-1:
    s3:
      uri: s3://shop/pg
      endpoint: https://s3.example.com:9000/x
      force-path-style: false
    object-lock: true
tiers:
  manual: {keep-days: 1, stores: [cold-1], transition: none, lock: {mode: compliance, days: 1}}
restore-test:
  time-budget: 90m
  assertions:
    - {name: a, sql: "select 1", expect: 1.50}
    - {name: b, sql: "select 1", expect: true, time-limit: 5s}
    - {name: c, sql: "select 1", expect: "yes"}
    - {name: d, sql: "select 1", expect: {min: -0.5}}
    - {name: e, sql: "select 1", expect: {newer-than: 26h}}
    - {name: f, command: [psql, -c, -c]}
    - name: g
      sql: |
        SELECT count(*)
        FROM t
      expect: 0
  drift:
    default-percent: 2.5
    tables: {"20": 1, b.*: 100, "10": 0}
notifications:
  - mail: {host: smtp.example.com, from: a@b.c, to: [d@e.f]}
    when: [success]
  - {name: chat, slack: {secret: SLACK_URL}, repeat-every: 7d}
`);
    expect(policy.databases).toEqual([
      {
        name: 'Größe der Datenbank',
        host: undefined,
        port: 5433,
        user: undefined,
        sslmode: undefined,
        sslrootcert: undefined,
        tables: ['public.orders', 'audit_*'],
        excludeTables: undefined,
        production: false,
        stores: ['cold-1'],
      },
    ]);
    expect(policy.stores).toEqual(
      new Map([
        [
          'cold-1',
          {
            kind: 's3',
            s3: {
              uri: 's3://shop/pg',
              endpoint: 'https://s3.example.com:9000/x',
              region: undefined,
              forcePathStyle: false,
            },
            objectLock: true,
            writeOnly: false,
          },
        ],
      ]),
    );
    expect(policy.tiers.manual).toEqual({
      keepDays: 1,
      keepMinimum: 1,
      stores: ['cold-1'],
      storageClass: 'STANDARD',
      transition: 'none',
      lock: { mode: 'compliance', days: 1 },
    });
    const five = 5 * 60_000;
    const sql = { kind: 'sql', sql: 'select 1', timeLimit: five };
    expect(policy.restoreTest.timeBudget).toBe(90 * 60_000);
    expect(policy.restoreTest.assertions).toEqual([
      { ...sql, name: 'a', expect: '1.50' },
      { ...sql, name: 'b', expect: 't', timeLimit: 5000 },
      { ...sql, name: 'c', expect: 'yes' },
      { ...sql, name: 'd', expect: { kind: 'range', min: -0.5, max: undefined } },
      { ...sql, name: 'e', expect: { kind: 'newerThan', newerThan: 26 * 3_600_000 } },
      { kind: 'command', name: 'f', timeLimit: five, command: ['psql', '-c', '-c'] },
      { ...sql, name: 'g', sql: 'SELECT count(*)\nFROM t\n', expect: '0' },
    ]);
    expect([...policy.restoreTest.drift.tables]).toEqual([
      ['20', 1],
      ['b.*', 100],
      ['10', 0],
    ]);
    expect(policy.notifications.map((target) => [target.kind, target.name, target.when])).toEqual([
      ['mail', undefined, ['success']],
      ['slack', 'chat', ['failure', 'recovery']],
    ]);
    expect(written).toContain('tiers.manual.lock.days');
    expect(written).toContain('restore-test.drift.tables["b.*"]');
    expect(written).not.toContain('tiers.manual.storage-class');
  });

  test('its type comes from the definition', () => {
    expectTypeOf<Policy['tiers']['pre-migration']['keepDays']>().toEqualTypeOf<number>();
    expectTypeOf<Policy['tiers']['daily']['stores']>().toEqualTypeOf<'every' | 's3' | readonly string[]>();
    expectTypeOf<Policy['restoreTest']['timeBudget']>().toEqualTypeOf<number | undefined>();
    type Slack = Extract<Policy['notifications'][number], { kind: 'slack' }>;
    expectTypeOf<Slack['slack']['secret']>().toEqualTypeOf<string>();
  });

  test('databases can be discovered, in two ways', () => {
    expect(parse('version: 1\ndatabases: discover').policy.databases).toBe('discover');
    expect(parse("version: 1\ndatabases: {discover: every, exclude: ['a*']}").policy.databases).toMatchObject(
      { discover: 'every', exclude: ['a*'] },
    );
  });

  test('JSON is YAML too, and line ends of Windows are line ends', () => {
    expect(parse('{"version": 1, "objectives": {"rto": "2h"}}').policy.objectives.rto).toBe(7_200_000);
    expect(problemsOf('version: 1\r\n\r\nobjectives:\r\n  rto: 5\r\n')[0]).toMatch(/^4: objectives\.rto: /);
    expect(parse('\ufeffversion: 1').policy.version).toBe(1);
  });

  test.each([
    ['docs/policy.md', 2],
    ['docs/physical.md', 1],
  ])('the examples of %s are right, and free of warnings', (path, atLeast) => {
    const doc = readFileSync(join(import.meta.dirname, '../../..', path), 'utf8');
    const examples = [...doc.matchAll(/```yaml\n(.*?)```/gs)].map((match) => match[1] ?? '');
    expect(examples.length).toBeGreaterThanOrEqual(atLeast);
    for (const example of examples) expect(parse(example).warnings).toEqual([]);
  });
});

describe('problems', () => {
  test('are all reported, each with its line, in the order of the file', () => {
    expect(
      problemsOf(`version: 2
databases:
  - name: 123
    pasword: x
  - {}
stores:
  local: {directory: backups}
  offsite: {s3: {uri: s3://bucket/p}, object-lock: yes}
tiers:
  daily: {keep-days: "30", keep-minimum: 0x3}
  weekly: {stores: [offsit]}
  montly: {}
objectives: {rto: 0s, rpo: 5}
`),
    ).toEqual([
      '1: version: found the number 2; it has to be 1',
      '3: databases[0].name: found the number 123; it has to be the plain name of a database of at most 63 characters, not a connection string, in quotes',
      '4: databases[0].pasword: there is no such key',
      '5: databases[1].name: is missing',
      '7: stores.local.directory: found the text "backups"; it has to be the absolute path of a directory such as /backups/postgresql',
      '8: stores.offsite.object-lock: found the text "yes"; it has to be true or false',
      '10: tiers.daily.keep-days: found the text "30"; it has to be a whole number from 1 to 36500, without quotes',
      '10: tiers.daily.keep-minimum: found the number 0x3; it has to be a whole number from 1 to 10000',
      '11: tiers.weekly.stores[0]: there is no store offsit (the nearest is offsite)',
      '12: tiers.montly: there is no such key (the nearest is monthly)',
      '13: objectives.rpo: found the number 5; it has to be a duration such as 30s, 15m, 1h or 7d, from 1m to 366d',
      '13: objectives.rto: found the text "0s"; it has to be a duration such as 30s, 15m, 1h or 7d, from 1m to 30d',
    ]);
  });

  test('come as one error with its code and the remedy', () => {
    const error = (() => {
      try {
        return parsePolicy('versoin: 1', 'config/backup-policy.yml');
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({
      code: 'PBA-POLICY',
      message:
        'The policy has 2 problems:\n- config/backup-policy.yml:1: version: is missing\n- config/backup-policy.yml:1: versoin: there is no such key (the nearest is version)',
    });
    expect(String((error as UserError).hint)).toContain('docs/policy.md');
  });

  test('of a hopeless file are cut, and counted', () => {
    const rubbish = Array.from({ length: 500 }, (_, index) => `x${index}: 1`).join('\n');
    const problems = problemsOf(rubbish);
    expect(problems).toHaveLength(201);
    expect(problems.at(-1)).toBe('… and 301 more');
    expect(problemsOf(`# ${'x'.repeat(1024 * 1024)}\nversion: 1`)).toEqual([
      '1: is longer than 1 MiB, which no policy is',
    ]);
  });

  // Each is a line below `version: 1`, so the line is 2 unless it says otherwise.
  test.each([
    // The shape of the file
    ['tiers: []', 'tiers: found a list; it has to be a mapping'],
    ['tiers: x', 'tiers: found a single value; it has to be a mapping'],
    ['tiers:', 'tiers: has no value; give it one, or remove the line'],
    ['tiers: {daily: ~}', 'tiers.daily: has no value; give it one, or remove the line'],
    ['notifications: {}', 'notifications: found a mapping; it has to be a list'],
    ['databases: []', 'databases: is empty; it needs at least one item'],
    ['databases: shop', 'databases: found the text "shop"; it has to be discover, a list or a mapping'],
    ['databases: {}', 'databases.discover: is missing'],
    ['stores: {}', 'stores: is empty; it needs at least one key'],
    ['stores: {a: {}}', 'stores.a: needs one of directory, s3'],
    ['stores: {a: /b}', 'stores.a: found a single value; it has to be a mapping'],
    [
      'stores: {a: {directory: /b, s3: {uri: s3://bucket}}}',
      'stores.a: directory and s3 cannot stand together; keep one',
    ],
    [
      'stores: {A B: {directory: /b}}',
      'stores["A B"]: as a key, found the text "A B"; it has to be a name of small letters, digits and hyphens, at most 40',
    ],
    ['1: 2', 'has a key that is not text; put it in quotes'],
    ['? [a]\n: 2', 'has a key that is not text; put it in quotes'],
    ['constructor: 1', 'constructor: there is no such key'],
    ['__proto__: 1', '__proto__: there is no such key'],
    ['objectives: {rto: 1h, rto: 2h}', 'objectives.rto: is given twice; the first is on line 2'],
    // What YAML has and a policy does not need
    ['objectives: &x {}', 'objectives: anchors (&name) are not supported; remove it'],
    ['objectives: *x', 'objectives: aliases (*name) are not supported; write the value out'],
    ['objectives: !!map {}', 'objectives: tags (!name) are not supported; remove it'],
    ['objectives: {rto: !!str 1h}', 'objectives.rto: tags (!name) are not supported; remove it'],
    ['<<: {objectives: {}}', '["<<"]: there is no such key'],
    // Nothing is coerced
    ['encryption: {required: on}', 'encryption.required: found the text "on"; it has to be true or false'],
    [
      'encryption: {required: "true"}',
      'encryption.required: found the text "true"; it has to be true or false, without quotes',
    ],
    ['encryption: {required: True}', 'encryption.required: found True; it has to be true or false'],
    ['encryption: {required: 1}', 'encryption.required: found the number 1; it has to be true or false'],
    [
      'tiers: {daily: {keep-days: 30.0}}',
      'tiers.daily.keep-days: found the number 30.0; it has to be a whole number from 1 to 36500',
    ],
    [
      'tiers: {daily: {keep-days: 3e1}}',
      'tiers.daily.keep-days: found the number 3e1; it has to be a whole number from 1 to 36500',
    ],
    [
      'tiers: {daily: {keep-days: +30}}',
      'tiers.daily.keep-days: found the number +30; it has to be a whole number from 1 to 36500',
    ],
    [
      'tiers: {daily: {keep-days: 030}}',
      'tiers.daily.keep-days: found the number 030; it has to be a whole number from 1 to 36500',
    ],
    [
      'tiers: {daily: {keep-days: .inf}}',
      'tiers.daily.keep-days: found the number .inf; it has to be a whole number from 1 to 36500',
    ],
    [
      'tiers: {daily: {keep-days: 0}}',
      'tiers.daily.keep-days: found the number 0; it has to be a whole number from 1 to 36500',
    ],
    [
      'tiers: {daily: {keep-days: true}}',
      'tiers.daily.keep-days: found true; it has to be a whole number from 1 to 36500',
    ],
    [
      'objectives: {rto: 1 h}',
      'objectives.rto: found the text "1 h"; it has to be a duration such as 30s, 15m, 1h or 7d, from 1m to 30d',
    ],
    [
      'objectives: {rto: 31d}',
      'objectives.rto: found the text "31d"; it has to be a duration such as 30s, 15m, 1h or 7d, from 1m to 30d',
    ],
    [
      'restore-test: {fingerprint: Content}',
      'restore-test.fingerprint: found the text "Content"; it has to be content, sampled or counts',
    ],
    [
      'restore-test: {drift: {default-percent: 101}}',
      'restore-test.drift.default-percent: found the number 101; it has to be a percentage from 0 to 100 such as 10 or 2.5, without the sign',
    ],
    [
      'restore-test: {drift: {tables: {a: 10%}}}',
      'restore-test.drift.tables.a: found the text "10%"; it has to be a percentage from 0 to 100 such as 10 or 2.5, without the sign',
    ],
    [
      'restore-test: {assertions: [{name: a, sql: s, expect: 0x10}]}',
      'restore-test.assertions[0].expect: found the number 0x10; it has to be text, a number, true or false or a mapping',
    ],
    [
      'restore-test: {assertions: [{name: a, sql: s, expect: 12345678901234567890}]}',
      'restore-test.assertions[0].expect: found the number 12345678901234567890; it has to be text, a number, true or false or a mapping',
    ],
    [
      'restore-test: {assertions: [{name: a, sql: s, expect: ~}]}',
      'restore-test.assertions[0].expect: has no value; give it one, or remove the line',
    ],
    [
      'stores: {a: {directory: "/a\\tb"}}',
      'stores.a.directory: found the text "/a\\tb"; it has to be the absolute path of a directory such as /backups/postgresql',
    ],
    [
      'stores: {a: {directory: /}}',
      'stores.a.directory: found the text "/"; it has to be the absolute path of a directory such as /backups/postgresql',
    ],
    [
      'databases: [{name: ""}]',
      'databases[0].name: found the text ""; it has to be the plain name of a database of at most 63 characters, not a connection string',
    ],
    // Common mistakes get their remedy
    [
      'databases: [discover]',
      'databases[0]: discover finds every database, so it cannot stand together with names; keep one of them',
    ],
    [
      'databases: {discover: every, name: shop}',
      'databases.name: discover finds every database, so it cannot stand together with names; keep one of them',
    ],
    [
      'databases: [{name: a, password: x}]',
      'databases[0].password: a password does not belong into the policy; use the input password, PGPASSWORD or a passfile',
    ],
    ['databases: [{name: a, constructor: x}]', 'databases[0].constructor: there is no such key'],
    // Duplicates
    [
      'databases: [{name: a}, {name: a}]',
      'databases[1]: the name "a" is given twice; the first is on line 2',
    ],
    [
      'databases: [{name: a, tables: [t, t]}]',
      'databases[0].tables[1]: is given twice; the first is on line 2',
    ],
    [
      'restore-test: {assertions: [{name: a, command: [b]}, {name: a, sql: s, expect: 1}]}',
      'restore-test.assertions[1]: the name "a" is given twice; the first is on line 2',
    ],
    [
      'notifications: [{name: a, slack: {secret: X}}, {name: a, teams: {secret: Y}}]',
      'notifications[1]: the name "a" is given twice; the first is on line 2',
    ],
    // Variants
    ['restore-test: {assertions: [{name: a, sql: s}]}', 'restore-test.assertions[0].expect: is missing'],
    ['restore-test: {assertions: [{name: a, expect: 1}]}', 'restore-test.assertions[0].sql: is missing'],
    [
      'restore-test: {assertions: [{name: a, command: [b], expect: 1}]}',
      'restore-test.assertions[0]: sql and command cannot stand together; keep one',
    ],
    [
      'restore-test: {assertions: [{name: a, sql: s, expect: {}}]}',
      'restore-test.assertions[0].expect: needs one of min, newer-than',
    ],
    ['notifications: [{slack: {}}]', 'notifications[0].slack.secret: is missing'],
  ])('%s', (line, problem) => {
    expect(problemsOf(`version: 1\n${line}\n`)).toContain(`2: ${problem}`);
  });

  test.each([
    ['', '1: is empty; a policy starts with version: 1'],
    ['# nothing\n', '1: is empty; a policy starts with version: 1'],
    ['- version: 1', '1: found a list; it has to be a mapping'],
    ['version', '1: found a single value; it has to be a mapping'],
    ['version: 1.0', '1: version: found the number 1.0; it has to be 1'],
    ['version: "1"', '1: version: found the text "1"; it has to be 1, without quotes'],
    [
      '%YAML 1.1\n---\nversion: 1\nencryption: {required: yes}',
      '1: only YAML 1.2 is read; remove the %YAML line',
    ],
    ['version: 1\n---\nversion: 1', '2: this is not YAML: Source contains multiple documents'],
    ['version: 1\nx: [1\ny: 2', '3: this is not YAML: '],
    ['version: 1\n\ttiers: {}', '2: this is not YAML: '],
    ['version: 1\nx: "y', '2: this is not YAML: '],
  ])('as a whole: %j', (text, problem) => {
    expect(problemsOf(text).some((one) => one.startsWith(problem))).toBe(true);
  });
});

describe('secrets', () => {
  test.each([
    ['notifications: [{slack: {secret: https://hooks.slack.com/services/T0SECRET/B0/XXXX}}]'],
    ['notifications: [{slack: {secret: s3cret-token}}]'],
    ['notifications: [{slack: {secret: AKIASECRETSECRETABCD}}]'],
    ['notifications: [{slack: {secret: JBSWY3DPEHPK3SECRET}}]'],
    ['notifications: [{mail: {host: "https://u:secret@h", from: a@b, to: [a@b]}}]'],
    ['databases: [{name: "postgres://u:secret@h/db"}]'],
    ['databases: [{name: a, host: "postgres://u:secret@h"}]'],
    ['stores: {a: {s3: {uri: s3://bucket, endpoint: "https://k:secret@h"}}}'],
    ['stores: {a: {s3: {uri: s3://bucket, endpoint: "https://h/?token=secret"}}}'],
    ['stores: {a: {s3: {uri: s3://bucket, endpoint: secret, region: "https://h/a#secret"}}}'],
    ['encryption: {recipients: [AGE-SECRET-KEY-1SECRET]}'],
    ['encryption: {AGE-SECRET-KEY-1SECRET: 1}'],
    ['restore-test: {assertions: [{name: a, command: [x, "--url=postgres://u:secret@h/d"]}]}'],
    ['restore-test: {assertions: [{name: a, sql: s, expect: "AGE-SECRET-KEY-1SECRET"}]}'],
  ])('are refused and not repeated: %s', (line) => {
    const problems = problemsOf(`version: 1\n${line}\n`);
    expect(problems).not.toEqual([]);
    const shown = problems.join('\n').replaceAll('.secret: ', '').replaceAll('looks like a secret', '');
    expect(shown.replaceAll('holds the secret', '').replaceAll('never the secret', '')).not.toMatch(
      line.includes('endpoint: secret') ? /#secret/ : /secret/i,
    );
  });

  test('are named by environment variables', () => {
    const names = ['SLACK_WEBHOOK_URL', 'X', '_A1', 'SMTP_PASSWORD_2026', 'AKIA', 'WEBHOOKURLFORPRODUCTION'];
    for (const name of names) {
      expect(problemsOf(`version: 1\nnotifications: [{slack: {secret: ${name}}}]`)).toEqual([]);
    }
  });
});
