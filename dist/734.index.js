export const id = 734;
export const ids = [734];
export const modules = {

/***/ 27425:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D9: () => (/* binding */ withEveryStore),
/* harmony export */   Hr: () => (/* binding */ closeStores),
/* harmony export */   S2: () => (/* binding */ storeOptions),
/* harmony export */   gJ: () => (/* binding */ partialFailure),
/* harmony export */   j: () => (/* binding */ openStores),
/* harmony export */   yK: () => (/* binding */ firstThatHas)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _storage_open_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19888);


/** Opens stores of the policy, in their order; nothing is asked of them yet. They are closed by `closeStores`. */
async function openStores(wanted, credentials, context) {
    const stores = [];
    for (const store of wanted)
        stores.push(await (0,_storage_open_js__WEBPACK_IMPORTED_MODULE_1__/* .openStore */ .Ch)(store.location, storeOptions(store, credentials, context)));
    return stores;
}
/** How a store of the policy is reached. */
function storeOptions({ endpoint, region, forcePathStyle }, credentials, context) {
    const { s3AccessKeyId, s3SecretAccessKey, s3SessionToken } = credentials;
    return {
        signal: context.signal,
        log: context.log,
        env: context.env,
        s3: {
            ...(endpoint === undefined ? {} : { endpoint }),
            ...(region === undefined ? {} : { region }),
            ...(s3AccessKeyId === undefined ? {} : { accessKeyId: s3AccessKeyId }),
            ...(s3SecretAccessKey === undefined ? {} : { secretAccessKey: s3SecretAccessKey }),
            ...(s3SessionToken === undefined ? {} : { sessionToken: s3SessionToken }),
            ...(forcePathStyle === undefined ? {} : { forcePathStyle }),
        },
    };
}
async function closeStores(stores) {
    await Promise.all(stores.map((store) => store.close()));
}
/**
 * Asks the stores in the order given until one has the set.
 * @throws UserError PBA-SET-NOT-FOUND of the first, when none has it
 */
async function firstThatHas(stores, find) {
    let missing;
    for (const store of stores) {
        await store.check();
        try {
            return await find(store);
        }
        catch (error) {
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo) || error.code !== 'PBA-SET-NOT-FOUND')
                throw error;
            missing ??= error;
        }
    }
    throw missing ?? new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('PBA-SET-NOT-FOUND', 'No store was given.');
}
/**
 * Does the same with every store, side by side. Failures are collected, not thrown, unless the run was cancelled or
 * fewer than `atLeast` stores succeeded: one unreachable place must not keep the others from getting their copy.
 */
async function withEveryStore(stores, body, atLeast = 1) {
    const done = [];
    const failures = [];
    await Promise.all(stores.map(async (store) => {
        try {
            done.push({ store, value: await body(store) });
        }
        catch (error) {
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PbaError */ .sV))
                throw error;
            failures.push({ store, error });
        }
    }));
    const cancelled = failures.find((failure) => failure.error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CancelledError */ .cc);
    if (cancelled)
        throw cancelled.error;
    const [first] = failures;
    if (first !== undefined && done.length < atLeast)
        throw first.error;
    return { done, failures };
}
/** What the run fails with when some stores have the set and others do not. */
function partialFailure(locations, failures) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('PBA-STORE-PARTIAL', `The set is in ${locations.join(', ')}, but not in ${failures
        .map((failure) => `${failure.store.location} (${failure.error.code}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(failure.error)})`)
        .join('; ')}.`, {
        hint: failures.map((failure) => failure.error.hint).find((hint) => hint !== undefined) ??
            'Mend the store and run again: the missing copy is completed without another dump.',
        cause: failures[0]?.error,
    });
}


/***/ }),

/***/ 38672:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   dj: () => (/* binding */ canonicalJson),
/* harmony export */   mP: () => (/* binding */ Reader),
/* harmony export */   qF: () => (/* binding */ parseJson)
/* harmony export */ });
/**
 * Reading JSON that somebody may have damaged: every field is checked, every problem is collected with its path,
 * and nothing is coerced.
 */
class Reader {
    problems = [];
    fail(path, expected) {
        this.problems.push(`${path} must be ${expected}`);
        return undefined;
    }
    object(value, path) {
        if (typeof value === 'object' && value !== null && !Array.isArray(value))
            return value;
        this.fail(path, 'an object');
        return {};
    }
    array(value, path) {
        if (Array.isArray(value))
            return value;
        this.fail(path, 'a list');
        return [];
    }
    string(value, path, pattern) {
        if (typeof value === 'string' && (pattern === undefined || pattern.test(value)))
            return value;
        this.fail(path, pattern === undefined ? 'a text' : `a text like ${pattern.source}`);
        return '';
    }
    nullableString(value, path) {
        return value === null ? null : this.string(value, path);
    }
    /** A whole number of at least `min` that JavaScript holds exactly. */
    integer(value, path, min = 0) {
        if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min)
            return value;
        this.fail(path, `a whole number of at least ${min}`);
        return 0;
    }
    boolean(value, path) {
        if (typeof value === 'boolean')
            return value;
        this.fail(path, 'true or false');
        return false;
    }
    choice(value, path, choices) {
        const found = choices.find((choice) => choice === value);
        if (found !== undefined)
            return found;
        this.fail(path, `one of ${choices.join(', ')}`);
        return choices[0];
    }
}
/** JSON with sorted keys and no spaces: equal values give equal bytes, so it can be hashed. */
function canonicalJson(value) {
    return JSON.stringify(value, (_key, inner) => typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner);
}
/** Parses JSON; what cannot be parsed becomes the error that `invalid` makes. */
function parseJson(text, invalid) {
    try {
        return JSON.parse(text);
    }
    catch (error) {
        throw invalid('it is not JSON', error);
    }
}


/***/ }),

/***/ 49227:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   It: () => (/* binding */ manifestDigest),
/* harmony export */   Jd: () => (/* binding */ dumpDigest),
/* harmony export */   Tz: () => (/* binding */ serialiseManifest),
/* harmony export */   Zk: () => (/* binding */ storedBytes),
/* harmony export */   bQ: () => (/* binding */ lineageOf),
/* harmony export */   gg: () => (/* binding */ ROLES),
/* harmony export */   hR: () => (/* binding */ FORMATS),
/* harmony export */   hh: () => (/* binding */ MANIFEST_VERSION),
/* harmony export */   rK: () => (/* binding */ CONTENTS),
/* harmony export */   zW: () => (/* binding */ manifestLocation)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38672);


/** The newest manifest version this code reads and the one it writes. */
const MANIFEST_VERSION = 1;
const CONTENTS = ['full', 'schema', 'data'];
const FORMATS = ['directory', 'custom', 'plain'];
/**
 * What an object is for. `archive`: the dump. `schema`: the schema that a data-only archive needs to be restored.
 * `roles`, `tablespaces`, `database`
 * (CREATE DATABASE) and `settings` (ALTER DATABASE …, applied last): what pg_dump leaves out. `fingerprint`: what a restored copy must equal.
 */
