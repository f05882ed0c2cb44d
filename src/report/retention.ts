import { formatBytes } from '../runtime/format.ts';
import type { ReportData, ReportDatabase } from './data.ts';
import { type Html, html } from './html.ts';
import { day } from './words.ts';

/** What the policy keeps, and what is kept now. */
export function retention({ retention: rows }: ReportData, { status, name }: ReportDatabase): Html {
  return html`<h3>Retention plan</h3><div class="scroll" tabindex="0" role="region" aria-label="Retention plan of ${name}"><table class="stack"><thead><tr><th>Tier<th>Kept for<th>At least<th>In stores<th>Rules<th>Now<th>Oldest</thead><tbody>${rows.map(
    ({ tier, keepDays, keepMinimum, stores, rules }) => {
      const now = status.tiers.filter((one) => one.tier === tier);
      const oldest = now.map((one) => one.oldest).sort((a, b) => a - b)[0];
      return html`<tr><th scope="row">${tier}<td data-label="Kept for">${keepDays} days<td data-label="At least">${keepMinimum}<td data-label="In stores">${stores.join(', ')}<td data-label="Rules">${rules.join(', ') || '–'}<td data-label="Now">${
        now.map((one) => `${one.sets} in ${one.store} (${formatBytes(one.bytes)})`).join(', ') || 'none'
      }<td data-label="Oldest">${oldest === undefined ? '–' : day(oldest)}
`;
    },
  )}</tbody></table></div><p class="muted">Nothing goes that no newer proven set supersedes, whatever its age; <code>prune --mode plan</code> shows what would go next.</p>`;
}
