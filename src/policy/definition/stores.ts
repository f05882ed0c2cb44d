import type { Field } from '../shape.ts';
import { storeName } from './names.ts';

const NO_CREDENTIALS =
  'credentials do not belong into the policy; use the inputs s3-access-key-id and s3-secret-access-key, or what the AWS programs use';

/** `stores:` */
export const stores = {
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
          description:
            'The bucket has Object Lock switched on. Only then can a tier lock its sets there (`lock`).',
        },
        'write-only': {
          kind: 'boolean',
          default: false,
          description:
            'The credentials of backups may only write there, as docs/least-privilege.md recommends. Backups then neither look what the store holds nor read back what they wrote: `verify` with the credentials of a restorer does.',
        },
      },
    },
    mistakes: {
      uri: 'uri belongs under s3',
      path: 'write directory: /path',
      bucket: 'write s3: {uri: s3://bucket/prefix}',
    },
  },
  description:
    'Where sets are kept: a name for each place, used by `tiers` and `databases`. Credentials never stand here.',
  without: 'the input `stores`',
} as const satisfies Field;
