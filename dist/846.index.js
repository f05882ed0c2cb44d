export const id = 846;
export const ids = [846];
export const modules = {

/***/ 5481:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ci: () => (/* binding */ effectivePolicy),
  Wj: () => (/* binding */ onlyDatabase),
  lq: () => (/* binding */ requireDatabase)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/catalog/keys.js
var keys = __webpack_require__(8430);
;// CONCATENATED MODULE: ./build/policy/policy-inputs.js
/** A list that is not empty, or undefined. */
function given(list) {
    return list === undefined || list.length === 0 ? undefined : list;
}

;// CONCATENATED MODULE: ./build/policy/choose-databases.js

/**
 * The databases of the policy, or the one that the input `database` names: with what the policy says about it, if it does.
 * Inputs of the connection are for all of them.
 */
function chooseDatabases(databases, stores, inputs) {
    const details = (entry) => ({
        host: inputs.host ?? entry.host,
        port: inputs.port ?? entry.port,
        user: inputs.user ?? entry.user,
        sslmode: inputs.sslmode ?? entry.sslmode,
        sslrootcert: inputs.sslrootcert ?? entry.sslrootcert,
        tables: given(inputs.tables) ?? entry.tables ?? [],
        excludeTables: given(inputs.excludeTables) ?? entry.excludeTables ?? [],
        // An input may have left none of them.
        stores: given(entry.stores?.filter((name) => stores.has(name))),
    });
    const { database: name } = inputs;
    if (databases === undefined)
        return name === undefined ? [] : [{ name, ...details({}) }];
    if (databases === 'discover' || !('length' in databases)) {
        const { exclude = [], ...cluster } = databases === 'discover' ? {} : databases;
        return name === undefined ? { exclude, ...details(cluster) } : [{ name, ...details(cluster) }];
    }
    if (name === undefined)
        return databases.map((entry) => ({ name: entry.name, ...details(entry) }));
    return [{ name, ...details(databases.find((entry) => entry.name === name) ?? {}) }];
}

// EXTERNAL MODULE: ./build/nearest.js
var nearest = __webpack_require__(7658);
;// CONCATENATED MODULE: ./build/policy/choose-stores.js


/** The stores of the policy, or those that the input `stores` names. What is wrong with them is added to `problems`. */
function chooseStores(defined, inputs, problems) {
    const all = new Map([...defined].map(([name, store]) => [name, storeOf(name, store)]));
    const chosen = new Map();
    for (const item of given(inputs.stores) ?? all.keys()) {
        const store = all.get(item) ?? storeAt(item, all);
        if (store === undefined) {
            const meant = (0,nearest/* nearest */.p)(item, [...all.keys()]);
            const remark = meant === undefined ? '' : ` (the nearest is ${meant})`;
            problems.push(`stores: ${JSON.stringify(item)} is neither a store of the policy nor a location${remark}`);
        }
        else if (chosen.has(store.name)) {
            problems.push(`stores: ${JSON.stringify(item)} is the store ${store.name}, which is given twice`);
        }
        else
            chosen.set(store.name, withS3Inputs(store, inputs));
    }
    return chosen;
}
function storeOf(name, store) {
    if (store.kind === 'directory')
        return plainStore(name, store.directory);
    const { uri, endpoint, region, forcePathStyle } = store.s3;
    return { ...plainStore(name, uri), endpoint, region, forcePathStyle, objectLock: store.objectLock };
}
function plainStore(name, location) {
    return {
        name,
        location,
        kind: location.startsWith('s3://') ? 's3' : 'directory',
        endpoint: undefined,
        region: undefined,
        forcePathStyle: undefined,
        objectLock: false,
    };
}
/** A location that the policy knows is that store, with all that the policy says about it. */
function storeAt(location, all) {
    if (!/^(\/|s3:\/\/)/.test(location))
        return undefined;
    const plain = (text) => text.replace(/\/$/, '');
    return ([...all.values()].find((store) => plain(store.location) === plain(location)) ??
        plainStore(location, location));
}
function withS3Inputs(store, inputs) {
    if (store.kind === 'directory')
        return store;
    return {
        ...store,
        endpoint: inputs.s3Endpoint ?? store.endpoint ?? inputs.environmentEndpoint,
        region: inputs.s3Region ?? store.region,
        forcePathStyle: inputs.s3ForcePathStyle ?? store.forcePathStyle,
    };
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
// EXTERNAL MODULE: ./build/catalog/tiers.js
var tiers = __webpack_require__(6537);
;// CONCATENATED MODULE: ./build/policy/path.js
/** `tiers` and `daily` to `tiers.daily`; a key that is not a plain word is quoted, a number is the place in a list. */
function joinPath(path, key) {
    if (typeof key === 'number')
        return `${path}[${key}]`;
    if (!/^[A-Za-z0-9_-]+$/.test(key))
        return `${path}[${JSON.stringify(key)}]`;
    return path === '' ? key : `${path}.${key}`;
}

;// CONCATENATED MODULE: ./build/policy/check-stores.js



/** Checks everything that names a store, and that no two stores are one place. */
function checkStores(draft, remarks) {
    const defined = draft.stores === undefined && !remarks.isWritten('stores') ? new Map() : draft.stores;
    // What stands there cannot be understood, so nothing can be said about names.
    if (defined === undefined)
        return;
    checkPlaces(defined, remarks);
    for (const [tier, rules] of Object.entries(draft.tiers ?? {})) {
        checkNames(rules?.stores, joinPath(joinPath('tiers', tier), 'stores'), defined, remarks);
    }
    const { databases } = draft;
    if (databases === undefined || typeof databases === 'string')
        return;
    if ('length' in databases) {
        databases.forEach((database, index) => {
            checkDatabase(draft, defined, database?.stores, `databases[${index}].stores`, remarks);
        });
    }
    else {
        checkDatabase(draft, defined, databases.stores, 'databases.stores', remarks);
    }
}
function checkDatabase(draft, defined, names, path, remarks) {
    checkNames(names, path, defined, remarks);
    if (names === undefined)
        return;
    for (const tier of tiers/* SCHEDULED_TIERS */.i7) {
        const wanted = draft.tiers?.[tier]?.stores;
        if (wanted === undefined || typeof wanted === 'string')
            continue;
        // A name that does not exist has its own problem.
        if ([...wanted, ...names].some((name) => name === undefined || !defined.has(name)))
            continue;
        if (wanted.some((name) => names.includes(name)))
            continue;
        remarks.problem(path, `has none of the stores of tier ${tier} (${wanted.join(', ')}); the tier would have no place`);
    }
}
function checkNames(names, path, defined, remarks) {
    if (names === undefined || typeof names === 'string')
        return;
    names.forEach((name, index) => {
        if (name === undefined || defined.has(name))
            return;
        const meant = (0,nearest/* nearest */.p)(name, [...defined.keys()]);
        const known = defined.size === 0
            ? 'no store is defined under stores'
            : meant === undefined
                ? `there are ${[...defined.keys()].join(', ')}`
                : `the nearest is ${meant}`;
        remarks.problem(joinPath(path, index), `there is no store ${name} (${known})`);
    });
}
function checkPlaces(stores, remarks) {
    const places = new Map();
    for (const [name, store] of stores) {
        const location = store?.kind === 'directory' ? store.directory : undefined;
        const s3 = store?.kind === 's3' ? store.s3 : undefined;
        const path = (location ?? s3?.uri ?? '').replace(/\/+/g, '/').replace(/\/$/, '');
        if (path === '')
            continue;
        const place = `${s3?.endpoint?.replace(/\/+$/, '') ?? ''} ${path}`;
        const first = places.get(place);
        if (first === undefined)
            places.set(place, name);
        else
            remarks.problem(joinPath('stores', name), `is the same place as ${first}; one copy would overwrite the other`);
    }
}

// EXTERNAL MODULE: ./build/policy/storage-classes.js
var storage_classes = __webpack_require__(8471);
// EXTERNAL MODULE: ./build/policy/tier-stores.js
var tier_stores = __webpack_require__(8222);
;// CONCATENATED MODULE: ./build/policy/check-tiers.js



/** Checks each tier: its times against each other, its classes against S3's rules, its lock against its stores. */
function checkTiers(draft, remarks) {
    for (const tier of keys/* TIERS */.iB) {
        const rules = draft.tiers?.[tier];
        if (rules === undefined)
            continue;
        const path = `tiers.${tier}`;
        checkTransition(rules, path, remarks);
        checkLock(draft, rules, path, remarks);
        warnOfDurations(rules, path, remarks);
        warnOfRetrieval(draft, rules, path, remarks);
        warnOfNoEffect(draft, rules, path, remarks);
    }
}
function checkTransition(rules, path, remarks) {
    const { transition, keepDays, storageClass } = rules;
    // A default that does not fit is left out, not refused.
    if (transition === undefined || transition === 'none' || !remarks.isWritten(`${path}.transition`))
        return;
    const { afterDays, storageClass: target } = transition;
    if (afterDays !== undefined && keepDays !== undefined && afterDays >= keepDays) {
        remarks.problem(`${path}.transition.after-days`, `sets are kept for ${keepDays} days, so nothing would ever be moved after ${afterDays}`);
    }
    if (target === undefined)
        return;
    if ((target === 'STANDARD_IA' || target === 'ONEZONE_IA') &&
        (afterDays ?? storage_classes/* EARLIEST_IA_DAYS */.zw) < storage_classes/* EARLIEST_IA_DAYS */.zw) {
        remarks.problem(`${path}.transition.after-days`, `S3 moves nothing to ${target} before ${storage_classes/* EARLIEST_IA_DAYS */.zw} days`);
    }
    if (storageClass !== undefined && !(0,storage_classes/* canMove */.Km)(storageClass, target)) {
        remarks.problem(`${path}.transition.storage-class`, `S3 cannot move objects from ${storageClass} to ${target}`);
    }
}
function checkLock(draft, rules, path, remarks) {
    const { lock, keepDays } = rules;
    if (lock === undefined || lock === 'none')
        return;
    if (lock.days !== undefined && keepDays !== undefined && lock.days > keepDays) {
        remarks.problem(`${path}.lock.days`, `locks sets for ${lock.days} days that are kept for only ${keepDays}; it can be at most keep-days`);
    }
    const stores = draft.stores === undefined ? undefined : (0,tier_stores/* tierStores */.J)(rules.stores, draft.stores);
    const lockable = stores?.some((name) => {
        const store = draft.stores?.get(name);
        // What could not be read may be right once it can.
        return store === undefined || (store.kind === 's3' && store.objectLock !== false);
    });
    if (lockable === false) {
        remarks.problem(`${path}.lock`, 'none of its stores is an S3 store with object-lock: true');
    }
}
function isTouched(path, remarks) {
    return ['keep-days', 'storage-class', 'transition'].some((key) => remarks.isWritten(`${path}.${key}`));
}
/** Only for what somebody wrote: the defaults are explained where they are documented. */
function warnOfDurations(rules, path, remarks) {
    const { keepDays, storageClass, transition } = rules;
    if (keepDays === undefined || storageClass === undefined || transition === undefined)
        return;
    if (!isTouched(path, remarks))
        return;
    const moves = transition !== 'none' && (transition.afterDays ?? keepDays) < keepDays ? transition : undefined;
    const stays = [[storageClass, moves?.afterDays ?? keepDays]];
    if (moves?.storageClass !== undefined && (0,storage_classes/* canMove */.Km)(storageClass, moves.storageClass)) {
        stays.push([moves.storageClass, keepDays - (moves.afterDays ?? 0)]);
    }
    for (const [name, days] of stays) {
        const { minimumDays, minimumBytes } = storage_classes/* STORAGE_CLASSES */.Zq[name];
        if (days >= minimumDays)
            continue;
        const size = minimumBytes === 0 ? '' : ` and ${minimumBytes / 1024} KiB per object`;
        remarks.warning(path, `sets stay in ${name} for ${days} days, but S3 bills at least ${minimumDays} days${size}`);
    }
}
function warnOfRetrieval(draft, rules, path, remarks) {
    const rto = draft.objectives?.rto;
    const { storageClass, transition } = rules;
    if (rto === undefined || storageClass === undefined)
        return;
    const classes = [storageClass, transition === 'none' ? undefined : transition?.storageClass];
    for (const name of classes) {
        const hours = name === undefined ? 0 : storage_classes/* STORAGE_CLASSES */.Zq[name].retrievalHours;
        if (hours * 3_600_000 <= rto)
            continue;
        remarks.warning(path, `a set in ${name} cannot be read before it was retrieved, up to ${hours} hours later; the RTO is shorter`);
    }
}
function warnOfNoEffect(draft, rules, path, remarks) {
    if (draft.stores === undefined)
        return;
    const stores = (0,tier_stores/* tierStores */.J)(rules.stores, draft.stores).map((name) => draft.stores?.get(name));
    if (stores.some((store) => store?.kind !== 'directory'))
        return;
    for (const key of ['storage-class', 'transition']) {
        if (remarks.isWritten(`${path}.${key}`)) {
            remarks.warning(`${path}.${key}`, 'has no effect: none of its stores is in S3');
        }
    }
}

// EXTERNAL MODULE: ./build/policy/text-pattern.js
var text_pattern = __webpack_require__(1859);
;// CONCATENATED MODULE: ./build/policy/check-policy.js



/** Looks at keys together, each of which is fine by itself. */
function checkPolicy(draft, remarks) {
    checkStores(draft, remarks);
    checkTiers(draft, remarks);
    checkObjectives(draft, remarks);
    checkEncryption(draft, remarks);
    checkAssertions(draft, remarks);
    checkPatterns(draft, remarks);
    checkNotifications(draft, remarks);
}
function checkObjectives(draft, remarks) {
    const { restoreTestEvery, pruneProofMaxAge } = draft.objectives ?? {};
    if (restoreTestEvery === undefined || pruneProofMaxAge === undefined)
        return;
    if (pruneProofMaxAge < restoreTestEvery) {
        const written = remarks.isWritten('objectives.prune-proof-max-age');
        remarks.problem(`objectives.${written ? 'prune-proof-max-age' : 'restore-test-every'}`, 'prune-proof-max-age is shorter than restore-test-every, so pruning would be refused between two tests');
    }
}
function checkEncryption(draft, remarks) {
    const { required, recipients } = draft.encryption ?? {};
    if (required === true && recipients?.length === 0) {
        remarks.problem('encryption.required', 'is true, but there are no recipients');
    }
}
function checkAssertions(draft, remarks) {
    draft.restoreTest?.assertions?.forEach((assertion, index) => {
        const expect = assertion?.kind === 'sql' ? assertion.expect : undefined;
        if (typeof expect !== 'object' || expect.kind !== 'range')
            return;
        const { min, max } = expect;
        if (min !== undefined && max !== undefined && min > max) {
            remarks.problem(`restore-test.assertions[${index}].expect`, `min ${min} is larger than max ${max}`);
        }
    });
}
/** Regular expressions are compiled when they are needed; wrong ones have to show now. */
function checkPatterns(draft, remarks) {
    draft.restoreTest?.allow?.forEach((allowed, index) => {
        for (const key of ['object', 'error']) {
            const pattern = allowed?.[key];
            if (pattern !== undefined && !isPattern(pattern)) {
                remarks.problem(`restore-test.allow[${index}].${key}`, `${JSON.stringify(pattern)} is not a regular expression; escape what is meant literally, or leave the slashes out`);
            }
        }
    });
}
function isPattern(pattern) {
    try {
        (0,text_pattern/* matchesPattern */.M)(pattern, '');
        return true;
    }
    catch {
        return false;
    }
}
function checkNotifications(draft, remarks) {
    draft.notifications?.forEach((target, index) => {
        if (target?.kind !== 'mail')
            return;
        const { user, secret } = target.mail ?? {};
        const path = `notifications[${index}].mail`;
        if (user !== undefined && secret === undefined && !remarks.isWritten(`${path}.secret`)) {
            remarks.problem(`${path}.user`, 'needs secret, the environment variable that holds its password');
        }
        if (user === undefined && secret !== undefined && !remarks.isWritten(`${path}.user`)) {
            remarks.problem(`${path}.secret`, 'is only used together with user');
        }
    });
}

;// CONCATENATED MODULE: ./build/policy/definition/names.js
/** A name the user gives to a store. */
const storeName = {
    kind: 'text',
    pattern: /[a-z0-9][a-z0-9-]{0,39}/,
    hint: 'a name of small letters, digits and hyphens, at most 40',
};
/** Names of stores that are defined under `stores`. */
const storeNames = { kind: 'list', of: storeName, min: 1, unique: 'items' };
/** A title that appears in summaries and messages. */
const title = {
    kind: 'text',
    pattern: /.{1,100}/,
    hint: 'one line of at most 100 characters',
};
const tablePattern = {
    kind: 'text',
    pattern: /.{1,200}/,
    hint: 'a table pattern such as tickets, public.tickets or audit_*',
};
const tablePatterns = { kind: 'list', of: tablePattern, min: 1, unique: 'items' };
/** How to reach a server; the same words as the inputs of the actions. */
const connectionFields = {
    host: {
        kind: 'text',
        pattern: /\S+/,
        hint: 'a host name, an address or the directory of a socket, without spaces',
        description: 'Host name, address or socket directory of the server.',
        without: 'what libpq finds by itself: `PGHOST`, `PGSERVICE`, the local socket',
    },
    port: {
        kind: 'integer',
        min: 1,
        max: 65_535,
        description: 'Port of the server.',
        without: '`PGPORT`, then 5432',
    },
    user: {
        kind: 'text',
        pattern: /.{1,63}/,
        hint: 'a role name of at most 63 characters',
        description: 'Role to connect as.',
        without: '`PGUSER`, then the name of the operating system’s user',
    },
    sslmode: {
        kind: 'choice',
        choices: ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'],
        description: 'How TLS is used, in the words of libpq. Everything below `verify-ca` accepts any certificate.',
        without: '`PGSSLMODE`, then `prefer`',
    },
    sslrootcert: {
        kind: 'text',
        pattern: /[^~].*/,
        hint: 'a path, written out (no ~), or system',
        description: 'File with the certificates of the authorities that are trusted for TLS, or `system`.',
        without: '`PGSSLROOTCERT`',
    },
    stores: {
        ...storeNames,
        description: 'Use only these of the stores for this, whatever the tiers say.',
        without: 'the stores of each tier',
    },
};
const NO_PASSWORD = 'a password does not belong into the policy; use the input password, PGPASSWORD or a passfile';
const connectionMistakes = {
    password: NO_PASSWORD,
    pgpassword: NO_PASSWORD,
    passfile: NO_PASSWORD,
};

;// CONCATENATED MODULE: ./build/policy/definition/databases.js

const ALONE = 'discover finds every database, so it cannot stand together with names; keep one of them';
const namedDatabase = {
    kind: 'record',
    fields: {
        name: {
            kind: 'text',
            required: true,
            pattern: /(?!postgres(?:ql)?:\/\/).{1,63}/,
            hint: 'the plain name of a database of at most 63 characters, not a connection string',
            description: 'Name of the database.',
        },
        ...connectionFields,
        tables: {
            ...tablePatterns,
            description: 'Back up only the rows of these tables: `tickets`, `public.tickets`, `audit_*`. All definitions are in every set.',
            without: 'all tables',
        },
        'exclude-tables': {
            ...tablePatterns,
            description: 'Leave the rows of these tables out. Wins over `tables`.',
            without: 'none',
        },
    },
    mistakes: {
        ...connectionMistakes,
        discover: ALONE,
        exclude: 'exclude belongs to discover; remove the line',
    },
};
/** `databases:` */
const databases = {
    kind: 'either',
    scalar: { kind: 'choice', choices: ['discover'] },
    list: { kind: 'list', of: namedDatabase, min: 1, unique: 'name' },
    mapping: {
        kind: 'record',
        fields: {
            discover: {
                kind: 'choice',
                choices: ['every'],
                required: true,
                description: '`every`: all databases of the cluster that accept connections, new ones included.',
            },
            exclude: {
                kind: 'list',
                of: { kind: 'text', pattern: /.{1,63}/, hint: 'a name, or a pattern with * and ?' },
                unique: 'items',
                default: [],
                description: 'Databases that are left out: names, or patterns with `*` and `?`.',
            },
            ...connectionFields,
        },
        mistakes: { ...connectionMistakes, name: ALONE, names: ALONE, databases: ALONE },
    },
    description: 'What is backed up: a list of databases, or `discover` for all databases of one cluster (as a mapping with `discover: every`, when more has to be said about it).',
    without: 'the input `database`',
};

;// CONCATENATED MODULE: ./build/policy/definition/encryption.js
/** `encryption:` */
const encryption = {
    kind: 'record',
    fields: {
        recipients: {
            kind: 'list',
            of: { kind: 'text', pattern: /age1[0-9a-z]{20,}/, hint: 'an age public key (age1…)' },
            unique: 'items',
            default: [],
            description: 'age public keys. Every set is encrypted for all of them; any one of their identities can read it. Identities never stand here.',
        },
        required: {
            kind: 'boolean',
            default: false,
            description: 'Refuse to make a set that is not encrypted.',
        },
    },
    mistakes: {
        identity: 'an identity is a secret and does not belong into the policy; restore tests take it as an input',
        identities: 'identities are secrets and do not belong into the policy; restore tests take them as an input',
    },
    default: {},
    description: 'Encryption of the sets with age.',
};

;// CONCATENATED MODULE: ./build/policy/definition/notifications.js

const address = {
    kind: 'text',
    pattern: /[^\s@<>]+@[^\s@<>]+/,
    hint: 'a mail address such as ops@example.com',
};
const secret = (what) => ({
    kind: 'environment-name',
    required: true,
    description: `Environment variable that holds ${what}.`,
});
/** A channel that needs nothing but its secret. */
const simple = (description, what) => ({ kind: 'record', required: true, fields: { secret: secret(what) }, description });
const mail = {
    mail: {
        kind: 'record',
        required: true,
        description: 'Mail by SMTP.',
        fields: {
            host: {
                kind: 'text',
                pattern: /[A-Za-z0-9.:-]+/,
                hint: 'a host name',
                required: true,
                description: 'SMTP server.',
            },
            port: { kind: 'integer', min: 1, max: 65_535, default: 587, description: 'Port of the SMTP server.' },
            tls: {
                kind: 'choice',
                choices: ['starttls', 'tls', 'none'],
                default: 'starttls',
                description: '`starttls` is required to succeed, `tls` is TLS from the first byte (port 465).',
            },
            user: {
                kind: 'text',
                pattern: /\S{1,200}/,
                hint: 'a user name without spaces',
                description: 'User at the SMTP server; needs `secret`.',
                without: 'no login',
            },
            secret: {
                kind: 'environment-name',
                description: 'Environment variable that holds the password of `user`.',
                without: 'no login',
            },
            from: { ...address, required: true, description: 'Sender.' },
            to: { kind: 'list', of: address, min: 1, unique: 'items', required: true, description: 'Recipients.' },
        },
    },
};
const webhook = {
    webhook: {
        kind: 'record',
        required: true,
        description: 'A POST with JSON to any URL.',
        fields: {
            secret: secret('the URL'),
            'signing-secret': {
                kind: 'environment-name',
                description: 'Environment variable that holds the key of the HMAC signature.',
                without: 'not signed',
            },
        },
    },
};
const githubIssue = {
    'github-issue': {
        kind: 'record',
        required: true,
        description: 'One issue per database and problem: opened, commented, closed on recovery.',
        fields: {
            secret: {
                kind: 'environment-name',
                default: 'GITHUB_TOKEN',
                description: 'Environment variable that holds the token.',
            },
            repository: {
                kind: 'text',
                pattern: /[A-Za-z0-9-]+\/[A-Za-z0-9._-]+/,
                hint: 'a repository such as owner/name',
                description: 'Where the issue is opened.',
                without: 'the repository of the workflow',
            },
            labels: {
                kind: 'list',
                of: { kind: 'text', pattern: /.{1,50}/, hint: 'a label of at most 50 characters' },
                unique: 'items',
                default: ['backup'],
                description: 'Labels of the issue.',
            },
        },
    },
};
/** `notifications:` */
const notifications = {
    kind: 'list',
    of: {
        kind: 'variants',
        fields: {
            name: { ...title, description: 'Name of the target in messages and summaries.', without: 'its kind' },
            when: {
                kind: 'list',
                of: { kind: 'choice', choices: ['failure', 'recovery', 'success'] },
                min: 1,
                unique: 'items',
                default: ['failure', 'recovery'],
                description: 'What it hears about: `failure`, `recovery` (the first success after a failure), `success` (every one).',
            },
            'repeat-every': {
                kind: 'duration',
                min: '1h',
                max: '366d',
                default: '1d',
                description: 'While a failure lasts, it is told again after this time.',
            },
        },
        variants: {
            mail,
            slack: { slack: simple('An incoming webhook of Slack.', 'the URL of the webhook') },
            teams: { teams: simple('A workflow webhook of Microsoft Teams.', 'the URL of the webhook') },
            discord: { discord: simple('A webhook of Discord.', 'the URL of the webhook') },
            webhook,
            githubIssue,
            pagerduty: { pagerduty: simple('An Events API v2 integration of PagerDuty.', 'the routing key') },
            heartbeat: {
                heartbeat: simple('A ping to a dead man’s switch, such as healthchecks.io.', 'the URL to ping'),
            },
        },
    },
    unique: 'name',
    default: [],
    description: 'Who is told. Secrets are named here, never written: each is the name of an environment variable.',
};

;// CONCATENATED MODULE: ./build/policy/definition/objectives.js
/** `objectives:` */
const objectives = {
    kind: 'record',
    fields: {
        rpo: {
            kind: 'duration',
            min: '1m',
            max: '366d',
            default: '15m',
            description: 'Recovery point objective: how much may be lost. Below `backup-every` it needs WAL archiving; dumps alone lose what was written since the last one.',
        },
        rto: {
            kind: 'duration',
            min: '1m',
            max: '30d',
            default: '1h',
            description: 'Recovery time objective: how long a restore may take, from the first byte to the usable database.',
        },
        'backup-every': {
            kind: 'duration',
            min: '5m',
            max: '366d',
            default: '1d',
            description: 'How often a backup has to succeed.',
        },
        'restore-test-every': {
            kind: 'duration',
            min: '1h',
            max: '366d',
            default: '7d',
            description: 'How often a restore test has to succeed.',
        },
        'prune-proof-max-age': {
            kind: 'duration',
            min: '1h',
            max: '366d',
            default: '14d',
            description: 'While the newest proven set is older than this, nothing is deleted. At least `restore-test-every`.',
        },
    },
    default: {},
    description: 'What has to be kept; a broken objective fails the run that notices it.',
};

;// CONCATENATED MODULE: ./build/policy/definition/restore-test.js

const DEPTHS = ['content', 'sampled', 'counts'];
const textPattern = {
    kind: 'text',
    hint: 'text that is looked for, or a regular expression between slashes',
};
const assertion = {
    kind: 'variants',
    fields: {
        name: { ...title, required: true, description: 'What is asserted; shown when it does not hold.' },
        'time-limit': {
            kind: 'duration',
            min: '1s',
            max: '1d',
            default: '5m',
            description: 'Longest time it may take.',
        },
    },
    variants: {
        sql: {
            sql: {
                kind: 'text',
                lines: 'many',
                hint: 'a SELECT that gives one value',
                required: true,
                description: 'Query run in the restored copy; the first column of its one row is judged.',
            },
            expect: {
                kind: 'either',
                scalar: { kind: 'answer' },
                mapping: {
                    kind: 'variants',
                    fields: {},
                    variants: {
                        range: {
                            min: { kind: 'number', description: 'Smallest number that is right.' },
                            max: { kind: 'number', description: 'Largest number that is right.' },
                        },
                        newerThan: {
                            'newer-than': {
                                kind: 'duration',
                                min: '1s',
                                max: '36500d',
                                required: true,
                                description: 'The value is a time that is at most so much older than the set.',
                            },
                        },
                    },
                },
                required: true,
                description: 'What it has to give: a value, `min` and `max` of a number, or `newer-than` for a time.',
            },
        },
        command: {
            command: {
                kind: 'list',
                of: { kind: 'text', lines: 'many', hint: 'a program or an argument' },
                min: 1,
                unique: false,
                required: true,
                description: 'Program and arguments, started without a shell, with the connection of the restored copy in libpq’s variables. Exit code 0 is success.',
            },
        },
    },
};
/** `restore-test:` */
const restoreTest = {
    kind: 'record',
    fields: {
        fingerprint: {
            kind: 'choice',
            choices: DEPTHS,
            default: 'content',
            description: 'What backups record for the test to compare: `content` (counts and digests of all rows), `sampled` (all counts, digests of part of the rows of large tables) or `counts`.',
        },
        'time-budget': {
            kind: 'duration',
            min: '1m',
            max: '24d',
            description: 'Longest time that fingerprinting may take; what was not covered then is named and lowers the grade.',
            without: 'no limit of its own',
        },
        assertions: {
            kind: 'list',
            of: assertion,
            unique: 'name',
            default: [],
            description: 'What the restored copy has to answer, besides being equal to its source: SQL or a command each.',
        },
        allow: {
            kind: 'list',
            of: {
                kind: 'record',
                fields: {
                    object: {
                        ...textPattern,
                        required: true,
                        description: 'Object of the archive, as pg_restore names it: `EXTENSION - pg_cron`.',
                    },
                    error: { ...textPattern, required: true, description: 'Its error message.' },
                    reason: {
                        ...title,
                        required: true,
                        description: 'Why it does not matter. It stands in every evidence.',
                    },
                },
            },
            unique: false,
            default: [],
            description: 'Errors of pg_restore that are accepted; nothing is by default. Text is looked for as it stands; between slashes it is a regular expression.',
        },
        drift: {
            kind: 'record',
            fields: {
                'default-percent': {
                    kind: 'percent',
                    default: 10,
                    description: 'A table of production that has lost more than this since the set was made is a finding.',
                },
                tables: {
                    kind: 'map',
                    keys: tablePattern,
                    of: { kind: 'percent' },
                    default: {},
                    description: 'Percent by table pattern, such as `public.sessions: 100`. The first pattern that matches wins.',
                },
            },
            default: {},
            description: 'Tolerance of the comparison with production, where a test is given its connection.',
        },
        amcheck: {
            kind: 'boolean',
            default: false,
            description: 'Check every page and index of the restored copy with `pg_amcheck`.',
        },
    },
    default: {},
    description: 'How sets are proven.',
};

;// CONCATENATED MODULE: ./build/policy/definition/stores.js

const NO_CREDENTIALS = 'credentials do not belong into the policy; use the inputs s3-access-key-id and s3-secret-access-key, or what the AWS programs use';
/** `stores:` */
const stores = {
    kind: 'map',
    keys: storeName,
    min: 1,
    of: {
        kind: 'variants',
        fields: {},
        variants: {
            directory: {
                directory: {
                    kind: 'text',
                    required: true,
                    pattern: /\/(?=[^/]).*/,
                    hint: 'the absolute path of a directory such as /backups/postgresql',
                    description: 'A directory of the runner.',
                },
            },
            s3: {
                s3: {
                    kind: 'record',
                    required: true,
                    description: 'A place in Amazon S3 or in a service that speaks its protocol.',
                    fields: {
                        uri: {
                            kind: 'text',
                            required: true,
                            pattern: /s3:\/\/[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9](?:\/[^\\]*)?/,
                            hint: 's3://bucket or s3://bucket/prefix',
                            description: 'Bucket and prefix: `s3://bucket/prefix`.',
                        },
                        endpoint: {
                            kind: 'text',
                            pattern: /https?:\/\/[^\s/@?#]+(?:\/[^\s?#]*)?/,
                            hint: 'a URL such as https://s3.example.com, without credentials and parameters',
                            description: 'URL of a service that is not Amazon’s (MinIO, Ceph, R2, B2 …).',
                            without: '`AWS_ENDPOINT_URL_S3`, `AWS_ENDPOINT_URL`, then Amazon S3',
                        },
                        region: {
                            kind: 'text',
                            pattern: /[A-Za-z0-9-]+/,
                            hint: 'a region such as eu-central-1',
                            description: 'Region of the bucket.',
                            without: '`AWS_REGION` and the AWS configuration files',
                        },
                        'force-path-style': {
                            kind: 'boolean',
                            description: 'Put the bucket into the path of the URL instead of its host name.',
                            without: '`true` for every service that is not Amazon’s',
                        },
                    },
                    mistakes: {
                        'access-key-id': NO_CREDENTIALS,
                        'secret-access-key': NO_CREDENTIALS,
                        'session-token': NO_CREDENTIALS,
                    },
                },
                'object-lock': {
                    kind: 'boolean',
                    default: false,
                    description: 'The bucket has Object Lock switched on. Only then can a tier lock its sets there (`lock`).',
                },
            },
        },
        mistakes: {
            uri: 'uri belongs under s3',
            path: 'write directory: /path',
            bucket: 'write s3: {uri: s3://bucket/prefix}',
        },
    },
    description: 'Where sets are kept: a name for each place, used by `tiers` and `databases`. Credentials never stand here.',
    without: 'the input `stores`',
};

;// CONCATENATED MODULE: ./build/policy/definition/tiers.js


const days = { kind: 'integer', min: 1, max: 36_500 };
const none = { kind: 'choice', choices: ['none'] };
/** The runbook's retention table; `manual` and `pre-migration` are not in it. */
const rows = {
    daily: {
        description: 'The first backup of a UTC day.',
        defaults: { 'keep-days': 30, 'keep-minimum': 3, stores: 'every' },
    },
    weekly: {
        description: 'The first backup on or after Sunday (UTC).',
        defaults: {
            'keep-days': 90,
            'keep-minimum': 3,
            stores: 's3',
            transition: { 'after-days': 30, 'storage-class': 'GLACIER_IR' },
        },
    },
    monthly: {
        description: 'The first backup on or after the first Sunday of the month (UTC).',
        defaults: { 'keep-days': 365, 'keep-minimum': 3, stores: 's3', 'storage-class': 'GLACIER_IR' },
    },
    manual: {
        description: 'Backups that somebody asked for.',
        defaults: { 'keep-days': 90, 'keep-minimum': 1, stores: 'every' },
    },
    'pre-migration': {
        description: 'Backups taken before a migration is deployed.',
        defaults: { 'keep-days': 30, 'keep-minimum': 1, stores: 'every' },
    },
};
/** `tiers:` */
const tiers_tiers = {
    kind: 'rows',
    rows,
    fields: {
        'keep-days': {
            ...days,
            default: 30,
            description: 'Sets younger than this many days stay. The age comes from the manifest.',
        },
        'keep-minimum': {
            kind: 'integer',
            min: 1,
            max: 10_000,
            default: 3,
            description: 'So many of the newest sets of the tier stay, however old they are.',
        },
        stores: {
            kind: 'either',
            scalar: { kind: 'choice', choices: ['every', 's3'] },
            list: storeNames,
            default: 'every',
            description: 'Stores that get a copy: a list of names, `every`, or `s3` for every S3 store (for every store, where none is S3).',
        },
        'storage-class': {
            kind: 'choice',
            choices: storage_classes/* STORAGE_CLASS_NAMES */.Uu,
            default: 'STANDARD',
            description: 'Storage class at upload, in S3 stores. A default other than `STANDARD` is for Amazon S3 alone; what is written here is for every S3 store of the tier.',
        },
        transition: {
            kind: 'either',
            scalar: none,
            mapping: {
                kind: 'record',
                fields: {
                    'after-days': {
                        kind: 'integer',
                        min: 0,
                        max: 36_500,
                        required: true,
                        description: 'Age at which the lifecycle rule of the bucket moves the objects.',
                    },
                    'storage-class': {
                        kind: 'choice',
                        choices: storage_classes/* TRANSITION_CLASS_NAMES */.UY,
                        required: true,
                        description: 'Class they are moved to.',
                    },
                },
            },
            default: 'none',
            description: 'When sets move to a colder class, by a lifecycle rule of the bucket: `after-days` and `storage-class`, or `none`. A default is for Amazon S3 alone, and for sets that are kept long enough.',
        },
        lock: {
            kind: 'either',
            scalar: none,
            mapping: {
                kind: 'record',
                fields: {
                    mode: {
                        kind: 'choice',
                        choices: ['governance', 'compliance'],
                        required: true,
                        description: '`governance` can be lifted by who has the right to; `compliance` by nobody at all before its time.',
                    },
                    days: {
                        ...days,
                        required: true,
                        description: 'Days from the upload in which nothing can be deleted; at most `keep-days`.',
                    },
                },
            },
            default: 'none',
            description: 'Object Lock of the sets, in S3 stores with `object-lock: true`: `mode` and `days`, or `none`.',
        },
    },
    default: {},
    description: 'How long and where sets are kept, and in which storage class. What is not written has these defaults.',
};

;// CONCATENATED MODULE: ./build/policy/definition/policy.js







/**
 * `backup-policy.yml`: every key there is, with its kind, range, default and description. The only place where one is
 * defined; `policy.schema.json` and the reference in docs/policy.md are generated from it.
 */
const POLICY = {
    kind: 'record',
    fields: {
        version: {
            kind: 'constant',
            value: 1,
            required: true,
            description: 'Version of this format. Always 1 so far.',
        },
        databases: databases,
        stores: stores,
        tiers: tiers_tiers,
        objectives: objectives,
        encryption: encryption,
        'restore-test': restoreTest,
        notifications: notifications,
    },
};

// EXTERNAL MODULE: ./build/camel-case.js
var camel_case = __webpack_require__(9587);
// EXTERNAL MODULE: ./build/duration.js
var duration = __webpack_require__(3110);
// EXTERNAL MODULE: ./build/looks-secret.js
var looks_secret = __webpack_require__(1393);
;// CONCATENATED MODULE: ./build/policy/read-scalar.js


const MAX_SHOWN = 80;
const MAX_PERCENT = 100;
/** A name for an environment variable that is a secret itself: an AWS access key, or 16 and more characters in a row with a digit. */
const KEY_LIKE = /^(?:AKIA|ASIA|AGPA|AIDA|AROA)[A-Z0-9]{12,}$|^(?=.*[0-9])[A-Z0-9]{16,}$/;
/**
 * Reads one scalar, strictly. `value` is what YAML 1.2 makes of it (text, number, true, false or null); `source` is how
 * it is written, so that `0x1e`, `1e3` and `30.0` are not taken for 30 silently.
 * `wanted` is what is allowed in that place, if that is more than this shape.
 */
function readScalar(shape, value, source, wanted = expected(shape)) {
    if (value === null)
        return { problem: 'has no value; give it one, or remove the line' };
    const refuse = () => ({
        problem: `found ${foundScalar(shape, value, source)}; it has to be ${wanted}${quotesRemark(shape, value)}`,
    });
    switch (shape.kind) {
        case 'text':
            return typeof value === 'string' && isText(shape, value) ? { value } : refuse();
        case 'environment-name':
            return isEnvironmentName(value) ? { value } : refuse();
        case 'integer':
            return isDigits(value, source) && value >= shape.min && value <= shape.max ? { value } : refuse();
        case 'percent':
            return isDecimal(value, source) && value >= 0 && value <= MAX_PERCENT ? { value } : refuse();
        case 'number':
            return isDecimal(value, source) ? { value } : refuse();
        case 'boolean':
            return isBoolean(value, source) ? { value } : refuse();
        case 'choice':
            return typeof value === 'string' && shape.choices.includes(value) ? { value } : refuse();
        case 'duration': {
            const milliseconds = typeof value === 'string' ? (0,duration/* parseDuration */.E)(value) : undefined;
            const [min = 0, max = 0] = [(0,duration/* parseDuration */.E)(shape.min), (0,duration/* parseDuration */.E)(shape.max)];
            return milliseconds !== undefined && milliseconds >= min && milliseconds <= max
                ? { value: milliseconds }
                : refuse();
        }
        case 'constant':
            return isDigits(value, source) && value === shape.value ? { value } : refuse();
        case 'answer':
            return readAnswer(value, source) ?? refuse();
    }
}
/** psql writes booleans as `t` and `f`. */
function readAnswer(value, source) {
    if (isBoolean(value, source))
        return { value: value ? 't' : 'f' };
    if (typeof value === 'string')
        return (0,looks_secret/* looksSecret */.n)(value) ? undefined : { value };
    return isDecimal(value, source) ? { value: source } : undefined;
}
function isText(shape, text) {
    const control = shape.lines === 'many' ? /[^\P{Cc}\t\r\n]/u : /\p{Cc}/u;
    if (text.trim() === '' || control.test(text) || (0,looks_secret/* looksSecret */.n)(text))
        return false;
    return shape.pattern === undefined || whole(shape.pattern).test(text);
}
/** The pattern for the whole text. */
function whole(pattern) {
    return new RegExp(`^(?:${pattern.source})$`, 'u');
}
function isEnvironmentName(value) {
    return typeof value === 'string' && whole(ENVIRONMENT_NAME).test(value) && !KEY_LIKE.test(value);
}
const ENVIRONMENT_NAME = /[A-Z_][A-Z0-9_]{0,99}/;
/** YAML takes `True` and `TRUE` for booleans too. */
function isBoolean(value, source) {
    return typeof value === 'boolean' && source === String(value);
}
function isDigits(value, source) {
    return typeof value === 'number' && /^(0|[1-9][0-9]*)$/.test(source) && Number.isSafeInteger(value);
}
/** A number in plain decimal notation that a double holds to the digit before the point. */
function isDecimal(value, source) {
    return (typeof value === 'number' &&
        /^-?(0|[1-9][0-9]*)(\.[0-9]+)?$/.test(source) &&
        Math.abs(value) <= Number.MAX_SAFE_INTEGER);
}
function foundScalar(shape, value, source) {
    if (typeof value === 'number')
        return `the number ${source.slice(0, MAX_SHOWN)}`;
    if (typeof value === 'boolean')
        return source;
    const text = String(value);
    if (mayHoldSecret(text))
        return 'text that looks like a secret (not shown)';
    // Whoever writes a secret where its name belongs must not find it in a log.
    if (shape.kind === 'environment-name')
        return 'text (not shown)';
    return `the text ${JSON.stringify(text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text)}`;
}
/** Parameters and long paths of URLs are where webhooks and signed links carry their tokens. */
function mayHoldSecret(text) {
    return (0,looks_secret/* looksSecret */.n)(text) || /https?:\/\/\S*([?#]|\/[A-Za-z0-9_-]{16,})/i.test(text);
}
function quotesRemark(shape, value) {
    if (shape.kind === 'text' && typeof value !== 'string')
        return ', in quotes';
    const wantsText = ['text', 'choice', 'duration', 'environment-name', 'answer'].includes(shape.kind);
    return !wantsText && typeof value === 'string' && /^(true|false|-?[0-9.]+)$/.test(value)
        ? ', without quotes'
        : '';
}
/** `a, b or c` */
function alternatives(words) {
    const last = words.at(-1) ?? '';
    return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}
/** What a shape accepts, to complete "it has to be …". */
function expected(shape) {
    switch (shape.kind) {
        case 'text':
            return shape.hint;
        case 'environment-name':
            return 'the name of an environment variable that holds the secret, such as SMTP_PASSWORD, never the secret itself';
        case 'integer':
            return `a whole number from ${shape.min} to ${shape.max}`;
        case 'percent':
            return `a percentage from 0 to ${MAX_PERCENT} such as 10 or 2.5, without the sign`;
        case 'number':
            return 'a decimal number';
        case 'boolean':
            return 'true or false';
        case 'choice':
            return alternatives(shape.choices);
        case 'duration':
            return `a duration such as 30s, 15m, 1h or 7d, from ${shape.min} to ${shape.max}`;
        case 'constant':
            return String(shape.value);
        case 'answer':
            return 'text, a number, true or false';
        case 'list':
            return 'a list';
        case 'either': {
            const { scalar, list, mapping } = shape;
            const scalars = scalar.kind === 'choice' ? scalar.choices : [expected(scalar)];
            const others = [list, mapping].flatMap((one) => (one === undefined ? [] : expected(one)));
            return alternatives([...scalars, ...others]);
        }
        case 'map':
        case 'record':
        case 'rows':
        case 'variants':
            return 'a mapping';
    }
}

;// CONCATENATED MODULE: ./build/policy/shape.js
/** The fields of one row, with its own defaults. */
function fieldsOfRow(shape, row) {
    const defaults = shape.rows[row]?.defaults ?? {};
    return Object.fromEntries(Object.entries(shape.fields).map(([name, field]) => [
        name,
        name in defaults ? { ...field, default: defaults[name] } : field,
    ]));
}

;// CONCATENATED MODULE: ./build/policy/reader.js






/**
 * Walks YAML and shape together. It goes on after a problem, so that one run finds them all: what cannot be used becomes
 * undefined, whatever its type says, so values are only sound when `problems` is empty.
 */
class Reader {
    problems = [];
    /** Line of every path that stands in the file, as opposed to defaults. */
    written = new Map();
    #lineAt;
    constructor(lineAt) {
        this.#lineAt = lineAt;
    }
    fail(line, path, text) {
        this.problems.push({ line, path, text });
        return undefined;
    }
    /** Line of the path, or of the nearest around it that stands in the file. */
    lineOf(path) {
        let nearestPath = '';
        for (const one of this.written.keys()) {
            const around = path === one || path.startsWith(`${one}.`) || path.startsWith(`${one}[`);
            if (around && one.length > nearestPath.length)
                nearestPath = one;
        }
        return this.written.get(nearestPath) ?? 1;
    }
    read(shape, node, path, line) {
        this.written.set(path, line);
        if ((0,dist/* isAlias */.Vj)(node))
            return this.fail(line, path, 'aliases (*name) are not supported; write the value out');
        if ((0,dist/* isScalar */.jn)(node) || (0,dist/* isMap */.jh)(node) || (0,dist/* isSeq */.oP)(node)) {
            if (node.tag !== undefined)
                return this.fail(line, path, 'tags (!name) are not supported; remove it');
            if (node.anchor !== undefined)
                this.fail(line, path, 'anchors (&name) are not supported; remove it');
        }
        switch (shape.kind) {
            case 'list':
                return this.#list(shape, node, path, line);
            case 'map':
                return this.#map(shape, node, path, line);
            case 'record':
                return this.#record(shape.fields, shape.mistakes, node, path, line);
            case 'rows':
                return this.#rows(shape, node, path, line);
            case 'variants':
                return this.#variants(shape, node, path, line);
            case 'either':
                return this.#either(shape, node, path, line);
            default:
                return this.#scalar(shape, node, path, line, expected(shape));
        }
    }
    #scalar(shape, node, path, line, wanted) {
        if (node !== null && !(0,dist/* isScalar */.jn)(node))
            return this.#misfit(wanted, node, path, line);
        const value = node?.value ?? null;
        const reading = readScalar(shape, value, node?.source ?? String(value), wanted);
        return 'problem' in reading ? this.fail(line, path, reading.problem) : reading.value;
    }
    #either(shape, node, path, line) {
        if ((0,dist/* isSeq */.oP)(node) && shape.list !== undefined)
            return this.read(shape.list, node, path, line);
        if ((0,dist/* isMap */.jh)(node) && shape.mapping !== undefined)
            return this.read(shape.mapping, node, path, line);
        return this.#scalar(shape.scalar, node, path, line, expected(shape));
    }
    #list(shape, node, path, line) {
        if (!(0,dist/* isSeq */.oP)(node))
            return this.#misfit(expected(shape), node, path, line);
        if (node.items.length < (shape.min ?? 0))
            return this.fail(line, path, 'is empty; it needs at least one item');
        const firstLines = new Map();
        return node.items.map((item, index) => {
            const itemNode = item;
            const itemLine = this.#lineAt(itemNode.range?.[0] ?? 0);
            const itemPath = joinPath(path, index);
            const value = this.read(shape.of, itemNode, itemPath, itemLine);
            const identity = shape.unique === 'name' ? value?.name : value;
            if (shape.unique !== false && identity !== undefined) {
                const first = firstLines.get(identity);
                const what = shape.unique === 'name' ? `the name ${JSON.stringify(identity)} is` : 'is';
                if (first !== undefined)
                    this.fail(itemLine, itemPath, `${what} given twice; the first is on line ${first}`);
                else
                    firstLines.set(identity, itemLine);
            }
            return value;
        });
    }
    #map(shape, node, path, line) {
        if (!(0,dist/* isMap */.jh)(node))
            return this.#misfit(expected(shape), node, path, line);
        const entries = this.#entries(node, path);
        if (entries.size < (shape.min ?? 0))
            return this.fail(line, path, 'is empty; it needs at least one key');
        const values = new Map();
        for (const [key, entry] of entries) {
            const keyPath = joinPath(path, key);
            const reading = readScalar(shape.keys, key, key);
            if ('problem' in reading)
                this.fail(entry.line, keyPath, `as a key, ${reading.problem}`);
            values.set(key, this.read(shape.of, entry.node, keyPath, entry.line));
        }
        return values;
    }
    #record(fields, mistakes, node, path, line) {
        if (!(0,dist/* isMap */.jh)(node)) {
            const remedy = (0,dist/* isScalar */.jn)(node) ? remedyFor(mistakes, String(node.value)) : undefined;
            return remedy === undefined
                ? this.#misfit('a mapping', node, path, line)
                : this.fail(line, path, remedy);
        }
        const entries = this.#entries(node, path);
        this.#refuseUnknown(entries, Object.keys(fields), mistakes, path);
        return this.#fields(fields, entries, path, line);
    }
    #fields(fields, entries, path, line) {
        const values = Object.entries(fields).map(([name, field]) => {
            const entry = entries.get(name);
            const fieldPath = joinPath(path, name);
            if (entry !== undefined) {
                return [(0,camel_case/* camelCase */.x)(name), this.read(field, entry.node, fieldPath, entry.line)];
            }
            if (field.required)
                this.fail(line, fieldPath, 'is missing');
            return [(0,camel_case/* camelCase */.x)(name), field.default === undefined ? undefined : readDefault(field, fieldPath)];
        });
        return Object.fromEntries(values);
    }
    #rows(shape, node, path, line) {
        if (!(0,dist/* isMap */.jh)(node))
            return this.#misfit('a mapping', node, path, line);
        const entries = this.#entries(node, path);
        this.#refuseUnknown(entries, Object.keys(shape.rows), undefined, path);
        const rows = Object.keys(shape.rows).map((row) => {
            const entry = entries.get(row);
            const fields = fieldsOfRow(shape, row);
            const rowPath = joinPath(path, row);
            return [
                row,
                entry === undefined
                    ? this.#fields(fields, new Map(), rowPath, line)
                    : this.read({ kind: 'record', fields }, entry.node, rowPath, entry.line),
            ];
        });
        return Object.fromEntries(rows);
    }
    #variants(shape, node, path, line) {
        if (!(0,dist/* isMap */.jh)(node))
            return this.#record(shape.fields, shape.mistakes, node, path, line);
        const entries = this.#entries(node, path);
        const known = [shape.fields, ...Object.values(shape.variants)].flatMap((fields) => Object.keys(fields));
        this.#refuseUnknown(entries, known, shape.mistakes, path);
        const present = Object.entries(shape.variants).filter(([, fields]) => Object.keys(fields).some((name) => entries.has(name)));
        const [only, other] = present;
        if (only !== undefined && other === undefined) {
            const [kind, fields] = only;
            return { kind, ...this.#fields({ ...shape.fields, ...fields }, entries, path, line) };
        }
        const names = (some, word) => some.map(([, fields]) => Object.keys(fields)[0]).join(word);
        this.fail(line, path, only === undefined
            ? `needs one of ${names(Object.entries(shape.variants), ', ')}`
            : `${names(present, ' and ')} cannot stand together; keep one`);
        const asFarAsPossible = [shape.fields, ...present.map(([, fields]) => fields)];
        this.#fields(Object.assign({}, ...asFarAsPossible), entries, path, line);
        return undefined;
    }
    #entries(node, path) {
        const entries = new Map();
        for (const { key, value } of node.items) {
            const keyNode = key;
            const line = this.#lineAt(keyNode?.range?.[0] ?? 0);
            if (!(0,dist/* isScalar */.jn)(keyNode) || typeof keyNode.value !== 'string') {
                this.fail(line, path, 'has a key that is not text; put it in quotes');
                continue;
            }
            const first = entries.get(keyNode.value);
            if (first === undefined)
                entries.set(keyNode.value, { node: value, line });
            else
                this.fail(line, joinPath(path, keyNode.value), `is given twice; the first is on line ${first.line}`);
        }
        return entries;
    }
    #refuseUnknown(entries, known, mistakes, path) {
        for (const [key, { line }] of entries) {
            if (known.includes(key))
                continue;
            if (mayHoldSecret(key)) {
                this.fail(line, path, 'has a key that looks like a secret (not shown)');
                continue;
            }
            const meant = (0,nearest/* nearest */.p)(key, known);
            const remedy = remedyFor(mistakes, key) ??
                `there is no such key${meant === undefined ? '' : ` (the nearest is ${meant})`}`;
            this.fail(line, joinPath(path, key), remedy);
        }
    }
    #misfit(wanted, node, path, line) {
        if (node === null || ((0,dist/* isScalar */.jn)(node) && node.value === null)) {
            return this.fail(line, path, 'has no value; give it one, or remove the line');
        }
        const found = (0,dist/* isSeq */.oP)(node) ? 'a list' : (0,dist/* isMap */.jh)(node) ? 'a mapping' : 'a single value';
        return this.fail(line, path, `found ${found}; it has to be ${wanted}`);
    }
}
function remedyFor(mistakes, key) {
    return mistakes !== undefined && Object.hasOwn(mistakes, key) ? mistakes[key] : undefined;
}
/**
 * Reads a default of the definition as if it stood in the file.
 * @throws Error when the definition refuses its own default (a defect that every test of the parser would show)
 */
