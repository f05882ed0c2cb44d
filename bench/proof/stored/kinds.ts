import { COPY_DAMAGES } from '../copied/kinds.ts';
import { damageDatabase, type Targets } from '../copied/targets.ts';
import { BYTE_DAMAGES, variantOf } from './bytes.ts';
import type { StoredDamage } from './damage.ts';
import { FORGED_DAMAGES } from './forged.ts';
import { MANIFEST_DAMAGES } from './manifest-damages.ts';
import { dumpArchive } from './sound-sets.ts';

/** A fresh dump of the database with one thing in it changed: what an attacker would store, or a wrong restore. */
function freshDump(targets: Targets, group: 'rows' | 'definitions'): StoredDamage {
  const rows = COPY_DAMAGES.slice(
    0,
    COPY_DAMAGES.findIndex(({ kind }) => kind === 'table lost'),
  );
  const damages = COPY_DAMAGES.filter(
    (damage) => rows.includes(damage) === (group === 'rows') && !damage.outsideDump && !damage.warns,
  );
  return {
    kind: `fresh dump with other ${group}, hashes recomputed`,
    weight: 4,
    apply: async (workspace, random, sets) => {
      const { kind } = random.pick(damages);
      const name = `fresh_${random.integer(0, 999_999_999)}`;
      const { source } = sets;
      await source.createDatabase(name, { template: sets.database });
      try {
        const target = await damageDatabase(() => sets.openSource(name), targets, kind, random, name);
        const object = workspace.object('archive');
        await workspace.forge(object, await dumpArchive(sets, name, variantOf(workspace, sets)));
        return { what: `${kind}: ${target.sql}` };
      } finally {
        await source.psql(`drop database ${name} (force)`);
      }
    },
  };
}

/**
 * Everything that can be done to a stored set, in the order of the report.
 * @param targets in the source database
 */
export function storedDamages(targets: Targets): readonly StoredDamage[] {
  return [
    ...BYTE_DAMAGES,
    ...MANIFEST_DAMAGES,
    ...FORGED_DAMAGES,
    freshDump(targets, 'rows'),
    freshDump(targets, 'definitions'),
  ];
}
