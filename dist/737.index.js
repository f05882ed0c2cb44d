export const id = 737;
export const ids = [737];
export const modules = {

/***/ 6090:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ openDecryption)
/* harmony export */ });
/* harmony import */ var _streams_age_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4911);

/** The identity of the inputs, checked; undefined when none was given. @throws UserError PBA-KEY-UNREADABLE */
async function openDecryption(inputs, context) {
    if (inputs.identity !== undefined)
        return _streams_age_js__WEBPACK_IMPORTED_MODULE_0__/* .AgeDecryption */ .X.create(inputs.identity, context);
    if (inputs.identityFile !== undefined)
        return _streams_age_js__WEBPACK_IMPORTED_MODULE_0__/* .AgeDecryption */ .X.fromFile(inputs.identityFile, context);
    return undefined;
}


/***/ }),

/***/ 5737:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  restoreTest: () => (/* binding */ restoreTest)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/catalog/difference.js
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

// EXTERNAL MODULE: ./build/catalog/keys.js
var keys = __webpack_require__(8430);
// EXTERNAL MODULE: ./build/catalog/manifest.js
var catalog_manifest = __webpack_require__(9227);
// EXTERNAL MODULE: ./build/errors.js
var build_errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/postgres/client.js + 1 modules
var postgres_client = __webpack_require__(5599);
// EXTERNAL MODULE: ./build/postgres/tools.js
var tools = __webpack_require__(3909);
// EXTERNAL MODULE: ./build/runtime/format.js
var format = __webpack_require__(4364);
// EXTERNAL MODULE: ./build/sets/open-object.js
var open_object = __webpack_require__(7336);
// EXTERNAL MODULE: ./build/sets/read-sets.js + 1 modules
var read_sets = __webpack_require__(3913);
// EXTERNAL MODULE: ./build/version.js
var version = __webpack_require__(8508);
// EXTERNAL MODULE: ./build/actions/default-jobs.js
var default_jobs = __webpack_require__(630);
// EXTERNAL MODULE: ./build/actions/open-decryption.js
var open_decryption = __webpack_require__(6090);
// EXTERNAL MODULE: ./build/actions/open-stores.js + 5 modules
var open_stores = __webpack_require__(7051);
// EXTERNAL MODULE: ./build/actions/run-facts.js
var run_facts = __webpack_require__(2351);
// EXTERNAL MODULE: ./build/actions/stopwatch.js
var actions_stopwatch = __webpack_require__(5003);
// EXTERNAL MODULE: ./build/actions/time-limit.js
var time_limit = __webpack_require__(7397);
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
var fingerprint = __webpack_require__(3312);
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
    const sequences = compareSequences(expected.sequences, actual.sequences, found);
    const largeObjects = compareLargeObjects(expected, actual, obstacle === undefined, found);
    const objects = compareObjects(expected, actual, found);
    const order = (difference) => (difference.severity === 'error' ? 0 : 1);
    return {
        differences: found.differences.sort((a, b) => order(a) - order(b)),
        notCompared: found.notCompared,
        grade: !holdsRows ? 'schema' : obstacle === undefined ? 'full' : 'counts',
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
    if (expected.algorithm === 'md5')
        return undefined;
    if (expected.serverMajor !== actual.serverMajor) {
        return `hash64 is comparable within one major, and the source is ${expected.serverMajor}, the copy ${actual.serverMajor}; \`digest: md5\` crosses majors`;
    }
    if (expected.probe !== actual.probe) {
        return 'hash64 gives other values on the CPU of the source; `digest: md5` does not';
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

// EXTERNAL MODULE: ./build/postgres/fingerprint.js
var postgres_fingerprint = __webpack_require__(7214);
// EXTERNAL MODULE: ./build/postgres/large-objects.js
var large_objects = __webpack_require__(2188);
// EXTERNAL MODULE: ./build/postgres/schema-objects.js + 16 modules
var schema_objects = __webpack_require__(9065);
// EXTERNAL MODULE: ./build/postgres/sequences.js
var postgres_sequences = __webpack_require__(7800);
// EXTERNAL MODULE: ./build/postgres/snapshot.js
var snapshot = __webpack_require__(528);
// EXTERNAL MODULE: ./build/postgres/tables.js
var tables = __webpack_require__(7469);
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
            tables: rows ? await (0,postgres_fingerprint/* fingerprintTables */.Qg)(sessions, listing.tables, { depth, algorithm, onTable }) : [],
            sequences: (0,fingerprint/* mergeSequences */.NT)(sequences, sequences),
            largeObjects: rows ? await (0,large_objects/* fingerprintLargeObjects */.C)(first, { depth, algorithm }) : null,
            objects: schema.objects,
            notHeld: [...listing.notHeld, ...schema.notHeld],
        };
    }
    finally {
        await (0,snapshot/* closeAll */.S5)(sessions);
    }
}

;// CONCATENATED MODULE: ./build/actions/restore-test/compare-copy.js



