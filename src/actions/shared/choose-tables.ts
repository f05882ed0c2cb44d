import { type ContentsEntry, type KnownNames, quotedPath } from '../../catalog/archive/contents.ts';
import { planTables, type TablePlan } from '../../catalog/archive/table-closure.ts';
import type { Fingerprint } from '../../catalog/fingerprint/fingerprint.ts';
import { readContents } from '../../postgres/archive-list.ts';
import type { Client } from '../../postgres/client.ts';
import type { Archive, ChosenEntries } from '../../postgres/restore.ts';

export interface ChosenTables {
  readonly plan: TablePlan;
  readonly only: ChosenEntries;
}

/**
 * Plans the restore of chosen tables. The definitions of a data-only backup are in an archive of their own, with numbers of
 * its own: rows and positions of sequences are then found by their names.
 * @throws UserError PBA-PG-NO-SUCH-TABLE naming every pattern that matches no table
 */
export async function chooseTables(
  client: Client,
  archive: Archive,
  schema: Archive,
  expected: Fingerprint | undefined,
  patterns: readonly string[],
): Promise<ChosenTables> {
  const known = knownNames(expected);
  const plan = planTables(await readContents(client, schema.path, known), patterns);
  const lines = (entries: readonly ContentsEntry[]): string[] => entries.map(({ line }) => line);
  const planned = lines(plan.entries);
  if (archive.path === schema.path) return { plan, only: { schema: planned, data: planned } };
  const names = new Set(
    plan.entries
      .filter(({ kind }) => kind === 'TABLE' || kind === 'SEQUENCE')
      .map(({ kind, schema, tag }) => JSON.stringify([kind, schema, tag])),
  );
  const wanted = (entry: ContentsEntry): boolean => {
    const kind = { 'TABLE DATA': 'TABLE', 'SEQUENCE SET': 'SEQUENCE' }[entry.kind];
    return kind !== undefined && names.has(JSON.stringify([kind, entry.schema, entry.tag]));
  };
  const data = (await readContents(client, archive.path, known)).filter(wanted);
  return { plan, only: { schema: planned, data: lines(data) } };
}

function knownNames(expected: Fingerprint | undefined): KnownNames {
  const objects = expected?.objects ?? [];
  return {
    schemas: objects.filter(({ kind }) => kind === 'schema').flatMap(({ name }) => quotedPath(name)),
    owners: [
      ...new Set(
        objects.flatMap(({ kind, shown }) => (kind === 'owner' && shown !== undefined ? [shown] : [])),
      ),
    ],
  };
}
