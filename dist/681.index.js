export const id = 681;
export const ids = [681];
export const modules = {

/***/ 56090:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ openDecryption)
/* harmony export */ });
/* harmony import */ var _streams_age_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66097);

/** The identity of the inputs, checked; undefined when none was given. @throws UserError PBA-KEY-UNREADABLE */
async function openDecryption(inputs, context) {
    if (inputs.identity !== undefined)
        return _streams_age_js__WEBPACK_IMPORTED_MODULE_0__/* .AgeDecryption */ .X.create(inputs.identity, context);
    if (inputs.identityFile !== undefined)
        return _streams_age_js__WEBPACK_IMPORTED_MODULE_0__/* .AgeDecryption */ .X.fromFile(inputs.identityFile, context);
    return undefined;
}


/***/ }),

/***/ 92681:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  verify: () => (/* binding */ verify)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/postgres/tools.js
var tools = __webpack_require__(53909);
// EXTERNAL MODULE: ./build/runtime/format.js
var format = __webpack_require__(14364);
// EXTERNAL MODULE: ./build/sets/read-sets.js + 1 modules
var read_sets = __webpack_require__(63913);
// EXTERNAL MODULE: ./build/actions/effective.js
var effective = __webpack_require__(5529);
// EXTERNAL MODULE: ./build/actions/open-decryption.js
var open_decryption = __webpack_require__(56090);
// EXTERNAL MODULE: ./build/actions/open-stores.js
var open_stores = __webpack_require__(27425);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./build/catalog/fingerprint-json.js
var fingerprint_json = __webpack_require__(83699);
// EXTERNAL MODULE: ./build/catalog/keys.js
var keys = __webpack_require__(98430);
// EXTERNAL MODULE: ./build/postgres/archive-list.js
var archive_list = __webpack_require__(63105);
// EXTERNAL MODULE: ./build/process.js
var process = __webpack_require__(44677);
// EXTERNAL MODULE: ./build/postgres/stderr.js
var stderr = __webpack_require__(79708);
;// CONCATENATED MODULE: ./build/postgres/decode.js




/**
 * Decodes an archive to its last byte without a server (`pg_restore --file=/dev/null`). `pg_restore --list` reads
 * only the table of contents and accepts an archive that was cut to a twentieth.
 * @throws IntegrityError PBA-ARCHIVE-DAMAGED
 */
async function decodeArchive(client, path, what) {
    const running = await (0,process/* startProcess */.kp)((0,tools/* program */.DM)(client.installation, 'pg_restore'), ['--file=/dev/null', path], {
        env: client.env,
        signal: client.signal,
    });
    running.stdin.end();
    running.stdout.resume();
    const exit = await (0,process/* expectSuccess */.lb)(running, client.signal, (failed) => failed.signal !== null
        ? undefined
        : new errors/* IntegrityError */.cs('PBA-ARCHIVE-DAMAGED', `${what} cannot be decoded: ${(0,stderr/* firstErrorLine */.h)(failed.stderr)}`, {
            hint: 'The dump itself is damaged. Use another set, and take a new backup now.',
        }));
    if (/error:/.test(exit.stderr)) {
        throw new errors/* IntegrityError */.cs('PBA-ARCHIVE-DAMAGED', `${what} was decoded with errors: ${(0,stderr/* firstErrorLine */.h)(exit.stderr)}`);
    }
}

// EXTERNAL MODULE: ./build/sets/checked.js
var checked = __webpack_require__(43209);
// EXTERNAL MODULE: ./build/sets/open-object.js
var open_object = __webpack_require__(67336);
// EXTERNAL MODULE: ./build/sets/unpack-archive.js
var unpack_archive = __webpack_require__(55263);
// EXTERNAL MODULE: ./build/actions/ensure-readable.js + 2 modules
var ensure_readable = __webpack_require__(36637);
;// CONCATENATED MODULE: ./build/actions/verify/check-set.js















/** A full disk here, or a store that cannot be reached, says nothing about the set. */
function verdictOf({ problems }) {
    if (problems.length === 0)
        return 'sound';
    return problems.some(isDamage) ? 'damaged' : 'not checked';
}
function isDamage(problem) {
    return problem instanceof errors/* IntegrityError */.cs || problem.code === 'PBA-STORE-NOT-FOUND';
}
/**
 * Reads every object of one set back from one store. `quick` compares size and SHA-256 of what is stored. `full`
 * also decrypts, decodes the archive to its end and compares its tables with the fingerprint.
 * Damage is a result; only cancellation and defects are thrown.
 */
