export const id = 566;
export const ids = [566];
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

/***/ 70630:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ defaultJobs)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);

/** As many as there are cores, at most four: more would take the server's cores from the application. */
function defaultJobs() {
    return Math.min(4, (0,node_os__WEBPACK_IMPORTED_MODULE_0__.availableParallelism)());
}


/***/ }),

/***/ 32351:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ runFacts)
/* harmony export */ });
/** What manifests and evidence record of the run that made them. */
function runFacts(run, reason) {
    const { repository, workflow, runUrl, commit, actor } = run;
    return { repository, workflow, runUrl, commit, actor, reason: reason ?? null };
}


/***/ }),

/***/ 5003:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ Stopwatch)
/* harmony export */ });
/** Seconds per phase, in the order the phases ended. */
class Stopwatch {
    #start = performance.now();
    #phases = {};
    async time(phase, body) {
        const start = performance.now();
        const result = await body();
        this.add(phase, (performance.now() - start) / 1000);
        return result;
    }
    add(phase, seconds) {
        this.#phases[phase] = rounded((this.#phases[phase] ?? 0) + seconds);
    }
    get phases() {
        return { ...this.#phases };
    }
    /** Seconds since the stopwatch was made. */
    get total() {
        return rounded((performance.now() - this.#start) / 1000);
    }
}
function rounded(seconds) {
    return Math.round(seconds * 1000) / 1000;
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

/***/ 13312:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LT: () => (/* binding */ withoutForeignKeys),
/* harmony export */   NT: () => (/* binding */ mergeSequences),
/* harmony export */   QC: () => (/* binding */ displayName),
/* harmony export */   g0: () => (/* binding */ rowsNotHeld)
/* harmony export */ });
/**
 * The fingerprint of one database at one moment: what a restored copy must be equal to. It is taken in the dump's
 * own snapshot (`postgres/fingerprint.ts`), stored in the set as `fingerprint.json`, taken again in the restored
 * copy and compared by `compare.ts`.
 */
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
        const [schema = '', table = '', constraint = ''] = pathOf(name);
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
/** The parts that `displayName` joined. */
function pathOf(name) {
    return [...name.matchAll(/"((?:[^"]|"")*)"|([^."]+)/g)].map(([, quoted, plain]) => quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
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

/***/ 52494:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $o: () => (/* binding */ resolveCompression),
/* harmony export */   Q4: () => (/* binding */ dumpTablespaces),
/* harmony export */   i8: () => (/* binding */ dumpRoles),
/* harmony export */   m3: () => (/* binding */ dumpDatabase)
/* harmony export */ });
<<<<<<< HEAD:dist/987.index.js
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9473);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4677);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2992);
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1502);
/* harmony import */ var _stderr_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9708);
/* harmony import */ var _tools_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3909);
=======
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19473);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(44677);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(92992);
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(71502);
/* harmony import */ var _stderr_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(79708);
/* harmony import */ var _tools_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(53909);
>>>>>>> main:dist/566.index.js








/**
 * Compression as pg_dump names it. `auto` is zstd where the client has it (16 and later; it is as fast as gzip:1 and
 * smaller), gzip:1 before: half the default level's time is spent for 9 % of size.
 * @throws UserError PBA-INPUT for a method this client cannot write
 */
function resolveCompression(wanted, clientMajor) {
    const modern = clientMajor >= 16;
    if (wanted === 'auto')
        return modern ? 'zstd:3' : 'gzip:1';
    if (wanted === 'none')
        return 'none';
    const found = /^(gzip|zstd|lz4):(\d{1,2})$/.exec(wanted);
    const level = Number(found?.[2]);
    const limit = { gzip: 9, zstd: 22, lz4: 12 }[found?.[1]];
    if (found === null || limit === undefined || level < 1 || level > limit) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('PBA-INPUT', `compression ${JSON.stringify(wanted)} is not known.`, {
            hint: 'Use auto, none, gzip:1 to gzip:9, zstd:1 to zstd:22 or lz4:1 to lz4:12.',
        });
    }
    if (!modern && found[1] !== 'gzip') {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('PBA-INPUT', `pg_dump ${clientMajor} cannot write ${found[1]}; that came with 16.`, {
            hint: 'Use gzip:1, or install a newer client: a newer pg_dump reads older servers.',
        });
    }
    return wanted;
}
/**
 * pg_dump on an exported snapshot. Row-level security, missing rights and locks that are not granted in time make
 * it fail; it never leaves out rows silently (`--enable-row-security` is never used).
 */
async function dumpDatabase(client, options) {
    const args = [
        `--format=${options.format}`,
        `--file=${options.path}`,
        `--snapshot=${options.snapshotId}`,
        `--lock-wait-timeout=${options.lockTimeoutMs}`,
        '--no-password',
        '--no-sync',
        '--verbose',
    ];
    if (options.format !== 'plain')
        args.push(`--compress=${compressArgument(options.compression, client.installation.major)}`);
    if (options.format === 'directory')
        args.push(`--jobs=${options.jobs}`);
    if (options.content === 'schema')
        args.push('--schema-only');
    if (options.content === 'data')
        args.push('--data-only');
    for (const table of options.withoutRowsOf) {
        args.push(`--exclude-table-data=${(0,_quote_js__WEBPACK_IMPORTED_MODULE_7__/* .identifier */ .C)(table.schema, table.name)}`);
    }
    const running = await (0,_process_js__WEBPACK_IMPORTED_MODULE_3__/* .startProcess */ .kp)((0,_tools_js__WEBPACK_IMPORTED_MODULE_6__/* .program */ .DM)(client.installation, 'pg_dump'), args, {
        env: client.env,
        signal: client.signal,
        onStderrLine: (line) => {
            if (line.startsWith('pg_dump: dumping contents of table '))
                options.onTable();
        },
    });
    running.stdin.end();
    running.stdout.resume();
    await (0,_process_js__WEBPACK_IMPORTED_MODULE_3__/* .expectSuccess */ .lb)(running, client.signal, (exit) => (0,_stderr_js__WEBPACK_IMPORTED_MODULE_5__/* .explainPostgres */ .f)(exit, client.env));
    await assertWritten(options);
}
/** A wrapper in place of pg_dump, or a directory that was cleaned meanwhile, must not look like a dump. */
async function assertWritten({ path, format }) {
    const file = format === 'directory' ? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, 'toc.dat') : path;
    const size = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(file).then((info) => info.size, (error) => {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .systemCode */ .xU)(error) !== 'ENOENT')
            throw error;
        return 0;
    });
    if (size > 0)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ToolError */ .v4('PBA-TOOL-FAILED', 'pg_dump ended with exit code 0, but it wrote no dump.', {
        hint: 'Run it by hand. Look for a script of the same name on PATH, and for a job that cleans the temporary directory.',
    });
}
/** pg_dump before 16 knows only a gzip level, 0 being none. */
function compressArgument(compression, major) {
    if (major >= 16)
        return compression === 'none' ? 'none' : compression;
    return compression === 'none' ? '0' : compression.slice('gzip:'.length);
}
/**
 * Roles, memberships and role settings of the whole cluster as SQL, without password hashes: they would be secrets
 * in a file that is not one. After a restore on a new server the passwords are set anew.
 */
async function dumpRoles(client) {
    return dumpGlobals(client, '--roles-only');
}
/** Definitions of tablespaces as SQL; they name directories of the source's host. */
async function dumpTablespaces(client) {
    return dumpGlobals(client, '--tablespaces-only');
}
async function dumpGlobals(client, what) {
    if (client.signal.aborted)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .CancelledError */ .cc();
    const database = client.env['PGDATABASE'] ?? 'postgres';
    return (0,_process_js__WEBPACK_IMPORTED_MODULE_3__/* .runText */ .le)((0,_tools_js__WEBPACK_IMPORTED_MODULE_6__/* .program */ .DM)(client.installation, 'pg_dumpall'), [what, '--no-role-passwords', '--no-password', `--database=${conninfoDatabase(database)}`], {
        // pg_dump pins these itself, pg_dumpall does not: `VALID UNTIL` would be written as the server likes its dates.
        env: { ...client.env, PGOPTIONS: `${_connection_js__WEBPACK_IMPORTED_MODULE_4__/* .DUMP_OPTIONS */ .a7} -c DateStyle=ISO -c TimeZone=UTC` },
        signal: client.signal,
        timeoutMs: 300_000,
        maxOutput: 256 * 1024 * 1024,
        explain: (exit) => (0,_stderr_js__WEBPACK_IMPORTED_MODULE_5__/* .explainPostgres */ .f)(exit, client.env),
    });
}
/** A database name that libpq cannot take for a connection string, which `=` or `postgres://` would make of it. */
function conninfoDatabase(name) {
    return `dbname='${name.replace(/[\\']/g, (char) => `\\${char}`)}'`;
}


/***/ }),

/***/ 98357:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HW: () => (/* binding */ readExtensions),
/* harmony export */   TX: () => (/* binding */ readServerFacts),
/* harmony export */   V7: () => (/* binding */ readMigration),
/* harmony export */   w_: () => (/* binding */ bookkeepingTables)
/* harmony export */ });
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(71502);

/** What a dump must know of its server before it starts. Runs in any session on the database. */
async function readServerFacts(session) {
    const { num } = await session.row(`select current_setting('server_version_num') as num`);
    const versionNum = Number(num);
    // Columns by major: datlocprovider 15, daticulocale 15-16, datlocale 17 (pg_database in each version's manual).
    const provider = versionNum >= 150000
        ? `case d.datlocprovider when 'c' then 'libc' when 'i' then 'icu' when 'b' then 'builtin' end`
        : `'libc'`;
    const locale = versionNum >= 170000 ? 'd.datlocale' : versionNum >= 150000 ? 'd.daticulocale' : 'null::text';
    const collationVersion = versionNum >= 150000 ? 'd.datcollversion' : 'null::text';
    return session.row(`
    select split_part(current_setting('server_version'), ' ', 1) as "version",
           ${versionNum} as "versionNum",
           (select system_identifier::text from pg_catalog.pg_control_system()) as "systemIdentifier",
           pg_catalog.pg_encoding_to_char(d.encoding) as "encoding",
           ${provider} as "localeProvider",
           d.datcollate as "collate", d.datctype as "ctype",
           ${locale} as "locale", ${collationVersion} as "collationVersion",
           pg_catalog.pg_get_userbyid(d.datdba) as "databaseOwner",
           pg_catalog.pg_get_userbyid(10) as "bootstrapRole",
           pg_catalog.pg_database_size(d.oid) as "databaseBytes",
           current_setting('data_checksums') = 'on' as "dataChecksums"
      from pg_catalog.pg_database d where d.datname = current_database()`);
}
async function readExtensions(session) {
    return session.rows(`
    select e.extname as name, e.extversion as version, n.nspname as schema
      from pg_catalog.pg_extension e join pg_catalog.pg_namespace n on n.oid = e.extnamespace
     order by e.extname collate "C"`);
}
/**
 * Where the common migration tools keep the version a schema is at. `version` is an expression that gives the
 * newest applied one. A tool counts as used when its table has these columns.
 */
