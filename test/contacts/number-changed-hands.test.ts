import { afterEach, beforeEach, expect, test } from "bun:test";
import { type Desk, openDesk } from "../support/desk.ts";
import { envelope, message } from "../support/messages.ts";

const NUMBER = "5511999990000";
let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const writes = (name: string, phone: string, user: string, at = desk.clock.now()) =>
  desk.deliver(
    envelope({
      contacts: [{ profile: { name }, wa_id: phone, user_id: user }],
      messages: [
        message({ type: "text", text: { body: "oi" }, from: phone, from_user_id: user }, { at }),
      ],
    }),
  );
const people = () =>
  desk.recado.db.selectFrom("contacts").select(["name", "phone", "wa_id", "user_id"]).execute();

test("who had a number before is not written to there when somebody else has it", async () => {
  await writes("Clara", NUMBER, "BR.1");
  await writes("Bruno", "5511999992222", "BR.2");
  desk.clock.advance(60_000);
  await writes("Bruno", NUMBER, "BR.2");
  expect(await people()).toEqual([
    { name: "Clara", phone: null, wa_id: null, user_id: "BR.1" },
    { name: "Bruno", phone: `+${NUMBER}`, wa_id: NUMBER, user_id: "BR.2" },
  ]);
});

test("and what comes late takes nobody's number away", async () => {
  const before = desk.clock.now() - 60_000;
  await writes("Bruno", "5511999992222", "BR.2");
  await writes("Clara", NUMBER, "BR.1");
  await writes("Bruno", NUMBER, "BR.2", before);
  expect((await people()).find(({ name }) => name === "Clara")?.phone).toBe(`+${NUMBER}`);
});
