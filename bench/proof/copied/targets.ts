import { displayName } from '../../../src/catalog/fingerprint/fingerprint.ts';
import { identifier } from '../../../src/postgres/quote.ts';
import type { Session } from '../../../src/postgres/session.ts';
import type { Random } from '../random.ts';
import type { CopyDamage } from './damage.ts';
import { SURVEY } from './survey.ts';

/** One thing that can be damaged in one way. */
export interface Target {
  /** What a verdict has to name. */
  readonly name: string;
  readonly sql: string;
}

/** By kind, always in the same order. */
export type Targets = ReadonlyMap<string, readonly Target[]>;

/** Looks around in a database for everything that can be damaged. Leaves temporary tables in the session. */
export async function findTargets(session: Session, damages: readonly CopyDamage[]): Promise<Targets> {
  await session.execute(SURVEY);
  const targets = new Map<string, Target[]>();
  for (const { kind, candidates } of damages) {
    if (targets.has(kind)) throw new Error(`There are two kinds of damage called ${kind}.`);
    const rows = await session.rows<{ name: string | string[]; sql: string }>(
      `select name, sql from (${candidates}) x order by name::text collate "C", sql collate "C"`,
    );
    if (rows.length === 0) throw new Error(`Nothing in the database can be damaged like this: ${kind}.`);
    targets.set(
      kind,
      rows.map(({ name, sql }) => ({ name: typeof name === 'string' ? name : displayName(...name), sql })),
    );
  }
  return targets;
}

/** A target chosen at random, with its SQL ready to be run in `database`. */
function aim(targets: Targets, kind: string, random: Random, database: string): Target {
  const { name, sql } = random.pick(targets.get(kind) ?? []);
  // A number stands for the same wherever it is used in one statement.
  const [r1, r2, r3] = [random.fraction(), random.fraction(), random.fraction()].map((one) => one.toFixed(9));
  const numbers: Readonly<Record<string, string | undefined>> = { ':r1': r1, ':r2': r2, ':r3': r3 };
  const filled = sql
    .replace(/:r[123]\b/g, (placeholder) => numbers[placeholder] ?? '')
    .replaceAll(':database', identifier(database));
  return { name, sql: filled };
}

/** How often another target is tried when PostgreSQL refuses the damage, as for a value that a constraint forbids. */
const ATTEMPTS = 40;

/**
 * Damages a database: all of it or, when PostgreSQL refuses, nothing of it; then another target is tried. Triggers and
 * foreign keys do not look, as they do not when a restore goes wrong.
 */
export async function damageDatabase(
  openSession: () => Promise<Session>,
  targets: Targets,
  kind: string,
  random: Random,
  database: string,
): Promise<Target> {
  let refusal: unknown;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const target = aim(targets, kind, random, database);
    await using session = await openSession();
    try {
      await session.execute(`set session_replication_role = replica; begin; ${target.sql}; commit`);
      return target;
    } catch (error) {
      refusal = error;
    }
  }
  throw new Error(`PostgreSQL refused "${kind}" ${ATTEMPTS} times.`, { cause: refusal });
}
