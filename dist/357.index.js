export const id = 357;
export const ids = [357];
export const modules = {

/***/ 3602:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ chooseSet)
/* harmony export */ });
/* harmony import */ var _catalog_keys_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98430);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);
/* harmony import */ var _sets_proofs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(10725);
/* harmony import */ var _sets_read_sets_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(63913);
/* harmony import */ var _open_stores_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27425);





/**
 * Finds the set in the first store, in the order given, that has one.
 * @throws UserError PBA-SET-NOT-FOUND saying what is missing
 */
async function chooseSet(stores, database, wanted) {
    return (0,_open_stores_js__WEBPACK_IMPORTED_MODULE_4__/* .firstThatHas */ .yK)(stores, async (store) => ({
        store,
        location: await chooseIn(store, database, wanted),
    }));
}
async function chooseIn(store, database, wanted) {
    const name = database ?? (await (0,_sets_read_sets_js__WEBPACK_IMPORTED_MODULE_3__/* .findDatabase */ .Xg)(store));
    if (wanted !== 'latest-proven' && !wanted.startsWith('before:'))
        return (0,_sets_read_sets_js__WEBPACK_IMPORTED_MODULE_3__/* .findSet */ ._V)(store, name, wanted);
    const sets = (await (0,_sets_read_sets_js__WEBPACK_IMPORTED_MODULE_3__/* .listStore */ .K3)(store, name)).sets.filter((set) => set.committed).map((set) => set.location);
    if (wanted === 'latest-proven') {
        const proofs = await (0,_sets_proofs_js__WEBPACK_IMPORTED_MODULE_2__/* .readProofs */ .O)(store, name);
        for (const location of sets)
            if ((0,_sets_proofs_js__WEBPACK_IMPORTED_MODULE_2__/* .isProven */ .n)(await (0,_sets_read_sets_js__WEBPACK_IMPORTED_MODULE_3__/* .readManifest */ .WI)(store, location), proofs))
                return location;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo('PBA-SET-NOT-FOUND', `${store.location} holds no proven set of database ${name}.`, {
            hint: 'Run `restore-test` first; or take `set: latest`, and what is restored is compared all the same.',
        });
    }
    const time = Date.parse(wanted.slice('before:'.length));
    if (Number.isNaN(time))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo('PBA-INPUT', `${wanted} has no time in it.`);
    const before = sets.find((set) => ((0,_catalog_keys_js__WEBPACK_IMPORTED_MODULE_0__/* .setIdTime */ .pz)(set.id)?.getTime() ?? Number.POSITIVE_INFINITY) < time);
    if (before !== undefined)
        return before;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo('PBA-SET-NOT-FOUND', `${store.location} holds no set of ${name} from before ${new Date(time).toISOString()}.`, { hint: `The oldest there is ${sets.at(-1)?.id ?? 'none'}.` });
}


/***/ }),

/***/ 74738:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  restore: () => (/* binding */ restore)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/catalog/difference.js
var difference = __webpack_require__(19541);
// EXTERNAL MODULE: ./build/catalog/keys.js
var keys = __webpack_require__(98430);
// EXTERNAL MODULE: ./build/catalog/manifest.js
var catalog_manifest = __webpack_require__(49227);
// EXTERNAL MODULE: ./build/catalog/restored-mark.js
var restored_mark = __webpack_require__(3116);
// EXTERNAL MODULE: ./build/catalog/sibling-names.js
var sibling_names = __webpack_require__(52571);
// EXTERNAL MODULE: ./build/errors.js
var build_errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/process.js
var process = __webpack_require__(44677);
// EXTERNAL MODULE: ./build/postgres/stderr.js
var stderr = __webpack_require__(79708);
// EXTERNAL MODULE: ./build/postgres/tools.js
var tools = __webpack_require__(53909);
;// CONCATENATED MODULE: ./build/postgres/analyze.js



const LIMIT_MS = 6 * 3_600_000;
/** Collects statistics of every table, several at a time: without them the planner knows nothing of a restored database. */
async function analyzeDatabase(client, jobs) {
    // The database comes from PGDATABASE: as an argument its name could be taken for a connection string.
    await (0,process/* runText */.le)((0,tools/* program */.DM)(client.installation, 'vacuumdb'), ['--analyze-only', '--quiet', '--no-password', `--jobs=${jobs}`], {
        env: client.env,
        signal: client.signal,
        timeoutMs: LIMIT_MS,
        explain: (exit) => (0,stderr/* explainPostgres */.f)(exit, client.env),
    });
}

