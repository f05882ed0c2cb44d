export const id = 27;
export const ids = [27];
export const modules = {

/***/ 63422:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ attempt),
/* harmony export */   a: () => (/* binding */ bucketKey)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(88024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(37046);



/**
 * The key in the bucket.
 * @throws StoreError PBA-STORE-FAILED when it is not one that every store can hold
 */
function bucketKey(context, key) {
    (0,_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .assertKey */ .sM)(key);
    const whole = context.root + key;
    if (Buffer.byteLength(whole) > _keys_js__WEBPACK_IMPORTED_MODULE_1__/* .LONGEST_KEY */ .rD) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('PBA-STORE-FAILED', `${context.location}: ${key} is longer than ${_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .LONGEST_KEY */ .rD} bytes with its prefix.`);
    }
    return whole;
}
/**
 * Runs one operation; whatever it throws becomes the error that `Store` promises.
 * `what` is the key or prefix, or empty for the bucket.
 */
async function attempt(context, what, body) {
    if (context.signal.aborted)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CancelledError */ .cc();
    try {
        return await body();
    }
    catch (error) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .s3Error */ .lH)(error, context.location, what, context.signal);
    }
}


/***/ }),

/***/ 37046:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Or: () => (/* binding */ attemptsOf),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   X2: () => (/* binding */ isAmbiguous),
/* harmony export */   c2: () => (/* binding */ statusOf),
/* harmony export */   lH: () => (/* binding */ s3Error)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);

