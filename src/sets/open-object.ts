import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import { objectKey, type SetLocation } from '../catalog/keys.ts';
import type { Manifest, ManifestObject, ObjectRole } from '../catalog/manifest.ts';
import { IntegrityError, UserError } from '../errors.ts';
import type { Store } from '../storage/store.ts';
import type { AgeDecryption } from '../streams/age.ts';
import { Checked } from './checked.ts';

export interface OpenOptions {
  readonly store: Store;
  readonly location: SetLocation;
  readonly manifest: Manifest;
  readonly decryption: AgeDecryption | undefined;
  /** Stored bytes read so far, of this object. */
  readonly onBytes?: (bytes: number) => void;
}

/**
 * The plaintext of one object. The stream fails, at the latest at its end, when the stored bytes or the plaintext
 * are not exactly those of the manifest; so what was read to the end is what was backed up.
 * @throws UserError PBA-KEY-MISSING when the set is encrypted and there is no identity
 */
export async function openObject(object: ManifestObject, options: OpenOptions): Promise<Readable> {
  const { manifest, decryption, store } = options;
  const key = objectKey(options.location, object.name);
  const what = `${store.location}/${key}`;
  const encrypted = isEncrypted(manifest, object);
  if (encrypted && decryption === undefined) throw keyMissing(manifest);
  const stored = new Checked(object, what, options.onBytes);
  const source = await store.read(key);
  chain(source, stored);
  if (!encrypted || decryption === undefined) return stored;
  const plain = new Checked(object.plaintext, `The plaintext of ${what}`);
  chain(await decryption.decrypt(stored, what), plain);
  return plain;
}

/** Connects two streams so that an error or an early end of one destroys the other with the reason. */
function chain(from: Readable, to: Checked): void {
  pipeline(from, to, () => {});
}

/** RECOVERY.md is for people without our tools; it is the only object of an encrypted set that is not encrypted. */
export function isEncrypted(manifest: Manifest, object: ManifestObject): boolean {
  return manifest.encryption !== null && object.role !== 'recovery';
}

export function keyMissing(manifest: Manifest): UserError {
  return new UserError('PBA-KEY-MISSING', `Set ${manifest.id} is encrypted and no identity was given.`, {
    hint: `Set \`identity\` (or \`identity-file\`) to the secret key of one of: ${manifest.encryption?.recipients.join(', ') ?? ''}.`,
  });
}

/** The one object of a role, or undefined. */
export function objectOf(manifest: Manifest, role: ObjectRole): ManifestObject | undefined {
  return manifest.objects.find((object) => object.role === role);
}

/** The one object of a role that this set must have. @throws IntegrityError PBA-MANIFEST-INVALID */
export function requireObject(manifest: Manifest, role: ObjectRole): ManifestObject {
  const object = objectOf(manifest, role);
  if (object) return object;
  throw new IntegrityError('PBA-MANIFEST-INVALID', `The manifest of set ${manifest.id} names no ${role}.`);
}

/** Reads a whole object of at most `limit` bytes as UTF-8 text. */
export async function readObjectText(
  object: ManifestObject,
  options: OpenOptions,
  limit = 512 * 1024 * 1024,
): Promise<string> {
  if (object.plaintext.size > limit) {
    throw new IntegrityError(
      'PBA-MANIFEST-INVALID',
      `${object.name} of set ${options.manifest.id} is too large to be read whole.`,
    );
  }
  const chunks: Buffer[] = [];
  for await (const chunk of await openObject(object, options)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
