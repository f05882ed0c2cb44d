import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ToolError } from '../../../../src/errors.ts';
import type { Engine } from '../../../../src/postgres/container/engine.ts';
import { removeContainer } from '../../../../src/postgres/container/removal.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp('/tmp/pba-removal-');
});
afterEach(() => rm(directory, { recursive: true }));

/** An engine that answers one call after another, the last answer for ever, and notes its arguments. */
async function engineSaying(...answers: readonly string[]): Promise<Engine> {
  const program = join(directory, 'docker');
  const cases = answers.map(
    (answer, index) =>
      `${index === answers.length - 1 ? '*' : index + 1}) ${answer === '' ? 'exit 0' : `echo '${answer}' >&2; exit 1`} ;;`,
  );
  await writeFile(
    program,
    `#!/bin/sh\necho "$@" >> ${directory}/calls\ncase $(wc -l < ${directory}/calls) in\n${cases.join('\n')}\nesac\n`,
  );
  await chmod(program, 0o755);
  return { name: 'docker', program, env: { PATH: '/usr/bin:/bin' } };
}

async function calls(): Promise<string[]> {
  return (await readFile(join(directory, 'calls'), 'utf8')).trimEnd().split('\n');
}

test('one call removes a container with its volumes', async () => {
  await removeContainer(await engineSaying(''), 'pba-scratch-1');
  expect(await calls()).toEqual(['rm --force --volumes pba-scratch-1']);
});

test.each([
  'Error response from daemon: No such container: c',
  'Error: no container with name or ID "c" found',
])('a container that is gone is fine: %s', async (answer) => {
  await removeContainer(await engineSaying(answer), 'c');
  expect(await calls()).toHaveLength(1);
});

// Text of Docker's daemon when --rm and rm meet.
test('a removal that is under way is awaited', async () => {
  const busy = 'Error response from daemon: removal of container c is already in progress';
  await removeContainer(
    await engineSaying(busy, busy, 'Error response from daemon: No such container: c'),
    'c',
  );
  expect(await calls()).toHaveLength(3);
});

test('anything else is an error that says what to do by hand', async () => {
  const error = await removeContainer(
    await engineSaying('Error response from daemon: driver failed'),
    'c',
  ).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ToolError);
  expect(error).toMatchObject({
    code: 'PBA-PG-SCRATCH',
    hint: 'docker rm --force --volumes c removes it, with its data.',
    stderr: expect.stringContaining('driver failed'),
  });
});
