/** Expected refusals that the edge turns into a page or a problem+json. */
export type ErrorCode =
  | "invalid"
  | "unauthorized"
  | "forbidden"
  | "not-found"
  | "conflict"
  | "too-large"
  | "too-many"
  | "window-closed"
  | "channel-closed"
  | "contact-blocked"
  | "idempotency-key-missing"
  | "idempotency-key-reused"
  | "newer-data"
  | "disk-full"
  | "internal";

const statusOf: Record<ErrorCode, number> = {
  invalid: 422,
  unauthorized: 401,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  "too-large": 413,
  "too-many": 429,
  "window-closed": 409,
  "channel-closed": 409,
  "contact-blocked": 409,
  "idempotency-key-missing": 400,
  "idempotency-key-reused": 422,
  "newer-data": 500,
  "disk-full": 503,
  internal: 500,
};

/** An error that people are meant to read: `message` says what to do. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    /** Seconds until another try makes sense. */
    readonly retryAfter?: number,
  ) {
    super(message);
    this.name = "AppError";
  }

  get status(): number {
    return statusOf[this.code];
  }
}
