import { afterEach, beforeEach, expect, test } from "bun:test";
import { join } from "node:path";
import { getArticle } from "../../src/knowledge/articles.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";
import { textWebhook } from "../support/messages.ts";
import { listMessagesOf } from "../support/rows.ts";

let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
beforeEach(async () => {
  desk = await openDesk({ language: "pt" });
  ana = await desk.browserOf(desk.people.ana);
});
afterEach(() => desk.close());

const photo = join(import.meta.dir, "../../src/simulator/media/photo.jpg");
const filesOf = async (id: number) =>
  JSON.parse((await getArticle(desk.recado.db, id)).asset_ids) as number[];

async function formWith(files: number, more: Record<string, string> = {}): Promise<FormData> {
  const form = new FormData();
  const texts = { "title.pt": "Tabela de medidas", "body.pt": "Veja a tabela." };
  for (const [name, value] of Object.entries({ ...texts, kind: "public", published: "1", ...more }))
    form.set(name, value);
  for (let n = 1; n <= files; n += 1)
    form.append("files", new File([await Bun.file(photo).bytes()], `medidas-${n}.jpg`));
  return form;
}

test("files go with the article, and an unticked one is taken out", async () => {
  await ana.send("POST", "/knowledge", await formWith(2));
  expect(await filesOf(1)).toEqual([1, 2]);
  const page = await parse(await ana.get("/knowledge/1"));
  expect(
    [...page.querySelectorAll(".article-files a")].map((link) => link.getAttribute("href")),
  ).toEqual(["/media/assets/1", "/media/assets/2"]);
  const form = await parse(await ana.get("/knowledge/1/edit"));
  expect(words(form, ".article-file label")).toEqual(["medidas-1.jpg", "medidas-2.jpg"]);
  await ana.send("POST", "/knowledge/1", await formWith(1, { asset: "2" }));
  expect(await filesOf(1)).toEqual([2, 3]);
});

test("the bot sends the file with the text and asks whether it helped", async () => {
  await ana.send("POST", "/knowledge", await formWith(1));
  await desk.deliver(textWebhook("tabela de medidas", { name: "Carla", at: desk.clock.now() }));
  const said = (await listMessagesOf(desk, 1)).filter(({ direction }) => direction === "out");
  expect(said.map(({ type }) => type)).toEqual(["image", "interactive"]);
  expect(said.at(-1)?.text).toContain("Veja a tabela.");
});

test("one file too many, or of a wrong kind, is said beside the field, and the others are kept", async () => {
  const tooMany = await ana.send("POST", "/knowledge", await formWith(4));
  expect(tooMany.status).toBe(422);
  const page = await parse(tooMany);
  expect(words(page, "#files-error")).toEqual(["No máximo 3 arquivos."]);
  expect(words(page, ".article-file label")).toHaveLength(3);
  expect(page.getElementById("body.pt")?.textContent).toBe("Veja a tabela.");
  const form = await formWith(0);
  form.append("files", new File(["MZ\u0000\u0001 not a picture"], "virus.exe"));
  const wrong = await ana.send("POST", "/knowledge", form);
  expect(words(await parse(wrong), "#files-error")).toHaveLength(1);
  expect(await desk.recado.db.selectFrom("articles").select("id").execute()).toEqual([]);
});

test("what is no asset is nobody's file", async () => {
  await ana.send("POST", "/knowledge", await formWith(0, { asset: "999" }));
  expect(await filesOf(1)).toEqual([]);
});
