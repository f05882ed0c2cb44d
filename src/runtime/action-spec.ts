interface InputBase {
  /** One or two plain sentences; they become action.yml, the README and `--help`. */
  readonly description: string;
  /** Heading under which `--help` and the README list the input. Default: `This action`. */
  readonly group?: string;
  /** Text as it stands in action.yml; it goes through the same reading as the user's text. */
  readonly default?: string;
  readonly required?: true;
}

interface Patterned {
  /** Has to match the whole text (of every item, for lists). */
  readonly pattern?: RegExp;
  /** What the pattern allows, to complete "it has to be …". Needed with `pattern`. */
  readonly patternHint?: string;
}

interface TextInput extends InputBase, Patterned {
  readonly kind: 'string' | 'path' | 'secret';
}

/** One item per line, trimmed; blank lines do not count; an item given twice is refused. */
interface ListInput extends InputBase, Patterned {
  readonly kind: 'list';
}

/** Exactly `true` or `false`. */
interface BooleanInput extends InputBase {
  readonly kind: 'boolean';
}

/** Plain decimal digits, no sign, no leading zero. */
interface IntegerInput extends InputBase {
  readonly kind: 'integer';
  readonly min: number;
  readonly max: number;
}

interface ChoiceInput extends InputBase {
  readonly kind: 'choice';
  readonly choices: readonly string[];
}

/** `30s`, `15m`, `1h` or `7d`, longer than zero; the handler gets milliseconds. */
interface DurationInput extends InputBase {
  readonly kind: 'duration';
  /** Longest allowed; default and upper bound `24d`, because a timer of Node.js cannot wait longer. */
  readonly max?: string;
}

export type InputSpec = TextInput | ListInput | BooleanInput | IntegerInput | ChoiceInput | DurationInput;
export type InputSpecs = Readonly<Record<string, InputSpec>>;

export interface OutputSpec {
  readonly description: string;
}

/** The one place where an action's inputs and outputs are defined. Everything else is generated from it. */
export interface ActionSpec {
  /** Folder and command: `restore-test`. */
  readonly name: string;
  /** `name:` of action.yml. */
  readonly title: string;
  /** One sentence. */
  readonly description: string;
  /** Feather icon and colour, as GitHub's Marketplace knows them. */
  readonly branding: { readonly icon: string; readonly color: string };
  readonly inputs: InputSpecs;
  readonly outputs: Readonly<Record<string, OutputSpec>>;
  /** Input values of the example in the README and in `--help`; for a secret, the name it has on GitHub. */
  readonly example: Readonly<Record<string, string>>;
  /** Markdown for the head of the README, below the description. */
  readonly body?: string;
  /** What the inputs have to be together. Set by `defineAction`. */
  readonly rules?: Rules<never>;
}

/** Looks at inputs that are fine one by one; returns what is wrong with them together, a sentence each. */
export type Rules<Inputs> = (inputs: Inputs) => readonly string[];