const ROLES = [
    'archive',
    'schema',
    'roles',
    'tablespaces',
    'database',
    'settings',
    'fingerprint',
    'recovery',
];
/** SHA-256 over the manifest's canonical JSON: damage and hand edits show even where it stays valid JSON. */
function manifestDigest(manifest) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .canonicalJson */ .dj)(manifest)).digest('hex');
}
/**
 * What the copies of one dump in several tiers have in common, and nothing else has: everything but the tier and
 * RECOVERY.md, which names tier and places. A restore test of one of them proves all: their objects are the same bytes.
 */
function dumpDigest(manifest) {
    const { tier, objects, ...rest } = manifest;
    const dump = { ...rest, objects: objects.filter((object) => object.role !== 'recovery') };
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .canonicalJson */ .dj)(dump)).digest('hex');
}
/** The manifest as stored: readable JSON with its own digest as the last field. */
function serialiseManifest(manifest) {
    return `${JSON.stringify({ ...manifest, manifestSha256: manifestDigest(manifest) }, null, 2)}\n`;
}
function manifestLocation(manifest) {
    return { database: manifest.database, tier: manifest.tier, id: manifest.id };
}
/** Bytes of all stored objects of the set. */
function storedBytes(manifest) {
    return manifest.objects.reduce((sum, object) => sum + object.size, 0);
}
/** Databases are told apart by cluster and name: sets of different lineages are never compared or pruned together. */
function lineageOf(manifest) {
    return `${manifest.server.systemIdentifier}/${manifest.database}`;
}


/***/ }),

/***/ 63913:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Xg: () => (/* binding */ findDatabase),
  _V: () => (/* binding */ findSet),
  Pf: () => (/* binding */ listDatabases),
  K3: () => (/* binding */ listStore),
  WI: () => (/* binding */ read_sets_readManifest),
  o5: () => (/* binding */ readSmall)
});

// EXTERNAL MODULE: ./build/catalog/keys.js
var keys = __webpack_require__(98430);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/catalog/json.js
var json = __webpack_require__(38672);
// EXTERNAL MODULE: ./build/catalog/manifest.js
var catalog_manifest = __webpack_require__(49227);
;// CONCATENATED MODULE: ./build/catalog/read-manifest.js




/**
 * Reads a manifest strictly.
 * @param expected where it was found; a manifest that was copied to another place is refused
 * @throws IntegrityError PBA-MANIFEST-INVALID (all problems in one message) or PBA-MANIFEST-NEWER
 */
