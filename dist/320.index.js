export const id = 320;
export const ids = [320];
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

/***/ 320:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  swap: () => (/* binding */ swap)
});

// EXTERNAL MODULE: ./build/catalog/sibling-names.js
var sibling_names = __webpack_require__(52571);
;// CONCATENATED MODULE: ./build/catalog/swap-plan.js

/**
 * Decides from the server's databases alone. A swap is one transaction, so a run that was killed left one of two
 * states: nothing has happened, or everything has; there is no state between them to repair.
 */
function planSwap(databases, request) {
    return request.undo ? planUndo(databases, request) : planForward(databases, request);
}
function planForward(databases, request) {
    const { live } = request;
    const outgoing = find(databases, live);
    const incoming = request.restored === undefined
        ? newest(databases, live, 'restored')?.entry
        : find(databases, request.restored);
    const kept = newest(databases, live, 'before');
    if (outgoing !== undefined && incoming !== undefined && incoming.oid !== outgoing.oid) {
        return makePlan('swap', databases, request, incoming, outgoing);
    }
    if (outgoing !== undefined &&
        incoming === undefined &&
        request.restored !== undefined &&
        kept?.entry.comment?.startsWith(replacedBy(request.restored, live)) === true) {
        return {
            kind: 'done',
            reason: `${request.restored} serves as ${live} since an earlier run`,
            kept: kept.entry.name,
        };
    }
    return {
        kind: 'impossible',
        problems: forwardProblems(request, outgoing, incoming, kept?.entry.name),
    };
}
function forwardProblems(request, outgoing, incoming, kept) {
    const { live, restored } = request;
    const problems = [];
    if (outgoing === undefined) {
        problems.push({
            text: `There is no database ${live} on this server`,
            remedy: kept === undefined
                ? 'Check `database` and the connection; `psql -l` lists what the server has.'
                : `${kept} served under this name before; \`undo: true\` gives it back.`,
        });
    }
    if (incoming === undefined) {
        const last = kept === undefined ? '' : ` The last swap kept ${kept}.`;
        problems.push({
            text: restored === undefined
                ? `There is no restored database ${live}_restored_… on this server`
                : `There is no database ${restored} on this server`,
            remedy: `Run \`restore\` first, or name the database with \`restored\`.${last}`,
        });
    }
    else if (incoming.oid === outgoing?.oid) {
        problems.push({
            text: `${live} and the restored database are the same`,
            remedy: 'Name another one with `restored`.',
        });
    }
    return problems;
}
function planUndo(databases, request) {
    const { live } = request;
    const outgoing = find(databases, live);
    const kept = newest(databases, live, 'before');
    const undone = newest(databases, live, 'undone');
    // Otherwise a second undo, such as that of a workflow that is run again, would go back to a still older state.
    if (undone !== undefined && outgoing !== undefined && !(kept !== undefined && kept.at > undone.at)) {
        return {
            kind: 'done',
            reason: `the last swap of ${live} is undone already`,
            kept: undone.entry.name,
        };
    }
    if (kept === undefined) {
        return {
            kind: 'impossible',
            problems: [
                {
                    text: `There is no ${live}_before_… on this server, so there is no swap to undo`,
                    remedy: 'A kept database of another name is put back with `restored: NAME`.',
                },
            ],
        };
    }
    return makePlan('undo', databases, request, kept.entry, outgoing ?? null);
}
function makePlan(kind, databases, request, incoming, outgoing) {
    const { live } = request;
    const at = nextTime(databases, request);
    return {
        kind,
        live,
        incoming,
        outgoing,
        keptAs: (0,sibling_names/* siblingName */.Ue)(live, kind === 'swap' ? 'before' : 'undone', at),
        interim: (0,sibling_names/* siblingName */.Ue)(live, 'swapping', at),
    };
}
/** Later than every earlier swap or undo, also when clocks differ or two happen in one second: their order is the state. */
function nextTime(databases, request) {
    const times = ['before', 'undone'].flatMap((kind) => newest(databases, request.live, kind)?.at.getTime() ?? []);
    return new Date(Math.max(request.now.getTime(), ...times.map((time) => time + 1_000)));
}
function newest(databases, live, kind) {
    return databases
        .flatMap((entry) => {
        const at = (0,sibling_names/* siblingTime */.YL)(live, kind, entry.name);
        return at === undefined ? [] : [{ entry, at }];
    })
        .sort((a, b) => b.at.getTime() - a.at.getTime())[0];
}
function find(databases, name) {
    return databases.find((entry) => entry.name === name);
}
/** The comment of a database that a swap put aside: it tells people how to get it back, and a later run what happened. */
function keptComment(plan) {
    return plan.kind === 'swap'
        ? `${replacedBy(plan.incoming.name, plan.live)} Closed for connections; swap with undo: true puts it back.`
        : `Taken back by undo: ${plan.incoming.name} serves as ${plan.live} again. Closed for connections.`;
}
function replacedBy(restored, live) {
    return `Replaced by ${restored}, which serves as ${live} since.`;
}

// EXTERNAL MODULE: ./build/catalog/restored-mark.js
var restored_mark = __webpack_require__(3116);
;// CONCATENATED MODULE: ./build/catalog/swap-preflight.js

