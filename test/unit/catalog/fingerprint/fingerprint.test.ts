import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  displayName,
  mergeSequences,
  withoutForeignKeys,
} from '../../../../src/catalog/fingerprint/fingerprint.ts';
import { parseFingerprint, serialiseFingerprint } from '../../../../src/catalog/fingerprint/json.ts';
import { IntegrityError } from '../../../../src/errors.ts';
import { anyFingerprint, makeFingerprint, makeObject } from '../../../support/fingerprints.ts';

describe('a stored fingerprint', () => {
  test('comes back as it was, whatever it contains', () => {
    fc.assert(
      fc.property(anyFingerprint, (one) => {
        const text = serialiseFingerprint(one);
        expect(serialiseFingerprint(parseFingerprint(text))).toBe(text);
        const key = (items: readonly object[]): string[] => items.map((item) => JSON.stringify(item)).sort();
        const back = parseFingerprint(text);
        for (const part of ['tables', 'sequences', 'objects', 'notHeld'] as const) {
          expect(back[part]).toEqual(expect.arrayContaining([...one[part]]));
          expect(key(back[part])).toHaveLength(one[part].length);
        }
      }),
    );
  });

  test('has the same bytes in whatever order it was taken', () => {
    fc.assert(
      fc.property(anyFingerprint, (one) => {
        const reversed = {
          ...one,
          tables: one.tables.toReversed(),
          sequences: one.sequences.toReversed(),
          objects: one.objects.toReversed(),
          notHeld: one.notHeld.toReversed(),
        };
        expect(serialiseFingerprint(reversed)).toBe(serialiseFingerprint(one));
      }),
    );
  });

  test('has one entry a line', () => {
    const lines = serialiseFingerprint(makeFingerprint()).split('\n');
    expect(lines).toContain('{"schema":"public","name":"tickets","kind":"table","rows":"5","digest":"123"},');
  });
});

describe('parseFingerprint refuses', () => {
  const text = serialiseFingerprint(makeFingerprint());
  const refusal = (damaged: string): IntegrityError => {
    try {
      parseFingerprint(damaged);
    } catch (error) {
      if (error instanceof IntegrityError) return error;
      throw error;
    }
    throw new Error(`it was accepted: ${damaged}`);
  };

  test.each([
    ['text that is not JSON', text.slice(0, -3), /not JSON/],
    ['another kind of value', '[]', /must be an object/],
    ['a field that is missing', text.replace('"serverMajor": 15,', ''), /serverMajor/],
    ['a field nobody knows', text.replace('"version": 1', '"version": 1, "more": 1'), /more must be absent/],
    ['another version', text.replace('"version": 1', '"version": 0'), /version must be 1/],
    [
      'a depth nobody knows',
      text.replace('"content"', '"some"'),
      /depth must be one of content, sampled, counts/,
    ],
    ['an algorithm nobody knows', text.replace('"hash64"', '"crc"'), /algorithm/],
    ['a count as a number', text.replace('"rows":"5"', '"rows":5'), /tables\[0\]\.rows/],
    ['a negative count', text.replace('"rows":"5"', '"rows":"-5"'), /tables\[0\]\.rows/],
    ['a count with a leading zero', text.replace('"rows":"5"', '"rows":"05"'), /tables\[0\]\.rows/],
    ['a digest of no number', text.replace('"digest":"123"', '"digest":"x"'), /tables\[0\]\.digest/],
    ['a digest that is missing', text.replace('"digest":"123"', '"digest":null'), /tables\[0\]\.digest/],
    [
      'a digest where rows were only counted',
      text.replace('"content"', '"counts"'),
      /tables\[0\]\.digest must be null/,
    ],
    [
      'a table without data',
      text.replace('"rows":"5"', '"rows":"5","populated":false'),
      /tables\[0\]\.populated/,
    ],
    ['a kind nobody knows', text.replace('"kind":"table"', '"kind":"queue"'), /tables\[0\]\.kind/],
    [
      'a sequence without a state',
      text.replace(/"after":\{[^}]*\}/, '"after":null'),
      /sequences\[0\]\.after/,
    ],
    ['a short digest of an object', text.replace('0'.repeat(32), '0'.repeat(31)), /objects\[0\]\.digest/],
    ['large objects of another kind', text.replace('{"count":"1","digest":"9"}', '1'), /largeObjects/],
  ])('%s', (_, damaged, message) => {
    const error = refusal(damaged);
    expect(error.code).toBe('PBA-MANIFEST-INVALID');
    expect(error.message).toMatch(message);
    expect(error.hint).toBeDefined();
  });

  test.each(['tables', 'sequences', 'objects'] as const)('an entry of %s that is there twice', (part) => {
    const one = makeFingerprint();
    const doubled = serialiseFingerprint({ ...one, [part]: [...one[part], ...one[part]] });
    expect(refusal(doubled).message).toMatch(/there only once/);
  });

  test('a newer version, with a code of its own', () => {
    expect(refusal('{"version": 2}').code).toBe('PBA-MANIFEST-NEWER');
  });

  test('any text with a character changed, or reads other content from it', () => {
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('0', 'x', '"', '}', '\\', ' '), (at, char) => {
        const damaged = text.slice(0, at) + char + text.slice(at + 1);
        let back: string;
        try {
          back = serialiseFingerprint(parseFingerprint(damaged));
        } catch (error) {
          expect(error).toBeInstanceOf(IntegrityError);
          return;
        }
        const same = (one: string): string => one.replaceAll(/\s/g, '');
        expect(same(back) === same(text)).toBe(same(damaged) === same(text));
      }),
    );
  });
});

describe('mergeSequences', () => {
  const reading = (name: string, lastValue: string) => ({
    schema: 's',
    name,
    increment: '1',
    cycle: false,
    state: { lastValue, isCalled: true },
  });

  test('joins by name; what is new is not in the dump, what is gone has not moved', () => {
    const merged = mergeSequences(
      [reading('a', '1'), reading('gone', '5')],
      [reading('new', '7'), reading('a', '3')],
    );
    expect(merged).toEqual([
      {
        schema: 's',
        name: 'a',
        increment: '1',
        cycle: false,
        before: { lastValue: '1', isCalled: true },
        after: { lastValue: '3', isCalled: true },
      },
      {
        schema: 's',
        name: 'gone',
        increment: '1',
        cycle: false,
        before: { lastValue: '5', isCalled: true },
        after: { lastValue: '5', isCalled: true },
      },
    ]);
  });
});

describe('withoutForeignKeys', () => {
  test('leaves out the keys and their comments, and says so', () => {
    const kept = makeObject('foreign key', 'public.orders.other');
    const one = makeFingerprint({
      objects: [
        makeObject('foreign key', 'public.orders."Odd ""key.x"'),
        makeObject('comment', 'table constraint "Odd ""key.x" on public.orders'),
        makeObject('constraint', 'public.orders."Odd ""key.x"'),
        kept,
      ],
    });
    const less = withoutForeignKeys(one, ['public orders Odd "key.x', 'public nobody other']);
    expect(less.objects).toEqual([one.objects[2], kept]);
    expect(less.notHeld).toEqual([
      { kind: 'foreign key', name: 'public.orders."Odd ""key.x"', reason: expect.any(String) },
    ]);
    expect(withoutForeignKeys(one, [])).toBe(one);
  });
});

test('names are quoted only where they have to be', () => {
  expect(displayName('public', 'tickets_2$')).toBe('public.tickets_2$');
  expect(displayName('Public', 'a.b', '"', '', '2x')).toBe('"Public"."a.b"."""".""."2x"');
});
