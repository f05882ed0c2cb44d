import type { RecoveryTarget } from '../../catalog/recovery/target.ts';
import type { RecoveredDatabase } from '../../postgres/recovery/facts.ts';

/** What a run did and found; what is null was not reached. */
export interface PitrReport {
  readonly verdict: 'recovered' | 'shown' | 'promoted' | 'discarded' | 'restored';
  readonly stanza: string;
  readonly directory: string;
  readonly repo: number;
  readonly location: string;
  readonly backup: string;
  readonly target: RecoveryTarget;
  readonly exclusive: boolean;
  readonly phase: 'paused' | 'open' | 'gone' | 'stopped';
  readonly socketDirectory: string;
  readonly port: string;
  readonly superuser: string;
  /** In PostgreSQL's words, UTC. */
  readonly lastCommit: string | null;
  readonly lsn: string | null;
  readonly timeline: number | null;
  readonly seconds: number | null;
  readonly phases: Readonly<Record<string, number>>;
  readonly ranges: readonly string[];
  readonly databases: readonly RecoveredDatabase[];
  readonly notes: readonly string[];
  /** In place: the old data directory. */
  readonly kept: string | null;
  /** What is left to do, one line each. */
  readonly next: readonly string[];
}
