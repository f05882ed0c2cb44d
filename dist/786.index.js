export const id = 786;
export const ids = [786];
export const modules = {

/***/ 89786:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  restoreTest: () => (/* binding */ restoreTest)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/catalog/difference.js
var catalog_difference = __webpack_require__(19541);
;// CONCATENATED MODULE: ./build/catalog/allow-list.js

/** The reason why this may go wrong, or undefined: then it may not. */
function allowedReason(list, object, message) {
    return list.find((entry) => entry.object(object) && entry.error(message))?.reason;
}
/** Turns the differences that are allowed into warnings; the others stay as they are. */
function applyAllowList(differences, list) {
    const allowed = [];
    const result = differences.map((difference) => {
        if (difference.severity !== 'error')
            return difference;
        const sentence = (0,catalog_difference/* describeDifference */.h)(difference);
        const reason = allowedReason(list, difference.name, sentence);
        if (reason === undefined)
            return difference;
        allowed.push(`${sentence} Allowed: ${reason}`);
        return { ...difference, severity: 'warning' };
    });
    return { differences: result, allowed };
}

// EXTERNAL MODULE: ./build/catalog/keys.js
var keys = __webpack_require__(98430);
// EXTERNAL MODULE: ./build/catalog/rto.js
var rto = __webpack_require__(27403);
// EXTERNAL MODULE: ./build/errors.js
var build_errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/process.js
var build_process = __webpack_require__(44677);
// EXTERNAL MODULE: ./build/postgres/stderr.js
var stderr = __webpack_require__(79708);
// EXTERNAL MODULE: ./build/postgres/tools.js
var tools = __webpack_require__(53909);
;// CONCATENATED MODULE: ./build/postgres/amcheck.js




const LIMIT_MS = 12 * 3_600_000;
/**
 * Checks every table and B-tree index of a database page by page, and that every row is in its indexes (pg_amcheck
 * --heapallindexed; PostgreSQL 14 and later). Installs the extension amcheck in that database, so it is for copies.
 * @throws IntegrityError PBA-PHYSICAL when pg_amcheck reports corruption
 */
async function checkPhysically(client, jobs) {
    const output = [];
    await (0,build_process/* runText */.le)((0,tools/* program */.DM)(client.installation, 'pg_amcheck'), [
        '--no-password',
        '--install-missing=public',
        '--heapallindexed',
        '--parent-check',
        `--jobs=${jobs}`,
        '--no-strict-names',
    ], {
        env: client.env,
        signal: client.signal,
        timeoutMs: LIMIT_MS,
        maxOutput: 256 * 1024 * 1024,
        onStderrLine: (line) => output.push(line),
        // https://www.postgresql.org/docs/current/app-pgamcheck.html: 2 means that corruption was found.
        explain: (exit) => exit.exitCode === 2
            ? new build_errors/* IntegrityError */.cs('PBA-PHYSICAL', `pg_amcheck found damage in the restored copy: ${output[0] ?? 'see the log'}`, {
                hint: 'A copy that was just restored cannot have damaged pages by itself: suspect this machine’s disk or memory.',
            })
            : (0,stderr/* explainPostgres */.f)(exit, client.env),
    });
}

// EXTERNAL MODULE: ./build/sets/leases.js + 1 modules
var leases = __webpack_require__(35621);
// EXTERNAL MODULE: ./build/sets/open-object.js
var open_object = __webpack_require__(67336);
// EXTERNAL MODULE: ./build/sets/read-sets.js + 1 modules
var read_sets = __webpack_require__(63913);
// EXTERNAL MODULE: ./build/sets/records.js
var records = __webpack_require__(97814);
// EXTERNAL MODULE: ./build/actions/claimant.js
var claimant = __webpack_require__(18907);
// EXTERNAL MODULE: ./build/actions/compare-copy.js + 5 modules
var compare_copy = __webpack_require__(13426);
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
var restore_copy = __webpack_require__(57203);
// EXTERNAL MODULE: ./build/actions/stopwatch.js
var actions_stopwatch = __webpack_require__(5003);
// EXTERNAL MODULE: ./build/actions/time-limit.js
var time_limit = __webpack_require__(97397);
;// CONCATENATED MODULE: ./build/catalog/assertion.js
/** Judges the value a query gave. @returns why it fails, or undefined when it holds */
function judge(expectation, value, snapshotAt) {
    if (value === null)
        return 'it gave no value';
    switch (expectation.kind) {
        case 'equals':
            return value === expectation.value ? undefined : `it gave ${value}, expected ${expectation.value}`;
        case 'range':
            return judgeRange(value, expectation.min, expectation.max);
        case 'newer than':
            return judgeAge(value, expectation.ageMs, snapshotAt);
    }
}
function judgeRange(value, min = -Infinity, max = Infinity) {
    const number = Number(value);
    if (value.trim() === '' || Number.isNaN(number))
        return `it gave ${value}, which is not a number`;
    return number >= min && number <= max ? undefined : `it gave ${value}, expected ${describeRange(min, max)}`;
}
function describeRange(min, max) {
    if (max === Infinity)
        return `at least ${min}`;
    return min === -Infinity ? `at most ${max}` : `${min} to ${max}`;
}
function judgeAge(value, ageMs, snapshotAt) {
    // Sessions write times as PostgreSQL's ISO style in UTC: `2026-11-22 03:04:05.678+00`.
    const time = Date.parse(value
        .replace(' ', 'T')
        .replace(/\+00$/, 'Z')
        .replace(/(T[\d:.]+)$/, '$1Z'));
    if (Number.isNaN(time))
        return `it gave ${value}, which is not a time`;
    const age = Date.parse(snapshotAt) - time;
    return age <= ageMs
        ? undefined
        : `it gave ${value}, ${Math.round(age / 60_000)} minutes before the snapshot`;
}

// EXTERNAL MODULE: ./build/postgres/client.js + 1 modules
var postgres_client = __webpack_require__(5599);
;// CONCATENATED MODULE: ./build/actions/restore-test/assertions.js
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




/** Runs the policy's assertions on the restored copy, one after the other. A failed one is a result, not an error. */
async function runAssertions(context, client, assertions, snapshotAt) {
    const results = [];
    for (const assertion of assertions) {
        const start = performance.now();
        const problem = await runAssertion(context, client, assertion, snapshotAt);
        const seconds = Math.round(performance.now() - start) / 1000;
        results.push({
            name: assertion.name,
            passed: problem === undefined,
            detail: problem ?? 'holds',
            seconds,
        });
        context.log.info(`${assertion.name}: ${problem ?? 'holds'}`);
    }
    return results;
}
async function runAssertion(context, client, assertion, snapshotAt) {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            if ('command' in assertion) {
                const [program = '', ...args] = assertion.command;
                await (0,build_process/* runText */.le)(program, args, {
                    env: { ...client.env, HOME: context.env['HOME'] ?? '/', PATH: context.env['PATH'] ?? '' },
                    signal: client.signal,
                    timeoutMs: assertion.timeLimitMs,
                    cwd: context.env['GITHUB_WORKSPACE'] ?? process.cwd(),
                });
                return undefined;
            }
            const session = __addDisposableResource(env_1, await (0,postgres_client/* openSession */.fA)(client, {
                statement_timeout: String(assertion.timeLimitMs),
                default_transaction_read_only: 'on',
            }), true);
            // As the application sees the database, not as our own queries do.
            await session.execute('reset search_path');
            const { value } = await session.row(`select (select v.c::text from (${assertion.sql.trim().replace(/;$/, '')}) as v(c)) as value`);
            return judge(assertion.expect, value, snapshotAt);
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
    catch (error) {
        if (!(error instanceof build_errors/* PbaError */.sV) || error instanceof build_errors/* CancelledError */.cc)
            throw error;
        return `it could not be run: ${(0,build_errors/* messageOf */.bD)(error)}`;
    }
}

// EXTERNAL MODULE: ./build/policy/text-pattern.js
var text_pattern = __webpack_require__(81859);
;// CONCATENATED MODULE: ./build/actions/restore-test/checks.js

function readChecks(inputs, policy) {
    const { objectives, restoreTest } = policy;
    const percent = inputs.driftTolerance;
    return {
        rtoMs: objectives.rto,
        assertions: restoreTest.assertions,
        allow: restoreTest.allow.map(({ object, error, reason }) => ({
            object: (name) => (0,text_pattern/* matchesPattern */.M)(object, name),
            error: (message) => (0,text_pattern/* matchesPattern */.M)(error, message),
            reason,
        })),
        physical: inputs.physicalChecks || restoreTest.amcheck,
        production: productionOf(inputs),
        tolerance: percent === undefined ? restoreTest.drift : { ...restoreTest.drift, defaultPercent: percent },
    };
}
function productionOf(inputs) {
    if (inputs.productionDatabase === undefined)
        return undefined;
    return {
        database: inputs.productionDatabase,
        host: inputs.productionHost,
        port: inputs.productionPort,
        user: inputs.productionUser,
        password: inputs.productionPassword,
        sslmode: inputs.productionSslmode,
        sslrootcert: inputs.productionSslrootcert,
    };
}

;// CONCATENATED MODULE: ./build/catalog/rotation.js
/**
 * Which set a restore test should take next, so that every tier is proven in turn and no proof grows old unseen:
 *
 * 1. While the newest set of some tier is unproven, the newest set of that tier among these whose last proof (of any
 *    of its sets) is longest ago; a tier that was never proven comes first, and of several the one with the newest set.
 * 2. When the newest set of every tier is proven, the set whose last proof is oldest.
 *
 * Testing always the newest set would, with daily backups and weekly tests, never look at a weekly or monthly one.
 * Undefined when there are no sets.
 */
function chooseForTest(sets, proofs) {
    const newestFirst = sets.toSorted((a, b) => (a.id < b.id ? 1 : -1));
    const lastProof = (matches) => proofs
        .filter((proof) => proof.proven && matches(proof))
        .map((proof) => proof.at)
        .toSorted()
        .at(-1) ?? '';
    const ofSet = (set) => lastProof((proof) => proof.set === set.id && proof.tier === set.tier);
    const tiers = [...new Set(newestFirst.map((set) => set.tier))];
    const newest = tiers.flatMap((tier) => newestFirst.find((set) => set.tier === tier) ?? []);
    const unproven = newest.filter((set) => ofSet(set) === '');
    if (unproven.length > 0)
        return oldest(unproven, (set) => lastProof((proof) => proof.tier === set.tier));
    return oldest(newestFirst.filter((set) => ofSet(set) !== ''), ofSet);
}
/** The first of those with the smallest time. */
function oldest(items, time) {
    return items.reduce((best, item) => (best === undefined || time(item) < time(best) ? item : best), undefined);
}

// EXTERNAL MODULE: ./build/sets/proofs.js
var sets_proofs = __webpack_require__(3017);
;// CONCATENATED MODULE: ./build/actions/restore-test/locate.js





const HOUR_MS = 3_600_000;
/**
 * Finds the set in the first store, in the order given, that holds it. `rotate` takes the set whose turn it is
 * (`catalog/rotation.ts`).
 * @throws UserError PBA-SET-NOT-FOUND
 */
async function locate(stores, inputs) {
    return (0,open_stores/* firstThatHas */.yK)(stores, (store) => locateIn(store, inputs.database, inputs.set));
}
async function locateIn(store, database, wanted) {
    const name = database ?? (await (0,read_sets/* findDatabase */.Xg)(store));
    const newest = await (0,read_sets/* findSet */._V)(store, name, 'latest');
    const proofs = await (0,sets_proofs/* readProofs */.O)(store, name);
    const committed = (await (0,read_sets/* listStore */.K3)(store, name)).sets
        .filter((set) => set.committed)
        .map((set) => set.location);
    const location = wanted === 'rotate' ? (chooseForTest(committed, proofs) ?? newest) : await (0,read_sets/* findSet */._V)(store, name, wanted);
    const made = (set) => (0,keys/* setIdTime */.pz)(set.id)?.getTime() ?? 0;
    const previous = committed.find((set) => made(set) <= made(location) - HOUR_MS);
    return { store, location, proofs, newest, previous };
}

;// CONCATENATED MODULE: ./build/actions/restore-test/negative-control.js
var negative_control_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var negative_control_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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

/** Damages the copy on purpose, to see that the test can fail. */
async function applyNegativeControl(context, client, sql) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = negative_control_addDisposableResource(env_1, await (0,postgres_client/* openSession */.fA)(client), true);
        await session.execute(sql);
        context.log.warning('negative control: the restored copy was changed on purpose; this test has to fail');
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = negative_control_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}

