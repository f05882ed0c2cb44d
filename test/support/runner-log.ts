export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
}

/** Commands that the runner knows; anything else that looks like a command is text to it. */
const KNOWN = [
  'add-mask',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'stop-commands',
  'warning',
];
/** Known as well, but no line of ours may be one: they set variables, outputs and matchers. */
const DANGEROUS = ['set-env', 'set-output', 'save-state', 'add-path', 'add-matcher', 'remove-matcher'];

/** Reads the output of a step as the runner does (actions/runner: ActionCommand.cs, ActionCommandManager.cs). */
export class RunnerLog {
  readonly annotations: Annotation[] = [];
  readonly masks: string[] = [];
  readonly debug: string[] = [];
  readonly #lines: string[] = [];
  #resumeToken: string | undefined;

  constructor(raw: string) {
    for (const line of raw.split(/\r\n|\n|\r/)) this.#take(line);
  }

  /** What a person sees. */
  get log(): string {
    const masks = [...this.masks].sort((a, b) => b.length - a.length);
    return masks.reduce((text, mask) => text.replaceAll(mask, '***'), this.#lines.join('\n'));
  }

  #take(line: string): void {
    const token = this.#resumeToken;
    const command = parseCommand(line, [...KNOWN, ...DANGEROUS, ...(token === undefined ? [] : [token])]);
    if (token !== undefined && command?.name === token) this.#resumeToken = undefined;
    else if (token !== undefined || command === undefined) this.#lines.push(line);
    else if (DANGEROUS.includes(command.name)) throw new Error(`The runner would obey: ${line}`);
    else this.#obey(command);
  }

  #obey({ name, title, data }: Command): void {
    if (name === 'stop-commands') this.#resumeToken = data;
    else if (name === 'add-mask') this.masks.push(...data.split(/[\r\n]+/).filter((part) => part !== ''));
    else if (name === 'debug') this.debug.push(data);
    else if (name === 'group') this.#lines.push(`> ${data}`);
    else if (name === 'error' || name === 'warning' || name === 'notice') {
      this.annotations.push({ level: name, title, message: data });
      this.#lines.push(`${name}: ${data}`);
    }
  }
}

interface Command {
  readonly name: string;
  readonly title: string;
  readonly data: string;
}

/** `::name properties::data` at the start of a line; if that is no known command, `##[name properties]data` anywhere. */
function parseCommand(line: string, known: readonly string[]): Command | undefined {
  const text = line.trimStart();
  const end = text.startsWith('::') ? text.indexOf('::', 2) : -1;
  if (end >= 0) {
    const command = makeCommand(text.slice(2, end), ',', text.slice(end + 2), known);
    if (command !== undefined) return command;
  }
  const start = line.indexOf('##[');
  const close = start < 0 ? -1 : line.indexOf(']', start);
  return close < 0 ? undefined : makeCommand(line.slice(start + 3, close), ';', line.slice(close + 1), known);
}

function makeCommand(
  info: string,
  separator: string,
  data: string,
  known: readonly string[],
): Command | undefined {
  const space = info.indexOf(' ');
  const name = (space < 0 ? info : info.slice(0, space)).toLowerCase();
  if (!known.includes(name)) return undefined;
  const properties = space < 0 ? [] : info.slice(space + 1).split(separator);
  const title = properties.find((property) => property.trim().startsWith('title='));
  return { name, title: decoded(title?.trim().slice('title='.length) ?? ''), data: decoded(data) };
}

function decoded(text: string): string {
  return text
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%25', '%');
}