const MIGRATION_TABLES = [
    {
        tool: 'Flyway',
        table: 'flyway_schema_history',
        columns: ['installed_rank', 'version', 'success'],
        version: `version || case when success then '' else ' (failed)' end`,
        order: 'installed_rank desc',
    },
    {
        tool: 'Liquibase',
        table: 'databasechangelog',
        columns: ['id', 'author', 'orderexecuted'],
        version: `author || ':' || id`,
        order: 'orderexecuted desc',
    },
    {
        tool: 'Prisma',
        table: '_prisma_migrations',
        columns: ['migration_name', 'finished_at'],
        version: 'migration_name',
        order: 'finished_at desc nulls last',
    },
    {
        tool: 'Sequelize',
        table: 'SequelizeMeta',
        columns: ['name'],
        version: 'name',
        order: 'name collate "C" desc',
    },
    {
        tool: 'Knex',
        table: 'knex_migrations',
        columns: ['id', 'name', 'batch'],
        version: 'name',
        order: 'id desc',
    },
    {
        tool: 'Rails',
        table: 'schema_migrations',
        columns: ['version'],
        version: 'version::text',
        order: 'version desc',
    },
    {
        tool: 'Django',
        table: 'django_migrations',
        columns: ['id', 'app', 'name'],
        version: `app || '.' || name`,
        order: 'id desc',
    },
    {
        tool: 'Alembic',
        table: 'alembic_version',
        columns: ['version_num'],
        version: 'version_num',
        order: 'version_num',
    },
    {
        tool: 'TypeORM',
        table: 'migrations',
        columns: ['id', 'timestamp', 'name'],
        version: 'name',
        order: 'id desc',
    },
];
/** golang-migrate shares Rails' table name; it has a `dirty` column and one row. */
const GOLANG_MIGRATE = {
    tool: 'golang-migrate',
    table: 'schema_migrations',
    columns: ['version', 'dirty'],
    version: `version::text || case when dirty then ' (dirty)' else '' end`,
    order: 'version desc',
};
/** Where the tools keep their books: what a migration writes there is not the user's data. */
const bookkeepingTables = new Set([
    ...MIGRATION_TABLES.map(({ table }) => table),
    'databasechangeloglock',
    'knex_migrations_lock',
    'ar_internal_metadata',
    'typeorm_metadata',
]);
/** The migration tool in use and the newest applied version, or null. Part of every manifest and every comparison. */
async function readMigration(session) {
    const tables = await session.rows(`
    select n.nspname as schema, c.relname as name, array_agg(a.attname::text) as columns
      from pg_catalog.pg_class c
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')
       and c.relname in (${[...MIGRATION_TABLES].map((one) => `'${one.table}'`).join(', ')})
     group by 1, 2 order by n.nspname <> 'public', n.nspname, c.relname`);
    for (const known of [GOLANG_MIGRATE, ...MIGRATION_TABLES]) {
        const table = tables.find((one) => one.name === known.table && known.columns.every((column) => one.columns.includes(column)));
        if (!table)
            continue;
        const [newest] = await session.rows(`select ${known.version} as version from ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .C)(table.schema, table.name)} order by ${known.order} limit 1`);
        if (newest)
            return { tool: known.tool, version: newest.version ?? 'none' };
    }
    return null;
}


/***/ }),

/***/ 62414:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ pinSession)
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


/***/ }),

/***/ 6779:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  m: () => (/* binding */ readDefinedObjects),
  _: () => (/* binding */ readSchemaObjects)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/postgres/pinned.js
var pinned = __webpack_require__(62414);
// EXTERNAL MODULE: ./build/postgres/schema-objects/family.js
var family = __webpack_require__(26233);
;// CONCATENATED MODULE: ./build/postgres/schema-objects/behaviour.js

const table = (0,family/* named */.KT)('n.nspname', 'c.relname');
const MEMBER = (0,family/* notMember */.i_)('pg_class', 'c.oid');
const views = {
    name: 'views',
    expressions: true,
    select: `
select case c.relkind when 'v' then 'view' else 'materialized view' end as kind, ${table} as name,
  ${(0,family/* fields */.OA)({
        options: (0,family/* options */.fF)('c.reloptions'),
        'toast options': family/* TOAST_OPTIONS */.vR,
        'access method': '(select am.amname from pg_am am where am.oid = c.relam)',
        query: 'pg_get_viewdef(c.oid)',
    })} as definition
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
left join pg_class t on t.oid = c.reltoastrelid
where c.relkind in ('v', 'm') and c.relpersistence <> 't' and ${(0,family/* userSchema */.vJ)()} and ${MEMBER}`,
};
const rules = {
    name: 'rules',
    expressions: true,
    select: `
select 'rule' as kind, ${table} || '.' || ${(0,family/* named */.KT)('r.rulename')} as name,
  ${(0,family/* fields */.OA)({ definition: 'pg_get_ruledef(r.oid)', enabled: 'r.ev_enabled' })} as definition
from pg_rewrite r
join pg_class c on c.oid = r.ev_class
join pg_namespace n on n.oid = c.relnamespace
where r.rulename <> '_RETURN' and c.relpersistence <> 't' and ${(0,family/* userSchema */.vJ)()} and ${MEMBER}
  and ${(0,family/* notMember */.i_)('pg_rewrite', 'r.oid')}`,
};
/**
 * Triggers that partitions have from their parent come back with the parent's. Like pg_dump, they are looked at
 * only where they are enabled otherwise than the parent's.
 */
const triggers = {
    name: 'triggers',
    expressions: true,
    select: `
select 'trigger' as kind, ${table} || '.' || ${(0,family/* named */.KT)('t.tgname')} as name,
  ${(0,family/* fields */.OA)({
        definition: (0,family/* when */.z7)('t.tgparentid = 0', 'pg_get_triggerdef(t.oid)'),
        enabled: 't.tgenabled',
    })} as definition
from pg_trigger t
join pg_class c on c.oid = t.tgrelid
join pg_namespace n on n.oid = c.relnamespace
left join pg_trigger p on p.oid = t.tgparentid
left join pg_constraint k on k.oid = t.tgconstraint and k.contype = 'f'
where k.oid is null and (t.tgparentid = 0 and not t.tgisinternal or t.tgenabled <> p.tgenabled)
  and c.relpersistence <> 't' and ${(0,family/* userSchema */.vJ)()} and ${MEMBER} and ${(0,family/* notMember */.i_)('pg_trigger', 't.oid')}`,
};
/** Roles that were named twice come back once. */
const roles = `(select string_agg(x.name, ', ' order by x.name collate "C") from (
    select distinct case r when 0 then 'PUBLIC' else pg_get_userbyid(r)::text end as name from unnest(p.polroles) r) x)`;
/** On members of extensions, too: pg_dump holds policies that were added to an extension's table. */
const policies = {
    name: 'policies',
    expressions: true,
    select: `
select 'policy' as kind, ${table} || '.' || ${(0,family/* named */.KT)('p.polname')} as name,
  ${(0,family/* fields */.OA)({
        command: 'p.polcmd',
        permissive: 'p.polpermissive',
        roles,
        using: 'pg_get_expr(p.polqual, p.polrelid)',
        check: 'pg_get_expr(p.polwithcheck, p.polrelid)',
    })} as definition
from pg_policy p
join pg_class c on c.oid = p.polrelid
join pg_namespace n on n.oid = c.relnamespace
where c.relpersistence <> 't' and ${(0,family/* userSchema */.vJ)()}`,
};
const eventTriggers = {
    name: 'event triggers',
    select: `
select 'event trigger' as kind, ${(0,family/* named */.KT)('e.evtname')} as name,
  ${(0,family/* fields */.OA)({
        event: 'e.evtevent',
        function: 'e.evtfoid::regprocedure',
        enabled: 'e.evtenabled',
        tags: (0,family/* options */.fF)('e.evttags'),
    })} as definition
from pg_event_trigger e
where ${(0,family/* notMember */.i_)('pg_event_trigger', 'e.oid')}`,
};
const BEHAVIOUR_FAMILIES = [views, rules, triggers, policies, eventTriggers];

;// CONCATENATED MODULE: ./build/postgres/schema-objects/canonical.js
/**
 * Brings an expression that PostgreSQL wrote from its catalogs into one form. Needed because writing and reading
 * it once, as a dump and restore does, changes it in three ways (all seen with 15.18), without changing its meaning:
 *
 * - `x BETWEEN 1 AND 5 AND y` is written `(((x >= 1) AND (x <= 5)) AND y)`, and after a restore
 *   `((x >= 1) AND (x <= 5) AND y)`;
 * - `varchar_column IN ('a', 'b')` is written `(ARRAY['a'::character varying, …])::text[]`, and after a restore
 *   `ARRAY[('a'::character varying)::text, …]`;
 * - a column without a label that is a cast, in a UNION or a sublink, is written `'x'::text AS text` on one side only.
 *
 * Every check constraint, partial index, policy and view with such an expression would otherwise be a false alarm.
 */
