import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ENVIRONMENTS } from '../../src/policy/rights/oidc.ts';

const EXAMPLES = join(import.meta.dirname, '../../workflows-examples');

/** Environments of all jobs of the example workflows. */
function used(): Set<string> {
  const names = new Set<string>();
  for (const file of readdirSync(EXAMPLES).filter((name) => name.endsWith('.yml'))) {
    const { jobs = {} } = parse(readFileSync(join(EXAMPLES, file), 'utf8')) as {
      jobs?: Record<string, { environment?: string | { name: string } }>;
    };
    for (const { environment } of Object.values(jobs)) {
      if (environment !== undefined)
        names.add(typeof environment === 'string' ? environment : environment.name);
    }
  }
  return names;
}

test('the trust policies that `rights` prints name environments that the example workflows use', () => {
  const there = used();
  expect(there.size).toBeGreaterThan(3);
  expect(
    Object.values(ENVIRONMENTS)
      .flat()
      .filter((name) => !there.has(name)),
  ).toEqual([]);
});
