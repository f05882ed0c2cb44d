<<<<<<<< HEAD:dist/27.index.js
export const id = 27;
export const ids = [27];
========
export const id = 779;
export const ids = [779];
>>>>>>>> main:dist/779.index.js
export const modules = {

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

/***/ 83699:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ serialiseFingerprint),
/* harmony export */   s: () => (/* binding */ parseFingerprint)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38672);


const COUNT = /^(0|[1-9]\d*)$/;
const NUMBER = /^(0|-?[1-9]\d*)$/;
const OBJECT_DIGEST = /^[0-9a-f]{32}$/;
const PROBLEMS_SHOWN = 8;
/** As stored: one entry a line and always in the same order, so equal databases give equal bytes. */
function serialiseFingerprint(fingerprint) {
    const { tables, sequences, objects, notHeld, ...rest } = fingerprint;
    const list = (items, ...by) => {
        const keyed = items.map((item) => ({
            item,
            key: JSON.stringify(by.map((name) => Reflect.get(item, name))),
        }));
        keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
        return keyed.length === 0 ? '[]' : `[\n${keyed.map(({ item }) => JSON.stringify(item)).join(',\n')}\n]`;
    };
    const fields = [
        ...Object.entries(rest).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`),
        `"tables": ${list(tables, 'schema', 'name', 'kind')}`,
        `"sequences": ${list(sequences, 'schema', 'name')}`,
        `"objects": ${list(objects, 'kind', 'name')}`,
        `"notHeld": ${list(notHeld, 'kind', 'name', 'reason')}`,
    ];
    return `{\n${fields.join(',\n')}\n}\n`;
}
/**
 * Reads a stored fingerprint strictly: unknown or missing fields, wrong types and entries that stand there twice are
 * errors, all in one message.
 * @throws IntegrityError PBA-MANIFEST-INVALID or PBA-MANIFEST-NEWER
 */
function parseFingerprint(text) {
    const invalid = (reason, cause) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .IntegrityError */ .cs('PBA-MANIFEST-INVALID', `The fingerprint of the set cannot be used: ${reason}.`, {
        hint: 'The set counts as damaged. Restore another one; compare the object with its copy in another store.',
        cause,
    });
    const parsed = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .qF)(text, invalid);
    const read = new StrictReader();
    const version = read.object(parsed, 'the fingerprint')['version'];
    if (typeof version === 'number' && version > 1) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .IntegrityError */ .cs('PBA-MANIFEST-NEWER', `The fingerprint has version ${version}; this toolkit reads version 1.`, {
            hint: 'Use the toolkit version that wrote the set, or a newer one.',
        });
    }
    const fingerprint = readFingerprint(read, parsed);
    if (read.problems.length > 0)
        throw invalid(read.problems.slice(0, PROBLEMS_SHOWN).join('; '));
    return fingerprint;
}
/** Refuses fields it does not know and entries that are there twice. */
class StrictReader extends _json_js__WEBPACK_IMPORTED_MODULE_1__/* .Reader */ .mP {
    record(value, path, names) {
        const object = this.object(value, path);
        for (const name of Object.keys(object)) {
            if (!names.some((known) => known === name))
                this.fail(`${path}.${name}`, 'absent');
        }
        return object;
    }
    list(value, path, key, item) {
        const seen = new Set();
        return this.array(value, path).map((entry, index) => {
            const result = item(entry, `${path}[${index}]`);
            const identity = JSON.stringify(key(result));
            if (seen.has(identity))
                this.fail(`${path}[${index}]`, 'there only once');
            seen.add(identity);
            return result;
        });
    }
}
function readFingerprint(read, parsed) {
    const path = 'the fingerprint';
    const names = [
        'version',
        'serverMajor',
        'depth',
        'algorithm',
        'tables',
        'sequences',
        'largeObjects',
        'objects',
        'notHeld',
        'probe',
    ];
    const root = read.record(parsed, path, names);
    if (root.version !== 1)
        read.fail('version', '1');
    const depth = read.choice(root.depth, 'depth', ['content', 'sampled', 'counts']);
    return {
        version: 1,
        serverMajor: read.integer(root.serverMajor, 'serverMajor', 9),
        probe: read.string(root.probe, 'probe', NUMBER),
        depth,
        algorithm: read.choice(root.algorithm, 'algorithm', ['hash64', 'md5']),
        tables: read.list(root.tables, 'tables', ({ schema, name }) => [schema, name], (value, at) => readTable(read, value, at, depth !== 'counts')),
        sequences: read.list(root.sequences, 'sequences', ({ schema, name }) => [schema, name], (value, at) => readSequence(read, value, at)),
        largeObjects: root.largeObjects === null ? null : readLargeObjects(read, root.largeObjects, depth !== 'counts'),
        objects: read.list(root.objects, 'objects', ({ kind, name }) => [kind, name], (value, at) => readObject(read, value, at)),
        notHeld: read.list(root.notHeld, 'notHeld', ({ kind, name, reason }) => [kind, name, reason], (value, at) => readNotHeld(read, value, at)),
    };
}
function readTable(read, value, path, content) {
    const table = read.record(value, path, [
        'schema',
        'name',
        'kind',
        'rows',
        'digest',
        'partial',
        'populated',
    ]);
    const kind = read.choice(table.kind, `${path}.kind`, ['table', 'materialized view']);
    const empty = kind === 'materialized view' && table.populated === false;
    if (table.populated !== undefined && !empty)
        read.fail(`${path}.populated`, 'false, and only for a materialized view');
    const partial = table.partial === undefined ? undefined : readPartial(read, table.partial, `${path}.partial`);
    return {
        schema: read.string(table.schema, `${path}.schema`),
        name: read.string(table.name, `${path}.name`),
        kind,
        rows: read.string(table.rows, `${path}.rows`, COUNT),
        digest: readDigest(read, table.digest, `${path}.digest`, content && !empty && partial !== 'counted'),
        ...(partial === undefined ? {} : { partial }),
        ...(empty ? { populated: false } : {}),
    };
}
function readPartial(read, value, path) {
    if (value === 'counted')
        return value;
    const sample = read.record(value, path, ['oneIn', 'key']);
    const key = read
        .array(sample.key, `${path}.key`)
        .map((column, index) => read.string(column, `${path}.key[${index}]`));
    if (key.length === 0)
        read.fail(`${path}.key`, 'at least one column');
    return { oneIn: read.integer(sample.oneIn, `${path}.oneIn`, 2), key };
}
/** There is a digest exactly where the depth asks for one. */
function readDigest(read, value, path, wanted) {
    if (wanted)
        return read.string(value, path, NUMBER);
    if (value !== null)
        read.fail(path, 'null');
    return null;
}
function readSequence(read, value, path) {
    const sequence = read.record(value, path, ['schema', 'name', 'increment', 'cycle', 'before', 'after']);
    return {
        schema: read.string(sequence.schema, `${path}.schema`),
        name: read.string(sequence.name, `${path}.name`),
        increment: read.string(sequence.increment, `${path}.increment`, NUMBER),
        cycle: read.boolean(sequence.cycle, `${path}.cycle`),
        before: readState(read, sequence.before, `${path}.before`),
        after: readState(read, sequence.after, `${path}.after`),
    };
}
function readState(read, value, path) {
    const state = read.record(value, path, ['lastValue', 'isCalled']);
    return {
        lastValue: read.string(state.lastValue, `${path}.lastValue`, NUMBER),
        isCalled: read.boolean(state.isCalled, `${path}.isCalled`),
    };
}
function readLargeObjects(read, value, content) {
    const objects = read.record(value, 'largeObjects', ['count', 'digest']);
    return {
        count: read.string(objects.count, 'largeObjects.count', COUNT),
        digest: readDigest(read, objects.digest, 'largeObjects.digest', content),
    };
}
function readObject(read, value, path) {
    const object = read.record(value, path, ['kind', 'name', 'digest', 'shown']);
    return {
        kind: read.string(object.kind, `${path}.kind`),
        name: read.string(object.name, `${path}.name`),
        digest: read.string(object.digest, `${path}.digest`, OBJECT_DIGEST),
        ...(object.shown === undefined ? {} : { shown: read.string(object.shown, `${path}.shown`) }),
    };
}
function readNotHeld(read, value, path) {
    const item = read.record(value, path, ['kind', 'name', 'reason']);
    return {
        kind: read.string(item.kind, `${path}.kind`),
        name: read.string(item.name, `${path}.name`),
        reason: read.string(item.reason, `${path}.reason`),
    };
}


/***/ }),

/***/ 43209:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ Checked)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _streams_meter_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7171);


/** Passes bytes on and fails at the end when they were not the expected ones. */
class Checked extends _streams_meter_js__WEBPACK_IMPORTED_MODULE_1__/* .Meter */ .k {
    #expected;
    #what;
    constructor(expected, what, onBytes) {
        super(onBytes);
        this.#expected = expected;
        this.#what = what;
    }
    _flush(done) {
        super._flush((error) => {
            if (error)
                return done(error);
            done(mismatch(this.#expected, this.measured(), this.#what) ?? null);
        });
    }
}
/** The error that says how bytes differ from what the manifest recorded, or undefined when they do not. */
function mismatch(expected, actual, what) {
    if (expected.size === actual.size && expected.sha256 === actual.sha256)
        return undefined;
    const difference = expected.size === actual.size
        ? `its SHA-256 is ${actual.sha256.slice(0, 12)}…, the manifest says ${expected.sha256.slice(0, 12)}…`
        : `it has ${actual.size} bytes, the manifest says ${expected.size}`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .IntegrityError */ .cs('PBA-OBJECT-DAMAGED', `${what} is damaged: ${difference}.`, {
        hint: 'Use a copy from another store or another set, and keep this one for the investigation.',
    });
}


/***/ }),

<<<<<<<< HEAD:dist/27.index.js
/***/ 6097:
========
/***/ 66097:
>>>>>>>> main:dist/779.index.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ AgeEncryption),
/* harmony export */   X: () => (/* binding */ AgeDecryption)
/* harmony export */ });
<<<<<<<< HEAD:dist/27.index.js
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7075);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9473);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4677);
/* harmony import */ var _through_process_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8471);
========
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57075);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19473);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(44677);
/* harmony import */ var _through_process_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(98471);
>>>>>>>> main:dist/779.index.js






/** A text whose lines are keys and comments, as age's own files have them. */
function keyLines(text) {
    return text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('#'));
}
/** The `age` program on PATH, which is about eight times as fast as the library. */
async function findProgram(context) {
    if (context.libraryOnly)
        return undefined;
    for (const directory of (context.env['PATH'] ?? '').split(':')) {
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, 'age');
        if (directory.startsWith('/') &&
            (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.access)(path, node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.constants.X_OK).then(() => true, () => false)))
            return path;
    }
    return undefined;
}
/**
 * Encrypts to age recipients. Only public keys are needed: a runner that writes backups cannot read them.
 * The file format is age's own (https://age-encryption.org/v1), so `age -d` reads it.
 */
class AgeEncryption {
    recipients;
    #context;
    constructor(recipients, context) {
        this.recipients = recipients;
        this.#context = context;
    }
    /** @throws UserError PBA-KEY-UNREADABLE naming the recipient that is no public age key */
    static async create(recipients, context) {
        const { Encrypter } = await __webpack_require__.e(/* import() */ 539).then(__webpack_require__.bind(__webpack_require__, 81539));
        const keys = recipients.flatMap(keyLines);
        for (const key of keys) {
            if (key.startsWith('AGE-SECRET-KEY-')) {
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo('PBA-KEY-UNREADABLE', 'A recipient is a secret key. Recipients are public keys (age1…).', {
                    hint: '`age-keygen -y key.txt` prints the public key. Treat the secret one as exposed.',
                });
            }
            try {
                new Encrypter().addRecipient(key);
            }
            catch (error) {
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo('PBA-KEY-UNREADABLE', `${JSON.stringify(key.slice(0, 80))} is not an age recipient.`, {
                    hint: 'A recipient is one line that starts with age1; `age-keygen` prints it.',
                    cause: error,
                });
            }
        }
        if (keys.length === 0) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo('PBA-KEY-UNREADABLE', 'The list of recipients holds no key.', {
                hint: 'Give at least one line age1….',
            });
        }
        return new AgeEncryption(keys, context);
    }
    async encrypt(source) {
        const age = await findProgram(this.#context);
        // age 1.1 (Debian 12) predates the post-quantum keys; the library knows them.
        if (age !== undefined && !this.recipients.some((key) => key.startsWith('age1pq'))) {
            const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(this.#context.tempDir, 'age-recipients');
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(file, `${this.recipients.join('\n')}\n`, { mode: 0o600 });
            const running = await (0,_process_js__WEBPACK_IMPORTED_MODULE_4__/* .startProcess */ .kp)(age, ['--encrypt', '--recipients-file', file], {
                env: { PATH: this.#context.env['PATH'] ?? '' },
                signal: this.#context.signal,
            });
            return (0,_through_process_js__WEBPACK_IMPORTED_MODULE_5__/* .throughProcess */ .Z)(source, running, this.#context.signal, () => undefined);
        }
        const { Encrypter } = await __webpack_require__.e(/* import() */ 539).then(__webpack_require__.bind(__webpack_require__, 81539));
        const encrypter = new Encrypter();
        for (const key of this.recipients)
            encrypter.addRecipient(key);
        return fromWeb(source, (web) => encrypter.encrypt(web));
    }
}
/** Decrypts with age identities (secret keys). */
class AgeDecryption {
    #identities;
    #context;
    constructor(identities, context) {
        this.#identities = identities;
        this.#context = context;
    }
    /**
     * @param text identities as `age-keygen` writes them (comments allowed)
     * @throws UserError PBA-KEY-UNREADABLE; the message never holds key material
     */
    static async create(text, context) {
        const { Decrypter } = await __webpack_require__.e(/* import() */ 539).then(__webpack_require__.bind(__webpack_require__, 81539));
        const keys = keyLines(text);
        keys.forEach((key, index) => {
            try {
                new Decrypter().addIdentity(key);
            }
            catch (error) {
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo('PBA-KEY-UNREADABLE', `Line ${index + 1} of the age identity is not a secret age key.`, {
                    hint: 'An identity starts with AGE-SECRET-KEY-1, as age-keygen wrote it; a public key (age1…) cannot decrypt.',
                    cause: error,
                });
            }
        });
        if (keys.length === 0) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo('PBA-KEY-UNREADABLE', 'The age identity holds no key.', {
                hint: 'Put the whole file that age-keygen wrote into the secret.',
            });
        }
        return new AgeDecryption(keys, context);
    }
    /** @throws UserError PBA-KEY-UNREADABLE when the file cannot be read */
    static async fromFile(path, context) {
        let text;
        try {
            text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'utf8');
        }
        catch (error) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo('PBA-KEY-UNREADABLE', `The identity file ${path} cannot be read: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error)}.`, {
                hint: 'Check the path and that the runner’s user may read it.',
                cause: error,
            });
        }
        return AgeDecryption.create(text, context);
    }
    /**
     * The output fails at the end when the source was cut or changed: age authenticates every 64 KiB, so nothing
     * that was read may be acted on before the stream has ended well.
     */
    async decrypt(source, what) {
        const age = await findProgram(this.#context);
        if (age !== undefined && !this.#identities.some((key) => key.startsWith('AGE-SECRET-KEY-PQ-'))) {
            const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(this.#context.tempDir, 'age-identity');
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(file, `${this.#identities.join('\n')}\n`, { mode: 0o600 });
            const running = await (0,_process_js__WEBPACK_IMPORTED_MODULE_4__/* .startProcess */ .kp)(age, ['--decrypt', '--identity', file], {
                env: { PATH: this.#context.env['PATH'] ?? '' },
                signal: this.#context.signal,
            });
            return (0,_through_process_js__WEBPACK_IMPORTED_MODULE_5__/* .throughProcess */ .Z)(source, running, this.#context.signal, (exit) => explainAge(exit, what));
        }
        const { Decrypter } = await __webpack_require__.e(/* import() */ 539).then(__webpack_require__.bind(__webpack_require__, 81539));
        const decrypter = new Decrypter();
        for (const key of this.#identities)
            decrypter.addIdentity(key);
        try {
            return await fromWeb(source, (web) => decrypter.decrypt(web), (error) => decryptError((0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error), what, error));
        }
        catch (error) {
            throw error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .PbaError */ .sV ? error : decryptError((0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error), what, error);
        }
    }
}
function explainAge(exit, what) {
    if (exit.signal !== null)
        return undefined;
    const line = exit.stderr.split('\n').find((text) => text.startsWith('age: error:'));
    return decryptError(line?.slice('age: error:'.length).trim() ?? `age exited with ${exit.exitCode}`, what);
}
function decryptError(reason, what, cause) {
    const wrongKey = /no identity matched|incorrect identity|no identities/i.test(reason);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .IntegrityError */ .cs('PBA-DECRYPT', `${what} cannot be decrypted: ${reason}.`, {
        hint: wrongKey
            ? 'This identity is none of the recipients in the manifest. Use the one the set was made for.'
            : 'The stored bytes are damaged or cut. `verify` tells which store has a sound copy.',
        cause,
    });
}
async function fromWeb(source, transform, explain = (error) => (error instanceof Error ? error : new Error(String(error)))) {
    let sourceError;
    source.once('error', (error) => {
        sourceError = error;
    });
    const web = await transform(node_stream__WEBPACK_IMPORTED_MODULE_2__.Readable.toWeb(source));
    async function* output() {
        try {
            yield* web;
        }
        catch (error) {
            throw sourceError ?? (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .CancelledError */ .cc ? error : explain(error));
        }
    }
    return node_stream__WEBPACK_IMPORTED_MODULE_2__.Readable.from(output(), { objectMode: false, highWaterMark: 256 * 1024 });
}


/***/ }),

