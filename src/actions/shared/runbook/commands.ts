import { MANIFEST, objectKey } from '../../../catalog/keys.ts';
import { type Manifest, manifestLocation } from '../../../catalog/manifest.ts';
import { fetchCommand, shellQuote } from '../../../catalog/recovery-instructions.ts';
import type { RunbookFacts, RunbookStore } from './facts.ts';

/** The way with this toolkit. */
export function ours(before: string, commands: readonly string[], after: string): string[] {
  return ['### With our program', '', ...block(before, commands, after)];
}

/** The way without it. */
export function standard(before: string, commands: readonly string[], after: string): string[] {
  return ['### With standard tools alone', '', ...block(before, commands, after)];
}

function block(before: string, commands: readonly string[], after: string): string[] {
  return [
    ...(before === '' ? [] : [before, '']),
    '```bash',
    ...commands,
    '```',
    '',
    ...(after === '' ? [] : [after, '']),
  ];
}

/** `restore` of the set that the runbook names, from one store. */
export function restoreCommand(facts: RunbookFacts, store: RunbookStore): string {
  return `node dist/cli.js restore ${storeFlags(store)} --database ${shellQuote(facts.database)} --set ${facts.set.id}${identity(facts)}`;
}

/** How the command line finds a store. */
export function storeFlags({ definition: { location, endpoint, region } }: RunbookStore): string {
  return [
    `--stores ${shellQuote(location)}`,
    ...(endpoint === undefined ? [] : [`--s3-endpoint ${shellQuote(endpoint)}`]),
    ...(region === undefined ? [] : [`--s3-region ${shellQuote(region)}`]),
  ].join(' ');
}

/** What an encrypted set needs. */
export function identity({ set }: RunbookFacts): string {
  return set.encryption === null ? '' : ' --identity-file "$KEY"';
}

/** Fetches the set and runs the commands of its own RECOVERY.md, into a database of this name. */
export function byHand(facts: RunbookFacts, store: RunbookStore, target: string): string[] {
  return [
    'mkdir recovered && cd recovered',
    // The runbook has set AWS_ENDPOINT_URL_S3 before.
    fetchCommand({ location: store.definition.location, endpoint: undefined }, locationIn(facts, store)),
    `awk '/^\`+$/ { on = 0 } on { print (/^target=/ ? "target=\\"$TARGET\\"" : $0) } /^\`+bash$/ { on = 1 }' RECOVERY.md > recover.sh`,
    `TARGET=${shellQuote(target)} bash -euo pipefail recover.sh`,
  ];
}

/** The set in this store: it may be kept there in another tier than where it was read from. */
function locationIn({ set }: RunbookFacts, { sets }: RunbookStore): ReturnType<typeof manifestLocation> {
  return sets.find(({ location }) => location.id === set.id)?.location ?? manifestLocation(set);
}

function holders({ set, stores }: RunbookFacts): RunbookStore[] {
  const holding = stores.filter(({ sets }) => sets.some(({ location }) => location.id === set.id));
  return holding.toSorted((a, b) => Number(a.definition.kind === 's3') - Number(b.definition.kind === 's3'));
}

/** A directory rather than a bucket. */
export function near(facts: RunbookFacts): RunbookStore {
  return first(holders(facts));
}

/** A bucket rather than a directory, a locked one before all. */
export function farthest(facts: RunbookFacts): RunbookStore {
  const holding = holders(facts);
  return first([...holding.filter(({ definition }) => definition.objectLock), ...holding.toReversed()]);
}

function first(stores: readonly RunbookStore[]): RunbookStore {
  const [store] = stores;
  if (store === undefined) throw new Error('no store holds the set that was read from one');
  return store;
}

/** The command that shows what was deleted of the set in a bucket. */
export function versions({ set }: RunbookFacts, { definition: { location } }: RunbookStore): string {
  const [bucket = '', ...prefix] = location
    .replace(/^s3:\/\//, '')
    .replace(/\/$/, '')
    .split('/');
  const key = [...prefix, objectKey(manifestLocation(set), MANIFEST)].join('/').replace(/[^/]+$/, '');
  return `aws s3api list-object-versions --bucket ${shellQuote(bucket)} --prefix ${shellQuote(key)}`;
}

/** Of the server that the set came from. */
export function major({ server }: Manifest): number {
  return Math.floor(server.versionNum / 10_000);
}
