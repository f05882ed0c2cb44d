export const id = 708;
export const ids = [708];
export const modules = {

/***/ 68708:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  doctor: () => (/* binding */ doctor)
});

// EXTERNAL MODULE: ./build/catalog/doctor/finding.js
var finding = __webpack_require__(67531);
;// CONCATENATED MODULE: ./build/catalog/doctor/clocks.js

/** S3 refuses requests that are 15 minutes off; set ids have whole seconds, retention has days. */
const WARN_MS = 60_000;
const FAIL_MS = 10 * 60_000;
function judgeClocks(clocks) {
    return clocks.map(({ of, aheadMs }) => {
        const find = (0,finding/* findingsAbout */.yI)('clock', of);
        if (aheadMs === undefined)
            return find('unknown', 'skew', `${of} did not tell its time.`);
        const off = Math.abs(aheadMs);
        const sentence = `The clock of ${of} is ${(off / 1000).toFixed(0)} s ${aheadMs > 0 ? 'ahead of' : 'behind'} this machine’s.`;
        if (off < WARN_MS)
            return find('good', 'skew', `The clock of ${of} agrees with this machine’s.`);
        return find(off < FAIL_MS ? 'warning' : 'problem', 'skew', sentence, {
            remedy: (0,finding/* shell */.vf)('timedatectl set-ntp true && timedatectl timesync-status'),
        });
    });
}

// EXTERNAL MODULE: ./build/catalog/doctor/diagnoses.js
var diagnoses = __webpack_require__(12683);
;// CONCATENATED MODULE: ./build/catalog/doctor/versions.js

/** Majors that still get fixes, and the end of support of those that soon will not (postgresql.org, versioning). */
const OLDEST_SUPPORTED = 15;
const NEWEST_KNOWN = 19;
/**
 * First minor release of each major without the known holes in psql, pg_dump and pg_restore: CVE-2025-8714, CVE-2025-8715
 * and the way around their fix, CVE-2026-18408 (fixed in 18.6, 17.11, 16.15, 15.19, 14.24).
 */
const PATCHED_CLIENT = { 14: 24, 15: 19, 16: 15, 17: 11, 18: 6 };
/** The same for servers: CVE-2024-7348, where pg_dump runs code of whoever may create objects. */
const PATCHED_SERVER = { 12: 20, 13: 16, 14: 13, 15: 8, 16: 4 };
const CLIENT_LINK = 'https://www.postgresql.org/support/security/CVE-2025-8714/';
const SERVER_LINK = 'https://www.postgresql.org/support/security/CVE-2024-7348/';
const SUPPORT_LINK = 'https://www.postgresql.org/support/versioning/';
function minorOf(version) {
    const found = /^\d+\.(\d+)/.exec(version);
    return found === null ? undefined : Number(found[1]);
}
function olderThan(version, major, fixed) {
    const wanted = fixed[major];
    const minor = minorOf(version);
    return wanted !== undefined && minor !== undefined && minor < wanted ? wanted : undefined;
}
/** The server: supported, and with the fixes that a dump needs. */
function judgeServerVersion(version, subject) {
    const find = (0,finding/* findingsAbout */.yI)('database', subject);
    const major = Number.parseInt(version, 10);
    const findings = [];
    if (major < OLDEST_SUPPORTED) {
        findings.push(find('warning', 'version', `PostgreSQL ${version} gets no fixes any more.`, {
            remedy: (0,finding/* shell */.vf)(`apt-get install postgresql-${NEWEST_KNOWN - 1}   # then pg_upgradecluster, or restore a set there`),
            link: SUPPORT_LINK,
        }));
    }
    const patched = olderThan(version, major, PATCHED_SERVER);
    if (patched !== undefined) {
        findings.push(find('problem', 'server-holes', `PostgreSQL ${version} lets whoever may create objects run code as the role that dumps (CVE-2024-7348); fixed in ${major}.${patched}.`, {
            remedy: (0,finding/* shell */.vf)(`apt-get update && apt-get install --only-upgrade postgresql-${major}`),
            link: SERVER_LINK,
        }));
    }
    if (findings.length === 0)
        findings.push(find('good', 'version', `The server is PostgreSQL ${version}.`));
    return findings;
}
/** The programs on this machine, all of them, and whether one fits the server. */
function judgeClients(clients, serverVersion) {
    const find = (0,finding/* findingsAbout */.yI)('tools', 'this machine');
    if (clients.length === 0) {
        return [
            find('problem', 'client', 'No PostgreSQL client (psql, pg_dump) is installed here.', {
                remedy: (0,finding/* shell */.vf)('apt-get install postgresql-client'),
            }),
        ];
    }
    const list = clients.map((one) => `${one.version} in ${one.directory}`).join(', ');
    const findings = [];
    const server = serverVersion === undefined ? undefined : Number.parseInt(serverVersion, 10);
    if (server !== undefined && !clients.some((one) => one.major >= server)) {
        findings.push(find('problem', 'client', `No client is new enough for a server of version ${serverVersion}; there are: ${list}.`, {
            remedy: (0,finding/* shell */.vf)(`apt-get install postgresql-client-${server}   # from apt.postgresql.org where the distribution lacks it`),
            link: 'https://wiki.postgresql.org/wiki/Apt',
        }));
    }
    else
        findings.push(find('good', 'client', `Clients: ${list}.`));
    for (const client of clients) {
        const patched = olderThan(client.version, client.major, PATCHED_CLIENT);
        if (patched === undefined)
            continue;
        findings.push(find('warning', 'client-holes', `The client ${client.version} in ${client.directory} can be made to run commands by a dump from a hostile server (CVE-2025-8714, CVE-2026-18408); fixed in ${client.major}.${patched}.`, {
            remedy: (0,finding/* shell */.vf)(`apt-get update && apt-get install --only-upgrade postgresql-client-${client.major}`),
            link: CLIENT_LINK,
        }));
    }
    if (server !== undefined && !clients.some((one) => one.server && one.major === server)) {
        findings.push(find('warning', 'restore-test-server', `A restore test needs the server programs of PostgreSQL ${server} here, or an image with them.`, {
            remedy: (0,finding/* shell */.vf)(`apt-get install postgresql-${server}   # or give restore-test the input container-image`),
        }));
    }
    return findings;
}

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/policy/effective-policy.js
var effective_policy = __webpack_require__(59165);
// EXTERNAL MODULE: ./build/postgres/tools.js
var tools = __webpack_require__(53909);
// EXTERNAL MODULE: ./build/runtime/format.js
var format = __webpack_require__(14364);
// EXTERNAL MODULE: ./build/actions/effective.js
var effective = __webpack_require__(5529);
;// CONCATENATED MODULE: ./build/catalog/doctor/archiving.js

const ARCHIVING = 'https://www.postgresql.org/docs/current/continuous-archiving.html';
const GIB = 1024 ** 3;
const RECOVERY_TARGETS = [
    'recovery_target',
    'recovery_target_time',
    'recovery_target_lsn',
    'recovery_target_xid',
    'recovery_target_name',
];
/** Replication and archive settings. `rpoMs`: what the policy promises. */
function judgeServer(facts, subject, rpoMs) {
    const find = (0,finding/* findingsAbout */.yI)('database', subject);
    return [
        ...standby(facts, find),
        ...archiveSettings(facts, find, rpoMs),
        ...archiverState(facts, find),
        ...slots(facts, find),
        ...recoveryTargets(facts, find),
        ...durability(facts, find),
    ];
}
function standby(facts, find) {
    if (!facts.inRecovery)
        return [];
    return [
        find('note', 'standby', 'This is a standby: rows of unlogged tables are not dumped, and a long dump can be cancelled by a conflict with recovery.', {
            remedy: (0,finding/* sql */.ll)(`ALTER SYSTEM SET max_standby_streaming_delay = '2h';\nSELECT pg_reload_conf();`),
            link: 'https://www.postgresql.org/docs/current/hot-standby.html#HOT-STANDBY-CONFLICT',
        }),
    ];
}
function archiveSettings(facts, find, rpoMs) {
    const { settings } = facts;
    const mode = settings['archive_mode'];
    if (mode === 'off') {
        const promised = rpoMs !== undefined && rpoMs < 12 * 3_600_000;
        return [
            find(promised ? 'problem' : 'note', 'archiving', promised
                ? 'WAL is not archived, so what was written since the last dump is lost with the server; the RPO of the policy cannot be kept.'
                : 'WAL is not archived: what was written since the last dump is lost with the server.', {
                remedy: (0,finding/* advice */.v9)('Set up WAL archiving with pgBackRest: the action `wal` does it.'),
                link: ARCHIVING,
            }),
        ];
    }
    const findings = [];
    const command = settings['archive_command'];
    const library = settings['archive_library'];
    if (command === null || command === undefined) {
        findings.push(find('unknown', 'archive-command', 'The role may not see archive_command, so it was not looked at.', {
            remedy: (0,finding/* sql */.ll)('GRANT pg_read_all_settings TO backup;'),
        }));
    }
    else if (command === '' && (library ?? '') === '') {
        findings.push(find('problem', 'archive-command', 'archive_mode is on and archive_command is empty: WAL piles up until the disk is full.', {
            remedy: (0,finding/* sql */.ll)(`ALTER SYSTEM SET archive_command = 'pgbackrest --stanza=main archive-push %p';\nSELECT pg_reload_conf();`),
            link: ARCHIVING,
        }));
    }
    else if (/(^|[\s;&|/])(cp|mv|rsync)\s/.test(command)) {
        findings.push(find('problem', 'archive-command', 'archive_command copies files by itself (cp, mv or rsync): it does not sync to disk, a crash between copy and status stops it for ever, and the copy lies on the same machine.', {
            remedy: (0,finding/* sql */.ll)(`ALTER SYSTEM SET archive_command = 'pgbackrest --stanza=main archive-push %p';\nSELECT pg_reload_conf();`),
            link: ARCHIVING,
        }));
    }
    else if (/(^|[\s;&|])(\/bin\/)?true\s*$/.test(command)) {
        findings.push(find('problem', 'archive-command', 'archive_command does nothing and says it succeeded: every segment is lost.', {
            remedy: (0,finding/* sql */.ll)(`ALTER SYSTEM RESET archive_command;\nSELECT pg_reload_conf();`),
            link: ARCHIVING,
        }));
    }
    else
        findings.push(find('good', 'archive-command', 'archive_command is none of the kinds known to lose WAL.'));
    const timeout = Number(settings['archive_timeout'] ?? 0) * 1000;
    if (rpoMs !== undefined && rpoMs < 24 * 3_600_000 && (timeout === 0 || timeout > rpoMs / 3)) {
        const wanted = Math.max(30, Math.floor(rpoMs / 3000));
        findings.push(find('warning', 'archive-timeout', `archive_timeout is ${timeout === 0 ? 'off' : `${timeout / 1000} s`}; for the RPO of the policy it has to be at most a third of it.`, {
            remedy: (0,finding/* sql */.ll)(`ALTER SYSTEM SET archive_timeout = '${wanted}s';\nSELECT pg_reload_conf();`),
            link: ARCHIVING,
        }));
    }
    return findings;
}
function archiverState(facts, find) {
    const { archiver, settings } = facts;
    if (settings['archive_mode'] === 'off')
        return [];
    if (archiver === undefined)
        return [find('unknown', 'archiver', 'The state of the archiver could not be read.')];
    const { lastFailedAt, lastArchivedAt } = archiver;
    if (lastFailedAt !== null && (lastArchivedAt === null || lastFailedAt > lastArchivedAt)) {
        return [
            find('problem', 'archiver', `Archiving fails: ${archiver.lastFailed} was refused ${archiver.failed} times${lastArchivedAt === null ? ', and nothing was ever archived' : `; the last that arrived is ${archiver.lastArchived}`}. WAL piles up until the disk is full.`, {
                remedy: (0,finding/* shell */.vf)('grep -i "archive command failed" /var/log/postgresql/*.log | tail -n 5'),
                link: ARCHIVING,
            }),
        ];
    }
    if (archiver.archived === 0) {
        return [
            find('warning', 'archiver', 'Nothing was archived since the statistics were reset.', {
                remedy: (0,finding/* sql */.ll)('SELECT pg_switch_wal();\nSELECT * FROM pg_stat_archiver;'),
            }),
        ];
    }
    return [find('good', 'archiver', `The archiver works; the last segment is ${archiver.lastArchived}.`)];
}
function slots(facts, find) {
    return facts.slots
        .filter((slot) => !slot.active && (slot.lost || slot.retainedBytes > GIB))
        .map((slot) => find('warning', 'slot', slot.lost
        ? `The replication slot ${slot.name} lost the WAL it needs.`
        : `Nobody reads the replication slot ${slot.name}; it keeps ${(slot.retainedBytes / GIB).toFixed(1)} GiB of WAL, and more every day.`, {
        remedy: (0,finding/* sql */.ll)(`SELECT pg_drop_replication_slot('${slot.name.replaceAll("'", "''")}');  -- when nobody needs it\nALTER SYSTEM SET max_slot_wal_keep_size = '20GB';\nSELECT pg_reload_conf();`),
        link: 'https://www.postgresql.org/docs/current/runtime-config-replication.html#GUC-MAX-SLOT-WAL-KEEP-SIZE',
    }));
}
/** Left over from a recovery: the next crash of a standby, or the next recovery, would stop in the past. */
function recoveryTargets(facts, find) {
    if (facts.inRecovery)
        return [];
    const set = RECOVERY_TARGETS.filter((name) => (facts.settings[name] ?? '') !== '');
    if (set.length === 0)
        return [];
    return [
        find('problem', 'recovery-target', `${set.join(', ')} ${set.length === 1 ? 'is' : 'are'} still set although nothing is being recovered (no recovery.signal): the next recovery with this configuration stops there, in the past.`, {
            remedy: (0,finding/* sql */.ll)(`${set.map((name) => `ALTER SYSTEM RESET ${name};`).join('\n')}\n-- and take them out of postgresql.conf and conf.d`),
            link: 'https://www.postgresql.org/docs/current/runtime-config-wal.html#RUNTIME-CONFIG-WAL-RECOVERY-TARGET',
        }),
    ];
}
function durability(facts, find) {
    const off = ['fsync', 'full_page_writes'].filter((name) => facts.settings[name] === 'off');
    return [
        ...(off.length === 0
            ? []
            : [
                find('problem', 'durability', `${off.join(' and ')} ${off.length === 1 ? 'is' : 'are'} off: a crash can destroy the database.`, {
                    remedy: (0,finding/* sql */.ll)(`${off.map((name) => `ALTER SYSTEM RESET ${name};`).join('\n')}\nSELECT pg_reload_conf();`),
                    link: 'https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-FSYNC',
                }),
            ]),
        ...(facts.dataChecksums
            ? []
            : [
                find('note', 'data-checksums', 'The cluster has no data checksums: a disk that changes bytes is noticed late, or by amcheck only.', {
                    remedy: (0,finding/* shell */.vf)('pg_checksums --enable -D DATA_DIRECTORY   # with the server stopped'),
                    link: 'https://www.postgresql.org/docs/current/checksums.html',
                }),
            ]),
    ];
}

