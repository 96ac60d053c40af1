import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import {
  articleFlow,
  articleSources,
  articleText,
} from "../../src/knowledge/answer-with-article.ts";
import { noArticle, requireArticle } from "../../src/knowledge/article.ts";
import {
  listArticleVersions,
  restoreArticleVersion,
} from "../../src/knowledge/article-versions.ts";
import {
  archiveArticle,
  countArticle,
  getArticle,
  insertArticle,
  unarchiveArticle,
  updateArticle,
} from "../../src/knowledge/articles.ts";
import { listArticles } from "../../src/knowledge/list-articles.ts";
import { searchArticles } from "../../src/knowledge/search-articles.ts";
import { addArticles, delivery } from "../support/articles.ts";
import { type Desk, openDesk } from "../support/desk.ts";

let desk: Desk;
let ids: Awaited<ReturnType<typeof addArticles>>;
beforeEach(async () => {
  desk = await openDesk({ language: "pt" });
  ids = await addArticles(desk);
});
afterEach(() => desk.close());

const find = async (text: string, options: Partial<Parameters<typeof searchArticles>[2]> = {}) =>
  (await searchArticles(desk.recado.db, text, { language: "pt", ...options })).map(({ id }) => id);

describe("Searching articles", () => {
  test("accents, case and the end of the last word do not count", async () => {
    expect(await find("UTEIS confirmacao pag")).toEqual([ids.delivery]);
  });

  test("each article comes once, in the language asked for where it has the words", async () => {
    const both = await searchArticles(desk.recado.db, "5", { language: "en" });
    expect(both).toEqual([]);
    const [found] = await searchArticles(desk.recado.db, "deliver", { language: "en" });
    expect(found).toEqual({ id: ids.delivery, language: "en", title: "Delivery time" });
  });

  test("the language asked for comes first, then what has the words in its title", async () => {
    const { id } = await desk.recado.write((tx) =>
      insertArticle(
        tx,
        {
          ...noArticle,
          texts: { pt: { title: "Frete", body: "O delivery é grátis.", questions: [] } },
        },
        null,
        desk.clock.now(),
      ),
    );
    expect(await find("delivery")).toEqual([id, ids.delivery, ids.refunds]);
    expect(await find("delivery", { language: "en" })).toEqual([ids.delivery, ids.refunds, id]);
  });

  test("the bot finds no procedure and no draft, agents find procedures, writers drafts", async () => {
    expect(await find("refund", { isForBot: true })).toEqual([]);
    expect(await find("refund")).toEqual([ids.refunds]);
    expect(await find("opening")).toEqual([]);
    expect(await find("opening", { withDrafts: true })).toEqual([ids.draft]);
    expect(await find("opening", { withDrafts: true, isForBot: true })).toEqual([]);
  });

  test("signs of the search's own language are only signs", async () => {
    for (const text of ['"', "prazo OR", "NEAR(prazo)", "*", "text: prazo", "prazo^"])
      expect(await find(text)).toBeArray();
    expect(await find('"prazo" AND "entrega"')).toEqual([]);
    expect(await find('"prazo" "entrega"')).toEqual([ids.delivery]);
  });

  test("a changed text is found by its new words only", async () => {
    const texts = { pt: { title: "Retirada", body: "Busque na loja.", questions: [] } };
    await desk.recado.write((tx) =>
      updateArticle(tx, ids.delivery, { ...delivery, texts }, null, desk.clock.now()),
    );
    expect(await find("prazo")).toEqual([]);
    expect(await find("retirada")).toEqual([ids.delivery]);
  });

  test("an archived one is found by nobody until it is back", async () => {
    const { recado, clock } = desk;
    await recado.write((tx) => archiveArticle(tx, ids.delivery, null, clock.now()));
    expect(await find("prazo", { withDrafts: true })).toEqual([]);
    await recado.write((tx) => unarchiveArticle(tx, ids.delivery, null, clock.now()));
    expect(await find("prazo")).toEqual([ids.delivery]);
  });
});

