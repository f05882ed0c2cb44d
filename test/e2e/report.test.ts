import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axeCore from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeHistory, writeHistory } from '../../scripts/demo-history.ts';
import { type ArtifactService, startArtifactService } from '../support/artifact-service.ts';
import { type GitHubActionsApi, READ_TOKEN, startGitHubActionsApi } from '../support/github-actions-api.ts';
import { type ActionRun, runAction } from '../support/run-action.ts';

const DAYS = 366;
const HOSTILE = '<script>alert(1)</script>"';
let home: string;
let browser: Browser;
let github: GitHubActionsApi;
let artifacts: ArtifactService;
let made: ActionRun;
let report: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'report-'));
  report = join(home, 'report.html');
  // Two days without a backup and a test that failed, so that every part of the report has something to say.
  const common = { until: new Date(), days: DAYS };
  const shop = makeHistory({ ...common, database: 'shop', failing: [120], missing: [0, 1, 200] });
  const other = makeHistory({ ...common, database: HOSTILE, seed: 2, encrypted: true, testEvery: 30 });
  await writeHistory(join(home, 'store'), [...shop, ...other]);
  artifacts = await startArtifactService();
  github = await startGitHubActionsApi({
    workflows: [
      { id: 1, name: 'Nightly backup', path: '.github/workflows/backup.yml', state: 'disabled_manually' },
      { id: 2, name: 'Restore test', path: '.github/workflows/restore-test.yml', state: 'active' },
    ],
    scheduled: {
      2: { created_at: new Date().toISOString(), status: 'completed', conclusion: 'success', html_url: '' },
    },
    queued: [],
    jobs: {},
    runners: undefined,
  });
  made = await runAction({
    action: 'status',
    inputs: { stores: join(home, 'store'), 'report-file': report, 'github-token': READ_TOKEN },
    env: { ...artifacts.env, GITHUB_API_URL: github.url },
    timeoutMs: 120_000,
  });
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    // Its own sandbox wants rights that root and containers often have not; the page is ours.
    args: ['--no-sandbox'],
    timeout: 120_000,
  });
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await github?.[Symbol.asyncDispose]();
  await artifacts?.[Symbol.asyncDispose]();
  await rm(home, { recursive: true, force: true });
});

/** What a page asked for and complained about, while `look` looks at it. */
async function open(
  options: { readonly width: number; readonly colorScheme: 'light' | 'dark'; readonly axe?: boolean },
  look: (page: Page) => Promise<void>,
): Promise<{ requests: string[]; complaints: string[] }> {
  const { width, colorScheme, axe = false } = options;
  // The policy of the page forbids every script, that of a checker too.
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme,
    bypassCSP: axe,
  });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    const [requests, complaints]: [string[], string[]] = [[], []];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('dialog', (dialog) => complaints.push(dialog.message()));
    await page.goto(pathToFileURL(report).href);
    await look(page);
    return { requests, complaints };
  } finally {
    await context.close();
  }
}

const openAll = (page: Page): Promise<void> =>
  page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');

test('the run says what it found, also at GitHub, and keeps the report as an artifact', () => {
  expect(made.outputs).toMatchObject({
    status: 'broken',
    'error-code': 'PBA-STATUS',
    'report-file': report,
    'report-artifact': 'backup-status',
  });
  expect(made.summary).toContain('somebody disabled it');
  expect(made.summary).toContain('Whether the runners of octo/shop are online was not checked');
  expect([...artifacts.artifacts.keys()]).toEqual(['backup-status']);
  expect(artifacts.artifacts.get('backup-status')?.subarray(0, 2).toString()).toBe('PK');
  expect(made.raw.replaceAll(`::add-mask::${READ_TOKEN}`, '')).not.toContain(READ_TOKEN);
});

test('an artifact that cannot be stored fails the run, and hides nothing', async () => {
  // The name is taken: the first run has it.
  const again = await runAction({
    action: 'status',
    inputs: { stores: join(home, 'store'), 'report-file': join(home, 'again.html'), 'fail-on': 'never' },
    env: artifacts.env,
    timeoutMs: 120_000,
  });
  expect(again.exitCode).not.toBe(0);
  expect(again.outputs).toMatchObject({ status: 'broken', 'error-code': 'PBA-GITHUB' });
  expect(again.summary).toContain('The newest set is');
  expect(await readFile(join(home, 'again.html'), 'utf8')).toContain('</html>');
}, 180_000);

