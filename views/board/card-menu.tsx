/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { Button } from "../ui/button.tsx";
import { Icon, type IconName } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { Select } from "../ui/field.tsx";
import { type Board, type BoardCard, type BoardColumn, boardColumns } from "./types.ts";

interface CardMenuProps {
  t: Translate;
  board: Board;
  column: BoardColumn;
  card: BoardCard;
}

const icons: Record<BoardColumn, IconName> = {
  new: "inbox",
  assigned: "user-plus",
  pending: "snooze",
  escalated: "flag",
};

/** Where a ticket can go; dragging and the keys press its buttons (board.js). */
export function CardMenu({ t, board, column, card }: CardMenuProps) {
  const { number, assignee } = card;
  const people = board.people.map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <Menu id={`move-${number}`} label={t("board.move", { number })} icon="more" class="board-menu">
      <form
        hx-put={`/board/${number}/column`}
        hx-include=".board-state"
        hx-swap="none"
        hx-sync="this:drop"
      >
        <input type="hidden" name="stamp" value={`${column}.${card.stamp}`} />
        {boardColumns
          .filter((to) => to !== column)
          .map((to) => (
            <button key={to} type="submit" class="menu-item" name="to" value={to}>
              <Icon name={icons[to]} />
              <span class="grow">
                {t(to === "assigned" && assignee ? "board.to.assigned.keep" : `board.to.${to}`)}
              </span>
            </button>
          ))}
        <div class="stack">
          <Select
            id={`give-${number}`}
            name="user"
            label={t("board.give-to")}
            choices={people}
            value={assignee ? String(assignee.id) : ""}
          />
          <Button type="submit" name="to" value="person">
            {t("board.give")}
          </Button>
        </div>
      </form>
    </Menu>
  );
}
