export const id = 133;
export const ids = [133];
export const modules = {

/***/ 3602:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ chooseSet)
/* harmony export */ });
/* harmony import */ var _catalog_keys_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98430);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);
/* harmony import */ var _sets_proofs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3017);
/* harmony import */ var _sets_read_sets_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(63913);
/* harmony import */ var _open_stores_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27425);





/**
 * Finds the set in the first store, in the order given, that has one.
 * @throws UserError PBA-SET-NOT-FOUND saying what is missing
 */
async function chooseSet(stores, database, wanted) {
    return (0,_open_stores_js__WEBPACK_IMPORTED_MODULE_4__/* .firstThatHas */ .yK)(stores, async (store) => ({
        store,
        location: await chooseIn(store, database, wanted),
    }));
}
async function chooseIn(store, database, wanted) {
    const name = database ?? (await (0,_sets_read_sets_js__WEBPACK_IMPORTED_MODULE_3__/* .findDatabase */ .Xg)(store));
    if (wanted !== 'latest-proven' && !wanted.startsWith('before:'))
        return (0,_sets_read_sets_js__WEBPACK_IMPORTED_MODULE_3__/* .findSet */ ._V)(store, name, wanted);
    const sets = (await (0,_sets_read_sets_js__WEBPACK_IMPORTED_MODULE_3__/* .listStore */ .K3)(store, name)).sets.filter((set) => set.committed).map((set) => set.location);
    if (wanted === 'latest-proven') {
        const proofs = await (0,_sets_proofs_js__WEBPACK_IMPORTED_MODULE_2__/* .readProofs */ .O)(store, name);
        for (const location of sets)
            if ((0,_sets_proofs_js__WEBPACK_IMPORTED_MODULE_2__/* .isProven */ .n)(await (0,_sets_read_sets_js__WEBPACK_IMPORTED_MODULE_3__/* .readManifest */ .WI)(store, location), proofs))
                return location;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo('PBA-SET-NOT-FOUND', `${store.location} holds no proven set of database ${name}.`, {
            hint: 'Run `restore-test` first; or take `set: latest`, and what is restored is compared all the same.',
        });
    }
    const time = Date.parse(wanted.slice('before:'.length));
    if (Number.isNaN(time))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo('PBA-INPUT', `${wanted} has no time in it.`);
    const before = sets.find((set) => ((0,_catalog_keys_js__WEBPACK_IMPORTED_MODULE_0__/* .setIdTime */ .pz)(set.id)?.getTime() ?? Number.POSITIVE_INFINITY) < time);
    if (before !== undefined)
        return before;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo('PBA-SET-NOT-FOUND', `${store.location} holds no set of ${name} from before ${new Date(time).toISOString()}.`, { hint: `The oldest there is ${sets.at(-1)?.id ?? 'none'}.` });
}


/***/ }),

/***/ 90133:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  migrationGate: () => (/* binding */ migrationGate)
});

// EXTERNAL MODULE: ./build/actions/time-limit.js
var time_limit = __webpack_require__(97397);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
;// CONCATENATED MODULE: ./build/github/pull-request.js
/** A comment is at most so long. */
const COMMENT_LIMIT = 65_536;
/** Files that a pull request adds or changes, and those it removes. */
async function changedFiles(github, repository, number) {
    const files = await github.all(`${root(repository)}/pulls/${number}/files`);
    return files.map(({ filename, status }) => ({ path: filename, status }));
}
/**
 * Writes the one comment of ours that has the marker: the first time it is made, later it is changed. A comment with the
 * marker that a person wrote is left alone.
 * @param onlyUpdate there is nothing to say where nothing was said before
 */
async function upsertComment(github, repository, number, marker, body, onlyUpdate = false) {
    const mine = await ownComment(github, repository, number, marker);
    if (mine === undefined) {
        if (onlyUpdate)
            return 'none';
        await github.request('POST', `${root(repository)}/issues/${number}/comments`, { body });
        return 'created';
    }
    await github.request('PATCH', `${root(repository)}/issues/comments/${mine}`, { body });
    return 'updated';
}
async function ownComment(github, repository, number, marker) {
    const comments = await github.all(`${root(repository)}/issues/${number}/comments`);
    const marked = comments.filter(({ body }) => body?.includes(marker));
    const bot = marked.find(({ user }) => user?.type === 'Bot');
    if (bot !== undefined || marked.length === 0)
        return bot?.id;
    // With a person's token the comment is that person's. The token of a job may not ask who it is.
    const me = await github.request('GET', '/user').catch(() => undefined);
    return marked.find(({ user }) => me !== undefined && user?.login === me.login)?.id;
}
/** Gives the pull request exactly these of the labels that are ours; all others stay. */
async function setLabels(github, repository, number, isOurs, wanted) {
    const path = `${root(repository)}/issues/${number}/labels`;
    const there = (await github.all(path)).map(({ name }) => name);
    const missing = wanted.filter((name) => !there.includes(name));
    if (missing.length > 0)
        await github.request('POST', path, { labels: missing });
    for (const name of there.filter((label) => isOurs(label) && !wanted.includes(label)))
        await github.request('DELETE', `${path}/${encodeURIComponent(name)}`);
}
/** Who let this run pass a protected environment: https://docs.github.com/en/rest/actions/workflow-runs, "review history". */
async function environmentApprovals(github, repository, runId) {
    const approvals = await github.all(`${root(repository)}/actions/runs/${runId}/approvals`);
    return approvals
        .filter(({ state, user }) => state === 'approved' && user)
        .map(({ user, environments }) => ({
        by: user?.login ?? '',
        environments: (environments ?? []).map(({ name }) => name),
    }));
}
function root({ owner, name }) {
    return `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`;
}

;// CONCATENATED MODULE: ./build/policy/path-pattern.js
/** Whether a path of the repository is what a pattern describes: `*` and `?` within a folder, `**` across folders. */
function matchesPath(pattern, path) {
    const source = pattern
        .split(/(\*\*\/|\*\*|\*|\?)/)
        .map((part) => WILD[part] ?? part.replace(/[\\^$.+()[\]{}|/]/g, '\\$&'))
        .join('');
    return new RegExp(`^${source}$`, 'su').test(path);
}
const WILD = {
    // `**/` is also no folder at all: `db/**/x.sql` is `db/x.sql` too.
    '**/': '(?:.*/)?',
    '**': '.*',
    '*': '[^/]*',
    '?': '[^/]',
};

// EXTERNAL MODULE: ./build/sets/leases.js + 1 modules
var leases = __webpack_require__(35621);
// EXTERNAL MODULE: ./build/actions/choose-set.js
var choose_set = __webpack_require__(3602);
// EXTERNAL MODULE: ./build/actions/claimant.js
var claimant = __webpack_require__(18907);
// EXTERNAL MODULE: ./build/actions/effective.js
var effective = __webpack_require__(5529);
// EXTERNAL MODULE: ./build/actions/open-stores.js
var open_stores = __webpack_require__(27425);
;// CONCATENATED MODULE: ./build/actions/migration-gate/approval.js

const NONE = { approval: undefined, refused: undefined };
/**
 * Whether somebody whom the policy names has taken responsibility for this very commit: by setting the label, which GitHub
 * reports together with the commit it was set on, or by letting this run pass a protected environment. Nobody approves
 * their own pull request.
 */
async function findApproval(request, ask) {
    const { pullRequest, label, approvedBy, environment } = request;
    const set = pullRequest?.labelled;
    if (set?.label === label) {
        const refused = whyNot(set.by, request);
        return refused === undefined
            ? { approval: { by: set.by, how: `label ${label}` } }
            : { approval: undefined, refused };
    }
    if (approvedBy === undefined || environment === undefined)
        return NONE;
    const refused = whyNot(approvedBy, request);
    if (refused !== undefined)
        return { approval: undefined, refused };
    if (ask === undefined) {
        return {
            approval: undefined,
            refused: 'approved-by cannot be verified: there is no github-token, or this is not a run of a workflow',
        };
    }
    const approvals = await environmentApprovals(ask.github, ask.repository, ask.runId);
    const found = approvals.some(({ by, environments }) => same(by, approvedBy) && environments.includes(environment));
    return found
        ? { approval: { by: approvedBy, how: `environment ${environment}` } }
        : {
            approval: undefined,
            refused: `GitHub knows of no approval of this run by ${approvedBy} for the environment ${environment}`,
        };
}
function whyNot(who, { approvers, pullRequest }) {
    if (!approvers.some((one) => same(one, who))) {
        return `${who} is not among the approvers of the policy`;
    }
    return pullRequest !== undefined && same(pullRequest.author, who)
        ? `${who} is the author of the pull request`
        : undefined;
}
/** GitHub does not tell upper case from lower in logins. */
function same(a, b) {
    return a.toLowerCase() === b.toLowerCase();
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/catalog/keys.js
var keys = __webpack_require__(98430);
// EXTERNAL MODULE: ./build/postgres/dump.js
var dump = __webpack_require__(52494);
// EXTERNAL MODULE: ./build/postgres/snapshot.js
var postgres_snapshot = __webpack_require__(528);
;// CONCATENATED MODULE: ./build/runtime/artifact.js


/** Whether this run can keep files with itself: on a runner of GitHub, not on a terminal. */
function hasArtifacts() {
    return Boolean(process.env['ACTIONS_RUNTIME_TOKEN'] && process.env['ACTIONS_RESULTS_URL']);
}
/**
 * Keeps files with the run, as one artifact that everybody who may read the repository can download. The name has to be new
 * in the run; files lie in one folder, and have their names in the artifact.
 * @throws ToolError PBA-GITHUB
 */
async function uploadArtifact(name, paths) {
    const [first] = paths;
    if (first === undefined)
        throw new Error('an artifact needs a file');
    try {
        // Two thirds of all code, so only when it is needed.
        const { default: client } = await Promise.all(/* import() */[__webpack_require__.e(659), __webpack_require__.e(44)]).then(__webpack_require__.bind(__webpack_require__, 19044));
        await client.uploadArtifact(name, [...paths], (0,external_node_path_.dirname)(first));
    }
    catch (error) {
        throw new errors/* ToolError */.v4('PBA-GITHUB', `The artifact ${name} could not be stored: ${(0,errors/* messageOf */.bD)(error)}`, {
            cause: error,
            hint: 'Names are unique within a run: give the input `artifact` when this action runs more than once in it.',
        });
    }
}

;// CONCATENATED MODULE: ./build/actions/migration-gate/artifacts.js
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






const LOCK_TIMEOUT_MS = 30_000;
/** Writes the definitions of a database as SQL. */
async function dumpSchema(client, path) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true, mode: 0o700 });
        const snapshot = __addDisposableResource(env_1, await (0,postgres_snapshot/* openSnapshot */.r3)(client, LOCK_TIMEOUT_MS), true);
        await (0,dump/* dumpDatabase */.m3)(client, {
            ...{ path, format: 'plain', content: 'schema', compression: 'none', jobs: 1 },
            ...{ snapshotId: snapshot.id, lockTimeoutMs: LOCK_TIMEOUT_MS, withoutRowsOf: [] },
            onTable: () => { },
        });
        return path;
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
/** Keeps report and schemas with the run, where the run is one of GitHub's. */
async function keepReport(inputs, context, directory, markdown, report, schemas) {
    const files = [...schemas];
    await (0,promises_.mkdir)(directory, { recursive: true, mode: 0o700 });
    const add = async (name, text) => {
        files.push((0,external_node_path_.join)(directory, name));
        await (0,promises_.writeFile)((0,external_node_path_.join)(directory, name), text, { mode: 0o600 });
    };
    await add('report.md', markdown);
    await add('report.json', `${JSON.stringify(report, undefined, 2)}\n`);
    await keepFiles(inputs, context, report.database, files);
}
/** @returns the name of the artifact; undefined on a terminal, where there are none */
async function keepFiles(inputs, context, database, paths) {
    if (!hasArtifacts()) {
        context.log.info('no artifact was made: this is no run of a workflow');
        return undefined;
    }
    const attempt = Number(context.env['GITHUB_RUN_ATTEMPT'] ?? '1');
    const segment = (0,keys/* databaseSegment */.RO)(database).replaceAll('%', '_');
    const again = attempt > 1 ? `-attempt-${attempt}` : '';
    const name = inputs.artifact ?? `migration-gate-${inputs.mode}-${segment}${again}`;
    const [first] = paths;
    if (first === undefined)
        return undefined;
    // All files of an artifact lie in one folder.
    const folder = (0,external_node_path_.dirname)(first);
    const gathered = [];
    for (const path of paths) {
        const target = (0,external_node_path_.join)(folder, (0,external_node_path_.basename)(path));
        if (target !== path)
            await (0,promises_.copyFile)(path, target);
        gathered.push(target);
    }
    await uploadArtifact(name, gathered);
    context.log.info(`artifact ${name}: ${gathered.map((path) => (0,external_node_path_.basename)(path)).join(', ')}`);
    return name;
}

// EXTERNAL MODULE: ./build/concurrency.js
var concurrency = __webpack_require__(3943);
;// CONCATENATED MODULE: ./build/github/client.js


const ATTEMPTS = 4;
const TIMEOUT_MS = 30_000;
const LONGEST_PAUSE_MS = 60_000;
const PER_PAGE = 100;
/** More pages are not read: 3000 is also the number of files of a pull request that GitHub gives. */
const MOST_PAGES = 30;
/** GitHub's REST API (https://docs.github.com/en/rest), as much of it as is needed here. */
class GitHub {
    #options;
    constructor(options) {
        this.#options = options;
    }
    /** @throws ToolError PBA-GITHUB */
    async request(method, path, body) {
        for (let attempt = 1;; attempt += 1) {
            const response = await this.#send(method, path, body, attempt);
            if (response === undefined)
                continue;
            if (response.ok)
                return (await read(response, path));
            const pause = pauseBefore(response, attempt);
            if (pause === undefined)
                throw await refused(method, path, response);
            await response.body?.cancel();
            await (0,concurrency/* sleep */.yy)(pause, this.#options.signal);
        }
    }
    /** All items of a list, page after page. */
    async all(path) {
        const items = [];
        for (let page = 1; page <= MOST_PAGES; page += 1) {
            const separator = path.includes('?') ? '&' : '?';
            const part = await this.request('GET', `${path}${separator}per_page=${PER_PAGE}&page=${page}`);
            if (!Array.isArray(part))
                throw new errors/* ToolError */.v4('PBA-GITHUB', `GET ${path} did not give a list.`);
            items.push(...part);
            if (part.length < PER_PAGE)
                break;
        }
        return items;
    }
    /** @returns undefined when the connection failed and another attempt is worth it */
    async #send(method, path, body, attempt) {
        const { apiUrl, token, signal } = this.#options;
        try {
            return await fetch(`${apiUrl.replace(/\/$/, '')}${path}`, {
                method,
                // A redirect would take the token to another place.
                redirect: 'error',
                signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
                headers: {
                    accept: 'application/vnd.github+json',
                    authorization: `Bearer ${token}`,
                    'user-agent': 'postgres-backup-actions',
                    'x-github-api-version': '2022-11-28',
                    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
                },
                ...(body === undefined ? {} : { body: JSON.stringify(body) }),
            });
        }
        catch (error) {
            if (signal.aborted)
                throw new errors/* CancelledError */.cc();
            // A POST that got no answer may have been done.
            if (attempt >= ATTEMPTS || method === 'POST') {
                throw new errors/* ToolError */.v4('PBA-GITHUB', `GitHub’s API at ${apiUrl} cannot be reached: ${reasonOf(error)}.`, {
                    cause: error,
                    hint: 'Is `GITHUB_API_URL` right, and may this runner reach it?',
                });
            }
            await (0,concurrency/* sleep */.yy)(500 * 2 ** attempt, signal);
            return undefined;
        }
    }
}
/** `fetch` says only that it failed; why is in the cause. */
function reasonOf(error) {
    const cause = error instanceof Error ? error.cause : undefined;
    return (0,errors/* messageOf */.bD)(cause ?? error);
}
async function read(response, path) {
    const text = await response.text();
    if (text === '')
        return undefined;
    try {
        return JSON.parse(text);
    }
    catch (cause) {
        throw new errors/* ToolError */.v4('PBA-GITHUB', `What ${path} answered is no JSON.`, { cause });
    }
}
/** How long to wait before another attempt; undefined when there is none. */
function pauseBefore(response, attempt) {
    if (attempt >= ATTEMPTS)
        return undefined;
    const wait = Number(response.headers.get('retry-after'));
    const limited = response.status === 429 ||
        (response.status === 403 && response.headers.get('x-ratelimit-remaining') === '0');
    if (!limited && !(response.status === 403 && wait > 0) && response.status < 500)
        return undefined;
    return Math.min(LONGEST_PAUSE_MS, wait > 0 ? wait * 1000 : 500 * 2 ** attempt);
}
async function refused(method, path, response) {
    const text = await response.text();
    let said = text.slice(0, 300);
    try {
        const { message } = JSON.parse(text);
        if (typeof message === 'string')
            said = message;
    }
    catch {
        // A proxy, perhaps: its text is all there is.
    }
    return new errors/* ToolError */.v4('PBA-GITHUB', `GitHub answered ${method} ${path} with ${response.status}: ${said.replace(/\s+/g, ' ').trim() || 'nothing'}.`, {
        hint: response.status === 403 || response.status === 404 || response.status === 401
            ? 'The job needs `permissions: pull-requests: write` (and `actions: read` for approvals by environment), and the token in `github-token`.'
            : 'https://www.githubstatus.com tells whether GitHub has a problem.',
    });
}

