/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { StatusBadge } from "../inbox/status-badge.tsx";
import type { TicketLink } from "../inbox/ticket-links.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { MenuItem } from "../ui/menu.tsx";
import { Time } from "../ui/time.tsx";

type NumberProps = { t: Translate; number: number };

/** In the ticket's menu: opens the dialog and fetches what it offers. */
export function MergeItem({ t, number }: NumberProps) {
  return (
    <MenuItem
      icon="merge"
      data-opens="merge-dialog"
      hx-get={`/tickets/${number}/merge`}
      hx-target="#merge-choices"
      hx-swap="innerHTML"
    >
      {t("merge.item")}
    </MenuItem>
  );
}

export function MergeDialog({ t, number }: NumberProps) {
  return (
    <Dialog id="merge-dialog" title={t("merge.title", { number })} closeLabel={t("ui.close")}>
      <p class="quiet-text">{t("merge.text", { number })}</p>
      <div id="merge-choices" aria-live="polite" />
    </Dialog>
  );
}

/** What GET /tickets/:number/merge answers: the other tickets of the conversation. */
export function MergeChoices({ t, number, others }: NumberProps & { others: TicketLink[] }) {
  if (others.length === 0)
    return (
      <EmptyState icon="merge" title={t("merge.none")}>
        <p>{t("merge.none.text")}</p>
      </EmptyState>
    );
  return (
    <ul class="plain-list">
      {others.map((other) => (
        <li key={other.number}>
          <button
            type="button"
            class="ticket-link merge-choice"
            hx-post={`/tickets/${number}/merge`}
            hx-vals={JSON.stringify({ into: other.number })}
            hx-swap="none"
            hx-sync="closest ul:drop"
          >
            <span class="spread">
              <strong>#{other.number}</strong>
              <StatusBadge t={t} status={other.status} />
              <Time time={other.time} />
            </span>
            <span class="one-line quiet-text" dir="auto">
              {other.line}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
