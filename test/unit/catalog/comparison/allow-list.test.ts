import { describe, expect, test } from 'vitest';
import { allowedReason, applyAllowList } from '../../../../src/catalog/comparison/allow-list.ts';
import type { Difference } from '../../../../src/catalog/comparison/difference.ts';

const list = [
  {
    object: (name: string) => name === 'EXTENSION postgis',
    error: (text: string) => text.includes('is not available'),
    reason: 'no PostGIS on this runner',
  },
  {
    object: (name: string) => name.startsWith('public.geo_'),
    error: (text: string) => text.includes('missing'),
    reason: 'needs PostGIS',
  },
];

describe('the allow-list', () => {
  test('allows what is named, with the message that is named', () => {
    expect(allowedReason(list, 'EXTENSION postgis', 'extension "postgis" is not available')).toBe(
      'no PostGIS on this runner',
    );
    expect(allowedReason(list, 'EXTENSION postgis', 'permission denied')).toBeUndefined();
    expect(allowedReason(list, 'EXTENSION postgis_topology', 'is not available')).toBeUndefined();
    expect(allowedReason([], 'EXTENSION postgis', 'is not available')).toBeUndefined();
  });

  test('makes warnings of allowed differences and leaves the others', () => {
    const missing = (name: string): Difference => ({
      severity: 'error',
      kind: 'object missing',
      name,
      expected: null,
      actual: null,
      detail: 'index',
    });
    const { differences, allowed } = applyAllowList(
      [missing('public.geo_idx'), missing('public.tickets_idx')],
      list,
    );
    expect(differences.map((one) => one.severity)).toEqual(['warning', 'error']);
    expect(allowed).toEqual(['Index public.geo_idx is missing. Allowed: needs PostGIS']);
  });
});
