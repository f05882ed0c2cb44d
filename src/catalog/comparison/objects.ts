import type { Fingerprint, SchemaObject } from '../fingerprint/fingerprint.ts';
import type { Findings } from './difference.ts';

/** A restore installs the version of an extension that its host has; a dump does not say which one it was. */
const EXTENSION_VERSION = 'the restoring host has another version installed';

/** @returns how many are on both sides and could be compared */
export function compareObjects(expected: Fingerprint, actual: Fingerprint, found: Findings): number {
  const key = ({ kind, name }: SchemaObject): string => JSON.stringify([kind, name]);
  const present = new Map(actual.objects.map((object) => [key(object), object]));
  let both = 0;
  for (const object of expected.objects) {
    const copy = present.get(key(object));
    present.delete(key(object));
    if (object.kind === 'collation version') {
      noteCollationVersion(object, copy, found);
      continue;
    }
    if (copy === undefined) {
      found.differences.push({
        severity: 'error',
        kind: 'object missing',
        name: object.name,
        expected: object.shown ?? null,
        actual: null,
        detail: object.kind,
      });
      continue;
    }
    both++;
    if (object.digest !== copy.digest)
      compareDefinitions(object, copy, expected.serverMajor !== actual.serverMajor, found);
  }
  for (const copy of present.values()) {
    if (copy.kind === 'collation version') continue;
    found.differences.push({
      severity: 'error',
      kind: 'object unexpected',
      name: copy.name,
      expected: null,
      actual: copy.shown ?? null,
      detail: copy.kind,
    });
  }
  return both;
}

function compareDefinitions(
  object: SchemaObject,
  copy: SchemaObject,
  majorsDiffer: boolean,
  found: Findings,
): void {
  const reason = majorsDiffer
    ? 'another major of PostgreSQL may write the same definition otherwise'
    : object.kind === 'extension version'
      ? EXTENSION_VERSION
      : null;
  found.differences.push({
    severity: reason === null ? 'error' : 'warning',
    kind: 'object changed',
    name: object.name,
    expected: object.shown ?? null,
    actual: copy.shown ?? null,
    detail: object.kind,
    reason,
  });
}

/** Versions of collations are those of the host. A dump is sorted anew by the restore, so another one does no harm. */
function noteCollationVersion(object: SchemaObject, copy: SchemaObject | undefined, found: Findings): void {
  if (object.digest === copy?.digest) return;
  found.notCompared.push({
    kind: object.kind,
    name: object.name,
    reason: `the source sorts by version ${object.shown ?? 'unknown'}, the copy by ${copy?.shown ?? 'another'}; the order of text may differ`,
  });
}
