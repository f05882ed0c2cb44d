import type { ErrorCode } from '../../error-codes.ts';
import type { PhysicalRepo, WalState } from '../physical/physical.ts';

/** One thing that is wrong, and what to do about it. */
export interface WalFinding {
  readonly severity: 'at risk' | 'broken';
  readonly code: ErrorCode;
  readonly what: string;
  readonly remedy: string;
}

export interface WalFacts {
  readonly now: number;
  readonly wal: Omit<WalState, 'kept'>;
  readonly repos: readonly PhysicalRepo[];
  /** Where the server's settings or the engine's configuration differ from the policy. */
  readonly setup: readonly string[];
  /** Milliseconds. */
  readonly archiveTimeout: number;
  readonly fullEvery: number;
}

const HOUR = 3_600_000;
/** Enough time to mend a repository before the disk is full. */
const ENOUGH_HOURS = 24;
/** How late a full backup may be before it is a finding. */
const GRACE = 1.25;

/** What is wrong with archiving, what is broken first. Pure. */
export function judgeWal(facts: WalFacts): WalFinding[] {
  return [
    ...setupFindings(facts),
    ...repoFindings(facts),
    ...stuckFindings(facts),
    ...lagFindings(facts),
    ...gapFindings(facts),
    ...backupFindings(facts),
    ...diskFindings(facts),
  ].toSorted((a, b) => Number(b.severity === 'broken') - Number(a.severity === 'broken'));
}

function setupFindings({ setup }: WalFacts): WalFinding[] {
  if (setup.length === 0) return [];
  return [
    broken(
      'PBA-WAL-SETUP',
      `Archiving is not set up as the policy wants it: ${setup.join('; ')}.`,
      'Run `wal` with `mode: setup`: it shows the differences, and `apply: true` makes them.',
    ),
  ];
}

const STATES: Readonly<Record<PhysicalRepo['state'], { readonly code: ErrorCode; readonly remedy: string }>> =
  {
    ok: { code: 'PBA-INTERNAL', remedy: '' },
    'no backup': { code: 'PBA-SET-NOT-FOUND', remedy: '' },
    'no stanza': {
      code: 'PBA-STANZA-MISSING',
      remedy:
        'Run `wal` with `mode: setup` and `apply: true`; if it was there before, find out who removed it.',
    },
    'other cluster': {
      code: 'PBA-STANZA-OTHER-CLUSTER',
      remedy:
        'Give this cluster a stanza of its own. After pg_upgrade: `pgbackrest stanza-upgrade`, then a full backup.',
    },
    failed: {
      code: 'PBA-REPO-UNREACHABLE',
      remedy:
        'Mend it: while one repository is gone, the engine archives to none for good, and pg_wal grows. If it stays away for long, take it out of the policy, run `wal` with `mode: setup` and `apply: true`, and put it back later.',
    },
  };

function repoFindings({ repos }: WalFacts): WalFinding[] {
  return repos.flatMap((repo) => {
    if (repo.state === 'ok' || repo.state === 'no backup') return [];
    const { code, remedy } = STATES[repo.state];
    const wrongKey = repo.state === 'failed' && /FormatError|CryptoError/.test(repo.reason ?? '');
    return [
      wrongKey
        ? broken(
            'PBA-REPO-KEY',
            `Repository ${repo.repo} (${repo.location}) cannot be decrypted with the key that the engine has.`,
            'Put the right key back: the one that the repository was made with. Look in your password store.',
          )
        : broken(code, `Repository ${repo.repo} (${repo.location}): ${repo.reason ?? repo.state}`, remedy),
    ];
  });
}

/** The last attempt failed, and something waits: it is stuck now, although the objective may still be kept. */
function stuckFindings({ now, wal, repos, archiveTimeout }: WalFacts): WalFinding[] {
  const failing = wal.lastFailedAt !== null && wal.lastFailedAt > (wal.lastArchivedAt ?? '');
  if (!failing || wal.ready === 0) return [];
  const waits = wal.oldestReadyAt === null ? 0 : now - Date.parse(wal.oldestReadyAt);
  const lasting =
    waits > archiveTimeout || repos.some(({ state }) => state !== 'ok' && state !== 'no backup');
  const what = `Archiving is stuck at ${wal.lastFailedWal}: ${segments(wal.ready)} ${wal.ready === 1 ? 'waits' : 'wait'}, the oldest for ${span(waits)}, and the last attempt failed.`;
  const remedy =
    'The log of the server has the reason at "archive command failed". Nothing has to be done after it is mended: the server tries again.';
  return [lasting ? broken('PBA-WAL-STUCK', what, remedy) : atRisk('PBA-WAL-STUCK', what, remedy)];
}

