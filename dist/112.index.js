export const id = 112;
export const ids = [112];
export const modules = {

/***/ 92992:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   If: () => (/* binding */ describeConnection),
/* harmony export */   SQ: () => (/* binding */ libpqEnvironment),
/* harmony export */   a7: () => (/* binding */ DUMP_OPTIONS),
/* harmony export */   bX: () => (/* binding */ PINNED_SETTINGS)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);


/** The variables a PostgreSQL program needs from its surroundings, besides libpq's own. */
const PASSED_ON = [
    'PATH',
    'HOME',
    'LANG',
    'LC_ALL',
    'LC_MESSAGES',
    'TMPDIR',
    'TZ',
    'SSL_CERT_FILE',
    'SSL_CERT_DIR',
];
/**
 * libpq variables that must not come from outside: they would change what is dumped or how it is written.
 * PGPASSWORD is replaced by a passfile; PGDATABASE, PGOPTIONS and PGAPPNAME are ours.
 */
const LIBPQ_REFUSED = new Set([
    'PGPASSWORD',
    'PGDATABASE',
    'PGOPTIONS',
    'PGAPPNAME',
    'PGCLIENTENCODING',
    'PGTZ',
    'PGDATESTYLE',
]);
/**
 * Settings every session of ours has, so that text output is the same on every server. They matter for the
 * digests: PostgreSQL writes dates, floats, bytea, intervals, money and names as these settings say.
 * `statement_timeout` and friends are switched off because limits on the role would end a long dump.
 */
const PINNED_SETTINGS = {
    DateStyle: 'ISO,MDY',
    IntervalStyle: 'postgres',
    TimeZone: 'UTC',
    extra_float_digits: '1',
    bytea_output: 'hex',
    xmloption: 'content',
    standard_conforming_strings: 'on',
    row_security: 'off',
    statement_timeout: '0',
    idle_in_transaction_session_timeout: '0',
};
/**
 * For pg_dump and pg_restore, which pin everything else themselves: `money` is written as `lc_monetary` says, and a
 * restore under another one fails or reads other amounts. RECOVERY.md sets the same.
 */
const DUMP_OPTIONS = '-c lc_monetary=C';
/**
 * Environment for `psql`, `pg_dump` and the like. Writes the password, if any, to a 0600 passfile in `tempDir`:
 * a password never stands in argv or in a child's environment.
 */
async function libpqEnvironment(connection, surroundings, password, tempDir) {
    const env = {};
    for (const [name, value] of Object.entries(surroundings)) {
        const libpq = name.startsWith('PG') && !LIBPQ_REFUSED.has(name) && !name.startsWith('PGBACKREST');
        if (libpq || PASSED_ON.includes(name))
            env[name] = value;
    }
    if (connection.host !== undefined) {
        env['PGHOST'] = connection.host;
        delete env['PGHOSTADDR'];
    }
    if (connection.port !== undefined)
        env['PGPORT'] = String(connection.port);
    if (connection.user !== undefined)
        env['PGUSER'] = connection.user;
    if (connection.sslmode !== undefined)
        env['PGSSLMODE'] = connection.sslmode;
    if (connection.sslrootcert !== undefined)
        env['PGSSLROOTCERT'] = connection.sslrootcert;
    env['PGDATABASE'] = connection.database;
    env['PGAPPNAME'] = 'postgres-backup-actions';
    env['PGOPTIONS'] = DUMP_OPTIONS;
    env['PGCONNECT_TIMEOUT'] ??= '15';
    const secret = password ?? surroundings['PGPASSWORD'];
    if (secret !== undefined) {
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(tempDir, 'pgpass');
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(path, `*:*:*:*:${escapePassfile(secret)}\n`, { mode: 0o600 });
        env['PGPASSFILE'] = path;
    }
    return env;
}
/** https://www.postgresql.org/docs/current/libpq-pgpass.html: backslash and colon are escaped. */
function escapePassfile(value) {
    return value.replace(/[\\:]/g, (char) => `\\${char}`);
}
/** How a connection is named in messages; never a secret. */
function describeConnection(env) {
    const host = env['PGHOST'] ?? (env['PGSERVICE'] === undefined ? 'the local socket' : `service ${env['PGSERVICE']}`);
    const port = env['PGPORT'] === undefined ? '' : ` port ${env['PGPORT']}`;
    const user = env['PGUSER'] === undefined ? '' : ` as ${env['PGUSER']}`;
    return `database ${env['PGDATABASE']} on ${host}${port}${user}`;
}


