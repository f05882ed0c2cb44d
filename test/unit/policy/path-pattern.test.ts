import { expect, test } from 'vitest';
import { matchesPath } from '../../../src/policy/path-pattern.ts';

test.each([
  ['db/migrate/**', 'db/migrate/a.rb', true],
  ['db/migrate/**', 'db/migrate/sub/a.rb', true],
  ['db/migrate/**', 'db/migrated/a.rb', false],
  ['db/*.sql', 'db/a.sql', true],
  ['db/*.sql', 'db/sub/a.sql', false],
  ['**/migrations/*.py', 'migrations/1.py', true],
  ['**/migrations/*.py', 'a/b/migrations/1.py', true],
  ['**/migrations/*.py', 'a/xmigrations/1.py', false],
  ['V?.sql', 'V1.sql', true],
  ['V?.sql', 'V/.sql', false],
  ['a.sql', 'axsql', false],
  ['(a|b)+.sql', '(a|b)+.sql', true],
  ['constructor', 'constructor', true],
])('%s and %s: %s', (pattern, path, expected) => {
  expect(matchesPath(pattern, path)).toBe(expected);
});
