export const id = 72;
export const ids = [72];
export const modules = {

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

/***/ 86168:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O3: () => (/* binding */ engineSettings),
/* harmony export */   mO: () => (/* binding */ missingSecrets),
/* harmony export */   mP: () => (/* binding */ repositoryLocation),
/* harmony export */   w6: () => (/* binding */ repositorySecrets)
/* harmony export */ });
const UNITS = { MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 };
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
    return found === null ? undefined : Number(found[1]) * UNITS[found[2]];
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


/***/ }),

/***/ 66437:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F5: () => (/* binding */ openEngine),
/* harmony export */   Sr: () => (/* binding */ withTemporaryConfig),
/* harmony export */   m5: () => (/* binding */ prepareEngine),
/* harmony export */   rt: () => (/* binding */ requirePhysical)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19473);
/* harmony import */ var _pgbackrest_config_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(81343);
/* harmony import */ var _pgbackrest_files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2338);
/* harmony import */ var _pgbackrest_os_user_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(51883);
/* harmony import */ var _pgbackrest_program_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1553);
/* harmony import */ var _engine_settings_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(86168);








/** @throws UserError PBA-INPUT when the policy has no section `physical` */
function requirePhysical(policy) {
    if (policy.physical !== undefined)
        return policy.physical;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('PBA-INPUT', 'The policy has no section `physical`.', {
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
    if ((await (0,_pgbackrest_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readIfThere */ .qC)(physical.configFile)) !== undefined)
        return { ...engine, configFile: physical.configFile, [Symbol.asyncDispose]: async () => { } };
    const missing = (0,_engine_settings_js__WEBPACK_IMPORTED_MODULE_6__/* .missingSecrets */ .mO)(physical, context.env);
    if (missing.length > 0) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('PBA-ENGINE-CONFIG', `There is no ${physical.configFile}, and without it these variables are needed: ${missing.join(', ')}.`, {
            hint: 'On the machine of the server run `wal` with `mode: setup` and `apply: true`; elsewhere pass the secrets in `env:` of the step.',
        });
    }
    const text = (0,_pgbackrest_config_js__WEBPACK_IMPORTED_MODULE_7__/* .configText */ .Ut)((0,_engine_settings_js__WEBPACK_IMPORTED_MODULE_6__/* .engineSettings */ .O3)(physical, server), (0,_engine_settings_js__WEBPACK_IMPORTED_MODULE_6__/* .repositorySecrets */ .w6)(physical, context));
    return withTemporaryConfig(engine, text, context);
}
/** The engine without a configuration. */
async function prepareEngine({ physical, owner }, context) {
    const user = (0,_pgbackrest_os_user_js__WEBPACK_IMPORTED_MODULE_4__/* .engineUser */ .A)(owner);
    const program = await (0,_pgbackrest_program_js__WEBPACK_IMPORTED_MODULE_5__/* .findEngine */ .GO)(context.env, context.signal);
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
    const directory = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)('/tmp/pba-engine-');
    const dispose = () => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(directory, { recursive: true, force: true });
    try {
        context.remember({ kind: 'directory', path: directory });
        if (engine.user !== undefined)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chown)(directory, engine.user.uid, engine.user.gid);
        const configFile = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, 'pgbackrest.conf');
        await (0,_pgbackrest_files_js__WEBPACK_IMPORTED_MODULE_3__/* .writePrivate */ .pb)(configFile, text, engine.user);
        return { ...engine, configFile, [Symbol.asyncDispose]: dispose };
    }
    catch (error) {
        await dispose();
        throw error;
    }
}


/***/ }),

/***/ 59514:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ readRepos)
/* harmony export */ });
/* harmony import */ var _catalog_wal_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(99344);
/* harmony import */ var _catalog_wal_archive_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(65519);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _pgbackrest_commands_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(29400);
/* harmony import */ var _engine_settings_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(86168);





/**
 * Reads what every repository holds, backups and WAL. A repository that cannot be read has that as its state; it does not
 * keep the others from being read.
 * @param cluster undefined: there is no server to compare with, and the stanza's present cluster is meant
 */
