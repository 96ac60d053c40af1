import type { Translate } from "../../views/i18n.ts";
import type { AuthorType, Priority, SlaMetric, TicketStatus } from "../db/schema.ts";
import type { Step } from "../sla/terms.ts";
import { assignmentWords } from "./assignment-words.ts";
import type { Reader } from "./time-words.ts";
import { untilTime } from "./time-words.ts";

/** Ids to names of everybody who ever signed in. */
export type Names = ReadonlyMap<number, string>;

interface EventRow {
  ticket_id: number;
  kind: string;
  actor_type: AuthorType;
  actor_id: number | null;
  detail: string;
}

interface Detail {
  from?: unknown;
  to?: unknown;
  until?: number;
  by?: unknown;
  lacks?: unknown;
  /** The rule that did it. */
  rule?: string;
  text?: string;
  name?: string;
  /** Of a step of a clock. */
  step?: Step["kind"];
  metric?: SlaMetric;
  /** Of a merging: the other one. */
  ticket?: number;
}

export function actorName(
  { t }: Reader,
  names: Names,
  type: AuthorType,
  id: number | null,
): string {
  if (type === "agent") return names.get(id ?? 0) ?? t("actor.system");
  return t(`actor.${type}`);
}

/** Who did it: a rule by its name, else whoever acted. */
export function doerName(
  row: Pick<EventRow, "actor_type" | "actor_id" | "detail">,
  names: Names,
  reader: Reader,
): string {
  const { rule } = JSON.parse(row.detail) as Detail;
  if (rule) return reader.t("routing.say.quoted", { text: rule });
  return actorName(reader, names, row.actor_type, row.actor_id);
}

/** Openings and resolutions divide a thread. */
export function isDivider(row: EventRow): boolean {
  const { from, to } = JSON.parse(row.detail) as Detail;
  return (
    row.kind === "opened" || (row.kind === "status" && (to === "resolved" || from === "resolved"))
  );
}

/** What the thread says of itself; the rest is in the history only. */
export function isShownInThread(row: EventRow): boolean {
  if (row.kind === "category" || row.kind === "language" || row.kind === "tags") return false;
  // The kept ticket says so in the same thread.
  if (row.kind === "merged-into") return false;
  const { to, step } = JSON.parse(row.detail) as Detail;
  if (step === "reminder") return false;
  // Every first answer by a person silences the bot: no news.
  if (row.kind === "bot" && to === "off") return false;
  return !(row.kind === "status" && to === "open" && !isDivider(row));
}

/** One change in words. */
export function eventWords(row: EventRow, names: Names, reader: Reader): string {
  const { t } = reader;
  const name = doerName(row, names, reader);
  const detail = JSON.parse(row.detail) as Detail;
  switch (row.kind) {
    case "opened":
      return t("event.opened", { number: row.ticket_id });
    case "status":
      return statusWords(row, detail, name, reader);
    case "assignee":
      return assigneeWords(t, row, detail, name, names);
    case "team":
      if (typeof detail.name !== "string") return t("event.team.none", { name });
      return t("event.team", { name, to: detail.name });
    case "priority":
      return t("event.priority", { name, to: t(`priority.${detail.to as Priority}`) });
    case "bot":
      return t(detail.to === "on" ? "event.bot.on" : "event.bot.off", { name });
    case "note":
      return t("event.rule-note", { rule: detail.rule ?? "", text: detail.text ?? "" });
    case "sla-policy":
      return t("event.sla-policy", { rule: detail.rule ?? "", to: detail.name ?? "" });
    case "sla":
      return t(`event.sla.${detail.step ?? "breach"}`, {
        rule: detail.rule ?? "",
        metric: t(`sla.metric.${detail.metric ?? "resolution"}`).toLowerCase(),
      });
    case "escalated":
      if (detail.to === false) return t("event.not-escalated", { name });
      return row.actor_type === "bot" ? t("event.handed-over") : t("event.escalated", { name });
    case "hand-over":
      return t("hand-over.card");
    case "spam":
      return t(detail.to ? "event.spam" : "event.not-spam", { name });
    case "merged":
    case "unmerged":
      return t(`event.${row.kind}`, { name, ticket: detail.ticket ?? 0 });
    case "merged-into":
      return t("event.merged-into", { name, number: row.ticket_id, ticket: Number(detail.to) });
    case "blocked":
    case "unblocked":
      return t(`event.${row.kind}`, { name });
    case "tags":
    case "category":
    case "language":
      return t(`event.${row.kind}`, { name, to: listWords(t, detail.to) });
    default:
      return `${name}: ${row.kind}`;
  }
}

function statusWords(
  row: EventRow,
  { from, to, until }: Detail,
  name: string,
  reader: Reader,
): string {
  const { t } = reader;
  const number = row.ticket_id;
  if (to === "resolved") return t("event.resolved", { number, name });
  if (from === "resolved") return t("event.reopened", { number, name });
  if (to === "snoozed" && until)
    return `${t("event.snoozed", { name })}: ${untilTime(until, reader).text}`;
  return t("event.status", {
    name,
    from: t(`status.${from as TicketStatus}`),
    to: t(`status.${to as TicketStatus}`),
  });
}

function assigneeWords(
  t: Translate,
  row: EventRow,
  { to, ...detail }: Detail,
  name: string,
  names: Names,
): string {
  if (typeof to !== "number") return t("event.unassigned", { name });
  if (row.actor_type === "agent" && row.actor_id === to) return t("event.taken", { name });
  const words = t("event.assigned", { name, to: names.get(to) ?? `#${to}` });
  return words + assignmentWords(t, detail);
}

function listWords(t: Translate, value: unknown): string {
  if (Array.isArray(value)) return value.join(", ") || t("event.nothing");
  return typeof value === "string" && value ? value : t("event.nothing");
}
