export const id = 687;
export const ids = [687];
export const modules = {

/***/ 41687:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  backup: () => (/* binding */ backup)
});

// EXTERNAL MODULE: ./build/catalog/keys.js
var catalog_keys = __webpack_require__(98430);
// EXTERNAL MODULE: ./build/catalog/manifest.js
var catalog_manifest = __webpack_require__(49227);
// EXTERNAL MODULE: ./build/catalog/tiers.js
var catalog_tiers = __webpack_require__(26537);
;// CONCATENATED MODULE: ./build/catalog/placement.js

/**
 * What a run has to do so that every wanted tier has its set in all of its stores, with at most one dump:
 *
 * - a tier whose period (see `tierPeriod`) has a set that is complete needs nothing;
 * - one whose newest set of the period lacks stores is completed there, without a dump;
 * - one without a set takes the newest dump of this UTC day of any scheduled tier, if an earlier run made one, else the dump
 *   that this run makes.
 *
 * A tier that is asked for by name always gets a new dump, unless the newest set of today lacks stores: then an earlier run
 * failed, and this one completes it. `manual` and `pre-migration` mean the state of now: they always need a dump.
 */
function planPlacements(now, wanted, held, asked) {
    const today = (0,catalog_tiers/* tierPeriod */.gV)('daily', now.getTime());
    const newestFirst = held.toSorted((a, b) => (a.id < b.id ? 1 : a.id > b.id ? -1 : 0));
    const ofToday = newestFirst.find((one) => isScheduled(one.tier) && one.snapshotAt >= today.start && one.snapshotAt < today.end);
    return wanted.flatMap(({ tier, stores }) => {
        if (!isScheduled(tier))
            return [{ tier, id: undefined, stores }];
        const { start, end } = (0,catalog_tiers/* tierPeriod */.gV)(tier, now.getTime());
        const mine = newestFirst.filter((one) => one.tier === tier && one.snapshotAt >= start && one.snapshotAt < end);
        const lacking = (id) => stores.filter((store) => !mine.some((one) => one.id === id && one.store === store));
        const ids = [...new Set(mine.map((one) => one.id))];
        const [newest] = ids;
        if (asked === 'by name') {
            const unfinished = newest !== undefined && newest === ofToday?.id ? lacking(newest) : [];
            return [
                unfinished.length > 0 ? { tier, id: newest, stores: unfinished } : { tier, id: undefined, stores },
            ];
        }
        if (ids.some((id) => lacking(id).length === 0))
            return [];
        if (newest !== undefined)
            return [{ tier, id: newest, stores: lacking(newest) }];
        return [{ tier, id: ofToday?.id, stores }];
    });
}
/** When a tier is due again: the end of its period. */
function nextDue(now, tier) {
    return new Date((0,catalog_tiers/* tierPeriod */.gV)(tier, now.getTime()).end);
}
function isScheduled(tier) {
    return catalog_tiers/* SCHEDULED_TIERS */.i7.includes(tier);
}

// EXTERNAL MODULE: ./build/postgres/client.js + 1 modules
var postgres_client = __webpack_require__(5599);
// EXTERNAL MODULE: ./build/postgres/facts.js
var facts = __webpack_require__(98357);
// EXTERNAL MODULE: ./build/runtime/format.js
<<<<<<< HEAD:dist/166.index.js
var format = __webpack_require__(4364);
// EXTERNAL MODULE: ./build/streams/age.js
var age = __webpack_require__(6097);
=======
var format = __webpack_require__(14364);
// EXTERNAL MODULE: ./build/streams/age.js
var age = __webpack_require__(66097);
>>>>>>> main:dist/687.index.js
// EXTERNAL MODULE: ./build/actions/connect.js
var connect = __webpack_require__(35606);
// EXTERNAL MODULE: ./build/actions/default-jobs.js
<<<<<<< HEAD:dist/166.index.js
var default_jobs = __webpack_require__(630);
// EXTERNAL MODULE: ./build/actions/effective.js + 24 modules
var effective = __webpack_require__(2439);
=======
var default_jobs = __webpack_require__(70630);
// EXTERNAL MODULE: ./build/actions/effective.js
var effective = __webpack_require__(5529);
>>>>>>> main:dist/687.index.js
// EXTERNAL MODULE: ./build/actions/open-stores.js
var open_stores = __webpack_require__(27425);
// EXTERNAL MODULE: ./build/actions/stopwatch.js
var actions_stopwatch = __webpack_require__(5003);
// EXTERNAL MODULE: ./build/actions/time-limit.js
var time_limit = __webpack_require__(97397);
// EXTERNAL MODULE: ./build/policy/tier-copies.js
var tier_copies = __webpack_require__(33413);
;// CONCATENATED MODULE: ./build/actions/backup/destinations.js



/** @param asked `due`: the tiers that come round by the calendar */
function destinationsOf(policy, database, asked) {
    const tiers = asked === 'due' ? catalog_tiers/* SCHEDULED_TIERS */.i7 : catalog_keys/* TIERS */.iB.filter((tier) => tier === asked);
    const copies = new Map(tiers.map((tier) => [tier, (0,tier_copies/* copiesFor */.D)(policy, tier, database)]));
    const needed = [...copies.values()].flat();
    return {
        tiers,
        asked: asked === 'due' ? asked : 'by name',
        stores: [...policy.stores.values()].filter((store) => needed.some((copy) => copy.store === store)),
        copyOf: (tier, store) => copies.get(tier)?.find((copy) => copy.store.name === store),
    };
}
/** The wanted tiers with those of their stores that can be used now. */
function wantedTiers(destinations, usable) {
    return destinations.tiers.map((tier) => ({
        tier,
        stores: usable.map((one) => one.name).filter((name) => destinations.copyOf(tier, name) !== undefined),
    }));
}

// EXTERNAL MODULE: ./build/concurrency.js
var concurrency = __webpack_require__(3943);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/sets/read-sets.js + 1 modules
var read_sets = __webpack_require__(63913);
;// CONCATENATED MODULE: ./build/actions/backup/holdings.js






const MANIFESTS_AT_ONCE = 8;
/** The clocks of runner and server differ; ids have whole seconds of the server's. */
const CLOCKS_MS = 3_600_000;
/**
 * The sets of scheduled tiers that could make a backup of now superfluous: made in the running period of their tier, of the
 * same cluster, with the same content and encryption. Only their manifests are read. A set whose manifest is damaged
 * counts for nothing: that it is replaced is what a backup is for, and `verify` reports it.
 */
