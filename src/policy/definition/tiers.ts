import type { Field } from '../shape.ts';
import { STORAGE_CLASS_NAMES, TRANSITION_CLASS_NAMES } from '../storage-classes.ts';
import { storeNames } from './names.ts';

const days = { kind: 'integer', min: 1, max: 36_500 } as const;
const none = { kind: 'choice', choices: ['none'] } as const;

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
} as const;

/** `tiers:` */
export const tiers = {
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
      description:
        'Stores that get a copy: a list of names, `every`, or `s3` for every S3 store (for every store, where none is S3).',
    },
    'storage-class': {
      kind: 'choice',
      choices: STORAGE_CLASS_NAMES,
      default: 'STANDARD',
      description:
        'Storage class at upload, in S3 stores. A default other than `STANDARD` is for Amazon S3 alone; what is written here is for every S3 store of the tier.',
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
            choices: TRANSITION_CLASS_NAMES,
            required: true,
            description: 'Class they are moved to.',
          },
        },
      },
      default: 'none',
      description:
        'When sets move to a colder class, by a lifecycle rule of the bucket: `after-days` and `storage-class`, or `none`. A default is for Amazon S3 alone, and for sets that are kept long enough.',
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
            description:
              '`governance` can be lifted by who has the right to; `compliance` by nobody at all before its time.',
          },
          days: {
            ...days,
            required: true,
            description: 'Days from the upload in which nothing can be deleted; at most `keep-days`.',
          },
        },
      },
      default: 'none',
      description:
        'Object Lock of the sets, in S3 stores with `object-lock: true`: `mode` and `days`, or `none`.',
    },
  },
  default: {},
  description:
    'How long and where sets are kept, and in which storage class. What is not written has these defaults.',
} as const satisfies Field;
