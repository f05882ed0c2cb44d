export const id = 431;
export const ids = [431];
export const modules = {

/***/ 53225:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ chooseRecovery)
/* harmony export */ });
/* harmony import */ var _catalog_recovery_plan_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27505);
/* harmony import */ var _catalog_recovery_target_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(92883);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _postgres_archive_now_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(59197);
/* harmony import */ var _recovery_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57225);
/* harmony import */ var _recovery_source_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(93895);






const ARCHIVE_MS = 120_000;
/**
 * Looks what the repositories can bring back, and chooses the way to the target, before anything is written anywhere.
 * @throws UserError PBA-PITR-TARGET, PBA-SET-NOT-FOUND; IntegrityError PBA-WAL-GAP
 */
async function chooseRecovery(source, target, inputs, context) {
    const options = { ...inputs, segmentBytes: source.segmentBytes };
    let paths = (0,_catalog_recovery_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .recoveryPaths */ .yz)(await (0,_recovery_source_js__WEBPACK_IMPORTED_MODULE_3__/* .readUsable */ .b3)(source, context), options);
    let path = (0,_catalog_recovery_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .choosePath */ .FH)(paths, target);
    if (path === undefined && mayBeArchived(source, target, paths, context.now())) {
        context.log.info('The target is newer than what is archived; production hands over its WAL.');
        if (source.production !== undefined)
            await (0,_postgres_archive_now_js__WEBPACK_IMPORTED_MODULE_1__/* .archiveNow */ .H)(source.production.client, ARCHIVE_MS);
        paths = (0,_catalog_recovery_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .recoveryPaths */ .yz)(await (0,_recovery_source_js__WEBPACK_IMPORTED_MODULE_3__/* .readUsable */ .b3)(source, context), options);
        path = (0,_catalog_recovery_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .choosePath */ .FH)(paths, target);
    }
    // What the log cannot reach is then found out by the recovery, which takes the end and says so.
    if (inputs.acceptEnd && !isFuture(target, context.now()))
        path ??= (0,_catalog_recovery_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .choosePathBefore */ .MF)(paths, target);
    const ranges = (0,_catalog_recovery_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .describePaths */ .E9)(paths);
    for (const range of ranges)
        context.log.info(`recoverable: ${range}`);
    if (path === undefined)
        throw (0,_recovery_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .outOfRange */ .F)(target, paths, context.now());
    if (target.type === 'latest' && path.gapAt !== null && !inputs.acceptEnd) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .IntegrityError */ .cs('PBA-WAL-GAP', `WAL ${path.gapAt} is missing in repository ${path.repo}, although later WAL is there: the latest state cannot be recovered, only that of ${(0,_catalog_recovery_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .utc */ .n$)(path.until)}.`, {
            hint: 'Another repository may have it: look at `wal`. `accept-end: true` recovers until the gap.',
        });
    }
    context.log.info(`target: ${(0,_catalog_recovery_target_js__WEBPACK_IMPORTED_MODULE_5__/* .describeTarget */ .ff)(target)}; from base backup ${path.backup.label} of repository ${path.repo}, on timeline ${path.timeline}`);
    return { path, ranges };
}
function isFuture(target, now) {
    return target.type === 'time' && target.ms > now.getTime();
}
/** Whether the target is only out of reach because production has not handed over its newest WAL. */
function mayBeArchived({ production }, target, paths, now) {
    if (production === undefined || production.place.inRecovery || target.type !== 'time')
        return false;
    const newest = paths.reduce((max, { until }) => (until > max ? until : max), '');
    return newest !== '' && target.ms > Date.parse(newest) && target.ms <= now.getTime();
}


/***/ }),

/***/ 34167:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AS: () => (/* binding */ keepConfig),
/* harmony export */   Jq: () => (/* binding */ writeState),
/* harmony export */   LK: () => (/* binding */ makeRecoveryDirectory),
/* harmony export */   TV: () => (/* binding */ rememberRecovery),
/* harmony export */   Xe: () => (/* binding */ checkSpace),
/* harmony export */   o6: () => (/* binding */ removeRecovery),
/* harmony export */   uD: () => (/* binding */ checkPlace),
/* harmony export */   un: () => (/* binding */ readState),
/* harmony export */   wW: () => (/* binding */ readMajor)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19473);
/* harmony import */ var _pgbackrest_files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2338);
/* harmony import */ var _postgres_os_user_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(40264);
/* harmony import */ var _postgres_recovery_settings_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(28045);
/* harmony import */ var _runtime_format_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(14364);







const PORT = '5432';
/** A socket's path has at most 107 bytes. */
const LONGEST_SOCKET = 107 - `/.s.PGSQL.${PORT}`.length;
function layoutOf(directory, socketDirectory) {
    const at = (name) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, name);
    return {
        directory,
        dataDirectory: at('data'),
        tablespaces: at('tablespaces'),
        logFile: at('server.log'),
        stateFile: at('recovery.json'),
        engineConfig: at('pgbackrest.conf'),
        spool: at('spool'),
        place: {
            dataDirectory: at('data'),
            socketDirectory,
            port: PORT,
            configFile: at('server.conf'),
            hbaFile: at('hba.conf'),
            identFile: at('ident.conf'),
        },
    };
}
/**
 * Refuses a place where the recovery would be in somebody's way.
 * @param occupied directories of production and of the engine
 * @throws UserError PBA-TARGET-EXISTS, PBA-TARGET-IS-SOURCE, PBA-INPUT
 */
