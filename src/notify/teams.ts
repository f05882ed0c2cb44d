import { cut, firstFacts, firstReasons, isBad, type Message, manyLines, oneLine } from './message.ts';

/**
 * The body for a workflow webhook of Microsoft Teams: an adaptive card. A `TextBlock` and a `FactSet` read Markdown, a
 * `RichTextBlock` reads nothing, so all user text stands in those. Mentions need entities, and there are none.
 */
export function teamsMessage(message: Message): unknown {
  const colour = isBad(message) ? 'Attention' : 'Good';
  const facts = firstFacts(message);
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          msteams: { width: 'Full' },
          fallbackText: cut(oneLine(message.title), 300),
          body: [
            {
              type: 'Container',
              style: isBad(message) ? 'attention' : 'good',
              bleed: true,
              items: [
                rich([
                  run(cut(oneLine(message.title), 300), { size: 'Large', weight: 'Bolder', color: colour }),
                ]),
              ],
            },
            ...firstReasons(message).map((reason) => rich([run(`• ${reason}`)])),
            ...(message.note === undefined
              ? []
              : manyLines(message.note)
                  .split('\n')
                  .filter((line) => line !== '')
                  .map((line) => rich([run(cut(line, 1_000))]))),
            ...facts.map(({ name, value }) =>
              rich([run(`${name}: `, { weight: 'Bolder' }), run(value)], { spacing: 'Small' }),
            ),
          ],
          ...(message.runUrl === undefined
            ? {}
            : { actions: [{ type: 'Action.OpenUrl', title: 'Open the run', url: message.runUrl }] }),
        },
      },
    ],
  };
}

function rich(inlines: readonly unknown[], properties: Readonly<Record<string, unknown>> = {}) {
  return { type: 'RichTextBlock', inlines, ...properties };
}

function run(text: string, properties: Readonly<Record<string, unknown>> = {}) {
  return { type: 'TextRun', text, ...properties };
}