;// CONCATENATED MODULE: ./build/catalog/doctor/database.js

const ROLES = 'docs/postgres-roles.md';
/** Whether the role can dump everything, and can do nothing else. `quote` makes an identifier of SQL. */
function judgeRole(facts, database, quote) {
    const find = (0,finding/* findingsAbout */.yI)('database', database);
    const role = quote(facts.role);
    return [
        ...reading(facts, find, role, database, quote),
        ...rowSecurity(facts, find, role),
        ...largeObjects(facts, find, role),
        ...roleSplit(facts, find, role, database, quote),
        facts.sessionKept
            ? find('good', 'pooler', 'The connection keeps its session.')
            : find('problem', 'pooler', 'Between this runner and PostgreSQL a pooler in transaction mode takes the session away, and with it the snapshot of the dump.', {
                remedy: (0,finding/* advice */.v9)('Connect to PostgreSQL itself (its own host and port, mostly 5432), or to a pool with pool_mode = session.'),
                link: ROLES,
            }),
        ...(facts.tls || facts.local
            ? []
            : [
                find('warning', 'tls', 'The connection goes over a network without TLS: rows and password can be read on the way.', {
                    remedy: (0,finding/* advice */.v9)('Set sslmode: verify-full and sslrootcert, and `ssl = on` on the server.'),
                    link: 'https://www.postgresql.org/docs/current/libpq-ssl.html',
                }),
            ]),
    ];
}
function reading(facts, find, role, database, quote) {
    if (facts.unreadableCount === 0)
        return [find('good', 'rights', `${facts.role} reads every table and sequence.`)];
    return [
        find('problem', 'rights', `${facts.role} may not read ${(0,finding/* some */.zN)(facts.unreadable, facts.unreadableCount)}, so a backup fails.`, {
            remedy: (0,finding/* sql */.ll)(`GRANT CONNECT ON DATABASE ${quote(database)} TO ${role};\nGRANT pg_read_all_data TO ${role};`),
            link: ROLES,
        }),
    ];
}
function rowSecurity(facts, find, role) {
    if (facts.superuser || facts.bypassRls || facts.rowSecurityCount === 0) {
        return [
            find('good', 'row-security', facts.rowSecurityCount === 0
                ? 'No table hides rows.'
                : 'Row-level security hides nothing from the role.'),
        ];
    }
    return [
        find('problem', 'row-security', `Row-level security hides rows of ${(0,finding/* some */.zN)(facts.rowSecurity, facts.rowSecurityCount)} from ${facts.role}, so a backup fails rather than lose them.`, { remedy: (0,finding/* sql */.ll)(`ALTER ROLE ${role} BYPASSRLS;`), link: ROLES }),
    ];
}
function largeObjects(facts, find, role) {
    if (facts.unreadableLargeObjects === 0) {
        return [find('good', 'large-objects', `${facts.largeObjects} large objects, all readable.`)];
    }
    const grant = `GRANT SELECT ON LARGE OBJECT ${facts.firstLargeObject} TO ${role};`;
    const all = `DO $$ DECLARE o oid; BEGIN\n  FOR o IN SELECT oid FROM pg_largeobject_metadata LOOP\n    EXECUTE format('GRANT SELECT ON LARGE OBJECT %s TO ${role.replaceAll("'", "''")}', o);\n  END LOOP;\nEND $$;`;
    return [
        find('problem', 'large-objects', `${facts.role} may not read ${facts.unreadableLargeObjects} of ${facts.largeObjects} large objects; pg_read_all_data does not cover them.`, {
            remedy: (0,finding/* sql */.ll)(facts.unreadableLargeObjects === 1 ? grant : all),
            link: ROLES,
        }),
    ];
}
/** One role for the application, one for the backup: what the runner loses must not be able to change production. */
function roleSplit(facts, find, role, database, quote) {
    const powers = [
        ...(facts.superuser ? ['is a superuser'] : []),
        ...(!facts.superuser && facts.createRole ? ['may make roles'] : []),
        ...(!facts.superuser && facts.createDatabase ? ['may make databases'] : []),
        ...(!facts.superuser && facts.owned > 0 ? [`owns ${facts.owned} tables`] : []),
        ...(!facts.superuser && facts.writable > 0 ? [`may change rows of ${facts.writable} tables`] : []),
    ];
    if (powers.length === 0)
        return [find('good', 'role-split', `${facts.role} can read, and nothing else.`)];
    return [
        find('warning', 'role-split', `The role ${facts.role} ${powers.join(', ')}: whoever takes this runner has that too.`, {
            remedy: (0,finding/* sql */.ll)(`CREATE ROLE backup LOGIN PASSWORD '…' BYPASSRLS;\nGRANT CONNECT ON DATABASE ${quote(database)} TO backup;\nGRANT pg_read_all_data TO backup;\n-- then use it instead of ${role}`),
            link: ROLES,
        }),
    ];
}

// EXTERNAL MODULE: ./build/postgres/client.js + 1 modules
var postgres_client = __webpack_require__(5599);
// EXTERNAL MODULE: ./build/postgres/quote.js
var quote = __webpack_require__(71502);
;// CONCATENATED MODULE: ./build/postgres/doctor-facts.js
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


const USER_SCHEMAS = `n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'`;
const SHOWN = 6;
/** Reads only; opens two sessions at the same time, to see whether each is kept. */
async function readDoctorFacts(client) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const session = __addDisposableResource(env_1, await (0,postgres_client/* openSession */.fA)(client), true);
        const sent = Date.now();
        const basics = await session.row(`select split_part(current_setting('server_version'), ' ', 1) as version,
            current_setting('server_version_num')::int as num,
            pg_catalog.pg_database_size(current_database()) as bytes,
            extract(epoch from pg_catalog.clock_timestamp())::float8 * 1000 as now,
            pg_catalog.pg_is_in_recovery() as recovery`);
        const middle = (sent + Date.now()) / 2;
        const role = await readRole(session, basics.num);
        const server = await readServer(session, basics.recovery, basics.num);
        return {
            version: basics.version,
            databaseBytes: basics.bytes,
            aheadMs: basics.now - middle,
            role: { ...role, sessionKept: await isSessionKept(client, session) },
            server,
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
async function readRole(session, versionNum) {
    const readAll = versionNum >= 140000 ? `pg_catalog.pg_has_role(current_user, 'pg_read_all_data', 'usage')` : 'false';
    return session.row(`
    with relations as (
      select c.oid, c.relkind, c.relowner, c.relrowsecurity, c.relforcerowsecurity,
             pg_catalog.format('%I.%I', n.nspname, c.relname) as name,
             pg_catalog.has_schema_privilege(n.oid, 'usage')
               and case when c.relkind = 'S' then pg_catalog.has_sequence_privilege(c.oid, 'select')
                        else pg_catalog.has_table_privilege(c.oid, 'select') end as readable
        from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p', 'm', 'S') and ${USER_SCHEMAS}
    ), hidden as (
      select name from relations
       where relrowsecurity and (relforcerowsecurity or not pg_catalog.pg_has_role(relowner, 'usage'))
    ), objects as (
      select m.oid, pg_catalog.pg_has_role(m.lomowner, 'usage') or exists (
               select from pg_catalog.aclexplode(m.lomacl) a
                where a.privilege_type = 'SELECT' and (a.grantee = 0 or pg_catalog.pg_has_role(a.grantee, 'usage'))
             ) as readable
        from pg_catalog.pg_largeobject_metadata m
    )
    select r.rolname as role, r.rolsuper as superuser, r.rolbypassrls as "bypassRls",
           r.rolcreaterole as "createRole", r.rolcreatedb as "createDatabase", ${readAll} as "readAllData",
           array(select name from relations where not readable order by name collate "C" limit ${SHOWN}) as unreadable,
           (select count(*) from relations where not readable) as "unreadableCount",
           array(select name from hidden order by name collate "C" limit ${SHOWN}) as "rowSecurity",
           (select count(*) from hidden) as "rowSecurityCount",
           (select count(*) from objects) as "largeObjects",
           (select count(*) from objects where not readable and not r.rolsuper) as "unreadableLargeObjects",
           (select min(oid)::text from objects where not readable) as "firstLargeObject",
           (select count(*) from relations where relowner = r.oid and relkind in ('r', 'p')) as owned,
           (select count(*) from relations where relkind in ('r', 'p')
               and pg_catalog.has_table_privilege(oid, 'insert, update, delete, truncate')) as writable,
           coalesce((select s.ssl from pg_catalog.pg_stat_ssl s where s.pid = pg_catalog.pg_backend_pid()), false) as tls,
           coalesce(pg_catalog.inet_client_addr() <<= inet '127.0.0.0/8' or pg_catalog.inet_client_addr() = inet '::1', true) as local
      from pg_catalog.pg_roles r where r.rolname = current_user`);
}
const SETTINGS = [
    'wal_level',
    'archive_mode',
    'archive_command',
    'archive_library',
    'archive_timeout',
    'recovery_target',
    'recovery_target_time',
    'recovery_target_lsn',
    'recovery_target_xid',
    'recovery_target_name',
    'fsync',
    'full_page_writes',
    'max_slot_wal_keep_size',
];
async function readServer(session, inRecovery, versionNum) {
    const settings = await session.rows(`select name, setting from pg_catalog.pg_settings where name in (${SETTINGS.map(quote/* literal */.e).join(', ')})`);
    const archiver = await session.row(`
    select archived_count as archived, failed_count as failed, last_archived_wal as "lastArchived",
           last_failed_wal as "lastFailed",
           extract(epoch from last_archived_time)::float8 * 1000 as "lastArchivedAt",
           extract(epoch from last_failed_time)::float8 * 1000 as "lastFailedAt"
      from pg_catalog.pg_stat_archiver`);
    const here = inRecovery ? 'pg_catalog.pg_last_wal_replay_lsn()' : 'pg_catalog.pg_current_wal_lsn()';
    const lost = versionNum >= 130000 ? `coalesce(wal_status = 'lost', false)` : 'false';
    const slots = await session.rows(`
    select slot_name as name, active, ${lost} as lost,
           coalesce(pg_catalog.pg_wal_lsn_diff(${here}, restart_lsn), 0)::float8 as "retainedBytes"
      from pg_catalog.pg_replication_slots`);
    const { checksums } = await session.row(`select current_setting('data_checksums') <> 'off' as checksums`);
    const seen = new Map(settings.map(({ name, setting }) => [name, setting]));
    return {
        settings: Object.fromEntries(SETTINGS.map((name) => [name, seen.get(name) ?? null])),
        inRecovery,
        archiver,
        slots,
        dataChecksums: checksums,
    };
}
/**
 * A pooler in transaction mode gives each statement whatever connection is free: then one session finds what another has
 * set. PostgreSQL itself never does that.
 */
async function isSessionKept(client, first) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const second = __addDisposableResource(env_2, await (0,postgres_client/* openSession */.fA)(client), true);
        const mark = (session, value) => session.execute(`set pba.session = ${(0,quote/* literal */.e)(value)};`);
        const read = async (session) => (await session.row(`select current_setting('pba.session', true) as value`))
            .value ?? '';
        await mark(first, 'first');
        await mark(second, 'second');
        return (await read(first)) === 'first' && (await read(second)) === 'second';
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

// EXTERNAL MODULE: ./build/postgres/facts.js
var postgres_facts = __webpack_require__(98357);
// EXTERNAL MODULE: ./build/actions/connect.js
var connect = __webpack_require__(35606);
;// CONCATENATED MODULE: ./build/actions/doctor/look.js


/** Looks at one thing. When that fails, the failure is the finding, with its remedy. */
async function look(area, subject, body) {
    try {
        return await body();
    }
    catch (error) {
        if (error instanceof errors/* CancelledError */.cc || !(error instanceof errors/* PbaError */.sV))
            throw error;
        return [
            (0,finding/* findingsAbout */.yI)(area, subject)('problem', 'reach', `${error.message.replace(/\.$/, '')} (${error.code}).`, {
                ...(error.hint === undefined ? {} : { remedy: { kind: 'text', text: error.hint } }),
                link: 'docs/errors.md',
            }),
        ];
    }
}

;// CONCATENATED MODULE: ./build/actions/doctor/databases.js
var databases_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var databases_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Looks at every database of the policy. The settings of a server are told once.
 * @param rpoMs what somebody promised; undefined where nobody did
 */
async function lookAtDatabases(policy, password, rpoMs, context) {
    const findings = [];
    const clocks = [];
    const live = new Map();
    const servers = new Set();
    const inside = [];
    let serverVersion;
    let databases = [];
    findings.push(...(await look('database', 'the cluster', async () => {
        databases = await wanted(policy, password, context);
        return [];
    })));
    for (const database of databases) {
        const { name } = database;
        const seen = await look('database', name, async () => {
            const client = await (0,connect/* connect */.N)({ ...database, database: name, password }, context);
            const facts = await readDoctorFacts(client);
            serverVersion = facts.version;
            for (const { binDir, ...one } of client.container?.installations ?? [])
                inside.push({ ...one, directory: `${binDir} of ${client.container?.name}` });
            {
                const env_1 = { stack: [], error: void 0, hasError: false };
                try {
                    const session = databases_addDisposableResource(env_1, await (0,postgres_client/* openSession */.fA)(client), true);
                    const [major = 0, minor = 0] = facts.version.split('.').map((part) => Number.parseInt(part, 10));
                    live.set(name, {
                        databaseBytes: facts.databaseBytes,
                        migration: await (0,postgres_facts/* readMigration */.V7)(session).catch(() => null),
                        versionNum: major * 10_000 + minor,
                    });
                }
                catch (e_1) {
                    env_1.error = e_1;
                    env_1.hasError = true;
                }
                finally {
                    const result_1 = databases_disposeResources(env_1);
                    if (result_1)
                        await result_1;
                }
            }
            const server = `${database.host ?? client.env['PGHOST'] ?? ''}:${database.port ?? client.env['PGPORT'] ?? ''}`;
            const first = !servers.has(server);
            servers.add(server);
            if (first)
                clocks.push({ of: `the server of ${name}`, aheadMs: facts.aheadMs });
            return [
                ...(first ? judgeServerVersion(facts.version, name) : []),
                ...judgeRole(facts.role, name, (one) => (0,quote/* identifier */.C)(one)),
                ...(first ? judgeServer(facts.server, name, rpoMs) : []),
            ];
        });
        findings.push(...seen.map((one) => withNames(one, name, database.user ?? context.env['PGUSER'])));
    }
    return { findings, clocks, serverVersion, inside, live };
}
/** Hints of errors say `the_database` and `the_backup_role` where only the action knows who is meant. */
function withNames(finding, database, role) {
    const { remedy } = finding;
    if (remedy === undefined)
        return finding;
    const text = remedy.text
        .replaceAll('the_database', (0,quote/* identifier */.C)(database))
        .replaceAll('the_backup_role', role === undefined ? 'the_backup_role' : (0,quote/* identifier */.C)(role));
    return { ...finding, remedy: { ...remedy, text } };
}
async function wanted(policy, password, context) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const { databases } = policy;
        if (!(0,effective_policy/* isDiscovery */.rT)(databases))
            return databases;
        const client = await (0,connect/* connect */.N)({ ...databases, database: 'postgres', password }, context);
        const session = databases_addDisposableResource(env_2, await (0,postgres_client/* openSession */.fA)(client), true);
        const rows = await session.rows(`select datname as name from pg_catalog.pg_database
      where not datistemplate and datallowconn and datname <> 'postgres' order by datname`);
        return (0,effective_policy/* databasesOf */.oD)(policy, rows.map(({ name }) => name));
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = databases_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}

