export const id = 654;
export const ids = [654];
export const modules = {

/***/ 71929:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ writeRecords),
/* harmony export */   o: () => (/* binding */ newestRecord)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _catalog_keys_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98430);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19473);
/* harmony import */ var _sets_physical_records_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(29998);
/* harmony import */ var _sets_records_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(97814);
/* harmony import */ var _open_stores_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(27425);






/** `wal` looks every few minutes; a record of each look would be a hundred thousand objects in a few years. */
const HOUR = 3_600_000;
/** The newest record of the first store that has one; undefined when none can be read. */
async function newestRecord(stores, databases, kind) {
    const [database] = databases;
    if (database === undefined)
        return undefined;
    const { done } = await (0,_open_stores_js__WEBPACK_IMPORTED_MODULE_5__/* .withEveryStore */ .D9)(stores, (store) => (0,_sets_physical_records_js__WEBPACK_IMPORTED_MODULE_3__/* .newestPhysicalRecord */ .d)(store, database, kind), 0);
    return done.flatMap(({ value }) => value ?? []).toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
}
/**
 * Writes the record beside the evidence of each database, in every store. One that says the same as the last is left out
 * for an hour.
 * @returns what the run fails with when a store could not take it
 */
async function writeRecords(stores, databases, record, previous, context) {
    const now = context.now();
    if (record.kind === 'wal' && previous !== undefined && isNews(previous, record, now) === false)
        return undefined;
    const id = (0,_catalog_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .makeSetId */ .IT)(now, (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(3).toString('hex'));
    const { done, failures } = await (0,_open_stores_js__WEBPACK_IMPORTED_MODULE_5__/* .withEveryStore */ .D9)(stores, async (store) => {
        for (const database of databases) {
            const whole = { evidenceVersion: 1, id, at: now.toISOString(), database, ...record };
            await (0,_sets_records_js__WEBPACK_IMPORTED_MODULE_4__/* .writeEvidence */ .n)(store, whole);
        }
    }, 0);
    const [first] = failures;
    if (first === undefined)
        return undefined;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .StoreError */ .AD('PBA-STORE-PARTIAL', `The record of this run is in ${done.map(({ store }) => store.location).join(', ') || 'no store'}, but not in ${first.store.location} (${first.error.code}: ${first.error.message}).`, { hint: first.error.hint ?? 'Mend the store: `status` judges by what lies there.', cause: first.error });
}
function isNews(previous, record, now) {
    const codeOf = (reason) => reason?.split(':')[0] ?? '';
    const labels = (repos) => repos.map((repo) => `${repo.state} ${repo.backups.at(-1)?.label} ${repo.gaps.length}`).join('; ');
    return (now.getTime() - Date.parse(previous.at) >= HOUR ||
        codeOf(previous.reason) !== codeOf(record.reason) ||
        previous.wal?.kept !== record.wal?.kept ||
        labels(previous.repos) !== labels(record.repos));
}


/***/ }),

/***/ 20503:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ reachServer),
/* harmony export */   l: () => (/* binding */ recordedDatabases)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _pgbackrest_os_user_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51883);
/* harmony import */ var _policy_effective_policy_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(59165);
/* harmony import */ var _postgres_archiving_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(58867);
/* harmony import */ var _postgres_client_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5599);
/* harmony import */ var _connect_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(35606);
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
 * Reaches the cluster on this machine.
 * @throws UserError PBA-ENGINE-USER when its files are not here, or are nobody's we can be; PBA-INPUT for a standby
 */
async function reachServer(inputs, policy, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const client = await (0,_connect_js__WEBPACK_IMPORTED_MODULE_4__/* .connect */ .N)(connectionOf(inputs, policy), context);
        const session = __addDisposableResource(env_1, await (0,_postgres_client_js__WEBPACK_IMPORTED_MODULE_3__/* .openSession */ .fA)(client), true);
        const place = await (0,_postgres_archiving_js__WEBPACK_IMPORTED_MODULE_5__/* .readServerPlace */ .zD)(session);
        if (place.inRecovery) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('PBA-INPUT', 'This server is a standby.', {
                hint: 'WAL is archived, and base backups are taken, on the primary.',
            });
        }
        return {
            client,
            place,
            owner: await (0,_pgbackrest_os_user_js__WEBPACK_IMPORTED_MODULE_1__/* .ownerOf */ .b)(place.dataDirectory),
            engine: {
                dataDirectory: place.dataDirectory,
                port: place.port,
                socketDirectory: place.socketDirectory,
                user: place.bootstrapRole,
            },
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
/** What an input says wins; then what the policy says of the first database that is meant. */
function connectionOf(inputs, policy) {
    const { databases } = policy;
    const entry = (0,_policy_effective_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .isDiscovery */ .rT)(databases)
        ? databases
        : (databases.find(({ name }) => name === inputs.database) ?? databases[0]);
    const name = inputs.database ?? (entry !== undefined && 'name' in entry ? entry.name : undefined);
    return {
        host: inputs.host ?? entry?.host,
        port: inputs.port ?? entry?.port,
        user: inputs.user ?? entry?.user,
        password: inputs.password,
        database: name ?? 'postgres',
        sslmode: inputs.sslmode ?? entry?.sslmode,
        sslrootcert: inputs.sslrootcert ?? entry?.sslrootcert,
    };
}
/** The databases whose evidence gets a record: that of the input, else all of the policy that the cluster has. */
async function recordedDatabases(session, policy, wanted) {
    if (wanted !== undefined)
        return [wanted];
    const rows = await session.rows(`select datname as name from pg_catalog.pg_database where datallowconn and not datistemplate order by 1`);
    const found = rows.map(({ name }) => name);
    const named = (0,_policy_effective_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .databasesOf */ .oD)(policy, found).map(({ name }) => name);
    return named.length === 0 ? found : named.filter((name) => found.includes(name));
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

/***/ 38654:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  wal: () => (/* binding */ wal_wal)
});

