export const id = 266;
export const ids = [266];
export const modules = {

/***/ 16428:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ attributesOf)
/* harmony export */ });
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(63422);

const CONTENT_TYPES = {
    json: 'application/json',
    md: 'text/markdown; charset=utf-8',
    txt: 'text/plain; charset=utf-8',
    html: 'text/html; charset=utf-8',
    sql: 'application/sql',
    tar: 'application/x-tar',
};
function contentType(key) {
    return CONTENT_TYPES[key.slice(key.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
}
/** `storageClass` is passed on as it is; the store refuses what it does not know. */
function attributesOf(context, key, options = {}) {
    const { storageClass, lock } = options;
    return {
        Bucket: context.bucket,
        Key: (0,_context_js__WEBPACK_IMPORTED_MODULE_0__/* .bucketKey */ .a)(context, key),
        ContentType: contentType(key),
        ...(storageClass === undefined ? {} : { StorageClass: storageClass }),
        ...(lock === undefined
            ? {}
            : {
                ObjectLockMode: lock.mode === 'compliance' ? 'COMPLIANCE' : 'GOVERNANCE',
                ObjectLockRetainUntilDate: lock.until,
            }),
    };
}


/***/ }),

/***/ 40136:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gj: () => (/* binding */ removeObject),
/* harmony export */   Ve: () => (/* binding */ takeBackKeys),
/* harmony export */   q: () => (/* binding */ abortUpload)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(53711);
/* harmony import */ var _take_back_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(21135);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(63422);
/* harmony import */ var _deletion_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8803);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(37046);





/**
 * Takes something back after a failure or a cancellation. It has a deadline of its own, since the main signal may be
 * aborted already. It does not throw: the error that led here is the one to report, and the sweeper of the next
 * run is the second line.
 */
async function cleanUp(context, what, body) {
    try {
        await body(AbortSignal.timeout(_take_back_js__WEBPACK_IMPORTED_MODULE_0__/* .TAKE_BACK_MS */ .F));
    }
    catch (error) {
        const reason = (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .s3Error */ .lH)(error, context.location, what, new AbortController().signal).message;
        context.log.warning(`What a failed upload left could not be removed; the next run tries again. ${reason}`);
    }
}
/** Takes back an object that was stored, or may have been, by an upload that failed. */
async function removeObject(context, key) {
    const command = new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_4__/* .DeleteObjectCommand */ .k4j({ Bucket: context.bucket, Key: (0,_context_js__WEBPACK_IMPORTED_MODULE_1__/* .bucketKey */ .a)(context, key) });
    await cleanUp(context, key, (abortSignal) => context.client.send(command, { abortSignal }));
}
/** `Store.takeBack`. */
async function takeBackKeys(context, keys) {
    return await (0,_take_back_js__WEBPACK_IMPORTED_MODULE_0__/* .takingBack */ .q)(keys, (signal) => (0,_deletion_js__WEBPACK_IMPORTED_MODULE_2__/* .deleteKeys */ .I)({ ...context, signal }, keys));
}
/** Ends an upload in parts that failed. One that is gone already is fine. */
async function abortUpload(context, key, upload) {
    await cleanUp(context, key, (abortSignal) => context.client
        .send(new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_4__/* .AbortMultipartUploadCommand */ .tfP(upload), { abortSignal })
        .catch((failure) => {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .nameOf */ .Vb)(failure) !== 'NoSuchUpload')
            throw failure;
    }));
}


/***/ }),

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

/***/ 91266:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ copyObject),
/* harmony export */   v: () => (/* binding */ LARGEST_COPY)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(53711);
/* harmony import */ var _concurrency_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3943);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);
/* harmony import */ var _attributes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16428);
/* harmony import */ var _clean_up_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(40136);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(63422);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(37046);
/* harmony import */ var _proof_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(24915);
/* harmony import */ var _protection_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(25274);









