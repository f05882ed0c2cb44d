import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 42613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 20181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 35317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");

/***/ }),

/***/ 49140:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("constants");

/***/ }),

/***/ 76982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 24434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 79896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 91943:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs/promises");

/***/ }),

/***/ 58611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 65692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 69278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 34589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 16698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 31421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 37540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 77598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 53053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 40610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 78474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 73024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 51455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 37067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 32467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 44708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 77030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 48161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 76760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:process");

/***/ }),

/***/ 41792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 57075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 46466:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");

/***/ }),

/***/ 46193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:string_decoder");

/***/ }),

/***/ 58500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 41692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 73136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 57975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 73429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 75919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 38522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 70857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 16928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 13193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 53557:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");

/***/ }),

/***/ 64756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 52018:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tty");

/***/ }),

/***/ 87016:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("url");

/***/ }),

/***/ 39023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 43106:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("zlib");

/***/ }),

/***/ 36871:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  U: () => (/* binding */ archivedInputs),
  H: () => (/* binding */ ensureReadable)
});

// EXTERNAL MODULE: ./build/catalog/keys.js
var catalog_keys = __nccwpck_require__(98430);
;// CONCATENATED MODULE: ./build/catalog/retrieval.js
/**
 * Amazon S3 User Guide, "Understanding archive retrieval options": Glacier Flexible Retrieval 1-5 minutes (Expedited), 3-5
 * hours (Standard), 5-12 hours (Bulk); Deep Archive within 12 hours (Standard) and 48 hours (Bulk), no Expedited.
 */
const TIMES = {
    GLACIER: {
        Expedited: { from: 1 / 60, to: 5 / 60 },
        Standard: { from: 3, to: 5 },
        Bulk: { from: 5, to: 12 },
    },
    DEEP_ARCHIVE: { Standard: { from: 9, to: 12 }, Bulk: { from: 36, to: 48 } },
};
/** The longest of the retrievals; undefined when one of the classes is not known. */
function retrievalTime(storageClasses, tier) {
    let longest = { from: 0, to: 0 };
    for (const storageClass of storageClasses) {
        const time = TIMES[storageClass]?.[tier];
        if (time === undefined)
            return undefined;
        if (time.to > longest.to)
            longest = time;
    }
    return longest;
}
/** `3 to 5 hours`, `1 to 5 minutes`. */
function describeRetrieval(time) {
    if (time === undefined)
        return 'an unknown time';
    if (time.to < 1)
        return `${Math.round(time.from * 60)} to ${Math.round(time.to * 60)} minutes`;
    return `${time.from} to ${time.to} hours`;
}

// EXTERNAL MODULE: ./build/concurrency.js
var concurrency = __nccwpck_require__(3943);
// EXTERNAL MODULE: ./build/errors.js
var errors = __nccwpck_require__(19473);
// EXTERNAL MODULE: ./build/runtime/format.js
var format = __nccwpck_require__(14364);
;// CONCATENATED MODULE: ./build/storage/store.js
/** How fast, and how dear, an archived object is fetched (S3 API reference, RestoreObject). */
const RETRIEVAL_TIERS = ['Standard', 'Bulk', 'Expedited'];

;// CONCATENATED MODULE: ./build/actions/shared/ensure-readable.js






const ARCHIVED = 'Archived sets';
/** What to do with sets in GLACIER and DEEP_ARCHIVE. */
const archivedInputs = {
    archived: {
        kind: 'choice',
        choices: ['fail', 'request', 'wait'],
        default: 'fail',
        group: ARCHIVED,
        description: 'What to do when the set lies in an archive class (`GLACIER`, `DEEP_ARCHIVE`) and cannot be read yet. `fail` says so. `request` asks for it and ends with `PBA-SET-ARCHIVED`; a later run goes on. `wait` asks for it and waits.',
    },
    'retrieval-tier': {
        kind: 'choice',
        choices: RETRIEVAL_TIERS,
        default: 'Standard',
        group: ARCHIVED,
        description: 'How fast an archived set is fetched: `Standard` takes 3 to 5 hours (12 from `DEEP_ARCHIVE`), `Bulk` 5 to 12 (48) and is cheapest, `Expedited` 1 to 5 minutes (not from `DEEP_ARCHIVE`).',
    },
    'retrieval-days': {
        kind: 'integer',
        min: 1,
        max: 365,
        default: '3',
        group: ARCHIVED,
        description: 'For how many days what was fetched stays readable; it is paid for twice meanwhile.',
    },
};
const AT_ONCE = 8;
const FIRST_LOOK_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;
/**
 * Makes sure that every object of a set can be read, before the first of them is fetched. Waits no longer than the run may
 * take: the time limit of the action ends it.
 * @throws StoreError PBA-SET-ARCHIVED with the time to come back
 */
async function ensureReadable(store, location, manifest, inputs, context) {
    const keys = manifest.objects.map((object) => (0,catalog_keys/* objectKey */.T5)(location, object.name));
    let archived = await unreadable(store, keys);
    if (archived.length === 0)
        return;
    const set = `Set ${manifest.id} (${manifest.tier}) in ${store.location}`;
    const classes = new Set(archived.map(({ availability }) => availability.storageClass));
    const time = describeRetrieval(retrievalTime(classes, inputs.retrievalTier));
    if (inputs.archived === 'fail') {
        throw new errors/* StoreError */.AD('PBA-SET-ARCHIVED', `${set} is archived (${[...classes].join(', ')}).`, {
            hint: `\`archived: request\` or \`wait\` fetches it, which takes ${time}. A set of another tier may be readable at once.`,
        });
    }
    const wanted = archived.filter(({ availability }) => !availability.retrieving);
    await (0,concurrency/* mapLimited */.bB)(wanted, AT_ONCE, ({ key }) => store.retrieve(key, inputs.retrievalTier, inputs.retrievalDays));
    const asked = `${(0,format/* plural */.LS)(wanted.length, 'object')} asked for, ${archived.length - wanted.length} under way`;
    if (inputs.archived === 'request') {
        throw new errors/* StoreError */.AD('PBA-SET-ARCHIVED', `${set} is being fetched from the archive: ${asked}.`, {
            hint: `Run this again in ${time}; what is under way is not asked for twice.`,
        });
    }
    context.log.info(`${set} is being fetched from the archive: ${asked}; this takes ${time}`);
    const start = performance.now();
    for (let pause = FIRST_LOOK_MS; archived.length > 0; pause = Math.min(LONGEST_PAUSE_MS, pause * 2)) {
        await (0,concurrency/* sleep */.yy)(pause, context.signal);
        archived = await unreadable(store, archived.map(({ key }) => key));
        const waited = (0,format/* formatDuration */.a3)(performance.now() - start);
        context.log.info(`waiting for ${(0,format/* plural */.LS)(archived.length, 'archived object')}, ${waited} so far`);
    }
}
async function unreadable(store, keys) {
    const found = await (0,concurrency/* mapLimited */.bB)(keys, AT_ONCE, async (key) => ({
        key,
        availability: await store.availability(key),
    }));
    return found.filter(({ availability }) => !availability.readable);
}


/***/ }),

/***/ 79587:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ camelCase)
/* harmony export */ });
/** `keep-days` to `keepDays`. */
function camelCase(name) {
    return name.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}


/***/ }),

/***/ 12683:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Dp: () => (/* binding */ judgeSets),
/* harmony export */   K4: () => (/* binding */ CHECKS_OF),
/* harmony export */   Uq: () => (/* binding */ DIAGNOSES)
/* harmony export */ });
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(49227);
/* harmony import */ var _finding_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(67531);


/** The troubles of the runbook, by name. */
const DIAGNOSES = ['small-backup', 'upload-fails', 'restore-fails', 'data-mismatch'];
/** Which of the ordinary checks belong to a diagnosis, by the beginning of their names. */
const CHECKS_OF = {
    'small-backup': ['database.', 'runner.space', 'sets.', 'tools.client'],
    'upload-fails': ['store.', 'clock.', 'runner.space', 'lifecycle.'],
    'restore-fails': [
        'tools.',
        'runner.space',
        'runner.container',
        'sets.',
        'store.right-read',
        'store.right-list',
    ],
    'data-mismatch': ['sets.', 'database.pooler', 'database.row-security', 'database.rights'],
};
/** A dump of half the usual size is remarkable, whatever its absolute size. */
const SMALL = 0.5;
function judgeSets(facts) {
    const find = (0,_finding_js__WEBPACK_IMPORTED_MODULE_1__/* .findingsAbout */ .yI)('sets', facts.database);
    const [newest, ...earlier] = facts.manifests;
    if (newest === undefined) {
        return [
            find('warning', 'none', 'The stores hold no set of this database.', {
                remedy: (0,_finding_js__WEBPACK_IMPORTED_MODULE_1__/* .shell */ .vf)(`node dist/cli.js backup --policy backup-policy.yml --database ${facts.database}`),
            }),
        ];
    }
    return [
        ...emptiness(newest, find),
        ...size(newest, earlier, find),
        ...proof(newest, facts.proofs, find),
        ...against(newest, facts.live, find),
    ];
}
/** Empty is told by what is in it: the dump of an empty database has a few hundred bytes, one of definitions many. */
function emptiness(newest, find) {
    if (newest.content === 'schema') {
        return [
            find('note', 'content', `Set ${newest.id} has definitions only, as it was asked for (content: schema).`),
        ];
    }
    if (newest.totals.tables === 0) {
        return [
            find('problem', 'empty', `Set ${newest.id} holds no table: the backup reached another database than it should.`, {
                remedy: (0,_finding_js__WEBPACK_IMPORTED_MODULE_1__/* .sql */ .ll)(`SELECT current_database(), inet_server_addr(), inet_server_port();\n\\l+`),
            }),
        ];
    }
    if (newest.totals.rows === '0') {
        return [
            find('problem', 'empty', `Set ${newest.id} holds ${newest.totals.tables} tables and not one row.`, {
                remedy: (0,_finding_js__WEBPACK_IMPORTED_MODULE_1__/* .advice */ .v9)('Check `tables` and `exclude-tables` of the policy, and whether the application writes to this database.'),
            }),
        ];
    }
    const out = newest.notHeld.length;
    return [
        find('good', 'content', `Set ${newest.id} holds ${newest.totals.tables} tables with ${newest.totals.rows} rows.`),
        ...(out === 0
            ? []
            : [find('note', 'not-held', `It leaves out ${out} things; its manifest names them under notHeld.`)]),
    ];
}
function size(newest, earlier, find) {
    const comparable = earlier.filter((one) => one.content === newest.content && one.server.systemIdentifier === newest.server.systemIdentifier);
    const [before] = comparable;
    if (before === undefined)
        return [];
    const rows = Number(newest.totals.rows) / Math.max(1, Number(before.totals.rows));
    const bytes = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_0__/* .storedBytes */ .Zk)(newest) / Math.max(1, (0,_manifest_js__WEBPACK_IMPORTED_MODULE_0__/* .storedBytes */ .Zk)(before));
    if (rows >= SMALL && bytes >= SMALL)
        return [find('good', 'size', `It is of the usual size (${percent(bytes)} of the one before).`)];
    const same = rows >= SMALL;
    return [
        find(same ? 'note' : 'problem', 'size', same
            ? `Set ${newest.id} has ${percent(bytes)} of the bytes of ${before.id}, with ${percent(rows)} of its rows: another compression (${before.compression} → ${newest.compression}), or emptied columns.`
            : `Set ${newest.id} has ${percent(rows)} of the rows of ${before.id}, the dump before it (${newest.totals.rows} instead of ${before.totals.rows}).`, {
            remedy: (0,_finding_js__WEBPACK_IMPORTED_MODULE_1__/* .advice */ .v9)(`Keep the older set: hold it (\`hold\` with set-id ${before.id}). Then compare the tables: \`restore-test\` with production tells which lost rows.`),
        }),
    ];
}
function proof(newest, proofs, find) {
    const latest = proofs.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
    if (latest === undefined) {
        return [
            find('warning', 'proof', 'No set of this database was ever restored.', {
                remedy: (0,_finding_js__WEBPACK_IMPORTED_MODULE_1__/* .shell */ .vf)(`node dist/cli.js restore-test --policy backup-policy.yml --database ${newest.database}`),
            }),
        ];
    }
    if (latest.proven)
        return [find('good', 'proof', `The last restore test (${latest.at}, set ${latest.set}) proved its set.`)];
    return [
        find('problem', 'proof', `The last restore test failed (${latest.at}, set ${latest.set}): ${latest.reason ?? 'its record says no reason'}`, {
            remedy: (0,_finding_js__WEBPACK_IMPORTED_MODULE_1__/* .advice */ .v9)('Never “ignore errors” with --no-acl --no-owner: that strips rights. Mend the cause that is named, in production where the definition is at fault, and test again.'),
            link: 'docs/restore-test.md',
        }),
    ];
}
/** The newest set against the database as it is now. */
function against(newest, live, find) {
    if (live === undefined)
        return [];
    const findings = [];
    const before = newest.migration;
    const now = live.migration;
    if (before !== null && now !== null && before.tool === now.tool && before.version === now.version) {
        findings.push(find('good', 'migration', `Set and database are at the same version of ${now.tool}: ${now.version}.`));
    }
    else if (before !== null || now !== null) {
        const name = (one) => one === null ? 'no migration tool' : `${one.tool} ${one.version}`;
        findings.push(find('warning', 'migration', `The newest set is at ${name(before)}, the database at ${name(now)}.`, {
            remedy: (0,_finding_js__WEBPACK_IMPORTED_MODULE_1__/* .advice */ .v9)('After a restore, deploy the release of the application that belongs to the set’s version, or migrate forward. Never “repair” the history: it hides that another backup was restored than meant.'),
        }));
    }
    const majors = [newest.server.versionNum, live.versionNum].map((one) => Math.floor(one / 10_000));
    if (majors[0] !== majors[1]) {
        findings.push(find('warning', 'major', `The newest set comes from PostgreSQL ${majors[0]}, the server is ${majors[1]} now: digests of rows may differ without a difference.`, {
            remedy: (0,_finding_js__WEBPACK_IMPORTED_MODULE_1__/* .shell */ .vf)(`node dist/cli.js backup --policy backup-policy.yml --database ${newest.database} --tier manual --reason "after the upgrade"`),
        }));
    }
    const growth = live.databaseBytes / Math.max(1, newest.server.databaseBytes);
    if (growth > 1 / SMALL || growth < SMALL) {
        findings.push(find('note', 'growth', `The database has ${percent(growth)} of the size it had when the newest set was made.`));
    }
    return findings;
}
const percent = (ratio) => `${Math.round(ratio * 100)} %`;


/***/ }),

/***/ 67531:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   c4: () => (/* binding */ iam),
/* harmony export */   ll: () => (/* binding */ sql),
/* harmony export */   md: () => (/* binding */ worstFirst),
/* harmony export */   v9: () => (/* binding */ advice),
/* harmony export */   vf: () => (/* binding */ shell),
/* harmony export */   yI: () => (/* binding */ findingsAbout),
/* harmony export */   zN: () => (/* binding */ some)
/* harmony export */ });
/* unused harmony export SEVERITIES */
/**
 * How bad it is. `problem`: backup or restore fails, or is not safe. `warning`: it works today and will hurt one day.
 * `note`: worth knowing. `good`: looked at and right. `unknown`: could not be looked at, with the reason.
 */
const SEVERITIES = ['problem', 'warning', 'unknown', 'note', 'good'];
/** Makes findings about one subject; `area` heads the names of its checks. */
function findingsAbout(area, subject) {
    return (severity, check, sentence, details = {}) => ({
        check: `${area}.${check}`,
        subject,
        severity,
        sentence,
        ...details,
    });
}
const sql = (text) => ({ kind: 'sql', text });
const shell = (text) => ({ kind: 'shell', text });
const iam = (document) => ({
    kind: 'iam',
    text: typeof document === 'string' ? document : JSON.stringify(document, null, 2),
});
const advice = (text) => ({ kind: 'text', text });
/** The first few of a list, and how many more there are. */
function some(names, total = names.length, most = 5) {
    const shown = names.slice(0, most).join(', ');
    return total > most ? `${shown} and ${total - most} more` : shown;
}
/** Worst first; within one severity in the order they were found. */
function worstFirst(findings) {
    const rank = (finding) => SEVERITIES.indexOf(finding.severity);
    return findings.toSorted((a, b) => rank(a) - rank(b));
}


/***/ }),

/***/ 38672:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   dj: () => (/* binding */ canonicalJson),
/* harmony export */   mP: () => (/* binding */ Reader),
/* harmony export */   qF: () => (/* binding */ parseJson)
/* harmony export */ });
/**
 * Reading JSON that somebody may have damaged: every field is checked, every problem is collected with its path,
 * and nothing is coerced.
 */
class Reader {
    problems = [];
    fail(path, expected) {
        this.problems.push(`${path} must be ${expected}`);
        return undefined;
    }
    object(value, path) {
        if (typeof value === 'object' && value !== null && !Array.isArray(value))
            return value;
        this.fail(path, 'an object');
        return {};
    }
    array(value, path) {
        if (Array.isArray(value))
            return value;
        this.fail(path, 'a list');
        return [];
    }
    string(value, path, pattern) {
        if (typeof value === 'string' && (pattern === undefined || pattern.test(value)))
            return value;
        this.fail(path, pattern === undefined ? 'a text' : `a text like ${pattern.source}`);
        return '';
    }
    nullableString(value, path) {
        return value === null ? null : this.string(value, path);
    }
    /** A whole number of at least `min` that JavaScript holds exactly. */
    integer(value, path, min = 0) {
        if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min)
            return value;
        this.fail(path, `a whole number of at least ${min}`);
        return 0;
    }
    boolean(value, path) {
        if (typeof value === 'boolean')
            return value;
        this.fail(path, 'true or false');
        return false;
    }
    choice(value, path, choices) {
        const found = choices.find((choice) => choice === value);
        if (found !== undefined)
            return found;
        this.fail(path, `one of ${choices.join(', ')}`);
        return choices[0];
    }
}
/** JSON with sorted keys and no spaces: equal values give equal bytes, so it can be hashed. */
function canonicalJson(value) {
    return JSON.stringify(value, (_key, inner) => typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner);
}
/** Parses JSON; what cannot be parsed becomes the error that `invalid` makes. */
function parseJson(text, invalid) {
    try {
        return JSON.parse(text);
    }
    catch (error) {
        throw invalid('it is not JSON', error);
    }
}


/***/ }),

/***/ 98430:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Do: () => (/* binding */ parseKey),
/* harmony export */   IT: () => (/* binding */ makeSetId),
/* harmony export */   KJ: () => (/* binding */ leasesPrefix),
/* harmony export */   KS: () => (/* binding */ databasePrefix),
/* harmony export */   MX: () => (/* binding */ intentsPrefix),
/* harmony export */   Q5: () => (/* binding */ evidencePrefix),
/* harmony export */   RO: () => (/* binding */ databaseSegment),
/* harmony export */   SN: () => (/* binding */ intentKey),
/* harmony export */   T5: () => (/* binding */ objectKey),
/* harmony export */   U4: () => (/* binding */ parseDatabaseSegment),
/* harmony export */   VG: () => (/* binding */ holdsPrefix),
/* harmony export */   ZH: () => (/* binding */ evidenceKey),
/* harmony export */   Zd: () => (/* binding */ holdKey),
/* harmony export */   aW: () => (/* binding */ leaseKey),
/* harmony export */   e0: () => (/* binding */ MANIFEST),
/* harmony export */   ht: () => (/* binding */ notificationsPrefix),
/* harmony export */   iB: () => (/* binding */ TIERS),
/* harmony export */   n0: () => (/* binding */ setPrefix),
/* harmony export */   o6: () => (/* binding */ isSetId),
/* harmony export */   pz: () => (/* binding */ setIdTime),
/* harmony export */   u1: () => (/* binding */ runbookKey),
/* harmony export */   xW: () => (/* binding */ notificationKey),
/* harmony export */   zl: () => (/* binding */ isTier)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(19473);

