import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Format, ManifestObject, ObjectRole } from '../../catalog/manifest.ts';
import type { AgeEncryption } from '../../streams/age.ts';
import { type PackedObject, packObject } from '../../streams/pack-object.ts';
import { packDirectory } from '../../streams/tar.ts';

/** What the files of a set are called before encryption adds `.age`. */
const NAMES: Readonly<Record<Exclude<ObjectRole, 'archive'>, string>> = {
  schema: 'schema.dump',
  roles: 'roles.sql',
  tablespaces: 'tablespaces.sql',
  database: 'database.sql',
  settings: 'settings.sql',
  fingerprint: 'fingerprint.json',
  recovery: 'RECOVERY.md',
};

const ARCHIVE_NAMES: Readonly<Record<Format, string>> = {
  directory: 'database.tar',
  custom: 'database.dump',
  plain: 'schema.sql',
};

/** The local files of a set that is being made: each in its final form, measured, ready to be stored. */
export class Staging {
  readonly objects: ManifestObject[] = [];
  readonly files = new Map<string, string>();
  readonly #directory: string;
  readonly #encryption: AgeEncryption | undefined;

  constructor(directory: string, encryption: AgeEncryption | undefined) {
    this.#directory = directory;
    this.#encryption = encryption;
  }

  /** Adds the dump; its source is consumed while it is packed, so that it is not on disk twice. */
  async addArchive(path: string, format: Format, onBytes: (bytes: number) => void): Promise<void> {
    const source = format === 'directory' ? packDirectory(path, { consume: true }) : createReadStream(path);
    await this.#add('archive', ARCHIVE_NAMES[format], source, onBytes);
  }

  /** Adds a finished file, such as the schema dump beside a data-only one. */
  async addFile(role: Exclude<ObjectRole, 'archive'>, path: string): Promise<void> {
    await this.#add(role, NAMES[role], createReadStream(path));
  }

  async addText(role: Exclude<ObjectRole, 'archive'>, text: string): Promise<void> {
    await this.#add(role, NAMES[role], Readable.from([Buffer.from(text)]));
  }

  async #add(
    role: ObjectRole,
    name: string,
    source: Readable,
    onBytes?: (bytes: number) => void,
  ): Promise<void> {
    // RECOVERY.md has to be readable by somebody who does not know yet which key is needed.
    const encryption = role === 'recovery' ? undefined : this.#encryption;
    const stored = encryption === undefined ? name : `${name}.age`;
    const packed: PackedObject = await packObject(
      source,
      join(this.#directory, `staged-${stored}`),
      encryption,
      onBytes,
    );
    const { size, sha256, plaintext, path } = packed;
    this.objects.push({ name: stored, role, size, sha256, plaintext });
    this.files.set(stored, path);
  }
}
