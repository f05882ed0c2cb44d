import { IntegrityError } from '../../errors.ts';
import type { ObjectFacts } from '../store.ts';
import type { S3Context } from './context.ts';
import { headObject } from './head.ts';
import { hashObject } from './reading.ts';

/**
 * Proves that the store holds exactly the bytes of `file`: by comparing the checksum that the store computed with
 * ours where such a checksum is trusted and given, otherwise by reading everything back.
 * @throws IntegrityError PBA-OBJECT-DAMAGED
 */
export async function prove(
  context: S3Context,
  key: string,
  file: ObjectFacts,
  checksum: string | undefined,
): Promise<void> {
  // Its answers were compared already, see `acknowledge.ts`.
  if (context.writeOnly) return;
  const head = await headObject(context, key, context.trustFullChecksums);
  if (head === undefined) throw damaged(context, key, 'it is not there');
  if (head.size !== file.size)
    throw damaged(context, key, `it has ${head.size} bytes instead of ${file.size}`);
  if (checksum !== undefined && context.trustFullChecksums && head.sha256 !== undefined) {
    if (head.sha256 === checksum) return;
    throw damaged(context, key, 'the store computed another SHA-256');
  }
  const stored = await hashObject(context, key);
  if (stored.size !== file.size || stored.sha256 !== file.sha256) {
    throw damaged(context, key, 'what was read back has another SHA-256');
  }
}

export function damaged(context: S3Context, key: string, difference: string): IntegrityError {
  return new IntegrityError(
    'PBA-OBJECT-DAMAGED',
    `${context.location}: ${key} is not what was uploaded: ${difference}.`,
    {
      hint: 'Run the backup again. If it happens twice, do not trust this store: something between here and its disks changes data.',
    },
  );
}
