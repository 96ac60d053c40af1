import type { HoursDraft } from "../../views/bot/hours-fields.tsx";
import { AppError } from "../http/errors.ts";
import type { Form } from "../http/form.ts";
import {
  isOpeningHours,
  type OpeningHours,
  type Span,
  type Weekday,
  weekdays,
} from "./opening-hours.ts";

const usualDay = { from: "09:00", to: "18:00" };
const MOST_SPANS = 6;

/** The form for what is saved; for a business without hours, the week that most begin with. */
export function draftOfHours(hours: OpeningHours | null): HoursDraft {
  const days = Object.fromEntries(
    weekdays.map((day, index) => [
      day,
      hours ? (hours[day] ?? []).map(asFormSpan) : index < 5 ? [usualDay] : [],
    ]),
  ) as HoursDraft["days"];
  return { isAlwaysOpen: hours === null, days };
}

/** A form's time field knows no 24:00: an end at 00:00 is the same midnight. */
function asFormSpan({ from, to }: Span): Span {
  return { from, to: to === "24:00" ? "00:00" : to };
}

export function readHoursDraft(form: Form): HoursDraft {
  const days = Object.fromEntries(
    weekdays.map((day) => [day, readSpans(form, day)]),
  ) as HoursDraft["days"];
  return { isAlwaysOpen: form.text("hours") !== "own", days };
}

function readSpans(form: Form, day: Weekday): Span[] {
  const ends = form.all(`${day}.to`);
  return form
    .all(`${day}.from`)
    .slice(0, MOST_SPANS)
    .map((from, index) => ({ from, to: ends[index] ?? "" }));
}

/** `add monday`, `remove monday 1`, `copy monday`: what the small buttons of the form do. */
export function editHours(draft: HoursDraft, edit: string): HoursDraft {
  const [verb, name, place] = edit.split(" ");
  const day = weekdays.find((weekday) => weekday === name);
  if (!day) return draft;
  const spans = draft.days[day];
  const change = (days: Partial<HoursDraft["days"]>) => ({
    isAlwaysOpen: false,
    days: { ...draft.days, ...days },
  });
  if (verb === "add" && spans.length < MOST_SPANS)
    return change({ [day]: [...spans, nextSpan(spans)] });
  if (verb === "remove")
    return change({ [day]: spans.filter((_, index) => index !== Number(place)) });
  if (verb === "copy")
    return change(Object.fromEntries(weekdays.map((weekday) => [weekday, spans])));
  return draft;
}

/** A whole day for a closed one; after that an afternoon to be filled in. */
function nextSpan(spans: Span[]): Span {
  return spans.length === 0 ? usualDay : { from: "", to: "" };
}

/** @throws AppError `invalid` when a span is half empty or has no length. */
export function requireHours(draft: HoursDraft): OpeningHours | null {
  if (draft.isAlwaysOpen) return null;
  const hours = Object.fromEntries(
    weekdays.map((day) => [
      day,
      draft.days[day]
        .filter(({ from, to }) => from || to)
        .toSorted((a, b) => a.from.localeCompare(b.from)),
    ]),
  );
  const isEmptySpan = ({ from, to }: Span) => from === to && from !== "00:00";
  if (isOpeningHours(hours) && !Object.values(hours).flat().some(isEmptySpan)) return hours;
  throw new AppError("invalid", "hours: give every span a beginning and a different end.", {
    key: "error.bot-hours",
  });
}
