/** How long a retrieval takes, in hours: from, to. */
export interface RetrievalTime {
  readonly from: number;
  readonly to: number;
}

/**
 * Amazon S3 User Guide, "Understanding archive retrieval options": Glacier Flexible Retrieval 1-5 minutes (Expedited), 3-5
 * hours (Standard), 5-12 hours (Bulk); Deep Archive within 12 hours (Standard) and 48 hours (Bulk), no Expedited.
 */
const TIMES: Readonly<Record<string, Readonly<Record<string, RetrievalTime>>>> = {
  GLACIER: {
    Expedited: { from: 1 / 60, to: 5 / 60 },
    Standard: { from: 3, to: 5 },
    Bulk: { from: 5, to: 12 },
  },
  DEEP_ARCHIVE: { Standard: { from: 9, to: 12 }, Bulk: { from: 36, to: 48 } },
};

/** The longest of the retrievals; undefined when one of the classes is not known. */
export function retrievalTime(storageClasses: Iterable<string>, tier: string): RetrievalTime | undefined {
  let longest: RetrievalTime = { from: 0, to: 0 };
  for (const storageClass of storageClasses) {
    const time = TIMES[storageClass]?.[tier];
    if (time === undefined) return undefined;
    if (time.to > longest.to) longest = time;
  }
  return longest;
}

/** `3 to 5 hours`, `1 to 5 minutes`. */
export function describeRetrieval(time: RetrievalTime | undefined): string {
  if (time === undefined) return 'an unknown time';
  if (time.to < 1) return `${Math.round(time.from * 60)} to ${Math.round(time.to * 60)} minutes`;
  return `${time.from} to ${time.to} hours`;
}
