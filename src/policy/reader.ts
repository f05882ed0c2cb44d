import { Document, isAlias, isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { camelCase } from '../camel-case.ts';
import { nearest } from '../nearest.ts';
import { joinPath } from './path.ts';
import { expected, mayHoldSecret, readScalar } from './read-scalar.ts';
import {
  type EitherShape,
  type Field,
  type Fields,
  fieldsOfRow,
  type ListShape,
  type MapShape,
  type Mistakes,
  type RowsShape,
  type ScalarShape,
  type Shape,
  type VariantsShape,
} from './shape.ts';

/** Something wrong at one place of the file. */
export interface Problem {
  readonly line: number;
  /** `tiers.daily.keep-days`, `databases[0].name`; empty for the file as a whole. */
  readonly path: string;
  /** A sentence without its full stop. */
  readonly text: string;
}

/** The keys of a mapping as they stand in the file. */
type Entries = ReadonlyMap<string, { readonly node: Node | null; readonly line: number }>;

/**
 * Walks YAML and shape together. It goes on after a problem, so that one run finds them all: what cannot be used becomes
 * undefined, whatever its type says, so values are only sound when `problems` is empty.
 */
export class Reader {
  readonly problems: Problem[] = [];
  /** Line of every path that stands in the file, as opposed to defaults. */
  readonly written = new Map<string, number>();
  readonly #lineAt: (offset: number) => number;

  constructor(lineAt: (offset: number) => number) {
    this.#lineAt = lineAt;
  }

  fail(line: number, path: string, text: string): undefined {
    this.problems.push({ line, path, text });
    return undefined;
  }

  /** Line of the path, or of the nearest around it that stands in the file. */
  lineOf(path: string): number {
    let nearestPath = '';
    for (const one of this.written.keys()) {
      const around = path === one || path.startsWith(`${one}.`) || path.startsWith(`${one}[`);
      if (around && one.length > nearestPath.length) nearestPath = one;
    }
    return this.written.get(nearestPath) ?? 1;
  }

  read(shape: Shape, node: Node | null, path: string, line: number): unknown {
    this.written.set(path, line);
    if (isAlias(node)) return this.fail(line, path, 'aliases (*name) are not supported; write the value out');
    if (isScalar(node) || isMap(node) || isSeq(node)) {
      if (node.tag !== undefined) return this.fail(line, path, 'tags (!name) are not supported; remove it');
      if (node.anchor !== undefined) this.fail(line, path, 'anchors (&name) are not supported; remove it');
    }
    switch (shape.kind) {
      case 'list':
        return this.#list(shape, node, path, line);
      case 'map':
        return this.#map(shape, node, path, line);
      case 'record':
        return this.#record(shape.fields, shape.mistakes, node, path, line);
      case 'rows':
        return this.#rows(shape, node, path, line);
      case 'variants':
        return this.#variants(shape, node, path, line);
      case 'either':
        return this.#either(shape, node, path, line);
      default:
        return this.#scalar(shape, node, path, line, expected(shape));
    }
  }

  #scalar(shape: ScalarShape, node: Node | null, path: string, line: number, wanted: string): unknown {
    if (node !== null && !isScalar(node)) return this.#misfit(wanted, node, path, line);
    const value = node?.value ?? null;
    const reading = readScalar(shape, value, node?.source ?? String(value), wanted);
    return 'problem' in reading ? this.fail(line, path, reading.problem) : reading.value;
  }

  #either(shape: EitherShape, node: Node | null, path: string, line: number): unknown {
    if (isSeq(node) && shape.list !== undefined) return this.read(shape.list, node, path, line);
    if (isMap(node) && shape.mapping !== undefined) return this.read(shape.mapping, node, path, line);
    return this.#scalar(shape.scalar, node, path, line, expected(shape));
  }

  #list(shape: ListShape, node: Node | null, path: string, line: number): unknown {
    if (!isSeq(node)) return this.#misfit(expected(shape), node, path, line);
    if (node.items.length < (shape.min ?? 0))
      return this.fail(line, path, 'is empty; it needs at least one item');
    const firstLines = new Map<unknown, number>();
    return node.items.map((item, index) => {
      const itemNode = item as Node;
      const itemLine = this.#lineAt(itemNode.range?.[0] ?? 0);
      const itemPath = joinPath(path, index);
      const value = this.read(shape.of, itemNode, itemPath, itemLine);
      const identity = shape.unique === 'name' ? (value as { name?: unknown } | undefined)?.name : value;
      if (shape.unique !== false && identity !== undefined) {
        const first = firstLines.get(identity);
        const what = shape.unique === 'name' ? `the name ${JSON.stringify(identity)} is` : 'is';
        if (first !== undefined)
          this.fail(itemLine, itemPath, `${what} given twice; the first is on line ${first}`);
        else firstLines.set(identity, itemLine);
      }
      return value;
    });
  }

  #map(shape: MapShape, node: Node | null, path: string, line: number): unknown {
    if (!isMap(node)) return this.#misfit(expected(shape), node, path, line);
    const entries = this.#entries(node, path);
    if (entries.size < (shape.min ?? 0)) return this.fail(line, path, 'is empty; it needs at least one key');
    const values = new Map<string, unknown>();
    for (const [key, entry] of entries) {
      const keyPath = joinPath(path, key);
      const reading = readScalar(shape.keys, key, key);
      if ('problem' in reading) this.fail(entry.line, keyPath, `as a key, ${reading.problem}`);
      values.set(key, this.read(shape.of, entry.node, keyPath, entry.line));
    }
    return values;
  }

  #record(
    fields: Fields,
    mistakes: Mistakes | undefined,
    node: Node | null,
    path: string,
    line: number,
  ): unknown {
    if (!isMap(node)) {
      const remedy = isScalar(node) ? remedyFor(mistakes, String(node.value)) : undefined;
      return remedy === undefined
        ? this.#misfit('a mapping', node, path, line)
        : this.fail(line, path, remedy);
    }
    const entries = this.#entries(node, path);
    this.#refuseUnknown(entries, Object.keys(fields), mistakes, path);
    return this.#fields(fields, entries, path, line);
  }

  #fields(fields: Fields, entries: Entries, path: string, line: number): Record<string, unknown> {
    const values = Object.entries(fields).map(([name, field]) => {
      const entry = entries.get(name);
      const fieldPath = joinPath(path, name);
      if (entry !== undefined) {
        return [camelCase(name), this.read(field, entry.node, fieldPath, entry.line)];
      }
      if (field.required) this.fail(line, fieldPath, 'is missing');
      return [camelCase(name), field.default === undefined ? undefined : readDefault(field, fieldPath)];
    });
    return Object.fromEntries(values);
  }

  #rows(shape: RowsShape, node: Node | null, path: string, line: number): unknown {
    if (!isMap(node)) return this.#misfit('a mapping', node, path, line);
    const entries = this.#entries(node, path);
    this.#refuseUnknown(entries, Object.keys(shape.rows), undefined, path);
    const rows = Object.keys(shape.rows).map((row) => {
      const entry = entries.get(row);
      const fields = fieldsOfRow(shape, row);
      const rowPath = joinPath(path, row);
      return [
        row,
        entry === undefined
          ? this.#fields(fields, new Map(), rowPath, line)
          : this.read({ kind: 'record', fields }, entry.node, rowPath, entry.line),
      ];
    });
    return Object.fromEntries(rows);
  }

  #variants(shape: VariantsShape, node: Node | null, path: string, line: number): unknown {
    if (!isMap(node)) return this.#record(shape.fields, shape.mistakes, node, path, line);
    const entries = this.#entries(node, path);
    const known = [shape.fields, ...Object.values(shape.variants)].flatMap((fields) => Object.keys(fields));
    this.#refuseUnknown(entries, known, shape.mistakes, path);
    const present = Object.entries(shape.variants).filter(([, fields]) =>
      Object.keys(fields).some((name) => entries.has(name)),
    );
    const [only, other] = present;
    if (only !== undefined && other === undefined) {
      const [kind, fields] = only;
      return { kind, ...this.#fields({ ...shape.fields, ...fields }, entries, path, line) };
    }
    const names = (some: readonly (readonly [string, Fields])[], word: string): string =>
      some.map(([, fields]) => Object.keys(fields)[0]).join(word);
    this.fail(
      line,
      path,
      only === undefined
        ? `needs one of ${names(Object.entries(shape.variants), ', ')}`
        : `${names(present, ' and ')} cannot stand together; keep one`,
    );
    const asFarAsPossible = [shape.fields, ...present.map(([, fields]) => fields)];
    this.#fields(Object.assign({}, ...asFarAsPossible), entries, path, line);
    return undefined;
  }

  #entries(node: YAMLMap, path: string): Entries {
    const entries = new Map<string, { node: Node | null; line: number }>();
    for (const { key, value } of node.items) {
      const keyNode = key as Node | null;
      const line = this.#lineAt(keyNode?.range?.[0] ?? 0);
      if (!isScalar(keyNode) || typeof keyNode.value !== 'string') {
        this.fail(line, path, 'has a key that is not text; put it in quotes');
        continue;
      }
      const first = entries.get(keyNode.value);
      if (first === undefined) entries.set(keyNode.value, { node: value as Node | null, line });
      else
        this.fail(line, joinPath(path, keyNode.value), `is given twice; the first is on line ${first.line}`);
    }
    return entries;
  }

  #refuseUnknown(
    entries: Entries,
    known: readonly string[],
    mistakes: Mistakes | undefined,
    path: string,
  ): void {
    for (const [key, { line }] of entries) {
      if (known.includes(key)) continue;
      if (mayHoldSecret(key)) {
        this.fail(line, path, 'has a key that looks like a secret (not shown)');
        continue;
      }
      const meant = nearest(key, known);
      const remedy =
        remedyFor(mistakes, key) ??
        `there is no such key${meant === undefined ? '' : ` (the nearest is ${meant})`}`;
      this.fail(line, joinPath(path, key), remedy);
    }
  }

  #misfit(wanted: string, node: Node | null, path: string, line: number): undefined {
    if (node === null || (isScalar(node) && node.value === null)) {
      return this.fail(line, path, 'has no value; give it one, or remove the line');
    }
    const found = isSeq(node) ? 'a list' : isMap(node) ? 'a mapping' : 'a single value';
    return this.fail(line, path, `found ${found}; it has to be ${wanted}`);
  }
}

function remedyFor(mistakes: Mistakes | undefined, key: string): string | undefined {
  return mistakes !== undefined && Object.hasOwn(mistakes, key) ? mistakes[key] : undefined;
}

/**
 * Reads a default of the definition as if it stood in the file.
 * @throws Error when the definition refuses its own default (a defect that every test of the parser would show)
 */
function readDefault(field: Field, path: string): unknown {
  const reader = new Reader(() => 0);
  const value = reader.read(field, new Document(field.default).contents as Node, path, 0);
  if (reader.problems.length > 0)
    throw new Error(`The default of ${path} is wrong: ${reader.problems[0]?.text}.`);
  return value;
}
