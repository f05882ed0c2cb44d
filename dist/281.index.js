export const id = 281;
export const ids = [281];
export const modules = {

/***/ 18907:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ claimantOf)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);

/** Who this run is, for others that find its leases: the URL of the run, or host and process. */
function claimantOf(context) {
    return {
        now: () => context.now(),
        who: context.run.runUrl ?? `process ${process.pid} on ${(0,node_os__WEBPACK_IMPORTED_MODULE_0__.hostname)()}`,
    };
}


/***/ }),

/***/ 56090:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ openDecryption)
/* harmony export */ });
<<<<<<< HEAD:dist/532.index.js
/* harmony import */ var _streams_age_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6097);
=======
/* harmony import */ var _streams_age_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66097);
>>>>>>> main:dist/281.index.js

/** The identity of the inputs, checked; undefined when none was given. @throws UserError PBA-KEY-UNREADABLE */
async function openDecryption(inputs, context) {
    if (inputs.identity !== undefined)
        return _streams_age_js__WEBPACK_IMPORTED_MODULE_0__/* .AgeDecryption */ .X.create(inputs.identity, context);
    if (inputs.identityFile !== undefined)
        return _streams_age_js__WEBPACK_IMPORTED_MODULE_0__/* .AgeDecryption */ .X.fromFile(inputs.identityFile, context);
    return undefined;
}


/***/ }),

/***/ 36170:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  w: () => (/* binding */ restoreCopy)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/catalog/fingerprint-json.js
var fingerprint_json = __webpack_require__(83699);
// EXTERNAL MODULE: ./build/postgres/client.js + 1 modules
var postgres_client = __webpack_require__(5599);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/process.js
var process = __webpack_require__(44677);
// EXTERNAL MODULE: ./build/postgres/archive-list.js
var archive_list = __webpack_require__(63105);
;// CONCATENATED MODULE: ./build/postgres/restore-errors.js

/**
 * Collects pg_restore's errors from its stderr, line by line. It has to run with `--verbose`: without it, parallel
 * workers do not say which entry an error belongs to. Every error it goes on after is one line `pg_restore: error: …`
 * (the count in "errors ignored on restore" is of no use: with parallel jobs each one is counted twice).
 */
class RestoreProblems {
    found = [];
    #entry = '';
    /** "from TOC entry 3456; 1259 16401 INDEX y owner" stands before the errors of an entry. */
    take(line) {
        const entry = /from TOC entry (\d+; \d+ \d+ .*)$/.exec(line);
        if (entry)
            this.#entry = (entry[1] ?? '').trim();
        const error = /^pg_restore: error: (.*)$/.exec(line);
        if (error && !/a worker process died unexpectedly/.test(line)) {
            this.found.push({ entry: this.#entry, message: plainMessage(error[1] ?? '') });
        }
    }
}
/**
 * Names the entries of problems as the archive's listing does: with their schema, and without the numbers.
 * @param listing from `listArchive`
 */
function nameEntries(problems, listing) {
    const texts = new Map(listing.map((entry) => [entry.line.slice(0, entry.line.indexOf(';')), entry.text]));
    return problems.map(({ entry, message }) => {
        const id = entry.slice(0, entry.indexOf(';'));
        return { entry: texts.get(id) ?? entry.replace(/^\d+; \d+ \d+ /, ''), message };
    });
}
function plainMessage(text) {
    return text.replace(/^could not execute query: +/, '').replace(/^ERROR: +/, '');
}
/** pg_restore's problem as an error, with the remedy for the causes that are known. */
function restoreError(problem, exit) {
    const remedy = REMEDIES.find(([pattern]) => pattern.test(problem.message));
    return new errors/* ToolError */.v4('PBA-PG-RESTORE', `pg_restore failed${problem.entry === '' ? '' : ` at ${problem.entry}`}: ${problem.message}`, {
        exitCode: exit.exitCode,
        signal: exit.signal,
        stderr: exit.stderr.slice(-4096),
        ...(remedy === undefined ? {} : { hint: remedy[1] }),
    });
}
const REMEDIES = [
    [
        /No space left on device|could not extend file/,
        'The target’s disk is full: a restore needs the database’s full size, not the backup’s.',
    ],
    [/role "[^"]*" does not exist/, 'Restore the roles first (roles.sql in the set).'],
    [
        /could not open extension control file|extension "[^"]*" is not available/,
        'Install the extension’s package on this host, or restore into an image that has it (`container-image`); the manifest lists the extensions.',
    ],
    [
        /could not access file "[^"]*"|incompatible library|undefined symbol/,
        'The extension’s library here is of another version than the server or the source. Install the version the manifest names.',
    ],
    [
        /relation "[^"]*" does not exist|function .* does not exist/,
        'A function that an index, check, generated column or view uses names objects without their schema; restores run with an empty search_path. Qualify the names in the source, or ALTER FUNCTION … SET search_path.',
    ],
    [
        /unsupported version \([^)]*\) in file header/,
        'The dump was made by a newer pg_dump. Restore with programs of that version or later.',
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