;// CONCATENATED MODULE: ./build/catalog/doctor/runner.js

const HARDENING = 'https://docs.github.com/en/actions/reference/security/secure-use#hardening-for-self-hosted-runners';
/** Registration is refused below this since 2026; 2.327.1 is the first with Node 24. */
const OLDEST_RUNNER = [2, 329, 0];
function judgeRunner(facts, size, needs) {
    const find = (0,finding/* findingsAbout */.yI)('runner', 'this machine');
    const findings = [];
    const { temp } = facts;
    const free = temp.freeBytes;
    if (free === undefined)
        findings.push(find('unknown', 'space', `The free space of ${temp.path} could not be read.`));
    else if (needs === undefined) {
        findings.push(find('unknown', 'space', `${size(free)} are free in ${temp.path}; what a backup needs is not known, since there is no set and no database to measure.`));
    }
    else if (free < needs.backup) {
        findings.push(find('problem', 'space', `${size(free)} are free in ${temp.path}; the next backup needs ${size(needs.backup)} by ${needs.by}.`, {
            remedy: (0,finding/* shell */.vf)(`df -h ${temp.path}\n# free some, or let RUNNER_TEMP (TMPDIR on a terminal) name a directory on a larger disk`),
        }));
    }
    else if (free < needs.restoreTest) {
        findings.push(find('warning', 'space', `${size(free)} are free in ${temp.path}: enough for a backup, but a restore test here needs ${size(needs.restoreTest)} by ${needs.by}.`, {
            remedy: (0,finding/* shell */.vf)(`df -h ${temp.path}`),
        }));
    }
    else {
        findings.push(find('good', 'space', `${size(free)} are free in ${temp.path}; a restore test needs ${size(needs.restoreTest)}.`));
    }
    for (const { path, hours } of facts.abandoned) {
        findings.push(find('warning', 'leftovers', `A run that was killed ${hours} hours ago left ${path}; it can hold a dump.`, {
            remedy: (0,finding/* shell */.vf)(`rm -rf ${path}`),
            repair: { kind: 'remove directory', path },
        }));
    }
    if (facts.workspaceFinds.length > 0) {
        findings.push(find('problem', 'workspace', `In the workspace, which the next job on this runner sees too, there is ${(0,finding/* some */.zN)(facts.workspaceFinds)}.`, {
            remedy: (0,finding/* shell */.vf)(facts.workspaceFinds
                .slice(0, 20)
                .map((path) => `shred -u ${path}`)
                .join('\n')),
            link: HARDENING,
        }));
    }
    else if (facts.workspace !== undefined) {
        findings.push(find('good', 'workspace', 'No dump, passfile or identity lies in the workspace.'));
    }
    for (const { path, mode } of facts.openSecrets) {
        findings.push(find('problem', 'secret-file', `Others on this machine can read ${path} (mode ${mode.toString(8).padStart(4, '0')}).`, {
            remedy: (0,finding/* shell */.vf)(`chmod 600 ${path}`),
            repair: { kind: 'restrict mode', path, mode: 0o600 },
        }));
    }
    findings.push(...version(facts), ...engines(facts));
    return findings;
}
function version(facts) {
    const find = (0,finding/* findingsAbout */.yI)('runner', 'this machine');
    if (!facts.onRunner || facts.hosted)
        return [];
    const text = facts.runnerVersion;
    if (text === undefined)
        return [find('unknown', 'runner-version', 'The version of the runner could not be found out.')];
    const parts = text.split('.').map(Number);
    const [index = -1] = OLDEST_RUNNER.flatMap((wanted, at) => ((parts[at] ?? 0) === wanted ? [] : [at]));
    if (index >= 0 && (parts[index] ?? 0) < (OLDEST_RUNNER[index] ?? 0)) {
        return [
            find('problem', 'runner-version', `The runner is version ${text}; GitHub gives jobs only to ${OLDEST_RUNNER.join('.')} and later.`, {
                remedy: (0,finding/* advice */.v9)('Update the runner, and do not switch its own updates off: a runner that is too old stops without a word.'),
                link: 'https://docs.github.com/en/actions/reference/runners/self-hosted-runners',
            }),
        ];
    }
    return [find('good', 'runner-version', `The runner is version ${text}.`)];
}
function engines(facts) {
    const find = (0,finding/* findingsAbout */.yI)('runner', 'this machine');
    const working = facts.engines.filter((engine) => engine.version !== undefined);
    if (working.length > 0) {
        return working.map((engine) => find('good', 'container-engine', `${engine.name} ${engine.version} answers.`));
    }
    const [broken] = facts.engines;
    if (broken !== undefined) {
        return [
            find(facts.containersWanted ? 'problem' : 'note', 'container-engine', `${broken.name} does not answer: ${broken.problem ?? 'no reason given'}`, {
                remedy: (0,finding/* shell */.vf)('sudo usermod -aG docker "$USER"   # then start the runner again\nsystemctl status docker'),
            }),
        ];
    }
    return [
        find(facts.containersWanted ? 'problem' : 'note', 'container-engine', 'No container engine is installed: `container` and `container-image` cannot be used here.', { remedy: (0,finding/* shell */.vf)('apt-get install docker.io') }),
    ];
}

// EXTERNAL MODULE: ./build/postgres/container-engine.js
var container_engine = __webpack_require__(60428);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/process.js
var build_process = __webpack_require__(44677);
;// CONCATENATED MODULE: ./build/runtime/machine.js




/** A run lives for a day at most; what is older was left by one that was killed. */
const ABANDONED_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;
/** Enough for a repository; node_modules and the like are passed over. */
const MOST_ENTRIES = 20_000;
const PASSED_OVER = new Set(['.git', 'node_modules', '.gradle', 'target', 'dist', 'build']);
async function readMachine(env, own, now, signal) {
    const path = env['RUNNER_TEMP'] ?? (0,external_node_os_.tmpdir)();
    const onRunner = env['GITHUB_ACTIONS'] === 'true';
    const workspace = onRunner ? env['GITHUB_WORKSPACE'] : undefined;
    const [space, info] = await Promise.all([
        (0,promises_.statfs)(path).catch(() => undefined),
        (0,promises_.stat)(path).catch(() => undefined),
    ]);
    return {
        onRunner,
        hosted: env['RUNNER_ENVIRONMENT'] === 'github-hosted',
        temp: {
            path,
            freeBytes: space === undefined ? undefined : space.bavail * space.bsize,
            mode: info === undefined ? undefined : info.mode & 0o7777,
        },
        workspace,
        workspaceFinds: workspace === undefined ? [] : await searchWorkspace(workspace),
        abandoned: await abandonedIn(path, own, now),
        openSecrets: await openSecrets(env),
        runnerVersion: onRunner ? await runnerVersion(env, signal) : undefined,
    };
}
/** Dumps by their first bytes, whatever they are called; passfiles and identities by name or first line. */
async function searchWorkspace(root) {
    const found = [];
    const queue = [root];
    let seen = 0;
    for (let directory = queue.pop(); directory !== undefined && seen < MOST_ENTRIES; directory = queue.pop()) {
        for (const entry of await (0,promises_.readdir)(directory, { withFileTypes: true }).catch(() => [])) {
            seen += 1;
            const path = (0,external_node_path_.join)(directory, entry.name);
            if (entry.isDirectory()) {
                if (!PASSED_OVER.has(entry.name))
                    queue.push(path);
            }
            else if (entry.isFile() && (entry.name.endsWith('pgpass') || (await looksTelling(path))))
                found.push(path);
        }
    }
    return found.sort();
}
const TELLING = [
    /^PGDMP/, // custom format, and toc.dat of a directory
    /^(?:--\s*\n)*-- PostgreSQL database (?:cluster )?dump/,
    /^(?:#[^\n]*\n)*AGE-SECRET-KEY-/,
];
async function looksTelling(path) {
    const file = await (0,promises_.open)(path, 'r').catch(() => undefined);
    if (file === undefined)
        return false;
    try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0);
        const head = buffer.subarray(0, bytesRead).toString('latin1');
        return TELLING.some((pattern) => pattern.test(head));
    }
    catch {
        return false;
    }
    finally {
        await file.close();
    }
}
async function abandonedIn(temp, own, now) {
    const found = [];
    for (const name of await (0,promises_.readdir)(temp).catch(() => [])) {
        const path = (0,external_node_path_.join)(temp, name);
        if (!/^pba-[A-Za-z0-9]{6}$/.test(name) || path === own)
            continue;
        const info = await (0,promises_.lstat)(path).catch(() => undefined);
        if (info?.isDirectory() !== true || info.uid !== process.getuid?.())
            continue;
        const age = now.getTime() - info.mtimeMs;
        if (age > ABANDONED_MS)
            found.push({ path, hours: Math.floor(age / HOUR_MS) });
    }
    return found;
}
/** libpq refuses a passfile that others can read, without a word but a warning. */
async function openSecrets(env) {
    const home = env['HOME'] ?? (0,external_node_os_.homedir)();
    const paths = [env['PGPASSFILE'] ?? (0,external_node_path_.join)(home, '.pgpass'), (0,external_node_path_.join)(home, '.aws', 'credentials')];
    const found = [];
    for (const path of new Set(paths)) {
        const info = await (0,promises_.stat)(path).catch(() => undefined);
        const mode = info === undefined ? 0 : info.mode & 0o777;
        if ((mode & 0o077) !== 0)
            found.push({ path, mode });
    }
    return found;
}
/**
 * The runner starts us with a Node of its own: `<root>/externals/node24/bin/node`, after an update of itself
 * `<root>/externals.2.336.0/…`. Its program beside them tells its version.
 */
