export const id = 867;
export const ids = [867];
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

/***/ 6867:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  lifecycle: () => (/* binding */ lifecycle)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/policy/effective-policy.js
var effective_policy = __webpack_require__(59165);
// EXTERNAL MODULE: ./build/catalog/keys.js
var keys = __webpack_require__(98430);
// EXTERNAL MODULE: ./build/policy/tier-copies.js
var tier_copies = __webpack_require__(33413);
;// CONCATENATED MODULE: ./build/policy/lifecycle.js


/** Rules with ids that start so are ours; all others are left alone. */
const OUR_RULES = 'postgres-backup-actions/';
/** Uploads that a run began and nobody goes on with; `prune` sweeps them after a day, this is for when it does not run. */
const ABORT_DAYS = 7;
/** What a delete marker hides can be brought back for so long. `prune` deletes versions itself. */
const NONCURRENT_DAYS = 90;
/** Amazon S3 User Guide, "Lifecycle configuration rules": up to 1,000 in a bucket. */
const MOST_RULES = 1000;
/**
 * The rules that a bucket needs for one store: per database the clean-up, and per tier its move to another class. No rule
 * ever expires a current object: a rule cannot know what is proven, `prune` does. The prefixes are those of databases, so
 * pgBackRest's repository beside them is not touched. Objects of less than 128 KiB, such as manifests, S3 moves to no other
 * class by itself (same guide, "Transitioning objects", since September 2024).
 */
function lifecycleRules(policy, store, databases) {
    const root = rootOf(store);
    return databases.flatMap((database) => {
        const prefix = `${root}${(0,keys/* databasePrefix */.KS)(database.name)}`;
        const cleanUp = {
            ID: `${OUR_RULES}${prefix}`,
            Status: 'Enabled',
            Filter: { Prefix: prefix },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: ABORT_DAYS },
            NoncurrentVersionExpiration: { NoncurrentDays: NONCURRENT_DAYS },
            Expiration: { ExpiredObjectDeleteMarker: true },
        };
        const moves = keys/* TIERS */.iB.flatMap((tier) => {
            const copy = (0,tier_copies/* copiesFor */.D)(policy, tier, database).find((one) => one.store.name === store.name);
            if (copy?.transition === undefined)
                return [];
            return [
                {
                    ID: `${OUR_RULES}${prefix}${tier}/`,
                    Status: 'Enabled',
                    Filter: { Prefix: `${prefix}${tier}/` },
                    Transitions: [{ Days: copy.transition.afterDays, StorageClass: copy.transition.storageClass }],
                },
            ];
        });
        return [cleanUp, ...moves];
    });
}
/**
 * Compares what is in a bucket with what has to be there. `dangerous`: an enabled rule, whoever made it, that deletes current
 * objects where our sets lie, or moves them to a class that the policy does not ask for.
 */