async function findHoldings(request, context, systemIdentifier, stores) {
    const now = context.now().getTime();
    const candidates = (await Promise.all(stores.map(async ({ name, store }) => (await (0,read_sets/* listStore */.K3)(store, request.database)).sets
        .filter((set) => set.committed && isCurrent(set.location, now))
        .map(({ location }) => ({ name, store, location }))))).flat();
    const found = await (0,concurrency/* mapLimited */.bB)(candidates, MANIFESTS_AT_ONCE, async ({ name, store, location }) => {
        try {
            const manifest = await (0,read_sets/* readManifest */.WI)(store, location);
            if (!answers(manifest, request, systemIdentifier))
                return [];
            const { tier, id } = location;
            return [{ store: name, tier, id, snapshotAt: Date.parse(manifest.snapshotAt), manifest, location }];
        }
        catch (error) {
            if (!(error instanceof errors/* IntegrityError */.cs))
                throw error;
            context.log.warning(`${store.location}: set ${location.id} does not count: ${error.message}`);
            return [];
        }
    });
    return found.flat();
}
function isCurrent({ tier, id }, now) {
    const made = (0,catalog_keys/* setIdTime */.pz)(id)?.getTime();
    return made !== undefined && isScheduled(tier) && made >= (0,catalog_tiers/* tierPeriod */.gV)(tier, now).start - CLOCKS_MS;
}
/** A set made with other inputs, or of another cluster, is not what this run was asked for. */
function answers(manifest, request, systemIdentifier) {
    return (manifest.server.systemIdentifier === systemIdentifier &&
        manifest.content === request.content &&
        (manifest.encryption !== null) === request.recipients.length > 0);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/catalog/fingerprint-json.js
var fingerprint_json = __webpack_require__(83699);
// EXTERNAL MODULE: ./build/catalog/json.js
var json = __webpack_require__(38672);
// EXTERNAL MODULE: ./build/postgres/dump.js
var postgres_dump = __webpack_require__(52494);
// EXTERNAL MODULE: ./build/postgres/roles.js
var postgres_roles = __webpack_require__(87075);
// EXTERNAL MODULE: ./build/version.js
var version = __webpack_require__(58508);
// EXTERNAL MODULE: ./build/actions/run-facts.js
var run_facts = __webpack_require__(32351);
// EXTERNAL MODULE: ./build/catalog/fingerprint.js
var fingerprint = __webpack_require__(13312);
// EXTERNAL MODULE: ./build/catalog/selection.js
var catalog_selection = __webpack_require__(54406);
// EXTERNAL MODULE: ./build/postgres/backup-lock.js
var backup_lock = __webpack_require__(42904);
// EXTERNAL MODULE: ./build/postgres/database-sql.js
var database_sql = __webpack_require__(72776);
// EXTERNAL MODULE: ./build/postgres/fingerprint.js
var postgres_fingerprint = __webpack_require__(77214);
// EXTERNAL MODULE: ./build/postgres/quote.js
var quote = __webpack_require__(71502);
;// CONCATENATED MODULE: ./build/postgres/foreign-keys.js

/**
 * The foreign keys from tables with rows to tables whose rows were left out. Partitions count for their parents: a
 * key that stands on or points to a partitioned table is judged by all of its partitions.
 */
async function foreignKeysOut(session, selected, left) {
    if (left.length === 0)
        return [];
    return session.rows(`
    with recursive
      named(side, oid) as (
        select given.side, c.oid
          from json_to_recordset(${(0,quote/* literal */.e)(JSON.stringify([...selected.map((one) => ({ ...named(one), side: 'in' })), ...left.map((one) => ({ ...named(one), side: 'out' }))]))})
               as given(side text, schema text, name text)
          join pg_catalog.pg_namespace n on n.nspname = given.schema
          join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = given.name),
      lineage(side, oid) as (
        select side, oid from named
        union
        select lineage.side, i.inhparent from lineage join pg_catalog.pg_inherits i on i.inhrelid = lineage.oid)
    select n.nspname as schema, c.relname as name, k.conname as "constraint"
      from pg_catalog.pg_constraint k
      join pg_catalog.pg_class c on c.oid = k.conrelid
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where k.contype = 'f' and k.conparentid = 0
       and exists (select from lineage where side = 'in' and oid = k.conrelid)
       and exists (select from lineage where side = 'out' and oid = k.confrelid)
     order by 1, 2, 3`);
}
function named(table) {
    return { schema: table.schema, name: table.name };
}
/** The ancestors of every table: partitioned parents and inheritance parents, all the way up. */
async function readParents(session) {
    const rows = await session.rows(`
    with recursive up(oid, ancestor) as (
      select inhrelid, inhparent from pg_catalog.pg_inherits
      union
      select up.oid, i.inhparent from up join pg_catalog.pg_inherits i on i.inhrelid = up.ancestor)
    select json_build_object('schema', cn.nspname, 'name', c.relname) as child,
           json_build_object('schema', pn.nspname, 'name', p.relname) as parent
      from up
      join pg_catalog.pg_class c on c.oid = up.oid and c.relkind in ('r', 'p')
      join pg_catalog.pg_namespace cn on cn.oid = c.relnamespace
      join pg_catalog.pg_class p on p.oid = up.ancestor
      join pg_catalog.pg_namespace pn on pn.oid = p.relnamespace`);
    const parents = new Map();
    for (const { child, parent } of rows) {
        const key = nameKey(child);
        parents.set(key, [...(parents.get(key) ?? []), parent]);
    }
    return parents;
}
/** A key for maps; no two tables have the same. */
function nameKey(name) {
    return JSON.stringify([name.schema, name.name]);
}

// EXTERNAL MODULE: ./build/postgres/large-objects.js
var large_objects = __webpack_require__(32188);
// EXTERNAL MODULE: ./build/postgres/schema-objects.js + 15 modules
var schema_objects = __webpack_require__(6779);
// EXTERNAL MODULE: ./build/postgres/sequences.js
var sequences = __webpack_require__(47800);
// EXTERNAL MODULE: ./build/postgres/snapshot.js
var postgres_snapshot = __webpack_require__(528);
// EXTERNAL MODULE: ./build/postgres/tables.js
var postgres_tables = __webpack_require__(17469);
;// CONCATENATED MODULE: ./build/actions/backup/read-snapshot.js
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
 * Dumps and fingerprints the database in one snapshot. The tables are locked first (ACCESS SHARE, as pg_dump does),
 * because TRUNCATE and rewriting ALTERs are not covered by snapshots; the locks are held to the end.
 */
async function readSnapshot(inputs, context, options) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { client } = options;
        const snapshot = __addDisposableResource(env_1, await (0,postgres_snapshot/* openSnapshot */.r3)(client, inputs.lockTimeout), true);
        const { session } = snapshot;
        // Definitions alone are read in a moment: a check of a pull request does not wait for the nightly dump.
        if (inputs.content !== 'schema')
            await (0,backup_lock/* claimBackup */.bn)(session, inputs.database);
        const server = await (0,facts/* readServerFacts */.TX)(session);
        const listing = await (0,postgres_tables/* listTables */.W)(session);
        const parents = await readParents(session);
        const selection = (0,catalog_selection/* selectTables */.e)(listing.tables.map((table) => ({ ...table, parents: parents.get(nameKey(table)) ?? [] })), inputs.tables, inputs.excludeTables, listing);
        const tables = inputs.content === 'schema' ? [] : selection.selected;
        await (0,postgres_tables/* lockTables */.n)(session, listing.tables);
        const before = await (0,sequences/* readSequences */.l)(session);
        const archivePath = (0,external_node_path_.join)(options.directory, inputs.format === 'directory' ? 'dump' : 'dump.out');
        const schemaPath = inputs.content === 'data' ? (0,external_node_path_.join)(options.directory, 'schema.out') : undefined;
        const dump = {
            snapshotId: snapshot.id,
            lockTimeoutMs: inputs.lockTimeout,
            withoutRowsOf: inputs.content === 'schema' ? [] : selection.left.filter((table) => table.kind === 'table'),
            compression: options.compression,
        };
        const steps = progressOf(context, tables.length);
        const [, digests, definitions] = await (0,concurrency/* together */.bs)(context.signal, (signal) => (0,postgres_dump/* dumpDatabase */.m3)((0,postgres_client/* withSignal */.l_)(client, signal), {
            ...dump,
            path: archivePath,
            format: inputs.format,
            content: inputs.content,
            jobs: options.jobs,
            onTable: steps.dumped,
        }), (signal) => fingerprintRows((0,postgres_client/* withSignal */.l_)(client, signal), snapshot, tables, inputs, options, steps.fingerprinted), () => readDefinitions(session, server, inputs));
        if (schemaPath !== undefined) {
            await (0,postgres_dump/* dumpDatabase */.m3)(client, {
                ...dump,
                path: schemaPath,
                format: 'custom',
                jobs: 1,
                onTable: () => { },
                // Not `--schema-only`: that leaves out large objects, which a data-only archive can only fill, and the refresh
                // of materialized views.
                content: 'full',
                withoutRowsOf: listing.tables.filter((table) => table.kind === 'table'),
            });
        }
        const after = await (0,sequences/* readSequences */.l)(session);
        await (0,postgres_snapshot/* confirmSnapshot */.jA)(snapshot);
        const objects = inputs.content === 'schema' ? definitions.objects.filter(isInSchemaDump) : definitions.objects;
        const left = inputs.content === 'schema'
            ? [{ kind: 'rows', name: 'all tables and large objects', reason: 'content: schema' }]
            : selection.left.map((table) => (0,fingerprint/* rowsNotHeld */.g0)(table, 'left out by tables or exclude-tables'));
        return {
            snapshotAt: snapshot.at,
            snapshotLsn: snapshot.lsn,
            server,
            extensions: definitions.extensions,
            migration: definitions.migration,
            databaseSql: definitions.databaseSql,
            fingerprint: {
                version: 1,
                serverMajor: Math.floor(server.versionNum / 10000),
                probe: definitions.probe,
                depth: inputs.fingerprint,
                algorithm: inputs.digest,
                tables: digests.tables,
                sequences: inputs.content === 'schema' ? [] : (0,fingerprint/* mergeSequences */.NT)(before, after),
                largeObjects: digests.largeObjects,
                objects,
                notHeld: [...listing.notHeld, ...definitions.notHeld, ...left, ...notDigested(digests.tables)],
            },
            foreignKeysOut: inputs.content === 'schema' ? [] : await foreignKeysOut(session, selection.selected, selection.left),
            archivePath,
            schemaPath,
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
/**
 * What is not rows, read while pg_dump runs: PostgreSQL's functions that write definitions look at the newest state,
 * not at the snapshot, so this comes as early as it can.
 */
async function readDefinitions(session, server, inputs) {
    const schema = await (0,schema_objects/* readSchemaObjects */._)(session);
    return {
        notHeld: schema.notHeld,
        objects: schema.objects,
        extensions: await (0,facts/* readExtensions */.HW)(session),
        migration: await (0,facts/* readMigration */.V7)(session),
        databaseSql: await (0,database_sql/* readDatabaseSql */.o1)(session, server),
        probe: await (0,postgres_fingerprint/* readProbe */.f1)(session, inputs.digest),
    };
}
/** The tables whose content the fingerprint does not cover whole, for the manifest and every verdict. */
function notDigested(tables) {
    return tables.flatMap((table) => table.partial === undefined
        ? []
        : {
            kind: 'digest of table',
            name: (0,fingerprint/* displayName */.QC)(table.schema, table.name),
            reason: table.partial === 'counted' ? 'its rows were only counted' : `one row in ${table.partial.oneIn}`,
        });
}
/** `pg_dump --schema-only` holds nothing about large objects: no owner, no grant, no comment. */
function isInSchemaDump(object) {
    return !/^large objects?( \d+)?$/.test(object.name);
}
/** Counts and digests all rows in sessions of their own on the same snapshot, while pg_dump runs. */
async function fingerprintRows(client, snapshot, tables, inputs, options, onTable) {
    if (inputs.content === 'schema')
        return { tables: [], largeObjects: null };
    const sessions = await (0,postgres_snapshot/* joinSnapshot */.FA)(client, snapshot, options.jobs, inputs.lockTimeout);
    try {
        const [first] = sessions;
        const budget = inputs.fingerprintBudget;
        const result = await (0,postgres_fingerprint/* fingerprintTables */.Qg)(sessions, tables, {
            depth: inputs.fingerprint,
            algorithm: inputs.digest,
            onTable,
            ...(budget === undefined ? {} : { deadline: performance.now() + budget }),
        });
        const largeObjects = first === undefined
            ? null
            : await (0,large_objects/* fingerprintLargeObjects */.C)(first, { depth: inputs.fingerprint, algorithm: inputs.digest });
        return { tables: result, largeObjects };
    }
    finally {
        await (0,postgres_snapshot/* closeAll */.S5)(sessions);
    }
}
function progressOf(context, tables) {
    let dumped = 0;
    let fingerprinted = 0;
    return {
        dumped: () => context.log.progress('dumping', Math.min(++dumped, tables), tables, 'tables'),
        fingerprinted: () => context.log.progress('fingerprinting', ++fingerprinted, tables, 'tables'),
    };
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: ./build/streams/pack-object.js
var pack_object = __webpack_require__(37469);
// EXTERNAL MODULE: ./build/streams/tar.js
var tar = __webpack_require__(48601);
;// CONCATENATED MODULE: ./build/actions/backup/staging.js





/** What the files of a set are called before encryption adds `.age`. */
const NAMES = {
    schema: 'schema.dump',
    roles: 'roles.sql',
    tablespaces: 'tablespaces.sql',
    database: 'database.sql',
    settings: 'settings.sql',
    fingerprint: 'fingerprint.json',
    recovery: 'RECOVERY.md',
};
const ARCHIVE_NAMES = {
    directory: 'database.tar',
    custom: 'database.dump',
    plain: 'schema.sql',
};
/** The local files of a set that is being made: each in its final form, measured, ready to be stored. */
class Staging {
    objects = [];
    files = new Map();
    #directory;
    #encryption;
    constructor(directory, encryption) {
        this.#directory = directory;
        this.#encryption = encryption;
    }
    /** Adds the dump; its source is consumed while it is packed, so that it is not on disk twice. */
    async addArchive(path, format, onBytes) {
        const source = format === 'directory' ? (0,tar/* packDirectory */.j)(path, { consume: true }) : (0,external_node_fs_.createReadStream)(path);
        await this.#add('archive', ARCHIVE_NAMES[format], source, onBytes);
    }
    /** Adds a finished file, such as the schema dump beside a data-only one. */
    async addFile(role, path) {
        await this.#add(role, NAMES[role], (0,external_node_fs_.createReadStream)(path));
    }
    async addText(role, text) {
        await this.#add(role, NAMES[role], external_node_stream_.Readable.from([Buffer.from(text)]));
    }
    async #add(role, name, source, onBytes) {
        // RECOVERY.md has to be readable by somebody who does not know yet which key is needed.
        const encryption = role === 'recovery' ? undefined : this.#encryption;
        const stored = encryption === undefined ? name : `${name}.age`;
        const packed = await (0,pack_object/* packObject */.B)(source, (0,external_node_path_.join)(this.#directory, `staged-${stored}`), encryption, onBytes);
        const { size, sha256, plaintext, path } = packed;
        this.objects.push({ name: stored, role, size, sha256, plaintext });
        this.files.set(stored, path);
    }
}

;// CONCATENATED MODULE: ./build/actions/backup/make-set.js














/** Dumps, fingerprints, packs, encrypts and measures. Everything lies in the run's private directory. */
async function makeDump(inputs, context, options) {
    const { client, stopwatch } = options;
    const { log } = context;
    const directory = await (0,promises_.mkdtemp)((0,external_node_path_.join)(context.tempDir, 'set-'));
    const compression = inputs.format === 'plain' ? 'none' : (0,postgres_dump/* resolveCompression */.$o)(inputs.compression, client.installation.major);
    const reading = await log.group(`Dumping ${inputs.database} with pg_dump ${client.installation.version}, ${options.jobs} jobs`, () => stopwatch.time('dump', () => readSnapshot(inputs, context, { client, directory, compression, jobs: options.jobs })));
    const roles = await (0,postgres_roles/* dumpRolesExactly */.WA)(client);
    const fingerprint = { ...reading.fingerprint, objects: [...reading.fingerprint.objects, ...roles.objects] };
    const tablespaces = await (0,postgres_dump/* dumpTablespaces */.Q4)(client);
    return log.group('Packing', () => stopwatch.time('pack', async () => {
        const staging = new Staging(directory, options.encryption);
        await staging.addArchive(reading.archivePath, inputs.format, (bytes) => log.progress('packing', bytes, undefined, 'bytes'));
        if (reading.schemaPath !== undefined)
            await staging.addFile('schema', reading.schemaPath);
        await staging.addText('roles', roles.script);
        if (/^CREATE TABLESPACE /m.test(tablespaces))
            await staging.addText('tablespaces', tablespaces);
        await staging.addText('database', reading.databaseSql.create);
        await staging.addText('settings', reading.databaseSql.settings);
        await staging.addText('fingerprint', (0,fingerprint_json/* serialiseFingerprint */.k)(fingerprint));
        const draft = manifestOf(inputs, context, options, { ...reading, fingerprint }, compression, staging);
        return {
            manifest: { ...draft, durations: stopwatch.phases },
            files: staging.files,
        };
    }));
}
function manifestOf(inputs, context, options, reading, compression, staging) {
    const { fingerprint, snapshotAt } = reading;
    return {
        manifestVersion: catalog_manifest/* MANIFEST_VERSION */.hh,
        id: (0,catalog_keys/* makeSetId */.IT)(parseServerTime(snapshotAt), (0,external_node_crypto_.randomBytes)(3).toString('hex')),
        database: inputs.database,
        tier: options.tier,
        kind: 'logical',
        content: inputs.content,
        format: inputs.format,
        compression,
        snapshotAt,
        snapshotLsn: reading.snapshotLsn,
        server: reading.server,
        extensions: reading.extensions,
        migration: reading.migration,
        tools: { toolkit: version/* VERSION */.x, pgDump: options.client.installation.version, node: process.versions.node },
        encryption: options.encryption === undefined ? null : { method: 'age', recipients: options.encryption.recipients },
        objects: [...staging.objects],
        totals: {
            tables: fingerprint.tables.length,
            rows: String(fingerprint.tables.reduce((sum, table) => sum + BigInt(table.rows), 0n)),
            sequences: fingerprint.sequences.length,
            largeObjects: fingerprint.largeObjects?.count ?? '0',
            schemaObjects: fingerprint.objects.length,
        },
        fingerprint: {
            depth: fingerprint.depth,
            algorithm: fingerprint.algorithm,
            serverMajor: fingerprint.serverMajor,
            schemaSha256: schemaDigest(fingerprint),
        },
        notHeld: fingerprint.notHeld,
        foreignKeysOut: reading.foreignKeysOut.map((key) => `${key.schema} ${key.name} ${key.constraint}`),
        run: (0,run_facts/* runFacts */.p)(context.run, inputs.reason),
        durations: {},
    };
}
function schemaDigest(fingerprint) {
    return (0,external_node_crypto_.createHash)('sha256').update((0,json/* canonicalJson */.dj)(fingerprint.objects)).digest('hex');
}
function parseServerTime(text) {
    const time = new Date(text);
    if (Number.isNaN(time.getTime()))
        throw new errors/* ToolError */.v4('PBA-PG-QUERY', `The server’s clock says ${text}, which is no time.`);
    return time;
}

// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
;// CONCATENATED MODULE: ./build/catalog/recovery.js


/**
 * The text that brings this very set back without this toolkit: only `sha256sum`, `age`, `tar`, `awk`, `psql` and
 * `pg_restore`. A test runs its commands as they stand. Holds no secret, so it is never encrypted.
 */
function recoveryText(facts) {
    const { manifest } = facts;
    const major = Math.floor(manifest.server.versionNum / 10000);
    const target = shellQuote(manifest.database);
    const encrypted = manifest.encryption !== null;
    const files = manifest.objects;
    const archive = files.find((object) => object.role === 'archive');
    const schema = files.find((object) => object.role === 'schema');
    const plainName = (name) => (encrypted ? name.replace(/\.age$/, '') : name);
    const dump = manifest.format === 'directory' ? 'dump' : plainName(archive?.name ?? '');
    const definitions = schema === undefined ? dump : plainName(schema.name);
    const steps = [];
    const step = (title, ...commands) => {
        steps.push(`### ${steps.length + 1}. ${title}\n\n\`\`\`bash\n${commands.join('\n')}\n\`\`\`\n`);
    };
    step('Check that the files are the ones that were stored', `sha256sum --check <<'EOF'\n${files.map((object) => `${object.sha256}  ${object.name}`).join('\n')}\nEOF`);
    if (encrypted) {
        step('Decrypt (KEY is the file with the age secret key)', ...files.map((object) => `age --decrypt --identity "$KEY" --output ${plainName(object.name)} ${object.name}`));
    }
    if (manifest.format === 'directory') {
        step('Unpack the dump', `mkdir ${dump}`, `tar --extract --file=${plainName(archive?.name ?? '')} --directory=${dump}`);
    }
    step('Roles ("already exists" is harmless; passwords are not in the backup, set them afterwards)', 'psql --no-psqlrc --dbname=postgres --file=roles.sql'.replace('roles.sql', plainName(nameOf(manifest, 'roles'))));
    step('The new, empty database. It must not exist yet; choose another name to restore beside the old one', `target=${target}`, `export PGOPTIONS='-c lc_monetary=C' # amounts of type money were written so`, `psql --no-psqlrc --set=ON_ERROR_STOP=1 --set=target="$target" --dbname=postgres --file=${plainName(nameOf(manifest, 'database'))}`);
    steps.push(...restoreSteps(manifest, steps.length, dump, definitions));
    const after = [
        `psql --no-psqlrc --set=ON_ERROR_STOP=1 --set=target="$target" --dbname=postgres --file=${plainName(nameOf(manifest, 'settings'))}`,
        'PGDATABASE="$target" vacuumdb --analyze-only --jobs=4',
    ];
    step('Settings, grants on the database, statistics', ...after);
    return `# How to restore this backup without postgres-backup-actions

| | |
|---|---|
| Set | \`${manifest.id}\` (${manifest.tier}) |
| Database | \`${manifest.database.replaceAll('`', "'").replaceAll('|', '\\|')}\` |
| State of | ${manifest.snapshotAt} |
| Server | PostgreSQL ${manifest.server.version}; restore with the tools of ${major} or later |
| Holds | ${manifest.totals.tables} tables with ${manifest.totals.rows} rows, ${manifest.totals.largeObjects} large objects |
| Extensions | ${manifest.extensions.map((one) => `${one.name} ${one.version}`).join(', ') || 'none'} |
| Encryption | ${encrypted ? `age, for ${manifest.encryption?.recipients.join(', ') ?? ''}` : 'none'} |
${notes(manifest)}
You need: the files of this set, PostgreSQL's client programs (\`psql\`, \`pg_restore\`) of version ${major} or later${encrypted ? ', `age` and the secret key' : ''}.
${manifest.extensions.length > 0 ? 'The extensions above must be installable on the target server.\n' : ''}
## Get the files

${facts.locations.map((location) => `- ${fetchCommand(location, manifest)}`).join('\n')}

## Restore

Say where the target server is (a superuser, or a role that may create databases and roles), and go to the files:

\`\`\`
export PGHOST=... PGPORT=... PGUSER=...${encrypted ? '\nexport KEY=/path/to/key.txt' : ''}
cd the-directory-with-the-files
\`\`\`

${steps.join('\n')}
Compare the row counts with \`fingerprint.json\` (\`tables\`), then let the application in.
`;
}
/** Four phases; why, is told in docs/restore-phases.md of the toolkit. */
function restoreSteps(manifest, before, dump, definitions) {
    const restore = `pg_restore --exit-on-error --no-password --no-tablespaces --no-security-labels --no-subscriptions --dbname="$target"`;
    if (manifest.format === 'plain') {
        return [
            `### ${before + 1}. The definitions\n\n\`\`\`bash\nPGDATABASE="$target" psql --no-psqlrc --set=ON_ERROR_STOP=1 --file=${definitions}\n\`\`\`\n`,
        ];
    }
    const out = manifest.foreignKeysOut.map((key) => `index($0, "FK CONSTRAINT ${awkQuote(key)} ") == 0`);
    const keep = ['!/^;/', ...out].join(' && ');
    const lines = [
        `${restore} --section=pre-data ${definitions}`,
        ...(manifest.content === 'schema' ? [] : [`${restore} --section=data --jobs=4 ${dump}`]),
        `pg_restore --list --section=post-data ${definitions} | awk ${shellQuote(keep)} > post-data.list`,
        `awk '/^[0-9]+; [0-9]+ [0-9]+ (INDEX|CONSTRAINT) / && !/^[0-9]+; [0-9]+ [0-9]+ INDEX ATTACH /' post-data.list > parallel.list`,
        `awk '!/^[0-9]+; [0-9]+ [0-9]+ (INDEX|CONSTRAINT) / || /^[0-9]+; [0-9]+ [0-9]+ INDEX ATTACH /' post-data.list > serial.list`,
        `if [ -s parallel.list ]; then ${restore} --use-list=parallel.list --jobs=4 ${definitions}; fi`,
        `if [ -s serial.list ]; then ${restore} --use-list=serial.list ${definitions}; fi`,
    ];
    return [
        `### ${before + 1}. Definitions, rows, indexes, the rest: in this order, the first error ends it\n\n\`\`\`bash\n${lines.join('\n')}\n\`\`\`\n`,
    ];
}
function nameOf(manifest, role) {
    return manifest.objects.find((object) => object.role === role)?.name ?? `${role}.sql`;
}
function notes(manifest) {
    const lines = [];
    if (manifest.content !== 'full')
        lines.push(`This set holds the ${manifest.content} only.`);
    for (const item of manifest.notHeld.slice(0, 20))
        lines.push(`Not in this set: ${item.kind} \`${item.name}\` (${item.reason}).`);
    if (manifest.notHeld.length > 20)
        lines.push(`… and ${manifest.notHeld.length - 20} more; see manifest.json.`);
    for (const key of manifest.foreignKeysOut)
        lines.push(`Left out at restore: foreign key \`${key}\`, its rows point to tables without rows.`);
    return lines.length === 0 ? '' : `\n${lines.map((line) => `- ${line}`).join('\n')}\n`;
}
function fetchCommand(location, manifest) {
    const prefix = (0,catalog_keys/* objectKey */.T5)((0,catalog_manifest/* manifestLocation */.zW)(manifest), '');
    return location.startsWith('s3://')
        ? `\`aws s3 cp --recursive ${shellQuote(`${location.replace(/\/$/, '')}/${prefix}`)} .\``
        : `\`cp -r ${shellQuote(`${location.replace(/\/$/, '')}/${prefix}.`)} .\``;
}
/** A word for a POSIX shell. */
function shellQuote(text) {
    return /^[A-Za-z0-9_./:=@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
/** A string inside an awk string literal. */
function awkQuote(text) {
    return text
        .replaceAll('\\', '\\\\')
        .replaceAll('"', '\\"')
        .replace(/[\n\r]/g, ' ');
}

// EXTERNAL MODULE: ./build/policy/storage-classes.js
<<<<<<< HEAD:dist/166.index.js
var storage_classes = __webpack_require__(852);
=======
var storage_classes = __webpack_require__(28471);
>>>>>>> main:dist/687.index.js
// EXTERNAL MODULE: ./build/sets/checked.js
var checked = __webpack_require__(43209);
;// CONCATENATED MODULE: ./build/sets/commit-set.js


/**
 * Stores a staged set: every object first, each proven by the store; the manifest last and create-only. On failure
 * what was uploaded is deleted again, so that a set is in the store whole or not at all.
 * @returns the manifest's key
 */
async function commitSet(store, manifest, source, { log, optionsOf = () => ({}) }) {
    const location = (0,catalog_manifest/* manifestLocation */.zW)(manifest);
    const manifestKey = (0,catalog_keys/* objectKey */.T5)(location, catalog_keys/* MANIFEST */.e0);
    const keys = manifest.objects.map((object) => (0,catalog_keys/* objectKey */.T5)(location, object.name));
    const total = (0,catalog_manifest/* storedBytes */.Zk)(manifest);
    let done = 0;
    try {
        for (const object of manifest.objects) {
            const before = done;
            const options = {
                ...optionsOf(object),
                onProgress: (bytes) => log.progress(`storing in ${store.location}`, before + bytes, total, 'bytes'),
            };
            await storeObject(store, (0,catalog_keys/* objectKey */.T5)(location, object.name), object, source, options);
            done += object.size;
        }
        const body = Buffer.from((0,catalog_manifest/* serialiseManifest */.Tz)(manifest));
        const { lock } = optionsOf({ name: catalog_keys/* MANIFEST */.e0, size: body.length });
        await store.create(manifestKey, body, lock === undefined ? {} : { lock });
        return manifestKey;
    }
    catch (error) {
        await undo(store, manifestKey, keys, log);
        throw error;
    }
}
async function storeObject(store, key, object, source, options) {
    const { size, sha256, name } = object;
    const path = source.files.get(name);
    if (path !== undefined)
        await store.putFile(key, { path, size, sha256 }, options);
    else if (source.copyOf !== undefined) {
        await store.copy((0,catalog_keys/* objectKey */.T5)(source.copyOf, name), key, { size, sha256 }, options);
    }
    else
        throw new Error(`${name} was not staged`);
}
/**
 * Takes back a commit that failed. The manifest goes first: it may be there although its write was reported as failed,
 * and a manifest without objects would be a damaged set, while objects without a manifest are only swept.
 */
async function undo(store, manifestKey, keys, log) {
    const manifest = await store.takeBack([manifestKey]);
    const objects = manifest.failed.length === 0 ? await store.takeBack(keys) : undefined;
    const [left] = [...manifest.failed, ...(objects?.failed ?? [])];
    if (left !== undefined)
        log.warning(`What the failed backup left in ${store.location} could not be removed; \`prune\` will. ${left.reason}`);
}

;// CONCATENATED MODULE: ./build/actions/backup/store-set.js











const DAY_MS = 86_400_000;
/**
 * The set of one tier that a dump becomes. All its objects but RECOVERY.md are the same in every tier, so a proof of one
 * proves the others; see `dumpDigest`.
 * @param dump manifest of the dump in any tier
 */
async function tierSet(dump, tier, locations, context) {
    const draft = { ...dump, tier, objects: dump.objects.filter((object) => !isRecovery(object)) };
    const bytes = Buffer.from(recoveryText({ manifest: draft, locations }));
    const path = (0,external_node_path_.join)(await (0,promises_.mkdtemp)((0,external_node_path_.join)(context.tempDir, 'recovery-')), 'RECOVERY.md');
    await (0,promises_.writeFile)(path, bytes, { mode: 0o600 });
    const measured = { size: bytes.length, sha256: (0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex') };
    const recovery = {
        name: 'RECOVERY.md',
        role: 'recovery',
        ...measured,
        plaintext: measured,
    };
    return {
        manifest: { ...draft, objects: [...draft.objects, recovery] },
        recovery: new Map([[recovery.name, path]]),
    };
}
/** Stores one set in one store: from local files, or by copying a set of the same dump that the store holds already. */
async function storeTierSet(store, set, from, copy, context) {
    const source = 'files' in from
        ? { files: new Map([...from.files, ...set.recovery]) }
        : { files: set.recovery, copyOf: from.copyOf };
    await commitSet(store, set.manifest, source, {
        log: context.log,
        optionsOf: (object) => putOptions(copy, object, context.now()),
    });
}
function putOptions({ storageClass, lock }, object, now) {
    return {
        ...(storageClass === undefined ? {} : { storageClass: (0,storage_classes/* classOfObject */.jd)(storageClass, object) }),
        ...(lock === undefined
            ? {}
            : { lock: { mode: lock.mode, until: new Date(now.getTime() + lock.days * DAY_MS) } }),
    };
}
/** A set that other stores have to get as it is, RECOVERY.md included. */
async function sameSet(store, manifest, context) {
    return { manifest, recovery: await fetchObjects(store, manifest, context, isRecovery) };
}
const isRecovery = (object) => object.role === 'recovery';
/** Fetches objects of a set to local files, each checked against the manifest. */
async function fetchObjects(store, manifest, context, which) {
    const directory = await (0,promises_.mkdtemp)((0,external_node_path_.join)(context.tempDir, 'copy-'));
    const files = new Map();
    for (const object of manifest.objects.filter(which)) {
        const key = (0,catalog_keys/* objectKey */.T5)((0,catalog_manifest/* manifestLocation */.zW)(manifest), object.name);
        const path = (0,external_node_path_.join)(directory, object.name);
        await (0,external_node_stream_promises_.pipeline)(await store.read(key), new checked/* Checked */.y(object, `${store.location}/${key}`), (0,external_node_fs_.createWriteStream)(path, { flags: 'wx', mode: 0o600 }), { signal: context.signal });
        files.set(object.name, path);
    }
    return files;
}

;// CONCATENATED MODULE: ./build/actions/backup/place-sets.js



/**
 * Stores the sets: side by side in every store, within a store one tier after the other, so that the first is uploaded and
 * the others are copied there. What cannot be stored is reported; nobody else loses a copy by it.
 */
async function placeSets(context, options) {
    const { stores, made, held } = options;
    const work = await Promise.all(options.placements.map((one) => prepare(one, context, options)));
    const fetched = new Map();
    const filesOf = (dump) => {
        if (made?.manifest.id === dump.id)
            return Promise.resolve(made.files);
        const known = fetched.get(dump.id) ?? fetchFromHolder(dump.id, context, options);
        fetched.set(dump.id, known);
        return known;
    };
    // Something new has to arrive somewhere; what was there already may stay the only copy, and is reported.
    const atLeast = made === undefined ? 0 : 1;
    const placed = await context.log.group(title(stores, work), () => (0,open_stores/* withEveryStore */.D9)(stores.map((one) => one.store), async (store) => {
        const name = stores.find((one) => one.store === store)?.name ?? '';
        const here = new Map();
        for (const one of held)
            if (one.store === name)
                here.set(one.id, one.location);
        for (const { set, tier, stores: wanting } of work) {
            const copy = options.destinations.copyOf(tier, name);
            if (copy === undefined || !wanting.includes(name))
                continue;
            const copyOf = here.get(set.manifest.id);
            const source = copyOf === undefined ? { files: await filesOf(set.manifest) } : { copyOf };
            await storeTierSet(store, set, source, copy, context);
            here.set(set.manifest.id, (0,catalog_manifest/* manifestLocation */.zW)(set.manifest));
            context.log.info(`${tier} set ${set.manifest.id} is in ${store.location}`);
        }
    }, work.length === 0 ? 0 : atLeast));
    return {
        sets: work.map(({ set }) => set.manifest),
        failures: placed.failures,
        incomplete: new Set(placed.failures.map(({ store }) => store.location)),
    };
}
async function prepare(placement, context, options) {
    const { tier, id } = placement;
    const same = options.held.find((one) => one.id === id && one.tier === tier);
    if (same !== undefined) {
        return { ...placement, set: await sameSet(storeOf(same, options), same.manifest, context) };
    }
    const dump = id === undefined ? options.made?.manifest : options.held.find((one) => one.id === id)?.manifest;
    if (dump === undefined)
        throw new Error(`the dump for ${tier} was not made`);
    const locations = options.stores
        .filter(({ name }) => options.destinations.copyOf(tier, name) !== undefined)
        .map(({ store }) => store.location);
    return { ...placement, set: await tierSet(dump, tier, locations, context) };
}
function fetchFromHolder(id, context, options) {
    const holding = options.held.find((one) => one.id === id);
    if (holding === undefined)
        throw new Error(`no store holds ${id}`);
    const wanted = (object) => !isRecovery(object);
    return fetchObjects(storeOf(holding, options), holding.manifest, context, wanted);
}
function storeOf(holding, options) {
    const found = options.stores.find((one) => one.name === holding.store);
    if (found === undefined)
        throw new Error(`the store ${holding.store} is not open`);
    return found.store;
}
function title(stores, work) {
    if (work.length === 0)
        return 'Nothing to store';
    return `Storing ${work.map((one) => one.tier).join(', ')} in ${stores.map(({ store }) => store.location).join(' and ')}`;
}

;// CONCATENATED MODULE: ./build/actions/backup/request.js

function requestOf(inputs, policy) {
    const database = (0,effective/* requireDatabase */.lq)(policy);
    const { name, stores: _stores, ...details } = database;
    return {
        database,
        request: {
            ...inputs,
            ...details,
            database: name,
            recipients: policy.encryption.recipients,
            fingerprint: policy.restoreTest.fingerprint,
            fingerprintBudget: inputs.fingerprintBudget ?? policy.restoreTest.timeBudget,
        },
    };
}

;// CONCATENATED MODULE: ./build/actions/backup/summary.js


/** Markdown for the job summary. */
function backupSummary(report) {
    const failed = report.failures.length > 0;
    const [manifest] = report.sets;
    const title = failed ? 'not in every store' : OUTCOMES[report.outcome];
    return [
        `## ${failed ? '❌' : '✅'} Backup of ${(0,format/* escapeMarkdown */.FV)(manifest?.database ?? 'the database')}: ${title}`,
        '',
        ...(manifest === undefined
            ? []
            : [(0,format/* markdownTable */.Qj)([{ title: 'Set' }, { title: manifest.id }], summary_facts(report, manifest)), '']),
        (0,format/* markdownTable */.Qj)(STORE_COLUMNS, storeRows(report)),
        '',
        ...summary_notes(report).map((note) => `- ${(0,format/* escapeMarkdown */.FV)(note)}`),
        '',
    ].join('\n');
}
/** The same for a terminal. */
function backupText(report) {
    const [manifest] = report.sets;
    return [
        ...(manifest === undefined
            ? []
            : [(0,format/* terminalTable */.RX)([{ title: 'Set' }, { title: manifest.id }], summary_facts(report, manifest)), '']),
        (0,format/* terminalTable */.RX)(STORE_COLUMNS, storeRows(report)),
        '',
        ...summary_notes(report).map((note) => `- ${note}`),
    ].join('\n');
}
const OUTCOMES = {
    dumped: 'stored',
    completed: 'completed from an earlier run',
    'nothing due': 'nothing was due',
};
const STORE_COLUMNS = [{ title: 'Store' }, { title: 'Holds the set' }, { title: 'Why not' }];
function storeRows(report) {
    return [
        ...report.locations.map((location) => [location, 'yes, read back', '']),
        ...report.failures.map(({ store, error }) => [store.location, 'NO', `${error.code}: ${error.message}`]),
    ];
}
function summary_facts(report, manifest) {
    const { server, totals } = manifest;
    const depth = DEPTHS[manifest.fingerprint.depth];
    return [
        ['Database', `${manifest.database} (PostgreSQL ${server.version}, ${(0,format/* formatBytes */.z3)(server.databaseBytes)})`],
        ['State of', manifest.snapshotAt],
        ['Tiers', report.sets.map((set) => set.tier).join(', ')],
        ['Content', manifest.content],
        ['Tables, rows', `${(0,format/* formatCount */.B4)(totals.tables)}, ${(0,format/* formatCount */.B4)(BigInt(totals.rows))}`],
        ['Large objects', (0,format/* formatCount */.B4)(BigInt(totals.largeObjects))],
        [
            'Fingerprint',
            manifest.content === 'schema' ? `${(0,format/* formatCount */.B4)(totals.schemaObjects)} schema objects` : depth,
        ],
        [
            'Migration',
            manifest.migration === null ? 'none found' : `${manifest.migration.tool} ${manifest.migration.version}`,
        ],
        ['Stored size', `${(0,format/* formatBytes */.z3)((0,catalog_manifest/* storedBytes */.Zk)(manifest))} (${manifest.format}, ${manifest.compression})`],
        [
            'Encryption',
            manifest.encryption === null ? 'none' : `age, ${manifest.encryption.recipients.length} recipients`,
        ],
        [
            'Time',
            `${(0,format/* formatDuration */.a3)(report.seconds * 1000)} (${Object.entries(report.phases)
                .map(([phase, seconds]) => `${phase} ${(0,format/* formatDuration */.a3)(seconds * 1000)}`)
                .join(', ')})`,
        ],
    ];
}
const DEPTHS = {
    content: 'every row counted and digested',
    sampled: 'every row counted, part of them digested',
    counts: 'every row counted',
};
function summary_notes(report) {
    const lines = [];
    if (report.outcome === 'completed')
        lines.push('An earlier run had made this dump; it was copied to where it was missing, without another dump.');
    if (report.outcome === 'nothing due') {
        const next = Object.entries(report.nextDue).map(([tier, at]) => `${tier} from ${at}`);
        lines.push(`Every tier has its set already. Next: ${next.join(', ')}. \`tier: daily\` makes one all the same.`);
    }
    const [manifest] = report.sets;
    if (manifest === undefined || report.outcome === 'nothing due')
        return lines;
    for (const item of manifest.notHeld.slice(0, 10))
        lines.push(`Not held: ${item.kind} ${item.name}: ${item.reason}.`);
    if (manifest.notHeld.length > 10)
        lines.push(`… and ${manifest.notHeld.length - 10} more that are not held; the manifest lists them.`);
    for (const key of manifest.foreignKeysOut.slice(0, 10))
        lines.push(`A restored copy will lack the foreign key ${key}: the rows it points to were left out.`);
    lines.push('Not proven yet: `restore-test` does that.');
    return lines;
}

;// CONCATENATED MODULE: ./build/actions/backup/backup.js
var backup_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var backup_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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




















/** Makes the sets that are due with at most one dump, or completes those that an earlier run could not store everywhere. */
async function backup(inputs, context) {
    return (0,time_limit/* withTimeLimit */.B)(context, inputs.timeLimit, async (limited) => {
        // `due` is no tier of the policy.
        const tier = inputs.tier === 'due' ? undefined : inputs.tier;
        const policy = await (0,effective/* effectivePolicy */.Ci)({ ...inputs, tier }, limited);
        const { request, database } = requestOf(inputs, policy);
        const destinations = destinationsOf(policy, database, inputs.tier);
        const stores = await (0,open_stores/* openStores */.j)(destinations.stores, inputs, limited);
        try {
            const opened = destinations.stores.flatMap(({ name }, index) => {
                const store = stores[index];
                return store === undefined ? [] : [{ name, store }];
            });
            return present(await run(request, limited, destinations, opened));
        }
        finally {
            await (0,open_stores/* closeStores */.Hr)(stores);
        }
    });
}
async function run(request, context, destinations, stores) {
    const stopwatch = new actions_stopwatch/* Stopwatch */.e();
    const encryption = request.recipients.length === 0 ? undefined : await age/* AgeEncryption */.D.create(request.recipients, context);
    const client = await (0,connect/* connect */.N)(request, context);
    const reached = await (0,open_stores/* withEveryStore */.D9)(stores.map((one) => one.store), (store) => store.check());
    const usable = stores.filter(({ store }) => reached.done.some((one) => one.store === store));
    const held = await findHoldings(request, context, await systemIdentifier(client), usable);
    // Chosen tables are asked for by name: no earlier set answers that.
    const chosen = request.tables.length > 0 || request.excludeTables.length > 0;
    const placements = planPlacements(context.now(), wantedTiers(destinations, usable), chosen ? [] : held, destinations.asked);
    announce(context, placements);
    const fresh = placements.filter((placement) => placement.id === undefined);
    const [first] = fresh;
    const made = first === undefined
        ? undefined
        : await makeDump(request, context, {
            client,
            encryption,
            stopwatch,
            jobs: request.jobs ?? (0,default_jobs/* defaultJobs */.y)(),
            tier: first.tier,
        });
    if (made !== undefined)
        context.log.info(`set ${made.manifest.id}: ${(0,format/* formatBytes */.z3)((0,catalog_manifest/* storedBytes */.Zk)(made.manifest))} to store`);
    const placed = await stopwatch.time('store', () => placeSets(context, { placements, made, held, destinations, stores: usable }));
    return {
        sets: placements.length === 0 ? newestOf(destinations.tiers, held) : placed.sets,
        locations: usable.map(({ store }) => store.location).filter((one) => !placed.incomplete.has(one)),
        failures: [...reached.failures, ...placed.failures],
        outcome: made !== undefined ? 'dumped' : placements.length > 0 ? 'completed' : 'nothing due',
        nextDue: Object.fromEntries(catalog_tiers/* SCHEDULED_TIERS */.i7.map((tier) => [tier, nextDue(context.now(), tier).toISOString()])),
        seconds: stopwatch.total,
        phases: stopwatch.phases,
    };
}
async function systemIdentifier(client) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = backup_addDisposableResource(env_1, await (0,postgres_client/* openSession */.fA)(client), true);
        return (await (0,facts/* readServerFacts */.TX)(session)).systemIdentifier;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = backup_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
function announce(context, placements) {
    if (placements.length === 0)
        context.log.info('nothing is due: every tier has its set, in all of its stores');
    for (const { tier, id } of placements) {
        context.log.info(id === undefined
            ? `${tier} is due`
            : `${tier}: set ${id} is copied to where it is missing, without a dump`);
    }
}
function newestOf(tiers, held) {
    const newestFirst = held.toSorted((a, b) => (a.id < b.id ? 1 : -1));
    return tiers.flatMap((tier) => newestFirst.find((one) => one.tier === tier)?.manifest ?? []);
}
function present(report) {
    const { sets, failures, outcome } = report;
    const failure = failures.length === 0 ? undefined : (0,open_stores/* partialFailure */.gJ)(report.locations, failures);
    const [newest] = sets.toSorted((a, b) => (a.id < b.id ? 1 : -1));
    return {
        outputs: {
            verdict: failure !== undefined ? 'failed' : outcome === 'nothing due' ? 'nothing due' : 'ok',
            'set-id': newest?.id ?? '',
            tiers: sets.map((set) => set.tier).join('\n'),
            locations: report.locations.join('\n'),
            'size-bytes': newest === undefined ? '' : String((0,catalog_manifest/* storedBytes */.Zk)(newest)),
            'duration-seconds': String(report.seconds),
            'manifest-path': sets.map((set) => (0,catalog_keys/* objectKey */.T5)((0,catalog_manifest/* manifestLocation */.zW)(set), catalog_keys/* MANIFEST */.e0)).join('\n'),
            tables: newest === undefined ? '' : String(newest.totals.tables),
            rows: newest?.totals.rows ?? '',
        },
        summary: backupSummary(report),
        text: backupText(report),
        json: {
            outcome,
            manifests: sets,
            locations: report.locations,
            nextDue: report.nextDue,
            durationSeconds: report.seconds,
            phases: report.phases,
            failures: failures.map(({ store, error }) => ({
                store: store.location,
                code: error.code,
                message: error.message,
            })),
        },
        ...(failure === undefined ? {} : { failure }),
    };
}


/***/ }),

/***/ 54406:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ matchesTable),
/* harmony export */   e: () => (/* binding */ selectTables)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);

/**
 * Decides whose rows are dumped. Selection is about rows only: every definition is always dumped, so that each set
 * can be restored and proven by itself. A partition or child is selected with any of its ancestors.
 *
 * @param include patterns of tables whose rows are dumped; empty means all
 * @param exclude patterns of tables whose rows are left out; wins over `include`
 * @param others what a pattern may also name without selecting rows: partitioned tables, and, to leave them out, tables
 *   whose rows no dump holds
 * @returns for each table whether its rows are in
 * @throws UserError PBA-PG-NO-SUCH-TABLE listing every pattern that matches nothing
 */
function selectTables(tables, include, exclude, others) {
    const names = new Map();
    const known = [...tables.flatMap((table) => [table, ...table.parents]), ...others.partitioned];
    for (const name of known)
        names.set(JSON.stringify([name.schema, name.name]), name);
    const matches = (pattern, among) => [...among].some((name) => matchesTable(pattern, name));
    const unmatched = [
        ...include.filter((pattern) => !matches(pattern, names.values())),
        ...exclude.filter((pattern) => !matches(pattern, [...names.values(), ...others.withoutRows])),
    ];
    if (unmatched.length > 0) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('PBA-PG-NO-SUCH-TABLE', `No table matches ${unmatched.map((one) => JSON.stringify(one)).join(', ')}.`, {
            hint: 'Write schema.table; * and ? stand for any characters; names are case-sensitive only inside double quotes.',
        });
    }
    const hit = (table, patterns) => patterns.some((pattern) => [table, ...table.parents].some((name) => matchesTable(pattern, name)));
    const selected = tables.filter((table) => (include.length === 0 || hit(table, include)) && !hit(table, exclude));
    return { selected, left: tables.filter((table) => !selected.includes(table)) };
}
/**
 * Patterns as in psql's `\d`: `tickets`, `public.tickets`, `audit_*`, `"Order".items`. Unquoted parts are folded to
 * lower case; a pattern without a schema matches in every schema.
 */
function matchesTable(pattern, name) {
    const parts = parsePattern(pattern);
    const table = parts.at(-1);
    if (table === undefined || parts.length > 2)
        return false;
    const schema = parts.length === 2 ? parts[0] : undefined;
    return table.test(name.name) && (schema?.test(name.schema) ?? true);
}
function parsePattern(pattern) {
    const parts = [''];
    let quoted = false;
    for (let index = 0; index < pattern.length; index += 1) {
        const char = pattern.charAt(index);
        if (char === '"') {
            if (quoted && pattern.charAt(index + 1) === '"') {
                parts.push(`${parts.pop() ?? ''}"`);
                index += 1;
            }
            else
                quoted = !quoted;
        }
        else if (char === '.' && !quoted)
            parts.push('');
        else if (char === '*' && !quoted)
            parts.push(`${parts.pop() ?? ''}.*`);
        else if (char === '?' && !quoted)
            parts.push(`${parts.pop() ?? ''}.`);
        else
            parts.push(`${parts.pop() ?? ''}${(quoted ? char : char.toLowerCase()).replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')}`);
    }
    return parts.map((part) => new RegExp(`^${part}$`, 's'));
}


/***/ }),

/***/ 33413:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ copiesFor)
/* harmony export */ });
/* harmony import */ var _tier_stores_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28222);