async function runnerVersion(env, signal) {
    const found = /^(.*)\/externals(?:\.(\d+\.\d+\.\d+))?\/node\d+\/bin\/node$/.exec(process.execPath);
    if (found === null)
        return undefined;
    const [, root = '', inName] = found;
    if (inName !== undefined)
        return inName;
    const said = await (0,build_process/* runText */.le)((0,external_node_path_.join)(root, 'bin', 'Runner.Listener'), ['--version'], {
        env: { PATH: env['PATH'] ?? '', HOME: env['HOME'] ?? '' },
        signal,
        timeoutMs: 10_000,
    }).catch(() => '');
    return /\d+\.\d+\.\d+/.exec(said)?.[0];
}

;// CONCATENATED MODULE: ./build/actions/doctor/machine.js





async function lookAtMachine(needs, containersWanted, context) {
    const [machine, engines] = await Promise.all([
        readMachine(context.env, context.tempDir, context.now(), context.signal),
        readEngines(context),
    ]);
    return judgeRunner({ ...machine, engines, containersWanted }, format/* formatBytes */.z3, needs);
}
/** The engines that are installed, and whether each answers. */
async function readEngines(context) {
    const found = await Promise.all(container_engine/* CONTAINER_ENGINES */.wt.map(async (name) => {
        const engine = await (0,container_engine/* findEngine */.GO)(context.env, name).catch(() => undefined);
        if (engine === undefined)
            return undefined;
        const format = name === 'docker' ? '{{.Server.Version}}' : '{{.Version.Version}}';
        try {
            const call = { signal: context.signal, timeoutMs: 15_000 };
            const args = name === 'docker' ? ['version', '--format', format] : ['info', '--format', format];
            return { name, version: (await (0,container_engine/* runEngine */.cn)(engine, args, call)).trim(), problem: undefined };
        }
        catch (error) {
            if (error instanceof errors/* CancelledError */.cc)
                throw error;
            return { name, version: undefined, problem: (0,errors/* messageOf */.bD)(error) };
        }
    }));
    return found.flatMap((one) => one ?? []);
}

;// CONCATENATED MODULE: ./build/catalog/doctor/outside.js

function judgeReach(facts) {
    return facts.map((one) => {
        const find = (0,finding/* findingsAbout */.yI)('notifications', one.target);
        if (one.state === 'reached')
            return find('good', 'reach', `${one.place} answers: ${one.detail}.`);
        if (one.state === 'no secret') {
            return find('problem', 'secret', `The environment variable ${one.variable} is empty, so nobody would be told.`, {
                remedy: (0,finding/* advice */.v9)(`env:\n  ${one.variable}: \${{ secrets.${one.variable} }}`),
                link: 'docs/policy.md',
            });
        }
        return find('problem', 'reach', `${one.place} ${one.state === 'unfit' ? 'is not fit' : 'cannot be reached'}: ${one.reason}.`, {
            remedy: (0,finding/* advice */.v9)(one.kind === 'smtp'
                ? 'Check host, port and `tls` of the policy, and that the firewall lets the runner out on that port (many providers block 25).'
                : 'Check the URL in the secret, the name service, the firewall and the proxy of the runner.'),
        });
    });
}
function judgeGithub(facts) {
    const find = (0,finding/* findingsAbout */.yI)('github', facts.repository);
    if (facts.state !== 'answered') {
        return [
            find('problem', 'token', `GitHub ${facts.state === 'refused' ? 'refuses the token' : 'cannot be reached'}: ${facts.reason}.`, {
                remedy: (0,finding/* advice */.v9)('permissions:\n  contents: read'),
                link: 'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions',
            }),
        ];
    }
    const findings = [find('good', 'token', 'GitHub answers, and takes the token.')];
    if (facts.visibility === 'public' && facts.selfHosted) {
        findings.push(find('problem', 'public-repository', 'The repository is public and this is a self-hosted runner: a pull request of a stranger can run code next to the database.', {
            remedy: (0,finding/* advice */.v9)('Make the repository private, or keep the workflows in a private one, and limit the runner group to them.'),
            link: 'https://docs.github.com/en/actions/reference/security/secure-use#hardening-for-self-hosted-runners',
        }));
    }
    for (const [right, why] of Object.entries(facts.needed)) {
        const given = facts.rights[right];
        if (given === true)
            findings.push(find('good', 'permission', `The token has ${right}.`));
        else if (given === undefined)
            findings.push(find('unknown', 'permission', `Whether the token has ${right} could not be found out.`));
        else {
            findings.push(find('problem', 'permission', `The token lacks ${right}, needed ${why}.`, {
                remedy: (0,finding/* advice */.v9)(`permissions:\n  ${right}`),
                link: 'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions',
            }));
        }
    }
    return findings;
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(41692);
;// CONCATENATED MODULE: ./build/network/reach.js



const LIMIT_MS = 10_000;
const REASONS = {
    ECONNREFUSED: 'the connection was refused',
    ENOTFOUND: 'the host name is unknown',
    EAI_AGAIN: 'the name service does not answer',
    EHOSTUNREACH: 'there is no route to the host',
    ENETUNREACH: 'the network is unreachable',
    ETIMEDOUT: 'it did not answer in time',
    ECONNRESET: 'the connection was broken',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'its TLS certificate is not trusted',
    SELF_SIGNED_CERT_IN_CHAIN: 'its TLS certificate is not trusted',
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its TLS certificate is not trusted',
    CERT_HAS_EXPIRED: 'its TLS certificate has expired',
    ERR_TLS_CERT_ALTNAME_INVALID: 'its TLS certificate is for another host name',
};
/** Why a connection failed, without anything that was sent. */
function reasonOf(error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    const several = cause instanceof AggregateError ? cause.errors[0] : cause;
    if (several instanceof Error && several.name === 'TimeoutError')
        return 'it did not answer in time';
    return REASONS[(0,errors/* systemCode */.xU)(several) ?? ''] ?? (0,errors/* messageOf */.bD)(several).replace(/\s+/g, ' ').slice(0, 200);
}
/** Opens a connection, with TLS from the first byte or without, and closes it again; sends nothing. */
async function reachHost(place, signal) {
    try {
        const socket = await reach_open(place, AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]));
        socket.destroy();
        return { state: 'reached', detail: place.tls ? 'TLS is trusted' : 'it takes connections' };
    }
    catch (error) {
        signal.throwIfAborted();
        return { state: 'unreachable', reason: reasonOf(error) };
    }
}
/** Greets a mail server and leaves again: RFC 5321 for the words, RFC 3207 for STARTTLS, RFC 4954 for AUTH. */
async function reachMailServer(place, signal) {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]);
    let socket;
    try {
        socket = await reach_open({ ...place, tls: place.tls === 'tls' }, limit);
        const replies = repliesOf(socket, limit);
        const greeting = await replies();
        if (!greeting.startsWith('220'))
            return { state: 'unfit', reason: `it greets with ${greeting.slice(0, 80)}` };
        socket.write('EHLO localhost\r\n');
        const offers = await replies();
        socket.end('QUIT\r\n');
        if (!offers.startsWith('250'))
            return { state: 'unfit', reason: `it refuses EHLO: ${offers.slice(0, 80)}` };
        if (place.tls === 'starttls' && !/^250[- ]STARTTLS\s*$/im.test(offers)) {
            return { state: 'unfit', reason: 'it offers no STARTTLS, which the policy requires' };
        }
        // With STARTTLS, servers offer the login after it only.
        if (place.login && place.tls !== 'starttls' && !/^250[- ]AUTH[ =]/im.test(offers)) {
            return { state: 'unfit', reason: 'it offers no login, and the policy names a user' };
        }
        return {
            state: 'reached',
            detail: place.tls === 'none' ? 'it greets, without TLS' : 'it greets, with TLS',
        };
    }
    catch (error) {
        signal.throwIfAborted();
        return { state: 'unreachable', reason: reasonOf(error) };
    }
    finally {
        socket?.destroy();
    }
}
/** A function that waits for the next whole reply: lines with a hyphen after the code go on. */
function repliesOf(socket, signal) {
    let text = '';
    let wake;
    let ended;
    const end = (error) => {
        ended ??= error;
        wake?.();
    };
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => {
        text = (text + chunk).slice(-16_384);
        wake?.();
    });
    socket.on('error', end);
    socket.on('close', () => end(new Error('it closed the connection')));
    signal.addEventListener('abort', () => end(Object.assign(new Error('time is over'), { name: 'TimeoutError' })), {
        once: true,
    });
    return async () => {
        for (;;) {
            const whole = /^(?:\d{3}-.*\r?\n)*\d{3}(?: .*)?\r?\n/.exec(text);
            if (whole !== null) {
                text = text.slice(whole[0].length);
                return whole[0];
            }
            if (ended !== undefined)
                throw ended;
            await new Promise((resolve) => {
                wake = resolve;
            });
        }
    };
}
async function reach_open({ host, port, tls }, signal) {
    signal.throwIfAborted();
    const socket = tls ? (0,external_node_tls_.connect)({ host, port, servername: host }) : (0,external_node_net_.connect)({ host, port });
    return new Promise((resolve, reject) => {
        const stop = () => {
            socket.destroy();
            reject(Object.assign(new Error('time is over'), { name: 'TimeoutError' }));
        };
        signal.addEventListener('abort', stop, { once: true });
        socket.once(tls ? 'secureConnect' : 'connect', () => {
            signal.removeEventListener('abort', stop);
            resolve(socket);
        });
        socket.once('error', reject);
    });
}

;// CONCATENATED MODULE: ./build/network/github.js

const github_LIMIT_MS = 15_000;
/**
 * Finds out what a token may do without doing it: a request to write that lacks everything it needs is refused with 403 or 404
 * when the right is missing, and with 422 when only the content is.
 */
