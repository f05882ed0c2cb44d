export const id = 91;
export const ids = [91];
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

/***/ 12091:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   hold: () => (/* binding */ hold)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _catalog_keys_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98430);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19473);
/* harmony import */ var _runtime_format_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(14364);
/* harmony import */ var _sets_read_sets_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(63913);
/* harmony import */ var _sets_records_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(97814);
/* harmony import */ var _claimant_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(18907);
/* harmony import */ var _effective_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5529);
/* harmony import */ var _open_stores_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(27425);
/* harmony import */ var _run_facts_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(32351);










/** Holds a set in every store that has it, or lets it go. */
async function hold(inputs, context) {
    const policy = await (0,_effective_js__WEBPACK_IMPORTED_MODULE_6__/* .effectivePolicy */ .Ci)(inputs, context);
    const stores = await (0,_open_stores_js__WEBPACK_IMPORTED_MODULE_7__/* .openStores */ .j)(policy.stores.values(), inputs, context);
    try {
        const found = await (0,_open_stores_js__WEBPACK_IMPORTED_MODULE_7__/* .withEveryStore */ .D9)(stores, async (store) => {
            await store.check();
            const database = (0,_effective_js__WEBPACK_IMPORTED_MODULE_6__/* .onlyDatabase */ .Wj)(policy) ?? (await (0,_sets_read_sets_js__WEBPACK_IMPORTED_MODULE_3__/* .findDatabase */ .Xg)(store));
            const { sets } = await (0,_sets_read_sets_js__WEBPACK_IMPORTED_MODULE_3__/* .listStore */ .K3)(store, database);
            return { database, sets: sets.filter((set) => set.committed && set.location.id === inputs.set) };
        });
        const holders = found.done.filter(({ value }) => value.sets.length > 0);
        if (holders.length === 0) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('PBA-SET-NOT-FOUND', `No store that could be reached has a set ${inputs.set}.`, {
                hint: 'Check `set`, `stores` and `database`; `prune` with `mode: plan` lists all sets.',
            });
        }
        const outcome = await (0,_open_stores_js__WEBPACK_IMPORTED_MODULE_7__/* .withEveryStore */ .D9)(holders.map(({ store }) => store), (store) => {
            const value = holders.find((one) => one.store === store)?.value;
            return holdIn(store, value?.database ?? '', value?.sets ?? [], inputs, context);
        });
        return present(inputs, outcome.done, [...found.failures, ...outcome.failures]);
    }
    finally {
        await (0,_open_stores_js__WEBPACK_IMPORTED_MODULE_7__/* .closeStores */ .Hr)(stores);
    }
}
async function holdIn(store, database, sets, inputs, context) {
    const key = (0,_catalog_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .holdKey */ .Zd)(database, inputs.set);
    const record = {
        set: inputs.set,
        reason: inputs.reason,
        at: context.now().toISOString(),
        who: context.run.actor ?? (0,_claimant_js__WEBPACK_IMPORTED_MODULE_5__/* .claimantOf */ .V)(context).who,
    };
    const on = inputs.mode === 'hold';
    // The catalog's hold is there before and after the store's own, so that there is no moment without one of them.
    if (on) {
        await store.create(key, (0,_sets_records_js__WEBPACK_IMPORTED_MODULE_4__/* .recordBytes */ .$)(record)).catch((error) => {
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .StoreError */ .AD) || error.code !== 'PBA-STORE-EXISTS')
                throw error;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('PBA-STORE-EXISTS', `Set ${inputs.set} is on hold already in ${store.location}.`, {
                hint: 'Its record says why: release it first to hold it for another reason.',
                cause: error,
            });
        });
    }
    const keys = sets.flatMap((set) => set.objects.map((object) => object.key));
    const { legalHolds, without } = await setLegalHolds(store, keys, on);
    if (!on) {
        const gone = await store.delete([key]);
        const [failed] = gone.failed;
        if (failed !== undefined)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .StoreError */ .AD('PBA-STORE-FAILED', `${failed.key}: ${failed.reason}`);
    }
    const id = (0,_catalog_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .makeSetId */ .IT)(context.now(), (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(3).toString('hex'));
    const evidence = {
        evidenceVersion: 1,
        kind: 'hold',
        id,
        mode: inputs.mode,
        database,
        ...record,
        legalHolds,
        run: (0,_run_facts_js__WEBPACK_IMPORTED_MODULE_8__/* .runFacts */ .p)(context.run, inputs.reason),
    };
    await (0,_sets_records_js__WEBPACK_IMPORTED_MODULE_4__/* .writeEvidence */ .n)(store, evidence);
    return { tiers: sets.map((set) => set.location.tier), legalHolds, without };
}
/** Of every object, or of none: the first says whether the store can. */
async function setLegalHolds(store, keys, on) {
    let legalHolds = 0;
    for (const key of keys) {
        try {
            await store.setLegalHold(key, on);
            legalHolds += 1;
        }
        catch (error) {
            const cannot = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .StoreError */ .AD && error.code === 'PBA-STORE-LOCK';
            if (!cannot || legalHolds > 0)
                throw error;
            return { legalHolds, without: error.message };
        }
    }
    return { legalHolds, without: undefined };
}
function present(inputs, done, failures) {
    const locations = done.map(({ store }) => store.location);
    const failure = failures.length === 0 ? undefined : (0,_open_stores_js__WEBPACK_IMPORTED_MODULE_7__/* .partialFailure */ .gJ)(locations, failures);
    const columns = [{ title: 'Store' }, { title: 'Tiers' }, { title: 'Legal hold in the store' }];
    const rows = done.map(({ store, value }) => [
        store.location,
        value.tiers.join(', '),
        value.without ?? `${value.legalHolds} objects`,
    ]);
    const title = `Set ${inputs.set} is ${inputs.mode === 'hold' ? 'on hold' : 'let go'}: ${inputs.reason}`;
    return {
        outputs: {
            verdict: failure === undefined ? 'ok' : 'failed',
            'set-id': inputs.set,
            locations: locations.join('\n'),
            'legal-holds': String(done.reduce((sum, { value }) => sum + value.legalHolds, 0)),
        },
        summary: `## ${failure === undefined ? '🔒' : '❌'} ${(0,_runtime_format_js__WEBPACK_IMPORTED_MODULE_9__/* .escapeMarkdown */ .FV)(title)}\n\n${(0,_runtime_format_js__WEBPACK_IMPORTED_MODULE_9__/* .markdownTable */ .Qj)(columns, rows)}\n`,
        text: `${title}\n\n${(0,_runtime_format_js__WEBPACK_IMPORTED_MODULE_9__/* .terminalTable */ .RX)(columns, rows)}`,
        json: {
            set: inputs.set,
            mode: inputs.mode,
            stores: done.map(({ store, value }) => ({ store: store.location, ...value })),
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
