export const id = 763;
export const ids = [763];
export const modules = {

/***/ 79961:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ readingsOf),
/* harmony export */   g: () => (/* binding */ planReading)
/* harmony export */ });
/** Tables up to this size are digested whole even when sampling: together they cost little. */
const SMALL = 8 * 1024 * 1024;
/** Of larger ones, one row in so many. A power of two. */
const ONE_IN = 64;
/**
 * What `depth` means for one table of the source. Sampling takes rows by a hash of their primary key, because only
 * that finds the same rows again in a restored copy; without a primary key a large table is counted.
 */
function planReading(table, depth) {
    if (depth === 'counts')
        return 'counted';
    if (depth === 'content' || table.bytes <= SMALL || table.kind === 'materialized view')
        return 'whole';
    return table.key.length === 0 ? 'counted' : { oneIn: ONE_IN, key: table.key };
}
/**
 * How the tables of a copy are read: each as it was read in the source. A key that the copy lacks is a difference of
 * its own; its table is then counted.
 */
function readingsOf(expected) {
    const partial = new Map(expected.tables.map((table) => [keyOf(table), table.partial]));
    return (table) => {
        if (expected.depth === 'counts')
            return 'counted';
        const reading = partial.get(keyOf(table)) ?? 'whole';
        const sampled = typeof reading === 'object';
        return sampled && !reading.key.every((column) => table.columns.includes(column)) ? 'counted' : reading;
    };
}
function keyOf(table) {
    return JSON.stringify([table.schema, table.name]);
}


/***/ }),

/***/ 77214:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dc: () => (/* binding */ hash64),
/* harmony export */   Qg: () => (/* binding */ fingerprintTables),
/* harmony export */   f1: () => (/* binding */ readProbe),
/* harmony export */   sT: () => (/* binding */ digestSum)
/* harmony export */ });
/* harmony import */ var _catalog_row_reading_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(79961);
/* harmony import */ var _lock_release_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51895);
/* harmony import */ var _pinned_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62414);
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(71502);




/** Tables of at most this many bytes are read many in one round trip. */
const SMALL_TABLE = 64 * 1024;
const TABLES_A_QUERY = 50;
/**
 * Counts and digests the rows of the tables, the largest first, spread over the sessions. All sessions must see the
 * same snapshot. After the first failure no further query is begun, and it is thrown when the others have ended.
 *
 * The digest is the sum of 64-bit hashes of the rows' text: rows have no order, equal rows count twice (an xor would
 * let them vanish), and sums of numeric do not overflow.
 *
 * @returns in the order of `tables`
 */
async function fingerprintTables(sessions, tables, options) {
    const results = new Array(tables.length);
    const queue = batches(tables, options.deadline !== undefined);
    let next = 0;
    let failed = false;
    const work = async (session) => {
        await (0,_pinned_js__WEBPACK_IMPORTED_MODULE_0__/* .pinSession */ .M)(session);
        const query = await (0,_lock_release_js__WEBPACK_IMPORTED_MODULE_1__/* .lockReleasing */ .a)(session);
        let schemas;
        while (!failed) {
            const batch = queue[next++];
            if (batch === undefined)
                return;
            const late = options.deadline !== undefined && performance.now() > options.deadline;
            const readings = batch.map(({ table }) => readingOf(table, options, late));
            const selects = batch.map(({ index, table }, at) => rowsQuery(index, table, readings[at] ?? 'whole', options));
            if (batch.some(({ table }) => table.expressions))
                schemas ??= await allSchemas(session);
            const rows = await query(selects.join('\nunion all\n'), batch.some(({ table }) => table.expressions) ? schemas : undefined);
            const found = new Map(rows.map((row) => [row.i, row]));
            for (const [at, { index, table }] of batch.entries()) {
                results[index] = result(table, found.get(index), readings[at] ?? 'whole', options.depth);
                options.onTable?.();
            }
        }
    };
    const endings = await Promise.allSettled(sessions.map((session) => work(session).catch((error) => {
        failed = true;
        throw error;
    })));
    const failure = endings.find((ending) => ending.status === 'rejected');
    if (failure !== undefined)
        throw failure.reason;
    return results;
}
function batches(tables, smallestFirst) {
    const numbered = tables
        .map((table, index) => ({ index, table }))
        .sort((a, b) => b.table.bytes - a.table.bytes);
    const queue = numbered.filter(({ table }) => table.bytes > SMALL_TABLE).map((one) => [one]);
    // Those that need a search path stay among themselves: it changes how names of type regclass are written.
    for (const expressions of [false, true]) {
        const small = numbered.filter(({ table }) => table.bytes <= SMALL_TABLE && table.expressions === expressions);
        for (let at = 0; at < small.length; at += TABLES_A_QUERY)
            queue.push(small.slice(at, at + TABLES_A_QUERY));
    }
    return smallestFirst ? queue.reverse() : queue;
}
/**
 * Every schema of the database, for tables whose indexes call functions: planning a query on such a table parses
 * these functions, and one that names its objects without schema (which works in production, and which pg_dump does
 * not notice) would fail with an empty search path.
 */
