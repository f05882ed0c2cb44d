import type { DatabaseStatus, StatusVerdict } from '../catalog/status.ts';
import { type Html, html } from './html.ts';

/** `25 Nov 2026` */
export function day(at: number | Date | string): string {
  return new Date(at).toLocaleDateString('en-GB', {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
}

/** `25 Nov 2026 03:49` */
export function minute(at: number | Date | string): string {
  return `${day(at)} ${new Date(at).toISOString().slice(11, 16)}`;
}

/** `now`, `5 minutes ago`, `3 days ago`: for reading, the exact time stands beside it. */
export function ago(at: number, now: number): string {
  return `${roughly(now - at)} ago`;
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** `6 days`, `26 hours`, `4 minutes`, `30 seconds`: one unit, for headlines. */
export function roughly(ms: number): string {
  const [unit, size] = UNITS.find(([, each]) => ms >= each * 1.95) ?? ['second', 1000];
  const count = unit === 'second' && ms >= 60_000 ? Math.round(ms / 1000) : Math.round(ms / size);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

export const CLASSES: Readonly<Record<string, string>> = {
  kept: 'kept',
  'at risk': 'risk',
  broken: 'broken',
  'not judged': 'open',
};

/** The verdict as a coloured label; the word carries the meaning, the colour repeats it. */
export function chip(verdict: string): Html {
  return html`<b class="chip ${CLASSES[verdict] ?? 'open'}">${verdict}</b>`;
}

/** One sentence that says whether the data could be had back. */
export function headline(
  verdict: StatusVerdict,
  databases: readonly { readonly name: string; readonly status: DatabaseStatus }[],
): string {
  const bad = databases.filter(({ status }) => status.verdict !== 'kept').map(({ name }) => name);
  const who = bad.length === 1 ? bad[0] : `${bad.length} of ${databases.length} databases`;
  if (verdict === 'kept') {
    return databases.length === 1
      ? `${databases[0]?.name ?? ''} can be recovered as promised.`
      : `All ${databases.length} databases can be recovered as promised.`;
  }
  // Only the workflows are to blame.
  if (bad.length === 0) return 'The stores are in order, but the workflows are not.';
  const plural = bad.length > 1;
  return verdict === 'broken'
    ? `${who} ${plural ? 'do' : 'does'} not keep what was promised.`
    : `${who} may soon not keep what was promised.`;
}
