import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { fateOf, tallyOf, weekOf } from "../../src/reports/figures.ts";
import { insertTurn } from "../../src/bot/turns.ts";
import type { RunOutcome, TurnOutcome } from "../../src/db/schema.ts";
import { insertIncident } from "../../src/incidents/incidents.ts";
import { noTerms } from "../../src/incidents/incident.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse } from "../support/html.ts";
import { textWebhook } from "../support/messages.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let desk: Desk;
let thread: { id: number; ticket_id: number; contact_id: number };
beforeEach(async () => {
  // Monday, 21 September 2026, 11:00 in São Paulo.
  desk = await openDesk();
  await desk.deliver(textWebhook("Olá", { at: desk.clock.now() - 30 * DAY }));
  const ticket = await desk.recado.db.selectFrom("tickets").selectAll().executeTakeFirstOrThrow();
  thread = { id: ticket.thread_id, ticket_id: ticket.id, contact_id: ticket.contact_id };
  const incident = {
    name: "Where is my order",
    category: "",
    phrasings: { en: ["where is my order"] },
    terms: { ...noTerms, answers: { en: "It is on its way." } },
    enabled: true,
  };
  await desk.recado.write((tx) => insertIncident(tx, incident, desk.people.ana, desk.clock.now()));
});
afterEach(() => desk.close());

let wamids = 0;

/** A message of the thread, as the history has it. */
async function say(at: number, who: "contact" | "agent" | "bot", text: string): Promise<number> {
  const row = await desk.recado.write((tx) =>
    tx
      .insertInto("messages")
      .values({
        thread_id: thread.id,
        ticket_id: thread.ticket_id,
        direction: who === "contact" ? "in" : "out",
        author_type: who,
        author_id: who === "agent" ? desk.people.bruno : null,
        type: "text",
        text,
        content: "{}",
        wamid: `wamid.FIGURES${(wamids += 1)}`,
        status: who === "contact" ? "received" : "read",
        sent_at: at,
        created_at: at,
      })
      .returning("id")
      .executeTakeFirstOrThrow(),
  );
  return row.id;
}

interface Told {
  outcome?: TurnOutcome;
  run?: { outcome: RunOutcome | null; endedAt: number | null; flow?: number };
  explanation?: string;
  isSimulated?: 0 | 1;
}

/** The bot's turn about a message of the customer, with the dialogue that came of it. */
async function ask(
  at: number,
  { outcome = "incident", run, explanation = "{}", isSimulated = 0 }: Told,
) {
  const messageId = await say(at, "contact", "where is my order");
  await desk.recado.write(async (tx) => {
    const row =
      run &&
      (await tx
        .insertInto("flow_runs")
        .values({
          thread_id: thread.id,
          ticket_id: thread.ticket_id,
          contact_id: thread.contact_id,
          flow_id: run.flow ?? null,
          incident_id: 1,
          version: 1,
          name: "Where is my order",
          language: "en",
          state: run.outcome === null ? "waiting" : "ended",
          outcome: run.outcome,
          started_at: at,
          updated_at: at,
          ended_at: run.endedAt,
        })
        .returning("id")
        .executeTakeFirstOrThrow());
    await insertTurn(tx, {
      outcome,
      incidentId: outcome === "incident" ? 1 : null,
      runId: row?.id,
      messageId,
      threadId: thread.id,
      ticketId: thread.ticket_id,
      language: "en",
      explanation,
      isSimulated,
      now: at,
    });
  });
}

/** Two weeks that somebody could count on their fingers. */
async function fillTwoWeeks() {
  const now = desk.clock.now();
  const lastWeek = now - 7 * DAY;
  const at = (hours: number) => lastWeek + hours * HOUR;
  const done = (hours: number, outcome: RunOutcome) => ({
    run: { outcome, endedAt: at(hours) + 60_000 },
  });
  await ask(at(0), done(0, "solved"));
  // Nobody wrote for a day, but for a thank you.
  await ask(at(1), done(1, "done"));
  await say(at(1.5), "contact", "Obrigada!");
  // Came back after 30 hours less a day … a day and a half later: within 24 hours of it.
  await ask(at(30), done(30, "done"));
  await say(at(33), "contact", "it has not come yet");
  // A person wrote.
  await ask(at(60), done(60, "done"));
  await say(at(61), "agent", "I have looked it up for you.");
  await ask(at(90), done(90, "handed-over"));
  await ask(at(94), done(94, "timed-out"));
  await ask(at(98), done(98, "left"));
  await ask(at(100), { outcome: "miss" });
  await ask(at(101), {
    outcome: "hand-over",
    explanation: '{"considered":[{"what":"misses","isTaken":true,"count":3,"most":3}]}',
  });
  await ask(at(102), {
    outcome: "silence",
    explanation: '{"considered":[{"what":"silence","isTaken":true,"because":"too-many-answers"}]}',
  });
  // This week: one still talks, one's day is not over yet, one is the simulator's.
  await ask(now - 2 * HOUR, { run: { outcome: null, endedAt: null } });
  await ask(now - HOUR, { run: { outcome: "done", endedAt: now - HOUR + 1 } });
  await ask(now - HOUR, { run: { outcome: "solved", endedAt: now - HOUR }, isSimulated: 1 });
}

