/**
 * Brings an expression that PostgreSQL wrote from its catalogs into one form. Needed because writing and reading
 * it once, as a dump and restore does, changes it in three ways (all seen with 15.18), without changing its meaning:
 *
 * - `x BETWEEN 1 AND 5 AND y` is written `(((x >= 1) AND (x <= 5)) AND y)`, and after a restore
 *   `((x >= 1) AND (x <= 5) AND y)`;
 * - `varchar_column IN ('a', 'b')` is written `(ARRAY['a'::character varying, …])::text[]`, and after a restore
 *   `ARRAY[('a'::character varying)::text, …]`;
 * - a column without a label that is a cast, in a UNION or a sublink, is written `'x'::text AS text` on one side only.
 *
 * Every check constraint, partial index, policy and view with such an expression would otherwise be a false alarm.
 */
export function canonicalExpression(text: string): string {
  const tree = parse(text);
  return tree === undefined ? text : write(rewrite(tree));
}

/** Whether `canonicalExpression` can change anything: the same test runs in SQL, see `CANONICAL_PATTERN`. */
export const CANONICAL_PATTERN = String.raw`\m(AND|OR|ARRAY|AS)\M`;

interface Group {
  readonly open: '(' | '[';
  readonly items: readonly Item[];
}
type Item = string | Group;

/** Quoted strings and names are one token each, so nothing inside them is ever touched. */
const TOKENS = /'(?:[^']|'')*'|"(?:[^"]|"")*"|::|[()[\],:]|[^\s'"()[\],:]+/g;

const CLOSES = { '(': ')', '[': ']' } as const;

/** Undefined when the brackets do not match, which PostgreSQL never writes. */
function parse(text: string): readonly Item[] | undefined {
  const stack: { open: '(' | '['; items: Item[] }[] = [];
  let items: Item[] = [];
  const outermost = items;
  for (const [token] of text.matchAll(TOKENS)) {
    if (token === '(' || token === '[') {
      const group: { open: '(' | '['; items: Item[] } = { open: token, items: [] };
      items.push(group);
      stack.push({ open: token, items });
      items = group.items;
    } else if (token === ')' || token === ']') {
      const outer = stack.pop();
      if (outer === undefined || CLOSES[outer.open] !== token) return undefined;
      items = outer.items;
    } else items.push(token);
  }
  return stack.length === 0 ? outermost : undefined;
}

function write(items: readonly Item[]): string {
  return items
    .map((item) =>
      typeof item === 'string' ? item : `${item.open} ${write(item.items)} ${CLOSES[item.open]}`,
    )
    .join(' ');
}

function rewrite(items: readonly Item[]): readonly Item[] {
  const inner = items.map((item) => (typeof item === 'string' ? item : rewriteGroup(item)));
  return pushArrayCastsDown(withoutCastLabels(inner));
}

/** What PostgreSQL calls a column that is a cast to a type whose name in SQL is another one. */
const LABELS = /^"?(int[248]|float[48]|bool|varchar|bpchar|bit|varbit|timestamp|timestamptz|time|timetz)"?$/;

/** `'x'::text AS text` to `'x'::text`: the label of a column that has none is not written in a UNION or a sublink. */
function withoutCastLabels(items: readonly Item[]): readonly Item[] {
  const result: Item[] = [];
  for (let at = 0; at < items.length; at++) {
    const label = items[at + 1];
    if (items[at] === 'AS' && typeof label === 'string' && isCastLabel(items, at, label)) at++;
    else result.push(items[at] as Item);
  }
  return result;
}

/** Whether the items before `at` are a cast, and PostgreSQL would call a column after it `label`. */
function isCastLabel(items: readonly Item[], at: number, label: string): boolean {
  const from = items.lastIndexOf('::', at);
  if (from < 0 || at - from > 6) return false;
  const type = items.slice(from + 1, at).filter((item) => typeof item === 'string');
  const last = type.at(-1) ?? '';
  const name = last.slice(last.lastIndexOf('.') + 1);
  return label.replaceAll('"', '') === name.replaceAll('"', '') || LABELS.test(label);
}

function rewriteGroup(group: Group): Group {
  const items = rewrite(group.items);
  const operator = group.open === '(' ? chainOperator(items) : undefined;
  return { open: group.open, items: operator === undefined ? items : flatten(items, operator) };
}

/** `AND` or `OR` when the items are a chain of one of them; PostgreSQL puts every such chain in parentheses. */
function chainOperator(items: readonly Item[]): 'AND' | 'OR' | undefined {
  const and = items.includes('AND');
  const or = items.includes('OR');
  if (and === or) return undefined;
  return and ? 'AND' : 'OR';
}

/** `((a AND b) AND c)` to `(a AND b AND c)`. */
function flatten(items: readonly Item[], operator: 'AND' | 'OR'): readonly Item[] {
  return split(items, operator).flatMap((operand, index) => {
    const [only, ...others] = operand;
    const nested =
      others.length === 0 &&
      typeof only === 'object' &&
      only.open === '(' &&
      chainOperator(only.items) === operator;
    return [...(index === 0 ? [] : [operator]), ...(nested ? only.items : operand)];
  });
}

function split(items: readonly Item[], separator: string): Item[][] {
  const parts: Item[][] = [[]];
  for (const item of items) {
    if (item === separator) parts.push([]);
    else parts.at(-1)?.push(item);
  }
  return parts;
}

/** `(ARRAY[a, b])::text[]` to `ARRAY[(a)::text, (b)::text]`, as PostgreSQL's parser does with a cast of ARRAY[…]. */
function pushArrayCastsDown(items: readonly Item[]): readonly Item[] {
  const result: Item[] = [];
  for (let at = 0; at < items.length; at++) {
    const item = items[at] as Item;
    const list = typeof item === 'object' && item.open === '(' ? arrayList(item.items) : undefined;
    const type = list === undefined || items[at + 1] !== '::' ? undefined : arrayType(items, at + 2);
    if (list === undefined || type === undefined) result.push(item);
    else {
      result.push('ARRAY', castElements(list, type));
      at += 2 + type.length;
    }
  }
  return result;
}

/** The brackets of `ARRAY[…]` when the items are that alone and it is not empty. */
function arrayList(items: readonly Item[]): Group | undefined {
  const [word, list, ...others] = items;
  const only = word === 'ARRAY' && typeof list === 'object' && list.open === '[' && others.length === 0;
  return only && list.items.length > 0 ? list : undefined;
}

function castElements(list: Group, type: readonly Item[]): Group {
  const items = split(list.items, ',').flatMap((element, index): Item[] => {
    const inner = arrayList(element);
    const cast: Item[] =
      inner === undefined
        ? [{ open: '(', items: element }, '::', ...type]
        : ['ARRAY', castElements(inner, type)];
    return index === 0 ? cast : [',', ...cast];
  });
  return { open: '[', items };
}

/** The tokens of a type name that is followed by `[]`. */
function arrayType(items: readonly Item[], from: number): readonly Item[] | undefined {
  for (let at = from; at < items.length; at++) {
    const item = items[at];
    if (typeof item === 'object' && item.open === '[') {
      return item.items.length === 0 && at > from ? items.slice(from, at) : undefined;
    }
    if (item === ',' || item === '::' || item === 'AND' || item === 'OR') return undefined;
  }
  return undefined;
}