/***/ 7171:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ Meter)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57075);


/** Passes bytes on unchanged, counts and hashes them. `measured()` is final once the stream has ended. */
class Meter extends node_stream__WEBPACK_IMPORTED_MODULE_1__.Transform {
    #hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    #onBytes;
    #size = 0;
    #result;
    constructor(onBytes) {
        super({ highWaterMark: 256 * 1024 });
        this.#onBytes = onBytes;
    }
    _transform(chunk, _encoding, done) {
        this.#hash.update(chunk);
        this.#size += chunk.length;
        this.#onBytes?.(this.#size);
        done(null, chunk);
    }
    _flush(done) {
        this.#result = { size: this.#size, sha256: this.#hash.digest('hex') };
        done();
    }
    measured() {
        if (this.#result === undefined)
            throw new Error('The stream has not ended yet.');
        return this.#result;
    }
}


/***/ }),

/***/ 37469:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ packObject),
/* harmony export */   x: () => (/* binding */ diskFull)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(46466);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19473);
/* harmony import */ var _meter_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7171);
<<<<<<<< HEAD:dist/27.index.js
/* harmony import */ var _through_process_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8471);
========
/* harmony import */ var _through_process_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(98471);
>>>>>>>> main:dist/779.index.js






/**
 * Writes a stream to a new local file (0600), encrypted when asked, and measures it on both sides of the
 * encryption. On failure the file is removed.
 * @throws ToolError PBA-DISK-FULL, or whatever the source failed with
 */
