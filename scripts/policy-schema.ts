import { DURATION } from '../src/duration.ts';
import { POLICY } from '../src/policy/definition/policy.ts';
import { ENVIRONMENT_NAME, KEY_LIKE, MAX_PERCENT, textPattern, whole } from '../src/policy/read-scalar.ts';
import {
  type Field,
  type Fields,
  fieldsOfRow,
  type ScalarShape,
  type Shape,
  type VariantsShape,
} from '../src/policy/shape.ts';

/** Where editors load it from: the major version that workflows use. */
export const SCHEMA_URL =
  'https://raw.githubusercontent.com/ticketz/postgres-backup-actions/v1/policy.schema.json';

const MAX_LINE = 110;

type Json = Readonly<Record<string, unknown>>;

/** `policy.schema.json`, JSON Schema draft 2020-12: the shape of a policy, without what only the parser can check. */
export function policySchema(): string {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: SCHEMA_URL,
    $comment: 'Generated from src/policy/definition by `npm run generate`. Do not edit.',
    title: 'backup-policy.yml',
    description: 'What is backed up, where it is kept for how long, and how it is proven.',
    ...schemaOf(POLICY),
  };
  return `${formatJson(schema, '')}\n`;
}

function schemaOf(shape: Shape): Json {
  switch (shape.kind) {
    case 'list':
      return {
        type: 'array',
        ...(shape.min === undefined ? {} : { minItems: shape.min }),
        ...(shape.unique === 'items' ? { uniqueItems: true } : {}),
        items: schemaOf(shape.of),
      };
    case 'map':
      return {
        type: 'object',
        ...(shape.min === undefined ? {} : { minProperties: shape.min }),
        propertyNames: schemaOf(shape.keys),
        additionalProperties: schemaOf(shape.of),
      };
    case 'record':
      return recordSchema(shape.fields);
    case 'rows':
      return {
        type: 'object',
        properties: Object.fromEntries(
          Object.entries(shape.rows).map(([row, { description }]) => [
            row,
            { description, ...recordSchema(fieldsOfRow(shape, row)) },
          ]),
        ),
        additionalProperties: false,
      };
    case 'variants':
      return variantsSchema(shape);
    case 'either':
      return {
        anyOf: [shape.scalar, shape.list, shape.mapping].flatMap((one) =>
          one === undefined ? [] : schemaOf(one),
        ),
      };
    default:
      return scalarSchema(shape);
  }
}

function scalarSchema(shape: ScalarShape): Json {
  switch (shape.kind) {
    case 'text':
      return { type: 'string', pattern: textPattern(shape).source };
    case 'environment-name':
      return { type: 'string', pattern: whole(ENVIRONMENT_NAME).source, not: { pattern: KEY_LIKE.source } };
    case 'integer':
      return { type: 'integer', minimum: shape.min, maximum: shape.max };
    case 'percent':
      return { type: 'number', minimum: 0, maximum: MAX_PERCENT };
    case 'number':
      return { type: 'number' };
    case 'boolean':
      return { type: 'boolean' };
    case 'choice':
      return { enum: shape.choices };
    case 'duration':
      return { type: 'string', pattern: DURATION.source };
    case 'constant':
      return { const: shape.value };
    case 'answer':
      return { type: ['string', 'number', 'boolean'] };
  }
}

function recordSchema(fields: Fields): Json {
  return { type: 'object', ...propertiesOf(fields), additionalProperties: false };
}

function propertiesOf(fields: Fields): Json {
  const required = requiredOf(fields);
  return {
    properties: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, fieldSchema(field)])),
    ...(required.length === 0 ? {} : { required }),
  };
}

function fieldSchema(field: Field): Json {
  return {
    description: field.description,
    ...schemaOf(field),
    ...(field.default === undefined ? {} : { default: field.default }),
  };
}

function requiredOf(fields: Fields): string[] {
  return Object.entries(fields).flatMap(([name, field]) => (field.required ? name : []));
}

/** Keys of exactly one variant; each of them brings the required ones of its variant along. */
function variantsSchema({ fields, variants }: VariantsShape): Json {
  const groups = Object.values(variants);
  const all = Object.assign({}, ...groups) as Fields;
  const dependent = groups.flatMap((group) =>
    Object.keys(group).flatMap((name) => {
      const others = requiredOf(group).filter((other) => other !== name);
      return others.length === 0 ? [] : [[name, others] as const];
    }),
  );
  const common = propertiesOf(fields);
  return {
    type: 'object',
    ...common,
    properties: { ...(common['properties'] as Json), ...(propertiesOf(all)['properties'] as Json) },
    additionalProperties: false,
    oneOf: groups.map((group) => {
      const keys = Object.keys(group).map((name) => ({ required: [name] }));
      return keys.length === 1 ? keys[0] : { anyOf: keys };
    }),
    ...(dependent.length === 0 ? {} : { dependentRequired: Object.fromEntries(dependent) }),
  };
}

/** JSON as the project's formatter writes it: a list without objects stands in one line when it fits. */
function formatJson(value: unknown, indent: string, before = 0): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const line = `[${value.map((item) => JSON.stringify(item)).join(', ')}]`;
    const isFlat = value.every((item) => typeof item !== 'object');
    if (isFlat && indent.length + before + line.length < MAX_LINE) return line;
    return `[\n${value.map((item) => inner + formatJson(item, inner)).join(',\n')}\n${indent}]`;
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return '{}';
  const lines = entries.map(([key, item]) => {
    const name = `${JSON.stringify(key)}: `;
    return `${inner}${name}${formatJson(item, inner, name.length)}`;
  });
  return `{\n${lines.join(',\n')}\n${indent}}`;
}
