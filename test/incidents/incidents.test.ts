import { afterEach, beforeEach, expect, test } from "bun:test";
import { DAY } from "../../src/clock.ts";
import { AppError } from "../../src/http/errors.ts";
import { countAsked, countSolved, figuresSince } from "../../src/incidents/count-incident.ts";
import { incidentSources, listLiveIncidents } from "../../src/incidents/incident-sources.ts";
import {
  listIncidentVersions,
  restoreIncidentVersion,
} from "../../src/incidents/incident-versions.ts";
import {
  archiveIncident,
  getIncident,
  inputOf,
  insertIncident,
  listIncidents,
  moveIncident,
  switchIncident,
  unarchiveIncident,
  updateIncident,
} from "../../src/incidents/incidents.ts";
import type { IncidentInput } from "../../src/incidents/incident.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { addIncident, whereIsMyOrder } from "../support/incidents.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const names = async () => (await listIncidents(desk.recado.db)).map(({ name }) => name);
const now = () => desk.clock.now();

test("what is written is kept trimmed, each phrasing once, nothing empty", async () => {
  const incident = await addIncident(desk, {
    name: "  Where is   my order? ",
    phrasings: { en: [" where is my order ", "", "where is my order", "track it"], fr: ["  "] },
    terms: { answers: { en: " Soon. ", fr: "" }, link: "  " },
  });
  const { name, phrasings, terms } = inputOf(incident);
  expect(name).toBe("Where is my order?");
  expect(phrasings).toEqual({ en: ["where is my order", "track it"] });
  expect(terms.answers).toEqual({ en: "Soon." });
  expect(terms.link).toBeNull();
});

const refused: [string, Parameters<typeof addIncident>[1], string][] = [
  ["without a name", { name: " " }, "name"],
  ["with a name of 81 characters", { name: "x".repeat(81) }, "name"],
  ["without any phrasing", { phrasings: { en: [" "] } }, "phrasings"],
  ["with a phrasing of 201 characters", { phrasings: { fr: ["x".repeat(201)] } }, "phrasings.fr"],
  [
    "with 101 phrasings in a language",
    { phrasings: { es: Array.from({ length: 101 }, (_, n) => `frase ${n}`) } },
    "phrasings.es",
  ],
  ["without an answer, an article or a flow", { terms: { answers: {} } }, "answers"],
  ["with an answer too long", { terms: { answers: { pt: "x".repeat(4001) } } }, "answers.pt"],
  ["with a link that is no https", { terms: { link: "http://loja-azul.example" } }, "link"],
  ["with a link that is script", { terms: { link: "javascript:alert(1)" } }, "link"],
  ["with a link that has a password", { terms: { link: "https://a:b@x.example" } }, "link"],
  ["with a file that is not here", { terms: { assetId: 99 } }, "asset_id"],
  ["with an article that is not here", { terms: { articleId: 99 } }, "article_id"],
  ["with a flow that is not published", { terms: { flowId: 99 } }, "flow_id"],
  [
    "for a team that is gone",
    { terms: { escalation: { teamId: 9, priority: null, tag: null } } },
    "escalation.team_id",
  ],
  [
    "with a detail whose name is no name",
    {
      terms: {
        fields: [{ key: "Order No", question: { en: "?" }, input: "text", isOptional: false }],
      },
    },
    "fields.0.key",
  ],
  [
    "with a detail without a question",
    { terms: { fields: [{ key: "order", question: {}, input: "text", isOptional: false }] } },
    "fields.0.question",
  ],
  [
    "with two details of one name",
    {
      terms: {
        fields: [1, 2].map(() => ({
          key: "order",
          question: { en: "Which?" },
          input: "text" as const,
          isOptional: false,
        })),
      },
    },
    "fields.1.key",
  ],
  [
    "with a look-up that leads to another host",
    {
      terms: {
        lookUp: {
          connectionId: 1,
          method: "GET",
          path: "//evil.example/x",
          map: [],
          timeoutSeconds: 8,
        },
      },
    },
    "look_up.connection_id",
  ],
];
for (const [what, parts, field] of refused)
  test(`an incident ${what} is refused, and the refusal names the field`, async () => {
    const error = await addIncident(desk, parts).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AppError);
    expect((error as AppError).code).toBe("invalid");
    expect((error as AppError).message).toStartWith(`${field}: `);
    expect((error as AppError).key).toStartWith("incident.fault.");
    expect(await names()).toEqual([]);
  });

test("a look-up's path begins at its connection and goes nowhere else", async () => {
  const { id } = await desk.recado.write((tx) =>
    tx
      .insertInto("flow_connections")
      .values({
        name: "Shop",
        base_url: "https://shop.example",
        headers: "",
        created_at: 1,
        updated_at: 1,
      })
      .returning("id")
      .executeTakeFirstOrThrow(),
  );
  const withPath = (path: string) =>
    addIncident(desk, {
      terms: { lookUp: { connectionId: id, method: "GET", path, map: [], timeoutSeconds: 8 } },
    });
  for (const path of ["orders", "//evil.example", "/../admin", "/a b"])
    await expect(withPath(path)).rejects.toThrow("look_up.path");
  const { terms } = inputOf(await withPath("/orders/{order_number}"));
  expect(terms.lookUp?.path).toBe("/orders/{order_number}");
});

