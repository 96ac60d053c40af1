import type { GateReason } from "../../src/consent/gate.ts";
import type { WindowRing } from "../ui/ring.tsx";
import type { Person } from "./types.ts";

/** What people can write now, and with what. */
export type Composer = ComposerBase &
  (
    | OpenComposer
    | ClosedComposer
    | { kind: "channel-closed"; why: string }
    | { kind: "blocked" }
    | { kind: "spam" }
    | { kind: "read-only" }
  );

export interface OpenComposer {
  kind: "open";
  ring: WindowRing;
  draft: string;
}

export interface ClosedComposer {
  kind: "window-closed";
  why: string;
  templates: TemplateChoice[];
  chosen: ChosenTemplate | null;
  /** Whether this person may fetch templates from Meta now. */
  canSync: boolean;
}

export interface ComposerBase {
  number: number;
  contactId: number;
  /** Whether the reader may write notes. */
  mayNote: boolean;
  noteDraft: string;
  people: Person[];
  /** Why to mind what is sent: the person's data is only kept. */
  restricted: string | null;
}

export interface TemplateChoice {
  id: number;
  name: string;
  language: string;
  category: string;
  /** Its body, for the picker. */
  preview: string;
  /** Why the consent gate would refuse it; null: it may leave. */
  heldBack: GateReason | null;
}

export interface ChosenTemplate extends Omit<TemplateChoice, "heldBack"> {
  /** One input each; `name` is what the form sends. */
  variables: { name: string; label: string; example: string; value: string }[];
}

export interface QuickReplyChoice {
  id: number;
  shortcut: string;
  category: string;
  /** With the variables filled in; a `{{…}}` that stayed blocks sending. */
  text: string;
}