/** Judges everything at once, so that nobody mends one thing to meet the next. */
function judgeSwap(plan, facts, rule) {
    return [
        ...serverFindings(plan, facts),
        ...rightsFindings(facts),
        ...proofFindings(plan, facts.mark, rule),
        ...boundFindings(plan, facts),
        ...sessionFindings(facts),
        ...differenceFindings(facts),
    ];
}
function serverFindings(plan, facts) {
    const findings = [];
    const both = databases(facts);
    if (facts.inRecovery) {
        findings.push(blocker('The server is a standby, which cannot rename databases.', 'Connect to the primary.'));
    }
    for (const one of both.filter(({ name }) => name === facts.connectedTo)) {
        findings.push(blocker(`This run is connected to ${one.name} itself.`, 'Give another database of the server as `maintenance-database`.'));
    }
    for (const one of both.filter(({ valid }) => !valid)) {
        findings.push(blocker(`${one.name} is what an interrupted DROP DATABASE left.`, 'Drop it and restore again.'));
    }
    if (plan.outgoing?.allowsConnections === false) {
        findings.push(note(`${plan.live} takes no connections now; after the swap, it does.`));
    }
    return findings;
}
function rightsFindings(facts) {
    const { role } = facts;
    if (role.superuser)
        return [];
    const findings = databases(facts)
        .filter(({ owned }) => !owned)
        .map(({ name }) => blocker(`Role ${role.name} does not own ${name}, and only its owner or a superuser may rename it.`, `Connect as its owner, or as a member of that role.`));
    if (!role.createdb) {
        findings.push(blocker(`Role ${role.name} lacks CREATEDB, which renaming needs.`, 'ALTER ROLE the_role CREATEDB;'));
    }
    return findings;
}
function proofFindings(plan, mark, rule) {
    if (plan.kind === 'undo')
        return [];
    const problem = proofProblem(plan, mark, rule);
    if (problem === undefined)
        return [];
    return [
        rule.allowUnproven
            ? note(`${problem} It is swapped in all the same (allow-unproven).`)
            : blocker(problem, 'Restore it with `restore`, which compares and marks it; or `allow-unproven: true`.'),
    ];
}
function proofProblem(plan, mark, rule) {
    const { name } = plan.incoming;
    if (mark === undefined)
        return `${name} carries no proof: nothing says that it was compared with a set.`;
    if (mark.verdict !== restored_mark/* PROVEN */.ho)
        return `${name} was compared with set ${mark.set}, and the verdict is ${mark.verdict}.`;
    const age = rule.now.getTime() - Date.parse(mark.at);
    if (Number.isNaN(age))
        return `The proof of ${name} does not say when it was made (${mark.at}).`;
    return age > rule.maxAgeMs ? `The proof of ${name} is of ${mark.at}, older than proof-max-age.` : undefined;
}
/** What hangs on the database's identity and would stay with the old one. */
function boundFindings(plan, facts) {
    const findings = facts.prepared.map(({ database, gid }) => blocker(`${database} has the prepared transaction ${gid}, and then PostgreSQL does not rename it.`, `COMMIT PREPARED or ROLLBACK PREPARED ${gid}, connected to ${database}.`));
    for (const { database, name, active } of facts.slots.filter(isLive(plan))) {
        findings.push(active
            ? blocker(`The logical replication slot ${name} of ${database} is in use; it stays with the old database.`, 'Stop its subscriber; after the swap, make a slot on the new database and copy anew.')
            : note(`The logical replication slot ${name} stays with the old database and holds WAL back.`));
    }
    for (const { database, name, enabled } of facts.subscriptions.filter(isLive(plan))) {
        findings.push(enabled
            ? blocker(`The subscription ${name} of ${database} is enabled; it stays with the old database.`, `ALTER SUBSCRIPTION … DISABLE, connected to ${database}; after the swap, subscribe anew.`)
            : note(`The disabled subscription ${name} stays with the old database.`));
    }
    if (facts.cronJobs === null)
        findings.push(note('Jobs of pg_cron could not be read with this role.'));
    for (const job of facts.cronJobs ?? []) {
        findings.push(note(`pg_cron runs job ${job} in ${plan.live}: from the swap on, in the new one.`));
    }
    return findings;
}
function isLive(plan) {
    return ({ database }) => database === plan.live;
}
function sessionFindings(facts) {
    return facts.sessions
        .filter(({ mayEnd }) => !mayEnd)
        .map(({ database, user, application, count }) => blocker(`Role ${facts.role.name} may not end ${count} session(s) of ${user ?? 'the server'} in ${database}${application ? ` (${application})` : ''}.`, 'End them, or GRANT pg_signal_backend TO the_role; sessions of superusers only a superuser may end.'));
}
function differenceFindings(facts) {
    const { incoming, outgoing } = facts;
    if (outgoing === null)
        return [];
    return Object.entries(outgoing.traits)
        .filter(([name, value]) => incoming.traits[name] !== value)
        .map(([name, value]) => note(`The ${name} changes from ${value ?? 'none'} to ${incoming.traits[name] ?? 'none'}: it belongs to the data.`));
}
function databases(facts) {
    return facts.outgoing === null ? [facts.incoming] : [facts.incoming, facts.outgoing];
}
function blocker(text, remedy) {
    return { severity: 'blocker', text, remedy };
}
function note(text) {
    return { severity: 'note', text };
}

;// CONCATENATED MODULE: ./build/catalog/swap-properties.js

/**
 * The changes that give `to` the properties of `from`, and no others: a role that may not set a parameter can still
 * swap when the restored database has it already. The owner comes first, because grants are its.
 */
