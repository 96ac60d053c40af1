import type { TextKey } from "../../views/i18n.ts";

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
  | "consent-missing"
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
  "consent-missing": 409,
  "idempotency-key-missing": 400,
  "idempotency-key-reused": 422,
  "newer-data": 500,
  "disk-full": 503,
  internal: 500,
};

/** An error that people are meant to read: `message` says what to do, in English, for API and logs. */
export class AppError extends Error {
  /** Seconds until another try makes sense. */
  readonly retryAfter: number | undefined;
  /** The same in the reader's language; without one, pages show the text of the code. */
  readonly key: TextKey | undefined;
  readonly values: Record<string, string | number>;

  constructor(
    readonly code: ErrorCode,
    message: string,
    more: { retryAfter?: number; key?: TextKey; values?: Record<string, string | number> } = {},
  ) {
    super(message);
    this.name = "AppError";
    this.retryAfter = more.retryAfter;
    this.key = more.key;
    this.values = more.values ?? {};
  }

  get status(): number {
    return statusOf[this.code];
  }
}