async function readRepos(engine, physical, cluster) {
    const stanza = await (0,_pgbackrest_commands_js__WEBPACK_IMPORTED_MODULE_1__/* .info */ .pq)(engine);
    const repos = [];
    for (const [index, repository] of physical.repositories.entries()) {
        const common = {
            repo: index + 1,
            kind: repository.kind,
            location: (0,_engine_settings_js__WEBPACK_IMPORTED_MODULE_2__/* .repositoryLocation */ .mP)(repository),
            encrypted: repository.cipherSecret !== undefined,
        };
        const found = stanza.repos.find(({ repo }) => repo === index + 1);
        repos.push({ ...common, ...(await readRepo(engine, found, cluster)) });
    }
    return repos;
}
async function readRepo(engine, found, cluster) {
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
            ? await (0,_pgbackrest_commands_js__WEBPACK_IMPORTED_MODULE_1__/* .listWal */ .RZ)(engine, found.repo, archiveId)
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
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PbaError */ .sV) || error.code === 'PBA-CANCELLED')
            throw error;
        return unusable('failed', `${error.code}: ${error.message}`);
    }
}
function continuity(backups, listing, cluster) {
    return (0,_catalog_wal_archive_js__WEBPACK_IMPORTED_MODULE_3__/* .continuityOf */ .eR)(backups, listing, cluster?.segmentBytes ?? _catalog_wal_js__WEBPACK_IMPORTED_MODULE_4__/* .DEFAULT_SEGMENT_BYTES */ .uI, cluster?.lastArchived);
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


/***/ }),

/***/ 65519:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HB: () => (/* binding */ commonGaps),
/* harmony export */   JP: () => (/* binding */ sortListing),
/* harmony export */   eR: () => (/* binding */ continuityOf)
/* harmony export */ });
/* harmony import */ var _wal_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(99344);

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
    const known = [...listing.segments.keys()].flatMap((name) => (0,_wal_js__WEBPACK_IMPORTED_MODULE_0__/* .parseSegment */ .Zs)(name, segmentBytes) ?? []);
    for (const backup of usable) {
        const start = (0,_wal_js__WEBPACK_IMPORTED_MODULE_0__/* .parseSegment */ .Zs)(backup.startWal, segmentBytes);
        const stop = (0,_wal_js__WEBPACK_IMPORTED_MODULE_0__/* .parseSegment */ .Zs)(backup.stopWal, segmentBytes);
        if (start === undefined || stop === undefined)
            continue;
        const line = followed(start, known, listing.histories, segmentBytes);
        let until;
        let whole = true;
        const expected = upTo?.timeline === line.timeline ? upTo.number : 0;
        for (let number = start.number; number <= Math.max(line.last, stop.number, expected); number += 1) {
            const segment = { timeline: line.owner(number), number };
            const name = (0,_wal_js__WEBPACK_IMPORTED_MODULE_0__/* .segmentName */ .Jc)(segment, segmentBytes);
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
        const owner = (0,_wal_js__WEBPACK_IMPORTED_MODULE_0__/* .timelineAt */ .Pi)(start, timeline, histories.get(timeline) ?? [], segmentBytes);
        if (owner === undefined)
            continue;
        const numbers = known.filter((one) => owner(one.number) === one.timeline).map((one) => one.number);
        return { timeline, owner, last: numbers.reduce((max, one) => Math.max(max, one), 0) };
    }
    return { timeline: start.timeline, last: start.number, owner: () => start.timeline };
}
/** Segments that follow each other as one gap. */
function gapsOf(segments, segmentBytes) {
    return (0,_wal_js__WEBPACK_IMPORTED_MODULE_0__/* .runsOf */ .ky)(segments).map(({ timeline, first, last }) => ({
        first: (0,_wal_js__WEBPACK_IMPORTED_MODULE_0__/* .segmentName */ .Jc)({ timeline, number: first }, segmentBytes),
        last: (0,_wal_js__WEBPACK_IMPORTED_MODULE_0__/* .segmentName */ .Jc)({ timeline, number: last }, segmentBytes),
        segments: last - first + 1,
    }));
}
/** What is missing in every one of these lists. */
function commonGaps(lists, segmentBytes) {
    const [first, ...others] = lists.map((gaps) => gaps.flatMap((gap) => segmentsOf(gap, segmentBytes)));
    if (first === undefined)
        return [];
    const named = others.map((list) => new Set(list.map((one) => (0,_wal_js__WEBPACK_IMPORTED_MODULE_0__/* .segmentName */ .Jc)(one, segmentBytes))));
    const common = first.filter((one) => named.every((names) => names.has((0,_wal_js__WEBPACK_IMPORTED_MODULE_0__/* .segmentName */ .Jc)(one, segmentBytes))));
    return gapsOf(common, segmentBytes);
}
function segmentsOf(gap, segmentBytes) {
    const first = (0,_wal_js__WEBPACK_IMPORTED_MODULE_0__/* .parseSegment */ .Zs)(gap.first, segmentBytes);
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


/***/ }),