function canonicalExpression(text) {
    const tree = parse(text);
    return tree === undefined ? text : write(rewrite(tree));
}
/** Whether `canonicalExpression` can change anything: the same test runs in SQL, see `CANONICAL_PATTERN`. */
const CANONICAL_PATTERN = String.raw `\m(AND|OR|ARRAY|AS)\M`;
/** Quoted strings and names are one token each, so nothing inside them is ever touched. */
const TOKENS = /'(?:[^']|'')*'|"(?:[^"]|"")*"|::|[()[\],:]|[^\s'"()[\],:]+/g;
const CLOSES = { '(': ')', '[': ']' };
/** Undefined when the brackets do not match, which PostgreSQL never writes. */
function parse(text) {
    const stack = [];
    let items = [];
    const outermost = items;
    for (const [token] of text.matchAll(TOKENS)) {
        if (token === '(' || token === '[') {
            const group = { open: token, items: [] };
            items.push(group);
            stack.push({ open: token, items });
            items = group.items;
        }
        else if (token === ')' || token === ']') {
            const outer = stack.pop();
            if (outer === undefined || CLOSES[outer.open] !== token)
                return undefined;
            items = outer.items;
        }
        else
            items.push(token);
    }
    return stack.length === 0 ? outermost : undefined;
}
function write(items) {
    return items
        .map((item) => typeof item === 'string' ? item : `${item.open} ${write(item.items)} ${CLOSES[item.open]}`)
        .join(' ');
}
function rewrite(items) {
    const inner = items.map((item) => (typeof item === 'string' ? item : rewriteGroup(item)));
    return pushArrayCastsDown(withoutCastLabels(inner));
}
/** What PostgreSQL calls a column that is a cast to a type whose name in SQL is another one. */
const LABELS = /^"?(int[248]|float[48]|bool|varchar|bpchar|bit|varbit|timestamp|timestamptz|time|timetz)"?$/;
/** `'x'::text AS text` to `'x'::text`: the label of a column that has none is not written in a UNION or a sublink. */
function withoutCastLabels(items) {
    const result = [];
    for (let at = 0; at < items.length; at++) {
        const label = items[at + 1];
        if (items[at] === 'AS' && typeof label === 'string' && isCastLabel(items, at, label))
            at++;
        else
            result.push(items[at]);
    }
    return result;
}
/** Whether the items before `at` are a cast, and PostgreSQL would call a column after it `label`. */
function isCastLabel(items, at, label) {
    const from = items.lastIndexOf('::', at);
    if (from < 0 || at - from > 6)
        return false;
    const type = items.slice(from + 1, at).filter((item) => typeof item === 'string');
    const last = type.at(-1) ?? '';
    const name = last.slice(last.lastIndexOf('.') + 1);
    return label.replaceAll('"', '') === name.replaceAll('"', '') || LABELS.test(label);
}
function rewriteGroup(group) {
    const items = rewrite(group.items);
    const operator = group.open === '(' ? chainOperator(items) : undefined;
    return { open: group.open, items: operator === undefined ? items : flatten(items, operator) };
}
/** `AND` or `OR` when the items are a chain of one of them; PostgreSQL puts every such chain in parentheses. */
function chainOperator(items) {
    const and = items.includes('AND');
    const or = items.includes('OR');
    if (and === or)
        return undefined;
    return and ? 'AND' : 'OR';
}
/** `((a AND b) AND c)` to `(a AND b AND c)`. */
function flatten(items, operator) {
    return split(items, operator).flatMap((operand, index) => {
        const [only, ...others] = operand;
        const nested = others.length === 0 &&
            typeof only === 'object' &&
            only.open === '(' &&
            chainOperator(only.items) === operator;
        return [...(index === 0 ? [] : [operator]), ...(nested ? only.items : operand)];
    });
}
function split(items, separator) {
    const parts = [[]];
    for (const item of items) {
        if (item === separator)
            parts.push([]);
        else
            parts.at(-1)?.push(item);
    }
    return parts;
}
/** `(ARRAY[a, b])::text[]` to `ARRAY[(a)::text, (b)::text]`, as PostgreSQL's parser does with a cast of ARRAY[…]. */
function pushArrayCastsDown(items) {
    const result = [];
    for (let at = 0; at < items.length; at++) {
        const item = items[at];
        const list = typeof item === 'object' && item.open === '(' ? arrayList(item.items) : undefined;
        const type = list === undefined || items[at + 1] !== '::' ? undefined : arrayType(items, at + 2);
        if (list === undefined || type === undefined)
            result.push(item);
        else {
            result.push('ARRAY', castElements(list, type));
            at += 2 + type.length;
        }
    }
    return result;
}
/** The brackets of `ARRAY[…]` when the items are that alone and it is not empty. */
function arrayList(items) {
    const [word, list, ...others] = items;
    const only = word === 'ARRAY' && typeof list === 'object' && list.open === '[' && others.length === 0;
    return only && list.items.length > 0 ? list : undefined;
}
function castElements(list, type) {
    const items = split(list.items, ',').flatMap((element, index) => {
        const inner = arrayList(element);
        const cast = inner === undefined
            ? [{ open: '(', items: element }, '::', ...type]
            : ['ARRAY', castElements(inner, type)];
        return index === 0 ? cast : [',', ...cast];
    });
    return { open: '[', items };
}
/** The tokens of a type name that is followed by `[]`. */
function arrayType(items, from) {
    for (let at = from; at < items.length; at++) {
        const item = items[at];
        if (typeof item === 'object' && item.open === '[') {
            return item.items.length === 0 && at > from ? items.slice(from, at) : undefined;
        }
        if (item === ',' || item === '::' || item === 'AND' || item === 'OR')
            return undefined;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/postgres/schema-objects/comments.js
/** Objects that are not the system's, not members of an extension and not temporary. */
const HELD = `d.objoid >= 16384 and d.classoid <> 'pg_extension'::regclass
  and coalesce(i.schema, '') !~ '^pg_' and i.identity !~ ' on pg_temp[_0-9]*[.]'
  and not exists (select from pg_depend m where m.classid = d.classoid and m.objid = d.objoid and m.deptype = 'e')`;
/** Comments on extensions come from their control files. That on `public` counts when it is not initdb's. */
const comments = {
    name: 'comments',
    select: `
select 'comment' as kind, i.type || ' ' || i.identity as name, d.description as definition
from pg_description d
cross join lateral pg_identify_object(d.classoid, d.objoid, d.objsubid) i
where ${HELD}
union all
select 'comment', 'schema public', coalesce(obj_description(n.oid, 'pg_namespace'), '')
from pg_namespace n
where n.nspname = 'public' and coalesce(obj_description(n.oid, 'pg_namespace'), '') <> 'standard public schema'`,
};
const COMMENT_FAMILIES = [comments];

;// CONCATENATED MODULE: ./build/postgres/schema-objects/constraints.js

const constraints_table = (0,family/* named */.KT)('n.nspname', 'c.relname');
const constraints_HELD = `c.relpersistence <> 't' and ${(0,family/* userSchema */.vJ)()} and ${(0,family/* notMember */.i_)('pg_class', 'c.oid')}`;
/**
 * A check constraint that a child has from its parent is restored with the parent's state, so NOT VALID is
 * compared at the parent. Named NOT NULL constraints (18 and later) are part of the column.
 */
const constraints = {
    name: 'constraints',
    expressions: true,
    select: `
select 'constraint' as kind, ${constraints_table} || '.' || ${(0,family/* named */.KT)('k.conname')} as name,
  case when k.contype = 'c' and k.coninhcount > 0 then regexp_replace(pg_get_constraintdef(k.oid), ' NOT VALID$', '')
    else pg_get_constraintdef(k.oid) end as definition
from pg_constraint k
join pg_class c on c.oid = k.conrelid
join pg_namespace n on n.oid = c.relnamespace
where k.contype in ('c', 'p', 'u', 'x') and ${constraints_HELD}`,
};
/** Without those that PostgreSQL makes for the partitions of either side: they have names of their own choice. */
const foreignKeys = {
    name: 'foreign keys',
    select: `
select 'foreign key' as kind, ${constraints_table} || '.' || ${(0,family/* named */.KT)('k.conname')} as name,
  pg_get_constraintdef(k.oid) as definition
from pg_constraint k
join pg_class c on c.oid = k.conrelid
join pg_namespace n on n.oid = c.relnamespace
where k.contype = 'f' and k.conparentid = 0 and ${constraints_HELD}`,
};
/**
 * The indexes that pg_dump holds: `getIndexes` leaves out invalid ones, except those of partitioned tables. Whether
 * a partitioned index is valid follows from its parts, so the attachment of each part is compared instead.
 */
const indexes = {
    name: 'indexes',
    expressions: true,
    select: `
select 'index' as kind, ${(0,family/* named */.KT)('n.nspname', 'ic.relname')} as name,
  ${(0,family/* fields */.OA)({
        definition: 'pg_get_indexdef(i.indexrelid)',
        clustered: (0,family/* when */.z7)('i.indisclustered', `'yes'`),
        'replica identity': (0,family/* when */.z7)('i.indisreplident', `'yes'`),
        'part of': `(select ${(0,family/* named */.KT)('pn.nspname', 'p.relname')} from pg_inherits h join pg_class p on p.oid = h.inhparent
      join pg_namespace pn on pn.oid = p.relnamespace where h.inhrelid = i.indexrelid)`,
        statistics: `(select string_agg(a.attnum || '=' || a.attstattarget, ', ' order by a.attnum) from pg_attribute a
      where a.attrelid = i.indexrelid and a.attstattarget >= 0)`,
    })} as definition
from pg_index i
join pg_class ic on ic.oid = i.indexrelid
join pg_class c on c.oid = i.indrelid
join pg_namespace n on n.oid = ic.relnamespace
where (i.indisvalid or c.relkind = 'p') and i.indisready and ${constraints_HELD}`,
};
const statistics = {
    name: 'extended statistics',
    expressions: true,
    select: `
select 'statistics' as kind, ${(0,family/* named */.KT)('n.nspname', 's.stxname')} as name,
  ${(0,family/* fields */.OA)({ definition: 'pg_get_statisticsobjdef(s.oid)', target: 'nullif(s.stxstattarget, -1)' })} as definition
from pg_statistic_ext s
join pg_namespace n on n.oid = s.stxnamespace
where ${(0,family/* userSchema */.vJ)()} and ${(0,family/* notMember */.i_)('pg_statistic_ext', 's.oid')}`,
};
/** Domains are types, their constraints are compared one by one. NOT NULL is part of the domain itself. */
const domainConstraints = {
    name: 'domain constraints',
    expressions: true,
    select: `
select 'domain constraint' as kind, ${(0,family/* named */.KT)('n.nspname', 't.typname')} || '.' || ${(0,family/* named */.KT)('k.conname')} as name,
  pg_get_constraintdef(k.oid) as definition
from pg_constraint k
join pg_type t on t.oid = k.contypid
join pg_namespace n on n.oid = t.typnamespace
where k.contype = 'c' and ${(0,family/* userSchema */.vJ)()} and ${(0,family/* notMember */.i_)('pg_type', 't.oid')}`,
};
const domains = {
    name: 'domains',
    expressions: true,
    select: `
select 'domain' as kind, ${(0,family/* named */.KT)('n.nspname', 't.typname')} as name,
  ${(0,family/* fields */.OA)({
        type: 'format_type(t.typbasetype, t.typtypmod)',
        collation: (0,family/* when */.z7)('t.typcollation <> b.typcollation', (0,family/* collation */.qw)('t.typcollation')),
        'not null': (0,family/* when */.z7)('t.typnotnull', `'yes'`),
        default: `pg_get_expr(t.typdefaultbin, 'pg_type'::regclass)`,
    })} as definition
from pg_type t
join pg_type b on b.oid = t.typbasetype
join pg_namespace n on n.oid = t.typnamespace
where t.typtype = 'd' and ${(0,family/* userSchema */.vJ)()} and ${(0,family/* notMember */.i_)('pg_type', 't.oid')}`,
};
const CONSTRAINT_FAMILIES = [
    constraints,
    foreignKeys,
    indexes,
    statistics,
    domainConstraints,
    domains,
];

;// CONCATENATED MODULE: ./build/postgres/schema-objects/database.js

/**
 * Properties of the database itself, which pg_dump holds only with `--create`. Their names do not contain the
 * database's, so a copy under another name is equal.
 */
function properties(server) {
    const provider = server.version < 150000 ? `'c'` : 'd.datlocprovider';
    const locale = server.version < 150000 ? 'null' : server.version < 170000 ? 'd.daticulocale' : 'd.datlocale';
    const rules = server.version < 160000 ? 'null' : 'd.daticurules';
    return {
        name: 'database',
        shows: true,
        select: `
select 'database' as kind, p.name, p.value as definition, p.value as shown
from pg_database d
cross join lateral (values
  ('encoding', pg_encoding_to_char(d.encoding)::text),
  ('collation', d.datcollate::text),
  ('character type', d.datctype::text),
  ('locale provider', ${provider}::text),
  ('locale', ${locale}::text),
  ('locale rules', ${rules}::text),
  ('owner', pg_get_userbyid(d.datdba)::text),
  ('connection limit', nullif(d.datconnlimit, -1)::text),
  ('comment', shobj_description(d.oid, 'pg_database'))) p (name, value)
where d.datname = current_database() and p.value is not null`,
    };
}
/** ALTER DATABASE … SET and ALTER ROLE … IN DATABASE … SET. A value may be a secret, so it is never shown. */
const settings = {
    name: 'database settings',
    select: `
select 'database setting' as kind,
  split_part(x, '=', 1) || coalesce(' for role ' || ${(0,family/* named */.KT)('r.rolname')}, '') as name,
  ${(0,family/* setting */.Pe)('x')} as definition
from pg_db_role_setting s
join pg_database d on d.oid = s.setdatabase and d.datname = current_database()
left join pg_roles r on r.oid = s.setrole
cross join lateral unnest(s.setconfig) x`,
};
/**
 * `public` is in every new database and a dump neither drops it nor says that it is there, so neither is its
 * existence compared. Owner and grants are, see `grants.ts` and `owners.ts`.
 */
const schemas = {
    name: 'schemas',
    select: `
select 'schema' as kind, ${(0,family/* named */.KT)('n.nspname')} as name, '' as definition
from pg_namespace n
where n.nspname <> 'public' and ${(0,family/* userSchema */.vJ)()} and ${(0,family/* notMember */.i_)('pg_namespace', 'n.oid')}`,
};
/** Without plpgsql, for the same reason as `public`. Owners of extensions are not in a dump. */
const extensions = {
    name: 'extensions',
    shows: true,
    select: `
select e.kind, ${(0,family/* named */.KT)('x.extname')} as name, e.value as definition, e.value as shown
from pg_extension x
join pg_namespace n on n.oid = x.extnamespace
cross join lateral (values
  ('extension', 'in schema ' || ${(0,family/* named */.KT)('n.nspname')}),
  ('extension version', x.extversion)) e (kind, value)
where x.extname <> 'plpgsql'`,
};
/** What ALTER … DEPENDS ON EXTENSION wrote down. */
const extensionDependencies = {
    name: 'extension dependencies',
    select: `
select 'extension dependency' as kind, i.type || ' ' || i.identity || ' on ' || ${(0,family/* named */.KT)('x.extname')} as name,
  '' as definition
from pg_depend d
join pg_extension x on x.oid = d.refobjid
cross join lateral pg_identify_object(d.classid, d.objid, d.objsubid) i
where d.deptype = 'x' and d.refclassid = 'pg_extension'::regclass`,
};
/** Differs between hosts and is rebuilt by a restore: the comparator names it and does not judge it. */
function collationVersions(server) {
    const database = server.version < 150000
        ? ''
        : `union all select 'database default', d.datcollversion from pg_database d where d.datname = current_database()`;
    return {
        name: 'collation versions',
        shows: true,
        select: `
select 'collation version' as kind, v.name, v.value as definition, v.value as shown
from (
  select ${(0,family/* named */.KT)('n.nspname', 'c.collname')} as name, c.collversion as value
  from pg_collation c join pg_namespace n on n.oid = c.collnamespace
  where ${(0,family/* userSchema */.vJ)()} and ${(0,family/* notMember */.i_)('pg_collation', 'c.oid')}
  ${database}) v
where v.value is not null`,
    };
}
const wrappers = {
    name: 'foreign data',
    select: `
select 'foreign data wrapper' as kind, ${(0,family/* named */.KT)('w.fdwname')} as name,
  ${(0,family/* fields */.OA)({
        handler: (0,family/* when */.z7)('w.fdwhandler <> 0', 'w.fdwhandler::regproc'),
        validator: (0,family/* when */.z7)('w.fdwvalidator <> 0', 'w.fdwvalidator::regproc'),
        options: (0,family/* options */.fF)('w.fdwoptions'),
    })} as definition
from pg_foreign_data_wrapper w
where ${(0,family/* notMember */.i_)('pg_foreign_data_wrapper', 'w.oid')}
union all
select 'foreign server', ${(0,family/* named */.KT)('s.srvname')},
  ${(0,family/* fields */.OA)({
        wrapper: (0,family/* named */.KT)('w.fdwname'),
        type: 's.srvtype',
        version: 's.srvversion',
        options: (0,family/* options */.fF)('s.srvoptions'),
    })}
from pg_foreign_server s
join pg_foreign_data_wrapper w on w.oid = s.srvfdw
where ${(0,family/* notMember */.i_)('pg_foreign_server', 's.oid')}
union all
select 'user mapping', ${(0,family/* named */.KT)('m.usename')} || ' on ' || ${(0,family/* named */.KT)('m.srvname')}, ''
from pg_user_mappings m`,
};
function databaseFamilies(server) {
    return [
        properties(server),
        settings,
        schemas,
        extensions,
        extensionDependencies,
        collationVersions(server),
        wrappers,
    ];
}

;// CONCATENATED MODULE: ./build/postgres/schema-objects/operators.js

/** SQL for `schema.+(integer, integer)`. */
const operatorName = `${(0,family/* named */.KT)('n.nspname')} || '.' || o.oprname || '('
  || case o.oprleft when 0 then 'none' else format_type(o.oprleft, null) end || ', '
  || case o.oprright when 0 then 'none' else format_type(o.oprright, null) end || ')'`;
/** Operators without a function are only promised by another's COMMUTATOR or NEGATOR; pg_dump leaves them out. */
const operators = {
    name: 'operators',
    select: `
select 'operator' as kind, ${operatorName} as name,
  ${(0,family/* fields */.OA)({
        function: 'o.oprcode::regprocedure',
        commutator: (0,family/* when */.z7)('o.oprcom <> 0', 'o.oprcom::regoperator'),
        negator: (0,family/* when */.z7)('o.oprnegate <> 0', 'o.oprnegate::regoperator'),
        restriction: (0,family/* when */.z7)('o.oprrest <> 0', 'o.oprrest::regproc'),
        join: (0,family/* when */.z7)('o.oprjoin <> 0', 'o.oprjoin::regproc'),
        merges: 'o.oprcanmerge',
        hashes: 'o.oprcanhash',
    })} as definition
from pg_operator o
join pg_namespace n on n.oid = o.oprnamespace
where o.oprcode <> 0 and ${(0,family/* userSchema */.vJ)()} and ${(0,family/* notMember */.i_)('pg_operator', 'o.oid')}`,
};
/** A family with all its members, whether they came with a class or were added later. */
const families = {
    name: 'operator families',
    select: `
select 'operator family' as kind, ${(0,family/* named */.KT)('n.nspname', 'f.opfname')} || ' using ' || ${(0,family/* named */.KT)('am.amname')} as name,
  concat_ws(E'\\n',
    (select string_agg(concat_ws(' ', m.amopstrategy, m.amopopr::regoperator, m.amoppurpose,
        (select ${(0,family/* named */.KT)('sn.nspname', 's.opfname')} from pg_opfamily s join pg_namespace sn on sn.oid = s.opfnamespace
          where s.oid = m.amopsortfamily)), ', '
        order by format_type(m.amoplefttype, null) collate "C", format_type(m.amoprighttype, null) collate "C",
          m.amopstrategy, m.amopopr::regoperator::text collate "C")
      from pg_amop m where m.amopfamily = f.oid),
    (select string_agg(concat_ws(' ', m.amprocnum, format_type(m.amproclefttype, null),
        format_type(m.amprocrighttype, null), m.amproc::regprocedure), ', '
        order by m.amprocnum, format_type(m.amproclefttype, null) collate "C",
          format_type(m.amprocrighttype, null) collate "C")
      from pg_amproc m where m.amprocfamily = f.oid)) as definition
from pg_opfamily f
join pg_am am on am.oid = f.opfmethod
join pg_namespace n on n.oid = f.opfnamespace
where ${(0,family/* userSchema */.vJ)()} and ${(0,family/* notMember */.i_)('pg_opfamily', 'f.oid')}`,
};
const classes = {
    name: 'operator classes',
    select: `
select 'operator class' as kind, ${(0,family/* named */.KT)('n.nspname', 'c.opcname')} || ' using ' || ${(0,family/* named */.KT)('am.amname')} as name,
  ${(0,family/* fields */.OA)({
        family: (0,family/* named */.KT)('fn.nspname', 'f.opfname'),
        type: 'format_type(c.opcintype, null)',
        default: 'c.opcdefault',
        storage: (0,family/* when */.z7)('c.opckeytype <> 0', 'format_type(c.opckeytype, null)'),
    })} as definition
from pg_opclass c
join pg_opfamily f on f.oid = c.opcfamily
join pg_namespace fn on fn.oid = f.opfnamespace
join pg_am am on am.oid = c.opcmethod
join pg_namespace n on n.oid = c.opcnamespace
where ${(0,family/* userSchema */.vJ)()} and ${(0,family/* notMember */.i_)('pg_opclass', 'c.oid')}`,
};
const accessMethods = {
    name: 'access methods',
    select: `
select 'access method' as kind, ${(0,family/* named */.KT)('a.amname')} as name,
  ${(0,family/* fields */.OA)({ type: 'a.amtype', handler: 'a.amhandler::regproc' })} as definition
from pg_am a
where a.oid >= 16384 and ${(0,family/* notMember */.i_)('pg_am', 'a.oid')}`,
};
const OPERATOR_FAMILIES = [operators, families, classes, accessMethods];

;// CONCATENATED MODULE: ./build/postgres/schema-objects/routines.js

/** SQL for `schema.name(types)`; unlike `regprocedure` it is the same for every search path and version. */
const routineName = `${(0,family/* named */.KT)('n.nspname', 'p.proname')} || '(' || coalesce((
  select string_agg(format_type(a.type, null), ', ' order by a.at)
  from unnest(p.proargtypes) with ordinality a (type, at)), '') || ')'`;
/** Constructors of range types come with their type. */
const routines_HELD = `${(0,family/* userSchema */.vJ)()} and ${(0,family/* notMember */.i_)('pg_proc', 'p.oid')}
  and not exists (select from pg_depend i where i.classid = 'pg_proc'::regclass and i.objid = p.oid and i.deptype = 'i')`;
/**
 * The body is digested by itself, so a long one costs no more than its hash and its text is never mistaken for
 * an expression. `proconfig` keeps its order, as it does in a dump.
 */
function functions(server) {
    return {
        name: 'functions',
        expressions: true,
        select: `
select case p.prokind when 'p' then 'procedure' else 'function' end as kind, ${routineName} as name,
  ${(0,family/* fields */.OA)({
            arguments: 'pg_get_function_arguments(p.oid)',
            returns: 'pg_get_function_result(p.oid)',
            language: 'l.lanname',
            kind: 'p.prokind',
            volatility: 'p.provolatile',
            parallel: 'p.proparallel',
            strict: 'p.proisstrict',
            'security definer': 'p.prosecdef',
            leakproof: 'p.proleakproof',
            cost: 'p.procost',
            rows: 'p.prorows',
            support: (0,family/* when */.z7)('p.prosupport <> 0', 'p.prosupport::regproc'),
            transforms: `(select string_agg(format_type(x.type, null), ', ' order by x.at)
      from unnest(p.protrftypes) with ordinality x (type, at))`,
            settings: `(select string_agg(${(0,family/* setting */.Pe)('x.value')}, ', ' order by x.at)
      from unnest(p.proconfig) with ordinality x (value, at))`,
            library: 'p.probin',
            source: `encode(sha256(convert_to(p.prosrc, '${server.digestEncoding}')), 'hex')`,
            body: server.version < 140000 ? 'null' : 'pg_get_function_sqlbody(p.oid)',
        })} as definition
from pg_proc p
join pg_language l on l.oid = p.prolang
join pg_namespace n on n.oid = p.pronamespace
where p.prokind <> 'a' and ${routines_HELD}`,
    };
}
const reference = (oid) => (0,family/* when */.z7)(`${oid} <> 0`, `${oid}::regprocedure`);
const aggregates = {
    name: 'aggregates',
    select: `
select 'aggregate' as kind, ${routineName} as name,
  ${(0,family/* fields */.OA)({
        arguments: 'pg_get_function_arguments(p.oid)',
        kind: 'g.aggkind',
        direct: 'g.aggnumdirectargs',
        transition: reference('g.aggtransfn'),
        final: reference('g.aggfinalfn'),
        combine: reference('g.aggcombinefn'),
        serialize: reference('g.aggserialfn'),
        deserialize: reference('g.aggdeserialfn'),
        'moving transition': reference('g.aggmtransfn'),
        'moving inverse': reference('g.aggminvtransfn'),
        'moving final': reference('g.aggmfinalfn'),
        'final extra': 'g.aggfinalextra',
        'moving final extra': 'g.aggmfinalextra',
        'final modify': 'g.aggfinalmodify',
        'moving final modify': 'g.aggmfinalmodify',
        sort: (0,family/* when */.z7)('g.aggsortop <> 0', 'g.aggsortop::regoperator'),
        state: 'format_type(g.aggtranstype, null)',
        'state size': 'g.aggtransspace',
        'moving state': (0,family/* when */.z7)('g.aggmtranstype <> 0', 'format_type(g.aggmtranstype, null)'),
        'moving state size': 'g.aggmtransspace',
        initial: 'g.agginitval',
        'moving initial': 'g.aggminitval',
        parallel: 'p.proparallel',
    })} as definition
from pg_aggregate g
join pg_proc p on p.oid = g.aggfnoid
join pg_namespace n on n.oid = p.pronamespace
where ${routines_HELD}`,
};
const languages = {
    name: 'languages',
    select: `
select 'language' as kind, ${(0,family/* named */.KT)('l.lanname')} as name,
  ${(0,family/* fields */.OA)({
        trusted: 'l.lanpltrusted',
        handler: reference('l.lanplcallfoid'),
        inline: reference('l.laninline'),
        validator: reference('l.lanvalidator'),
    })} as definition
from pg_language l
where l.lanispl and ${(0,family/* notMember */.i_)('pg_language', 'l.oid')}`,
};
function routineFamilies(server) {
    return [functions(server), aggregates, languages];
}

;// CONCATENATED MODULE: ./build/postgres/schema-objects/owned.js



const CATALOGS = [
    {
        catalog: 'pg_class',
        alias: 'c',
        what: `case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence'
      when 'f' then 'foreign table' else 'table' end`,
        name: (0,family/* named */.KT)('n.nspname', 'c.relname'),
        owner: 'c.relowner',
        acl: { column: 'c.relacl', letter: `case c.relkind when 'S' then 's' else 'r' end::"char"` },
        inSchema: 'c.relnamespace',
        condition: `c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and c.relpersistence <> 't'`,
    },
    {
        catalog: 'pg_namespace',
        alias: 'n',
        what: `'schema'`,
        name: (0,family/* named */.KT)('n.nspname'),
        owner: 'n.nspowner',
        acl: { column: 'n.nspacl', letter: `'n'` },
    },
    {
        catalog: 'pg_type',
        alias: 't',
        what: `case t.typtype when 'd' then 'domain' else 'type' end`,
        name: (0,family/* named */.KT)('n.nspname', 't.typname'),
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
        name: (0,family/* named */.KT)('l.lanname'),
        owner: 'l.lanowner',
        acl: { column: 'l.lanacl', letter: `'l'` },
    },
    {
        catalog: 'pg_foreign_data_wrapper',
        alias: 'w',
        what: `'foreign data wrapper'`,
        name: (0,family/* named */.KT)('w.fdwname'),
        owner: 'w.fdwowner',
        acl: { column: 'w.fdwacl', letter: `'F'` },
    },
    {
        catalog: 'pg_foreign_server',
        alias: 's',
        what: `'foreign server'`,
        name: (0,family/* named */.KT)('s.srvname'),
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
        name: `${(0,family/* named */.KT)('n.nspname', 'o.opfname')} || ' using ' || (select ${(0,family/* named */.KT)('amname')} from pg_am where oid = opfmethod)`,
        owner: 'o.opfowner',
        inSchema: 'o.opfnamespace',
    },
    {
        catalog: 'pg_opclass',
        alias: 'o',
        what: `'operator class'`,
        name: `${(0,family/* named */.KT)('n.nspname', 'o.opcname')} || ' using ' || (select ${(0,family/* named */.KT)('amname')} from pg_am where oid = opcmethod)`,
        owner: 'o.opcowner',
        inSchema: 'o.opcnamespace',
    },
    ...[
        ['pg_collation', 'coll', 'collation', true],
        ['pg_conversion', 'con', 'conversion', true],
        ['pg_ts_dict', 'dict', 'text search dictionary', true],
        ['pg_ts_config', 'cfg', 'text search configuration', true],
        ['pg_statistic_ext', 'stx', 'statistics', true],
        ['pg_event_trigger', 'evt', 'event trigger', false],
        ['pg_publication', 'pub', 'publication', false],
    ].map(([catalog, prefix, what, schema]) => ({
        catalog,
        alias: 'x',
        what: `'${what}'`,
        name: schema ? (0,family/* named */.KT)('n.nspname', `x.${prefix}name`) : (0,family/* named */.KT)(`x.${prefix}name`),
        owner: `x.${prefix}owner`,
        ...(schema ? { inSchema: `x.${prefix}namespace` } : {}),
    })),
];
function owned_select(entry, which) {
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
function ownedObjects() {
    return CATALOGS.map((entry) => {
        const schema = entry.alias === 'n' || entry.inSchema !== undefined;
        const user = schema
            ? `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`
            : `${entry.alias}.oid >= 16384`;
        return owned_select(entry, `${user} and ${(0,family/* notMember */.i_)(entry.catalog, `${entry.alias}.oid`)}`);
    }).join('\nunion all');
}
/**
 * Objects whose grants a dump keeps as changes against what initdb or the extension's script had granted
 * (`pg_init_privs`): members of extensions, those of pg_catalog, and the schema `public`.
 */
function grantedAtBirth() {
    return CATALOGS.flatMap((entry) => {
        if (entry.acl === undefined)
            return [];
        const oid = `${entry.alias}.oid`;
        const birth = `exists (select from pg_init_privs b where b.classoid = '${entry.catalog}'::regclass and b.objoid = ${oid})`;
        const schema = entry.alias === 'n' || entry.inSchema !== undefined;
        const system = schema ? `n.nspname = 'pg_catalog'` : `${oid} < 16384`;
        const isPublic = entry.alias === 'n' ? `n.nspname = 'public'` : 'false';
        const member = `not ${(0,family/* notMember */.i_)(entry.catalog, oid)}`;
        const outside = schema ? `n.nspname <> 'information_schema' and n.nspname !~ '^pg_(toast|temp)'` : 'true';
        return [
            owned_select(entry, `(${entry.acl.column} is not null or ${birth}) and (${system} or ${isPublic} or ${member}) and ${outside}`),
        ];
    }).join('\nunion all');
}

;// CONCATENATED MODULE: ./build/postgres/schema-objects/grants.js


/** SQL: a role by name; 0 is PUBLIC. */
const role = (oid) => `case ${oid} when 0 then 'PUBLIC' else ${(0,family/* named */.KT)(`pg_get_userbyid(${oid})`)} end`;
/** SQL: one row per grantee and privilege of an ACL; `*` stands for the grant option. */
const exploded = (acl) => `select a.grantee, a.privilege_type || case when a.is_grantable then '*' else '' end as privilege
     from aclexplode(${acl}) a`;
/**
 * SQL: per object and grantee, how the grants differ from what the object would have had without any GRANT or
 * REVOKE: `+SELECT`, `-EXECUTE`, `+UPDATE*` with grant option. Thus it is the same whether the catalog says null or
 * spells out the default, and a privilege that a newer version gives to every owner is no difference.
 * Who granted it is left out: a restore lets the owner grant.
 *
 * @param from a select with the columns what, name, acl, base (what it is compared with)
 * @param but SQL: entries that are not looked at
 */
function deviations(kind, from, but = 'false') {
    return `
select '${kind}' as kind, g.name, g.definition, g.definition as shown
from (
  select o.what || ' ' || o.name || ' to ' || ${role('d.grantee')} as name,
    string_agg(d.change, ', ' order by d.change collate "C") as definition
  from (${from}) o
  cross join lateral (
    (select m.grantee, '+' || m.privilege as change from (${exploded('o.acl')} except ${exploded('o.base')}) m)
    union all
    (select l.grantee, '-' || l.privilege from (${exploded('o.base')} except ${exploded('o.acl')}) l)) d
  where not (${but})
  group by o.what, o.name, d.grantee) g`;
}
const grants = {
    name: 'grants',
    shows: true,
    select: deviations('grant', `select u.*, acldefault(u.letter, u.owner) as base from (${ownedObjects()}) u
     where u.acl is not null and not (u.what = 'schema' and u.name = 'public')`),
};
/** The owner's and the first superuser's entries are as they were at birth, under whatever name. */
const systemGrants = {
    name: 'grants on members of extensions and system objects',
    shows: true,
    select: deviations('grant', `select u.what, u.name, u.owner, coalesce(u.acl, acldefault(u.letter, u.owner)) as acl,
       coalesce(b.initprivs, acldefault(u.letter, u.owner)) as base
     from (${grantedAtBirth()}) u
     left join pg_init_privs b on b.classoid = u.classid and b.objoid = u.objid and b.objsubid = 0`, 'd.grantee in (o.owner, 10)'),
};
const columnGrants = {
    name: 'grants on columns',
    shows: true,
    select: deviations('grant', `select 'column' as what, ${(0,family/* named */.KT)('n.nspname', 'c.relname', 'a.attname')} as name,
       a.attacl as acl, b.initprivs as base
     from pg_attribute a
     join pg_class c on c.oid = a.attrelid
     join pg_namespace n on n.oid = c.relnamespace
     left join pg_init_privs b on b.classoid = 'pg_class'::regclass and b.objoid = c.oid and b.objsubid = a.attnum
     where (a.attacl is not null or b.initprivs is not null) and not a.attisdropped
       and n.nspname <> 'information_schema' and n.nspname !~ '^pg_(toast|temp)'`, 'd.grantee = 10'),
};
/** Under `database`, as its other properties, because a dump without `--create` does not hold them either. */
const databaseGrants = {
    name: 'grants on the database',
    shows: true,
    select: deviations('database', `select 'grant' as what, 'on the database' as name, coalesce(d.datacl, acldefault('d', d.datdba)) as acl,
       acldefault('d', d.datdba) as base
     from pg_database d where d.datname = current_database()`),
};
/** One entry for all of them: there can be very many. */
const largeObjectGrants = {
    name: 'grants on large objects',
    select: `
select 'grant' as kind, 'large objects' as name,
  string_agg(l.oid || ' ' || ${role('a.grantee')} || ' ' || a.privilege, ', '
    order by l.oid, ${role('a.grantee')} collate "C", a.privilege collate "C") as definition
from pg_largeobject_metadata l
cross join lateral (${exploded('l.lomacl')} except ${exploded(`acldefault('L', l.lomowner)`)}) a
having count(*) > 0`,
};
const DEFAULTS_FOR = `case p.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions'
  when 'T' then 'types' when 'n' then 'schemas' when 'L' then 'large objects' else p.defaclobjtype::text end`;
/** Entries for one schema add to nothing, the others replace what `acldefault` says. */
const defaultPrivileges = {
    name: 'default privileges',
    shows: true,
    select: deviations('default privilege', `select ${DEFAULTS_FOR} as what,
       'of ' || ${(0,family/* named */.KT)('pg_get_userbyid(p.defaclrole)')} || coalesce(' in ' || ${(0,family/* named */.KT)('n.nspname')}, '') as name,
       p.defaclacl as acl,
       case when n.oid is null
         then acldefault(case p.defaclobjtype when 'S' then 's' else p.defaclobjtype end::"char", p.defaclrole)
         end as base
     from pg_default_acl p left join pg_namespace n on n.oid = p.defaclnamespace`),
};
const GRANT_FAMILIES = [
    grants,
    systemGrants,
    columnGrants,
    databaseGrants,
    largeObjectGrants,
    defaultPrivileges,
];

;// CONCATENATED MODULE: ./build/postgres/schema-objects/not-held.js

const relation = (0,family/* named */.KT)('n.nspname', 'c.relname');
/** What a dump of the whole database leaves out, or these queries do not look at: kind, name, reason. */
const NOT_HELD = `
select 'index' as kind, ${(0,family/* named */.KT)('n.nspname', 'ic.relname')} as name,
  'it is not valid (an unfinished CREATE INDEX CONCURRENTLY), and pg_dump leaves such indexes out' as reason
from pg_index i
join pg_class ic on ic.oid = i.indexrelid
join pg_class c on c.oid = i.indrelid
join pg_namespace n on n.oid = ic.relnamespace
where not (i.indisvalid or c.relkind = 'p') or not i.indisready
union all
select 'subscription', ${(0,family/* named */.KT)('s.subname')},
  'a dump taken by a superuser makes it again, disabled and without its slot; it is not compared'
from pg_subscription s
join pg_database d on d.oid = s.subdbid and d.datname = current_database()
union all
select 'relation', ${relation}, 'its kind (' || c.relkind::text || ') is unknown to this version of the toolkit'
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where c.relkind not in ('r', 'i', 'S', 't', 'v', 'm', 'c', 'f', 'p', 'I') and ${(0,family/* userSchema */.vJ)()}
  and ${(0,family/* notMember */.i_)('pg_class', 'c.oid')}
union all
select 'tablespaces', count(*) || ' tables and indexes',
  'they are outside the default tablespace; which one holds them is not compared'
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where c.reltablespace <> 0 and ${(0,family/* userSchema */.vJ)()}
having count(*) > 0
union all
select 'security labels', count(*) || ' of provider ' || l.provider,
  'they are restored only where their provider is loaded; they are not compared'
from pg_seclabel l
group by l.provider`;

;// CONCATENATED MODULE: ./build/postgres/schema-objects/owners.js


/**
 * `public` belongs to pg_database_owner in 15 and later and to the first superuser before; both are what initdb
 * made of it. Large objects are one entry, there can be very many.
 */
const OWNER_FAMILIES = [
    {
        name: 'owners',
        shows: true,
        select: `
select 'owner' as kind, o.what || ' ' || o.name as name, pg_get_userbyid(o.owner)::text as definition,
  pg_get_userbyid(o.owner)::text as shown
from (${ownedObjects()}) o
where not (o.what = 'schema' and o.name = 'public'
  and (o.owner = 10 or pg_get_userbyid(o.owner) = 'pg_database_owner'))`,
    },
    {
        name: 'owners of large objects',
        select: `
select 'owner' as kind, 'large objects' as name,
  string_agg(l.oid || ' ' || ${(0,family/* named */.KT)('r.rolname')}, ', ' order by l.oid) as definition
from pg_largeobject_metadata l left join pg_roles r on r.oid = l.lomowner
having count(*) > 0`,
    },
];

;// CONCATENATED MODULE: ./build/postgres/schema-objects/replication.js

/**
 * A publication's own columns are plain values, and every version adds some (`pubviaroot`, `pubgencols`,
 * `puballsequences`), so they are taken as they are.
 */
const publications = {
    name: 'publications',
    select: `
select 'publication' as kind, ${(0,family/* named */.KT)('p.pubname')} as name,
  (to_jsonb(p) - array['oid', 'pubname', 'pubowner'])::text as definition
from pg_publication p
where ${(0,family/* notMember */.i_)('pg_publication', 'p.oid')}`,
};
function publishedTables(server) {
    const since15 = server.version >= 150000;
    const columns = `(select string_agg(${(0,family/* named */.KT)('a.attname')}, ', ' order by a.attname collate "C") from pg_attribute a
    where a.attrelid = r.prrelid and a.attnum = any (r.prattrs::int2[]))`;
    return {
        name: 'published tables',
        expressions: true,
        select: `
select 'published table' as kind, ${(0,family/* named */.KT)('n.nspname', 'c.relname')} || ' in ' || ${(0,family/* named */.KT)('p.pubname')} as name,
  ${(0,family/* fields */.OA)({
            columns: since15 ? (0,family/* when */.z7)('r.prattrs is not null', columns) : 'null',
            where: since15 ? 'pg_get_expr(r.prqual, r.prrelid)' : 'null',
            more: `(to_jsonb(r) - array['oid', 'prpubid', 'prrelid', 'prattrs', 'prqual'])`,
        })} as definition
from pg_publication_rel r
join pg_publication p on p.oid = r.prpubid
join pg_class c on c.oid = r.prrelid
join pg_namespace n on n.oid = c.relnamespace
${since15
            ? `union all
select 'published schema', ${(0,family/* named */.KT)('n.nspname')} || ' in ' || ${(0,family/* named */.KT)('p.pubname')}, ''
from pg_publication_namespace s
join pg_publication p on p.oid = s.pnpubid
join pg_namespace n on n.oid = s.pnnspid`
            : ''}`,
    };
}
function replicationFamilies(server) {
    return [publications, publishedTables(server)];
}

;// CONCATENATED MODULE: ./build/postgres/schema-objects/tables.js

const tables_table = (0,family/* named */.KT)('n.nspname', 'c.relname');
const column = `${tables_table} || '.' || ${(0,family/* named */.KT)('a.attname')}`;
/** Tables that are in a dump: their columns, defaults and so on belong to it as well. */
const tables_HELD = `${(0,family/* userSchema */.vJ)()} and ${(0,family/* notMember */.i_)('pg_class', 'c.oid')}`;
const tables = {
    name: 'tables',
    expressions: true,
    select: `
select case c.relkind when 'f' then 'foreign table' else 'table' end as kind, ${tables_table} as name,
  ${(0,family/* fields */.OA)({
        persistence: 'c.relpersistence',
        'replica identity': (0,family/* when */.z7)(`c.relkind <> 'f'`, 'c.relreplident'),
        options: (0,family/* options */.fF)('c.reloptions'),
        'toast options': family/* TOAST_OPTIONS */.vR,
        'access method': '(select am.amname from pg_am am where am.oid = c.relam)',
        'of type': (0,family/* when */.z7)('c.reloftype <> 0', 'format_type(c.reloftype, null)'),
        'partitioned by': 'pg_get_partkeydef(c.oid)',
        bound: 'pg_get_expr(c.relpartbound, c.oid)',
        parents: `(select string_agg(${(0,family/* named */.KT)('pn.nspname', 'p.relname')}, ', ' order by i.inhseqno)
      from pg_inherits i join pg_class p on p.oid = i.inhparent join pg_namespace pn on pn.oid = p.relnamespace
      where i.inhrelid = c.oid)`,
        server: `(select ${(0,family/* named */.KT)('s.srvname')} from pg_foreign_table f join pg_foreign_server s on s.oid = f.ftserver
      where f.ftrelid = c.oid)`,
        'server options': `(select ${(0,family/* options */.fF)('f.ftoptions')} from pg_foreign_table f where f.ftrelid = c.oid)`,
    })} as definition
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
left join pg_class t on t.oid = c.reltoastrelid
where c.relkind in ('r', 'p', 'f') and c.relpersistence <> 't' and ${tables_HELD}`,
};
/** Of extension members too: pg_dump keeps that and their policies, see `dumpPolicy`. FORCE it does not keep there. */
const rowSecurity = {
    name: 'row security',
    select: `
select 'row security' as kind, ${tables_table} as name,
  ${(0,family/* fields */.OA)({
        enabled: 'c.relrowsecurity',
        forced: (0,family/* when */.z7)((0,family/* notMember */.i_)('pg_class', 'c.oid'), 'c.relforcerowsecurity'),
    })} as definition
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where (c.relrowsecurity or c.relforcerowsecurity and ${(0,family/* notMember */.i_)('pg_class', 'c.oid')})
  and c.relkind in ('r', 'p') and c.relpersistence <> 't' and ${(0,family/* userSchema */.vJ)()}`,
};
/**
 * `attislocal`, `attinhcount` and the position are left out: a dump creates partitions on their own and attaches
 * them, and children of an inheritance can get their columns in another order.
 * NOT NULL is a property of the column here; its constraint (18 and later) is not compared, its name may change.
 */
/**
 * SQL: a property of a column that a child takes from its parents when it is made. pg_dump writes it only where it is not
 * the default, so a child that has the default beside a parent that has not gets the parent's in a restore: the parent's
 * counts for both.
 */
function inheritable(own, parents) {
    return `case when a.attinhcount = 0 or c.relispartition then ${own}
    else coalesce(${own}, (
      with recursive up (oid) as (
        select h.inhparent from pg_inherits h where h.inhrelid = c.oid
        union select h.inhparent from up join pg_inherits h on h.inhrelid = up.oid)
      select min(${parents}) from up join pg_attribute pa on pa.attrelid = up.oid and pa.attname = a.attname
        and not pa.attisdropped)) end`;
}
function columns(server) {
    return {
        name: 'columns',
        expressions: true,
        select: `
select 'column' as kind, ${column} as name,
  ${(0,family/* fields */.OA)({
            type: 'format_type(a.atttypid, a.atttypmod)',
            'not null': (0,family/* when */.z7)('a.attnotnull', `'yes'`),
            'not null not valid': server.version < 180000
                ? 'null'
                : `(select 'yes' from pg_constraint nn where nn.conrelid = c.oid and nn.contype = 'n'
            and nn.conkey = array[a.attnum] and not nn.convalidated)`,
            collation: (0,family/* when */.z7)('a.attcollation <> t.typcollation', (0,family/* collation */.qw)('a.attcollation')),
            storage: inheritable('nullif(a.attstorage, t.typstorage)::text', 'nullif(pa.attstorage, t.typstorage)::text'),
            compression: server.version < 140000
                ? 'null'
                : inheritable(`nullif(a.attcompression::text, '')`, `nullif(pa.attcompression::text, '')`),
            statistics: 'nullif(a.attstattarget, -1)',
            options: (0,family/* options */.fF)('a.attoptions'),
            'server options': (0,family/* options */.fF)('a.attfdwoptions'),
            identity: `nullif(a.attidentity::text, '')`,
            generated: `nullif(a.attgenerated::text, '')`,
            expression: (0,family/* when */.z7)(`a.attgenerated <> ''`, 'pg_get_expr(d.adbin, d.adrelid)'),
        })} as definition
from pg_attribute a
join pg_class c on c.oid = a.attrelid
join pg_namespace n on n.oid = c.relnamespace
join pg_type t on t.oid = a.atttypid
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum and a.attgenerated <> ''
where a.attnum > 0 and not a.attisdropped
  and c.relkind in ('r', 'p', 'f', 'm') and c.relpersistence <> 't' and ${tables_HELD}`,
    };
}
const defaults = {
    // A child that dropped the default of its parent comes back with `DEFAULT NULL`, which is the same, unless the column's
    // domain has a default that NULL overrides.
    name: 'defaults',
    expressions: true,
    select: `
select 'default' as kind, ${column} as name, pg_get_expr(d.adbin, d.adrelid) as definition
from pg_attrdef d
join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum and a.attgenerated = ''
join pg_class c on c.oid = d.adrelid
join pg_namespace n on n.oid = c.relnamespace
join pg_type t on t.oid = a.atttypid
where c.relkind in ('r', 'p', 'f', 'v') and c.relpersistence <> 't' and ${tables_HELD}
  and (pg_get_expr(d.adbin, d.adrelid) !~ '^NULL(::.*)?$' or t.typtype = 'd' and t.typdefault is not null)`,
};
const sequences = {
    name: 'sequences',
    select: `
select 'sequence' as kind, ${tables_table} as name,
  ${(0,family/* fields */.OA)({
        type: 'format_type(s.seqtypid, null)',
        start: 's.seqstart',
        increment: 's.seqincrement',
        maximum: 's.seqmax',
        minimum: 's.seqmin',
        cache: 's.seqcache',
        cycle: 's.seqcycle',
        persistence: 'c.relpersistence',
        owner: `o.deptype::text || ' ' || (select ${(0,family/* named */.KT)('n.nspname', 'oc.relname', 'a.attname')}
      from pg_class oc join pg_namespace n on n.oid = oc.relnamespace
      join pg_attribute a on a.attrelid = oc.oid where oc.oid = o.refobjid and a.attnum = o.refobjsubid)`,
    })} as definition
from pg_sequence s
join pg_class c on c.oid = s.seqrelid
join pg_namespace n on n.oid = c.relnamespace
left join pg_depend o on o.classid = 'pg_class'::regclass and o.objid = c.oid and o.objsubid = 0
  and o.refclassid = 'pg_class'::regclass and o.refobjsubid > 0 and o.deptype in ('a', 'i')
where c.relpersistence <> 't' and ${tables_HELD}`,
};
function tableFamilies(server) {
    return [tables, rowSecurity, columns(server), defaults, sequences];
}

;// CONCATENATED MODULE: ./build/postgres/schema-objects/text-search.js

const parsers = {
    name: 'text search parsers',
    select: `
select 'text search parser' as kind, ${(0,family/* named */.KT)('n.nspname', 'p.prsname')} as name,
  ${(0,family/* fields */.OA)({
        start: 'p.prsstart::regproc',
        token: 'p.prstoken::regproc',
        end: 'p.prsend::regproc',
        headline: 'p.prsheadline::regproc',
        types: 'p.prslextype::regproc',
    })} as definition
from pg_ts_parser p join pg_namespace n on n.oid = p.prsnamespace
where ${(0,family/* userSchema */.vJ)()} and ${(0,family/* notMember */.i_)('pg_ts_parser', 'p.oid')}
union all
select 'text search template', ${(0,family/* named */.KT)('n.nspname', 't.tmplname')},
  ${(0,family/* fields */.OA)({ init: 't.tmplinit::regproc', lexize: 't.tmpllexize::regproc' })}
from pg_ts_template t join pg_namespace n on n.oid = t.tmplnamespace
where ${(0,family/* userSchema */.vJ)()} and ${(0,family/* notMember */.i_)('pg_ts_template', 't.oid')}`,
};
/** PostgreSQL stores the options as text, with names quoted where `quote_all_identifiers` was on when it was made. */
const dictionaries = {
    name: 'text search dictionaries',
    select: `
select 'text search dictionary' as kind, ${(0,family/* named */.KT)('n.nspname', 'd.dictname')} as name,
  ${(0,family/* fields */.OA)({ template: (0,family/* named */.KT)('tn.nspname', 't.tmplname'), options: `regexp_replace(d.dictinitoption, '"([a-z_][a-z0-9_$]*)" = ', '\\1 = ', 'g')` })} as definition
from pg_ts_dict d
join pg_ts_template t on t.oid = d.dicttemplate
join pg_namespace tn on tn.oid = t.tmplnamespace
join pg_namespace n on n.oid = d.dictnamespace
where ${(0,family/* userSchema */.vJ)()} and ${(0,family/* notMember */.i_)('pg_ts_dict', 'd.oid')}`,
};
const configurations = {
    name: 'text search configurations',
    select: `
select 'text search configuration' as kind, ${(0,family/* named */.KT)('n.nspname', 'c.cfgname')} as name,
  ${(0,family/* fields */.OA)({
        parser: (0,family/* named */.KT)('pn.nspname', 'p.prsname'),
        mapping: `(select string_agg(m.maptokentype || ' ' || ${(0,family/* named */.KT)('dn.nspname', 'd.dictname')}, ', '
        order by m.maptokentype, m.mapseqno)
      from pg_ts_config_map m join pg_ts_dict d on d.oid = m.mapdict join pg_namespace dn on dn.oid = d.dictnamespace
      where m.mapcfg = c.oid)`,
    })} as definition
from pg_ts_config c
join pg_ts_parser p on p.oid = c.cfgparser
join pg_namespace pn on pn.oid = p.prsnamespace
join pg_namespace n on n.oid = c.cfgnamespace
where ${(0,family/* userSchema */.vJ)()} and ${(0,family/* notMember */.i_)('pg_ts_config', 'c.oid')}`,
};
const TEXT_SEARCH_FAMILIES = [parsers, dictionaries, configurations];

;// CONCATENATED MODULE: ./build/postgres/schema-objects/types.js

const types_name = (0,family/* named */.KT)('n.nspname', 't.typname');
const types_HELD = `${(0,family/* userSchema */.vJ)()} and ${(0,family/* notMember */.i_)('pg_type', 't.oid')}`;
const opclass = (oid) => `(select ${(0,family/* named */.KT)('on1.nspname', 'oc.opcname')} from pg_opclass oc join pg_namespace on1 on on1.oid = oc.opcnamespace
    where oc.oid = ${oid})`;
const enums = {
    name: 'enums',
    select: `
select 'enum' as kind, ${types_name} as name,
  (select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder) from pg_enum e
    where e.enumtypid = t.oid) as definition
from pg_type t join pg_namespace n on n.oid = t.typnamespace
where t.typtype = 'e' and ${types_HELD}`,
};
/** Standalone composite types; the row types of tables and views are not objects of their own. */
const composites = {
    name: 'composite types',
    select: `
select 'composite type' as kind, ${types_name} as name,
  (select string_agg(${(0,family/* named */.KT)('a.attname')} || ' ' || format_type(a.atttypid, a.atttypmod)
      || coalesce(${(0,family/* when */.z7)('a.attcollation <> at.typcollation', `' collate ' || ${(0,family/* collation */.qw)('a.attcollation')}`)}, ''),
      ', ' order by a.attnum)
    from pg_attribute a join pg_type at on at.oid = a.atttypid
    where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped) as definition
from pg_type t
join pg_class c on c.oid = t.typrelid and c.relkind = 'c'
join pg_namespace n on n.oid = t.typnamespace
where t.typtype = 'c' and ${types_HELD}`,
};
function ranges(server) {
    return {
        name: 'ranges',
        select: `
select 'range' as kind, ${types_name} as name,
  ${(0,family/* fields */.OA)({
            subtype: 'format_type(r.rngsubtype, null)',
            'operator class': opclass('r.rngsubopc'),
            collation: (0,family/* collation */.qw)('r.rngcollation'),
            canonical: 'r.rngcanonical::regproc',
            difference: 'r.rngsubdiff::regproc',
            multirange: server.version < 140000 ? 'null' : 'format_type(r.rngmultitypid, null)',
        })} as definition
from pg_range r
join pg_type t on t.oid = r.rngtypid
join pg_namespace n on n.oid = t.typnamespace
where ${types_HELD}`,
    };
}
const baseTypes = {
    name: 'base types',
    select: `
select 'base type' as kind, ${types_name} as name,
  ${(0,family/* fields */.OA)({
        defined: 't.typisdefined',
        length: 't.typlen',
        'by value': 't.typbyval',
        alignment: 't.typalign',
        storage: 't.typstorage',
        category: 't.typcategory',
        preferred: 't.typispreferred',
        delimiter: 't.typdelim',
        element: (0,family/* when */.z7)('t.typelem <> 0', 'format_type(t.typelem, null)'),
        input: 't.typinput::regproc',
        output: 't.typoutput::regproc',
        receive: 't.typreceive::regproc',
        send: 't.typsend::regproc',
        'modifier input': 't.typmodin::regproc',
        'modifier output': 't.typmodout::regproc',
        analyze: 't.typanalyze::regproc',
        collation: (0,family/* collation */.qw)('t.typcollation'),
        default: 't.typdefault',
    })} as definition
from pg_type t
join pg_namespace n on n.oid = t.typnamespace
where t.typtype in ('b', 'p') and ${types_HELD}
  and not exists (select from pg_type e where e.typarray = t.oid)`,
};
function collations(server) {
    const locale = server.version < 150000 ? 'null' : server.version < 170000 ? 'co.colliculocale' : 'co.colllocale';
    return {
        name: 'collations',
        select: `
select 'collation' as kind, ${(0,family/* named */.KT)('n.nspname', 'co.collname')} as name,
  ${(0,family/* fields */.OA)({
            provider: 'co.collprovider',
            deterministic: 'co.collisdeterministic',
            encoding: `nullif(pg_encoding_to_char(co.collencoding), '')`,
            collate: 'co.collcollate',
            ctype: 'co.collctype',
            locale,
            rules: server.version < 160000 ? 'null' : 'co.collicurules',
        })} as definition
from pg_collation co
join pg_namespace n on n.oid = co.collnamespace
where ${(0,family/* userSchema */.vJ)()} and ${(0,family/* notMember */.i_)('pg_collation', 'co.oid')}`,
    };
}
const conversions = {
    name: 'conversions',
    select: `
select 'conversion' as kind, ${(0,family/* named */.KT)('n.nspname', 'co.conname')} as name,
  ${(0,family/* fields */.OA)({
        from: 'pg_encoding_to_char(co.conforencoding)',
        to: 'pg_encoding_to_char(co.contoencoding)',
        function: 'co.conproc::regproc',
        default: 'co.condefault',
    })} as definition
from pg_conversion co
join pg_namespace n on n.oid = co.connamespace
where ${(0,family/* userSchema */.vJ)()} and ${(0,family/* notMember */.i_)('pg_conversion', 'co.oid')}`,
};
/** Casts and transforms have no schema: those of initdb have an OID below 16384 (FirstNormalObjectId). */
const casts = {
    name: 'casts',
    select: `
select 'cast' as kind, '(' || format_type(c.castsource, null) || ' as ' || format_type(c.casttarget, null) || ')' as name,
  ${(0,family/* fields */.OA)({
        function: (0,family/* when */.z7)('c.castfunc <> 0', 'c.castfunc::regprocedure'),
        context: 'c.castcontext',
        method: 'c.castmethod',
    })} as definition
from pg_cast c
where c.oid >= 16384 and ${(0,family/* notMember */.i_)('pg_cast', 'c.oid')}
union all
select 'transform', format_type(f.trftype, null) || ' for ' || ${(0,family/* named */.KT)('l.lanname')},
  ${(0,family/* fields */.OA)({ from: 'f.trffromsql::regprocedure', to: 'f.trftosql::regprocedure' })}
from pg_transform f join pg_language l on l.oid = f.trflang
where f.oid >= 16384 and ${(0,family/* notMember */.i_)('pg_transform', 'f.oid')}`,
};
function typeFamilies(server) {
    return [enums, composites, ranges(server), baseTypes, collations(server), conversions, casts];
}

;// CONCATENATED MODULE: ./build/postgres/schema-objects.js
















/**
 * Every object a dump of this database holds, by kind and name, with a digest of its definition. What members of
 * extensions consist of is left out: they come from CREATE EXTENSION. The result is the same for every role that
 * may connect, and equal for a database and its sound restore on a server of the same major.
 *
 * The definitions are digested by the server. Only those with an expression that changes its form in a restore
 * (see `canonical.ts`) come over the wire and are digested here, in the same way.
 */
async function readSchemaObjects(session) {
    await (0,pinned/* pinSession */.M)(session);
    const server = await readServer(session);
    const objects = [];
    for (const family of schema_objects_families(server)) {
        for (const row of await session.rows(digesting(family, server))) {
            objects.push({
                kind: row.kind,
                name: row.name,
                digest: row.definition === null ? row.digest : digestOf(canonicalExpression(row.definition)),
                ...(typeof row.shown === 'string' ? { shown: row.shown } : {}),
            });
        }
    }
    return { objects, notHeld: await session.rows(NOT_HELD) };
}
/**
 * The same objects with their definitions, for people who want to know what differs. Kinds in whose definition something
 * secret may stand (options of foreign servers), and those that are long (bodies of functions), have only their digest.
 */
async function readDefinedObjects(session) {
    await (0,pinned/* pinSession */.M)(session);
    const server = await readServer(session);
    const objects = [];
    for (const family of schema_objects_families(server)) {
        for (const { kind, name, definition } of await session.rows(family.select)) {
            const text = family.expressions ? canonicalExpression(definition ?? '') : (definition ?? '');
            objects.push({
                kind,
                name,
                digest: digestOf(text),
                ...(DEFINITIONS_SHOWN.has(kind) ? { definition: definition ?? '' } : {}),
            });
        }
    }
    return objects;
}
const DEFINITIONS_SHOWN = new Set([
    'column',
    'constraint',
    'default',
    'domain',
    'domain constraint',
    'enum',
    'foreign key',
    'grant',
    'index',
    'owner',
    'policy',
    'row security',
    'sequence',
    'statistics',
    'table',
    'trigger',
]);
function readServer(session) {
    return session.row(`
    select current_setting('server_version_num')::int as version,
      case getdatabaseencoding() when 'SQL_ASCII' then 'SQL_ASCII' else 'UTF8' end as "digestEncoding"`);
}
/** All families in the order in which they are read. */
function schema_objects_families(server) {
    return [
        ...databaseFamilies(server),
        ...typeFamilies(server),
        ...routineFamilies(server),
        ...OPERATOR_FAMILIES,
        ...TEXT_SEARCH_FAMILIES,
        ...tableFamilies(server),
        ...CONSTRAINT_FAMILIES,
        ...BEHAVIOUR_FAMILIES,
        ...replicationFamilies(server),
        ...OWNER_FAMILIES,
        ...GRANT_FAMILIES,
        ...COMMENT_FAMILIES,
    ];
}
function digesting(family, server) {
    return `
select f.kind, f.name,
  left(encode(sha256(convert_to(coalesce(f.definition, ''), '${server.digestEncoding}')), 'hex'), 32) as digest,
  ${family.expressions ? `case when f.definition ~ '${CANONICAL_PATTERN}' then f.definition end` : 'null'} as definition
  ${family.shows ? ', f.shown' : ''}
from (${family.select}) f`;
}
function digestOf(definition) {
    return (0,external_node_crypto_.createHash)('sha256').update(definition, 'utf8').digest('hex').slice(0, 32);
}


/***/ }),

/***/ 26233:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KT: () => (/* binding */ named),
/* harmony export */   OA: () => (/* binding */ fields),
/* harmony export */   Pe: () => (/* binding */ setting),
/* harmony export */   fF: () => (/* binding */ options),
/* harmony export */   i_: () => (/* binding */ notMember),
/* harmony export */   qw: () => (/* binding */ collation),
/* harmony export */   vJ: () => (/* binding */ userSchema),
/* harmony export */   vR: () => (/* binding */ TOAST_OPTIONS),
/* harmony export */   z7: () => (/* binding */ when)
/* harmony export */ });
/** SQL for a name quoted as `displayName` does: independent of the reserved words of a version. */
function named(...columns) {
    return columns
        .map((column) => `case when ${column} ~ '^[a-z_][a-z0-9_$]*$' then ${column}::text ` +
        `else '"' || replace(${column}::text, '"', '""') || '"' end`)
        .map((sql) => `(${sql})`)
        .join(` || '.' || `);
}
/**
 * SQL for a definition: one line per field that is not null. Fields are labelled, so a value that moves from one
 * field to another changes the text.
 */
