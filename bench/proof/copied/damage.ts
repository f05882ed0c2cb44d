/** One kind of damage to a restored database. */
export interface CopyDamage {
  readonly kind: string;
  /** How many times as many mutants as of an ordinary kind. */
  readonly weight?: number;
  /** A restore test warns of it and does not fail: a restore on another host or of other rows brings it about. */
  readonly warns?: true;
  /** The dump of a database with this damage does not hold it: it concerns the database as a whole. */
  readonly outsideDump?: true;
  /**
   * SQL for where it can be done, in terms of the survey (`survey.ts`): `name` is JSON, either the path of the object that a
   * verdict has to name or that name as text; `sql` does the damage. `:r1` to `:r3` in it are random numbers of at
   * least 0 and less than 1.
   */
  readonly candidates: string;
}
