import { describe, expect, it } from 'vitest';
import { CancelledError, StoreError } from '../../../src/errors.ts';
import { directoryError } from '../../../src/storage/directory-errors.ts';

const signal = new AbortController().signal;

describe('directoryError', () => {
  it.each([
    ['ENOSPC', 'PBA-STORE-FULL'],
    ['EDQUOT', 'PBA-STORE-FULL'],
    ['EACCES', 'PBA-STORE-PERMISSION'],
    ['EPERM', 'PBA-STORE-PERMISSION'],
    ['EROFS', 'PBA-STORE-PERMISSION'],
    ['ENOENT', 'PBA-STORE-NOT-FOUND'],
    ['ESTALE', 'PBA-STORE-UNREACHABLE'],
    ['EIO', 'PBA-STORE-FAILED'],
    ['ELOOP', 'PBA-STORE-FAILED'],
  ])('explains %s', (code, expected) => {
    const error = directoryError(Object.assign(new Error('raw'), { code }), '/backups', 'a/b', signal);
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({ code: expected, hint: expect.any(String) });
    expect(error.message).toMatch(/^\/backups: a\/b: .*\.$/);
  });

  it('passes on what it does not know', () => {
    const error = directoryError(
      Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' }),
      '/b',
      'k',
      signal,
    );
    expect(error).toMatchObject({ code: 'PBA-STORE-FAILED', message: '/b: k: EMFILE: too many open files.' });
  });

  it('is a cancellation once the signal is aborted, and leaves its own errors alone', () => {
    const own = new StoreError('PBA-STORE-EXISTS', 'x');
    expect(directoryError(own, '/b', 'k', AbortSignal.abort())).toBe(own);
    expect(directoryError(new Error('raw'), '/b', 'k', AbortSignal.abort())).toBeInstanceOf(CancelledError);
  });
});