function propertyChanges(from, to) {
    const changes = [];
    if (from.owner !== to.owner)
        changes.push({ kind: 'owner', owner: from.owner });
    if (from.owner !== to.owner || grantsText(from) !== grantsText(to)) {
        const grantees = [...to.grants.map((grant) => grant.grantee), null, from.owner, to.owner];
        changes.push({ kind: 'grants', revokeFrom: [...new Set(grantees)], grants: from.grants });
    }
    changes.push(...settingChanges(from.settings, to.settings));
    if (from.connectionLimit !== to.connectionLimit) {
        changes.push({ kind: 'connection limit', limit: from.connectionLimit });
    }
    if (from.template !== to.template)
        changes.push({ kind: 'template', template: from.template });
    if (from.comment !== to.comment)
        changes.push({ kind: 'comment', comment: from.comment });
    return changes;
}
function grantsText(properties) {
    const lines = properties.grants.map((grant) => JSON.stringify([grant.grantee, grant.privilege, grant.grantable]));
    // One right can be granted by several grantors; only that it is granted counts.
    return [...new Set(lines)].sort().join('\n');
}
/** Marks of a restore go, and none comes: they are about the data that was under another name. */
function settingChanges(from, to) {
    const wanted = byRoleAndName(from.map(withoutMarks));
    const there = byRoleAndName(to);
    const changes = [];
    for (const [key, { role, name }] of there) {
        if (!wanted.has(key))
            changes.push({ kind: 'reset', role, name });
    }
    for (const [key, { role, entry }] of wanted) {
        if (there.get(key)?.entry !== entry)
            changes.push({ kind: 'set', role, entry });
    }
    return changes;
}
function withoutMarks(settings) {
    return { ...settings, entries: settings.entries.filter((entry) => !(0,restored_mark/* isMarkSetting */.ui)(entry)) };
}
function byRoleAndName(settings) {
    const found = new Map();
    for (const { role, entries } of settings) {
        for (const entry of entries) {
            const name = entry.slice(0, entry.indexOf('='));
            found.set(JSON.stringify([role, name.toLowerCase()]), { role, name, entry });
        }
    }
    return found;
}
/** What is carried over, in words; values of settings may be secrets and are not shown. */
function describeChange(change) {
    switch (change.kind) {
        case 'owner':
            return `owner: ${change.owner}`;
        case 'comment':
            return change.comment === null ? 'comment removed' : 'comment';
        case 'connection limit':
            return `connection limit: ${change.limit === -1 ? 'none' : change.limit}`;
        case 'template':
            return change.template ? 'marked as a template' : 'not a template';
        case 'grants':
            return 'grants';
        case 'set':
            return `setting ${change.entry.slice(0, change.entry.indexOf('='))}${forRole(change.role)}`;
        case 'reset':
            return `setting ${change.name}${forRole(change.role)} removed`;
    }
}
function forRole(role) {
    return role === null ? '' : ` of role ${role}`;
}

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/postgres/client.js + 1 modules
var postgres_client = __webpack_require__(5599);
// EXTERNAL MODULE: ./build/concurrency.js
var concurrency = __webpack_require__(3943);
// EXTERNAL MODULE: ./build/postgres/quote.js
var quote = __webpack_require__(71502);
// EXTERNAL MODULE: ./build/postgres/database-sql.js
var database_sql = __webpack_require__(72776);
;// CONCATENATED MODULE: ./build/postgres/swap-changes.js


/** The statements that make one change to a database; all of them may run inside a transaction. */
function changeSql(database, change) {
    const target = (0,quote/* identifier */.C)(database);
    switch (change.kind) {
        case 'owner':
            return [`alter database ${target} owner to ${(0,quote/* identifier */.C)(change.owner)}`];
        case 'comment':
            return [commentSql(database, change.comment)];
        case 'connection limit':
            return [`alter database ${target} connection limit ${change.limit}`];
        case 'template':
            return [`alter database ${target} is_template ${change.template}`];
        case 'grants':
            return [
                ...change.revokeFrom.map((grantee) => `revoke all on database ${target} from ${roleName(grantee)}`),
                ...change.grants.map(({ grantee, privilege, grantable }) => `grant ${privilege} on database ${target} to ${roleName(grantee)}${grantable ? ' with grant option' : ''}`),
            ];
        case 'set':
            return [`${alter(target, change.role)} ${(0,database_sql/* settingSql */.HD)(change.entry)}`];
        case 'reset':
            return [`${alter(target, change.role)} reset ${(0,quote/* identifier */.C)(...change.name.split('.'))}`];
    }
}
function commentSql(database, comment) {
    return `comment on database ${(0,quote/* identifier */.C)(database)} is ${comment === null ? 'null' : (0,quote/* literal */.e)(comment)}`;
}
function alter(target, role) {
    return role === null ? `alter database ${target}` : `alter role ${(0,quote/* identifier */.C)(role)} in database ${target}`;
}
function roleName(grantee) {
    return grantee === null ? 'public' : (0,quote/* identifier */.C)(grantee);
}

;// CONCATENATED MODULE: ./build/postgres/swap-facts.js
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





function readServerIdentity(session) {
    return session.row(`
    select (select system_identifier::text from pg_catalog.pg_control_system()) as "systemIdentifier",
           current_setting('server_version') as version, host(inet_server_addr()) as address,
           current_setting('port') as port, current_user as role`);
}
/** Every database of the server that is not a template of PostgreSQL's own. */
function listDatabaseEntries(session) {
    return session.rows(`
    select datname as name, oid::text as oid, datallowconn as "allowsConnections",
           shobj_description(oid, 'pg_database') as comment
      from pg_catalog.pg_database where datname not in ('template0', 'template1')`);
}
/**
 * Whether our role may end a session: what pg_terminate_backend asks for. Autovacuum's have no role; a rename ends them
 * by itself. `a` is a row of pg_stat_activity.
 */
const MAY_END = `((select rolsuper from pg_catalog.pg_roles where rolname = current_user)
  or a.usesysid is not null
     and not coalesce((select r.rolsuper from pg_catalog.pg_roles r where r.oid = a.usesysid), false)
     and (pg_catalog.pg_has_role(a.usesysid, 'USAGE') or pg_catalog.pg_has_role('pg_signal_backend', 'USAGE')))`;
