import { afterEach, beforeEach, expect, test } from "bun:test";
import { addConsentForm, fillIn } from "../support/consent-forms.ts";
import { type Desk, openDesk } from "../support/desk.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await addConsentForm(desk);
});
afterEach(() => desk.close());

/** As a machine with many addresses leaves them. */
function flood(rows: number): Promise<void> {
  const now = desk.clock.now();
  return desk.recado.write(async (tx) => {
    for (let n = 0; n < rows; n += 1)
      await tx
        .insertInto("consent_submissions")
        .values({
          form_id: 1,
          code_hash: `hash ${n}`,
          name: "",
          phone: null,
          language: "en",
          purposes: "[]",
          texts: "{}",
          address: `203.0.113.${n % 90}`,
          user_agent: "",
          contact_id: null,
          submitted_at: now,
          expires_at: now + 60_000,
          confirmed_at: null,
        })
        .execute();
  });
}

test("a flood from many addresses closes the form to nobody, and fills no disk", async () => {
  await fillIn(desk, ["marketing"]);
  await flood(4_999);
  expect(await fillIn(desk, ["marketing"])).toContain("My code");
  const rows = await desk.recado.db
    .selectFrom("consent_submissions")
    .select("address")
    .orderBy("id")
    .execute();
  expect(rows).toHaveLength(5_000);
  expect(rows.filter(({ address }) => address === "127.0.0.1")).toHaveLength(2);
});