/** The copies that a set of this tier of this database has to have, in the order of `stores`; never none. */
function copiesFor(policy, tier, database) {
    const allowed = [...policy.stores].filter(([name]) => database.stores?.includes(name) ?? true);
    const rules = policy.tiers[tier];
    const names = (0,_tier_stores_js__WEBPACK_IMPORTED_MODULE_0__/* .tierStores */ .J)(rules.stores, new Map(allowed));
    return allowed.filter(([name]) => names.includes(name)).map(([, store]) => copyIn(store, rules));
}
function copyIn(store, rules) {
    if (store.kind === 'directory') {
        return { store, storageClass: undefined, transition: undefined, lock: undefined };
    }
    const amazon = isAmazon(store.endpoint);
    // STANDARD by default is what every service does when it is not asked for a class.
    const asks = rules.written.storageClass || (amazon && rules.storageClass !== 'STANDARD');
    return {
        store,
        storageClass: asks ? rules.storageClass : undefined,
        transition: rules.written.transition || amazon ? rules.transition : undefined,
        lock: store.objectLock ? rules.lock : undefined,
    };
}
/** Only Amazon is known to have Amazon's classes: Ceph, for one, refuses those it was not configured for. */
function isAmazon(endpoint) {
    if (endpoint === undefined)
        return true;
    return URL.canParse(endpoint) && /(^|\.)amazonaws\.com(\.cn)?$/.test(new URL(endpoint).hostname);
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

/***/ 72776:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HD: () => (/* binding */ settingSql),
/* harmony export */   lc: () => (/* binding */ readDatabaseProperties),
/* harmony export */   o1: () => (/* binding */ readDatabaseSql)
/* harmony export */ });
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(71502);

