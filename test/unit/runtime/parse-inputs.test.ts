import { describe, expect, expectTypeOf, test } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import type { InputSpec } from '../../../src/runtime/action-spec.ts';
import { parseInputs } from '../../../src/runtime/parse-inputs.ts';
import { defineAction, type InputsOf } from '../../../src/runtime/spec.ts';

const base = {
  name: 'sample',
  title: 'Sample',
  description: 'Only here.',
  branding: { icon: 'box', color: 'black' },
  outputs: {},
  example: {},
} as const;

const spec = defineAction(
  {
    ...base,
    example: { database: 'shop' },
    inputs: {
      database: { kind: 'string', description: 'd', required: true },
      'lock-timeout': { kind: 'duration', description: 'd', default: '30s' },
      'keep-days': { kind: 'integer', description: 'd', min: 1, max: 100 },
      mode: { kind: 'choice', description: 'd', choices: ['plan', 'apply'], default: 'plan' },
      'exclude-tables': { kind: 'list', description: 'd' },
      's3-force-path-style': { kind: 'boolean', description: 'd' },
      password: { kind: 'secret', description: 'd' },
      sslrootcert: { kind: 'path', description: 'd' },
    },
  },
  (inputs) => (inputs.mode === 'apply' && inputs.keepDays === 1 ? ['one day is not enough to apply'] : []),
);

/** Reads one value with a definition of its own. */
function readOne(input: Partial<InputSpec> & Pick<InputSpec, 'kind'>, text: string): unknown {
  const single = defineAction({ ...base, inputs: { it: { description: 'd', ...input } as InputSpec } });
  return (parseInputs(single, { it: text }) as { it: unknown }).it;
}

function problemsOf(raw: Record<string, string>): string {
  try {
    parseInputs(spec, raw);
  } catch (error) {
    if (error instanceof UserError && error.code === 'PBA-INPUT') return error.message;
    throw error;
  }
  throw new Error('was accepted');
}

test('types and values follow the definitions', () => {
  const inputs = parseInputs(spec, {
    database: ' shop\n',
    'keep-days': '7',
    'exclude-tables': ' public.log \n\n  audit.*\r\n',
    's3-force-path-style': 'false',
    password: ' with spaces \n',
  });
  expect(inputs).toEqual({
    database: 'shop',
    lockTimeout: 30_000,
    keepDays: 7,
    mode: 'plan',
    excludeTables: ['public.log', 'audit.*'],
    s3ForcePathStyle: false,
    password: ' with spaces ',
    sslrootcert: undefined,
  });
  expectTypeOf(inputs).toEqualTypeOf<InputsOf<typeof spec>>();
  expectTypeOf(inputs).toEqualTypeOf<{
    readonly database: string;
    readonly lockTimeout: number;
    readonly keepDays: number | undefined;
    readonly mode: 'plan' | 'apply';
    readonly excludeTables: readonly string[];
    readonly s3ForcePathStyle: boolean | undefined;
    readonly password: string | undefined;
    readonly sslrootcert: string | undefined;
  }>();
});

test('an input that is empty counts as not given', () => {
  expect(parseInputs(spec, { database: 'shop', mode: ' ', 'keep-days': '', password: '\n' })).toEqual(
    parseInputs(spec, { database: 'shop' }),
  );
});

describe('accepts', () => {
  test.each<[string, Partial<InputSpec> & Pick<InputSpec, 'kind'>, string, unknown]>([
    ['true', { kind: 'boolean' }, 'true', true],
    ['the smallest integer', { kind: 'integer', min: 0, max: 5 }, '0', 0],
    ['the largest integer', { kind: 'integer', min: 0, max: 5 }, '5', 5],
    ['seconds', { kind: 'duration' }, '1s', 1_000],
    ['minutes', { kind: 'duration' }, '15m', 900_000],
    ['hours', { kind: 'duration' }, '6h', 21_600_000],
    ['days', { kind: 'duration' }, '7d', 604_800_000],
    ['the longest duration', { kind: 'duration', max: '1h' }, '60m', 3_600_000],
    ['a single item', { kind: 'list' }, 'a, b', ['a, b']],
    ['a list of white space as nothing', { kind: 'list' }, ' \n ', []],
    ['text of several lines', { kind: 'string' }, 'a\nb', 'a\nb'],
    ['a relative path with spaces', { kind: 'path' }, 'my certs/ca.pem', 'my certs/ca.pem'],
    ['what matches as a whole', { kind: 'string', pattern: /a|b+/, patternHint: 'x' }, 'bbb', 'bbb'],
  ])('%s', (_, input, text, expected) => expect(readOne(input, text)).toEqual(expected));
});

