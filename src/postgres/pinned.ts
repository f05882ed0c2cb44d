import { PINNED_SETTINGS } from './connection.ts';
import { literal } from './quote.ts';
import type { Session } from './session.ts';

/**
 * What the text of rows and definitions depends on besides `PINNED_SETTINGS`. Money is written as `lc_monetary`
 * says; `C` exists everywhere. JIT compiles for a second what catalog queries do in milliseconds.
 */
export const FURTHER_SETTINGS: Readonly<Record<string, string>> = {
  lc_monetary: 'C',
  quote_all_identifiers: 'off',
  jit: 'off',
};

/**
 * Makes the text that this session gets for rows and definitions independent of the settings of server, database
 * and role. An empty search path makes PostgreSQL write every name with its schema. May run inside a transaction.
 */
export async function pinSession(session: Session): Promise<void> {
  const settings = Object.entries({ ...PINNED_SETTINGS, ...FURTHER_SETTINGS });
  const sets = settings.map(([name, value]) => `set ${name} = ${literal(value)};`);
  await session.execute(`${sets.join('\n')}\nset search_path = '';`);
}
