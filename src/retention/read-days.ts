import type { Form } from "../http/form.ts";
import { keepingOf, type RetentionKind, retentionKinds } from "./kinds.ts";
import type { TimeProblems } from "./present-retention.ts";

/** The form of times: days by kind, null for an empty field, and what is wrong with which. */
export function readDays(form: Pick<Form, "text">): {
  days: Record<string, number | null>;
  typed: Record<string, string>;
  problems: TimeProblems;
} {
  const days: Record<string, number | null> = {};
  const typed: Record<string, string> = {};
  const problems: TimeProblems = {};
  for (const kind of retentionKinds) {
    const text = form.text(kind, 20);
    typed[kind] = text;
    const read = daysFrom(kind, text);
    if (read === undefined)
      problems[kind] = keepingOf(kind).most === null ? "retention.wrong" : "retention.wrong.never";
    else days[kind] = read;
  }
  return { days, typed, problems };
}

/** Undefined: not within the limits of the kind. */
function daysFrom(kind: RetentionKind, text: string): number | null | undefined {
  const { least, most } = keepingOf(kind);
  if (text === "") return most === null ? null : undefined;
  const days = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return days >= least && days <= (most ?? Number.POSITIVE_INFINITY) ? days : undefined;
}
