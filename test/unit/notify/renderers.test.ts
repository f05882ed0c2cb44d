import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { discordMessage } from '../../../src/notify/discord.ts';
import {
  issueBody,
  issueComment,
  issueMarker,
  issueTitle,
  readTold,
} from '../../../src/notify/github-issue.ts';
import { pingUrl } from '../../../src/notify/heartbeat.ts';
import { renderMail } from '../../../src/notify/mail.ts';
import { cut, type Message, oneLine } from '../../../src/notify/message.ts';
import { pagerdutyEvent } from '../../../src/notify/pagerduty.ts';
import { slackMessage } from '../../../src/notify/slack.ts';
import { teamsMessage } from '../../../src/notify/teams.ts';
import { webhookBody, webhookHeaders } from '../../../src/notify/webhook.ts';

const HOSTILE =
  '<script>alert(1)</script> "\' & @everyone @here <!channel> <@U1> <#C1> @octocat *b* _i_ ~s~ `c` [x](http://evil.example) ![i](http://evil.example/i.png) <img src=x> | > # - :boom:';
const BREAKS = 'a\r\nBcc: evil@example.com\r\n\r\nbody\u2028b\u0000\u001b[31m';

const message: Message = {
  occasion: 'failure',
  database: 'ticketz',
  what: 'Nightly backup',
  title: 'ticketz: Nightly backup failed',
  reasons: ['Step backup: failed.'],
  facts: [{ name: 'Set', value: '20261122T030405Z-a1b2c3' }],
  note: undefined,
  runUrl: 'https://github.com/octo/shop/actions/runs/4711',
  at: new Date('2026-11-25T02:17:00.000Z'),
  thread: '["octo/shop","ticketz","Nightly backup"]',
};
const hostile: Message = {
  ...message,
  database: HOSTILE,
  what: HOSTILE,
  title: `${HOSTILE} ${BREAKS}`,
  reasons: [HOSTILE, BREAKS],
  facts: [{ name: HOSTILE, value: HOSTILE }],
  note: `${HOSTILE}\n${BREAKS}`,
};
const huge: Message = {
  ...message,
  title: '<&>'.repeat(2_000),
  reasons: Array.from({ length: 500 }, () => '*_<&>'.repeat(300)),
  facts: Array.from({ length: 100 }, () => ({ name: '<&>'.repeat(100), value: '*&'.repeat(5_000) })),
  note: '&😀'.repeat(5_000),
};

