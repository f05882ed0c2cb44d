import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CliArguments, cliOptions, readArguments } from '../../../src/runtime/cli-args.ts';
import { actionHelp, toolkitHelp } from '../../../src/runtime/cli-help.ts';
import { defineAction } from '../../../src/runtime/spec.ts';

const spec = defineAction({
  name: 'sample',
  title: 'Sample',
  description: 'Only here.',
  branding: { icon: 'box', color: 'black' },
  inputs: {
    database: { kind: 'string', description: 'The `name`.', required: true },
    stores: { kind: 'list', description: 'Places.' },
    'path-style': { kind: 'boolean', description: 'A switch.' },
    days: { kind: 'integer', description: 'Days.', min: 1, max: 9, default: '3' },
    mode: { kind: 'choice', description: 'What.', choices: ['plan', 'apply'], group: 'Other' },
    password: { kind: 'secret', description: 'Secret.' },
    identity: { kind: 'secret', description: 'Key.' },
    'identity-file': { kind: 'path', description: 'File of the key.' },
  },
  outputs: {},
  example: { database: 'shop', stores: '/a\n/b', password: 'DB_PASSWORD', 'path-style': 'false' },
});

let scene: string;
beforeAll(async () => {
  scene = await mkdtemp(join(tmpdir(), 'cli-args-'));
  await writeFile(join(scene, 'secret'), 'hunter22\n');
  await writeFile(join(scene, 'empty'), '\n');
});
afterAll(() => rm(scene, { recursive: true }));

function read(args: readonly string[], env: Record<string, string> = {}): Promise<CliArguments> {
  return readArguments(spec, args, env);
}

test('values, lists, booleans', async () => {
  const { raw, problems } = await read([
    ...['--database', 'shop', '--stores', '/a', '--stores=s3://b/c?x=1', '--no-path-style'],
    ...['--days=-3', '--identity-file', '/keys/id', '--json', '--debug'],
  ]);
  expect(problems).toEqual([]);
  expect(raw).toEqual({
    database: 'shop',
    stores: '/a\ns3://b/c?x=1',
    'path-style': 'false',
    days: '-3',
    'identity-file': '/keys/id',
  });
});

test('secrets come from files and from the environment', async () => {
  expect((await read(['--password-file', join(scene, 'secret')])).raw).toEqual({ password: 'hunter22\n' });
  expect((await read([], { PBA_PASSWORD: 'x', PBA_IDENTITY: 'y', PBA_OTHER: 'z' })).raw).toEqual({
    password: 'x',
    identity: 'y',
  });
  expect((await read([], { PBA_PASSWORD: '' })).raw).toEqual({ password: '' });
});

describe('refuses', () => {
  test.each<[string, string[], string]>([
    [
      'a secret in argv',
      ['--password', 'hunter22'],
      '--password: a secret is never taken from the command line; use --password-file PATH or PBA_PASSWORD',
    ],
    ['a secret in argv, attached', ['--password=hunter22'], 'never taken from the command line'],
    ['a secret whose file is an input', ['--identity=x'], 'use --identity-file PATH or PBA_IDENTITY'],
    ['an unknown flag', ['--databse', 'shop'], '--databse: there is no such flag (the nearest is database)'],
    ['an unknown negation', ['--no-database'], '--no-database: there is no such flag'],
    [
      'a flag without its value',
      ['--database'],
      '--database: needs a value (--database VALUE or --database=VALUE)',
    ],
    ['a flag in the place of a value', ['--database', '--json'], '--database: needs a value'],
    ['an empty value', ['--database', ''], '--database: needs a value'],
    ['an empty attached value', ['--database='], '--database: needs a value'],
    [
      'a value for a boolean',
      ['--path-style=true'],
      '--path-style: takes no value; it is --path-style or --no-path-style',
    ],
    [
      'a boolean twice',
      ['--path-style', '--no-path-style'],
      '--no-path-style: path-style is given more than once',
    ],
    ['a value twice', ['--days', '1', '--days', '2'], '--days: days is given more than once'],
    ['a value without flag', ['shop'], '"shop": every value needs a flag in front of it'],
    ['a short flag', ['-d', 'shop'], '"-d": every value needs a flag'],
    ['a value for an option', ['--json=yes'], '--json: takes no value'],
  ])('%s', async (_, args, problem) => {
    const { problems } = await read(args);
    expect(problems[0]).toContain(problem);
    expect(problems.join()).not.toContain('hunter22');
  });

  test('a secret given twice, and files that cannot be read or are empty', async () => {
    const both = await read(['--password-file', join(scene, 'secret')], { PBA_PASSWORD: 'x' });
    expect(both.problems).toEqual(['--password-file and PBA_PASSWORD are both given; give one of them']);
    expect((await read(['--password-file', join(scene, 'empty')])).problems[0]).toContain('is empty');
    expect((await read(['--password-file', join(scene, 'none')])).problems[0]).toContain('ENOENT');
  });

  test('everything at once, and one mistake is one problem', async () => {
    const { problems } = await read(['--databse', 'shop', 'loose', '--days', '--password', 'x']);
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      '--databse',
      '"loose"',
      '--days',
      '--password',
    ]);
  });
});

test('options', () => {
  expect(cliOptions(['backup', '--json'])).toEqual({ help: false, version: false, json: true, debug: false });
  expect(cliOptions(['--help=no'])).toMatchObject({ help: false });
});

test('the help of an action has everything in it', () => {
  const help = actionHelp(spec);
  for (const expected of [
    'Sample. Only here.',
    'This action:',
    '  --database VALUE\n      The name. Required.',
    '  --stores VALUE ...',
    '  --path-style | --no-path-style',
    'Days. It has to be a whole number from 1 to 9. Default: 3.',
    'Other:\n  --mode VALUE\n      What. It has to be plan or apply.',
    '  --password-file PATH or environment variable PBA_PASSWORD',
    '  environment variable PBA_IDENTITY\n',
    '  --identity-file PATH\n',
    '130  Cancelled',
    '  PBA_PASSWORD="$DB_PASSWORD" node dist/cli.js sample \\\n    --database shop \\\n    --stores /a \\\n    --stores /b \\\n    --no-path-style\n',
  ]) {
    expect(help).toContain(expected);
  }
  expect(Math.max(...help.split('\n').map((line) => line.length))).toBeLessThanOrEqual(105);
});

test('the help of the toolkit names every action', () => {
  expect(toolkitHelp([spec, { ...spec, name: 'a-rather-long-name' }])).toContain(
    '  sample              Only here.\n  a-rather-long-name  Only here.',
  );
});