describe("What customers may be told", () => {
  test("is never an internal article, a draft or an archived one", async () => {
    const { db, write } = desk.recado;
    expect((await articleSources(db)).map(({ id }) => id)).toEqual([`article:${ids.delivery}`]);
    expect(await articleText(db, ids.refunds, "en")).toBeNull();
    expect(await articleText(db, ids.draft, "en")).toBeNull();
    await write((tx) => archiveArticle(tx, ids.delivery, null, desk.clock.now()));
    expect(await articleText(db, ids.delivery, "pt")).toBeNull();
    expect(await articleSources(db)).toEqual([]);
  });

  test("is in their language, else in the business's, with the link below", async () => {
    const { db } = desk.recado;
    const pt = { language: "pt" as const, text: `${delivery.texts.pt?.body}\n\n${delivery.link}` };
    const en = { language: "en" as const, text: `${delivery.texts.en?.body}\n\n${delivery.link}` };
    expect(await articleText(db, ids.delivery, "en")).toEqual(en);
    expect(await articleText(db, ids.delivery, "es")).toEqual(pt);
  });

  test("fits one message with its link", () => {
    const body = "a".repeat(4096 - (delivery.link?.length ?? 0) - 2);
    const withBody = (text: string) => ({
      ...delivery,
      texts: { en: { title: "T", body: text, questions: [] } },
    });
    expect(requireArticle(withBody(body)).texts.en?.body).toBe(body);
    expect(() => requireArticle(withBody(`${body}a`))).toThrow("body.en");
    expect(requireArticle({ ...withBody(`${body}a`), isInternal: true }).isInternal).toBe(true);
  });

  test("has the title and the questions for samples", async () => {
    const [source] = await articleSources(desk.recado.db);
    expect(source).toMatchObject({
      name: "Prazo de entrega",
      samples: { en: ["Delivery time", "how long does delivery take"] },
    });
  });

  test("is followed by “did this help?”, and by a person where it did not", async () => {
    const article = await getArticle(desk.recado.db, ids.delivery);
    const flow = articleFlow({ ...article, asset_ids: "[7,8]" });
    expect(flow.steps.map(({ id, kind }) => `${id}:${kind}`)).toEqual([
      "answer:say",
      "file-1:say",
      "file-2:say",
      "solved:solved",
      "person:hand-over",
    ]);
    expect(flow.constants?.article).toEqual({
      pt: `${delivery.texts.pt?.body}\n\n${delivery.link}`,
      en: `${delivery.texts.en?.body}\n\n${delivery.link}`,
    });
    const ends = flow.steps.flatMap((step) => ("next" in step ? [step.next] : []));
    expect(ends).toEqual(["file-1", "file-2", "solved"]);
  });
});

describe("An article", () => {
  test("keeps every version, and is again as it was then", async () => {
    const { db, write } = desk.recado;
    const { ana, bruno } = desk.people;
    const now = desk.clock.now();
    const changed = { ...delivery, category: "Envio", link: null };
    await write((tx) => updateArticle(tx, ids.delivery, changed, bruno, now));
    await write((tx) => archiveArticle(tx, ids.delivery, ana, now));
    const versions = await listArticleVersions(db, ids.delivery, 10);
    expect(versions.map(({ version, change, name }) => [version, change, name])).toEqual([
      [3, "archived", "Ana"],
      [2, "changed", "Bruno"],
      [1, "created", "Ana"],
    ]);
    await write((tx) => restoreArticleVersion(tx, versions[2]?.id ?? 0, ana, now));
    const { version, category, link, archived_at, texts } = await getArticle(db, ids.delivery);
    expect({ version, category, link, archived_at, texts }).toEqual({
      version: 4,
      category: "Entrega",
      link: delivery.link,
      archived_at: null,
      texts: delivery.texts,
    });
  });

  test("counts what came of it without being a change of the desk", async () => {
    const { db, write } = desk.recado;
    const versionOf = () => db.selectFrom("desk_version").select("version").executeTakeFirst();
    const before = await versionOf();
    for (const what of ["used", "used", "helped", "unhelpful"] as const)
      await write((tx) => countArticle(tx, ids.delivery, what));
    const { used_count, helped_count, unhelpful_count } = await getArticle(db, ids.delivery);
    expect([used_count, helped_count, unhelpful_count]).toEqual([2, 1, 1]);
    expect(await versionOf()).toEqual(before);
    await write((tx) => archiveArticle(tx, ids.delivery, null, desk.clock.now()));
    expect(await versionOf()).not.toEqual(before);
  });

  test.each([
    ["a link that is no address", { link: "javascript:alert(1)" }, "link"],
    ["a link with a space", { link: "https://a.example/x y" }, "link"],
    ["no text at all", { texts: {} }, "texts"],
    [
      "a title without a text",
      { texts: { fr: { title: "T", body: " ", questions: [] } } },
      "body.fr",
    ],
    [
      "a text without a title",
      { texts: { fr: { title: "", body: "b", questions: [] } } },
      "title.fr",
    ],
  ])("is refused with %s", (_, change, field) => {
    expect(() => requireArticle({ ...delivery, ...change })).toThrow(field);
  });

  test("is listed page by page, by category, each once", async () => {
    const { db, write } = desk.recado;
    for (const category of ["Pagamento", "", "Entrega", "Pagamento", ""])
      await write((tx) => insertArticle(tx, { ...delivery, category }, null, desk.clock.now()));
    const seen: string[] = [];
    let after: { category: string; id: number } | undefined;
    for (;;) {
      const page = await listArticles(db, { withDrafts: false, after, limit: 2 });
      if (page.length === 0) break;
      seen.push(...page.map((row) => `${row.category}:${row.id}`));
      after = page.at(-1);
    }
    expect(seen).toEqual([
      "Entrega:6",
      "Entrega:1",
      "Pagamento:7",
      "Pagamento:4",
      ":8",
      ":5",
      ":2",
    ]);
  });
});
