export const id = 638;
export const ids = [638];
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

/***/ 91638:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  status: () => (/* binding */ status_status)
});

// EXTERNAL MODULE: ./build/catalog/manifest.js
var catalog_manifest = __webpack_require__(49227);
// EXTERNAL MODULE: ./build/catalog/metrics.js
var metrics = __webpack_require__(64329);
;// CONCATENATED MODULE: ./build/catalog/test-figures.js
/** Counts restore tests. */
function testFigures(proofs) {
    const newestFirst = proofs.toSorted((a, b) => (a.at < b.at ? 1 : -1));
    const proven = newestFirst.filter((proof) => proof.proven);
    const [last] = newestFirst;
    return {
        proven: proven.length,
        failed: proofs.length - proven.length,
        last: last === undefined ? undefined : { at: Date.parse(last.at), proven: last.proven },
        grade: proven[0]?.grade,
    };
}

// EXTERNAL MODULE: ./build/catalog/tiers.js
var catalog_tiers = __webpack_require__(26537);
;// CONCATENATED MODULE: ./build/catalog/status.js


const HOUR = 3_600_000;
/** A schedule of GitHub may start late; so much of the interval is only a risk yet. */
const GRACE = 0.25;
/** Sets before the newest that a comparison of sizes needs. */
const ENOUGH = 5;
/** How far from the median is worth a look: half of it, and three times the usual deviation. */
const FAR = 0.5;
const DEVIATIONS = 3;
/**
 * Whether the database could be recovered now as the objectives say, from the stores alone. Pure: the same catalog at the
 * same moment gives the same verdict.
 */