// EXTERNAL MODULE: ./build/runtime/format.js
var format = __webpack_require__(14364);
// EXTERNAL MODULE: ./build/sets/leases.js + 1 modules
var leases = __webpack_require__(35621);
// EXTERNAL MODULE: ./build/sets/open-object.js
var open_object = __webpack_require__(67336);
// EXTERNAL MODULE: ./build/sets/read-sets.js + 1 modules
var read_sets = __webpack_require__(63913);
// EXTERNAL MODULE: ./build/sets/records.js
var records = __webpack_require__(97814);
// EXTERNAL MODULE: ./build/actions/choose-set.js
var choose_set = __webpack_require__(3602);
// EXTERNAL MODULE: ./build/actions/claimant.js
var claimant = __webpack_require__(18907);
// EXTERNAL MODULE: ./build/actions/compare-copy.js + 4 modules
var compare_copy = __webpack_require__(37944);
// EXTERNAL MODULE: ./build/actions/connect.js
var connect = __webpack_require__(35606);
// EXTERNAL MODULE: ./build/actions/default-jobs.js
var default_jobs = __webpack_require__(70630);
// EXTERNAL MODULE: ./build/actions/effective.js
var effective = __webpack_require__(5529);
// EXTERNAL MODULE: ./build/actions/ensure-readable.js + 2 modules
var ensure_readable = __webpack_require__(36637);
// EXTERNAL MODULE: ./build/actions/open-decryption.js
var open_decryption = __webpack_require__(56090);
// EXTERNAL MODULE: ./build/actions/open-stores.js
var open_stores = __webpack_require__(27425);
// EXTERNAL MODULE: ./build/actions/restore-copy.js + 2 modules
var restore_copy = __webpack_require__(36170);
// EXTERNAL MODULE: ./build/actions/run-facts.js
var run_facts = __webpack_require__(32351);
// EXTERNAL MODULE: ./build/actions/stopwatch.js
var actions_stopwatch = __webpack_require__(5003);
// EXTERNAL MODULE: ./build/actions/time-limit.js
var time_limit = __webpack_require__(97397);
;// CONCATENATED MODULE: ./build/actions/restore/summary.js