const CREDENTIALS_HINT = 'Check the access key and the secret key (no spaces or line breaks), or the role of the runner, and that they belong to this store.';
const REFUSED = {
    code: 'PBA-STORE-PERMISSION',
    reason: 'access was denied',
    hint: 'The credentials are valid but lack a right: s3:ListBucket on the bucket; s3:GetObject, s3:PutObject, s3:DeleteObject and s3:AbortMultipartUpload on its objects. `doctor` tells which. Where they are meant to write only, say `write-only: true` for the store in the policy.',
};
const AUTH = {
    code: 'PBA-STORE-AUTH',
    reason: 'the credentials were refused',
    hint: CREDENTIALS_HINT,
};
const EXPIRED = {
    code: 'PBA-STORE-AUTH',
    reason: 'the credentials have expired',
    hint: 'Get new ones just before this step, with a lifetime longer than the backup takes.',
};
const NO_CREDENTIALS = {
    code: 'PBA-STORE-AUTH',
    reason: 'no credentials were found',
    hint: 'Give an access key and a secret key, or let the runner assume a role.',
};
const FULL = {
    code: 'PBA-STORE-FULL',
    reason: 'the store or its quota is full',
    hint: 'Raise the quota or free space; `prune` removes sets that are no longer needed.',
};
const WRONG_REGION = {
    code: 'PBA-STORE-AUTH',
    reason: 'the region is not that of the bucket',
    hint: 'Set the region in which the bucket lies.',
};
const BUSY = {
    code: 'PBA-STORE-UNREACHABLE',
    reason: 'the store is overloaded, also after several attempts',
    hint: 'Try again later, and spread the schedules of jobs that use this store.',
};
const UNTRUSTED = {
    code: 'PBA-STORE-UNREACHABLE',
    reason: 'its TLS certificate is not trusted',
    hint: 'Set NODE_EXTRA_CA_CERTS to the file with the certificate of the authority that signed it, or renew it.',
};
const NETWORK_HINT = 'Check the endpoint, the name service, the firewall and the proxy from this machine.';
/** Names of S3 errors (S3 API reference, "Error responses"), of SDK errors, and system codes of the network. */
const BY_NAME = new Map(Object.entries({
    NoSuchBucket: {
        code: 'PBA-STORE-NO-BUCKET',
        reason: 'the bucket does not exist',
        hint: 'Check its name and the endpoint; this toolkit never creates a bucket.',
    },
    NoSuchKey: { code: 'PBA-STORE-NOT-FOUND', reason: 'there is no such object' },
    NotFound: { code: 'PBA-STORE-NOT-FOUND', reason: 'there is no such object' },
    AccessDenied: REFUSED,
    AllAccessDisabled: REFUSED,
    Forbidden: REFUSED,
    InvalidAccessKeyId: { ...AUTH, reason: 'the access key is unknown' },
    SignatureDoesNotMatch: {
        ...AUTH,
        reason: 'the signature does not match, so the secret key is wrong',
        hint: `${CREDENTIALS_HINT} A proxy that rewrites requests has the same effect.`,
    },
    InvalidToken: AUTH,
    InvalidClientTokenId: AUTH,
    ExpiredToken: EXPIRED,
    ExpiredTokenException: EXPIRED,
    TokenRefreshRequired: EXPIRED,
    CredentialsProviderError: NO_CREDENTIALS,
    TokenProviderError: NO_CREDENTIALS,
    AuthorizationHeaderMalformed: WRONG_REGION,
    PermanentRedirect: WRONG_REGION,
    RequestTimeTooSkewed: {
        code: 'PBA-STORE-AUTH',
        reason: 'the clock of this machine differs too much from that of the store',
        hint: 'Synchronise the clock (`timedatectl`, chrony); S3 allows 15 minutes.',
    },
    InvalidObjectState: {
        code: 'PBA-STORE-FAILED',
        reason: 'the object is in an archive class and has to be restored from it before it can be read',
        hint: 'Request it with `aws s3api restore-object`, wait (minutes to two days, depending on the class) and run this again.',
    },
    InvalidStorageClass: {
        code: 'PBA-STORE-FAILED',
        reason: 'the store does not know this storage class',
        hint: 'Correct the storage class of the tier, or leave it out.',
    },
    QuotaExceeded: FULL,
    QuotaExceededException: FULL,
    InsufficientStorage: FULL,
    XMinioStorageFull: FULL,
    SlowDown: BUSY,
    Throttling: BUSY,
    ThrottlingException: BUSY,
    TooManyRequestsException: BUSY,
    RequestLimitExceeded: BUSY,
    ServiceUnavailable: BUSY,
    ECONNREFUSED: { code: 'PBA-STORE-UNREACHABLE', reason: 'the connection was refused', hint: NETWORK_HINT },
    ENOTFOUND: { code: 'PBA-STORE-UNREACHABLE', reason: 'the host name is unknown', hint: NETWORK_HINT },
    EAI_AGAIN: {
        code: 'PBA-STORE-UNREACHABLE',
        reason: 'the name service does not answer',
        hint: NETWORK_HINT,
    },
    EHOSTUNREACH: {
        code: 'PBA-STORE-UNREACHABLE',
        reason: 'there is no route to the host',
        hint: NETWORK_HINT,
    },
    ENETUNREACH: { code: 'PBA-STORE-UNREACHABLE', reason: 'the network is unreachable', hint: NETWORK_HINT },
    ECONNRESET: { code: 'PBA-STORE-UNREACHABLE', reason: 'the connection was broken', hint: NETWORK_HINT },
    EPIPE: { code: 'PBA-STORE-UNREACHABLE', reason: 'the connection was broken', hint: NETWORK_HINT },
    ETIMEDOUT: { code: 'PBA-STORE-UNREACHABLE', reason: 'it did not answer in time', hint: NETWORK_HINT },
    TimeoutError: { code: 'PBA-STORE-UNREACHABLE', reason: 'it did not answer in time', hint: NETWORK_HINT },
    AbortError: { code: 'PBA-STORE-UNREACHABLE', reason: 'it did not answer in time', hint: NETWORK_HINT },
    CERT_HAS_EXPIRED: { ...UNTRUSTED, reason: 'its TLS certificate has expired' },
    DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
    SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
    ERR_TLS_CERT_ALTNAME_INVALID: { ...UNTRUSTED, reason: 'its TLS certificate is for another host name' },
    EPROTO: {
        code: 'PBA-STORE-UNREACHABLE',
        reason: 'TLS could not be negotiated',
        hint: 'An endpoint that speaks plain HTTP has to be given as http://.',
    },
    RequestTimeout: { code: 'PBA-STORE-UNREACHABLE', reason: 'the transfer stalled', hint: NETWORK_HINT },
}));
/** HEAD responses have no body, so there is only the status to go by. */
const BY_STATUS = {
    401: AUTH,
    403: { ...REFUSED, reason: 'access was denied, or the credentials were refused' },
    404: { code: 'PBA-STORE-NOT-FOUND', reason: 'there is no such object' },
    429: BUSY,
    503: BUSY,
    507: FULL,
};
/** The HTTP status that the store answered with, if it answered. */
function statusOf(error) {
    return metadataOf(error)?.httpStatusCode;
}
/** How often a request was sent. Above one, an answer can be to an earlier request of our own. */
function attemptsOf(error) {
    return metadataOf(error)?.attempts ?? 1;
}
/** The name of an S3 or SDK error, such as `NoSuchUpload`. */
function nameOf(error) {
    return error instanceof Error ? error.name : '';
}
/**
 * True when the store may have done what was asked although an error came back: no answer, an answer after a retry,
 * or one that says the server itself failed.
 */
