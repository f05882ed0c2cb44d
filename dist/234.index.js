export const id = 234;
export const ids = [234];
export const modules = {

/***/ 66234:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openContext: () => (/* binding */ openContext)
});

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-s3/dist-cjs/index.js
var dist_cjs = __webpack_require__(53711);
// EXTERNAL MODULE: ./build/storage/s3/copying.js
var copying = __webpack_require__(91266);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
;// CONCATENATED MODULE: ./build/storage/s3/options.js

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
        throw new errors/* UserError */.yo('PBA-INPUT', `The S3 options are not right: ${problems.join('; ')}.`, {
            hint: 'Give both keys or none (then the default provider chain of the AWS SDK is used), and an endpoint like https://s3.example.com.',
        });
    }
}

;// CONCATENATED MODULE: ./build/storage/s3/client.js



const DEFAULT_STALL_MS = 60_000;
const CONNECT_MS = 10_000;
/** The first attempt and three more, with growing pauses ("standard" mode of the SDK). */
const ATTEMPTS = 4;
/**
 * Makes the clients of one store. No request is sent. `env` is the environment from which the SDK, too, takes an
 * endpoint and a region that the options do not name.
 * @throws UserError PBA-INPUT when the options contradict each other
 */
function openContext(place, location, options, env, signal, log) {
    const endpoint = options.endpoint ?? (env['AWS_ENDPOINT_URL_S3'] || env['AWS_ENDPOINT_URL'] || undefined);
    assertOptions({ ...options, ...(endpoint === undefined ? {} : { endpoint }) });
    const amazon = isAmazon(endpoint);
    const trustFullChecksums = options.trustFullChecksums ?? amazon;
    const stallTimeoutMs = options.stallTimeoutMs ?? DEFAULT_STALL_MS;
    const region = options.region ?? (amazon ? undefined : env['AWS_REGION'] || 'us-east-1');
    const forcePathStyle = options.forcePathStyle ?? !amazon;
    const config = {
        ...(endpoint === undefined ? {} : { endpoint }),
        ...(region === undefined ? {} : { region }),
        ...(options.accessKeyId === undefined || options.secretAccessKey === undefined
            ? {}
            : {
                credentials: {
                    accessKeyId: options.accessKeyId,
                    secretAccessKey: options.secretAccessKey,
                    ...(options.sessionToken === undefined ? {} : { sessionToken: options.sessionToken }),
                },
            }),
        forcePathStyle,
        maxAttempts: ATTEMPTS,
        retryMode: 'standard',
        // A region that is not the bucket's is found out by one redirect; only Amazon answers with one.
        followRegionRedirects: amazon,
        // Bodies are buffers of known size, so a refusal costs at most one part. With the header every part would need
        // a connection of its own (the SDK's handler does not keep those alive).
        expectContinueHeader: false,
        // Since 2025 the SDK sends checksums that R2, GCS, older MinIO and Ceph refuse (aws-sdk-js-v3 issue 6810).
        ...(trustFullChecksums
            ? {}
            : { requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED' }),
    };
    const client = new dist_cjs/* S3Client */.YxF({
        ...config,
        requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: stallTimeoutMs },
    });
    const reader = new dist_cjs/* S3Client */.YxF({
        ...config,
        credentials: client.config.credentials,
        // Whoever reads compares a SHA-256, and the SDK's checking stream would not pass a `destroy` on to the socket.
        responseChecksumValidation: 'WHEN_REQUIRED',
        // Without a body to send, this limits the wait for the response's headers.
        requestHandler: {
            connectionTimeout: CONNECT_MS,
            requestTimeout: stallTimeoutMs,
            throwOnRequestTimeout: true,
            socketTimeout: 0,
        },
    });
    return {
        client,
        reader,
        bucket: place.bucket,
        root: place.root,
        location,
        trustFullChecksums,
        largestCopy: options.largestCopy ?? copying/* LARGEST_COPY */.v,
        stallTimeoutMs,
        signal,
        log,
    };
}


/***/ })

};
