import type { EvidenceLine } from '../catalog/evidence-line.ts';
import type { Tier } from '../catalog/keys.ts';
import type { Point } from '../catalog/status/trend.ts';
import type { WorkflowVerdict } from '../catalog/status/workflows.ts';
import type { DatabaseStatus, StatusVerdict } from '../catalog/status.ts';

/** Everything that stands in the report. */
export interface ReportData {
  readonly now: Date;
  /** Length of the history that is shown. */
  readonly days: number;
  readonly repository: string | null;
  readonly runUrl: string | null;
  readonly toolkit: string;
  readonly verdict: StatusVerdict;
  readonly databases: readonly ReportDatabase[];
  readonly workflows: WorkflowVerdict | undefined;
  readonly objectives: {
    readonly backupEvery: number;
    readonly restoreTestEvery: number;
  };
  readonly retention: readonly RetentionRow[];
}

/** What the policy says of one tier. */
export interface RetentionRow {
  readonly tier: Tier;
  readonly keepDays: number;
  readonly keepMinimum: number;
  readonly stores: readonly string[];
  /** `STANDARD`, then `GLACIER_IR after 30 days`, lock …; empty when nothing is asked for. */
  readonly rules: readonly string[];
}

export interface TestPoint {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly proven: boolean;
}

export interface ReportDatabase {
  readonly name: string;
  readonly status: DatabaseStatus;
  readonly series: {
    readonly bytes: readonly Point[];
    readonly rows: readonly Point[];
    readonly seconds: readonly Point[];
    /** Milliseconds between a set and the one before it. */
    readonly gaps: readonly Point[];
    /** Seconds of each restore that came to its end. */
    readonly restores: readonly Point[];
  };
  /** In order of time. */
  readonly tests: readonly TestPoint[];
  /** Newest first. */
  readonly evidence: readonly EvidenceLine[];
  readonly unread: { readonly dumps: number; readonly records: number };
  readonly recovery: Recovery | undefined;
}

/** How to get the newest proven (else the newest) set back. */
export interface Recovery {
  readonly set: string;
  readonly proven: boolean;
  readonly encrypted: boolean;
  /** Commands for a shell. */
  readonly readInstructions: string;
  readonly restore: string;
  readonly swap: string;
}
