import { randomBytes } from 'node:crypto';
import { describeDifference } from '../../catalog/comparison/difference.ts';
import { isRemarkable } from '../../catalog/comparison/drift.ts';
import type { RestoreTestEvidence } from '../../catalog/evidence.ts';
import { makeSetId } from '../../catalog/keys.ts';
import { dumpDigest, type Manifest, manifestDigest } from '../../catalog/manifest.ts';
import type { PbaError } from '../../errors.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { VERSION } from '../../version.ts';
import { runFacts } from '../shared/run-facts.ts';
import type { Stopwatch } from '../shared/stopwatch.ts';
import type { Findings } from './restore-test.ts';
import { isProof } from './verdict.ts';

/** How many differences stand in the evidence; all of them are counted. */
const FIRST_DIFFERENCES = 200;

export interface RecordOptions {
  readonly context: ActionContext;
  readonly manifest: Manifest;
  readonly findings: Findings;
  readonly failure: PbaError | undefined;
  readonly stopwatch: Stopwatch;
  readonly rtoMs: number;
  readonly negativeControl: boolean;
}

/** The record of one test, for the store. Holds no row and no secret. */
export function evidenceOf(options: RecordOptions): RestoreTestEvidence {
  const { context, manifest, findings, failure } = options;
  const { comparison } = findings;
  const now = context.now();
  const differences = comparison?.differences ?? [];
  const seconds = findings.restoreSeconds;
  return {
    evidenceVersion: 1,
    kind: 'restore-test',
    id: makeSetId(now, randomBytes(3).toString('hex')),
    at: now.toISOString(),
    database: manifest.database,
    tier: manifest.tier,
    set: manifest.id,
    manifestSha256: manifestDigest(manifest),
    dumpSha256: dumpDigest(manifest),
    verdict: isProof(failure) ? 'proven' : 'failed',
    grade: comparison?.grade ?? 'schema',
    negativeControl: options.negativeControl,
    reason: failure === undefined ? null : `${failure.code}: ${failure.message}`,
    differences: {
      total: differences.length,
      first: differences
        .slice(0, FIRST_DIFFERENCES)
        .map((difference) => `${difference.severity}: ${describeDifference(difference)}`),
    },
    notCompared: [...manifest.notHeld, ...(comparison?.notCompared ?? [])].map(
      (item) => `${item.kind} ${item.name}: ${item.reason}`,
    ),
    compared: { ...comparison?.compared },
    target: findings.target,
    assertions: findings.assertions,
    allowed: findings.allowed,
    physical: findings.physical,
    drift: findings.drift?.filter(isRemarkable) ?? null,
    phases: options.stopwatch.phases,
    databaseBytes: manifest.server.databaseBytes,
    rto: {
      objectiveSeconds: options.rtoMs / 1000,
      achievedSeconds: seconds ?? null,
      forecastSeconds:
        findings.forecast === undefined ? null : Math.round(findings.forecast.seconds * 10) / 10,
      kept:
        seconds !== undefined &&
        seconds * 1000 <= options.rtoMs &&
        (findings.forecast?.seconds ?? 0) * 1000 <= options.rtoMs,
    },
    tools: {
      toolkit: VERSION,
      server: findings.serverVersion,
      node: process.versions.node,
      ...(findings.image === undefined ? {} : { image: findings.image }),
    },
    run: runFacts(context.run, undefined),
  };
}
