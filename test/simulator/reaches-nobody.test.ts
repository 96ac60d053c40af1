import { afterEach, beforeEach, describe, expect, spyOn, test } from "bun:test";
import { simulatorSecret } from "../../src/settings/meta-secrets.ts";
import { fakeGraph } from "../../src/simulator/fake-graph.ts";
import { cast } from "../../src/simulator/people.ts";
import { playStatuses } from "../../src/simulator/play-statuses.ts";
import { type GraphChannel, graphClient } from "../../src/whatsapp/graph.ts";
import { payload } from "../payloads/read.ts";
import { type Desk, openDesk, until } from "../support/desk.ts";

/** Every way out of the program, recorded and closed. */
let left: string[];
let traps: { mockRestore(): void }[];
beforeEach(() => {
  left = [];
  const trapped =
    (what: string) =>
    (...words: unknown[]) => {
      left.push(`${what} ${String(words[0])}`);
      throw new Error("trapped");
    };
  const asFetch = Object.assign(trapped("fetch"), {
    preconnect: () => {},
  }) as unknown as typeof fetch;
  traps = [
    spyOn(globalThis, "fetch").mockImplementation(asFetch),
    spyOn(Bun, "connect").mockImplementation(trapped("connect") as unknown as typeof Bun.connect),
  ];
});
afterEach(() => traps.forEach((trap) => trap.mockRestore()));

describe("the Graph client on a simulated channel", () => {
  const simulated = fakeGraph();
  const graph = graphClient({
    baseUrl: "https://graph.facebook.com/v26.0",
    mediaHosts: ["lookaside.fbsbx.com"],
    allowPrivateHosts: [],
    simulatorFetch: simulated.fetch,
    resolve: async (host) => {
      left.push(`resolve ${host}`);
      return ["157.240.1.1"];
    },
  });
  const text = {
    messaging_product: "whatsapp",
    to: "+5511955550101",
    type: "text",
    text: { body: "oi" },
  };

  /** Whatever a channel can be asked, with an address of Meta's where one is taken. */
  const askEverything = (channel: GraphChannel) =>
    Promise.all([
      graph.sendMessage(channel, text),
      graph.markRead(channel, "wamid.1", true),
      graph.findMedia(channel, "91"),
      graph.downloadMedia(
        channel,
        "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=91",
      ),
      graph.uploadMedia(channel, new Blob(["x"]), "x.txt", "text/plain"),
      graph.listTemplates(channel),
      graph.getPhoneNumber(channel),
      graph.blockUser(channel, "5511955550101"),
      graph.unblockUser(channel, "5511955550101"),
    ]);
  // With a token, as a mistake might give it one: it must not matter.
  const channel = {
    phoneNumberId: "SIM-1",
    wabaId: "SIM-WABA",
    token: "EAAreal",
    isSimulated: true,
  };

  test("asks the fake one in this process, and opens no connection", async () => {
    const [sent] = await askEverything(channel);
    expect(sent).toMatchObject({ kind: "accepted" });
    expect(left).toEqual([]);
    expect(simulated.requests.length).toBeGreaterThanOrEqual(9);
    expect(simulated.requests.every(({ authorization }) => authorization === null)).toBe(true);
  });

  test("the trap catches every one of the same requests on a real channel", async () => {
    await askEverything({ ...channel, isSimulated: false });
    expect(left.filter((line) => line.startsWith("fetch"))).toHaveLength(9);
  });
});

describe("a whole simulated conversation", () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk();
  });
  afterEach(() => desk.close());

  test("with photo, bot answer and ticks leaves the process by no way", async () => {
    playStatuses({ recado: desk.recado, post: desk.app.fetch }, [{ status: "read", after: 0 }]);
    const browser = await desk.browserOf(desk.people.ana);
    const who = cast[0]?.key ?? "";
    for (const form of [{ action: "image" }, { action: "voice" }, { action: "stop" }]) {
      await browser.send("POST", "/simulator/messages", { who, ...form });
    }
    const status = async () => (await outgoing())[0]?.status;
    await until(async () => (await status()) === "read");
    await until(async () =>
      (await desk.recado.db.selectFrom("media").selectAll().execute()).every(
        ({ state }) => state === "ready",
      ),
    );
    expect(left).toEqual([]);
    expect(desk.graph.requests).toEqual([]);
  });

  const outgoing = () =>
    desk.recado.db.selectFrom("messages").selectAll().where("direction", "=", "out").execute();

  test("a webhook signed by the simulator never speaks for a real number", async () => {
    const answer = await desk.postWebhook(await payload("msg_text"), {
      secret: simulatorSecret(desk.recado),
    });
    expect(answer.status).toBe(200);
    await desk.work.processor.kick();
    expect(await desk.recado.db.selectFrom("contacts").selectAll().execute()).toEqual([]);
    const events = await desk.recado.db.selectFrom("webhook_events").select("state").execute();
    expect(events).toEqual([{ state: "ignored" }]);
  });
});
