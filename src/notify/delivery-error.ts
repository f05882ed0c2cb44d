/** A channel could not be told. Its message names no URL: URLs of webhooks are secrets. */
export class DeliveryError extends Error {
  /** Whether trying again may help. */
  readonly retryable: boolean;
  /** How long the other side wants to be left alone; undefined: it did not say. */
  readonly retryAfterMs: number | undefined;

  constructor(
    message: string,
    details: {
      readonly retryable: boolean;
      readonly retryAfterMs?: number | undefined;
      readonly cause?: unknown;
    },
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'DeliveryError';
    this.retryable = details.retryable;
    this.retryAfterMs = details.retryAfterMs;
  }
}