/** S3 API reference, CopyObject: "a copy of an object up to 5 GB in size in a single atomic action". */
const LARGEST_COPY = 5 * 1024 ** 3;
/** S3 API reference, UploadPartCopy: parts of 5 MiB to 5 GiB, at most 10,000. The store moves the bytes, not we. */
const PART = 1024 ** 3;
const PARTS_AT_ONCE = 4;
/** Copies an object within the bucket without its bytes coming here, and proves the copy; see `Store.copy`. */
async function copyObject(context, from, to, object, options) {
    const attributes = (0,_attributes_js__WEBPACK_IMPORTED_MODULE_2__/* .attributesOf */ .T)(context, to, options);
    await (0,_context_js__WEBPACK_IMPORTED_MODULE_4__/* .attempt */ .C)(context, to, async () => {
        const checksum = object.size <= context.largestCopy
            ? await copyWhole(context, from, to, object, attributes)
            : await copyInParts(context, from, to, object, attributes);
        try {
            await (0,_proof_js__WEBPACK_IMPORTED_MODULE_6__/* .prove */ .z)(context, to, object, checksum);
            await (0,_protection_js__WEBPACK_IMPORTED_MODULE_7__/* .confirmLock */ .c5)(context, to, options.lock);
        }
        catch (error) {
            await (0,_clean_up_js__WEBPACK_IMPORTED_MODULE_3__/* .removeObject */ .Gj)(context, to);
            throw error;
        }
        options.onProgress?.(object.size);
    });
}
/** Returns the checksum the store should have computed: of all bytes, however the source was uploaded. */
async function copyWhole(context, from, to, object, attributes) {
    try {
        await context.client.send(new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_8__/* .CopyObjectCommand */ .s9Z({
            ...attributes,
            CopySource: copySource(context, from),
            MetadataDirective: 'REPLACE',
            ...(context.trustFullChecksums ? { ChecksumAlgorithm: 'SHA256' } : {}),
        }), { abortSignal: context.signal });
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .isAmbiguous */ .X2)(error))
            await (0,_clean_up_js__WEBPACK_IMPORTED_MODULE_3__/* .removeObject */ .Gj)(context, to);
        throw error;
    }
    if (context.signal.aborted) {
        await (0,_clean_up_js__WEBPACK_IMPORTED_MODULE_3__/* .removeObject */ .Gj)(context, to);
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .CancelledError */ .cc();
    }
    return Buffer.from(object.sha256, 'hex').toString('base64');
}
/** Returns nothing to compare with: the checksums of parts that were copied say nothing about the whole. */
async function copyInParts(context, from, to, object, attributes) {
    const { UploadId } = await context.client.send(new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_8__/* .CreateMultipartUploadCommand */ .nG4({ ...attributes }), {
        abortSignal: context.signal,
    });
    if (UploadId === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .StoreError */ .AD('PBA-STORE-FAILED', `${context.location}: ${to} got no upload id.`);
    const upload = { Bucket: attributes.Bucket, Key: attributes.Key, UploadId };
    try {
        const size = Math.min(PART, context.largestCopy);
        const numbers = Array.from({ length: Math.ceil(object.size / size) }, (_, index) => index + 1);
        const parts = await (0,_concurrency_js__WEBPACK_IMPORTED_MODULE_0__/* .mapLimited */ .bB)(numbers, PARTS_AT_ONCE, async (PartNumber) => {
            const start = (PartNumber - 1) * size;
            const end = Math.min(object.size, start + size) - 1;
            const part = { ...upload, PartNumber, CopySourceRange: `bytes=${start}-${end}` };
            return { PartNumber, ETag: await copyPart(context, from, part) };
        });
        await context.client.send(new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_8__/* .CompleteMultipartUploadCommand */ .Gym({ ...upload, MultipartUpload: { Parts: parts } }), { abortSignal: context.signal });
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .isAmbiguous */ .X2)(error))
            await (0,_clean_up_js__WEBPACK_IMPORTED_MODULE_3__/* .removeObject */ .Gj)(context, to);
        await (0,_clean_up_js__WEBPACK_IMPORTED_MODULE_3__/* .abortUpload */ .q)(context, to, upload);
        throw error;
    }
    return undefined;
}
/** One part; returns its ETag. */
async function copyPart(context, from, part) {
    const send = async (CopySource) => {
        const { CopyPartResult } = await context.client.send(new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_8__/* .UploadPartCopyCommand */ .Xp2({ ...part, CopySource }), {
            abortSignal: context.signal,
        });
        return CopyPartResult?.ETag;
    };
    const source = copySource(context, from);
    try {
        return await send(source);
    }
    catch (error) {
        // Ceph RGW (seen with 16.2) decodes the source of a part twice, so a key with `%` in it is not found. What is
        // copied is proven afterwards, so a wrong source could not pass.
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .nameOf */ .Vb)(error) !== 'NoSuchKey' || !from.includes('%'))
            throw error;
        return await send(source.replaceAll('%25', '%2525'));
    }
}
/** Each segment percent-encoded, as the header `x-amz-copy-source` wants it. */
function copySource(context, key) {
    return [context.bucket, ...(0,_context_js__WEBPACK_IMPORTED_MODULE_4__/* .bucketKey */ .a)(context, key).split('/')].map(encodeURIComponent).join('/');
}


