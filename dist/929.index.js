export const id = 929;
export const ids = [929];
export const modules = {

/***/ 35606:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ connect)
/* harmony export */ });
/* harmony import */ var _postgres_client_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5599);
/* harmony import */ var _postgres_connection_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92992);
/* harmony import */ var _postgres_tools_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(53909);
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
 * Reaches the database and chooses the client programs that fit its server: psql of any version can ask for the
 * version, pg_dump has to be at least as new as the server.
 */
async function connect(inputs, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { signal, log } = context;
        const installations = await (0,_postgres_tools_js__WEBPACK_IMPORTED_MODULE_2__/* .findInstallations */ .vE)({ env: context.env, signal });
        const [newest] = installations;
        if (newest === undefined)
            throw (0,_postgres_tools_js__WEBPACK_IMPORTED_MODULE_2__/* .noClient */ .FY)();
        const env = await (0,_postgres_connection_js__WEBPACK_IMPORTED_MODULE_1__/* .libpqEnvironment */ .SQ)(inputs, context.env, inputs.password, context.tempDir);
        const probe = { installation: newest, env, signal, log };
        const session = __addDisposableResource(env_1, await (0,_postgres_client_js__WEBPACK_IMPORTED_MODULE_0__/* .openSession */ .fA)(probe), true);
        const { num } = await session.row(`select current_setting('server_version_num') as num`);
        return { ...probe, installation: (0,_postgres_tools_js__WEBPACK_IMPORTED_MODULE_2__/* .chooseClient */ .Pg)(installations, Math.floor(Number(num) / 10000)) };
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

/***/ 5529:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ci: () => (/* binding */ effectivePolicy),
/* harmony export */   Wj: () => (/* binding */ onlyDatabase),
/* harmony export */   lq: () => (/* binding */ requireDatabase)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _policy_apply_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(18298);
/* harmony import */ var _policy_effective_policy_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(59165);
/* harmony import */ var _read_policy_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1449);




/**
 * What an action goes by: the policy file, if one is given, with the inputs over it and the defaults below.
 * @throws UserError PBA-POLICY, PBA-INPUT with every problem
 */
async function effectivePolicy(inputs, context) {
    const environmentEndpoint = context.env['AWS_ENDPOINT_URL_S3'] ?? context.env['AWS_ENDPOINT_URL'];
    return (0,_policy_apply_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .applyInputs */ .M)(await (0,_read_policy_js__WEBPACK_IMPORTED_MODULE_3__/* .readPolicy */ .T)(inputs.policy, context), { ...inputs, environmentEndpoint });
}
/** Name of the database whose sets are meant: the only one of policy and inputs; undefined when there is not just one. */
function onlyDatabase(policy) {
    const { databases } = policy;
    return (0,_policy_effective_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .isDiscovery */ .rT)(databases) || databases.length > 1 ? undefined : databases[0]?.name;
}
/**
 * The one database to work on.
 * @throws UserError PBA-INPUT when there is none, or more than one
 */
function requireDatabase(policy) {
    const { databases } = policy;
    if (!(0,_policy_effective_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .isDiscovery */ .rT)(databases)) {
        const [only, ...others] = databases;
        if (only !== undefined && others.length === 0)
            return only;
        if (only === undefined) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('PBA-INPUT', 'No database is named.', {
                hint: 'Give the input `database`, or name one in the policy.',
            });
        }
    }
    const names = (0,_policy_effective_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .isDiscovery */ .rT)(databases)
        ? 'every database of the cluster'
        : databases.map((database) => database.name).join(', ');
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('PBA-INPUT', `The policy names ${names}; this action works on one at a time.`, {
        hint: 'Give the input `database`; in a workflow, `discover` makes a matrix of all of them.',
    });
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

/***/ 80929:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rescue: () => (/* binding */ rescue)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/catalog/fingerprint.js
var fingerprint = __webpack_require__(13312);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/catalog/selection.js
var selection = __webpack_require__(54406);
;// CONCATENATED MODULE: ./build/catalog/rescue.js



/**
 * Decides which tables are compared, how, and in which order they are repaired. Partitions are seen through their
 * partitioned table.
 * @param patterns empty: every table that the source has
 * @throws UserError PBA-PG-NO-SUCH-TABLE, PBA-RESCUE-KEY for tables that were named
 */
