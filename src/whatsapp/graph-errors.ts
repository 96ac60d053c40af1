import type { Language } from "../db/schema.ts";
import { type GraphErrorText, graphErrorTexts } from "./graph-error-texts.ts";

/** What an error code asks of us (API.md §8). */
export type ErrorAction =
  | "retry"
  /** The channel can no longer send; somebody has to repair it. */
  | "stop-channel"
  /** Never again to this person, or never this message. */
  | "never"
  /** A cap of Meta's: sooner than in a day only repeats it. */
  | "wait-day"
  /** The request or template is wrong: a person changes it. */
  | "fix"
  | "ask-customer"
  /** The person behind the number may have changed. */
  | "identity"
  /** Registration of our number: PIN and its waits. */
  | "registration"
  | "unknown";

/** Who is concerned: the number, one person on it, or this message alone. */
export type ErrorScope = "channel" | "pair" | "message";

export interface ErrorClass {
  action: ErrorAction;
  scope: ErrorScope;
  /** Retried a single time. */
  once?: boolean;
}

type Row = ErrorClass & { text: GraphErrorText };

const rows = (action: ErrorAction, scope: ErrorScope, texts: Record<number, GraphErrorText>) =>
  Object.entries(texts).map(([code, text]): [number, Row] => [
    Number(code),
    { action, scope, text },
  ]);

/** The table of API.md §8. Decide by `error.code`, never by HTTP status or title. */
const table = new Map<number, Row>([
  ...rows("retry", "message", { 1: "hiccup", 2: "hiccup", 131000: "hiccup", 133004: "hiccup" }),
  ...rows("retry", "channel", { 4: "too-fast", 80007: "too-fast", 130429: "too-fast" }),
  ...rows("retry", "channel", { 131016: "hiccup", 131057: "upgrade" }),
  ...rows("retry", "pair", { 131056: "pair-limit" }),
  [135000, { action: "retry", scope: "message", once: true, text: "hiccup" }],
  ...rows("stop-channel", "channel", {
    0: "token",
    190: "token",
    3: "permission",
    10: "permission",
    131005: "permission",
    33: "number-gone",
    368: "policy",
    131031: "policy",
    131042: "payment",
    131045: "not-registered",
    133010: "not-registered",
    131048: "spam-limit",
    131064: "classification-limit",
    130497: "country",
  }),
  ...rows("never", "pair", {
    131026: "undeliverable",
    131047: "window",
    131050: "opted-out",
    130403: "blocked-by-us",
    131021: "own-number",
    131030: "test-list",
    130472: "experiment",
    131062: "phone-needed",
  }),
  ...rows("never", "message", { 131051: "unsupported-type" }),
  ...rows("wait-day", "pair", { 131049: "marketing-cap" }),
  ...rows("fix", "message", {
    100: "request",
    131008: "request",
    131009: "request",
    131053: "media",
    132000: "template-fields",
    132001: "template-missing",
    132005: "template-long",
    132007: "template-policy",
    132012: "template-fields",
    132015: "template-paused",
    132016: "template-disabled",
    132018: "template-fields",
    131063: "marketing-off",
    2388023: "template-exists",
    2388024: "template-exists",
    2388293: "template-variables",
    2388299: "template-variables",
  }),
  ...rows("ask-customer", "message", { 131052: "customer-media", 131060: "customer-again" }),
  ...rows("identity", "pair", { 137000: "identity" }),
  ...rows("registration", "channel", {
    133005: "pin",
    133006: "pin",
    133008: "pin-wait",
    133009: "pin-wait",
    133015: "registration-wait",
    133016: "registration-limit",
  }),
]);

const permission: Row = { action: "stop-channel", scope: "channel", text: "permission" };
const fixRequest: Row = { action: "fix", scope: "message", text: "request" };
const templateSubcodes = 2_388_000;
const unknown: Row = { action: "unknown", scope: "message", text: "unknown" };

/** What to do about `code`; a subcode of templates (2388…) says more than its code 100. */
export function classify(code: number, subcode?: number | null): ErrorClass {
  const { action, scope, once } = rowOf(code, subcode);
  return once ? { action, scope, once } : { action, scope };
}

/**
 * What happened and what to do, in plain words for the people who answer. A null
 * code means that Meta gave no answer; an unknown one is named in the text.
 */
export function explainError(
  code: number | null,
  language: Language,
  subcode?: number | null,
): string {
  const { text } = code === null ? { text: "no-answer" as const } : rowOf(code, subcode);
  return graphErrorTexts[text][language].replaceAll("{code}", String(code));
}

function rowOf(code: number, subcode?: number | null): Row {
  if (code === 100 && subcode) {
    // Code 100 with subcode 33: our number does not exist, or the token may not use it.
    if (subcode === 33) return { action: "stop-channel", scope: "channel", text: "number-gone" };
    return table.get(subcode >= templateSubcodes ? subcode : code) ?? fixRequest;
  }
  if (code >= 200 && code <= 299) return permission;
  return table.get(code) ?? unknown;
}