// EXTERNAL MODULE: ./build/postgres/stderr.js
var stderr = __webpack_require__(79708);
// EXTERNAL MODULE: ./build/postgres/tools.js
var tools = __webpack_require__(53909);
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
    await timed('pre-data', options, () => pgRestore(client, ['--section=pre-data'], schema, options));
    const { data } = options;
    if (data !== undefined) {
        await timed('data', options, () => pgRestore(client, ['--section=data', `--jobs=${options.jobs}`], data.path, options));
    }
    const lists = (0,archive_list/* splitPostData */.L$)(await (0,archive_list/* listArchive */.d0)(client, schema, 'post-data'), options.foreignKeysOut);
    await timed('indexes', options, async () => {
        const list = await writeList(options.tempDir, 'indexes.list', lists.parallel);
        if (lists.parallel.length > 0)
            await pgRestore(client, [`--use-list=${list}`, `--jobs=${options.jobs}`], schema, options);
    });
    await timed('post-data', options, async () => {
        const list = await writeList(options.tempDir, 'rest.list', lists.serial);
        if (lists.serial.length > 0)
            await pgRestore(client, [`--use-list=${list}`], schema, options);
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
/** @param archive the path, which is also the last of `args` */
async function pgRestore(client, args, archive, options) {
    const problems = new RestoreProblems();
    const running = await (0,process/* startProcess */.kp)((0,tools/* program */.DM)(client.installation, 'pg_restore'), [
        ...(options.allow === undefined ? ['--exit-on-error'] : []),
        '--verbose',
        '--no-password',
        '--no-tablespaces',
        '--no-security-labels',
        '--no-subscriptions',
        `--dbname=${conninfo(client)}`,
        ...args,
        archive,
    ], { env: client.env, signal: client.signal, onStderrLine: (line) => problems.take(line) });
    running.stdin.end();
    running.stdout.resume();
    const exit = await running.exit;
    if (exit.exitCode !== 1 || problems.found.length === 0) {
        await (0,process/* expectSuccess */.lb)(running, client.signal);
        return;
    }
    if (client.signal.aborted)
        throw new errors/* CancelledError */.cc();
    // The archive may be what is damaged; then the errors keep the names pg_restore gave them.
    const listing = await (0,archive_list/* listArchive */.d0)(client, archive).catch(() => []);
    for (const problem of nameEntries(problems.found, listing)) {
        if (!options.allow?.(problem))
            throw restoreError(problem, exit);
    }
}
/** pg_restore connects only when a database is named; the name must not be taken for a connection string. */
function conninfo(client) {
    return `dbname='${(client.env['PGDATABASE'] ?? 'postgres').replace(/[\\']/g, (char) => `\\${char}`)}'`;
}
/** Runs a SQL script with psql, the first error ending it. */
async function runScript(client, path, variables = {}) {
    if (client.signal.aborted)
        throw new errors/* CancelledError */.cc();
    await (0,process/* runText */.le)((0,tools/* program */.DM)(client.installation, 'psql'), [
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

// EXTERNAL MODULE: ./build/sets/open-object.js
var open_object = __webpack_require__(67336);
// EXTERNAL MODULE: ./build/sets/unpack-archive.js
var unpack_archive = __webpack_require__(55263);
;// CONCATENATED MODULE: ./build/actions/restore-copy.js







/**
 * Restores one set into the target: roles, the database as it was created, the dump in its phases, and last the
 * settings.
 * @throws IntegrityError when stored bytes are damaged, ToolError PBA-PG-RESTORE when pg_restore reports an error
 */
async function restoreCopy(context, options) {
    const { open, stopwatch } = options;
    const { manifest } = open;
    const { log } = context;
    const directory = await (0,promises_.mkdtemp)((0,external_node_path_.join)(context.tempDir, 'restore-'));
    const archiveObject = (0,open_object/* requireObject */.zG)(manifest, 'archive');
    const [archive, schema] = await log.group(`Fetching from ${open.store.location}`, () => stopwatch.time('fetch', async () => {
        const onBytes = (bytes) => log.progress('fetching', bytes, archiveObject.size, 'bytes');
        const unpacked = await (0,unpack_archive/* unpackArchive */.b)(archiveObject, directory, { ...open, onBytes });
        const schemaObject = (0,open_object/* objectOf */.Xy)(manifest, 'schema');
        return [
            unpacked,
            schemaObject === undefined ? unpacked : await (0,unpack_archive/* unpackArchive */.b)(schemaObject, directory, open),
        ];
    }));
    const expected = (0,fingerprint_json/* parseFingerprint */.s)(await (0,open_object/* readObjectText */.Db)((0,open_object/* requireObject */.zG)(manifest, 'fingerprint'), open));
    const client = await log.group('Restoring', () => restoreInto(context, { ...options, directory, archive, schema }));
    return { client, expected };
}
async function restoreInto(context, options) {
    const { open, stopwatch, target } = options;
    const { manifest } = open;
    const name = { target: target.database };
    const script = async (role, change) => {
        const path = (0,external_node_path_.join)(options.directory, `${role}.sql`);
        const text = await (0,open_object/* readObjectText */.Db)((0,open_object/* requireObject */.zG)(manifest, role), open);
        await (0,promises_.writeFile)(path, change === undefined ? text : await change(text), { mode: 0o600 });
        return path;
    };
    await stopwatch.time('roles', async () => {
        await runScript(target.client, await script('roles', (text) => target.rolesFor(text)));
        await runScript(target.client, await script('database'), name);
    });
    const client = (0,postgres_client/* withDatabase */.kR)(target.client, target.database);
    await restoreDatabase(client, {
        schema: options.schema,
        data: manifest.content === 'schema' ? undefined : options.archive,
        jobs: options.jobs,
        foreignKeysOut: manifest.foreignKeysOut,
        tempDir: options.directory,
        ...(options.allow === undefined ? {} : { allow: options.allow }),
        onPhase: (phase, seconds) => {
            stopwatch.add(phase, seconds);
            context.log.info(`${phase}: ${seconds.toFixed(1)} s`);
        },
    });
    await stopwatch.time('settings', async () => runScript(target.client, await script('settings'), name));
    return client;
}


/***/ }),

/***/ 63105:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L$: () => (/* binding */ splitPostData),
/* harmony export */   MV: () => (/* binding */ tableDataText),
/* harmony export */   d0: () => (/* binding */ listArchive)
/* harmony export */ });
/* unused harmony export parseArchiveList */
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44677);
/* harmony import */ var _stderr_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(79708);
/* harmony import */ var _tools_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(53909);



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