async function packObject(source, path, encryption, onBytes) {
    const plain = new _meter_js__WEBPACK_IMPORTED_MODULE_4__/* .Meter */ .k(onBytes);
    const stored = new _meter_js__WEBPACK_IMPORTED_MODULE_4__/* .Meter */ .k();
    // Opened by the pipeline that listens to its errors: nobody would hear one that comes while `age` is being started.
    const file = () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createWriteStream)(path, { flags: 'wx', mode: 0o600 });
    try {
        if (encryption === undefined) {
            await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_2__.pipeline)(source, plain, file());
            return { path, ...plain.measured(), plaintext: plain.measured() };
        }
        const encrypted = await encryption.encrypt(plain);
        // Both pipelines are awaited: a source that fails must not look like a short but complete one.
        await allEnded([(0,node_stream_promises__WEBPACK_IMPORTED_MODULE_2__.pipeline)(source, plain), (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_2__.pipeline)(encrypted, stored, file())]);
        return { path, ...stored.measured(), plaintext: plain.measured() };
    }
    catch (error) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.unlink)(path).catch(() => { });
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .systemCode */ .xU)(error) === 'ENOSPC' ? diskFull(path, error) : error;
    }
}
/** Each pipeline that fails ends the other, which then only says that it was closed: the cause is the error to report. */
async function allEnded(pipelines) {
    const outcomes = await Promise.allSettled(pipelines);
    const errors = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    if (errors.length > 0)
        throw errors.find((error) => !(0,_through_process_js__WEBPACK_IMPORTED_MODULE_5__/* .isPipeError */ .N)(error)) ?? errors[0];
}
function diskFull(path, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ToolError */ .v4('PBA-DISK-FULL', `No space left on the disk of ${path}.`, {
        hint: 'The runner needs about the compressed size of the database there. Free space or move RUNNER_TEMP.',
        cause,
    });
}


