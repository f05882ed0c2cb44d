export const id = 661;
export const ids = [661];
export const modules = {

/***/ 35606:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ connect)
/* harmony export */ });
/* harmony import */ var _postgres_client_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5599);
/* harmony import */ var _postgres_connection_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92992);
/* harmony import */ var _postgres_tools_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(53909);
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



/**
 * Reaches the database and chooses the client programs that fit its server: psql of any version can ask for the
 * version, pg_dump has to be at least as new as the server.
 */
async function connect(inputs, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { signal, log } = context;
        const installations = await (0,_postgres_tools_js__WEBPACK_IMPORTED_MODULE_2__/* .findInstallations */ .vE)({ env: context.env, signal });
        const [newest] = installations;
        if (newest === undefined)
            throw (0,_postgres_tools_js__WEBPACK_IMPORTED_MODULE_2__/* .noClient */ .FY)();
        const env = await (0,_postgres_connection_js__WEBPACK_IMPORTED_MODULE_1__/* .libpqEnvironment */ .SQ)(inputs, context.env, inputs.password, context.tempDir);
        const probe = { installation: newest, env, signal, log };
        const session = __addDisposableResource(env_1, await (0,_postgres_client_js__WEBPACK_IMPORTED_MODULE_0__/* .openSession */ .fA)(probe), true);
        const { num } = await session.row(`select current_setting('server_version_num') as num`);
        return { ...probe, installation: (0,_postgres_tools_js__WEBPACK_IMPORTED_MODULE_2__/* .chooseClient */ .Pg)(installations, Math.floor(Number(num) / 10000)) };
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

/***/ 5529:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ci: () => (/* binding */ effectivePolicy),
/* harmony export */   Wj: () => (/* binding */ onlyDatabase),
/* harmony export */   lq: () => (/* binding */ requireDatabase)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _policy_apply_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(18298);
/* harmony import */ var _policy_effective_policy_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(59165);
/* harmony import */ var _read_policy_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1449);




/**
 * What an action goes by: the policy file, if one is given, with the inputs over it and the defaults below.
 * @throws UserError PBA-POLICY, PBA-INPUT with every problem
 */
async function effectivePolicy(inputs, context) {
    const environmentEndpoint = context.env['AWS_ENDPOINT_URL_S3'] ?? context.env['AWS_ENDPOINT_URL'];
    return (0,_policy_apply_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .applyInputs */ .M)(await (0,_read_policy_js__WEBPACK_IMPORTED_MODULE_3__/* .readPolicy */ .T)(inputs.policy, context), { ...inputs, environmentEndpoint });
}
/** Name of the database whose sets are meant: the only one of policy and inputs; undefined when there is not just one. */
function onlyDatabase(policy) {
    const { databases } = policy;
    return (0,_policy_effective_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .isDiscovery */ .rT)(databases) || databases.length > 1 ? undefined : databases[0]?.name;
}
/**
 * The one database to work on.
 * @throws UserError PBA-INPUT when there is none, or more than one
 */
function requireDatabase(policy) {
    const { databases } = policy;
    if (!(0,_policy_effective_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .isDiscovery */ .rT)(databases)) {
        const [only, ...others] = databases;
        if (only !== undefined && others.length === 0)
            return only;
        if (only === undefined) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('PBA-INPUT', 'No database is named.', {
                hint: 'Give the input `database`, or name one in the policy.',
            });
        }
    }
    const names = (0,_policy_effective_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .isDiscovery */ .rT)(databases)
        ? 'every database of the cluster'
        : databases.map((database) => database.name).join(', ');
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('PBA-INPUT', `The policy names ${names}; this action works on one at a time.`, {
        hint: 'Give the input `database`; in a workflow, `discover` makes a matrix of all of them.',
    });
}


/***/ }),

/***/ 32351:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ runFacts)
/* harmony export */ });
/** What manifests and evidence record of the run that made them. */
function runFacts(run, reason) {
    const { repository, workflow, runUrl, commit, actor } = run;
    return { repository, workflow, runUrl, commit, actor, reason: reason ?? null };
}


/***/ }),

/***/ 88661:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  wal: () => (/* binding */ wal)
});