function readDefault(field, path) {
    const reader = new Reader(() => 0);
    const value = reader.read(field, new dist/* Document */.yo(field.default).contents, path, 0);
    if (reader.problems.length > 0)
        throw new Error(`The default of ${path} is wrong: ${reader.problems[0]?.text}.`);
    return value;
}

;// CONCATENATED MODULE: ./build/policy/parse-policy.js





/** A policy is a few kilobytes. */
const MAX_CHARACTERS = 1024 * 1024;
const parse_policy_MAX_SHOWN = 200;
/**
 * Reads a policy: YAML 1.2 (or JSON). Unknown keys are refused, nothing is coerced, nothing is read from anywhere else.
 * @param fileName as it should stand in messages
 * @throws UserError PBA-POLICY with every problem there is, one `file:line: path: problem` each
 */
function parsePolicy(text, fileName) {
    if (text.length > MAX_CHARACTERS) {
        throw policyError(fileName, [{ line: 1, path: '', text: 'is longer than 1 MiB, which no policy is' }]);
    }
    const lines = new dist/* LineCounter */.HN();
    const lineAt = (offset) => lines.linePos(offset).line;
    // Keys given twice are found by the reader, which knows their path.
    const document = (0,dist/* parseDocument */.Tp)(text, {
        version: '1.2',
        schema: 'core',
        uniqueKeys: false,
        prettyErrors: false,
        lineCounter: lines,
    });
    const syntax = document.errors.map((error) => ({
        line: lineAt(error.pos[0]),
        path: '',
        text: `this is not YAML: ${error.message.replace(/\.$/, '')}`,
    }));
    if (document.directives?.yaml.version !== '1.2') {
        syntax.push({ line: 1, path: '', text: 'only YAML 1.2 is read; remove the %YAML line' });
    }
    // After a syntax error the rest is guesswork.
    if (syntax.length > 0)
        throw policyError(fileName, syntax);
    const reader = new Reader(lineAt);
    const contents = document.contents;
    const value = contents === null
        ? reader.fail(1, '', 'is empty; a policy starts with version: 1')
        : reader.read(POLICY, contents, '', lineAt(contents.range?.[0] ?? 0));
    const warnings = [];
    checkPolicy((value ?? {}), {
        problem: (path, what) => reader.fail(reader.lineOf(path), path, what),
        warning: (path, what) => warnings.push({ line: reader.lineOf(path), path, text: what }),
        isWritten: (path) => reader.written.has(path),
    });
    if (reader.problems.length > 0)
        throw policyError(fileName, reader.problems);
    return {
        // Sound: there was no problem, and type and reading come from the same definition.
        policy: value,
        written: new Set(reader.written.keys()),
        warnings: sorted(warnings).map((warning) => describe(fileName, warning)),
    };
}
function policyError(fileName, problems) {
    const shown = sorted(problems).map((problem) => describe(fileName, problem));
    const [first = ''] = shown;
    const more = shown.length > parse_policy_MAX_SHOWN ? [`… and ${shown.length - parse_policy_MAX_SHOWN} more`] : [];
    const message = shown.length === 1
        ? `The policy is not right. ${first}.`
        : `The policy has ${shown.length} problems:\n${[...shown.slice(0, parse_policy_MAX_SHOWN), ...more].map((one) => `- ${one}`).join('\n')}`;
    return new errors/* UserError */.yo('PBA-POLICY', message, {
        hint: 'Every key is described in docs/policy.md; policy.schema.json lets an editor complete and check them.',
    });
}
function sorted(problems) {
    return problems.toSorted((a, b) => a.line - b.line || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
function describe(fileName, { line, path, text }) {
    return `${fileName}:${line}: ${path === '' ? '' : `${path}: `}${text}`;
}

;// CONCATENATED MODULE: ./build/policy/apply-inputs.js







/**
 * Puts policy, inputs and defaults together. An input overrides the one field it names, for everything that has this
 * field; without a policy the defaults are the runbook's.
 * @throws UserError PBA-INPUT with everything that does not fit together
 */
function applyInputs(parsed, inputs) {
    const base = parsed ?? NO_POLICY;
    const { policy } = base;
    const problems = [];
    const stores = chooseStores(policy.stores ?? new Map(), inputs, problems);
    if (stores.size === 0 && problems.length === 0) {
        problems.push('there is no store: define stores in the policy, or give the input stores');
    }
    const recipients = given(inputs.recipients) ?? policy.encryption.recipients;
    if (policy.encryption.required && recipients.length === 0) {
        problems.push('the policy requires encryption, and there are no recipients');
    }
    const effective = {
        databases: chooseDatabases(policy.databases, stores, inputs),
        stores,
        tiers: tiersOf(base, stores, inputs, problems),
        objectives: {
            ...policy.objectives,
            rpo: inputs.rpo ?? policy.objectives.rpo,
            rto: inputs.rto ?? policy.objectives.rto,
        },
        encryption: { ...policy.encryption, recipients },
        restoreTest: {
            ...policy.restoreTest,
            fingerprint: inputs.fingerprint ?? policy.restoreTest.fingerprint,
            assertions: policy.restoreTest.assertions.map(apply_inputs_assertion),
            drift: {
                defaultPercent: policy.restoreTest.drift.defaultPercent,
                tables: [...policy.restoreTest.drift.tables].map(([pattern, percent]) => ({ pattern, percent })),
            },
        },
        notifications: policy.notifications,
    };
    if (problems.length > 0)
        throw inputError(problems);
    return effective;
}
const NO_POLICY = parsePolicy('version: 1', 'defaults');
function tiersOf({ policy, written }, stores, inputs, problems) {
    if (inputs.tier === undefined && (inputs.keepDays ?? inputs.keepMinimum) !== undefined) {
        problems.push('keep-days and keep-minimum need tier: each tier has its own');
    }
    const tierOf = (tier) => {
        const rules = policy.tiers[tier];
        const asked = inputs.tier === tier ? inputs : {};
        const keepDays = asked.keepDays ?? rules.keepDays;
        const lock = rules.lock === 'none' ? undefined : rules.lock;
        if (lock !== undefined && lock.days > keepDays) {
            problems.push(`keep-days: ${keepDays} is less than the ${lock.days} days for which the policy locks ${tier} sets`);
        }
        const isWritten = (key) => written.has(`tiers.${tier}.${key}`);
        return {
            keepDays,
            keepMinimum: asked.keepMinimum ?? rules.keepMinimum,
            stores: available(rules.stores, stores, tier),
            storageClass: rules.storageClass,
            transition: transitionOf(rules, keepDays),
            lock,
            written: { storageClass: isWritten('storage-class'), transition: isWritten('transition') },
        };
    };
    return Object.fromEntries(keys/* TIERS */.iB.map((tier) => [tier, tierOf(tier)]));
}
/** A list without any store that is there (an input chose others) gives way to the default of the tier. */
function available(wanted, stores, tier) {
    if (typeof wanted === 'string')
        return wanted;
    return given(wanted.filter((name) => stores.has(name))) ?? NO_POLICY.policy.tiers[tier].stores;
}
/** What is written fits; a default, or an input that shortens `keep-days`, may make it void. */
function transitionOf(rules, keepDays) {
    const { transition, storageClass } = rules;
    if (transition === 'none' || transition.afterDays >= keepDays)
        return undefined;
    return (0,storage_classes/* canMove */.Km)(storageClass, transition.storageClass) ? transition : undefined;
}
function apply_inputs_assertion(written) {
    const common = { name: written.name, timeLimitMs: written.timeLimit };
    if (written.kind === 'command')
        return { ...common, command: written.command };
    const { sql, expect } = written;
    if (typeof expect === 'string')
        return { ...common, sql, expect: { kind: 'equals', value: expect } };
    return expect.kind === 'range'
        ? { ...common, sql, expect: { kind: 'range', min: expect.min, max: expect.max } }
        : { ...common, sql, expect: { kind: 'newer than', ageMs: expect.newerThan } };
}
function inputError(problems) {
    const [first = ''] = problems;
    return new errors/* UserError */.yo('PBA-INPUT', problems.length === 1
        ? `Policy and inputs do not fit together: ${first}.`
        : `Policy and inputs do not fit together:\n${problems.map((problem) => `- ${problem}`).join('\n')}`, { hint: 'Inputs override single fields of the policy; docs/policy.md says how.' });
}

// EXTERNAL MODULE: ./build/policy/effective-policy.js
var effective_policy = __webpack_require__(9165);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./build/actions/read-policy.js



/**
 * Reads backup-policy.yml; undefined when no path was given. What the policy costs more than it seems to is warned of.
 * @throws UserError PBA-POLICY
 */
async function readPolicy(path, context) {
    if (path === undefined)
        return undefined;
    let text;
    try {
        text = await (0,promises_.readFile)(path, 'utf8');
    }
    catch (error) {
        throw new errors/* UserError */.yo('PBA-POLICY', `The policy ${path} cannot be read: ${(0,errors/* messageOf */.bD)(error)}.`, {
            hint: 'Check the path; the job has to check out the repository first.',
            cause: error,
        });
    }
    const parsed = parsePolicy(text, path);
    for (const warning of parsed.warnings)
        context.log.warning(warning);
    return parsed;
}

;// CONCATENATED MODULE: ./build/actions/effective.js




/**
 * What an action goes by: the policy file, if one is given, with the inputs over it and the defaults below.
 * @throws UserError PBA-POLICY, PBA-INPUT with every problem
 */
async function effectivePolicy(inputs, context) {
    const environmentEndpoint = context.env['AWS_ENDPOINT_URL_S3'] ?? context.env['AWS_ENDPOINT_URL'];
    return applyInputs(await readPolicy(inputs.policy, context), { ...inputs, environmentEndpoint });
}
/** Name of the database whose sets are meant: the only one of policy and inputs; undefined when there is not just one. */
function onlyDatabase(policy) {
    const { databases } = policy;
    return (0,effective_policy/* isDiscovery */.rT)(databases) || databases.length > 1 ? undefined : databases[0]?.name;
}
/**
 * The one database to work on.
 * @throws UserError PBA-INPUT when there is none, or more than one
 */
function requireDatabase(policy) {
    const { databases } = policy;
    if (!(0,effective_policy/* isDiscovery */.rT)(databases)) {
        const [only, ...others] = databases;
        if (only !== undefined && others.length === 0)
            return only;
        if (only === undefined) {
            throw new errors/* UserError */.yo('PBA-INPUT', 'No database is named.', {
                hint: 'Give the input `database`, or name one in the policy.',
            });
        }
    }
    const names = (0,effective_policy/* isDiscovery */.rT)(databases)
        ? 'every database of the cluster'
        : databases.map((database) => database.name).join(', ');
    throw new errors/* UserError */.yo('PBA-INPUT', `The policy names ${names}; this action works on one at a time.`, {
        hint: 'Give the input `database`; in a workflow, `discover` makes a matrix of all of them.',
    });
}


/***/ }),

