import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseProof } from '../../src/catalog/evidence.ts';
import { readRecord } from '../../src/catalog/evidence-line.ts';
import { parseFingerprint } from '../../src/catalog/fingerprint/json.ts';
import { parseKey } from '../../src/catalog/keys.ts';
import { parseHold, parseIntent, parseLease } from '../../src/catalog/lease.ts';
import { manifestLocation, serialiseManifest } from '../../src/catalog/manifest.ts';
import { parseNotification } from '../../src/catalog/notification.ts';
import { parseInfo } from '../../src/catalog/physical/info.ts';
import { parsePhysicalRecord } from '../../src/catalog/physical/record.ts';
import { parseManifest } from '../../src/catalog/read-manifest.ts';
import { PbaError } from '../../src/errors.ts';
import { ACTIONS } from '../../src/main.ts';
import { parseS3Location } from '../../src/storage/open.ts';
import { exampleManifest } from '../support/manifests.ts';

/** Texts that have broken something somewhere. */
const NASTY = [
  '',
  ' ',
  '0',
  '-1',
  '1e999',
  'NaN',
  'true',
  'null',
  '__proto__',
  'constructor',
  "'; DROP TABLE tickets; --",
  '"quoted"',
  '$(id)',
  '`id`',
  '--help',
  '::set-output name=x::y',
  '::add-mask::a',
  '../../etc/passwd',
  's3://',
  's3://bucket/../..',
  'a\nb',
  'a\0b',
  '\u202Etxt.exe',
  '😀'.repeat(63),
  'x'.repeat(10_000),
  '2026-02-30T25:61:61Z',
  '20261122T030405Z-a1b2c3',
  '1h',
  '99999999999999999999d',
  '%00%0A',
  '{"a":1}',
  '[]',
];
const nasty = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 30 }));

/** Whatever comes, it is an answer or an error that says what is wrong and what to do. */
function judged(work: () => unknown): 'taken' | 'refused' {
  try {
    work();
    return 'taken';
  } catch (error) {
    if (!(error instanceof PbaError) || error.code === 'PBA-INTERNAL') throw error;
    expect(error.message).not.toBe('');
    return 'refused';
  }
}

describe('inputs', () => {
  const names = Object.keys(ACTIONS);
  test.each(names)(
    'of %s: whatever they are, an action is prepared or refused with PBA-INPUT',
    async (name) => {
      const action = ACTIONS[name];
      const bound = await action?.load();
      if (action === undefined || bound === undefined) throw new Error(`${name} is not there`);
      const inputs = Object.keys(action.spec.inputs);
      const seen = { taken: 0, refused: 0 };
      fc.assert(
        fc.property(
          fc.dictionary(
            fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...inputs) }, { weight: 1, arbitrary: nasty }),
            nasty,
            { maxKeys: 6, noNullPrototype: true },
          ),
          (raw) => {
            seen[judged(() => bound.prepare(raw))] += 1;
          },
        ),
        { numRuns: 400 },
      );
      expect(seen.refused).toBeGreaterThan(20);
    },
  );
});

/** A document of ours with something put into it, taken out of it, or cut off. */
function damaged(text: string): fc.Arbitrary<string> {
  const places = fc.tuple(fc.nat(), fc.nat(), fc.oneof(nasty, fc.json()), fc.nat(3));
  return places.map(([where, length, junk, kind]) => {
    const at = where % (text.length + 1);
    if (kind === 0) return text.slice(0, at);
    if (kind === 1) return `${text.slice(0, at)}${junk}${text.slice(at)}`;
    if (kind === 2) return text.slice(0, at) + text.slice(at + 1 + (length % 40));
    return replaceValue(JSON.parse(text), where, junk);
  });
}

