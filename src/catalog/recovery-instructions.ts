import { type SetLocation, setPrefix } from './keys.ts';
import { type Manifest, manifestLocation } from './manifest.ts';

/** What RECOVERY.md is made from: a manifest that does not list RECOVERY.md itself yet. */
export interface RecoveryFacts {
  readonly manifest: Manifest;
  /** Where the set is being stored; for the commands that fetch it. */
  readonly places: readonly RecoveryPlace[];
}

export interface RecoveryPlace {
  readonly location: string;
  /** Of an S3 service that is not AWS. Whoever reads the file may know nothing else. */
  readonly endpoint: string | undefined;
}

/**
 * The text that brings this very set back without this toolkit: only `sha256sum`, `age`, `tar`, `awk`, `psql` and
 * `pg_restore`. A test runs its commands as they stand. Holds no secret, so it is never encrypted.
 */
export function recoveryText(facts: RecoveryFacts): string {
  const { manifest } = facts;
  const major = Math.floor(manifest.server.versionNum / 10000);
  const target = shellQuote(manifest.database);
  const encrypted = manifest.encryption !== null;
  const files = manifest.objects;
  const archive = files.find((object) => object.role === 'archive');
  const schema = files.find((object) => object.role === 'schema');
  const plainName = (name: string): string => (encrypted ? name.replace(/\.age$/, '') : name);
  const dump = manifest.format === 'directory' ? 'dump' : plainName(archive?.name ?? '');
  const definitions = schema === undefined ? dump : plainName(schema.name);
  const steps: string[] = [];
  const step = (title: string, ...commands: string[]): void => {
    steps.push(`### ${steps.length + 1}. ${title}\n\n\`\`\`bash\n${commands.join('\n')}\n\`\`\`\n`);
  };

  step(
    'Check that the files are the ones that were stored',
    `sha256sum --check <<'EOF'\n${files.map((object) => `${object.sha256}  ${object.name}`).join('\n')}\nEOF`,
  );
  if (encrypted) {
    step(
      'Decrypt (KEY is the file with the age secret key)',
      ...files.map(
        (object) => `age --decrypt --identity "$KEY" --output ${plainName(object.name)} ${object.name}`,
      ),
    );
  }
  if (manifest.format === 'directory') {
    step(
      'Unpack the dump',
      `mkdir ${dump}`,
      `tar --extract --file=${plainName(archive?.name ?? '')} --directory=${dump}`,
    );
  }
  step(
    'Roles ("already exists" is harmless; passwords are not in the backup, set them afterwards)',
    'psql --no-psqlrc --dbname=postgres --file=roles.sql'.replace(
      'roles.sql',
      plainName(nameOf(manifest, 'roles')),
    ),
  );
  step(
    'The new, empty database. It must not exist yet; choose another name to restore beside the old one',
    `target=${target}`,
    `export PGOPTIONS='-c lc_monetary=C' # amounts of type money were written so`,
    `psql --no-psqlrc --set=ON_ERROR_STOP=1 --set=target="$target" --dbname=postgres --file=${plainName(nameOf(manifest, 'database'))}`,
  );
  steps.push(...restoreSteps(manifest, steps.length, dump, definitions));
  const after = [
    `psql --no-psqlrc --set=ON_ERROR_STOP=1 --set=target="$target" --dbname=postgres --file=${plainName(nameOf(manifest, 'settings'))}`,
    'PGDATABASE="$target" vacuumdb --analyze-only --jobs=4',
  ];
  step('Settings, grants on the database, statistics', ...after);

  return `# How to restore this backup without postgres-backup-actions

| | |
|---|---|
| Set | \`${manifest.id}\` (${manifest.tier}) |
| Database | \`${manifest.database.replaceAll('`', "'").replaceAll('|', '\\|')}\` |
| State of | ${manifest.snapshotAt} |
| Server | PostgreSQL ${manifest.server.version}; restore with the tools of ${major} or later |
| Holds | ${manifest.totals.tables} tables with ${manifest.totals.rows} rows, ${manifest.totals.largeObjects} large objects |
| Extensions | ${manifest.extensions.map((one) => `${one.name} ${one.version}`).join(', ') || 'none'} |
| Encryption | ${encrypted ? `age, for ${manifest.encryption?.recipients.join(', ') ?? ''}` : 'none'} |
${notes(manifest)}
You need: the files of this set, PostgreSQL's client programs (\`psql\`, \`pg_restore\`) of version ${major} or later${encrypted ? ', `age` and the secret key' : ''}.
${manifest.extensions.length > 0 ? 'The extensions above must be installable on the target server.\n' : ''}
## Get the files

${facts.places.map((place) => `- \`${fetchCommand(place, manifestLocation(manifest))}\``).join('\n')}

## Restore

Say where the target server is (a superuser, or a role that may create databases and roles), and go to the files:

\`\`\`
export PGHOST=... PGPORT=... PGUSER=...${encrypted ? '\nexport KEY=/path/to/key.txt' : ''}
cd the-directory-with-the-files
\`\`\`

${steps.join('\n')}
Compare the row counts with \`fingerprint.json\` (\`tables\`), then let the application in.
`;
}

