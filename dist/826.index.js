export const id = 826;
export const ids = [826];
export const modules = {

/***/ 50000:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ execute)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58500);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19473);
/* harmony import */ var _exit_codes_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(21104);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(99881);
/* harmony import */ var _leftovers_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(80454);
/* harmony import */ var _lifecycle_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(86503);
/* harmony import */ var _spec_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(30068);
/* harmony import */ var _surroundings_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(8104);











/** How long a handler may take to settle once it was told to stop. The runner allows 7.5 s. */
const SETTLE_MS = 7_000;
/** Loads the action, reads the inputs, runs the handler and cleans up after it. Never rejects: whatever happens is an outcome. */
async function execute(action, raw, edge) {
    const leftovers = [];
    try {
        const run = (await action.load()).prepare(raw);
        const tempDir = await makeTempDir(edge.env);
        const remember = (leftover) => {
            const recorded = (0,_leftovers_js__WEBPACK_IMPORTED_MODULE_7__/* .recordLeftover */ .vy)(leftover);
            if (recorded === undefined)
                return;
            leftovers.push(recorded);
            edge.saveLeftovers(leftovers);
        };
        remember({ kind: 'directory', path: tempDir });
        try {
            return await settle(action, run, { ...contextOf(edge), tempDir, remember }, edge);
        }
        finally {
            await cleanUp(tempDir, leftovers, edge);
        }
    }
    catch (thrown) {
        return failed(thrown, edge);
    }
}
function contextOf(edge) {
    return {
        log: edge.log,
        signal: edge.lifecycle.signal,
        env: edge.env,
        run: (0,_surroundings_js__WEBPACK_IMPORTED_MODULE_10__/* .runInfo */ .Q6)(edge.env),
        now: () => new Date(),
        mask: (secret) => edge.secrets.add(secret),
    };
}
async function settle(action, run, context, edge) {
    const handler = run(context).then((result) => ({ result }), (thrown) => ({ thrown }));
    const first = await Promise.race([handler, edge.lifecycle.stopped]);
    if (!('kind' in first))
        return ended(action, first, edge);
    edge.log.info(first.kind === 'signal'
        ? `Cancelled by ${first.signal}: ending what was started.`
        : 'Ending what was started.');
    const late = await Promise.race([handler, (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_3__.setTimeout)(SETTLE_MS, undefined)]);
    return stopped(first, late, edge);
}
function ended(action, settled, edge) {
    if ('thrown' in settled)
        return failed(settled.thrown, edge);
    const { result } = settled;
    const known = (0,_spec_js__WEBPACK_IMPORTED_MODULE_9__/* .outputsOf */ .Y)(action.spec);
    const unknown = Object.keys(result.outputs).filter((name) => !Object.hasOwn(known, name));
    if (unknown.length > 0)
        return failed(new Error(`Outputs that are not in the spec: ${unknown.join(', ')}`), edge);
    if (result.failure === undefined)
        return { exitCode: 0, verdict: result.outputs['verdict'] ?? 'ok', result };
    return { ...failed(result.failure, edge), verdict: result.outputs['verdict'] ?? 'failed', result };
}
function failed(thrown, edge) {
    for (const line of (0,_failure_js__WEBPACK_IMPORTED_MODULE_6__/* .stackLines */ .yH)(thrown))
        edge.log.debug(line);
    const failure = (0,_failure_js__WEBPACK_IMPORTED_MODULE_6__/* .asPbaError */ .w1)(thrown);
    return {
        exitCode: (0,_exit_codes_js__WEBPACK_IMPORTED_MODULE_5__/* .exitCodeOf */ .F)(failure),
        verdict: failure instanceof _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .CancelledError */ .cc ? 'cancelled' : 'failed',
        failure,
    };
}
/** Whatever the handler said after it was told to stop is a consequence of that and goes to the debug log. */
function stopped(reason, late, edge) {
    if (late !== undefined && 'thrown' in late) {
        for (const line of (0,_failure_js__WEBPACK_IMPORTED_MODULE_6__/* .stackLines */ .yH)(late.thrown))
            edge.log.debug(line);
    }
    if (reason.kind === 'crash')
        return failed(new _failure_js__WEBPACK_IMPORTED_MODULE_6__/* .InternalError */ .Gd(reason.error), edge);
    const failure = late === undefined
        ? new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .CancelledError */ .cc(`The run was cancelled and did not end within ${SETTLE_MS / 1000} seconds.`, {
            hint: 'What it may have left behind is removed by the post step, or swept by the next run.',
        })
        : new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .CancelledError */ .cc();
    const outcome = { exitCode: (0,_lifecycle_js__WEBPACK_IMPORTED_MODULE_8__/* .cancelledExitCode */ .N)(reason.signal), verdict: 'cancelled', failure };
    return late !== undefined && 'result' in late ? { ...outcome, result: late.result } : outcome;
}
async function makeTempDir(env) {
    const parent = env['RUNNER_TEMP'] ?? (0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)();
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(parent, 'pba-'));
    }
    catch (cause) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .systemCode */ .xU)(cause) === 'ENOSPC')
            throw cause;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo('PBA-INPUT', `No temporary directory can be made in ${parent}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .messageOf */ .bD)(cause)}`, {
            cause,
            hint: 'RUNNER_TEMP (TMPDIR on a terminal) has to name a directory that exists and may be written to.',
        });
    }
}
/** A handler ends what it started; this is for what slipped through, so each finding is a warning. */
async function cleanUp(tempDir, leftovers, edge) {
    // The temporary directory is expected to be there, so its removal is not worth a word.
    const unexpected = leftovers.filter((leftover) => !('path' in leftover && leftover.path === tempDir));
    // A handler that had all its time and did not end leaves none for being polite to its children.
    const grace = edge.lifecycle.signal.aborted ? 200 : undefined;
    for (const finding of await (0,_leftovers_js__WEBPACK_IMPORTED_MODULE_7__/* .removeLeftovers */ .DA)(unexpected, grace)) {
        edge.log.warning(finding);
    }
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(tempDir, { recursive: true, force: true, maxRetries: 2, retryDelay: 50 });
    }
    catch (error) {
        edge.log.warning(`The temporary directory ${tempDir} cannot be removed: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .messageOf */ .bD)(error)}`);
    }
}