const SHOWN = 50;
/** Markdown for the job summary: what stands where, how it compares, what comes next. */
function restoreSummary(report) {
    const differences = differencesOf(report);
    return [
        `## ${report.failure === undefined ? '✅' : '❌'} ${(0,format/* escapeMarkdown */.FV)(headline(report))}`,
        '',
        (0,format/* markdownTable */.Qj)([{ title: 'New database' }, { title: report.database }], facts(report)),
        '',
        ...(differences.length === 0 ? [] : [(0,format/* markdownTable */.Qj)(COLUMNS, differences, { maxRows: SHOWN }), '']),
        ...notes(report).map((note) => `- ${(0,format/* escapeMarkdown */.FV)(note)}`),
        '',
    ].join('\n');
}
/** The same for a terminal. */
function restoreText(report) {
    const differences = differencesOf(report).slice(0, SHOWN);
    return [
        headline(report),
        '',
        (0,format/* terminalTable */.RX)([{ title: 'New database' }, { title: report.database }], facts(report)),
        ...(differences.length === 0 ? [] : ['', (0,format/* terminalTable */.RX)(COLUMNS, differences)]),
        '',
        ...notes(report).map((note) => `- ${note}`),
    ].join('\n');
}
const COLUMNS = [{ title: 'Severity' }, { title: 'Object' }, { title: 'What' }];
function headline({ manifest, comparison, failure }) {
    return failure === undefined
        ? `Restored ${manifest.database} beside the live database: equal to what was backed up, grade ${comparison.grade}`
        : `Restored ${manifest.database}, and it is not what was backed up`;
}
function facts({ manifest, store, target, comparison, seconds, phases }) {
    const compared = Object.entries(comparison.compared).map(([what, count]) => `${count} ${what}`);
    return [
        ['Server', `${target.address}, PostgreSQL ${target.version}, system ${target.systemIdentifier}`],
        ['Set', `${manifest.id} (${manifest.tier}) from ${store}`],
        ['State of', manifest.snapshotAt],
        ['Size at the snapshot', (0,format/* formatBytes */.z3)(manifest.server.databaseBytes)],
        ['Compared', compared.join(', ')],
        [
            'Time',
            `${(0,format/* formatDuration */.a3)(seconds * 1000)} until usable (${Object.entries(phases)
                .map(([phase, took]) => `${phase} ${(0,format/* formatDuration */.a3)(took * 1000)}`)
                .join(', ')})`,
        ],
    ];
}
function differencesOf({ comparison }) {
    return comparison.differences.map((one) => [one.severity, one.name, (0,difference/* describeDifference */.h)(one)]);
}
function notes({ manifest, comparison, database, notChecked, failure }) {
    const left = [...manifest.notHeld, ...comparison.notCompared].map((item) => `Not compared: ${item.kind} ${item.name}: ${item.reason}`);
    const next = failure === undefined
        ? [
            `Next: \`swap\` with \`database: ${manifest.database}\`, \`restored: ${database}\` puts it in place, and can be undone.`,
        ]
        : [];
    return [...notChecked, ...left.slice(0, SHOWN), ...next];
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/catalog/roles-script.js
var roles_script = __webpack_require__(79265);
// EXTERNAL MODULE: ./build/postgres/client.js + 1 modules
var postgres_client = __webpack_require__(5599);
// EXTERNAL MODULE: ./build/postgres/quote.js
var quote = __webpack_require__(71502);
;// CONCATENATED MODULE: ./build/actions/restore/target.js
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







/** A database needs more room while it is restored: WAL, and sorting for indexes. */
const ROOM = 1.2;
async function lookAtTarget(client) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = __addDisposableResource(env_1, await (0,postgres_client/* openSession */.fA)(client), true);
        const facts = await session.row(`
    select coalesce(inet_server_addr()::text || ':' || inet_server_port(), 'local socket, port ' || current_setting('port')) as address,
           current_setting('server_version') as version,
           current_setting('server_version_num')::int as "versionNum",
           (select system_identifier::text from pg_catalog.pg_control_system()) as "systemIdentifier",
           current_user as role,
           (select rolsuper from pg_catalog.pg_roles where rolname = current_user) as superuser,
           (select setting from pg_catalog.pg_settings where name = 'data_directory') as "dataDirectory"`);
        return { ...facts, client };
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
 * What would make the restore fail later, found out before anything is made.
 * @returns what could not be checked
 * @throws UserError PBA-TARGET-EXISTS, PBA-TARGET-OLD, PBA-DISK-FULL
 */
async function checkTarget(target, manifest, database) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const session = __addDisposableResource(env_2, await (0,postgres_client/* openSession */.fA)(target.client), true);
        const [there] = await session.rows(`select 1 as one from pg_catalog.pg_database where datname = ${(0,quote/* literal */.e)(database)}`);
        if (there !== undefined) {
            throw new build_errors/* UserError */.yo('PBA-TARGET-EXISTS', `There is a database ${database} on the target already.`, {
                hint: 'A restore only ever makes a new database. Choose another name with `into`, and let `swap` put it in place.',
            });
        }
        const [theirs, ours] = [target.versionNum, manifest.server.versionNum].map((num) => Math.floor(num / 10_000));
        if ((theirs ?? 0) < (ours ?? 0)) {
            throw new build_errors/* UserError */.yo('PBA-TARGET-OLD', `The target runs PostgreSQL ${target.version}; the set comes from ${manifest.server.version}.`, {
                hint: 'Definitions of a newer major version may not be understood. Use a server of at least that version.',
            });
        }
        return checkSpace(target, manifest);
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = __disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
async function checkSpace(target, manifest) {
    const unknown = (reason) => [`Space on the target was not checked: ${reason}`];
    if (!target.address.startsWith('local socket'))
        return unknown('it is another host');
    if (target.dataDirectory === null)
        return unknown('the role may not know its data directory');
    const needed = Math.ceil(manifest.server.databaseBytes * ROOM);
    const space = await (0,promises_.statfs)(target.dataDirectory).catch(() => undefined);
    if (space === undefined)
        return unknown(`${target.dataDirectory} cannot be looked at from here`);
    const free = space.bavail * space.bsize;
    if (free >= needed)
        return [];
    throw new build_errors/* UserError */.yo('PBA-DISK-FULL', `The target has ${(0,format/* formatBytes */.z3)(free)} free; the database had ${(0,format/* formatBytes */.z3)(manifest.server.databaseBytes)} and needs ${(0,format/* formatBytes */.z3)(needed)}.`, { hint: 'Make room, or restore to another server. Nothing was made.' });
}
/** The target for `restoreCopy`: what the set's roles script needs here, by the choice of the user. */
function copyTarget(target, database, roles) {
    return {
        client: target.client,
        database,
        rolesFor: async (script) => {
            const env_3 = { stack: [], error: void 0, hasError: false };
            try {
                const session = __addDisposableResource(env_3, await (0,postgres_client/* openSession */.fA)(target.client), true);
                const there = await session.rows('select rolname as name from pg_catalog.pg_roles');
                const missing = (0,roles_script/* rolesIn */.t)(script).filter((name) => !there.some((one) => one.name === name));
                if (missing.length === 0)
                    return '';
                const statements = (0,roles_script/* statementsFor */.Y)(script, missing);
                if (roles === 'create-missing')
                    return statements;
                throw new build_errors/* UserError */.yo('PBA-TARGET-ROLES', `The target lacks the roles ${missing.join(', ')}.`, {
                    hint: `\`roles: create-missing\` makes them, or run:\n${statements}`,
                });
            }
            catch (e_3) {
                env_3.error = e_3;
                env_3.hasError = true;
            }
            finally {
                const result_3 = __disposeResources(env_3);
                if (result_3)
                    await result_3;
            }
        },
    };
}
/** Notes in the database itself what it is, for `swap`. Settings that PostgreSQL does not know are a superuser's. */
async function markDatabase(target, database, mark) {
    const env_4 = { stack: [], error: void 0, hasError: false };
    try {
        const session = __addDisposableResource(env_4, await (0,postgres_client/* openSession */.fA)(target.client), true);
        if (target.superuser) {
            for (const [name, value] of Object.entries((0,restored_mark/* markSettings */.JM)(mark)))
                await session.execute(`alter database ${(0,quote/* identifier */.C)(database)} set ${name} = ${(0,quote/* literal */.e)(value)}`);
            return;
        }
        const { comment } = await session.row(`select shobj_description(oid, 'pg_database') as comment from pg_catalog.pg_database where datname = ${(0,quote/* literal */.e)(database)}`);
        const lines = [...(comment === null ? [] : [comment]), (0,restored_mark/* markComment */.fp)(mark)];
        await session.execute(`comment on database ${(0,quote/* identifier */.C)(database)} is ${(0,quote/* literal */.e)(lines.join('\n'))}`);
    }
    catch (e_4) {
        env_4.error = e_4;
        env_4.hasError = true;
    }
    finally {
        const result_4 = __disposeResources(env_4);
        if (result_4)
            await result_4;
    }
}
/** Drops what a failed restore made; also after a cancellation, so it has a time of its own. */
async function dropDatabase(target, database) {
    const env_5 = { stack: [], error: void 0, hasError: false };
    try {
        const session = __addDisposableResource(env_5, await (0,postgres_client/* openSession */.fA)({ ...target.client, signal: AbortSignal.timeout(5_000) }), true);
        await session.execute(`drop database if exists ${(0,quote/* identifier */.C)(database)} with (force)`);
    }
    catch (e_5) {
        env_5.error = e_5;
        env_5.hasError = true;
    }
    finally {
        const result_5 = __disposeResources(env_5);
        if (result_5)
            await result_5;
    }
}

;// CONCATENATED MODULE: ./build/actions/restore/restore.js




























/** Restores one set beside the live database and proves the copy there. */
async function restore(inputs, context) {
    return (0,time_limit/* withTimeLimit */.B)(context, inputs.timeLimit, async (limited) => {
        const policy = await (0,effective/* effectivePolicy */.Ci)(inputs, limited);
        const stores = await (0,open_stores/* openStores */.j)(policy.stores.values(), inputs, limited);
        try {
            const chosen = await (0,choose_set/* chooseSet */.S)(stores, (0,effective/* onlyDatabase */.Wj)(policy), inputs.set);
            const report = await (0,leases/* withLease */.pS)(chosen.store, chosen.location, (0,claimant/* claimantOf */.V)(limited), inputs.timeLimit, () => restoreSet(inputs, limited, chosen));
            return present(report);
        }
        finally {
            await (0,open_stores/* closeStores */.Hr)(stores);
        }
    });
}
async function restoreSet(inputs, context, { store, location }) {
    const decryption = await (0,open_decryption/* openDecryption */.C)(inputs, context);
    const manifest = await (0,read_sets/* readManifest */.WI)(store, location);
    if (manifest.encryption !== null && decryption === undefined)
        throw (0,open_object/* keyMissing */.uy)(manifest);
    const client = await (0,connect/* connect */.N)({ ...inputs, database: inputs.maintenanceDatabase }, context);
    const target = await lookAtTarget(client);
    const database = inputs.into ?? (0,sibling_names/* siblingName */.Ue)(manifest.database, 'restored', context.now());
    context.log.info(`set ${manifest.id} (${manifest.tier}) of ${manifest.database}, state of ${manifest.snapshotAt}, from ${store.location}`);
    context.log.info(`into the new database ${database} on ${target.address}, PostgreSQL ${target.version}, system ${target.systemIdentifier}, as ${target.role}`);
    const notChecked = await checkTarget(target, manifest, database);
    await (0,ensure_readable/* ensureReadable */.H)(store, location, manifest, inputs, context);
    const stopwatch = new actions_stopwatch/* Stopwatch */.e();
    const open = { store, location, manifest, decryption };
    const comparison = await restoreInto(inputs, context, { open, target, database, stopwatch });
    const seconds = stopwatch.total - (stopwatch.phases['compare'] ?? 0);
    const failure = failureOf(comparison, manifest, database);
    await markDatabase(target, database, {
        set: manifest.id,
        at: context.now().toISOString(),
        verdict: failure === undefined ? restored_mark/* PROVEN */.ho : 'failed',
    });
    const report = {
        manifest,
        store: store.location,
        target,
        database,
        comparison,
        seconds,
        phases: stopwatch.phases,
        notChecked,
        failure,
    };
    return { ...report, evidenceKey: await recordRestore(report, open, context) };
}
/** Drops what it made when it cannot finish it. */
async function restoreInto(inputs, context, { open, target, database, stopwatch }) {
    const jobs = inputs.jobs ?? (0,default_jobs/* defaultJobs */.y)();
    try {
        const copy = await (0,restore_copy/* restoreCopy */.w)(context, {
            open,
            target: copyTarget(target, database, inputs.roles),
            jobs,
            stopwatch,
            allow: undefined,
        });
        await stopwatch.time('analyze', () => analyzeDatabase(copy.client, jobs));
        return await context.log.group('Comparing with the fingerprint', () => stopwatch.time('compare', () => (0,compare_copy/* compareCopy */.t)(context, copy.client, open.manifest, copy.expected, { jobs, ownServer: false })));
    }
    catch (error) {
        if (!inputs.keepFailed) {
            await dropDatabase(target, database);
            context.log.info(`dropped ${database}: the restore did not come to its end`);
        }
        throw error;
    }
}
function failureOf(comparison, manifest, database) {
    const errors = comparison.differences.filter((difference) => difference.severity === 'error');
    const [first] = errors;
    if (first === undefined)
        return undefined;
    return new build_errors/* IntegrityError */.cs('PBA-PROOF-FAILED', `${database} has ${(0,format/* plural */.LS)(errors.length, 'difference')} from set ${manifest.id}. The first: ${(0,difference/* describeDifference */.h)(first)}`, { hint: 'It is marked as failed, and `swap` refuses it. Look at it, drop it, and restore another set.' });
}
async function recordRestore(report, { store, manifest }, context) {
    const id = (0,keys/* makeSetId */.IT)(context.now(), (0,external_node_crypto_.randomBytes)(3).toString('hex'));
    const { comparison, target, failure } = report;
    const record = {
        evidenceVersion: 1,
        kind: 'restore',
        id,
        at: context.now().toISOString(),
        database: manifest.database,
        set: manifest.id,
        tier: manifest.tier,
        dumpSha256: (0,catalog_manifest/* dumpDigest */.Jd)(manifest),
        into: report.database,
        target: { address: target.address, version: target.version, systemIdentifier: target.systemIdentifier },
        verdict: failure === undefined ? restored_mark/* PROVEN */.ho : 'failed',
        grade: comparison.grade,
        differences: comparison.differences.length,
        seconds: report.seconds,
        phases: report.phases,
        run: (0,run_facts/* runFacts */.p)(context.run, undefined),
    };
    return (0,records/* writeEvidence */.n)(store, record);
}
function present(report) {
    const { comparison, failure, manifest } = report;
    return {
        outputs: {
            verdict: failure === undefined ? restored_mark/* PROVEN */.ho : 'failed',
            'set-id': manifest.id,
            'restored-database': report.database,
            grade: comparison.grade,
            differences: String(comparison.differences.length),
            'duration-seconds': report.seconds.toFixed(1),
            'evidence-key': report.evidenceKey,
        },
        summary: restoreSummary(report),
        text: restoreText(report),
        json: {
            set: manifest.id,
            database: report.database,
            grade: comparison.grade,
            compared: comparison.compared,
            differences: comparison.differences,
            seconds: report.seconds,
            phases: report.phases,
            notChecked: report.notChecked,
        },
        ...(failure === undefined ? {} : { failure }),
    };
}


/***/ }),