async function checkPlace(directory, occupied) {
    const wanted = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(directory);
    const parent = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(wanted)).catch((error) => {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('PBA-INPUT', `The directory above ${wanted} is not there: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}.`, {
            hint: 'Make it first; the recovery makes its own directory in it.',
            cause: error,
        });
    });
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(parent, wanted.slice((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(wanted).length).replace(/^\//, ''));
    for (const other of occupied) {
        if (other === undefined)
            continue;
        const real = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(other).catch(() => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(other));
        if (isWithin(path, real) || isWithin(real, path)) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('PBA-TARGET-IS-SOURCE', `${path} lies within ${real}, or the other way round: that is production's.`, {
                hint: 'Recover into a directory of its own, best on another disk.',
            });
        }
    }
    if ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(path).catch(() => undefined)) !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('PBA-TARGET-EXISTS', `${path} exists already.`, {
            hint: 'A recovery is made in a new directory. A kept one goes on with `mode: retarget`, and goes away with `mode: discard`.',
        });
    }
    return path;
}
function isWithin(path, directory) {
    return path === directory || path.startsWith(`${directory.replace(/\/$/, '')}/`);
}
/** @throws ToolError PBA-DISK-FULL when there is less room than the cluster needs */
async function checkSpace(parent, needed) {
    const { bavail, bsize } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.statfs)(parent);
    const free = bavail * bsize;
    if (free >= needed)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ToolError */ .v4('PBA-DISK-FULL', `${parent} has ${(0,_runtime_format_js__WEBPACK_IMPORTED_MODULE_6__/* .formatBytes */ .z3)(free)} free; the cluster alone needs ${(0,_runtime_format_js__WEBPACK_IMPORTED_MODULE_6__/* .formatBytes */ .z3)(needed)}.`, { hint: 'Recover into a directory of a larger disk. Nothing was written.' });
}
/** Makes the directory with everything but the data. */
async function makeRecoveryDirectory(path, user) {
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(path, { mode: 0o700 });
        if (user !== undefined) {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chown)(path, user.uid, user.gid);
            if (!(await (0,_postgres_os_user_js__WEBPACK_IMPORTED_MODULE_4__/* .canTraverse */ .N)(path, user))) {
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('PBA-ENGINE-USER', `The user ${user.name} cannot get to ${path}.`, {
                    hint: 'The server runs as that user: every directory above has to let it pass (chmod o+x).',
                });
            }
        }
        const layout = layoutOf(path, await socketDirectory(path, user));
        for (const directory of [layout.spool, layout.tablespaces, layout.dataDirectory]) {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(directory, { mode: 0o700 });
            if (user !== undefined)
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chown)(directory, user.uid, user.gid);
        }
        await (0,_pgbackrest_files_js__WEBPACK_IMPORTED_MODULE_3__/* .writePrivate */ .pb)(layout.place.configFile, '# Every setting stands in the arguments of the server.\n', user);
        await (0,_pgbackrest_files_js__WEBPACK_IMPORTED_MODULE_3__/* .writePrivate */ .pb)(layout.place.hbaFile, _postgres_recovery_settings_js__WEBPACK_IMPORTED_MODULE_5__/* .RECOVERY_HBA */ .Az, user);
        await (0,_pgbackrest_files_js__WEBPACK_IMPORTED_MODULE_3__/* .writePrivate */ .pb)(layout.place.identFile, '', user);
        return layout;
    }
    catch (error) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(path, { recursive: true, force: true });
        throw error;
    }
}
async function socketDirectory(path, user) {
    const own = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, 'socket');
    const fits = Buffer.byteLength(own) <= LONGEST_SOCKET;
    const directory = fits ? own : await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)('/tmp/pba-pitr-');
    if (fits)
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(directory, { mode: 0o700 });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chmod)(directory, 0o700);
    if (user !== undefined)
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chown)(directory, user.uid, user.gid);
    return directory;
}
async function writeState(layout, state, user) {
    await (0,_pgbackrest_files_js__WEBPACK_IMPORTED_MODULE_3__/* .writePrivate */ .pb)(layout.stateFile, `${JSON.stringify(state, null, 2)}\n`, user);
}
/**
 * Reads a kept recovery.
 * @throws UserError PBA-PITR-STATE when the directory is none
 */
async function readState(directory) {
    const path = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(directory).catch(() => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(directory));
    const refuse = (reason, cause) => new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('PBA-PITR-STATE', `${path} is no kept recovery: ${reason}.`, {
        hint: 'Give the directory that an earlier run with `mode: recover` made.',
        ...(cause === undefined ? {} : { cause }),
    });
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, 'recovery.json'), 'utf8').catch((error) => {
        throw refuse((0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .systemCode */ .xU)(error) === 'ENOENT' ? 'it has no recovery.json' : (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error), error);
    });
    let state;
    try {
        state = JSON.parse(text);
    }
    catch (error) {
        throw refuse('its recovery.json cannot be read', error);
    }
    if (state.recoveryVersion !== 1 || state.dataDirectory !== (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, 'data'))
        throw refuse('its recovery.json is of another directory or version');
    return { layout: layoutOf(path, state.socketDirectory), state };
}
/** The major version of a cluster's files; undefined when there are none. */
async function readMajor(dataDirectory) {
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(dataDirectory, 'PG_VERSION'), 'utf8').catch(() => undefined);
    return text === undefined ? undefined : Number(text.trim());
}
/** Removes a recovery with everything that belongs to it. */
async function removeRecovery(layout) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(layout.directory, { recursive: true, force: true, maxRetries: 3 });
    const { socketDirectory: socket } = layout.place;
    if (socket.startsWith('/tmp/pba-pitr-'))
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(socket, { recursive: true, force: true });
}
/** The engine's configuration for as long as the recovery is kept: that of a run goes away with the run. */
async function keepConfig(layout, configFile, installed, user) {
    if (configFile === installed)
        return configFile;
    await (0,_pgbackrest_files_js__WEBPACK_IMPORTED_MODULE_3__/* .writePrivate */ .pb)(layout.engineConfig, await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(configFile, 'utf8'), user);
    return layout.engineConfig;
}
/** Remembers what a killed run would leave: for a recovery that is thrown away at the end. */
function rememberRecovery(layout, context) {
    context.remember({ kind: 'directory', path: layout.directory });
    const { socketDirectory: socket } = layout.place;
    if (!isWithin(socket, layout.directory))
        context.remember({ kind: 'directory', path: socket });
}


/***/ }),

/***/ 57225:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ outOfRange),
/* harmony export */   p: () => (/* binding */ explainEnd)
/* harmony export */ });
/* harmony import */ var _catalog_recovery_plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27505);
/* harmony import */ var _catalog_recovery_target_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92883);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);