/***/ }),

/***/ 79708:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ explainPostgres),
/* harmony export */   h: () => (/* binding */ firstErrorLine)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92992);


/**
 * What PostgreSQL's programs say on stderr and what it means for the user. The order matters: the first that
 * matches wins, so the particular stands before the general.
 */
const PATTERNS = [
    {
        match: /password authentication failed for user "([^"]*)"/,
        code: 'PBA-PG-AUTH',
        kind: 'user',
        message: 'PostgreSQL refused the password of user $1 for $where.',
        hint: 'Check the inputs `user` and `password` (or PGUSER and the passfile).',
    },
    {
        match: /fe_sendauth: no password supplied/,
        code: 'PBA-PG-AUTH',
        kind: 'user',
        message: 'PostgreSQL wants a password for $where and none was given.',
        hint: 'Set the input `password` from a secret.',
    },
    {
        match: /(no pg_hba\.conf entry|Peer authentication failed|Ident authentication failed)[^\n]*/,
        code: 'PBA-PG-AUTH',
        kind: 'user',
        message: 'PostgreSQL does not let this runner in: $where.',
        hint: 'Allow the runner in pg_hba.conf, or give host, user and password of a role that may connect.',
    },
    {
        match: /role "([^"]*)" does not exist\s*$/m,
        code: 'PBA-PG-AUTH',
        kind: 'user',
        message: 'There is no role $1 on the server ($where).',
        hint: 'Set the input `user`; without it libpq takes the name of the operating-system user.',
    },
    {
        match: /database "([^"]*)" does not exist/,
        code: 'PBA-PG-NO-DATABASE',
        kind: 'user',
        message: 'There is no database $1 on this server.',
        hint: 'Check the input `database`; `psql -l` lists what the server has.',
    },
    {
        match: /server certificate for|SSL error|server does not support SSL|root certificate file/,
        code: 'PBA-PG-UNREACHABLE',
        kind: 'user',
        message: 'No trusted TLS connection to $where.',
        hint: 'Check `sslmode` and `sslrootcert` against the server’s certificate.',
    },
    {
        match: /(Connection refused|could not translate host name|No route to host|timeout expired|Connection timed out|No such file or directory\s+Is the server running|could not connect to server)/,
        code: 'PBA-PG-UNREACHABLE',
        kind: 'tool',
        message: 'The server cannot be reached: $where ($1).',
        hint: 'Is PostgreSQL running there, and do host and port point to it? `pg_isready` tells.',
    },
    {
        match: /the database system is (starting up|shutting down|in recovery mode)/,
        code: 'PBA-PG-UNREACHABLE',
        kind: 'tool',
        message: 'The server takes no connections now: it is $1.',
        hint: 'Run again when the server is up.',
    },
    {
        match: /server version mismatch|aborting because of server version mismatch/,
        code: 'PBA-PG-CLIENT-OLD',
        kind: 'user',
        message: 'The PostgreSQL client is older than the server.',
        hint: 'Install the client of the server’s major version, for example `apt-get install postgresql-client-17`.',
    },
    {
        match: /query would be affected by row-level security policy for table "([^"]*)"/,
        code: 'PBA-PG-RLS',
        kind: 'user',
        message: 'Row-level security on table $1 would hide rows from the backup role.',
        hint: 'ALTER ROLE the_backup_role BYPASSRLS; a backup never contains only the rows a policy lets through.',
    },
    {
        match: /permission denied for large object ([0-9]+)/,
        code: 'PBA-PG-PERMISSION',
        kind: 'user',
        message: 'The backup role may not read large object $1.',
        hint: 'pg_read_all_data does not cover large objects: dump as their owner, or GRANT SELECT ON LARGE OBJECT.',
    },
    {
        match: /permission denied for database "([^"]*)"/,
        code: 'PBA-PG-PERMISSION',
        kind: 'user',
        message: 'The backup role may not connect to database $1.',
        hint: 'GRANT CONNECT ON DATABASE the_database TO the_backup_role;',
    },
    {
        match: /permission denied for ([a-z ]+) ([^\s]+)/,
        code: 'PBA-PG-PERMISSION',
        kind: 'user',
        message: 'The backup role may not read $1 $2.',
        hint: 'GRANT pg_read_all_data TO the_backup_role; (PostgreSQL 14 and later).',
    },
    {
        match: /must be (superuser|owner)[^\n]*/,
        code: 'PBA-PG-PERMISSION',
        kind: 'user',
        message: 'The role lacks a right: $0.',
        hint: 'See docs/postgres-roles.md for the rights each action needs.',
    },
    {
        match: /canceling statement due to lock timeout/,
        code: 'PBA-PG-LOCK-TIMEOUT',
        kind: 'tool',
        message: 'Another session holds a lock that the backup needs, longer than `lock-timeout`.',
        hint: 'Run again when the migration is over, or raise `lock-timeout`; pg_locks shows who holds it.',
    },
    {
        match: /invalid snapshot identifier|could not import the requested snapshot/,
        code: 'PBA-PG-SNAPSHOT',
        kind: 'tool',
        message: 'The snapshot that the dump was to use is gone.',
        hint: 'The session that held it was ended (server restart, pg_terminate_backend, pooler). Connect directly, not through a transaction pooler.',
    },
    {
        match: /no matching (tables|schemas|extensions) were found/,
        code: 'PBA-PG-NO-SUCH-TABLE',
        kind: 'user',
        message: 'A pattern in `tables` matches nothing.',
        hint: 'Patterns are those of psql’s \\d: schema.table, with * and ?; quote capitals: "Order".',
    },
    {
        match: /(No space left on device|could not write to (?:output )?file)/,
        code: 'PBA-DISK-FULL',
        kind: 'tool',
        message: 'No space left where the program writes: $1.',
        hint: 'Free space on the runner (RUNNER_TEMP) or use a larger disk.',
    },
    {
        match: /terminating connection due to administrator command|server closed the connection unexpectedly|connection to server was lost/,
        code: 'PBA-PG-UNREACHABLE',
        kind: 'tool',
        message: 'The connection to $where was lost in the middle of the work.',
        hint: 'The server was restarted or the session was ended. Run again.',
    },
];
/** The first error line without its program prefix, for messages; never the last line, which is often only a hint. */
function firstErrorLine(stderr) {
    const lines = stderr.split('\n').filter((line) => line.trim() !== '');
    const line = lines.find((candidate) => /(ERROR|FATAL|PANIC|error):/.test(candidate)) ?? lines[0] ?? '';
    return line
        .replace(/^[a-z_]+: /, '')
        .replace(/^(error: )+/, '')
        .trim()
        .slice(0, 500);
}
/** Turns the exit of psql, pg_dump, pg_dumpall or pg_restore into an error people can act on. */
function explainPostgres(exit, env) {
    const details = { exitCode: exit.exitCode, signal: exit.signal, stderr: exit.stderr.slice(-4096) };
    for (const pattern of PATTERNS) {
        const found = pattern.match.exec(exit.stderr);
        if (!found)
            continue;
        const message = pattern.message
            .replace('$where', (0,_connection_js__WEBPACK_IMPORTED_MODULE_1__/* .describeConnection */ .If)(env))
            .replace(/\$(\d)/g, (_, group) => found[Number(group)] ?? '');
        return pattern.kind === 'user'
            ? new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(pattern.code, message, { hint: pattern.hint })
            : new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ToolError */ .v4(pattern.code, message, { ...details, hint: pattern.hint });
    }
    if (exit.exitCode === 0 || exit.stderr.trim() === '')
        return undefined;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ToolError */ .v4('PBA-PG-QUERY', `PostgreSQL said: ${firstErrorLine(exit.stderr)}`, details);
}