async function askGithub(place, signal) {
    const ask = (path, body) => fetch(`${place.api}/repos/${place.repository}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
            accept: 'application/vnd.github+json',
            authorization: `Bearer ${place.token}`,
            'user-agent': 'postgres-backup-actions',
            'x-github-api-version': '2022-11-28',
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.any([signal, AbortSignal.timeout(github_LIMIT_MS)]),
    });
    try {
        const repository = await ask('');
        if (!repository.ok) {
            await repository.body?.cancel();
            return { state: 'refused', reason: `HTTP ${repository.status}`, visibility: undefined, rights: {} };
        }
        const { visibility } = (await repository.json());
        const right = async (path, body) => {
            const answer = await ask(path, body);
            await answer.body?.cancel();
            if (answer.ok || answer.status === 422)
                return true;
            return answer.status === 403 || answer.status === 404 ? false : undefined;
        };
        return {
            state: 'answered',
            reason: '',
            visibility,
            rights: {
                'contents: read': await right('/contents/'),
                'actions: read': await right('/actions/runs?per_page=1'),
                // Without a title nothing is opened.
                'issues: write': await right('/issues', {}),
            },
        };
    }
    catch (error) {
        signal.throwIfAborted();
        return { state: 'unreachable', reason: reasonOf(error), visibility: undefined, rights: {} };
    }
}

;// CONCATENATED MODULE: ./build/actions/doctor/outside.js



/** Asks whether those who are to be told can be reached; nobody is told anything. */
async function lookAtNotifications(policy, context) {
    return judgeReach(await Promise.all(policy.notifications.map((one) => reach(one, context))));
}
async function reach(one, context) {
    const target = one.name ?? one.kind;
    if (one.kind === 'mail') {
        const { host, port, tls, user, secret } = one.mail;
        const place = `${host}:${port}`;
        if (secret !== undefined && !context.env[secret]) {
            return { target, kind: 'smtp', place, state: 'no secret', variable: secret };
        }
        const answer = await reachMailServer({ host, port, tls, login: user !== undefined }, context.signal);
        return { target, kind: 'smtp', place, ...answer };
    }
    const { secret, url } = webTarget(one, context);
    if (url === undefined)
        return { target, kind: 'web', place: target, state: 'no secret', variable: secret };
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
        return { target, kind: 'web', place: target, state: 'unfit', reason: `what ${secret} holds is no URL` };
    }
    const { hostname, port, protocol } = new URL(url);
    const tls = protocol === 'https:';
    const number = port === '' ? (tls ? 443 : 80) : Number(port);
    const answer = await reachHost({ host: hostname, port: number, tls }, context.signal);
    return { target, kind: 'web', place: `${hostname}:${number}`, ...answer };
}
/** Services whose secret is a key, not an address. */
const PAGERDUTY = 'https://events.pagerduty.com';
function webTarget(one, context) {
    const secretOf = () => {
        switch (one.kind) {
            case 'slack':
                return one.slack.secret;
            case 'teams':
                return one.teams.secret;
            case 'discord':
                return one.discord.secret;
            case 'webhook':
                return one.webhook.secret;
            case 'pagerduty':
                return one.pagerduty.secret;
            case 'heartbeat':
                return one.heartbeat.secret;
            case 'githubIssue':
                return one.githubIssue.secret;
        }
    };
    const secret = secretOf();
    const value = context.env[secret] || undefined;
    if (value !== undefined)
        context.mask(value);
    if (value === undefined || (one.kind !== 'pagerduty' && one.kind !== 'githubIssue'))
        return { secret, url: value };
    return { secret, url: one.kind === 'pagerduty' ? PAGERDUTY : apiOf(context) };
}
function apiOf(context) {
    return context.env['GITHUB_API_URL'] ?? 'https://api.github.com';
}
/** What the token may do in the repository of the workflow. */
async function lookAtGithub(policy, token, context) {
    const { repository } = context.run;
    if (repository === null)
        return [];
    const answer = await askGithub({ api: apiOf(context), repository, token }, context.signal);
    const issues = policy.notifications.some((one) => one.kind === 'githubIssue');
    const facts = {
        repository,
        ...answer,
        selfHosted: context.env['RUNNER_ENVIRONMENT'] === 'self-hosted',
        needed: {
            'contents: read': 'to read backup-policy.yml',
            ...(issues ? { 'issues: write': 'for the github-issue notifications of the policy' } : {}),
        },
    };
    return judgeGithub(facts);
}

// EXTERNAL MODULE: ./build/actions/open-stores.js
var open_stores = __webpack_require__(27425);
;// CONCATENATED MODULE: ./build/actions/doctor/repair.js




const DAY_MS = 86_400_000;
/** Mends what is harmless to mend. What was mended becomes a note; what could not be stays, with the reason. */
async function repairAll(findings, policy, credentials, context) {
    let fixed = 0;
    const after = [];
    for (const finding of findings) {
        const { repair, remedy: _remedy, ...rest } = finding;
        if (repair === undefined) {
            after.push(finding);
            continue;
        }
        try {
            const what = await mend(repair, policy, credentials, context);
            fixed += 1;
            after.push({ ...rest, severity: 'note', sentence: `${finding.sentence} Mended: ${what}.` });
        }
        catch (error) {
            if (context.signal.aborted)
                throw error;
            after.push({ ...finding, sentence: `${finding.sentence} It could not be mended: ${(0,errors/* messageOf */.bD)(error)}` });
        }
    }
    return { findings: after, fixed };
}
async function mend(repair, policy, credentials, context) {
    if (repair.kind === 'restrict mode') {
        await (0,promises_.chmod)(repair.path, repair.mode);
        return `mode ${repair.mode.toString(8)}`;
    }
    if (repair.kind === 'remove directory') {
        // Only what it was when it was found: a directory of this user, not a link somebody put in its place.
        const info = await (0,promises_.lstat)(repair.path);
        if (!info.isDirectory())
            throw new Error('it is no directory any more');
        await (0,promises_.rm)(repair.path, { recursive: true });
        return 'removed';
    }
    const wanted = [...policy.stores.values()].filter((one) => (0,effective_policy/* sameLocation */.It)(one.location, repair.store));
    const stores = await (0,open_stores/* openStores */.j)(wanted, credentials, context);
    try {
        const before = new Date(context.now().getTime() - DAY_MS);
        const ended = await Promise.all(stores.map((store) => store.sweep('', before)));
        return `${ended.flat().length} uploads ended`;
    }
    finally {
        await (0,open_stores/* closeStores */.Hr)(stores);
    }
}

// EXTERNAL MODULE: ./build/catalog/manifest.js
var manifest = __webpack_require__(49227);
// EXTERNAL MODULE: ./build/sets/proofs.js
var sets_proofs = __webpack_require__(3017);
// EXTERNAL MODULE: ./build/sets/read-sets.js + 1 modules
var read_sets = __webpack_require__(63913);
;// CONCATENATED MODULE: ./build/actions/doctor/sets.js








/** So many dumps are compared with each other. */
const NEWEST = 5;
/** The newest sets of each database, from whichever stores can be read. */
async function lookAtSets(policy, live, credentials, context) {
    const stores = await (0,open_stores/* openStores */.j)(policy.stores.values(), credentials, context);
    const findings = [];
    const all = [];
    try {
        const readable = [];
        for (const store of stores) {
            const problem = await refusal(() => store.check());
            if (problem === undefined)
                readable.push(store);
            else
                findings.push((0,finding/* findingsAbout */.yI)('sets', store.location)('unknown', 'read', `Its sets were not looked at: ${problem}`));
        }
        for (const database of await names(policy, readable)) {
            const facts = await factsOf(database, readable, live);
            if (readable.length > 0)
                findings.push(...(0,diagnoses/* judgeSets */.Dp)(facts));
            all.push(...facts.manifests.slice(0, 1));
        }
    }
    finally {
        await (0,open_stores/* closeStores */.Hr)(stores);
    }
    return { findings, needs: needsOf(all, live) };
}
async function refusal(body) {
    try {
        await body();
        return undefined;
    }
    catch (error) {
        if (error instanceof errors/* PbaError */.sV && error.code !== 'PBA-CANCELLED')
            return error.message;
        throw error;
    }
}
async function names(policy, stores) {
    const { databases } = policy;
    if (!(0,effective_policy/* isDiscovery */.rT)(databases) && databases.length > 0)
        return databases.map(({ name }) => name);
    const found = await Promise.all(stores.map((store) => (0,read_sets/* listDatabases */.Pf)(store)));
    return [...new Set(found.flat())].toSorted();
}
async function factsOf(database, stores, live) {
    const manifests = new Map();
    const proofs = [];
    for (const store of stores) {
        const { sets } = await (0,read_sets/* listStore */.K3)(store, database);
        const newest = sets.filter((set) => set.committed).slice(0, NEWEST * 3);
        for (const { location } of newest) {
            if (manifests.has(location.id) || manifests.size >= NEWEST * stores.length)
                continue;
            const problem = await refusal(async () => manifests.set(location.id, await (0,read_sets/* readManifest */.WI)(store, location)));
            // What is damaged is the business of `verify`.
            if (problem !== undefined)
                continue;
        }
        proofs.push(...(await (0,sets_proofs/* readProofs */.O)(store, database)));
    }
    return {
        database,
        manifests: [...manifests.values()].toSorted((a, b) => (a.id < b.id ? 1 : -1)).slice(0, NEWEST),
        proofs,
        live: live.get(database),
    };
}
/**
 * The dump and what is packed of it lie beside each other for a moment; a restore test has the fetched set, its files and the
 * database, which is as large as the original at most.
 */
function needsOf(newest, live) {
    const largest = newest.toSorted((a, b) => (0,manifest/* storedBytes */.Zk)(b) - (0,manifest/* storedBytes */.Zk)(a))[0];
    if (largest !== undefined) {
        const stored = (0,manifest/* storedBytes */.Zk)(largest);
        return {
            backup: 2 * stored,
            restoreTest: 2 * stored + largest.server.databaseBytes,
            by: `set ${largest.id}`,
        };
    }
    const bytes = Math.max(0, ...[...live.values()].map((one) => one.databaseBytes));
    // Without a set only the size of the database is known; its dump is smaller.
    return bytes === 0 ? undefined : { backup: bytes, restoreTest: 2 * bytes, by: 'the size of the database' };
}

// EXTERNAL MODULE: ./build/catalog/doctor/bucket-policy.js
var bucket_policy = __webpack_require__(10021);
;// CONCATENATED MODULE: ./build/catalog/doctor/store-bucket.js


const DOCS = 'docs/least-privilege.md';
/** The settings of the bucket. */
function judgeBucket(facts, find, wantsLock) {
    if (facts.kind !== 's3')
        return [];
    const [, name = ''] = /^s3:\/\/([^/]+)/.exec(facts.location) ?? [];
    const findings = [];
    const unseen = [];
    if (facts.versioning === 'on')
        findings.push(find('good', 'versioning', 'The bucket keeps versions.'));
    else if (facts.versioning === 'denied' || facts.versioning === 'failed')
        unseen.push('versioning');
    else {
        findings.push(find('warning', 'versioning', `Versioning is ${facts.versioning}: what is overwritten or deleted is gone at once.`, {
            remedy: (0,finding/* shell */.vf)(`aws s3api put-bucket-versioning --bucket ${name} --versioning-configuration Status=Enabled`),
            link: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html',
        }));
    }
    if (facts.objectLock === 'on')
        findings.push(find('good', 'object-lock', 'The bucket has Object Lock.'));
    else if (facts.objectLock === 'off') {
        findings.push(find(wantsLock ? 'problem' : 'note', 'object-lock', wantsLock
            ? 'The policy locks sets there, and the bucket has no Object Lock: backups will fail.'
            : 'The bucket has no Object Lock: whoever has the delete right can delete every copy there.', {
            remedy: (0,finding/* shell */.vf)(`aws s3api put-object-lock-configuration --bucket ${name} --object-lock-configuration ObjectLockEnabled=Enabled`),
            link: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html',
        }));
    }
    else
        unseen.push('Object Lock');
    if (facts.encryption === 'none') {
        findings.push(find('warning', 'encryption', 'The bucket has no default encryption; what protects the sets is their own (age), if the policy asks for it.', {
            remedy: (0,finding/* shell */.vf)(`aws s3api put-bucket-encryption --bucket ${name} --server-side-encryption-configuration '{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms"},"BucketKeyEnabled":true}]}'`),
            link: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html',
        }));
    }
    else if (typeof facts.encryption === 'object') {
        const { algorithm, key } = facts.encryption;
        findings.push(find('good', 'encryption', `The bucket encrypts with ${algorithm}${key === undefined ? '' : ` (key ${key}): deleting that key deletes the backups`}.`));
    }
    else
        unseen.push('encryption');
    if (Array.isArray(facts.bucketPolicy) || facts.bucketPolicy === 'none') {
        const gaps = (0,bucket_policy/* bucketPolicyGaps */.G)(facts.bucketPolicy === 'none' ? [] : facts.bucketPolicy, {
            tls: facts.tls,
        });
        findings.push(gaps.length === 0
            ? find('good', 'bucket-policy', 'The bucket policy denies what nobody should do.')
            : find('warning', 'bucket-policy', `The bucket policy does not deny ${(0,finding/* some */.zN)(gaps)}.`, {
                remedy: (0,finding/* advice */.v9)('The action `rights` prints the bucket policy; `aws s3api put-bucket-policy` sets it.'),
                link: DOCS,
            }));
    }
    else
        unseen.push('the bucket policy');
    if (unseen.length > 0) {
        findings.push(find('unknown', 'bucket-settings', `The credentials may not see ${(0,finding/* some */.zN)(unseen)} of the bucket, or the store does not know the question.`, {
            remedy: (0,finding/* advice */.v9)('Run doctor once with an administrator’s credentials; no job needs these rights.'),
        }));
    }
    return findings;
}

;// CONCATENATED MODULE: ./build/catalog/doctor/store-rights.js

const store_rights_DOCS = 'docs/least-privilege.md';
/** By role: what has to be possible, and what must not be. */
const EXPECTED = {
    all: { needs: ['list', 'write', 'read', 'multipart'], not: [] },
    writer: { needs: ['write', 'multipart'], not: ['list', 'read', 'delete', 'delete versions'] },
    restorer: { needs: ['list', 'read'], not: ['delete', 'delete versions'] },
    pruner: { needs: ['list', 'read', 'delete'], not: [] },
};
const ACTIONS = {
    list: ['s3:ListBucket'],
    write: ['s3:PutObject'],
    read: ['s3:GetObject'],
    multipart: ['s3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
    delete: ['s3:DeleteObject'],
    'delete versions': ['s3:DeleteObjectVersion'],
};
/** What the credentials can do, against what they are for. */
function judgeRights(facts, find, role) {
    const found = {
        list: facts.list,
        write: facts.write,
        read: facts.reads,
        multipart: facts.multipart === 'yes' ? facts.abort : facts.multipart,
        delete: facts.deletes,
        'delete versions': facts.deletesVersions,
    };
    const { needs, not } = EXPECTED[role];
    const findings = [];
    for (const right of needs) {
        const state = found[right];
        if (facts.kind === 'directory' && right === 'multipart')
            continue;
        if (state === 'yes')
            findings.push(find('good', `right-${slug(right)}`, `It can ${right === 'multipart' ? 'upload in parts, and end an upload' : right}.`));
        else if (state === 'not tried')
            findings.push(find('unknown', `right-${slug(right)}`, `Whether it can ${right} was not tried: there was nothing to try it with.`));
        else {
            findings.push(find('problem', `right-${slug(right)}`, `The credentials may not ${right === 'multipart' ? 'upload in parts' : right}${facts.writeReason === '' ? '' : ` (${facts.writeReason})`}.`, facts.kind === 'directory'
                ? { remedy: (0,finding/* shell */.vf)(`install -d -m 0700 -o "$(id -un)" ${facts.location}`) }
                : { remedy: (0,finding/* iam */.c4)(allow(facts, right)), link: store_rights_DOCS }));
        }
    }
    for (const right of not) {
        if (found[right] !== 'yes') {
            findings.push(find('good', `no-right-${slug(right)}`, `It cannot ${right}, as it should be.`));
            continue;
        }
        findings.push(find('problem', `no-right-${slug(right)}`, `As a ${role} it should not be able to ${right}, and it is.`, {
            remedy: (0,finding/* iam */.c4)(deny(facts, right)),
            link: store_rights_DOCS,
        }));
    }
    if (role === 'all' && facts.kind === 's3' && facts.deletes === 'yes') {
        findings.push(find('warning', 'delete-right', 'One key writes and deletes: whoever takes this runner can delete the backups too.', {
            remedy: (0,finding/* advice */.v9)('The action `rights` prints policies for a writer, a restorer and a pruner. Or use Object Lock.'),
            link: store_rights_DOCS,
        }));
    }
    return findings;
}
const slug = (right) => right.replaceAll(' ', '-');
function resources(facts, right) {
    const [, name = '', path = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(facts.location) ?? [];
    return right === 'list' ? `arn:aws:s3:::${name}` : `arn:aws:s3:::${name}/${path === '' ? '' : `${path}/`}*`;
}
function allow(facts, right) {
    return { Effect: 'Allow', Action: ACTIONS[right], Resource: resources(facts, right) };
}
function deny(facts, right) {
    return { Effect: 'Deny', Action: ACTIONS[right], Resource: resources(facts, right) };
}

;// CONCATENATED MODULE: ./build/catalog/doctor/store.js



const STORES = 'docs/stores.md';
function judgeStore(facts, role, wantsLock) {
    const find = (0,finding/* findingsAbout */.yI)('store', facts.location);
    return [
        ...transport(facts, find),
        ...judgeRights(facts, find, role),
        ...dialects(facts, find),
        ...judgeBucket(facts, find, wantsLock),
        ...exposure(facts, find),
        ...remainders(facts, find),
    ];
}
function transport(facts, find) {
    if (facts.kind !== 's3' || facts.tls)
        return [];
    return facts.loopback
        ? [find('note', 'tls', 'The store is reached without TLS, on this machine only.')]
        : [
            find('problem', 'tls', 'The store is reached over a network without TLS: the sets can be read and changed on the way.', {
                remedy: (0,finding/* advice */.v9)('Give an https:// endpoint; NODE_EXTRA_CA_CERTS names a certificate authority of your own.'),
            }),
        ];
}
function dialects(facts, find) {
    if (facts.kind !== 's3' || facts.write !== 'yes')
        return [];
    const findings = [];
    if (facts.readBack === 'different') {
        findings.push(find('problem', 'read-back', 'What was read back is not what was written: do not trust this store.', {
            link: STORES,
        }));
    }
    else if (facts.readBack === 'same')
        findings.push(find('good', 'read-back', 'What was read back is what was written.'));
    if (facts.conditional === 'works')
        findings.push(find('good', 'conditional-create', 'If-None-Match: * protects what is there.'));
    else if (facts.conditional !== 'not tried') {
        findings.push(find('warning', 'conditional-create', `The store ${facts.conditional === 'ignored' ? 'ignores' : 'refuses'} If-None-Match: *, so two runs at the same time are kept apart by checks before and after only.`, { link: STORES }));
    }
    if (facts.sdkChecksums === 'refused') {
        findings.push(find('note', 'checksums', 'The store refuses the CRC-32 that the AWS SDK sends by default; this toolkit sends it only where it is required (WHEN_REQUIRED). Other programs need AWS_REQUEST_CHECKSUM_CALCULATION=when_required.', {
            link: STORES,
        }));
    }
    else if (facts.sdkChecksums === 'accepted')
        findings.push(find('good', 'checksums', 'The store takes the checksums that the AWS SDK sends by default.'));
    if (facts.checksSha256 === 'no' && facts.checksMd5 === 'no') {
        findings.push(find('warning', 'digests', 'The store accepts bodies that do not match their digests, so only reading back shows what it keeps.', { link: STORES }));
    }
    else if (facts.checksSha256 === 'no') {
        findings.push(find('note', 'digests', 'The store accepts a wrong SHA-256, but refuses a wrong MD5: the toolkit sends MD5 and reads everything back.', { link: STORES }));
    }
    else if (facts.checksSha256 === 'yes')
        findings.push(find('good', 'digests', 'The store refuses bodies that do not match their SHA-256.'));
    return findings;
}
function exposure(facts, find) {
    if (facts.kind !== 's3')
        return [];
    const [, name = ''] = /^s3:\/\/([^/]+)/.exec(facts.location) ?? [];
    const close = (0,finding/* shell */.vf)(`aws s3api put-public-access-block --bucket ${name} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`);
    const link = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html';
    const open = [
        ...(facts.publicRead === true ? ['read'] : []),
        ...(facts.publicList === true ? ['listed'] : []),
    ];
    if (open.length > 0) {
        return [
            find('problem', 'public', `The store can be ${open.join(' and ')} by anybody, without credentials.`, {
                remedy: close,
                link,
            }),
        ];
    }
    if (facts.publicRead === undefined && facts.publicList === undefined) {
        return [find('unknown', 'public', 'Whether strangers can read the store could not be tried.')];
    }
    const findings = [find('good', 'public', 'A request without credentials is refused.')];
    if (facts.amazon && (facts.blockPublicAccess === 'none' || facts.blockPublicAccess === 'partly')) {
        findings.push(find('warning', 'block-public-access', 'Block Public Access is not fully on: one wrong policy would open the bucket.', { remedy: close, link }));
    }
    return findings;
}
function remainders(facts, find) {
    const findings = [];
    if (Array.isArray(facts.oldUploads) && facts.oldUploads.length > 0) {
        findings.push(find('warning', 'old-uploads', `Unfinished uploads older than a day are paid for: ${(0,finding/* some */.zN)(facts.oldUploads)}.`, {
            remedy: (0,finding/* advice */.v9)('`prune` ends them, `fix: true` of doctor too; the rules of `lifecycle` do it for good.'),
            repair: { kind: 'end uploads', store: facts.location },
        }));
    }
    if (facts.remains.length > 0) {
        findings.push(find('note', 'remains', `These credentials cannot delete, so the trial leaves ${(0,finding/* some */.zN)(facts.remains)}; the next one overwrites it.`));
    }
    return findings;
}

// EXTERNAL MODULE: ./build/catalog/keys.js
var keys = __webpack_require__(98430);
// EXTERNAL MODULE: ./build/concurrency.js
var concurrency = __webpack_require__(3943);
// EXTERNAL MODULE: ./build/policy/lifecycle.js
var lifecycle = __webpack_require__(6659);
// EXTERNAL MODULE: ./build/policy/tier-copies.js
var tier_copies = __webpack_require__(33413);
// EXTERNAL MODULE: ./build/storage/open.js + 4 modules
var storage_open = __webpack_require__(19888);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./build/storage/probe.js



/**
 * Tries what a store can do and what its credentials may, and takes away again what it wrote where that is allowed.
 * @throws StoreError when the store cannot be reached, knows neither bucket nor credentials
 */
async function tryStore(location, options, now) {
    return location.startsWith('s3://') ? tryS3(location, options, now) : tryDirectory(location, options);
}
async function tryS3(location, options, now) {
    const [context, dialect, { tryS3Store }] = await Promise.all([
        (0,storage_open/* contextOf */.Vm)(location, options),
        (0,storage_open/* contextOf */.Vm)(location, { ...options, s3: { ...options.s3, trustFullChecksums: true } }),
        Promise.all(/* import() */[__webpack_require__.e(711), __webpack_require__.e(27)]).then(__webpack_require__.bind(__webpack_require__, 86027)),
    ]);
    try {
        return { ...(await tryS3Store(context, dialect, now)), freeBytes: undefined, mode: undefined };
    }
    finally {
        for (const { client, reader } of [context, dialect]) {
            client.destroy();
            reader.destroy();
        }
    }
}
async function tryDirectory(location, options) {
    const store = await (0,storage_open/* openStore */.Ch)(location, options);
    const key = `doctor/${(0,external_node_crypto_.randomBytes)(6).toString('hex')}`;
    const body = Buffer.from('A trial of doctor.\n');
    try {
        await store.check();
        await store.create(key, body);
        const hash = (0,external_node_crypto_.createHash)('sha256');
        for await (const chunk of await store.read(key))
            hash.update(chunk);
        const same = hash.digest('hex') === (0,external_node_crypto_.createHash)('sha256').update(body).digest('hex');
        const conditional = await store.create(key, body).then(() => 'ignored', () => 'works');
        const { failed } = await store.delete([key]);
        const [space, { mode }] = await Promise.all([(0,promises_.statfs)(location), (0,promises_.stat)(location)]);
        return {
            facts: {
                ...DIRECTORY,
                location: store.location,
                readBack: same ? 'same' : 'different',
                conditional,
                deletes: failed.length === 0 ? 'yes' : 'denied',
                remains: failed.length === 0 ? [] : [`${store.location}/${key}`],
            },
            aheadMs: undefined,
            freeBytes: space.bavail * space.bsize,
            mode: mode & 0o7777,
        };
    }
    finally {
        await store.close();
    }
}
/** A directory has none of S3's questions. */
const DIRECTORY = {
    kind: 'directory',
    amazon: false,
    tls: true,
    loopback: true,
    list: 'yes',
    write: 'yes',
    writeReason: '',
    reads: 'yes',
    sdkChecksums: 'not tried',
    checksSha256: 'not tried',
    checksMd5: 'not tried',
    multipart: 'not tried',
    abort: 'not tried',
    deletesVersions: 'not tried',
    versioning: 'off',
    objectLock: 'off',
    encryption: 'none',
    publicRead: undefined,
    publicList: undefined,
    blockPublicAccess: 'none',
    bucketPolicy: 'none',
    oldUploads: [],
};

;// CONCATENATED MODULE: ./build/actions/doctor/stores.js













const AT_ONCE = 4;
async function lookAtStores(policy, role, credentials, context) {
    const clocks = [];
    const free = new Map();
    const found = await (0,concurrency/* mapLimited */.bB)([...policy.stores.values()], AT_ONCE, async (store) => look('store', store.location, async () => {
        const options = (0,open_stores/* storeOptions */.S2)(store, credentials, context);
        const trial = await tryStore(store.location, options, context.now());
        if (store.kind === 's3')
            clocks.push({ of: store.location, aheadMs: trial.aheadMs });
        if (trial.freeBytes !== undefined)
            free.set(store.location, trial.freeBytes);
        const wantsLock = store.objectLock &&
            keys/* TIERS */.iB.some((tier) => (0,tier_copies/* copiesFor */.D)(policy, tier, { stores: undefined }).some((copy) => copy.store.name === store.name && copy.lock !== undefined));
        return [
            ...judgeStore(trial.facts, role, wantsLock),
            ...modeOf(store, trial.mode),
            ...(store.kind === 's3' ? await stores_lifecycle(policy, store, credentials, context) : []),
        ];
    }));
    return { findings: found.flat(), clocks, free };
}
function modeOf(store, mode) {
    if (mode === undefined)
        return [];
    const find = (0,finding/* findingsAbout */.yI)('store', store.location);
    if ((mode & 0o077) === 0)
        return [find('good', 'mode', 'Nobody else on this machine can read the directory.')];
    return [
        find('warning', 'mode', `Others on this machine can look into the directory (mode ${mode.toString(8).padStart(4, '0')}).`, {
            remedy: (0,finding/* shell */.vf)(`chmod 700 ${store.location}`),
            repair: { kind: 'restrict mode', path: store.location, mode: 0o700 },
        }),
    ];
}
/** The rules of the bucket against those that the policy asks for; most credentials may not read them, and need not. */
async function stores_lifecycle(policy, store, credentials, context) {
    const find = (0,finding/* findingsAbout */.yI)('lifecycle', store.location);
    const bucket = await (0,storage_open/* openBucket */.xB)(store.location, (0,open_stores/* storeOptions */.S2)(store, credentials, context));
    try {
        const databases = await databasesIn(policy, store, credentials, context);
        const differences = (0,lifecycle/* compareLifecycle */.qy)((0,lifecycle/* lifecycleRules */.EM)(policy, store, databases), await bucket.readLifecycle());
        if (differences.length === 0)
            return [find('good', 'rules', 'The lifecycle rules are as the policy wants them.')];
        return differences.map(({ kind, id, detail }) => find(kind === 'dangerous' ? 'problem' : 'warning', kind, `Lifecycle rule ${id} is ${kind}: ${detail}.`, {
            remedy: (0,finding/* shell */.vf)(kind === 'dangerous'
                ? `aws s3api get-bucket-lifecycle-configuration --bucket ${store.location.split('/')[2]}   # remove that rule, or restrict its prefix`
                : 'node dist/cli.js lifecycle --policy backup-policy.yml --mode apply'),
            link: 'lifecycle/README.md',
        }));
    }
    catch (error) {
        if (!(error instanceof errors/* PbaError */.sV) || !['PBA-STORE-PERMISSION', 'PBA-STORE-FAILED'].includes(error.code))
            throw error;
        return [find('unknown', 'rules', `The lifecycle rules could not be read: ${error.message}`)];
    }
    finally {
        bucket.close();
    }
}
async function databasesIn(policy, store, credentials, context) {
    const { databases } = policy;
    if (!(0,effective_policy/* isDiscovery */.rT)(databases) && databases.length > 0) {
        return databases
            .filter((one) => one.stores?.includes(store.name) ?? true)
            .map(({ name, stores }) => ({ name, stores }));
    }
    const opened = await (0,open_stores/* openStores */.j)([store], credentials, context);
    try {
        const names = await Promise.all(opened.map((one) => (0,read_sets/* listDatabases */.Pf)(one)));
        return names.flat().map((name) => ({ name, stores: undefined }));
    }
    finally {
        await (0,open_stores/* closeStores */.Hr)(opened);
    }
}

