import { hot } from "../db/hot.ts";
import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { phoneVariants } from "../contacts/phone.ts";
import { readingTime } from "../inbox/messages.ts";
import type { Sender, Update } from "../whatsapp/updates.ts";
import { erasedSince } from "./suppress.ts";

type News = Extract<Update, { kind: "message" | "status" | "preference" | "identity" }>;

/** Most desks keep nobody away: they ask no more than this. */
const findAny = hot((db, _: object) => db.selectFrom("suppressed").select("kind").limit(1));

/**
 * Meta delivers again for seven days, and tells of messages sent long before: what happened
 * before somebody was erased does not bring them back. Returns by what the news names them, for
 * the journal to be cut (`cutWebhook`); undefined when it is to be processed as ever.
 */
export async function findErasedIn(
  tx: Tx,
  news: News,
  receivedAt: Instant,
): Promise<string[] | undefined> {
  if ((await findAny(tx, {})).length === 0) return undefined;
  const { at, people, wamid } = factsOf(news);
  for (const person of people) {
    const since = await erasedSince(tx, { phone: person.waId, userId: person.userId });
    if (since === null) continue;
    if (readingTime(at, receivedAt) < since || (await isOfForgottenMessage(tx, news)))
      return [...people.flatMap(identifiersOf), ...(wamid ? [wamid] : [])];
  }
  return undefined;
}

/** Read only now, but sent before: a message that is no more. One to somebody who came back is known. */
async function isOfForgottenMessage(tx: Tx, news: News): Promise<boolean> {
  if (news.kind !== "status") return false;
  const { wamid, reference } = news.status;
  const known = await tx
    .selectFrom("messages")
    .select("id")
    .where((where) =>
      where.or([
        where("wamid", "=", wamid),
        ...(reference ? [where("reference", "=", reference)] : []),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return known === undefined;
}

function factsOf(news: News): { at: Instant | null; people: Sender[]; wamid: string | null } {
  switch (news.kind) {
    case "message": {
      const { timestamp, sender, wamid } = news.message;
      return { at: timestamp, people: [sender], wamid };
    }
    case "status": {
      const { timestamp, recipient, wamid } = news.status;
      return { at: timestamp, people: [recipient], wamid };
    }
    case "preference":
      return { at: news.preference.timestamp, people: [news.preference.person], wamid: null };
    case "identity": {
      const { timestamp, previous, current, wamid } = news.change;
      return { at: timestamp, people: [previous, current], wamid };
    }
  }
}

function identifiersOf({ waId, userId, parentUserId }: Sender): string[] {
  const ids = [userId, parentUserId].filter((id) => id !== null);
  return [...(waId ? phoneVariants(waId) : []), ...ids];
}