/***/ }),

/***/ 53909:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DM: () => (/* binding */ program),
/* harmony export */   FY: () => (/* binding */ noClient),
/* harmony export */   Nh: () => (/* binding */ chooseServer),
/* harmony export */   Pg: () => (/* binding */ chooseClient),
/* harmony export */   vE: () => (/* binding */ findInstallations)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19473);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(44677);




const ROOTS = ['/usr/lib/postgresql', '/usr'];
/**
 * Every PostgreSQL on this machine: `/usr/lib/postgresql/<major>/bin` (Debian, Ubuntu), `/usr/pgsql-<major>/bin`
 * (PGDG RPMs) and the directories on PATH. Debian's `pg_wrapper` is passed over: it picks a version by itself.
 * Newest major first.
 */
async function findInstallations(search) {
    const directories = new Set();
    for (const root of search.roots ?? ROOTS) {
        for (const name of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(root).catch(() => [])) {
            if (/^\d+$/.test(name) || /^pgsql-\d+$/.test(name))
                directories.add((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, name, 'bin'));
        }
    }
    for (const directory of (search.env['PATH'] ?? '').split(':'))
        if (directory.startsWith('/'))
            directories.add(directory);
    const found = [];
    for (const directory of directories) {
        const program = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, 'pg_dump');
        const real = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(program).catch(() => undefined);
        if (real === undefined || real.endsWith('/pg_wrapper'))
            continue;
        const binDir = real.slice(0, real.lastIndexOf('/'));
        if (found.some((other) => other.binDir === binDir))
            continue;
        const text = await (0,_process_js__WEBPACK_IMPORTED_MODULE_3__/* .runText */ .le)(program, ['--version'], {
            env: { PATH: search.env['PATH'] ?? '', LC_ALL: 'C' },
            signal: search.signal,
            timeoutMs: 10_000,
        });
        const version = /\(PostgreSQL\) (\d+)(\S*)/.exec(text);
        if (!version)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ToolError */ .v4('PBA-TOOL-FAILED', `${program} does not tell its version: ${text.trim()}`);
        const server = await Promise.all(['initdb', 'postgres', 'pg_ctl'].map((name) => executable((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(binDir, name))));
        found.push({
            binDir,
            major: Number(version[1]),
            version: `${version[1]}${version[2]}`,
            server: server.every(Boolean),
        });
    }
    return found.sort((a, b) => b.major - a.major);
}
async function executable(path) {
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.access)(path, node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.constants.X_OK).then(() => true, () => false);
}
/**
 * The client for a server: its own major, else the nearest newer one. pg_dump refuses servers newer than itself.
 * @throws UserError PBA-PG-CLIENT-OLD with the package to install, PBA-TOOL-MISSING when there is none at all
 */