/***/ 1357:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Hr: () => (/* binding */ closeStores),
  j: () => (/* binding */ openStores),
  gJ: () => (/* binding */ partialFailure),
  D9: () => (/* binding */ withEveryStore)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
;// CONCATENATED MODULE: ./build/storage/directory-errors.js

const FULL = {
    code: 'PBA-STORE-FULL',
    reason: 'no space is left',
    hint: 'Free space or enlarge the file system; `prune` removes sets that are no longer needed.',
};
const REFUSED = {
    code: 'PBA-STORE-PERMISSION',
    reason: 'permission was denied',
    hint: 'The directory and what is below it must belong to the user that runs the backup.',
};
const AWAY = {
    code: 'PBA-STORE-UNREACHABLE',
    reason: 'the file system does not answer',
    hint: 'Check that the file system is mounted and its server is up.',
};
/** System error codes (errno(3)) and what they mean for a store. */
const BY_SYSTEM_CODE = new Map(Object.entries({
    ENOSPC: FULL,
    EDQUOT: { ...FULL, reason: 'the disk quota is used up' },
    EACCES: REFUSED,
    EPERM: REFUSED,
    EROFS: {
        ...REFUSED,
        reason: 'the file system is mounted read-only',
        hint: 'Remount it read-write. Linux remounts a failing disk read-only: look at `dmesg` first.',
    },
    ESTALE: AWAY,
    ENOTCONN: AWAY,
    EHOSTDOWN: AWAY,
    ETIMEDOUT: AWAY,
    ENOENT: {
        code: 'PBA-STORE-NOT-FOUND',
        reason: 'it does not exist',
        hint: 'Check the path; was the disk mounted?',
    },
    ELOOP: {
        code: 'PBA-STORE-FAILED',
        reason: 'it is a symbolic link',
        hint: 'Symbolic links inside a store are not followed. Remove the link, or make the store its target.',
    },
    ENOTDIR: {
        code: 'PBA-STORE-FAILED',
        reason: 'a file is in the place of a directory',
        hint: 'Something else wrote into this directory. A store needs a directory of its own.',
    },
    EFBIG: {
        code: 'PBA-STORE-FAILED',
        reason: 'the file is too large for this file system',
        hint: 'FAT32 ends at 4 GiB: use another file system. A limit on file sizes (`ulimit -f`) has the same effect.',
    },
    EEXIST: {
        code: 'PBA-STORE-FAILED',
        reason: 'something else has this name',
        hint: 'A store needs a directory of its own.',
    },
    EIO: {
        code: 'PBA-STORE-FAILED',
        reason: 'the disk reported an input/output error',
        hint: 'The disk may be failing: look at `dmesg` and `smartctl`, and rely on the other store until it is replaced.',
    },
}));
/** Turns whatever a file operation threw into the error that `Store` promises. `what` is a path or a key. */
function directoryError(error, location, what, signal) {
    if (error instanceof errors/* PbaError */.sV)
        return error;
    if (signal.aborted)
        return new errors/* CancelledError */.cc(undefined, { cause: error });
    const known = BY_SYSTEM_CODE.get((0,errors/* systemCode */.xU)(error) ?? '');
    if (known === undefined) {
        return new errors/* StoreError */.AD('PBA-STORE-FAILED', `${location}: ${what}: ${(0,errors/* messageOf */.bD)(error)}.`, { cause: error });
    }
    const { code, reason, hint } = known;
    return new errors/* StoreError */.AD(code, `${location}: ${what}: ${reason}.`, { hint, cause: error });
}

// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: ./build/storage/source-file.js
var source_file = __webpack_require__(9732);
;// CONCATENATED MODULE: ./build/storage/directory-files.js








const DIRECTORY_MODE = 0o700;
const FILE_MODE = 0o600;
const CHUNK = 1024 * 1024;
/** Codes of link(2) that mean "not possible here", not "wrong". EXDEV: another file system. EMLINK: too many links. */
const CANNOT_LINK = new Set([
    'EXDEV',
    'EMLINK',
    'EPERM',
    'EACCES',
    'ENOSYS',
    'ENOTSUP',
    'EOPNOTSUPP',
]);
function cannotLink(error) {
    return CANNOT_LINK.has((0,errors/* systemCode */.xU)(error) ?? '');
}
/** Makes the names in a directory survive a power failure, where the file system can do that (CIFS cannot). */
async function flushFolder(path) {
    try {
        await flush(path);
    }
    catch (error) {
        if ((0,errors/* systemCode */.xU)(error) !== 'EINVAL' && (0,errors/* systemCode */.xU)(error) !== 'EBADF')
            throw error;
    }
}
/** Makes what was written to a file survive a power failure. */
async function flush(path) {
    const handle = await (0,promises_.open)(path, 'r');
    try {
        await handle.sync();
    }
    finally {
        await handle.close();
    }
}
/**
 * Makes every missing directory of `segments` below `root` (0700), each name flushed to disk. What exists must be a
 * directory: a symbolic link could lead out of the store.
 */
