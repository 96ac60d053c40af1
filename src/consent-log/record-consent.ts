import type { ConsentActor } from "../consent/leaf.ts";
import { listPurposes } from "../consent/purposes.ts";
import { appendConsentRecord, type Evidence, type NewConsentRecord } from "../consent/records.ts";
import { findConsentState } from "../consent/states.ts";
import { dropQueued, withdraw } from "../consent/withdraw.ts";
import type { Tx } from "../db/open.ts";
import type { ConsentMethod, Instant } from "../db/schema.ts";

/** Stands for every purpose, for a withdrawal alone. */
export const EVERY_PURPOSE = "*";

/** What somebody of the business, or a program, recorded about a person. */
export interface RecordedConsent {
  contactId: number;
  /** A key of consent_purposes, or EVERY_PURPOSE. */
  purpose: string;
  event: "requested" | "given" | "refused" | "withdrawn";
  method: ConsentMethod;
  actor: ConsentActor;
  evidence: Evidence;
  text: NewConsentRecord["text"];
  eventAt: Instant;
}

/**
 * Puts on record what was said at the counter, on paper or on the phone. A withdrawal and
 * a refusal hold at once, and what is queued goes with them. Returns what was recorded:
 * consent given on the phone counts once the person has replied to us, so until then it is
 * `requested`.
 */
export async function recordConsent(
  tx: Tx,
  recorded: RecordedConsent,
  now: Instant,
): Promise<RecordedConsent["event"]> {
  const { purpose, event, text, ...record } = recorded;
  if (event === "withdrawn") {
    const purposes = purpose === EVERY_PURPOSE ? await listAllKeys(tx) : [purpose];
    await withdraw(tx, { ...record, purposes }, now);
    return event;
  }
  const kept = event === "given" && record.method === "phone" ? "requested" : event;
  await appendConsentRecord(tx, { ...record, purpose, event: kept, text }, now);
  if (kept === "refused") await stopQueued(tx, record.contactId, purpose, now);
  return kept;
}

/** Retired ones, too: whoever stops everything stops those. */
async function listAllKeys(tx: Tx): Promise<string[]> {
  return (await listPurposes(tx)).map(({ key }) => key);
}

async function stopQueued(tx: Tx, contactId: number, purpose: string, now: Instant): Promise<void> {
  if ((await findConsentState(tx, contactId, purpose, now)) === "given") return;
  await dropQueued(tx, contactId, [purpose], now);
}
