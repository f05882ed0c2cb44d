import { readFile, writeFile } from 'node:fs/promises';

/**
 * Puts text between its two marks in a page, as the commands do that measure something.
 * @throws Error when the page has no such marks
 */
export async function writePart(page: string, name: string, text: string): Promise<void> {
  const whole = await readFile(page, 'utf8');
  const begin = `<!-- generated:${name}: -->`;
  const end = `<!-- /generated:${name} -->`;
  const [before, rest] = whole.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`${page} has no place for ${name}.`);
  await writeFile(page, `${before}${begin}\n\n${text}\n${end}${after}`);
}
