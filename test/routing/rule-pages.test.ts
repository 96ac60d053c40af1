import { afterEach, beforeEach, expect, test } from "bun:test";
import {
  inputOf,
  insertRoutingRule,
  listRoutingRules,
  listRuleVersions,
  type RoutingRuleInput,
} from "../../src/routing/rules.ts";
import { getSetting } from "../../src/settings/settings.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { parse, words } from "../support/html.ts";

let desk: Desk;
let ana: Awaited<ReturnType<Desk["browserOf"]>>;
beforeEach(async () => {
  desk = await openDesk();
  ana = await desk.browserOf(desk.people.ana);
});
afterEach(() => desk.close());

const htmx = { "hx-request": "true" };

/** What the builder sends for "When a new ticket comes in, and the message mentions “urgent”, raise the priority." */
const form: Record<string, string> = {
  name: "Urgent",
  event: "ticket",
  minutes: "15",
  "p0.join": "all",
  part: "p1 p0 leaf",
  "p1.was": "text",
  "p1.field": "text",
  "p1.test": "contains",
  "p1.text": "urgent\r\nasap\r\n",
  action: "a1",
  "a1.was": "raise",
  "a1.do": "raise",
  enabled: "1",
};

const addRule = (rule: Partial<RoutingRuleInput> = {}) =>
  desk.recado.write((tx) =>
    insertRoutingRule(
      tx,
      {
        name: "Urgent",
        events: ["ticket"],
        condition: { all: [{ field: "text", test: "contains", phrases: ["urgent"] }] },
        actions: [{ do: "raise" }],
        unansweredMinutes: null,
        stops: false,
        isEnabled: true,
        ...rule,
      },
      desk.people.ana,
      desk.clock.now(),
    ),
  );
const rules = async () => (await listRoutingRules(desk.recado.db)).map(inputOf);
const names = async () => (await rules()).map((rule) => rule.name);

test("a desk without rules offers five to begin with, and installs none", async () => {
  const page = await parse(await ana.get("/routing"));
  expect(words(page, ".rule-example strong")).toEqual([
    "Urgent words",
    "VIP customers",
    "By language",
    "Out of hours",
    "Nobody forgotten",
  ]);
  for (const name of ["urgent", "vip", "language", "hours", "unanswered"]) {
    const answer = await ana.get(`/routing/rules/new?example=${name}`);
    expect(answer.status).toBe(200);
    expect(words(await parse(answer), "#rule-sentence")[0]).toMatch(/^When .+\.$/);
  }
  expect(await rules()).toEqual([]);
});

test("what the builder sends becomes the rule, and its maker is kept", async () => {
  const answer = await ana.send("POST", "/routing/rules", form);
  expect(answer.headers.get("location")).toBe("/routing?done=saved");
  expect(await rules()).toEqual([
    {
      name: "Urgent",
      events: ["ticket"],
      condition: { all: [{ field: "text", test: "contains", phrases: ["urgent", "asap"] }] },
      actions: [{ do: "raise" }],
      unansweredMinutes: null,
      stops: false,
      isEnabled: true,
    },
  ]);
  const [version] = await listRuleVersions(desk.recado.db);
  expect(version).toMatchObject({ change: "created", name: "Ana", version: 1 });
});

test("the list says each rule as a sentence in the reader's language", async () => {
  await addRule({
    condition: {
      all: [
        { field: "text", test: "contains", phrases: ["urgent", "asap"] },
        {
          any: [
            { field: "language", test: "is", values: ["fr"] },
            { field: "vip", test: "yes" },
          ],
        },
      ],
    },
    actions: [{ do: "assign-agent", user: desk.people.bruno }, { do: "raise" }],
  });
  const sentence = async () => words(await parse(await ana.get("/routing")), ".line-text p")[1];
  expect(await sentence()).toBe(
    "When a new ticket comes in, and the message mentions “urgent” or “asap” and (the message is in French or the customer is a VIP), give it to Bruno and raise the priority.",
  );
  await ana.send("POST", "/settings/profile", {
    name: "Ana",
    email: "ana@loja-azul.example",
    language: "fr",
  });
  expect(await sentence()).toBe(
    "Quand un nouveau ticket arrive, si le message mentionne « urgent » ou « asap » et (le message est en français ou le client est VIP) : le confier à Bruno et relever la priorité.",
  );
});

