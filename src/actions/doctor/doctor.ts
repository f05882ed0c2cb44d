import { judgeClocks } from '../../catalog/doctor/clocks.ts';
import { CHECKS_OF } from '../../catalog/doctor/diagnoses.ts';
import { type Finding, type Severity, worstFirst } from '../../catalog/doctor/finding.ts';
import { judgeClients } from '../../catalog/doctor/versions.ts';
import { UserError } from '../../errors.ts';
import { isDiscovery } from '../../policy/effective-policy.ts';
import { findInstallations } from '../../postgres/tools.ts';
import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import { plural } from '../../runtime/format.ts';
import type { InputsOf } from '../../runtime/spec.ts';
import { effectivePolicy } from '../shared/effective.ts';
import { lookAtDatabases } from './databases.ts';
import { look } from './look.ts';
import { lookAtMachine } from './machine.ts';
import { lookAtGithub, lookAtNotifications } from './outside.ts';
import { repairAll } from './repair.ts';
import { lookAtSets } from './sets.ts';
import type { spec } from './spec.ts';
import { lookAtStores } from './stores.ts';
import { doctorSummary, doctorText } from './summary.ts';

type Inputs = InputsOf<typeof spec>;

/** Gathers, judges, mends what it may, and tells. */
export async function doctor(inputs: Inputs, context: ActionContext): Promise<ActionResult> {
  const policy = await effectivePolicy(inputs, context);
  const { log } = context;
  const installations = await findInstallations({ env: context.env, signal: context.signal });
  const named = isDiscovery(policy.databases) || policy.databases.length > 0;
  const databases = await log.group('Looking at the databases', () =>
    lookAtDatabases(
      policy,
      inputs.password,
      inputs.policy === undefined ? undefined : policy.objectives.rpo,
      context,
    ),
  );
  const stores = await log.group('Trying the stores', () =>
    lookAtStores(policy, inputs.role, inputs, context),
  );
  const sets = await log.group('Looking at the sets', () =>
    lookAtSets(policy, databases.live, inputs, context),
  );
  const around = await log.group('Looking around', () =>
    Promise.all([
      lookAtMachine(sets.needs, databases.inside.length > 0, context),
      lookAtNotifications(policy, context),
      inputs.githubToken === undefined
        ? []
        : look('github', 'the token', () => lookAtGithub(policy, inputs.githubToken ?? '', context)),
    ]),
  );
  const clients = [
    ...installations.map(({ binDir, ...one }) => ({ ...one, directory: binDir })),
    ...databases.inside,
  ];
  const found: Finding[] = [
    ...judgeClients(clients, databases.serverVersion),
    ...databases.findings,
    ...(named
      ? []
      : [
          {
            check: 'database.none',
            subject: 'the policy',
            severity: 'unknown' as const,
            sentence: 'No database is named, so none was looked at.',
          },
        ]),
    ...stores.findings,
    ...judgeClocks([...databases.clocks, ...stores.clocks]),
    ...sets.findings,
    ...around.flat(),
  ];
  const relevant = found.filter((finding) => belongs(finding, inputs.diagnose));
  const mended = inputs.fix
    ? await repairAll(relevant, policy, inputs, context)
    : { findings: relevant, fixed: 0 };
  return present(worstFirst(mended.findings), mended.fixed, inputs);
}

function belongs(finding: Finding, diagnose: Inputs['diagnose']): boolean {
  return diagnose === 'everything' || CHECKS_OF[diagnose].some((start) => finding.check.startsWith(start));
}

function present(findings: readonly Finding[], fixed: number, inputs: Inputs): ActionResult {
  const count = (severity: Severity): number => findings.filter((one) => one.severity === severity).length;
  const problems = count('problem');
  const warnings = count('warning');
  const failing =
    inputs.failOn === 'never' ? 0 : inputs.failOn === 'problem' ? problems : problems + warnings;
  const [first] = findings;
  const failure =
    failing === 0 || first === undefined
      ? undefined
      : new UserError(
          'PBA-DOCTOR',
          `${plural(problems, 'problem')} and ${plural(warnings, 'warning')} were found. The first: ${first.sentence}`,
          { hint: first.remedy?.text ?? 'The summary has each with what mends it.' },
        );
  return {
    outputs: {
      verdict: failure === undefined ? 'ok' : 'failed',
      problems: String(problems),
      warnings: String(warnings),
      findings: JSON.stringify(findings),
      fixed: String(fixed),
    },
    summary: doctorSummary(findings, inputs.diagnose),
    text: doctorText(findings),
    json: { problems, warnings, fixed, findings },
    ...(failure === undefined ? {} : { failure }),
  };
}
