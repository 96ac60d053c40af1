import type { RequestProblems, RequestValues } from "../../views/consent/request-form.tsx";
import type { Choice } from "../../views/ui/field.tsx";
import type { ContactRow } from "../contacts/contacts.ts";
import type { Db } from "../db/open.ts";
import type { Instant, Language } from "../db/schema.ts";
import type { Form } from "../http/form.ts";
import type { TimeStyle } from "../settings/time-text.ts";
import { isEmpty, problemsOf } from "../users/read-fields.ts";
import type { AskedRequest } from "./handle-request.ts";
import { jurisdictionCodes, requestKinds } from "./jurisdiction-profiles.ts";
import { isJurisdiction, jurisdictionOf, profileOfPhone } from "./jurisdictions.ts";
import { dayOf } from "./present-request.ts";
import { requestSources } from "./requests.ts";

const LONGEST_NOTE = 4000;
/** An older one is a slip of the keyboard. */
const OLDEST_YEARS = 2;

/** What an empty form begins with: the law of the person's country, else the business's. */
export async function firstValues(
  db: Db,
  contact: ContactRow | null,
  style: TimeStyle,
): Promise<RequestValues> {
  const profile = profileOfPhone(contact?.phone ?? null) ?? (await jurisdictionOf(db));
  return {
    kind: "access",
    source: "whatsapp",
    received: dayOf(style.now, style.timezone).toString(),
    jurisdiction: profile?.code ?? "",
    note: "",
  };
}

/** The form as it was typed, and what is wrong with it; `request` when nothing is. */
export function readRequestForm(
  form: Form,
  { timezone, now }: Pick<TimeStyle, "timezone" | "now">,
): {
  values: RequestValues;
  problems: RequestProblems;
  request?: Omit<AskedRequest, "contactId" | "createdBy">;
} {
  const values = {
    ...form.texts("kind", "source", "received", "jurisdiction"),
    note: form.raw("note").trim().slice(0, LONGEST_NOTE),
  };
  const { jurisdiction, note } = values;
  const kind = requestKinds.find((each) => each === values.kind);
  const source = requestSources.find((each) => each === values.source);
  const receivedAt = readReceived(values.received, timezone, now);
  const problems: RequestProblems = problemsOf({
    kind: kind ? undefined : "field.choice",
    source: source ? undefined : "field.choice",
    received: receivedAt === null ? "requests.received.wrong" : undefined,
    jurisdiction: isJurisdiction(jurisdiction) ? undefined : "requests.law.choose",
  });
  const isSound = isEmpty(problems) && kind && source && isJurisdiction(jurisdiction);
  if (!isSound || receivedAt === null) return { values, problems };
  return { values, problems, request: { kind, source, jurisdiction, note, receivedAt } };
}

/** The day's first moment; today's is now. Null for no day, a future or a very old one. */
export function readReceived(day: string, timezone: string, now: Instant): Instant | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return null;
  const today = dayOf(now, timezone);
  try {
    const date = Temporal.PlainDate.from(day);
    if (Temporal.PlainDate.compare(date, today) > 0) return null;
    if (Temporal.PlainDate.compare(date, today.subtract({ years: OLDEST_YEARS })) < 0) return null;
    return Math.min(date.toZonedDateTime(timezone).epochMilliseconds, now);
  } catch {
    return null; // 30 February
  }
}

/** The countries whose law we know, by name in the reader's language. */
export function lawChoices(language: Language, none: string): Choice[] {
  const names = new Intl.DisplayNames(language, { type: "region" });
  const all = jurisdictionCodes.map((value) => {
    const label = names.of(value === "UK" ? "GB" : value) ?? value;
    return { value, label };
  });
  return [{ value: "", label: none }, ...all];
}
