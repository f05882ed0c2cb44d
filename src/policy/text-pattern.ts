/**
 * Whether a text has the pattern in it: a regular expression when it stands between slashes (`/role "old_.*"/`),
 * otherwise the pattern as it stands.
 * @throws SyntaxError when it is not a regular expression; `parsePolicy` lets no such pattern through
 */
export function matchesPattern(pattern: string, text: string): boolean {
  const expression = /^\/(.+)\/$/s.exec(pattern)?.[1];
  return expression === undefined ? text.includes(pattern) : new RegExp(expression, 'u').test(text);
}

/** Whether a name is exactly what a pattern with `*` (any characters) and `?` (any one) describes. */
export function matchesName(pattern: string, name: string): boolean {
  const source = pattern
    .replace(/[\\^$.+()[\]{}|/]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'su').test(name);
}
