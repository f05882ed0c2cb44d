import { UserError } from '../errors.ts';

export interface QualifiedName {
  readonly schema: string;
  readonly name: string;
}

/** A table with the tables whose rows it stands for: its partitions and inheritance children. */
export interface SelectableTable extends QualifiedName {
  readonly parents: readonly QualifiedName[];
}

/**
 * Decides whose rows are dumped. Selection is about rows only: every definition is always dumped, so that each set
 * can be restored and proven by itself. A partition or child is selected with any of its ancestors.
 *
 * @param include patterns of tables whose rows are dumped; empty means all
 * @param exclude patterns of tables whose rows are left out; wins over `include`
 * @param others what a pattern may also name without selecting rows: partitioned tables, and, to leave them out, tables
 *   whose rows no dump holds
 * @returns for each table whether its rows are in
 * @throws UserError PBA-PG-NO-SUCH-TABLE listing every pattern that matches nothing
 */
export function selectTables<T extends SelectableTable>(
  tables: readonly T[],
  include: readonly string[],
  exclude: readonly string[],
  others: { readonly partitioned: readonly QualifiedName[]; readonly withoutRows: readonly QualifiedName[] },
): { selected: T[]; left: T[] } {
  const names = new Map<string, QualifiedName>();
  const known = [...tables.flatMap((table) => [table, ...table.parents]), ...others.partitioned];
  for (const name of known) names.set(JSON.stringify([name.schema, name.name]), name);
  const matches = (pattern: string, among: Iterable<QualifiedName>): boolean =>
    [...among].some((name) => matchesTable(pattern, name));
  const unmatched = [
    ...include.filter((pattern) => !matches(pattern, names.values())),
    ...exclude.filter((pattern) => !matches(pattern, [...names.values(), ...others.withoutRows])),
  ];
  if (unmatched.length > 0) {
    throw new UserError(
      'PBA-PG-NO-SUCH-TABLE',
      `No table matches ${unmatched.map((one) => JSON.stringify(one)).join(', ')}.`,
      {
        hint: 'Write schema.table; * and ? stand for any characters; names are case-sensitive only inside double quotes.',
      },
    );
  }
  const hit = (table: T, patterns: readonly string[]): boolean =>
    patterns.some((pattern) => [table, ...table.parents].some((name) => matchesTable(pattern, name)));
  const selected = tables.filter(
    (table) => (include.length === 0 || hit(table, include)) && !hit(table, exclude),
  );
  return { selected, left: tables.filter((table) => !selected.includes(table)) };
}

/**
 * Patterns as in psql's `\d`: `tickets`, `public.tickets`, `audit_*`, `"Order".items`. Unquoted parts are folded to
 * lower case; a pattern without a schema matches in every schema.
 */
export function matchesTable(pattern: string, name: QualifiedName): boolean {
  const parts = parsePattern(pattern);
  const table = parts.at(-1);
  if (table === undefined || parts.length > 2) return false;
  const schema = parts.length === 2 ? parts[0] : undefined;
  return table.test(name.name) && (schema?.test(name.schema) ?? true);
}

function parsePattern(pattern: string): RegExp[] {
  const parts: string[] = [''];
  let quoted = false;
  for (let index = 0; index < pattern.length; index += 1) {
    const char = pattern.charAt(index);
    if (char === '"') {
      if (quoted && pattern.charAt(index + 1) === '"') {
        parts.push(`${parts.pop() ?? ''}"`);
        index += 1;
      } else quoted = !quoted;
    } else if (char === '.' && !quoted) parts.push('');
    else if (char === '*' && !quoted) parts.push(`${parts.pop() ?? ''}.*`);
    else if (char === '?' && !quoted) parts.push(`${parts.pop() ?? ''}.`);
    else
      parts.push(
        `${parts.pop() ?? ''}${(quoted ? char : char.toLowerCase()).replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')}`,
      );
  }
  return parts.map((part) => new RegExp(`^${part}$`, 's'));
}
