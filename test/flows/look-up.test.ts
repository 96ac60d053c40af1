import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { MINUTE } from "../../src/clock.ts";
import { answerCall } from "../../src/flows/answer-call.ts";
import { askSystems, finishAsking } from "../../src/flows/ask-systems.ts";
import { fillBody, valueAt } from "../../src/flows/calls.ts";
import { insertConnection } from "../../src/flows/connections.ts";
import { fillPath } from "../../src/flows/fill-text.ts";
import { insertFlow, publishFlow } from "../../src/flows/flows.ts";
import { noTerms } from "../../src/incidents/incident.ts";
import { insertIncident } from "../../src/incidents/incidents.ts";
import { cast } from "../../src/simulator/people.ts";
import { purgeSimulation } from "../../src/simulator/purge.ts";
import type { LookUpStep, Step } from "../../src/flows/flow.ts";
import { readDeskRules } from "../../src/inbox/desk-rules.ts";
import { type Desk, openDesk, until } from "../support/desk.ts";
import { customerOf, flow } from "./support.ts";

interface Asked {
  method: string;
  path: string;
  headers: Headers;
  body: string;
}

/** A shop's system on loopback. */
function openShop(answer: (asked: Asked) => Response | Promise<Response>) {
  const asked: Asked[] = [];
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    async fetch(request) {
      const url = new URL(request.url);
      const one = {
        method: request.method,
        path: url.pathname + url.search,
        headers: request.headers,
        body: await request.text(),
      };
      asked.push(one);
      return answer(one);
    },
  });
  return { asked, server, url: `http://127.0.0.1:${server.port}` };
}

let desk: Desk;
let shop: ReturnType<typeof openShop>;
let answer: (asked: Asked) => Response | Promise<Response>;
let carla: Awaited<ReturnType<typeof customerOf>>;
let connection: number;

beforeEach(async () => {
  answer = () => Response.json({ order: { status: "on its way", items: [{ name: "Blue mug" }] } });
  shop = openShop((asked) => answer(asked));
  desk = await openDesk({ env: { RECADO_ALLOW_PRIVATE_HOSTS: `127.0.0.1:${shop.server.port}` } });
  carla = await customerOf(desk);
  connection = await connect(`${shop.url}/api`);
  await carla.hears();
});
afterEach(async () => {
  await shop.server.stop(true);
  await desk.close();
});

const connect = async (baseUrl: string) => {
  const { id } = await desk.recado.write((tx) =>
    insertConnection(
      tx,
      { name: "Shop", baseUrl, headers: [{ name: "authorization", value: "Bearer s3cret" }] },
      desk.recado.secrets,
      1,
    ),
  );
  return id;
};
const lookUp = (more: Partial<LookUpStep> = {}): Step => ({
  id: "look",
  kind: "look-up",
  connectionId: connection,
  method: "GET",
  path: "/orders/{order}?lang=en",
  map: [
    { path: "order.status", save: "status" },
    { path: "order.items.0.name", save: "item" },
  ],
  timeoutSeconds: 2,
  next: "found",
  notFound: "none",
  failed: "down",
  ...more,
});
const order = (more: Partial<LookUpStep> = {}) =>
  flow([
    {
      id: "order",
      kind: "ask",
      text: { en: "Order number?" },
      input: "text",
      save: "order",
      retries: 1,
      otherwise: null,
      next: "moment",
    },
    { id: "moment", kind: "say", text: { en: "Let me see." }, next: "look" },
    lookUp(more),
    { id: "found", kind: "end", text: { en: "{item} is {status}." } },
    { id: "none", kind: "end", text: { en: "I don't know {order}." } },
    { id: "down", kind: "end", text: { en: "The shop's system doesn't answer." } },
  ]);
const calls = () => desk.recado.db.selectFrom("flow_calls").selectAll().orderBy("id").execute();
const settled = () =>
  until(async () => {
    const open = (await calls()).filter(({ due_at }) => due_at !== null);
    return open.length === 0 && (await calls()).length > 0;
  });
const ask = () => askSystems(desk.recado, () => desk.work.sender.kick());

test("another system is asked after the commit, and its answer goes on in one message", async () => {
  await carla.starts(order());
  await carla.hears();
  await carla.says("BR 10/42");
  await settled();
  expect(await carla.hears()).toEqual(["Let me see.\n\nBlue mug is on its way."]);
  expect(shop.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "GET /api/orders/BR%2010%2F42?lang=en",
  ]);
  expect(shop.asked[0]?.headers.get("authorization")).toBe("Bearer s3cret");
  expect(await carla.run()).toMatchObject({ outcome: "done" });
  const [call] = await calls();
  expect(call).toMatchObject({ state: "done", attempts: 1 });
  expect(JSON.parse(call!.result ?? "")).toEqual({
    way: "found",
    status: 200,
    values: { status: "on its way", item: "Blue mug" },
  });
});

