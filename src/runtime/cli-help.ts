import { VERSION } from '../version.ts';
import type { ActionSpec, InputSpec } from './action-spec.ts';
import { flagsOf, variableOf } from './cli-args.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { terminalTable } from './format.ts';
import { allowed } from './read-value.ts';

const WIDTH = 100;

const OPTIONS = `Options of every action:
  --json     print only the result as JSON on stdout; errors as {"error":{"code","message","hint"}}
  --debug    print details and stacks on stderr
  --help     this text
  --version  the version`;

/** The help of the whole toolkit. */
export function toolkitHelp(specs: readonly ActionSpec[]): string {
  const width = Math.max(...specs.map(({ name }) => name.length)) + 4;
  return [
    `postgres-backup-actions ${VERSION}: PostgreSQL backups that are proven by restoring them.`,
    '',
    'Usage: node dist/cli.js ACTION [--input VALUE ...]',
    '       node dist/cli.js ACTION --help',
    '',
    'Actions:',
    ...specs.map(({ name, description }) => hang(`  ${name}`.padEnd(width), description)),
    '',
    OPTIONS,
    '',
    exitCodes(),
    '',
  ].join('\n');
}

/** The help of one action, made from its spec. */
export function actionHelp(spec: ActionSpec): string {
  return [
    ...wrap(`${spec.title}. ${spec.description}`, WIDTH),
    '',
    `Usage: node dist/cli.js ${spec.name} [--input VALUE ...]`,
    '',
    ...[...groups(spec)].flatMap(([group, inputs]) => [
      `${group}:`,
      ...inputs.flatMap(([name, input]) => inputHelp(name, input, spec)),
      '',
    ]),
    OPTIONS,
    '',
    'Lists repeat their flag. Secrets come from a file or from the environment, never from the command line.',
    '',
    exitCodes(),
    '',
    'Example:',
    ...cliExample(spec).map((line) => `  ${line}`),
    '',
  ].join('\n');
}

/** Inputs under their headings, in the order of the spec, those of the action itself first. */
export function groups(spec: ActionSpec): Map<string, [string, InputSpec][]> {
  const result = new Map<string, [string, InputSpec][]>([['This action', []]]);
  for (const [name, input] of Object.entries(spec.inputs)) {
    const group = input.group ?? 'This action';
    result.set(group, [...(result.get(group) ?? []), [name, input]]);
  }
  if (result.get('This action')?.length === 0) result.delete('This action');
  return result;
}

function inputHelp(name: string, input: InputSpec, spec: ActionSpec): string[] {
  const head = waysToGive(name, input, spec);
  const facts: string[] = [];
  if (input.required) facts.push('Required.');
  if (['choice', 'integer', 'duration'].includes(input.kind) || ('pattern' in input && input.pattern)) {
    facts.push(`It has to be ${allowed(input)}.`);
  }
  if (input.default !== undefined) facts.push(`Default: ${input.default}.`);
  return [
    `  ${head}`,
    ...wrap([plain(input.description), ...facts].join(' '), WIDTH - 6).map((line) => `      ${line}`),
  ];
}

/** `--stores VALUE ...`, `--flag | --no-flag`, `--password-file PATH or environment variable PBA_PASSWORD` */
function waysToGive(name: string, input: InputSpec, spec: ActionSpec): string {
  const flags = flagsOf(name, input, spec);
  switch (input.kind) {
    case 'boolean':
      return flags.join(' | ');
    case 'secret':
      return [...flags.map((flag) => `${flag} PATH`), `environment variable ${variableOf(name)}`].join(
        ' or ',
      );
    case 'list':
      return `${flags.join('')} VALUE ...`;
    default:
      return `${flags.join('')} ${input.kind === 'path' ? 'PATH' : 'VALUE'}`;
  }
}

/** The example of the spec as a command for a shell. */
export function cliExample(spec: ActionSpec): string[] {
  const secrets: string[] = [];
  const flags: string[] = [];
  for (const [name, value] of Object.entries(spec.example)) {
    const kind = spec.inputs[name]?.kind;
    if (kind === 'secret') secrets.push(`${variableOf(name)}="$${value}"`);
    else if (kind === 'boolean') flags.push(value === 'true' ? `--${name}` : `--no-${name}`);
    else flags.push(...value.split('\n').map((item) => `--${name} ${item}`));
  }
  const command = [...secrets, `node dist/cli.js ${spec.name}`].join(' ');
  return [command, ...flags.map((flag) => `  ${flag}`)].map((line, index, all) =>
    index < all.length - 1 ? `${line} \\` : line,
  );
}

function exitCodes(): string {
  const rows = Object.entries(EXIT_CODES).map(([exit, meaning]) => [`  ${exit}`, meaning]);
  return terminalTable([{ title: 'Exit codes:', align: 'right' }, { title: '' }], rows);
}

/** Descriptions are Markdown; a terminal does not need the code marks. */
function plain(markdown: string): string {
  return markdown.replaceAll('`', '');
}

function hang(head: string, text: string): string {
  const [first = '', ...rest] = wrap(plain(text), WIDTH - head.length);
  return [head + first, ...rest.map((line) => ' '.repeat(head.length) + line)].join('\n');
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