// EXTERNAL MODULE: ./build/catalog/fingerprint.js
var fingerprint = __webpack_require__(13312);
// EXTERNAL MODULE: ./build/catalog/selection.js
var selection = __webpack_require__(54406);
;// CONCATENATED MODULE: ./build/catalog/drift.js


/** With ten rows to be expected, a steady stream of inserts brings none in 1 of 22,000 cases (Poisson). */
const EXPECTED_ROWS = 10;
/**
 * Compares the rows of a set with production now. Findings (shrank beyond its tolerance, emptied, vanished) come first, then
 * tables that stopped growing, then by size of the change. It says nothing about the set: it is production that may have
 * lost something since.
 *
 * @param growth without it, whether a table stopped growing is not judged
 */
function compareWithProduction(then, now, tolerance, growth) {
    const earlier = new Map(growth?.earlier.map((table) => [JSON.stringify([table.schema, table.name]), table]));
    const counts = new Map(now.map((table) => [JSON.stringify([table.schema, table.name]), table]));
    const drifts = then
        .filter((table) => table.kind === 'table')
        .map((table) => {
        const key = JSON.stringify([table.schema, table.name]);
        const found = counts.get(key);
        counts.delete(key);
        const drift = drift_judge(table, found, tolerance);
        const stopped = growth !== undefined && stoppedGrowing(drift, earlier.get(key), growth);
        return stopped ? { ...drift, verdict: 'stopped growing' } : drift;
    });
    for (const table of counts.values()) {
        drifts.push({
            table: (0,fingerprint/* displayName */.QC)(table.schema, table.name),
            inSet: '0',
            now: table.rows,
            percent: null,
            verdict: 'new',
        });
    }
    const rank = (drift) => (isFinding(drift) ? 0 : isRemarkable(drift) ? 1 : 2);
    return drifts.sort((a, b) => rank(a) - rank(b) || Math.abs(b.percent ?? 0) - Math.abs(a.percent ?? 0));
}
/** Whether it fails the run. */
function isFinding(drift) {
    return drift.verdict === 'shrank' || drift.verdict === 'emptied' || drift.verdict === 'vanished';
}
/**
 * Whether it is worth showing: the findings, and tables that stopped growing. These fail nothing, because a weekend or a
 * monthly load looks the same.
 */
function isRemarkable(drift) {
    return isFinding(drift) || drift.verdict === 'stopped growing';
}
/** Not one row came, where at the pace of before at least `EXPECTED_ROWS` would have. */
function stoppedGrowing(drift, earlier, growth) {
    if (earlier === undefined || drift.now !== drift.inSet || growth.hoursBefore <= 0)
        return false;
    const grown = Number(BigInt(drift.inSet) - BigInt(earlier.rows));
    return (grown / growth.hoursBefore) * growth.hoursSince >= EXPECTED_ROWS;
}
function drift_judge(table, found, tolerance) {
    const drift = { table: (0,fingerprint/* displayName */.QC)(table.schema, table.name), inSet: table.rows, now: found?.rows ?? null };
    if (found === undefined)
        return { ...drift, percent: -100, verdict: 'vanished' };
    const before = Number(table.rows);
    const after = Number(found.rows);
    const percent = before === 0 ? null : ((after - before) / before) * 100;
    const limit = tolerance.tables.find((one) => (0,selection/* matchesTable */.I)(one.pattern, table))?.percent ?? tolerance.defaultPercent;
    if (percent === null || -percent <= limit)
        return { ...drift, percent, verdict: 'within tolerance' };
    return { ...drift, percent, verdict: after === 0 ? 'emptied' : 'shrank' };
}

// EXTERNAL MODULE: ./build/catalog/fingerprint-json.js
var fingerprint_json = __webpack_require__(83699);
// EXTERNAL MODULE: ./build/catalog/manifest.js
var catalog_manifest = __webpack_require__(49227);
// EXTERNAL MODULE: ./build/postgres/fingerprint.js
var postgres_fingerprint = __webpack_require__(77214);
// EXTERNAL MODULE: ./build/postgres/snapshot.js
var postgres_snapshot = __webpack_require__(528);
// EXTERNAL MODULE: ./build/postgres/tables.js
var tables = __webpack_require__(17469);
// EXTERNAL MODULE: ./build/actions/connect.js
var connect = __webpack_require__(35606);
;// CONCATENATED MODULE: ./build/actions/restore-test/production.js
var production_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var production_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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