/***/ 35621:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  RC: () => (/* binding */ readHolds),
  Ds: () => (/* binding */ staleClaims),
  lN: () => (/* binding */ withIntent),
  pS: () => (/* binding */ withLease)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/catalog/keys.js
var keys = __webpack_require__(98430);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/catalog/json.js
var json = __webpack_require__(38672);
;// CONCATENATED MODULE: ./build/catalog/lease.js



/** @throws IntegrityError PBA-MANIFEST-INVALID: what cannot be read might protect something, so nothing goes on */
function parseLease(text, key) {
    const { read, root, finish } = lease_open(text, key);
    const lease = {
        set: read.string(root['set'], 'set'),
        tier: tierOf(read, root['tier']),
        until: instant(read, root['until'], 'until'),
        who: read.string(root['who'], 'who'),
    };
    return finish(lease);
}
/** @throws IntegrityError as `parseLease` */
function parseIntent(text, key) {
    const { read, root, finish } = lease_open(text, key);
    const sets = read.array(root['sets'], 'sets').map((item) => {
        const one = read.object(item, 'sets[]');
        return { set: read.string(one['set'], 'sets[].set'), tier: tierOf(read, one['tier']) };
    });
    return finish({
        sets,
        until: instant(read, root['until'], 'until'),
        who: read.string(root['who'], 'who'),
    });
}
/** @throws IntegrityError as `parseLease` */
function parseHold(text, key) {
    const { read, root, finish } = lease_open(text, key);
    return finish({
        set: read.string(root['set'], 'set'),
        reason: read.string(root['reason'], 'reason'),
        at: instant(read, root['at'], 'at'),
        who: read.string(root['who'], 'who'),
    });
}
/** Whether a lease or intent still counts. */
function isLive(record, now) {
    return Date.parse(record.until) > now.getTime();
}
function lease_open(text, key) {
    const invalid = (reason) => new errors/* IntegrityError */.cs('PBA-MANIFEST-INVALID', `The record ${key} cannot be used: ${reason}.`, {
        hint: 'Such records are written by this toolkit alone. Look at it, and delete it by hand when it is of no use.',
    });
    const read = new json/* Reader */.mP();
    const root = read.object((0,json/* parseJson */.qF)(text, invalid), 'the record');
    const finish = (record) => {
        if (read.problems.length > 0)
            throw invalid(read.problems.join('; '));
        return record;
    };
    return { read, root, finish };
}
function tierOf(read, value) {
    if (typeof value === 'string' && (0,keys/* isTier */.zl)(value))
        return value;
    read.fail('tier', 'a tier');
    return 'daily';
}
function instant(read, value, path) {
    const text = read.string(value, path);
    if (Number.isNaN(Date.parse(text)))
        read.fail(path, 'a time');
    return text;
}

