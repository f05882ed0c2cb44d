import { readFile } from 'node:fs/promises';
import { messageOf } from '../errors.ts';
import type { ActionSpec, InputSpec } from './action-spec.ts';
import { CLI_OPTIONS } from './check-spec.ts';
import { unknownName } from './parse-inputs.ts';

/** Options of the command line itself. */
export interface CliOptions {
  readonly help: boolean;
  readonly version: boolean;
  readonly json: boolean;
  readonly debug: boolean;
}

export interface CliArguments {
  /** Texts by input name, as an action on a runner would get them. */
  readonly raw: Readonly<Record<string, string | undefined>>;
  /** Everything that is wrong with the flags themselves. */
  readonly problems: readonly string[];
  /** Inputs whose flag was there, but wrong: to call them missing as well would be confusing. */
  readonly attempted: readonly string[];
}

const MAX_SECRET_FILE = 1024 * 1024;

/** The options that are there; what else is wrong with the arguments is of no concern here. */
export function cliOptions(args: readonly string[]): CliOptions {
  const has = (name: (typeof CLI_OPTIONS)[number]): boolean => args.includes(`--${name}`);
  return { help: has('help'), version: has('version'), json: has('json'), debug: has('debug') };
}

/** How an input is given on the command line. */
export function flagsOf(name: string, input: InputSpec, spec: ActionSpec): string[] {
  if (input.kind === 'boolean') return [`--${name}`, `--no-${name}`];
  if (input.kind !== 'secret') return [`--${name}`];
  // `identity-file` may be an input of its own; then it is the way to give `identity` in a file.
  return spec.inputs[`${name}-file`] === undefined ? [`--${name}-file`] : [];
}

/** The environment variable of a secret: `PBA_S3_SECRET_ACCESS_KEY`. */
export function variableOf(name: string): string {
  return `PBA_${name.replaceAll('-', '_').toUpperCase()}`;
}

/**
 * Reads the flags of one action: `--name value` or `--name=value`; a list repeats its flag; booleans are `--name`
 * and `--no-name`; secrets come from files and from the environment, never from argv, which every user of the machine can read.
 */
export async function readArguments(
  spec: ActionSpec,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<CliArguments> {
  const reader = new ArgumentReader(spec);
  for (let index = 0; index < args.length; index += 1) {
    if (reader.take(args[index] ?? '', args[index + 1])) index += 1;
  }
  await reader.readSecrets(env);
  return { raw: reader.raw, problems: reader.problems, attempted: reader.attempted };
}

class ArgumentReader {
  readonly raw: Record<string, string | undefined> = {};
  readonly problems: string[] = [];
  readonly attempted: string[] = [];
  readonly #spec: ActionSpec;
  /** What each flag sets. */
  readonly #targets = new Map<string, { name: string; input: InputSpec; text?: string; file?: true }>();
  readonly #secretFiles = new Map<string, string>();

  constructor(spec: ActionSpec) {
    this.#spec = spec;
    for (const [name, input] of Object.entries(spec.inputs)) {
      for (const flag of flagsOf(name, input, spec)) {
        if (input.kind === 'boolean')
          this.#targets.set(flag, { name, input, text: String(flag === `--${name}`) });
        else if (input.kind === 'secret') this.#targets.set(flag, { name, input, file: true });
        else this.#targets.set(flag, { name, input });
      }
    }
  }

  /** Takes one argument; true when it took the next one as its value. */
  take(argument: string, next: string | undefined): boolean {
    const equals = argument.indexOf('=');
    const flag = equals < 0 ? argument : argument.slice(0, equals);
    const attached = equals < 0 ? undefined : argument.slice(equals + 1);
    if ((CLI_OPTIONS as readonly string[]).includes(flag.replace(/^--/, ''))) {
      if (attached !== undefined) this.problems.push(`${flag}: takes no value`);
      return false;
    }
    const target = this.#targets.get(flag);
    if (target === undefined) return this.#refuse(flag, next, attached);
    if (target.text !== undefined) {
      if (attached !== undefined)
        this.problems.push(`${flag}: takes no value; it is --${target.name} or --no-${target.name}`);
      else this.#set(target.name, target.input, target.text, flag);
      return false;
    }
    const separate = attached === undefined && next !== undefined && !next.startsWith('--');
    const value = attached ?? (separate ? next : undefined);
    if (value === undefined || value === '') this.attempted.push(target.name);
    if (value === undefined || value === '')
      this.problems.push(`${flag}: needs a value (${flag} VALUE or ${flag}=VALUE)`);
    else if (target.file) this.#setFile(target.name, value, flag);
    else this.#set(target.name, target.input, value, flag);
    return separate;
  }

  /** Values of unknown flags are passed over: one mistake is one problem. */
  #refuse(flag: string, next: string | undefined, attached: string | undefined): boolean {
    const name = flag.replace(/^--/, '');
    if (!flag.startsWith('--') || name === '') {
      this.problems.push(`${JSON.stringify(flag.slice(0, 40))}: every value needs a flag in front of it`);
      return false;
    }
    if (this.#spec.inputs[name]?.kind === 'secret') {
      this.attempted.push(name);
      const file = this.#spec.inputs[`${name}-file`] !== undefined || this.#targets.has(`--${name}-file`);
      this.problems.push(
        `${flag}: a secret is never taken from the command line; use ${file ? `--${name}-file PATH or ` : ''}${variableOf(name)}`,
      );
    } else {
      const known = [...this.#targets.keys()].map((target) => target.slice(2));
      this.problems.push(`--${unknownName(name, [...known, ...CLI_OPTIONS], 'flag')}`);
    }
    return attached === undefined && next !== undefined && !next.startsWith('-');
  }

  #set(name: string, input: InputSpec, text: string, flag: string): void {
    const earlier = this.raw[name];
    if (earlier === undefined) this.raw[name] = text;
    else if (input.kind === 'list') this.raw[name] = `${earlier}\n${text}`;
    else this.problems.push(`${flag}: ${name} is given more than once`);
  }

  #setFile(name: string, path: string, flag: string): void {
    if (this.#secretFiles.has(name)) this.problems.push(`${flag}: is given more than once`);
    this.#secretFiles.set(name, path);
  }

  async readSecrets(env: Readonly<Record<string, string | undefined>>): Promise<void> {
    for (const [name, input] of Object.entries(this.#spec.inputs)) {
      if (input.kind !== 'secret') continue;
      const path = this.#secretFiles.get(name);
      if (path !== undefined) this.attempted.push(name);
      const variable = env[variableOf(name)];
      if (path !== undefined && variable !== undefined && variable !== '') {
        this.problems.push(`--${name}-file and ${variableOf(name)} are both given; give one of them`);
      } else if (path === undefined) {
        if (variable !== undefined) this.raw[name] = variable;
      } else {
        await this.#readSecretFile(name, path);
      }
    }
  }

  async #readSecretFile(name: string, path: string): Promise<void> {
    try {
      const text = await readFile(path, 'utf8');
      if (text.trim() === '') this.problems.push(`--${name}-file: ${path} is empty`);
      else if (text.length > MAX_SECRET_FILE)
        this.problems.push(`--${name}-file: ${path} is larger than 1 MiB`);
      else this.raw[name] = text;
    } catch (error) {
      this.problems.push(`--${name}-file: ${messageOf(error)}`);
    }
  }
}