function parseManifest(text, expected, where) {
    const invalid = (reason, cause) => new errors/* IntegrityError */.cs('PBA-MANIFEST-INVALID', `The manifest at ${where} cannot be used: ${reason}.`, {
        hint: 'The set counts as damaged. Restore another one; compare the object with its copy in another store.',
        cause,
    });
    const parsed = (0,json/* parseJson */.qF)(text, invalid);
    const read = new json/* Reader */.mP();
    const root = read.object(parsed, 'the manifest');
    const version = root['manifestVersion'];
    if (typeof version === 'number' && version > catalog_manifest/* MANIFEST_VERSION */.hh) {
        throw new errors/* IntegrityError */.cs('PBA-MANIFEST-NEWER', `The manifest at ${where} has version ${version}; this toolkit reads up to ${catalog_manifest/* MANIFEST_VERSION */.hh}.`, {
            hint: 'Use the toolkit version that wrote the set, or a newer one. RECOVERY.md in the set works without us.',
        });
    }
    const manifest = readManifest(read, root);
    if (read.problems.length > 0)
        throw invalid(read.problems.slice(0, 8).join('; '));
    if (root['manifestSha256'] !== (0,catalog_manifest/* manifestDigest */.It)(manifest))
        throw invalid('it does not match its own digest');
    if (manifest.id !== expected.id ||
        manifest.tier !== expected.tier ||
        manifest.database !== expected.database) {
        throw invalid(`it belongs to ${manifest.database}/${manifest.tier}/${manifest.id}`);
    }
    if ((0,keys/* setIdTime */.pz)(manifest.id)?.getTime() !== Math.floor(Date.parse(manifest.snapshotAt) / 1000) * 1000) {
        throw invalid(`its snapshot time ${manifest.snapshotAt} is not the time in its id`);
    }
    return manifest;
}
const SHA256 = /^[0-9a-f]{64}$/;
const DECIMAL = /^\d+$/;
const OBJECT_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
function readManifest(read, root) {
    const id = read.string(root['id'], 'id');
    if (!(0,keys/* isSetId */.o6)(id))
        read.fail('id', 'a set id');
    const server = read.object(root['server'], 'server');
    const tools = read.object(root['tools'], 'tools');
    const totals = read.object(root['totals'], 'totals');
    const fingerprint = read.object(root['fingerprint'], 'fingerprint');
    const run = read.object(root['run'], 'run');
    const snapshotAt = read.string(root['snapshotAt'], 'snapshotAt');
    if (Number.isNaN(Date.parse(snapshotAt)))
        read.fail('snapshotAt', 'a time');
    const version = root['manifestVersion'];
    if (version !== catalog_manifest/* MANIFEST_VERSION */.hh)
        read.fail('manifestVersion', String(catalog_manifest/* MANIFEST_VERSION */.hh));
    if (root['kind'] !== 'logical')
        read.fail('kind', 'logical');
    return {
        manifestVersion: catalog_manifest/* MANIFEST_VERSION */.hh,
        id,
        database: read.string(root['database'], 'database'),
        tier: read.choice(root['tier'], 'tier', keys/* TIERS */.iB),
        kind: 'logical',
        content: read.choice(root['content'], 'content', catalog_manifest/* CONTENTS */.rK),
        format: read.choice(root['format'], 'format', catalog_manifest/* FORMATS */.hR),
        compression: read.string(root['compression'], 'compression'),
        snapshotAt,
        snapshotLsn: read.nullableString(root['snapshotLsn'], 'snapshotLsn'),
        server: {
            version: read.string(server['version'], 'server.version'),
            versionNum: read.integer(server['versionNum'], 'server.versionNum', 90000),
            systemIdentifier: read.string(server['systemIdentifier'], 'server.systemIdentifier', DECIMAL),
            encoding: read.string(server['encoding'], 'server.encoding'),
            localeProvider: read.string(server['localeProvider'], 'server.localeProvider'),
            collate: read.string(server['collate'], 'server.collate'),
            ctype: read.string(server['ctype'], 'server.ctype'),
            locale: read.nullableString(server['locale'], 'server.locale'),
            collationVersion: read.nullableString(server['collationVersion'], 'server.collationVersion'),
            databaseOwner: read.string(server['databaseOwner'], 'server.databaseOwner'),
            bootstrapRole: read.string(server['bootstrapRole'], 'server.bootstrapRole'),
            databaseBytes: read.integer(server['databaseBytes'], 'server.databaseBytes'),
            dataChecksums: read.boolean(server['dataChecksums'], 'server.dataChecksums'),
        },
        extensions: read.array(root['extensions'], 'extensions').map((value, index) => {
            const item = read.object(value, `extensions[${index}]`);
            return {
                name: read.string(item['name'], `extensions[${index}].name`),
                version: read.string(item['version'], `extensions[${index}].version`),
                schema: read.string(item['schema'], `extensions[${index}].schema`),
            };
        }),
        migration: root['migration'] === null ? null : readMigration(read, root['migration']),
        tools: {
            toolkit: read.string(tools['toolkit'], 'tools.toolkit'),
            pgDump: read.string(tools['pgDump'], 'tools.pgDump'),
            node: read.string(tools['node'], 'tools.node'),
        },
        encryption: root['encryption'] === null ? null : readEncryption(read, root['encryption']),
        objects: readObjects(read, root['objects']),
        totals: {
            tables: read.integer(totals['tables'], 'totals.tables'),
            rows: read.string(totals['rows'], 'totals.rows', DECIMAL),
            sequences: read.integer(totals['sequences'], 'totals.sequences'),
            largeObjects: read.string(totals['largeObjects'], 'totals.largeObjects', DECIMAL),
            schemaObjects: read.integer(totals['schemaObjects'], 'totals.schemaObjects'),
        },
        fingerprint: {
            depth: read.choice(fingerprint['depth'], 'fingerprint.depth', ['content', 'sampled', 'counts']),
            algorithm: read.choice(fingerprint['algorithm'], 'fingerprint.algorithm', ['hash64', 'md5']),
            serverMajor: read.integer(fingerprint['serverMajor'], 'fingerprint.serverMajor', 9),
            schemaSha256: read.string(fingerprint['schemaSha256'], 'fingerprint.schemaSha256', SHA256),
        },
        notHeld: read.array(root['notHeld'], 'notHeld').map((value, index) => {
            const item = read.object(value, `notHeld[${index}]`);
            return {
                kind: read.string(item['kind'], `notHeld[${index}].kind`),
                name: read.string(item['name'], `notHeld[${index}].name`),
                reason: read.string(item['reason'], `notHeld[${index}].reason`),
            };
        }),
        foreignKeysOut: read
            .array(root['foreignKeysOut'], 'foreignKeysOut')
            .map((value, index) => read.string(value, `foreignKeysOut[${index}]`)),
        run: {
            repository: read.nullableString(run['repository'], 'run.repository'),
            workflow: read.nullableString(run['workflow'], 'run.workflow'),
            runUrl: read.nullableString(run['runUrl'], 'run.runUrl'),
            commit: read.nullableString(run['commit'], 'run.commit'),
            actor: read.nullableString(run['actor'], 'run.actor'),
            reason: read.nullableString(run['reason'], 'run.reason'),
        },
        durations: readDurations(read, root['durations']),
    };
}
function readMigration(read, value) {
    const item = read.object(value, 'migration');
    return {
        tool: read.string(item['tool'], 'migration.tool'),
        version: read.string(item['version'], 'migration.version'),
    };
}
function readEncryption(read, value) {
    const item = read.object(value, 'encryption');
    if (item['method'] !== 'age')
        read.fail('encryption.method', 'age');
    return {
        method: 'age',
        recipients: read
            .array(item['recipients'], 'encryption.recipients')
            .map((recipient, index) => read.string(recipient, `encryption.recipients[${index}]`)),
    };
}
function readObjects(read, value) {
    const seen = new Set();
    const objects = read.array(value, 'objects').map((entry, index) => {
        const path = `objects[${index}]`;
        const item = read.object(entry, path);
        const plaintext = read.object(item['plaintext'], `${path}.plaintext`);
        const name = read.string(item['name'], `${path}.name`, OBJECT_NAME);
        if (seen.has(name))
            read.fail(`${path}.name`, `unique, but ${name} stands twice`);
        seen.add(name);
        return {
            name,
            role: read.choice(item['role'], `${path}.role`, catalog_manifest/* ROLES */.gg),
            size: read.integer(item['size'], `${path}.size`),
            sha256: read.string(item['sha256'], `${path}.sha256`, SHA256),
            plaintext: {
                size: read.integer(plaintext['size'], `${path}.plaintext.size`),
                sha256: read.string(plaintext['sha256'], `${path}.plaintext.sha256`, SHA256),
            },
        };
    });
    for (const role of ['archive', 'fingerprint']) {
        if (objects.filter((object) => object.role === role).length !== 1)
            read.fail('objects', `with exactly one ${role}`);
    }
    return objects;
}
function readDurations(read, value) {
    const durations = {};
    for (const [phase, seconds] of Object.entries(read.object(value, 'durations'))) {
        if (typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0)
            durations[phase] = seconds;
        else
            read.fail(`durations.${phase}`, 'a number of seconds');
    }
    return durations;
}

;// CONCATENATED MODULE: ./build/sets/read-sets.js



/** A manifest is a few kilobytes; anything far larger is not one. */
const MAX_MANIFEST = 16 * 1024 * 1024;
/** Lists what a store holds of one database, or of all, from keys alone; no manifest is read. */
async function listStore(store, database) {
    const sets = new Map();
    const evidence = [];
    const unknown = [];
    for await (const object of store.list(database === undefined ? '' : (0,keys/* databasePrefix */.KS)(database))) {
        const parsed = (0,keys/* parseKey */.Do)(object.key);
        if (parsed.kind === 'unknown')
            unknown.push(object.key);
        else if (parsed.kind === 'evidence')
            evidence.push(object.key);
        else if (parsed.kind === 'set object') {
            const prefix = (0,keys/* setPrefix */.n0)(parsed.location);
            const set = sets.get(prefix) ?? { location: parsed.location, committed: false, objects: [] };
            set.objects.push(object);
            if (parsed.name === keys/* MANIFEST */.e0)
                set.committed = true;
            sets.set(prefix, set);
        }
    }
    return { sets: [...sets.values()].sort((a, b) => newestFirst(a.location, b.location)), evidence, unknown };
}
function newestFirst(a, b) {
    return a.id < b.id ? 1 : a.id > b.id ? -1 : 0;
}
/** The databases a store has sets of. */
async function listDatabases(store) {
    const segments = await store.folders('');
    return segments.flatMap((segment) => (0,keys/* parseDatabaseSegment */.U4)(segment) ?? []);
}
/** Reads and checks the manifest of a set. @throws IntegrityError, StoreError */
async function read_sets_readManifest(store, location) {
    const key = (0,keys/* objectKey */.T5)(location, keys/* MANIFEST */.e0);
    return parseManifest(await readSmall(store, key, MAX_MANIFEST), location, `${store.location}/${key}`);
}
/** Reads a small object as UTF-8 text. */
async function readSmall(store, key, limit) {
    const chunks = [];
    let size = 0;
    for await (const chunk of await store.read(key)) {
        const bytes = chunk;
        size += bytes.length;
        if (size > limit)
            break;
        chunks.push(bytes);
    }
    return Buffer.concat(chunks).toString('utf8');
}
/**
 * Finds the set a user asked for: `latest`, or an id. Without a database the store must hold just one.
 * @throws UserError PBA-SET-NOT-FOUND saying what there is
 */