// EXTERNAL MODULE: ./build/runtime/cut-summary.js
var cut_summary = __webpack_require__(70926);
// EXTERNAL MODULE: ./build/runtime/format.js
var format = __webpack_require__(14364);
;// CONCATENATED MODULE: ./build/actions/migration-gate/conversation.js





const LABEL = 'migration: ';
function openConversation(context, token, pullRequest) {
    const [owner, name] = (context.run.repository ?? '').split('/');
    if (token === undefined || !owner || !name)
        return undefined;
    const apiUrl = context.env['GITHUB_API_URL'] ?? 'https://api.github.com';
    return {
        github: new GitHub({ apiUrl, token, signal: context.signal }),
        repository: { owner, name },
        pullRequest,
    };
}
/** Writes the one comment about this database; later runs change it. */
async function comment(conversation, database, markdown, onlyUpdate = false) {
    if (conversation?.pullRequest === undefined)
        return 'none';
    const { github, repository, pullRequest } = conversation;
    const marker = `<!-- postgres-backup-actions:migration-gate:${(0,keys/* databaseSegment */.RO)(database)} -->`;
    const body = (0,cut_summary/* cutSummary */.H)(`${marker}\n${markdown}`, COMMENT_LIMIT, 'in a comment');
    return upsertComment(github, repository, pullRequest.number, marker, body, onlyUpdate);
}
/** Labels say the verdict and what was found; of those of an earlier run only what is still so stays. */
async function label(conversation, approvalLabel, verdict) {
    if (conversation?.pullRequest === undefined)
        return;
    const { github, repository, pullRequest } = conversation;
    const rules = new Set(verdict?.findings.map(({ rule }) => rule));
    const wanted = verdict === undefined ? [] : [verdict.verdict, ...rules].map((name) => `${LABEL}${name}`);
    // An approver's label is never taken away by us.
    const isOurs = (name) => name.startsWith(LABEL) && name !== approvalLabel;
    await setLabels(github, repository, pullRequest.number, isOurs, wanted);
}
/** What the comment says when there was no trial: an older verdict must not stand there as if it were still true. */
function failedMarkdown(database, commit, error) {
    return [
        `## ❌ Migrations of ${(0,format/* escapeMarkdown */.FV)(database)}: not tried`,
        '',
        `${commit === null ? '' : `At ${(0,format/* code */.aY)(commit.slice(0, 12)).markdown}: `}${(0,format/* code */.aY)(error.code).markdown} ${(0,format/* escapeMarkdown */.FV)(error.message)}`,
        ...(error.hint === undefined ? [] : ['', `**What to do:** ${(0,format/* escapeMarkdown */.FV)(error.hint)}`]),
        '',
    ].join('\n');
}
function notApplicableMarkdown(database, commit) {
    const at = commit === null ? '' : ` at ${(0,format/* code */.aY)(commit.slice(0, 12)).markdown}`;
    return `## Migrations of ${(0,format/* escapeMarkdown */.FV)(database)}\n\nThe pull request${at} touches none.\n`;
}

// EXTERNAL MODULE: ./build/catalog/migration-rules.js
var migration_rules = __webpack_require__(56270);
;// CONCATENATED MODULE: ./build/catalog/migration-verdict.js

/**
 * What the trial means by the policy's rules. A migration that did not come to its end always blocks: what it would have
 * done after that was not tried. An approval lets pass what blocks, and is of no interest otherwise.
 */