function planRescue(sides, patterns) {
    const chosen = choose(sides, patterns);
    const live = new Map(sides.live.map((table) => [keyOf(table), table]));
    const pairs = [];
    const notCompared = [];
    const refused = [];
    for (const { as, table } of chosen) {
        const name = (0,fingerprint/* displayName */.QC)(as.schema, as.name);
        const there = live.get(keyOf(as));
        const reason = there === undefined ? 'the live database has no such table' : whyNot(there, table);
        if (there !== undefined && reason === undefined)
            pairs.push(pairOf(there, table, sides.schemas));
        else if (reason !== undefined) {
            notCompared.push({ name, reason });
            if (patterns.length > 0)
                refused.push(`${name}: ${reason}`);
        }
    }
    if (refused.length > 0) {
        throw new errors/* UserError */.yo('PBA-RESCUE-KEY', `Not everything that was named can be rescued row by row:\n${refused.map((one) => `- ${one}`).join('\n')}`, {
            hint: 'A table that is gone or has no primary key is brought back whole: `restore` with `tables` and `beside: schema`, then ALTER TABLE … SET SCHEMA or INSERT … SELECT by hand.',
        });
    }
    const ordered = parentsFirst(pairs);
    return { pairs: ordered, notCompared, notes: notesOn(ordered) };
}
function choose(sides, patterns) {
    const names = [...sides.source.map(({ as }) => as), ...sides.live];
    const unmatched = patterns.filter((pattern) => !names.some((name) => (0,selection/* matchesTable */.I)(pattern, name)));
    const absent = patterns.filter((pattern) => !unmatched.includes(pattern) && !sides.source.some(({ as }) => (0,selection/* matchesTable */.I)(pattern, as)));
    if (unmatched.length + absent.length > 0) {
        throw new errors/* UserError */.yo('PBA-PG-NO-SUCH-TABLE', unmatched.length > 0
            ? `No table matches ${unmatched.map((one) => JSON.stringify(one)).join(', ')}.`
            : `The source has no table that matches ${absent.map((one) => JSON.stringify(one)).join(', ')}.`, { hint: 'Write schema.table; * and ? stand for any characters. Check that it is the right source.' });
    }
    const hit = (name) => patterns.length === 0 || patterns.some((pattern) => (0,selection/* matchesTable */.I)(pattern, name));
    const chosen = sides.source.filter(({ as }) => hit(as));
    const live = new Map(sides.live.map((table) => [keyOf(table), table]));
    const keys = new Set(chosen.map(({ as }) => keyOf(as)));
    // What the live side sees as a partition of a chosen table is compared with that.
    return chosen.filter(({ as }) => !(live.get(keyOf(as))?.ancestors ?? []).some((parent) => keys.has(keyOf(parent))));
}
function whyNot(live, source) {
    if (live.key.length === 0)
        return 'it has no primary key, so its rows cannot be told apart';
    if (source.key.length === 0)
        return 'it has no primary key in the source';
    if ([...live.key].sort().join('\n') !== [...source.key].sort().join('\n'))
        return `its primary key is (${live.key.join(', ')}), and (${source.key.join(', ')}) in the source`;
    const key = live.columns.filter(({ name }) => live.key.includes(name));
    return key.some(({ generated }) => generated) ? 'a column of its primary key is generated' : undefined;
}
function pairOf(live, source, schemas) {
    const theirs = new Map(source.columns.map((column) => [column.name, column]));
    const both = live.columns.filter(({ name, generated }) => theirs.has(name) && !generated);
    const columns = both.map(({ name }) => name);
    const notes = [];
    const name = (0,fingerprint/* displayName */.QC)(live.schema, live.name);
    const list = (some) => some.map((one) => one.name).join(', ');
    const newer = live.columns.filter((column) => !theirs.has(column.name) && !column.generated);
    if (newer.length > 0)
        notes.push(`${name}: the source has no ${list(newer)}; rows that come back get the default there.`);
    const older = source.columns.filter(({ name: column }) => !live.columns.some((one) => one.name === column));
    if (older.length > 0)
        notes.push(`${name}: the live table has no ${list(older)}; its values stay behind.`);
    const types = both.filter((column) => theirs.get(column.name)?.type !== column.type);
    if (types.length > 0)
        notes.push(`${name}: ${list(types)} had another type; compared as text.`);
    const fixed = both.filter((column) => column.always && !live.key.includes(column.name));
    if (fixed.length > 0)
        notes.push(`${name}: ${list(fixed)} is GENERATED ALWAYS AS IDENTITY; no UPDATE can write it.`);
    return {
        live,
        source,
        key: live.key,
        columns,
        writable: both
            .filter((column) => !column.always && !live.key.includes(column.name))
            .map((column) => column.name),
        searchPath: live.expressions || source.expressions ? schemas : [],
        notes,
    };
}
/** Referenced tables first; among those that refer to each other in a circle, in the order given. */
function parentsFirst(pairs) {
    const byKey = new Map(pairs.map((pair) => [keyOf(pair.live), pair]));
    const done = new Set();
    const ordered = [];
    const visit = (pair, trail) => {
        const key = keyOf(pair.live);
        if (done.has(key) || trail.includes(key))
            return;
        for (const parent of pair.live.refersTo) {
            const referenced = byKey.get(keyOf(parent));
            if (referenced !== undefined)
                visit(referenced, [...trail, key]);
        }
        if (done.has(key))
            return;
        done.add(key);
        ordered.push(pair);
    };
    for (const pair of pairs)
        visit(pair, []);
    return ordered;
}
function notesOn(pairs) {
    const chosen = new Set(pairs.map(({ live }) => keyOf(live)));
    const taken = new Map();
    for (const { live } of pairs) {
        for (const other of live.takesAlong)
            if (!chosen.has(keyOf(other)))
                taken.set((0,fingerprint/* displayName */.QC)(other.schema, other.name), (0,fingerprint/* displayName */.QC)(live.schema, live.name));
    }
    return [
        ...pairs.flatMap(({ notes }) => notes),
        ...[...taken].map(([other, table]) => `${other} is not compared, and loses rows or references when rows of ${table} are deleted: add it if it matters.`),
    ];
}
function keyOf({ schema, name }) {
    return JSON.stringify([schema, name]);
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(46193);
// EXTERNAL MODULE: ./build/process.js
var process = __webpack_require__(44677);
// EXTERNAL MODULE: ./build/postgres/connection.js
var connection = __webpack_require__(92992);
// EXTERNAL MODULE: ./build/postgres/pinned.js
var pinned = __webpack_require__(62414);
// EXTERNAL MODULE: ./build/postgres/quote.js
var quote = __webpack_require__(71502);
// EXTERNAL MODULE: ./build/postgres/stderr.js
var stderr = __webpack_require__(79708);
// EXTERNAL MODULE: ./build/postgres/tools.js
var tools = __webpack_require__(53909);
;// CONCATENATED MODULE: ./build/postgres/copy-out.js







/** Statements that make the text of values independent of server, database and role. */
function pinStatements(scope) {
    const sets = Object.entries({ ...connection/* PINNED_SETTINGS */.bX, ...pinned/* FURTHER_SETTINGS */.N }).map(([name, value]) => `set ${scope}${name} = ${(0,quote/* literal */.e)(value)};`);
    return sets.join('\n');
}
/** SQL: where names without a schema are looked up; nowhere, for an empty list. */
function searchPath(scope, schemas) {
    const path = schemas.length === 0 ? "''" : schemas.map((schema) => (0,quote/* identifier */.C)(schema)).join(', ');
    return `set ${scope}search_path = ${path};`;
}
/**
 * The lines of `COPY (select) TO STDOUT` as they come, each still escaped as COPY's text format is. Whoever reads slowly
 * slows the server down: nothing piles up. The select goes in on stdin, so it may be long.
 */
async function* copyOut(client, select, schemas = []) {
    const running = await (0,process/* startProcess */.kp)((0,tools/* program */.DM)(client.installation, 'psql'), ['-XqAtw', '-v', 'ON_ERROR_STOP=1', '-f', '-'], { env: { ...client.env, PGCLIENTENCODING: 'UTF8' }, signal: client.signal });
    running.stdin.end(`${pinStatements('')}\n${searchPath('', schemas)}\ncopy (${select}) to stdout;\n`);
    const decoder = new external_node_string_decoder_.StringDecoder('utf8');
    let rest = '';
    let whole = false;
    try {
        for await (const chunk of running.stdout) {
            const lines = (rest + decoder.write(chunk)).split('\n');
            rest = lines.pop() ?? '';
            yield* lines;
        }
        whole = true;
    }
    finally {
        if (!whole)
            await running.stop();
    }
    await (0,process/* expectSuccess */.lb)(running, client.signal, (exit) => (0,stderr/* explainPostgres */.f)(exit, client.env));
}
const ESCAPES = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
/** A value of COPY's text format; null for `\N`. */
function copyValue(field) {
    if (field === '\\N')
        return null;
    return field.includes('\\') ? field.replace(/\\(.)/gs, (_, char) => ESCAPES[char] ?? char) : field;
}

;// CONCATENATED MODULE: ./build/postgres/compare-rows.js


/** SQL: the whole of what is compared of a row, as text; the columns in the live order on both sides. */
function rowText(alias, columns) {
    return `row(${columns.map((column) => `${alias}.${(0,quote/* identifier */.C)(column)}`).join(', ')})::text`;
}
/** SQL: the digest of a row. md5, because the source may be a server of another major version. */
function rowDigest(alias, columns) {
    return `md5(${rowText(alias, columns)})`;
}
/** SQL: where the rows are. An inheritance parent is read without its children, a partitioned table with its partitions. */
function rowsOf({ schema, name, partitioned }) {
    return `${partitioned ? '' : 'only '}${(0,quote/* identifier */.C)(schema, name)}`;
}
/** Keys in one order on every server, whatever its collations and encoding: by the bytes of their text in UTF-8. */
function keyed(table, pair) {
    const keys = pair.key.map((column) => `t.${(0,quote/* identifier */.C)(column)}::text`);
    const order = keys.map((key) => `convert_to(${key}, 'UTF8')`);
    return `select ${keys.join(', ')}, ${rowDigest('t', pair.columns)} from ${rowsOf(table)} t order by ${order.join(', ')}`;
}
async function* keyedRows(client, table, pair) {
    for await (const line of copyOut(client, keyed(table, pair), pair.searchPath)) {
        const fields = line.split('\t').map((field) => copyValue(field) ?? '');
        yield { key: fields.slice(0, -1), digest: fields.at(-1) ?? '' };
    }
}
/**
 * Walks through the rows of both sides in the order of their keys and tells what differs. Neither side is held in memory;
 * both servers sort, on disk where it has to be.
 */
async function* compareRows(clients, pair, counts) {
    const live = keyedRows(clients.live, pair.live, pair);
    const source = keyedRows(clients.source, pair.source, pair);
    try {
        let [ours, theirs] = await Promise.all([live.next(), source.next()]);
        while (!ours.done || !theirs.done) {
            const order = ours.done ? 1 : theirs.done ? -1 : compareKeys(ours.value.key, theirs.value.key);
            if (order <= 0 && !ours.done)
                counts.live += 1;
            if (order >= 0 && !theirs.done)
                counts.source += 1;
            if (order < 0 && !ours.done)
                yield { kind: 'extra', key: ours.value.key };
            if (order > 0 && !theirs.done)
                yield { kind: 'missing', key: theirs.value.key };
            if (order === 0 && !ours.done && !theirs.done && ours.value.digest !== theirs.value.digest)
                yield { kind: 'changed', key: ours.value.key, before: ours.value.digest };
            if (order <= 0)
                ours = await live.next();
            if (order >= 0)
                theirs = await source.next();
        }
    }
    finally {
        await Promise.all([live.return(undefined), source.return(undefined)]);
    }
}
/** The order of the servers: bytes in UTF-8, the shorter one first. JavaScript's own order of strings is another. */
function compareKeys(a, b) {
    for (const [index, part] of a.entries()) {
        const other = b[index] ?? '';
        if (part !== other)
            return Buffer.compare(Buffer.from(part), Buffer.from(other));
    }
    return 0;
}

;// CONCATENATED MODULE: ./build/postgres/collect-rows.js
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






const KEYS_AT_ONCE = 1_000;
const ROWS_PER_NOTICE = 10_000;
/**
 * Compares one table row by row, and brings what the source has of missing and changed rows to files: by a thousand keys at a
 * time, so that memory stays flat however much is lost.
 */
async function collectRows(clients, pair, options) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const counts = { live: 0, source: 0 };
        const found = { missing: 0, changed: 0, extra: 0 };
        const samples = { missing: [], changed: [], extra: [] };
        const path = (kind) => (0,external_node_path_.join)(options.tempDir, `${kind}-${options.index}.copy`);
        const files = { missing: path('missing'), changed: path('changed') };
        const missing = __addDisposableResource(env_1, await RowFile.open(clients.source, pair, files.missing, 'missing'), true);
        const changed = __addDisposableResource(env_1, await RowFile.open(clients.source, pair, files.changed, 'changed'), true);
        let noticed = 0;
        for await (const finding of compareRows(clients, pair, counts)) {
            found[finding.kind] += 1;
            if (samples[finding.kind].length < options.samples)
                samples[finding.kind].push([...finding.key]);
            if (finding.kind === 'missing' && options.missing)
                await missing.take(finding);
            if (finding.kind === 'changed' && options.changed)
                await changed.take(finding);
            if (counts.live + counts.source - noticed >= ROWS_PER_NOTICE) {
                noticed = counts.live + counts.source;
                options.onRows?.(noticed);
            }
        }
        await missing.flush();
        await changed.flush();
        return { pair, liveRows: counts.live, sourceRows: counts.source, ...found, samples, files };
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
/** Gathers keys and writes the rows that the source has of them. */
class RowFile {
    #client;
    #pair;
    #handle;
    #kind;
    #waiting = [];
    constructor(client, pair, handle, kind) {
        this.#client = client;
        this.#pair = pair;
        this.#handle = handle;
        this.#kind = kind;
    }
    static async open(client, pair, path, kind) {
        return new RowFile(client, pair, await (0,promises_.open)(path, 'wx', 0o600), kind);
    }
    async take(finding) {
        this.#waiting.push([...finding.key, ...(finding.kind === 'changed' ? [finding.before] : [])]);
        if (this.#waiting.length >= KEYS_AT_ONCE)
            await this.flush();
    }
    async flush() {
        const wanted = this.#waiting;
        this.#waiting = [];
        if (wanted.length === 0)
            return;
        let rows = 0;
        let text = '';
        for await (const line of copyOut(this.#client, this.#select(wanted), this.#pair.searchPath)) {
            rows += 1;
            text += `${line}\n`;
            if (text.length > 1_000_000) {
                await this.#handle.write(text);
                text = '';
            }
        }
        await this.#handle.write(text);
        if (rows === wanted.length)
            return;
        throw new errors/* ToolError */.v4('PBA-PG-SNAPSHOT', `The source gave ${rows} of ${wanted.length} rows of ${this.#pair.source.name} that it had a moment ago.`, { hint: 'Somebody writes to the source. Rescue from a database that nobody uses.' });
    }
    #select(keys) {
        const { key, columns, source } = this.#pair;
        const types = new Map(source.columns.map(({ name, type }) => [name, type]));
        const names = key.map((_, index) => `k${index}`);
        const values = keys.map((row) => `(${row.map(quote/* literal */.e).join(', ')})`).join(', ');
        const before = this.#kind === 'changed' ? ['before'] : [];
        const same = key.map((column, index) => `t.${(0,quote/* identifier */.C)(column)} = v.k${index}::${types.get(column) ?? 'text'}`);
        const shown = [
            ...columns.map((column) => `t.${(0,quote/* identifier */.C)(column)}`),
            ...before.map((name) => `v.${name}`),
        ];
        return `select ${shown.join(', ')} from (values ${values}) v (${[...names, ...before].join(', ')}) join ${rowsOf(source)} t on ${same.join(' and ')}`;
    }
    async [Symbol.asyncDispose]() {
        await this.#handle.close();
    }
}
/** Of a changed row, the columns that differ. Only names: values may be nobody's business. */
async function changedColumns(clients, pair, key) {
    const digests = async (client, table) => {
        const types = new Map(table.columns.map(({ name, type }) => [name, type]));
        const where = pair.key.map((column, index) => `t.${(0,quote/* identifier */.C)(column)} = ${(0,quote/* literal */.e)(key[index] ?? '')}::${types.get(column) ?? 'text'}`);
        const values = pair.columns.map((column) => `md5(t.${(0,quote/* identifier */.C)(column)}::text)`);
        const lines = [];
        for await (const line of copyOut(client, `select ${values.join(', ')} from ${rowsOf(table)} t where ${where.join(' and ')}`, pair.searchPath))
            lines.push(line);
        return lines[0]?.split('\t') ?? [];
    };
    const [live, source] = [await digests(clients.live, pair.live), await digests(clients.source, pair.source)];
    return pair.columns.filter((_, index) => live[index] !== source[index]);
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./build/postgres/repair-parts.js



/** The temporary table with the rows of one table. */
function staging(kind, index) {
    return `pba_${kind}_${index}`;
}
/** The live rows still are those that were compared. */
function checkBefore(pair, stated, at) {
    const lines = ['rows_before bigint;', 'found bigint;'];
    const body = [];
    if (stated.missing > 0) {
        body.push(...expectCount(`pg_temp.${staging('missing', at)} s`, stated.missing, pair, 'missing rows in this file'), ...expectCount(`pg_temp.${staging('missing', at)} s join ${rowsOf(pair.live)} l on ${sameKey(pair)}`, 0, pair, 'missing rows that are there again'));
    }
    if (stated.changed > 0) {
        body.push(...expectCount(`pg_temp.${staging('changed', at)} s join ${rowsOf(pair.live)} l on ${sameKey(pair)} and ${rowDigest('l', pair.columns)} = s.pba_before`, stated.changed, pair, 'changed rows that are still as they were compared'));
    }
    body.push(`select count(*) into rows_before from ${rowsOf(pair.live)};`, `perform set_config('pba.rows_${at}', rows_before::text, true);`);
    return doBlock(body, lines);
}
/** Writes the missing rows, exactly so many. */
function insertMissing(pair, stated, at) {
    if (stated.missing === 0)
        return '';
    const columns = pair.columns.map((column) => (0,quote/* identifier */.C)(column)).join(', ');
    return writing(pair, stated.missing, 'missing', [
        `insert into ${(0,quote/* identifier */.C)(pair.live.schema, pair.live.name)} (${columns}) overriding system value`,
        `  select ${columns} from pg_temp.${staging('missing', at)};`,
    ]);
}
/** Writes the changed rows, exactly so many. */
function updateChanged(pair, stated, at) {
    if (stated.changed === 0)
        return '';
    const sets = pair.writable.map((column) => `${(0,quote/* identifier */.C)(column)} = s.${(0,quote/* identifier */.C)(column)}`);
    return writing(pair, stated.changed, 'changed', [
        `update ${rowsOf(pair.live)} l set ${sets.join(', ')}`,
        `  from pg_temp.${staging('changed', at)} s where ${sameKey(pair)};`,
    ]);
}
function writing(pair, count, kind, statement) {
    return doBlock([
        ...statement,
        'get diagnostics found = row_count;',
        `if found <> ${count} then`,
        `  raise exception 'PBA-RESCUE: % of % ${kind} rows of % were written', found, ${count}, ${(0,quote/* literal */.e)(nameOf(pair))};`,
        'end if;',
    ], ['found bigint;']);
}
/** The rows are those of the source now, and no other came or went. */
function checkAfter(pair, stated, at, triggers) {
    const body = [
        `select count(*) into found from ${rowsOf(pair.live)};`,
        `if found <> current_setting('pba.rows_${at}')::bigint + ${stated.missing} then`,
        `  raise exception 'PBA-RESCUE: % has % rows afterwards, and had % before', ${(0,quote/* literal */.e)(nameOf(pair))}, found, current_setting('pba.rows_${at}');`,
        'end if;',
    ];
    // A trigger may well change what is written; then the rows are not those of the source, as it was asked for.
    if (triggers === 'disable') {
        for (const kind of ['missing', 'changed']) {
            if (stated[kind] === 0)
                continue;
            body.push(...expectCount(`pg_temp.${staging(kind, at)} s join ${rowsOf(pair.live)} l on ${sameKey(pair)} and ${rowDigest('l', pair.columns)} = ${rowDigest('s', pair.columns)}`, stated[kind], pair, `${kind} rows that are now as in the source`));
        }
    }
    return doBlock(body, ['found bigint;']);
}
function expectCount(from, count, pair, what) {
    return [
        `select count(*) into found from ${from};`,
        `if found <> ${count} then`,
        `  raise exception 'PBA-RESCUE: % has % ${what}, and should have %', ${(0,quote/* literal */.e)(nameOf(pair))}, found, ${count};`,
        'end if;',
    ];
}
/** A sequence that is behind would give out numbers that came back. `setval` is not undone by a rollback, and does no harm. */
function sequencesOn({ live }) {
    return live.sequences.map(({ schema, name, column, ascending }) => {
        const [end, behind] = ascending ? ['max', '>'] : ['min', '<'];
        const sequence = (0,quote/* identifier */.C)(schema, name);
        return doBlock([
            `select ${end}(${(0,quote/* identifier */.C)(column)}) into reached from ${rowsOf(live)};`,
            `perform setval(${(0,quote/* literal */.e)(sequence)}, reached) from ${sequence} q`,
            ` where reached ${behind} q.last_value or (reached = q.last_value and not q.is_called);`,
        ], ['reached bigint;']);
    });
}
function sameKey({ key }) {
    return key.map((column) => `l.${(0,quote/* identifier */.C)(column)} = s.${(0,quote/* identifier */.C)(column)}`).join(' and ');
}
/** A block of PL/pgSQL. */
function doBlock(body, declare) {
    let tag = '$pba$';
    // A name may contain anything, even this.
    for (let at = 1; body.some((line) => line.includes(tag)); at += 1)
        tag = `$pba${at}$`;
    return [
        `do ${tag}`,
        ...(declare.length === 0 ? [] : [`declare ${declare.join(' ')}`]),
        'begin',
        ...body.map((line) => `  ${line}`),
        `end ${tag};`,
    ].join('\n');
}
/** The live table, for people. */
function nameOf({ live }) {
    return (0,fingerprint/* displayName */.QC)(live.schema, live.name);
}

;// CONCATENATED MODULE: ./build/postgres/repair-sql.js




/** What people read first: what the file does, and how it is run. */
function repairHeader(facts, tables) {
    const comment = (text) => `-- ${text.replace(/\s+/g, ' ')}`;
    const rows = tables.reduce((sum, { stated }) => sum + stated.missing + stated.changed, 0);
    return [
        comment(`Repair of database ${facts.database}, written by postgres-backup-actions ${facts.version} at ${facts.at}`),
        comment(`Source: ${facts.source}`),
        '--',
        comment(`Rows that it writes: ${rows}. Nothing is deleted.`),
        ...tables.map(({ pair, stated }) => comment(`  ${nameOf(pair)}: ${stated.missing} missing come back, ${stated.changed} changed get their former values`)),
        ...facts.notes.map((note) => comment(`Note: ${note}`)),
        '--',
        comment(`Triggers and rules of these tables ${facts.triggers === 'disable' ? 'are off while it writes, and are set back as they were found' : 'fire as usual'}; foreign keys and checks hold.`),
        comment('One transaction. It ends without any change when the rows are not the ones that were compared, or another number.'),
        comment(`Run it with: psql --no-psqlrc --dbname=${facts.database} --file=THIS_FILE`),
        '',
    ].join('\n');
}
/** The start of the transaction: the right database, settings the values were written with, locks. */
function repairStart(facts, tables) {
    return [
        '\\set ON_ERROR_STOP on',
        '\\encoding UTF8',
        'begin;',
        pinStatements('local '),
        searchPath('local ', []),
        `set local lock_timeout = '60s';`,
        doBlock([
            `if current_database() <> ${(0,quote/* literal */.e)(facts.database)}`,
            `   or (select system_identifier::text from pg_catalog.pg_control_system()) <> ${(0,quote/* literal */.e)(facts.systemIdentifier)} then`,
            `  raise exception 'PBA-RESCUE: this repair is for database % of cluster %', ${(0,quote/* literal */.e)(facts.database)}, ${(0,quote/* literal */.e)(facts.systemIdentifier)};`,
            'end if;',
        ], []),
        '-- Nobody else writes to these tables until the end; reading goes on.',
        `lock table ${tables.map(({ pair }) => rowsOf(pair.live)).join(', ')} in share row exclusive mode;`,
        'set constraints all deferred;',
        '',
    ]
        .filter((line) => line !== '')
        .join('\n')
        .concat('\n');
}
/** Temporary tables for the rows of one table; data follows by COPY. */
function stagingSql(kind, index, pair) {
    const columns = pair.columns.map((column) => (0,quote/* identifier */.C)(column)).join(', ');
    const before = kind === 'changed' ? `, ''::text as pba_before` : '';
    const names = kind === 'changed' ? `${columns}, pba_before` : columns;
    return [
        '',
        `-- ${nameOf(pair)}: ${kind} rows, as the source has them`,
        `create temporary table ${staging(kind, index)} on commit drop as`,
        `  select ${columns}${before} from ${rowsOf(pair.live)} with no data;`,
        `copy pg_temp.${staging(kind, index)} (${names}) from stdin;`,
        '',
    ].join('\n');
}
/** Checks, writing and checks again, for all tables. */
function repairBody(facts, tables) {
    const off = facts.triggers === 'disable' ? uniqueTriggers(tables) : [];
    return [
        '',
        '-- The live rows still are what they were compared with.',
        ...tables.flatMap(({ pair, stated }, index) => [
            searchPath('local ', pair.searchPath),
            checkBefore(pair, stated, index + 1),
        ]),
        ...off.map((trigger) => alter(trigger, 'D')),
        '',
        '-- Functions in defaults, checks and indexes find their names as they do for everybody, and otherwise anywhere.',
        'set local search_path to default;',
        `do $pba$ begin perform set_config('search_path', concat_ws(', ', nullif(current_setting('search_path'), ''),`,
        `  (select string_agg(quote_ident(nspname), ', ' order by nspname) from pg_catalog.pg_namespace`,
        `    where nspname !~ '^pg_' and nspname <> 'information_schema')), true); end $pba$;`,
        '',
        '-- Missing rows, referenced tables first.',
        ...tables.map(({ pair, stated }, index) => insertMissing(pair, stated, index + 1)),
        '',
        '-- Changed rows.',
        ...tables.map(({ pair, stated }, index) => updateChanged(pair, stated, index + 1)),
        '',
        '-- Foreign keys and other constraints that were put off are checked now.',
        'set constraints all immediate;',
        ...off.map((trigger) => alter(trigger, trigger.state)),
        '',
        '-- The rows are those of the source, and no other was touched.',
        ...tables.flatMap(({ pair, stated }, index) => [
            searchPath('local ', pair.searchPath),
            checkAfter(pair, stated, index + 1, facts.triggers),
        ]),
        ...tables.flatMap(({ pair, stated }) => (stated.missing === 0 ? [] : sequencesOn(pair))),
        '',
        'commit;',
        `\\echo repaired: ${tables.reduce((sum, { stated }) => sum + stated.missing + stated.changed, 0)} rows`,
        '',
    ]
        .filter((line, index, all) => !(line === '' && all[index - 1] === ''))
        .join('\n');
}
function uniqueTriggers(tables) {
    const seen = new Map();
    for (const { pair, stated } of tables) {
        if (stated.missing + stated.changed === 0)
            continue;
        for (const trigger of pair.live.triggers) {
            const key = JSON.stringify([trigger.table.schema, trigger.table.name, trigger.kind, trigger.name]);
            if (!seen.has(key))
                seen.set(key, trigger);
        }
    }
    return [...seen.values()];
}
function alter({ table, name, kind }, state) {
    const verb = { O: 'enable', D: 'disable', R: 'enable replica', A: 'enable always' }[state];
    return `alter table ${(0,quote/* identifier */.C)(table.schema, table.name)} ${verb} ${kind} ${(0,quote/* identifier */.C)(name)};`;
}

;// CONCATENATED MODULE: ./build/postgres/repair-file.js







/** Writes the repair: a script for psql that holds the rows themselves, so it needs the source no more. Only its owner can read it. */
async function writeRepair(path, facts, parts) {
    const tables = parts.map(({ findings, stated }) => ({ pair: findings.pair, stated }));
    const file = await (0,promises_.open)(path, 'wx', 0o600);
    try {
        await file.write(repairHeader(facts, tables));
        await file.write(repairStart(facts, tables));
        for (const [index, { findings, stated }] of parts.entries()) {
            for (const kind of ['missing', 'changed']) {
                if (stated[kind] === 0)
                    continue;
                await file.write(stagingSql(kind, index + 1, findings.pair));
                await append(file, findings.files[kind]);
                await file.write('\\.\n');
            }
        }
        await file.write(repairBody(facts, tables));
        await file.sync();
    }
    finally {
        await file.close();
    }
}
async function append(file, path) {
    for await (const chunk of (0,external_node_fs_.createReadStream)(path))
        await file.write(chunk);
}
/**
 * Runs a repair as anybody would, with psql. It is one transaction that checks itself.
 * @throws ToolError PBA-RESCUE-REFUSED when it found other rows than it was written for; then nothing was changed
 */
async function applyRepair(client, path) {
    await (0,process/* runText */.le)((0,tools/* program */.DM)(client.installation, 'psql'), [
        '--no-psqlrc',
        '--quiet',
        '--no-password',
        '--output=/dev/null',
        '--set=ON_ERROR_STOP=1',
        `--file=${path}`,
    ], {
        env: { ...client.env, PGCLIENTENCODING: 'UTF8' },
        signal: client.signal,
        timeoutMs: 6 * 3_600_000,
        explain: (exit) => {
            const refused = /PBA-RESCUE: (.*)/.exec(exit.stderr);
            if (refused) {
                return new errors/* ToolError */.v4('PBA-RESCUE-REFUSED', `The repair found something else than it was written for, and changed nothing: ${refused[1]}.`, {
                    exitCode: exit.exitCode,
                    hint: 'The live rows were written to meanwhile. Run the rescue again.',
                });
            }
            const constraint = /ERROR: {2}(.*violates (?:foreign key|unique|check|not-null).*)/.exec(exit.stderr);
            if (constraint) {
                return new errors/* ToolError */.v4('PBA-RESCUE-REFUSED', `The repair changed nothing: ${constraint[1]}.`, {
                    exitCode: exit.exitCode,
                    // The row itself is somebody's data, and this goes into a log.
                    stderr: exit.stderr
                        .replace(/Failing row contains .*/g, 'Failing row: see the file.')
                        .slice(-4096),
                    hint: constraint[1]?.includes('violates check')
                        ? 'A row of the source breaks a rule of today: a newer one, or one that is NOT VALID. Drop it, run the rescue again, add it again as NOT VALID; or take the row out of the repair.'
                        : 'Add the table that the rows refer to, or look at the row that is in the way.',
                });
            }
            return (0,stderr/* explainPostgres */.f)(exit, client.env);
        },
    });
}

// EXTERNAL MODULE: ./build/runtime/format.js
var format = __webpack_require__(14364);
// EXTERNAL MODULE: ./build/version.js
var version = __webpack_require__(58508);
// EXTERNAL MODULE: ./build/actions/effective.js
var effective = __webpack_require__(5529);
// EXTERNAL MODULE: ./build/actions/guards.js
var guards = __webpack_require__(90280);
// EXTERNAL MODULE: ./build/actions/time-limit.js
var time_limit = __webpack_require__(97397);
// EXTERNAL MODULE: ./build/catalog/sibling-names.js
var sibling_names = __webpack_require__(52571);
// EXTERNAL MODULE: ./build/postgres/client.js + 1 modules
var postgres_client = __webpack_require__(5599);
;// CONCATENATED MODULE: ./build/postgres/rescue-tables.js
/** SQL: a JSON array of the rows of a select; empty without any. */
function list(select) {
    return `coalesce((select jsonb_agg(q) from (${select}) q), '[]'::jsonb)`;
}
/** SQL: a table as `{schema, name}`. */
function named(oid) {
    return `(select jsonb_build_object('schema', sn.nspname, 'name', sc.relname) from pg_catalog.pg_class sc
    join pg_catalog.pg_namespace sn on sn.oid = sc.relnamespace where sc.oid = ${oid})`;
}
/** Everything that has to be known of the tables of a database to compare and repair their rows. Reads only. */
function readRescueTables(session) {
    return session.rows(`
    select n.nspname as schema, c.relname as name, c.relkind = 'p' as partitioned,
      coalesce((with recursive up (oid) as (
          select inhparent from pg_catalog.pg_inherits where inhrelid = c.oid
          union select h.inhparent from up join pg_catalog.pg_inherits h on h.inhrelid = up.oid)
        select jsonb_agg(${named('up.oid')}) from up where c.relispartition), '[]'::jsonb) as ancestors,
      ${list(`select a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
          a.attgenerated <> '' as generated, a.attidentity = 'a' as always
        from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        order by a.attnum`)} as columns,
      coalesce((select jsonb_agg(a.attname order by k.at) from pg_catalog.pg_index i
        cross join unnest(i.indkey) with ordinality k (attnum, at)
        join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
        where i.indrelid = c.oid and i.indisprimary and k.at <= i.indnkeyatts), '[]'::jsonb) as key,
      exists (select from pg_catalog.pg_index i
        where (i.indrelid = c.oid or i.indrelid in (select relid from pg_catalog.pg_partition_tree(c.oid)))
          and (i.indexprs is not null or i.indpred is not null)) as expressions,
      coalesce((with recursive tree (oid, depth) as (
          select c.oid, 0 union select h.inhrelid, tree.depth + 1 from tree
          join pg_catalog.pg_inherits h on h.inhparent = tree.oid
          join pg_catalog.pg_class p on p.oid = h.inhrelid and p.relispartition)
        select jsonb_agg(jsonb_build_object('table', ${named('t.oid')}, 'name', t.name, 'kind', t.kind, 'state', t.state)
            order by t.depth, t.oid, t.name)
          from (select tree.oid, tree.depth, g.tgname as name, 'trigger' as kind, g.tgenabled as state
                  from tree join pg_catalog.pg_trigger g on g.tgrelid = tree.oid and not g.tgisinternal
                union all
                select tree.oid, tree.depth, r.rulename, 'rule', r.ev_enabled
                  from tree join pg_catalog.pg_rewrite r on r.ev_class = tree.oid and r.ev_type in ('2', '3')) t),
        '[]'::jsonb) as triggers,
      ${list(`select sn.nspname as schema, sc.relname as name, a.attname as "column", s.seqincrement > 0 as ascending
        from pg_catalog.pg_depend d
        join pg_catalog.pg_class sc on sc.oid = d.objid and sc.relkind = 'S'
        join pg_catalog.pg_namespace sn on sn.oid = sc.relnamespace
        join pg_catalog.pg_sequence s on s.seqrelid = sc.oid
        join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid
        where d.classid = 'pg_catalog.pg_class'::regclass and d.refclassid = 'pg_catalog.pg_class'::regclass
          and d.refobjid = c.oid and d.refobjsubid > 0 and d.deptype in ('a', 'i')`)} as sequences,
      coalesce((select jsonb_agg(${named('k.confrelid')}) from pg_catalog.pg_constraint k
        where k.conrelid = c.oid and k.contype = 'f' and k.conparentid = 0 and k.confrelid <> c.oid), '[]'::jsonb) as "refersTo",
      coalesce((select jsonb_agg(${named('k.conrelid')}) from pg_catalog.pg_constraint k
        where k.confrelid = c.oid and k.contype = 'f' and k.conparentid = 0 and k.conrelid <> c.oid
          and k.confdeltype in ('c', 'n', 'd')), '[]'::jsonb) as "takesAlong"
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and c.relpersistence <> 't'
      and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and not exists (select from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_class'::regclass
        and d.objid = c.oid and d.deptype = 'e')
    order by n.nspname, c.relname`);
}
/** All schemas that are not the system's. */
async function readSchemas(session) {
    const rows = await session.rows(`
    select nspname as name from pg_catalog.pg_namespace
     where nspname !~ '^pg_' and nspname <> 'information_schema' order by 1`);
    return rows.map(({ name }) => name);
}

// EXTERNAL MODULE: ./build/actions/connect.js
var connect = __webpack_require__(35606);
;// CONCATENATED MODULE: ./build/actions/rescue/sides.js
var sides_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var sides_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Reaches both databases.
 * @throws UserError PBA-TARGET-IS-SOURCE when they are the same one
 */
async function openSides(inputs, context) {
    const live = await lookAt(await (0,connect/* connect */.N)(inputs, context));
    if (inputs.sourceSchema !== undefined)
        return { live, source: live, schema: inputs.sourceSchema };
    const source = await lookAt(await sourceClient(inputs, context, live));
    if (source.systemIdentifier === live.systemIdentifier &&
        source.database === live.database &&
        source.address === live.address) {
        throw new errors/* UserError */.yo('PBA-TARGET-IS-SOURCE', `The source is the live database ${live.database} itself.`, {
            hint: 'Name what was restored with source-database, source-host or source-schema.',
        });
    }
    return { live, source, schema: undefined };
}
async function sourceClient(inputs, context, live) {
    const elsewhere = inputs.sourceHost !== undefined || inputs.sourcePort !== undefined;
    if (!elsewhere) {
        const database = inputs.sourceDatabase ?? (await newestRestored(live));
        return (0,postgres_client/* withDatabase */.kR)(live.client, database);
    }
    // A password file of its own: the two servers have their own passwords.
    const tempDir = (0,external_node_path_.join)(context.tempDir, 'source');
    await (0,promises_.mkdir)(tempDir, { mode: 0o700 });
    return (0,connect/* connect */.N)({
        host: inputs.sourceHost ?? inputs.host,
        port: inputs.sourcePort,
        user: inputs.sourceUser ?? inputs.user,
        password: inputs.sourcePassword ?? inputs.password,
        database: inputs.sourceDatabase ?? inputs.database,
        sslmode: inputs.sourceSslmode,
        sslrootcert: inputs.sourceSslrootcert,
    }, { ...context, tempDir });
}
async function newestRestored(live) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = sides_addDisposableResource(env_1, await (0,postgres_client/* openSession */.fA)(live.client), true);
        const names = await session.rows('select datname as name from pg_catalog.pg_database where datallowconn and not datistemplate');
        const found = names
            .flatMap(({ name }) => {
            const time = (0,sibling_names/* siblingTime */.YL)(live.database, 'tables', name) ?? (0,sibling_names/* siblingTime */.YL)(live.database, 'restored', name);
            return time === undefined ? [] : [{ name, time }];
        })
            .sort((a, b) => b.time.getTime() - a.time.getTime());
        const [newest] = found;
        if (newest !== undefined)
            return newest.name;
        throw new errors/* UserError */.yo('PBA-PG-NO-DATABASE', `The server has nothing that was restored of ${live.database}.`, {
            hint: '`restore` makes it, whole or with `tables`; or say where the rows are with the inputs of the source.',
        });
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = sides_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function lookAt(client) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const session = sides_addDisposableResource(env_2, await (0,postgres_client/* openSession */.fA)(client), true);
        const facts = await session.row(`
    select current_database() as database, current_user as role,
      coalesce(inet_server_addr()::text || ':' || inet_server_port(), 'local socket, port ' || current_setting('port')) as address,
      current_setting('server_version') as version,
      (select system_identifier::text from pg_catalog.pg_control_system()) as "systemIdentifier",
      case when pg_catalog.pg_is_in_recovery() then
        'in recovery, at ' || coalesce(pg_catalog.pg_last_xact_replay_timestamp()::text, 'an unknown time') end as state`);
        return { ...facts, client };
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = sides_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
/** The tables of both sides, those of the source by the names they have on the live side. */
async function readSides({ live, source, schema }) {
    const env_3 = { stack: [], error: void 0, hasError: false };
    try {
        const ours = sides_addDisposableResource(env_3, await (0,postgres_client/* openSession */.fA)(live.client), true);
        const tables = await readRescueTables(ours);
        const schemas = await readSchemas(ours);
        if (schema !== undefined)
            return { ...besides(tables, schema), schemas };
        const theirs = sides_addDisposableResource(env_3, await (0,postgres_client/* openSession */.fA)(source.client), true);
        return {
            live: tables,
            schemas,
            source: (await readRescueTables(theirs)).map((table) => ({ as: table, table })),
        };
    }
    catch (e_3) {
        env_3.error = e_3;
        env_3.hasError = true;
    }
    finally {
        const result_3 = sides_disposeResources(env_3);
        if (result_3)
            await result_3;
    }
}
/** Tables in `restored_<time>`, or in `restored_<time>_<schema>`: see `sideSchemas`. */
function besides(tables, schema) {
    const beside = tables.filter((table) => table.schema === schema || table.schema.startsWith(`${schema}_`));
    const live = tables.filter((table) => !/^restored_\d{8}T\d{6}Z/.test(table.schema) && !beside.includes(table));
    if (beside.length === 0) {
        throw new errors/* UserError */.yo('PBA-PG-NO-SUCH-TABLE', `The live database has no table in schema ${schema}.`, {
            hint: '`restore` with `tables` and `beside: schema` makes it and says its name.',
        });
    }
    const source = beside.map((table) => {
        const of = table.schema === schema ? undefined : table.schema.slice(schema.length + 1);
        const named = live.filter((one) => one.name === table.name && (of === undefined || one.schema === of));
        if (named.length > 1) {
            const where = named.map((one) => (0,fingerprint/* displayName */.QC)(one.schema, one.name)).join(', ');
            throw new errors/* UserError */.yo('PBA-INPUT', `${table.name} in ${schema} could belong to ${where}.`, {
                hint: 'Restore the tables into a database of their own instead: there they keep their schemas.',
            });
        }
        return { as: { schema: named[0]?.schema ?? of ?? table.schema, name: table.name }, table };
    });
    return { live, source };
}
/** One line for people. */
function describeSide({ database, address, version, systemIdentifier, role, state }) {
    return `${database} on ${address}, PostgreSQL ${version}, system ${systemIdentifier}, as ${role}${state === null ? '' : `, ${state}`}`;
}

;// CONCATENATED MODULE: ./build/actions/rescue/summary.js



const COLUMNS = [
    { title: 'Table' },
    { title: 'Live rows', align: 'right' },
    { title: 'Source rows', align: 'right' },
    { title: 'Missing', align: 'right' },
    { title: 'Changed', align: 'right' },
    { title: 'Extra', align: 'right' },
];
const SAMPLES = [
    { title: 'Table' },
    { title: 'What' },
    { title: 'Key' },
    { title: 'Columns' },
];
/** Markdown for the job summary. */
function rescueSummary(report, verdict) {
    const samples = samplesOf(report);
    return [
        `## ${verdict === 'different' ? '⚠️' : '✅'} ${(0,format/* escapeMarkdown */.FV)(headline(report, verdict))}`,
        '',
        ...sidesOf(report).flatMap((line) => [(0,format/* escapeMarkdown */.FV)(line), '']),
        (0,format/* markdownTable */.Qj)(COLUMNS, tablesOf(report)),
        '',
        ...(samples.length === 0 ? [] : ['Examples:', '', (0,format/* markdownTable */.Qj)(SAMPLES, samples), '']),
        ...notes(report).map((note) => `- ${(0,format/* escapeMarkdown */.FV)(note)}`),
        '',
    ].join('\n');
}
/** The same for a terminal. */
function rescueText(report, verdict) {
    const samples = samplesOf(report);
    return [
        headline(report, verdict),
        '',
        ...sidesOf(report),
        '',
        (0,format/* terminalTable */.RX)(COLUMNS, tablesOf(report)),
        ...(samples.length === 0 ? [] : ['', 'Examples:', '', (0,format/* terminalTable */.RX)(SAMPLES, samples)]),
        '',
        ...notes(report).map((note) => `- ${note}`),
    ].join('\n');
}
function headline({ sides, stated, repairFile }, verdict) {
    const { database } = sides.live;
    if (verdict === 'equal')
        return `${database} has the rows of the source`;
    if (verdict === 'repaired')
        return `Repaired ${database}: ${(0,format/* plural */.LS)(stated, 'row')} came back`;
    return repairFile === undefined
        ? `${database} differs from the source`
        : `${database} differs from the source; the repair of ${(0,format/* plural */.LS)(stated, 'row')} is written, not applied`;
}
function sidesOf({ sides }) {
    return [
        `Live: ${describeSide(sides.live)}`,
        sides.schema === undefined
            ? `Source: ${describeSide(sides.source)}`
            : `Source: the tables in ${sides.schema} of the same database`,
    ];
}
function tablesOf({ parts }) {
    return parts.map(({ findings }) => [
        summary_nameOf(findings),
        ...[findings.liveRows, findings.sourceRows, findings.missing, findings.changed, findings.extra].map(format/* formatCount */.B4),
    ]);
}
function samplesOf({ parts, changes }) {
    return parts.flatMap(({ findings }) => {
        const row = (what, key, columns = []) => [
            summary_nameOf(findings),
            what,
            key.join(', '),
            columns.join(', '),
        ];
        return [
            ...findings.samples.missing.map((key) => row('missing', key)),
            ...(changes.get(findings) ?? []).map(({ key, columns }) => row('changed', key, columns)),
            ...findings.samples.extra.map((key) => row('extra', key)),
        ];
    });
}
function notes({ plan, repairFile, applied, stated, sides, triggers }) {
    const next = applied
        ? [
            `Checked inside the transaction, before its commit: ${(0,format/* plural */.LS)(stated, 'row')} written, no other row touched${triggers === 'disable' ? ', each equal to the source' : ''}.`,
        ]
        : repairFile === undefined
            ? []
            : [
                `Read ${repairFile}, then run it: psql --no-psqlrc --dbname=${sides.live.database} --file=${repairFile}. It holds the rows in clear text; delete it afterwards.`,
            ];
    return [
        ...plan.notCompared.map(({ name, reason }) => `Not compared: ${name}: ${reason}`),
        ...plan.notes,
        'Large objects are no part of a table, and were not compared.',
        ...next,
    ];
}
function summary_nameOf({ pair }) {
    return (0,fingerprint/* displayName */.QC)(pair.live.schema, pair.live.name);
}

;// CONCATENATED MODULE: ./build/actions/rescue/rescue.js













/** Compares live tables with restored ones, writes the repair, and applies it when asked to. */
function rescue(inputs, context) {
    return (0,time_limit/* withTimeLimit */.B)(context, inputs.timeLimit, (limited) => run(inputs, limited));
}
async function run(inputs, context) {
    if (inputs.policy !== undefined && inputs.apply) {
        const { database, policy } = inputs;
        (0,guards/* refuseProduction */.A)(await (0,effective/* effectivePolicy */.Ci)({ database, policy }, context), database, 'writing rows into it');
    }
    await refuseExisting(inputs.repairFile);
    const sides = await openSides(inputs, context);
    context.log.info(`live: ${describeSide(sides.live)}`);
    context.log.info(sides.schema === undefined
        ? `source: ${describeSide(sides.source)}`
        : `source: schemas ${sides.schema}… of it`);
    (0,guards/* checkConfirm */.x)(inputs.confirm, sides.live.database, inputs.apply, 'Writing rows into the live database');
    const plan = planRescue(await readSides(sides), inputs.tables);
    const clients = { live: sides.live.client, source: sides.source.client };
    const parts = [];
    const changes = new Map();
    for (const [index, pair] of plan.pairs.entries()) {
        const name = (0,fingerprint/* displayName */.QC)(pair.live.schema, pair.live.name);
        const findings = await context.log.group(`Comparing ${name}`, () => collectRows(clients, pair, {
            tempDir: context.tempDir,
            index,
            missing: inputs.repairFile !== undefined && inputs.rows !== 'changed',
            changed: inputs.repairFile !== undefined && inputs.rows !== 'missing',
            samples: inputs.samples,
        }));
        context.log.info(`${name}: ${findings.missing} missing, ${findings.changed} changed, ${findings.extra} extra`);
        parts.push({ findings, stated: statedOf(findings, inputs) });
        const shown = [];
        for (const key of findings.samples.changed)
            shown.push({ key, columns: await changedColumns(clients, pair, key) });
        changes.set(findings, shown);
    }
    const stated = parts.reduce((sum, part) => sum + part.stated.missing + part.stated.changed, 0);
    const report = { sides, plan, parts, changes, stated, triggers: inputs.triggers };
    if (inputs.repairFile === undefined || stated === 0)
        return present({ ...report, repairFile: undefined, applied: false });
    await writeRepair(inputs.repairFile, {
        database: sides.live.database,
        systemIdentifier: sides.live.systemIdentifier,
        source: sides.schema === undefined ? describeSide(sides.source) : `schema ${sides.schema}`,
        at: context.now().toISOString(),
        version: version/* VERSION */.x,
        triggers: inputs.triggers,
        notes: plan.notes,
    }, parts.filter((part) => part.stated.missing + part.stated.changed > 0));
    context.log.info(`the repair writes ${(0,format/* plural */.LS)(stated, 'row')}: ${inputs.repairFile}`);
    if (inputs.apply) {
        const path = inputs.repairFile;
        await context.log.group('Applying the repair', () => applyRepair(sides.live.client, path));
    }
    return present({ ...report, repairFile: inputs.repairFile, applied: inputs.apply });
}
async function refuseExisting(path) {
    if (path === undefined)
        return;
    const there = await (0,promises_.access)(path).then(() => true, () => false);
    if (!there)
        return;
    throw new errors/* UserError */.yo('PBA-INPUT', `repair-file: ${path} exists already.`, {
        hint: 'A repair is never written over another one. Give a new name.',
    });
}
function statedOf({ pair, missing, changed }, { rows }) {
    return {
        missing: rows === 'changed' ? 0 : missing,
        changed: rows === 'missing' || pair.writable.length === 0 ? 0 : changed,
    };
}
function present(report) {
    const total = (kind) => report.parts.reduce((sum, { findings }) => sum + findings[kind], 0);
    const [missing, changed, extra] = [total('missing'), total('changed'), total('extra')];
    const verdict = report.applied ? 'repaired' : missing + changed + extra === 0 ? 'equal' : 'different';
    return {
        outputs: {
            verdict,
            missing: String(missing),
            changed: String(changed),
            extra: String(extra),
            'rows-stated': String(report.stated),
            'repair-file': report.repairFile ?? '',
        },
        summary: rescueSummary(report, verdict),
        text: rescueText(report, verdict),
        json: {
            verdict,
            tables: report.parts.map(({ findings, stated }) => ({
                table: (0,fingerprint/* displayName */.QC)(findings.pair.live.schema, findings.pair.live.name),
                liveRows: findings.liveRows,
                sourceRows: findings.sourceRows,
                missing: findings.missing,
                changed: findings.changed,
                extra: findings.extra,
                stated,
                samples: { ...findings.samples, changed: report.changes.get(findings) ?? [] },
            })),
            notCompared: report.plan.notCompared,
            notes: report.plan.notes,
            repairFile: report.repairFile ?? null,
            rowsStated: report.stated,
            applied: report.applied,
        },
    };
}


/***/ }),

/***/ 97397:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ withTimeLimit)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _runtime_format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(14364);


