import { createHash } from 'node:crypto';
import {
  colourOf,
  cut,
  firstFacts,
  firstReasons,
  isBad,
  type Message,
  manyLines,
  oneLine,
} from './message.ts';

export interface Mail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** All mails about one problem refer to it, so that a mail program shows them as one conversation. */
  readonly thread: string;
}

const FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** A mail as HTML and as plain text; the subject is one line whatever the names in it hold. */
export function renderMail(message: Message): Mail {
  return {
    subject: cut(oneLine(`${isBad(message) ? '[ALERT]' : '[OK]'} ${message.title}`), 150),
    text: asText(message),
    html: asHtml(message),
    thread: `<pba.${createHash('sha256').update(message.thread).digest('hex').slice(0, 32)}@postgres-backup-actions>`,
  };
}

function asText(message: Message): string {
  const reasons = firstReasons(message);
  const facts = firstFacts(message);
  const width = Math.max(0, ...facts.map(({ name }) => name.length));
  return [
    oneLine(message.title),
    ...(reasons.length === 0 ? [] : ['', ...reasons.map((reason) => `- ${reason}`)]),
    ...(message.note === undefined ? [] : ['', manyLines(message.note)]),
    ...(facts.length === 0 ? [] : ['', ...facts.map(({ name, value }) => `${name.padEnd(width)}  ${value}`)]),
    ...(message.runUrl === undefined ? [] : ['', message.runUrl]),
    '',
    FOOTER,
    '',
  ].join('\n');
}

const FOOTER = 'Sent by postgres-backup-actions, notify.';

/** Tables and inline styles, because mail programs know little else; no image, nothing from the network. */
function asHtml(message: Message): string {
  const colour = colourOf(message);
  const reasons = firstReasons(message).map(
    (reason) => `<li style="margin:0 0 6px">${escapeHtml(reason)}</li>`,
  );
  const facts = firstFacts(message).map(
    ({ name, value }) =>
      `<tr><td style="padding:4px 16px 4px 0;color:#667085;white-space:nowrap;vertical-align:top">${escapeHtml(name)}</td>` +
      `<td style="padding:4px 0;color:#101828;word-break:break-word">${escapeHtml(value)}</td></tr>`,
  );
  const note =
    message.note === undefined
      ? ''
      : `<p style="margin:16px 0;color:#344054">${escapeHtml(manyLines(message.note)).replaceAll('\n', '<br>')}</p>`;
  const link =
    message.runUrl === undefined
      ? ''
      : `<p style="margin:24px 0 8px"><a href="${escapeHtml(message.runUrl)}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:#344054;color:#ffffff;text-decoration:none;font-weight:600">Open the run</a></p>`;
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">',
    `<meta name="color-scheme" content="light"><title>${escapeHtml(oneLine(message.title))}</title></head>`,
    `<body style="margin:0;padding:0;background:#f2f4f7;${FONT};font-size:15px;line-height:1.5">`,
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f2f4f7"><tr><td align="center" style="padding:24px 12px">',
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;background:#ffffff;border-radius:8px;overflow:hidden">',
    `<tr><td style="background:${colour};padding:18px 24px;color:#ffffff">`,
    `<div style="font-size:12px;letter-spacing:.08em;text-transform:uppercase;opacity:.85">${LABELS[message.occasion]}</div>`,
    `<div style="font-size:19px;font-weight:600;line-height:1.35;word-break:break-word">${escapeHtml(oneLine(message.title))}</div></td></tr>`,
    '<tr><td style="padding:20px 24px;color:#101828">',
    reasons.length === 0 ? '' : `<ul style="margin:0 0 16px;padding-left:20px">${reasons.join('')}</ul>`,
    note,
    facts.length === 0
      ? ''
      : `<table role="presentation" cellpadding="0" cellspacing="0" style="font-size:14px">${facts.join('')}</table>`,
    link,
    '</td></tr>',
    `<tr><td style="padding:14px 24px;border-top:1px solid #eaecf0;color:#667085;font-size:12px">${escapeHtml(FOOTER)}</td></tr>`,
    '</table></td></tr></table></body></html>',
    '',
  ]
    .filter((line, index, all) => line !== '' || index === all.length - 1)
    .join('\n');
}

const LABELS: Readonly<Record<Message['occasion'], string>> = {
  failure: 'Failure',
  change: 'Another failure',
  repeat: 'Still failing',
  recovery: 'Well again',
  success: 'Success',
};

/** Text for HTML, inside elements and quoted attributes. */
function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