function chooseClient(installations, serverMajor) {
    const usable = installations.filter((one) => one.major >= serverMajor).sort((a, b) => a.major - b.major);
    const [best] = usable;
    if (best)
        return best;
    if (installations.length === 0)
        throw noClient(serverMajor);
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('PBA-PG-CLIENT-OLD', `The server is PostgreSQL ${serverMajor}; installed here: ${installations.map((one) => one.version).join(', ')}.`, {
        hint: `apt-get install postgresql-client-${serverMajor} (from apt.postgresql.org where the distribution lacks it).`,
    });
}
/** The error for a machine without any PostgreSQL client. */
function noClient(major) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('PBA-TOOL-MISSING', 'No PostgreSQL client (psql, pg_dump) is installed on this runner.', {
        hint: `apt-get install postgresql-client${major === undefined ? '' : `-${major}`}`,
    });
}
/**
 * The server programs for a scratch server: exactly the wanted major, so that digests are comparable.
 * @throws UserError PBA-PG-NO-SERVER-BINARIES with the package to install
 */
function chooseServer(installations, major) {
    const match = installations.find((one) => one.server && one.major === major);
    if (match)
        return match;
    const have = installations.filter((one) => one.server).map((one) => one.version);
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo('PBA-PG-NO-SERVER-BINARIES', `The set comes from PostgreSQL ${major}; servers installed here: ${have.join(', ') || 'none'}.`, {
        hint: `apt-get install postgresql-${major} (a restore test starts its own private server; it needs no cluster).`,
    });
}
/** The path of one program of an installation. */
function program(installation, name) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(installation.binDir, name);
}


/***/ }),

/***/ 44677:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   kp: () => (/* binding */ startProcess),
/* harmony export */   lb: () => (/* binding */ expectSuccess),
/* harmony export */   le: () => (/* binding */ runText)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);


const STDERR_KEPT = 64 * 1024;
const KILL_AFTER_MS = 2_000;
/**
 * Starts a program without a shell. The abort signal ends the child; whoever started it still
 * has to await `exit` and look at code and signal: a stdout that ended says nothing about success.
 * @throws ToolError PBA-TOOL-MISSING when the program cannot be started
 */
