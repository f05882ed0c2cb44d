import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isContainerLeftover, removeContainerLeftover } from '../../../src/runtime/container-leftovers.ts';
import { parseLeftovers, removeLeftovers } from '../../../src/runtime/leftovers.ts';

const name = 'pba-scratch-0123456789abcdef';
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pba-engine-'));
});
afterAll(() => rm(directory, { recursive: true }));

/** A program that notes its arguments and answers as docker does. */
async function engine(body: string): Promise<string> {
  const program = join(directory, `engine-${body.length}`);
  await writeFile(program, `#!/bin/sh\nprintf '%s\\n' "$*" >> ${join(directory, 'calls')}\n${body}\n`, {
    mode: 0o755,
  });
  return program;
}

describe('a container that a killed run left behind', () => {
  test('is removed with its volumes, and told', async () => {
    const program = await engine(`echo ${name}`);
    const [said] = await removeLeftovers(
      parseLeftovers(JSON.stringify([{ kind: 'container', program, name }])),
    );
    expect(said).toBe(`The container ${name} was left behind and has been removed.`);
    expect(await readFile(join(directory, 'calls'), 'utf8')).toBe(`rm --force --volumes ${name}\n`);
  });

  test('is nothing to tell when it is gone already', async () => {
    const program = await engine(`echo 'Error: No such container: ${name}' >&2; exit 1`);
    expect(await removeContainerLeftover({ kind: 'container', program, name })).toBeUndefined();
  });

  test('that cannot be removed is told with the reason', async () => {
    const program = await engine(`echo 'Cannot connect to the Docker daemon' >&2; exit 1`);
    expect(await removeContainerLeftover({ kind: 'container', program, name })).toContain(
      'cannot be removed',
    );
  });

  test.each([
    { program: 'docker', name },
    { program: '/usr/bin/docker', name: 'production-db' },
    { program: '/usr/bin/docker', name: `${name} production-db` },
    { program: '/usr/bin/docker' },
  ])('is only one of ours: not %j', (value) => expect(isContainerLeftover(value)).toBe(false));
});
