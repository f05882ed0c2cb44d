export const id = 478;
export const ids = [478];
export const modules = {

/***/ 76478:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  pitr: () => (/* binding */ pitr)
});

// EXTERNAL MODULE: ./build/catalog/recovery-target.js
var recovery_target = __webpack_require__(92883);
// EXTERNAL MODULE: ./build/actions/effective.js
var effective = __webpack_require__(5529);
// EXTERNAL MODULE: ./build/actions/recovery-source.js
var recovery_source = __webpack_require__(93895);
// EXTERNAL MODULE: ./build/actions/time-limit.js
var time_limit = __webpack_require__(97397);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/actions/recovery-choice.js
var recovery_choice = __webpack_require__(53225);
// EXTERNAL MODULE: ./build/actions/recovery-directory.js
var recovery_directory = __webpack_require__(34167);
// EXTERNAL MODULE: ./build/actions/recovery-run.js + 1 modules
var recovery_run = __webpack_require__(23951);
// EXTERNAL MODULE: ./build/actions/stopwatch.js
var stopwatch = __webpack_require__(5003);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/postgres/client.js + 1 modules
var postgres_client = __webpack_require__(5599);
// EXTERNAL MODULE: ./build/postgres/quote.js
var quote = __webpack_require__(71502);
;// CONCATENATED MODULE: ./build/postgres/recovered-facts.js
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



/** Longest time for counting, over all databases. */
const COUNTING_MS = 60_000;
/** As many are named of each database. */
const NAMED = 20;
/** What a recovered server holds: every database with its size, and the rows of its largest tables. */
async function readRecoveredDatabases(client) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const deadline = performance.now() + COUNTING_MS;
        const session = __addDisposableResource(env_1, await (0,postgres_client/* openSession */.fA)(client, { statement_timeout: '60s' }), true);
        const databases = await session.rows(`
    select datname as "name", pg_catalog.pg_database_size(oid) as "bytes"
      from pg_catalog.pg_database where datallowconn and not datistemplate order by datname`);
        const found = [];
        for (const { name, bytes } of databases)
            found.push({ name, bytes, ...(await readTables((0,postgres_client/* withDatabase */.kR)(client, name), deadline)) });
        return found;
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
async function readTables(client, deadline) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const session = __addDisposableResource(env_2, await (0,postgres_client/* openSession */.fA)(client, { statement_timeout: '60s' }), true);
        const tables = await session.rows(`
    select n.nspname as "schema", c.relname as "name", pg_catalog.pg_total_relation_size(c.oid) as "bytes"
      from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and c.relpersistence = 'p'
       and n.nspname not in ('pg_catalog', 'information_schema')
     order by 3 desc, 1, 2`);
        const largest = [];
        for (const { schema, name, bytes } of tables.slice(0, NAMED))
            largest.push({
                name: `${schema}.${name}`,
                bytes,
                rows: await countRows(client, [schema, name], deadline),
            });
        return { tables: tables.length, largest };
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = __disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
/** A session of its own, which a time-out ends. */
async function countRows(client, table, deadline) {
    const left = Math.floor(deadline - performance.now());
    if (left <= 0)
        return null;
    try {
        const env_3 = { stack: [], error: void 0, hasError: false };
        try {
            const session = __addDisposableResource(env_3, await (0,postgres_client/* openSession */.fA)(client, { statement_timeout: `${left}ms` }), true);
            const { rows } = await session.row(`select count(*)::bigint as "rows" from only ${(0,quote/* identifier */.C)(...table)}`);
            return rows;
        }
        catch (e_3) {
            env_3.error = e_3;
            env_3.hasError = true;
        }
        finally {
            const result_3 = __disposeResources(env_3);
            if (result_3)
                await result_3;
        }
    }
    catch (error) {
        if (!(error instanceof errors/* PbaError */.sV) || error instanceof errors/* CancelledError */.cc)
            throw error;
        return null;
    }
}
/** The timeline that a server is on. */
async function readTimeline(client, inRecovery) {
    const env_4 = { stack: [], error: void 0, hasError: false };
    try {
        const session = __addDisposableResource(env_4, await (0,postgres_client/* openSession */.fA)(client, { statement_timeout: '30s' }), true);
        const { timeline } = await session.row(inRecovery
            ? 'select timeline_id as "timeline" from pg_catalog.pg_control_checkpoint()'
            : `select ('x' || left(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()), 8))::bit(32)::int as "timeline"`);
        return timeline;
    }
    catch (e_4) {
        env_4.error = e_4;
        env_4.hasError = true;
    }
    finally {
        const result_4 = __disposeResources(env_4);
        if (result_4)
            await result_4;
    }
}

