import { createHash } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Decrypter, Encrypter } from 'age-encryption';
import { MANIFEST, objectKey, type SetLocation } from '../../../src/catalog/keys.ts';
import {
  type Manifest,
  type ManifestObject,
  manifestLocation,
  type ObjectRole,
  serialiseManifest,
} from '../../../src/catalog/manifest.ts';

/** An age key pair. */
export interface KeyPair {
  readonly identity: string;
  readonly recipient: string;
}

/** A sound set in a directory store, of which damaged copies are made. */
export interface SoundSet {
  readonly root: string;
  readonly manifest: Manifest;
  /** Undefined when the set is not encrypted. */
  readonly key: KeyPair | undefined;
}

/** A copy of a sound set that may be damaged: hard links, so a copy costs nothing, and files are only ever replaced. */
export class Workspace {
  readonly root: string;
  readonly sound: SoundSet;
  /** The identity that the verification is given. */
  identity: string | undefined;
  /** Where the verification looks for the set. */
  location: SetLocation;

  private constructor(root: string, sound: SoundSet) {
    this.root = root;
    this.sound = sound;
    this.identity = sound.key?.identity;
    this.location = manifestLocation(sound.manifest);
  }

  static async copy(sound: SoundSet, root: string): Promise<Workspace> {
    const workspace = new Workspace(root, sound);
    await mkdir(dirname(workspace.path(MANIFEST)), { recursive: true });
    for (const name of workspace.names) {
      await link(pathOf(sound.root, sound.manifest, name), workspace.path(name));
    }
    return workspace;
  }

  /** All files of the set. */
  get names(): string[] {
    return [...this.sound.manifest.objects.map((object) => object.name), MANIFEST];
  }

  object(role: ObjectRole): ManifestObject {
    const found = this.sound.manifest.objects.find((object) => object.role === role);
    if (found === undefined) throw new Error(`The set has no ${role}.`);
    return found;
  }

  path(name: string): string {
    return pathOf(this.root, this.sound.manifest, name);
  }

  read(name: string): Promise<Buffer> {
    return readFile(this.path(name));
  }

  async replace(name: string, bytes: Uint8Array | string): Promise<void> {
    await this.remove(name);
    await writeFile(this.path(name), bytes);
  }

  /** Has the set looked for at another place. @returns where the manifest is, and where it would be there */
  moveTo(location: SetLocation): { readonly from: string; readonly to: string } {
    this.location = location;
    return { from: this.path(MANIFEST), to: join(this.root, objectKey(location, MANIFEST)) };
  }

  /** Unlinks the name; the file itself belongs to the sound set. */
  async remove(name: string): Promise<void> {
    await rm(this.path(name));
  }

  /** What an object holds, decrypted. */
  async plaintext(object: ManifestObject): Promise<Buffer> {
    return plaintextOf(this.sound, object, await this.read(object.name));
  }

  /**
   * Replaces an object as somebody would who can compute hashes: encrypted to the same recipients, the manifest's
   * hashes and its own digest made right again.
   */
  async forge(object: ManifestObject, plain: Uint8Array | string): Promise<void> {
    const plaintext = Buffer.from(plain);
    const stored = await this.#encrypted(object, plaintext);
    await this.replace(object.name, stored);
    await this.seal({
      objects: this.sound.manifest.objects.map((one) =>
        one.name === object.name ? { ...one, ...measure(stored), plaintext: measure(plaintext) } : one,
      ),
    });
  }

  /** Writes the manifest with changes and the digest that fits them. */
  async seal(changes: Partial<Manifest>): Promise<void> {
    await this.replace(MANIFEST, serialiseManifest({ ...this.sound.manifest, ...changes }));
  }

  async #encrypted(object: ManifestObject, plaintext: Buffer): Promise<Buffer> {
    if (this.sound.key === undefined || object.role === 'recovery') return plaintext;
    return encryptTo(this.sound.key.recipient, plaintext);
  }
}

function pathOf(root: string, manifest: Manifest, name: string): string {
  return join(root, objectKey(manifestLocation(manifest), name));
}

export function readSound(sound: SoundSet, name: string): Promise<Buffer> {
  return readFile(pathOf(sound.root, sound.manifest, name));
}

/** @throws Error when the bytes cannot be decrypted */
export async function plaintextOf(sound: SoundSet, object: ManifestObject, stored: Buffer): Promise<Buffer> {
  if (sound.key === undefined || object.role === 'recovery') return stored;
  const decrypter = new Decrypter();
  decrypter.addIdentity(sound.key.identity);
  return Buffer.from(await decrypter.decrypt(stored));
}

export async function encryptTo(recipient: string, plaintext: Buffer): Promise<Buffer> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return Buffer.from(await encrypter.encrypt(plaintext));
}

export function measure(bytes: Buffer): { readonly size: number; readonly sha256: string } {
  return { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