describe('in Chromium', () => {
  test('on paper: every database with its plots, nothing wider than a sheet, nothing that only a screen can open', async () => {
    await open({ width: 1200, colorScheme: 'dark' }, async (page) => {
      await page.emulateMedia({ media: 'print' });
      const paper = await page.pdf({ format: 'A4' });
      const sheets = paper.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
      expect(sheets).toBeGreaterThan(1);
      expect(sheets).toBeLessThan(100);
      expect(paper.length).toBeGreaterThan(20_000);
      const background = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
      expect(background).toMatch(/^(rgb\(255, 255, 255\)|rgba\(0, 0, 0, 0\))$/);
      const hidden = await page.evaluate<number>(
        '[...document.querySelectorAll("details:not([open]) > :not(summary)")].filter((one) => one.getBoundingClientRect().height === 0).length',
      );
      expect(hidden).toBe(0);
    });
  });

  test.each([
    [1200, 'light'],
    [1200, 'dark'],
    [360, 'light'],
    [360, 'dark'],
  ] as const)(
    '%d pixels wide, %s: no error, no request, nothing too wide, no barrier',
    async (width, colorScheme) => {
      const { requests, complaints } = await open({ width, colorScheme, axe: true }, async (page) => {
        await openAll(page);
        const wide = await page.evaluate<number>(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        expect(wide).toBe(0);
        await page.evaluate(axeCore.source);
        const found = await page.evaluate<{ id: string; nodes: { html: string }[] }[]>(
          'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => ({ html })) })))',
        );
        expect(found).toEqual([]);
      });
      expect(requests).toEqual([pathToFileURL(report).href]);
      expect(complaints).toEqual([]);
    },
    240_000,
  );

  test('the verdict comes first; names from outside stay text', async () => {
    const { complaints } = await open({ width: 1200, colorScheme: 'light' }, async (page) => {
      expect(await page.locator('h1').boundingBox()).toMatchObject({ y: expect.toSatisfy((y) => y < 200) });
      expect(await page.locator('h1').innerText()).toContain('shop');
      expect(await page.locator('h2').allInnerTexts()).toEqual(
        expect.arrayContaining([expect.stringContaining(HOSTILE)]),
      );
      expect(await page.locator('script').count()).toBe(0);
      // Of each database: five lines over time, the bars of the tests, the calendar.
      expect(await page.locator('.database .plot svg').count()).toBe(12);
      expect(await page.locator('.database .calendar svg path.failed').count()).toBe(1);
    });
    expect(complaints).toEqual([]);
  }, 120_000);

  test('the keyboard reaches the content, the links and what can be opened', async () => {
    await open({ width: 1200, colorScheme: 'light' }, async (page) => {
      await page.keyboard.press('Tab');
      expect(await page.locator(':focus').innerText()).toBe('To the content');
      await page.keyboard.press('Enter');
      const evidence = page.locator('summary', { hasText: 'Evidence' }).first();
      const seen = new Set<string>();
      for (let press = 0; press < 60; press += 1) {
        await page.keyboard.press('Tab');
        seen.add(await page.locator(':focus').evaluate((element) => element.tagName));
        if (await evidence.evaluate((element) => element === element.ownerDocument.activeElement)) break;
      }
      expect([...seen]).toEqual(expect.arrayContaining(['A', 'SUMMARY']));
      await page.keyboard.press('Enter');
      expect(await page.locator('details[open] table.evidence').count()).toBe(1);
    });
  }, 120_000);
});

test('a year of daily history of 20 databases stays below 500 KB', async () => {
  const store = join(home, 'many');
  const until = new Date();
  for (let number = 1; number <= 20; number += 1) {
    const database = `tenant_${number}`;
    await writeHistory(
      store,
      makeHistory({ database, until, days: DAYS, seed: number, rows: number * 90_000 }),
    );
  }
  const file = join(home, 'many.html');
  const run = await runAction({
    action: 'status',
    inputs: { stores: store, 'report-file': file },
    timeoutMs: 240_000,
  });
  expect(run.outputs['status']).toBe('kept');
  const text = await readFile(file, 'utf8');
  expect(Buffer.byteLength(text)).toBeLessThan(500_000);
  expect(text.match(/<section class="database"/g)).toHaveLength(20);
}, 400_000);