;// CONCATENATED MODULE: ./build/actions/pitr/outcome.js
var outcome_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var outcome_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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





/** The same source with a configuration that lasts as long as the recovery. */
async function keepIt(source, layout) {
    const { engine, physical, user } = source;
    const configFile = await (0,recovery_directory/* keepConfig */.AS)(layout, engine.configFile, physical.configFile, user);
    return { ...source, engine: { ...engine, configFile } };
}
function requestOf(inputs, source, target, choice, delta) {
    return {
        path: choice.path,
        target,
        exclusive: inputs.exclusive,
        superuser: inputs.superuser ?? source.production?.place.bootstrapRole ?? 'postgres',
        extra: Object.fromEntries(inputs.settings.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])),
        acceptEnd: inputs.acceptEnd,
        stallMs: inputs.stallLimit,
        limitMs: inputs.timeLimit,
        delta,
    };
}
function stateOf(source, layout, request, phase, context) {
    return {
        recoveryVersion: 1,
        phase,
        at: context.now().toISOString(),
        stanza: source.physical.stanza,
        superuser: request.superuser,
        repo: request.path.repo,
        location: request.path.location,
        backup: request.path.backup.label,
        target: request.target,
        exclusive: request.exclusive,
        dataDirectory: layout.dataDirectory,
        socketDirectory: layout.place.socketDirectory,
        port: layout.place.port,
    };
}
/** Shows what is there, and promotes when that is wanted; writes down what became of it. */
async function settle(inputs, source, layout, { request, choice, recovered, watch }, context) {
    const { server, state } = recovered;
    const seconds = watch.total;
    const { client } = server;
    const databases = await context.log.group('Looking at what is there', () => watch.time('counting', () => readRecoveredDatabases(client)));
    for (const note of recovered.notes)
        context.log.warning(note);
    let { phase } = recovered;
    if (inputs.afterwards === 'promote' && phase === 'paused') {
        await promoteServer(client, context);
        phase = 'open';
    }
    await (0,recovery_directory/* writeState */.Jq)(layout, stateOf(source, layout, request, phase, context), source.user);
    const timeline = await readTimeline(client, phase === 'paused');
    context.log.info(`${(0,recovery_target/* describeTarget */.ff)(request.target)}: newest commit ${state.lastCommit ?? 'none'}, LSN ${state.lsn}`);
    const gone = inputs.afterwards === 'discard';
    const place = {
        directory: layout.directory,
        socketDirectory: layout.place.socketDirectory,
        port: layout.place.port,
        superuser: request.superuser,
    };
    return {
        ...place,
        verdict: inputs.afterwards === 'promote' ? 'promoted' : gone ? 'discarded' : 'recovered',
        stanza: source.physical.stanza,
        repo: request.path.repo,
        location: request.path.location,
        backup: request.path.backup.label,
        target: request.target,
        exclusive: request.exclusive,
        phase: gone ? 'gone' : phase,
        lastCommit: state.lastCommit,
        lsn: state.lsn,
        timeline,
        seconds,
        phases: watch.phases,
        ranges: choice.ranges,
        databases,
        notes: recovered.notes,
        kept: null,
        next: gone ? [] : goOn({ ...place, phase }),
    };
}
const PROMOTE_S = 300;
/** Ends the recovery where it stands. @throws ToolError PBA-PITR-FAILED */
async function promoteServer(client, context) {
    await context.log.group('Promoting', async () => {
        try {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const session = outcome_addDisposableResource(env_1, await (0,postgres_client/* openSession */.fA)(client, { statement_timeout: '0' }), true);
                const { done } = await session.row(`select pg_catalog.pg_promote(true, ${PROMOTE_S}) as "done"`);
                if (!done)
                    throw new errors/* ToolError */.v4('PBA-PITR-FAILED', `The server was not promoted within ${PROMOTE_S} s.`);
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                const result_1 = outcome_disposeResources(env_1);
                if (result_1)
                    await result_1;
            }
        }
        catch (error) {
            if (!(error instanceof errors/* PbaError */.sV) || error instanceof errors/* CancelledError */.cc)
                throw error;
            throw new errors/* ToolError */.v4('PBA-PITR-FAILED', `The recovered server could not be promoted: ${(0,errors/* messageOf */.bD)(error)}`, {
                hint: 'Its log is server.log in the directory of the recovery.',
                cause: error,
            });
        }
    });
}
/** What can be done with a recovery that is kept. */
function goOn(at) {
    const { directory, socketDirectory, port, superuser, phase } = at;
    return [
        `Look at it: psql "host=${socketDirectory} port=${port} user=${superuser} dbname=postgres" (as the owner of the cluster, or root). Sessions are read-only unless they say SET default_transaction_read_only = off.`,
        `Another target: mode: retarget, directory: ${directory}.`,
        ...(phase === 'paused' ? [`Open it: mode: promote, directory: ${directory}.`] : []),
        'Rows out of it: pg_dump --table from there, or COPY … TO STDOUT there into COPY … FROM STDIN in production.',
        `Throw it away: mode: discard, directory: ${directory}. Until then it runs and takes its space.`,
    ];
}

