import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { countArticle, getArticle, insertArticle } from "../../src/knowledge/articles.ts";
import { insertQuickReply } from "../../src/inbox/quick-replies.ts";
import { listTypedAnswers } from "../../src/knowledge/typed-answers.ts";
import { listNearQuestions } from "../../src/knowledge/unanswered.ts";
import { noArticle } from "../../src/knowledge/article.ts";
import { insertRole } from "../../src/users/roles.ts";
import { addArticles, addTyped, addUnanswered } from "../support/articles.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";
import { textWebhook } from "../support/messages.ts";

const DAY = 86_400_000;
const PAGE = "/knowledge/suggestions";
const htmx = { "hx-request": "true" };
const answer = "Para trocar, traga a peça com a etiqueta e a nota em até 30 dias";
const alike = [answer, `${answer}!`, `Oi! ${answer}, tudo bem?`];

let desk: Desk;
let ids: Awaited<ReturnType<typeof addArticles>>;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  ana = await desk.browserOf(desk.people.ana);
  ids = await addArticles(desk);
  await desk.deliver(textWebhook("Oi", { name: "Carla", at: desk.clock.now() }));
  await desk.recado.write((tx) => tx.updateTable("contacts").set({ language: "pt" }).execute());
});
afterEach(() => desk.close());

const typed = async () =>
  (await listTypedAnswers(desk.recado.db, desk.clock.now(), 20)).map(({ answer: of, times }) => ({
    text: of.text,
    times,
  }));
const near = async () => listNearQuestions(desk.recado.db, desk.clock.now(), 20);

async function press(document: Awaited<ReturnType<typeof parse>>, selector: string) {
  const button = document.querySelector(selector);
  const method = ["put", "delete", "post"].find((each) => button?.hasAttribute(`hx-${each}`)) ?? "";
  const values = JSON.parse(button?.getAttribute("hx-vals") ?? "{}");
  return parse(
    await ana.send(method.toUpperCase(), button?.getAttribute(`hx-${method}`) ?? "", values, htmx),
  );
}

describe("Answers that agents type again and again", () => {
  test("are shown once with how often, alike ones together", async () => {
    await addTyped(desk, [...alike, "Bom dia! Só um momento, por favor, que já verifico."]);
    const [first, ...others] = await typed();
    expect(first?.times).toBe(3);
    expect(first?.text).toContain(answer);
    expect(others).toEqual([]);
  });

  test("do not count when short, rare, or older than 60 days", async () => {
    await addTyped(desk, ["Obrigado, até logo!", "Obrigado, até logo!", "Obrigado, até logo!"]);
    await addTyped(desk, alike.slice(0, 2));
    expect(await typed()).toEqual([]);
    await addTyped(desk, alike.slice(2));
    expect(await typed()).toHaveLength(1);
    desk.clock.advance(61 * DAY);
    expect(await typed()).toEqual([]);
  });

  test("do not count when they are a quick reply or an article that was inserted", async () => {
    await addTyped(desk, alike);
    const { recado, clock } = desk;
    const quick = { shortcut: "troca", category: "", text: `${answer}, {{first_name}}` };
    await recado.write((tx) => insertQuickReply(tx, quick, clock.now()));
    expect(await typed()).toEqual([]);
    await recado.write((tx) => tx.deleteFrom("quick_replies").execute());
    expect(await typed()).toHaveLength(1);
    const texts = { pt: { title: "Troca", body: answer, questions: [] } };
    await recado.write((tx) => insertArticle(tx, { ...noArticle, texts }, null, clock.now()));
    expect(await typed()).toEqual([]);
  });

  test("what the bot or a program said, and what was only tried out, is nobody's typing", async () => {
    await addTyped(desk, alike);
    const set = (author: "bot" | "agent") =>
      desk.recado.write((tx) =>
        tx
          .updateTable("messages")
          .set({ author_type: author })
          .where("direction", "=", "out")
          .execute(),
      );
    await set("bot");
    expect(await typed()).toEqual([]);
    await set("agent");
    await desk.recado.write((tx) => tx.updateTable("contacts").set({ is_simulated: 1 }).execute());
    expect(await typed()).toEqual([]);
  });

  test("become an article with one tap: the editor is filled, and the suggestion done with", async () => {
    await addTyped(desk, alike);
    const page = await parse(await ana.get(PAGE));
    const link = page.querySelector("#suggestions .suggestion a")?.getAttribute("href") ?? "";
    const form = await parse(await ana.get(link));
    expect(form.getElementById("body.pt")?.textContent).toContain(answer);
    const hidden = form.querySelector("[name=answer]")?.getAttribute("value") ?? "";
    const texts = { "title.pt": "Troca", "body.pt": "Texto novo." };
    await ana.send("POST", "/knowledge", { answer: hidden, kind: "public", ...texts });
    expect(await typed()).toEqual([]);
  });

  test("put aside stay away with all that are like them, until somebody takes it back", async () => {
    await addTyped(desk, alike);
    const page = await parse(await ana.get(PAGE));
    const answered = await press(page, "#suggestions .suggestion button");
    expect(words(answered, ".empty-title")).toEqual(["Nothing to suggest"]);
    await addTyped(desk, alike);
    expect(await typed()).toEqual([]);
    await press(answered, ".toast-undo");
    expect((await typed())[0]?.times).toBe(6);
  });
});