describe('refuses', () => {
  test.each<[string, Partial<InputSpec> & Pick<InputSpec, 'kind'>, string, string]>([
    ['True', { kind: 'boolean' }, 'True', 'it: "True" is not right; it has to be true or false'],
    ['yes', { kind: 'boolean' }, 'yes', 'true or false'],
    ['0 for false', { kind: 'boolean' }, '0', 'true or false'],
    [
      'a trailing letter',
      { kind: 'integer', min: 1, max: 9 },
      '5x',
      '"5x" is not right; it has to be a whole number from 1 to 9',
    ],
    ['a fraction', { kind: 'integer', min: 1, max: 9 }, '5.0', 'whole number'],
    ['an exponent', { kind: 'integer', min: 1, max: 1e6 }, '1e3', 'whole number'],
    ['a leading zero', { kind: 'integer', min: 1, max: 99 }, '07', 'whole number'],
    ['a sign', { kind: 'integer', min: 1, max: 99 }, '+7', 'whole number'],
    ['hexadecimal', { kind: 'integer', min: 1, max: 99 }, '0x10', 'whole number'],
    ['too small', { kind: 'integer', min: 1, max: 9 }, '0', 'from 1 to 9'],
    ['too large', { kind: 'integer', min: 1, max: 9 }, '10', 'from 1 to 9'],
    ['beyond exact numbers', { kind: 'integer', min: 1, max: 9 }, '9'.repeat(400), 'from 1 to 9'],
    [
      'another case of a choice',
      { kind: 'choice', choices: ['plan', 'apply', 'show'] },
      'Plan',
      'plan, apply or show',
    ],
    ['a number without unit', { kind: 'duration' }, '30', 'a duration such as 30s, 15m, 1h or 7d'],
    ['a space before the unit', { kind: 'duration' }, '30 s', 'a duration'],
    ['a long unit', { kind: 'duration' }, '30min', 'a duration'],
    ['zero', { kind: 'duration' }, '0s', 'longer than zero'],
    ['more than the maximum', { kind: 'duration', max: '1h' }, '61m', 'at most 1h'],
    ['more than a timer can wait', { kind: 'duration' }, '25d', 'at most 24d'],
    ['an item twice', { kind: 'list' }, 'a\nb\na', 'it: "a" is given twice'],
    [
      'an item that does not match',
      { kind: 'list', pattern: /[a-z]/, patternHint: 'one letter' },
      'a\nbb',
      '"bb" is not right; it has to be one letter',
    ],
    ['a part that matches', { kind: 'string', pattern: /a|b/, patternHint: 'a or b' }, 'ab', 'a or b'],
    ['a tilde', { kind: 'path' }, '~/ca.pem', 'written out'],
    ['a line break in a path', { kind: 'path' }, 'a\nb', 'written out'],
    ['a NUL', { kind: 'string' }, 'a\0b', 'without NUL'],
  ])('%s', (_, input, text, expected) => {
    expect(() => readOne(input, text)).toThrow(UserError);
    expect(() => readOne(input, text)).toThrow(expected);
  });
});

test('reports everything at once', () => {
  expect(problemsOf({ 'keep-day': '7', mode: 'aply', 'lock-timeout': 'soon', port: '1' })).toBe(
    [
      '5 inputs of sample are not right:',
      '- keep-day: there is no such input (the nearest is keep-days)',
      '- port: there is no such input',
      '- database: is required and was not given',
      '- lock-timeout: "soon" is not right; it has to be a duration such as 30s, 15m, 1h or 7d, longer than zero and at most 24d',
      '- mode: "aply" is not right; it has to be plan or apply',
    ].join('\n'),
  );
});

