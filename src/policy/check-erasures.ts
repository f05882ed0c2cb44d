import { erasureTime } from '../catalog/erasures.ts';
import type { Draft, Remarks } from './draft.ts';

/** What counts the rows it takes, and can be run with others in one transaction. */
const VERBS = /^(?:update|delete|merge|insert|with|select)\s/i;

/** An entry of the ledger with a wrong name of a database would never be replayed, and nobody would notice. */
export function checkErasures(draft: Draft, remarks: Remarks): void {
  const { databases, erasures = [] } = draft;
  const names = Array.isArray(databases) ? databases.flatMap((one) => one?.name ?? []) : undefined;
  erasures.forEach((erasure, index) => {
    const path = `erasures[${index}]`;
    const { at, database, sql } = erasure ?? {};
    if (sql !== undefined && !VERBS.test(sql))
      remarks.problem(`${path}.sql`, 'begins with none of UPDATE, DELETE, MERGE, INSERT, WITH and SELECT');
    if (at !== undefined && erasureTime(at) === undefined)
      remarks.problem(`${path}.at`, `${at} is no day of the calendar`);
    if (database !== undefined && names !== undefined && !names.includes(database))
      remarks.problem(`${path}.database`, `${database} is none of the databases of this policy`);
  });
}
