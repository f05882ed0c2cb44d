import { readOptions, withoutSecrets } from './config.ts';

/** Which of two texts has a line. */
export interface DiffLine {
  readonly sign: '+' | '-' | ' ';
  readonly text: string;
}

/** What would change in the configuration, without a secret: one that would be another is only said to be. */
export function configDiff(before: string | undefined, after: string): DiffLine[] {
  if (before === after) return [];
  const known = new Set(before === undefined ? [] : secretsOf(before));
  const old = before === undefined ? [] : withoutSecrets(before, () => 'secret').split('\n');
  const next = withoutSecrets(after, (secret) =>
    before === undefined || known.has(secret) ? 'secret' : 'another secret',
  ).split('\n');
  return lineDiff(old, next).filter(({ sign, text }) => sign !== ' ' && text !== '');
}

function secretsOf(text: string): string[] {
  return [...readOptions(text, 'global')].map(([, value]) => value);
}

/** The shortest way from one list of lines to another. */
function lineDiff(before: readonly string[], after: readonly string[]): DiffLine[] {
  const common: number[][] = Array.from({ length: before.length + 1 }, () =>
    new Array<number>(after.length + 1).fill(0),
  );
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const row = common[i];
      if (row !== undefined)
        row[j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old, next] = [before[i], after[j]];
    if (old !== undefined && old === next) {
      lines.push({ sign: ' ', text: old });
      i += 1;
      j += 1;
    } else if (old !== undefined && (next === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ sign: '-', text: old });
      i += 1;
    } else {
      lines.push({ sign: '+', text: next ?? '' });
      j += 1;
    }
  }
  return lines;
}