function lagFindings({ wal }: WalFacts): WalFinding[] {
  if (wal.lagSeconds === null) {
    return [
      broken(
        'PBA-RPO-BROKEN',
        'The server has never archived anything.',
        'Run `wal` with `mode: setup` and `apply: true`, restart the server if it says so, and look again.',
      ),
    ];
  }
  if (wal.lagSeconds <= wal.objectiveSeconds) return [];
  return [
    broken(
      'PBA-RPO-BROKEN',
      `Changes of ${span(wal.lagSeconds * 1000)} are not archived; the objective is ${span(wal.objectiveSeconds * 1000)}.`,
      wal.ready > 0
        ? 'Archiving does not keep up: look at the log of the engine, at `processes` and at the network.'
        : 'The server does not hand over its segment: is `archive_timeout` in force?',
    ),
  ];
}

function gapFindings({ wal, repos }: WalFacts): WalFinding[] {
  const dropped = wal.dropped.map((gap) =>
    broken(
      'PBA-RPO-BROKEN',
      `WAL ${gap.first} to ${gap.last} (${segments(gap.segments)}) was reported as archived and is in no repository: it was dropped, or removed there.`,
      'Nothing brings it back. Take a full backup now: recovery to a moment after the gap is possible from there on. Raise `queue-max`, or mend what made the queue so long.',
    ),
  );
  const known = new Set(wal.dropped.map((gap) => gap.first));
  const holes = repos.flatMap((repo) =>
    repo.gaps
      .filter((gap) => !known.has(gap.first))
      .map((gap) =>
        broken(
          'PBA-WAL-GAP',
          `Repository ${repo.repo} (${repo.location}) lacks WAL ${gap.first} to ${gap.last} (${segments(gap.segments)}) after its oldest backup.`,
          'Recovery across the gap is only possible from another repository. Take a full backup into this one, and find out who removed the segments.',
        ),
      ),
  );
  return [...dropped, ...holes];
}

function backupFindings({ now, repos, fullEvery }: WalFacts): WalFinding[] {
  return repos.flatMap((repo) => {
    if (repo.state !== 'ok' && repo.state !== 'no backup') return [];
    const usable = repo.backups.filter((backup) => !backup.damagedPages);
    const full = usable.findLast((backup) => backup.type === 'full');
    if (full === undefined) {
      return [
        broken(
          'PBA-SET-NOT-FOUND',
          `Repository ${repo.repo} (${repo.location}) has no usable base backup: its WAL alone restores nothing.`,
          `As the owner of the cluster: \`pgbackrest --stanza=… --repo=${repo.repo} --type=full backup\`, with \`--config\` of the policy.`,
        ),
      ];
    }
    const age = now - Date.parse(full.stoppedAt);
    if (age <= fullEvery * GRACE) return [];
    return [
      atRisk(
        'PBA-STATUS',
        `The newest full backup of repository ${repo.repo} (${repo.location}) is ${span(age)} old; one is due every ${span(fullEvery)}.`,
        `Find out why the job that makes it did not run. By hand, as the owner of the cluster: \`pgbackrest --stanza=… --repo=${repo.repo} --type=full backup\`.`,
      ),
    ];
  });
}

function diskFindings({ wal }: WalFacts): WalFinding[] {
  if (wal.fullInHours === null || wal.fullInHours >= ENOUGH_HOURS || wal.ready < 2) return [];
  return [
    atRisk(
      'PBA-WAL-STUCK',
      `The disk of pg_wal would be full in ${Math.round(wal.fullInHours)} hours, and then the server stops.`,
      'Mend archiving first. Never delete anything in pg_wal by hand: make room elsewhere on that disk.',
    ),
  ];
}

function broken(code: ErrorCode, what: string, remedy: string): WalFinding {
  return { severity: 'broken', code, what, remedy };
}

function atRisk(code: ErrorCode, what: string, remedy: string): WalFinding {
  return { severity: 'at risk', code, what, remedy };
}

/** `26 hours`, `3 days`, `90 seconds`. */
function span(ms: number): string {
  if (ms < 120_000) return `${Math.round(ms / 1000)} seconds`;
  if (ms < 2 * HOUR) return `${Math.round(ms / 60_000)} minutes`;
  if (ms < 48 * HOUR) return `${Math.round(ms / HOUR)} hours`;
  return `${Math.round(ms / (24 * HOUR))} days`;
}

function segments(count: number): string {
  return `${count} ${count === 1 ? 'segment' : 'segments'}`;
}