/***/ }),

/***/ 8803:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ deleteKeys),
/* harmony export */   U: () => (/* binding */ needsSingleRequests)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(53711);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(88024);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(63422);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(37046);





/** The most keys one DeleteObjects request may hold (S3 API reference). */
const BATCH = 1000;
const AT_ONCE = 8;
/**
 * Deletes keys in batches. When a whole batch fails, each of its keys is reported with the reason. In a bucket with
 * versions this adds delete markers: versions under object lock stay.
 */
async function deleteKeys(context, keys) {
    const deleted = [];
    const failed = [];
    const valid = [];
    for (const key of new Set(keys)) {
        const problem = (0,_keys_js__WEBPACK_IMPORTED_MODULE_1__/* .keyProblem */ .dD)(key);
        if (problem === undefined)
            valid.push(key);
        else
            failed.push({ key, reason: `This is not a key: ${problem}.` });
    }
    let deleteBatch = deleteTogether;
    for (let start = 0; start < valid.length; start += BATCH) {
        const batch = valid.slice(start, start + BATCH);
        let failures;
        try {
            failures = await deleteBatch(context, batch);
        }
        catch (error) {
            if (context.signal.aborted)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CancelledError */ .cc(undefined, { cause: error });
            if (needsSingleRequests(error) && deleteBatch !== deleteOneByOne) {
                context.log.debug(`${context.location} refuses to delete several objects at once (${(0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .nameOf */ .Vb)(error)}).`);
                deleteBatch = deleteOneByOne;
                start -= BATCH;
                continue;
            }
            failures = batch.map((key) => ({ key, reason: reasonOf(context, key, error) }));
        }
        const refused = new Set(failures.map((failure) => failure.key));
        failed.push(...failures);
        deleted.push(...batch.filter((key) => !refused.has(key)));
    }
    return { deleted, failed };
}
async function deleteTogether(context, keys) {
    const output = await context.client.send(new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_4__/* .DeleteObjectsCommand */ .xvx({
        Bucket: context.bucket,
        Delete: { Objects: keys.map((key) => ({ Key: (0,_context_js__WEBPACK_IMPORTED_MODULE_2__/* .bucketKey */ .a)(context, key) })), Quiet: false },
    }), { abortSignal: context.signal });
    const failures = (output.Errors ?? [])
        .filter((error) => error.Code !== 'NoSuchKey')
        .map(({ Key, Code, Message }) => ({
        key: Key?.slice(context.root.length) ?? '',
        reason: `${Code ?? 'Error'}: ${Message ?? 'the store gave no reason'}`,
    }));
    const answered = new Set([...(output.Deleted ?? []), ...(output.Errors ?? [])].map(({ Key }) => Key));
    const silent = keys
        .filter((key) => !answered.has((0,_context_js__WEBPACK_IMPORTED_MODULE_2__/* .bucketKey */ .a)(context, key)))
        .map((key) => ({ key, reason: 'The store did not say whether it was deleted.' }));
    return [...failures, ...silent];
}
async function deleteOneByOne(context, keys) {
    const failures = [];
    for (let start = 0; start < keys.length; start += AT_ONCE) {
        await Promise.all(keys.slice(start, start + AT_ONCE).map(async (key) => {
            const command = new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_4__/* .DeleteObjectCommand */ .k4j({ Bucket: context.bucket, Key: (0,_context_js__WEBPACK_IMPORTED_MODULE_2__/* .bucketKey */ .a)(context, key) });
            try {
                await context.client.send(command, { abortSignal: context.signal });
            }
            catch (error) {
                if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .statusOf */ .c2)(error) !== 404)
                    failures.push({ key, reason: reasonOf(context, key, error) });
            }
        }));
        context.signal.throwIfAborted();
    }
    return failures;
}
/** The SDK no longer sends Content-MD5, which Swift and others demand here; some stores lack the operation. */
function needsSingleRequests(error) {
    if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .statusOf */ .c2)(error) === 501 || (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .nameOf */ .Vb)(error) === 'NotImplemented')
        return true;
    return ((0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .statusOf */ .c2)(error) === 400 &&
        /content-?md5/i.test(`${(0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .nameOf */ .Vb)(error)} ${error instanceof Error ? error.message : ''}`));
}
function reasonOf(context, key, error) {
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .s3Error */ .lH)(error, context.location, key, context.signal).message;
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