/** Reads what the preflight judges, from catalogs that every role may read. */
async function readSwapFacts(client, session, plan) {
    const names = [plan.incoming.name, ...(plan.outgoing === null ? [] : [plan.live])];
    const among = names.map(quote/* literal */.e).join(', ');
    const server = await session.row(`
    select pg_is_in_recovery() as "inRecovery", current_database() as "connectedTo",
           json_build_object('name', rolname, 'superuser', rolsuper, 'createdb', rolcreatedb) as role
      from pg_catalog.pg_roles where rolname = current_user`);
    const databases = await readDatabases(session, among);
    const incoming = databases.find(({ name }) => name === plan.incoming.name);
    if (incoming === undefined) {
        throw new errors/* UserError */.yo('PBA-PG-NO-DATABASE', `Database ${plan.incoming.name} vanished during the preflight.`);
    }
    const properties = await (0,database_sql/* readDatabaseProperties */.lc)(session, plan.incoming.name);
    const own = properties.settings.find(({ role }) => role === null)?.entries ?? [];
    return {
        ...server,
        incoming,
        outgoing: databases.find(({ name }) => name === plan.live) ?? null,
        sessions: await readSessions(session, among),
        prepared: await session.rows(`
      select database::text as database, gid from pg_catalog.pg_prepared_xacts where database in (${among}) order by gid`),
        slots: await session.rows(`
      select database::text as database, slot_name::text as name, active
        from pg_catalog.pg_replication_slots where database in (${among}) order by slot_name`),
        subscriptions: await session.rows(`
      select d.datname as database, s.subname as name, s.subenabled as enabled
        from pg_catalog.pg_subscription s join pg_catalog.pg_database d on d.oid = s.subdbid
       where d.datname in (${among}) order by s.subname`),
        cronJobs: await readCronJobs(client, session, server.connectedTo, plan.live),
        mark: (0,restored_mark/* readMark */.Mp)(own, properties.comment),
    };
}
function readDatabases(session, among) {
    // to_jsonb, because columns differ by major: datlocprovider 15, daticulocale 15-16, datlocale 17.
    return session.rows(`
    select d.datname as name, pg_has_role(d.datdba, 'USAGE') as owned, d.datconnlimit <> -2 as valid,
           pg_database_size(d.oid)::text as bytes,
           json_build_object('encoding', pg_encoding_to_char(d.encoding), 'collation', d.datcollate,
             'character type', d.datctype, 'locale provider', to_jsonb(d) ->> 'datlocprovider',
             'locale', coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale'),
             'tablespace', t.spcname) as traits
      from pg_catalog.pg_database d join pg_catalog.pg_tablespace t on t.oid = d.dattablespace
     where d.datname in (${among})`);
}
function readSessions(session, among) {
    return session.rows(`
    select a.datname as database, a.usename as user, a.application_name as application,
           count(*)::int as count, ${MAY_END} as "mayEnd"
      from pg_catalog.pg_stat_activity a
     where a.datname in (${among}) and a.pid <> pg_backend_pid() and a.usesysid is not null
     group by 1, 2, 3, 5 order by 4 desc, 1, 2, 3`);
}
/** pg_cron keeps the jobs of all databases in one of them (https://github.com/citusdata/pg_cron, cron.database_name). */
async function readCronJobs(client, session, connectedTo, live) {
    const { home } = await session.row(`select current_setting('cron.database_name', true) as home`);
    if (home === null || home === connectedTo)
        return cronJobsHere(session, live);
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const there = __addDisposableResource(env_1, await (0,postgres_client/* openSession */.fA)((0,postgres_client/* withDatabase */.kR)(client, home)), true);
            return await cronJobsHere(there, live);
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
    catch (error) {
        // Another database that does not let us in is no reason to refuse; the preflight says that it did not look.
        if (error instanceof errors/* ToolError */.v4 || error instanceof errors/* UserError */.yo)
            return null;
        throw error;
    }
}
async function cronJobsHere(session, live) {
    const [table] = await session.rows(`
    select has_schema_privilege(n.oid, 'USAGE') and has_table_privilege(c.oid, 'SELECT') as readable
      from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'cron' and c.relname = 'job'`);
    if (table === undefined)
        return [];
    if (!table.readable)
        return null;
    const jobs = await session.rows(`
    select jobid || ' (' || schedule || ')' as job from ${(0,quote/* identifier */.C)('cron', 'job')}
     where database = ${(0,quote/* literal */.e)(live)} order by jobid`);
    return jobs.map(({ job }) => job);
}

;// CONCATENATED MODULE: ./build/postgres/swap-attempt.js
var swap_attempt_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var swap_attempt_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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









