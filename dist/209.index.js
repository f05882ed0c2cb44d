export const id = 209;
export const ids = [209];
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
    hint: 'The credentials are valid but lack a right: s3:ListBucket on the bucket; s3:GetObject, s3:PutObject, s3:DeleteObject and s3:AbortMultipartUpload on its objects. `doctor` tells which.',
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

/***/ 34209:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readLifecycle: () => (/* binding */ readLifecycle),
/* harmony export */   writeLifecycle: () => (/* binding */ writeLifecycle)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(53711);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(63422);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(37046);



/** The lifecycle rules of the whole bucket; none when it has no configuration. */
async function readLifecycle(context) {
    return await (0,_context_js__WEBPACK_IMPORTED_MODULE_0__/* .attempt */ .C)(context, '', async () => {
        try {
            const command = new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_2__/* .GetBucketLifecycleConfigurationCommand */ .iQ1({ Bucket: context.bucket });
            return (await context.client.send(command, { abortSignal: context.signal })).Rules ?? [];
        }
        catch (error) {
            if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .nameOf */ .Vb)(error) === 'NoSuchLifecycleConfiguration')
                return [];
            throw error;
        }
    });
}
/** Replaces the lifecycle rules of the whole bucket. */
async function writeLifecycle(context, rules) {
    await (0,_context_js__WEBPACK_IMPORTED_MODULE_0__/* .attempt */ .C)(context, '', async () => {
        const command = new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_2__/* .PutBucketLifecycleConfigurationCommand */ .RJe({
            Bucket: context.bucket,
            LifecycleConfiguration: { Rules: [...rules] },
        });
        await context.client.send(command, { abortSignal: context.signal });
    });
}


/***/ })

};
