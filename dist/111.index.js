export const id = 111;
export const ids = [111];
export const modules = {

/***/ 18907:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ claimantOf)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);

/** Who this run is, for others that find its leases: the URL of the run, or host and process. */
function claimantOf(context) {
    return {
        now: () => context.now(),
        who: context.run.runUrl ?? `process ${process.pid} on ${(0,node_os__WEBPACK_IMPORTED_MODULE_0__.hostname)()}`,
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

/***/ 75111:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  prune: () => (/* binding */ prune)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/policy/effective-policy.js
var effective_policy = __webpack_require__(59165);
// EXTERNAL MODULE: ./build/runtime/format.js
var format = __webpack_require__(14364);
// EXTERNAL MODULE: ./build/sets/proofs.js
var sets_proofs = __webpack_require__(3017);
// EXTERNAL MODULE: ./build/sets/read-sets.js + 1 modules
var read_sets = __webpack_require__(63913);
// EXTERNAL MODULE: ./build/actions/claimant.js
var claimant = __webpack_require__(18907);
// EXTERNAL MODULE: ./build/actions/effective.js
var effective = __webpack_require__(5529);
// EXTERNAL MODULE: ./build/actions/open-stores.js
var open_stores = __webpack_require__(27425);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/catalog/keys.js
var keys = __webpack_require__(98430);
// EXTERNAL MODULE: ./build/sets/leases.js + 1 modules
var leases = __webpack_require__(35621);
// EXTERNAL MODULE: ./build/sets/records.js
var records = __webpack_require__(97814);
;// CONCATENATED MODULE: ./build/sets/versioned-sets.js

/** Lists a database's sets in one store with all versions: one request for 1,000 objects, nothing read. */
async function listVersionedSets(store, database) {
    const found = new Map();
    const unknown = new Set();
    // Every set has the same few names.
    const names = new Map();
    for await (const version of store.versions((0,keys/* databasePrefix */.KS)(database))) {
        const parsed = (0,keys/* parseKey */.Do)(version.key);
        if (parsed.kind === 'unknown' && !version.marker)
            unknown.add(own(version.key));
        if (parsed.kind !== 'set object')
            continue;
        const { tier } = parsed.location;
        const id = own(parsed.location.id);
        const prefix = `${tier}/${id}`;
        let set = found.get(prefix);
        if (set === undefined) {
            set = {
                location: { database, tier, id },
                versions: [],
                live: false,
                hidden: false,
                modified: undefined,
            };
            found.set(prefix, set);
        }
        const name = names.get(parsed.name) ?? own(parsed.name);
        names.set(name, name);
        note(set, version, name);
    }
    const sets = [...found.values()].map(({ location, live, hidden, versions, modified }) => ({
        location,
        state: live ? 'committed' : hidden ? 'hidden' : 'remains',
        versions,
        modified: modified === undefined ? undefined : new Date(modified),
    }));
    const newestFirst = (a, b) => a.location.id < b.location.id ? 1 : a.location.id > b.location.id ? -1 : 0;
    return { sets: sets.sort(newestFirst), unknown: [...unknown] };
}
function note(set, { versionId, marker, latest, modified }, name) {
    set.versions.push({ name, versionId: versionId === undefined ? undefined : own(versionId) });
    if (modified !== undefined)
        set.modified = Math.max(set.modified ?? 0, modified.getTime());
    if (name !== keys/* MANIFEST */.e0 || marker)
        return;
    set.hidden = true;
    set.live ||= latest;
}
/**
 * The text as a string of its own. A part of a string is a reference into the whole in V8: a few names that were cut from it
 * would keep every answer of the store in memory.
 */
function own(text) {
    return Buffer.from(text).toString();
}
/** The versions of a set as a store names them. */
function storedVersions(set) {
    const prefix = (0,keys/* setPrefix */.n0)(set.location);
    return set.versions.map(({ name, versionId }) => ({ key: `${prefix}${name}`, versionId }));
}
/**
 * Deletes sets for good, all versions, all manifests first: from then on they are no sets any more, and should this run be
 * killed before the rest is gone, a later one sweeps it. Of a set whose manifest stays, nothing else is touched. Takes one
 * request for 1,000 objects.
 */
async function eraseSets(store, sets) {
    const isManifest = ({ key }) => key.endsWith(`/${keys/* MANIFEST */.e0}`);
    const first = await store.deleteVersions(sets.flatMap((set) => storedVersions(set).filter(isManifest)));
    const staying = new Set([...first.failed, ...first.locked].map(({ key }) => setOfKey(key)));
    const open = sets.filter((set) => !staying.has((0,keys/* setPrefix */.n0)(set.location)));
    const rest = await store.deleteVersions(open.flatMap((set) => storedVersions(set).filter((version) => !isManifest(version))));
    const partial = new Set([...rest.failed, ...rest.locked].map(({ key }) => setOfKey(key)));
    return {
        erased: open.filter((set) => !partial.has((0,keys/* setPrefix */.n0)(set.location))),
        failed: [...first.failed, ...rest.failed],
        locked: [...first.locked, ...rest.locked],
    };
}
function setOfKey(key) {
    return key.slice(0, key.lastIndexOf('/') + 1);
}

// EXTERNAL MODULE: ./build/actions/run-facts.js
var run_facts = __webpack_require__(32351);
// EXTERNAL MODULE: ./build/catalog/manifest.js
var catalog_manifest = __webpack_require__(49227);
// EXTERNAL MODULE: ./build/catalog/json.js
var json = __webpack_require__(38672);
;// CONCATENATED MODULE: ./build/catalog/retention.js



const DAY = 86_400_000;
/**
 * Decides for every set whether it is kept, with the reason. Pure; `now` is passed in. Only sets of tiers that have a
 * rule can be deleted; the others are there because they count for the floors. A set is deleted only when
 *
 * - nothing holds it, and
 * - it is older than the `keepDays` of its tier, and
 * - it is not among the `keepMinimum` newest of its tier and lineage, and
 * - a NEWER set of its lineage (of any tier) is proven: so the newest proven set can never go, nor can anything
 *   while nothing newer was restored successfully, and
 * - its dump is not among the `limits.keepProven` newest proven ones of its lineage, and
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
    const deeds = entries.map(({ id, tier, lineage, verdict }) => ({ id, tier, lineage, verdict }));
    const digest = (0,external_node_crypto_.createHash)('sha256').update((0,json/* canonicalJson */.dj)(deeds)).digest('hex');
    return { entries, digest, deleteBytes: sum('delete'), keepBytes: sum('keep') };
}
function planLineage(lineage, ruleOf, now, limits) {
    // The tier decides between copies of one dump: the order must not depend on how a store lists its keys.
    const newestFirst = lineage.toSorted((a, b) => b.snapshotAt - a.snapshotAt || compare(b.id, a.id) || compare(a.tier, b.tier));
    const facts = {
        now,
        newest: newestFirst[0]?.snapshotAt ?? now,
        newestProven: newestFirst.find((set) => set.proven),
        provenFloor: new Set([...new Set(newestFirst.filter((set) => set.proven).map((set) => set.id))].slice(0, limits.keepProven ?? 1)),
        limits,
    };
    const ranks = new Map();
    return newestFirst.map((set) => {
        const rank = (ranks.get(set.tier) ?? 0) + 1;
        ranks.set(set.tier, rank);
        const { id, tier, lineage: name, snapshotAt, bytes, proven } = set;
        return {
            id,
            tier,
            lineage: name,
            snapshotAt,
            bytes,
            proven,
            ...decide(set, ruleOf.get(tier), rank, facts),
        };
    });
}
/** `rank` 1 is the newest set of its tier. */
function decide(set, rule, rank, facts) {
    const { now, newest, newestProven, provenFloor, limits } = facts;
    if (set.held !== undefined)
        return keep(set.held);
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
    if (provenFloor.has(set.id))
        return keep(`among the ${limits.keepProven ?? 1} newest proven dumps`);
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
;// CONCATENATED MODULE: ./build/actions/prune/plan-store.js









const MANIFESTS_AT_ONCE = 8;
/** Uncommitted objects of younger runs may belong to a backup that is still uploading. */
const SWEEP_AFTER_MS = 24 * 3_600_000;
/** Reads the catalog and plans. Nothing is written. */
async function planStore(store, database, options) {
    const now = options.now.getTime();
    const { sets, unknown } = await listVersionedSets(store, database);
    const committed = sets.filter((set) => set.state === 'committed');
    const holds = await (0,leases/* readHolds */.RC)(store, database);
    const planned = await (0,concurrency/* mapLimited */.bB)(committed, MANIFESTS_AT_ONCE, async (set) => {
        const manifest = await (0,read_sets/* readManifest */.WI)(store, set.location);
        const hold = holds.get(manifest.id);
        return {
            ...retentionSet(manifest, (0,sets_proofs/* isProven */.n)(manifest, options.proofs)),
            ...(hold === undefined ? {} : { held: `on hold by ${hold.who}: ${hold.reason}` }),
        };
    });
    const plan = await withLocks(store, database, planned, options);
    const doomed = plan.entries.filter(({ verdict }) => verdict === 'delete');
    const reasons = new Map(doomed.map(({ id, tier, reason }) => [`${tier}/${id}`, reason]));
    return {
        store,
        database,
        plan,
        doomed: committed.filter(({ location: { id, tier } }) => reasons.has(`${tier}/${id}`)),
        reasons,
        remains: sets.filter((set) => set.state === 'remains' && isOld(set, now)),
        hidden: sets.filter((set) => set.state === 'hidden'),
        unknown,
    };
}
/** Only the sets that would go are asked for their locks: each costs requests. */
async function withLocks(store, database, sets, { rules, limits, now }) {
    const first = planRetention(sets, rules, now.getTime(), limits);
    const doomed = first.entries.filter((entry) => entry.verdict === 'delete');
    const locked = new Map();
    await (0,concurrency/* mapLimited */.bB)(doomed, MANIFESTS_AT_ONCE, async ({ id, tier }) => {
        const { lock, legalHold } = await store.protection((0,keys/* objectKey */.T5)({ database, tier, id }, keys/* MANIFEST */.e0));
        if (legalHold)
            locked.set(`${tier}/${id}`, 'on legal hold in the store');
        else if (lock !== undefined && lock.until > now)
            locked.set(`${tier}/${id}`, `locked (${lock.mode}) until ${lock.until.toISOString().slice(0, 10)}`);
    });
    if (locked.size === 0)
        return first;
    const known = sets.map((set) => {
        const held = locked.get(`${set.tier}/${set.id}`);
        return held === undefined ? set : { ...set, held };
    });
    return planRetention(known, rules, now.getTime(), limits);
}
/** One digest over all plans of a run. */
function digestOf(plans) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    for (const { store, database, plan } of plans)
        hash.update(JSON.stringify([store.location, database, plan.digest]));
    return hash.digest('hex');
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
/** By the time in its id, and by the store's clock where it tells: a slow upload goes on after its snapshot. */
function isOld(set, now) {
    const made = (0,keys/* setIdTime */.pz)(set.location.id)?.getTime();
    const last = Math.max(made ?? now, set.modified?.getTime() ?? 0);
    return now - last > SWEEP_AFTER_MS;
}

;// CONCATENATED MODULE: ./build/actions/prune/apply-plan.js







/** Sets between two looks at the clock; each has some ten objects, and a request deletes 1,000. */
const SETS_AT_ONCE = 1000;
/** Deletes exactly what was planned, but what somebody uses by now; sweeps remains; writes down what it did. */
async function applyPlan(plan, context, claimant) {
    const { store, database } = plan;
    const swept = await sweep(plan, context);
    const sets = plan.doomed.map(({ location }) => ({ set: location.id, tier: location.tier }));
    const done = sets.length === 0
        ? { deleted: [], spared: [], failed: [] }
        : await (0,leases/* withIntent */.lN)(store, database, sets, claimant, (claim) => deleteSets(plan, claim, context));
    const applied = { ...done, swept: swept.swept, failed: [...swept.failed, ...done.failed] };
    await recordPruning(plan, applied, context);
    return applied;
}
async function deleteSets(plan, claim, context) {
    const { store, database } = plan;
    const spared = [];
    // Again: a hold may have come after the plan was made.
    const holds = await (0,leases/* readHolds */.RC)(store, database);
    const free = plan.doomed.filter(({ location: { id, tier } }) => {
        const lease = claim.leased.find((one) => one.set === id && one.tier === tier);
        const hold = holds.get(id);
        if (lease !== undefined)
            spared.push({ set: id, reason: `in use by ${lease.who} until ${lease.until} at the latest` });
        else if (hold !== undefined)
            spared.push({ set: id, reason: `on hold by ${hold.who}: ${hold.reason}` });
        return lease === undefined && hold === undefined;
    });
    const deleted = [];
    const failed = [];
    for (let start = 0; start < free.length; start += SETS_AT_ONCE) {
        const batch = free.slice(start, start + SETS_AT_ONCE);
        if (!claim.stillGood()) {
            const reason = 'the time that was claimed for deleting is over; run again';
            spared.push(...batch.map(({ location }) => ({ set: location.id, reason })));
            continue;
        }
        const { erased, ...left } = await eraseSets(store, batch);
        deleted.push(...erased);
        failed.push(...left.failed);
        for (const { key, until } of left.locked)
            spared.push({
                set: key,
                reason: `locked${until === undefined ? '' : ` until ${until.toISOString()}`}`,
            });
    }
    for (const { set, reason } of spared)
        context.log.info(`kept ${set}: ${reason}`);
    for (const set of deleted)
        context.log.info(`deleted ${set.location.id} (${set.location.tier}): ${reasonFor(plan, set)}`);
    return { deleted, spared, failed };
}
/** Unfinished uploads, objects without a manifest, and claims of killed runs; none younger than a day. */
async function sweep({ store, database, remains }, context) {
    const swept = await store.sweep((0,keys/* databasePrefix */.KS)(database), new Date(context.now().getTime() - SWEEP_AFTER_MS));
    const versions = await store.deleteVersions(remains.flatMap(storedVersions));
    const claims = await store.delete(await (0,leases/* staleClaims */.Ds)(store, database, context.now()));
    return {
        swept: [...swept, ...new Set(versions.deleted.map(({ key }) => key)), ...claims.deleted],
        failed: [...versions.failed, ...claims.failed],
    };
}
async function recordPruning(plan, applied, context) {
    const { store, database } = plan;
    const id = (0,keys/* makeSetId */.IT)(context.now(), (0,external_node_crypto_.randomBytes)(3).toString('hex'));
    const record = {
        evidenceVersion: 1,
        kind: 'prune',
        id,
        at: context.now().toISOString(),
        database,
        planDigest: plan.plan.digest,
        deleted: applied.deleted.map((set) => ({
            set: set.location.id,
            tier: set.location.tier,
            reason: reasonFor(plan, set),
        })),
        spared: applied.spared,
        swept: applied.swept.length,
        failed: applied.failed,
        run: (0,run_facts/* runFacts */.p)(context.run, undefined),
    };
    await (0,records/* writeEvidence */.n)(store, record);
}
function reasonFor({ reasons }, { location }) {
    return reasons.get(`${location.tier}/${location.id}`) ?? '';
}

;// CONCATENATED MODULE: ./build/actions/prune/summary.js



const COLUMNS = [
    { title: 'Verdict' },
    { title: 'Set' },
    { title: 'Tier' },
    { title: 'Snapshot (UTC)' },
    { title: 'Size', align: 'right' },
    { title: 'Proven' },
    { title: 'Why' },
];
/** Markdown for the job summary: one table per database and store, what goes first. */
function pruneSummary(reports, mode) {
    const failed = reports.flatMap((report) => report.applied?.failed ?? []);
    const parts = [
        `## ${failed.length > 0 ? '❌' : mode === 'apply' ? '🧹' : '📋'} Prune: ${headline(reports, mode)}`,
        '',
    ];
    for (const report of reports) {
        parts.push(`### ${(0,format/* escapeMarkdown */.FV)(report.database)} in ${(0,format/* escapeMarkdown */.FV)(report.store.location)}`, '');
        const rows = sorted(report.plan.entries).map((entry) => [
            entry.verdict === 'delete' ? '🗑️ delete' : 'keep',
            (0,format/* code */.aY)(entry.id),
            entry.tier,
            time(entry),
            (0,format/* formatBytes */.z3)(entry.bytes),
            entry.proven ? 'proven' : '',
            entry.reason,
        ]);
        parts.push((0,format/* markdownTable */.Qj)(COLUMNS, rows, { maxRows: 200 }), '', ...notes(report, mode).map((note) => `- ${(0,format/* escapeMarkdown */.FV)(note)}`), '');
        for (const problem of (report.applied?.failed ?? []).slice(0, 20))
            parts.push(`- ❌ ${(0,format/* escapeMarkdown */.FV)(`${problem.key}: ${problem.reason}`)}`);
    }
    parts.push(`Plan ${(0,format/* code */.aY)(digestOf(reports)).markdown}`, '');
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
            entry.proven ? 'proven' : '',
            entry.reason,
        ]);
        parts.push(`${report.database} in ${report.store.location}`, (0,format/* terminalTable */.RX)(COLUMNS, rows), ...notes(report, mode).map((note) => `- ${note}`), '');
    }
    return [...parts, `plan-digest: ${digestOf(reports)}`].join('\n');
}
function headline(reports, mode) {
    const doomed = reports
        .flatMap((report) => report.plan.entries)
        .filter((entry) => entry.verdict === 'delete');
    const bytes = (0,format/* formatBytes */.z3)(doomed.reduce((sum, entry) => sum + entry.bytes, 0));
    if (mode === 'plan')
        return `${(0,format/* plural */.LS)(doomed.length, 'set')} would be deleted (${bytes})`;
    const deleted = reports.reduce((sum, report) => sum + (report.applied?.deleted.length ?? 0), 0);
    return `${(0,format/* plural */.LS)(deleted, 'set')} deleted${deleted === doomed.length ? ` (${bytes})` : ` of ${doomed.length} planned`}`;
}
function notes(report, mode) {
    const lines = [];
    if (report.unknown.length > 0) {
        lines.push(`${(0,format/* plural */.LS)(report.unknown.length, 'object')} not of this toolkit, held: ${report.unknown.slice(0, 5).join(', ')}`);
    }
    const swept = report.applied?.swept ?? report.remains.flatMap((set) => storedVersions(set).map(({ key }) => key));
    if (swept.length > 0) {
        const done = mode === 'apply' ? 'removed' : 'would be removed';
        lines.push(`${(0,format/* formatCount */.B4)(swept.length)} remains of unfinished runs ${done}: ${swept.slice(0, 5).join(', ')}`);
    }
    for (const { location } of report.hidden.slice(0, 5))
        lines.push(`Hidden by a delete marker, and still there: ${location.id} (${location.tier})`);
    for (const { set, reason } of (report.applied?.spared ?? []).slice(0, 20))
        lines.push(`Left alone: ${set}: ${reason}`);
    return lines;
}
function sorted(entries) {
    return entries.toSorted((a, b) => Number(b.verdict === 'delete') - Number(a.verdict === 'delete') || b.snapshotAt - a.snapshotAt);
}
function time(entry) {
    return new Date(entry.snapshotAt).toISOString().slice(0, 16).replace('T', ' ');
}

