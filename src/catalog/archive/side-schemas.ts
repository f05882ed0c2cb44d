import { createHash } from 'node:crypto';
import { MAX_NAME_BYTES } from '../swap/sibling-names.ts';

/**
 * Where restored tables stand inside the live database: all of one schema in `restored_<time>`; when they come from several
 * schemas, each gets its own, with its name behind it, because names repeat between schemas.
 */
export function sideSchemas(schemas: readonly string[], at: Date): Map<string, string> {
  const base = `restored_${at.toISOString().replace(/[-:]|\.\d{3}/g, '')}`;
  const distinct = [...new Set(schemas)];
  if (distinct.length === 1) return new Map(distinct.map((schema) => [schema, base]));
  return new Map(distinct.map((schema) => [schema, fitting(`${base}_${schema}`, schema)]));
}

/** PostgreSQL cuts longer names silently, and two could become one. */
function fitting(name: string, schema: string): string {
  if (Buffer.byteLength(name) <= MAX_NAME_BYTES) return name;
  const hash = createHash('sha256').update(schema).digest('hex').slice(0, 8);
  let kept = '';
  for (const char of name) {
    if (Buffer.byteLength(kept + char) > MAX_NAME_BYTES - hash.length - 1) break;
    kept += char;
  }
  return `${kept}_${hash}`;
}
