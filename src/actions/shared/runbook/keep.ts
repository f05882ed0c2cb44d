import { createHash, randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runbookKey } from '../../../catalog/keys.ts';
import { CancelledError, messageOf, PbaError, StoreError } from '../../../errors.ts';
import type { EffectivePolicy } from '../../../policy/effective-policy.ts';
import type { ActionContext } from '../../../runtime/action.ts';
import { readSmall } from '../../../sets/read-sets.ts';
import type { Store } from '../../../storage/store.ts';
import { type StoreFailure, withEveryStore } from '../open-stores.ts';
import { type OpenedDefinition, runbookFacts } from './facts.ts';
import { runbookText } from './text.ts';

const MAX_RUNBOOK = 4 * 1024 * 1024;

/** Brings `<database>/RUNBOOK.md` up to date in every store; what is current already is not written again. */
export async function keepRunbook(
  context: ActionContext,
  policy: EffectivePolicy,
  database: string,
  opened: readonly OpenedDefinition[],
): Promise<readonly StoreFailure[]> {
  const text = await runbookFacts(policy, database, opened).then(runbookText, (error: unknown) => {
    // The sets are stored by now, and the run has to say so.
    if (!(error instanceof PbaError) || error instanceof CancelledError) throw error;
    return error;
  });
  if (typeof text !== 'string') return opened.map(({ store }) => ({ store, error: text }));
  const bytes = Buffer.from(text);
  const path = join(context.tempDir, `runbook-${randomUUID()}.md`);
  await writeFile(path, bytes, { mode: 0o600 });
  const file = { path, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  const key = runbookKey(database);
  const written = await withEveryStore(
    opened.map(({ store }) => store),
    async (store) => {
      if (await isCurrent(store, key, bytes)) return;
      await store.putFile(key, file);
      context.log.info(`${key} is up to date in ${store.location}`);
    },
    0,
  );
  return written.failures;
}

async function isCurrent(store: Store, key: string, bytes: Buffer): Promise<boolean> {
  const there = await store.head(key);
  if (there?.size !== bytes.length) return false;
  return (await readSmall(store, key, MAX_RUNBOOK)) === bytes.toString('utf8');
}

/** What the run fails with when sets are stored and the runbook is not. */
export function runbookFailure(failures: readonly StoreFailure[]): StoreError | undefined {
  const [first] = failures;
  if (first === undefined) return undefined;
  const where = failures.map(({ store, error }) => `${store.location} (${error.code}: ${messageOf(error)})`);
  return new StoreError(
    'PBA-RUNBOOK',
    `The sets are stored, but RUNBOOK.md is not up to date in ${where.join('; ')}.`,
    {
      hint:
        first.error.hint ?? 'Mend the store and run again; until then `runbook` prints what it would say.',
      cause: first.error,
    },
  );
}