test('asks the rules only when every input is right by itself', () => {
  expect(problemsOf({ database: 'shop', mode: 'apply', 'keep-days': '1' })).toBe(
    'An input of sample is not right. one day is not enough to apply.',
  );
  expect(problemsOf({ mode: 'apply', 'keep-days': '1' })).not.toContain('enough');
});

test('never shows a secret, nor what looks like one in the wrong place', () => {
  const secretSpec = defineAction({
    ...base,
    inputs: {
      password: { kind: 'secret', description: 'd', pattern: /[a-z]+/, patternHint: 'lower-case letters' },
      recipients: { kind: 'list', description: 'd', pattern: /age1.*/, patternHint: 'a public key' },
      url: { kind: 'string', description: 'd', pattern: /https:.*/, patternHint: 'a URL' },
    },
  });
  const raw = {
    password: 'HUNTER-22',
    recipients: 'AGE-SECRET-KEY-1QQQQQQ',
    url: 'postgres://app:s3cr3t@db/shop',
  };
  let message = '';
  try {
    parseInputs(secretSpec, raw);
  } catch (error) {
    message = String(error);
  }
  expect(message).toContain('password: the value (not shown) is not right; it has to be lower-case letters');
  expect(message).toContain('recipients: a value that looks like a secret (not shown)');
  for (const hidden of ['HUNTER', '1QQQQQQ', 's3cr3t']) expect(message).not.toContain(hidden);
});

test('shortens what it shows of a long value', () => {
  const message = problemsOf({ database: 'shop', mode: 'm'.repeat(500) });
  expect(message).toContain(`"${'m'.repeat(80)}…"`);
});

describe('a definition is refused', () => {
  const integer = { kind: 'integer', description: 'd', min: 1, max: 9 } as const;
  test.each<[string, Record<string, InputSpec>, string]>([
    ['camelCase', { keepDays: integer }, 'keepDays is not kebab-case'],
    ['a trailing hyphen', { 'keep-': integer }, 'not kebab-case'],
    ['names alike', { 'keep-days': integer, keepdays: integer }, 'differ only in hyphens'],
    ['an option of the command line', { json: integer }, 'json is an option of the command line'],
    ['no description', { it: { ...integer, description: ' ' } }, 'it has no description'],
    ['a default it would refuse', { it: { ...integer, default: '10' } }, 'default it would refuse'],
    [
      'an empty default',
      { it: { kind: 'string', description: 'd', default: '' } },
      'default it would refuse',
    ],
    [
      'required with a default',
      { it: { ...integer, required: true, default: '1' } },
      'required and has a default',
    ],
    [
      'a secret with a default',
      { it: { kind: 'secret', description: 'd', default: 'x' } },
      'secret with a default',
    ],
    ['a pattern without a hint', { it: { kind: 'string', description: 'd', pattern: /x/ } }, 'patternHint'],
    ['an empty range', { it: { ...integer, min: 9, max: 1 } }, 'no sound range'],
    ['one choice', { it: { kind: 'choice', description: 'd', choices: ['a'] } }, 'nothing to choose'],
    [
      'an unreadable maximum',
      { it: { kind: 'duration', description: 'd', max: 'long' } },
      'max that is not a duration',
    ],
    ['a negated twin', { fast: { kind: 'boolean', description: 'd' }, 'no-fast': integer }, 'would negate'],
    ['an example without a required input', { it: { ...integer, required: true } }, 'example lacks it'],
  ])('%s', (_, inputs, reason) => {
    expect(() => defineAction({ ...base, inputs })).toThrow(reason);
  });

  test('an example with an unknown input', () => {
    expect(() => defineAction({ ...base, inputs: {}, example: { other: 'x' } })).toThrow('gives other');
  });
});
