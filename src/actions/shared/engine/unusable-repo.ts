import { type PbaError, StoreError, UserError } from '../../../errors.ts';
import type { ReadRepo } from './read-repos.ts';

/** Why a repository can neither be written nor read; undefined: it can. */
export function unusableRepo({ repo, location, state, reason }: ReadRepo): PbaError | undefined {
  const where = `Repository ${repo} (${location})`;
  if (state === 'ok' || state === 'no backup') return undefined;
  if (state === 'no stanza') {
    return new UserError('PBA-STANZA-MISSING', `${where} has no such stanza: ${reason}`, {
      hint: 'Run `wal` with `mode: setup` and `apply: true`: it makes the stanza.',
    });
  }
  if (state === 'other cluster') {
    return new UserError('PBA-STANZA-OTHER-CLUSTER', `${where} holds another cluster: ${reason}`, {
      hint: 'Give this cluster a stanza of its own; after pg_upgrade run `pgbackrest stanza-upgrade`.',
    });
  }
  if (/FormatError|CryptoError/.test(reason ?? '')) {
    return new UserError('PBA-REPO-KEY', `${where} cannot be decrypted with the key of the configuration.`, {
      hint: 'The key of a repository is the one that it was made with; it cannot be changed.',
    });
  }
  return new StoreError('PBA-REPO-UNREACHABLE', `${where} cannot be read: ${reason}`, {
    hint: 'Until it is there again, archiving stands still for every repository, and pg_wal grows.',
  });
}
