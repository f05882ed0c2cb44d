import type { TransformCallback } from 'node:stream';
import { IntegrityError } from '../errors.ts';
import { type Measured, Meter } from '../streams/meter.ts';

/** Passes bytes on and fails at the end when they were not the expected ones. */
export class Checked extends Meter {
  readonly #expected: Measured;
  readonly #what: string;

  constructor(expected: Measured, what: string, onBytes?: (bytes: number) => void) {
    super(onBytes);
    this.#expected = expected;
    this.#what = what;
  }

  override _flush(done: TransformCallback): void {
    super._flush((error) => {
      if (error) return done(error);
      done(mismatch(this.#expected, this.measured(), this.#what) ?? null);
    });
  }
}

/** The error that says how bytes differ from what the manifest recorded, or undefined when they do not. */
function mismatch(expected: Measured, actual: Measured, what: string): IntegrityError | undefined {
  if (expected.size === actual.size && expected.sha256 === actual.sha256) return undefined;
  const difference =
    expected.size === actual.size
      ? `its SHA-256 is ${actual.sha256.slice(0, 12)}…, the manifest says ${expected.sha256.slice(0, 12)}…`
      : `it has ${actual.size} bytes, the manifest says ${expected.size}`;
  return new IntegrityError('PBA-OBJECT-DAMAGED', `${what} is damaged: ${difference}.`, {
    hint: 'Use a copy from another store or another set, and keep this one for the investigation.',
  });
}
