import { cut, firstFacts, firstReasons, isBad, type Message, manyLines, oneLine } from './message.ts';

/** Slack's limits for a header and a section (docs.slack.dev, Block Kit reference). */
const HEADER = 150;
const SECTION = 3_000;
const FIELDS = 10;

/**
 * The body for an incoming webhook of Slack. User text stands in `plain_text` objects, where nothing is formatted; the three
 * control characters are escaped all the same, so that `<!channel>` and `<@U1>` can call nobody.
 */
export function slackMessage(message: Message): unknown {
  const reasons = firstReasons(message);
  const facts = firstFacts(message, FIELDS);
  const link = message.runUrl;
  return {
    // What a phone shows as notification. mrkdwn would be read in it otherwise.
    text: escapeSlack(cut(oneLine(message.title), 500)),
    mrkdwn: false,
    link_names: false,
    unfurl_links: false,
    blocks: [
      { type: 'header', text: plain(`${isBad(message) ? '🔴' : '🟢'} ${oneLine(message.title)}`, HEADER) },
      ...(reasons.length === 0 ? [] : [section(reasons.map((reason) => `• ${reason}`).join('\n'))]),
      ...(message.note === undefined ? [] : [section(manyLines(message.note))]),
      ...(facts.length === 0
        ? []
        : [{ type: 'section', fields: facts.map(({ name, value }) => plain(`${name}\n${value}`, 2_000)) }]),
      ...(link === undefined
        ? []
        : [{ type: 'actions', elements: [{ type: 'button', text: plain('Open the run', 75), url: link }] }]),
    ],
  };
}

function section(text: string) {
  return { type: 'section', text: plain(text, SECTION) };
}

function plain(text: string, limit: number) {
  let kept = text;
  // Escaping makes text longer, and the limit is for what is sent; half an entity must not be left over.
  while (escapeSlack(kept).length > limit) kept = cut(kept, kept.length - 1 - Math.floor(kept.length / 20));
  return { type: 'plain_text', text: escapeSlack(kept), emoji: false };
}

/** @see https://docs.slack.dev/messaging/formatting-message-text#escaping */
function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
