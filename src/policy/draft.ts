import type { Policy } from './definition/policy.ts';

/** A policy in which whatever was refused is missing: checks across keys look at what is there. */
export type Draft = Loose<Policy>;

type Loose<T> =
  T extends ReadonlyMap<infer Key, infer Value>
    ? ReadonlyMap<Key, Loose<Value> | undefined>
    : T extends readonly (infer Item)[]
      ? readonly (Loose<Item> | undefined)[]
      : T extends object
        ? { readonly [Key in keyof T]?: Loose<T[Key]> | undefined }
        : T;

/** What the checks of a draft have to say. */
export interface Remarks {
  problem(path: string, text: string): void;
  warning(path: string, text: string): void;
  /** Whether the path stands in the file, as opposed to a default. */
  isWritten(path: string): boolean;
}