function judgeStatus(facts) {
    const { now, sets, proofs } = facts;
    const newestFirst = sets.toSorted((a, b) => b.snapshotAt - a.snapshotAt);
    const [newest] = newestFirst;
    const byTime = proofs.toSorted((a, b) => (a.at < b.at ? 1 : -1));
    const lastProof = byTime.find((proof) => proof.proven);
    const restoreSeconds = byTime.find((proof) => proof.time !== undefined)?.time?.seconds;
    const findings = [
        ...unreachableFindings(facts),
        ...ageFindings(facts, newest),
        ...placeFindings(facts, newestFirst),
        ...proofFindings(facts, newest, byTime),
        ...rtoFindings(facts, restoreSeconds),
        ...sizeFindings(newestFirst),
        ...(facts.encryptionRequired && newest !== undefined && !newest.encrypted
            ? [
                broken(`The newest set ${newest.id} is not encrypted, and the policy requires it.`, 'Give `recipients`.'),
            ]
            : []),
    ].sort((a, b) => Number(b.severity === 'broken') - Number(a.severity === 'broken'));
    return {
        verdict: findings[0]?.severity ?? 'kept',
        findings,
        newest,
        newestProven: newestFirst.find((set) => set.proven),
        provenAt: lastProof === undefined ? undefined : Date.parse(lastProof.at),
        restoreSeconds,
        due: (0,catalog_tiers/* tiersDue */.IJ)(now, sets),
        tests: testFigures(proofs),
    };
}
function unreachableFindings({ unreachable }) {
    return unreachable.map(({ store, reason }) => broken(`${store} cannot be read: ${reason}`, 'Mend the store, or its credentials; nothing is known of what it holds.'));
}
function ageFindings({ now, objectives }, newest) {
    const remedy = 'Look at the backup workflow: did it run, and what did it say? Run it by hand.';
    if (newest === undefined)
        return [broken('There is no set at all.', remedy)];
    const age = now.getTime() - newest.snapshotAt;
    if (age <= objectives.backupEvery)
        return [];
    const what = `The newest set is ${span(age)} old; a backup is due every ${span(objectives.backupEvery)}.`;
    return [age > objectives.backupEvery * (1 + GRACE) ? broken(what, remedy) : atRisk(what, remedy)];
}
/** The newest set of each tier has to be in every store of its tier; sets by hand may have been meant for one alone. */
function placeFindings({ storesOf, unreachable }, newestFirst) {
    const tiers = catalog_tiers/* SCHEDULED_TIERS */.i7.filter((tier) => newestFirst.some((set) => set.tier === tier));
    return tiers.flatMap((tier) => {
        const newest = newestFirst.find((set) => set.tier === tier);
        const there = newestFirst
            .filter((set) => set.tier === tier && set.id === newest?.id)
            .map((set) => set.store);
        const unknown = unreachable.map((one) => one.store);
        const missing = storesOf(tier).filter((store) => !there.includes(store) && !unknown.includes(store));
        return missing.map((store) => broken(`The newest ${tier} set ${newest?.id ?? ''} is not in ${store}.`, 'Run `backup` again: it completes what is missing.'));
    });
}
function proofFindings({ now, objectives }, newest, byTime) {
    if (newest === undefined)
        return [];
    const remedy = 'Run `restore-test`, and look at why its workflow did not.';
    const [last] = byTime;
    if (last === undefined)
        return [atRisk('No set was ever restored to be tested.', remedy)];
    if (!last.proven) {
        return [
            broken(`The last restore test, of set ${last.set} on ${last.at.slice(0, 10)}, failed.`, 'Its evidence says why. Keep that set, make a new backup and test it.'),
        ];
    }
    const age = now.getTime() - Date.parse(last.at);
    if (age <= objectives.restoreTestEvery)
        return [];
    const what = `The last restore test is ${span(age)} ago; one is due every ${span(objectives.restoreTestEvery)}.`;
    return [age > objectives.restoreTestEvery * 2 ? broken(what, remedy) : atRisk(what, remedy)];
}
function rtoFindings({ objectives }, seconds) {
    if (seconds === undefined || seconds * 1000 <= objectives.rto)
        return [];
    return [
        broken(`The last restore took ${span(seconds * 1000)}; the objective is ${span(objectives.rto)}.`, 'More jobs, a faster disk or a nearer store; the evidence tells which phase takes what.'),
    ];
}
/** The newest dump against those before it: an emptied table or a cut export shows in its size. */
function sizeFindings(newestFirst) {
    const dumps = [...new Map(newestFirst.map((set) => [set.id, set])).values()];
    const [newest, ...before] = dumps;
    if (newest === undefined || before.length < ENOUGH)
        return [];
    return ['rows', 'bytes'].flatMap((what) => {
        const values = before.map((set) => set[what]);
        const middle = median(values);
        const spread = median(values.map((value) => Math.abs(value - middle)));
        const distance = Math.abs(newest[what] - middle);
        if (middle === 0 || distance <= middle * FAR || distance <= spread * DEVIATIONS)
            return [];
        const percent = Math.round((newest[what] / middle - 1) * 100);
        return [
            atRisk(`The newest set has ${percent > 0 ? '+' : ''}${percent} % ${what} against the median of the ${before.length} before it.`, 'Look whether somebody deleted or loaded data on purpose. Until then delete no set.'),
        ];
    });
}
function median(values) {
    const sorted = values.toSorted((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
function broken(what, remedy) {
    return { severity: 'broken', what, remedy };
}
function atRisk(what, remedy) {
    return { severity: 'at risk', what, remedy };
}
/** `26 hours`, `3 days`, `90 minutes`. */
function span(ms) {
    if (ms < 2 * HOUR)
        return `${Math.round(ms / 60_000)} minutes`;
    if (ms < 48 * HOUR)
        return `${Math.round(ms / HOUR)} hours`;
    return `${Math.round(ms / (24 * HOUR))} days`;
}

// EXTERNAL MODULE: ./build/concurrency.js
var concurrency = __webpack_require__(3943);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/policy/effective-policy.js
var effective_policy = __webpack_require__(59165);
// EXTERNAL MODULE: ./build/policy/tier-copies.js
var tier_copies = __webpack_require__(33413);
// EXTERNAL MODULE: ./build/runtime/format.js
var format = __webpack_require__(14364);
// EXTERNAL MODULE: ./build/sets/proofs.js
var sets_proofs = __webpack_require__(3017);
// EXTERNAL MODULE: ./build/sets/read-sets.js + 1 modules
var read_sets = __webpack_require__(63913);
// EXTERNAL MODULE: ./build/actions/effective.js
var effective = __webpack_require__(5529);
// EXTERNAL MODULE: ./build/actions/open-stores.js
var open_stores = __webpack_require__(27425);
// EXTERNAL MODULE: ./build/actions/write-whole.js
var write_whole = __webpack_require__(63901);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./build/notify/http.js
var http = __webpack_require__(91154);
// EXTERNAL MODULE: ./build/notify/retrying.js
var retrying = __webpack_require__(68176);
;// CONCATENATED MODULE: ./build/notify/pushgateway.js


/**
 * Replaces the metrics of one group in a Pushgateway: what is no longer pushed is gone. The text must not hold timestamps and
 * has to end in a line break.
 * @param gateway its URL; user and password may be in it
 * @param instance tells this pusher from others
 * @throws DeliveryError, CancelledError
 */
async function pushMetrics(gateway, instance, text, patience, signal) {
    const url = new URL(gateway);
    const { username, password } = url;
    url.username = '';
    url.password = '';
    // A label value may hold slashes, which a path cannot: the gateway reads it as base64 then.
    const group = `metrics/job/postgres_backup/instance@base64/${Buffer.from(instance).toString('base64url') || '='}`;
    url.pathname = `${url.pathname.replace(/\/+$/, '')}/${group}`;
    const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    await (0,retrying/* retrying */.R)(patience, signal, (limit) => (0,http/* request */.E)({
        method: 'PUT',
        url: url.href,
        headers: {
            'content-type': 'text/plain; version=0.0.4; charset=utf-8',
            ...(username === '' ? {} : { authorization: `Basic ${Buffer.from(login).toString('base64')}` }),
        },
        body: text,
    }, limit));
}

;// CONCATENATED MODULE: ./build/actions/status/push.js



const PATIENCE = { deadlineMs: 60_000 };
/**
 * Hands the figures to a Pushgateway, where one is given. That they cannot be handed over must not hide what they say, so
 * it is returned, not thrown.
 */
async function pushFigures(gateway, text, context) {
    if (gateway === undefined)
        return undefined;
    const instance = context.run.repository ?? (0,external_node_os_.hostname)();
    try {
        await pushMetrics(gateway, instance, text, PATIENCE, context.signal);
        return undefined;
    }
    catch (error) {
        if (error instanceof errors/* CancelledError */.cc)
            throw error;
        return new errors/* ToolError */.v4('PBA-METRICS', `The Pushgateway has not got the figures: ${(0,errors/* messageOf */.bD)(error)}.`, {
            hint: 'Check its URL and that this machine may reach it; the verdict above does not depend on it.',
            cause: error,
        });
    }
}

;// CONCATENATED MODULE: ./build/actions/status/summary.js

const MARKS = { kept: '✅', 'at risk': '⚠️', broken: '❌' };
/** Markdown for the job summary: the verdict, then the figures, then what to do. */
function statusSummary(found, worst) {
    const findings = findingRows(found);
    return [
        `## ${MARKS[worst]} ${headline(worst)}`,
        '',
        (0,format/* markdownTable */.Qj)(COLUMNS, rows(found)),
        '',
        ...(findings.length === 0 ? [] : [(0,format/* markdownTable */.Qj)(FINDINGS, findings), '']),
    ].join('\n');
}
/** The same for a terminal. */
function statusText(found, worst) {
    const findings = findingRows(found);
    return [
        headline(worst),
        '',
        (0,format/* terminalTable */.RX)(COLUMNS, rows(found)),
        ...(findings.length === 0 ? [] : ['', (0,format/* terminalTable */.RX)(FINDINGS, findings)]),
    ].join('\n');
}
const COLUMNS = [
    { title: 'Database' },
    { title: 'Objectives' },
    { title: 'Newest set' },
    { title: 'Newest proven' },
    { title: 'Last proof (UTC)' },
    { title: 'Restore took', align: 'right' },
    { title: 'Size', align: 'right' },
    { title: 'Rows', align: 'right' },
    { title: 'Due' },
];
const FINDINGS = [
    { title: 'Severity' },
    { title: 'Database' },
    { title: 'What' },
    { title: 'Remedy' },
];
function headline(worst) {
    if (worst === 'kept')
        return 'Objectives kept';
    return worst === 'broken' ? 'Objectives broken' : 'Objectives at risk';
}
function rows(found) {
    return [...found].map(([database, one]) => [
        database,
        one.verdict,
        one.newest?.id ?? 'none',
        one.newestProven?.id ?? 'none',
        one.provenAt === undefined
            ? 'never'
            : new Date(one.provenAt).toISOString().slice(0, 16).replace('T', ' '),
        one.restoreSeconds === undefined ? '' : (0,format/* formatDuration */.a3)(one.restoreSeconds * 1000),
        one.newest === undefined ? '' : (0,format/* formatBytes */.z3)(one.newest.bytes),
        one.newest === undefined ? '' : (0,format/* formatCount */.B4)(one.newest.rows),
        one.due.length === 0 ? 'nothing' : one.due.join(', '),
    ]);
}
function findingRows(found) {
    return [...found].flatMap(([database, { findings }]) => findings.map((finding) => [finding.severity, database, finding.what, finding.remedy]));
}

;// CONCATENATED MODULE: ./build/actions/status/status.js















const MANIFESTS_AT_ONCE = 8;
/** Reads the stores and judges every database. */
async function status_status(inputs, context) {
    const policy = await (0,effective/* effectivePolicy */.Ci)(inputs, context);
    const definitions = [...policy.stores.values()];
    const stores = await (0,open_stores/* openStores */.j)(definitions, inputs, context);
    try {
        const reached = await (0,open_stores/* withEveryStore */.D9)(stores, (store) => store.check(), 0);
        const usable = reached.done.map(({ store }) => store);
        const names = await databaseNames(policy, inputs.database, usable);
        const found = new Map();
        for (const name of names)
            found.set(name, await judge(policy, name, usable, reached.failures, context));
        const figures = (0,metrics/* metricsText */.zX)(found, { now: context.now(), objectives: policy.objectives });
        if (inputs.metricsFile !== undefined)
            await (0,write_whole/* writeWhole */.f)(inputs.metricsFile, figures);
        const unpushed = await pushFigures(inputs.pushgateway, figures, context);
        if (unpushed !== undefined)
            context.log.warning(unpushed.message);
        return present(found, inputs, unpushed);
    }
    finally {
        await (0,open_stores/* closeStores */.Hr)(stores);
    }
}
/** Those of the policy are expected also where nothing is stored of them. */
async function databaseNames(policy, wanted, stores) {
    if (wanted !== undefined)
        return [wanted];
    const { databases } = policy;
    const named = (0,effective_policy/* isDiscovery */.rT)(databases) ? [] : databases.map(({ name }) => name);
    if (named.length > 0)
        return named;
    const stored = await Promise.all(stores.map((store) => (0,read_sets/* listDatabases */.Pf)(store)));
    const names = [...new Set(stored.flat())].toSorted();
    if (names.length > 0)
        return names;
    throw new errors/* UserError */.yo('PBA-SET-NOT-FOUND', 'The stores that could be read hold no sets at all.', {
        hint: 'Check `stores`; name the databases in the policy, so that a missing one is noticed.',
    });
}
async function judge(policy, database, stores, failures, context) {
    const read = await (0,open_stores/* withEveryStore */.D9)(stores, (store) => readHeld(store, database), 0);
    const held = read.done.map(({ value }) => value);
    const proofs = held.flatMap((one) => one.proofs);
    const nameOf = (location) => [...policy.stores.values()].find((one) => (0,effective_policy/* sameLocation */.It)(one.location, location))?.name ?? location;
    const entry = (0,effective_policy/* isDiscovery */.rT)(policy.databases)
        ? undefined
        : policy.databases.find((one) => one.name === database);
    return judgeStatus({
        now: context.now(),
        sets: held.flatMap((one) => one.manifests.map((manifest) => statusSet(manifest, nameOf(one.store), proofs))),
        proofs,
        objectives: policy.objectives,
        storesOf: (tier) => (0,tier_copies/* copiesFor */.D)(policy, tier, { stores: entry?.stores }).map((copy) => copy.store.name),
        encryptionRequired: policy.encryption.required,
        unreachable: [...failures, ...read.failures].map(({ store, error }) => ({
            store: nameOf(store.location),
            reason: `${error.code}: ${(0,errors/* messageOf */.bD)(error)}`,
        })),
    });
}
async function readHeld(store, database) {
    const sets = (await (0,read_sets/* listStore */.K3)(store, database)).sets.filter((set) => set.committed);
    const manifests = await (0,concurrency/* mapLimited */.bB)(sets, MANIFESTS_AT_ONCE, (set) => (0,read_sets/* readManifest */.WI)(store, set.location));
    return { store: store.location, manifests, proofs: await (0,sets_proofs/* readProofs */.O)(store, database) };
}
function statusSet(manifest, store, proofs) {
    return {
        id: manifest.id,
        tier: manifest.tier,
        store,
        snapshotAt: Date.parse(manifest.snapshotAt),
        bytes: (0,catalog_manifest/* storedBytes */.Zk)(manifest),
        rows: Number(manifest.totals.rows),
        proven: (0,sets_proofs/* isProven */.n)(manifest, proofs),
        encrypted: manifest.encryption !== null,
    };
}
function present(found, inputs, unpushed) {
    const all = [...found].map(([database, status]) => ({ database, ...status }));
    const worst = worstOf(all.map(({ verdict }) => verdict));
    const findings = all.flatMap(({ database, findings: own }) => own.map((finding) => ({ database, ...finding })));
    const fails = inputs.failOn === 'never'
        ? []
        : findings.filter((one) => inputs.failOn === 'at-risk' || one.severity === 'broken');
    const [first] = fails;
    const failure = first === undefined
        ? unpushed
        : new errors/* ObjectiveError */.ub('PBA-STATUS', `${first.database}: ${first.what}`, {
            hint: `${first.remedy}${fails.length > 1 ? ` (and ${(0,format/* plural */.LS)(fails.length - 1, 'more finding')})` : ''}`,
        });
    const newest = all.flatMap((one) => one.newest ?? []).toSorted((a, b) => b.snapshotAt - a.snapshotAt)[0];
    const proven = all
        .flatMap((one) => one.newestProven ?? [])
        .toSorted((a, b) => b.snapshotAt - a.snapshotAt)[0];
    return {
        outputs: {
            verdict: failure === undefined ? 'ok' : 'failed',
            status: worst,
            findings: String(findings.length),
            'newest-set': newest?.id ?? '',
            'newest-proven-set': proven?.id ?? '',
        },
        summary: statusSummary(found, worst),
        text: statusText(found, worst),
        json: { status: worst, databases: all },
        ...(failure === undefined ? {} : { failure }),
    };
}
function worstOf(verdicts) {
    return verdicts.includes('broken') ? 'broken' : verdicts.includes('at risk') ? 'at risk' : 'kept';
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

/***/ 22483:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ parseProof)
/* harmony export */ });
/* unused harmony export GRADES */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(38672);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98430);



