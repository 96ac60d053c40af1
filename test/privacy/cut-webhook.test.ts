import { expect, test } from "bun:test";
import { cutWebhook } from "../../src/privacy/cut-webhook.ts";
import { envelope, textMessage } from "../support/messages.ts";

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const read = (body: Uint8Array) => JSON.parse(new TextDecoder().decode(body));

const ana = { profile: { name: "Ana Souza" }, wa_id: "5511911110001" };
const bruno = { profile: { name: "Bruno Lima" }, wa_id: "5511911110002", user_id: "BR.2" };
const batch = envelope({
  contacts: [ana, bruno],
  messages: [
    textMessage("Cadê meu pedido?", { from: "5511911110001", wamid: "wamid.A1" }),
    textMessage("Oi, sou o Bruno", { from: "5511911110002", wamid: "wamid.B1" }),
  ],
  statuses: [
    { id: "wamid.A2", status: "read", timestamp: "1790000000", recipient_id: "5511911110001" },
    { id: "wamid.B2", status: "sent", timestamp: "1790000000", recipient_id: "5511911110002" },
  ],
});

test("one person's items leave a batch; the others' stay word for word", () => {
  const { body, isCut, names } = cutWebhook(bytes(batch), new Set(["5511911110001", "wamid.A1"]));
  expect(isCut).toBe(true);
  expect(names).toEqual(["Ana Souza"]);
  const { value } = read(body).entry[0].changes[0];
  expect(value.contacts).toEqual([bruno]);
  expect(value.messages.map((m: { id: string }) => m.id)).toEqual(["wamid.B1"]);
  expect(value.statuses.map((s: { id: string }) => s.id)).toEqual(["wamid.B2"]);
  expect(value.metadata).toEqual({
    display_phone_number: "15550783881",
    phone_number_id: expect.any(String),
  });
});

test("a batch without the person is left byte for byte", () => {
  const before = bytes(batch);
  expect(cutWebhook(before, new Set(["5599"]))).toEqual({ body: before, isCut: false, names: [] });
});

test("who is known by a user id alone is found by it, also in news about ids", () => {
  const news = envelope(
    {
      user_id_update: [{ user_id: { previous: "BR.2", current: "BR.3" }, timestamp: "1" }],
      contacts: [{ profile: { name: "Bruno Lima" } }],
    },
    { field: "user_id_update" },
  );
  const { body } = cutWebhook(bytes(news), new Set(["BR.2"]));
  expect(new TextDecoder().decode(body)).not.toMatch(/BR\.|Bruno/);
});

test("what is no JSON is emptied", () => {
  expect(read(cutWebhook(new TextEncoder().encode("+5511911110001 {"), new Set()).body)).toEqual(
    {},
  );
});