const LOCK_TIMEOUT_MS = 30_000;
/** Counts every table of production now, in one snapshot, and compares with what the set holds. Reads only. */
async function compareProduction(context, connection, expected, tolerance, options) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { jobs, growth } = options;
        const client = await (0,connect/* connect */.N)(connection, context);
        const snapshot = production_addDisposableResource(env_1, await (0,postgres_snapshot/* openSnapshot */.r3)(client, LOCK_TIMEOUT_MS), true);
        const listing = await (0,tables/* listTables */.W)(snapshot.session);
        const sessions = await (0,postgres_snapshot/* joinSnapshot */.FA)(client, snapshot, jobs, LOCK_TIMEOUT_MS);
        try {
            const tables = listing.tables.filter((table) => table.kind === 'table');
            const counts = await (0,postgres_fingerprint/* fingerprintTables */.Qg)(sessions, tables, { depth: 'counts', algorithm: 'md5' });
            return compareWithProduction(expected.tables, counts, tolerance, growth);
        }
        finally {
            await (0,postgres_snapshot/* closeAll */.S5)(sessions);
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = production_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
const production_HOUR_MS = 3_600_000;
/**
 * How the tables grew from the set before this one to this one. Undefined when there is none of the lineage, or when it
 * cannot be read: what it says is no part of the proof, so a warning is enough.
 */
async function growthBefore(context, open, previous) {
    if (previous === undefined)
        return undefined;
    try {
        const manifest = await (0,read_sets/* readManifest */.WI)(open.store, previous);
        if ((0,catalog_manifest/* lineageOf */.bQ)(manifest) !== (0,catalog_manifest/* lineageOf */.bQ)(open.manifest))
            return undefined;
        const fingerprint = (0,fingerprint_json/* parseFingerprint */.s)(await (0,open_object/* readObjectText */.Db)((0,open_object/* requireObject */.zG)(manifest, 'fingerprint'), { ...open, location: previous, manifest }));
        const [before, then] = [Date.parse(manifest.snapshotAt), Date.parse(open.manifest.snapshotAt)];
        return {
            earlier: fingerprint.tables,
            hoursBefore: (then - before) / production_HOUR_MS,
            hoursSince: (context.now().getTime() - then) / production_HOUR_MS,
        };
    }
    catch (error) {
        if (!(error instanceof build_errors/* PbaError */.sV) || context.signal.aborted)
            throw error;
        context.log.warning(`Whether tables stopped growing is not judged: set ${previous.id} cannot be read: ${(0,build_errors/* messageOf */.bD)(error)}`);
        return undefined;
    }
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/version.js
var version = __webpack_require__(58508);
// EXTERNAL MODULE: ./build/actions/run-facts.js
var run_facts = __webpack_require__(32351);
// EXTERNAL MODULE: ./build/runtime/format.js
var format = __webpack_require__(14364);
;// CONCATENATED MODULE: ./build/actions/restore-test/verdict.js




/** Codes that fail the run although the set is proven: they say something about time or production, not the data. */
const ABOUT_OTHERS = new Set(['PBA-RTO-BROKEN', 'PBA-DRIFT']);
/** Whether the set counts as proven in spite of the run's failure. */
function isProof(failure) {
    return failure === undefined || ABOUT_OTHERS.has(failure.code);
}
/** What the run fails with: the data first, then the policy's assertions, then production, then the RTO. */
function verdictOf(findings, manifest, rtoMs) {
    return (dataFailure(findings, manifest) ??
        assertionFailure(findings) ??
        driftFailure(findings) ??
        rtoFailure(findings, rtoMs));
}
function dataFailure(findings, manifest) {
    const errors = (findings.comparison?.differences ?? []).filter((difference) => difference.severity === 'error');
    const [first] = errors;
    if (first === undefined)
        return undefined;
    return new build_errors/* IntegrityError */.cs('PBA-PROOF-FAILED', `The restored copy of set ${manifest.id} has ${(0,format/* plural */.LS)(errors.length, 'difference')}. The first: ${(0,catalog_difference/* describeDifference */.h)(first)}`, {
        hint: 'This set does not bring back what was there. Keep it for the investigation, take a new backup and test that.',
    });
}
function assertionFailure(findings) {
    const failed = findings.assertions.filter((one) => !one.passed);
    const [first] = failed;
    if (first === undefined)
        return undefined;
    return new build_errors/* IntegrityError */.cs('PBA-ASSERTION', `${(0,format/* plural */.LS)(failed.length, 'assertion')} of ${findings.assertions.length} failed. The first: ${first.name}: ${first.detail}.`, { hint: 'The copy is equal to what was backed up, so look at the source, or at the assertion.' });
}
function driftFailure(findings) {
    const found = (findings.drift ?? []).filter(isFinding);
    const [first] = found;
    if (first === undefined)
        return undefined;
    return new build_errors/* ObjectiveError */.ub('PBA-DRIFT', `${(0,format/* plural */.LS)(found.length, 'table')} of production lost rows since the set was made. The first: ${first.table} ${first.verdict}, ${first.inSet} rows then, ${first.now ?? 'none'} now.`, { hint: 'If nobody deleted them on purpose, the set has them: keep it, and do not prune.' });
}
function rtoFailure(findings, rtoMs) {
    const hint = 'More jobs, a faster disk or a nearer store shorten it; the summary tells which phase takes what.';
    const seconds = findings.restoreSeconds ?? 0;
    if (seconds * 1000 > rtoMs) {
        return new build_errors/* ObjectiveError */.ub('PBA-RTO-BROKEN', `The data is right, but the restore took ${(0,format/* formatDuration */.a3)(seconds * 1000)}; the objective is ${(0,format/* formatDuration */.a3)(rtoMs)}.`, { hint });
    }
    const forecast = findings.forecast;
    if (forecast === undefined || forecast.seconds * 1000 <= rtoMs)
        return undefined;
    return new build_errors/* ObjectiveError */.ub('PBA-RTO-BROKEN', `The data is right, but by the last ${(0,format/* plural */.LS)(forecast.samples, 'restore')} the newest set would take ${(0,format/* formatDuration */.a3)(forecast.seconds * 1000)}; the objective is ${(0,format/* formatDuration */.a3)(rtoMs)}.`, { hint });
}

;// CONCATENATED MODULE: ./build/actions/restore-test/record.js








/** How many differences stand in the evidence; all of them are counted. */
const FIRST_DIFFERENCES = 200;
/** The record of one test, for the store. Holds no row and no secret. */
function evidenceOf(options) {
    const { context, manifest, findings, failure } = options;
    const { comparison } = findings;
    const now = context.now();
    const differences = comparison?.differences ?? [];
    const seconds = findings.restoreSeconds;
    return {
        evidenceVersion: 1,
        kind: 'restore-test',
        id: (0,keys/* makeSetId */.IT)(now, (0,external_node_crypto_.randomBytes)(3).toString('hex')),
        at: now.toISOString(),
        database: manifest.database,
        tier: manifest.tier,
        set: manifest.id,
        manifestSha256: (0,catalog_manifest/* manifestDigest */.It)(manifest),
        dumpSha256: (0,catalog_manifest/* dumpDigest */.Jd)(manifest),
        verdict: isProof(failure) ? 'proven' : 'failed',
        grade: comparison?.grade ?? 'schema',
        negativeControl: options.negativeControl,
        reason: failure === undefined ? null : `${failure.code}: ${failure.message}`,
        differences: {
            total: differences.length,
            first: differences
                .slice(0, FIRST_DIFFERENCES)
                .map((difference) => `${difference.severity}: ${(0,catalog_difference/* describeDifference */.h)(difference)}`),
        },
        notCompared: [...manifest.notHeld, ...(comparison?.notCompared ?? [])].map((item) => `${item.kind} ${item.name}: ${item.reason}`),
        compared: { ...comparison?.compared },
        target: findings.target,
        assertions: findings.assertions,
        allowed: findings.allowed,
        physical: findings.physical,
        drift: findings.drift?.filter(isRemarkable) ?? null,
        phases: options.stopwatch.phases,
        databaseBytes: manifest.server.databaseBytes,
        rto: {
            objectiveSeconds: options.rtoMs / 1000,
            achievedSeconds: seconds ?? null,
            forecastSeconds: findings.forecast === undefined ? null : Math.round(findings.forecast.seconds * 10) / 10,
            kept: seconds !== undefined &&
                seconds * 1000 <= options.rtoMs &&
                (findings.forecast?.seconds ?? 0) * 1000 <= options.rtoMs,
        },
        tools: {
            toolkit: version/* VERSION */.x,
            server: findings.serverVersion,
            node: process.versions.node,
            ...(findings.image === undefined ? {} : { image: findings.image }),
        },
        run: (0,run_facts/* runFacts */.p)(context.run, undefined),
    };
}

;// CONCATENATED MODULE: ./build/actions/restore-test/summary.js



/** How many rows of a list a reader is shown; the totals are always there. */
const SHOWN = 50;
/** Markdown for the job summary: the verdict, what differs, how long it took, what was not checked. */
function restoreTestSummary(report) {
    const { failure } = report;
    const parts = [
        `## ${failure === undefined ? '✅' : '❌'} Restore test of ${(0,format/* escapeMarkdown */.FV)(report.manifest.database)}: ${headline(report)}`,
        '',
    ];
    if (failure !== undefined)
        parts.push(`**${failure.code}** ${(0,format/* escapeMarkdown */.FV)(failure.message)}`, '');
    parts.push((0,format/* markdownTable */.Qj)([{ title: 'Set' }, { title: report.evidence.set }], facts(report)), '');
    for (const { title, columns, rows } of sections(report)) {
        if (rows.length > 0)
            parts.push(`### ${title}`, '', (0,format/* markdownTable */.Qj)(columns, rows, { maxRows: SHOWN }), '');
    }
    return parts.join('\n');
}
/** The same for a terminal. */
function restoreTestText(report) {
    const parts = [
        headline(report),
        '',
        (0,format/* terminalTable */.RX)([{ title: 'Set' }, { title: report.evidence.set }], facts(report)),
    ];
    for (const { title, columns, rows } of sections(report)) {
        if (rows.length > 0)
            parts.push('', title, (0,format/* terminalTable */.RX)(columns, rows, { maxRows: SHOWN }));
    }
    return parts.join('\n');
}
function headline(report) {
    const { evidence, failure } = report;
    const control = evidence.negativeControl ? ' (negative control: the copy was damaged on purpose)' : '';
    if (evidence.verdict === 'proven') {
        return `proven, grade ${evidence.grade}${failure === undefined ? '' : `, but ${BROKEN[failure.code] ?? failure.code}`}${control}`;
    }
    const errors = differences(report).filter((one) => one.severity === 'error').length;
    return errors > 0
        ? `FAILED, ${(0,format/* plural */.LS)(errors, 'difference')}${control}`
        : `FAILED (${failure?.code ?? ''})${control}`;
}
const BROKEN = {
    'PBA-RTO-BROKEN': 'the RTO is broken',
    'PBA-DRIFT': 'production has lost rows',
};
function differences(report) {
    return report.findings.comparison?.differences ?? [];
}
function facts(report) {
    const { evidence, findings, manifest } = report;
    const compared = Object.entries(evidence.compared).map(([what, count]) => `${(0,format/* formatCount */.B4)(BigInt(count))} ${COMPARED[what] ?? what}`);
    return [
        ['State of', manifest.snapshotAt],
        ['From', report.store],
        [
            'Restored into',
            `${evidence.target}, PostgreSQL ${findings.serverVersion} (source ${manifest.server.version})`,
        ],
        ['Compared', compared.length === 0 ? 'nothing: the set could not be restored' : compared.join(', ')],
        [
            'Migration',
            manifest.migration === null ? 'none found' : `${manifest.migration.tool} ${manifest.migration.version}`,
        ],
        ['RTO', summary_rto(report)],
        ['Physical checks', evidence.physical],
        ['Production', production(report)],
    ];
}
const COMPARED = {
    largeObjects: 'large objects',
    objects: 'schema objects',
};
function summary_rto({ evidence }) {
    const { achievedSeconds, forecastSeconds, objectiveSeconds, kept } = evidence.rto;
    const achieved = achievedSeconds === null ? 'not restored' : (0,format/* formatDuration */.a3)(achievedSeconds * 1000);
    const forecast = forecastSeconds === null ? '' : `, ${(0,format/* formatDuration */.a3)(forecastSeconds * 1000)} forecast for the newest set`;
    return `${achieved} of ${(0,format/* formatDuration */.a3)(objectiveSeconds * 1000)}${forecast}${kept ? '' : '; NOT kept'}`;
}
function production({ findings }) {
    if (findings.drift === undefined)
        return 'not compared';
    const found = findings.drift.filter(isFinding).length;
    const stopped = findings.drift.filter(isRemarkable).length - found;
    const lost = found === 0 ? 'no table lost rows beyond its tolerance' : `${(0,format/* plural */.LS)(found, 'table')} lost rows`;
    return stopped === 0 ? lost : `${lost}; ${(0,format/* plural */.LS)(stopped, 'table')} stopped growing`;
}
function sections(report) {
    const { evidence, findings } = report;
    return [
        {
            title: 'Differences',
            columns: [{ title: 'Severity' }, { title: 'Kind' }, { title: 'Object' }, { title: 'What' }],
            rows: differences(report).map((one) => [one.severity, one.kind, one.name, (0,catalog_difference/* describeDifference */.h)(one)]),
        },
        {
            title: 'Assertions',
            columns: [
                { title: 'Verdict' },
                { title: 'Assertion' },
                { title: 'Found' },
                { title: 'Time', align: 'right' },
            ],
            rows: findings.assertions.map((one) => [
                one.passed ? 'holds' : 'FAILED',
                one.name,
                one.detail,
                (0,format/* formatDuration */.a3)(one.seconds * 1000),
            ]),
        },
        {
            title: 'Production now',
            columns: [
                { title: 'Table' },
                { title: 'Rows in the set', align: 'right' },
                { title: 'Rows now', align: 'right' },
                { title: 'Change', align: 'right' },
                { title: 'Verdict' },
            ],
            rows: (findings.drift ?? []).map((one) => [
                one.table,
                (0,format/* formatCount */.B4)(BigInt(one.inSet)),
                one.now === null ? 'gone' : (0,format/* formatCount */.B4)(BigInt(one.now)),
                one.percent === null ? '' : `${one.percent > 0 ? '+' : ''}${one.percent.toFixed(1)} %`,
                one.verdict,
            ]),
        },
        {
            title: 'Time',
            columns: [{ title: 'Phase' }, { title: 'Time', align: 'right' }],
            rows: Object.entries(evidence.phases).map(([phase, seconds]) => [
                phase,
                (0,format/* formatDuration */.a3)(seconds * 1000),
            ]),
        },
        {
            title: 'Allowed by the policy',
            columns: [{ title: 'What, and why' }],
            rows: evidence.allowed.map((one) => [one]),
        },
        {
            title: 'Not checked',
            columns: [{ title: 'What, and why' }],
            rows: evidence.notCompared.map((one) => [one]),
        },
    ];
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/catalog/roles-script.js
var roles_script = __webpack_require__(79265);
;// CONCATENATED MODULE: ./build/postgres/container-client.js

/**
 * The client programs for a server in a container: exactly its major version, because a newer pg_restore writes settings
 * that an older server does not know.
 * @throws UserError PBA-TOOL-MISSING with the package to install
 */
function chooseContainerClient(installations, major) {
    const match = installations.find((one) => one.major === major);
    if (match)
        return match;
    const have = installations.map((one) => one.version).join(', ') || 'none';
    throw new build_errors/* UserError */.yo('PBA-TOOL-MISSING', `The set comes from PostgreSQL ${major}; client programs installed here: ${have}.`, {
        hint: `apt-get install postgresql-client-${major} (from apt.postgresql.org where the distribution lacks it). The image needs only the server.`,
    });
}

// EXTERNAL MODULE: ./build/postgres/scratch-settings.js
var scratch_settings = __webpack_require__(75712);
;// CONCATENATED MODULE: ./build/postgres/container-command.js

/** Marks every container that this toolkit makes: `docker ps --all --filter label=postgres-backup-actions`. */
const LABEL = 'postgres-backup-actions=scratch';
/** Where the container sees the directory of the socket. */
const SOCKET_TARGET = '/pba-socket';
/**
 * The official entrypoint first starts a server for itself, with our arguments but always on 5432 (or PGPORT): whoever
 * waits on that port meets a server that is about to be stopped.
 * https://github.com/docker-library/postgres/blob/master/docker-entrypoint.sh, docker_temp_server_start
 */
const CONTAINER_PORT = '5433';
/** The exit code with which our own command says that the image has no server of the wanted version. */
const NO_SERVER = 100;
/**
 * The arguments of `docker create` for a server without a network, whose data goes away with it. `start --attach` then
 * runs it and ends with it.
 */
function createArguments(plan) {
    return [
        'create',
        '--rm',
        '--pull=never', // It was looked at before; fetching it has its own time limit.
        `--name=${plan.name}`,
        `--label=${LABEL}`,
        '--network=none',
        '--security-opt=no-new-privileges',
        // PostgreSQL's immediate shutdown, for whoever stops it: nothing is worth a checkpoint.
        '--stop-signal=SIGQUIT',
        '--stop-timeout=2',
        // Parallel queries share their tables here; the engines give 64 MB, which ends larger ones.
        `--shm-size=${Math.max(64, Math.floor((0,scratch_settings/* megabytesOfMemory */.ol)() / 4))}m`,
        `--mount=type=bind,source=${plan.socketDir},target=${SOCKET_TARGET}`,
        '--env=LC_ALL=C',
        ...(plan.image.convention === 'entrypoint' ? throughEntrypoint(plan) : withPrograms(plan)),
    ];
}
/**
 * The entrypoint makes the cluster, in an anonymous volume, as the variables say, runs what the image adds
 * (`/docker-entrypoint-initdb.d`) and passes the arguments on. https://hub.docker.com/_/postgres
 */
function throughEntrypoint(plan) {
    const { image } = plan;
    // A derived image may name a configuration file or libraries to preload in its command.
    const command = image.command[0] === 'postgres' ? image.command : ['postgres'];
    return [
        '--env=POSTGRES_HOST_AUTH_METHOD=trust',
        `--env=POSTGRES_USER=${plan.superuser}`,
        '--env=POSTGRES_DB=postgres', // Otherwise it makes a database named as the role.
        `--env=POSTGRES_INITDB_ARGS=${(0,scratch_settings/* initdbArguments */.ZN)(plan).join(' ')}`,
        image.id,
        ...command,
        // The entrypoint itself talks to its first server through the default directory.
        ...(0,scratch_settings/* serverArguments */.m7)({ port: CONTAINER_PORT, socketDirs: ['/var/run/postgresql', SOCKET_TARGET] }),
    ];
}
/** Debian's server packages, and those of apt.postgresql.org, own this directory and make the user `postgres`. */
const DEBIAN_HOME = '/var/lib/postgresql';
/** Runs in the container. Arguments: major version, superuser; then the server's. */
const MAKE_AND_RUN = `
set -e
bin=/usr/lib/postgresql/$1/bin
data=${DEBIAN_HOME}/pba-scratch
superuser=$2
if ! [ -x "$bin/postgres" ]; then
  echo "PostgreSQL $1 is not in the image; in /usr/lib/postgresql there is:" $(ls /usr/lib/postgresql 2>&1) >&2
  exit ${NO_SERVER}
fi
shift 2
"$bin/initdb" --pgdata="$data" --auth=trust --username="$superuser" $INITDB_ARGUMENTS >/dev/null
exec "$bin/postgres" -D "$data" "$@"
`;
/** An image that only has the programs: the cluster is made and run by a command of ours, as the user postgres. */
function withPrograms(plan) {
    return [
        '--user=postgres',
        '--cap-drop=ALL',
        // A volume without a name: no copy-on-write below the data, and gone with the container.
        `--mount=type=volume,target=${DEBIAN_HOME}`,
        '--entrypoint=/bin/sh',
        `--env=INITDB_ARGUMENTS=${(0,scratch_settings/* initdbArguments */.ZN)(plan).join(' ')}`,
        plan.image.id,
        '-c',
        MAKE_AND_RUN,
        'sh',
        String(plan.major),
        plan.superuser,
        ...(0,scratch_settings/* serverArguments */.m7)({ port: CONTAINER_PORT, socketDirs: [SOCKET_TARGET] }),
    ];
}

;// CONCATENATED MODULE: ./build/postgres/container-engine.js




const CONTAINER_ENGINES = ['docker', 'podman'];
/** No variable of the job reaches the engine besides these and those that begin as `PASSED_ON_PREFIXES` say. */
const PASSED_ON = [
    'PATH',
    'HOME',
    'TMPDIR',
    'XDG_RUNTIME_DIR',
    'XDG_CONFIG_HOME',
    'XDG_DATA_HOME',
    'DBUS_SESSION_BUS_ADDRESS',
    'REGISTRY_AUTH_FILE',
    'SSL_CERT_FILE',
    'SSL_CERT_DIR',
    // Podman fetches images itself.
    'HTTP_PROXY',
    'HTTPS_PROXY',
    'NO_PROXY',
    'http_proxy',
    'https_proxy',
    'no_proxy',
];
const PASSED_ON_PREFIXES = ['DOCKER_', 'CONTAINER_', 'CONTAINERS_'];
/**
 * The engine to use: the one that was asked for, else docker, else podman.
 * @throws UserError PBA-TOOL-MISSING when it is not on PATH
 */
async function findEngine(surroundings, wanted) {
    const env = { LC_ALL: 'C' };
    for (const [name, value] of Object.entries(surroundings)) {
        if (PASSED_ON.includes(name) || PASSED_ON_PREFIXES.some((prefix) => name.startsWith(prefix)))
            env[name] = value;
    }
    const names = wanted === undefined ? CONTAINER_ENGINES : [wanted];
    for (const name of names) {
        for (const directory of (env['PATH'] ?? '').split(':')) {
            const program = (0,external_node_path_.join)(directory, name);
            if (directory.startsWith('/') && (await isExecutable(program)))
                return { name, program, env };
        }
    }
    throw new build_errors/* UserError */.yo('PBA-TOOL-MISSING', `No container engine is installed: no ${names.join(' and no ')} on PATH.`, {
        hint: 'apt-get install docker.io, and let the runner’s user use it (group docker); or test without an image.',
    });
}
async function isExecutable(path) {
    return (0,promises_.access)(path, promises_.constants.X_OK).then(() => true, () => false);
}
/**
 * Runs one command of the engine and returns what it prints.
 * @throws UserError PBA-PG-SCRATCH when its daemon cannot be reached, ToolError when the command fails
 */
async function runEngine(engine, args, call) {
    return (0,build_process/* runText */.le)(engine.program, args, {
        env: engine.env,
        signal: call.signal,
        timeoutMs: call.timeoutMs,
        explain: (exit) => {
            if (exit.exitCode === null)
                return undefined;
            return (explainEngine(engine, exit) ?? call.explain?.(exit) ?? engineFailure(engine, args[0] ?? '', exit));
        },
    });
}
/** Why no command of the engine works here, if that is what it says. */
function explainEngine(engine, exit) {
    const { name } = engine;
    if (/permission denied while trying to connect/i.test(exit.stderr)) {
        return new build_errors/* UserError */.yo('PBA-PG-SCRATCH', `This user may not use ${name}: ${reasonOf(exit)}`, {
            hint: 'Add the runner’s user to the group docker and start the runner again, or use a rootless engine.',
        });
    }
    if (/cannot connect to (the docker daemon|podman)|error during connect/i.test(exit.stderr)) {
        return new build_errors/* UserError */.yo('PBA-PG-SCRATCH', `The container engine does not answer: ${reasonOf(exit)}`, {
            hint: `Start it on this runner and check that \`${name} info\` works for the runner’s user.`,
        });
    }
    return undefined;
}
function engineFailure(engine, command, exit) {
    return new build_errors/* ToolError */.v4('PBA-PG-SCRATCH', `${engine.name} ${command} failed: ${reasonOf(exit)}`, {
        exitCode: exit.exitCode,
        stderr: exit.stderr.slice(-4096),
    });
}
/** The line with the error; what comes before it are warnings, what comes after it is advice. */
function reasonOf(exit) {
    const lines = exit.stderr.split('\n').map((line) => line.trim());
    const known = lines.find((line) => /^(error|cannot connect|permission denied|docker: )/i.test(line));
    const line = known ?? lines.filter((one) => one !== '').at(-1) ?? `exit code ${exit.exitCode}`;
    return line.replace(/^(docker: )?(error: |error response from daemon: )*/i, '');
}

// EXTERNAL MODULE: ./build/postgres/scratch-connection.js
var scratch_connection = __webpack_require__(85261);
;// CONCATENATED MODULE: ./build/postgres/container-errors.js




/** From the failure of a client to the end of the container's own process. */
const LOSS_WAIT_MS = 2_000;
/** 128 and the number of SIGKILL, as shells and container engines count. */
const KILLED = 137;
/** What `create` and `start` say when the image or the machine is not as it has to be. */
function explainStart(engine, image, exit) {
    if (/bind source path does not exist|statfs .*: no such file or directory/i.test(exit.stderr)) {
        return new build_errors/* UserError */.yo('PBA-PG-SCRATCH', 'The container engine does not see the files of this runner.', {
            hint: 'It runs on another machine, or the runner itself runs in a container. Use an engine on the same machine, with /tmp shared.',
        });
    }
    if (/unable to find user postgres|no such user|exec: "\/bin\/sh"/i.test(exit.stderr)) {
        return new build_errors/* UserError */.yo('PBA-PG-NO-SERVER-BINARIES', `The image ${image.reference} is no PostgreSQL image: ${reasonOf(exit)}`, { hint: NEEDED_IMAGE });
    }
    return explainEngine(engine, exit);
}
const NEEDED_IMAGE = 'Use one made from the official image `postgres`, or one with the server packages of Debian or apt.postgresql.org.';
/** What the end of the container before its server was ready means. */
function explainEnd(engine, image, major, exit) {
    if (exit.exitCode === NO_SERVER) {
        return new build_errors/* UserError */.yo('PBA-PG-NO-SERVER-BINARIES', `The set comes from PostgreSQL ${major}; the image ${image.reference} does not have it: ${(0,scratch_connection/* lastLine */.fM)(exit.stderr)}`, { hint: NEEDED_IMAGE });
    }
    return (explainStart(engine, image, exit) ??
        new build_errors/* ToolError */.v4('PBA-PG-SCRATCH', `The container of ${image.reference} ended with exit code ${exit.exitCode} before its server was ready: ${errorLine(exit.stderr)}`, { ...exit, stderr: exit.stderr.slice(-4096) }));
}
function wrongMajor(image, major, found) {
    return new build_errors/* UserError */.yo('PBA-PG-NO-SERVER-BINARIES', `The set comes from PostgreSQL ${major}; the image ${image.reference} has PostgreSQL ${found}.`, { hint: `Use an image of the same major version, as postgres:${major} is.` });
}
/** The last error in a log; what follows it is about tidying up. */
function errorLine(log) {
    const errors = log.split('\n').filter((line) => /\b(fatal|panic|error):/i.test(line));
    return errors.at(-1)?.trim() ?? (0,scratch_connection/* lastLine */.fM)(log);
}
/** What to say of a container that ended while it was in use; undefined when it is still there. */
async function explainLoss(running, image) {
    let timer;
    const alive = new Promise((resolve) => {
        timer = setTimeout(() => resolve(undefined), LOSS_WAIT_MS);
    });
    const exit = await Promise.race([running.exit, alive]);
    clearTimeout(timer);
    if (exit === undefined)
        return undefined;
    return new build_errors/* ToolError */.v4('PBA-PG-SCRATCH', `The container of ${image.reference} ended with exit code ${exit.exitCode} while it was in use.`, {
        ...exit,
        stderr: exit.stderr.slice(-4096),
        hint: `${exit.exitCode === KILLED ? 'It was killed: by the kernel for want of memory, or by somebody. ' : ''}This says nothing about the backup: test it again.`,
    });
}

;// CONCATENATED MODULE: ./build/postgres/container-image.js


const INSPECT_LIMIT_MS = 30_000;
const PULL_LIMIT_MS = 600_000;
/** Registry, path, tag and digest: https://pkg.go.dev/github.com/distribution/reference. Never begins like an option. */
const REFERENCE = /^[a-z0-9][\w.-]*(:\d+)?(\/[\w.-]+)*(:\w[\w.-]*)?(@[a-z0-9]+:[0-9a-f]{32,})?$/i;
/**
 * Finds an image on this machine, or fetches it.
 * @throws UserError PBA-INPUT when the name is none, PBA-PG-SCRATCH when it cannot be had or the engine does not answer
 */
async function provideImage(engine, reference, options) {
    if (!REFERENCE.test(reference)) {
        throw new build_errors/* UserError */.yo('PBA-INPUT', `${JSON.stringify(reference)} is not the name of a container image.`, {
            hint: 'It looks like `postgis/postgis:16-3.4` or `registry.example.com/team/postgres:16`.',
        });
    }
    const present = await inspectImage(engine, reference, options.signal);
    if (present !== undefined)
        return present;
    options.log.info(`fetching the image ${reference}`);
    await pull(engine, reference, options.signal);
    const fetched = await inspectImage(engine, reference, options.signal);
    if (fetched !== undefined)
        return fetched;
    throw new build_errors/* ToolError */.v4('PBA-PG-SCRATCH', `${engine.name} fetched ${reference} and does not have it.`);
}
async function pull(engine, reference, signal) {
    const failed = (reason, cause) => new build_errors/* UserError */.yo('PBA-PG-SCRATCH', `The image ${reference} is not on this runner and could not be fetched: ${reason}`, {
        cause,
        hint: `Check its name; log in to its registry before this step; or bring it here with \`${engine.name} pull\` or \`${engine.name} load\`.`,
    });
    try {
        await runEngine(engine, ['pull', reference], {
            signal,
            timeoutMs: PULL_LIMIT_MS,
            explain: (exit) => failed(reasonOf(exit)),
        });
    }
    catch (error) {
        if (!(error instanceof build_errors/* PbaError */.sV) || error.code !== 'PBA-TOOL-TIMEOUT')
            throw error;
        throw failed(`it took longer than ${PULL_LIMIT_MS / 60_000} minutes`, error);
    }
}
/** What the engine knows of an image; undefined when it has none of this name. */
async function inspectImage(engine, reference, signal) {
    const absent = new build_errors/* UserError */.yo('PBA-PG-SCRATCH', `There is no image ${reference}.`);
    try {
        const text = await runEngine(engine, ['image', 'inspect', reference], {
            signal,
            timeoutMs: INSPECT_LIMIT_MS,
            explain: (exit) => (/no such image|image not known/i.test(exit.stderr) ? absent : undefined),
        });
        return readInspection(reference, text);
    }
    catch (error) {
        if (error === absent)
            return undefined;
        throw error;
    }
}
/**
 * Reads the answer of `image inspect`: an array with one object (the same of docker and podman).
 * @throws ToolError PBA-PG-SCRATCH when it is not that
 */
function readInspection(reference, text) {
    let parsed;
    try {
        parsed = JSON.parse(text);
    }
    catch (cause) {
        throw new build_errors/* ToolError */.v4('PBA-PG-SCRATCH', `The engine does not tell what the image ${reference} is.`, {
            cause,
        });
    }
    const image = Array.isArray(parsed) ? parsed[0] : undefined;
    const id = field(image, 'Id');
    const config = field(image, 'Config');
    if (typeof id !== 'string' || id === '')
        throw new build_errors/* ToolError */.v4('PBA-PG-SCRATCH', `The engine does not tell which image ${reference} is.`);
    const env = new Map(words(field(config, 'Env')).map((entry) => [before(entry, '='), after(entry, '=')]));
    const [entrypoint = ''] = words(field(config, 'Entrypoint'));
    // Many official images have an entrypoint of this name; PGDATA and PG_MAJOR are those of `postgres`
    // (https://github.com/docker-library/postgres, Dockerfile-debian.template).
    const prepared = /(^|\/)docker-entrypoint\.sh$/.test(entrypoint) && env.has('PGDATA') && env.has('PG_MAJOR');
    return {
        reference,
        id,
        convention: prepared ? 'entrypoint' : 'programs',
        major: prepared ? Number.parseInt(env.get('PG_MAJOR') ?? '', 10) || undefined : undefined,
        command: words(field(config, 'Cmd')),
    };
}
function field(value, name) {
    return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
/** The strings of a list; none when there is no list: Docker writes null for an empty one. */
function words(value) {
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
function before(text, separator) {
    return text.slice(0, text.indexOf(separator));
}
function after(text, separator) {
    return text.slice(text.indexOf(separator) + separator.length);
}

// EXTERNAL MODULE: ./build/concurrency.js
var concurrency = __webpack_require__(3943);
;// CONCATENATED MODULE: ./build/postgres/container-removal.js



/** Longest time for the removal. It does not depend on the run's signal: what was started is removed all the same. */
const REMOVE_LIMIT_MS = 20_000;
const POLL_MS = 100;
/** The arguments that end and remove a container and its anonymous volumes, whatever state it is in. */
function removeArguments(name) {
    return ['rm', '--force', '--volumes', name];
}
/**
 * Removes a container, and waits until it is gone where the engine is already at it (`--rm`). One that is not there is fine.
 * @throws ToolError PBA-PG-SCRATCH with the command to run by hand
 */
async function removeContainer(engine, name) {
    const { signal } = new AbortController();
    const deadline = performance.now() + REMOVE_LIMIT_MS;
    for (;;) {
        const left = deadline - performance.now();
        try {
            await runEngine(engine, removeArguments(name), {
                signal,
                timeoutMs: Math.max(1_000, left),
            });
            return;
        }
        catch (error) {
            const said = error instanceof build_errors/* ToolError */.v4 ? error.stderr : '';
            if (/no such container|no container with name/i.test(said))
                return;
            if (left < 0 || !/already in progress/i.test(said)) {
                throw new build_errors/* ToolError */.v4('PBA-PG-SCRATCH', `The container ${name} could not be removed.`, {
                    cause: error,
                    stderr: said,
                    hint: `${engine.name} ${removeArguments(name).join(' ')} removes it, with its data.`,
                });
            }
        }
        await (0,concurrency/* sleep */.yy)(POLL_MS, signal);
    }
}

;// CONCATENATED MODULE: ./build/postgres/container-scratch.js
var container_scratch_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var container_scratch_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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












/** Making a container copies nothing but metadata, except with storage drivers that copy the image. */
const CREATE_LIMIT_MS = 120_000;
/** How long a creation that is under way is awaited after the run was cancelled. The edge waits 7 s in all. */
const CREATE_GRACE_MS = 4_000;
/**
 * Makes and starts a scratch server in a throw-away container, with the same promises as `startScratchServer`: a private
 * socket, no network, gone after `dispose` together with its data. The client programs are this machine's.
 * @throws UserError|ToolError PBA-PG-SCRATCH; UserError PBA-TOOL-MISSING without an engine, PBA-INPUT for a name that is none,
 * PBA-PG-NO-SERVER-BINARIES when the server in the image has another major version
 */
async function startContainerScratch(options) {
    const engine = await findEngine(options.env, options.engine);
    const image = await provideImage(engine, options.image, options);
    const { major } = options.installation;
    if (image.major !== undefined && image.major !== major)
        throw wrongMajor(image, major, String(image.major));
    // The daemon mounts it into the container; who is not us or root cannot get past the outer directory.
    const directory = await (0,promises_.mkdtemp)('/tmp/pba-');
    const name = `pba-scratch-${(0,external_node_crypto_.randomBytes)(8).toString('hex')}`;
    let running;
    let disposed = false;
    const dispose = async () => {
        disposed = true;
        try {
            await removeContainer(engine, name);
        }
        finally {
            await running?.stop();
            await (0,promises_.rm)(directory, { recursive: true, force: true, maxRetries: 3 });
        }
    };
    try {
        options.remember({ kind: 'directory', path: directory });
        const socketDir = await makeSocketDir(directory);
        options.remember({ kind: 'container', program: engine.program, name });
        const plan = {
            name,
            image,
            major,
            socketDir,
            superuser: options.facts.bootstrapRole,
            checksums: options.checksums ?? false,
        };
        await create(engine, plan, options.signal);
        running = await (0,build_process/* startProcess */.kp)(engine.program, ['start', '--attach', name], {
            env: engine.env,
            // Ending this program would not end the container: `dispose` removes that, and then this one ends.
            signal: new AbortController().signal,
        });
        running.stdin.end();
        running.stdout.resume();
        const client = (0,scratch_connection/* scratchClient */.c0)({
            installation: options.installation,
            socketDir,
            port: CONTAINER_PORT,
            superuser: options.facts.bootstrapRole,
            env: { PATH: options.env['PATH'] ?? '', LC_ALL: 'C', HOME: directory },
            signal: options.signal,
            log: options.log,
        });
        await (0,scratch_connection/* waitUntilReady */.bs)(client, running, (exit) => explainEnd(engine, image, major, exit));
        const version = await serverVersion(client);
        if (Number.parseInt(version, 10) !== major)
            throw wrongMajor(image, major, version);
        const attached = running;
        return {
            client,
            directory,
            container: name,
            image: { reference: image.reference, id: image.id },
            version,
            whyGone: async () => (disposed ? undefined : explainLoss(attached, image)),
            [Symbol.asyncDispose]: dispose,
        };
    }
    catch (error) {
        await dispose().catch((left) => options.log.warning((0,build_errors/* messageOf */.bD)(left)));
        throw error;
    }
}
/** The server in the container has another user id than ours, so the directory of its socket is open to all. */
async function makeSocketDir(directory) {
    const socketDir = (0,external_node_path_.join)(directory, 'socket');
    await (0,promises_.mkdir)(socketDir);
    await (0,promises_.chmod)(socketDir, 0o777);
    return socketDir;
}
/**
 * A client that is ended does not stop the daemon: the container would come into being after `dispose` has found none. So
 * a creation that is under way is awaited, as far as the cancelled run has time for it.
 */
async function create(engine, plan, signal) {
    if (signal.aborted)
        throw new build_errors/* CancelledError */.cc();
    const patient = new AbortController();
    let impatience;
    const onAbort = () => {
        impatience = setTimeout(() => patient.abort(), CREATE_GRACE_MS);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    try {
        await runEngine(engine, createArguments(plan), {
            signal: patient.signal,
            timeoutMs: CREATE_LIMIT_MS,
            explain: (exit) => explainStart(engine, plan.image, exit),
        });
    }
    finally {
        signal.removeEventListener('abort', onAbort);
        clearTimeout(impatience);
    }
    if (signal.aborted)
        throw new build_errors/* CancelledError */.cc();
}
async function serverVersion(client) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = container_scratch_addDisposableResource(env_1, await (0,postgres_client/* openSession */.fA)(client), true);
        const { version } = await session.row(`select pg_catalog.split_part(pg_catalog.current_setting('server_version'), ' ', 1) as version`);
        return version;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = container_scratch_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}

// EXTERNAL MODULE: ./build/postgres/facts.js
var postgres_facts = __webpack_require__(98357);
// EXTERNAL MODULE: ./build/postgres/quote.js
var quote = __webpack_require__(71502);
// EXTERNAL MODULE: ./build/postgres/scratch.js
var postgres_scratch = __webpack_require__(73484);
;// CONCATENATED MODULE: ./build/actions/restore-test/target.js
var target_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var target_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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












/** A throw-away server on this machine, of the set's major version. */
async function scratchTarget(context, manifest, installations, options) {
    const installation = (0,tools/* chooseServer */.Nh)(installations, Math.floor(manifest.server.versionNum / 10000));
    const scratch = await (0,postgres_scratch/* startScratchServer */.A)({
        installation,
        facts: manifest.server,
        checksums: options.checksums,
        env: context.env,
        signal: context.signal,
        log: context.log,
        parent: (0,external_node_path_.dirname)(context.tempDir),
        remember: context.remember,
    });
    return {
        kind: 'scratch server',
        serverVersion: installation.version,
        ownServer: true,
        client: scratch.client,
        database: manifest.database,
        rolesFor: async (script) => (0,postgres_scratch/* withoutBootstrapRole */.P)(script, manifest.server.bootstrapRole),
        [Symbol.asyncDispose]: () => scratch[Symbol.asyncDispose](),
    };
}
/**
 * A throw-away server in a container of an image, for extensions that this machine lacks. The client programs are this
 * machine's.
 */
async function containerTarget(context, manifest, installations, image, checksums) {
    const scratch = await startContainerScratch({
        installation: chooseContainerClient(installations, Math.floor(manifest.server.versionNum / 10000)),
        image,
        facts: manifest.server,
        env: context.env,
        signal: context.signal,
        log: context.log,
        remember: context.remember,
        ...(checksums ? { checksums } : {}),
    });
    return {
        kind: 'container',
        serverVersion: scratch.version,
        image: `${scratch.image.reference} (${scratch.image.id})`,
        ownServer: true,
        whyGone: () => scratch.whyGone(),
        client: scratch.client,
        database: manifest.database,
        rolesFor: async (script) => (0,postgres_scratch/* withoutBootstrapRole */.P)(script, manifest.server.bootstrapRole),
        [Symbol.asyncDispose]: () => scratch[Symbol.asyncDispose](),
    };
}
const PREFIX = 'pba_test_';
const LEFTOVER_AFTER = '1 day';
/**
 * A temporary database on a server that exists: for extensions, locales or sizes this machine has not. Roles that are
 * missing there are made without login and dropped afterwards, together with the database. What a killed run left
 * is dropped when it is older than a day.
 * @throws UserError PBA-TARGET-IS-SOURCE when it is the server the set came from
 */
async function stagingTarget(context, manifest, connection) {
    const client = await (0,connect/* connect */.N)({ ...connection, database: 'postgres' }, context);
    const serverVersion = await refuseSource(client, manifest.server.systemIdentifier);
    const database = `${PREFIX}${Math.floor(context.now().getTime() / 1000)}_${(0,external_node_crypto_.randomBytes)(3).toString('hex')}`;
    await dropLeftovers(client);
    const made = [];
    return {
        kind: 'staging server',
        serverVersion,
        ownServer: false,
        client,
        database,
        rolesFor: async (script) => {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const session = target_addDisposableResource(env_1, await (0,postgres_client/* openSession */.fA)(client), true);
                const wanted = (0,roles_script/* rolesIn */.t)(script);
                const there = await session.rows('select rolname as name from pg_catalog.pg_roles');
                made.push(...wanted.filter((name) => !there.some((one) => one.name === name)));
                return made.map((name) => `create role ${(0,quote/* identifier */.C)(name)} nologin;\n`).join('');
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                const result_1 = target_disposeResources(env_1);
                if (result_1)
                    await result_1;
            }
        },
        [Symbol.asyncDispose]: async () => {
            const env_2 = { stack: [], error: void 0, hasError: false };
            try {
                // The run may have been cancelled: what it made on somebody's server is removed all the same.
                const session = target_addDisposableResource(env_2, await (0,postgres_client/* openSession */.fA)({ ...client, signal: AbortSignal.timeout(5_000) }), true);
                await session.execute(`drop database if exists ${(0,quote/* identifier */.C)(database)} with (force)`);
                for (const name of made)
                    await session.execute(`drop role if exists ${(0,quote/* identifier */.C)(name)}`);
            }
            catch (e_2) {
                env_2.error = e_2;
                env_2.hasError = true;
            }
            finally {
                const result_2 = target_disposeResources(env_2);
                if (result_2)
                    await result_2;
            }
        },
    };
}
async function dropLeftovers(client) {
    const env_3 = { stack: [], error: void 0, hasError: false };
    try {
        const session = target_addDisposableResource(env_3, await (0,postgres_client/* openSession */.fA)(client), true);
        for (const { name } of await leftovers(session)) {
            await session.execute(`drop database if exists ${(0,quote/* identifier */.C)(name)} with (force)`);
            client.log.info(`dropped ${name}, left by a run that was killed`);
        }
    }
    catch (e_3) {
        env_3.error = e_3;
        env_3.hasError = true;
    }
    finally {
        const result_3 = target_disposeResources(env_3);
        if (result_3)
            await result_3;
    }
}
function leftovers(session) {
    return session.rows(`
    select datname as name from pg_catalog.pg_database
     where datname ~ ${(0,quote/* literal */.e)(`^${PREFIX}[0-9]+_[0-9a-f]{6}$`)}
       and to_timestamp(split_part(datname, '_', 3)::bigint) < now() - interval ${(0,quote/* literal */.e)(LEFTOVER_AFTER)}`);
}
/**
 * @returns the server's version
 * @throws UserError PBA-TARGET-IS-SOURCE
 */
async function refuseSource(client, source) {
    const env_4 = { stack: [], error: void 0, hasError: false };
    try {
        const session = target_addDisposableResource(env_4, await (0,postgres_client/* openSession */.fA)(client), true);
        const { systemIdentifier, version } = await (0,postgres_facts/* readServerFacts */.TX)(session);
        if (systemIdentifier !== source)
            return version;
        throw new build_errors/* UserError */.yo('PBA-TARGET-IS-SOURCE', 'The target of the restore test is the very server the set came from.', {
            hint: 'Nothing was restored. A restore test only ever runs on another server; copies of one cluster count as the same.',
        });
    }
    catch (e_4) {
        env_4.error = e_4;
        env_4.hasError = true;
    }
    finally {
        const result_4 = target_disposeResources(env_4);
        if (result_4)
            await result_4;
    }
}
/** The target the inputs ask for: a container, a staging server, or a scratch server of this machine. */
async function chooseTarget(inputs, context, manifest, installations, checksums) {
    if (inputs.containerImage !== undefined) {
        return containerTarget(context, manifest, installations, inputs.containerImage, checksums);
    }
    if (inputs.stagingHost === undefined) {
        return scratchTarget(context, manifest, installations, { checksums });
    }
    return stagingTarget(context, manifest, {
        host: inputs.stagingHost,
        port: inputs.stagingPort,
        user: inputs.stagingUser,
        password: inputs.stagingPassword,
        sslmode: inputs.stagingSslmode,
        sslrootcert: inputs.stagingSslrootcert,
    });
}

;// CONCATENATED MODULE: ./build/actions/restore-test/restore-test.js
var restore_test_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var restore_test_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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






























/** Proves one set by restoring it, and writes down the verdict, whatever it is. */
async function restoreTest(inputs, context) {
    return (0,time_limit/* withTimeLimit */.B)(context, inputs.timeLimit, async (limited) => {
        const policy = await (0,effective/* effectivePolicy */.Ci)(inputs, limited);
        const checks = readChecks(inputs, policy);
        const stores = await (0,open_stores/* openStores */.j)(policy.stores.values(), inputs, limited);
        try {
            const located = await locate(stores, { database: (0,effective/* onlyDatabase */.Wj)(policy), set: inputs.set });
            const tested = await (0,leases/* withLease */.pS)(located.store, located.location, (0,claimant/* claimantOf */.V)(limited), inputs.timeLimit, () => testSet(inputs, limited, checks, located));
            return present(tested);
        }
        finally {
            await (0,open_stores/* closeStores */.Hr)(stores);
        }
    });
}
async function testSet(inputs, context, checks, located) {
    const { store, location } = located;
    const decryption = await (0,open_decryption/* openDecryption */.C)(inputs, context);
    const manifest = await (0,read_sets/* readManifest */.WI)(store, location);
    if (manifest.encryption !== null && decryption === undefined)
        throw (0,open_object/* keyMissing */.uy)(manifest);
    await (0,ensure_readable/* ensureReadable */.H)(store, location, manifest, inputs, context);
    context.log.info(`testing set ${manifest.id} (${manifest.tier}) of ${manifest.database} from ${store.location}`);
    const stopwatch = new actions_stopwatch/* Stopwatch */.e();
    const findings = {
        target: 'none',
        serverVersion: 'none',
        image: undefined,
        comparison: undefined,
        assertions: [],
        allowed: [],
        physical: 'not requested',
        drift: undefined,
        restoreSeconds: undefined,
        forecast: undefined,
    };
    let failure;
    try {
        const open = { store, location, manifest, decryption };
        await proveSet(inputs, context, { open, checks, stopwatch, findings, previous: located.previous });
        findings.forecast = await forecast(located, manifest, findings);
        failure = verdictOf(findings, manifest, checks.rtoMs);
    }
    catch (error) {
        // Whatever keeps a set from being restored is a verdict about it, unless the run was stopped or asked wrongly.
        if (!(error instanceof build_errors/* PbaError */.sV) || error instanceof build_errors/* CancelledError */.cc || error instanceof build_errors/* UserError */.yo)
            throw error;
        failure = error;
    }
    const evidence = evidenceOf({
        context,
        manifest,
        findings,
        failure,
        stopwatch,
        rtoMs: checks.rtoMs,
        negativeControl: inputs.negativeControl !== undefined,
    });
    const key = await (0,records/* writeEvidence */.n)(store, evidence);
    context.log.info(`evidence: ${store.location}/${key}`);
    if (inputs.evidenceFile !== undefined)
        await (0,promises_.writeFile)(inputs.evidenceFile, `${JSON.stringify(evidence, null, 2)}\n`);
    return { manifest, store: store.location, evidence, findings, failure };
}
/** Restores and checks, writing into `findings` what is known, so that it is told also when a later step fails. */
async function proveSet(inputs, context, options) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { open, checks, stopwatch, findings } = options;
        const { manifest } = open;
        const { log, signal } = context;
        const jobs = inputs.jobs ?? (0,default_jobs/* defaultJobs */.y)();
        const installations = await (0,tools/* findInstallations */.vE)({ env: context.env, signal });
        const target = await log.group('Making the target', () => stopwatch.time('server', () => chooseTarget(inputs, context, manifest, installations, checks.physical)));
        const _target = restore_test_addDisposableResource(env_1, target, true);
        findings.target = target.kind;
        findings.serverVersion = target.serverVersion;
        findings.image = target.image;
        await refuseSource(target.client, manifest.server.systemIdentifier);
        const allow = checks.allow.length === 0
            ? undefined
            : (problem) => {
                const reason = allowedReason(checks.allow, problem.entry, problem.message);
                if (reason !== undefined)
                    findings.allowed.push(`pg_restore at ${problem.entry}: ${problem.message}. Allowed: ${reason}`);
                return reason !== undefined;
            };
        const copy = await (0,restore_copy/* restoreCopy */.w)(context, { open, target, jobs, stopwatch, allow }).catch(async (error) => {
            throw (await target.whyGone?.()) ?? error;
        });
        findings.restoreSeconds = stopwatch.total;
        if (inputs.negativeControl !== undefined)
            await applyNegativeControl(context, copy.client, inputs.negativeControl);
        const comparison = await log.group('Comparing with the fingerprint', () => stopwatch.time('compare', () => (0,compare_copy/* compareCopy */.t)(context, copy.client, manifest, copy.expected, { jobs, ownServer: target.ownServer })));
        const listed = applyAllowList(comparison.differences, checks.allow);
        findings.allowed.push(...listed.allowed);
        findings.comparison = { ...comparison, differences: listed.differences };
        if (checks.assertions.length > 0) {
            findings.assertions = await log.group('Assertions of the policy', () => stopwatch.time('assertions', () => runAssertions(context, copy.client, checks.assertions, manifest.snapshotAt)));
        }
        const { production } = checks;
        if (production !== undefined) {
            findings.drift = await log.group('Comparing with production', () => stopwatch.time('production', async () => compareProduction(context, production, copy.expected, checks.tolerance, {
                jobs,
                growth: await growthBefore(context, open, options.previous),
            })));
        }
        // Last, because it adds an extension to the copy.
        if (checks.physical) {
            await log.group('Checking pages and indexes', () => stopwatch.time('amcheck', () => checkPhysically(copy.client, jobs)));
            findings.physical = 'pg_amcheck --heapallindexed --parent-check found nothing';
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = restore_test_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** How long restoring the newest set would take, which may be larger than the one that was tested. */
async function forecast(located, manifest, findings) {
    const { store, newest, proofs } = located;
    const current = newest.id === manifest.id ? manifest : await (0,read_sets/* readManifest */.WI)(store, newest);
    const earlier = proofs.toSorted((a, b) => (a.at < b.at ? 1 : -1)).flatMap((proof) => proof.time ?? []);
    const now = findings.restoreSeconds === undefined
        ? []
        : [{ databaseBytes: manifest.server.databaseBytes, seconds: findings.restoreSeconds }];
    return (0,rto/* forecastRestore */.s)(current.server.databaseBytes, [...now, ...earlier]);
}
function present(report) {
    const { evidence, failure, manifest } = report;
    return {
        outputs: {
            verdict: evidence.verdict,
            'set-id': manifest.id,
            grade: evidence.grade,
            'evidence-key': (0,keys/* evidenceKey */.ZH)(manifest.database, 'restore-test', evidence.id),
            'duration-seconds': String(evidence.rto.achievedSeconds ?? ''),
            differences: String(evidence.differences.total),
        },
        summary: restoreTestSummary(report),
        text: restoreTestText(report),
        json: evidence,
        ...(failure === undefined ? {} : { failure }),
    };
}


/***/ }),

/***/ 27403:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ forecastRestore)
/* harmony export */ });
const NEWEST = 10;
/**
 * How long a restore of `databaseBytes` would take now, from the newest measured ones (newest first): the median of
 * their seconds per byte, times the size; but never less than the fixed cost of the fastest of them. Undefined without
 * history. Databases grow: a restore that keeps the objective for a set of last month may break it today.
 */