;// CONCATENATED MODULE: ./build/actions/pitr/aside.js







/** A new recovery beside production. When it fails, nothing of it is left. */
async function recoverAside(inputs, source, target, context) {
    const path = await (0,recovery_directory/* checkPlace */.uD)(inputs.directory ?? '', await (0,recovery_source/* occupiedPlaces */.zN)(source));
    if (source.production !== undefined)
        await (0,recovery_source/* findServer */.Fm)(context, source.production.place.major);
    const choice = await (0,recovery_choice/* chooseRecovery */.z)(source, target, inputs, context);
    await (0,recovery_directory/* checkSpace */.Xe)((0,external_node_path_.dirname)(path), choice.path.backup.databaseBytes);
    const layout = await (0,recovery_directory/* makeRecoveryDirectory */.LK)(path, source.user);
    if (inputs.afterwards === 'discard')
        (0,recovery_directory/* rememberRecovery */.TV)(layout, context);
    const watch = new stopwatch/* Stopwatch */.e();
    let recovered;
    try {
        const kept = await keepIt(source, layout);
        const request = requestOf(inputs, source, target, choice, false);
        const state = stateOf(source, layout, request, 'restoring', context);
        await (0,recovery_directory/* writeState */.Jq)(layout, state, source.user);
        recovered = await (0,recovery_run/* runRecovery */.NC)(kept, layout, request, context, watch);
        if (inputs.afterwards === 'discard')
            context.remember({ kind: 'process', pid: recovered.server.process.pid, stopSignal: 'SIGQUIT' });
        const report = await settle(inputs, source, layout, { request, choice, recovered, watch }, context);
        if (inputs.afterwards === 'discard') {
            await recovered.server.stop('immediate');
            await (0,recovery_directory/* removeRecovery */.o6)(layout);
        }
        return report;
    }
    catch (error) {
        await recovered?.server.stop('immediate');
        await (0,recovery_directory/* removeRecovery */.o6)(layout);
        throw error;
    }
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/catalog/wal.js
var wal = __webpack_require__(99344);
// EXTERNAL MODULE: ./build/concurrency.js
var concurrency = __webpack_require__(3943);
// EXTERNAL MODULE: ./build/pgbackrest/commands.js + 5 modules
var commands = __webpack_require__(29400);
// EXTERNAL MODULE: ./build/postgres/recovery-server.js + 1 modules
var recovery_server = __webpack_require__(88771);
// EXTERNAL MODULE: ./build/process.js
var process = __webpack_require__(44677);
;// CONCATENATED MODULE: ./build/actions/pitr/in-place.js
















/**
 * Recovers production itself. Its old directory is kept under another name; until the recovered one has been seen to reach its
 * target it is put back when anything fails.
 */
async function recoverInPlace(inputs, source, target, context) {
    const { dataDirectory, stanza } = placeOf(source);
    const choice = await (0,recovery_choice/* chooseRecovery */.z)(source, target, inputs, context);
    const stamp = context
        .now()
        .toISOString()
        .replace(/[-:]|\.\d{3}/g, '');
    const kept = `${dataDirectory}_before_${stamp}`;
    const request = { ...requestOf(inputs, source, target, choice, false), inPlace: true };
    const plan = { ...planOf(source, request, choice), directory: dataDirectory };
    if (inputs.confirm !== stanza) {
        const failure = new errors/* UserError */.yo('PBA-CONFIRM', `The plan for ${dataDirectory} is made and was not confirmed: it would be kept as ${kept}, and what was there at ${(0,recovery_target/* describeTarget */.ff)(target)} would take its place.`, { hint: `Nothing was changed. To do it, give \`confirm: ${stanza}\`.` });
        return { report: plan, failure };
    }
    await stopProduction(inputs, source, dataDirectory, context);
    await (0,recovery_directory/* checkSpace */.Xe)((0,external_node_path_.dirname)(dataDirectory), choice.path.backup.databaseBytes);
    const watch = new stopwatch/* Stopwatch */.e();
    const state = await exchange(source, { request, dataDirectory, kept, stamp }, context, watch);
    const report = {
        ...plan,
        verdict: 'restored',
        kept,
        lastCommit: state?.lastCommit ?? null,
        lsn: state?.lsn ?? null,
        seconds: watch.total,
        phases: watch.phases,
        next: leftToDo(stanza, kept),
    };
    if (inputs.startCommand === undefined)
        return { report };
    return startProduction(inputs, source, request, report, context, watch);
}
function placeOf(source) {
    const { dataDirectory, engine, physical } = source;
    if (dataDirectory === undefined || engine.configFile !== physical.configFile) {
        throw new errors/* UserError */.yo('PBA-ENGINE-CONFIG', `There is no ${physical.configFile}, and production needs it: for the WAL it recovers with, and to archive afterwards.`, { hint: 'Run `wal` with `mode: setup` and `apply: true` first, on the machine of the server.' });
    }
    return { dataDirectory, stanza: physical.stanza };
}
async function stopProduction(inputs, source, dataDirectory, context) {
    const installation = await (0,recovery_source/* findServer */.Fm)(context, (await (0,recovery_directory/* readMajor */.wW)(dataDirectory)) ?? source.production?.place.major ?? 0);
    const options = { env: (0,recovery_run/* serverEnv */.NK)(context), signal: context.signal, user: source.user };
    const running = () => (0,recovery_server/* isRunning */.W_)(installation, dataDirectory, options);
    if (!(await running()))
        return;
    if (inputs.stopCommand !== undefined)
        await runCommand('stop-command', inputs.stopCommand, context);
    if (await running()) {
        throw new errors/* UserError */.yo('PBA-PITR-STATE', `The server on ${dataDirectory} runs.`, {
            hint: 'Nothing was changed. Stop it first, so that it does not start again by itself, or give `stop-command`.',
        });
    }
}
/** Puts the recovered directory in the place of the old one, or leaves the old one there. */
async function exchange(source, { request, dataDirectory, kept, stamp }, context, watch) {
    const { user } = source;
    const made = await (0,recovery_directory/* makeRecoveryDirectory */.LK)(`${dataDirectory}_recovery_${stamp}`, user);
    const spaces = `${dataDirectory}_tablespaces_${stamp}`;
    const layout = {
        ...made,
        dataDirectory,
        tablespaces: spaces,
        place: { ...made.place, dataDirectory },
    };
    try {
        const withSpaces = (await (0,promises_.readdir)((0,external_node_path_.join)(dataDirectory, 'pg_tblspc')).catch(() => [])).length > 0;
        await (0,promises_.rename)(dataDirectory, kept);
        try {
            for (const directory of withSpaces ? [dataDirectory, spaces] : [dataDirectory]) {
                await (0,promises_.mkdir)(directory, { mode: 0o700 });
                if (user !== undefined)
                    await (0,promises_.chown)(directory, user.uid, user.gid);
            }
            await watch.time('restore', () => (0,recovery_run/* restoreInto */.p5)(source.engine, layout, request));
            // The end of the log cannot be tried out: a server that reaches it begins a new timeline.
            if (request.target.type === 'latest')
                return undefined;
            const tried = await watch.time('recovery', () => (0,recovery_run/* replay */.eZ)(source, layout, request, context));
            await tried.server.stop('fast');
            return tried.state;
        }
        catch (error) {
            await (0,promises_.rm)(dataDirectory, { recursive: true, force: true });
            await (0,promises_.rm)(spaces, { recursive: true, force: true });
            await (0,promises_.rename)(kept, dataDirectory);
            context.log.warning(`${dataDirectory} is the directory that was there before; the server is still stopped.`);
            throw error;
        }
    }
    finally {
        await (0,recovery_directory/* removeRecovery */.o6)(made);
    }
}
const POLL_MS = 500;
/** Starts production, waits until it has left recovery, and takes the full backup that the new timeline needs. */
async function startProduction(inputs, source, request, report, context, watch) {
    try {
        await runCommand('start-command', inputs.startCommand ?? '', context);
        const { state, timeline } = await watch.time('start', () => untilOpen(inputs, source, context));
        checkLog(state, request, source.segmentBytes);
        for (const [index, repository] of source.physical.repositories.entries()) {
            await context.log.group(`New full backup into repository ${index + 1} (${repository.kind})`, () => watch.time('backup', () => (0,commands/* backup */.RR)(source.engine, { repo: index + 1, type: 'full', timeoutMs: inputs.timeLimit })));
        }
        return {
            report: {
                ...report,
                verdict: 'recovered',
                lastCommit: report.lastCommit ?? state.lastCommit,
                lsn: report.lsn ?? state.lsn,
                timeline,
                seconds: watch.total,
                phases: watch.phases,
                next: [
                    `The directory that was there before is ${report.kept}: remove it when nobody needs it.`,
                    'Standbys follow the old timeline: rebuild them.',
                ],
            },
        };
    }
    catch (error) {
        if (!(error instanceof errors/* PbaError */.sV) || error instanceof errors/* CancelledError */.cc)
            throw error;
        return { report, failure: error };
    }
}
async function untilOpen(inputs, source, context) {
    const deadline = performance.now() + inputs.stallLimit;
    for (;;) {
        const state = await source
            .reach()
            .then(async ({ client }) => ({ client, found: await (0,recovery_server/* readRecoveryState */.t9)(client) }))
            .catch((error) => {
            if (!(error instanceof errors/* PbaError */.sV) || error instanceof errors/* CancelledError */.cc)
                throw error;
            return (0,errors/* messageOf */.bD)(error);
        });
        if (typeof state !== 'string' && !state.found.inRecovery)
            return { state: state.found, timeline: await readTimeline(state.client, false) };
        if (performance.now() > deadline) {
            throw new errors/* ToolError */.v4('PBA-PITR-FAILED', `Production has not left recovery ${Math.round(inputs.stallLimit / 1000)} s after it was started${typeof state === 'string' ? `: ${state}` : '.'}`, {
                hint: 'Look at the log of the server. The old directory is kept; see the summary for the way back.',
            });
        }
        await (0,concurrency/* sleep */.yy)(POLL_MS, context.signal);
    }
}
function checkLog(state, { path, target }, segmentBytes) {
    if (target.type !== 'latest' || state.lsn === null)
        return;
    if ((0,wal/* segmentOfLsn */.I5)(state.lsn, segmentBytes) >= path.lastSegment.number - 1)
        return;
    throw new errors/* IntegrityError */.cs('PBA-WAL-GAP', `Production came up at ${state.lsn}, although repository ${path.repo} lists WAL until ${(0,wal/* segmentName */.Jc)(path.lastSegment, segmentBytes)}: commits are missing.`, { hint: 'Stop it again before anybody writes, and recover from another repository (`repo`).' });
}
/** A program of the user, with the environment of this run: one argument per line, no shell. */
async function runCommand(name, text, context) {
    const [program = '', ...args] = text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '');
    try {
        const output = await context.log.group(`Running ${name}: ${program}`, () => (0,process/* runText */.le)(program, args, {
            env: context.env,
            signal: context.signal,
            cwd: context.env['GITHUB_WORKSPACE'] ?? '/',
        }));
        if (output.trim() !== '')
            context.log.info(output.trimEnd());
    }
    catch (error) {
        if (!(error instanceof errors/* PbaError */.sV) || error instanceof errors/* CancelledError */.cc)
            throw error;
        throw new errors/* ToolError */.v4('PBA-PITR-FAILED', `The command of ${name} failed: ${(0,errors/* messageOf */.bD)(error)}`, {
            hint: 'Run it by hand to see what it says.',
            cause: error,
        });
    }
}
function leftToDo(stanza, kept) {
    return [
        'Start the server as always, and wait until pg_is_in_recovery() is false: it begins a new timeline at the target.',
        `Then at once a new full backup: backup with kind: physical and physical-type: full (pgbackrest --stanza=${stanza} --type=full backup, for every repository).`,
        `The directory that was there before is ${kept}. The way back: stop the server, and rename it again.`,
        'Standbys follow the old timeline: rebuild them.',
    ];
}
function planOf(source, request, choice) {
    return {
        verdict: 'restored',
        stanza: source.physical.stanza,
        directory: '',
        repo: request.path.repo,
        location: request.path.location,
        backup: request.path.backup.label,
        target: request.target,
        exclusive: request.exclusive,
        phase: 'stopped',
        socketDirectory: '',
        port: '',
        superuser: request.superuser,
        lastCommit: null,
        lsn: null,
        timeline: null,
        seconds: null,
        phases: {},
        ranges: choice.ranges,
        databases: [],
        notes: [],
        kept: null,
        next: [],
    };
}

