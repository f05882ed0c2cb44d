import { formatBytes, formatCount, formatDuration, plural } from '../runtime/format.ts';
import { calendar, calendarDays } from './calendar.ts';
import type { ReportData, ReportDatabase } from './data.ts';
import { evidenceList } from './evidence.ts';
import { type Html, html, link } from './html.ts';
import { findingsList } from './overview.ts';
import { plot } from './plot.ts';
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
${notes.length > 0 && html`<ul class="notes">${notes.map((note) => html`<li>${note}</li>`)}</ul>`}
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
    ([term, value, more]) => html`<tr><th scope="row">${term}<td>${value}<td>${more}
`,
  )}</tbody></table>`;
}

function plots(data: ReportData, { series, status }: ReportDatabase): Html {
  const [from, to] = span(data);
  const { rpo, rto } = status;
  const duration = (seconds: number): string => shortDuration(seconds);
  return html`<div class="plots">
${plot({ title: 'Stored size', points: series.bytes, from, to, format: formatBytes, empty: 'No set in this time.' })}
${plot({ title: 'Rows', points: series.rows, from, to, format: shortCount, empty: 'No set in this time.' })}
${plot({ title: 'Backup took', points: series.seconds, from, to, format: duration, empty: 'No set in this time records it.' })}
${plot({
  title: 'Time between sets (RPO)',
  points: series.gaps.map(({ at, value }) => ({ at, value: value / 1000 })),
  from,
  to,
  format: duration,
  stepped: true,
  objective: {
    value: (rpo.verdict === 'not judged' ? data.objectives.backupEvery : rpo.objectiveMs) / 1000,
    label: rpo.verdict === 'not judged' ? 'backup-every' : 'objective',
  },
  empty: 'Fewer than two sets in this time.',
})}
${plot({
  title: 'Restore took (RTO)',
  points: series.restores,
  from,
  to,
  format: duration,
  objective: { value: rto.objectiveSeconds, label: 'objective' },
  empty: 'No restore test came to its end in this time.',
})}
</div>`;
}

/** `45 s`, `12 min`, `3.5 h`, `2 d`: for an axis. */
function shortDuration(seconds: number): string {
  const [size, unit] =
    seconds < 120
      ? [1, 's']
      : seconds < 7_200
        ? [60, 'min']
        : seconds < 172_800
          ? [3_600, 'h']
          : [86_400, 'd'];
  return `${Number((seconds / size).toPrecision(3))} ${unit}`;
}

/** `950`, `12.4 k`, `3.2 M`: for an axis. */
function shortCount(count: number): string {
  if (count < 10_000) return formatCount(Math.round(count));
  const [size, unit] = count < 1e6 ? [1e3, 'k'] : count < 1e9 ? [1e6, 'M'] : [1e9, 'G'];
  return `${Number((count / size).toPrecision(3))} ${unit}`;
}