/** What a target outside of everything is answered with: what can be recovered, and what to do. */
function outOfRange(target, paths, now) {
    if (target.type === 'time' && target.ms > now.getTime()) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('PBA-PITR-TARGET', `${sentence(target)} lies in the future.`, {
            hint: 'Look at the offset of target-value; it is echoed in UTC. `latest` recovers everything that is archived.',
        });
    }
    const ranges = (0,_catalog_recovery_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .describePaths */ .E9)(paths);
    const gap = paths.find(({ gapAt }) => gapAt !== null);
    if (ranges.length === 0) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('PBA-SET-NOT-FOUND', 'No base backup fits what was asked for, or none has all its WAL.', {
            hint: 'Look at `repo`, `backup` and `timeline`; `wal` shows what the repositories hold.',
        });
    }
    const list = ranges.map((range) => `- ${range}`).join('\n');
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('PBA-PITR-TARGET', `${sentence(target)} lies outside of what can be recovered:\n${list}`, {
        hint: gap === undefined
            ? 'Choose a moment within. What is newer than the last archived WAL cannot be recovered from here; on the running server `SELECT pg_switch_wal()` hands it over.'
            : `WAL ${gap.gapAt} is missing: nothing behind it can be recovered from that base backup. Another repository may have it (\`repo\`), or a later base backup begins behind it.`,
    });
}
function sentence(target) {
    return `The target ${(0,_catalog_recovery_target_js__WEBPACK_IMPORTED_MODULE_2__/* .describeTarget */ .ff)(target)}`;
}
/** Why a server that recovers has ended, as an error. */
function explainEnd(end, request, log) {
    const { target, path } = request;
    const details = { stderr: log.slice(-4096) };
    switch (end.kind) {
        case 'no target':
            return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('PBA-PITR-TARGET', `${noTarget(target)} The newest commit that repository ${path.repo} can bring back is of ${end.lastCommit ?? 'an unknown time'}.`, {
                hint: target.type === 'time'
                    ? 'Without a commit behind it PostgreSQL cannot know that the time is reached, and gives up. `accept-end: true` recovers all there is; on a running server, write something and `SELECT pg_switch_wal()`.'
                    : 'It may lie before the base backup: choose an older one with `backup`. It may also lie in WAL that is not archived yet, or on another timeline.',
            });
        case 'too early':
            return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('PBA-PITR-TARGET', `${sentence(target)} lies before the end of base backup ${path.backup.label}.`, { hint: 'Choose an older base backup with `backup`.' });
        case 'wal missing':
            return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .IntegrityError */ .cs('PBA-WAL-GAP', `WAL of base backup ${path.backup.label} is missing: ${end.line}`, {
                hint: 'This base backup cannot be used. Choose another with `backup` or `repo`.',
            });
        case 'archive':
            return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('PBA-REPO-UNREACHABLE', `Repository ${path.repo} failed while WAL was fetched from it: ${end.line}`, {
                hint: 'Nothing was taken for complete. Run again when it answers, or choose another with `repo`.',
            });
        case 'disk full':
            return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ToolError */ .v4('PBA-DISK-FULL', `The disk of the recovery is full: ${end.line}`, {
                ...details,
                hint: 'Recover into a directory of a larger disk.',
            });
        case 'timeline':
            return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('PBA-PITR-TARGET', `Timeline ${path.timeline} cannot be reached from base backup ${path.backup.label}: ${end.line}`, {
                hint: 'Choose with `timeline` and `backup`; the recoverable ranges name the timeline of each.',
            });
        case 'library':
            return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('PBA-PITR-FAILED', `A library is missing on this machine: ${end.line}`, {
                hint: 'Install the package of the extension, or leave it out of `settings`.',
            });
        case 'settings':
        case 'memory':
        case 'other':
            return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ToolError */ .v4('PBA-PITR-FAILED', `The server that recovers ended: ${end.line || 'it said nothing'}`, {
                ...details,
                hint: 'Settings can be given with `settings`, such as `shared_preload_libraries=timescaledb` for WAL that needs a library.',
            });
    }
}
function noTarget(target) {
    if (target.type === 'time')
        return `No commit lies behind ${(0,_catalog_recovery_target_js__WEBPACK_IMPORTED_MODULE_2__/* .describeTarget */ .ff)(target)}.`;
    return `${sentence(target)} is not in the WAL behind the base backup.`;
}


/***/ }),

/***/ 23951:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  eZ: () => (/* binding */ replay),
  p5: () => (/* binding */ restoreInto),
  NC: () => (/* binding */ runRecovery),
  NK: () => (/* binding */ serverEnv)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./build/catalog/recovery-log.js
/** From the particular to the general. */
const PATTERNS = [
    [/No space left on device|could not (?:extend|write)[^\n]*File too large/, 'disk full'],
    [/could not restore file "[^"]*" from archive/, 'archive'],
    [/requested recovery stop point is before consistent recovery point/, 'too early'],
    [
        /WAL ends before end of online backup|could not locate (?:required|a valid) checkpoint record/,
        'wal missing',
    ],
    [/recovery ended before configured recovery target was reached/, 'no target'],
    [/insufficient parameter settings/, 'settings'],
    [/could not access file "[^"]*"|could not load library/, 'library'],
    [/requested timeline \d+ is not a child|requested timeline \d+ does not contain/, 'timeline'],
    [/could not (?:create shared memory|map anonymous shared memory)/, 'memory'],
];
const SEVERE = /(?:FATAL|PANIC|ERROR|WARNING|DETAIL|LOG|HINT): {1,2}/;
/** Condenses what a server logged before it ended. */
function readRecoveryEnd(log) {
    const lines = log.split('\n');
    const lastCommit = lines
        .map((line) => /last completed transaction was at log time ([^\n]+)/.exec(line)?.[1])
        .findLast((found) => found !== undefined);
    const bad = lines.filter((line) => /(?:FATAL|PANIC): /.test(line));
    for (const [pattern, kind] of PATTERNS) {
        const line = (kind === 'disk full' ? lines : bad).find((one) => pattern.test(one));
        if (line !== undefined)
            return { kind, line: message(line), lastCommit };
    }
    return { kind: 'other', line: message(bad[0] ?? lines.findLast((line) => line !== '') ?? ''), lastCommit };
}
function message(line) {
    const at = SEVERE.exec(line);
    return (at === null ? line : line.slice(at.index + at[0].length)).trim().slice(0, 400);
}
/** What the newest complaint about too low settings names. */
function readTooLow(log) {
    return [
        ...log.matchAll(/(\w+) = \d+ is a lower setting than on the primary server, where its value was (\d+)/g),
    ].map(([, name = '', needed]) => ({ name, needed: Number(needed) }));
}

// EXTERNAL MODULE: ./build/catalog/recovery-target.js
var recovery_target = __webpack_require__(92883);
// EXTERNAL MODULE: ./build/catalog/wal.js
var wal = __webpack_require__(99344);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/pgbackrest/commands.js + 5 modules
var commands = __webpack_require__(29400);
// EXTERNAL MODULE: ./build/pgbackrest/program.js
var program = __webpack_require__(1553);
// EXTERNAL MODULE: ./build/postgres/archive-now.js
var archive_now = __webpack_require__(59197);
// EXTERNAL MODULE: ./build/postgres/recovery-server.js + 1 modules
var recovery_server = __webpack_require__(88771);
// EXTERNAL MODULE: ./build/postgres/recovery-settings.js
var recovery_settings = __webpack_require__(28045);
// EXTERNAL MODULE: ./build/actions/recovery-directory.js
var recovery_directory = __webpack_require__(34167);
// EXTERNAL MODULE: ./build/actions/recovery-errors.js
var recovery_errors = __webpack_require__(57225);
// EXTERNAL MODULE: ./build/actions/recovery-source.js
var recovery_source = __webpack_require__(93895);
;// CONCATENATED MODULE: ./build/actions/recovery-run.js














/** How often a server is started again for settings that production raised meanwhile. */
const ATTEMPTS = 6;
const ARCHIVE_MS = 120_000;
/**
 * Restores into the directory and lets a private server recover until it stands at the target. When it cannot get there,
 * the server has been ended.
 */