/***/ }),

/***/ 21104:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ exitCodeOf),
/* harmony export */   a: () => (/* binding */ EXIT_CODES)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);

/** The exit codes of the command line and of the actions. docs/errors.md is generated from this table. */
const EXIT_CODES = {
    0: 'Everything that was asked for is done.',
    1: 'Failed: a program, the database or the toolkit itself.',
    2: 'An input, a policy, a key or a grant is not right. Nothing was changed.',
    3: 'The data is not what the manifest says: damaged, incomplete or not provable.',
    4: 'A store failed, refused or lost something.',
    5: 'All programs succeeded, but an objective (RTO, retention floor) is broken.',
    130: 'Cancelled by SIGINT (Ctrl+C, or a cancelled workflow).',
    143: 'Cancelled by SIGTERM.',
};
/** Which exit code an error means. Cancellations are told apart by the signal, at the edge. */
function exitCodeOf(error) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo)
        return 2;
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .IntegrityError */ .cs)
        return 3;
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD)
        return 4;
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ObjectiveError */ .ub)
        return 5;
    return error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CancelledError */ .cc ? 130 : 1;
}


/***/ }),

/***/ 99881:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gd: () => (/* binding */ InternalError),
/* harmony export */   w1: () => (/* binding */ asPbaError),
/* harmony export */   w7: () => (/* binding */ failureLines),
/* harmony export */   yH: () => (/* binding */ stackLines)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);

