import type { StatementTime } from '../../catalog/migration/trial.ts';

/** Settings of a server that writes every statement with its time into `directory`/pba.csv, once a database asks for it. */
export function statementLogSettings(directory: string): Record<string, string> {
  return {
    logging_collector: 'on',
    log_destination: 'csvlog',
    log_directory: directory,
    log_filename: 'pba.log',
    log_rotation_age: '0',
    log_rotation_size: '0',
    log_timezone: 'UTC',
    log_duration: 'off',
    log_statement: 'none',
  };
}

/** The file that those settings make, below the directory. */
export const STATEMENT_LOG = 'pba.csv';

/** What makes a database log all statements of its new sessions; a role that is no superuser cannot take it back. */
export const LOG_STATEMENTS = { log_statement: 'all', log_min_duration_statement: '0' } as const;

const STILL_RUNNING = 'it was still running when it was ended';
/** SQLSTATE `admin_shutdown`: of `pg_terminate_backend`, which nobody else calls here. */
const ENDED_BY_US = '57P01';

/**
 * Reads PostgreSQL's csvlog (https://www.postgresql.org/docs/current/runtime-config-logging.html): every statement that a
 * client sent, in the order of their beginning. With `log_statement = all` its beginning is one entry with the text and its
 * end another with the duration alone; an error stands between them. Several statements in one message have one time.
 */
export function parseStatementLog(text: string): StatementTime[] {
  const statements: StatementTime[] = [];
  const open = new Map<string, { readonly index: number; readonly sql: string; readonly started: number }>();
  const end = (session: string, seconds: number | undefined, error: string | null, at: number): void => {
    const current = open.get(session);
    if (current === undefined) return;
    open.delete(session);
    const measured = seconds ?? Math.max(0, at - current.started) / 1000;
    statements[current.index] = { sql: current.sql, seconds: measured, error };
  };
  for (const row of parseCsv(text)) {
    const [time = '', , , , , session = ''] = row;
    const severity = row[11] ?? '';
    const message = row[13] ?? '';
    const at = Date.parse(time.replace(' UTC', 'Z').replace(' ', 'T'));
    if (severity === 'LOG') {
      const started = /^(?:statement|execute [^:]*): ([\s\S]*)$/.exec(message)?.[1];
      const duration = /^duration: ([0-9.]+) ms$/.exec(message)?.[1];
      if (started !== undefined) {
        end(session, undefined, null, at);
        open.set(session, { index: statements.length, sql: started.trim(), started: at });
        statements.push({ sql: started.trim(), seconds: 0, error: STILL_RUNNING });
      } else if (duration !== undefined) end(session, Number(duration) / 1000, null, at);
    } else if (severity === 'ERROR' || severity === 'FATAL') {
      if (open.has(session)) end(session, undefined, row[12] === ENDED_BY_US ? STILL_RUNNING : message, at);
      // What cannot be parsed never begins.
      else if (row[19]) statements.push({ sql: row[19].trim(), seconds: 0, error: message });
    }
  }
  return statements;
}

/** Comma-separated values as PostgreSQL writes them: text in quotes, quotes doubled, line breaks inside. */
function* parseCsv(text: string): Generator<string[]> {
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let field = '';
    if (text[at] === '"') {
      at += 1;
      for (;;) {
        const quote = text.indexOf('"', at);
        // A file that is cut off ends in the middle of a row, which is left out.
        if (quote < 0) return;
        field += text.slice(at, quote);
        at = quote + 1;
        if (text[at] !== '"') break;
        field += '"';
        at += 1;
      }
    } else {
      const next = /[,\n]/g;
      next.lastIndex = at;
      const stop = next.exec(text)?.index ?? text.length;
      field = text.slice(at, stop);
      at = stop;
    }
    row.push(field);
    if (text[at] === ',') at += 1;
    else {
      at += 1;
      yield row;
      row = [];
    }
  }
}
