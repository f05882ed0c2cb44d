import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDocument, parse as parseYaml, stringify } from 'yaml';
import { policySchema } from '../../../scripts/policy-schema.ts';
import { parseDuration } from '../../../src/duration.ts';
import { POLICY } from '../../../src/policy/definition/policy.ts';
import { readScalar } from '../../../src/policy/read-scalar.ts';
import { Reader } from '../../../src/policy/reader.ts';
import { type Fields, fieldsOfRow, type Shape } from '../../../src/policy/shape.ts';
import { problemsOf } from '../../support/policies.ts';

const SCHEMA = JSON.parse(policySchema()) as Record<string, unknown>;
const validate = new Ajv2020({
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
  allErrors: true,
}).compile(SCHEMA);

/** Texts of which at least one fits every shape of the policy, and most fit few. */
const TEXTS = [
  'a',
  'https://events.eu.pagerduty.com/v2/enqueue',
  'shop',
  'every',
  's3',
  'none',
  'discover',
  'Über',
  'on',
  'true',
  '30',
  '1h',
  '1x',
  '01h',
  '/backups/pg',
  's3://bucket/pg',
  's3://b',
  'https://s3.example.com',
  'eu-central-1',
  'ops@example.com',
  'owner/name',
  'public.audit_*',
  'SELECT 1',
  '2026-11-20',
  'two\nlines',
  'tab\there',
  'bell\u0007',
  ' ',
  '\n',
  'SMTP_PASSWORD',
  'ABCDEFGHIJ123456',
  'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
  'STANDARD',
  'STANDARD_IA',
  'DEEP_ARCHIVE',
  'governance',
  'content',
  'failure',
  'starttls',
  'prefer',
  'zst:3',
  '4GiB',
];

const junk = fc.oneof(
  fc.constantFrom<unknown>(...TEXTS),
  fc.constantFrom<unknown>(0, 1, 5, 30, 100, 1.5, -1, 36_501, 65_536, true, false, null),
  fc.constantFrom<unknown>([], {}, ['a'], ['a', 'a'], [1], { name: 'x' }, { a: { directory: '/x' } }),
);

/** Values that a shape takes. */
function valid(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case 'integer':
      return fc.constantFrom(shape.min, Math.min(shape.max, 30), shape.max);
    case 'percent':
      return fc.constantFrom(0, 2.5, 100);
    case 'number':
      return fc.constantFrom(-1.5, 0, 3);
    case 'boolean':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...shape.choices);
    case 'duration':
      return fc.constantFrom(
        ...['1h', shape.min, shape.max].filter((text) => parseDuration(text) !== undefined),
      );
    case 'constant':
      return fc.constant(shape.value);
    case 'answer':
      return fc.constantFrom<unknown>('x', 'true', 5, -1.5, true);
    case 'text':
    case 'environment-name':
      return fc.constantFrom(...TEXTS.filter((text) => 'value' in readScalar(shape, text, text)));
    case 'list': {
      const list =
        shape.unique === 'items'
          ? fc.uniqueArray(valid(shape.of), { minLength: shape.min ?? 0, maxLength: 3 })
          : fc.array(valid(shape.of), { minLength: shape.min ?? 0, maxLength: 3 });
      // Names that no junk has.
      return shape.unique === 'name'
        ? list.map((items) => items.map((item, index) => ({ ...(item as object), name: `n${index}` })))
        : list;
    }
    case 'map':
      return fc.dictionary(valid(shape.keys) as fc.Arbitrary<string>, valid(shape.of), {
        minKeys: shape.min ?? 0,
        maxKeys: 2,
      });
    case 'record':
      return validRecord(shape.fields);
    case 'rows':
      return fc.record(
        Object.fromEntries(Object.keys(shape.rows).map((row) => [row, validRecord(fieldsOfRow(shape, row))])),
        { requiredKeys: [] },
      );
    case 'variants':
      return fc.oneof(
        ...Object.values(shape.variants).map((fields) =>
          validRecord({ ...shape.fields, ...fields }).filter((value) =>
            Object.keys(fields).some((name) => name in (value as object)),
          ),
        ),
      );
    case 'either':
      return fc.oneof(
        ...[shape.scalar, shape.list, shape.mapping].flatMap((one) => (one === undefined ? [] : valid(one))),
      );
  }
}

function validRecord(fields: Fields): fc.Arbitrary<unknown> {
  return fc.record(Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, valid(field)])), {
    requiredKeys: Object.entries(fields).flatMap(([name, field]) => (field.required ? name : [])),
  });
}