async function makeFolders(root, segments) {
    let path = root;
    for (const segment of segments) {
        path = (0,external_node_path_.join)(path, segment);
        try {
            await (0,promises_.mkdir)(path, { mode: DIRECTORY_MODE });
            await flushFolder((0,external_node_path_.dirname)(path));
        }
        catch (error) {
            if ((0,errors/* systemCode */.xU)(error) !== 'EEXIST')
                throw error;
            const info = await (0,promises_.lstat)(path);
            if (!info.isDirectory()) {
                const kind = info.isSymbolicLink() ? 'a symbolic link' : 'not a directory';
                throw new errors/* StoreError */.AD('PBA-STORE-FAILED', `${path} is ${kind}, so nothing is stored below it.`, {
                    hint: 'A store needs a directory of its own, without links inside.',
                });
            }
        }
    }
    return path;
}
/** The path of a directory below `root`, or undefined when a part of it is missing or is not a real directory. */
async function existingFolder(root, segments) {
    let path = root;
    for (const segment of segments) {
        path = (0,external_node_path_.join)(path, segment);
        try {
            if (!(await (0,promises_.lstat)(path)).isDirectory())
                return undefined;
        }
        catch (error) {
            if ((0,errors/* systemCode */.xU)(error) === 'ENOENT' || (0,errors/* systemCode */.xU)(error) === 'ENOTDIR')
                return undefined;
            throw error;
        }
    }
    return path;
}
/**
 * Puts the bytes of `file` at `target`, which must be new: as a hard link when the file is on the same file system,
 * is ours and private, otherwise as a copy. Flushed to disk.
 */
async function stageFile(file, target, signal, onProgress) {
    const source = await (0,source_file/* openSource */.oD)(file);
    try {
        const info = await source.stat();
        // A link shares owner and mode with the original, so only a file that already is as private as ours is linked.
        const isPrivate = (info.mode & 0o777 & ~FILE_MODE) === 0 && info.uid === process.geteuid?.();
        if (!isPrivate || !(await tryLink(file.path, target))) {
            let done = 0;
            const meter = new external_node_stream_.Transform({
                transform(chunk, _encoding, next) {
                    done += chunk.length;
                    onProgress(done);
                    next(null, chunk);
                },
            });
            await (0,external_node_stream_promises_.pipeline)(source.createReadStream({ start: 0, autoClose: false, highWaterMark: CHUNK }), meter, (0,external_node_fs_.createWriteStream)(target, { flags: 'wx', mode: FILE_MODE, highWaterMark: CHUNK }), { signal });
        }
        else
            onProgress(file.size);
    }
    finally {
        await source.close();
    }
    await flush(target);
}
async function tryLink(source, target) {
    try {
        await (0,promises_.link)(source, target);
        return true;
    }
    catch (error) {
        if (cannotLink(error))
            return false;
        throw error;
    }
}
/**
 * Reads `path` again, as the file system gives it back, and compares it with what it should be.
 * @throws IntegrityError PBA-OBJECT-DAMAGED
 */
async function proveFile(path, file, signal) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    let size = 0;
    for await (const chunk of (0,external_node_fs_.createReadStream)(path, { highWaterMark: CHUNK, signal })) {
        hash.update(chunk);
        size += chunk.length;
    }
    if (size !== file.size)
        throw (0,source_file/* sourceDiffers */.ZY)(file, `${size} bytes came back instead of ${file.size}`);
    if (hash.digest('hex') !== file.sha256)
        throw (0,source_file/* sourceDiffers */.ZY)(file, 'the bytes that came back have another SHA-256');
}
/** `lstat`, or undefined when there is nothing. */
async function lstatOrNothing(path) {
    try {
        return await (0,promises_.lstat)(path);
    }
    catch (error) {
        if ((0,errors/* systemCode */.xU)(error) === 'ENOENT')
            return undefined;
        throw error;
    }
}
/** Removes the directories of `segments` below `root` that have become empty, the innermost first. */
async function removeEmptied(root, segments) {
    for (let depth = segments.length; depth > 0; depth--) {
        try {
            await (0,promises_.rmdir)((0,external_node_path_.join)(root, ...segments.slice(0, depth)));
        }
        catch (error) {
            if ((0,errors/* systemCode */.xU)(error) === 'ENOENT')
                continue;
            // Not empty, a link, or not ours to remove: the objects are gone all the same.
            return;
        }
    }
}
/**
 * Gives a finished file a second name, which fails when that name is taken. Where links do not exist (FAT, some
 * network file systems) the name itself is claimed first; there alone a crash can leave a part of the object.
 */
async function claim(temporary, path, body) {
    try {
        await (0,promises_.link)(temporary, path);
        return;
    }
    catch (error) {
        if (!cannotLink(error))
            throw error;
    }
    const handle = await (0,promises_.open)(path, 'wx', FILE_MODE);
    try {
        await handle.writeFile(body);
        await handle.sync();
    }
    catch (error) {
        await (0,promises_.rm)(path, { force: true });
        throw error;
    }
    finally {
        await handle.close();
    }
}

// EXTERNAL MODULE: ./build/storage/keys.js
var storage_keys = __webpack_require__(8024);
;// CONCATENATED MODULE: ./build/storage/directory-listing.js





/**
 * The files below `folder`, whose keys start with `prefix`, in byte order of their keys. Holds one directory per level
 * in memory. Whatever is not a regular file or a real directory is passed over.
 */
async function* walk(folder, prefix, guard) {
    for (const name of await guard(() => entryNames(folder, prefix))) {
        const path = (0,external_node_path_.join)(folder, name);
        const key = `${prefix}${name}`;
        if (name.endsWith('/'))
            yield* walk(path, key, guard);
        else {
            const info = await guard(() => lstatOrNothing(path));
            if (info?.isFile())
                yield { key, size: info.size };
        }
    }
}
/** The names of the directories in `folder` that have a file somewhere below them. */
async function subfolders(folder, prefix) {
    const names = [];
    for (const name of await entryNames(folder, prefix)) {
        if (name.endsWith('/') && (await holdsFile((0,external_node_path_.join)(folder, name))))
            names.push(name.slice(0, -1));
    }
    // Not in listing order: `a-b/` comes before `a/`, but `a` before `a-b`.
    return names.sort(storage_keys/* compareKeys */.YD);
}
/** Files, and directories with a `/` behind them: sorted this way, a walk meets whole keys in byte order. */
async function entryNames(folder, prefix) {
    return (await entriesOf(folder))
        .filter((entry) => entry.isFile() || entry.isDirectory())
        .filter((entry) => prefix !== '' || !(0,storage_keys/* isReserved */.Bs)(entry.name))
        .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
        .sort(storage_keys/* compareKeys */.YD);
}
/** Looks no further than the first file. */
async function holdsFile(folder) {
    const entries = await entriesOf(folder);
    if (entries.some((entry) => entry.isFile()))
        return true;
    for (const entry of entries) {
        if (entry.isDirectory() && (await holdsFile((0,external_node_path_.join)(folder, entry.name))))
            return true;
    }
    return false;
}
async function entriesOf(folder) {
    try {
        return await (0,promises_.readdir)(folder, { withFileTypes: true });
    }
    catch (error) {
        // A concurrent `delete` removed it after the folder above was read.
        if ((0,errors/* systemCode */.xU)(error) === 'ENOENT')
            return [];
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/storage/without-locks.js

/** The error of stores that can neither lock nor hold an object. */
function withoutLocks(location) {
    return new errors/* StoreError */.AD('PBA-STORE-LOCK', `${location} can neither lock nor hold objects.`, {
        hint: 'Only S3 buckets with Object Lock can. Elsewhere a hold in the catalog keeps `prune` from deleting the set.',
    });
}

;// CONCATENATED MODULE: ./build/storage/directory.js











const directory_CHUNK = 1024 * 1024;
/** A concurrent `delete` may remove a folder between its making and its use; how often that is repaired. */
const PLACING_ATTEMPTS = 5;
/**
 * A directory on a local or mounted file system. Files are 0600 and directories 0700; an object is written, flushed
 * and proved in `.tmp` and then moved to its key. Symbolic links below the root are not followed.
 *
 * A mount whose server has gone can block a system call for longer than any limit of ours: mount it `soft`.
 */
class DirectoryStore {
    kind = 'directory';
    location;
    #signal;
    /** `root` is an absolute, normalised path. */
    constructor(root, signal) {
        this.location = root;
        this.#signal = signal;
    }
    async check() {
        await this.#guard('the directory', async () => {
            await (0,promises_.mkdir)(this.location, { recursive: true, mode: DIRECTORY_MODE });
            await (0,promises_.readdir)(this.location);
        });
    }
    async *list(prefix) {
        (0,storage_keys/* assertPrefix */.XQ)(prefix);
        const folder = await this.#guard(prefix, () => this.#folder(prefix.split('/').slice(0, -1)));
        if (folder === undefined)
            return;
        for await (const object of walk(folder, prefix, (body) => this.#guard(prefix, body))) {
            this.#throwIfAborted();
            yield object;
        }
    }
    async folders(prefix) {
        (0,storage_keys/* assertPrefix */.XQ)(prefix);
        return await this.#guard(prefix, async () => {
            const folder = await this.#folder(prefix.split('/').slice(0, -1));
            return folder === undefined ? [] : await subfolders(folder, prefix);
        });
    }
    async head(key) {
        (0,storage_keys/* assertKey */.sM)(key);
        return await this.#guard(key, async () => {
            const path = await this.#existing(key);
            const info = path === undefined ? undefined : await lstatOrNothing(path);
            return info?.isFile() ? { key, size: info.size } : undefined;
        });
    }
    async read(key, options = {}) {
        (0,storage_keys/* assertKey */.sM)(key);
        const start = options.start ?? 0;
        return await this.#guard(key, async () => {
            const path = await this.#existing(key);
            if (path === undefined)
                throw this.#missing(key);
            // O_NONBLOCK: opening a named pipe that somebody left here must not wait for a writer.
            const handle = await (0,promises_.open)(path, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK);
            const info = await handle.stat();
            if (!info.isFile() || start > info.size) {
                await handle.close();
                if (!info.isFile())
                    throw this.#missing(key);
                throw new errors/* StoreError */.AD('PBA-STORE-FAILED', `${this.location}: ${key} has only ${info.size} bytes, not ${start}.`);
            }
            const bytes = handle.createReadStream({ start, highWaterMark: directory_CHUNK, signal: this.#signal });
            const counted = external_node_stream_.Readable.from(this.#counted(bytes, key, info.size - start), { objectMode: false });
            // A stream that is dropped before its first byte never starts the generator that would close the file.
            counted.once('close', () => bytes.destroy());
            return counted;
        });
    }
    async putFile(key, file, options = {}) {
        (0,storage_keys/* assertKey */.sM)(key);
        await this.#guard(key, async () => {
            const temporary = await this.#temporary();
            try {
                await stageFile(file, temporary, this.#signal, (bytes) => options.onProgress?.(bytes));
                await proveFile(temporary, file, this.#signal);
                this.#throwIfAborted();
                await this.#place(key, (path) => (0,promises_.rename)(temporary, path));
            }
            finally {
                // rename(2) leaves the old name when both are links to one file, as when the same file is stored again.
                await (0,promises_.rm)(temporary, { force: true });
            }
        });
    }
    async create(key, body) {
        (0,storage_keys/* assertKey */.sM)(key);
        await this.#guard(key, async () => {
            const temporary = await this.#temporary();
            try {
                await (0,promises_.writeFile)(temporary, body, { flag: 'wx', mode: FILE_MODE, flush: true });
                const path = await this.#place(key, (path) => claim(temporary, path, body));
                if (!(await (0,promises_.readFile)(path)).equals(body)) {
                    await (0,promises_.unlink)(path);
                    throw new errors/* IntegrityError */.cs('PBA-OBJECT-DAMAGED', `${this.location}: ${key} came back with other bytes.`);
                }
            }
            catch (error) {
                if ((0,errors/* systemCode */.xU)(error) !== 'EEXIST')
                    throw error;
                throw new errors/* StoreError */.AD('PBA-STORE-EXISTS', `${this.location}: ${key} exists already.`, {
                    cause: error,
                });
            }
            finally {
                await (0,promises_.rm)(temporary, { force: true });
            }
        });
    }
    async copy(from, to, object, options = {}) {
        (0,storage_keys/* assertKey */.sM)(from);
        const path = await this.#guard(from, () => this.#existing(from));
        const info = path === undefined ? undefined : await this.#guard(from, () => lstatOrNothing(path));
        if (path === undefined || !info?.isFile())
            throw this.#missing(from);
        await this.putFile(to, { path, ...object }, options);
    }
    async protection(key) {
        (0,storage_keys/* assertKey */.sM)(key);
        return { lock: undefined, legalHold: false };
    }
    async setLegalHold(key) {
        (0,storage_keys/* assertKey */.sM)(key);
        throw withoutLocks(this.location);
    }
    async delete(keys) {
        const deleted = [];
        const failed = [];
        for (const key of keys) {
            this.#throwIfAborted();
            try {
                (0,storage_keys/* assertKey */.sM)(key);
                const path = await this.#existing(key);
                if (path !== undefined)
                    await (0,promises_.rm)(path, { force: true });
                await removeEmptied(this.location, key.split('/').slice(0, -1));
                deleted.push(key);
            }
            catch (error) {
                failed.push({ key, reason: directoryError(error, this.location, key, this.#signal).message });
            }
        }
        return { deleted, failed };
    }
    async sweep(prefix, olderThan) {
        (0,storage_keys/* assertPrefix */.XQ)(prefix);
        return await this.#guard(storage_keys/* TEMPORARY_FOLDER */.Z0, async () => {
            const folder = await existingFolder(this.location, [storage_keys/* TEMPORARY_FOLDER */.Z0]);
            const removed = [];
            for (const name of folder === undefined ? [] : await (0,promises_.readdir)(folder)) {
                const path = (0,external_node_path_.join)(folder ?? '', name);
                // Not mtime: a hard link shares it with the file it was made from. Linking and writing both set ctime.
                const info = await lstatOrNothing(path);
                if (!info?.isFile() || info.ctime >= olderThan)
                    continue;
                await (0,promises_.rm)(path, { force: true });
                removed.push(`${storage_keys/* TEMPORARY_FOLDER */.Z0}/${name}`);
            }
            return removed;
        });
    }
    async close() { }
    /** A new name in `.tmp`, which is on the file system of the store, so that a rename or link is possible. */
    async #temporary() {
        await this.#folder([]);
        return (0,external_node_path_.join)(await makeFolders(this.location, [storage_keys/* TEMPORARY_FOLDER */.Z0]), (0,external_node_crypto_.randomUUID)());
    }
    /** Gives a finished file its key with `move`; the name is flushed, or taken back when that fails. */
    async #place(key, move) {
        const segments = key.split('/');
        const name = segments.pop() ?? '';
        for (let attempt = 1;; attempt++) {
            const folder = await makeFolders(this.location, segments);
            const path = (0,external_node_path_.join)(folder, name);
            try {
                await move(path);
            }
            catch (error) {
                if ((0,errors/* systemCode */.xU)(error) === 'ENOENT' && attempt < PLACING_ATTEMPTS)
                    continue;
                throw error;
            }
            try {
                await flushFolder(folder);
            }
            catch (error) {
                await (0,promises_.rm)(path, { force: true });
                throw error;
            }
            return path;
        }
    }
    /** The directory of a prefix. A missing root is an error, not an empty store: the disk may not be mounted. */
    async #folder(segments) {
        const root = await (0,promises_.stat)(this.location).catch((error) => {
            if ((0,errors/* systemCode */.xU)(error) === 'ENOENT')
                return undefined;
            throw error;
        });
        if (root === undefined) {
            throw new errors/* StoreError */.AD('PBA-STORE-UNREACHABLE', `${this.location}: the directory does not exist.`, {
                hint: 'Check the path, and that the disk it is on is mounted.',
            });
        }
        return await existingFolder(this.location, segments);
    }
    /** The path of a key whose folders exist and are real; the file itself may be missing. */
    async #existing(key) {
        const segments = key.split('/');
        const name = segments.pop() ?? '';
        const folder = await this.#folder(segments);
        return folder === undefined ? undefined : (0,external_node_path_.join)(folder, name);
    }
    async *#counted(bytes, key, expected) {
        let seen = 0;
        try {
            for await (const chunk of bytes) {
                seen += chunk.length;
                yield chunk;
            }
        }
        catch (error) {
            throw directoryError(error, this.location, key, this.#signal);
        }
        if (seen !== expected) {
            throw new errors/* StoreError */.AD('PBA-STORE-FAILED', `${this.location}: ${key} ended after ${seen} of ${expected} bytes.`);
        }
    }
    #missing(key) {
        return new errors/* StoreError */.AD('PBA-STORE-NOT-FOUND', `${this.location}: there is no object ${key}.`);
    }
    async #guard(what, body) {
        this.#throwIfAborted();
        try {
            return await body();
        }
        catch (error) {
            throw directoryError(error, this.location, what === '' ? 'the directory' : what, this.#signal);
        }
    }
    #throwIfAborted() {
        if (this.#signal.aborted)
            throw new errors/* CancelledError */.cc();
    }
}

