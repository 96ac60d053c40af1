import { AppError } from "../http/errors.ts";
import { type Me, seesAllTickets } from "../http/me.ts";

/** Suggestions show what customers and agents wrote in any ticket. */
export function maySuggest(me: Pick<Me, "scope" | "can">): boolean {
  return me.can("bot") && seesAllTickets(me);
}

/** @throws AppError `forbidden`. */
export function requireSuggestions(me: Pick<Me, "scope" | "can">): void {
  if (maySuggest(me)) return;
  throw new AppError("forbidden", "Suggestions are for people who see all tickets.", {
    key: "articles.error.suggestions",
  });
}
