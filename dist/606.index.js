export const id = 606;
export const ids = [606];
export const modules = {

/***/ 35606:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ connect)
/* harmony export */ });
/* harmony import */ var _postgres_client_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5599);
/* harmony import */ var _postgres_connection_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92992);
/* harmony import */ var _postgres_container_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(67049);
/* harmony import */ var _postgres_tools_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(53909);
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
    const { signal, log } = context;
    if (inputs.container !== undefined)
        return connectInside(inputs, inputs.container, context);
    const installations = await (0,_postgres_tools_js__WEBPACK_IMPORTED_MODULE_3__/* .findInstallations */ .vE)({ env: context.env, signal });
    const [newest] = installations;
    if (newest === undefined)
        throw (0,_postgres_tools_js__WEBPACK_IMPORTED_MODULE_3__/* .noClient */ .FY)();
    const env = await (0,_postgres_connection_js__WEBPACK_IMPORTED_MODULE_1__/* .libpqEnvironment */ .SQ)(inputs, context.env, inputs.password, context.tempDir);
    return withFitting({ installation: newest, env, signal, log }, installations);
}
async function withFitting(probe, installations) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = __addDisposableResource(env_1, await (0,_postgres_client_js__WEBPACK_IMPORTED_MODULE_0__/* .openSession */ .fA)(probe), true);
        const { num } = await session.row(`select current_setting('server_version_num') as num`);
        return { ...probe, installation: (0,_postgres_tools_js__WEBPACK_IMPORTED_MODULE_3__/* .chooseClient */ .Pg)(installations, Math.floor(Number(num) / 10000)) };
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
/**
 * The same in a container: its own programs, through its own socket, without a password. Host, port and user are those of the
 * inside; what the surroundings of the job say about servers means others.
 */
async function connectInside(inputs, name, { env, signal, log }) {
    const container = await (0,_postgres_container_js__WEBPACK_IMPORTED_MODULE_2__/* .findContainer */ .FA)(env, name, signal);
    const { installations } = container;
    const [newest] = installations;
    if (newest === undefined)
        throw (0,_postgres_tools_js__WEBPACK_IMPORTED_MODULE_3__/* .noClient */ .FY)();
    const user = inputs.user ?? container.superuser;
    return withFitting({ installation: newest, env: (0,_postgres_connection_js__WEBPACK_IMPORTED_MODULE_1__/* .containerEnvironment */ .Vk)({ ...inputs, user }), signal, log, container }, installations);
}


/***/ }),

/***/ 5599:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Nl: () => (/* binding */ commandOf),
  P_: () => (/* binding */ filesFor),
  fA: () => (/* binding */ openSession),
  kR: () => (/* binding */ withDatabase),
  l_: () => (/* binding */ withSignal)
});

// EXTERNAL MODULE: ./build/postgres/container.js
var postgres_container = __webpack_require__(67049);
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
        this.#env = options.connection;
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
        const { file, args, env } = options.command;
        const process = await (0,build_process/* startProcess */.kp)(file, args, {
            env,
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
/**
 * The command for one program of the client's installation.
 * @param stdin what it is for; only a program in a container needs to know
 * @param more variables of libpq besides the client's
 */
function commandOf(client, name, args, stdin = 'input', more = {}) {
    const file = (0,tools/* program */.DM)(client.installation, name);
    const env = { ...client.env, ...more };
    const { container } = client;
    if (container === undefined)
        return { file, args, env };
    const { engine } = container;
    return { file: engine.program, args: (0,postgres_container/* execArguments */.G0)(container, file, args, env, stdin), env: engine.env };
}
/** Makes files of this machine readable for the client's programs; for programs that run here there is nothing to do. */
async function filesFor(client, ...paths) {
    if (client.container !== undefined)
        return (0,postgres_container/* placeFiles */.h$)(client.container, paths, client.signal);
    return { at: (path) => path, add: async () => { }, [Symbol.asyncDispose]: async () => { } };
}
/** Opens a session. @throws as `Session.open` */
function openSession(client, settings) {
    const args = ['-XqAtw', '-v', 'ON_ERROR_STOP=1'];
    return Session.open({
        command: commandOf(client, 'psql', args, 'session', { PGCLIENTENCODING: 'UTF8' }),
        connection: client.env,
        signal: client.signal,
        ...(client.user === undefined ? {} : { user: client.user }),
        ...(settings === undefined ? {} : { settings }),
    });
}


/***/ }),

/***/ 92992:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   If: () => (/* binding */ describeConnection),
/* harmony export */   SQ: () => (/* binding */ libpqEnvironment),
/* harmony export */   Vk: () => (/* binding */ containerEnvironment),
/* harmony export */   a7: () => (/* binding */ DUMP_OPTIONS),
/* harmony export */   bX: () => (/* binding */ PINNED_SETTINGS)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);


/** The variables a PostgreSQL program needs from its surroundings, besides libpq's own. */
const PASSED_ON = [
    'PATH',
    'HOME',
    'LANG',
    'LC_ALL',
    'LC_MESSAGES',
    'TMPDIR',
    'TZ',
    'SSL_CERT_FILE',
    'SSL_CERT_DIR',
];
/**
 * libpq variables that must not come from outside: they would change what is dumped or how it is written.
 * PGPASSWORD is replaced by a passfile; PGDATABASE, PGOPTIONS and PGAPPNAME are ours.
 */
