import { setTimeout as pause } from 'node:timers/promises';
import { settingsFileText } from '../../catalog/wal/settings.ts';
import { CancelledError, StoreError, ToolError, UserError } from '../../errors.ts';
import { check, stanzaCreate } from '../../pgbackrest/commands.ts';
import type { Engine } from '../../pgbackrest/engine.ts';
import { makeOwned, readIfThere, writePrivate, writeShared } from '../../pgbackrest/files.ts';
import { engineWarnings } from '../../pgbackrest/program.ts';
import type { EffectivePolicy } from '../../policy/effective-policy.ts';
import { readSettings } from '../../postgres/archiving.ts';
import { openSession } from '../../postgres/client.ts';
import { identifier, literal } from '../../postgres/quote.ts';
import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import type { InputsOf } from '../../runtime/spec.ts';
import { prepareEngine, requirePhysical, withTemporaryConfig } from '../shared/engine/open.ts';
import { readRepos } from '../shared/engine/read-repos.ts';
import { type PhysicalServer, reachServer } from '../shared/engine/server.ts';
import { isPending, planSetup, type SetupPlan } from './plan-setup.ts';
import { differenceLines, setupSummary, setupText } from './setup-summary.ts';
import type { spec } from './spec.ts';

type Inputs = InputsOf<typeof spec>;

/** What setup found and did; the summary is made from it. */
export interface SetupReport {
  readonly stanza: string;
  readonly plan: SetupPlan;
  readonly settingsFile: string | undefined;
  readonly applied: boolean;
  /** Whether a segment was seen to arrive in every repository. */
  readonly checked: boolean;
  /** Settings that come into force with the next restart of the server. */
  readonly restartFor: readonly string[];
}

/** Shows what differs from the policy; with `apply` makes it so, up to a restart, which is left to people. */
export async function setup(
  inputs: Inputs,
  policy: EffectivePolicy,
  context: ActionContext,
): Promise<ActionResult> {
  const physical = requirePhysical(policy);
  const server = await reachServer(inputs, policy, context);
  const prepared = await prepareEngine({ physical, owner: server.owner }, context);
  for (const warning of engineWarnings(prepared.version)) context.log.warning(warning);
  const plan = await planSetup(physical, server, prepared.program, context);
  {
    await using next = await withTemporaryConfig(prepared, plan.config.text, context);
    await assertUsable(next, policy, server);
  }
  const report = { stanza: physical.stanza, plan, settingsFile: inputs.settingsFile };
  if (!inputs.apply) {
    return present({ ...report, applied: false, checked: false, restartFor: plan.pending });
  }
  for (const line of differenceLines(plan)) context.log.info(line);

  await installFiles(policy, plan, prepared.user, context);
  const engine = { ...prepared, configFile: physical.configFile };
  // Before the server archives: otherwise its first attempts fail.
  await stanzaCreate(engine);
  const restartFor = await applySettings(server, plan, inputs.settingsFile, context);
  const checked = restartFor.length === 0;
  if (checked) await check(engine);
  else {
    context.log.warning(
      `The server has to be restarted for ${restartFor.join(', ')}: until then nothing is archived. Restart it when it suits, then run this again.`,
    );
  }
  return present({ ...report, applied: true, checked, restartFor });
}

/** With the new configuration: a wrong key, another cluster's stanza and a dead repository show before anything is written. */
async function assertUsable(engine: Engine, policy: EffectivePolicy, server: PhysicalServer): Promise<void> {
  const { systemIdentifier, segmentBytes } = server.place;
  const repos = await readRepos(engine, requirePhysical(policy), { systemIdentifier, segmentBytes });
  const bad = repos.find(({ state }) => state === 'failed' || state === 'other cluster');
  if (bad === undefined) return;
  const where = `Repository ${bad.repo} (${bad.location})`;
  if (bad.state === 'other cluster') {
    throw new UserError('PBA-STANZA-OTHER-CLUSTER', `${where} holds another cluster: ${bad.reason}`, {
      hint: 'Nothing was changed. Give this cluster a stanza of its own; after pg_upgrade run `pgbackrest stanza-upgrade`, then a full backup.',
    });
  }
  if (/FormatError|CryptoError/.test(bad.reason ?? '')) {
    throw new UserError('PBA-REPO-KEY', `${where} cannot be decrypted with the key that was given.`, {
      hint: 'Nothing was changed. The key of a repository is the one that it was made with; it cannot be changed.',
    });
  }
  throw new StoreError('PBA-REPO-UNREACHABLE', `${where} cannot be reached: ${bad.reason}`, {
    hint: 'Nothing was changed. Check endpoint, bucket, credentials and network; the bucket has to exist.',
  });
}