// EXTERNAL MODULE: ./build/sets/read-sets.js + 1 modules
var read_sets = __webpack_require__(63913);
// EXTERNAL MODULE: ./build/sets/records.js
var records = __webpack_require__(97814);
;// CONCATENATED MODULE: ./build/sets/leases.js






const MAX_RECORD = 16 * 1024 * 1024;
/** Longest time from an intent to the last delete; a pruner that was killed keeps readers away for no longer. */
const INTENT_MS = 15 * 60_000;
/**
 * Takes a lease on a set for as long as `body` runs.
 * @param limitMs after this the lease ends by itself: the time limit of the run
 * @throws UserError PBA-SET-BEING-PRUNED, PBA-SET-NOT-FOUND
 */
async function withLease(store, location, claimant, limitMs, body) {
    const lease = {
        set: location.id,
        tier: location.tier,
        until: new Date(claimant.now().getTime() + limitMs).toISOString(),
        who: claimant.who,
    };
    const key = (0,keys/* leaseKey */.aW)(location.database, location.id, (0,external_node_crypto_.randomBytes)(3).toString('hex'));
    await store.create(key, (0,records/* recordBytes */.$)(lease));
    try {
        await assertUnclaimed(store, location, claimant);
        return await body();
    }
    finally {
        // Should the role not be allowed to delete, or the store be gone, the lease ends by its own time.
        await store.takeBack([key]);
    }
}
async function assertUnclaimed(store, location, claimant) {
    const { database, tier, id } = location;
    const intents = await readLive(store, (0,keys/* intentsPrefix */.MX)(database), parseIntent, claimant.now());
    const against = intents.find((intent) => intent.sets.some((one) => one.set === id && one.tier === tier));
    if (against !== undefined) {
        throw new errors/* UserError */.yo('PBA-SET-BEING-PRUNED', `Set ${id} (${tier}) is being deleted by ${against.who}.`, {
            hint: 'Its time is over. Choose a newer set.',
        });
    }
    if ((await store.head((0,keys/* objectKey */.T5)(location, keys/* MANIFEST */.e0))) === undefined) {
        throw new errors/* UserError */.yo('PBA-SET-NOT-FOUND', `Set ${id} (${tier}) is no longer in ${store.location}.`, {
            hint: 'It was deleted a moment ago. Choose a newer set.',
        });
    }
}
/**
 * Announces what is to be deleted, for as long as `body` runs.
 * @throws UserError PBA-STORE-BUSY when another run is about to delete sets of this database
 */