;// CONCATENATED MODULE: ./build/actions/doctor/summary.js

const MARKS = {
    problem: '❌',
    warning: '⚠️',
    unknown: '❔',
    note: 'ℹ️',
    good: '✅',
};
const HEADINGS = {
    problem: 'Problems',
    warning: 'Warnings',
    unknown: 'Not looked at',
    note: 'Worth knowing',
    good: 'Found right',
};
/** Words of the remedy's kind, for the line above it. */
const KINDS = { sql: 'SQL', shell: 'Shell', iam: 'IAM', text: 'What to do' };
/** Markdown for the job summary: each finding with what mends it, then what was found right. */
function doctorSummary(findings, diagnose) {
    const what = diagnose === 'everything' ? 'Doctor' : `Diagnosis ${diagnose}`;
    const bad = findings.filter((one) => one.severity === 'problem' || one.severity === 'warning');
    const title = bad.length === 0 ? `${what}: nothing is wrong` : `${what}: ${tally(findings)}`;
    const told = findings.filter((one) => one.severity !== 'good');
    const good = findings.filter((one) => one.severity === 'good');
    return [
        `## ${bad.length === 0 ? '✅' : MARKS[worst(findings)]} ${(0,format/* escapeMarkdown */.FV)(title)}`,
        '',
        ...told.flatMap(markdownOf),
        ...(good.length === 0
            ? []
            : [
                '<details><summary>Found right</summary>',
                '',
                (0,format/* markdownTable */.Qj)([{ title: 'Check' }, { title: 'Of' }, { title: 'What' }], good.map((one) => [(0,format/* code */.aY)(one.check), one.subject, one.sentence]), { maxRows: 200 }),
                '',
                '</details>',
                '',
            ]),
    ].join('\n');
}
function markdownOf(finding) {
    const { remedy, link } = finding;
    return [
        `${MARKS[finding.severity]} **${(0,format/* escapeMarkdown */.FV)(finding.subject)}**: ${(0,format/* escapeMarkdown */.FV)(finding.sentence)} ${(0,format/* code */.aY)(finding.check).markdown}`,
        '',
        ...(remedy === undefined ? [] : [KINDS[remedy.kind], '', ...fenced(remedy.text), '']),
        ...(link === undefined
            ? []
            : [`More: ${link.startsWith('https://') ? `<${link}>` : (0,format/* code */.aY)(link).markdown}`, '']),
    ];
}
/** A block that its own text cannot end: names from the database stand in it. */
function fenced(text) {
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = '`'.repeat(longest + 1);
    return [fence, ...text.split('\n'), fence];
}
/** The same for a terminal. */
function doctorText(findings) {
    const lines = [];
    let heading;
    for (const finding of findings) {
        if (finding.severity !== heading) {
            heading = finding.severity;
            lines.push('', HEADINGS[heading]);
        }
        lines.push(`${MARKS[finding.severity]} ${(0,format/* printable */.g$)(finding.subject)}: ${(0,format/* printable */.g$)(finding.sentence)} [${finding.check}]`);
        if (finding.severity === 'good')
            continue;
        if (finding.remedy !== undefined) {
            lines.push(...finding.remedy.text.split('\n').map((line) => `     ${(0,format/* printable */.g$)(line)}`));
        }
        if (finding.link !== undefined)
            lines.push(`     ${finding.link}`);
    }
    return [tally(findings), ...lines].join('\n');
}
function worst(findings) {
    return findings[0]?.severity ?? 'good';
}
function tally(findings) {
    const count = (severity) => findings.filter((one) => one.severity === severity).length;
    const good = count('good');
    return `${(0,format/* plural */.LS)(count('problem'), 'problem')}, ${(0,format/* plural */.LS)(count('warning'), 'warning')}, ${(0,format/* plural */.LS)(good, 'check')} found right`;
}