/** Four phases; why, is told in docs/restore-phases.md of the toolkit. */
function restoreSteps(manifest: Manifest, before: number, dump: string, definitions: string): string[] {
  const restore = `pg_restore --exit-on-error --no-password --no-tablespaces --no-security-labels --no-subscriptions --dbname="$target"`;
  if (manifest.format === 'plain') {
    return [
      `### ${before + 1}. The definitions\n\n\`\`\`bash\nPGDATABASE="$target" psql --no-psqlrc --set=ON_ERROR_STOP=1 --file=${definitions}\n\`\`\`\n`,
    ];
  }
  const out = manifest.foreignKeysOut.map((key) => `index($0, "FK CONSTRAINT ${awkQuote(key)} ") == 0`);
  const keep = ['!/^;/', ...out].join(' && ');
  const lines = [
    `${restore} --section=pre-data ${definitions}`,
    ...(manifest.content === 'schema' ? [] : [`${restore} --section=data --jobs=4 ${dump}`]),
    `pg_restore --list --section=post-data ${definitions} | awk ${shellQuote(keep)} > post-data.list`,
    `awk '/^[0-9]+; [0-9]+ [0-9]+ (INDEX|CONSTRAINT) / && !/^[0-9]+; [0-9]+ [0-9]+ INDEX ATTACH /' post-data.list > parallel.list`,
    `awk '!/^[0-9]+; [0-9]+ [0-9]+ (INDEX|CONSTRAINT) / || /^[0-9]+; [0-9]+ [0-9]+ INDEX ATTACH /' post-data.list > serial.list`,
    `if [ -s parallel.list ]; then ${restore} --use-list=parallel.list --jobs=4 ${definitions}; fi`,
    `if [ -s serial.list ]; then ${restore} --use-list=serial.list ${definitions}; fi`,
  ];
  return [
    `### ${before + 1}. Definitions, rows, indexes, the rest: in this order, the first error ends it\n\n\`\`\`bash\n${lines.join('\n')}\n\`\`\`\n`,
  ];
}

function nameOf(manifest: Manifest, role: 'roles' | 'database' | 'settings'): string {
  return manifest.objects.find((object) => object.role === role)?.name ?? `${role}.sql`;
}

function notes(manifest: Manifest): string {
  const lines: string[] = [];
  if (manifest.content !== 'full') lines.push(`This set holds the ${manifest.content} only.`);
  for (const item of manifest.notHeld.slice(0, 20))
    lines.push(`Not in this set: ${item.kind} \`${item.name}\` (${item.reason}).`);
  if (manifest.notHeld.length > 20)
    lines.push(`… and ${manifest.notHeld.length - 20} more; see manifest.json.`);
  for (const key of manifest.foreignKeysOut)
    lines.push(`Left out at restore: foreign key \`${key}\`, its rows point to tables without rows.`);
  return lines.length === 0 ? '' : `\n${lines.map((line) => `- ${line}`).join('\n')}\n`;
}

/** The command that copies the files of a set into the current directory. */
export function fetchCommand({ location, endpoint }: RecoveryPlace, set: SetLocation): string {
  const prefix = setPrefix(set);
  return location.startsWith('s3://')
    ? `aws s3 cp ${endpoint === undefined ? '' : `--endpoint-url ${shellQuote(endpoint)} `}--recursive ${shellQuote(`${location.replace(/\/$/, '')}/${prefix}`)} .`
    : `cp -r ${shellQuote(`${location.replace(/\/$/, '')}/${prefix}.`)} .`;
}

/** A word for a POSIX shell. */
export function shellQuote(text: string): string {
  return /^[A-Za-z0-9_./:=@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A string inside an awk string literal. */
function awkQuote(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replace(/[\n\r]/g, ' ');
}
