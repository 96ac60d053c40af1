/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { FilterForm } from "../../views/saved-views/filter-menu.tsx";
import {
  SavedViewsPage,
  SavedViewsPart,
  type ViewItem,
} from "../../views/saved-views/saved-views-page.tsx";
import { ToastPart, type Undo } from "../../views/ui/toast.tsx";
import { asForm, type Form, idOf, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, withMe } from "../http/me.ts";
import { isFragment } from "../http/request.ts";
import { fragment, page, redirect } from "../http/respond.tsx";
import { listQueryOf, queryTextOf } from "../inbox/list-filter.ts";
import { readerOf } from "../inbox/open-case.ts";
import { readChoices } from "../inbox/ticket-choices.ts";
import type { Recado } from "../recado.ts";
import { sayQuery } from "./say-query.ts";
import {
  deleteSavedView,
  getOwnView,
  insertSavedView,
  listSavedViews,
  LONGEST_VIEW_NAME,
  mayChange,
  moveSavedView,
  updateSavedView,
  type ViewKeeper,
} from "./saved-views.ts";

const keeperOf = (me: Me): ViewKeeper => ({ id: me.id, mayShare: me.can("views") });

/** The filter of the list, and the views that people keep of it. */
export function savedViewRoutes(recado: Recado) {
  return new Elysia()
    .use(withMe)
    .get("/inbox/filter", async ({ me, query }) => {
      const choices = await readChoices(recado.db, await readerOf(recado, me));
      const list = listQueryOf(query);
      return fragment(
        <FilterForm
          t={me.t}
          list={list}
          query={queryTextOf(list)}
          choices={choices}
          mayShare={me.can("views")}
        />,
      );
    })
    .get("/inbox/saved-views", async ({ me, request }) => {
      const frame = await frameOf(recado, request);
      return page(<SavedViewsPage frame={frame} views={await itemsOf(recado, me)} />);
    })
    .post("/inbox/saved-views", ({ me, request }) => add(recado, me, request), asForm)
    .post("/inbox/saved-views/:id", (handled) => change(recado, handled), asForm)
    .put("/inbox/saved-views/:id/position", (handled) => move(recado, handled), asForm)
    .delete("/inbox/saved-views/:id", (handled) => remove(recado, handled), asForm);
}

type Handled = { me: Me; params: { id: string }; request: Request };

/** From the filter's menu the view opens; as an Undo it comes back to the page of all. */
async function add(recado: Recado, me: Me, request: Request): Promise<Response> {
  const form = await readForm(request);
  const position = form.has("position") ? Number(form.text("position")) : undefined;
  const view = await recado.write((tx) =>
    insertSavedView(
      tx,
      {
        ...namedIn(form),
        query: queryTextOf(listQueryOf(Object.fromEntries(new URLSearchParams(form.raw("query"))))),
        position: Number.isSafeInteger(position) ? position : undefined,
      },
      keeperOf(me),
      recado.clock.now(),
    ),
  );
  if (form.has("position")) return answer(recado, me, request);
  return redirect(`/inbox?${view.query}`, request);
}

function namedIn(form: Form) {
  return { name: form.text("name", LONGEST_VIEW_NAME), isShared: form.has("shared") };
}

async function change(recado: Recado, { me, params, request }: Handled): Promise<Response> {
  const form = await readForm(request);
  const keeper = keeperOf(me);
  await recado.write(async (tx) => {
    const view = await getOwnView(tx, idOf(params.id), keeper);
    await updateSavedView(tx, view, namedIn(form), keeper);
  });
  return answer(recado, me, request, { message: me.t("views.saved") });
}

async function move(recado: Recado, { me, params, request }: Handled): Promise<Response> {
  const direction = (await readForm(request)).text("direction") === "up" ? "up" : "down";
  await recado.write(async (tx) =>
    moveSavedView(tx, await getOwnView(tx, idOf(params.id), keeperOf(me)), direction),
  );
  return answer(recado, me, request);
}

async function remove(recado: Recado, { me, params, request }: Handled): Promise<Response> {
  const view = await recado.write(async (tx) => {
    const view = await getOwnView(tx, idOf(params.id), keeperOf(me));
    await deleteSavedView(tx, view.id);
    return view;
  });
  const { name, query, position } = view;
  const shared: Record<string, string> = view.is_shared === 1 ? { shared: "1" } : {};
  const values = { name, query, position: String(position), ...shared };
  return answer(recado, me, request, {
    message: me.t("views.deleted", { name }),
    undo: { method: "post", url: "/inbox/saved-views", values },
  });
}

async function answer(
  recado: Recado,
  me: Me,
  request: Request,
  done?: { message: string; undo?: Undo },
): Promise<Response> {
  if (!isFragment(request)) return redirect("/inbox/saved-views");
  const list = (
    <SavedViewsPart t={me.t} views={await itemsOf(recado, me)} mayShare={me.can("views")} />
  );
  return fragment(done ? [list, <ToastPart t={me.t} {...done} />] : list);
}

async function itemsOf(recado: Recado, me: Me): Promise<ViewItem[]> {
  const [rows, choices] = await Promise.all([
    listSavedViews(recado.db, me.id),
    readChoices(recado.db, await readerOf(recado, me)),
  ]);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    query: row.query,
    text: sayQuery(me.t, row.query, choices),
    isShared: row.is_shared === 1,
    mayChange: mayChange(row, keeperOf(me)),
  }));
}