const STDERR_LINES = 20;
const MAX_CAUSES = 8;
/** Anything that was not thrown on purpose: a defect of the toolkit, whatever its message says. */
class InternalError extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PbaError */ .sV {
    constructor(cause) {
        super('PBA-INTERNAL', `An unexpected error: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(cause)}`, {
            cause,
            hint: 'Please report it with the debug log: re-run with debug logging on GitHub, or with --debug on a terminal.',
        });
    }
}
/** Errors of the operating system (errno(3)) that say something about this machine, not about our code. */
const LOCAL_TROUBLE = new Map([
    ['EACCES', 'Check the owner and the rights of the directory; it has to belong to the user that runs this.'],
    ['EPERM', 'Check the owner and the rights of the directory; it has to belong to the user that runs this.'],
    [
        'EROFS',
        'The file system is mounted read-only. Linux does that to a failing disk: look at `dmesg` first.',
    ],
    ['EIO', 'The disk reports an error: look at `dmesg`, and do not trust this disk with a backup.'],
    ['EMFILE', 'This process may not open more files: raise `ulimit -n`.'],
    ['ENFILE', 'This machine may not open more files: raise the sysctl fs.file-max.'],
    ['EFBIG', 'The file system, or `ulimit -f`, allows no larger file.'],
    ['ENOMEM', 'This machine has no memory left.'],
]);
/** The error to report for whatever was thrown. */
function asPbaError(thrown) {
    return thrown instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PbaError */ .sV ? thrown : (localTrouble(thrown) ?? new InternalError(thrown));
}
function localTrouble(thrown) {
    const code = (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .systemCode */ .xU)(thrown) ?? '';
    if (code === 'ENOSPC' || code === 'EDQUOT') {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ToolError */ .v4('PBA-DISK-FULL', `No space left on the local disk: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(thrown)}.`, {
            cause: thrown,
            hint: 'Free some space, or let RUNNER_TEMP (TMPDIR on a terminal) point to a larger disk.',
        });
    }
    const hint = LOCAL_TROUBLE.get(code);
    if (hint === undefined)
        return undefined;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ToolError */ .v4('PBA-LOCAL-FILE', `A local file could not be used: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(thrown)}.`, {
        cause: thrown,
        hint,
    });
}
/** What the reader of a log needs: message, remedy, and the end of what the failed program said. */
function failureLines(error) {
    const lines = [`${error.code}: ${error.message}`];
    if (error.hint !== undefined)
        lines.push(`What to do: ${error.hint}`);
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ToolError */ .v4 && error.stderr.trim() !== '') {
        const said = error.stderr.trimEnd().split(/\r\n|\n|\r/);
        const left = said.length - STDERR_LINES;
        lines.push(left > 0 ? `The last ${STDERR_LINES} lines it printed:` : 'It printed:');
        lines.push(...said.slice(-STDERR_LINES).map((line) => `  | ${line}`));
    }
    return lines;
}
/** Stacks of the error and of what caused it, for the debug log. */
function stackLines(error) {
    const lines = [];
    let current = error;
    for (let depth = 0; current !== undefined && depth < MAX_CAUSES; depth += 1) {
        const text = current instanceof Error ? (current.stack ?? current.message) : String(current);
        lines.push(...(depth === 0 ? text : `caused by: ${text}`).split('\n'));
        current = current instanceof Error ? current.cause : undefined;
    }
    return lines;
}


/***/ }),

/***/ 80454:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Re: () => (/* binding */ LEFTOVERS_STATE),
  kV: () => (/* binding */ parseLeftovers),
  vy: () => (/* binding */ recordLeftover),
  DA: () => (/* binding */ removeLeftovers)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
;// CONCATENATED MODULE: ./build/runtime/container-leftovers.js



const LIMIT_MS = 5_000;
/** Whether a value from the state is a container that we made: nobody else's has such a name. */
function isContainerLeftover(value) {
    return ('program' in value &&
        typeof value.program === 'string' &&
        (0,external_node_path_.isAbsolute)(value.program) &&
        'name' in value &&
        typeof value.name === 'string' &&
        /^pba-scratch-[0-9a-f]{16}$/.test(value.name));
}
/** Removes a container if it is still there. Returns a sentence when there was something to do; never throws. */
async function removeContainerLeftover({ program, name, }) {
    return new Promise((resolve) => {
        (0,external_node_child_process_.execFile)(program, ['rm', '--force', '--volumes', name], { timeout: LIMIT_MS }, (error, stdout, stderr) => {
            if (/no such container/i.test(stderr))
                resolve(undefined);
            else if (error !== null)
                resolve(`The container ${name} was left behind and cannot be removed: ${(0,errors/* messageOf */.bD)(error)}`);
            else
                resolve(stdout.includes(name) ? `The container ${name} was left behind and has been removed.` : undefined);
        });
    });
}

