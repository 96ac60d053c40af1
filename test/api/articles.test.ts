import { afterEach, beforeEach, expect, test } from "bun:test";
import { type Desk, openDesk } from "../support/desk.ts";

let desk: Desk;
let api: Awaited<ReturnType<Desk["apiOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  api = await desk.apiOf();
});
afterEach(() => desk.close());

const sizes = { title: "Sizes", body: "S is 36 to 38.", questions: ["which size"] };

test("an article is added, read, changed in part, and archived", async () => {
  const created = await api.call("POST", "/articles", { texts: { en: sizes } });
  expect(created.status).toBe(201);
  expect(created.body).toMatchObject({
    id: 1,
    category: "",
    internal: false,
    published: true,
    link: null,
    texts: { en: sizes },
    version: 1,
    archived: false,
  });
  const changed = await api.call("PATCH", "/articles/1", {
    link: "https://loja-azul.example/sizes",
    texts: { pt: { title: "Tamanhos", body: "P é 36 a 38." } },
  });
  expect(changed.body).toMatchObject({
    version: 2,
    link: "https://loja-azul.example/sizes",
    texts: { en: sizes, pt: { title: "Tamanhos", body: "P é 36 a 38.", questions: [] } },
  });
  const without = await api.call("PATCH", "/articles/1", { texts: { en: null }, link: null });
  expect(Object.keys(without.body.texts)).toEqual(["pt"]);
  expect(without.body.link).toBeNull();
  expect((await api.call("DELETE", "/articles/1")).status).toBe(204);
  expect((await api.get("/articles/1")).body).toMatchObject({ archived: true, version: 4 });
  expect((await api.call("PATCH", "/articles/1", {})).body).toMatchObject({ archived: false });
});

test("the list goes page by page, whole articles", async () => {
  for (const title of ["One", "Two", "Three"])
    await api.call("POST", "/articles", { texts: { en: { title, body: "b" } } });
  const first = (await api.get("/articles?limit=2")).body;
  expect(first.data.map((one: { id: number }) => one.id)).toEqual([3, 2]);
  const second = (await api.get(`/articles?limit=2&cursor=${first.next_cursor}`)).body;
  expect(second.data[0].texts.en.title).toBe("One");
  expect(second.next_cursor).toBeNull();
});

test.each([
  [{}, "texts"],
  [{ texts: {} }, "texts"],
  [{ texts: { en: { title: "T" } } }, "texts.en"],
  [{ texts: { en: sizes }, link: "ftp://x" }, "link"],
  [{ texts: { en: { ...sizes, body: "a".repeat(4097) } } }, "body.en"],
  [{ texts: { de: sizes } }, "texts"],
])("what makes no article is refused: %j", async (body, field) => {
  const { status, body: problem } = await api.call("POST", "/articles", body);
  expect([status, problem.code]).toEqual([422, "invalid"]);
  expect(problem.detail).toContain(field);
});

test("reading and writing take scopes of their own, and a stranger's id is not found", async () => {
  const reader = await desk.apiOf(["bot:read"]);
  expect((await reader.get("/articles")).status).toBe(200);
  expect((await reader.call("POST", "/articles", { texts: { en: sizes } })).status).toBe(403);
  for (const id of ["9", "x", "0", "1e9"])
    expect((await reader.get(`/articles/${id}`)).status).toBe(404);
});
