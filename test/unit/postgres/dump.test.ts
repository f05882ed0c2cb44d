import { describe, expect, test } from 'vitest';
import { resolveCompression } from '../../../src/postgres/dump.ts';
import { withoutBootstrapRole } from '../../../src/postgres/scratch/scratch.ts';
import { chooseClient, chooseServer, type Installation } from '../../../src/postgres/tools.ts';

const installed = (major: number, server = true): Installation => ({
  binDir: `/pg/${major}`,
  major,
  version: `${major}.1`,
  server,
});

describe('compression', () => {
  test('is zstd where the client has it and gzip:1 before', () => {
    expect(resolveCompression('auto', 15)).toBe('gzip:1');
    expect(resolveCompression('auto', 16)).toBe('zstd:3');
  });
  test.each(['zip:1', 'gzip', 'gzip:0', 'gzip:10', 'zstd:23', 'lz4:13', 'gzip:1x', ''])(
    '%j is refused',
    (wanted) => {
      expect(() => resolveCompression(wanted, 16)).toThrow(expect.objectContaining({ code: 'PBA-INPUT' }));
    },
  );
  test('that the client cannot write is refused', () => {
    expect(() => resolveCompression('zstd:3', 15)).toThrow(/came with 16/);
  });
});

describe('programs', () => {
  test('are of the server’s major, else of the nearest newer one', () => {
    expect(chooseClient([installed(18), installed(16), installed(15)], 15).major).toBe(15);
    expect(chooseClient([installed(18), installed(16), installed(13)], 15).major).toBe(16);
  });
  test('that are all older are an error with its remedy', () => {
    expect(() => chooseClient([installed(15)], 17)).toThrow(
      expect.objectContaining({
        code: 'PBA-PG-CLIENT-OLD',
        hint: expect.stringContaining('postgresql-client-17'),
      }),
    );
  });
  test('that are missing are an error too', () => {
    expect(() => chooseClient([], 17)).toThrow(expect.objectContaining({ code: 'PBA-TOOL-MISSING' }));
  });
  test('of a scratch server are exactly of the set’s major', () => {
    expect(chooseServer([installed(16), installed(15)], 15).major).toBe(15);
    expect(() => chooseServer([installed(16), installed(15, false)], 15)).toThrow(
      expect.objectContaining({ code: 'PBA-PG-NO-SERVER-BINARIES' }),
    );
  });
});

test('of a roles script only the making of the scratch server’s own superuser is left out', () => {
  const roles = 'CREATE ROLE chain;\nCREATE ROLE postgres;\nALTER ROLE postgres WITH SUPERUSER;\n';
  expect(withoutBootstrapRole(roles, 'postgres')).toBe(
    'CREATE ROLE chain;\nALTER ROLE postgres WITH SUPERUSER;\n',
  );
  expect(withoutBootstrapRole('CREATE ROLE "Db Admin";\n', 'Db Admin')).toBe('');
});
