import type { SetLocation } from '../../catalog/keys.ts';
import { IntegrityError, type PbaError, ToolError, UserError } from '../../errors.ts';
import { findInstallations } from '../../postgres/tools.ts';
import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import { formatBytes, plural } from '../../runtime/format.ts';
import type { InputsOf } from '../../runtime/spec.ts';
import { findSet, listDatabases, listStore } from '../../sets/read-sets.ts';
import type { Store } from '../../storage/store.ts';
import { effectivePolicy, onlyDatabase } from '../shared/effective.ts';
import { openDecryption } from '../shared/open-decryption.ts';
import { closeStores, openStores } from '../shared/open-stores.ts';
import { checkSet, isDamage, type SetCheck } from './check-set.ts';
import { verifyPhysical } from './physical.ts';
import type { spec } from './spec.ts';
import { verifySummary, verifyText } from './summary.ts';

/** Proves that what the stores hold is still what was stored, in every store that is named. */
export async function verify(inputs: InputsOf<typeof spec>, context: ActionContext): Promise<ActionResult> {
  const policy = await effectivePolicy(inputs, context);
  if (inputs.kind === 'physical') return verifyPhysical(inputs, policy, context);
  const database = onlyDatabase(policy);
  const stores = await openStores(policy.stores.values(), inputs, context);
  try {
    const decryption = await openDecryption(inputs, context);
    const installations =
      inputs.mode === 'full' ? await findInstallations({ env: context.env, signal: context.signal }) : [];
    const checks: SetCheck[] = [];
    for (const store of stores) {
      await store.check();
      const wanted = await wantedSets(store, database, inputs.set);
      for (const location of wanted) {
        const title = `${location.database} ${location.id} in ${store.location}`;
        const check = await context.log.group(`Verifying ${title}`, () =>
          checkSet(store, location, {
            mode: inputs.mode,
            decryption,
            installations,
            context,
            archived: inputs,
          }),
        );
        context.log.info(
          check.problems.length === 0
            ? `${title}: ${plural(check.objects, 'object')}, ${formatBytes(check.bytes)}, sound`
            : `${title}: ${check.problems.map((problem) => problem.message).join(' ')}`,
        );
        checks.push(check);
      }
    }
    const failure = verdict(checks);
    return {
      outputs: {
        verdict: failure === undefined ? 'ok' : 'failed',
        'sets-checked': String(checks.length),
        'objects-checked': String(checks.reduce((sum, check) => sum + check.objects, 0)),
        'bytes-read': String(checks.reduce((sum, check) => sum + check.bytes, 0)),
      },
      summary: verifySummary(checks, inputs.mode),
      text: verifyText(checks, inputs.mode),
      json: {
        mode: inputs.mode,
        sets: checks.map((check) => ({
          ...check,
          problems: check.problems.map(({ code, message, hint }) => ({ code, message, hint })),
        })),
      },
      ...(failure === undefined ? {} : { failure }),
    };
  } finally {
    await closeStores(stores);
  }
}

/** `all`, the newest of each database, or one by its id. */
async function wantedSets(
  store: Store,
  database: string | undefined,
  wanted: string,
): Promise<SetLocation[]> {
  if (wanted !== 'latest' && wanted !== 'all') return [await findSet(store, database, wanted)];
  const databases = database === undefined ? await listDatabases(store) : [database];
  const found: SetLocation[] = [];
  for (const name of databases) {
    const committed = (await listStore(store, name)).sets
      .filter((set) => set.committed)
      .map((set) => set.location);
    found.push(...(wanted === 'all' ? committed : committed.slice(0, 1)));
  }
  if (found.length === 0) {
    throw new UserError(
      'PBA-SET-NOT-FOUND',
      `${store.location} holds no set${database === undefined ? '' : ` of database ${database}`}.`,
      {
        hint: 'Run `backup` first, or check `stores` and `database`.',
      },
    );
  }
  return found;
}

function verdict(checks: readonly SetCheck[]): PbaError | undefined {
  const problems = checks.flatMap((check) => check.problems);
  const first = problems.find(isDamage) ?? problems[0];
  if (first === undefined || problems.length === 1) return first;
  const failed = checks.filter((check) => check.problems.length > 0).length;
  const Kind = isDamage(first) ? IntegrityError : ToolError;
  return new Kind(
    first.code,
    `${plural(problems.length, 'problem')} in ${plural(failed, 'set')}. The first: ${first.message}`,
    { ...(first.hint === undefined ? {} : { hint: first.hint }), cause: first },
  );
}
