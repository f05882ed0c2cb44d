import type { Grade } from '../evidence.ts';
import {
  displayName,
  type Fingerprint,
  type NotHeld,
  rowsNotHeld,
  type TableFingerprint,
} from '../fingerprint/fingerprint.ts';
import type { Difference, Findings } from './difference.ts';
import { compareObjects } from './objects.ts';
import { compareSequences } from './sequences.ts';

export interface Comparison {
  /** Errors first, then in the order tables, sequences, large objects, schema objects. */
  readonly differences: readonly Difference[];
  /**
   * What could not be compared although both sides hold it, and why. What the backup does not hold at all is in the
   * fingerprint's own `notHeld`.
   */
  readonly notCompared: readonly NotHeld[];
  readonly grade: Grade;
  /** How much was compared; counts in decimal. */
  readonly compared: {
    readonly tables: string;
    readonly rows: string;
    readonly sequences: string;
    readonly largeObjects: string;
    readonly objects: string;
  };
}

/**
 * Compares a restored copy (`actual`) with what was recorded at the moment of the dump (`expected`). Everything
 * either side has is either equal, a difference, or named in `notCompared`.
 */
export function compareFingerprints(expected: Fingerprint, actual: Fingerprint): Comparison {
  const found: Findings = { differences: [], notCompared: [] };
  const holdsRows = expected.largeObjects !== null;
  const obstacle = digestObstacle(expected, actual);
  if (holdsRows && obstacle !== undefined) {
    found.notCompared.push({ kind: 'content', name: 'all rows', reason: obstacle });
  }
  const tables = compareTables(expected, actual, obstacle === undefined, found);
  const partial = tables.some((table) => table.partial !== undefined);
  const sequences = compareSequences(expected.sequences, actual.sequences, found);
  const largeObjects = compareLargeObjects(expected, actual, obstacle === undefined, found);
  const objects = compareObjects(expected, actual, found);
  const order = (difference: Difference): number => (difference.severity === 'error' ? 0 : 1);
  return {
    differences: found.differences.sort((a, b) => order(a) - order(b)),
    notCompared: found.notCompared,
    grade: !holdsRows ? 'schema' : obstacle !== undefined ? 'counts' : partial ? 'sampled' : 'full',
    compared: {
      tables: String(tables.length),
      rows: String(tables.reduce((sum, table) => sum + BigInt(table.rows), 0n)),
      sequences: String(sequences),
      largeObjects,
      objects: String(objects),
    },
  };
}

/** Why the digests of the two sides say nothing about each other; undefined when they do. */
function digestObstacle(expected: Fingerprint, actual: Fingerprint): string | undefined {
  if (expected.depth === 'counts') return 'the backup was taken with `fingerprint: counts`';
  if (actual.depth === 'counts') return 'the rows of the copy were only counted';
  if (expected.algorithm !== actual.algorithm) {
    return `the digests were made with ${expected.algorithm} there and ${actual.algorithm} here`;
  }
  if (expected.algorithm === 'hash64' && expected.serverMajor !== actual.serverMajor) {
    return `hash64 is comparable within one major, and the source is ${expected.serverMajor}, the copy ${actual.serverMajor}; \`digest: md5\` crosses majors`;
  }
  if (expected.probe !== actual.probe) {
    return 'the same text has another digest on the source: its database has another encoding, or its CPU another byte order';
  }
  return undefined;
}

