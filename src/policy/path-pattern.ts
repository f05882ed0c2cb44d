/** Whether a path of the repository is what a pattern describes: `*` and `?` within a folder, `**` across folders. */
export function matchesPath(pattern: string, path: string): boolean {
  const source = pattern
    .split(/(\*\*\/|\*\*|\*|\?)/)
    .map((part) => WILD.get(part) ?? part.replace(/[\\^$.+()[\]{}|/]/g, '\\$&'))
    .join('');
  return new RegExp(`^${source}$`, 'su').test(path);
}

const WILD: ReadonlyMap<string, string> = new Map([
  // `**/` is also no folder at all: `db/**/x.sql` is `db/x.sql` too.
  ['**/', '(?:.*/)?'],
  ['**', '.*'],
  ['*', '[^/]*'],
  ['?', '[^/]'],
]);
