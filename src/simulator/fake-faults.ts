import { graphFailure } from "./fake-answers.ts";

/** What can go wrong on Meta's side of a send. */
export type FaultKind =
  /** HTTP 429, code 130429 */
  | "rate-limited"
  /** 131056: too many to this person */
  | "pair-limited"
  /** 131047 */
  | "window-closed"
  /** 190 */
  | "token-dead"
  /** HTTP 500 without a body */
  | "server-error"
  /** HTTP 500 with code 131000 */
  | "server-error-with-code"
  /** No answer for as long as the caller waits. */
  | "hang"
  /** The connection is reset after the request was read. */
  | "reset"
  /** The right answer, late. */
  | "slow"
  /** An answer that breaks off in its middle. */
  | "truncated";

export interface FaultOptions {
  /** How many sends it concerns; until `clear` when absent. */
  times?: number;
  /**
   * Whether Meta takes the message all the same: what a caller without an answer
   * cannot know. As a rule `slow` and `truncated` do, the others don't.
   */
  accepts?: boolean;
  /** For `slow`. */
  delayMs?: number;
}

export interface Fault {
  kind: FaultKind;
  remaining: number;
  accepts: boolean;
  delayMs: number;
}

/** The switch of the simulator and the tests; it concerns sends, not read receipts or media. */
export interface Faults {
  set(kind: FaultKind, options?: FaultOptions): void;
  clear(): void;
  current(): Readonly<Fault> | null;
  /** The fault for one send, counted down. */
  take(): Fault | null;
}

export function faultSwitch(): Faults {
  let fault: Fault | null = null;
  return {
    set(
      kind,
      { times = Infinity, accepts = kind === "slow" || kind === "truncated", delayMs = 1500 } = {},
    ) {
      fault = times > 0 ? { kind, remaining: times, accepts, delayMs } : null;
    },
    clear() {
      fault = null;
    },
    current: () => fault,
    take() {
      if (!fault) return null;
      const taken = fault;
      fault.remaining -= 1;
      if (fault.remaining <= 0) fault = null;
      return taken;
    },
  };
}

/** Plays the fault: an answer, an error as a broken connection gives it, or a long silence. */
export async function playFault(
  fault: Fault,
  request: Request,
  answer: () => Response,
): Promise<Response> {
  switch (fault.kind) {
    case "rate-limited":
      return graphFailure(
        429,
        130429,
        "Rate limit hit",
        "Cloud API message throughput has been reached.",
      );
    case "pair-limited":
      return graphFailure(
        400,
        131056,
        "pair rate limit hit",
        "Too many messages to the same phone number.",
      );
    case "window-closed":
      return graphFailure(400, 131047, "Re-engagement message", "More than 24 hours have passed.");
    case "token-dead":
      return graphFailure(401, 190, "Invalid OAuth access token", null);
    case "server-error":
      return new Response(null, { status: 500 });
    case "server-error-with-code":
      return graphFailure(500, 131000, "Something went wrong", "Message failed to send.");
    case "slow":
      await Bun.sleep(fault.delayMs);
      return answer();
    case "truncated":
      return new Response((await answer().text()).slice(0, 40), {
        headers: { "content-type": "application/json" },
      });
    case "reset":
      throw Object.assign(new TypeError("the connection was reset"), { code: "ECONNRESET" });
    case "hang":
      return silence(request.signal);
  }
}

function silence(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = () => reject(new DOMException("The operation was aborted.", "AbortError"));
    if (signal.aborted) return end();
    signal.addEventListener("abort", end, { once: true });
  });
}
