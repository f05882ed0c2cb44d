import { stringify } from 'yaml';
import { POLICY } from '../src/policy/definition/policy.ts';
import { expected } from '../src/policy/read-scalar.ts';
import {
  type Field,
  type Fields,
  fieldsOfRow,
  type RowsShape,
  type Shape,
  type VariantsShape,
} from '../src/policy/shape.ts';
import { type Cell, type Markdown, markdownTable } from '../src/runtime/format.ts';

const SECTIONS = { tiers: tierTable, reference } as const;

/**
 * `docs/policy.md`: what stands between the markers is generated, the rest is kept as it is in `existing`.
 * @throws Error when a marker of an existing file is missing
 */
export function policyDoc(existing: string | undefined): string {
  let doc =
    existing ??
    Object.keys(SECTIONS)
      .map((name) => `${start(name)}\n${end(name)}\n`)
      .join('\n');
  for (const [name, content] of Object.entries(SECTIONS)) {
    const from = doc.indexOf(start(name));
    const to = doc.indexOf(end(name));
    if (from < 0 || to < from) throw new Error(`docs/policy.md has no markers for ${name}.`);
    doc = `${doc.slice(0, from)}${start(name)}\n${content()}\n${doc.slice(to)}`;
  }
  return doc;
}

function start(name: string): string {
  return `<!-- generated:${name}: by \`npm run generate\`, do not edit -->`;
}

function end(name: string): string {
  return `<!-- /generated:${name} -->`;
}

/** The defaults of each tier side by side. */
function tierTable(): string {
  const { tiers } = POLICY.fields;
  const keys = Object.keys(tiers.fields);
  const rows = Object.entries(tiers.rows).map(([row, { description }]): Cell[] => {
    const fields = fieldsOfRow(tiers, row);
    return [code(row), { markdown: description }, ...keys.map((key) => defaultCell(fields[key]))];
  });
  return markdownTable(
    [{ title: 'Tier' }, { title: 'What it is' }, ...keys.map((key) => ({ title: key }))],
    rows,
  );
}

/** One table per key of the top level. */
function reference(): string {
  return Object.entries(POLICY.fields as Fields)
    .map(([name, field]) => {
      const rows = rowsOf(field, name);
      const own = row(name, field);
      const table = markdownTable(
        [{ title: 'Key' }, { title: 'What it is' }, { title: 'Allowed' }, { title: 'Default' }],
        [own, ...rows],
        { maxRows: rows.length + 1 },
      );
      return `### \`${name}\`\n\n${table}`;
    })
    .join('\n\n');
}

/** The keys below a shape; `[]` stands for each item of a list, `<name>` for a key that the user chooses. */
function rowsOf(shape: Shape, path: string): Cell[][] {
  switch (shape.kind) {
    case 'record':
      return fieldRows(shape.fields, path);
    case 'list':
      return rowsOf(shape.of, `${path}[]`);
    case 'map':
      return rowsOf(shape.of, `${path}.<name>`);
    case 'rows':
      return fieldRows(commonDefaults(shape), `${path}.<tier>`);
    case 'variants':
      return [...fieldRows(shape.fields, path), ...variantRows(shape, path)];
    case 'either':
      return [shape.list, shape.mapping].flatMap((one) => (one === undefined ? [] : rowsOf(one, path)));
    default:
      return [];
  }
}

function fieldRows(fields: Fields, path: string): Cell[][] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const fieldPath = `${path}.${name}`;
    return [row(fieldPath, field), ...rowsOf(field, fieldPath)];
  });
}

/** Of the keys that tell variants apart none is required by itself; the others of a variant are required with it. */
function variantRows({ variants }: VariantsShape, path: string): Cell[][] {
  const firsts = Object.values(variants).map((fields) => `\`${Object.keys(fields)[0]}\``);
  return Object.values(variants).flatMap((fields) => {
    const [first] = Object.keys(fields);
    const told = Object.entries(fields).map(([name, { required, ...field }]): [string, Field] => {
      if (!required) return [name, field as Field];
      const without = name === first ? `one of ${firsts.join(', ')}` : `**required** with \`${first}\``;
      return [name, { ...field, without } as Field];
    });
    return fieldRows(Object.fromEntries(told), path);
  });
}

/** Defaults that differ between rows stand in a table of their own. */
function commonDefaults(shape: RowsShape): Fields {
  const differing = new Set(Object.values(shape.rows).flatMap(({ defaults }) => Object.keys(defaults)));
  return Object.fromEntries(
    Object.entries(shape.fields).map(([name, { default: own, ...field }]) => [
      name,
      differing.has(name)
        ? ({ ...field, without: 'by tier, in the table above' } as Field)
        : ({ ...field, default: own } as Field),
    ]),
  );
}

function row(path: string, field: Field): Cell[] {
  return [code(path), { markdown: field.description }, { markdown: allowedText(field) }, defaultCell(field)];
}

function allowedText(shape: Shape): string {
  if (shape.kind === 'list') return isScalar(shape.of) ? `a list; each item ${expected(shape.of)}` : 'a list';
  if (shape.kind === 'map' && isScalar(shape.of)) return `a mapping; each value ${expected(shape.of)}`;
  return expected(shape);
}

function isScalar(shape: Shape): boolean {
  return !['list', 'map', 'record', 'rows', 'variants', 'either'].includes(shape.kind);
}

function defaultCell(field: Field | undefined): Markdown {
  if (field?.required) return { markdown: '**required**' };
  if (field?.default === undefined) return { markdown: field?.without ?? '' };
  const text = stringify(field.default, { collectionStyle: 'flow', lineWidth: 0 }).trim();
  return text === '{}' ? { markdown: '' } : code(text.replace(/^\{ (.*) \}$/, '$1'));
}

function code(text: string): Markdown {
  return { markdown: `\`${text}\`` };
}
