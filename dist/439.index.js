<<<<<<<< HEAD:dist/439.index.js
export const id = 439;
export const ids = [439];
export const modules = {

/***/ 2439:
========
export const id = 738;
export const ids = [738];
export const modules = {

/***/ 1449:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ readPolicy)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);
/* harmony import */ var _policy_parse_policy_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(47981);



/**
 * Reads backup-policy.yml; undefined when no path was given. What the policy costs more than it seems to is warned of.
 * @throws UserError PBA-POLICY
 */
async function readPolicy(path, context) {
    if (path === undefined)
        return undefined;
    let text;
    try {
        text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'utf8');
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo('PBA-POLICY', `The policy ${path} cannot be read: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}.`, {
            hint: 'Check the path; the job has to check out the repository first.',
            cause: error,
        });
    }
    const parsed = (0,_policy_parse_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .parsePolicy */ .O)(text, path);
    for (const warning of parsed.warnings)
        context.log.warning(warning);
    return parsed;
}


/***/ }),

/***/ 56270:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   lx: () => (/* binding */ BLOCKED_BY_DEFAULT),
/* harmony export */   vo: () => (/* binding */ MIGRATION_RULES),
/* harmony export */   xC: () => (/* binding */ MIGRATION_RULE_NAMES)
/* harmony export */ });
/**
 * What a trial migration may be found guilty of. Whether that blocks the pull request is the policy's decision
 * (`migrations.block`); it is reported either way.
 */
const MIGRATION_RULES = {
    failed: 'the migration ended with an error or exceeded its time limit',
    'data-loss': 'rows are gone: a table with rows was dropped or emptied, a column with values was dropped, a table has fewer rows',
    'data-change': 'values that were there before are others now, in columns that exist before and after',
    destructive: 'an object that held data or a type was dropped, whether or not there was anything in it',
    'long-lock': 'a lock that keeps others from reading or writing a table was held longer than `long-lock`',
    rewrite: 'a table was written anew, which takes time and space in proportion to its size',
    'no-rollback': 'there is no way back, it fails, or it does not lead to the schema from before',
    'no-effect': 'the migration succeeded and changed nothing at all',
};
/** In the order in which findings are shown. */
const MIGRATION_RULE_NAMES = Object.keys(MIGRATION_RULES);
/** What blocks without a policy that says otherwise. */
const BLOCKED_BY_DEFAULT = [
    'failed',
    'data-loss',
    'long-lock',
];


/***/ }),

/***/ 26537:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IJ: () => (/* binding */ tiersDue),
/* harmony export */   gV: () => (/* binding */ tierPeriod),
/* harmony export */   i7: () => (/* binding */ SCHEDULED_TIERS)
/* harmony export */ });
/** Tiers that come round by the calendar. `manual` and `pre-migration` are asked for by name and never due. */
const SCHEDULED_TIERS = ['daily', 'weekly', 'monthly'];
const DAY = 86_400_000;
/**
 * The tiers that a backup taken now is for, in the order of `TIERS`; empty when none is due. A tier is due when the
 * period that `now` lies in (see `tierPeriod`) has no set of it yet: so the first run of a UTC day makes `daily`, the
 * first run on or after Sunday `weekly`, the first run on or after the first Sunday of the month `monthly`, however
 * late it comes; a second run in the same period makes nothing, and a missed period is never made up for.
 *
 * The first run of all makes all three.
 *
 * @param held sets of ONE lineage that are where their tier wants them; what is not complete has to be left out
 */
function tiersDue(now, held) {
    return SCHEDULED_TIERS.filter((tier) => {
        const { start, end } = tierPeriod(tier, now.getTime());
        return !held.some((set) => set.tier === tier && set.snapshotAt >= start && set.snapshotAt < end);
    });
}
/**
 * The period of a tier that a moment lies in. All in UTC: a runner that is moved, or a government that abolishes daylight
 * saving, changes nothing.
 *
 * - `daily`: midnight to midnight
 * - `weekly`: Sunday 00:00 to the next Sunday
 * - `monthly`: 00:00 of the first Sunday of a month to that of the next month, 28 or 35 days. The days of a month before
 *   its first Sunday belong to the period of the month before; in them `monthly` is due only when that whole period has
 *   none yet, and its set does not count for the period that starts on the Sunday.
 *
 * Every monthly period starts where a weekly one does, so one dump serves all three tiers on a first Sunday.
 */
function tierPeriod(tier, at) {
    const midnight = Math.floor(at / DAY) * DAY;
    if (tier === 'daily')
        return { start: midnight, end: midnight + DAY };
    if (tier === 'weekly') {
        const start = midnight - new Date(midnight).getUTCDay() * DAY;
        return { start, end: start + 7 * DAY };
    }
    const date = new Date(midnight);
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
    const first = firstSunday(year, month);
    return at < first
        ? { start: firstSunday(year, month - 1), end: first }
        : { start: first, end: firstSunday(year, month + 1) };
}
/** 00:00 UTC of the first Sunday; months below 0 and above 11 are those of the years around. */
function firstSunday(year, month) {
    const first = Date.UTC(year, month, 1);
    return first + ((7 - new Date(first).getUTCDay()) % 7) * DAY;
}


/***/ }),

/***/ 18298:
>>>>>>>> main:dist/738.index.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  M: () => (/* binding */ applyInputs)
});

// EXTERNAL MODULE: ./build/catalog/keys.js
<<<<<<<< HEAD:dist/439.index.js
var keys = __webpack_require__(8430);
;// CONCATENATED MODULE: ./build/policy/check-physical.js
/** Beyond it a segment that is handed over late, and one that is being stored, exceed the objective together. */
const PARTS = 3;
/** What pgBackRest numbers repositories up to. */
const MOST_REPOSITORIES = 4;
/** The longest `archive_timeout` with which the RPO can be kept, in whole seconds. */
function archiveTimeoutLimit(rpoMs) {
    return Math.max(1000, Math.floor(rpoMs / PARTS / 1000) * 1000);
}
/** Checks the repositories of the engine with each other and with the objectives. */
function checkPhysical(draft, remarks) {
    const { physical } = draft;
    if (physical === undefined)
        return;
    const repositories = physical.repositories ?? [];
    if (repositories.length > MOST_REPOSITORIES)
        remarks.problem('physical.repositories', `has ${repositories.length}; at most ${MOST_REPOSITORIES} are possible`);
    const places = new Map();
    repositories.forEach((repository, index) => {
        const path = `physical.repositories[${index}]`;
        checkPlace(repository, path, index, places, remarks);
        if (repository === undefined || repository.cipherSecret !== undefined)
            return;
        if (remarks.isWritten(`${path}.cipher-secret`))
            return;
        if (draft.encryption?.required === true)
            remarks.problem(path, 'has no cipher-secret, but encryption.required is true');
        else if (repository.kind === 's3')
            remarks.warning(path, 'has no cipher-secret: whoever can read the bucket can read the database');
    });
    checkTimes(draft, remarks);
}
function checkPlace(repository, path, index, places, remarks) {
    const where = repository?.kind === 's3'
        ? `${repository.s3?.endpoint?.replace(/\/+$/, '') ?? ''} ${repository.s3?.uri?.replace(/\/+$/, '') ?? ''}`
        : repository?.kind === 'directory'
            ? repository.directory?.replace(/\/+$/, '')
            : undefined;
    if (where === undefined || where.trim() === '')
        return;
    const first = places.get(where);
    if (first === undefined)
        places.set(where, index);
    else
        remarks.problem(path, `is the same place as repositories[${first}]; two repositories cannot share one`);
}
function checkTimes(draft, remarks) {
    const { archiveTimeout, fullEvery, diffEvery } = draft.physical ?? {};
    const rpo = draft.objectives?.rpo;
    if (rpo !== undefined &&
        archiveTimeout !== undefined &&
        archiveTimeout > archiveTimeoutLimit(rpo) &&
        remarks.isWritten('physical.archive-timeout')) {
        remarks.problem('physical.archive-timeout', `is more than a third of objectives.rpo (${rpo / 60_000} minutes), which could then not be kept`);
    }
    if (fullEvery !== undefined && diffEvery !== undefined && diffEvery > fullEvery)
        remarks.problem('physical.diff-every', 'is longer than full-every, so it would never be due');
}

========
var keys = __webpack_require__(98430);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/policy/check-physical.js
var check_physical = __webpack_require__(22709);
>>>>>>>> main:dist/738.index.js
;// CONCATENATED MODULE: ./build/policy/policy-inputs.js
/** A list that is not empty, or undefined. */
function given(list) {
    return list === undefined || list.length === 0 ? undefined : list;
}

;// CONCATENATED MODULE: ./build/policy/choose-databases.js

/**
 * The databases of the policy, or the one that the input `database` names: with what the policy says about it, if it does.
 * Inputs of the connection are for all of them.
 */
function chooseDatabases(databases, stores, inputs) {
    const details = (entry) => ({
        host: inputs.host ?? entry.host,
        port: inputs.port ?? entry.port,
        user: inputs.user ?? entry.user,
        sslmode: inputs.sslmode ?? entry.sslmode,
        sslrootcert: inputs.sslrootcert ?? entry.sslrootcert,
        tables: given(inputs.tables) ?? entry.tables ?? [],
        excludeTables: given(inputs.excludeTables) ?? entry.excludeTables ?? [],
        // An input may have left none of them.
        stores: given(entry.stores?.filter((name) => stores.has(name))),
    });
    const { database: name } = inputs;
    if (databases === undefined)
        return name === undefined ? [] : [{ name, ...details({}) }];
    if (databases === 'discover' || !('length' in databases)) {
        const { exclude = [], ...cluster } = databases === 'discover' ? {} : databases;
        return name === undefined ? { exclude, ...details(cluster) } : [{ name, ...details(cluster) }];
    }
    if (name === undefined)
        return databases.map((entry) => ({ name: entry.name, ...details(entry) }));
    return [{ name, ...details(databases.find((entry) => entry.name === name) ?? {}) }];
}

// EXTERNAL MODULE: ./build/nearest.js
var nearest = __webpack_require__(77658);
// EXTERNAL MODULE: ./build/policy/effective-policy.js
var effective_policy = __webpack_require__(59165);
;// CONCATENATED MODULE: ./build/policy/choose-stores.js



/** The stores of the policy, or those that the input `stores` names. What is wrong with them is added to `problems`. */
function chooseStores(defined, inputs, problems) {
    const all = new Map([...defined].map(([name, store]) => [name, storeOf(name, store)]));
    const chosen = new Map();
    for (const item of given(inputs.stores) ?? all.keys()) {
        const store = all.get(item) ?? storeAt(item, all);
        if (store === undefined) {
            const meant = (0,nearest/* nearest */.p)(item, [...all.keys()]);
            const remark = meant === undefined ? '' : ` (the nearest is ${meant})`;
            problems.push(`stores: ${JSON.stringify(item)} is neither a store of the policy nor a location${remark}`);
        }
        else if (chosen.has(store.name)) {
            problems.push(`stores: ${JSON.stringify(item)} is the store ${store.name}, which is given twice`);
        }
        else
            chosen.set(store.name, withS3Inputs(store, inputs));
    }
    return chosen;
}
function storeOf(name, store) {
    if (store.kind === 'directory')
        return plainStore(name, store.directory);
    const { uri, endpoint, region, forcePathStyle } = store.s3;
    return { ...plainStore(name, uri), endpoint, region, forcePathStyle, objectLock: store.objectLock };
}
function plainStore(name, location) {
    return {
        name,
        location,
        kind: location.startsWith('s3://') ? 's3' : 'directory',
        endpoint: undefined,
        region: undefined,
        forcePathStyle: undefined,
        objectLock: false,
    };
}
/** A location that the policy knows is that store, with all that the policy says about it. */
function storeAt(location, all) {
    if (!/^(\/|s3:\/\/)/.test(location))
        return undefined;
    return ([...all.values()].find((store) => (0,effective_policy/* sameLocation */.It)(store.location, location)) ??
        plainStore(location, location));
}
function withS3Inputs(store, inputs) {
    if (store.kind === 'directory')
        return store;
    return {
        ...store,
        endpoint: inputs.s3Endpoint ?? store.endpoint ?? inputs.environmentEndpoint,
        region: inputs.s3Region ?? store.region,
        forcePathStyle: inputs.s3ForcePathStyle ?? store.forcePathStyle,
    };
}

// EXTERNAL MODULE: ./build/policy/parse-policy.js + 18 modules
var parse_policy = __webpack_require__(47981);
// EXTERNAL MODULE: ./build/policy/storage-classes.js
var storage_classes = __webpack_require__(28471);
;// CONCATENATED MODULE: ./build/policy/apply-inputs.js








/**
 * Puts policy, inputs and defaults together. An input overrides the one field it names, for everything that has this
 * field; without a policy the defaults are the runbook's.
 * @throws UserError PBA-INPUT with everything that does not fit together
 */