/**
 * Runs a handler's work with a limit on its whole time. When it is exceeded everything is ended as on
 * cancellation, and the run fails with PBA-TOOL-TIMEOUT.
 */
async function withTimeLimit(context, limitMs, body) {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), limitMs);
    try {
        return await body({ ...context, signal: AbortSignal.any([context.signal, limit.signal]) });
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CancelledError */ .cc && limit.signal.aborted && !context.signal.aborted) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ToolError */ .v4('PBA-TOOL-TIMEOUT', `The run did not end within its time limit of ${(0,_runtime_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(limitMs)}.`, {
                hint: 'Raise `time-limit` if the database has grown; look for a stalled connection or a waiting lock otherwise.',
            });
        }
        throw error;
    }
    finally {
        clearTimeout(timer);
    }
}


/***/ }),

/***/ 45101:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MW: () => (/* binding */ quotedPath),
/* harmony export */   OJ: () => (/* binding */ parseContents),
/* harmony export */   d1: () => (/* binding */ listedName)
/* harmony export */ });
/** Kinds of more than one word; everything else is one. From `_tocEntryRequired` and the `ARCHIVE_OPTS` of pg_dump. */
const LONG_KINDS = [
    'ACCESS METHOD',
    'ACL LANGUAGE',
    'BLOB COMMENTS',
    'BLOB METADATA',
    'CHECK CONSTRAINT',
    'DATABASE PROPERTIES',
    'DEFAULT ACL',
    'EVENT TRIGGER',
    'FK CONSTRAINT',
    'FOREIGN DATA WRAPPER',
    'FOREIGN SERVER',
    'FOREIGN TABLE',
    'INDEX ATTACH',
    'LARGE OBJECT',
    'MATERIALIZED VIEW',
    'MATERIALIZED VIEW DATA',
    'OPERATOR CLASS',
    'OPERATOR FAMILY',
    'PROCEDURAL LANGUAGE',
    'PUBLICATION TABLE',
    'PUBLICATION TABLES IN SCHEMA',
    'ROW SECURITY',
    'SECURITY LABEL',
    'SEQUENCE OWNED BY',
    'SEQUENCE SET',
    'SHELL TYPE',
    'STATISTICS DATA',
    'SUBSCRIPTION TABLE',
    'TABLE ATTACH',
    'TABLE DATA',
    'TEXT SEARCH CONFIGURATION',
    'TEXT SEARCH DICTIONARY',
    'TEXT SEARCH PARSER',
    'TEXT SEARCH TEMPLATE',
    'USER MAPPING',
].sort((a, b) => b.length - a.length);
/** A name as pg_restore lists it: line breaks become spaces. */
function listedName(name) {
    return name.replace(/[\n\r]/g, ' ');
}
/** Parses the output of `pg_restore --list --verbose`. Without known names, owners are taken to be one word. */
function parseContents(text, known) {
    const raw = [];
    for (const line of text.split('\n')) {
        const entry = /^(\d+); \d+ \d+ (.*)$/.exec(line);
        if (entry)
            raw.push({ id: entry[1] ?? '', line, text: entry[2] ?? '', dependsOn: [] });
        const depends = /^;\s+depends on: ([\d ]+)$/.exec(line);
        if (depends)
            raw.at(-1)?.dependsOn.push(...(depends[1] ?? '').trim().split(' '));
    }
    const owners = known.owners.map(listedName).sort((a, b) => b.length - a.length);
    const split = raw.map((entry) => ({ ...entry, ...splitText(entry.text, owners) }));
    const schemas = new Set([
        'public',
        ...known.schemas.map(listedName),
        ...split.flatMap(({ kind, rest }) => (kind === 'SCHEMA' ? rest.slice(2) : [])),
    ]);
    return split.map(({ id, line, kind, rest, dependsOn }) => {
        const schema = schemaOf(rest, schemas);
        return { id, line, kind, schema, tag: rest.slice(schema.length + 1), dependsOn };
    });
}
function splitText(text, owners) {
    const long = LONG_KINDS.find((kind) => text.startsWith(`${kind} `));
    const kind = long ?? text.slice(0, text.indexOf(' '));
    const behind = text.slice(kind.length + 1);
    const owner = owners.find((name) => behind.endsWith(` ${name}`));
    // Extensions and the like have no owner: their line ends in a space.
    const end = owner === undefined ? behind.lastIndexOf(' ') : behind.length - owner.length - 1;
    return { kind, rest: behind.slice(0, Math.max(end, 0)) };
}
function schemaOf(rest, schemas) {
    const words = rest.split(' ');
    for (let count = words.length - 1; count > 0; count -= 1) {
        const schema = words.slice(0, count).join(' ');
        if (schemas.has(schema))
            return schema;
    }
    return words[0] ?? '';
}
/** The parts of a dotted name, with or without quotes. */
function quotedPath(text) {
    return [...text.matchAll(/"((?:[^"]|"")*)"|([^."]+)/g)].map(([, quoted, plain]) => quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
}


