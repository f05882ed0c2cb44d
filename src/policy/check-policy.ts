import { isLoopback } from '../loopback.ts';
import { checkErasures } from './check-erasures.ts';
import { checkPhysical } from './check-physical.ts';
import { checkStores } from './check-stores.ts';
import { checkTiers } from './check-tiers.ts';
import type { Draft, Remarks } from './draft.ts';
import { matchesPattern } from './text-pattern.ts';

/** Looks at keys together, each of which is fine by itself. */
export function checkPolicy(draft: Draft, remarks: Remarks): void {
  checkStores(draft, remarks);
  checkTiers(draft, remarks);
  checkObjectives(draft, remarks);
  checkEncryption(draft, remarks);
  checkAssertions(draft, remarks);
  checkPatterns(draft, remarks);
  checkNotifications(draft, remarks);
  checkPhysical(draft, remarks);
  checkErasures(draft, remarks);
}

function checkObjectives(draft: Draft, remarks: Remarks): void {
  const { restoreTestEvery, pruneProofMaxAge } = draft.objectives ?? {};
  if (restoreTestEvery === undefined || pruneProofMaxAge === undefined) return;
  if (pruneProofMaxAge < restoreTestEvery) {
    const written = remarks.isWritten('objectives.prune-proof-max-age');
    remarks.problem(
      `objectives.${written ? 'prune-proof-max-age' : 'restore-test-every'}`,
      'prune-proof-max-age is shorter than restore-test-every, so pruning would be refused between two tests',
    );
  }
}

function checkEncryption(draft: Draft, remarks: Remarks): void {
  const { required, recipients } = draft.encryption ?? {};
  if (required === true && recipients?.length === 0) {
    remarks.problem('encryption.required', 'is true, but there are no recipients');
  }
}

function checkAssertions(draft: Draft, remarks: Remarks): void {
  draft.restoreTest?.assertions?.forEach((assertion, index) => {
    const expect = assertion?.kind === 'sql' ? assertion.expect : undefined;
    if (typeof expect !== 'object' || expect.kind !== 'range') return;
    const { min, max } = expect;
    if (min !== undefined && max !== undefined && min > max) {
      remarks.problem(`restore-test.assertions[${index}].expect`, `min ${min} is larger than max ${max}`);
    }
  });
}

/** Regular expressions are compiled when they are needed; wrong ones have to show now. */
function checkPatterns(draft: Draft, remarks: Remarks): void {
  draft.restoreTest?.allow?.forEach((allowed, index) => {
    for (const key of ['object', 'error'] as const) {
      const pattern = allowed?.[key];
      if (pattern !== undefined && !isPattern(pattern)) {
        remarks.problem(
          `restore-test.allow[${index}].${key}`,
          `${JSON.stringify(pattern)} is not a regular expression; escape what is meant literally, or leave the slashes out`,
        );
      }
    }
  });
}

function isPattern(pattern: string): boolean {
  try {
    matchesPattern(pattern, '');
    return true;
  } catch {
    return false;
  }
}

/** What these channels hear follows from what they are. */
const WHEN_IS_FIXED: Readonly<Record<string, string>> = {
  githubIssue: 'is not for a github-issue: it is opened by a failure and closed by a success',
  pagerduty: 'is not for pagerduty: an incident is opened by a failure and resolved by a success',
  heartbeat: 'is not for a heartbeat: it is pinged at every run',
};

function checkNotifications(draft: Draft, remarks: Remarks): void {
  draft.notifications?.forEach((target, index) => {
    const entry = `notifications[${index}]`;
    const fixed = WHEN_IS_FIXED[target?.kind ?? ''];
    if (fixed !== undefined && remarks.isWritten(`${entry}.when`)) remarks.problem(`${entry}.when`, fixed);
    if (target?.kind === 'heartbeat' && remarks.isWritten(`${entry}.repeat-every`)) {
      remarks.problem(`${entry}.repeat-every`, 'is not for a heartbeat: it is pinged at every run');
    }
    if (target?.kind !== 'mail') return;
    const { user, secret, tls, host } = target.mail ?? {};
    const path = `${entry}.mail`;
    if (user !== undefined && secret === undefined && !remarks.isWritten(`${path}.secret`)) {
      remarks.problem(`${path}.user`, 'needs secret, the environment variable that holds its password');
    }
    if (user === undefined && secret !== undefined && !remarks.isWritten(`${path}.user`)) {
      remarks.problem(`${path}.secret`, 'is only used together with user');
    }
    if (user !== undefined && tls === 'none' && !isLoopback(host ?? '')) {
      remarks.problem(`${path}.tls`, 'none would send the password of user in the clear');
    }
  });
}
