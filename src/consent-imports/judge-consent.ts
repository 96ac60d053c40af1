import { findStateRow } from "../consent/states.ts";
import { findContact, type ContactRow } from "../contacts/contacts.ts";
import { findContactId } from "../contacts/identities.ts";
import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { isSuppressed } from "../privacy/suppress.ts";
import type { DeclaredConsent } from "./read-line.ts";
import type { Refusal } from "./terms.ts";

/** So many different texts are versions of a text; more are something else, and would stay for ever. */
const MOST_TEXTS = 20;

/** What the lines before have said. */
export interface Seen {
  /** `number purpose` of what was accepted. */
  accepted: Set<string>;
  texts: Set<string>;
}
export const nothingSeen = (): Seen => ({ accepted: new Set(), texts: new Set() });

/**
 * Whether a declared consent may be taken in: never over a withdrawal, never of somebody who must
 * not be taken in, and not twice. The contact, where we know the number.
 */
export async function judgeConsent(
  db: Db,
  consent: DeclaredConsent,
  seen: Seen,
  now: Instant,
): Promise<{ refusal: Refusal } | { refusal: null; contact: ContactRow | undefined }> {
  const { phone, purpose, text } = consent;
  if (!seen.texts.has(text) && seen.texts.size >= MOST_TEXTS) return { refusal: "texts" };
  seen.texts.add(text);
  if (seen.accepted.has(`${phone} ${purpose}`)) return { refusal: "already" };
  const id = await findContactId(db, "phone", phone, 0);
  const contact = id === undefined ? undefined : await findContact(db, id);
  if (await isSuppressed(db, { phone, userId: contact?.user_id ?? null }))
    return { refusal: "suppressed" };
  if (!contact) return { refusal: null, contact };
  if (contact.restricted_at !== null) return { refusal: "restricted" };
  const state = await findStateRow(db, contact.id, purpose);
  if (state?.state === "withdrawn") return { refusal: "withdrawn" };
  const holds = state?.state === "given" && (state.expires_at === null || state.expires_at > now);
  return holds ? { refusal: "already" } : { refusal: null, contact };
}