/***/ 39427:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ headObject)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(53711);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(63422);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(37046);



/** Undefined when there is no such object. A missing bucket looks the same: HEAD answers have no body. */
async function headObject(context, key, withChecksum) {
    return await (0,_context_js__WEBPACK_IMPORTED_MODULE_0__/* .attempt */ .C)(context, key, async () => {
        try {
            const output = await context.client.send(new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_2__/* .HeadObjectCommand */ .l81({
                Bucket: context.bucket,
                Key: (0,_context_js__WEBPACK_IMPORTED_MODULE_0__/* .bucketKey */ .a)(context, key),
                ...(withChecksum ? { ChecksumMode: 'ENABLED' } : {}),
            }), { abortSignal: context.signal });
            return { size: output.ContentLength ?? 0, sha256: output.ChecksumSHA256 };
        }
        catch (error) {
            if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .statusOf */ .c2)(error) === 404 || (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .nameOf */ .Vb)(error) === 'NoSuchKey')
                return undefined;
            throw error;
        }
    });
}


/***/ }),

/***/ 24915:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ damaged),
/* harmony export */   z: () => (/* binding */ prove)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _head_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(39427);
/* harmony import */ var _reading_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(69850);



/**
 * Proves that the store holds exactly the bytes of `file`: by comparing the checksum that the store computed with
 * ours where such a checksum is trusted and given, otherwise by reading everything back.
 * @throws IntegrityError PBA-OBJECT-DAMAGED
 */
async function prove(context, key, file, checksum) {
    const head = await (0,_head_js__WEBPACK_IMPORTED_MODULE_1__/* .headObject */ .C)(context, key, context.trustFullChecksums);
    if (head === undefined)
        throw damaged(context, key, 'it is not there');
    if (head.size !== file.size)
        throw damaged(context, key, `it has ${head.size} bytes instead of ${file.size}`);
    if (checksum !== undefined && context.trustFullChecksums && head.sha256 !== undefined) {
        if (head.sha256 === checksum)
            return;
        throw damaged(context, key, 'the store computed another SHA-256');
    }
    const stored = await (0,_reading_js__WEBPACK_IMPORTED_MODULE_2__/* .hashObject */ .wM)(context, key);
    if (stored.size !== file.size || stored.sha256 !== file.sha256) {
        throw damaged(context, key, 'what was read back has another SHA-256');
    }
}
function damaged(context, key, difference) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .IntegrityError */ .cs('PBA-OBJECT-DAMAGED', `${context.location}: ${key} is not what was uploaded: ${difference}.`, {
        hint: 'Run the backup again. If it happens twice, do not trust this store: something between here and its disks changes data.',
    });
}


/***/ }),

/***/ 25274:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cc: () => (/* binding */ writeLegalHold),
/* harmony export */   c5: () => (/* binding */ confirmLock),
/* harmony export */   mR: () => (/* binding */ readProtection),
/* harmony export */   vR: () => (/* binding */ hasLocks)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(53711);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _without_versions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92318);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(63422);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(37046);





/**
 * Makes sure that a lock that was asked for is there: a bucket without Object Lock may accept the headers and forget them.
 * @throws StoreError PBA-STORE-LOCK
 */