/** Takes the fingerprint of the restored copy, just as that of the source was taken, and compares the two. */
async function compareCopy(context, client, manifest, expected, jobs) {
    const actual = await fingerprintDatabase(client, {
        depth: expected.depth,
        algorithm: expected.algorithm,
        rows: manifest.content !== 'schema',
        jobs,
        onTable: (done, total) => context.log.progress('comparing', done, total, 'tables'),
    });
    return compareFingerprints((0,fingerprint/* withoutForeignKeys */.LT)(expected, manifest.foreignKeysOut), actual);
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/catalog/fingerprint-json.js
var fingerprint_json = __webpack_require__(3699);
// EXTERNAL MODULE: ./build/postgres/facts.js
var facts = __webpack_require__(8357);
// EXTERNAL MODULE: ./build/process.js
var build_process = __webpack_require__(4677);
// EXTERNAL MODULE: ./build/postgres/archive-list.js
var archive_list = __webpack_require__(3105);
// EXTERNAL MODULE: ./build/postgres/stderr.js
var stderr = __webpack_require__(9708);
;// CONCATENATED MODULE: ./build/postgres/restore.js







/**
 * Restores into an existing, empty database in four phases, the first error ending it: definitions; rows in
 * parallel; plain indexes and constraints in parallel; everything else serially.
 * Tablespaces, security labels and subscriptions are left out: they belong to the source's host.
 */
async function restoreDatabase(client, options) {
    if (options.schema.format === 'plain') {
        await timed('pre-data', options, () => runScript(client, options.schema.path));
        return;
    }
    const schema = options.schema.path;
    await timed('pre-data', options, () => pgRestore(client, ['--section=pre-data', schema]));
    const { data } = options;
    if (data !== undefined) {
        await timed('data', options, () => pgRestore(client, ['--section=data', `--jobs=${options.jobs}`, data.path]));
    }
    const lists = (0,archive_list/* splitPostData */.L$)(await (0,archive_list/* listArchive */.d0)(client, schema, 'post-data'), options.foreignKeysOut);
    await timed('indexes', options, async () => {
        const list = await writeList(options.tempDir, 'indexes.list', lists.parallel);
        if (lists.parallel.length > 0)
            await pgRestore(client, [`--use-list=${list}`, `--jobs=${options.jobs}`, schema]);
    });
    await timed('post-data', options, async () => {
        const list = await writeList(options.tempDir, 'rest.list', lists.serial);
        if (lists.serial.length > 0)
            await pgRestore(client, [`--use-list=${list}`, schema]);
    });
}
async function timed(phase, options, body) {
    const start = performance.now();
    await body();
    options.onPhase(phase, (performance.now() - start) / 1000);
}
async function writeList(tempDir, name, entries) {
    const path = (0,external_node_path_.join)(tempDir, name);
    await (0,promises_.writeFile)(path, entries.map((entry) => `${entry.line}\n`).join(''), { mode: 0o600 });
    return path;
}
async function pgRestore(client, args) {
    const running = await (0,build_process/* startProcess */.kp)((0,tools/* program */.DM)(client.installation, 'pg_restore'), [
        '--exit-on-error',
        '--no-password',
        '--no-tablespaces',
        '--no-security-labels',
        '--no-subscriptions',
        `--dbname=${conninfo(client)}`,
        ...args,
    ], { env: client.env, signal: client.signal });
    running.stdin.end();
    running.stdout.resume();
    await (0,build_process/* expectSuccess */.lb)(running, client.signal, explainRestore);
}
/** pg_restore connects only when a database is named; the name must not be taken for a connection string. */
function conninfo(client) {
    return `dbname='${(client.env['PGDATABASE'] ?? 'postgres').replace(/[\\']/g, (char) => `\\${char}`)}'`;
}
/**
 * pg_restore names the entry before the error: "while PROCESSING TOC: from TOC entry 3456; … INDEX x y". Both go
 * into the message, with the remedy for the causes that are known.
 */
function explainRestore(exit) {
    if (exit.signal !== null)
        return undefined;
    const entry = /from TOC entry \d+; \d+ \d+ ([^\n]*)/.exec(exit.stderr)?.[1];
    const reason = /(?:error|ERROR): +(?:could not execute query: ERROR: +)?([^\n]*)/.exec(exit.stderr)?.[1] ??
        'no reason given';
    const remedy = RESTORE_REMEDIES.find(([pattern]) => pattern.test(exit.stderr));
    return new build_errors/* ToolError */.v4('PBA-PG-RESTORE', `pg_restore failed${entry === undefined ? '' : ` at ${entry.trim()}`}: ${reason.replace(/^could not execute query: (ERROR: +)?/, '')}`, {
        exitCode: exit.exitCode,
        signal: exit.signal,
        stderr: exit.stderr.slice(-4096),
        ...(remedy === undefined ? {} : { hint: remedy[1] }),
    });
}
const RESTORE_REMEDIES = [
    [
        /No space left on device|could not extend file/,
        'The target’s disk is full: a restore needs the database’s full size, not the backup’s.',
    ],
    [/role "[^"]*" does not exist/, 'Restore the roles first (roles.sql in the set).'],
    [
        /could not open extension control file|extension "[^"]*" is not available/,
        'Install the extension’s package on this host; the manifest lists the extensions and their versions.',
    ],
    [
        /relation "[^"]*" does not exist|function .* does not exist/,
        'A function that an index, check, generated column or view uses names objects without their schema; restores run with an empty search_path. Qualify the names in the source, or ALTER FUNCTION … SET search_path.',
    ],
    [
        /could not uncompress|could not read|corrupt|unexpected (end|block|data)|zst error/,
        'The archive is damaged. `verify` tells which copy is sound.',
    ],
    [
        /invalid locale name|could not create locale|collation .* does not exist/,
        'Install the source’s locales on this host (locale-gen or the locales package).',
    ],
];
/** Runs a SQL script with psql, the first error ending it. */
async function runScript(client, path, variables = {}) {
    if (client.signal.aborted)
        throw new build_errors/* CancelledError */.cc();
    await (0,build_process/* runText */.le)((0,tools/* program */.DM)(client.installation, 'psql'), [
        '--no-psqlrc',
        '--quiet',
        '--no-password',
        '--output=/dev/null',
        '--set=ON_ERROR_STOP=1',
        ...Object.entries(variables).map(([name, value]) => `--set=${name}=${value}`),
        `--file=${path}`,
    ], {
        env: client.env,
        signal: client.signal,
        timeoutMs: 3_600_000,
        explain: (exit) => (0,stderr/* explainPostgres */.f)(exit, client.env),
    });
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./build/concurrency.js
var concurrency = __webpack_require__(3943);
;// CONCATENATED MODULE: ./build/postgres/os-user.js



/**
 * The user a scratch server runs as: undefined (ourselves) for an ordinary user; for root the system's `postgres`
 * user, because initdb and postgres refuse to run as root.
 * @throws UserError PBA-PG-SCRATCH when we are root and there is no such user
 */
async function scratchUser() {
    if (process.getuid?.() !== 0)
        return undefined;
    const passwd = await (0,promises_.readFile)('/etc/passwd', 'utf8');
    for (const line of passwd.split('\n')) {
        const [name, , uid, gid] = line.split(':');
        if (name === 'postgres' && uid !== undefined && gid !== undefined)
            return { name, uid: Number(uid), gid: Number(gid) };
    }
    throw new build_errors/* UserError */.yo('PBA-PG-SCRATCH', 'The job runs as root and there is no operating-system user postgres.', {
        hint: 'PostgreSQL refuses to run as root. Install the server package (it makes the user), or run the runner as an ordinary user.',
    });
}
/** Whether a user can reach a directory: every parent must let it pass. */
async function canTraverse(path, user) {
    for (let directory = path;; directory = (0,external_node_path_.dirname)(directory)) {
        const { mode, uid, gid } = await (0,promises_.stat)(directory);
        const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
        if ((mode & bit) === 0)
            return false;
        if (directory === (0,external_node_path_.dirname)(directory))
            return true;
    }
}

;// CONCATENATED MODULE: ./build/postgres/scratch.js








const PORT = '5432';
const START_LIMIT_MS = 60_000;
/**
 * Makes and starts a scratch server of the installation's major version. Its superuser has the name that the
 * source's first role has, so that the source's roles and grants fit. Durability is switched off: the data may be lost.
 * @throws ToolError|UserError PBA-PG-SCRATCH
 */
async function startScratchServer(options) {
    const user = await scratchUser();
    const directory = await makeDirectory(options, user);
    let server;
    // Sockets have a path limit of 107 bytes, which a deep RUNNER_TEMP exceeds.
    const socketDir = await (0,promises_.mkdtemp)('/tmp/pba-');
    const dispose = async () => {
        await server?.stop();
        await (0,promises_.rm)(directory, { recursive: true, force: true, maxRetries: 3 });
        await (0,promises_.rm)(socketDir, { recursive: true, force: true });
    };
    try {
        options.remember({ kind: 'directory', path: socketDir });
        if (user !== undefined)
            await (0,promises_.chown)(socketDir, user.uid, user.gid);
        const env = { PATH: options.env['PATH'] ?? '', LC_ALL: 'C', HOME: directory };
        const as = user === undefined ? {} : { user };
        await initdb(options, directory, env, as);
        server = await (0,build_process/* startProcess */.kp)((0,tools/* program */.DM)(options.installation, 'postgres'), ['-D', (0,external_node_path_.join)(directory, 'data'), ...settings(socketDir)], {
            env,
            signal: options.signal,
            cwd: directory,
            stopSignal: 'SIGQUIT', // PostgreSQL's "immediate shutdown": nothing is worth flushing here.
            ...as,
        });
        server.stdin.end();
        server.stdout.resume();
        if (server.pid !== undefined)
            options.remember({ kind: 'process', pid: server.pid, stopSignal: 'SIGQUIT' });
        const client = {
            installation: options.installation,
            env: {
                ...env,
                PGHOST: socketDir,
                PGPORT: PORT,
                PGUSER: options.facts.bootstrapRole,
                PGDATABASE: 'postgres',
                PGAPPNAME: 'postgres-backup-actions',
            },
            signal: options.signal,
            log: options.log,
        };
        await waitUntilReady(client, server);
        return { client, directory, [Symbol.asyncDispose]: dispose };
    }
    catch (error) {
        await dispose();
        throw error;
    }
}
async function makeDirectory(options, user) {
    const reachable = user === undefined || (await canTraverse(options.parent, user));
    const directory = await (0,promises_.mkdtemp)((0,external_node_path_.join)(reachable ? options.parent : (0,external_node_os_.tmpdir)(), 'pba-scratch-'));
    options.remember({ kind: 'directory', path: directory });
    if (user !== undefined)
        await (0,promises_.chown)(directory, user.uid, user.gid);
    return directory;
}
async function initdb(options, directory, env, as) {
    await (0,build_process/* runText */.le)((0,tools/* program */.DM)(options.installation, 'initdb'), [
        '--no-sync',
        `--pgdata=${(0,external_node_path_.join)(directory, 'data')}`,
        '--auth=trust', // The socket's directory is closed to everybody else.
        `--username=${options.facts.bootstrapRole}`,
        '--encoding=UTF8',
        '--no-locale',
    ], {
        env,
        signal: options.signal,
        cwd: directory,
        timeoutMs: START_LIMIT_MS,
        explain: (exit) => new build_errors/* ToolError */.v4('PBA-PG-SCRATCH', `initdb failed: ${exit.stderr.trim().split('\n')[0] ?? 'no reason given'}`, {
            ...exit,
            hint: `Is there space in ${options.parent}, and may its files be executed and owned by the server’s user?`,
        }),
        ...as,
    });
}
/** Fast settings for a server whose data may be lost at any time, sized to this machine. */
function settings(socketDir) {
    const memory = Math.floor((0,external_node_os_.totalmem)() / 1024 / 1024);
    const cores = (0,external_node_os_.availableParallelism)();
    const values = {
        listen_addresses: '',
        port: PORT,
        unix_socket_directories: socketDir,
        unix_socket_permissions: '0777', // The directory decides who gets in: 0700 of the server's user, or of root.
        fsync: 'off',
        full_page_writes: 'off',
        synchronous_commit: 'off',
        wal_level: 'minimal',
        max_wal_senders: '0',
        archive_mode: 'off',
        autovacuum: 'off',
        max_wal_size: '16GB',
        checkpoint_timeout: '1d',
        shared_buffers: `${Math.max(128, Math.min(2048, Math.floor(memory / 8)))}MB`,
        maintenance_work_mem: `${Math.max(64, Math.min(1024, Math.floor(memory / 16)))}MB`,
        max_parallel_maintenance_workers: String(Math.min(4, cores)),
        max_locks_per_transaction: '1024',
        logging_collector: 'off',
        log_min_messages: 'warning',
    };
    return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
async function waitUntilReady(client, server) {
    let ended = false;
    void server.exit.then(() => {
        ended = true;
    });
    const deadline = performance.now() + START_LIMIT_MS;
    for (;;) {
        try {
            await (0,build_process/* runText */.le)((0,tools/* program */.DM)(client.installation, 'pg_isready'), ['-q'], {
                env: client.env,
                signal: client.signal,
                timeoutMs: 5_000,
            });
            return;
        }
        catch (error) {
            if (error instanceof build_errors/* CancelledError */.cc)
                throw error;
            if (ended) {
                const exit = await server.exit;
                throw new build_errors/* ToolError */.v4('PBA-PG-SCRATCH', `The scratch server did not start: ${lastLine(exit.stderr)}`, {
                    ...exit,
                });
            }
            if (performance.now() > deadline) {
                throw new build_errors/* ToolError */.v4('PBA-PG-SCRATCH', `The scratch server was not ready after ${START_LIMIT_MS / 1000} s.`, {
                    cause: error,
                });
            }
        }
        await (0,concurrency/* sleep */.yy)(50, client.signal);
    }
}
function lastLine(text) {
    return text.trim().split('\n').at(-1) ?? 'no reason given';
}
/** Removes the statement that makes the scratch server's own superuser from a roles script; all others stay. */
function withoutBootstrapRole(roles, bootstrapRole) {
    const quoted = /^[a-z_][a-z0-9_$]*$/.test(bootstrapRole)
        ? bootstrapRole
        : `"${bootstrapRole.replaceAll('"', '""')}"`;
    return roles
        .split('\n')
        .filter((line) => line !== `CREATE ROLE ${quoted};`)
        .join('\n');
}

// EXTERNAL MODULE: ./build/sets/unpack-archive.js
var unpack_archive = __webpack_require__(5263);
;// CONCATENATED MODULE: ./build/actions/restore-test/restore-copy.js
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
 * Restores one set into a new scratch server: roles, the database as it was created, the dump in its phases, and last
 * the settings. The caller disposes of the server; on failure it is gone already.
 * @throws IntegrityError when stored bytes are damaged, ToolError PBA-PG-RESTORE when pg_restore reports an error
 */
async function restoreCopy(context, options) {
    const { open, stopwatch } = options;
    const { manifest } = open;
    const { log, signal } = context;
    const directory = await (0,promises_.mkdtemp)((0,external_node_path_.join)(context.tempDir, 'restore-'));
    const scratch = await log.group(`Starting a scratch server, PostgreSQL ${options.installation.version}`, () => stopwatch.time('server', () => startScratchServer({
        installation: options.installation,
        facts: manifest.server,
        env: context.env,
        signal,
        log,
        parent: (0,external_node_path_.dirname)(context.tempDir),
        remember: context.remember,
    })));
    try {
        await refuseSource(scratch.client, manifest.server.systemIdentifier);
        const archiveObject = (0,open_object/* requireObject */.zG)(manifest, 'archive');
        const { archive, schema } = await log.group(`Fetching from ${open.store.location}`, () => stopwatch.time('fetch', async () => {
            const report = (bytes) => log.progress('fetching', bytes, archiveObject.size, 'bytes');
            const archive = await (0,unpack_archive/* unpackArchive */.b)(archiveObject, directory, { ...open, onBytes: report });
            const schemaObject = (0,open_object/* objectOf */.Xy)(manifest, 'schema');
            return {
                archive,
                schema: schemaObject === undefined ? archive : await (0,unpack_archive/* unpackArchive */.b)(schemaObject, directory, open),
            };
        }));
        const expected = (0,fingerprint_json/* parseFingerprint */.s)(await (0,open_object/* readObjectText */.Db)((0,open_object/* requireObject */.zG)(manifest, 'fingerprint'), open));
        const client = await log.group('Restoring', () => restoreInto(context, scratch, { ...options, directory, archive, schema }));
        return { scratch, client, expected };
    }
    catch (error) {
        await scratch[Symbol.asyncDispose]();
        throw error;
    }
}
async function restoreInto(context, scratch, options) {
    const { open, stopwatch } = options;
    const { manifest } = open;
    const target = { target: manifest.database };
    const script = async (role, change = (text) => text) => {
        const path = (0,external_node_path_.join)(options.directory, `${role}.sql`);
        await (0,promises_.writeFile)(path, change(await (0,open_object/* readObjectText */.Db)((0,open_object/* requireObject */.zG)(manifest, role), open)), { mode: 0o600 });
        return path;
    };
    await stopwatch.time('roles', async () => {
        const roles = await script('roles', (text) => withoutBootstrapRole(text, manifest.server.bootstrapRole));
        await runScript(scratch.client, roles);
        await runScript(scratch.client, await script('database'), target);
    });
    const client = (0,postgres_client/* withDatabase */.kR)(scratch.client, manifest.database);
    await restoreDatabase(client, {
        schema: options.schema,
        data: manifest.content === 'schema' ? undefined : options.archive,
        jobs: options.jobs,
        foreignKeysOut: manifest.foreignKeysOut,
        tempDir: options.directory,
        onPhase: (phase, seconds) => {
            stopwatch.add(phase, seconds);
            context.log.info(`${phase}: ${seconds.toFixed(1)} s`);
        },
    });
    await stopwatch.time('settings', async () => runScript(scratch.client, await script('settings'), target));
    return client;
}
/** A scratch server is new by construction; that it is not the source is checked all the same. */
async function refuseSource(client, source) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = __addDisposableResource(env_1, await (0,postgres_client/* openSession */.fA)(client), true);
        const { systemIdentifier } = await (0,facts/* readServerFacts */.TX)(session);
        if (systemIdentifier !== source)
            return;
        throw new build_errors/* UserError */.yo('PBA-TARGET-IS-SOURCE', 'The target of the restore test is the very server the set came from.', {
            hint: 'Nothing was restored. A restore test only ever runs on another server.',
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

;// CONCATENATED MODULE: ./build/actions/restore-test/summary.js


/** How many rows of a list a reader is shown; the totals are always there. */
const SHOWN = 50;
/** Markdown for the job summary: the verdict, what differs, how long it took, what was not checked. */
function restoreTestSummary(report) {
    const { evidence } = report;
    const good = report.failure === undefined;
    return [
        `## ${good ? '✅' : '❌'} Restore test of ${(0,format/* escapeMarkdown */.FV)(report.manifest.database)}: ${headline(report)}`,
        '',
        ...(report.failure === undefined
            ? []
            : [`**${report.failure.code}** ${(0,format/* escapeMarkdown */.FV)(report.failure.message)}`, '']),
        (0,format/* markdownTable */.Qj)([{ title: 'Set' }, { title: evidence.set }], summary_facts(report)),
        '',
        ...section('Differences', differences(report).length, () => (0,format/* markdownTable */.Qj)([{ title: 'Severity' }, { title: 'Kind' }, { title: 'Object' }, { title: 'What' }], differences(report).map((one) => [
            one.severity === 'error' ? '❌ error' : '⚠️ warning',
            one.kind,
            (0,format/* code */.aY)(one.name),
            describeDifference(one),
        ]), { maxRows: SHOWN })),
        ...section('Time', Object.keys(evidence.phases).length, () => (0,format/* markdownTable */.Qj)([{ title: 'Phase' }, { title: 'Time', align: 'right' }], phaseRows(report))),
        ...section('Not checked', evidence.notCompared.length, () => [
            ...evidence.notCompared.slice(0, SHOWN).map((item) => `- ${(0,format/* escapeMarkdown */.FV)(item)}`),
            ...(evidence.notCompared.length > SHOWN
                ? [`- … and ${evidence.notCompared.length - SHOWN} more`]
                : []),
        ].join('\n')),
    ].join('\n');
}
/** The same for a terminal. */
function restoreTestText(report) {
    const { evidence } = report;
    return [
        headline(report),
        '',
        (0,format/* terminalTable */.RX)([{ title: 'Set' }, { title: evidence.set }], summary_facts(report)),
        ...differences(report)
            .slice(0, SHOWN)
            .map((one) => `- ${one.severity}: ${describeDifference(one)}`),
        '',
        (0,format/* terminalTable */.RX)([{ title: 'Phase' }, { title: 'Time', align: 'right' }], phaseRows(report)),
        ...evidence.notCompared.slice(0, SHOWN).map((item) => `- not checked: ${item}`),
    ].join('\n');
}
function headline(report) {
    const { evidence, failure } = report;
    const control = evidence.negativeControl ? ' (negative control: the copy was damaged on purpose)' : '';
    if (evidence.verdict === 'proven') {
        return `proven, grade ${evidence.grade}${evidence.rto.kept ? '' : ', but the RTO is broken'}${control}`;
    }
    const errors = differences(report).filter((one) => one.severity === 'error').length;
    return errors > 0
        ? `FAILED, ${(0,format/* plural */.LS)(errors, 'difference')}${control}`
        : `FAILED (${failure?.code ?? ''})${control}`;
}
function differences(report) {
    return report.comparison?.differences ?? [];
}
function summary_facts(report) {
    const { evidence, manifest } = report;
    const compared = report.comparison?.compared;
    return [
        ['State of', manifest.snapshotAt],
        ['From', report.store],
        [
            'Compared',
            compared === undefined
                ? 'nothing: the set could not be restored'
                : Object.entries(compared)
                    .map(([what, count]) => `${(0,format/* formatCount */.B4)(BigInt(count))} ${COMPARED[what] ?? what}`)
                    .join(', '),
        ],
        [
            'Migration',
            manifest.migration === null ? 'none found' : `${manifest.migration.tool} ${manifest.migration.version}`,
        ],
        [
            'RTO',
            `${(0,format/* formatDuration */.a3)(evidence.rto.achievedSeconds * 1000)} of ${(0,format/* formatDuration */.a3)(evidence.rto.objectiveSeconds * 1000)}${evidence.rto.kept ? '' : ', NOT kept'}`,
        ],
        ['Server', `PostgreSQL ${evidence.tools['server'] ?? ''} (source ${manifest.server.version})`],
    ];
}
const COMPARED = {
    largeObjects: 'large objects',
    objects: 'schema objects',
};
function phaseRows(report) {
    return Object.entries(report.evidence.phases).map(([phase, seconds]) => [
        phase,
        (0,format/* formatDuration */.a3)(seconds * 1000),
    ]);
}
function section(title, count, body) {
    return count === 0 ? [] : [`### ${title}`, '', body(), ''];
}

;// CONCATENATED MODULE: ./build/actions/restore-test/restore-test.js
var restore_test_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var restore_test_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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




















/** How many differences stand in the evidence; all of them are counted. */
const FIRST_DIFFERENCES = 200;
/** Proves one set by restoring it, and writes down the verdict, whatever it is. */
async function restoreTest(inputs, context) {
    return (0,time_limit/* withTimeLimit */.B)(context, inputs.timeLimit, async (limited) => {
        const stores = await (0,open_stores/* openStores */.j)(inputs, limited);
        try {
            const { store, location } = await locate(stores, inputs);
            return present(await testSet(inputs, limited, store, location));
        }
        finally {
            await (0,open_stores/* closeStores */.Hr)(stores);
        }
    });
}
/** The first store, in the order given, that holds the set. */
async function locate(stores, inputs) {
    let missing;
    for (const store of stores) {
        await store.check();
        try {
            return { store, location: await (0,read_sets/* findSet */._V)(store, inputs.database, inputs.set) };
        }
        catch (error) {
            if (!(error instanceof build_errors/* UserError */.yo) || error.code !== 'PBA-SET-NOT-FOUND')
                throw error;
            missing ??= error;
        }
    }
    throw missing ?? new build_errors/* UserError */.yo('PBA-SET-NOT-FOUND', 'No store was given.');
}
async function testSet(inputs, context, store, location) {
    const stopwatch = new actions_stopwatch/* Stopwatch */.e();
    const decryption = await (0,open_decryption/* openDecryption */.C)(inputs, context);
    const manifest = await (0,read_sets/* readManifest */.WI)(store, location);
    if (manifest.encryption !== null && decryption === undefined)
        throw (0,open_object/* keyMissing */.uy)(manifest);
    const installations = await (0,tools/* findInstallations */.vE)({ env: context.env, signal: context.signal });
    const installation = (0,tools/* chooseServer */.Nh)(installations, Math.floor(manifest.server.versionNum / 10000));
    context.log.info(`testing set ${manifest.id} (${manifest.tier}) of ${manifest.database} from ${store.location}`);
    const open = { store, location, manifest, decryption };
    let comparison;
    let failure;
    let restoreSeconds = 0;
    try {
        const tested = await proveSet(inputs, context, { open, installation, stopwatch });
        ({ comparison, restoreSeconds } = tested);
        failure = verdictOf(comparison, manifest, inputs, restoreSeconds);
    }
    catch (error) {
        // Whatever keeps a set from being restored is a verdict about it, unless the run was stopped or asked wrongly.
        if (!(error instanceof build_errors/* PbaError */.sV) || error instanceof build_errors/* CancelledError */.cc || error instanceof build_errors/* UserError */.yo)
            throw error;
        failure = error;
        restoreSeconds = stopwatch.total;
    }
    const evidence = evidenceOf(inputs, context, {
        manifest,
        installation,
        comparison,
        failure,
        restoreSeconds,
        stopwatch,
    });
    const key = (0,keys/* evidenceKey */.ZH)(manifest.database, 'restore-test', evidence.id);
    await store.create(key, Buffer.from(`${JSON.stringify(evidence, null, 2)}\n`));
    context.log.info(`evidence: ${store.location}/${key}`);
    return { manifest, store: store.location, evidence, comparison, failure };
}
async function proveSet(inputs, context, options) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { open, stopwatch } = options;
        const jobs = inputs.jobs ?? (0,default_jobs/* defaultJobs */.y)();
        const copy = await restoreCopy(context, { ...options, jobs });
        const _scratch = restore_test_addDisposableResource(env_1, copy.scratch, true);
        const restoreSeconds = stopwatch.total;
        if (inputs.negativeControl !== undefined) {
            const env_2 = { stack: [], error: void 0, hasError: false };
            try {
                const session = restore_test_addDisposableResource(env_2, await (0,postgres_client/* openSession */.fA)(copy.client, { row_security: 'on' }), true);
                await session.execute(inputs.negativeControl);
                context.log.warning('negative control: the restored copy was changed on purpose; this test has to fail');
            }
            catch (e_1) {
                env_2.error = e_1;
                env_2.hasError = true;
            }
            finally {
                const result_1 = restore_test_disposeResources(env_2);
                if (result_1)
                    await result_1;
            }
        }
        const comparison = await context.log.group('Comparing with the fingerprint', () => stopwatch.time('compare', () => compareCopy(context, copy.client, open.manifest, copy.expected, jobs)));
        return { comparison, restoreSeconds };
    }
    catch (e_2) {
        env_1.error = e_2;
        env_1.hasError = true;
    }
    finally {
        const result_2 = restore_test_disposeResources(env_1);
        if (result_2)
            await result_2;
    }
}
function verdictOf(comparison, manifest, inputs, restoreSeconds) {
    const errors = comparison.differences.filter((difference) => difference.severity === 'error');
    const [first] = errors;
    if (first !== undefined) {
        return new build_errors/* IntegrityError */.cs('PBA-PROOF-FAILED', `The restored copy of set ${manifest.id} has ${(0,format/* plural */.LS)(errors.length, 'difference')}. The first: ${describeDifference(first)}`, {
            hint: 'This set does not bring back what was there. Keep it for the investigation, take a new backup and test that.',
        });
    }
    if (restoreSeconds * 1000 <= inputs.rto)
        return undefined;
    return new build_errors/* ObjectiveError */.ub('PBA-RTO-BROKEN', `The data is right, but the restore took ${(0,format/* formatDuration */.a3)(restoreSeconds * 1000)}; the objective is ${(0,format/* formatDuration */.a3)(inputs.rto)}.`, {
        hint: 'More jobs, a faster disk or a nearer store shorten it; docs/performance.md tells which phase takes what.',
    });
}
function evidenceOf(inputs, context, facts) {
    const { manifest, comparison, failure } = facts;
    const now = context.now();
    const differences = comparison?.differences ?? [];
    const kept = facts.comparison !== undefined && facts.restoreSeconds * 1000 <= inputs.rto;
    // The proof is about the data: a broken RTO fails the run, but the set is proven all the same.
    const proven = failure === undefined || failure.code === 'PBA-RTO-BROKEN';
    return {
        evidenceVersion: 1,
        kind: 'restore-test',
        id: (0,keys/* makeSetId */.IT)(now, (0,external_node_crypto_.randomBytes)(3).toString('hex')),
        at: now.toISOString(),
        database: manifest.database,
        tier: manifest.tier,
        set: manifest.id,
        manifestSha256: (0,catalog_manifest/* manifestDigest */.It)(manifest),
        verdict: proven ? 'proven' : 'failed',
        grade: comparison?.grade ?? 'schema',
        negativeControl: inputs.negativeControl !== undefined,
        reason: failure === undefined ? null : `${failure.code}: ${failure.message}`,
        differences: {
            total: differences.length,
            first: differences
                .slice(0, FIRST_DIFFERENCES)
                .map((difference) => `${difference.severity}: ${describeDifference(difference)}`),
        },
        notCompared: [...manifest.notHeld, ...(comparison?.notCompared ?? [])].map((item) => `${item.kind} ${item.name}: ${item.reason}`),
        compared: Object.fromEntries(Object.entries(comparison?.compared ?? {}).map(([what, count]) => [what, String(count)])),
        phases: facts.stopwatch.phases,
        rto: { objectiveSeconds: inputs.rto / 1000, achievedSeconds: facts.restoreSeconds, kept },
        tools: { toolkit: version/* VERSION */.x, server: facts.installation.version, node: process.versions.node },
        run: (0,run_facts/* runFacts */.p)(context.run, undefined),
    };
}
function present(report) {
    const { evidence, failure, manifest } = report;
    return {
        outputs: {
            verdict: evidence.verdict,
            'set-id': manifest.id,
            grade: evidence.grade,
            'evidence-key': (0,keys/* evidenceKey */.ZH)(manifest.database, 'restore-test', evidence.id),
            'duration-seconds': String(evidence.rto.achievedSeconds),
            differences: String(evidence.differences.total),
        },
        summary: restoreTestSummary(report),
        text: restoreTestText(report),
        json: evidence,
        ...(failure === undefined ? {} : { failure }),
    };
}


/***/ }),

