import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actionNames } from '../../scripts/build.ts';
import { pinned } from '../../scripts/pin-examples.ts';
import { ROOT } from '../../scripts/run-program.ts';
import { findTool } from '../support/workflows/tools.ts';

interface Finding {
  readonly ident: string;
  readonly desc: string;
  readonly locations: readonly { readonly symbolic: { readonly key: unknown } }[];
}

let repository: string;
beforeAll(async () => {
  repository = await mkdtemp(join(tmpdir(), 'pba-zizmor-'));
});
afterAll(() => rm(repository, { recursive: true, force: true }));

/** What zizmor finds in a repository, as strictly as it can be asked, without asking GitHub. */
async function findings(directory: string): Promise<Finding[]> {
  const args = ['--offline', '--persona=pedantic', '--strict-collection', '--collect=all', '--format=json'];
  const config = ['--config', join(ROOT, '.github/zizmor.yml')];
  const output = await new Promise<string>((done, fail) => {
    execFile(findTool('zizmor'), [...args, ...config, directory], (error, stdout, stderr) => {
      // Its exit code says how bad the worst finding is; without JSON it did not run at all.
      if (stdout.trim() === '') fail(new Error(stderr, { cause: error }));
      else done(stdout);
    });
  });
  return JSON.parse(output) as Finding[];
}

/** A repository as a user has it: the examples with the pins of a release. */
async function layOut(name: string, change: (text: string) => string = (text) => text): Promise<string> {
  const directory = join(repository, name);
  const target = join(directory, '.github/workflows');
  await mkdir(target, { recursive: true });
  const commit = '0123456789abcdef0123456789abcdef01234567';
  const from = join(ROOT, 'workflows-examples');
  for (const file of await readdir(from)) {
    if (!file.endsWith('.yml') || file === 'backup-policy.yml') continue;
    const text = pinned(await readFile(join(from, file), 'utf8'), commit, 'v1.2.3');
    await writeFile(join(target, file), change(text));
  }
  return directory;
}

test('zizmor finds nothing in the examples', async () => {
  expect(await findings(await layOut('examples'))).toEqual([]);
});

test('zizmor finds nothing in our own workflows, actions and the configuration of Dependabot', async () => {
  const directory = join(repository, 'own');
  await cp(join(ROOT, '.github'), join(directory, '.github'), { recursive: true });
  for (const name of actionNames()) {
    await cp(join(ROOT, name, 'action.yml'), join(directory, name, 'action.yml'));
  }
  expect(await findings(directory)).toEqual([]);
});

test('zizmor is looking: what is dangerous is found', async () => {
  const dangerous = await layOut('dangerous', (text) =>
    text
      .replace(/actions\/checkout@\w+/, 'actions/checkout@v7')
      .replace('permissions: {}', 'permissions: write-all')
      .replace(/run: sudo systemctl stop ticketz/, 'run: echo ${{ inputs.set }}'),
  );
  const found = new Set((await findings(dangerous)).map(({ ident }) => ident));
  expect([...found]).toEqual(
    expect.arrayContaining(['unpinned-uses', 'excessive-permissions', 'template-injection']),
  );
});