function applyInputs(parsed, inputs) {
    const base = parsed ?? NO_POLICY;
    const { policy } = base;
    const problems = [];
    const stores = chooseStores(policy.stores ?? new Map(), inputs, problems);
    if (stores.size === 0 && problems.length === 0) {
        problems.push('there is no store: define stores in the policy, or give the input stores');
    }
    const recipients = given(inputs.recipients) ?? policy.encryption.recipients;
    if (policy.encryption.required && recipients.length === 0) {
        problems.push('the policy requires encryption, and there are no recipients');
    }
    const effective = {
        databases: chooseDatabases(policy.databases, stores, inputs),
        stores,
        tiers: tiersOf(base, stores, inputs, problems),
        objectives: {
            ...policy.objectives,
            rpo: inputs.rpo ?? policy.objectives.rpo,
            rto: inputs.rto ?? policy.objectives.rto,
        },
        encryption: { ...policy.encryption, recipients },
        physical: physicalOf(base, inputs),
        restoreTest: {
            ...policy.restoreTest,
            fingerprint: inputs.fingerprint ?? policy.restoreTest.fingerprint,
            assertions: policy.restoreTest.assertions.map(assertion),
            drift: {
                defaultPercent: policy.restoreTest.drift.defaultPercent,
                tables: [...policy.restoreTest.drift.tables].map(([pattern, percent]) => ({ pattern, percent })),
            },
        },
        migrations: policy.migrations,
        notifications: policy.notifications,
    };
    if (problems.length > 0)
        throw inputError(problems);
    return effective;
}
const NO_POLICY = (0,parse_policy/* parsePolicy */.O)('version: 1', 'defaults');
function tiersOf({ policy, written }, stores, inputs, problems) {
    if (inputs.tier === undefined && (inputs.keepDays ?? inputs.keepMinimum) !== undefined) {
        problems.push('keep-days and keep-minimum need tier: each tier has its own');
    }
    const tierOf = (tier) => {
        const rules = policy.tiers[tier];
        const asked = inputs.tier === tier ? inputs : {};
        const keepDays = asked.keepDays ?? rules.keepDays;
        const lock = rules.lock === 'none' ? undefined : rules.lock;
        if (lock !== undefined && lock.days > keepDays) {
            problems.push(`keep-days: ${keepDays} is less than the ${lock.days} days for which the policy locks ${tier} sets`);
        }
        const isWritten = (key) => written.has(`tiers.${tier}.${key}`);
        return {
            keepDays,
            keepMinimum: asked.keepMinimum ?? rules.keepMinimum,
            stores: available(rules.stores, stores, tier),
            storageClass: rules.storageClass,
            transition: transitionOf(rules, keepDays),
            lock,
            written: { storageClass: isWritten('storage-class'), transition: isWritten('transition') },
        };
    };
    return Object.fromEntries(keys/* TIERS */.iB.map((tier) => [tier, tierOf(tier)]));
}
/** A list without any store that is there (an input chose others) gives way to the default of the tier. */
function available(wanted, stores, tier) {
    if (typeof wanted === 'string')
        return wanted;
    return given(wanted.filter((name) => stores.has(name))) ?? NO_POLICY.policy.tiers[tier].stores;
}
/** What is written fits; a default, or an input that shortens `keep-days`, may make it void. */
function transitionOf(rules, keepDays) {
    const { transition, storageClass } = rules;
    if (transition === 'none' || transition.afterDays >= keepDays)
        return undefined;
    return (0,storage_classes/* canMove */.Km)(storageClass, transition.storageClass) ? transition : undefined;
}
/** A default of the archive timeout gives way to the RPO. */
function physicalOf({ policy, written }, inputs) {
    const { physical } = policy;
    if (physical === undefined || written.has('physical.archive-timeout'))
        return physical;
    return {
        ...physical,
        archiveTimeout: Math.min(physical.archiveTimeout, (0,check_physical/* archiveTimeoutLimit */.F)(inputs.rpo ?? policy.objectives.rpo)),
    };
}
function assertion(written) {
    const common = { name: written.name, timeLimitMs: written.timeLimit };
    if (written.kind === 'command')
        return { ...common, command: written.command };
    const { sql, expect } = written;
    if (typeof expect === 'string')
        return { ...common, sql, expect: { kind: 'equals', value: expect } };
    return expect.kind === 'range'
        ? { ...common, sql, expect: { kind: 'range', min: expect.min, max: expect.max } }
        : { ...common, sql, expect: { kind: 'newer than', ageMs: expect.newerThan } };
}
function inputError(problems) {
    const [first = ''] = problems;
    return new errors/* UserError */.yo('PBA-INPUT', problems.length === 1
        ? `Policy and inputs do not fit together: ${first}.`
        : `Policy and inputs do not fit together:\n${problems.map((problem) => `- ${problem}`).join('\n')}`, { hint: 'Inputs override single fields of the policy; docs/policy.md says how.' });
}


/***/ }),

/***/ 22709:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ archiveTimeoutLimit),
/* harmony export */   K: () => (/* binding */ checkPhysical)
/* harmony export */ });
/** Beyond it a segment that is handed over late, and one that is being stored, exceed the objective together. */
const PARTS = 3;
/** What pgBackRest numbers repositories up to. */
const MOST_REPOSITORIES = 4;
/** The longest `archive_timeout` with which the RPO can be kept, in whole seconds. */
function archiveTimeoutLimit(rpoMs) {
    return Math.max(1000, Math.floor(rpoMs / PARTS / 1000) * 1000);
}
/** Checks the repositories of the engine with each other and with the objectives. */
function checkPhysical(draft, remarks) {
    const { physical } = draft;
    if (physical === undefined)
        return;
    const repositories = physical.repositories ?? [];
    if (repositories.length > MOST_REPOSITORIES)
        remarks.problem('physical.repositories', `has ${repositories.length}; at most ${MOST_REPOSITORIES} are possible`);
    const places = new Map();
    repositories.forEach((repository, index) => {
        const path = `physical.repositories[${index}]`;
        checkPlace(repository, path, index, places, remarks);
        if (repository === undefined || repository.cipherSecret !== undefined)
            return;
        if (remarks.isWritten(`${path}.cipher-secret`))
            return;
        if (draft.encryption?.required === true)
            remarks.problem(path, 'has no cipher-secret, but encryption.required is true');
        else if (repository.kind === 's3')
            remarks.warning(path, 'has no cipher-secret: whoever can read the bucket can read the database');
    });
    checkTimes(draft, remarks);
}
function checkPlace(repository, path, index, places, remarks) {
    const where = repository?.kind === 's3'
        ? `${repository.s3?.endpoint?.replace(/\/+$/, '') ?? ''} ${repository.s3?.uri?.replace(/\/+$/, '') ?? ''}`
        : repository?.kind === 'directory'
            ? repository.directory?.replace(/\/+$/, '')
            : undefined;
    if (where === undefined || where.trim() === '')
        return;
    const first = places.get(where);
    if (first === undefined)
        places.set(where, index);
    else
        remarks.problem(path, `is the same place as repositories[${first}]; two repositories cannot share one`);
}
function checkTimes(draft, remarks) {
    const { archiveTimeout, fullEvery, diffEvery } = draft.physical ?? {};
    const rpo = draft.objectives?.rpo;
    if (rpo !== undefined &&
        archiveTimeout !== undefined &&
        archiveTimeout > archiveTimeoutLimit(rpo) &&
        remarks.isWritten('physical.archive-timeout')) {
        remarks.problem('physical.archive-timeout', `is more than a third of objectives.rpo (${rpo / 60_000} minutes), which could then not be kept`);
    }
    if (fullEvery !== undefined && diffEvery !== undefined && diffEvery > fullEvery)
        remarks.problem('physical.diff-every', 'is longer than full-every, so it would never be due');
}


/***/ }),

/***/ 59165:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   It: () => (/* binding */ sameLocation),
/* harmony export */   _4: () => (/* binding */ retentionRules),
/* harmony export */   oD: () => (/* binding */ databasesOf),
/* harmony export */   rT: () => (/* binding */ isDiscovery)
/* harmony export */ });
/* harmony import */ var _catalog_keys_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98430);
/* harmony import */ var _text_pattern_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(81859);


function isDiscovery(databases) {
    return 'exclude' in databases;
}
/** The databases to work on, given the names that a cluster has; without discovery, those of the policy. */
function databasesOf(policy, found) {
    const { databases } = policy;
    if (!isDiscovery(databases))
        return [...databases];
    const { exclude, ...rest } = databases;
    return found
        .filter((name) => !exclude.some((pattern) => (0,_text_pattern_js__WEBPACK_IMPORTED_MODULE_1__/* .matchesName */ .H)(pattern, name)))
        .map((name) => ({ name, ...rest }));
}
/** The rules for `planRetention`, of these tiers. */
function retentionRules(policy, tiers = _catalog_keys_js__WEBPACK_IMPORTED_MODULE_0__/* .TIERS */ .iB) {
    return tiers.map((tier) => {
        const { keepDays, keepMinimum } = policy.tiers[tier];
        return { tier, keepDays, keepMinimum };
    });
}
/** Whether two locations are one place: a `/` at the end does not count. */
function sameLocation(a, b) {
    return a.replace(/\/$/, '') === b.replace(/\/$/, '');
}


/***/ }),

/***/ 47981:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  O: () => (/* binding */ parsePolicy)
});

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/loopback.js
var loopback = __webpack_require__(92515);
// EXTERNAL MODULE: ./build/policy/check-physical.js
var check_physical = __webpack_require__(22709);
// EXTERNAL MODULE: ./build/catalog/tiers.js
var tiers = __webpack_require__(26537);
// EXTERNAL MODULE: ./build/nearest.js
var nearest = __webpack_require__(77658);
;// CONCATENATED MODULE: ./build/policy/path.js
/** `tiers` and `daily` to `tiers.daily`; a key that is not a plain word is quoted, a number is the place in a list. */
function joinPath(path, key) {
    if (typeof key === 'number')
        return `${path}[${key}]`;
    if (!/^[A-Za-z0-9_-]+$/.test(key))
        return `${path}[${JSON.stringify(key)}]`;
    return path === '' ? key : `${path}.${key}`;
}

;// CONCATENATED MODULE: ./build/policy/check-stores.js



/** Checks everything that names a store, and that no two stores are one place. */
function checkStores(draft, remarks) {
    const defined = draft.stores === undefined && !remarks.isWritten('stores') ? new Map() : draft.stores;
    // What stands there cannot be understood, so nothing can be said about names.
    if (defined === undefined)
        return;
    checkPlaces(defined, remarks);
    for (const [tier, rules] of Object.entries(draft.tiers ?? {})) {
        checkNames(rules?.stores, joinPath(joinPath('tiers', tier), 'stores'), defined, remarks);
    }
    const { databases } = draft;
    if (databases === undefined || typeof databases === 'string')
        return;
    if ('length' in databases) {
        databases.forEach((database, index) => {
            checkDatabase(draft, defined, database?.stores, `databases[${index}].stores`, remarks);
        });
    }
    else {
        checkDatabase(draft, defined, databases.stores, 'databases.stores', remarks);
    }
}
function checkDatabase(draft, defined, names, path, remarks) {
    checkNames(names, path, defined, remarks);
    if (names === undefined)
        return;
    for (const tier of tiers/* SCHEDULED_TIERS */.i7) {
        const wanted = draft.tiers?.[tier]?.stores;
        if (wanted === undefined || typeof wanted === 'string')
            continue;
        // A name that does not exist has its own problem.
        if ([...wanted, ...names].some((name) => name === undefined || !defined.has(name)))
            continue;
        if (wanted.some((name) => names.includes(name)))
            continue;
        remarks.problem(path, `has none of the stores of tier ${tier} (${wanted.join(', ')}); the tier would have no place`);
    }
}
function checkNames(names, path, defined, remarks) {
    if (names === undefined || typeof names === 'string')
        return;
    names.forEach((name, index) => {
        if (name === undefined || defined.has(name))
            return;
        const meant = (0,nearest/* nearest */.p)(name, [...defined.keys()]);
        const known = defined.size === 0
            ? 'no store is defined under stores'
            : meant === undefined
                ? `there are ${[...defined.keys()].join(', ')}`
                : `the nearest is ${meant}`;
        remarks.problem(joinPath(path, index), `there is no store ${name} (${known})`);
    });
}
function checkPlaces(stores, remarks) {
    const places = new Map();
    for (const [name, store] of stores) {
        const location = store?.kind === 'directory' ? store.directory : undefined;
        const s3 = store?.kind === 's3' ? store.s3 : undefined;
        const path = (location ?? s3?.uri ?? '').replace(/\/+/g, '/').replace(/\/$/, '');
        if (path === '')
            continue;
        const place = `${s3?.endpoint?.replace(/\/+$/, '') ?? ''} ${path}`;
        const first = places.get(place);
        if (first === undefined)
            places.set(place, name);
        else
            remarks.problem(joinPath('stores', name), `is the same place as ${first}; one copy would overwrite the other`);
    }
}

// EXTERNAL MODULE: ./build/catalog/keys.js
var keys = __webpack_require__(98430);
// EXTERNAL MODULE: ./build/policy/storage-classes.js
<<<<<<<< HEAD:dist/439.index.js
var storage_classes = __webpack_require__(852);
========
var storage_classes = __webpack_require__(28471);
>>>>>>>> main:dist/738.index.js
// EXTERNAL MODULE: ./build/policy/tier-stores.js
var tier_stores = __webpack_require__(28222);
;// CONCATENATED MODULE: ./build/policy/check-tiers.js



