export const id = 553;
export const ids = [553];
export const modules = {

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

/***/ 3553:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runPost: () => (/* binding */ runPost)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(91659);
/* harmony import */ var _leftovers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80454);


/**
 * The post step: removes what a run that was killed could not remove itself. The result of the job is settled by now,
 * so this only ever warns. Always 0.
 */
async function runPost() {
    const findings = await (0,_leftovers_js__WEBPACK_IMPORTED_MODULE_1__/* .removeLeftovers */ .DA)((0,_leftovers_js__WEBPACK_IMPORTED_MODULE_1__/* .parseLeftovers */ .kV)(_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getState */ .Gu(_leftovers_js__WEBPACK_IMPORTED_MODULE_1__/* .LEFTOVERS_STATE */ .Re)));
    for (const finding of findings)
        _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .warning */ .$e(finding);
    if (findings.length === 0)
        _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq('Nothing was left behind.');
    return 0;
}


/***/ })

};
