import type { TextKey } from "../../views/i18n.ts";
import { hot } from "../db/hot.ts";
import type { Db } from "../db/open.ts";
import type { ConsentRefusalsTable, Flag, Instant, Purpose } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { isSuppressed } from "../privacy/suppress.ts";

/** Why the gate held something back. */
export type GateReason = ConsentRefusalsTable["reason"];

const findStanding = hot((db, p: { contactId: number; purpose: string }) =>
  db
    .selectFrom("contacts")
    .leftJoin("consent_states", (join) =>
      join
        .onRef("consent_states.contact_id", "=", "contacts.id")
        .on("consent_states.purpose", "=", p.purpose),
    )
    .select(["contacts.restricted_at", "contacts.phone", "contacts.user_id", "is_simulated"])
    .select(["state", "event", "expires_at"])
    .where("contacts.id", "=", p.contactId),
);

interface StandingRow {
  phone: string | null;
  user_id: string | null;
  is_simulated: Flag;
}

// Most desks keep nobody away: then no number has to be hashed.
const findSuppressed = hot((db, _: object) => db.selectFrom("suppressed").select("kind").limit(1));

/**
 * The one gate in the send path (TRUST.md, promise 4): what the business starts needs
 * consent to that purpose, given and not withdrawn. An answer to what the person asks
 * (`service`) passes; the question for consent itself needs none, but nobody is asked whose
 * processing is restricted. Asked when a message is queued, when it is claimed, and when it starts
 * to be sent. Null: it may leave.
 */
export async function refusalOf(
  db: Db,
  contactId: number,
  purpose: Purpose,
  now: Instant,
): Promise<GateReason | null> {
  if (purpose === "service") return null;
  const [row] = await findStanding(db, { contactId, purpose });
  if (!row) return "none";
  if (row.restricted_at !== null) return "restricted";
  if (purpose === "consent") return null;
  if (await isKeptAway(db, row)) return "suppressed";
  if (row.state === "withdrawn") return "withdrawn";
  if (row.state !== "given") return row.event === "expired" ? "expired" : "none";
  return row.expires_at !== null && row.expires_at <= now ? "expired" : null;
}

/**
 * What holds back a template that names no purpose, once the window is closed: then it answers
 * nothing any more, and the business is the one who writes first. Null: it may leave.
 */
export async function refusalToWriteFirst(db: Db, contactId: number): Promise<GateReason | null> {
  const [row] = await findStanding(db, { contactId, purpose: "service" });
  if (!row) return "none";
  if (row.restricted_at !== null) return "restricted";
  return (await isKeptAway(db, row)) ? "suppressed" : null;
}

/** Who was erased, or asked never to be written to; nobody simulated is. */
export async function isKeptAway(
  db: Db,
  { phone, user_id: userId, is_simulated }: StandingRow,
): Promise<boolean> {
  if (is_simulated === 1 || (await findSuppressed(db, {})).length === 0) return false;
  return isSuppressed(db, { phone, userId });
}

export async function mayStart(
  db: Db,
  contactId: number,
  purpose: Purpose,
  now: Instant,
): Promise<boolean> {
  return (await refusalOf(db, contactId, purpose, now)) === null;
}

/** What the gate held back; the desk notes it (refusals.ts) after the job is undone. */
export class ConsentMissing extends AppError {
  constructor(
    readonly contactId: number,
    readonly purpose: Purpose,
    readonly reason: GateReason,
  ) {
    super("consent-missing", explanations[reason], { key: gateTextKey(reason) });
  }
}

/** For programs and logs; pages have the same under `gateTextKey`. */
const explanations: Record<GateReason, string> = {
  none: "The person has not agreed to receive such messages. Ask for consent first.",
  withdrawn: "The person stopped such messages. Only they can resume them, with START or a form.",
  expired: "The person's consent has expired. Ask for consent again.",
  restricted:
    "The person's data is restricted: they can be answered, but nothing is sent to them on our own account until that is lifted.",
  suppressed:
    "This person asked not to be written to any more. Only they can change that, by agreeing anew.",
};

export function gateTextKey(reason: GateReason): TextKey {
  return `error.consent-missing.${reason}`;
}

/** @throws ConsentMissing, an AppError `consent-missing` that says why. */
export async function requireConsent(
  db: Db,
  contactId: number,
  purpose: Purpose,
  now: Instant,
): Promise<void> {
  const reason = await refusalOf(db, contactId, purpose, now);
  if (reason !== null) throw new ConsentMissing(contactId, purpose, reason);
}
