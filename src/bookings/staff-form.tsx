/** @jsxImportSource preact */
import {
  type StaffDraft,
  type StaffErrors,
  StaffFormPage,
} from "../../views/bookings/staff-form.tsx";
import { CalendarFields } from "../../views/teams/calendar-fields.tsx";
import { AppError } from "../http/errors.ts";
import { type Form, idOf, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { meOf, seesAllTickets } from "../http/me.ts";
import { fragment, page, redirect } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { type Calendar, calendarOf } from "../routing/calendar.ts";
import { teamChoices } from "../routing/present-teams.ts";
import {
  draftOfCalendar,
  editCalendar,
  readTeamDraft,
  requireCalendar,
} from "../routing/team-form.ts";
import { getSetting } from "../settings/settings.ts";
import { listServices, textIn } from "./services.ts";
import { getStaff, insertStaff, type StaffRow, updateStaff } from "./staff.ts";

const ADDRESS = "/bookings/staff/calendar";

interface Shown {
  id: number | null;
  draft: StaffDraft;
  feed?: string;
  error?: AppError;
}

export async function showNewStaff(recado: Recado, request: Request): Promise<Response> {
  const services = await listServices(recado.db);
  const draft = {
    name: "",
    serviceIds: services.map(({ id }) => id),
    calendar: usualCalendar(await calendarOf(recado.db, null)),
  };
  return formPage(recado, request, { id: null, draft });
}

export async function showStaff(recado: Recado, request: Request, id: number): Promise<Response> {
  const staff = await getStaff(recado.db, id);
  const draft = {
    name: staff.name,
    serviceIds: JSON.parse(staff.service_ids) as number[],
    calendar: calendarDraft(staff.calendar, await calendarOf(recado.db, null)),
  };
  // Whoever has the address reads the names of all who come.
  const feed = seesAllTickets(meOf(request)) ? feedOf(recado, staff) : undefined;
  return formPage(recado, request, { id, draft, ...(feed ? { feed } : {}) });
}

function calendarDraft(own: string | null, business: Calendar): StaffDraft["calendar"] {
  const calendar = own ? (JSON.parse(own) as Calendar) : business;
  return { ...draftOfCalendar(calendar), isOwn: own !== null };
}

/** A business that is always open books nobody at three in the morning: hours of their own. */
function usualCalendar(business: Calendar): StaffDraft["calendar"] {
  const draft = calendarDraft(null, business);
  if (business.hours !== null) return draft;
  return { ...draft, isOwn: true, hours: { ...draft.hours, isAlwaysOpen: false } };
}

function feedOf({ config }: Recado, { feed_token }: StaffRow): string {
  return new URL(`/c/calendar/${feed_token}.ics`, config.baseUrl).href;
}

/** The calendar of the form with one part more or less: nothing is saved. */
export async function draftStaffCalendar(recado: Recado, request: Request): Promise<Response> {
  const { t, language } = meOf(request);
  const form = await readForm(request);
  const draft = editCalendar(readTeamDraft(form).calendar, form.text("edit"));
  const choices = await teamChoices(recado, language, draft);
  return fragment(<CalendarFields t={t} draft={draft} choices={choices} address={ADDRESS} />);
}

function readStaffDraft(form: Form): StaffDraft {
  return {
    name: form.text("name", 60),
    serviceIds: form.all("service").map(idOf).filter(Number.isSafeInteger),
    calendar: readTeamDraft(form).calendar,
  };
}

/** What was refused comes back as it was written, with the reason beside its field. */
export async function saveStaff(
  recado: Recado,
  request: Request,
  id: number | null,
): Promise<Response> {
  const draft = readStaffDraft(await readForm(request));
  const now = recado.clock.now();
  try {
    const calendar = draft.calendar.isOwn ? requireCalendar(draft.calendar) : null;
    const input = { name: draft.name, calendar, serviceIds: draft.serviceIds };
    const staff = await recado.write((tx) =>
      id === null ? insertStaff(tx, input, now) : updateStaff(tx, id, input, now),
    );
    return redirect(`/bookings/staff?done=${staff.id}`, request);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "invalid") throw error;
    return formPage(recado, request, { id, draft, error });
  }
}

const fieldOf: Record<string, keyof StaffErrors> = {
  "error.booking-staff-name": "name",
  "error.bot-hours": "hours",
  "error.team-days": "days",
};

async function formPage(
  recado: Recado,
  request: Request,
  { id, draft, feed, error }: Shown,
): Promise<Response> {
  const frame = await frameOf(recado, request);
  const { t, language } = frame.me;
  const field = error?.key && fieldOf[error.key];
  if (error && !field) throw error;
  const errors = error?.key && field ? { [field]: t(error.key, error.values) } : {};
  const own = (await getSetting(recado.db, "business"))?.language ?? language;
  const services = (await listServices(recado.db)).map((service) => ({
    id: service.id,
    name: textIn(service.name, language, own),
  }));
  const choices = await teamChoices(recado, language, draft.calendar);
  return page(
    <StaffFormPage
      frame={frame}
      id={id}
      draft={draft}
      errors={errors}
      services={services}
      choices={choices}
      feed={feed ?? null}
    />,
    { status: error?.status ?? 200 },
  );
}
