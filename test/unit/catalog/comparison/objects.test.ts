import { describe, expect, test } from 'vitest';
import { compareFingerprints } from '../../../../src/catalog/comparison/compare.ts';
import { describeDifference } from '../../../../src/catalog/comparison/difference.ts';
import type { Fingerprint } from '../../../../src/catalog/fingerprint/fingerprint.ts';
import { makeFingerprint, makeObject } from '../../../support/fingerprints.ts';

const found = (expected: Fingerprint, actual: Fingerprint): string[] =>
  compareFingerprints(expected, actual).differences.map(
    (one) => `${one.severity}: ${describeDifference(one)}`,
  );

describe('schema objects', () => {
  const withObjects = (...objects: Fingerprint['objects']): Fingerprint => makeFingerprint({ objects });

  test.each([
    [withObjects(makeObject('index', 'public.i')), withObjects(), 'error: Index public.i is missing.'],
    [
      withObjects(),
      withObjects(makeObject('policy', 'public.t.p')),
      'error: Policy public.t.p is there although the source has none of this name.',
    ],
    [
      withObjects(makeObject('function', 'public.f()')),
      withObjects(makeObject('function', 'public.f()', '1')),
      'error: Function public.f() is defined differently.',
    ],
    [
      withObjects(makeObject('owner', 'table t', '0', 'app')),
      withObjects(makeObject('owner', 'table t', '1', 'root')),
      'error: Owner of table t is root instead of app.',
    ],
    [
      withObjects(makeObject('grant', 'table t to app', '0', '+SELECT')),
      withObjects(),
      'error: Grant on table t to app (+SELECT) is missing.',
    ],
    [
      withObjects(makeObject('extension version', 'postgis', '0', '3.4')),
      withObjects(makeObject('extension version', 'postgis', '1', '3.5')),
      'warning: Version of extension postgis is 3.5 instead of 3.4 (the restoring host has another version installed).',
    ],
  ])('%#', (expected, actual, sentence) => {
    expect(found(expected, actual)).toEqual([sentence]);
  });

  test('of another major are compared by name; another definition is a warning', () => {
    const actual = makeFingerprint({ serverMajor: 16, objects: [makeObject('view', 'public.v', '1')] });
    expect(found(withObjects(makeObject('view', 'public.v')), actual)).toEqual([
      'warning: View public.v is defined differently (another major of PostgreSQL may write the same definition otherwise).',
    ]);
    expect(
      found(withObjects(makeObject('view', 'public.v')), makeFingerprint({ serverMajor: 16, objects: [] })),
    ).toEqual(['error: View public.v is missing.']);
  });

  test('versions of collations are named and not judged', () => {
    const comparison = compareFingerprints(
      withObjects(makeObject('collation version', 'database default', '0', '2.36')),
      withObjects(
        makeObject('collation version', 'database default', '1', '2.39'),
        makeObject('collation version', 'public.c', '1', '1'),
      ),
    );
    expect(comparison.differences).toEqual([]);
    expect(comparison.notCompared).toEqual([
      { kind: 'collation version', name: 'database default', reason: expect.stringMatching(/2\.36.*2\.39/) },
    ]);
  });

  test('a name with line breaks and control characters stays on one line', () => {
    const [sentence] = found(withObjects(makeObject('index', '"a\r\n\tb\u0007\u202e"')), withObjects());
    expect(sentence).toBe('error: Index "a\\r\\n\\tb\\u0007\\u202e" is missing.');
  });
});