// EXTERNAL MODULE: ./build/pgbackrest/os-user.js
var os_user = __webpack_require__(51883);
// EXTERNAL MODULE: ./build/postgres/scratch-connection.js
var scratch_connection = __webpack_require__(85261);
;// CONCATENATED MODULE: ./build/actions/pitr/kept.js













async function openKept(inputs) {
    const { layout, state } = await (0,recovery_directory/* readState */.un)(inputs.directory ?? '');
    return { layout, state, user: (0,os_user/* engineUser */.A)(await (0,os_user/* ownerOf */.b)(layout.directory)) };
}
/** What a kept recovery holds. */
async function showKept(inputs, context) {
    const kept = await openKept(inputs);
    const { client, state } = await reach(kept, context);
    return reportOf(kept, client, state, 'shown');
}
/** Opens a kept recovery on a timeline of its own. */
async function promoteKept(inputs, context) {
    const kept = await openKept(inputs);
    const { client, state } = await reach(kept, context);
    if (state.inRecovery)
        await promoteServer(client, context);
    await (0,recovery_directory/* writeState */.Jq)(kept.layout, { ...kept.state, phase: 'open' }, kept.user);
    return reportOf(kept, client, { ...state, inRecovery: false }, 'promoted');
}
/** Stops a kept recovery and removes everything of it. */
async function discardKept(inputs, context) {
    const kept = await openKept(inputs);
    await stopKept(kept, context);
    await (0,recovery_directory/* removeRecovery */.o6)(kept.layout);
    return { ...baseReport(kept), verdict: 'discarded', phase: 'gone', next: [] };
}
/**
 * Takes a kept recovery to another target, also an earlier one: what differs is restored again. When that fails it is left
 * stopped, for another try or to be discarded.
 */
