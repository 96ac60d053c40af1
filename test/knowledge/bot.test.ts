import { afterEach, beforeEach, expect, test } from "bun:test";
import { getArticle } from "../../src/knowledge/articles.ts";
import { cast } from "../../src/simulator/people.ts";
import { addArticles, delivery } from "../support/articles.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";
import { listMessagesOf } from "../support/rows.ts";

let desk: Desk;
let ids: Awaited<ReturnType<typeof addArticles>>;
beforeEach(async () => {
  desk = await openDesk({ language: "pt" });
  ids = await addArticles(desk);
});
afterEach(() => desk.close());

const say = (text: string) =>
  desk.deliver(textWebhook(text, { name: "Carla", at: desk.clock.now() }));
const heard = async () =>
  (await listMessagesOf(desk, 1)).flatMap(({ direction, text }) =>
    direction === "out" ? [text ?? ""] : [],
  );
const counts = async (id: number) => {
  const { used_count, helped_count, unhelpful_count } = await getArticle(desk.recado.db, id);
  return [used_count, helped_count, unhelpful_count];
};

test("the bot answers with an article in the customer's language and asks whether it helped", async () => {
  await say("Qual é o prazo da entrega?");
  const [answer = ""] = await heard();
  expect(answer).toContain(`${delivery.texts.pt?.body}\n\n${delivery.link}`);
  expect(await counts(ids.delivery)).toEqual([1, 0, 0]);
  await say("Sim");
  expect(await counts(ids.delivery)).toEqual([1, 1, 0]);
});

test("where it did not help, that is counted, and a person gets the ticket", async () => {
  await say("Qual é o prazo da entrega?");
  await say("não");
  expect(await counts(ids.delivery)).toEqual([1, 0, 1]);
  expect((await heard()).at(-1)).toContain("#1");
});

test("braces in an article are no variables", async () => {
  await desk.recado.write((tx) =>
    tx.updateTable("article_texts").set({ body: "Use {name} e {x|y}." }).execute(),
  );
  await say("Qual é o prazo da entrega?");
  expect((await heard())[0]).toContain("Use {name} e {x|y}.");
});

test("an internal procedure is never told, however well it fits", async () => {
  await say("How to refund a delivery");
  for (const text of await heard()) expect(text).not.toContain("Open the order");
  expect(await counts(ids.refunds)).toEqual([0, 0, 0]);
});

test("what is only tried out in the simulator is in no figure", async () => {
  const ana = await desk.browserOf(desk.people.ana);
  const who = cast[0]?.key ?? "";
  for (const text of ["Qual é o prazo da entrega?", "não"]) {
    await ana.send("POST", "/simulator/messages", { who, text });
    await desk.work.processor.kick();
  }
  expect((await heard())[0]).toContain(delivery.texts.pt?.body ?? "-");
  await ana.send("POST", `/tickets/1/articles/${ids.delivery}/uses`);
  expect(await counts(ids.delivery)).toEqual([0, 0, 0]);
});
