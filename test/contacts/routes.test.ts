import { afterEach, beforeEach, expect, test } from "bun:test";
import { getContact, insertContact } from "../../src/contacts/contacts.ts";
import { listContactTags } from "../../src/contacts/contact-tags.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
let bruno: Awaited<ReturnType<Desk["browserOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  bruno = await desk.browserOf(desk.people.bruno);
});
afterEach(() => desk.close());

const htmx = { "hx-request": "true" };
const addPeople = (n: number) =>
  desk.recado.write(async (tx) => {
    for (let i = 0; i < n; i++) {
      const name = `Person ${String(i).padStart(3, "0")}`;
      await insertContact(
        tx,
        { name, phone: null, waId: null, userId: `BR.${i}`, username: null, isSimulated: 0 },
        1,
      );
    }
  });

test("without contacts the page says where they come from", async () => {
  expect(words(await parse(await bruno.get("/contacts")), ".empty-title")).toEqual([
    "Nobody has written yet",
  ]);
});

test("typing finds by name; the part alone is answered", async () => {
  await desk.deliver(textWebhook("oi", { name: "Éloïse Lefèvre", from: "33612345678" }));
  await desk.deliver(textWebhook("oi", { name: "Carla" }));
  const answer = await bruno.get("/contacts?q=eloise", htmx);
  const part = await parse(answer);
  expect(words(part, ".row-top")).toEqual(["Éloïse Lefèvre"]);
  expect(words(part, ".row-line")).toEqual(["+33 6 12 34 56 78"]);
  expect(part.querySelector("#search-input")).toBeNull();
  const nobody = await parse(await bruno.get("/contacts?q=zzz"));
  expect(words(nobody, ".empty-title")).toEqual(["Nobody is called “zzz”"]);
  expect(nobody.querySelector("#search-input")?.getAttribute("value")).toBe("zzz");
});

test("the list goes on page by page, with the words that were sought", async () => {
  await addPeople(120);
  const first = await parse(await bruno.get("/contacts?q=person"));
  const seen = words(first, ".row-top");
  let more = first.querySelector(".older-link")?.getAttribute("href");
  while (more) {
    expect(more).toContain("q=person");
    const rows = await parse(await bruno.get(more, htmx));
    seen.push(...words(rows, ".row-top"));
    more = rows.querySelector(".older-link")?.getAttribute("href");
  }
  expect(seen).toHaveLength(120);
  expect(new Set(seen).size).toBe(120);
});

test("a contact's page shows what is known of them", async () => {
  await desk.deliver(textWebhook("Olá, bom dia para vocês", { name: "Carla", userId: "BR.123" }));
  const page = await parse(await bruno.get("/contacts/1"));
  expect(words(page, "h1")).toEqual(["Carla"]);
  expect(words(page, "#details dd")).toContain("+55 11 98765 4321");
  expect(words(page, "#details dd")).toContain("BR.123");
  expect(words(page, "#tickets .ticket-link strong")).toEqual(["#1"]);
  expect(page.querySelector("#language option[selected]")?.getAttribute("value")).toBe("pt");
});

test("a name given by hand stays, whatever the profile says later", async () => {
  await desk.deliver(textWebhook("oi", { name: "Carla" }));
  const saved = await bruno.send("POST", "/contacts/1", {
    name: "  Carla   Dias ",
    language: "es",
  });
  expect(saved.headers.get("location")).toBe("/contacts/1?done=saved");
  await desk.deliver(textWebhook("hola", { name: "~carlinha~" }));
  expect(await getContact(desk.recado.db, 1)).toMatchObject({
    name: "Carla Dias",
    is_name_edited: 1,
    language: "es",
  });
  expect(words(await parse(await bruno.get("/contacts?q=dias", htmx)), ".row-top")).toEqual([
    "Carla Dias",
  ]);
});

test("saving only the language leaves the name to the profile", async () => {
  await desk.deliver(textWebhook("oi", { name: "Carla" }));
  await bruno.send("POST", "/contacts/1", { name: "Carla", language: "" });
  expect(await getContact(desk.recado.db, 1)).toMatchObject({ is_name_edited: 0, language: null });
});

test("an empty name is refused beside its field", async () => {
  await desk.deliver(textWebhook("oi", { name: "Carla" }));
  const refused = await bruno.send("POST", "/contacts/1", { name: "  ", language: "fr" });
  expect(refused.status).toBe(422);
  expect(words(await parse(refused), "#name-error")).toHaveLength(1);
  expect((await getContact(desk.recado.db, 1)).name).toBe("Carla");
});

test("tags are added once and removed", async () => {
  await desk.deliver(textWebhook("oi"));
  await bruno.send("POST", "/contacts/1/tags", { tag: " VIP " }, htmx);
  await bruno.send("POST", "/contacts/1/tags", { tag: "vip" }, htmx);
  const part = await parse(
    await bruno.send("POST", "/contacts/1/tags", { tag: "50% & mais" }, htmx),
  );
  expect(words(part, "li.tag")).toEqual(["50% & mais", "VIP"]);
  const remove = part.querySelector("li.tag button")?.getAttribute("hx-delete") ?? "";
  await bruno.send("DELETE", remove, {}, htmx);
  expect(await listContactTags(desk.recado.db, 1)).toEqual(["VIP"]);
  expect((await bruno.send("POST", "/contacts/1/tags", { tag: "x".repeat(41) }, htmx)).status).toBe(
    422,
  );
});

test("consent shows its state, the text shown and the message that proves it", async () => {
  await desk.deliver(textWebhook("START"));
  desk.clock.advance(1000);
  await desk.deliver(textWebhook("SIM", { at: desk.clock.now() }));
  const page = await parse(await bruno.get("/contacts/1"));
  expect(words(page, "#consent .badge")).toEqual(["Agreed", "No consent", "No consent"]);
  expect(words(page, "#consent .consent-timeline strong")).toEqual(["Agreed", "Asked"]);
  expect(words(page, "#consent blockquote")[0]).toContain("Loja Azul");
  const evidence = page.querySelector("#consent .consent-links a")?.getAttribute("href") ?? "";
  const { id } = await desk.recado.db
    .selectFrom("messages")
    .select("id")
    .where("text", "=", "SIM")
    .executeTakeFirstOrThrow();
  expect(evidence).toBe(`/tickets/1?message=${id}#m-${id}`);
  expect((await bruno.get(evidence)).status).toBe(200);
});

test("a contact that does not exist is not found", async () => {
  for (const path of ["/contacts/99", "/contacts/abc", "/contacts/1e3"])
    expect((await bruno.get(path)).status).toBe(404);
  expect((await bruno.send("POST", "/contacts/99", { name: "x" })).status).toBe(404);
});

test("names and tags of strangers are shown as text", async () => {
  await desk.deliver(textWebhook("oi", { name: "<img src=x onerror=alert(1)>" }));
  await bruno.send("POST", "/contacts/1/tags", { tag: "<b>x</b>" }, htmx);
  for (const path of ["/contacts", "/contacts/1"]) {
    const html = await (await bruno.get(path)).text();
    expect(html).not.toContain("<img src=x");
    expect(html).not.toContain("<b>x");
  }
});