async function retargetKept(inputs, source, target, context) {
    const kept = await openKept(inputs);
    const { layout, user } = kept;
    if (kept.state.stanza !== source.physical.stanza) {
        throw new errors/* UserError */.yo('PBA-PITR-STATE', `${layout.directory} is a recovery of stanza ${kept.state.stanza}, the policy says ${source.physical.stanza}.`, {
            hint: 'Give the policy that the recovery was made with.',
        });
    }
    const choice = await (0,recovery_choice/* chooseRecovery */.z)(source, target, inputs, context);
    await stopKept(kept, context);
    const watch = new stopwatch/* Stopwatch */.e();
    const own = { ...source, user };
    const request = {
        ...requestOf(inputs, own, target, choice, true),
        superuser: inputs.superuser ?? kept.state.superuser,
    };
    let recovered;
    try {
        await (0,recovery_directory/* writeState */.Jq)(layout, stateOf(own, layout, request, 'restoring', context), user);
        recovered = await (0,recovery_run/* runRecovery */.NC)(await keepIt(own, layout), layout, request, context, watch);
        const report = await settle(inputs, own, layout, { request, choice, recovered, watch }, context);
        if (inputs.afterwards === 'discard') {
            await recovered.server.stop('immediate');
            await (0,recovery_directory/* removeRecovery */.o6)(layout);
        }
        return report;
    }
    catch (error) {
        await recovered?.server.stop('immediate');
        await (0,recovery_directory/* writeState */.Jq)(layout, stateOf(own, layout, request, 'failed', context), user);
        throw error;
    }
}
async function stopKept({ layout, user }, context) {
    const major = await (0,recovery_directory/* readMajor */.wW)(layout.dataDirectory);
    // A restore that broke off has no version yet, and no server either.
    if (major === undefined)
        return;
    const installation = await (0,recovery_source/* findServer */.Fm)(context, major);
    const options = { env: (0,recovery_run/* serverEnv */.NK)(context), signal: context.signal, user };
    await (0,recovery_server/* stopOn */.CM)(installation, layout.dataDirectory, 'immediate', options);
    // Of a server that was killed; the engine takes it for one that runs.
    await (0,promises_.rm)((0,external_node_path_.join)(layout.dataDirectory, 'postmaster.pid'), { force: true });
}
async function reach({ layout, state, user }, context) {
    const major = await (0,recovery_directory/* readMajor */.wW)(layout.dataDirectory);
    const installation = major === undefined ? undefined : await (0,recovery_source/* findServer */.Fm)(context, major);
    const options = { env: (0,recovery_run/* serverEnv */.NK)(context), signal: context.signal, user };
    if (installation === undefined || !(await (0,recovery_server/* isRunning */.W_)(installation, layout.dataDirectory, options))) {
        throw new errors/* UserError */.yo('PBA-PITR-STATE', `The server of ${layout.directory} does not run (${state.phase}).`, {
            hint: '`mode: retarget` brings it to a target again; `mode: discard` removes it.',
        });
    }
    const client = clientOf({ layout, state, user }, installation, context);
    return { client, state: await (0,recovery_server/* readRecoveryState */.t9)(client) };
}
function clientOf({ state }, installation, context) {
    return (0,scratch_connection/* scratchClient */.c0)({
        installation,
        socketDir: state.socketDirectory,
        port: state.port,
        superuser: state.superuser,
        env: (0,recovery_run/* serverEnv */.NK)(context),
        signal: context.signal,
        log: context.log,
    });
}
function baseReport({ layout, state }) {
    return {
        directory: layout.directory,
        stanza: state.stanza,
        repo: state.repo,
        location: state.location,
        backup: state.backup,
        target: state.target,
        exclusive: state.exclusive,
        socketDirectory: state.socketDirectory,
        port: state.port,
        superuser: state.superuser,
        lastCommit: null,
        lsn: null,
        timeline: null,
        seconds: null,
        phases: {},
        ranges: [],
        databases: [],
        notes: [],
        kept: null,
    };
}
async function reportOf(kept, client, state, verdict) {
    const phase = state.inRecovery ? 'paused' : 'open';
    const base = baseReport(kept);
    return {
        ...base,
        verdict,
        phase,
        lastCommit: state.lastCommit,
        lsn: state.lsn,
        timeline: await readTimeline(client, state.inRecovery),
        databases: await readRecoveredDatabases(client),
        next: goOn({ ...base, phase }),
    };
}