function fields(parts) {
    const lines = Object.entries(parts).map(([label, sql]) => `'${label} ' || (${sql})::text`);
    return `concat_ws(E'\\n', ${lines.join(', ')})`;
}
/** SQL: `value` when `condition` holds, else null, so that a default is the same as its absence. */
function when(condition, value) {
    return `case when ${condition} then ${value} end`;
}
/** SQL: the object is not a member of an extension; members come back with CREATE EXTENSION, not from the dump. */
function notMember(catalog, oid) {
    return (`not exists (select from pg_depend m where m.classid = '${catalog}'::regclass ` +
        `and m.objid = ${oid} and m.deptype = 'e')`);
}
/** SQL: the schema is not the system's. Temporary schemas (`pg_temp_…`) are the system's, too. */
function userSchema(schema = 'n.nspname') {
    return `${schema} !~ '^pg_' and ${schema} <> 'information_schema'`;
}
/** SQL: options of a relation, server or the like in one order; null when there are none. */
function options(array) {
    return `(select string_agg(o, ', ' order by o collate "C") from unnest(${array}) o)`;
}
/** SQL: the qualified name of a collation; null for 0. */
function collation(oid) {
    return (`(select ${named('cn.nspname', 'co.collname')} from pg_collation co ` +
        `join pg_namespace cn on cn.oid = co.collnamespace where co.oid = ${oid})`);
}
/**
 * SQL: a setting `name=value`; a list of names with each of its elements quoted, because PostgreSQL writes lists anew when
 * they are dumped and set again (`"$user",public` comes back as `"$user", public`). What is one element stays one:
 * `'a, b'` is a single schema's name. Case is kept, as pg_dump keeps it.
 * The list of settings is that of `variable_is_guc_list_quote` in PostgreSQL's src/bin/pg_dump/dumputils.c.
 */
