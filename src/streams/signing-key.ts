import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { UserError } from '../errors.ts';

/** An Ed25519 key (RFC 8032) that signs texts. */
export interface SigningKey {
  /** The public half as PEM, for who verifies. */
  readonly publicPem: string;
  /** SHA-256 of the public half (SubjectPublicKeyInfo, DER) in hexadecimal: what people compare. */
  readonly fingerprint: string;
  sign(text: string): Buffer;
}

/** @throws UserError PBA-KEY-UNREADABLE; the message holds nothing of the key */
export function openSigningKey(pem: string): SigningKey {
  const key = readKey(pem);
  const publicKey = createPublicKey(key);
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return {
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    fingerprint: createHash('sha256').update(der).digest('hex'),
    sign: (text) => sign(null, Buffer.from(text), key),
  };
}

function readKey(pem: string): KeyObject {
  let key: KeyObject | undefined;
  try {
    key = createPrivateKey(pem);
  } catch {
    // OpenSSL's reason says less than our hint, and might repeat a part of the input.
  }
  if (key?.asymmetricKeyType === 'ed25519') return key;
  throw new UserError(
    'PBA-KEY-UNREADABLE',
    key === undefined
      ? 'evidence-key is no private key in PEM, or one that asks for a passphrase.'
      : `evidence-key is a key of type ${key.asymmetricKeyType ?? 'unknown'}, and has to be of type ed25519.`,
    {
      hint: 'Make one with `openssl genpkey -algorithm ed25519 -out evidence-key.pem`; the secret is the whole file.',
    },
  );
}