;// CONCATENATED MODULE: ./build/actions/doctor/doctor.js

















/** Gathers, judges, mends what it may, and tells. */
async function doctor(inputs, context) {
    const policy = await (0,effective/* effectivePolicy */.Ci)(inputs, context);
    const { log } = context;
    const installations = await (0,tools/* findInstallations */.vE)({ env: context.env, signal: context.signal });
    const named = (0,effective_policy/* isDiscovery */.rT)(policy.databases) || policy.databases.length > 0;
    const databases = await log.group('Looking at the databases', () => lookAtDatabases(policy, inputs.password, inputs.policy === undefined ? undefined : policy.objectives.rpo, context));
    const stores = await log.group('Trying the stores', () => lookAtStores(policy, inputs.role, inputs, context));
    const sets = await log.group('Looking at the sets', () => lookAtSets(policy, databases.live, inputs, context));
    const around = await log.group('Looking around', () => Promise.all([
        lookAtMachine(sets.needs, databases.inside.length > 0, context),
        lookAtNotifications(policy, context),
        inputs.githubToken === undefined
            ? []
            : look('github', 'the token', () => lookAtGithub(policy, inputs.githubToken ?? '', context)),
    ]));
    const clients = [
        ...installations.map(({ binDir, ...one }) => ({ ...one, directory: binDir })),
        ...databases.inside,
    ];
    const found = [
        ...judgeClients(clients, databases.serverVersion),
        ...databases.findings,
        ...(named
            ? []
            : [
                {
                    check: 'database.none',
                    subject: 'the policy',
                    severity: 'unknown',
                    sentence: 'No database is named, so none was looked at.',
                },
            ]),
        ...stores.findings,
        ...judgeClocks([...databases.clocks, ...stores.clocks]),
        ...sets.findings,
        ...around.flat(),
    ];
    const relevant = found.filter((finding) => belongs(finding, inputs.diagnose));
    const mended = inputs.fix
        ? await repairAll(relevant, policy, inputs, context)
        : { findings: relevant, fixed: 0 };
    return present((0,finding/* worstFirst */.md)(mended.findings), mended.fixed, inputs);
}
function belongs(finding, diagnose) {
    return diagnose === 'everything' || diagnoses/* CHECKS_OF */.K4[diagnose].some((start) => finding.check.startsWith(start));
}
function present(findings, fixed, inputs) {
    const count = (severity) => findings.filter((one) => one.severity === severity).length;
    const problems = count('problem');
    const warnings = count('warning');
    const failing = inputs.failOn === 'never' ? 0 : inputs.failOn === 'problem' ? problems : problems + warnings;
    const [first] = findings;
    const failure = failing === 0 || first === undefined
        ? undefined
        : new errors/* UserError */.yo('PBA-DOCTOR', `${(0,format/* plural */.LS)(problems, 'problem')} and ${(0,format/* plural */.LS)(warnings, 'warning')} were found. The first: ${first.sentence}`, { hint: first.remedy?.text ?? 'The summary has each with what mends it.' });
    return {
        outputs: {
            verdict: failure === undefined ? 'ok' : 'failed',
            problems: String(problems),
            warnings: String(warnings),
            findings: JSON.stringify(findings),
            fixed: String(fixed),
        },
        summary: doctorSummary(findings, inputs.diagnose),
        text: doctorText(findings),
        json: { problems, warnings, fixed, findings },
        ...(failure === undefined ? {} : { failure }),
    };
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

/***/ 10021:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ bucketPolicyGaps),
/* harmony export */   X: () => (/* binding */ DENIALS)
/* harmony export */ });
/** What nobody should be able to do, whatever other policies allow. */
const DENIALS = {
    'plain HTTP': { actions: ['s3:*'], condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    'encryption with keys of the sender (SSE-C)': {
        actions: ['s3:PutObject'],
        // The usual `Null: false` would deny every upload in Ceph RGW 16.2, which does not look at the value.
        condition: { StringLike: { 's3:x-amz-server-side-encryption-customer-algorithm': '*' } },
        or: { Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'false' } },
    },
    'changes of the lifecycle rules': { actions: ['s3:PutLifecycleConfiguration'] },
    'switching versioning off': { actions: ['s3:PutBucketVersioning'] },
    'going round Object Lock': { actions: ['s3:BypassGovernanceRetention'] },
};
/** Which of the denials a bucket policy lacks. Over plain HTTP the first would lock everybody out. */
function bucketPolicyGaps(statements, { tls }) {
    return Object.entries(DENIALS)
        .filter(([name]) => tls || name !== 'plain HTTP')
        .filter(([, denial]) => !statements.some((statement) => denies(statement, denial)))
        .map(([name]) => name);
}
function denies(statement, { actions, condition, or }) {
    if (statement.Effect !== 'Deny')
        return false;
    const has = [statement.Action ?? []].flat();
    if (!actions.every((wanted) => has.some((action) => matches(action, wanted))))
        return false;
    return [condition, or].some((one, index) => one === undefined
        ? index === 0
        : Object.entries(one).every(([operator, keys]) => meets(statement, operator, keys)));
}
function meets(statement, operator, keys) {
    const found = statement.Condition?.[operator];
    return Object.entries(keys).every(([key, value]) => String(found?.[key] ?? '').toLowerCase() === String(value));
}
/** `s3:Put*` covers `s3:PutObject`; actions are compared without case. */
function matches(pattern, action) {
    const expression = pattern
        .toLowerCase()
        .replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replaceAll('*', '.*')
        .replaceAll('?', '.');
    return new RegExp(`^${expression}$`).test(action.toLowerCase());
}


/***/ }),

/***/ 22483:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ parseProof)
/* harmony export */ });
/* unused harmony export GRADES */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(38672);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98430);



/** How much of a set a restore test compared: all rows' content, only their counts, or neither (schema alone). */
const GRADES = ['full', 'sampled', 'counts', 'schema'];
/**
 * Reads the proof out of a restore-test record. A negative control gives undefined.
 * @throws IntegrityError PBA-MANIFEST-INVALID when the record is not what this toolkit writes
 */
function parseProof(text, key) {
    const invalid = (reason) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .IntegrityError */ .cs('PBA-MANIFEST-INVALID', `The evidence record ${key} cannot be used: ${reason}.`, {
        hint: 'Records are never edited. Move the damaged one away by hand and run the restore test again.',
    });
    const parsed = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .qF)(text, invalid);
    const read = new _json_js__WEBPACK_IMPORTED_MODULE_2__/* .Reader */ .mP();
    const root = read.object(parsed, 'the record');
    if (root['evidenceVersion'] !== 1)
        throw invalid('its version is unknown');
    const tier = read.string(root['tier'], 'tier');
    const record = {
        set: read.string(root['set'], 'set'),
        dumpSha256: read.string(root['dumpSha256'], 'dumpSha256'),
        at: read.string(root['at'], 'at'),
        proven: read.choice(root['verdict'], 'verdict', ['proven', 'failed']) === 'proven',
        grade: read.choice(root['grade'], 'grade', GRADES),
    };
    const rto = read.object(root['rto'], 'rto');
    const achieved = rto['achievedSeconds'];
    const databaseBytes = read.integer(root['databaseBytes'], 'databaseBytes');
    const time = typeof achieved === 'number' && achieved > 0 ? { databaseBytes, seconds: achieved } : undefined;
    const control = read.boolean(root['negativeControl'], 'negativeControl');
    if (!(0,_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .isTier */ .zl)(tier))
        throw invalid('tier is unknown');
    if (read.problems.length > 0)
        throw invalid(read.problems.join('; '));
    const { reason } = root;
    const why = !record.proven && typeof reason === 'string' ? { reason } : {};
    return control ? undefined : { ...record, tier, time, ...why };
}


/***/ }),

/***/ 6659:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EM: () => (/* binding */ lifecycleRules),
/* harmony export */   Hx: () => (/* binding */ lifecycleTerraform),
/* harmony export */   IO: () => (/* binding */ describeRule),
/* harmony export */   nT: () => (/* binding */ mergeLifecycle),
/* harmony export */   qV: () => (/* binding */ MOST_RULES),
/* harmony export */   qy: () => (/* binding */ compareLifecycle)
/* harmony export */ });
/* harmony import */ var _catalog_keys_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98430);
/* harmony import */ var _tier_copies_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33413);


/** Rules with ids that start so are ours; all others are left alone. */
const OUR_RULES = 'postgres-backup-actions/';
/** Uploads that a run began and nobody goes on with; `prune` sweeps them after a day, this is for when it does not run. */
const ABORT_DAYS = 7;
/** What a delete marker hides can be brought back for so long. `prune` deletes versions itself. */
const NONCURRENT_DAYS = 90;
/** Amazon S3 User Guide, "Lifecycle configuration rules": up to 1,000 in a bucket. */
const MOST_RULES = 1000;
/**
 * The rules that a bucket needs for one store: per database the clean-up, and per tier its move to another class. No rule
 * ever expires a current object: a rule cannot know what is proven, `prune` does. The prefixes are those of databases, so
 * pgBackRest's repository beside them is not touched. Objects of less than 128 KiB, such as manifests, S3 moves to no other
 * class by itself (same guide, "Transitioning objects", since September 2024).
 */