async function runRecovery(source, layout, request, context, stopwatch) {
    await context.log.group(`Restoring ${request.path.backup.label} from repository ${request.path.repo}`, () => stopwatch.time('restore', () => restoreInto(source.engine, layout, request)));
    return context.log.group(`Recovering to ${(0,recovery_target/* describeTarget */.ff)(request.target)}`, () => stopwatch.time('recovery', () => replay(source, layout, request, context)));
}
/** Copies the base backup. */
async function restoreInto(engine, layout, request) {
    const { path, target } = request;
    await (0,commands/* restore */.PF)(engine, {
        repo: path.repo,
        directory: layout.dataDirectory,
        set: path.backup.label,
        target: engineTarget(target),
        action: request.inPlace === true ? 'promote' : 'pause',
        archiveMode: request.inPlace === true ? 'preserve' : 'off',
        exclusive: request.exclusive,
        timeline: String(path.timeline),
        tablespaceRoot: layout.tablespaces,
        delta: request.delta,
        timeoutMs: request.limitMs,
    });
}
function engineTarget(target) {
    if (target.type === 'latest')
        return { type: 'default' };
    return 'value' in target ? { type: target.type, value: target.value } : { type: target.type };
}
/** Lets a private server recover on files that were restored. */
async function replay(source, layout, request, context) {
    const common = { env: serverEnv(context), signal: context.signal, user: source.user };
    const installation = await (0,recovery_source/* findServer */.Fm)(context, (await (0,recovery_directory/* readMajor */.wW)(layout.dataDirectory)) ?? 0);
    let atLeast = (0,recovery_settings/* controlledSettings */.gC)(await (0,recovery_server/* readControl */.OJ)(installation, layout.dataDirectory, common));
    let current = request;
    let committed = false;
    const notes = [];
    for (let attempt = 1;; attempt += 1) {
        const server = await (0,recovery_server/* startRecovery */.mO)({
            ...common,
            installation,
            superuser: request.superuser,
            logFile: layout.logFile,
            log: context.log,
            settings: {
                place: layout.place,
                restoreCommand: fetchCommand(source.engine, layout, request.path.repo),
                atLeast,
                extra: request.extra,
            },
        });
        const outcome = await outcomeOf(server, current, context);
        if ('state' in outcome) {
            const { state, kind } = outcome;
            await checkEnd(server, state, current, source.segmentBytes, kind);
            return { server, installation, state, phase: kind, notes };
        }
        await server.stop('immediate');
        const raised = readTooLow(outcome.log);
        const end = await nameFullDisk(readRecoveryEnd(outcome.log), layout, source.segmentBytes);
        if (raised.length > 0 && attempt < ATTEMPTS) {
            atLeast = { ...atLeast, ...Object.fromEntries(raised.map(({ name, needed }) => [name, needed])) };
            const list = raised.map(({ name, needed }) => `${name} = ${needed}`).join(', ');
            context.log.info(`Production had ${list} later on; the recovery goes on with it.`);
        }
        else if (end.kind === 'no target' &&
            current.target.type === 'time' &&
            !committed &&
            source.production) {
            // Nothing was committed after the target. Production can do that now, without touching a row.
            committed = true;
            context.log.info('No commit lies behind the target; production makes one and archives it.');
            await (0,archive_now/* archiveNow */.H)(source.production.client, ARCHIVE_MS);
        }
        else if (end.kind === 'no target' && request.acceptEnd && current.target.type !== 'latest') {
            notes.push(`The log ends before ${(0,recovery_target/* describeTarget */.ff)(current.target)}: the newest commit in it is of ${end.lastCommit ?? 'an unknown time'}. As accept-end says, that is what was recovered.`);
            current = { ...current, target: { type: 'latest' }, exclusive: false, delta: true };
            await restoreInto(source.engine, layout, current);
        }
        else
            throw (0,recovery_errors/* explainEnd */.p)(end, current, outcome.log);
    }
}
/** A segment that does not fit fails in the engine, of which the server knows only that it failed. */
async function nameFullDisk(end, layout, segmentBytes) {
    if (end.kind !== 'archive')
        return end;
    const { bavail, bsize } = await (0,promises_.statfs)(layout.dataDirectory);
    return bavail * bsize < segmentBytes ? { ...end, kind: 'disk full' } : end;
}
async function outcomeOf(server, request, context) {
    let shown = 0;
    try {
        return await (0,recovery_server/* awaitRecovery */.Y8)(server, {
            stallMs: request.stallMs,
            onProgress: (lsn) => {
                if (performance.now() - shown < 10_000)
                    return;
                shown = performance.now();
                context.log.info(`replayed until ${lsn}`);
            },
        });
    }
    catch (error) {
        await server.stop('immediate');
        if (!(error instanceof errors/* PbaError */.sV) || error instanceof errors/* CancelledError */.cc)
            throw error;
        if (error.code === 'PBA-TOOL-TIMEOUT')
            throw error;
        throw new errors/* ToolError */.v4('PBA-PITR-FAILED', `The server that recovers cannot be asked: ${(0,errors/* messageOf */.bD)(error)}`, {
            hint: error.hint ?? 'Its log is in the directory of the recovery.',
            cause: error,
        });
    }
}
/** A log that breaks off looks like its end to PostgreSQL, so it is compared with what the repository lists. */
async function checkEnd(server, state, { path, target }, segmentBytes, kind) {
    if (kind !== 'open' || state.lsn === null)
        return;
    const reached = (0,wal/* segmentOfLsn */.I5)(state.lsn, segmentBytes);
    // The last record may begin in the segment before the last.
    if (reached >= path.lastSegment.number - 1)
        return;
    await server.stop('immediate');
    throw new errors/* IntegrityError */.cs('PBA-WAL-GAP', `The recovery to ${(0,recovery_target/* describeTarget */.ff)(target)} ended at ${state.lsn}, although repository ${path.repo} lists WAL until ${(0,wal/* segmentName */.Jc)(path.lastSegment, segmentBytes)}.`, {
        hint: 'A segment on the way is damaged or could not be read: run `verify`, and try another repository with `repo`.',
    });
}
/** The server's surroundings hold nothing of the job: it may outlive it, and runs as another user. */
function serverEnv(context) {
    return { PATH: context.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' };
}
/** Before this version, fetching ahead went wrong across a change of timelines. */
const ASYNC_SINCE = '2.59';
/**
 * How the server gets its WAL. The engine's exit codes are below 126, which PostgreSQL takes for "there is no more": an object
 * store that fails midway would end the log early, and nobody would know. So everything but 1 becomes 255, which is fatal.
 */
function fetchCommand(engine, layout, repo) {
    const ahead = (0,program/* compareVersions */.Zy)(engine.version, ASYNC_SINCE) >= 0;
    const words = [
        engine.program,
        `--config=${engine.configFile}`,
        `--stanza=${engine.stanza}`,
        `--repo=${repo}`,
        `--pg1-path=${layout.dataDirectory}`,
        // Never production's queue and locks.
        ...(ahead ? ['--archive-async', `--spool-path=${layout.spool}`] : ['--no-archive-async']),
        `--lock-path=${(0,external_node_path_.join)(layout.spool, 'lock')}`,
        '--log-level-file=off',
        '--log-level-console=off',
        '--log-level-stderr=error',
        'archive-get',
    ].map(recovery_settings/* commandWord */.I);
    return `${words.join(' ')} %f "%p" || { rc=$?; test "$rc" -eq 1 && exit 1; exit 255; }`;
}


/***/ }),

/***/ 93895:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fm: () => (/* binding */ findServer),
/* harmony export */   b3: () => (/* binding */ readUsable),
/* harmony export */   oD: () => (/* binding */ openSource),
/* harmony export */   zN: () => (/* binding */ occupiedPlaces)
/* harmony export */ });
/* harmony import */ var _catalog_wal_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(99344);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _pgbackrest_config_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(81343);
/* harmony import */ var _pgbackrest_files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2338);
/* harmony import */ var _pgbackrest_os_user_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51883);
/* harmony import */ var _postgres_archiving_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(58867);
/* harmony import */ var _postgres_client_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5599);
/* harmony import */ var _postgres_os_user_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(40264);
/* harmony import */ var _postgres_tools_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(53909);
/* harmony import */ var _connect_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(35606);
/* harmony import */ var _open_engine_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(66437);
/* harmony import */ var _read_repos_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(59514);
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