/***/ 3105:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L$: () => (/* binding */ splitPostData),
/* harmony export */   MV: () => (/* binding */ tableDataText),
/* harmony export */   d0: () => (/* binding */ listArchive)
/* harmony export */ });
/* unused harmony export parseArchiveList */
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4677);
/* harmony import */ var _stderr_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9708);
/* harmony import */ var _tools_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3909);



/** Reads the table of contents, of one section or of all. It is a listing, never a verification. */
async function listArchive(client, path, section) {
    const text = await (0,_process_js__WEBPACK_IMPORTED_MODULE_0__/* .runText */ .le)((0,_tools_js__WEBPACK_IMPORTED_MODULE_2__/* .program */ .DM)(client.installation, 'pg_restore'), ['--list', ...(section === undefined ? [] : [`--section=${section}`]), path], {
        env: client.env,
        signal: client.signal,
        timeoutMs: 120_000,
        maxOutput: 512 * 1024 * 1024,
        explain: (exit) => (0,_stderr_js__WEBPACK_IMPORTED_MODULE_1__/* .explainPostgres */ .f)(exit, client.env),
    });
    return parseArchiveList(text);
}
/** Pure part of `listArchive`. Lines that start with `;` are comments. */
function parseArchiveList(text) {
    const entries = [];
    for (const line of text.split('\n')) {
        const found = /^\d+; \d+ \d+ (.*)$/.exec(line);
        if (found)
            entries.push({ line, text: found[1] ?? '' });
    }
    return entries;
}
/** A name as `pg_restore --list` writes it: line breaks become spaces. */
function listed(name) {
    return name.replace(/[\n\r]/g, ' ');
}
/** The start of the entry that holds a table's rows. */
function tableDataText(schema, name) {
    return `TABLE DATA ${listed(schema)} ${listed(name)} `;
}
/**
 * Splits the post-data section for a parallel restore that cannot deadlock or run ahead of itself: plain indexes and
 * constraints may be built side by side; attaching partitions' indexes, foreign keys, triggers, policies and the rest
 * must follow one by one. (pg_restore -j of PostgreSQL 15 deadlocked or lost rows in 8 to 38 % of runs on partitioned
 * schemas; in these phases in none. See docs/restore-phases.md.)
 */
