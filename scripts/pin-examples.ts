/**
 * Writes copies of the workflow examples in which our own actions are pinned to the commit of a release. In the sources they
 * say `@v1`: a commit cannot name itself. The release has the copies as a file to download.
 *
 * As a script: node scripts/pin-examples.ts <commit> <version> <folder>
 */
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './run-program.ts';

/** The text with every `uses: ticketz/postgres-backup-actions/…@v1` as `…@<commit> # <version>`. */
export function pinned(text: string, commit: string, version: string): string {
  if (!/^[0-9a-f]{40}$/.test(commit)) throw new Error(`${commit} is no commit of 40 hexadecimal digits.`);
  if (!/^v\d+\.\d+\.\d+$/.test(version)) throw new Error(`${version} is no version such as v1.2.3.`);
  return text.replace(
    /^(\s*(?:- )?uses: ticketz\/postgres-backup-actions\/[\w./-]+)@v\d+$/gm,
    `$1@${commit} # ${version}`,
  );
}

if (import.meta.main) {
  const [commit = '', version = '', folder = ''] = process.argv.slice(2);
  if (folder === '') throw new Error('Usage: node scripts/pin-examples.ts <commit> <version> <folder>');
  const from = join(ROOT, 'workflows-examples');
  await cp(from, folder, { recursive: true });
  for (const name of await readdir(from)) {
    if (!name.endsWith('.yml')) continue;
    const text = await readFile(join(from, name), 'utf8');
    await writeFile(join(folder, name), pinned(text, commit, version));
  }
}
