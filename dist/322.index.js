export const id = 322;
export const ids = [322];
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

/***/ 24322:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rights: () => (/* binding */ rights)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/policy/effective-policy.js
var effective_policy = __webpack_require__(59165);
// EXTERNAL MODULE: ./build/catalog/doctor/bucket-policy.js
var bucket_policy = __webpack_require__(10021);
// EXTERNAL MODULE: ./build/catalog/keys.js
var keys = __webpack_require__(98430);
// EXTERNAL MODULE: ./build/policy/tier-copies.js
var tier_copies = __webpack_require__(33413);
;// CONCATENATED MODULE: ./build/policy/rights/s3-roles.js


/** Who has to do what with a bucket; each has credentials of its own. */
const S3_ROLES = ['writer', 'restorer', 'pruner', 'watcher'];
function bucketPlace(policy, store, databases) {
    const [, name = '', path = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(store.location) ?? [];
    const trimmed = path.replace(/\/$/, '');
    return {
        name,
        root: trimmed === '' ? '' : `${trimmed}/`,
        segments: databases.length === 0 ? ['*'] : databases.map(keys/* databaseSegment */.RO),
        locks: keys/* TIERS */.iB.some((tier) => (0,tier_copies/* copiesFor */.D)(policy, tier, { stores: undefined }).some((copy) => copy.store.name === store.name && copy.lock !== undefined)),
    };
}
/**
 * What one role needs, and nothing else:
 *
 * - the **writer** puts sets, and cannot read, list or delete anything, nor write evidence: it could not fake a proof;
 * - the **restorer** reads everything, and writes leases and evidence;
 * - the **pruner** reads what it decides by, and deletes sets, never evidence;
 * - the **watcher** reads manifests and evidence.
 */
function roleStatements(role, place) {
    const bucket = `arn:aws:s3:::${place.name}`;
    const below = (suffixes) => place.segments.flatMap((segment) => suffixes.map((suffix) => `${bucket}/${place.root}${segment}/${suffix}`));
    const sets = below(keys/* TIERS */.iB.map((tier) => `${tier}/*`));
    const allow = (Sid, Action, Resource, Condition) => ({
        Sid: `${role[0]?.toUpperCase()}${role.slice(1)}${Sid}`,
        Effect: 'Allow',
        Action,
        Resource,
        ...(Condition === undefined ? {} : { Condition }),
    });
    const list = () => allow('Lists', ['s3:ListBucket'], [bucket], place.root === ''
        ? undefined
        : { StringLike: { 's3:prefix': [place.root.slice(0, -1), `${place.root}*`] } });
    // Uploads cannot be told apart by prefix in S3, nor versions in Ceph RGW: such a condition would deny everything.
    const listMore = (...actions) => allow('ListsMore', actions, [bucket]);
    switch (role) {
        case 'writer':
            return [
                allow('PutsSets', [
                    's3:PutObject',
                    's3:AbortMultipartUpload',
                    's3:ListMultipartUploadParts',
                    ...(place.locks ? ['s3:PutObjectRetention'] : []),
                ], [...sets, `${bucket}/${place.root}.tmp/*`]),
            ];
        case 'restorer':
            return [
                list(),
                listMore('s3:ListBucketVersions'),
                allow('ReadsEverything', [
                    's3:GetObject',
                    's3:GetObjectVersion',
                    's3:GetObjectRetention',
                    's3:GetObjectLegalHold',
                    's3:RestoreObject',
                ], [`${bucket}/${place.root}*`]),
                allow('WritesEvidenceAndLeases', ['s3:PutObject'], below(['evidence/*', 'leases/*'])),
                allow('EndsItsLeases', ['s3:DeleteObject'], below(['leases/*'])),
            ];
        case 'pruner':
            return [
                list(),
                listMore('s3:ListBucketVersions', 's3:ListBucketMultipartUploads'),
                allow('LooksAtLocks', ['s3:GetBucketObjectLockConfiguration', 's3:GetBucketVersioning'], [bucket]),
                allow('ReadsWhatItDecidesBy', ['s3:GetObject', 's3:GetObjectVersion', 's3:GetObjectRetention', 's3:GetObjectLegalHold'], below([
                    ...keys/* TIERS */.iB.map((tier) => `${tier}/*/manifest.json`),
                    'evidence/*',
                    'leases/*',
                    'intents/*',
                    'holds/*',
                ])),
                allow('LooksAtLocksOfObjects', ['s3:GetObjectRetention', 's3:GetObjectLegalHold'], sets),
                allow('WritesIntentsAndEvidence', ['s3:PutObject'], below(['intents/*', 'evidence/prune/*'])),
                allow('DeletesSets', ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:AbortMultipartUpload'], [...sets, ...below(['leases/*', 'intents/*']), `${bucket}/${place.root}.tmp/*`]),
            ];
        case 'watcher':
            return [
                list(),
                allow('ReadsManifestsAndEvidence', ['s3:GetObject'], below([...keys/* TIERS */.iB.map((tier) => `${tier}/*/manifest.json`), 'evidence/*', 'holds/*'])),
            ];
    }
}
/** An IAM policy for one role. */
function rolePolicy(role, place) {
    return { Version: '2012-10-17', Statement: roleStatements(role, place) };
}

