export const id = 941;
export const ids = [941];
export const modules = {

/***/ 3602:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ chooseSet)
/* harmony export */ });
/* harmony import */ var _catalog_keys_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98430);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);
/* harmony import */ var _sets_proofs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3017);
/* harmony import */ var _sets_read_sets_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(63913);
/* harmony import */ var _open_stores_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27425);





/**
 * Finds the set in the first store, in the order given, that has one.
 * @throws UserError PBA-SET-NOT-FOUND saying what is missing
 */
async function chooseSet(stores, database, wanted) {
    return (0,_open_stores_js__WEBPACK_IMPORTED_MODULE_4__/* .firstThatHas */ .yK)(stores, async (store) => ({
        store,
        location: await chooseIn(store, database, wanted),
    }));
}
async function chooseIn(store, database, wanted) {
    const name = database ?? (await (0,_sets_read_sets_js__WEBPACK_IMPORTED_MODULE_3__/* .findDatabase */ .Xg)(store));
    if (wanted !== 'latest-proven' && !wanted.startsWith('before:'))
        return (0,_sets_read_sets_js__WEBPACK_IMPORTED_MODULE_3__/* .findSet */ ._V)(store, name, wanted);
    const sets = (await (0,_sets_read_sets_js__WEBPACK_IMPORTED_MODULE_3__/* .listStore */ .K3)(store, name)).sets.filter((set) => set.committed).map((set) => set.location);
    if (wanted === 'latest-proven') {
        const proofs = await (0,_sets_proofs_js__WEBPACK_IMPORTED_MODULE_2__/* .readProofs */ .O)(store, name);
        for (const location of sets)
            if ((0,_sets_proofs_js__WEBPACK_IMPORTED_MODULE_2__/* .isProven */ .n)(await (0,_sets_read_sets_js__WEBPACK_IMPORTED_MODULE_3__/* .readManifest */ .WI)(store, location), proofs))
                return location;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo('PBA-SET-NOT-FOUND', `${store.location} holds no proven set of database ${name}.`, {
            hint: 'Run `restore-test` first; or take `set: latest`, and what is restored is compared all the same.',
        });
    }
    const time = Date.parse(wanted.slice('before:'.length));
    if (Number.isNaN(time))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo('PBA-INPUT', `${wanted} has no time in it.`);
    const before = sets.find((set) => ((0,_catalog_keys_js__WEBPACK_IMPORTED_MODULE_0__/* .setIdTime */ .pz)(set.id)?.getTime() ?? Number.POSITIVE_INFINITY) < time);
    if (before !== undefined)
        return before;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo('PBA-SET-NOT-FOUND', `${store.location} holds no set of ${name} from before ${new Date(time).toISOString()}.`, { hint: `The oldest there is ${sets.at(-1)?.id ?? 'none'}.` });
}


/***/ }),

/***/ 90280:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ refuseProduction),
/* harmony export */   x: () => (/* binding */ checkConfirm)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _policy_effective_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(59165);


/** @throws UserError PBA-TARGET-PRODUCTION when the policy marks the database */
function refuseProduction(policy, database, what) {
    const { databases } = policy;
    const marked = (0,_policy_effective_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .isDiscovery */ .rT)(databases)
        ? databases.production
        : databases.some((one) => one.name === database && one.production);
    if (!marked)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('PBA-TARGET-PRODUCTION', `${database} is marked as production, so ${what} is refused.`, {
        hint: 'Restore beside it in a database of its own (`beside: database`), and use `rescue` or `swap` from there.',
    });
}
/**
 * The live database's name has to be given once more before something is written into it; given without need, it has to be
 * right all the same.
 * @throws UserError PBA-CONFIRM
 */
function checkConfirm(confirm, database, needed, what) {
    if (confirm === database || (confirm === undefined && !needed))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('PBA-CONFIRM', confirm === undefined ? `${what} was not confirmed.` : `confirm is ${confirm}, not ${database}.`, { hint: `Look at the target above; \`confirm: ${database}\` goes on.` });
}


/***/ }),

/***/ 67941:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  restore: () => (/* binding */ restore_restore)
});

// EXTERNAL MODULE: ./build/catalog/restored-mark.js
var restored_mark = __webpack_require__(3116);
// EXTERNAL MODULE: ./build/errors.js
var build_errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/sets/leases.js + 1 modules
var leases = __webpack_require__(35621);
// EXTERNAL MODULE: ./build/actions/choose-set.js
var choose_set = __webpack_require__(3602);
// EXTERNAL MODULE: ./build/actions/claimant.js
var claimant = __webpack_require__(18907);
// EXTERNAL MODULE: ./build/actions/effective.js
var effective = __webpack_require__(5529);
// EXTERNAL MODULE: ./build/actions/guards.js
var guards = __webpack_require__(90280);
// EXTERNAL MODULE: ./build/actions/open-stores.js
var open_stores = __webpack_require__(27425);
// EXTERNAL MODULE: ./build/actions/time-limit.js
var time_limit = __webpack_require__(97397);
// EXTERNAL MODULE: ./build/catalog/difference.js
var difference = __webpack_require__(19541);
// EXTERNAL MODULE: ./build/catalog/sibling-names.js
var sibling_names = __webpack_require__(52571);
// EXTERNAL MODULE: ./build/process.js
var process = __webpack_require__(44677);
// EXTERNAL MODULE: ./build/postgres/stderr.js
var stderr = __webpack_require__(79708);
// EXTERNAL MODULE: ./build/postgres/tools.js
var tools = __webpack_require__(53909);
;// CONCATENATED MODULE: ./build/postgres/analyze.js



