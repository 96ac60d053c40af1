import { afterEach, beforeEach, expect, test } from "bun:test";
import { listQuickReplies } from "../../src/inbox/quick-replies.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";

let desk: Desk;
let bruno: Awaited<ReturnType<Desk["browserOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  bruno = await desk.browserOf(desk.people.bruno);
});
afterEach(() => desk.close());

const htmx = { "hx-request": "true" };
const LIST = "/settings/quick-replies";
const add = (shortcut: string, text = "Oi!", category = "") =>
  bruno.send("POST", LIST, { shortcut, text, category });
const shortcuts = async () =>
  (await listQuickReplies(desk.recado.db)).map((reply) => reply.shortcut);

test("without quick replies the page says what they are for", async () => {
  expect(words(await parse(await bruno.get(LIST)), ".empty-title")).toEqual([
    "No quick replies yet",
  ]);
});

test("a quick reply is saved and listed with its key", async () => {
  const saved = await add("/Obrigado", "Obrigado, {{first_name}}!\r\nAté logo", "Geral");
  expect(saved.headers.get("location")).toBe(`${LIST}?done=obrigado`);
  const page = await parse(await bruno.get(`${LIST}?done=obrigado`));
  expect(words(page, ".notice")).toEqual(["/obrigado is saved."]);
  expect(words(page, ".line kbd")).toEqual(["Alt 1"]);
  const [row] = await listQuickReplies(desk.recado.db);
  expect(row).toMatchObject({
    shortcut: "obrigado",
    category: "Geral",
    text: "Obrigado, {{first_name}}!\nAté logo",
  });
});

test("an address that says more was done than was, says nothing", async () => {
  expect(words(await parse(await bruno.get(`${LIST}?done=hacked`)), ".notice")).toEqual([]);
});

test("a shortcut that is taken comes back beside its field, the text kept", async () => {
  await add("pix");
  const refused = await add("PIX", "another text");
  expect(refused.status).toBe(409);
  const page = await parse(refused);
  expect(words(page, "#shortcut-error")).toEqual(["/pix is taken. Choose another shortcut."]);
  expect(words(page, "#text")).toEqual(["another text"]);
});

test("an edited quick reply keeps its place", async () => {
  await add("one");
  await add("two");
  await bruno.send("POST", `${LIST}/1`, { shortcut: "uno", text: "Hola", category: "" });
  expect(await shortcuts()).toEqual(["uno", "two"]);
});

test("a deleted one comes back by undo in its place", async () => {
  for (const shortcut of ["one", "two", "three"]) await add(shortcut);
  const answer = await parse(await bruno.send("DELETE", `${LIST}/2`, {}, htmx));
  expect(await shortcuts()).toEqual(["one", "three"]);
  const undo = answer.querySelector(".toast-undo");
  await bruno.send(
    "POST",
    undo?.getAttribute("hx-post") ?? "",
    JSON.parse(undo?.getAttribute("hx-vals") ?? "{}"),
    htmx,
  );
  expect(await shortcuts()).toEqual(["one", "two", "three"]);
});

test("quick replies change places without dragging", async () => {
  for (const shortcut of ["one", "two"]) await add(shortcut);
  const moved = await parse(
    await bruno.send("PUT", `${LIST}/2/position`, { direction: "up" }, htmx),
  );
  expect(words(moved, ".line-title a")).toEqual(["/two", "/one"]);
});

test("the form shows the variables and the categories in use", async () => {
  await add("one", "x", "Pedidos");
  const page = await parse(await bruno.get(`${LIST}/new`));
  expect(words(page, ".variables code")).toEqual([
    "{{name}}",
    "{{first_name}}",
    "{{agent}}",
    "{{business}}",
    "{{ticket}}",
  ]);
  expect(
    [...page.querySelectorAll("#categories option")].map((option) => option.getAttribute("value")),
  ).toEqual(["Pedidos"]);
});
