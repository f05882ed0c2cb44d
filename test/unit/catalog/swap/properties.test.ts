import { describe, expect, test } from 'vitest';
import {
  describeChange,
  type NamedProperties,
  propertyChanges,
} from '../../../../src/catalog/swap/properties.ts';
import { markSettings } from '../../../../src/catalog/swap/restored-mark.ts';

const PLAIN: NamedProperties = {
  owner: 'shop',
  comment: null,
  connectionLimit: -1,
  template: false,
  grants: [
    { grantee: null, privilege: 'CONNECT', grantable: false },
    { grantee: 'shop', privilege: 'CREATE', grantable: false },
  ],
  settings: [],
};
const changes = (from: Partial<NamedProperties>, to: Partial<NamedProperties>) =>
  propertyChanges({ ...PLAIN, ...from }, { ...PLAIN, ...to });

describe('what belongs to the name', () => {
  test('is left alone where it is equal', () => {
    const shuffled = [...PLAIN.grants, ...PLAIN.grants].reverse();
    const settings = [{ role: 'app', entries: ['work_mem=4MB', 'log_statement=all'] }];
    expect(changes({ settings }, { settings, grants: shuffled })).toEqual([]);
  });

  test('is carried over where it differs', () => {
    const list = changes(
      { comment: 'The shop', connectionLimit: 50, template: true },
      { comment: null, connectionLimit: -1 },
    );
    expect(list.map(describeChange)).toEqual(['connection limit: 50', 'marked as a template', 'comment']);
  });

  test('grants are made anew for another owner, and taken from whoever has some now', () => {
    const to = { owner: 'postgres', grants: [{ grantee: 'guest', privilege: 'CONNECT', grantable: false }] };
    expect(changes({}, to)).toEqual([
      { kind: 'owner', owner: 'shop' },
      { kind: 'grants', revokeFrom: ['guest', null, 'shop', 'postgres'], grants: PLAIN.grants },
    ]);
  });

  test('settings are set, changed and reset one by one, for each role', () => {
    const list = changes(
      {
        settings: [
          { role: null, entries: ['work_mem=4MB', 'app.tenant=a=b'] },
          { role: 'app', entries: ['work_mem=8MB'] },
        ],
      },
      {
        settings: [
          { role: null, entries: ['Work_Mem=1MB', 'jit=off'] },
          { role: 'guest', entries: ['work_mem=8MB'] },
        ],
      },
    );
    expect(list).toEqual([
      { kind: 'reset', role: null, name: 'jit' },
      { kind: 'reset', role: 'guest', name: 'work_mem' },
      { kind: 'set', role: null, entry: 'work_mem=4MB' },
      { kind: 'set', role: null, entry: 'app.tenant=a=b' },
      { kind: 'set', role: 'app', entry: 'work_mem=8MB' },
    ]);
    expect(list.map(describeChange).join()).not.toContain('a=b');
  });

  test('a mark of a restore neither stays nor comes', () => {
    const entries = Object.entries(markSettings({ set: 's', at: 'a', verdict: 'proven' })).map((one) =>
      one.join('='),
    );
    const marked = { settings: [{ role: null, entries }] };
    expect(changes({}, marked).map(({ kind }) => kind)).toEqual(['reset', 'reset', 'reset']);
    expect(changes(marked, {})).toEqual([]);
  });
});