;// CONCATENATED MODULE: ./build/runtime/leftovers.js






/** Name of the state that carries the list from the main step to the post step. */
const LEFTOVERS_STATE = 'leftovers';
const KILL_GRACE_MS = 2_000;
const POLL_MS = 25;
/**
 * Notes the identity of a leftover. undefined for a process that has ended already, and where there is no /proc.
 * @throws Error when the directory does not exist, because then it could not be recognised later
 */
function recordLeftover(leftover) {
    if (leftover.kind === 'directory') {
        const inode = inodeOf(leftover.path);
        if (inode === undefined)
            throw new Error(`${leftover.path} is no directory, so it cannot be remembered.`);
        return { kind: 'directory', path: leftover.path, inode };
    }
    if (leftover.kind === 'container')
        return leftover;
    const facts = processFacts(leftover.pid);
    if (facts === undefined)
        return undefined;
    const { pid, stopSignal = 'SIGTERM' } = leftover;
    return { kind: 'process', pid, startTime: facts.startTime, stopSignal };
}
/** Reads what an earlier phase of the run recorded; entries that are not well-formed are left out. */
function parseLeftovers(json) {
    let parsed;
    try {
        parsed = JSON.parse(json === '' ? '[]' : json);
    }
    catch {
        return [];
    }
    return Array.isArray(parsed) ? parsed.filter(isRecorded) : [];
}
function isRecorded(value) {
    if (typeof value !== 'object' || value === null || !('kind' in value))
        return false;
    if (value.kind === 'directory') {
        return ('path' in value &&
            typeof value.path === 'string' &&
            (0,external_node_path_.isAbsolute)(value.path) &&
            'inode' in value &&
            typeof value.inode === 'string');
    }
    if (value.kind === 'container')
        return isContainerLeftover(value);
    return (value.kind === 'process' &&
        'pid' in value &&
        Number.isSafeInteger(value.pid) &&
        Number(value.pid) > 1 &&
        'startTime' in value &&
        typeof value.startTime === 'string' &&
        'stopSignal' in value &&
        ['SIGTERM', 'SIGINT', 'SIGQUIT'].includes(String(value.stopSignal)));
}
/**
 * Ends and removes what is still there and still the same: processes first, then containers, then directories.
 * Returns a sentence for everything that was found; never throws.
 */