function compareLifecycle(wanted, found) {
    const findings = [];
    const prefixes = wanted.map((rule) => rule.Filter.Prefix);
    for (const rule of wanted) {
        const there = found.find((one) => one.ID === rule.ID);
        if (there === undefined)
            findings.push({ kind: 'missing', id: rule.ID, detail: describeRule(rule) });
        else if (describeRule(there) !== describeRule(rule)) {
            findings.push({
                kind: 'different',
                id: rule.ID,
                detail: `${describeRule(there)}; it should be: ${describeRule(rule)}`,
            });
        }
    }
    for (const rule of found) {
        const id = rule.ID ?? '(without an id)';
        const expires = rule.Expiration?.Days !== undefined || rule.Expiration?.Date !== undefined;
        const touches = prefixes.some((prefix) => prefix.startsWith(prefixOf(rule)) || prefixOf(rule).startsWith(prefix));
        const ours = id.startsWith(OUR_RULES);
        if (rule.Status === 'Enabled' && touches && (expires || (!ours && (rule.Transitions?.length ?? 0) > 0))) {
            const what = expires
                ? 'deletes sets by age, whether anything newer is proven or not'
                : 'moves sets to a class that the policy does not ask for';
            findings.push({ kind: 'dangerous', id, detail: `${describeRule(rule)}: ${what}` });
        }
        else if (ours && touches && !wanted.some((one) => one.ID === rule.ID)) {
            findings.push({ kind: 'superfluous', id, detail: describeRule(rule) });
        }
    }
    return findings;
}
/** The rules of the bucket afterwards: those of others as they are, ours below these prefixes replaced. */
function mergeLifecycle(wanted, found) {
    const prefixes = wanted.map((rule) => rule.Filter.Prefix);
    const replaced = (rule) => (rule.ID ?? '').startsWith(OUR_RULES) && prefixes.some((prefix) => prefixOf(rule).startsWith(prefix));
    return [...found.filter((rule) => !replaced(rule)), ...wanted];
}
/** One sentence; equal for rules that do the same. */
function describeRule(rule) {
    const parts = [
        ...(rule.Transitions ?? []).map((one) => `moves to ${one.StorageClass} after ${one.Days} days`),
        ...(rule.AbortIncompleteMultipartUpload === undefined
            ? []
            : [`ends unfinished uploads after ${rule.AbortIncompleteMultipartUpload.DaysAfterInitiation} days`]),
        ...(rule.NoncurrentVersionExpiration === undefined
            ? []
            : [`deletes noncurrent versions after ${rule.NoncurrentVersionExpiration.NoncurrentDays} days`]),
        ...(rule.Expiration?.ExpiredObjectDeleteMarker === true ? ['deletes markers that hide nothing'] : []),
        ...(rule.Expiration?.Days === undefined ? [] : [`deletes objects after ${rule.Expiration.Days} days`]),
        ...(rule.Expiration?.Date === undefined
            ? []
            : [`deletes objects on ${rule.Expiration.Date.toISOString()}`]),
    ];
    const off = rule.Status === 'Enabled' ? '' : ' (disabled)';
    return `${prefixOf(rule) || '(everything)'}: ${parts.join(', ') || 'does nothing of interest'}${off}`;
}
/** Terraform's `aws_s3_bucket_lifecycle_configuration`, for those who manage the bucket with it. It replaces all rules. */
function lifecycleTerraform(bucket, rules) {
    const blocks = rules.map((rule) => [
        '  rule {',
        `    id     = ${hcl(rule.ID)}`,
        `    status = "${rule.Status}"`,
        '',
        `    filter {\n      prefix = ${hcl(rule.Filter.Prefix)}\n    }`,
        ...(rule.Transitions ?? []).map((one) => `\n    transition {\n      days          = ${one.Days}\n      storage_class = "${one.StorageClass}"\n    }`),
        ...(rule.AbortIncompleteMultipartUpload === undefined
            ? []
            : [
                `\n    abort_incomplete_multipart_upload {\n      days_after_initiation = ${rule.AbortIncompleteMultipartUpload.DaysAfterInitiation}\n    }`,
            ]),
        ...(rule.NoncurrentVersionExpiration === undefined
            ? []
            : [
                `\n    noncurrent_version_expiration {\n      noncurrent_days = ${rule.NoncurrentVersionExpiration.NoncurrentDays}\n    }`,
            ]),
        ...(rule.Expiration === undefined
            ? []
            : ['\n    expiration {\n      expired_object_delete_marker = true\n    }']),
        '  }',
    ].join('\n'));
    const name = bucket.replace(/[^A-Za-z0-9_]/g, '_');
    return `resource "aws_s3_bucket_lifecycle_configuration" "${name}" {\n  bucket = ${hcl(bucket)}\n\n${blocks.join('\n\n')}\n}\n`;
}
/** A string of HCL: as in JSON, but `\${` and `%{` begin templates. */
function hcl(text) {
    return JSON.stringify(text).replaceAll('${', '$${').replaceAll('%{', '%%{');
}
function prefixOf(rule) {
    return rule.Filter?.And?.Prefix ?? rule.Filter?.Prefix ?? rule.Prefix ?? '';
}
/** The store's prefix in its bucket: empty, or ending in `/`. */
function rootOf(store) {
    const path = store.location.replace(/^s3:\/\/[^/]*\/?/, '').replace(/\/$/, '');
    return path === '' ? '' : `${path}/`;
}

// EXTERNAL MODULE: ./build/runtime/format.js
var format = __webpack_require__(14364);
// EXTERNAL MODULE: ./build/sets/read-sets.js + 1 modules
var read_sets = __webpack_require__(63913);
// EXTERNAL MODULE: ./build/storage/open.js + 4 modules
var storage_open = __webpack_require__(19888);
// EXTERNAL MODULE: ./build/actions/effective.js
var effective = __webpack_require__(5529);
// EXTERNAL MODULE: ./build/actions/open-stores.js
var open_stores = __webpack_require__(27425);
;// CONCATENATED MODULE: ./build/actions/lifecycle/lifecycle.js








