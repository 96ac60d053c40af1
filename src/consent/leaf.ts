import type { ConsentEvent, ConsentMethod, Instant, Language } from "../db/schema.ts";
import type { Canonical } from "../proof/canonical.ts";

/** What acted: the person, somebody of the business (by their number, not their name), a program, us, Meta. */
export type ConsentActor =
  { type: "contact" | "system" | "meta" | "bot" } | { type: "agent" | "api"; id: number | null };

/** The text that was shown, by its hash; `id` and `version` of consent_texts where it came from there. */
export interface ShownText {
  sha256: string;
  language: Language;
  id: number | null;
  version: number | null;
}

/** Who is responsible, as the business's settings said at that time. */
export interface Controller {
  name: string;
  contact: string;
}

export interface LeafFacts {
  seq: number;
  /** SHA-256 of the line before, in hex. */
  prev: string;
  /** Random name of the person within this log. */
  subject: string;
  /** What is hidden until it is opened: proof/commitment.ts. */
  commitments: { subject: string; evidence: string };
  controller: Controller;
  purpose: string;
  channel: "whatsapp" | "simulator";
  event: ConsentEvent;
  method: ConsentMethod;
  text: ShownText | null;
  eventAt: Instant;
  recordedAt: Instant;
  actor: ConsentActor;
  /** Two-letter country whose rules the business follows; null: none chosen. */
  jurisdiction: string | null;
  expiresAt: Instant | null;
}

/** The schema of a leaf; part of what is hashed, so that later ones can differ. */
export const LEAF_VERSION = 1;
/** How a person withdraws, for whoever reads the record alone. */
export const WITHDRAWAL =
  "STOP, PARAR, BAJA or ARRET as a WhatsApp message, or by asking the controller";

/** One line of the log, after ISO/IEC TS 27560; no personal data, so it survives an erasure. */
export function leafOf(facts: LeafFacts): { [key: string]: Canonical } {
  const { actor, text } = facts;
  return {
    v: LEAF_VERSION,
    seq: facts.seq,
    prev: facts.prev,
    subject: facts.subject,
    subject_commitment: facts.commitments.subject,
    evidence_commitment: facts.commitments.evidence,
    controller: { name: facts.controller.name, contact: facts.controller.contact },
    purpose: facts.purpose,
    channel: facts.channel,
    event: facts.event,
    method: facts.method,
    text: text && {
      sha256: text.sha256,
      language: text.language,
      id: text.id,
      version: text.version,
    },
    event_at: new Date(facts.eventAt).toISOString(),
    recorded_at: new Date(facts.recordedAt).toISOString(),
    actor: "id" in actor ? { type: actor.type, id: actor.id } : { type: actor.type },
    jurisdiction: facts.jurisdiction,
    expires_at: facts.expiresAt === null ? null : new Date(facts.expiresAt).toISOString(),
    withdrawal: WITHDRAWAL,
  };
}
