import { lineageOf, type Manifest } from '../../catalog/manifest.ts';
import { UserError } from '../../errors.ts';
import { type EffectivePolicy, isDiscovery } from '../../policy/effective-policy.ts';
import type { TargetServer } from './target.ts';

/**
 * A set of another database must not come to stand beside a live one of the same name unnoticed: it could be swapped in.
 * @throws UserError PBA-OTHER-LINEAGE with the word that allows it
 */
export function checkLineage(target: TargetServer, manifest: Manifest, allowed: string | undefined): void {
  const lineage = lineageOf(manifest);
  if (allowed !== undefined && allowed !== lineage) {
    throw new UserError('PBA-OTHER-LINEAGE', `The set is of ${lineage}, and ${allowed} was allowed.`, {
      hint: 'allow-other-lineage takes the system identifier of the source, a slash and its database.',
    });
  }
  const live = target.liveSystem;
  if (live === undefined || live === manifest.server.systemIdentifier || allowed === lineage) return;
  throw new UserError(
    'PBA-OTHER-LINEAGE',
    `The set comes from cluster ${manifest.server.systemIdentifier}, and ${manifest.database} on the target lives in cluster ${live}.`,
    {
      hint: `Check that it is the right server. If it is meant, say so with \`allow-other-lineage: ${lineage}\`.`,
    },
  );
}

/** @throws UserError PBA-TARGET-PRODUCTION when the policy marks the database */
export function refuseProduction(policy: EffectivePolicy, database: string, what: string): void {
  const { databases } = policy;
  const marked = isDiscovery(databases)
    ? databases.production
    : databases.some((one) => one.name === database && one.production);
  if (!marked) return;
  throw new UserError(
    'PBA-TARGET-PRODUCTION',
    `${database} is marked as production, so ${what} is refused.`,
    {
      hint: 'Restore beside it in a database of its own (`beside: database`), and use `rescue` or `swap` from there.',
    },
  );
}

/**
 * The live database's name has to be given once more before something is written into it; given without need, it has to be
 * right all the same.
 * @throws UserError PBA-CONFIRM
 */
export function checkConfirm(
  confirm: string | undefined,
  database: string,
  needed: boolean,
  what: string,
): void {
  if (confirm === database || (confirm === undefined && !needed)) return;
  throw new UserError(
    'PBA-CONFIRM',
    confirm === undefined ? `${what} was not confirmed.` : `confirm is ${confirm}, not ${database}.`,
    { hint: `Look at the target above; \`confirm: ${database}\` goes on.` },
  );
}
