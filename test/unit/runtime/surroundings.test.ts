import { expect, test } from 'vitest';
import { Secrets } from '../../../src/runtime/secrets.ts';
import { defineAction } from '../../../src/runtime/spec.ts';
import { maskKnownSecrets, readSurroundings, runInfo } from '../../../src/runtime/surroundings.ts';

test('a handler sees the environment without inputs, state and tokens', () => {
  const env = {
    PATH: '/bin',
    PGHOST: 'db',
    INPUT_PASSWORD: 'x',
    STATE_leftovers: '[]',
    PBA_PASSWORD: 'x',
    ACTIONS_RUNTIME_TOKEN: 'x',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x',
    ACTIONS_STEP_DEBUG: 'true',
    EMPTY: '',
    ABSENT: undefined,
  };
  expect(readSurroundings(env)).toEqual({
    PATH: '/bin',
    PGHOST: 'db',
    ACTIONS_STEP_DEBUG: 'true',
    EMPTY: '',
  });
});

test('outside GitHub nothing is known about the run', () => {
  expect(new Set(Object.values(runInfo({})))).toEqual(new Set([null]));
  expect(runInfo({ GITHUB_REPOSITORY: 'a/b', GITHUB_RUN_ID: '' })).toMatchObject({
    repository: 'a/b',
    runId: null,
    runUrl: null,
  });
});

test('a GitHub Enterprise server has its own address', () => {
  const env = { GITHUB_REPOSITORY: 'a/b', GITHUB_RUN_ID: '7', GITHUB_SERVER_URL: 'https://git.example.com' };
  expect(runInfo(env).runUrl).toBe('https://git.example.com/a/b/actions/runs/7');
});

test('what is secret is known before the inputs are read', () => {
  const spec = defineAction({
    name: 'sample',
    title: 'Sample',
    description: 'Only here.',
    branding: { icon: 'box', color: 'black' },
    inputs: {
      token: { kind: 'secret', description: 'd' },
      recipients: { kind: 'list', description: 'd' },
      host: { kind: 'string', description: 'd' },
    },
    outputs: {},
    example: {},
  });
  const secrets = new Secrets();
  const raw = {
    token: 'tok-123\n',
    recipients: 'AGE-SECRET-KEY-1ABC',
    host: 'db.example.com',
    unknown: 'plain',
  };
  maskKnownSecrets(
    spec,
    raw,
    { PGPASSWORD: 'pg-123', AWS_SECRET_ACCESS_KEY: 'aws-123', HOME: '/root' },
    secrets,
  );
  expect(secrets.redact('tok-123 AGE-SECRET-KEY-1ABC pg-123 aws-123')).toBe('*** *** *** ***');
  expect(secrets.redact('db.example.com plain /root')).toBe('db.example.com plain /root');
});