/** Finds production and opens the engine. Production may be down: that is what a recovery is for. */
async function openSource(inputs, policy, context) {
    const physical = (0,_open_engine_js__WEBPACK_IMPORTED_MODULE_7__/* .requirePhysical */ .rt)(policy);
    const reach = () => reachProduction(inputs, policy, context);
    const production = await reach().catch((error) => {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PbaError */ .sV) || error.code !== 'PBA-PG-UNREACHABLE')
            throw error;
        context.log.warning(`Production is not reached, so nothing is checked against it: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)} The recovery goes by the repositories alone.`);
        return undefined;
    });
    const dataDirectory = production?.place.dataDirectory ?? (await configuredDirectory(physical));
    const owner = await ownerFor(dataDirectory);
    const engine = await (0,_open_engine_js__WEBPACK_IMPORTED_MODULE_7__/* .openEngine */ .F5)({
        physical,
        owner,
        server: {
            dataDirectory: dataDirectory ?? '/nonexistent',
            port: production?.place.port ?? 5432,
            socketDirectory: production?.place.socketDirectory,
            user: production?.place.bootstrapRole ?? 'postgres',
        },
    }, context);
    return {
        engine,
        physical,
        production,
        dataDirectory,
        owner,
        user: engine.user,
        segmentBytes: production?.place.segmentBytes ?? _catalog_wal_js__WEBPACK_IMPORTED_MODULE_9__/* .DEFAULT_SEGMENT_BYTES */ .uI,
        reach,
        [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
    };
}
/** Places of production and of the engine, in which a recovery has no business. */
async function occupiedPlaces(source) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { production, dataDirectory, physical } = source;
        const engine = [
            physical.spool,
            physical.logs,
            ...physical.repositories.map((one) => (one.kind === 'directory' ? one.directory : undefined)),
        ];
        if (production === undefined)
            return [dataDirectory, ...engine];
        const session = __addDisposableResource(env_1, await (0,_postgres_client_js__WEBPACK_IMPORTED_MODULE_3__/* .openSession */ .fA)(production.client, { statement_timeout: '30s' }), true);
        const spaces = await session.rows(`select pg_catalog.pg_tablespace_location(oid) as "place" from pg_catalog.pg_tablespace
      where pg_catalog.pg_tablespace_location(oid) <> ''`);
        return [dataDirectory, ...engine, ...spaces.map(({ place }) => place)];
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
async function reachProduction(inputs, policy, context) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const { databases } = policy;
        const [first] = 'exclude' in databases ? [] : databases;
        const entry = 'exclude' in databases ? databases : first;
        const client = await (0,_connect_js__WEBPACK_IMPORTED_MODULE_6__/* .connect */ .N)({
            host: inputs.host ?? entry?.host,
            port: inputs.port ?? entry?.port,
            user: inputs.user ?? entry?.user,
            password: inputs.password,
            database: inputs.database ?? first?.name ?? 'postgres',
            sslmode: inputs.sslmode ?? entry?.sslmode,
            sslrootcert: inputs.sslrootcert ?? entry?.sslrootcert,
        }, context);
        const session = __addDisposableResource(env_2, await (0,_postgres_client_js__WEBPACK_IMPORTED_MODULE_3__/* .openSession */ .fA)(client, { statement_timeout: '30s' }), true);
        return { client, place: await (0,_postgres_archiving_js__WEBPACK_IMPORTED_MODULE_10__/* .readServerPlace */ .zD)(session) };
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
async function configuredDirectory(physical) {
    const text = await (0,_pgbackrest_files_js__WEBPACK_IMPORTED_MODULE_1__/* .readIfThere */ .qC)(physical.configFile);
    return text === undefined ? undefined : (0,_pgbackrest_config_js__WEBPACK_IMPORTED_MODULE_11__/* .readOptions */ .Tt)(text, physical.stanza).get('pg1-path');
}
async function ownerFor(dataDirectory) {
    if (dataDirectory !== undefined) {
        const owner = await (0,_pgbackrest_os_user_js__WEBPACK_IMPORTED_MODULE_2__/* .ownerOf */ .b)(dataDirectory).catch(() => undefined);
        if (owner !== undefined)
            return owner;
    }
    const other = await (0,_postgres_os_user_js__WEBPACK_IMPORTED_MODULE_4__/* .scratchUser */ .u)();
    return (other ?? { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0, name: 'the user of this job' });
}
/** Reads the repositories; one that cannot be used is warned of. @throws PbaError when none can */
async function readUsable(source, context) {
    const { place } = source.production ?? {};
    const repos = await (0,_read_repos_js__WEBPACK_IMPORTED_MODULE_8__/* .readRepos */ .q)(source.engine, source.physical, place);
    const usable = repos.filter(({ state, backups }) => state === 'ok' && backups.length > 0);
    const [first, ...others] = repos.filter((repo) => !usable.includes(repo));
    if (usable.length === 0 && first !== undefined)
        throw unusableError(first);
    for (const repo of first === undefined ? [] : [first, ...others])
        context.log.warning(`Repository ${repo.repo} (${repo.location}) cannot be used: ${repo.reason ?? repo.state}`);
    return usable;
}
function unusableError(repo) {
    const where = `Repository ${repo.repo} (${repo.location})`;
    const reason = repo.reason ?? repo.state;
    if (repo.state === 'other cluster') {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('PBA-STANZA-OTHER-CLUSTER', `${where}: ${reason}`, {
            hint: 'Check `stanza` in the policy, and the connection: host, port and PGHOST may point to another server.',
        });
    }
    if (repo.state === 'no stanza') {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('PBA-STANZA-MISSING', `${where} has no such stanza: ${reason}`, {
            hint: 'Check `stanza` and the places of `repositories` in the policy.',
        });
    }
    if (repo.state !== 'failed') {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('PBA-SET-NOT-FOUND', `${where} has no base backup; WAL alone restores nothing.`, {
            hint: 'Take one: `backup` with `kind: physical`.',
        });
    }
    if (/FormatError|CryptoError|PBA-REPO-KEY/.test(reason)) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('PBA-REPO-KEY', `${where} cannot be decrypted with the key that was given.`, {
            hint: 'Give the key that the repository was made with: look in your password store.',
        });
    }
    if (/PBA-REPO-DAMAGED/.test(reason))
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .IntegrityError */ .cs('PBA-REPO-DAMAGED', `${where}: ${reason}`);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('PBA-REPO-UNREACHABLE', `${where} cannot be reached or read: ${reason}`, {
        hint: 'Is the directory mounted, does the endpoint answer? `repo` chooses another repository.',
    });
}
/** The programs of the server's major version, which a recovery needs exactly. */
async function findServer(context, major) {
    return (0,_postgres_tools_js__WEBPACK_IMPORTED_MODULE_5__/* .chooseServer */ .Nh)(await (0,_postgres_tools_js__WEBPACK_IMPORTED_MODULE_5__/* .findInstallations */ .vE)({ env: context.env, signal: context.signal }), major);
}