// EXTERNAL MODULE: ./build/runtime/format.js
var format = __webpack_require__(14364);
;// CONCATENATED MODULE: ./build/actions/pitr/summary.js


const ICONS = {
    recovered: '⏪',
    shown: '🔎',
    promoted: '⏫',
    discarded: '🗑️',
    restored: '⏪',
};
/** Markdown for the job summary: where the recovery stands, what it holds, how it goes on. */
function pitrSummary(report) {
    const parts = [
        `## ${ICONS[report.verdict]} Point-in-time recovery: ${(0,format/* escapeMarkdown */.FV)(headline(report))}`,
        ...report.notes.map((note) => `> ${(0,format/* escapeMarkdown */.FV)(note)}`),
        (0,format/* markdownTable */.Qj)([{ title: 'What' }, { title: 'Value' }], facts(report).map(([name, value]) => [name, (0,format/* code */.aY)(value)])),
    ];
    if (report.databases.length > 0)
        parts.push('### What is there', (0,format/* markdownTable */.Qj)(TABLES, tableRows(report)));
    if (report.ranges.length > 0)
        parts.push('### What can be recovered', report.ranges.map((range) => `- ${(0,format/* escapeMarkdown */.FV)(range)}`).join('\n'));
    if (report.next.length > 0)
        parts.push('### How it goes on', report.next.map((line) => `- ${(0,format/* escapeMarkdown */.FV)(line)}`).join('\n'));
    return `${parts.join('\n\n')}\n`;
}
/** The same for a terminal. */
function pitrText(report) {
    return [
        headline(report),
        ...report.notes,
        '',
        (0,format/* terminalTable */.RX)([{ title: 'What' }, { title: 'Value' }], facts(report)),
        ...(report.databases.length === 0 ? [] : ['', (0,format/* terminalTable */.RX)(TABLES, tableRows(report))]),
        ...(report.next.length === 0 ? [] : ['', ...report.next]),
    ].join('\n');
}
function headline(report) {
    const what = `${report.stanza}, ${(0,recovery_target/* describeTarget */.ff)(report.target)}`;
    if (report.verdict === 'discarded')
        return `${what}: discarded`;
    if (report.verdict === 'promoted')
        return `${what}: promoted`;
    if (report.phase === 'stopped') {
        if (report.kept === null)
            return `${what}: a plan, nothing was changed`;
        return report.verdict === 'recovered'
            ? `${what}: production recovered in place`
            : `${what}: restored in place, not started`;
    }
    return `${what}: ${report.phase === 'open' ? 'at the end of the log, open' : report.phase}`;
}
function facts(report) {
    const rows = [
        ['Target', `${(0,recovery_target/* describeTarget */.ff)(report.target)}${report.exclusive ? ', stopped just before it' : ''}`],
        ['Base backup', `${report.backup} of repository ${report.repo} (${report.location})`],
        ['Directory', report.directory],
    ];
    if (report.lastCommit !== null)
        rows.push(['Newest commit', `${report.lastCommit} UTC`]);
    if (report.lsn !== null)
        rows.push(['LSN', report.lsn]);
    if (report.timeline !== null)
        rows.push(['Timeline', String(report.timeline)]);
    if (report.phase === 'paused' || report.phase === 'open')
        rows.push(['Connection', `host=${report.socketDirectory} port=${report.port} user=${report.superuser}`]);
    if (report.kept !== null)
        rows.push(['Kept aside', report.kept]);
    if (report.seconds !== null) {
        const phases = Object.entries(report.phases).map(([name, s]) => `${name} ${(0,format/* formatDuration */.a3)(s * 1000)}`);
        rows.push(['Took', `${(0,format/* formatDuration */.a3)(report.seconds * 1000)} (${phases.join(', ')})`]);
    }
    return rows;
}
const TABLES = [
    { title: 'Database' },
    { title: 'Table' },
    { title: 'Rows', align: 'right' },
    { title: 'Size', align: 'right' },
];
function tableRows(report) {
    return report.databases.flatMap(({ name, bytes, tables, largest }) => [
        [name, `${tables} tables`, '', (0,format/* formatBytes */.z3)(bytes)],
        ...largest.map((table) => [
            name,
            table.name,
            table.rows === null ? 'not counted' : (0,format/* formatCount */.B4)(table.rows),
            (0,format/* formatBytes */.z3)(table.bytes),
        ]),
    ]);
}