/** Checks each tier: its times against each other, its classes against S3's rules, its lock against its stores. */
function checkTiers(draft, remarks) {
    for (const tier of keys/* TIERS */.iB) {
        const rules = draft.tiers?.[tier];
        if (rules === undefined)
            continue;
        const path = `tiers.${tier}`;
        checkTransition(rules, path, remarks);
        checkLock(draft, rules, path, remarks);
        warnOfDurations(rules, path, remarks);
        warnOfRetrieval(draft, rules, path, remarks);
        warnOfNoEffect(draft, rules, path, remarks);
    }
}
function checkTransition(rules, path, remarks) {
    const { transition, keepDays, storageClass } = rules;
    // A default that does not fit is left out, not refused.
    if (transition === undefined || transition === 'none' || !remarks.isWritten(`${path}.transition`))
        return;
    const { afterDays, storageClass: target } = transition;
    if (afterDays !== undefined && keepDays !== undefined && afterDays >= keepDays) {
        remarks.problem(`${path}.transition.after-days`, `sets are kept for ${keepDays} days, so nothing would ever be moved after ${afterDays}`);
    }
    if (target === undefined)
        return;
    if ((target === 'STANDARD_IA' || target === 'ONEZONE_IA') &&
        (afterDays ?? storage_classes/* EARLIEST_IA_DAYS */.zw) < storage_classes/* EARLIEST_IA_DAYS */.zw) {
        remarks.problem(`${path}.transition.after-days`, `S3 moves nothing to ${target} before ${storage_classes/* EARLIEST_IA_DAYS */.zw} days`);
    }
    if (storageClass !== undefined && !(0,storage_classes/* canMove */.Km)(storageClass, target)) {
        remarks.problem(`${path}.transition.storage-class`, `S3 cannot move objects from ${storageClass} to ${target}`);
    }
}
function checkLock(draft, rules, path, remarks) {
    const { lock, keepDays } = rules;
    if (lock === undefined || lock === 'none')
        return;
    if (lock.days !== undefined && keepDays !== undefined && lock.days > keepDays) {
        remarks.problem(`${path}.lock.days`, `locks sets for ${lock.days} days that are kept for only ${keepDays}; it can be at most keep-days`);
    }
    const stores = draft.stores === undefined ? undefined : (0,tier_stores/* tierStores */.J)(rules.stores, draft.stores);
    const lockable = stores?.some((name) => {
        const store = draft.stores?.get(name);
        // What could not be read may be right once it can.
        return store === undefined || (store.kind === 's3' && store.objectLock !== false);
    });
    if (lockable === false) {
        remarks.problem(`${path}.lock`, 'none of its stores is an S3 store with object-lock: true');
    }
}
function isTouched(path, remarks) {
    return ['keep-days', 'storage-class', 'transition'].some((key) => remarks.isWritten(`${path}.${key}`));
}
/** Only for what somebody wrote: the defaults are explained where they are documented. */
function warnOfDurations(rules, path, remarks) {
    const { keepDays, storageClass, transition } = rules;
    if (keepDays === undefined || storageClass === undefined || transition === undefined)
        return;
    if (!isTouched(path, remarks))
        return;
    const moves = transition !== 'none' && (transition.afterDays ?? keepDays) < keepDays ? transition : undefined;
    const stays = [[storageClass, moves?.afterDays ?? keepDays]];
    if (moves?.storageClass !== undefined && (0,storage_classes/* canMove */.Km)(storageClass, moves.storageClass)) {
        stays.push([moves.storageClass, keepDays - (moves.afterDays ?? 0)]);
    }
    for (const [name, days] of stays) {
        const { minimumDays, minimumBytes } = storage_classes/* STORAGE_CLASSES */.Zq[name];
        if (days >= minimumDays)
            continue;
        const size = minimumBytes === 0 ? '' : ` and ${minimumBytes / 1024} KiB per object`;
        remarks.warning(path, `sets stay in ${name} for ${days} days, but S3 bills at least ${minimumDays} days${size}`);
    }
}
function warnOfRetrieval(draft, rules, path, remarks) {
    const rto = draft.objectives?.rto;
    const { storageClass, transition } = rules;
    if (rto === undefined || storageClass === undefined)
        return;
    const classes = [storageClass, transition === 'none' ? undefined : transition?.storageClass];
    for (const name of classes) {
        const hours = name === undefined ? 0 : storage_classes/* STORAGE_CLASSES */.Zq[name].retrievalHours;
        if (hours * 3_600_000 <= rto)
            continue;
        remarks.warning(path, `a set in ${name} cannot be read before it was retrieved, up to ${hours} hours later; the RTO is shorter`);
    }
}
function warnOfNoEffect(draft, rules, path, remarks) {
    if (draft.stores === undefined)
        return;
    const stores = (0,tier_stores/* tierStores */.J)(rules.stores, draft.stores).map((name) => draft.stores?.get(name));
    if (stores.some((store) => store?.kind !== 'directory'))
        return;
    for (const key of ['storage-class', 'transition']) {
        if (remarks.isWritten(`${path}.${key}`)) {
            remarks.warning(`${path}.${key}`, 'has no effect: none of its stores is in S3');
        }
    }
}

// EXTERNAL MODULE: ./build/policy/text-pattern.js
var text_pattern = __webpack_require__(81859);
;// CONCATENATED MODULE: ./build/policy/check-policy.js




<<<<<<<< HEAD:dist/439.index.js
========

>>>>>>>> main:dist/738.index.js
/** Looks at keys together, each of which is fine by itself. */
function checkPolicy(draft, remarks) {
    checkStores(draft, remarks);
    checkTiers(draft, remarks);
    checkObjectives(draft, remarks);
    checkEncryption(draft, remarks);
    checkAssertions(draft, remarks);
    checkPatterns(draft, remarks);
    checkNotifications(draft, remarks);
<<<<<<<< HEAD:dist/439.index.js
    checkPhysical(draft, remarks);
========
    (0,check_physical/* checkPhysical */.K)(draft, remarks);
>>>>>>>> main:dist/738.index.js
}
function checkObjectives(draft, remarks) {
    const { restoreTestEvery, pruneProofMaxAge } = draft.objectives ?? {};
    if (restoreTestEvery === undefined || pruneProofMaxAge === undefined)
        return;
    if (pruneProofMaxAge < restoreTestEvery) {
        const written = remarks.isWritten('objectives.prune-proof-max-age');
        remarks.problem(`objectives.${written ? 'prune-proof-max-age' : 'restore-test-every'}`, 'prune-proof-max-age is shorter than restore-test-every, so pruning would be refused between two tests');
    }
}
function checkEncryption(draft, remarks) {
    const { required, recipients } = draft.encryption ?? {};
    if (required === true && recipients?.length === 0) {
        remarks.problem('encryption.required', 'is true, but there are no recipients');
    }
}
function checkAssertions(draft, remarks) {
    draft.restoreTest?.assertions?.forEach((assertion, index) => {
        const expect = assertion?.kind === 'sql' ? assertion.expect : undefined;
        if (typeof expect !== 'object' || expect.kind !== 'range')
            return;
        const { min, max } = expect;
        if (min !== undefined && max !== undefined && min > max) {
            remarks.problem(`restore-test.assertions[${index}].expect`, `min ${min} is larger than max ${max}`);
        }
    });
}
/** Regular expressions are compiled when they are needed; wrong ones have to show now. */
function checkPatterns(draft, remarks) {
    draft.restoreTest?.allow?.forEach((allowed, index) => {
        for (const key of ['object', 'error']) {
            const pattern = allowed?.[key];
            if (pattern !== undefined && !isPattern(pattern)) {
                remarks.problem(`restore-test.allow[${index}].${key}`, `${JSON.stringify(pattern)} is not a regular expression; escape what is meant literally, or leave the slashes out`);
            }
        }
    });
}
function isPattern(pattern) {
    try {
        (0,text_pattern/* matchesPattern */.M)(pattern, '');
        return true;
    }
    catch {
        return false;
    }
}
/** What these channels hear follows from what they are. */
const WHEN_IS_FIXED = {
    githubIssue: 'is not for a github-issue: it is opened by a failure and closed by a success',
    pagerduty: 'is not for pagerduty: an incident is opened by a failure and resolved by a success',
    heartbeat: 'is not for a heartbeat: it is pinged at every run',
};
function checkNotifications(draft, remarks) {
    draft.notifications?.forEach((target, index) => {
        const entry = `notifications[${index}]`;
        const fixed = WHEN_IS_FIXED[target?.kind ?? ''];
        if (fixed !== undefined && remarks.isWritten(`${entry}.when`))
            remarks.problem(`${entry}.when`, fixed);
        if (target?.kind === 'heartbeat' && remarks.isWritten(`${entry}.repeat-every`)) {
            remarks.problem(`${entry}.repeat-every`, 'is not for a heartbeat: it is pinged at every run');
        }
        if (target?.kind !== 'mail')
            return;
        const { user, secret, tls, host } = target.mail ?? {};
        const path = `${entry}.mail`;
        if (user !== undefined && secret === undefined && !remarks.isWritten(`${path}.secret`)) {
            remarks.problem(`${path}.user`, 'needs secret, the environment variable that holds its password');
        }
        if (user === undefined && secret !== undefined && !remarks.isWritten(`${path}.user`)) {
            remarks.problem(`${path}.secret`, 'is only used together with user');
        }
        if (user !== undefined && tls === 'none' && !(0,loopback/* isLoopback */.U)(host ?? '')) {
            remarks.problem(`${path}.tls`, 'none would send the password of user in the clear');
        }
    });
}

;// CONCATENATED MODULE: ./build/policy/definition/names.js
/** A name the user gives to a store. */
const storeName = {
    kind: 'text',
    pattern: /[a-z0-9][a-z0-9-]{0,39}/,
    hint: 'a name of small letters, digits and hyphens, at most 40',
};
/** Names of stores that are defined under `stores`. */
const storeNames = { kind: 'list', of: storeName, min: 1, unique: 'items' };
/** A title that appears in summaries and messages. */
const title = {
    kind: 'text',
    pattern: /.{1,100}/,
    hint: 'one line of at most 100 characters',
};
const tablePattern = {
    kind: 'text',
    pattern: /.{1,200}/,
    hint: 'a table pattern such as tickets, public.tickets or audit_*',
};
const tablePatterns = { kind: 'list', of: tablePattern, min: 1, unique: 'items' };
/** How to reach a server; the same words as the inputs of the actions. */
const connectionFields = {
    host: {
        kind: 'text',
        pattern: /\S+/,
        hint: 'a host name, an address or the directory of a socket, without spaces',
        description: 'Host name, address or socket directory of the server.',
        without: 'what libpq finds by itself: `PGHOST`, `PGSERVICE`, the local socket',
    },
    port: {
        kind: 'integer',
        min: 1,
        max: 65_535,
        description: 'Port of the server.',
        without: '`PGPORT`, then 5432',
    },
    user: {
        kind: 'text',
        pattern: /.{1,63}/,
        hint: 'a role name of at most 63 characters',
        description: 'Role to connect as.',
        without: '`PGUSER`, then the name of the operating system’s user',
    },
    sslmode: {
        kind: 'choice',
        choices: ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'],
        description: 'How TLS is used, in the words of libpq. Everything below `verify-ca` accepts any certificate.',
        without: '`PGSSLMODE`, then `prefer`',
    },
    sslrootcert: {
        kind: 'text',
        pattern: /[^~].*/,
        hint: 'a path, written out (no ~), or system',
        description: 'File with the certificates of the authorities that are trusted for TLS, or `system`.',
        without: '`PGSSLROOTCERT`',
    },
    stores: {
        ...storeNames,
        description: 'Use only these of the stores for this, whatever the tiers say.',
        without: 'the stores of each tier',
    },
};
const NO_PASSWORD = 'a password does not belong into the policy; use the input password, PGPASSWORD or a passfile';
const connectionMistakes = {
    password: NO_PASSWORD,
    pgpassword: NO_PASSWORD,
    passfile: NO_PASSWORD,
};

;// CONCATENATED MODULE: ./build/policy/definition/databases.js

const ALONE = 'discover finds every database, so it cannot stand together with names; keep one of them';
const namedDatabase = {
    kind: 'record',
    fields: {
        name: {
            kind: 'text',
            required: true,
            pattern: /(?!postgres(?:ql)?:\/\/).{1,63}/,
            hint: 'the plain name of a database of at most 63 characters, not a connection string',
            description: 'Name of the database.',
        },
        ...connectionFields,
        tables: {
            ...tablePatterns,
            description: 'Back up only the rows of these tables: `tickets`, `public.tickets`, `audit_*`. All definitions are in every set.',
            without: 'all tables',
        },
        'exclude-tables': {
            ...tablePatterns,
            description: 'Leave the rows of these tables out. Wins over `tables`.',
            without: 'none',
        },
    },
    mistakes: {
        ...connectionMistakes,
        discover: ALONE,
        exclude: 'exclude belongs to discover; remove the line',
    },
};
/** `databases:` */
const databases = {
    kind: 'either',
    scalar: { kind: 'choice', choices: ['discover'] },
    list: { kind: 'list', of: namedDatabase, min: 1, unique: 'name' },
    mapping: {
        kind: 'record',
        fields: {
            discover: {
                kind: 'choice',
                choices: ['every'],
                required: true,
                description: '`every`: all databases of the cluster that accept connections, new ones included.',
            },
            exclude: {
                kind: 'list',
                of: { kind: 'text', pattern: /.{1,63}/, hint: 'a name, or a pattern with * and ?' },
                unique: 'items',
                default: [],
                description: 'Databases that are left out: names, or patterns with `*` and `?`.',
            },
            ...connectionFields,
        },
        mistakes: { ...connectionMistakes, name: ALONE, names: ALONE, databases: ALONE },
    },
    description: 'What is backed up: a list of databases, or `discover` for all databases of one cluster (as a mapping with `discover: every`, when more has to be said about it).',
    without: 'the input `database`',
};