function forecastRestore(databaseBytes, history) {
    const samples = history.slice(0, NEWEST).filter((one) => one.databaseBytes > 0 && one.seconds > 0);
    if (samples.length === 0)
        return undefined;
    const rates = samples.map((one) => one.seconds / one.databaseBytes).toSorted((a, b) => a - b);
    const middle = rates[Math.floor(rates.length / 2)] ?? 0;
    const fastest = Math.min(...samples.map((one) => one.seconds));
    return { seconds: Math.max(middle * databaseBytes, fastest), samples: samples.length };
}


/***/ }),

/***/ 40264:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ canTraverse),
/* harmony export */   u: () => (/* binding */ scratchUser)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19473);



/**
 * The user a scratch server runs as: undefined (ourselves) for an ordinary user; for root the system's `postgres`
 * user, because initdb and postgres refuse to run as root.
 * @throws UserError PBA-PG-SCRATCH when we are root and there is no such user
 */
async function scratchUser() {
    if (process.getuid?.() !== 0)
        return undefined;
    const passwd = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)('/etc/passwd', 'utf8');
    for (const line of passwd.split('\n')) {
        const [name, , uid, gid] = line.split(':');
        if (name === 'postgres' && uid !== undefined && gid !== undefined)
            return { name, uid: Number(uid), gid: Number(gid) };
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('PBA-PG-SCRATCH', 'The job runs as root and there is no operating-system user postgres.', {
        hint: 'PostgreSQL refuses to run as root. Install the server package (it makes the user), or run the runner as an ordinary user.',
    });
}
/** Whether a user can reach a directory: every parent must let it pass. */
async function canTraverse(path, user) {
    for (let directory = path;; directory = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(directory)) {
        const { mode, uid, gid } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(directory);
        const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
        if ((mode & bit) === 0)
            return false;
        if (directory === (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(directory))
            return true;
    }
}


/***/ }),