function replaceValue(document: unknown, where: number, junk: string): string {
  const paths: [Record<string, unknown>, string][] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const key of Object.keys(value)) {
      paths.push([value as Record<string, unknown>, key]);
      visit((value as Record<string, unknown>)[key]);
    }
  };
  visit(document);
  const [parent, key] = paths[where % paths.length] ?? [{}, ''];
  parent[key] = junk;
  return JSON.stringify(document);
}

const manifest = exampleManifest();
const at = '2026-11-22T03:04:05.000Z';
const DOCUMENTS: readonly { name: string; text: string; parse: (text: string) => unknown }[] = [
  {
    name: 'manifest',
    text: serialiseManifest(manifest),
    parse: (text) => parseManifest(text, manifestLocation(manifest), 'manifest.json'),
  },
  {
    name: 'proof',
    text: JSON.stringify({
      evidenceVersion: 1,
      kind: 'restore-test',
      id: manifest.id,
      at,
      database: 'shop',
      tier: 'daily',
      set: manifest.id,
      dumpSha256: 'ab'.repeat(32),
      verdict: 'proven',
      grade: 'full',
      negativeControl: false,
      databaseBytes: 1,
      rto: { achievedSeconds: 1 },
    }),
    parse: (text) => parseProof(text, 'shop/evidence/restore-test/x.json'),
  },
  {
    name: 'evidence line',
    text: JSON.stringify({ evidenceVersion: 1, kind: 'verify', id: manifest.id, at, verdict: 'ok' }),
    parse: (text) => readRecord(text, 'shop/evidence/verify/x.json'),
  },
  {
    name: 'lease',
    text: JSON.stringify({ set: manifest.id, tier: 'daily', until: at, who: 'me' }),
    parse: (text) => parseLease(text, 'lease'),
  },
  {
    name: 'intent',
    text: JSON.stringify({ sets: [{ set: manifest.id, tier: 'daily' }], until: at, who: 'me' }),
    parse: (text) => parseIntent(text, 'intent'),
  },
  {
    name: 'hold',
    text: JSON.stringify({ set: manifest.id, reason: 'audit', at, who: 'me' }),
    parse: (text) => parseHold(text, 'hold'),
  },
  {
    name: 'physical record',
    text: JSON.stringify({
      evidenceVersion: 1,
      kind: 'wal',
      id: manifest.id,
      at,
      database: 'shop',
      repos: [],
    }),
    parse: (text) => parsePhysicalRecord(text, 'record'),
  },
  {
    name: 'notification',
    text: JSON.stringify({ version: 1, at, database: 'shop', problems: [] }),
    parse: (text) => parseNotification(text, 'notification'),
  },
  {
    name: 'fingerprint',
    text: JSON.stringify({ version: 1, depth: 'counts', tables: [], sequences: [] }),
    parse: parseFingerprint,
  },
  {
    name: 'answer of pgBackRest',
    text: JSON.stringify([
      { name: 'main', status: { code: 0, message: 'ok' }, backup: [], archive: [], db: [], repo: [] },
    ]),
    parse: (text) => parseInfo(text, 'main'),
  },
];

describe('documents', () => {
  test.each(DOCUMENTS)('$name: however damaged, it is read or refused with a code', ({ text, parse }) => {
    const seen = { taken: 0, refused: 0 };
    fc.assert(
      fc.property(
        fc.oneof(
          { weight: 6, arbitrary: damaged(text) },
          { weight: 1, arbitrary: nasty },
          { weight: 1, arbitrary: fc.json() },
        ),
        (input) => {
          seen[judged(() => parse(input))] += 1;
        },
      ),
      { numRuns: 500 },
    );
    expect(seen.refused).toBeGreaterThan(50);
  });
});

test('keys and locations: whatever they are, they are read or refused with a code', () => {
  fc.assert(
    fc.property(nasty, nasty, nasty, (a, b, c) => {
      judged(() => parseKey(`${a}/${b}/${c}`));
      judged(() => parseS3Location(`s3://${a}/${b}`));
    }),
    { numRuns: 1000 },
  );
});