/***/ }),

/***/ 27505:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E9: () => (/* binding */ describePaths),
/* harmony export */   FH: () => (/* binding */ choosePath),
/* harmony export */   MF: () => (/* binding */ choosePathBefore),
/* harmony export */   n$: () => (/* binding */ utc),
/* harmony export */   yz: () => (/* binding */ recoveryPaths)
/* harmony export */ });
/* harmony import */ var _wal_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(99344);

/** Every base backup that a recovery could start from, newest first; of equal ones, that of the first repository. */
function recoveryPaths(repos, options) {
    return repos
        .filter(({ repo }) => options.repo === undefined || repo === options.repo)
        .flatMap((repo) => repo.backups
        .filter(({ damagedPages, label }) => !damagedPages && (options.backup ?? label) === label)
        .flatMap((backup) => pathOf(repo, backup, options) ?? []))
        .toSorted((a, b) => (a.from === b.from ? a.repo - b.repo : a.from < b.from ? 1 : -1));
}
function pathOf(repo, backup, options) {
    const { segmentBytes } = options;
    const start = (0,_wal_js__WEBPACK_IMPORTED_MODULE_0__/* .parseSegment */ .Zs)(backup.startWal, segmentBytes);
    const stop = (0,_wal_js__WEBPACK_IMPORTED_MODULE_0__/* .parseSegment */ .Zs)(backup.stopWal, segmentBytes);
    if (start === undefined || stop === undefined || repo.listing === undefined)
        return undefined;
    const known = [...repo.listing.segments.keys()].flatMap((name) => (0,_wal_js__WEBPACK_IMPORTED_MODULE_0__/* .parseSegment */ .Zs)(name, segmentBytes) ?? []);
    const line = lineFrom(start, known, repo.listing.histories, options);
    if (line === undefined)
        return undefined;
    let last;
    let gapAt = null;
    for (let number = start.number; number <= Math.max(line.last, stop.number); number += 1) {
        const segment = { timeline: line.owner(number), number };
        const name = (0,_wal_js__WEBPACK_IMPORTED_MODULE_0__/* .segmentName */ .Jc)(segment, segmentBytes);
        const stored = repo.listing.segments.get(name);
        if (stored === undefined) {
            gapAt = name;
            break;
        }
        last = { segment, stored };
    }
    if (last === undefined || last.segment.number < stop.number)
        return undefined;
    return {
        repo: repo.repo,
        location: repo.location,
        backup,
        timeline: line.timeline,
        from: backup.stoppedAt,
        until: new Date(Math.max(last.stored, Date.parse(backup.stoppedAt))).toISOString(),
        endLsn: lsnText((last.segment.number + 1) * segmentBytes),
        lastSegment: last.segment,
        gapAt,
    };
}
/** The newest timeline that the segment lies on the way to, within what is asked for. */
function lineFrom(start, known, histories, { timeline: limit, segmentBytes }) {
    const timelines = new Set([start.timeline, ...known.map((one) => one.timeline), ...histories.keys()]);
    for (const timeline of [...timelines].toSorted((a, b) => b - a)) {
        if (limit !== undefined && timeline > limit)
            continue;
        const owner = (0,_wal_js__WEBPACK_IMPORTED_MODULE_0__/* .timelineAt */ .Pi)(start, timeline, histories.get(timeline) ?? [], segmentBytes);
        if (owner === undefined)
            continue;
        const numbers = known.filter((one) => owner(one.number) === one.timeline).map((one) => one.number);
        return { timeline, owner, last: numbers.reduce((max, one) => Math.max(max, one), 0) };
    }
    return undefined;
}
/** `1/2A000028` from the number of bytes since the beginning of the log. */
function lsnText(bytes) {
    const hex = (part) => part.toString(16).toUpperCase();
    return `${hex(Math.floor(bytes / 2 ** 32))}/${hex(bytes % 2 ** 32)}`;
}
/**
 * The path to take, or undefined when none leads there. For a name or a transaction it cannot be known before whether the log
 * has it: the newest backup is taken then.
 */
function choosePath(paths, target) {
    if (target.type === 'time') {
        const { ms } = target;
        return nearest(paths.filter((path) => Date.parse(path.from) <= ms && ms <= Date.parse(path.until)));
    }
    if (target.type === 'lsn') {
        const at = (0,_wal_js__WEBPACK_IMPORTED_MODULE_0__/* .lsnBytes */ .PV)(target.value);
        return nearest(paths.filter((path) => (0,_wal_js__WEBPACK_IMPORTED_MODULE_0__/* .lsnBytes */ .PV)(path.backup.stopLsn) <= at && at <= (0,_wal_js__WEBPACK_IMPORTED_MODULE_0__/* .lsnBytes */ .PV)(path.endLsn)));
    }
    if (target.type !== 'latest')
        return nearest(paths);
    // The newest timeline, and on it whatever reaches furthest: a gap in one repository may be none in the other.
    const timeline = Math.max(...paths.map((path) => path.timeline));
    const end = Math.max(...paths.filter((path) => path.timeline === timeline).map((path) => (0,_wal_js__WEBPACK_IMPORTED_MODULE_0__/* .lsnBytes */ .PV)(path.endLsn)));
    return nearest(paths.filter((path) => path.timeline === timeline && (0,_wal_js__WEBPACK_IMPORTED_MODULE_0__/* .lsnBytes */ .PV)(path.endLsn) === end));
}
/**
 * For a target behind what the WAL reaches: the path that ends nearest before it, or undefined when the target is not behind
 * any of them.
 */
function choosePathBefore(paths, target) {
    const before = paths.filter((path) => {
        if (target.type === 'time')
            return Date.parse(path.until) < target.ms;
        return target.type === 'lsn' && (0,_wal_js__WEBPACK_IMPORTED_MODULE_0__/* .lsnBytes */ .PV)(path.endLsn) < (0,_wal_js__WEBPACK_IMPORTED_MODULE_0__/* .lsnBytes */ .PV)(target.value);
    });
    return before.length === 0 ? undefined : choosePath(before, { type: 'latest' });
}
/** So much more WAL to replay is worth a nearer repository. */
const WORTH_MS = 3_600_000;
/** Of the newest base backups that of the first repository, which as a rule is the fastest. */
function nearest(paths) {
    const newest = Math.max(...paths.map((path) => Date.parse(path.from)));
    return paths
        .filter((path) => newest - Date.parse(path.from) <= WORTH_MS)
        .toSorted((a, b) => a.repo - b.repo || (a.from < b.from ? 1 : -1))[0];
}
/** What can be recovered, one line for each range, newest first; ranges of one repository and timeline that meet are one. */
function describePaths(paths) {
    const ranges = [];
    for (const path of paths) {
        const index = ranges.findIndex((one) => one.repo === path.repo && one.timeline === path.timeline && one.from <= path.until);
        const met = ranges[index];
        if (met === undefined)
            ranges.push(path);
        else
            ranges[index] = { ...met, from: path.from, backup: path.backup };
    }
    return ranges.map(({ repo, from, until, backup, endLsn, timeline, gapAt }) => `repository ${repo}: from ${utc(from)} (${backup.stopLsn}) until ${utc(until)} (${endLsn}) on timeline ${timeline}, from base backup ${backup.label}${gapAt === null ? '' : `; WAL ${gapAt} is missing after it`}`);
}
/** `2026-11-22 13:05:00 UTC` */
function utc(at) {
    return `${at.slice(0, 19).replace('T', ' ')} UTC`;
}