/***/ 99344:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I5: () => (/* binding */ segmentOfLsn),
/* harmony export */   Jc: () => (/* binding */ segmentName),
/* harmony export */   PV: () => (/* binding */ lsnBytes),
/* harmony export */   Pi: () => (/* binding */ timelineAt),
/* harmony export */   Zs: () => (/* binding */ parseSegment),
/* harmony export */   i6: () => (/* binding */ parseHistory),
/* harmony export */   ky: () => (/* binding */ runsOf),
/* harmony export */   uI: () => (/* binding */ DEFAULT_SEGMENT_BYTES)
/* harmony export */ });
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


/***/ }),

/***/ 29400:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  RR: () => (/* binding */ backup),
  z6: () => (/* binding */ check),
  Gb: () => (/* binding */ expire),
  pq: () => (/* binding */ info),
  RZ: () => (/* binding */ listWal),
  PF: () => (/* binding */ restore),
  sT: () => (/* binding */ stanzaCreate),
  MX: () => (/* binding */ verify)
});

// EXTERNAL MODULE: ./build/errors.js
var build_errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/catalog/json.js
var json = __webpack_require__(38672);
// EXTERNAL MODULE: ./build/catalog/physical.js
var physical = __webpack_require__(65247);
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
        type: read.choice(one['type'], `${label}.type`, physical/* PHYSICAL_TYPES */.k),
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

;// CONCATENATED MODULE: ./build/catalog/physical-verify.js
const STATUS = /^status: (\S+)$/;
const ARCHIVE = /^archiveId: (\S+), total WAL checked: (\d+), total valid WAL: (\d+)$/;
const BACKUP = /^backup: (\S+), status: ([^,]+), total files checked: (\d+), total valid files: (\d+)$/;
const COUNTS = /^missing: (\d+), checksum invalid: (\d+), size invalid: (\d+), other: (\d+)$/;
/** Nothing to look at is no finding: a stanza is empty at first. */
const EMPTY = /^(?:archiveId: none found|backup: none found)$/;
/**
 * Judges the text of `verify --output=text --verbose`, whose exit code is 0 also for damage. Only what is known to be good
 * is good: no status line, a line that is not understood, or fewer valid than checked is a problem.
 */