const LIBPQ_REFUSED = new Set([
    'PGPASSWORD',
    'PGDATABASE',
    'PGOPTIONS',
    'PGAPPNAME',
    'PGCLIENTENCODING',
    'PGTZ',
    'PGDATESTYLE',
]);
/**
 * Settings every session of ours has, so that text output is the same on every server. They matter for the
 * digests: PostgreSQL writes dates, floats, bytea, intervals, money and names as these settings say.
 * `statement_timeout` and friends are switched off because limits on the role would end a long dump.
 */
const PINNED_SETTINGS = {
    DateStyle: 'ISO,MDY',
    IntervalStyle: 'postgres',
    TimeZone: 'UTC',
    extra_float_digits: '1',
    bytea_output: 'hex',
    xmloption: 'content',
    standard_conforming_strings: 'on',
    row_security: 'off',
    statement_timeout: '0',
    idle_in_transaction_session_timeout: '0',
};
/**
 * For pg_dump and pg_restore, which pin everything else themselves: `money` is written as `lc_monetary` says, and a
 * restore under another one fails or reads other amounts. RECOVERY.md sets the same.
 */
const DUMP_OPTIONS = '-c lc_monetary=C';
/**
 * Environment for `psql`, `pg_dump` and the like. Writes the password, if any, to a 0600 passfile in `tempDir`:
 * a password never stands in argv or in a child's environment.
 */
async function libpqEnvironment(connection, surroundings, password, tempDir) {
    const env = {};
    for (const [name, value] of Object.entries(surroundings)) {
        const libpq = name.startsWith('PG') && !LIBPQ_REFUSED.has(name) && !name.startsWith('PGBACKREST');
        if (libpq || PASSED_ON.includes(name))
            env[name] = value;
    }
    if (connection.host !== undefined) {
        env['PGHOST'] = connection.host;
        delete env['PGHOSTADDR'];
    }
    if (connection.port !== undefined)
        env['PGPORT'] = String(connection.port);
    if (connection.user !== undefined)
        env['PGUSER'] = connection.user;
    if (connection.sslmode !== undefined)
        env['PGSSLMODE'] = connection.sslmode;
    if (connection.sslrootcert !== undefined)
        env['PGSSLROOTCERT'] = connection.sslrootcert;
    env['PGDATABASE'] = connection.database;
    env['PGAPPNAME'] = 'postgres-backup-actions';
    env['PGOPTIONS'] = DUMP_OPTIONS;
    env['PGCONNECT_TIMEOUT'] ??= '15';
    const secret = password ?? surroundings['PGPASSWORD'];
    if (secret !== undefined) {
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(tempDir, 'pgpass');
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(path, `*:*:*:*:${escapePassfile(secret)}\n`, { mode: 0o600 });
        env['PGPASSFILE'] = path;
    }
    return env;
}
/** The variables of libpq for programs in the server's own container. Nothing of the surroundings, and no password. */
function containerEnvironment(connection) {
    return {
        ...(connection.host === undefined ? {} : { PGHOST: connection.host }),
        ...(connection.port === undefined ? {} : { PGPORT: String(connection.port) }),
        ...(connection.user === undefined ? {} : { PGUSER: connection.user }),
        PGDATABASE: connection.database,
        PGAPPNAME: 'postgres-backup-actions',
        PGOPTIONS: DUMP_OPTIONS,
        PGCONNECT_TIMEOUT: '15',
    };
}
/** https://www.postgresql.org/docs/current/libpq-pgpass.html: backslash and colon are escaped. */
function escapePassfile(value) {
    return value.replace(/[\\:]/g, (char) => `\\${char}`);
}
/** How a connection is named in messages; never a secret. */
function describeConnection(env) {
    const host = env['PGHOST'] ?? (env['PGSERVICE'] === undefined ? 'the local socket' : `service ${env['PGSERVICE']}`);
    const port = env['PGPORT'] === undefined ? '' : ` port ${env['PGPORT']}`;
    const user = env['PGUSER'] === undefined ? '' : ` as ${env['PGUSER']}`;
    return `database ${env['PGDATABASE']} on ${host}${port}${user}`;
}


/***/ }),

/***/ 60428:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A3: () => (/* binding */ reasonOf),
/* harmony export */   CH: () => (/* binding */ explainEngine),
/* harmony export */   GO: () => (/* binding */ findEngine),
/* harmony export */   cn: () => (/* binding */ runEngine),
/* harmony export */   wt: () => (/* binding */ CONTAINER_ENGINES)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19473);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(44677);




