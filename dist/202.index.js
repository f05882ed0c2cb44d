export const id = 202;
export const ids = [202];
export const modules = {

/***/ 13426:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  t: () => (/* binding */ compareCopy)
});

;// CONCATENATED MODULE: ./build/catalog/compare-objects.js
/** A restore installs the version of an extension that its host has; a dump does not say which one it was. */
const EXTENSION_VERSION = 'the restoring host has another version installed';
/** @returns how many are on both sides and could be compared */
function compareObjects(expected, actual, found) {
    const key = ({ kind, name }) => JSON.stringify([kind, name]);
    const present = new Map(actual.objects.map((object) => [key(object), object]));
    let both = 0;
    for (const object of expected.objects) {
        const copy = present.get(key(object));
        present.delete(key(object));
        if (object.kind === 'collation version') {
            noteCollationVersion(object, copy, found);
            continue;
        }
        if (copy === undefined) {
            found.differences.push({
                severity: 'error',
                kind: 'object missing',
                name: object.name,
                expected: object.shown ?? null,
                actual: null,
                detail: object.kind,
            });
            continue;
        }
        both++;
        if (object.digest !== copy.digest)
            compareDefinitions(object, copy, expected.serverMajor !== actual.serverMajor, found);
    }
    for (const copy of present.values()) {
        if (copy.kind === 'collation version')
            continue;
        found.differences.push({
            severity: 'error',
            kind: 'object unexpected',
            name: copy.name,
            expected: null,
            actual: copy.shown ?? null,
            detail: copy.kind,
        });
    }
    return both;
}
function compareDefinitions(object, copy, majorsDiffer, found) {
    const reason = majorsDiffer
        ? 'another major of PostgreSQL may write the same definition otherwise'
        : object.kind === 'extension version'
            ? EXTENSION_VERSION
            : null;
    found.differences.push({
        severity: reason === null ? 'error' : 'warning',
        kind: 'object changed',
        name: object.name,
        expected: object.shown ?? null,
        actual: copy.shown ?? null,
        detail: object.kind,
        reason,
    });
}
/** Versions of collations are those of the host. A dump is sorted anew by the restore, so another one does no harm. */
function noteCollationVersion(object, copy, found) {
    if (object.digest === copy?.digest)
        return;
    found.notCompared.push({
        kind: object.kind,
        name: object.name,
        reason: `the source sorts by version ${object.shown ?? 'unknown'}, the copy by ${copy?.shown ?? 'another'}; the order of text may differ`,
    });
}

// EXTERNAL MODULE: ./build/catalog/fingerprint.js
var fingerprint = __webpack_require__(13312);
;// CONCATENATED MODULE: ./build/catalog/compare-sequences.js

/** @returns how many are on both sides */
function compareSequences(expected, actual, found) {
    const key = ({ schema, name }) => (0,fingerprint/* displayName */.QC)(schema, name);
    const present = new Map(actual.map((sequence) => [key(sequence), sequence]));
    let both = 0;
    for (const sequence of expected) {
        const name = key(sequence);
        const copy = present.get(name);
        present.delete(name);
        if (copy === undefined) {
            found.differences.push({
                severity: 'error',
                kind: 'sequence',
                name,
                expected: range(sequence),
                actual: null,
                detail: null,
            });
            continue;
        }
        both++;
        compareSequence(name, sequence, copy.after, found);
    }
    for (const [name, copy] of present) {
        found.differences.push({
            severity: 'error',
            kind: 'sequence',
            name,
            expected: null,
            actual: state(copy.after),
            detail: null,
        });
    }
    return both;
}
function compareSequence(name, sequence, copy, found) {
    if (between(sequence, copy))
        return;
    if (sequence.cycle && !same(sequence.before, sequence.after)) {
        found.notCompared.push({
            kind: 'sequence',
            name,
            reason: `it starts again at its end and moved during the dump (${range(sequence)}), so any value is possible; the copy is at ${state(copy)}`,
        });
        return;
    }
    found.differences.push({
        severity: 'error',
        kind: 'sequence',
        name,
        expected: range(sequence),
        actual: state(copy),
        detail: BigInt(sequence.increment) < 0n ? 'it counts down' : null,
    });
}
/**
 * Whether a state lies between the two that were read. A value that is not yet used comes before the same value
 * used. Somebody may have set the sequence back during the dump, so either end may be the lower one.
 */