async function confirmLock(context, key, wanted) {
    if (wanted === undefined || (await isLocked(context, key, wanted)))
        return;
    // Ceph RGW forgets the lock of an upload in parts, but takes it afterwards.
    await (0,_context_js__WEBPACK_IMPORTED_MODULE_2__/* .attempt */ .C)(context, key, () => context.client.send(new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_4__/* .PutObjectRetentionCommand */ .EwB({
        Bucket: context.bucket,
        Key: (0,_context_js__WEBPACK_IMPORTED_MODULE_2__/* .bucketKey */ .a)(context, key),
        Retention: {
            Mode: wanted.mode === 'compliance' ? 'COMPLIANCE' : 'GOVERNANCE',
            RetainUntilDate: wanted.until,
        },
    }), { abortSignal: context.signal }));
    if (await isLocked(context, key, wanted))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('PBA-STORE-LOCK', `${context.location}: ${key} was stored, but is not locked as asked for.`, {
        hint: 'Object Lock has to be enabled for the bucket, and the role needs s3:PutObjectRetention and s3:GetObjectRetention.',
    });
}
async function isLocked(context, key, wanted) {
    const { lock } = await readProtection(context, key);
    // The store keeps whole seconds, or milliseconds.
    if (lock === undefined || lock.until.getTime() < wanted.until.getTime() - 1000)
        return false;
    return lock.mode === wanted.mode || lock.mode === 'compliance';
}
/** Whether the bucket has Object Lock at all: one question instead of two for every object. True when it does not say. */
async function hasLocks(context) {
    return await (0,_context_js__WEBPACK_IMPORTED_MODULE_2__/* .attempt */ .C)(context, '', async () => {
        try {
            const command = new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_4__/* .GetObjectLockConfigurationCommand */ .mU1({ Bucket: context.bucket });
            const output = await context.client.send(command, { abortSignal: context.signal });
            return output.ObjectLockConfiguration?.ObjectLockEnabled === 'Enabled';
        }
        catch (error) {
            if (isWithoutLocks(error) || (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .statusOf */ .c2)(error) === 404)
                return false;
            if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .statusOf */ .c2)(error) === 403)
                return true;
            throw error;
        }
    });
}
/** What the store says protects the newest version of an object. */
async function readProtection(context, key, versionId) {
    const target = {
        Bucket: context.bucket,
        Key: (0,_context_js__WEBPACK_IMPORTED_MODULE_2__/* .bucketKey */ .a)(context, key),
        ...(versionId === undefined ? {} : { VersionId: versionId }),
    };
    const abort = { abortSignal: context.signal };
    return await (0,_context_js__WEBPACK_IMPORTED_MODULE_2__/* .attempt */ .C)(context, key, async () => {
        const [retention, hold] = await Promise.all([
            orNothing(context.client.send(new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_4__/* .GetObjectRetentionCommand */ .zsK(target), abort)),
            orNothing(context.client.send(new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_4__/* .GetObjectLegalHoldCommand */ .v5H(target), abort)),
        ]);
        const { Mode, RetainUntilDate } = retention?.Retention ?? {};
        return {
            lock: Mode === undefined || RetainUntilDate === undefined
                ? undefined
                : { mode: Mode === 'COMPLIANCE' ? 'compliance' : 'governance', until: RetainUntilDate },
            legalHold: hold?.LegalHold?.Status === 'ON',
        };
    });
}
/** Sets or ends the legal hold of the newest version of an object. */
async function writeLegalHold(context, key, on) {
    await (0,_context_js__WEBPACK_IMPORTED_MODULE_2__/* .attempt */ .C)(context, key, async () => {
        const hold = { Status: on ? 'ON' : 'OFF' };
        const command = new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_4__/* .PutObjectLegalHoldCommand */ .oVr({
            Bucket: context.bucket,
            Key: (0,_context_js__WEBPACK_IMPORTED_MODULE_2__/* .bucketKey */ .a)(context, key),
            LegalHold: hold,
        });
        try {
            await context.client.send(command, { abortSignal: context.signal });
        }
        catch (error) {
            if (isWithoutLocks(error))
                throw (0,_without_versions_js__WEBPACK_IMPORTED_MODULE_1__/* .withoutLocks */ .lk)(context.location);
            throw error;
        }
    });
}
/** An object without retention or hold, and a bucket without Object Lock, answer with an error. */
async function orNothing(answer) {
    try {
        return await answer;
    }
    catch (error) {
        // A server that does not know the question answers with the object itself.
        if (isWithoutLocks(error) || (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .statusOf */ .c2)(error) === 200)
            return undefined;
        throw error;
    }
}
const WITHOUT_LOCKS = new Set([
    'NoSuchObjectLockConfiguration',
    'ObjectLockConfigurationNotFoundError',
    'InvalidRequest',
    'MethodNotAllowed',
    'NotImplemented',
]);
function isWithoutLocks(error) {
    return WITHOUT_LOCKS.has((0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .nameOf */ .Vb)(error)) || (0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .statusOf */ .c2)(error) === 501;
}