function splitPostData(entries, foreignKeysOut) {
    const parallel = [];
    const serial = [];
    const leftOut = [];
    const out = foreignKeysOut.map((key) => `FK CONSTRAINT ${listed(key)} `);
    for (const entry of entries) {
        const plain = /^(INDEX|CONSTRAINT) /.test(entry.text) && !entry.text.startsWith('INDEX ATTACH ');
        if (out.some((text) => entry.text.startsWith(text)))
            leftOut.push(entry);
        else
            (plain ? parallel : serial).push(entry);
    }
    return { parallel, serial, leftOut };
}


/***/ }),

/***/ 7336:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Db: () => (/* binding */ readObjectText),
/* harmony export */   MA: () => (/* binding */ openObject),
/* harmony export */   Xy: () => (/* binding */ objectOf),
/* harmony export */   ph: () => (/* binding */ isEncrypted),
/* harmony export */   uy: () => (/* binding */ keyMissing),
/* harmony export */   zG: () => (/* binding */ requireObject)
/* harmony export */ });
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7075);
/* harmony import */ var _catalog_keys_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8430);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9473);
/* harmony import */ var _checked_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3209);




/**
 * The plaintext of one object. The stream fails, at the latest at its end, when the stored bytes or the plaintext
 * are not exactly those of the manifest; so what was read to the end is what was backed up.
 * @throws UserError PBA-KEY-MISSING when the set is encrypted and there is no identity
 */
