import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CancelledError, IntegrityError, StoreError, ToolError } from '../../../src/errors.ts';
import {
  type ActionContext,
  type ActionResult,
  type Actions,
  bindAction,
} from '../../../src/runtime/action.ts';
import { defineAction, type InputsOf } from '../../../src/runtime/spec.ts';

/** An action that behaves as a test wants it to. */
export const spec = defineAction(
  {
    name: 'fixture',
    title: 'Fixture',
    description: 'Behaves as told.',
    branding: { icon: 'box', color: 'black' },
    inputs: {
      behaviour: {
        kind: 'choice',
        description: 'What it does.',
        required: true,
        choices: [
          'succeed',
          'say',
          'mask',
          'fail-with-result',
          'throw-tool',
          'throw-store',
          'throw-type-error',
          'throw-enospc',
          'wrong-output',
          'reject-aside',
          'throw-aside',
          'wait',
          'finish-late',
          'ignore-abort',
          'leave-behind',
          'die',
          'huge-summary',
        ],
      },
      count: { kind: 'integer', description: 'A number.', default: '3', min: 1, max: 9 },
      names: {
        kind: 'list',
        description: 'Some names.',
        pattern: /[a-z]+/,
        patternHint: 'lower-case letters',
      },
      token: { kind: 'secret', description: 'A secret.', group: 'Access' },
      text: { kind: 'string', description: 'Any text.' },
      fast: { kind: 'boolean', description: 'A switch.' },
      wait: { kind: 'duration', description: 'How long.', default: '1s' },
    },
    outputs: { echo: { description: 'The inputs.' }, 'temp-dir': { description: 'Where it was.' } },
    example: { behaviour: 'succeed', names: 'ann\nbob', token: 'FIXTURE_TOKEN' },
  },
  (inputs) => (inputs.fast === true && inputs.wait > 60_000 ? ['fast and wait contradict each other'] : []),
);

type Inputs = InputsOf<typeof spec>;
type Behaviour = (inputs: Inputs, context: ActionContext) => Promise<ActionResult>;

function result(inputs: Inputs, context: ActionContext): ActionResult {
  const echo = JSON.stringify({ ...inputs, run: context.run, cwdEnv: context.env['GITHUB_REPOSITORY'] });
  return {
    outputs: { echo, 'temp-dir': context.tempDir },
    summary: `## Fixture\n\n${inputs.text ?? 'no text'}`,
    text: `the text is ${inputs.text ?? 'missing'}`,
    json: { count: inputs.count },
  };
}

/** Ends when it is told to, as a well-behaved handler does. */
async function untilAborted(context: ActionContext): Promise<void> {
  context.log.info('waiting');
  await sleep(60_000, undefined, { signal: context.signal }).catch(() => {});
}

const BEHAVIOURS: Readonly<Record<Inputs['behaviour'], Behaviour>> = {
  succeed: async (inputs, context) => {
    await writeFile(join(context.tempDir, 'scratch'), 'x');
    return result(inputs, context);
  },
  say: async (inputs, context) => {
    await context.log.group(`group ${inputs.text}`, async () => context.log.info(inputs.text ?? ''));
    context.log.warning(`careful: ${inputs.text}`);
    context.log.debug(`detail: ${inputs.text}`);
    return result(inputs, context);
  },
  mask: async (inputs, context) => {
    context.mask('found-later-1');
    context.log.info(`token ${inputs.token}, then found-later-1`);
    context.log.info(`base64 ${Buffer.from(inputs.token ?? '').toString('base64')}`);
    context.log.info(`url ${encodeURIComponent(inputs.token ?? '')} json ${JSON.stringify(inputs.token)}`);
    throw new ToolError('PBA-TOOL-FAILED', `psql said ${inputs.token}.`, {
      stderr: `password=${inputs.token}`,
    });
  },
  'fail-with-result': async (inputs, context) => ({
    ...result(inputs, context),
    failure: new IntegrityError('PBA-PROOF-FAILED', 'One row is missing.', { hint: 'Look at the table.' }),
  }),
  'throw-tool': async () => {
    const stderr = Array.from({ length: 30 }, (_, index) => `line ${index}`).join('\n');
    throw new ToolError('PBA-PG-AUTH', 'The server refused the password.', {
      hint: 'Check it.',
      stderr,
      exitCode: 1,
    });
  },
  'throw-store': async () => {
    throw new StoreError('PBA-STORE-AUTH', 'The store refused.');
  },
  'throw-type-error': async () => {
    throw new TypeError('nothing to read');
  },
  'throw-enospc': async () => {
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  },
  'wrong-output': async (inputs, context) => ({ ...result(inputs, context), outputs: { ecoh: 'x' } }),
  'reject-aside': async (_, context) => {
    void Promise.reject(new Error('nobody waits for me'));
    await untilAborted(context);
    throw new CancelledError();
  },
  'throw-aside': async (_, context) => {
    setTimeout(() => {
      throw new Error('thrown from a timer');
    }, 10);
    await untilAborted(context);
    throw new CancelledError();
  },
  wait: async (_, context) => {
    await untilAborted(context);
    throw new ToolError('PBA-TOOL-KILLED', 'pg_dump was ended by SIGTERM.');
  },
  'finish-late': async (inputs, context) => {
    await untilAborted(context);
    return result(inputs, context);
  },
  'ignore-abort': async (inputs, context) => {
    context.log.info('waiting');
    await sleep(60_000);
    return result(inputs, context);
  },
  'leave-behind': async (inputs, context) => {
    await leaveBehind(inputs, context);
    return result(inputs, context);
  },
  die: async (inputs, context) => {
    await leaveBehind(inputs, context);
    process.kill(process.pid, 'SIGKILL');
    await sleep(60_000);
    return result(inputs, context);
  },
  'huge-summary': async (inputs, context) => ({
    ...result(inputs, context),
    summary: Array.from({ length: 60_000 }, (_, row) => `| row ${row} | ${'x'.repeat(20)} |`).join('\n'),
  }),
};

/** A child that leads a group of its own with a grandchild in it, and a directory. `text` is the directory to use. */
async function leaveBehind(inputs: Inputs, context: ActionContext): Promise<void> {
  const parent = inputs.text ?? context.tempDir;
  const directory = await mkdtemp(join(parent, 'left-'));
  await mkdir(join(directory, 'deep'));
  context.remember({ kind: 'directory', path: directory });
  const ready = join(parent, 'ready');
  const script = `trap '' TERM; sleep 300 & echo $! > ${ready}.part; mv ${ready}.part ${ready}; wait`;
  const child = spawn('/bin/sh', ['-c', script], { detached: true, stdio: 'ignore' });
  child.unref();
  while (!existsSync(ready)) await sleep(10);
  await writeFile(join(parent, 'leader'), String(child.pid));
  context.remember({ kind: 'process', pid: child.pid ?? 0 });
}

export const FIXTURE: Actions = {
  fixture: {
    spec,
    load: async () => {
      // As when a chunk of the bundle is missing.
      if (process.env['FIXTURE_BROKEN'] !== undefined) throw new Error('Cannot find module');
      return bindAction(spec, (inputs, context) => BEHAVIOURS[inputs.behaviour](inputs, context));
    },
  },
};
