/** An SQL identifier, always quoted: the one function for names. */
export function identifier(...path: readonly string[]): string {
  return path.map((part) => `"${part.replaceAll('"', '""')}"`).join('.');
}

/** An SQL string literal. Sessions pin `standard_conforming_strings = on`, so backslashes are plain. */
export function literal(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
