import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { insertConnection } from "../../src/flows/connections.ts";
import { exportFlow, importFlow } from "../../src/flows/export-flow.ts";
import type { Flow, Step } from "../../src/flows/flow.ts";
import {
  archiveFlow,
  draftOf,
  enableFlow,
  getFlow,
  insertFlow,
  listFlows,
  listFlowVersions,
  publishFlow,
  rollBackFlow,
  saveDraft,
} from "../../src/flows/flows.ts";
import { flowsOf } from "../../src/flows/live-flows.ts";
import { readDeskRules } from "../../src/inbox/desk-rules.ts";
import type { Tx } from "../../src/db/open.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { customerOf, flow } from "./support.ts";

let desk: Desk;
beforeEach(async () => void (desk = await openDesk()));
afterEach(() => desk.close());

const say = (text: string): Flow => flow([{ id: "hi", kind: "end", text: { en: text } }]);
const write = <T>(job: (tx: Tx) => Promise<T>) => desk.recado.write(job);
const live = async () => flowsOf(desk.recado.db, await readDeskRules(desk.recado.db));
const by = () => ({ by: desk.people.ana });

test("a draft meets nobody until it is published, and then as it was at that moment", async () => {
  const { id } = await write((tx) =>
    insertFlow(tx, { name: " Order  tracking ", flow: say("1") }, 1),
  );
  expect(await live()).toEqual([]);
  await write((tx) => publishFlow(tx, id, { ...by(), note: "first" }, 2));
  await write((tx) => saveDraft(tx, id, say("2"), 1, 3));
  expect(await live()).toMatchObject([{ id, name: "Order tracking", version: 1, flow: say("1") }]);
  await write((tx) => publishFlow(tx, id, by(), 4));
  expect(await live()).toMatchObject([{ version: 2, flow: say("2") }]);
});

test("who saves an older draft is told", async () => {
  const { id } = await write((tx) => insertFlow(tx, { name: "A", flow: say("1") }, 1));
  await write((tx) => saveDraft(tx, id, say("2"), 1, 2));
  expect(write((tx) => saveDraft(tx, id, say("3"), 1, 3))).rejects.toMatchObject({
    code: "conflict",
  });
  expect(draftOf(await getFlow(desk.recado.db, id))).toEqual(say("2"));
});

test("rolling back makes an old version the newest", async () => {
  const { id } = await write((tx) => insertFlow(tx, { name: "A", flow: say("1") }, 1));
  await write((tx) => publishFlow(tx, id, by(), 2));
  await write((tx) => saveDraft(tx, id, say("2"), 1, 3));
  await write((tx) => publishFlow(tx, id, by(), 4));
  await write((tx) => rollBackFlow(tx, id, 1, { ...by(), note: "better" }, 5));
  expect(await live()).toMatchObject([{ version: 3, flow: say("1") }]);
  const versions = await listFlowVersions(desk.recado.db, id);
  expect(versions.map(({ version, note }) => [version, note])).toEqual([
    [3, "better"],
    [2, ""],
    [1, ""],
  ]);
  expect(draftOf(await getFlow(desk.recado.db, id))).toEqual(say("1"));
});

test("a dialogue finishes on the version that it began with", async () => {
  const carla = await customerOf(desk);
  const asking = (text: string): Flow =>
    flow([
      {
        id: "who",
        kind: "ask",
        text: { en: "Who?" },
        input: "text",
        save: "who",
        retries: 1,
        otherwise: null,
        next: "bye",
      },
      { id: "bye", kind: "end", text: { en: text } },
    ]);
  const { id } = await write((tx) => insertFlow(tx, { name: "A", flow: asking("Old {who}") }, 1));
  await write((tx) => publishFlow(tx, id, by(), 2));
  const [old] = await live();
  await carla.starts({ ...old!, flowId: id, incidentId: null });
  await write((tx) => saveDraft(tx, id, asking("New {who}"), 1, 3));
  await write((tx) => publishFlow(tx, id, by(), 4));
  await carla.hears();
  await carla.says("Bruno");
  expect(await carla.hears()).toEqual(["Old Bruno"]);
});

test("what is switched off or put away begins no dialogue, until it is taken out again", async () => {
  const { id } = await write((tx) => insertFlow(tx, { name: "A", flow: say("1") }, 1));
  await write((tx) => publishFlow(tx, id, by(), 2));
  await write((tx) => enableFlow(tx, id, false, 3));
  expect(await live()).toEqual([]);
  await write((tx) => enableFlow(tx, id, true, 4));
  await write((tx) => archiveFlow(tx, id, true, 5));
  expect([await live(), await listFlows(desk.recado.db)]).toEqual([[], []]);
  await write((tx) => archiveFlow(tx, id, false, 6));
  expect(await live()).toHaveLength(1);
});