async function withIntent(store, database, sets, claimant, body) {
    const until = new Date(claimant.now().getTime() + INTENT_MS);
    const key = (0,keys/* intentKey */.SN)(database, (0,keys/* makeSetId */.IT)(claimant.now(), (0,external_node_crypto_.randomBytes)(3).toString('hex')));
    await store.create(key, (0,records/* recordBytes */.$)({ sets, until: until.toISOString(), who: claimant.who }));
    try {
        const others = await readLive(store, (0,keys/* intentsPrefix */.MX)(database), parseIntent, claimant.now(), key);
        const [other] = others;
        if (other !== undefined) {
            throw new errors/* UserError */.yo('PBA-STORE-BUSY', `${other.who} is pruning ${database} in ${store.location} until ${other.until} at the latest.`, { hint: 'Nothing was deleted. Run again when it has ended.' });
        }
        const leased = await readLive(store, (0,keys/* leasesPrefix */.KJ)(database), parseLease, claimant.now());
        return await body({ leased, stillGood: () => claimant.now() < until });
    }
    finally {
        // An intent that stays ends by its own time, too.
        await store.takeBack([key]);
    }
}
/** The holds of one database, by set. */
async function readHolds(store, database) {
    const holds = await readAll(store, (0,keys/* holdsPrefix */.VG)(database), parseHold);
    return new Map(holds.map(({ record }) => [record.set, record]));
}
/** Keys of leases and intents whose time is over: what killed runs left behind. */
async function staleClaims(store, database, now) {
    const claims = [
        ...(await readAll(store, (0,keys/* leasesPrefix */.KJ)(database), parseLease)),
        ...(await readAll(store, (0,keys/* intentsPrefix */.MX)(database), parseIntent)),
    ];
    return claims.filter(({ record }) => !isLive(record, now)).map(({ key }) => key);
}
async function readLive(store, prefix, parse, now, own) {
    const all = await readAll(store, prefix, parse);
    return all.filter(({ key, record }) => key !== own && isLive(record, now)).map(({ record }) => record);
}
/** A record that vanishes between listing and reading has ended. */
async function readAll(store, prefix, parse) {
    const found = [];
    for await (const { key } of store.list(prefix)) {
        const text = await (0,read_sets/* readSmall */.o5)(store, key, MAX_RECORD).catch(async (error) => {
            if ((await store.head(key)) === undefined)
                return undefined;
            throw error;
        });
        if (text !== undefined)
            found.push({ key, record: parse(text, key) });
    }
    return found;
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

/***/ 10725:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  n: () => (/* binding */ isProven),
  O: () => (/* binding */ readProofs)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/catalog/json.js
var json = __webpack_require__(38672);
// EXTERNAL MODULE: ./build/catalog/keys.js
var catalog_keys = __webpack_require__(98430);
;// CONCATENATED MODULE: ./build/catalog/evidence.js



/** How much of a set a restore test compared: all rows' content, only their counts, or neither (schema alone). */
const GRADES = ['full', 'sampled', 'counts', 'schema'];
/**
 * Reads the proof out of a restore-test record. A negative control gives undefined.
 * @throws IntegrityError PBA-MANIFEST-INVALID when the record is not what this toolkit writes
 */
function parseProof(text, key) {
    const invalid = (reason) => new errors/* IntegrityError */.cs('PBA-MANIFEST-INVALID', `The evidence record ${key} cannot be used: ${reason}.`, {
        hint: 'Records are never edited. Move the damaged one away by hand and run the restore test again.',
    });
    const parsed = (0,json/* parseJson */.qF)(text, invalid);
    const read = new json/* Reader */.mP();
    const root = read.object(parsed, 'the record');
    if (root['evidenceVersion'] !== 1)
        throw invalid('its version is unknown');
    const tier = read.string(root['tier'], 'tier');
    const record = {
        set: read.string(root['set'], 'set'),
        dumpSha256: read.string(root['dumpSha256'], 'dumpSha256'),
        at: read.string(root['at'], 'at'),
        proven: read.choice(root['verdict'], 'verdict', ['proven', 'failed']) === 'proven',
        grade: read.choice(root['grade'], 'grade', GRADES),
    };
    const rto = read.object(root['rto'], 'rto');
    const achieved = rto['achievedSeconds'];
    const databaseBytes = read.integer(root['databaseBytes'], 'databaseBytes');
    const time = typeof achieved === 'number' && achieved > 0 ? { databaseBytes, seconds: achieved } : undefined;
    const control = read.boolean(root['negativeControl'], 'negativeControl');
    if (!(0,catalog_keys/* isTier */.zl)(tier))
        throw invalid('tier is unknown');
    if (read.problems.length > 0)
        throw invalid(read.problems.join('; '));
    return control ? undefined : { ...record, tier, time };
}

// EXTERNAL MODULE: ./build/catalog/manifest.js
var catalog_manifest = __webpack_require__(49227);
// EXTERNAL MODULE: ./build/concurrency.js
var concurrency = __webpack_require__(3943);
// EXTERNAL MODULE: ./build/sets/read-sets.js + 1 modules
var read_sets = __webpack_require__(63913);
;// CONCATENATED MODULE: ./build/sets/proofs.js





const MAX_EVIDENCE = 16 * 1024 * 1024;
const AT_ONCE = 8;
/** All restore-test records of one database, read from the store. */
async function readProofs(store, database) {
    const keys = [];
    for await (const object of store.list(`${(0,catalog_keys/* evidencePrefix */.Q5)(database)}restore-test/`))
        keys.push(object.key);
    const records = await (0,concurrency/* mapLimited */.bB)(keys, AT_ONCE, async (key) => parseProof(await (0,read_sets/* readSmall */.o5)(store, key, MAX_EVIDENCE), key));
    return records.flatMap((record) => record ?? []);
}
/** Whether the newest restore test of this dump passed, in whichever tier and store its copy lay. */
function isProven(manifest, proofs) {
    const digest = (0,catalog_manifest/* dumpDigest */.Jd)(manifest);
    const mine = proofs.filter((proof) => proof.set === manifest.id && proof.dumpSha256 === digest);
    return mine.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0]?.proven ?? false;
}


/***/ }),

/***/ 97814:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ recordBytes),
/* harmony export */   n: () => (/* binding */ writeEvidence)
/* harmony export */ });
/* harmony import */ var _catalog_keys_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98430);

/** A record as it is stored: readable JSON. */
function recordBytes(record) {
    return Buffer.from(`${JSON.stringify(record, null, 2)}\n`);
}
/**
 * Adds a record to a database's evidence, which is append-only.
 * @returns its key
 */
async function writeEvidence(store, record) {
    const key = (0,_catalog_keys_js__WEBPACK_IMPORTED_MODULE_0__/* .evidenceKey */ .ZH)(record.database, record.kind, record.id);
    await store.create(key, recordBytes(record));
    return key;
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