/***/ }),

/***/ 48601:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ packDirectory),
/* harmony export */   q: () => (/* binding */ unpackDirectory)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(46466);
/* harmony import */ var tar_stream__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(56118);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(19473);






/** The files pg_dump writes in directory format; nothing else may stand in an archive of ours. */
const MEMBER = /^(toc\.dat|\d+\.dat(\.gz|\.lz4|\.zst)?|blobs(_\d+)?\.toc|blob_\d+\.dat(\.gz|\.lz4|\.zst)?)$/;
/**
 * A pg_dump directory as one tar stream, `toc.dat` first, then by name, with fixed times and owners: equal
 * directories give equal bytes. With `consume` every file is deleted once it is in the stream, so that packing
 * needs no second copy on disk.
 */
function packDirectory(directory, options) {
    const tar = (0,tar_stream__WEBPACK_IMPORTED_MODULE_4__.pack)();
    const fill = async () => {
        const names = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(directory)).sort((a, b) => Number(b === 'toc.dat') - Number(a === 'toc.dat') || (a < b ? -1 : 1));
        for (const name of names) {
            if (!MEMBER.test(name))
                throw new Error(`${name} is not a file that pg_dump writes`);
            const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, name);
            const { size } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(path);
            await new Promise((resolve, reject) => {
                const entry = tar.entry({ name, size, mode: 0o600, mtime: new Date(0) }, (error) => error ? reject(error) : resolve());
                (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_3__.pipeline)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createReadStream)(path, { highWaterMark: 1024 * 1024 }), entry).catch(reject);
            });
            if (options.consume)
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.unlink)(path);
        }
        tar.finalize();
    };
    fill().catch((error) => tar.destroy(error));
    return tar;
}
/**
 * Unpacks a tar made by `packDirectory` into a new directory (0700). Names that pg_dump does not write, names that
 * stand twice, links and missing parts are refused; so nothing can be written outside of it.
 * @returns the names that were unpacked
 * @throws IntegrityError PBA-ARCHIVE-DAMAGED
 */
