import { formatMinute } from '../runtime/format.ts';
import type { ReportData, ReportDatabase } from './data.ts';
import { type Html, html, link } from './html.ts';

/** Rows over all databases, so that the report of many stays small enough for a mail. */
const ROWS = 640;
const [FEWEST, MOST] = [20, 500];

/** For an auditor: who did what, when, with which verdict, and the run that has the log. */
export function evidenceList({ databases }: ReportData, { evidence, unread, name }: ReportDatabase): Html {
  const limit = Math.min(MOST, Math.max(FEWEST, Math.floor(ROWS / databases.length)));
  const tests = evidence.filter(({ kind }) => kind === 'restore-test');
  const others = evidence.filter(({ kind }) => kind !== 'restore-test');
  // Restore tests come first when there is no room for all: they are the proof.
  const shown = [...tests.slice(0, limit), ...others.slice(0, Math.max(10, limit - tests.length))].sort(
    (a, b) => (a.at < b.at ? 1 : -1),
  );
  const more = evidence.length - shown.length + unread.records;
  return html`<details><summary><h3>Evidence</h3> <span class="muted">${shown.length} records${more > 0 && `, ${more} older ones in the store`}</span></summary>
<div class="scroll" tabindex="0" role="region" aria-label="Evidence of ${name}"><table class="stack evidence"><thead><tr><th>When (UTC)<th>What<th>Verdict<th>Who<th>Run</thead><tbody>${shown.map(
    ({ at, kind, what, verdict, good, actor, runUrl, workflow }) =>
      html`<tr><td>${formatMinute(at)}<td><b>${kind}</b> ${what}<td>${good ? html`<b class="ok">${verdict}</b>` : html`<b class="bad">${verdict}</b>`}<td>${actor ?? 'not on a runner'}<td>${
        runUrl === null ? '–' : link(runUrl, workflow ?? 'run')
      }
`,
  )}</tbody></table></div>
<p class="muted">Each record is one object below <code>evidence/</code> in the store: append-only, created once, never changed.</p></details>`;
}
