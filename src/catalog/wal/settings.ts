/** One setting of the server as the policy wants it. */
export interface WantedSetting {
  readonly name: string;
  readonly value: string;
  /** Whether what the server has will do. */
  readonly suits: (value: string) => boolean;
}

export interface ArchiveWishes {
  /** Absolute path of the engine's program: the server's PATH is not ours. */
  readonly program: string;
  readonly configFile: string;
  readonly stanza: string;
  /** Milliseconds. */
  readonly archiveTimeout: number;
  readonly serverMajor: number;
}

/** What a server needs to hand its WAL to the engine. */
export function wantedSettings(wishes: ArchiveWishes): WantedSetting[] {
  const seconds = Math.floor(wishes.archiveTimeout / 1000);
  const command = archiveCommand(wishes);
  return [
    {
      name: 'wal_level',
      value: 'replica',
      suits: (value) => value === 'replica' || value === 'logical',
    },
    // Not `always`: a standby would push into the same stanza.
    { name: 'archive_mode', value: 'on', suits: (value) => value === 'on' },
    { name: 'archive_command', value: command, suits: (value) => value === command },
    // It would win over the command, and from 16 on both together are refused.
    ...(wishes.serverMajor >= 15
      ? [{ name: 'archive_library', value: '', suits: (value: string) => value === '' }]
      : []),
    {
      name: 'archive_timeout',
      value: `${seconds}s`,
      suits: (value) => {
        const has = parseSeconds(value);
        return has > 0 && has <= seconds;
      },
    },
  ];
}

/** `%p` and `%f` are the server's, so a percent sign of a path is doubled. */
function archiveCommand({ program, configFile, stanza }: ArchiveWishes): string {
  const words = [program, `--config=${configFile}`, `--stanza=${stanza}`, 'archive-push'];
  return `${words.map((word) => shellWord(word).replaceAll('%', '%%')).join(' ')} %p`;
}

function shellWord(word: string): string {
  return /^[A-Za-z0-9_/.,:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

const UNITS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, min: 60, h: 3600, d: 86_400 };

/** `300`, `5min`, `0`: a time as the server shows it. */
export function parseSeconds(value: string): number {
  const found = /^(\d+)\s*(ms|s|min|h|d)?$/.exec(value.trim());
  return found === null ? 0 : Number(found[1]) * (UNITS[found[2] ?? 's'] ?? 1);
}

const NOTICE = '# Written by postgres-backup-actions; "wal" with mode: setup writes it anew.\n';

/** The same settings as a file for `include_dir`. */
export function settingsFileText(settings: readonly Pick<WantedSetting, 'name' | 'value'>[]): string {
  return NOTICE + settings.map(({ name, value }) => `${name} = '${value.replaceAll("'", "''")}'\n`).join('');
}
