import type { TurnOutcome } from "../db/schema.ts";

/** One message of the customer and what must come of it. */
export interface SampleTurn {
  say: string;
  /** A photo instead of words. */
  isPhoto?: boolean;
  /** Minutes that pass before it. */
  afterMinutes?: number;
  expect: SampleExpectation;
  /** What other systems answer to look-ups during this turn; none named: they don't answer. */
  lookUps?: Record<string, unknown>[];
}

export interface SampleExpectation {
  outcome?: TurnOutcome;
  /** Name of the rule, incident or flow. */
  name?: string;
  /** Words that must be in what the customer reads, compared folded. */
  contains?: string[];
  /** Said to nobody. */
  isSilent?: boolean;
}

/** How a conversation went when it was last played. */
export interface SampleResult {
  isRed: boolean;
  turns: {
    say: string;
    heard: string[];
    outcome: TurnOutcome | null;
    problem: TurnProblem | null;
  }[];
}

/** Why a turn is not as expected: what was, and what came instead. */
export interface TurnProblem {
  kind: "outcome" | "name" | "missing-words" | "not-silent";
  expected: string;
  got: string;
}
