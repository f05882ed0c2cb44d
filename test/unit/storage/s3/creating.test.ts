import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IntegrityError } from '../../../../src/errors.ts';
import type { Store } from '../../../../src/storage/store.ts';
import { failure, type StrictFixture, strictFixture } from './strict-store.ts';

describe('creating an object in S3', () => {
  let fixture: StrictFixture;
  let store: Store;
  beforeEach(async () => {
    fixture = await strictFixture();
    store = await fixture.open();
  });
  afterEach(async () => {
    await fixture[Symbol.asyncDispose]();
  });
  const body = Buffer.from('{"ours":true}');

  it('looks, writes on condition and reads back', async () => {
    await store.create('m.json', body);
    expect(fixture.operations()).toEqual(['HeadObject', 'PutObject', 'GetObject']);
  });

  it('recognises its own object when the answer was lost', async () => {
    fixture.server.fail({ operation: 'PutObject', calls: [1], fault: { reset: 'after' } });
    await store.create('m.json', body);
    // The second PutObject was answered with 412.
    expect(fixture.operations()).toEqual(['HeadObject', 'PutObject', 'PutObject', 'GetObject']);
  });

  it('recognises its own object when no answer ever came', async () => {
    fixture.server.fail({ operation: 'PutObject', calls: [1], fault: { reset: 'after' } });
    fixture.server.fail({ operation: 'PutObject', calls: [2, 3, 4], fault: { reset: 'before' } });
    await store.create('m.json', body);
    expect(fixture.leftovers().keys).toEqual(['app/m.json']);
  });

  it("does not take another's object for its own after a retry", async () => {
    const other = await fixture.open();
    fixture.server.fail({ operation: 'PutObject', calls: [1], fault: { reset: 'before' } });
    // The other run comes in between: its PutObject is the second that arrives.
    const ours = failure(store.create('m.json', body));
    const theirs = other.create('m.json', Buffer.from('{"theirs":true}'));
    await theirs;
    expect(await ours).toMatchObject({ code: 'PBA-STORE-EXISTS' });
  });

  it('reports the failure when nothing was written', async () => {
    fixture.server.fail({ operation: 'PutObject', fault: { reset: 'before' } });
    expect(await failure(store.create('m.json', body))).toMatchObject({ code: 'PBA-STORE-UNREACHABLE' });
    expect(fixture.leftovers().keys).toEqual([]);
  });

  it('sends it again after a conflict, which wrote nothing', async () => {
    fixture.server.fail({
      operation: 'PutObject',
      calls: [1, 2],
      fault: { status: 409, code: 'ConditionalRequestConflict' },
    });
    await store.create('m.json', body);
    expect(fixture.leftovers().keys).toEqual(['app/m.json']);
  });

  it('yields to a conflict that does not end', async () => {
    fixture.server.fail({
      operation: 'PutObject',
      fault: { status: 409, code: 'ConditionalRequestConflict' },
    });
    expect(await failure(store.create('m.json', body))).toMatchObject({ code: 'PBA-STORE-EXISTS' });
  });

  it.each(['refused', 'ignored'] as const)('works where conditions are %s', async (conditions) => {
    fixture.server.behaviour.conditions = conditions;
    await store.create('m.json', body);
    expect(await failure(store.create('m.json', Buffer.from('other')))).toMatchObject({
      code: 'PBA-STORE-EXISTS',
    });
    expect((await (await store.read('m.json')).toArray()).join('')).toBe('{"ours":true}');
  });

  it('takes a refusal of the header by name for one', async () => {
    const fault = {
      status: 400,
      code: 'InvalidArgument',
      message: 'If-None-Match is not supported',
    } as const;
    fixture.server.fail({ operation: 'PutObject', calls: [1], fault });
    await store.create('m.json', body);
    expect(fixture.operations()).toEqual(['HeadObject', 'PutObject', 'PutObject', 'GetObject']);
  });

  it('notices that the store changed a bit, and leaves it for others to see', async () => {
    fixture.server.fail({ operation: 'PutObject', fault: { damage: true } });
    expect(await failure(store.create('m.json', body))).toBeInstanceOf(IntegrityError);
    expect(fixture.leftovers().keys).toEqual(['app/m.json']);
  });
});
