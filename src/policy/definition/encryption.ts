import type { Field } from '../shape.ts';

/** `encryption:` */
export const encryption = {
  kind: 'record',
  fields: {
    recipients: {
      kind: 'list',
      of: { kind: 'text', pattern: /age1[0-9a-z]{20,}/, hint: 'an age public key (age1…)' },
      unique: 'items',
      default: [],
      description:
        'age public keys. Every set is encrypted for all of them; any one of their identities can read it. Identities never stand here.',
    },
    required: {
      kind: 'boolean',
      default: false,
      description: 'Refuse to make a set that is not encrypted.',
    },
  },
  mistakes: {
    identity:
      'an identity is a secret and does not belong into the policy; restore tests take it as an input',
    identities:
      'identities are secrets and do not belong into the policy; restore tests take them as an input',
  },
  default: {},
  description: 'Encryption of the sets with age.',
} as const satisfies Field;
