import { calendarOf, dateAt } from "../routing/calendar.ts";
import type { Instant } from "../db/schema.ts";
import type { PromptOption } from "../flows/prompt.ts";
import { bookTexts, fill } from "./book-texts.ts";
import {
  dayWords,
  longDayWords,
  roomWords,
  shortWords,
  timeWords,
  whenWords,
  zonedAt,
} from "./book-words.ts";
import { getBooking } from "./bookings.ts";
import type { Bookable, BookingTurn, Talk } from "./dialogue.ts";
import { type FreeDay, listFreeDays, type Slot } from "./free-slots.ts";
import { getService, listServices, type ServiceRow, textIn } from "./services.ts";
import { isSimulatedContact } from "./take-slot.ts";
import { getStaff, listStaff, listStaffFor, memberOf, type StaffMember } from "./staff.ts";

/** Rows on a page, so that "later" and "back" fit beside them in a list of ten. */
const PAGE = 8;

/** Services that somebody can be booked for. */
export async function listBookable({ tx }: Pick<Talk, "tx">): Promise<Bookable[]> {
  const business = await calendarOf(tx, null);
  const people = (await listStaff(tx)).map((row) => memberOf(row, business));
  return (await listServices(tx))
    .map((service) => ({
      service,
      staff: people.filter(({ serviceIds }) => serviceIds.includes(service.id)),
    }))
    .filter(({ staff }) => staff.length > 0);
}

/** The chosen service, and those who can do it: the chosen person, or all. */
export async function chosenOf({ tx, at }: Talk): Promise<Bookable> {
  const service = await getService(tx, at.service ?? 0);
  const staff = await listStaffFor(tx, service.id);
  return {
    service,
    staff: typeof at.staff === "number" ? staff.filter(({ id }) => id === at.staff) : staff,
  };
}

/** The question that is still open. `notice` stands before it. */
export async function askNext(talk: Talk, notice = ""): Promise<BookingTurn> {
  const { at } = talk;
  if (at.service === null) return askService(talk, notice);
  if (at.staff === null) {
    const staff = await listStaffFor(talk.tx, at.service);
    if (staff.length === 0) return { kind: "none" };
    if (staff.length > 1) return askStaff(talk, staff, notice);
    at.staff = staff[0]!.id;
  }
  return at.date === null ? askDay(talk, notice) : askTime(talk, notice);
}

async function askService(talk: Talk, notice: string): Promise<BookingTurn> {
  const services = await listBookable(talk);
  if (services.length === 0) return { kind: "none" };
  const { language } = talk.style;
  const options = paged(talk, services, bookTexts.moreServices[language], ({ service }) => ({
    id: `s-${service.id}`,
    label: nameOf(talk, service),
    description: textIn(service.price, language, talk.ctx.business.language),
  }));
  return ask(talk, "service", [notice, bookTexts.which[language]], options);
}

function askStaff(talk: Talk, staff: StaffMember[], notice: string): BookingTurn {
  const { language } = talk.style;
  const anyone = {
    id: "p-any",
    label: bookTexts.anyone[language],
    description: bookTexts.anyoneHint[language],
  };
  const people = paged(talk, staff, bookTexts.moreServices[language], ({ id, name }) => ({
    id: `p-${id}`,
    label: name,
  }));
  return ask(talk, "staff", [notice, bookTexts.who[language]], [anyone, ...people].slice(0, 10));
}

async function askDay(talk: Talk, notice: string): Promise<BookingTurn> {
  const { at, ctx, style } = talk;
  const today = dateAt(ctx.business, ctx.now);
  const from = at.from ? Temporal.PlainDate.from(at.from) : today;
  const days = await freeDays(talk, from, PAGE + 1);
  if (days.length === 0) {
    if (at.from === null) return { kind: "none" };
    at.from = null;
    return askDay(talk, notice || bookTexts.dayFull[style.language]);
  }
  const options: PromptOption[] = days.slice(0, PAGE).map(({ date, slots }) => ({
    id: `d-${date.toString()}`,
    label: dayWords(date, style),
    description: roomWords(date, startsOf(slots).length, ctx.now, style),
  }));
  const next = days[PAGE]?.date;
  if (next) options.push({ id: `f-${next.toString()}`, label: bookTexts.more[style.language] });
  if (at.from) options.push({ id: "first", label: bookTexts.first[style.language] });
  return ask(talk, "day", [notice, bookTexts.day[style.language]], options);
}

async function askTime(talk: Talk, notice: string): Promise<BookingTurn> {
  const { at, style } = talk;
  const date = Temporal.PlainDate.from(at.date ?? "");
  const [day] = await freeDays(talk, date, 1);
  if (!day || !day.date.equals(date)) {
    at.date = null;
    at.from = day ? day.date.toString() : null;
    return askDay(talk, notice || bookTexts.dayFull[style.language]);
  }
  const options = paged(talk, startsOf(day.slots), bookTexts.more[style.language], (startsAt) => ({
    id: timeId(startsAt),
    label: timeWords(startsAt, style),
  }));
  const question = fill(bookTexts.time[style.language], { day: longDayWords(date, style) });
  return ask(talk, "time", [notice, capital(question)], options);
}

