import type { Policy } from './definition/policy.ts';
import type {
  EffectiveConnection,
  EffectiveDatabase,
  EffectivePolicy,
  EffectiveStore,
} from './effective-policy.ts';
import { given, type PolicyInputs } from './policy-inputs.ts';

/** What the policy says about a database or a cluster. */
type Entry = Partial<EffectiveConnection> & {
  readonly tables?: readonly string[] | undefined;
  readonly excludeTables?: readonly string[] | undefined;
  readonly stores?: readonly string[] | undefined;
  readonly production?: boolean | undefined;
};

/**
 * The databases of the policy, or the one that the input `database` names: with what the policy says about it, if it does.
 * Inputs of the connection are for all of them.
 */
export function chooseDatabases(
  databases: Policy['databases'],
  stores: ReadonlyMap<string, EffectiveStore>,
  inputs: PolicyInputs,
): EffectivePolicy['databases'] {
  const details = (entry: Entry): Omit<EffectiveDatabase, 'name'> => ({
    host: inputs.host ?? entry.host,
    port: inputs.port ?? entry.port,
    user: inputs.user ?? entry.user,
    sslmode: inputs.sslmode ?? entry.sslmode,
    sslrootcert: inputs.sslrootcert ?? entry.sslrootcert,
    container: inputs.container ?? entry.container,
    tables: given(inputs.tables) ?? entry.tables ?? [],
    excludeTables: given(inputs.excludeTables) ?? entry.excludeTables ?? [],
    // An input may have left none of them.
    stores: given(entry.stores?.filter((name) => stores.has(name))),
    production: entry.production ?? false,
  });
  const { database: name } = inputs;
  if (databases === undefined) return name === undefined ? [] : [{ name, ...details({}) }];
  if (databases === 'discover' || !('length' in databases)) {
    const { exclude = [], ...cluster } = databases === 'discover' ? {} : databases;
    return name === undefined ? { exclude, ...details(cluster) } : [{ name, ...details(cluster) }];
  }
  if (name === undefined) return databases.map((entry) => ({ name: entry.name, ...details(entry) }));
  return [{ name, ...details(databases.find((entry) => entry.name === name) ?? {}) }];
}