function isAmbiguous(error) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PbaError */ .sV && !(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CancelledError */ .cc))
        return false;
    if (['CredentialsProviderError', 'TokenProviderError'].includes(nameOf(error)))
        return false;
    const status = statusOf(error);
    return status === undefined || status >= 500 || attemptsOf(error) > 1;
}
/**
 * Turns what the SDK threw into the error that `Store` promises. The message names location and key; neither it nor
 * the hint can hold a secret. `what` is the key or prefix, or empty for the bucket.
 */
function s3Error(error, location, what, signal) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PbaError */ .sV)
        return error;
    if (signal.aborted)
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CancelledError */ .cc(undefined, { cause: error });
    const where = what === '' ? location : `${location}: ${what}`;
    // The system's code first: the SDK calls a connection that broke a TimeoutError.
    const known = BY_NAME.get((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .systemCode */ .xU)(error) ?? '') ??
        BY_NAME.get(nameOf(error)) ??
        BY_STATUS[statusOf(error) ?? 0] ??
        missingRegion(error);
    if (known !== undefined) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD(known.code, `${where}: ${known.reason}.`, {
            ...(known.hint === undefined ? {} : { hint: known.hint }),
            cause: error,
        });
    }
    const status = statusOf(error);
    const answer = status === undefined ? '' : ` (HTTP ${status})`;
    const reason = `${nameOf(error)}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`.slice(0, 300).replace(/[.\s]+$/, '');
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('PBA-STORE-FAILED', `${where}: ${reason}${answer}.`, { cause: error });
}
function missingRegion(error) {
    if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error) !== 'Region is missing')
        return undefined;
    return {
        code: 'PBA-STORE-FAILED',
        reason: 'no region is given',
        hint: 'Set the region in which the bucket lies.',
    };
}
function metadataOf(error) {
    if (typeof error !== 'object' || error === null || !('$metadata' in error))
        return undefined;
    const metadata = error.$metadata;
    return typeof metadata === 'object' && metadata !== null ? metadata : undefined;
}


/***/ }),

/***/ 25597:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ listObjects),
/* harmony export */   L$: () => (/* binding */ checkBucket),
/* harmony export */   uT: () => (/* binding */ listFolders)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(53711);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(88024);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(63422);




