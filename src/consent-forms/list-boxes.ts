import { listPurposes } from "../consent/purposes.ts";
import { findApprovedText } from "../consent/texts.ts";
import type { Db } from "../db/open.ts";
import type { Language } from "../db/schema.ts";
import { complaintRoute, readController } from "../privacy/jurisdictions.ts";
import { sha256 } from "../proof/commitment.ts";
import { complainTexts, responsibleTexts } from "./responsible-texts.ts";

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
  const responsible = await readResponsible(db, language);
  const boxes: Box[] = [];
  for (const { key, retired_at } of await listPurposes(db)) {
    if (retired_at !== null || !purposes.includes(key)) continue;
    const text = await findApprovedText(db, key, language, { number });
    if (text?.language !== language) continue;
    const { body, id, version } = text;
    const shown = `${body}\n${responsible}`;
    boxes.push({ purpose: key, body, shown, hash: sha256(shown), id, version });
  }
  return boxes;
}