/** @returns the tables that are on both sides */
function compareTables(
  expected: Fingerprint,
  actual: Fingerprint,
  content: boolean,
  found: Findings,
): TableFingerprint[] {
  const present = new Map(actual.tables.map((table) => [tableKey(table), table]));
  const both: TableFingerprint[] = [];
  for (const table of expected.tables) {
    const copy = present.get(tableKey(table));
    present.delete(tableKey(table));
    if (copy === undefined) {
      found.differences.push({
        severity: 'error',
        kind: 'table missing',
        name: nameOf(table),
        expected: table.rows,
        actual: null,
        detail: table.kind,
      });
      continue;
    }
    both.push(table);
    compareRows(table, copy, content, found);
  }
  const left = new Set(expected.notHeld.map((item) => JSON.stringify([item.kind, item.name])));
  for (const copy of present.values()) {
    const { kind, name } = rowsNotHeld(copy, '');
    if (left.has(JSON.stringify([kind, name]))) compareLeftOut(copy, found);
    else {
      found.differences.push({
        severity: 'error',
        kind: 'table unexpected',
        name: nameOf(copy),
        expected: null,
        actual: copy.rows,
        detail: copy.kind,
      });
    }
  }
  return both;
}

const RECOMPUTED = 'a restore computes materialized views anew from the restored tables';

function compareRows(
  table: TableFingerprint,
  copy: TableFingerprint,
  content: boolean,
  found: Findings,
): void {
  const name = nameOf(table);
  const view = table.kind === 'materialized view';
  if (table.populated !== copy.populated) {
    const state = (one: TableFingerprint): string =>
      one.populated === false ? 'not populated' : 'populated';
    const severity = table.populated === false ? 'warning' : 'error';
    found.differences.push({
      severity,
      kind: 'population',
      name,
      expected: state(table),
      actual: state(copy),
      detail: null,
    });
    return;
  }
  const severity = view ? 'warning' : 'error';
  const detail = view ? RECOMPUTED : null;
  if (table.rows !== copy.rows) {
    found.differences.push({
      severity,
      kind: 'row count',
      name,
      expected: table.rows,
      actual: copy.rows,
      detail,
    });
  } else if (content && !sameReading(table, copy, found)) {
    return;
  } else if (content && table.digest !== copy.digest) {
    found.differences.push({
      severity,
      kind: 'content',
      name,
      expected: table.digest,
      actual: copy.digest,
      detail,
    });
  }
}

/** Whether both sides read the same rows; what was not read whole is named. */
function sameReading(table: TableFingerprint, copy: TableFingerprint, found: Findings): boolean {
  const name = nameOf(table);
  const counted = table.partial === 'counted' || copy.partial === 'counted';
  if (counted) {
    found.notCompared.push({ kind: 'content', name, reason: 'its rows were only counted' });
  } else if (table.partial !== undefined) {
    found.notCompared.push({
      kind: 'content',
      name,
      reason: `of its rows, one in ${table.partial.oneIn} was compared`,
    });
  }
  return !counted && JSON.stringify(table.partial) === JSON.stringify(copy.partial);
}

/** A table whose rows were left out is restored empty; a materialized view is computed from what there is. */
function compareLeftOut(copy: TableFingerprint, found: Findings): void {
  if (copy.kind === 'materialized view' || copy.rows === '0') return;
  found.differences.push({
    severity: 'error',
    kind: 'row count',
    name: nameOf(copy),
    expected: '0',
    actual: copy.rows,
    detail: 'its rows are not in the backup',
  });
}

/** @returns how many were compared */
function compareLargeObjects(
  expected: Fingerprint,
  actual: Fingerprint,
  content: boolean,
  found: Findings,
): string {
  if (expected.largeObjects === null) return '0';
  const { count, digest } = expected.largeObjects;
  const copy = actual.largeObjects ?? { count: '0', digest: null };
  const name = 'large objects';
  if (count !== copy.count) {
    found.differences.push({
      severity: 'error',
      kind: 'large objects',
      name,
      expected: count,
      actual: copy.count,
      detail: 'count',
    });
  } else if (content && digest !== copy.digest && count !== '0') {
    found.differences.push({
      severity: 'error',
      kind: 'large objects',
      name,
      expected: digest,
      actual: copy.digest,
      detail: 'content',
    });
  }
  return count;
}

function tableKey(table: TableFingerprint): string {
  return JSON.stringify([table.kind, table.schema, table.name]);
}

function nameOf({ schema, name }: TableFingerprint): string {
  return displayName(schema, name);
}