describe("Questions without an answer", () => {
  const question = { text: "em Manaus o prazo é maior", language: "pt" as const };

  test("that come near an article are one more way to ask for it, with one tap, and back", async () => {
    await addUnanswered(desk, [question, { ...question, text: "o prazo é maior em Manaus?" }]);
    expect(await near()).toMatchObject([{ times: 2, article: { id: ids.delivery } }]);
    const page = await parse(await ana.get(PAGE));
    const added = await press(page, "#suggestions [hx-put]");
    expect(words(added, ".toast .grow")).toEqual(["“Delivery time” now answers this, too."]);
    const questions = async () =>
      (await getArticle(desk.recado.db, ids.delivery)).texts.pt?.questions.length;
    expect(await questions()).toBe(3);
    expect(await near()).toEqual([]);
    await press(added, ".toast-undo");
    expect(await questions()).toBe(2);
    expect(await near()).toHaveLength(1);
  });

  test("asked once, far from every article, or silent for another reason are left out", async () => {
    await addUnanswered(desk, [question]);
    const far = { text: "vocês vendem bicicletas elétricas", language: "pt" as const };
    await addUnanswered(desk, [far, far]);
    const silent = { ...question, because: "ticket-of-a-person" as const };
    await addUnanswered(desk, [silent, silent]);
    expect(await near()).toEqual([]);
    await addUnanswered(desk, [{ ...question, because: "nothing-to-say" }]);
    expect(await near()).toHaveLength(1);
  });

  test("in a language that the article does not have are left out", async () => {
    const spanish = { text: "el prazo de entrega cuanto demora", language: "es" as const };
    await addUnanswered(desk, [spanish, spanish]);
    expect(await near()).toEqual([]);
  });

  test("put aside stay away", async () => {
    await addUnanswered(desk, [question, question]);
    const page = await parse(await ana.get(PAGE));
    await press(page, "#suggestions [hx-post]");
    expect(await near()).toEqual([]);
  });
});

describe("Articles that do not help", () => {
  const count = async (what: "helped" | "unhelpful", n: number) => {
    for (let done = 0; done < n; done += 1)
      await desk.recado.write((tx) => countArticle(tx, ids.delivery, what));
  };
  const titles = async () => words(await parse(await ana.get(PAGE)), ".suggestion > strong");

  test("are to be reviewed, once they helped fewer than they did not", async () => {
    await count("unhelpful", 2);
    expect(await titles()).toEqual([]);
    await count("unhelpful", 2);
    expect(await titles()).toEqual(["Delivery time"]);
    await count("helped", 4);
    expect(await titles()).toEqual([]);
  });

  test("put aside come back once twice as many say so", async () => {
    await count("unhelpful", 4);
    await ana.send("POST", `${PAGE}/dismissals`, {
      kind: "article",
      subject: String(ids.delivery),
    });
    expect(await titles()).toEqual([]);
    await count("unhelpful", 3);
    expect(await titles()).toEqual([]);
    await count("unhelpful", 1);
    expect(await titles()).toEqual(["Delivery time"]);
  });
});

test.each([
  { scope: "team" as const, may: ["tickets" as const, "bot" as const] },
  { scope: "all" as const, may: ["bot" as const] },
])("suggestions are only for who sees all tickets: not %j", async (rights) => {
  const answers = await addTyped(desk, alike);
  const [id = 0] = await addUnanswered(desk, [{ text: "qual o prazo?", language: "pt" }]);
  await desk.recado.write(async (tx) => {
    const custom_role_id = await insertRole(
      tx,
      { name: "Bot of a team", rights },
      desk.clock.now(),
    );
    const role = { role: "custom" as const, custom_role_id };
    await tx.updateTable("users").set(role).where("id", "=", desk.people.bruno).execute();
  });
  const bruno = await desk.browserOf(desk.people.bruno);
  const statuses = [
    await bruno.get(PAGE),
    await bruno.send("POST", `${PAGE}/dismissals`, { kind: "answer", subject: "1" }),
    await bruno.send("DELETE", `${PAGE}/dismissals?kind=answer&subject=1`),
    await bruno.send("PUT", `/knowledge/${ids.delivery}/questions`, { message: String(id) }),
    await bruno.send("DELETE", `/knowledge/${ids.delivery}/questions?language=pt&question=x`),
  ].map(({ status }) => status);
  expect(statuses).toEqual([403, 403, 403, 403, 403]);
  const form = await parse(await bruno.get(`/knowledge/new?answer=${answers[0]}`));
  expect(form.body.textContent).not.toContain(answer);
  const list = await parse(await bruno.get("/knowledge"));
  expect(list.querySelector(`[href="${PAGE}"]`)).toBeNull();
});
