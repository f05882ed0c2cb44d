import type { SwapPlan } from './plan.ts';
import {
  PROVEN,
  type RestoredMark,
  TABLES_ONLY,
  UNFINISHED,
  UNPROVEN,
  WITHOUT_ROLES,
} from './restored-mark.ts';
import { isUnfinishedName } from './unfinished.ts';

/** What PostgreSQL says of one of the two databases. */
export interface SwapDatabase {
  readonly name: string;
  /** Whether our role has the rights of its owner. */
  readonly owned: boolean;
  /** False after an interrupted DROP DATABASE. */
  readonly valid: boolean;
  readonly bytes: string;
  /** Encoding, locale, tablespace …: what a swap does not carry over, by name. */
  readonly traits: Readonly<Record<string, string | null>>;
}

export interface SwapSessions {
  readonly database: string;
  readonly user: string | null;
  readonly application: string | null;
  readonly count: number;
  readonly mayEnd: boolean;
}

/** Everything the preflight judges. */
export interface SwapFacts {
  readonly inRecovery: boolean;
  readonly connectedTo: string;
  readonly role: { readonly name: string; readonly superuser: boolean; readonly createdb: boolean };
  readonly incoming: SwapDatabase;
  readonly outgoing: SwapDatabase | null;
  readonly sessions: readonly SwapSessions[];
  readonly prepared: readonly { readonly database: string; readonly gid: string }[];
  readonly slots: readonly { readonly database: string; readonly name: string; readonly active: boolean }[];
  readonly subscriptions: readonly {
    readonly database: string;
    readonly name: string;
    readonly enabled: boolean;
  }[];
  /** Jobs of pg_cron that run in the live database; null: they could not be read. */
  readonly cronJobs: readonly string[] | null;
  readonly mark: RestoredMark | undefined;
}

export interface ProofRule {
  readonly maxAgeMs: number;
  readonly allowUnproven: boolean;
  readonly now: Date;
}

/** A blocker keeps the swap from starting; a note is something to know. */
export interface SwapFinding {
  readonly severity: 'blocker' | 'note';
  readonly text: string;
  readonly remedy?: string;
}

/** Judges everything at once, so that nobody mends one thing to meet the next. */
export function judgeSwap(plan: SwapPlan, facts: SwapFacts, rule: ProofRule): SwapFinding[] {
  return [
    ...serverFindings(plan, facts),
    ...rightsFindings(facts),
    ...proofFindings(plan, facts.mark, rule),
    ...boundFindings(plan, facts),
    ...sessionFindings(facts),
    ...differenceFindings(facts),
  ];
}

function serverFindings(plan: SwapPlan, facts: SwapFacts): SwapFinding[] {
  const findings: SwapFinding[] = [];
  const both = databases(facts);
  if (facts.inRecovery) {
    findings.push(
      blocker('The server is a standby, which cannot rename databases.', 'Connect to the primary.'),
    );
  }
  for (const one of both.filter(({ name }) => name === facts.connectedTo)) {
    findings.push(
      blocker(
        `This run is connected to ${one.name} itself.`,
        'Give another database of the server as `maintenance-database`.',
      ),
    );
  }
  for (const one of both.filter(({ valid }) => !valid)) {
    findings.push(
      blocker(`${one.name} is what an interrupted DROP DATABASE left.`, 'Drop it and restore again.'),
    );
  }
  if (plan.outgoing?.allowsConnections === false) {
    findings.push(note(`${plan.live} takes no connections now; after the swap, it does.`));
  }
  return findings;
}

function rightsFindings(facts: SwapFacts): SwapFinding[] {
  const { role } = facts;
  if (role.superuser) return [];
  const findings = databases(facts)
    .filter(({ owned }) => !owned)
    .map(({ name }) =>
      blocker(
        `Role ${role.name} does not own ${name}, and only its owner or a superuser may rename it.`,
        `Connect as its owner, or as a member of that role.`,
      ),
    );
  if (!role.createdb) {
    findings.push(
      blocker(`Role ${role.name} lacks CREATEDB, which renaming needs.`, 'ALTER ROLE the_role CREATEDB;'),
    );
  }
  return findings;
}

function proofFindings(plan: SwapPlan, mark: RestoredMark | undefined, rule: ProofRule): SwapFinding[] {
  if (plan.kind === 'undo') return [];
  const never = neverFit(plan, mark);
  if (never !== undefined) return [blocker(never, 'Restore the whole set with `restore`.')];
  const problem = proofProblem(plan, mark, rule);
  if (problem === undefined) return [];
  return [
    rule.allowUnproven
      ? note(`${problem} It is swapped in all the same (allow-unproven).`)
      : blocker(
          problem,
          'Restore it with `restore`, which compares and marks it; or `allow-unproven: true`.',
        ),
  ];
}