function setting(value) {
    const lists = 'search_path|temp_tablespaces|local_preload_libraries|session_preload_libraries|shared_preload_libraries|unix_socket_directories';
    const elements = `regexp_matches(substr(${value}, strpos(${value}, '=') + 1), '"(?:[^"]|"")*"|[^,"[:space:]][^,"]*', 'g')`;
    const quoted = `case when e.m[1] like '"%' then e.m[1] else '"' || rtrim(e.m[1]) || '"' end`;
    return `case when lower(${value}) ~ '^(${lists})=' then split_part(${value}, '=', 1) || '=' || coalesce(
    (select string_agg(${quoted}, ', ' order by e.at) from ${elements} with ordinality e (m, at)), '') else ${value} end`;
}
/**
 * SQL: the options of the TOAST table `t` of a table `c`. They come back only where the table has a TOAST table, and
 * a restored table whose wide columns were dropped has none: so they count only where a column of unlimited width
 * makes one certain.
 */
const TOAST_OPTIONS = when(`exists (select from pg_attribute w where w.attrelid = c.oid and w.attnum > 0
    and not w.attisdropped and w.attlen = -1 and w.atttypmod = -1 and w.attstorage <> 'p')`, options('t.reloptions'));


/***/ }),

/***/ 528:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FA: () => (/* binding */ joinSnapshot),
/* harmony export */   S5: () => (/* binding */ closeAll),
/* harmony export */   jA: () => (/* binding */ confirmSnapshot),
/* harmony export */   r3: () => (/* binding */ openSnapshot)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5599);
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(71502);



