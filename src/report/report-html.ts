import type { ReportData } from './data.ts';
import { databaseSection } from './database.ts';
import { Html, html } from './html.ts';
import { findingsList, hero, overview, workflowPart } from './overview.ts';
import { STYLE } from './style.ts';
import { day, minute } from './words.ts';

/**
 * The report as one file. It has no script and asks nothing of any network, and the policy in its head forbids both, should
 * a text from outside ever find a way into it.
 */
export function reportHtml(data: ReportData): string {
  const { databases, now, toolkit, days } = data;
  const several = databases.length > 1;
  const all = databases.flatMap(({ name, status }) =>
    status.findings.map((finding) => ({ ...finding, database: name })),
  );
  const worstFirst = all.sort((a, b) => Number(b.severity === 'broken') - Number(a.severity === 'broken'));
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><meta name="referrer" content="no-referrer">
<title>Backup status, ${day(now)}: ${data.verdict}</title>
<link rel="icon" href="data:,"><style>${new Html(STYLE)}</style></head>
<body><a class="skip" href="#main">To the content</a>
<main id="main">${hero(data)}
${several && worstFirst.length > 0 && html`<section><h2>What to do</h2>${findingsList(worstFirst.slice(0, 50))}${worstFirst.length > 50 && html`<p>… and ${worstFirst.length - 50} more below</p>`}</section>`}
${overview(data)}
${workflowPart(data)}
${databases.map((one, index) => databaseSection(data, one, index))}
</main>
<footer><p>Made ${minute(now)} UTC by postgres-backup-actions ${toolkit}. History of ${days} days, as far as sets and records reach. All times are UTC.</p></footer></body></html>
`.text;
}
