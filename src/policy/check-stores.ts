import { SCHEDULED_TIERS } from '../catalog/tiers.ts';
import { nearest } from '../nearest.ts';
import type { Draft, Remarks } from './draft.ts';
import { joinPath } from './path.ts';

type DraftStores = NonNullable<Draft['stores']>;

/** Checks everything that names a store, and that no two stores are one place. */
export function checkStores(draft: Draft, remarks: Remarks): void {
  const defined = draft.stores === undefined && !remarks.isWritten('stores') ? new Map() : draft.stores;
  // What stands there cannot be understood, so nothing can be said about names.
  if (defined === undefined) return;
  checkPlaces(defined, remarks);
  for (const [tier, rules] of Object.entries(draft.tiers ?? {})) {
    checkNames(rules?.stores, joinPath(joinPath('tiers', tier), 'stores'), defined, remarks);
  }
  const { databases } = draft;
  if (databases === undefined || typeof databases === 'string') return;
  if ('length' in databases) {
    databases.forEach((database, index) => {
      checkDatabase(draft, defined, database?.stores, `databases[${index}].stores`, remarks);
    });
  } else {
    checkDatabase(draft, defined, databases.stores, 'databases.stores', remarks);
  }
}

type DraftNames = string | readonly (string | undefined)[] | undefined;

function checkDatabase(
  draft: Draft,
  defined: DraftStores,
  names: readonly (string | undefined)[] | undefined,
  path: string,
  remarks: Remarks,
): void {
  checkNames(names, path, defined, remarks);
  if (names === undefined) return;
  for (const tier of SCHEDULED_TIERS) {
    const wanted = draft.tiers?.[tier]?.stores;
    if (wanted === undefined || typeof wanted === 'string') continue;
    // A name that does not exist has its own problem.
    if ([...wanted, ...names].some((name) => name === undefined || !defined.has(name))) continue;
    if (wanted.some((name) => names.includes(name))) continue;
    remarks.problem(
      path,
      `has none of the stores of tier ${tier} (${wanted.join(', ')}); the tier would have no place`,
    );
  }
}

function checkNames(names: DraftNames, path: string, defined: DraftStores, remarks: Remarks): void {
  if (names === undefined || typeof names === 'string') return;
  names.forEach((name, index) => {
    if (name === undefined || defined.has(name)) return;
    const meant = nearest(name, [...defined.keys()]);
    const known =
      defined.size === 0
        ? 'no store is defined under stores'
        : meant === undefined
          ? `there are ${[...defined.keys()].join(', ')}`
          : `the nearest is ${meant}`;
    remarks.problem(joinPath(path, index), `there is no store ${name} (${known})`);
  });
}

function checkPlaces(stores: DraftStores, remarks: Remarks): void {
  const places = new Map<string, string>();
  for (const [name, store] of stores) {
    const location = store?.kind === 'directory' ? store.directory : undefined;
    const s3 = store?.kind === 's3' ? store.s3 : undefined;
    const path = (location ?? s3?.uri ?? '').replace(/\/+/g, '/').replace(/\/$/, '');
    if (path === '') continue;
    const place = `${s3?.endpoint?.replace(/\/+$/, '') ?? ''} ${path}`;
    const first = places.get(place);
    if (first === undefined) places.set(place, name);
    else
      remarks.problem(
        joinPath('stores', name),
        `is the same place as ${first}; one copy would overwrite the other`,
      );
  }
}