/***/ 85261:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bs: () => (/* binding */ waitUntilReady),
/* harmony export */   c0: () => (/* binding */ scratchClient),
/* harmony export */   fM: () => (/* binding */ lastLine),
/* harmony export */   k1: () => (/* binding */ START_LIMIT_MS)
/* harmony export */ });
/* harmony import */ var _concurrency_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3943);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44677);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(92992);
/* harmony import */ var _tools_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(53909);





/** Longest time until a scratch server takes connections, and for each step on the way there. */
const START_LIMIT_MS = 60_000;
/** A client on the `postgres` database of a scratch server, as its superuser. */
function scratchClient(address) {
    return {
        installation: address.installation,
        env: {
            ...address.env,
            PGHOST: address.socketDir,
            PGPORT: address.port,
            PGUSER: address.superuser,
            PGDATABASE: 'postgres',
            PGAPPNAME: 'postgres-backup-actions',
            PGOPTIONS: _connection_js__WEBPACK_IMPORTED_MODULE_3__/* .DUMP_OPTIONS */ .a7,
        },
        signal: address.signal,
        log: address.log,
    };
}
/**
 * Waits until the server takes connections.
 * @param server the process that lives as long as the server does
 * @param explain what to throw when it ends before that
 * @throws what `explain` returns, ToolError PBA-PG-SCRATCH when it takes too long
 */
