import type { Priority, SlaMetric } from "../../src/db/schema.ts";
import { changeStatus } from "../../src/inbox/change-ticket.ts";
import { queueReply, textReply } from "../../src/inbox/queue-reply.ts";
import { type Actor, getTicket } from "../../src/inbox/tickets.ts";
import { messageEnvelope } from "../../src/simulator/envelope.ts";
import { insertPolicy, type PolicyInput } from "../../src/sla/policies.ts";
import { runDueSteps } from "../../src/sla/run-due-steps.ts";
import type { Targets, Terms } from "../../src/sla/terms.ts";
import { type Desk, openDesk, PHONE_NUMBER_ID, WABA_ID } from "../support/desk.ts";

let last = 0;

/** A desk whose customers write, whose people answer, and whose seconds tick when told to. */
export async function openSlaDesk(options: Parameters<typeof openDesk>[0] = {}) {
  const desk = await openDesk(options);
  const { recado, clock, people } = desk;
  const bruno: Actor = { type: "agent", id: people.bruno };
  return {
    ...desk,
    bruno,
    async write(waId: string, text: string): Promise<number> {
      await desk.deliver(textFrom(desk, waId, text));
      const row = await recado.db
        .selectFrom("tickets")
        .innerJoin("contacts", "contacts.id", "tickets.contact_id")
        .select("tickets.id")
        .where("contacts.wa_id", "=", waId)
        .orderBy("tickets.id", "desc")
        .limit(1)
        .executeTakeFirstOrThrow();
      return row.id;
    },
    answer: (id: number, text = "Bom dia!") =>
      recado.write(async (tx) =>
        queueReply(
          tx,
          await getTicket(tx, id),
          textReply({ type: "agent", id: people.bruno }, text),
          clock.now(),
        ),
      ),
    setStatus: (id: number, status: "open" | "pending" | "resolved", actor: Actor = bruno) =>
      recado.write(async (tx) =>
        changeStatus(tx, await getTicket(tx, id), status, actor, clock.now()),
      ),
    addPolicy: (input: Partial<PolicyInput> & { terms: Terms }) =>
      recado.write((tx) =>
        insertPolicy(
          tx,
          { name: "Everybody", condition: { all: [] }, isEnabled: true, ...input },
          clock.now(),
        ),
      ),
    tick: () => runDueSteps(recado),
    clocksOf: (id: number) =>
      recado.db
        .selectFrom("sla_clocks")
        .selectAll()
        .where("ticket_id", "=", id)
        .orderBy("id")
        .execute(),
    async stepsOf(id: number) {
      const rows = await recado.db
        .selectFrom("sla_events")
        .innerJoin("sla_clocks", "sla_clocks.id", "sla_events.clock_id")
        .select(["metric", "step", "sla_events.due_at"])
        .where("ticket_id", "=", id)
        .orderBy("sla_events.id")
        .execute();
      return rows.map(({ metric, step }) => `${metric} ${step}`);
    },
  };
}

function textFrom(desk: Desk, waId: string, text: string) {
  return messageEnvelope(
    { wabaId: WABA_ID, phoneNumberId: PHONE_NUMBER_ID, displayPhone: "15550783881" },
    { name: "Clara", waId },
    { type: "text", text: { body: text } },
    { wamid: `wamid.sla.${++last}`, at: desk.clock.now() },
  );
}

type Minutes = number | Partial<Record<Priority, number>>;

/** Terms round the clock that promise these minutes and nothing else. */
export function termsOf(
  targets: Partial<Record<SlaMetric, Minutes>>,
  more: Partial<Terms> = {},
): Terms {
  const row = (minutes: Minutes | undefined) => {
    const own = typeof minutes === "object" ? minutes : {};
    const all = typeof minutes === "number" ? minutes : null;
    return { low: all, normal: all, high: all, urgent: all, ...own };
  };
  return {
    targets: {
      "first-response": row(targets["first-response"]),
      "next-response": row(targets["next-response"]),
      resolution: row(targets.resolution),
      "hand-over": row(targets["hand-over"]),
    } satisfies Targets,
    calendar: "always",
    pausesOn: ["pending", "snoozed"],
    countsBot: false,
    reminders: [],
    escalation: [],
    ...more,
  };
}