// EXTERNAL MODULE: ./build/actions/effective.js
var effective = __webpack_require__(5529);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./build/catalog/archive-settings.js
/** What a server needs to hand its WAL to the engine. */
function wantedSettings(wishes) {
    const seconds = Math.floor(wishes.archiveTimeout / 1000);
    const command = archiveCommand(wishes);
    return [
        {
            name: 'wal_level',
            value: 'replica',
            suits: (value) => value === 'replica' || value === 'logical',
        },
        // Not `always`: a standby would push into the same stanza.
        { name: 'archive_mode', value: 'on', suits: (value) => value === 'on' },
        { name: 'archive_command', value: command, suits: (value) => value === command },
        // It would win over the command, and from 16 on both together are refused.
        ...(wishes.serverMajor >= 15
            ? [{ name: 'archive_library', value: '', suits: (value) => value === '' }]
            : []),
        {
            name: 'archive_timeout',
            value: `${seconds}s`,
            suits: (value) => {
                const has = parseSeconds(value);
                return has > 0 && has <= seconds;
            },
        },
    ];
}
/** `%p` and `%f` are the server's, so a percent sign of a path is doubled. */
function archiveCommand({ program, configFile, stanza }) {
    const words = [program, `--config=${configFile}`, `--stanza=${stanza}`, 'archive-push'];
    return `${words.map((word) => shellWord(word).replaceAll('%', '%%')).join(' ')} %p`;
}
function shellWord(word) {
    return /^[A-Za-z0-9_/.,:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
const UNITS = { ms: 0.001, s: 1, min: 60, h: 3600, d: 86_400 };
/** `300`, `5min`, `0`: a time as the server shows it. */
function parseSeconds(value) {
    const found = /^(\d+)\s*(ms|s|min|h|d)?$/.exec(value.trim());
    return found === null ? 0 : Number(found[1]) * (UNITS[found[2] ?? 's'] ?? 1);
}
const NOTICE = '# Written by postgres-backup-actions; "wal" with mode: setup writes it anew.\n';
/** The same settings as a file for `include_dir`. */
function settingsFileText(settings) {
    return NOTICE + settings.map(({ name, value }) => `${name} = '${value.replaceAll("'", "''")}'\n`).join('');
}

// EXTERNAL MODULE: ./build/errors.js
var build_errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/catalog/json.js
var json = __webpack_require__(38672);
;// CONCATENATED MODULE: ./build/catalog/physical.js
/** What is copied: everything, what changed since the last full, or since the last backup of any type. */
const PHYSICAL_TYPES = ['full', 'diff', 'incr'];

;// CONCATENATED MODULE: ./build/catalog/physical-info.js



/**
 * Reads the engine's answer, in which a wrong key shows as raw bytes within texts (decoded as UTF-8 with replacement), and
 * numbers are larger than JavaScript holds.
 * @throws IntegrityError PBA-ENGINE-OUTPUT when it is not what the engine says
 */
function parseInfo(text, stanza) {
    const invalid = (reason, cause) => new build_errors/* IntegrityError */.cs('PBA-ENGINE-OUTPUT', `The engine's list of backups cannot be read: ${reason}.`, {
        hint: 'A newer pgBackRest may list them in another way; please report it with its version.',
        ...(cause === undefined ? {} : { cause }),
    });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what has to go
    const printable = text.replace(/[\u0000-\u001f\u007f]/g, ' ');
    const exact = printable.replace(/("system-id"\s*:\s*)(\d+)/g, '$1"$2"');
    const read = new json/* Reader */.mP();
    const root = read.array((0,json/* parseJson */.qF)(exact, invalid), 'the list');
    const found = root.map((one) => read.object(one, 'stanza')).find((one) => one['name'] === stanza);
    if (read.problems.length > 0)
        throw invalid(read.problems.join('; '));
    if (found === undefined)
        return { stanza, repos: [], backupRunning: false };
    const lock = read.object(read.object(found['status'], 'status')['lock'] ?? {}, 'status.lock');
    const backupLock = read.object(lock['backup'] ?? {}, 'status.lock.backup');
    const repos = read.array(found['repo'], 'repo').map((one, index) => readRepo(read, found, one, index));
    if (read.problems.length > 0)
        throw invalid(read.problems.slice(0, 5).join('; '));
    return { stanza, repos, backupRunning: backupLock['held'] === true };
}
function readRepo(read, stanza, value, index) {
    const path = `repo[${index}]`;
    const root = read.object(value, path);
    const repo = read.integer(root['key'], `${path}.key`, 1);
    const status = read.object(root['status'], `${path}.status`);
    const mine = (list, name) => read
        .array(list, name)
        .map((one) => read.object(one, name))
        .filter((one) => keyOf(read, one) === repo);
    return {
        repo,
        code: read.integer(status['code'], `${path}.status.code`),
        message: read.string(status['message'], `${path}.status.message`),
        encrypted: read.string(root['cipher'], `${path}.cipher`) !== 'none',
        clusters: mine(stanza['db'], 'db').map((one) => ({
            id: read.integer(one['id'], 'db.id'),
            systemIdentifier: read.string(one['system-id'], 'db.system-id', /^\d+$/),
            version: read.string(one['version'], 'db.version'),
        })),
        backups: mine(stanza['backup'], 'backup')
            .map((one) => readBackup(read, one))
            .toSorted((a, b) => (a.label < b.label ? -1 : 1)),
        archives: mine(stanza['archive'], 'archive').map((one) => ({
            id: read.string(one['id'], 'archive.id'),
            min: read.nullableString(one['min'] ?? null, 'archive.min'),
            max: read.nullableString(one['max'] ?? null, 'archive.max'),
        })),
    };
}
/** The repository stands in `database` of backups and archives, in the cluster itself for the history of clusters. */
function keyOf(read, one) {
    return one['repo-key'] ?? read.object(one['database'] ?? {}, 'database')['repo-key'];
}
function readBackup(read, one) {
    const label = read.string(one['label'], 'backup.label', /^\d{8}-\d{6}F(?:_\d{8}-\d{6}[DI])?$/);
    const part = (name) => read.object(one[name], `${label}.${name}`);
    const [time, lsn, wal, info] = [part('timestamp'), part('lsn'), part('archive'), part('info')];
    const moment = (name) => new Date(read.integer(time[name], `${label}.timestamp.${name}`) * 1000).toISOString();
    const text = (from, name, pattern) => read.string(from[name], `${label}.${name}`, pattern);
    return {
        label,
        clusterId: read.integer(part('database')['id'], `${label}.database.id`),
        type: read.choice(one['type'], `${label}.type`, PHYSICAL_TYPES),
        prior: read.nullableString(one['prior'] ?? null, `${label}.prior`),
        startedAt: moment('start'),
        stoppedAt: moment('stop'),
        startLsn: text(lsn, 'start', /^[0-9A-F]+\/[0-9A-F]+$/i),
        stopLsn: text(lsn, 'stop', /^[0-9A-F]+\/[0-9A-F]+$/i),
        startWal: text(wal, 'start', /^[0-9A-F]{24}$/),
        stopWal: text(wal, 'stop', /^[0-9A-F]{24}$/),
        databaseBytes: read.integer(info['size'], `${label}.info.size`),
        storedBytes: read.integer(read.object(info['repository'], `${label}.info.repository`)['delta'], `${label}.info.repository.delta`),
        // Versions before 2.30 did not say; they are refused.
        damagedPages: read.boolean(one['error'], `${label}.error`),
    };
}

;// CONCATENATED MODULE: ./build/catalog/wal.js
/** Names and numbers of WAL segments (https://www.postgresql.org/docs/current/wal-internals.html). Pure arithmetic. */
/** What initdb gives a cluster unless it is told otherwise. */
const DEFAULT_SEGMENT_BYTES = 16 * 1024 * 1024;
const NAME = /^([0-9A-F]{8})([0-9A-F]{8})([0-9A-F]{8})$/;
const LOG_BYTES = 2 ** 32;
/** Parses a segment's 24 digits; undefined for anything else (`.history`, `.backup`, `.partial`). */
function parseSegment(name, segmentBytes = DEFAULT_SEGMENT_BYTES) {
    const found = NAME.exec(name);
    if (found === null)
        return undefined;
    const [timeline = 0, log = 0, segment = 0] = found.slice(1).map((digits) => Number.parseInt(digits, 16));
    const perLog = LOG_BYTES / segmentBytes;
    return segment < perLog ? { timeline, number: log * perLog + segment } : undefined;
}
function segmentName({ timeline, number }, segmentBytes = DEFAULT_SEGMENT_BYTES) {
    const perLog = LOG_BYTES / segmentBytes;
    return [timeline, Math.floor(number / perLog), number % perLog]
        .map((part) => part.toString(16).toUpperCase().padStart(8, '0'))
        .join('');
}
/** `1/2A000028` as the number of bytes since the beginning of the log; NaN for anything else. */
function lsnBytes(lsn) {
    const found = /^([0-9A-F]{1,8})\/([0-9A-F]{1,8})$/i.exec(lsn);
    if (found === null)
        return Number.NaN;
    // 2^53 bytes are 8 PiB of WAL: no cluster comes near.
    return Number.parseInt(found[1] ?? '', 16) * LOG_BYTES + Number.parseInt(found[2] ?? '', 16);
}
/** The number of the segment that holds this position. */
function segmentOfLsn(lsn, segmentBytes = DEFAULT_SEGMENT_BYTES) {
    return Math.floor(lsnBytes(lsn) / segmentBytes);
}
/** The parents of a timeline, oldest first, from the text of its `.history` file. */
function parseHistory(text) {
    return text.split('\n').flatMap((line) => {
        const found = /^\s*(\d+)\s+([0-9A-F]+\/[0-9A-F]+)/i.exec(line);
        return found === null ? [] : [{ timeline: Number(found[1]), lsn: found[2] ?? '' }];
    });
}
/** Joins neighbours; order and repetitions do not matter. */
function runsOf(segments) {
    const sorted = [...segments].toSorted((a, b) => a.timeline - b.timeline || a.number - b.number);
    const runs = [];
    for (const { timeline, number } of sorted) {
        const last = runs.at(-1);
        if (last?.timeline === timeline && number <= last.last + 1) {
            runs[runs.length - 1] = { ...last, last: Math.max(last.last, number) };
        }
        else
            runs.push({ timeline, first: number, last: number });
    }
    return runs;
}
/**
 * The segments that a recovery needs which starts in `from` and follows the log to the end of `timeline`: each segment is
 * read from the newest timeline that has it, because a new timeline begins with a copy of its parent's last segment.
 * Undefined when `from` is not on the way: the timeline had branched off before.
 */
function timelineAt(from, timeline, history, segmentBytes = DEFAULT_SEGMENT_BYTES) {
    const branches = history.map((one) => ({
        timeline: one.timeline,
        ends: segmentOfLsn(one.lsn, segmentBytes),
    }));
    const owner = (number) => branches.find(({ ends }) => number < ends)?.timeline ?? timeline;
    const own = branches.find((branch) => branch.timeline === from.timeline);
    if (from.timeline === timeline)
        return owner;
    return own !== undefined && from.number <= own.ends ? owner : undefined;
}

;// CONCATENATED MODULE: ./build/catalog/wal-archive.js

/** The name of a timeline's history file, of which some versions of the engine append a digest. */
const HISTORY = /(?:^|\/)([0-9A-F]{8})\.history(?:-[0-9a-f]{40})?(?:\.[a-z0-9]+)?$/;
const SEGMENT = /(?:^|\/)([0-9A-F]{24})-[0-9a-f]{40}(?:\.[a-z0-9]+)?$/;
/** Tells segments and history files apart; `.partial` and `.backup` files are passed over. */
function sortListing(files) {
    const segments = new Map();
    const histories = [];
    for (const { path, modifiedMs } of files) {
        const segment = SEGMENT.exec(path)?.[1];
        const history = HISTORY.exec(path)?.[1];
        if (segment !== undefined)
            segments.set(segment, modifiedMs);
        else if (history !== undefined)
            histories.push({ timeline: Number.parseInt(history, 16), path });
    }
    return { segments, histories };
}
/**
 * Follows the log from every base backup to the newest segment. The engine's own `verify` does not: it says "ok" of an
 * archive with a hole.
 * @param backups of the present cluster, oldest first
 * @param upTo the last segment that the server takes for archived: what is missing before it was lost
 */
function continuityOf(backups, listing, segmentBytes, upTo) {
    const usable = backups.filter((backup) => !backup.damagedPages);
    const missing = new Map();
    const ranges = [];
    const known = [...listing.segments.keys()].flatMap((name) => parseSegment(name, segmentBytes) ?? []);
    for (const backup of usable) {
        const start = parseSegment(backup.startWal, segmentBytes);
        const stop = parseSegment(backup.stopWal, segmentBytes);
        if (start === undefined || stop === undefined)
            continue;
        const line = followed(start, known, listing.histories, segmentBytes);
        let until;
        let whole = true;
        const expected = upTo?.timeline === line.timeline ? upTo.number : 0;
        for (let number = start.number; number <= Math.max(line.last, stop.number, expected); number += 1) {
            const segment = { timeline: line.owner(number), number };
            const name = segmentName(segment, segmentBytes);
            const stored = listing.segments.get(name);
            if (stored === undefined)
                missing.set(name, segment);
            whole &&= stored !== undefined;
            if (whole && number >= stop.number)
                until = stored;
        }
        if (until === undefined)
            continue;
        const [from, to] = [Date.parse(backup.stoppedAt), Math.max(until, Date.parse(backup.stoppedAt))];
        ranges.push({
            from: new Date(from).toISOString(),
            until: new Date(to).toISOString(),
            timeline: line.timeline,
            backup: backup.label,
        });
    }
    return { gaps: gapsOf(missing.values(), segmentBytes), recoverable: joined(ranges) };
}
/** The newest timeline on whose way the segment lies, and its last segment. */
function followed(start, known, histories, segmentBytes) {
    const timelines = [...new Set([start.timeline, ...known.map((one) => one.timeline), ...histories.keys()])];
    for (const timeline of timelines.toSorted((a, b) => b - a)) {
        const owner = timelineAt(start, timeline, histories.get(timeline) ?? [], segmentBytes);
        if (owner === undefined)
            continue;
        const numbers = known.filter((one) => owner(one.number) === one.timeline).map((one) => one.number);
        return { timeline, owner, last: numbers.reduce((max, one) => Math.max(max, one), 0) };
    }
    return { timeline: start.timeline, last: start.number, owner: () => start.timeline };
}
/** Segments that follow each other as one gap. */
function gapsOf(segments, segmentBytes) {
    return runsOf(segments).map(({ timeline, first, last }) => ({
        first: segmentName({ timeline, number: first }, segmentBytes),
        last: segmentName({ timeline, number: last }, segmentBytes),
        segments: last - first + 1,
    }));
}
/** What is missing in every one of these lists. */
function commonGaps(lists, segmentBytes) {
    const [first, ...others] = lists.map((gaps) => gaps.flatMap((gap) => segmentsOf(gap, segmentBytes)));
    if (first === undefined)
        return [];
    const named = others.map((list) => new Set(list.map((one) => segmentName(one, segmentBytes))));
    const common = first.filter((one) => named.every((names) => names.has(segmentName(one, segmentBytes))));
    return gapsOf(common, segmentBytes);
}
function segmentsOf(gap, segmentBytes) {
    const first = parseSegment(gap.first, segmentBytes);
    if (first === undefined)
        return [];
    return Array.from({ length: gap.segments }, (_, index) => ({ ...first, number: first.number + index }));
}
/** Ranges of one timeline that meet become one, which starts from the older backup. */
function joined(ranges) {
    const result = [];
    for (const range of ranges.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
        const before = result.at(-1);
        if (before !== undefined && before.timeline === range.timeline && range.from <= before.until) {
            result[result.length - 1] = {
                ...before,
                until: range.until > before.until ? range.until : before.until,
            };
        }
        else
            result.push(range);
    }
    return result;
}

// EXTERNAL MODULE: ./build/process.js
var build_process = __webpack_require__(44677);
;// CONCATENATED MODULE: ./build/pgbackrest/messages.js
const START = /^(?:.*?\s)?(?:P\d\d\s+)?(ERROR|WARN|INFO|DETAIL): (?:\[(\d{3})\]: )?(.*)$/;
/** Reads messages with or without time stamps. A line that starts none belongs to the one before it. */
function parseMessages(stderr) {
    const messages = [];
    for (const line of stderr.split('\n')) {
        const start = /^\s/.test(line) ? null : START.exec(line);
        if (start !== null) {
            messages.push({
                level: start[1],
                code: start[2] === undefined ? undefined : Number(start[2]),
                lines: [start[3] ?? ''],
            });
        }
        else if (line.trim() !== '')
            messages.at(-1)?.lines.push(line.trim());
    }
    return messages.map(({ level, code, lines }) => ({ level, code, text: readable(lines.join('\n')) }));
}
/** A wrong key shows as raw bytes; they are of no use to anybody, and terminals take some for commands. */
function readable(text) {
    return text
        .replace(/outside of section at line \d+: [^\n]*/g, 'outside of section')
        .replace(/[^\P{C}\n]|\uFFFD/gu, '?');
}
/** The first sentence of what went wrong, for a message of one line. */
function messages_firstLine(text) {
    const line = text.split('\n')[0]?.trim() ?? '';
    return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}

;// CONCATENATED MODULE: ./build/pgbackrest/explain.js


const KEY_HINT = 'Give the key that the repository was made with. Without it nobody can read the repository: look in your password store, not for another key.';
/** From the particular to the general: the first that fits is taken. */
const PATTERNS = [
    {
        text: /FormatError: key\/value found outside of section|FormatError: (?:invalid|unexpected)|CryptoError|cipher header invalid|unable to flush/,
        codes: [29, 95, 104, 99],
        code: 'PBA-REPO-KEY',
        kind: 'user',
        says: 'A repository cannot be decrypted with the key that was given.',
        hint: KEY_HINT,
    },
    {
        text: /do not match(?: the database| stanza version)|is not the same as option pg1-path|different database|mismatch/i,
        codes: [28, 32, 44, 51, 58],
        code: 'PBA-STANZA-OTHER-CLUSTER',
        kind: 'user',
        says: 'The stanza belongs to another cluster.',
        hint: 'Each cluster has a stanza of its own: choose another name in the policy. After pg_upgrade run `pgbackrest stanza-upgrade`, then a full backup.',
    },
    {
        text: /(?:archive|backup)\.info[\s\S]*FileMissingError/,
        code: 'PBA-STANZA-MISSING',
        kind: 'user',
        says: 'The repository has no such stanza.',
        hint: 'Run `wal` with `mode: setup` and `apply: true`: it makes the stanza in every repository.',
    },
    {
        text: /HostConnectError|\[49\]|unable to connect to|NoSuchBucket|HostName|unable to get address/,
        codes: [39, 49, 101, 103, 104, 122],
        code: 'PBA-REPO-UNREACHABLE',
        kind: 'store',
        says: 'A repository cannot be reached.',
        hint: 'Check endpoint, bucket and network. Until it answers again, archiving stands still for every repository, and pg_wal grows.',
    },
    {
        text: /unable to verify certificate|self.signed|certificate|TLS error|wrong version number/i,
        codes: [95, 101, 39, 49, 103, 104],
        code: 'PBA-REPO-UNREACHABLE',
        kind: 'store',
        says: 'The TLS connection to a repository failed.',
        hint: 'The engine speaks TLS only. Give `ca-file` when the certificate is of a private authority.',
    },
    {
        text: /AccessDenied|InvalidAccessKeyId|SignatureDoesNotMatch|\b403\b/,
        code: 'PBA-STORE-AUTH',
        kind: 'store',
        says: 'The object store refused the credentials of a repository.',
        hint: 'Check the access key and its secret, and that the key may read, write, list and delete below the prefix.',
    },
    {
        codes: [41, 47, 53, 60, 61, 64, 74, 83, 88, 98],
        text: /\[13\]|Permission denied|\[1\]/,
        code: 'PBA-ENGINE-USER',
        kind: 'user',
        says: 'The engine may not read or write one of its files.',
        hint: 'Something in the repository, the lock or the log directory belongs to another user, usually root. Give it to the owner of the cluster: chown -R.',
    },
    {
        text: /\[28\]|No space left/,
        code: 'PBA-DISK-FULL',
        kind: 'store',
        says: 'No space is left where the engine writes.',
        hint: 'Make room in the repository or the data directory named below.',
    },
    {
        codes: [50],
        code: 'PBA-ENGINE-BUSY',
        kind: 'tool',
        says: 'Another command of the engine holds the lock of the stanza.',
        hint: 'Wait for it: a backup, an expire or the archiving process. Locks end with their process.',
    },
    {
        codes: [82],
        code: 'PBA-WAL-STUCK',
        kind: 'tool',
        says: 'A WAL segment was not archived in time.',
        hint: 'Archiving stands still, often because of another repository than this one: `wal` with `mode: status` says which.',
    },
    {
        codes: [68, 87],
        code: 'PBA-WAL-SETUP',
        kind: 'user',
        says: 'The server does not archive through this engine.',
        hint: 'Run `wal` with `mode: setup`: it shows what has to change.',
    },
    {
        codes: [27, 56, 57],
        code: 'PBA-PG-UNREACHABLE',
        kind: 'tool',
        says: 'The engine cannot reach the server.',
        hint: 'It connects through the socket, as the owner of the cluster. Is the server running, and does pg_hba.conf let it in (peer)?',
    },
    {
        codes: [75],
        code: 'PBA-SET-NOT-FOUND',
        kind: 'user',
        says: 'The repository holds no base backup for this.',
        hint: 'Look at what is there with `wal` and `mode: status`. With a wrong key nothing is found either.',
    },
    {
        codes: [38, 40],
        code: 'PBA-TARGET-EXISTS',
        kind: 'user',
        says: 'The directory to restore into is not empty, or a server runs in it.',
        hint: 'Restore into a new directory.',
    },
    {
        codes: [46],
        code: 'PBA-ENGINE-OLD',
        kind: 'user',
        says: 'This pgBackRest does not know the version of the server.',
        hint: 'Install a newer one, from apt.postgresql.org.',
    },
    {
        codes: [30, 31, 32, 37],
        code: 'PBA-ENGINE-CONFIG',
        kind: 'user',
        says: 'The engine refuses its configuration.',
        hint: 'Run `wal` with `mode: setup`: it shows where the configuration differs from the policy.',
    },
    {
        codes: [41, 42, 53, 55, 73],
        code: 'PBA-REPO-UNREACHABLE',
        kind: 'store',
        says: 'A repository cannot be read.',
        hint: 'Is its directory mounted? Until it is there again, archiving stands still for every repository, and pg_wal grows.',
    },
    {
        codes: [26, 28, 29],
        code: 'PBA-REPO-DAMAGED',
        kind: 'integrity',
        says: 'A file in a repository is damaged.',
        hint: 'Use the other repository, take a new full backup, and run `verify`.',
    },
];
/** What a failed command of the engine means. */
function explainEngine(command, exit) {
    const messages = parseMessages(exit.stderr);
    const errors = messages.filter(({ level }) => level === 'ERROR');
    const text = (errors.length > 0 ? errors : messages).map((one) => one.text).join('\n');
    const detail = messages_firstLine(errors[0]?.text ?? messages.at(-1)?.text ?? exit.stderr.trim());
    const pattern = PATTERNS.find((one) => fits(one, exit.exitCode, errors, text));
    const stderr = text.slice(0, 4096);
    if (pattern === undefined) {
        const how = exit.signal === null ? `exit code ${exit.exitCode}` : exit.signal;
        return new build_errors/* ToolError */.v4('PBA-ENGINE-FAILED', `pgbackrest ${command} ended with ${how}: ${detail}`, {
            ...exit,
            stderr,
            hint: 'The log of the engine tells more; see `logs` in the policy.',
        });
    }
    const message = `${pattern.says} pgbackrest ${command}: ${detail}`;
    const details = {
        hint: pattern.hint,
        cause: new build_errors/* ToolError */.v4('PBA-ENGINE-FAILED', text, { ...exit, stderr }),
    };
    if (pattern.kind === 'user')
        return new build_errors/* UserError */.yo(pattern.code, message, details);
    if (pattern.kind === 'store')
        return new build_errors/* StoreError */.AD(pattern.code, message, details);
    if (pattern.kind === 'integrity')
        return new build_errors/* IntegrityError */.cs(pattern.code, message, details);
    return new build_errors/* ToolError */.v4(pattern.code, message, { ...details, ...exit, stderr });
}
function fits({ codes, text }, exitCode, errors, all) {
    const known = [exitCode, ...errors.map(({ code }) => code)];
    if (codes !== undefined && !codes.some((code) => known.includes(code)))
        return false;
    return text?.test(all) ?? true;
}

;// CONCATENATED MODULE: ./build/pgbackrest/engine.js




const MAX_OUTPUT = 256 * 1024 * 1024;
/**
 * Runs one command of the engine and returns what it said. That it exits with 0 says little: whoever asks for a judgement
 * (`info`, `verify`, `backup`) has to read it from the answer.
 * @throws PbaError as `explainEngine` tells, when the exit code is not 0
 */
async function engine_runEngine(engine, command, run) {
    const args = [
        `--config=${engine.configFile}`,
        `--stanza=${engine.stanza}`,
        '--log-level-console=off',
        '--log-level-stderr=info',
        command,
        ...(run.args ?? []),
    ];
    const running = await (0,build_process/* startProcess */.kp)(engine.program, args, {
        env: engine.env,
        // The directory that the job stands in may be closed to the owner of the cluster.
        cwd: '/',
        signal: engine.signal,
        ...(engine.user === undefined ? {} : { user: engine.user }),
        onStderrLine: (line) => {
            if (run.loud === true && /^(INFO|WARN):/.test(line) && !/command (begin|end)/.test(line))
                engine.log.info(`pgbackrest: ${line.replace(/^\w+:\s*/, '')}`);
            else
                engine.log.debug(`pgbackrest: ${line}`);
        },
    });
    running.stdin.end();
    const chunks = [];
    let bytes = 0;
    let ended;
    running.stdout.on('data', (chunk) => {
        bytes += chunk.length;
        if (bytes <= MAX_OUTPUT)
            chunks.push(chunk);
        else if (ended === undefined) {
            ended = 'long';
            void running.stop();
        }
    });
    const timer = setTimeout(() => {
        ended ??= 'late';
        void running.stop();
    }, run.timeoutMs);
    const exit = await running.exit;
    clearTimeout(timer);
    if (engine.signal.aborted)
        throw new build_errors/* CancelledError */.cc();
    if (ended === 'late') {
        throw new build_errors/* ToolError */.v4('PBA-TOOL-TIMEOUT', `pgbackrest ${command} did not end within ${Math.round(run.timeoutMs / 1000)} s.`, { ...exit, hint: 'A repository that does not answer makes it wait; see `io-timeout`.' });
    }
    if (ended === 'long')
        throw new build_errors/* ToolError */.v4('PBA-ENGINE-FAILED', `pgbackrest ${command} said more than is possible.`);
    if (exit.exitCode !== 0)
        throw explainEngine(command, exit);
    // Decoded at once: a wrong key shows as bytes that are no text.
    return { stdout: Buffer.concat(chunks).toString('utf8'), messages: parseMessages(exit.stderr) };
}

;// CONCATENATED MODULE: ./build/pgbackrest/commands.js







const MINUTE = 60_000;
/** Several repositories, one of them unreachable: four attempts of `io-timeout` each. */
const LOOK_MS = 10 * MINUTE;
/** Makes the stanza in every repository, or finds that it is there. */
async function stanzaCreate(engine) {
    await engine_runEngine(engine, 'stanza-create', { timeoutMs: LOOK_MS });
}
/** Has the server switch to a new WAL segment and waits until the old one is in every repository. */
async function check(engine) {
    await engine_runEngine(engine, 'check', { timeoutMs: LOOK_MS });
}
/** What all repositories hold of the stanza. One that cannot be read says so in its `code`; this does not throw then. */
async function info(engine) {
    const { stdout } = await engine_runEngine(engine, 'info', { args: ['--output=json'], timeoutMs: LOOK_MS });
    return parseInfo(stdout, engine.stanza);
}
/** Takes one base backup into one repository: without a number the engine uses the first alone. Expires old ones after it. */
async function backup(engine, run) {
    const { messages } = await runEngine(engine, 'backup', {
        args: [`--repo=${run.repo}`, `--type=${run.type}`],
        timeoutMs: run.timeoutMs,
        loud: true,
    });
    const label = messages.map(({ text }) => /^new backup label = (\S+)$/.exec(text)?.[1]).find(Boolean);
    if (label === undefined) {
        throw new ToolError('PBA-ENGINE-FAILED', 'pgbackrest backup ended well, but named no new backup.', {
            stderr: messages
                .map(({ text }) => text)
                .join('\n')
                .slice(-4096),
        });
    }
    const warnings = messages
        .filter(({ level }) => level === 'WARN' || level === 'ERROR')
        .map(({ text }) => text);
    return { label, warnings };
}
/** Has the engine read every file of one repository. */
async function verify(engine, repo, timeoutMs) {
    const { stdout, messages } = await runEngine(engine, 'verify', {
        args: [`--repo=${repo}`, '--output=text', '--verbose'],
        timeoutMs,
    });
    const found = parseVerify(stdout);
    const said = messages
        .filter(({ level, text }) => level === 'ERROR' || (level === 'WARN' && /missing|invalid/.test(text)))
        .map(({ text }) => firstLine(text));
    const problems = [...new Set([...found.problems, ...said])];
    return { ...found, problems, ok: problems.length === 0 };
}
/** Restores into a new directory. Archiving is off in it: what is restored never writes into the stanza. */
async function restore(engine, run) {
    const { target } = run;
    await runEngine(engine, 'restore', {
        args: [
            `--repo=${run.repo}`,
            `--pg1-path=${run.directory}`,
            '--archive-mode=off',
            `--type=${target.type}`,
            ...('value' in target ? [`--target=${target.value}`] : []),
            ...(target.type === 'default' ? [] : [`--target-action=${run.action}`]),
            ...(run.timeline === undefined ? [] : [`--target-timeline=${run.timeline}`]),
            ...(run.set === undefined ? [] : [`--set=${run.set}`]),
            ...[...(run.tablespaces ?? [])].map(([name, path]) => `--tablespace-map=${name}=${path}`),
        ],
        timeoutMs: run.timeoutMs,
        loud: true,
    });
}
/** The WAL of one cluster (`15-1`) that one repository holds. */
async function listWal(engine, repo, archiveId) {
    const base = `archive/${engine.stanza}/${archiveId}`;
    const { stdout } = await engine_runEngine(engine, 'repo-ls', {
        args: [`--repo=${repo}`, '--recurse', '--output=json', '--sort=none', base],
        timeoutMs: LOOK_MS,
    });
    let files;
    try {
        files = JSON.parse(stdout);
    }
    catch (error) {
        throw new build_errors/* IntegrityError */.cs('PBA-ENGINE-OUTPUT', `The engine's list of WAL cannot be read: ${(0,build_errors/* messageOf */.bD)(error)}.`, {
            cause: error,
        });
    }
    const { segments, histories } = sortListing(Object.entries(files)
        .filter(([, file]) => file.type === 'file')
        .map(([path, file]) => ({ path, modifiedMs: (file.time ?? 0) * 1000 })));
    const parents = new Map();
    for (const { timeline, path } of histories)
        parents.set(timeline, await readHistory(engine, repo, `${base}/${path}`));
    return { segments, histories: parents };
}
async function readHistory(engine, repo, path) {
    const { stdout } = await engine_runEngine(engine, 'repo-get', {
        args: [`--repo=${repo}`, path],
        timeoutMs: LOOK_MS,
    });
    return parseHistory(stdout);
}

// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./build/pgbackrest/files.js



/** The text of a file, undefined when there is none. */
async function readIfThere(path) {
    try {
        return await (0,external_node_fs_promises_.readFile)(path, 'utf8');
    }
    catch (error) {
        if ((0,build_errors/* systemCode */.xU)(error) === 'ENOENT')
            return undefined;
        throw cannot('read', path, error);
    }
}
/** Writes a file that its owner alone can read, and never half of it: the server may be archiving meanwhile. */
async function writePrivate(path, text, owner) {
    const temporary = `${path}.${process.pid}.new`;
    try {
        await makeDirectory((0,external_node_path_.dirname)(path), 0o755);
        await (0,external_node_fs_promises_.writeFile)(temporary, text, { mode: 0o600 });
        await (0,external_node_fs_promises_.chmod)(temporary, 0o600);
        if (owner !== undefined)
            await (0,external_node_fs_promises_.chown)(temporary, owner.uid, owner.gid);
        await (0,external_node_fs_promises_.rename)(temporary, path);
    }
    catch (error) {
        await (0,external_node_fs_promises_.rm)(temporary, { force: true });
        throw cannot('write', path, error);
    }
}
/** Makes a directory of the engine, of the owner of the cluster; one that is there is left alone. */
async function makeOwned(path, owner) {
    try {
        const made = await makeDirectory(path, 0o750);
        if (made && owner !== undefined)
            await (0,external_node_fs_promises_.chown)(path, owner.uid, owner.gid);
    }
    catch (error) {
        throw cannot('make', path, error);
    }
}
/** Files or directories that another user than the owner of the cluster owns; those that are not there are passed over. */
async function ownedByOthers(paths, owner) {
    const found = await Promise.all(paths.map(async (path) => {
        const status = await (0,external_node_fs_promises_.stat)(path).catch(() => undefined);
        return status === undefined || status.uid === owner.uid ? [] : [path];
    }));
    return found.flat();
}
async function makeDirectory(path, mode) {
    return (await (0,external_node_fs_promises_.mkdir)(path, { recursive: true, mode })) !== undefined;
}
function cannot(what, path, error) {
    return new build_errors/* UserError */.yo('PBA-ENGINE-USER', `Cannot ${what} ${path}: ${(0,build_errors/* messageOf */.bD)(error)}.`, {
        hint: 'The job has to run as root or as the owner of the cluster, who needs the right to this place.',
        cause: error,
    });
}
/** Writes a file without secrets that everybody may read, in one go. */
async function writeShared(path, text, owner) {
    const temporary = `${path}.${process.pid}.new`;
    try {
        await (0,external_node_fs_promises_.writeFile)(temporary, text, { mode: 0o644 });
        await (0,external_node_fs_promises_.chmod)(temporary, 0o644);
        if (process.getuid?.() === 0)
            await (0,external_node_fs_promises_.chown)(temporary, owner.uid, owner.gid);
        await (0,external_node_fs_promises_.rename)(temporary, path);
    }
    catch (error) {
        await (0,external_node_fs_promises_.rm)(temporary, { force: true });
        throw cannot('write', path, error);
    }
}

;// CONCATENATED MODULE: ./build/pgbackrest/program.js




/** Before it, `info` does not tell damaged pages apart, and there is one repository only. */
const LOWEST = '2.45';
/** Defects of older versions that can cost data, with the version that mended them. */
const DEFECTS = [
    {
        mendedIn: '2.59',
        what: '`expire` can remove a backup that another host is just making, and `archive-push-queue-max` is not always kept to',
    },
];
/**
 * Finds the program on PATH and asks its version.
 * @throws UserError PBA-TOOL-MISSING, PBA-ENGINE-OLD
 */
async function findEngine(env, signal) {
    for (const directory of (env['PATH'] ?? '').split(':')) {
        if (!directory.startsWith('/'))
            continue;
        const path = (0,external_node_path_.join)(directory, 'pgbackrest');
        const there = await (0,external_node_fs_promises_.access)(path, external_node_fs_promises_.constants.X_OK).then(() => true, () => false);
        if (!there)
            continue;
        const text = await (0,build_process/* runText */.le)(path, ['version'], {
            env: { PATH: env['PATH'] ?? '', LC_ALL: 'C' },
            signal,
            timeoutMs: 10_000,
        });
        return { path, version: parseVersion(text, path) };
    }
    throw new build_errors/* UserError */.yo('PBA-TOOL-MISSING', 'The program pgbackrest is not installed.', {
        hint: 'apt-get install pgbackrest (from apt.postgresql.org for a newer one). It has to be on the machine of the database server.',
    });
}
/** @throws ToolError|UserError PBA-TOOL-FAILED, PBA-ENGINE-OLD */
function parseVersion(text, path) {
    const version = /^pgBackRest (\d+\.\d+(?:\.\d+)?)(?:dev)?\s*$/.exec(text)?.[1];
    if (version === undefined)
        throw new build_errors/* ToolError */.v4('PBA-TOOL-FAILED', `${path} does not tell its version: ${text.trim().slice(0, 200)}`);
    if (compareVersions(version, LOWEST) < 0) {
        throw new build_errors/* UserError */.yo('PBA-ENGINE-OLD', `${path} is pgBackRest ${version}; ${LOWEST} or later is needed.`, {
            hint: 'Install it from apt.postgresql.org.',
        });
    }
    return version;
}
/** What is known to be wrong with this version; one sentence each. */
function engineWarnings(version) {
    return DEFECTS.filter(({ mendedIn }) => compareVersions(version, mendedIn) < 0).map(({ mendedIn, what }) => `pgBackRest ${version}: ${what}; mended in ${mendedIn}.`);
}
/** Negative when `a` is older. */
function compareVersions(a, b) {
    const [left, right] = [a, b].map((version) => version.split('.').map(Number));
    for (let index = 0; index < 3; index += 1) {
        const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
        if (difference !== 0)
            return difference;
    }
    return 0;
}

;// CONCATENATED MODULE: ./build/postgres/archiving.js
/** Where the server is; needs the right to see all settings (`pg_read_all_settings`). */
async function readServerPlace(session) {
    const row = await session.row(`
    select pg_catalog.current_setting('data_directory') as "dataDirectory",
           pg_catalog.current_setting('port')::int as "port",
           pg_catalog.current_setting('unix_socket_directories') as "sockets",
           pg_catalog.pg_get_userbyid(10) as "bootstrapRole",
           (select system_identifier::text from pg_catalog.pg_control_system()) as "systemIdentifier",
           split_part(pg_catalog.current_setting('server_version'), ' ', 1) as "version",
           pg_catalog.current_setting('server_version_num')::int as "num",
           pg_catalog.pg_size_bytes(pg_catalog.current_setting('wal_segment_size')) as "segmentBytes",
           pg_catalog.pg_is_in_recovery() as "inRecovery"`);
    const { sockets, num, ...place } = row;
    const first = sockets
        .split(',')[0]
        ?.trim()
        .replace(/^"(.*)"$/, '$1');
    return {
        ...place,
        socketDirectory: first === '' ? undefined : first,
        major: Math.floor(num / 10_000),
    };
}
/** The settings of these names; one that the server does not know is missing. */
async function readSettings(session, names) {
    const list = names.map((name) => `'${name}'`).join(', ');
    const { sees } = await session.row(`
    select pg_catalog.has_table_privilege('pg_catalog.pg_file_settings', 'select')
       and pg_catalog.has_function_privilege('pg_catalog.pg_show_all_file_settings()', 'execute') as sees`);
    // `archive_command` shows as disabled while `archive_mode` is off, whatever the files say.
    const written = sees
        ? `(select f.setting from pg_catalog.pg_file_settings f
         where f.name = s.name and f.setting is not null order by f.seqno desc limit 1)`
        : 'null::text';
    const rows = await session.rows(`
    select s.name, pg_catalog.current_setting(s.name) as "value", ${written} as "written",
           s.pending_restart as "pendingRestart", s.context
      from pg_catalog.pg_settings s where s.name in (${list})`);
    return new Map(rows.map((row) => [row.name, row]));
}
/** What waits and what was archived, in one look. Needs `pg_monitor`, for the files of `pg_wal`. */
async function readArchiver(session, major) {
    const ms = (expression) => `(extract(epoch from ${expression}) * 1000)::bigint`;
    const rate = major >= 14
        ? `(select (wal_bytes / greatest(extract(epoch from clock_timestamp() - stats_reset), 1) * 3600)::bigint
            from pg_catalog.pg_stat_wal)`
        : 'null::bigint';
    return session.row(`
    select ${ms('pg_catalog.clock_timestamp()')} as "now",
           pg_catalog.pg_current_wal_insert_lsn()::text as "currentLsn",
           ('x' || left(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()), 8))::bit(32)::int as "timeline",
           a.last_archived_wal as "lastArchivedWal", ${ms('a.last_archived_time')} as "lastArchivedAt",
           a.failed_count as "failedCount",
           a.last_failed_wal as "lastFailedWal", ${ms('a.last_failed_time')} as "lastFailedAt",
           r.ready, ${ms('r.oldest')} as "oldestReadyAt", r.name as "oldestReady",
           ${rate} as "bytesPerHour"
      from pg_catalog.pg_stat_archiver a,
           (select count(*)::int as ready, min(modification) as oldest, min(replace(name, '.ready', '')) as name
              from pg_catalog.pg_ls_archive_statusdir()
             where name ~ '^[0-9A-F]{24}\\.ready$') r`);
}
/** The segments in `pg_wal`, those that are prepared for later included. */
async function readWalDirectory(session) {
    return session.rows(`
    select name, size as bytes, (extract(epoch from modification) * 1000)::bigint as "writtenAt"
      from pg_catalog.pg_ls_waldir() where name ~ '^[0-9A-F]{24}$'`);
}

// EXTERNAL MODULE: ./build/postgres/client.js + 1 modules
var postgres_client = __webpack_require__(5599);
// EXTERNAL MODULE: ./build/postgres/quote.js
var quote = __webpack_require__(71502);
;// CONCATENATED MODULE: ./build/pgbackrest/config.js
/** The first line of what we write; a file without it is somebody else's. */
const MARK = '# Written by postgres-backup-actions';
const config_NOTICE = `${MARK} from the section "physical" of the policy; "wal" with mode: setup writes it anew.
# It holds secrets: readable for the owner of the cluster alone.
`;
/**
 * The configuration file of the engine (https://pgbackrest.org/configuration.html). The same settings give the same text.
 * @throws Error when a value cannot stand in an ini file (a defect: policy and inputs were checked before)
 */
function configText(settings, secrets) {
    const { server } = settings;
    const global = [
        ...settings.repositories.flatMap((repository, index) => repositoryOptions(repository, secrets[index]).map(([name, value]) => [`repo${index + 1}-${name}`, value])),
        ['compress-type', settings.compressType],
        ['compress-level', settings.compressLevel],
        ['process-max', settings.processMax],
        ['start-fast', 'y'],
        ['archive-async', settings.async ? 'y' : 'n'],
        ['archive-push-queue-max', settings.queueMaxBytes],
        ['archive-timeout', settings.archiveTimeoutSeconds],
        ['io-timeout', settings.ioTimeoutSeconds],
        ['spool-path', settings.spoolPath],
        ['log-path', settings.logPath],
        ['lock-path', settings.lockPath],
        ['log-level-file', 'info'],
    ];
    const stanza = [
        ['pg1-path', server.dataDirectory],
        ['pg1-port', server.port],
        ['pg1-socket-path', server.socketDirectory],
        ['pg1-user', server.user],
    ];
    return `${config_NOTICE}\n${section('global', global)}\n${section(settings.stanza, stanza)}`;
}
function repositoryOptions(repository, secrets) {
    const where = repository.kind === 'directory'
        ? [['path', repository.path]]
        : [
            ['type', 's3'],
            ['path', repository.path],
            ['s3-bucket', repository.bucket],
            ['s3-endpoint', repository.host],
            ['storage-port', repository.port],
            ['s3-region', repository.region],
            ['s3-uri-style', repository.pathStyle ? 'path' : 'host'],
            ['s3-key-type', repository.credentials],
            ['s3-key', secrets?.s3Key],
            ['s3-key-secret', secrets?.s3KeySecret],
            ['storage-ca-file', repository.caFile],
        ];
    return [
        ...where,
        ['cipher-type', repository.encrypted ? 'aes-256-cbc' : 'none'],
        ['cipher-pass', secrets?.cipherPass],
        // Small files together: without it a restore from S3 takes fifteen times as long.
        ['bundle', 'y'],
        ['retention-full-type', 'time'],
        ['retention-full', repository.keepDays],
    ];
}
function section(name, options) {
    const lines = options.flatMap(([key, value]) => {
        if (value === undefined)
            return [];
        const text = String(value);
        if (/[\r\n\0]/.test(text) || text !== text.trim() || text === '')
            throw new Error(`${key} cannot stand in the configuration.`);
        return [`${key}=${text}\n`];
    });
    return `[${name}]\n${lines.join('')}`;
}
const SECRET = /^(\s*repo\d+-(?:cipher-pass|s3-key|s3-key-secret|s3-token)\s*=).*$/gm;
/** The same text without its secrets, to be shown: each is replaced by what `markOf` says of it. */
function withoutSecrets(text, markOf) {
    return text.replace(SECRET, (line, head) => `${head}<${markOf(line.slice(head.length).trim())}>`);
}
/** What stands behind every option of a section; the last one counts. */
function readOptions(text, wanted) {
    const options = new Map();
    let current = '';
    for (const raw of text.split('\n')) {
        const line = raw.trim();
        const heading = /^\[(.+)\]$/.exec(line);
        if (heading !== null)
            current = heading[1] ?? '';
        const option = /^([a-z0-9-]+)\s*=\s*(.*)$/.exec(line);
        if (current === wanted && option !== null)
            options.set(option[1] ?? '', option[2] ?? '');
    }
    return options;
}
/** Whether this is the file that we wrote for this stanza. */
function isOurs(text, stanza) {
    return text.startsWith(MARK) && text.split('\n').includes(`[${stanza}]`);
}

;// CONCATENATED MODULE: ./build/pgbackrest/os-user.js


/** The user whom a directory belongs to, as the system names it. */
async function ownerOf(path) {
    let owner;
    try {
        owner = await (0,external_node_fs_promises_.stat)(path);
    }
    catch (error) {
        throw new build_errors/* UserError */.yo('PBA-ENGINE-USER', `${path} cannot be looked at: ${(0,build_errors/* messageOf */.bD)(error)}.`, {
            hint: 'The engine works on the files of the server: the job has to run on its machine, as the owner of the cluster or as root.',
            cause: error,
        });
    }
    return userOf(owner.uid, owner.gid);
}
async function userOf(uid, gid) {
    const passwd = await (0,external_node_fs_promises_.readFile)('/etc/passwd', 'utf8').catch(() => '');
    const line = passwd.split('\n').find((one) => one.split(':')[2] === String(uid));
    const [name = String(uid), , , ownGid] = line?.split(':') ?? [];
    return { uid, gid: ownGid === undefined ? gid : Number(ownGid), name };
}
/**
 * The user that the engine runs as: always the owner of the cluster. Undefined when that is who we are. Anything that the
 * engine writes as somebody else (root above all) stops the owner's next backup and the server's archiving.
 * @throws UserError PBA-ENGINE-USER when we are neither the owner nor root
 */
function engineUser(owner, current = process.getuid?.()) {
    if (owner.uid === 0) {
        throw new build_errors/* UserError */.yo('PBA-ENGINE-USER', 'The data directory belongs to root, which no server runs as.', {
            hint: 'Give it back to the user that the server runs as (chown -R), and look at what root wrote in the repository.',
        });
    }
    if (current === owner.uid)
        return undefined;
    if (current === 0)
        return owner;
    throw new build_errors/* UserError */.yo('PBA-ENGINE-USER', `The cluster belongs to the user ${owner.name}, and this job runs as the user with uid ${current}.`, {
        hint: `Run the runner as ${owner.name}, or as root: it then steps down to ${owner.name} for every command of the engine. Files of anybody else in the repository would stop archiving.`,
    });
}

;// CONCATENATED MODULE: ./build/actions/engine-settings.js
const engine_settings_UNITS = { MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 };
/** The section `physical` of the policy in the engine's terms. */
function engineSettings(physical, server) {
    const [compressType = 'none', level] = physical.compression.split(':');
    return {
        stanza: physical.stanza,
        repositories: physical.repositories.map(repositorySettings),
        compressType,
        compressLevel: level === undefined ? undefined : Number(level),
        processMax: physical.processes,
        async: physical.async,
        queueMaxBytes: bytes(physical.queueMax),
        // A backup waits for its last segment at least as long as the server may keep it.
        archiveTimeoutSeconds: Math.max(60, Math.ceil(physical.archiveTimeout / 1000)),
        ioTimeoutSeconds: physical.ioTimeout / 1000,
        spoolPath: physical.spool,
        logPath: physical.logs,
        lockPath: `${physical.spool}/lock`,
        server,
    };
}
function bytes(size) {
    const found = /^(\d+)(MiB|GiB|TiB)$/.exec(size ?? '');
    return found === null ? undefined : Number(found[1]) * engine_settings_UNITS[found[2]];
}
function repositorySettings(repository) {
    const common = { keepDays: repository.keepDays, encrypted: repository.cipherSecret !== undefined };
    if (repository.kind === 'directory')
        return { ...common, kind: 'directory', path: withoutSlash(repository.directory) };
    const { uri, endpoint, region, forcePathStyle, caFile, credentials } = repository.s3;
    const { hostname: bucket, pathname } = new URL(uri.replace(/^s3:/, 'http:'));
    const { hostname: host, port } = new URL(endpoint ?? `https://s3.${region}.amazonaws.com`);
    return {
        ...common,
        kind: 's3',
        bucket,
        path: pathname === '/' ? '/pgbackrest' : withoutSlash(decodeURIComponent(pathname)),
        host,
        port: port === '' ? 443 : Number(port),
        region,
        pathStyle: forcePathStyle ?? endpoint !== undefined,
        caFile,
        credentials,
    };
}
function withoutSlash(path) {
    return path.replace(/\/+$/, '');
}
/** Where a repository is, for people; never a secret. */
function repositoryLocation(repository) {
    return repository.kind === 'directory' ? repository.directory : repository.s3.uri;
}
/** Names of the variables that hold the secrets of one repository. */
function secretNames(repository) {
    const cipher = repository.cipherSecret === undefined ? [] : [repository.cipherSecret];
    return repository.kind === 's3' && repository.s3.credentials === 'shared'
        ? [...cipher, repository.s3.accessKeySecret, repository.s3.secretKeySecret]
        : cipher;
}
/** Names of the variables that the policy asks for and the environment does not have. */
function missingSecrets(physical, env) {
    const names = new Set(physical.repositories.flatMap(secretNames));
    return [...names].filter((name) => (env[name] ?? '') === '');
}
/** The secrets of every repository, from the environment; from here on they are masked. */
function repositorySecrets(physical, context) {
    const secret = (name) => {
        const value = name === undefined ? undefined : context.env[name];
        if (value === undefined || value === '')
            return undefined;
        context.mask(value);
        return value;
    };
    return physical.repositories.map((repository) => {
        const shared = repository.kind === 's3' && repository.s3.credentials === 'shared';
        return {
            cipherPass: secret(repository.cipherSecret),
            s3Key: shared ? secret(repository.s3.accessKeySecret) : undefined,
            s3KeySecret: shared ? secret(repository.s3.secretKeySecret) : undefined,
        };
    });
}

;// CONCATENATED MODULE: ./build/actions/open-engine.js








/** @throws UserError PBA-INPUT when the policy has no section `physical` */
function requirePhysical(policy) {
    if (policy.physical !== undefined)
        return policy.physical;
    throw new build_errors/* UserError */.yo('PBA-INPUT', 'The policy has no section `physical`.', {
        hint: 'Physical backups and WAL archiving are described there: docs/physical.md has an example.',
    });
}
/**
 * The engine, ready to run as the owner of the cluster. It goes by the configuration that `wal` has installed; where there is
 * none (another machine, after a disaster) by one of this run alone, for which the secrets have to be in the environment.
 * @throws UserError PBA-TOOL-MISSING, PBA-ENGINE-OLD, PBA-ENGINE-USER, PBA-ENGINE-CONFIG
 */
async function openEngine(place, context) {
    const { physical, server } = place;
    const engine = await prepareEngine(place, context);
    if ((await readIfThere(physical.configFile)) !== undefined)
        return { ...engine, configFile: physical.configFile, [Symbol.asyncDispose]: async () => { } };
    const missing = missingSecrets(physical, context.env);
    if (missing.length > 0) {
        throw new build_errors/* UserError */.yo('PBA-ENGINE-CONFIG', `There is no ${physical.configFile}, and without it these variables are needed: ${missing.join(', ')}.`, {
            hint: 'On the machine of the server run `wal` with `mode: setup` and `apply: true`; elsewhere pass the secrets in `env:` of the step.',
        });
    }
    const text = configText(engineSettings(physical, server), repositorySecrets(physical, context));
    return withTemporaryConfig(engine, text, context);
}
/** The engine without a configuration. */
async function prepareEngine({ physical, owner }, context) {
    const user = engineUser(owner);
    const program = await findEngine(context.env, context.signal);
    return {
        program: program.path,
        version: program.version,
        stanza: physical.stanza,
        env: { PATH: context.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' },
        user,
        signal: context.signal,
        log: context.log,
    };
}
/** Runs with a configuration of this run alone. */
async function withTemporaryConfig(engine, text, context) {
    // Not in the run's own directory, which the owner of the cluster may not enter.
    const directory = await (0,external_node_fs_promises_.mkdtemp)('/tmp/pba-engine-');
    const dispose = () => (0,external_node_fs_promises_.rm)(directory, { recursive: true, force: true });
    try {
        context.remember({ kind: 'directory', path: directory });
        if (engine.user !== undefined)
            await (0,external_node_fs_promises_.chown)(directory, engine.user.uid, engine.user.gid);
        const configFile = (0,external_node_path_.join)(directory, 'pgbackrest.conf');
        await writePrivate(configFile, text, engine.user);
        return { ...engine, configFile, [Symbol.asyncDispose]: dispose };
    }
    catch (error) {
        await dispose();
        throw error;
    }
}

// EXTERNAL MODULE: ./build/policy/effective-policy.js
var effective_policy = __webpack_require__(59165);
// EXTERNAL MODULE: ./build/actions/connect.js
var connect = __webpack_require__(35606);
;// CONCATENATED MODULE: ./build/actions/physical-server.js
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






/**
 * Reaches the cluster on this machine.
 * @throws UserError PBA-ENGINE-USER when its files are not here, or are nobody's we can be; PBA-INPUT for a standby
 */
async function reachServer(inputs, policy, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const client = await (0,connect/* connect */.N)(connectionOf(inputs, policy), context);
        const session = __addDisposableResource(env_1, await (0,postgres_client/* openSession */.fA)(client), true);
        const place = await readServerPlace(session);
        if (place.inRecovery) {
            throw new build_errors/* UserError */.yo('PBA-INPUT', 'This server is a standby.', {
                hint: 'WAL is archived, and base backups are taken, on the primary.',
            });
        }
        return {
            client,
            place,
            owner: await ownerOf(place.dataDirectory),
            engine: {
                dataDirectory: place.dataDirectory,
                port: place.port,
                socketDirectory: place.socketDirectory,
                user: place.bootstrapRole,
            },
        };
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
/** What an input says wins; then what the policy says of the first database that is meant. */
function connectionOf(inputs, policy) {
    const { databases } = policy;
    const entry = (0,effective_policy/* isDiscovery */.rT)(databases)
        ? databases
        : (databases.find(({ name }) => name === inputs.database) ?? databases[0]);
    const name = inputs.database ?? (entry !== undefined && 'name' in entry ? entry.name : undefined);
    return {
        host: inputs.host ?? entry?.host,
        port: inputs.port ?? entry?.port,
        user: inputs.user ?? entry?.user,
        password: inputs.password,
        database: name ?? 'postgres',
        sslmode: inputs.sslmode ?? entry?.sslmode,
        sslrootcert: inputs.sslrootcert ?? entry?.sslrootcert,
    };
}
/** The databases whose evidence gets a record: that of the input, else all of the policy that the cluster has. */
async function recordedDatabases(session, policy, wanted) {
    if (wanted !== undefined)
        return [wanted];
    const rows = await session.rows(`select datname as name from pg_catalog.pg_database where datallowconn and not datistemplate order by 1`);
    const found = rows.map(({ name }) => name);
    const named = (0,effective_policy/* databasesOf */.oD)(policy, found).map(({ name }) => name);
    return named.length === 0 ? found : named.filter((name) => found.includes(name));
}

;// CONCATENATED MODULE: ./build/actions/read-repos.js





/**
 * Reads what every repository holds, backups and WAL. A repository that cannot be read has that as its state; it does not
 * keep the others from being read.
 * @param cluster undefined: there is no server to compare with, and the stanza's present cluster is meant
 */
async function readRepos(engine, physical, cluster) {
    const stanza = await info(engine);
    const repos = [];
    for (const [index, repository] of physical.repositories.entries()) {
        const common = {
            repo: index + 1,
            kind: repository.kind,
            location: repositoryLocation(repository),
            encrypted: repository.cipherSecret !== undefined,
        };
        const found = stanza.repos.find(({ repo }) => repo === index + 1);
        repos.push({ ...common, ...(await read_repos_readRepo(engine, found, cluster)) });
    }
    return repos;
}
async function read_repos_readRepo(engine, found, cluster) {
    if (found === undefined)
        return unusable('no stanza', 'The engine does not list the repository.');
    const present = found.clusters.at(-1);
    if (found.code === 99)
        return unusable('failed', firstSentence(found.message));
    if (found.code !== 0 && found.code !== 2)
        return unusable('no stanza', found.message);
    if (cluster !== undefined && present?.systemIdentifier !== cluster.systemIdentifier) {
        return unusable('other cluster', `The stanza is that of the cluster ${present?.systemIdentifier ?? 'unknown'}; this is ${cluster.systemIdentifier}.`);
    }
    const archiveId = `${present?.version ?? ''}-${present?.id ?? ''}`;
    const archived = found.archives.some(({ id, min }) => id === archiveId && min !== null);
    try {
        const listing = archived
            ? await listWal(engine, found.repo, archiveId)
            : { segments: new Map(), histories: new Map() };
        const backups = found.backups.filter((backup) => backup.clusterId === present?.id);
        const { gaps, recoverable } = continuity(backups, listing, cluster);
        const newest = recoverable.toSorted((a, b) => (a.until < b.until ? -1 : 1)).at(-1);
        const state = found.code === 2 ? 'no backup' : 'ok';
        return {
            state,
            reason: state === 'ok' ? null : found.message,
            backups: backups.map(({ clusterId: _, ...backup }) => backup),
            gaps,
            recoverable,
            recoverableFrom: newest?.from ?? null,
            recoverableUntil: newest?.until ?? null,
            listing,
        };
    }
    catch (error) {
        if (!(error instanceof build_errors/* PbaError */.sV) || error.code === 'PBA-CANCELLED')
            throw error;
        return unusable('failed', `${error.code}: ${error.message}`);
    }
}
function continuity(backups, listing, cluster) {
    return continuityOf(backups, listing, cluster?.segmentBytes ?? DEFAULT_SEGMENT_BYTES, cluster?.lastArchived);
}
function unusable(state, reason) {
    return {
        state,
        reason,
        backups: [],
        gaps: [],
        recoverable: [],
        recoverableFrom: null,
        recoverableUntil: null,
        listing: undefined,
    };
}
function firstSentence(message) {
    return (message.split('\n')[0] ?? message).replace(/[^\P{C}]|\uFFFD/gu, '?').slice(0, 300);
}

;// CONCATENATED MODULE: ./build/pgbackrest/config-diff.js

/** What would change in the configuration, without a secret: one that would be another is only said to be. */
function configDiff(before, after) {
    if (before === after)
        return [];
    const known = new Set(before === undefined ? [] : secretsOf(before));
    const old = before === undefined ? [] : withoutSecrets(before, () => 'secret').split('\n');
    const next = withoutSecrets(after, (secret) => before === undefined || known.has(secret) ? 'secret' : 'another secret').split('\n');
    return lineDiff(old, next).filter(({ sign, text }) => sign !== ' ' && text !== '');
}
function secretsOf(text) {
    return [...readOptions(text, 'global')].map(([, value]) => value);
}
/** The shortest way from one list of lines to another. */
function lineDiff(before, after) {
    const common = Array.from({ length: before.length + 1 }, () => new Array(after.length + 1).fill(0));
    const at = (i, j) => common[i]?.[j] ?? 0;
    for (let i = before.length - 1; i >= 0; i -= 1) {
        for (let j = after.length - 1; j >= 0; j -= 1) {
            const row = common[i];
            if (row !== undefined)
                row[j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
        }
    }
    const lines = [];
    let [i, j] = [0, 0];
    while (i < before.length || j < after.length) {
        const [old, next] = [before[i], after[j]];
        if (old !== undefined && old === next) {
            lines.push({ sign: ' ', text: old });
            i += 1;
            j += 1;
        }
        else if (old !== undefined && (next === undefined || at(i + 1, j) >= at(i, j + 1))) {
            lines.push({ sign: '-', text: old });
            i += 1;
        }
        else {
            lines.push({ sign: '+', text: next ?? '' });
            j += 1;
        }
    }
    return lines;
}

;// CONCATENATED MODULE: ./build/actions/wal/plan-setup.js
var plan_setup_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var plan_setup_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Compares the engine's configuration and the server's settings with the policy. Changes nothing.
 * @param program absolute path of the engine
 * @throws UserError PBA-ENGINE-USER, PBA-ENGINE-CONFIG
 */
async function planSetup(physical, server, program, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        await assertOwned(physical, server);
        const installed = await readIfThere(physical.configFile);
        if (installed !== undefined && !isOurs(installed, physical.stanza)) {
            throw new build_errors/* UserError */.yo('PBA-ENGINE-CONFIG', `${physical.configFile} was not written by this toolkit for the stanza ${physical.stanza}; it is not overwritten.`, {
                hint: 'Move it away, or name another `config-file` in the policy: a second cluster on this machine has a file of its own.',
            });
        }
        const secrets = secretsFor(physical, installed, context);
        const text = configText(engineSettings(physical, server.engine), secrets);
        const wanted = wantedSettings({
            program,
            configFile: physical.configFile,
            stanza: physical.stanza,
            archiveTimeout: physical.archiveTimeout,
            serverMajor: server.place.major,
        });
        const session = plan_setup_addDisposableResource(env_1, await (0,postgres_client/* openSession */.fA)(server.client), true);
        const has = await readSettings(session, wanted.map(({ name }) => name));
        return {
            config: { path: physical.configFile, text, diff: configDiff(installed, text) },
            settings: wanted.flatMap((one) => changeOf(one, has.get(one.name)) ?? []),
            wanted,
            pending: wanted.flatMap(({ name, suits }) => (isPending(has.get(name), suits) ? [name] : [])),
        };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = plan_setup_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** What is in force does not suit, and what is written does. */
function isPending(has, suits) {
    if (has === undefined || suits(has.value))
        return false;
    return has.written === null ? has.pendingRestart : suits(has.written);
}
function changeOf(wanted, has) {
    if (has !== undefined && (wanted.suits(has.value) || isPending(has, wanted.suits)))
        return undefined;
    return {
        name: wanted.name,
        from: has?.value ?? '',
        to: wanted.value,
        needs: has?.context === 'postmaster' ? 'restart' : 'reload',
    };
}
/** Secrets that the environment does not have are kept as they are installed: looking needs none. */
function secretsFor(physical, installed, context) {
    const missing = missingSecrets(physical, context.env);
    if (missing.length > 0 && installed === undefined) {
        throw new build_errors/* UserError */.yo('PBA-ENGINE-CONFIG', `These variables are not set: ${missing.join(', ')}.`, {
            hint: 'The policy names them for the repositories; pass the secrets in `env:` of the step.',
        });
    }
    const options = readOptions(installed ?? '', 'global');
    return repositorySecrets(physical, context).map((secrets, index) => {
        const before = (name) => {
            const value = options.get(`repo${index + 1}-${name}`);
            if (value !== undefined)
                context.mask(value);
            return value;
        };
        const repository = physical.repositories[index];
        const shared = repository?.kind === 's3' && repository.s3.credentials === 'shared';
        return {
            cipherPass: repository?.cipherSecret === undefined ? undefined : (secrets.cipherPass ?? before('cipher-pass')),
            s3Key: shared ? (secrets.s3Key ?? before('s3-key')) : undefined,
            s3KeySecret: shared ? (secrets.s3KeySecret ?? before('s3-key-secret')) : undefined,
        };
    });
}
/** What the engine writes has to belong to the owner of the cluster, or archiving stops with "permission denied". */
async function assertOwned(physical, { owner }) {
    const { stanza } = physical;
    const repositories = physical.repositories.flatMap((repository) => {
        if (repository.kind !== 'directory')
            return [];
        const base = repository.directory.replace(/\/+$/, '');
        const parts = ['', '/archive', '/backup', `/archive/${stanza}`, `/backup/${stanza}`];
        const infos = [`/archive/${stanza}/archive.info`, `/backup/${stanza}/backup.info`];
        return [...parts, ...infos].map((part) => base + part);
    });
    const ours = [physical.spool, `${physical.spool}/lock`, physical.logs, physical.configFile];
    const foreign = await ownedByOthers([...repositories, ...ours], owner);
    const [first] = foreign;
    if (first === undefined)
        return;
    throw new build_errors/* UserError */.yo('PBA-ENGINE-USER', `${foreign.join(', ')} ${foreign.length === 1 ? 'does' : 'do'} not belong to ${owner.name}, the owner of the cluster.`, { hint: `chown -R ${owner.name} ${first} gives it back; most likely root ran pgbackrest once.` });
}

// EXTERNAL MODULE: ./build/runtime/format.js
var format = __webpack_require__(14364);
;// CONCATENATED MODULE: ./build/actions/wal/setup-summary.js

const COLUMNS = [{ title: 'Setting' }, { title: 'Now' }, { title: 'Policy' }, { title: 'Needs' }];
/** Markdown for the job summary. */
function setupSummary(report) {
    const { config, settings } = report.plan;
    return [
        `## ${report.restartFor.length > 0 ? '⚠️' : '✅'} WAL archiving of stanza ${(0,format/* escapeMarkdown */.FV)(report.stanza)}: ${headline(report)}`,
        '',
        ...(settings.length === 0
            ? []
            : [
                (0,format/* markdownTable */.Qj)(COLUMNS, settings.map((one) => [(0,format/* code */.aY)(one.name), (0,format/* code */.aY)(one.from), (0,format/* code */.aY)(one.to), one.needs])),
                '',
            ]),
        ...(config.diff.length === 0
            ? []
            : [
                `${(0,format/* escapeMarkdown */.FV)(config.path)}:`,
                '',
                '```diff',
                ...config.diff.map(({ sign, text }) => `${sign} ${text.replaceAll('```', "'''")}`),
                '```',
                '',
            ]),
        ...notes(report).map((note) => `- ${(0,format/* escapeMarkdown */.FV)(note)}`),
        '',
    ].join('\n');
}
/** The same for a terminal; what was done has been shown before it was. */
function setupText(report) {
    return [
        `WAL archiving of stanza ${report.stanza}: ${headline(report)}`,
        ...(report.applied ? [] : differenceLines(report.plan)),
        ...notes(report).map((note) => `- ${note}`),
    ].join('\n');
}
/** What differs, without a secret. */
function differenceLines({ config, settings }) {
    const table = (0,format/* terminalTable */.RX)(COLUMNS, settings.map((one) => [one.name, one.from === '' ? '(empty)' : one.from, one.to, one.needs]));
    return [
        ...(settings.length === 0 ? [] : table.split('\n')),
        ...(config.diff.length === 0
            ? []
            : [`${config.path}:`, ...config.diff.map(({ sign, text }) => `${sign} ${text}`)]),
    ];
}
function headline({ plan, applied, restartFor }) {
    const differences = plan.config.diff.length + plan.settings.length;
    if (applied && restartFor.length > 0)
        return 'written, and the server has to be restarted';
    if (applied)
        return differences === 0 ? 'as the policy wants it' : 'set up';
    if (differences > 0)
        return 'differs from the policy';
    return restartFor.length > 0 ? 'waits for a restart of the server' : 'as the policy wants it';
}
function notes({ plan, applied, checked, restartFor, settingsFile }) {
    const lines = [];
    const differences = plan.config.diff.length + plan.settings.length;
    if (!applied && differences > 0)
        lines.push(`Nothing was changed. With apply: true the settings go into ${settingsFile ?? 'postgresql.auto.conf (ALTER SYSTEM)'}.`);
    if (!applied && plan.settings.some(({ needs }) => needs === 'restart'))
        lines.push('The server will have to be restarted afterwards; that is left to you.');
    if (restartFor.length > 0)
        lines.push(`Restart the server for ${restartFor.join(', ')}, then run this again: it checks that WAL arrives.`);
    if (checked)
        lines.push('A WAL segment was handed over and has arrived in every repository.');
    const replaced = plan.settings.find(({ name, from }) => name === 'archive_command' && !['', '(disabled)'].includes(from));
    if (replaced !== undefined)
        lines.push('An archive_command that was there is replaced: what it archived is not taken over.');
    return lines;
}

;// CONCATENATED MODULE: ./build/actions/wal/setup.js
var setup_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var setup_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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














/** Shows what differs from the policy; with `apply` makes it so, up to a restart, which is left to people. */
async function setup(inputs, policy, context) {
    const physical = requirePhysical(policy);
    const server = await reachServer(inputs, policy, context);
    const prepared = await prepareEngine({ physical, owner: server.owner }, context);
    for (const warning of engineWarnings(prepared.version))
        context.log.warning(warning);
    const plan = await planSetup(physical, server, prepared.program, context);
    {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const next = setup_addDisposableResource(env_1, await withTemporaryConfig(prepared, plan.config.text, context), true);
            await assertUsable(next, policy, server);
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = setup_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    const report = { stanza: physical.stanza, plan, settingsFile: inputs.settingsFile };
    if (!inputs.apply) {
        return present({ ...report, applied: false, checked: false, restartFor: plan.pending });
    }
    for (const line of differenceLines(plan))
        context.log.info(line);
    await installFiles(policy, plan, prepared.user, context);
    const engine = { ...prepared, configFile: physical.configFile };
    // Before the server archives: otherwise its first attempts fail.
    await stanzaCreate(engine);
    const restartFor = await applySettings(server, plan, inputs.settingsFile, context);
    const checked = restartFor.length === 0;
    if (checked)
        await check(engine);
    else {
        context.log.warning(`The server has to be restarted for ${restartFor.join(', ')}: until then nothing is archived. Restart it when it suits, then run this again.`);
    }
    return present({ ...report, applied: true, checked, restartFor });
}
/** With the new configuration: a wrong key, another cluster's stanza and a dead repository show before anything is written. */
async function assertUsable(engine, policy, server) {
    const { systemIdentifier, segmentBytes } = server.place;
    const repos = await readRepos(engine, requirePhysical(policy), { systemIdentifier, segmentBytes });
    const bad = repos.find(({ state }) => state === 'failed' || state === 'other cluster');
    if (bad === undefined)
        return;
    const where = `Repository ${bad.repo} (${bad.location})`;
    if (bad.state === 'other cluster') {
        throw new build_errors/* UserError */.yo('PBA-STANZA-OTHER-CLUSTER', `${where} holds another cluster: ${bad.reason}`, {
            hint: 'Nothing was changed. Give this cluster a stanza of its own; after pg_upgrade run `pgbackrest stanza-upgrade`, then a full backup.',
        });
    }
    if (/FormatError|CryptoError/.test(bad.reason ?? '')) {
        throw new build_errors/* UserError */.yo('PBA-REPO-KEY', `${where} cannot be decrypted with the key that was given.`, {
            hint: 'Nothing was changed. The key of a repository is the one that it was made with; it cannot be changed.',
        });
    }
    throw new build_errors/* StoreError */.AD('PBA-REPO-UNREACHABLE', `${where} cannot be reached: ${bad.reason}`, {
        hint: 'Nothing was changed. Check endpoint, bucket, credentials and network; the bucket has to exist.',
    });
}
async function installFiles(policy, plan, user, context) {
    const physical = requirePhysical(policy);
    const directories = physical.repositories.flatMap((one) => one.kind === 'directory' ? [one.directory] : []);
    for (const path of [physical.spool, physical.logs, ...directories])
        await makeOwned(path, user);
    if ((await readIfThere(plan.config.path)) === plan.config.text)
        return;
    await writePrivate(plan.config.path, plan.config.text, user);
    context.log.info(`wrote ${plan.config.path}`);
}
/** @returns names of the settings that need a restart */
async function applySettings(server, plan, settingsFile, context) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const session = setup_addDisposableResource(env_2, await (0,postgres_client/* openSession */.fA)(server.client), true);
        if (settingsFile !== undefined) {
            await writeShared(settingsFile, settingsFileText(plan.wanted), server.owner);
        }
        else {
            for (const { name, to } of plan.settings)
                await session.execute(`alter system set ${(0,quote/* identifier */.C)(name)} = ${(0,quote/* literal */.e)(to)}`);
        }
        await session.execute('select pg_catalog.pg_reload_conf() \\g /dev/null');
        return untilInForce(server, plan, context);
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = setup_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
const WAIT_MS = 10_000;
/** The server reads its files a moment after it was told to. */
async function untilInForce(server, plan, context) {
    const limit = Date.now() + WAIT_MS;
    for (;;) {
        const env_3 = { stack: [], error: void 0, hasError: false };
        try {
            const session = setup_addDisposableResource(env_3, await (0,postgres_client/* openSession */.fA)(server.client), true);
            const has = await readSettings(session, plan.wanted.map(({ name }) => name));
            const wrong = plan.wanted.filter(({ name, suits }) => {
                const one = has.get(name);
                return one !== undefined && !suits(one.value) && !isPending(one, suits);
            });
            const pending = plan.wanted.filter(({ name, suits }) => isPending(has.get(name), suits));
            // The command is shown as disabled until the mode is on; it is the mode that needs the restart.
            const restart = pending.filter(({ name }) => has.get(name)?.context === 'postmaster');
            if (wrong.length === 0 && (restart.length > 0 || pending.length === 0))
                return restart.map(({ name }) => name);
            if (Date.now() > limit) {
                const names = [...wrong, ...pending].map(({ name }) => name).join(', ');
                throw new build_errors/* ToolError */.v4('PBA-WAL-SETUP', `These settings did not come into force: ${names}.`, {
                    hint: 'Another file, or the command line of the server, wins over what was written: pg_settings.sourcefile tells which. Is the file of `settings-file` included by postgresql.conf?',
                });
            }
            if (context.signal.aborted)
                throw new build_errors/* CancelledError */.cc();
            await (0,promises_.setTimeout)(100);
        }
        catch (e_3) {
            env_3.error = e_3;
            env_3.hasError = true;
        }
        finally {
            const result_3 = setup_disposeResources(env_3);
            if (result_3)
                await result_3;
        }
    }
}
function present(report) {
    const { plan, applied, restartFor } = report;
    const differences = plan.config.diff.length + plan.settings.length;
    const verdict = restartFor.length > 0
        ? 'restart needed'
        : applied
            ? differences === 0
                ? 'ok'
                : 'applied'
            : differences === 0
                ? 'ok'
                : 'differs';
    return {
        outputs: {
            verdict,
            differences: String(differences),
            'restart-needed': String(restartFor.length > 0 || plan.settings.some(({ needs }) => needs === 'restart')),
            'lag-seconds': '',
            'lag-bytes': '',
            ready: '',
            findings: '',
            'recoverable-from': '',
            'recoverable-until': '',
        },
        summary: setupSummary(report),
        text: setupText(report),
        json: {
            stanza: report.stanza,
            configFile: plan.config.path,
            config: plan.config.diff.map(({ sign, text }) => `${sign}${text}`),
            settings: plan.settings,
            settingsFile: report.settingsFile ?? null,
            applied,
            checked: report.checked,
            restartFor,
        },
    };
}

// EXTERNAL MODULE: ./build/catalog/metrics.js
var metrics = __webpack_require__(64329);
;// CONCATENATED MODULE: ./build/catalog/wal-metrics.js

const WAL = [
    {
        name: 'pg_wal_archive_lag_seconds',
        help: 'How old the oldest change is that is not archived, at most.',
        value: (wal) => wal.lagSeconds ?? Number.POSITIVE_INFINITY,
    },
    {
        name: 'pg_wal_archive_lag_bytes',
        help: 'WAL that is not archived, the part of the present segment included.',
        value: (wal) => wal.lagBytes,
    },
    {
        name: 'pg_wal_archive_ready_segments',
        help: 'Segments that wait to be archived.',
        value: (wal) => wal.ready,
    },
    {
        name: 'pg_wal_archive_failed_total',
        help: 'Attempts to archive that failed.',
        kind: 'counter',
        value: (wal) => wal.failed,
    },
    {
        name: 'pg_wal_archive_last_success_timestamp_seconds',
        help: 'When a segment was last archived.',
        value: (wal) => seconds(wal.lastArchivedAt),
    },
    {
        name: 'pg_wal_archive_dropped_segments',
        help: 'Segments that were reported as archived and are in no repository.',
        value: (wal) => wal.dropped.reduce((sum, gap) => sum + gap.segments, 0),
    },
    {
        name: 'pg_wal_directory_bytes',
        help: 'Size of pg_wal.',
        value: (wal) => wal.walBytes,
    },
    {
        name: 'pg_wal_disk_free_bytes',
        help: 'Free space on the disk of pg_wal.',
        value: (wal) => wal.freeBytes,
    },
    {
        name: 'pg_wal_disk_full_seconds',
        help: 'When that disk would be full if archiving stood still from now on.',
        value: (wal) => (wal.fullInHours === null ? null : Math.round(wal.fullInHours * 3600)),
    },
    {
        name: 'pg_wal_rpo_seconds',
        help: 'The recovery point objective.',
        value: (wal) => wal.objectiveSeconds,
    },
];
const REPOS = [
    {
        name: 'pg_wal_repository_ok',
        help: '1: the repository can be read and belongs to this cluster.',
        value: ({ state }) => Number(state === 'ok' || state === 'no backup'),
    },
    {
        name: 'pg_wal_repository_missing_segments',
        help: 'Segments that are missing after the oldest backup.',
        value: ({ gaps }) => gaps.reduce((sum, gap) => sum + gap.segments, 0),
    },
    {
        name: 'pg_wal_repository_backups',
        help: 'Base backups.',
        value: ({ backups }) => backups.length,
    },
    {
        name: 'pg_wal_recoverable_from_timestamp_seconds',
        help: 'Recovery is possible to any moment from here …',
        value: (repo) => seconds(repo.recoverableFrom),
    },
    {
        name: 'pg_wal_recoverable_until_timestamp_seconds',
        help: '… to here.',
        value: (repo) => seconds(repo.recoverableUntil),
    },
];
/** The text format of Prometheus, for a textfile collector. */
function walMetricsText({ stanza, wal, repos, findings }, now) {
    const own = `stanza="${(0,metrics/* label */.Pf)(stanza)}"`;
    const status = findings.some(({ severity }) => severity === 'broken') ? 2 : Math.min(1, findings.length);
    const lines = [
        ...WAL.flatMap(({ name, help, kind, value }) => family(name, help, kind ?? 'gauge', [[own, value(wal)]])),
        ...REPOS.flatMap(({ name, help, value }) => family(name, help, 'gauge', repos.map((repo) => [`${own},repo="${repo.repo}"`, value(repo)]))),
        ...family('pg_wal_status', '0: kept, 1: at risk, 2: broken.', 'gauge', [[own, status]]),
        ...family('pg_wal_status_written_timestamp_seconds', 'When these figures were written: alert when it stands still.', 'gauge', [[own, now.getTime() / 1000]]),
    ];
    return `${lines.join('\n')}\n`;
}
function family(name, help, kind, samples) {
    const known = samples.flatMap(([labels, value]) => value === null ? [] : [`${name}{${labels}} ${value === Number.POSITIVE_INFINITY ? '+Inf' : value}`]);
    return known.length === 0 ? [] : [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`, ...known];
}
function seconds(at) {
    return at === null ? null : Date.parse(at) / 1000;
}

;// CONCATENATED MODULE: ./build/catalog/wal-status.js
const HOUR = 3_600_000;
/** Enough time to mend a repository before the disk is full. */
const ENOUGH_HOURS = 24;
/** How late a full backup may be before it is a finding. */
const GRACE = 1.25;
/** What is wrong with archiving, what is broken first. Pure. */
function judgeWal(facts) {
    return [
        ...setupFindings(facts),
        ...repoFindings(facts),
        ...stuckFindings(facts),
        ...lagFindings(facts),
        ...gapFindings(facts),
        ...backupFindings(facts),
        ...diskFindings(facts),
    ].toSorted((a, b) => Number(b.severity === 'broken') - Number(a.severity === 'broken'));
}
function setupFindings({ setup }) {
    if (setup.length === 0)
        return [];
    return [
        broken('PBA-WAL-SETUP', `Archiving is not set up as the policy wants it: ${setup.join('; ')}.`, 'Run `wal` with `mode: setup`: it shows the differences, and `apply: true` makes them.'),
    ];
}
const STATES = {
    ok: { code: 'PBA-INTERNAL', remedy: '' },
    'no backup': { code: 'PBA-SET-NOT-FOUND', remedy: '' },
    'no stanza': {
        code: 'PBA-STANZA-MISSING',
        remedy: 'Run `wal` with `mode: setup` and `apply: true`; if it was there before, find out who removed it.',
    },
    'other cluster': {
        code: 'PBA-STANZA-OTHER-CLUSTER',
        remedy: 'Give this cluster a stanza of its own. After pg_upgrade: `pgbackrest stanza-upgrade`, then a full backup.',
    },
    failed: {
        code: 'PBA-REPO-UNREACHABLE',
        remedy: 'Mend it: while one repository is gone, the engine archives to none for good, and pg_wal grows. If it stays away for long, take it out of the policy, run `wal` with `mode: setup` and `apply: true`, and put it back later.',
    },
};
function repoFindings({ repos }) {
    return repos.flatMap((repo) => {
        if (repo.state === 'ok' || repo.state === 'no backup')
            return [];
        const { code, remedy } = STATES[repo.state];
        const wrongKey = repo.state === 'failed' && /FormatError|CryptoError/.test(repo.reason ?? '');
        return [
            wrongKey
                ? broken('PBA-REPO-KEY', `Repository ${repo.repo} (${repo.location}) cannot be decrypted with the key that the engine has.`, 'Put the right key back: the one that the repository was made with. Look in your password store.')
                : broken(code, `Repository ${repo.repo} (${repo.location}): ${repo.reason ?? repo.state}`, remedy),
        ];
    });
}
/** The last attempt failed, and something waits: it is stuck now, although the objective may still be kept. */
function stuckFindings({ now, wal, repos, archiveTimeout }) {
    const failing = wal.lastFailedAt !== null && wal.lastFailedAt > (wal.lastArchivedAt ?? '');
    if (!failing || wal.ready === 0)
        return [];
    const waits = wal.oldestReadyAt === null ? 0 : now - Date.parse(wal.oldestReadyAt);
    const lasting = waits > archiveTimeout || repos.some(({ state }) => state !== 'ok' && state !== 'no backup');
    const what = `Archiving is stuck at ${wal.lastFailedWal}: ${wal.ready} segments wait, the oldest for ${span(waits)}, and the last attempt failed.`;
    const remedy = 'The log of the server has the reason at "archive command failed". Nothing has to be done after it is mended: the server tries again.';
    return [lasting ? broken('PBA-WAL-STUCK', what, remedy) : atRisk('PBA-WAL-STUCK', what, remedy)];
}
function lagFindings({ wal }) {
    if (wal.lagSeconds === null) {
        return [
            broken('PBA-RPO-BROKEN', 'The server has never archived anything.', 'Run `wal` with `mode: setup` and `apply: true`, restart the server if it says so, and look again.'),
        ];
    }
    if (wal.lagSeconds <= wal.objectiveSeconds)
        return [];
    return [
        broken('PBA-RPO-BROKEN', `Changes of ${span(wal.lagSeconds * 1000)} are not archived; the objective is ${span(wal.objectiveSeconds * 1000)}.`, wal.ready > 0
            ? 'Archiving does not keep up: look at the log of the engine, at `processes` and at the network.'
            : 'The server does not hand over its segment: is `archive_timeout` in force?'),
    ];
}
function gapFindings({ wal, repos }) {
    const dropped = wal.dropped.map((gap) => broken('PBA-RPO-BROKEN', `WAL ${gap.first} to ${gap.last} (${gap.segments} segments) was reported as archived and is in no repository: it was dropped, or removed there.`, 'Nothing brings it back. Take a full backup now: recovery to a moment after the gap is possible from there on. Raise `queue-max`, or mend what made the queue so long.'));
    const known = new Set(wal.dropped.map((gap) => gap.first));
    const holes = repos.flatMap((repo) => repo.gaps
        .filter((gap) => !known.has(gap.first))
        .map((gap) => broken('PBA-WAL-GAP', `Repository ${repo.repo} (${repo.location}) lacks WAL ${gap.first} to ${gap.last} (${gap.segments} segments) after its oldest backup.`, 'Recovery across the gap is only possible from another repository. Take a full backup into this one, and find out who removed the segments.')));
    return [...dropped, ...holes];
}
function backupFindings({ now, repos, fullEvery }) {
    return repos.flatMap((repo) => {
        if (repo.state !== 'ok' && repo.state !== 'no backup')
            return [];
        const usable = repo.backups.filter((backup) => !backup.damagedPages);
        const full = usable.findLast((backup) => backup.type === 'full');
        if (full === undefined) {
            return [
                broken('PBA-SET-NOT-FOUND', `Repository ${repo.repo} (${repo.location}) has no usable base backup: its WAL alone restores nothing.`, `As the owner of the cluster: \`pgbackrest --stanza=… --repo=${repo.repo} --type=full backup\`, with \`--config\` of the policy.`),
            ];
        }
        const age = now - Date.parse(full.stoppedAt);
        if (age <= fullEvery * GRACE)
            return [];
        return [
            atRisk('PBA-STATUS', `The newest full backup of repository ${repo.repo} (${repo.location}) is ${span(age)} old; one is due every ${span(fullEvery)}.`, `Find out why the job that makes it did not run. By hand, as the owner of the cluster: \`pgbackrest --stanza=… --repo=${repo.repo} --type=full backup\`.`),
        ];
    });
}
function diskFindings({ wal }) {
    if (wal.fullInHours === null || wal.fullInHours >= ENOUGH_HOURS || wal.ready < 2)
        return [];
    return [
        atRisk('PBA-WAL-STUCK', `The disk of pg_wal would be full in ${Math.round(wal.fullInHours)} hours, and then the server stops.`, 'Mend archiving first. Never delete anything in pg_wal by hand: make room elsewhere on that disk.'),
    ];
}
function broken(code, what, remedy) {
    return { severity: 'broken', code, what, remedy };
}
function atRisk(code, what, remedy) {
    return { severity: 'at risk', code, what, remedy };
}
/** `26 hours`, `3 days`, `90 seconds`. */
function span(ms) {
    if (ms < 120_000)
        return `${Math.round(ms / 1000)} seconds`;
    if (ms < 2 * HOUR)
        return `${Math.round(ms / 60_000)} minutes`;
    if (ms < 48 * HOUR)
        return `${Math.round(ms / HOUR)} hours`;
    return `${Math.round(ms / (24 * HOUR))} days`;
}

// EXTERNAL MODULE: ./build/actions/open-stores.js
var open_stores = __webpack_require__(27425);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/catalog/keys.js
var catalog_keys = __webpack_require__(98430);
;// CONCATENATED MODULE: ./build/catalog/physical-record.js


/**
 * Reads a record of physical backups or of archiving. What is judged by is checked; the rest is as it was written.
 * @throws IntegrityError PBA-MANIFEST-INVALID when the record is not what this toolkit writes
 */
function parsePhysicalRecord(text, key) {
    const invalid = (reason) => new build_errors/* IntegrityError */.cs('PBA-MANIFEST-INVALID', `The evidence record ${key} cannot be used: ${reason}.`, {
        hint: 'Records are never edited. Move the damaged one away by hand; the next run writes a new one.',
    });
    const read = new json/* Reader */.mP();
    const root = read.object((0,json/* parseJson */.qF)(text, invalid), 'the record');
    if (root['evidenceVersion'] !== 1)
        throw invalid('its version is unknown');
    read.choice(root['kind'], 'kind', ['physical-backup', 'wal']);
    for (const name of ['id', 'at', 'database', 'stanza', 'systemIdentifier'])
        read.string(root[name], name);
    read.array(root['repos'], 'repos').forEach((value, index) => {
        const repo = read.object(value, `repos[${index}]`);
        read.integer(repo['repo'], `repos[${index}].repo`, 1);
        read.string(repo['location'], `repos[${index}].location`);
        read.choice(repo['state'], `repos[${index}].state`, physical_record_STATES);
        for (const list of ['backups', 'gaps', 'recoverable'])
            read.array(repo[list], `repos[${index}].${list}`);
        read.nullableString(repo['recoverableUntil'], `repos[${index}].recoverableUntil`);
    });
    if (root['wal'] !== null) {
        const wal = read.object(root['wal'], 'wal');
        for (const name of ['lagBytes', 'ready', 'failed'])
            read.integer(wal[name], `wal.${name}`);
        read.string(wal['currentLsn'], 'wal.currentLsn');
        read.boolean(wal['kept'], 'wal.kept');
    }
    if (read.problems.length > 0)
        throw invalid(read.problems.slice(0, 5).join('; '));
    return root;
}
const physical_record_STATES = ['ok', 'no stanza', 'no backup', 'other cluster', 'failed'];

// EXTERNAL MODULE: ./build/sets/read-sets.js + 1 modules
var read_sets = __webpack_require__(63913);
;// CONCATENATED MODULE: ./build/sets/physical-records.js



const MAX_RECORD = 16 * 1024 * 1024;
/** The newest record of this kind, undefined when there is none. */
async function newestPhysicalRecord(store, database, kind) {
    const keys = [];
    for await (const object of store.list(`${(0,catalog_keys/* evidencePrefix */.Q5)(database)}${kind}/`))
        keys.push(object.key);
    // Ids begin with their moment.
    const newest = keys.toSorted().at(-1);
    if (newest === undefined)
        return undefined;
    return parsePhysicalRecord(await (0,read_sets/* readSmall */.o5)(store, newest, MAX_RECORD), newest);
}

// EXTERNAL MODULE: ./build/sets/records.js
var records = __webpack_require__(97814);
;// CONCATENATED MODULE: ./build/actions/physical-evidence.js






/** `wal` looks every few minutes; a record of each look would be a hundred thousand objects in a few years. */
const physical_evidence_HOUR = 3_600_000;
/** The newest record of the first store that has one; undefined when none can be read. */
async function newestRecord(stores, databases, kind) {
    const [database] = databases;
    if (database === undefined)
        return undefined;
    const { done } = await (0,open_stores/* withEveryStore */.D9)(stores, (store) => newestPhysicalRecord(store, database, kind), 0);
    return done.flatMap(({ value }) => value ?? []).toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
}
/**
 * Writes the record beside the evidence of each database, in every store. One that says the same as the last is left out
 * for an hour.
 * @returns what the run fails with when a store could not take it
 */
async function writeRecords(stores, databases, record, previous, context) {
    const now = context.now();
    if (record.kind === 'wal' && previous !== undefined && isNews(previous, record, now) === false)
        return undefined;
    const id = (0,catalog_keys/* makeSetId */.IT)(now, (0,external_node_crypto_.randomBytes)(3).toString('hex'));
    const { done, failures } = await (0,open_stores/* withEveryStore */.D9)(stores, async (store) => {
        for (const database of databases) {
            const whole = { evidenceVersion: 1, id, at: now.toISOString(), database, ...record };
            await (0,records/* writeEvidence */.n)(store, whole);
        }
    }, 0);
    const [first] = failures;
    if (first === undefined)
        return undefined;
    return new build_errors/* StoreError */.AD('PBA-STORE-PARTIAL', `The record of this run is in ${done.map(({ store }) => store.location).join(', ') || 'no store'}, but not in ${first.store.location} (${first.error.code}: ${first.error.message}).`, { hint: first.error.hint ?? 'Mend the store: `status` judges by what lies there.', cause: first.error });
}
function isNews(previous, record, now) {
    const codeOf = (reason) => reason?.split(':')[0] ?? '';
    const labels = (repos) => repos.map((repo) => `${repo.state} ${repo.backups.at(-1)?.label} ${repo.gaps.length}`).join('; ');
    return (now.getTime() - Date.parse(previous.at) >= physical_evidence_HOUR ||
        codeOf(previous.reason) !== codeOf(record.reason) ||
        previous.wal?.kept !== record.wal?.kept ||
        labels(previous.repos) !== labels(record.repos));
}

// EXTERNAL MODULE: ./build/actions/run-facts.js
var run_facts = __webpack_require__(32351);
// EXTERNAL MODULE: ./build/actions/write-whole.js
var write_whole = __webpack_require__(63901);
;// CONCATENATED MODULE: ./build/catalog/wal-lag.js

/** The header of a segment's first page: an untouched segment is not shorter. */
const HEADER_BYTES = 40;
/** The server looks whether the timeout is over when its checkpointer wakes up; a busy machine takes longer. */
const SLACK_MS = 60_000;
/**
 * How old the oldest change is that is in no archive, at most. The time of the last archived segment alone says nothing: on
 * an idle system it grows for days, and nothing is lost.
 */
function archiveLag(facts) {
    const bytes = unarchivedBytes(facts);
    if (facts.lastArchivedWal === null && facts.ready === 0)
        return { seconds: null, bytes };
    if (bytes <= HEADER_BYTES)
        return { seconds: 0, bytes: 0 };
    const since = oldestUnarchived(facts);
    return { seconds: since === undefined ? 0 : Math.max(0, Math.round((facts.now - since) / 1000)), bytes };
}
function unarchivedBytes({ currentLsn, segmentBytes, lastArchivedWal }) {
    const current = lsnBytes(currentLsn);
    const last = lastArchivedWal === null ? undefined : parseSegment(lastArchivedWal, segmentBytes);
    // Never archived anything: all that is in the present segment and before, as far as it can be told.
    if (last === undefined)
        return current;
    return Math.max(0, current - (last.number + 1) * segmentBytes);
}
/** When the oldest change was made that is not archived; undefined: there is none that matters. */
function oldestUnarchived(facts) {
    const { now, archiveTimeout, ready, oldestReadyAt } = facts;
    if (ready > 0 && oldestReadyAt !== null) {
        // It waits since it was full, and holds changes since the one before it was.
        return facts.beforeReadyAt ?? oldestReadyAt - archiveTimeout;
    }
    const began = facts.archivedWrittenAt ?? facts.lastArchivedAt ?? now;
    if (archiveTimeout === 0)
        return began;
    const limit = archiveTimeout + SLACK_MS;
    // With a change in it the segment would have been handed over by now: what is there is bookkeeping of the server.
    if (facts.currentWrittenAt !== null && now - facts.currentWrittenAt > limit)
        return undefined;
    return Math.max(began, now - archiveTimeout);
}

;// CONCATENATED MODULE: ./build/actions/wal/measure.js
var measure_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var measure_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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








async function measureServer(server) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = measure_addDisposableResource(env_1, await (0,postgres_client/* openSession */.fA)(server.client), true);
        const settings = await readSettings(session, ['archive_timeout']);
        const disk = await (0,external_node_fs_promises_.statfs)((0,external_node_path_.join)(server.place.dataDirectory, 'pg_wal')).catch(() => undefined);
        return {
            archiver: await readArchiver(session, server.place.major),
            files: await readWalDirectory(session),
            archiveTimeout: parseSeconds(settings.get('archive_timeout')?.value ?? '0') * 1000,
            freeBytes: disk === undefined ? null : disk.bavail * disk.bsize,
        };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = measure_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** The server's figures and those of the repositories in one. */
function walStateOf(measure, repos, previous, segmentBytes, rpoMs) {
    const { archiver, files } = measure;
    const writtenAt = (name) => files.find((file) => file.name === name)?.writtenAt ?? null;
    const current = segmentName({ timeline: archiver.timeline, number: Math.floor(lsnBytes(archiver.currentLsn) / segmentBytes) }, segmentBytes);
    const lag = archiveLag({
        ...archiver,
        segmentBytes,
        archiveTimeout: measure.archiveTimeout,
        beforeReadyAt: writtenAt(before(archiver.oldestReady, segmentBytes)),
        archivedWrittenAt: writtenAt(archiver.lastArchivedWal ?? undefined),
        currentWrittenAt: writtenAt(current),
    });
    const readable = repos.filter(({ state }) => state === 'ok');
    const rate = bytesPerHour(archiver, previous);
    return {
        timeline: archiver.timeline,
        currentLsn: archiver.currentLsn,
        lastArchivedWal: archiver.lastArchivedWal,
        lastArchivedAt: iso(archiver.lastArchivedAt),
        lagSeconds: lag.seconds,
        lagBytes: lag.bytes,
        ready: archiver.ready,
        oldestReadyAt: iso(archiver.oldestReadyAt),
        failed: archiver.failedCount,
        failedSinceLastLook: failedSince(archiver, previous),
        lastFailedWal: archiver.lastFailedWal,
        lastFailedAt: iso(archiver.lastFailedAt),
        dropped: commonGaps(readable.map(({ gaps }) => gaps), segmentBytes),
        walBytes: files.reduce((sum, file) => sum + file.bytes, 0),
        freeBytes: measure.freeBytes,
        bytesPerHour: rate,
        fullInHours: measure.freeBytes === null || rate === null || rate === 0
            ? null
            : Math.round((measure.freeBytes / rate) * 10) / 10,
        objectiveSeconds: Math.round(rpoMs / 1000),
    };
}
function before(name, segmentBytes) {
    const segment = name === null ? undefined : parseSegment(name, segmentBytes);
    return segment === undefined || segment.number === 0
        ? undefined
        : segmentName({ ...segment, number: segment.number - 1 }, segmentBytes);
}
/** The counter begins anew when statistics are reset, and after a crash. */
function failedSince(archiver, previous) {
    const had = previous?.wal?.failed;
    if (had === undefined)
        return null;
    return archiver.failedCount >= had ? archiver.failedCount - had : archiver.failedCount;
}
/** Since the last look, if that is long enough ago to tell; else the server's own average. */
function bytesPerHour(archiver, previous) {
    const hours = previous?.wal === null || previous === undefined
        ? 0
        : (archiver.now - Date.parse(previous.at)) / 3_600_000;
    const written = lsnBytes(archiver.currentLsn) - lsnBytes(previous?.wal?.currentLsn ?? '');
    return hours > 0.05 && written >= 0 ? Math.round(written / hours) : archiver.bytesPerHour;
}
function iso(ms) {
    return ms === null ? null : new Date(ms).toISOString();
}

;// CONCATENATED MODULE: ./build/actions/wal/status-summary.js

const FIGURES = [{ title: 'Figure' }, { title: 'Value' }];
const status_summary_REPOS = [
    { title: 'Repository' },
    { title: 'Where' },
    { title: 'State' },
    { title: 'Backups', align: 'right' },
    { title: 'Recoverable from (UTC)' },
    { title: 'until (UTC)' },
    { title: 'Missing WAL', align: 'right' },
];
const FINDINGS = [{ title: 'Severity' }, { title: 'What' }, { title: 'Remedy' }];
/** Markdown for the job summary. */
function statusSummary(report) {
    return [
        `## ${mark(report)} ${(0,format/* escapeMarkdown */.FV)(status_summary_headline(report))}`,
        '',
        (0,format/* markdownTable */.Qj)(FIGURES, figures(report)),
        '',
        (0,format/* markdownTable */.Qj)(status_summary_REPOS, report.repos.map(repoRow)),
        '',
        ...(report.findings.length === 0 ? [] : [(0,format/* markdownTable */.Qj)(FINDINGS, findings(report)), '']),
    ].join('\n');
}
/** The same for a terminal. */
function statusText(report) {
    return [
        status_summary_headline(report),
        '',
        (0,format/* terminalTable */.RX)(FIGURES, figures(report)),
        '',
        (0,format/* terminalTable */.RX)(status_summary_REPOS, report.repos.map(repoRow)),
        ...(report.findings.length === 0 ? [] : ['', (0,format/* terminalTable */.RX)(FINDINGS, findings(report))]),
    ].join('\n');
}
function mark({ wal, findings }) {
    if (!wal.kept)
        return '❌';
    return findings.length > 0 ? '⚠️' : '✅';
}
function status_summary_headline({ stanza, wal, findings }) {
    const verdict = wal.kept ? (findings.length > 0 ? 'RPO kept, at risk' : 'RPO kept') : 'RPO broken';
    return `WAL archiving of stanza ${stanza}: ${verdict}`;
}
function figures({ wal }) {
    const objective = (0,format/* formatDuration */.a3)(wal.objectiveSeconds * 1000);
    return [
        [
            'Lag',
            `${wal.lagSeconds === null ? 'nothing was ever archived' : `at most ${(0,format/* formatDuration */.a3)(wal.lagSeconds * 1000)} (${(0,format/* formatBytes */.z3)(wal.lagBytes)})`}; objective ${objective}`,
        ],
        ['Position', `${wal.currentLsn}, timeline ${wal.timeline}`],
        [
            'Last archived',
            wal.lastArchivedWal === null ? 'never' : `${wal.lastArchivedWal}, ${time(wal.lastArchivedAt)}`,
        ],
        [
            'Waiting',
            `${(0,format/* formatCount */.B4)(wal.ready)} segments${wal.oldestReadyAt === null ? '' : `, the oldest since ${time(wal.oldestReadyAt)}`}`,
        ],
        [
            'Failed attempts',
            `${(0,format/* formatCount */.B4)(wal.failed)}${wal.failedSinceLastLook === null ? '' : `, ${(0,format/* formatCount */.B4)(wal.failedSinceLastLook)} since the last record`}${wal.lastFailedAt === null ? '' : `; the last ${time(wal.lastFailedAt)}`}`,
        ],
        [
            'pg_wal',
            `${(0,format/* formatBytes */.z3)(wal.walBytes)}${wal.freeBytes === null ? '' : `, ${(0,format/* formatBytes */.z3)(wal.freeBytes)} free`}${wal.fullInHours === null ? '' : `: full after ${(0,format/* formatDuration */.a3)(wal.fullInHours * 3_600_000)} without archiving`}`,
        ],
    ];
}
function repoRow(repo) {
    return [
        String(repo.repo),
        repo.location,
        repo.state === 'ok' ? 'ok' : `${repo.state}: ${repo.reason ?? ''}`,
        String(repo.backups.length),
        time(repo.recoverableFrom),
        time(repo.recoverableUntil),
        (0,format/* formatCount */.B4)(repo.gaps.reduce((sum, gap) => sum + gap.segments, 0)),
    ];
}
function findings(report) {
    return report.findings.map(({ severity, what, remedy }) => [severity, what, remedy]);
}
function time(at) {
    return at === null ? 'none' : at.slice(0, 19).replace('T', ' ');
}

;// CONCATENATED MODULE: ./build/actions/wal/status.js
var status_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var status_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
















/** Measures archiving and judges it by the RPO. */
async function walStatus(inputs, policy, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const physical = requirePhysical(policy);
        const server = await reachServer(inputs, policy, context);
        const engine = status_addDisposableResource(env_1, await openEngine({ physical, server: server.engine, owner: server.owner }, context), true);
        const stores = await (0,open_stores/* openStores */.j)(policy.stores.values(), inputs, context);
        try {
            const databases = await databasesToRecord(server, policy, inputs.database);
            const previous = await newestRecord(stores, databases, 'wal');
            const setup = await setupDifferences(policy, server, engine.program, context);
            // First the server, then the repositories: what is archived meanwhile is no gap.
            const measure = await measureServer(server);
            const { systemIdentifier, segmentBytes } = server.place;
            const last = measure.archiver.lastArchivedWal;
            const repos = (await readRepos(engine, physical, {
                systemIdentifier,
                segmentBytes,
                lastArchived: last === null ? undefined : parseSegment(last, segmentBytes),
            })).map(({ listing: _, ...repo }) => repo);
            const state = walStateOf(measure, repos, previous, segmentBytes, policy.objectives.rpo);
            const findings = judgeWal({
                now: measure.archiver.now,
                wal: state,
                repos,
                setup,
                archiveTimeout: physical.archiveTimeout,
                fullEvery: physical.fullEvery,
            });
            const kept = findings.every(({ severity }) => severity !== 'broken');
            const report = { stanza: physical.stanza, wal: { ...state, kept }, repos, findings };
            if (inputs.metricsFile !== undefined)
                await (0,write_whole/* writeWhole */.f)(inputs.metricsFile, walMetricsText(report, context.now()));
            const record = {
                kind: 'wal',
                stanza: physical.stanza,
                systemIdentifier,
                serverVersion: server.place.version,
                engineVersion: engine.version,
                repos,
                wal: report.wal,
                made: [],
                reason: findings[0] === undefined ? null : `${findings[0].code}: ${findings[0].what}`,
                run: (0,run_facts/* runFacts */.p)(context.run, undefined),
            };
            const unwritten = await writeRecords(stores, databases, record, previous, context);
            return status_present(report, inputs, unwritten);
        }
        finally {
            await (0,open_stores/* closeStores */.Hr)(stores);
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = status_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function databasesToRecord(server, policy, wanted) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const session = status_addDisposableResource(env_2, await (0,postgres_client/* openSession */.fA)(server.client), true);
        return await recordedDatabases(session, policy, wanted);
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = status_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
/** What `setup` would change, in a few words each. */
async function setupDifferences(policy, server, program, context) {
    const plan = await planSetup(requirePhysical(policy), server, program, context);
    return [
        ...plan.settings.map(({ name, from, to }) => `${name} is ${from === '' ? 'empty' : from} instead of ${to}`),
        ...(plan.config.diff.length === 0
            ? []
            : [`${plan.config.path} differs in ${(0,format/* plural */.LS)(plan.config.diff.length, 'line')}`]),
        ...plan.pending.map((name) => `${name} waits for a restart of the server`),
    ];
}
function status_present(report, inputs, unwritten) {
    const { wal, repos, findings } = report;
    const fails = inputs.failOn === 'never'
        ? []
        : findings.filter((one) => inputs.failOn === 'at-risk' || one.severity === 'broken');
    const [first] = fails;
    const failure = first === undefined
        ? unwritten
        : new build_errors/* ObjectiveError */.ub(first.code, first.what, {
            hint: `${first.remedy}${fails.length > 1 ? ` (and ${(0,format/* plural */.LS)(fails.length - 1, 'more finding')})` : ''}`,
        });
    const furthest = repos
        .filter((repo) => repo.recoverableUntil !== null)
        .toSorted((a, b) => (b.recoverableUntil ?? '').localeCompare(a.recoverableUntil ?? '') ||
        (a.recoverableFrom ?? '').localeCompare(b.recoverableFrom ?? ''))[0];
    return {
        outputs: {
            verdict: failure !== undefined ? 'failed' : (findings[0]?.severity ?? 'ok'),
            'lag-seconds': wal.lagSeconds === null ? '' : String(wal.lagSeconds),
            'lag-bytes': String(wal.lagBytes),
            ready: String(wal.ready),
            findings: String(findings.length),
            'recoverable-from': furthest?.recoverableFrom ?? '',
            'recoverable-until': furthest?.recoverableUntil ?? '',
            differences: '',
            'restart-needed': '',
        },
        summary: statusSummary(report),
        text: statusText(report),
        json: report,
        ...(failure === undefined ? {} : { failure }),
    };
}

;// CONCATENATED MODULE: ./build/actions/wal/wal.js



/** Sets up archiving, or measures it. */
async function wal(inputs, context) {
    const policy = await (0,effective/* effectivePolicy */.Ci)(inputs, context);
    return inputs.mode === 'setup' ? setup(inputs, policy, context) : walStatus(inputs, policy, context);
}


/***/ }),

/***/ 63901:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ writeWhole)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);


/** Writes a file of metrics: a collector that reads meanwhile sees the old figures or the new ones. */
async function writeWhole(path, text) {
    try {
        const temporary = `${path}.${process.pid}.tmp`;
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(temporary, text, { mode: 0o644 });
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)(temporary, path);
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo('PBA-INPUT', `metrics-file ${path} cannot be written: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}.`, {
            hint: 'Check the directory and its rights.',
            cause: error,
        });
    }
}


/***/ }),