/** How much of a set a restore test compared: all rows' content, only their counts, or neither (schema alone). */
const GRADES = ['full', 'sampled', 'counts', 'schema'];
/**
 * Reads the proof out of a restore-test record. A negative control gives undefined.
 * @throws IntegrityError PBA-MANIFEST-INVALID when the record is not what this toolkit writes
 */
function parseProof(text, key) {
    const invalid = (reason) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .IntegrityError */ .cs('PBA-MANIFEST-INVALID', `The evidence record ${key} cannot be used: ${reason}.`, {
        hint: 'Records are never edited. Move the damaged one away by hand and run the restore test again.',
    });
    const parsed = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .qF)(text, invalid);
    const read = new _json_js__WEBPACK_IMPORTED_MODULE_2__/* .Reader */ .mP();
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
    if (!(0,_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .isTier */ .zl)(tier))
        throw invalid('tier is unknown');
    if (read.problems.length > 0)
        throw invalid(read.problems.join('; '));
    return control ? undefined : { ...record, tier, time };
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

/***/ 77733:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ DeliveryError)
/* harmony export */ });
/** A channel could not be told. Its message names no URL: URLs of webhooks are secrets. */
class DeliveryError extends Error {
    /** Whether trying again may help. */
    retryable;
    /** How long the other side wants to be left alone; undefined: it did not say. */
    retryAfterMs;
    constructor(message, details) {
        super(message, details.cause === undefined ? undefined : { cause: details.cause });
        this.name = 'DeliveryError';
        this.retryable = details.retryable;
        this.retryAfterMs = details.retryAfterMs;
    }
}