/***/ }),

/***/ 13312:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LT: () => (/* binding */ withoutForeignKeys),
/* harmony export */   NT: () => (/* binding */ mergeSequences),
/* harmony export */   QC: () => (/* binding */ displayName),
/* harmony export */   g0: () => (/* binding */ rowsNotHeld)
/* harmony export */ });
/* harmony import */ var _archive_contents_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45101);

/** A name as people write it in SQL: quoted only where it has to be, whatever words a version reserves. */
function displayName(...path) {
    return path
        .map((part) => (/^[a-z_][a-z0-9_$]*$/.test(part) ? part : `"${part.replaceAll('"', '""')}"`))
        .join('.');
}
/**
 * Joins the sequences read before and after a dump. One that came into being in between is not in the dump; one
 * that is gone afterwards has not moved as far as anybody can tell.
 */
function mergeSequences(before, after) {
    const later = new Map(after.map((reading) => [displayName(reading.schema, reading.name), reading.state]));
    return before.map(({ state, ...sequence }) => ({
        ...sequence,
        before: state,
        after: later.get(displayName(sequence.schema, sequence.name)) ?? state,
    }));
}
/** How a fingerprint says that the definition of a table is in the dump and its rows are not. */
function rowsNotHeld(table, reason) {
    return { kind: `rows of ${table.kind}`, name: `${table.schema}.${table.name}`, reason };
}
/**
 * The fingerprint without the foreign keys that a restore leaves out because the rows they point to are not in the
 * dump. They are then named in `notHeld`.
 * @param keys `schema table constraint`, as `pg_restore --list` names them
 */