;// CONCATENATED MODULE: ./build/storage/open.js




/**
 * Opens the store at `location`: an absolute path of a directory, or `s3://bucket[/prefix]`. Nothing is sent or made
 * yet: that is `check()`. The AWS SDK is loaded only for S3, since it is large.
 * @throws UserError PBA-INPUT when the location or the S3 options are malformed
 */
async function openStore(location, options) {
    if (location.startsWith('s3://')) {
        const place = parseS3Location(location);
        const normal = `s3://${place.bucket}${place.root === '' ? '' : `/${place.root.slice(0, -1)}`}`;
        const [{ openContext }, { S3Store }] = await Promise.all([
            Promise.all(/* import() */[__webpack_require__.e(711), __webpack_require__.e(266), __webpack_require__.e(234)]).then(__webpack_require__.bind(__webpack_require__, 6234)),
            Promise.all(/* import() */[__webpack_require__.e(711), __webpack_require__.e(266), __webpack_require__.e(777)]).then(__webpack_require__.bind(__webpack_require__, 7777)),
        ]);
        return new S3Store(openContext(place, normal, options.s3, options.env ?? {}, options.signal, options.log));
    }
    if (!(0,external_node_path_.isAbsolute)(location) || location.includes('\0')) {
        throw new errors/* UserError */.yo('PBA-INPUT', `${quoted(location)} is not a store.`, {
            hint: 'A store is the absolute path of a directory, like /backups/postgresql, or s3://bucket/prefix. An endpoint is given separately.',
        });
    }
    const root = (0,external_node_path_.resolve)(location);
    if (root === '/') {
        throw new errors/* UserError */.yo('PBA-INPUT', 'The root directory cannot be a store.', {
            hint: 'Give the store a directory of its own, like /backups/postgresql.',
        });
    }
    return new DirectoryStore(root, options.signal);
}
/**
 * `s3://bucket[/prefix]`; one `/` at the end is allowed.
 * @throws UserError PBA-INPUT
 */
function parseS3Location(location) {
    const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]*)(?:\/(.*))?$/s.exec(location) ?? [];
    const trimmed = prefix.endsWith('/') ? prefix.slice(0, -1) : prefix;
    const problem = prefix === '' ? undefined : (0,storage_keys/* keyProblem */.dD)(trimmed);
    // S3 user guide, "Bucket naming rules"; older buckets may have capitals and underscores.
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]$/.test(bucket) || problem !== undefined) {
        const reason = problem === undefined ? 'the bucket name is not one' : `of the prefix, ${problem}`;
        throw new errors/* UserError */.yo('PBA-INPUT', `${quoted(location)} is not a store: ${reason}.`, {
            hint: 'Write s3://bucket or s3://bucket/prefix, without a host: the endpoint is given separately.',
        });
    }
    return { bucket, root: trimmed === '' ? '' : `${trimmed}/` };
}
/** For messages. Credentials do not belong into a location; when somebody tries, they are not repeated. */
function quoted(location) {
    return JSON.stringify(location.replace(/\/\/[^/]*@/, '//…@'));
}

;// CONCATENATED MODULE: ./build/actions/open-stores.js


/** Opens stores of the policy, in their order; nothing is asked of them yet. They are closed by `closeStores`. */
async function openStores(wanted, credentials, context) {
    const { s3AccessKeyId, s3SecretAccessKey, s3SessionToken } = credentials;
    const stores = [];
    for (const { location, endpoint, region, forcePathStyle } of wanted) {
        stores.push(await openStore(location, {
            signal: context.signal,
            log: context.log,
            env: context.env,
            s3: {
                ...(endpoint === undefined ? {} : { endpoint }),
                ...(region === undefined ? {} : { region }),
                ...(s3AccessKeyId === undefined ? {} : { accessKeyId: s3AccessKeyId }),
                ...(s3SecretAccessKey === undefined ? {} : { secretAccessKey: s3SecretAccessKey }),
                ...(s3SessionToken === undefined ? {} : { sessionToken: s3SessionToken }),
                ...(forcePathStyle === undefined ? {} : { forcePathStyle }),
            },
        }));
    }
    return stores;
}
async function closeStores(stores) {
    await Promise.all(stores.map((store) => store.close()));
}
/**
 * Does the same with every store, side by side. Failures are collected, not thrown, unless the run was cancelled or
 * fewer than `atLeast` stores succeeded: one unreachable place must not keep the others from getting their copy.
 */
async function withEveryStore(stores, body, atLeast = 1) {
    const done = [];
    const failures = [];
    await Promise.all(stores.map(async (store) => {
        try {
            done.push({ store, value: await body(store) });
        }
        catch (error) {
            if (!(error instanceof errors/* PbaError */.sV))
                throw error;
            failures.push({ store, error });
        }
    }));
    const cancelled = failures.find((failure) => failure.error instanceof errors/* CancelledError */.cc);
    if (cancelled)
        throw cancelled.error;
    const [first] = failures;
    if (first !== undefined && done.length < atLeast)
        throw first.error;
    return { done, failures };
}
/** What the run fails with when some stores have the set and others do not. */
function partialFailure(locations, failures) {
    return new errors/* StoreError */.AD('PBA-STORE-PARTIAL', `The set is in ${locations.join(', ')}, but not in ${failures
        .map((failure) => `${failure.store.location} (${failure.error.code}: ${(0,errors/* messageOf */.bD)(failure.error)})`)
        .join('; ')}.`, {
        hint: failures.map((failure) => failure.error.hint).find((hint) => hint !== undefined) ??
            'Mend the store and run again: the missing copy is completed without another dump.',
        cause: failures[0]?.error,
    });
}


/***/ }),

/***/ 8672:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   dj: () => (/* binding */ canonicalJson),
/* harmony export */   mP: () => (/* binding */ Reader),
/* harmony export */   qF: () => (/* binding */ parseJson)
/* harmony export */ });
/**
 * Reading JSON that somebody may have damaged: every field is checked, every problem is collected with its path,
 * and nothing is coerced.
 */
class Reader {
    problems = [];
    fail(path, expected) {
        this.problems.push(`${path} must be ${expected}`);
        return undefined;
    }
    object(value, path) {
        if (typeof value === 'object' && value !== null && !Array.isArray(value))
            return value;
        this.fail(path, 'an object');
        return {};
    }
    array(value, path) {
        if (Array.isArray(value))
            return value;
        this.fail(path, 'a list');
        return [];
    }
    string(value, path, pattern) {
        if (typeof value === 'string' && (pattern === undefined || pattern.test(value)))
            return value;
        this.fail(path, pattern === undefined ? 'a text' : `a text like ${pattern.source}`);
        return '';
    }
    nullableString(value, path) {
        return value === null ? null : this.string(value, path);
    }
    /** A whole number of at least `min` that JavaScript holds exactly. */
    integer(value, path, min = 0) {
        if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min)
            return value;
        this.fail(path, `a whole number of at least ${min}`);
        return 0;
    }
    boolean(value, path) {
        if (typeof value === 'boolean')
            return value;
        this.fail(path, 'true or false');
        return false;
    }
    choice(value, path, choices) {
        const found = choices.find((choice) => choice === value);
        if (found !== undefined)
            return found;
        this.fail(path, `one of ${choices.join(', ')}`);
        return choices[0];
    }
}
/** JSON with sorted keys and no spaces: equal values give equal bytes, so it can be hashed. */
function canonicalJson(value) {
    return JSON.stringify(value, (_key, inner) => typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner);
}
/** Parses JSON; what cannot be parsed becomes the error that `invalid` makes. */
function parseJson(text, invalid) {
    try {
        return JSON.parse(text);
    }
    catch (error) {
        throw invalid('it is not JSON', error);
    }
}


/***/ }),

/***/ 9227:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   It: () => (/* binding */ manifestDigest),
/* harmony export */   Jd: () => (/* binding */ dumpDigest),
/* harmony export */   Tz: () => (/* binding */ serialiseManifest),
/* harmony export */   Zk: () => (/* binding */ storedBytes),
/* harmony export */   bQ: () => (/* binding */ lineageOf),
/* harmony export */   gg: () => (/* binding */ ROLES),
/* harmony export */   hR: () => (/* binding */ FORMATS),
/* harmony export */   hh: () => (/* binding */ MANIFEST_VERSION),
/* harmony export */   rK: () => (/* binding */ CONTENTS),
/* harmony export */   zW: () => (/* binding */ manifestLocation)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8672);


/** The newest manifest version this code reads and the one it writes. */
const MANIFEST_VERSION = 1;
const CONTENTS = ['full', 'schema', 'data'];
const FORMATS = ['directory', 'custom', 'plain'];
/**
 * What an object is for. `archive`: the dump. `schema`: the schema that a data-only archive needs to be restored.
 * `roles`, `tablespaces`, `database`
 * (CREATE DATABASE) and `settings` (ALTER DATABASE …, applied last): what pg_dump leaves out. `fingerprint`: what a restored copy must equal.
 */
const ROLES = [
    'archive',
    'schema',
    'roles',
    'tablespaces',
    'database',
    'settings',
    'fingerprint',
    'recovery',
];
/** SHA-256 over the manifest's canonical JSON: damage and hand edits show even where it stays valid JSON. */
function manifestDigest(manifest) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .canonicalJson */ .dj)(manifest)).digest('hex');
}
/**
 * What the copies of one dump in several tiers have in common, and nothing else has: everything but the tier and
 * RECOVERY.md, which names tier and places. A restore test of one of them proves all: their objects are the same bytes.
 */
function dumpDigest(manifest) {
    const { tier, objects, ...rest } = manifest;
    const dump = { ...rest, objects: objects.filter((object) => object.role !== 'recovery') };
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .canonicalJson */ .dj)(dump)).digest('hex');
}
/** The manifest as stored: readable JSON with its own digest as the last field. */
function serialiseManifest(manifest) {
    return `${JSON.stringify({ ...manifest, manifestSha256: manifestDigest(manifest) }, null, 2)}\n`;
}
function manifestLocation(manifest) {
    return { database: manifest.database, tier: manifest.tier, id: manifest.id };
}
/** Bytes of all stored objects of the set. */
function storedBytes(manifest) {
    return manifest.objects.reduce((sum, object) => sum + object.size, 0);
}
/** Databases are told apart by cluster and name: sets of different lineages are never compared or pruned together. */
function lineageOf(manifest) {
    return `${manifest.server.systemIdentifier}/${manifest.database}`;
}


/***/ }),

/***/ 6537:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   gV: () => (/* binding */ tierPeriod),
/* harmony export */   i7: () => (/* binding */ SCHEDULED_TIERS)
/* harmony export */ });
/* unused harmony export tiersDue */
/** Tiers that come round by the calendar. `manual` and `pre-migration` are asked for by name and never due. */
const SCHEDULED_TIERS = ['daily', 'weekly', 'monthly'];
const DAY = 86_400_000;
/**
 * The tiers that a backup taken now is for, in the order of `TIERS`; empty when none is due. A tier is due when the
 * period that `now` lies in (see `tierPeriod`) has no set of it yet: so the first run of a UTC day makes `daily`, the
 * first run on or after Sunday `weekly`, the first run on or after the first Sunday of the month `monthly`, however
 * late it comes; a second run in the same period makes nothing, and a missed period is never made up for.
 *
 * The first run of all makes all three.
 *
 * @param held sets of ONE lineage that are where their tier wants them; what is not complete has to be left out
 */
