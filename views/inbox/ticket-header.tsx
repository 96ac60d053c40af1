/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { ClockBadge } from "../sla/clock-mark.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { HandOverMenu } from "./hand-over-menu.tsx";
import { MoreMenu, SnoozeMenu, TagsMenu } from "./ticket-menus.tsx";
import { StatusBadge } from "./status-badge.tsx";
import type { InboxView, TicketChoices, TicketHead } from "./types.ts";

export interface TicketHeaderProps {
  t: Translate;
  ticket: TicketHead;
  view: InboxView;
  choices: TicketChoices;
  newerTicket: number | null;
}

/** Whose ticket this is, where it stands, and what can be done with it. */
export function TicketHeader({ t, ticket, view, choices, newerTicket }: TicketHeaderProps) {
  return (
    <header class="ticket-header" id="ticket-header" data-mine={ticket.isMine ? "yes" : "no"}>
      <div class="ticket-bar">
        <a
          class="icon-button quiet only-narrow"
          href={`/inbox?view=${view}`}
          aria-label={t("ui.back")}
          data-back
        >
          <Icon name="back" />
        </a>
        <a class="ticket-person" href="#contact-pane" title={t("ticket.details")}>
          <Avatar name={ticket.name} />
          <span class="ticket-names">
            <h1 dir="auto">{ticket.name}</h1>
            <small>
              #{ticket.number}
              {ticket.subtitle && ` · ${ticket.subtitle}`}
            </small>
          </span>
        </a>
        <div class="ticket-actions" role="group" aria-label={t("ticket.actions")}>
          {ticket.mayWork && (
            <>
              <TakeButton t={t} ticket={ticket} />
              <HandOverMenu t={t} ticket={ticket} choices={choices} />
              <TagsMenu t={t} ticket={ticket} choices={choices} />
              <SnoozeMenu t={t} ticket={ticket} choices={choices} />
              <ResolveButton t={t} ticket={ticket} />
            </>
          )}
          <MoreMenu t={t} ticket={ticket} choices={choices} />
        </div>
      </div>
      <TicketState t={t} ticket={ticket} newerTicket={newerTicket} />
    </header>
  );
}

type StateProps = Pick<TicketHeaderProps, "t" | "ticket">;

function TakeButton({ t, ticket }: StateProps) {
  if (ticket.isMine || ticket.status === "resolved") return null;
  return (
    <Button
      icon="user-plus"
      class="wide-text"
      hx-put={`/tickets/${ticket.number}/assignee`}
      hx-vals={JSON.stringify({ user: "me", owner: String(ticket.assignee?.id ?? "") })}
      data-action="take"
      title={t("ticket.take")}
    >
      {t("ticket.take")}
    </Button>
  );
}

function ResolveButton({ t, ticket }: StateProps) {
  const url = `/tickets/${ticket.number}/resolution`;
  if (ticket.status === "resolved") {
    return (
      <Button
        icon="reopen"
        class="wide-text"
        hx-delete={url}
        data-action="resolve"
        title={t("ticket.reopen")}
      >
        {t("ticket.reopen")}
      </Button>
    );
  }
  return (
    <Button
      icon="check"
      tone="primary"
      class="wide-text"
      hx-put={url}
      data-action="resolve"
      title={t("ticket.resolve")}
    >
      {t("ticket.resolve")}
    </Button>
  );
}

/** The quiet second line: status, owner, tags, bot. */
function TicketState({ t, ticket, newerTicket }: StateProps & { newerTicket: number | null }) {
  return (
    <div class="ticket-state">
      {newerTicket && <a href={`/tickets/${newerTicket}`}>→ #{newerTicket}</a>}
      <StatusBadge t={t} status={ticket.status} />
      {ticket.merged.length > 0 && (
        <a href={`/tickets/${ticket.number}/history`}>
          {t("merge.includes", { list: ticket.merged.map((number) => `#${number}`).join(", ") })}
        </a>
      )}
      {ticket.clock && <ClockBadge mark={ticket.clock} />}
      {ticket.snoozedUntil && (
        <span>{t("inbox.snoozed-until", { time: ticket.snoozedUntil.text })}</span>
      )}
      {ticket.priority !== "normal" && (
        <Badge
          tone={
            ticket.priority === "urgent"
              ? "danger"
              : ticket.priority === "high"
                ? "warning"
                : "neutral"
          }
        >
          {t(`priority.${ticket.priority}`)}
        </Badge>
      )}
      <span class="state-owner">
        <Icon name="person" />
        {ticket.assignee ? ticket.assignee.name : t("inbox.nobody")}
        {ticket.team && ` · ${ticket.team.name}`}
      </span>
      {ticket.category && <span>{ticket.category}</span>}
      {ticket.tags.map((tag) => (
        <span key={tag} class="tag">
          {tag}
        </span>
      ))}
      {ticket.isSimulated && <Badge icon="simulator">{t("inbox.simulated")}</Badge>}
      {ticket.isSpam && <Badge tone="danger">Spam</Badge>}
      {ticket.isBotOn && ticket.status !== "resolved" && (
        <Badge icon="bot">{t(ticket.assignee ? "ticket.bot.until" : "ticket.bot.on")}</Badge>
      )}
    </div>
  );
}
