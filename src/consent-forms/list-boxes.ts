import { builtinPurposes, listPurposes } from "../consent/purposes.ts";
import type { Db } from "../db/open.ts";
import type { Language } from "../db/schema.ts";
import { complaintRoute, readController } from "../privacy/jurisdictions.ts";
import { sha256 } from "../proof/commitment.ts";
import { getSetting } from "../settings/settings.ts";
import { boxTexts, complainTexts, responsibleTexts } from "./box-texts.ts";

/** One box of a form: a purpose, and the words that stand beside it. */
export interface Box {
  purpose: string;
  /** Beside the box. */
  body: string;
  /** All that is shown of this purpose: the body, and who is responsible. */
  shown: string;
  /** SHA-256 of `shown`: what comes back must be what was sent. */
  hash: string;
  /** Of consent_texts; id null and version 0: our own text. */
  id: number | null;
  version: number;
}

/** The lines below the boxes: who is responsible, and where to complain. */
export async function readResponsible(db: Db, language: Language): Promise<string> {
  const complain = (await complaintRoute(db, language)) ?? complainTexts[language];
  const { name, contact } = await readController(db);
  const { withContact, alone } = responsibleTexts[language];
  const who = (contact ? withContact : alone)
    .replace("{name}", () => name)
    .replace("{contact}", () => contact);
  return `${who} ${complain}`;
}

/**
 * The boxes of these purposes in a language. A purpose of the business's own without an approved
 * text in it has none: nobody can agree to what they can't read.
 */
export async function listBoxes(
  db: Db,
  purposes: readonly string[],
  { language, number }: { language: Language; number: string },
): Promise<Box[]> {
  const business = (await getSetting(db, "business"))?.name ?? "Recado";
  const responsible = await readResponsible(db, language);
  const boxes: Box[] = [];
  for (const { key, retired_at } of await listPurposes(db)) {
    const text =
      retired_at === null && purposes.includes(key) ? await findText(db, key, language) : undefined;
    if (!text) continue;
    const body = text.body
      .replaceAll("{business}", () => business)
      .replaceAll("{number}", () => number);
    const shown = `${body}\n${responsible}`;
    boxes.push({
      purpose: key,
      body,
      shown,
      hash: sha256(shown),
      id: text.id,
      version: text.version,
    });
  }
  return boxes;
}

/** The newest approved one; ours until there is one. */
async function findText(db: Db, purpose: string, language: Language) {
  const approved = await db
    .selectFrom("consent_texts")
    .select(["id", "version", "body"])
    .where("purpose", "=", purpose)
    .where("language", "=", language)
    .where("state", "=", "approved")
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  if (approved) return approved;
  const builtin = builtinPurposes.find((key) => key === purpose);
  return builtin && { id: null, version: 0, body: boxTexts[builtin][language] };
}
