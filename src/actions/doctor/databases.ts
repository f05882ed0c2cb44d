import { judgeServer } from '../../catalog/doctor/archiving.ts';
import type { ClockFacts } from '../../catalog/doctor/clocks.ts';
import { judgeRole } from '../../catalog/doctor/database.ts';
import type { Finding } from '../../catalog/doctor/finding.ts';
import { type InstalledClient, judgeServerVersion } from '../../catalog/doctor/versions.ts';
import type { Manifest } from '../../catalog/manifest.ts';
import {
  databasesOf,
  type EffectiveDatabase,
  type EffectivePolicy,
  isDiscovery,
} from '../../policy/effective-policy.ts';
import { openSession } from '../../postgres/client.ts';
import { readDoctorFacts } from '../../postgres/doctor-facts.ts';
import { readMigration } from '../../postgres/facts.ts';
import { identifier } from '../../postgres/quote.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { connect } from '../shared/connect.ts';
import { look } from './look.ts';

/** What was seen of the databases, besides what is wrong with them. */
export interface SeenDatabases {
  readonly findings: readonly Finding[];
  readonly clocks: readonly ClockFacts[];
  /** Of the newest server that answered. */
  readonly serverVersion: string | undefined;
  /** Clients of containers that were named; those of this machine do not matter then. */
  readonly inside: readonly InstalledClient[];
  readonly live: ReadonlyMap<
    string,
    { readonly databaseBytes: number; readonly migration: Manifest['migration']; readonly versionNum: number }
  >;
}

/**
 * Looks at every database of the policy. The settings of a server are told once.
 * @param rpoMs what somebody promised; undefined where nobody did
 */
export async function lookAtDatabases(
  policy: EffectivePolicy,
  password: string | undefined,
  rpoMs: number | undefined,
  context: ActionContext,
): Promise<SeenDatabases> {
  const findings: Finding[] = [];
  const clocks: ClockFacts[] = [];
  const live = new Map<
    string,
    { databaseBytes: number; migration: Manifest['migration']; versionNum: number }
  >();
  const servers = new Set<string>();
  const inside: InstalledClient[] = [];
  let serverVersion: string | undefined;
  let databases: readonly EffectiveDatabase[] = [];
  findings.push(
    ...(await look('database', 'the cluster', async () => {
      databases = await wanted(policy, password, context);
      return [];
    })),
  );
  for (const database of databases) {
    const { name } = database;
    const seen = await look('database', name, async () => {
      const client = await connect({ ...database, database: name, password }, context);
      const facts = await readDoctorFacts(client);
      serverVersion = facts.version;
      for (const { binDir, ...one } of client.container?.installations ?? [])
        inside.push({ ...one, directory: `${binDir} of ${client.container?.name}` });
      {
        await using session = await openSession(client);
        const [major = 0, minor = 0] = facts.version.split('.').map((part) => Number.parseInt(part, 10));
        live.set(name, {
          databaseBytes: facts.databaseBytes,
          migration: await readMigration(session).catch(() => null),
          versionNum: major * 10_000 + minor,
        });
      }
      const server = `${database.host ?? client.env['PGHOST'] ?? ''}:${database.port ?? client.env['PGPORT'] ?? ''}`;
      const first = !servers.has(server);
      servers.add(server);
      if (first) clocks.push({ of: `the server of ${name}`, aheadMs: facts.aheadMs });
      return [
        ...(first ? judgeServerVersion(facts.version, name) : []),
        ...judgeRole(facts.role, name, (one) => identifier(one)),
        ...(first ? judgeServer(facts.server, name, rpoMs) : []),
      ];
    });
    findings.push(...seen.map((one) => withNames(one, name, database.user ?? context.env['PGUSER'])));
  }
  return { findings, clocks, serverVersion, inside, live };
}

/** Hints of errors say `the_database` and `the_backup_role` where only the action knows who is meant. */
function withNames(finding: Finding, database: string, role: string | undefined): Finding {
  const { remedy } = finding;
  if (remedy === undefined) return finding;
  const text = remedy.text
    .replaceAll('the_database', identifier(database))
    .replaceAll('the_backup_role', role === undefined ? 'the_backup_role' : identifier(role));
  return { ...finding, remedy: { ...remedy, text } };
}

async function wanted(
  policy: EffectivePolicy,
  password: string | undefined,
  context: ActionContext,
): Promise<readonly EffectiveDatabase[]> {
  const { databases } = policy;
  if (!isDiscovery(databases)) return databases;
  const client = await connect({ ...databases, database: 'postgres', password }, context);
  await using session = await openSession(client);
  const rows = await session.rows<{ name: string }>(
    `select datname as name from pg_catalog.pg_database
      where not datistemplate and datallowconn and datname <> 'postgres' order by datname`,
  );
  return databasesOf(
    policy,
    rows.map(({ name }) => name),
  );
}