describe("an answer", () => {
  test.each([
    ["404", () => new Response("no", { status: 404 }), "I don't know 1042."],
    ["that lacks a field", () => Response.json({ order: {} }), "I don't know 1042."],
    ["500", () => new Response("oops", { status: 500 }), "The shop's system doesn't answer."],
    ["that is no JSON", () => new Response("<p>Hi"), "The shop's system doesn't answer."],
    ["that leads elsewhere", () => Response.redirect("/x"), "The shop's system doesn't answer."],
    [
      "of more than 256 KB",
      () => Response.json({ order: "x".repeat(300_000) }),
      "The shop's system doesn't answer.",
    ],
  ])("%s", async (_, response, heard) => {
    answer = response;
    await carla.starts(order());
    await carla.hears();
    await carla.says("1042");
    await settled();
    expect(await carla.hears()).toEqual([`Let me see.\n\n${heard}`]);
    expect(shop.asked).toHaveLength(1);
  });

  test("holds no placeholder of ours: what it says is said as it is", async () => {
    answer = () => Response.json({ order: { status: "{number}", items: [{ name: "{order}" }] } });
    await carla.starts(order());
    await carla.hears();
    await carla.says("{business}");
    await settled();
    expect(await carla.hears()).toEqual(["Let me see.\n\n{order} is {number}."]);
  });

  test("that does not come in time is asked for once more, if nothing can happen twice", async () => {
    answer = () => new Promise(() => {});
    await carla.starts(order({ timeoutSeconds: 1 }));
    await carla.hears();
    await carla.says("1042");
    await settled();
    expect(shop.asked).toHaveLength(2);
    expect(await carla.hears()).toEqual(["Let me see.\n\nThe shop's system doesn't answer."]);
  });

  test("to a POST is not asked for again; the request carries a key", async () => {
    answer = () => new Promise(() => {});
    const body = '{"order": "{order}", "who": {"name": "{name}"}, "n": 1}';
    await carla.starts(order({ method: "POST", path: "/tickets", body, timeoutSeconds: 1 }));
    await carla.hears();
    await carla.says('1042", "admin": "yes');
    await settled();
    expect(shop.asked).toHaveLength(1);
    expect(shop.asked[0]?.headers.get("idempotency-key")).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.parse(shop.asked[0]?.body ?? "")).toEqual({
      order: '1042", "admin": "yes',
      who: { name: "Carla" },
      n: 1,
    });
    expect(await carla.hears()).toEqual(["Let me see.\n\nThe shop's system doesn't answer."]);
  });
});

describe("nothing is asked", () => {
  test("where no system was chosen", async () => {
    await carla.starts(order({ connectionId: null }));
    await carla.hears();
    await carla.says("1042");
    expect(await carla.hears()).toEqual(["Let me see.\n\nThe shop's system doesn't answer."]);
  });

  test("of a private address that the environment does not name", async () => {
    const inside = await connect("http://127.0.0.1:9/api");
    await carla.starts(order({ connectionId: inside }));
    await carla.hears();
    await carla.says("1042");
    await settled();
    expect(await carla.hears()).toEqual(["Let me see.\n\nThe shop's system doesn't answer."]);
    expect(JSON.parse((await calls())[0]!.result ?? "")).toMatchObject({ why: "refused" });
  });

  test.each(["..", ".", "%2e%2e"])("where %p would lead out of the path", async (typed) => {
    await carla.starts(order());
    await carla.hears();
    await carla.says(typed);
    if ((await calls()).length > 0) await settled();
    const heard = (await carla.hears()).join("\n");
    if (shop.asked.length === 0) expect(heard).toContain("doesn't answer");
    else expect(shop.asked[0]?.path).toBe("/api/orders/%252e%252e?lang=en");
  });

  test("for a dialogue that was left meanwhile", async () => {
    let release = () => {};
    answer = async () => {
      await new Promise<void>((resolve) => (release = resolve));
      return Response.json({ order: { status: "x", items: [{ name: "y" }] } });
    };
    await carla.starts(order());
    await carla.hears();
    await carla.says("1042");
    await until(() => shop.asked.length === 1);
    await carla.says("hello?");
    expect(await carla.hears()).toEqual([]);
    await carla.says("leave it");
    expect(await carla.hears()).toEqual([
      "All right, I'll leave it there. Write whenever you need something.",
    ]);
    release();
    await settled();
    expect(await carla.hears()).toEqual([]);
    expect(await carla.run()).toMatchObject({ outcome: "left" });
  });
});