;// CONCATENATED MODULE: ./build/policy/definition/encryption.js
/** `encryption:` */
const encryption = {
    kind: 'record',
    fields: {
        recipients: {
            kind: 'list',
            of: { kind: 'text', pattern: /age1[0-9a-z]{20,}/, hint: 'an age public key (age1…)' },
            unique: 'items',
            default: [],
            description: 'age public keys. Every set is encrypted for all of them; any one of their identities can read it. Identities never stand here.',
        },
        required: {
            kind: 'boolean',
            default: false,
            description: 'Refuse to make a set that is not encrypted.',
        },
    },
    mistakes: {
        identity: 'an identity is a secret and does not belong into the policy; restore tests take it as an input',
        identities: 'identities are secrets and do not belong into the policy; restore tests take them as an input',
    },
    default: {},
    description: 'Encryption of the sets with age.',
};

// EXTERNAL MODULE: ./build/catalog/migration-rules.js
var migration_rules = __webpack_require__(56270);
;// CONCATENATED MODULE: ./build/policy/definition/migrations.js

const programAndArguments = {
    kind: 'list',
    of: { kind: 'text', lines: 'many', hint: 'a program or an argument' },
    min: 1,
    unique: false,
};
const rules = migration_rules/* MIGRATION_RULE_NAMES */.xC.map((name) => `\`${name}\`: ${migration_rules/* MIGRATION_RULES */.vo[name]}`).join('; ');
/** `migrations:` */
const migrations = {
    kind: 'record',
    fields: {
        paths: {
            kind: 'list',
            of: {
                kind: 'text',
                pattern: /(?!\/)[^\\]{1,200}/,
                hint: 'a path in the repository such as db/migrate/** (`*` within a folder, `**` across folders)',
            },
            unique: 'items',
            default: [],
            description: 'Files that are migrations. A pull request that touches none of them is not tried. `*` is anything within a folder, `**` anything.',
            without: 'every pull request is tried',
        },
        tool: {
            kind: 'choice',
            choices: [
                'auto',
                'flyway',
                'liquibase',
                'prisma',
                'sequelize',
                'knex',
                'typeorm',
                'rails',
                'django',
                'alembic',
                'golang-migrate',
                'psql',
            ],
            default: 'auto',
            description: 'The migration tool, whose usual command is run. `auto` finds it by its files. `psql` runs the SQL files that the pull request adds. `command` wins over it.',
        },
        command: {
            ...programAndArguments,
            description: 'Program and arguments that migrate the database of `DATABASE_URL` and libpq’s variables, started without a shell.',
            without: 'the command of `tool`',
        },
        'rollback-command': {
            ...programAndArguments,
            description: 'Program and arguments that take the migrations of the pull request back.',
            without: 'the way back of `tool`, where it has one',
        },
        block: {
            kind: 'list',
            of: { kind: 'choice', choices: migration_rules/* MIGRATION_RULE_NAMES */.xC },
            unique: 'items',
            default: migration_rules/* BLOCKED_BY_DEFAULT */.lx,
            description: `What fails the check; everything else is only reported, except that a migration that did not come to its end fails it always. ${rules}.`,
        },
        'long-lock': {
            kind: 'duration',
            min: '1s',
            max: '1h',
            default: '5s',
            description: 'How long a lock that keeps others from reading or writing a table may be held, on the scratch server.',
        },
        'time-limit': {
            kind: 'duration',
            min: '1s',
            max: '12h',
            default: '15m',
            description: 'Longest time for the migration, and again for the way back.',
        },
        approvers: {
            kind: 'list',
            of: {
                kind: 'text',
                pattern: /[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}[A-Za-z0-9])?/,
                hint: 'the login of a person on GitHub, without @',
            },
            unique: 'items',
            default: [],
            description: 'People on GitHub who may let a blocked migration pass. Never the author of the pull request.',
        },
        'approval-label': {
            kind: 'text',
            pattern: /.{1,50}/,
            hint: 'a label of at most 50 characters',
            default: 'migration-approved',
            description: 'Label with which an approver lets a blocked migration pass, for the commit it is set on.',
        },
        'accept-proven': {
            kind: 'duration',
            min: '1m',
            max: '30d',
            description: 'Before a deployment, `mode: checkpoint` accepts a proven set of at most this age instead of making one. What was written since is then only in the WAL archive, if there is one.',
            without: 'a new set every time',
        },
    },
    default: {},
    description: 'What `migration-gate` does with migrations before they reach the database.',
};

;// CONCATENATED MODULE: ./build/policy/definition/notifications.js

