import { MIGRATION_RULE_NAMES, type MigrationRule } from './rules.ts';
import type { CommandEnd, TableEffect, Trial } from './trial.ts';

export interface MigrationFinding {
  readonly rule: MigrationRule;
  readonly blocks: boolean;
  /** One sentence. */
  readonly text: string;
}

export interface Approval {
  readonly by: string;
  /** `label migration-approved`, `environment migration-override`. */
  readonly how: string;
}

export interface MigrationVerdict {
  readonly verdict: 'passed' | 'blocked' | 'approved';
  readonly findings: readonly MigrationFinding[];
  /** Set when something blocked and somebody took responsibility for it. */
  readonly approval: Approval | undefined;
}

export interface VerdictRules {
  readonly block: readonly MigrationRule[];
  readonly longLockMs: number;
}

/**
 * What the trial means by the policy's rules. A migration that did not come to its end always blocks: what it would have
 * done after that was not tried. An approval lets pass what blocks, and is of no interest otherwise.
 */
export function judgeMigration(
  trial: Trial,
  rules: VerdictRules,
  approval: Approval | undefined,
): MigrationVerdict {
  const found = MIGRATION_RULE_NAMES.flatMap((rule) =>
    FINDERS[rule](trial, rules).map((text) => ({
      rule,
      text,
      blocks: rule === 'failed' || rules.block.includes(rule),
    })),
  );
  const findings = [...found.filter((one) => one.blocks), ...found.filter((one) => !one.blocks)];
  const blocked = findings.some((one) => one.blocks);
  return {
    verdict: !blocked ? 'passed' : approval === undefined ? 'blocked' : 'approved',
    findings,
    approval: blocked ? approval : undefined,
  };
}

type Finder = (trial: Trial, rules: VerdictRules) => string[];

const FINDERS: Readonly<Record<MigrationRule, Finder>> = {
  failed: ({ end }) => (end.outcome === 'succeeded' ? [] : [`The migration ${describeEnd(end)}.`]),
  'data-loss': dataLoss,
  'data-change': ({ data }) =>
    data.tables
      .filter((table) => !table.bookkeeping && table.nameAfter !== null)
      .flatMap((table) => [
        ...(table.content === 'changed' && table.rowsAfter === table.rowsBefore
          ? [`${table.name}: the same number of rows, but not the same values.`]
          : []),
        ...table.changedTypes.map(
          (column) => `${table.name}.${column}: has another type, and its values read differently.`,
        ),
      ]),
  destructive: ({ schema }) =>
    schema
      .filter((change) => change.destructive)
      .map(({ change, kind, name }) =>
        change === 'dropped'
          ? `${capital(kind)} ${name} is dropped.`
          : `${capital(kind)} ${name} loses values.`,
      ),
  'long-lock': ({ locks }, { longLockMs }) =>
    locks.locks
      .filter(({ seconds }) => seconds * 1000 >= longLockMs)
      .map(
        ({ table, blocks, seconds, rows }) =>
          `${table} (${rows} rows) could not be ${blocks === 'writes' ? 'written' : 'read or written'} for ${seconds.toFixed(1)} s.`,
      ),
  rewrite: ({ data }) =>
    data.tables
      .filter(({ rewritten, rowsAfter }) => rewritten && rowsAfter !== null && rowsAfter !== '0')
      .map(({ name, rowsAfter }) => `${name} (${rowsAfter} rows) was written anew.`),
  'no-rollback': noRollback,
  'no-effect': ({ end, schema, data }) =>
    end.outcome === 'succeeded' && schema.length === 0 && data.tables.every(isUntouched)
      ? [
          'The migration succeeded and changed nothing: was it applied before, or did the command find nothing to do?',
        ]
      : [],
};

function dataLoss({ data }: Trial): string[] {
  const lost = data.tables
    .filter((table) => !table.bookkeeping)
    .flatMap((table) => {
      const { name, rowsBefore, rowsAfter, droppedColumns } = table;
      if (rowsAfter === null)
        return rowsBefore === '0' ? [] : [`Table ${name} is gone with ${rowsBefore} rows.`];
      const fewer = BigInt(rowsBefore) - BigInt(rowsAfter);
      return [
        ...(fewer > 0n ? [`${name} has ${rowsAfter} rows instead of ${rowsBefore}: ${fewer} are gone.`] : []),
        ...droppedColumns
          .filter(({ values }) => values !== '0')
          .map((column) => `Column ${name}.${column.name} is gone with ${column.values} values.`),
      ];
    });
  const { before, after } = data.largeObjects;
  const objects = BigInt(before) - BigInt(after);
  return objects > 0n ? [...lost, `${objects} large objects are gone.`] : lost;
}

function noRollback({ end, wayBack }: Trial): string[] {
  // A migration that did not come to its end has nothing to take back.
  if (end.outcome !== 'succeeded') return [];
  if (wayBack.state === 'none') return [`There is no way back: ${wayBack.reason}.`];
  if (wayBack.end.outcome !== 'succeeded') return [`The way back ${describeEnd(wayBack.end)}.`];
  const [first, ...more] = wayBack.differences;
  if (first === undefined) return [];
  const others = more.length === 0 ? '' : ` and in ${more.length} more`;
  return [
    `After the way back the schema is not as before: ${first.kind} ${first.name} is ${first.change}${others}.`,
  ];
}

/** `ended with exit code 1`, to complete a sentence. */
export function describeEnd({ outcome, exitCode, signal, seconds }: CommandEnd): string {
  if (outcome === 'succeeded') return `succeeded in ${seconds.toFixed(1)} s`;
  if (outcome === 'timed out')
    return `did not end within its time limit and was ended after ${seconds.toFixed(1)} s`;
  return signal === null ? `ended with exit code ${exitCode}` : `was ended by ${signal}`;
}

/** Whether nothing at all happened to a table. */
export function isUntouched(table: TableEffect): boolean {
  return (
    table.content === 'same' &&
    table.rowsBefore === table.rowsAfter &&
    table.name === table.nameAfter &&
    table.droppedColumns.length === 0 &&
    table.changedTypes.length === 0 &&
    !table.rewritten
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
