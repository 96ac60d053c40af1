/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { Board, LivePage } from "../../views/sla/live-page.tsx";
import { frameOf } from "../http/frame.ts";
import { withMe } from "../http/me.ts";
import { fragment, page } from "../http/respond.tsx";
import { readerOf } from "../inbox/open-case.ts";
import type { Recado } from "../recado.ts";
import { boardQueryOf, readBoard } from "./present-due.ts";

/** The board of what is late and what is due next, and the part of it that refreshes itself. */
export function liveRoutes(recado: Recado) {
  return new Elysia()
    .use(withMe)
    .get("/sla/live", async ({ me, request, query }) => {
      const frame = await frameOf(recado, request);
      const reader = await readerOf(recado, me);
      const board = await readBoard(recado.db, reader, boardQueryOf(query));
      return page(<LivePage frame={frame} board={board} />);
    })
    .get("/sla/live/board", async ({ me, query }) => {
      const reader = await readerOf(recado, me);
      const board = await readBoard(recado.db, reader, boardQueryOf(query));
      return fragment(<Board t={me.t} board={board} />);
    });
}