test("what is wrong stands beside its line, and nothing that was typed is lost", async () => {
  const wrong = { ...form, name: "", "p1.text": " ", "a1.do": "slack", "a1.was": "slack" };
  const answer = await ana.send("POST", "/routing/rules", {
    ...wrong,
    "a1.target": "hooks.slack.example",
    "a1.text": "A customer is in a hurry.",
  });
  expect(answer.status).toBe(422);
  const page = await parse(answer);
  expect(words(page, "#name-error")).toEqual(["Give it a name of at most 80 characters."]);
  expect(words(page, "#p1-error")).toEqual(["Write at least one word or phrase."]);
  expect(words(page, "#a1-error")).toEqual(["Give an address that begins with https://."]);
  expect(page.querySelector("#a1-slack-target")?.getAttribute("value")).toBe("hooks.slack.example");
  expect(words(page, "#a1-slack-text")).toEqual(["A customer is in a hurry."]);
  expect(page.querySelector("#p1-text-text")?.getAttribute("aria-describedby")).toBe("p1-error");
  expect(words(page, ".notice")).toEqual(["3 things are still to be put right, below."]);
  expect(await rules()).toEqual([]);
});

test("adding, nesting and removing lines brings the form back and saves nothing", async () => {
  const draft = async (edit: string, more: Record<string, string> = {}) =>
    parse(await ana.send("POST", "/routing/draft", { ...form, ...more, edit }, htmx));
  const line = await draft("add-line p0");
  expect(line.querySelectorAll(".rule-group .rule-line")).toHaveLength(2);
  expect(line.querySelector("[autofocus]")?.id).toBe("p2-field");
  expect(words(line, "#p1-text-text")).toEqual(["urgent asap"]);
  const group = await draft("add-group p0");
  expect(group.querySelector("#p2")?.tagName).toBe("FIELDSET");
  expect(group.querySelectorAll("#p2 .rule-line")).toHaveLength(1);
  const none = await draft("remove p1");
  expect(none.querySelectorAll(".rule-group .rule-line")).toHaveLength(0);
  const action = await draft("add-action");
  expect(action.querySelectorAll("[name=action]")).toHaveLength(2);
  expect(await rules()).toEqual([]);
});

test("another field brings its own test and picker", async () => {
  const answer = await ana.send(
    "POST",
    "/routing/draft",
    { ...form, "p1.field": "assignee" },
    htmx,
  );
  const page = await parse(answer);
  expect(words(page, "#p1-assignee-test option")).toEqual([
    "is",
    "is not",
    "is given",
    "is not given",
  ]);
  expect(words(page, "#p1 .chip")).toEqual(["Ana", "Bruno"]);
  expect(words(page, "#rule-sentence")).toEqual([
    "When a new ticket comes in, raise the priority.",
  ]);
});

test("without the script the buttons of the builder bring the whole page", async () => {
  const answer = await ana.send("POST", "/routing/draft", { ...form, edit: "add-line p0" });
  const page = await parse(answer);
  expect(page.querySelectorAll(".rule-group .rule-line")).toHaveLength(2);
  expect(page.querySelector("form.stack")?.getAttribute("action")).toBe("/routing/rules");
});

test("groups go three deep in the page, and deeper ones of a program are kept", async () => {
  const deep = {
    all: [{ any: [{ none: [{ all: [{ field: "vip" as const, test: "yes" as const }] }] }] }],
  };
  const rule = await addRule({ condition: deep });
  const page = await parse(await ana.get(`/routing/rules/${rule.id}`));
  expect(page.querySelectorAll(".rule-group")).toHaveLength(4);
  expect(words(page, "[id$=-nest]")).toHaveLength(2);
  expect(words(page, "#rule-sentence")[0]).toContain("the customer is a VIP");
});

