import type { Assertion } from '../catalog/assertion.ts';
import { TIERS, type Tier } from '../catalog/keys.ts';
import { UserError } from '../errors.ts';
import { archiveTimeoutLimit } from './check-physical.ts';
import { chooseDatabases } from './choose-databases.ts';
import { chooseStores } from './choose-stores.ts';
import type { Policy } from './definition/policy.ts';
import type { EffectivePolicy, EffectiveStore, EffectiveTier } from './effective-policy.ts';
import { type ParsedPolicy, parsePolicy } from './parse-policy.ts';
import { given, type PolicyInputs } from './policy-inputs.ts';
import { canMove } from './storage-classes.ts';

/**
 * Puts policy, inputs and defaults together. An input overrides the one field it names, for everything that has this
 * field; without a policy the defaults are the runbook's.
 * @throws UserError PBA-INPUT with everything that does not fit together
 */
export function applyInputs(parsed: ParsedPolicy | undefined, inputs: PolicyInputs): EffectivePolicy {
  const base = parsed ?? NO_POLICY;
  const { policy } = base;
  const problems: string[] = [];
  const stores = chooseStores(policy.stores ?? new Map(), inputs, problems);
  if (stores.size === 0 && problems.length === 0) {
    problems.push('there is no store: define stores in the policy, or give the input stores');
  }
  const recipients = given(inputs.recipients) ?? policy.encryption.recipients;
  if (policy.encryption.required && recipients.length === 0) {
    problems.push('the policy requires encryption, and there are no recipients');
  }
  const effective: EffectivePolicy = {
    databases: chooseDatabases(policy.databases, stores, inputs),
    stores,
    tiers: tiersOf(base, stores, inputs, problems),
    objectives: {
      ...policy.objectives,
      rpo: inputs.rpo ?? policy.objectives.rpo,
      rto: inputs.rto ?? policy.objectives.rto,
    },
    rpoWritten: inputs.rpo !== undefined || base.written.has('objectives.rpo'),
    encryption: { ...policy.encryption, recipients },
    physical: physicalOf(base, inputs),
    restoreTest: {
      ...policy.restoreTest,
      fingerprint: inputs.fingerprint ?? policy.restoreTest.fingerprint,
      assertions: policy.restoreTest.assertions.map(assertion),
      drift: {
        defaultPercent: policy.restoreTest.drift.defaultPercent,
        tables: [...policy.restoreTest.drift.tables].map(([pattern, percent]) => ({ pattern, percent })),
      },
    },
    erasures: policy.erasures,
    migrations: policy.migrations,
    notifications: policy.notifications,
  };
  if (problems.length > 0) throw inputError(problems);
  return effective;
}

const NO_POLICY = parsePolicy('version: 1', 'defaults');

function tiersOf(
  { policy, written }: ParsedPolicy,
  stores: ReadonlyMap<string, EffectiveStore>,
  inputs: PolicyInputs,
  problems: string[],
): EffectivePolicy['tiers'] {
  if (inputs.tier === undefined && (inputs.keepDays ?? inputs.keepMinimum) !== undefined) {
    problems.push('keep-days and keep-minimum need tier: each tier has its own');
  }
  const tierOf = (tier: Tier): EffectiveTier => {
    const rules = policy.tiers[tier];
    const asked = inputs.tier === tier ? inputs : {};
    const keepDays = asked.keepDays ?? rules.keepDays;
    const lock = rules.lock === 'none' ? undefined : rules.lock;
    if (lock !== undefined && lock.days > keepDays) {
      problems.push(
        `keep-days: ${keepDays} is less than the ${lock.days} days for which the policy locks ${tier} sets`,
      );
    }
    const isWritten = (key: string): boolean => written.has(`tiers.${tier}.${key}`);
    return {
      keepDays,
      keepMinimum: asked.keepMinimum ?? rules.keepMinimum,
      stores: available(rules.stores, stores, tier),
      storageClass: rules.storageClass,
      transition: transitionOf(rules, keepDays),
      lock,
      written: { storageClass: isWritten('storage-class'), transition: isWritten('transition') },
    };
  };
  return Object.fromEntries(TIERS.map((tier) => [tier, tierOf(tier)])) as Record<Tier, EffectiveTier>;
}

/** A list without any store that is there (an input chose others) gives way to the default of the tier. */
function available(
  wanted: EffectiveTier['stores'],
  stores: ReadonlyMap<string, EffectiveStore>,
  tier: Tier,
): EffectiveTier['stores'] {
  if (typeof wanted === 'string') return wanted;
  return given(wanted.filter((name) => stores.has(name))) ?? NO_POLICY.policy.tiers[tier].stores;
}

/** What is written fits; a default, or an input that shortens `keep-days`, may make it void. */
function transitionOf(rules: Policy['tiers'][Tier], keepDays: number): EffectiveTier['transition'] {
  const { transition, storageClass } = rules;
  if (transition === 'none' || transition.afterDays >= keepDays) return undefined;
  return canMove(storageClass, transition.storageClass) ? transition : undefined;
}

/** A default of the archive timeout gives way to the RPO. */
function physicalOf({ policy, written }: ParsedPolicy, inputs: PolicyInputs): EffectivePolicy['physical'] {
  const { physical } = policy;
  if (physical === undefined || written.has('physical.archive-timeout')) return physical;
  return {
    ...physical,
    archiveTimeout: Math.min(
      physical.archiveTimeout,
      archiveTimeoutLimit(inputs.rpo ?? policy.objectives.rpo),
    ),
  };
}

type WrittenAssertion = Policy['restoreTest']['assertions'][number];

function assertion(written: WrittenAssertion): Assertion {
  const common = { name: written.name, timeLimitMs: written.timeLimit };
  if (written.kind === 'command') return { ...common, command: written.command };
  const { sql, expect } = written;
  if (typeof expect === 'string') return { ...common, sql, expect: { kind: 'equals', value: expect } };
  return expect.kind === 'range'
    ? { ...common, sql, expect: { kind: 'range', min: expect.min, max: expect.max } }
    : { ...common, sql, expect: { kind: 'newer than', ageMs: expect.newerThan } };
}

function inputError(problems: readonly string[]): UserError {
  const [first = ''] = problems;
  return new UserError(
    'PBA-INPUT',
    problems.length === 1
      ? `Policy and inputs do not fit together: ${first}.`
      : `Policy and inputs do not fit together:\n${problems.map((problem) => `- ${problem}`).join('\n')}`,
    { hint: 'Inputs override single fields of the policy; docs/policy.md says how.' },
  );
}