async function startProcess(file, args, options) {
    if (options.signal.aborted)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .CancelledError */ .cc();
    const name = file.slice(file.lastIndexOf('/') + 1);
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(file, [...args], {
        env: { ...options.env },
        stdio: ['pipe', 'pipe', 'pipe'],
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
        ...(options.user === undefined ? {} : { uid: options.user.uid, gid: options.user.gid }),
        ...(options.ownGroup === true ? { detached: true } : {}),
    });
    const kill = (signal) => {
        if (options.ownGroup !== true || child.pid === undefined)
            child.kill(signal);
        else {
            try {
                process.kill(-child.pid, signal);
            }
            catch (error) {
                if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .systemCode */ .xU)(error) !== 'ESRCH')
                    throw error;
            }
        }
    };
    let stderr = '';
    let line = '';
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (chunk) => {
        stderr = (stderr + chunk).slice(-STDERR_KEPT);
        if (options.onStderrLine) {
            const parts = (line + chunk).split('\n');
            line = (parts.pop() ?? '').slice(-STDERR_KEPT);
            for (const part of parts)
                options.onStderrLine(part);
        }
    });
    // A child that ends early closes its stdin: the writer sees EPIPE, the exit code tells the reason.
    child.stdin.on('error', () => { });
    const exit = new Promise((resolve) => {
        child.once('close', (exitCode, signal) => resolve({ exitCode, signal, stderr }));
    });
    let killer;
    const stop = () => {
        const ended = child.exitCode !== null || child.signalCode !== null;
        if ((!ended || options.ownGroup === true) && killer === undefined) {
            kill(options.stopSignal ?? 'SIGTERM');
            killer = setTimeout(() => kill('SIGKILL'), KILL_AFTER_MS);
        }
        return exit;
    };
    const onAbort = () => void stop();
    options.signal.addEventListener('abort', onAbort, { once: true });
    void exit.then(() => {
        clearTimeout(killer);
        options.signal.removeEventListener('abort', onAbort);
    });
    await new Promise((resolve, reject) => {
        child.once('spawn', resolve);
        child.once('error', (error) => {
            const missing = (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .systemCode */ .xU)(error) === 'ENOENT';
            reject(new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ToolError */ .v4(missing ? 'PBA-TOOL-MISSING' : 'PBA-TOOL-FAILED', missing ? `The program ${file} is not installed.` : `The program ${file} could not be started.`, { cause: error }));
        });
    });
    return { name, pid: child.pid, stdin: child.stdin, stdout: child.stdout, exit, stop };
}
/** What a failed exit is called: one sentence, before anybody has looked at stderr. */
function exitSentence(name, exit) {
    if (exit.signal)
        return `${name} was ended by ${exit.signal}.`;
    return `${name} ended with exit code ${exit.exitCode}.`;
}
/**
 * Awaits a child and fails unless it ended with exit code 0.
 * `explain` may turn the exit into a more telling error; by default it is PBA-TOOL-FAILED or PBA-TOOL-KILLED.
 */
async function expectSuccess(running, signal, explain) {
    const exit = await running.exit;
    if (exit.exitCode === 0)
        return exit;
    if (signal.aborted)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .CancelledError */ .cc();
    throw (explain?.(exit) ??
        new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ToolError */ .v4(exit.signal ? 'PBA-TOOL-KILLED' : 'PBA-TOOL-FAILED', exitSentence(running.name, exit), {
            exitCode: exit.exitCode,
            signal: exit.signal,
            stderr: exit.stderr.slice(-4096),
        }));
}
/**
 * Runs a program whose output is short text and returns its stdout.
 * @throws ToolError when it cannot start, does not exit with 0, exceeds its time or says too much
 */
async function runText(file, args, options) {
    const running = await startProcess(file, args, options);
    const max = options.maxOutput ?? 16 * 1024 * 1024;
    let stdout = '';
    let tooLong = false;
    running.stdout.setEncoding('utf8');
    running.stdout.on('data', (chunk) => {
        if (stdout.length + chunk.length > max) {
            tooLong = true;
            void running.stop();
        }
        else
            stdout += chunk;
    });
    let timedOut = false;
    const timer = options.timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            void running.stop();
        }, options.timeoutMs);
    running.stdin.end(options.input ?? '');
    try {
        await expectSuccess(running, options.signal, (exit) => {
            if (timedOut) {
                return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ToolError */ .v4('PBA-TOOL-TIMEOUT', `${running.name} did not end within ${options.timeoutMs} ms.`);
            }
            if (tooLong)
                return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ToolError */ .v4('PBA-TOOL-FAILED', `${running.name} printed more than ${max} characters.`);
            return options.explain?.(exit);
        });
    }
    finally {
        clearTimeout(timer);
    }
    return stdout;
}


/***/ })

};