function withoutForeignKeys(fingerprint, keys) {
    if (keys.length === 0)
        return fingerprint;
    const left = new Set(keys);
    const comments = new Set();
    const isLeft = ({ kind, name }) => {
        if (kind !== 'foreign key')
            return false;
        const [schema = '', table = '', constraint = ''] = (0,_archive_contents_js__WEBPACK_IMPORTED_MODULE_0__/* .quotedPath */ .MW)(name);
        if (!left.has(`${schema} ${table} ${constraint}`))
            return false;
        comments.add(`table constraint ${displayName(constraint)} on ${displayName(schema, table)}`);
        return true;
    };
    const gone = new Set(fingerprint.objects.filter(isLeft));
    return {
        ...fingerprint,
        objects: fingerprint.objects.filter((object) => !gone.has(object) && !(object.kind === 'comment' && comments.has(object.name))),
        notHeld: [
            ...fingerprint.notHeld,
            ...[...gone].map(({ kind, name }) => ({
                kind,
                name,
                reason: 'the rows it points to are not in the backup',
            })),
        ],
    };
}


/***/ }),

/***/ 54406:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ matchesTable),
/* harmony export */   e: () => (/* binding */ selectTables)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);

/**
 * Decides whose rows are dumped. Selection is about rows only: every definition is always dumped, so that each set
 * can be restored and proven by itself. A partition or child is selected with any of its ancestors.
 *
 * @param include patterns of tables whose rows are dumped; empty means all
 * @param exclude patterns of tables whose rows are left out; wins over `include`
 * @param others what a pattern may also name without selecting rows: partitioned tables, and, to leave them out, tables
 *   whose rows no dump holds
 * @returns for each table whether its rows are in
 * @throws UserError PBA-PG-NO-SUCH-TABLE listing every pattern that matches nothing
 */