async function openObject(object, options) {
    const { manifest, decryption, store } = options;
    const key = (0,_catalog_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .objectKey */ .T5)(options.location, object.name);
    const what = `${store.location}/${key}`;
    const encrypted = isEncrypted(manifest, object);
    if (encrypted && decryption === undefined)
        throw keyMissing(manifest);
    const stored = new _checked_js__WEBPACK_IMPORTED_MODULE_3__/* .Checked */ .y(object, what, options.onBytes);
    const source = await store.read(key);
    chain(source, stored);
    if (!encrypted || decryption === undefined)
        return stored;
    const plain = new _checked_js__WEBPACK_IMPORTED_MODULE_3__/* .Checked */ .y(object.plaintext, `The plaintext of ${what}`);
    chain(await decryption.decrypt(stored, what), plain);
    return plain;
}
/** Connects two streams so that an error or an early end of one destroys the other with the reason. */
function chain(from, to) {
    (0,node_stream__WEBPACK_IMPORTED_MODULE_0__.pipeline)(from, to, () => { });
}
/** RECOVERY.md is for people without our tools; it is the only object of an encrypted set that is not encrypted. */
function isEncrypted(manifest, object) {
    return manifest.encryption !== null && object.role !== 'recovery';
}
function keyMissing(manifest) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('PBA-KEY-MISSING', `Set ${manifest.id} is encrypted and no identity was given.`, {
        hint: `Set \`identity\` (or \`identity-file\`) to the secret key of one of: ${manifest.encryption?.recipients.join(', ') ?? ''}.`,
    });
}
/** The one object of a role, or undefined. */
function objectOf(manifest, role) {
    return manifest.objects.find((object) => object.role === role);
}
/** The one object of a role that this set must have. @throws IntegrityError PBA-MANIFEST-INVALID */
function requireObject(manifest, role) {
    const object = objectOf(manifest, role);
    if (object)
        return object;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .IntegrityError */ .cs('PBA-MANIFEST-INVALID', `The manifest of set ${manifest.id} names no ${role}.`);
}
/** Reads a whole object of at most `limit` bytes as UTF-8 text. */
async function readObjectText(object, options, limit = 512 * 1024 * 1024) {
    if (object.plaintext.size > limit) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .IntegrityError */ .cs('PBA-MANIFEST-INVALID', `${object.name} of set ${options.manifest.id} is too large to be read whole.`);
    }
    const chunks = [];
    for await (const chunk of await openObject(object, options))
        chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
}