/***/ }),

/***/ 91154:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ postJson),
/* harmony export */   E: () => (/* binding */ request)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58508);
/* harmony import */ var _delivery_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(77733);



/** Answers of webhooks are a word or two; those of GitHub's API, lists of issues, may be larger. */
const LONGEST_ANSWER = 8 * 1024 * 1024;
const SHOWN = 200;
/** Statuses after which the same request may succeed later. */
const TEMPORARY = new Set([408, 425, 429, 500, 502, 503, 504]);
/** POSTs JSON. @throws DeliveryError */
async function postJson(url, body, signal, headers = {}) {
    return request({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
        body: JSON.stringify(body),
    }, signal);
}
/**
 * One request, one answer that says success (2xx). A redirect is a failure: following it would turn a POST into a GET, or
 * hand the message to somebody else.
 * @throws DeliveryError that names the host, never the URL
 */
async function request({ method, url, headers = {}, body }, signal) {
    const { host } = new URL(url);
    let response;
    let text;
    try {
        response = await fetch(url, {
            method,
            headers: { 'user-agent': `postgres-backup-actions/${_version_js__WEBPACK_IMPORTED_MODULE_2__/* .VERSION */ .x}`, ...headers },
            ...(body === undefined ? {} : { body }),
            redirect: 'manual',
            signal,
        });
        text = await readLimited(response, host);
    }
    catch (error) {
        if (error instanceof _delivery_error_js__WEBPACK_IMPORTED_MODULE_1__/* .DeliveryError */ .V)
            throw error;
        if (signal.aborted) {
            throw new _delivery_error_js__WEBPACK_IMPORTED_MODULE_1__/* .DeliveryError */ .V(`${host} did not answer in time`, { retryable: true, cause: error });
        }
        throw new _delivery_error_js__WEBPACK_IMPORTED_MODULE_1__/* .DeliveryError */ .V(`${host} cannot be reached: ${reasonOf(error)}`, {
            retryable: true,
            cause: error,
        });
    }
    if (response.ok)
        return { status: response.status, text };
    if (response.status >= 300 && response.status < 400) {
        throw new _delivery_error_js__WEBPACK_IMPORTED_MODULE_1__/* .DeliveryError */ .V(`${host} answered ${response.status}, a redirect, which is not followed: give the final address`, { retryable: false });
    }
    const said = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
    throw new _delivery_error_js__WEBPACK_IMPORTED_MODULE_1__/* .DeliveryError */ .V(`${host} answered ${response.status}${said === '' ? '' : `: ${said.length > SHOWN ? `${said.slice(0, SHOWN)}…` : said}`}`, {
        retryable: TEMPORARY.has(response.status) || limited(response),
        retryAfterMs: retryAfter(response.headers, Date.now()),
    });
}
/** GitHub answers 403 when it wants to be left alone for a while, and says so in these headers. */
function limited(response) {
    const { headers, status } = response;
    return status === 403 && (headers.has('retry-after') || headers.get('x-ratelimit-remaining') === '0');
}
async function readLimited(response, host) {
    const chunks = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
        size += chunk.length;
        if (size > LONGEST_ANSWER) {
            throw new _delivery_error_js__WEBPACK_IMPORTED_MODULE_1__/* .DeliveryError */ .V(`${host} answered with more than 8 MiB`, { retryable: false });
        }
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
}
/** `Retry-After` in seconds or as a date, or the time at which GitHub's limit ends; undefined: not said. */
function retryAfter(headers, now) {
    const value = headers.get('retry-after');
    if (value !== null) {
        if (/^\d{1,9}(\.\d+)?$/.test(value))
            return Number(value) * 1000;
        const date = Date.parse(value);
        return Number.isNaN(date) ? undefined : Math.max(0, date - now);
    }
    const reset = headers.get('x-ratelimit-reset');
    const exhausted = headers.get('x-ratelimit-remaining') === '0';
    return exhausted && reset !== null && /^\d{1,12}$/.test(reset)
        ? Math.max(0, Number(reset) * 1000 - now)
        : undefined;
}
/** fetch says no more than "fetch failed"; why is in what caused it. */
function reasonOf(error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    const nested = cause instanceof AggregateError ? cause.errors[0] : cause;
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .systemCode */ .xU)(nested) ?? (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(nested);
}