function between({ increment, before, after }, copy) {
    const down = BigInt(increment) < 0n;
    const from = compare(before, copy, down);
    const to = compare(copy, after, down);
    return (from <= 0 && to <= 0) || (from >= 0 && to >= 0);
}
function compare(a, b, down) {
    const [x, y] = [BigInt(a.lastValue), BigInt(b.lastValue)];
    if (x !== y)
        return x < y === down ? 1 : -1;
    return Number(a.isCalled) - Number(b.isCalled);
}
function same(a, b) {
    return a.lastValue === b.lastValue && a.isCalled === b.isCalled;
}
function range({ before, after }) {
    return same(before, after) ? state(before) : `${state(before)} to ${state(after)}`;
}
function state({ lastValue, isCalled }) {
    return isCalled ? lastValue : `${lastValue}, not yet used`;
}

;// CONCATENATED MODULE: ./build/catalog/compare.js



/**
 * Compares a restored copy (`actual`) with what was recorded at the moment of the dump (`expected`). Everything
 * either side has is either equal, a difference, or named in `notCompared`.
 */
function compareFingerprints(expected, actual) {
    const found = { differences: [], notCompared: [] };
    const holdsRows = expected.largeObjects !== null;
    const obstacle = digestObstacle(expected, actual);
    if (holdsRows && obstacle !== undefined) {
        found.notCompared.push({ kind: 'content', name: 'all rows', reason: obstacle });
    }
    const tables = compareTables(expected, actual, obstacle === undefined, found);
    const partial = tables.some((table) => table.partial !== undefined);
    const sequences = compareSequences(expected.sequences, actual.sequences, found);
    const largeObjects = compareLargeObjects(expected, actual, obstacle === undefined, found);
    const objects = compareObjects(expected, actual, found);
    const order = (difference) => (difference.severity === 'error' ? 0 : 1);
    return {
        differences: found.differences.sort((a, b) => order(a) - order(b)),
        notCompared: found.notCompared,
        grade: !holdsRows ? 'schema' : obstacle !== undefined ? 'counts' : partial ? 'sampled' : 'full',
        compared: {
            tables: String(tables.length),
            rows: String(tables.reduce((sum, table) => sum + BigInt(table.rows), 0n)),
            sequences: String(sequences),
            largeObjects,
            objects: String(objects),
        },
    };
}
/** Why the digests of the two sides say nothing about each other; undefined when they do. */
function digestObstacle(expected, actual) {
    if (expected.depth === 'counts')
        return 'the backup was taken with `fingerprint: counts`';
    if (actual.depth === 'counts')
        return 'the rows of the copy were only counted';
    if (expected.algorithm !== actual.algorithm) {
        return `the digests were made with ${expected.algorithm} there and ${actual.algorithm} here`;
    }
    if (expected.algorithm === 'hash64' && expected.serverMajor !== actual.serverMajor) {
        return `hash64 is comparable within one major, and the source is ${expected.serverMajor}, the copy ${actual.serverMajor}; \`digest: md5\` crosses majors`;
    }
    if (expected.probe !== actual.probe) {
        return 'the same text has another digest on the source: its database has another encoding, or its CPU another byte order';
    }
    return undefined;
}
/** @returns the tables that are on both sides */
function compareTables(expected, actual, content, found) {
    const present = new Map(actual.tables.map((table) => [tableKey(table), table]));
    const both = [];
    for (const table of expected.tables) {
        const copy = present.get(tableKey(table));
        present.delete(tableKey(table));
        if (copy === undefined) {
            found.differences.push({
                severity: 'error',
                kind: 'table missing',
                name: nameOf(table),
                expected: table.rows,
                actual: null,
                detail: table.kind,
            });
            continue;
        }
        both.push(table);
        compareRows(table, copy, content, found);
    }
    const left = new Set(expected.notHeld.map((item) => JSON.stringify([item.kind, item.name])));
    for (const copy of present.values()) {
        const { kind, name } = (0,fingerprint/* rowsNotHeld */.g0)(copy, '');
        if (left.has(JSON.stringify([kind, name])))
            compareLeftOut(copy, found);
        else {
            found.differences.push({
                severity: 'error',
                kind: 'table unexpected',
                name: nameOf(copy),
                expected: null,
                actual: copy.rows,
                detail: copy.kind,
            });
        }
    }
    return both;
}
const RECOMPUTED = 'a restore computes materialized views anew from the restored tables';
function compareRows(table, copy, content, found) {
    const name = nameOf(table);
    const view = table.kind === 'materialized view';
    if (table.populated !== copy.populated) {
        const state = (one) => one.populated === false ? 'not populated' : 'populated';
        const severity = table.populated === false ? 'warning' : 'error';
        found.differences.push({
            severity,
            kind: 'population',
            name,
            expected: state(table),
            actual: state(copy),
            detail: null,
        });
        return;
    }
    const severity = view ? 'warning' : 'error';
    const detail = view ? RECOMPUTED : null;
    if (table.rows !== copy.rows) {
        found.differences.push({
            severity,
            kind: 'row count',
            name,
            expected: table.rows,
            actual: copy.rows,
            detail,
        });
    }
    else if (content && !sameReading(table, copy, found)) {
        return;
    }
    else if (content && table.digest !== copy.digest) {
        found.differences.push({
            severity,
            kind: 'content',
            name,
            expected: table.digest,
            actual: copy.digest,
            detail,
        });
    }
}
/** Whether both sides read the same rows; what was not read whole is named. */
function sameReading(table, copy, found) {
    const name = nameOf(table);
    const counted = table.partial === 'counted' || copy.partial === 'counted';
    if (counted) {
        found.notCompared.push({ kind: 'content', name, reason: 'its rows were only counted' });
    }
    else if (table.partial !== undefined) {
        found.notCompared.push({
            kind: 'content',
            name,
            reason: `of its rows, one in ${table.partial.oneIn} was compared`,
        });
    }
    return !counted && JSON.stringify(table.partial) === JSON.stringify(copy.partial);
}
/** A table whose rows were left out is restored empty; a materialized view is computed from what there is. */
function compareLeftOut(copy, found) {
    if (copy.kind === 'materialized view' || copy.rows === '0')
        return;
    found.differences.push({
        severity: 'error',
        kind: 'row count',
        name: nameOf(copy),
        expected: '0',
        actual: copy.rows,
        detail: 'its rows are not in the backup',
    });
}
/** @returns how many were compared */
function compareLargeObjects(expected, actual, content, found) {
    if (expected.largeObjects === null)
        return '0';
    const { count, digest } = expected.largeObjects;
    const copy = actual.largeObjects ?? { count: '0', digest: null };
    const name = 'large objects';
    if (count !== copy.count) {
        found.differences.push({
            severity: 'error',
            kind: 'large objects',
            name,
            expected: count,
            actual: copy.count,
            detail: 'count',
        });
    }
    else if (content && digest !== copy.digest && count !== '0') {
        found.differences.push({
            severity: 'error',
            kind: 'large objects',
            name,
            expected: digest,
            actual: copy.digest,
            detail: 'content',
        });
    }
    return count;
}
function tableKey(table) {
    return JSON.stringify([table.kind, table.schema, table.name]);
}
function nameOf({ schema, name }) {
    return (0,fingerprint/* displayName */.QC)(schema, name);
}