const address = {
    kind: 'text',
    pattern: /[^\s@<>]+@[^\s@<>]+/,
    hint: 'a mail address such as ops@example.com',
};
const secret = (what) => ({
    kind: 'environment-name',
    required: true,
    description: `Environment variable that holds ${what}.`,
});
/** A channel that needs nothing but its secret. */
const simple = (description, what) => ({ kind: 'record', required: true, fields: { secret: secret(what) }, description });
const mail = {
    mail: {
        kind: 'record',
        required: true,
        description: 'Mail by SMTP.',
        fields: {
            host: {
                kind: 'text',
                pattern: /[A-Za-z0-9.:-]+/,
                hint: 'a host name',
                required: true,
                description: 'SMTP server.',
            },
            port: { kind: 'integer', min: 1, max: 65_535, default: 587, description: 'Port of the SMTP server.' },
            tls: {
                kind: 'choice',
                choices: ['starttls', 'tls', 'none'],
                default: 'starttls',
                description: '`starttls` is required to succeed, `tls` is TLS from the first byte (port 465).',
            },
            user: {
                kind: 'text',
                pattern: /\S{1,200}/,
                hint: 'a user name without spaces',
                description: 'User at the SMTP server; needs `secret`.',
                without: 'no login',
            },
            secret: {
                kind: 'environment-name',
                description: 'Environment variable that holds the password of `user`.',
                without: 'no login',
            },
            from: { ...address, required: true, description: 'Sender.' },
            to: { kind: 'list', of: address, min: 1, unique: 'items', required: true, description: 'Recipients.' },
        },
    },
};
const webhook = {
    webhook: {
        kind: 'record',
        required: true,
        description: 'A POST with JSON to any URL.',
        fields: {
            secret: secret('the URL'),
            'signing-secret': {
                kind: 'environment-name',
                description: 'Environment variable that holds the key of the HMAC signature.',
                without: 'not signed',
            },
        },
    },
};
const pagerduty = {
    pagerduty: {
        kind: 'record',
        required: true,
        description: 'An Events API v2 integration of PagerDuty, or of a service that takes the same events.',
        fields: {
            secret: secret('the routing key'),
            url: {
                kind: 'text',
                pattern: /https?:\/\/[^\s/@?#]+\/[^\s?#]*/,
                hint: 'a URL such as https://events.eu.pagerduty.com/v2/enqueue',
                default: 'https://events.pagerduty.com/v2/enqueue',
                description: 'Where events are sent.',
            },
        },
    },
};
const heartbeat = {
    heartbeat: {
        kind: 'record',
        required: true,
        description: 'A ping to a dead man’s switch, such as healthchecks.io, at every run: it speaks when there is none.',
        fields: {
            secret: secret('the URL to ping'),
            pings: {
                kind: 'list',
                of: { kind: 'choice', choices: ['start', 'success', 'failure'] },
                min: 1,
                unique: 'items',
                default: ['start', 'success', 'failure'],
                description: 'Which pings it knows: `start` is sent to `URL/start`, `failure` to `URL/fail`, `success` to the URL.',
            },
        },
    },
};
const githubIssue = {
    'github-issue': {
        kind: 'record',
        required: true,
        description: 'One issue per database and problem: opened, commented, closed on recovery.',
        fields: {
            secret: {
                kind: 'environment-name',
                default: 'GITHUB_TOKEN',
                description: 'Environment variable that holds the token.',
            },
            repository: {
                kind: 'text',
                pattern: /[A-Za-z0-9-]+\/[A-Za-z0-9._-]+/,
                hint: 'a repository such as owner/name',
                description: 'Where the issue is opened.',
                without: 'the repository of the workflow',
            },
            labels: {
                kind: 'list',
                of: { kind: 'text', pattern: /.{1,50}/, hint: 'a label of at most 50 characters' },
                unique: 'items',
                default: ['backup'],
                description: 'Labels of the issue.',
            },
        },
    },
};
/** `notifications:` */
const notifications = {
    kind: 'list',
    of: {
        kind: 'variants',
        fields: {
            name: { ...title, description: 'Name of the target in messages and summaries.', without: 'its kind' },
            when: {
                kind: 'list',
                of: { kind: 'choice', choices: ['failure', 'recovery', 'success'] },
                min: 1,
                unique: 'items',
                default: ['failure', 'recovery'],
                description: 'What it hears about: `failure`, `recovery` (the first success after a failure), `success` (every one).',
            },
            'repeat-every': {
                kind: 'duration',
                min: '1h',
                max: '366d',
                default: '1d',
                description: 'While a failure lasts, it is told again after this time.',
            },
        },
        variants: {
            mail,
            slack: { slack: simple('An incoming webhook of Slack.', 'the URL of the webhook') },
            teams: { teams: simple('A workflow webhook of Microsoft Teams.', 'the URL of the webhook') },
            discord: { discord: simple('A webhook of Discord.', 'the URL of the webhook') },
            webhook,
            githubIssue,
            pagerduty,
            heartbeat,
        },
    },
    unique: 'name',
    default: [],
    description: 'Who is told. Secrets are named here, never written: each is the name of an environment variable.',
};

;// CONCATENATED MODULE: ./build/policy/definition/objectives.js
/** `objectives:` */
const objectives = {
    kind: 'record',
    fields: {
        rpo: {
            kind: 'duration',
            min: '1m',
            max: '366d',
            default: '15m',
            description: 'Recovery point objective: how much may be lost. Below `backup-every` it needs WAL archiving; dumps alone lose what was written since the last one.',
        },
        rto: {
            kind: 'duration',
            min: '1m',
            max: '30d',
            default: '1h',
            description: 'Recovery time objective: how long a restore may take, from the first byte to the usable database.',
        },
        'backup-every': {
            kind: 'duration',
            min: '5m',
            max: '366d',
            default: '1d',
            description: 'How often a backup has to succeed.',
        },
        'restore-test-every': {
            kind: 'duration',
            min: '1h',
            max: '366d',
            default: '7d',
            description: 'How often a restore test has to succeed.',
        },
        'prune-proof-max-age': {
            kind: 'duration',
            min: '1h',
            max: '366d',
            default: '14d',
            description: 'While the newest proven set is older than this, nothing is deleted. At least `restore-test-every`.',
        },
    },
    default: {},
    description: 'What has to be kept; a broken objective fails the run that notices it.',
};

;// CONCATENATED MODULE: ./build/policy/definition/physical.js
const NO_SECRET = 'secrets do not belong into the policy; name the environment variable that holds it';
/** An absolute path that can stand in the engine's configuration. */
const path = { kind: 'text', pattern: /\/(?=[^/\s]).*\S/, hint: 'an absolute path' };
const every = { kind: 'duration', min: '1h', max: '366d' };
const repositoryFields = {
    'cipher-secret': {
        kind: 'environment-name',
        description: 'Environment variable that holds the passphrase of the repository (AES-256, by the engine). It cannot be changed later, and nobody can read the repository without it.',
        without: 'not encrypted',
    },
    'keep-days': {
        kind: 'integer',
        min: 1,
        max: 36_500,
        default: 30,
        description: 'Recovery is possible to any moment of so many days: full backups, with all WAL since the oldest of them.',
    },
};
const s3 = {
    kind: 'record',
    required: true,
    description: 'A place in Amazon S3 or in a service that speaks its protocol, over TLS.',
    fields: {
        uri: {
            kind: 'text',
            required: true,
            pattern: /s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/[^\\\s]*)?/,
            hint: 's3://bucket or s3://bucket/prefix',
            description: 'Bucket and prefix. The prefix is the engine’s alone; without one it is `pgbackrest`.',
        },
        endpoint: {
            kind: 'text',
            pattern: /https:\/\/[^\s/@?#]+\/?/,
            hint: 'a URL such as https://s3.example.com: TLS is what the engine speaks',
            description: 'URL of a service that is not Amazon’s.',
            without: 'Amazon S3 in `region`',
        },
        region: {
            kind: 'text',
            pattern: /[A-Za-z0-9-]+/,
            hint: 'a region such as eu-central-1',
            default: 'us-east-1',
            description: 'Region of the bucket.',
        },
        'force-path-style': {
            kind: 'boolean',
            description: 'Put the bucket into the path of the URL instead of its host name.',
            without: '`true` for every service that is not Amazon’s',
        },
        'ca-file': {
            ...path,
            description: 'Certificates of the authorities that are trusted for TLS, on the machine of the server.',
            without: 'those of the operating system',
        },
        credentials: {
            kind: 'choice',
            choices: ['shared', 'auto'],
            default: 'shared',
            description: '`shared`: an access key. `auto`: the role of the machine (an instance profile).',
        },
        'access-key-secret': {
            kind: 'environment-name',
            default: 'AWS_ACCESS_KEY_ID',
            description: 'Environment variable that holds the access key.',
        },
        'secret-key-secret': {
            kind: 'environment-name',
            default: 'AWS_SECRET_ACCESS_KEY',
            description: 'Environment variable that holds the secret of the access key.',
        },
    },
    mistakes: { 'access-key-id': NO_SECRET, 'secret-access-key': NO_SECRET },
};
/** `physical:` */
const physical = {
    kind: 'record',
    fields: {
        stanza: {
            kind: 'text',
            pattern: /(?!global)[a-z0-9][a-z0-9_-]{0,39}/,
            hint: 'a name of small letters, digits, hyphens and underscores, at most 40, that does not start with global',
            default: 'main',
            description: 'The engine’s name for this cluster. Each cluster has one of its own.',
        },
        repositories: {
            kind: 'list',
            min: 1,
            unique: false,
            required: true,
            of: {
                kind: 'variants',
                fields: repositoryFields,
                variants: {
                    directory: {
                        directory: {
                            ...path,
                            required: true,
                            description: 'A directory of the machine that the server runs on.',
                        },
                    },
                    s3: { s3 },
                },
                mistakes: { cipher: NO_SECRET, 'cipher-pass': NO_SECRET, uri: 'uri belongs under s3' },
            },
            description: 'Where base backups and WAL are kept, each in all of them: as a rule a directory, which is fast, and a bucket elsewhere. At most four.',
        },
        'full-every': {
            ...every,
            default: '7d',
            description: 'A full backup is due when the last is so old.',
        },
        'diff-every': {
            ...every,
            default: '1d',
            description: 'A differential backup is due when the last backup, full or differential, is so old.',
        },
        'archive-timeout': {
            kind: 'duration',
            min: '30s',
            max: '1h',
            default: '5m',
            description: 'The server hands over a WAL segment after this time even when it is not full. At most a third of `objectives.rpo`; the default gives way to it.',
        },
        compression: {
            kind: 'text',
            pattern: /none|zst:(?:1?[0-9]|2[0-2])|lz4:(?:[1-9]|1[0-2])|gz:[0-9]/,
            hint: 'none, zst:3, lz4:1 or gz:6',
            default: 'zst:3',
            description: 'Compression of backups and WAL.',
        },
        processes: {
            kind: 'integer',
            min: 1,
            max: 64,
            default: 2,
            description: 'Processes that compress and transfer at the same time.',
        },
        async: {
            kind: 'boolean',
            default: true,
            description: 'Hand WAL over in batches, by a process beside the server.',
        },
        'io-timeout': {
            kind: 'duration',
            min: '1s',
            max: '1h',
            default: '15s',
            description: 'How long the engine waits for a repository to answer; it tries about four times before it gives up.',
        },
        'queue-max': {
            kind: 'text',
            pattern: /[1-9][0-9]{0,4}(?:MiB|GiB|TiB)/,
            hint: 'a size such as 4GiB',
            description: 'When so much WAL waits, the engine drops it rather than let the disk of the server fill up. Recovery beyond that point then needs a new backup: `wal` reports it as a broken RPO.',
            without: 'WAL is never dropped',
        },
        'config-file': {
            ...path,
            default: '/etc/pgbackrest/pgbackrest.conf',
            description: 'The engine’s configuration, with secrets, readable for the owner of the cluster alone.',
        },
        spool: {
            ...path,
            default: '/var/spool/pgbackrest',
            description: 'Directory for the engine’s queue and its locks; of the owner of the cluster.',
        },
        logs: {
            ...path,
            default: '/var/log/pgbackrest',
            description: 'Directory for the engine’s logs; of the owner of the cluster.',
        },
    },
    mistakes: { repository: 'write repositories: with a list', stores: 'write repositories: with a list' },
    description: 'Physical backups of the whole cluster and continuous archiving of WAL with pgBackRest: what an RPO below `backup-every` needs.',
    without: 'logical backups alone',
};

;// CONCATENATED MODULE: ./build/policy/definition/restore-test.js

const DEPTHS = ['content', 'sampled', 'counts'];
const textPattern = {
    kind: 'text',
    hint: 'text that is looked for, or a regular expression between slashes',
};
const assertion = {
    kind: 'variants',
    fields: {
        name: { ...title, required: true, description: 'What is asserted; shown when it does not hold.' },
        'time-limit': {
            kind: 'duration',
            min: '1s',
            max: '1d',
            default: '5m',
            description: 'Longest time it may take.',
        },
    },
    variants: {
        sql: {
            sql: {
                kind: 'text',
                lines: 'many',
                hint: 'a SELECT that gives one value',
                required: true,
                description: 'Query run in the restored copy; the first column of its one row is judged.',
            },
            expect: {
                kind: 'either',
                scalar: { kind: 'answer' },
                mapping: {
                    kind: 'variants',
                    fields: {},
                    variants: {
                        range: {
                            min: { kind: 'number', description: 'Smallest number that is right.' },
                            max: { kind: 'number', description: 'Largest number that is right.' },
                        },
                        newerThan: {
                            'newer-than': {
                                kind: 'duration',
                                min: '1s',
                                max: '36500d',
                                required: true,
                                description: 'The value is a time that is at most so much older than the set.',
                            },
                        },
                    },
                },
                required: true,
                description: 'What it has to give: a value, `min` and `max` of a number, or `newer-than` for a time.',
            },
        },
        command: {
            command: {
                kind: 'list',
                of: { kind: 'text', lines: 'many', hint: 'a program or an argument' },
                min: 1,
                unique: false,
                required: true,
                description: 'Program and arguments, started without a shell, with the connection of the restored copy in libpq’s variables. Exit code 0 is success.',
            },
        },
    },
};
/** `restore-test:` */
const restoreTest = {
    kind: 'record',
    fields: {
        fingerprint: {
            kind: 'choice',
            choices: DEPTHS,
            default: 'content',
            description: 'What backups record for the test to compare: `content` (counts and digests of all rows), `sampled` (all counts, digests of part of the rows of large tables) or `counts`.',
        },
        'time-budget': {
            kind: 'duration',
            min: '1m',
            max: '24d',
            description: 'Longest time that fingerprinting may take; what was not covered then is named and lowers the grade.',
            without: 'no limit of its own',
        },
        assertions: {
            kind: 'list',
            of: assertion,
            unique: 'name',
            default: [],
            description: 'What the restored copy has to answer, besides being equal to its source: SQL or a command each.',
        },
        allow: {
            kind: 'list',
            of: {
                kind: 'record',
                fields: {
                    object: {
                        ...textPattern,
                        required: true,
                        description: 'Object of the archive, as pg_restore names it: `EXTENSION - pg_cron`.',
                    },
                    error: { ...textPattern, required: true, description: 'Its error message.' },
                    reason: {
                        ...title,
                        required: true,
                        description: 'Why it does not matter. It stands in every evidence.',
                    },
                },
            },
            unique: false,
            default: [],
            description: 'Errors of pg_restore that are accepted; nothing is by default. Text is looked for as it stands; between slashes it is a regular expression.',
        },
        drift: {
            kind: 'record',
            fields: {
                'default-percent': {
                    kind: 'percent',
                    default: 10,
                    description: 'A table of production that has lost more than this since the set was made is a finding.',
                },
                tables: {
                    kind: 'map',
                    keys: tablePattern,
                    of: { kind: 'percent' },
                    default: {},
                    description: 'Percent by table pattern, such as `public.sessions: 100`. The first pattern that matches wins.',
                },
            },
            default: {},
            description: 'Tolerance of the comparison with production, where a test is given its connection.',
        },
        amcheck: {
            kind: 'boolean',
            default: false,
            description: 'Check every page and index of the restored copy with `pg_amcheck`.',
        },
    },
    default: {},
    description: 'How sets are proven.',
};

;// CONCATENATED MODULE: ./build/policy/definition/stores.js

const NO_CREDENTIALS = 'credentials do not belong into the policy; use the inputs s3-access-key-id and s3-secret-access-key, or what the AWS programs use';
/** `stores:` */
const stores = {
    kind: 'map',
    keys: storeName,
    min: 1,
    of: {
        kind: 'variants',
        fields: {},
        variants: {
            directory: {
                directory: {
                    kind: 'text',
                    required: true,
                    pattern: /\/(?=[^/]).*/,
                    hint: 'the absolute path of a directory such as /backups/postgresql',
                    description: 'A directory of the runner.',
                },
            },
            s3: {
                s3: {
                    kind: 'record',
                    required: true,
                    description: 'A place in Amazon S3 or in a service that speaks its protocol.',
                    fields: {
                        uri: {
                            kind: 'text',
                            required: true,
                            pattern: /s3:\/\/[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9](?:\/[^\\]*)?/,
                            hint: 's3://bucket or s3://bucket/prefix',
                            description: 'Bucket and prefix: `s3://bucket/prefix`.',
                        },
                        endpoint: {
                            kind: 'text',
                            pattern: /https?:\/\/[^\s/@?#]+(?:\/[^\s?#]*)?/,
                            hint: 'a URL such as https://s3.example.com, without credentials and parameters',
                            description: 'URL of a service that is not Amazon’s (MinIO, Ceph, R2, B2 …).',
                            without: '`AWS_ENDPOINT_URL_S3`, `AWS_ENDPOINT_URL`, then Amazon S3',
                        },
                        region: {
                            kind: 'text',
                            pattern: /[A-Za-z0-9-]+/,
                            hint: 'a region such as eu-central-1',
                            description: 'Region of the bucket.',
                            without: '`AWS_REGION` and the AWS configuration files',
                        },
                        'force-path-style': {
                            kind: 'boolean',
                            description: 'Put the bucket into the path of the URL instead of its host name.',
                            without: '`true` for every service that is not Amazon’s',
                        },
                    },
                    mistakes: {
                        'access-key-id': NO_CREDENTIALS,
                        'secret-access-key': NO_CREDENTIALS,
                        'session-token': NO_CREDENTIALS,
                    },
                },
                'object-lock': {
                    kind: 'boolean',
                    default: false,
                    description: 'The bucket has Object Lock switched on. Only then can a tier lock its sets there (`lock`).',
                },
            },
        },
        mistakes: {
            uri: 'uri belongs under s3',
            path: 'write directory: /path',
            bucket: 'write s3: {uri: s3://bucket/prefix}',
        },
    },
    description: 'Where sets are kept: a name for each place, used by `tiers` and `databases`. Credentials never stand here.',
    without: 'the input `stores`',
};

;// CONCATENATED MODULE: ./build/policy/definition/tiers.js


const days = { kind: 'integer', min: 1, max: 36_500 };
const none = { kind: 'choice', choices: ['none'] };
/** The runbook's retention table; `manual` and `pre-migration` are not in it. */
const rows = {
    daily: {
        description: 'The first backup of a UTC day.',
        defaults: { 'keep-days': 30, 'keep-minimum': 3, stores: 'every' },
    },
    weekly: {
        description: 'The first backup on or after Sunday (UTC).',
        defaults: {
            'keep-days': 90,
            'keep-minimum': 3,
            stores: 's3',
            transition: { 'after-days': 30, 'storage-class': 'GLACIER_IR' },
        },
    },
    monthly: {
        description: 'The first backup on or after the first Sunday of the month (UTC).',
        defaults: { 'keep-days': 365, 'keep-minimum': 3, stores: 's3', 'storage-class': 'GLACIER_IR' },
    },
    manual: {
        description: 'Backups that somebody asked for.',
        defaults: { 'keep-days': 90, 'keep-minimum': 1, stores: 'every' },
    },
    'pre-migration': {
        description: 'Backups taken before a migration is deployed.',
        defaults: { 'keep-days': 30, 'keep-minimum': 1, stores: 'every' },
    },
};
/** `tiers:` */
const tiers_tiers = {
    kind: 'rows',
    rows,
    fields: {
        'keep-days': {
            ...days,
            default: 30,
            description: 'Sets younger than this many days stay. The age comes from the manifest.',
        },
        'keep-minimum': {
            kind: 'integer',
            min: 1,
            max: 10_000,
            default: 3,
            description: 'So many of the newest sets of the tier stay, however old they are.',
        },
        stores: {
            kind: 'either',
            scalar: { kind: 'choice', choices: ['every', 's3'] },
            list: storeNames,
            default: 'every',
            description: 'Stores that get a copy: a list of names, `every`, or `s3` for every S3 store (for every store, where none is S3).',
        },
        'storage-class': {
            kind: 'choice',
            choices: storage_classes/* STORAGE_CLASS_NAMES */.Uu,
            default: 'STANDARD',
            description: 'Storage class at upload, in S3 stores. A default other than `STANDARD` is for Amazon S3 alone; what is written here is for every S3 store of the tier.',
        },
        transition: {
            kind: 'either',
            scalar: none,
            mapping: {
                kind: 'record',
                fields: {
                    'after-days': {
                        kind: 'integer',
                        min: 0,
                        max: 36_500,
                        required: true,
                        description: 'Age at which the lifecycle rule of the bucket moves the objects.',
                    },
                    'storage-class': {
                        kind: 'choice',
                        choices: storage_classes/* TRANSITION_CLASS_NAMES */.UY,
                        required: true,
                        description: 'Class they are moved to.',
                    },
                },
            },
            default: 'none',
            description: 'When sets move to a colder class, by a lifecycle rule of the bucket: `after-days` and `storage-class`, or `none`. A default is for Amazon S3 alone, and for sets that are kept long enough.',
        },
        lock: {
            kind: 'either',
            scalar: none,
            mapping: {
                kind: 'record',
                fields: {
                    mode: {
                        kind: 'choice',
                        choices: ['governance', 'compliance'],
                        required: true,
                        description: '`governance` can be lifted by who has the right to; `compliance` by nobody at all before its time.',
                    },
                    days: {
                        ...days,
                        required: true,
                        description: 'Days from the upload in which nothing can be deleted; at most `keep-days`.',
                    },
                },
            },
            default: 'none',
            description: 'Object Lock of the sets, in S3 stores with `object-lock: true`: `mode` and `days`, or `none`.',
        },
    },
    default: {},
    description: 'How long and where sets are kept, and in which storage class. What is not written has these defaults.',
};

;// CONCATENATED MODULE: ./build/policy/definition/policy.js








<<<<<<<< HEAD:dist/439.index.js
========

>>>>>>>> main:dist/738.index.js
/**
 * `backup-policy.yml`: every key there is, with its kind, range, default and description. The only place where one is
 * defined; `policy.schema.json` and the reference in docs/policy.md are generated from it.
 */
const POLICY = {
    kind: 'record',
    fields: {
        version: {
            kind: 'constant',
            value: 1,
            required: true,
            description: 'Version of this format. Always 1 so far.',
        },
        databases: databases,
        stores: stores,
        tiers: tiers_tiers,
        objectives: objectives,
        encryption: encryption,
        physical: physical,
        'restore-test': restoreTest,
        migrations: migrations,
        notifications: notifications,
    },
};

// EXTERNAL MODULE: ./build/camel-case.js
var camel_case = __webpack_require__(79587);
// EXTERNAL MODULE: ./build/duration.js
var duration = __webpack_require__(73110);
// EXTERNAL MODULE: ./build/looks-secret.js
var looks_secret = __webpack_require__(31393);
;// CONCATENATED MODULE: ./build/policy/read-scalar.js


const MAX_SHOWN = 80;
const MAX_PERCENT = 100;
/** A name for an environment variable that is a secret itself: an AWS access key, or 16 and more characters in a row with a digit. */
const KEY_LIKE = /^(?:AKIA|ASIA|AGPA|AIDA|AROA)[A-Z0-9]{12,}$|^(?=.*[0-9])[A-Z0-9]{16,}$/;
/**
 * Reads one scalar, strictly. `value` is what YAML 1.2 makes of it (text, number, true, false or null); `source` is how
 * it is written, so that `0x1e`, `1e3` and `30.0` are not taken for 30 silently.
 * `wanted` is what is allowed in that place, if that is more than this shape.
 */
function readScalar(shape, value, source, wanted = expected(shape)) {
    if (value === null)
        return { problem: 'has no value; give it one, or remove the line' };
    const refuse = () => ({
        problem: `found ${foundScalar(shape, value, source)}; it has to be ${wanted}${quotesRemark(shape, value)}`,
    });
    switch (shape.kind) {
        case 'text':
            return typeof value === 'string' && isText(shape, value) ? { value } : refuse();
        case 'environment-name':
            return isEnvironmentName(value) ? { value } : refuse();
        case 'integer':
            return isDigits(value, source) && value >= shape.min && value <= shape.max ? { value } : refuse();
        case 'percent':
            return isDecimal(value, source) && value >= 0 && value <= MAX_PERCENT ? { value } : refuse();
        case 'number':
            return isDecimal(value, source) ? { value } : refuse();
        case 'boolean':
            return isBoolean(value, source) ? { value } : refuse();
        case 'choice':
            return typeof value === 'string' && shape.choices.includes(value) ? { value } : refuse();
        case 'duration': {
            const milliseconds = typeof value === 'string' ? (0,duration/* parseDuration */.E)(value) : undefined;
            const [min = 0, max = 0] = [(0,duration/* parseDuration */.E)(shape.min), (0,duration/* parseDuration */.E)(shape.max)];
            return milliseconds !== undefined && milliseconds >= min && milliseconds <= max
                ? { value: milliseconds }
                : refuse();
        }
        case 'constant':
            return isDigits(value, source) && value === shape.value ? { value } : refuse();
        case 'answer':
            return readAnswer(value, source) ?? refuse();
    }
}
/** psql writes booleans as `t` and `f`. */
function readAnswer(value, source) {
    if (isBoolean(value, source))
        return { value: value ? 't' : 'f' };
    if (typeof value === 'string')
        return (0,looks_secret/* looksSecret */.n)(value) ? undefined : { value };
    return isDecimal(value, source) ? { value: source } : undefined;
}
function isText(shape, text) {
    const control = shape.lines === 'many' ? /[^\P{Cc}\t\r\n]/u : /\p{Cc}/u;
    if (text.trim() === '' || control.test(text) || (0,looks_secret/* looksSecret */.n)(text))
        return false;
    return shape.pattern === undefined || whole(shape.pattern).test(text);
}
/** The pattern for the whole text. */
function whole(pattern) {
    return new RegExp(`^(?:${pattern.source})$`, 'u');
}
function isEnvironmentName(value) {
    return typeof value === 'string' && whole(ENVIRONMENT_NAME).test(value) && !KEY_LIKE.test(value);
}
const ENVIRONMENT_NAME = /[A-Z_][A-Z0-9_]{0,99}/;
/** YAML takes `True` and `TRUE` for booleans too. */
function isBoolean(value, source) {
    return typeof value === 'boolean' && source === String(value);
}
function isDigits(value, source) {
    return typeof value === 'number' && /^(0|[1-9][0-9]*)$/.test(source) && Number.isSafeInteger(value);
}
/** A number in plain decimal notation that a double holds to the digit before the point. */
function isDecimal(value, source) {
    return (typeof value === 'number' &&
        /^-?(0|[1-9][0-9]*)(\.[0-9]+)?$/.test(source) &&
        Math.abs(value) <= Number.MAX_SAFE_INTEGER);
}
function foundScalar(shape, value, source) {
    if (typeof value === 'number')
        return `the number ${source.slice(0, MAX_SHOWN)}`;
    if (typeof value === 'boolean')
        return source;
    const text = String(value);
    if (mayHoldSecret(text))
        return 'text that looks like a secret (not shown)';
    // Whoever writes a secret where its name belongs must not find it in a log.
    if (shape.kind === 'environment-name')
        return 'text (not shown)';
    return `the text ${JSON.stringify(text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text)}`;
}
/** Parameters and long paths of URLs are where webhooks and signed links carry their tokens. */
function mayHoldSecret(text) {
    return (0,looks_secret/* looksSecret */.n)(text) || /https?:\/\/\S*([?#]|\/[A-Za-z0-9_-]{16,})/i.test(text);
}
function quotesRemark(shape, value) {
    if (shape.kind === 'text' && typeof value !== 'string')
        return ', in quotes';
    const wantsText = ['text', 'choice', 'duration', 'environment-name', 'answer'].includes(shape.kind);
    return !wantsText && typeof value === 'string' && /^(true|false|-?[0-9.]+)$/.test(value)
        ? ', without quotes'
        : '';
}
/** `a, b or c` */
function alternatives(words) {
    const last = words.at(-1) ?? '';
    return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}
/** What a shape accepts, to complete "it has to be …". */
function expected(shape) {
    switch (shape.kind) {
        case 'text':
            return shape.hint;
        case 'environment-name':
            return 'the name of an environment variable that holds the secret, such as SMTP_PASSWORD, never the secret itself';
        case 'integer':
            return `a whole number from ${shape.min} to ${shape.max}`;
        case 'percent':
            return `a percentage from 0 to ${MAX_PERCENT} such as 10 or 2.5, without the sign`;
        case 'number':
            return 'a decimal number';
        case 'boolean':
            return 'true or false';
        case 'choice':
            return alternatives(shape.choices);
        case 'duration':
            return `a duration such as 30s, 15m, 1h or 7d, from ${shape.min} to ${shape.max}`;
        case 'constant':
            return String(shape.value);
        case 'answer':
            return 'text, a number, true or false';
        case 'list':
            return 'a list';
        case 'either': {
            const { scalar, list, mapping } = shape;
            const scalars = scalar.kind === 'choice' ? scalar.choices : [expected(scalar)];
            const others = [list, mapping].flatMap((one) => (one === undefined ? [] : expected(one)));
            return alternatives([...scalars, ...others]);
        }
        case 'map':
        case 'record':
        case 'rows':
        case 'variants':
            return 'a mapping';
    }
}

;// CONCATENATED MODULE: ./build/policy/shape.js
/** The fields of one row, with its own defaults. */
function fieldsOfRow(shape, row) {
    const defaults = shape.rows[row]?.defaults ?? {};
    return Object.fromEntries(Object.entries(shape.fields).map(([name, field]) => [
        name,
        name in defaults ? { ...field, default: defaults[name] } : field,
    ]));
}

;// CONCATENATED MODULE: ./build/policy/reader.js






/**
 * Walks YAML and shape together. It goes on after a problem, so that one run finds them all: what cannot be used becomes
 * undefined, whatever its type says, so values are only sound when `problems` is empty.
 */
class Reader {
    problems = [];
    /** Line of every path that stands in the file, as opposed to defaults. */
    written = new Map();
    #lineAt;
    constructor(lineAt) {
        this.#lineAt = lineAt;
    }
    fail(line, path, text) {
        this.problems.push({ line, path, text });
        return undefined;
    }
    /** Line of the path, or of the nearest around it that stands in the file. */
    lineOf(path) {
        let nearestPath = '';
        for (const one of this.written.keys()) {
            const around = path === one || path.startsWith(`${one}.`) || path.startsWith(`${one}[`);
            if (around && one.length > nearestPath.length)
                nearestPath = one;
        }
        return this.written.get(nearestPath) ?? 1;
    }
    read(shape, node, path, line) {
        this.written.set(path, line);
        if ((0,dist/* isAlias */.Vj)(node))
            return this.fail(line, path, 'aliases (*name) are not supported; write the value out');
        if ((0,dist/* isScalar */.jn)(node) || (0,dist/* isMap */.jh)(node) || (0,dist/* isSeq */.oP)(node)) {
            if (node.tag !== undefined)
                return this.fail(line, path, 'tags (!name) are not supported; remove it');
            if (node.anchor !== undefined)
                this.fail(line, path, 'anchors (&name) are not supported; remove it');
        }
        switch (shape.kind) {
            case 'list':
                return this.#list(shape, node, path, line);
            case 'map':
                return this.#map(shape, node, path, line);
            case 'record':
                return this.#record(shape.fields, shape.mistakes, node, path, line);
            case 'rows':
                return this.#rows(shape, node, path, line);
            case 'variants':
                return this.#variants(shape, node, path, line);
            case 'either':
                return this.#either(shape, node, path, line);
            default:
                return this.#scalar(shape, node, path, line, expected(shape));
        }
    }
    #scalar(shape, node, path, line, wanted) {
        if (node !== null && !(0,dist/* isScalar */.jn)(node))
            return this.#misfit(wanted, node, path, line);
        const value = node?.value ?? null;
        const reading = readScalar(shape, value, node?.source ?? String(value), wanted);
        return 'problem' in reading ? this.fail(line, path, reading.problem) : reading.value;
    }
    #either(shape, node, path, line) {
        if ((0,dist/* isSeq */.oP)(node) && shape.list !== undefined)
            return this.read(shape.list, node, path, line);
        if ((0,dist/* isMap */.jh)(node) && shape.mapping !== undefined)
            return this.read(shape.mapping, node, path, line);
        return this.#scalar(shape.scalar, node, path, line, expected(shape));
    }
    #list(shape, node, path, line) {
        if (!(0,dist/* isSeq */.oP)(node))
            return this.#misfit(expected(shape), node, path, line);
        if (node.items.length < (shape.min ?? 0))
            return this.fail(line, path, 'is empty; it needs at least one item');
        const firstLines = new Map();
        return node.items.map((item, index) => {
            const itemNode = item;
            const itemLine = this.#lineAt(itemNode.range?.[0] ?? 0);
            const itemPath = joinPath(path, index);
            const value = this.read(shape.of, itemNode, itemPath, itemLine);
            const identity = shape.unique === 'name' ? value?.name : value;
            if (shape.unique !== false && identity !== undefined) {
                const first = firstLines.get(identity);
                const what = shape.unique === 'name' ? `the name ${JSON.stringify(identity)} is` : 'is';
                if (first !== undefined)
                    this.fail(itemLine, itemPath, `${what} given twice; the first is on line ${first}`);
                else
                    firstLines.set(identity, itemLine);
            }
            return value;
        });
    }
    #map(shape, node, path, line) {
        if (!(0,dist/* isMap */.jh)(node))
            return this.#misfit(expected(shape), node, path, line);
        const entries = this.#entries(node, path);
        if (entries.size < (shape.min ?? 0))
            return this.fail(line, path, 'is empty; it needs at least one key');
        const values = new Map();
        for (const [key, entry] of entries) {
            const keyPath = joinPath(path, key);
            const reading = readScalar(shape.keys, key, key);
            if ('problem' in reading)
                this.fail(entry.line, keyPath, `as a key, ${reading.problem}`);
            values.set(key, this.read(shape.of, entry.node, keyPath, entry.line));
        }
        return values;
    }
    #record(fields, mistakes, node, path, line) {
        if (!(0,dist/* isMap */.jh)(node)) {
            const remedy = (0,dist/* isScalar */.jn)(node) ? remedyFor(mistakes, String(node.value)) : undefined;
            return remedy === undefined
                ? this.#misfit('a mapping', node, path, line)
                : this.fail(line, path, remedy);
        }
        const entries = this.#entries(node, path);
        this.#refuseUnknown(entries, Object.keys(fields), mistakes, path);
        return this.#fields(fields, entries, path, line);
    }
    #fields(fields, entries, path, line) {
        const values = Object.entries(fields).map(([name, field]) => {
            const entry = entries.get(name);
            const fieldPath = joinPath(path, name);
            if (entry !== undefined) {
                return [(0,camel_case/* camelCase */.x)(name), this.read(field, entry.node, fieldPath, entry.line)];
            }
            if (field.required)
                this.fail(line, fieldPath, 'is missing');
            return [(0,camel_case/* camelCase */.x)(name), field.default === undefined ? undefined : readDefault(field, fieldPath)];
        });
        return Object.fromEntries(values);
    }
    #rows(shape, node, path, line) {
        if (!(0,dist/* isMap */.jh)(node))
            return this.#misfit('a mapping', node, path, line);
        const entries = this.#entries(node, path);
        this.#refuseUnknown(entries, Object.keys(shape.rows), undefined, path);
        const rows = Object.keys(shape.rows).map((row) => {
            const entry = entries.get(row);
            const fields = fieldsOfRow(shape, row);
            const rowPath = joinPath(path, row);
            return [
                row,
                entry === undefined
                    ? this.#fields(fields, new Map(), rowPath, line)
                    : this.read({ kind: 'record', fields }, entry.node, rowPath, entry.line),
            ];
        });
        return Object.fromEntries(rows);
    }
    #variants(shape, node, path, line) {
        if (!(0,dist/* isMap */.jh)(node))
            return this.#record(shape.fields, shape.mistakes, node, path, line);
        const entries = this.#entries(node, path);
        const known = [shape.fields, ...Object.values(shape.variants)].flatMap((fields) => Object.keys(fields));
        this.#refuseUnknown(entries, known, shape.mistakes, path);
        const present = Object.entries(shape.variants).filter(([, fields]) => Object.keys(fields).some((name) => entries.has(name)));
        const [only, other] = present;
        if (only !== undefined && other === undefined) {
            const [kind, fields] = only;
            return { kind, ...this.#fields({ ...shape.fields, ...fields }, entries, path, line) };
        }
        const names = (some, word) => some.map(([, fields]) => Object.keys(fields)[0]).join(word);
        this.fail(line, path, only === undefined
            ? `needs one of ${names(Object.entries(shape.variants), ', ')}`
            : `${names(present, ' and ')} cannot stand together; keep one`);
        const asFarAsPossible = [shape.fields, ...present.map(([, fields]) => fields)];
        this.#fields(Object.assign({}, ...asFarAsPossible), entries, path, line);
        return undefined;
    }
    #entries(node, path) {
        const entries = new Map();
        for (const { key, value } of node.items) {
            const keyNode = key;
            const line = this.#lineAt(keyNode?.range?.[0] ?? 0);
            if (!(0,dist/* isScalar */.jn)(keyNode) || typeof keyNode.value !== 'string') {
                this.fail(line, path, 'has a key that is not text; put it in quotes');
                continue;
            }
            const first = entries.get(keyNode.value);
            if (first === undefined)
                entries.set(keyNode.value, { node: value, line });
            else
                this.fail(line, joinPath(path, keyNode.value), `is given twice; the first is on line ${first.line}`);
        }
        return entries;
    }
    #refuseUnknown(entries, known, mistakes, path) {
        for (const [key, { line }] of entries) {
            if (known.includes(key))
                continue;
            if (mayHoldSecret(key)) {
                this.fail(line, path, 'has a key that looks like a secret (not shown)');
                continue;
            }
            const meant = (0,nearest/* nearest */.p)(key, known);
            const remedy = remedyFor(mistakes, key) ??
                `there is no such key${meant === undefined ? '' : ` (the nearest is ${meant})`}`;
            this.fail(line, joinPath(path, key), remedy);
        }
    }
    #misfit(wanted, node, path, line) {
        if (node === null || ((0,dist/* isScalar */.jn)(node) && node.value === null)) {
            return this.fail(line, path, 'has no value; give it one, or remove the line');
        }
        const found = (0,dist/* isSeq */.oP)(node) ? 'a list' : (0,dist/* isMap */.jh)(node) ? 'a mapping' : 'a single value';
        return this.fail(line, path, `found ${found}; it has to be ${wanted}`);
    }
}
function remedyFor(mistakes, key) {
    return mistakes !== undefined && Object.hasOwn(mistakes, key) ? mistakes[key] : undefined;
}
/**
 * Reads a default of the definition as if it stood in the file.
 * @throws Error when the definition refuses its own default (a defect that every test of the parser would show)
 */
