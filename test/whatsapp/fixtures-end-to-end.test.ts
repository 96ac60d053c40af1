import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { wireForm } from "../../src/simulator/envelope.ts";
import { payload, payloadNames } from "../payloads/read.ts";
import { type Desk, openDesk, testClock } from "../support/desk.ts";

/** After the latest of the payloads' timestamps, so that none lies in the future. */
const NOW = Date.UTC(2026, 8, 22, 19, 0, 0);

interface WireMessage {
  id: string;
  type: string;
}
interface ApiMessage {
  wamid: string;
  type: string;
}

/** What cannot be shown as what it says it is. */
const shownAs: Record<string, string> = {
  // It says interactive and holds no interactive object.
  msg_interactive_empty_with_value_errors: "unsupported",
};

let desk: Desk;
let shown: Map<string, ApiMessage>;
const states = new Map<string, string>();
const answers = new Map<string, number>();

// One desk takes them all, as one account would over the years.
beforeAll(async () => {
  desk = await openDesk({ clock: testClock(NOW) });
  for (const name of payloadNames()) {
    const { status } = await desk.postWebhook(wireForm(await payload(name)));
    await desk.work.processor.kick();
    const event = await desk.recado.db
      .selectFrom("webhook_events")
      .select(["state", "error"])
      .orderBy("id", "desc")
      .executeTakeFirstOrThrow();
    answers.set(name, status);
    states.set(name, event.state === "failed" ? `failed: ${event.error}` : event.state);
  }
  shown = await readMessages();
}, 60_000);
afterAll(() => desk.close());

async function readMessages(): Promise<Map<string, ApiMessage>> {
  const api = await desk.apiOf();
  const messages = new Map<string, ApiMessage>();
  const tickets = (await api.get("/tickets?limit=200")).body.data as { number: number }[];
  for (const { number } of tickets) {
    const { data } = (await api.get(`/tickets/${number}/messages?limit=200`)).body as {
      data: ApiMessage[];
    };
    for (const message of data) messages.set(message.wamid, message);
  }
  return messages;
}

/** The messages of customers that a payload holds, those of our own numbers alone. */
async function messagesIn(name: string): Promise<WireMessage[]> {
  const body = (await payload(name)) as {
    entry?: {
      changes?: {
        field: string;
        value: { messages?: WireMessage[]; metadata?: { phone_number_id?: string } };
      }[];
    }[];
  };
  const changes = (body.entry ?? []).flatMap((entry) => entry.changes ?? []);
  return changes
    .filter(
      ({ field, value }) =>
        field === "messages" && value?.metadata?.phone_number_id === desk.config.meta.phoneNumberId,
    )
    .flatMap(({ value }) => value.messages ?? []);
}

describe("every payload in Meta's wire form, signed", () => {
  for (const name of payloadNames()) {
    test(`${name} is answered 200 and does not fail`, async () => {
      expect(answers.get(name)).toBe(200);
      expect(states.get(name)).toMatch(/^(processed|ignored)$/);
      for (const { id, type } of await messagesIn(name)) {
        if (type === "system") continue;
        expect(shown.get(id), `${name}: ${type}`).toMatchObject({
          wamid: id,
          type: shownAs[name] ?? type,
        });
      }
    });
  }

  test("is journaled byte for byte, each once", async () => {
    const rows = await desk.recado.db
      .selectFrom("webhook_events")
      .select("body")
      .orderBy("id")
      .execute();
    const names = payloadNames();
    expect(rows).toHaveLength(names.length);
    for (const [index, name] of names.entries()) {
      expect(
        Buffer.from(rows[index]?.body ?? []).equals(Buffer.from(wireForm(await payload(name)))),
        name,
      ).toBe(true);
    }
  });

  test("the account's restriction closed the channel and says so in a banner", async () => {
    const alerts = await desk.recado.db.selectFrom("alerts").select("kind").execute();
    expect(alerts.map((alert) => alert.kind)).toContain("channel-closed");
  });

  test("no request ended in an error of ours", () => {
    expect(
      desk.log.filter((line) => line.includes("request.failed") || line.includes("update-failed")),
    ).toEqual([]);
  });
});
