import { describe, expect, test } from "bun:test";
import { fakeGraph, type SentMessage } from "../../src/simulator/fake-graph.ts";
import { serveFakeGraph } from "../../src/simulator/serve-fake-graph.ts";
import { payload } from "../payloads/read.ts";

const base = "https://graph.simulator.invalid/v26.0";
const hello = {
  messaging_product: "whatsapp",
  to: "+55 11 98888-7777",
  type: "text",
  text: { body: "oi" },
};

const post = (path: string, body: unknown) =>
  new Request(`${base}${path}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });

/** The keys of a value, at every depth: what makes two answers alike. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shape);
  if (typeof value !== "object" || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]));
}

describe("the fake Graph API", () => {
  test("answers a send as Meta does, with an id of its own each time", async () => {
    const graph = fakeGraph();
    const answers = await Promise.all(
      [1, 2, 3].map(async () => (await graph.fetch(post("/1/messages", hello))).json()),
    );
    expect(shape(answers[0])).toEqual(shape(await payload("graph/send_ok")));
    expect(new Set(graph.sent.map(({ wamid }) => wamid)).size).toBe(3);
    expect(graph.sent[0]).toMatchObject({
      phoneNumberId: "1",
      waId: "5511988887777",
      userId: null,
      type: "text",
    });
  });

  test("answers a BSUID with a BSUID and no number", async () => {
    const graph = fakeGraph();
    const { to: _, ...rest } = hello;
    const answer = await graph.fetch(post("/1/messages", { ...rest, recipient: "BR.1" }));
    expect(shape(await answer.json())).toEqual(shape(await payload("graph/send_ok_bsuid")));
    expect(graph.sent[0]).toMatchObject({ waId: null, userId: "BR.1" });
  });

  test("refuses what Meta would refuse", async () => {
    const graph = fakeGraph();
    const wrong = [
      { ...hello, messaging_product: "sms" },
      { ...hello, to: undefined },
      { ...hello, text: undefined },
      { ...hello, text: { body: "x".repeat(4097) } },
      { ...hello, type: "image" },
      null,
    ];
    for (const body of wrong) {
      const answer = await graph.fetch(post("/1/messages", body));
      expect([answer.status, await answer.json()]).toMatchObject([400, { error: { code: 100 } }]);
    }
    expect(graph.sent).toEqual([]);
  });

  test("tells listeners of accepted messages until they leave", async () => {
    const graph = fakeGraph();
    const seen: SentMessage[] = [];
    const leave = graph.onSent((message) => seen.push(message));
    await graph.fetch(post("/1/messages", { ...hello, biz_opaque_callback_data: "r1" }));
    await graph.fetch(
      post("/1/messages", { messaging_product: "whatsapp", status: "read", message_id: "wamid.1" }),
    );
    expect(seen).toMatchObject([{ reference: "r1" }]);
    leave();
    await graph.fetch(post("/1/messages", hello));
    expect(seen).toHaveLength(1);
  });

  test("plays a fault for the sends it was asked for, and no longer", async () => {
    const graph = fakeGraph();
    graph.faults.set("rate-limited", { times: 2 });
    const read = { messaging_product: "whatsapp", status: "read", message_id: "wamid.1" };
    const statuses: number[] = [];
    for (const body of [read, hello, hello, hello]) {
      statuses.push((await graph.fetch(post("/1/messages", body))).status);
    }
    expect(statuses).toEqual([200, 429, 429, 200]);
    graph.faults.set("server-error");
    expect((await graph.fetch(post("/1/messages", hello))).status).toBe(500);
    expect((await graph.fetch(post("/1/messages", hello))).status).toBe(500);
    graph.faults.clear();
    expect((await graph.fetch(post("/1/messages", hello))).status).toBe(200);
    expect(graph.sent).toHaveLength(2);
  });

  test("can take a message and yet give no answer", async () => {
    const graph = fakeGraph();
    graph.faults.set("reset", { times: 1, accepts: true });
    await expect(graph.fetch(post("/1/messages", hello))).rejects.toMatchObject({
      code: "ECONNRESET",
    });
    expect(graph.sent).toHaveLength(1);
    graph.faults.set("hang", { times: 1 });
    const gone = new AbortController();
    const hanging = graph.fetch(new Request(post("/1/messages", hello), { signal: gone.signal }));
    gone.abort();
    await expect(hanging).rejects.toMatchObject({ name: "AbortError" });
    expect(graph.sent).toHaveLength(1);
  });

  test("keeps a customer's file and gives it out by its id", async () => {
    const graph = fakeGraph();
    const stored = graph.addMedia(new TextEncoder().encode("hello"), "text/plain");
    const found = (await (await graph.fetch(new Request(`${base}/${stored.metaId}`))).json()) as {
      url: string;
    };
    expect(shape(found)).toEqual(shape(await payload("graph/media_get_ok")));
    expect(await (await graph.fetch(new Request(found.url))).text()).toBe("hello");
  });

  test("lists its templates in two pages", async () => {
    const graph = fakeGraph();
    const first = (await (
      await graph.fetch(new Request(`${base}/2/message_templates`))
    ).json()) as {
      data: unknown[];
      paging: { next: string };
    };
    const second = (await (await graph.fetch(new Request(first.paging.next))).json()) as {
      data: unknown[];
      paging: object;
    };
    expect([first.data.length, second.data.length]).toEqual([2, 2]);
    expect(second.paging).not.toHaveProperty("next");
  });

  test("asks for its token when it has one", async () => {
    const graph = fakeGraph({ token: "right" });
    const answer = await graph.fetch(post("/1/messages", hello));
    expect([answer.status, await answer.json()]).toMatchObject([401, { error: { code: 190 } }]);
    expect(graph.sent).toEqual([]);
  });

  test("on a port really resets and really hangs", async () => {
    const server = await serveFakeGraph();
    const send = (timeout: number) =>
      fetch(`${server.baseUrl}/1/messages`, {
        method: "POST",
        body: JSON.stringify(hello),
        signal: AbortSignal.timeout(timeout),
      }).then(
        (response) => response.status,
        (error: { name: string; code: unknown }) =>
          error.name === "TimeoutError" ? error.name : error.code,
      );
    expect(await send(1000)).toBe(200);
    server.graph.faults.set("reset", { times: 1 });
    expect(await send(1000)).toBe("ECONNRESET");
    server.graph.faults.set("hang", { times: 1 });
    expect(await send(50)).toBe("TimeoutError");
    expect(await send(1000)).toBe(200);
    await server.stop();
  });
});
