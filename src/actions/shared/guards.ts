import { UserError } from '../../errors.ts';
import { type EffectivePolicy, isDiscovery } from '../../policy/effective-policy.ts';

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