;// CONCATENATED MODULE: ./build/actions/pitr/pitr.js
var pitr_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var pitr_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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








/** Recovers to a moment, beside production or in its place, and goes on with what was recovered. */
function pitr(inputs, context) {
    return (0,time_limit/* withTimeLimit */.B)(context, inputs.timeLimit, async (limited) => {
        const { report, failure } = await run(inputs, limited);
        return resultOf(report, failure);
    });
}
async function run(inputs, context) {
    switch (inputs.mode) {
        case 'show':
            return { report: await showKept(inputs, context) };
        case 'promote':
            return { report: await promoteKept(inputs, context) };
        case 'discard':
            return { report: await discardKept(inputs, context) };
        case 'recover':
        case 'retarget': {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const policy = await (0,effective/* effectivePolicy */.Ci)(inputs, context);
                const source = pitr_addDisposableResource(env_1, await (0,recovery_source/* openSource */.oD)(inputs, policy, context), true);
                const target = targetOf(inputs);
                if (inputs.mode === 'retarget')
                    return { report: await retargetKept(inputs, source, target, context) };
                if (inputs.inPlace)
                    return await recoverInPlace(inputs, source, target, context);
                return { report: await recoverAside(inputs, source, target, context) };
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                const result_1 = pitr_disposeResources(env_1);
                if (result_1)
                    await result_1;
            }
        }
    }
}
/** The rules of the spec have seen already that it can be read. */
function targetOf(inputs) {
    const parsed = (0,recovery_target/* parseTarget */.hu)(inputs.target ?? 'latest', inputs.targetValue);
    if ('problem' in parsed)
        throw new Error(`target-value ${parsed.problem}`);
    return parsed;
}
function resultOf(report, failure) {
    const reachable = report.phase === 'paused' || report.phase === 'open';
    return {
        outputs: {
            verdict: failure === undefined ? report.verdict : 'failed',
            directory: report.directory,
            'socket-directory': reachable ? report.socketDirectory : '',
            port: reachable ? report.port : '',
            user: reachable ? report.superuser : '',
            'last-commit': report.lastCommit === null ? '' : `${report.lastCommit}+00`,
            lsn: report.lsn ?? '',
            timeline: report.timeline === null ? '' : String(report.timeline),
            'backup-label': report.backup,
            repo: String(report.repo),
            'duration-seconds': report.seconds === null ? '' : String(report.seconds),
            'kept-directory': report.kept ?? '',
        },
        summary: pitrSummary(report),
        text: pitrText(report),
        json: report,
        ...(failure === undefined ? {} : { failure }),
    };
}


