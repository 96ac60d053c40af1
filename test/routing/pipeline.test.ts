import { afterEach, beforeEach, expect, test } from "bun:test";
import type { Action } from "../../src/routing/actions.ts";
import { listFirings } from "../../src/routing/firings.ts";
import { insertRoutingRule } from "../../src/routing/rules.ts";
import { saveSetting } from "../../src/settings/settings.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { textFrom } from "./support.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await desk.recado.write((tx) => saveSetting(tx, "routing", { mode: "all" }, 0));
});
afterEach(() => desk.close());

const rule = (name: string, event: "ticket" | "message" | "status", actions: Action[]) =>
  desk.recado.write((tx) =>
    insertRoutingRule(
      tx,
      {
        name,
        events: [event],
        condition: { all: [] },
        actions,
        unansweredMinutes: null,
        stops: false,
        isEnabled: true,
      },
      null,
      desk.clock.now(),
    ),
  );
const clara = (text: string) => textFrom(desk, "5511988884321", "Clara", text);
const fired = async () =>
  (await listFirings(desk.recado.db, 1)).map((firing) => firing.ruleName).reverse();

test("a message is routed as it arrives, and once however often Meta delivers it", async () => {
  await rule("New", "ticket", [{ do: "add-tags", tags: ["new"] }]);
  await rule("Each", "message", [{ do: "raise" }]);
  const first = clara("Oi");
  await desk.deliver(first);
  await desk.deliver(first);
  expect(await fired()).toEqual(["New", "Each"]);
  await desk.deliver(clara("Alguém?"));
  expect(await fired()).toEqual(["New", "Each", "Each"]);
});

test("a thank-you after the end starts no rule, a new question does", async () => {
  await desk.deliver(clara("Oi"));
  await rule("Each", "message", [{ do: "raise" }]);
  const close = { status: "resolved" as const, resolved_at: desk.clock.now() };
  await desk.recado.write((tx) => tx.updateTable("tickets").set(close).execute());
  await desk.deliver(clara("obrigada"));
  expect(await fired()).toEqual([]);
  await desk.deliver(clara("Espera, ainda tenho um problema"));
  expect(await fired()).toEqual(["Each"]);
});

test("a rule that fails does not keep the message from being stored", async () => {
  await rule("Each", "message", [{ do: "raise" }, { do: "add-tags", tags: ["late"] }]);
  await desk.recado.write((tx) => tx.schema.dropTable("ticket_tags").execute());
  await desk.deliver(clara("Oi"));
  const messages = await desk.recado.db.selectFrom("messages").select("text").execute();
  expect(messages.map((message) => message.text)).toEqual(["Oi"]);
  const [firing] = await listFirings(desk.recado.db, 1);
  expect(firing?.effects).toEqual([
    { do: "raise", to: "high" },
    { do: "add-tags", skipped: "failed: no such table: ticket_tags" },
  ]);
});
