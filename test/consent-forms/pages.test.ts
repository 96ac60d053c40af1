import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { type Desk, openDesk } from "../support/desk.ts";
import { addConsentForm, sendForm } from "../support/consent-forms.ts";
import { parse, words } from "../support/html.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

describe("The pages where forms are made", () => {
  test("a form is made with a name and a purpose, and its address comes from the name", async () => {
    const ana = await desk.browserOf(desk.people.ana);
    expect(words(await parse(await ana.get("/consent/forms")), ".empty-title")).toEqual([
      "No form yet",
    ]);
    const made = await ana.send("POST", "/consent/forms", {
      name: "Balcão São João",
      purpose: "reviews",
    });
    expect(made.headers.get("location")).toBe("/consent/forms/1?done=saved");
    const page = await parse(await ana.get("/consent/forms/1"));
    expect(page.querySelector("#address")?.getAttribute("value")).toBe(
      "http://localhost:3000/c/balcao-sao-joao",
    );
    expect(words(page, ".notice.warning").join(" ")).toContain("No number is known yet");
  });

  test("what was refused comes back as it was written, with the reason", async () => {
    await addConsentForm(desk);
    const ana = await desk.browserOf(desk.people.ana);
    const form = { name: "Website", slug: "Counter", purpose: "marketing", "title-fr": "Bonjour" };
    const taken = await ana.send("POST", "/consent/forms", form);
    expect(taken.status).toBe(422);
    const page = await parse(taken);
    expect(words(page, ".field.has-error .error")).toEqual([
      "Another form has this address. Choose another one.",
    ]);
    expect(page.querySelector("#title-fr")?.getAttribute("value")).toBe("Bonjour");
    const none = await ana.send("POST", "/consent/forms", { name: "Website" });
    expect(words(await parse(none), ".field.has-error .error")).toEqual(["Choose at least one."]);
  });

  test("the snippet for another site has no script, no tick, and is taken as it stands", async () => {
    await addConsentForm(desk);
    const ana = await desk.browserOf(desk.people.ana);
    const page = await parse(await ana.get("/consent/forms/1?language=es"));
    const code = page.querySelector("#embed-code")?.textContent ?? "";
    expect(code).not.toMatch(/<script|checked|style=/);
    const snippet = await parse(new Response(code));
    const form = new URLSearchParams({ purpose: "marketing" });
    for (const input of snippet.querySelectorAll("input[type=hidden]"))
      form.append(input.getAttribute("name") ?? "", input.getAttribute("value") ?? "");
    expect((await sendForm(desk, form)).status).toBe(200);
    const [row] = await desk.recado.db.selectFrom("consent_submissions").selectAll().execute();
    expect(row).toMatchObject({ language: "es", purposes: '["marketing"]' });
  });

  test("the poster carries the form's address", async () => {
    await addConsentForm(desk);
    const ana = await desk.browserOf(desk.people.ana);
    const page = await parse(await ana.get("/consent/forms/1/poster"));
    expect(words(page, ".public-responsible")).toEqual([
      "http://localhost:3000/c/counter?language=en",
    ]);
    expect(page.querySelectorAll("svg.qr path")).toHaveLength(1);
  });

  test("an auditor and an agent make none", async () => {
    await addConsentForm(desk);
    for (const role of ["agent", "auditor"] as const) {
      await desk.recado.write((tx) =>
        tx.updateTable("users").set({ role }).where("id", "=", desk.people.bruno).execute(),
      );
      const bruno = await desk.browserOf(desk.people.bruno);
      expect((await bruno.get("/consent/forms")).status).toBe(403);
      expect((await bruno.send("POST", "/consent/forms/1/closing")).status).toBe(403);
    }
  });
});