test("an answer that comes late is none to what was asked since", async () => {
  const release = new Map<string, () => void>();
  answer = async ({ path }) => {
    const number = path.slice("/api/orders/".length, -"?lang=en".length);
    await new Promise<void>((resolve) => release.set(number, resolve));
    return Response.json({ order: { status: "made", items: [{ name: number }] } });
  };
  await carla.starts(order());
  await carla.says("111");
  await until(() => shop.asked.length === 1);
  await carla.says("menu");
  await carla.says("222");
  await until(() => shop.asked.length === 2);
  await carla.hears();
  release.get("111")?.();
  await until(async () => (await calls())[0]?.due_at === null);
  expect(await carla.hears()).toEqual([]);
  release.get("222")?.();
  await settled();
  expect(await carla.hears()).toEqual(["Let me see.\n\n222 is made."]);
});

test("a button that is tapped twice meanwhile starts nothing else", async () => {
  const steps = order({ method: "POST" }).steps.slice(1);
  const options = [{ id: "go", label: { en: "Track my order" }, next: "moment" }];
  const text = { en: "What?" };
  const choose: Step = { id: "what", kind: "choose", text, options, retries: 1, otherwise: null };
  const incident = {
    name: "Order",
    category: "",
    phrasings: { en: ["track my order", "where is my order"] },
    terms: { ...noTerms, answers: { en: "It is late." } },
    enabled: true,
  };
  await desk.recado.write((tx) => insertIncident(tx, incident, null, 1));
  let release = () => {};
  answer = async () => {
    await new Promise<void>((resolve) => (release = resolve));
    return Response.json({ order: { status: "made", items: [{ name: "Mug" }] } });
  };
  await carla.starts(flow([choose, ...steps]));
  await carla.hears();
  const offered = await carla.offered();
  await carla.taps("Track my order", offered);
  await until(() => shop.asked.length === 1);
  await carla.taps("Track my order", offered);
  expect(await carla.hears()).toEqual([]);
  release();
  await settled();
  expect(await carla.hears()).toEqual(["Let me see.\n\nMug is made."]);
  expect(shop.asked).toHaveLength(1);
});

test("a program that ends waits for the answer that is under way", async () => {
  let release = () => {};
  answer = async () => {
    await new Promise<void>((resolve) => (release = resolve));
    return Response.json({ order: { status: "made", items: [{ name: "Mug" }] } });
  };
  await carla.starts(order({ method: "POST", body: "{}" }));
  await carla.hears();
  await carla.says("1042");
  await until(() => shop.asked.length === 1);
  const finished = finishAsking(desk.recado, 5_000);
  release();
  await finished;
  expect(await carla.hears()).toEqual(["Let me see.\n\nMug is made."]);
});

describe("after a crash in the middle of a request", () => {
  /** As the file is when the program dies on its way. */
  const crash = async (method: "GET" | "POST", attempts = 1) => {
    answer = () => Response.json({ order: { status: "here", items: [{ name: "Mug" }] } });
    await desk.work.processor.stop();
    await carla.starts(order({ method, path: "/orders" }));
    const run = await carla.run();
    await desk.recado.write(async (tx) => {
      await tx
        .updateTable("flow_runs")
        .set({ state: "calling", step: "look", due_at: null })
        .where("id", "=", run.id)
        .execute();
      const request = {
        connectionId: connection,
        method,
        path: "/orders",
        body: method === "POST" ? "{}" : null,
        timeoutSeconds: 2,
        key: "k",
      };
      await tx
        .insertInto("flow_calls")
        .values({
          run_id: run.id,
          step: "look",
          request: JSON.stringify(request),
          state: "calling",
          attempts,
          due_at: desk.clock.now() + 10 * MINUTE,
          result: null,
          created_at: 1,
          updated_at: 1,
        })
        .execute();
    });
    await carla.hears();
    await ask();
    await ask();
    return carla.hears();
  };

  test("a GET is asked again, once", async () => {
    expect(await crash("GET")).toEqual(["Mug is here."]);
    expect(shop.asked).toHaveLength(1);
  });

  test("a GET that was asked twice is not", async () => {
    expect(await crash("GET", 2)).toEqual(["The shop's system doesn't answer."]);
    expect(shop.asked).toHaveLength(0);
  });

  test("a POST counts as not answered", async () => {
    expect(await crash("POST")).toEqual(["The shop's system doesn't answer."]);
    expect(shop.asked).toHaveLength(0);
  });
});

