export const id = 171;
export const ids = [171];
export const modules = {

/***/ 70926:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ cutSummary),
/* harmony export */   J: () => (/* binding */ SUMMARY_LIMIT)
/* harmony export */ });
/** GitHub drops a step summary that is larger than this, and the step stays green. */
const SUMMARY_LIMIT = 1024 * 1024;
/** Room for the note and for what has to be closed. */
const RESERVED = 1024;
/**
 * A summary of at most `limit` bytes of UTF-8. What is too long is cut between two lines, so a table loses
 * whole rows; code fences and `<details>` that the cut leaves open are closed, and a note says how much is missing.
 */
function cutSummary(markdown, limit = SUMMARY_LIMIT, what = 'of summary per step') {
    const total = Buffer.byteLength(markdown);
    if (total <= limit)
        return markdown;
    const lines = markdown.split('\n');
    const kept = [];
    let bytes = 0;
    for (const line of lines) {
        const size = Buffer.byteLength(line) + 1;
        if (bytes + size > limit - RESERVED)
            break;
        bytes += size;
        kept.push(line);
    }
    const note = `> **Cut here.** ${lines.length - kept.length} more lines (${total - bytes} bytes) do not fit: ` +
        `GitHub shows at most ${limit} bytes ${what}.`;
    return [...kept, ...closing(kept), '', note, ''].join('\n');
}
/** The lines that close what `kept` leaves open. */
function closing(kept) {
    let fence;
    let details = 0;
    for (const line of kept) {
        const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
        if (fence !== undefined) {
            if (mark?.startsWith(fence) && line.trim() === mark)
                fence = undefined;
        }
        else if (mark !== undefined) {
            fence = mark;
        }
        else {
            details += (line.match(/<details\b/g)?.length ?? 0) - (line.match(/<\/details>/g)?.length ?? 0);
        }
    }
    // A blank line first: without it GitHub takes the closing tag for part of the table above.
    const open = Array.from({ length: Math.min(Math.max(details, 0), 20) }, () => '</details>');
    return [...(fence === undefined ? [] : [fence]), ...(open.length === 0 ? [] : ['', ...open])];
}


/***/ }),

/***/ 42171:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runAction: () => (/* binding */ runAction)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 11 modules
var core = __webpack_require__(91659);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: external "node:perf_hooks"
var external_node_perf_hooks_ = __webpack_require__(643);
// EXTERNAL MODULE: ./build/runtime/format.js
var format = __webpack_require__(14364);
// EXTERNAL MODULE: ./build/runtime/progress.js
var progress = __webpack_require__(32780);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./build/runtime/workflow-commands.js

/**
 * Whether the runner could take a line of text for a command. It looks for `::name` at the start of a line (after
 * white space) and for the older `##[name]` anywhere in it. Everything but printable ASCII is left out before
 * looking, because .NET ignores some invisible characters when it compares. A wrong yes costs two log lines.
 * Source: actions/runner, src/Runner.Common/ActionCommand.cs.
 */
function couldBeCommand(line) {
    const visible = line.replace(/[^\x21-\x7e]/g, '');
    return visible.startsWith('::') || visible.includes('##[');
}
/**
 * Text for a runner's log in which nothing is a workflow command. Tools print names and notices from the database,
 * so `::add-mask::` or `::stop-commands::` may stand in any of their lines. Such lines are put
 * between `::stop-commands::TOKEN` and `::TOKEN::` with a fresh random token, so the text itself stays exactly as
 * it was; a prefix could not stop `##[`, and zero-width characters would alter what is copied out of the log.
 */
function withoutCommands(text, makeToken = external_node_crypto_.randomUUID) {
    const lines = [];
    let stopped;
    for (const line of text.split(/\r\n|\n|\r/)) {
        if (couldBeCommand(line)) {
            if (stopped === undefined) {
                stopped = makeToken();
                lines.push(`::stop-commands::${stopped}`);
            }
        }
        else if (stopped !== undefined) {
            lines.push(`::${stopped}::`);
            stopped = undefined;
        }
        lines.push(line);
    }
    if (stopped !== undefined)
        lines.push(`::${stopped}::`);
    return lines.join('\n');
}

;// CONCATENATED MODULE: ./build/runtime/actions-log.js





