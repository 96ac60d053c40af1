import { t } from "elysia";
import { findPurpose } from "../consent/purposes.ts";
import type { Evidence, NewConsentRecord } from "../consent/records.ts";
import { findApprovedText } from "../consent/texts.ts";
import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { EVERY_PURPOSE, type RecordedConsent } from "./record-consent.ts";

const words = (maxLength: number) => t.String({ minLength: 1, maxLength });
const one = <Name extends string>(...names: Name[]) =>
  t.Union(names.map((name) => t.Literal(name)));

/** What POST takes. */
export const newRecordBody = t.Object(
  {
    purpose: words(60),
    event: one("requested", "given", "refused", "withdrawn"),
    method: t.Optional(one("api", "web-form", "in-person", "paper", "phone")),
    source: words(200),
    text: t.Optional(words(4000)),
    text_id: t.Optional(t.Integer({ minimum: 1 })),
    language: t.Optional(one("en", "fr", "pt", "es")),
    event_at: t.Optional(words(40)),
    evidence: t.Optional(
      t.Object(
        {
          said: t.Optional(words(1000)),
          note: t.Optional(words(1000)),
          wamid: t.Optional(words(300)),
          paper_sha256: t.Optional(t.String({ pattern: "^[0-9a-f]{64}$" })),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
type Body = typeof newRecordBody.static;

interface Asked {
  contactId: number;
  tokenId: number;
  now: Instant;
}

/** The record that a program asks for. @throws AppError `invalid` that names the field. */
export async function readApiRecord(
  db: Db,
  body: Body,
  { contactId, tokenId, now }: Asked,
): Promise<RecordedConsent> {
  const { event, method = "api", source, evidence } = body;
  const text = await readText(db, body);
  if (event === "given" && method !== "phone" && !text)
    throw refuse("text: say which words they agreed to, by text and language or by text_id.");
  return {
    contactId,
    purpose: await readPurpose(db, body),
    event,
    method,
    actor: { type: "api", id: tokenId },
    evidence: { ...evidence, source } satisfies Evidence,
    text,
    eventAt: readEventAt(body.event_at, now),
  };
}

async function readPurpose(db: Db, { purpose, event }: Body): Promise<string> {
  if (purpose === EVERY_PURPOSE && event === "withdrawn") return purpose;
  const found = await findPurpose(db, purpose);
  // What is not asked for any more can still be ended.
  if (found && (found.retired_at === null || event === "withdrawn")) return purpose;
  throw refuse("purpose: give the key of one of GET /consent/purposes.");
}

async function readText(db: Db, { text, text_id: id, language, purpose }: Body) {
  if (text !== undefined && id !== undefined) throw refuse("text: give text or text_id, not both.");
  if (id !== undefined) return readApproved(db, id, purpose);
  if (text === undefined) return null;
  if (!language) throw refuse("language: say in which language the text is: en, fr, pt or es.");
  return { body: text, language };
}

/** Of the version that is approved now: an older one is sent as text. */
async function readApproved(
  db: Db,
  id: number,
  purpose: string,
): Promise<NonNullable<NewConsentRecord["text"]>> {
  const row = await db
    .selectFrom("consent_texts")
    .select("language")
    .where("id", "=", id)
    .where("purpose", "=", purpose)
    .executeTakeFirst();
  const text = row && (await findApprovedText(db, purpose, row.language));
  if (text?.id === id) return text;
  throw refuse("text_id: this is no approved text of the purpose.");
}

/** Clocks differ a little. */
const LATE = 5 * 60_000;
const EARLIEST = Date.UTC(2000, 0, 1);

function readEventAt(text: string | undefined, now: Instant): Instant {
  if (text === undefined) return now;
  const at = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (at >= EARLIEST && at <= now + LATE) return Math.min(at, now);
  throw refuse("event_at: give an instant of the past, such as 2026-09-21T13:30:00Z.");
}

function refuse(message: string): AppError {
  return new AppError("invalid", message);
}