/** The objects below `prefix`, page by page. The zero-byte objects that consoles make as "folders" are left out. */
async function* listObjects(context, prefix) {
    for await (const page of pages(context, prefix, undefined)) {
        for (const { Key, Size } of page.Contents ?? []) {
            const key = Key?.slice(context.root.length) ?? '';
            if (key === '' || key.endsWith('/') || (0,_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .isReserved */ .Bs)(key.split('/')[0] ?? ''))
                continue;
            yield { key, size: Size ?? 0 };
        }
    }
}
/** The names directly below `prefix` that have something below them. */
async function listFolders(context, prefix) {
    const names = [];
    for await (const page of pages(context, prefix, '/')) {
        for (const { Prefix } of page.CommonPrefixes ?? []) {
            const name = Prefix?.slice(context.root.length + prefix.length, -1) ?? '';
            if (name !== '' && (prefix !== '' || !(0,_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .isReserved */ .Bs)(name)))
                names.push(name);
        }
    }
    return names.sort(_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .compareKeys */ .YD);
}
/** One listing of at most one key: the cheapest request that needs bucket, credentials and the right to list. */
async function checkBucket(context) {
    await (0,_context_js__WEBPACK_IMPORTED_MODULE_2__/* .attempt */ .C)(context, '', () => context.client.send(new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_3__/* .ListObjectsV2Command */ .u6x({ Bucket: context.bucket, Prefix: context.root, MaxKeys: 1 }), {
        abortSignal: context.signal,
    }));
}
async function* pages(context, prefix, delimiter) {
    (0,_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .assertPrefix */ .XQ)(prefix);
    let token;
    do {
        const page = await (0,_context_js__WEBPACK_IMPORTED_MODULE_2__/* .attempt */ .C)(context, prefix, () => context.client.send(new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_3__/* .ListObjectsV2Command */ .u6x({
            Bucket: context.bucket,
            Prefix: context.root + prefix,
            ...(delimiter === undefined ? {} : { Delimiter: delimiter }),
            ...(token === undefined ? {} : { ContinuationToken: token }),
        }), { abortSignal: context.signal }));
        yield page;
        const next = page.IsTruncated === true ? page.NextContinuationToken : undefined;
        if (page.IsTruncated === true && (next === undefined || next === token)) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('PBA-STORE-FAILED', `${context.location}: the listing of ${prefix} stopped before its end.`, {
                hint: 'The store said there was more, but not how to get it.',
            });
        }
        token = next;
    } while (token !== undefined);
}


/***/ }),

/***/ 12859:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ isAmazon),
/* harmony export */   x: () => (/* binding */ assertOptions)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);

/** True when requests go to Amazon S3 itself: no endpoint given, or one in Amazon's domains. */
function isAmazon(endpoint) {
    return endpoint === undefined || /(^|\.)amazonaws\.com(\.cn)?$/.test(new URL(endpoint).hostname);
}
/**
 * All problems of the options at once.
 * @throws UserError PBA-INPUT
 */
function assertOptions(options) {
    const problems = [];
    if (options.endpoint !== undefined) {
        const url = URL.canParse(options.endpoint) ? new URL(options.endpoint) : undefined;
        if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
            problems.push('the endpoint is not an http:// or https:// address');
        }
        else if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
            problems.push('the endpoint holds more than a host, a port and a path');
        }
    }
    if ((options.accessKeyId === undefined) !== (options.secretAccessKey === undefined)) {
        problems.push('of access key and secret key only one is given');
    }
    if (options.sessionToken !== undefined && options.accessKeyId === undefined) {
        problems.push('a session token is given without an access key');
    }
    if (problems.length > 0) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo('PBA-INPUT', `The S3 options are not right: ${problems.join('; ')}.`, {
            hint: 'Give both keys or none (then the default provider chain of the AWS SDK is used), and an endpoint like https://s3.example.com.',
        });
    }
}


/***/ }),

/***/ 86027:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  tryS3Store: () => (/* binding */ tryS3Store)
});

// EXTERNAL MODULE: ./build/storage/s3/context.js
var s3_context = __webpack_require__(63422);
// EXTERNAL MODULE: ./build/storage/s3/options.js
var options = __webpack_require__(12859);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-s3/dist-cjs/index.js
var dist_cjs = __webpack_require__(53711);
// EXTERNAL MODULE: ./build/storage/s3/errors.js
var errors = __webpack_require__(37046);
;// CONCATENATED MODULE: ./build/storage/s3/probe/bucket.js


