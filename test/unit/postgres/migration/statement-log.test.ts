import { expect, test } from 'vitest';
import { parseStatementLog } from '../../../../src/postgres/migration/statement-log.ts';

/** A row of csvlog: time, session, severity, message, and the query of an error. */
const row = (time: string, session: string, severity: string, message: string, query = ''): string => {
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const fields = Array<string>(23).fill('');
  fields[0] = `2026-11-25 03:00:${time} UTC`;
  fields[5] = session;
  fields[11] = severity;
  fields[13] = quoted(message);
  fields[19] = query === '' ? '' : quoted(query);
  return `${fields.join(',')}\n`;
};

test('a statement with its time, whatever stands in it', () => {
  const sql = 'select "a",\n\'b\' -- "';
  const log =
    row('00.000', 's1', 'LOG', `statement: ${sql}`) + row('00.012', 's1', 'LOG', 'duration: 12.345 ms');
  expect(parseStatementLog(log)).toEqual([{ sql, seconds: 0.012345, error: null }]);
});

test('sessions are kept apart; the order is that of the beginnings', () => {
  const log = [
    row('00.000', 's1', 'LOG', 'statement: first'),
    row('00.100', 's2', 'LOG', 'execute <unnamed>: second'),
    row('00.200', 's2', 'LOG', 'duration: 100.000 ms'),
    row('01.000', 's1', 'LOG', 'duration: 1000.000 ms'),
  ].join('');
  expect(parseStatementLog(log).map(({ sql, seconds }) => [sql, seconds])).toEqual([
    ['first', 1],
    ['second', 0.1],
  ]);
});

test('parse and bind have times of their own, which are not the statement’s', () => {
  const log = [
    row('00.000', 's', 'LOG', 'duration: 0.046 ms  parse <unnamed>: select 1'),
    row('00.000', 's', 'LOG', 'duration: 0.012 ms  bind <unnamed>: select 1'),
    row('00.001', 's', 'LOG', 'execute p1: select 1'),
    row('00.002', 's', 'LOG', 'duration: 0.500 ms'),
  ].join('');
  expect(parseStatementLog(log)).toEqual([{ sql: 'select 1', seconds: 0.0005, error: null }]);
});

test('an error ends a statement; one that cannot be parsed never began', () => {
  const log = [
    row('00.000', 's', 'LOG', 'statement: drop table x'),
    row('00.250', 's', 'ERROR', 'table "x" does not exist', 'drop table x'),
    row('00.300', 's', 'ERROR', 'syntax error at or near "slect"', 'slect 1'),
    row('00.400', 's', 'WARNING', 'nothing'),
  ].join('');
  expect(parseStatementLog(log)).toEqual([
    { sql: 'drop table x', seconds: 0.25, error: 'table "x" does not exist' },
    { sql: 'slect 1', seconds: 0, error: 'syntax error at or near "slect"' },
  ]);
});

test('what has no end was still running, and a log that is cut off is read as far as it goes', () => {
  const log = `${row('00.000', 's', 'LOG', 'statement: select pg_sleep(99)')}2026-11-25 03:00:01 UTC,"cut`;
  expect(parseStatementLog(log)).toEqual([
    { sql: 'select pg_sleep(99)', seconds: 0, error: 'it was still running when it was ended' },
  ]);
  expect(parseStatementLog('')).toEqual([]);
});
