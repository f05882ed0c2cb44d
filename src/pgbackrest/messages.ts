/** What the engine says on stderr, one entry for each message, with the lines that belong to it. */
export interface EngineMessage {
  readonly level: 'ERROR' | 'WARN' | 'INFO' | 'DETAIL';
  /** The engine's number, of errors alone. */
  readonly code: number | undefined;
  readonly text: string;
}

const START = /^(?:.*?\s)?(?:P\d\d\s+)?(ERROR|WARN|INFO|DETAIL): (?:\[(\d{3})\]: )?(.*)$/;

/** Reads messages with or without time stamps. A line that starts none belongs to the one before it. */
export function parseMessages(stderr: string): EngineMessage[] {
  const messages: { level: EngineMessage['level']; code: number | undefined; lines: string[] }[] = [];
  for (const line of stderr.split('\n')) {
    const start = /^\s/.test(line) ? null : START.exec(line);
    if (start !== null) {
      messages.push({
        level: start[1] as EngineMessage['level'],
        code: start[2] === undefined ? undefined : Number(start[2]),
        lines: [start[3] ?? ''],
      });
    } else if (line.trim() !== '') messages.at(-1)?.lines.push(line.trim());
  }
  return messages.map(({ level, code, lines }) => ({ level, code, text: readable(lines.join('\n')) }));
}

/** A wrong key shows as raw bytes; they are of no use to anybody, and terminals take some for commands. */
function readable(text: string): string {
  return text
    .replace(/outside of section at line \d+: [^\n]*/g, 'outside of section')
    .replace(/[^\P{C}\n]|\uFFFD/gu, '?');
}

/** The first sentence of what went wrong, for a message of one line. */
export function firstLine(text: string): string {
  const line = text.split('\n')[0]?.trim() ?? '';
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
