export const id = 723;
export const ids = [723];
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

/***/ 16723:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   discover: () => (/* binding */ discover)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _policy_effective_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(59165);
/* harmony import */ var _postgres_client_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5599);
/* harmony import */ var _runtime_format_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(14364);
/* harmony import */ var _connect_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35606);
/* harmony import */ var _effective_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5529);
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






/** A matrix has at most so many jobs (GitHub Docs, "Running variations of jobs in a workflow"). */
const MOST_JOBS = 256;
/** Asks the cluster which databases it has, and gives those that the policy wants. */
async function discover(inputs, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { database: _maintenance, password, ...rest } = inputs;
        const policy = await (0,_effective_js__WEBPACK_IMPORTED_MODULE_4__/* .effectivePolicy */ .Ci)(rest, context);
        const client = await (0,_connect_js__WEBPACK_IMPORTED_MODULE_3__/* .connect */ .N)({ ...connectionOf(inputs, policy), password }, context);
        const session = __addDisposableResource(env_1, await (0,_postgres_client_js__WEBPACK_IMPORTED_MODULE_2__/* .openSession */ .fA)(client), true);
        const rows = await session.rows(`select datname as name from pg_catalog.pg_database
      where not datistemplate and datallowconn and datname <> 'postgres' order by datname`);
        const there = rows.map(({ name }) => name);
        const wanted = (0,_policy_effective_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .databasesOf */ .oD)(policy, there).map(({ name }) => name);
        const missing = wanted.filter((name) => !there.includes(name) && name !== 'postgres');
        if (missing.length > 0) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('PBA-PG-NO-DATABASE', `The cluster has no database ${missing.join(', ')}.`, {
                hint: `The policy names it; take it out, or check host and port. There are: ${there.join(', ') || 'none'}.`,
            });
        }
        if (wanted.length === 0 || wanted.length > MOST_JOBS) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('PBA-PG-NO-DATABASE', wanted.length === 0
                ? 'No database is left to be backed up.'
                : `${wanted.length} databases are more than the ${MOST_JOBS} jobs of a matrix.`, { hint: 'Look at `databases` in the policy: `discover` and `exclude`.' });
        }
        return present(wanted, there);
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
/** What the policy says about the cluster, or about the first of its databases. */
function connectionOf(inputs, { databases }) {
    const entry = (0,_policy_effective_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .isDiscovery */ .rT)(databases) ? databases : databases[0];
    return {
        database: inputs.database,
        host: inputs.host ?? entry?.host,
        port: inputs.port ?? entry?.port,
        user: inputs.user ?? entry?.user,
        sslmode: inputs.sslmode ?? entry?.sslmode,
        sslrootcert: inputs.sslrootcert ?? entry?.sslrootcert,
    };
}
function present(wanted, there) {
    const columns = [{ title: 'Database' }, { title: 'Backed up' }];
    const rows = [...new Set([...there, ...wanted])].map((name) => [
        name,
        wanted.includes(name) ? 'yes' : 'no, the policy leaves it out',
    ]);
    const title = `${(0,_runtime_format_js__WEBPACK_IMPORTED_MODULE_5__/* .plural */ .LS)(wanted.length, 'database')} to back up`;
    return {
        outputs: {
            verdict: 'ok',
            matrix: JSON.stringify({ database: wanted }),
            databases: JSON.stringify(wanted),
            count: String(wanted.length),
        },
        summary: `## ${title}\n\n${(0,_runtime_format_js__WEBPACK_IMPORTED_MODULE_5__/* .markdownTable */ .Qj)(columns, rows)}\n`,
        text: `${title}\n\n${(0,_runtime_format_js__WEBPACK_IMPORTED_MODULE_5__/* .terminalTable */ .RX)(columns, rows)}`,
        json: { databases: wanted, leftOut: there.filter((name) => !wanted.includes(name)) },
    };
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
