import type { Erasure, ReplayedErasure } from '../catalog/erasures.ts';
import { IntegrityError, messageOf } from '../errors.ts';
import { type Client, openSession } from './client.ts';
import { literal } from './quote.ts';

const ROWS = 'pba.erased_rows';

/**
 * Runs the statements in one transaction: all of them or none.
 * @throws IntegrityError PBA-ERASURE when one is refused, or takes more rows than it may
 */
export async function replayErasures(
  client: Client,
  erasures: readonly Erasure[],
): Promise<ReplayedErasure[]> {
  await using session = await openSession(client);
  const replayed: ReplayedErasure[] = [];
  await session.execute('begin read write');
  for (const erasure of erasures) {
    const { name, at } = erasure;
    try {
      await session.execute(block(erasure));
      const { rows } = await session.row<{ rows: string }>(`select current_setting('${ROWS}') as rows`);
      replayed.push({ name, at, rows: Number(rows) });
    } catch (error) {
      if (client.signal.aborted) throw error;
      throw new IntegrityError(
        'PBA-ERASURE',
        `The erasure ${name} could not be replayed: ${messageOf(error)}`,
        {
          hint: 'None of the ledger was replayed. Mend the entry in the policy, and restore again; names need their schema.',
          cause: error,
        },
      );
    }
  }
  await session.execute('commit');
  return replayed;
}

/**
 * The statement with its limit. PostgreSQL would repeat it, and the rows it met, in the context and detail of an error: what had
 * to be erased must not stand in a log, so only the first line of the message comes out.
 */
function block({ sql, maxRows }: Erasure): string {
  const body = `
declare taken bigint;
begin
  execute ${literal(sql)};
  get diagnostics taken = row_count;
  set constraints all immediate;
  if taken > ${maxRows} then
    raise exception 'it takes % rows, and may take ${maxRows}', taken;
  end if;
  perform pg_catalog.set_config('${ROWS}', taken::text, false);
exception when others then
  raise exception '%', sqlerrm using errcode = sqlstate;
end`;
  return `do ${literal(body)}`;
}