async function findSet(store, database, wanted) {
    const name = database ?? (await findDatabase(store));
    const { sets } = await listStore(store, name);
    const committed = sets.filter((set) => set.committed);
    const found = wanted === 'latest' ? committed[0] : committed.find((set) => set.location.id === wanted);
    if (found)
        return found.location;
    const newest = committed.slice(0, 3).map((set) => `${set.location.id} (${set.location.tier})`);
    throw new errors/* UserError */.yo('PBA-SET-NOT-FOUND', wanted === 'latest'
        ? `${store.location} holds no set of database ${name}.`
        : `${store.location} holds no set ${wanted} of database ${name}.`, {
        hint: newest.length > 0
            ? `The newest there: ${newest.join(', ')}.`
            : 'Run `backup` first, or check `stores` and `database`.',
    });
}
/**
 * The one database a store has sets of.
 * @throws UserError PBA-SET-NOT-FOUND when there is none, PBA-INPUT when there are several
 */
async function findDatabase(store) {
    const databases = await listDatabases(store);
    const [only, ...others] = databases;
    if (only !== undefined && others.length === 0)
        return only;
    throw new errors/* UserError */.yo(only === undefined ? 'PBA-SET-NOT-FOUND' : 'PBA-INPUT', only === undefined
        ? `${store.location} holds no sets.`
        : `${store.location} holds sets of ${databases.length} databases: ${databases.slice(0, 10).join(', ')}.`, {
        hint: only === undefined
            ? 'Run `backup` first, or check `stores`.'
            : 'Say which one with the input `database`.',
    });
}


/***/ }),

/***/ 88024:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bs: () => (/* binding */ isReserved),
/* harmony export */   XQ: () => (/* binding */ assertPrefix),
/* harmony export */   YD: () => (/* binding */ compareKeys),
/* harmony export */   Z0: () => (/* binding */ TEMPORARY_FOLDER),
/* harmony export */   dD: () => (/* binding */ keyProblem),
/* harmony export */   rD: () => (/* binding */ LONGEST_KEY),
/* harmony export */   sM: () => (/* binding */ assertKey)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);

/** Folder at the root of a directory store for files that are not complete yet. No key lies below it. */
const TEMPORARY_FOLDER = '.tmp';
/** First segments that no key may have: our own temporary folder, and the one that ext4 keeps at its root. */
const RESERVED = new Set([TEMPORARY_FOLDER, 'lost+found']);
/** S3's limit for a whole key ("up to 1,024 bytes long", S3 user guide, object keys). */
const LONGEST_KEY = 1024;
/** NAME_MAX of every common Linux file system. */
const LONGEST_SEGMENT = 255;
/** True for the names that are hidden at the root of every store. */
function isReserved(firstSegment) {
    return RESERVED.has(firstSegment);
}
/** What is wrong with `key`, as half a sentence, or undefined when it is a key every store can hold. */
function keyProblem(key) {
    if (key === '')
        return 'it is empty';
    if (!key.isWellFormed())
        return 'it is not well-formed Unicode';
    if (Buffer.byteLength(key) > LONGEST_KEY)
        return `it is longer than ${LONGEST_KEY} bytes`;
    // A listing is XML 1.0, which cannot carry control characters; a backslash is a separator to some programs.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    if (/[\u0000-\u001f\u007f\\]/.test(key))
        return 'it holds a control character or a backslash';
    const segments = key.split('/');
    for (const segment of segments) {
        if (segment === '')
            return 'it has an empty segment';
        if (segment === '.' || segment === '..')
            return `it has the segment "${segment}"`;
        if (Buffer.byteLength(segment) > LONGEST_SEGMENT)
            return `a segment is longer than ${LONGEST_SEGMENT} bytes`;
    }
    if (isReserved(segments[0] ?? ''))
        return `"${segments[0]}" is reserved`;
    return undefined;
}
/**
 * Refuses keys that not every store can hold, or that would leave a store's root.
 * @throws StoreError PBA-STORE-FAILED
 */
function assertKey(key) {
    const problem = keyProblem(key);
    if (problem !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('PBA-STORE-FAILED', `${JSON.stringify(key)} is not a key: ${problem}.`);
    }
}
/** The same for a prefix: empty, or a key followed by `/`. */
function assertPrefix(prefix) {
    if (prefix === '')
        return;
    if (!prefix.endsWith('/')) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('PBA-STORE-FAILED', `${JSON.stringify(prefix)} is not a prefix: it does not end in "/".`);
    }
    assertKey(prefix.slice(0, -1));
}
/** Orders by UTF-8 bytes, as S3 lists. JavaScript's own order differs beyond U+FFFF. */
function compareKeys(a, b) {
    return Buffer.compare(Buffer.from(a), Buffer.from(b));
}


/***/ }),

/***/ 19888:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  AU: () => (/* binding */ bucketOf),
  xB: () => (/* binding */ openBucket),
  Ch: () => (/* binding */ openStore)
});

// UNUSED EXPORTS: parseS3Location

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
;// CONCATENATED MODULE: ./build/storage/directory-errors.js

const FULL = {
    code: 'PBA-STORE-FULL',
    reason: 'no space is left',
    hint: 'Free space or enlarge the file system; `prune` removes sets that are no longer needed.',
};
const REFUSED = {
    code: 'PBA-STORE-PERMISSION',
    reason: 'permission was denied',
    hint: 'The directory and what is below it must belong to the user that runs the backup.',
};
const AWAY = {
    code: 'PBA-STORE-UNREACHABLE',
    reason: 'the file system does not answer',
    hint: 'Check that the file system is mounted and its server is up.',
};
/** System error codes (errno(3)) and what they mean for a store. */
const BY_SYSTEM_CODE = new Map(Object.entries({
    ENOSPC: FULL,
    EDQUOT: { ...FULL, reason: 'the disk quota is used up' },
    EACCES: REFUSED,
    EPERM: REFUSED,
    EROFS: {
        ...REFUSED,
        reason: 'the file system is mounted read-only',
        hint: 'Remount it read-write. Linux remounts a failing disk read-only: look at `dmesg` first.',
    },
    ESTALE: AWAY,
    ENOTCONN: AWAY,
    EHOSTDOWN: AWAY,
    ETIMEDOUT: AWAY,
    ENOENT: {
        code: 'PBA-STORE-NOT-FOUND',
        reason: 'it does not exist',
        hint: 'Check the path; was the disk mounted?',
    },
    ELOOP: {
        code: 'PBA-STORE-FAILED',
        reason: 'it is a symbolic link',
        hint: 'Symbolic links inside a store are not followed. Remove the link, or make the store its target.',
    },
    ENOTDIR: {
        code: 'PBA-STORE-FAILED',
        reason: 'a file is in the place of a directory',
        hint: 'Something else wrote into this directory. A store needs a directory of its own.',
    },
    EFBIG: {
        code: 'PBA-STORE-FAILED',
        reason: 'the file is too large for this file system',
        hint: 'FAT32 ends at 4 GiB: use another file system. A limit on file sizes (`ulimit -f`) has the same effect.',
    },
    EEXIST: {
        code: 'PBA-STORE-FAILED',
        reason: 'something else has this name',
        hint: 'A store needs a directory of its own.',
    },
    EIO: {
        code: 'PBA-STORE-FAILED',
        reason: 'the disk reported an input/output error',
        hint: 'The disk may be failing: look at `dmesg` and `smartctl`, and rely on the other store until it is replaced.',
    },
}));
/** Turns whatever a file operation threw into the error that `Store` promises. `what` is a path or a key. */
function directoryError(error, location, what, signal) {
    if (error instanceof errors/* PbaError */.sV)
        return error;
    if (signal.aborted)
        return new errors/* CancelledError */.cc(undefined, { cause: error });
    const known = BY_SYSTEM_CODE.get((0,errors/* systemCode */.xU)(error) ?? '');
    if (known === undefined) {
        return new errors/* StoreError */.AD('PBA-STORE-FAILED', `${location}: ${what}: ${(0,errors/* messageOf */.bD)(error)}.`, { cause: error });
    }
    const { code, reason, hint } = known;
    return new errors/* StoreError */.AD(code, `${location}: ${what}: ${reason}.`, { hint, cause: error });
}

// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./build/storage/source-file.js
var source_file = __webpack_require__(19732);
;// CONCATENATED MODULE: ./build/storage/directory-files.js








const DIRECTORY_MODE = 0o700;
const FILE_MODE = 0o600;
const CHUNK = 1024 * 1024;
/** Codes of link(2) that mean "not possible here", not "wrong". EXDEV: another file system. EMLINK: too many links. */
const CANNOT_LINK = new Set([
    'EXDEV',
    'EMLINK',
    'EPERM',
    'EACCES',
    'ENOSYS',
    'ENOTSUP',
    'EOPNOTSUPP',
]);
function cannotLink(error) {
    return CANNOT_LINK.has((0,errors/* systemCode */.xU)(error) ?? '');
}
/** Makes the names in a directory survive a power failure, where the file system can do that (CIFS cannot). */
async function flushFolder(path) {
    try {
        await flush(path);
    }
    catch (error) {
        if ((0,errors/* systemCode */.xU)(error) !== 'EINVAL' && (0,errors/* systemCode */.xU)(error) !== 'EBADF')
            throw error;
    }
}
/** Makes what was written to a file survive a power failure. */
async function flush(path) {
    const handle = await (0,promises_.open)(path, 'r');
    try {
        await handle.sync();
    }
    finally {
        await handle.close();
    }
}
/**
 * Makes every missing directory of `segments` below `root` (0700), each name flushed to disk. What exists must be a
 * directory: a symbolic link could lead out of the store.
 */
async function makeFolders(root, segments) {
    let path = root;
    for (const segment of segments) {
        path = (0,external_node_path_.join)(path, segment);
        try {
            await (0,promises_.mkdir)(path, { mode: DIRECTORY_MODE });
            await flushFolder((0,external_node_path_.dirname)(path));
        }
        catch (error) {
            if ((0,errors/* systemCode */.xU)(error) !== 'EEXIST')
                throw error;
            const info = await (0,promises_.lstat)(path);
            if (!info.isDirectory()) {
                const kind = info.isSymbolicLink() ? 'a symbolic link' : 'not a directory';
                throw new errors/* StoreError */.AD('PBA-STORE-FAILED', `${path} is ${kind}, so nothing is stored below it.`, {
                    hint: 'A store needs a directory of its own, without links inside.',
                });
            }
        }
    }
    return path;
}
/** The path of a directory below `root`, or undefined when a part of it is missing or is not a real directory. */
async function existingFolder(root, segments) {
    let path = root;
    for (const segment of segments) {
        path = (0,external_node_path_.join)(path, segment);
        try {
            if (!(await (0,promises_.lstat)(path)).isDirectory())
                return undefined;
        }
        catch (error) {
            if ((0,errors/* systemCode */.xU)(error) === 'ENOENT' || (0,errors/* systemCode */.xU)(error) === 'ENOTDIR')
                return undefined;
            throw error;
        }
    }
    return path;
}
/**
 * Puts the bytes of `file` at `target`, which must be new: as a hard link when the file is on the same file system,
 * is ours and private, otherwise as a copy. Flushed to disk.
 */
async function stageFile(file, target, signal, onProgress) {
    const source = await (0,source_file/* openSource */.oD)(file);
    try {
        const info = await source.stat();
        // A link shares owner and mode with the original, so only a file that already is as private as ours is linked.
        const isPrivate = (info.mode & 0o777 & ~FILE_MODE) === 0 && info.uid === process.geteuid?.();
        if (!isPrivate || !(await tryLink(file.path, target))) {
            let done = 0;
            const meter = new external_node_stream_.Transform({
                transform(chunk, _encoding, next) {
                    done += chunk.length;
                    onProgress(done);
                    next(null, chunk);
                },
            });
            await (0,external_node_stream_promises_.pipeline)(source.createReadStream({ start: 0, autoClose: false, highWaterMark: CHUNK }), meter, (0,external_node_fs_.createWriteStream)(target, { flags: 'wx', mode: FILE_MODE, highWaterMark: CHUNK }), { signal });
        }
        else
            onProgress(file.size);
    }
    finally {
        await source.close();
    }
    await flush(target);
}
async function tryLink(source, target) {
    try {
        await (0,promises_.link)(source, target);
        return true;
    }
    catch (error) {
        if (cannotLink(error))
            return false;
        throw error;
    }
}
/**
 * Reads `path` again, as the file system gives it back, and compares it with what it should be.
 * @throws IntegrityError PBA-OBJECT-DAMAGED
 */
async function proveFile(path, file, signal) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    let size = 0;
    for await (const chunk of (0,external_node_fs_.createReadStream)(path, { highWaterMark: CHUNK, signal })) {
        hash.update(chunk);
        size += chunk.length;
    }
    if (size !== file.size)
        throw (0,source_file/* sourceDiffers */.ZY)(file, `${size} bytes came back instead of ${file.size}`);
    if (hash.digest('hex') !== file.sha256)
        throw (0,source_file/* sourceDiffers */.ZY)(file, 'the bytes that came back have another SHA-256');
}
/** `lstat`, or undefined when there is nothing. */
async function lstatOrNothing(path) {
    try {
        return await (0,promises_.lstat)(path);
    }
    catch (error) {
        if ((0,errors/* systemCode */.xU)(error) === 'ENOENT')
            return undefined;
        throw error;
    }
}
/** Removes the directories of `segments` below `root` that have become empty, the innermost first. */
async function removeEmptied(root, segments) {
    for (let depth = segments.length; depth > 0; depth--) {
        try {
            await (0,promises_.rmdir)((0,external_node_path_.join)(root, ...segments.slice(0, depth)));
        }
        catch (error) {
            if ((0,errors/* systemCode */.xU)(error) === 'ENOENT')
                continue;
            // Not empty, a link, or not ours to remove: the objects are gone all the same.
            return;
        }
    }
}
/**
 * Gives a finished file a second name, which fails when that name is taken. Where links do not exist (FAT, some
 * network file systems) the name itself is claimed first; there alone a crash can leave a part of the object.
 */