async function allSchemas(session) {
    const { schemas } = await session.row(`
    select string_agg(quote_ident(nspname), ', ' order by nspname) as schemas from pg_namespace
     where nspname !~ '^pg_' and nspname <> 'information_schema'`);
    return schemas;
}
function readingOf(table, options, late) {
    if (late)
        return 'counted';
    return options.reading?.(table) ?? (0,_catalog_row_reading_js__WEBPACK_IMPORTED_MODULE_2__/* .planReading */ .g)(table, options.depth);
}
/**
 * The columns stand in the order of their names: children of an inheritance can be restored with another column
 * order. They are named one by one and qualified, because a column could have the name of the alias.
 */
function rowsQuery(index, table, reading, { algorithm }) {
    if (!table.populated)
        return `select ${index} as i, '0' as n, null as d`;
    const digest = reading === 'counted'
        ? 'null'
        : digestSum(hash64(rowText(table.columns), algorithm), sampleOf(reading, algorithm));
    const condition = table.condition === null ? '' : `\n${table.condition}`;
    return `select ${index} as i, count(*)::text as n, ${digest} as d from only ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_3__/* .identifier */ .C)(table.schema, table.name)} t${condition}`;
}
function rowText(columns) {
    return `row(${columns.map((column) => `t.${(0,_quote_js__WEBPACK_IMPORTED_MODULE_3__/* .identifier */ .C)(column)}`).join(', ')})::text`;
}
/** SQL: whether a row is in the sample, by its key alone, so that the same rows are in it in every copy. */
function sampleOf(reading, algorithm) {
    if (typeof reading === 'string')
        return undefined;
    return `${hash64(rowText(reading.key), algorithm)} & ${reading.oneIn - 1} = 0`;
}
function result({ schema, name, kind, populated }, row, reading, depth) {
    if (row === undefined || (row.d === null) !== (reading === 'counted' || !populated)) {
        throw new Error(`No fingerprint came back for ${schema}.${name}.`);
    }
    const partial = depth === 'counts' || reading === 'whole' || !populated ? {} : { partial: reading };
    return {
        schema,
        name,
        kind,
        rows: row.n,
        digest: row.d,
        ...partial,
        ...(populated ? {} : { populated: false }),
    };
}
/** SQL: 64 bits of a text. hashtextextended is six times as fast as md5 and stable within a major. */
function hash64(text, algorithm) {
    return algorithm === 'hash64'
        ? `hashtextextended(${text} collate "C", 0)`
        : `('x' || left(md5(${text}), 16))::bit(64)::bigint`;
}
/** SQL: the digest of many hashes, as decimal text; of those that fulfil a condition, if there is one. */
function digestSum(hash, condition) {
    return `coalesce(sum(${hash})${condition === undefined ? '' : ` filter (where ${condition})`}, 0)::text`;
}
/**
 * The digest of a fixed text and the name of the database's encoding: unequal where digests cannot be compared. The
 * text is ASCII, because not every encoding has any other letter.
 */
async function readProbe(session, algorithm) {
    const text = `(getdatabaseencoding() || ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .e)(' 0123456789 abcdefghijklmnopqrstuvwxyz')})`;
    return (await session.row(`select (${hash64(text, algorithm)})::text as probe`)).probe;
}


/***/ }),

/***/ 32188:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ fingerprintLargeObjects)
/* harmony export */ });
/* harmony import */ var _fingerprint_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77214);

