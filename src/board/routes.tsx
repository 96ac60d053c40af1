/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { BoardColumns, BoardPage } from "../../views/board/board-page.tsx";
import type { Board } from "../../views/board/types.ts";
import { Part } from "../../views/ui/part.tsx";
import { ToastPart, type Undo } from "../../views/ui/toast.tsx";
import { AppError } from "../http/errors.ts";
import { asForm, type Form, idOf, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, withMe } from "../http/me.ts";
import { isFragment } from "../http/request.ts";
import { fragment, page, redirect } from "../http/respond.tsx";
import { announce } from "../inbox/announce.ts";
import { listNames, readerOf } from "../inbox/open-case.ts";
import { getVisibleTicket } from "../inbox/tickets.ts";
import type { Recado } from "../recado.ts";
import { columnFrom } from "./columns.ts";
import { type Move, moveCard, type MoveOutcome } from "./move-card.ts";
import { boardQueryOf, type BoardQuery, readBoard } from "./read-board.ts";

/** The board, the part of it that refreshes itself, and moves on it. */
export function boardRoutes(recado: Recado) {
  return new Elysia()
    .use(withMe)
    .get("/board", async ({ me, request, query }) => {
      const frame = await frameOf(recado, request);
      return page(
        <BoardPage frame={frame} board={await boardOf(recado, me, boardQueryOf(query))} />,
      );
    })
    .get("/board/columns", async ({ me, query }) => {
      const board = await boardOf(recado, me, boardQueryOf(query));
      return fragment(<BoardColumns t={me.t} board={board} />);
    })
    .put(
      "/board/:number/column",
      ({ me, params, request }) => move(recado, me, idOf(params.number), request),
      asForm,
    );
}

async function boardOf(recado: Recado, me: Me, query: BoardQuery): Promise<Board> {
  return readBoard(recado.db, await readerOf(recado, me), query);
}

async function move(recado: Recado, me: Me, number: number, request: Request): Promise<Response> {
  const form = await readForm(request);
  const asked = moveOf(form);
  const now = recado.clock.now();
  const { outcome, thread } = await recado.write(async (tx) => {
    const ticket = await getVisibleTicket(tx, number, me.scope);
    return { outcome: await moveCard(tx, ticket, asked, me.id, now), thread: ticket.thread_id };
  });
  if (outcome.kind === "moved") announce(recado.live, { ticket: number, thread }, "ticket");
  if (!isFragment(request)) return redirect("/board");
  const query = boardQueryOf({ filter: form.text("filter"), column: form.text("column") });
  const board = await boardOf(recado, me, query);
  const said = await say(recado, me, number, asked, outcome);
  return fragment(
    [
      <Part target="#board">
        <BoardColumns t={me.t} board={board} />
      </Part>,
      <ToastPart t={me.t} {...said} />,
    ],
    { status: outcome.kind === "moved" ? 200 : 409 },
  );
}

/** `to=person` gives it to whom the menu chose. @throws AppError `invalid`. */
function moveOf(form: Form): Move {
  const [to, stamp] = [form.text("to"), form.text("stamp")];
  const user = idOf(form.text("user"));
  if (to === "person" && Number.isSafeInteger(user)) return { to: "assigned", userId: user, stamp };
  const column = columnFrom(to);
  if (column) return { to: column, userId: null, stamp };
  throw new AppError("invalid", "to: new, assigned, pending, escalated or person.");
}

async function say(
  { db }: Recado,
  { t }: Me,
  number: number,
  { to, userId }: Move,
  outcome: MoveOutcome,
): Promise<{ message: string; tone?: "error"; undo?: Undo }> {
  const names = await listNames(db);
  if (outcome.kind === "overtaken") {
    const name = names.get(outcome.ownerId ?? 0);
    const message = name
      ? t("board.faster.owner", { number, name })
      : t("board.faster", { number });
    return { message, tone: "error" };
  }
  const message = userId
    ? t("board.given", { number, name: names.get(userId) ?? "" })
    : t("board.moved", { number, column: t(`board.${to}`) });
  if (outcome.undo === null) return { message };
  return { message, undo: { method: "post", url: `/undo/${outcome.undo}` } };
}
