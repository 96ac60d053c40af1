import type { AuthorType, Instant, Priority, SlaMetric, TicketStatus } from "../db/schema.ts";
import type { StatusChange } from "./reckon-clock.ts";

/** A line of what happened to a ticket, of its messages and its history together. */
export type Line =
  | { at: Instant; kind: "asked" }
  | { at: Instant; kind: "answered"; by: "people" | "bot" }
  | { at: Instant; kind: "status"; from: TicketStatus; to: TicketStatus; actor: AuthorType }
  | { at: Instant; kind: "bot-off" | "bot-on" | "taken" }
  | { at: Instant; kind: "priority"; to: Priority; from: Priority }
  | { at: Instant; kind: "team"; to: number | null; from: number | null };

/** A promise as it would have begun and ended. `void`: resolved without an answer, never asked again. */
export interface Replayed {
  metric: SlaMetric;
  startedAt: Instant;
  endedAt: Instant | null;
  isVoid: boolean;
}

/**
 * What clocks a ticket would have had under terms that count the bot's answers or not: the rules of
 * `keepClocks`, applied to its history. `lines` are in their order.
 */
export function replayTicket(
  { createdAt }: { createdAt: Instant },
  lines: readonly Line[],
  { countsBot }: { countsBot: boolean },
): Replayed[] {
  const replay = new Replay(createdAt, countsBot);
  for (const line of lines) replay.read(line);
  return replay.finish();
}

class Replay {
  readonly #done: Replayed[] = [];
  #waiting: Replayed | undefined;
  #handOver: Replayed | undefined;
  readonly #resolution: Replayed;
  #isAnswered = false;
  #isBotOn = true;
  #isResolved = false;

  constructor(
    createdAt: Instant,
    private readonly countsBot: boolean,
  ) {
    this.#resolution = begin("resolution", createdAt);
  }

  read(line: Line): void {
    switch (line.kind) {
      case "asked":
        if (this.#isResolved) return;
        this.#waiting ??= begin(this.#isAnswered ? "next-response" : "first-response", line.at);
        return;
      case "answered":
        if (line.by === "bot" && !this.countsBot) return;
        this.#isAnswered = true;
        this.#endWaiting(line.at);
        if (line.by === "people") this.#endHandOver(line.at);
        return;
      case "bot-off":
        if (this.#isBotOn) this.#handOver ??= begin("hand-over", line.at);
        this.#isBotOn = false;
        return;
      case "bot-on":
        this.#isBotOn = true;
        return;
      case "taken":
        this.#endHandOver(line.at);
        return;
      case "status":
        if (line.to === "resolved") this.#resolve(line.at);
        else if (line.from === "resolved") this.#reopen(line.actor !== "contact");
    }
  }

  finish(): Replayed[] {
    const open = [this.#waiting, this.#handOver, this.#resolution];
    return [...this.#done, ...open.filter((one) => one !== undefined)];
  }

  #endWaiting(at: Instant, isVoid = false): void {
    if (this.#waiting) this.#done.push({ ...this.#waiting, endedAt: at, isVoid });
    this.#waiting = undefined;
  }

  #endHandOver(at: Instant, isVoid = false): void {
    if (this.#handOver) this.#done.push({ ...this.#handOver, endedAt: at, isVoid });
    this.#handOver = undefined;
  }

  #resolve(at: Instant): void {
    this.#isResolved = true;
    this.#isBotOn = true;
    this.#resolution.endedAt = at;
    this.#endWaiting(at, true);
    this.#endHandOver(at, true);
  }

  #reopen(isUndone: boolean): void {
    this.#isResolved = false;
    const resolvedAt = this.#resolution.endedAt;
    this.#resolution.endedAt = null;
    if (!isUndone) return;
    const index = this.#done.findLastIndex(
      (one) => one.isVoid && one.endedAt === resolvedAt && one.metric !== "hand-over",
    );
    const [given] = index < 0 ? [] : this.#done.splice(index, 1);
    if (given) this.#waiting = { ...given, endedAt: null, isVoid: false };
  }
}

const begin = (metric: SlaMetric, startedAt: Instant): Replayed => ({
  metric,
  startedAt,
  endedAt: null,
  isVoid: false,
});

export function statusChangesOf(lines: readonly Line[]): StatusChange[] {
  return lines.filter((line) => line.kind === "status").map((line, id) => ({ ...line, id }));
}

/** What a column held at an instant, by its changes in their order and what it holds now. */
export function valueAt<T>(changes: readonly { at: Instant; from: T }[], at: Instant, now: T): T {
  const next = changes.find((change) => change.at > at);
  return next ? next.from : now;
}