const PROGRESS_EVERY_MS = 10_000;
/** The log of a runner: folded groups, annotations, a line of progress every ten seconds. */
class ActionsLog {
    #secrets;
    #progress = new progress/* ProgressLimiter */.W(PROGRESS_EVERY_MS);
    #depth = 0;
    constructor(secrets) {
        this.#secrets = secrets;
    }
    info(message) {
        core/* info */.pq(withoutCommands(this.#secrets.redact(message)));
    }
    warning(message) {
        core/* warning */.$e(this.#secrets.redact(message));
    }
    debug(message) {
        core/* debug */.Yz(this.#secrets.redact(message));
    }
    /** GitHub folds one level only, so a group inside a group is a plain heading. */
    async group(title, body) {
        const started = external_node_perf_hooks_.performance.now();
        const heading = this.#secrets.redact(title);
        if (this.#depth === 0)
            core/* startGroup */.Oh(heading);
        else
            this.info(title);
        this.#depth += 1;
        let ending = 'failed after';
        try {
            const result = await body();
            ending = 'done in';
            return result;
        }
        finally {
            this.#depth -= 1;
            if (this.#depth === 0)
                core/* endGroup */.N4();
            this.info(`${title}: ${ending} ${(0,format/* formatDuration */.a3)(external_node_perf_hooks_.performance.now() - started)}`);
        }
    }
    progress(...[step, done, total, unit]) {
        if (this.#progress.due(step, total !== undefined && done >= total, external_node_perf_hooks_.performance.now())) {
            this.info((0,progress/* progressText */.l)(step, done, total, unit));
        }
    }
}

// EXTERNAL MODULE: ./build/runtime/cut-summary.js
var cut_summary = __webpack_require__(70926);
// EXTERNAL MODULE: ./build/runtime/execute.js
var execute = __webpack_require__(50000);
// EXTERNAL MODULE: ./build/runtime/exit-codes.js
var exit_codes = __webpack_require__(21104);
// EXTERNAL MODULE: ./build/runtime/failure.js
var runtime_failure = __webpack_require__(99881);
// EXTERNAL MODULE: ./build/runtime/leftovers.js + 1 modules
var runtime_leftovers = __webpack_require__(80454);
// EXTERNAL MODULE: ./build/runtime/secrets.js
var runtime_secrets = __webpack_require__(86210);
// EXTERNAL MODULE: ./build/runtime/surroundings.js
var surroundings = __webpack_require__(8104);
;// CONCATENATED MODULE: ./build/runtime/run-action.js












/**
 * Runs an action as GitHub's runner started it and returns its exit code. Everything that the run has to say is said:
 * outputs, job summary, annotation.
 */
async function runAction(action, lifecycle) {
    const secrets = new runtime_secrets/* Secrets */.S((form) => core/* setSecret */.Pq(form));
    const log = new ActionsLog(secrets);
    const raw = readInputs(process.env);
    const env = (0,surroundings/* readSurroundings */.St)(process.env);
    (0,surroundings/* maskKnownSecrets */.rf)(action.spec, raw, env, secrets);
    const saveLeftovers = (leftovers) => core/* saveState */.LZ(runtime_leftovers/* LEFTOVERS_STATE */.Re, JSON.stringify(leftovers));
    const outcome = await (0,execute/* execute */.g)(action, raw, { log, secrets, lifecycle, env, saveLeftovers });
    try {
        writeOutputs(outcome);
        await writeSummary(summaryOf(action, outcome), log, secrets);
        if (outcome.result !== undefined)
            log.info(outcome.result.text);
        if (outcome.failure !== undefined)
            annotate(action, outcome.failure, log, secrets);
        return outcome.exitCode;
    }
    catch (thrown) {
        // The work may be done, but nobody would learn of it: that is a failure.
        for (const line of (0,runtime_failure/* stackLines */.yH)(thrown))
            log.debug(line);
        const failure = (0,runtime_failure/* asPbaError */.w1)(thrown);
        annotate(action, failure, log, secrets);
        return (0,exit_codes/* exitCodeOf */.F)(failure);
    }
}
/** The runner sets `INPUT_` and the name in upper case, spaces as `_`, hyphens as they are. */
function readInputs(env) {
    const raw = {};
    for (const [name, value] of Object.entries(env)) {
        if (name.startsWith('INPUT_'))
            raw[name.slice('INPUT_'.length).toLowerCase()] = value;
    }
    return raw;
}
function writeOutputs(outcome) {
    for (const [name, value] of Object.entries(outcome.result?.outputs ?? {})) {
        if (name !== 'verdict' && name !== 'error-code')
            core/* setOutput */.uH(name, value);
    }
    core/* setOutput */.uH('verdict', outcome.verdict);
    core/* setOutput */.uH('error-code', outcome.failure?.code ?? '');
}
/** What the handler wrote about its result; what went wrong, where the handler could not write about it. */
function summaryOf(action, { failure, result, verdict }) {
    const parts = [];
    if (failure !== undefined && failure !== result?.failure) {
        parts.push(`## ${(0,format/* escapeMarkdown */.FV)(action.spec.title)}: ${(0,format/* escapeMarkdown */.FV)(verdict)}`);
        parts.push(`${(0,format/* code */.aY)(failure.code).markdown} ${failure.message.split('\n').map(escapeLine).join('\n')}`);
        if (failure.hint !== undefined)
            parts.push(`**What to do:** ${(0,format/* escapeMarkdown */.FV)(failure.hint)}`);
    }
    if (result !== undefined)
        parts.push(result.summary);
    return parts.join('\n\n');
}
/** Messages about several things are lists already. */
function escapeLine(line) {
    return line.startsWith('- ') ? `- ${(0,format/* escapeMarkdown */.FV)(line.slice(2))}` : (0,format/* escapeMarkdown */.FV)(line);
}
/** The summary is for people; that it cannot be written is no reason to call a good backup bad. */
async function writeSummary(markdown, log, secrets) {
    const path = process.env['GITHUB_STEP_SUMMARY'];
    if (path === undefined || markdown === '')
        return;
    try {
        const { size } = await (0,promises_.stat)(path);
        await core/* summary */.z.addRaw((0,cut_summary/* cutSummary */.H)(`${secrets.redact(markdown)}\n`, cut_summary/* SUMMARY_LIMIT */.J - size)).write();
    }
    catch (error) {
        log.warning(`The job summary could not be written: ${(0,errors/* messageOf */.bD)(error)}`);
    }
}
function annotate(action, failure, log, secrets) {
    const [headline = '', ...more] = (0,runtime_failure/* failureLines */.w7)(failure);
    // The remedy stands in the annotation, which is part of the log.
    for (const line of more.slice(failure.hint === undefined ? 0 : 1))
        log.info(line);
    const text = failure.hint === undefined ? headline : `${headline}\n${failure.hint}`;
    core/* error */.z3(secrets.redact(text), { title: `${action.spec.name}: ${failure.code}` });
}


/***/ })

};