describe("figures of the bot", () => {
  test("count what became of each question, week by week", async () => {
    await fillTwoWeeks();
    const ana = await desk.browserOf(desk.people.ana);
    const html = await parse(await ana.get("/bot/figures?weeks=4"));
    const [byWeek, bySubject] = [...html.querySelectorAll("table")].map((table) =>
      [...table.querySelectorAll("tbody tr")].map((row) =>
        [...row.querySelectorAll("th, td")].map((cell) => (cell.textContent ?? "").trim()),
      ),
    );
    // Asked, answered, solved, no person, abandoned, handed over, open, missed, loops.
    expect(byWeek).toEqual([
      ["21/09", "2", "0", "0", "0", "0", "0", "2", "0", "0"],
      ["14/09", "7", "4", "1", "2", "2", "2", "0", "2", "1"],
      ["07/09", "0", "0", "0", "0", "0", "0", "0", "0", "0"],
      ["31/08", "0", "0", "0", "0", "0", "0", "0", "0", "0"],
      ["All", "9", "4", "1", "2", "2", "2", "2", "2", "1"],
    ]);
    // The hand-over after three misses is of no incident.
    expect(bySubject).toEqual([["Where is my orderIncident", "9", "4", "1", "2", "2", "1", "2"]]);
    expect(html.querySelector("#by-week")?.textContent).toContain("29%");
    expect(html.querySelectorAll(".report-bar.asked")).toHaveLength(4);
  });

  test("simulated ones stand apart", async () => {
    await fillTwoWeeks();
    const ana = await desk.browserOf(desk.people.ana);
    const html = await parse(await ana.get("/bot/figures?weeks=4&source=simulated"));
    const total = [...html.querySelectorAll("table")[0]!.querySelectorAll("tbody tr")].at(-1);
    expect([...total!.querySelectorAll("td")].map((cell) => cell.textContent)).toEqual([
      "1",
      "1",
      "1",
      "1",
      "0",
      "0",
      "0",
      "0",
      "0",
    ]);
    expect(html.querySelector("#by-week")?.textContent).toContain("100%");
  });

  test("go out as a file, a line for each matter and week", async () => {
    await fillTwoWeeks();
    const ana = await desk.browserOf(desk.people.ana);
    const response = await ana.get("/bot/figures.csv?weeks=4");
    expect(response.headers.get("content-disposition")).toContain("bot-figures-2026-09-21.csv");
    const lines = (await response.text()).trim().split(/\r?\n/);
    expect(lines).toHaveLength(1 + 4 + 4);
    expect(
      lines.some((line) => /2026-09-14.Incident.Where is my order.7.4.1.2.2.1.0/.test(line)),
    ).toBe(true);
  });

  test("a quiet day after the answer settles it, not before", () => {
    const one = { subject: "rule:1", week: "2026-09-21", outcome: "done" as const, endedAt: 1000 };
    expect(fateOf(one, [], 1000 + DAY - 1)).toBe("open");
    expect(fateOf(one, [], 1000 + DAY)).toBe("quiet");
    const thanks = { direction: "in" as const, author_type: "contact", text: "merci" };
    expect(fateOf(one, [thanks], 1000 + DAY)).toBe("quiet");
    expect(fateOf(one, [{ ...thanks, text: "and my refund?" }], 1000)).toBe("returned");
    expect(fateOf(one, [{ direction: "out", author_type: "bot", text: "…" }], 1000 + DAY)).toBe(
      "quiet",
    );
    expect(tallyOf(["solved", "quiet", "returned", "abandoned", "handed-over", "open"])).toEqual({
      asked: 6,
      answered: 3,
      solved: 1,
      deflected: 2,
      abandoned: 1,
      handedOver: 1,
      open: 1,
    });
  });

  test("a week begins on Monday at midnight of the business", () => {
    const sunday = Date.UTC(2026, 8, 21, 2, 59);
    expect(weekOf(sunday, "America/Sao_Paulo").toString()).toBe("2026-09-14");
    expect(weekOf(sunday + 60_000, "America/Sao_Paulo").toString()).toBe("2026-09-21");
  });
});
