export const id = 723;
export const ids = [723];
export const modules = {

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
        container: inputs.container ?? entry?.container,
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


/***/ })

};