async function waitUntilReady(client, server, explain) {
    let ended = false;
    void server.exit.then(() => {
        ended = true;
    });
    const deadline = performance.now() + START_LIMIT_MS;
    for (;;) {
        try {
            await (0,_process_js__WEBPACK_IMPORTED_MODULE_2__/* .runText */ .le)((0,_tools_js__WEBPACK_IMPORTED_MODULE_4__/* .program */ .DM)(client.installation, 'pg_isready'), ['-q'], {
                env: client.env,
                signal: client.signal,
                timeoutMs: 5_000,
            });
            return;
        }
        catch (error) {
            if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .CancelledError */ .cc)
                throw error;
            if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ToolError */ .v4 && error.code === 'PBA-TOOL-MISSING')
                throw error;
            if (ended)
                throw explain(await server.exit);
            if (performance.now() > deadline) {
                const seconds = START_LIMIT_MS / 1000;
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ToolError */ .v4('PBA-PG-SCRATCH', `The scratch server was not ready after ${seconds} s.`, {
                    cause: error,
                });
            }
        }
        await (0,_concurrency_js__WEBPACK_IMPORTED_MODULE_0__/* .sleep */ .yy)(50, client.signal);
    }
}
/** The last line a program printed, for a sentence. */
function lastLine(text) {
    return text.trim().split('\n').at(-1) || 'no reason given';
}


