import { evidenceKey } from '../catalog/keys.ts';
import type { Store } from '../storage/store.ts';

/** A record as it is stored: readable JSON. */
export function recordBytes(record: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(record, null, 2)}\n`);
}

/**
 * Adds a record to a database's evidence, which is append-only.
 * @returns its key
 */
export async function writeEvidence(
  store: Store,
  record: { readonly database: string; readonly kind: string; readonly id: string },
): Promise<string> {
  const key = evidenceKey(record.database, record.kind, record.id);
  await store.create(key, recordBytes(record));
  return key;
}
