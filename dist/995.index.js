export const id = 995;
export const ids = [995];
export const modules = {

/***/ 995:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  prune: () => (/* binding */ prune)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/catalog/keys.js
var keys = __webpack_require__(8430);
// EXTERNAL MODULE: ./build/catalog/manifest.js
var catalog_manifest = __webpack_require__(9227);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/catalog/json.js
var json = __webpack_require__(8672);
;// CONCATENATED MODULE: ./build/catalog/retention.js



const DAY = 86_400_000;
/**
 * Decides for every set whether it is kept, with the reason. Pure; `now` is passed in. Only sets of tiers that have a
 * rule can be deleted; the others are there because they count for the floors. A set is deleted only when
 *
 * - it is older than the `keepDays` of its tier, and
 * - it is not among the `keepMinimum` newest of its tier and lineage, and
 * - a NEWER set of its lineage (of any tier) is proven: so the newest proven set can never go, nor can anything
 *   while nothing newer was restored successfully, and
 * - the newest proven set of its lineage is not older than `limits.proofMaxAgeMs`.
 *
 * Every verdict depends on its own tier's rule alone: planning two tiers at once deletes what two plans would.
 *
 * @throws UserError PBA-INTERNAL when two rules are for one tier
 */
function planRetention(sets, rules, now, limits = {}) {
    const ruleOf = new Map(rules.map((rule) => [rule.tier, rule]));
    if (ruleOf.size !== rules.length) {
        throw new errors/* UserError */.yo('PBA-INTERNAL', 'Retention was planned with two rules for one tier.');
    }
    const lineages = new Map();
    for (const set of sets) {
        const lineage = lineages.get(set.lineage);
        if (lineage === undefined)
            lineages.set(set.lineage, [set]);
        else
            lineage.push(set);
    }
    const entries = [...lineages]
        .sort(([a], [b]) => compare(a, b))
        .flatMap(([, lineage]) => planLineage(lineage, ruleOf, now, limits));
    const sum = (verdict) => entries.reduce((bytes, entry) => (entry.verdict === verdict ? bytes + entry.bytes : bytes), 0);
    const digest = (0,external_node_crypto_.createHash)('sha256').update((0,json/* canonicalJson */.dj)(entries)).digest('hex');
    return { entries, digest, deleteBytes: sum('delete'), keepBytes: sum('keep') };
}
function planLineage(lineage, ruleOf, now, limits) {
    // The tier decides between copies of one dump: the order must not depend on how a store lists its keys.
    const newestFirst = lineage.toSorted((a, b) => b.snapshotAt - a.snapshotAt || compare(b.id, a.id) || compare(a.tier, b.tier));
    const facts = {
        now,
        newest: newestFirst[0]?.snapshotAt ?? now,
        newestProven: newestFirst.find((set) => set.proven),
        limits,
    };
    const ranks = new Map();
    return newestFirst.map((set) => {
        const rank = (ranks.get(set.tier) ?? 0) + 1;
        ranks.set(set.tier, rank);
        const { id, tier, lineage: name, snapshotAt, bytes } = set;
        return { id, tier, lineage: name, snapshotAt, bytes, ...decide(set, ruleOf.get(tier), rank, facts) };
    });
}
/** `rank` 1 is the newest set of its tier. */
function decide(set, rule, rank, facts) {
    const { now, newest, newestProven, limits } = facts;
    if (rule === undefined)
        return keep(`tier ${set.tier} is not pruned in this run`);
    const age = (now - set.snapshotAt) / DAY;
    // Said this way round, an age or a limit that is not a number keeps the set.
    if (!(age > rule.keepDays))
        return keep(`${days(age)} old, kept for ${rule.keepDays} days`);
    if (set.snapshotAt === newest)
        return keep('the newest set is never deleted');
    if (rank <= rule.keepMinimum)
        return keep(`among the ${rule.keepMinimum} newest of its tier`);
    if (newestProven === undefined)
        return keep('no set of this lineage is proven');
    if (set === newestProven)
        return keep('the newest proven set is never deleted');
    if (newestProven.snapshotAt <= set.snapshotAt)
        return keep('nothing newer is proven');
    const proofAge = now - newestProven.snapshotAt;
    if (limits.proofMaxAgeMs !== undefined && proofAge > limits.proofMaxAgeMs) {
        return keep(`the newest proven set is ${days(proofAge / DAY)} old; nothing is deleted until a newer one is proven`);
    }
    return {
        verdict: 'delete',
        reason: `${days(age)} old, limit ${rule.keepDays}; ${newestProven.id} is newer and proven`,
    };
}
function keep(reason) {
    return { verdict: 'keep', reason };
}
function compare(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}
function days(age) {
    return `${Math.floor(age)} ${Math.floor(age) === 1 ? 'day' : 'days'}`;
}

// EXTERNAL MODULE: ./build/concurrency.js
var concurrency = __webpack_require__(3943);
// EXTERNAL MODULE: ./build/policy/effective-policy.js
var effective_policy = __webpack_require__(9165);
// EXTERNAL MODULE: ./build/runtime/format.js
var format = __webpack_require__(4364);
// EXTERNAL MODULE: ./build/sets/proofs.js + 1 modules
var sets_proofs = __webpack_require__(725);
// EXTERNAL MODULE: ./build/sets/read-sets.js + 1 modules
var read_sets = __webpack_require__(3913);
// EXTERNAL MODULE: ./build/actions/effective.js + 22 modules
var effective = __webpack_require__(5481);
// EXTERNAL MODULE: ./build/actions/open-stores.js + 6 modules
var open_stores = __webpack_require__(1357);
// EXTERNAL MODULE: ./build/actions/run-facts.js
var run_facts = __webpack_require__(2351);
;// CONCATENATED MODULE: ./build/actions/prune/delete-set.js

/**
 * Deletes one set, its manifest first: from then on it is no set any more, and should this run be killed before the
 * rest is gone, the next one sweeps it. If the manifest stays, nothing else is touched.
 * @returns the keys that could not be deleted
 */
async function deleteSet(store, set) {
    const manifestKey = (0,keys/* objectKey */.T5)(set.location, keys/* MANIFEST */.e0);
    const first = await store.delete([manifestKey]);
    if (first.failed.length > 0)
        return [...first.failed];
    const rest = set.objects.map((object) => object.key).filter((key) => key !== manifestKey);
    return [...(await store.delete(rest)).failed];
}

;// CONCATENATED MODULE: ./build/actions/prune/summary.js

const COLUMNS = [
    { title: 'Verdict' },
    { title: 'Set' },
    { title: 'Tier' },
    { title: 'Snapshot (UTC)' },
    { title: 'Size', align: 'right' },
    { title: 'Why' },
];
/** Markdown for the job summary: one table per database and store, what goes first. */
function pruneSummary(reports, mode) {
    const failed = reports.flatMap((report) => report.failed);
    const parts = [
        `## ${failed.length > 0 ? '❌' : mode === 'apply' ? '🧹' : '📋'} Prune: ${headline(reports, mode)}`,
        '',
    ];
    for (const report of reports) {
        parts.push(`### ${(0,format/* escapeMarkdown */.FV)(report.database)} in ${(0,format/* escapeMarkdown */.FV)(report.store)}`, '');
        const rows = sorted(report.plan.entries).map((entry) => [
            entry.verdict === 'delete' ? '🗑️ delete' : 'keep',
            (0,format/* code */.aY)(entry.id),
            entry.tier,
            time(entry),
            (0,format/* formatBytes */.z3)(entry.bytes),
            entry.reason,
        ]);
        parts.push((0,format/* markdownTable */.Qj)(COLUMNS, rows, { maxRows: 200 }), '', ...notes(report, mode).map((note) => `- ${(0,format/* escapeMarkdown */.FV)(note)}`), '');
        for (const problem of report.failed.slice(0, 20))
            parts.push(`- ❌ ${(0,format/* escapeMarkdown */.FV)(`${problem.key}: ${problem.reason}`)}`);
        parts.push(`Plan ${(0,format/* code */.aY)(report.plan.digest.slice(0, 16)).markdown}`, '');
    }
    return parts.join('\n');
}
/** The same for a terminal. */
function pruneText(reports, mode) {
    const parts = [headline(reports, mode), ''];
    for (const report of reports) {
        const rows = sorted(report.plan.entries).map((entry) => [
            entry.verdict === 'delete' ? 'DELETE' : 'keep',
            entry.id,
            entry.tier,
            time(entry),
            (0,format/* formatBytes */.z3)(entry.bytes),
            entry.reason,
        ]);
        parts.push(`${report.database} in ${report.store}`, (0,format/* terminalTable */.RX)(COLUMNS, rows), ...notes(report, mode).map((note) => `- ${note}`), '');
    }
    return parts.join('\n').trimEnd();
}
function headline(reports, mode) {
    const doomed = reports
        .flatMap((report) => report.plan.entries)
        .filter((entry) => entry.verdict === 'delete');
    const bytes = (0,format/* formatBytes */.z3)(doomed.reduce((sum, entry) => sum + entry.bytes, 0));
    if (mode === 'plan')
        return `${(0,format/* plural */.LS)(doomed.length, 'set')} would be deleted (${bytes})`;
    const deleted = reports.reduce((sum, report) => sum + report.deleted.length, 0);
    return `${(0,format/* plural */.LS)(deleted, 'set')} deleted${deleted === doomed.length ? ` (${bytes})` : ` of ${doomed.length} planned`}`;
}
function notes(report, mode) {
    const lines = [];
    if (report.unknown.length > 0) {
        lines.push(`${(0,format/* plural */.LS)(report.unknown.length, 'object')} not of this toolkit, held: ${report.unknown.slice(0, 5).join(', ')}`);
    }
    if (report.swept.length > 0) {
        const done = mode === 'apply' ? 'removed' : 'would be removed';
        lines.push(`${(0,format/* formatCount */.B4)(report.swept.length)} remains of unfinished runs ${done}: ${report.swept.slice(0, 5).join(', ')}`);
    }
    return lines;
}
function sorted(entries) {
    return entries.toSorted((a, b) => Number(b.verdict === 'delete') - Number(a.verdict === 'delete') || b.snapshotAt - a.snapshotAt);
}
function time(entry) {
    return new Date(entry.snapshotAt).toISOString().slice(0, 16).replace('T', ' ');
}

;// CONCATENATED MODULE: ./build/actions/prune/prune.js















const MANIFESTS_AT_ONCE = 8;
/** Uncommitted objects of younger runs may belong to a backup that is still uploading. */
const SWEEP_AFTER_MS = 24 * 3_600_000;
/** Plans retention for every database and store of the inputs and, with `mode: apply`, does exactly what was planned. */
async function prune(inputs, context) {
    const policy = await (0,effective/* effectivePolicy */.Ci)(inputs, context);
    const stores = await (0,open_stores/* openStores */.j)(policy.stores.values(), inputs, context);
    try {
        const reports = [];
        for (const store of stores) {
            await store.check();
            const only = (0,effective/* onlyDatabase */.Wj)(policy);
            const databases = only === undefined ? await (0,read_sets/* listDatabases */.Pf)(store) : [only];
            for (const database of databases) {
                reports.push(await context.log.group(`Pruning ${database} in ${store.location}`, () => pruneDatabase(store, database, {
                    inputs,
                    context,
                    rules: (0,effective_policy/* retentionRules */._4)(policy, inputs.tier === undefined ? undefined : [inputs.tier]),
                    proofs: () => allProofs(stores, database),
                })));
            }
        }
        return result(reports, inputs);
    }
    finally {
        await (0,open_stores/* closeStores */.Hr)(stores);
    }
}
/** A restore test proves a manifest, wherever the copy lay that it read: evidence of every named store counts. */
async function allProofs(stores, database) {
    const proofs = await Promise.all(stores.map((store) => (0,sets_proofs/* readProofs */.O)(store, database)));
    return proofs.flat();
}
async function pruneDatabase(store, database, job) {
    const { inputs, context, rules } = job;
    const now = context.now().getTime();
    const listing = await (0,read_sets/* listStore */.K3)(store, database);
    const proofs = await job.proofs();
    const committed = listing.sets.filter((set) => set.committed);
    const manifests = await (0,concurrency/* mapLimited */.bB)(committed, MANIFESTS_AT_ONCE, (set) => (0,read_sets/* readManifest */.WI)(store, set.location));
    const plan = planRetention(manifests.map((manifest) => retentionSet(manifest, (0,sets_proofs/* isProven */.n)(manifest, proofs))), rules, now);
    const remains = listing.sets.filter((set) => !set.committed && isOld(set, now));
    const base = { store: store.location, database, plan, unknown: listing.unknown };
    if (inputs.mode === 'plan') {
        return {
            ...base,
            swept: remains.flatMap((set) => set.objects.map((object) => object.key)),
            deleted: [],
            failed: [],
        };
    }
    return { ...base, ...(await apply(store, listing, plan, remains, context, database)) };
}
async function apply(store, listing, plan, remains, context, database) {
    const deleted = [];
    const failed = [];
    const swept = await store.sweep((0,keys/* databasePrefix */.KS)(database), new Date(context.now().getTime() - SWEEP_AFTER_MS));
    for (const set of remains) {
        const outcome = await store.delete(set.objects.map((object) => object.key));
        swept.push(...outcome.deleted);
        failed.push(...outcome.failed);
    }
    const doomed = plan.entries.filter((entry) => entry.verdict === 'delete');
    const evidence = [];
    for (const entry of doomed) {
        const found = listing.sets.find((set) => set.location.id === entry.id && set.location.tier === entry.tier);
        if (found === undefined)
            throw new errors/* StoreError */.AD('PBA-STORE-FAILED', `Set ${entry.id} is planned but was not listed.`);
        const problems = await deleteSet(store, found);
        failed.push(...problems);
        if (problems.length > 0)
            continue;
        deleted.push(entry.id);
        evidence.push({ set: entry.id, tier: entry.tier, reason: entry.reason });
        context.log.info(`deleted ${entry.id}: ${entry.reason}`);
    }
    if (doomed.length > 0) {
        const id = (0,keys/* makeSetId */.IT)(context.now(), (0,external_node_crypto_.randomBytes)(3).toString('hex'));
        const record = {
            evidenceVersion: 1,
            kind: 'prune',
            id,
            at: context.now().toISOString(),
            database,
            planDigest: plan.digest,
            deleted: evidence,
            failed,
            run: (0,run_facts/* runFacts */.p)(context.run, undefined),
        };
        await store.create((0,keys/* evidenceKey */.ZH)(database, 'prune', id), Buffer.from(`${JSON.stringify(record, null, 2)}\n`));
    }
    return { swept, deleted, failed };
}
function retentionSet(manifest, proven) {
    return {
        id: manifest.id,
        tier: manifest.tier,
        lineage: (0,catalog_manifest/* lineageOf */.bQ)(manifest),
        snapshotAt: Date.parse(manifest.snapshotAt),
        bytes: (0,catalog_manifest/* storedBytes */.Zk)(manifest),
        proven,
    };
}
function isOld(set, now) {
    const time = (0,keys/* setIdTime */.pz)(set.location.id)?.getTime();
    return time !== undefined && now - time > SWEEP_AFTER_MS;
}
function result(reports, inputs) {
    const entries = reports.flatMap((report) => report.plan.entries);
    const doomed = entries.filter((entry) => entry.verdict === 'delete');
    const failed = reports.flatMap((report) => report.failed);
    const deleted = inputs.mode === 'apply' ? reports.reduce((sum, report) => sum + report.deleted.length, 0) : doomed.length;
    const freed = doomed.reduce((sum, entry) => sum + entry.bytes, 0);
    const failure = failed.length === 0
        ? undefined
        : new errors/* StoreError */.AD('PBA-STORE-PARTIAL', `${(0,format/* plural */.LS)(failed.length, 'object')} could not be deleted; the first: ${failed[0]?.key} (${failed[0]?.reason}).`, {
            hint: 'Sets whose manifest is gone are swept by a later run. Check the pruner’s rights and object locks.',
        });
    return {
        outputs: {
            verdict: failure === undefined ? 'ok' : 'failed',
            'plan-digest': reports.map((report) => report.plan.digest).join('\n'),
            kept: String(entries.length - doomed.length),
            deleted: String(deleted),
            'freed-bytes': String(freed),
        },
        summary: pruneSummary(reports, inputs.mode),
        text: pruneText(reports, inputs.mode),
        json: { mode: inputs.mode, freed: (0,format/* formatBytes */.z3)(freed), stores: reports },
        ...(failure === undefined ? {} : { failure }),
    };
}


/***/ }),