/** Why a set is kept. One set has one tier; a dump that serves several tiers is stored once per tier. */
const TIERS = ['daily', 'weekly', 'monthly', 'manual', 'pre-migration'];
/** The objects of a set by name; `manifest.json` is written last and makes the set exist. */
const MANIFEST = 'manifest.json';
const ID = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z-[0-9a-f]{6}$/;
/** `20261122T030405Z-a1b2c3`: the moment of the snapshot in UTC, and six random hex digits against collisions. */
function makeSetId(at, random) {
    const stamp = at.toISOString().replace(/[-:]|\.\d{3}/g, '');
    const id = `${stamp}-${random}`;
    if (!isSetId(id))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('PBA-INTERNAL', `${id} is not a set id.`);
    return id;
}
function isSetId(text) {
    return setIdTime(text) !== undefined;
}
/** The moment in a set id, or undefined when the text is not exactly a set id (30 February is not). */
function setIdTime(id) {
    const found = ID.exec(id);
    if (!found)
        return undefined;
    const [, year, month, day, hour, minute, second] = found;
    const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
    const time = new Date(iso);
    return Number.isNaN(time.getTime()) || time.toISOString() !== iso ? undefined : time;
}
/** pgBackRest's repository may lie beside our databases. It is the engine's alone: never listed as one, never swept. */
const PHYSICAL = 'pgbackrest';
const PHYSICAL_AS_DATABASE = 'pgbackres%74';
/**
 * A database name as one key segment: letters, digits, `_`, `-` and inner dots stay, every other byte of its UTF-8
 * becomes `%XX`. Reversible, so two databases never share a prefix, and no name can climb out of it.
 */
function databaseSegment(database) {
    let segment = '';
    for (const byte of new TextEncoder().encode(database)) {
        const char = String.fromCharCode(byte);
        const plain = /[A-Za-z0-9_-]/.test(char) || (char === '.' && segment !== '');
        segment += plain ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    }
    return segment === PHYSICAL ? PHYSICAL_AS_DATABASE : segment;
}
/** The inverse of `databaseSegment`, or undefined for a segment that function never gives. */
function parseDatabaseSegment(segment) {
    try {
        const database = decodeURIComponent(segment);
        return database !== '' && databaseSegment(database) === segment ? database : undefined;
    }
    catch {
        return undefined;
    }
}
function databasePrefix(database) {
    return `${databaseSegment(database)}/`;
}
function tierPrefix(database, tier) {
    return `${databasePrefix(database)}${tier}/`;
}
function setPrefix(location) {
    return `${tierPrefix(location.database, location.tier)}${location.id}/`;
}
function objectKey(location, name) {
    return `${setPrefix(location)}${name}`;
}
/** Evidence records are append-only and lie beside the tiers: `<database>/evidence/<kind>/<id>.json`. */
function evidencePrefix(database) {
    return `${databasePrefix(database)}evidence/`;
}
function evidenceKey(database, kind, id) {
    return `${evidencePrefix(database)}${kind}/${id}.json`;
}
/**
 * A lease says that a set is being read: `<database>/leases/<set>-<random>.json`. An intent says which sets a run is about
 * to delete: `<database>/intents/<id>.json`. Both end by themselves, see `catalog/lease.ts`.
 */
function leaseKey(database, set, random) {
    return `${leasesPrefix(database)}${set}-${random}.json`;
}
function leasesPrefix(database) {
    return `${databasePrefix(database)}leases/`;
}
function intentKey(database, id) {
    return `${intentsPrefix(database)}${id}.json`;
}
function intentsPrefix(database) {
    return `${databasePrefix(database)}intents/`;
}
/** A hold keeps all copies of a set until somebody lets it go: `<database>/holds/<set>.json`. */
function holdKey(database, set) {
    return `${holdsPrefix(database)}${set}.json`;
}
function holdsPrefix(database) {
    return `${databasePrefix(database)}holds/`;
}
/** What people do on the day of a disaster, written anew by every backup: `<database>/RUNBOOK.md`. */
const RUNBOOK = 'RUNBOOK.md';
function runbookKey(database) {
    return `${databasePrefix(database)}${RUNBOOK}`;
}
/** Where records about all databases of a policy together lie: no database has such a name as a key. */
const EVERY_DATABASE = '.all';
/**
 * What was told about one problem, append-only: `<database>/notifications/<what>/<id>.json`. The newest record is the memory
 * of `notify`. Without a database: of all of them together.
 */
function notificationsPrefix(database, what) {
    const owner = database === undefined ? `${EVERY_DATABASE}/` : databasePrefix(database);
    return `${owner}notifications/${databaseSegment(what)}/`;
}
function notificationKey(database, what, id) {
    return `${notificationsPrefix(database, what)}${id}.json`;
}
function isTier(text) {
    return TIERS.includes(text);
}
const OBJECT_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const RECORD_NAME = /^\d{8}T\d{6}Z-[0-9a-f]{6}\.json$/;
const RECORDS = {
    leases: { kind: 'lease', name: /^\d{8}T\d{6}Z-[0-9a-f]{6}-[0-9a-f]{6}\.json$/ },
    intents: { kind: 'intent', name: RECORD_NAME },
    holds: { kind: 'hold', name: RECORD_NAME },
};
/** Parses a key exactly; nothing is matched by prefix alone. */
function parseKey(key) {
    const [segment, second, third, fourth, ...rest] = key.split('/');
    if (second === 'notifications' && third !== undefined && fourth !== undefined && rest.length === 0) {
        return parseNotificationKey(segment ?? '', third, fourth);
    }
    const database = segment === undefined ? undefined : parseDatabaseSegment(segment);
    if (database === undefined || second === undefined || rest.length > 0)
        return { kind: 'unknown' };
    if (third === undefined)
        return second === RUNBOOK ? { kind: 'runbook', database } : { kind: 'unknown' };
    const record = Object.hasOwn(RECORDS, second) ? RECORDS[second] : undefined;
    if (fourth === undefined) {
        return record?.name.test(third) ? { kind: record.kind, database } : { kind: 'unknown' };
    }
    if (second === 'evidence')
        return { kind: 'evidence', database };
    if (!isTier(second) || !isSetId(third) || !OBJECT_NAME.test(fourth))
        return { kind: 'unknown' };
    return { kind: 'set object', location: { database, tier: second, id: third }, name: fourth };
}
function parseNotificationKey(segment, what, name) {
    const database = segment === EVERY_DATABASE ? undefined : parseDatabaseSegment(segment);
    const known = (database !== undefined || segment === EVERY_DATABASE) && RECORD_NAME.test(name);
    return known && parseDatabaseSegment(what) !== undefined
        ? { kind: 'notification', database }
        : { kind: 'unknown' };
}


/***/ }),

/***/ 49227:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   It: () => (/* binding */ manifestDigest),
/* harmony export */   Jd: () => (/* binding */ dumpDigest),
/* harmony export */   Tz: () => (/* binding */ serialiseManifest),
/* harmony export */   Zk: () => (/* binding */ storedBytes),
/* harmony export */   bQ: () => (/* binding */ lineageOf),
/* harmony export */   gg: () => (/* binding */ ROLES),
/* harmony export */   hR: () => (/* binding */ FORMATS),
/* harmony export */   hh: () => (/* binding */ MANIFEST_VERSION),
/* harmony export */   rK: () => (/* binding */ CONTENTS),
/* harmony export */   zW: () => (/* binding */ manifestLocation)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(77598);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(38672);


/** The newest manifest version this code reads and the one it writes. */
const MANIFEST_VERSION = 1;
const CONTENTS = ['full', 'schema', 'data'];
const FORMATS = ['directory', 'custom', 'plain'];
/**
 * What an object is for. `archive`: the dump. `schema`: the schema that a data-only archive needs to be restored.
 * `roles`, `tablespaces`, `database`
 * (CREATE DATABASE) and `settings` (ALTER DATABASE …, applied last): what pg_dump leaves out. `fingerprint`: what a restored copy must equal.
 */
const ROLES = [
    'archive',
    'schema',
    'roles',
    'tablespaces',
    'database',
    'settings',
    'fingerprint',
    'recovery',
];
/** SHA-256 over the manifest's canonical JSON: damage and hand edits show even where it stays valid JSON. */
function manifestDigest(manifest) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .canonicalJson */ .dj)(manifest)).digest('hex');
}
/**
 * What the copies of one dump in several tiers have in common, and nothing else has: everything but the tier and
 * RECOVERY.md, which names tier and places. A restore test of one of them proves all: their objects are the same bytes.
 */
function dumpDigest(manifest) {
    const { tier, objects, ...rest } = manifest;
    const dump = { ...rest, objects: objects.filter((object) => object.role !== 'recovery') };
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .canonicalJson */ .dj)(dump)).digest('hex');
}
/** The manifest as stored: readable JSON with its own digest as the last field. */
function serialiseManifest(manifest) {
    return `${JSON.stringify({ ...manifest, manifestSha256: manifestDigest(manifest) }, null, 2)}\n`;
}
function manifestLocation(manifest) {
    return { database: manifest.database, tier: manifest.tier, id: manifest.id };
}
/** Bytes of all stored objects of the set. */
function storedBytes(manifest) {
    return manifest.objects.reduce((sum, object) => sum + object.size, 0);
}
/** Databases are told apart by cluster and name: sets of different lineages are never compared or pruned together. */
function lineageOf(manifest) {
    return `${manifest.server.systemIdentifier}/${manifest.database}`;
}


/***/ }),

/***/ 85503:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ PHYSICAL_TYPES)
/* harmony export */ });
/** What is copied: everything, what changed since the last full, or since the last backup of any type. */
const PHYSICAL_TYPES = ['full', 'diff', 'incr'];


/***/ }),