function parseVerify(text) {
    const problems = [];
    const archives = [];
    const backups = [];
    let status;
    let about = '';
    for (const raw of text.split('\n')) {
        const line = raw.trim();
        const archive = ARCHIVE.exec(line);
        const backup = BACKUP.exec(line);
        const counts = COUNTS.exec(line);
        if (line === '' || line.startsWith('stanza: ') || EMPTY.test(line))
            continue;
        if (STATUS.test(line))
            status = STATUS.exec(line)?.[1];
        else if (archive !== null) {
            about = `WAL ${archive[1]}`;
            archives.push({ id: archive[1] ?? '', checked: Number(archive[2]), valid: Number(archive[3]) });
            if (archive[2] !== archive[3])
                problems.push(line);
        }
        else if (backup !== null) {
            about = `backup ${backup[1]}`;
            backups.push({
                label: backup[1] ?? '',
                status: backup[2] ?? '',
                checked: Number(backup[3]),
                valid: Number(backup[4]),
            });
            if (backup[3] !== backup[4] || !['valid', 'in-progress'].includes(backup[2] ?? ''))
                problems.push(line);
        }
        else if (counts !== null) {
            if (counts.slice(1).some((count) => count !== '0'))
                problems.push(`${about}: ${line}`);
        }
        else
            problems.push(line);
    }
    if (status === undefined)
        problems.push('the engine gave no status');
    else if (status !== 'ok' && problems.length === 0)
        problems.push(`status: ${status}`);
    return { ok: problems.length === 0, problems, archives, backups };
}