async function claim(temporary, path, body) {
    try {
        await (0,promises_.link)(temporary, path);
        return;
    }
    catch (error) {
        if (!cannotLink(error))
            throw error;
    }
    const handle = await (0,promises_.open)(path, 'wx', FILE_MODE);
    try {
        await handle.writeFile(body);
        await handle.sync();
    }
    catch (error) {
        await (0,promises_.rm)(path, { force: true });
        throw error;
    }
    finally {
        await handle.close();
    }
}

// EXTERNAL MODULE: ./build/storage/keys.js
var storage_keys = __webpack_require__(88024);
;// CONCATENATED MODULE: ./build/storage/directory-listing.js





/**
 * The files below `folder`, whose keys start with `prefix`, in byte order of their keys. Holds one directory per level
 * in memory. Whatever is not a regular file or a real directory is passed over.
 */
async function* walk(folder, prefix, guard) {
    for (const name of await guard(() => entryNames(folder, prefix))) {
        const path = (0,external_node_path_.join)(folder, name);
        const key = `${prefix}${name}`;
        if (name.endsWith('/'))
            yield* walk(path, key, guard);
        else {
            const info = await guard(() => lstatOrNothing(path));
            if (info?.isFile())
                yield { key, size: info.size };
        }
    }
}
/** The names of the directories in `folder` that have a file somewhere below them. */
async function subfolders(folder, prefix) {
    const names = [];
    for (const name of await entryNames(folder, prefix)) {
        if (name.endsWith('/') && (await holdsFile((0,external_node_path_.join)(folder, name))))
            names.push(name.slice(0, -1));
    }
    // Not in listing order: `a-b/` comes before `a/`, but `a` before `a-b`.
    return names.sort(storage_keys/* compareKeys */.YD);
}
/** Files, and directories with a `/` behind them: sorted this way, a walk meets whole keys in byte order. */
async function entryNames(folder, prefix) {
    return (await entriesOf(folder))
        .filter((entry) => entry.isFile() || entry.isDirectory())
        .filter((entry) => prefix !== '' || !(0,storage_keys/* isReserved */.Bs)(entry.name))
        .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
        .sort(storage_keys/* compareKeys */.YD);
}
/** Looks no further than the first file. */
async function holdsFile(folder) {
    const entries = await entriesOf(folder);
    if (entries.some((entry) => entry.isFile()))
        return true;
    for (const entry of entries) {
        if (entry.isDirectory() && (await holdsFile((0,external_node_path_.join)(folder, entry.name))))
            return true;
    }
    return false;
}
async function entriesOf(folder) {
    try {
        return await (0,promises_.readdir)(folder, { withFileTypes: true });
    }
    catch (error) {
        // A concurrent `delete` removed it after the folder above was read.
        if ((0,errors/* systemCode */.xU)(error) === 'ENOENT')
            return [];
        throw error;
    }
}

// EXTERNAL MODULE: ./build/storage/take-back.js
var take_back = __webpack_require__(21135);
// EXTERNAL MODULE: ./build/storage/without-versions.js
var without_versions = __webpack_require__(92318);
;// CONCATENATED MODULE: ./build/storage/directory.js












const directory_CHUNK = 1024 * 1024;
/** A concurrent `delete` may remove a folder between its making and its use; how often that is repaired. */
const PLACING_ATTEMPTS = 5;
/**
 * A directory on a local or mounted file system. Files are 0600 and directories 0700; an object is written, flushed
 * and proved in `.tmp` and then moved to its key. Symbolic links below the root are not followed.
 *
 * A mount whose server has gone can block a system call for longer than any limit of ours: mount it `soft`.
 */