// EXTERNAL MODULE: ./build/catalog/archive-contents.js
var archive_contents = __webpack_require__(45101);
;// CONCATENATED MODULE: ./build/catalog/table-scope.js

/** Kinds of schema objects that are named `schema.table.name`. */
const OF_TABLE = new Set([
    'column',
    'constraint',
    'default',
    'foreign key',
    'policy',
    'rule',
    'trigger',
]);
const TABLE_ITSELF = new Set(['table', 'foreign table', 'row security']);
/** Kinds of schema objects that are named `schema.name`, and the kind of their entry in the archive. */
const BESIDE = { sequence: 'SEQUENCE', statistics: 'STATISTICS' };
/**
 * The part of a set's fingerprint that a restore of chosen tables has to match: all that belongs to these tables, whether
 * it was restored or not, and of everything else (types, functions, schemas …) what the copy has. So a part that the plan
 * forgot is a difference, and so is one that it brought although it should not.
 */
function scopeToTables(expected, actual, plan) {
    const names = new Names(plan);
    const there = new Set(actual.objects.map(objectKey));
    const notCompared = [
        ...plan.leftOut.filter(({ entry }) => names.isAbout(entry)).map(withoutEntry),
    ];
    const objects = expected.objects.filter((object) => {
        const present = there.has(objectKey(object));
        if (!names.owns(object))
            return present;
        return present || !names.isLeftOut(object);
    });
    const kept = objects.filter((object) => !names.changesByDetaching(object));
    for (const { schema, name } of names.detached) {
        notCompared.push({
            kind: 'partition',
            name: `${schema}.${name}`,
            reason: 'it stands alone here, so its bounds and what its indexes are parts of are not compared',
        });
    }
    const inScope = ({ schema, name }) => names.hasTable(schema, name);
    return {
        expected: {
            ...expected,
            tables: expected.tables.filter(inScope),
            sequences: expected.sequences.filter(({ schema, name }) => names.hasBeside('SEQUENCE', schema, name)),
            largeObjects: expected.largeObjects === null ? null : { count: '0', digest: actual.largeObjects?.digest ?? null },
            objects: kept,
        },
        notCompared,
    };
}
/** The copy without what differs only because a partition stands alone. */
function withoutDetached(actual, plan) {
    const names = new Names(plan);
    if (names.detached.length === 0)
        return actual;
    return { ...actual, objects: actual.objects.filter((object) => !names.changesByDetaching(object)) };
}
function withoutEntry({ kind, name, reason }) {
    return { kind, name, reason };
}
function objectKey({ kind, name }) {
    return JSON.stringify([kind, name]);
}
function pathKey(...path) {
    return JSON.stringify(path.map(archive_contents/* listedName */.d1));
}
/** What a plan names, for looking up schema objects. */
class Names {
    detached;
    #tables;
    #indexes = new Set();
    #detachedIndexes = new Set();
    #beside = new Set();
    #leftOut;
    #detachedTables;
    constructor(plan) {
        this.#tables = new Set(plan.tables.map(({ schema, name }) => pathKey(schema, name)));
        this.#leftOut = new Set(plan.leftOut.map(({ entry }) => partKey(entry)));
        this.detached = plan.leftOut
            .filter(({ entry }) => entry.kind === 'TABLE ATTACH')
            .map(({ entry }) => ({ schema: entry.schema, name: entry.tag }));
        this.#detachedTables = new Set(this.detached.map(({ schema, name }) => pathKey(schema, name)));
        const tableOf = new Map(plan.entries.filter(({ kind }) => kind === 'TABLE').map((entry) => [entry.id, entry]));
        for (const entry of [...plan.entries, ...plan.leftOut.map((left) => left.entry)]) {
            const table = entry.dependsOn.flatMap((id) => tableOf.get(id) ?? [])[0];
            if (entry.kind === 'INDEX' || (entry.kind === 'CONSTRAINT' && table !== undefined)) {
                const name = entry.kind === 'INDEX' || table === undefined ? entry.tag : entry.tag.slice(table.tag.length + 1);
                this.#indexes.add(pathKey(entry.schema, name));
                if (table !== undefined && this.#detachedTables.has(pathKey(table.schema, table.tag)))
                    this.#detachedIndexes.add(pathKey(entry.schema, name));
            }
            else if (entry.kind === 'SEQUENCE' || entry.kind === 'STATISTICS') {
                this.#beside.add(`${entry.kind} ${pathKey(entry.schema, entry.tag)}`);
            }
        }
    }
    hasTable(schema, name) {
        return this.#tables.has(pathKey(schema, name));
    }
    hasBeside(kind, schema, name) {
        return this.#beside.has(`${kind} ${pathKey(schema, name)}`);
    }
    /** Whether something that was left out is a part of the tables, and not only looks at them. */
    isAbout(entry) {
        if (entry.kind === 'PUBLICATION TABLE')
            return true;
        return [...this.#tables].some((key) => {
            const [schema = '', name = ''] = JSON.parse(key);
            return schema === entry.schema && (entry.tag === name || entry.tag.startsWith(`${name} `));
        });
    }
    /** Whether an object is a part of one of the tables. */
    owns(object) {
        const path = (0,archive_contents/* quotedPath */.MW)(object.name);
        const [schema = '', name = ''] = path;
        if (TABLE_ITSELF.has(object.kind) || OF_TABLE.has(object.kind))
            return this.hasTable(schema, name);
        if (object.kind === 'index')
            return this.#indexes.has(pathKey(schema, name));
        const beside = BESIDE[object.kind];
        if (beside !== undefined)
            return this.hasBeside(beside, schema, name);
        return ['owner', 'grant', 'comment'].includes(object.kind) && this.#ownsSubject(object.name);
    }
    /** Of owners, grants and comments: `table public.tickets to app`, `trigger touch on public.tickets`. */
    #ownsSubject(text) {
        const [, kind = '', behind = ''] = /^((?:table )?column|table constraint|foreign table|table|sequence|statistics object|statistics|index|trigger|policy|rule) (.*)$/s.exec(text) ?? [];
        if (kind === '')
            return false;
        const names = dottedNames(behind);
        const path = /^(table constraint|trigger|policy|rule)$/.test(kind) ? names.at(-1) : names[0];
        const [schema = '', name = ''] = path ?? [];
        if (kind === 'index')
            return this.#indexes.has(pathKey(schema, name));
        if (kind === 'sequence')
            return this.hasBeside('SEQUENCE', schema, name);
        if (kind.startsWith('statistics'))
            return this.hasBeside('STATISTICS', schema, name);
        return this.hasTable(schema, name);
    }
    isLeftOut(object) {
        const [schema = '', table = '', name = ''] = (0,archive_contents/* quotedPath */.MW)(object.name);
        const kind = object.kind === 'foreign key' ? 'FK CONSTRAINT' : object.kind.toUpperCase();
        if (this.#leftOut.has(`${kind} ${pathKey(schema, `${table} ${name}`)}`))
            return true;
        // A comment on a constraint, trigger or policy that was left out.
        const on = dottedNames(object.name.replace(/^(table constraint|trigger|policy|rule) /, ''));
        const [part, of] = [on[0], on.at(-1)];
        return (object.kind === 'comment' &&
            ['FK CONSTRAINT', 'TRIGGER', 'POLICY', 'RULE'].some((one) => this.#leftOut.has(`${one} ${pathKey(of?.[0] ?? '', `${of?.[1] ?? ''} ${part?.[0] ?? ''}`)}`)));
    }
    /** A partition without its parent has no bounds, and its indexes are parts of nothing. */
    changesByDetaching(object) {
        const [schema = '', name = ''] = (0,archive_contents/* quotedPath */.MW)(object.name);
        if (object.kind === 'table')
            return this.#detachedTables.has(pathKey(schema, name));
        if (object.kind === 'index')
            return this.#detachedIndexes.has(pathKey(schema, name));
        const ofDetached = this.#detachedTables.has(pathKey(schema, name));
        if (object.kind === 'trigger')
            return ofDetached;
        // Which sequence a column owns is said by the column's table.
        return object.kind === 'sequence' && this.#leftOut.has(`SEQUENCE OWNED BY ${pathKey(schema, name)}`);
    }
}
function partKey(entry) {
    return `${entry.kind} ${pathKey(entry.schema, entry.tag)}`;
}
/** The dotted names in a text, quoted or not: `it on public."Order ""1"""` has two. */
function dottedNames(text) {
    const part = `(?:"(?:[^"]|"")*"|[^\\s".]+)`;
    return [...text.matchAll(new RegExp(`${part}(?:\\.${part})*`, 'g'))]
        .map(([name]) => (0,archive_contents/* quotedPath */.MW)(name))
        .filter((path) => !(path.length === 1 && (path[0] === 'on' || path[0] === 'to')));
}

// EXTERNAL MODULE: ./build/postgres/client.js + 1 modules
var postgres_client = __webpack_require__(5599);
// EXTERNAL MODULE: ./build/postgres/facts.js
var facts = __webpack_require__(98357);
// EXTERNAL MODULE: ./build/catalog/row-reading.js
var row_reading = __webpack_require__(79961);
// EXTERNAL MODULE: ./build/postgres/fingerprint.js
var postgres_fingerprint = __webpack_require__(77214);
// EXTERNAL MODULE: ./build/postgres/large-objects.js
var large_objects = __webpack_require__(32188);
// EXTERNAL MODULE: ./build/postgres/roles.js
var roles = __webpack_require__(87075);
// EXTERNAL MODULE: ./build/postgres/schema-objects.js + 15 modules
var schema_objects = __webpack_require__(6779);
// EXTERNAL MODULE: ./build/postgres/sequences.js
var postgres_sequences = __webpack_require__(47800);
// EXTERNAL MODULE: ./build/postgres/snapshot.js
var snapshot = __webpack_require__(528);
// EXTERNAL MODULE: ./build/postgres/tables.js
var tables = __webpack_require__(17469);
;// CONCATENATED MODULE: ./build/postgres/fingerprint-database.js










/** The fingerprint of a whole database that nobody else changes, such as a restored copy. */
async function fingerprintDatabase(client, options) {
    const { depth, algorithm, rows } = options;
    const first = await (0,postgres_client/* openSession */.fA)(client);
    const sessions = [first];
    try {
        for (let index = 1; index < options.jobs; index += 1)
            sessions.push(await (0,postgres_client/* openSession */.fA)(client));
        const listing = await (0,tables/* listTables */.W)(first);
        let done = 0;
        const onTable = () => options.onTable?.(++done, listing.tables.length);
        const sequences = rows ? await (0,postgres_sequences/* readSequences */.l)(first) : [];
        const schema = await (0,schema_objects/* readSchemaObjects */._)(first);
        return {
            version: 1,
            serverMajor: client.installation.major,
            probe: await (0,postgres_fingerprint/* readProbe */.f1)(first, algorithm),
            depth,
            algorithm,
            tables: rows
                ? await (0,postgres_fingerprint/* fingerprintTables */.Qg)(sessions, listing.tables, {
                    depth,
                    algorithm,
                    onTable,
                    ...(options.like === undefined ? {} : { reading: (0,row_reading/* readingsOf */.R)(options.like) }),
                })
                : [],
            sequences: (0,fingerprint/* mergeSequences */.NT)(sequences, sequences),
            largeObjects: rows ? await (0,large_objects/* fingerprintLargeObjects */.C)(first, { depth, algorithm }) : null,
            objects: options.roles ? [...schema.objects, ...(await (0,roles/* readRoles */.iZ)(first))] : schema.objects,
            notHeld: [...listing.notHeld, ...schema.notHeld],
        };
    }
    finally {
        await (0,snapshot/* closeAll */.S5)(sessions);
    }
}

;// CONCATENATED MODULE: ./build/actions/compare-copy.js
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







/** Takes the fingerprint of the restored copy, just as that of the source was taken, and compares the two. */
async function compareCopy(context, client, manifest, expected, options) {
    const { jobs, ownServer, plan } = options;
    const actual = await fingerprintDatabase(client, {
        depth: expected.depth,
        algorithm: expected.algorithm,
        rows: manifest.content !== 'schema',
        roles: ownServer,
        like: expected,
        jobs,
        onTable: (done, total) => context.log.progress('comparing', done, total, 'tables'),
    });
    const whole = (0,fingerprint/* withoutForeignKeys */.LT)(ownServer ? expected : withoutRoles(expected), manifest.foreignKeysOut);
    const scope = plan === undefined ? undefined : scopeToTables(whole, actual, plan);
    const comparison = compareFingerprints(scope?.expected ?? whole, plan === undefined ? actual : withoutDetached(actual, plan));
    // The version stands in the rows of one table, and that may not be among the chosen ones.
    const migration = plan === undefined ? await compareMigration(client, manifest) : { differences: [], notCompared: [] };
    return {
        ...comparison,
        differences: [...migration.differences, ...comparison.differences],
        notCompared: [
            ...migration.notCompared,
            ...comparison.notCompared,
            ...(scope?.notCompared ?? []),
            ...(ownServer ? [] : [{ kind: 'roles', name: 'all', reason: 'the server has roles of its own' }]),
        ],
    };
}
function withoutRoles(fingerprint) {
    return { ...fingerprint, objects: fingerprint.objects.filter((object) => !roles/* ROLE_KINDS */.FG.has(object.kind)) };
}
/** The version the migration tool would say: a copy at another version is another schema, or an older backup. */
async function compareMigration(client, manifest) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const expected = manifest.migration;
        if (expected === null)
            return { differences: [], notCompared: [] };
        const name = `${expected.tool} version`;
        if (manifest.content === 'schema') {
            return {
                differences: [],
                notCompared: [{ kind: 'migration', name, reason: 'it stands in rows, and the set holds none' }],
            };
        }
        const session = __addDisposableResource(env_1, await (0,postgres_client/* openSession */.fA)(client), true);
        const actual = await (0,facts/* readMigration */.V7)(session);
        if (actual?.tool === expected.tool && actual.version === expected.version)
            return { differences: [], notCompared: [] };
        if (actual === null && manifest.notHeld.some((item) => item.kind.includes('rows'))) {
            return {
                differences: [],
                notCompared: [{ kind: 'migration', name, reason: 'the rows of its table were left out' }],
            };
        }
        return {
            differences: [
                {
                    severity: 'error',
                    kind: 'object changed',
                    name,
                    expected: expected.version,
                    actual: actual === null ? 'none' : `${actual.tool} ${actual.version}`,
                    detail: 'migration',
                    reason: null,
                },
            ],
            notCompared: [],
        };
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

/***/ 19541:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ describeDifference)
/* harmony export */ });
/** One sentence for people, on one line whatever the name contains. */
function describeDifference(difference) {
    return onOneLine(sentence(difference));
}
function sentence(found) {
    const { name, expected, actual } = found;
    switch (found.kind) {
        case 'table missing':
            return `${capital(found.detail)} ${name} (${rows(expected)}) is missing.`;
        case 'table unexpected':
            return `${capital(found.detail)} ${name} (${rows(actual)}) is there although the backup has none of this name.`;
        case 'row count':
            return `${name} has ${rows(actual)} instead of ${expected}${because(found.detail)}.`;
        case 'content':
            return `${name} has the right number of rows, but not the same rows${because(found.detail)}.`;
        case 'population':
            return `Materialized view ${name} is ${actual} instead of ${expected}.`;
        case 'sequence':
            return sequenceSentence(name, expected, actual, found.detail);
        case 'large objects':
            return found.detail === 'count'
                ? `There are ${actual} large objects instead of ${expected}.`
                : 'The large objects do not have the same content.';
        case 'object missing':
            return `${object(found.detail)} ${name}${shown(expected)} is missing.`;
        case 'object unexpected':
            return `${object(found.detail)} ${name}${shown(actual)} is there although the source has none of this name.`;
        case 'object changed':
            return expected === null && actual === null
                ? `${object(found.detail)} ${name} is defined differently${because(found.reason)}.`
                : `${object(found.detail)} ${name} is ${actual} instead of ${expected}${because(found.reason)}.`;
    }
}
function sequenceSentence(name, expected, actual, detail) {
    if (actual === null)
        return `Sequence ${name} (at ${expected}) is missing.`;
    if (expected === null)
        return `Sequence ${name} (at ${actual}) is there although the backup has none of this name.`;
    return `Sequence ${name} is at ${actual} instead of ${expected}${because(detail)}.`;
}
/** Kinds whose name alone does not make a sentence: `Owner of table public.tickets is …`. */
const OBJECT_WORDS = {
    comment: 'Comment on',
    default: 'Default of',
    'default privilege': 'Default privilege on',
    'extension version': 'Version of extension',
    grant: 'Grant on',
    owner: 'Owner of',
    'row security': 'Row security of',
};
function object(kind) {
    return OBJECT_WORDS[kind] ?? capital(kind);
}
function rows(count) {
    return count === '1' ? '1 row' : `${count ?? '0'} rows`;
}
function shown(value) {
    return value === null ? '' : ` (${value})`;
}
function because(reason) {
    return reason === null ? '' : ` (${reason})`;
}
function capital(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}
/** Names may contain line breaks and control characters, which would tear a log or a table apart. */
function onOneLine(text) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, (char) => {
        const known = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
        return known[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
    });
}


