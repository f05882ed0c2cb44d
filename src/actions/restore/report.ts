import { randomBytes } from 'node:crypto';
import type { TablePlan } from '../../catalog/archive/table-closure.ts';
import type { Comparison } from '../../catalog/comparison/compare.ts';
import { makeSetId } from '../../catalog/keys.ts';
import { dumpDigest, type Manifest } from '../../catalog/manifest.ts';
import type { PbaError } from '../../errors.ts';
import type { ActionContext } from '../../runtime/action.ts';
import type { OpenOptions } from '../../sets/open-object.ts';
import { writeEvidence } from '../../sets/records.ts';
import { runFacts } from '../shared/run-facts.ts';
import type { TargetServer } from './target.ts';

/** What was restored, and how it compares. */
export interface RestoreReport {
  readonly manifest: Manifest;
  readonly store: string;
  readonly target: TargetServer;
  readonly database: string;
  readonly comparison: Comparison;
  /** Until the database was usable, without the comparison. */
  readonly seconds: number;
  readonly phases: Readonly<Record<string, number>>;
  readonly notChecked: readonly string[];
  /** When tables were chosen. */
  readonly plan: TablePlan | undefined;
  /** The schemas of the live database the tables stand in; empty: a database of their own. */
  readonly schemas: readonly string[];
  readonly advice: readonly string[];
  readonly evidenceKey: string;
  /** `proven`, `without-roles` or `failed`. */
  readonly verdict: string;
  readonly failure: PbaError | undefined;
}

/** Writes down in the store that a set was restored, where and how it compared. @returns the key of the record */
export async function recordRestore(
  report: Omit<RestoreReport, 'evidenceKey'>,
  { store, manifest }: OpenOptions,
  context: ActionContext,
): Promise<string> {
  const id = makeSetId(context.now(), randomBytes(3).toString('hex'));
  const { comparison, target, verdict, plan } = report;
  const record = {
    evidenceVersion: 1,
    kind: 'restore',
    id,
    at: context.now().toISOString(),
    database: manifest.database,
    set: manifest.id,
    tier: manifest.tier,
    dumpSha256: dumpDigest(manifest),
    into: report.database,
    ...(plan === undefined
      ? {}
      : {
          tables: plan.tables.map(({ schema, name }) => `${schema}.${name}`),
          schemas: report.schemas,
        }),
    target: { address: target.address, version: target.version, systemIdentifier: target.systemIdentifier },
    verdict,
    grade: comparison.grade,
    differences: comparison.differences.length,
    seconds: report.seconds,
    phases: report.phases,
    databaseBytes: manifest.server.databaseBytes,
    run: runFacts(context.run, undefined),
  };
  return writeEvidence(store, record);
}
