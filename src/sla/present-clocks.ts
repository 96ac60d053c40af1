import type { ClockMark, TicketClock } from "../../views/sla/types.ts";
import type { Db } from "../db/open.ts";
import type { TicketStatus } from "../db/schema.ts";
import { type Reader, untilTime } from "../inbox/time-words.ts";
import { countdown, markOf } from "./clock-words.ts";
import { type ClockRow, openClocksOf } from "./open-clocks.ts";
import type { Policy } from "./policies.ts";
import { readSlaDesk } from "./sla-desk.ts";
import { calendarName, pauseList } from "./say-policy.ts";
import { timeText } from "./time-text.ts";

/** The clock of each ticket that counts next: one that runs before one that stands still. */
export async function readMarks(
  db: Db,
  reader: Reader,
  ticketIds: readonly number[],
): Promise<Map<number, ClockMark>> {
  const clocks = await openClocksOf(db, ticketIds);
  return new Map(
    [...clocks].flatMap(([id, [first]]) => (first ? [[id, markOf(first, reader)] as const] : [])),
  );
}

/** All open clocks of a ticket, with what they promise and when they stand still. */
export async function readTicketClocks(
  db: Db,
  ticket: { id: number; status: TicketStatus },
  reader: Reader,
): Promise<TicketClock[]> {
  const clocks = (await openClocksOf(db, [ticket.id])).get(ticket.id) ?? [];
  if (clocks.length === 0) return [];
  const policies = (await readSlaDesk(db)).byId;
  return clocks.map((clock) =>
    presentClock(clock, policies.get(clock.policy_id), ticket.status, reader),
  );
}

function presentClock(
  clock: ClockRow,
  policy: Policy | undefined,
  status: TicketStatus,
  reader: Reader,
): TicketClock {
  const { t } = reader;
  const time = timeText(clock.target_ms);
  return {
    id: clock.id,
    metric: clock.metric,
    mark: markOf(clock, reader),
    policy: policy?.name ?? t("sla.policy.gone"),
    promise: policy
      ? t("sla.promise", { time, hours: t(`sla.hours.${calendarName(policy.terms)}`) })
      : time,
    due: clock.due_at === null ? null : untilTime(clock.due_at, reader),
    pause: pauseOf(clock, policy, status, reader),
  };
}

/** Why a clock stands still and what is left of it; of one that runs, when it will. */
function pauseOf(
  clock: ClockRow,
  policy: Policy | undefined,
  status: TicketStatus,
  reader: Reader,
): string | null {
  const { t } = reader;
  if (clock.due_at === null) {
    const why = status === "pending" || status === "snoozed" ? status : "other";
    return t(`sla.pause.now.${why}`, { time: countdown(clock.remaining_ms ?? 0, reader) });
  }
  const list = policy ? pauseList(policy.terms, reader) : "";
  return list ? t("sla.pause.when", { list }) : null;
}