test("a rehearsal answers a queued call itself; a second answer changes nothing", async () => {
  answer = () => new Promise(() => {});
  await carla.starts(order());
  await carla.hears();
  const { id } = await carla.run();
  await desk.recado.write(async (tx) => {
    await tx
      .updateTable("flow_runs")
      .set({ state: "calling", step: "look" })
      .where("id", "=", id)
      .execute();
    const queued = await tx
      .insertInto("flow_calls")
      .values({
        run_id: id,
        step: "look",
        request: "{}",
        state: "queued",
        due_at: null,
        result: null,
        created_at: 1,
        updated_at: 1,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    const now = desk.clock.now();
    const rules = await readDeskRules(tx);
    const json = { order: { status: "sent", items: [{ name: "Mug" }] } };
    for (let n = 0; n < 2; n++)
      await answerCall(tx, queued.id, { status: 200, json }, rules, { now, receivedAt: now });
  });
  expect(await carla.hears()).toEqual(["Mug is sent."]);
});

test("a path is filled in with what is encoded, a body within its strings", () => {
  const value = (name: string) => ({ a: "x/y?z", up: ".." })[name];
  expect(fillPath("/o/{a}?q={a}", value)).toBe("/o/x%2Fy%3Fz?q=x%2Fy%3Fz");
  expect(fillPath("/o/{up}/x", value)).toBeNull();
  expect(fillPath("/o/{up}", value)).toBeNull();
  expect(fillPath("/o?q={up}", value)).toBe("/o?q=..");
  expect(fillPath("/o/..\\..\\x", value)).toBeNull();
  expect(fillPath("/o/.\t./.\t./x", value)).toBeNull();
  expect(fillBody('{"a":["{a}",1,null]}', value)).toBe('{"a":["x/y?z",1,null]}');
});

test("a value is found by its path; what is no value counts as missing", () => {
  const json = { a: { b: [{ c: " x " }, 5, true, null] } };
  expect(
    ["a.b.0.c", "a.b.1", "a.b.2", "a.b.3", "a.b", "a.x.y", "__proto__", "a.b.length"].map((path) =>
      valueAt(json, path),
    ),
  ).toEqual(["x", "5", "true", undefined, undefined, undefined, undefined, "4"]);
});

describe("from the simulator", () => {
  const say = async (text: string) => {
    const ana = await desk.browserOf(desk.people.ana);
    await ana.get("/simulator");
    await ana.send("POST", "/simulator/messages", { text, who: cast[0]?.key ?? "" });
  };
  const ordering = async (connectionId: number) => {
    const simple = flow([
      lookUp({ connectionId, path: "/all" }),
      { id: "found", kind: "end", text: { en: "{item} is {status}." } },
      { id: "none", kind: "end", text: { en: "Nothing." } },
      { id: "down", kind: "end", text: { en: "It doesn't answer." } },
    ]);
    await desk.recado.write(async (tx) => {
      const row = await insertFlow(tx, { name: "Order", flow: simple }, 1);
      await publishFlow(tx, row.id, { by: null }, 1);
      await insertIncident(
        tx,
        {
          name: "Order",
          category: "",
          phrasings: { en: ["begin my order dialogue"] },
          terms: { ...noTerms, flowId: row.id },
          enabled: true,
        },
        null,
        1,
      );
    });
    await say("begin my order dialogue");
    await settled();
    const said = await desk.recado.db
      .selectFrom("messages")
      .select("text")
      .where("author_type", "=", "bot")
      .orderBy("id", "desc")
      .executeTakeFirst();
    return said?.text?.split("\n").at(-1);
  };

  test("no system of others is asked", async () => {
    expect(await ordering(await connect("https://shop.example/api"))).toBe("It doesn't answer.");
    expect(JSON.parse((await calls())[0]!.result ?? "")).toMatchObject({
      why: "not asked from the simulator",
    });
  });

  test("one that the environment names as ours is; deleting the simulation takes its dialogues", async () => {
    expect(await ordering(connection)).toBe("Blue mug is on its way.");
    await purgeSimulation(desk.recado);
    expect(await calls()).toEqual([]);
  });
});
