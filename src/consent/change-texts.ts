import { fold } from "../bot/fold.ts";
import type { Db, Tx } from "../db/open.ts";
import type { Instant, Language } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { getSetting } from "../settings/settings.ts";
import { requirePurpose } from "./purposes.ts";
import { stopWords } from "./stop-words.ts";
import type { ConsentTextRow } from "./texts.ts";

/** With the question around it, it fits above two buttons. */
export const TEXT_LIMIT = 900;

export interface TextDraft {
  purpose: string;
  language: Language;
  body: string;
}

/** All texts, the newest version of each purpose and language first. */
export async function listTexts(db: Db): Promise<ConsentTextRow[]> {
  return db
    .selectFrom("consent_texts")
    .selectAll()
    .orderBy("purpose")
    .orderBy("language")
    .orderBy("version", "desc")
    .execute();
}

/** @throws AppError `not-found`. */
export async function getText(db: Db, id: number): Promise<ConsentTextRow> {
  const row = Number.isSafeInteger(id)
    ? await db.selectFrom("consent_texts").selectAll().where("id", "=", id).executeTakeFirst()
    : undefined;
  if (!row) throw new AppError("not-found", "There is no consent text with this id.");
  return row;
}

/** The next version of a text, as a draft; nobody reads it before it is approved. @throws AppError `invalid`. */
export async function insertTextDraft(
  tx: Tx,
  { purpose, language, body }: TextDraft,
  by: number | null,
  now: Instant,
): Promise<ConsentTextRow> {
  await requirePurpose(tx, purpose);
  const last = await tx
    .selectFrom("consent_texts")
    .select(({ fn }) => fn.max("version").as("version"))
    .where("purpose", "=", purpose)
    .where("language", "=", language)
    .executeTakeFirst();
  const version = (last?.version ?? 0) + 1;
  const draft = { purpose, language, version, body: readBody(body), state: "draft" } as const;
  return tx
    .insertInto("consent_texts")
    .values({ ...draft, created_by: by, created_at: now, ...neither })
    .returningAll()
    .executeTakeFirstOrThrow();
}

const neither = { approved_by: null, approved_at: null, retired_at: null };

/** @throws AppError `invalid`, `conflict` for anything but a draft. */
export async function updateTextDraft(tx: Tx, id: number, body: string): Promise<void> {
  await requireState(tx, id, "draft");
  await tx
    .updateTable("consent_texts")
    .set({ body: readBody(body) })
    .where("id", "=", id)
    .execute();
}

/** @throws AppError `conflict` for anything but a draft. */
export async function deleteTextDraft(tx: Tx, id: number): Promise<void> {
  await requireState(tx, id, "draft");
  await tx.deleteFrom("consent_texts").where("id", "=", id).execute();
}

/**
 * From now on people are shown this version; the one before retires. @throws AppError `invalid` where
 * it does not say who sends or how it ends, `conflict` for anything but a draft.
 */
export async function approveText(tx: Tx, id: number, by: number, now: Instant): Promise<void> {
  const { purpose, language, body } = await requireState(tx, id, "draft");
  await requireSound(tx, body);
  await tx
    .updateTable("consent_texts")
    .set({ state: "retired", retired_at: now })
    .where("purpose", "=", purpose)
    .where("language", "=", language)
    .where("state", "=", "approved")
    .execute();
  await tx
    .updateTable("consent_texts")
    .set({ state: "approved", approved_by: by, approved_at: now })
    .where("id", "=", id)
    .execute();
}

/** Nobody is shown it any more; what they agreed to with it stays on record. @throws AppError `conflict`. */
export async function retireText(tx: Tx, id: number, now: Instant): Promise<void> {
  await requireState(tx, id, "approved");
  await tx
    .updateTable("consent_texts")
    .set({ state: "retired", retired_at: now })
    .where("id", "=", id)
    .execute();
}

async function requireState(
  tx: Tx,
  id: number,
  state: ConsentTextRow["state"],
): Promise<ConsentTextRow> {
  const row = await getText(tx, id);
  if (row.state === state) return row;
  throw new AppError("conflict", `This text is ${row.state} already. Reload the page.`, {
    key: "error.consent-text-state",
  });
}

function readBody(raw: string): string {
  const body = raw.replaceAll("\r\n", "\n").trim();
  if (body.length > 0 && body.length <= TEXT_LIMIT) return body;
  throw new AppError("invalid", `Write a text of 1 to ${TEXT_LIMIT} characters.`, {
    key: "error.consent-text-length",
    values: { most: TEXT_LIMIT },
  });
}

/** What the laws ask of every such text: the sender by name, and the way out (PRODUCT 38). */
async function requireSound(tx: Tx, body: string): Promise<void> {
  const business = await getSetting(tx, "business");
  const saysWho = body.includes("{business}") || (business && body.includes(business.name));
  if (!saysWho)
    throw new AppError("invalid", "The text does not say who sends. Put {business} in it.", {
      key: "error.consent-text-sender",
    });
  const { stopWords: own } = await getSetting(tx, "consent");
  const said = ` ${fold(body)} `;
  if ((own ?? stopWords).some((word) => said.includes(` ${fold(word)} `))) return;
  throw new AppError("invalid", "The text does not say how to stop. Name a word such as STOP.", {
    key: "error.consent-text-stop",
  });
}
