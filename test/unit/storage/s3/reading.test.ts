import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CancelledError, StoreError } from '../../../../src/errors.ts';
import type { FileToStore, Store } from '../../../../src/storage/store.ts';
import { failure, MIB, type StrictFixture, strictFixture } from './strict-store.ts';

describe('reading from S3', () => {
  let fixture: StrictFixture;
  let store: Store;
  let file: FileToStore;
  beforeEach(async () => {
    fixture = await strictFixture();
    store = await fixture.open({ trustFullChecksums: true, stallTimeoutMs: 400 });
    file = await fixture.file(3 * MIB);
    await store.putFile('a', file);
    fixture.operations();
  });
  afterEach(async () => {
    await fixture[Symbol.asyncDispose]();
  });

  const hashOf = async (stream: AsyncIterable<Buffer>): Promise<string> => {
    const hash = createHash('sha256');
    for await (const chunk of stream) hash.update(chunk);
    return hash.digest('hex');
  };

  it.each([{ shortBody: MIB }, { stallAfter: MIB }, { shortBody: 0 }] as const)(
    'goes on where a transfer broke: %j',
    async (fault) => {
      fixture.server.fail({ operation: 'GetObject', calls: [1, 2], fault });
      expect(await hashOf(await store.read('a'))).toBe(file.sha256);
      expect(fixture.operations()).toEqual(['GetObject', 'GetObject', 'GetObject']);
    },
  );

  it('goes on from the right byte when it began in the middle', async () => {
    const whole = Buffer.concat(await (await store.read('a')).toArray());
    fixture.server.fail({ operation: 'GetObject', calls: [1], fault: { shortBody: 1000 } });
    const tail = Buffer.concat(await (await store.read('a', { start: MIB })).toArray());
    expect(tail.equals(whole.subarray(MIB))).toBe(true);
  });

  it.each([{ shortBody: 0 }, { stallAfter: 0 }] as const)(
    'fails when no byte comes any more: %j',
    async (fault) => {
      fixture.server.fail({ operation: 'GetObject', fault });
      const error = await failure(hashOf(await store.read('a')));
      expect(error).toBeInstanceOf(StoreError);
      expect(error).toMatchObject({ code: 'PBA-STORE-UNREACHABLE' });
      expect(fixture.operations()).toHaveLength(4);
    },
  );

  it('fails when no answer comes', async () => {
    fixture.server.fail({ operation: 'GetObject', fault: { silent: true } });
    expect(await failure(store.read('a'))).toMatchObject({ code: 'PBA-STORE-UNREACHABLE' });
  });

  it('never continues with the bytes of another object', async () => {
    fixture.server.fail({ operation: 'GetObject', calls: [1], fault: { shortBody: MIB } });
    const reading = (await store.read('a')).iterator();
    await reading.next();
    await store.putFile('a', await fixture.file(3 * MIB));
    const rest = async (): Promise<void> => {
      while (!(await reading.next()).done);
    };
    expect(await failure(rest())).toMatchObject({ message: expect.stringContaining('was replaced') });
  });

  it('lets its consumer take longer than a stall may', async () => {
    const large = await fixture.file(12 * MIB);
    await store.putFile('b', large);
    const hash = createHash('sha256');
    let chunks = 0;
    for await (const chunk of await store.read('b')) {
      hash.update(chunk);
      if (++chunks === 3) await pause(1000);
    }
    expect(hash.digest('hex')).toBe(large.sha256);
    expect(fixture.operations().filter((name) => name === 'GetObject')).toHaveLength(1);
  });

  it('reads what comes slowly', async () => {
    fixture.server.fail({ operation: 'GetObject', fault: { slowMs: 20 } });
    expect(await hashOf(await store.read('a'))).toBe(file.sha256);
    expect(fixture.operations()).toEqual(['GetObject']);
  });

  it('lets go at once of a stream that is destroyed while it waits', async () => {
    const patient = await fixture.open({ stallTimeoutMs: 30_000 });
    fixture.server.fail({ operation: 'GetObject', fault: { stallAfter: MIB } });
    const stream = await patient.read('a');
    stream.resume();
    await pause(300);
    const started = Date.now();
    stream.destroy();
    await once(stream, 'close');
    expect(Date.now() - started).toBeLessThan(200);
    expect(fixture.operations()).toEqual(['GetObject']);
  });

  it('ends at once when it is cancelled while it waits', async () => {
    const controller = new AbortController();
    const patient = await fixture.open({ stallTimeoutMs: 30_000 }, controller.signal);
    fixture.server.fail({ operation: 'GetObject', fault: { stallAfter: MIB } });
    const reading = failure(hashOf(await patient.read('a')));
    setTimeout(() => controller.abort(), 200);
    const started = Date.now();
    expect(await reading).toBeInstanceOf(CancelledError);
    expect(Date.now() - started).toBeLessThan(2000);
  });
});
