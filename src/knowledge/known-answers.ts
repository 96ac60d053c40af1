import { fold } from "../bot/fold.ts";
import type { Db } from "../db/open.ts";
import { listQuickReplies } from "../inbox/quick-replies.ts";

/** Whether a folded text is one that is written down already. */
export type KnownAnswer = (folded: string) => boolean;

const MOST_ARTICLES = 1_000;
/** A shorter piece of a quick reply says nothing. */
const SHORTEST_PIECE = 12;

/** Quick replies, whatever their placeholders were filled with, and articles. */
export async function readKnownAnswers(db: Db): Promise<KnownAnswer[]> {
  const replies = await listQuickReplies(db);
  const articles = await db
    .selectFrom("article_texts")
    .innerJoin("articles", "articles.id", "article_texts.article_id")
    .select("body")
    .where("archived_at", "is", null)
    .orderBy("article_texts.id", "desc")
    .limit(MOST_ARTICLES)
    .execute();
  return [...replies.map(({ text }) => text), ...articles.map(({ body }) => body)].flatMap(knownBy);
}

function knownBy(text: string): KnownAnswer[] {
  const pieces = text
    .split(/\{\{[^{}]*\}\}/)
    .map(fold)
    .filter((piece) => piece.length >= SHORTEST_PIECE);
  if (pieces.length === 0) return [];
  return [(folded) => holdsInOrder(folded, pieces)];
}

function holdsInOrder(folded: string, pieces: readonly string[]): boolean {
  let from = 0;
  for (const piece of pieces) {
    const at = folded.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return true;
}
