import { expect, test } from "bun:test";
import { openDesk } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

test("a stop in the midst of a claim leaves nothing between sent and settled", async () => {
  const desk = await openDesk();
  await desk.deliver(textWebhook("Oi"));
  const api = await desk.apiOf();
  for (let send = 0; send < 5; send += 1) {
    await api.call(
      "POST",
      "/tickets/1/messages",
      { text: `Olá ${send}` },
      { "idempotency-key": String(send) },
    );
  }
  // The claim is in the write queue now, and its messages are not in flight yet.
  await desk.work.sender.stop(5_000);
  const sent = desk.graph.sent.length;
  await Bun.sleep(200);
  expect(desk.graph.sent).toHaveLength(sent);
  const rows = await desk.recado.db.selectFrom("outbox").select("state").execute();
  expect(rows.filter((row) => row.state === "sending")).toEqual([]);
  expect(rows.filter((row) => row.state === "accepted")).toHaveLength(sent);
  await desk.close();
});
