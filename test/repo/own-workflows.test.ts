import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import packageJson from '../../package.json' with { type: 'json' };
import { releaseNotes } from '../../scripts/release-notes.ts';
import { ROOT } from '../../scripts/run-program.ts';
import { usesOf } from '../support/workflows/rules.ts';
import { jobsOf, OWN, workflowsIn } from '../support/workflows/workflow-file.ts';

const { version } = packageJson;
const files = workflowsIn(OWN);
const named = (name: string): (typeof files)[number] => {
  const file = files.find(({ path }) => path === join(OWN, name));
  if (file === undefined) throw new Error(`There is no ${name}.`);
  return file;
};

test('the gate of CI needs every other job, and runs whatever they came to', () => {
  const jobs = Object.fromEntries(jobsOf(named('ci.yml').workflow));
  const { gate, ...others } = jobs;
  expect([gate?.needs].flat().sort()).toEqual(Object.keys(others).sort());
  expect(readFileSync(join(ROOT, OWN, 'ci.yml'), 'utf8')).toMatch(/gate:[\s\S]*if: always\(\)/);
});

test('CI runs the tests on every PostgreSQL from 14 to 19', () => {
  const ci = parse(named('ci.yml').text) as {
    jobs: { test: { strategy: { matrix: { postgresql: string[] } } } };
  };
  expect(ci.jobs.test.strategy.matrix.postgresql).toEqual(['14', '15', '16', '17', '18', '19']);
});

test('a workflow for others uses our actions of its own release', () => {
  const ours = usesOf(named('protect.yml')).filter((uses) => uses.startsWith('ticketz/'));
  expect(ours).not.toEqual([]);
  const expected = version.startsWith('0.') ? '@v1' : `@v${version}`;
  expect(ours.filter((uses) => !uses.endsWith(expected))).toEqual([]);
});

test('only a release gets a token that writes to the repository, and every release is attested', () => {
  for (const { path, workflow } of files) {
    const writers = jobsOf(workflow).filter(([, job]) =>
      /contents":"write/.test(JSON.stringify(job.permissions)),
    );
    if (!path.endsWith('release.yml')) expect(writers, path).toEqual([]);
  }
  const release = named('release.yml');
  expect(usesOf(release).some((uses) => uses.startsWith('actions/attest@'))).toBe(true);
  const jobs = Object.fromEntries(jobsOf(release.workflow));
  expect([jobs['gate']?.needs, jobs['publish']?.needs]).toEqual(['draft', 'gate']);
  expect(jobs['publish']?.environment).toBe('release');
});

test('Dependabot waits a week before it takes what is new', () => {
  const { updates } = parse(readFileSync(join(ROOT, '.github/dependabot.yml'), 'utf8')) as {
    updates: { 'package-ecosystem': string; cooldown?: { 'default-days': number } }[];
  };
  expect(updates.map((update) => [update['package-ecosystem'], update.cooldown])).toEqual([
    ['github-actions', { 'default-days': 7 }],
    ['npm', { 'default-days': 7 }],
  ]);
});

test('the notes of a release are its section of the changelog', () => {
  const changelog =
    '# Changelog\n\n## Unreleased\n\n- x\n\n## 1.2.3, 2026-12-01\n\n- y\n- z\n\n## 1.2.2\n\n- w\n';
  expect(releaseNotes(changelog, 'v1.2.3')).toBe('- y\n- z');
  expect(releaseNotes(changelog, 'v1.2.2')).toBe('- w');
  expect(() => releaseNotes(changelog, 'v1.2')).toThrow('1.2');
});