/***/ }),

/***/ 68176:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ retrying)
/* harmony export */ });
/* harmony import */ var _concurrency_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3943);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);
/* harmony import */ var _delivery_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(77733);



const ATTEMPTS = 5;
/** One attempt never takes all the time there is: a server that hangs may answer the next. */
const LONGEST_ATTEMPT_MS = 15_000;
/**
 * Tries until it works, a failure is final, or time is up. Pauses double, with jitter, and are as long as the other side
 * asks for.
 * @param attempt gets a signal that aborts when this attempt, or the whole run, has to end
 * @throws DeliveryError of the last attempt, CancelledError
 */
async function retrying(patience, signal, attempt) {
    const end = Date.now() + patience.deadlineMs;
    for (let count = 1;; count += 1) {
        const left = Math.max(1, end - Date.now());
        const limit = AbortSignal.timeout(Math.min(LONGEST_ATTEMPT_MS, left));
        try {
            return await attempt(AbortSignal.any([signal, limit]));
        }
        catch (error) {
            if (signal.aborted)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .CancelledError */ .cc();
            if (!(error instanceof _delivery_error_js__WEBPACK_IMPORTED_MODULE_2__/* .DeliveryError */ .V) || !error.retryable)
                throw error;
            const pause = error.retryAfterMs ?? pauseAfter(count, patience.firstPauseMs ?? 1_000);
            if (count >= ATTEMPTS)
                throw after(error, count, 'it was tried often enough');
            if (Date.now() + pause >= end)
                throw after(error, count, whyNot(error, patience));
            await (0,_concurrency_js__WEBPACK_IMPORTED_MODULE_0__/* .sleep */ .yy)(pause, signal);
        }
    }
}
/** Half of it is by chance, so that many runs that failed together do not come back together. */
function pauseAfter(count, first) {
    return first * 2 ** (count - 1) * (0.5 + Math.random() / 2);
}
function whyNot({ retryAfterMs }, { deadlineMs }) {
    const limit = `the time limit of ${deadlineMs / 1000} s`;
    return retryAfterMs === undefined
        ? `${limit} was up`
        : `it asks for a pause of ${Math.ceil(retryAfterMs / 1000)} s, which is beyond ${limit}`;
}
function after(error, count, why) {
    const times = count === 1 ? 'once' : `${count} times`;
    return new _delivery_error_js__WEBPACK_IMPORTED_MODULE_2__/* .DeliveryError */ .V(`${error.message} (tried ${times}; ${why})`, { retryable: false, cause: error });
}


