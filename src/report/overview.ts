import type { StatusFinding, StatusVerdict } from '../catalog/status.ts';
import { formatBytes, formatDuration } from '../runtime/format.ts';
import type { ReportData, ReportDatabase } from './data.ts';
import { type Html, html, prose } from './html.ts';
import { sparkline } from './plot.ts';
import { ago, CLASSES, chip, headline, minute, roughly } from './words.ts';

const ICONS: Readonly<Record<StatusVerdict, string>> = {
  kept: 'M7 12.5l3.4 3.4L17.2 9',
  'at risk': 'M12 6.8v6.4M12 17h0',
  broken: 'M8.2 8.2l7.6 7.6M15.8 8.2l-7.6 7.6',
};

/** The verdict, as large as it is important, and the four figures people ask for. */
export function hero(data: ReportData): Html {
  const { verdict, databases, now, repository, runUrl } = data;
  const kept = databases.filter(({ status }) => status.verdict === 'kept').length;
  return html`<header class="hero ${CLASSES[verdict] ?? ''}">
<svg class="mark" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="11"/><path d="${ICONS[verdict]}"/></svg>
<div><p class="over">PostgreSQL backup status${repository !== null && html` · ${repository}`}</p>
<h1>${headline(verdict, databases)}</h1>
<p class="sub">${kept} of ${databases.length} ${databases.length === 1 ? 'database keeps' : 'databases keep'} all objectives. Seen ${minute(now)} UTC, from the stores alone${
    runUrl !== null && /^https?:\/\//.test(runUrl) && html` by <a href="${runUrl}">this run</a>`
  }.</p></div></header>
${tiles(data)}`;
}

/** Of several databases the worst counts, and its name stands below. */
function tiles({ databases, now }: ReportData): Html {
  const several = databases.length > 1;
  const worst = (value: (one: ReportDatabase) => number): ReportDatabase | undefined =>
    databases.toSorted((a, b) => value(b) - value(a))[0];
  const loses = worst(({ status }) => status.rpo.achievedMs ?? Number.POSITIVE_INFINITY);
  const slow = worst(({ status }) => status.rto.achievedSeconds ?? Number.POSITIVE_INFINITY);
  const stale = worst(({ status }) => now.getTime() - (status.provenAt ?? 0));
  const holdings = databases.flatMap(({ status }) => status.tiers);
  const stores = new Set(holdings.map(({ store }) => store)).size;
  const sets = holdings.reduce((sum, one) => sum + one.sets, 0);
  const bytes = holdings.reduce((sum, one) => sum + one.bytes, 0);
  const name = (one: ReportDatabase | undefined): string =>
    several && one !== undefined ? `${one.name}: ` : '';
  const lost = loses?.status.rpo;
  const took = slow?.status.rto;
  const proven = stale?.status.provenAt;
  return html`<dl class="tiles">
${tile('Lost if it failed now', lost?.achievedMs === undefined ? 'everything' : roughly(lost.achievedMs), `${name(loses)}${lost === undefined || lost.verdict === 'not judged' ? 'changes since the newest set' : `objective ${roughly(lost.objectiveMs)}`}`)}
${tile('A restore takes', took?.achievedSeconds === undefined ? 'not known' : formatDuration(took.achievedSeconds * 1000), `${name(slow)}${took === undefined ? '' : `objective ${roughly(took.objectiveSeconds * 1000)}`}`)}
${tile('Last proven', proven === undefined ? 'never' : ago(proven, now.getTime()), `${name(stale)}${proven === undefined ? 'no restore test yet' : `${minute(proven)} UTC`}`)}
${tile('Kept', formatBytes(bytes), `${sets} ${sets === 1 ? 'set' : 'sets'} in ${stores} ${stores === 1 ? 'store' : 'stores'}`)}
</dl>`;
}

function tile(term: string, value: string, below: string): Html {
  return html`<div><dt>${term}</dt><dd>${value}</dd><dd class="below">${below}</dd></div>`;
}

/** What is wrong, worst first, with what to do about it. */
export function findingsList(findings: readonly (StatusFinding & { readonly database?: string })[]): Html {
  if (findings.length === 0) return html``;
  return html`<ul class="findings">${findings.map(
    ({ severity, what, remedy, database }) =>
      html`<li class="${CLASSES[severity] ?? ''}">${chip(severity)}<div><p>${database !== undefined && html`<b>${database}</b> `}${prose(what)}</p><p class="remedy">${prose(remedy)}</p></div></li>`,
  )}</ul>`;
}

/** One row for each database; only with several of them. */
export function overview({ databases, now }: ReportData): Html {
  if (databases.length < 2) return html``;
  return html`<section aria-labelledby="overview"><h2 id="overview">Databases</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Table of the databases"><table class="stack"><thead><tr><th>Database<th>Verdict<th>Newest set<th>Last proven<th>Restore takes<th class="n">Stored size<th>Size over time</thead><tbody>${databases.map(
    (one, index) => {
      const { status, name } = one;
      const { newest, provenAt, rto } = status;
      return html`<tr><th scope="row"><a href="#db${index}">${name}</a><td data-label="Verdict">${chip(status.verdict)}<td data-label="Newest set">${newest === undefined ? 'none' : ago(newest.snapshotAt, now.getTime())}<td data-label="Last proven">${provenAt === undefined ? 'never' : ago(provenAt, now.getTime())}<td data-label="Restore takes">${rto.achievedSeconds === undefined ? 'not known' : formatDuration(rto.achievedSeconds * 1000)}<td class="n" data-label="Stored size">${newest === undefined ? '' : formatBytes(newest.bytes)}<td data-label="Size over time">${sparkline(one.series.bytes, `Stored size of ${name}`)}
`;
    },
  )}</tbody></table></div></section>`;
}

/** What GitHub says of the workflows, when it was asked. */
export function workflowPart({ workflows }: ReportData): Html {
  if (workflows === undefined) {
    return html`<section><h2>Workflows</h2><p class="muted">GitHub was not asked whether the workflows still run: no token was given. A backup that never starts is seen by its age alone.</p></section>`;
  }
  const { findings, notes } = workflows;
  return html`<section><h2>Workflows</h2>${
    findings.length === 0
      ? html`<p>The workflows that make backups and proofs are enabled, ran by their schedule, and none waits for a runner.</p>`
      : findingsList(findings)
  }${notes.map((note) => html`<p class="muted">${prose(note)}</p>`)}</section>`;
}
