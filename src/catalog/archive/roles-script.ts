/** A role's name as pg_dumpall writes it. */
const NAME = `(?:"(?:[^"]|"")*"|[^\\s";]+)`;
const OF_ROLE = new RegExp(`^(?:CREATE|ALTER) ROLE (${NAME})[ ;]`);
const MEMBERSHIP = new RegExp(`^GRANT (${NAME}) TO (${NAME})( WITH ADMIN OPTION)?( GRANTED BY ${NAME})?;$`);

/** Names of the roles that a roles script makes. */
export function rolesIn(script: string): string[] {
  return script
    .split('\n')
    .flatMap((line) => (line.startsWith('CREATE ROLE ') ? (nameIn(OF_ROLE.exec(line)?.[1]) ?? []) : []));
}

/**
 * Of a roles script, what makes only these roles: their attributes, settings and memberships. Who granted a membership is
 * left to the server, because that role may be another one there.
 */
export function statementsFor(script: string, roles: readonly string[]): string {
  const wanted = (quoted: string | undefined): boolean => {
    const name = nameIn(quoted);
    return name !== undefined && roles.includes(name);
  };
  const lines = script.split('\n').flatMap((line) => {
    if (!line.endsWith(';')) return [];
    if (wanted(OF_ROLE.exec(line)?.[1])) return line;
    const [, group, member, admin = ''] = MEMBERSHIP.exec(line) ?? [];
    return wanted(group) || wanted(member) ? `GRANT ${group} TO ${member}${admin};` : [];
  });
  return lines.map((line) => `${line}\n`).join('');
}

function nameIn(quoted: string | undefined): string | undefined {
  if (quoted === undefined) return undefined;
  return quoted.startsWith('"') ? quoted.slice(1, -1).replaceAll('""', '"') : quoted;
}

/** Of the script that makes the database: without its owner. */
export function withoutOwner(script: string): string {
  return script.replace(/^ {2}owner = .*\n/m, '');
}

/** Of the script with the database's settings: without the lines that name roles, as `settingsSql` writes them. */
export function withoutGrants(script: string): string {
  const ofRole =
    /^(grant [A-Z]+|revoke all) on database :"target" |^alter role "(?:[^"]|"")*" in database :"target" /;
  return script
    .split('\n')
    .filter((line) => !ofRole.test(line))
    .join('\n');
}
