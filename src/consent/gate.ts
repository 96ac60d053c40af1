import type { Db } from "../db/open.ts";
import type { Instant, Purpose } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { findConsentState } from "./states.ts";

/**
 * The one gate in the send path (TRUST.md, promise 4): what the business starts needs
 * consent to that purpose, given and not withdrawn. An answer to what the person asks
 * (`service`) and the question for consent itself pass. Asked when a message is queued
 * and again when it is claimed for sending.
 */
export async function mayStart(
  db: Db,
  contactId: number,
  purpose: Purpose,
  now: Instant,
): Promise<boolean> {
  if (purpose === "service" || purpose === "consent") return true;
  return (await findConsentState(db, contactId, purpose, now)) === "given";
}

/** @throws AppError `consent-missing`. */
export async function requireConsent(
  db: Db,
  contactId: number,
  purpose: Purpose,
  now: Instant,
): Promise<void> {
  if (await mayStart(db, contactId, purpose, now)) return;
  throw new AppError(
    "consent-missing",
    "This is a marketing message and the person has not agreed to receive any. Ask for consent first.",
    { key: "error.consent-missing" },
  );
}
