import { draftBehaviour, draftRoutines } from './generator/behaviour.ts';
import { Draft } from './generator/draft.ts';
import {
  draftChildren,
  draftForeignKeys,
  draftManyTables,
  draftOddTables,
  draftPartitioned,
} from './generator/families.ts';
import { draftDatabase, draftLargeObjects, draftRights } from './generator/rights.ts';
import { draftDetails, draftRows, draftTable } from './generator/tables.ts';
import { draftTypes } from './generator/types.ts';
import { draftQueryBodies, draftViews } from './generator/views.ts';
import type { Random } from './random.ts';

export interface GeneratedSchema {
  /** Statements that make it, in order. One that PostgreSQL refuses is left out. */
  readonly statements: readonly string[];
  /** Statements that other sessions run over and over while it is backed up. */
  readonly writes: readonly string[];
  /** Quoted and qualified. */
  readonly tables: readonly string[];
}

export interface GeneratorOptions {
  /** The database it is for. */
  readonly database: string;
  /** A thousand tables besides the others. */
  readonly many: boolean;
  /** A table of 1,600 columns. */
  readonly wide: boolean;
}

/**
 * Makes up a database: objects of all kinds in random mixtures, with names, values and expressions that are hard to write
 * down and read back. Everything in it can be dumped and restored; what cannot is pg_dump's business and not ours:
 * names without schema in functions that indexes use, checks that look at other tables.
 */
export function generateSchema(random: Random, options: GeneratorOptions): GeneratedSchema {
  const draft = new Draft(random);
  draftTypes(draft);
  draftRoutines(draft);
  for (let count = random.integer(1, 6); count > 0; count--) draftTable(draft);
  for (let count = random.integer(0, 2); count > 0; count--) draftPartitioned(draft);
  if (random.chance(0.4)) draftChildren(draft);
  draftOddTables(draft, options.wide);
  if (options.many) draftManyTables(draft, 1000);
  draftRows(draft);
  for (const table of draft.rowTables) draftDetails(draft, table);
  draftForeignKeys(draft);
  draftViews(draft);
  draftQueryBodies(draft);
  draftBehaviour(draft);
  draftLargeObjects(draft);
  draftRights(draft);
  draftDatabase(draft, options.database);
  return {
    statements: draft.statements,
    writes: draft.writes,
    tables: draft.rowTables.map((table) => table.sql),
  };
}
