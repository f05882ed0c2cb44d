import type { FingerprintDepth } from '../catalog/fingerprint/fingerprint.ts';
import type { Tier } from '../catalog/keys.ts';

/** What inputs can say about a policy. Undefined and an empty list both mean: not given. */
export interface PolicyInputs {
  readonly database?: string | undefined;
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly user?: string | undefined;
  readonly sslmode?: string | undefined;
  readonly sslrootcert?: string | undefined;
  readonly container?: string | undefined;
  readonly tables?: readonly string[] | undefined;
  readonly excludeTables?: readonly string[] | undefined;
  /** Names of stores of the policy, or locations; these stores alone are used then. */
  readonly stores?: readonly string[] | undefined;
  readonly s3Endpoint?: string | undefined;
  readonly s3Region?: string | undefined;
  readonly s3ForcePathStyle?: boolean | undefined;
  /** `AWS_ENDPOINT_URL_S3` or `AWS_ENDPOINT_URL`: applies where neither input nor policy names an endpoint. */
  readonly environmentEndpoint?: string | undefined;
  readonly recipients?: readonly string[] | undefined;
  readonly fingerprint?: FingerprintDepth | undefined;
  readonly tier?: Tier | undefined;
  /** Of `tier`. */
  readonly keepDays?: number | undefined;
  readonly keepMinimum?: number | undefined;
  /** Milliseconds. */
  readonly rpo?: number | undefined;
  readonly rto?: number | undefined;
}

/** A list that is not empty, or undefined. */
export function given<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list === undefined || list.length === 0 ? undefined : list;
}
