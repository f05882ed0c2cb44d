import type { Random } from '../random.ts';
import type { SoundSets } from './sound-sets.ts';
import type { Workspace } from './workspace.ts';

/** What was done to a set. */
export interface Done {
  /** For people who want to see this very mutant again. */
  readonly what: string;
  /** The file that the verdict has to name; undefined when any will do. */
  readonly names?: string;
}

/** One kind of damage to a stored set. */
export interface StoredDamage {
  readonly kind: string;
  /** How many times as many mutants as of an ordinary kind. */
  readonly weight?: number;
  /** Which sets it can be done to; without, to any. */
  readonly to?: readonly (keyof SoundSets['variants'])[];
  apply(workspace: Workspace, random: Random, sets: SoundSets): Promise<Done>;
}
