import { MANIFEST } from '../catalog/keys.ts';

/** What a storage class of Amazon S3 asks for. */
interface StorageClassFacts {
  /** Days that are billed even when the object is deleted earlier. */
  readonly minimumDays: number;
  /** Smaller objects are billed as if they had this size. */
  readonly minimumBytes: number;
  /** Hours until an object can be read, by the slowest common retrieval (`Standard`); 0: at once. */
  readonly retrievalHours: number;
  /** Classes that a lifecycle rule can move objects on to. */
  readonly movesTo: readonly string[];
}

/**
 * Amazon S3 User Guide, "Understanding and managing Amazon S3 storage classes" (minimum durations and sizes),
 * "Understanding archive retrieval options", and "Transitioning objects using Amazon S3 Lifecycle" (supported
 * transitions: ONEZONE_IA does not go to GLACIER_IR).
 */
export const STORAGE_CLASSES = {
  STANDARD: {
    minimumDays: 0,
    minimumBytes: 0,
    retrievalHours: 0,
    movesTo: ['STANDARD_IA', 'INTELLIGENT_TIERING', 'ONEZONE_IA', 'GLACIER_IR', 'GLACIER', 'DEEP_ARCHIVE'],
  },
  STANDARD_IA: {
    minimumDays: 30,
    minimumBytes: 131_072,
    retrievalHours: 0,
    movesTo: ['INTELLIGENT_TIERING', 'ONEZONE_IA', 'GLACIER_IR', 'GLACIER', 'DEEP_ARCHIVE'],
  },
  ONEZONE_IA: {
    minimumDays: 30,
    minimumBytes: 131_072,
    retrievalHours: 0,
    movesTo: ['GLACIER', 'DEEP_ARCHIVE'],
  },
  INTELLIGENT_TIERING: {
    minimumDays: 0,
    minimumBytes: 0,
    retrievalHours: 0,
    movesTo: ['ONEZONE_IA', 'GLACIER_IR', 'GLACIER', 'DEEP_ARCHIVE'],
  },
  GLACIER_IR: {
    minimumDays: 90,
    minimumBytes: 131_072,
    retrievalHours: 0,
    movesTo: ['GLACIER', 'DEEP_ARCHIVE'],
  },
  GLACIER: { minimumDays: 90, minimumBytes: 0, retrievalHours: 5, movesTo: ['DEEP_ARCHIVE'] },
  DEEP_ARCHIVE: { minimumDays: 180, minimumBytes: 0, retrievalHours: 12, movesTo: [] },
} as const satisfies Readonly<Record<string, StorageClassFacts>>;

export type StorageClass = keyof typeof STORAGE_CLASSES;

/** S3 moves nothing to these earlier (same guide, "Constraints and considerations for transitions"). */
export const EARLIEST_IA_DAYS = 30;

export const STORAGE_CLASS_NAMES = Object.keys(STORAGE_CLASSES) as readonly StorageClass[];

/** Classes that a lifecycle rule can move to; nothing moves back to STANDARD. */
export type TransitionClass = Exclude<StorageClass, 'STANDARD'>;
export const TRANSITION_CLASS_NAMES = STORAGE_CLASS_NAMES.filter(
  (name): name is TransitionClass => name !== 'STANDARD',
);

/** Whether a lifecycle rule can move objects of one class on to the other. */
export function canMove(from: StorageClass, to: StorageClass): boolean {
  return (STORAGE_CLASSES[from].movesTo as readonly string[]).includes(to);
}

/** Smaller objects stay in STANDARD, as S3's own lifecycle does it by default. */
const SMALL_BYTES = 131_072;

/**
 * The class an object of a set is stored in when its tier asks for `wanted`. The catalog is read from manifests, so they
 * have to be readable at once; and what is smaller than 128 KiB (RECOVERY.md, the roles) is billed in the colder classes
 * as if it were not.
 */
export function classOfObject(
  wanted: StorageClass,
  object: { readonly name: string; readonly size: number },
): StorageClass {
  const warm = object.name === MANIFEST || object.size < SMALL_BYTES;
  return warm ? 'STANDARD' : wanted;
}