/***/ 3116:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JM: () => (/* binding */ markSettings),
/* harmony export */   Mp: () => (/* binding */ readMark),
/* harmony export */   fp: () => (/* binding */ markComment),
/* harmony export */   ho: () => (/* binding */ PROVEN),
/* harmony export */   ui: () => (/* binding */ isMarkSetting)
/* harmony export */ });
const SET = 'pba.restored_set';
const AT = 'pba.restored_at';
const VERDICT = 'pba.restored_verdict';
/** The verdict that lets a database be swapped in. */
const PROVEN = 'proven';
/** Whether a setting of a database (`name=value` or its name) is a mark: it never goes to another database. */
function isMarkSetting(entry) {
    const name = entry.split('=', 1)[0]?.toLowerCase() ?? '';
    return name === SET || name === AT || name === VERDICT;
}
/** The mark as settings for `ALTER DATABASE … SET`, by name. Only a superuser may set names PostgreSQL does not know. */
function markSettings(mark) {
    return { [SET]: mark.set, [AT]: mark.at, [VERDICT]: mark.verdict };
}
/** The mark as a line of the database's comment: for owners that are no superusers. A swap replaces the comment. */
function markComment(mark) {
    return `${SET}=${mark.set} ${AT}=${mark.at} ${VERDICT}=${mark.verdict}`;
}
/** Reads the mark from the database's settings (`name=value`), else from its comment. */
function readMark(settings, comment) {
    return fromEntries(settings) ?? fromComment(comment ?? '');
}
function fromComment(comment) {
    for (const line of comment.split('\n')) {
        const mark = fromEntries(line.trim().split(' '));
        if (mark !== undefined)
            return mark;
    }
    return undefined;
}
function fromEntries(entries) {
    const value = (name) => entries.find((entry) => entry.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
    const [set, at, verdict] = [value(SET), value(AT), value(VERDICT)];
    return set === undefined || at === undefined || verdict === undefined ? undefined : { set, at, verdict };
}


/***/ }),