/***/ }),

/***/ 59197:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ archiveNow)
/* harmony export */ });
/* harmony import */ var _concurrency_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3943);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5599);
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



const POLL_MS = 200;
/**
 * Puts a commit into the log that no row depends on, has the server hand over the segment, and waits until it is archived:
 * a recovery to any moment before then has a commit behind it.
 * @returns the segment
 * @throws ToolError PBA-WAL-STUCK
 */
async function archiveNow(client, limitMs) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = __addDisposableResource(env_1, await (0,_client_js__WEBPACK_IMPORTED_MODULE_2__/* .openSession */ .fA)(client, { statement_timeout: '30s' }), true);
        await session.execute('select pg_catalog.txid_current()');
        const { segment } = await session.row(`select pg_catalog.pg_walfile_name(pg_catalog.pg_switch_wal()) as "segment"`);
        const deadline = performance.now() + limitMs;
        for (;;) {
            const { last, failed } = await session.row(`select left(last_archived_wal, 24) as "last", last_failed_wal as "failed" from pg_catalog.pg_stat_archiver`);
            if (last !== null && last >= segment)
                return segment;
            if (performance.now() > deadline) {
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ToolError */ .v4('PBA-WAL-STUCK', `WAL segment ${segment} was not archived within ${Math.round(limitMs / 1000)} s; the last one that was is ${last ?? 'none'}${failed === null ? '' : `, the last failed attempt was ${failed}`}.`, {
                    hint: 'The log of the server has the reason at "archive command failed". `wal` says which repository is missing.',
                });
            }
            await (0,_concurrency_js__WEBPACK_IMPORTED_MODULE_0__/* .sleep */ .yy)(POLL_MS, client.signal);
        }
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

/***/ 88771:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Y8: () => (/* binding */ awaitRecovery),
  W_: () => (/* binding */ isRunning),
  OJ: () => (/* binding */ readControl),
  t9: () => (/* binding */ readRecoveryState),
  mO: () => (/* binding */ startRecovery),
  CM: () => (/* binding */ stopOn)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/concurrency.js
var concurrency = __webpack_require__(3943);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/process.js
var process = __webpack_require__(44677);
;// CONCATENATED MODULE: ./build/detached.js




/**
 * Starts a program in a session of its own, with a file in place of pipes: signals of the terminal do not reach it, and it
 * does not need anybody to read what it prints.
 * @throws ToolError PBA-TOOL-MISSING, PBA-TOOL-FAILED
 */
async function startDetached(file, args, options) {
    if (options.signal.aborted)
        throw new errors/* CancelledError */.cc();
    const log = await (0,promises_.open)(options.logFile, 'a', 0o600);
    try {
        const child = (0,external_node_child_process_.spawn)(file, [...args], {
            env: { ...options.env },
            cwd: options.cwd,
            detached: true,
            stdio: ['ignore', log.fd, log.fd],
            ...(options.user === undefined ? {} : { uid: options.user.uid, gid: options.user.gid }),
        });
        const exit = new Promise((resolve) => {
            child.once('exit', (exitCode, signal) => resolve({ exitCode, signal }));
        });
        await (0,process/* started */.A4)(child, file);
        child.unref();
        const { pid } = child;
        if (pid === undefined)
            throw new errors/* ToolError */.v4('PBA-TOOL-FAILED', `The program ${file} has no process.`);
        return {
            pid,
            exit,
            ended: () => child.exitCode !== null || child.signalCode !== null,
            kill: (signal) => void child.kill(signal),
        };
    }
    finally {
        await log.close();
    }
}

// EXTERNAL MODULE: ./build/postgres/client.js + 1 modules
var postgres_client = __webpack_require__(5599);
// EXTERNAL MODULE: ./build/postgres/recovery-settings.js
var recovery_settings = __webpack_require__(28045);
// EXTERNAL MODULE: ./build/postgres/scratch-connection.js
var scratch_connection = __webpack_require__(85261);
// EXTERNAL MODULE: ./build/postgres/tools.js
var tools = __webpack_require__(53909);
;// CONCATENATED MODULE: ./build/postgres/recovery-server.js
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