async function installFiles(
  policy: EffectivePolicy,
  plan: SetupPlan,
  user: Engine['user'],
  context: ActionContext,
): Promise<void> {
  const physical = requirePhysical(policy);
  const directories = physical.repositories.flatMap((one) =>
    one.kind === 'directory' ? [one.directory] : [],
  );
  for (const path of [physical.spool, physical.logs, ...directories]) await makeOwned(path, user);
  if ((await readIfThere(plan.config.path)) === plan.config.text) return;
  await writePrivate(plan.config.path, plan.config.text, user);
  context.log.info(`wrote ${plan.config.path}`);
}

/** @returns names of the settings that need a restart */
async function applySettings(
  server: PhysicalServer,
  plan: SetupPlan,
  settingsFile: string | undefined,
  context: ActionContext,
): Promise<string[]> {
  await using session = await openSession(server.client);
  if (settingsFile !== undefined) {
    await writeShared(settingsFile, settingsFileText(plan.wanted), server.owner);
  } else {
    for (const { name, to } of plan.settings)
      await session.execute(`alter system set ${identifier(name)} = ${literal(to)}`);
  }
  await session.execute('select pg_catalog.pg_reload_conf() \\g /dev/null');
  return untilInForce(server, plan, context);
}

const WAIT_MS = 10_000;

/** The server reads its files a moment after it was told to. */
async function untilInForce(
  server: PhysicalServer,
  plan: SetupPlan,
  context: ActionContext,
): Promise<string[]> {
  const limit = Date.now() + WAIT_MS;
  for (;;) {
    await using session = await openSession(server.client);
    const has = await readSettings(
      session,
      plan.wanted.map(({ name }) => name),
    );
    const wrong = plan.wanted.filter(({ name, suits }) => {
      const one = has.get(name);
      return one !== undefined && !suits(one.value) && !isPending(one, suits);
    });
    const pending = plan.wanted.filter(({ name, suits }) => isPending(has.get(name), suits));
    // The command is shown as disabled until the mode is on; it is the mode that needs the restart.
    const restart = pending.filter(({ name }) => has.get(name)?.context === 'postmaster');
    if (wrong.length === 0 && (restart.length > 0 || pending.length === 0))
      return restart.map(({ name }) => name);
    if (Date.now() > limit) {
      const names = [...wrong, ...pending].map(({ name }) => name).join(', ');
      throw new ToolError('PBA-WAL-SETUP', `These settings did not come into force: ${names}.`, {
        hint: 'Another file, or the command line of the server, wins over what was written: pg_settings.sourcefile tells which. Is the file of `settings-file` included by postgresql.conf?',
      });
    }
    if (context.signal.aborted) throw new CancelledError();
    await pause(100);
  }
}

function present(report: SetupReport): ActionResult {
  const { plan, applied, restartFor } = report;
  const differences = plan.config.diff.length + plan.settings.length;
  const verdict =
    restartFor.length > 0
      ? 'restart needed'
      : applied
        ? differences === 0
          ? 'ok'
          : 'applied'
        : differences === 0
          ? 'ok'
          : 'differs';
  return {
    outputs: {
      verdict,
      differences: String(differences),
      'restart-needed': String(
        restartFor.length > 0 || plan.settings.some(({ needs }) => needs === 'restart'),
      ),
      'lag-seconds': '',
      'lag-bytes': '',
      ready: '',
      findings: '',
      'recoverable-from': '',
      'recoverable-until': '',
    },
    summary: setupSummary(report),
    text: setupText(report),
    json: {
      stanza: report.stanza,
      configFile: plan.config.path,
      config: plan.config.diff.map(({ sign, text }) => `${sign}${text}`),
      settings: plan.settings,
      settingsFile: report.settingsFile ?? null,
      applied,
      checked: report.checked,
      restartFor,
    },
  };
}
