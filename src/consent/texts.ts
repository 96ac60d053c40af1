import type { Selectable } from "kysely";
import { hot } from "../db/hot.ts";
import type { Db } from "../db/open.ts";
import type { ConsentTextsTable, Language } from "../db/schema.ts";
import { getSetting } from "../settings/settings.ts";
import { builtinTexts, fillText, thisNumber } from "./consent-texts.ts";
import { type BuiltinPurpose, builtinPurposes } from "./purposes.ts";

export type ConsentTextRow = Selectable<ConsentTextsTable>;

/** A text that may be shown to people, filled in; what a record names it by. */
export interface ApprovedText {
  purpose: string;
  language: Language;
  body: string;
  /** Null and 0: the text that the program brings. */
  id: number | null;
  version: number;
}

const listApproved = hot((db, p: { purpose: string }) =>
  db
    .selectFrom("consent_texts")
    .selectAll()
    .where("purpose", "=", p.purpose)
    .where("state", "=", "approved")
    .orderBy("version", "desc"),
);

/**
 * The approved text of a purpose in the person's language, else in the business's, else in any.
 * The built-in purposes always have one in each language: our version 0 counts as approved,
 * since it was checked with the product, the log keeps every text by its hash, and a START must
 * be answered on a desk that nobody has set up yet. An own purpose has none until somebody
 * approves one: undefined.
 */
export async function findApprovedText(
  db: Db,
  purpose: string,
  language: Language,
  { number = null }: { number?: string | null } = {},
): Promise<ApprovedText | undefined> {
  const business = await getSetting(db, "business");
  const found = await findText(db, purpose, [language, business?.language ?? "en"]);
  return found && { ...found, body: await fillApproved(db, found, { number }) };
}

/** A text as people read it: the business and the number in place of their braces. */
export async function fillApproved(
  db: Db,
  { body, language }: Pick<ApprovedText, "body" | "language">,
  { number = null }: { number?: string | null } = {},
): Promise<string> {
  const business = await getSetting(db, "business");
  return fillText(body, {
    business: business?.name || "Recado",
    number: number ? shownNumber(number) : thisNumber[language],
  });
}

async function findText(
  db: Db,
  purpose: string,
  languages: readonly Language[],
): Promise<ApprovedText | undefined> {
  const own = await listApproved(db, { purpose });
  for (const language of languages) {
    const text = own.find((row) => row.language === language) ?? builtinText(purpose, language);
    if (text) return named(text);
  }
  return own[0] && named(own[0]);
}

function named({ purpose, language, body, id, version }: ApprovedText): ApprovedText {
  return { purpose, language, body, id, version };
}

/** Version 0 of a built-in purpose, with its braces; undefined for an own one. */
export function builtinText(purpose: string, language: Language): ApprovedText | undefined {
  if (!isBuiltin(purpose)) return undefined;
  return { purpose, language, body: builtinTexts[purpose][language], id: null, version: 0 };
}

function isBuiltin(purpose: string): purpose is BuiltinPurpose {
  return (builtinPurposes as readonly string[]).includes(purpose);
}

/** `+55 11 4002-8922` as Meta shows it, with the plus that it leaves out. */
function shownNumber(displayPhone: string): string {
  const trimmed = displayPhone.trim();
  return /^\d/.test(trimmed) ? `+${trimmed}` : trimmed;
}