const LIMIT_MS = 6 * 3_600_000;
/** Collects statistics of every table, several at a time: without them the planner knows nothing of a restored database. */
async function analyzeDatabase(client, jobs) {
    // The database comes from PGDATABASE: as an argument its name could be taken for a connection string.
    await (0,process/* runText */.le)((0,tools/* program */.DM)(client.installation, 'vacuumdb'), ['--analyze-only', '--quiet', '--no-password', `--jobs=${jobs}`], {
        env: client.env,
        signal: client.signal,
        timeoutMs: LIMIT_MS,
        explain: (exit) => (0,stderr/* explainPostgres */.f)(exit, client.env),
    });
}

// EXTERNAL MODULE: ./build/postgres/client.js + 1 modules
var postgres_client = __webpack_require__(5599);
// EXTERNAL MODULE: ./build/postgres/quote.js
var quote = __webpack_require__(71502);
;// CONCATENATED MODULE: ./build/postgres/collations.js
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


/**
 * Collations of this database whose recorded version is not that of the operating system: text may be sorted otherwise than
 * its indexes are. A logical restore builds every index anew, so normally there is none and nothing is to be reindexed.
 * @returns for each what to do, with the reason
 */
async function collationAdvice(client) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = __addDisposableResource(env_1, await (0,postgres_client/* openSession */.fA)(client), true);
        const { num } = await session.row(`select current_setting('server_version_num')::int as num`);
        const ofDatabase = num < 150_000
            ? ''
            : `union all
    select 'database', null, datname::text, datcollversion, pg_catalog.pg_database_collation_actual_version(oid)
      from pg_catalog.pg_database where datname = current_database() and datcollversion is not null`;
        const rows = await session.rows(`
    select * from (
      select 'collation' as what, n.nspname::text as schema, c.collname::text as name, c.collversion as recorded,
             pg_catalog.pg_collation_actual_version(c.oid) as actual
        from pg_catalog.pg_collation c join pg_catalog.pg_namespace n on n.oid = c.collnamespace
       where c.collversion is not null and n.nspname !~ '^pg_'
      ${ofDatabase}) v
     where v.actual is distinct from v.recorded
     order by 1, 2, 3`);
        return rows.map(({ what, schema, name, recorded, actual }) => {
            const path = schema === null ? (0,quote/* identifier */.C)(name) : (0,quote/* identifier */.C)(schema, name);
            const reindex = what === 'database' ? `REINDEX DATABASE ${path}` : 'REINDEX of every index that uses it';
            return `Text of ${what} ${path} was sorted by version ${recorded}, and this system sorts by ${actual}: ${reindex}, then ALTER ${what.toUpperCase()} ${path} REFRESH ${what === 'database' ? 'COLLATION ' : ''}VERSION`;
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

// EXTERNAL MODULE: ./build/runtime/format.js
var format = __webpack_require__(14364);
// EXTERNAL MODULE: ./build/sets/open-object.js
var open_object = __webpack_require__(67336);
// EXTERNAL MODULE: ./build/sets/read-sets.js + 1 modules
var read_sets = __webpack_require__(63913);
// EXTERNAL MODULE: ./build/actions/compare-copy.js + 5 modules
var compare_copy = __webpack_require__(13426);
// EXTERNAL MODULE: ./build/actions/connect.js
var connect = __webpack_require__(35606);
// EXTERNAL MODULE: ./build/actions/default-jobs.js
var default_jobs = __webpack_require__(70630);
// EXTERNAL MODULE: ./build/actions/ensure-readable.js + 2 modules
var ensure_readable = __webpack_require__(36637);
// EXTERNAL MODULE: ./build/actions/open-decryption.js
var open_decryption = __webpack_require__(56090);
// EXTERNAL MODULE: ./build/actions/restore-copy.js + 2 modules
var restore_copy = __webpack_require__(57203);
// EXTERNAL MODULE: ./build/actions/stopwatch.js
var actions_stopwatch = __webpack_require__(5003);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./build/catalog/side-schemas.js


/**
 * Where restored tables stand inside the live database: all of one schema in `restored_<time>`; when they come from several
 * schemas, each gets its own, with its name behind it, because names repeat between schemas.
 */
function sideSchemas(schemas, at) {
    const base = `restored_${at.toISOString().replace(/[-:]|\.\d{3}/g, '')}`;
    const distinct = [...new Set(schemas)];
    if (distinct.length === 1)
        return new Map(distinct.map((schema) => [schema, base]));
    return new Map(distinct.map((schema) => [schema, fitting(`${base}_${schema}`, schema)]));
}
/** PostgreSQL cuts longer names silently, and two could become one. */
function fitting(name, schema) {
    if (Buffer.byteLength(name) <= sibling_names/* MAX_NAME_BYTES */.pg)
        return name;
    const hash = (0,external_node_crypto_.createHash)('sha256').update(schema).digest('hex').slice(0, 8);
    let kept = '';
    for (const char of name) {
        if (Buffer.byteLength(kept + char) > sibling_names/* MAX_NAME_BYTES */.pg - hash.length - 1)
            break;
        kept += char;
    }
    return `${kept}_${hash}`;
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/postgres/fingerprint.js
var fingerprint = __webpack_require__(77214);
// EXTERNAL MODULE: ./build/postgres/restore.js + 1 modules
var restore = __webpack_require__(28637);
// EXTERNAL MODULE: ./build/postgres/tables.js
var postgres_tables = __webpack_require__(17469);
;// CONCATENATED MODULE: ./build/postgres/side-schema.js
var side_schema_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var side_schema_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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









/**
 * Moves tables of a side database into schemas that the live database does not have: keys, indexes and owned sequences go
 * with them, and references to them follow, because PostgreSQL keeps them by number and not by name. Types and functions
 * stay where they are: in the live database there are its own.
 */
async function moveTables(client, { tables, schemas }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = side_schema_addDisposableResource(env_1, await (0,postgres_client/* openSession */.fA)(client), true);
        const statistics = await session.rows(`
    select n.nspname as schema, s.stxname as name, tn.nspname as table_schema
      from pg_catalog.pg_statistic_ext s
      join pg_catalog.pg_namespace n on n.oid = s.stxnamespace
      join pg_catalog.pg_class c on c.oid = s.stxrelid
      join pg_catalog.pg_namespace tn on tn.oid = c.relnamespace
     where ${inList('tn.nspname', [...schemas.keys()])}`);
        const to = (schema) => (0,quote/* identifier */.C)(schemas.get(schema) ?? schema);
        await session.execute([
            'begin;',
            ...[...new Set(schemas.values())].map((schema) => `create schema ${(0,quote/* identifier */.C)(schema)};`),
            ...tables.map(({ schema, name }) => `alter table ${(0,quote/* identifier */.C)(schema, name)} set schema ${to(schema)};`),
            ...statistics.map(({ schema, name, table_schema: of }) => `alter statistics ${(0,quote/* identifier */.C)(schema, name)} set schema ${to(of)};`),
            'commit;',
        ].join('\n'));
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = side_schema_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** Copies whole schemas from the side database into the live one; what exists there is not touched. */
async function copySchemas(from, to, { schemas }, options) {
    const path = (0,external_node_path_.join)(options.tempDir, 'side-schema');
    const running = await (0,process/* startProcess */.kp)((0,tools/* program */.DM)(from.installation, 'pg_dump'), [
        '--format=directory',
        `--file=${path}`,
        `--jobs=${options.jobs}`,
        '--compress=1',
        '--no-password',
        '--no-sync',
        ...[...new Set(schemas.values())].map((schema) => `--schema=${(0,quote/* identifier */.C)(schema)}`),
    ], { env: from.env, signal: from.signal });
    running.stdin.end();
    running.stdout.resume();
    await (0,process/* expectSuccess */.lb)(running, from.signal, (exit) => (0,stderr/* explainPostgres */.f)(exit, from.env));
    const archive = { path, format: 'directory' };
    await (0,restore/* restoreDatabase */.C)(to, {
        schema: archive,
        data: archive,
        jobs: options.jobs,
        foreignKeysOut: [],
        tempDir: options.tempDir,
        onPhase: options.onPhase,
    });
}
/** Rows of all tables in the schemas, counted and digested. */
async function fingerprintSchemas(client, schemas, jobs) {
    const sessions = [await (0,postgres_client/* openSession */.fA)(client)];
    try {
        while (sessions.length < jobs)
            sessions.push(await (0,postgres_client/* openSession */.fA)(client));
        const [first] = sessions;
        if (first === undefined)
            return [];
        const { tables } = await (0,postgres_tables/* listTables */.W)(first);
        const wanted = tables.filter(({ schema }) => schemas.includes(schema));
        const found = await (0,fingerprint/* fingerprintTables */.Qg)(sessions, wanted, { depth: 'content', algorithm: 'hash64' });
        return found.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
    }
    finally {
        await Promise.all(sessions.map((session) => session.close()));
    }
}
/** Removes schemas that a failed copy made; also after a cancellation, so it has a time of its own. */
async function dropSchemas(client, schemas) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const session = side_schema_addDisposableResource(env_2, await (0,postgres_client/* openSession */.fA)({ ...client, signal: AbortSignal.timeout(5_000) }), true);
        for (const schema of schemas)
            await session.execute(`drop schema if exists ${(0,quote/* identifier */.C)(schema)} cascade`);
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = side_schema_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
/** Those of the schemas that exist. */
async function existingSchemas(client, schemas) {
    const env_3 = { stack: [], error: void 0, hasError: false };
    try {
        const session = side_schema_addDisposableResource(env_3, await (0,postgres_client/* openSession */.fA)(client), true);
        const rows = await session.rows(`select nspname as name from pg_catalog.pg_namespace where ${inList('nspname', schemas)}`);
        return rows.map(({ name }) => name);
    }
    catch (e_3) {
        env_3.error = e_3;
        env_3.hasError = true;
    }
    finally {
        const result_3 = side_schema_disposeResources(env_3);
        if (result_3)
            await result_3;
    }
}
function nameOf({ schema, name }) {
    return JSON.stringify([schema, name]);
}
function inList(column, values) {
    return values.length === 0 ? 'false' : `${column} in (${values.map(quote/* literal */.e).join(', ')})`;
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/catalog/roles-script.js
var roles_script = __webpack_require__(79265);
;// CONCATENATED MODULE: ./build/actions/restore/target.js
var target_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var target_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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







/** A database needs more room while it is restored: WAL, and sorting for indexes. */
const ROOM = 1.2;
/** @param live name of the database that the set is of */
async function lookAtTarget(client, live) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = target_addDisposableResource(env_1, await (0,postgres_client/* openSession */.fA)(client), true);
        const { there, ...facts } = await session.row(`
    select coalesce(inet_server_addr()::text || ':' || inet_server_port(), 'local socket, port ' || current_setting('port')) as address,
           current_setting('server_version') as version,
           current_setting('server_version_num')::int as "versionNum",
           (select system_identifier::text from pg_catalog.pg_control_system()) as "systemIdentifier",
           current_user as role,
           (select rolsuper from pg_catalog.pg_roles where rolname = current_user) as superuser,
           (select setting from pg_catalog.pg_settings where name = 'data_directory') as "dataDirectory",
           exists (select from pg_catalog.pg_database where datname = ${(0,quote/* literal */.e)(live)}) as there`);
        return { ...facts, client, liveSystem: there ? facts.systemIdentifier : undefined };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = target_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/**
 * What would make the restore fail later, found out before anything is made.
 * @returns what could not be checked
 * @throws UserError PBA-TARGET-EXISTS, PBA-TARGET-OLD, PBA-DISK-FULL
 */
async function checkTarget(target, manifest, database, wholeDatabase) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const session = target_addDisposableResource(env_2, await (0,postgres_client/* openSession */.fA)(target.client), true);
        const [there] = await session.rows(`select 1 as one from pg_catalog.pg_database where datname = ${(0,quote/* literal */.e)(database)}`);
        if (there !== undefined) {
            throw new build_errors/* UserError */.yo('PBA-TARGET-EXISTS', `There is a database ${database} on the target already.`, {
                hint: 'A restore only ever makes a new database. Choose another name with `into`, and let `swap` put it in place.',
            });
        }
        const [theirs, ours] = [target.versionNum, manifest.server.versionNum].map((num) => Math.floor(num / 10_000));
        if ((theirs ?? 0) < (ours ?? 0)) {
            throw new build_errors/* UserError */.yo('PBA-TARGET-OLD', `The target runs PostgreSQL ${target.version}; the set comes from ${manifest.server.version}.`, {
                hint: 'Definitions of a newer major version may not be understood. Use a server of at least that version.',
            });
        }
        return wholeDatabase
            ? checkSpace(target, manifest)
            : ['Space on the target was not checked: a set does not say how large single tables are'];
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = target_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
async function checkSpace(target, manifest) {
    const unknown = (reason) => [`Space on the target was not checked: ${reason}`];
    if (!target.address.startsWith('local socket'))
        return unknown('it is another host');
    if (target.dataDirectory === null)
        return unknown('the role may not know its data directory');
    const needed = Math.ceil(manifest.server.databaseBytes * ROOM);
    const space = await (0,promises_.statfs)(target.dataDirectory).catch(() => undefined);
    if (space === undefined)
        return unknown(`${target.dataDirectory} cannot be looked at from here`);
    const free = space.bavail * space.bsize;
    if (free >= needed)
        return [];
    throw new build_errors/* UserError */.yo('PBA-DISK-FULL', `The target has ${(0,format/* formatBytes */.z3)(free)} free; the database had ${(0,format/* formatBytes */.z3)(manifest.server.databaseBytes)} and needs ${(0,format/* formatBytes */.z3)(needed)}.`, { hint: 'Make room, or restore to another server. Nothing was made.' });
}
/** The target for `restoreCopy`: what the set's roles script needs here, by the choice of the user. */
function copyTarget(target, database, roles) {
    return {
        client: target.client,
        database,
        rolesFor: async (script) => {
            const env_3 = { stack: [], error: void 0, hasError: false };
            try {
                const session = target_addDisposableResource(env_3, await (0,postgres_client/* openSession */.fA)(target.client), true);
                const there = await session.rows('select rolname as name from pg_catalog.pg_roles');
                const missing = (0,roles_script/* rolesIn */.t)(script).filter((name) => !there.some((one) => one.name === name));
                if (missing.length === 0)
                    return '';
                const statements = (0,roles_script/* statementsFor */.Y)(script, missing);
                if (roles === 'create-missing')
                    return statements;
                throw new build_errors/* UserError */.yo('PBA-TARGET-ROLES', `The target lacks the roles ${missing.join(', ')}.`, {
                    hint: `\`roles: create-missing\` makes them, or run:\n${statements}`,
                });
            }
            catch (e_3) {
                env_3.error = e_3;
                env_3.hasError = true;
            }
            finally {
                const result_3 = target_disposeResources(env_3);
                if (result_3)
                    await result_3;
            }
        },
    };
}
/** Notes in the database itself what it is, for `swap`. Settings that PostgreSQL does not know are a superuser's. */
async function markDatabase(target, database, mark) {
    const env_4 = { stack: [], error: void 0, hasError: false };
    try {
        const session = target_addDisposableResource(env_4, await (0,postgres_client/* openSession */.fA)(target.client), true);
        if (target.superuser) {
            for (const [name, value] of Object.entries((0,restored_mark/* markSettings */.JM)(mark)))
                await session.execute(`alter database ${(0,quote/* identifier */.C)(database)} set ${name} = ${(0,quote/* literal */.e)(value)}`);
            return;
        }
        const { comment } = await session.row(`select shobj_description(oid, 'pg_database') as comment from pg_catalog.pg_database where datname = ${(0,quote/* literal */.e)(database)}`);
        const lines = [...(comment === null ? [] : [comment]), (0,restored_mark/* markComment */.fp)(mark)];
        await session.execute(`comment on database ${(0,quote/* identifier */.C)(database)} is ${(0,quote/* literal */.e)(lines.join('\n'))}`);
    }
    catch (e_4) {
        env_4.error = e_4;
        env_4.hasError = true;
    }
    finally {
        const result_4 = target_disposeResources(env_4);
        if (result_4)
            await result_4;
    }
}
/** Drops what a failed restore made; also after a cancellation, so it has a time of its own. */
async function dropDatabase(target, database) {
    const env_5 = { stack: [], error: void 0, hasError: false };
    try {
        const session = target_addDisposableResource(env_5, await (0,postgres_client/* openSession */.fA)({ ...target.client, signal: AbortSignal.timeout(5_000) }), true);
        await session.execute(`drop database if exists ${(0,quote/* identifier */.C)(database)} with (force)`);
    }
    catch (e_5) {
        env_5.error = e_5;
        env_5.hasError = true;
    }
    finally {
        const result_5 = target_disposeResources(env_5);
        if (result_5)
            await result_5;
    }
}

;// CONCATENATED MODULE: ./build/actions/restore/beside-in-schema.js





/**
 * Brings restored tables beside the live ones: from their side database into schemas of the live database that are made for
 * them. What was restored is compared with the set before; here the rows are compared once more, after the move.
 * @returns the schemas
 * @throws UserError PBA-TARGET-EXISTS, IntegrityError PBA-PROOF-FAILED; then the schemas are gone again
 */
async function besideInSchema(context, options) {
    const { plan, target, stopwatch, jobs } = options;
    const schemas = sideSchemas(plan.tables.map(({ schema }) => schema), context.now());
    const names = [...new Set(schemas.values())];
    const side = (0,postgres_client/* withDatabase */.kR)(target.client, options.side);
    const live = (0,postgres_client/* withDatabase */.kR)(target.client, options.live);
    const there = await existingSchemas(live, names);
    if (there.length > 0) {
        throw new build_errors/* UserError */.yo('PBA-TARGET-EXISTS', `${options.live} has a schema ${there.join(', ')} already.`, {
            hint: 'Run it again in a second: the name is made of the time.',
        });
    }
    try {
        await context.log.group(`Moving into ${names.join(', ')} of ${options.live}`, async () => {
            const move = { tables: plan.tables, schemas };
            await stopwatch.time('move', async () => {
                await moveTables(side, move);
                await copySchemas(side, live, move, {
                    tempDir: context.tempDir,
                    jobs,
                    onPhase: (phase, seconds) => context.log.info(`${phase}: ${seconds.toFixed(1)} s`),
                });
            });
        });
        await stopwatch.time('compare', async () => {
            const expected = await fingerprintSchemas(side, names, jobs);
            const actual = await fingerprintSchemas(live, names, jobs);
            if (JSON.stringify(expected) === JSON.stringify(actual))
                return;
            throw new build_errors/* IntegrityError */.cs('PBA-PROOF-FAILED', `The tables in ${names.join(', ')} of ${options.live} have other rows than those that were restored.`, {
                hint: 'A trigger or a rule of the live database may have changed them. The schemas were dropped; use `beside: database`.',
            });
        });
    }
    catch (error) {
        await dropSchemas(live, names);
        context.log.info(`dropped ${names.join(', ')} from ${options.live}: the move did not come to its end`);
        throw error;
    }
    finally {
        await dropDatabase(target, options.side);
    }
    return names;
}

// EXTERNAL MODULE: ./build/catalog/manifest.js
var catalog_manifest = __webpack_require__(49227);
;// CONCATENATED MODULE: ./build/actions/restore/lineage.js


/**
 * A set of another database must not come to stand beside a live one of the same name unnoticed: it could be swapped in.
 * @throws UserError PBA-OTHER-LINEAGE with the word that allows it
 */
function checkLineage(target, manifest, allowed) {
    const lineage = (0,catalog_manifest/* lineageOf */.bQ)(manifest);
    if (allowed !== undefined && allowed !== lineage) {
        throw new build_errors/* UserError */.yo('PBA-OTHER-LINEAGE', `The set is of ${lineage}, and ${allowed} was allowed.`, {
            hint: 'allow-other-lineage takes the system identifier of the source, a slash and its database.',
        });
    }
    const live = target.liveSystem;
    if (live === undefined || live === manifest.server.systemIdentifier || allowed === lineage)
        return;
    throw new build_errors/* UserError */.yo('PBA-OTHER-LINEAGE', `The set comes from cluster ${manifest.server.systemIdentifier}, and ${manifest.database} on the target lives in cluster ${live}.`, {
        hint: `Check that it is the right server. If it is meant, say so with \`allow-other-lineage: ${lineage}\`.`,
    });
}

// EXTERNAL MODULE: ./build/catalog/keys.js
var keys = __webpack_require__(98430);
// EXTERNAL MODULE: ./build/sets/records.js
var records = __webpack_require__(97814);
// EXTERNAL MODULE: ./build/actions/run-facts.js
var run_facts = __webpack_require__(32351);
;// CONCATENATED MODULE: ./build/actions/restore/report.js






/** Writes down in the store that a set was restored, where and how it compared. @returns the key of the record */
async function recordRestore(report, { store, manifest }, context) {
    const id = (0,keys/* makeSetId */.IT)(context.now(), (0,external_node_crypto_.randomBytes)(3).toString('hex'));
    const { comparison, target, failure, plan } = report;
    const record = {
        evidenceVersion: 1,
        kind: 'restore',
        id,
        at: context.now().toISOString(),
        database: manifest.database,
        set: manifest.id,
        tier: manifest.tier,
        dumpSha256: (0,catalog_manifest/* dumpDigest */.Jd)(manifest),
        into: report.database,
        ...(plan === undefined
            ? {}
            : {
                tables: plan.tables.map(({ schema, name }) => `${schema}.${name}`),
                schemas: report.schemas,
            }),
        target: { address: target.address, version: target.version, systemIdentifier: target.systemIdentifier },
        verdict: failure === undefined ? restored_mark/* PROVEN */.ho : 'failed',
        grade: comparison.grade,
        differences: comparison.differences.length,
        seconds: report.seconds,
        phases: report.phases,
        databaseBytes: manifest.server.databaseBytes,
        run: (0,run_facts/* runFacts */.p)(context.run, undefined),
    };
    return (0,records/* writeEvidence */.n)(store, record);
}

;// CONCATENATED MODULE: ./build/actions/restore/restore-set.js





















/** Restores a set, or tables of it, into a database of its own, compares it there, and moves tables on when asked to. */
async function restoreSet(inputs, context, { store, location }, seen) {
    const decryption = await (0,open_decryption/* openDecryption */.C)(inputs, context);
    const manifest = await (0,read_sets/* readManifest */.WI)(store, location);
    if (manifest.encryption !== null && decryption === undefined)
        throw (0,open_object/* keyMissing */.uy)(manifest);
    const whole = inputs.tables.length === 0;
    const inSchema = inputs.beside === 'schema';
    const live = inSchema ? (inputs.into ?? manifest.database) : manifest.database;
    const client = await (0,connect/* connect */.N)({ ...inputs, database: inputs.maintenanceDatabase }, context);
    const target = await lookAtTarget(client, live);
    const side = (0,sibling_names/* siblingName */.Ue)(manifest.database, whole ? 'restored' : 'tables', context.now());
    const database = inSchema ? side : (inputs.into ?? side);
    seen.server(target);
    seen.add('Set', `${manifest.id} (${manifest.tier}) of ${manifest.database} from ${store.location}`);
    seen.add('State of', manifest.snapshotAt);
    if (!whole)
        seen.add('Tables', inputs.tables.join(', '));
    seen.add(inSchema ? 'By way of the database' : 'Into the new database', database);
    if (inSchema)
        seen.add('Into new schemas of', live);
    for (const line of seen.lines())
        context.log.info(line);
    checkLineage(target, manifest, inputs.allowOtherLineage);
    (0,guards/* checkConfirm */.x)(inputs.confirm, live, inSchema, `Making schemas in the live database ${live}`);
    if (inSchema && target.liveSystem === undefined) {
        throw new build_errors/* UserError */.yo('PBA-PG-NO-DATABASE', `There is no database ${live} on the target.`, {
            hint: '`into` names the database in which the schemas are made; without it, the set’s own name.',
        });
    }
    const notChecked = await checkTarget(target, manifest, database, whole);
    await (0,ensure_readable/* ensureReadable */.H)(store, location, manifest, inputs, context);
    const stopwatch = new actions_stopwatch/* Stopwatch */.e();
    const open = { store, location, manifest, decryption };
    const copy = await restoreInto(inputs, context, { open, target, database, stopwatch });
    const failure = failureOf(copy.comparison, manifest, database);
    await markDatabase(target, database, {
        set: manifest.id,
        at: context.now().toISOString(),
        verdict: failure !== undefined ? 'failed' : whole ? restored_mark/* PROVEN */.ho : restored_mark/* TABLES_ONLY */.Rz,
    });
    const moved = inSchema && copy.plan !== undefined && failure === undefined
        ? await besideInSchema(context, {
            plan: copy.plan,
            target,
            side: database,
            live,
            jobs: inputs.jobs ?? (0,default_jobs/* defaultJobs */.y)(),
            stopwatch,
        })
        : [];
    const report = {
        manifest,
        store: store.location,
        target,
        database: moved.length > 0 ? live : database,
        comparison: copy.comparison,
        seconds: stopwatch.total - (stopwatch.phases['compare'] ?? 0),
        phases: stopwatch.phases,
        notChecked,
        plan: copy.plan,
        schemas: moved,
        advice: copy.advice,
        failure,
    };
    return { ...report, evidenceKey: await recordRestore(report, open, context) };
}
/** Drops what it made when it cannot finish it. */
async function restoreInto(inputs, context, { open, target, database, stopwatch }) {
    const jobs = inputs.jobs ?? (0,default_jobs/* defaultJobs */.y)();
    try {
        const copy = await (0,restore_copy/* restoreCopy */.w)(context, {
            open,
            target: copyTarget(target, database, inputs.roles),
            jobs,
            stopwatch,
            tables: inputs.tables,
            allow: undefined,
        });
        await stopwatch.time('analyze', () => analyzeDatabase(copy.client, jobs));
        const comparison = await context.log.group('Comparing with the fingerprint', () => stopwatch.time('compare', () => (0,compare_copy/* compareCopy */.t)(context, copy.client, open.manifest, copy.expected, {
            jobs,
            ownServer: false,
            plan: copy.plan,
        })));
        return { comparison, plan: copy.plan, advice: await collationAdvice(copy.client) };
    }
    catch (error) {
        if (!inputs.keepFailed) {
            await dropDatabase(target, database);
            context.log.info(`dropped ${database}: the restore did not come to its end`);
        }
        throw error;
    }
}
function failureOf(comparison, manifest, database) {
    const errors = comparison.differences.filter((difference) => difference.severity === 'error');
    const [first] = errors;
    if (first === undefined)
        return undefined;
    return new build_errors/* IntegrityError */.cs('PBA-PROOF-FAILED', `${database} has ${(0,format/* plural */.LS)(errors.length, 'difference')} from set ${manifest.id}. The first: ${(0,difference/* describeDifference */.h)(first)}`, { hint: 'It is marked as failed, and `swap` refuses it. Look at it, drop it, and restore another set.' });
}

;// CONCATENATED MODULE: ./build/actions/restore/seen.js

/**
 * What is known of a restore before anything is made: where it would go and what. It stands in the log at once, and in
 * the summary also of a run that is refused.
 */
class Seen {
    #facts = [];
    add(title, value) {
        this.#facts.push([title, value]);
    }
    server(target) {
        this.add('Server', `${target.address}, PostgreSQL ${target.version}, system ${target.systemIdentifier}, as ${target.role}`);
    }
    get facts() {
        return this.#facts;
    }
    lines() {
        return this.#facts.map(([title, value]) => `${title}: ${value}`);
    }
    /** The result of a run that ended before it had anything to show for it. */
    refusal(error) {
        const message = error.message.split('\n').map((line) => (0,format/* escapeMarkdown */.FV)(line.replace(/^- /, '')));
        return {
            outputs: { verdict: 'failed' },
            summary: [
                '## ❌ Not restored',
                '',
                ...message.flatMap((line) => [line, '']),
                ...(error.hint === undefined ? [] : [`**What to do:** ${(0,format/* escapeMarkdown */.FV)(error.hint)}`, '']),
                (0,format/* markdownTable */.Qj)([{ title: 'Target' }, { title: '' }], this.#facts),
                '',
            ].join('\n'),
            text: this.lines().join('\n'),
            json: { target: Object.fromEntries(this.#facts) },
            failure: error,
        };
    }
}

;// CONCATENATED MODULE: ./build/actions/restore/summary.js


const SHOWN = 50;
/** Markdown for the job summary: what stands where, how it compares, what comes next. */
function restoreSummary(report) {
    const differences = differencesOf(report);
    const left = leftOf(report);
    return [
        `## ${report.failure === undefined ? '✅' : '❌'} ${(0,format/* escapeMarkdown */.FV)(headline(report))}`,
        '',
        (0,format/* markdownTable */.Qj)([{ title: 'New database' }, { title: report.database }], facts(report)),
        '',
        ...(differences.length === 0 ? [] : [(0,format/* markdownTable */.Qj)(COLUMNS, differences, { maxRows: SHOWN }), '']),
        ...(left.length === 0
            ? []
            : ['Did not come along:', '', (0,format/* markdownTable */.Qj)(LEFT, left, { maxRows: SHOWN }), '']),
        ...notes(report).map((note) => `- ${(0,format/* escapeMarkdown */.FV)(note)}`),
        '',
    ].join('\n');
}
/** The same for a terminal. */
function restoreText(report) {
    const differences = differencesOf(report).slice(0, SHOWN);
    const left = leftOf(report);
    return [
        headline(report),
        '',
        (0,format/* terminalTable */.RX)([{ title: 'New database' }, { title: report.database }], facts(report)),
        ...(differences.length === 0 ? [] : ['', (0,format/* terminalTable */.RX)(COLUMNS, differences)]),
        ...(left.length === 0
            ? []
            : ['', 'Did not come along:', '', (0,format/* terminalTable */.RX)(LEFT, left, { maxRows: SHOWN })]),
        '',
        ...notes(report).map((note) => `- ${note}`),
    ].join('\n');
}
const COLUMNS = [{ title: 'Severity' }, { title: 'Object' }, { title: 'What' }];
const LEFT = [{ title: 'What' }, { title: 'Name' }, { title: 'Why' }];
function headline({ manifest, comparison, failure, plan }) {
    if (failure === undefined && plan !== undefined)
        return `Restored ${(0,format/* plural */.LS)(plan.tables.length, 'table')} of ${manifest.database} beside the live ones: equal to what was backed up, grade ${comparison.grade}`;
    return failure === undefined
        ? `Restored ${manifest.database} beside the live database: equal to what was backed up, grade ${comparison.grade}`
        : `Restored ${manifest.database}, and it is not what was backed up`;
}
function facts(report) {
    const { manifest, store, target, comparison, seconds, phases, plan, schemas } = report;
    const compared = Object.entries(comparison.compared).map(([what, count]) => `${count} ${what}`);
    return [
        ['Server', `${target.address}, PostgreSQL ${target.version}, system ${target.systemIdentifier}`],
        ['Set', `${manifest.id} (${manifest.tier}) from ${store}`],
        ['State of', manifest.snapshotAt],
        ...(plan === undefined
            ? []
            : [
                [
                    'Tables',
                    plan.tables
                        .slice(0, SHOWN)
                        .map(({ schema, name }) => `${schema}.${name}`)
                        .join(', '),
                ],
            ]),
        ...(schemas.length === 0 ? [] : [['In the schemas', schemas.join(', ')]]),
        ['Size at the snapshot', (0,format/* formatBytes */.z3)(manifest.server.databaseBytes)],
        ['Compared', compared.join(', ')],
        [
            'Time',
            `${(0,format/* formatDuration */.a3)(seconds * 1000)} until usable (${Object.entries(phases)
                .map(([phase, took]) => `${phase} ${(0,format/* formatDuration */.a3)(took * 1000)}`)
                .join(', ')})`,
        ],
    ];
}
function differencesOf({ comparison }) {
    return comparison.differences.map((one) => [one.severity, one.name, (0,difference/* describeDifference */.h)(one)]);
}
function leftOf({ plan }) {
    return (plan?.leftOut ?? []).map(({ kind, name, reason }) => [kind, name, reason]);
}
function notes(report) {
    const { manifest, comparison, notChecked, advice, plan } = report;
    const listed = new Set((plan?.leftOut ?? []).map(({ kind, name }) => `${kind} ${name}`));
    const notCompared = comparison.notCompared.filter(({ kind, name }) => !listed.has(`${kind} ${name}`));
    const left = [...(plan === undefined ? manifest.notHeld : []), ...notCompared].map((item) => `Not compared: ${item.kind} ${item.name}: ${item.reason}`);
    const along = (plan?.along ?? []).map(({ kind, name, reason }) => `Came along: ${kind} ${name}: ${reason}`);
    return [
        ...notChecked,
        ...along.slice(0, SHOWN),
        ...left.slice(0, SHOWN),
        ...advice,
        ...(report.failure === undefined ? [nextStep(report)] : []),
    ];
}
function nextStep({ manifest, database, schemas, plan }) {
    if (plan === undefined) {
        return `Next: \`swap\` with \`database: ${manifest.database}\`, \`restored: ${database}\` puts it in place, and can be undone.`;
    }
    return schemas.length === 0
        ? `Next: \`rescue\` with \`database: ${manifest.database}\`, \`source-database: ${database}\` shows what the live tables lack and writes the repair. Drop ${database} afterwards.`
        : `Next: \`rescue\` with \`database: ${database}\` and \`source-schema: ${commonSchema(schemas)}\` shows what the live tables lack and writes the repair. Drop the schemas afterwards.`;
}
/** `restored_<time>` of `restored_<time>_public`: what `rescue` wants to know. */
function commonSchema(schemas) {
    return (schemas[0] ?? '').slice(0, 'restored_20261122T030405Z'.length);
}

;// CONCATENATED MODULE: ./build/actions/restore/restore.js












/** Restores one set, or tables of it, beside the live database and proves the copy there. */
async function restore_restore(inputs, context) {
    const seen = new Seen();
    return (0,time_limit/* withTimeLimit */.B)(context, inputs.timeLimit, (limited) => run(inputs, limited, seen)).catch((error) => {
        if (!(error instanceof build_errors/* PbaError */.sV) || error instanceof build_errors/* CancelledError */.cc || seen.facts.length === 0)
            throw error;
        return seen.refusal(error);
    });
}
async function run(inputs, limited, seen) {
    const policy = await (0,effective/* effectivePolicy */.Ci)({ ...inputs, tables: undefined }, limited);
    const stores = await (0,open_stores/* openStores */.j)(policy.stores.values(), inputs, limited);
    try {
        const chosen = await (0,choose_set/* chooseSet */.S)(stores, (0,effective/* onlyDatabase */.Wj)(policy), inputs.set);
        if (inputs.beside === 'schema')
            (0,guards/* refuseProduction */.A)(policy, chosen.location.database, 'making schemas in it');
        const report = await (0,leases/* withLease */.pS)(chosen.store, chosen.location, (0,claimant/* claimantOf */.V)(limited), inputs.timeLimit, () => restoreSet(inputs, limited, chosen, seen));
        return present(report);
    }
    finally {
        await (0,open_stores/* closeStores */.Hr)(stores);
    }
}
function present(report) {
    const { comparison, failure, manifest, plan } = report;
    const tables = plan?.tables.map(({ schema, name }) => `${schema}.${name}`);
    return {
        outputs: {
            verdict: failure === undefined ? restored_mark/* PROVEN */.ho : 'failed',
            'set-id': manifest.id,
            'restored-database': report.database,
            'restored-schemas': report.schemas.join('\n'),
            tables: tables?.join('\n') ?? '',
            grade: comparison.grade,
            differences: String(comparison.differences.length),
            'duration-seconds': report.seconds.toFixed(1),
            'evidence-key': report.evidenceKey,
        },
        summary: restoreSummary(report),
        text: restoreText(report),
        json: {
            set: manifest.id,
            database: report.database,
            schemas: report.schemas,
            ...(plan === undefined
                ? {}
                : {
                    tables,
                    along: plan.along,
                    leftOut: plan.leftOut.map(({ kind, name, reason }) => ({ kind, name, reason })),
                }),
            grade: comparison.grade,
            compared: comparison.compared,
            differences: comparison.differences,
            seconds: report.seconds,
            phases: report.phases,
            notChecked: report.notChecked,
            advice: report.advice,
        },
        ...(failure === undefined ? {} : { failure }),
    };
}


/***/ }),

/***/ 3116:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JM: () => (/* binding */ markSettings),
/* harmony export */   Mp: () => (/* binding */ readMark),
/* harmony export */   Rz: () => (/* binding */ TABLES_ONLY),
/* harmony export */   fp: () => (/* binding */ markComment),
/* harmony export */   ho: () => (/* binding */ PROVEN),
/* harmony export */   ui: () => (/* binding */ isMarkSetting)
/* harmony export */ });
const SET = 'pba.restored_set';
const AT = 'pba.restored_at';
const VERDICT = 'pba.restored_verdict';
/** The verdict that lets a database be swapped in. */
const PROVEN = 'proven';
/** Equal to the set, but only some of its tables: it must never be swapped in. */
const TABLES_ONLY = 'tables-only';
/** Whether a setting of a database (`name=value` or its name) is a mark: it never goes to another database. */
function isMarkSetting(entry) {
    const name = entry.split('=', 1)[0]?.toLowerCase() ?? '';
    return name === SET || name === AT || name === VERDICT;
}
/** The mark as settings for `ALTER DATABASE … SET`, by name. Only a superuser may set names PostgreSQL does not know. */
function markSettings(mark) {
    return { [SET]: mark.set, [AT]: mark.at, [VERDICT]: mark.verdict };
}
/** The mark as a line of the database's comment: for owners that are no superusers. A swap replaces the comment. */
function markComment(mark) {
    return `${SET}=${mark.set} ${AT}=${mark.at} ${VERDICT}=${mark.verdict}`;
}
/** Reads the mark from the database's settings (`name=value`), else from its comment. */
function readMark(settings, comment) {
    return fromEntries(settings) ?? fromComment(comment ?? '');
}
function fromComment(comment) {
    for (const line of comment.split('\n')) {
        const mark = fromEntries(line.trim().split(' '));
        if (mark !== undefined)
            return mark;
    }
    return undefined;
}
function fromEntries(entries) {
    const value = (name) => entries.find((entry) => entry.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
    const [set, at, verdict] = [value(SET), value(AT), value(VERDICT)];
    return set === undefined || at === undefined || verdict === undefined ? undefined : { set, at, verdict };
}


/***/ }),

/***/ 52571:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ue: () => (/* binding */ siblingName),
/* harmony export */   YL: () => (/* binding */ siblingTime),
/* harmony export */   pg: () => (/* binding */ MAX_NAME_BYTES)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);

/** PostgreSQL cuts longer names without an error (NAMEDATALEN - 1). */
const MAX_NAME_BYTES = 63;
const STAMP_BYTES = '20261122T030405Z'.length;
const STAMP = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/;
/**
 * `shop_before_20261122T030405Z`. Of a name that leaves too little room its beginning is kept, and eight hex digits
 * of its hash, so that two long names with the same beginning have siblings of their own. At most 63 bytes.
 */
function siblingName(database, kind, at) {
    return `${stem(database, kind)}${at.toISOString().replace(/[-:]|\.\d{3}/g, '')}`;
}
/**
 * The moment in the name of a sibling of `database`, or undefined for any other name. Somebody who made it by hand without
 * quotes has `t` and `z` in it.
 */
function siblingTime(database, kind, name) {
    const start = stem(database, kind);
    const stamp = name.slice(start.length).toUpperCase();
    const found = name.startsWith(start) ? STAMP.exec(stamp) : null;
    if (!found)
        return undefined;
    const [, year, month, day, hour, minute, second] = found;
    const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    return !Number.isNaN(time.getTime()) && siblingName(database, kind, time) === start + stamp
        ? time
        : undefined;
}
function stem(database, kind) {
    const suffix = `_${kind}_`;
    const room = MAX_NAME_BYTES - STAMP_BYTES - suffix.length;
    if (Buffer.byteLength(database) <= room)
        return database + suffix;
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(database).digest('hex').slice(0, 8);
    return `${firstBytes(database, room - hash.length - 1)}_${hash}${suffix}`;
}
/** As many whole characters as fit. */
function firstBytes(text, limit) {
    let kept = '';
    for (const char of text) {
        if (Buffer.byteLength(kept + char) > limit)
            break;
        kept += char;
    }
    return kept;
}


/***/ })

};