// EXTERNAL MODULE: ./build/actions/effective.js
var effective = __webpack_require__(5529);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./build/catalog/archive-settings.js
/** What a server needs to hand its WAL to the engine. */
function wantedSettings(wishes) {
    const seconds = Math.floor(wishes.archiveTimeout / 1000);
    const command = archiveCommand(wishes);
    return [
        {
            name: 'wal_level',
            value: 'replica',
            suits: (value) => value === 'replica' || value === 'logical',
        },
        // Not `always`: a standby would push into the same stanza.
        { name: 'archive_mode', value: 'on', suits: (value) => value === 'on' },
        { name: 'archive_command', value: command, suits: (value) => value === command },
        // It would win over the command, and from 16 on both together are refused.
        ...(wishes.serverMajor >= 15
            ? [{ name: 'archive_library', value: '', suits: (value) => value === '' }]
            : []),
        {
            name: 'archive_timeout',
            value: `${seconds}s`,
            suits: (value) => {
                const has = parseSeconds(value);
                return has > 0 && has <= seconds;
            },
        },
    ];
}
/** `%p` and `%f` are the server's, so a percent sign of a path is doubled. */
function archiveCommand({ program, configFile, stanza }) {
    const words = [program, `--config=${configFile}`, `--stanza=${stanza}`, 'archive-push'];
    return `${words.map((word) => shellWord(word).replaceAll('%', '%%')).join(' ')} %p`;
}
function shellWord(word) {
    return /^[A-Za-z0-9_/.,:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
const UNITS = { ms: 0.001, s: 1, min: 60, h: 3600, d: 86_400 };
/** `300`, `5min`, `0`: a time as the server shows it. */
function parseSeconds(value) {
    const found = /^(\d+)\s*(ms|s|min|h|d)?$/.exec(value.trim());
    return found === null ? 0 : Number(found[1]) * (UNITS[found[2] ?? 's'] ?? 1);
}
const NOTICE = '# Written by postgres-backup-actions; "wal" with mode: setup writes it anew.\n';
/** The same settings as a file for `include_dir`. */
function settingsFileText(settings) {
    return NOTICE + settings.map(({ name, value }) => `${name} = '${value.replaceAll("'", "''")}'\n`).join('');
}

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/pgbackrest/commands.js + 5 modules
var commands = __webpack_require__(29400);
// EXTERNAL MODULE: ./build/pgbackrest/files.js
var files = __webpack_require__(2338);
// EXTERNAL MODULE: ./build/pgbackrest/program.js
var program = __webpack_require__(1553);
// EXTERNAL MODULE: ./build/postgres/archiving.js
var archiving = __webpack_require__(58867);
// EXTERNAL MODULE: ./build/postgres/client.js + 1 modules
var client = __webpack_require__(5599);
// EXTERNAL MODULE: ./build/postgres/quote.js
var quote = __webpack_require__(71502);
// EXTERNAL MODULE: ./build/actions/open-engine.js
var open_engine = __webpack_require__(66437);
// EXTERNAL MODULE: ./build/actions/physical-server.js
var physical_server = __webpack_require__(20503);
// EXTERNAL MODULE: ./build/actions/read-repos.js
var read_repos = __webpack_require__(59514);
// EXTERNAL MODULE: ./build/pgbackrest/config.js
var config = __webpack_require__(81343);
;// CONCATENATED MODULE: ./build/pgbackrest/config-diff.js

/** What would change in the configuration, without a secret: one that would be another is only said to be. */
function configDiff(before, after) {
    if (before === after)
        return [];
    const known = new Set(before === undefined ? [] : secretsOf(before));
    const old = before === undefined ? [] : (0,config/* withoutSecrets */.cT)(before, () => 'secret').split('\n');
    const next = (0,config/* withoutSecrets */.cT)(after, (secret) => before === undefined || known.has(secret) ? 'secret' : 'another secret').split('\n');
    return lineDiff(old, next).filter(({ sign, text }) => sign !== ' ' && text !== '');
}
function secretsOf(text) {
    return [...(0,config/* readOptions */.Tt)(text, 'global')].map(([, value]) => value);
}
/** The shortest way from one list of lines to another. */
function lineDiff(before, after) {
    const common = Array.from({ length: before.length + 1 }, () => new Array(after.length + 1).fill(0));
    const at = (i, j) => common[i]?.[j] ?? 0;
    for (let i = before.length - 1; i >= 0; i -= 1) {
        for (let j = after.length - 1; j >= 0; j -= 1) {
            const row = common[i];
            if (row !== undefined)
                row[j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
        }
    }
    const lines = [];
    let [i, j] = [0, 0];
    while (i < before.length || j < after.length) {
        const [old, next] = [before[i], after[j]];
        if (old !== undefined && old === next) {
            lines.push({ sign: ' ', text: old });
            i += 1;
            j += 1;
        }
        else if (old !== undefined && (next === undefined || at(i + 1, j) >= at(i, j + 1))) {
            lines.push({ sign: '-', text: old });
            i += 1;
        }
        else {
            lines.push({ sign: '+', text: next ?? '' });
            j += 1;
        }
    }
    return lines;
}

// EXTERNAL MODULE: ./build/actions/engine-settings.js
var engine_settings = __webpack_require__(86168);
;// CONCATENATED MODULE: ./build/actions/wal/plan-setup.js
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
 * Compares the engine's configuration and the server's settings with the policy. Changes nothing.
 * @param program absolute path of the engine
 * @throws UserError PBA-ENGINE-USER, PBA-ENGINE-CONFIG
 */
async function planSetup(physical, server, program, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        await assertOwned(physical, server);
        const installed = await (0,files/* readIfThere */.qC)(physical.configFile);
        if (installed !== undefined && !(0,config/* isOurs */.MU)(installed, physical.stanza)) {
            throw new errors/* UserError */.yo('PBA-ENGINE-CONFIG', `${physical.configFile} was not written by this toolkit for the stanza ${physical.stanza}; it is not overwritten.`, {
                hint: 'Move it away, or name another `config-file` in the policy: a second cluster on this machine has a file of its own.',
            });
        }
        const secrets = secretsFor(physical, installed, context);
        const text = (0,config/* configText */.Ut)((0,engine_settings/* engineSettings */.O3)(physical, server.engine), secrets);
        const wanted = wantedSettings({
            program,
            configFile: physical.configFile,
            stanza: physical.stanza,
            archiveTimeout: physical.archiveTimeout,
            serverMajor: server.place.major,
        });
        const session = __addDisposableResource(env_1, await (0,client/* openSession */.fA)(server.client), true);
        const has = await (0,archiving/* readSettings */.sb)(session, wanted.map(({ name }) => name));
        return {
            config: { path: physical.configFile, text, diff: configDiff(installed, text) },
            settings: wanted.flatMap((one) => changeOf(one, has.get(one.name)) ?? []),
            wanted,
            pending: wanted.flatMap(({ name, suits }) => (isPending(has.get(name), suits) ? [name] : [])),
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
/** What is in force does not suit, and what is written does. */
function isPending(has, suits) {
    if (has === undefined || suits(has.value))
        return false;
    return has.written === null ? has.pendingRestart : suits(has.written);
}
function changeOf(wanted, has) {
    if (has !== undefined && (wanted.suits(has.value) || isPending(has, wanted.suits)))
        return undefined;
    return {
        name: wanted.name,
        from: has?.value ?? '',
        to: wanted.value,
        needs: has?.context === 'postmaster' ? 'restart' : 'reload',
    };
}
/** Secrets that the environment does not have are kept as they are installed: looking needs none. */
function secretsFor(physical, installed, context) {
    const missing = (0,engine_settings/* missingSecrets */.mO)(physical, context.env);
    if (missing.length > 0 && installed === undefined) {
        throw new errors/* UserError */.yo('PBA-ENGINE-CONFIG', `These variables are not set: ${missing.join(', ')}.`, {
            hint: 'The policy names them for the repositories; pass the secrets in `env:` of the step.',
        });
    }
    const options = (0,config/* readOptions */.Tt)(installed ?? '', 'global');
    return (0,engine_settings/* repositorySecrets */.w6)(physical, context).map((secrets, index) => {
        const before = (name) => {
            const value = options.get(`repo${index + 1}-${name}`);
            if (value !== undefined)
                context.mask(value);
            return value;
        };
        const repository = physical.repositories[index];
        const shared = repository?.kind === 's3' && repository.s3.credentials === 'shared';
        return {
            cipherPass: repository?.cipherSecret === undefined ? undefined : (secrets.cipherPass ?? before('cipher-pass')),
            s3Key: shared ? (secrets.s3Key ?? before('s3-key')) : undefined,
            s3KeySecret: shared ? (secrets.s3KeySecret ?? before('s3-key-secret')) : undefined,
        };
    });
}
/** What the engine writes has to belong to the owner of the cluster, or archiving stops with "permission denied". */
async function assertOwned(physical, { owner }) {
    const { stanza } = physical;
    const repositories = physical.repositories.flatMap((repository) => {
        if (repository.kind !== 'directory')
            return [];
        const base = repository.directory.replace(/\/+$/, '');
        const parts = ['', '/archive', '/backup', `/archive/${stanza}`, `/backup/${stanza}`];
        const infos = [`/archive/${stanza}/archive.info`, `/backup/${stanza}/backup.info`];
        return [...parts, ...infos].map((part) => base + part);
    });
    const ours = [physical.spool, `${physical.spool}/lock`, physical.logs, physical.configFile];
    const foreign = await (0,files/* ownedByOthers */.mU)([...repositories, ...ours], owner);
    const [first] = foreign;
    if (first === undefined)
        return;
    throw new errors/* UserError */.yo('PBA-ENGINE-USER', `${foreign.join(', ')} ${foreign.length === 1 ? 'does' : 'do'} not belong to ${owner.name}, the owner of the cluster.`, { hint: `chown -R ${owner.name} ${first} gives it back; most likely root ran pgbackrest once.` });
}

// EXTERNAL MODULE: ./build/runtime/format.js
var format = __webpack_require__(14364);
;// CONCATENATED MODULE: ./build/actions/wal/setup-summary.js

const COLUMNS = [{ title: 'Setting' }, { title: 'Now' }, { title: 'Policy' }, { title: 'Needs' }];
/** Markdown for the job summary. */
function setupSummary(report) {
    const { config, settings } = report.plan;
    return [
        `## ${report.restartFor.length > 0 ? '⚠️' : '✅'} WAL archiving of stanza ${(0,format/* escapeMarkdown */.FV)(report.stanza)}: ${headline(report)}`,
        '',
        ...(settings.length === 0
            ? []
            : [
                (0,format/* markdownTable */.Qj)(COLUMNS, settings.map((one) => [(0,format/* code */.aY)(one.name), (0,format/* code */.aY)(one.from), (0,format/* code */.aY)(one.to), one.needs])),
                '',
            ]),
        ...(config.diff.length === 0
            ? []
            : [
                `${(0,format/* escapeMarkdown */.FV)(config.path)}:`,
                '',
                '```diff',
                ...config.diff.map(({ sign, text }) => `${sign} ${text.replaceAll('```', "'''")}`),
                '```',
                '',
            ]),
        ...notes(report).map((note) => `- ${(0,format/* escapeMarkdown */.FV)(note)}`),
        '',
    ].join('\n');
}
/** The same for a terminal; what was done has been shown before it was. */
function setupText(report) {
    return [
        `WAL archiving of stanza ${report.stanza}: ${headline(report)}`,
        ...(report.applied ? [] : differenceLines(report.plan)),
        ...notes(report).map((note) => `- ${note}`),
    ].join('\n');
}
/** What differs, without a secret. */
function differenceLines({ config, settings }) {
    const table = (0,format/* terminalTable */.RX)(COLUMNS, settings.map((one) => [one.name, one.from === '' ? '(empty)' : one.from, one.to, one.needs]));
    return [
        ...(settings.length === 0 ? [] : table.split('\n')),
        ...(config.diff.length === 0
            ? []
            : [`${config.path}:`, ...config.diff.map(({ sign, text }) => `${sign} ${text}`)]),
    ];
}
function headline({ plan, applied, restartFor }) {
    const differences = plan.config.diff.length + plan.settings.length;
    if (applied && restartFor.length > 0)
        return 'written, and the server has to be restarted';
    if (applied)
        return differences === 0 ? 'as the policy wants it' : 'set up';
    if (differences > 0)
        return 'differs from the policy';
    return restartFor.length > 0 ? 'waits for a restart of the server' : 'as the policy wants it';
}
function notes({ plan, applied, checked, restartFor, settingsFile }) {
    const lines = [];
    const differences = plan.config.diff.length + plan.settings.length;
    if (!applied && differences > 0)
        lines.push(`Nothing was changed. With apply: true the settings go into ${settingsFile ?? 'postgresql.auto.conf (ALTER SYSTEM)'}.`);
    if (!applied && plan.settings.some(({ needs }) => needs === 'restart'))
        lines.push('The server will have to be restarted afterwards; that is left to you.');
    if (restartFor.length > 0)
        lines.push(`Restart the server for ${restartFor.join(', ')}, then run this again: it checks that WAL arrives.`);
    if (checked)
        lines.push('A WAL segment was handed over and has arrived in every repository.');
    const replaced = plan.settings.find(({ name, from }) => name === 'archive_command' && !['', '(disabled)'].includes(from));
    if (replaced !== undefined)
        lines.push('An archive_command that was there is replaced: what it archived is not taken over.');
    return lines;
}

;// CONCATENATED MODULE: ./build/actions/wal/setup.js
var setup_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var setup_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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














/** Shows what differs from the policy; with `apply` makes it so, up to a restart, which is left to people. */
async function setup(inputs, policy, context) {
    const physical = (0,open_engine/* requirePhysical */.rt)(policy);
    const server = await (0,physical_server/* reachServer */.V)(inputs, policy, context);
    const prepared = await (0,open_engine/* prepareEngine */.m5)({ physical, owner: server.owner }, context);
    for (const warning of (0,program/* engineWarnings */.YQ)(prepared.version))
        context.log.warning(warning);
    const plan = await planSetup(physical, server, prepared.program, context);
    {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const next = setup_addDisposableResource(env_1, await (0,open_engine/* withTemporaryConfig */.Sr)(prepared, plan.config.text, context), true);
            await assertUsable(next, policy, server);
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = setup_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    const report = { stanza: physical.stanza, plan, settingsFile: inputs.settingsFile };
    if (!inputs.apply) {
        return present({ ...report, applied: false, checked: false, restartFor: plan.pending });
    }
    for (const line of differenceLines(plan))
        context.log.info(line);
    await installFiles(policy, plan, prepared.user, context);
    const engine = { ...prepared, configFile: physical.configFile };
    // Before the server archives: otherwise its first attempts fail.
    await (0,commands/* stanzaCreate */.sT)(engine);
    const restartFor = await applySettings(server, plan, inputs.settingsFile, context);
    const checked = restartFor.length === 0;
    if (checked)
        await (0,commands/* check */.z6)(engine);
    else {
        context.log.warning(`The server has to be restarted for ${restartFor.join(', ')}: until then nothing is archived. Restart it when it suits, then run this again.`);
    }
    return present({ ...report, applied: true, checked, restartFor });
}
/** With the new configuration: a wrong key, another cluster's stanza and a dead repository show before anything is written. */
async function assertUsable(engine, policy, server) {
    const { systemIdentifier, segmentBytes } = server.place;
    const repos = await (0,read_repos/* readRepos */.q)(engine, (0,open_engine/* requirePhysical */.rt)(policy), { systemIdentifier, segmentBytes });
    const bad = repos.find(({ state }) => state === 'failed' || state === 'other cluster');
    if (bad === undefined)
        return;
    const where = `Repository ${bad.repo} (${bad.location})`;
    if (bad.state === 'other cluster') {
        throw new errors/* UserError */.yo('PBA-STANZA-OTHER-CLUSTER', `${where} holds another cluster: ${bad.reason}`, {
            hint: 'Nothing was changed. Give this cluster a stanza of its own; after pg_upgrade run `pgbackrest stanza-upgrade`, then a full backup.',
        });
    }
    if (/FormatError|CryptoError/.test(bad.reason ?? '')) {
        throw new errors/* UserError */.yo('PBA-REPO-KEY', `${where} cannot be decrypted with the key that was given.`, {
            hint: 'Nothing was changed. The key of a repository is the one that it was made with; it cannot be changed.',
        });
    }
    throw new errors/* StoreError */.AD('PBA-REPO-UNREACHABLE', `${where} cannot be reached: ${bad.reason}`, {
        hint: 'Nothing was changed. Check endpoint, bucket, credentials and network; the bucket has to exist.',
    });
}
async function installFiles(policy, plan, user, context) {
    const physical = (0,open_engine/* requirePhysical */.rt)(policy);
    const directories = physical.repositories.flatMap((one) => one.kind === 'directory' ? [one.directory] : []);
    for (const path of [physical.spool, physical.logs, ...directories])
        await (0,files/* makeOwned */.g7)(path, user);
    if ((await (0,files/* readIfThere */.qC)(plan.config.path)) === plan.config.text)
        return;
    await (0,files/* writePrivate */.pb)(plan.config.path, plan.config.text, user);
    context.log.info(`wrote ${plan.config.path}`);
}
/** @returns names of the settings that need a restart */
async function applySettings(server, plan, settingsFile, context) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const session = setup_addDisposableResource(env_2, await (0,client/* openSession */.fA)(server.client), true);
        if (settingsFile !== undefined) {
            await (0,files/* writeShared */.bx)(settingsFile, settingsFileText(plan.wanted), server.owner);
        }
        else {
            for (const { name, to } of plan.settings)
                await session.execute(`alter system set ${(0,quote/* identifier */.C)(name)} = ${(0,quote/* literal */.e)(to)}`);
        }
        await session.execute('select pg_catalog.pg_reload_conf() \\g /dev/null');
        return untilInForce(server, plan, context);
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = setup_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
const WAIT_MS = 10_000;
/** The server reads its files a moment after it was told to. */
async function untilInForce(server, plan, context) {
    const limit = Date.now() + WAIT_MS;
    for (;;) {
        const env_3 = { stack: [], error: void 0, hasError: false };
        try {
            const session = setup_addDisposableResource(env_3, await (0,client/* openSession */.fA)(server.client), true);
            const has = await (0,archiving/* readSettings */.sb)(session, plan.wanted.map(({ name }) => name));
            const wrong = plan.wanted.filter(({ name, suits }) => {
                const one = has.get(name);
                return one !== undefined && !suits(one.value) && !isPending(one, suits);
            });
            const pending = plan.wanted.filter(({ name, suits }) => isPending(has.get(name), suits));
            // The command is shown as disabled until the mode is on; it is the mode that needs the restart.
            const restart = pending.filter(({ name }) => has.get(name)?.context === 'postmaster');
            if (wrong.length === 0 && (restart.length > 0 || pending.length === 0))
                return restart.map(({ name }) => name);
            if (Date.now() > limit) {
                const names = [...wrong, ...pending].map(({ name }) => name).join(', ');
                throw new errors/* ToolError */.v4('PBA-WAL-SETUP', `These settings did not come into force: ${names}.`, {
                    hint: 'Another file, or the command line of the server, wins over what was written: pg_settings.sourcefile tells which. Is the file of `settings-file` included by postgresql.conf?',
                });
            }
            if (context.signal.aborted)
                throw new errors/* CancelledError */.cc();
            await (0,promises_.setTimeout)(100);
        }
        catch (e_3) {
            env_3.error = e_3;
            env_3.hasError = true;
        }
        finally {
            const result_3 = setup_disposeResources(env_3);
            if (result_3)
                await result_3;
        }
    }
}
function present(report) {
    const { plan, applied, restartFor } = report;
    const differences = plan.config.diff.length + plan.settings.length;
    const verdict = restartFor.length > 0
        ? 'restart needed'
        : applied
            ? differences === 0
                ? 'ok'
                : 'applied'
            : differences === 0
                ? 'ok'
                : 'differs';
    return {
        outputs: {
            verdict,
            differences: String(differences),
            'restart-needed': String(restartFor.length > 0 || plan.settings.some(({ needs }) => needs === 'restart')),
            'lag-seconds': '',
            'lag-bytes': '',
            ready: '',
            findings: '',
            'recoverable-from': '',
            'recoverable-until': '',
        },
        summary: setupSummary(report),
        text: setupText(report),
        json: {
            stanza: report.stanza,
            configFile: plan.config.path,
            config: plan.config.diff.map(({ sign, text }) => `${sign}${text}`),
            settings: plan.settings,
            settingsFile: report.settingsFile ?? null,
            applied,
            checked: report.checked,
            restartFor,
        },
    };
}

// EXTERNAL MODULE: ./build/catalog/wal.js
var wal = __webpack_require__(99344);
// EXTERNAL MODULE: ./build/catalog/metrics.js
var metrics = __webpack_require__(64329);
;// CONCATENATED MODULE: ./build/catalog/wal-metrics.js

const WAL = [
    {
        name: 'pg_wal_archive_lag_seconds',
        help: 'How old the oldest change is that is not archived, at most.',
        value: (wal) => wal.lagSeconds ?? Number.POSITIVE_INFINITY,
    },
    {
        name: 'pg_wal_archive_lag_bytes',
        help: 'WAL that is not archived, the part of the present segment included.',
        value: (wal) => wal.lagBytes,
    },
    {
        name: 'pg_wal_archive_ready_segments',
        help: 'Segments that wait to be archived.',
        value: (wal) => wal.ready,
    },
    {
        name: 'pg_wal_archive_failed_total',
        help: 'Attempts to archive that failed.',
        kind: 'counter',
        value: (wal) => wal.failed,
    },
    {
        name: 'pg_wal_archive_last_success_timestamp_seconds',
        help: 'When a segment was last archived.',
        value: (wal) => seconds(wal.lastArchivedAt),
    },
    {
        name: 'pg_wal_archive_dropped_segments',
        help: 'Segments that were reported as archived and are in no repository.',
        value: (wal) => wal.dropped.reduce((sum, gap) => sum + gap.segments, 0),
    },
    {
        name: 'pg_wal_directory_bytes',
        help: 'Size of pg_wal.',
        value: (wal) => wal.walBytes,
    },
    {
        name: 'pg_wal_disk_free_bytes',
        help: 'Free space on the disk of pg_wal.',
        value: (wal) => wal.freeBytes,
    },
    {
        name: 'pg_wal_disk_full_seconds',
        help: 'When that disk would be full if archiving stood still from now on.',
        value: (wal) => (wal.fullInHours === null ? null : Math.round(wal.fullInHours * 3600)),
    },
    {
        name: 'pg_wal_rpo_seconds',
        help: 'The recovery point objective.',
        value: (wal) => wal.objectiveSeconds,
    },
];
const REPOS = [
    {
        name: 'pg_wal_repository_ok',
        help: '1: the repository can be read and belongs to this cluster.',
        value: ({ state }) => Number(state === 'ok' || state === 'no backup'),
    },
    {
        name: 'pg_wal_repository_missing_segments',
        help: 'Segments that are missing after the oldest backup.',
        value: ({ gaps }) => gaps.reduce((sum, gap) => sum + gap.segments, 0),
    },
    {
        name: 'pg_wal_repository_backups',
        help: 'Base backups.',
        value: ({ backups }) => backups.length,
    },
    {
        name: 'pg_wal_recoverable_from_timestamp_seconds',
        help: 'Recovery is possible to any moment from here …',
        value: (repo) => seconds(repo.recoverableFrom),
    },
    {
        name: 'pg_wal_recoverable_until_timestamp_seconds',
        help: '… to here.',
        value: (repo) => seconds(repo.recoverableUntil),
    },
];
/** The text format of Prometheus, for a textfile collector. */
function walMetricsText({ stanza, wal, repos, findings }, now) {
    const own = `stanza="${(0,metrics/* label */.Pf)(stanza)}"`;
    const status = findings.some(({ severity }) => severity === 'broken') ? 2 : Math.min(1, findings.length);
    const lines = [
        ...WAL.flatMap(({ name, help, kind, value }) => family(name, help, kind ?? 'gauge', [[own, value(wal)]])),
        ...REPOS.flatMap(({ name, help, value }) => family(name, help, 'gauge', repos.map((repo) => [`${own},repo="${repo.repo}"`, value(repo)]))),
        ...family('pg_wal_status', '0: kept, 1: at risk, 2: broken.', 'gauge', [[own, status]]),
        ...family('pg_wal_status_written_timestamp_seconds', 'When these figures were written: alert when it stands still.', 'gauge', [[own, now.getTime() / 1000]]),
    ];
    return `${lines.join('\n')}\n`;
}
function family(name, help, kind, samples) {
    const known = samples.flatMap(([labels, value]) => value === null ? [] : [`${name}{${labels}} ${value === Number.POSITIVE_INFINITY ? '+Inf' : value}`]);
    return known.length === 0 ? [] : [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`, ...known];
}
function seconds(at) {
    return at === null ? null : Date.parse(at) / 1000;
}

;// CONCATENATED MODULE: ./build/catalog/wal-status.js
const HOUR = 3_600_000;
/** Enough time to mend a repository before the disk is full. */
const ENOUGH_HOURS = 24;
/** How late a full backup may be before it is a finding. */
const GRACE = 1.25;
/** What is wrong with archiving, what is broken first. Pure. */
function judgeWal(facts) {
    return [
        ...setupFindings(facts),
        ...repoFindings(facts),
        ...stuckFindings(facts),
        ...lagFindings(facts),
        ...gapFindings(facts),
        ...backupFindings(facts),
        ...diskFindings(facts),
    ].toSorted((a, b) => Number(b.severity === 'broken') - Number(a.severity === 'broken'));
}
function setupFindings({ setup }) {
    if (setup.length === 0)
        return [];
    return [
        broken('PBA-WAL-SETUP', `Archiving is not set up as the policy wants it: ${setup.join('; ')}.`, 'Run `wal` with `mode: setup`: it shows the differences, and `apply: true` makes them.'),
    ];
}
const STATES = {
    ok: { code: 'PBA-INTERNAL', remedy: '' },
    'no backup': { code: 'PBA-SET-NOT-FOUND', remedy: '' },
    'no stanza': {
        code: 'PBA-STANZA-MISSING',
        remedy: 'Run `wal` with `mode: setup` and `apply: true`; if it was there before, find out who removed it.',
    },
    'other cluster': {
        code: 'PBA-STANZA-OTHER-CLUSTER',
        remedy: 'Give this cluster a stanza of its own. After pg_upgrade: `pgbackrest stanza-upgrade`, then a full backup.',
    },
    failed: {
        code: 'PBA-REPO-UNREACHABLE',
        remedy: 'Mend it: while one repository is gone, the engine archives to none for good, and pg_wal grows. If it stays away for long, take it out of the policy, run `wal` with `mode: setup` and `apply: true`, and put it back later.',
    },
};
function repoFindings({ repos }) {
    return repos.flatMap((repo) => {
        if (repo.state === 'ok' || repo.state === 'no backup')
            return [];
        const { code, remedy } = STATES[repo.state];
        const wrongKey = repo.state === 'failed' && /FormatError|CryptoError/.test(repo.reason ?? '');
        return [
            wrongKey
                ? broken('PBA-REPO-KEY', `Repository ${repo.repo} (${repo.location}) cannot be decrypted with the key that the engine has.`, 'Put the right key back: the one that the repository was made with. Look in your password store.')
                : broken(code, `Repository ${repo.repo} (${repo.location}): ${repo.reason ?? repo.state}`, remedy),
        ];
    });
}
/** The last attempt failed, and something waits: it is stuck now, although the objective may still be kept. */
function stuckFindings({ now, wal, repos, archiveTimeout }) {
    const failing = wal.lastFailedAt !== null && wal.lastFailedAt > (wal.lastArchivedAt ?? '');
    if (!failing || wal.ready === 0)
        return [];
    const waits = wal.oldestReadyAt === null ? 0 : now - Date.parse(wal.oldestReadyAt);
    const lasting = waits > archiveTimeout || repos.some(({ state }) => state !== 'ok' && state !== 'no backup');
    const what = `Archiving is stuck at ${wal.lastFailedWal}: ${wal.ready} segments wait, the oldest for ${span(waits)}, and the last attempt failed.`;
    const remedy = 'The log of the server has the reason at "archive command failed". Nothing has to be done after it is mended: the server tries again.';
    return [lasting ? broken('PBA-WAL-STUCK', what, remedy) : atRisk('PBA-WAL-STUCK', what, remedy)];
}
function lagFindings({ wal }) {
    if (wal.lagSeconds === null) {
        return [
            broken('PBA-RPO-BROKEN', 'The server has never archived anything.', 'Run `wal` with `mode: setup` and `apply: true`, restart the server if it says so, and look again.'),
        ];
    }
    if (wal.lagSeconds <= wal.objectiveSeconds)
        return [];
    return [
        broken('PBA-RPO-BROKEN', `Changes of ${span(wal.lagSeconds * 1000)} are not archived; the objective is ${span(wal.objectiveSeconds * 1000)}.`, wal.ready > 0
            ? 'Archiving does not keep up: look at the log of the engine, at `processes` and at the network.'
            : 'The server does not hand over its segment: is `archive_timeout` in force?'),
    ];
}
function gapFindings({ wal, repos }) {
    const dropped = wal.dropped.map((gap) => broken('PBA-RPO-BROKEN', `WAL ${gap.first} to ${gap.last} (${gap.segments} segments) was reported as archived and is in no repository: it was dropped, or removed there.`, 'Nothing brings it back. Take a full backup now: recovery to a moment after the gap is possible from there on. Raise `queue-max`, or mend what made the queue so long.'));
    const known = new Set(wal.dropped.map((gap) => gap.first));
    const holes = repos.flatMap((repo) => repo.gaps
        .filter((gap) => !known.has(gap.first))
        .map((gap) => broken('PBA-WAL-GAP', `Repository ${repo.repo} (${repo.location}) lacks WAL ${gap.first} to ${gap.last} (${gap.segments} segments) after its oldest backup.`, 'Recovery across the gap is only possible from another repository. Take a full backup into this one, and find out who removed the segments.')));
    return [...dropped, ...holes];
}
function backupFindings({ now, repos, fullEvery }) {
    return repos.flatMap((repo) => {
        if (repo.state !== 'ok' && repo.state !== 'no backup')
            return [];
        const usable = repo.backups.filter((backup) => !backup.damagedPages);
        const full = usable.findLast((backup) => backup.type === 'full');
        if (full === undefined) {
            return [
                broken('PBA-SET-NOT-FOUND', `Repository ${repo.repo} (${repo.location}) has no usable base backup: its WAL alone restores nothing.`, `As the owner of the cluster: \`pgbackrest --stanza=… --repo=${repo.repo} --type=full backup\`, with \`--config\` of the policy.`),
            ];
        }
        const age = now - Date.parse(full.stoppedAt);
        if (age <= fullEvery * GRACE)
            return [];
        return [
            atRisk('PBA-STATUS', `The newest full backup of repository ${repo.repo} (${repo.location}) is ${span(age)} old; one is due every ${span(fullEvery)}.`, `Find out why the job that makes it did not run. By hand, as the owner of the cluster: \`pgbackrest --stanza=… --repo=${repo.repo} --type=full backup\`.`),
        ];
    });
}
function diskFindings({ wal }) {
    if (wal.fullInHours === null || wal.fullInHours >= ENOUGH_HOURS || wal.ready < 2)
        return [];
    return [
        atRisk('PBA-WAL-STUCK', `The disk of pg_wal would be full in ${Math.round(wal.fullInHours)} hours, and then the server stops.`, 'Mend archiving first. Never delete anything in pg_wal by hand: make room elsewhere on that disk.'),
    ];
}
function broken(code, what, remedy) {
    return { severity: 'broken', code, what, remedy };
}
function atRisk(code, what, remedy) {
    return { severity: 'at risk', code, what, remedy };
}
/** `26 hours`, `3 days`, `90 seconds`. */
function span(ms) {
    if (ms < 120_000)
        return `${Math.round(ms / 1000)} seconds`;
    if (ms < 2 * HOUR)
        return `${Math.round(ms / 60_000)} minutes`;
    if (ms < 48 * HOUR)
        return `${Math.round(ms / HOUR)} hours`;
    return `${Math.round(ms / (24 * HOUR))} days`;
}

// EXTERNAL MODULE: ./build/actions/open-stores.js
var open_stores = __webpack_require__(27425);
// EXTERNAL MODULE: ./build/actions/physical-evidence.js
var physical_evidence = __webpack_require__(71929);
// EXTERNAL MODULE: ./build/actions/run-facts.js
var run_facts = __webpack_require__(32351);
// EXTERNAL MODULE: ./build/actions/write-whole.js
var write_whole = __webpack_require__(63901);
// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/catalog/wal-archive.js
var wal_archive = __webpack_require__(65519);
;// CONCATENATED MODULE: ./build/catalog/wal-lag.js

/** The header of a segment's first page: an untouched segment is not shorter. */
const HEADER_BYTES = 40;
/** The server looks whether the timeout is over when its checkpointer wakes up; a busy machine takes longer. */
const SLACK_MS = 60_000;
/**
 * How old the oldest change is that is in no archive, at most. The time of the last archived segment alone says nothing: on
 * an idle system it grows for days, and nothing is lost.
 */
function archiveLag(facts) {
    const bytes = unarchivedBytes(facts);
    if (facts.lastArchivedWal === null && facts.ready === 0)
        return { seconds: null, bytes };
    if (bytes <= HEADER_BYTES)
        return { seconds: 0, bytes: 0 };
    const since = oldestUnarchived(facts);
    return { seconds: since === undefined ? 0 : Math.max(0, Math.round((facts.now - since) / 1000)), bytes };
}
function unarchivedBytes({ currentLsn, segmentBytes, lastArchivedWal }) {
    const current = (0,wal/* lsnBytes */.PV)(currentLsn);
    const last = lastArchivedWal === null ? undefined : (0,wal/* parseSegment */.Zs)(lastArchivedWal, segmentBytes);
    // Never archived anything: all that is in the present segment and before, as far as it can be told.
    if (last === undefined)
        return current;
    return Math.max(0, current - (last.number + 1) * segmentBytes);
}
/** When the oldest change was made that is not archived; undefined: there is none that matters. */
function oldestUnarchived(facts) {
    const { now, archiveTimeout, ready, oldestReadyAt } = facts;
    if (ready > 0 && oldestReadyAt !== null) {
        // It waits since it was full, and holds changes since the one before it was.
        return facts.beforeReadyAt ?? oldestReadyAt - archiveTimeout;
    }
    const began = facts.archivedWrittenAt ?? facts.lastArchivedAt ?? now;
    if (archiveTimeout === 0)
        return began;
    const limit = archiveTimeout + SLACK_MS;
    // With a change in it the segment would have been handed over by now: what is there is bookkeeping of the server.
    if (facts.currentWrittenAt !== null && now - facts.currentWrittenAt > limit)
        return undefined;
    return Math.max(began, now - archiveTimeout);
}

;// CONCATENATED MODULE: ./build/actions/wal/measure.js
var measure_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var measure_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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








async function measureServer(server) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = measure_addDisposableResource(env_1, await (0,client/* openSession */.fA)(server.client), true);
        const settings = await (0,archiving/* readSettings */.sb)(session, ['archive_timeout']);
        const disk = await (0,external_node_fs_promises_.statfs)((0,external_node_path_.join)(server.place.dataDirectory, 'pg_wal')).catch(() => undefined);
        return {
            archiver: await (0,archiving/* readArchiver */.b9)(session, server.place.major),
            files: await (0,archiving/* readWalDirectory */.eN)(session),
            archiveTimeout: parseSeconds(settings.get('archive_timeout')?.value ?? '0') * 1000,
            freeBytes: disk === undefined ? null : disk.bavail * disk.bsize,
        };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = measure_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** The server's figures and those of the repositories in one. */
function walStateOf(measure, repos, previous, segmentBytes, rpoMs) {
    const { archiver, files } = measure;
    const writtenAt = (name) => files.find((file) => file.name === name)?.writtenAt ?? null;
    const current = (0,wal/* segmentName */.Jc)({ timeline: archiver.timeline, number: Math.floor((0,wal/* lsnBytes */.PV)(archiver.currentLsn) / segmentBytes) }, segmentBytes);
    const lag = archiveLag({
        ...archiver,
        segmentBytes,
        archiveTimeout: measure.archiveTimeout,
        beforeReadyAt: writtenAt(before(archiver.oldestReady, segmentBytes)),
        archivedWrittenAt: writtenAt(archiver.lastArchivedWal ?? undefined),
        currentWrittenAt: writtenAt(current),
    });
    const readable = repos.filter(({ state }) => state === 'ok');
    const rate = bytesPerHour(archiver, previous);
    return {
        timeline: archiver.timeline,
        currentLsn: archiver.currentLsn,
        lastArchivedWal: archiver.lastArchivedWal,
        lastArchivedAt: iso(archiver.lastArchivedAt),
        lagSeconds: lag.seconds,
        lagBytes: lag.bytes,
        ready: archiver.ready,
        oldestReadyAt: iso(archiver.oldestReadyAt),
        failed: archiver.failedCount,
        failedSinceLastLook: failedSince(archiver, previous),
        lastFailedWal: archiver.lastFailedWal,
        lastFailedAt: iso(archiver.lastFailedAt),
        dropped: (0,wal_archive/* commonGaps */.HB)(readable.map(({ gaps }) => gaps), segmentBytes),
        walBytes: files.reduce((sum, file) => sum + file.bytes, 0),
        freeBytes: measure.freeBytes,
        bytesPerHour: rate,
        fullInHours: measure.freeBytes === null || rate === null || rate === 0
            ? null
            : Math.round((measure.freeBytes / rate) * 10) / 10,
        objectiveSeconds: Math.round(rpoMs / 1000),
    };
}
function before(name, segmentBytes) {
    const segment = name === null ? undefined : (0,wal/* parseSegment */.Zs)(name, segmentBytes);
    return segment === undefined || segment.number === 0
        ? undefined
        : (0,wal/* segmentName */.Jc)({ ...segment, number: segment.number - 1 }, segmentBytes);
}
/** The counter begins anew when statistics are reset, and after a crash. */
function failedSince(archiver, previous) {
    const had = previous?.wal?.failed;
    if (had === undefined)
        return null;
    return archiver.failedCount >= had ? archiver.failedCount - had : archiver.failedCount;
}
/** Since the last look, if that is long enough ago to tell; else the server's own average. */
function bytesPerHour(archiver, previous) {
    const hours = previous?.wal === null || previous === undefined
        ? 0
        : (archiver.now - Date.parse(previous.at)) / 3_600_000;
    const written = (0,wal/* lsnBytes */.PV)(archiver.currentLsn) - (0,wal/* lsnBytes */.PV)(previous?.wal?.currentLsn ?? '');
    return hours > 0.05 && written >= 0 ? Math.round(written / hours) : archiver.bytesPerHour;
}
function iso(ms) {
    return ms === null ? null : new Date(ms).toISOString();
}

;// CONCATENATED MODULE: ./build/actions/wal/status-summary.js

const FIGURES = [{ title: 'Figure' }, { title: 'Value' }];
const status_summary_REPOS = [
    { title: 'Repository' },
    { title: 'Where' },
    { title: 'State' },
    { title: 'Backups', align: 'right' },
    { title: 'Recoverable from (UTC)' },
    { title: 'until (UTC)' },
    { title: 'Missing WAL', align: 'right' },
];
const FINDINGS = [{ title: 'Severity' }, { title: 'What' }, { title: 'Remedy' }];
/** Markdown for the job summary. */
function statusSummary(report) {
    return [
        `## ${mark(report)} ${(0,format/* escapeMarkdown */.FV)(status_summary_headline(report))}`,
        '',
        (0,format/* markdownTable */.Qj)(FIGURES, figures(report)),
        '',
        (0,format/* markdownTable */.Qj)(status_summary_REPOS, report.repos.map(repoRow)),
        '',
        ...(report.findings.length === 0 ? [] : [(0,format/* markdownTable */.Qj)(FINDINGS, findings(report)), '']),
    ].join('\n');
}
/** The same for a terminal. */
function statusText(report) {
    return [
        status_summary_headline(report),
        '',
        (0,format/* terminalTable */.RX)(FIGURES, figures(report)),
        '',
        (0,format/* terminalTable */.RX)(status_summary_REPOS, report.repos.map(repoRow)),
        ...(report.findings.length === 0 ? [] : ['', (0,format/* terminalTable */.RX)(FINDINGS, findings(report))]),
    ].join('\n');
}
function mark({ wal, findings }) {
    if (!wal.kept)
        return '❌';
    return findings.length > 0 ? '⚠️' : '✅';
}
function status_summary_headline({ stanza, wal, findings }) {
    const verdict = wal.kept ? (findings.length > 0 ? 'RPO kept, at risk' : 'RPO kept') : 'RPO broken';
    return `WAL archiving of stanza ${stanza}: ${verdict}`;
}
function figures({ wal }) {
    const objective = (0,format/* formatDuration */.a3)(wal.objectiveSeconds * 1000);
    return [
        [
            'Lag',
            `${wal.lagSeconds === null ? 'nothing was ever archived' : `at most ${(0,format/* formatDuration */.a3)(wal.lagSeconds * 1000)} (${(0,format/* formatBytes */.z3)(wal.lagBytes)})`}; objective ${objective}`,
        ],
        ['Position', `${wal.currentLsn}, timeline ${wal.timeline}`],
        [
            'Last archived',
            wal.lastArchivedWal === null ? 'never' : `${wal.lastArchivedWal}, ${time(wal.lastArchivedAt)}`,
        ],
        [
            'Waiting',
            `${(0,format/* formatCount */.B4)(wal.ready)} segments${wal.oldestReadyAt === null ? '' : `, the oldest since ${time(wal.oldestReadyAt)}`}`,
        ],
        [
            'Failed attempts',
            `${(0,format/* formatCount */.B4)(wal.failed)}${wal.failedSinceLastLook === null ? '' : `, ${(0,format/* formatCount */.B4)(wal.failedSinceLastLook)} since the last record`}${wal.lastFailedAt === null ? '' : `; the last ${time(wal.lastFailedAt)}`}`,
        ],
        [
            'pg_wal',
            `${(0,format/* formatBytes */.z3)(wal.walBytes)}${wal.freeBytes === null ? '' : `, ${(0,format/* formatBytes */.z3)(wal.freeBytes)} free`}${wal.fullInHours === null ? '' : `: full after ${(0,format/* formatDuration */.a3)(wal.fullInHours * 3_600_000)} without archiving`}`,
        ],
    ];
}
function repoRow(repo) {
    return [
        String(repo.repo),
        repo.location,
        repo.state === 'ok' ? 'ok' : `${repo.state}: ${repo.reason ?? ''}`,
        String(repo.backups.length),
        time(repo.recoverableFrom),
        time(repo.recoverableUntil),
        (0,format/* formatCount */.B4)(repo.gaps.reduce((sum, gap) => sum + gap.segments, 0)),
    ];
}
function findings(report) {
    return report.findings.map(({ severity, what, remedy }) => [severity, what, remedy]);
}
function time(at) {
    return at === null ? 'none' : at.slice(0, 19).replace('T', ' ');
}

;// CONCATENATED MODULE: ./build/actions/wal/status.js
var status_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var status_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
















/** Measures archiving and judges it by the RPO. */
async function walStatus(inputs, policy, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const physical = (0,open_engine/* requirePhysical */.rt)(policy);
        const server = await (0,physical_server/* reachServer */.V)(inputs, policy, context);
        const engine = status_addDisposableResource(env_1, await (0,open_engine/* openEngine */.F5)({ physical, server: server.engine, owner: server.owner }, context), true);
        const stores = await (0,open_stores/* openStores */.j)(policy.stores.values(), inputs, context);
        try {
            const databases = await databasesToRecord(server, policy, inputs.database);
            const previous = await (0,physical_evidence/* newestRecord */.o)(stores, databases, 'wal');
            const setup = await setupDifferences(policy, server, engine.program, context);
            // First the server, then the repositories: what is archived meanwhile is no gap.
            const measure = await measureServer(server);
            const { systemIdentifier, segmentBytes } = server.place;
            const last = measure.archiver.lastArchivedWal;
            const repos = (await (0,read_repos/* readRepos */.q)(engine, physical, {
                systemIdentifier,
                segmentBytes,
                lastArchived: last === null ? undefined : (0,wal/* parseSegment */.Zs)(last, segmentBytes),
            })).map(({ listing: _, ...repo }) => repo);
            const state = walStateOf(measure, repos, previous, segmentBytes, policy.objectives.rpo);
            const findings = judgeWal({
                now: measure.archiver.now,
                wal: state,
                repos,
                setup,
                archiveTimeout: physical.archiveTimeout,
                fullEvery: physical.fullEvery,
            });
            const kept = findings.every(({ severity }) => severity !== 'broken');
            const report = { stanza: physical.stanza, wal: { ...state, kept }, repos, findings };
            if (inputs.metricsFile !== undefined)
                await (0,write_whole/* writeWhole */.f)(inputs.metricsFile, walMetricsText(report, context.now()));
            const record = {
                kind: 'wal',
                stanza: physical.stanza,
                systemIdentifier,
                serverVersion: server.place.version,
                engineVersion: engine.version,
                repos,
                wal: report.wal,
                made: [],
                reason: findings[0] === undefined ? null : `${findings[0].code}: ${findings[0].what}`,
                run: (0,run_facts/* runFacts */.p)(context.run, undefined),
            };
            const unwritten = await (0,physical_evidence/* writeRecords */.W)(stores, databases, record, previous, context);
            return status_present(report, inputs, unwritten);
        }
        finally {
            await (0,open_stores/* closeStores */.Hr)(stores);
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = status_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function databasesToRecord(server, policy, wanted) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const session = status_addDisposableResource(env_2, await (0,client/* openSession */.fA)(server.client), true);
        return await (0,physical_server/* recordedDatabases */.l)(session, policy, wanted);
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = status_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
/** What `setup` would change, in a few words each. */
async function setupDifferences(policy, server, program, context) {
    const plan = await planSetup((0,open_engine/* requirePhysical */.rt)(policy), server, program, context);
    return [
        ...plan.settings.map(({ name, from, to }) => `${name} is ${from === '' ? 'empty' : from} instead of ${to}`),
        ...(plan.config.diff.length === 0
            ? []
            : [`${plan.config.path} differs in ${(0,format/* plural */.LS)(plan.config.diff.length, 'line')}`]),
        ...plan.pending.map((name) => `${name} waits for a restart of the server`),
    ];
}
function status_present(report, inputs, unwritten) {
    const { wal, repos, findings } = report;
    const fails = inputs.failOn === 'never'
        ? []
        : findings.filter((one) => inputs.failOn === 'at-risk' || one.severity === 'broken');
    const [first] = fails;
    const failure = first === undefined
        ? unwritten
        : new errors/* ObjectiveError */.ub(first.code, first.what, {
            hint: `${first.remedy}${fails.length > 1 ? ` (and ${(0,format/* plural */.LS)(fails.length - 1, 'more finding')})` : ''}`,
        });
    const furthest = repos
        .filter((repo) => repo.recoverableUntil !== null)
        .toSorted((a, b) => (b.recoverableUntil ?? '').localeCompare(a.recoverableUntil ?? '') ||
        (a.recoverableFrom ?? '').localeCompare(b.recoverableFrom ?? ''))[0];
    return {
        outputs: {
            verdict: failure !== undefined ? 'failed' : (findings[0]?.severity ?? 'ok'),
            'lag-seconds': wal.lagSeconds === null ? '' : String(wal.lagSeconds),
            'lag-bytes': String(wal.lagBytes),
            ready: String(wal.ready),
            findings: String(findings.length),
            'recoverable-from': furthest?.recoverableFrom ?? '',
            'recoverable-until': furthest?.recoverableUntil ?? '',
            differences: '',
            'restart-needed': '',
        },
        summary: statusSummary(report),
        text: statusText(report),
        json: report,
        ...(failure === undefined ? {} : { failure }),
    };
}

;// CONCATENATED MODULE: ./build/actions/wal/wal.js



/** Sets up archiving, or measures it. */
async function wal_wal(inputs, context) {
    const policy = await (0,effective/* effectivePolicy */.Ci)(inputs, context);
    return inputs.mode === 'setup' ? setup(inputs, policy, context) : walStatus(inputs, policy, context);
}


/***/ }),

/***/ 63901:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ writeWhole)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);


/** Writes a file of metrics: a collector that reads meanwhile sees the old figures or the new ones. */
async function writeWhole(path, text) {
    try {
        const temporary = `${path}.${process.pid}.tmp`;
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(temporary, text, { mode: 0o644 });
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)(temporary, path);
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo('PBA-INPUT', `metrics-file ${path} cannot be written: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}.`, {
            hint: 'Check the directory and its rights.',
            cause: error,
        });
    }
}


