/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { MergeChoices } from "../../views/merging/merge-dialog.tsx";
import { ToastPart } from "../../views/ui/toast.tsx";
import { insertUndo } from "../bulk/undo-steps.ts";
import { AppError } from "../http/errors.ts";
import { asForm, idOf, readForm } from "../http/form.ts";
import { type Me, withMe } from "../http/me.ts";
import { isFragment } from "../http/request.ts";
import { fragment, redirect } from "../http/respond.tsx";
import { announce } from "../inbox/announce.ts";
import { mergedAddress, tailStateOf } from "../inbox/case-answer.tsx";
import { readerOf } from "../inbox/open-case.ts";
import { type Actor, getVisibleTicket, type TicketRow } from "../inbox/tickets.ts";
import type { Recado } from "../recado.ts";
import { readMergeChoices } from "./merge-choices.ts";
import type { MergeStep } from "./merge-step.ts";
import { mergeTickets } from "./merge-tickets.ts";
import { getExactTicket } from "./require-mergeable.ts";
import { undoMerge } from "./undo-merge.ts";

type Handled = { me: Me; params: { number: string }; request: Request };

/** Two tickets of one conversation become one. */
export function mergingRoutes(recado: Recado) {
  return new Elysia()
    .use(withMe)
    .get("/tickets/:number/merge", async ({ me, params }) => {
      const ticket = await getVisibleTicket(recado.db, idOf(params.number), me.scope);
      const others = await readMergeChoices(recado.db, ticket, await readerOf(recado, me));
      return fragment(<MergeChoices t={me.t} number={ticket.id} others={others} />);
    })
    .post("/tickets/:number/merge", (handled) => merge(recado, handled), asForm);
}

/** On to the kept ticket, whose page says so and offers Undo; open pages of the merged one follow. */
async function merge(recado: Recado, { me, params, request }: Handled): Promise<Response> {
  const form = await readForm(request);
  const [number, into] = [idOf(params.number), idOf(form.text("into"))];
  const actor: Actor = { type: "agent", id: me.id };
  const step = await recado.write(async (tx) => {
    const merged = await getExactTicket(tx, number, me.scope);
    if (!into) throw new AppError("invalid", "into: the number of the ticket that is kept.");
    const kept = await getExactTicket(tx, into, me.scope);
    const now = recado.clock.now();
    const step = await mergeTickets(tx, merged, kept, actor, now);
    await insertUndo(tx, me.id, [step], now);
    return step;
  });
  announceBoth(recado, step);
  return redirect(mergedAddress(into, number, tailStateOf(request, form.raw).view), request);
}

/** `step` was taken out of what this person may undo. */
export async function undoMerging(
  recado: Recado,
  me: Me,
  step: MergeStep,
  request: Request,
): Promise<Response> {
  const actor: Actor = { type: "agent", id: me.id };
  const isUndone = await recado.write((tx) => undoMerge(tx, step, actor, recado.clock.now()));
  announceBoth(recado, step);
  const [number, into] = [step.merged.id, step.kept.id];
  if (!isFragment(request)) return redirect(`/tickets/${isUndone ? number : into}`);
  const message = me.t(isUndone ? "merge.undone" : "merge.kept", { number, into });
  return fragment(<ToastPart t={me.t} message={message} tone={isUndone ? "plain" : "error"} />);
}

export function announceBoth(
  { live }: Pick<Recado, "live">,
  { merged, kept }: Record<"merged" | "kept", TicketRow>,
): void {
  for (const { id, thread_id } of [merged, kept])
    announce(live, { ticket: id, thread: thread_id }, "ticket");
}