const STOP_MS = 60_000;
const POLL_MS = 100;
const LOG_TAIL = 256 * 1024;
/** Starts the server; nothing is waited for yet. Its output goes to a file, so that nobody has to read it. */
async function startRecovery(options) {
    const { installation, settings, user, env } = options;
    const { place } = settings;
    const from = await sizeOf(options.logFile);
    const process = await startDetached((0,tools/* program */.DM)(installation, 'postgres'), ['-D', place.dataDirectory, ...(0,recovery_settings/* recoveryArguments */.I4)(settings)], {
        env,
        cwd: '/',
        logFile: options.logFile,
        signal: options.signal,
        ...(user === undefined ? {} : { user }),
    });
    return {
        client: recoveryClient(options),
        process,
        logged: () => readFrom(options.logFile, from),
        stop: (mode) => stopServer(process, mode),
    };
}
/** A client on the database `postgres` of such a server, also of one that an earlier run started. */
function recoveryClient(options) {
    const { place } = options.settings;
    const client = (0,scratch_connection/* scratchClient */.c0)({
        installation: options.installation,
        socketDir: place.socketDirectory,
        port: place.port,
        superuser: options.superuser,
        env: options.env,
        signal: options.signal,
        log: options.log,
    });
    return client;
}
async function stopServer(process, mode) {
    process.kill(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
    const late = setTimeout(() => process.kill('SIGQUIT'), STOP_MS);
    await process.exit;
    clearTimeout(late);
}
/** @throws PbaError PBA-PG-UNREACHABLE while no connection is taken */
async function readRecoveryState(client) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = __addDisposableResource(env_1, await (0,postgres_client/* openSession */.fA)(client, { statement_timeout: '30s' }), true);
        const paused = client.installation.major >= 14
            ? `pg_catalog.pg_get_wal_replay_pause_state() = 'paused'`
            : 'pg_catalog.pg_is_wal_replay_paused()';
        return await session.row(`
    select r as "inRecovery", case when r then ${paused} else false end as "paused",
           pg_catalog.pg_last_wal_replay_lsn()::text as "lsn",
           (pg_catalog.pg_last_xact_replay_timestamp() at time zone 'UTC')::text as "lastCommit"
      from pg_catalog.pg_is_in_recovery() r`);
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
/**
 * Waits for what becomes of a recovery. `pg_ctl` would say "server started" long before, of a server that then dies.
 * @param stallMs longest time without any progress
 * @throws ToolError PBA-TOOL-TIMEOUT
 */
async function awaitRecovery(server, options) {
    const { client, process } = server;
    let progress = { mark: '', at: performance.now() };
    for (;;) {
        const state = await readRecoveryState(client).catch((error) => {
            if (error instanceof errors/* CancelledError */.cc || !(error instanceof errors/* PbaError */.sV))
                throw error;
            return undefined;
        });
        if (process.ended())
            return { kind: 'ended', log: await server.logged() };
        if (state?.paused === true) {
            const log = await server.logged();
            return log.includes('insufficient parameter settings')
                ? { kind: 'too low', log }
                : { kind: 'paused', state };
        }
        if (state?.inRecovery === false)
            return { kind: 'open', state };
        const mark = `${state?.lsn ?? ''} ${(await server.logged()).length}`;
        if (mark !== progress.mark) {
            progress = { mark, at: performance.now() };
            if (state?.lsn)
                options.onProgress(state.lsn);
        }
        else if (performance.now() - progress.at > options.stallMs) {
            throw new errors/* ToolError */.v4('PBA-TOOL-TIMEOUT', `The recovery made no progress for ${Math.round(options.stallMs / 1000)} s; it stands at ${state?.lsn ?? 'its beginning'}.`, { stderr: (await server.logged()).slice(-4096) });
        }
        await (0,concurrency/* sleep */.yy)(POLL_MS, client.signal);
    }
}
/** What pg_controldata says of a cluster that does not run. */
function readControl(installation, dataDirectory, options) {
    return (0,process/* runText */.le)((0,tools/* program */.DM)(installation, 'pg_controldata'), ['-D', dataDirectory], {
        env: { ...options.env, LC_ALL: 'C' },
        signal: options.signal,
        cwd: '/',
        timeoutMs: 60_000,
        ...(options.user === undefined ? {} : { user: options.user }),
    });
}
async function sizeOf(path) {
    const file = await (0,promises_.open)(path, 'a');
    try {
        return (await file.stat()).size;
    }
    finally {
        await file.close();
    }
}
async function readFrom(path, from) {
    const file = await (0,promises_.open)(path, 'r');
    try {
        const { size } = await file.stat();
        const start = Math.max(from, size - LOG_TAIL);
        const buffer = Buffer.alloc(Math.max(0, size - start));
        await file.read(buffer, 0, buffer.length, start);
        return buffer.toString('utf8');
    }
    finally {
        await file.close();
    }
}
const PG_CTL_STOPPED = [3, 4];
/** Whether a server runs on these files. */
async function isRunning(installation, dataDirectory, options) {
    let running = true;
    await pgCtl(installation, ['status', '-D', dataDirectory], options, (exit) => {
        running = !PG_CTL_STOPPED.includes(exit.exitCode ?? -1);
        return running ? undefined : new NotRunning();
    }).catch((error) => {
        if (!(error instanceof NotRunning))
            throw error;
    });
    return running;
}
class NotRunning extends Error {
}
/** Ends whatever server runs on these files, also one that an earlier run left; none is fine. */
async function stopOn(installation, dataDirectory, mode, options) {
    if (!(await isRunning(installation, dataDirectory, options)))
        return;
    await pgCtl(installation, ['stop', '-D', dataDirectory, '-m', mode, '-w', '-t', String(STOP_MS / 1000)], options, (exit) => new errors/* ToolError */.v4('PBA-PITR-FAILED', `The server on ${dataDirectory} does not stop.`, { ...exit }));
}
function pgCtl(installation, args, options, explain) {
    return (0,process/* runText */.le)((0,tools/* program */.DM)(installation, 'pg_ctl'), args, {
        env: options.env,
        signal: options.signal,
        cwd: '/',
        timeoutMs: STOP_MS + 10_000,
        ...(options.user === undefined ? {} : { user: options.user }),
        explain,
    });
}


/***/ }),

/***/ 28045:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Az: () => (/* binding */ RECOVERY_HBA),
/* harmony export */   I: () => (/* binding */ commandWord),
/* harmony export */   I4: () => (/* binding */ recoveryArguments),
/* harmony export */   gC: () => (/* binding */ controlledSettings)
/* harmony export */ });
/* harmony import */ var _scratch_settings_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(75712);

/** Names as pg_controldata prints them, with the setting that each of them is. */
const CONTROLLED = {
    'max_connections setting': 'max_connections',
    'max_worker_processes setting': 'max_worker_processes',
    'max_wal_senders setting': 'max_wal_senders',
    'max_prepared_xacts setting': 'max_prepared_transactions',
    'max_locks_per_xact setting': 'max_locks_per_transaction',
};
/** What production had when the base backup was taken, from the output of pg_controldata. */
function controlledSettings(control) {
    const found = new Map(control.split('\n').map((line) => {
        const [name = '', value = ''] = line.split(/:\s+/);
        return [name.trim(), value.trim()];
    }));
    return Object.fromEntries(Object.entries(CONTROLLED).flatMap(([label, name]) => {
        const value = Number(found.get(label));
        return Number.isInteger(value) ? [[name, value]] : [];
    }));
}
/**
 * Arguments of a server that recovers beside production. They win over whatever the restored files say: nobody reaches it
 * but through its socket; it archives nothing, loads no library of production's, starts no job and no subscription.
 */
function recoveryArguments({ place, restoreCommand, atLeast, extra }) {
    const values = {
        config_file: place.configFile,
        hba_file: place.hbaFile,
        ident_file: place.identFile,
        external_pid_file: '',
        listen_addresses: '',
        unix_socket_directories: place.socketDirectory,
        unix_socket_permissions: '0700',
        port: place.port,
        ssl: 'off',
        archive_mode: 'off',
        archive_command: '',
        archive_cleanup_command: '',
        recovery_end_command: '',
        restore_command: restoreCommand,
        recovery_target_action: 'pause',
        hot_standby: 'on',
        primary_conninfo: '',
        shared_preload_libraries: '',
        session_preload_libraries: '',
        local_preload_libraries: '',
        max_logical_replication_workers: '0',
        default_transaction_read_only: 'on',
        synchronous_standby_names: '',
        shared_buffers: `${Math.max(64, Math.min(1024, Math.floor((0,_scratch_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .megabytesOfMemory */ .ol)() / 16)))}MB`,
        huge_pages: 'off',
        autovacuum: 'off',
        max_wal_size: '4GB',
        logging_collector: 'off',
        log_destination: 'stderr',
        log_min_messages: 'warning',
        log_line_prefix: '%m [%p] ',
        log_timezone: 'UTC',
        ...Object.fromEntries(Object.entries(atLeast).map(([name, value]) => [name, String(value)])),
        ...extra,
    };
    return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
/** Only who may enter the directory of the socket gets here: the owner of the cluster, and root. */
const RECOVERY_HBA = 'local all all trust\n';
/** A word of a POSIX shell, for a setting of the server, in which `%` has a meaning of its own. */
function commandWord(text) {
    return `'${text.replaceAll("'", `'\\''`).replaceAll('%', '%%')}'`;
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


/***/ })

};