/** Walks to a random place of a document and puts junk there, removes it, or adds an unknown key. */
function damage(value: unknown, steps: readonly number[], wrong: unknown): unknown {
  const [step = 0, ...rest] = steps;
  if (typeof value !== 'object' || value === null || rest.length === 0) return wrong;
  if (Array.isArray(value)) {
    const at = step % (value.length + 1);
    return at === value.length
      ? [...value, wrong]
      : value.map((item, index) => (index === at ? damage(item, rest, wrong) : item));
  }
  const entries = Object.entries(value);
  const at = step % (entries.length + 2);
  if (at === entries.length) return { ...value, unknown: wrong };
  if (at === entries.length + 1) return Object.fromEntries(entries.slice(1));
  return Object.fromEntries(
    entries.map(([key, item], index) => [key, index === at ? damage(item, rest, wrong) : item]),
  );
}

/** Whether the parser takes the shape; checks across keys are not the schema's business. */
function shapeProblems(text: string): string[] {
  const reader = new Reader(() => 1);
  reader.read(POLICY, parseDocument(text, { version: '1.2', schema: 'core' }).contents, '', 1);
  return reader.problems.map((problem) => `${problem.path}: ${problem.text}`);
}

function compare(value: unknown): boolean {
  const text = stringify(value, { aliasDuplicateObjects: false });
  const problems = shapeProblems(text);
  const accepted = validate(value);
  if (accepted !== (problems.length === 0)) {
    throw new Error(
      `parser: ${JSON.stringify(problems)}\nschema: ${JSON.stringify(validate.errors)}\n${text}`,
    );
  }
  return accepted;
}

describe('policy.schema.json', () => {
  test('is the one that lies at the top of the repository', () => {
    const file = readFileSync(join(import.meta.dirname, '../../../policy.schema.json'), 'utf8');
    expect(file).toBe(policySchema());
  });

  test('has a description for every key', () => {
    const missing: string[] = [];
    const visit = (schema: unknown, path: string): void => {
      if (typeof schema !== 'object' || schema === null) return;
      for (const [key, inner] of Object.entries(schema)) {
        if (key === 'properties') {
          for (const [name, property] of Object.entries(inner as object)) {
            if (!/^[`A-Za-z].{5,}\.$/s.test(String((property as { description?: string }).description))) {
              missing.push(`${path}.${name}`);
            }
          }
        }
        visit(inner, `${path}.${key}`);
      }
    };
    visit(SCHEMA, '');
    expect(missing).toEqual([]);
  });

  test('takes the examples of the documentation', () => {
    const doc = readFileSync(join(import.meta.dirname, '../../../docs/policy.md'), 'utf8');
    for (const [, example = ''] of doc.matchAll(/```yaml\n(.*?)```/gs)) {
      expect(validate(parseYaml(example)), JSON.stringify(validate.errors)).toBe(true);
    }
  });

  test('takes what the parser takes', { timeout: 60_000 }, () => {
    let accepted = 0;
    fc.assert(
      fc.property(valid(POLICY), (value) => {
        if (compare(value)) accepted += 1;
      }),
      { numRuns: 300 },
    );
    expect(accepted).toBe(300);
  });

  test('refuses what the parser refuses', { timeout: 60_000 }, () => {
    const verdicts = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(
        valid(POLICY),
        fc.array(fc.nat(), { minLength: 1, maxLength: 9 }),
        junk,
        (value, steps, wrong) => {
          verdicts[compare(damage(value, steps, wrong)) ? 'accepted' : 'refused'] += 1;
        },
      ),
      { numRuns: 2000 },
    );
    // Both kinds were among them, or the comparison would say nothing.
    expect(verdicts.accepted).toBeGreaterThan(100);
    expect(verdicts.refused).toBeGreaterThan(700);
  });
});

test('whatever stands in a file, the parser ends with a policy or with problems that have a line', () => {
  const pieces = fc.constantFrom(
    ...[
      'version',
      'tiers',
      'stores',
      ': ',
      ':\n  ',
      '\n',
      '- ',
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '|',
      '>',
      '&a',
      '*a',
    ],
    ...[
      '!!str ',
      '#',
      '%',
      '---\n',
      '...\n',
      '\t',
      '\0',
      '\ufeff',
      '? ',
      '<<',
      '0x1',
      '~',
      '\ud800',
      '1',
      ',',
    ],
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      for (const problem of problemsOf(parts.join(''))) expect(problem).toMatch(/^[1-9][0-9]*: /);
    }),
    { numRuns: 5000 },
  );
});