/***/ }),

/***/ 69850:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  wM: () => (/* binding */ hashObject),
  gt: () => (/* binding */ holdsBytes),
  Ag: () => (/* binding */ readObject)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/storage/s3/context.js
var s3_context = __webpack_require__(63422);
// EXTERNAL MODULE: ./build/storage/s3/errors.js
var s3_errors = __webpack_require__(37046);
// EXTERNAL MODULE: ./build/storage/s3/head.js
var head = __webpack_require__(39427);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-s3/dist-cjs/index.js
var dist_cjs = __webpack_require__(53711);
;// CONCATENATED MODULE: ./build/storage/s3/transfer.js






/** How often in a row a transfer may break without a single new byte before it counts as failed. */
const BREAKS = 3;
const BREAK_PAUSE_MS = 200;
/**
 * The transfer of one object. When it breaks or stalls, it goes on at the byte it reached, as long as the object is
 * still the same (ETag): a restore of hours must not fail over one reset.
 */
class Transfer {
    #context;
    #key;
    #etag;
    #size;
    #position;
    #body;
    #stopped = false;
    constructor(context, key, start, first) {
        this.#context = context;
        this.#key = key;
        this.#etag = first.etag;
        this.#size = first.size;
        this.#position = start;
        this.#body = first.body;
    }
    /** @throws StoreError when fewer or more bytes come than the object has; CancelledError */
    async *chunks() {
        let breaks = 0;
        while (this.#position < this.#size) {
            let reason;
            try {
                for await (const chunk of untilStalled(this.#body, this.#context)) {
                    breaks = 0;
                    this.#position += chunk.length;
                    yield chunk;
                }
            }
            catch (error) {
                reason = error;
            }
            if (this.#stopped)
                return;
            if (this.#position >= this.#size)
                break;
            breaks++;
            if (breaks > BREAKS || this.#context.signal.aborted)
                throw this.#failure(reason);
            await this.#goOn(breaks);
        }
        if (this.#position > this.#size)
            throw this.#failure(undefined);
    }
    /** Ends the transfer, also while a chunk is awaited. */
    stop() {
        this.#stopped = true;
        this.#body.destroy();
    }
    async #goOn(breaks) {
        const { log, signal } = this.#context;
        log.debug(`Reading ${this.#key} broke at byte ${this.#position} of ${this.#size}; going on from there.`);
        await (0,s3_context/* attempt */.C)(this.#context, this.#key, async () => {
            await (0,promises_.setTimeout)(breaks * BREAK_PAUSE_MS, undefined, { signal });
            const { body } = await openObject(this.#context, this.#key, this.#position, this.#etag);
            this.#body = body;
            if (this.#stopped)
                body.destroy();
        });
    }
    #failure(reason) {
        const { location, signal } = this.#context;
        if (reason !== undefined)
            return (0,s3_errors/* s3Error */.lH)(reason, location, this.#key, signal);
        return new errors/* StoreError */.AD('PBA-STORE-FAILED', `${location}: ${this.#key} ended at byte ${this.#position} of ${this.#size}.`);
    }
}
/**
 * One GET, from byte `start` on. The client limits the wait for its headers; the waits for its bytes are the reader's.
 * @throws what the SDK throws, or StoreError
 */
async function openObject(context, key, start, etag) {
    const where = `${context.location}: ${key}`;
    let output;
    try {
        output = await context.reader.send(new dist_cjs/* GetObjectCommand */.jLs({
            Bucket: context.bucket,
            Key: (0,s3_context/* bucketKey */.a)(context, key),
            ...(start === 0 ? {} : { Range: `bytes=${start}-` }),
            ...(etag ? { IfMatch: etag } : {}),
        }), { abortSignal: context.signal });
    }
    catch (error) {
        if ((0,s3_errors/* statusOf */.c2)(error) !== 412)
            throw error;
        throw new errors/* StoreError */.AD('PBA-STORE-FAILED', `${where} was replaced while it was read.`, { cause: error });
    }
    const body = output.Body;
    if (!(body instanceof external_node_stream_.Readable))
        throw new errors/* StoreError */.AD('PBA-STORE-FAILED', `${where} came without a body.`);
    const size = sizeOf(output, start);
    if (size === undefined) {
        body.destroy();
        throw new errors/* StoreError */.AD('PBA-STORE-FAILED', `${where}: the store did not say how large the object is.`, {
            hint: 'Content-Length is missing, or the range that was asked for was ignored; a proxy in between may do that.',
        });
    }
    return { body, etag: output.ETag, size };
}
/** The size of the whole object, from a response that may hold only its end. */
function sizeOf(output, start) {
    if (start === 0)
        return output.ContentLength;
    const range = /^bytes (\d+)-\d+\/(\d+)$/.exec(output.ContentRange ?? '');
    return range !== null && Number(range[1]) === start ? Number(range[2]) : undefined;
}
/** Passes chunks on; fails when the next one is awaited for too long. Time the consumer takes does not count. */
async function* untilStalled(body, context) {
    const chunks = body.iterator();
    const onAbort = () => void body.destroy(new errors/* CancelledError */.cc());
    context.signal.addEventListener('abort', onAbort, { once: true });
    try {
        for (;;) {
            const stalled = Object.assign(new Error('No byte arrived in time.'), { name: 'TimeoutError' });
            const timer = setTimeout(() => body.destroy(stalled), context.stallTimeoutMs);
            let next;
            try {
                next = await chunks.next();
            }
            finally {
                clearTimeout(timer);
            }
            if (next.done)
                return;
            yield next.value;
        }
    }
    finally {
        context.signal.removeEventListener('abort', onAbort);
        body.destroy();
    }
}

;// CONCATENATED MODULE: ./build/storage/s3/reading.js







/**
 * The bytes of an object from `start` on. Destroying the stream ends the transfer at once.
 * @throws StoreError PBA-STORE-NOT-FOUND
 */
async function readObject(context, key, start = 0) {
    return await (0,s3_context/* attempt */.C)(context, key, async () => {
        try {
            return streamOf(new Transfer(context, key, start, await openObject(context, key, start, undefined)));
        }
        catch (error) {
            // A range that begins at the end cannot be satisfied (RFC 9110, 14.1.2), but has an obvious meaning here.
            if ((0,s3_errors/* statusOf */.c2)(error) !== 416)
                throw error;
            const size = (await (0,head/* headObject */.C)(context, key, false))?.size;
            if (size === start)
                return external_node_stream_.Readable.from([], { objectMode: false });
            throw new errors/* StoreError */.AD('PBA-STORE-FAILED', `${context.location}: ${key} has only ${size} bytes, not ${start}.`);
        }
    });
}
/** Whether the object consists of exactly these bytes. Reads no further than the first difference. */
async function holdsBytes(context, key, expected) {
    let position = 0;
    for await (const chunk of await readObject(context, key)) {
        if (Buffer.compare(chunk, expected.subarray(position, position + chunk.length)) !== 0)
            return false;
        position += chunk.length;
    }
    return position === expected.length;
}
/** Reads a whole object and returns what came: its length and lower-case hex SHA-256. */
async function hashObject(context, key) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    let size = 0;
    for await (const chunk of await readObject(context, key)) {
        hash.update(chunk);
        size += chunk.length;
    }
    return { size, sha256: hash.digest('hex') };
}
/** Not `Readable.from`: that would wait for the next chunk before it lets go of a stream that is destroyed. */
function streamOf(transfer) {
    const chunks = transfer.chunks();
    return new external_node_stream_.Readable({
        read() {
            chunks.next().then(({ done, value }) => {
                if (!this.destroyed)
                    this.push(done ? null : value);
            }, (error) => this.destroy(error));
        },
        destroy(error, callback) {
            transfer.stop();
            chunks.return(undefined).catch(() => { });
            callback(error);
        },
    });
}


/***/ })

};
