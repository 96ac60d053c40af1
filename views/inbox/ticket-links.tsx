/** @jsxImportSource preact */
import type { TicketStatus } from "../../src/db/schema.ts";
import type { Translate } from "../i18n.ts";
import { Time, type TimeText } from "../ui/time.tsx";
import { StatusBadge } from "./status-badge.tsx";

/** A ticket of somebody, with what was said last. */
export interface TicketLink {
  number: number;
  status: TicketStatus;
  time: TimeText;
  line: string;
}

export function TicketLinks({ t, tickets }: { t: Translate; tickets: TicketLink[] }) {
  return (
    <ul class="plain-list">
      {tickets.map((ticket) => (
        <li key={ticket.number}>
          <a class="ticket-link" href={`/tickets/${ticket.number}`}>
            <span class="spread">
              <strong>#{ticket.number}</strong>
              <StatusBadge t={t} status={ticket.status} />
              <Time time={ticket.time} />
            </span>
            <span class="one-line quiet-text" dir="auto">
              {ticket.line}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
