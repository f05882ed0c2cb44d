export const id = 430;
export const ids = [430];
export const modules = {

/***/ 4430:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  status: () => (/* binding */ status_status)
});

// EXTERNAL MODULE: ./build/catalog/manifest.js
var catalog_manifest = __webpack_require__(9227);
// EXTERNAL MODULE: ./build/catalog/metrics.js
var metrics = __webpack_require__(4329);
// EXTERNAL MODULE: ./build/catalog/tiers.js
var catalog_tiers = __webpack_require__(6537);
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
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/policy/effective-policy.js
var effective_policy = __webpack_require__(9165);
// EXTERNAL MODULE: ./build/policy/tier-copies.js
var tier_copies = __webpack_require__(3413);
// EXTERNAL MODULE: ./build/runtime/format.js
var format = __webpack_require__(4364);
// EXTERNAL MODULE: ./build/sets/proofs.js + 1 modules
var sets_proofs = __webpack_require__(725);
// EXTERNAL MODULE: ./build/sets/read-sets.js + 1 modules
var read_sets = __webpack_require__(3913);
// EXTERNAL MODULE: ./build/actions/effective.js + 24 modules
var effective = __webpack_require__(2439);
// EXTERNAL MODULE: ./build/actions/open-stores.js
var open_stores = __webpack_require__(7425);
// EXTERNAL MODULE: ./build/actions/write-whole.js
var write_whole = __webpack_require__(3901);
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
        if (inputs.metricsFile !== undefined)
            await (0,write_whole/* writeWhole */.f)(inputs.metricsFile, (0,metrics/* metricsText */.z)(found, context.now()));
        return present(found, inputs);
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
function present(found, inputs) {
    const all = [...found].map(([database, status]) => ({ database, ...status }));
    const worst = worstOf(all.map(({ verdict }) => verdict));
    const findings = all.flatMap(({ database, findings: own }) => own.map((finding) => ({ database, ...finding })));
    const fails = inputs.failOn === 'never'
        ? []
        : findings.filter((one) => inputs.failOn === 'at-risk' || one.severity === 'broken');
    const [first] = fails;
    const failure = first === undefined
        ? undefined
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

/***/ 3901:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ writeWhole)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9473);


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

/***/ 4329:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ label),
/* harmony export */   z: () => (/* binding */ metricsText)
/* harmony export */ });
const METRICS = [
    {
        name: 'pba_newest_set_timestamp_seconds',
        help: 'Moment of the newest backup set.',
        value: ({ newest }) => seconds(newest?.snapshotAt),
    },
    {
        name: 'pba_newest_proven_set_timestamp_seconds',
        help: 'Moment of the newest backup set that a restore test proved.',
        value: ({ newestProven }) => seconds(newestProven?.snapshotAt),
    },
    {
        name: 'pba_last_proof_timestamp_seconds',
        help: 'When a restore test last proved a set.',
        value: ({ provenAt }) => seconds(provenAt),
    },
    {
        name: 'pba_restore_seconds',
        help: 'Duration of the newest restore that came to its end.',
        value: ({ restoreSeconds }) => restoreSeconds,
    },
    {
        name: 'pba_newest_set_bytes',
        help: 'Stored size of the newest set.',
        value: ({ newest }) => newest?.bytes,
    },
    {
        name: 'pba_newest_set_rows',
        help: 'Rows in the newest set.',
        value: ({ newest }) => newest?.rows,
    },
    {
        name: 'pba_status',
        help: '0: objectives kept, 1: at risk, 2: broken.',
        value: ({ verdict }) => ({ kept: 0, 'at risk': 1, broken: 2 })[verdict],
    },
];
/** The text format of Prometheus (https://prometheus.io/docs/instrumenting/exposition_formats/), for a textfile collector. */
function metricsText(databases, now) {
    const lines = METRICS.flatMap(({ name, help, value }) => {
        const samples = [...databases].flatMap(([database, status]) => {
            const number = value(status);
            return number === undefined ? [] : `${name}{database="${label(database)}"} ${number}`;
        });
        return samples.length === 0 ? [] : [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...samples];
    });
    const written = 'pba_status_written_timestamp_seconds';
    return `${[
        ...lines,
        `# HELP ${written} When these figures were written: alert when it stands still.`,
        `# TYPE ${written} gauge`,
        `${written} ${now.getTime() / 1000}`,
    ].join('\n')}\n`;
}
function seconds(ms) {
    return ms === undefined ? undefined : ms / 1000;
}
/** Text as the value of a label. */
function label(text) {
    return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}


/***/ }),

/***/ 3413:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ copiesFor)
/* harmony export */ });
/* harmony import */ var _tier_stores_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8222);

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

/***/ 725:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  n: () => (/* binding */ isProven),
  O: () => (/* binding */ readProofs)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/catalog/json.js
var json = __webpack_require__(8672);
// EXTERNAL MODULE: ./build/catalog/keys.js
var catalog_keys = __webpack_require__(8430);
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
var catalog_manifest = __webpack_require__(9227);
// EXTERNAL MODULE: ./build/concurrency.js
var concurrency = __webpack_require__(3943);
// EXTERNAL MODULE: ./build/sets/read-sets.js + 1 modules
var read_sets = __webpack_require__(3913);
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


/***/ })

};
