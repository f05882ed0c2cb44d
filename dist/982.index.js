export const id = 982;
export const ids = [982];
export const modules = {

/***/ 7771:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runbook: () => (/* binding */ runbook)
/* harmony export */ });
/* harmony import */ var _sets_read_sets_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3913);
/* harmony import */ var _effective_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2439);
/* harmony import */ var _open_stores_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7425);
/* harmony import */ var _runbook_facts_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(706);
/* harmony import */ var _runbook_text_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(218);





/** Prints the runbook of one database. A store that cannot be read fails it: its sets would be missing in the text. */
async function runbook(inputs, context) {
    const policy = await (0,_effective_js__WEBPACK_IMPORTED_MODULE_1__/* .effectivePolicy */ .Ci)(inputs, context);
    const definitions = [...policy.stores.values()];
    const stores = await (0,_open_stores_js__WEBPACK_IMPORTED_MODULE_2__/* .openStores */ .j)(definitions, inputs, context);
    try {
        const opened = stores.flatMap((store, index) => {
            const definition = definitions[index];
            return definition === undefined ? [] : [{ definition, store }];
        });
        for (const store of stores)
            await store.check();
        const [first] = stores;
        const database = (0,_effective_js__WEBPACK_IMPORTED_MODULE_1__/* .onlyDatabase */ .Wj)(policy) ?? (first === undefined ? '' : await (0,_sets_read_sets_js__WEBPACK_IMPORTED_MODULE_0__/* .findDatabase */ .Xg)(first));
        const facts = await (0,_runbook_facts_js__WEBPACK_IMPORTED_MODULE_3__/* .runbookFacts */ .C)(policy, database, opened);
        const text = (0,_runbook_text_js__WEBPACK_IMPORTED_MODULE_4__/* .runbookText */ .I)(facts);
        return {
            outputs: { verdict: 'ok', 'set-id': facts.set.id, proven: String(facts.proven) },
            summary: text,
            text,
            json: { database, set: facts.set.id, proven: facts.proven, forecast: facts.forecast ?? null, text },
        };
    }
    finally {
        await (0,_open_stores_js__WEBPACK_IMPORTED_MODULE_2__/* .closeStores */ .Hr)(stores);
    }
}


/***/ }),

/***/ 2483:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ parseProof)
/* harmony export */ });
/* unused harmony export GRADES */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8672);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8430);



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

/***/ 1502:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ identifier),
/* harmony export */   e: () => (/* binding */ literal)
/* harmony export */ });
/** An SQL identifier, always quoted: the one function for names. */
function identifier(...path) {
    return path.map((part) => `"${part.replaceAll('"', '""')}"`).join('.');
}
/** An SQL string literal. Sessions pin `standard_conforming_strings = on`, so backslashes are plain. */
function literal(value) {
    return `'${value.replaceAll("'", "''")}'`;
}


/***/ }),

/***/ 3017:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ readProofs),
/* harmony export */   n: () => (/* binding */ isProven)
/* harmony export */ });
/* harmony import */ var _catalog_evidence_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2483);
/* harmony import */ var _catalog_keys_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8430);
/* harmony import */ var _catalog_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9227);
/* harmony import */ var _concurrency_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3943);
/* harmony import */ var _read_sets_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3913);





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
