/** The least a part may hold, except the last, is 5 MiB on S3; larger ones need fewer requests. */
export const SMALLEST_PART = 8 * 1024 * 1024;
/** S3 user guide, "Amazon S3 multipart upload limits". */
const MOST_PARTS = 10_000;
const LARGEST_PART = 5 * 1024 ** 3;
const MIB = 1024 * 1024;
const IN_FLIGHT = 4;
/** Each part in flight is held in memory, so that the SDK can send it again. */
const MEMORY = 256 * MIB;

export interface PartPlan {
  /** Bytes of every part but the last. */
  readonly partSize: number;
  readonly count: number;
  /** Parts that are sent at the same time. */
  readonly inFlight: number;
}

/**
 * How a file of `size` bytes is divided: parts of whole MiB, no smaller than 8 MiB, no more than 10,000. Undefined when
 * not even the largest parts suffice (48.8 TiB).
 */
export function planParts(size: number): PartPlan | undefined {
  const partSize = Math.max(SMALLEST_PART, Math.ceil(size / MOST_PARTS / MIB) * MIB);
  if (partSize > LARGEST_PART) return undefined;
  return {
    partSize,
    count: Math.max(1, Math.ceil(size / partSize)),
    inFlight: Math.max(1, Math.min(IN_FLIGHT, Math.floor(MEMORY / partSize))),
  };
}
