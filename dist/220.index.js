export const id = 220;
export const ids = [220];
export const modules = {

/***/ 77220:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  S3Store: () => (/* binding */ S3Store)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/storage/s3/clean-up.js
var clean_up = __webpack_require__(40136);
// EXTERNAL MODULE: ./build/storage/s3/copying.js
var copying = __webpack_require__(91266);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-s3/dist-cjs/index.js
var dist_cjs = __webpack_require__(53711);
// EXTERNAL MODULE: ./build/storage/s3/attributes.js
var s3_attributes = __webpack_require__(16428);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
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

// EXTERNAL MODULE: ./build/storage/s3/context.js
var s3_context = __webpack_require__(63422);
// EXTERNAL MODULE: ./build/storage/s3/errors.js
var s3_errors = __webpack_require__(37046);
// EXTERNAL MODULE: ./build/storage/s3/head.js
var s3_head = __webpack_require__(39427);
// EXTERNAL MODULE: ./build/storage/s3/proof.js
var proof = __webpack_require__(24915);
// EXTERNAL MODULE: ./build/storage/s3/protection.js
var protection = __webpack_require__(25274);
// EXTERNAL MODULE: ./build/storage/s3/reading.js + 1 modules
var reading = __webpack_require__(69850);
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
async function createObject(context, key, body, options = {}) {
    await (0,s3_context/* attempt */.C)(context, key, async () => {
        if ((await (0,s3_head/* headObject */.C)(context, key, false)) !== undefined)
            throw exists(context, key);
        const { kind, error } = await write(context, key, body, options);
        if (kind === 'refused')
            throw exists(context, key, error);
        if (kind === 'perhaps') {
            if (await foundOurs(context, key, body))
                return await (0,protection/* confirmLock */.c5)(context, key, options.lock);
            throw (0,s3_errors/* statusOf */.c2)(error) === 412 ? exists(context, key, error) : error;
        }
        if (await (0,reading/* holdsBytes */.gt)(context, key, body))
            return await (0,protection/* confirmLock */.c5)(context, key, options.lock);
        if (kind === 'unconditional')
            throw exists(context, key);
        throw (0,proof/* damaged */.q)(context, key, 'other bytes came back');
    });
}
async function write(context, key, body, options) {
    const send = async (condition) => {
        const request = {
            ...(0,s3_attributes/* attributesOf */.T)(context, key, options),
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
            if ((0,s3_errors/* statusOf */.c2)(error) === 409 && (0,s3_errors/* attemptsOf */.Or)(error) === 1 && conflicts < CONFLICT_ATTEMPTS) {
                await (0,promises_.setTimeout)(CONFLICT_PAUSE_MS, undefined, { signal: context.signal });
                continue;
            }
            if ((0,s3_errors/* isAmbiguous */.X2)(error))
                return { kind: 'perhaps', error };
            if ((0,s3_errors/* statusOf */.c2)(error) === 412 || (0,s3_errors/* statusOf */.c2)(error) === 409)
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
        if ((0,s3_errors/* isAmbiguous */.X2)(error))
            return { kind: 'perhaps', error };
        throw error;
    }
}
/** 501 by the S3 API; some servers say 400 and name the header. */
function refusesCondition(error) {
    if ((0,s3_errors/* statusOf */.c2)(error) === 501 || (0,s3_errors/* nameOf */.Vb)(error) === 'NotImplemented')
        return true;
    return (0,s3_errors/* statusOf */.c2)(error) === 400 && /if-none-match|not implemented/i.test((0,errors/* messageOf */.bD)(error));
}
/** Whether our bytes are there after all. A failure to find out leaves the first error as the one to report. */
async function foundOurs(context, key, body) {
    try {
        return await (0,reading/* holdsBytes */.gt)(context, key, body);
    }
    catch (error) {
        context.log.debug(`Whether ${key} was written could not be found out: ${(0,errors/* messageOf */.bD)(error)}`);
        return false;
    }
}
function exists(context, key, cause) {
    return new errors/* StoreError */.AD('PBA-STORE-EXISTS', `${context.location}: ${key} exists already.`, { cause });
}

// EXTERNAL MODULE: ./build/storage/s3/deletion.js
var deletion = __webpack_require__(8803);
// EXTERNAL MODULE: ./build/storage/keys.js
var keys = __webpack_require__(88024);
;// CONCATENATED MODULE: ./build/storage/s3/listing.js




/** The objects below `prefix`, page by page. The zero-byte objects that consoles make as "folders" are left out. */
async function* listObjects(context, prefix) {
    for await (const page of pages(context, prefix, undefined)) {
        for (const { Key, Size } of page.Contents ?? []) {
            const key = Key?.slice(context.root.length) ?? '';
            if (key === '' || key.endsWith('/') || (0,keys/* isReserved */.Bs)(key.split('/')[0] ?? ''))
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
            if (name !== '' && (prefix !== '' || !(0,keys/* isReserved */.Bs)(name)))
                names.push(name);
        }
    }
    return names.sort(keys/* compareKeys */.YD);
}
/** One listing of at most one key: the cheapest request that needs bucket, credentials and the right to list. */
async function checkBucket(context) {
    await (0,s3_context/* attempt */.C)(context, '', () => context.client.send(new dist_cjs/* ListObjectsV2Command */.u6x({ Bucket: context.bucket, Prefix: context.root, MaxKeys: 1 }), {
        abortSignal: context.signal,
    }));
}
async function* pages(context, prefix, delimiter) {
    (0,keys/* assertPrefix */.XQ)(prefix);
    let token;
    do {
        const page = await (0,s3_context/* attempt */.C)(context, prefix, () => context.client.send(new dist_cjs/* ListObjectsV2Command */.u6x({
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

;// CONCATENATED MODULE: ./build/storage/s3/retrieval.js




/** S3 API reference, GetObject: InvalidObjectState for these until they are restored. */
const ARCHIVES = new Set(['GLACIER', 'DEEP_ARCHIVE']);
/** By the headers of HEAD: `x-amz-storage-class`, `x-amz-archive-status`, `x-amz-restore`. */
async function readAvailability(context, key) {
    return await (0,s3_context/* attempt */.C)(context, key, async () => {
        try {
            const command = new dist_cjs/* HeadObjectCommand */.l81({ Bucket: context.bucket, Key: (0,s3_context/* bucketKey */.a)(context, key) });
            const head = await context.client.send(command, { abortSignal: context.signal });
            const storageClass = head.StorageClass ?? 'STANDARD';
            const archived = ARCHIVES.has(storageClass) || head.ArchiveStatus !== undefined;
            const restored = /ongoing-request="false"/.test(head.Restore ?? '');
            return {
                readable: !archived || restored,
                storageClass,
                retrieving: /ongoing-request="true"/.test(head.Restore ?? ''),
            };
        }
        catch (error) {
            if ((0,s3_errors/* statusOf */.c2)(error) !== 404)
                throw error;
            throw new errors/* StoreError */.AD('PBA-STORE-NOT-FOUND', `${context.location}: there is no object ${key}.`, {
                cause: error,
            });
        }
    });
}
async function requestRetrieval(context, key, tier, days) {
    await (0,s3_context/* attempt */.C)(context, key, async () => {
        const command = new dist_cjs/* RestoreObjectCommand */.Po5({
            Bucket: context.bucket,
            Key: (0,s3_context/* bucketKey */.a)(context, key),
            RestoreRequest: { Days: days, GlacierJobParameters: { Tier: tier } },
        });
        try {
            await context.client.send(command, { abortSignal: context.signal });
        }
        catch (error) {
            if ((0,s3_errors/* nameOf */.Vb)(error) !== 'RestoreAlreadyInProgress')
                throw error;
        }
    });
}

;// CONCATENATED MODULE: ./build/storage/s3/sweeping.js




/**
 * Aborts the multipart uploads below `prefix` that were begun before `olderThan`. They are invisible in listings, yet
 * paid for. Returns the keys they were for. A store that cannot list them (501) has nothing we could end.
 */
async function abortUploads(context, prefix, olderThan) {
    (0,keys/* assertPrefix */.XQ)(prefix);
    return await (0,s3_context/* attempt */.C)(context, prefix, async () => {
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
                if ((0,s3_errors/* nameOf */.Vb)(error) === 'NoSuchUpload')
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
            if ((0,s3_errors/* statusOf */.c2)(error) === 501)
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
var source_file = __webpack_require__(19732);
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
        await (0,clean_up/* abortUpload */.q)(context, key, upload);
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
        if ((0,s3_errors/* nameOf */.Vb)(error) === 'NoSuchUpload' && (await hasSize(context, key, file.size)))
            return;
        if ((0,s3_errors/* isAmbiguous */.X2)(error))
            await (0,clean_up/* removeObject */.Gj)(context, key);
        throw error;
    }
}
/** False also when it cannot be found out: then the failure that led here is the one to report. */
async function hasSize(context, key, size) {
    const head = await (0,s3_head/* headObject */.C)(context, key, false).catch(() => undefined);
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
    const attributes = (0,s3_attributes/* attributesOf */.T)(context, key, options);
    await (0,s3_context/* attempt */.C)(context, key, async () => {
        const source = await (0,source_file/* openSource */.oD)(file);
        try {
            const checksum = file.size <= SMALLEST_PART
                ? await uploadWhole(context, key, file, await (0,source_file/* readFully */.lR)(source, file, 0, file.size), attributes)
                : await uploadInParts(context, key, file, source, plan, attributes, options.onProgress);
            if (file.size <= SMALLEST_PART)
                options.onProgress?.(file.size);
            try {
                await (0,proof/* prove */.z)(context, key, file, checksum);
                await (0,protection/* confirmLock */.c5)(context, key, options.lock);
            }
            catch (error) {
                await (0,clean_up/* removeObject */.Gj)(context, key);
                throw error;
            }
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
        if ((0,s3_errors/* isAmbiguous */.X2)(error))
            await (0,clean_up/* removeObject */.Gj)(context, key);
        throw error;
    }
    if (context.signal.aborted) {
        await (0,clean_up/* removeObject */.Gj)(context, key);
        throw new errors/* CancelledError */.cc();
    }
    return checksum;
}

// EXTERNAL MODULE: ./build/concurrency.js
var concurrency = __webpack_require__(3943);
// EXTERNAL MODULE: ./build/storage/without-versions.js
var without_versions = __webpack_require__(92318);
;// CONCATENATED MODULE: ./build/storage/s3/versions.js










const PAGE = 1000;
const AT_ONCE = 8;
/** Every version and delete marker below a prefix, see `Store.versions`; one request for 1,000 of them. */
async function* listVersions(context, prefix) {
    (0,keys/* assertPrefix */.XQ)(prefix);
    let marker = {};
    let any = false;
    while (marker !== undefined) {
        const page = await (0,s3_context/* attempt */.C)(context, prefix, () => readPage(context, prefix, marker ?? {}));
        if (page === undefined)
            break;
        any ||= page.versions.length > 0;
        yield* page.versions;
        marker = page.next;
    }
    // A store without versions refuses the question, or takes it for another: what it lists are the only ones.
    if (!any)
        for await (const object of listObjects(context, prefix))
            yield (0,without_versions/* onlyVersion */.Fc)(object);
}
async function readPage(context, prefix, marker) {
    try {
        const output = await context.client.send(new dist_cjs/* ListObjectVersionsCommand */.uc$({
            Bucket: context.bucket,
            Prefix: context.root + prefix,
            MaxKeys: PAGE,
            ...marker,
        }), { abortSignal: context.signal });
        const own = (key) => (key ?? '').slice(context.root.length);
        const versions = (output.Versions ?? []).map((one) => ({
            key: own(one.Key),
            size: one.Size ?? 0,
            versionId: one.VersionId,
            latest: one.IsLatest ?? false,
            marker: false,
            modified: one.LastModified,
        }));
        const markers = (output.DeleteMarkers ?? []).map((one) => ({
            key: own(one.Key),
            size: 0,
            versionId: one.VersionId,
            latest: one.IsLatest ?? false,
            marker: true,
            modified: one.LastModified,
        }));
        const next = output.IsTruncated
            ? {
                ...(output.NextKeyMarker === undefined ? {} : { KeyMarker: output.NextKeyMarker }),
                ...(output.NextVersionIdMarker === undefined
                    ? {}
                    : { VersionIdMarker: output.NextVersionIdMarker }),
            }
            : undefined;
        // Consoles make zero-byte `folder/` objects; `list` does not show them either.
        return {
            versions: [...versions, ...markers].filter((one) => !one.key.endsWith('/') && one.key !== ''),
            next,
        };
    }
    catch (error) {
        if (isWithoutVersions(error))
            return undefined;
        throw error;
    }
}
/** Also stores that mistake the question for another and answer with something else. */
function isWithoutVersions(error) {
    return ((0,s3_errors/* statusOf */.c2)(error) === 501 ||
        ['NotImplemented', 'MethodNotAllowed'].includes((0,s3_errors/* nameOf */.Vb)(error)) ||
        (0,s3_errors/* statusOf */.c2)(error) === 200);
}
/** Deletes exact versions, see `Store.deleteVersions`. */
async function deleteVersions(context, versions) {
    const deleted = [];
    const failed = [];
    const locked = [];
    for (let start = 0; start < versions.length; start += PAGE) {
        const batch = versions.slice(start, start + PAGE);
        const refused = await deleteBatch(context, batch);
        for (const { key, versionId } of batch) {
            const version = { key, versionId };
            const reason = refused.get(nameOfVersion(version));
            if (reason === undefined) {
                deleted.push(version);
                continue;
            }
            // A locked version is refused as if the role had no right to it.
            const { lock, legalHold } = await (0,protection/* readProtection */.mR)(context, version.key, version.versionId).catch(() => ({
                lock: undefined,
                legalHold: false,
            }));
            if (lock !== undefined || legalHold)
                locked.push({ ...version, until: lock?.until, legalHold });
            else
                failed.push({ key: version.key, reason });
        }
    }
    return { deleted, failed, locked };
}
async function deleteBatch(context, batch) {
    const refused = new Map();
    try {
        const output = await context.client.send(new dist_cjs/* DeleteObjectsCommand */.xvx({
            Bucket: context.bucket,
            Delete: {
                Objects: batch.map(({ key, versionId }) => ({
                    Key: (0,s3_context/* bucketKey */.a)(context, key),
                    ...(versionId === undefined ? {} : { VersionId: versionId }),
                })),
                Quiet: true,
            },
        }), { abortSignal: context.signal });
        for (const { Key, VersionId, Code, Message } of output.Errors ?? []) {
            if (Code === 'NoSuchKey' || Code === 'NoSuchVersion')
                continue;
            const key = Key?.slice(context.root.length) ?? '';
            const given = batch.find((one) => one.key === key && (one.versionId ?? VersionId) === VersionId);
            refused.set(nameOfVersion(given ?? { key, versionId: VersionId }), `${Code ?? 'Error'}: ${Message ?? ''}`);
        }
    }
    catch (error) {
        if (context.signal.aborted)
            throw new errors/* CancelledError */.cc(undefined, { cause: error });
        if ((0,deletion/* needsSingleRequests */.U)(error))
            return await deleteOneByOne(context, batch);
        for (const version of batch) {
            const reason = (0,s3_errors/* s3Error */.lH)(error, context.location, version.key, context.signal).message;
            refused.set(nameOfVersion(version), reason);
        }
    }
    return refused;
}
async function deleteOneByOne(context, batch) {
    const refused = new Map();
    await (0,concurrency/* mapLimited */.bB)(batch, AT_ONCE, async (version) => {
        const command = new dist_cjs/* DeleteObjectCommand */.k4j({
            Bucket: context.bucket,
            Key: (0,s3_context/* bucketKey */.a)(context, version.key),
            ...(version.versionId === undefined ? {} : { VersionId: version.versionId }),
        });
        try {
            await context.client.send(command, { abortSignal: context.signal });
        }
        catch (error) {
            if (context.signal.aborted)
                throw new errors/* CancelledError */.cc(undefined, { cause: error });
            if ((0,s3_errors/* statusOf */.c2)(error) === 404)
                return;
            const reason = (0,s3_errors/* s3Error */.lH)(error, context.location, version.key, context.signal).message;
            refused.set(nameOfVersion(version), reason);
        }
    });
    return refused;
}
function nameOfVersion({ key, versionId }) {
    return `${key}\0${versionId ?? ''}`;
}

;// CONCATENATED MODULE: ./build/storage/s3/store.js













/** A prefix in an S3 bucket: Amazon's, or any server that speaks its protocol. The parts are in this folder. */
class S3Store {
    kind = 's3';
    location;
    #context;
    #locks;
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
        const head = await (0,s3_head/* headObject */.C)(this.#context, key, false);
        return head && { key, size: head.size };
    }
    async read(key, options = {}) {
        return await (0,reading/* readObject */.Ag)(this.#context, key, options.start);
    }
    async putFile(key, file, options = {}) {
        await uploadFile(this.#context, key, file, options);
    }
    async create(key, body, options = {}) {
        await createObject(this.#context, key, body, options);
    }
    async copy(from, to, object, options = {}) {
        await (0,copying/* copyObject */.J)(this.#context, from, to, object, options);
    }
    async protection(key) {
        this.#locks ??= (0,protection/* hasLocks */.vR)(this.#context);
        return (await this.#locks)
            ? await (0,protection/* readProtection */.mR)(this.#context, key)
            : { lock: undefined, legalHold: false };
    }
    async setLegalHold(key, on) {
        await (0,protection/* writeLegalHold */.Cc)(this.#context, key, on);
    }
    async delete(keys) {
        if (this.#context.signal.aborted)
            throw new errors/* CancelledError */.cc();
        return await (0,deletion/* deleteKeys */.I)(this.#context, keys);
    }
    async takeBack(keys) {
        return await (0,clean_up/* takeBackKeys */.Ve)(this.#context, keys);
    }
    async availability(key) {
        return await readAvailability(this.#context, key);
    }
    async retrieve(key, tier, days) {
        await requestRetrieval(this.#context, key, tier, days);
    }
    versions(prefix) {
        return listVersions(this.#context, prefix);
    }
    async deleteVersions(versions) {
        if (this.#context.signal.aborted)
            throw new errors/* CancelledError */.cc();
        return await deleteVersions(this.#context, versions);
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