/** Every text in a value, wherever it stands. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

test('one line is one line, and what is cut is cut between characters', () => {
  expect(oneLine(BREAKS)).toBe('a Bcc: evil@example.com body b [31m');
  expect(oneLine('a\u202eb')).toBe('ab');
  expect(cut('ab😀c', 4)).toBe('ab…');
  expect(cut('abcd', 4)).toBe('abcd');
});

describe('mail', () => {
  test('says it in the subject, as text and as HTML', () => {
    const { subject, text, html } = renderMail(message);
    expect(subject).toBe('[ALERT] ticketz: Nightly backup failed');
    expect(text).toMatch(/^ticketz: Nightly backup failed\n\n- Step backup: failed\.\n\nSet {2}2026/);
    expect(html).toContain('href="https://github.com/octo/shop/actions/runs/4711"');
    expect(renderMail({ ...message, occasion: 'recovery' }).subject).toMatch(/^\[OK\]/);
  });

  test('no text becomes HTML, and no line break gets into the subject', () => {
    const { subject, html } = renderMail(hostile);
    expect(subject).not.toMatch(/[\r\n\p{Cc}\u2028]/u);
    expect(html).not.toMatch(/<script|<img|<!channel|<@U1/);
    const tags = new Set([...html.matchAll(/<\/?([a-z0-9!]+)/gi)].map(([, tag]) => tag));
    expect([...tags].sort()).toEqual(
      [
        '!doctype',
        'a',
        'body',
        'br',
        'div',
        'head',
        'html',
        'li',
        'meta',
        'p',
        'table',
        'td',
        'title',
        'tr',
        'ul',
      ].sort(),
    );
    expect(html.match(/<a /g)).toHaveLength(1);
    expect(html).not.toContain('src=x>');
  });

  test('mails about one problem are one conversation, those about another are another', () => {
    expect(renderMail(message).thread).toBe(renderMail({ ...message, occasion: 'recovery' }).thread);
    expect(renderMail(message).thread).not.toBe(renderMail({ ...message, thread: 'x' }).thread);
  });
});

describe('Slack', () => {
  test('nothing is formatted and nobody is called', () => {
    const value = slackMessage(hostile) as { blocks: unknown[] };
    expect(textsOf(value)).not.toContain('mrkdwn');
    for (const text of textsOf(value).filter((one) => !one.startsWith('https://github.com/'))) {
      expect(text).not.toMatch(/[<>]/);
      expect(text).not.toMatch(/&(?!amp;|lt;|gt;)/);
    }
    expect(value).toMatchObject({ mrkdwn: false, link_names: false });
  });

  test('stays below the limits, with no half entity', () => {
    const { blocks } = slackMessage(huge) as { blocks: { type: string; text?: { text: string } }[] };
    for (const { type, text } of blocks) {
      expect(text?.text.length ?? 0).toBeLessThanOrEqual(type === 'header' ? 150 : 3_000);
      expect(text?.text ?? '').not.toMatch(/&[a-z]*(?![a-z;])/);
    }
    expect(
      (blocks.find((block) => 'fields' in block) as unknown as { fields: unknown[] }).fields,
    ).toHaveLength(10);
  });
});

describe('Microsoft Teams', () => {
  test('user text stands only where no Markdown is read', () => {
    const [attachment] = (
      teamsMessage(hostile) as { attachments: { contentType: string; content: unknown }[] }
    ).attachments;
    expect(attachment?.contentType).toBe('application/vnd.microsoft.card.adaptive');
    const text = JSON.stringify(attachment?.content);
    expect(text).not.toMatch(/"TextBlock"|"FactSet"|"entities"/);
    expect(text).toContain('"RichTextBlock"');
    // Literally: a TextRun shows what it is given.
    expect(textsOf(attachment?.content).some((one) => one.includes('[x](http://evil.example)'))).toBe(true);
  });

  test('stays below 28 KB', () => {
    expect(Buffer.byteLength(JSON.stringify(teamsMessage(huge)))).toBeLessThan(28_000);
  });
});

describe('Discord', () => {
  test('calls nobody and formats nothing', () => {
    const value = discordMessage(hostile) as { embeds: { title: string; description: string }[] };
    expect(value).toMatchObject({ allowed_mentions: { parse: [] } });
    const [embed] = value.embeds;
    for (const text of [embed?.title ?? '', embed?.description ?? '']) {
      expect(text.replace(/^- /gm, '')).not.toMatch(/(?<!\\)[*_~`|>#[\]<@]/);
    }
    expect(embed?.description).toContain('\\@everyone');
    expect(embed?.description).not.toContain('http://');
  });

  test('stays below 6,000 characters in all, with no half escape', () => {
    const [embed] = (
      discordMessage(huge) as { embeds: { title: string; description: string; fields: unknown[] }[] }
    ).embeds;
    expect(textsOf(embed).join('').length).toBeLessThan(6_000);
    expect(embed?.title.length).toBeLessThanOrEqual(256);
    expect(embed?.fields.length).toBeLessThanOrEqual(25);
    for (const text of textsOf(embed)) expect(text).not.toMatch(/(?<!\\)(\\\\)*\\…?$/);
  });
});

describe('PagerDuty', () => {
  test('opens and resolves one incident per problem', () => {
    const opened = pagerdutyEvent(message, 'key') as Record<string, unknown>;
    const resolved = pagerdutyEvent({ ...message, occasion: 'recovery' }, 'key') as Record<string, unknown>;
    expect(opened).toMatchObject({
      event_action: 'trigger',
      routing_key: 'key',
      payload: { severity: 'critical' },
    });
    expect(resolved).toEqual({
      event_action: 'resolve',
      routing_key: 'key',
      dedup_key: opened['dedup_key'],
    });
    expect(pagerdutyEvent({ ...message, thread: 'x' }, 'key')).not.toMatchObject({
      dedup_key: opened['dedup_key'],
    });
    const { payload } = pagerdutyEvent(huge, 'key') as { payload: { summary: string } };
    expect(payload.summary.length).toBeLessThanOrEqual(1_024);
  });
});

describe('webhook', () => {
  test('has a documented body', () => {
    expect(JSON.parse(webhookBody(message))).toEqual({
      version: 1,
      type: 'backup.failure',
      timestamp: '2026-11-25T02:17:00.000Z',
      database: 'ticketz',
      what: 'Nightly backup',
      title: 'ticketz: Nightly backup failed',
      reasons: ['Step backup: failed.'],
      facts: { Set: '20261122T030405Z-a1b2c3' },
      note: null,
      runUrl: 'https://github.com/octo/shop/actions/runs/4711',
    });
  });

  /** The example of the specification, standard-webhooks/webhooks, spec/standard-webhooks.md. */
  test('signs as Standard Webhooks does', () => {
    const headers = webhookHeaders('msg_1', '{"a":1}', 'whsec_AAECAw==', 1_674_087_231_999);
    const expected = createHmac('sha256', Buffer.from([0, 1, 2, 3]))
      .update('msg_1.1674087231.{"a":1}')
      .digest('base64');
    expect(headers).toEqual({
      'webhook-id': 'msg_1',
      'webhook-timestamp': '1674087231',
      'webhook-signature': `v1,${expected}`,
    });
    const plain = createHmac('sha256', 'geheim').update('msg_1.1674087231.{"a":1}').digest('base64');
    expect(webhookHeaders('msg_1', '{"a":1}', 'geheim', 1_674_087_231_000)['webhook-signature']).toBe(
      `v1,${plain}`,
    );
    expect(webhookHeaders('msg_1', '', undefined, 0)).not.toHaveProperty('webhook-signature');
  });
});