/** Bytes read at once. A large object may have 4 TiB, a bytea less than 1 GiB. */
const CHUNK = 64 * 1024 * 1024;
/** INV_READ of PostgreSQL's libpq/libpq-fs.h, and SEEK_END. */
const READ = 0x40000;
const SEEK_END = 2;
/**
 * SQL: the size of large object `oid` in bytes, by opening it, seeking to its end and closing it again. The steps are
 * subselects inside one another, so each is done once per object and in this order. As joined LATERAL subqueries
 * they would not be: the planner puts a Memoize node between them that remembers the size by descriptor, and the
 * descriptor is always 0 (seen with 15.18).
 */
function size(oid) {
    return `(
        select (
          select case when pg_catalog.lo_close(d.descriptor) = 0 then s.size end
          from (select pg_catalog.lo_lseek64(d.descriptor, 0, ${SEEK_END}) as size offset 0) s)
        from (select pg_catalog.lo_open(${oid}, ${READ}) as descriptor offset 0) d)`;
}
/**
 * Counts the large objects and digests their content as a reader sees it: holes are zeros, however the pages of
 * pg_largeobject lie.
 *
 * @throws UserError PBA-PG-PERMISSION when the role may not read one of them
 */
async function fingerprintLargeObjects(session, options) {
    if (options.depth === 'counts') {
        return session.row(`select count(*)::text as count, null as digest from pg_catalog.pg_largeobject_metadata`);
    }
    const object = `o.oid::text || ' ' || o.size || ' ' || o.chunks`;
    return session.row(`
    select count(*)::text as count, ${(0,_fingerprint_js__WEBPACK_IMPORTED_MODULE_0__/* .digestSum */ .sT)((0,_fingerprint_js__WEBPACK_IMPORTED_MODULE_0__/* .hash64 */ .Dc)(`(${object})`, options.algorithm))} as digest
    from (
      select m.oid, m.size,
        (select string_agg(pg_catalog.md5(pg_catalog.lo_get(m.oid, c.at, ${CHUNK})), ' ' order by c.at)
          from pg_catalog.generate_series(0, greatest(m.size - 1, 0), ${CHUNK}) c (at)) as chunks
      from (
        select l.oid, ${size('l.oid')} as size
        from pg_catalog.pg_largeobject_metadata l
        offset 0) m
      offset 0) o`);
}


/***/ }),

/***/ 51895:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ lockReleasing)
/* harmony export */ });
/**
 * Returns a way to run queries of this session whose locks end with the query, even inside a transaction: a rolled
 * back savepoint gives them up, and the snapshot stays. A query locks the table and each of its indexes, and the
 * server has room for a few thousand locks in all (`max_locks_per_transaction` times `max_connections`), which
 * reading thousands of tables in one transaction would use up, for the other sessions of the server, too.
 */
async function lockReleasing(session) {
    // Outside a transaction, each statement is one of its own and the two times are the same.
    const { open } = await session.row('select pg_catalog.now() <> pg_catalog.statement_timestamp() as open');
    if (open)
        await session.execute('savepoint lock_release');
    return async (sql, searchPath) => {
        if (searchPath !== undefined)
            await session.execute(`set search_path = ${searchPath}`);
        const rows = await session.rows(sql);
        // The rollback takes back the search path, too.
        if (open)
            await session.execute('rollback to savepoint lock_release');
        else if (searchPath !== undefined)
            await session.execute(`set search_path = ''`);
        return rows;
    };
}


/***/ }),

/***/ 87075:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FG: () => (/* binding */ ROLE_KINDS),
/* harmony export */   WA: () => (/* binding */ dumpRolesExactly),
/* harmony export */   iZ: () => (/* binding */ readRoles)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5599);
/* harmony import */ var _dump_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52494);
/* harmony import */ var _pinned_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(62414);
/* harmony import */ var _schema_objects_family_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(26233);
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});





/** The kinds of `readRoles`: they belong to the cluster, so a copy on a server with roles of its own lacks them. */
const ROLE_KINDS = new Set(['role', 'role membership', 'role setting']);
/**
 * The roles of the whole cluster as roles.sql brings them back: attributes (no passwords), memberships, settings and
 * comments. Everybody may read them. Lists such as a search path are stored with more or fewer quotes, as the server's
 * `quote_all_identifiers` says; these do not count, see `setting`.
 */