/***/ 2351:
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

/***/ 3943:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bB: () => (/* binding */ mapLimited),
/* harmony export */   bs: () => (/* binding */ together),
/* harmony export */   yy: () => (/* binding */ sleep)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);

/**
 * Runs tasks side by side. When one fails, the signal given to the others is aborted, all are awaited, and the first
 * failure that is not a mere consequence of that abort is thrown: nothing runs on unattended.
 */
async function together(signal, ...tasks) {
    const local = new AbortController();
    const joint = AbortSignal.any([signal, local.signal]);
    let first;
    const results = await Promise.all(tasks.map(async (task) => {
        try {
            return await task(joint);
        }
        catch (error) {
            if (first === undefined ||
                (first.error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CancelledError */ .cc && !(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CancelledError */ .cc))) {
                first = { error };
            }
            local.abort();
            return undefined;
        }
    }));
    if (first !== undefined)
        throw first.error;
    return results;
}
/**
 * Maps with at most `limit` calls under way; results stand in the order of the items. After a failure no further
 * item is begun, those under way are awaited, and the first failure is thrown.
 */
async function mapLimited(items, limit, map) {
    const results = new Array(items.length);
    let next = 0;
    let failure;
    const worker = async () => {
        for (let index = next++; index < items.length && failure === undefined; index = next++) {
            try {
                results[index] = await map(items[index]);
            }
            catch (error) {
                failure ??= { error };
            }
        }
    };
    await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
    if (failure !== undefined)
        throw failure.error;
    return results;
}
/** A pause that the signal ends early. @throws CancelledError */
async function sleep(ms, signal) {
    await new Promise((resolve, reject) => {
        const cancelled = () => {
            clearTimeout(timer);
            reject(new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CancelledError */ .cc());
        };
        const timer = setTimeout(() => {
            signal.removeEventListener('abort', cancelled);
            resolve();
        }, ms);
        if (signal.aborted)
            cancelled();
        else
            signal.addEventListener('abort', cancelled, { once: true });
    });
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