describe('GitHub issue', () => {
  test('Markdown is escaped, nobody is mentioned, and no text can be a mark', () => {
    const body = issueBody({ ...hostile, reasons: [issueMarker('other'), HOSTILE] }, message.at, 'abc');
    expect(body).not.toMatch(/<script|<img|@octocat|@everyone|\[x\]\(http|!\[i\]/);
    expect(body.match(/<!--/g)).toHaveLength(2);
    expect(body).toContain(issueMarker(message.thread));
    expect(issueComment(message)).toContain('[The run](https://github.com/octo/shop/actions/runs/4711)');
    expect(issueTitle(hostile)).not.toMatch(/[\r\n]|@octocat/);
  });

  test('remembers in its body what it was told', () => {
    const since = new Date('2026-11-24T00:00:00.000Z');
    expect(readTold(issueBody(message, since, '0abc'), 'github-issue')).toEqual({
      state: 'failing',
      since: '2026-11-24T00:00:00.000Z',
      told: { 'github-issue': { at: '2026-11-25T02:17:00.000Z', state: 'failing', problem: '0abc' } },
    });
    expect(readTold('edited away', 'x')).toBeUndefined();
  });
});

test('a heartbeat is pinged healthchecks’ way', () => {
  expect(pingUrl('https://hc-ping.com/uuid', 'success')).toBe('https://hc-ping.com/uuid');
  expect(pingUrl('https://hc-ping.com/uuid/', 'failure')).toBe('https://hc-ping.com/uuid/fail');
  expect(pingUrl('https://hc-ping.com/key/slug?create=1', 'start')).toBe(
    'https://hc-ping.com/key/slug/start?create=1',
  );
});
