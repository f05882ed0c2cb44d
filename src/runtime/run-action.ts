import { stat } from 'node:fs/promises';
import * as core from '@actions/core';
import { messageOf, type PbaError } from '../errors.ts';
import type { RegisteredAction } from './action.ts';
import { ActionsLog } from './actions-log.ts';
import { cutSummary, SUMMARY_LIMIT } from './cut-summary.ts';
import { type Edge, execute, type Outcome } from './execute.ts';
import { exitCodeOf } from './exit-codes.ts';
import { asPbaError, failureLines, stackLines } from './failure.ts';
import { code, escapeMarkdown } from './format.ts';
import { LEFTOVERS_STATE } from './leftovers.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { RawInputs } from './parse-inputs.ts';
import { Secrets } from './secrets.ts';
import { maskKnownSecrets, readSurroundings } from './surroundings.ts';

/**
 * Runs an action as GitHub's runner started it and returns its exit code. Everything that the run has to say is said:
 * outputs, job summary, annotation.
 */
export async function runAction(action: RegisteredAction, lifecycle: Lifecycle): Promise<number> {
  const secrets = new Secrets((form) => core.setSecret(form));
  const log = new ActionsLog(secrets);
  const raw = readInputs(process.env);
  const env = readSurroundings(process.env);
  maskKnownSecrets(action.spec, raw, env, secrets);
  const saveLeftovers: Edge['saveLeftovers'] = (leftovers) =>
    core.saveState(LEFTOVERS_STATE, JSON.stringify(leftovers));
  const outcome = await execute(action, raw, { log, secrets, lifecycle, env, saveLeftovers });
  try {
    writeOutputs(outcome);
    await writeSummary(summaryOf(action, outcome), log, secrets);
    if (outcome.result !== undefined) log.info(outcome.result.text);
    if (outcome.failure !== undefined) annotate(action, outcome.failure, log, secrets);
    return outcome.exitCode;
  } catch (thrown) {
    // The work may be done, but nobody would learn of it: that is a failure.
    for (const line of stackLines(thrown)) log.debug(line);
    const failure = asPbaError(thrown);
    annotate(action, failure, log, secrets);
    return exitCodeOf(failure);
  }
}

/** The runner sets `INPUT_` and the name in upper case, spaces as `_`, hyphens as they are. */
function readInputs(env: NodeJS.ProcessEnv): RawInputs {
  const raw: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(env)) {
    if (name.startsWith('INPUT_')) raw[name.slice('INPUT_'.length).toLowerCase()] = value;
  }
  return raw;
}

function writeOutputs(outcome: Outcome): void {
  for (const [name, value] of Object.entries(outcome.result?.outputs ?? {})) {
    if (name !== 'verdict' && name !== 'error-code') core.setOutput(name, value);
  }
  core.setOutput('verdict', outcome.verdict);
  core.setOutput('error-code', outcome.failure?.code ?? '');
}

/** What the handler wrote about its result; what went wrong, where the handler could not write about it. */
function summaryOf(action: RegisteredAction, { failure, result, verdict }: Outcome): string {
  const parts: string[] = [];
  if (failure !== undefined && failure !== result?.failure) {
    parts.push(`## ${escapeMarkdown(action.spec.title)}: ${escapeMarkdown(verdict)}`);
    parts.push(`${code(failure.code).markdown} ${failure.message.split('\n').map(escapeLine).join('\n')}`);
    if (failure.hint !== undefined) parts.push(`**What to do:** ${escapeMarkdown(failure.hint)}`);
  }
  if (result !== undefined) parts.push(result.summary);
  return parts.join('\n\n');
}

/** Messages about several things are lists already. */
function escapeLine(line: string): string {
  return line.startsWith('- ') ? `- ${escapeMarkdown(line.slice(2))}` : escapeMarkdown(line);
}

/** The summary is for people; that it cannot be written is no reason to call a good backup bad. */
async function writeSummary(markdown: string, log: ActionsLog, secrets: Secrets): Promise<void> {
  const path = process.env['GITHUB_STEP_SUMMARY'];
  if (path === undefined || markdown === '') return;
  try {
    const { size } = await stat(path);
    await core.summary.addRaw(cutSummary(`${secrets.redact(markdown)}\n`, SUMMARY_LIMIT - size)).write();
  } catch (error) {
    log.warning(`The job summary could not be written: ${messageOf(error)}`);
  }
}

function annotate(action: RegisteredAction, failure: PbaError, log: ActionsLog, secrets: Secrets): void {
  const [headline = '', ...more] = failureLines(failure);
  // The remedy stands in the annotation, which is part of the log.
  for (const line of more.slice(failure.hint === undefined ? 0 : 1)) log.info(line);
  const text = failure.hint === undefined ? headline : `${headline}\n${failure.hint}`;
  core.error(secrets.redact(text), { title: `${action.spec.name}: ${failure.code}` });
}
