import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { getArticle } from "../../src/knowledge/articles.ts";
import { addArticles, delivery } from "../support/articles.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";
import { textWebhook } from "../support/messages.ts";

const htmx = { "hx-request": "true" };
let desk: Desk;
let ids: Awaited<ReturnType<typeof addArticles>>;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
let bruno: typeof ana;
beforeEach(async () => {
  desk = await openDesk();
  ana = await desk.browserOf(desk.people.ana);
  bruno = await desk.browserOf(desk.people.bruno);
});
afterEach(() => desk.close());

const article = (id: number) => getArticle(desk.recado.db, id);

/** Presses the Undo of an answer. */
async function undo(answer: Awaited<ReturnType<typeof parse>>) {
  const button = answer.querySelector(".toast-undo");
  const method = ["put", "delete", "post"].find((each) => button?.hasAttribute(`hx-${each}`)) ?? "";
  const values = JSON.parse(button?.getAttribute("hx-vals") ?? "{}");
  const url = button?.getAttribute(`hx-${method}`) ?? "";
  return parse(await ana.send(method.toUpperCase(), url, values, htmx));
}

describe("Reading", () => {
  beforeEach(async () => {
    ids = await addArticles(desk);
  });

  test("the list tells category, languages and what is internal; drafts are for who writes", async () => {
    const page = await parse(await ana.get("/knowledge"));
    expect(words(page, ".panel h2")).toEqual(["Entrega", "Without category"]);
    expect(words(page, ".entry-title")).toEqual([
      "Delivery time",
      "Opening hoursDraft",
      "How to refund a deliveryInternal",
    ]);
    expect(words(page, ".entry-text .hint")[0]).toBe("Languages: EN · PT");
    const agents = await parse(await bruno.get("/knowledge"));
    expect(words(agents, ".entry-title")).toEqual([
      "Delivery time",
      "How to refund a deliveryInternal",
    ]);
    expect(words(agents, ".page-head .button")).toEqual([]);
    expect((await bruno.get(`/knowledge/${ids.draft}`)).status).toBe(404);
  });

  test("as one types, the list alone is answered, accents or not", async () => {
    const found = await parse(await bruno.get("/knowledge?q=uteis", htmx));
    expect(words(found, ".entry-title")).toEqual(["Delivery time"]);
    expect(found.querySelector("nav.rail")).toBeNull();
    const nothing = await parse(await bruno.get("/knowledge?q=zzz", htmx));
    expect(words(nothing, ".empty-title")).toEqual(["No article has “zzz”"]);
  });

  test("an article is read in its languages; words in it are only words", async () => {
    const texts = {
      en: { title: "<b>T</b>", body: "<script>x</script> see https://a.example/b.", questions: [] },
    };
    const form = { ...formOf(texts), kind: "public", published: "1" };
    const { headers } = await ana.send("POST", "/knowledge", form);
    const page = await parse(await bruno.get(headers.get("location") ?? ""));
    expect(words(page, "h1")).toEqual(["<b>T</b>"]);
    expect(words(page, ".article-body")).toEqual(["<script>x</script> see https://a.example/b."]);
    expect(page.querySelector(".article-body a")?.getAttribute("href")).toBe("https://a.example/b");
    const pt = await parse(await bruno.get(`/knowledge/${ids.delivery}?language=pt`));
    expect(words(pt, "h1")).toEqual(["Prazo de entrega"]);
    expect(words(pt, ".article-figures dd")).toEqual(["0", "0", "0"]);
  });
});

function formOf(texts: Record<string, { title: string; body: string; questions: string[] }>) {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([language, { title, body, questions }]) => [
      [`title.${language}`, title],
      [`body.${language}`, body],
      [`questions.${language}`, questions.join("\r\n")],
    ]),
  );
}

