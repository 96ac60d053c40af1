/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { BulkChoices } from "../../views/bulk/bulk-bar.tsx";
import { ToastPart } from "../../views/ui/toast.tsx";
import { AppError } from "../http/errors.ts";
import { asForm, type Form, idOf, readForm } from "../http/form.ts";
import { type Me, withMe } from "../http/me.ts";
import { isFragment } from "../http/request.ts";
import { fragment, redirect } from "../http/respond.tsx";
import { listByDeadline } from "../inbox/list-by-deadline.ts";
import { listQueryOf, type ListQuery, queryTextOf } from "../inbox/list-filter.ts";
import { listTickets } from "../inbox/list-tickets.ts";
import { readerOf } from "../inbox/open-case.ts";
import { readChoices } from "../inbox/ticket-choices.ts";
import type { Recado } from "../recado.ts";
import { readAction } from "./bulk-action.ts";
import { changeMany, type Chosen, MOST_TICKETS, type Outcome, undoMany } from "./change-many.ts";
import { isMergeStep, type MergeStep } from "../merging/merge-step.ts";
import { undoMerging } from "../merging/routes.tsx";
import { findNextUrgent } from "./next-urgent.ts";
import { sayLeft } from "./say-outcome.ts";
import { takeUndo, type UndoStep } from "./undo-steps.ts";

/** What is done to several tickets at once, its Undo, and the way to the most urgent one. */
export function bulkRoutes(recado: Recado) {
  return new Elysia()
    .use(withMe)
    .get("/inbox/bulk", async ({ me }) => {
      const choices = await readChoices(recado.db, await readerOf(recado, me));
      return fragment(<BulkChoices t={me.t} choices={choices} mayWork={me.can("reply")} />);
    })
    .post("/inbox/bulk", ({ me, request }) => changeSelected(recado, me, request), asForm)
    .get("/inbox/next", async ({ me, query }) => {
      const next = await findNextUrgent(recado.db, me.scope, idOf(query.from));
      if (!next) return redirect(`/inbox?view=mine&next=${query.from ? "no-other" : "none"}`);
      return redirect(`/tickets/${next.id}?view=${next.assignee_id ? "mine" : "unassigned"}`);
    })
    .post("/undo/:id", ({ me, params, request }) => undo(recado, me, idOf(params.id), request), {
      ...asForm,
    });
}

async function changeSelected(recado: Recado, me: Me, request: Request): Promise<Response> {
  const form = await readForm(request);
  const action = readAction(form, me, await readerOf(recado, me));
  const chosen = await chosenOf(recado, me, form);
  if (chosen.length === 0)
    throw new AppError("invalid", "Select at least one ticket.", { key: "error.bulk-none" });
  const outcome = await changeMany(recado, me, chosen, action);
  if (!isFragment(request)) return redirect(`/inbox?${queryTextOf(listOf(form))}`);
  const message = await sayOutcome(recado, me, outcome, action.kind === "resolve");
  const undo = outcome.undo && ({ method: "post", url: `/undo/${outcome.undo}` } as const);
  const isRefused = outcome.isCut || (outcome.changed === 0 && outcome.same === 0);
  return fragment(
    <ToastPart
      t={me.t}
      message={message}
      tone={isRefused ? "error" : "plain"}
      undo={undo || undefined}
    />,
  );
}

const listFields = ["view", "sort", "team", "agent", "priority", "tag", "q"];

/** The list that the page showed. */
function listOf(form: Form): ListQuery {
  return listQueryOf(
    Object.fromEntries(listFields.map((name) => [name, form.text(`list-${name}`)])),
  );
}

/** The ticked boxes, `<number>.<stamp>`; or the list as it is now, from its top. */
async function chosenOf({ db }: Recado, me: Me, form: Form): Promise<Chosen[]> {
  if (form.has("all")) {
    const { view, sort, filter } = listOf(form);
    const list = sort === "due" ? listByDeadline : listTickets;
    const narrow = { filter, seesPhones: me.can("phones") };
    const { rows } = await list(db, view, me.scope, { limit: MOST_TICKETS, narrow });
    return rows.map((row) => ({ number: row.id, stamp: "" }));
  }
  const chosen = form.all("ticket").flatMap((text) => {
    const [, number, stamp = ""] = /^(\d{1,15})(?:\.([\w.]{1,60}))?$/.exec(text) ?? [];
    return number ? [[Number(number), stamp] as const] : [];
  });
  return [...new Map(chosen)].map(([number, stamp]) => ({ number, stamp }));
}

async function sayOutcome(
  { db }: Recado,
  { t, scope }: Me,
  outcome: Outcome,
  isResolved: boolean,
): Promise<string> {
  const { changed, same } = outcome;
  const left = await sayLeft(db, t, scope, outcome);
  const done = t(isResolved ? "bulk.done.resolve" : "bulk.done", { n: changed });
  const cut = outcome.isCut ? [t("bulk.cut")] : [];
  return [`${done}.`, ...cut, ...(same ? [t("bulk.same", { n: same })] : []), ...left].join(" ");
}

async function undo(recado: Recado, me: Me, id: number, request: Request): Promise<Response> {
  const steps = await recado.write((tx) => takeUndo<UndoStep | MergeStep>(tx, me.id, id));
  const merging = steps.find(isMergeStep);
  if (merging) return undoMerging(recado, me, merging, request);
  const changes = steps.filter((step): step is UndoStep => !isMergeStep(step));
  const outcome = await undoMany(recado, me, changes);
  if (!isFragment(request)) return redirect("/inbox");
  const left = await sayLeft(recado.db, me.t, me.scope, outcome);
  const cut = outcome.undo === null ? [] : [me.t("bulk.cut")];
  const done = `${me.t("bulk.undone", { n: outcome.restored })}.`;
  const tone = outcome.restored === 0 || outcome.undo !== null ? "error" : "plain";
  const again = outcome.undo && ({ method: "post", url: `/undo/${outcome.undo}` } as const);
  return fragment(
    <ToastPart
      t={me.t}
      message={[done, ...cut, ...left].join(" ")}
      tone={tone}
      undo={again || undefined}
    />,
  );
}
