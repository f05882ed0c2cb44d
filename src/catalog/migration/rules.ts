/**
 * What a trial migration may be found guilty of. Whether that blocks the pull request is the policy's decision
 * (`migrations.block`); it is reported either way.
 */
export const MIGRATION_RULES = {
  failed: 'the migration ended with an error or exceeded its time limit',
  'data-loss':
    'rows are gone: a table with rows was dropped or emptied, a column with values was dropped, a table has fewer rows',
  'data-change': 'values that were there before are others now, in columns that exist before and after',
  destructive: 'an object that held data or a type was dropped, whether or not there was anything in it',
  'long-lock': 'a lock that keeps others from reading or writing a table was held longer than `long-lock`',
  rewrite: 'a table was written anew, which takes time and space in proportion to its size',
  'no-rollback': 'there is no way back, it fails, or it does not lead to the schema from before',
  'no-effect': 'the migration succeeded and changed nothing at all',
} as const;

export type MigrationRule = keyof typeof MIGRATION_RULES;

/** In the order in which findings are shown. */
export const MIGRATION_RULE_NAMES = Object.keys(MIGRATION_RULES) as readonly MigrationRule[];

/** What blocks without a policy that says otherwise. */
export const BLOCKED_BY_DEFAULT = [
  'failed',
  'data-loss',
  'long-lock',
] as const satisfies readonly MigrationRule[];