describe("Writing", () => {
  const form = {
    category: "Entrega",
    link: delivery.link ?? "",
    kind: "public",
    published: "1",
    ...formOf(delivery.texts),
  };

  test("an article is saved as it was typed and read at once", async () => {
    const saved = await ana.send("POST", "/knowledge", form);
    expect(saved.headers.get("location")).toBe("/knowledge/1?done=saved");
    expect(words(await parse(await ana.get("/knowledge/1?done=saved")), ".notice")).toEqual([
      "The article is saved.",
    ]);
    expect((await article(1)).texts).toEqual(delivery.texts);
  });

  test("what was refused comes back as it was written, in the tab of its language", async () => {
    const refused = await ana.send("POST", "/knowledge", {
      ...form,
      "title.fr": "",
      "body.fr": "Sous 5 jours.",
    });
    expect(refused.status).toBe(422);
    const page = await parse(refused);
    expect(page.getElementById("title.fr-error")?.textContent).toBe(
      "Write a title of at most 120 characters.",
    );
    expect(page.getElementById("body.fr")?.textContent).toBe("Sous 5 jours.");
    expect(page.querySelector("[name=tab][checked]")?.getAttribute("value")).toBe("fr");
    const link = await parse(await ana.send("POST", "/knowledge", { ...form, link: "loja.com" }));
    expect(words(link, "#link-error")).toEqual(["Give a whole address that begins with https://."]);
    expect(words(await parse(await ana.get("/knowledge")), ".empty-title")).toEqual([
      "No articles yet",
    ]);
  });

  test("versions tell what changed, and one of them comes back", async () => {
    await ana.send("POST", "/knowledge", form);
    const body = "Entregamos em até 3 dias úteis.";
    await ana.send("POST", "/knowledge/1", { ...form, "body.pt": body, kind: "internal" });
    const page = await parse(await ana.get("/knowledge/1/versions"));
    expect(words(page, ".versions .badge")).toEqual(["Changed", "Written"]);
    expect(words(page, ".differences dt")).toEqual(["Who reads it", "Text (Português (Brasil))"]);
    expect(words(page, ".differences ins").at(-1)).toBe(`after: ${body}`);
    expect(page.querySelectorAll(".versions form")).toHaveLength(1);
    await ana.send("POST", "/knowledge/versions/1");
    expect(await article(1)).toMatchObject({ version: 3, is_internal: 0, texts: delivery.texts });
  });

  test("an archived article leaves the list and comes back by undo", async () => {
    await ana.send("POST", "/knowledge", form);
    const answer = await parse(await ana.send("PUT", "/knowledge/1/archive", {}, htmx));
    expect(words(answer, ".toast .grow")).toEqual(["“Delivery time” is archived."]);
    expect(words(await parse(await ana.get("/knowledge")), ".entry-title")).toEqual([]);
    expect((await bruno.get("/knowledge/1")).status).toBe(404);
    const back = await undo(answer);
    expect(words(back, ".toast .grow")).toEqual(["“Delivery time” is back."]);
    expect(words(await parse(await ana.get("/knowledge")), ".entry-title")).toEqual([
      "Delivery time",
    ]);
  });
});

describe("Beside the composer", () => {
  beforeEach(async () => {
    ids = await addArticles(desk);
    await desk.deliver(textWebhook("Oi, tudo bem? Quando chega?", { name: "Carla" }));
    await desk.recado.write((tx) =>
      tx.updateTable("tickets").set({ language: "pt" }).where("id", "=", 1).execute(),
    );
  });
  const open = async (q = "") => parse(await bruno.get(`/tickets/1/articles?q=${q}`, htmx));

  test("articles are in the contact's language, whatever language has the words", async () => {
    const found = await open("deliver");
    expect(words(found, "summary > strong")).toEqual([
      "Prazo de entrega",
      "How to refund a delivery",
    ]);
    expect(words(found, "summary .badge")).toEqual(["English", "Internal"]);
  });

  test("“Insert” holds the text with its link; procedures and drafts have none", async () => {
    const found = await open();
    expect(
      [...found.querySelectorAll("[data-insert]")].map((one) => one.getAttribute("data-insert")),
    ).toEqual([
      `${delivery.texts.pt?.body}\n\n${delivery.link}`,
      `Prazo de entrega\n${delivery.link}`,
    ]);
    expect(words(found, "summary > strong")).toHaveLength(2);
  });

  test("what answers the customer's last message comes first, then the most used", async () => {
    await desk.recado.write((tx) =>
      tx.updateTable("articles").set({ used_count: 9 }).where("id", "=", ids.refunds).execute(),
    );
    expect(words(await open(), "summary > strong")[0]).toBe("How to refund a delivery");
    await desk.deliver(
      textWebhook("Qual o prazo de entrega para Manaus?", { name: "Carla", at: desk.clock.now() }),
    );
    const found = await open();
    expect(words(found, "summary > strong")[0]).toBe("Prazo de entrega");
    expect(words(found, "summary .badge.accent")).toEqual(["Fits the message"]);
  });

  test("an insertion is counted; of a procedure or a strange ticket it is not", async () => {
    const use = async (number: number, id: number) =>
      (await bruno.send("POST", `/tickets/${number}/articles/${id}/uses`, {}, htmx)).status;
    expect(await use(1, ids.delivery)).toBe(204);
    for (const id of [ids.refunds, ids.draft, 999]) expect(await use(1, id)).toBe(204);
    expect(await use(2, ids.delivery)).toBe(404);
    expect((await article(ids.delivery)).used_count).toBe(1);
    for (const id of [ids.refunds, ids.draft]) expect((await article(id)).used_count).toBe(0);
  });
});
