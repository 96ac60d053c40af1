import type { Tx } from "../db/open.ts";
import type { Flow } from "../flows/flow.ts";
import { countArticle } from "./articles.ts";

/** The customer has said whether the article helped; nothing for a flow that articleFlow did not make. */
export async function countArticleSolved(tx: Tx, flow: Flow, isSolved: boolean): Promise<void> {
  const id = Number(flow.constants?.article_id);
  if (id > 0) await countArticle(tx, id, isSolved ? "helped" : "unhelpful");
}