/** Some beginnings of several days, to choose from. */
export function askStarts(talk: Talk, starts: readonly Instant[], notice: string): BookingTurn {
  const options: PromptOption[] = starts.slice(0, PAGE).map((startsAt) => ({
    id: timeId(startsAt),
    label: shortWords(startsAt, talk.style),
  }));
  options.push({ id: "other", label: bookTexts.other[talk.style.language] });
  return ask(talk, "time", [notice], options);
}

export async function askConfirm(talk: Talk): Promise<BookingTurn> {
  const { at, style, tx } = talk;
  const { language } = style;
  const service = await getService(tx, at.service ?? 0);
  const { name } = await getStaff(tx, at.slot?.staffId ?? 0);
  const price = textIn(service.price, language, talk.ctx.business.language);
  const text = fill(at.act === "move" ? bookTexts.askMove[language] : bookTexts.ask[language], {
    what: fill(bookTexts.with[language], { service: nameOf(talk, service), staff: name }),
    when: capital(whenWords(at.slot?.startsAt ?? 0, style)),
    price: price && `\n${price}`,
  });
  return ask(
    talk,
    "confirm",
    [text, at.held ? bookTexts.held[language] : ""],
    [
      {
        id: "yes",
        label: at.act === "move" ? bookTexts.yesMove[language] : bookTexts.yes[language],
      },
      { id: "other", label: bookTexts.other[language] },
    ],
  );
}

/** About the booking that there is: whether the customer comes, or whether it is to be cancelled. */
export async function askAbout(talk: Talk, stage: "act" | "cancel"): Promise<BookingTurn> {
  const { language } = talk.style;
  const current = await currentWords(talk);
  if (stage === "cancel")
    return ask(
      talk,
      stage,
      [current, bookTexts.askCancel[language]],
      [
        { id: "cancel", label: bookTexts.yesCancel[language] },
        { id: "keep", label: bookTexts.keep[language] },
      ],
    );
  return ask(
    talk,
    stage,
    [current, bookTexts.willCome[language]],
    [
      { id: "confirm", label: bookTexts.confirm[language] },
      { id: "move", label: bookTexts.move[language] },
      { id: "cancel", label: bookTexts.cancel[language] },
    ],
  );
}

export async function currentWords(talk: Talk): Promise<string> {
  const { tx, at, style } = talk;
  const booking = await getBooking(tx, at.old ?? 0);
  const service = await getService(tx, booking.service_id);
  const { name } = await getStaff(tx, booking.staff_id);
  return fill(bookTexts.current[style.language], {
    what: fill(bookTexts.with[style.language], { service: nameOf(talk, service), staff: name }),
    when: whenWords(booking.starts_at, style),
  });
}

export async function freeDays(
  talk: Talk,
  first: Temporal.PlainDate,
  most: number,
): Promise<FreeDay[]> {
  const { service, staff } = await chosenOf(talk);
  const { timezone } = talk.ctx.business;
  return listFreeDays(talk.tx, service, staff, {
    timezone,
    first,
    most,
    now: talk.ctx.now,
    except: talk.at.old ?? undefined,
    isSimulated: await isSimulatedContact(talk.tx, talk.ctx.contactId),
  });
}

/** Each beginning once. */
export function startsOf(slots: readonly Slot[]): Instant[] {
  return [...new Set(slots.map(({ startsAt }) => startsAt))];
}

export function nameOf({ style, ctx }: Talk, { name }: Pick<ServiceRow, "name">): string {
  return textIn(name, style.language, ctx.business.language);
}

/** Beginnings are whole minutes: short enough for a button's id. */
function timeId(startsAt: Instant): string {
  return `t-${startsAt / 60_000}`;
}

function paged<Item>(
  { at, style }: Talk,
  items: readonly Item[],
  more: string,
  option: (item: Item) => PromptOption,
): PromptOption[] {
  const page = items.slice(at.skip, at.skip + PAGE);
  const options = page.map(option);
  if (items.length > at.skip + PAGE) options.push({ id: "more", label: more });
  if (at.skip > 0) options.push({ id: "first", label: bookTexts.first[style.language] });
  return options;
}

function ask(
  { at }: Talk,
  stage: Talk["at"]["stage"],
  texts: readonly string[],
  options: PromptOption[],
): BookingTurn {
  const offered = options.map(({ id, label }) => ({ id, label }));
  return {
    kind: "ask",
    prompt: { text: texts.filter(Boolean).join("\n\n"), options },
    state: JSON.stringify({ ...at, stage, offered }),
  };
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** Where the day of an instant is on the business's wall. */
export function dayOf({ ctx }: Talk, instant: Instant): Temporal.PlainDate {
  return zonedAt(instant, ctx.business.timezone).toPlainDate();
}
