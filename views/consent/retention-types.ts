import type { RetentionKind } from "../../src/retention/kinds.ts";
import type { TextKey } from "../i18n.ts";
import type { TimeText } from "../ui/time.tsx";

/** One field of the form of times. */
export interface TimeField {
  kind: RetentionKind;
  /** As typed; empty: for ever. */
  value: string;
  least: number;
  most: number | null;
  problem?: TextKey;
}

export interface TimeGroup {
  name: "tickets" | "bot" | "consent";
  fields: TimeField[];
}

/** What a run found or did, of the kinds that had something. */
export interface RunItem {
  id: number;
  started: TimeText;
  isRunning: boolean;
  error: string | null;
  /** The program ended before it did. */
  isCut: boolean;
  tallies: {
    kind: RetentionKind;
    count: string;
    oldest: TimeText | null;
    /** Numbers of tickets and ids of contacts, to look at. */
    samples: { href: string; label: string }[];
  }[];
}
