import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StoreError } from '../../../src/errors.ts';
import { type AgeContext, AgeDecryption, AgeEncryption } from '../../../src/streams/age.ts';

let tempDir: string;
let identity: string;
let recipient: string;
beforeAll(async () => {
  tempDir = await mkdtemp(join(tmpdir(), 'age-test-'));
  identity = await generateX25519Identity();
  recipient = await identityToRecipient(identity);
});
afterAll(() => rm(tempDir, { recursive: true }));

function context(libraryOnly: boolean): AgeContext {
  return {
    env: { PATH: process.env['PATH'] ?? '' },
    signal: new AbortController().signal,
    tempDir,
    libraryOnly,
  };
}

const ways = [
  ['program', 'program', false, false],
  ['library', 'library', true, true],
  ['program', 'library', false, true],
  ['library', 'program', true, false],
] as const;

describe.each(ways)(
  'encrypted by the %s, decrypted by the %s',
  (_writer, _reader, writeByLibrary, readByLibrary) => {
    test.each([0, 1, 65_536, 131_072, 3_000_001])('%i bytes come back', async (size) => {
      const plain = randomBytes(size);
      const encryption = await AgeEncryption.create([recipient], context(writeByLibrary));
      const sealed = await buffer(await encryption.encrypt(Readable.from([plain])));
      expect(sealed.includes(plain.subarray(0, 64)) && size >= 64).toBe(false);
      const decryption = await AgeDecryption.create(`# a comment\n${identity}\n`, context(readByLibrary));
      expect((await buffer(await decryption.decrypt(Readable.from([sealed]), 'it'))).equals(plain)).toBe(
        true,
      );
    });
  },
);

describe.each([
  ['program', false],
  ['library', true],
] as const)('the %s refuses', (_name, libraryOnly) => {
  const sealed = async (bytes: Buffer): Promise<Buffer> =>
    buffer(
      await (await AgeEncryption.create([recipient], context(libraryOnly))).encrypt(Readable.from([bytes])),
    );
  const open = async (bytes: Buffer, key = identity): Promise<Buffer> =>
    buffer(
      await (await AgeDecryption.create(key, context(libraryOnly))).decrypt(
        Readable.from([bytes]),
        'the set',
      ),
    );

  test('another key', async () => {
    const other = await generateX25519Identity();
    await expect(open(await sealed(Buffer.from('secret')), other)).rejects.toMatchObject({
      code: 'PBA-DECRYPT',
    });
  });

  test('a file that was cut, also between two chunks', async () => {
    const whole = await sealed(randomBytes(300_000));
    const header = whole.length - 300_000 - 16 * 5 - 16;
    for (const at of [10, header + 16 + 65_552, whole.length - 1]) {
      await expect(open(whole.subarray(0, at))).rejects.toMatchObject({ code: 'PBA-DECRYPT' });
    }
  });

  test('a file with one byte changed', async () => {
    const whole = await sealed(randomBytes(100_000));
    whole[whole.length - 5000] = (whole[whole.length - 5000] ?? 0) ^ 1;
    await expect(open(whole)).rejects.toMatchObject({ code: 'PBA-DECRYPT' });
  });

  test('to hide why its source failed', async () => {
    const broken = new StoreError('PBA-STORE-FAILED', 'reset');
    const whole = await sealed(randomBytes(300_000));
    const source = Readable.from(
      (async function* () {
        yield whole.subarray(0, 100_000);
        await new Promise((resolve) => setTimeout(resolve, 20));
        throw broken;
      })(),
    );
    const decryption = await AgeDecryption.create(identity, context(libraryOnly));
    await expect(async () => buffer(await decryption.decrypt(source, 'the set'))).rejects.toBe(broken);
  });
});

describe('keys', () => {
  test('a secret key is refused as recipient and not repeated', async () => {
    const error = await AgeEncryption.create([identity], context(true)).catch(
      (thrown: unknown) => thrown as Error,
    );
    expect(error).toMatchObject({ code: 'PBA-KEY-UNREADABLE' });
    expect(String(error)).not.toContain(identity);
  });

  test.each(['age1nonsense', 'ssh-ed25519 AAAA', ''])('%j is no recipient', async (text) => {
    await expect(AgeEncryption.create([text], context(true))).rejects.toMatchObject({
      code: 'PBA-KEY-UNREADABLE',
    });
  });

  test('a public key is no identity', async () => {
    await expect(AgeDecryption.create(recipient, context(true))).rejects.toMatchObject({
      code: 'PBA-KEY-UNREADABLE',
    });
  });

  test('an identity file that is not there is named', async () => {
    await expect(AgeDecryption.fromFile('/nowhere/key.txt', context(true))).rejects.toThrow(
      '/nowhere/key.txt',
    );
  });
});