function selectTables(tables, include, exclude, others) {
    const names = new Map();
    const known = [...tables.flatMap((table) => [table, ...table.parents]), ...others.partitioned];
    for (const name of known)
        names.set(JSON.stringify([name.schema, name.name]), name);
    const matches = (pattern, among) => [...among].some((name) => matchesTable(pattern, name));
    const unmatched = [
        ...include.filter((pattern) => !matches(pattern, names.values())),
        ...exclude.filter((pattern) => !matches(pattern, [...names.values(), ...others.withoutRows])),
    ];
    if (unmatched.length > 0) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('PBA-PG-NO-SUCH-TABLE', `No table matches ${unmatched.map((one) => JSON.stringify(one)).join(', ')}.`, {
            hint: 'Write schema.table; * and ? stand for any characters; names are case-sensitive only inside double quotes.',
        });
    }
    const hit = (table, patterns) => patterns.some((pattern) => [table, ...table.parents].some((name) => matchesTable(pattern, name)));
    const selected = tables.filter((table) => (include.length === 0 || hit(table, include)) && !hit(table, exclude));
    return { selected, left: tables.filter((table) => !selected.includes(table)) };
}
/**
 * Patterns as in psql's `\d`: `tickets`, `public.tickets`, `audit_*`, `"Order".items`. Unquoted parts are folded to
 * lower case; a pattern without a schema matches in every schema.
 */
