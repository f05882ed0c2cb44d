import type { Random } from '../random.ts';

/** A SQL identifier, always quoted. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function text(value: string): string {
  return value.includes('\\')
    ? `E'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
    : `'${value.replaceAll("'", "''")}'`;
}

/** Names that are legal and have broken tools: `#` is where the number goes that makes them unique. */
const STYLES = [
  'item#',
  'item_#',
  'item_#',
  'Mixed#Case',
  'two words #',
  'quo"te#',
  "apos'trophe#",
  'semi;colon-- #',
  'back\\slash#',
  'new\nline#',
  'tab\t#',
  'per%cent#',
  'dollar$1#',
  ':colon::#',
  'dot.ted.#',
  'Größe#',
  '表#',
  'e\u0301#',
  '\u202eright#',
  '🐘#',
  '#digit',
  '(a, b)#',
  '{#}',
  '*#',
] as const;

const WORDS = [
  'select',
  'user',
  'table',
  'order',
  'group',
  'null',
  'true',
  'default',
  'all',
  'new',
  'old',
  't',
  'x',
  'public',
];

/** Gives every name once. A third of the names are plain, as most are in life. */
export class Names {
  readonly #random: Random;
  readonly #used = new Set<string>();
  #count = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  next(): string {
    for (;;) {
      const name = this.#draw();
      if (this.#used.has(name)) continue;
      this.#used.add(name);
      return name;
    }
  }

  #draw(): string {
    const random = this.#random;
    const number = String(++this.#count);
    if (random.chance(0.35)) return `item_${number}`;
    if (random.chance(0.1)) return random.pick(WORDS);
    // As long as a name may be: 63 bytes.
    if (random.chance(0.05)) return `n${number}_`.padEnd(63, 'x');
    return random.pick(STYLES).replace('#', number);
  }
}
