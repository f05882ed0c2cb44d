import fc from 'fast-check';
import type {
  Fingerprint,
  NotHeld,
  SchemaObject,
  SequenceFingerprint,
  TableFingerprint,
} from '../../src/catalog/fingerprint/fingerprint.ts';

/** A small fingerprint that is equal to itself; `change` replaces parts of it. */
export function makeFingerprint(change: Partial<Fingerprint> = {}): Fingerprint {
  return {
    version: 1,
    serverMajor: 15,
    probe: '42',
    depth: 'content',
    algorithm: 'hash64',
    tables: [
      { schema: 'public', name: 'tickets', kind: 'table', rows: '5', digest: '123' },
      { schema: 'public', name: 'totals', kind: 'materialized view', rows: '2', digest: '7' },
    ],
    sequences: [makeSequence()],
    largeObjects: { count: '1', digest: '9' },
    objects: [makeObject('column', 'public.tickets.id'), makeObject('index', 'public.tickets_pkey')],
    notHeld: [],
    ...change,
  };
}

export function makeSequence(change: Partial<SequenceFingerprint> = {}): SequenceFingerprint {
  const state = { lastValue: '10', isCalled: true };
  return {
    schema: 'public',
    name: 'ids',
    increment: '1',
    cycle: false,
    before: state,
    after: state,
    ...change,
  };
}

export function makeObject(kind: string, name: string, digit = '0', shown?: string): SchemaObject {
  return { kind, name, digest: digit.repeat(32), ...(shown === undefined ? {} : { shown }) };
}

const name = fc.oneof(
  fc.constantFrom('public', 't', 'Tickets', 'a.b', '"', 'new\nline', ''),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
const count = fc.bigInt({ min: 0n, max: 10n ** 20n }).map(String);
const integer = fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }).map(String);
const step = fc.bigInt({ min: -5n, max: 5n }).map((value) => String(value === 0n ? 1n : value));

function table(content: boolean): fc.Arbitrary<TableFingerprint> {
  return fc
    .record({ schema: name, name, view: fc.boolean(), empty: fc.boolean(), rows: count, digest: integer })
    .map(
      ({ view, empty, rows, digest, ...where }): TableFingerprint =>
        view && empty
          ? { ...where, kind: 'materialized view', rows: '0', digest: null, populated: false }
          : { ...where, kind: view ? 'materialized view' : 'table', rows, digest: content ? digest : null },
    );
}

const state = fc.record({ lastValue: integer, isCalled: fc.boolean() });
const sequence: fc.Arbitrary<SequenceFingerprint> = fc
  .record({ schema: name, name, increment: step, cycle: fc.boolean(), state })
  .map(({ state, ...rest }) => ({ ...rest, before: state, after: state }));
const object: fc.Arbitrary<SchemaObject> = fc
  .record({
    kind: fc.constantFrom('column', 'index', 'grant', 'extension version', 'owner'),
    name,
    digest: fc.stringMatching(/^[0-9a-f]{32}$/),
    shown: fc.option(fc.string(), { nil: undefined }),
  })
  .map(({ shown, ...rest }) => (shown === undefined ? rest : { ...rest, shown }));
const notHeld: fc.Arbitrary<NotHeld> = fc.record({ kind: fc.string(), name, reason: fc.string() });

/** Any fingerprint that could come from a database. */
export const anyFingerprint: fc.Arbitrary<Fingerprint> = fc
  .constantFrom('content' as const, 'counts' as const)
  .chain((depth) =>
    fc.record({
      version: fc.constant(1 as const),
      serverMajor: fc.integer({ min: 13, max: 30 }),
      probe: integer,
      depth: fc.constant(depth),
      algorithm: fc.constantFrom('hash64' as const, 'md5' as const),
      tables: fc.uniqueArray(table(depth === 'content'), { selector: (one) => `${one.schema}\0${one.name}` }),
      sequences: fc.uniqueArray(sequence, { selector: (one) => `${one.schema}\0${one.name}` }),
      largeObjects: fc.option(
        fc.record({ count, digest: depth === 'content' ? integer : fc.constant(null) }),
      ),
      objects: fc.uniqueArray(object, { selector: (one) => `${one.kind}\0${one.name}` }),
      notHeld: fc.uniqueArray(notHeld, { selector: (one) => JSON.stringify(one) }),
    }),
  );