class DirectoryStore extends without_versions/* WithoutVersions */.qT {
    kind = 'directory';
    location;
    #signal;
    /** `root` is an absolute, normalised path. */
    constructor(root, signal) {
        super();
        this.location = root;
        this.#signal = signal;
    }
    async check() {
        await this.#guard('the directory', async () => {
            await (0,promises_.mkdir)(this.location, { recursive: true, mode: DIRECTORY_MODE });
            await (0,promises_.readdir)(this.location);
        });
    }
    async *list(prefix) {
        (0,storage_keys/* assertPrefix */.XQ)(prefix);
        const folder = await this.#guard(prefix, () => this.#folder(prefix.split('/').slice(0, -1)));
        if (folder === undefined)
            return;
        for await (const object of walk(folder, prefix, (body) => this.#guard(prefix, body))) {
            this.#throwIfAborted();
            yield object;
        }
    }
    async folders(prefix) {
        (0,storage_keys/* assertPrefix */.XQ)(prefix);
        return await this.#guard(prefix, async () => {
            const folder = await this.#folder(prefix.split('/').slice(0, -1));
            return folder === undefined ? [] : await subfolders(folder, prefix);
        });
    }
    async head(key) {
        (0,storage_keys/* assertKey */.sM)(key);
        return await this.#guard(key, async () => {
            const path = await this.#existing(key);
            const info = path === undefined ? undefined : await lstatOrNothing(path);
            return info?.isFile() ? { key, size: info.size } : undefined;
        });
    }
    async read(key, options = {}) {
        (0,storage_keys/* assertKey */.sM)(key);
        const start = options.start ?? 0;
        return await this.#guard(key, async () => {
            const path = await this.#existing(key);
            if (path === undefined)
                throw this.#missing(key);
            // O_NONBLOCK: opening a named pipe that somebody left here must not wait for a writer.
            const handle = await (0,promises_.open)(path, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK);
            const info = await handle.stat();
            if (!info.isFile() || start > info.size) {
                await handle.close();
                if (!info.isFile())
                    throw this.#missing(key);
                throw new errors/* StoreError */.AD('PBA-STORE-FAILED', `${this.location}: ${key} has only ${info.size} bytes, not ${start}.`);
            }
            const bytes = handle.createReadStream({ start, highWaterMark: directory_CHUNK, signal: this.#signal });
            const counted = external_node_stream_.Readable.from(this.#counted(bytes, key, info.size - start), { objectMode: false });
            // A stream that is dropped before its first byte never starts the generator that would close the file.
            counted.once('close', () => bytes.destroy());
            return counted;
        });
    }
    async putFile(key, file, options = {}) {
        (0,storage_keys/* assertKey */.sM)(key);
        await this.#guard(key, async () => {
            const temporary = await this.#temporary();
            try {
                await stageFile(file, temporary, this.#signal, (bytes) => options.onProgress?.(bytes));
                await proveFile(temporary, file, this.#signal);
                this.#throwIfAborted();
                await this.#place(key, (path) => (0,promises_.rename)(temporary, path));
            }
            finally {
                // rename(2) leaves the old name when both are links to one file, as when the same file is stored again.
                await (0,promises_.rm)(temporary, { force: true });
            }
        });
    }
    async create(key, body) {
        (0,storage_keys/* assertKey */.sM)(key);
        await this.#guard(key, async () => {
            const temporary = await this.#temporary();
            try {
                await (0,promises_.writeFile)(temporary, body, { flag: 'wx', mode: FILE_MODE, flush: true });
                const path = await this.#place(key, (path) => claim(temporary, path, body));
                if (!(await (0,promises_.readFile)(path)).equals(body)) {
                    await (0,promises_.unlink)(path);
                    throw new errors/* IntegrityError */.cs('PBA-OBJECT-DAMAGED', `${this.location}: ${key} came back with other bytes.`);
                }
            }
            catch (error) {
                if ((0,errors/* systemCode */.xU)(error) !== 'EEXIST')
                    throw error;
                throw new errors/* StoreError */.AD('PBA-STORE-EXISTS', `${this.location}: ${key} exists already.`, {
                    cause: error,
                });
            }
            finally {
                await (0,promises_.rm)(temporary, { force: true });
            }
        });
    }
    async copy(from, to, object, options = {}) {
        (0,storage_keys/* assertKey */.sM)(from);
        const path = await this.#guard(from, () => this.#existing(from));
        const info = path === undefined ? undefined : await this.#guard(from, () => lstatOrNothing(path));
        if (path === undefined || !info?.isFile())
            throw this.#missing(from);
        await this.putFile(to, { path, ...object }, options);
    }
    async delete(keys) {
        const deleted = [];
        const failed = [];
        for (const key of keys) {
            this.#throwIfAborted();
            try {
                (0,storage_keys/* assertKey */.sM)(key);
                const path = await this.#existing(key);
                if (path !== undefined)
                    await (0,promises_.rm)(path, { force: true });
                await removeEmptied(this.location, key.split('/').slice(0, -1));
                deleted.push(key);
            }
            catch (error) {
                failed.push({ key, reason: directoryError(error, this.location, key, this.#signal).message });
            }
        }
        return { deleted, failed };
    }
    async takeBack(keys) {
        return await (0,take_back/* takingBack */.q)(keys, (signal) => new DirectoryStore(this.location, signal).delete(keys));
    }
    async sweep(prefix, olderThan) {
        (0,storage_keys/* assertPrefix */.XQ)(prefix);
        return await this.#guard(storage_keys/* TEMPORARY_FOLDER */.Z0, async () => {
            const folder = await existingFolder(this.location, [storage_keys/* TEMPORARY_FOLDER */.Z0]);
            const removed = [];
            for (const name of folder === undefined ? [] : await (0,promises_.readdir)(folder)) {
                const path = (0,external_node_path_.join)(folder ?? '', name);
                // Not mtime: a hard link shares it with the file it was made from. Linking and writing both set ctime.
                const info = await lstatOrNothing(path);
                if (!info?.isFile() || info.ctime >= olderThan)
                    continue;
                await (0,promises_.rm)(path, { force: true });
                removed.push(`${storage_keys/* TEMPORARY_FOLDER */.Z0}/${name}`);
            }
            return removed;
        });
    }
    async close() { }
    /** A new name in `.tmp`, which is on the file system of the store, so that a rename or link is possible. */
    async #temporary() {
        await this.#folder([]);
        return (0,external_node_path_.join)(await makeFolders(this.location, [storage_keys/* TEMPORARY_FOLDER */.Z0]), (0,external_node_crypto_.randomUUID)());
    }
    /** Gives a finished file its key with `move`; the name is flushed, or taken back when that fails. */
    async #place(key, move) {
        const segments = key.split('/');
        const name = segments.pop() ?? '';
        for (let attempt = 1;; attempt++) {
            const folder = await makeFolders(this.location, segments);
            const path = (0,external_node_path_.join)(folder, name);
            try {
                await move(path);
            }
            catch (error) {
                if ((0,errors/* systemCode */.xU)(error) === 'ENOENT' && attempt < PLACING_ATTEMPTS)
                    continue;
                throw error;
            }
            try {
                await flushFolder(folder);
            }
            catch (error) {
                await (0,promises_.rm)(path, { force: true });
                throw error;
            }
            return path;
        }
    }
    /** The directory of a prefix. A missing root is an error, not an empty store: the disk may not be mounted. */
    async #folder(segments) {
        const root = await (0,promises_.stat)(this.location).catch((error) => {
            if ((0,errors/* systemCode */.xU)(error) === 'ENOENT')
                return undefined;
            throw error;
        });
        if (root === undefined) {
            throw new errors/* StoreError */.AD('PBA-STORE-UNREACHABLE', `${this.location}: the directory does not exist.`, {
                hint: 'Check the path, and that the disk it is on is mounted.',
            });
        }
        return await existingFolder(this.location, segments);
    }
    /** The path of a key whose folders exist and are real; the file itself may be missing. */
    async #existing(key) {
        const segments = key.split('/');
        const name = segments.pop() ?? '';
        const folder = await this.#folder(segments);
        return folder === undefined ? undefined : (0,external_node_path_.join)(folder, name);
    }
    async *#counted(bytes, key, expected) {
        let seen = 0;
        try {
            for await (const chunk of bytes) {
                seen += chunk.length;
                yield chunk;
            }
        }
        catch (error) {
            throw directoryError(error, this.location, key, this.#signal);
        }
        if (seen !== expected) {
            throw new errors/* StoreError */.AD('PBA-STORE-FAILED', `${this.location}: ${key} ended after ${seen} of ${expected} bytes.`);
        }
    }
    #missing(key) {
        return new errors/* StoreError */.AD('PBA-STORE-NOT-FOUND', `${this.location}: there is no object ${key}.`);
    }
    async #guard(what, body) {
        this.#throwIfAborted();
        try {
            return await body();
        }
        catch (error) {
            throw directoryError(error, this.location, what === '' ? 'the directory' : what, this.#signal);
        }
    }
    #throwIfAborted() {
        if (this.#signal.aborted)
            throw new errors/* CancelledError */.cc();
    }
}

;// CONCATENATED MODULE: ./build/storage/open.js




/**
 * Opens the store at `location`: an absolute path of a directory, or `s3://bucket[/prefix]`. Nothing is sent or made
 * yet: that is `check()`. The AWS SDK is loaded only for S3, since it is large.
 * @throws UserError PBA-INPUT when the location or the S3 options are malformed
 */