/***/ }),

/***/ 75712:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ZN: () => (/* binding */ initdbArguments),
/* harmony export */   m7: () => (/* binding */ serverArguments),
/* harmony export */   ol: () => (/* binding */ megabytesOfMemory)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);

/** How every scratch cluster is made: nothing is worth flushing, and no locale of the host decides anything. */
function initdbArguments(options) {
    return ['--no-sync', '--encoding=UTF8', '--no-locale', ...(options.checksums ? ['--data-checksums'] : [])];
}
/** Fast settings for a server whose data may be lost at any time, sized to this machine, as arguments of `postgres`. */
function serverArguments(place, settings = {}) {
    const memory = megabytesOfMemory();
    const values = {
        listen_addresses: '',
        port: place.port,
        unix_socket_directories: place.socketDirs.join(','),
        unix_socket_permissions: '0777', // The directory around it decides who gets in.
        fsync: 'off',
        full_page_writes: 'off',
        synchronous_commit: 'off',
        wal_level: 'minimal',
        max_wal_senders: '0',
        archive_mode: 'off',
        autovacuum: 'off',
        max_wal_size: '16GB',
        checkpoint_timeout: '1d',
        shared_buffers: `${Math.max(128, Math.min(2048, Math.floor(memory / 8)))}MB`,
        maintenance_work_mem: `${Math.max(64, Math.min(1024, Math.floor(memory / 16)))}MB`,
        max_parallel_maintenance_workers: String(Math.min(4, (0,node_os__WEBPACK_IMPORTED_MODULE_0__.availableParallelism)())),
        max_locks_per_transaction: '1024',
        logging_collector: 'off',
        log_min_messages: 'warning',
        ...settings,
    };
    return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
/** Memory of this machine in MiB. */
function megabytesOfMemory() {
    return Math.floor((0,node_os__WEBPACK_IMPORTED_MODULE_0__.totalmem)() / 1024 / 1024);
}


/***/ }),

