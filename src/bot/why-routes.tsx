/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { WhyPage } from "../../views/bot/why-page.tsx";
import { WhyPanel } from "../../views/bot/why-panel.tsx";
import { AppError } from "../http/errors.ts";
import { idOf } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { meOf } from "../http/me.ts";
import { isFragment } from "../http/request.ts";
import { fragment, page } from "../http/respond.tsx";
import { findVisibleMessage } from "../inbox/messages.ts";
import type { Recado } from "../recado.ts";
import { findTurn } from "./find-turn.ts";

/** "Why did it say that?", one tap from any message of the bot: a page, or a part of the thread. */
export function whyRoutes(recado: Recado) {
  return new Elysia().get("/messages/:id/why", ({ request, params }) =>
    showWhy(recado, request, idOf(params.id)),
  );
}

async function showWhy(recado: Recado, request: Request, id: number): Promise<Response> {
  const me = meOf(request);
  const message = await findVisibleMessage(recado.db, id, me.scope);
  if (!message) throw new AppError("not-found", "There is no such message.");
  const turn = await findTurn(recado.db, message, me.scope);
  if (isFragment(request)) return fragment(<WhyPanel t={me.t} turn={turn} />);
  const frame = await frameOf(recado, request);
  const said = message.direction === "out" ? (message.text ?? "") : null;
  return page(
    <WhyPage frame={frame} ticket={message.ticket_id} message={id} said={said} turn={turn} />,
  );
}