async function unpackDirectory(source, directory, mode = 0o700) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(directory, { mode });
    const names = [];
    const untar = (0,tar_stream__WEBPACK_IMPORTED_MODULE_4__.extract)();
    const damaged = (reason, cause) => new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .IntegrityError */ .cs('PBA-ARCHIVE-DAMAGED', `The archive cannot be unpacked: ${reason}.`, { cause });
    const unpack = async () => {
        for await (const entry of untar) {
            const { name, type } = entry.header;
            if (type !== 'file' || !MEMBER.test(name))
                throw damaged(`it has a member ${JSON.stringify(name)} of type ${type}`);
            if (names.includes(name))
                throw damaged(`${name} stands in it twice`);
            names.push(name);
            await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_3__.pipeline)(entry, (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createWriteStream)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, name), { flags: 'wx', mode: 0o600 }));
        }
    };
    // Both are awaited: the source may fail (short, wrong key) while the reader waits, and the other way round.
    const unpacking = unpack().catch((error) => {
        untar.destroy(error instanceof Error ? error : new Error(String(error)));
        throw error;
    });
    const feeding = (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_3__.pipeline)(source, untar);
    const [fed, unpacked] = await Promise.allSettled([feeding, unpacking]);
    if (unpacked.status === 'rejected' && unpacked.reason instanceof _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .IntegrityError */ .cs)
        throw unpacked.reason;
    // A reader that failed closes the stream, which its feeder reports in its own way: the reader knows why.
    const closed = fed.status === 'rejected' && (0,_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .systemCode */ .xU)(fed.reason) === 'ERR_STREAM_PREMATURE_CLOSE';
    if (fed.status === 'rejected' && !(closed && unpacked.status === 'rejected'))
        throw asDamage(fed.reason, damaged);
    if (unpacked.status === 'rejected')
        throw asDamage(unpacked.reason, damaged);
    if (!names.includes('toc.dat'))
        throw damaged('it has no toc.dat');
    return names;
}
/** tar-stream reports bad headers as plain errors; system errors and our own pass through. */
function asDamage(reason, damaged) {
    if (reason instanceof Error && /tar|header|Unexpected end/i.test(reason.message) && !('code' in reason)) {
        return damaged(reason.message, reason);
    }
    return reason;
}


