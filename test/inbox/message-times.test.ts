import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { findConsentState } from "../../src/consent/states.ts";
import { readingTime } from "../../src/inbox/messages.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

const SECOND = Date.UTC(2026, 8, 21, 14, 0, 0);
const DAY = 86_400_000;
let desk: Desk;
let api: Awaited<ReturnType<Desk["apiOf"]>>;

beforeEach(async () => {
  desk = await openDesk();
  api = await desk.apiOf();
});
afterEach(() => desk.close());

/** Ana writes in the second 14:00:00; we receive it `after` milliseconds later. */
async function hear(text: string, after: number): Promise<void> {
  desk.clock.set(SECOND + after);
  await desk.deliver(textWebhook(text, { name: "Ana", at: SECOND }));
}

describe("Messages of one second", () => {
  test("are read in the order of their arrival, whether or not the second is over by then", async () => {
    await hear("first", 400);
    await hear("second", 1300);
    await hear("third", 2700);
    const { body } = await api.get("/tickets/1/messages");
    const texts = (body as { data: { text: string }[] }).data.map((message) => message.text);
    expect(texts).toEqual(["first", "second", "third"]);
  });

  test("a STOP that reaches us a second later still ends the YES before it", async () => {
    await hear("START", 100);
    await hear("YES", 300);
    await hear("STOP", 1100);
    expect(await findConsentState(desk.recado.db, 1, "marketing", desk.clock.now())).toBe(
      "withdrawn",
    );
  });

  test("stand before those of the next second and never after their receipt", () => {
    expect(readingTime(SECOND, SECOND + 60_000)).toBeLessThan(SECOND + 1000);
    expect(readingTime(SECOND, SECOND + 200)).toBe(SECOND + 200);
    expect(readingTime(SECOND + DAY, SECOND)).toBe(SECOND);
    expect(readingTime(null, SECOND)).toBe(SECOND);
  });
});

describe("The window", () => {
  const closesAt = async () => {
    const { body } = await api.get("/tickets/1");
    return Date.parse((body as { window: { closes_at: string } }).window.closes_at);
  };

  test("counts from Meta's timestamp when that is earlier than the receipt", async () => {
    await hear("Tem M?", 700);
    expect(await closesAt()).toBe(SECOND + DAY);
  });

  test("counts from the receipt when the timestamp lies in the future", async () => {
    await hear("Tem M?", -5000);
    expect(await closesAt()).toBe(SECOND - 5000 + DAY);
  });
});
