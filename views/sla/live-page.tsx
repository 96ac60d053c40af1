/** @jsxImportSource preact */
import type { Frame } from "../layout.tsx";
import type { Translate } from "../i18n.ts";
import { ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Select } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { Time } from "../ui/time.tsx";
import { ClockBadge } from "./clock-mark.tsx";
import { SlaLayout } from "./sla-layout.tsx";
import type { DueBoard, DueGroup, DueRow } from "./types.ts";

type BoardProps = { t: Translate; board: DueBoard };

/** What is late and what comes next, while it happens. */
export function LivePage({ frame, board }: { frame: Frame; board: DueBoard }) {
  const { t } = frame.me;
  return (
    <SlaLayout frame={frame} tab="live" title={t("sla.tab.live")}>
      <form method="get" action="/sla/live" class="sla-filter">
        <Select id="team" label={t("sla.team")} choices={board.teams} value={board.team} />
        <Select id="agent" label={t("sla.agent")} choices={board.agents} value={board.agent} />
        <button type="submit" class="button plain">
          {t("sla.show")}
        </button>
      </form>
      <Board t={t} board={board} />
    </SlaLayout>
  );
}

/** Fetches itself again when a ticket changes, and each half minute: a deadline makes no noise. */
export function Board({ t, board }: BoardProps) {
  return (
    <div
      id="sla-board"
      class="stack"
      hx-get={`/sla/live/board?${board.query}`}
      hx-trigger="ticket from:body throttle:2s, resync from:body, every 30s"
      hx-swap="outerMorph"
      hx-sync="this:queue last"
    >
      {board.seesTickets && <Tickets t={t} board={board} />}
      {!board.seesTickets && board.byTeam.length === 0 && (
        <EmptyState icon="check" title={t("sla.live.none-late")} />
      )}
      <div class="sla-columns">
        <Groups t={t} title={t("sla.by.team")} groups={board.byTeam} />
        <Groups t={t} title={t("sla.by.agent")} groups={board.byAgent} />
      </div>
    </div>
  );
}

function Tickets({ t, board }: BoardProps) {
  return (
    <div class="sla-columns">
      <Rows
        t={t}
        id="sla-late-rows"
        title={t("sla.live.late", { n: board.breached.length })}
        rows={board.breached}
        hasMore={board.hasMoreBreached}
        empty={t("sla.live.none-late")}
      />
      <Rows
        t={t}
        id="sla-next-rows"
        title={t("sla.live.next")}
        rows={board.next}
        hasMore={board.hasMoreNext}
        empty={t("sla.live.none-next")}
      />
    </div>
  );
}

interface RowsProps {
  t: Translate;
  id: string;
  title: string;
  rows: DueRow[];
  hasMore: boolean;
  empty: string;
}

function Rows({ t, id, title, rows, hasMore, empty }: RowsProps) {
  return (
    <section class="panel" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {rows.length === 0 ? (
        <EmptyState icon="check" title={empty} />
      ) : (
        <ol class="plain-list sla-due">
          {rows.map((row) => (
            <li key={`${row.number}-${row.metric}`} id={`due-${row.number}-${row.metric}`}>
              <a class="due-link" href={`/tickets/${row.number}`}>
                <ClockBadge mark={row.mark} />
                <span class="grow">
                  <strong dir="auto">{row.name}</strong>{" "}
                  <small class="quiet-text">
                    #{row.number} · {t(`sla.metric.${row.metric}`)} ·{" "}
                    {[row.team, row.assignee ?? t("inbox.nobody")].filter(Boolean).join(" · ")}
                  </small>
                </span>
                <Time time={row.due} class="quiet-text" />
              </a>
            </li>
          ))}
        </ol>
      )}
      {hasMore && (
        <p>
          <ButtonLink href="/inbox?sort=due">{t("sla.live.more")}</ButtonLink>
        </p>
      )}
    </section>
  );
}

function Groups({ t, title, groups }: { t: Translate; title: string; groups: DueGroup[] }) {
  if (groups.length === 0) return null;
  return (
    <section class="panel">
      <h2>{title}</h2>
      <table class="table sla-table">
        <thead>
          <tr>
            <th scope="col">{t("sla.name")}</th>
            <th scope="col">{t("sla.late-count")}</th>
            <th scope="col">{t("sla.soon-count")}</th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group.query}>
              <th scope="row">
                <a class="row-name" href={`/sla/live?${group.query}`}>
                  {group.name}
                </a>
              </th>
              <td>
                {group.breached > 0 ? (
                  <span class="clock-mark breached">
                    <Icon name="alert" />
                    {group.breached}
                  </span>
                ) : (
                  0
                )}
              </td>
              <td>{group.soon}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
