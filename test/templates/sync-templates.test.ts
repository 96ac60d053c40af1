import { afterEach, beforeEach, expect, test } from "bun:test";
import { DAY } from "../../src/clock.ts";
import { ensureSimulatedChannel, simulatedPlace } from "../../src/simulator/simulated-channel.ts";
import { refreshTemplates, syncTemplates } from "../../src/templates/sync-templates.ts";
import { listApprovedTemplates, replaceTemplates } from "../../src/templates/templates.ts";
import { templateOf, type GraphTemplate } from "../../src/whatsapp/graph-templates.ts";
import { listChannels } from "../../src/whatsapp/channels.ts";
import page1 from "../payloads/graph/templates_list_page1.json";
import page2 from "../payloads/graph/templates_list_page2.json";
import { type Desk, openDesk, WABA_ID } from "../support/desk.ts";

let desk: Desk;
beforeEach(async () => void (desk = await openDesk()));
afterEach(() => desk.close());

const listed = [...page1.data, ...page2.data].map(templateOf) as GraphTemplate[];

async function firstChannel() {
  const [channel] = await listChannels(desk.recado.db);
  if (!channel) throw new Error("no channel");
  return channel;
}

function names(wabaId = WABA_ID) {
  return desk.recado.db
    .selectFrom("templates")
    .select(["id", "name", "language"])
    .where("waba_id", "=", wabaId)
    .orderBy("id")
    .execute();
}

test("a sync fetches all of Meta's pages", async () => {
  const outcome = await syncTemplates(desk.recado, await firstChannel());
  expect(outcome).toEqual({ kind: "synced", n: 4 });
  expect((await names()).map(({ name }) => name)).toEqual([
    "order_shipped",
    "are_you_still_there",
    "retour_possible",
    "ofertas_de_verano",
  ]);
});

test("only approved templates that we can fill are offered, the same name once per language", async () => {
  await desk.recado.write((tx) => replaceTemplates(tx, WABA_ID, listed, 1));
  const offered = await listApprovedTemplates(desk.recado.db, WABA_ID);
  expect(offered.map(({ name, language }) => `${name} ${language}`)).toEqual([
    "coupon_expiration_reminder_number_vars en",
    "hello_world en_US",
    "reservation_confirmation en_US",
  ]);
});

test("a second sync keeps the ids of what stayed and drops what Meta no longer lists", async () => {
  const { recado } = desk;
  await recado.write((tx) => replaceTemplates(tx, WABA_ID, listed, 1));
  const before = await names();
  await recado.write((tx) => replaceTemplates(tx, WABA_ID, listed.slice(1), 2));
  expect(await names()).toEqual(before.slice(1));
});

test("another account's templates stay as they are", async () => {
  const { recado } = desk;
  await recado.write((tx) => replaceTemplates(tx, "another", listed, 1));
  await recado.write((tx) => replaceTemplates(tx, WABA_ID, [], 2));
  expect(await names("another")).toHaveLength(listed.length);
});

test("a refusal of Meta's changes nothing and is told", async () => {
  const { recado } = desk;
  const channel = await firstChannel();
  await syncTemplates(recado, channel);
  const listTemplates = async () => ({
    kind: "failed" as const,
    code: 190,
    detail: "the token has expired",
  });
  const outcome = await syncTemplates(
    { ...recado, graph: { ...recado.graph, listTemplates } },
    channel,
  );
  expect(outcome).toEqual({ kind: "refused", detail: "the token has expired" });
  expect(await names()).toHaveLength(4);
});

test("a list is fetched anew only when it is older than a day", async () => {
  const { recado, clock } = desk;
  const channel = await firstChannel();
  expect(await refreshTemplates(recado, channel)).toEqual({ kind: "synced", n: 4 });
  clock.advance(DAY - 1);
  expect(await refreshTemplates(recado, channel)).toBeNull();
  clock.advance(2);
  expect(await refreshTemplates(recado, channel)).toEqual({ kind: "synced", n: 4 });
});

test("two composers that open at once ask Meta once", async () => {
  const { recado } = desk;
  const channel = await firstChannel();
  const [one, other] = await Promise.all([
    refreshTemplates(recado, channel),
    refreshTemplates(recado, channel),
  ]);
  expect(one).toEqual({ kind: "synced", n: 4 });
  expect(other).toEqual(one);
  expect(desk.graph.requests.filter(({ path }) => path.includes("message_templates"))).toHaveLength(
    2,
  );
});

test("a simulated channel has the simulator's templates, apart from the real account's", async () => {
  const { recado, graph } = desk;
  const channel = await ensureSimulatedChannel(recado);
  expect(await syncTemplates(recado, channel)).toEqual({ kind: "synced", n: 4 });
  expect(await names()).toEqual([]);
  const offered = await listApprovedTemplates(recado.db, simulatedPlace.wabaId);
  expect(offered.map(({ name }) => name)).toEqual([
    "are_you_still_there",
    "order_shipped",
    "retour_possible",
  ]);
  expect(graph.requests).toEqual([]);
});
