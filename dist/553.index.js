export const id = 553;
export const ids = [553];
export const modules = {

/***/ 7923:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DA: () => (/* binding */ removeLeftovers),
/* harmony export */   Re: () => (/* binding */ LEFTOVERS_STATE),
/* harmony export */   kV: () => (/* binding */ parseLeftovers),
/* harmony export */   vy: () => (/* binding */ recordLeftover)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8500);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9473);





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
            (0,node_path__WEBPACK_IMPORTED_MODULE_2__.isAbsolute)(value.path) &&
            'inode' in value &&
            typeof value.inode === 'string');
    }
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
 * Ends and removes what is still there and still the same: processes first, then directories.
 * Returns a sentence for everything that was found; never throws.
 */
async function removeLeftovers(leftovers, graceMs = KILL_GRACE_MS) {
    const found = [];
    const processes = leftovers.filter((leftover) => leftover.kind === 'process');
    for (const outcome of await Promise.all(processes.map((leftover) => endProcess(leftover, graceMs)))) {
        if (outcome !== undefined)
            found.push(outcome);
    }
    for (const leftover of leftovers) {
        if (leftover.kind !== 'directory' || inodeOf(leftover.path) !== leftover.inode)
            continue;
        try {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(leftover.path, { recursive: true, force: true, maxRetries: 2, retryDelay: 50 });
            found.push(`The directory ${leftover.path} was left behind and has been removed.`);
        }
        catch (error) {
            found.push(`The directory ${leftover.path} was left behind and cannot be removed: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .messageOf */ .bD)(error)}`);
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
        return (0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .systemCode */ .xU)(error) === 'ESRCH';
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
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_3__.setTimeout)(POLL_MS);
    }
}
/** proc(5), /proc/PID/stat: `pid (name) state ppid pgrp …`, start time is field 22; the name may hold anything. */
function processFacts(pid) {
    let stat;
    try {
        stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${pid}/stat`, 'utf8');
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
    const stats = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path, { throwIfNoEntry: false, bigint: true });
    return stats?.isDirectory() ? `${stats.dev}:${stats.ino}` : undefined;
}


/***/ }),

/***/ 3553:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runPost: () => (/* binding */ runPost)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6421);
/* harmony import */ var _leftovers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7923);


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