/***/ }),

/***/ 5263:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ unpackArchive)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6466);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9473);
/* harmony import */ var _streams_pack_object_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9850);
/* harmony import */ var _streams_tar_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8601);
/* harmony import */ var _open_object_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7336);







/**
 * Brings the dump in an object to the local disk: checked, decrypted, unpacked, as pg_restore wants it.
 * @param directory an existing private directory
 * @throws IntegrityError when a byte is not what the manifest says
 */
async function unpackArchive(object, directory, options) {
    const source = await (0,_open_object_js__WEBPACK_IMPORTED_MODULE_6__/* .openObject */ .MA)(object, options);
    const format = object.name.includes('.tar')
        ? 'directory'
        : object.name.includes('.sql')
            ? 'plain'
            : 'custom';
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, object.role);
    try {
        if (format === 'directory')
            await (0,_streams_tar_js__WEBPACK_IMPORTED_MODULE_5__/* .unpackDirectory */ .q)(source, path);
        else
            await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_2__.pipeline)(source, (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createWriteStream)(path, { flags: 'wx', mode: 0o600 }));
    }
    catch (error) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .systemCode */ .xU)(error) === 'ENOSPC' ? (0,_streams_pack_object_js__WEBPACK_IMPORTED_MODULE_4__/* .diskFull */ .x)(path, error) : error;
    }
    return { path, format };
}


/***/ })

};