function readDefault(field, path) {
    const reader = new Reader(() => 0);
    const value = reader.read(field, new dist/* Document */.yo(field.default).contents, path, 0);
    if (reader.problems.length > 0)
        throw new Error(`The default of ${path} is wrong: ${reader.problems[0]?.text}.`);
    return value;
}

;// CONCATENATED MODULE: ./build/policy/parse-policy.js





/** A policy is a few kilobytes. */
const MAX_CHARACTERS = 1024 * 1024;
const parse_policy_MAX_SHOWN = 200;
/**
 * Reads a policy: YAML 1.2 (or JSON). Unknown keys are refused, nothing is coerced, nothing is read from anywhere else.
 * @param fileName as it should stand in messages
 * @throws UserError PBA-POLICY with every problem there is, one `file:line: path: problem` each
 */
function parsePolicy(text, fileName) {
    if (text.length > MAX_CHARACTERS) {
        throw policyError(fileName, [{ line: 1, path: '', text: 'is longer than 1 MiB, which no policy is' }]);
    }
    const lines = new dist/* LineCounter */.HN();
    const lineAt = (offset) => lines.linePos(offset).line;
    // Keys given twice are found by the reader, which knows their path.
    const document = (0,dist/* parseDocument */.Tp)(text, {
        version: '1.2',
        schema: 'core',
        uniqueKeys: false,
        prettyErrors: false,
        lineCounter: lines,
    });
    const syntax = document.errors.map((error) => ({
        line: lineAt(error.pos[0]),
        path: '',
        text: `this is not YAML: ${error.message.replace(/\.$/, '')}`,
    }));
    if (document.directives?.yaml.version !== '1.2') {
        syntax.push({ line: 1, path: '', text: 'only YAML 1.2 is read; remove the %YAML line' });
    }
    // After a syntax error the rest is guesswork.
    if (syntax.length > 0)
        throw policyError(fileName, syntax);
    const reader = new Reader(lineAt);
    const contents = document.contents;
    const value = contents === null
        ? reader.fail(1, '', 'is empty; a policy starts with version: 1')
        : reader.read(POLICY, contents, '', lineAt(contents.range?.[0] ?? 0));
    const warnings = [];
    checkPolicy((value ?? {}), {
        problem: (path, what) => reader.fail(reader.lineOf(path), path, what),
        warning: (path, what) => warnings.push({ line: reader.lineOf(path), path, text: what }),
        isWritten: (path) => reader.written.has(path),
    });
    if (reader.problems.length > 0)
        throw policyError(fileName, reader.problems);
    return {
        // Sound: there was no problem, and type and reading come from the same definition.
        policy: value,
        written: new Set(reader.written.keys()),
        warnings: sorted(warnings).map((warning) => describe(fileName, warning)),
    };
}
function policyError(fileName, problems) {
    const shown = sorted(problems).map((problem) => describe(fileName, problem));
    const [first = ''] = shown;
    const more = shown.length > parse_policy_MAX_SHOWN ? [`… and ${shown.length - parse_policy_MAX_SHOWN} more`] : [];
    const message = shown.length === 1
        ? `The policy is not right. ${first}.`
        : `The policy has ${shown.length} problems:\n${[...shown.slice(0, parse_policy_MAX_SHOWN), ...more].map((one) => `- ${one}`).join('\n')}`;
    return new errors/* UserError */.yo('PBA-POLICY', message, {
        hint: 'Every key is described in docs/policy.md; policy.schema.json lets an editor complete and check them.',
    });
}
function sorted(problems) {
    return problems.toSorted((a, b) => a.line - b.line || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
function describe(fileName, { line, path, text }) {
    return `${fileName}:${line}: ${path === '' ? '' : `${path}: `}${text}`;
}

<<<<<<<< HEAD:dist/439.index.js
;// CONCATENATED MODULE: ./build/policy/apply-inputs.js








/**
 * Puts policy, inputs and defaults together. An input overrides the one field it names, for everything that has this
 * field; without a policy the defaults are the runbook's.
 * @throws UserError PBA-INPUT with everything that does not fit together
 */
function applyInputs(parsed, inputs) {
    const base = parsed ?? NO_POLICY;
    const { policy } = base;
    const problems = [];
    const stores = chooseStores(policy.stores ?? new Map(), inputs, problems);
    if (stores.size === 0 && problems.length === 0) {
        problems.push('there is no store: define stores in the policy, or give the input stores');
    }
    const recipients = given(inputs.recipients) ?? policy.encryption.recipients;
    if (policy.encryption.required && recipients.length === 0) {
        problems.push('the policy requires encryption, and there are no recipients');
    }
    const effective = {
        databases: chooseDatabases(policy.databases, stores, inputs),
        stores,
        tiers: tiersOf(base, stores, inputs, problems),
        objectives: {
            ...policy.objectives,
            rpo: inputs.rpo ?? policy.objectives.rpo,
            rto: inputs.rto ?? policy.objectives.rto,
        },
        encryption: { ...policy.encryption, recipients },
        physical: physicalOf(base, inputs),
        restoreTest: {
            ...policy.restoreTest,
            fingerprint: inputs.fingerprint ?? policy.restoreTest.fingerprint,
            assertions: policy.restoreTest.assertions.map(apply_inputs_assertion),
            drift: {
                defaultPercent: policy.restoreTest.drift.defaultPercent,
                tables: [...policy.restoreTest.drift.tables].map(([pattern, percent]) => ({ pattern, percent })),
            },
        },
        notifications: policy.notifications,
    };
    if (problems.length > 0)
        throw inputError(problems);
    return effective;
}
const NO_POLICY = parsePolicy('version: 1', 'defaults');
function tiersOf({ policy, written }, stores, inputs, problems) {
    if (inputs.tier === undefined && (inputs.keepDays ?? inputs.keepMinimum) !== undefined) {
        problems.push('keep-days and keep-minimum need tier: each tier has its own');
    }
    const tierOf = (tier) => {
        const rules = policy.tiers[tier];
        const asked = inputs.tier === tier ? inputs : {};
        const keepDays = asked.keepDays ?? rules.keepDays;
        const lock = rules.lock === 'none' ? undefined : rules.lock;
        if (lock !== undefined && lock.days > keepDays) {
            problems.push(`keep-days: ${keepDays} is less than the ${lock.days} days for which the policy locks ${tier} sets`);
        }
        const isWritten = (key) => written.has(`tiers.${tier}.${key}`);
        return {
            keepDays,
            keepMinimum: asked.keepMinimum ?? rules.keepMinimum,
            stores: available(rules.stores, stores, tier),
            storageClass: rules.storageClass,
            transition: transitionOf(rules, keepDays),
            lock,
            written: { storageClass: isWritten('storage-class'), transition: isWritten('transition') },
        };
    };
    return Object.fromEntries(keys/* TIERS */.iB.map((tier) => [tier, tierOf(tier)]));
}
/** A list without any store that is there (an input chose others) gives way to the default of the tier. */
function available(wanted, stores, tier) {
    if (typeof wanted === 'string')
        return wanted;
    return given(wanted.filter((name) => stores.has(name))) ?? NO_POLICY.policy.tiers[tier].stores;
}
/** What is written fits; a default, or an input that shortens `keep-days`, may make it void. */
function transitionOf(rules, keepDays) {
    const { transition, storageClass } = rules;
    if (transition === 'none' || transition.afterDays >= keepDays)
        return undefined;
    return (0,storage_classes/* canMove */.Km)(storageClass, transition.storageClass) ? transition : undefined;
}
/** A default of the archive timeout gives way to the RPO. */
function physicalOf({ policy, written }, inputs) {
    const { physical } = policy;
    if (physical === undefined || written.has('physical.archive-timeout'))
        return physical;
    return {
        ...physical,
        archiveTimeout: Math.min(physical.archiveTimeout, archiveTimeoutLimit(inputs.rpo ?? policy.objectives.rpo)),
    };
}
function apply_inputs_assertion(written) {
    const common = { name: written.name, timeLimitMs: written.timeLimit };
    if (written.kind === 'command')
        return { ...common, command: written.command };
    const { sql, expect } = written;
    if (typeof expect === 'string')
        return { ...common, sql, expect: { kind: 'equals', value: expect } };
    return expect.kind === 'range'
        ? { ...common, sql, expect: { kind: 'range', min: expect.min, max: expect.max } }
        : { ...common, sql, expect: { kind: 'newer than', ageMs: expect.newerThan } };
}
function inputError(problems) {
    const [first = ''] = problems;
    return new errors/* UserError */.yo('PBA-INPUT', problems.length === 1
        ? `Policy and inputs do not fit together: ${first}.`
        : `Policy and inputs do not fit together:\n${problems.map((problem) => `- ${problem}`).join('\n')}`, { hint: 'Inputs override single fields of the policy; docs/policy.md says how.' });
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./build/actions/read-policy.js



/**
 * Reads backup-policy.yml; undefined when no path was given. What the policy costs more than it seems to is warned of.
 * @throws UserError PBA-POLICY
 */
async function readPolicy(path, context) {
    if (path === undefined)
        return undefined;
    let text;
    try {
        text = await (0,promises_.readFile)(path, 'utf8');
    }
    catch (error) {
        throw new errors/* UserError */.yo('PBA-POLICY', `The policy ${path} cannot be read: ${(0,errors/* messageOf */.bD)(error)}.`, {
            hint: 'Check the path; the job has to check out the repository first.',
            cause: error,
        });
    }
    const parsed = parsePolicy(text, path);
    for (const warning of parsed.warnings)
        context.log.warning(warning);
    return parsed;
}

;// CONCATENATED MODULE: ./build/actions/effective.js




/**
 * What an action goes by: the policy file, if one is given, with the inputs over it and the defaults below.
 * @throws UserError PBA-POLICY, PBA-INPUT with every problem
 */
async function effectivePolicy(inputs, context) {
    const environmentEndpoint = context.env['AWS_ENDPOINT_URL_S3'] ?? context.env['AWS_ENDPOINT_URL'];
    return applyInputs(await readPolicy(inputs.policy, context), { ...inputs, environmentEndpoint });
}
/** Name of the database whose sets are meant: the only one of policy and inputs; undefined when there is not just one. */
function onlyDatabase(policy) {
    const { databases } = policy;
    return (0,effective_policy/* isDiscovery */.rT)(databases) || databases.length > 1 ? undefined : databases[0]?.name;
}
/**
 * The one database to work on.
 * @throws UserError PBA-INPUT when there is none, or more than one
 */
function requireDatabase(policy) {
    const { databases } = policy;
    if (!(0,effective_policy/* isDiscovery */.rT)(databases)) {
        const [only, ...others] = databases;
        if (only !== undefined && others.length === 0)
            return only;
        if (only === undefined) {
            throw new errors/* UserError */.yo('PBA-INPUT', 'No database is named.', {
                hint: 'Give the input `database`, or name one in the policy.',
            });
        }
    }
    const names = (0,effective_policy/* isDiscovery */.rT)(databases)
        ? 'every database of the cluster'
        : databases.map((database) => database.name).join(', ');
    throw new errors/* UserError */.yo('PBA-INPUT', `The policy names ${names}; this action works on one at a time.`, {
        hint: 'Give the input `database`; in a workflow, `discover` makes a matrix of all of them.',
    });
}


/***/ }),

/***/ 6537:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IJ: () => (/* binding */ tiersDue),
/* harmony export */   gV: () => (/* binding */ tierPeriod),
/* harmony export */   i7: () => (/* binding */ SCHEDULED_TIERS)
/* harmony export */ });
/** Tiers that come round by the calendar. `manual` and `pre-migration` are asked for by name and never due. */
const SCHEDULED_TIERS = ['daily', 'weekly', 'monthly'];
const DAY = 86_400_000;
/**
 * The tiers that a backup taken now is for, in the order of `TIERS`; empty when none is due. A tier is due when the
 * period that `now` lies in (see `tierPeriod`) has no set of it yet: so the first run of a UTC day makes `daily`, the
 * first run on or after Sunday `weekly`, the first run on or after the first Sunday of the month `monthly`, however
 * late it comes; a second run in the same period makes nothing, and a missed period is never made up for.
 *
 * The first run of all makes all three.
 *
 * @param held sets of ONE lineage that are where their tier wants them; what is not complete has to be left out
 */