/***/ 81345:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   ff: () => (/* binding */ describeTarget),
/* harmony export */   hu: () => (/* binding */ parseTarget),
/* harmony export */   oG: () => (/* binding */ TARGET_TYPES)
/* harmony export */ });
/** Where a recovery stops, in the words of PostgreSQL. `latest`: at the end of what is archived. */
const TARGET_TYPES = ['time', 'lsn', 'xid', 'name', 'immediate', 'latest'];
const TIME = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)$/;
const LSN = /^[0-9A-F]{1,8}\/[0-9A-F]{1,8}$/i;
/** 0 to 2 are PostgreSQL's own. */
const FIRST_XID = 3n;
/** The target, or what is wrong with it: the end of a sentence that starts with `target-value`. */
function parseTarget(type, value) {
    if (type === 'immediate' || type === 'latest')
        return value === undefined ? { type } : { problem: `is given, and the target ${type} has none` };
    if (value === undefined)
        return { problem: `is missing: the target ${type} needs one` };
    if (type === 'time')
        return parseTime(value);
    if (type === 'lsn') {
        return LSN.test(value)
            ? { type, value: value.toUpperCase() }
            : { problem: 'is no LSN such as 1/2A000028' };
    }
    if (type === 'xid') {
        if (!/^\d{1,19}$/.test(value) || BigInt.asUintN(32, BigInt(value)) < FIRST_XID)
            return { problem: 'is no transaction id such as 4711' };
        // pg_current_xact_id() tells it with its epoch, which the log does not have.
        return { type, value: String(BigInt.asUintN(32, BigInt(value))) };
    }
    return /^[^'\\\p{Cc}]+$/u.test(value) && new TextEncoder().encode(value).length <= 63
        ? { type, value }
        : { problem: 'is no name of a restore point: at most 63 bytes, no quotes, no backslash' };
}
/** A moment without an offset means another one on every server, so it is refused. */
function parseTime(value) {
    const found = TIME.exec(value);
    if (found === null) {
        return {
            problem: 'is no time with an offset such as 2026-11-22T14:05:00+01:00 or 2026-11-22 13:05:00Z; without an offset it could be meant anywhere',
        };
    }
    const [, year, month, day, hour, minute, second = '00', fraction = '', zone = 'Z'] = found;
    const offset = zone === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}`;
    const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
    const ms = Date.parse(`${local}${offset}`);
    const asUtc = Date.parse(`${local}Z`);
    // JavaScript takes 30 February for 2 March.
    if (Number.isNaN(ms) || Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 19) !== local)
        return { problem: 'is no moment of the calendar' };
    const seconds = new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
    const part = fraction === '' ? '' : `.${fraction}`;
    return { type: 'time', value: `${seconds}${part}+00`, ms: ms + Number(`0.${fraction || 0}`) * 1000 };
}
/** For people: `time 2026-11-22 13:05:00 UTC`. */
function describeTarget(target) {
    if (target.type === 'time')
        return `time ${target.value.replace('+00', ' UTC')}`;
    return 'value' in target ? `${target.type} ${target.value}` : target.type;
}


/***/ }),

/***/ 3943:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   bB: () => (/* binding */ mapLimited),
/* harmony export */   bs: () => (/* binding */ together),
/* harmony export */   yy: () => (/* binding */ sleep)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(19473);

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

/***/ 73110:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ parseDuration)
/* harmony export */ });
/* unused harmony export DURATION */
const MILLISECONDS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** `90s`, `15m`, `1h` or `30d`: a whole number without leading zeros, then the unit. */
const DURATION = /^(0|[1-9][0-9]{0,8})([smhd])$/;
/** `90s` to 90000 milliseconds, or undefined when the text is not a duration. */
function parseDuration(text) {
    const match = DURATION.exec(text);
    if (!match)
        return undefined;
    return Number(match[1]) * MILLISECONDS[match[2]];
}


/***/ }),

/***/ 19473:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   AD: () => (/* binding */ StoreError),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   cc: () => (/* binding */ CancelledError),
/* harmony export */   cs: () => (/* binding */ IntegrityError),
/* harmony export */   sV: () => (/* binding */ PbaError),
/* harmony export */   ub: () => (/* binding */ ObjectiveError),
/* harmony export */   v4: () => (/* binding */ ToolError),
/* harmony export */   xU: () => (/* binding */ systemCode),
/* harmony export */   yo: () => (/* binding */ UserError)
/* harmony export */ });
/**
 * The base of everything that is thrown on purpose. `message` is one sentence for people, `code` is stable and
 * for machines, `hint` is the remedy. Anything else that reaches the edge is reported as `PBA-INTERNAL`.
 */
class PbaError extends Error {
    code;
    hint;
    constructor(code, message, details = {}) {
        super(message, details.cause === undefined ? undefined : { cause: details.cause });
        this.name = new.target.name;
        this.code = code;
        this.hint = details.hint;
    }
}
/** The user can mend this by changing an input, a policy, a secret or a grant. */
class UserError extends PbaError {
}
/** A program (pg_dump, psql, age …) failed. */
class ToolError extends PbaError {
    exitCode;
    signal;
    stderr;
    constructor(code, message, details = {}) {
        super(code, message, details);
        this.exitCode = details.exitCode ?? null;
        this.signal = details.signal ?? null;
        this.stderr = details.stderr ?? '';
    }
}
/** A store refused, failed or lost something. */
class StoreError extends PbaError {
}
/** The data is not what the manifest says it is. */
class IntegrityError extends PbaError {
}
/** An objective (RPO, RTO, retention floor) is broken although every program succeeded. */
class ObjectiveError extends PbaError {
}
/** The run was asked to stop. Thrown by waits that noticed the abort signal. */
class CancelledError extends PbaError {
    constructor(message = 'The run was cancelled.', details = {}) {
        super('PBA-CANCELLED', message, details);
    }
}
/** The text of whatever was thrown, without its stack. */
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}
/** The system error code (`ENOENT`, `ENOSPC` …) of whatever was thrown, if it has one. */
function systemCode(error) {
    if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') {
        return error.code;
    }
    return undefined;
}


/***/ }),

/***/ 31393:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ looksSecret)
/* harmony export */ });
/** True for text that is a private key or carries a password, wherever it was given. */
function looksSecret(text) {
    return /AGE-SECRET-KEY-|PRIVATE KEY-----|:\/\/[^/\s:@]*:[^/\s@]+@/i.test(text);
}


/***/ }),

/***/ 92515:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ isLoopback)
/* harmony export */ });
/** Whether a host name means this very machine: what is sent to it crosses no network. */
function isLoopback(host) {
    return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}


/***/ }),

/***/ 77658:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ nearest)
/* harmony export */ });
/**
 * The one of `candidates` that `word` was most probably meant to be, or undefined when none is near: at most a third
 * of its letters (at least one) inserted, removed, replaced or swapped with their neighbour.
 */
function nearest(word, candidates) {
    const limit = Math.max(1, Math.floor(word.length / 3));
    let best;
    for (const candidate of candidates) {
        const distance = editDistance(word, candidate);
        if (distance <= limit && (best === undefined || distance < best.distance))
            best = { candidate, distance };
    }
    return best?.candidate;
}
/** Optimal string alignment distance; the tables are as small as two names. */
function editDistance(from, to) {
    const rows = [];
    const at = (i, j) => rows[i]?.[j] ?? 0;
    for (let i = 0; i <= from.length; i += 1) {
        const row = [];
        rows.push(row);
        for (let j = 0; j <= to.length; j += 1) {
            if (i === 0 || j === 0) {
                row.push(i + j);
                continue;
            }
            const same = from[i - 1] === to[j - 1];
            let distance = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (same ? 0 : 1));
            if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) {
                distance = Math.min(distance, at(i - 2, j - 2) + 1);
            }
            row.push(distance);
        }
    }
    return at(from.length, to.length);
}


/***/ }),

/***/ 15771:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ CLI_OPTIONS),
/* harmony export */   g: () => (/* binding */ checkSpec)
/* harmony export */ });
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(73110);
/* harmony import */ var _read_value_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(89515);


/** Options of the command line itself; an input of that name could not be given there. */
const CLI_OPTIONS = ['help', 'version', 'json', 'debug'];
const KEBAB_CASE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
/**
 * Refuses definitions that contradict themselves. It runs when a spec is loaded, so such a defect cannot be shipped.
 * @throws Error naming the action and the input
 */
function checkSpec(spec) {
    const names = Object.keys(spec.inputs);
    const fail = (what) => {
        throw new Error(`The definition of ${spec.name} is wrong: ${what}.`);
    };
    for (const name of [spec.name, ...names, ...Object.keys(spec.outputs)]) {
        if (!KEBAB_CASE.test(name))
            fail(`${name} is not kebab-case`);
    }
    if (new Set(names.map((name) => name.replaceAll('-', ''))).size !== names.length) {
        fail('two inputs differ only in hyphens');
    }
    for (const [name, input] of Object.entries(spec.inputs)) {
        const problem = problemOf(name, input);
        if (problem !== undefined)
            fail(`${name} ${problem}`);
        if (input.kind === 'boolean' && names.includes(`no-${name}`))
            fail(`no-${name} would negate ${name}`);
    }
    for (const name of Object.keys(spec.example)) {
        if (!names.includes(name))
            fail(`its example gives ${name}, which is no input`);
    }
    for (const [name, input] of Object.entries(spec.inputs)) {
        if (input.required && spec.example[name] === undefined)
            fail(`its example lacks ${name}`);
    }
}
function problemOf(name, input) {
    if (CLI_OPTIONS.includes(name))
        return 'is an option of the command line';
    if (input.description.trim() === '')
        return 'has no description';
    if (input.required && input.default !== undefined)
        return 'is required and has a default';
    if (input.kind === 'secret' && input.default !== undefined)
        return 'is a secret with a default';
    if ('pattern' in input && input.patternHint === undefined)
        return 'has a pattern without patternHint';
    if (input.kind === 'integer' && !(input.min >= 0 && input.min <= input.max))
        return 'has no sound range';
    if (input.kind === 'choice' && input.choices.length < 2)
        return 'has nothing to choose from';
    if (input.kind === 'duration' && input.max !== undefined && (0,_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDuration */ .E)(input.max) === undefined) {
        return 'has a max that is not a duration';
    }
    if (input.default !== undefined) {
        const text = (0,_read_value_js__WEBPACK_IMPORTED_MODULE_1__/* .effectiveText */ .Bi)(input, input.default);
        if (text !== input.default || 'problem' in (0,_read_value_js__WEBPACK_IMPORTED_MODULE_1__/* .readValue */ .wK)(input, text))
            return 'has a default it would refuse';
    }
    return undefined;
}


/***/ }),

/***/ 14364:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   B4: () => (/* binding */ formatCount),
/* harmony export */   F1: () => (/* binding */ displayWidth),
/* harmony export */   FV: () => (/* binding */ escapeMarkdown),
/* harmony export */   LS: () => (/* binding */ plural),
/* harmony export */   Qj: () => (/* binding */ markdownTable),
/* harmony export */   RX: () => (/* binding */ terminalTable),
/* harmony export */   Yi: () => (/* binding */ formatMinute),
/* harmony export */   a3: () => (/* binding */ formatDuration),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   g$: () => (/* binding */ printable),
/* harmony export */   sK: () => (/* binding */ formatSecond),
/* harmony export */   z3: () => (/* binding */ formatBytes)
/* harmony export */ });
const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
/** `512 B`, `1.5 KiB`, `98.7 MiB`, `467 MiB`: rounded for people, binary units. */
function formatBytes(bytes) {
    let value = bytes;
    let unit = 0;
    // 1023.5 would be shown as 1024, so it belongs to the next unit.
    while (value >= 1023.5 && unit < UNITS.length - 1) {
        value /= 1024;
        unit += 1;
    }
    const digits = unit === 0 || value >= 99.95 ? 0 : 1;
    return `${value.toFixed(digits)} ${UNITS[unit]}`;
}
/** `0.4 s`, `12 s`, `3 min 05 s`, `2 h 07 min`, `3 d 04 h`: two units at most. */
function formatDuration(milliseconds) {
    if (milliseconds < 9_950)
        return `${(milliseconds / 1000).toFixed(1)} s`;
    const seconds = Math.round(milliseconds / 1000);
    if (seconds < 60)
        return `${seconds} s`;
    const pad = (value) => String(value).padStart(2, '0');
    if (seconds < 3_600)
        return `${Math.floor(seconds / 60)} min ${pad(seconds % 60)} s`;
    const minutes = Math.round(seconds / 60);
    if (minutes < 1_440)
        return `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} min`;
    const hours = Math.round(minutes / 60);
    return `${Math.floor(hours / 24)} d ${pad(hours % 24)} h`;
}
/** `1234567` as `1 234 567`, grouped with narrow no-break spaces: the same in every language, and never cut apart. */
function formatCount(count) {
    return count.toString().replace(/\B(?=(\d{3})+$)/g, '\u202f');
}
/** `2026-11-25 09:58`, in UTC; for tables that are read by the day. */
function formatMinute(at) {
    return new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}
/** `2026-11-25 09:58:39`, in UTC; `none` for null. */
function formatSecond(at) {
    return at === null ? 'none' : new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}
/** `1 table`, `2 tables`. */
function plural(count, noun, nouns = `${noun}s`) {
    return `${formatCount(count)} ${count === 1 || count === 1n ? noun : nouns}`;
}
/**
 * Any text as Markdown that shows exactly this text in one line. Every ASCII punctuation mark becomes a character
 * reference, which cannot form syntax (CommonMark 0.31, section 2.5), so there is no HTML, no link and no table border.
 * Mentions are found after that, in the rendered text; a zero-width space after `@` keeps people from being called.
 */
function escapeMarkdown(text) {
    const reference = (mark) => `&#${mark.charCodeAt(0)};`;
    return (text
        .replace(/\s+/g, ' ')
        .replace(/[!-/:-@[-`{-~]/g, (mark) => (/[.,:;/%+=-]/.test(mark) ? mark : reference(mark)))
        // Those were left as they are because they mean nothing inside a line; these are where they do.
        .replace(/:(?=\/\/)/g, reference)
        .replace(/^( ?\d*)([-+=.])/, (_, head, mark) => head + reference(mark))
        .replace(/&#64;(?=\w)/g, '&#64;&#8203;'));
}
/** Names from the outside, in code type. */
function code(text) {
    return { markdown: `<code>${escapeMarkdown(text).replaceAll('&#8203;', '')}</code>` };
}
const MAX_ROWS = 50;
/** A table for a job summary or a README. Plain strings are escaped. A long table ends in "… and 12 more". */
function markdownTable(columns, rows, options = {}) {
    const { shown, more } = firstRows(rows, options);
    const line = (cells) => `| ${cells.join(' | ')} |`;
    return [
        line(columns.map((column) => escapeMarkdown(column.title))),
        line(columns.map((column) => (column.align === 'right' ? '--:' : '---'))),
        ...shown.map((row) => line(columns.map((_, index) => markdownCell(row[index] ?? '')))),
        ...(more === undefined ? [] : ['', more]),
    ].join('\n');
}
function markdownCell(cell) {
    if (typeof cell === 'string')
        return escapeMarkdown(cell);
    return cell.markdown.replace(/\s*[\r\n]+\s*/g, '<br>').replaceAll('|', '\\|');
}
/** The same table for a terminal: columns as wide as their content, two spaces apart. */
function terminalTable(columns, rows, options = {}) {
    const { shown, more } = firstRows(rows, options);
    const cells = [columns.map((column) => column.title), ...shown].map((row) => columns.map((_, index) => printable(row[index] ?? '')));
    const widths = columns.map((_, index) => Math.max(...cells.map((row) => displayWidth(row[index] ?? ''))));
    const line = (row) => columns
        .map((column, index) => {
        const cell = row[index] ?? '';
        const space = ' '.repeat((widths[index] ?? 0) - displayWidth(cell));
        return column.align === 'right' ? space + cell : cell + space;
    })
        .join('  ')
        .trimEnd();
    return [...cells.map(line), ...(more === undefined ? [] : [more])].join('\n');
}
function firstRows(rows, options) {
    const limit = options.maxRows ?? MAX_ROWS;
    if (rows.length <= limit)
        return { shown: rows };
    return { shown: rows.slice(0, limit), more: `… and ${formatCount(rows.length - limit)} more` };
}
/** One line for a terminal: control characters, which could move the cursor or change colours, become `\x1b`. */
function printable(text) {
    return text
        .replace(/[\r\n]+/g, ' ')
        .replace(/\t/g, '  ')
        .replace(/\p{Cc}/gu, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
/** Columns that a text takes on a terminal: 2 for East Asian wide characters and emoji, 0 for combining marks. */
function displayWidth(text) {
    let width = 0;
    for (const char of text) {
        if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(char))
            continue;
        width +=
            /[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(char)
                ? 2
                : 1;
    }
    return width;
}


/***/ }),

/***/ 86503:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ watchProcess),
/* harmony export */   N: () => (/* binding */ cancelledExitCode)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(19473);

const EXIT_CODE = { SIGINT: 130, SIGTERM: 143 };
/**
 * Watches the process. The first SIGINT or SIGTERM aborts `signal`; a second one exits at once. GitHub's runner sends
 * SIGINT to this process alone, after 7.5 s SIGTERM, and kills 2.5 s later (actions/runner, ProcessInvoker.cs).
 */
function watchProcess() {
    const controller = new AbortController();
    const { promise: stopped, resolve } = Promise.withResolvers();
    let signals = 0;
    for (const signal of ['SIGINT', 'SIGTERM']) {
        process.on(signal, () => {
            signals += 1;
            if (signals > 1)
                process.exit(EXIT_CODE[signal]);
            resolve({ kind: 'signal', signal });
            controller.abort();
        });
    }
    const crash = (error) => {
        resolve({ kind: 'crash', error });
        controller.abort();
    };
    process.on('uncaughtException', crash);
    process.on('unhandledRejection', crash);
    // A reader of the log that went away (`| head`, a runner that died) is no reason to give up a backup.
    for (const stream of [process.stdout, process.stderr]) {
        stream.on('error', (error) => {
            if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .systemCode */ .xU)(error) !== 'EPIPE')
                crash(error);
        });
    }
    return { signal: controller.signal, stopped };
}
/** The exit code of a run that a signal ended: 128 plus the signal's number. */
function cancelledExitCode(signal) {
    return EXIT_CODE[signal];
}


/***/ }),

/***/ 66036:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   TL: () => (/* binding */ parseInputs),
/* harmony export */   U0: () => (/* binding */ unknownName),
/* harmony export */   Xu: () => (/* binding */ inputError),
/* harmony export */   ri: () => (/* binding */ inputProblems)
/* harmony export */ });
/* harmony import */ var _camel_case_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(79587);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(19473);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(77658);
/* harmony import */ var _read_value_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(89515);




/**
 * Turns texts into typed values. It looks at everything before it complains, so one run shows all problems.
 * @throws UserError PBA-INPUT that names each input, its value (unless it is a secret) and what is allowed
 */
function parseInputs(spec, raw) {
    const { values, problems } = readInputs(spec, raw);
    if (problems.length > 0)
        throw inputError(spec.name, problems);
    // Sound: every input was read by its kind, and the type is computed from the same kinds.
    return values;
}
/** Everything that is wrong with the inputs, for callers that have more to say about them. */
function inputProblems(spec, raw) {
    return readInputs(spec, raw).problems;
}
function readInputs(spec, raw) {
    const values = {};
    const problems = [];
    for (const name of Object.keys(raw)) {
        if (!Object.hasOwn(spec.inputs, name))
            problems.push(unknownName(name, Object.keys(spec.inputs)));
    }
    for (const [name, input] of Object.entries(spec.inputs)) {
        const text = (0,_read_value_js__WEBPACK_IMPORTED_MODULE_1__/* .effectiveText */ .Bi)(input, raw[name]) ?? input.default;
        if (text === undefined) {
            if (input.required)
                problems.push(`${name}: is required and was not given`);
            else
                values[(0,_camel_case_js__WEBPACK_IMPORTED_MODULE_2__/* .camelCase */ .x)(name)] = input.kind === 'list' ? [] : undefined;
            continue;
        }
        const reading = (0,_read_value_js__WEBPACK_IMPORTED_MODULE_1__/* .readValue */ .wK)(input, text);
        if ('problem' in reading)
            problems.push(`${name}: ${reading.problem}`);
        else
            values[(0,_camel_case_js__WEBPACK_IMPORTED_MODULE_2__/* .camelCase */ .x)(name)] = reading.value;
    }
    // Rules are about inputs that are fine one by one.
    if (problems.length === 0)
        problems.push(...(spec.rules?.(values) ?? []));
    return { values, problems };
}
/** `keep-day: there is no such input (the nearest is keep-days)` */
function unknownName(name, known, what = 'input') {
    const meant = (0,_nearest_js__WEBPACK_IMPORTED_MODULE_3__/* .nearest */ .p)(name, known);
    return `${name}: there is no such ${what}${meant === undefined ? '' : ` (the nearest is ${meant})`}`;
}
/** One error for any number of problems with the inputs of an action. */
function inputError(action, problems) {
    const [first = ''] = problems;
    const message = problems.length === 1
        ? `An input of ${action} is not right. ${first}.`
        : `${problems.length} inputs of ${action} are not right:\n${problems.map((problem) => `- ${problem}`).join('\n')}`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('PBA-INPUT', message, {
        hint: `All inputs of ${action} are described in ${action}/README.md, and on a terminal by ${action} --help.`,
    });
}


/***/ }),

/***/ 89515:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Bi: () => (/* binding */ effectiveText),
/* harmony export */   TQ: () => (/* binding */ allowed),
/* harmony export */   wK: () => (/* binding */ readValue)
/* harmony export */ });
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(73110);
/* harmony import */ var _looks_secret_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(31393);


/** A timer of Node.js fires at once when it should wait longer than 2^31 - 1 ms (24.8 days). */
const LONGEST_DURATION = '24d';
const MAX_SHOWN = 80;
function shown(input, text) {
    if (input.kind === 'secret')
        return 'the value (not shown)';
    if ((0,_looks_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .looksSecret */ .n)(text))
        return 'a value that looks like a secret (not shown)';
    return JSON.stringify(text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text);
}
/** `a, b or c` */
function alternatives(words) {
    const last = words.at(-1) ?? '';
    return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}
/** What an input accepts, to complete "it has to be …". */
function allowed(input) {
    switch (input.kind) {
        case 'boolean':
            return 'true or false';
        case 'integer':
            return `a whole number from ${input.min} to ${input.max}`;
        case 'choice':
            return alternatives(input.choices);
        case 'duration':
            return `a duration such as 30s, 15m, 1h or 7d, longer than zero and at most ${input.max ?? LONGEST_DURATION}`;
        case 'list':
            return input.patternHint ?? 'one item per line, none of them twice';
        case 'path':
            return input.patternHint ?? 'a path, written out (no ~, no control characters)';
        case 'string':
        case 'secret':
            return input.patternHint ?? 'text without NUL characters';
    }
}
/**
 * The text that counts: surrounding white space is no part of a value (YAML blocks end in a line break);
 * of a secret only line breaks at the end are removed. undefined when nothing is left: on GitHub an input that is
 * empty cannot be told from one that was not given.
 */
function effectiveText(input, text) {
    const kept = input.kind === 'secret' ? text?.replace(/[\r\n]+$/, '') : text?.trim();
    return kept === '' ? undefined : kept;
}
/** Reads one value, strictly: nothing is guessed, rounded or replaced. */
function readValue(input, text) {
    const refuse = (part = text) => ({
        problem: `${shown(input, part)} is not right; it has to be ${allowed(input)}`,
    });
    if (text.includes('\0'))
        return refuse();
    switch (input.kind) {
        case 'boolean':
            return text === 'true' || text === 'false' ? { value: text === 'true' } : refuse();
        case 'integer': {
            const number = /^(0|[1-9][0-9]{0,15})$/.test(text) ? Number(text) : Number.NaN;
            return number >= input.min && number <= input.max ? { value: number } : refuse();
        }
        case 'choice':
            return input.choices.includes(text) ? { value: text } : refuse();
        case 'duration': {
            const milliseconds = (0,_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDuration */ .E)(text) ?? 0;
            const longest = (0,_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDuration */ .E)(input.max ?? LONGEST_DURATION) ?? 0;
            return milliseconds > 0 && milliseconds <= longest ? { value: milliseconds } : refuse();
        }
        case 'list':
            return readList(input, text, refuse);
        case 'path':
            return /[\p{Cc}]|^~/u.test(text) || !matches(input.pattern, text) ? refuse() : { value: text };
        case 'string':
        case 'secret':
            return matches(input.pattern, text) ? { value: text } : refuse();
    }
}
function readList(input, text, refuse) {
    const items = text
        .split(/\r\n|\n|\r/)
        .map((line) => line.trim())
        .filter((line) => line !== '');
    const wrong = items.find((item) => !matches(input.pattern, item));
    if (wrong !== undefined)
        return refuse(wrong);
    const twice = items.find((item, index) => items.indexOf(item) !== index);
    return twice === undefined ? { value: items } : { problem: `${shown(input, twice)} is given twice` };
}
function matches(pattern, text) {
    if (pattern === undefined)
        return true;
    return new RegExp(`^(?:${pattern.source})$`, pattern.flags.replace(/[gy]/g, '')).test(text);
}


/***/ }),

/***/ 30068:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ defineAction),
/* harmony export */   Y: () => (/* binding */ outputsOf)
/* harmony export */ });
/* harmony import */ var _check_spec_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(15771);

/** Outputs that every action has. An action may describe `verdict` more closely. */
const COMMON_OUTPUTS = {
    verdict: { description: '`ok`, `failed` or `cancelled`.' },
    'error-code': {
        description: 'Empty on success, otherwise the stable code of what went wrong (docs/errors.md).',
    },
};
/** An action's own outputs and the common ones. */
function outputsOf(spec) {
    const { verdict = COMMON_OUTPUTS.verdict, ...own } = spec.outputs;
    return { ...own, verdict, 'error-code': COMMON_OUTPUTS['error-code'] };
}
/**
 * Defines an action. `rules` sees the typed inputs after each was found right by itself.
 * @throws Error when the definition contradicts itself (a defect that shows when the file is loaded)
 */
function defineAction(spec, rules) {
    (0,_check_spec_js__WEBPACK_IMPORTED_MODULE_0__/* .checkSpec */ .g)(spec);
    return rules === undefined ? spec : { ...spec, rules: rules };
}


/***/ }),

/***/ 58508:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ VERSION)
/* harmony export */ });
/** The version of this toolkit; `package.json` is the source, `npm run generate` writes it here. */
const VERSION = '0.1.0';


/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		id: moduleId,
/******/ 		loaded: false,
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Flag the module as loaded
/******/ 	module.loaded = true;
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/node module decorator */
/******/ (() => {
/******/ 	__nccwpck_require__.nmd = (module) => {
/******/ 		module.paths = [];
/******/ 		if (!module.children) module.children = [];
/******/ 		return module;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
var __webpack_exports__ = {};

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  kl: () => (/* binding */ ACTIONS),
  xw: () => (/* binding */ cli),
  ni: () => (/* binding */ start)
});

// EXTERNAL MODULE: ./build/catalog/keys.js
var keys = __nccwpck_require__(98430);
// EXTERNAL MODULE: ./build/catalog/physical/physical.js
var physical = __nccwpck_require__(85503);
// EXTERNAL MODULE: ./build/runtime/spec.js
var spec = __nccwpck_require__(30068);
;// CONCATENATED MODULE: ./build/actions/shared/inputs.js
const CONNECTION = 'Connection';
const STORES = 'Stores';
const ENCRYPTION = 'Encryption';
/** A plain name. A connection string is refused: a password in it would be printed in logs and manifests. */
const databaseName = {
    kind: 'string',
    pattern: /(?!postgres(?:ql)?:\/\/).{1,63}/,
    patternHint: 'the plain name of a database of at most 63 characters, not a connection string',
};
/** The database to connect to. */
const databaseInput = {
    ...databaseName,
    group: CONNECTION,
    description: 'Name of the database to back up. Needed unless the policy names exactly one; what the policy says about it applies.',
};
/** How to reach the server. Whatever is not given is left to libpq, as `psql` without options would. */
const connectionInputs = {
    host: {
        kind: 'string',
        group: CONNECTION,
        pattern: /\S+/,
        patternHint: 'a host name, an address or the directory of a socket, without spaces',
        description: 'Host name, address or socket directory of the PostgreSQL server. Without it, what libpq finds by itself applies: `PGHOST`, `PGSERVICE`, then the local socket.',
    },
    port: {
        kind: 'integer',
        min: 1,
        max: 65_535,
        group: CONNECTION,
        description: 'Port of the server. Without it `PGPORT` applies, then 5432.',
    },
    user: {
        kind: 'string',
        group: CONNECTION,
        pattern: /.{1,63}/,
        patternHint: 'a role name of at most 63 characters',
        description: 'Role to connect as. It has to read every table (membership in `pg_read_all_data`) and, where row-level security is used, have `BYPASSRLS`. Without it `PGUSER` applies.',
    },
    password: {
        kind: 'secret',
        group: CONNECTION,
        description: 'Password of the role. It is handed to libpq in a file that only this run can read, never on a command line. Without it `PGPASSWORD`, `PGPASSFILE` and `~/.pgpass` apply.',
    },
    sslmode: {
        kind: 'choice',
        choices: ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'],
        group: CONNECTION,
        description: 'How TLS is used, in the words of libpq. Over a network use `verify-full`: everything below `verify-ca` accepts any certificate. Without it `PGSSLMODE` applies, then `prefer`.',
    },
    sslrootcert: {
        kind: 'path',
        group: CONNECTION,
        description: 'File with the certificates of the authorities that are trusted for TLS, or `system` for those of the operating system. Without it `PGSSLROOTCERT` applies.',
    },
};
/** The server in a container; beside `connectionInputs`. */
const containerInput = {
    kind: 'string',
    group: CONNECTION,
    pattern: /[A-Za-z0-9][A-Za-z0-9_.-]{0,127}/,
    patternHint: 'the name of a container or of a compose service',
    description: 'Container (Docker or Podman) that runs PostgreSQL, by its name or by that of its compose service. Its own programs are used, through its own socket: no published port, no password. `host`, `port` and `user` are then those of the inside; without `user`, POSTGRES_USER of the image, then `postgres`.',
};
/** What makes no sense together with a container. */
function containerProblems(inputs) {
    if (inputs.container === undefined)
        return [];
    const given = ['password', 'sslmode', 'sslrootcert'].filter((name) => inputs[name] !== undefined);
    return given.length === 0 ? [] : [`container: goes without ${given.join(', ')}; the socket inside is used`];
}
/** The reviewed file in the user's repository. */
const policyInput = {
    kind: 'path',
    description: 'Path of backup-policy.yml in the workspace: databases, stores, tiers, objectives, encryption. Inputs that are given win over it, field by field. Without it the defaults of docs/policy.md apply.',
};
/** Where sets are. Credentials that are not given come from where every AWS program looks for them. */
const storeInputs = {
    stores: {
        kind: 'list',
        group: STORES,
        pattern: /\/.*|s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/.*)?|[a-z0-9][a-z0-9_-]*/i,
        patternHint: 'an absolute directory such as /backups/postgresql, s3://bucket/prefix, or the name of a store of the policy',
        description: 'Where backup sets are kept, one place per line: absolute directories, `s3://bucket/prefix`, or names of stores of the policy. Writing goes to all that the tier wants; reading prefers the first. Without it, every store of the policy.',
    },
    's3-endpoint': {
        kind: 'string',
        group: STORES,
        pattern: /https?:\/\/[^\s/@]+(?:\/\S*)?/,
        patternHint: 'a URL such as https://s3.example.com, without credentials in it',
        description: 'URL of an S3 service that is not AWS (MinIO, Ceph, R2, B2 …). Without it `AWS_ENDPOINT_URL_S3` and `AWS_ENDPOINT_URL` apply, then AWS.',
    },
    's3-region': {
        kind: 'string',
        group: STORES,
        pattern: /[A-Za-z0-9-]+/,
        patternHint: 'a region such as eu-central-1',
        description: 'Region of the buckets. Without it `AWS_REGION` and the AWS configuration files apply, and `us-east-1` for a service that is not AWS.',
    },
    's3-access-key-id': {
        kind: 'secret',
        group: STORES,
        description: 'Access key. Not needed where the environment has credentials already: `aws-actions/configure-aws-credentials`, an instance profile, `~/.aws`.',
    },
    's3-secret-access-key': {
        kind: 'secret',
        group: STORES,
        description: 'Secret of the access key.',
    },
    's3-session-token': {
        kind: 'secret',
        group: STORES,
        description: 'Session token, when the access key is a temporary one.',
    },
    's3-force-path-style': {
        kind: 'boolean',
        group: STORES,
        description: 'Put the bucket into the path of the URL instead of its host name. Without it: `true` for every service that is not AWS, because most of them need it.',
    },
};
/** Which of the sets in the stores. */
const databaseFilterInput = {
    ...databaseName,
    group: STORES,
    description: 'Look only at sets of this database. Needed when the stores hold sets of more than one database.',
};
/** The private half of a recipient, for actions that have to read encrypted sets. */
const identityInputs = {
    identity: {
        kind: 'secret',
        group: ENCRYPTION,
        pattern: /[\s\S]*AGE-(?:SECRET-KEY|PLUGIN)-[\s\S]*/,
        patternHint: 'an age identity: text with a line that starts with AGE-SECRET-KEY-',
        description: 'age identity (the text of the key file) that can decrypt the sets. Only for encrypted sets, and only for the jobs that read them: the job that writes backups needs none.',
    },
    'identity-file': {
        kind: 'path',
        group: ENCRYPTION,
        description: 'File with the age identity, instead of `identity`.',
    },
};
/** What the inputs for stores have to be together. */
function storeProblems(inputs) {
    const { s3AccessKeyId: id, s3SecretAccessKey: secret, s3SessionToken: token } = inputs;
    const nowhere = inputs.stores.length === 0 && inputs.policy === undefined;
    const missing = nowhere ? ['stores: is required where no policy names them'] : [];
    if ((id === undefined) !== (secret === undefined)) {
        return [...missing, 's3-access-key-id and s3-secret-access-key are only usable together'];
    }
    return token !== undefined && id === undefined
        ? [...missing, 's3-session-token needs s3-access-key-id and s3-secret-access-key']
        : missing;
}
/** An identity comes from one place. */
function identityProblems(inputs) {
    return inputs.identity !== undefined && inputs.identityFile !== undefined
        ? ['identity and identity-file are both given; give one of them']
        : [];
}
/**
 * How to reach one more server, as inputs of their own: `staging-host`, `production-user` …
 * @param group how the inputs are headed in help and READMEs
 */
function serverInputs(prefix, group) {
    const named = Object.fromEntries(Object.entries(connectionInputs).map(([name, input]) => [`${prefix}-${name}`, { ...input, group }]));
    return named;
}

;// CONCATENATED MODULE: ./build/actions/backup/spec.js




const spec_spec = (0,spec/* defineAction */.Q)({
    name: 'backup',
    title: 'PostgreSQL backup',
    description: 'Dumps a PostgreSQL database in one snapshot, fingerprints it in that same snapshot and stores it in every store, checked byte for byte.',
    branding: { icon: 'database', color: 'blue' },
    inputs: {
        policy: policyInput,
        kind: {
            kind: 'choice',
            choices: ['logical', 'physical'],
            default: 'logical',
            description: '`logical` is a dump of one database. `physical` is a base backup of the whole cluster with pgBackRest, into every repository of the section `physical` of the policy; `wal` with `mode: setup` comes first, and docs/physical.md tells more.',
        },
        'physical-type': {
            kind: 'choice',
            choices: ['due', ...physical/* PHYSICAL_TYPES */.k],
            default: 'due',
            description: 'With `kind: physical`: `due` makes, in each repository, what `full-every` and `diff-every` of the policy ask for by what it holds, or nothing. A name makes one of that type; where there is no sound full backup to build upon, a full one.',
        },
        database: databaseInput,
        ...connectionInputs,
        container: containerInput,
        ...storeInputs,
        content: {
            kind: 'choice',
            choices: ['full', 'schema', 'data'],
            default: 'full',
            description: '`full` is schema and data. `schema` has the definitions only. `data` has the rows, and beside them, in a file of its own, the definitions they need to be restored and proven.',
        },
        tables: {
            kind: 'list',
            description: 'Back up the rows of these tables only, one pattern per line as in `\\d` of psql: `public.tickets`, `audit_*`. Definitions are always whole, so the set can be restored and proven by itself. Partitions come with their parent. A pattern that matches nothing fails the run.',
        },
        'exclude-tables': {
            kind: 'list',
            description: 'Leave out the rows of these tables; patterns as in `tables`. Their definitions stay.',
        },
        format: {
            kind: 'choice',
            choices: ['directory', 'custom', 'plain'],
            default: 'directory',
            description: 'Format of `pg_dump`. `directory` is dumped and restored in parallel and stored as one tar file; with `container` it becomes `custom`, because only that can be streamed out. `custom` is one `.dump` file. `plain` is SQL text, only with `content: schema`.',
        },
        compression: {
            kind: 'string',
            default: 'auto',
            pattern: /auto|none|gzip:[1-9]|lz4:(?:[1-9]|1[0-2])|zstd:(?:[1-9]|1[0-9]|2[0-2])/,
            patternHint: 'auto, none, gzip:1 to gzip:9, lz4:1 to lz4:12 or zstd:1 to zstd:22',
            description: "pg_dump's own compression, such as `zstd:3`, `lz4:1`, `gzip:1` or `none`. `auto` takes zstd where the client has it (PostgreSQL 16 and later) and `gzip:1` before.",
        },
        jobs: {
            kind: 'integer',
            min: 1,
            max: 64,
            description: 'Tables dumped at the same time (`directory` format only); each takes a connection and a core of the server. Without it: one per core of the runner, at most 4.',
        },
        recipients: {
            kind: 'list',
            group: 'Encryption',
            pattern: /age1[0-9a-z]{20,}/,
            patternHint: 'an age public key (age1…)',
            description: 'age public keys, one per line. The set is encrypted for all of them: any one of their identities can read it. Without them the set is not encrypted. Keep the identities away from this runner.',
        },
        tier: {
            kind: 'choice',
            choices: ['due', ...keys/* TIERS */.iB],
            default: 'due',
            description: 'Why the set is kept; `prune` has a rule for each tier. `due` makes those that the stores lack: `daily` once a UTC day, `weekly` once a week (from Sunday), `monthly` once a month (from its first Sunday), with one dump for all; or nothing. A name always makes a set of that tier.',
        },
        fingerprint: {
            kind: 'choice',
            choices: ['content', 'sampled', 'counts'],
            description: 'What a restore test can compare later. `content`, the default, records the row count and a digest of every table. `sampled` counts all rows and digests one in 64 of large tables, chosen by primary key. `counts` only counts. Less than `content` lowers the grade of the proof.',
        },
        digest: {
            kind: 'choice',
            choices: ['hash64', 'md5'],
            default: 'hash64',
            description: 'Algorithm of the table digests. `hash64` is fast and comparable within one major version of PostgreSQL; `md5` is slower and can be compared across major versions.',
        },
        'fingerprint-budget': {
            kind: 'duration',
            description: 'Longest time for digests. Tables that are not digested by then, the largest, are only counted; they are named, and the proof has a lower grade. Without it the policy applies, then there is no limit.',
        },
        'lock-timeout': {
            kind: 'duration',
            default: '30s',
            description: 'Longest wait for the lock on a table. The backup gives up rather than queue behind a migration, because everything else would then queue behind the backup.',
        },
        'time-limit': {
            kind: 'duration',
            default: '6h',
            description: 'Longest time for the whole run. Then it is ended and nothing is stored.',
        },
        reason: {
            kind: 'string',
            pattern: /[^\p{Cc}]{1,200}/u,
            patternHint: 'one line of at most 200 characters',
            description: 'Why this backup is made, for the manifest: a ticket, a pull request, a name.',
        },
    },
    outputs: {
        'set-id': {
            description: 'Id of the set, such as `20261122T030405Z-a1b2c3`; copies of one dump in several tiers have the same. When nothing was due, that of the newest set there is.',
        },
        tiers: { description: 'Tiers that were made or completed, one per line.' },
        locations: { description: 'Where the set is now, one place per line.' },
        'size-bytes': { description: 'Stored bytes of the set in one store.' },
        'duration-seconds': { description: 'Seconds from the start of the run to the last manifest.' },
        'manifest-path': {
            description: 'Path of `manifest.json` below each of the stores, one line per tier.',
        },
        tables: { description: 'Number of tables in the set.' },
        rows: { description: 'Number of rows in the set.' },
        labels: {
            description: 'With `kind: physical`: the base backups that this run made, one per line, as number of the repository and label of the engine.',
        },
        removed: {
            description: 'With `kind: physical`: the base backups that the engine expired in this run, written the same way.',
        },
    },
    example: {
        database: 'shop',
        host: 'localhost',
        user: 'backup',
        password: 'BACKUP_PASSWORD',
        stores: '/backups/postgresql\ns3://shop-backups/postgresql',
    },
}, (inputs) => [
    ...storeProblems(inputs),
    ...containerProblems(inputs),
    ...(inputs.kind === 'physical' ? physicalProblems(inputs) : []),
    ...(inputs.kind === 'logical' && inputs.physicalType !== 'due'
        ? ['physical-type: is only for kind: physical']
        : []),
    ...(inputs.format === 'plain' && inputs.content !== 'schema'
        ? [
            'format: plain is only for content: schema, because plain SQL cannot be restored in parallel or in part',
        ]
        : []),
    ...(inputs.format !== 'directory' && inputs.jobs !== undefined && inputs.jobs > 1
        ? [`jobs: ${inputs.jobs} needs format: directory, because pg_dump can dump no other format in parallel`]
        : []),
]);
/** A base backup is of everything: what chooses or shapes a dump would be passed over in silence. */
function physicalProblems(inputs) {
    const given = {
        content: inputs.content !== 'full',
        tables: inputs.tables.length > 0,
        'exclude-tables': inputs.excludeTables.length > 0,
        recipients: inputs.recipients.length > 0,
        tier: inputs.tier !== 'due',
        jobs: inputs.jobs !== undefined,
    };
    return [
        ...(inputs.policy === undefined ? ['policy: is required for kind: physical'] : []),
        ...Object.entries(given)
            .filter(([, is]) => is)
            .map(([name]) => `${name}: is only for kind: logical; a base backup is of the whole cluster`),
    ];
}

;// CONCATENATED MODULE: ./build/actions/discover/spec.js


const discover_spec_spec = (0,spec/* defineAction */.Q)({
    name: 'discover',
    title: 'PostgreSQL backup: discover databases',
    description: 'Lists the databases that the policy wants backed up, new ones of the cluster included, as a matrix for a workflow.',
    branding: { icon: 'list', color: 'gray-dark' },
    body: 'Give its output to `strategy.matrix`, and each database is backed up by a job of its own. With `discover: every` in the policy the cluster is asked; the other way round, a database that the policy names and the cluster has not fails the run.',
    inputs: {
        policy: { ...policyInput, required: true },
        database: {
            kind: 'string',
            group: 'Connection',
            default: 'postgres',
            pattern: /(?!postgres(?:ql)?:\/\/).{1,63}/,
            patternHint: 'the plain name of a database of at most 63 characters, not a connection string',
            description: 'Database to connect to for asking; its own name does not matter.',
        },
        ...connectionInputs,
        container: containerInput,
    },
    outputs: {
        matrix: {
            description: 'For `strategy.matrix`, through `fromJSON`: `{"database":["shop","wiki"]}`.',
        },
        databases: { description: 'Names as a JSON list.' },
        count: { description: 'How many they are.' },
    },
    example: { policy: 'backup-policy.yml', host: 'localhost', user: 'backup', password: 'BACKUP_PASSWORD' },
}, (inputs) => containerProblems(inputs));

// EXTERNAL MODULE: ./build/catalog/doctor/diagnoses.js
var diagnoses = __nccwpck_require__(12683);
;// CONCATENATED MODULE: ./build/actions/doctor/spec.js



const doctor_spec_spec = (0,spec/* defineAction */.Q)({
    name: 'doctor',
    title: 'PostgreSQL backup: doctor',
    description: 'Tries everything that backups and restores need, and says what is wrong with the exact command that mends it.',
    branding: { icon: 'activity', color: 'green' },
    body: 'It writes one small object to each store, reads it back and deletes it again, with every version of it. Where the credentials may not delete, as those of a writer should not, the object stays and the next run overwrites it. Nothing else is changed, unless `fix: true` asks for it.',
    inputs: {
        policy: policyInput,
        database: {
            ...databaseInput,
            description: 'Look only at this database. Without it: at those of the policy.',
        },
        ...connectionInputs,
        container: containerInput,
        ...storeInputs,
        role: {
            kind: 'choice',
            choices: ['all', 'writer', 'restorer', 'pruner'],
            default: 'all',
            description: 'What the S3 credentials are for (docs/least-privilege.md): what this role needs has to work, and what it must not do has to be refused.',
        },
        diagnose: {
            kind: 'choice',
            choices: ['everything', ...diagnoses/* DIAGNOSES */.Uq],
            default: 'everything',
            description: 'A trouble by name; only what belongs to it is looked at: a backup that is empty or too small, an upload that fails, a restore that fails, data that does not match after one.',
        },
        fix: {
            kind: 'boolean',
            default: 'false',
            description: 'Mend what is harmless: temporary directories of killed runs, file modes, unfinished uploads older than a day. Rights, settings and bucket policies are only told.',
        },
        'fail-on': {
            kind: 'choice',
            choices: ['problem', 'warning', 'never'],
            default: 'problem',
            description: 'What fails the run.',
        },
        'github-token': {
            kind: 'secret',
            description: 'Token whose permissions are looked at, such as `github.token`.',
        },
    },
    outputs: {
        problems: { description: 'Number of problems.' },
        warnings: { description: 'Number of warnings.' },
        findings: { description: 'Everything that was looked at, as JSON.' },
        fixed: { description: 'Number of findings that were mended.' },
    },
    example: {
        policy: 'backup-policy.yml',
        host: 'localhost',
        user: 'backup',
        password: 'BACKUP_PASSWORD',
    },
}, (inputs) => [...storeProblems(inputs), ...containerProblems(inputs)]);

;// CONCATENATED MODULE: ./build/actions/hold/spec.js


const hold_spec_spec = (0,spec/* defineAction */.Q)({
    name: 'hold',
    title: 'PostgreSQL backup: hold',
    description: 'Keeps a backup set from being deleted, whatever its age, until it is let go: for an investigation, a dispute, an audit.',
    branding: { icon: 'lock', color: 'yellow' },
    body: 'The hold is written into the catalog, where `prune` obeys it in every kind of store, for the copies of the set in all tiers. Where the bucket has Object Lock, a legal hold is set on every object as well: then S3 itself refuses to delete them.',
    inputs: {
        policy: policyInput,
        ...storeInputs,
        database: databaseFilterInput,
        set: {
            kind: 'string',
            required: true,
            pattern: /\d{8}T\d{6}Z-[0-9a-f]{6}/,
            patternHint: 'the id of a set such as 20261122T030405Z-a1b2c3',
            description: 'Id of the set.',
        },
        mode: {
            kind: 'choice',
            choices: ['hold', 'release'],
            default: 'hold',
            description: '`hold` keeps the set. `release` lets it go: from then on its age counts again.',
        },
        reason: {
            kind: 'string',
            required: true,
            pattern: /[^\p{Cc}]{1,200}/u,
            patternHint: 'one line of at most 200 characters',
            description: 'Why, for the record: a case number, a name.',
        },
    },
    outputs: {
        'set-id': { description: 'Id of the set.' },
        locations: { description: 'Stores in which it is held, or was let go, one per line.' },
        'legal-holds': { description: 'Number of objects whose legal hold was set or ended in S3.' },
    },
    example: {
        policy: 'backup-policy.yml',
        set: '20261122T030405Z-a1b2c3',
        reason: 'case 4711',
    },
}, (inputs) => storeProblems(inputs));

;// CONCATENATED MODULE: ./build/actions/lifecycle/spec.js


const lifecycle_spec_spec = (0,spec/* defineAction */.Q)({
    name: 'lifecycle',
    title: 'PostgreSQL backup: lifecycle rules',
    description: 'Prints, compares or applies the lifecycle rules that the S3 buckets of the policy need: moves to colder storage classes and clean-up, never a deletion of sets.',
    branding: { icon: 'refresh-cw', color: 'gray-dark' },
    body: 'Rules of others in the same bucket stay as they are. A rule that would delete sets by their age fails the run: it cannot know which of them is the last good one. Deleting is the business of `prune` alone.',
    inputs: {
        policy: policyInput,
        ...storeInputs,
        databases: {
            kind: 'list',
            description: 'Names of the databases the rules are for. Needed with `discover` in the policy; without it those of the policy, and those that the bucket holds sets of.',
        },
        mode: {
            kind: 'choice',
            choices: ['print', 'compare', 'apply'],
            default: 'print',
            description: '`print` shows the rules and asks nobody. `compare` reads the bucket’s and fails when they differ or one is dangerous. `apply` writes ours, keeps the others, and reads them back.',
        },
        format: {
            kind: 'choice',
            choices: ['text', 'json', 'terraform'],
            default: 'text',
            description: 'How the rules are printed: for people, as `aws s3api put-bucket-lifecycle-configuration` takes them, or for Terraform. The last two replace every rule of the bucket.',
        },
    },
    outputs: {
        rules: { description: 'The rules, in the format asked for.' },
        findings: { description: 'Number of rules that are missing, different, superfluous or dangerous.' },
    },
    example: { policy: 'backup-policy.yml', mode: 'compare' },
}, (inputs) => storeProblems(inputs));

// EXTERNAL MODULE: ./build/actions/shared/ensure-readable.js + 2 modules
var ensure_readable = __nccwpck_require__(36871);
;// CONCATENATED MODULE: ./build/actions/migration-gate/spec.js



const CHECK = 'mode: check';
const APPROVAL = 'Approval';
const LOCK = 'mode: with-lock';
const MODES = ['check', 'schema-backup', 'checkpoint', 'lock-check', 'with-lock'];
/** What only belongs to jobs that run no code of a pull request. */
const OF_PRODUCTION = ['host', 'port', 'user', 'password', 'sslmode', 'sslrootcert'];
const migration_gate_spec_spec = (0,spec/* defineAction */.Q)({
    name: 'migration-gate',
    title: 'PostgreSQL migration gate',
    description: 'Tries the migrations of a pull request on a restored copy and comments what they do; before a deployment, makes sure there is a backup to go back to.',
    branding: { icon: 'git-pull-request', color: 'orange' },
    body: 'Five modes for three jobs. On a pull request `schema-backup` keeps the schema as it is, next to the database; `check` runs the migrations, far from it: in a sandbox, with a scratch server and no secrets. Before a deployment `checkpoint` makes or finds the set to go back to, and `with-lock` migrates while no backup runs (`lock-check` only asks). See [docs/migration-gate.md](../docs/migration-gate.md).',
    inputs: {
        mode: {
            kind: 'choice',
            choices: MODES,
            required: true,
            description: '`check`: try the migrations of a pull request. `schema-backup`: store the schema for a pull request. `checkpoint`: a set to go back to, before a deployment. `lock-check`: fail when a backup is running. `with-lock`: run `command` while no backup can start.',
        },
        policy: policyInput,
        database: databaseFilterInput,
        ...connectionInputs,
        ...storeInputs,
        ...identityInputs,
        recipients: {
            kind: 'list',
            group: 'Encryption',
            pattern: /age1[0-9a-z]{20,}/,
            patternHint: 'an age public key (age1…)',
            description: 'age public keys for the sets that `schema-backup` and `checkpoint` make. Without it those of the policy.',
        },
        ...ensure_readable/* archivedInputs */.U,
        set: {
            kind: 'string',
            default: 'latest-proven',
            pattern: /latest-proven|latest|\d{8}T\d{6}Z-[0-9a-f]{6}/,
            patternHint: 'latest-proven, latest or the id of a set',
            group: CHECK,
            description: 'The set that is restored for the trial: `latest-proven` is the newest that a restore test proved, `latest` the newest.',
        },
        'sql-files': {
            kind: 'list',
            group: CHECK,
            pattern: /(?!-)[^\p{Cc}]+/u,
            patternHint: 'a path in the repository that does not start with a hyphen',
            description: 'SQL files for the tool `psql`, in this order. Without it: those that the pull request adds or changes and `migrations.paths` describes, by name.',
        },
        command: {
            kind: 'string',
            description: 'Program and arguments, one per line, no shell. In `mode: check` it wins over the policy’s; in `mode: with-lock` it is what is run.',
        },
        'rollback-command': {
            kind: 'string',
            group: CHECK,
            description: 'Program and arguments of the way back, one per line. Wins over the policy’s.',
        },
        'migration-role': {
            kind: 'string',
            group: CHECK,
            pattern: /.{1,63}/,
            patternHint: 'a role name of at most 63 characters',
            description: 'Role that migrates the copy; one of those in the set. Without it the owner of the database.',
        },
        'working-directory': {
            kind: 'path',
            description: 'Where commands run. Without it the workspace.',
        },
        isolation: {
            kind: 'choice',
            choices: ['required', 'none'],
            default: 'required',
            group: CHECK,
            description: '`required`: the migrations run in a sandbox (bubblewrap), without network, without other people’s files; when that is not possible, not at all. `none`: with everything this job has before them; only for a machine that is thrown away.',
        },
        'sandbox-paths': {
            kind: 'list',
            group: CHECK,
            pattern: /\/.*/,
            patternHint: 'an absolute path',
            description: 'Directories in home directories that the migrations may read, such as the libraries of a language.',
        },
        jobs: {
            kind: 'integer',
            min: 1,
            max: 64,
            group: CHECK,
            description: 'Tables restored and compared at the same time. Without it: one per core, at most 4.',
        },
        artifact: {
            kind: 'string',
            pattern: /[^"<>|*?:\\/\r\n]{1,100}/,
            patternHint: 'a name without the characters " < > | * ? : \\ /',
            description: 'Name of the artifact with schema and report. Without it `migration-gate-<mode>-<database>`. Only on a runner.',
        },
        'github-token': {
            kind: 'secret',
            group: APPROVAL,
            description: 'Token for comment, labels and the list of changed files: `github.token` of a job with `pull-requests: write`. Without it the result stands in the job summary alone.',
        },
        'approved-by': {
            kind: 'string',
            group: APPROVAL,
            pattern: /[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}[A-Za-z0-9])?/,
            patternHint: 'the login of a person on GitHub, without @',
            description: 'Who let this run pass `approval-environment`. It is asked of GitHub whether that is so (`actions: read`), and the policy has to name the person as an approver.',
        },
        'approval-environment': {
            kind: 'string',
            group: APPROVAL,
            pattern: /.{1,255}/,
            patternHint: 'the name of an environment',
            description: 'Protected environment that the job runs in, for `approved-by`.',
        },
        'lock-wait': {
            kind: 'duration',
            default: '10m',
            group: LOCK,
            description: 'Longest wait for a backup that is running; then it fails and nothing was run.',
        },
        'lock-timeout': {
            kind: 'duration',
            default: '5s',
            group: LOCK,
            description: 'Longest wait of a statement of `command` for a lock, as `lock_timeout` in `PGOPTIONS`: what waits for an exclusive lock makes everybody behind it wait, too.',
        },
        'time-limit': {
            kind: 'duration',
            default: '2h',
            description: 'Longest time for the whole run. Then everything is ended.',
        },
    },
    outputs: {
        verdict: {
            description: 'In `mode: check` `passed`, `blocked` (the step fails), `approved` (blocked, and somebody took it on) or `not-applicable` (no migration is touched). Otherwise `ok`, `failed` or `cancelled`.',
        },
        findings: { description: 'Rules of the policy that found something, one per line.' },
        'set-id': { description: 'The set that was restored, made or accepted.' },
        checkpoint: { description: 'In `mode: checkpoint`: `made` or `accepted`.' },
        'evidence-key': { description: 'Key of the record of a trial in the store.' },
        comment: { description: '`created`, `updated` or `none`.' },
        'approved-by': { description: 'Who let a blocked migration pass; empty otherwise.' },
    },
    example: {
        mode: 'check',
        policy: 'base/backup-policy.yml',
        'github-token': 'GITHUB_TOKEN',
    },
}, (inputs) => [
    ...(inputs.mode === 'lock-check' || inputs.mode === 'with-lock' ? [] : storeProblems(inputs)),
    ...identityProblems(inputs),
    ...(inputs.mode === 'check'
        ? OF_PRODUCTION.filter((name) => inputs[name] !== undefined).map((name) => `${name}: is production’s, and mode: check runs code of a pull request; leave it to the job of mode: schema-backup`)
        : []),
    ...(inputs.mode === 'with-lock' && inputs.command === undefined
        ? ['command: is required with mode: with-lock']
        : []),
    ...((inputs.approvedBy === undefined) !== (inputs.approvalEnvironment === undefined)
        ? ['approved-by and approval-environment are only usable together']
        : []),
]);

// EXTERNAL MODULE: ./build/loopback.js
var loopback = __nccwpck_require__(92515);
;// CONCATENATED MODULE: ./build/actions/notify/spec.js



const CHANNELS = 'Channels, besides those of the policy';
const secretUrl = (what) => ({
    kind: 'secret',
    group: CHANNELS,
    pattern: /https:\/\/\S+|http:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])[:/]\S*/,
    patternHint: 'a URL that starts with https://',
    description: `${what} The URL is a secret: who has it can write there.`,
});
const address = {
    pattern: /[^\s@<>,;]+@[^\s@<>,;]+/,
    patternHint: 'a mail address such as ops@example.com',
};
const notify_spec_spec = (0,spec/* defineAction */.Q)({
    name: 'notify',
    title: 'PostgreSQL backup: notify',
    description: 'Tells people and monitors how the steps before it ended: mail, Slack, Teams, Discord, webhook, GitHub issue, PagerDuty, heartbeat.',
    branding: { icon: 'bell', color: 'orange' },
    body: 'It speaks when something changes, repeats itself while a failure lasts, and is silent otherwise: a message that comes every week is read by nobody. Let it run always, as the last step. Success has to be shown: a step that was skipped, is missing, or has left no result is a failure.',
    inputs: {
        results: {
            kind: 'string',
            description: 'What the steps before came to: the expression `toJSON(steps)`, or `toJSON(needs)` in a job of its own. Only steps with an `id` are in it.',
        },
        steps: {
            kind: 'list',
            pattern: /[A-Za-z_][A-Za-z0-9_-]*/,
            patternHint: 'the id of a step or job',
            description: 'Ids of the steps (or jobs) that have to have succeeded, one per line. Without it: every one in `results`, and one that was skipped counts as failed.',
        },
        'job-status': {
            kind: 'choice',
            choices: ['success', 'failure', 'cancelled'],
            description: 'The expression `job.status`, so that a step without an `id` that failed is noticed too. Alone it shows no success: it is `success` also where nothing was done.',
        },
        verdict: {
            kind: 'choice',
            choices: [
                'success',
                'ok',
                'proven',
                'kept',
                'nothing due',
                'failure',
                'failed',
                'cancelled',
                'broken',
            ],
            description: 'The result in one word, where there are no steps: on a command line, or from a script.',
        },
        phase: {
            kind: 'choice',
            choices: ['end', 'start'],
            default: 'end',
            description: '`start`, before the work: heartbeats alone are told that it begins, so that they measure how long it takes.',
        },
        what: {
            kind: 'string',
            pattern: /[^\p{Cc}]{1,80}/u,
            patternHint: 'one line of at most 80 characters',
            description: 'What it is about, such as `Nightly backup`. Problems are told apart by database and by this text. Without it: the name of the workflow.',
        },
        database: {
            ...databaseFilterInput,
            description: 'Which database it is about. Without it: the one of the policy; when there are several, all of them together.',
        },
        message: {
            kind: 'string',
            pattern: /[\s\S]{1,2000}/,
            patternHint: 'text of at most 2000 characters',
            description: 'Your own words, added to every message: who to call, where the runbook is.',
        },
        policy: { ...policyInput, group: 'Policy and memory' },
        memory: {
            kind: 'choice',
            choices: ['stores', 'none'],
            default: 'stores',
            group: 'Policy and memory',
            description: 'Where it is remembered who was told what: a small record in each of the stores, or nowhere. Without memory every failure is told each time and no recovery, except by GitHub issue and PagerDuty.',
        },
        ...storeInputs,
        when: {
            kind: 'list',
            group: CHANNELS,
            pattern: /failure|recovery|success/,
            patternHint: 'failure, recovery or success',
            description: 'What the channels below hear about, one per line. Without it: `failure` and `recovery`. Heartbeats, issues and PagerDuty need no such choice.',
        },
        'repeat-every': {
            kind: 'duration',
            max: '366d',
            default: '1d',
            group: CHANNELS,
            description: 'While a failure lasts, the channels below are told again after this time.',
        },
        'mail-host': {
            kind: 'string',
            group: CHANNELS,
            pattern: /[A-Za-z0-9.:-]+/,
            patternHint: 'a host name',
            description: 'SMTP server. Needs `mail-from` and `mail-to`.',
        },
        'mail-port': {
            kind: 'integer',
            min: 1,
            max: 65_535,
            default: '587',
            group: CHANNELS,
            description: 'Port of the SMTP server.',
        },
        'mail-tls': {
            kind: 'choice',
            choices: ['starttls', 'tls', 'none'],
            default: 'starttls',
            group: CHANNELS,
            description: '`starttls` is required to succeed, `tls` is TLS from the first byte (port 465). A certificate of your own authority is trusted through `NODE_EXTRA_CA_CERTS` in the `env` of the step.',
        },
        'mail-user': {
            kind: 'string',
            group: CHANNELS,
            description: 'User at the SMTP server. Needs `mail-password`.',
        },
        'mail-password': { kind: 'secret', group: CHANNELS, description: 'Password of `mail-user`.' },
        'mail-from': { kind: 'string', group: CHANNELS, ...address, description: 'Address of the sender.' },
        'mail-to': { kind: 'list', group: CHANNELS, ...address, description: 'Recipients, one per line.' },
        'slack-webhook': secretUrl('Incoming webhook of Slack.'),
        'teams-webhook': secretUrl('Workflow webhook of Microsoft Teams.'),
        'discord-webhook': secretUrl('Webhook of Discord.'),
        'webhook-url': {
            kind: 'secret',
            group: CHANNELS,
            pattern: /https?:\/\/\S+/,
            patternHint: 'a URL',
            description: 'URL that gets a POST with JSON, see docs/notify.md.',
        },
        'webhook-signing-secret': {
            kind: 'secret',
            group: CHANNELS,
            description: 'Key of the HMAC-SHA256 signature of the webhook, by Standard Webhooks: `whsec_` and base64, or any other text.',
        },
        'github-token': {
            kind: 'secret',
            group: CHANNELS,
            description: 'Token that may write issues (`permissions: issues: write`). With it an issue is opened per database and problem, and closed on recovery.',
        },
        'github-repository': {
            kind: 'string',
            group: CHANNELS,
            pattern: /[A-Za-z0-9-]+\/[A-Za-z0-9._-]+/,
            patternHint: 'a repository such as owner/name',
            description: 'Where the issue is opened. Without it: the repository of the workflow.',
        },
        'github-labels': {
            kind: 'list',
            group: CHANNELS,
            pattern: /[^,]{1,50}/,
            patternHint: 'a label of at most 50 characters, without a comma',
            description: 'Labels of the issue, one per line. Without it: `backup`. By the first one it is found again.',
        },
        'pagerduty-routing-key': {
            kind: 'secret',
            group: CHANNELS,
            description: 'Routing key of an Events API v2 integration of PagerDuty.',
        },
        'pagerduty-url': {
            kind: 'string',
            group: CHANNELS,
            pattern: /https?:\/\/[^\s/@?#]+\/[^\s?#]*/,
            patternHint: 'a URL such as https://events.eu.pagerduty.com/v2/enqueue',
            default: 'https://events.pagerduty.com/v2/enqueue',
            description: 'Where the events are sent: another region, or a service that takes the same events.',
        },
        'heartbeat-url': {
            kind: 'secret',
            group: CHANNELS,
            pattern: /https?:\/\/\S+/,
            patternHint: 'a URL',
            description: 'URL of a dead man’s switch such as healthchecks.io. It is pinged at every run: plain on success, `/fail` on failure, `/start` with `phase: start`.',
        },
        'give-up-after': {
            kind: 'duration',
            default: '1m',
            max: '1h',
            group: CHANNELS,
            description: 'Longest time for one channel, with all attempts and the pauses between them. All channels are tried side by side.',
        },
    },
    outputs: {
        state: { description: '`well` or `failing`: how the results were judged.' },
        told: { description: 'Who was told what, one per line: `mail: failure`.' },
        failed: { description: 'Names of the channels that could not be told, one per line.' },
    },
    example: {
        policy: 'backup-policy.yml',
        what: 'Nightly backup',
        // An expression of GitHub, not of JavaScript.
        results: `\${{ toJSON(steps) }}`,
    },
}, (inputs) => {
    const mail = [inputs.mailHost, inputs.mailFrom, inputs.mailTo[0]].filter((one) => one !== undefined).length;
    const clear = inputs.mailTls === 'none' && !(0,loopback/* isLoopback */.U)(inputs.mailHost ?? '');
    return [
        // Without stores there is no memory, which is allowed.
        ...storeProblems({ ...inputs, policy: inputs.policy ?? 'none' }),
        ...(mail === 1 || mail === 2 ? ['mail-host, mail-from and mail-to are only usable together'] : []),
        ...((inputs.mailUser === undefined) !== (inputs.mailPassword === undefined)
            ? ['mail-user and mail-password are only usable together']
            : []),
        ...(inputs.mailUser !== undefined && clear
            ? ['mail-tls: none would send the password of mail-user in the clear']
            : []),
        ...(inputs.webhookSigningSecret !== undefined && inputs.webhookUrl === undefined
            ? ['webhook-signing-secret is only used together with webhook-url']
            : []),
    ];
});

// EXTERNAL MODULE: ./build/catalog/recovery/target.js
var target = __nccwpck_require__(81345);
;// CONCATENATED MODULE: ./build/actions/pitr/spec.js



const TARGET = 'Target';
const IN_PLACE = 'In place';
const pitr_spec_spec = (0,spec/* defineAction */.Q)({
    name: 'pitr',
    title: 'PostgreSQL point-in-time recovery',
    description: 'Recovers a cluster from physical backups and WAL to a time, an LSN, a transaction or a restore point, in a new directory beside production, and shows what is there before anything is decided.',
    branding: { icon: 'rewind', color: 'purple' },
    body: 'The recovered server listens on a private socket only, archives nothing, loads nothing and starts no jobs. It pauses at the target: look, go to another time, promote it, take rows out of it, or discard it. It runs on a machine that reaches the repositories, as the owner of the cluster or as root, who steps down to the owner. See [docs/pitr.md](../docs/pitr.md).',
    inputs: {
        policy: { ...policyInput, required: true },
        mode: {
            kind: 'choice',
            choices: ['recover', 'show', 'retarget', 'promote', 'discard'],
            default: 'recover',
            description: '`recover` makes a new recovery. The others go on with one that was kept in `directory`: `show` what it holds, `retarget` it to another target, `promote` it (it opens on a timeline of its own), `discard` it.',
        },
        directory: {
            kind: 'path',
            pattern: /\/[\w./@+-]+/,
            patternHint: 'an absolute path of letters, digits and . _ - @ +',
            description: 'The directory of the recovery: a new one, which is made; of a kept recovery, the one it lies in. Not needed with `in-place`.',
        },
        afterwards: {
            kind: 'choice',
            choices: ['keep', 'promote', 'discard'],
            default: 'keep',
            description: 'What becomes of it once it stands at the target and was shown: `keep` it paused and running, `promote` it, or `discard` it.',
        },
        target: {
            kind: 'choice',
            choices: target/* TARGET_TYPES */.oG,
            group: TARGET,
            description: 'Where to stop. `time`, `lsn`, `xid` and `name` (of a restore point) need `target-value`; `immediate` is the end of the base backup, `latest` the end of the archived WAL. Needed with `recover` and `retarget`.',
        },
        'target-value': {
            kind: 'string',
            group: TARGET,
            description: 'For `time` with an offset, such as `2026-11-22T14:05:00+01:00`; it is echoed in UTC. For `lsn` such as `1/2A000028`; a transaction id; a name.',
        },
        exclusive: {
            kind: 'boolean',
            default: 'false',
            group: TARGET,
            description: 'Stop just before the target instead of just after it: before the transaction that did the harm. For `time`, `lsn` and `xid`.',
        },
        'accept-end': {
            kind: 'boolean',
            default: 'false',
            group: TARGET,
            description: 'When the WAL ends before the target, or has a gap, take its end instead of failing. What was recovered then is said.',
        },
        repo: {
            kind: 'integer',
            min: 1,
            max: 4,
            group: TARGET,
            description: 'Recover from this repository. Without it, the first that reaches the target.',
        },
        backup: {
            kind: 'string',
            group: TARGET,
            pattern: /\d{8}-\d{6}F(?:_\d{8}-\d{6}[DI])?/,
            patternHint: 'the label of a base backup such as 20261122-031500F',
            description: 'Start from this base backup. Without it, the newest before the target; for `xid` and `name` simply the newest.',
        },
        timeline: {
            kind: 'integer',
            min: 1,
            max: 4_294_967_295,
            group: TARGET,
            description: 'Follow the log to this timeline at most, such as the one before an earlier recovery. Without it, the newest.',
        },
        database: {
            ...databaseInput,
            description: 'Name of a database of production to connect to. Without it, that of the policy.',
        },
        ...connectionInputs,
        user: {
            ...connectionInputs.user,
            description: 'Superuser of production, or a member of `pg_monitor` and `pg_read_all_settings`. Production may be down. Without it `PGUSER` applies.',
        },
        superuser: {
            kind: 'string',
            pattern: /.{1,63}/,
            patternHint: 'a role name of at most 63 characters',
            description: 'Superuser of the recovered cluster. Without it, the first role of production when that can be reached, then `postgres`.',
        },
        settings: {
            kind: 'list',
            pattern: /[a-z_][a-z0-9_.]*=.*/i,
            patternHint: 'a setting of the server such as work_mem=256MB, one per line',
            description: 'Further settings for the server that recovers. It takes little memory and loads no library unless it is told to here.',
        },
        'in-place': {
            kind: 'boolean',
            default: 'false',
            group: IN_PLACE,
            description: 'Recover production itself: its data directory is kept aside under another name, and the recovered one takes its place. The server has to be stopped, or `stop-command` stops it.',
        },
        confirm: {
            kind: 'string',
            group: IN_PLACE,
            description: 'The name of the stanza once more. Without it the plan is shown, nothing is changed, and the run fails with PBA-CONFIRM.',
        },
        'stop-command': {
            kind: 'string',
            group: IN_PLACE,
            description: 'Program that stops the server: one argument per line, no shell.',
        },
        'start-command': {
            kind: 'string',
            group: IN_PLACE,
            description: 'Program that starts the server: one argument per line, no shell. Without it, what remains to be done is printed.',
        },
        'stall-limit': {
            kind: 'duration',
            default: '10m',
            description: 'Longest time that the recovery may stand still.',
        },
        'time-limit': {
            kind: 'duration',
            default: '12h',
            description: 'Longest time for the whole run.',
        },
    },
    outputs: {
        verdict: {
            description: '`recovered`, `shown`, `promoted` or `discarded`; in place `recovered` (the server runs and has a new base backup) or `restored` (start it by hand); `failed` or `cancelled`.',
        },
        directory: { description: 'Directory of the recovery; in place, the data directory.' },
        'socket-directory': {
            description: 'As `host`, with `port` and `user`, it reaches the recovered server.',
        },
        port: { description: 'Port of the recovered server.' },
        user: { description: 'Superuser of the recovered server.' },
        'last-commit': { description: 'When the newest commit was made that was recovered, in UTC.' },
        lsn: { description: 'Position of the log that was recovered to.' },
        timeline: { description: 'Timeline that the recovered server is on.' },
        'backup-label': { description: 'The base backup.' },
        repo: { description: 'The repository.' },
        'duration-seconds': { description: 'From the beginning of the restore until the target.' },
        'kept-directory': { description: 'In place: where the data directory lies that was there before.' },
    },
    example: {
        policy: 'backup-policy.yml',
        directory: '/var/lib/postgresql/recovery',
        target: 'time',
        'target-value': '2026-11-22T14:05:00+01:00',
    },
}, (inputs) => {
    const aims = inputs.mode === 'recover' || inputs.mode === 'retarget';
    const problems = [];
    if (aims && inputs.target === undefined)
        problems.push(`target is needed with mode: ${inputs.mode}`);
    if (aims && inputs.target !== undefined) {
        const parsed = (0,target/* parseTarget */.hu)(inputs.target, inputs.targetValue);
        if ('problem' in parsed)
            problems.push(`target-value: ${parsed.problem}`);
    }
    if (inputs.exclusive && !['time', 'lsn', 'xid'].includes(inputs.target ?? ''))
        problems.push('exclusive is for the targets time, lsn and xid');
    if (inputs.inPlace && inputs.mode !== 'recover')
        problems.push('in-place is for mode: recover alone');
    if (inputs.inPlace && inputs.directory !== undefined)
        problems.push('in-place and directory are both given; in place it is production’s own');
    if (!inputs.inPlace && inputs.directory === undefined)
        problems.push('directory is needed');
    if (inputs.inPlace && inputs.acceptEnd)
        problems.push('accept-end is not for in-place: use the target latest');
    for (const name of ['confirm', 'stopCommand', 'startCommand'])
        if (!inputs.inPlace && inputs[name] !== undefined)
            problems.push(`${name.replace('C', '-c')} is for in-place alone`);
    return problems;
});

;// CONCATENATED MODULE: ./build/actions/prune/spec.js



const prune_spec_spec = (0,spec/* defineAction */.Q)({
    name: 'prune',
    title: 'PostgreSQL backup: prune',
    description: 'Deletes backup sets that are past their time, as a plan that is shown first, and never below a floor of proven sets.',
    branding: { icon: 'trash-2', color: 'gray-dark' },
    inputs: {
        policy: policyInput,
        ...storeInputs,
        database: {
            ...databaseFilterInput,
            description: 'Look only at sets of this database. Without it: at those of every database, each on its own.',
        },
        tier: {
            kind: 'choice',
            choices: keys/* TIERS */.iB,
            description: 'Tier whose sets are looked at; sets of other tiers stay. Without it every tier has its own rule: that of the policy, else daily 30, weekly 90, monthly 365 days.',
        },
        'keep-days': {
            kind: 'integer',
            min: 1,
            max: 36_500,
            description: 'Sets of `tier` younger than this many days stay, instead of what the policy says. The age comes from the manifest, not from the file.',
        },
        'keep-minimum': {
            kind: 'integer',
            min: 1,
            max: 10_000,
            description: 'So many of the newest sets of `tier` stay, however old they are, instead of what the policy says.',
        },
        'keep-proven': {
            kind: 'integer',
            min: 1,
            max: 1000,
            default: '2',
            description: 'So many of the newest proven dumps of a database stay, in all their tiers, however old.',
        },
        'plan-digest': {
            kind: 'string',
            pattern: /[0-9a-f]{64}/,
            patternHint: 'the output plan-digest of an earlier run, 64 hexadecimal digits',
            description: 'Apply this very plan: the output of the run that showed it. When the catalog has changed so that the plan would be another one now, nothing is deleted.',
        },
        mode: {
            kind: 'choice',
            choices: ['plan', 'apply'],
            default: 'plan',
            description: '`plan` shows what would be deleted and why, and deletes nothing. `apply` does it.',
        },
    },
    outputs: {
        'plan-digest': {
            description: 'SHA-256 of the plan: the same sets and verdicts, in the same stores, give the same digest. For the input of that name.',
        },
        kept: { description: 'Number of sets that stay.' },
        deleted: { description: 'Number of sets that were deleted, or would be with `mode: plan`.' },
        'freed-bytes': { description: 'Stored bytes of these sets.' },
        hidden: {
            description: 'Number of sets that a delete marker hides in a bucket with versions: deleted by somebody, and still there.',
        },
    },
    example: {
        stores: 's3://shop-backups/postgresql',
        database: 'shop',
        mode: 'apply',
    },
}, (inputs) => storeProblems(inputs));

;// CONCATENATED MODULE: ./build/actions/rescue/spec.js


const SOURCE = 'Source';
const rescue_spec_spec = (0,spec/* defineAction */.Q)({
    name: 'rescue',
    title: 'PostgreSQL backup: rescue',
    description: 'Compares tables of the live database with restored ones row by row, and writes a repair that brings missing and changed rows back.',
    branding: { icon: 'life-buoy', color: 'orange' },
    body: 'Nothing is written to the live database unless `apply` and `confirm` say so. The repair is one SQL file with one transaction: it states how many rows it writes, and rolls back when the live rows are not those it was made for. See [docs/rescue.md](../docs/rescue.md).',
    inputs: {
        policy: policyInput,
        ...connectionInputs,
        user: {
            ...connectionInputs.user,
            description: 'Role to connect to the live database as. It has to read the tables; to apply a repair it has to own them. Without it `PGUSER` applies.',
        },
        database: {
            ...databaseInput,
            required: true,
            description: 'Name of the live database.',
        },
        ...serverInputs('source', SOURCE),
        'source-database': {
            kind: 'string',
            group: SOURCE,
            pattern: databaseInput.pattern,
            patternHint: databaseInput.patternHint,
            description: 'Database that has the rows: what `restore` made, or any other of the same tables, such as one of a server that `pitr` brought back to a moment. Without it: the newest `<database>_tables_<time>` or `<database>_restored_<time>` of the live server.',
        },
        'source-schema': {
            kind: 'string',
            group: SOURCE,
            pattern: /.{1,63}/,
            patternHint: 'the name of a schema of at most 63 characters',
            description: 'Schema of the live database that `restore` made with `beside: schema`: `restored_<time>`, without the name of a schema behind it when there are several.',
        },
        'allow-other-lineage': {
            kind: 'string',
            pattern: /\d+\/.{1,63}/,
            patternHint: 'the system identifier of the source, a slash and the name of its database',
            description: 'Allow rows that come from another database than the live one: `<system identifier>/<database>` of their source, as the error says it.',
        },
        tables: {
            kind: 'list',
            description: 'Tables to compare, by their live names: `public.tickets`, `audit_*`, one per line. Without it, all tables of the source that have a primary key.',
        },
        rows: {
            kind: 'choice',
            choices: ['missing-and-changed', 'missing', 'changed'],
            default: 'missing-and-changed',
            description: 'Which rows the repair brings back. Rows that only the live table has are counted, and never touched.',
        },
        'repair-file': {
            kind: 'path',
            description: 'Where the repair is written; the file must not exist yet. It holds the rows in clear text. Without it, the tables are only compared.',
        },
        triggers: {
            kind: 'choice',
            choices: ['disable', 'fire'],
            default: 'disable',
            description: 'What triggers and rules of the tables do while the repair writes. `disable`: nothing, so that rows come back exactly as they were; afterwards each is as it was found. `fire`: as usual; what they change is not checked.',
        },
        samples: {
            kind: 'integer',
            min: 0,
            max: 50,
            default: '5',
            description: 'How many keys of each kind of difference are shown per table. Keys may be personal data; 0 shows none.',
        },
        apply: {
            kind: 'boolean',
            default: 'false',
            description: 'Run the repair at once. Needs `repair-file` and `confirm`.',
        },
        confirm: {
            kind: 'string',
            description: 'The name of the live database once more, for `apply`.',
        },
        'time-limit': { kind: 'duration', default: '6h', description: 'Longest time for the whole run.' },
    },
    outputs: {
        verdict: { description: '`equal`, `different`, `repaired` or `failed`.' },
        missing: { description: 'Rows that the source has and the live tables have not.' },
        changed: { description: 'Rows that both have and that differ.' },
        extra: { description: 'Rows that only the live tables have.' },
        'rows-stated': { description: 'Rows that the repair writes, neither more nor fewer.' },
        'repair-file': { description: 'Path of the repair; empty when there is none.' },
    },
    example: {
        host: 'localhost',
        user: 'postgres',
        password: 'POSTGRES_PASSWORD',
        database: 'shop',
        tables: 'public.orders',
        'repair-file': 'repair.sql',
    },
}, (inputs) => [
    ...(inputs.apply && inputs.repairFile === undefined ? ['apply needs repair-file'] : []),
    ...(inputs.sourceSchema !== undefined && (inputs.sourceDatabase ?? inputs.sourceHost) !== undefined
        ? ['source-schema is a schema of the live database; leave the other inputs of the source out']
        : []),
]);

;// CONCATENATED MODULE: ./build/actions/restore/spec.js



/** What makes no sense with a dump that others made. */
function fileProblems(inputs) {
    return [
        ...((inputs.database ?? inputs.policy) === undefined
            ? ['database: the name of the live database is needed, because a file does not say it']
            : []),
        ...(inputs.tables.length === 0 ? [] : ['tables: are chosen from a set; a file is restored whole']),
        ...(inputs.beside === 'schema' ? ['beside: schema is for chosen tables of a set'] : []),
        ...(inputs.roles === 'create-missing'
            ? ['roles: create-missing needs a set; a file of pg_dump does not hold roles']
            : []),
    ];
}
const restore_spec_spec = (0,spec/* defineAction */.Q)({
    name: 'restore',
    title: 'PostgreSQL backup: restore',
    description: 'Restores a set into a new database beside the live one, compares it row for row with what was backed up, and leaves it ready to be swapped in.',
    branding: { icon: 'rotate-ccw', color: 'orange' },
    body: 'The live database is never touched: the new one must not exist yet. When pg_restore reports an error, or the run is cancelled, the half-made database is dropped. When the comparison finds a difference, it stays, marked as failed, and `swap` refuses it.',
    inputs: {
        policy: policyInput,
        ...storeInputs,
        database: {
            ...databaseFilterInput,
            description: 'Whose sets to look at. Needed when policy and stores have more than one database. Its name is the beginning of the new one.',
        },
        set: {
            kind: 'string',
            default: 'latest-proven',
            pattern: /latest|latest-proven|before:\S+|\d{8}T\d{6}Z-[0-9a-f]{6}/,
            patternHint: 'latest, latest-proven, before: and a time (RFC 3339), or the id of a set',
            description: 'Which set: `latest-proven` (the newest that a restore test proved), `latest`, `before:2026-11-22T03:00:00Z` (the newest made before a time, with its offset), or the id of one.',
        },
        file: {
            kind: 'string',
            pattern: /(?:s3|https?):\/\/\S+|[^\0\n]{1,4096}/,
            patternHint: 'a path, s3://bucket/key, or an https address',
            description: 'Instead of a set: a dump that `pg_dump` made without us, in any of its formats, plain ones also with gzip or zstd. A path, `s3://bucket/key` or an `https` address. It has no fingerprint, so the new database is not proven, and `swap` takes it only with `allow-unproven`.',
        },
        ...identityInputs,
        ...ensure_readable/* archivedInputs */.U,
        ...connectionInputs,
        container: containerInput,
        'maintenance-database': {
            kind: 'string',
            group: 'Connection',
            default: 'postgres',
            pattern: /(?!postgres(?:ql)?:\/\/).{1,63}/,
            patternHint: 'the plain name of a database of at most 63 characters, not a connection string',
            description: 'Database of the target server to connect to for making the new one.',
        },
        into: {
            kind: 'string',
            pattern: /.{1,63}/,
            patternHint: 'the name of a database of at most 63 characters',
            description: 'Name of the new database. Without it: the old name, `_restored_` (`_tables_` for chosen tables) and the time, which is what `swap` looks for. With `beside: schema`: the live database, when it has another name than the set’s.',
        },
        tables: {
            kind: 'list',
            description: 'Restore only these tables, whole: `public.tickets`, `audit_*`, one per line. Rows, keys, indexes, triggers, policies, rights, partitions and the types and functions they need come along; what could not is listed. Their database can be looked into and rescued from, but `swap` refuses it.',
        },
        beside: {
            kind: 'choice',
            choices: ['database', 'schema'],
            default: 'database',
            description: 'Where chosen tables stand: in a new `database`, or in a new `schema` of the live one (`restored_<time>`). The second needs `confirm`.',
        },
        confirm: {
            kind: 'string',
            description: 'The name of the live database once more, for `beside: schema`. Without it the run ends with PBA-CONFIRM after it has shown the target.',
        },
        'allow-other-lineage': {
            kind: 'string',
            pattern: /\d+\/.{1,63}/,
            patternHint: 'the system identifier of the source, a slash and the name of its database',
            description: 'Allow a set of another cluster beside a live database of the same name: `<system identifier>/<database>` of the source, as the error says it.',
        },
        roles: {
            kind: 'choice',
            choices: ['require', 'create-missing', 'ignore'],
            default: 'require',
            description: 'What to do when roles that own things or have rights in the set are missing on the server. `require` names them with the SQL that makes them. `create-missing` makes them as they were, without passwords. `ignore` leaves owners, grants, and policies for missing roles out: everything belongs to the role that restores it, and `swap` takes it only with `allow-unproven`.',
        },
        jobs: {
            kind: 'integer',
            min: 1,
            max: 64,
            description: 'Tables and indexes restored at the same time. Without it: one per core of the runner, at most 4.',
        },
        'keep-failed': {
            kind: 'boolean',
            default: 'false',
            description: 'Leave the half-made database when pg_restore fails, marked as unfinished, to look at it.',
        },
        'time-limit': {
            kind: 'duration',
            default: '12h',
            description: 'Longest time for the whole run. Then it is ended and the new database dropped.',
        },
    },
    outputs: {
        'set-id': { description: 'Id of the set that was restored; empty for a file.' },
        'restored-database': {
            description: 'Name of the new database; of the live one with `beside: schema`.',
        },
        'restored-schemas': {
            description: 'With `beside: schema`: the schemas the tables stand in, one per line.',
        },
        tables: { description: 'The tables that were restored when tables were chosen, one per line.' },
        grade: { description: 'How much was compared, as docs and evidence call it.' },
        differences: { description: 'Number of differences between the new database and the fingerprint.' },
        'duration-seconds': {
            description: 'Seconds until the new database was usable, without the comparison.',
        },
        'evidence-key': { description: 'Where the record lies, below the store.' },
    },
    example: {
        policy: 'backup-policy.yml',
        host: 'localhost',
        user: 'postgres',
        password: 'POSTGRES_PASSWORD',
        identity: 'BACKUP_IDENTITY',
    },
}, (inputs) => [
    ...(inputs.file === undefined
        ? storeProblems(inputs)
        : [...storeProblems({ ...inputs, stores: ['file'] }), ...fileProblems(inputs)]),
    ...containerProblems(inputs),
    ...identityProblems(inputs),
    ...(inputs.beside === 'schema' && inputs.tables.length === 0
        ? ['beside: schema is for chosen tables; give tables']
        : []),
    ...(inputs.set.startsWith('before:') && !/T.*(Z|[+-]\d\d:?\d\d)$/.test(inputs.set)
        ? ['set: a time needs its offset, such as before:2026-11-22T03:00:00Z or …+01:00']
        : []),
]);

;// CONCATENATED MODULE: ./build/actions/restore-test/spec.js



const PITR = 'Point-in-time recovery';
const restore_test_spec_spec = (0,spec/* defineAction */.Q)({
    name: 'restore-test',
    title: 'PostgreSQL backup: restore test',
    description: 'Restores a set into a throw-away PostgreSQL server, compares it with the fingerprint taken at the moment of the dump, measures how long it took and writes evidence.',
    branding: { icon: 'shield', color: 'green' },
    body: 'The server is made for this test on a private socket of the runner and is gone afterwards. Your database is not connected to, unless you ask for the comparison with production.',
    inputs: {
        policy: policyInput,
        mode: {
            kind: 'choice',
            choices: ['set', 'pitr'],
            default: 'set',
            description: '`set` restores a set. `pitr` writes two rows with a restore point between them into production, waits until they are archived, and recovers the cluster to that point from pgBackRest: see [docs/pitr.md](../docs/pitr.md).',
        },
        ...storeInputs,
        database: databaseFilterInput,
        set: {
            kind: 'string',
            default: 'rotate',
            pattern: /rotate|latest|\d{8}T\d{6}Z-[0-9a-f]{6}/,
            patternHint: 'rotate, latest, or the id of a set such as 20261122T030405Z-a1b2c3',
            description: 'Which set to test. `rotate` takes the one whose turn it is, so that the newest of every tier is proven in turn, and then the set whose proof is oldest. `latest` is the newest; or the id of one.',
        },
        ...identityInputs,
        ...ensure_readable/* archivedInputs */.U,
        'container-image': {
            kind: 'string',
            group: 'Target',
            pattern: /[a-zA-Z0-9][\w./:@-]*/,
            patternHint: 'the name of an image such as postgres:17 or registry.example.com/postgis:16',
            description: 'Restore into a throw-away container of this image instead of a server of this machine: for extensions that are not installed here. Needs Docker or Podman.',
        },
        ...serverInputs('staging', 'Target'),
        ...serverInputs('production', 'Comparison with production'),
        'production-database': {
            kind: 'string',
            group: 'Comparison with production',
            pattern: /.{1,63}/,
            patternHint: 'the name of a database of at most 63 characters',
            description: 'Count the rows of this database now and compare them with the set: tables that shrank, were emptied or vanished are shown, and fail the run beyond the tolerance. Without it, production is not looked at.',
        },
        'drift-tolerance': {
            kind: 'integer',
            min: 0,
            max: 100,
            group: 'Comparison with production',
            description: 'By how many percent a table may have fewer rows in production than in the set. Without it the policy applies, which can say more per table, then 10.',
        },
        'physical-checks': {
            kind: 'boolean',
            default: 'false',
            description: 'Also check pages and indexes of the copy with `pg_amcheck --heapallindexed` (PostgreSQL 14 and later) on a cluster with data checksums. Takes about as long as the restore.',
        },
        jobs: {
            kind: 'integer',
            min: 1,
            max: 64,
            description: 'Tables and indexes restored at the same time. Without it: one per core of the runner, at most 4.',
        },
        rto: {
            kind: 'duration',
            description: "Recovery time objective. A restore that takes longer, from the first byte read to the usable database, fails the run even when the data is right. Without it, the policy's objective applies, then 1h.",
        },
        directory: {
            kind: 'path',
            group: PITR,
            pattern: /\/[\w./@+-]+/,
            patternHint: 'an absolute path of letters, digits and . _ - @ +',
            description: 'With `mode: pitr`: a new directory for the recovery, on a disk with room for the whole cluster. It is removed at the end.',
        },
        repo: {
            kind: 'integer',
            min: 1,
            max: 4,
            group: PITR,
            description: 'With `mode: pitr`: recover from this repository. Without it, the first that fits.',
        },
        'negative-control': {
            kind: 'string',
            description: 'SQL that is run in the restored copy just before it is compared, such as `DELETE FROM orders WHERE id = 1`. The test then has to fail: this shows that it can. The evidence says that it was a control and never counts as a proof.',
        },
        'evidence-file': {
            kind: 'path',
            description: 'Write the evidence to this file as well, such as for an artifact of the run. The store has it either way.',
        },
        'time-limit': {
            kind: 'duration',
            default: '6h',
            description: 'Longest time for the whole run. Then it is ended and the set stays unproven.',
        },
    },
    outputs: {
        verdict: { description: '`proven` (also when only the RTO is broken), `failed` or `cancelled`.' },
        'set-id': { description: 'Id of the set that was tested.' },
        grade: { description: 'How much was compared, as docs and evidence call it.' },
        'evidence-key': { description: 'Where the evidence lies, below the store.' },
        'duration-seconds': {
            description: 'Seconds the restore took, which is what the RTO is compared with.',
        },
        'achieved-rpo-seconds': {
            description: 'With `mode: pitr`: seconds from a commit in production until it was archived by itself.',
        },
        'newest-commit': {
            description: 'With `mode: pitr`: when the newest commit was made that can be recovered, in UTC.',
        },
        differences: {
            description: 'Number of differences between the restored database and the fingerprint.',
        },
    },
    example: {
        stores: 's3://shop-backups/postgresql',
        database: 'shop',
        identity: 'BACKUP_IDENTITY',
        rto: '30m',
    },
}, (inputs) => [
    ...storeProblems(inputs),
    ...identityProblems(inputs),
    ...(inputs.containerImage !== undefined && inputs.stagingHost !== undefined
        ? ['container-image and staging-host are both given; a set is restored into one target']
        : []),
    ...pitrProblems(inputs),
    ...(inputs.mode === 'set' &&
        inputs.productionDatabase === undefined &&
        inputs.productionHost !== undefined
        ? ['production-host needs production-database']
        : []),
]);
/** The two modes have little in common, and an input that would have no effect is a mistake. */
function pitrProblems(inputs) {
    if (inputs.mode === 'set') {
        return [
            ...(inputs.directory === undefined ? [] : ['directory is for mode: pitr alone']),
            ...(inputs.repo === undefined ? [] : ['repo is for mode: pitr alone']),
        ];
    }
    const foreign = {
        'container-image': inputs.containerImage,
        'staging-host': inputs.stagingHost,
        'negative-control': inputs.negativeControl,
        'drift-tolerance': inputs.driftTolerance,
    };
    return [
        ...(inputs.policy === undefined ? ['policy is needed with mode: pitr'] : []),
        ...(inputs.directory === undefined ? ['directory is needed with mode: pitr'] : []),
        ...Object.entries(foreign).flatMap(([name, value]) => value === undefined ? [] : [`${name} is for mode: set alone`]),
    ];
}

;// CONCATENATED MODULE: ./build/actions/rights/spec.js


const arn = {
    kind: 'string',
    pattern: /arn:[a-z0-9-]+:[a-z0-9-]*:[a-z0-9-]*:[0-9A-Za-z]*:\S+/,
    patternHint: 'an ARN such as arn:aws:iam::123456789012:role/backup-writer, or arn:aws:iam:::user/writer for Ceph',
};
const { stores, 's3-endpoint': endpoint, 's3-region': region } = storeInputs;
const rights_spec_spec = (0,spec/* defineAction */.Q)({
    name: 'rights',
    title: 'PostgreSQL backup: least privilege',
    description: 'Prints who needs which rights: IAM policies of writer, restorer, pruner and watcher, bucket policy, KMS key policy, OIDC trust, and database roles as SQL.',
    branding: { icon: 'lock', color: 'gray-dark' },
    body: 'Everything follows from the policy; nothing is asked and nothing is changed. `doctor` compares what is there with it. See [docs/least-privilege.md](../docs/least-privilege.md).',
    inputs: {
        policy: { ...policyInput, required: true },
        stores,
        's3-endpoint': endpoint,
        's3-region': region,
        databases: {
            kind: 'list',
            description: 'Names of the databases, where the policy says `discover`. Without it, prefixes have a `*` there.',
        },
        account: {
            kind: 'string',
            pattern: /\d{12}/,
            patternHint: 'the twelve digits of an AWS account',
            description: 'AWS account, for the trust policies and the KMS key policy.',
        },
        'writer-principal': {
            ...arn,
            description: 'Who writes backups. Known principals get their rights in the bucket policy too, which stores without IAM need.',
        },
        'restorer-principal': { ...arn, description: 'Who restores, and runs restore tests.' },
        'pruner-principal': { ...arn, description: 'Who deletes what retention lets go.' },
        'watcher-principal': { ...arn, description: 'Who runs `status` and nothing else.' },
        'administrator-principal': {
            ...arn,
            description: 'Who may change lifecycle rules, versioning and the key. Without it nobody may, as long as the policy stands.',
        },
        repository: {
            kind: 'string',
            pattern: /[A-Za-z0-9-]+\/[A-Za-z0-9._-]+/,
            patternHint: 'owner/name',
            description: 'Repository whose jobs assume the roles. Without it, that of the workflow.',
        },
        'repository-id': {
            kind: 'string',
            pattern: /\d+/,
            patternHint: 'a number',
            description: 'Number of the repository, for the immutable form of the subject (`gh api repos/OWNER/NAME --jq .id`). Without it, that of the workflow.',
        },
        'owner-id': {
            kind: 'string',
            pattern: /\d+/,
            patternHint: 'a number',
            description: 'Number of its owner (`gh api users/OWNER --jq .id`). Without it, that of the workflow.',
        },
        directory: {
            kind: 'path',
            description: 'Write each document to a file there; the directory is made.',
        },
    },
    outputs: {
        documents: { description: 'All documents as JSON: file name to text.' },
        count: { description: 'How many they are.' },
    },
    example: { policy: 'backup-policy.yml', account: '123456789012' },
});

;// CONCATENATED MODULE: ./build/actions/runbook/spec.js


const runbook_spec_spec = (0,spec/* defineAction */.Q)({
    name: 'runbook',
    title: 'PostgreSQL backup: runbook',
    description: 'Prints what to do on the day of a disaster, for this very installation: four scenarios with its names, sets, sizes and times, and every command.',
    branding: { icon: 'book-open', color: 'blue' },
    body: 'It reads the stores and connects to no database. `backup` keeps the same text as `<database>/RUNBOOK.md` in every store. See [docs/runbook.md](../docs/runbook.md).',
    inputs: {
        policy: policyInput,
        ...storeInputs,
        database: {
            ...databaseFilterInput,
            description: 'Whose runbook. Needed when policy and stores have more than one database.',
        },
    },
    outputs: {
        'set-id': { description: 'Id of the set that the commands name.' },
        proven: { description: '`true` when a restore test proved that set, else `false`.' },
    },
    example: { policy: 'backup-policy.yml' },
}, (inputs) => storeProblems(inputs));

;// CONCATENATED MODULE: ./build/actions/status/spec.js


const status_spec_spec = (0,spec/* defineAction */.Q)({
    name: 'status',
    title: 'PostgreSQL backup: status',
    description: 'Says from the stores alone whether the database could be recovered now as the objectives demand, and fails when it could not. The watchdog: it runs anywhere.',
    branding: { icon: 'activity', color: 'blue' },
    body: 'It connects to no database and keeps no state, so it works on a GitHub-hosted runner, in another place than the backups: a backup workflow that never started is noticed here.',
    inputs: {
        policy: policyInput,
        ...storeInputs,
        database: {
            ...databaseFilterInput,
            description: 'Look only at this database. Without it: at those of the policy, else at every one in the stores.',
        },
        'fail-on': {
            kind: 'choice',
            choices: ['broken', 'at-risk', 'never'],
            default: 'broken',
            description: 'When the run fails: `broken` objectives only, also what is `at-risk`, or `never` (the verdict is in the outputs all the same).',
        },
        'report-file': {
            kind: 'path',
            group: 'Report',
            description: 'Write a report there: one HTML file that needs no network, with plots, the calendar of proven days, evidence and recovery steps. On a runner it is uploaded as an artifact as well.',
        },
        'report-days': {
            kind: 'integer',
            min: 7,
            max: 1_100,
            default: '366',
            group: 'Report',
            description: 'How many days of history the report shows, as far as sets and evidence reach.',
        },
        'report-artifact': {
            kind: 'string',
            pattern: /[^"<>:|*?\r\n\\/]{1,100}/,
            patternHint: 'a name of at most 100 characters without / \\ : * ? " < > |',
            default: 'backup-status',
            group: 'Report',
            description: 'Name of the artifact. In a matrix every job needs one of its own.',
        },
        'github-token': {
            kind: 'secret',
            group: 'Workflows',
            description: 'Token that may read the actions of the repository (`permissions: actions: read`). With it, GitHub is asked whether the workflows that made sets and proofs are enabled, ran by their schedule, and are not waiting for a runner.',
        },
        repository: {
            kind: 'string',
            pattern: /[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+/,
            patternHint: 'owner/name',
            group: 'Workflows',
            description: 'Repository whose workflows make the backups. Without it: the one that the newest set names, then this one.',
        },
        workflows: {
            kind: 'list',
            group: 'Workflows',
            description: 'Workflows that have to be enabled, by name or file, besides those that the newest set and proof name.',
        },
        'metrics-file': {
            kind: 'path',
            description: 'Write the figures there in the text format of Prometheus, such as a `.prom` file for the textfile collector of node_exporter.',
        },
        pushgateway: {
            kind: 'secret',
            pattern: /https?:\/\/\S+/,
            patternHint: 'a URL such as https://push.example.com',
            description: 'URL of a Pushgateway of Prometheus that gets the figures, with user and password in it where it wants them. They replace what this repository (on a terminal: this machine) pushed before.',
        },
    },
    outputs: {
        status: { description: '`kept`, `at risk` or `broken`: the worst of all databases.' },
        findings: { description: 'Number of findings.' },
        'newest-set': { description: 'Id of the newest set of all.' },
        'newest-proven-set': { description: 'Id of the newest set that a restore test proved.' },
        requests: { description: 'Requests that were sent to S3 stores.' },
        'report-file': { description: 'Path of the report, where one was written.' },
        'report-artifact': { description: 'Name of the artifact with the report, where one was uploaded.' },
    },
    example: { policy: 'backup-policy.yml' },
}, (inputs) => [
    ...storeProblems(inputs),
    ...(inputs.githubToken === undefined && (inputs.repository !== undefined || inputs.workflows.length > 0)
        ? ['repository and workflows need github-token']
        : []),
]);

;// CONCATENATED MODULE: ./build/actions/swap/spec.js


const COMMANDS = 'Commands';
const swap_spec_spec = (0,spec/* defineAction */.Q)({
    name: 'swap',
    title: 'PostgreSQL backup: swap',
    description: 'Puts a restored database in the place of the live one by renaming, in one transaction, keeps the old one, and takes it back on request.',
    branding: { icon: 'repeat', color: 'orange' },
    body: 'Either everything has happened or nothing, also when the run is killed. Everyone who is connected to the two databases is disconnected; applications should be stopped before and started after it. See [docs/swap.md](../docs/swap.md).',
    inputs: {
        ...connectionInputs,
        container: containerInput,
        user: {
            ...connectionInputs.user,
            description: 'Role to connect as: the owner of both databases with `CREATEDB` and `pg_signal_backend`, or a superuser. Without it `PGUSER` applies.',
        },
        'maintenance-database': {
            kind: 'string',
            group: databaseInput.group,
            pattern: databaseInput.pattern,
            patternHint: databaseInput.patternHint,
            default: 'postgres',
            description: 'Database to connect to meanwhile: a database cannot be renamed from inside.',
        },
        database: {
            ...databaseInput,
            required: true,
            description: 'Name of the live database: it stays, what is behind it changes.',
        },
        restored: {
            kind: 'string',
            pattern: /[\s\S]{1,63}/,
            patternHint: 'the name of a database of at most 63 characters',
            description: 'Name of the database that becomes the live one. Without it: the newest `<database>_restored_<time>`.',
        },
        undo: {
            kind: 'boolean',
            default: 'false',
            description: 'Take the last swap back: the newest `<database>_before_<time>` becomes the live one again, the other is kept as `<database>_undone_<time>`.',
        },
        confirm: {
            kind: 'string',
            description: 'The name of the live database once more. Without it the preflight and the plan are shown, nothing is changed, and the run fails with PBA-CONFIRM.',
        },
        'proof-max-age': {
            kind: 'duration',
            default: '24h',
            description: 'How old the proof of the restored database may be: the comparison with its set that `restore` made and noted in the database.',
        },
        'allow-unproven': {
            kind: 'boolean',
            default: 'false',
            description: 'Swap in a database that carries no proof, such as one that was restored by hand.',
        },
        'time-limit': {
            kind: 'duration',
            default: '5m',
            description: 'Longest time for the whole run, commands included. The swap itself gives up after three attempts of a few seconds.',
        },
        'before-swap': {
            kind: 'string',
            group: COMMANDS,
            description: 'Program that is run after the preflight and before the swap, such as one that stops the application: one argument per line, no shell.',
        },
        'after-swap': {
            kind: 'string',
            group: COMMANDS,
            description: 'Program that is run after the swap, and also when the swap fails once `before-swap` was begun: one argument per line, no shell.',
        },
    },
    outputs: {
        verdict: {
            description: '`swapped`, `undone`, `already-swapped`, `already-undone` (an earlier run did it), `failed` or `cancelled`.',
        },
        'kept-database': { description: 'What the database that was live is called now.' },
        'downtime-ms': {
            description: 'Milliseconds from when the live database let nobody in until it did again.',
        },
        'sessions-ended': { description: 'Number of sessions that were ended.' },
    },
    example: {
        host: 'db.example.com',
        database: 'shop',
        confirm: 'shop',
    },
}, (inputs) => [
    ...containerProblems(inputs),
    ...(inputs.undo && inputs.restored !== undefined
        ? ['undo and restored are both given; undo finds the kept database by itself']
        : []),
]);

;// CONCATENATED MODULE: ./build/actions/verify/spec.js



/** For `kind: physical` alone. */
const spec_serverInputs = {
    host: { ...connectionInputs.host, group: 'Connection, for kind: physical' },
    port: { ...connectionInputs.port, group: 'Connection, for kind: physical' },
    user: {
        ...connectionInputs.user,
        group: 'Connection, for kind: physical',
        description: 'Role to connect as, a superuser or a member of `pg_monitor`. Without it `PGUSER` applies.',
    },
    password: { ...connectionInputs.password, group: 'Connection, for kind: physical' },
    sslmode: { ...connectionInputs.sslmode, group: 'Connection, for kind: physical' },
    sslrootcert: { ...connectionInputs.sslrootcert, group: 'Connection, for kind: physical' },
};
const verify_spec_spec = (0,spec/* defineAction */.Q)({
    name: 'verify',
    title: 'PostgreSQL backup: verify',
    description: 'Reads stored backup sets again and proves that every byte is still what the manifest recorded, and that the archive can be decoded to its end.',
    branding: { icon: 'check-circle', color: 'green' },
    inputs: {
        policy: policyInput,
        kind: {
            kind: 'choice',
            choices: ['logical', 'physical'],
            default: 'logical',
            description: '`logical` reads sets of the stores. `physical` has pgBackRest read every file of its repositories, and follows the WAL from every base backup to the last segment that the server has archived; it runs on the machine of the server, with the section `physical` of the policy.',
        },
        ...storeInputs,
        database: {
            ...databaseFilterInput,
            description: 'Look only at sets of this database. Without it: at those of every database.',
        },
        set: {
            kind: 'string',
            default: 'latest',
            pattern: /latest|all|\d{8}T\d{6}Z-[0-9a-f]{6}/,
            patternHint: 'latest, all, or the id of a set such as 20261122T030405Z-a1b2c3',
            description: 'Which set: `latest` (the newest of each database), `all`, or the id of one. It is looked at in every store.',
        },
        mode: {
            kind: 'choice',
            choices: ['full', 'quick'],
            default: 'full',
            description: '`full` reads, hashes, decrypts and decodes everything. `quick` reads and hashes what is stored, without decrypting or decoding, so it needs no key.',
        },
        ...identityInputs,
        ...ensure_readable/* archivedInputs */.U,
        ...spec_serverInputs,
    },
    outputs: {
        'sets-checked': {
            description: 'Number of sets, or with `kind: physical` of base backups, that were looked at, counted once per store or repository.',
        },
        'objects-checked': {
            description: 'Number of objects that were compared with their manifest; with `kind: physical`, of files and WAL segments.',
        },
        'bytes-read': { description: 'Bytes that were read back; empty with `kind: physical`.' },
    },
    example: {
        stores: '/backups/postgresql\ns3://shop-backups/postgresql',
        identity: 'BACKUP_IDENTITY',
    },
}, (inputs) => [
    ...storeProblems(inputs),
    ...identityProblems(inputs),
    ...(inputs.kind === 'physical' && inputs.policy === undefined
        ? ['policy: is required for kind: physical']
        : []),
    ...(inputs.kind === 'physical' && inputs.set !== 'latest' && inputs.set !== 'all'
        ? ['set: the id of a set is only for kind: logical; of a repository everything is read']
        : []),
    ...(inputs.kind === 'physical' && inputs.mode === 'quick'
        ? ['mode: quick is only for kind: logical; of a repository everything is read']
        : []),
]);

;// CONCATENATED MODULE: ./build/actions/wal/spec.js


const wal_spec_spec = (0,spec/* defineAction */.Q)({
    name: 'wal',
    title: 'PostgreSQL WAL archiving',
    description: 'Sets up continuous archiving of WAL with pgBackRest, and measures it: lag, gaps, failures, disk. Fails when the RPO is broken.',
    branding: { icon: 'clock', color: 'blue' },
    body: 'PostgreSQL itself hands WAL over, all the time; no workflow is in that path. This action makes the configuration for it and looks at how it goes. It runs on the machine of the server, as the owner of the cluster or as root, who steps down to the owner.',
    inputs: {
        policy: policyInput,
        mode: {
            kind: 'choice',
            choices: ['status', 'setup'],
            default: 'status',
            description: '`status` measures. `setup` compares server and engine with the section `physical` of the policy, and shows what differs.',
        },
        apply: {
            kind: 'boolean',
            default: 'false',
            description: 'With `mode: setup`: do what was shown, make the stanza and check that WAL arrives. The server is never restarted; when it has to be, that is said.',
        },
        'settings-file': {
            kind: 'path',
            description: 'With `mode: setup`: write the server’s settings into this file, which `postgresql.conf` has to include (`include_dir`). Without it `ALTER SYSTEM` is used.',
        },
        database: {
            ...databaseInput,
            description: 'Name of a database to connect to, and to keep the record under. Without it, those of the policy.',
        },
        ...connectionInputs,
        ...storeInputs,
        rpo: {
            kind: 'duration',
            description: 'Recovery point objective to measure by. Without it that of the policy applies, then 15 minutes.',
        },
        'fail-on': {
            kind: 'choice',
            choices: ['broken', 'at-risk', 'never'],
            default: 'broken',
            description: 'When the run fails: `broken` objectives only, also what is `at-risk`, or `never` (the verdict is in the outputs all the same).',
        },
        'metrics-file': {
            kind: 'path',
            description: 'Write the figures there in the text format of Prometheus, such as a `.prom` file for the textfile collector of node_exporter.',
        },
    },
    outputs: {
        verdict: {
            description: 'Of `status`: `ok`, `at risk`, `broken` (with `fail-on: never`) or `failed`. Of `setup`: `ok` (nothing differs), `differs`, `applied`, `restart needed` or `failed`.',
        },
        'lag-seconds': {
            description: 'How old the oldest change is that is not archived, at most; empty when nothing ever was.',
        },
        'lag-bytes': { description: 'WAL that is not archived.' },
        ready: { description: 'Segments that wait to be archived.' },
        findings: { description: 'Number of findings of `status`.' },
        'recoverable-from': {
            description: 'Recovery is possible to any moment from here on, from the repository that reaches furthest.',
        },
        'recoverable-until': { description: 'The newest moment that recovery can reach.' },
        differences: { description: 'Number of differences that `setup` found.' },
        'restart-needed': { description: '`true` when the server has to be restarted for the settings.' },
    },
    example: {
        policy: 'backup-policy.yml',
        mode: 'status',
        host: '/var/run/postgresql',
        user: 'postgres',
    },
}, (inputs) => [
    ...storeProblems(inputs),
    ...(inputs.mode === 'status' && inputs.apply ? ['apply: is only for mode: setup'] : []),
    ...(inputs.mode === 'status' && inputs.settingsFile !== undefined
        ? ['settings-file: is only for mode: setup']
        : []),
]);

// EXTERNAL MODULE: ./build/runtime/parse-inputs.js
var parse_inputs = __nccwpck_require__(66036);
;// CONCATENATED MODULE: ./build/runtime/action.js

function bindAction(spec, handler) {
    return {
        spec,
        prepare(raw) {
            const inputs = (0,parse_inputs/* parseInputs */.TL)(spec, raw);
            return (context) => handler(inputs, context);
        },
    };
}

// EXTERNAL MODULE: ./build/runtime/lifecycle.js
var runtime_lifecycle = __nccwpck_require__(86503);
// EXTERNAL MODULE: ./build/version.js
var version = __nccwpck_require__(58508);
;// CONCATENATED MODULE: ./build/main.js





















const ACTIONS = {
    backup: {
        spec: spec_spec,
        load: async () => bindAction(spec_spec, (await Promise.all(/* import() */[__nccwpck_require__.e(815), __nccwpck_require__.e(118), __nccwpck_require__.e(582), __nccwpck_require__.e(949), __nccwpck_require__.e(170), __nccwpck_require__.e(979), __nccwpck_require__.e(753), __nccwpck_require__.e(349), __nccwpck_require__.e(298), __nccwpck_require__.e(103), __nccwpck_require__.e(967)]).then(__nccwpck_require__.bind(__nccwpck_require__, 88967))).backup),
    },
    verify: {
        spec: verify_spec_spec,
        load: async () => bindAction(verify_spec_spec, (await Promise.all(/* import() */[__nccwpck_require__.e(815), __nccwpck_require__.e(118), __nccwpck_require__.e(582), __nccwpck_require__.e(949), __nccwpck_require__.e(170), __nccwpck_require__.e(979), __nccwpck_require__.e(753), __nccwpck_require__.e(814)]).then(__nccwpck_require__.bind(__nccwpck_require__, 94814))).verify),
    },
    'restore-test': {
        spec: restore_test_spec_spec,
        load: async () => bindAction(restore_test_spec_spec, (await Promise.all(/* import() */[__nccwpck_require__.e(815), __nccwpck_require__.e(118), __nccwpck_require__.e(582), __nccwpck_require__.e(949), __nccwpck_require__.e(170), __nccwpck_require__.e(979), __nccwpck_require__.e(753), __nccwpck_require__.e(349), __nccwpck_require__.e(674), __nccwpck_require__.e(298), __nccwpck_require__.e(242), __nccwpck_require__.e(988), __nccwpck_require__.e(212)]).then(__nccwpck_require__.bind(__nccwpck_require__, 58212))).restoreTest),
    },
    prune: {
        spec: prune_spec_spec,
        load: async () => bindAction(prune_spec_spec, (await Promise.all(/* import() */[__nccwpck_require__.e(815), __nccwpck_require__.e(582), __nccwpck_require__.e(949), __nccwpck_require__.e(198)]).then(__nccwpck_require__.bind(__nccwpck_require__, 2198))).prune),
    },
    restore: {
        spec: restore_spec_spec,
        load: async () => bindAction(restore_spec_spec, (await Promise.all(/* import() */[__nccwpck_require__.e(815), __nccwpck_require__.e(118), __nccwpck_require__.e(582), __nccwpck_require__.e(949), __nccwpck_require__.e(170), __nccwpck_require__.e(753), __nccwpck_require__.e(349), __nccwpck_require__.e(674), __nccwpck_require__.e(298), __nccwpck_require__.e(988), __nccwpck_require__.e(356)]).then(__nccwpck_require__.bind(__nccwpck_require__, 85356))).restore),
    },
    rescue: {
        spec: rescue_spec_spec,
        load: async () => bindAction(rescue_spec_spec, (await Promise.all(/* import() */[__nccwpck_require__.e(815), __nccwpck_require__.e(582), __nccwpck_require__.e(170), __nccwpck_require__.e(458)]).then(__nccwpck_require__.bind(__nccwpck_require__, 22458))).rescue),
    },
    runbook: {
        spec: runbook_spec_spec,
        load: async () => bindAction(runbook_spec_spec, (await Promise.all(/* import() */[__nccwpck_require__.e(815), __nccwpck_require__.e(582), __nccwpck_require__.e(949), __nccwpck_require__.e(103), __nccwpck_require__.e(982)]).then(__nccwpck_require__.bind(__nccwpck_require__, 37771))).runbook),
    },
    status: {
        spec: status_spec_spec,
        load: async () => bindAction(status_spec_spec, (await Promise.all(/* import() */[__nccwpck_require__.e(815), __nccwpck_require__.e(64), __nccwpck_require__.e(582), __nccwpck_require__.e(949), __nccwpck_require__.e(82)]).then(__nccwpck_require__.bind(__nccwpck_require__, 45082))).status),
    },
    notify: {
        spec: notify_spec_spec,
        load: async () => bindAction(notify_spec_spec, (await Promise.all(/* import() */[__nccwpck_require__.e(815), __nccwpck_require__.e(582), __nccwpck_require__.e(949), __nccwpck_require__.e(85)]).then(__nccwpck_require__.bind(__nccwpck_require__, 84085))).notify),
    },
    hold: {
        spec: hold_spec_spec,
        load: async () => bindAction(hold_spec_spec, (await Promise.all(/* import() */[__nccwpck_require__.e(815), __nccwpck_require__.e(582), __nccwpck_require__.e(949), __nccwpck_require__.e(91)]).then(__nccwpck_require__.bind(__nccwpck_require__, 12091))).hold),
    },
    lifecycle: {
        spec: lifecycle_spec_spec,
        load: async () => bindAction(lifecycle_spec_spec, (await Promise.all(/* import() */[__nccwpck_require__.e(815), __nccwpck_require__.e(582), __nccwpck_require__.e(949), __nccwpck_require__.e(863)]).then(__nccwpck_require__.bind(__nccwpck_require__, 43863))).lifecycle),
    },
    discover: {
        spec: discover_spec_spec,
        load: async () => bindAction(discover_spec_spec, (await Promise.all(/* import() */[__nccwpck_require__.e(815), __nccwpck_require__.e(582), __nccwpck_require__.e(170), __nccwpck_require__.e(723)]).then(__nccwpck_require__.bind(__nccwpck_require__, 16723))).discover),
    },
    'migration-gate': {
        spec: migration_gate_spec_spec,
        load: async () => {
            const { migrationGate } = await Promise.all(/* import() */[__nccwpck_require__.e(815), __nccwpck_require__.e(118), __nccwpck_require__.e(582), __nccwpck_require__.e(949), __nccwpck_require__.e(170), __nccwpck_require__.e(753), __nccwpck_require__.e(349), __nccwpck_require__.e(674), __nccwpck_require__.e(502)]).then(__nccwpck_require__.bind(__nccwpck_require__, 46502));
            const { backup } = await Promise.all(/* import() */[__nccwpck_require__.e(815), __nccwpck_require__.e(118), __nccwpck_require__.e(582), __nccwpck_require__.e(949), __nccwpck_require__.e(170), __nccwpck_require__.e(979), __nccwpck_require__.e(753), __nccwpck_require__.e(349), __nccwpck_require__.e(298), __nccwpck_require__.e(103), __nccwpck_require__.e(967)]).then(__nccwpck_require__.bind(__nccwpck_require__, 88967));
            const bound = bindAction(spec_spec, backup);
            return bindAction(migration_gate_spec_spec, (inputs, context) => migrationGate(inputs, context, async (raw, ctx) => bound.prepare(raw)(ctx)));
        },
    },
    doctor: {
        spec: doctor_spec_spec,
        load: async () => bindAction(doctor_spec_spec, (await Promise.all(/* import() */[__nccwpck_require__.e(815), __nccwpck_require__.e(582), __nccwpck_require__.e(949), __nccwpck_require__.e(170), __nccwpck_require__.e(167)]).then(__nccwpck_require__.bind(__nccwpck_require__, 33167))).doctor),
    },
    rights: {
        spec: rights_spec_spec,
        load: async () => bindAction(rights_spec_spec, (await Promise.all(/* import() */[__nccwpck_require__.e(815), __nccwpck_require__.e(582), __nccwpck_require__.e(322)]).then(__nccwpck_require__.bind(__nccwpck_require__, 24322))).rights),
    },
    pitr: {
        spec: pitr_spec_spec,
        load: async () => bindAction(pitr_spec_spec, (await Promise.all(/* import() */[__nccwpck_require__.e(815), __nccwpck_require__.e(582), __nccwpck_require__.e(170), __nccwpck_require__.e(979), __nccwpck_require__.e(242), __nccwpck_require__.e(975)]).then(__nccwpck_require__.bind(__nccwpck_require__, 65975))).pitr),
    },
    swap: {
        spec: swap_spec_spec,
        load: async () => bindAction(swap_spec_spec, (await Promise.all(/* import() */[__nccwpck_require__.e(170), __nccwpck_require__.e(53)]).then(__nccwpck_require__.bind(__nccwpck_require__, 14053))).swap),
    },
    wal: {
        spec: wal_spec_spec,
        load: async () => bindAction(wal_spec_spec, (await Promise.all(/* import() */[__nccwpck_require__.e(815), __nccwpck_require__.e(582), __nccwpck_require__.e(949), __nccwpck_require__.e(170), __nccwpck_require__.e(979), __nccwpck_require__.e(297)]).then(__nccwpck_require__.bind(__nccwpck_require__, 23297))).wal),
    },
};
/** Runs one action as GitHub's runner starts it (`dist/<name>/index.js` and `post.js`), then exits. */
async function start(name, phase, actions = ACTIONS) {
    // Before anything heavy is loaded, so that the log shows at once that something happens.
    process.stdout.write(`postgres-backup-actions ${version/* VERSION */.x}: ${name}${phase === 'post' ? ', clean-up' : ''}\n`);
    return exitWith(async () => {
        if (phase === 'post') {
            const { runPost } = await Promise.all(/* import() */[__nccwpck_require__.e(659), __nccwpck_require__.e(553)]).then(__nccwpck_require__.bind(__nccwpck_require__, 3553));
            return runPost();
        }
        const lifecycle = (0,runtime_lifecycle/* watchProcess */.B)();
        const action = actions[name];
        if (action === undefined)
            throw new Error(`There is no action ${name}.`);
        const { runAction } = await Promise.all(/* import() */[__nccwpck_require__.e(659), __nccwpck_require__.e(826), __nccwpck_require__.e(171)]).then(__nccwpck_require__.bind(__nccwpck_require__, 42171));
        return runAction(action, lifecycle);
    });
}
/** Runs the command line (`dist/cli.js`), then exits. */
async function cli(args, actions = ACTIONS) {
    return exitWith(async () => {
        const lifecycle = (0,runtime_lifecycle/* watchProcess */.B)();
        const { runCli } = await Promise.all(/* import() */[__nccwpck_require__.e(826), __nccwpck_require__.e(39)]).then(__nccwpck_require__.bind(__nccwpck_require__, 10039));
        return runCli(args, actions, lifecycle);
    });
}
/** Exits with what `run` returns. Sockets that a library keeps open must not keep the job waiting. */
async function exitWith(run) {
    try {
        process.exit(await run());
    }
    catch (error) {
        // Only when the edge itself cannot be loaded: it reports everything else.
        process.stderr.write(`PBA-INTERNAL: ${error instanceof Error ? error.stack : String(error)}\n`);
        process.exit(1);
    }
}

var __webpack_exports__ACTIONS = __webpack_exports__.kl;
var __webpack_exports__cli = __webpack_exports__.xw;
var __webpack_exports__start = __webpack_exports__.ni;
export { __webpack_exports__ACTIONS as ACTIONS, __webpack_exports__cli as cli, __webpack_exports__start as start };
