import type { Fact } from '../../notify/message.ts';
import { formatBytes, formatCount, formatDuration } from '../../runtime/format.ts';

interface Known {
  readonly name: string;
  readonly show: (value: string) => string;
}

const as = (name: string, show: Known['show'] = (value) => value.split('\n').join(', ')): Known => ({
  name,
  show,
});
const count = (value: string): string => (/^\d{1,18}$/.test(value) ? formatCount(BigInt(value)) : value);
const numeric =
  (format: (value: number) => string) =>
  (value: string): string =>
    /^\d{1,15}(\.\d+)?$/.test(value) ? format(Number(value)) : value;

/** Outputs of our actions that are worth a line in a message, in this order. */
const KNOWN: Readonly<Record<string, Known>> = {
  status: as('Objectives'),
  findings: as('Findings', count),
  'set-id': as('Set'),
  'newest-set': as('Newest set'),
  'newest-proven-set': as('Newest proven set'),
  tiers: as('Tiers'),
  locations: as('Stores'),
  'size-bytes': as('Size', numeric(formatBytes)),
  tables: as('Tables', count),
  rows: as('Rows', count),
  grade: as('Compared'),
  differences: as('Differences', count),
  'duration-seconds': as(
    'Duration',
    numeric((seconds) => formatDuration(seconds * 1000)),
  ),
  'sets-checked': as('Sets checked', count),
  'bytes-read': as('Read', numeric(formatBytes)),
  deleted: as('Deleted sets', count),
  'evidence-key': as('Evidence'),
};

/** What a message shows of the outputs of one step. */
export function factsOf(outputs: Readonly<Record<string, string>>, step: string | undefined): Fact[] {
  return Object.entries(KNOWN).flatMap(([output, { name, show }]) => {
    const value = outputs[output];
    if (value === undefined || value === '') return [];
    return [{ name: step === undefined ? name : `${name} (${step})`, value: show(value) }];
  });
}