/** Shows what the buckets need, says how they differ, or makes them so. */
async function lifecycle(inputs, context) {
    const { databases: names, ...rest } = inputs;
    const policy = await (0,effective/* effectivePolicy */.Ci)(rest, context);
    const stores = [...policy.stores.values()].filter((store) => store.kind === 's3');
    if (stores.length === 0) {
        throw new errors/* UserError */.yo('PBA-INPUT', 'None of the stores is in S3, and only buckets have lifecycle rules.', {
            hint: 'Directories are tidied by `prune` alone.',
        });
    }
    const done = [];
    for (const store of stores) {
        const databases = await databasesFor(policy, store, names, inputs, context);
        const rules = lifecycleRules(policy, store, databases);
        const location = { bucket: (0,storage_open/* bucketOf */.AU)(store.location), store: store.location, rules };
        if (inputs.mode === 'print') {
            done.push({ ...location, findings: undefined });
            continue;
        }
        const bucket = await (0,storage_open/* openBucket */.xB)(store.location, (0,open_stores/* storeOptions */.S2)(store, inputs, context));
        try {
            if (inputs.mode === 'apply')
                await apply(bucket, rules, location.bucket);
            done.push({ ...location, findings: compareLifecycle(rules, await bucket.readLifecycle()) });
        }
        finally {
            bucket.close();
        }
    }
    return present(done, inputs);
}
async function apply(bucket, rules, name) {
    const merged = mergeLifecycle(rules, await bucket.readLifecycle());
    if (merged.length > MOST_RULES) {
        throw new errors/* UserError */.yo('PBA-INPUT', `${name} would have ${merged.length} lifecycle rules; S3 takes ${MOST_RULES}.`, {
            hint: 'Spread the databases over more buckets.',
        });
    }
    await bucket.writeLifecycle(merged);
}
/** With discovery, the names come from the input, or from what the bucket holds already. */
async function databasesFor(policy, store, names, inputs, context) {
    const { databases } = policy;
    if (names.length > 0)
        return names.map((name) => ({ name, stores: undefined }));
    if (!(0,effective_policy/* isDiscovery */.rT)(databases) && databases.length > 0)
        return databases.filter((one) => one.stores?.includes(store.name) ?? true);
    if (inputs.mode === 'print') {
        throw new errors/* UserError */.yo('PBA-INPUT', 'Which databases the rules are for is not known.', {
            hint: 'Give the input `databases`, or use `mode: compare`, which looks into the bucket.',
        });
    }
    const opened = await (0,open_stores/* openStores */.j)([store], inputs, context);
    try {
        const found = await Promise.all(opened.map((one) => (0,read_sets/* listDatabases */.Pf)(one)));
        return found.flat().map((name) => ({ name, stores: undefined }));
    }
    finally {
        await (0,open_stores/* closeStores */.Hr)(opened);
    }
}
function present(done, inputs) {
    const findings = done.flatMap((one) => (one.findings ?? []).map((finding) => ({ ...finding, bucket: one.bucket })));
    const printed = done.map((one) => print(one, inputs.format)).join('\n');
    const [first] = findings;
    const failure = first === undefined
        ? undefined
        : new errors/* StoreError */.AD('PBA-LIFECYCLE', `${(0,format/* plural */.LS)(findings.length, 'lifecycle rule')} of ${first.bucket} ${findings.length === 1 ? 'is' : 'are'} not as the policy wants. The first is ${first.kind}: ${first.id}: ${first.detail}.`, {
            hint: first.kind === 'dangerous'
                ? 'Remove that rule, or restrict its prefix: only `prune` may delete sets.'
                : '`mode: apply` writes the rules.',
        });
    const columns = [{ title: 'Finding' }, { title: 'Rule' }, { title: 'What' }];
    const rows = findings.map((finding) => [finding.kind, finding.id, finding.detail]);
    const title = inputs.mode === 'print'
        ? `${(0,format/* plural */.LS)(done.reduce((sum, one) => sum + one.rules.length, 0), 'lifecycle rule')}`
        : failure === undefined
            ? 'The lifecycle rules are as the policy wants them'
            : `${(0,format/* plural */.LS)(findings.length, 'lifecycle rule')} not as the policy wants`;
    const table = rows.length === 0 ? [] : [(0,format/* markdownTable */.Qj)(columns, rows)];
    return {
        outputs: {
            verdict: failure === undefined ? 'ok' : 'failed',
            rules: printed,
            findings: String(findings.length),
        },
        summary: [
            `## ${failure === undefined ? '✅' : '❌'} ${(0,format/* escapeMarkdown */.FV)(title)}`,
            '',
            ...table,
            ...done.flatMap((one) => one.rules.map((rule) => `- ${(0,format/* code */.aY)(describeRule(rule)).markdown}`)),
            '',
        ].join('\n'),
        text: [title, ...(rows.length === 0 ? [] : [(0,format/* terminalTable */.RX)(columns, rows)]), printed].join('\n\n'),
        json: { stores: done },
        ...(failure === undefined ? {} : { failure }),
    };
}
function print({ bucket, rules }, format) {
    if (format === 'json')
        return `${JSON.stringify({ Rules: rules }, null, 2)}\n`;
    if (format === 'terraform')
        return lifecycleTerraform(bucket, rules);
    return `${bucket}\n${rules.map((rule) => `- ${describeRule(rule)}`).join('\n')}\n`;
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


/***/ })

};
