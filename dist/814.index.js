export const id = 814;
export const ids = [814];
export const modules = {

/***/ 706:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ runbookFacts)
/* harmony export */ });
/* harmony import */ var _catalog_evidence_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(22483);
/* harmony import */ var _catalog_keys_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98430);
/* harmony import */ var _catalog_rto_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(27403);
/* harmony import */ var _concurrency_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3943);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19473);
/* harmony import */ var _policy_effective_policy_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(59165);
/* harmony import */ var _sets_proofs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3017);
/* harmony import */ var _sets_read_sets_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(63913);








/** Records of restore tests that are read: enough for a forecast and for the newest proof. */
const NEWEST_RECORDS = 20;
const MAX_EVIDENCE = 16 * 1024 * 1024;
const AT_ONCE = 8;
/**
 * Collects what a runbook says, from listings, two manifests and the newest evidence alone.
 * @throws UserError PBA-SET-NOT-FOUND when no store holds a set of the database
 */
async function runbookFacts(policy, database, opened) {
    const stores = [];
    const proofs = [];
    const holders = [];
    for (const { definition, store } of opened) {
        const sets = (await (0,_sets_read_sets_js__WEBPACK_IMPORTED_MODULE_6__/* .listStore */ .K3)(store, database)).sets.filter((set) => set.committed);
        holders.push(...sets.map(({ location }) => ({ store, location })));
        stores.push({
            definition,
            sets: sets.map(({ location, objects }) => ({
                location,
                bytes: objects.reduce((sum, { size }) => sum + size, 0),
            })),
        });
        proofs.push(...(await newestProofs(store, database)));
    }
    proofs.sort((a, b) => (a.at < b.at ? 1 : -1));
    const [first] = holders.toSorted((a, b) => (a.location.id < b.location.id ? 1 : -1));
    if (first === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo('PBA-SET-NOT-FOUND', `No store holds a set of database ${database}.`, {
            hint: 'Run `backup` first, or check `stores` and `database`.',
        });
    }
    const newest = await (0,_sets_read_sets_js__WEBPACK_IMPORTED_MODULE_6__/* .readManifest */ .WI)(first.store, first.location);
    const proven = await newestProven(holders, proofs);
    const { databases, physical } = policy;
    const entry = (0,_policy_effective_policy_js__WEBPACK_IMPORTED_MODULE_4__/* .isDiscovery */ .rT)(databases) ? databases : databases.find((one) => one.name === database);
    return {
        database,
        production: entry?.production ?? false,
        connection: entry,
        stores,
        set: proven ?? newest,
        proven: proven !== undefined,
        newest,
        forecast: (0,_catalog_rto_js__WEBPACK_IMPORTED_MODULE_7__/* .forecastRestore */ .s)(newest.server.databaseBytes, proofs.flatMap((proof) => (proof.proven ? (proof.time ?? []) : []))),
        objectives: policy.objectives,
        locks: Object.entries(policy.tiers).flatMap(([tier, { lock }]) => lock === undefined ? [] : [{ tier: tier, days: lock.days, mode: lock.mode }]),
        stanza: physical?.stanza,
    };
}
/** Ids begin with the time, so the newest records have the last keys. */
async function newestProofs(store, database) {
    const keys = [];
    for await (const { key } of store.list(`${(0,_catalog_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .evidencePrefix */ .Q5)(database)}restore-test/`))
        keys.push(key);
    const records = await (0,_concurrency_js__WEBPACK_IMPORTED_MODULE_2__/* .mapLimited */ .bB)(keys.toSorted().slice(-NEWEST_RECORDS), AT_ONCE, async (key) => (0,_catalog_evidence_js__WEBPACK_IMPORTED_MODULE_0__/* .parseProof */ .k)(await (0,_sets_read_sets_js__WEBPACK_IMPORTED_MODULE_6__/* .readSmall */ .o5)(store, key, MAX_EVIDENCE), key));
    return records.flatMap((record) => record ?? []);
}
async function newestProven(holders, proofs) {
    const ids = [...new Set(proofs.filter(({ proven }) => proven).map(({ set }) => set))].toSorted().reverse();
    for (const id of ids) {
        const holder = holders.find(({ location }) => location.id === id);
        if (holder === undefined)
            continue;
        const manifest = await (0,_sets_read_sets_js__WEBPACK_IMPORTED_MODULE_6__/* .readManifest */ .WI)(holder.store, holder.location);
        if (manifest.content === 'full' && (0,_sets_proofs_js__WEBPACK_IMPORTED_MODULE_5__/* .isProven */ .n)(manifest, proofs))
            return manifest;
    }
    return undefined;
}


