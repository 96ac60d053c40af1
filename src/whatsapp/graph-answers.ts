import { type ErrorClass, classify } from "./graph-errors.ts";
import { OutgoingError } from "./outgoing.ts";
import { firstWord, id, list, number, record, type WireRecord, word } from "./wire-values.ts";

/** What the Graph API said: its JSON (empty when it was none) and the HTTP status. */
export interface GraphAnswer {
  status: number;
  json: WireRecord;
}

/** An error of Meta's, sorted by API.md §8. */
export interface GraphError extends ErrorClass {
  code: number;
  subcode: number | null;
  detail: string;
}

export type SendOutcome =
  | {
      kind: "accepted";
      wamid: string;
      waId: string | null;
      userId: string | null;
      /** Accepted but held back: `held_for_quality_assessment`, `paused`. */
      heldStatus: string | null;
    }
  /** Provably not accepted. `code` is null when it never got there. */
  | {
      kind: "retry";
      code: number | null;
      detail: string;
      scope: "channel" | "pair" | "message";
      /** Retried a single time, then failed. */
      once?: boolean;
    }
  | { kind: "failed"; code: number | null; detail: string; stopsChannel: boolean }
  /** It may have been accepted: never send again by itself (TRUST.md, promise 3). */
  | { kind: "unknown"; detail: string };

/** A request other than a message that brought nothing. */
export type Refusal = { kind: "retry" | "failed"; code: number | null; detail: string };

const longestDetail = 500;
const tooManyRequests = 429;

export async function readAnswer(response: Response): Promise<GraphAnswer> {
  const body = await response.text();
  return { status: response.status, json: record(parsed(body)) };
}

/** The error in an answer, when it has one with a code. */
export function errorOf({ json }: GraphAnswer): GraphError | null {
  const error = record(json.error);
  const code = number(error.code);
  if (code === null) return null;
  const subcode = number(error.error_subcode);
  const detail =
    word(record(error.error_data).details) ?? firstWord(error, "error_user_msg", "message") ?? "";
  return { ...classify(code, subcode), code, subcode, detail: detail.slice(0, longestDetail) };
}

/** What an answer to `POST /messages` means. A 200 without a message's id means nothing. */
export function sendOutcome(answer: GraphAnswer): SendOutcome {
  const message = record(list(answer.json.messages)[0]);
  const wamid = id(message.id);
  if (wamid && isSuccess(answer))
    return accepted(wamid, message, record(list(answer.json.contacts)[0]));
  const error = errorOf(answer);
  if (error && (error.action !== "unknown" || answer.status !== tooManyRequests))
    return refusedOutcome(error);
  if (answer.status === tooManyRequests) {
    return {
      kind: "retry",
      code: error?.code ?? null,
      detail: "too many requests (HTTP 429)",
      scope: "channel",
    };
  }
  return {
    kind: "unknown",
    detail: `an answer without message id or error code (HTTP ${answer.status})`,
  };
}

/** What a request that broke means for the message it carried. */
export function brokenOutcome(error: unknown): SendOutcome {
  const detail = detailOf(error);
  const mayHaveArrived = !(error instanceof OutgoingError) || error.mayHaveArrived;
  return mayHaveArrived
    ? { kind: "unknown", detail }
    : { kind: "retry", code: null, detail, scope: "channel" };
}

/** For requests that may be repeated without harm. */
export function refusal(answer: GraphAnswer): Refusal {
  const error = errorOf(answer);
  if (!error)
    return {
      kind: "retry",
      code: null,
      detail: `an answer that cannot be read (HTTP ${answer.status})`,
    };
  const isTransient = error.action === "retry" || answer.status === tooManyRequests;
  return { kind: isTransient ? "retry" : "failed", code: error.code, detail: error.detail };
}

export function isSuccess({ status }: GraphAnswer): boolean {
  return status >= 200 && status < 300;
}

export function detailOf(error: unknown): string {
  const text =
    error instanceof OutgoingError ? `${error.failure}: ${error.message}` : String(error);
  return text.slice(0, longestDetail);
}

function accepted(wamid: string, message: WireRecord, contact: WireRecord): SendOutcome {
  const status = word(message.message_status);
  return {
    kind: "accepted",
    wamid,
    waId: id(contact.wa_id),
    userId: id(contact.user_id),
    heldStatus: status === "accepted" ? null : status,
  };
}

function refusedOutcome({ action, scope, once, code, detail }: GraphError): SendOutcome {
  if (action === "retry") return { kind: "retry", code, detail, scope, ...(once ? { once } : {}) };
  return { kind: "failed", code, detail, stopsChannel: action === "stop-channel" };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
