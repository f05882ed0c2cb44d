import { lineageOf, type Manifest } from '../../catalog/manifest.ts';
import { UserError } from '../../errors.ts';
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
