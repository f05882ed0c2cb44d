import { randomUUID } from 'node:crypto';

/**
 * Whether the runner could take a line of text for a command. It looks for `::name` at the start of a line (after
 * white space) and for the older `##[name]` anywhere in it. Everything but printable ASCII is left out before
 * looking, because .NET ignores some invisible characters when it compares. A wrong yes costs two log lines.
 * Source: actions/runner, src/Runner.Common/ActionCommand.cs.
 */
function couldBeCommand(line: string): boolean {
  const visible = line.replace(/[^\x21-\x7e]/g, '');
  return visible.startsWith('::') || visible.includes('##[');
}

/**
 * Text for a runner's log in which nothing is a workflow command. Tools print names and notices from the database,
 * so `::add-mask::` or `::stop-commands::` may stand in any of their lines. Such lines are put
 * between `::stop-commands::TOKEN` and `::TOKEN::` with a fresh random token, so the text itself stays exactly as
 * it was; a prefix could not stop `##[`, and zero-width characters would alter what is copied out of the log.
 */
export function withoutCommands(text: string, makeToken: () => string = randomUUID): string {
  const lines: string[] = [];
  let stopped: string | undefined;
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (couldBeCommand(line)) {
      if (stopped === undefined) {
        stopped = makeToken();
        lines.push(`::stop-commands::${stopped}`);
      }
    } else if (stopped !== undefined) {
      lines.push(`::${stopped}::`);
      stopped = undefined;
    }
    lines.push(line);
  }
  if (stopped !== undefined) lines.push(`::${stopped}::`);
  return lines.join('\n');
}