/**
 * Asks one question about the bucket. `absent` is what the errors named in `absentNames` mean.
 * @throws only what is not an answer of the store
 */
async function ask(question, absent) {
    try {
        return await question();
    }
    catch (error) {
        if ((0,errors/* statusOf */.c2)(error) === undefined)
            throw error;
        if (absent?.names.test((0,errors/* nameOf */.Vb)(error)))
            return absent.value;
        return (0,errors/* statusOf */.c2)(error) === 403 ? 'denied' : 'failed';
    }
}
/** Reads the settings of the bucket; nothing is changed. */
async function readBucket(context, now) {
    const { client, bucket: Bucket, signal: abortSignal } = context;
    const options = { abortSignal };
    const [versioning, objectLock, encryption, blockPublicAccess, bucketPolicy, oldUploads] = await Promise.all([
        ask(async () => {
            const { Status } = await client.send(new dist_cjs/* GetBucketVersioningCommand */._rj({ Bucket }), options);
            return Status === 'Enabled' ? 'on' : Status === 'Suspended' ? 'suspended' : 'off';
        }),
        ask(async () => {
            const answer = await client.send(new dist_cjs/* GetObjectLockConfigurationCommand */.mU1({ Bucket }), options);
            return answer.ObjectLockConfiguration?.ObjectLockEnabled === 'Enabled' ? 'on' : 'off';
        }, { value: 'off', names: /ObjectLockConfiguration|InvalidBucketState|InvalidRequest/ }),
        ask(async () => {
            const answer = await client.send(new dist_cjs/* GetBucketEncryptionCommand */.tQT({ Bucket }), options);
            const [rule] = answer.ServerSideEncryptionConfiguration?.Rules ?? [];
            const chosen = rule?.ApplyServerSideEncryptionByDefault;
            if (chosen?.SSEAlgorithm === undefined)
                return 'none';
            return { algorithm: chosen.SSEAlgorithm, key: chosen.KMSMasterKeyID };
        }, { value: 'none', names: /EncryptionConfigurationNotFound/ }),
        ask(async () => {
            const answer = await client.send(new dist_cjs/* GetPublicAccessBlockCommand */.GLk({ Bucket }), options);
            const { BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets } = answer.PublicAccessBlockConfiguration ?? {};
            const on = [BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets];
            return on.every((one) => one === true) ? 'all' : on.some((one) => one === true) ? 'partly' : 'none';
        }, { value: 'none', names: /NoSuchPublicAccessBlock/ }),
        ask(async () => {
            const { Policy } = await client.send(new dist_cjs/* GetBucketPolicyCommand */.mCJ({ Bucket }), options);
            return statementsOf(Policy ?? '');
        }, { value: 'none', names: /NoSuchBucketPolicy/ }),
        ask(async () => {
            const Prefix = context.root;
            const { Uploads } = await client.send(new dist_cjs/* ListMultipartUploadsCommand */.mo2({ Bucket, Prefix }), options);
            const limit = new Date(now.getTime() - 86_400_000);
            return (Uploads ?? [])
                .filter(({ Initiated }) => Initiated !== undefined && Initiated < limit)
                .map(({ Key }) => (Key ?? '').slice(context.root.length));
        }),
    ]);
    return { versioning, objectLock, encryption, blockPublicAccess, bucketPolicy, oldUploads };
}
function statementsOf(text) {
    const { Statement } = JSON.parse(text);
    return Statement === undefined ? [] : [Statement].flat();
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/storage/keys.js
var keys = __webpack_require__(88024);
// EXTERNAL MODULE: ./build/storage/s3/listing.js
var listing = __webpack_require__(25597);
;// CONCATENATED MODULE: ./build/storage/s3/probe/outside.js
const LIMIT_MS = 10_000;
/** The URL of the bucket with the bucket in the path, which every store answers somehow. */
async function bucketUrl(context) {
    const { endpoint } = context.client.config;
    if (endpoint !== undefined) {
        const { protocol, hostname, port, path } = await endpoint();
        const host = port === undefined ? hostname : `${hostname}:${port}`;
        return new URL(`${protocol}//${host}${path.replace(/\/$/, '')}/${context.bucket}`);
    }
    return new URL(`https://s3.${await context.client.config.region()}.amazonaws.com/${context.bucket}`);
}
/** Asks for a listing without credentials, and looks at the clock. */
async function lookFromOutside(context) {
    const url = await bucketUrl(context);
    url.search = '?list-type=2&max-keys=1';
    const sent = Date.now();
    const response = await anonymous(url, context.signal);
    if (response === undefined)
        return { aheadMs: undefined, publicList: undefined };
    const date = Date.parse(response.headers.get('date') ?? '');
    const middle = (sent + Date.now()) / 2;
    return {
        // The header is rounded down to a second.
        aheadMs: Number.isNaN(date) ? undefined : date + 500 - middle,
        publicList: response.status === 200,
    };
}
/** Whether anybody can read one object. */
async function isPublic(context, key) {
    const url = await bucketUrl(context);
    url.pathname += `/${(context.root + key).split('/').map(encodeURIComponent).join('/')}`;
    const response = await anonymous(url, context.signal);
    return response === undefined ? undefined : response.status === 200;
}
async function anonymous(url, signal) {
    try {
        const response = await fetch(url, {
            redirect: 'manual',
            signal: AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]),
        });
        await response.body?.cancel();
        return response;
    }
    catch {
        signal.throwIfAborted();
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/storage/s3/probe/objects.js






/** The one key that trials use where nothing can be deleted: hidden in listings, overwritten by the next trial. */
const PROBE_KEY = `${keys/* TEMPORARY_FOLDER */.Z0}/doctor`;
/** Runs something that may be refused. @throws only what is not an answer of the store */
async function tried(body) {
    try {
        await body();
        return { state: 'yes' };
    }
    catch (error) {
        if ((0,errors/* statusOf */.c2)(error) === undefined)
            throw error;
        return { state: (0,errors/* statusOf */.c2)(error) === 403 ? 'denied' : 'failed', error };
    }
}
/**
 * Tries what backups do with objects, on a key of its own. Whatever can be deleted is deleted again, with all its versions;
 * what cannot is one small object whose key is always the same.
 * @param dialect a context whose client sends what the AWS SDK sends by default
 */
async function tryObjects(context, dialect) {
    const list = await tried(() => checkBucketRaw(context));
    const versions = new Set();
    let key = PROBE_KEY;
    const put = async (body, more = {}, by = context) => {
        const { VersionId } = await by.client.send(new dist_cjs/* PutObjectCommand */.wKZ({ ...target(context, key), Body: body, ContentLength: body.length, ...more }), { abortSignal: context.signal });
        if (VersionId !== undefined && VersionId !== 'null')
            versions.add(`${key}\n${VersionId}`);
    };
    const body = Buffer.from(`A trial of doctor: ${(0,external_node_crypto_.randomBytes)(24).toString('hex')}\n`);
    const first = await tried(() => put(body, md5(body)));
    if (first.state !== 'yes') {
        const trials = {
            ...NOTHING,
            list: list.state,
            write: first.state,
            writeReason: reason(context, first.error),
        };
        return { ...trials, ...(await withoutWriting(context, list.state, versions)) };
    }
    // Who can delete gets a key of its own from here on, so that two trials at the same time do not meet.
    const deletes = await tried(() => remove(context, key, versions));
    if (deletes.state === 'yes')
        key = `${PROBE_KEY}-${(0,external_node_crypto_.randomBytes)(6).toString('hex')}`;
    try {
        await put(body, md5(body));
        const readBack = await readBackOf(context, key, body);
        const publicRead = await isPublic(context, key);
        const conditional = await conditionalOf(() => put(body, { ...md5(body), IfNoneMatch: '*' }));
        const sdk = await tried(() => put(body, {}, dialect));
        const wrong = Buffer.from('something else');
        const sha256 = await tried(() => put(body, { ChecksumSHA256: digest('sha256', wrong) }));
        const wrongMd5 = await tried(() => put(body, { ContentMD5: digest('md5', wrong) }));
        const { multipart, abort } = await tryMultipart(context, key, body);
        const deletesVersions = await removeAll(context, key, versions, deletes.state);
        return {
            list: list.state,
            write: 'yes',
            writeReason: '',
            reads: readBack === 'denied' ? 'denied' : 'yes',
            readBack,
            publicRead,
            conditional,
            sdkChecksums: sdk.state === 'yes' ? 'accepted' : 'refused',
            checksSha256: refusal(sha256),
            checksMd5: refusal(wrongMd5),
            multipart,
            abort,
            deletes: deletes.state,
            deletesVersions,
            remains: remainsOf(context, versions, deletes.state, deletesVersions),
        };
    }
    catch (error) {
        if (deletes.state === 'yes')
            await removeAll(context, key, versions, 'yes').catch(() => undefined);
        throw error;
    }
}
/** Who may not write can still read what is there, and delete what a writer left of its trial. */
async function withoutWriting(context, list, versions) {
    const Key = list === 'yes' ? await anyManifest(context) : undefined;
    const reads = Key === undefined
        ? 'not tried'
        : (await tried(async () => {
            const answer = await context.client.send(new dist_cjs/* GetObjectCommand */.jLs({ Bucket: context.bucket, Key, Range: 'bytes=0-0' }), { abortSignal: context.signal });
            await answer.Body?.transformToByteArray();
        })).state;
    const deletes = (await tried(() => remove(context, PROBE_KEY, versions))).state;
    return { reads, deletes, deletesVersions: await removeAll(context, PROBE_KEY, versions, deletes) };
}
/** A manifest, which everybody may read who reads at all; another object where there is none. */
async function anyManifest(context) {
    const { Contents = [] } = await context.client.send(new dist_cjs/* ListObjectsV2Command */.u6x({ Bucket: context.bucket, Prefix: context.root }), { abortSignal: context.signal });
    return (Contents.find(({ Key }) => Key?.endsWith('/manifest.json')) ?? Contents[0])?.Key;
}
const NOTHING = {
    list: 'not tried',
    write: 'not tried',
    writeReason: '',
    reads: 'not tried',
    readBack: 'not tried',
    publicRead: undefined,
    conditional: 'not tried',
    sdkChecksums: 'not tried',
    checksSha256: 'not tried',
    checksMd5: 'not tried',
    multipart: 'not tried',
    abort: 'not tried',
    deletes: 'not tried',
    deletesVersions: 'not tried',
    remains: [],
};
const target = (context, key) => ({
    Bucket: context.bucket,
    Key: context.root + key,
});
const digest = (algorithm, body) => (0,external_node_crypto_.createHash)(algorithm).update(body).digest('base64');
const md5 = (body) => ({ ContentMD5: digest('md5', body) });
/** A wrong digest that was accepted is no digest at all. */
function refusal({ state, error }) {
    if (state === 'yes')
        return 'no';
    return (0,errors/* statusOf */.c2)(error) === 400 ? 'yes' : 'not tried';
}
/** Whatever is refused for want of credentials, an unknown bucket or a host that is not there is told as it is. */
async function checkBucketRaw(context) {
    try {
        await (0,listing/* checkBucket */.L$)(context);
    }
    catch (error) {
        const cause = error instanceof Error ? error.cause : undefined;
        throw (0,errors/* nameOf */.Vb)(cause) === 'AccessDenied' ? cause : error;
    }
}
function reason(context, error) {
    return (0,errors/* s3Error */.lH)(error, context.location, '', context.signal).message.replace(/^[^:]*:\/\/[^:]*: |\.$/g, '');
}
async function readBackOf(context, key, body) {
    let came = new Uint8Array();
    const read = await tried(async () => {
        const answer = await context.client.send(new dist_cjs/* GetObjectCommand */.jLs(target(context, key)), {
            abortSignal: context.signal,
        });
        came = (await answer.Body?.transformToByteArray()) ?? came;
    });
    if (read.state !== 'yes')
        return read.state === 'denied' ? 'denied' : 'different';
    return body.equals(came) ? 'same' : 'different';
}
/** The key exists: a store that looks at the condition says 412. */
async function conditionalOf(again) {
    const second = await tried(again);
    if (second.state === 'yes')
        return 'ignored';
    return (0,errors/* statusOf */.c2)(second.error) === 412 ? 'works' : 'refused';
}
async function tryMultipart(context, key, body) {
    const abortSignal = context.signal;
    let UploadId;
    const upload = await tried(async () => {
        const where = target(context, key);
        ({ UploadId } = await context.client.send(new dist_cjs/* CreateMultipartUploadCommand */.nG4(where), { abortSignal }));
        const part = { ...where, UploadId, PartNumber: 1, Body: body, ...md5(body) };
        await context.client.send(new dist_cjs/* UploadPartCommand */.iVK(part), { abortSignal });
    });
    if (UploadId === undefined)
        return { multipart: upload.state, abort: 'not tried' };
    const abort = await tried(() => context.client.send(new dist_cjs/* AbortMultipartUploadCommand */.tfP({ ...target(context, key), UploadId }), {
        abortSignal,
    }));
    return { multipart: upload.state, abort: abort.state };
}
/** Deletes without naming a version; the marker that this may leave is remembered like a version. */
async function remove(context, key, versions) {
    const { VersionId, DeleteMarker } = await context.client.send(new dist_cjs/* DeleteObjectCommand */.k4j(target(context, key)), {
        abortSignal: context.signal,
    });
    if (DeleteMarker === true && VersionId !== undefined)
        versions.add(`${key}\n${VersionId}`);
}
/** @returns whether versions can be deleted for good */
async function removeAll(context, key, versions, deletes) {
    if (deletes === 'yes')
        await tried(() => remove(context, key, versions));
    // Without versions the question is whether the right is there; the key does not exist, or may be overwritten.
    if (versions.size === 0) {
        if (deletes !== 'yes')
            return deletes;
        return 'not tried';
    }
    let state = 'yes';
    for (const one of [...versions]) {
        const [name = '', VersionId] = one.split('\n');
        const gone = await tried(() => context.client.send(new dist_cjs/* DeleteObjectCommand */.k4j({ ...target(context, name), VersionId }), {
            abortSignal: context.signal,
        }));
        if (gone.state === 'yes')
            versions.delete(one);
        else
            state = gone.state;
    }
    return state;
}
function remainsOf(context, versions, deletes, deletesVersions) {
    if (deletes === 'yes' && versions.size === 0)
        return [];
    const where = `${context.location}/${PROBE_KEY}`;
    if (versions.size === 0)
        return [where];
    return [
        `${versions.size} versions of ${where}${deletesVersions === 'yes' ? '' : ' (noncurrent ones go by the lifecycle rules)'}`,
    ];
}

;// CONCATENATED MODULE: ./build/storage/s3/probe/store.js





/**
 * Tries everything about one S3 store.
 * @param dialect a context whose client sends what the AWS SDK sends by default
 * @throws StoreError
 */
async function tryS3Store(context, dialect, now) {
    return await (0,s3_context/* attempt */.C)(context, '', async () => {
        const trials = await tryObjects(context, dialect);
        const [settings, view, url] = await Promise.all([
            readBucket(context, now),
            lookFromOutside(context),
            bucketUrl(context),
        ]);
        const facts = {
            location: context.location,
            kind: 's3',
            amazon: (0,options/* isAmazon */.n)(url.origin),
            tls: url.protocol === 'https:',
            loopback: /^(localhost|127\.[\d.]+|\[::1\])$/.test(url.hostname),
            ...trials,
            ...settings,
            publicList: view.publicList,
        };
        return { facts, aheadMs: view.aheadMs };
    });
}


/***/ })

};
