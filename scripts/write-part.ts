import { readFile, writeFile } from 'node:fs/promises';

/**
 * Puts text between its two marks in a page, as the commands do that measure something.
 * @throws Error when the page has no such marks
 */
export async function writePart(page: string, name: string, text: string): Promise<void> {
  const { before, begin, end, after } = await split(page, name);
  await writeFile(page, `${before}${begin}\n\n${text}\n${end}${after}`);
}

/** What stands between the two marks. @throws Error when the page has no such marks */
export async function readPart(page: string, name: string): Promise<string> {
  return (await split(page, name)).part;
}

async function split(page: string, name: string) {
  const begin = `<!-- generated:${name}: -->`;
  const end = `<!-- /generated:${name} -->`;
  const [before, rest] = (await readFile(page, 'utf8')).split(begin);
  const [part, after] = rest?.split(end) ?? [];
  if (before === undefined || part === undefined || after === undefined)
    throw new Error(`${page} has no place for ${name}.`);
  return { before, begin, part, end, after };
}