/**
 * Takes and exports a snapshot (https://www.postgresql.org/docs/current/functions-admin.html, Snapshot
 * Synchronization Functions). `lockTimeoutMs` limits every wait for a lock of the session: a backup does not queue
 * in front of production.
 */
async function openSnapshot(client, lockTimeoutMs) {
    const session = await (0,_client_js__WEBPACK_IMPORTED_MODULE_1__/* .openSession */ .fA)(client, { lock_timeout: String(lockTimeoutMs) });
    try {
        await session.execute('begin isolation level repeatable read read only');
        const state = await session.row(`
      select pg_catalog.pg_export_snapshot() as id,
             to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
             case when pg_catalog.pg_is_in_recovery() then pg_catalog.pg_last_wal_replay_lsn()::text
                  else pg_catalog.pg_current_wal_lsn()::text end as lsn`);
        return { ...state, session, [Symbol.asyncDispose]: () => session.close() };
    }
    catch (error) {
        await session.close();
        throw error;
    }
}
/** Opens `count` further sessions on the same snapshot, for fingerprints in parallel. */
async function joinSnapshot(client, snapshot, count, lockTimeoutMs) {
    const sessions = [];
    try {
        for (let index = 0; index < count; index += 1) {
            const session = await (0,_client_js__WEBPACK_IMPORTED_MODULE_1__/* .openSession */ .fA)(client, { lock_timeout: String(lockTimeoutMs) });
            sessions.push(session);
            await session.execute(`begin isolation level repeatable read read only; set transaction snapshot ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .e)(snapshot.id)}`);
        }
        return sessions;
    }
    catch (error) {
        await closeAll(sessions);
        throw error;
    }
}
async function closeAll(sessions) {
    await Promise.all(sessions.map((session) => session.close()));
}
/**
 * Proves that the snapshot's session still lives, after everything was read: a session that was ended in between
 * gave up its locks, so the dump and the fingerprint might not have seen the same.
 */
async function confirmSnapshot(snapshot) {
    const { alive } = await snapshot.session.row('select 1 as alive');
    if (alive !== 1)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ToolError */ .v4('PBA-PG-SNAPSHOT', 'The snapshot’s session does not answer.');
}


/***/ })

};