async function checkSet(store, location, options) {
    const start = performance.now();
    const problems = [];
    let bytes = 0;
    let objects = 0;
    const attempt = async (body) => {
        try {
            await body();
            return true;
        }
        catch (error) {
            if (!(error instanceof errors/* PbaError */.sV) || error.code === 'PBA-CANCELLED')
                throw error;
            problems.push(error);
            return false;
        }
    };
    await attempt(async () => {
        const manifest = await (0,read_sets/* readManifest */.WI)(store, location);
        await (0,ensure_readable/* ensureReadable */.H)(store, location, manifest, options.archived, options.context);
        const open = { store, location, manifest, decryption: options.decryption };
        for (const object of manifest.objects) {
            objects += 1;
            const decoded = options.mode === 'full' && (object.role === 'archive' || object.role === 'schema');
            const checked = decoded
                ? () => decodeObject(object, open, options)
                : () => hashObject(object, open, options.context.signal, options.mode === 'full');
            if (await attempt(checked))
                bytes += object.size;
        }
    });
    return {
        store: store.location,
        location,
        objects,
        bytes,
        milliseconds: performance.now() - start,
        problems,
    };
}
/** Reads an object to its end: hashes what is stored and, with `decrypt`, the plaintext too. */
async function hashObject(object, open, signal, decrypt) {
    const nothing = new external_node_stream_.Writable({ write: (_chunk, _encoding, done) => done() });
    if (decrypt) {
        await (0,external_node_stream_promises_.pipeline)(await (0,open_object/* openObject */.MA)(object, open), nothing, { signal });
        return;
    }
    const key = (0,keys/* objectKey */.T5)(open.location, object.name);
    await (0,external_node_stream_promises_.pipeline)(await open.store.read(key), new checked/* Checked */.y(object, `${open.store.location}/${key}`), nothing, {
        signal,
    });
}
async function decodeObject(object, open, options) {
    const { context } = options;
    if ((0,open_object/* isEncrypted */.ph)(open.manifest, object) && open.decryption === undefined)
        throw (0,open_object/* keyMissing */.uy)(open.manifest);
    const directory = await (0,promises_.mkdtemp)((0,external_node_path_.join)(context.tempDir, 'verify-'));
    try {
        const report = (bytes) => context.log.progress(`reading ${object.name}`, bytes, object.size, 'bytes');
        const archive = await (0,unpack_archive/* unpackArchive */.b)(object, directory, { ...open, onBytes: report });
        if (archive.format === 'plain')
            return;
        if (options.installations.length === 0)
            throw (0,tools/* noClient */.FY)();
        const installation = (0,tools/* chooseClient */.Pg)(options.installations, Math.floor(open.manifest.server.versionNum / 10000));
        const client = {
            installation,
            env: { PATH: context.env['PATH'] ?? '', LC_ALL: 'C' },
            signal: context.signal,
            log: context.log,
        };
        const what = `${open.store.location}/${(0,keys/* objectKey */.T5)(open.location, object.name)}`;
        await decodeArchive(client, archive.path, what);
        if (object.role === 'archive')
            await compareTables(client, archive.path, open, what);
    }
    finally {
        await (0,promises_.rm)(directory, { recursive: true, force: true });
    }
}
/** The archive must hold the rows of exactly the tables that the fingerprint was taken of. */
async function compareTables(client, path, open, what) {
    const { manifest } = open;
    if (manifest.content === 'schema')
        return;
    const fingerprint = (0,fingerprint_json/* parseFingerprint */.s)(await (0,open_object/* readObjectText */.Db)((0,open_object/* requireObject */.zG)(manifest, 'fingerprint'), open));
    const held = (await (0,archive_list/* listArchive */.d0)(client, path))
        .map((entry) => entry.text)
        .filter((text) => text.startsWith('TABLE DATA '));
    const expected = fingerprint.tables
        .filter((table) => table.kind === 'table')
        .map((table) => (0,archive_list/* tableDataText */.MV)(table.schema, table.name));
    const missing = expected.filter((text) => !held.some((entry) => entry.startsWith(text)));
    const extra = held.filter((entry) => !expected.some((text) => entry.startsWith(text)));
    if (missing.length === 0 && extra.length === 0)
        return;
    throw new errors/* IntegrityError */.cs('PBA-ARCHIVE-DAMAGED', `${what} does not hold the tables of its fingerprint: ${[...missing.map((one) => `missing ${one.trim()}`), ...extra.map((one) => `unexpected ${one}`)].slice(0, 5).join('; ')}.`, { hint: 'Archive and fingerprint do not belong together. Use another set.' });
}

;// CONCATENATED MODULE: ./build/actions/verify/summary.js


