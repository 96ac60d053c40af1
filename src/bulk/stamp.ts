import type { TicketStatus } from "../db/schema.ts";

interface Stamped {
  status: TicketStatus;
  assignee_id: number | null;
  last_message_id: number | null;
}

/** How a ticket stood when a page showed it: `<status>.<assignee>.<last message>`. */
export function stampOf({ status, assignee_id, last_message_id }: Stamped): string {
  return `${status}.${assignee_id ?? 0}.${last_message_id ?? 0}`;
}

/**
 * What must still be as it was shown. `words`: also the last message, for what would hide
 * or end a conversation; `owner`: status and assignee; `nothing`: whatever happened since.
 */
export type Care = "words" | "owner" | "nothing";

/** Whether somebody or something was faster. An empty stamp has nothing to compare. */
export function isOvertaken(stamp: string, ticket: Stamped, care: Care): boolean {
  if (care === "nothing" || stamp === "") return false;
  const [shown, now] = [stamp.split("."), stampOf(ticket).split(".")];
  const most = care === "words" ? 3 : 2;
  return shown.slice(0, most).join(".") !== now.slice(0, most).join(".");
}