const CONTAINER_ENGINES = ['docker', 'podman'];
/** No variable of the job reaches the engine besides these and those that begin as `PASSED_ON_PREFIXES` say. */
const PASSED_ON = [
    'PATH',
    'HOME',
    'TMPDIR',
    'XDG_RUNTIME_DIR',
    'XDG_CONFIG_HOME',
    'XDG_DATA_HOME',
    'DBUS_SESSION_BUS_ADDRESS',
    'REGISTRY_AUTH_FILE',
    'SSL_CERT_FILE',
    'SSL_CERT_DIR',
    // Podman fetches images itself.
    'HTTP_PROXY',
    'HTTPS_PROXY',
    'NO_PROXY',
    'http_proxy',
    'https_proxy',
    'no_proxy',
];
const PASSED_ON_PREFIXES = ['DOCKER_', 'CONTAINER_', 'CONTAINERS_'];
/**
 * The engine to use: the one that was asked for, else docker, else podman.
 * @throws UserError PBA-TOOL-MISSING when it is not on PATH
 */
async function findEngine(surroundings, wanted) {
    const env = { LC_ALL: 'C' };
    for (const [name, value] of Object.entries(surroundings)) {
        if (PASSED_ON.includes(name) || PASSED_ON_PREFIXES.some((prefix) => name.startsWith(prefix)))
            env[name] = value;
    }
    const names = wanted === undefined ? CONTAINER_ENGINES : [wanted];
    for (const name of names) {
        for (const directory of (env['PATH'] ?? '').split(':')) {
            const program = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, name);
            if (directory.startsWith('/') && (await isExecutable(program)))
                return { name, program, env };
        }
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('PBA-TOOL-MISSING', `No container engine is installed: no ${names.join(' and no ')} on PATH.`, {
        hint: 'apt-get install docker.io, and let the runner’s user use it (group docker); or test without an image.',
    });
}
async function isExecutable(path) {
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.access)(path, node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.constants.X_OK).then(() => true, () => false);
}
/**
 * Runs one command of the engine and returns what it prints.
 * @throws UserError PBA-PG-SCRATCH when its daemon cannot be reached, ToolError when the command fails
 */
async function runEngine(engine, args, call) {
    return (0,_process_js__WEBPACK_IMPORTED_MODULE_3__/* .runText */ .le)(engine.program, args, {
        env: engine.env,
        signal: call.signal,
        timeoutMs: call.timeoutMs,
        explain: (exit) => {
            if (exit.exitCode === null)
                return undefined;
            return (explainEngine(engine, exit) ?? call.explain?.(exit) ?? engineFailure(engine, args[0] ?? '', exit));
        },
    });
}
/** Why no command of the engine works here, if that is what it says. */
function explainEngine(engine, exit) {
    const { name } = engine;
    if (/permission denied while trying to connect/i.test(exit.stderr)) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('PBA-PG-SCRATCH', `This user may not use ${name}: ${reasonOf(exit)}`, {
            hint: 'Add the runner’s user to the group docker and start the runner again, or use a rootless engine.',
        });
    }
    if (/cannot connect to (the docker daemon|podman)|error during connect/i.test(exit.stderr)) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('PBA-PG-SCRATCH', `The container engine does not answer: ${reasonOf(exit)}`, {
            hint: `Start it on this runner and check that \`${name} info\` works for the runner’s user.`,
        });
    }
    return undefined;
}
function engineFailure(engine, command, exit) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ToolError */ .v4('PBA-PG-SCRATCH', `${engine.name} ${command} failed: ${reasonOf(exit)}`, {
        exitCode: exit.exitCode,
        stderr: exit.stderr.slice(-4096),
    });
}
/** The line with the error; what comes before it are warnings, what comes after it is advice. */
function reasonOf(exit) {
    const lines = exit.stderr.split('\n').map((line) => line.trim());
    const known = lines.find((line) => /^(error|cannot connect|permission denied|docker: )/i.test(line));
    const line = known ?? lines.filter((one) => one !== '').at(-1) ?? `exit code ${exit.exitCode}`;
    return line.replace(/^(docker: )?(error: |error response from daemon: )*/i, '');
}


/***/ }),

/***/ 67049:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FA: () => (/* binding */ findContainer),
/* harmony export */   G0: () => (/* binding */ execArguments),
/* harmony export */   h$: () => (/* binding */ placeFiles)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);
/* harmony import */ var _container_engine_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(60428);



const LOOK_MS = 30_000;
/**
 * Finds a running container by its name or id, else by the name of its compose service.
 * @throws UserError PBA-CONTAINER
 */
