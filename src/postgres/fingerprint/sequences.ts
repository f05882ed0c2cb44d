import type { SequenceReading } from '../../catalog/fingerprint/fingerprint.ts';
import { identifier } from '../quote.ts';
import type { Session } from '../session.ts';
import { lockReleasing } from './lock-release.ts';

interface Sequence {
  readonly schema: string;
  readonly name: string;
  readonly increment: string;
  readonly cycle: boolean;
}

const SEQUENCES_A_QUERY = 100;

/**
 * Where every sequence of a dump stands now. Sequences are not part of a snapshot: read them before and after the
 * dump, see `mergeSequences`. Sequences of an extension are in a dump only when the extension marked them.
 */
export async function readSequences(session: Session): Promise<SequenceReading[]> {
  const sequences = await session.rows<Sequence>(`
    select n.nspname as schema, c.relname as name, s.seqincrement::text as increment, s.seqcycle as cycle
    from pg_catalog.pg_sequence s
    join pg_catalog.pg_class c on c.oid = s.seqrelid
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    left join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid
      and d.deptype = 'e'
    left join pg_catalog.pg_extension x on x.oid = d.refobjid
    where c.relpersistence <> 't' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and (x.oid is null or c.oid = any (x.extconfig))
      and not (c.relpersistence = 'u' and pg_catalog.pg_is_in_recovery())
    order by n.nspname, c.relname`);
  const query = await lockReleasing(session);
  const readings: SequenceReading[] = [];
  for (let at = 0; at < sequences.length; at += SEQUENCES_A_QUERY) {
    const some = sequences.slice(at, at + SEQUENCES_A_QUERY);
    const selects = some.map(
      ({ schema, name }, index) =>
        `select ${index} as i, last_value::text as "lastValue", is_called as "isCalled" from ${identifier(schema, name)}`,
    );
    const states = await query<{ i: number; lastValue: string; isCalled: boolean }>(
      selects.join('\nunion all\n'),
    );
    const found = new Map(states.map(({ i, ...state }) => [i, state]));
    some.forEach((sequence, index) => {
      const state = found.get(index);
      if (state === undefined) throw new Error(`No state came back for ${sequence.schema}.${sequence.name}.`);
      readings.push({ ...sequence, state });
    });
  }
  return readings;
}
