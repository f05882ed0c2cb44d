import type { Field } from '../shape.ts';

/** `objectives:` */
export const objectives = {
  kind: 'record',
  fields: {
    rpo: {
      kind: 'duration',
      min: '1m',
      max: '366d',
      default: '15m',
      description:
        'Recovery point objective: how much may be lost. Below `backup-every` it needs WAL archiving; dumps alone lose what was written since the last one.',
    },
    rto: {
      kind: 'duration',
      min: '1m',
      max: '30d',
      default: '1h',
      description:
        'Recovery time objective: how long a restore may take, from the first byte to the usable database.',
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
      description:
        'While the newest proven set is older than this, nothing is deleted. At least `restore-test-every`.',
    },
  },
  default: {},
  description: 'What has to be kept; a broken objective fails the run that notices it.',
} as const satisfies Field;
