import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dumpDigest,
  manifestDigest,
  manifestLocation,
  serialiseManifest,
} from '../../../src/catalog/manifest.ts';
import { parseManifest } from '../../../src/catalog/read-manifest.ts';
import { IntegrityError } from '../../../src/errors.ts';
import { exampleManifest } from '../../support/manifests.ts';

const manifest = exampleManifest();
const location = manifestLocation(manifest);
const text = serialiseManifest(manifest);

function refusal(changed: string, expected = location): IntegrityError {
  try {
    parseManifest(changed, expected, '/store/manifest.json');
  } catch (error) {
    if (error instanceof IntegrityError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

/** The manifest with one field replaced, its digest left as it was. */
function edited(path: string, value: unknown): string {
  const root = JSON.parse(text) as Record<string, unknown>;
  const parts = path.split('.');
  let at = root;
  for (const part of parts.slice(0, -1)) at = at[part] as Record<string, unknown>;
  at[parts.at(-1) ?? ''] = value;
  return JSON.stringify(root);
}

test('copies of one dump in several tiers have one digest, and nothing else has', () => {
  const [archive, ...rest] = manifest.objects;
  if (archive === undefined) throw new Error('the example has objects');
  const recovery = { ...archive, name: 'RECOVERY.md', role: 'recovery', size: 9 } as const;
  const own = dumpDigest(manifest);
  expect(dumpDigest({ ...manifest, tier: 'weekly', objects: [...manifest.objects, recovery] })).toBe(own);
  expect(dumpDigest({ ...manifest, objects: [{ ...archive, sha256: 'cd'.repeat(32) }, ...rest] })).not.toBe(
    own,
  );
  expect(dumpDigest({ ...manifest, id: '20261122T030405Z-a1b2c4' })).not.toBe(own);
});

describe('a manifest', () => {
  test('is read as it was written', () => {
    expect(parseManifest(text, location, 'here')).toEqual(manifest);
  });

  test('that is not JSON is refused with its place', () => {
    const error = refusal('{"manifestVersion": 1, ');
    expect(error.code).toBe('PBA-MANIFEST-INVALID');
    expect(error.message).toContain('/store/manifest.json');
    expect(error.message).toContain('not JSON');
  });

  test('of a newer version is told apart', () => {
    expect(refusal(edited('manifestVersion', 2)).code).toBe('PBA-MANIFEST-NEWER');
  });

  test('that was edited by hand does not match its digest', () => {
    expect(refusal(edited('totals.rows', '999')).message).toContain('its own digest');
  });

  test.each([
    ['objects', []],
    ['totals.rows', 12],
    ['tier', 'hourly'],
    ['snapshotAt', 'yesterday'],
    ['server', null],
    ['id', 'latest'],
    ['encryption', { method: 'gpg', recipients: [] }],
    ['durations', { dump: -1 }],
  ])('with %s = %j is refused', (path, value) => {
    expect(refusal(edited(path, value)).message).toContain(path.split('.')[0]);
  });

  test('that names an object twice, or a path, is refused', () => {
    const [first] = manifest.objects;
    if (first === undefined) throw new Error('no object');
    expect(refusal(edited('objects', [...manifest.objects, first])).message).toContain('twice');
    expect(
      refusal(edited('objects', [...manifest.objects, { ...first, name: '../../etc/passwd' }])).message,
    ).toContain('objects[6].name');
  });

  test('copied to another place is refused', () => {
    expect(refusal(text, { ...location, tier: 'weekly' }).message).toContain('belongs to ticketz/daily');
  });

  test('whose time is not that of its id is refused', () => {
    const stale = { ...manifest, snapshotAt: '2026-11-21T03:04:05.000Z' };
    expect(refusal(serialiseManifest(stale)).message).toContain('not the time in its id');
  });

  test('never survives the change of one character unnoticed', () => {
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.integer({ min: 32, max: 126 }), (at, charCode) => {
        const char = String.fromCharCode(charCode);
        fc.pre(text[at] !== char);
        const changed = text.slice(0, at) + char + text.slice(at + 1);
        let same: unknown;
        try {
          same = JSON.parse(changed);
        } catch {
          // Not JSON any more: refused below.
        }
        // White space between tokens is no change of the manifest.
        fc.pre(JSON.stringify(same) !== JSON.stringify(JSON.parse(text)));
        expect(() => parseManifest(changed, location, 'here')).toThrow(IntegrityError);
      }),
      { numRuns: 2000 },
    );
  });

  test('has a digest that does not depend on the order of its fields', () => {
    const turned = Object.fromEntries(Object.entries(manifest).reverse()) as unknown as typeof manifest;
    expect(manifestDigest(turned)).toBe(manifestDigest(manifest));
  });
});
