import { IntegrityError } from '../../errors.ts';
import { parseJson, Reader } from '../json.ts';
import type { PhysicalRecord } from './physical.ts';

/**
 * Reads a record of physical backups or of archiving. What is judged by is checked; the rest is as it was written.
 * @throws IntegrityError PBA-MANIFEST-INVALID when the record is not what this toolkit writes
 */
export function parsePhysicalRecord(text: string, key: string): PhysicalRecord {
  const invalid = (reason: string): IntegrityError =>
    new IntegrityError('PBA-MANIFEST-INVALID', `The evidence record ${key} cannot be used: ${reason}.`, {
      hint: 'Records are never edited. Move the damaged one away by hand; the next run writes a new one.',
    });
  const read = new Reader();
  const root = read.object(parseJson(text, invalid), 'the record');
  if (root['evidenceVersion'] !== 1) throw invalid('its version is unknown');
  read.choice(root['kind'], 'kind', ['physical-backup', 'wal']);
  for (const name of ['id', 'at', 'database', 'stanza', 'systemIdentifier']) read.string(root[name], name);
  read.array(root['repos'], 'repos').forEach((value, index) => {
    const repo = read.object(value, `repos[${index}]`);
    read.integer(repo['repo'], `repos[${index}].repo`, 1);
    read.string(repo['location'], `repos[${index}].location`);
    read.choice(repo['state'], `repos[${index}].state`, STATES);
    for (const list of ['backups', 'gaps', 'recoverable']) read.array(repo[list], `repos[${index}].${list}`);
    read.nullableString(repo['recoverableUntil'], `repos[${index}].recoverableUntil`);
  });
  if (root['wal'] !== null) {
    const wal = read.object(root['wal'], 'wal');
    for (const name of ['lagBytes', 'ready', 'failed']) read.integer(wal[name], `wal.${name}`);
    read.string(wal['currentLsn'], 'wal.currentLsn');
    read.boolean(wal['kept'], 'wal.kept');
  }
  if (read.problems.length > 0) throw invalid(read.problems.slice(0, 5).join('; '));
  return root as unknown as PhysicalRecord;
}

const STATES = ['ok', 'no stanza', 'no backup', 'other cluster', 'failed'] as const;