/***/ }),

/***/ 43263:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  I: () => (/* binding */ runbookText)
});

// EXTERNAL MODULE: ./build/catalog/keys.js
var keys = __webpack_require__(98430);
// EXTERNAL MODULE: ./build/catalog/manifest.js
var manifest = __webpack_require__(49227);
// EXTERNAL MODULE: ./build/catalog/recovery.js
var recovery = __webpack_require__(37993);
// EXTERNAL MODULE: ./build/runtime/format.js
var format = __webpack_require__(14364);
;// CONCATENATED MODULE: ./build/actions/runbook-commands.js



/** The way with this toolkit. */
function ours(before, commands, after) {
    return ['### With our program', '', ...block(before, commands, after)];
}
/** The way without it. */
function standard(before, commands, after) {
    return ['### With standard tools alone', '', ...block(before, commands, after)];
}
function block(before, commands, after) {
    return [
        ...(before === '' ? [] : [before, '']),
        '```bash',
        ...commands,
        '```',
        '',
        ...(after === '' ? [] : [after, '']),
    ];
}
/** `restore` of the set that the runbook names, from one store. */
function restoreCommand(facts, store) {
    return `node dist/cli.js restore ${storeFlags(store)} --database ${(0,recovery/* shellQuote */.ZL)(facts.database)} --set ${facts.set.id}${identity(facts)}`;
}
/** How the command line finds a store. */
function storeFlags({ definition: { location, endpoint, region } }) {
    return [
        `--stores ${(0,recovery/* shellQuote */.ZL)(location)}`,
        ...(endpoint === undefined ? [] : [`--s3-endpoint ${(0,recovery/* shellQuote */.ZL)(endpoint)}`]),
        ...(region === undefined ? [] : [`--s3-region ${(0,recovery/* shellQuote */.ZL)(region)}`]),
    ].join(' ');
}
/** What an encrypted set needs. */
function identity({ set }) {
    return set.encryption === null ? '' : ' --identity-file "$KEY"';
}
/** Fetches the set and runs the commands of its own RECOVERY.md, into a database of this name. */
function byHand(facts, store, target) {
    return [
        'mkdir recovered && cd recovered',
        (0,recovery/* fetchCommand */.GW)(store.definition.location, locationIn(facts, store)),
        `awk '/^\`+$/ { on = 0 } on { print (/^target=/ ? "target=\\"$TARGET\\"" : $0) } /^\`+bash$/ { on = 1 }' RECOVERY.md > recover.sh`,
        `TARGET=${(0,recovery/* shellQuote */.ZL)(target)} bash -euo pipefail recover.sh`,
    ];
}
/** The set in this store: it may be kept there in another tier than where it was read from. */
function locationIn({ set }, { sets }) {
    return sets.find(({ location }) => location.id === set.id)?.location ?? (0,manifest/* manifestLocation */.zW)(set);
}
function holders({ set, stores }) {
    const holding = stores.filter(({ sets }) => sets.some(({ location }) => location.id === set.id));
    return holding.toSorted((a, b) => Number(a.definition.kind === 's3') - Number(b.definition.kind === 's3'));
}
/** A directory rather than a bucket. */
function near(facts) {
    return first(holders(facts));
}
/** A bucket rather than a directory, a locked one before all. */
function farthest(facts) {
    const holding = holders(facts);
    return first([...holding.filter(({ definition }) => definition.objectLock), ...holding.toReversed()]);
}
function first(stores) {
    const [store] = stores;
    if (store === undefined)
        throw new Error('no store holds the set that was read from one');
    return store;
}
/** The command that shows what was deleted of the set in a bucket. */
function versions({ set }, { definition: { location } }) {
    const [bucket = '', ...prefix] = location
        .replace(/^s3:\/\//, '')
        .replace(/\/$/, '')
        .split('/');
    const key = [...prefix, (0,keys/* objectKey */.T5)((0,manifest/* manifestLocation */.zW)(set), keys/* MANIFEST */.e0)].join('/').replace(/[^/]+$/, '');
    return `aws s3api list-object-versions --bucket ${(0,recovery/* shellQuote */.ZL)(bucket)} --prefix ${(0,recovery/* shellQuote */.ZL)(key)}`;
}
/** Of the server that the set came from. */
function major({ server }) {
    return Math.floor(server.versionNum / 10_000);
}

// EXTERNAL MODULE: ./build/postgres/quote.js
var quote = __webpack_require__(71502);
;// CONCATENATED MODULE: ./build/actions/runbook-scenarios.js




/** The server runs, the database is wrong. */
function corruption(facts) {
    const { database } = facts;
    const [live, side, old] = [database, `${database}_by_hand`, `${database}_before`].map((name) => (0,quote/* identifier */.C)(name));
    return [
        '## 1. Corruption: the server runs, the database is wrong',
        '',
        `Nothing is overwritten: the set is restored beside the live database, proven there, and swapped in. ${expected(facts)}; then seconds without service. Everything written after the set is left behind in the old database, which is kept.`,
        '',
        ...ours('Stop the application between the two commands, and start it afterwards.', [
            restoreCommand(facts, near(facts)),
            `node dist/cli.js swap --database ${(0,recovery/* shellQuote */.ZL)(database)} --confirm ${(0,recovery/* shellQuote */.ZL)(database)}`,
        ], `Taken back by \`node dist/cli.js swap --database ${(0,recovery/* shellQuote */.ZL)(database)} --undo --confirm ${(0,recovery/* shellQuote */.ZL)(database)}\`.`),
        ...standard('Look at the restored database before the last command. Stop the application for it.', [
            ...byHand(facts, near(facts), `${database}_by_hand`),
            `psql --no-psqlrc --set=ON_ERROR_STOP=1 --dbname=postgres <<'SQL'`,
            `alter database ${live} allow_connections false;`,
            `select pg_terminate_backend(pid) from pg_stat_activity where datname = ${(0,quote/* literal */.e)(database)};`,
            'begin;',
            `alter database ${live} rename to ${old};`,
            `alter database ${side} rename to ${live};`,
            'commit;',
            `alter database ${old} allow_connections true;`,
            'SQL',
        ], 'The old database is back by the two renames the other way round.'),
    ];
}
/** Rows were deleted or changed by mistake. */
function deletion(facts) {
    const { database } = facts;
    const name = (0,recovery/* shellQuote */.ZL)(database);
    return [
        '## 2. Deletion: rows were deleted or changed by mistake',
        '',
        `The service goes on; only the rows come back. ${expected(facts)}; for the whole database that is, a table takes less. Say which tables first, those that refer to them included:`,
        '',
        '```',
        'export TABLE=public.tickets',
        '```',
        '',
        ...ours('The repair states how many rows it writes, checks it, and rolls back otherwise. Read it before you run it.', [
            `${restoreCommand(facts, near(facts))} --tables "$TABLE"`,
            `node dist/cli.js rescue --database ${name} --tables "$TABLE" --repair-file repair.sql`,
            `psql --no-psqlrc --dbname=${name} --file=repair.sql`,
        ], 'More tables: one `--tables` for each.'),
        ...standard(`Missing rows alone, of a table without generated columns; \`${database}_rows\` stays to look into.`, [
            ...byHand(facts, near(facts), `${database}_rows`),
            `psql --no-psqlrc --set=ON_ERROR_STOP=1 --dbname=${(0,recovery/* shellQuote */.ZL)(`${database}_rows`)} --command="\\\\copy (select * from only $TABLE) to rows.copy"`,
            `psql --no-psqlrc --set=ON_ERROR_STOP=1 --single-transaction --dbname=${name} \\`,
            '  --command="create temporary table came_back (like $TABLE)" \\',
            '  --command="\\\\copy came_back from rows.copy" \\',
            '  --command="insert into $TABLE overriding system value select * from came_back on conflict do nothing"',
        ], 'Triggers fire while the rows come back; disable those that must not.'),
    ];
}
/** Nothing of the server is left. */
function lostServer(facts) {
    const { database, set, stanza, newest } = facts;
    const far = farthest(facts);
    return [
        '## 3. Lost server: nothing of it is left',
        '',
        `A new server with PostgreSQL ${major(set)} or later${newest.extensions.length > 1 ? ' and the packages of the extensions above' : ''}, and ${(0,format/* formatBytes */.z3)(newest.server.databaseBytes * 2)} of free disk; on Debian and Ubuntu \`apt-get install postgresql-${major(set)}\`. ${expected(facts)}. Lost is what was written after ${set.snapshotAt}. Passwords of roles are not in a set: give them anew.`,
        '',
        ...ours('', [`${restoreCommand(facts, far)} --into ${(0,recovery/* shellQuote */.ZL)(database)} --roles create-missing`], ''),
        ...standard('', byHand(facts, far, database), ''),
        ...(stanza === undefined
            ? ['There are no physical backups: nothing later than the newest set can come back.', '']
            : [
                `With less lost: pgBackRest has base backups and WAL of stanza \`${stanza}\`. On the new server, stopped, with an empty data directory and the engine’s configuration (\`wal\` writes it), as the owner of the cluster: \`pgbackrest --stanza=${stanza} restore\`, then start it.`,
                '',
            ]),
    ];
}
/** Somebody had rights. */
function attack(facts) {
    const { database, locks } = facts;
    const store = farthest(facts);
    const { definition } = store;
    const locked = locks.map(({ tier, days, mode }) => `\`${tier}\` for ${days} days (${mode})`);
    return [
        '## 4. Attack: somebody had rights on the server, the runner or the store',
        '',
        `Trust neither machine nor credentials: new machine, new network, new keys of the bucket, the secret key from where it is kept offline. Directories that the runner could write to may have been changed. ${definition.objectLock ? `In \`${definition.name}\` nobody could delete or replace: ${locked.join(', ') || 'no tier is locked'}.` : `No store of the policy is marked as locked: ${locked.length === 0 ? 'compare its versions and its access log.' : locked.join(', ')}`} Take a set from before the first access of the attacker.`,
        '',
        ...ours('Every stored byte is compared with the manifest first; then it goes on as in scenario 3, on the new server.', [
            `node dist/cli.js verify ${storeFlags(store)} --database ${(0,recovery/* shellQuote */.ZL)(database)} --set ${facts.set.id}${identity(facts)}`,
            `${restoreCommand(facts, store)} --into ${(0,recovery/* shellQuote */.ZL)(database)} --roles create-missing`,
        ], ''),
        ...standard('`sha256sum` at the beginning of `recover.sh` compares the files with their own RECOVERY.md; compare that with the manifest of another store, if there is one.', byHand(facts, store, database), definition.kind === 's3'
            ? `A deleted object of a bucket with versions is still there: \`${versions(facts, store)}\` lists them; deleting the delete marker brings it back.`
            : ''),
        'Before the application comes back: passwords of all roles, keys of the stores, tokens of the runner, and the age key if it lay on a machine that was reached.',
        '',
    ];
}
function expected({ forecast }) {
    return forecast === undefined
        ? 'The time is not known yet: no restore was measured'
        : `About ${(0,format/* formatDuration */.a3)(forecast.seconds * 1000)}`;
}

