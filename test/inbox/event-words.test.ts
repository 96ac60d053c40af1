import { expect, test } from "bun:test";
import { eventWords } from "../../src/inbox/present-events.ts";
import { translator } from "../../views/i18n.ts";

const reader = {
  t: translator("en"),
  language: "en",
  timezone: "UTC",
  now: 0,
} as unknown as Parameters<typeof eventWords>[2];
const names = new Map([[1, "Ana"]]);

function escalated(actor: "bot" | "agent" | "system", detail: object): string {
  const row = {
    id: 1,
    ticket_id: 7,
    kind: "escalated",
    actor_type: actor,
    actor_id: actor === "agent" ? 1 : null,
    detail: JSON.stringify(detail),
    created_at: 0,
  };
  return eventWords(row as Parameters<typeof eventWords>[0], names, reader);
}

test("an escalation says whose it was: the bot's, a person's or a rule's", () => {
  expect(escalated("bot", { to: true })).toBe("The bot handed over to a person");
  expect(escalated("agent", { to: true })).toBe("Ana escalated it");
  expect(escalated("agent", { to: false })).toBe("Ana ended the escalation");
  expect(escalated("system", { to: true, rule: "Urgent" })).toBe("“Urgent” escalated it");
});