function tiersDue(now, held) {
    return SCHEDULED_TIERS.filter((tier) => {
        const { start, end } = tierPeriod(tier, now.getTime());
        return !held.some((set) => set.tier === tier && set.snapshotAt >= start && set.snapshotAt < end);
    });
}
/**
 * The period of a tier that a moment lies in. All in UTC: a runner that is moved, or a government that abolishes daylight
 * saving, changes nothing.
 *
 * - `daily`: midnight to midnight
 * - `weekly`: Sunday 00:00 to the next Sunday
 * - `monthly`: 00:00 of the first Sunday of a month to that of the next month, 28 or 35 days. The days of a month before
 *   its first Sunday belong to the period of the month before; in them `monthly` is due only when that whole period has
 *   none yet, and its set does not count for the period that starts on the Sunday.
 *
 * Every monthly period starts where a weekly one does, so one dump serves all three tiers on a first Sunday.
 */
function tierPeriod(tier, at) {
    const midnight = Math.floor(at / DAY) * DAY;
    if (tier === 'daily')
        return { start: midnight, end: midnight + DAY };
    if (tier === 'weekly') {
        const start = midnight - new Date(midnight).getUTCDay() * DAY;
        return { start, end: start + 7 * DAY };
    }
    const date = new Date(midnight);
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
    const first = firstSunday(year, month);
    return at < first
        ? { start: firstSunday(year, month - 1), end: first }
        : { start: first, end: firstSunday(year, month + 1) };
}
/** 00:00 UTC of the first Sunday; months below 0 and above 11 are those of the years around. */
function firstSunday(year, month) {
    const first = Date.UTC(year, month, 1);
    return first + ((7 - new Date(first).getUTCDay()) % 7) * DAY;
}


/***/ }),

/***/ 9165:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _4: () => (/* binding */ retentionRules),
/* harmony export */   rT: () => (/* binding */ isDiscovery)
/* harmony export */ });
/* unused harmony export databasesOf */
/* harmony import */ var _catalog_keys_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8430);


function isDiscovery(databases) {
    return 'exclude' in databases;
}
/** The databases to work on, given the names that a cluster has; without discovery, those of the policy. */
function databasesOf(policy, found) {
    const { databases } = policy;
    if (!isDiscovery(databases))
        return [...databases];
    const { exclude, ...rest } = databases;
    return found
        .filter((name) => !exclude.some((pattern) => matchesName(pattern, name)))
        .map((name) => ({ name, ...rest }));
}
/** The rules for `planRetention`, of these tiers. */
function retentionRules(policy, tiers = _catalog_keys_js__WEBPACK_IMPORTED_MODULE_0__/* .TIERS */ .iB) {
    return tiers.map((tier) => {
        const { keepDays, keepMinimum } = policy.tiers[tier];
        return { tier, keepDays, keepMinimum };
    });
}


/***/ }),

/***/ 8471:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Km: () => (/* binding */ canMove),
/* harmony export */   UY: () => (/* binding */ TRANSITION_CLASS_NAMES),
/* harmony export */   Uu: () => (/* binding */ STORAGE_CLASS_NAMES),
/* harmony export */   Zq: () => (/* binding */ STORAGE_CLASSES),
/* harmony export */   jd: () => (/* binding */ classOfObject),
/* harmony export */   zw: () => (/* binding */ EARLIEST_IA_DAYS)
/* harmony export */ });
/* harmony import */ var _catalog_keys_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8430);

/**
 * Amazon S3 User Guide, "Understanding and managing Amazon S3 storage classes" (minimum durations and sizes),
 * "Understanding archive retrieval options", and "Transitioning objects using Amazon S3 Lifecycle" (supported
 * transitions: ONEZONE_IA does not go to GLACIER_IR).
 */
const STORAGE_CLASSES = {
    STANDARD: {
        minimumDays: 0,
        minimumBytes: 0,
        retrievalHours: 0,
        movesTo: ['STANDARD_IA', 'INTELLIGENT_TIERING', 'ONEZONE_IA', 'GLACIER_IR', 'GLACIER', 'DEEP_ARCHIVE'],
    },
    STANDARD_IA: {
        minimumDays: 30,
        minimumBytes: 131_072,
        retrievalHours: 0,
        movesTo: ['INTELLIGENT_TIERING', 'ONEZONE_IA', 'GLACIER_IR', 'GLACIER', 'DEEP_ARCHIVE'],
    },
    ONEZONE_IA: {
        minimumDays: 30,
        minimumBytes: 131_072,
        retrievalHours: 0,
        movesTo: ['GLACIER', 'DEEP_ARCHIVE'],
    },
    INTELLIGENT_TIERING: {
        minimumDays: 0,
        minimumBytes: 0,
        retrievalHours: 0,
        movesTo: ['ONEZONE_IA', 'GLACIER_IR', 'GLACIER', 'DEEP_ARCHIVE'],
    },
    GLACIER_IR: {
        minimumDays: 90,
        minimumBytes: 131_072,
        retrievalHours: 0,
        movesTo: ['GLACIER', 'DEEP_ARCHIVE'],
    },
    GLACIER: { minimumDays: 90, minimumBytes: 0, retrievalHours: 5, movesTo: ['DEEP_ARCHIVE'] },
    DEEP_ARCHIVE: { minimumDays: 180, minimumBytes: 0, retrievalHours: 12, movesTo: [] },
};
/** S3 moves nothing to these earlier (same guide, "Constraints and considerations for transitions"). */
const EARLIEST_IA_DAYS = 30;
const STORAGE_CLASS_NAMES = Object.keys(STORAGE_CLASSES);
const TRANSITION_CLASS_NAMES = STORAGE_CLASS_NAMES.filter((name) => name !== 'STANDARD');
/** Whether a lifecycle rule can move objects of one class on to the other. */
function canMove(from, to) {
    return STORAGE_CLASSES[from].movesTo.includes(to);
}
/** Smaller objects stay in STANDARD, as S3's own lifecycle does it by default. */
const SMALL_BYTES = 131_072;
/**
 * The class an object of a set is stored in when its tier asks for `wanted`. The catalog is read from manifests, so they
 * have to be readable at once; and what is smaller than 128 KiB (RECOVERY.md, the roles) is billed in the colder classes
 * as if it were not.
 */
function classOfObject(wanted, object) {
    const warm = object.name === _catalog_keys_js__WEBPACK_IMPORTED_MODULE_0__/* .MANIFEST */ .e0 || object.size < SMALL_BYTES;
    return warm ? 'STANDARD' : wanted;
}


/***/ }),

/***/ 1859:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ matchesPattern)
/* harmony export */ });
/* unused harmony export matchesName */
/**
 * Whether a text has the pattern in it: a regular expression when it stands between slashes (`/role "old_.*"/`),
 * otherwise the pattern as it stands.
 * @throws SyntaxError when it is not a regular expression; `parsePolicy` lets no such pattern through
 */
function matchesPattern(pattern, text) {
    const expression = /^\/(.+)\/$/s.exec(pattern)?.[1];
    return expression === undefined ? text.includes(pattern) : new RegExp(expression, 'u').test(text);
}
/** Whether a name is exactly what a pattern with `*` (any characters) and `?` (any one) describes. */
function matchesName(pattern, name) {
    const source = pattern
        .replace(/[\\^$.+()[\]{}|/]/g, '\\$&')
        .replaceAll('*', '.*')
        .replaceAll('?', '.');
    return new RegExp(`^${source}$`, 'su').test(name);
}


/***/ }),

/***/ 8222:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ tierStores)
/* harmony export */ });
/**
 * Names of the stores a tier uses: those of its list that exist, every one, or for `s3` every one in S3 (every one at all,
 * where none is in S3). In the order of `stores`.
 */
function tierStores(wanted, stores) {
    const names = [...stores.keys()];
    if (wanted === 's3') {
        const s3 = names.filter((name) => stores.get(name)?.kind === 's3');
        return s3.length > 0 ? s3 : names;
    }
    return wanted === undefined || typeof wanted === 'string'
        ? names
        : names.filter((name) => wanted.includes(name));
}


/***/ }),

/***/ 4364:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B4: () => (/* binding */ formatCount),
/* harmony export */   F1: () => (/* binding */ displayWidth),
/* harmony export */   FV: () => (/* binding */ escapeMarkdown),
/* harmony export */   LS: () => (/* binding */ plural),
/* harmony export */   Qj: () => (/* binding */ markdownTable),
/* harmony export */   RX: () => (/* binding */ terminalTable),
/* harmony export */   a3: () => (/* binding */ formatDuration),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   g$: () => (/* binding */ printable),
/* harmony export */   z3: () => (/* binding */ formatBytes)
/* harmony export */ });
const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
/** `512 B`, `1.5 KiB`, `98.7 MiB`, `467 MiB`: rounded for people, binary units. */
function formatBytes(bytes) {
    let value = bytes;
    let unit = 0;
    // 1023.5 would be shown as 1024, so it belongs to the next unit.
    while (value >= 1023.5 && unit < UNITS.length - 1) {
        value /= 1024;
        unit += 1;
    }
    const digits = unit === 0 || value >= 99.95 ? 0 : 1;
    return `${value.toFixed(digits)} ${UNITS[unit]}`;
}
/** `0.4 s`, `12 s`, `3 min 05 s`, `2 h 07 min`, `3 d 04 h`: two units at most. */
function formatDuration(milliseconds) {
    if (milliseconds < 9_950)
        return `${(milliseconds / 1000).toFixed(1)} s`;
    const seconds = Math.round(milliseconds / 1000);
    if (seconds < 60)
        return `${seconds} s`;
    const pad = (value) => String(value).padStart(2, '0');
    if (seconds < 3_600)
        return `${Math.floor(seconds / 60)} min ${pad(seconds % 60)} s`;
    const minutes = Math.round(seconds / 60);
    if (minutes < 1_440)
        return `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} min`;
    const hours = Math.round(minutes / 60);
    return `${Math.floor(hours / 24)} d ${pad(hours % 24)} h`;
}
/** `1234567` as `1 234 567`, grouped with narrow no-break spaces: the same in every language, and never cut apart. */
function formatCount(count) {
    return count.toString().replace(/\B(?=(\d{3})+$)/g, '\u202f');
}
/** `1 table`, `2 tables`. */
function plural(count, noun, nouns = `${noun}s`) {
    return `${formatCount(count)} ${count === 1 || count === 1n ? noun : nouns}`;
}
/**
 * Any text as Markdown that shows exactly this text in one line. Every ASCII punctuation mark becomes a character
 * reference, which cannot form syntax (CommonMark 0.31, section 2.5), so there is no HTML, no link and no table border.
 * Mentions are found after that, in the rendered text; a zero-width space after `@` keeps people from being called.
 */
