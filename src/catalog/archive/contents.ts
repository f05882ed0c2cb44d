/** One entry of an archive's table of contents with what it depends on, as `pg_restore --list --verbose` shows it. */
export interface ContentsEntry {
  readonly id: string;
  /** The line as pg_restore wrote it: what a `--use-list` file has to hold. */
  readonly line: string;
  /** `TABLE DATA`, `INDEX`, `FK CONSTRAINT` … */
  readonly kind: string;
  /** `-` for what lies in no schema. */
  readonly schema: string;
  /** Name of the object; of what belongs to a table, name of the table and name. Line breaks have become spaces. */
  readonly tag: string;
  readonly dependsOn: readonly string[];
}

/** Names that tell where one part of an entry ends: they may contain spaces, and pg_restore does not quote them. */
export interface KnownNames {
  readonly schemas: readonly string[];
  readonly owners: readonly string[];
}

/** Kinds of more than one word; everything else is one. From `_tocEntryRequired` and the `ARCHIVE_OPTS` of pg_dump. */
const LONG_KINDS = [
  'ACCESS METHOD',
  'ACL LANGUAGE',
  'BLOB COMMENTS',
  'BLOB METADATA',
  'CHECK CONSTRAINT',
  'DATABASE PROPERTIES',
  'DEFAULT ACL',
  'EVENT TRIGGER',
  'FK CONSTRAINT',
  'FOREIGN DATA WRAPPER',
  'FOREIGN SERVER',
  'FOREIGN TABLE',
  'INDEX ATTACH',
  'LARGE OBJECT',
  'MATERIALIZED VIEW',
  'MATERIALIZED VIEW DATA',
  'OPERATOR CLASS',
  'OPERATOR FAMILY',
  'PROCEDURAL LANGUAGE',
  'PUBLICATION TABLE',
  'PUBLICATION TABLES IN SCHEMA',
  'ROW SECURITY',
  'SECURITY LABEL',
  'SEQUENCE OWNED BY',
  'SEQUENCE SET',
  'SHELL TYPE',
  'STATISTICS DATA',
  'SUBSCRIPTION TABLE',
  'TABLE ATTACH',
  'TABLE DATA',
  'TEXT SEARCH CONFIGURATION',
  'TEXT SEARCH DICTIONARY',
  'TEXT SEARCH PARSER',
  'TEXT SEARCH TEMPLATE',
  'USER MAPPING',
].sort((a, b) => b.length - a.length);

/** A name as pg_restore lists it: line breaks become spaces. */
export function listedName(name: string): string {
  return name.replace(/[\n\r]/g, ' ');
}

/** Parses the output of `pg_restore --list --verbose`. Without known names, owners are taken to be one word. */
export function parseContents(text: string, known: KnownNames): ContentsEntry[] {
  const raw: { id: string; line: string; text: string; dependsOn: string[] }[] = [];
  for (const line of text.split('\n')) {
    const entry = /^(\d+); \d+ \d+ (.*)$/.exec(line);
    if (entry) raw.push({ id: entry[1] ?? '', line, text: entry[2] ?? '', dependsOn: [] });
    const depends = /^;\s+depends on: ([\d ]+)$/.exec(line);
    if (depends) raw.at(-1)?.dependsOn.push(...(depends[1] ?? '').trim().split(' '));
  }
  const owners = known.owners.map(listedName).sort((a, b) => b.length - a.length);
  const split = raw.map((entry) => ({ ...entry, ...splitText(entry.text, owners) }));
  const schemas = new Set([
    'public',
    ...known.schemas.map(listedName),
    ...split.flatMap(({ kind, rest }) => (kind === 'SCHEMA' ? rest.slice(2) : [])),
  ]);
  return split.map(({ id, line, kind, rest, dependsOn }) => {
    const schema = schemaOf(rest, schemas);
    return { id, line, kind, schema, tag: rest.slice(schema.length + 1), dependsOn };
  });
}

function splitText(text: string, owners: readonly string[]): { kind: string; rest: string } {
  const long = LONG_KINDS.find((kind) => text.startsWith(`${kind} `));
  const kind = long ?? text.slice(0, text.indexOf(' '));
  const behind = text.slice(kind.length + 1);
  const owner = owners.find((name) => behind.endsWith(` ${name}`));
  // Extensions and the like have no owner: their line ends in a space.
  const end = owner === undefined ? behind.lastIndexOf(' ') : behind.length - owner.length - 1;
  return { kind, rest: behind.slice(0, Math.max(end, 0)) };
}

function schemaOf(rest: string, schemas: ReadonlySet<string>): string {
  const words = rest.split(' ');
  for (let count = words.length - 1; count > 0; count -= 1) {
    const schema = words.slice(0, count).join(' ');
    if (schemas.has(schema)) return schema;
  }
  return words[0] ?? '';
}

/** The parts of a dotted name, with or without quotes. */
export function quotedPath(text: string): string[] {
  return [...text.matchAll(/"((?:[^"]|"")*)"|([^."]+)/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  );
}