function tiersDue(now, held) {
    return SCHEDULED_TIERS.filter((tier) => {
        const { start, end } = tierPeriod(tier, now.getTime());
        return !held.some((set) => set.tier === tier && set.snapshotAt >= start && set.snapshotAt < end);
    });
}
/**
 * The period of a tier that a moment lies in. All in UTC: a runner that is moved, or a government that abolishes daylight
 * saving, changes nothing.
 *
 * - `daily`: midnight to midnight
 * - `weekly`: Sunday 00:00 to the next Sunday
 * - `monthly`: 00:00 of the first Sunday of a month to that of the next month, 28 or 35 days. The days of a month before
 *   its first Sunday belong to the period of the month before; in them `monthly` is due only when that whole period has
 *   none yet, and its set does not count for the period that starts on the Sunday.
 *
 * Every monthly period starts where a weekly one does, so one dump serves all three tiers on a first Sunday.
 */
function tierPeriod(tier, at) {
    const midnight = Math.floor(at / DAY) * DAY;
    if (tier === 'daily')
        return { start: midnight, end: midnight + DAY };
    if (tier === 'weekly') {
        const start = midnight - new Date(midnight).getUTCDay() * DAY;
        return { start, end: start + 7 * DAY };
    }
    const date = new Date(midnight);
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
    const first = firstSunday(year, month);
    return at < first
        ? { start: firstSunday(year, month - 1), end: first }
        : { start: first, end: firstSunday(year, month + 1) };
}
/** 00:00 UTC of the first Sunday; months below 0 and above 11 are those of the years around. */
function firstSunday(year, month) {
    const first = Date.UTC(year, month, 1);
    return first + ((7 - new Date(first).getUTCDay()) % 7) * DAY;
}