/***/ 64329:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pf: () => (/* binding */ label),
/* harmony export */   zX: () => (/* binding */ metricsText)
/* harmony export */ });
/* unused harmony export METRIC_NAMES */
/** Sets are dumps so far; base backups and WAL have figures of their own. */
const KIND = { kind: 'logical' };
const GRADES = { full: 4, sampled: 3, counts: 2, schema: 1 };
const one = (value) => [{ value }];
const place = ({ tier, store }) => ({
    tier,
    ...KIND,
    store,
});
const ofNewest = (value) => ({ newest }) => newest === undefined ? [] : [{ labels: place(newest), value: value(newest) }];
const ofTiers = (value) => ({ tiers = [] }) => tiers.map((tier) => ({ labels: place(tier), value: value(tier) }));
/** All of them are gauges: the stores hold what is, not what ever was. */
const METRICS = [
    {
        name: 'backup_last_success_timestamp',
        help: 'Moment of the newest set, per tier and store.',
        samples: ({ newest, tiers }) => (tiers ?? (newest === undefined ? [] : [{ ...newest, newest: newest.snapshotAt }])).map((set) => ({
            labels: place(set),
            value: set.newest / 1000,
        })),
    },
    {
        name: 'backup_age_seconds',
        help: 'Time since the newest set, when these figures were written.',
        samples: ({ newest }, { now }) => one(newest === undefined ? undefined : (now.getTime() - newest.snapshotAt) / 1000),
    },
    {
        name: 'backup_file_size_bytes',
        help: 'Stored size of the newest set.',
        samples: ofNewest(({ bytes }) => bytes),
    },
    { name: 'backup_rows', help: 'Rows in the newest set.', samples: ofNewest(({ rows }) => rows) },
    {
        name: 'backup_duration_seconds',
        help: 'How long the newest backup took.',
        samples: ofNewest(({ seconds }) => seconds),
    },
    { name: 'backup_sets', help: 'Sets that are kept.', samples: ofTiers(({ sets }) => sets) },
    { name: 'backup_stored_bytes', help: 'Bytes of all sets.', samples: ofTiers(({ bytes }) => bytes) },
    {
        name: 'backup_unfinished_sets',
        help: 'Backups that began and did not come to their end; the next runs sweep them.',
        samples: ({ remains }) => one(remains?.length),
    },
    {
        name: 'backup_next_due_timestamp',
        help: 'From when on the next backup makes this tier.',
        samples: ({ nextDue = [] }) => nextDue.map(({ tier, at }) => ({ labels: { tier, ...KIND }, value: at / 1000 })),
    },
    {
        name: 'backup_last_proven_timestamp',
        help: 'Moment of the newest set that a restore test proved.',
        samples: ({ newestProven }) => one(seconds(newestProven?.snapshotAt)),
    },
    {
        name: 'backup_restore_test_timestamp',
        help: 'When the last restore test reached its verdict.',
        samples: ({ tests }) => one(seconds(tests?.last?.at)),
    },
    {
        name: 'backup_restore_test_success',
        help: '1: the last restore test proved its set, 0: it failed.',
        samples: ({ tests }) => one(tests?.last === undefined ? undefined : Number(tests.last.proven)),
    },
    {
        name: 'backup_restore_test_last_success_timestamp',
        help: 'When a restore test last proved a set.',
        samples: ({ provenAt }) => one(seconds(provenAt)),
    },
    {
        name: 'backup_restore_test_duration_seconds',
        help: 'How long the newest restore took that came to its end.',
        samples: ({ restoreSeconds }) => one(restoreSeconds),
    },
    {
        name: 'backup_restore_tests',
        help: 'Restore tests by their result, of those whose evidence was read: the newest ones.',
        samples: ({ tests }) => tests === undefined
            ? []
            : ['proven', 'failed'].map((result) => ({ labels: { result }, value: tests[result] })),
    },
    {
        name: 'backup_proof_grade',
        help: 'How much the last proof compared. 4: everything, 3: samples, 2: row counts, 1: the schema, 0: there is none.',
        samples: ({ tests }) => one(tests === undefined ? undefined : tests.grade === undefined ? 0 : GRADES[tests.grade]),
    },
    {
        name: 'backup_rpo_seconds',
        help: 'How much would be lost if the database were lost now.',
        samples: ({ newest, rpo }, { now }) => {
            const ms = rpo?.achievedMs ?? (newest === undefined ? undefined : now.getTime() - newest.snapshotAt);
            return one(seconds(ms));
        },
    },
    {
        name: 'backup_rpo_objective_seconds',
        help: 'The recovery point objective.',
        samples: (_, { objectives }) => one(objectives.rpo / 1000),
    },
    {
        name: 'backup_rto_seconds',
        help: 'How long a restore takes: the newest set by the last restores where that can be forecast, else the last restore.',
        samples: ({ rto, restoreSeconds }) => one(rto?.forecastSeconds ?? restoreSeconds),
    },
    {
        name: 'backup_rto_objective_seconds',
        help: 'The recovery time objective.',
        samples: (_, { objectives }) => one(objectives.rto / 1000),
    },
    {
        name: 'backup_interval_objective_seconds',
        help: 'How often a backup has to be made.',
        samples: (_, { objectives }) => one(objectives.backupEvery / 1000),
    },
    {
        name: 'backup_restore_test_interval_objective_seconds',
        help: 'How often a restore has to be tested.',
        samples: (_, { objectives }) => one(objectives.restoreTestEvery / 1000),
    },
    {
        name: 'backup_findings',
        help: 'What status has found, by severity.',
        samples: ({ findings }) => ['at risk', 'broken'].map((severity) => ({
            labels: { severity },
            value: findings.filter((finding) => finding.severity === severity).length,
        })),
    },
    {
        name: 'backup_status',
        help: '0: objectives kept, 1: at risk, 2: broken.',
        samples: ({ verdict }) => one({ kept: 0, 'at risk': 1, broken: 2 }[verdict]),
    },
];
const WRITTEN = 'backup_status_written_timestamp';
/** The name of every metric that `metricsText` may write. */
const METRIC_NAMES = [...METRICS.map(({ name }) => name), WRITTEN];
/**
 * Text that is both the text format of Prometheus and OpenMetrics 1.0: for the textfile collector of node_exporter, for a
 * Pushgateway, or for a scrape. Without timestamps, because neither of the first two takes them.
 */