function judgeMigration(trial, rules, approval) {
    const found = migration_rules/* MIGRATION_RULE_NAMES */.xC.flatMap((rule) => FINDERS[rule](trial, rules).map((text) => ({
        rule,
        text,
        blocks: rule === 'failed' || rules.block.includes(rule),
    })));
    const findings = [...found.filter((one) => one.blocks), ...found.filter((one) => !one.blocks)];
    const blocked = findings.some((one) => one.blocks);
    return {
        verdict: !blocked ? 'passed' : approval === undefined ? 'blocked' : 'approved',
        findings,
        approval: blocked ? approval : undefined,
    };
}
const FINDERS = {
    failed: ({ end }) => (end.outcome === 'succeeded' ? [] : [`The migration ${describeEnd(end)}.`]),
    'data-loss': dataLoss,
    'data-change': ({ data }) => data.tables
        .filter((table) => !table.bookkeeping && table.nameAfter !== null)
        .flatMap((table) => [
        ...(table.content === 'changed' && table.rowsAfter === table.rowsBefore
            ? [`${table.name}: the same number of rows, but not the same values.`]
            : []),
        ...table.changedTypes.map((column) => `${table.name}.${column}: has another type, and its values read differently.`),
    ]),
    destructive: ({ schema }) => schema
        .filter((change) => change.destructive)
        .map(({ change, kind, name }) => change === 'dropped'
        ? `${capital(kind)} ${name} is dropped.`
        : `${capital(kind)} ${name} loses values.`),
    'long-lock': ({ locks }, { longLockMs }) => locks.locks
        .filter(({ seconds }) => seconds * 1000 >= longLockMs)
        .map(({ table, blocks, seconds, rows }) => `${table} (${rows} rows) could not be ${blocks === 'writes' ? 'written' : 'read or written'} for ${seconds.toFixed(1)} s.`),
    rewrite: ({ data }) => data.tables
        .filter(({ rewritten, rowsAfter }) => rewritten && rowsAfter !== null && rowsAfter !== '0')
        .map(({ name, rowsAfter }) => `${name} (${rowsAfter} rows) was written anew.`),
    'no-rollback': noRollback,
    'no-effect': ({ end, schema, data }) => end.outcome === 'succeeded' && schema.length === 0 && data.tables.every(isUntouched)
        ? [
            'The migration succeeded and changed nothing: was it applied before, or did the command find nothing to do?',
        ]
        : [],
};
function dataLoss({ data }) {
    const lost = data.tables
        .filter((table) => !table.bookkeeping)
        .flatMap((table) => {
        const { name, rowsBefore, rowsAfter, droppedColumns } = table;
        if (rowsAfter === null)
            return rowsBefore === '0' ? [] : [`Table ${name} is gone with ${rowsBefore} rows.`];
        const fewer = BigInt(rowsBefore) - BigInt(rowsAfter);
        return [
            ...(fewer > 0n ? [`${name} has ${rowsAfter} rows instead of ${rowsBefore}: ${fewer} are gone.`] : []),
            ...droppedColumns
                .filter(({ values }) => values !== '0')
                .map((column) => `Column ${name}.${column.name} is gone with ${column.values} values.`),
        ];
    });
    const { before, after } = data.largeObjects;
    const objects = BigInt(before) - BigInt(after);
    return objects > 0n ? [...lost, `${objects} large objects are gone.`] : lost;
}
function noRollback({ end, wayBack }) {
    // A migration that did not come to its end has nothing to take back.
    if (end.outcome !== 'succeeded')
        return [];
    if (wayBack.state === 'none')
        return [`There is no way back: ${wayBack.reason}.`];
    if (wayBack.end.outcome !== 'succeeded')
        return [`The way back ${describeEnd(wayBack.end)}.`];
    const [first, ...more] = wayBack.differences;
    if (first === undefined)
        return [];
    const others = more.length === 0 ? '' : ` and in ${more.length} more`;
    return [
        `After the way back the schema is not as before: ${first.kind} ${first.name} is ${first.change}${others}.`,
    ];
}
/** `ended with exit code 1`, to complete a sentence. */
function describeEnd({ outcome, exitCode, signal, seconds }) {
    if (outcome === 'succeeded')
        return `succeeded in ${seconds.toFixed(1)} s`;
    if (outcome === 'timed out')
        return `did not end within its time limit and was ended after ${seconds.toFixed(1)} s`;
    return signal === null ? `ended with exit code ${exitCode}` : `was ended by ${signal}`;
}
/** Whether nothing at all happened to a table. */
function isUntouched(table) {
    return (table.content === 'same' &&
        table.rowsBefore === table.rowsAfter &&
        table.name === table.nameAfter &&
        table.droppedColumns.length === 0 &&
        table.changedTypes.length === 0 &&
        !table.rewritten);
}
function capital(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./build/process.js
var build_process = __webpack_require__(44677);
;// CONCATENATED MODULE: ./build/sandbox/forward.js
/**
 * Runs inside the sandbox, in a Node.js of its own (`node -e`), so it may use nothing from outside this function: connects
 * a port of the loopback interface with a socket, runs the command, and ends as it ends. Programs that know only TCP (JDBC)
 * reach the scratch server this way. Arguments: port, socket, program, its arguments.
 */
function forward() {
    const { argv, exit, stderr, getBuiltinModule } = process;
    const net = getBuiltinModule('node:net');
    const { spawn } = getBuiltinModule('node:child_process');
    const { constants } = getBuiltinModule('node:os');
    const [, port, socket = '', program = '', ...args] = argv;
    const server = net.createServer((near) => {
        const far = net.connect(socket);
        const end = () => {
            near.destroy();
            far.destroy();
        };
        near.on('error', end).on('close', end);
        far.on('error', end).on('close', end);
        near.pipe(far).pipe(near);
    });
    server.listen(Number(port), '127.0.0.1', () => {
        const child = spawn(program, args, { stdio: 'inherit' });
        child.once('error', (error) => {
            stderr.write(`${error.message}\n`);
            exit(127);
        });
        child.once('exit', (code, signal) => {
            exit(signal === null ? (code ?? 1) : 128 + constants.signals[signal]);
        });
    });
}

;// CONCATENATED MODULE: ./build/sandbox/sandbox.js







const BUBBLEWRAP = 'bwrap';
const TMP = '/tmp';
/** An empty home directory inside, gone with the sandbox. */
const SANDBOX_HOME = '/tmp/home';
/** Numbers of users that nobody has; systemd takes those of its dynamic users from here. */
const STRANGERS = { from: 61_184, to: 65_519 };
/** Where sockets, temporary files of others and secrets of people are. */
const ALWAYS_HIDDEN = [TMP, '/var/tmp', '/run', '/home', '/root', '/srv', '/mnt', '/media'];
/**
 * A program's own small world, made by bubblewrap (https://github.com/containers/bubblewrap): other processes, the network
 * and other people's files and sockets are not there. The program cannot gain rights, and when it ends, everything that it
 * started ends too.
 */
class Sandbox {
    /** User and group that strangers run as when we are root; undefined: they run as this user, who cannot leave either. */
    stranger;
    #program;
    constructor(program) {
        this.#program = program;
        this.stranger = process.getuid?.() === 0 ? (0,external_node_crypto_.randomInt)(STRANGERS.from, STRANGERS.to) : undefined;
    }
    /**
     * Finds bubblewrap and sees whether this machine lets us use it.
     * @throws UserError PBA-GATE-ISOLATION
     */
    static async open(env, signal) {
        const program = (env['PATH'] ?? '')
            .split(':')
            .filter((directory) => (0,external_node_path_.isAbsolute)(directory))
            .map((directory) => (0,external_node_path_.join)(directory, BUBBLEWRAP))
            .find((path) => (0,external_node_fs_.existsSync)(path));
        if (program === undefined) {
            throw new errors/* UserError */.yo('PBA-GATE-ISOLATION', 'bubblewrap, which keeps the migration apart, is not installed.', {
                hint: 'apt-get install bubblewrap. On a runner that is thrown away and has no secrets, `isolation: none` does without.',
            });
        }
        const sandbox = new Sandbox(program);
        try {
            const { file, args } = await sandbox.wrap({ file: 'true', args: [] }, EMPTY);
            await (0,build_process/* runText */.le)(file, args, { env: { PATH: env['PATH'] ?? '' }, signal, timeoutMs: 15_000 });
        }
        catch (error) {
            if (signal.aborted)
                throw error;
            throw new errors/* UserError */.yo('PBA-GATE-ISOLATION', `This machine does not allow a sandbox: ${(0,errors/* messageOf */.bD)(error)}`, {
                hint: 'bubblewrap needs user namespaces. On Ubuntu 24.04: sysctl -w kernel.apparmor_restrict_unprivileged_userns=0. On a runner that is thrown away, `isolation: none` does without.',
                cause: error,
            });
        }
        return sandbox;
    }
    /** The command line that starts `command` inside. It runs as the user of this process. */
    async wrap(command, view) {
        return { file: this.#program, args: [...(await mounts(view)), '--', command.file, ...command.args] };
    }
    /**
     * As `wrap`, for code of strangers: never as root; and a port of its loopback interface, the only network there is, leads
     * to a socket.
     */
    async wrapStranger(command, view, tunnel) {
        // Node lies in `bin` below its installation; both may be in what is hidden.
        const readable = [...view.readable, (0,external_node_path_.dirname)((0,external_node_path_.dirname)(tunnel.node))];
        const root = this.stranger !== undefined;
        const id = String(this.stranger);
        const asStranger = ['--reuid', id, '--regid', id, '--clear-groups', '--bounding-set=-all'];
        return {
            file: this.#program,
            args: [
                ...(root ? ['--cap-add', 'CAP_SETUID', '--cap-add', 'CAP_SETGID', '--cap-add', 'CAP_SETPCAP'] : []),
                ...(await mounts({ ...view, readable })),
                '--',
                ...(root ? ['setpriv', ...asStranger, '--'] : []),
                tunnel.node,
                '-e',
                `(${forward.toString()})()`,
                String(tunnel.port),
                tunnel.socket,
                command.file,
                ...command.args,
            ],
        };
    }
}
const EMPTY = { hidden: [], readable: [], writable: [], hiddenWithin: [] };
async function mounts(view) {
    const [readable = [], writable = [], within = []] = await Promise.all([view.readable, view.writable, view.hiddenWithin].map(existing));
    const bound = [...readable, ...writable];
    // Hiding what lies above a directory that has to be seen comes before that, or it would hide this, too.
    const above = within.filter((path) => bound.some((one) => isBelow(one, path)));
    const hidden = await existing([...ALWAYS_HIDDEN, ...view.hidden, ...above]);
    const inside = within.filter((path) => !above.includes(path) && bound.some((one) => isBelow(path, one)));
    const bind = (option, paths) => paths.toSorted().flatMap((path) => [option, path, path]);
    return [
        ...['--die-with-parent', '--new-session'],
        ...['--unshare-pid', '--unshare-ipc', '--unshare-uts', '--unshare-net'],
        ...['--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc'],
        ...(await empty(hidden)),
        ...['--perms', '0777', '--dir', SANDBOX_HOME],
        ...bind('--ro-bind', readable),
        ...bind('--bind', writable),
        ...(await empty(inside)),
    ];
}
/** Of several that lie in each other the outermost is enough: nothing of it is left. */
async function empty(paths) {
    const outermost = paths.filter((path) => !paths.some((other) => other !== path && isBelow(path, other)));
    const mounts = await Promise.all(outermost.toSorted().map(async (path) => {
        if (path === TMP)
            return ['--perms', '1777', '--tmpfs', path];
        return (await (0,promises_.stat)(path)).isDirectory() ? ['--tmpfs', path] : ['--ro-bind', '/dev/null', path];
    }));
    return mounts.flat();
}
function isBelow(path, directory) {
    return path === directory || path.startsWith(`${directory}/`);
}
/** Without what does not exist, links followed: a mount point has to be real. */
async function existing(paths) {
    const real = await Promise.all(paths.map((path) => (0,promises_.realpath)(path).catch(() => undefined)));
    return [...new Set(real.flatMap((path) => (path === undefined || path === '/' ? [] : path)))];
}

// EXTERNAL MODULE: ./build/sets/open-object.js
var open_object = __webpack_require__(67336);
// EXTERNAL MODULE: ./build/sets/proofs.js
var sets_proofs = __webpack_require__(3017);
// EXTERNAL MODULE: ./build/sets/read-sets.js + 1 modules
var read_sets = __webpack_require__(63913);
// EXTERNAL MODULE: ./build/actions/default-jobs.js
var default_jobs = __webpack_require__(70630);
// EXTERNAL MODULE: ./build/actions/ensure-readable.js + 2 modules
var ensure_readable = __webpack_require__(36637);
// EXTERNAL MODULE: ./build/actions/open-decryption.js
var open_decryption = __webpack_require__(56090);
// EXTERNAL MODULE: ./build/actions/restore-copy.js + 2 modules
var restore_copy = __webpack_require__(57203);
// EXTERNAL MODULE: ./build/actions/stopwatch.js
var actions_stopwatch = __webpack_require__(5003);
;// CONCATENATED MODULE: ./build/actions/migration-gate/environment.js

/** Where tools have their libraries; paths, never secrets. */
const PASSED_ON = [
    'PATH',
    'LANG',
    'LC_ALL',
    'TZ',
    'JAVA_HOME',
    'GEM_HOME',
    'GEM_PATH',
    'BUNDLE_PATH',
    'BUNDLE_GEMFILE',
    'RBENV_ROOT',
    'RUBYLIB',
    'VIRTUAL_ENV',
    'PYTHONPATH',
    'PYENV_ROOT',
    'NODE_PATH',
    'NODE_ENV',
    'RAILS_ENV',
    'DJANGO_SETTINGS_MODULE',
];
/** The address as most tools take it. */
function databaseUrl({ port, database, user, password }) {
    const part = encodeURIComponent;
    return `postgresql://${part(user)}:${part(password)}@127.0.0.1:${port}/${part(database)}`;
}
/**
 * The whole environment of code from a pull request: paths of tools, and the scratch server in the words of libpq, of
 * `DATABASE_URL` and of the tools that have words of their own. Nothing else of this run is in it.
 */
function strangerEnvironment(surroundings, address, sandboxed) {
    const env = {};
    for (const name of PASSED_ON) {
        const value = surroundings[name];
        if (value !== undefined)
            env[name] = value;
    }
    const jdbc = `jdbc:postgresql://127.0.0.1:${address.port}/${encodeURIComponent(address.database)}`;
    return {
        ...env,
        HOME: sandboxed ? SANDBOX_HOME : (surroundings['HOME'] ?? '/tmp'),
        TMPDIR: '/tmp',
        CI: 'true',
        PGHOST: '127.0.0.1',
        PGPORT: String(address.port),
        PGUSER: address.user,
        PGPASSWORD: address.password,
        PGDATABASE: address.database,
        PGSSLMODE: 'disable',
        DATABASE_URL: databaseUrl(address),
        FLYWAY_URL: jdbc,
        FLYWAY_USER: address.user,
        FLYWAY_PASSWORD: address.password,
        LIQUIBASE_COMMAND_URL: jdbc,
        LIQUIBASE_COMMAND_USERNAME: address.user,
        LIQUIBASE_COMMAND_PASSWORD: address.password,
    };
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
// EXTERNAL MODULE: ./build/postgres/client.js + 1 modules
var postgres_client = __webpack_require__(5599);
// EXTERNAL MODULE: ./build/postgres/os-user.js
var os_user = __webpack_require__(40264);
// EXTERNAL MODULE: ./build/postgres/quote.js
var quote = __webpack_require__(71502);
// EXTERNAL MODULE: ./build/postgres/scratch.js
var postgres_scratch = __webpack_require__(73484);
;// CONCATENATED MODULE: ./build/postgres/statement-log.js
/** Settings of a server that writes every statement with its time into `directory`/pba.csv, once a database asks for it. */
function statementLogSettings(directory) {
    return {
        logging_collector: 'on',
        log_destination: 'csvlog',
        log_directory: directory,
        log_filename: 'pba.log',
        log_rotation_age: '0',
        log_rotation_size: '0',
        log_timezone: 'UTC',
        log_duration: 'off',
        log_statement: 'none',
    };
}
/** The file that those settings make, below the directory. */
const STATEMENT_LOG = 'pba.csv';
/** What makes a database log all statements of its new sessions; a role that is no superuser cannot take it back. */
const LOG_STATEMENTS = { log_statement: 'all', log_min_duration_statement: '0' };
const STILL_RUNNING = 'it was still running when it was ended';
/** SQLSTATE `admin_shutdown`: of `pg_terminate_backend`, which nobody else calls here. */
const ENDED_BY_US = '57P01';
/**
 * Reads PostgreSQL's csvlog (https://www.postgresql.org/docs/current/runtime-config-logging.html): every statement that a
 * client sent, in the order of their beginning. With `log_statement = all` its beginning is one entry with the text and its
 * end another with the duration alone; an error stands between them. Several statements in one message have one time.
 */
function parseStatementLog(text) {
    const statements = [];
    const open = new Map();
    const end = (session, seconds, error, at) => {
        const current = open.get(session);
        if (current === undefined)
            return;
        open.delete(session);
        const measured = seconds ?? Math.max(0, at - current.started) / 1000;
        statements[current.index] = { sql: current.sql, seconds: measured, error };
    };
    for (const row of parseCsv(text)) {
        const [time = '', , , , , session = ''] = row;
        const severity = row[11] ?? '';
        const message = row[13] ?? '';
        const at = Date.parse(time.replace(' UTC', 'Z').replace(' ', 'T'));
        if (severity === 'LOG') {
            const started = /^(?:statement|execute [^:]*): ([\s\S]*)$/.exec(message)?.[1];
            const duration = /^duration: ([0-9.]+) ms$/.exec(message)?.[1];
            if (started !== undefined) {
                end(session, undefined, null, at);
                open.set(session, { index: statements.length, sql: started.trim(), started: at });
                statements.push({ sql: started.trim(), seconds: 0, error: STILL_RUNNING });
            }
            else if (duration !== undefined)
                end(session, Number(duration) / 1000, null, at);
        }
        else if (severity === 'ERROR' || severity === 'FATAL') {
            if (open.has(session))
                end(session, undefined, row[12] === ENDED_BY_US ? STILL_RUNNING : message, at);
            // What cannot be parsed never begins.
            else if (row[19])
                statements.push({ sql: row[19].trim(), seconds: 0, error: message });
        }
    }
    return statements;
}
/** Comma-separated values as PostgreSQL writes them: text in quotes, quotes doubled, line breaks inside. */
function* parseCsv(text) {
    let row = [];
    let at = 0;
    while (at < text.length) {
        let field = '';
        if (text[at] === '"') {
            at += 1;
            for (;;) {
                const quote = text.indexOf('"', at);
                // A file that is cut off ends in the middle of a row, which is left out.
                if (quote < 0)
                    return;
                field += text.slice(at, quote);
                at = quote + 1;
                if (text[at] !== '"')
                    break;
                field += '"';
                at += 1;
            }
        }
        else {
            const next = /[,\n]/g;
            next.lastIndex = at;
            const stop = next.exec(text)?.index ?? text.length;
            field = text.slice(at, stop);
            at = stop;
        }
        row.push(field);
        if (text[at] === ',')
            at += 1;
        else {
            at += 1;
            yield row;
            row = [];
        }
    }
}

// EXTERNAL MODULE: ./build/postgres/tools.js
var tools = __webpack_require__(53909);
;// CONCATENATED MODULE: ./build/actions/migration-gate/run-command.js


const KEPT_LINES = 200;
const LONGEST_LINE = 2_000;
/** Runs a program to its end or to the time limit, with all that it started, and tells how that was. Failing is a result. */
async function runCommand(command, options) {
    const started = performance.now();
    const output = [];
    const say = (line) => {
        const short = line.slice(0, LONGEST_LINE);
        options.log.info(`| ${short}`);
        output.push(short);
        if (output.length > KEPT_LINES)
            output.shift();
    };
    const seconds = () => Math.round(performance.now() - started) / 1000;
    const { env, cwd, signal } = options;
    let timedOut = false;
    try {
        const running = await (0,build_process/* startProcess */.kp)(command.file, command.args, {
            ...{ env, cwd, signal, ownGroup: true },
            onStderrLine: say,
        });
        running.stdin.end();
        let rest = '';
        running.stdout.setEncoding('utf8').on('data', (chunk) => {
            const lines = (rest + chunk).split('\n');
            rest = (lines.pop() ?? '').slice(-LONGEST_LINE);
            for (const line of lines)
                say(line);
        });
        const timer = setTimeout(() => {
            timedOut = true;
            void running.stop();
        }, options.timeLimitMs);
        const { exitCode, signal: endedBy, stderr } = await running.exit;
        clearTimeout(timer);
        for (const line of [rest, stderr.split('\n').at(-1) ?? ''])
            if (line !== '')
                say(line);
        if (signal.aborted)
            throw new errors/* CancelledError */.cc();
        const outcome = timedOut ? 'timed out' : exitCode === 0 ? 'succeeded' : 'failed';
        return { outcome, exitCode, signal: endedBy, seconds: seconds(), output: output.join('\n') };
    }
    catch (error) {
        if (!(error instanceof errors/* PbaError */.sV) || error instanceof errors/* CancelledError */.cc)
            throw error;
        // It could not be started at all.
        say(error.message);
        return { outcome: 'failed', exitCode: 127, signal: null, seconds: seconds(), output: output.join('\n') };
    }
}

;// CONCATENATED MODULE: ./build/actions/migration-gate/laboratory.js
var laboratory_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var laboratory_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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














const SANDBOX_PORT = 5432;
const LOG_DIRECTORY = 'pba_log';
/** Starts the server, in a sandbox of its own: a superuser's SQL can start programs, and roles come from the set. */
async function openLaboratory(context, options) {
    const { manifest, sandbox } = options;
    if (sandbox?.stranger !== undefined)
        await refuseClosed(options.workspace);
    const installations = await (0,tools/* findInstallations */.vE)({ env: context.env, signal: context.signal });
    const installation = (0,tools/* chooseServer */.Nh)(installations, Math.floor(manifest.server.versionNum / 10000));
    const tcpPort = sandbox === undefined ? await freePort() : undefined;
    const scratch = await (0,postgres_scratch/* startScratchServer */.A)({
        installation,
        facts: manifest.server,
        env: context.env,
        signal: context.signal,
        log: context.log,
        parent: (0,external_node_path_.dirname)(context.tempDir),
        remember: context.remember,
        settings: statementLogSettings(LOG_DIRECTORY),
        ...(tcpPort === undefined ? {} : { tcpPort }),
        ...(sandbox === undefined
            ? {}
            : {
                launch: async (command, directories) => sandbox.wrap(command, {
                    hidden: await reachable([...options.hidden, options.workspace]),
                    readable: [(0,external_node_path_.dirname)(installation.binDir)],
                    writable: directories,
                    hiddenWithin: [],
                }),
            }),
    });
    if (sandbox?.stranger !== undefined)
        await letIn(scratch.socketDir, sandbox.stranger);
    const { database } = manifest;
    const kept = `pba_before_${(0,external_node_crypto_.randomBytes)(4).toString('hex')}`;
    const address = {
        port: tcpPort ?? SANDBOX_PORT,
        database,
        user: options.role,
        password: (0,external_node_crypto_.randomBytes)(16).toString('hex'),
    };
    context.mask(address.password);
    return {
        target: {
            client: scratch.client,
            database,
            rolesFor: async (script) => (0,postgres_scratch/* withoutBootstrapRole */.P)(script, manifest.server.bootstrapRole),
        },
        serverVersion: installation.version,
        before: (0,postgres_client/* withDatabase */.kR)(scratch.client, kept),
        outside: scratch.client,
        address,
        statementLog: (0,external_node_path_.join)(scratch.directory, 'data', LOG_DIRECTORY, STATEMENT_LOG),
        keep: async () => {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const session = laboratory_addDisposableResource(env_1, await (0,postgres_client/* openSession */.fA)(scratch.client), true);
                const strategy = installation.major >= 15 ? ' strategy file_copy' : '';
                await session.execute(`create database ${(0,quote/* identifier */.C)(kept)} template ${(0,quote/* identifier */.C)(database)}${strategy}`);
                await session.execute(`revoke all on database ${(0,quote/* identifier */.C)(kept)} from public`);
                await session.execute(`alter role ${(0,quote/* identifier */.C)(address.user)} login password ${(0,quote/* literal */.e)(address.password)}`);
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                const result_1 = laboratory_disposeResources(env_1);
                if (result_1)
                    await result_1;
            }
        },
        run: async (command, limits) => {
            const line = await commandLine(context, options, scratch, command);
            const env = strangerEnvironment(context.env, address, sandbox !== undefined);
            return runCommand(line, { ...limits, env, signal: context.signal, log: context.log });
        },
        endSessions: async () => {
            const env_2 = { stack: [], error: void 0, hasError: false };
            try {
                const session = laboratory_addDisposableResource(env_2, await (0,postgres_client/* openSession */.fA)(scratch.client), true);
                await session.execute(`
        select pg_catalog.pg_terminate_backend(pid, 10000) from pg_catalog.pg_stat_activity
         where datname = ${(0,quote/* literal */.e)(database)} and pid <> pg_catalog.pg_backend_pid()`);
            }
            catch (e_2) {
                env_2.error = e_2;
                env_2.hasError = true;
            }
            finally {
                const result_2 = laboratory_disposeResources(env_2);
                if (result_2)
                    await result_2;
            }
        },
        logStatements: async (on) => {
            const env_3 = { stack: [], error: void 0, hasError: false };
            try {
                const session = laboratory_addDisposableResource(env_3, await (0,postgres_client/* openSession */.fA)(scratch.client), true);
                for (const [name, value] of Object.entries(LOG_STATEMENTS)) {
                    const change = on ? `set ${name} = ${(0,quote/* literal */.e)(value)}` : `reset ${name}`;
                    await session.execute(`alter database ${(0,quote/* identifier */.C)(database)} ${change}`);
                }
            }
            catch (e_3) {
                env_3.error = e_3;
                env_3.hasError = true;
            }
            finally {
                const result_3 = laboratory_disposeResources(env_3);
                if (result_3)
                    await result_3;
            }
        },
        [Symbol.asyncDispose]: () => scratch[Symbol.asyncDispose](),
    };
}
/** What the server's user cannot get to needs no hiding, and cannot be hidden by that user. */
async function reachable(paths) {
    const user = await (0,os_user/* scratchUser */.u)();
    const there = paths.filter((path) => (0,external_node_fs_.existsSync)(path));
    if (user === undefined)
        return there;
    const allowed = await Promise.all(there.map((path) => (0,os_user/* canTraverse */.N)((0,external_node_path_.dirname)(path), user)));
    return there.filter((_, index) => allowed[index]);
}
/** We are root and the migration is not: what is closed to others is closed to it. */
async function refuseClosed(workspace) {
    const { mode } = await (0,promises_.stat)(workspace);
    if ((mode & 0o005) === 0o005)
        return;
    throw new errors/* UserError */.yo('PBA-GATE-ISOLATION', `The workspace ${workspace} is closed to others.`, {
        hint: 'The job runs as root and the migrations as a user of their own, who cannot read it: chmod -R o+rX, or run the runner as an ordinary user.',
    });
}
/** The directory of the socket belongs to the server's user; one more group may pass through it, which nobody else is in. */
async function letIn(socketDir, group) {
    const { uid } = await (0,promises_.stat)(socketDir);
    await (0,promises_.chown)(socketDir, uid, group);
    await (0,promises_.chmod)(socketDir, 0o710);
}
async function commandLine(context, options, scratch, [file = '', ...args]) {
    const { sandbox } = options;
    if (sandbox === undefined)
        return { file, args };
    const view = {
        hidden: [context.env['HOME'] ?? '/root', ...options.hidden],
        readable: [...pathDirectories(context.env), ...options.visible],
        // Tools write what they build; nobody but the checked out code of the pull request is there.
        writable: [options.workspace, scratch.socketDir],
        hiddenWithin: [...options.hidden, scratch.directory],
    };
    const socket = (0,external_node_path_.join)(scratch.socketDir, `.s.PGSQL.${SANDBOX_PORT}`);
    return sandbox.wrapStranger({ file, args }, view, { node: process.execPath, port: SANDBOX_PORT, socket });
}
/** Programs in a home directory: their `bin`, and what lies beside it, unless that is the home itself. */
function pathDirectories(env) {
    const home = env['HOME'] ?? '/root';
    return (env['PATH'] ?? '')
        .split(external_node_path_.delimiter)
        .filter((directory) => (0,external_node_path_.isAbsolute)(directory))
        .flatMap((directory) => {
        const installation = (0,external_node_path_.dirname)(directory);
        const whole = directory.endsWith('/bin') && installation !== '/' && installation !== home;
        // `~/.local` has more in it than programs, but nothing that programs do not need.
        return whole && !home.startsWith(`${installation}/`) ? [directory, installation] : [directory];
    });
}
async function freePort() {
    const server = (0,external_node_net_.createServer)();
    await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    await new Promise((resolve) => server.close(() => resolve()));
    if (address === null || typeof address === 'string')
        throw new Error('no port of 127.0.0.1 is free');
    return address.port;
}

;// CONCATENATED MODULE: ./build/actions/migration-gate/secret-places.js

/** Variables that lead to files with credentials. */
const LEADS_TO_SECRETS = /(PASS|SECRET|CREDENTIAL|TOKEN|IDENTITY|KUBECONFIG|SERVICE|CONFIG_FILE|_KEY|EVENT_PATH|GITHUB_(OUTPUT|ENV|PATH|STATE))/;
/**
 * What code of a pull request must not see or change on this machine: sets in directories, the files of this run and of
 * others, credentials that the environment leads to, sockets of servers.
 */
function secretPlaces(inputs, context, policy) {
    const { env } = context;
    const stores = [...policy.stores.values()].filter(({ kind }) => kind === 'directory');
    const files = Object.entries(env).flatMap(([name, value]) => LEADS_TO_SECRETS.test(name) && (0,external_node_path_.isAbsolute)(value) ? [value] : []);
    return [
        ...stores.map(({ location }) => location),
        context.tempDir,
        ...[env['RUNNER_TEMP'], env['PGHOST'], inputs.identityFile].filter((path) => path !== undefined && (0,external_node_path_.isAbsolute)(path)),
        ...files,
    ];
}

;// CONCATENATED MODULE: ./build/actions/migration-gate/tools.js



// Never from the registry: the sandbox has no network, and what is run is what the repository locks.
const npx = (...args) => ['npx', '--no-install', ...args];
const KNEX = ['knexfile.js', 'knexfile.cjs', 'knexfile.mjs', 'knexfile.ts'];
const TYPEORM = ['src/data-source.ts', 'data-source.ts', 'src/data-source.js', 'data-source.js'];
const GOLANG = ['db/migrations', 'migrations'];
/** By the name in the policy. The connection comes from the environment where the tool takes it from there. */
const TOOLS = {
    flyway: {
        files: ['flyway.toml', 'flyway.conf', 'conf/flyway.conf', 'conf/flyway.toml'],
        command: () => ['flyway', 'migrate'],
    },
    liquibase: {
        files: ['liquibase.properties'],
        command: () => ['liquibase', 'update'],
    },
    prisma: {
        files: ['prisma/schema.prisma', 'prisma.config.ts'],
        command: () => npx('prisma', 'migrate', 'deploy'),
    },
    sequelize: {
        files: ['.sequelizerc'],
        command: ({ url }) => npx('sequelize-cli', 'db:migrate', '--url', url),
        back: ({ url }) => npx('sequelize-cli', 'db:migrate:undo', '--url', url),
    },
    knex: {
        files: KNEX,
        command: () => npx('knex', 'migrate:latest'),
        // All of one run are one batch.
        back: () => npx('knex', 'migrate:rollback'),
    },
    typeorm: {
        files: TYPEORM,
        command: (at) => npx('typeorm', 'migration:run', '-d', first(at, TYPEORM)),
        back: (at) => npx('typeorm', 'migration:revert', '-d', first(at, TYPEORM)),
    },
    rails: {
        files: ['bin/rails'],
        command: () => ['bin/rails', 'db:migrate'],
        back: (_, before) => ['bin/rails', 'db:migrate', `VERSION=${before ?? '0'}`],
    },
    django: {
        files: ['manage.py'],
        command: () => ['python3', 'manage.py', 'migrate', '--noinput'],
    },
    alembic: {
        files: ['alembic.ini'],
        command: () => ['alembic', 'upgrade', 'head'],
        back: (_, before) => ['alembic', 'downgrade', before ?? 'base'],
    },
    'golang-migrate': {
        files: [],
        command: (at) => golang(at, 'up'),
        back: (at, before) => (before === null ? golang(at, 'down', '-all') : golang(at, 'goto', before)),
    },
    psql: {
        files: [],
        command: ({ sqlFiles }) => psql(sqlFiles.filter((file) => !isDown(file))),
        back: ({ directory, sqlFiles }) => {
            const downs = sqlFiles.filter((file) => !isDown(file)).map((file) => downOf(file, directory));
            const all = downs.flatMap((file) => file ?? []);
            return all.length === 0 || all.length < downs.length ? undefined : psql(all.toReversed());
        },
    },
};
/**
 * The tool that is meant, or whose files are there.
 * @throws UserError PBA-GATE-NO-COMMAND when there is none, or more than one
 */
function chooseTool(wanted, at) {
    if (wanted !== 'auto')
        return wanted;
    const found = Object.entries(TOOLS)
        .filter(([, { files }]) => files.some((file) => (0,external_node_fs_.existsSync)((0,external_node_path_.join)(at.directory, file))))
        .map(([name]) => name);
    const [only, ...others] = found;
    if (only !== undefined && others.length === 0)
        return only;
    if (only === undefined && at.sqlFiles.length > 0)
        return 'psql';
    throw new errors/* UserError */.yo('PBA-GATE-NO-COMMAND', only === undefined
        ? `No migration tool was recognised in ${at.directory}.`
        : `More than one migration tool was recognised in ${at.directory}: ${found.join(', ')}.`, { hint: 'Set `migrations.tool` or `migrations.command` in the policy.' });
}
function first(at, files) {
    return files.find((file) => (0,external_node_fs_.existsSync)((0,external_node_path_.join)(at.directory, file))) ?? files[0] ?? '';
}
function golang(at, ...command) {
    // Its driver insists on TLS where nothing is said, and the scratch server has none.
    return ['migrate', '-path', first(at, GOLANG), '-database', `${at.url}?sslmode=disable`, ...command];
}
function psql(files) {
    if (files.length === 0) {
        throw new errors/* UserError */.yo('PBA-GATE-NO-COMMAND', 'There is no SQL file to run.', {
            hint: 'Name them in `sql-files`; on a pull request they are the added files that `migrations.paths` describes.',
        });
    }
    return ['psql', '-Xq', '-v', 'ON_ERROR_STOP=1', ...files.flatMap((file) => ['-f', file])];
}
const DOWN = /(?:^|[._/-])(?:down|undo|rollback|revert)(?:[._/-]|$)/i;
/** `001_add.down.sql`, `down/001_add.sql`, `U1__add.sql` of Flyway. */
function isDown(file) {
    return DOWN.test(file) || /(?:^|\/)U[0-9][^/]*\.sql$/.test(file);
}
function downOf(file, directory) {
    const stem = file.replace(/(?:\.up)?\.sql$/i, '');
    const folder = stem.lastIndexOf('/') + 1;
    const candidates = [
        `${stem}.down.sql`,
        `${stem}_down.sql`,
        `${stem}.undo.sql`,
        `${stem}.rollback.sql`,
        `${stem.slice(0, folder)}down/${stem.slice(folder)}.sql`,
    ];
    return candidates.find((candidate) => (0,external_node_fs_.existsSync)((0,external_node_path_.join)(directory, candidate)));
}
/** SQL files below a folder, for a run that has no pull request to ask. */
function sqlFilesIn(directory, matches) {
    return (0,external_node_fs_.readdirSync)(directory, { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.sql') && matches(path))
        .sort();
}

;// CONCATENATED MODULE: ./build/catalog/schema-diff.js
/** What cannot be dropped without losing something that was stored, or the type of something that is. */
const HOLDS_DATA = new Set([
    'table',
    'foreign table',
    'column',
    'materialized view',
    'sequence',
    'schema',
    'extension',
    'enum',
    'domain',
    'composite type',
    'base type',
    'range',
]);
/** Kinds that are named by their table and come and go with it. */
const OF_A_TABLE = new Set([
    'column',
    'default',
    'constraint',
    'foreign key',
    'trigger',
    'policy',
    'rule',
    'row security',
]);
/** Objects whose name says whose they are in words: `Owner of table public.tickets`. */
const ABOUT = new Set(['owner', 'grant', 'comment']);
/** Facts that follow from the versions of programs, not from a migration. */
const NOT_COMPARED = new Set(['collation version']);
/**
 * Compares two lists of schema objects by meaning: what came, went or is defined otherwise, tables with their parts as one.
 * The order is that of `before`, then of `after`; destructive changes come first.
 */
function diffSchemas(before, after, renames = []) {
    // Columns first: their old names have the old name of their table in them.
    const inOrder = renames.toSorted((a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0));
    const old = before.filter(({ kind }) => !NOT_COMPARED.has(kind)).map((object) => renamed(object, inOrder));
    const present = new Map(after.filter(({ kind }) => !NOT_COMPARED.has(kind)).map((object) => [key(object), object]));
    const changes = renames
        .filter(({ kind, from, to }) => kind === 'table' || !movesWithItsTable(from, to, renames))
        .map(({ kind, from, to }) => ({
        ...{ change: 'renamed', kind, name: to, before: from, after: to, destructive: false, parts: 0 },
    }));
    const gone = [];
    for (const object of old) {
        const other = present.get(key(object));
        present.delete(key(object));
        if (other === undefined)
            gone.push(object);
        else if (object.digest !== other.digest) {
            changes.push(changed(object, other));
        }
    }
    const dropped = collapse(gone).map(({ object, parts }) => ({
        ...base(object, 'dropped', parts),
        before: object.definition ?? null,
        destructive: HOLDS_DATA.has(object.kind),
    }));
    const added = collapse([...present.values()]).map(({ object, parts }) => ({
        ...base(object, 'added', parts),
        after: object.definition ?? null,
    }));
    const all = [...changes, ...dropped, ...added];
    return [...all.filter((one) => one.destructive), ...all.filter((one) => !one.destructive)];
}
function base(object, change, parts) {
    const { kind, name } = object;
    return { change, kind, name, before: null, after: null, destructive: false, parts };
}
/** An enum that lost a value is as destructive as one that is gone; one that gained a value is not. */
function changed(object, other) {
    const lines = (text) => text?.split('\n') ?? [];
    const [old, now] = [lines(object.definition), lines(other.definition)];
    const lost = object.kind === 'enum' && old.some((line) => !now.includes(line));
    // Only what differs: a column whose type changed still has its collation.
    const only = (mine, theirs) => {
        const kept = mine.filter((line) => !theirs.includes(line));
        return kept.length === 0 ? null : kept.join('\n');
    };
    return {
        ...base(other, 'changed', 0),
        before: only(old, now),
        after: only(now, old),
        destructive: lost,
    };
}
/** Leaves out what belongs to a table of the same list, and counts it. */
function collapse(objects) {
    const tables = new Set(objects.filter(isTable).map(({ name }) => name));
    const columns = new Set(objects.filter(({ kind }) => kind === 'column').map(({ name }) => name));
    const parts = new Map();
    const whole = [];
    for (const object of objects) {
        const owner = isTable(object)
            ? undefined
            : (ownerOf(object, tables) ?? (object.kind === 'column' ? undefined : ownerOf(object, columns)));
        if (owner === undefined)
            whole.push(object);
        else
            parts.set(owner, (parts.get(owner) ?? 0) + 1);
    }
    return whole.map((object) => ({ object, parts: parts.get(object.name) ?? 0 }));
}
function isTable({ kind }) {
    return kind === 'table' || kind === 'foreign table';
}
/** The table or column among `names` that an object belongs to. */
function ownerOf({ kind, name }, names) {
    if (OF_A_TABLE.has(kind)) {
        if (names.has(name))
            return name;
        const end = lastDot(name);
        const parent = name.slice(0, end);
        return end > 0 && names.has(parent) ? parent : undefined;
    }
    if (!ABOUT.has(kind))
        return undefined;
    const words = name.split(' ');
    return words.find((word) => names.has(word));
}
/** Position of the last dot that is not inside quotes. */
function lastDot(name) {
    let quoted = false;
    let last = -1;
    for (let at = 0; at < name.length; at += 1) {
        if (name[at] === '"')
            quoted = !quoted;
        else if (name[at] === '.' && !quoted)
            last = at;
    }
    return last;
}
/** An object of before under the names of after, so that a renamed table does not look like one gone and one new. */
function renamed(object, renames) {
    let { name } = object;
    for (const { kind, from, to } of renames) {
        const whole = kind === 'table' ? isTable(object) || OF_A_TABLE.has(object.kind) : OF_A_TABLE.has(object.kind);
        if (whole && name === from)
            name = to;
        else if (kind === 'table' && OF_A_TABLE.has(object.kind) && name.startsWith(`${from}.`)) {
            name = `${to}${name.slice(from.length)}`;
        }
        else if (ABOUT.has(object.kind)) {
            name = name
                .split(' ')
                .map((word) => (word === from ? to : word))
                .join(' ');
        }
    }
    return name === object.name ? object : { ...object, name };
}
/** A column of a renamed table has another full name although nobody renamed it. */
function movesWithItsTable(from, to, renames) {
    return renames.some((table) => table.kind === 'table' &&
        from.startsWith(`${table.from}.`) &&
        to === `${table.to}${from.slice(table.from.length)}`);
}
function key({ kind, name }) {
    return JSON.stringify([kind, name]);
}

// EXTERNAL MODULE: ./build/postgres/facts.js
var facts = __webpack_require__(98357);
// EXTERNAL MODULE: ./build/catalog/fingerprint.js
var fingerprint = __webpack_require__(13312);
// EXTERNAL MODULE: ./build/postgres/pinned.js
var pinned = __webpack_require__(62414);
;// CONCATENATED MODULE: ./build/postgres/relations.js


function nameOf({ schema, name }) {
    return (0,fingerprint/* displayName */.QC)(schema, name);
}
async function readRelations(session) {
    await (0,pinned/* pinSession */.M)(session);
    return session.rows(`
    select c.oid::text as oid, n.nspname as schema, c.relname as name, c.relkind as kind, c.relispopulated as populated,
      c.relfilenode::text as file, coalesce(pg_table_size(c.oid), 0) as bytes,
      coalesce((select json_agg(json_build_object('number', a.attnum, 'name', a.attname,
          'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
        from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''), '[]') as columns,
      coalesce((select json_agg(b.oid) from (
          select i.indexrelid::text as oid from pg_index i where i.indrelid in (c.oid, c.reltoastrelid)
          union select c.reltoastrelid::text where c.reltoastrelid <> 0) b), '[]') as belongings
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'm') and c.relpersistence <> 't'
      and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    order by bytes desc, 2, 3`);
}
/** The same table afterwards: by its number, or one that took its place under its name. */
function counterpart(before, after) {
    return (after.find(({ oid }) => oid === before.oid) ??
        after.find(({ schema, name }) => schema === before.schema && name === before.name));
}
/** The same column afterwards: by its number in the same table, by its name in one that took its place. */
function columnIn(column, before, after) {
    return before.oid === after.oid
        ? after.columns.find(({ number }) => number === column.number)
        : after.columns.find(({ name }) => name === column.name);
}
/** Tables and columns that are the same and are called otherwise now. */
function renamesBetween(before, after) {
    return before.flatMap((table) => {
        const now = after.find(({ oid }) => oid === table.oid);
        if (now === undefined)
            return [];
        const [from, to] = [nameOf(table), nameOf(now)];
        const columns = table.columns.flatMap((column) => {
            const other = columnIn(column, table, now);
            if (other === undefined || other.name === column.name)
                return [];
            return [
                {
                    kind: 'column',
                    from: (0,fingerprint/* displayName */.QC)(table.schema, table.name, column.name),
                    to: (0,fingerprint/* displayName */.QC)(now.schema, now.name, other.name),
                },
            ];
        });
        return from === to || table.kind === 'm' ? columns : [{ kind: 'table', from, to }, ...columns];
    });
}

;// CONCATENATED MODULE: ./build/postgres/data-effect.js






/**
 * What a migration did to the rows of every table that was there before. Both databases are read, so that rows are compared
 * by the columns that are in both: a table that gained a column has not lost anything.
 * @param before the database as it was, a copy made with `TEMPLATE`
 */
async function readDataEffect(before, after, options) {
    const pairs = [];
    try {
        for (let index = 0; index < options.jobs; index += 1)
            pairs.push(await openPair(before, after));
        const [first] = pairs;
        if (first === undefined)
            throw new Error('at least one job is needed');
        const old = (await readRelations(first.before)).filter(({ kind, populated }) => kind !== 'p' && populated);
        const now = await readRelations(first.after);
        const schemas = [...new Set([...old, ...now].map(({ schema }) => (0,quote/* identifier */.C)(schema)))].join(', ');
        // Expressions of indexes may call functions that are not written with their schema.
        for (const { before: one, after: other } of pairs)
            for (const session of [one, other])
                await session.execute(`set search_path = ${schemas || "''"}`);
        const free = [...pairs];
        let done = 0;
        const tables = await (0,concurrency/* mapLimited */.bB)(old, options.jobs, async (table) => {
            const pair = free.pop();
            if (pair === undefined)
                throw new Error('no session is free');
            try {
                return await effectOn(table, counterpart(table, now), pair);
            }
            finally {
                free.push(pair);
                options.onTable(++done, old.length);
            }
        });
        return {
            tables: tables.filter((table) => table !== undefined),
            largeObjects: { before: await largeObjects(first.before), after: await largeObjects(first.after) },
        };
    }
    finally {
        await (0,postgres_snapshot/* closeAll */.S5)(pairs.flatMap((pair) => [pair.before, pair.after]));
    }
}
async function openPair(before, after) {
    const one = await (0,postgres_client/* openSession */.fA)(before);
    const other = await (0,postgres_client/* openSession */.fA)(after);
    return { before: one, after: other, [Symbol.asyncDispose]: () => (0,postgres_snapshot/* closeAll */.S5)([one, other]) };
}
async function largeObjects(session) {
    return (await session.row('select count(*)::text as n from pg_catalog.pg_largeobject_metadata')).n;
}
/** A materialized view holds nothing of its own: only its absence is worth a word, and the schema says that. */
async function effectOn(table, now, pair) {
    if (table.kind === 'm')
        return undefined;
    const base = {
        name: nameOf(table),
        bytes: table.bytes,
        bookkeeping: facts/* bookkeepingTables */.w_.has(table.name),
    };
    if (now === undefined || now.kind === 'm') {
        const { n } = await digests(pair.before, table, [], []);
        return {
            ...base,
            ...{ nameAfter: null, rowsBefore: n, rowsAfter: null, content: 'gone', changedTypes: [] },
            ...{ droppedColumns: [], rewritten: false },
        };
    }
    const matched = table.columns.map((column) => ({ column, other: columnIn(column, table, now) }));
    const both = matched.flatMap(({ column, other }) => (other === undefined ? [] : [{ column, other }]));
    const same = both.filter(({ column, other }) => column.type === other.type);
    const retyped = both.filter(({ column, other }) => column.type !== other.type);
    const gone = matched.filter(({ other }) => other === undefined).map(({ column }) => column);
    const mine = (list) => list.map(({ column }) => column.name);
    const theirs = (list) => list.map(({ other }) => other.name);
    const old = await digests(pair.before, table, mine(same), mine(retyped), gone.map(({ name }) => name));
    // A table that became partitioned has its rows in its partitions.
    const current = await digests(pair.after, now, theirs(same), theirs(retyped));
    return {
        ...base,
        nameAfter: nameOf(now),
        rowsBefore: old.n,
        rowsAfter: current.n,
        content: old.n === current.n && old.d === current.d ? 'same' : 'changed',
        changedTypes: retyped.flatMap(({ column }, index) => old.each[index] === current.each[index] ? [] : [column.name]),
        droppedColumns: gone.map(({ name }, index) => ({ name, values: old.values[index] ?? '0' })),
        rewritten: old.n !== '0' && (table.oid !== now.oid || table.file !== now.file) && now.kind === 'r',
    };
}
/** Sums of hashes, as in the fingerprint: order-free, and equal rows count twice. */
function digests(session, table, together, each, counted = []) {
    const hash = (text) => `coalesce(sum(pg_catalog.hashtextextended(${text}, 0)::numeric), 0)::text`;
    const column = (name) => `t.${(0,quote/* identifier */.C)(name)}`;
    const row = `row(${together.map(column).join(', ')})::text`;
    const list = (parts) => parts.length === 0 ? `'[]'::json` : `json_build_array(${parts.join(', ')})`;
    return session.row(`
    select count(*)::text as n, ${together.length === 0 ? (0,quote/* literal */.e)('0') : hash(row)} as d,
      ${list(each.map((name) => hash(`coalesce(${column(name)}::text, '\\N')`)))} as each,
      ${list(counted.map((name) => `count(${column(name)})::text`))} as values
    from ${table.kind === 'p' ? '' : 'only '}${(0,quote/* identifier */.C)(table.schema, table.name)} t`);
}

;// CONCATENATED MODULE: ./build/postgres/lock-watch.js
var lock_watch_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var lock_watch_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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




/** https://www.postgresql.org/docs/current/explicit-locking.html, table 13.2: against ACCESS SHARE and ROW EXCLUSIVE. */
const BLOCKS = {
    AccessExclusiveLock: 'reads and writes',
    ExclusiveLock: 'writes',
    ShareRowExclusiveLock: 'writes',
    ShareLock: 'writes',
};
const PAUSE_MS = 20;
const STATEMENT_SHOWN = 500;
/**
 * Looks again and again at the locks in a database, from a session on another one, until it is stopped. A lock is held to
 * the end of its transaction, so from the first look that has it to the last is how long it was held, but for the time
 * between two looks. Row locks are not among them.
 */
class LockWatch {
    #seen = new Map();
    #abort = new AbortController();
    #running;
    #looks = 0;
    #blindMs = 0;
    constructor(session, database, signal) {
        this.#running = this.#watch(session, database, AbortSignal.any([signal, this.#abort.signal]));
        // A failure is thrown by `stop`, which is always called.
        this.#running.catch(() => { });
    }
    /** @param client on a database that is not the one that is watched */
    static async start(client, database) {
        return new LockWatch(await (0,postgres_client/* openSession */.fA)(client), database, client.signal);
    }
    async #watch(session, database, signal) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const _session = lock_watch_addDisposableResource(env_1, session, true);
            let before;
            while (!signal.aborted) {
                const start = performance.now();
                const looks = await session.rows(lookAt(database));
                const now = performance.now();
                this.#looks += 1;
                if (before !== undefined)
                    this.#blindMs = Math.max(this.#blindMs, now - before);
                before = start;
                for (const look of looks) {
                    const key = JSON.stringify([look.pid, look.transaction, look.relation, look.mode]);
                    const known = this.#seen.get(key);
                    if (known === undefined)
                        this.#seen.set(key, { ...look, first: now, last: now });
                    else
                        known.last = now;
                }
                try {
                    await (0,concurrency/* sleep */.yy)(PAUSE_MS, signal);
                }
                catch (error) {
                    if (!(error instanceof errors/* CancelledError */.cc))
                        throw error;
                }
            }
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = lock_watch_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    /** Ends the watch. @throws what made it end early */
    async stop() {
        this.#abort.abort();
        await this.#running;
    }
    /**
     * What was seen.
     * @param tables those from before: a lock on a table that the migration made itself keeps nobody out
     * @param owners the table of each index and TOAST table, by number
     */
    report(tables, owners) {
        const byOid = new Map(tables.map((table) => [table.oid, table]));
        const longest = new Map();
        for (const seen of this.#seen.values()) {
            const table = byOid.get(owners.get(seen.relation) ?? seen.relation);
            const blocks = BLOCKS[seen.mode];
            if (table === undefined || blocks === undefined)
                continue;
            const seconds = Math.max(0, seen.last - seen.first) / 1000;
            const { name, rows, bytes } = table;
            const held = { table: name, mode: seen.mode, blocks, seconds, statement: seen.statement, rows, bytes };
            // The locks on a table and on its indexes are one to who waits for them.
            const key = JSON.stringify([seen.pid, seen.transaction, table.oid, blocks]);
            if (seconds >= (longest.get(key)?.seconds ?? 0))
                longest.set(key, held);
        }
        // A weaker lock beside a stronger one that lasts as long keeps nobody else out.
        for (const [key, lock] of longest) {
            if (lock.blocks !== 'writes')
                continue;
            const stronger = longest.get(key.replace('"writes"]', '"reads and writes"]'));
            if (stronger !== undefined && stronger.seconds >= lock.seconds)
                longest.delete(key);
        }
        return {
            locks: [...longest.values()].sort((a, b) => b.seconds - a.seconds),
            blindSeconds: this.#blindMs / 1000,
            looks: this.#looks,
        };
    }
}
function lookAt(database) {
    return `
    select l.pid, l.virtualtransaction as transaction, l.relation::text as relation, l.mode,
           left(coalesce(a.query, ''), ${STATEMENT_SHOWN}) as statement
      from pg_catalog.pg_locks l
      left join pg_catalog.pg_stat_activity a on a.pid = l.pid
     where l.locktype = 'relation' and l.granted and l.relation >= 16384
       and l.database = (select oid from pg_catalog.pg_database where datname = ${(0,quote/* literal */.e)(database)})
       and l.mode in (${Object.keys(BLOCKS).map(quote/* literal */.e).join(', ')})`;
}

// EXTERNAL MODULE: ./build/postgres/schema-objects.js + 15 modules
var schema_objects = __webpack_require__(6779);
;// CONCATENATED MODULE: ./build/actions/migration-gate/trial.js
var trial_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var trial_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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











const LOG_LIMIT = 256 * 1024 * 1024;
/**
 * Migrates the restored copy and looks at what that did: to the schema, to the rows, with which locks, in which time. Then
 * tries the way back. A migration that fails or hangs is looked at in the state it left.
 * @param client on the restored database
 */
async function tryMigration(context, laboratory, client, commands, options) {
    const { log } = context;
    const { stopwatch, jobs } = options;
    const before = await stopwatch.time('before', async () => {
        const state = await readState(client);
        await laboratory.keep();
        return state;
    });
    const { database } = laboratory.address;
    await laboratory.logStatements(true);
    const watch = await LockWatch.start(laboratory.outside, database);
    const end = await log.group(`Migrating: ${commands.forward.join(' ')}`, () => stopwatch.time('migration', () => laboratory.run(commands.forward, commands)));
    await laboratory.endSessions();
    await watch.stop();
    await laboratory.logStatements(false);
    const statements = await readStatements(laboratory.statementLog);
    const after = await readState(client);
    const renames = renamesBetween(before.relations, after.relations);
    const schema = diffSchemas(before.objects, after.objects, renames);
    const data = await log.group('Comparing rows before and after', () => stopwatch.time('rows', () => readDataEffect(laboratory.before, client, {
        jobs,
        onTable: (done, total) => log.progress('comparing', done, total, 'tables'),
    })));
    const tables = await lockable(laboratory.before, before.relations, data);
    const locks = watch.report(tables, owners(before.relations));
    await options.onMigrated();
    const wayBack = await stopwatch.time('way back', () => tryBack(context, laboratory, client, commands, before, end));
    return {
        command: commands.forward.join(' '),
        end,
        migration: { before: before.version, after: after.version },
        schema,
        data,
        statements,
        locks,
        wayBack,
    };
}
async function tryBack(context, laboratory, client, commands, before, end) {
    if (end.outcome !== 'succeeded')
        return { state: 'none', reason: 'the migration did not come to its end' };
    const command = commands.back(versionOf(before.version));
    if (command === undefined)
        return { state: 'none', reason: commands.noBack };
    const back = await context.log.group(`Going back: ${command.join(' ')}`, () => laboratory.run(command, commands));
    await laboratory.endSessions();
    const { objects } = await readState(client);
    return { state: 'tried', end: back, differences: diffSchemas(before.objects, objects) };
}
/** `Alembic 1a2b` without the tool. */
function versionOf(version) {
    return version === null ? null : version.slice(version.indexOf(' ') + 1);
}
async function readState(client) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = trial_addDisposableResource(env_1, await (0,postgres_client/* openSession */.fA)(client), true);
        const migration = await (0,facts/* readMigration */.V7)(session);
        return {
            objects: await (0,schema_objects/* readDefinedObjects */.m)(session),
            relations: await readRelations(session),
            version: migration === null ? null : `${migration.tool} ${migration.version}`,
        };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = trial_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** The rows of partitioned tables are counted here, those of all others were. */
async function lockable(client, relations, data) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const counts = new Map(data.tables.map(({ name, rowsBefore }) => [name, rowsBefore]));
        const session = trial_addDisposableResource(env_2, await (0,postgres_client/* openSession */.fA)(client), true);
        const tables = [];
        for (const relation of relations) {
            const { oid, bytes, kind, schema } = relation;
            const name = nameOf(relation);
            const counted = kind === 'p'
                ? await session.row(`select count(*)::text as n from ${(0,quote/* identifier */.C)(schema, relation.name)}`)
                : undefined;
            tables.push({ oid, bytes, name, rows: counted?.n ?? counts.get(name) ?? '0' });
        }
        return tables;
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = trial_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
function owners(relations) {
    return new Map(relations.flatMap(({ oid, belongings }) => belongings.map((one) => [one, oid])));
}
async function readStatements(path) {
    try {
        const text = await (0,promises_.readFile)(path, 'utf8');
        return parseStatementLog(text.slice(0, LOG_LIMIT));
    }
    catch (error) {
        // Nobody has sent a statement yet.
        if ((0,errors/* systemCode */.xU)(error) === 'ENOENT')
            return [];
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/actions/migration-gate/words.js
/** A command as an input: one argument a line. Undefined when there is none. */
function wordsOf(text) {
    const words = (text ?? '')
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '');
    return words.length === 0 ? undefined : words;
}

;// CONCATENATED MODULE: ./build/actions/migration-gate/on-copy.js
var on_copy_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var on_copy_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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




















/** Restores the set into a server of its own and tries the migration there. */
async function tryOnCopy(inputs, context, { policy, files, store, location }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const stopwatch = new actions_stopwatch/* Stopwatch */.e();
        const { migrations } = policy;
        const sandbox = inputs.isolation === 'none' ? undefined : await Sandbox.open(context.env, context.signal);
        if (sandbox === undefined) {
            context.log.warning('isolation: none: the migrations run with everything this job has before them');
        }
        const decryption = await (0,open_decryption/* openDecryption */.C)(inputs, context);
        const manifest = await (0,read_sets/* readManifest */.WI)(store, location);
        if (manifest.encryption !== null && decryption === undefined)
            throw (0,open_object/* keyMissing */.uy)(manifest);
        refuseWithoutRows(manifest);
        await (0,ensure_readable/* ensureReadable */.H)(store, location, manifest, inputs, context);
        const proven = (0,sets_proofs/* isProven */.n)(manifest, await (0,sets_proofs/* readProofs */.O)(store, manifest.database));
        const workspace = context.env['GITHUB_WORKSPACE'] ?? (0,external_node_path_.resolve)('.');
        const cwd = (0,external_node_path_.resolve)(workspace, inputs.workingDirectory ?? '.');
        const jobs = inputs.jobs ?? (0,default_jobs/* defaultJobs */.y)();
        const laboratory = on_copy_addDisposableResource(env_1, await context.log.group('Making the scratch server', () => stopwatch.time('server', () => openLaboratory(context, {
            manifest,
            sandbox,
            role: inputs.migrationRole ?? manifest.server.databaseOwner,
            visible: inputs.sandboxPaths,
            workspace,
            hidden: secretPlaces(inputs, context, policy),
        }))), true);
        const commands = commandsOf(inputs, policy, files, {
            cwd,
            url: databaseUrl(laboratory.address),
        });
        const copy = await (0,restore_copy/* restoreCopy */.w)(context, {
            ...{ open: { store, location, manifest, decryption }, target: laboratory.target, jobs, stopwatch },
            allow: undefined,
        });
        const directory = (0,external_node_path_.join)(context.tempDir, 'report');
        const schemaFiles = [];
        const trial = await tryMigration(context, laboratory, copy.client, commands, {
            ...{ jobs, stopwatch },
            onMigrated: async () => {
                schemaFiles.push(await dumpSchema(laboratory.before, (0,external_node_path_.join)(directory, 'schema-before.sql')));
                schemaFiles.push(await dumpSchema(copy.client, (0,external_node_path_.join)(directory, 'schema-after.sql')));
            },
        });
        return {
            facts: {
                database: manifest.database,
                trial,
                set: `${manifest.id} (${manifest.tier}, ${proven ? 'proven' : 'NOT proven'})`,
                snapshotAt: manifest.snapshotAt,
                serverVersion: laboratory.serverVersion,
                isolated: sandbox !== undefined,
                notes: notesOf(manifest, laboratory),
            },
            phases: stopwatch.phases,
            schemaFiles,
            judge: (approval) => judgeMigration(trial, { block: migrations.block, longLockMs: migrations.longLock }, approval),
        };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = on_copy_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
function refuseWithoutRows(manifest) {
    if (manifest.content !== 'schema')
        return;
    throw new errors/* UserError */.yo('PBA-SET-NOT-FOUND', `Set ${manifest.id} holds no rows, so it says nothing about them.`, {
        hint: 'Take a set with `content: full`; `latest-proven` never is one without rows when those are tested.',
    });
}
function commandsOf(inputs, policy, files, at) {
    const { migrations } = policy;
    const explicit = wordsOf(inputs.command) ?? migrations.command;
    const explicitBack = wordsOf(inputs.rollbackCommand) ?? migrations.rollbackCommand;
    const limits = { cwd: at.cwd, timeLimitMs: migrations.timeLimit };
    if (explicit !== undefined) {
        return {
            ...limits,
            forward: explicit,
            back: () => explicitBack,
            noBack: 'neither the policy nor an input has a rollback-command',
        };
    }
    const surroundings = {
        directory: at.cwd,
        url: at.url,
        sqlFiles: sqlFiles(inputs, policy, files, at.cwd),
    };
    const name = chooseTool(migrations.tool, surroundings);
    const tool = TOOLS[name];
    return {
        ...limits,
        forward: tool.command(surroundings),
        back: (before) => explicitBack ?? ('back' in tool ? tool.back(surroundings, before) : undefined),
        noBack: 'back' in tool
            ? 'not every migration has one beside it'
            : `${name} has none that fits every migration, and there is no rollback-command`,
    };
}
function sqlFiles(inputs, policy, files, directory) {
    if (inputs.sqlFiles.length > 0)
        return inputs.sqlFiles;
    if (files.touched !== undefined)
        return files.migrations.filter((path) => path.endsWith('.sql'));
    const { paths, tool } = policy.migrations;
    if (tool !== 'psql' || paths.length === 0)
        return [];
    return sqlFilesIn(directory, (path) => paths.some((pattern) => matchesPath(pattern, path)));
}
function notesOf(manifest, laboratory) {
    const { user } = laboratory.address;
    return [
        `The migration ran as ${user}${user === manifest.server.databaseOwner ? ', the owner of the database' : ''}.`,
        ...(user === manifest.server.bootstrapRole
            ? ['That is a superuser of the copy: rights that are missing in production were not noticed.']
            : []),
        ...manifest.notHeld
            .slice(0, 5)
            .map(({ kind, name, reason }) => `Not in the copy: ${kind} ${name}: ${reason}.`),
    ];
}

// EXTERNAL MODULE: ./build/sets/records.js
var records = __webpack_require__(97814);
// EXTERNAL MODULE: ./build/actions/run-facts.js
var run_facts = __webpack_require__(32351);
;// CONCATENATED MODULE: ./build/actions/migration-gate/record.js




/** Writes down what was found and who let it pass, where nobody edits it. @returns its key */
async function recordTrial(store, context, facts) {
    const { report } = facts;
    const now = context.now();
    const record = {
        evidenceVersion: 1,
        kind: 'migration-gate',
        id: (0,keys/* makeSetId */.IT)(now, (0,external_node_crypto_.randomBytes)(3).toString('hex')),
        at: now.toISOString(),
        database: report.database,
        set: facts.set,
        pullRequest: facts.pullRequest,
        commit: report.commit,
        command: report.trial.command,
        verdict: report.verdict.verdict,
        findings: report.verdict.findings,
        approval: report.verdict.approval ?? null,
        isolation: report.isolated ? 'sandbox' : 'none',
        seconds: report.trial.end.seconds,
        phases: facts.phases,
        run: (0,run_facts/* runFacts */.p)(context.run, facts.reason),
    };
    const key = await (0,records/* writeEvidence */.n)(store, record);
    context.log.info(`evidence: ${store.location}/${key}`);
    return key;
}

;// CONCATENATED MODULE: ./build/actions/migration-gate/sections.js


const MOST_ROWS = 40;
const LONGEST_SQL = 160;
const LONGEST_DEFINITION = 200;
const OUTPUT_LINES = 30;
function schemaSection({ schema }) {
    if (schema.length === 0)
        return ['### Schema', '', 'No difference.', ''];
    const rows = schema.map((change) => [
        { markdown: change.destructive ? `❗ **${change.change}**` : change.change },
        change.kind,
        nameCell(change),
        definitionCell(change.before),
        definitionCell(change.after),
    ]);
    const destructive = schema.filter((change) => change.destructive).length;
    return [
        `### Schema: ${(0,format/* plural */.LS)(schema.length, 'change')}${destructive === 0 ? '' : `, ${(0,format/* formatCount */.B4)(destructive)} destructive`}`,
        '',
        (0,format/* markdownTable */.Qj)([{ title: 'Change' }, { title: 'Kind' }, { title: 'Object' }, { title: 'Before' }, { title: 'After' }], rows, { maxRows: MOST_ROWS }),
        '',
    ];
}
function nameCell({ name, parts }) {
    const more = parts === 0 ? '' : ` and ${(0,format/* plural */.LS)(parts, 'object')} of it`;
    return { markdown: `${(0,format/* code */.aY)(name).markdown}${more}` };
}
function definitionCell(text) {
    return text === null || text === '' ? '' : (0,format/* code */.aY)(sections_short(text.replaceAll('\n', '; '), LONGEST_DEFINITION));
}
function rowSection({ data }) {
    const touched = data.tables.filter((table) => !isUntouched(table));
    const rest = data.tables.length - touched.length;
    const title = '### Rows of the tables that were there before';
    const objects = data.largeObjects;
    const large = objects.before === objects.after
        ? []
        : [
            `Large objects: ${(0,format/* formatCount */.B4)(BigInt(objects.after))} instead of ${(0,format/* formatCount */.B4)(BigInt(objects.before))}.`,
            '',
        ];
    if (touched.length === 0)
        return [title, '', `${(0,format/* plural */.LS)(rest, 'table')}, every row as before.`, '', ...large];
    return [
        title,
        '',
        (0,format/* markdownTable */.Qj)([
            { title: 'Table' },
            { title: 'Rows before', align: 'right' },
            { title: 'After', align: 'right' },
            { title: 'Size', align: 'right' },
            { title: 'What happened' },
        ], touched.map((table) => [
            (0,format/* code */.aY)(table.name),
            count(table.rowsBefore),
            table.rowsAfter === null ? '—' : count(table.rowsAfter),
            (0,format/* formatBytes */.z3)(table.bytes),
            { markdown: happened(table) },
        ]), { maxRows: MOST_ROWS }),
        '',
        `${(0,format/* plural */.LS)(rest, 'other table')}: every row as before.`,
        '',
        ...large,
    ];
}
function happened(table) {
    const { nameAfter, rowsBefore, rowsAfter, droppedColumns, changedTypes } = table;
    if (nameAfter === null || rowsAfter === null) {
        return `❗ gone${rowsBefore === '0' ? ', empty' : ` with ${count(rowsBefore)} rows`}`;
    }
    const fewer = BigInt(rowsBefore) - BigInt(rowsAfter);
    const parts = [
        ...(table.bookkeeping ? ['the migration tool’s own'] : []),
        ...(nameAfter === table.name ? [] : [`now ${(0,format/* code */.aY)(nameAfter).markdown}`]),
        ...(fewer > 0n ? [`❗ ${count(fewer)} rows gone`] : []),
        ...droppedColumns.map(({ name, values }) => `${values === '0' ? '' : '❗ '}column ${(0,format/* code */.aY)(name).markdown} gone with ${count(values)} values`),
        ...changedTypes.map((name) => `${(0,format/* code */.aY)(name).markdown} reads differently`),
        ...(table.content === 'same' ? ['the columns that are left have the same values'] : []),
        ...(table.content === 'changed' && fewer === 0n ? ['other values'] : []),
        ...(fewer < 0n ? [`${count(-fewer)} rows more`] : []),
        ...(table.rewritten && rowsAfter !== '0' ? ['written anew'] : []),
    ];
    return parts.join(', ');
}
function lockSection({ locks }, longLockMs) {
    const title = '### Locks that keep others out';
    if (locks.locks.length === 0)
        return [title, '', 'None was seen.', ''];
    return [
        title,
        '',
        (0,format/* markdownTable */.Qj)([
            { title: 'Table' },
            { title: 'Rows', align: 'right' },
            { title: 'Size', align: 'right' },
            { title: 'Nobody can' },
            { title: 'Held for', align: 'right' },
            { title: 'Taken by' },
        ], locks.locks.map((lock) => [
            (0,format/* code */.aY)(lock.table),
            count(lock.rows),
            (0,format/* formatBytes */.z3)(lock.bytes),
            lock.blocks === 'writes' ? 'write' : 'read or write',
            { markdown: `${lock.seconds * 1000 >= longLockMs ? '❗ ' : ''}${seconds(lock.seconds)}` },
            (0,format/* code */.aY)(sections_short(lock.statement, LONGEST_SQL)),
        ]), { maxRows: MOST_ROWS }),
        '',
    ];
}
function timeSection({ statements }) {
    if (statements.length === 0)
        return ['### Statements', '', 'The server got none.', ''];
    const slowest = statements.map((one, index) => ({ ...one, index: index + 1 }));
    const shown = slowest
        .toSorted((a, b) => Number(b.error !== null) - Number(a.error !== null) || b.seconds - a.seconds)
        .slice(0, MOST_ROWS)
        .toSorted((a, b) => a.index - b.index);
    const total = statements.reduce((sum, one) => sum + one.seconds, 0);
    const left = statements.length - shown.length;
    return [
        `<details><summary>Statements: ${(0,format/* formatCount */.B4)(statements.length)}, ${seconds(total)} in all</summary>`,
        '',
        ...(left > 0 ? [`The ${MOST_ROWS} slowest, in their order.`, ''] : []),
        (0,format/* markdownTable */.Qj)([
            { title: '#', align: 'right' },
            { title: 'Time', align: 'right' },
            { title: 'Statement' },
            { title: 'Error' },
        ], shown.map(({ index, sql, seconds: time, error }) => [
            (0,format/* formatCount */.B4)(index),
            seconds(time),
            (0,format/* code */.aY)(sections_short(sql, LONGEST_SQL)),
            error ?? '',
        ])),
        '',
        '</details>',
        '',
    ];
}
/** What the command printed, when it did not succeed: indented, so that nothing in it can end the block. */
function outputSection({ end }) {
    if (end.outcome === 'succeeded' || end.output.trim() === '')
        return [];
    const lines = end.output.trimEnd().split('\n').slice(-OUTPUT_LINES);
    return [
        '<details><summary>The last lines it printed</summary>',
        '',
        ...lines.map((line) => `${(0,format/* code */.aY)(line === '' ? ' ' : line).markdown}<br>`),
        '',
        '</details>',
        '',
    ];
}
function sections_short(text, limit) {
    const line = text.replace(/\s+/g, ' ').trim();
    return line.length <= limit ? line : `${line.slice(0, limit)}…`;
}
function count(number) {
    return (0,format/* formatCount */.B4)(BigInt(number));
}
function seconds(value) {
    return value < 10 ? `${value.toFixed(2)} s` : `${value.toFixed(0)} s`;
}

;// CONCATENATED MODULE: ./build/actions/migration-gate/report.js



const TITLES = {
    passed: '✅ Migrations of $db: nothing that blocks',
    blocked: '❌ Migrations of $db: blocked',
    approved: '⚠️ Migrations of $db: blocked, and approved',
};
const RULE_TITLES = {
    failed: 'Failed',
    'data-loss': 'Data loss',
    'data-change': 'Other values',
    destructive: 'Destructive',
    'long-lock': 'Long lock',
    rewrite: 'Rewrite',
    'no-rollback': 'No way back',
    'no-effect': 'No effect',
};
const MOST_FINDINGS = 30;
/** Markdown for the comment and the job summary. */
function reportMarkdown(report) {
    const { trial, verdict, database } = report;
    const title = TITLES[verdict.verdict].replace('$db', () => (0,format/* escapeMarkdown */.FV)(database));
    return [
        `## ${title}`,
        '',
        report_facts(report),
        '',
        ...findings(report),
        ...approval(report),
        ...schemaSection(trial),
        ...rowSection(trial),
        ...lockSection(trial, report.longLockMs),
        ...timeSection(trial),
        ...wayBack(trial),
        ...outputSection(trial),
        ...blindSpots(report),
    ].join('\n');
}
/** For a terminal and the log. */
function reportText(report) {
    const { trial, verdict } = report;
    return [
        `Migration of ${report.database}: ${verdict.verdict}. It ${describeEnd(trial.end)}, on a copy of set ${report.set}`,
        ...verdict.findings.map(({ rule, blocks, text }) => `${blocks ? 'BLOCKS' : 'note  '}  ${rule}: ${text}`),
        ...(verdict.approval === undefined
            ? []
            : [`approved by ${verdict.approval.by} (${verdict.approval.how})`]),
        `${(0,format/* plural */.LS)(trial.schema.length, 'schema change')}, ${(0,format/* plural */.LS)(trial.statements.length, 'statement')}, ${(0,format/* plural */.LS)(trial.locks.locks.length, 'lock')} that kept others out`,
        ...report.notes.map((note) => `- ${note}`),
    ].join('\n');
}
function report_facts(report) {
    const { trial } = report;
    const at = report.commit === null ? '' : ` at ${(0,format/* code */.aY)(report.commit.slice(0, 12)).markdown}`;
    const { before, after } = trial.migration;
    const version = before === after ? '' : ` Version: ${show(before)} → ${show(after)}.`;
    return (`${(0,format/* code */.aY)(trial.command).markdown}${at} ${describeEnd(trial.end)}, on a copy of set ${(0,format/* code */.aY)(report.set).markdown} ` +
        `(state of ${(0,format/* escapeMarkdown */.FV)(report.snapshotAt)}, PostgreSQL ${(0,format/* escapeMarkdown */.FV)(report.serverVersion)}, ` +
        `${report.isolated ? 'in a sandbox without network' : '**not isolated**'}).${version}`);
}
function show(version) {
    return version === null ? 'none' : (0,format/* code */.aY)(version).markdown;
}
function findings({ verdict }) {
    if (verdict.findings.length === 0)
        return [];
    const shown = verdict.findings.slice(0, MOST_FINDINGS);
    const more = verdict.findings.length - shown.length;
    return [
        ...shown.map(({ rule, blocks, text }) => `- ${blocks ? '❌' : 'ℹ️'} **${RULE_TITLES[rule]}**: ${(0,format/* escapeMarkdown */.FV)(text)}${blocks ? ' Blocks by policy.' : ''}`),
        ...(more > 0 ? [`- … and ${(0,format/* formatCount */.B4)(more)} more`] : []),
        '',
    ];
}
function approval(report) {
    const { verdict, refused, approvers } = report;
    if (verdict.approval !== undefined) {
        const { by, how } = verdict.approval;
        return [
            `**Approved by ${(0,format/* escapeMarkdown */.FV)(by)}** (${(0,format/* escapeMarkdown */.FV)(how)}), who takes responsibility for this commit. It is recorded.`,
            '',
        ];
    }
    if (verdict.verdict !== 'blocked')
        return [];
    const why = refused === undefined ? '' : `An approval was tried and does not count: ${(0,format/* escapeMarkdown */.FV)(refused)}. `;
    const who = approvers.map((name) => (0,format/* escapeMarkdown */.FV)(name)).join(', ');
    const how = approvers.length === 0
        ? 'The policy names no approvers, so nobody can let this pass.'
        : `One of ${who} can let this commit pass with the label ${(0,format/* code */.aY)(report.approvalLabel).markdown}; after another commit it has to be set again.`;
    return [`${why}${how}`, ''];
}
function wayBack({ wayBack: way }) {
    const lines = () => {
        if (way.state === 'none')
            return `There is none: ${(0,format/* escapeMarkdown */.FV)(way.reason)}.`;
        if (way.end.outcome !== 'succeeded')
            return `It was tried and ${(0,format/* escapeMarkdown */.FV)(describeEnd(way.end))}.`;
        return way.differences.length === 0
            ? 'It was run, and the schema is exactly as before. Rows that were lost stay lost.'
            : `It was run, and the schema is not as before: ${(0,format/* plural */.LS)(way.differences.length, 'difference')}, such as ${way.differences
                .slice(0, 3)
                .map(({ kind, name, change }) => `${(0,format/* escapeMarkdown */.FV)(kind)} ${(0,format/* code */.aY)(name).markdown} ${change}`)
                .join(', ')}.`;
    };
    return ['### Way back', '', lines(), ''];
}
/** What a reader must not take this for. */
function blindSpots(report) {
    const { locks } = report.trial;
    const lines = [
        'Times are those of a scratch server without any other load and without fsync. In production the same lock first waits for everybody who uses the table, and everybody who comes later waits behind it.',
        `Locks on tables were looked at ${(0,format/* formatCount */.B4)(locks.looks)} times; what was held for less than ${locks.blindSeconds.toFixed(2)} s may be missing. Row locks, which an UPDATE takes, are not among them.`,
        'Several statements that a client sent at once have one time; statements inside functions and DO blocks have that of their caller.',
        'The copy has the rows of the set, not those of today. A migration can tell that it is being tried: this shows mistakes, it does not stop malice.',
        ...report.notes,
    ];
    return [
        '<details><summary>What this does not show</summary>',
        '',
        ...lines.map((line) => `- ${typeof line === 'string' ? (0,format/* escapeMarkdown */.FV)(line) : line.markdown}`),
        '',
        '</details>',
        '',
    ];
}

;// CONCATENATED MODULE: ./build/github/event.js
/** Events whose commit comes from somebody who may push to the repository. */
const OWN = new Set(['push', 'merge_group', 'workflow_dispatch', 'schedule']);
const PULL_REQUEST = new Set(['pull_request', 'pull_request_target']);
/**
 * Reads the payload of the event. What is not understood counts as foreign: code is run only when it is known whose it is.
 * @param event `GITHUB_EVENT_NAME`; null on a terminal
 */
function readTrigger(event, payload) {
    if (event === null || OWN.has(event))
        return { kind: 'own code' };
    if (!PULL_REQUEST.has(event)) {
        return { kind: 'foreign', reason: `the event ${event} does not say whose code it is about` };
    }
    const pull = at(payload, 'pull_request');
    const repository = at(pull, 'base', 'repo', 'id');
    const number = at(pull, 'number');
    const [head, base, author] = [at(pull, 'head', 'sha'), at(pull, 'base', 'sha'), at(pull, 'user', 'login')];
    if (typeof number !== 'number' ||
        typeof repository !== 'number' ||
        typeof head !== 'string' ||
        typeof base !== 'string' ||
        typeof author !== 'string') {
        return { kind: 'foreign', reason: 'the payload of the event names no whole pull request' };
    }
    const label = at(payload, 'label', 'name');
    const sender = at(payload, 'sender', 'login');
    return {
        kind: 'pull request',
        pullRequest: {
            number,
            head,
            base,
            author,
            fork: at(pull, 'head', 'repo', 'id') !== repository,
            labelled: at(payload, 'action') === 'labeled' && typeof label === 'string' && typeof sender === 'string'
                ? { label, by: sender }
                : undefined,
        },
    };
}
function at(value, ...path) {
    let current = value;
    for (const key of path) {
        if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key))
            return undefined;
        current = current[key];
    }
    return current;
}

;// CONCATENATED MODULE: ./build/actions/migration-gate/trigger.js



/**
 * The pull request of this run; undefined when it is about the repository's own branches.
 * @throws UserError PBA-GATE-FORK before anything of it is looked at
 */
async function pullRequestOf(context) {
    const trigger = readTrigger(context.run.event, await payloadOf(context));
    if (trigger.kind === 'own code')
        return undefined;
    if (trigger.kind === 'pull request' && !trigger.pullRequest.fork)
        return trigger.pullRequest;
    const reason = trigger.kind === 'foreign'
        ? trigger.reason
        : `pull request ${trigger.pullRequest.number} comes from another repository`;
    throw new errors/* UserError */.yo('PBA-GATE-FORK', `Nothing was run: ${reason}.`, {
        hint: 'A trial shows the code production’s data, so it is for people who may push to this repository. Review the change and push it to a branch here.',
    });
}
async function payloadOf(context) {
    const path = context.env['GITHUB_EVENT_PATH'];
    if (path === undefined)
        return undefined;
    try {
        return JSON.parse(await (0,promises_.readFile)(path, 'utf8'));
    }
    catch (cause) {
        throw new errors/* UserError */.yo('PBA-GATE-FORK', `The event in ${path} cannot be read: ${(0,errors/* messageOf */.bD)(cause)}.`, {
            hint: 'It says whose code this is; nothing is run without knowing that.',
            cause,
        });
    }
}

;// CONCATENATED MODULE: ./build/actions/migration-gate/check.js
















/** Secrets of production that a job has by its environment instead of by inputs. */
const FORBIDDEN = ['PGPASSWORD', 'PGPASSFILE', 'PGSERVICE', 'PGSERVICEFILE'];
/** Tries the migrations of a pull request on a copy, says what they do, and fails when the policy blocks that. */
async function check(inputs, context) {
    const pullRequest = await pullRequestOf(context);
    const forbidden = FORBIDDEN.filter((name) => context.env[name] !== undefined);
    if (forbidden.length > 0) {
        throw new errors/* UserError */.yo('PBA-INPUT', `${forbidden.join(', ')} must not be set in a job with mode: check.`, {
            hint: 'It runs code of a pull request: production’s connection has no place there.',
        });
    }
    const policy = await (0,effective/* effectivePolicy */.Ci)(inputs, context);
    const conversation = openConversation(context, inputs.githubToken, pullRequest);
    const commit = pullRequest?.head ?? context.run.commit;
    const named = (0,effective/* onlyDatabase */.Wj)(policy);
    try {
        const files = await filesOf(conversation, pullRequest, policy);
        if (files.touched === false)
            return await notApplicable(policy, conversation, named ?? 'database', commit);
        return await tried(inputs, context, { policy, conversation, commit, pullRequest, files });
    }
    catch (error) {
        if (error instanceof errors/* PbaError */.sV && !(error instanceof errors/* CancelledError */.cc) && error.code !== 'PBA-GITHUB') {
            const database = named ?? 'database';
            await comment(conversation, database, failedMarkdown(database, commit, error)).catch((problem) => context.log.warning(`The comment could not be written: ${String(problem)}`));
        }
        throw error;
    }
}
async function filesOf(conversation, pullRequest, policy) {
    const { paths } = policy.migrations;
    if (conversation === undefined || pullRequest === undefined || paths.length === 0)
        return { touched: undefined, migrations: [] };
    const all = await changedFiles(conversation.github, conversation.repository, pullRequest.number);
    const matching = all.filter(({ path }) => paths.some((pattern) => matchesPath(pattern, path)));
    return {
        touched: matching.length > 0,
        migrations: matching
            .filter(({ status }) => status !== 'removed')
            .map(({ path }) => path)
            .sort(),
    };
}
async function tried(inputs, context, subject) {
    const { policy, conversation, pullRequest } = subject;
    const stores = await (0,open_stores/* openStores */.j)(policy.stores.values(), inputs, context);
    try {
        const { store, location } = await (0,choose_set/* chooseSet */.S)(stores, (0,effective/* onlyDatabase */.Wj)(policy), inputs.set);
        const copy = await (0,leases/* withLease */.pS)(store, location, (0,claimant/* claimantOf */.V)(context), inputs.timeLimit, () => tryOnCopy(inputs, context, { policy, files: subject.files, store, location }));
        const { migrations } = policy;
        const answer = await findApproval({
            pullRequest,
            approvers: migrations.approvers,
            label: migrations.approvalLabel,
            approvedBy: inputs.approvedBy,
            environment: inputs.approvalEnvironment,
        }, conversation === undefined || context.run.runId === null
            ? undefined
            : { ...conversation, runId: context.run.runId });
        const report = {
            ...copy.facts,
            verdict: copy.judge(answer.approval),
            commit: subject.commit,
            refused: answer.approval === undefined ? answer.refused : undefined,
            longLockMs: migrations.longLock,
            approvers: migrations.approvers,
            approvalLabel: migrations.approvalLabel,
            notes: [...copy.facts.notes, ...check_notesOf(subject)],
        };
        const key = await recordTrial(store, context, {
            report,
            set: location.id,
            pullRequest: pullRequest?.number ?? null,
            reason: pullRequest === undefined ? undefined : `pull request ${pullRequest.number}`,
            phases: copy.phases,
        });
        return await tell(inputs, context, subject, report, { set: location.id, key, schema: copy.schemaFiles });
    }
    finally {
        await (0,open_stores/* closeStores */.Hr)(stores);
    }
}
async function tell(inputs, context, { conversation, policy }, report, kept) {
    const markdown = reportMarkdown(report);
    const { verdict } = report;
    let written = 'none';
    let failure = verdict.verdict === 'blocked' ? blocked(report) : undefined;
    try {
        written = await comment(conversation, report.database, markdown);
        await label(conversation, policy.migrations.approvalLabel, verdict);
        await keepReport(inputs, context, (0,external_node_path_.join)(context.tempDir, 'report'), markdown, report, kept.schema);
    }
    catch (error) {
        if (!(error instanceof errors/* PbaError */.sV) || error instanceof errors/* CancelledError */.cc)
            throw error;
        // What was found is worth more than that it could not be told, but neither is silent.
        if (failure === undefined)
            failure = error;
        else
            context.log.warning(`${error.code}: ${error.message}`);
    }
    return {
        outputs: {
            verdict: verdict.verdict,
            findings: [...new Set(verdict.findings.map(({ rule }) => rule))].join('\n'),
            'set-id': kept.set,
            'evidence-key': kept.key,
            comment: written,
            'approved-by': verdict.approval?.by ?? '',
        },
        summary: markdown,
        text: reportText(report),
        json: report,
        ...(failure === undefined ? {} : { failure }),
    };
}
function blocked({ database, verdict }) {
    const findings = verdict.findings.filter(({ blocks }) => blocks);
    const list = findings.map(({ rule, text }) => `- ${rule}: ${text}`).join('\n');
    return new errors/* ObjectiveError */.ub('PBA-GATE-BLOCKED', `The migration of ${database} is blocked by policy:\n${list}`, {
        hint: 'Change the migration; or let one of the approvers of the policy take it on (docs/migration-gate.md).',
    });
}
function check_notesOf({ conversation, pullRequest, files }) {
    if (pullRequest === undefined)
        return ['This run is about no pull request, so nothing was commented.'];
    return [
        ...(conversation === undefined
            ? ['Nothing was commented and no label was set: there is no github-token.']
            : []),
        ...(files.touched === undefined
            ? [
                'Whether the pull request touches migrations was not looked at: that needs migrations.paths and github-token.',
            ]
            : []),
    ];
}
async function notApplicable(policy, conversation, database, commit) {
    const markdown = notApplicableMarkdown(database, commit);
    const written = await comment(conversation, database, markdown, true);
    await label(conversation, policy.migrations.approvalLabel, undefined);
    return {
        outputs: { verdict: 'not-applicable', comment: written },
        summary: markdown,
        text: 'The pull request touches no migrations; nothing was tried.',
        json: { verdict: 'not-applicable' },
    };
}

// EXTERNAL MODULE: ./build/postgres/backup-lock.js
var backup_lock = __webpack_require__(42904);
// EXTERNAL MODULE: ./build/actions/connect.js
var connect = __webpack_require__(35606);
;// CONCATENATED MODULE: ./build/actions/migration-gate/run-backup.js
/** The inputs that both have, as text again. */
function backupInputs(inputs, database, more) {
    const text = (value) => value === undefined ? undefined : String(value);
    return {
        policy: inputs.policy,
        database,
        host: inputs.host,
        port: text(inputs.port),
        user: inputs.user,
        password: inputs.password,
        sslmode: inputs.sslmode,
        sslrootcert: inputs.sslrootcert,
        stores: inputs.stores.join('\n'),
        's3-endpoint': inputs.s3Endpoint,
        's3-region': inputs.s3Region,
        's3-access-key-id': inputs.s3AccessKeyId,
        's3-secret-access-key': inputs.s3SecretAccessKey,
        's3-session-token': inputs.s3SessionToken,
        's3-force-path-style': text(inputs.s3ForcePathStyle),
        recipients: inputs.recipients.join('\n'),
        tier: 'pre-migration',
        ...more,
    };
}

;// CONCATENATED MODULE: ./build/actions/migration-gate/checkpoint.js
var checkpoint_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var checkpoint_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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










/**
 * Makes sure that there is a set to go back to before a deployment migrates: one that is proven and young enough by the
 * policy, or a new one. Whatever keeps it from that fails the run.
 */
async function checkpoint(inputs, context, runBackup) {
    const policy = await (0,effective/* effectivePolicy */.Ci)(inputs, context);
    const database = (0,effective/* requireDatabase */.lq)(policy);
    const client = await (0,connect/* connect */.N)({ ...database, database: database.name, password: inputs.password }, context);
    const systemIdentifier = await refuseWhileDumping(client, database.name, context);
    const { acceptProven } = policy.migrations;
    if (acceptProven !== undefined) {
        const stores = await (0,open_stores/* openStores */.j)(policy.stores.values(), inputs, context);
        try {
            const found = await findProven(stores, database.name, systemIdentifier, acceptProven, context);
            if (found !== undefined)
                return accepted(found, database.name);
        }
        finally {
            await (0,open_stores/* closeStores */.Hr)(stores);
        }
        context.log.info(`no proven set is younger than ${(0,format/* formatDuration */.a3)(acceptProven)}, so a new one is made`);
    }
    const commit = context.run.commit ?? 'an unknown commit';
    const made = await runBackup(backupInputs(inputs, database.name, { content: 'full', reason: `before migrating at ${commit}` }), context);
    return {
        ...made,
        outputs: {
            verdict: made.failure === undefined ? 'ok' : 'failed',
            'set-id': made.outputs['set-id'] ?? '',
            checkpoint: 'made',
        },
    };
}
/** @returns the system identifier of the server */
async function refuseWhileDumping(client, database, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = checkpoint_addDisposableResource(env_1, await (0,postgres_client/* openSession */.fA)(client, backup_lock/* MIGRATION_SESSION */.qC), true);
        await (0,backup_lock/* claimMigration */.Ht)(session, database, { waitMs: 0, signal: context.signal, onWait: () => { } });
        return (await (0,facts/* readServerFacts */.TX)(session)).systemIdentifier;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = checkpoint_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** The newest whole set of this cluster that a restore test proved, in any of the stores, if it is young enough. */
async function findProven(stores, database, systemIdentifier, maxAgeMs, context) {
    for (const store of stores) {
        await store.check();
        const proofs = await (0,sets_proofs/* readProofs */.O)(store, database);
        for (const set of (await (0,read_sets/* listStore */.K3)(store, database)).sets) {
            if (!set.committed)
                continue;
            const manifest = await (0,read_sets/* readManifest */.WI)(store, set.location);
            const ageMs = context.now().getTime() - Date.parse(manifest.snapshotAt);
            if (ageMs > maxAgeMs)
                break;
            if (isWhole(manifest, systemIdentifier) && (0,sets_proofs/* isProven */.n)(manifest, proofs))
                return { location: set.location, ageMs, store: store.location };
        }
    }
    return undefined;
}
/** A set of chosen tables is nothing to go back to. */
function isWhole(manifest, systemIdentifier) {
    return (manifest.content === 'full' &&
        manifest.server.systemIdentifier === systemIdentifier &&
        !manifest.notHeld.some(({ reason }) => reason.includes('left out by tables or exclude-tables')));
}
function accepted({ location, ageMs, store }, database) {
    const text = `Set ${location.id} (${location.tier}) of ${database} in ${store} is proven and ${(0,format/* formatDuration */.a3)(ageMs)} old: accepted by policy, no new one was made.`;
    return {
        outputs: { verdict: 'ok', 'set-id': location.id, checkpoint: 'accepted' },
        summary: `## ✅ Checkpoint of ${(0,format/* escapeMarkdown */.FV)(database)}\n\n${(0,format/* escapeMarkdown */.FV)(text)}\n`,
        text,
        json: { checkpoint: 'accepted', set: location.id, tier: location.tier, store, ageSeconds: ageMs / 1000 },
    };
}

// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./build/sets/checked.js
var checked = __webpack_require__(43209);
;// CONCATENATED MODULE: ./build/actions/migration-gate/schema-backup.js













/**
 * Stores the schema of the live database as a set that names the pull request and its commit, and keeps the very same bytes
 * with the run. It runs nothing of the pull request; whose it is matters all the same, because the job has secrets.
 */
async function schemaBackup(inputs, context, runBackup) {
    const pullRequest = await pullRequestOf(context);
    const policy = await (0,effective/* effectivePolicy */.Ci)(inputs, context);
    const { name } = (0,effective/* requireDatabase */.lq)(policy);
    const about = pullRequest === undefined ? 'schema' : `schema for pull request ${pullRequest.number}`;
    const commit = pullRequest?.head ?? context.run.commit ?? 'an unknown commit';
    const made = await runBackup(backupInputs(inputs, name, { content: 'schema', format: 'plain', reason: `${about} at ${commit}` }), context);
    const set = made.outputs['set-id'] ?? '';
    const stores = await (0,open_stores/* openStores */.j)(policy.stores.values(), inputs, context);
    try {
        const path = await fetchSchema(stores, name, set, context);
        const artifact = await keepFiles(inputs, context, name, [path]);
        const where = artifact === undefined
            ? 'No artifact was made: this is no run of a workflow.'
            : `Artifact: ${artifact}`;
        return {
            ...made,
            outputs: { verdict: made.failure === undefined ? 'ok' : 'failed', 'set-id': set },
            text: `${made.text}\n${where}`,
        };
    }
    finally {
        await (0,open_stores/* closeStores */.Hr)(stores);
    }
}
/** As it lies in the store: encrypted where the set is, and checked against the manifest. */
async function fetchSchema(stores, database, set, context) {
    return (0,open_stores/* firstThatHas */.yK)(stores, async (store) => {
        const location = await (0,read_sets/* findSet */._V)(store, database, set);
        const object = (0,open_object/* requireObject */.zG)(await (0,read_sets/* readManifest */.WI)(store, location), 'archive');
        const path = (0,external_node_path_.join)(await (0,promises_.mkdtemp)((0,external_node_path_.join)(context.tempDir, 'schema-')), object.name);
        const key = (0,keys/* objectKey */.T5)(location, object.name);
        await (0,external_node_stream_promises_.pipeline)(await store.read(key), new checked/* Checked */.y(object, `${store.location}/${key}`), (0,external_node_fs_.createWriteStream)(path, { flags: 'wx', mode: 0o600 }), { signal: context.signal });
        return path;
    });
}

;// CONCATENATED MODULE: ./build/actions/migration-gate/connection.js


/** The database of the inputs, or the one of the policy with its connection. Stores are of no interest here. */
async function effectiveConnection(inputs, context) {
    const { host, port, user, password, sslmode, sslrootcert } = inputs;
    if (inputs.policy === undefined) {
        if (inputs.database === undefined)
            throw new errors/* UserError */.yo('PBA-INPUT', 'No database is named.', { hint: 'Give the input `database`.' });
        return { database: inputs.database, host, port, user, password, sslmode, sslrootcert };
    }
    const policy = await (0,effective/* effectivePolicy */.Ci)(inputs, context);
    const { name, ...rest } = (0,effective/* requireDatabase */.lq)(policy);
    return { ...rest, database: name, password };
}

;// CONCATENATED MODULE: ./build/actions/migration-gate/with-lock.js
var with_lock_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var with_lock_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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










/** Fails when a backup is running now. */
async function lockCheck(inputs, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const connection = await effectiveConnection(inputs, context);
        const client = await (0,connect/* connect */.N)(connection, context);
        const session = with_lock_addDisposableResource(env_1, await (0,postgres_client/* openSession */.fA)(client, backup_lock/* MIGRATION_SESSION */.qC), true);
        await claim(session, connection.database, 0, context);
        const text = `No backup of ${connection.database} is running.`;
        return {
            outputs: { verdict: 'ok' },
            summary: `## ✅ ${(0,format/* escapeMarkdown */.FV)(text)}\n`,
            text,
            json: { running: false },
        };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = with_lock_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** Runs a command while no backup of the database can start: it holds the lock that every backup takes first. */
async function withLock(inputs, context) {
    const connection = await effectiveConnection(inputs, context);
    const client = await (0,connect/* connect */.N)(connection, context);
    const [file = '', ...args] = wordsOf(inputs.command) ?? [];
    const session = await (0,postgres_client/* openSession */.fA)(client, backup_lock/* MIGRATION_SESSION */.qC);
    try {
        await claim(session, connection.database, inputs.lockWait, context);
        const end = await context.log.group(`Running ${file} while no backup can start`, () => runCommand({ file, args }, {
            env: environmentOf(client, inputs, context),
            cwd: (0,external_node_path_.resolve)(context.env['GITHUB_WORKSPACE'] ?? '.', inputs.workingDirectory ?? '.'),
            signal: context.signal,
            timeLimitMs: inputs.timeLimit,
            log: context.log,
        }));
        const lost = await lockLost(session);
        const failure = end.outcome === 'succeeded'
            ? lost
            : new errors/* ToolError */.v4('PBA-GATE-COMMAND', `The command ${describeEnd(end)}.`, {
                exitCode: end.exitCode,
                signal: end.signal,
                stderr: end.output.slice(-4096),
                hint: 'What it printed stands in the log. The checkpoint of this deployment is the set to go back to.',
            });
        const text = `${file} ${describeEnd(end)}, while no backup of ${connection.database} could start.`;
        return {
            outputs: { verdict: failure === undefined ? 'ok' : 'failed' },
            summary: `## ${failure === undefined ? '✅' : '❌'} Migration of ${(0,format/* escapeMarkdown */.FV)(connection.database)}\n\n${(0,format/* code */.aY)(file).markdown} ${(0,format/* escapeMarkdown */.FV)(describeEnd(end))}, while no backup could start.\n`,
            text,
            json: { end },
            ...(failure === undefined ? {} : { failure }),
        };
    }
    finally {
        await session.close();
    }
}
function claim(session, database, waitMs, context) {
    return (0,backup_lock/* claimMigration */.Ht)(session, database, {
        waitMs,
        signal: context.signal,
        onWait: (reason) => context.log.info(`waiting for the lock: ${reason}`),
    });
}
/** The command is the user's own and has what the job has; libpq's programs also find the database of the inputs. */
function environmentOf(client, inputs, context) {
    const { PGAPPNAME: _, PGOPTIONS: __, ...libpq } = client.env;
    const options = `${context.env['PGOPTIONS'] ?? ''} -c lock_timeout=${inputs.lockTimeout}`.trim();
    return { ...context.env, ...libpq, PGOPTIONS: options };
}
/** A server that was restarted, or a firewall that cut an idle connection, has let backups in meanwhile. */
async function lockLost(session) {
    try {
        await session.row('select 1 as alive');
        return undefined;
    }
    catch (error) {
        if (error instanceof errors/* CancelledError */.cc)
            throw error;
        return new errors/* ToolError */.v4('PBA-GATE-LOCK-LOST', `The command succeeded, but the connection with the lock did not last: ${(0,errors/* messageOf */.bD)(error)}`, {
            cause: error,
            hint: 'A backup may have started meanwhile. Look at its verdict, and at why the connection ended.',
        });
    }
}

;// CONCATENATED MODULE: ./build/actions/migration-gate/migration-gate.js





/** Stands between migrations and the database: tried on a copy, with a way back, and never together with a backup. */
async function migrationGate(inputs, context, runBackup) {
    return (0,time_limit/* withTimeLimit */.B)(context, inputs.timeLimit, (limited) => {
        switch (inputs.mode) {
            case 'check':
                return check(inputs, limited);
            case 'schema-backup':
                return schemaBackup(inputs, limited, runBackup);
            case 'checkpoint':
                return checkpoint(inputs, limited, runBackup);
            case 'lock-check':
                return lockCheck(inputs, limited);
            case 'with-lock':
                return withLock(inputs, limited);
        }
    });
}


/***/ }),

/***/ 42904:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ht: () => (/* binding */ claimMigration),
/* harmony export */   bn: () => (/* binding */ claimBackup),
/* harmony export */   qC: () => (/* binding */ MIGRATION_SESSION)
/* harmony export */ });
/* harmony import */ var _concurrency_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3943);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(71502);



/** Our key among the advisory locks of a database: 'pba' and 'dump' in ASCII. */
const CLASS = 0x706261;
const DUMP = 0x64756d70;
/** How the session of a migration calls itself, so that a backup that finds the lock taken can say by what. */
const MIGRATION_SESSION = { application_name: 'postgres-backup-actions migration' };
const LOOK_AGAIN_MS = 1_000;
/**
 * Makes sure that no other backup of this database runs, from whichever runner or repository, until the session ends, and no
 * migration that was started by `migration-gate`. It does not wait: two dumps at once would only slow down each other and
 * the database.
 * @throws UserError PBA-PG-BUSY saying who is at it and since when
 */
async function claimBackup(session, database) {
    if (!(await tryClaim(session)))
        throw await busy(session, database);
}
/**
 * The same for a migration: until the session ends no backup starts. A dump holds a lock on every table to its end; what has
 * to change a table waits for that, and everybody else behind it.
 * @throws UserError PBA-PG-BUSY when a backup is still running after `waitMs`, or a dump that is not ours
 */
async function claimMigration(session, database, options) {
    const deadline = performance.now() + options.waitMs;
    for (let told = false;; told = true) {
        const ours = await tryClaim(session);
        const foreign = ours ? await foreignDump(session) : undefined;
        if (ours && foreign === undefined)
            return;
        if (ours)
            await session.execute(`select pg_catalog.pg_advisory_unlock(${CLASS}, ${DUMP})`);
        const problem = foreign ?? (await busy(session, database));
        if (performance.now() >= deadline)
            throw problem;
        if (!told)
            options.onWait(problem.message);
        await (0,_concurrency_js__WEBPACK_IMPORTED_MODULE_0__/* .sleep */ .yy)(Math.min(LOOK_AGAIN_MS, Math.max(1, deadline - performance.now())), options.signal);
    }
}
async function tryClaim(session) {
    const { got } = await session.row(`select pg_catalog.pg_try_advisory_lock(${CLASS}, ${DUMP}) as got`);
    return got;
}
async function busy(session, database) {
    const [holder] = await session.rows(`
    ${HOLDER}, pg_catalog.pg_locks l
     where a.pid = l.pid and l.locktype = 'advisory' and l.classid = ${CLASS} and l.objid = ${DUMP} and l.objsubid = 2
       and l.granted
       and l.database = (select oid from pg_catalog.pg_database where datname = ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .e)(database)})`);
    const migrating = holder?.application === MIGRATION_SESSION.application_name;
    const who = holder === undefined ? 'it ended just now' : describe(holder);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo('PBA-PG-BUSY', migrating
        ? `A migration of ${database} is running: ${who}.`
        : `Another backup of ${database} is running: ${who}.`, {
        hint: 'Wait for it. When its job is dead, end its connection with `select pg_terminate_backend(pid)`.',
    });
}
/** A pg_dump that somebody else started knows nothing of our lock. */
async function foreignDump(session) {
    const [holder] = await session.rows(`
    ${HOLDER} where a.datname = pg_catalog.current_database() and a.application_name = 'pg_dump' limit 1`);
    if (holder === undefined)
        return undefined;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo('PBA-PG-BUSY', `A pg_dump that is not ours holds locks on the tables: ${describe(holder)}.`, { hint: 'What changes a table would wait for it, and everybody else behind that. Wait for it to end.' });
}
const HOLDER = `
    select a.pid, coalesce(a.application_name, '') as application,
           coalesce(a.client_addr::text, 'a local socket') as client,
           to_char(a.backend_start at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') as since
      from pg_catalog.pg_stat_activity a`;
function describe({ pid, application, client, since }) {
    return `server process ${pid} (${application}) from ${client}, since ${since} UTC`;
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


/***/ }),

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


/***/ })

};