test("a rule is switched, moved and deleted, and comes back to its place with its number", async () => {
  const first = await addRule();
  const second = await addRule({ name: "VIP" });
  await addRule({ name: "French" });
  await ana.send("PUT", `/routing/rules/${second.id}/position`, { direction: "up" }, htmx);
  expect(await names()).toEqual(["VIP", "Urgent", "French"]);
  await ana.send("PUT", `/routing/rules/${first.id}/enabled`, {}, htmx);
  expect((await rules())[1]?.isEnabled).toBe(false);
  const deleted = await ana.send("DELETE", `/routing/rules/${first.id}`, {}, htmx);
  expect(await names()).toEqual(["VIP", "French"]);
  const undo = (await parse(deleted)).querySelector(".toast-undo");
  const values = JSON.parse(undo?.getAttribute("hx-vals") ?? "{}") as Record<string, string>;
  await ana.send("PUT", undo?.getAttribute("hx-put") ?? "", values, htmx);
  expect(await names()).toEqual(["VIP", "Urgent", "French"]);
  expect((await listRoutingRules(desk.recado.db))[1]).toMatchObject({
    id: first.id,
    is_enabled: 0,
  });
});

test("the versions say who changed what, and an old one comes back", async () => {
  const { id } = await addRule();
  await ana.send("POST", `/routing/rules/${id}`, {
    ...form,
    name: "In a hurry",
    "a1.do": "escalate",
    "a1.was": "escalate",
  });
  const page = await parse(await ana.get(`/routing/rules/${id}/versions`));
  expect(words(page, ".line-title a")).toEqual(["In a hurry", "Urgent"]);
  expect(words(page, ".differences dt")).toEqual(["Name", "If", "Then"]);
  expect(words(page, ".differences del")).toEqual([
    "before: Urgent",
    "before: the message mentions “urgent”",
    "before: raise the priority",
  ]);
  expect(words(page, ".differences ins")[2]).toBe("after: mark it as escalated");
  const restore = page.querySelector("form[action^='/routing/versions/']")?.getAttribute("action");
  await ana.send("POST", restore ?? "", {});
  expect(await names()).toEqual(["Urgent"]);
  const all = await parse(await ana.get("/routing/versions"));
  expect(words(all, ".badge")).toEqual(["brought back", "changed", "made"]);
});

test("a rule that names a team which is gone says so beside its line", async () => {
  const { id } = await addRule({
    actions: [{ do: "assign-agent", user: desk.people.bruno }],
  });
  await desk.recado.write((tx) =>
    tx
      .updateTable("users")
      .set({ deactivated_at: 1 })
      .where("id", "=", desk.people.bruno)
      .execute(),
  );
  const page = await parse(await ana.get(`/routing/rules/${id}`));
  expect(words(page, "#a1-assign-agent-pick [selected]")).toEqual([
    `#${desk.people.bruno} (no longer there)`,
  ]);
  const answer = await ana.send("POST", `/routing/rules/${id}`, {
    ...form,
    "a1.was": "assign-agent",
    "a1.do": "assign-agent",
    "a1.pick": String(desk.people.bruno),
  });
  expect(words(await parse(answer), "#a1-error")).toEqual([
    "Something chosen here is no longer there. Choose again.",
  ]);
});

test("first match or all is chosen below the list", async () => {
  await addRule();
  await ana.send("PUT", "/routing/mode", { mode: "all" }, htmx);
  expect(await getSetting(desk.recado.db, "routing")).toEqual({ mode: "all" });
  const page = await parse(await ana.get("/routing"));
  expect(page.querySelector("#mode-all")?.hasAttribute("checked")).toBe(true);
});

test("rules are for those who may change them", async () => {
  const bruno = await desk.browserOf(desk.people.bruno);
  expect((await bruno.get("/routing")).status).toBe(403);
  expect((await bruno.send("POST", "/routing/rules", form)).status).toBe(403);
  expect(await rules()).toEqual([]);
});