/** Limits of the transaction. While it waits, so does everybody who connects to one of the two databases. */
const SWAP_LIMITS = {
    lock_timeout: '5s',
    statement_timeout: '15s',
    // Ends the transaction when this machine vanishes without closing its connection.
    idle_in_transaction_session_timeout: '10s',
};
const ENDING_EVERY_MS = 10;
/** The properties that the incoming database has to get, from the one that has the live name. */
async function readChanges(session, plan) {
    // Only the kept one's own comment is of no use under the live name.
    if (plan.outgoing === null)
        return [{ kind: 'comment', comment: null }];
    const live = await (0,database_sql/* readDatabaseProperties */.lc)(session, plan.live);
    return propertyChanges(live, await (0,database_sql/* readDatabaseProperties */.lc)(session, plan.incoming.name));
}
/** One try: a session that does it, and one that ends the sessions in its way. */
class Attempt {
    ended = new Set();
    backend;
    closedAt;
    /** Whether the commit was sent: before, a swap that is found done is somebody else's. */
    committing = false;
    #client;
    #plan;
    constructor(client, plan) {
        this.#client = client;
        this.#plan = plan;
    }
    async run() {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const plan = this.#plan;
            const { live, incoming, outgoing, interim, keptAs } = plan;
            const work = swap_attempt_addDisposableResource(env_1, await (0,postgres_client/* openSession */.fA)(this.#client, SWAP_LIMITS), true);
            const ender = swap_attempt_addDisposableResource(env_1, await (0,postgres_client/* openSession */.fA)(this.#client, { lock_timeout: '5s', statement_timeout: '5s' }), true);
            const { pid } = await work.row('select pg_backend_pid() as pid');
            this.backend = pid;
            await this.#step(work, 'begin', 'begin');
            // The restored one first: waiting for it costs nobody anything.
            await this.#endingSessions(ender, incoming.oid, this.#step(work, 'take the restored database', rename(incoming.name, interim)));
            for (const change of await readChangesAs(work, plan)) {
                for (const sql of changeSql(interim, change))
                    await this.#step(work, `carry over ${change.kind}`, sql);
            }
            this.closedAt = performance.now();
            if (outgoing !== null) {
                await this.#endingSessions(ender, outgoing.oid, this.#step(work, 'take the live database', rename(live, keptAs)));
            }
            await this.#step(work, 'give the live name', rename(interim, live));
            await this.#step(work, 'open the new database', `alter database ${(0,quote/* identifier */.C)(live)} allow_connections true`);
            if (outgoing !== null) {
                await this.#step(work, 'close the old database', `alter database ${(0,quote/* identifier */.C)(keptAs)} allow_connections false`);
                await this.#step(work, 'label the old database', commentSql(keptAs, keptComment(plan)));
            }
            await expectIdentities(work, plan);
            this.committing = true;
            await this.#step(work, 'commit', 'commit');
            return { downtimeMs: performance.now() - this.closedAt, sessionsEnded: this.ended.size };
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = swap_attempt_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    async #step(session, what, sql) {
        this.#client.log.debug(`step: ${what}`);
        await session.execute(sql);
    }
    /** Ends the database's sessions again and again until the rename, which waits for them, is through. */
    async #endingSessions(ender, oid, renaming) {
        let through = false;
        const settled = renaming.then(() => undefined, (error) => ({ error }));
        void settled.then(() => {
            through = true;
        });
        while (!through) {
            const told = await ender.rows(`
        select a.pid, pg_terminate_backend(a.pid) from pg_catalog.pg_stat_activity a
         where a.datid = ${(0,quote/* literal */.e)(oid)}::oid and ${MAY_END}`);
            for (const { pid } of told)
                this.ended.add(pid);
            await Promise.race([settled, (0,concurrency/* sleep */.yy)(ENDING_EVERY_MS, this.#client.signal)]);
        }
        const outcome = await settled;
        if (outcome !== undefined)
            throw outcome.error;
    }
}
/** As `readChanges`, inside the transaction: the incoming database has its interim name there. */
function readChangesAs(session, plan) {
    return readChanges(session, { ...plan, incoming: { ...plan.incoming, name: plan.interim } });
}
/** Names may have been given to other databases since the plan was made; identities cannot. */
async function expectIdentities(session, plan) {
    if ((await readOutcome(session, plan)) !== 'swapped') {
        throw new errors/* ToolError */.v4('PBA-SWAP-FAILED', 'The databases were renamed by somebody else since the preflight.');
    }
}
async function readOutcome(session, plan) {
    const { live, kept } = await session.row(`
    select (select oid::text from pg_catalog.pg_database where datname = ${(0,quote/* literal */.e)(plan.live)}) as live,
           (select oid::text from pg_catalog.pg_database where datname = ${(0,quote/* literal */.e)(plan.keptAs)}) as kept`);
    const old = plan.outgoing?.oid ?? null;
    if (live === plan.incoming.oid && kept === old)
        return 'swapped';
    return live === old ? 'as before' : 'otherwise';
}
function rename(from, to) {
    return `alter database ${(0,quote/* identifier */.C)(from)} rename to ${(0,quote/* identifier */.C)(to)}`;
}

;// CONCATENATED MODULE: ./build/postgres/swap.js
var swap_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var swap_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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








const ATTEMPTS = 3;
/** How long to look, after a failure, for whether the transaction was committed. */
const LOOK_MS = 5_000;
const LOOK_EVERY_MS = 10;
/**
 * Tries the changes on the incoming database in a transaction that is rolled back: whether our role may make them is
 * known before anybody is disconnected.
 * @returns what PostgreSQL refuses, or undefined
 */
async function rehearse(client, plan, changes) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = swap_addDisposableResource(env_1, await (0,postgres_client/* openSession */.fA)(client, SWAP_LIMITS), true);
        await session.execute('begin');
        for (const change of changes) {
            try {
                for (const sql of changeSql(plan.incoming.name, change))
                    await session.execute(sql);
            }
            catch (error) {
                if (!(error instanceof errors/* PbaError */.sV) || error instanceof errors/* CancelledError */.cc)
                    throw error;
                return `${describeChange(change)} cannot be carried over: ${error.message}`;
            }
        }
        return undefined;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = swap_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/**
 * Swaps in one transaction: renames, properties, permission to connect. Renaming takes a lock that keeps new
 * connections waiting, so nothing has to be closed beforehand that a killed run could leave closed: either everything
 * has happened or nothing. The sessions of the two databases are ended meanwhile.
 * @throws ToolError PBA-SWAP-FAILED saying which database serves
 */
async function swapDatabases(client, plan) {
    const start = performance.now();
    for (let attempt = 1;; attempt += 1) {
        const run = new Attempt(client, plan);
        try {
            const done = await run.run();
            return { ...done, attempts: attempt };
        }
        catch (error) {
            const outcome = await lookWhatHappened(client, plan, run.backend);
            if (outcome === 'swapped' && run.committing) {
                // The answer to the commit was lost, not the commit.
                const downtimeMs = performance.now() - (run.closedAt ?? start);
                return { downtimeMs, attempts: attempt, sessionsEnded: run.ended.size };
            }
            const nothing = `This run changed nothing, ${whoServes(plan, outcome)}`;
            if (error instanceof errors/* CancelledError */.cc) {
                client.log.info(`${nothing}.`);
                throw error;
            }
            if (attempt === ATTEMPTS || !isBusy(error))
                throw await failed(client, plan, nothing, error);
            client.log.info(`Attempt ${attempt} of ${ATTEMPTS} gave up. ${nothing}: ${(0,errors/* messageOf */.bD)(error)}`);
        }
    }
}
/** Waits until our transaction's backend is gone, ending it if need be, and then looks who has the live name. */
async function lookWhatHappened(client, plan, backend) {
    try {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const signal = AbortSignal.timeout(LOOK_MS);
            const session = swap_addDisposableResource(env_2, await (0,postgres_client/* openSession */.fA)((0,postgres_client/* withSignal */.l_)(client, signal)), true);
            if (backend !== undefined)
                await untilGone(session, backend, signal);
            return await readOutcome(session, plan);
        }
        catch (e_2) {
            env_2.error = e_2;
            env_2.hasError = true;
        }
        finally {
            const result_2 = swap_disposeResources(env_2);
            if (result_2)
                await result_2;
        }
    }
    catch (cause) {
        throw new errors/* ToolError */.v4('PBA-SWAP-FAILED', `The server does not tell which database serves as ${plan.live}: ${(0,errors/* messageOf */.bD)(cause)}`, {
            hint: 'The swap is one transaction: it has happened as a whole or not at all. Run again to see.',
            cause,
        });
    }
}
async function untilGone(session, backend, signal) {
    for (;;) {
        const { alive } = await session.row(`
      select coalesce(bool_or(pg_terminate_backend(pid)), false) as alive
        from pg_catalog.pg_stat_activity where pid = ${backend} and application_name = 'postgres-backup-actions'`);
        if (!alive)
            return;
        await (0,concurrency/* sleep */.yy)(LOOK_EVERY_MS, signal);
    }
}
/** Somebody was in the way: worth another try. */
function isBusy(error) {
    return (error instanceof errors/* PbaError */.sV &&
        (error.code === 'PBA-PG-LOCK-TIMEOUT' ||
            (error instanceof errors/* ToolError */.v4 && /is being accessed by other users/.test(error.stderr))));
}
async function failed(client, plan, nothing, error) {
    const env_3 = { stack: [], error: void 0, hasError: false };
    try {
        if (!(error instanceof errors/* PbaError */.sV))
            return error;
        const session = swap_addDisposableResource(env_3, await (0,postgres_client/* openSession */.fA)(client), true);
        const left = await session.rows(`
    select a.usename || coalesce(nullif(' (' || a.application_name || ')', ' ()'), '') as who
      from pg_catalog.pg_stat_activity a
     where a.datid in (${(0,quote/* literal */.e)(plan.incoming.oid)}::oid, ${(0,quote/* literal */.e)(plan.outgoing?.oid ?? '0')}::oid)
       and not ${MAY_END} and a.usesysid is not null`);
        return new errors/* ToolError */.v4('PBA-SWAP-FAILED', `${nothing}: ${(0,errors/* messageOf */.bD)(error)}`, {
            hint: left.length > 0
                ? `Sessions that this role may not end: ${[...new Set(left.map(({ who }) => who))].join(', ')}.`
                : 'Run again when nobody holds locks on the databases; pg_stat_activity shows who is connected.',
            ...(error instanceof errors/* ToolError */.v4 ? { exitCode: error.exitCode, stderr: error.stderr } : {}),
            cause: error,
        });
    }
    catch (e_3) {
        env_3.error = e_3;
        env_3.hasError = true;
    }
    finally {
        const result_3 = swap_disposeResources(env_3);
        if (result_3)
            await result_3;
    }
}
function whoServes({ live, outgoing }, outcome) {
    if (outcome !== 'as before')
        return `but somebody else gave the name ${live} to another database meanwhile`;
    return outgoing === null ? `no database is called ${live}` : `${live} is the database it was before`;
}

// EXTERNAL MODULE: ./build/actions/connect.js
var connect = __webpack_require__(35606);
// EXTERNAL MODULE: ./build/actions/time-limit.js
var time_limit = __webpack_require__(97397);
// EXTERNAL MODULE: ./build/process.js
var build_process = __webpack_require__(44677);
;// CONCATENATED MODULE: ./build/actions/swap/commands.js


/** On cancellation there are seven seconds in all; a command after the swap gets its share of them. */
const AFTER_CANCEL_MS = 5_000;
/**
 * Runs a user's program: one argument per line, no shell. It has the environment of this run, because it is the
 * user's own and needs what `docker` or `kubectl` need.
 * @throws ToolError PBA-SWAP-COMMAND
 */
async function runCommand(which, text, context) {
    const [program, ...args] = (text ?? '')
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '');
    if (program === undefined)
        return;
    // What stops the application may have run already, so what starts it again is also run on cancellation.
    const signal = which === 'after-swap' && context.signal.aborted ? AbortSignal.timeout(AFTER_CANCEL_MS) : context.signal;
    try {
        const output = await context.log.group(`Running ${which}: ${program}`, () => (0,build_process/* runText */.le)(program, args, {
            env: context.env,
            signal,
            cwd: context.env['GITHUB_WORKSPACE'] ?? process.cwd(),
        }));
        if (output.trim() !== '')
            context.log.info(output.trimEnd());
    }
    catch (error) {
        if (error instanceof errors/* CancelledError */.cc && context.signal.aborted && which === 'before-swap')
            throw error;
        throw new errors/* ToolError */.v4('PBA-SWAP-COMMAND', `The command of ${which} failed: ${(0,errors/* messageOf */.bD)(error)}`, {
            ...(error instanceof errors/* ToolError */.v4 ? { exitCode: error.exitCode, stderr: error.stderr } : {}),
            hint: which === 'before-swap'
                ? 'Nothing was swapped. Run the command by hand to see what it says.'
                : 'Run it by hand: the application may still be stopped.',
            cause: error,
        });
    }
}

// EXTERNAL MODULE: ./build/runtime/format.js
var format = __webpack_require__(14364);
;// CONCATENATED MODULE: ./build/actions/swap/summary.js

/** The target's identity and the plan, told before anything is done. */
function swapLines(report) {
    return [
        ...facts(report).map(([name, value]) => `${name}: ${value}`),
        ...report.findings.map(({ severity, text }) => `${severity}: ${text}`),
    ];
}
/** Markdown for the job summary. */
function swapSummary(report, failure) {
    const rows = facts(report).map(([name, value]) => [name, (0,format/* code */.aY)(value)]);
    const findings = report.findings.map(({ severity, text, remedy }) => [
        severity === 'blocker' ? '❌ blocker' : 'note',
        text,
        remedy ?? '',
    ]);
    return [
        `## ${failure === undefined ? '🔁' : '❌'} Swap: ${(0,format/* escapeMarkdown */.FV)(headline(report))}`,
        '',
        ...(failure === undefined
            ? []
            : [`${(0,format/* code */.aY)(failure.code).markdown} ${(0,format/* escapeMarkdown */.FV)(failure.message)}`, '']),
        (0,format/* markdownTable */.Qj)([{ title: 'What' }, { title: 'Value' }], rows),
        '',
        ...(findings.length === 0
            ? []
            : [(0,format/* markdownTable */.Qj)([{ title: 'Finding' }, { title: 'What' }, { title: 'Remedy' }], findings), '']),
        ...next(report).map((line) => (0,format/* escapeMarkdown */.FV)(line)),
    ].join('\n');
}
/** The same for a terminal. */
function swapText(report) {
    const table = (0,format/* terminalTable */.RX)([{ title: 'What' }, { title: 'Value' }], facts(report).map(([name, value]) => [name, value]));
    const findings = report.findings.map(({ severity, text }) => `- ${severity}: ${text}`);
    return [headline(report), '', table, ...findings, ...next(report)].join('\n');
}
function headline({ database, done, plan, result, undo }) {
    if (done !== null)
        return `${database} was left as it is: ${done.reason}`;
    if (plan === null || result === null)
        return `${database} was not changed`;
    const what = undo
        ? 'is the database it was before the swap'
        : `is the restored database ${plan.incoming.name}`;
    return `${database} ${what}; downtime ${Math.round(result.downtimeMs)} ms`;
}
function facts({ server, database, plan, sessions, carried, result }) {
    const where = server.address === null ? `local socket, port ${server.port}` : `${server.address}, port ${server.port}`;
    const rows = [
        ['Server', `${where}, PostgreSQL ${server.version}, system ${server.systemIdentifier}`],
        ['Role', server.role],
        ['Live database', plan?.outgoing === null ? `${database} (there is none now)` : database],
    ];
    if (plan !== null) {
        rows.push(['Becomes the live one', `${plan.incoming.name} (oid ${plan.incoming.oid})`]);
        if (plan.outgoing !== null)
            rows.push(['Kept as', `${plan.keptAs} (oid ${plan.outgoing.oid})`]);
        rows.push([
            'Carried over',
            carried.length === 0 ? 'nothing: all properties are equal' : carried.join(', '),
        ]);
    }
    if (sessions !== null)
        rows.push(['Connected now', (0,format/* plural */.LS)(sessions, 'session')]);
    if (result !== null) {
        rows.push(['Downtime', `${Math.round(result.downtimeMs)} ms`], [
            'Sessions ended',
            `${(0,format/* plural */.LS)(result.sessionsEnded, 'session')} in ${(0,format/* plural */.LS)(result.attempts, 'attempt')}`,
        ]);
    }
    return rows;
}
function next({ plan, result, undo }) {
    if (plan === null || result === null || plan.outgoing === null)
        return [];
    return [
        '',
        undo
            ? `What was live until now is kept as ${plan.keptAs}, closed for connections. Drop it when nobody needs it.`
            : `The old database is kept as ${plan.keptAs}, closed for connections; swap with undo: true puts it back. Drop it on purpose: DROP DATABASE.`,
    ];
}

;// CONCATENATED MODULE: ./build/actions/swap/swap.js
var swap_swap_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var swap_swap_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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












/** Puts a restored database in the place of the live one, or takes that back. */
function swap(inputs, context) {
    return (0,time_limit/* withTimeLimit */.B)(context, inputs.timeLimit, (limited) => run(inputs, limited));
}
async function run(inputs, context) {
    const client = await (0,connect/* connect */.N)({ ...inputs, database: inputs.maintenanceDatabase }, context);
    const report = await context.log.group(`Preflight on ${inputs.database}`, () => preflight(inputs, client, context));
    for (const line of swapLines(report))
        context.log.info(line);
    const refusal = refusalOf(report, inputs);
    if (refusal !== undefined)
        return resultOf(report, refusal);
    return report.plan === null
        ? finish(report, inputs, context)
        : act(report, report.plan, inputs, client, context);
}
async function preflight(inputs, client, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = swap_swap_addDisposableResource(env_1, await (0,postgres_client/* openSession */.fA)(client, { statement_timeout: '60s' }), true);
        const server = await readServerIdentity(session);
        const decision = planSwap(await listDatabaseEntries(session), {
            live: inputs.database,
            restored: inputs.restored,
            undo: inputs.undo,
            now: context.now(),
        });
        const base = {
            database: inputs.database,
            server,
            undo: inputs.undo,
            plan: null,
            findings: [],
            sessions: null,
            carried: [],
            done: null,
            result: null,
        };
        if (decision.kind === 'done')
            return { ...base, done: decision };
        if (decision.kind === 'impossible')
            return { ...base, findings: decision.problems.map(blocking) };
        return { ...base, plan: decision, ...(await judge(decision, session, inputs, client, context)) };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = swap_swap_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function judge(plan, session, inputs, client, context) {
    const facts = await readSwapFacts(client, session, plan);
    const findings = judgeSwap(plan, facts, {
        maxAgeMs: inputs.proofMaxAge,
        allowUnproven: inputs.allowUnproven,
        now: context.now(),
    });
    const changes = await readChanges(session, plan);
    const refused = await rehearse(client, plan, changes);
    if (refused !== undefined) {
        findings.push({
            severity: 'blocker',
            text: refused,
            remedy: 'Connect as a superuser, or give the restored database the same property beforehand.',
        });
    }
    const sessions = facts.sessions.reduce((sum, { count }) => sum + count, 0);
    return { findings, sessions, carried: changes.map(describeChange) };
}
function blocking({ text, remedy }) {
    return { severity: 'blocker', text: `${text}.`, remedy };
}
function refusalOf(report, inputs) {
    const blockers = report.findings.filter(({ severity }) => severity === 'blocker');
    if (blockers.length > 0) {
        const list = blockers.map(({ text, remedy }) => `- ${text}${remedy === undefined ? '' : ` ${remedy}`}`);
        return new errors/* UserError */.yo('PBA-SWAP-REFUSED', `${inputs.database} cannot be swapped now:\n${list.join('\n')}`, { hint: 'Nothing was changed. Mend what is listed and run again.' });
    }
    if (report.plan === null || inputs.confirm === inputs.database)
        return undefined;
    return new errors/* UserError */.yo('PBA-CONFIRM', inputs.confirm === undefined
        ? `The plan for ${inputs.database} is made and was not confirmed.`
        : `confirm is not the name of the live database, ${inputs.database}.`, { hint: `Nothing was changed. To do it, give \`confirm: ${inputs.database}\`.` });
}
/** Whatever `before-swap` may have stopped is started again by `after-swap`, also when there was no swap. */
async function act(report, plan, inputs, client, context) {
    let swapped;
    try {
        await runCommand('before-swap', inputs.beforeSwap, context);
        const result = await context.log.group(`Renaming`, () => swapDatabases(client, plan));
        swapped = { ...report, result };
    }
    catch (error) {
        await runCommand('after-swap', inputs.afterSwap, context).catch((second) => {
            if (!(second instanceof errors/* PbaError */.sV))
                throw second;
            context.log.warning(`${second.message} ${second.hint ?? ''}`);
        });
        if (!(error instanceof errors/* PbaError */.sV) || context.signal.aborted)
            throw error;
        return resultOf(report, error);
    }
    return finish(swapped, inputs, context);
}
/** The swap has happened: a failing command fails the run, and the report says that the swap stands. */
async function finish(report, inputs, context) {
    try {
        await runCommand('after-swap', inputs.afterSwap, context);
    }
    catch (error) {
        if (error instanceof errors/* PbaError */.sV)
            return resultOf(report, error);
        throw error;
    }
    return resultOf(report);
}
function resultOf(report, failure) {
    const verb = report.undo ? 'undone' : 'swapped';
    const verdict = failure !== undefined ? 'failed' : report.done === null ? verb : `already-${verb}`;
    const { result } = report;
    return {
        outputs: {
            verdict,
            'kept-database': report.done?.kept ?? (result === null ? '' : (report.plan?.keptAs ?? '')),
            'downtime-ms': result === null ? '' : String(Math.round(result.downtimeMs)),
            'sessions-ended': String(result?.sessionsEnded ?? 0),
        },
        summary: swapSummary(report, failure),
        text: swapText(report),
        json: { verdict, ...report },
        ...(failure === undefined ? {} : { failure }),
    };
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


/***/ }),

/***/ 3116:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JM: () => (/* binding */ markSettings),
/* harmony export */   Mp: () => (/* binding */ readMark),
/* harmony export */   Rz: () => (/* binding */ TABLES_ONLY),
/* harmony export */   fp: () => (/* binding */ markComment),
/* harmony export */   ho: () => (/* binding */ PROVEN),
/* harmony export */   ui: () => (/* binding */ isMarkSetting)
/* harmony export */ });
const SET = 'pba.restored_set';
const AT = 'pba.restored_at';
const VERDICT = 'pba.restored_verdict';
/** The verdict that lets a database be swapped in. */
const PROVEN = 'proven';
/** Equal to the set, but only some of its tables: it must never be swapped in. */
const TABLES_ONLY = 'tables-only';
/** Whether a setting of a database (`name=value` or its name) is a mark: it never goes to another database. */
function isMarkSetting(entry) {
    const name = entry.split('=', 1)[0]?.toLowerCase() ?? '';
    return name === SET || name === AT || name === VERDICT;
}
/** The mark as settings for `ALTER DATABASE … SET`, by name. Only a superuser may set names PostgreSQL does not know. */
function markSettings(mark) {
    return { [SET]: mark.set, [AT]: mark.at, [VERDICT]: mark.verdict };
}
/** The mark as a line of the database's comment: for owners that are no superusers. A swap replaces the comment. */
function markComment(mark) {
    return `${SET}=${mark.set} ${AT}=${mark.at} ${VERDICT}=${mark.verdict}`;
}
/** Reads the mark from the database's settings (`name=value`), else from its comment. */
function readMark(settings, comment) {
    return fromEntries(settings) ?? fromComment(comment ?? '');
}
function fromComment(comment) {
    for (const line of comment.split('\n')) {
        const mark = fromEntries(line.trim().split(' '));
        if (mark !== undefined)
            return mark;
    }
    return undefined;
}
function fromEntries(entries) {
    const value = (name) => entries.find((entry) => entry.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
    const [set, at, verdict] = [value(SET), value(AT), value(VERDICT)];
    return set === undefined || at === undefined || verdict === undefined ? undefined : { set, at, verdict };
}


/***/ }),

/***/ 52571:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ue: () => (/* binding */ siblingName),
/* harmony export */   YL: () => (/* binding */ siblingTime),
/* harmony export */   pg: () => (/* binding */ MAX_NAME_BYTES)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);