describe("as a file", () => {
  const steps = (connectionId: number | null, flowId: number | null): Step[] => [
    {
      id: "look",
      kind: "look-up",
      connectionId,
      method: "GET",
      path: "/x",
      map: [{ path: "a", save: "a" }],
      timeoutSeconds: 3,
      next: "more",
      notFound: null,
      failed: null,
    },
    { id: "more", kind: "jump", flowId },
  ];
  const connect = (name: string) =>
    write((tx) =>
      insertConnection(
        tx,
        { name, baseUrl: "https://shop.example/api", headers: [{ name: "k", value: "s3cret" }] },
        desk.recado.secrets,
        1,
      ),
    );

  test("a flow goes round: what it names stands by name, and no secret is in it", async () => {
    const shop = await connect("Shop");
    const other = await write((tx) => insertFlow(tx, { name: "Menu", flow: say("1") }, 1));
    const { id } = await write((tx) =>
      insertFlow(
        tx,
        { name: "A", description: "For all", flow: flow(steps(shop.id, other.id)) },
        1,
      ),
    );
    const file = JSON.stringify(await exportFlow(desk.recado.db, id));
    expect(file).toContain('"connection":"Shop"');
    expect(file).not.toMatch(/s3cret|shop\.example|connectionId/);
    const back = await write((tx) => importFlow(tx, file, 2));
    expect(back).toMatchObject({ name: "A", description: "For all", published_version: null });
    expect(draftOf(back)).toEqual(flow(steps(shop.id, other.id)));
  });

  test("what the desk does not have is left open", async () => {
    const file = {
      recado: "flow",
      version: 1,
      name: "A",
      flow: {
        start: "j",
        timeoutMinutes: 5,
        steps: [
          { id: "j", kind: "jump", flow: "Unknown" },
          { id: "h", kind: "hand-over", team: "Night" },
        ],
      },
    };
    const back = await write((tx) => importFlow(tx, JSON.stringify(file), 2));
    expect(draftOf(back).steps).toEqual([
      { id: "j", kind: "jump", flowId: null },
      { id: "h", kind: "hand-over" },
    ]);
  });

  const whole = { recado: "flow", version: 1, name: "A", flow: say("1") };
  const withStep = (step: unknown) => ({ ...whole, flow: { ...say("1"), steps: [step] } });
  test.each([
    ["no JSON", "{", /no JSON file/],
    ["a list", "[]", /no JSON file/],
    ["another kind", { ...whole, recado: "pack" }, /^recado/],
    ["a newer version", { ...whole, version: 2 }, /^version/],
    ["no name", { ...whole, name: " " }, /^name/],
    ["more than it should", { ...whole, secret: 1 }, /^secret/],
    ["no flow", { recado: "flow", version: 1, name: "A" }, /^flow: an object/],
    ["an unknown step", withStep({ id: "a", kind: "eval" }), /^flow\.steps\.0\.kind/],
    ["a step like toString", withStep({ id: "a", kind: "toString" }), /^flow\.steps\.0\.kind/],
    ["null for a step", withStep(null), /^flow\.steps\.0\.kind/],
    [
      "a wrong part",
      withStep({ id: "a", kind: "end", text: { de: "Hallo" } }),
      /steps\.0\.text\.de/,
    ],
    ["an extra part", withStep({ id: "a", kind: "end", onclick: "x" }), /^flow\.steps\.0\.onclick/],
    [
      "__proto__",
      JSON.stringify(whole).replace('"start"', '"__proto__":{"x":1},"start"'),
      /__proto__/,
    ],
    ["an id of another desk", withStep({ id: "a", kind: "jump", flowId: 3 }), /steps\.0\.flowId/],
    [
      "a text for a number",
      { ...whole, flow: { ...say("1"), timeoutMinutes: "5" } },
      /timeoutMinutes/,
    ],
    [
      "far too many steps",
      { ...whole, flow: { ...say("1"), steps: Array(301).fill({}) } },
      /at most 300/,
    ],
    ["a huge text", withStep({ id: "a", kind: "end", text: { en: "x".repeat(5000) } }), /4096/],
  ])("%s is refused, and says where", async (_, file, problem) => {
    const text = typeof file === "string" ? file : JSON.stringify(file);
    const refused = await write((tx) => importFlow(tx, text, 1)).catch((error: Error) => error);
    expect((refused as Error).message).toMatch(problem);
    expect(refused).toMatchObject({ code: "invalid" });
  });
});
