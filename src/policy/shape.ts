import type { CamelCase } from '../camel-case.ts';

/**
 * What a value of the policy may be. The definition of the policy is a tree of these; the parser, the types, the JSON
 * Schema and the reference in docs/policy.md all come from it.
 */
export type Shape =
  | ScalarShape
  | ListShape
  | MapShape
  | RecordShape
  | RowsShape
  | VariantsShape
  | EitherShape;

export type ScalarShape =
  | TextShape
  | EnvironmentNameShape
  | IntegerShape
  | PercentShape
  | NumberShape
  | BooleanShape
  | ChoiceShape
  | DurationShape
  | ConstantShape
  | AnswerShape;

/** Text without control characters, and line breaks only with `lines: 'many'`; never empty. */
export interface TextShape {
  readonly kind: 'text';
  /** Has to match the whole text. */
  readonly pattern?: RegExp;
  /** What the text is, to complete "it has to be …". */
  readonly hint: string;
  readonly lines?: 'many';
}

/** The name of an environment variable that holds a secret; what looks like a secret itself is refused, and not shown. */
export interface EnvironmentNameShape {
  readonly kind: 'environment-name';
}

/** Plain decimal digits: no sign, no leading zero, no quotes. */
export interface IntegerShape {
  readonly kind: 'integer';
  readonly min: number;
  readonly max: number;
}

/** A decimal number from 0 to 100. */
export interface PercentShape {
  readonly kind: 'percent';
}

/** Any decimal number. */
export interface NumberShape {
  readonly kind: 'number';
}

/** Exactly `true` or `false`. */
export interface BooleanShape {
  readonly kind: 'boolean';
}

export interface ChoiceShape {
  readonly kind: 'choice';
  readonly choices: readonly string[];
}

/** `90s`, `15m`, `1h`, `30d`; the value is milliseconds. */
export interface DurationShape {
  readonly kind: 'duration';
  readonly min: string;
  readonly max: string;
}

export interface ConstantShape {
  readonly kind: 'constant';
  readonly value: number;
}

/** What a query answers: text, a number, true or false; the value is the text as PostgreSQL writes it. */
export interface AnswerShape {
  readonly kind: 'answer';
}

export interface ListShape {
  readonly kind: 'list';
  readonly of: Shape;
  readonly min?: number;
  /** Text items differ from each other; or of items that are records, this key does. */
  readonly unique: 'items' | 'name' | false;
}

/** Keys the user chooses; the value is a Map in the order of the file. */
export interface MapShape {
  readonly kind: 'map';
  readonly keys: TextShape;
  readonly of: Shape;
  readonly min?: number;
}

/** Keys that are known; keys in the value are in camel case. */
export interface RecordShape {
  readonly kind: 'record';
  readonly fields: Fields;
  readonly mistakes?: Mistakes;
}

/** Records with the same fields under known keys, each with defaults of its own. Row keys are not in camel case. */
export interface RowsShape {
  readonly kind: 'rows';
  readonly rows: Readonly<
    Record<string, { readonly description: string; readonly defaults: Readonly<Record<string, unknown>> }>
  >;
  /** The `default` of a field is overridden by its row's. */
  readonly fields: Fields;
}

/** A record that is of one of several kinds, told apart by the keys it has; the value has the kind as `kind`. */
export interface VariantsShape {
  readonly kind: 'variants';
  /** Keys that every kind has. */
  readonly fields: Fields;
  /** Keys that only this kind has; having any of them makes it this kind. */
  readonly variants: Readonly<Record<string, Fields>>;
  readonly mistakes?: Mistakes;
}

/** Told apart by what stands in the file: a scalar, a list or a mapping. */
export interface EitherShape {
  readonly kind: 'either';
  readonly scalar: ScalarShape;
  readonly list?: ListShape;
  readonly mapping?: RecordShape | VariantsShape;
}

/** Keys, or texts in place of the record, that people write by mistake, each with what to write instead. */
export type Mistakes = Readonly<Record<string, string>>;

export type Field = Shape & {
  /** One or two plain sentences, for the schema and the docs. */
  readonly description: string;
  readonly required?: true;
  /** As it would stand in the file; it goes through the same reading. */
  readonly default?: unknown;
  /** What applies without it, where that is not a value. */
  readonly without?: string;
};

export type Fields = Readonly<Record<string, Field>>;

/** The type of what the parser gives for a shape. */
export type ValueOf<S> = S extends { readonly kind: 'boolean' }
  ? boolean
  : S extends { readonly kind: 'integer' | 'percent' | 'number' | 'duration' }
    ? number
    : S extends { readonly kind: 'text' | 'environment-name' | 'answer' }
      ? string
      : S extends { readonly kind: 'constant'; readonly value: infer Value }
        ? Value
        : S extends { readonly kind: 'choice'; readonly choices: readonly (infer Choice)[] }
          ? Choice
          : S extends { readonly kind: 'list'; readonly of: infer Item }
            ? readonly ValueOf<Item>[]
            : S extends { readonly kind: 'map'; readonly of: infer Item }
              ? ReadonlyMap<string, ValueOf<Item>>
              : S extends { readonly kind: 'record'; readonly fields: infer F }
                ? RecordOf<F>
                : S extends { readonly kind: 'rows'; readonly rows: infer Rows; readonly fields: infer F }
                  ? { readonly [Row in keyof Rows]: RecordOf<F> }
                  : S extends {
                        readonly kind: 'variants';
                        readonly fields: infer F;
                        readonly variants: infer V;
                      }
                    ? {
                        [Kind in keyof V]: { readonly kind: Kind } & RecordOf<F> & RecordOf<V[Kind]>;
                      }[keyof V]
                    : S extends { readonly kind: 'either' }
                      ? EitherOf<S, 'scalar'> | EitherOf<S, 'list'> | EitherOf<S, 'mapping'>
                      : never;

type EitherOf<S, Key extends string> = S extends { readonly [K in Key]: infer Inner }
  ? ValueOf<Inner>
  : never;

type AlwaysThere = { readonly required: true } | { readonly default: unknown };

type RecordOf<F> = {
  readonly [Name in keyof F & string as CamelCase<Name>]: F[Name] extends AlwaysThere
    ? ValueOf<F[Name]>
    : ValueOf<F[Name]> | undefined;
};

/** The fields of one row, with its own defaults. */
export function fieldsOfRow(shape: RowsShape, row: string): Fields {
  const defaults = shape.rows[row]?.defaults ?? {};
  return Object.fromEntries(
    Object.entries(shape.fields).map(([name, field]) => [
      name,
      name in defaults ? { ...field, default: defaults[name] } : field,
    ]),
  );
}
