import { access, constants, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { CancelledError, IntegrityError, messageOf, PbaError, UserError } from '../errors.ts';
import { type Exit, startProcess } from '../process.ts';
import { throughProcess } from './through-process.ts';

export interface AgeContext {
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Private directory for the recipients and identities files (0600). */
  readonly tempDir: string;
  /** Use the library even where the `age` program is installed; for tests of interoperability. */
  readonly libraryOnly?: boolean;
}

/** A text whose lines are keys and comments, as age's own files have them. */
function keyLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** The `age` program on PATH, which is about eight times as fast as the library. */
async function findProgram(context: AgeContext): Promise<string | undefined> {
  if (context.libraryOnly) return undefined;
  for (const directory of (context.env['PATH'] ?? '').split(':')) {
    const path = join(directory, 'age');
    if (
      directory.startsWith('/') &&
      (await access(path, constants.X_OK).then(
        () => true,
        () => false,
      ))
    )
      return path;
  }
  return undefined;
}

/**
 * Encrypts to age recipients. Only public keys are needed: a runner that writes backups cannot read them.
 * The file format is age's own (https://age-encryption.org/v1), so `age -d` reads it.
 */
export class AgeEncryption {
  readonly recipients: readonly string[];
  readonly #context: AgeContext;

  private constructor(recipients: readonly string[], context: AgeContext) {
    this.recipients = recipients;
    this.#context = context;
  }

  /** @throws UserError PBA-KEY-UNREADABLE naming the recipient that is no public age key */
  static async create(recipients: readonly string[], context: AgeContext): Promise<AgeEncryption> {
    const { Encrypter } = await import('age-encryption');
    const keys = recipients.flatMap(keyLines);
    for (const key of keys) {
      if (key.startsWith('AGE-SECRET-KEY-')) {
        throw new UserError(
          'PBA-KEY-UNREADABLE',
          'A recipient is a secret key. Recipients are public keys (age1…).',
          {
            hint: '`age-keygen -y key.txt` prints the public key. Treat the secret one as exposed.',
          },
        );
      }
      try {
        new Encrypter().addRecipient(key);
      } catch (error) {
        throw new UserError(
          'PBA-KEY-UNREADABLE',
          `${JSON.stringify(key.slice(0, 80))} is not an age recipient.`,
          {
            hint: 'A recipient is one line that starts with age1; `age-keygen` prints it.',
            cause: error,
          },
        );
      }
    }
    if (keys.length === 0) {
      throw new UserError('PBA-KEY-UNREADABLE', 'The list of recipients holds no key.', {
        hint: 'Give at least one line age1….',
      });
    }
    return new AgeEncryption(keys, context);
  }

  async encrypt(source: Readable): Promise<Readable> {
    const age = await findProgram(this.#context);
    // age 1.1 (Debian 12) predates the post-quantum keys; the library knows them.
    if (age !== undefined && !this.recipients.some((key) => key.startsWith('age1pq'))) {
      const file = join(this.#context.tempDir, 'age-recipients');
      await writeFile(file, `${this.recipients.join('\n')}\n`, { mode: 0o600 });
      const running = await startProcess(age, ['--encrypt', '--recipients-file', file], {
        env: { PATH: this.#context.env['PATH'] ?? '' },
        signal: this.#context.signal,
      });
      return throughProcess(source, running, this.#context.signal, () => undefined);
    }
    const { Encrypter } = await import('age-encryption');
    const encrypter = new Encrypter();
    for (const key of this.recipients) encrypter.addRecipient(key);
    return fromWeb(source, (web) => encrypter.encrypt(web));
  }
}

/** Decrypts with age identities (secret keys). */
export class AgeDecryption {
  readonly #identities: readonly string[];
  readonly #context: AgeContext;

  private constructor(identities: readonly string[], context: AgeContext) {
    this.#identities = identities;
    this.#context = context;
  }

  /**
   * @param text identities as `age-keygen` writes them (comments allowed)
   * @throws UserError PBA-KEY-UNREADABLE; the message never holds key material
   */
  static async create(text: string, context: AgeContext): Promise<AgeDecryption> {
    const { Decrypter } = await import('age-encryption');
    const keys = keyLines(text);
    keys.forEach((key, index) => {
      try {
        new Decrypter().addIdentity(key);
      } catch (error) {
        throw new UserError(
          'PBA-KEY-UNREADABLE',
          `Line ${index + 1} of the age identity is not a secret age key.`,
          {
            hint: 'An identity starts with AGE-SECRET-KEY-1, as age-keygen wrote it; a public key (age1…) cannot decrypt.',
            cause: error,
          },
        );
      }
    });
    if (keys.length === 0) {
      throw new UserError('PBA-KEY-UNREADABLE', 'The age identity holds no key.', {
        hint: 'Put the whole file that age-keygen wrote into the secret.',
      });
    }
    return new AgeDecryption(keys, context);
  }

  /** @throws UserError PBA-KEY-UNREADABLE when the file cannot be read */
  static async fromFile(path: string, context: AgeContext): Promise<AgeDecryption> {
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      throw new UserError(
        'PBA-KEY-UNREADABLE',
        `The identity file ${path} cannot be read: ${messageOf(error)}.`,
        {
          hint: 'Check the path and that the runner’s user may read it.',
          cause: error,
        },
      );
    }
    return AgeDecryption.create(text, context);
  }

  /**
   * The output fails at the end when the source was cut or changed: age authenticates every 64 KiB, so nothing
   * that was read may be acted on before the stream has ended well.
   */
  async decrypt(source: Readable, what: string): Promise<Readable> {
    const age = await findProgram(this.#context);
    if (age !== undefined && !this.#identities.some((key) => key.startsWith('AGE-SECRET-KEY-PQ-'))) {
      const file = join(this.#context.tempDir, 'age-identity');
      await writeFile(file, `${this.#identities.join('\n')}\n`, { mode: 0o600 });
      const running = await startProcess(age, ['--decrypt', '--identity', file], {
        env: { PATH: this.#context.env['PATH'] ?? '' },
        signal: this.#context.signal,
      });
      return throughProcess(source, running, this.#context.signal, (exit) => explainAge(exit, what));
    }
    const { Decrypter } = await import('age-encryption');
    const decrypter = new Decrypter();
    for (const key of this.#identities) decrypter.addIdentity(key);
    try {
      return await fromWeb(
        source,
        (web) => decrypter.decrypt(web),
        (error) => decryptError(messageOf(error), what, error),
      );
    } catch (error) {
      throw error instanceof PbaError ? error : decryptError(messageOf(error), what, error);
    }
  }
}

function explainAge(exit: Exit, what: string): Error | undefined {
  if (exit.signal !== null) return undefined;
  const line = exit.stderr.split('\n').find((text) => text.startsWith('age: error:'));
  return decryptError(line?.slice('age: error:'.length).trim() ?? `age exited with ${exit.exitCode}`, what);
}

function decryptError(reason: string, what: string, cause?: unknown): PbaError {
  const wrongKey = /no identity matched|incorrect identity|no identities/i.test(reason);
  return new IntegrityError('PBA-DECRYPT', `${what} cannot be decrypted: ${reason}.`, {
    hint: wrongKey
      ? 'This identity is none of the recipients in the manifest. Use the one the set was made for.'
      : 'The stored bytes are damaged or cut. `verify` tells which store has a sound copy.',
    cause,
  });
}

async function fromWeb(
  source: Readable,
  transform: (web: globalThis.ReadableStream<Uint8Array>) => Promise<globalThis.ReadableStream<Uint8Array>>,
  explain: (error: unknown) => Error = (error) => (error instanceof Error ? error : new Error(String(error))),
): Promise<Readable> {
  let sourceError: Error | undefined;
  source.once('error', (error) => {
    sourceError = error;
  });
  const web = await transform(Readable.toWeb(source) as unknown as globalThis.ReadableStream<Uint8Array>);
  async function* output(): AsyncGenerator<Uint8Array> {
    try {
      yield* web as unknown as ReadableStream<Uint8Array>;
    } catch (error) {
      throw sourceError ?? (error instanceof CancelledError ? error : explain(error));
    }
  }
  return Readable.from(output(), { objectMode: false, highWaterMark: 256 * 1024 });
}
