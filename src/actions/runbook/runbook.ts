import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import type { InputsOf } from '../../runtime/spec.ts';
import { findDatabase } from '../../sets/read-sets.ts';
import { effectivePolicy, onlyDatabase } from '../shared/effective.ts';
import { closeStores, openStores } from '../shared/open-stores.ts';
import { runbookFacts } from '../shared/runbook/facts.ts';
import { runbookText } from '../shared/runbook/text.ts';
import type { spec } from './spec.ts';

/** Prints the runbook of one database. A store that cannot be read fails it: its sets would be missing in the text. */
export async function runbook(inputs: InputsOf<typeof spec>, context: ActionContext): Promise<ActionResult> {
  const policy = await effectivePolicy(inputs, context);
  const definitions = [...policy.stores.values()];
  const stores = await openStores(definitions, inputs, context);
  try {
    const opened = stores.flatMap((store, index) => {
      const definition = definitions[index];
      return definition === undefined ? [] : [{ definition, store }];
    });
    for (const store of stores) await store.check();
    const [first] = stores;
    const database = onlyDatabase(policy) ?? (first === undefined ? '' : await findDatabase(first));
    const facts = await runbookFacts(policy, database, opened);
    const text = runbookText(facts);
    return {
      outputs: { verdict: 'ok', 'set-id': facts.set.id, proven: String(facts.proven) },
      summary: text,
      text,
      json: { database, set: facts.set.id, proven: facts.proven, forecast: facts.forecast ?? null, text },
    };
  } finally {
    await closeStores(stores);
  }
}
