import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutSummary, SUMMARY_LIMIT } from '../../../src/runtime/cut-summary.ts';

const LIMIT = 4_096;

function rows(count: number): string {
  return [
    '| n | text |',
    '|---|---|',
    ...Array.from({ length: count }, (_, n) => `| ${n} | é${'x'.repeat(40)} |`),
  ].join('\n');
}

test('what fits is left alone, to the byte', () => {
  const text = 'x'.repeat(SUMMARY_LIMIT);
  expect(cutSummary(text)).toBe(text);
  expect(Buffer.byteLength(cutSummary(`${text}y`))).toBeLessThanOrEqual(SUMMARY_LIMIT);
});

test('a table loses whole rows, and the note counts them', () => {
  const text = rows(200);
  const cut = cutSummary(text, LIMIT);
  expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(LIMIT);
  const [, note = ''] = cut.split('\n\n');
  const kept = cut.split('\n\n')[0]?.split('\n') ?? [];
  expect(text.split('\n').slice(0, kept.length)).toEqual(kept);
  expect(note).toContain(`**Cut here.** ${text.split('\n').length - kept.length} more lines`);
});

test('what the cut leaves open is closed', () => {
  const code = cutSummary(
    `<details><summary>log</summary>\n\n\`\`\`\`text\n${'line\n'.repeat(2_000)}\`\`\`\`\n</details>`,
    LIMIT,
  );
  const fences = code.split('\n').filter((line) => line.startsWith('````'));
  expect(fences).toEqual(['````text', '````']);
  expect(code.indexOf('</details>')).toBeGreaterThan(code.lastIndexOf('````'));
  expect(code.indexOf('Cut here')).toBeGreaterThan(code.indexOf('</details>'));
});

test('a fence that was closed is not closed again', () => {
  const cut = cutSummary(`\`\`\`\na <details> in code\n\`\`\`\n${'text\n'.repeat(2_000)}`, LIMIT);
  expect(cut.split('\n').filter((line) => line.startsWith('```'))).toHaveLength(2);
  expect(cut).not.toContain('</details>');
});

test('one line that is too long leaves the note alone', () => {
  expect(cutSummary('é'.repeat(LIMIT), LIMIT)).toMatch(/^\n> \*\*Cut here\.\*\* 1 more lines/);
});

test('never larger than the limit', () => {
  const line = fc.constantFrom('```', '~~~~', '<details>', '</details>', 'é'.repeat(300), '| a | b |', '');
  fc.assert(
    fc.property(fc.array(line, { maxLength: 200 }), (lines) => {
      expect(Buffer.byteLength(cutSummary(lines.join('\n'), LIMIT))).toBeLessThanOrEqual(LIMIT);
    }),
  );
});
