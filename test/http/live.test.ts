import { afterEach, beforeEach, expect, test } from "bun:test";
import type { Server } from "bun";
import { type Desk, HOST, openDesk } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

/** The next chunks of an open stream, until `count` events with a name were read. */
async function readEvents(
  reader: ReadableStreamDefaultReader<Uint8Array | string>,
  count: number,
): Promise<string[]> {
  const events: string[] = [];
  const decoder = new TextDecoder();
  while (events.length < count) {
    const { value, done } = await reader.read();
    if (done) break;
    const text = typeof value === "string" ? value : decoder.decode(value);
    events.push(...[...text.matchAll(/^event: (\w+)$/gm)].map((match) => match[1] ?? ""));
  }
  return events;
}

const open = (after: string | null) =>
  desk.recado.live.connect(after, desk.people.ana).body!.getReader();

test("a message is told to an open page", async () => {
  const reader = open(null);
  await desk.deliver(textWebhook("Hi"));
  expect(await readEvents(reader, 1)).toEqual(["ticket"]);
});

test("what happened between render and connect is told on connecting", async () => {
  const rendered = desk.recado.live.position;
  await desk.deliver(textWebhook("Hi"));
  expect(await readEvents(open(rendered), 1)).toEqual(["ticket"]);
});

test("a page from before a restart is told to fetch everything anew", async () => {
  expect(await readEvents(open("12345678-7"), 1)).toEqual(["resync"]);
});

test("a page whose scope could not be asked is told to fetch everything anew", async () => {
  const { live } = desk.recado;
  const hears = () => Promise.reject(new Error("the file is busy"));
  const reader = live.connect(null, desk.people.ana, hears).body!.getReader();
  await desk.deliver(textWebhook("Hi"));
  expect(await readEvents(reader, 1)).toEqual(["resync"]);
});

test("closing one person's streams leaves the others open", async () => {
  const reader = open(null);
  await reader.read();
  desk.recado.live.close(desk.people.bruno);
  expect(desk.recado.live.listeners).toBe(1);
  desk.recado.live.close(desk.people.ana);
  expect((await reader.read()).done).toBe(true);
});

test("signing out ends the streams of the other windows, too", async () => {
  const ana = await desk.browserOf(desk.people.ana);
  const reader = (await ana.get("/live")).body!.getReader();
  await reader.read();
  await ana.send("POST", "/logout");
  expect((await reader.read()).done).toBe(true);
});

test("only a stream that was granted may stay silent for ever", async () => {
  const patient: string[] = [];
  const server = {
    timeout: (request: Request) => void patient.push(request.url),
    requestIP: () => null,
  };
  const ask = (path: string, headers: Record<string, string> = {}) =>
    desk.app.fetch(
      new Request(`http://${HOST}${path}`, {
        headers: { host: HOST, accept: "text/event-stream", ...headers },
      }),
      server as unknown as Server<unknown>,
    );
  const { cookie } = await desk.browserOf(desk.people.ana);
  await ask("/live");
  await ask("/webhooks/meta");
  await ask("/inbox", { cookie });
  expect(patient).toEqual([]);
  await ask("/live", { cookie });
  expect(patient).toEqual([`http://${HOST}/live`]);
});

test("asking for the head alone opens no stream, which nobody would ever close", async () => {
  const { cookie } = await desk.browserOf(desk.people.ana);
  const head = await desk.send("/live", { method: "HEAD", headers: { cookie } });
  expect([head.status, desk.recado.live.listeners]).toEqual([204, 0]);
});
