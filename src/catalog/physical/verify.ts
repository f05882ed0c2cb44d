/** What the engine's `verify` found in one repository. */
export interface EngineVerify {
  readonly ok: boolean;
  /** What is wrong, one line each, in the engine's words. */
  readonly problems: readonly string[];
  readonly archives: readonly { readonly id: string; readonly checked: number; readonly valid: number }[];
  readonly backups: readonly {
    readonly label: string;
    readonly status: string;
    readonly checked: number;
    readonly valid: number;
  }[];
}

const STATUS = /^status: (\S+)$/;
const ARCHIVE = /^archiveId: (\S+), total WAL checked: (\d+), total valid WAL: (\d+)$/;
const BACKUP = /^backup: (\S+), status: ([^,]+), total files checked: (\d+), total valid files: (\d+)$/;
const COUNTS = /^missing: (\d+), checksum invalid: (\d+), size invalid: (\d+), other: (\d+)$/;
/** Nothing to look at is no finding: a stanza is empty at first. */
const EMPTY = /^(?:archiveId: none found|backup: none found)$/;

/**
 * Judges the text of `verify --output=text --verbose`, whose exit code is 0 also for damage. Only what is known to be good
 * is good: no status line, a line that is not understood, or fewer valid than checked is a problem.
 */
export function parseVerify(text: string): EngineVerify {
  const problems: string[] = [];
  const archives: EngineVerify['archives'][number][] = [];
  const backups: EngineVerify['backups'][number][] = [];
  let status: string | undefined;
  let about = '';
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    const archive = ARCHIVE.exec(line);
    const backup = BACKUP.exec(line);
    const counts = COUNTS.exec(line);
    if (line === '' || line.startsWith('stanza: ') || EMPTY.test(line)) continue;
    if (STATUS.test(line)) status = STATUS.exec(line)?.[1];
    else if (archive !== null) {
      about = `WAL ${archive[1]}`;
      archives.push({ id: archive[1] ?? '', checked: Number(archive[2]), valid: Number(archive[3]) });
      if (archive[2] !== archive[3]) problems.push(line);
    } else if (backup !== null) {
      about = `backup ${backup[1]}`;
      backups.push({
        label: backup[1] ?? '',
        status: backup[2] ?? '',
        checked: Number(backup[3]),
        valid: Number(backup[4]),
      });
      if (backup[3] !== backup[4] || !['valid', 'in-progress'].includes(backup[2] ?? '')) problems.push(line);
    } else if (counts !== null) {
      if (counts.slice(1).some((count) => count !== '0')) problems.push(`${about}: ${line}`);
    } else problems.push(line);
  }
  if (status === undefined) problems.push('the engine gave no status');
  else if (status !== 'ok' && problems.length === 0) problems.push(`status: ${status}`);
  return { ok: problems.length === 0, problems, archives, backups };
}
