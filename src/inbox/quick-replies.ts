import type { Selectable } from "kysely";
import type { Db, Tx } from "../db/open.ts";
import type { Instant, QuickRepliesTable } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { type Direction, moveOnePlace } from "../settings/one-place.ts";

export type QuickReplyRow = Selectable<QuickRepliesTable>;

export interface QuickReplyInput {
  /** With or without the `/`. */
  shortcut: string;
  category: string;
  text: string;
}

/** What `{{…}}` in a quick reply may stand for. */
export const quickReplyVariables = ["name", "first_name", "agent", "business", "ticket"] as const;
export type QuickReplyVariable = (typeof quickReplyVariables)[number];
export type QuickReplyValues = Partial<Record<QuickReplyVariable, string | null>>;

/** In the order in which Alt+1 … 9 and the composer's list have them. */
export async function listQuickReplies(db: Db): Promise<QuickReplyRow[]> {
  return db.selectFrom("quick_replies").selectAll().orderBy("position").orderBy("id").execute();
}

/** @throws AppError `not-found`. */
export async function getQuickReply(db: Db, id: number): Promise<QuickReplyRow> {
  const row = Number.isSafeInteger(id)
    ? await db.selectFrom("quick_replies").selectAll().where("id", "=", id).executeTakeFirst()
    : undefined;
  if (!row) throw new AppError("not-found", "There is no quick reply with this id.");
  return row;
}

/** @throws AppError `invalid`, or `conflict` when the shortcut is taken. */
export async function insertQuickReply(
  tx: Tx,
  input: QuickReplyInput,
  now: Instant,
  position?: number,
): Promise<QuickReplyRow> {
  const columns = requireQuickReply(input);
  await requireFreeShortcut(tx, columns.shortcut);
  const { last } = await tx
    .selectFrom("quick_replies")
    .select((select) => select.fn.coalesce(select.fn.max("position"), select.lit(0)).as("last"))
    .executeTakeFirstOrThrow();
  return tx
    .insertInto("quick_replies")
    .values({ ...columns, position: position ?? last + 1, created_at: now, updated_at: now })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** @throws AppError `not-found`, `invalid`, or `conflict` when the shortcut is taken. */
export async function updateQuickReply(
  tx: Tx,
  id: number,
  input: QuickReplyInput,
  now: Instant,
): Promise<QuickReplyRow> {
  await getQuickReply(tx, id);
  const columns = requireQuickReply(input);
  await requireFreeShortcut(tx, columns.shortcut, id);
  return tx
    .updateTable("quick_replies")
    .set({ ...columns, updated_at: now })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function deleteQuickReply(tx: Tx, id: number): Promise<QuickReplyRow> {
  const row = await getQuickReply(tx, id);
  await tx.deleteFrom("quick_replies").where("id", "=", id).execute();
  return row;
}

/** One place up or down; at the end of the list nothing happens. */
export async function moveQuickReply(
  tx: Tx,
  id: number,
  direction: Direction,
  now: Instant,
): Promise<void> {
  const ids = (await listQuickReplies(tx)).map((row) => row.id);
  for (const [index, rowId] of (moveOnePlace(ids, id, direction) ?? []).entries()) {
    await tx
      .updateTable("quick_replies")
      .set({ position: index + 1, updated_at: now })
      .where("id", "=", rowId)
      .execute();
  }
}

const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g;

/**
 * The text for one contact. What has no value, or is nothing we know, stays in its braces for the
 * person to fill in: `unfilled` blocks sending (PRODUCT 15).
 *
 * @example fillQuickReply("Hi {{first_name}}, {{parcel number}}", { first_name: "Ana" })
 * // { text: "Hi Ana, {{parcel number}}", unfilled: ["parcel number"] }
 */
export function fillQuickReply(
  text: string,
  values: QuickReplyValues,
): { text: string; unfilled: string[] } {
  const unfilled = new Set<string>();
  const filled = text.replaceAll(placeholder, (whole, name: string) => {
    const key = name.toLowerCase().replaceAll(/[\s-]+/g, "_");
    const value = isVariable(key) ? values[key]?.trim() : "";
    if (value) return value;
    unfilled.add(name);
    return whole;
  });
  return { text: filled, unfilled: [...unfilled] };
}

/** What of a contact's name people are greeted by; none when the name is only a number or BSUID. */
export function firstNameOf(name: string): string | null {
  const [first] = name.trim().split(/\s+/);
  return first && /\p{L}/u.test(first) && !/\d{4}/.test(first) ? first : null;
}

function isVariable(name: string): name is QuickReplyVariable {
  return (quickReplyVariables as readonly string[]).includes(name);
}

const LONGEST_SHORTCUT = 32;
const LONGEST_CATEGORY = 40;
const LONGEST_TEXT = 4096;

function requireQuickReply(input: QuickReplyInput): QuickReplyInput {
  const shortcut = input.shortcut.trim().replace(/^\/+/, "").toLowerCase();
  if (!/^[\p{L}\p{N}_-]+$/u.test(shortcut) || shortcut.length > LONGEST_SHORTCUT) {
    throw new AppError(
      "invalid",
      `shortcut: give one word of letters, digits, - or _, at most ${LONGEST_SHORTCUT} long.`,
      { key: "error.quick-shortcut" },
    );
  }
  const text = input.text.trim();
  if (!text || text.length > LONGEST_TEXT) {
    throw new AppError("invalid", `text: write 1 to ${LONGEST_TEXT} characters.`, {
      key: "error.quick-text",
    });
  }
  const category = input.category.trim();
  if (category.length > LONGEST_CATEGORY) {
    throw new AppError("invalid", `category: at most ${LONGEST_CATEGORY} characters.`, {
      key: "error.quick-category",
    });
  }
  return { shortcut, category, text };
}

async function requireFreeShortcut(db: Db, shortcut: string, exceptId = 0): Promise<void> {
  const taken = await db
    .selectFrom("quick_replies")
    .select("id")
    .where("shortcut", "=", shortcut)
    .where("id", "!=", exceptId)
    .executeTakeFirst();
  if (!taken) return;
  throw new AppError("conflict", `shortcut: /${shortcut} is taken. Choose another.`, {
    key: "error.quick-taken",
    values: { shortcut },
  });
}
