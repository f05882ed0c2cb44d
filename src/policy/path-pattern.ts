/** Whether a path of the repository is what a pattern describes: `*` and `?` within a folder, `**` across folders. */
export function matchesPath(pattern: string, path: string): boolean {
  const source = pattern
    .split(/(\*\*\/|\*\*|\*|\?)/)
    .map((part) => WILD[part] ?? part.replace(/[\\^$.+()[\]{}|/]/g, '\\$&'))
    .join('');
  return new RegExp(`^${source}$`, 'su').test(path);
}

const WILD: Readonly<Record<string, string>> = {
  // `**/` is also no folder at all: `db/**/x.sql` is `db/x.sql` too.
  '**/': '(?:.*/)?',
  '**': '.*',
  '*': '[^/]*',
  '?': '[^/]',
};
