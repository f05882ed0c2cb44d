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

const DEFAULT_PORT = 5432;

/**
 * @param server where something would be made for a while, beside what lives there
 * @throws UserError PBA-TARGET-PRODUCTION when a database that the policy marks lives there
 */
export function refuseProductionServer(
  { databases }: EffectivePolicy,
  server: { readonly host: string; readonly port: number | undefined },
  what: string,
): void {
  const marked = isDiscovery(databases)
    ? databases.production
      ? [{ ...databases, name: 'every database' }]
      : []
    : databases.filter(({ production }) => production);
  const place = (host: string | undefined, port: number | undefined): string =>
    `${host?.toLowerCase()}:${port ?? DEFAULT_PORT}`;
  const [one] = marked.filter(({ host, port }) => place(host, port) === place(server.host, server.port));
  if (one === undefined) return;
  throw new UserError(
    'PBA-TARGET-PRODUCTION',
    `${server.host} is the server of ${one.name}, which the policy marks as production, so ${what} is refused.`,
    { hint: 'Give a server of its own as `staging-host`, or leave it out: then a scratch server is made.' },
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

/**
 * Rows and databases of another lineage must not come into, or beside, a live database unnoticed.
 * @param source lineage of what was restored
 * @param where what it would stand beside, for the message
 * @param same whether it is the lineage of the live database, or there is none
 * @throws UserError PBA-OTHER-LINEAGE with the word that allows it
 */
export function checkLineage(
  source: string,
  where: string,
  same: boolean,
  allowed: string | undefined,
): void {
  if (allowed !== undefined && allowed !== source) {
    throw new UserError(
      'PBA-OTHER-LINEAGE',
      `What was restored is of ${source}, and ${allowed} was allowed.`,
      {
        hint: 'allow-other-lineage takes the system identifier of the source, a slash and its database.',
      },
    );
  }
  if (same || allowed === source) return;
  throw new UserError('PBA-OTHER-LINEAGE', `What was restored comes from ${source}, and ${where}.`, {
    hint: `Check that it is the right server. If it is meant, say so with \`allow-other-lineage: ${source}\`.`,
  });
}