async function readRoles(session) {
    return session.rows(`
    select kind, name, left(encode(sha256(convert_to(coalesce(definition, ''), 'UTF8')), 'hex'), 32) as digest
    from (
      select 'role' as kind, quote_ident(rolname) as name,
             concat_ws(' ', rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls,
                       rolconnlimit, rolvaliduntil, shobj_description(oid, 'pg_authid')) as definition
        from pg_roles where rolname !~ '^pg_'
      union all
      select 'role membership', quote_ident(pg_get_userbyid(m.member)) || ' in ' || quote_ident(pg_get_userbyid(m.roleid)),
             bool_or(m.admin_option)::text
        from pg_auth_members m where pg_get_userbyid(m.member) !~ '^pg_'
       group by m.member, m.roleid
      union all
      select 'role setting', quote_ident(pg_get_userbyid(setrole)) || ' ' || split_part(entry, '=', 1),
             ${(0,_schema_objects_family_js__WEBPACK_IMPORTED_MODULE_4__/* .setting */ .Pe)('entry')}
        from pg_db_role_setting, unnest(setconfig) as entry where setdatabase = 0 and setrole <> 0) o
    order by 1, 2`);
}
const ATTEMPTS = 5;
/**
 * The roles as a script and as what a copy must equal. Roles are not part of any snapshot that pg_dumpall could use, so
 * they are read before and after it, again and again until nobody changed them in between.
 */
async function dumpRolesExactly(client) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = __addDisposableResource(env_1, await (0,_client_js__WEBPACK_IMPORTED_MODULE_1__/* .openSession */ .fA)(client), true);
        await (0,_pinned_js__WEBPACK_IMPORTED_MODULE_3__/* .pinSession */ .M)(session);
        let before = await readRoles(session);
        for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
            const script = await (0,_dump_js__WEBPACK_IMPORTED_MODULE_2__/* .dumpRoles */ .i8)(client);
            const after = await readRoles(session);
            if (JSON.stringify(after) === JSON.stringify(before))
                return { script, objects: after };
            before = after;
        }
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ToolError */ .v4('PBA-PG-SNAPSHOT', `The roles of the cluster were changed during each of ${ATTEMPTS} attempts to dump them.`, {
            hint: 'Run again when nobody creates or alters roles.',
        });
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}


/***/ }),

/***/ 47800:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ readSequences)
/* harmony export */ });
/* harmony import */ var _lock_release_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51895);
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(71502);


const SEQUENCES_A_QUERY = 100;
/**
 * Where every sequence of a dump stands now. Sequences are not part of a snapshot: read them before and after the
 * dump, see `mergeSequences`. Sequences of an extension are in a dump only when the extension marked them.
 */
async function readSequences(session) {
    const sequences = await session.rows(`
    select n.nspname as schema, c.relname as name, s.seqincrement::text as increment, s.seqcycle as cycle
    from pg_catalog.pg_sequence s
    join pg_catalog.pg_class c on c.oid = s.seqrelid
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    left join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid
      and d.deptype = 'e'
    left join pg_catalog.pg_extension x on x.oid = d.refobjid
    where c.relpersistence <> 't' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and (x.oid is null or c.oid = any (x.extconfig))
      and not (c.relpersistence = 'u' and pg_catalog.pg_is_in_recovery())
    order by n.nspname, c.relname`);
    const query = await (0,_lock_release_js__WEBPACK_IMPORTED_MODULE_0__/* .lockReleasing */ .a)(session);
    const readings = [];
    for (let at = 0; at < sequences.length; at += SEQUENCES_A_QUERY) {
        const some = sequences.slice(at, at + SEQUENCES_A_QUERY);
        const selects = some.map(({ schema, name }, index) => `select ${index} as i, last_value::text as "lastValue", is_called as "isCalled" from ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_1__/* .identifier */ .C)(schema, name)}`);
        const states = await query(selects.join('\nunion all\n'));
        const found = new Map(states.map(({ i, ...state }) => [i, state]));
        some.forEach((sequence, index) => {
            const state = found.get(index);
            if (state === undefined)
                throw new Error(`No state came back for ${sequence.schema}.${sequence.name}.`);
            readings.push({ ...sequence, state });
        });
    }
    return readings;
}