function metricsText(databases, context) {
    const lines = METRICS.flatMap(({ name, help, samples }) => family(name, help, [...databases].flatMap(([database, source]) => samples(source, context).map(({ labels, value }) => ({ labels: { database, ...labels }, value })))));
    const written = family(WRITTEN, 'When these figures were written: alert when it stands still.', [
        { value: context.now.getTime() / 1000 },
    ]);
    return `${[...lines, ...written, '# EOF'].join('\n')}\n`;
}
function family(name, help, samples) {
    const known = samples.filter(({ value }) => value !== undefined && Number.isFinite(value));
    if (known.length === 0)
        return [];
    const shown = known.map(({ labels = {}, value }) => {
        const pairs = Object.entries(labels).map(([key, text]) => `${key}="${label(text)}"`);
        return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}`;
    });
    return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...shown];
}
function seconds(ms) {
    return ms === undefined ? undefined : ms / 1000;
}
/** Text as the value of a label. */
function label(text) {
    return text.toWellFormed().replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}


/***/ }),

/***/ 5599:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  fA: () => (/* binding */ openSession),
  kR: () => (/* binding */ withDatabase),
  l_: () => (/* binding */ withSignal)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(46193);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/process.js
var build_process = __webpack_require__(44677);
// EXTERNAL MODULE: ./build/postgres/connection.js
var connection = __webpack_require__(92992);
// EXTERNAL MODULE: ./build/postgres/quote.js
var quote = __webpack_require__(71502);
// EXTERNAL MODULE: ./build/postgres/stderr.js
var stderr = __webpack_require__(79708);
;// CONCATENATED MODULE: ./build/postgres/session.js







/** Longest single answer line; a row of a fingerprint or catalog query is far below. */
const MAX_LINE = 64 * 1024 * 1024;
/**
 * One `psql` kept open as a coprocess: queries go in on stdin, rows come out as one JSON text a line. It holds its
 * transaction, snapshot and locks until closed. The first SQL error ends it (`ON_ERROR_STOP`), so there is no
 * half-failed session: after an error every further call fails with that same error.
 */
class Session {
    #process;
    #signal;
    #env;
    #queue = Promise.resolve();
    #lines;
    #failed;
    #onEnd;
    constructor(process, options) {
        this.#process = process;
        this.#signal = options.signal;
        this.#env = options.env;
        const decoder = new external_node_string_decoder_.StringDecoder('utf8');
        let partial = [];
        let length = 0;
        process.stdout.on('data', (chunk) => {
            const text = decoder.write(chunk);
            let from = 0;
            for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
                partial.push(text.slice(from, at));
                from = at + 1;
                this.#lines?.(partial.join(''));
                partial = [];
                length = 0;
            }
            length += text.length - from;
            partial.push(text.slice(from));
            if (length > MAX_LINE)
                void process.stop();
        });
        void process.exit.then((exit) => {
            this.#failed ??= this.#signal.aborted
                ? new errors/* CancelledError */.cc()
                : ((0,stderr/* explainPostgres */.f)(exit, this.#env) ??
                    new errors/* ToolError */.v4('PBA-PG-UNREACHABLE', 'The psql session ended unexpectedly.', { ...exit }));
            this.#onEnd?.(this.#failed);
        });
    }
    /**
     * Connects and pins the settings that text output depends on.
     * @throws ToolError|UserError as `explainPostgres` tells: unreachable, refused password, no such database …
     */
    static async open(options) {
        const process = await (0,build_process/* startProcess */.kp)(options.psql, ['-XqAtw', '-v', 'ON_ERROR_STOP=1'], {
            env: { ...options.env, PGCLIENTENCODING: 'UTF8' },
            signal: options.signal,
            ...(options.user === undefined ? {} : { user: options.user }),
        });
        const session = new Session(process, options);
        const settings = { ...connection/* PINNED_SETTINGS */.bX, ...options.settings };
        const sets = Object.entries(settings).map(([name, value]) => `set ${name} = ${(0,quote/* literal */.e)(value)};`);
        await session.execute(`${sets.join('\n')}\nset search_path = '';`);
        return session;
    }
    /** Runs statements whose rows, if any, are of no interest. */
    async execute(sql) {
        await this.#ask(sql, () => { });
    }
    /**
     * Runs one `select` and returns its rows as objects. The query is wrapped in `row_to_json`, so every row is one
     * line of JSON; numeric and bigint columns must be cast to text by the query where JavaScript would round them.
     */
    async rows(select) {
        const result = [];
        await this.#ask(`select row_to_json(q) from (\n${select}\n) q;`, (line) => result.push(JSON.parse(line)));
        return result;
    }
    /** As `rows`, for queries that give exactly one row. */
    async row(select) {
        const [first, ...others] = await this.rows(select);
        if (first === undefined || others.length > 0) {
            throw new errors/* ToolError */.v4('PBA-PG-QUERY', `A query that gives one row gave ${others.length + (first ? 1 : 0)}.`);
        }
        return first;
    }
    #ask(sql, onLine) {
        const answer = this.#queue.then(() => new Promise((resolve, reject) => {
            if (this.#failed)
                return reject(this.#failed);
            const end = `end-${(0,external_node_crypto_.randomBytes)(12).toString('hex')}`;
            let problem;
            this.#onEnd = reject;
            this.#lines = (line) => {
                if (line === end) {
                    this.#lines = undefined;
                    this.#onEnd = undefined;
                    if (problem === undefined)
                        resolve();
                    else
                        reject(problem);
                    return;
                }
                try {
                    onLine(line);
                }
                catch (error) {
                    problem ??= error;
                }
            };
            this.#process.stdin.write(`${sql}\n;\\echo ${end}\n`);
        }));
        this.#queue = answer.catch(() => { });
        return answer;
    }
    /** Ends the session: its transaction is rolled back, its snapshot and locks are gone. */
    async close() {
        this.#failed ??= new errors/* ToolError */.v4('PBA-INTERNAL', 'The psql session was closed.');
        this.#process.stdin.end();
        const late = setTimeout(() => void this.#process.stop(), 2_000);
        await this.#process.exit;
        clearTimeout(late);
    }
    async [Symbol.asyncDispose]() {
        await this.close();
    }
}

// EXTERNAL MODULE: ./build/postgres/tools.js
var tools = __webpack_require__(53909);
;// CONCATENATED MODULE: ./build/postgres/client.js


/** The same client with another abort signal, for work that is ended together. */
function withSignal(client, signal) {
    return { ...client, signal };
}
/** The same server and role, another database. */
function withDatabase(client, database) {
    return { ...client, env: { ...client.env, PGDATABASE: database } };
}
/** Opens a session. @throws as `Session.open` */
function openSession(client, settings) {
    return Session.open({
        psql: (0,tools/* program */.DM)(client.installation, 'psql'),
        env: client.env,
        signal: client.signal,
        ...(client.user === undefined ? {} : { user: client.user }),
        ...(settings === undefined ? {} : { settings }),
    });
}


/***/ }),

/***/ 71502:
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

/***/ 97814:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ recordBytes),
/* harmony export */   n: () => (/* binding */ writeEvidence)
/* harmony export */ });
/* harmony import */ var _catalog_keys_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98430);

/** A record as it is stored: readable JSON. */
function recordBytes(record) {
    return Buffer.from(`${JSON.stringify(record, null, 2)}\n`);
}
/**
 * Adds a record to a database's evidence, which is append-only.
 * @returns its key
 */
async function writeEvidence(store, record) {
    const key = (0,_catalog_keys_js__WEBPACK_IMPORTED_MODULE_0__/* .evidenceKey */ .ZH)(record.database, record.kind, record.id);
    await store.create(key, recordBytes(record));
    return key;
}


/***/ })

};