;// CONCATENATED MODULE: ./build/policy/rights/bucket.js


/**
 * The policy of the bucket: denials for everybody, and, where it is known who they are, what the roles may. The administrator
 * is exempt from what has to be done now and then: changing lifecycle rules and versioning.
 */
function bucketPolicy(place, { principals, tls }) {
    const bucket = `arn:aws:s3:::${place.name}`;
    const everything = [bucket, `${bucket}/*`];
    const denials = Object.entries(bucket_policy/* DENIALS */.X)
        .filter(([name]) => tls || name !== 'plain HTTP')
        .map(([name, denial]) => {
        const ofBucket = ['changes of the lifecycle rules', 'switching versioning off'].includes(name);
        const exempt = ofBucket && principals.administrator !== undefined;
        const condition = 'condition' in denial ? denial.condition : undefined;
        return {
            Sid: SIDS[name],
            Effect: 'Deny',
            Principal: '*',
            Action: denial.actions,
            Resource: name === 'plain HTTP' ? everything : ofBucket ? [bucket] : [`${bucket}/*`],
            ...(condition === undefined && !exempt
                ? {}
                : {
                    Condition: {
                        ...condition,
                        ...(exempt ? { ArnNotEquals: { 'aws:PrincipalArn': principals.administrator } } : {}),
                    },
                }),
        };
    });
    const roles = S3_ROLES.flatMap((role) => {
        const principal = principals[role];
        if (principal === undefined)
            return [];
        const Principal = { AWS: [principal] };
        return [
            ...roleStatements(role, place).map((statement) => ({ ...statement, Principal })),
            ...(role === 'writer' ? [notForWriters(place, Principal)] : []),
        ];
    });
    return { Version: '2012-10-17', Statement: [...denials, ...roles.map(inOrder)] };
}
/** In some stores, Ceph's among them, whoever put an object owns it, and may read and delete it whatever is not allowed. */
function notForWriters(place, Principal) {
    return {
        Sid: 'WriterReadsAndDeletesNothing',
        Effect: 'Deny',
        Principal,
        Action: [
            's3:GetObject',
            's3:GetObjectVersion',
            's3:DeleteObject',
            's3:DeleteObjectVersion',
            's3:PutObjectAcl',
        ],
        Resource: [`arn:aws:s3:::${place.name}/*`],
    };
}
const SIDS = {
    'plain HTTP': 'OnlyWithTls',
    'encryption with keys of the sender (SSE-C)': 'NoKeysOfTheSender',
    'changes of the lifecycle rules': 'NoLifecycleChanges',
    'switching versioning off': 'NoVersioningChanges',
    'going round Object Lock': 'NoWayRoundLocks',
};
/** The principal where people look for it. */
function inOrder({ Sid, Effect, Principal, ...rest }) {
    return { Sid, Effect, Principal, ...rest };
}
/** The policy of a KMS key: the writer makes data keys (and decrypts, which uploads in parts need), readers decrypt. */
function keyPolicy(account, region, principals) {
    const via = {
        [region === '*' ? 'StringLike' : 'StringEquals']: { 'kms:ViaService': `s3.${region}.amazonaws.com` },
    };
    const allow = (Sid, role, Action) => {
        const principal = principals[role];
        if (principal === undefined)
            return [];
        return [
            { Sid, Effect: 'Allow', Principal: { AWS: [principal] }, Action, Resource: ['*'], Condition: via },
        ];
    };
    const administrator = principals.administrator ?? `arn:aws:iam::${account}:root`;
    return {
        Version: '2012-10-17',
        Statement: [
            {
                Sid: 'AccountKeepsTheKey',
                Effect: 'Allow',
                Principal: { AWS: [`arn:aws:iam::${account}:root`] },
                Action: ['kms:*'],
                Resource: ['*'],
            },
            {
                // Deleting the key deletes every backup that was encrypted with it.
                Sid: 'OnlyTheAdministratorEndsTheKey',
                Effect: 'Deny',
                Principal: '*',
                Action: ['kms:ScheduleKeyDeletion', 'kms:DisableKey', 'kms:PutKeyPolicy'],
                Resource: ['*'],
                Condition: { ArnNotEquals: { 'aws:PrincipalArn': administrator } },
            },
            ...allow('WriterEncrypts', 'writer', ['kms:GenerateDataKey', 'kms:Decrypt']),
            ...allow('RestorerDecrypts', 'restorer', ['kms:Decrypt', 'kms:GenerateDataKey']),
            ...allow('PrunerDecrypts', 'pruner', ['kms:Decrypt', 'kms:GenerateDataKey']),
            ...allow('WatcherDecrypts', 'watcher', ['kms:Decrypt']),
        ],
    };
}

