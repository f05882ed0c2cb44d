import { access } from 'node:fs/promises';
import { displayName } from '../../catalog/fingerprint/fingerprint.ts';
import { planRescue, type RescuePlan } from '../../catalog/rescue.ts';
import { UserError } from '../../errors.ts';
import { changedColumns, collectRows, type TableFindings } from '../../postgres/rescue/collect-rows.ts';
import { applyRepair, type RepairPart, writeRepair } from '../../postgres/rescue/repair-file.ts';
import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import { plural } from '../../runtime/format.ts';
import type { InputsOf } from '../../runtime/spec.ts';
import { VERSION } from '../../version.ts';
import { effectivePolicy } from '../shared/effective.ts';
import { checkConfirm, checkLineage, refuseProduction } from '../shared/guards.ts';
import { withTimeLimit } from '../shared/time-limit.ts';
import { describeSide, openSides, readSides, type Sides } from './sides.ts';
import type { spec } from './spec.ts';
import { rescueSummary, rescueText } from './summary.ts';

export type RescueInputs = InputsOf<typeof spec>;

/** A changed row that is shown: its key, and which columns differ. */
export interface ShownChange {
  readonly key: readonly string[];
  readonly columns: readonly string[];
}

export interface RescueReport {
  readonly sides: Sides;
  readonly plan: RescuePlan;
  readonly parts: readonly RepairPart[];
  readonly changes: ReadonlyMap<TableFindings, readonly ShownChange[]>;
  /** Rows the repair writes. */
  readonly stated: number;
  readonly repairFile: string | undefined;
  readonly applied: boolean;
  readonly triggers: 'disable' | 'fire';
}

/** Compares live tables with restored ones, writes the repair, and applies it when asked to. */
export function rescue(inputs: RescueInputs, context: ActionContext): Promise<ActionResult> {
  return withTimeLimit(context, inputs.timeLimit, (limited) => run(inputs, limited));
}

async function run(inputs: RescueInputs, context: ActionContext): Promise<ActionResult> {
  if (inputs.policy !== undefined && inputs.apply) {
    const { database, policy } = inputs;
    refuseProduction(await effectivePolicy({ database, policy }, context), database, 'writing rows into it');
  }
  await refuseExisting(inputs.repairFile);
  const sides = await openSides(inputs, context);
  context.log.info(`live: ${describeSide(sides.live)}`);
  context.log.info(
    sides.schema === undefined
      ? `source: ${describeSide(sides.source)}`
      : `source: schemas ${sides.schema}… of it`,
  );
  checkSides(sides, inputs.allowOtherLineage);
  checkConfirm(inputs.confirm, sides.live.database, inputs.apply, 'Writing rows into the live database');
  const plan = planRescue(await readSides(sides), inputs.tables);
  const clients = { live: sides.live.client, source: sides.source.client };
  const parts: RepairPart[] = [];
  const changes = new Map<TableFindings, ShownChange[]>();
  for (const [index, pair] of plan.pairs.entries()) {
    const name = displayName(pair.live.schema, pair.live.name);
    const findings = await context.log.group(`Comparing ${name}`, () =>
      collectRows(clients, pair, {
        tempDir: context.tempDir,
        index,
        missing: inputs.repairFile !== undefined && inputs.rows !== 'changed',
        changed: inputs.repairFile !== undefined && inputs.rows !== 'missing',
        samples: inputs.samples,
      }),
    );
    context.log.info(
      `${name}: ${findings.missing} missing, ${findings.changed} changed, ${findings.extra} extra`,
    );
    parts.push({ findings, stated: statedOf(findings, inputs) });
    const shown: ShownChange[] = [];
    for (const key of findings.samples.changed)
      shown.push({ key, columns: await changedColumns(clients, pair, key) });
    changes.set(findings, shown);
  }
  const stated = parts.reduce((sum, part) => sum + part.stated.missing + part.stated.changed, 0);
  const report = { sides, plan, parts, changes, stated, triggers: inputs.triggers };
  if (inputs.repairFile === undefined || stated === 0)
    return present({ ...report, repairFile: undefined, applied: false });
  await writeRepair(
    inputs.repairFile,
    {
      database: sides.live.database,
      systemIdentifier: sides.live.systemIdentifier,
      source: sides.schema === undefined ? describeSide(sides.source) : `schema ${sides.schema}`,
      at: context.now().toISOString(),
      version: VERSION,
      triggers: inputs.triggers,
      notes: plan.notes,
    },
    parts.filter((part) => part.stated.missing + part.stated.changed > 0),
  );
  context.log.info(`the repair writes ${plural(stated, 'row')}: ${inputs.repairFile}`);
  if (inputs.apply) {
    const path = inputs.repairFile;
    await context.log.group('Applying the repair', () => applyRepair(sides.live.client, path));
  }
  return present({ ...report, repairFile: inputs.repairFile, applied: inputs.apply });
}

/** Schemas of the live database were checked when `restore` made them. Of what others restored on the same server, nothing is known. */
function checkSides({ live, source, schema }: Sides, allowed: string | undefined): void {
  const elsewhere = source.systemIdentifier !== live.systemIdentifier;
  const lineage =
    source.mark?.lineage ?? (elsewhere ? `${source.systemIdentifier}/${source.database}` : undefined);
  if (schema !== undefined || lineage === undefined) return;
  const own = `${live.systemIdentifier}/${live.database}`;
  checkLineage(lineage, `the live database is ${own}`, lineage === own, allowed);
}

async function refuseExisting(path: string | undefined): Promise<void> {
  if (path === undefined) return;
  const there = await access(path).then(
    () => true,
    () => false,
  );
  if (!there) return;
  throw new UserError('PBA-INPUT', `repair-file: ${path} exists already.`, {
    hint: 'A repair is never written over another one. Give a new name.',
  });
}

function statedOf(
  { pair, missing, changed }: TableFindings,
  { rows }: RescueInputs,
): { missing: number; changed: number } {
  return {
    missing: rows === 'changed' ? 0 : missing,
    changed: rows === 'missing' || pair.writable.length === 0 ? 0 : changed,
  };
}

function present(report: RescueReport): ActionResult {
  const total = (kind: 'missing' | 'changed' | 'extra'): number =>
    report.parts.reduce((sum, { findings }) => sum + findings[kind], 0);
  const [missing, changed, extra] = [total('missing'), total('changed'), total('extra')];
  const verdict = report.applied ? 'repaired' : missing + changed + extra === 0 ? 'equal' : 'different';
  return {
    outputs: {
      verdict,
      missing: String(missing),
      changed: String(changed),
      extra: String(extra),
      'rows-stated': String(report.stated),
      'repair-file': report.repairFile ?? '',
    },
    summary: rescueSummary(report, verdict),
    text: rescueText(report, verdict),
    json: {
      verdict,
      tables: report.parts.map(({ findings, stated }) => ({
        table: displayName(findings.pair.live.schema, findings.pair.live.name),
        liveRows: findings.liveRows,
        sourceRows: findings.sourceRows,
        missing: findings.missing,
        changed: findings.changed,
        extra: findings.extra,
        stated,
        samples: { ...findings.samples, changed: report.changes.get(findings) ?? [] },
      })),
      notCompared: report.plan.notCompared,
      notes: report.plan.notes,
      repairFile: report.repairFile ?? null,
      rowsStated: report.stated,
      applied: report.applied,
    },
  };
}
