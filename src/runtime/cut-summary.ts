/** GitHub drops a step summary that is larger than this, and the step stays green. */
export const SUMMARY_LIMIT = 1024 * 1024;

/** Room for the note and for what has to be closed. */
const RESERVED = 1024;

/**
 * A summary of at most `limit` bytes of UTF-8. What is too long is cut between two lines, so a table loses
 * whole rows; code fences and `<details>` that the cut leaves open are closed, and a note says how much is missing.
 */
export function cutSummary(markdown: string, limit = SUMMARY_LIMIT, what = 'of summary per step'): string {
  const total = Buffer.byteLength(markdown);
  if (total <= limit) return markdown;
  const lines = markdown.split('\n');
  const kept: string[] = [];
  let bytes = 0;
  for (const line of lines) {
    const size = Buffer.byteLength(line) + 1;
    if (bytes + size > limit - RESERVED) break;
    bytes += size;
    kept.push(line);
  }
  const note =
    `> **Cut here.** ${lines.length - kept.length} more lines (${total - bytes} bytes) do not fit: ` +
    `GitHub shows at most ${limit} bytes ${what}.`;
  return [...kept, ...closing(kept), '', note, ''].join('\n');
}

/** The lines that close what `kept` leaves open. */
function closing(kept: readonly string[]): string[] {
  let fence: string | undefined;
  let details = 0;
  for (const line of kept) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence) && line.trim() === mark) fence = undefined;
    } else if (mark !== undefined) {
      fence = mark;
    } else {
      details += (line.match(/<details\b/g)?.length ?? 0) - (line.match(/<\/details>/g)?.length ?? 0);
    }
  }
  // A blank line first: without it GitHub takes the closing tag for part of the table above.
  const open = Array.from({ length: Math.min(Math.max(details, 0), 20) }, () => '</details>');
  return [...(fence === undefined ? [] : [fence]), ...(open.length === 0 ? [] : ['', ...open])];
}