/***/ }),

/***/ 64329:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pf: () => (/* binding */ label),
/* harmony export */   zX: () => (/* binding */ metricsText)
/* harmony export */ });
/* unused harmony export METRIC_NAMES */
/** Sets are dumps so far; base backups and WAL have figures of their own. */
const KIND = { kind: 'logical' };
const GRADES = { full: 4, sampled: 3, counts: 2, schema: 1 };
const one = (value) => [{ value }];
const place = ({ tier, store }) => ({
    tier,
    ...KIND,
    store,
});
const ofNewest = (value) => ({ newest }) => newest === undefined ? [] : [{ labels: place(newest), value: value(newest) }];
const ofTiers = (value) => ({ tiers = [] }) => tiers.map((tier) => ({ labels: place(tier), value: value(tier) }));
/** All of them are gauges: the stores hold what is, not what ever was. */
const METRICS = [
    {
        name: 'backup_last_success_timestamp',
        help: 'Moment of the newest set, per tier and store.',
        samples: ({ newest, tiers }) => (tiers ?? (newest === undefined ? [] : [{ ...newest, newest: newest.snapshotAt }])).map((set) => ({
            labels: place(set),
            value: set.newest / 1000,
        })),
    },
    {
        name: 'backup_age_seconds',
        help: 'Time since the newest set, when these figures were written.',
        samples: ({ newest }, { now }) => one(newest === undefined ? undefined : (now.getTime() - newest.snapshotAt) / 1000),
    },
    {
        name: 'backup_file_size_bytes',
        help: 'Stored size of the newest set.',
        samples: ofNewest(({ bytes }) => bytes),
    },
    { name: 'backup_rows', help: 'Rows in the newest set.', samples: ofNewest(({ rows }) => rows) },
    {
        name: 'backup_duration_seconds',
        help: 'How long the newest backup took.',
        samples: ofNewest(({ seconds }) => seconds),
    },
    { name: 'backup_sets', help: 'Sets that are kept.', samples: ofTiers(({ sets }) => sets) },
    { name: 'backup_stored_bytes', help: 'Bytes of all sets.', samples: ofTiers(({ bytes }) => bytes) },
    {
        name: 'backup_unfinished_sets',
        help: 'Backups that began and did not come to their end; the next runs sweep them.',
        samples: ({ remains }) => one(remains?.length),
    },
    {
        name: 'backup_next_due_timestamp',
        help: 'From when on the next backup makes this tier.',
        samples: ({ nextDue = [] }) => nextDue.map(({ tier, at }) => ({ labels: { tier, ...KIND }, value: at / 1000 })),
    },
    {
        name: 'backup_last_proven_timestamp',
        help: 'Moment of the newest set that a restore test proved.',
        samples: ({ newestProven }) => one(seconds(newestProven?.snapshotAt)),
    },
    {
        name: 'backup_restore_test_timestamp',
        help: 'When the last restore test reached its verdict.',
        samples: ({ tests }) => one(seconds(tests?.last?.at)),
    },
    {
        name: 'backup_restore_test_success',
        help: '1: the last restore test proved its set, 0: it failed.',
        samples: ({ tests }) => one(tests?.last === undefined ? undefined : Number(tests.last.proven)),
    },
    {
        name: 'backup_restore_test_last_success_timestamp',
        help: 'When a restore test last proved a set.',
        samples: ({ provenAt }) => one(seconds(provenAt)),
    },
    {
        name: 'backup_restore_test_duration_seconds',
        help: 'How long the newest restore took that came to its end.',
        samples: ({ restoreSeconds }) => one(restoreSeconds),
    },
    {
        name: 'backup_restore_tests',
        help: 'Restore tests by their result, of those whose evidence was read: the newest ones.',
        samples: ({ tests }) => tests === undefined
            ? []
            : ['proven', 'failed'].map((result) => ({ labels: { result }, value: tests[result] })),
    },
    {
        name: 'backup_proof_grade',
        help: 'How much the last proof compared. 4: everything, 3: samples, 2: row counts, 1: the schema, 0: there is none.',
        samples: ({ tests }) => one(tests === undefined ? undefined : tests.grade === undefined ? 0 : GRADES[tests.grade]),
    },
    {
        name: 'backup_rpo_seconds',
        help: 'How much would be lost if the database were lost now.',
        samples: ({ newest, rpo }, { now }) => {
            const ms = rpo?.achievedMs ?? (newest === undefined ? undefined : now.getTime() - newest.snapshotAt);
            return one(seconds(ms));
        },
    },
    {
        name: 'backup_rpo_objective_seconds',
        help: 'The recovery point objective.',
        samples: (_, { objectives }) => one(objectives.rpo / 1000),
    },
    {
        name: 'backup_rto_seconds',
        help: 'How long a restore takes: the newest set by the last restores where that can be forecast, else the last restore.',
        samples: ({ rto, restoreSeconds }) => one(rto?.forecastSeconds ?? restoreSeconds),
    },
    {
        name: 'backup_rto_objective_seconds',
        help: 'The recovery time objective.',
        samples: (_, { objectives }) => one(objectives.rto / 1000),
    },
    {
        name: 'backup_interval_objective_seconds',
        help: 'How often a backup has to be made.',
        samples: (_, { objectives }) => one(objectives.backupEvery / 1000),
    },
    {
        name: 'backup_restore_test_interval_objective_seconds',
        help: 'How often a restore has to be tested.',
        samples: (_, { objectives }) => one(objectives.restoreTestEvery / 1000),
    },
    {
        name: 'backup_findings',
        help: 'What status has found, by severity.',
        samples: ({ findings }) => ['at risk', 'broken'].map((severity) => ({
            labels: { severity },
            value: findings.filter((finding) => finding.severity === severity).length,
        })),
    },
    {
        name: 'backup_status',
        help: '0: objectives kept, 1: at risk, 2: broken.',
        samples: ({ verdict }) => one({ kept: 0, 'at risk': 1, broken: 2 }[verdict]),
    },
];
const WRITTEN = 'backup_status_written_timestamp';
/** The name of every metric that `metricsText` may write. */
const METRIC_NAMES = [...METRICS.map(({ name }) => name), WRITTEN];
/**
 * Text that is both the text format of Prometheus and OpenMetrics 1.0: for the textfile collector of node_exporter, for a
 * Pushgateway, or for a scrape. Without timestamps, because neither of the first two takes them.
 */