// EXTERNAL MODULE: ./build/catalog/wal.js
var wal = __webpack_require__(99344);
// EXTERNAL MODULE: ./build/catalog/wal-archive.js
var wal_archive = __webpack_require__(65519);
// EXTERNAL MODULE: ./build/process.js
var process = __webpack_require__(44677);
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
function firstLine(text) {
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
    const detail = firstLine(errors[0]?.text ?? messages.at(-1)?.text ?? exit.stderr.trim());
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
async function runEngine(engine, command, run) {
    const args = [
        `--config=${engine.configFile}`,
        `--stanza=${engine.stanza}`,
        '--log-level-console=off',
        '--log-level-stderr=info',
        command,
        ...(run.args ?? []),
    ];
    const running = await (0,process/* startProcess */.kp)(engine.program, args, {
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
/** A month of WAL may be thousands of objects to delete. */
const EXPIRE_MS = 60 * MINUTE;
/** Makes the stanza in every repository, or finds that it is there. */
async function stanzaCreate(engine) {
    await runEngine(engine, 'stanza-create', { timeoutMs: LOOK_MS });
}
/** Has the server switch to a new WAL segment and waits until the old one is in every repository. */
async function check(engine) {
    await runEngine(engine, 'check', { timeoutMs: LOOK_MS });
}
/** What all repositories hold of the stanza. One that cannot be read says so in its `code`; this does not throw then. */
async function info(engine) {
    const { stdout } = await runEngine(engine, 'info', { args: ['--output=json'], timeoutMs: LOOK_MS });
    return parseInfo(stdout, engine.stanza);
}
/**
 * Takes one base backup into one repository: without a number the engine uses the first alone. Nothing is expired yet: that
 * would count the new backup before anybody has judged it.
 */
async function backup(engine, run) {
    const { messages } = await runEngine(engine, 'backup', {
        args: [`--repo=${run.repo}`, `--type=${run.type}`, '--no-expire-auto'],
        timeoutMs: run.timeoutMs,
        loud: true,
    });
    const label = messages.map(({ text }) => /^new backup label = (\S+)$/.exec(text)?.[1]).find(Boolean);
    if (label === undefined) {
        throw new build_errors/* ToolError */.v4('PBA-ENGINE-FAILED', 'pgbackrest backup ended well, but named no new backup.', {
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
/** Has the engine remove, from one repository, what its retention no longer keeps, with the WAL that only it needed. */
async function expire(engine, repo) {
    await runEngine(engine, 'expire', { args: [`--repo=${repo}`], timeoutMs: EXPIRE_MS });
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
/** Restores into a new directory. Archiving is off in it unless it becomes production: nothing else writes into the stanza. */
async function restore(engine, run) {
    const { target } = run;
    await runEngine(engine, 'restore', {
        args: [
            `--repo=${run.repo}`,
            `--pg1-path=${run.directory}`,
            `--archive-mode=${run.archiveMode ?? 'off'}`,
            `--type=${target.type}`,
            ...('value' in target ? [`--target=${target.value}`] : []),
            ...(target.type === 'default' ? [] : [`--target-action=${run.action}`]),
            ...(run.timeline === undefined ? [] : [`--target-timeline=${run.timeline}`]),
            ...(run.set === undefined ? [] : [`--set=${run.set}`]),
            ...(run.exclusive === true ? ['--target-exclusive'] : []),
            ...(run.tablespaceRoot === undefined ? [] : [`--tablespace-map-all=${run.tablespaceRoot}`]),
            ...(run.delta === true ? ['--delta'] : []),
        ],
        timeoutMs: run.timeoutMs,
        loud: true,
    });
}
/** The WAL of one cluster (`15-1`) that one repository holds. */
async function listWal(engine, repo, archiveId) {
    const base = `archive/${engine.stanza}/${archiveId}`;
    const { stdout } = await runEngine(engine, 'repo-ls', {
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
    const { segments, histories } = (0,wal_archive/* sortListing */.JP)(Object.entries(files)
        .filter(([, file]) => file.type === 'file')
        .map(([path, file]) => ({ path, modifiedMs: (file.time ?? 0) * 1000 })));
    const parents = new Map();
    for (const { timeline, path } of histories)
        parents.set(timeline, await readHistory(engine, repo, `${base}/${path}`));
    return { segments, histories: parents };
}
async function readHistory(engine, repo, path) {
    const { stdout } = await runEngine(engine, 'repo-get', {
        args: [`--repo=${repo}`, path],
        timeoutMs: LOOK_MS,
    });
    return (0,wal/* parseHistory */.i6)(stdout);
}


/***/ }),

/***/ 81343:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MU: () => (/* binding */ isOurs),
/* harmony export */   Tt: () => (/* binding */ readOptions),
/* harmony export */   Ut: () => (/* binding */ configText),
/* harmony export */   cT: () => (/* binding */ withoutSecrets)
/* harmony export */ });
/** The first line of what we write; a file without it is somebody else's. */
const MARK = '# Written by postgres-backup-actions';
const NOTICE = `${MARK} from the section "physical" of the policy; "wal" with mode: setup writes it anew.
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
    return `${NOTICE}\n${section('global', global)}\n${section(settings.stanza, stanza)}`;
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


/***/ }),

/***/ 2338:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bx: () => (/* binding */ writeShared),
/* harmony export */   g7: () => (/* binding */ makeOwned),
/* harmony export */   mU: () => (/* binding */ ownedByOthers),
/* harmony export */   pb: () => (/* binding */ writePrivate),
/* harmony export */   qC: () => (/* binding */ readIfThere)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19473);



/** The text of a file, undefined when there is none. */
async function readIfThere(path) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'utf8');
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .systemCode */ .xU)(error) === 'ENOENT')
            return undefined;
        throw cannot('read', path, error);
    }
}
/** Writes a file that its owner alone can read, and never half of it: the server may be archiving meanwhile. */
async function writePrivate(path, text, owner) {
    const temporary = `${path}.${process.pid}.new`;
    try {
        await makeDirectory((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), 0o755);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(temporary, text, { mode: 0o600 });
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chmod)(temporary, 0o600);
        if (owner !== undefined)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chown)(temporary, owner.uid, owner.gid);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)(temporary, path);
    }
    catch (error) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(temporary, { force: true });
        throw cannot('write', path, error);
    }
}
/** Makes a directory of the engine, of the owner of the cluster; one that is there is left alone. */
async function makeOwned(path, owner) {
    try {
        const made = await makeDirectory(path, 0o750);
        if (made && owner !== undefined)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chown)(path, owner.uid, owner.gid);
    }
    catch (error) {
        throw cannot('make', path, error);
    }
}
/** Files or directories that another user than the owner of the cluster owns; those that are not there are passed over. */
async function ownedByOthers(paths, owner) {
    const found = await Promise.all(paths.map(async (path) => {
        const status = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path).catch(() => undefined);
        return status === undefined || status.uid === owner.uid ? [] : [path];
    }));
    return found.flat();
}
async function makeDirectory(path, mode) {
    return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(path, { recursive: true, mode })) !== undefined;
}
function cannot(what, path, error) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('PBA-ENGINE-USER', `Cannot ${what} ${path}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}.`, {
        hint: 'The job has to run as root or as the owner of the cluster, who needs the right to this place.',
        cause: error,
    });
}
/** Writes a file without secrets that everybody may read, in one go. */
async function writeShared(path, text, owner) {
    const temporary = `${path}.${process.pid}.new`;
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(temporary, text, { mode: 0o644 });
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chmod)(temporary, 0o644);
        if (process.getuid?.() === 0)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chown)(temporary, owner.uid, owner.gid);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)(temporary, path);
    }
    catch (error) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(temporary, { force: true });
        throw cannot('write', path, error);
    }
}


/***/ }),

/***/ 51883:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ engineUser),
/* harmony export */   b: () => (/* binding */ ownerOf)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);


/** The user whom a directory belongs to, as the system names it. */
async function ownerOf(path) {
    let owner;
    try {
        owner = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path);
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo('PBA-ENGINE-USER', `${path} cannot be looked at: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}.`, {
            hint: 'The engine works on the files of the server: the job has to run on its machine, as the owner of the cluster or as root.',
            cause: error,
        });
    }
    return userOf(owner.uid, owner.gid);
}
async function userOf(uid, gid) {
    const passwd = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)('/etc/passwd', 'utf8').catch(() => '');
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
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo('PBA-ENGINE-USER', 'The data directory belongs to root, which no server runs as.', {
            hint: 'Give it back to the user that the server runs as (chown -R), and look at what root wrote in the repository.',
        });
    }
    if (current === owner.uid)
        return undefined;
    if (current === 0)
        return owner;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo('PBA-ENGINE-USER', `The cluster belongs to the user ${owner.name}, and this job runs as the user with uid ${current}.`, {
        hint: `Run the runner as ${owner.name}, or as root: it then steps down to ${owner.name} for every command of the engine. Files of anybody else in the repository would stop archiving.`,
    });
}


/***/ }),

/***/ 1553:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GO: () => (/* binding */ findEngine),
/* harmony export */   YQ: () => (/* binding */ engineWarnings),
/* harmony export */   Zy: () => (/* binding */ compareVersions)
/* harmony export */ });
/* unused harmony export parseVersion */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19473);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(44677);




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
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, 'pgbackrest');
        const there = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.access)(path, node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.constants.X_OK).then(() => true, () => false);
        if (!there)
            continue;
        const text = await (0,_process_js__WEBPACK_IMPORTED_MODULE_3__/* .runText */ .le)(path, ['version'], {
            env: { PATH: env['PATH'] ?? '', LC_ALL: 'C' },
            signal,
            timeoutMs: 10_000,
        });
        return { path, version: parseVersion(text, path) };
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('PBA-TOOL-MISSING', 'The program pgbackrest is not installed.', {
        hint: 'apt-get install pgbackrest (from apt.postgresql.org for a newer one). It has to be on the machine of the database server.',
    });
}
/** @throws ToolError|UserError PBA-TOOL-FAILED, PBA-ENGINE-OLD */
function parseVersion(text, path) {
    const version = /^pgBackRest (\d+\.\d+(?:\.\d+)?)(?:dev)?\s*$/.exec(text)?.[1];
    if (version === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ToolError */ .v4('PBA-TOOL-FAILED', `${path} does not tell its version: ${text.trim().slice(0, 200)}`);
    if (compareVersions(version, LOWEST) < 0) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('PBA-ENGINE-OLD', `${path} is pgBackRest ${version}; ${LOWEST} or later is needed.`, {
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


/***/ }),

/***/ 58867:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b9: () => (/* binding */ readArchiver),
/* harmony export */   eN: () => (/* binding */ readWalDirectory),
/* harmony export */   sb: () => (/* binding */ readSettings),
/* harmony export */   zD: () => (/* binding */ readServerPlace)
/* harmony export */ });
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


/***/ })

};