async function findContainer(surroundings, wanted, signal) {
    const engine = await (0,_container_engine_js__WEBPACK_IMPORTED_MODULE_2__/* .findEngine */ .GO)(surroundings);
    const call = { signal, timeoutMs: LOOK_MS };
    const found = (await inspect(engine, wanted, signal)) ?? (await ofService(engine, wanted, signal));
    if (found === undefined) {
        const names = (await (0,_container_engine_js__WEBPACK_IMPORTED_MODULE_2__/* .runEngine */ .cn)(engine, ['ps', '--format', '{{.Names}}'], call))
            .split('\n')
            .filter(Boolean);
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo('PBA-CONTAINER', `There is no container ${wanted}, and no compose service of that name runs.`, {
            hint: `Running: ${names.slice(0, 20).join(', ') || 'none'}. Give one of these names.`,
        });
    }
    if (found.State?.Running !== true) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo('PBA-CONTAINER', `The container ${wanted} is not running.`, {
            hint: `${engine.name} start ${wanted}; ${engine.name} logs ${wanted} says why it ended.`,
        });
    }
    const variable = found.Config?.Env?.find((entry) => entry.startsWith('POSTGRES_USER='));
    const plain = { engine, id: found.Id, name: wanted };
    const seen = await lookInside(plain, signal);
    return { ...plain, ...seen, superuser: variable?.slice('POSTGRES_USER='.length) || 'postgres' };
}
async function inspect(engine, name, signal) {
    const text = await (0,_container_engine_js__WEBPACK_IMPORTED_MODULE_2__/* .runEngine */ .cn)(engine, ['inspect', '--type=container', '--format={{json .}}', name], {
        signal,
        timeoutMs: LOOK_MS,
        explain: (exit) => /no such (container|object)/i.test(exit.stderr) ? new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo('PBA-CONTAINER', '') : undefined,
    }).catch((error) => {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo && error.code === 'PBA-CONTAINER')
            return undefined;
        throw error;
    });
    return text === undefined ? undefined : JSON.parse(text);
}
/** Labels that docker compose, and podman-compose in its older versions, give their containers. */
const SERVICE_LABELS = ['com.docker.compose.service', 'io.podman.compose.service'];
async function ofService(engine, service, signal) {
    const ids = new Set();
    for (const label of SERVICE_LABELS) {
        const args = ['ps', '--no-trunc', '--format={{.ID}}', `--filter=label=${label}=${service}`];
        const text = await (0,_container_engine_js__WEBPACK_IMPORTED_MODULE_2__/* .runEngine */ .cn)(engine, args, { signal, timeoutMs: LOOK_MS });
        for (const id of text.split('\n'))
            if (id !== '')
                ids.add(id);
    }
    const [only, ...others] = ids;
    if (others.length > 0) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo('PBA-CONTAINER', `${ids.size} running containers are of the compose service ${service}.`, {
            hint: 'Give the name of the container itself.',
        });
    }
    return only === undefined ? undefined : inspect(engine, only, signal);
}
/** Run in the container: the user to be, and every PostgreSQL that is there. Debian's pg_wrapper is passed over. */
const LOOK = `
if id -u postgres >/dev/null 2>&1; then echo user postgres; fi
for dir in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /usr/local/bin /usr/local/pgsql/bin /opt/bitnami/postgresql/bin /usr/libexec/postgresql* /usr/bin; do
  [ -x "$dir/pg_dump" ] || continue
  case $(readlink -f "$dir/pg_dump") in */pg_wrapper) continue ;; esac
  if [ -x "$dir/postgres" ]; then server=yes; else server=no; fi
  echo "programs $dir $server $("$dir/pg_dump" --version)"
done
`;
async function lookInside({ engine, id, name }, signal) {
    const text = await (0,_container_engine_js__WEBPACK_IMPORTED_MODULE_2__/* .runEngine */ .cn)(engine, ['exec', id, 'sh', '-c', LOOK], {
        signal,
        timeoutMs: LOOK_MS,
        explain: (exit) => new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ToolError */ .v4('PBA-CONTAINER', `Nothing can be run in ${name}: ${(0,_container_engine_js__WEBPACK_IMPORTED_MODULE_2__/* .reasonOf */ .A3)(exit)}`, { ...exit }),
    });
    const lines = text.split('\n');
    const installations = lines.flatMap((line) => {
        const [, binDir = '', server, major = '', rest = ''] = /^programs (\S+) (yes|no) .*\(PostgreSQL\) (\d+)(\S*)/.exec(line) ?? [];
        return binDir === ''
            ? []
            : [{ binDir, major: Number(major), version: major + rest, server: server === 'yes' }];
    });
    if (installations.length === 0) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo('PBA-CONTAINER', `No psql and pg_dump were found in the container ${name}.`, {
            hint: 'Name the container that runs PostgreSQL itself; its own programs are used.',
        });
    }
    return {
        user: lines.includes('user postgres') ? 'postgres' : undefined,
        installations: installations.sort((a, b) => b.major - a.major),
    };
}
/**
 * Nothing ends what `exec` has started when its client goes away, and pg_dump would wait for ever for somebody to take its
 * output, with all its locks. But stdin then ends: this ends the program. Arguments: `session` or `lifeline`, the command.
 *
 * Every process that is started here is waited for here. In most containers the first process is PostgreSQL itself, so an
 * orphan would become its child; and when one of those ends by a signal, PostgreSQL takes it for a crash of its own, throws
 * out every connection and recovers (tried with 15). `$!` in the trap is the newest process of the watcher.
 */
