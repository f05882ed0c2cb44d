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

/** Limits of an embed (docs.discord.com, Embed limits): 6,000 characters in all. */
const TITLE = 256;
const DESCRIPTION = 3_000;
const FIELDS = 12;

/** The body for a webhook of Discord. `allowed_mentions` calls nobody, whatever the text says; Markdown is escaped. */
export function discordMessage(message: Message): unknown {
  const reasons = firstReasons(message).map((reason) => `- ${escapeDiscord(reason)}`);
  const note =
    message.note === undefined ? [] : [manyLines(message.note).split('\n').map(escapeDiscord).join('\n')];
  const description = whole([...reasons, ...note], DESCRIPTION);
  return {
    allowed_mentions: { parse: [] },
    embeds: [
      {
        title: `${isBad(message) ? '🔴' : '🟢'} ${whole([escapeDiscord(cut(oneLine(message.title), 120))], TITLE - 4)}`,
        color: Number.parseInt(colourOf(message).slice(1), 16),
        timestamp: message.at.toISOString(),
        ...(description === '' ? {} : { description }),
        ...(message.runUrl === undefined ? {} : { url: message.runUrl }),
        fields: firstFacts(message, FIELDS).map(({ name, value }) => ({
          name: escapeDiscord(cut(name, 40)),
          value: escapeDiscord(cut(value, 100)),
          inline: true,
        })),
      },
    ],
  };
}

/**
 * A backslash before whatever Discord's Markdown reads: emphasis, links, quotes, mentions, and what starts a list, makes an
 * emoji or lets an address become a link.
 */
function escapeDiscord(text: string): string {
  return text
    .replace(/[\\*_~`|>#[\]<@]/g, (mark) => `\\${mark}`)
    .replace(/:(?=\/\/|\w+:)/g, '\\:')
    .replace(/^([-+]|\d+\.)/, (mark) => (mark.length === 1 ? `\\${mark}` : mark.replace('.', '\\.')));
}

/** As many whole lines as fit: a line that is cut could end in half an escape. */
function whole(lines: readonly string[], limit: number): string {
  let text = '';
  for (const line of lines) {
    const next = text === '' ? line : `${text}\n${line}`;
    if (next.length > limit) return text === '' ? cut(line, limit).replace(/\\…$/, '…') : text;
    text = next;
  }
  return text;
}