/***/ }),

/***/ 33413:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ copiesFor)
/* harmony export */ });
/* harmony import */ var _tier_stores_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28222);

/** The copies that a set of this tier of this database has to have, in the order of `stores`; never none. */
function copiesFor(policy, tier, database) {
    const allowed = [...policy.stores].filter(([name]) => database.stores?.includes(name) ?? true);
    const rules = policy.tiers[tier];
    const names = (0,_tier_stores_js__WEBPACK_IMPORTED_MODULE_0__/* .tierStores */ .J)(rules.stores, new Map(allowed));
    return allowed.filter(([name]) => names.includes(name)).map(([, store]) => copyIn(store, rules));
}
function copyIn(store, rules) {
    if (store.kind === 'directory') {
        return { store, storageClass: undefined, transition: undefined, lock: undefined };
    }
    const amazon = isAmazon(store.endpoint);
    // STANDARD by default is what every service does when it is not asked for a class.
    const asks = rules.written.storageClass || (amazon && rules.storageClass !== 'STANDARD');
    return {
        store,
        storageClass: asks ? rules.storageClass : undefined,
        transition: rules.written.transition || amazon ? rules.transition : undefined,
        lock: store.objectLock ? rules.lock : undefined,
    };
}
/** Only Amazon is known to have Amazon's classes: Ceph, for one, refuses those it was not configured for. */
function isAmazon(endpoint) {
    if (endpoint === undefined)
        return true;
    return URL.canParse(endpoint) && /(^|\.)amazonaws\.com(\.cn)?$/.test(new URL(endpoint).hostname);
}