function metricsText(databases, context) {
    const lines = METRICS.flatMap(({ name, help, samples }) => family(name, help, [...databases].flatMap(([database, source]) => samples(source, context).map(({ labels, value }) => ({ labels: { database, ...labels }, value })))));
    const written = family(WRITTEN, 'When these figures were written: alert when it stands still.', [
        { value: context.now.getTime() / 1000 },
    ]);
    return `${[...lines, ...written, '# EOF'].join('\n')}\n`;
}
function family(name, help, samples) {
    const known = samples.filter(({ value }) => value !== undefined && Number.isFinite(value));
    if (known.length === 0)
        return [];
    const shown = known.map(({ labels = {}, value }) => {
        const pairs = Object.entries(labels).map(([key, text]) => `${key}="${label(text)}"`);
        return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}`;
    });
    return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...shown];
}
function seconds(ms) {
    return ms === undefined ? undefined : ms / 1000;
}
/** Text as the value of a label. */
function label(text) {
    return text.toWellFormed().replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}


/***/ }),

/***/ 29998:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  d: () => (/* binding */ newestPhysicalRecord)
});

// EXTERNAL MODULE: ./build/catalog/keys.js
var catalog_keys = __webpack_require__(98430);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/catalog/json.js
var json = __webpack_require__(38672);
;// CONCATENATED MODULE: ./build/catalog/physical-record.js


/**
 * Reads a record of physical backups or of archiving. What is judged by is checked; the rest is as it was written.
 * @throws IntegrityError PBA-MANIFEST-INVALID when the record is not what this toolkit writes
 */
function parsePhysicalRecord(text, key) {
    const invalid = (reason) => new errors/* IntegrityError */.cs('PBA-MANIFEST-INVALID', `The evidence record ${key} cannot be used: ${reason}.`, {
        hint: 'Records are never edited. Move the damaged one away by hand; the next run writes a new one.',
    });
    const read = new json/* Reader */.mP();
    const root = read.object((0,json/* parseJson */.qF)(text, invalid), 'the record');
    if (root['evidenceVersion'] !== 1)
        throw invalid('its version is unknown');
    read.choice(root['kind'], 'kind', ['physical-backup', 'wal']);
    for (const name of ['id', 'at', 'database', 'stanza', 'systemIdentifier'])
        read.string(root[name], name);
    read.array(root['repos'], 'repos').forEach((value, index) => {
        const repo = read.object(value, `repos[${index}]`);
        read.integer(repo['repo'], `repos[${index}].repo`, 1);
        read.string(repo['location'], `repos[${index}].location`);
        read.choice(repo['state'], `repos[${index}].state`, STATES);
        for (const list of ['backups', 'gaps', 'recoverable'])
            read.array(repo[list], `repos[${index}].${list}`);
        read.nullableString(repo['recoverableUntil'], `repos[${index}].recoverableUntil`);
    });
    if (root['wal'] !== null) {
        const wal = read.object(root['wal'], 'wal');
        for (const name of ['lagBytes', 'ready', 'failed'])
            read.integer(wal[name], `wal.${name}`);
        read.string(wal['currentLsn'], 'wal.currentLsn');
        read.boolean(wal['kept'], 'wal.kept');
    }
    if (read.problems.length > 0)
        throw invalid(read.problems.slice(0, 5).join('; '));
    return root;
}
const STATES = ['ok', 'no stanza', 'no backup', 'other cluster', 'failed'];

// EXTERNAL MODULE: ./build/sets/read-sets.js + 1 modules
var read_sets = __webpack_require__(63913);
;// CONCATENATED MODULE: ./build/sets/physical-records.js



const MAX_RECORD = 16 * 1024 * 1024;
/** The newest record of this kind, undefined when there is none. */
async function newestPhysicalRecord(store, database, kind) {
    const keys = [];
    for await (const object of store.list(`${(0,catalog_keys/* evidencePrefix */.Q5)(database)}${kind}/`))
        keys.push(object.key);
    // Ids begin with their moment.
    const newest = keys.toSorted().at(-1);
    if (newest === undefined)
        return undefined;
    return parsePhysicalRecord(await (0,read_sets/* readSmall */.o5)(store, newest, MAX_RECORD), newest);
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


/***/ })

};
