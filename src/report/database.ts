import { formatBytes, formatDuration, plural } from '../runtime/format.ts';
import { calendar, calendarDays } from './calendar.ts';
import type { ReportData, ReportDatabase } from './data.ts';
import { evidenceList } from './evidence.ts';
import { type Html, html, link, prose } from './html.ts';
import { findingsList } from './overview.ts';
import { plots } from './plots.ts';
import { recoverySteps } from './recovery.ts';
import { retention } from './retention.ts';
import { ago, chip, minute, roughly } from './words.ts';

/** Everything about one database. */
export function databaseSection(data: ReportData, one: ReportDatabase, index: number): Html {
  const { status, name } = one;
  const { notes, findings } = status;
  return html`<section class="database" id="db${index}" aria-labelledby="db${index}h">
<h2 id="db${index}h">${name} ${chip(status.verdict)}</h2>
${findingsList(findings)}
${facts(data, one)}
${notes.length > 0 && html`<ul class="notes">${notes.map((note) => html`<li>${prose(note)}</li>`)}</ul>`}
${calendar(calendarDays(one.tests, ...span(data), data.objectives.restoreTestEvery))}
${plots(data, one)}
${retention(data, one)}
${recoverySteps(one.recovery)}
${evidenceList(data, one)}
</section>`;
}

function span({ now, days }: ReportData): [number, number] {
  return [now.getTime() - days * 86_400_000, now.getTime()];
}

function facts({ now, objectives }: ReportData, { status }: ReportDatabase): Html {
  const { newest, newestProven, rpo, rto, nextDue, holds, remains, provenAt, last } = status;
  const at = now.getTime();
  const rows: (readonly [string, Html | string, Html | string])[] = [
    [
      'Newest set',
      newest === undefined ? 'none' : link(newest.runUrl, newest.id),
      newest === undefined
        ? ''
        : `${ago(newest.snapshotAt, at)}, ${formatBytes(newest.bytes)}, ${plural(newest.rows, 'row')}, ${newest.encrypted ? 'encrypted' : 'not encrypted'}`,
    ],
    [
      'Newest proven set',
      newestProven === undefined ? 'none' : newestProven.id,
      provenAt === undefined
        ? 'no restore test succeeded yet'
        : `taken ${newestProven === undefined ? '' : ago(newestProven.snapshotAt, at)}; last proof ${ago(provenAt, at)}, due every ${roughly(objectives.restoreTestEvery)}`,
    ],
    [
      'Loss (RPO)',
      html`${rpo.achievedMs === undefined ? 'everything' : roughly(rpo.achievedMs)} ${chip(rpo.verdict)}`,
      `${rpo.verdict === 'not judged' ? '' : `objective ${roughly(rpo.objectiveMs)}; `}by ${rpo.basis}${rpo.worstMs === undefined ? '' : `; longest gap lately ${roughly(rpo.worstMs)}`}`,
    ],
    [
      'Restore (RTO)',
      html`${rto.achievedSeconds === undefined ? 'not known' : formatDuration(rto.achievedSeconds * 1000)} ${chip(rto.verdict)}`,
      `objective ${roughly(rto.objectiveSeconds * 1000)}${rto.forecastSeconds === undefined ? '' : `; forecast for the newest set ${formatDuration(rto.forecastSeconds * 1000)}`}`,
    ],
    [
      'Next due',
      nextDue
        .toSorted((a, b) => a.at - b.at)
        .map(({ tier, at: from }) => `${tier} ${from <= at ? 'now' : `in ${roughly(from - at)}`}`)
        .join(', '),
      'the first backup after that makes it',
    ],
    [
      'Last verification',
      last.verify === undefined ? 'never' : last.verify.verdict,
      last.verify === undefined
        ? 'stored bytes were not read back since the backup'
        : `${minute(last.verify.at)} UTC, ${last.verify.what}`,
    ],
    ...(holds.length === 0
      ? []
      : [
          [
            'On hold',
            plural(holds.length, 'set'),
            holds
              .slice(0, 5)
              .map(({ set, reason, who }) => `${set}: ${reason} (${who})`)
              .join('; '),
          ] as const,
        ]),
    ...(remains.length === 0
      ? []
      : [
          [
            'Remains',
            plural(remains.length, 'unfinished set'),
            `${formatBytes(remains.reduce((sum, one) => sum + one.bytes, 0))} without a manifest; \`prune\` sweeps them`,
          ] as const,
        ]),
  ];
  return html`<table class="facts"><tbody>${rows.map(
    ([
      term,
      value,
      more,
    ]) => html`<tr><th scope="row">${term}<td>${value}<td>${typeof more === 'string' ? prose(more) : more}
`,
  )}</tbody></table>`;
}