test("each change is a version with who and what, and an old one can be put back", async () => {
  const { ana, bruno } = desk.people;
  const { id } = await addIncident(desk);
  const changed: IncidentInput = { ...whereIsMyOrder, name: "Order status" };
  await desk.recado.write((tx) => updateIncident(tx, id, changed, bruno, now()));
  await desk.recado.write((tx) => switchIncident(tx, id, false, ana, now()));
  await desk.recado.write((tx) => switchIncident(tx, id, false, ana, now()));
  await desk.recado.write((tx) => archiveIncident(tx, id, ana, now()));
  await expect(getIncident(desk.recado.db, id)).rejects.toThrow("no incident");
  const versions = await listIncidentVersions(desk.recado.db, id);
  expect(versions.map(({ version, change, name }) => [version, change, name])).toEqual([
    [4, "archived", "Ana"],
    [3, "disabled", "Ana"],
    [2, "changed", "Bruno"],
    [1, "created", "Ana"],
  ]);
  const first = versions.at(-1)!.id;
  const restored = await desk.recado.write((tx) => restoreIncidentVersion(tx, first, null, now()));
  expect([restored.name, restored.version, restored.is_enabled, restored.archived_at]).toEqual([
    "Where is my order?",
    5,
    1,
    null,
  ]);
});

test("a version that names a team that is gone cannot be put back", async () => {
  const { id: teamId } = await desk.recado.write((tx) =>
    tx
      .insertInto("teams")
      .values({ name: "Lille", created_at: 1, updated_at: 1 })
      .returning("id")
      .executeTakeFirstOrThrow(),
  );
  const { id } = await addIncident(desk, {
    terms: { escalation: { teamId, priority: null, tag: null } },
  });
  await desk.recado.write((tx) => updateIncident(tx, id, whereIsMyOrder, null, now()));
  await desk.recado.write((tx) =>
    tx.updateTable("teams").set({ archived_at: 5 }).where("id", "=", teamId).execute(),
  );
  const [, first] = await listIncidentVersions(desk.recado.db, id);
  const restoring = desk.recado.write((tx) => restoreIncidentVersion(tx, first!.id, null, now()));
  await expect(restoring).rejects.toThrow("escalation.team_id");
});

test("one whose team is gone is not switched on before another is chosen", async () => {
  const { id: teamId } = await desk.recado.write((tx) =>
    tx
      .insertInto("teams")
      .values({ name: "Lille", created_at: 1, updated_at: 1 })
      .returning("id")
      .executeTakeFirstOrThrow(),
  );
  const { id } = await addIncident(desk, {
    enabled: false,
    terms: { escalation: { teamId, priority: null, tag: null } },
  });
  await desk.recado.write((tx) =>
    tx.updateTable("teams").set({ archived_at: 5 }).where("id", "=", teamId).execute(),
  );
  const switching = desk.recado.write((tx) => switchIncident(tx, id, true, null, now()));
  await expect(switching).rejects.toThrow("escalation.team_id");
  expect((await getIncident(desk.recado.db, id)).is_enabled).toBe(0);
});

test("a deleted one is brought back with its figures and its place", async () => {
  const first = await addIncident(desk, { name: "First" });
  await addIncident(desk, { name: "Second" });
  await desk.recado.write((tx) => countAsked(tx, first.id));
  await desk.recado.write((tx) => archiveIncident(tx, first.id, null, now()));
  expect(await names()).toEqual(["Second"]);
  await desk.recado.write((tx) => unarchiveIncident(tx, first.id, null, now()));
  expect(await names()).toEqual(["First", "Second"]);
  expect((await getIncident(desk.recado.db, first.id)).hit_count).toBe(1);
});

test("incidents move within their category alone", async () => {
  await addIncident(desk, { name: "A1", category: "A" });
  const b1 = await addIncident(desk, { name: "B1", category: "B" });
  await addIncident(desk, { name: "A2", category: "A" });
  await addIncident(desk, { name: "B2", category: "B" });
  await desk.recado.write((tx) => moveIncident(tx, b1.id, "down", null, now()));
  expect(await names()).toEqual(["A1", "A2", "B2", "B1"]);
  await desk.recado.write((tx) => moveIncident(tx, b1.id, "down", null, now()));
  expect(await names()).toEqual(["A1", "A2", "B2", "B1"]);
  const [last] = await listIncidentVersions(desk.recado.db, b1.id);
  expect([last?.version, last?.change]).toEqual([2, "moved"]);
});

test("the bot learns those that are switched on, by id and name", async () => {
  const on = await addIncident(desk);
  await addIncident(desk, { name: "Off", enabled: false });
  const sources = incidentSources(await listLiveIncidents(desk.recado.db));
  expect(sources).toEqual([
    { id: `incident:${on.id}`, name: "Where is my order?", samples: whereIsMyOrder.phrasings },
  ]);
});

test("counting is no change of the desk's rules; changing one is", async () => {
  const { id } = await addIncident(desk);
  const version = async () =>
    (await desk.recado.db.selectFrom("desk_version").select("version").executeTakeFirstOrThrow())
      .version;
  const before = await version();
  await desk.recado.write((tx) => countAsked(tx, id));
  await desk.recado.write((tx) => countSolved(tx, id, true));
  await desk.recado.write((tx) => countSolved(tx, id, false));
  expect(await version()).toBe(before);
  const { hit_count, solved_count, unsolved_count } = await getIncident(desk.recado.db, id);
  expect([hit_count, solved_count, unsolved_count]).toEqual([1, 1, 1]);
  await desk.recado.write((tx) => switchIncident(tx, id, false, null, now()));
  expect(await version()).toBeGreaterThan(before);
});

test("figures are those of the last days, of real customers", async () => {
  expect(await figuresSince(desk.recado.db, now() - 30 * DAY)).toEqual(new Map());
});

test("a program may add one, of a pack", async () => {
  const incident = await desk.recado.write((tx) =>
    insertIncident(tx, whereIsMyOrder, null, now(), { pack: "orders" }),
  );
  expect(incident.pack).toBe("orders");
  const [version] = await listIncidentVersions(desk.recado.db, incident.id);
  expect(version?.name).toBeNull();
});