const DEPTH = {
    full: 'Every object was read back, hashed, decrypted where encrypted, and the archive decoded to its last byte. Whether it restores, only `restore-test` can say.',
    quick: 'Every object was read back and hashed. Nothing was decrypted or decoded.',
};
const COLUMNS = [
    { title: 'Verdict' },
    { title: 'Set' },
    { title: 'Database' },
    { title: 'Tier' },
    { title: 'Store' },
    { title: 'Objects', align: 'right' },
    { title: 'Read', align: 'right' },
    { title: 'Time', align: 'right' },
];
/** Markdown for the job summary. */
function verifySummary(checks, mode) {
    const failed = checks.filter((check) => check.problems.length > 0);
    const rows = [...failed, ...checks.filter((check) => check.problems.length === 0)].map((check) => [
        `${check.problems.length === 0 ? '✅' : '❌'} ${verdictOf(check)}`,
        (0,format/* code */.aY)(check.location.id),
        check.location.database,
        check.location.tier,
        check.store,
        (0,format/* formatCount */.B4)(check.objects),
        (0,format/* formatBytes */.z3)(check.bytes),
        (0,format/* formatDuration */.a3)(check.milliseconds),
    ]);
    const problems = failed.flatMap((check) => check.problems);
    return [
        `## ${failed.length === 0 ? '✅' : '❌'} Verify: ${headline(checks)}`,
        '',
        (0,format/* markdownTable */.Qj)(COLUMNS, rows, { maxRows: 200 }),
        '',
        ...problems
            .slice(0, 20)
            .map((problem) => `- **${problem.code}** ${(0,format/* escapeMarkdown */.FV)(problem.message)}${problem.hint === undefined ? '' : ` ${(0,format/* escapeMarkdown */.FV)(problem.hint)}`}`),
        ...(problems.length > 20 ? [`- … and ${problems.length - 20} more`] : []),
        '',
        DEPTH[mode],
        '',
    ].join('\n');
}
/** The same for a terminal. */
function verifyText(checks, mode) {
    const rows = checks.map((check) => [
        check.problems.length === 0 ? 'sound' : verdictOf(check).toUpperCase(),
        check.location.id,
        check.location.database,
        check.location.tier,
        check.store,
        (0,format/* formatCount */.B4)(check.objects),
        (0,format/* formatBytes */.z3)(check.bytes),
        (0,format/* formatDuration */.a3)(check.milliseconds),
    ]);
    return `${headline(checks)}\n\n${(0,format/* terminalTable */.RX)(COLUMNS, rows)}\n\n${DEPTH[mode].replaceAll('`', '')}`;
}
function headline(checks) {
    const count = (verdict) => checks.filter((check) => verdictOf(check) === verdict).length;
    const bad = ['damaged', 'not checked'].filter((verdict) => count(verdict) > 0);
    if (bad.length === 0)
        return `${(0,format/* plural */.LS)(checks.length, 'set')} sound`;
    return `${bad.map((verdict) => `${count(verdict)} ${verdict}`).join(', ')} of ${(0,format/* plural */.LS)(checks.length, 'set')}`;
}

;// CONCATENATED MODULE: ./build/actions/verify/verify.js









/** Proves that what the stores hold is still what was stored, in every store that is named. */
async function verify(inputs, context) {
    const policy = await (0,effective/* effectivePolicy */.Ci)(inputs, context);
    const database = (0,effective/* onlyDatabase */.Wj)(policy);
    const stores = await (0,open_stores/* openStores */.j)(policy.stores.values(), inputs, context);
    try {
        const decryption = await (0,open_decryption/* openDecryption */.C)(inputs, context);
        const installations = inputs.mode === 'full' ? await (0,tools/* findInstallations */.vE)({ env: context.env, signal: context.signal }) : [];
        const checks = [];
        for (const store of stores) {
            await store.check();
            const wanted = await wantedSets(store, database, inputs.set);
            for (const location of wanted) {
                const title = `${location.database} ${location.id} in ${store.location}`;
                const check = await context.log.group(`Verifying ${title}`, () => checkSet(store, location, {
                    mode: inputs.mode,
                    decryption,
                    installations,
                    context,
                    archived: inputs,
                }));
                context.log.info(check.problems.length === 0
                    ? `${title}: ${(0,format/* plural */.LS)(check.objects, 'object')}, ${(0,format/* formatBytes */.z3)(check.bytes)}, sound`
                    : `${title}: ${check.problems.map((problem) => problem.message).join(' ')}`);
                checks.push(check);
            }
        }
        const failure = verdict(checks);
        return {
            outputs: {
                verdict: failure === undefined ? 'ok' : 'failed',
                'sets-checked': String(checks.length),
                'objects-checked': String(checks.reduce((sum, check) => sum + check.objects, 0)),
                'bytes-read': String(checks.reduce((sum, check) => sum + check.bytes, 0)),
            },
            summary: verifySummary(checks, inputs.mode),
            text: verifyText(checks, inputs.mode),
            json: {
                mode: inputs.mode,
                sets: checks.map((check) => ({
                    ...check,
                    problems: check.problems.map(({ code, message, hint }) => ({ code, message, hint })),
                })),
            },
            ...(failure === undefined ? {} : { failure }),
        };
    }
    finally {
        await (0,open_stores/* closeStores */.Hr)(stores);
    }
}
/** `all`, the newest of each database, or one by its id. */
async function wantedSets(store, database, wanted) {
    if (wanted !== 'latest' && wanted !== 'all')
        return [await (0,read_sets/* findSet */._V)(store, database, wanted)];
    const databases = database === undefined ? await (0,read_sets/* listDatabases */.Pf)(store) : [database];
    const found = [];
    for (const name of databases) {
        const committed = (await (0,read_sets/* listStore */.K3)(store, name)).sets
            .filter((set) => set.committed)
            .map((set) => set.location);
        found.push(...(wanted === 'all' ? committed : committed.slice(0, 1)));
    }
    if (found.length === 0) {
        throw new errors/* UserError */.yo('PBA-SET-NOT-FOUND', `${store.location} holds no set${database === undefined ? '' : ` of database ${database}`}.`, {
            hint: 'Run `backup` first, or check `stores` and `database`.',
        });
    }
    return found;
}
function verdict(checks) {
    const problems = checks.flatMap((check) => check.problems);
    const first = problems.find(isDamage) ?? problems[0];
    if (first === undefined || problems.length === 1)
        return first;
    const failed = checks.filter((check) => check.problems.length > 0).length;
    const Kind = isDamage(first) ? errors/* IntegrityError */.cs : errors/* ToolError */.v4;
    return new Kind(first.code, `${(0,format/* plural */.LS)(problems.length, 'problem')} in ${(0,format/* plural */.LS)(failed, 'set')}. The first: ${first.message}`, { ...(first.hint === undefined ? {} : { hint: first.hint }), cause: first });
}


