/** A statement of a bucket policy, as far as it matters here. */
export interface PolicyStatement {
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface Denial {
  readonly actions: readonly string[];
  readonly condition?: NonNullable<PolicyStatement['Condition']>;
  /** Another way to say the same. */
  readonly or?: NonNullable<PolicyStatement['Condition']>;
}

/** What nobody should be able to do, whatever other policies allow. */
export const DENIALS = {
  'plain HTTP': { actions: ['s3:*'], condition: { Bool: { 'aws:SecureTransport': 'false' } } },
  'encryption with keys of the sender (SSE-C)': {
    actions: ['s3:PutObject'],
    // The usual `Null: false` would deny every upload in Ceph RGW 16.2, which does not look at the value.
    condition: { StringLike: { 's3:x-amz-server-side-encryption-customer-algorithm': '*' } },
    or: { Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'false' } },
  },
  'changes of the lifecycle rules': { actions: ['s3:PutLifecycleConfiguration'] },
  'switching versioning off': { actions: ['s3:PutBucketVersioning'] },
  'going round Object Lock': { actions: ['s3:BypassGovernanceRetention'] },
} as const satisfies Record<string, Denial>;

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

function denies(statement: PolicyStatement, { actions, condition, or }: Denial): boolean {
  if (statement.Effect !== 'Deny') return false;
  const has = [statement.Action ?? []].flat();
  if (!actions.every((wanted) => has.some((action) => matches(action, wanted)))) return false;
  return [condition, or].some((one, index) =>
    one === undefined
      ? index === 0
      : Object.entries(one).every(([operator, keys]) => meets(statement, operator, keys)),
  );
}

function meets(
  statement: PolicyStatement,
  operator: string,
  keys: Readonly<Record<string, unknown>>,
): boolean {
  const found = statement.Condition?.[operator];
  return Object.entries(keys).every(
    ([key, value]) => String(found?.[key] ?? '').toLowerCase() === String(value),
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