/***/ }),

/***/ 79265:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ statementsFor),
/* harmony export */   t: () => (/* binding */ rolesIn)
/* harmony export */ });
/** A role's name as pg_dumpall writes it. */
const NAME = `(?:"(?:[^"]|"")*"|[^\\s";]+)`;
const OF_ROLE = new RegExp(`^(?:CREATE|ALTER) ROLE (${NAME})[ ;]`);
const MEMBERSHIP = new RegExp(`^GRANT (${NAME}) TO (${NAME})( WITH ADMIN OPTION)?( GRANTED BY ${NAME})?;$`);
/** Names of the roles that a roles script makes. */
function rolesIn(script) {
    return script
        .split('\n')
        .flatMap((line) => (line.startsWith('CREATE ROLE ') ? (nameIn(OF_ROLE.exec(line)?.[1]) ?? []) : []));
}
/**
 * Of a roles script, what makes only these roles: their attributes, settings and memberships. Who granted a membership is
 * left to the server, because that role may be another one there.
 */
function statementsFor(script, roles) {
    const wanted = (quoted) => {
        const name = nameIn(quoted);
        return name !== undefined && roles.includes(name);
    };
    const lines = script.split('\n').flatMap((line) => {
        if (!line.endsWith(';'))
            return [];
        if (wanted(OF_ROLE.exec(line)?.[1]))
            return line;
        const [, group, member, admin = ''] = MEMBERSHIP.exec(line) ?? [];
        return wanted(group) || wanted(member) ? `GRANT ${group} TO ${member}${admin};` : [];
    });
    return lines.map((line) => `${line}\n`).join('');
}
function nameIn(quoted) {
    if (quoted === undefined)
        return undefined;
    return quoted.startsWith('"') ? quoted.slice(1, -1).replaceAll('""', '"') : quoted;
}


/***/ })

};