;// CONCATENATED MODULE: ./build/actions/prune/prune.js











/** Plans retention for every database and store of the inputs and, with `mode: apply`, does exactly what was planned. */
async function prune(inputs, context) {
    const policy = await (0,effective/* effectivePolicy */.Ci)(inputs, context);
    const stores = await (0,open_stores/* openStores */.j)(policy.stores.values(), inputs, context);
    try {
        const options = {
            rules: (0,effective_policy/* retentionRules */._4)(policy, inputs.tier === undefined ? undefined : [inputs.tier]),
            limits: { proofMaxAgeMs: policy.objectives.pruneProofMaxAge, keepProven: inputs.keepProven },
            now: context.now(),
        };
        const plans = await planAll(stores, (0,effective/* onlyDatabase */.Wj)(policy), options, context);
        assertSamePlan(inputs.planDigest, plans);
        const reports = [];
        for (const plan of plans) {
            reports.push({
                ...plan,
                applied: inputs.mode === 'plan'
                    ? undefined
                    : await context.log.group(`Pruning ${plan.database} in ${plan.store.location}`, () => applyPlan(plan, context, (0,claimant/* claimantOf */.V)(context))),
            });
        }
        return result(reports, inputs);
    }
    finally {
        await (0,open_stores/* closeStores */.Hr)(stores);
    }
}
async function planAll(stores, database, options, context) {
    const plans = [];
    for (const store of stores) {
        await store.check();
        for (const name of database === undefined ? await (0,read_sets/* listDatabases */.Pf)(store) : [database]) {
            const plan = await planStore(store, name, { ...options, proofs: await allProofs(stores, name) });
            for (const { location } of plan.hidden) {
                context.log.warning(`${store.location}: set ${location.id} (${location.tier}) of ${name} is hidden by a delete marker; its bytes are still there. Remove the marker to have it back, or its versions to lose it.`);
            }
            plans.push(plan);
        }
    }
    return plans;
}
/** A restore test proves a dump, wherever the copy lay that it read: evidence of every named store counts. */
async function allProofs(stores, database) {
    const proofs = await Promise.all(stores.map((store) => (0,sets_proofs/* readProofs */.O)(store, database)));
    return proofs.flat();
}
function assertSamePlan(wanted, plans) {
    const digest = digestOf(plans);
    if (wanted === undefined || wanted === digest)
        return;
    const doomed = plans.flatMap(({ doomed }) => doomed.map(({ location }) => `${location.id} (${location.tier})`));
    throw new errors/* UserError */.yo('PBA-PRUNE-PLAN-CHANGED', `The catalog has changed since plan ${wanted.slice(0, 16)} was made; the plan is ${digest.slice(0, 16)} now.`, {
        hint: `Nothing was deleted. Now ${doomed.length === 0 ? 'nothing' : doomed.slice(0, 10).join(', ')} would go: look at it with \`mode: plan\` and apply that.`,
    });
}
function result(reports, inputs) {
    const entries = reports.flatMap((report) => report.plan.entries);
    const planned = entries.filter((entry) => entry.verdict === 'delete');
    const failed = reports.flatMap((report) => report.applied?.failed ?? []);
    const deleted = reports.flatMap((report) => report.applied?.deleted ?? []);
    const count = inputs.mode === 'apply' ? deleted.length : planned.length;
    const freed = planned.reduce((sum, entry) => sum + entry.bytes, 0);
    const failure = failed.length === 0
        ? undefined
        : new errors/* StoreError */.AD('PBA-STORE-PARTIAL', `${(0,format/* plural */.LS)(failed.length, 'object')} could not be deleted; the first: ${failed[0]?.key} (${failed[0]?.reason}).`, {
            hint: 'What is left of sets without a manifest is swept by a later run. Check the pruner’s rights.',
        });
    return {
        outputs: {
            verdict: failure === undefined ? 'ok' : 'failed',
            'plan-digest': digestOf(reports),
            kept: String(entries.length - count),
            deleted: String(count),
            'freed-bytes': String(freed),
            hidden: String(reports.reduce((sum, report) => sum + report.hidden.length, 0)),
        },
        summary: pruneSummary(reports, inputs.mode),
        text: pruneText(reports, inputs.mode),
        json: {
            mode: inputs.mode,
            freed: (0,format/* formatBytes */.z3)(freed),
            stores: reports.map(({ store, database, plan, remains, hidden, unknown, applied }) => ({
                store: store.location,
                database,
                plan,
                remains: remains.map(({ location }) => location),
                hidden: hidden.map(({ location }) => location),
                unknown,
                deleted: applied?.deleted.map(({ location }) => location) ?? null,
                spared: applied?.spared ?? null,
                swept: applied?.swept ?? null,
                failed: applied?.failed ?? null,
            })),
        },
        ...(failure === undefined ? {} : { failure }),
    };
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

/***/ 35621:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  RC: () => (/* binding */ readHolds),
  Ds: () => (/* binding */ staleClaims),
  lN: () => (/* binding */ withIntent),
  pS: () => (/* binding */ withLease)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/catalog/keys.js
var keys = __webpack_require__(98430);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/catalog/json.js
var json = __webpack_require__(38672);
;// CONCATENATED MODULE: ./build/catalog/lease.js



/** @throws IntegrityError PBA-MANIFEST-INVALID: what cannot be read might protect something, so nothing goes on */
function parseLease(text, key) {
    const { read, root, finish } = lease_open(text, key);
    const lease = {
        set: read.string(root['set'], 'set'),
        tier: tierOf(read, root['tier']),
        until: instant(read, root['until'], 'until'),
        who: read.string(root['who'], 'who'),
    };
    return finish(lease);
}
/** @throws IntegrityError as `parseLease` */
function parseIntent(text, key) {
    const { read, root, finish } = lease_open(text, key);
    const sets = read.array(root['sets'], 'sets').map((item) => {
        const one = read.object(item, 'sets[]');
        return { set: read.string(one['set'], 'sets[].set'), tier: tierOf(read, one['tier']) };
    });
    return finish({
        sets,
        until: instant(read, root['until'], 'until'),
        who: read.string(root['who'], 'who'),
    });
}
/** @throws IntegrityError as `parseLease` */
function parseHold(text, key) {
    const { read, root, finish } = lease_open(text, key);
    return finish({
        set: read.string(root['set'], 'set'),
        reason: read.string(root['reason'], 'reason'),
        at: instant(read, root['at'], 'at'),
        who: read.string(root['who'], 'who'),
    });
}
/** Whether a lease or intent still counts. */
function isLive(record, now) {
    return Date.parse(record.until) > now.getTime();
}
function lease_open(text, key) {
    const invalid = (reason) => new errors/* IntegrityError */.cs('PBA-MANIFEST-INVALID', `The record ${key} cannot be used: ${reason}.`, {
        hint: 'Such records are written by this toolkit alone. Look at it, and delete it by hand when it is of no use.',
    });
    const read = new json/* Reader */.mP();
    const root = read.object((0,json/* parseJson */.qF)(text, invalid), 'the record');
    const finish = (record) => {
        if (read.problems.length > 0)
            throw invalid(read.problems.join('; '));
        return record;
    };
    return { read, root, finish };
}
function tierOf(read, value) {
    if (typeof value === 'string' && (0,keys/* isTier */.zl)(value))
        return value;
    read.fail('tier', 'a tier');
    return 'daily';
}
function instant(read, value, path) {
    const text = read.string(value, path);
    if (Number.isNaN(Date.parse(text)))
        read.fail(path, 'a time');
    return text;
}

// EXTERNAL MODULE: ./build/sets/read-sets.js + 1 modules
var read_sets = __webpack_require__(63913);
// EXTERNAL MODULE: ./build/sets/records.js
var records = __webpack_require__(97814);
;// CONCATENATED MODULE: ./build/sets/leases.js






const MAX_RECORD = 16 * 1024 * 1024;
/** Longest time from an intent to the last delete; a pruner that was killed keeps readers away for no longer. */
const INTENT_MS = 15 * 60_000;
/**
 * Takes a lease on a set for as long as `body` runs.
 * @param limitMs after this the lease ends by itself: the time limit of the run
 * @throws UserError PBA-SET-BEING-PRUNED, PBA-SET-NOT-FOUND
 */
async function withLease(store, location, claimant, limitMs, body) {
    const lease = {
        set: location.id,
        tier: location.tier,
        until: new Date(claimant.now().getTime() + limitMs).toISOString(),
        who: claimant.who,
    };
    const key = (0,keys/* leaseKey */.aW)(location.database, location.id, (0,external_node_crypto_.randomBytes)(3).toString('hex'));
    await store.create(key, (0,records/* recordBytes */.$)(lease));
    try {
        await assertUnclaimed(store, location, claimant);
        return await body();
    }
    finally {
        // Should the role not be allowed to delete, or the store be gone, the lease ends by its own time.
        await store.takeBack([key]);
    }
}
async function assertUnclaimed(store, location, claimant) {
    const { database, tier, id } = location;
    const intents = await readLive(store, (0,keys/* intentsPrefix */.MX)(database), parseIntent, claimant.now());
    const against = intents.find((intent) => intent.sets.some((one) => one.set === id && one.tier === tier));
    if (against !== undefined) {
        throw new errors/* UserError */.yo('PBA-SET-BEING-PRUNED', `Set ${id} (${tier}) is being deleted by ${against.who}.`, {
            hint: 'Its time is over. Choose a newer set.',
        });
    }
    if ((await store.head((0,keys/* objectKey */.T5)(location, keys/* MANIFEST */.e0))) === undefined) {
        throw new errors/* UserError */.yo('PBA-SET-NOT-FOUND', `Set ${id} (${tier}) is no longer in ${store.location}.`, {
            hint: 'It was deleted a moment ago. Choose a newer set.',
        });
    }
}
/**
 * Announces what is to be deleted, for as long as `body` runs.
 * @throws UserError PBA-STORE-BUSY when another run is about to delete sets of this database
 */
async function withIntent(store, database, sets, claimant, body) {
    const until = new Date(claimant.now().getTime() + INTENT_MS);
    const key = (0,keys/* intentKey */.SN)(database, (0,keys/* makeSetId */.IT)(claimant.now(), (0,external_node_crypto_.randomBytes)(3).toString('hex')));
    await store.create(key, (0,records/* recordBytes */.$)({ sets, until: until.toISOString(), who: claimant.who }));
    try {
        const others = await readLive(store, (0,keys/* intentsPrefix */.MX)(database), parseIntent, claimant.now(), key);
        const [other] = others;
        if (other !== undefined) {
            throw new errors/* UserError */.yo('PBA-STORE-BUSY', `${other.who} is pruning ${database} in ${store.location} until ${other.until} at the latest.`, { hint: 'Nothing was deleted. Run again when it has ended.' });
        }
        const leased = await readLive(store, (0,keys/* leasesPrefix */.KJ)(database), parseLease, claimant.now());
        return await body({ leased, stillGood: () => claimant.now() < until });
    }
    finally {
        // An intent that stays ends by its own time, too.
        await store.takeBack([key]);
    }
}
/** The holds of one database, by set. */
async function readHolds(store, database) {
    const holds = await readAll(store, (0,keys/* holdsPrefix */.VG)(database), parseHold);
    return new Map(holds.map(({ record }) => [record.set, record]));
}
/** Keys of leases and intents whose time is over: what killed runs left behind. */
async function staleClaims(store, database, now) {
    const claims = [
        ...(await readAll(store, (0,keys/* leasesPrefix */.KJ)(database), parseLease)),
        ...(await readAll(store, (0,keys/* intentsPrefix */.MX)(database), parseIntent)),
    ];
    return claims.filter(({ record }) => !isLive(record, now)).map(({ key }) => key);
}
async function readLive(store, prefix, parse, now, own) {
    const all = await readAll(store, prefix, parse);
    return all.filter(({ key, record }) => key !== own && isLive(record, now)).map(({ record }) => record);
}
/** A record that vanishes between listing and reading has ended. */
async function readAll(store, prefix, parse) {
    const found = [];
    for await (const { key } of store.list(prefix)) {
        const text = await (0,read_sets/* readSmall */.o5)(store, key, MAX_RECORD).catch(async (error) => {
            if ((await store.head(key)) === undefined)
                return undefined;
            throw error;
        });
        if (text !== undefined)
            found.push({ key, record: parse(text, key) });
    }
    return found;
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
