import type { RunFacts } from '../manifest.ts';

/** Evidence that a cluster can be recovered to a moment; append-only, beside that of the logical sets. */
export interface PitrEvidence {
  readonly evidenceVersion: 1;
  readonly kind: 'pitr-test';
  readonly id: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly database: string;
  readonly stanza: string;
  readonly systemIdentifier: string;
  /** What was recovered from; null: it did not come to that. */
  readonly repo: number | null;
  readonly backup: string | null;
  readonly verdict: 'proven' | 'failed';
  /** Code and message of what failed the test. */
  readonly reason: string | null;
  /** At the restore point: the row that was committed before it, and the one after it, which may not be there. */
  readonly rowBefore: boolean | null;
  readonly rowAfter: boolean | null;
  /** When the newest commit was made that a recovery brings back. */
  readonly newestCommit: string | null;
  readonly rpo: { readonly objectiveSeconds: number; readonly achievedSeconds: number | null };
  readonly rto: { readonly objectiveSeconds: number; readonly achievedSeconds: number | null };
  /** Databases whose pages and indexes pg_amcheck has checked, and which pg_dump has read as a whole. */
  readonly checked: readonly string[];
  readonly dumped: readonly string[];
  readonly phases: Readonly<Record<string, number>>;
  readonly tools: { readonly toolkit: string; readonly server: string; readonly engine: string };
  readonly run: RunFacts;
}
