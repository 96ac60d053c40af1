/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { type SetUpKind, SetUpPage, SetUpPart } from "../../views/bookings/services-page.tsx";
import { byId } from "../http/by-id.ts";
import { asForm, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, meOf } from "../http/me.ts";
import { page, redirect } from "../http/respond.tsx";
import { partSaid } from "../http/said.tsx";
import type { Recado } from "../recado.ts";
import { directionOf } from "../settings/one-place.ts";
import { getSetting } from "../settings/settings.ts";
import { readServiceItems, readStaffItems } from "./present-bookings.ts";
import { saveService, showNewService, showService } from "./service-form.tsx";
import { archiveService, moveService, textIn } from "./services.ts";
import { draftStaffCalendar, saveStaff, showNewStaff, showStaff } from "./staff-form.tsx";
import { archiveStaff, moveStaff, renewFeed } from "./staff.ts";

/** What can be booked, and who. */
export function setUpRoutes(recado: Recado) {
  return new Elysia()
    .get("/bookings/services", ({ request, query }) => list(recado, request, "services", query))
    .get("/bookings/services/new", ({ request }) => showNewService(recado, request))
    .post("/bookings/services", ({ request }) => saveService(recado, request, null), asForm)
    .get("/bookings/services/:id", byId(recado, showService))
    .post("/bookings/services/:id", byId(recado, saveService), asForm)
    .delete("/bookings/services/:id", byId(recado, archive("services", true)), asForm)
    .post("/bookings/services/:id/restoration", byId(recado, archive("services", false)), asForm)
    .put("/bookings/services/:id/position", byId(recado, move("services")), asForm)
    .get("/bookings/staff", ({ request, query }) => list(recado, request, "staff", query))
    .get("/bookings/staff/new", ({ request }) => showNewStaff(recado, request))
    .post("/bookings/staff", ({ request }) => saveStaff(recado, request, null), asForm)
    .post("/bookings/staff/calendar", ({ request }) => draftStaffCalendar(recado, request), asForm)
    .get("/bookings/staff/:id", byId(recado, showStaff))
    .post("/bookings/staff/:id", byId(recado, saveStaff), asForm)
    .post("/bookings/staff/:id/feed", byId(recado, renew), asForm)
    .delete("/bookings/staff/:id", byId(recado, archive("staff", true)), asForm)
    .post("/bookings/staff/:id/restoration", byId(recado, archive("staff", false)), asForm)
    .put("/bookings/staff/:id/position", byId(recado, move("staff")), asForm);
}

async function readItems({ db }: Recado, { t, language }: Me, kind: SetUpKind) {
  const own = (await getSetting(db, "business"))?.language ?? language;
  return kind === "services"
    ? readServiceItems(db, t, language, own)
    : readStaffItems(db, language, own);
}

async function list(
  recado: Recado,
  request: Request,
  kind: SetUpKind,
  { done: saved }: Record<string, string | undefined>,
): Promise<Response> {
  const frame = await frameOf(recado, request);
  const me = meOf(request);
  const items = await readItems(recado, me, kind);
  const name = items.find(({ id }) => String(id) === saved)?.name;
  const done = name ? me.t("bookings.saved", { name }) : undefined;
  return page(<SetUpPage frame={frame} kind={kind} items={items} done={done} />);
}

type ById = (recado: Recado, request: Request, id: number) => Promise<Response>;

function archive(kind: SetUpKind, isArchived: boolean): ById {
  return async (recado, request, id) => {
    const me = meOf(request);
    const now = recado.clock.now();
    const own = (await getSetting(recado.db, "business"))?.language ?? me.language;
    const name = await recado.write(async (tx) =>
      kind === "services"
        ? textIn((await archiveService(tx, id, isArchived, now)).name, me.language, own)
        : (await archiveStaff(tx, id, isArchived, now)).name,
    );
    const part = <SetUpPart t={me.t} kind={kind} items={await readItems(recado, me, kind)} />;
    if (!isArchived) return partSaid(me.t, part, me.t("bookings.restored", { name }));
    const undo = { method: "post", url: `/bookings/${kind}/${id}/restoration` } as const;
    return partSaid(me.t, part, me.t("bookings.deleted", { name }), undo);
  };
}

function move(kind: SetUpKind): ById {
  return async (recado, request, id) => {
    const me = meOf(request);
    const direction = directionOf(await readForm(request));
    await recado.write((tx) =>
      kind === "services" ? moveService(tx, id, direction) : moveStaff(tx, id, direction),
    );
    const items = await readItems(recado, me, kind);
    return partSaid(me.t, <SetUpPart t={me.t} kind={kind} items={items} />);
  };
}

async function renew(recado: Recado, request: Request, id: number): Promise<Response> {
  await recado.write((tx) => renewFeed(tx, id, recado.clock.now()));
  return redirect(`/bookings/staff/${id}?done=feed`, request);
}