function escapeMarkdown(text) {
    const reference = (mark) => `&#${mark.charCodeAt(0)};`;
    return (text
        .replace(/\s+/g, ' ')
        .replace(/[!-/:-@[-`{-~]/g, (mark) => (/[.,:;/%+=-]/.test(mark) ? mark : reference(mark)))
        // Those were left as they are because they mean nothing inside a line; these are where they do.
        .replace(/:(?=\/\/)/g, reference)
        .replace(/^( ?\d*)([-+=.])/, (_, head, mark) => head + reference(mark))
        .replace(/&#64;(?=\w)/g, '&#64;&#8203;'));
}
/** Names from the outside, in code type. */
function code(text) {
    return { markdown: `<code>${escapeMarkdown(text).replaceAll('&#8203;', '')}</code>` };
}
const MAX_ROWS = 50;
/** A table for a job summary or a README. Plain strings are escaped. A long table ends in "… and 12 more". */
function markdownTable(columns, rows, options = {}) {
    const { shown, more } = firstRows(rows, options);
    const line = (cells) => `| ${cells.join(' | ')} |`;
    return [
        line(columns.map((column) => escapeMarkdown(column.title))),
        line(columns.map((column) => (column.align === 'right' ? '--:' : '---'))),
        ...shown.map((row) => line(columns.map((_, index) => markdownCell(row[index] ?? '')))),
        ...(more === undefined ? [] : ['', more]),
    ].join('\n');
}
function markdownCell(cell) {
    if (typeof cell === 'string')
        return escapeMarkdown(cell);
    return cell.markdown.replace(/\s*[\r\n]+\s*/g, '<br>').replaceAll('|', '\\|');
}
/** The same table for a terminal: columns as wide as their content, two spaces apart. */
function terminalTable(columns, rows, options = {}) {
    const { shown, more } = firstRows(rows, options);
    const cells = [columns.map((column) => column.title), ...shown].map((row) => columns.map((_, index) => printable(row[index] ?? '')));
    const widths = columns.map((_, index) => Math.max(...cells.map((row) => displayWidth(row[index] ?? ''))));
    const line = (row) => columns
        .map((column, index) => {
        const cell = row[index] ?? '';
        const space = ' '.repeat((widths[index] ?? 0) - displayWidth(cell));
        return column.align === 'right' ? space + cell : cell + space;
    })
        .join('  ')
        .trimEnd();
    return [...cells.map(line), ...(more === undefined ? [] : [more])].join('\n');
}
function firstRows(rows, options) {
    const limit = options.maxRows ?? MAX_ROWS;
    if (rows.length <= limit)
        return { shown: rows };
    return { shown: rows.slice(0, limit), more: `… and ${formatCount(rows.length - limit)} more` };
}
/** One line for a terminal: control characters, which could move the cursor or change colours, become `\x1b`. */
function printable(text) {
    return text
        .replace(/[\r\n]+/g, ' ')
        .replace(/\t/g, '  ')
        .replace(/\p{Cc}/gu, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
/** Columns that a text takes on a terminal: 2 for East Asian wide characters and emoji, 0 for combining marks. */
function displayWidth(text) {
    let width = 0;
    for (const char of text) {
        if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(char))
            continue;
        width +=
            /[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(char)
                ? 2
                : 1;
    }
    return width;
}


/***/ }),

/***/ 3913:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Xg: () => (/* binding */ findDatabase),
  _V: () => (/* binding */ findSet),
  Pf: () => (/* binding */ listDatabases),
  K3: () => (/* binding */ listStore),
  WI: () => (/* binding */ read_sets_readManifest),
  o5: () => (/* binding */ readSmall)
});

// EXTERNAL MODULE: ./build/catalog/keys.js
var keys = __webpack_require__(8430);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: ./build/catalog/json.js
var json = __webpack_require__(8672);
// EXTERNAL MODULE: ./build/catalog/manifest.js
var catalog_manifest = __webpack_require__(9227);
;// CONCATENATED MODULE: ./build/catalog/read-manifest.js




/**
 * Reads a manifest strictly.
 * @param expected where it was found; a manifest that was copied to another place is refused
 * @throws IntegrityError PBA-MANIFEST-INVALID (all problems in one message) or PBA-MANIFEST-NEWER
 */
function parseManifest(text, expected, where) {
    const invalid = (reason, cause) => new errors/* IntegrityError */.cs('PBA-MANIFEST-INVALID', `The manifest at ${where} cannot be used: ${reason}.`, {
        hint: 'The set counts as damaged. Restore another one; compare the object with its copy in another store.',
        cause,
    });
    const parsed = (0,json/* parseJson */.qF)(text, invalid);
    const read = new json/* Reader */.mP();
    const root = read.object(parsed, 'the manifest');
    const version = root['manifestVersion'];
    if (typeof version === 'number' && version > catalog_manifest/* MANIFEST_VERSION */.hh) {
        throw new errors/* IntegrityError */.cs('PBA-MANIFEST-NEWER', `The manifest at ${where} has version ${version}; this toolkit reads up to ${catalog_manifest/* MANIFEST_VERSION */.hh}.`, {
            hint: 'Use the toolkit version that wrote the set, or a newer one. RECOVERY.md in the set works without us.',
        });
    }
    const manifest = readManifest(read, root);
    if (read.problems.length > 0)
        throw invalid(read.problems.slice(0, 8).join('; '));
    if (root['manifestSha256'] !== (0,catalog_manifest/* manifestDigest */.It)(manifest))
        throw invalid('it does not match its own digest');
    if (manifest.id !== expected.id ||
        manifest.tier !== expected.tier ||
        manifest.database !== expected.database) {
        throw invalid(`it belongs to ${manifest.database}/${manifest.tier}/${manifest.id}`);
    }
    if ((0,keys/* setIdTime */.pz)(manifest.id)?.getTime() !== Math.floor(Date.parse(manifest.snapshotAt) / 1000) * 1000) {
        throw invalid(`its snapshot time ${manifest.snapshotAt} is not the time in its id`);
    }
    return manifest;
}
const SHA256 = /^[0-9a-f]{64}$/;
const DECIMAL = /^\d+$/;
const OBJECT_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
function readManifest(read, root) {
    const id = read.string(root['id'], 'id');
    if (!(0,keys/* isSetId */.o6)(id))
        read.fail('id', 'a set id');
    const server = read.object(root['server'], 'server');
    const tools = read.object(root['tools'], 'tools');
    const totals = read.object(root['totals'], 'totals');
    const fingerprint = read.object(root['fingerprint'], 'fingerprint');
    const run = read.object(root['run'], 'run');
    const snapshotAt = read.string(root['snapshotAt'], 'snapshotAt');
    if (Number.isNaN(Date.parse(snapshotAt)))
        read.fail('snapshotAt', 'a time');
    const version = root['manifestVersion'];
    if (version !== catalog_manifest/* MANIFEST_VERSION */.hh)
        read.fail('manifestVersion', String(catalog_manifest/* MANIFEST_VERSION */.hh));
    if (root['kind'] !== 'logical')
        read.fail('kind', 'logical');
    return {
        manifestVersion: catalog_manifest/* MANIFEST_VERSION */.hh,
        id,
        database: read.string(root['database'], 'database'),
        tier: read.choice(root['tier'], 'tier', keys/* TIERS */.iB),
        kind: 'logical',
        content: read.choice(root['content'], 'content', catalog_manifest/* CONTENTS */.rK),
        format: read.choice(root['format'], 'format', catalog_manifest/* FORMATS */.hR),
        compression: read.string(root['compression'], 'compression'),
        snapshotAt,
        snapshotLsn: read.nullableString(root['snapshotLsn'], 'snapshotLsn'),
        server: {
            version: read.string(server['version'], 'server.version'),
            versionNum: read.integer(server['versionNum'], 'server.versionNum', 90000),
            systemIdentifier: read.string(server['systemIdentifier'], 'server.systemIdentifier', DECIMAL),
            encoding: read.string(server['encoding'], 'server.encoding'),
            localeProvider: read.string(server['localeProvider'], 'server.localeProvider'),
            collate: read.string(server['collate'], 'server.collate'),
            ctype: read.string(server['ctype'], 'server.ctype'),
            locale: read.nullableString(server['locale'], 'server.locale'),
            collationVersion: read.nullableString(server['collationVersion'], 'server.collationVersion'),
            databaseOwner: read.string(server['databaseOwner'], 'server.databaseOwner'),
            bootstrapRole: read.string(server['bootstrapRole'], 'server.bootstrapRole'),
            databaseBytes: read.integer(server['databaseBytes'], 'server.databaseBytes'),
            dataChecksums: read.boolean(server['dataChecksums'], 'server.dataChecksums'),
        },
        extensions: read.array(root['extensions'], 'extensions').map((value, index) => {
            const item = read.object(value, `extensions[${index}]`);
            return {
                name: read.string(item['name'], `extensions[${index}].name`),
                version: read.string(item['version'], `extensions[${index}].version`),
                schema: read.string(item['schema'], `extensions[${index}].schema`),
            };
        }),
        migration: root['migration'] === null ? null : readMigration(read, root['migration']),
        tools: {
            toolkit: read.string(tools['toolkit'], 'tools.toolkit'),
            pgDump: read.string(tools['pgDump'], 'tools.pgDump'),
            node: read.string(tools['node'], 'tools.node'),
        },
        encryption: root['encryption'] === null ? null : readEncryption(read, root['encryption']),
        objects: readObjects(read, root['objects']),
        totals: {
            tables: read.integer(totals['tables'], 'totals.tables'),
            rows: read.string(totals['rows'], 'totals.rows', DECIMAL),
            sequences: read.integer(totals['sequences'], 'totals.sequences'),
            largeObjects: read.string(totals['largeObjects'], 'totals.largeObjects', DECIMAL),
            schemaObjects: read.integer(totals['schemaObjects'], 'totals.schemaObjects'),
        },
        fingerprint: {
            depth: read.choice(fingerprint['depth'], 'fingerprint.depth', ['content', 'sampled', 'counts']),
            algorithm: read.choice(fingerprint['algorithm'], 'fingerprint.algorithm', ['hash64', 'md5']),
            serverMajor: read.integer(fingerprint['serverMajor'], 'fingerprint.serverMajor', 9),
            schemaSha256: read.string(fingerprint['schemaSha256'], 'fingerprint.schemaSha256', SHA256),
        },
        notHeld: read.array(root['notHeld'], 'notHeld').map((value, index) => {
            const item = read.object(value, `notHeld[${index}]`);
            return {
                kind: read.string(item['kind'], `notHeld[${index}].kind`),
                name: read.string(item['name'], `notHeld[${index}].name`),
                reason: read.string(item['reason'], `notHeld[${index}].reason`),
            };
        }),
        foreignKeysOut: read
            .array(root['foreignKeysOut'], 'foreignKeysOut')
            .map((value, index) => read.string(value, `foreignKeysOut[${index}]`)),
        run: {
            repository: read.nullableString(run['repository'], 'run.repository'),
            workflow: read.nullableString(run['workflow'], 'run.workflow'),
            runUrl: read.nullableString(run['runUrl'], 'run.runUrl'),
            commit: read.nullableString(run['commit'], 'run.commit'),
            actor: read.nullableString(run['actor'], 'run.actor'),
            reason: read.nullableString(run['reason'], 'run.reason'),
        },
        durations: readDurations(read, root['durations']),
    };
}
function readMigration(read, value) {
    const item = read.object(value, 'migration');
    return {
        tool: read.string(item['tool'], 'migration.tool'),
        version: read.string(item['version'], 'migration.version'),
    };
}
function readEncryption(read, value) {
    const item = read.object(value, 'encryption');
    if (item['method'] !== 'age')
        read.fail('encryption.method', 'age');
    return {
        method: 'age',
        recipients: read
            .array(item['recipients'], 'encryption.recipients')
            .map((recipient, index) => read.string(recipient, `encryption.recipients[${index}]`)),
    };
}
function readObjects(read, value) {
    const seen = new Set();
    const objects = read.array(value, 'objects').map((entry, index) => {
        const path = `objects[${index}]`;
        const item = read.object(entry, path);
        const plaintext = read.object(item['plaintext'], `${path}.plaintext`);
        const name = read.string(item['name'], `${path}.name`, OBJECT_NAME);
        if (seen.has(name))
            read.fail(`${path}.name`, `unique, but ${name} stands twice`);
        seen.add(name);
        return {
            name,
            role: read.choice(item['role'], `${path}.role`, catalog_manifest/* ROLES */.gg),
            size: read.integer(item['size'], `${path}.size`),
            sha256: read.string(item['sha256'], `${path}.sha256`, SHA256),
            plaintext: {
                size: read.integer(plaintext['size'], `${path}.plaintext.size`),
                sha256: read.string(plaintext['sha256'], `${path}.plaintext.sha256`, SHA256),
            },
        };
    });
    for (const role of ['archive', 'fingerprint']) {
        if (objects.filter((object) => object.role === role).length !== 1)
            read.fail('objects', `with exactly one ${role}`);
    }
    return objects;
}
function readDurations(read, value) {
    const durations = {};
    for (const [phase, seconds] of Object.entries(read.object(value, 'durations'))) {
        if (typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0)
            durations[phase] = seconds;
        else
            read.fail(`durations.${phase}`, 'a number of seconds');
    }
    return durations;
}

;// CONCATENATED MODULE: ./build/sets/read-sets.js



/** A manifest is a few kilobytes; anything far larger is not one. */
const MAX_MANIFEST = 16 * 1024 * 1024;
/** Lists what a store holds of one database, or of all, from keys alone; no manifest is read. */
async function listStore(store, database) {
    const sets = new Map();
    const evidence = [];
    const unknown = [];
    for await (const object of store.list(database === undefined ? '' : (0,keys/* databasePrefix */.KS)(database))) {
        const parsed = (0,keys/* parseKey */.Do)(object.key);
        if (parsed.kind === 'unknown')
            unknown.push(object.key);
        else if (parsed.kind === 'evidence')
            evidence.push(object.key);
        else {
            const prefix = (0,keys/* setPrefix */.n0)(parsed.location);
            const set = sets.get(prefix) ?? { location: parsed.location, committed: false, objects: [] };
            set.objects.push(object);
            if (parsed.name === keys/* MANIFEST */.e0)
                set.committed = true;
            sets.set(prefix, set);
        }
    }
    return { sets: [...sets.values()].sort((a, b) => newestFirst(a.location, b.location)), evidence, unknown };
}
function newestFirst(a, b) {
    return a.id < b.id ? 1 : a.id > b.id ? -1 : 0;
}
/** The databases a store has sets of. */
async function listDatabases(store) {
    const segments = await store.folders('');
    return segments.flatMap((segment) => (0,keys/* parseDatabaseSegment */.U4)(segment) ?? []);
}
/** Reads and checks the manifest of a set. @throws IntegrityError, StoreError */
async function read_sets_readManifest(store, location) {
    const key = (0,keys/* objectKey */.T5)(location, keys/* MANIFEST */.e0);
    return parseManifest(await readSmall(store, key, MAX_MANIFEST), location, `${store.location}/${key}`);
}
/** Reads a small object as UTF-8 text. */
async function readSmall(store, key, limit) {
    const chunks = [];
    let size = 0;
    for await (const chunk of await store.read(key)) {
        const bytes = chunk;
        size += bytes.length;
        if (size > limit)
            break;
        chunks.push(bytes);
    }
    return Buffer.concat(chunks).toString('utf8');
}
/**
 * Finds the set a user asked for: `latest`, or an id. Without a database the store must hold just one.
 * @throws UserError PBA-SET-NOT-FOUND saying what there is
 */
async function findSet(store, database, wanted) {
    const name = database ?? (await findDatabase(store));
    const { sets } = await listStore(store, name);
    const committed = sets.filter((set) => set.committed);
    const found = wanted === 'latest' ? committed[0] : committed.find((set) => set.location.id === wanted);
    if (found)
        return found.location;
    const newest = committed.slice(0, 3).map((set) => `${set.location.id} (${set.location.tier})`);
    throw new errors/* UserError */.yo('PBA-SET-NOT-FOUND', wanted === 'latest'
        ? `${store.location} holds no set of database ${name}.`
        : `${store.location} holds no set ${wanted} of database ${name}.`, {
        hint: newest.length > 0
            ? `The newest there: ${newest.join(', ')}.`
            : 'Run `backup` first, or check `stores` and `database`.',
    });
}
/**
 * The one database a store has sets of.
 * @throws UserError PBA-SET-NOT-FOUND when there is none, PBA-INPUT when there are several
 */
async function findDatabase(store) {
    const databases = await listDatabases(store);
    const [only, ...others] = databases;
    if (only !== undefined && others.length === 0)
        return only;
    throw new errors/* UserError */.yo(only === undefined ? 'PBA-SET-NOT-FOUND' : 'PBA-INPUT', only === undefined
        ? `${store.location} holds no sets.`
        : `${store.location} holds sets of ${databases.length} databases: ${databases.slice(0, 10).join(', ')}.`, {
        hint: only === undefined
            ? 'Run `backup` first, or check `stores`.'
            : 'Say which one with the input `database`.',
    });
}


/***/ }),

/***/ 8024:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bs: () => (/* binding */ isReserved),
/* harmony export */   XQ: () => (/* binding */ assertPrefix),
/* harmony export */   YD: () => (/* binding */ compareKeys),
/* harmony export */   Z0: () => (/* binding */ TEMPORARY_FOLDER),
/* harmony export */   dD: () => (/* binding */ keyProblem),
/* harmony export */   rD: () => (/* binding */ LONGEST_KEY),
/* harmony export */   sM: () => (/* binding */ assertKey)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9473);

/** Folder at the root of a directory store for files that are not complete yet. No key lies below it. */
const TEMPORARY_FOLDER = '.tmp';
/** First segments that no key may have: our own temporary folder, and the one that ext4 keeps at its root. */
const RESERVED = new Set([TEMPORARY_FOLDER, 'lost+found']);
/** S3's limit for a whole key ("up to 1,024 bytes long", S3 user guide, object keys). */
const LONGEST_KEY = 1024;
/** NAME_MAX of every common Linux file system. */
const LONGEST_SEGMENT = 255;
/** True for the names that are hidden at the root of every store. */
function isReserved(firstSegment) {
    return RESERVED.has(firstSegment);
}
/** What is wrong with `key`, as half a sentence, or undefined when it is a key every store can hold. */
function keyProblem(key) {
    if (key === '')
        return 'it is empty';
    if (!key.isWellFormed())
        return 'it is not well-formed Unicode';
    if (Buffer.byteLength(key) > LONGEST_KEY)
        return `it is longer than ${LONGEST_KEY} bytes`;
    // A listing is XML 1.0, which cannot carry control characters; a backslash is a separator to some programs.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    if (/[\u0000-\u001f\u007f\\]/.test(key))
        return 'it holds a control character or a backslash';
    const segments = key.split('/');
    for (const segment of segments) {
        if (segment === '')
            return 'it has an empty segment';
        if (segment === '.' || segment === '..')
            return `it has the segment "${segment}"`;
        if (Buffer.byteLength(segment) > LONGEST_SEGMENT)
            return `a segment is longer than ${LONGEST_SEGMENT} bytes`;
    }
    if (isReserved(segments[0] ?? ''))
        return `"${segments[0]}" is reserved`;
    return undefined;
}
/**
 * Refuses keys that not every store can hold, or that would leave a store's root.
 * @throws StoreError PBA-STORE-FAILED
 */
function assertKey(key) {
    const problem = keyProblem(key);
    if (problem !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('PBA-STORE-FAILED', `${JSON.stringify(key)} is not a key: ${problem}.`);
    }
}
/** The same for a prefix: empty, or a key followed by `/`. */
function assertPrefix(prefix) {
    if (prefix === '')
        return;
    if (!prefix.endsWith('/')) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('PBA-STORE-FAILED', `${JSON.stringify(prefix)} is not a prefix: it does not end in "/".`);
    }
    assertKey(prefix.slice(0, -1));
}
/** Orders by UTF-8 bytes, as S3 lists. JavaScript's own order differs beyond U+FFFF. */
function compareKeys(a, b) {
    return Buffer.compare(Buffer.from(a), Buffer.from(b));
}


/***/ }),

/***/ 9732:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ZY: () => (/* binding */ sourceDiffers),
/* harmony export */   lR: () => (/* binding */ readFully),
/* harmony export */   oD: () => (/* binding */ openSource)
/* harmony export */ });
/* unused harmony export sha256Hex */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9473);



/**
 * Opens the local file that is to be stored, and refuses one whose size is not the recorded one.
 * @throws StoreError PBA-STORE-FAILED when it cannot be opened; IntegrityError PBA-OBJECT-DAMAGED
 */
async function openSource(file) {
    let handle;
    try {
        handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(file.path, 'r');
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .StoreError */ .AD('PBA-STORE-FAILED', `The file to store cannot be opened: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}.`, {
            cause: error,
        });
    }
    try {
        const { size } = await handle.stat();
        if (size !== file.size)
            throw sourceDiffers(file, `it has ${size} bytes instead of ${file.size}`);
        return handle;
    }
    catch (error) {
        await handle.close();
        throw error;
    }
}
/**
 * Reads exactly `length` bytes at `position`.
 * @throws IntegrityError PBA-OBJECT-DAMAGED when the file has become shorter
 */
async function readFully(handle, file, position, length) {
    const buffer = Buffer.allocUnsafe(length);
    let filled = 0;
    while (filled < length) {
        const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled);
        if (bytesRead === 0)
            throw sourceDiffers(file, `it ended at byte ${position + filled}`);
        filled += bytesRead;
    }
    return buffer;
}
/** The local file is not what was recorded when it was made: nothing of it may be stored. */
function sourceDiffers(file, difference) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .IntegrityError */ .cs('PBA-OBJECT-DAMAGED', `${file.path} is not the file that was recorded: ${difference}.`, {
        hint: 'It was changed between hashing and storing, or the disk is failing. Nothing was stored; run the backup again.',
    });
}
/** Lower-case hex SHA-256. */
function sha256Hex(bytes) {
    return createHash('sha256').update(bytes).digest('hex');
}


/***/ })

};