/***/ }),

<<<<<<<< HEAD:dist/27.index.js
/***/ 8471:
========
/***/ 98471:
>>>>>>>> main:dist/779.index.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ isPipeError),
/* harmony export */   Z: () => (/* binding */ throughProcess)
/* harmony export */ });
<<<<<<<< HEAD:dist/27.index.js
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7075);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6466);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4677);
========
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57075);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46466);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44677);
>>>>>>>> main:dist/779.index.js



/**
 * Sends `source` through a running filter program and gives its output. The output ends only after the program has
 * exited with 0 and the source was read to its end; otherwise it fails. So whoever reads to the end has everything.
 */
function throughProcess(source, running, signal, explain) {
    async function* output() {
        let sourceError;
        const feeding = (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_1__.pipeline)(source, running.stdin).catch((error) => {
            sourceError = error;
        });
        let complete = false;
        try {
            for await (const chunk of running.stdout)
                yield chunk;
            await (0,_process_js__WEBPACK_IMPORTED_MODULE_2__/* .expectSuccess */ .lb)(running, signal, explain);
            await feeding;
            if (sourceError !== undefined)
                throw sourceError;
            complete = true;
        }
        catch (error) {
            // A source that failed closes the program's stdin early: its error is the reason, the exit only a result.
            source.destroy();
            await feeding;
            if (sourceError !== undefined && !isPipeError(sourceError))
                throw sourceError;
            throw error;
        }
        finally {
            if (!complete) {
                source.destroy();
                await running.stop();
            }
        }
    }
    return node_stream__WEBPACK_IMPORTED_MODULE_0__.Readable.from(output(), { objectMode: false, highWaterMark: 256 * 1024 });
}
/** A stream that was closed by its neighbour: what happened there tells why. */
function isPipeError(error) {
    const code = error.code;
    return (code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET' || code === 'ABORT_ERR');
}


/***/ })

};