/***/ 52571:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ue: () => (/* binding */ siblingName),
/* harmony export */   YL: () => (/* binding */ siblingTime)
/* harmony export */ });
/* unused harmony export MAX_NAME_BYTES */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);

/** PostgreSQL cuts longer names without an error (NAMEDATALEN - 1). */
const MAX_NAME_BYTES = 63;
const STAMP_BYTES = '20261122T030405Z'.length;
const STAMP = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/;
/**
 * `shop_before_20261122T030405Z`. Of a name that leaves too little room its beginning is kept, and eight hex digits
 * of its hash, so that two long names with the same beginning have siblings of their own. At most 63 bytes.
 */
function siblingName(database, kind, at) {
    return `${stem(database, kind)}${at.toISOString().replace(/[-:]|\.\d{3}/g, '')}`;
}
/**
 * The moment in the name of a sibling of `database`, or undefined for any other name. Somebody who made it by hand without
 * quotes has `t` and `z` in it.
 */
function siblingTime(database, kind, name) {
    const start = stem(database, kind);
    const stamp = name.slice(start.length).toUpperCase();
    const found = name.startsWith(start) ? STAMP.exec(stamp) : null;
    if (!found)
        return undefined;
    const [, year, month, day, hour, minute, second] = found;
    const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    return !Number.isNaN(time.getTime()) && siblingName(database, kind, time) === start + stamp
        ? time
        : undefined;
}
function stem(database, kind) {
    const suffix = `_${kind}_`;
    const room = MAX_NAME_BYTES - STAMP_BYTES - suffix.length;
    if (Buffer.byteLength(database) <= room)
        return database + suffix;
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(database).digest('hex').slice(0, 8);
    return `${firstBytes(database, room - hash.length - 1)}_${hash}${suffix}`;
}
/** As many whole characters as fit. */
function firstBytes(text, limit) {
    let kept = '';
    for (const char of text) {
        if (Buffer.byteLength(kept + char) > limit)
            break;
        kept += char;
    }
    return kept;
}


/***/ })

};
