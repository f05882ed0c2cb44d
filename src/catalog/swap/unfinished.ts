import { readMark } from './restored-mark.ts';

/**
 * A database that a restore is making, or was making when it was killed. `restore` makes every database under the name
 * `<database>_restoring_<time>` and renames it in the transaction that marks it: so whatever has this name and no mark is not whole.
 */
export interface UnfinishedDatabase {
  readonly name: string;
  /** Its own settings (`name=value`) and comment, where a mark would stand. */
  readonly settings: readonly string[];
  readonly comment: string | null;
  /** Whether a run that is alive says that it is its own. */
  readonly claimed: boolean;
  /** Sessions in it: programs of a killed run may outlive it. */
  readonly sessions: number;
}

/** Whether a name says that its database is not finished. */
export function isUnfinishedName(name: string): boolean {
  return /_restoring_\d{8}T\d{6}Z$/i.test(name);
}

/**
 * What the next restore does with it. `drop`: nobody is at it any more. `busy`: nobody claims it, and still somebody is connected.
 * `whole`: it is marked, and only its name could not be given to it.
 */
export type Fate = 'in use' | 'whole' | 'busy' | 'drop';

export function fateOf({ settings, comment, claimed, sessions }: UnfinishedDatabase): Fate {
  if (claimed) return 'in use';
  if (readMark(settings, comment) !== undefined) return 'whole';
  return sessions > 0 ? 'busy' : 'drop';
}
