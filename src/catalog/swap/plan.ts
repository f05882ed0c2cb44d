import { type SiblingKind, siblingName, siblingTime } from './sibling-names.ts';

/** One database as the server's catalog shows it. */
export interface DatabaseEntry {
  readonly name: string;
  /** The identity that a rename does not change. */
  readonly oid: string;
  readonly allowsConnections: boolean;
  readonly comment: string | null;
}

export interface SwapRequest {
  readonly live: string;
  /** Without it, the newest `<live>_restored_<time>`. */
  readonly restored: string | undefined;
  readonly undo: boolean;
  readonly now: Date;
}

/** Which database gets the live name, and what the one that has it now is called afterwards. */
export interface SwapPlan {
  readonly kind: 'swap' | 'undo';
  readonly live: string;
  readonly incoming: DatabaseEntry;
  /** null: nothing has the live name (an administrator renamed by hand), so an undo only gives it back. */
  readonly outgoing: DatabaseEntry | null;
  readonly keptAs: string;
  /** Of the incoming database inside the transaction; nobody ever sees it. */
  readonly interim: string;
}

export type SwapDecision =
  | SwapPlan
  /** What was asked for has happened already: an earlier run was killed after its commit. */
  | { readonly kind: 'done'; readonly reason: string; readonly kept: string }
  | { readonly kind: 'impossible'; readonly problems: readonly SwapProblem[] };

export interface SwapProblem {
  readonly text: string;
  readonly remedy: string;
}

/**
 * Decides from the server's databases alone. A swap is one transaction, so a run that was killed left one of two
 * states: nothing has happened, or everything has; there is no state between them to repair.
 */
export function planSwap(databases: readonly DatabaseEntry[], request: SwapRequest): SwapDecision {
  return request.undo ? planUndo(databases, request) : planForward(databases, request);
}

function planForward(databases: readonly DatabaseEntry[], request: SwapRequest): SwapDecision {
  const { live } = request;
  const outgoing = find(databases, live);
  const incoming =
    request.restored === undefined
      ? newest(databases, live, 'restored')?.entry
      : find(databases, request.restored);
  const kept = newest(databases, live, 'before');
  if (outgoing !== undefined && incoming !== undefined && incoming.oid !== outgoing.oid) {
    return makePlan('swap', databases, request, incoming, outgoing);
  }
  if (
    outgoing !== undefined &&
    incoming === undefined &&
    request.restored !== undefined &&
    kept?.entry.comment?.startsWith(replacedBy(request.restored, live)) === true
  ) {
    return {
      kind: 'done',
      reason: `${request.restored} serves as ${live} since an earlier run`,
      kept: kept.entry.name,
    };
  }
  return {
    kind: 'impossible',
    problems: forwardProblems(request, outgoing, incoming, kept?.entry.name),
  };
}

function forwardProblems(
  request: SwapRequest,
  outgoing: DatabaseEntry | undefined,
  incoming: DatabaseEntry | undefined,
  kept: string | undefined,
): SwapProblem[] {
  const { live, restored } = request;
  const problems: SwapProblem[] = [];
  if (outgoing === undefined) {
    problems.push({
      text: `There is no database ${live} on this server`,
      remedy:
        kept === undefined
          ? 'Check `database` and the connection; `psql -l` lists what the server has.'
          : `${kept} served under this name before; \`undo: true\` gives it back.`,
    });
  }
  if (incoming === undefined) {
    const last = kept === undefined ? '' : ` The last swap kept ${kept}.`;
    problems.push({
      text:
        restored === undefined
          ? `There is no restored database ${live}_restored_… on this server`
          : `There is no database ${restored} on this server`,
      remedy: `Run \`restore\` first, or name the database with \`restored\`.${last}`,
    });
  } else if (incoming.oid === outgoing?.oid) {
    problems.push({
      text: `${live} and the restored database are the same`,
      remedy: 'Name another one with `restored`.',
    });
  }
  return problems;
}

function planUndo(databases: readonly DatabaseEntry[], request: SwapRequest): SwapDecision {
  const { live } = request;
  const outgoing = find(databases, live);
  const kept = newest(databases, live, 'before');
  const undone = newest(databases, live, 'undone');
  // Otherwise a second undo, such as that of a workflow that is run again, would go back to a still older state.
  if (undone !== undefined && outgoing !== undefined && !(kept !== undefined && kept.at > undone.at)) {
    return {
      kind: 'done',
      reason: `the last swap of ${live} is undone already`,
      kept: undone.entry.name,
    };
  }
  if (kept === undefined) {
    return {
      kind: 'impossible',
      problems: [
        {
          text: `There is no ${live}_before_… on this server, so there is no swap to undo`,
          remedy: 'A kept database of another name is put back with `restored: NAME`.',
        },
      ],
    };
  }
  return makePlan('undo', databases, request, kept.entry, outgoing ?? null);
}

function makePlan(
  kind: 'swap' | 'undo',
  databases: readonly DatabaseEntry[],
  request: SwapRequest,
  incoming: DatabaseEntry,
  outgoing: DatabaseEntry | null,
): SwapPlan {
  const { live } = request;
  const at = nextTime(databases, request);
  return {
    kind,
    live,
    incoming,
    outgoing,
    keptAs: siblingName(live, kind === 'swap' ? 'before' : 'undone', at),
    interim: siblingName(live, 'swapping', at),
  };
}

/** Later than every earlier swap or undo, also when clocks differ or two happen in one second: their order is the state. */
function nextTime(databases: readonly DatabaseEntry[], request: SwapRequest): Date {
  const times = (['before', 'undone'] as const).flatMap(
    (kind) => newest(databases, request.live, kind)?.at.getTime() ?? [],
  );
  return new Date(Math.max(request.now.getTime(), ...times.map((time) => time + 1_000)));
}

function newest(
  databases: readonly DatabaseEntry[],
  live: string,
  kind: SiblingKind,
): { readonly entry: DatabaseEntry; readonly at: Date } | undefined {
  return databases
    .flatMap((entry) => {
      const at = siblingTime(live, kind, entry.name);
      return at === undefined ? [] : [{ entry, at }];
    })
    .sort((a, b) => b.at.getTime() - a.at.getTime())[0];
}

function find(databases: readonly DatabaseEntry[], name: string): DatabaseEntry | undefined {
  return databases.find((entry) => entry.name === name);
}

/** The comment of a database that a swap put aside: it tells people how to get it back, and a later run what happened. */
export function keptComment(plan: SwapPlan): string {
  return plan.kind === 'swap'
    ? `${replacedBy(plan.incoming.name, plan.live)} Closed for connections; swap with undo: true puts it back.`
    : `Taken back by undo: ${plan.incoming.name} serves as ${plan.live} again. Closed for connections.`;
}

function replacedBy(restored: string, live: string): string {
  return `Replaced by ${restored}, which serves as ${live} since.`;
}
