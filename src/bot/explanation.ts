import type { Language } from "../db/schema.ts";
import type { Candidate } from "../understanding/intents.ts";

/**
 * "Why did it say that?": what the bot looked at, in its order; the last one that was `taken`
 * decided. Names are those of that time. The JSON of `bot_turns.explanation`.
 */
export interface Explanation {
  language: Language;
  /** The message as the bot compares it (bot/fold.ts). */
  folded: string;
  considered: Consideration[];
}

export type Consideration =
  | { what: "silence"; isTaken: true; because: SilenceReason }
  | {
      what: "flow";
      isTaken: boolean;
      runId: number;
      name: string;
      step: string | null;
      because: FlowReason;
    }
  | {
      what: "rules";
      isTaken: boolean;
      /** How many were asked. */
      asked: number;
      name?: string;
      phrase?: string;
      nearness?: string;
      /** Equally near ones. */
      tied?: string[];
    }
  | {
      what: "intents";
      isTaken: boolean;
      asked: number;
      threshold: number;
      margin: number;
      candidates: Candidate[];
      tied?: string[];
    }
  | { what: "hand-over-words"; isTaken: boolean; word?: string }
  | { what: "status"; isTaken: true; ticket: number | null }
  | { what: "language"; isTaken: true; language: Language }
  /** A button of a question that is over. */
  | { what: "old-tap"; isTaken: true }
  | { what: "away"; isTaken: boolean }
  | { what: "greeting"; isTaken: boolean }
  | { what: "misses"; isTaken: boolean; count: number; most: number };

export type SilenceReason =
  | "bot-off"
  | "ticket-of-a-person"
  | "resolved"
  | "blocked"
  | "restricted"
  | "group"
  | "window-closed"
  | "too-many-answers"
  | "other-bot"
  | "nothing-to-say";

export type FlowReason =
  /** It began by this message. */
  | "started"
  /** A button or row of that question. */
  | "tapped"
  /** The message quotes the question. */
  | "quoted"
  | "latest"
  /** Two dialogues could have meant it: the bot asked which. */
  | "asked-which"
  /** It was no answer to the question. */
  | "not-an-answer"
  | "no-answer-left";