/***/ }),

/***/ 17469:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ listTables),
/* harmony export */   n: () => (/* binding */ lockTables)
/* harmony export */ });
/* harmony import */ var _pinned_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62414);
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(71502);


/**
 * The tables whose rows a dump of the whole database holds: plain tables, partitions, children, unlogged tables and
 * materialized views, the largest first. A table that belongs to an extension is among them only when the extension
 * marked it for dumping (https://www.postgresql.org/docs/current/extend-extensions.html, Extension Configuration
 * Tables). Temporary tables are nobody's business. Waits for tables that are locked exclusively.
 */
async function listTables(session) {
    await (0,_pinned_js__WEBPACK_IMPORTED_MODULE_0__/* .pinSession */ .M)(session);
    const rows = await session.rows(LIST);
    const tables = [];
    const partitioned = [];
    const notHeld = [];
    const withoutRows = [];
    for (const { relkind, extension, configured, unreadable, ...table } of rows) {
        const { schema, name } = table;
        const reason = whyNotHeld(relkind, extension, configured, unreadable);
        if (relkind === 'p')
            partitioned.push({ schema, name });
        else if (reason === undefined)
            tables.push(table);
        else {
            withoutRows.push({ schema, name });
            notHeld.push({
                kind: relkind === 'f' ? 'foreign table' : 'rows of table',
                name: `${schema}.${name}`,
                reason,
            });
        }
    }
    return { tables, partitioned, notHeld, withoutRows };
}
function whyNotHeld(relkind, extension, configured, unreadable) {
    if (relkind === 'f')
        return 'its rows are on another server; the backup holds only its definition';
    if (extension !== null && !configured)
        return `it belongs to extension ${extension}, which did not mark it for dumping`;
    if (unreadable)
        return 'it is unlogged, and a standby has no rows of unlogged tables';
    return undefined;
}
const LIST = `
select n.nspname as schema, c.relname as name,
  case c.relkind when 'm' then 'materialized view' else 'table' end as kind,
  c.relkind as relkind, c.relispopulated as populated,
  case c.relkind when 'f' then 0 else coalesce(pg_table_size(c.oid), 0) end as bytes,
  array(select a.attname from pg_attribute a
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated <> 'v'
    order by a.attname) as columns,
  array(select a.attname from pg_index k
    join pg_attribute a on a.attrelid = k.indrelid and a.attnum = any (k.indkey)
    where k.indrelid = c.oid and k.indisprimary
    order by a.attname) as key,
  exists (select from pg_index k
    where k.indrelid = c.oid and (k.indexprs is not null or k.indpred is not null)) as expressions,
  nullif(g.condition, '') as condition, x.extname as extension, g.tableoid is not null as configured,
  c.relpersistence = 'u' and pg_is_in_recovery() as unreadable
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
left join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'
  and d.refclassid = 'pg_extension'::regclass
left join pg_extension x on x.oid = d.refobjid
left join lateral (
  select q.tableoid, q.condition from unnest(x.extconfig, x.extcondition) q (tableoid, condition)
  where q.tableoid = c.oid) g on true
where c.relkind in ('r', 'm', 'f', 'p') and c.relpersistence <> 't'
  and (n.nspname !~ '^pg_' and n.nspname <> 'information_schema' or g.tableoid is not null)
order by bytes desc, n.nspname, c.relname`;
const TABLES_A_LOCK = 200;
/**
 * Locks the tables in ACCESS SHARE mode, as pg_dump does, until the session's transaction ends: TRUNCATE and ALTER
 * of a table that was not locked would show in a snapshot taken before. Materialized views cannot be locked.
 * How long it waits is the session's `lock_timeout`.
 */
async function lockTables(session, tables) {
    const names = tables
        .filter(({ kind }) => kind === 'table')
        .map((table) => `only ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_1__/* .identifier */ .C)(table.schema, table.name)}`);
    for (let at = 0; at < names.length; at += TABLES_A_LOCK) {
        await session.execute(`lock table ${names.slice(at, at + TABLES_A_LOCK).join(', ')} in access share mode`);
    }
}


/***/ })

};