/***/ }),

/***/ 3017:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ readProofs),
/* harmony export */   n: () => (/* binding */ isProven)
/* harmony export */ });
/* harmony import */ var _catalog_evidence_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(22483);
/* harmony import */ var _catalog_keys_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98430);
/* harmony import */ var _catalog_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(49227);
/* harmony import */ var _concurrency_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3943);
/* harmony import */ var _read_sets_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(63913);





const MAX_EVIDENCE = 16 * 1024 * 1024;
const AT_ONCE = 8;
/** All restore-test records of one database, read from the store. */
async function readProofs(store, database) {
    const keys = [];
    for await (const object of store.list(`${(0,_catalog_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .evidencePrefix */ .Q5)(database)}restore-test/`))
        keys.push(object.key);
    const records = await (0,_concurrency_js__WEBPACK_IMPORTED_MODULE_3__/* .mapLimited */ .bB)(keys, AT_ONCE, async (key) => (0,_catalog_evidence_js__WEBPACK_IMPORTED_MODULE_0__/* .parseProof */ .k)(await (0,_read_sets_js__WEBPACK_IMPORTED_MODULE_4__/* .readSmall */ .o5)(store, key, MAX_EVIDENCE), key));
    return records.flatMap((record) => record ?? []);
}
/** Whether the newest restore test of this dump passed, in whichever tier and store its copy lay. */
function isProven(manifest, proofs) {
    const digest = (0,_catalog_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .dumpDigest */ .Jd)(manifest);
    const mine = proofs.filter((proof) => proof.set === manifest.id && proof.dumpSha256 === digest);
    return mine.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0]?.proven ?? false;
}


/***/ })

};
