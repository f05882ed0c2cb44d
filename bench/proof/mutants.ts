import { loadDemoDatabase } from '../../scripts/demo-database.ts';
import { EVERY_OBJECT_SQL, ROLES_SQL } from '../../test/support/every-object.ts';
import { startPostgres, type TestPostgres } from '../../test/support/postgres.ts';
import { COPY_DAMAGES } from './copied/kinds.ts';
import { findTargets, type Targets } from './copied/targets.ts';
import { type CopyTrial, Ward } from './copied/trial.ts';
import type { Laboratory } from './laboratory.ts';
import { plan } from './plan.ts';
import { dumpHash, withCopy } from './restoring.ts';
import { storedDamages } from './stored/kinds.ts';
import { makeSoundSets, type SoundSets, type Variant } from './stored/sound-sets.ts';
import { runStored, type StoredTrial } from './stored/trial.ts';

const DATABASE = 'ticketz';
const OTHER = 'every_object';
const SCALE = 0.002;

export interface MutantResults {
  readonly stored: readonly StoredTrial[];
  readonly copied: readonly CopyTrial[];
}

/** What neither of the two has and a kind of damage needs. */
const MORE = `
create type public.spare as enum ('one', 'two', 'three');
create table support.overtime (agent_id bigint, rate support.hourly_rate default null);
refresh materialized view support.monthly_statistics;
`;

/** One database with the demonstration data and, beside it, an object of every kind. */
async function loadSource(laboratory: Laboratory, source: TestPostgres): Promise<void> {
  const { signal } = laboratory;
  await loadDemoDatabase({ env: source.env, signal, database: DATABASE, scale: SCALE });
  await source.psql(ROLES_SQL);
  await source.createDatabase(OTHER);
  await source.psql(EVERY_OBJECT_SQL, { database: OTHER });
  // The demonstration has this extension already.
  const rest = EVERY_OBJECT_SQL.replace('create extension btree_gist schema app;', '');
  await source.psql(rest + MORE, { database: DATABASE });
}

/** Makes `count` mutants of stored sets and of restored copies, about half of each, and lets the checks look at them. */
export async function runMutants(laboratory: Laboratory, count: number): Promise<MutantResults> {
  await using source = await startPostgres();
  await loadSource(laboratory, source);
  laboratory.say('sound sets …');
  const sets = await makeSoundSets(laboratory, source, DATABASE, OTHER);
  return await laboratory.withContext(async (context) => {
    const { root, manifest } = sets.variants.directory;
    const store = await laboratory.openStore(root);
    const location = { database: manifest.database, tier: manifest.tier, id: manifest.id };
    const open = { store, location, manifest, decryption: undefined };
    return withCopy(laboratory, context, open, async (copy) => {
      const ward = await Ward.open(laboratory, context, copy, open, COPY_DAMAGES);
      const copied = await runCopied(laboratory, ward, Math.ceil(count * 0.55));
      // The same whatever format the set has: it is the same database.
      const reference = await dumpHash(copy.client);
      const stored = await runStoredMutants(laboratory, sets, reference, Math.floor(count * 0.45));
      return { stored, copied };
    });
  });
}

async function runCopied(laboratory: Laboratory, ward: Ward, count: number): Promise<CopyTrial[]> {
  const random = laboratory.random.fork('copied');
  const planned = plan(COPY_DAMAGES, count, random);
  let done = 0;
  return laboratory.inLanes(planned, async ({ damage, ordinal }, lane) => {
    const trial = await ward.try(
      damage,
      random.fork(`${damage.kind}/${ordinal}`),
      `mutant_${lane}`,
      ordinal === 0,
    );
    laboratory.say(
      `copied ${++done}/${planned.length} ${trial.verdict}${trial.named ? '' : ' UNNAMED'}: ${damage.kind}`,
    );
    return trial;
  });
}

async function runStoredMutants(
  laboratory: Laboratory,
  sets: SoundSets,
  reference: string,
  count: number,
): Promise<StoredTrial[]> {
  const random = laboratory.random.fork('stored');
  const planned = plan(storedDamages(await surveySource(sets)), count, random);
  const all = Object.keys(sets.variants) as Variant[];
  let done = 0;
  return laboratory.inLanes(planned, async ({ damage, ordinal }) => {
    const mine = random.fork(`${damage.kind}/${ordinal}`);
    const variants = damage.to ?? all;
    // Every kind is done to every sort of set in turn.
    const variant = variants[ordinal % variants.length] ?? 'directory';
    const trial = await runStored(sets, reference, variant, damage.kind, (workspace) =>
      damage.apply(workspace, mine, sets),
    );
    laboratory.say(`stored ${++done}/${planned.length} ${trial.verdict}: ${damage.kind}, ${variant}`);
    return trial;
  });
}

/** Looks around in a copy of the source, because the survey leaves things behind and the source has to stay as it is. */
async function surveySource({ source, database, openSource }: SoundSets): Promise<Targets> {
  await source.createDatabase('survey', { template: database });
  try {
    await using session = await openSource('survey');
    return await findTargets(session, COPY_DAMAGES);
  } finally {
    await source.psql('drop database survey (force)');
  }
}
