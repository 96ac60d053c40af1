import type { Tx } from "../db/open.ts";
import type { Instant, Language } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { type ContactRow, updateContact } from "./contacts.ts";

const LONGEST_NAME = 120;

export interface ContactChange {
  name: string;
  /** Null: found out from what they write. */
  language: Language | null;
}

/**
 * What people change of a contact by hand. A name that was edited is kept, whatever the profile on
 * WhatsApp says later. @throws AppError `invalid`.
 */
export async function changeContact(
  tx: Tx,
  contact: ContactRow,
  change: ContactChange,
  now: Instant,
): Promise<ContactRow> {
  const name = change.name.replaceAll(/\s+/g, " ").trim();
  if (!name || name.length > LONGEST_NAME) {
    throw new AppError("invalid", `name: give a name of at most ${LONGEST_NAME} characters.`, {
      key: "error.contact-name",
    });
  }
  const isRenamed = name !== contact.name;
  return updateContact(
    tx,
    contact,
    { name, language: change.language, ...(isRenamed ? { is_name_edited: 1 as const } : {}) },
    now,
  );
}