async function openStore(location, options) {
    if (location.startsWith('s3://')) {
        const [context, { S3Store }] = await Promise.all([contextOf(location, options), Promise.all(/* import() */[__webpack_require__.e(711), __webpack_require__.e(266), __webpack_require__.e(220)]).then(__webpack_require__.bind(__webpack_require__, 77220))]);
        return new S3Store(context);
    }
    if (!(0,external_node_path_.isAbsolute)(location) || location.includes('\0')) {
        throw new errors/* UserError */.yo('PBA-INPUT', `${quoted(location)} is not a store.`, {
            hint: 'A store is the absolute path of a directory, like /backups/postgresql, or s3://bucket/prefix. An endpoint is given separately.',
        });
    }
    const root = (0,external_node_path_.resolve)(location);
    if (root === '/') {
        throw new errors/* UserError */.yo('PBA-INPUT', 'The root directory cannot be a store.', {
            hint: 'Give the store a directory of its own, like /backups/postgresql.',
        });
    }
    return new DirectoryStore(root, options.signal);
}
async function contextOf(location, options) {
    const place = parseS3Location(location);
    const normal = `s3://${place.bucket}${place.root === '' ? '' : `/${place.root.slice(0, -1)}`}`;
    const { openContext } = await Promise.all(/* import() */[__webpack_require__.e(711), __webpack_require__.e(266), __webpack_require__.e(234)]).then(__webpack_require__.bind(__webpack_require__, 66234));
    return openContext(place, normal, options.s3, options.env ?? {}, options.signal, options.log);
}
/** Opens the bucket of an S3 store; nothing is asked of it yet. @throws UserError PBA-INPUT */
async function openBucket(location, options) {
    const [context, { readLifecycle, writeLifecycle }] = await Promise.all([
        contextOf(location, options),
        Promise.all(/* import() */[__webpack_require__.e(711), __webpack_require__.e(209)]).then(__webpack_require__.bind(__webpack_require__, 34209)),
    ]);
    return {
        readLifecycle: () => readLifecycle(context),
        writeLifecycle: (rules) => writeLifecycle(context, rules),
        close: () => {
            context.client.destroy();
            context.reader.destroy();
        },
    };
}
/** The bucket's name in the location of an S3 store. @throws UserError PBA-INPUT */
function bucketOf(location) {
    return parseS3Location(location).bucket;
}
/**
 * `s3://bucket[/prefix]`; one `/` at the end is allowed.
 * @throws UserError PBA-INPUT
 */
function parseS3Location(location) {
    const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]*)(?:\/(.*))?$/s.exec(location) ?? [];
    const trimmed = prefix.endsWith('/') ? prefix.slice(0, -1) : prefix;
    const problem = prefix === '' ? undefined : (0,storage_keys/* keyProblem */.dD)(trimmed);
    // S3 user guide, "Bucket naming rules"; older buckets may have capitals and underscores.
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]$/.test(bucket) || problem !== undefined) {
        const reason = problem === undefined ? 'the bucket name is not one' : `of the prefix, ${problem}`;
        throw new errors/* UserError */.yo('PBA-INPUT', `${quoted(location)} is not a store: ${reason}.`, {
            hint: 'Write s3://bucket or s3://bucket/prefix, without a host: the endpoint is given separately.',
        });
    }
    return { bucket, root: trimmed === '' ? '' : `${trimmed}/` };
}
/** For messages. Credentials do not belong into a location; when somebody tries, they are not repeated. */
function quoted(location) {
    return JSON.stringify(location.replace(/\/\/[^/]*@/, '//…@'));
}


/***/ }),

/***/ 19732:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ZY: () => (/* binding */ sourceDiffers),
/* harmony export */   lR: () => (/* binding */ readFully),
/* harmony export */   oD: () => (/* binding */ openSource)
/* harmony export */ });
/* unused harmony export sha256Hex */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19473);



/**
 * Opens the local file that is to be stored, and refuses one whose size is not the recorded one.
 * @throws StoreError PBA-STORE-FAILED when it cannot be opened; IntegrityError PBA-OBJECT-DAMAGED
 */
async function openSource(file) {
    let handle;
    try {
        handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(file.path, 'r');
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .StoreError */ .AD('PBA-STORE-FAILED', `The file to store cannot be opened: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}.`, {
            cause: error,
        });
    }
    try {
        const { size } = await handle.stat();
        if (size !== file.size)
            throw sourceDiffers(file, `it has ${size} bytes instead of ${file.size}`);
        return handle;
    }
    catch (error) {
        await handle.close();
        throw error;
    }
}
/**
 * Reads exactly `length` bytes at `position`.
 * @throws IntegrityError PBA-OBJECT-DAMAGED when the file has become shorter
 */
async function readFully(handle, file, position, length) {
    const buffer = Buffer.allocUnsafe(length);
    let filled = 0;
    while (filled < length) {
        const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled);
        if (bytesRead === 0)
            throw sourceDiffers(file, `it ended at byte ${position + filled}`);
        filled += bytesRead;
    }
    return buffer;
}
/** The local file is not what was recorded when it was made: nothing of it may be stored. */
function sourceDiffers(file, difference) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .IntegrityError */ .cs('PBA-OBJECT-DAMAGED', `${file.path} is not the file that was recorded: ${difference}.`, {
        hint: 'It was changed between hashing and storing, or the disk is failing. Nothing was stored; run the backup again.',
    });
}
/** Lower-case hex SHA-256. */
function sha256Hex(bytes) {
    return createHash('sha256').update(bytes).digest('hex');
}


/***/ }),

/***/ 21135:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ TAKE_BACK_MS),
/* harmony export */   q: () => (/* binding */ takingBack)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);

/**
 * Time for taking back what a failed or cancelled operation left. A cancelled run has seven seconds in all, and an
 * upload may take back two things.
 */
const TAKE_BACK_MS = 3_000;
/** Deletes with a limit of its own, and turns whatever is thrown into an outcome. */
async function takingBack(keys, remove) {
    try {
        return await remove(AbortSignal.timeout(TAKE_BACK_MS));
    }
    catch (error) {
        return { deleted: [], failed: keys.map((key) => ({ key, reason: (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error) })) };
    }
}


/***/ }),

/***/ 92318:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fc: () => (/* binding */ onlyVersion),
/* harmony export */   lk: () => (/* binding */ withoutLocks),
/* harmony export */   qT: () => (/* binding */ WithoutVersions)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);

/** What stores without versions, locks and holds answer when they are asked for them. */
class WithoutVersions {
    async *versions(prefix) {
        for await (const object of this.list(prefix))
            yield onlyVersion(object);
    }
    async deleteVersions(versions) {
        const { deleted, failed } = await this.delete(versions.map((version) => version.key));
        return { deleted: deleted.map((key) => ({ key, versionId: undefined })), failed, locked: [] };
    }
    async protection(_key) {
        return { lock: undefined, legalHold: false };
    }
    async availability(_key) {
        return { readable: true, storageClass: 'STANDARD', retrieving: false };
    }
    async retrieve(_key, _tier, _days) { }
    async setLegalHold(_key, _on) {
        throw withoutLocks(this.location);
    }
}
/** The error of stores that can neither lock nor hold an object. */
function withoutLocks(location) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('PBA-STORE-LOCK', `${location} can neither lock nor hold objects.`, {
        hint: 'Only S3 buckets with Object Lock can. Elsewhere a hold in the catalog keeps `prune` from deleting the set.',
    });
}
/** An object of a store without versions, as the only version of its key. */
function onlyVersion(object) {
    return { ...object, versionId: undefined, latest: true, marker: false, modified: undefined };
}


/***/ })

};
