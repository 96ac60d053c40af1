/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { BookingFields, BookingFormPage } from "../../views/bookings/booking-form.tsx";
import { BookingDaysPart, BookingsPage } from "../../views/bookings/bookings-page.tsx";
import type { BookingRights } from "../../views/bookings/types.ts";
import type { BookingState } from "../db/schema.ts";
import { byId } from "../http/by-id.ts";
import { AppError } from "../http/errors.ts";
import { asForm, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, meOf } from "../http/me.ts";
import { fragment, page } from "../http/respond.tsx";
import { partSaid } from "../http/said.tsx";
import type { Recado } from "../recado.ts";
import { bookByHand, moveByHand, undoMove } from "./book-by-hand.tsx";
import { draftOf, presentDraft, readContact, readDraft } from "./booking-draft.ts";
import { getBooking } from "./bookings.ts";
import { calendarFiles } from "./calendar-files.ts";
import { bookingReader, readBookings, readLine, readQuery } from "./present-bookings.ts";
import { getService } from "./services.ts";
import { setUpRoutes } from "./set-up-routes.tsx";
import { endBooking, finishBooking, restoreBooking } from "./take-slot.ts";

/** Who comes when; booking by hand; what can be booked, and who; calendar files. */
export function bookingRoutes(recado: Recado) {
  return new Elysia()
    .use(calendarFiles(recado))
    .use(setUpRoutes(recado))
    .get("/bookings", ({ request, query }) => showList(recado, request, query))
    .get("/bookings/new", ({ request, query }) => showNew(recado, request, query))
    .post("/bookings/draft", ({ request }) => redraw(recado, request), asForm)
    .post("/bookings", ({ request }) => bookByHand(recado, request), asForm)
    .get("/bookings/:id", byId(recado, showOne))
    .post("/bookings/:id/time", byId(recado, moveByHand), asForm)
    .delete("/bookings/:id/time", byId(recado, undoMove), asForm)
    .put("/bookings/:id/state", byId(recado, changeState), asForm);
}

export function rightsOf({ can }: Pick<Me, "can">): BookingRights {
  return { mayBook: can("reply"), maySetUp: can("bot") };
}

type Query = Record<string, string | undefined>;

async function showList(recado: Recado, request: Request, query: Query): Promise<Response> {
  const frame = await frameOf(recado, request);
  const me = meOf(request);
  const reader = await bookingReader(recado, me);
  const list = await readBookings(reader, readQuery(query, reader));
  const done = dones.find((each) => each === query.done);
  const said = done && { done, booking: Number(query.booking) || null };
  return page(<BookingsPage frame={frame} list={list} rights={rightsOf(me)} said={said} />);
}

const dones = ["new", "moved", "back"] as const;

async function showNew(recado: Recado, request: Request, query: Query): Promise<Response> {
  const frame = await frameOf(recado, request);
  const me = meOf(request);
  const reader = await bookingReader(recado, me);
  const draft = await presentDraft(reader, me.t, {
    id: null,
    typed: "",
    contact: Number(query.contact) || null,
    service: null,
    person: "any",
    date: readQuery(query, reader).date,
    time: "",
    note: "",
  });
  return page(<BookingFormPage frame={frame} draft={draft} mayBook />);
}

/** The form as it is, with the times that fit it. */
async function redraw(recado: Recado, request: Request): Promise<Response> {
  const me = meOf(request);
  const reader = await bookingReader(recado, me);
  const draft = await presentDraft(reader, me.t, readDraft(await readForm(request)));
  return fragment(<BookingFields t={me.t} draft={draft} />);
}

async function showOne(recado: Recado, request: Request, id: number): Promise<Response> {
  const me = meOf(request);
  const reader = await bookingReader(recado, me);
  const line = await readLine(reader, id);
  if (!line) throw new AppError("not-found", "There is no booking with this id.");
  const booking = await getBooking(recado.db, id);
  const draft = await presentDraft(reader, me.t, draftOf(booking, reader));
  const contact = await readContact(reader, booking.contact_id);
  return page(
    <BookingFormPage
      frame={await frameOf(recado, request)}
      draft={draft}
      line={line}
      phone={contact?.phone ?? null}
      mayBook={rightsOf(me).mayBook}
    />,
  );
}

type Change = "cancelled" | "done" | "no-show" | "booked";
const changes: readonly Change[] = ["cancelled", "done", "no-show", "booked"];

/** Cancelled, came, did not come, or booked again: the day as it is then, and a way back. */
async function changeState(recado: Recado, request: Request, id: number): Promise<Response> {
  const me = meOf(request);
  const reader = await bookingReader(recado, me);
  if (!(await readLine(reader, id)))
    throw new AppError("not-found", "There is no booking with this id.");
  const wanted = (await readForm(request)).text("state");
  const to = changes.find((each) => each === wanted);
  if (!to) throw new AppError("invalid", `state: one of ${changes.join(", ")}.`);
  const before = await setState(recado, id, to);
  const address = new URL(request.url);
  const query = readQuery(Object.fromEntries(address.searchParams), reader);
  const list = await readBookings(reader, query);
  const undo = {
    method: "put",
    url: `/bookings/${id}/state${address.search}`,
    values: { state: before },
  } as const;
  return partSaid(
    me.t,
    <BookingDaysPart t={me.t} list={list} rights={rightsOf(me)} />,
    me.t(`bookings.said.${to}`),
    changes.some((each) => each === before) && before !== to ? undo : undefined,
  );
}

/** What it was before. @throws AppError `conflict` where somebody else has the seat by now. */
async function setState(recado: Recado, id: number, to: Change): Promise<BookingState> {
  const now = recado.clock.now();
  return recado.write(async (tx) => {
    const booking = await getBooking(tx, id);
    if (to === "done") await finishBooking(tx, booking, now);
    else if (to !== "booked") await endBooking(tx, booking, to, now);
    else {
      const service = await getService(tx, booking.service_id);
      const outcome = await restoreBooking(tx, id, service, now);
      if (outcome.kind === "full")
        throw new AppError("conflict", "This time has been taken by now. Choose another one.", {
          key: "error.booking-taken",
        });
    }
    return booking.state;
  });
}