const GUARD = `
kind=$1; shift
exec 3<&0
if [ "$kind" = session ]; then
  dir=$(mktemp -d) && mkfifo "$dir/in" || exit 125
  "$@" <"$dir/in" 3<&- &
  child=$!
  exec 4>"$dir/in"
  rm -r "$dir"
else
  "$@" </dev/null 3<&- &
  child=$!
  exec 4>/dev/null
fi
(
  trap 'kill $!; wait; exit 0' TERM
  cat <&3 >&4 &
  wait $!
  exec 4>&-
  if [ "$kind" = session ]; then sleep 2 & wait $!; fi
  kill -INT "$child"
  sleep 2 &
  wait $!
  kill -0 $$ && kill -KILL "$child"
) >/dev/null 2>&1 &
watcher=$!
exec 4>&- 3<&-
wait "$child"
code=$?
kill "$watcher" 2>/dev/null
wait "$watcher"
exit "$code"
`;
/** The arguments of the engine that run a program there. Never a terminal: it would change the bytes of a dump. */
function execArguments(container, program, args, env, stdin) {
    const variables = Object.entries(env).filter(([name]) => name.startsWith('PG') && name !== 'PGPASSFILE');
    return [
        'exec',
        '--interactive',
        ...(container.user === undefined ? [] : [`--user=${container.user}`]),
        ...variables.map(([name, value]) => `--env=${name}=${value}`),
        '--env=LC_ALL=C',
        container.id,
        ...(stdin === 'input' ? [] : ['sh', '-c', GUARD, 'sh', stdin]),
        program,
        ...args,
    ];
}
/** Streams files or directories into a directory of their own in the container, which goes when it is disposed of. */
async function placeFiles(container, paths, signal) {
    const { engine, id, user } = container;
    const directory = `/tmp/pba-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(8).toString('hex')}`;
    const places = new Map();
    const run = (args, timeoutMs = LOOK_MS, until = signal) => (0,_container_engine_js__WEBPACK_IMPORTED_MODULE_2__/* .runEngine */ .cn)(engine, args, { signal: until, timeoutMs });
    const dispose = async () => {
        // Also after a cancellation, so it has a time of its own.
        await run(['exec', '--user=0', id, 'rm', '-rf', directory], 5_000, AbortSignal.timeout(5_000)).catch(() => undefined);
    };
    const add = async (path) => {
        if (places.has(path))
            return;
        const place = `${directory}/${places.size}`;
        await run(['cp', '--quiet', path, `${id}:${place}`], 6 * 3_600_000);
        if (user !== undefined)
            await run(['exec', '--user=0', id, 'chown', '-R', user, place]);
        places.set(path, place);
    };
    try {
        await run(['exec', '--user=0', id, 'mkdir', '-m', '0711', directory]);
        for (const path of paths)
            await add(path);
    }
    catch (error) {
        await dispose();
        throw error;
    }
    return {
        at: (path) => places.get(path) ?? path,
        add,
        [Symbol.asyncDispose]: dispose,
    };
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

/***/ 79708:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ explainPostgres),
/* harmony export */   h: () => (/* binding */ firstErrorLine)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92992);


/**
 * What PostgreSQL's programs say on stderr and what it means for the user. The order matters: the first that
 * matches wins, so the particular stands before the general.
 */
