import { type PbaError, StoreError, UserError } from '../../errors.ts';
import {
  type EffectiveDatabase,
  type EffectivePolicy,
  type EffectiveStore,
  isDiscovery,
} from '../../policy/effective-policy.ts';
import {
  compareLifecycle,
  describeRule,
  type LifecycleFinding,
  type LifecycleRule,
  lifecycleRules,
  lifecycleTerraform,
  MOST_RULES,
  mergeLifecycle,
} from '../../policy/lifecycle.ts';
import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import { code, escapeMarkdown, markdownTable, plural, terminalTable } from '../../runtime/format.ts';
import type { InputsOf } from '../../runtime/spec.ts';
import { listDatabases } from '../../sets/read-sets.ts';
import { type Bucket, bucketOf, openBucket } from '../../storage/open.ts';
import { effectivePolicy } from '../shared/effective.ts';
import { closeStores, openStores, storeOptions } from '../shared/open-stores.ts';
import type { spec } from './spec.ts';

type Inputs = InputsOf<typeof spec>;

/** The rules of one store, and how its bucket differs from them. */
interface StoreRules {
  readonly bucket: string;
  readonly store: string;
  readonly rules: readonly LifecycleRule[];
  /** Undefined: nobody looked. */
  readonly findings: readonly LifecycleFinding[] | undefined;
}

/** Shows what the buckets need, says how they differ, or makes them so. */
export async function lifecycle(inputs: Inputs, context: ActionContext): Promise<ActionResult> {
  const { databases: names, ...rest } = inputs;
  const policy = await effectivePolicy(rest, context);
  const stores = [...policy.stores.values()].filter((store) => store.kind === 's3');
  if (stores.length === 0) {
    throw new UserError('PBA-INPUT', 'None of the stores is in S3, and only buckets have lifecycle rules.', {
      hint: 'Directories are tidied by `prune` alone.',
    });
  }
  const done: StoreRules[] = [];
  for (const store of stores) {
    const databases = await databasesFor(policy, store, names, inputs, context);
    const rules = lifecycleRules(policy, store, databases);
    const location = { bucket: bucketOf(store.location), store: store.location, rules };
    if (inputs.mode === 'print') {
      done.push({ ...location, findings: undefined });
      continue;
    }
    const bucket = await openBucket(store.location, storeOptions(store, inputs, context));
    try {
      if (inputs.mode === 'apply') await apply(bucket, rules, location.bucket);
      done.push({ ...location, findings: compareLifecycle(rules, await bucket.readLifecycle()) });
    } finally {
      bucket.close();
    }
  }
  return present(done, inputs);
}

async function apply(bucket: Bucket, rules: readonly LifecycleRule[], name: string): Promise<void> {
  const merged = mergeLifecycle(rules, await bucket.readLifecycle());
  if (merged.length > MOST_RULES) {
    throw new UserError(
      'PBA-INPUT',
      `${name} would have ${merged.length} lifecycle rules; S3 takes ${MOST_RULES}.`,
      {
        hint: 'Spread the databases over more buckets.',
      },
    );
  }
  await bucket.writeLifecycle(merged);
}

/** With discovery, the names come from the input, or from what the bucket holds already. */
async function databasesFor(
  policy: EffectivePolicy,
  store: EffectiveStore,
  names: readonly string[],
  inputs: Inputs,
  context: ActionContext,
): Promise<Pick<EffectiveDatabase, 'name' | 'stores'>[]> {
  const { databases } = policy;
  if (names.length > 0) return names.map((name) => ({ name, stores: undefined }));
  if (!isDiscovery(databases) && databases.length > 0)
    return databases.filter((one) => one.stores?.includes(store.name) ?? true);
  if (inputs.mode === 'print') {
    throw new UserError('PBA-INPUT', 'Which databases the rules are for is not known.', {
      hint: 'Give the input `databases`, or use `mode: compare`, which looks into the bucket.',
    });
  }
  const opened = await openStores([store], inputs, context);
  try {
    const found = await Promise.all(opened.map((one) => listDatabases(one)));
    return found.flat().map((name) => ({ name, stores: undefined }));
  } finally {
    await closeStores(opened);
  }
}

function present(done: readonly StoreRules[], inputs: Inputs): ActionResult {
  const findings = done.flatMap((one) =>
    (one.findings ?? []).map((finding) => ({ ...finding, bucket: one.bucket })),
  );
  const printed = done.map((one) => print(one, inputs.format)).join('\n');
  const [first] = findings;
  const failure: PbaError | undefined =
    first === undefined
      ? undefined
      : new StoreError(
          'PBA-LIFECYCLE',
          `${plural(findings.length, 'lifecycle rule')} of ${first.bucket} ${findings.length === 1 ? 'is' : 'are'} not as the policy wants. The first is ${first.kind}: ${first.id}: ${first.detail}.`,
          {
            hint:
              first.kind === 'dangerous'
                ? 'Remove that rule, or restrict its prefix: only `prune` may delete sets.'
                : '`mode: apply` writes the rules.',
          },
        );
  const columns = [{ title: 'Finding' }, { title: 'Rule' }, { title: 'What' }] as const;
  const rows = findings.map((finding) => [finding.kind, finding.id, finding.detail]);
  const title =
    inputs.mode === 'print'
      ? `${plural(
          done.reduce((sum, one) => sum + one.rules.length, 0),
          'lifecycle rule',
        )}`
      : failure === undefined
        ? 'The lifecycle rules are as the policy wants them'
        : `${plural(findings.length, 'lifecycle rule')} not as the policy wants`;
  const table = rows.length === 0 ? [] : [markdownTable(columns, rows)];
  return {
    outputs: {
      verdict: failure === undefined ? 'ok' : 'failed',
      rules: printed,
      findings: String(findings.length),
    },
    summary: [
      `## ${failure === undefined ? '✅' : '❌'} ${escapeMarkdown(title)}`,
      '',
      ...table,
      ...done.flatMap((one) => one.rules.map((rule) => `- ${code(describeRule(rule)).markdown}`)),
      '',
    ].join('\n'),
    text: [title, ...(rows.length === 0 ? [] : [terminalTable(columns, rows)]), printed].join('\n\n'),
    json: { stores: done },
    ...(failure === undefined ? {} : { failure }),
  };
}

function print({ bucket, rules }: StoreRules, format: Inputs['format']): string {
  if (format === 'json') return `${JSON.stringify({ Rules: rules }, null, 2)}\n`;
  if (format === 'terraform') return lifecycleTerraform(bucket, rules);
  return `${bucket}\n${rules.map((rule) => `- ${describeRule(rule)}`).join('\n')}\n`;
}
