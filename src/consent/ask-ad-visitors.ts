import type { Db, Tx } from "../db/open.ts";
import { listOpenRuns } from "../flows/runs.ts";
import type { DeskRules, Moment, StoredMessage } from "../inbox/stored-message.ts";
import type { MessageContent, Referral } from "../whatsapp/content.ts";
import { isKeptAway } from "./gate.ts";
import { askFor } from "./question.ts";
import { evidenceOf, maySay } from "./say.ts";
import { findStateRow } from "./states.ts";

/** The ad stands in one of the first messages. */
const FIRST_MESSAGES = 20;

/**
 * Who comes from an ad is asked for consent to marketing, where the business wants that: once,
 * after whatever the bot had to say, and never while a dialogue waits for an answer, which could
 * be taken for one to us. A click is no consent.
 */
export async function askWhoCameByAd(
  tx: Tx,
  stored: StoredMessage,
  { consent }: DeskRules,
  { now }: Moment,
): Promise<void> {
  if (!consent.asksAds || stored.message.type === "reaction") return;
  const { contact, thread, ticket } = stored;
  if (await findStateRow(tx, contact.id, "marketing")) return;
  const ad = await findAd(tx, stored);
  if (!ad || (await listOpenRuns(tx, thread.id)).length > 0) return;
  if (!(await maySay(tx, stored, "consent", now)) || (await isKeptAway(tx, contact))) return;
  const { sourceId: id = null, headline = null, clickId: click_id = null } = ad;
  const question = {
    purposes: ["marketing"],
    language: stored.language,
    method: "ad",
    actor: { type: "bot" },
    evidence: { ...evidenceOf(stored), ad: { id, headline, click_id } },
    eventAt: now,
    author: { type: "bot", id: null },
  } as const;
  await askFor(tx, ticket, question, now);
}

async function findAd(db: Db, { message, ticket }: StoredMessage): Promise<Referral | undefined> {
  if (message.content.referral) return message.content.referral;
  const rows = await db
    .selectFrom("messages")
    .select("content")
    .where("ticket_id", "=", ticket.id)
    .where("direction", "=", "in")
    .orderBy("id")
    .limit(FIRST_MESSAGES)
    .execute();
  const contents = rows.map(({ content }) => JSON.parse(content) as MessageContent);
  return contents.find(({ referral }) => referral)?.referral;
}
