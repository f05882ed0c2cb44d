import type { TablePlan } from '../../catalog/archive/table-closure.ts';
import { type Comparison, compareFingerprints } from '../../catalog/comparison/compare.ts';
import type { Difference } from '../../catalog/comparison/difference.ts';
import { scopeToTables, withoutDetached } from '../../catalog/comparison/table-scope.ts';
import {
  type Fingerprint,
  type NotHeld,
  type SchemaObject,
  withoutForeignKeys,
} from '../../catalog/fingerprint/fingerprint.ts';
import type { Manifest } from '../../catalog/manifest.ts';
import { type Client, openSession } from '../../postgres/client.ts';
import { readMigration } from '../../postgres/facts.ts';
import { fingerprintDatabase } from '../../postgres/fingerprint/database.ts';
import { ROLE_KINDS } from '../../postgres/roles.ts';
import type { ActionContext } from '../../runtime/action.ts';

/** Takes the fingerprint of the restored copy, just as that of the source was taken, and compares the two. */
export async function compareCopy(
  context: ActionContext,
  client: Client,
  manifest: Manifest,
  expected: Fingerprint,
  options: {
    readonly jobs: number;
    readonly ownServer: boolean;
    /** When owners and grants were left out. */
    readonly withoutRoles?: boolean;
    /** When only chosen tables were restored. */
    readonly plan?: TablePlan | undefined;
  },
): Promise<Comparison> {
  const { jobs, ownServer, plan, withoutRoles: left = false } = options;
  const taken = await fingerprintDatabase(client, {
    depth: expected.depth,
    algorithm: expected.algorithm,
    rows: manifest.content !== 'schema',
    roles: ownServer,
    like: expected,
    jobs,
    onTable: (done, total) => context.log.progress('comparing', done, total, 'tables'),
  });
  const actual = left ? withoutRights(taken) : taken;
  const wanted = left ? withoutRights(expected) : expected;
  const whole = withoutForeignKeys(ownServer ? wanted : withoutRoles(wanted), manifest.foreignKeysOut);
  const scope = plan === undefined ? undefined : scopeToTables(whole, actual, plan);
  const comparison = compareFingerprints(
    scope?.expected ?? whole,
    plan === undefined ? actual : withoutDetached(actual, plan),
  );
  // The version stands in the rows of one table, and that may not be among the chosen ones.
  const migration =
    plan === undefined ? await compareMigration(client, manifest) : { differences: [], notCompared: [] };
  return {
    ...comparison,
    differences: [...migration.differences, ...comparison.differences],
    notCompared: [
      ...migration.notCompared,
      ...comparison.notCompared,
      ...(scope?.notCompared ?? []),
      ...(left
        ? [{ kind: 'owners, grants and policies', name: 'all', reason: 'they were left out (roles: ignore)' }]
        : []),
      ...(ownServer ? [] : [{ kind: 'roles', name: 'all', reason: 'the server has roles of its own' }]),
    ],
  };
}

function withoutRoles(fingerprint: Fingerprint): Fingerprint {
  return { ...fingerprint, objects: fingerprint.objects.filter((object) => !ROLE_KINDS.has(object.kind)) };
}

function withoutRights(fingerprint: Fingerprint): Fingerprint {
  return { ...fingerprint, objects: fingerprint.objects.filter((object) => !isRight(object)) };
}

/** Who owns something, and who may do what with it. A policy names roles, and is not made where they are missing. */
function isRight({ kind, name }: SchemaObject): boolean {
  return (
    ['owner', 'grant', 'default privilege', 'policy'].includes(kind) ||
    (kind === 'comment' && name.startsWith('policy ')) ||
    (kind === 'database' && (name === 'owner' || name.startsWith('grant '))) ||
    (kind === 'database setting' && name.includes(' for role '))
  );
}

/** The version the migration tool would say: a copy at another version is another schema, or an older backup. */
async function compareMigration(
  client: Client,
  manifest: Manifest,
): Promise<{ differences: Difference[]; notCompared: NotHeld[] }> {
  const expected = manifest.migration;
  if (expected === null) return { differences: [], notCompared: [] };
  const name = `${expected.tool} version`;
  if (manifest.content === 'schema') {
    return {
      differences: [],
      notCompared: [{ kind: 'migration', name, reason: 'it stands in rows, and the set holds none' }],
    };
  }
  await using session = await openSession(client);
  const actual = await readMigration(session);
  if (actual?.tool === expected.tool && actual.version === expected.version)
    return { differences: [], notCompared: [] };
  if (actual === null && manifest.notHeld.some((item) => item.kind.includes('rows'))) {
    return {
      differences: [],
      notCompared: [{ kind: 'migration', name, reason: 'the rows of its table were left out' }],
    };
  }
  return {
    differences: [
      {
        severity: 'error',
        kind: 'object changed',
        name,
        expected: expected.version,
        actual: actual === null ? 'none' : `${actual.tool} ${actual.version}`,
        detail: 'migration',
        reason: null,
      },
    ],
    notCompared: [],
  };
}
