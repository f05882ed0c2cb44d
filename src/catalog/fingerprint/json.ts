import { IntegrityError } from '../../errors.ts';
import { parseJson, Reader } from '../json.ts';
import type {
  Fingerprint,
  NotHeld,
  PartialReading,
  SchemaObject,
  SequenceFingerprint,
  SequenceState,
  TableFingerprint,
} from './fingerprint.ts';

const COUNT = /^(0|[1-9]\d*)$/;
const NUMBER = /^(0|-?[1-9]\d*)$/;
const OBJECT_DIGEST = /^[0-9a-f]{32}$/;
const PROBLEMS_SHOWN = 8;

/** As stored: one entry a line and always in the same order, so equal databases give equal bytes. */
export function serialiseFingerprint(fingerprint: Fingerprint): string {
  const { tables, sequences, objects, notHeld, ...rest } = fingerprint;
  const list = (items: readonly object[], ...by: readonly string[]): string => {
    const keyed = items.map((item) => ({
      item,
      key: JSON.stringify(by.map((name) => Reflect.get(item, name))),
    }));
    keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    return keyed.length === 0 ? '[]' : `[\n${keyed.map(({ item }) => JSON.stringify(item)).join(',\n')}\n]`;
  };
  const fields = [
    ...Object.entries(rest).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`),
    `"tables": ${list(tables, 'schema', 'name', 'kind')}`,
    `"sequences": ${list(sequences, 'schema', 'name')}`,
    `"objects": ${list(objects, 'kind', 'name')}`,
    `"notHeld": ${list(notHeld, 'kind', 'name', 'reason')}`,
  ];
  return `{\n${fields.join(',\n')}\n}\n`;
}

/**
 * Reads a stored fingerprint strictly: unknown or missing fields, wrong types and entries that stand there twice are
 * errors, all in one message.
 * @throws IntegrityError PBA-MANIFEST-INVALID or PBA-MANIFEST-NEWER
 */
export function parseFingerprint(text: string): Fingerprint {
  const invalid = (reason: string, cause?: unknown): IntegrityError =>
    new IntegrityError('PBA-MANIFEST-INVALID', `The fingerprint of the set cannot be used: ${reason}.`, {
      hint: 'The set counts as damaged. Restore another one; compare the object with its copy in another store.',
      cause,
    });
  const parsed = parseJson(text, invalid);
  const read = new StrictReader();
  const version = read.object(parsed, 'the fingerprint')['version'];
  if (typeof version === 'number' && version > 1) {
    throw new IntegrityError(
      'PBA-MANIFEST-NEWER',
      `The fingerprint has version ${version}; this toolkit reads version 1.`,
      {
        hint: 'Use the toolkit version that wrote the set, or a newer one.',
      },
    );
  }
  const fingerprint = readFingerprint(read, parsed);
  if (read.problems.length > 0) throw invalid(read.problems.slice(0, PROBLEMS_SHOWN).join('; '));
  return fingerprint;
}

/** Refuses fields it does not know and entries that are there twice. */
class StrictReader extends Reader {
  record<Name extends string>(value: unknown, path: string, names: readonly Name[]): Record<Name, unknown> {
    const object = this.object(value, path);
    for (const name of Object.keys(object)) {
      if (!names.some((known) => known === name)) this.fail(`${path}.${name}`, 'absent');
    }
    return object as Record<Name, unknown>;
  }

  list<T>(
    value: unknown,
    path: string,
    key: (item: T) => readonly string[],
    item: (value: unknown, path: string) => T,
  ): T[] {
    const seen = new Set<string>();
    return this.array(value, path).map((entry, index) => {
      const result = item(entry, `${path}[${index}]`);
      const identity = JSON.stringify(key(result));
      if (seen.has(identity)) this.fail(`${path}[${index}]`, 'there only once');
      seen.add(identity);
      return result;
    });
  }
}

function readFingerprint(read: StrictReader, parsed: unknown): Fingerprint {
  const path = 'the fingerprint';
  const names = [
    'version',
    'serverMajor',
    'depth',
    'algorithm',
    'tables',
    'sequences',
    'largeObjects',
    'objects',
    'notHeld',
    'probe',
  ] as const;
  const root = read.record(parsed, path, names);
  if (root.version !== 1) read.fail('version', '1');
  const depth = read.choice(root.depth, 'depth', ['content', 'sampled', 'counts']);
  return {
    version: 1,
    serverMajor: read.integer(root.serverMajor, 'serverMajor', 9),
    probe: read.string(root.probe, 'probe', NUMBER),
    depth,
    algorithm: read.choice(root.algorithm, 'algorithm', ['hash64', 'md5']),
    tables: read.list(
      root.tables,
      'tables',
      ({ schema, name }) => [schema, name],
      (value, at) => readTable(read, value, at, depth !== 'counts'),
    ),
    sequences: read.list(
      root.sequences,
      'sequences',
      ({ schema, name }) => [schema, name],
      (value, at) => readSequence(read, value, at),
    ),
    largeObjects:
      root.largeObjects === null ? null : readLargeObjects(read, root.largeObjects, depth !== 'counts'),
    objects: read.list(
      root.objects,
      'objects',
      ({ kind, name }) => [kind, name],
      (value, at) => readObject(read, value, at),
    ),
    notHeld: read.list(
      root.notHeld,
      'notHeld',
      ({ kind, name, reason }) => [kind, name, reason],
      (value, at) => readNotHeld(read, value, at),
    ),
  };
}

function readTable(read: StrictReader, value: unknown, path: string, content: boolean): TableFingerprint {
  const table = read.record(value, path, [
    'schema',
    'name',
    'kind',
    'rows',
    'digest',
    'partial',
    'populated',
  ]);
  const kind = read.choice(table.kind, `${path}.kind`, ['table', 'materialized view']);
  const empty = kind === 'materialized view' && table.populated === false;
  if (table.populated !== undefined && !empty)
    read.fail(`${path}.populated`, 'false, and only for a materialized view');
  const partial =
    table.partial === undefined ? undefined : readPartial(read, table.partial, `${path}.partial`);
  return {
    schema: read.string(table.schema, `${path}.schema`),
    name: read.string(table.name, `${path}.name`),
    kind,
    rows: read.string(table.rows, `${path}.rows`, COUNT),
    digest: readDigest(read, table.digest, `${path}.digest`, content && !empty && partial !== 'counted'),
    ...(partial === undefined ? {} : { partial }),
    ...(empty ? { populated: false } : {}),
  };
}

function readPartial(read: StrictReader, value: unknown, path: string): PartialReading {
  if (value === 'counted') return value;
  const sample = read.record(value, path, ['oneIn', 'key']);
  const key = read
    .array(sample.key, `${path}.key`)
    .map((column, index) => read.string(column, `${path}.key[${index}]`));
  if (key.length === 0) read.fail(`${path}.key`, 'at least one column');
  return { oneIn: read.integer(sample.oneIn, `${path}.oneIn`, 2), key };
}

/** There is a digest exactly where the depth asks for one. */
function readDigest(read: StrictReader, value: unknown, path: string, wanted: boolean): string | null {
  if (wanted) return read.string(value, path, NUMBER);
  if (value !== null) read.fail(path, 'null');
  return null;
}

function readSequence(read: StrictReader, value: unknown, path: string): SequenceFingerprint {
  const sequence = read.record(value, path, ['schema', 'name', 'increment', 'cycle', 'before', 'after']);
  return {
    schema: read.string(sequence.schema, `${path}.schema`),
    name: read.string(sequence.name, `${path}.name`),
    increment: read.string(sequence.increment, `${path}.increment`, NUMBER),
    cycle: read.boolean(sequence.cycle, `${path}.cycle`),
    before: readState(read, sequence.before, `${path}.before`),
    after: readState(read, sequence.after, `${path}.after`),
  };
}

function readState(read: StrictReader, value: unknown, path: string): SequenceState {
  const state = read.record(value, path, ['lastValue', 'isCalled']);
  return {
    lastValue: read.string(state.lastValue, `${path}.lastValue`, NUMBER),
    isCalled: read.boolean(state.isCalled, `${path}.isCalled`),
  };
}

function readLargeObjects(read: StrictReader, value: unknown, content: boolean): Fingerprint['largeObjects'] {
  const objects = read.record(value, 'largeObjects', ['count', 'digest']);
  return {
    count: read.string(objects.count, 'largeObjects.count', COUNT),
    digest: readDigest(read, objects.digest, 'largeObjects.digest', content),
  };
}

function readObject(read: StrictReader, value: unknown, path: string): SchemaObject {
  const object = read.record(value, path, ['kind', 'name', 'digest', 'shown']);
  return {
    kind: read.string(object.kind, `${path}.kind`),
    name: read.string(object.name, `${path}.name`),
    digest: read.string(object.digest, `${path}.digest`, OBJECT_DIGEST),
    ...(object.shown === undefined ? {} : { shown: read.string(object.shown, `${path}.shown`) }),
  };
}

function readNotHeld(read: StrictReader, value: unknown, path: string): NotHeld {
  const item = read.record(value, path, ['kind', 'name', 'reason']);
  return {
    kind: read.string(item.kind, `${path}.kind`),
    name: read.string(item.name, `${path}.name`),
    reason: read.string(item.reason, `${path}.reason`),
  };
}
