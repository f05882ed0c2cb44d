import { createHash } from 'node:crypto';
import type { NotHeld, SchemaObject } from '../../catalog/fingerprint/fingerprint.ts';
import type { DefinedObject } from '../../catalog/migration/schema-diff.ts';
import { pinSession } from '../pinned.ts';
import type { Session } from '../session.ts';
import { BEHAVIOUR_FAMILIES } from './schema-objects/behaviour.ts';
import { CANONICAL_PATTERN, canonicalExpression } from './schema-objects/canonical.ts';
import { COMMENT_FAMILIES } from './schema-objects/comments.ts';
import { CONSTRAINT_FAMILIES } from './schema-objects/constraints.ts';
import { databaseFamilies } from './schema-objects/database.ts';
import type { Family, Server } from './schema-objects/family.ts';
import { GRANT_FAMILIES } from './schema-objects/grants.ts';
import { NOT_HELD } from './schema-objects/not-held.ts';
import { OPERATOR_FAMILIES } from './schema-objects/operators.ts';
import { OWNER_FAMILIES } from './schema-objects/owners.ts';
import { replicationFamilies } from './schema-objects/replication.ts';
import { routineFamilies } from './schema-objects/routines.ts';
import { tableFamilies } from './schema-objects/tables.ts';
import { TEXT_SEARCH_FAMILIES } from './schema-objects/text-search.ts';
import { typeFamilies } from './schema-objects/types.ts';

export interface SchemaObjects {
  readonly objects: SchemaObject[];
  readonly notHeld: NotHeld[];
}

interface Row {
  readonly kind: string;
  readonly name: string;
  readonly digest: string;
  readonly definition: string | null;
  readonly shown?: string | null;
}

/**
 * Every object a dump of this database holds, by kind and name, with a digest of its definition. What members of
 * extensions consist of is left out: they come from CREATE EXTENSION. The result is the same for every role that
 * may connect, and equal for a database and its sound restore on a server of the same major.
 *
 * The definitions are digested by the server. Only those with an expression that changes its form in a restore
 * (see `canonical.ts`) come over the wire and are digested here, in the same way.
 */
export async function readSchemaObjects(session: Session): Promise<SchemaObjects> {
  await pinSession(session);
  const server = await readServer(session);
  const objects: SchemaObject[] = [];
  for (const family of families(server)) {
    for (const row of await session.rows<Row>(digesting(family, server))) {
      objects.push({
        kind: row.kind,
        name: row.name,
        digest: row.definition === null ? row.digest : digestOf(canonicalExpression(row.definition)),
        ...(typeof row.shown === 'string' ? { shown: row.shown } : {}),
      });
    }
  }
  return { objects, notHeld: await session.rows<NotHeld>(NOT_HELD) };
}

/**
 * The same objects with their definitions, for people who want to know what differs. Kinds in whose definition something
 * secret may stand (options of foreign servers), and those that are long (bodies of functions), have only their digest.
 */
export async function readDefinedObjects(session: Session): Promise<DefinedObject[]> {
  await pinSession(session);
  const server = await readServer(session);
  const objects: DefinedObject[] = [];
  for (const family of families(server)) {
    for (const { kind, name, definition } of await session.rows<Defined>(family.select)) {
      const text = family.expressions ? canonicalExpression(definition ?? '') : (definition ?? '');
      objects.push({
        kind,
        name,
        digest: digestOf(text),
        ...(DEFINITIONS_SHOWN.has(kind) ? { definition: definition ?? '' } : {}),
      });
    }
  }
  return objects;
}

interface Defined {
  readonly kind: string;
  readonly name: string;
  readonly definition: string | null;
}

const DEFINITIONS_SHOWN: ReadonlySet<string> = new Set([
  'column',
  'constraint',
  'default',
  'domain',
  'domain constraint',
  'enum',
  'foreign key',
  'grant',
  'index',
  'owner',
  'policy',
  'row security',
  'sequence',
  'statistics',
  'table',
  'trigger',
]);

function readServer(session: Session): Promise<Server> {
  return session.row<Server>(`
    select current_setting('server_version_num')::int as version,
      case getdatabaseencoding() when 'SQL_ASCII' then 'SQL_ASCII' else 'UTF8' end as "digestEncoding"`);
}

/** All families in the order in which they are read. */
function families(server: Server): readonly Family[] {
  return [
    ...databaseFamilies(server),
    ...typeFamilies(server),
    ...routineFamilies(server),
    ...OPERATOR_FAMILIES,
    ...TEXT_SEARCH_FAMILIES,
    ...tableFamilies(server),
    ...CONSTRAINT_FAMILIES,
    ...BEHAVIOUR_FAMILIES,
    ...replicationFamilies(server),
    ...OWNER_FAMILIES,
    ...GRANT_FAMILIES,
    ...COMMENT_FAMILIES,
  ];
}

function digesting(family: Family, server: Server): string {
  return `
select f.kind, f.name,
  left(encode(sha256(convert_to(coalesce(f.definition, ''), '${server.digestEncoding}')), 'hex'), 32) as digest,
  ${family.expressions ? `case when f.definition ~ '${CANONICAL_PATTERN}' then f.definition end` : 'null'} as definition
  ${family.shows ? ', f.shown' : ''}
from (${family.select}) f`;
}

function digestOf(definition: string): string {
  return createHash('sha256').update(definition, 'utf8').digest('hex').slice(0, 32);
}
