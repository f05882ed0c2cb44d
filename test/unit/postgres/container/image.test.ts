import { describe, expect, test } from 'vitest';
import { readInspection } from '../../../../src/postgres/container/image.ts';

const ID = `sha256:${'1a'.repeat(32)}`;
const inspected = (config: unknown): string =>
  JSON.stringify([{ Id: ID, RepoTags: ['x:1'], Config: config }]);

describe('what an engine tells about an image', () => {
  test('one made from the official image', () => {
    const config = {
      Entrypoint: ['docker-entrypoint.sh'],
      Cmd: ['postgres', '-c', 'shared_preload_libraries=timescaledb'],
      Env: ['PATH=/usr/bin', 'PG_MAJOR=16', 'PG_VERSION=16.4-1.pgdg120+1', 'PGDATA=/var/lib/postgresql/data'],
    };
    expect(readInspection('timescale:16', inspected(config))).toEqual({
      reference: 'timescale:16',
      id: ID,
      convention: 'entrypoint',
      major: 16,
      command: ['postgres', '-c', 'shared_preload_libraries=timescaledb'],
    });
  });

  test.each([
    ['nothing at all, as docker writes it', { Entrypoint: null, Cmd: null, Env: null }],
    ['nothing at all, as podman writes it', {}],
    ['no configuration', undefined],
    [
      'the entrypoint of another official image',
      { Entrypoint: ['/docker-entrypoint.sh'], Env: ['PATH=/usr/bin', 'NGINX_VERSION=1.27'] },
    ],
    [
      'an entrypoint of its own',
      { Entrypoint: ['/opt/start.sh'], Env: ['PG_MAJOR=16', 'PGDATA=/var/lib/postgresql/data'] },
    ],
  ])('%s: only the programs are relied on', (_, config) => {
    expect(readInspection('x', inspected(config))).toMatchObject({
      convention: 'programs',
      major: undefined,
    });
  });

  test('a path before the entrypoint, and a version that is no number', () => {
    const config = {
      Entrypoint: ['/usr/local/bin/docker-entrypoint.sh'],
      Env: ['PG_MAJOR=devel', 'PGDATA=/d'],
    };
    expect(readInspection('x', inspected(config))).toMatchObject({
      convention: 'entrypoint',
      major: undefined,
    });
  });

  test.each(['', '[]', '{}', '[{"Id":7}]', 'Error'])('%j is no answer', (text) => {
    expect(() => readInspection('x:1', text)).toThrow(/x:1/);
  });
});
