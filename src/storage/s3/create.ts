import { setTimeout as pause } from 'node:timers/promises';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { messageOf, StoreError } from '../../errors.ts';
import type { PutOptions } from '../store.ts';
import { acknowledge } from './acknowledge.ts';
import { attributesOf } from './attributes.ts';
import { digestsOf } from './checksums.ts';
import { attempt, type S3Context } from './context.ts';
import { attemptsOf, isAmbiguous, nameOf, statusOf } from './errors.ts';
import { headObject } from './head.ts';
import { damaged } from './proof.ts';
import { confirmLock } from './protection.ts';
import { holdsBytes } from './reading.ts';

const CONFLICT_ATTEMPTS = 3;
const CONFLICT_PAUSE_MS = 300;

/**
 * How a write ended: it was the first (`new`); it was made on a store without conditions (`unconditional`); it may have
 * been made, but the answer was lost or came after a retry (`perhaps`); somebody else's object is there (`refused`).
 */
type Outcome = { readonly kind: 'new' | 'unconditional' | 'perhaps' | 'refused'; readonly error?: unknown };

/**
 * Stores a small object that must be new, see `Store.create`.
 *
 * Some stores accept `If-None-Match: *` and ignore it, so existence is always checked first. Where the condition
 * works it closes the gap between check and write; where it does not, reading back shows who won. Nothing is
 * ever taken back here: the object is whole or absent, and it may be somebody else's.
 */
export async function createObject(
  context: S3Context,
  key: string,
  body: Uint8Array,
  options: Pick<PutOptions, 'lock'> = {},
): Promise<void> {
  await attempt(context, key, async () => {
    if (!context.writeOnly && (await isThere(context, key))) throw exists(context, key);
    const { kind, error } = await write(context, key, body, options);
    if (kind === 'refused') throw exists(context, key, error);
    if (context.writeOnly && (kind !== 'perhaps' || isOurOwn(error)))
      return await confirmLock(context, key, options.lock);
    if (kind === 'perhaps') {
      if (await foundOurs(context, key, body)) return await confirmLock(context, key, options.lock);
      throw statusOf(error) === 412 ? exists(context, key, error) : error;
    }
    if (await holdsBytes(context, key, body)) return await confirmLock(context, key, options.lock);
    if (kind === 'unconditional') throw exists(context, key);
    throw damaged(context, key, 'other bytes came back');
  });
}

/**
 * False also when it cannot be known: without the right to list, or with one for a prefix only, the question for a key that
 * does not exist is refused. Then the condition of the write decides.
 */
async function isThere(context: S3Context, key: string): Promise<boolean> {
  try {
    return (await headObject(context, key, false)) !== undefined;
  } catch (error) {
    if (error instanceof StoreError && error.code === 'PBA-STORE-PERMISSION') return false;
    throw error;
  }
}

async function write(
  context: S3Context,
  key: string,
  body: Uint8Array,
  options: Pick<PutOptions, 'lock'>,
): Promise<Outcome> {
  const send = async (condition: { IfNoneMatch?: string }): Promise<void> => {
    const request = {
      ...attributesOf(context, key, options),
      ...condition,
      Body: body,
      ContentLength: body.length,
      ...digestsOf(context, body),
    };
    const answer = await context.client.send(new PutObjectCommand(request), { abortSignal: context.signal });
    acknowledge(context, key, body, answer);
  };
  for (let conflicts = 1; ; conflicts++) {
    try {
      await send({ IfNoneMatch: '*' });
      return { kind: 'new' };
    } catch (error) {
      if (refusesCondition(error)) break;
      // 409: another request for this key was under way and neither counted; S3 wants it sent again.
      if (statusOf(error) === 409 && attemptsOf(error) === 1 && conflicts < CONFLICT_ATTEMPTS) {
        await pause(CONFLICT_PAUSE_MS, undefined, { signal: context.signal });
        continue;
      }
      if (isAmbiguous(error)) return { kind: 'perhaps', error };
      if (statusOf(error) === 412 || statusOf(error) === 409) return { kind: 'refused', error };
      throw error;
    }
  }
  context.log.debug(`${context.location} has no conditional writes.`);
  try {
    await send({});
    return { kind: 'unconditional' };
  } catch (error) {
    if (isAmbiguous(error)) return { kind: 'perhaps', error };
    throw error;
  }
}

/** A retry that finds the key there: the keys of a writer hold an id that no other run has. */
function isOurOwn(error: unknown): boolean {
  return statusOf(error) === 412 && attemptsOf(error) > 1;
}

/** 501 by the S3 API; some servers say 400 and name the header. */
function refusesCondition(error: unknown): boolean {
  if (statusOf(error) === 501 || nameOf(error) === 'NotImplemented') return true;
  return statusOf(error) === 400 && /if-none-match|not implemented/i.test(messageOf(error));
}

/** Whether our bytes are there after all. A failure to find out leaves the first error as the one to report. */
async function foundOurs(context: S3Context, key: string, body: Uint8Array): Promise<boolean> {
  try {
    return await holdsBytes(context, key, body);
  } catch (error) {
    context.log.debug(`Whether ${key} was written could not be found out: ${messageOf(error)}`);
    return false;
  }
}

function exists(context: S3Context, key: string, cause?: unknown): StoreError {
  return new StoreError('PBA-STORE-EXISTS', `${context.location}: ${key} exists already.`, { cause });
}