/** What belongs to a database's name and not to its data. */
function readDatabaseProperties(session, database) {
    return session.row(`
    select pg_get_userbyid(d.datdba) as owner, shobj_description(d.oid, 'pg_database') as comment,
           d.datconnlimit as "connectionLimit", d.datistemplate as template, d.datacl is not null as acl,
           coalesce((select json_agg(json_build_object('grantee', case when a.grantee = 0 then null else pg_get_userbyid(a.grantee) end,
                            'privilege', a.privilege_type, 'grantable', a.is_grantable) order by a.grantee, a.privilege_type)
                       from aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a), '[]') as grants,
           coalesce((select json_agg(json_build_object('role', case when s.setrole = 0 then null else pg_get_userbyid(s.setrole) end,
                            'entries', s.setconfig) order by s.setrole)
                       from pg_catalog.pg_db_role_setting s where s.setdatabase = d.oid), '[]') as settings
      from pg_catalog.pg_database d where d.datname = ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .e)(database)}`);
}
async function readDatabaseSql(session, facts) {
    const { name } = await session.row('select current_database() as name');
    const properties = await readDatabaseProperties(session, name);
    return { create: createSql(facts), settings: settingsSql(properties, facts.databaseOwner) };
}
function createSql(facts) {
    const options = [
        'template = template0',
        `owner = ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .C)(facts.databaseOwner)}`,
        `encoding = ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .e)(facts.encoding)}`,
        `lc_collate = ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .e)(facts.collate)}`,
        `lc_ctype = ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .e)(facts.ctype)}`,
    ];
    if (facts.localeProvider === 'icu') {
        options.push('locale_provider = icu', `icu_locale = ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .e)(facts.locale ?? '')}`);
    }
    else if (facts.localeProvider === 'builtin') {
        options.push('locale_provider = builtin', `builtin_locale = ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .e)(facts.locale ?? '')}`);
    }
    return `-- Run with: psql -v ON_ERROR_STOP=1 -d postgres -v target=NAME -f database.sql\ncreate database :"target"\n  ${options.join('\n  ')};\n`;
}
function settingsSql(properties, owner) {
    const lines = ['-- Run last, with: psql -v ON_ERROR_STOP=1 -d postgres -v target=NAME -f settings.sql'];
    if (properties.comment !== null)
        lines.push(`comment on database :"target" is ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .e)(properties.comment)};`);
    if (properties.connectionLimit !== -1)
        lines.push(`alter database :"target" connection limit ${properties.connectionLimit};`);
    if (properties.acl) {
        lines.push('revoke all on database :"target" from public;', `revoke all on database :"target" from ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .C)(owner)};`);
        for (const grant of properties.grants) {
            const to = grant.grantee === null ? 'public' : (0,_quote_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .C)(grant.grantee);
            lines.push(`grant ${grant.privilege} on database :"target" to ${to}${grant.grantable ? ' with grant option' : ''};`);
        }
    }
    for (const setting of properties.settings) {
        for (const entry of setting.entries) {
            const change = settingSql(entry);
            lines.push(setting.role === null
                ? `alter database :"target" ${change};`
                : `alter role ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .C)(setting.role)} in database :"target" ${change};`);
        }
    }
    return `${lines.join('\n')}\n`;
}
/** Parameters whose value is a list of names: PostgreSQL stores them quoted and wants them one by one (GUC_LIST_QUOTE). */
const LIST_SETTINGS = new Set([
    'local_preload_libraries',
    'search_path',
    'session_preload_libraries',
    'shared_preload_libraries',
    'temp_tablespaces',
    'unix_socket_directories',
]);
/** `name=value` as pg_db_role_setting stores it, as the tail of an ALTER. */
function settingSql(entry) {
    const at = entry.indexOf('=');
    const name = entry.slice(0, at);
    const value = entry.slice(at + 1);
    const quoted = name
        .split('.')
        .map((part) => (0,_quote_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .C)(part))
        .join('.');
    if (!LIST_SETTINGS.has(name.toLowerCase()))
        return `set ${quoted} to ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .e)(value)}`;
    const names = [...value.matchAll(/"((?:[^"]|"")*)"|([^\s,]+)/g)].map((found) => (found[1] ?? '').replaceAll('""', '"') || (found[2] ?? ''));
    return `set ${quoted} to ${names.length === 0 ? "''" : names.map(_quote_js__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .e).join(', ')}`;
}


/***/ })

};