/***/ }),

/***/ 9165:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   It: () => (/* binding */ sameLocation),
/* harmony export */   _4: () => (/* binding */ retentionRules),
/* harmony export */   oD: () => (/* binding */ databasesOf),
/* harmony export */   rT: () => (/* binding */ isDiscovery)
/* harmony export */ });
/* harmony import */ var _catalog_keys_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8430);
/* harmony import */ var _text_pattern_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1859);


function isDiscovery(databases) {
    return 'exclude' in databases;
}
/** The databases to work on, given the names that a cluster has; without discovery, those of the policy. */
function databasesOf(policy, found) {
    const { databases } = policy;
    if (!isDiscovery(databases))
        return [...databases];
    const { exclude, ...rest } = databases;
    return found
        .filter((name) => !exclude.some((pattern) => (0,_text_pattern_js__WEBPACK_IMPORTED_MODULE_1__/* .matchesName */ .H)(pattern, name)))
        .map((name) => ({ name, ...rest }));
}
/** The rules for `planRetention`, of these tiers. */
function retentionRules(policy, tiers = _catalog_keys_js__WEBPACK_IMPORTED_MODULE_0__/* .TIERS */ .iB) {
    return tiers.map((tier) => {
        const { keepDays, keepMinimum } = policy.tiers[tier];
        return { tier, keepDays, keepMinimum };
    });
}
/** Whether two locations are one place: a `/` at the end does not count. */
function sameLocation(a, b) {
    return a.replace(/\/$/, '') === b.replace(/\/$/, '');
}


/***/ }),

/***/ 852:
========

/***/ }),

/***/ 28471:
>>>>>>>> main:dist/738.index.js
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Km: () => (/* binding */ canMove),
/* harmony export */   UY: () => (/* binding */ TRANSITION_CLASS_NAMES),
/* harmony export */   Uu: () => (/* binding */ STORAGE_CLASS_NAMES),
/* harmony export */   Zq: () => (/* binding */ STORAGE_CLASSES),
/* harmony export */   jd: () => (/* binding */ classOfObject),
/* harmony export */   zw: () => (/* binding */ EARLIEST_IA_DAYS)
/* harmony export */ });
/* harmony import */ var _catalog_keys_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98430);

/**
 * Amazon S3 User Guide, "Understanding and managing Amazon S3 storage classes" (minimum durations and sizes),
 * "Understanding archive retrieval options", and "Transitioning objects using Amazon S3 Lifecycle" (supported
 * transitions: ONEZONE_IA does not go to GLACIER_IR).
 */
const STORAGE_CLASSES = {
    STANDARD: {
        minimumDays: 0,
        minimumBytes: 0,
        retrievalHours: 0,
        movesTo: ['STANDARD_IA', 'INTELLIGENT_TIERING', 'ONEZONE_IA', 'GLACIER_IR', 'GLACIER', 'DEEP_ARCHIVE'],
    },
    STANDARD_IA: {
        minimumDays: 30,
        minimumBytes: 131_072,
        retrievalHours: 0,
        movesTo: ['INTELLIGENT_TIERING', 'ONEZONE_IA', 'GLACIER_IR', 'GLACIER', 'DEEP_ARCHIVE'],
    },
    ONEZONE_IA: {
        minimumDays: 30,
        minimumBytes: 131_072,
        retrievalHours: 0,
        movesTo: ['GLACIER', 'DEEP_ARCHIVE'],
    },
    INTELLIGENT_TIERING: {
        minimumDays: 0,
        minimumBytes: 0,
        retrievalHours: 0,
        movesTo: ['ONEZONE_IA', 'GLACIER_IR', 'GLACIER', 'DEEP_ARCHIVE'],
    },
    GLACIER_IR: {
        minimumDays: 90,
        minimumBytes: 131_072,
        retrievalHours: 0,
        movesTo: ['GLACIER', 'DEEP_ARCHIVE'],
    },
    GLACIER: { minimumDays: 90, minimumBytes: 0, retrievalHours: 5, movesTo: ['DEEP_ARCHIVE'] },
    DEEP_ARCHIVE: { minimumDays: 180, minimumBytes: 0, retrievalHours: 12, movesTo: [] },
};
/** S3 moves nothing to these earlier (same guide, "Constraints and considerations for transitions"). */
const EARLIEST_IA_DAYS = 30;
const STORAGE_CLASS_NAMES = Object.keys(STORAGE_CLASSES);
const TRANSITION_CLASS_NAMES = STORAGE_CLASS_NAMES.filter((name) => name !== 'STANDARD');
/** Whether a lifecycle rule can move objects of one class on to the other. */
function canMove(from, to) {
    return STORAGE_CLASSES[from].movesTo.includes(to);
}
/** Smaller objects stay in STANDARD, as S3's own lifecycle does it by default. */
const SMALL_BYTES = 131_072;
/**
 * The class an object of a set is stored in when its tier asks for `wanted`. The catalog is read from manifests, so they
 * have to be readable at once; and what is smaller than 128 KiB (RECOVERY.md, the roles) is billed in the colder classes
 * as if it were not.
 */
function classOfObject(wanted, object) {
    const warm = object.name === _catalog_keys_js__WEBPACK_IMPORTED_MODULE_0__/* .MANIFEST */ .e0 || object.size < SMALL_BYTES;
    return warm ? 'STANDARD' : wanted;
}


/***/ }),

/***/ 81859:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ matchesName),
/* harmony export */   M: () => (/* binding */ matchesPattern)
/* harmony export */ });
/**
 * Whether a text has the pattern in it: a regular expression when it stands between slashes (`/role "old_.*"/`),
 * otherwise the pattern as it stands.
 * @throws SyntaxError when it is not a regular expression; `parsePolicy` lets no such pattern through
 */
function matchesPattern(pattern, text) {
    const expression = /^\/(.+)\/$/s.exec(pattern)?.[1];
    return expression === undefined ? text.includes(pattern) : new RegExp(expression, 'u').test(text);
}
/** Whether a name is exactly what a pattern with `*` (any characters) and `?` (any one) describes. */
function matchesName(pattern, name) {
    const source = pattern
        .replace(/[\\^$.+()[\]{}|/]/g, '\\$&')
        .replaceAll('*', '.*')
        .replaceAll('?', '.');
    return new RegExp(`^${source}$`, 'su').test(name);
}


/***/ }),

/***/ 28222:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ tierStores)
/* harmony export */ });
/**
 * Names of the stores a tier uses: those of its list that exist, every one, or for `s3` every one in S3 (every one at all,
 * where none is in S3). In the order of `stores`.
 */
function tierStores(wanted, stores) {
    const names = [...stores.keys()];
    if (wanted === 's3') {
        const s3 = names.filter((name) => stores.get(name)?.kind === 's3');
        return s3.length > 0 ? s3 : names;
    }
    return wanted === undefined || typeof wanted === 'string'
        ? names
        : names.filter((name) => wanted.includes(name));
}


/***/ })

};