;// CONCATENATED MODULE: ./build/policy/rights/database-roles.js

/** Used where the policy names no user. */
const DUMP_ROLE = 'backup';
const RESTORE_ROLE = 'backup_restorer';
/**
 * SQL for psql that makes the roles of the database: one that reads everything and changes nothing, one that restores beside
 * the live database and swaps. It can be run again. Passwords are not in it: psql asks for them.
 * @param names the databases; those of the policy, or of the cluster
 */
function databaseRolesSql(policy, names, quote) {
    const { databases } = policy;
    const entries = (0,effective_policy/* isDiscovery */.rT)(databases) ? [databases] : databases;
    const users = [...new Set(entries.map((one) => one.user ?? DUMP_ROLE))];
    return [
        '-- Run with psql as a superuser. It can be run again.',
        '\\set ON_ERROR_STOP on',
        ...users.flatMap((user) => dumpRole(user, names, quote)),
        '',
        '-- Restores beside the live database and swaps it in; for the jobs of a protected environment only.',
        ...makeRole(RESTORE_ROLE, quote),
        `ALTER ROLE ${quote.identifier(RESTORE_ROLE)} LOGIN CREATEDB NOSUPERUSER NOCREATEROLE;`,
        `GRANT pg_signal_backend TO ${quote.identifier(RESTORE_ROLE)};`,
        '-- It also has to be a member of the owners of what it restores:',
        `-- GRANT shop_owner TO ${quote.identifier(RESTORE_ROLE)};`,
        '',
        '-- Set the passwords; psql asks for them and sends only their hashes:',
        ...[...users, RESTORE_ROLE].map((user) => `-- \\password ${quote.identifier(user)}`),
        '',
    ].join('\n');
}
function dumpRole(user, names, quote) {
    const role = quote.identifier(user);
    return [
        '',
        '-- Reads every row, also behind row-level security, and the settings that doctor looks at; changes nothing.',
        ...makeRole(user, quote),
        `ALTER ROLE ${role} LOGIN BYPASSRLS NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION;`,
        `ALTER ROLE ${role} SET default_transaction_read_only = on;`,
        `GRANT pg_read_all_data, pg_read_all_settings TO ${role};`,
        ...names.flatMap((name) => [
            `GRANT CONNECT ON DATABASE ${quote.identifier(name)} TO ${role};`,
            `\\connect -reuse-previous=on ${psqlText(`dbname='${name.replace(/[\\']/g, (char) => `\\${char}`)}'`)}`,
            '-- pg_read_all_data does not cover large objects; those made later need this again.',
            'DO $$ DECLARE o oid; BEGIN',
            '  FOR o IN SELECT oid FROM pg_largeobject_metadata LOOP',
            `    EXECUTE format('GRANT SELECT ON LARGE OBJECT %s TO %I', o, ${quote.literal(user)});`,
            '  END LOOP;',
            'END $$;',
        ]),
    ];
}
function makeRole(user, quote) {
    return [
        'DO $$ BEGIN',
        `  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${quote.literal(user)}) THEN`,
        `    EXECUTE format('CREATE ROLE %I', ${quote.literal(user)});`,
        '  END IF;',
        'END $$;',
    ];
}
/** An argument of a command of psql: within single quotes, backslashes are escapes. */
function psqlText(text) {
    return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

;// CONCATENATED MODULE: ./build/policy/rights/oidc.js
const ISSUER = 'token.actions.githubusercontent.com';
/** The environment of GitHub that a role is for; its secrets and its token are released after its rules are met. */
const ENVIRONMENTS = {
    writer: 'backup',
    restorer: 'restore',
    pruner: 'prune',
    watcher: 'status',
};
/**
 * The subjects that a job in the environment can have: the classic form, and the immutable one of repositories made or renamed
 * since 15 July 2026. Always exact: a pattern would let in other branches, forks of the name or whole organisations.
 */
function subjectsOf(role, { name, ownerId, id }) {
    const environment = `environment:${ENVIRONMENTS[role]}`;
    const [owner = '', repository = ''] = name.split('/');
    const classic = `repo:${owner}/${repository}:${environment}`;
    if (ownerId === undefined || id === undefined)
        return [classic];
    return [classic, `repo:${owner}@${ownerId}/${repository}@${id}:${environment}`];
}
/** The trust policy of an IAM role that jobs of one environment may assume. */
function trustPolicy(role, account, repository) {
    return {
        Version: '2012-10-17',
        Statement: [
            {
                Sid: `Only${ENVIRONMENTS[role][0]?.toUpperCase()}${ENVIRONMENTS[role].slice(1)}Jobs`,
                Effect: 'Allow',
                Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${ISSUER}` },
                Action: 'sts:AssumeRoleWithWebIdentity',
                Condition: {
                    StringEquals: {
                        [`${ISSUER}:aud`]: 'sts.amazonaws.com',
                        [`${ISSUER}:sub`]: subjectsOf(role, repository),
                    },
                },
            },
        ],
    };
}

// EXTERNAL MODULE: ./build/postgres/quote.js
var quote = __webpack_require__(71502);
// EXTERNAL MODULE: ./build/runtime/format.js
var format = __webpack_require__(14364);
// EXTERNAL MODULE: ./build/actions/effective.js
var effective = __webpack_require__(5529);
;// CONCATENATED MODULE: ./build/actions/rights/rights.js











/** Writes down what follows from the policy; nobody is asked. */
async function rights(inputs, context) {
    const policy = await (0,effective/* effectivePolicy */.Ci)(inputs, context);
    const names = namesOf(policy, inputs.databases);
    const buckets = [...policy.stores.values()].filter((store) => store.kind === 's3');
    const documents = [
        ...buckets.flatMap((store) => ofStore(policy, store, names, inputs)),
        ...trust(inputs, context),
        ...key(buckets, inputs),
        {
            name: 'database-roles.sql',
            what: 'Roles of the database: psql -X -f database-roles.sql',
            text: databaseRolesSql(policy, names, { identifier: (name) => (0,quote/* identifier */.C)(name), literal: quote/* literal */.e }),
        },
    ];
    if (inputs.directory !== undefined)
        await write(inputs.directory, documents);
    const title = (0,format/* plural */.LS)(documents.length, 'document');
    return {
        outputs: {
            verdict: 'ok',
            documents: JSON.stringify(Object.fromEntries(documents.map(({ name, text }) => [name, text]))),
            count: String(documents.length),
        },
        summary: [
            `## ${title}`,
            '',
            ...documents.flatMap(({ name, what, text }) => [
                `<details><summary>${(0,format/* escapeMarkdown */.FV)(`${name}: ${what}`)}</summary>`,
                '',
                '````',
                text.trimEnd().replaceAll('````', '` ` ` `'),
                '````',
                '',
                '</details>',
                '',
            ]),
        ].join('\n'),
        text: documents.map(({ name, what, text }) => `# ${name}: ${what}\n${text}`).join('\n'),
        json: { documents },
    };
}
function namesOf(policy, given) {
    if (given.length > 0)
        return given;
    return (0,effective_policy/* isDiscovery */.rT)(policy.databases) ? [] : policy.databases.map(({ name }) => name);
}
const json = (document) => `${JSON.stringify(document, null, 2)}\n`;
function principalsOf(inputs) {
    const given = {
        writer: inputs.writerPrincipal,
        restorer: inputs.restorerPrincipal,
        pruner: inputs.prunerPrincipal,
        watcher: inputs.watcherPrincipal,
        administrator: inputs.administratorPrincipal,
    };
    return Object.fromEntries(Object.entries(given).filter(([, arn]) => arn !== undefined));
}
function ofStore(policy, store, names, inputs) {
    const place = bucketPlace(policy, store, names);
    const tls = store.endpoint === undefined || store.endpoint.startsWith('https://');
    // A store that an input gave is named by its location.
    const label = store.name.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^-|-$/g, '');
    return [
        ...S3_ROLES.map((role) => ({
            name: `${label}-${role}.json`,
            what: `IAM policy of the ${role} of ${store.location}`,
            text: json(rolePolicy(role, place)),
        })),
        {
            name: `${label}-bucket-policy.json`,
            what: `aws s3api put-bucket-policy --bucket ${place.name} --policy file://${label}-bucket-policy.json`,
            text: json(bucketPolicy(place, { principals: principalsOf(inputs), tls })),
        },
    ];
}
/** Needs to know the account and the repository; without them it is left out, and that is said. */
function trust(inputs, context) {
    const name = inputs.repository ?? context.run.repository;
    const { account } = inputs;
    if (account === undefined || name === null || name === undefined) {
        context.log.info('No trust policies: they need `account` and `repository`.');
        return [];
    }
    const own = inputs.repository === undefined || inputs.repository === context.run.repository;
    const repository = {
        name,
        ownerId: inputs.ownerId ?? (own ? context.env['GITHUB_REPOSITORY_OWNER_ID'] : undefined),
        id: inputs.repositoryId ?? (own ? context.env['GITHUB_REPOSITORY_ID'] : undefined),
    };
    if (repository.ownerId === undefined || repository.id === undefined) {
        context.log.warning('The trust policies have the classic subject only: repositories made or renamed since 15 July 2026 need `repository-id` and `owner-id`.');
    }
    return S3_ROLES.map((role) => ({
        name: `trust-${role}.json`,
        what: `Trust policy of the IAM role of the ${role}`,
        text: json(trustPolicy(role, account, repository)),
    }));
}
function key(buckets, inputs) {
    const amazon = buckets.find((store) => store.endpoint === undefined);
    const { account } = inputs;
    if (amazon === undefined || account === undefined)
        return [];
    return [
        {
            name: 'kms-key-policy.json',
            what: 'Policy of the KMS key, where the bucket encrypts with one',
            text: json(keyPolicy(account, amazon.region ?? '*', principalsOf(inputs))),
        },
    ];
}
async function write(directory, documents) {
    try {
        await (0,promises_.mkdir)(directory, { recursive: true });
        for (const { name, text } of documents)
            await (0,promises_.writeFile)((0,external_node_path_.join)(directory, name), text);
    }
    catch (cause) {
        throw new errors/* UserError */.yo('PBA-INPUT', `The documents cannot be written to ${directory}: ${(0,errors/* messageOf */.bD)(cause)}`, {
            cause,
            hint: 'Give a directory that this user may write to.',
        });
    }
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
