/**
 * How bad it is. `problem`: backup or restore fails, or is not safe. `warning`: it works today and will hurt one day.
 * `note`: worth knowing. `good`: looked at and right. `unknown`: could not be looked at, with the reason.
 */
export const SEVERITIES = ['problem', 'warning', 'unknown', 'note', 'good'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What mends it, ready to be pasted. */
export interface Remedy {
  readonly kind: 'sql' | 'shell' | 'iam' | 'text';
  readonly text: string;
}

/** What `fix: true` may do by itself: nothing that could lose data or lock somebody out. */
export type Repair =
  | { readonly kind: 'remove directory'; readonly path: string }
  | { readonly kind: 'restrict mode'; readonly path: string; readonly mode: number }
  | { readonly kind: 'end uploads'; readonly store: string };

export interface Finding {
  /** Stable name: `database.row-security`. */
  readonly check: string;
  /** What was looked at: a database, a store, the runner. */
  readonly subject: string;
  readonly severity: Severity;
  /** One sentence. */
  readonly sentence: string;
  readonly remedy?: Remedy;
  /** Where more is written about it. */
  readonly link?: string;
  readonly repair?: Repair;
}

export type FindingDetails = Pick<Finding, 'remedy' | 'link' | 'repair'>;

/** Makes findings about one subject; `area` heads the names of its checks. */
export function findingsAbout(area: string, subject: string) {
  return (severity: Severity, check: string, sentence: string, details: FindingDetails = {}): Finding => ({
    check: `${area}.${check}`,
    subject,
    severity,
    sentence,
    ...details,
  });
}

export type Find = ReturnType<typeof findingsAbout>;

export const sql = (text: string): Remedy => ({ kind: 'sql', text });
export const shell = (text: string): Remedy => ({ kind: 'shell', text });
export const iam = (document: unknown): Remedy => ({
  kind: 'iam',
  text: typeof document === 'string' ? document : JSON.stringify(document, null, 2),
});
export const advice = (text: string): Remedy => ({ kind: 'text', text });

/** The first few of a list, and how many more there are. */
export function some(names: readonly string[], total = names.length, most = 5): string {
  const shown = names.slice(0, most).join(', ');
  return total > most ? `${shown} and ${total - most} more` : shown;
}

/** Worst first; within one severity in the order they were found. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  const rank = (finding: Finding): number => SEVERITIES.indexOf(finding.severity);
  return findings.toSorted((a, b) => rank(a) - rank(b));
}
