import type { Difference } from '../../../src/catalog/comparison/difference.ts';

/** One thing that is wrong with a restored copy of the database of 'every-object.ts'. */
export interface Damage {
  readonly what: string;
  readonly sql: string;
  /** What one of the differences must be called: kind and name. */
  readonly finds: readonly [Difference['kind'], string];
}