const PATTERNS = [
    {
        match: /password authentication failed for user "([^"]*)"/,
        code: 'PBA-PG-AUTH',
        kind: 'user',
        message: 'PostgreSQL refused the password of user $1 for $where.',
        hint: 'Check the inputs `user` and `password` (or PGUSER and the passfile).',
    },
    {
        match: /fe_sendauth: no password supplied/,
        code: 'PBA-PG-AUTH',
        kind: 'user',
        message: 'PostgreSQL wants a password for $where and none was given.',
        hint: 'Set the input `password` from a secret.',
    },
    {
        match: /(no pg_hba\.conf entry|Peer authentication failed|Ident authentication failed)[^\n]*/,
        code: 'PBA-PG-AUTH',
        kind: 'user',
        message: 'PostgreSQL does not let this runner in: $where.',
        hint: 'Allow the runner in pg_hba.conf, or give host, user and password of a role that may connect.',
    },
    {
        match: /role "([^"]*)" does not exist\s*$/m,
        code: 'PBA-PG-AUTH',
        kind: 'user',
        message: 'There is no role $1 on the server ($where).',
        hint: 'Set the input `user`; without it libpq takes the name of the operating-system user.',
    },
    {
        match: /database "([^"]*)" does not exist/,
        code: 'PBA-PG-NO-DATABASE',
        kind: 'user',
        message: 'There is no database $1 on this server.',
        hint: 'Check the input `database`; `psql -l` lists what the server has.',
    },
    {
        match: /unsupported startup parameter:? (?:in options:? )?"?([A-Za-z_]+)/,
        code: 'PBA-PG-UNREACHABLE',
        kind: 'user',
        message: 'What answers at $where is a connection pooler: it refuses the startup parameter $1.',
        hint: 'Connect to PostgreSQL itself (its own host and port, mostly 5432): a pooler takes the session away that holds the snapshot.',
    },
    {
        match: /server certificate for|SSL error|server does not support SSL|root certificate file/,
        code: 'PBA-PG-UNREACHABLE',
        kind: 'user',
        message: 'No trusted TLS connection to $where.',
        hint: 'Check `sslmode` and `sslrootcert` against the server’s certificate.',
    },
    {
        match: /(Connection refused|could not translate host name|No route to host|timeout expired|Connection timed out|No such file or directory\s+Is the server running|could not connect to server)/,
        code: 'PBA-PG-UNREACHABLE',
        kind: 'tool',
        message: 'The server cannot be reached: $where ($1).',
        hint: 'Is PostgreSQL running there, and do host and port point to it? `pg_isready` tells.',
    },
    {
        match: /the database system is (starting up|shutting down|in recovery mode)/,
        code: 'PBA-PG-UNREACHABLE',
        kind: 'tool',
        message: 'The server takes no connections now: it is $1.',
        hint: 'Run again when the server is up.',
    },
    {
        match: /server version mismatch|aborting because of server version mismatch/,
        code: 'PBA-PG-CLIENT-OLD',
        kind: 'user',
        message: 'The PostgreSQL client is older than the server.',
        hint: 'Install the client of the server’s major version, for example `apt-get install postgresql-client-17`.',
    },
    {
        match: /query would be affected by row-level security policy for table "([^"]*)"/,
        code: 'PBA-PG-RLS',
        kind: 'user',
        message: 'Row-level security on table $1 would hide rows from the backup role.',
        hint: 'ALTER ROLE the_backup_role BYPASSRLS; a backup never contains only the rows a policy lets through.',
    },
    {
        match: /permission denied for large object ([0-9]+)/,
        code: 'PBA-PG-PERMISSION',
        kind: 'user',
        message: 'The backup role may not read large object $1.',
        hint: 'pg_read_all_data does not cover large objects: dump as their owner, or GRANT SELECT ON LARGE OBJECT.',
    },
    {
        match: /permission denied for database "([^"]*)"/,
        code: 'PBA-PG-PERMISSION',
        kind: 'user',
        message: 'The backup role may not connect to database $1.',
        hint: 'GRANT CONNECT ON DATABASE the_database TO the_backup_role;',
    },
    {
        match: /permission denied for ([a-z ]+) ([^\s]+)/,
        code: 'PBA-PG-PERMISSION',
        kind: 'user',
        message: 'The backup role may not read $1 $2.',
        hint: 'GRANT pg_read_all_data TO the_backup_role; (PostgreSQL 14 and later).',
    },
    {
        match: /must be (superuser|owner)[^\n]*/,
        code: 'PBA-PG-PERMISSION',
        kind: 'user',
        message: 'The role lacks a right: $0.',
        hint: 'See docs/postgres-roles.md for the rights each action needs.',
    },
    {
        match: /canceling statement due to lock timeout/,
        code: 'PBA-PG-LOCK-TIMEOUT',
        kind: 'tool',
        message: 'Another session holds a lock that the backup needs, longer than `lock-timeout`.',
        hint: 'Run again when the migration is over, or raise `lock-timeout`; pg_locks shows who holds it.',
    },
    {
        match: /invalid snapshot identifier|could not import the requested snapshot/,
        code: 'PBA-PG-SNAPSHOT',
        kind: 'tool',
        message: 'The snapshot that the dump was to use is gone.',
        hint: 'The session that held it was ended (server restart, pg_terminate_backend, pooler). Connect directly, not through a transaction pooler.',
    },
    {
        match: /no matching (tables|schemas|extensions) were found/,
        code: 'PBA-PG-NO-SUCH-TABLE',
        kind: 'user',
        message: 'A pattern in `tables` matches nothing.',
        hint: 'Patterns are those of psql’s \\d: schema.table, with * and ?; quote capitals: "Order".',
    },
    {
        match: /(No space left on device|could not write to (?:output )?file)/,
        code: 'PBA-DISK-FULL',
        kind: 'tool',
        message: 'No space left where the program writes: $1.',
        hint: 'Free space on the runner (RUNNER_TEMP) or use a larger disk.',
    },
    {
        match: /terminating connection due to administrator command|server closed the connection unexpectedly|connection to server was lost/,
        code: 'PBA-PG-UNREACHABLE',
        kind: 'tool',
        message: 'The connection to $where was lost in the middle of the work.',
        hint: 'The server was restarted or the session was ended. Run again.',
    },
];
/** The first error line without its program prefix, for messages; never the last line, which is often only a hint. */
function firstErrorLine(stderr) {
    const lines = stderr.split('\n').filter((line) => line.trim() !== '');
    const line = lines.find((candidate) => /(ERROR|FATAL|PANIC|error):/.test(candidate)) ?? lines[0] ?? '';
    return line
        .replace(/^[a-z_]+: /, '')
        .replace(/^(error: )+/, '')
        .trim()
        .slice(0, 500);
}
/** Turns the exit of psql, pg_dump, pg_dumpall or pg_restore into an error people can act on. */
function explainPostgres(exit, env) {
    const details = { exitCode: exit.exitCode, signal: exit.signal, stderr: exit.stderr.slice(-4096) };
    for (const pattern of PATTERNS) {
        const found = pattern.match.exec(exit.stderr);
        if (!found)
            continue;
        const message = pattern.message
            .replace('$where', (0,_connection_js__WEBPACK_IMPORTED_MODULE_1__/* .describeConnection */ .If)(env))
            .replace(/\$(\d)/g, (_, group) => found[Number(group)] ?? '');
        return pattern.kind === 'user'
            ? new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(pattern.code, message, { hint: pattern.hint })
            : new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ToolError */ .v4(pattern.code, message, { ...details, hint: pattern.hint });
    }
    if (exit.exitCode === 0 || exit.stderr.trim() === '')
        return undefined;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ToolError */ .v4('PBA-PG-QUERY', `PostgreSQL said: ${firstErrorLine(exit.stderr)}`, details);
}


