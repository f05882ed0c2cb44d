/** What a restored database says of itself: from which set, when, and whether the comparison with the set held. */
export interface RestoredMark {
  readonly set: string;
  /** When it was compared, RFC 3339 in UTC. */
  readonly at: string;
  readonly verdict: string;
  /** Lineage of the set, `<system identifier>/<database>`; nothing where it was not restored from a set. */
  readonly lineage?: string | undefined;
}

const SET = 'pba.restored_set';
const AT = 'pba.restored_at';
const VERDICT = 'pba.restored_verdict';
const LINEAGE = 'pba.restored_lineage';

/** The verdict that lets a database be swapped in. */
export const PROVEN = 'proven';
/** Whole, from a dump that has no fingerprint: there was nothing to compare it with. */
export const UNPROVEN = 'unproven';
/** Equal to the set but for owners and grants, which were left out. */
export const WITHOUT_ROLES = 'without-roles';
/** Equal to the set, but only some of its tables: it must never be swapped in. */
export const TABLES_ONLY = 'tables-only';
/** What a restore left that did not come to its end and was kept to be looked at: it must never be swapped in. */
export const UNFINISHED = 'unfinished';

/** Whether a setting of a database (`name=value` or its name) is a mark: it never goes to another database. */
export function isMarkSetting(entry: string): boolean {
  const name = entry.split('=', 1)[0]?.toLowerCase() ?? '';
  return [SET, AT, VERDICT, LINEAGE].includes(name);
}

/** The mark as settings for `ALTER DATABASE … SET`, by name. Only a superuser may set names PostgreSQL does not know. */
export function markSettings({ set, at, verdict, lineage }: RestoredMark): Readonly<Record<string, string>> {
  // Names of databases may have blanks, which part the entries of a comment.
  const from = lineage === undefined ? {} : { [LINEAGE]: encodeURIComponent(lineage) };
  return { [SET]: set, [AT]: at, [VERDICT]: verdict, ...from };
}

/** The mark as a line of the database's comment: for owners that are no superusers. A swap replaces the comment. */
export function markComment(mark: RestoredMark): string {
  return Object.entries(markSettings(mark))
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}

/** Reads the mark from the database's settings (`name=value`), else from its comment. */
export function readMark(settings: readonly string[], comment: string | null): RestoredMark | undefined {
  return fromEntries(settings) ?? fromComment(comment ?? '');
}

function fromComment(comment: string): RestoredMark | undefined {
  for (const line of comment.split('\n')) {
    const mark = fromEntries(line.trim().split(' '));
    if (mark !== undefined) return mark;
  }
  return undefined;
}

function fromEntries(entries: readonly string[]): RestoredMark | undefined {
  const value = (name: string): string | undefined =>
    entries.find((entry) => entry.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
  const [set, at, verdict] = [value(SET), value(AT), value(VERDICT)];
  if (set === undefined || at === undefined || verdict === undefined) return undefined;
  const lineage = decoded(value(LINEAGE));
  return { set, at, verdict, ...(lineage === undefined ? {} : { lineage }) };
}

/** What somebody wrote by hand is no reason to fail. */
function decoded(value: string | undefined): string | undefined {
  try {
    return value === undefined ? undefined : decodeURIComponent(value);
  } catch {
    return value;
  }
}
