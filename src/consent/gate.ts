import type { Db } from "../db/open.ts";
import type { Purpose } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { findConsentState } from "./consent.ts";

/**
 * The one gate in the send path (TRUST.md, promise 4): marketing needs consent that
 * was given and not withdrawn. An answer to what the person asks (`service`) and the
 * question for consent itself pass. Asked when a message is queued and again when it
 * is claimed for sending.
 */
export async function mayStart(db: Db, contactId: number, purpose: Purpose): Promise<boolean> {
  if (purpose !== "marketing") return true;
  return (await findConsentState(db, contactId, "marketing")) === "given";
}

/** @throws AppError `consent-missing`. */
export async function requireConsent(db: Db, contactId: number, purpose: Purpose): Promise<void> {
  if (await mayStart(db, contactId, purpose)) return;
  throw new AppError(
    "consent-missing",
    "This is a marketing message and the person has not agreed to receive any. Ask for consent first.",
    { key: "error.consent-missing" },
  );
}
