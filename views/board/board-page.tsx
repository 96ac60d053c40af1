/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { Line } from "../inbox/ticket-list.tsx";
import { type Frame, Layout } from "../layout.tsx";
import { ClockBadge } from "../sla/clock-mark.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { Badge, Tag } from "../ui/badge.tsx";
import { CardMenu } from "./card-menu.tsx";
import type { Board, BoardCard, BoardColumn } from "./types.ts";

type BoardProps = { t: Translate; board: Board };

/** Every open ticket where it stands; moved by hand, by keys or by its menu. */
export function BoardPage({ frame, board }: { frame: Frame; board: Board }) {
  const { t } = frame.me;
  return (
    <Layout
      title={t("board.title")}
      frame={frame}
      active="board"
      styles={["board"]}
      scripts={["board"]}
    >
      <div class="board-page">
        <header class="page-head">
          <div>
            <h1>{t("board.title")}</h1>
            {board.mayMove && <p class="hint only-keyboard">{t("board.lead")}</p>}
          </div>
          <nav class="segmented" aria-label={t("board.filter")}>
            {board.filters.map((filter) => (
              <a
                key={filter}
                href={`/board?filter=${filter}`}
                aria-current={filter === board.filter ? "true" : undefined}
              >
                {t(`board.filter.${filter}`)}
              </a>
            ))}
          </nav>
        </header>
        <BoardColumns t={t} board={board} />
      </div>
    </Layout>
  );
}

/** The columns, as a swap target that keeps itself fresh. */
export function BoardColumns({ t, board }: BoardProps) {
  const { filter, shown } = board;
  return (
    <div
      id="board"
      data-shown={shown}
      hx-get={`/board/columns?filter=${filter}&column=${shown}`}
      hx-trigger="ticket from:body throttle:1s, resync from:body"
      hx-swap="outerMorph"
      hx-sync="this:queue last"
    >
      <input type="hidden" class="board-state" name="filter" value={filter} />
      <input type="hidden" class="board-state" name="column" value={shown} />
      <nav class="tabs board-tabs" aria-label={t("board.columns")}>
        {board.columns.map(({ id, count }) => (
          <a
            key={id}
            href={`/board?filter=${filter}&column=${id}`}
            aria-current={id === shown ? "page" : undefined}
          >
            {t(`board.${id}`)}
            <small>{count}</small>
          </a>
        ))}
      </nav>
      <div class="board-columns">
        {board.columns.map((column) => (
          <Column key={column.id} t={t} board={board} column={column} />
        ))}
      </div>
    </div>
  );
}

function Column({ t, board, column }: BoardProps & { column: Board["columns"][number] }) {
  const { id, cards, count, hasMore } = column;
  return (
    <section
      id={`column-${id}`}
      class={`board-column ${id === board.shown ? "is-shown" : ""}`}
      data-column={id}
      aria-labelledby={`column-${id}-title`}
    >
      <h2 id={`column-${id}-title`}>
        {t(`board.${id}`)} <small>{count}</small>
      </h2>
      <ol class="board-cards">
        {cards.map((card) => (
          <Card key={card.number} t={t} board={board} column={id} card={card} />
        ))}
        {cards.length === 0 && <li class="hint">{t(`board.empty.${id}`)}</li>}
      </ol>
      {hasMore && <p class="hint">{t("board.more", { n: cards.length })}</p>}
    </section>
  );
}

type CardProps = BoardProps & { column: BoardColumn; card: BoardCard };

function Card({ t, board, column, card }: CardProps) {
  return (
    <li
      id={`card-${card.number}`}
      class={card.unread_count > 0 ? "board-card is-unread" : "board-card"}
      draggable={board.mayMove}
      data-card={card.number}
    >
      <a class="board-link" href={`/tickets/${card.number}`} draggable={false}>
        <span class="row-top">
          <strong dir="auto">{card.name}</strong>
          <small>#{card.number}</small>
        </span>
        <span class="row-line">
          <Line t={t} row={card} />
        </span>
        <Marks t={t} card={card} />
      </a>
      {board.mayMove && <CardMenu t={t} board={board} column={column} card={card} />}
    </li>
  );
}

function Marks({ t, card }: { t: Translate; card: BoardCard }) {
  return (
    <span class="tags board-marks">
      {card.assignee && (
        <span class="board-owner">
          <Avatar name={card.assignee.name} size="s" />
          <small>{card.assignee.name}</small>
        </span>
      )}
      {card.clock && <ClockBadge mark={card.clock} />}
      {card.wait && <small class="board-wait">{t("board.waits", { time: card.wait })}</small>}
      {card.priority === "urgent" && <Badge tone="danger">{t("priority.urgent")}</Badge>}
      {card.priority === "high" && <Badge tone="warning">{t("priority.high")}</Badge>}
      {card.tags.slice(0, 3).map((tag) => (
        <Tag key={tag}>{tag}</Tag>
      ))}
    </span>
  );
}
