/** A statement of a bucket policy, as far as it matters here. */
export interface PolicyStatement {
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What nobody should be able to do, whatever other policies allow. */
export const DENIALS = {
  'plain HTTP': { actions: ['s3:*'], condition: { Bool: { 'aws:SecureTransport': 'false' } } },
  'encryption with keys of the sender (SSE-C)': {
    actions: ['s3:PutObject'],
    condition: { Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'false' } },
  },
  'changes of the lifecycle rules': { actions: ['s3:PutLifecycleConfiguration'] },
  'switching versioning off': { actions: ['s3:PutBucketVersioning'] },
  'going round Object Lock': { actions: ['s3:BypassGovernanceRetention'] },
} as const satisfies Record<
  string,
  { readonly actions: readonly string[]; readonly condition?: PolicyStatement['Condition'] }
>;

/** Which of the denials a bucket policy lacks. Over plain HTTP the first would lock everybody out. */
export function bucketPolicyGaps(
  statements: readonly PolicyStatement[],
  { tls }: { readonly tls: boolean },
): string[] {
  return Object.entries(DENIALS)
    .filter(([name]) => tls || name !== 'plain HTTP')
    .filter(([, denial]) => !statements.some((statement) => denies(statement, denial)))
    .map(([name]) => name);
}

function denies(
  statement: PolicyStatement,
  denial: { readonly actions: readonly string[]; readonly condition?: PolicyStatement['Condition'] },
): boolean {
  if (statement.Effect !== 'Deny') return false;
  const has = [statement.Action ?? []].flat();
  const covers = denial.actions.every((wanted) => has.some((action) => matches(action, wanted)));
  if (!covers) return false;
  if (denial.condition === undefined) return true;
  return Object.entries(denial.condition).every(([operator, keys]) =>
    Object.entries(keys).every(
      ([key, value]) => String(statement.Condition?.[operator]?.[key] ?? '').toLowerCase() === String(value),
    ),
  );
}

/** `s3:Put*` covers `s3:PutObject`; actions are compared without case. */
function matches(pattern: string, action: string): boolean {
  const expression = pattern
    .toLowerCase()
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`).test(action.toLowerCase());
}