/***/ }),

/***/ 53909:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DM: () => (/* binding */ program),
/* harmony export */   FY: () => (/* binding */ noClient),
/* harmony export */   Nh: () => (/* binding */ chooseServer),
/* harmony export */   Pg: () => (/* binding */ chooseClient),
/* harmony export */   vE: () => (/* binding */ findInstallations)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19473);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(44677);




const ROOTS = ['/usr/lib/postgresql', '/usr'];
/**
 * Every PostgreSQL on this machine: `/usr/lib/postgresql/<major>/bin` (Debian, Ubuntu), `/usr/pgsql-<major>/bin`
 * (PGDG RPMs) and the directories on PATH. Debian's `pg_wrapper` is passed over: it picks a version by itself.
 * Newest major first.
 */
async function findInstallations(search) {
    const directories = new Set();
    for (const root of search.roots ?? ROOTS) {
        for (const name of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(root).catch(() => [])) {
            if (/^\d+$/.test(name) || /^pgsql-\d+$/.test(name))
                directories.add((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, name, 'bin'));
        }
    }
    for (const directory of (search.env['PATH'] ?? '').split(':'))
        if (directory.startsWith('/'))
            directories.add(directory);
    const found = [];
    for (const directory of directories) {
        const program = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, 'pg_dump');
        const real = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(program).catch(() => undefined);
        if (real === undefined || real.endsWith('/pg_wrapper'))
            continue;
        const binDir = real.slice(0, real.lastIndexOf('/'));
        if (found.some((other) => other.binDir === binDir))
            continue;
        const text = await (0,_process_js__WEBPACK_IMPORTED_MODULE_3__/* .runText */ .le)(program, ['--version'], {
            env: { PATH: search.env['PATH'] ?? '', LC_ALL: 'C' },
            signal: search.signal,
            timeoutMs: 10_000,
        });
        const version = /\(PostgreSQL\) (\d+)(\S*)/.exec(text);
        if (!version)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ToolError */ .v4('PBA-TOOL-FAILED', `${program} does not tell its version: ${text.trim()}`);
        const server = await Promise.all(['initdb', 'postgres', 'pg_ctl'].map((name) => executable((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(binDir, name))));
        found.push({
            binDir,
            major: Number(version[1]),
            version: `${version[1]}${version[2]}`,
            server: server.every(Boolean),
        });
    }
    return found.sort((a, b) => b.major - a.major);
}
async function executable(path) {
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.access)(path, node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.constants.X_OK).then(() => true, () => false);
}
/**
 * The client for a server: its own major, else the nearest newer one. pg_dump refuses servers newer than itself.
 * @throws UserError PBA-PG-CLIENT-OLD with the package to install, PBA-TOOL-MISSING when there is none at all
 */
function chooseClient(installations, serverMajor) {
    const usable = installations.filter((one) => one.major >= serverMajor).sort((a, b) => a.major - b.major);
    const [best] = usable;
    if (best)
        return best;
    if (installations.length === 0)
        throw noClient(serverMajor);
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('PBA-PG-CLIENT-OLD', `The server is PostgreSQL ${serverMajor}; installed here: ${installations.map((one) => one.version).join(', ')}.`, {
        hint: `apt-get install postgresql-client-${serverMajor} (from apt.postgresql.org where the distribution lacks it).`,
    });
}
/** The error for a machine without any PostgreSQL client. */
function noClient(major) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('PBA-TOOL-MISSING', 'No PostgreSQL client (psql, pg_dump) is installed on this runner.', {
        hint: `apt-get install postgresql-client${major === undefined ? '' : `-${major}`}`,
    });
}
/**
 * The server programs for a scratch server: exactly the wanted major, so that digests are comparable.
 * @throws UserError PBA-PG-NO-SERVER-BINARIES with the package to install
 */
function chooseServer(installations, major) {
    const match = installations.find((one) => one.server && one.major === major);
    if (match)
        return match;
    const have = installations.filter((one) => one.server).map((one) => one.version);
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('PBA-PG-NO-SERVER-BINARIES', `The set comes from PostgreSQL ${major}; servers installed here: ${have.join(', ') || 'none'}.`, {
        hint: `apt-get install postgresql-${major} (a restore test starts its own private server; it needs no cluster).`,
    });
}
/** The path of one program of an installation. */
function program(installation, name) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(installation.binDir, name);
}


/***/ }),

/***/ 44677:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A4: () => (/* binding */ started),
/* harmony export */   kp: () => (/* binding */ startProcess),
/* harmony export */   lb: () => (/* binding */ expectSuccess),
/* harmony export */   le: () => (/* binding */ runText)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);


