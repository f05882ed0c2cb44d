export const id = 291;
export const ids = [291];
export const modules = {

/***/ 5291:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  S3Store: () => (/* binding */ S3Store)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(9473);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-s3/dist-cjs/index.js
var dist_cjs = __webpack_require__(3711);
// EXTERNAL MODULE: ./build/storage/keys.js
var storage_keys = __webpack_require__(8024);
;// CONCATENATED MODULE: ./build/storage/s3/errors.js

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
    if (error instanceof errors/* PbaError */.sV && !(error instanceof errors/* CancelledError */.cc))
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
    if (error instanceof errors/* PbaError */.sV)
        return error;
    if (signal.aborted)
        return new errors/* CancelledError */.cc(undefined, { cause: error });
    const where = what === '' ? location : `${location}: ${what}`;
    // The system's code first: the SDK calls a connection that broke a TimeoutError.
    const known = BY_NAME.get((0,errors/* systemCode */.xU)(error) ?? '') ??
        BY_NAME.get(nameOf(error)) ??
        BY_STATUS[statusOf(error) ?? 0] ??
        missingRegion(error);
    if (known !== undefined) {
        return new errors/* StoreError */.AD(known.code, `${where}: ${known.reason}.`, {
            ...(known.hint === undefined ? {} : { hint: known.hint }),
            cause: error,
        });
    }
    const status = statusOf(error);
    const answer = status === undefined ? '' : ` (HTTP ${status})`;
    const reason = `${nameOf(error)}: ${(0,errors/* messageOf */.bD)(error)}`.slice(0, 300).replace(/[.\s]+$/, '');
    return new errors/* StoreError */.AD('PBA-STORE-FAILED', `${where}: ${reason}${answer}.`, { cause: error });
}
function missingRegion(error) {
    if ((0,errors/* messageOf */.bD)(error) !== 'Region is missing')
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

;// CONCATENATED MODULE: ./build/storage/s3/context.js



/**
 * The key in the bucket.
 * @throws StoreError PBA-STORE-FAILED when it is not one that every store can hold
 */
function bucketKey(context, key) {
    (0,storage_keys/* assertKey */.sM)(key);
    const whole = context.root + key;
    if (Buffer.byteLength(whole) > storage_keys/* LONGEST_KEY */.rD) {
        throw new errors/* StoreError */.AD('PBA-STORE-FAILED', `${context.location}: ${key} is longer than ${storage_keys/* LONGEST_KEY */.rD} bytes with its prefix.`);
    }
    return whole;
}
/**
 * Runs one operation; whatever it throws becomes the error that `Store` promises.
 * `what` is the key or prefix, or empty for the bucket.
 */
async function attempt(context, what, body) {
    if (context.signal.aborted)
        throw new errors/* CancelledError */.cc();
    try {
        return await body();
    }
    catch (error) {
        throw s3Error(error, context.location, what, context.signal);
    }
}

;// CONCATENATED MODULE: ./build/storage/s3/attributes.js

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
function attributesOf(context, key, storageClass) {
    return {
        Bucket: context.bucket,
        Key: bucketKey(context, key),
        ContentType: contentType(key),
        ...(storageClass === undefined ? {} : { StorageClass: storageClass }),
    };
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/storage/s3/checksums.js

/**
 * SHA-256 where the store computes it too and keeps it. Elsewhere Content-MD5: the only digest that every S3 server
 * understands, and what stores with object lock insist on. (Node has no MD5 in FIPS mode; it is optional then.)
 */
function digestsOf(context, body) {
    if (context.trustFullChecksums)
        return { ChecksumSHA256: (0,external_node_crypto_.createHash)('sha256').update(body).digest('base64') };
    return (0,external_node_crypto_.getFips)() === 1 ? {} : { ContentMD5: (0,external_node_crypto_.createHash)('md5').update(body).digest('base64') };
}

;// CONCATENATED MODULE: ./build/storage/s3/head.js



/** Undefined when there is no such object. A missing bucket looks the same: HEAD answers have no body. */
async function headObject(context, key, withChecksum) {
    return await attempt(context, key, async () => {
        try {
            const output = await context.client.send(new dist_cjs/* HeadObjectCommand */.l81({
                Bucket: context.bucket,
                Key: bucketKey(context, key),
                ...(withChecksum ? { ChecksumMode: 'ENABLED' } : {}),
            }), { abortSignal: context.signal });
            return { size: output.ContentLength ?? 0, sha256: output.ChecksumSHA256 };
        }
        catch (error) {
            if (statusOf(error) === 404 || nameOf(error) === 'NoSuchKey')
                return undefined;
            throw error;
        }
    });
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
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
        await attempt(this.#context, this.#key, async () => {
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
            return s3Error(reason, location, this.#key, signal);
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
            Key: bucketKey(context, key),
            ...(start === 0 ? {} : { Range: `bytes=${start}-` }),
            ...(etag ? { IfMatch: etag } : {}),
        }), { abortSignal: context.signal });
    }
    catch (error) {
        if (statusOf(error) !== 412)
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
    return await attempt(context, key, async () => {
        try {
            return streamOf(new Transfer(context, key, start, await openObject(context, key, start, undefined)));
        }
        catch (error) {
            // A range that begins at the end cannot be satisfied (RFC 9110, 14.1.2), but has an obvious meaning here.
            if (statusOf(error) !== 416)
                throw error;
            const size = (await headObject(context, key, false))?.size;
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

;// CONCATENATED MODULE: ./build/storage/s3/proof.js



/**
 * Proves that the store holds exactly the bytes of `file`: by comparing the checksum that the store computed with
 * ours where such a checksum is trusted and given, otherwise by reading everything back.
 * @throws IntegrityError PBA-OBJECT-DAMAGED
 */
async function prove(context, key, file, checksum) {
    const head = await headObject(context, key, context.trustFullChecksums);
    if (head === undefined)
        throw damaged(context, key, 'it is not there');
    if (head.size !== file.size)
        throw damaged(context, key, `it has ${head.size} bytes instead of ${file.size}`);
    if (checksum !== undefined && context.trustFullChecksums && head.sha256 !== undefined) {
        if (head.sha256 === checksum)
            return;
        throw damaged(context, key, 'the store computed another SHA-256');
    }
    const stored = await hashObject(context, key);
    if (stored.size !== file.size || stored.sha256 !== file.sha256) {
        throw damaged(context, key, 'what was read back has another SHA-256');
    }
}
function damaged(context, key, difference) {
    return new errors/* IntegrityError */.cs('PBA-OBJECT-DAMAGED', `${context.location}: ${key} is not what was uploaded: ${difference}.`, {
        hint: 'Run the backup again. If it happens twice, do not trust this store: something between here and its disks changes data.',
    });
}

;// CONCATENATED MODULE: ./build/storage/s3/create.js










const CONFLICT_ATTEMPTS = 3;
const CONFLICT_PAUSE_MS = 300;
/**
 * Stores a small object that must be new, see `Store.create`.
 *
 * Some stores accept `If-None-Match: *` and ignore it, so existence is always checked first. Where the condition
 * works it closes the gap between check and write; where it does not, reading back shows who won. Nothing is
 * ever taken back here: the object is whole or absent, and it may be somebody else's.
 */
async function createObject(context, key, body) {
    await attempt(context, key, async () => {
        if ((await headObject(context, key, false)) !== undefined)
            throw exists(context, key);
        const { kind, error } = await write(context, key, body);
        if (kind === 'refused')
            throw exists(context, key, error);
        if (kind === 'perhaps') {
            if (await foundOurs(context, key, body))
                return;
            throw statusOf(error) === 412 ? exists(context, key, error) : error;
        }
        if (await holdsBytes(context, key, body))
            return;
        if (kind === 'unconditional')
            throw exists(context, key);
        throw damaged(context, key, 'other bytes came back');
    });
}
async function write(context, key, body) {
    const send = async (condition) => {
        const request = {
            ...attributesOf(context, key),
            ...condition,
            Body: body,
            ContentLength: body.length,
            ...digestsOf(context, body),
        };
        await context.client.send(new dist_cjs/* PutObjectCommand */.wKZ(request), { abortSignal: context.signal });
    };
    for (let conflicts = 1;; conflicts++) {
        try {
            await send({ IfNoneMatch: '*' });
            return { kind: 'new' };
        }
        catch (error) {
            if (refusesCondition(error))
                break;
            // 409: another request for this key was under way and neither counted; S3 wants it sent again.
            if (statusOf(error) === 409 && attemptsOf(error) === 1 && conflicts < CONFLICT_ATTEMPTS) {
                await (0,promises_.setTimeout)(CONFLICT_PAUSE_MS, undefined, { signal: context.signal });
                continue;
            }
            if (isAmbiguous(error))
                return { kind: 'perhaps', error };
            if (statusOf(error) === 412 || statusOf(error) === 409)
                return { kind: 'refused', error };
            throw error;
        }
    }
    context.log.debug(`${context.location} has no conditional writes.`);
    try {
        await send({});
        return { kind: 'unconditional' };
    }
    catch (error) {
        if (isAmbiguous(error))
            return { kind: 'perhaps', error };
        throw error;
    }
}
/** 501 by the S3 API; some servers say 400 and name the header. */
function refusesCondition(error) {
    if (statusOf(error) === 501 || nameOf(error) === 'NotImplemented')
        return true;
    return statusOf(error) === 400 && /if-none-match|not implemented/i.test((0,errors/* messageOf */.bD)(error));
}
/** Whether our bytes are there after all. A failure to find out leaves the first error as the one to report. */
async function foundOurs(context, key, body) {
    try {
        return await holdsBytes(context, key, body);
    }
    catch (error) {
        context.log.debug(`Whether ${key} was written could not be found out: ${(0,errors/* messageOf */.bD)(error)}`);
        return false;
    }
}
function exists(context, key, cause) {
    return new errors/* StoreError */.AD('PBA-STORE-EXISTS', `${context.location}: ${key} exists already.`, { cause });
}

;// CONCATENATED MODULE: ./build/storage/s3/deletion.js





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
        const problem = (0,storage_keys/* keyProblem */.dD)(key);
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
                throw new errors/* CancelledError */.cc(undefined, { cause: error });
            if (needsSingleRequests(error) && deleteBatch !== deleteOneByOne) {
                context.log.debug(`${context.location} refuses to delete several objects at once (${nameOf(error)}).`);
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
    const output = await context.client.send(new dist_cjs/* DeleteObjectsCommand */.xvx({
        Bucket: context.bucket,
        Delete: { Objects: keys.map((key) => ({ Key: bucketKey(context, key) })), Quiet: false },
    }), { abortSignal: context.signal });
    const failures = (output.Errors ?? [])
        .filter((error) => error.Code !== 'NoSuchKey')
        .map(({ Key, Code, Message }) => ({
        key: Key?.slice(context.root.length) ?? '',
        reason: `${Code ?? 'Error'}: ${Message ?? 'the store gave no reason'}`,
    }));
    const answered = new Set([...(output.Deleted ?? []), ...(output.Errors ?? [])].map(({ Key }) => Key));
    const silent = keys
        .filter((key) => !answered.has(bucketKey(context, key)))
        .map((key) => ({ key, reason: 'The store did not say whether it was deleted.' }));
    return [...failures, ...silent];
}
async function deleteOneByOne(context, keys) {
    const failures = [];
    for (let start = 0; start < keys.length; start += AT_ONCE) {
        await Promise.all(keys.slice(start, start + AT_ONCE).map(async (key) => {
            const command = new dist_cjs/* DeleteObjectCommand */.k4j({ Bucket: context.bucket, Key: bucketKey(context, key) });
            try {
                await context.client.send(command, { abortSignal: context.signal });
            }
            catch (error) {
                if (statusOf(error) !== 404)
                    failures.push({ key, reason: reasonOf(context, key, error) });
            }
        }));
        context.signal.throwIfAborted();
    }
    return failures;
}
/** The SDK no longer sends Content-MD5, which Swift and others demand here; some stores lack the operation. */
function needsSingleRequests(error) {
    if (statusOf(error) === 501 || nameOf(error) === 'NotImplemented')
        return true;
    return (statusOf(error) === 400 &&
        /content-?md5/i.test(`${nameOf(error)} ${error instanceof Error ? error.message : ''}`));
}
function reasonOf(context, key, error) {
    return s3Error(error, context.location, key, context.signal).message;
}

;// CONCATENATED MODULE: ./build/storage/s3/listing.js




/** The objects below `prefix`, page by page. The zero-byte objects that consoles make as "folders" are left out. */
async function* listObjects(context, prefix) {
    for await (const page of pages(context, prefix, undefined)) {
        for (const { Key, Size } of page.Contents ?? []) {
            const key = Key?.slice(context.root.length) ?? '';
            if (key === '' || key.endsWith('/') || (0,storage_keys/* isReserved */.Bs)(key.split('/')[0] ?? ''))
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
            if (name !== '' && (prefix !== '' || !(0,storage_keys/* isReserved */.Bs)(name)))
                names.push(name);
        }
    }
    return names.sort(storage_keys/* compareKeys */.YD);
}
/** One listing of at most one key: the cheapest request that needs bucket, credentials and the right to list. */
async function checkBucket(context) {
    await attempt(context, '', () => context.client.send(new dist_cjs/* ListObjectsV2Command */.u6x({ Bucket: context.bucket, Prefix: context.root, MaxKeys: 1 }), {
        abortSignal: context.signal,
    }));
}
async function* pages(context, prefix, delimiter) {
    (0,storage_keys/* assertPrefix */.XQ)(prefix);
    let token;
    do {
        const page = await attempt(context, prefix, () => context.client.send(new dist_cjs/* ListObjectsV2Command */.u6x({
            Bucket: context.bucket,
            Prefix: context.root + prefix,
            ...(delimiter === undefined ? {} : { Delimiter: delimiter }),
            ...(token === undefined ? {} : { ContinuationToken: token }),
        }), { abortSignal: context.signal }));
        yield page;
        const next = page.IsTruncated === true ? page.NextContinuationToken : undefined;
        if (page.IsTruncated === true && (next === undefined || next === token)) {
            throw new errors/* StoreError */.AD('PBA-STORE-FAILED', `${context.location}: the listing of ${prefix} stopped before its end.`, {
                hint: 'The store said there was more, but not how to get it.',
            });
        }
        token = next;
    } while (token !== undefined);
}

;// CONCATENATED MODULE: ./build/storage/s3/sweeping.js




/**
 * Aborts the multipart uploads below `prefix` that were begun before `olderThan`. They are invisible in listings, yet
 * paid for. Returns the keys they were for. A store that cannot list them (501) has nothing we could end.
 */
async function abortUploads(context, prefix, olderThan) {
    (0,storage_keys/* assertPrefix */.XQ)(prefix);
    return await attempt(context, prefix, async () => {
        const ended = [];
        for (const { Key, UploadId, Initiated } of await unfinished(context, prefix)) {
            if (Key === undefined || UploadId === undefined || Initiated === undefined || Initiated >= olderThan)
                continue;
            try {
                await context.client.send(new dist_cjs/* AbortMultipartUploadCommand */.tfP({ Bucket: context.bucket, Key, UploadId }), {
                    abortSignal: context.signal,
                });
            }
            catch (error) {
                if (nameOf(error) === 'NoSuchUpload')
                    continue;
                throw error;
            }
            ended.push(Key.slice(context.root.length));
        }
        return ended;
    });
}
async function unfinished(context, prefix) {
    const uploads = [];
    let marker = {};
    for (;;) {
        let page;
        try {
            page = await context.client.send(new dist_cjs/* ListMultipartUploadsCommand */.mo2({ Bucket: context.bucket, Prefix: context.root + prefix, ...marker }), { abortSignal: context.signal });
        }
        catch (error) {
            if (statusOf(error) === 501)
                return uploads;
            throw error;
        }
        uploads.push(...(page.Uploads ?? []));
        const { IsTruncated, NextKeyMarker, NextUploadIdMarker } = page;
        const moved = NextKeyMarker !== marker.KeyMarker || NextUploadIdMarker !== marker.UploadIdMarker;
        if (IsTruncated !== true || NextKeyMarker === undefined || !moved)
            return uploads;
        marker = {
            KeyMarker: NextKeyMarker,
            ...(NextUploadIdMarker === undefined ? {} : { UploadIdMarker: NextUploadIdMarker }),
        };
    }
}

// EXTERNAL MODULE: ./build/storage/source-file.js
var source_file = __webpack_require__(9732);
;// CONCATENATED MODULE: ./build/storage/s3/clean-up.js



/**
 * Time for taking back what a failed or cancelled operation left. A cancelled run has seven seconds in all, and an
 * upload may take back two things.
 */
const CLEAN_UP_MS = 3_000;
/**
 * Takes something back after a failure or a cancellation. It has a deadline of its own, since the main signal may be
 * aborted already. It does not throw: the error that led here is the one to report, and the sweeper of the next
 * run is the second line.
 */
async function cleanUp(context, what, body) {
    try {
        await body(AbortSignal.timeout(CLEAN_UP_MS));
    }
    catch (error) {
        const reason = s3Error(error, context.location, what, new AbortController().signal).message;
        context.log.warning(`What a failed upload left could not be removed; the next run tries again. ${reason}`);
    }
}
/** Takes back an object that was stored, or may have been, by an upload that failed. */
async function removeObject(context, key) {
    const command = new dist_cjs/* DeleteObjectCommand */.k4j({ Bucket: context.bucket, Key: bucketKey(context, key) });
    await cleanUp(context, key, (abortSignal) => context.client.send(command, { abortSignal }));
}

;// CONCATENATED MODULE: ./build/storage/s3/multipart.js








/**
 * Uploads a file in parts. The upload is completed only when every part was accepted and the bytes that were read
 * have the recorded SHA-256; in every other case it is aborted.
 * Returns the checksum the store should have computed; undefined where its checksums are not trusted.
 */
async function uploadInParts(context, key, file, source, plan, attributes, onProgress) {
    const { UploadId } = await context.client.send(new dist_cjs/* CreateMultipartUploadCommand */.nG4({
        ...attributes,
        ...(context.trustFullChecksums ? { ChecksumAlgorithm: 'SHA256' } : {}),
    }), { abortSignal: context.signal });
    if (UploadId === undefined)
        throw new errors/* StoreError */.AD('PBA-STORE-FAILED', `${context.location}: ${key} got no upload id.`);
    const upload = { Bucket: attributes.Bucket, Key: attributes.Key, UploadId };
    try {
        const parts = await sendParts(context, upload, file, source, plan, onProgress);
        await complete(context, key, upload, file, parts);
        return compositeChecksum(parts);
    }
    catch (error) {
        await cleanUp(context, key, (abortSignal) => context.client
            .send(new dist_cjs/* AbortMultipartUploadCommand */.tfP(upload), { abortSignal })
            .catch((failure) => {
            if (nameOf(failure) !== 'NoSuchUpload')
                throw failure;
        }));
        throw error;
    }
}
/** Reads the file once, in order, and keeps up to `plan.inFlight` parts on their way. */
async function sendParts(context, upload, file, source, plan, onProgress) {
    const parts = [];
    const whole = (0,external_node_crypto_.createHash)('sha256');
    const inFlight = new Set();
    const stop = new AbortController();
    const abortSignal = AbortSignal.any([context.signal, stop.signal]);
    const failures = [];
    let sent = 0;
    const sendPart = async (PartNumber, Body) => {
        try {
            const digests = digestsOf(context, Body);
            const { ETag } = await context.client.send(new dist_cjs/* UploadPartCommand */.iVK({
                ...upload,
                PartNumber,
                Body,
                ContentLength: Body.length,
                ...digests,
            }), { abortSignal });
            if (ETag === undefined || ETag === '')
                throw new Error(`Part ${PartNumber} was accepted without an ETag`);
            parts[PartNumber - 1] = { PartNumber, ETag, ChecksumSHA256: digests.ChecksumSHA256 };
            sent += Body.length;
            onProgress?.(sent);
        }
        catch (error) {
            // The first failure is the reason; the others only follow from stopping.
            failures.push(error);
            stop.abort();
        }
    };
    try {
        for (let number = 1; number <= plan.count && !abortSignal.aborted; number++) {
            const start = (number - 1) * plan.partSize;
            const body = await (0,source_file/* readFully */.lR)(source, file, start, Math.min(plan.partSize, file.size - start));
            whole.update(body);
            const task = sendPart(number, body).finally(() => inFlight.delete(task));
            inFlight.add(task);
            if (inFlight.size >= plan.inFlight)
                await Promise.race(inFlight);
        }
    }
    catch (error) {
        failures.push(error);
        stop.abort();
    }
    await Promise.all(inFlight);
    if (failures.length > 0)
        throw failures[0];
    abortSignal.throwIfAborted();
    if (whole.digest('hex') !== file.sha256)
        throw (0,source_file/* sourceDiffers */.ZY)(file, 'its SHA-256 differs');
    return parts;
}
/**
 * Completes the upload. When the answer to a first attempt was lost, the second is told that the upload is gone
 * (404): then the object's size says whether it was completed, and the proof that follows looks at its bytes.
 */
async function complete(context, key, upload, file, parts) {
    const command = new dist_cjs/* CompleteMultipartUploadCommand */.Gym({ ...upload, MultipartUpload: { Parts: [...parts] } });
    try {
        await context.client.send(command, { abortSignal: context.signal });
        context.signal.throwIfAborted();
    }
    catch (error) {
        if (nameOf(error) === 'NoSuchUpload' && (await hasSize(context, key, file.size)))
            return;
        if (isAmbiguous(error))
            await removeObject(context, key);
        throw error;
    }
}
/** False also when it cannot be found out: then the failure that led here is the one to report. */
async function hasSize(context, key, size) {
    const head = await headObject(context, key, false).catch(() => undefined);
    return head?.size === size;
}
/** Base64 SHA-256 of the SHA-256s of the parts, and `-N` (S3 user guide, "Checking object integrity", composite). */
function compositeChecksum(parts) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    for (const { ChecksumSHA256 } of parts) {
        if (ChecksumSHA256 === undefined)
            return undefined;
        hash.update(ChecksumSHA256, 'base64');
    }
    return `${hash.digest('base64')}-${parts.length}`;
}

;// CONCATENATED MODULE: ./build/storage/s3/parts.js
/** The least a part may hold, except the last, is 5 MiB on S3; larger ones need fewer requests. */
const SMALLEST_PART = 8 * 1024 * 1024;
/** S3 user guide, "Amazon S3 multipart upload limits". */
const MOST_PARTS = 10_000;
const LARGEST_PART = 5 * 1024 ** 3;
const MIB = 1024 * 1024;
const IN_FLIGHT = 4;
/** Each part in flight is held in memory, so that the SDK can send it again. */
const MEMORY = 256 * MIB;
/**
 * How a file of `size` bytes is divided: parts of whole MiB, no smaller than 8 MiB, no more than 10,000. Undefined when
 * not even the largest parts suffice (48.8 TiB).
 */
function planParts(size) {
    const partSize = Math.max(SMALLEST_PART, Math.ceil(size / MOST_PARTS / MIB) * MIB);
    if (partSize > LARGEST_PART)
        return undefined;
    return {
        partSize,
        count: Math.max(1, Math.ceil(size / partSize)),
        inFlight: Math.max(1, Math.min(IN_FLIGHT, Math.floor(MEMORY / partSize))),
    };
}

;// CONCATENATED MODULE: ./build/storage/s3/upload.js












/**
 * Stores a file and proves it, see `Store.putFile`. Files of one part go in one request, larger ones in several.
 * What an earlier run left under the key is replaced.
 */
async function uploadFile(context, key, file, options) {
    const plan = planParts(file.size);
    if (plan === undefined) {
        throw new errors/* StoreError */.AD('PBA-STORE-FAILED', `${context.location}: ${key} is larger than an S3 object can be.`);
    }
    const attributes = attributesOf(context, key, options.storageClass);
    await attempt(context, key, async () => {
        const source = await (0,source_file/* openSource */.oD)(file);
        try {
            const checksum = file.size <= SMALLEST_PART
                ? await uploadWhole(context, key, file, await (0,source_file/* readFully */.lR)(source, file, 0, file.size), attributes)
                : await uploadInParts(context, key, file, source, plan, attributes, options.onProgress);
            if (file.size <= SMALLEST_PART)
                options.onProgress?.(file.size);
            await prove(context, key, file, checksum).catch(async (error) => {
                await removeObject(context, key);
                throw error;
            });
        }
        finally {
            await source.close();
        }
    });
}
/** One PutObject. Returns the checksum the store should have computed: base64 SHA-256 of the bytes. */
async function uploadWhole(context, key, file, body, attributes) {
    const hash = (0,external_node_crypto_.createHash)('sha256').update(body).digest();
    if (hash.toString('hex') !== file.sha256)
        throw (0,source_file/* sourceDiffers */.ZY)(file, 'its SHA-256 differs');
    const checksum = hash.toString('base64');
    try {
        await context.client.send(new dist_cjs/* PutObjectCommand */.wKZ({
            ...attributes,
            Body: body,
            ContentLength: body.length,
            ...digestsOf(context, body),
        }), { abortSignal: context.signal });
    }
    catch (error) {
        if (isAmbiguous(error))
            await removeObject(context, key);
        throw error;
    }
    if (context.signal.aborted) {
        await removeObject(context, key);
        throw new errors/* CancelledError */.cc();
    }
    return checksum;
}

;// CONCATENATED MODULE: ./build/storage/s3/store.js








/** A prefix in an S3 bucket: Amazon's, or any server that speaks its protocol. The parts are in this folder. */
class S3Store {
    kind = 's3';
    location;
    #context;
    constructor(context) {
        this.location = context.location;
        this.#context = context;
    }
    async check() {
        await checkBucket(this.#context);
    }
    list(prefix) {
        return listObjects(this.#context, prefix);
    }
    async folders(prefix) {
        return await listFolders(this.#context, prefix);
    }
    async head(key) {
        const head = await headObject(this.#context, key, false);
        return head && { key, size: head.size };
    }
    async read(key, options = {}) {
        return await readObject(this.#context, key, options.start);
    }
    async putFile(key, file, options = {}) {
        await uploadFile(this.#context, key, file, options);
    }
    async create(key, body) {
        await createObject(this.#context, key, body);
    }
    async delete(keys) {
        if (this.#context.signal.aborted)
            throw new errors/* CancelledError */.cc();
        return await deleteKeys(this.#context, keys);
    }
    async sweep(prefix, olderThan) {
        return await abortUploads(this.#context, prefix, olderThan);
    }
    async close() {
        this.#context.client.destroy();
        this.#context.reader.destroy();
    }
}


/***/ })

};
