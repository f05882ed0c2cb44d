import { describe, expect, test } from 'vitest';
import { chooseContainerClient } from '../../../../src/postgres/container/client.ts';
import { CONTAINER_PORT, createArguments } from '../../../../src/postgres/container/command.ts';
import type { ContainerImage } from '../../../../src/postgres/container/image.ts';

const image: ContainerImage = {
  reference: 'x:1',
  id: 'sha256:abc',
  convention: 'programs',
  major: undefined,
  command: [],
};
const plan = {
  name: 'pba-scratch-1',
  image,
  major: 15,
  socketDir: '/tmp/pba-a/socket',
  superuser: 'admin',
  checksums: false,
};
const prepared = { ...plan, image: { ...image, convention: 'entrypoint', major: 15 } as const };

describe('the arguments that make a container', () => {
  test.each([
    ['programs', plan],
    ['entrypoint', prepared],
  ])('%s: no network, nothing kept, nothing fetched, no terminal', (_, one) => {
    const args = createArguments(one);
    const engine = args.slice(0, args.indexOf('sha256:abc'));
    expect(engine).toEqual(
      expect.arrayContaining(['create', '--rm', '--network=none', '--pull=never', '--name=pba-scratch-1']),
    );
    expect(engine.filter((arg) => /^(-t|-it|--tty|--interactive|--publish|--privileged)/.test(arg))).toEqual(
      [],
    );
    const server = args.slice(args.indexOf('sha256:abc') + 1);
    expect(server).toEqual(
      expect.arrayContaining(['listen_addresses=', `port=${CONTAINER_PORT}`, 'fsync=off']),
    );
  });

  test('the entrypoint is told what to make, and keeps the directory it talks through itself', () => {
    const args = createArguments({ ...prepared, checksums: true });
    expect(args).toEqual(
      expect.arrayContaining([
        '--env=POSTGRES_USER=admin',
        '--env=POSTGRES_DB=postgres',
        '--env=POSTGRES_INITDB_ARGS=--no-sync --encoding=UTF8 --no-locale --data-checksums',
        'unix_socket_directories=/var/run/postgresql,/pba-socket',
      ]),
    );
    // The entrypoint's own first server is always on this one.
    expect(CONTAINER_PORT).not.toBe('5432');
  });

  test('a command of the image that starts the server comes before our settings, which win', () => {
    const command = ['postgres', '-D', '/etc/postgresql'];
    const args = createArguments({ ...prepared, image: { ...prepared.image, command } });
    expect(args.slice(args.indexOf('sha256:abc') + 1)).toEqual(
      expect.arrayContaining([...command, '-c', 'fsync=off']),
    );
    const other = createArguments({ ...prepared, image: { ...prepared.image, command: ['bash'] } });
    expect(other[other.indexOf('sha256:abc') + 1]).toBe('postgres');
    expect(other).not.toContain('bash');
  });

  test('names reach the command in the container as arguments, never as part of a script', () => {
    const superuser = '$(reboot) "; x';
    const args = createArguments({ ...plan, superuser });
    const script = args[args.indexOf('-c', args.indexOf('sha256:abc')) + 1] ?? '';
    expect(script).toContain('initdb');
    expect(args.filter((arg) => arg.includes('reboot'))).toEqual([superuser]);
  });
});

describe('the client for a server in a container', () => {
  const installed = [17, 15].map((major) => ({
    binDir: `/${major}`,
    major,
    version: `${major}.1`,
    server: false,
  }));

  test('is of exactly its major version', () => {
    expect(chooseContainerClient(installed, 15)).toMatchObject({ binDir: '/15' });
  });

  test.each([
    [installed, '17.1, 15.1'],
    [[], 'none'],
  ])('else what to install is said', (list, have) => {
    expect(() => chooseContainerClient(list, 16)).toThrow(
      expect.objectContaining({
        code: 'PBA-TOOL-MISSING',
        message: `The set comes from PostgreSQL 16; client programs installed here: ${have}.`,
        hint: expect.stringContaining('apt-get install postgresql-client-16'),
      }),
    );
  });
});