const STDERR_KEPT = 64 * 1024;
const KILL_AFTER_MS = 2_000;
/**
 * Starts a program without a shell. The abort signal ends the child; whoever started it still
 * has to await `exit` and look at code and signal: a stdout that ended says nothing about success.
 * @throws ToolError PBA-TOOL-MISSING when the program cannot be started
 */
async function startProcess(file, args, options) {
    if (options.signal.aborted)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .CancelledError */ .cc();
    const name = file.slice(file.lastIndexOf('/') + 1);
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(file, [...args], {
        env: { ...options.env },
        stdio: ['pipe', 'pipe', 'pipe'],
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
        ...(options.user === undefined ? {} : { uid: options.user.uid, gid: options.user.gid }),
        ...(options.ownGroup === true ? { detached: true } : {}),
    });
    const kill = (signal) => {
        if (options.ownGroup !== true || child.pid === undefined)
            child.kill(signal);
        else {
            try {
                process.kill(-child.pid, signal);
            }
            catch (error) {
                if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .systemCode */ .xU)(error) !== 'ESRCH')
                    throw error;
            }
        }
    };
    let stderr = '';
    let line = '';
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (chunk) => {
        stderr = (stderr + chunk).slice(-STDERR_KEPT);
        if (options.onStderrLine) {
            const parts = (line + chunk).split('\n');
            line = (parts.pop() ?? '').slice(-STDERR_KEPT);
            for (const part of parts)
                options.onStderrLine(part);
        }
    });
    // A child that ends early closes its stdin: the writer sees EPIPE, the exit code tells the reason.
    child.stdin.on('error', () => { });
    const exit = new Promise((resolve) => {
        child.once('close', (exitCode, signal) => resolve({ exitCode, signal, stderr }));
    });
    let killer;
    const stop = () => {
        const ended = child.exitCode !== null || child.signalCode !== null;
        if ((!ended || options.ownGroup === true) && killer === undefined) {
            kill(options.stopSignal ?? 'SIGTERM');
            killer = setTimeout(() => kill('SIGKILL'), KILL_AFTER_MS);
        }
        return exit;
    };
    const onAbort = () => void stop();
    options.signal.addEventListener('abort', onAbort, { once: true });
    void exit.then(() => {
        clearTimeout(killer);
        options.signal.removeEventListener('abort', onAbort);
    });
    await started(child, file);
    return { name, pid: child.pid, stdin: child.stdin, stdout: child.stdout, exit, stop };
}
/** Waits until a child runs. @throws ToolError PBA-TOOL-MISSING, PBA-TOOL-FAILED */
function started(child, file) {
    return new Promise((resolve, reject) => {
        child.once('spawn', resolve);
        child.once('error', (error) => {
            const missing = (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .systemCode */ .xU)(error) === 'ENOENT';
            reject(new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ToolError */ .v4(missing ? 'PBA-TOOL-MISSING' : 'PBA-TOOL-FAILED', missing ? `The program ${file} is not installed.` : `The program ${file} could not be started.`, { cause: error }));
        });
    });
}
/** What a failed exit is called: one sentence, before anybody has looked at stderr. */
function exitSentence(name, exit) {
    if (exit.signal)
        return `${name} was ended by ${exit.signal}.`;
    return `${name} ended with exit code ${exit.exitCode}.`;
}
/**
 * Awaits a child and fails unless it ended with exit code 0.
 * `explain` may turn the exit into a more telling error; by default it is PBA-TOOL-FAILED or PBA-TOOL-KILLED.
 */
async function expectSuccess(running, signal, explain) {
    const exit = await running.exit;
    if (exit.exitCode === 0)
        return exit;
    if (signal.aborted)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .CancelledError */ .cc();
    throw (explain?.(exit) ??
        new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ToolError */ .v4(exit.signal ? 'PBA-TOOL-KILLED' : 'PBA-TOOL-FAILED', exitSentence(running.name, exit), {
            exitCode: exit.exitCode,
            signal: exit.signal,
            stderr: exit.stderr.slice(-4096),
        }));
}
/**
 * Runs a program whose output is short text and returns its stdout.
 * @throws ToolError when it cannot start, does not exit with 0, exceeds its time or says too much
 */
async function runText(file, args, options) {
    const running = await startProcess(file, args, options);
    const max = options.maxOutput ?? 16 * 1024 * 1024;
    let stdout = '';
    let tooLong = false;
    running.stdout.setEncoding('utf8');
    running.stdout.on('data', (chunk) => {
        if (stdout.length + chunk.length > max) {
            tooLong = true;
            void running.stop();
        }
        else
            stdout += chunk;
    });
    let timedOut = false;
    const timer = options.timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            void running.stop();
        }, options.timeoutMs);
    running.stdin.end(options.input ?? '');
    try {
        await expectSuccess(running, options.signal, (exit) => {
            if (timedOut) {
                return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ToolError */ .v4('PBA-TOOL-TIMEOUT', `${running.name} did not end within ${options.timeoutMs} ms.`);
            }
            if (tooLong)
                return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ToolError */ .v4('PBA-TOOL-FAILED', `${running.name} printed more than ${max} characters.`);
            return options.explain?.(exit);
        });
    }
    finally {
        clearTimeout(timer);
    }
    return stdout;
}


/***/ })

};
