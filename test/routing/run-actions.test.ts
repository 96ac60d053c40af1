import { afterEach, beforeEach, expect, test } from "bun:test";
import { HOUR } from "../../src/clock.ts";
import { getTicket } from "../../src/inbox/tickets.ts";
import type { Action } from "../../src/routing/actions.ts";
import type { Calendar } from "../../src/routing/calendar.ts";
import { runActions } from "../../src/routing/run-actions.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { textFrom } from "./support.ts";

let desk: Desk;
// A Monday, 14:00 UTC.
beforeEach(async () => {
  desk = await openDesk();
  await desk.deliver(textFrom(desk, "5511988884321", "Clara", "Oi"));
});
afterEach(() => desk.close());

const run = (...actions: Action[]) =>
  desk.recado.write(async (tx) =>
    runActions(tx, await getTicket(tx, 1), actions, { name: "Night" }, desk.clock.now()),
  );

async function addTeam(
  name: string,
  timezone: string,
  members: number[],
  assignment: "manual" | "round-robin" = "manual",
): Promise<number> {
  const weekday = [{ from: "09:00", to: "18:00" }];
  const calendar: Calendar = {
    hours: { monday: weekday, tuesday: weekday },
    timezone,
    country: null,
    days: [],
  };
  return desk.recado.write(async (tx) => {
    const { id } = await tx
      .insertInto("teams")
      .values({
        name,
        calendar: JSON.stringify(calendar),
        assignment,
        created_at: 0,
        updated_at: 0,
        last_assigned_id: null,
        archived_at: null,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    for (const user_id of members)
      await tx
        .insertInto("team_members")
        .values({ team_id: id, user_id, is_lead: user_id === desk.people.ana ? 1 : 0 })
        .execute();
    return id;
  });
}

const isPresent = (userId: number) =>
  desk.recado.write((tx) =>
    tx.updateTable("users").set({ presence: "online" }).where("id", "=", userId).execute(),
  );

test("what the simulator plays reaches nobody outside, and the effect says so", async () => {
  await desk.recado.write((tx) => tx.updateTable("channels").set({ is_simulated: 1 }).execute());
  const url = "https://hooks.loja-azul.example/secret";
  expect(
    await run(
      { do: "webhook", url },
      { do: "slack", url, text: "Oi" },
      { do: "email", to: "ana@loja-azul.example", text: "Oi" },
      { do: "note", text: "Oi" },
    ),
  ).toEqual([
    { do: "webhook", to: "hooks.loja-azul.example", skipped: "simulated" },
    { do: "slack", to: "hooks.loja-azul.example", skipped: "simulated" },
    { do: "email", to: "ana@loja-azul.example", skipped: "simulated" },
    { do: "note", to: "Oi" },
  ]);
  const queued = () => desk.recado.db.selectFrom("deliveries").select("channel").execute();
  expect(await queued()).toEqual([]);
  await desk.recado.write((tx) => tx.updateTable("channels").set({ is_simulated: 0 }).execute());
  await run({ do: "webhook", url });
  expect(await queued()).toEqual([{ channel: "webhook" }]);
});

test("the team that is open now has the ticket, else the one that opens next", async () => {
  // 14:00 UTC is midnight in Sydney, 15:00 in Lisbon, 07:00 in Los Angeles.
  const sydney = await addTeam("Sydney", "Australia/Sydney", []);
  const angeles = await addTeam("Los Angeles", "America/Los_Angeles", []);
  const lisbon = await addTeam("Lisboa", "Europe/Lisbon", []);
  const zones: Action = { do: "assign-open-team", teams: [sydney, angeles, lisbon] };
  expect(await run(zones)).toEqual([{ do: "assign-open-team", to: "Lisboa" }]);
  desk.clock.advance(-7 * HOUR);
  expect(await run(zones)).toEqual([{ do: "assign-open-team", to: "Sydney" }]);
  desk.clock.advance(11.5 * HOUR);
  const without: Action = { do: "assign-open-team", teams: [sydney, angeles] };
  desk.clock.advance(-3 * HOUR);
  expect(await run(without)).toEqual([{ do: "assign-open-team", to: "Los Angeles" }]);
});

test("a team gives the ticket to who is there, and a person who is away gets none", async () => {
  const team = await addTeam("Level 1", "UTC", [desk.people.bruno], "round-robin");
  expect(await run({ do: "assign-agent", user: desk.people.bruno })).toEqual([
    { do: "assign-agent", to: "Bruno", skipped: "nobody-present" },
  ]);
  await isPresent(desk.people.bruno);
  expect(await run({ do: "assign-team", team })).toEqual([
    { do: "assign-team", to: "Level 1: Bruno", lacks: ["language"] },
  ]);
  expect(await run({ do: "assign-team", team })).toEqual([
    { do: "assign-team", to: "Level 1", skipped: "unchanged" },
  ]);
  expect(await run({ do: "unassign" })).toEqual([{ do: "unassign" }]);
});

test("what is gone is said, and the actions after it are done", async () => {
  const actions: Action[] = [
    { do: "assign-team", team: 99 },
    { do: "assign-agent", user: 99 },
    { do: "assign-last-agent" },
    { do: "sla-policy", policy: 99 },
    { do: "reply", quickReply: 99 },
    { do: "raise" },
    { do: "raise" },
    { do: "raise" },
  ];
  expect(await run(...actions)).toEqual([
    { do: "assign-team", skipped: "gone" },
    { do: "assign-agent", skipped: "gone" },
    { do: "assign-last-agent", skipped: "nobody-present" },
    { do: "sla-policy", skipped: "gone" },
    { do: "reply", skipped: "gone" },
    { do: "raise", to: "high" },
    { do: "raise", to: "urgent" },
    { do: "raise", to: "urgent", skipped: "unchanged" },
  ]);
});

test("people and programs are told, each once", async () => {
  const team = await addTeam("Level 1", "UTC", [desk.people.ana, desk.people.bruno]);
  const effects = await run(
    { do: "assign-team", team },
    { do: "notify", to: ["lead", "owner", "team"], text: "{{first_name}} waits (#{{ticket}})" },
    { do: "slack", url: "https://hooks.slack.example/T1/secret", text: "Night call" },
    { do: "webhook", url: "https://crm.example/hook" },
    { do: "email", to: "boss@loja-azul.example", text: "Night call" },
  );
  expect(effects.slice(1)).toEqual([
    { do: "notify", to: "Ana, Bruno" },
    { do: "slack", to: "hooks.slack.example" },
    { do: "webhook", to: "crm.example" },
    { do: "email", to: "boss@loja-azul.example", skipped: "no-mail" },
  ]);
  const notices = await desk.recado.db
    .selectFrom("notifications")
    .select(["user_id", "kind", "detail"])
    .where("kind", "=", "rule")
    .execute();
  expect(notices.map(({ user_id }) => user_id)).toEqual([desk.people.ana, desk.people.bruno]);
  expect(JSON.parse(notices[0]?.detail ?? "")).toEqual({ name: "Night", text: "Clara waits (#1)" });
  const sent = await desk.recado.db
    .selectFrom("deliveries")
    .select(["channel", "payload"])
    .execute();
  expect(sent.map(({ channel }) => channel)).toEqual(["slack", "webhook"]);
  expect(JSON.parse(sent[1]?.payload ?? "")).toMatchObject({
    event: "rule.fired",
    rule: "Night",
    ticket: { number: 1, team_id: team },
  });
});

test("every change in the history has the rule's name", async () => {
  await run(
    { do: "add-tags", tags: ["night"] },
    { do: "category", category: "emergency" },
    { do: "bot", state: "off" },
    { do: "escalate" },
    { do: "snooze", minutes: 30 },
    { do: "resolve" },
  );
  const rows = await desk.recado.db
    .selectFrom("ticket_events")
    .select(["kind", "detail"])
    .where("kind", "!=", "opened")
    .orderBy("id")
    .execute();
  expect(rows.map((row) => row.kind)).toEqual([
    "tags",
    "category",
    "bot",
    "escalated",
    "status",
    "status",
  ]);
  for (const { detail } of rows) expect(JSON.parse(detail).rule).toBe("Night");
});