function matchesTable(pattern, name) {
    const parts = parsePattern(pattern);
    const table = parts.at(-1);
    if (table === undefined || parts.length > 2)
        return false;
    const schema = parts.length === 2 ? parts[0] : undefined;
    return table.test(name.name) && (schema?.test(name.schema) ?? true);
}
function parsePattern(pattern) {
    const parts = [''];
    let quoted = false;
    for (let index = 0; index < pattern.length; index += 1) {
        const char = pattern.charAt(index);
        if (char === '"') {
            if (quoted && pattern.charAt(index + 1) === '"') {
                parts.push(`${parts.pop() ?? ''}"`);
                index += 1;
            }
            else
                quoted = !quoted;
        }
        else if (char === '.' && !quoted)
            parts.push('');
        else if (char === '*' && !quoted)
            parts.push(`${parts.pop() ?? ''}.*`);
        else if (char === '?' && !quoted)
            parts.push(`${parts.pop() ?? ''}.`);
        else
            parts.push(`${parts.pop() ?? ''}${(quoted ? char : char.toLowerCase()).replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')}`);
    }
    return parts.map((part) => new RegExp(`^${part}$`, 's'));
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


/***/ }),

/***/ 5599:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  fA: () => (/* binding */ openSession),
  kR: () => (/* binding */ withDatabase),
  l_: () => (/* binding */ withSignal)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(46193);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/process.js
