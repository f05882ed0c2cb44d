import { expect, test } from 'vitest';
import { assertPackages } from '../../../scripts/as-root.ts';

test('what is missing is named with the command that installs it', () => {
  expect(() => assertPackages({ sh: 'dash' })).not.toThrow();
  expect(() =>
    assertPackages({ 'no-such-1': 'one', sh: 'dash', 'no-such-2': 'two', 'no-such-3': 'one' }),
  ).toThrow(
    'This needs no-such-1, no-such-2, no-such-3. Run: sudo apt-get install --no-install-recommends one two',
  );
});