function lifecycleRules(policy, store, databases) {
    const root = rootOf(store);
    return databases.flatMap((database) => {
        const prefix = `${root}${(0,_catalog_keys_js__WEBPACK_IMPORTED_MODULE_0__/* .databasePrefix */ .KS)(database.name)}`;
        const cleanUp = {
            ID: `${OUR_RULES}${prefix}`,
            Status: 'Enabled',
            Filter: { Prefix: prefix },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: ABORT_DAYS },
            NoncurrentVersionExpiration: { NoncurrentDays: NONCURRENT_DAYS },
            Expiration: { ExpiredObjectDeleteMarker: true },
        };
        const moves = _catalog_keys_js__WEBPACK_IMPORTED_MODULE_0__/* .TIERS */ .iB.flatMap((tier) => {
            const copy = (0,_tier_copies_js__WEBPACK_IMPORTED_MODULE_1__/* .copiesFor */ .D)(policy, tier, database).find((one) => one.store.name === store.name);
            if (copy?.transition === undefined)
                return [];
            return [
                {
                    ID: `${OUR_RULES}${prefix}${tier}/`,
                    Status: 'Enabled',
                    Filter: { Prefix: `${prefix}${tier}/` },
                    Transitions: [{ Days: copy.transition.afterDays, StorageClass: copy.transition.storageClass }],
                },
            ];
        });
        return [cleanUp, ...moves];
    });
}
/**
 * Compares what is in a bucket with what has to be there. `dangerous`: an enabled rule, whoever made it, that deletes current
 * objects where our sets lie, or moves them to a class that the policy does not ask for.
 */
function compareLifecycle(wanted, found) {
    const findings = [];
    const prefixes = wanted.map((rule) => rule.Filter.Prefix);
    for (const rule of wanted) {
        const there = found.find((one) => one.ID === rule.ID);
        if (there === undefined)
            findings.push({ kind: 'missing', id: rule.ID, detail: describeRule(rule) });
        else if (describeRule(there) !== describeRule(rule)) {
            findings.push({
                kind: 'different',
                id: rule.ID,
                detail: `${describeRule(there)}; it should be: ${describeRule(rule)}`,
            });
        }
    }
    for (const rule of found) {
        const id = rule.ID ?? '(without an id)';
        const expires = rule.Expiration?.Days !== undefined || rule.Expiration?.Date !== undefined;
        const touches = prefixes.some((prefix) => prefix.startsWith(prefixOf(rule)) || prefixOf(rule).startsWith(prefix));
        const ours = id.startsWith(OUR_RULES);
        if (rule.Status === 'Enabled' && touches && (expires || (!ours && (rule.Transitions?.length ?? 0) > 0))) {
            const what = expires
                ? 'deletes sets by age, whether anything newer is proven or not'
                : 'moves sets to a class that the policy does not ask for';
            findings.push({ kind: 'dangerous', id, detail: `${describeRule(rule)}: ${what}` });
        }
        else if (ours && touches && !wanted.some((one) => one.ID === rule.ID)) {
            findings.push({ kind: 'superfluous', id, detail: describeRule(rule) });
        }
    }
    return findings;
}
/** The rules of the bucket afterwards: those of others as they are, ours below these prefixes replaced. */
function mergeLifecycle(wanted, found) {
    const prefixes = wanted.map((rule) => rule.Filter.Prefix);
    const replaced = (rule) => (rule.ID ?? '').startsWith(OUR_RULES) && prefixes.some((prefix) => prefixOf(rule).startsWith(prefix));
    return [...found.filter((rule) => !replaced(rule)), ...wanted];
}
/** One sentence; equal for rules that do the same. */
function describeRule(rule) {
    const parts = [
        ...(rule.Transitions ?? []).map((one) => `moves to ${one.StorageClass} after ${one.Days} days`),
        ...(rule.AbortIncompleteMultipartUpload === undefined
            ? []
            : [`ends unfinished uploads after ${rule.AbortIncompleteMultipartUpload.DaysAfterInitiation} days`]),
        ...(rule.NoncurrentVersionExpiration === undefined
            ? []
            : [`deletes noncurrent versions after ${rule.NoncurrentVersionExpiration.NoncurrentDays} days`]),
        ...(rule.Expiration?.ExpiredObjectDeleteMarker === true ? ['deletes markers that hide nothing'] : []),
        ...(rule.Expiration?.Days === undefined ? [] : [`deletes objects after ${rule.Expiration.Days} days`]),
        ...(rule.Expiration?.Date === undefined
            ? []
            : [`deletes objects on ${rule.Expiration.Date.toISOString()}`]),
    ];
    const off = rule.Status === 'Enabled' ? '' : ' (disabled)';
    return `${prefixOf(rule) || '(everything)'}: ${parts.join(', ') || 'does nothing of interest'}${off}`;
}
/** Terraform's `aws_s3_bucket_lifecycle_configuration`, for those who manage the bucket with it. It replaces all rules. */
function lifecycleTerraform(bucket, rules) {
    const blocks = rules.map((rule) => [
        '  rule {',
        `    id     = ${hcl(rule.ID)}`,
        `    status = "${rule.Status}"`,
        '',
        `    filter {\n      prefix = ${hcl(rule.Filter.Prefix)}\n    }`,
        ...(rule.Transitions ?? []).map((one) => `\n    transition {\n      days          = ${one.Days}\n      storage_class = "${one.StorageClass}"\n    }`),
        ...(rule.AbortIncompleteMultipartUpload === undefined
            ? []
            : [
                `\n    abort_incomplete_multipart_upload {\n      days_after_initiation = ${rule.AbortIncompleteMultipartUpload.DaysAfterInitiation}\n    }`,
            ]),
        ...(rule.NoncurrentVersionExpiration === undefined
            ? []
            : [
                `\n    noncurrent_version_expiration {\n      noncurrent_days = ${rule.NoncurrentVersionExpiration.NoncurrentDays}\n    }`,
            ]),
        ...(rule.Expiration === undefined
            ? []
            : ['\n    expiration {\n      expired_object_delete_marker = true\n    }']),
        '  }',
    ].join('\n'));
    const name = bucket.replace(/[^A-Za-z0-9_]/g, '_');
    return `resource "aws_s3_bucket_lifecycle_configuration" "${name}" {\n  bucket = ${hcl(bucket)}\n\n${blocks.join('\n\n')}\n}\n`;
}
/** A string of HCL: as in JSON, but `\${` and `%{` begin templates. */
function hcl(text) {
    return JSON.stringify(text).replaceAll('${', '$${').replaceAll('%{', '%%{');
}
function prefixOf(rule) {
    return rule.Filter?.And?.Prefix ?? rule.Filter?.Prefix ?? rule.Prefix ?? '';
}
/** The store's prefix in its bucket: empty, or ending in `/`. */
function rootOf(store) {
    const path = store.location.replace(/^s3:\/\/[^/]*\/?/, '').replace(/\/$/, '');
    return path === '' ? '' : `${path}/`;
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

/***/ 98357:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HW: () => (/* binding */ readExtensions),
/* harmony export */   TX: () => (/* binding */ readServerFacts),
/* harmony export */   V7: () => (/* binding */ readMigration),
/* harmony export */   w_: () => (/* binding */ bookkeepingTables)
/* harmony export */ });
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(71502);

/** What a dump must know of its server before it starts. Runs in any session on the database. */
async function readServerFacts(session) {
    const { num } = await session.row(`select current_setting('server_version_num') as num`);
    const versionNum = Number(num);
    // Columns by major: datlocprovider 15, daticulocale 15-16, datlocale 17 (pg_database in each version's manual).
    const provider = versionNum >= 150000
        ? `case d.datlocprovider when 'c' then 'libc' when 'i' then 'icu' when 'b' then 'builtin' end`
        : `'libc'`;
    const locale = versionNum >= 170000 ? 'd.datlocale' : versionNum >= 150000 ? 'd.daticulocale' : 'null::text';
    const collationVersion = versionNum >= 150000 ? 'd.datcollversion' : 'null::text';
    return session.row(`
    select split_part(current_setting('server_version'), ' ', 1) as "version",
           ${versionNum} as "versionNum",
           (select system_identifier::text from pg_catalog.pg_control_system()) as "systemIdentifier",
           pg_catalog.pg_encoding_to_char(d.encoding) as "encoding",
           ${provider} as "localeProvider",
           d.datcollate as "collate", d.datctype as "ctype",
           ${locale} as "locale", ${collationVersion} as "collationVersion",
           pg_catalog.pg_get_userbyid(d.datdba) as "databaseOwner",
           pg_catalog.pg_get_userbyid(10) as "bootstrapRole",
           pg_catalog.pg_database_size(d.oid) as "databaseBytes",
           current_setting('data_checksums') = 'on' as "dataChecksums"
      from pg_catalog.pg_database d where d.datname = current_database()`);
}
async function readExtensions(session) {
    return session.rows(`
    select e.extname as name, e.extversion as version, n.nspname as schema
      from pg_catalog.pg_extension e join pg_catalog.pg_namespace n on n.oid = e.extnamespace
     order by e.extname collate "C"`);
}
/**
 * Where the common migration tools keep the version a schema is at. `version` is an expression that gives the
 * newest applied one. A tool counts as used when its table has these columns.
 */
const MIGRATION_TABLES = [
    {
        tool: 'Flyway',
        table: 'flyway_schema_history',
        columns: ['installed_rank', 'version', 'success'],
        version: `version || case when success then '' else ' (failed)' end`,
        order: 'installed_rank desc',
    },
    {
        tool: 'Liquibase',
        table: 'databasechangelog',
        columns: ['id', 'author', 'orderexecuted'],
        version: `author || ':' || id`,
        order: 'orderexecuted desc',
    },
    {
        tool: 'Prisma',
        table: '_prisma_migrations',
        columns: ['migration_name', 'finished_at'],
        version: 'migration_name',
        order: 'finished_at desc nulls last',
    },
    {
        tool: 'Sequelize',
        table: 'SequelizeMeta',
        columns: ['name'],
        version: 'name',
        order: 'name collate "C" desc',
    },
    {
        tool: 'Knex',
        table: 'knex_migrations',
        columns: ['id', 'name', 'batch'],
        version: 'name',
        order: 'id desc',
    },
    {
        tool: 'Rails',
        table: 'schema_migrations',
        columns: ['version'],
        version: 'version::text',
        order: 'version desc',
    },
    {
        tool: 'Django',
        table: 'django_migrations',
        columns: ['id', 'app', 'name'],
        version: `app || '.' || name`,
        order: 'id desc',
    },
    {
        tool: 'Alembic',
        table: 'alembic_version',
        columns: ['version_num'],
        version: 'version_num',
        order: 'version_num',
    },
    {
        tool: 'TypeORM',
        table: 'migrations',
        columns: ['id', 'timestamp', 'name'],
        version: 'name',
        order: 'id desc',
    },
];
/** golang-migrate shares Rails' table name; it has a `dirty` column and one row. */
const GOLANG_MIGRATE = {
    tool: 'golang-migrate',
    table: 'schema_migrations',
    columns: ['version', 'dirty'],
    version: `version::text || case when dirty then ' (dirty)' else '' end`,
    order: 'version desc',
};
/** Where the tools keep their books: what a migration writes there is not the user's data. */
const bookkeepingTables = new Set([
    ...MIGRATION_TABLES.map(({ table }) => table),
    'databasechangeloglock',
    'knex_migrations_lock',
    'ar_internal_metadata',
    'typeorm_metadata',
]);
/** The migration tool in use and the newest applied version, or null. Part of every manifest and every comparison. */
async function readMigration(session) {
    const tables = await session.rows(`
    select n.nspname as schema, c.relname as name, array_agg(a.attname::text) as columns
      from pg_catalog.pg_class c
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')
       and c.relname in (${[...MIGRATION_TABLES].map((one) => `'${one.table}'`).join(', ')})
     group by 1, 2 order by n.nspname <> 'public', n.nspname, c.relname`);
    for (const known of [GOLANG_MIGRATE, ...MIGRATION_TABLES]) {
        const table = tables.find((one) => one.name === known.table && known.columns.every((column) => one.columns.includes(column)));
        if (!table)
            continue;
        const [newest] = await session.rows(`select ${known.version} as version from ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_0__/* .identifier */ .C)(table.schema, table.name)} order by ${known.order} limit 1`);
        if (newest)
            return { tool: known.tool, version: newest.version ?? 'none' };
    }
    return null;
}


/***/ }),

/***/ 3017:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ readProofs),
/* harmony export */   n: () => (/* binding */ isProven)
/* harmony export */ });
/* harmony import */ var _catalog_evidence_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(22483);
/* harmony import */ var _catalog_keys_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98430);
/* harmony import */ var _catalog_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(49227);
/* harmony import */ var _concurrency_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3943);
/* harmony import */ var _read_sets_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(63913);





const MAX_EVIDENCE = 16 * 1024 * 1024;
const AT_ONCE = 8;
/** All restore-test records of one database, read from the store. */
async function readProofs(store, database) {
    const keys = [];
    for await (const object of store.list(`${(0,_catalog_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .evidencePrefix */ .Q5)(database)}restore-test/`))
        keys.push(object.key);
    const records = await (0,_concurrency_js__WEBPACK_IMPORTED_MODULE_3__/* .mapLimited */ .bB)(keys, AT_ONCE, async (key) => (0,_catalog_evidence_js__WEBPACK_IMPORTED_MODULE_0__/* .parseProof */ .k)(await (0,_read_sets_js__WEBPACK_IMPORTED_MODULE_4__/* .readSmall */ .o5)(store, key, MAX_EVIDENCE), key));
    return records.flatMap((record) => record ?? []);
}
/** Whether the newest restore test of this dump passed, in whichever tier and store its copy lay. */
function isProven(manifest, proofs) {
    const digest = (0,_catalog_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .dumpDigest */ .Jd)(manifest);
    const mine = proofs.filter((proof) => proof.set === manifest.id && proof.dumpSha256 === digest);
    return mine.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0]?.proven ?? false;
}


/***/ })

};