;// CONCATENATED MODULE: ./build/actions/runbook-text.js






const SETS = [
    { title: 'Store' },
    { title: 'State of' },
    { title: 'Tier' },
    { title: 'Set' },
    { title: 'Size', align: 'right' },
];
/** Of each store: the newest, and the oldest, which is how far back one can go. */
const NEWEST_SHOWN = 8;
/**
 * What to do on the day of a disaster, with the names of this installation: commands that can be copied, with our program and
 * without it. Holds no secret. The same facts give the same text, so that it is only written when something changed.
 */
function runbookText(facts) {
    const { database, newest, set } = facts;
    return [
        `# Runbook: ${plain(database).markdown}`,
        '',
        'What to do when this database is damaged, rows were deleted, its server is lost, or somebody attacked. The text is made from the policy and the stores; every backup brings it up to date. It holds no secret.',
        '',
        ...overview(facts),
        '',
        '## Before anything else',
        '',
        '1. Write down the time at which it went wrong, in UTC. Sets before it are sound, later ones may hold the damage.',
        '2. Change nothing on the live server yet, drop nothing, and stop the scheduled `prune`.',
        `3. Take a machine with the client programs of PostgreSQL ${major(set)} or later${set.encryption === null ? '' : ', `age`, and the secret key that is kept away from the runner'}. For **our program**: Node 24 and a copy of this toolkit (\`git clone\`, or the folder of the action on the runner). For **standard tools**: \`awk\`, \`tar\`, \`sha256sum\`${facts.stores.some(({ definition }) => definition.kind === 's3') ? ', `aws`' : ''}.`,
        '',
        '```',
        ...environment(facts),
        '```',
        '',
        `The commands name set \`${set.id}\`, ${facts.proven ? 'the newest one that a restore test proved' : '**which no restore test has proved**'}. Choose an older one from the table when it holds the damage already.`,
        '',
        ...corruption(facts),
        ...deletion(facts),
        ...lostServer(facts),
        ...attack(facts),
        '## Sets',
        '',
        setTable(facts),
        '',
        `Newest set: \`${newest.id}\`, ${newest.totals.tables} tables with ${newest.totals.rows} rows.`,
        '',
    ].join('\n');
}
function overview(facts) {
    const { newest, connection, objectives, forecast } = facts;
    const { host, port } = connection ?? {};
    const rows = [
        [
            'Server',
            `PostgreSQL ${newest.server.version}, system ${newest.server.systemIdentifier}${host === undefined ? '' : `, ${host}:${port ?? 5432}`}`,
        ],
        [
            'Database',
            `${facts.database}, ${(0,format/* formatBytes */.z3)(newest.server.databaseBytes)}, owner ${newest.server.databaseOwner}${facts.production ? ', production: only restore beside it and swap' : ''}`,
        ],
        ['Extensions', newest.extensions.map((one) => `${one.name} ${one.version}`).join(', ') || 'none'],
        [
            'Objectives',
            `at most ${(0,format/* formatDuration */.a3)(objectives.rpo)} of data lost, back within ${(0,format/* formatDuration */.a3)(objectives.rto)}`,
        ],
        [
            'A restore takes about',
            forecast === undefined
                ? 'not measured yet: run restore-test'
                : `${(0,format/* formatDuration */.a3)(forecast.seconds * 1000)}, by ${forecast.samples} measured`,
        ],
        ['To fetch', (0,format/* formatBytes */.z3)((0,manifest/* storedBytes */.Zk)(facts.set))],
        [
            'Encryption',
            facts.set.encryption === null ? 'none' : `age, for ${facts.set.encryption.recipients.join(', ')}`,
        ],
    ];
    return [
        (0,format/* markdownTable */.Qj)([{ title: 'What' }, { title: 'Here' }], rows.map(([what, here]) => [what, plain(here)])),
    ];
}
function environment({ connection, set, stores }) {
    const { host, port } = connection ?? {};
    return [
        `export PGHOST=${host === undefined ? '...' : (0,recovery/* shellQuote */.ZL)(host)} PGPORT=${port ?? 5432} PGUSER=...   # a superuser, or a role that may make databases and roles`,
        ...(set.encryption === null ? [] : ['export KEY=/path/to/key.txt   # the age secret key']),
        ...(stores.some(({ definition }) => definition.kind === 's3')
            ? ['export AWS_ACCESS_KEY_ID=... AWS_SECRET_ACCESS_KEY=...   # may read the bucket']
            : []),
        ...stores
            .flatMap(({ definition: { endpoint } }) => endpoint === undefined ? [] : [`export AWS_ENDPOINT_URL_S3=${(0,recovery/* shellQuote */.ZL)(endpoint)}`])
            .slice(0, 1),
    ];
}
function setTable({ stores }) {
    const rows = stores.flatMap(({ definition, sets }) => {
        const shown = sets.filter((_, index) => index < NEWEST_SHOWN || index === sets.length - 1);
        return shown.map(({ location, bytes }) => [
            plain(definition.name),
            plain((0,keys/* setIdTime */.pz)(location.id)?.toISOString().replace('.000', '') ?? ''),
            location.tier,
            plain(location.id),
            plain((0,format/* formatBytes */.z3)(bytes)),
        ]);
    });
    return (0,format/* markdownTable */.Qj)(SETS, rows);
}
/** A cell that is also read as plain text, in `less` on the day: no character references. */
function plain(text) {
    return { markdown: text.replace(/[`<>]/g, "'") };
}


/***/ }),

/***/ 37993:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GW: () => (/* binding */ fetchCommand),
/* harmony export */   Vi: () => (/* binding */ recoveryText),
/* harmony export */   ZL: () => (/* binding */ shellQuote)
/* harmony export */ });
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98430);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(49227);


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

${facts.locations.map((location) => `- \`${fetchCommand(location, (0,_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .manifestLocation */ .zW)(manifest))}\``).join('\n')}

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
/** The command that copies the files of a set into the current directory. */
function fetchCommand(location, set) {
    const prefix = (0,_keys_js__WEBPACK_IMPORTED_MODULE_0__/* .setPrefix */ .n0)(set);
    return location.startsWith('s3://')
        ? `aws s3 cp --recursive ${shellQuote(`${location.replace(/\/$/, '')}/${prefix}`)} .`
        : `cp -r ${shellQuote(`${location.replace(/\/$/, '')}/${prefix}.`)} .`;
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


/***/ }),

/***/ 27403:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ forecastRestore)
/* harmony export */ });
const NEWEST = 10;
/**
 * How long a restore of `databaseBytes` would take now, from the newest measured ones (newest first): the median of
 * their seconds per byte, times the size; but never less than the fixed cost of the fastest of them. Undefined without
 * history. Databases grow: a restore that keeps the objective for a set of last month may break it today.
 */
function forecastRestore(databaseBytes, history) {
    const samples = history.slice(0, NEWEST).filter((one) => one.databaseBytes > 0 && one.seconds > 0);
    if (samples.length === 0)
        return undefined;
    const rates = samples.map((one) => one.seconds / one.databaseBytes).toSorted((a, b) => a - b);
    const middle = rates[Math.floor(rates.length / 2)] ?? 0;
    const fastest = Math.min(...samples.map((one) => one.seconds));
    return { seconds: Math.max(middle * databaseBytes, fastest), samples: samples.length };
}


/***/ })

};