var build_process = __webpack_require__(44677);
// EXTERNAL MODULE: ./build/postgres/connection.js
var connection = __webpack_require__(92992);
// EXTERNAL MODULE: ./build/postgres/quote.js
var quote = __webpack_require__(71502);
// EXTERNAL MODULE: ./build/postgres/stderr.js
var stderr = __webpack_require__(79708);
;// CONCATENATED MODULE: ./build/postgres/session.js







/** Longest single answer line; a row of a fingerprint or catalog query is far below. */
const MAX_LINE = 64 * 1024 * 1024;
/**
 * One `psql` kept open as a coprocess: queries go in on stdin, rows come out as one JSON text a line. It holds its
 * transaction, snapshot and locks until closed. The first SQL error ends it (`ON_ERROR_STOP`), so there is no
 * half-failed session: after an error every further call fails with that same error.
 */
class Session {
    #process;
    #signal;
    #env;
    #queue = Promise.resolve();
    #lines;
    #failed;
    #onEnd;
    constructor(process, options) {
        this.#process = process;
        this.#signal = options.signal;
        this.#env = options.env;
        const decoder = new external_node_string_decoder_.StringDecoder('utf8');
        let partial = [];
        let length = 0;
        process.stdout.on('data', (chunk) => {
            const text = decoder.write(chunk);
            let from = 0;
            for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
                partial.push(text.slice(from, at));
                from = at + 1;
                this.#lines?.(partial.join(''));
                partial = [];
                length = 0;
            }
            length += text.length - from;
            partial.push(text.slice(from));
            if (length > MAX_LINE)
                void process.stop();
        });
        void process.exit.then((exit) => {
            this.#failed ??= this.#signal.aborted
                ? new errors/* CancelledError */.cc()
                : ((0,stderr/* explainPostgres */.f)(exit, this.#env) ??
                    new errors/* ToolError */.v4('PBA-PG-UNREACHABLE', 'The psql session ended unexpectedly.', { ...exit }));
            this.#onEnd?.(this.#failed);
        });
    }
    /**
     * Connects and pins the settings that text output depends on.
     * @throws ToolError|UserError as `explainPostgres` tells: unreachable, refused password, no such database …
     */
    static async open(options) {
        const process = await (0,build_process/* startProcess */.kp)(options.psql, ['-XqAtw', '-v', 'ON_ERROR_STOP=1'], {
            env: { ...options.env, PGCLIENTENCODING: 'UTF8' },
            signal: options.signal,
            ...(options.user === undefined ? {} : { user: options.user }),
        });
        const session = new Session(process, options);
        const settings = { ...connection/* PINNED_SETTINGS */.bX, ...options.settings };
        const sets = Object.entries(settings).map(([name, value]) => `set ${name} = ${(0,quote/* literal */.e)(value)};`);
        await session.execute(`${sets.join('\n')}\nset search_path = '';`);
        return session;
    }
    /** Runs statements whose rows, if any, are of no interest. */
    async execute(sql) {
        await this.#ask(sql, () => { });
    }
    /**
     * Runs one `select` and returns its rows as objects. The query is wrapped in `row_to_json`, so every row is one
     * line of JSON; numeric and bigint columns must be cast to text by the query where JavaScript would round them.
     */
    async rows(select) {
        const result = [];
        await this.#ask(`select row_to_json(q) from (\n${select}\n) q;`, (line) => result.push(JSON.parse(line)));
        return result;
    }
    /** As `rows`, for queries that give exactly one row. */
    async row(select) {
        const [first, ...others] = await this.rows(select);
        if (first === undefined || others.length > 0) {
            throw new errors/* ToolError */.v4('PBA-PG-QUERY', `A query that gives one row gave ${others.length + (first ? 1 : 0)}.`);
        }
        return first;
    }
    #ask(sql, onLine) {
        const answer = this.#queue.then(() => new Promise((resolve, reject) => {
            if (this.#failed)
                return reject(this.#failed);
            const end = `end-${(0,external_node_crypto_.randomBytes)(12).toString('hex')}`;
            let problem;
            this.#onEnd = reject;
            this.#lines = (line) => {
                if (line === end) {
                    this.#lines = undefined;
                    this.#onEnd = undefined;
                    if (problem === undefined)
                        resolve();
                    else
                        reject(problem);
                    return;
                }
                try {
                    onLine(line);
                }
                catch (error) {
                    problem ??= error;
                }
            };
            this.#process.stdin.write(`${sql}\n;\\echo ${end}\n`);
        }));
        this.#queue = answer.catch(() => { });
        return answer;
    }
    /** Ends the session: its transaction is rolled back, its snapshot and locks are gone. */
    async close() {
        this.#failed ??= new errors/* ToolError */.v4('PBA-INTERNAL', 'The psql session was closed.');
        this.#process.stdin.end();
        const late = setTimeout(() => void this.#process.stop(), 2_000);
        await this.#process.exit;
        clearTimeout(late);
    }
    async [Symbol.asyncDispose]() {
        await this.close();
    }
}

// EXTERNAL MODULE: ./build/postgres/tools.js
var tools = __webpack_require__(53909);
;// CONCATENATED MODULE: ./build/postgres/client.js


/** The same client with another abort signal, for work that is ended together. */
function withSignal(client, signal) {
    return { ...client, signal };
}
/** The same server and role, another database. */
function withDatabase(client, database) {
    return { ...client, env: { ...client.env, PGDATABASE: database } };
}
/** Opens a session. @throws as `Session.open` */
function openSession(client, settings) {
    return Session.open({
        psql: (0,tools/* program */.DM)(client.installation, 'psql'),
        env: client.env,
        signal: client.signal,
        ...(client.user === undefined ? {} : { user: client.user }),
        ...(settings === undefined ? {} : { settings }),
    });
}


/***/ }),

/***/ 62414:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ pinSession),
/* harmony export */   N: () => (/* binding */ FURTHER_SETTINGS)
/* harmony export */ });
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(92992);
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(71502);


/**
 * What the text of rows and definitions depends on besides `PINNED_SETTINGS`. Money is written as `lc_monetary`
 * says; `C` exists everywhere. JIT compiles for a second what catalog queries do in milliseconds.
 */
const FURTHER_SETTINGS = {
    lc_monetary: 'C',
    quote_all_identifiers: 'off',
    jit: 'off',
};
/**
 * Makes the text that this session gets for rows and definitions independent of the settings of server, database
 * and role. An empty search path makes PostgreSQL write every name with its schema. May run inside a transaction.
 */
async function pinSession(session) {
    const settings = Object.entries({ ..._connection_js__WEBPACK_IMPORTED_MODULE_0__/* .PINNED_SETTINGS */ .bX, ...FURTHER_SETTINGS });
    const sets = settings.map(([name, value]) => `set ${name} = ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .e)(value)};`);
    await session.execute(`${sets.join('\n')}\nset search_path = '';`);
}


/***/ }),

/***/ 71502:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ identifier),
/* harmony export */   e: () => (/* binding */ literal)
/* harmony export */ });
/** An SQL identifier, always quoted: the one function for names. */
function identifier(...path) {
    return path.map((part) => `"${part.replaceAll('"', '""')}"`).join('.');
}
/** An SQL string literal. Sessions pin `standard_conforming_strings = on`, so backslashes are plain. */
function literal(value) {
    return `'${value.replaceAll("'", "''")}'`;
}


/***/ })

};
