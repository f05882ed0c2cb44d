import type { RecordShape, ValueOf } from '../shape.ts';
import { databases } from './databases.ts';
import { encryption } from './encryption.ts';
import { erasures } from './erasures.ts';
import { migrations } from './migrations.ts';
import { notifications } from './notifications.ts';
import { objectives } from './objectives.ts';
import { physical } from './physical.ts';
import { restoreTest } from './restore-test.ts';
import { stores } from './stores.ts';
import { tiers } from './tiers.ts';

/**
 * `backup-policy.yml`: every key there is, with its kind, range, default and description. The only place where one is
 * defined; `policy.schema.json` and the reference in docs/policy.md are generated from it.
 */
export const POLICY = {
  kind: 'record',
  fields: {
    version: {
      kind: 'constant',
      value: 1,
      required: true,
      description: 'Version of this format. Always 1 so far.',
    },
    databases,
    stores,
    tiers,
    objectives,
    encryption,
    physical,
    'restore-test': restoreTest,
    erasures,
    migrations,
    notifications,
  },
} as const satisfies RecordShape;

/** A policy as it was read, with defaults. Actions use what `applyInputs` makes of it. */
export type Policy = ValueOf<typeof POLICY>;
