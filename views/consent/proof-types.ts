import type { CheckpointReason } from "../../src/db/schema.ts";
import type { TextKey } from "../i18n.ts";
import type { TimeText } from "../ui/time.tsx";

export interface CopyItem {
  channel: "email" | "webhook" | "paper";
  target: string;
  state: "queued" | "sent" | "failed";
  /** When it was sent, or is tried again. */
  time: TimeText | null;
  error: string | null;
}

export interface CheckpointItem {
  id: number;
  reason: CheckpointReason;
  signed: TimeText;
  /** Records of the consent log; `count` as people write it. */
  records: { n: number; count: string };
  auditRecords: string;
  root: string;
  copies: CopyItem[];
}

/** Where copies go, as the form has it. */
export interface CopyTargets {
  mailsOwners: boolean;
  url: string;
  problem?: TextKey;
  hasMail: boolean;
  /** Names of the owners. */
  owners: string[];
}

/** The outcome of a comparison, in words. */
export interface VerdictText {
  tone: "good" | "warning" | "danger";
  text: string;
}

export interface Comparison {
  text: string;
  signature: string;
  verdict: VerdictText | null;
}