/** PostgreSQL cuts longer names without an error (NAMEDATALEN - 1). */
const MAX_NAME_BYTES = 63;
const STAMP_BYTES = '20261122T030405Z'.length;
const STAMP = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/;
/**
 * `shop_before_20261122T030405Z`. Of a name that leaves too little room its beginning is kept, and eight hex digits
 * of its hash, so that two long names with the same beginning have siblings of their own. At most 63 bytes.
 */
function siblingName(database, kind, at) {
    return `${stem(database, kind)}${at.toISOString().replace(/[-:]|\.\d{3}/g, '')}`;
}
/**
 * The moment in the name of a sibling of `database`, or undefined for any other name. Somebody who made it by hand without
 * quotes has `t` and `z` in it.
 */
function siblingTime(database, kind, name) {
    const start = stem(database, kind);
    const stamp = name.slice(start.length).toUpperCase();
    const found = name.startsWith(start) ? STAMP.exec(stamp) : null;
    if (!found)
        return undefined;
    const [, year, month, day, hour, minute, second] = found;
    const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    return !Number.isNaN(time.getTime()) && siblingName(database, kind, time) === start + stamp
        ? time
        : undefined;
}
function stem(database, kind) {
    const suffix = `_${kind}_`;
    const room = MAX_NAME_BYTES - STAMP_BYTES - suffix.length;
    if (Buffer.byteLength(database) <= room)
        return database + suffix;
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(database).digest('hex').slice(0, 8);
    return `${firstBytes(database, room - hash.length - 1)}_${hash}${suffix}`;
}
/** As many whole characters as fit. */
function firstBytes(text, limit) {
    let kept = '';
    for (const char of text) {
        if (Buffer.byteLength(kept + char) > limit)
            break;
        kept += char;
    }
    return kept;
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


/***/ })

};
