import type { TextKey, Translate } from "../../views/i18n.ts";
import type { RequestItem } from "../../views/consent/requests-page.tsx";
import type { TimeText } from "../../views/ui/time.tsx";
import { showName } from "../contacts/phone.ts";
import type { Instant } from "../db/schema.ts";
import type { Me } from "../http/me.ts";
import { dayWords } from "../routing/holidays.ts";
import { timeText, type TimeStyle } from "../settings/time-text.ts";
import { type ListedRequest, requestSources } from "./requests.ts";

/** Who reads, in their words and the business's time. */
export interface RequestReader {
  me: Pick<Me, "t" | "can">;
  style: TimeStyle;
}

/** One line of the list. */
export function requestItemOf(request: ListedRequest, { me, style }: RequestReader): RequestItem {
  return {
    id: request.id,
    kind: request.kind,
    state: request.state,
    person: personOf(request, me),
    source: sourceWords(request.source, me.t),
    assignee: request.assignee_name,
    due: request.closed_at === null ? dueWords(request.due_at, me.t, style) : null,
    // A request comes in on a day: hours since its beginning would say nothing.
    time:
      request.closed_at === null
        ? dayText(request.received_at, style)
        : timeText(request.closed_at, style),
  };
}

/** Their name; or that they are erased, or nobody we know. */
export function personOf(
  { contact_name, contact_id, subject_reference }: ListedRequest,
  { t, can }: Pick<Me, "t" | "can">,
): string {
  if (contact_id !== null && contact_name !== null) return showName(contact_name, can("phones"));
  return t(subject_reference === null ? "requests.nobody" : "requests.erased");
}

/** One of our own words for it, else as a program called it. */
export function sourceWords(source: string, t: Translate): string {
  const known = requestSources.find((each) => each === source);
  return known ? t(`requests.source.${known}`) : source;
}

export interface DueWords {
  text: string;
  tone: "neutral" | "warning" | "danger";
  day: TimeText;
}

/** A week is when it is first reminded of. */
const SOON_DAYS = 7;

/** How many of the business's days are left, or over. */
export function dueWords(due: Instant, t: Translate, style: TimeStyle): DueWords {
  const left = daysUntil(due, style);
  const tone = left < 0 ? "danger" : left <= SOON_DAYS ? "warning" : "neutral";
  return { text: leftWords(left, t), tone, day: dayText(due, style) };
}

function leftWords(left: number, t: Translate): string {
  if (left === 0) return t("requests.due.today");
  const key: TextKey = left < 0 ? "requests.due.late" : "requests.due.days";
  return t(key, { n: Math.abs(left) });
}

/** In days of the calendar: 0 on the day itself. */
function daysUntil(due: Instant, { timezone, now }: TimeStyle): number {
  return dayOf(now, timezone).until(dayOf(due, timezone), { largestUnit: "days" }).days;
}

export function dayOf(instant: Instant, timezone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timezone).toPlainDate();
}

/** The day alone, as it is called in words. */
export function dayText(instant: Instant, { language, timezone }: TimeStyle): TimeText {
  const text = dayWords(dayOf(instant, timezone).toString(), language);
  return { iso: new Date(instant).toISOString(), text, title: text };
}
