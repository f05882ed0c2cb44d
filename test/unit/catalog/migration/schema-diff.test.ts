import { describe, expect, test } from 'vitest';
import {
  type DefinedObject,
  diffSchemas,
  type SchemaChange,
} from '../../../../src/catalog/migration/schema-diff.ts';

const object = (kind: string, name: string, definition = 'x'): DefinedObject => ({
  kind,
  name,
  definition,
  digest: definition,
});
const short = (changes: readonly SchemaChange[]): string[] =>
  changes.map(
    ({ change, kind, name, destructive, parts }) =>
      `${change} ${kind} ${name}${parts > 0 ? ` +${parts}` : ''}${destructive ? ' !' : ''}`,
  );

describe('diffSchemas', () => {
  test('nothing differs', () => {
    const objects = [object('table', 'public.a'), object('column', 'public.a.x')];
    expect(diffSchemas(objects, objects)).toEqual([]);
  });

  test('a table that comes or goes takes its parts with it; destructive ones come first', () => {
    const gone = [
      object('table', 'public.old'),
      object('column', 'public.old.id'),
      object('default', 'public.old.id'),
      object('constraint', 'public.old.old_pkey'),
      object('owner', 'table public.old'),
      object('index', 'public.old_pkey'),
    ];
    const added = [object('table', 'public."New.x"'), object('column', 'public."New.x".id')];
    expect(short(diffSchemas([object('view', 'public.v'), ...gone], added))).toEqual([
      'dropped table public.old +4 !',
      'dropped view public.v',
      'dropped index public.old_pkey',
      'added table public."New.x" +1',
    ]);
  });

  test('a change shows only the lines that differ', () => {
    const [change] = diffSchemas(
      [object('column', 'public.a.x', 'type integer\nnot null yes')],
      [object('column', 'public.a.x', 'type bigint\nnot null yes')],
    );
    expect(change).toMatchObject({ change: 'changed', before: 'type integer', after: 'type bigint' });
  });

  test('without definitions a change is a change all the same', () => {
    const [change] = diffSchemas(
      [{ kind: 'function', name: 'f()', digest: '1' }],
      [{ kind: 'function', name: 'f()', digest: '2' }],
    );
    expect(change).toMatchObject({ change: 'changed', before: null, after: null, destructive: false });
  });

  test('an enum may gain a value, not lose one', () => {
    const enumeration = (...labels: string[]): DefinedObject[] => [
      object('enum', 'public.status', labels.join('\n')),
    ];
    expect(diffSchemas(enumeration('a', 'b'), enumeration('a', 'b', 'c'))[0]?.destructive).toBe(false);
    expect(diffSchemas(enumeration('a', 'b'), enumeration('a'))[0]?.destructive).toBe(true);
  });

  test('what was renamed is not gone', () => {
    const before = [
      object('table', 'public.a'),
      object('column', 'public.a.x'),
      object('column', 'public.a.y'),
      object('owner', 'table public.a'),
    ];
    const after = [
      object('table', 'public.b'),
      object('column', 'public.b.x'),
      object('column', 'public.b.z'),
      object('owner', 'table public.b'),
    ];
    const changes = diffSchemas(before, after, [
      { kind: 'table', from: 'public.a', to: 'public.b' },
      { kind: 'column', from: 'public.a.y', to: 'public.b.z' },
    ]);
    expect(short(changes)).toEqual(['renamed table public.b', 'renamed column public.b.z']);
  });

  test('a column with its default and comment is one change', () => {
    const before = [
      object('table', 'public.a'),
      object('column', 'public.a.x'),
      object('default', 'public.a.x'),
      object('comment', 'column public.a.x'),
    ];
    expect(short(diffSchemas(before, [object('table', 'public.a')]))).toEqual([
      'dropped column public.a.x +2 !',
    ]);
  });

  test('versions of collations are facts of the host', () => {
    expect(diffSchemas([object('collation version', 'de', '1')], [])).toEqual([]);
  });
});
