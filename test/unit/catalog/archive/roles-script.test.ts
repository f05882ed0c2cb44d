import { expect, test } from 'vitest';
import { rolesIn, statementsFor } from '../../../../src/catalog/archive/roles-script.ts';

const SCRIPT = `--
-- Roles
--

CREATE ROLE app;
ALTER ROLE app WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE "Odd ""one""";
ALTER ROLE "Odd ""one""" WITH NOSUPERUSER NOLOGIN;
CREATE ROLE application;
ALTER ROLE application WITH NOLOGIN;

ALTER ROLE app SET search_path TO 'a', 'b';
ALTER ROLE app SET log_line_prefix TO 'two
lines';

GRANT app TO "Odd ""one""" WITH ADMIN OPTION GRANTED BY postgres;
GRANT application TO reader GRANTED BY postgres;
`;

test('names are read as pg_dumpall quotes them', () => {
  expect(rolesIn(SCRIPT)).toEqual(['app', 'Odd "one"', 'application']);
});

test('of the script only what makes the chosen roles is left', () => {
  expect(statementsFor(SCRIPT, ['Odd "one"'])).toBe(`CREATE ROLE "Odd ""one""";
ALTER ROLE "Odd ""one""" WITH NOSUPERUSER NOLOGIN;
GRANT app TO "Odd ""one""" WITH ADMIN OPTION;
`);
  expect(statementsFor(SCRIPT, ['app']).split('\n')).not.toContain('CREATE ROLE application;');
  expect(statementsFor(SCRIPT, ['app'])).toContain(`ALTER ROLE app SET search_path TO 'a', 'b';`);
  expect(statementsFor(SCRIPT, [])).toBe('');
});
