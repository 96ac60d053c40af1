import type { Db } from "../db/open.ts";
import { isRecord, word } from "../whatsapp/wire-values.ts";
import { buttonAnswer, type EnvelopeContent, listAnswer } from "./envelope.ts";

/** A tap: which of the buttons or rows of which message. */
export interface TappedOption {
  message: number;
  option: number;
}

/** What the phone sends for a tap; undefined: that message offers no such thing. */
export async function findTapped(
  db: Db,
  thread: number,
  { message, option }: TappedOption,
): Promise<{ wamid: string; content: EnvelopeContent } | undefined> {
  const row = await db
    .selectFrom("outbox")
    .innerJoin("messages", "messages.id", "outbox.message_id")
    .select(["messages.wamid", "outbox.payload"])
    .where("messages.id", "=", message)
    .where("messages.thread_id", "=", thread)
    .executeTakeFirst();
  if (!row?.wamid) return undefined;
  const content = contentOf(JSON.parse(row.payload), option);
  return content && { wamid: row.wamid, content };
}

function contentOf(payload: unknown, option: number): EnvelopeContent | undefined {
  const interactive = isRecord(payload) ? payload.interactive : undefined;
  const action = isRecord(interactive) ? interactive.action : undefined;
  if (!isRecord(action)) return undefined;
  const button = recordsIn(action.buttons)[option]?.reply;
  if (isRecord(button)) return buttonAnswer(word(button.id) ?? "", word(button.title) ?? "");
  const row = recordsIn(action.sections).flatMap(({ rows }) => recordsIn(rows))[option];
  return row && listAnswer(word(row.id) ?? "", word(row.title) ?? "", word(row.description) ?? "");
}

function recordsIn(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