/** What no permission makes fit to serve: it is not a whole database. */
function neverFit(plan: SwapPlan, mark: RestoredMark | undefined): string | undefined {
  const { name } = plan.incoming;
  if (mark === undefined)
    return isUnfinishedName(name)
      ? `${name} is what a restore left that was killed: it is not whole.`
      : undefined;
  if (mark.verdict === UNFINISHED) return `The restore that made ${name} failed: it is not whole.`;
  return mark.verdict === TABLES_ONLY ? `${name} holds only some tables of set ${mark.set}.` : undefined;
}

function proofProblem(plan: SwapPlan, mark: RestoredMark | undefined, rule: ProofRule): string | undefined {
  const { name } = plan.incoming;
  if (mark === undefined) return `${name} carries no proof: nothing says that it was compared with a set.`;
  if (mark.verdict === UNPROVEN)
    return `${name} was restored from ${mark.set} and is not proven: there was nothing to compare it with.`;
  if (mark.verdict === WITHOUT_ROLES)
    return `${name} has the rows of set ${mark.set}, but neither its owners nor its grants (roles: ignore).`;
  if (mark.verdict !== PROVEN)
    return `${name} was compared with set ${mark.set}, and the verdict is ${mark.verdict}.`;
  const age = rule.now.getTime() - Date.parse(mark.at);
  if (Number.isNaN(age)) return `The proof of ${name} does not say when it was made (${mark.at}).`;
  return age > rule.maxAgeMs ? `The proof of ${name} is of ${mark.at}, older than proof-max-age.` : undefined;
}

/** What hangs on the database's identity and would stay with the old one. */
function boundFindings(plan: SwapPlan, facts: SwapFacts): SwapFinding[] {
  const findings: SwapFinding[] = facts.prepared.map(({ database, gid }) =>
    blocker(
      `${database} has the prepared transaction ${gid}, and then PostgreSQL does not rename it.`,
      `COMMIT PREPARED or ROLLBACK PREPARED ${gid}, connected to ${database}.`,
    ),
  );
  for (const { database, name, active } of facts.slots.filter(isLive(plan))) {
    findings.push(
      active
        ? blocker(
            `The logical replication slot ${name} of ${database} is in use; it stays with the old database.`,
            'Stop its subscriber; after the swap, make a slot on the new database and copy anew.',
          )
        : note(`The logical replication slot ${name} stays with the old database and holds WAL back.`),
    );
  }
  for (const { database, name, enabled } of facts.subscriptions.filter(isLive(plan))) {
    findings.push(
      enabled
        ? blocker(
            `The subscription ${name} of ${database} is enabled; it stays with the old database.`,
            `ALTER SUBSCRIPTION … DISABLE, connected to ${database}; after the swap, subscribe anew.`,
          )
        : note(`The disabled subscription ${name} stays with the old database.`),
    );
  }
  if (facts.cronJobs === null) findings.push(note('Jobs of pg_cron could not be read with this role.'));
  for (const job of facts.cronJobs ?? []) {
    findings.push(note(`pg_cron runs job ${job} in ${plan.live}: from the swap on, in the new one.`));
  }
  return findings;
}

function isLive(plan: SwapPlan): (one: { readonly database: string }) => boolean {
  return ({ database }) => database === plan.live;
}

function sessionFindings(facts: SwapFacts): SwapFinding[] {
  return facts.sessions
    .filter(({ mayEnd }) => !mayEnd)
    .map(({ database, user, application, count }) =>
      blocker(
        `Role ${facts.role.name} may not end ${count} session(s) of ${user ?? 'the server'} in ${database}${application ? ` (${application})` : ''}.`,
        'End them, or GRANT pg_signal_backend TO the_role; sessions of superusers only a superuser may end.',
      ),
    );
}

function differenceFindings(facts: SwapFacts): SwapFinding[] {
  const { incoming, outgoing } = facts;
  if (outgoing === null) return [];
  return Object.entries(outgoing.traits)
    .filter(([name, value]) => incoming.traits[name] !== value)
    .map(([name, value]) =>
      note(
        `The ${name} changes from ${value ?? 'none'} to ${incoming.traits[name] ?? 'none'}: it belongs to the data.`,
      ),
    );
}

function databases(facts: SwapFacts): SwapDatabase[] {
  return facts.outgoing === null ? [facts.incoming] : [facts.incoming, facts.outgoing];
}

function blocker(text: string, remedy: string): SwapFinding {
  return { severity: 'blocker', text, remedy };
}

function note(text: string): SwapFinding {
  return { severity: 'note', text };
}