async function removeLeftovers(leftovers, graceMs = KILL_GRACE_MS) {
    const found = [];
    const processes = leftovers.filter((leftover) => leftover.kind === 'process');
    for (const outcome of await Promise.all(processes.map((leftover) => endProcess(leftover, graceMs)))) {
        if (outcome !== undefined)
            found.push(outcome);
    }
    const containers = leftovers.filter((leftover) => leftover.kind === 'container');
    for (const outcome of await Promise.all(containers.map(removeContainerLeftover))) {
        if (outcome !== undefined)
            found.push(outcome);
    }
    for (const leftover of leftovers) {
        if (leftover.kind !== 'directory' || inodeOf(leftover.path) !== leftover.inode)
            continue;
        try {
            await (0,promises_.rm)(leftover.path, { recursive: true, force: true, maxRetries: 2, retryDelay: 50 });
            found.push(`The directory ${leftover.path} was left behind and has been removed.`);
        }
        catch (error) {
            found.push(`The directory ${leftover.path} was left behind and cannot be removed: ${(0,errors/* messageOf */.bD)(error)}`);
        }
    }
    return found;
}
async function endProcess(leftover, graceMs) {
    const facts = processFacts(leftover.pid);
    if (facts?.startTime !== leftover.startTime)
        return undefined;
    const name = `The process ${leftover.pid} (${facts.name})`;
    const target = facts.group === leftover.pid ? -leftover.pid : leftover.pid;
    if (!send(target, leftover.stopSignal))
        return `${name} was left behind and may not be ended by this user.`;
    if (await hasEnded(leftover, graceMs))
        return `${name} was left behind and has been ended.`;
    send(target, 'SIGKILL');
    const ended = await hasEnded(leftover, KILL_GRACE_MS);
    return `${name} was left behind and ${ended ? 'had to be killed' : 'does not end, even by SIGKILL'}.`;
}
/** False when this user may not signal the process. One that is gone already is fine. */
function send(target, signal) {
    try {
        process.kill(target, signal);
    }
    catch (error) {
        return (0,errors/* systemCode */.xU)(error) === 'ESRCH';
    }
    return true;
}
async function hasEnded(leftover, withinMs) {
    const deadline = Date.now() + withinMs;
    for (;;) {
        if (processFacts(leftover.pid)?.startTime !== leftover.startTime)
            return true;
        if (Date.now() >= deadline)
            return false;
        await (0,external_node_timers_promises_.setTimeout)(POLL_MS);
    }
}
/** proc(5), /proc/PID/stat: `pid (name) state ppid pgrp …`, start time is field 22; the name may hold anything. */
function processFacts(pid) {
    let stat;
    try {
        stat = (0,external_node_fs_.readFileSync)(`/proc/${pid}/stat`, 'utf8');
    }
    catch {
        return undefined;
    }
    const nameEnd = stat.lastIndexOf(')');
    const fields = stat.slice(nameEnd + 2).split(' ');
    const [state, , group] = fields;
    const startTime = fields[19];
    if (startTime === undefined || state === 'Z' || state === 'X')
        return undefined;
    return { name: stat.slice(stat.indexOf('(') + 1, nameEnd), group: Number(group), startTime };
}
/** Device and inode of a real directory (a link to one is not one). */
function inodeOf(path) {
    const stats = (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false, bigint: true });
    return stats?.isDirectory() ? `${stats.dev}:${stats.ino}` : undefined;
}


/***/ }),

/***/ 32780:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ ProgressLimiter),
/* harmony export */   l: () => (/* binding */ progressText)
/* harmony export */ });
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14364);

/** `upload: 1.2 GiB of 3.4 GiB (35 %)` */
function progressText(step, done, total, unit) {
    const amount = (value) => (unit === 'bytes' ? (0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(value) : (0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(value));
    const noun = unit === 'bytes' ? '' : ` ${unit}`;
    if (total === undefined || total <= 0)
        return `${step}: ${amount(done)}${noun}`;
    const percent = Math.floor((Math.min(done, total) / total) * 100);
    return `${step}: ${amount(done)} of ${amount(total)}${noun} (${percent} %)`;
}
/**
 * Decides which progress reports are shown: the first of a step only after one interval, then at most one per
 * interval and step. The last one is shown if an earlier one was, so no step seems to stop short of its end.
 */
class ProgressLimiter {
    #intervalMs;
    #steps = new Map();
    constructor(intervalMs) {
        this.#intervalMs = intervalMs;
    }
    /** `now` in milliseconds of a clock that never goes back. */
    due(step, finished, now) {
        const state = this.#steps.get(step) ?? { since: now, shown: false };
        this.#steps.set(step, state);
        if (finished) {
            this.#steps.delete(step);
            return state.shown;
        }
        if (now - state.since < this.#intervalMs)
            return false;
        this.#steps.set(step, { since: now, shown: true });
        return true;
    }
}


/***/ }),

/***/ 86210:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ Secrets)
/* harmony export */ });
/* unused harmony export derivedForms */
/**
 * Shorter secrets are not masked. Masking replaces every occurrence in every log: a secret of three characters would
 * blank out words, numbers and dates without hiding anything, for who knows the text can fill the gaps.
 */
const SHORTEST_MASKED = 4;
/** What replaces a secret; the same three characters that GitHub's runner uses. */
const MASK = '***';
/**
 * A secret in every shape in which programs print it: as it is, each of its lines, and its base64, URL-encoded and
 * JSON-escaped forms. GitHub's runner masks exact single-line strings only, so each has to be registered.
 * A text of several lines is not among them as a whole, because the runner would then mask each of its lines however
 * short.
 */
