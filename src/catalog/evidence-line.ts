import { IntegrityError } from '../errors.ts';
import { type ProofRecord, parseProof } from './evidence.ts';
import { parseJson } from './json.ts';
import { isSetId } from './keys.ts';

/** One record of the evidence in one line, for people: who did what, when, with which verdict. */
export interface EvidenceLine {
  readonly kind: string;
  /** RFC 3339 in UTC. */
  readonly at: string;
  readonly what: string;
  readonly verdict: string;
  /** Whether the verdict is what one hopes for. */
  readonly good: boolean;
  readonly actor: string | null;
  readonly runUrl: string | null;
  readonly workflow: string | null;
}

export interface ReadRecord {
  readonly line: EvidenceLine;
  /** Of a restore test that says something about its set; a negative control does not. */
  readonly proof: ProofRecord | undefined;
  /** Sets that it names and that may be gone by now: their ids say when there were backups. */
  readonly sets: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads any record of the evidence, also of a kind that a newer version writes: what is known of its kind is told, the
 * rest only that it is there.
 * @throws IntegrityError PBA-MANIFEST-INVALID when it is no record at all
 */
export function readRecord(text: string, key: string): ReadRecord {
  const invalid = (reason: string): IntegrityError =>
    new IntegrityError('PBA-MANIFEST-INVALID', `The evidence record ${key} cannot be used: ${reason}.`, {
      hint: 'Records are never edited. Move the damaged one away by hand.',
    });
  const root = fieldsOf(parseJson(text, invalid));
  const at = textOf(root, 'at');
  const kind = textOf(root, 'kind');
  if (at === undefined || kind === undefined || Number.isNaN(Date.parse(at))) {
    throw invalid('it has no kind or no time');
  }
  const proof = kind === 'restore-test' ? parseProof(text, key) : undefined;
  const run = fieldsOf(root['run']);
  const line = {
    kind,
    at,
    ...tell(kind, root),
    actor: textOf(run, 'actor') ?? null,
    runUrl: textOf(run, 'runUrl') ?? null,
    workflow: textOf(run, 'workflow') ?? null,
  };
  const named = [root, ...listOf(root, 'deleted').map(fieldsOf)].flatMap((one) => textOf(one, 'set') ?? []);
  return { line, proof, sets: named.filter(isSetId) };
}

type Told = Pick<EvidenceLine, 'what' | 'verdict' | 'good'>;

const TELLERS: Readonly<Record<string, (root: Fields) => Told>> = {
  'restore-test': (root) => {
    const control = root['negativeControl'] === true;
    const verdict = textOf(root, 'verdict') ?? 'unknown';
    const reason = textOf(root, 'reason');
    const set = `set ${textOf(root, 'set') ?? ''} (${textOf(root, 'tier') ?? ''}), grade ${textOf(root, 'grade') ?? ''}`;
    if (control) {
      const caught = verdict === 'failed';
      return {
        what: `negative control on ${set}`,
        verdict: caught ? 'damage caught' : 'damage missed',
        good: caught,
      };
    }
    return {
      what: reason === undefined ? set : `${set}: ${reason}`,
      verdict,
      good: verdict === 'proven',
    };
  },
  'pitr-test': (root) => {
    const verdict = textOf(root, 'verdict') ?? 'unknown';
    const reason = textOf(root, 'reason');
    const lost = fieldsOf(root['rpo'])['achievedSeconds'];
    const backup = textOf(root, 'backup');
    const told = [
      backup === undefined ? `stanza ${textOf(root, 'stanza') ?? ''}` : `from base backup ${backup}`,
      ...(typeof lost === 'number' ? [`achieved RPO ${lost} s`] : []),
    ].join(', ');
    return {
      what: reason === undefined ? told : `${told}: ${reason}`,
      verdict,
      good: verdict === 'proven',
    };
  },
  verify: (root) => {
    const damaged = listOf(root, 'damaged');
    const verdict = textOf(root, 'verdict') ?? 'unknown';
    const sets = Number(root['sets'] ?? 0);
    const first = textOf(fieldsOf(damaged[0]), 'reason');
    return {
      what: `${sets} ${sets === 1 ? 'set' : 'sets'}, ${textOf(root, 'mode') ?? ''}${first === undefined ? '' : `: ${first}`}`,
      verdict,
      good: verdict === 'sound',
    };
  },
  prune: (root) => {
    const [deleted, failed] = [listOf(root, 'deleted').length, listOf(root, 'failed').length];
    return {
      what: `${deleted} ${deleted === 1 ? 'set' : 'sets'} deleted, ${listOf(root, 'spared').length} spared`,
      verdict: failed === 0 ? 'applied' : `${failed} failed`,
      good: failed === 0,
    };
  },
  restore: (root) => {
    const verdict = textOf(root, 'verdict') ?? 'unknown';
    return {
      what: `set ${textOf(root, 'set') ?? ''} into ${textOf(root, 'into') ?? ''}`,
      verdict,
      good: verdict === 'proven',
    };
  },
  hold: (root) => ({
    what: `set ${textOf(root, 'set') ?? ''}: ${textOf(root, 'reason') ?? ''}`,
    verdict: textOf(root, 'mode') ?? 'unknown',
    good: true,
  }),
};

/** A kind that is not known here may say its verdict itself. */
function tell(kind: string, root: Fields): Told {
  const teller = Object.hasOwn(TELLERS, kind) ? TELLERS[kind] : undefined;
  if (teller !== undefined) return teller(root);
  const verdict = textOf(root, 'verdict') ?? 'recorded';
  return { what: textOf(root, 'set') ?? '', verdict, good: verdict !== 'failed' };
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function textOf(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === 'string' ? value : undefined;
}

function listOf(fields: Fields, name: string): readonly unknown[] {
  const value = fields[name];
  return Array.isArray(value) ? value : [];
}
