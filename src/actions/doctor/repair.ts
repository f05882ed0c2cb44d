import { chmod, lstat, rm } from 'node:fs/promises';
import type { Finding, Repair } from '../../catalog/doctor/finding.ts';
import { messageOf } from '../../errors.ts';
import type { EffectivePolicy } from '../../policy/effective-policy.ts';
import { sameLocation } from '../../policy/effective-policy.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { closeStores, openStores, type StoreCredentials } from '../shared/open-stores.ts';

const DAY_MS = 86_400_000;

/** Mends what is harmless to mend. What was mended becomes a note; what could not be stays, with the reason. */
export async function repairAll(
  findings: readonly Finding[],
  policy: EffectivePolicy,
  credentials: StoreCredentials,
  context: ActionContext,
): Promise<{ readonly findings: readonly Finding[]; readonly fixed: number }> {
  let fixed = 0;
  const after: Finding[] = [];
  for (const finding of findings) {
    const { repair, remedy: _remedy, ...rest } = finding;
    if (repair === undefined) {
      after.push(finding);
      continue;
    }
    try {
      const what = await mend(repair, policy, credentials, context);
      fixed += 1;
      after.push({ ...rest, severity: 'note', sentence: `${finding.sentence} Mended: ${what}.` });
    } catch (error) {
      if (context.signal.aborted) throw error;
      after.push({ ...finding, sentence: `${finding.sentence} It could not be mended: ${messageOf(error)}` });
    }
  }
  return { findings: after, fixed };
}

async function mend(
  repair: Repair,
  policy: EffectivePolicy,
  credentials: StoreCredentials,
  context: ActionContext,
): Promise<string> {
  if (repair.kind === 'restrict mode') {
    await chmod(repair.path, repair.mode);
    return `mode ${repair.mode.toString(8)}`;
  }
  if (repair.kind === 'remove directory') {
    // Only what it was when it was found: a directory of this user, not a link somebody put in its place.
    const info = await lstat(repair.path);
    if (!info.isDirectory()) throw new Error('it is no directory any more');
    await rm(repair.path, { recursive: true });
    return 'removed';
  }
  const wanted = [...policy.stores.values()].filter((one) => sameLocation(one.location, repair.store));
  const stores = await openStores(wanted, credentials, context);
  try {
    const before = new Date(context.now().getTime() - DAY_MS);
    const ended = await Promise.all(stores.map((store) => store.sweep('', before)));
    return `${ended.flat().length} uploads ended`;
  } finally {
    await closeStores(stores);
  }
}