/***/ }),

/***/ 63105:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L$: () => (/* binding */ splitPostData),
/* harmony export */   MV: () => (/* binding */ tableDataText),
/* harmony export */   d0: () => (/* binding */ listArchive),
/* harmony export */   r0: () => (/* binding */ readContents)
/* harmony export */ });
/* unused harmony export parseArchiveList */
/* harmony import */ var _catalog_archive_contents_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45101);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44677);
/* harmony import */ var _stderr_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(79708);
/* harmony import */ var _tools_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(53909);




/** Reads the table of contents, of one section or of all. It is a listing, never a verification. */
async function listArchive(client, path, section) {
    return parseArchiveList(await runList(client, [...(section === undefined ? [] : [`--section=${section}`]), path]));
}
/** Reads the whole table of contents with what each entry depends on. */
async function readContents(client, path, known) {
    return (0,_catalog_archive_contents_js__WEBPACK_IMPORTED_MODULE_0__/* .parseContents */ .OJ)(await runList(client, ['--verbose', path]), known);
}
function runList(client, args) {
    return (0,_process_js__WEBPACK_IMPORTED_MODULE_1__/* .runText */ .le)((0,_tools_js__WEBPACK_IMPORTED_MODULE_3__/* .program */ .DM)(client.installation, 'pg_restore'), ['--list', ...args], {
        env: client.env,
        signal: client.signal,
        timeoutMs: 120_000,
        maxOutput: 512 * 1024 * 1024,
        explain: (exit) => (0,_stderr_js__WEBPACK_IMPORTED_MODULE_2__/* .explainPostgres */ .f)(exit, client.env),
    });
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
/** The start of the entry that holds a table's rows. */
function tableDataText(schema, name) {
    return `TABLE DATA ${(0,_catalog_archive_contents_js__WEBPACK_IMPORTED_MODULE_0__/* .listedName */ .d1)(schema)} ${(0,_catalog_archive_contents_js__WEBPACK_IMPORTED_MODULE_0__/* .listedName */ .d1)(name)} `;
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
    const out = foreignKeysOut.map((key) => `FK CONSTRAINT ${(0,_catalog_archive_contents_js__WEBPACK_IMPORTED_MODULE_0__/* .listedName */ .d1)(key)} `);
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

/***/ 67336:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Db: () => (/* binding */ readObjectText),
/* harmony export */   MA: () => (/* binding */ openObject),
/* harmony export */   Xy: () => (/* binding */ objectOf),
/* harmony export */   ph: () => (/* binding */ isEncrypted),
/* harmony export */   uy: () => (/* binding */ keyMissing),
/* harmony export */   zG: () => (/* binding */ requireObject)
/* harmony export */ });
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57075);
/* harmony import */ var _catalog_keys_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98430);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19473);
/* harmony import */ var _checked_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(43209);




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

/***/ 55263:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ unpackArchive)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(46466);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19473);
/* harmony import */ var _streams_pack_object_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(37469);
/* harmony import */ var _streams_tar_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(48601);
/* harmony import */ var _open_object_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(67336);







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
