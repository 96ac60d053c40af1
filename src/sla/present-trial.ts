import { metrics, type Trial, type TrialSum, type TrialTicket } from "../../views/sla/types.ts";
import { DAY } from "../clock.ts";
import { showName } from "../contacts/phone.ts";
import type { Db } from "../db/open.ts";
import { listTime, type TicketReader } from "../inbox/time-words.ts";
import type { PolicyInput } from "./policies.ts";
import { type PreviewPromise, previewPolicy, type PreviewSum } from "./preview-policy.ts";
import { timeText } from "./time-text.ts";

const MOST_TICKETS = 50;

/** A policy on the tickets of the last days, ready to show; only tickets that this person sees. */
export async function readTrial(
  db: Db,
  reader: TicketReader,
  policy: Pick<PolicyInput, "condition" | "terms">,
  days: number,
): Promise<Trial> {
  const { now, scope } = reader;
  const range = { from: now - days * DAY, to: now + 1, now };
  const preview = await previewPolicy(db, policy, range, scope);
  const late = preview.promises.filter(({ outcome }) => outcome === "breached");
  const seesTickets = reader.can("tickets");
  const worst = late
    .toSorted((a, b) => overrun(b) - overrun(a))
    .slice(0, seesTickets ? MOST_TICKETS : 0);
  const names = await readNames(db, worst, reader);
  return {
    days,
    tickets: preview.matched,
    rows: metrics
      .filter((metric) => preview.under[metric].clocks + preview.actual[metric].clocks > 0)
      .map((metric) => {
        const { under, actual } = { under: preview.under[metric], actual: preview.actual[metric] };
        // What these tickets took is known also where nothing was promised then.
        const medianMs = actual.medianMs ?? under.medianMs;
        return {
          metric,
          under: sumOf(under, reader),
          actual: sumOf({ ...actual, medianMs }, reader),
        };
      }),
    breached: worst.map((promise) => ticketOf(promise, names, reader)),
    late: late.length,
    hasMore: seesTickets && late.length > MOST_TICKETS,
    isCut: preview.isCut,
  };
}

const overrun = ({ tookMs, targetMs }: PreviewPromise) => tookMs - targetMs;

function sumOf(
  { clocks, met, breached, medianMs }: PreviewSum,
  { language }: TicketReader,
): TrialSum {
  const percent = new Intl.NumberFormat(language === "pt" ? "pt-BR" : language, {
    style: "percent",
    maximumFractionDigits: 1,
  });
  return {
    clocks,
    breached,
    percent: met + breached === 0 ? "–" : percent.format(met / (met + breached)),
    median: medianMs === null ? "–" : timeText(medianMs),
  };
}

async function readNames(
  db: Db,
  promises: readonly PreviewPromise[],
  reader: TicketReader,
): Promise<Map<number, string>> {
  if (promises.length === 0) return new Map();
  const rows = await db
    .selectFrom("tickets")
    .innerJoin("contacts", "contacts.id", "tickets.contact_id")
    .select(["tickets.id", "contacts.name"])
    .where(
      "tickets.id",
      "in",
      promises.map(({ ticketId }) => ticketId),
    )
    .execute();
  return new Map(rows.map(({ id, name }) => [id, showName(name, reader.can("phones"))]));
}

function ticketOf(
  { ticketId, metric, targetMs, tookMs, startedAt }: PreviewPromise,
  names: Map<number, string>,
  reader: TicketReader,
): TrialTicket {
  return {
    number: ticketId,
    name: names.get(ticketId) ?? "",
    metric,
    target: timeText(targetMs),
    took: timeText(tookMs),
    time: listTime(startedAt, reader),
  };
}
