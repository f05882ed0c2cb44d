import { BEHAVIOUR_DAMAGES } from './behaviour.ts';
import { CONSTRAINT_DAMAGES } from './constraints.ts';
import type { CopyDamage } from './damage.ts';
import { INDEX_DAMAGES } from './indexes.ts';
import { OBJECT_DAMAGES } from './objects.ts';
import { RIGHT_DAMAGES } from './rights.ts';
import { ROW_DAMAGES } from './rows.ts';
import { TABLE_DAMAGES } from './tables.ts';

/** Everything that can be done to a restored database, in the order of the report. */
export const COPY_DAMAGES: readonly CopyDamage[] = [
  ...ROW_DAMAGES,
  ...TABLE_DAMAGES,
  ...INDEX_DAMAGES,
  ...CONSTRAINT_DAMAGES,
  ...BEHAVIOUR_DAMAGES,
  ...OBJECT_DAMAGES,
  ...RIGHT_DAMAGES,
];