/***/ }),

/***/ 5003:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ Stopwatch)
/* harmony export */ });
/** Seconds per phase, in the order the phases ended. */
class Stopwatch {
    #start = performance.now();
    #phases = {};
    async time(phase, body) {
        const start = performance.now();
        const result = await body();
        this.add(phase, (performance.now() - start) / 1000);
        return result;
    }
    add(phase, seconds) {
        this.#phases[phase] = rounded((this.#phases[phase] ?? 0) + seconds);
    }
    get phases() {
        return { ...this.#phases };
    }
    /** Seconds since the stopwatch was made. */
    get total() {
        return rounded((performance.now() - this.#start) / 1000);
    }
}
function rounded(seconds) {
    return Math.round(seconds * 1000) / 1000;
}


/***/ }),

/***/ 97397:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ withTimeLimit)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _runtime_format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(14364);


/**
 * Runs a handler's work with a limit on its whole time. When it is exceeded everything is ended as on
 * cancellation, and the run fails with PBA-TOOL-TIMEOUT.
 */
async function withTimeLimit(context, limitMs, body) {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), limitMs);
    try {
        return await body({ ...context, signal: AbortSignal.any([context.signal, limit.signal]) });
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CancelledError */ .cc && limit.signal.aborted && !context.signal.aborted) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ToolError */ .v4('PBA-TOOL-TIMEOUT', `The run did not end within its time limit of ${(0,_runtime_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(limitMs)}.`, {
                hint: 'Raise `time-limit` if the database has grown; look for a stalled connection or a waiting lock otherwise.',
            });
        }
        throw error;
    }
    finally {
        clearTimeout(timer);
    }
}


/***/ })

};
