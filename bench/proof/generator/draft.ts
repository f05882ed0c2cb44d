import type { Random } from '../random.ts';
import { BUILT_IN, type ColumnType } from './column-types.ts';
import type { Operand } from './expressions.ts';
import { Names, quoted } from './names.ts';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly required: boolean;
  /** What follows the type: `generated always as …`, `default …`. */
  readonly clause: string;
  /** Whether rows give a value; else the server makes it. */
  readonly given: boolean;
}

export interface Table {
  readonly schema: string;
  readonly name: string;
  /** Quoted and qualified. */
  readonly sql: string;
  readonly columns: readonly Column[];
  readonly kind: 'plain' | 'partitioned' | 'child' | 'view' | 'foreign';
  /** A column with a key, of a type that foreign keys can have. */
  readonly key: string | undefined;
  /** Rows are put in here; a partition gets them from its parent. */
  readonly rows: number;
}

/** The roles every source server has; the names are as odd as roles can be. */
const ROLES = ['gen_owner', 'gen reader', 'Gen "Quoted"', 'gen_größe', 'gen_group'] as const;

export const CREATE_ROLES = `
create role gen_owner;
create role "gen reader" login connection limit 7;
create role "Gen ""Quoted""" nologin createdb valid until '2031-12-31 23:59:59+00';
create role "gen_größe" in role gen_owner;
create role gen_group;
grant gen_group to "gen reader" with admin option;
alter role "gen reader" set statement_timeout = '77s';
alter role gen_group set search_path = '$user', public;
comment on role gen_group is 'a group; it''s odd';
`;

/** A schema while it is being made up: statements, and what later statements can refer to. */
export class Draft {
  readonly random: Random;
  readonly names: Names;
  readonly schemas: string[] = [];
  readonly types: ColumnType[] = [...BUILT_IN];
  readonly tables: Table[] = [];
  readonly sequences: string[] = [];
  /** Trigger functions; each gives back the new row. */
  readonly triggerFunctions: string[] = [];
  /** Immutable functions of one bigint. */
  readonly numberFunctions: string[] = [];
  /** In order; each stands alone, and one that PostgreSQL refuses is simply not there. */
  readonly statements: string[] = [];
  /** What the other sessions do while the backup runs. */
  readonly writes: string[] = [];
  readonly largeObjects: number[] = [];
  /** A restore refreshes these, with the rights of whoever owns the views below them. */
  materialized = false;

  constructor(random: Random) {
    this.random = random;
    this.names = new Names(random.fork('names'));
  }

  add(...statements: readonly string[]): void {
    this.statements.push(...statements);
  }

  schema(): string {
    return this.random.pick(this.schemas);
  }

  /** A new name in one of the schemas, quoted and qualified. */
  place(): { readonly schema: string; readonly name: string; readonly sql: string } {
    const schema = this.schema();
    const name = this.names.next();
    return { schema, name, sql: `${quoted(schema)}.${quoted(name)}` };
  }

  role(): string {
    return quoted(this.random.pick(ROLES));
  }

  /** Tables that hold rows of their own or of their partitions. */
  get rowTables(): Table[] {
    return this.tables.filter((table) => table.kind !== 'view' && table.kind !== 'foreign');
  }
}

/** The columns of a table as expressions see them; `prefix` such as `new.`. */
export function operands(table: Table, prefix = ''): Operand[] {
  return table.columns.map(({ name, type }) => ({ sql: `${prefix}${quoted(name)}`, sort: type.sort }));
}
