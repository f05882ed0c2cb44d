/** A command as an input: one argument a line. Undefined when there is none. */
export function wordsOf(text: string | undefined): readonly string[] | undefined {
  const words = (text ?? '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return words.length === 0 ? undefined : words;
}
