import { named, notMember } from './family.ts';
import { operatorName } from './operators.ts';
import { routineName } from './routines.ts';

interface Catalog {
  readonly catalog: string;
  readonly alias: string;
  /** SQL for the word before the name: `table`, `function` … */
  readonly what: string;
  readonly name: string;
  readonly owner: string;
  /** SQL for the grants and for the letter `acldefault` knows the kind by; without, the kind has no grants. */
  readonly acl?: { readonly column: string; readonly letter: string };
  /** Columns of `pg_namespace n` are the object's schema. */
  readonly inSchema?: string;
  readonly condition?: string;
}

const CATALOGS: readonly Catalog[] = [
  {
    catalog: 'pg_class',
    alias: 'c',
    what: `case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence'
      when 'f' then 'foreign table' else 'table' end`,
    name: named('n.nspname', 'c.relname'),
    owner: 'c.relowner',
    acl: { column: 'c.relacl', letter: `case c.relkind when 'S' then 's' else 'r' end::"char"` },
    inSchema: 'c.relnamespace',
    condition: `c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and c.relpersistence <> 't'`,
  },
  {
    catalog: 'pg_namespace',
    alias: 'n',
    what: `'schema'`,
    name: named('n.nspname'),
    owner: 'n.nspowner',
    acl: { column: 'n.nspacl', letter: `'n'` },
  },
  {
    catalog: 'pg_type',
    alias: 't',
    what: `case t.typtype when 'd' then 'domain' else 'type' end`,
    name: named('n.nspname', 't.typname'),
    owner: 't.typowner',
    acl: { column: 't.typacl', letter: `'T'` },
    inSchema: 't.typnamespace',
    condition: `t.typtype <> 'm' and not exists (select from pg_type e where e.typarray = t.oid)
      and (t.typrelid = 0 or exists (select from pg_class x where x.oid = t.typrelid and x.relkind = 'c'))`,
  },
  {
    catalog: 'pg_proc',
    alias: 'p',
    what: `case p.prokind when 'a' then 'aggregate' when 'p' then 'procedure' else 'function' end`,
    name: routineName,
    owner: 'p.proowner',
    acl: { column: 'p.proacl', letter: `'f'` },
    inSchema: 'p.pronamespace',
    condition: `not exists (select from pg_depend i
      where i.classid = 'pg_proc'::regclass and i.objid = p.oid and i.deptype = 'i')`,
  },
  {
    catalog: 'pg_language',
    alias: 'l',
    what: `'language'`,
    name: named('l.lanname'),
    owner: 'l.lanowner',
    acl: { column: 'l.lanacl', letter: `'l'` },
  },
  {
    catalog: 'pg_foreign_data_wrapper',
    alias: 'w',
    what: `'foreign data wrapper'`,
    name: named('w.fdwname'),
    owner: 'w.fdwowner',
    acl: { column: 'w.fdwacl', letter: `'F'` },
  },
  {
    catalog: 'pg_foreign_server',
    alias: 's',
    what: `'foreign server'`,
    name: named('s.srvname'),
    owner: 's.srvowner',
    acl: { column: 's.srvacl', letter: `'S'` },
  },
  {
    catalog: 'pg_operator',
    alias: 'o',
    what: `'operator'`,
    name: operatorName,
    owner: 'o.oprowner',
    inSchema: 'o.oprnamespace',
    condition: 'o.oprcode <> 0',
  },
  {
    catalog: 'pg_opfamily',
    alias: 'o',
    what: `'operator family'`,
    name: `${named('n.nspname', 'o.opfname')} || ' using ' || (select ${named('amname')} from pg_am where oid = opfmethod)`,
    owner: 'o.opfowner',
    inSchema: 'o.opfnamespace',
  },
  {
    catalog: 'pg_opclass',
    alias: 'o',
    what: `'operator class'`,
    name: `${named('n.nspname', 'o.opcname')} || ' using ' || (select ${named('amname')} from pg_am where oid = opcmethod)`,
    owner: 'o.opcowner',
    inSchema: 'o.opcnamespace',
  },
  ...(
    [
      ['pg_collation', 'coll', 'collation', true],
      ['pg_conversion', 'con', 'conversion', true],
      ['pg_ts_dict', 'dict', 'text search dictionary', true],
      ['pg_ts_config', 'cfg', 'text search configuration', true],
      ['pg_statistic_ext', 'stx', 'statistics', true],
      ['pg_event_trigger', 'evt', 'event trigger', false],
      ['pg_publication', 'pub', 'publication', false],
    ] as const
  ).map(([catalog, prefix, what, schema]) => ({
    catalog,
    alias: 'x',
    what: `'${what}'`,
    name: schema ? named('n.nspname', `x.${prefix}name`) : named(`x.${prefix}name`),
    owner: `x.${prefix}owner`,
    ...(schema ? { inSchema: `x.${prefix}namespace` } : {}),
  })),
];

function select(entry: Catalog, which: string): string {
  const oid = `${entry.alias}.oid`;
  const schema = entry.alias === 'n' || entry.inSchema !== undefined;
  return `
select '${entry.catalog}'::regclass::oid as classid, ${oid} as objid, ${entry.what} as what, ${entry.name} as name,
  ${entry.owner} as owner, ${entry.acl?.column ?? 'null::aclitem[]'} as acl,
  ${entry.acl?.letter ?? 'null'}::"char" as letter, ${schema ? 'n.nspname' : 'null::name'} as schema
from ${entry.catalog} ${entry.alias}
${entry.inSchema === undefined ? '' : `join pg_namespace n on n.oid = ${entry.inSchema}`}
where ${entry.condition ?? 'true'} and ${which}`;
}

/** Objects of a dump that have an owner. What initdb made without a schema has an OID below 16384. */
export function ownedObjects(): string {
  return CATALOGS.map((entry) => {
    const schema = entry.alias === 'n' || entry.inSchema !== undefined;
    const user = schema
      ? `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`
      : `${entry.alias}.oid >= 16384`;
    return select(entry, `${user} and ${notMember(entry.catalog, `${entry.alias}.oid`)}`);
  }).join('\nunion all');
}

/**
 * Objects whose grants a dump keeps as changes against what initdb or the extension's script had granted
 * (`pg_init_privs`): members of extensions, those of pg_catalog, and the schema `public`.
 */
export function grantedAtBirth(): string {
  return CATALOGS.flatMap((entry) => {
    if (entry.acl === undefined) return [];
    const oid = `${entry.alias}.oid`;
    const birth = `exists (select from pg_init_privs b where b.classoid = '${entry.catalog}'::regclass and b.objoid = ${oid})`;
    const schema = entry.alias === 'n' || entry.inSchema !== undefined;
    const system = schema ? `n.nspname = 'pg_catalog'` : `${oid} < 16384`;
    const isPublic = entry.alias === 'n' ? `n.nspname = 'public'` : 'false';
    const member = `not ${notMember(entry.catalog, oid)}`;
    const outside = schema ? `n.nspname <> 'information_schema' and n.nspname !~ '^pg_(toast|temp)'` : 'true';
    return [
      select(
        entry,
        `(${entry.acl.column} is not null or ${birth}) and (${system} or ${isPublic} or ${member}) and ${outside}`,
      ),
    ];
  }).join('\nunion all');
}
