import { type Finding, findingsAbout, shell } from './finding.ts';

export interface InstalledClient {
  readonly major: number;
  /** Such as `15.18`. */
  readonly version: string;
  readonly directory: string;
  readonly server: boolean;
}

/** Majors that still get fixes, and the end of support of those that soon will not (postgresql.org, versioning). */
const OLDEST_SUPPORTED = 15;
const NEWEST_KNOWN = 19;

/**
 * First minor release of each major without the known holes in psql, pg_dump and pg_restore: CVE-2025-8714, CVE-2025-8715
 * and the way around their fix, CVE-2026-18408 (fixed in 18.6, 17.11, 16.15, 15.19, 14.24).
 */
const PATCHED_CLIENT: Readonly<Record<number, number>> = { 14: 24, 15: 19, 16: 15, 17: 11, 18: 6 };
/** The same for servers: CVE-2024-7348, where pg_dump runs code of whoever may create objects. */
const PATCHED_SERVER: Readonly<Record<number, number>> = { 12: 20, 13: 16, 14: 13, 15: 8, 16: 4 };

const CLIENT_LINK = 'https://www.postgresql.org/support/security/CVE-2025-8714/';
const SERVER_LINK = 'https://www.postgresql.org/support/security/CVE-2024-7348/';
const SUPPORT_LINK = 'https://www.postgresql.org/support/versioning/';

function minorOf(version: string): number | undefined {
  const found = /^\d+\.(\d+)/.exec(version);
  return found === null ? undefined : Number(found[1]);
}

function olderThan(
  version: string,
  major: number,
  fixed: Readonly<Record<number, number>>,
): number | undefined {
  const wanted = fixed[major];
  const minor = minorOf(version);
  return wanted !== undefined && minor !== undefined && minor < wanted ? wanted : undefined;
}

/** The server: supported, and with the fixes that a dump needs. */
export function judgeServerVersion(version: string, subject: string): Finding[] {
  const find = findingsAbout('database', subject);
  const major = Number.parseInt(version, 10);
  const findings: Finding[] = [];
  if (major < OLDEST_SUPPORTED) {
    findings.push(
      find('warning', 'version', `PostgreSQL ${version} gets no fixes any more.`, {
        remedy: shell(
          `apt-get install postgresql-${NEWEST_KNOWN - 1}   # then pg_upgradecluster, or restore a set there`,
        ),
        link: SUPPORT_LINK,
      }),
    );
  }
  const patched = olderThan(version, major, PATCHED_SERVER);
  if (patched !== undefined) {
    findings.push(
      find(
        'problem',
        'server-holes',
        `PostgreSQL ${version} lets whoever may create objects run code as the role that dumps (CVE-2024-7348); fixed in ${major}.${patched}.`,
        {
          remedy: shell(`apt-get update && apt-get install --only-upgrade postgresql-${major}`),
          link: SERVER_LINK,
        },
      ),
    );
  }
  if (findings.length === 0) findings.push(find('good', 'version', `The server is PostgreSQL ${version}.`));
  return findings;
}

/** The programs on this machine, all of them, and whether one fits the server. */
export function judgeClients(
  clients: readonly InstalledClient[],
  serverVersion: string | undefined,
): Finding[] {
  const find = findingsAbout('tools', 'this machine');
  if (clients.length === 0) {
    return [
      find('problem', 'client', 'No PostgreSQL client (psql, pg_dump) is installed here.', {
        remedy: shell('apt-get install postgresql-client'),
      }),
    ];
  }
  const list = clients.map((one) => `${one.version} in ${one.directory}`).join(', ');
  const findings: Finding[] = [];
  const server = serverVersion === undefined ? undefined : Number.parseInt(serverVersion, 10);
  if (server !== undefined && !clients.some((one) => one.major >= server)) {
    findings.push(
      find(
        'problem',
        'client',
        `No client is new enough for a server of version ${serverVersion}; there are: ${list}.`,
        {
          remedy: shell(
            `apt-get install postgresql-client-${server}   # from apt.postgresql.org where the distribution lacks it`,
          ),
          link: 'https://wiki.postgresql.org/wiki/Apt',
        },
      ),
    );
  } else findings.push(find('good', 'client', `Clients: ${list}.`));
  for (const client of clients) {
    const patched = olderThan(client.version, client.major, PATCHED_CLIENT);
    if (patched === undefined) continue;
    findings.push(
      find(
        'warning',
        'client-holes',
        `The client ${client.version} in ${client.directory} can be made to run commands by a dump from a hostile server (CVE-2025-8714, CVE-2026-18408); fixed in ${client.major}.${patched}.`,
        {
          remedy: shell(`apt-get update && apt-get install --only-upgrade postgresql-client-${client.major}`),
          link: CLIENT_LINK,
        },
      ),
    );
  }
  if (server !== undefined && !clients.some((one) => one.server && one.major === server)) {
    findings.push(
      find(
        'warning',
        'restore-test-server',
        `A restore test needs the server programs of PostgreSQL ${server} here, or an image with them.`,
        {
          remedy: shell(
            `apt-get install postgresql-${server}   # or give restore-test the input container-image`,
          ),
        },
      ),
    );
  }
  return findings;
}