function derivedForms(secret) {
    const bytes = Buffer.from(secret, 'utf8');
    const lines = secret.split(/[\r\n]+/).map((line) => line.trim());
    const wellFormed = secret.toWellFormed();
    const forms = [
        ...(lines.length === 1 ? [secret] : lines),
        bytes.toString('base64'),
        bytes.toString('base64').replace(/=+$/, ''),
        bytes.toString('base64url'),
        encodeURIComponent(wellFormed),
        new URLSearchParams({ s: wellFormed }).toString().slice('s='.length),
        JSON.stringify(secret).slice(1, -1),
    ];
    const printable = forms.filter((form) => form.trim().length >= SHORTEST_MASKED && !/[\r\n]/.test(form));
    return secret.trim().length < SHORTEST_MASKED ? [] : [...new Set(printable)];
}
/** The secrets of this run. Whatever the toolkit prints goes through `redact`. */
class Secrets {
    #forms = [];
    #announce;
    /** `announce` tells the runner about a form; on a terminal there is nobody to tell. */
    constructor(announce = () => { }) {
        this.#announce = announce;
    }
    add(secret) {
        const fresh = derivedForms(secret).filter((form) => !this.#forms.includes(form));
        for (const form of fresh)
            this.#announce(form);
        // Longest first: a form that contains another must not be left with its tail showing.
        this.#forms = [...this.#forms, ...fresh].sort((a, b) => b.length - a.length);
    }
    redact(text) {
        return this.#forms.reduce((result, form) => result.replaceAll(form, MASK), text);
    }
}


/***/ }),

/***/ 8104:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q6: () => (/* binding */ runInfo),
/* harmony export */   St: () => (/* binding */ readSurroundings),
/* harmony export */   rf: () => (/* binding */ maskKnownSecrets)
/* harmony export */ });
/* harmony import */ var _looks_secret_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31393);

/** Variables in which libpq and the AWS SDK take secrets. */
const SECRET_VARIABLES = ['PGPASSWORD', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];
/**
 * The environment as a handler sees it: without the texts of inputs, the state of the step and the tokens that GitHub
 * hands to the action itself.
 */
function readSurroundings(env) {
    const hidden = /^(INPUT_|STATE_|PBA_|ACTIONS_(RUNTIME|ID_TOKEN_REQUEST)_TOKEN$)/;
    const surroundings = {};
    for (const [name, value] of Object.entries(env)) {
        if (value !== undefined && !hidden.test(name))
            surroundings[name] = value;
    }
    return surroundings;
}
/** Masks everything secret that is known before the inputs are read, so that no message about them can show it. */
function maskKnownSecrets(spec, raw, env, secrets) {
    for (const [name, text] of Object.entries(raw)) {
        if (text !== undefined && (spec.inputs[name]?.kind === 'secret' || (0,_looks_secret_js__WEBPACK_IMPORTED_MODULE_0__/* .looksSecret */ .n)(text))) {
            secrets.add(text.replace(/[\r\n]+$/, ''));
        }
    }
    for (const name of SECRET_VARIABLES) {
        const value = env[name];
        if (value !== undefined)
            secrets.add(value);
    }
}
/** Facts about the run, from GitHub's default environment variables. */
function runInfo(env) {
    const read = (name) => env[name] || null;
    const repository = read('GITHUB_REPOSITORY');
    const runId = read('GITHUB_RUN_ID');
    const server = read('GITHUB_SERVER_URL') ?? 'https://github.com';
    return {
        repository,
        workflow: read('GITHUB_WORKFLOW'),
        runId,
        runUrl: repository === null || runId === null ? null : `${server}/${repository}/actions/runs/${runId}`,
        commit: read('GITHUB_SHA'),
        ref: read('GITHUB_REF'),
        actor: read('GITHUB_ACTOR'),
        event: read('GITHUB_EVENT_NAME'),
    };
}


/***/ })

};
