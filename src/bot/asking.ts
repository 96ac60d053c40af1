import type { Tx } from "../db/open.ts";
import type { DeskRules, Moment, StoredMessage } from "../inbox/stored-message.ts";
import type { Consideration } from "./explanation.ts";
import type { Decision } from "./turns.ts";

/** A message that the bot is asked to answer, and what it has looked at so far. */
export interface Asking {
  tx: Tx;
  stored: StoredMessage;
  desk: DeskRules;
  moment: Moment;
  /** What the customer wrote, trimmed; empty for pictures and the like. */
  text: string;
  /** Outside the opening hours. */
  isAway: boolean;
  considered: Consideration[];
}

/** Decides and says it, or leaves it to the next; either way it notes what it looked at. */
export type Decide = (asking: Asking) => Promise<Decision | undefined>;
