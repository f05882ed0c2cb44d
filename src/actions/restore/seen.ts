import type { PbaError } from '../../errors.ts';
import type { ActionResult } from '../../runtime/action.ts';
import { escapeMarkdown, markdownTable } from '../../runtime/format.ts';
import type { TargetServer } from './target.ts';

/**
 * What is known of a restore before anything is made: where it would go and what. It stands in the log at once, and in
 * the summary also of a run that is refused.
 */
export class Seen {
  readonly #facts: [string, string][] = [];

  add(title: string, value: string): void {
    this.#facts.push([title, value]);
  }

  server(target: TargetServer): void {
    this.add(
      'Server',
      `${target.address}, PostgreSQL ${target.version}, system ${target.systemIdentifier}, as ${target.role}`,
    );
  }

  get facts(): readonly (readonly [string, string])[] {
    return this.#facts;
  }

  lines(): string[] {
    return this.#facts.map(([title, value]) => `${title}: ${value}`);
  }

  /** The result of a run that ended before it had anything to show for it. */
  refusal(error: PbaError): ActionResult {
    const message = error.message.split('\n').map((line) => escapeMarkdown(line.replace(/^- /, '')));
    return {
      outputs: { verdict: 'failed' },
      summary: [
        '## ❌ Not restored',
        '',
        ...message.flatMap((line) => [line, '']),
        ...(error.hint === undefined ? [] : [`**What to do:** ${escapeMarkdown(error.hint)}`, '']),
        markdownTable([{ title: 'Target' }, { title: '' }], this.#facts),
        '',
      ].join('\n'),
      text: this.lines().join('\n'),
      json: { target: Object.fromEntries(this.#facts) },
      failure: error,
    };
  }
}