/***/ 73484:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ startScratchServer),
/* harmony export */   P: () => (/* binding */ withoutBootstrapRole)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19473);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(44677);
/* harmony import */ var _os_user_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(40264);
/* harmony import */ var _scratch_connection_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(85261);
/* harmony import */ var _scratch_settings_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(75712);
/* harmony import */ var _tools_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(53909);









const PORT = '5432';
/** Who may connect how: the socket's directory is closed to everybody else, a port is not. */
const HBA = `local all all trust
host all all 127.0.0.1/32 scram-sha-256
`;
/**
 * Makes and starts a scratch server of the installation's major version. Its superuser has the name that the
 * source's first role has, so that the source's roles and grants fit. Durability is switched off: the data may be lost.
 * @throws ToolError|UserError PBA-PG-SCRATCH
 */
async function startScratchServer(options) {
    const user = await (0,_os_user_js__WEBPACK_IMPORTED_MODULE_5__/* .scratchUser */ .u)();
    const directory = await makeDirectory(options, user);
    let server;
    // Sockets have a path limit of 107 bytes, which a deep RUNNER_TEMP exceeds.
    const socketDir = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)('/tmp/pba-');
    const dispose = async () => {
        await server?.stop();
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(directory, { recursive: true, force: true, maxRetries: 3 });
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(socketDir, { recursive: true, force: true });
    };
    try {
        options.remember({ kind: 'directory', path: socketDir });
        if (user !== undefined)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chown)(socketDir, user.uid, user.gid);
        const env = { PATH: options.env['PATH'] ?? '', LC_ALL: 'C', HOME: directory };
        const as = user === undefined ? {} : { user };
        await initdb(options, directory, env, as);
        const port = String(options.tcpPort ?? PORT);
        const { file, args } = await serverCommand(options, { port, directory, socketDir });
        server = await (0,_process_js__WEBPACK_IMPORTED_MODULE_4__/* .startProcess */ .kp)(file, args, {
            env,
            signal: options.signal,
            cwd: directory,
            stopSignal: 'SIGQUIT', // PostgreSQL's "immediate shutdown": nothing is worth flushing here.
            ...as,
        });
        server.stdin.end();
        server.stdout.resume();
        if (server.pid !== undefined)
            options.remember({ kind: 'process', pid: server.pid, stopSignal: 'SIGQUIT' });
        const client = (0,_scratch_connection_js__WEBPACK_IMPORTED_MODULE_6__/* .scratchClient */ .c0)({
            installation: options.installation,
            socketDir,
            port,
            superuser: options.facts.bootstrapRole,
            env,
            signal: options.signal,
            log: options.log,
        });
        await (0,_scratch_connection_js__WEBPACK_IMPORTED_MODULE_6__/* .waitUntilReady */ .bs)(client, server, (exit) => new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ToolError */ .v4('PBA-PG-SCRATCH', `The scratch server did not start: ${(0,_scratch_connection_js__WEBPACK_IMPORTED_MODULE_6__/* .lastLine */ .fM)(exit.stderr)}`, {
            ...exit,
        }));
        return { client, directory, socketDir, [Symbol.asyncDispose]: dispose };
    }
    catch (error) {
        await dispose();
        throw error;
    }
}
async function serverCommand(options, place) {
    const data = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(place.directory, 'data');
    const settings = { ...options.settings };
    if (options.tcpPort !== undefined) {
        settings['listen_addresses'] = '127.0.0.1';
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(data, 'pg_hba.conf'), HBA);
    }
    const command = {
        file: (0,_tools_js__WEBPACK_IMPORTED_MODULE_8__/* .program */ .DM)(options.installation, 'postgres'),
        args: ['-D', data, ...(0,_scratch_settings_js__WEBPACK_IMPORTED_MODULE_7__/* .serverArguments */ .m7)({ port: place.port, socketDirs: [place.socketDir] }, settings)],
    };
    return options.launch === undefined ? command : options.launch(command, [place.directory, place.socketDir]);
}
async function makeDirectory(options, user) {
    const reachable = user === undefined || (await (0,_os_user_js__WEBPACK_IMPORTED_MODULE_5__/* .canTraverse */ .N)(options.parent, user));
    const directory = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(reachable ? options.parent : (0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)(), 'pba-scratch-'));
    options.remember({ kind: 'directory', path: directory });
    if (user !== undefined)
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chown)(directory, user.uid, user.gid);
    return directory;
}
async function initdb(options, directory, env, as) {
    await (0,_process_js__WEBPACK_IMPORTED_MODULE_4__/* .runText */ .le)((0,_tools_js__WEBPACK_IMPORTED_MODULE_8__/* .program */ .DM)(options.installation, 'initdb'), [
        `--pgdata=${(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'data')}`,
        '--auth=trust', // The socket's directory is closed to everybody else.
        `--username=${options.facts.bootstrapRole}`,
        ...(0,_scratch_settings_js__WEBPACK_IMPORTED_MODULE_7__/* .initdbArguments */ .ZN)({ checksums: options.checksums ?? false }),
    ], {
        env,
        signal: options.signal,
        cwd: directory,
        timeoutMs: _scratch_connection_js__WEBPACK_IMPORTED_MODULE_6__/* .START_LIMIT_MS */ .k1,
        explain: (exit) => new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ToolError */ .v4('PBA-PG-SCRATCH', `initdb failed: ${exit.stderr.trim().split('\n')[0] ?? 'no reason given'}`, {
            ...exit,
            hint: `Is there space in ${options.parent}, and may its files be executed and owned by the server’s user?`,
        }),
        ...as,
    });
}
/** Removes the statement that makes the scratch server's own superuser from a roles script; all others stay. */
function withoutBootstrapRole(roles, bootstrapRole) {
    const quoted = /^[a-z_][a-z0-9_$]*$/.test(bootstrapRole)
        ? bootstrapRole
        : `"${bootstrapRole.replaceAll('"', '""')}"`;
    return roles
        .split('\n')
        .filter((line) => line !== `CREATE ROLE ${quoted};`)
        .join('\n');
}


/***/ })

};
