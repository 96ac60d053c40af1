import { afterEach, beforeEach, expect, test } from "bun:test";
import { existsSync, utimesSync } from "node:fs";
import { DAY } from "../../src/clock.ts";
import { assetReply, type AssetRow, storeAsset } from "../../src/incidents/assets.ts";
import { updateIncident } from "../../src/incidents/incidents.ts";
import { sweepAssets } from "../../src/incidents/sweep-assets.ts";
import { noArticle } from "../../src/knowledge/article.ts";
import { insertArticle } from "../../src/knowledge/articles.ts";
import type { SayStep } from "../../src/flows/flow.ts";
import { insertFlow } from "../../src/flows/flows.ts";
import { purgeSimulation } from "../../src/simulator/purge.ts";
import { mediaPath } from "../../src/whatsapp/media-files.ts";
import { sweepMediaFiles } from "../../src/whatsapp/sweep-media.ts";
import { insertOutboundMedia } from "../../src/whatsapp/upload-media.ts";
import { queueReply } from "../../src/inbox/queue-reply.ts";
import { getTicket } from "../../src/inbox/tickets.ts";
import { customerOf, flow } from "../flows/support.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { addIncident, whereIsMyOrder } from "../support/incidents.ts";
import { oggOpus, picture } from "../support/media-samples.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const photo = async () =>
  new File([await picture(900, 600)], "power button.jpg", { type: "image/jpeg" });
const filesOf = (asset: AssetRow) =>
  [asset.file, asset.thumbnail].map((file) => mediaPath(desk.recado, file ?? ""));

const hi: SayStep = { id: "hi", kind: "say", text: { en: "Hi" }, next: null };

/** As if it had been stored days ago. */
function age(asset: AssetRow): void {
  const then = (desk.clock.now() - 3 * DAY) / 1000;
  for (const path of filesOf(asset)) utimesSync(path, then, then);
}

test("a picture is checked, stored with its thumbnail, and shown to people of the desk alone", async () => {
  const asset = await storeAsset(desk.recado, await photo());
  expect([asset.kind, asset.mime_type, asset.width, asset.height]).toEqual([
    "image",
    "image/jpeg",
    900,
    600,
  ]);
  const bruno = await desk.browserOf(desk.people.bruno);
  const whole = await bruno.get(`/media/assets/${asset.id}`);
  expect(whole.headers.get("content-type")).toBe("image/jpeg");
  expect(whole.headers.get("content-security-policy")).toBe("sandbox");
  expect(whole.headers.get("content-disposition")).toStartWith("inline");
  const thumbnail = await bruno.get(`/media/assets/${asset.id}/thumbnail`);
  expect(thumbnail.headers.get("content-type")).toBe("image/webp");
  expect((await desk.send(`/media/assets/${asset.id}`)).status).not.toBe(200);
  expect((await bruno.get("/media/assets/99")).status).toBe(404);
});

test("a page that poses as a picture, sound and an empty file are refused, and leave nothing behind", async () => {
  const page = new File(["<html><script>alert(1)</script>"], "x.jpg", { type: "image/jpeg" });
  const sound = new File([oggOpus()], "voice.ogg", { type: "audio/ogg" });
  const nothing = new File([], "empty.pdf", { type: "application/pdf" });
  for (const file of [page, sound, nothing])
    await expect(storeAsset(desk.recado, file)).rejects.toThrow();
  expect(await desk.recado.db.selectFrom("assets").select("id").execute()).toEqual([]);
  const left = [...new Bun.Glob("*").scanSync(desk.recado.config.mediaFolder)];
  expect(left).toEqual([]);
});

test("a document is a download with its own name", async () => {
  const pdf = new File(["%PDF-1.7\n1 0 obj\n"], "Preços 2026.pdf", { type: "application/pdf" });
  const asset = await storeAsset(desk.recado, pdf);
  const ana = await desk.browserOf(desk.people.ana);
  const { headers } = await ana.get(`/media/assets/${asset.id}`);
  expect(headers.get("content-disposition")).toStartWith("attachment");
  expect(headers.get("content-disposition")).toContain(encodeURIComponent("Preços 2026.pdf"));
});

test("the customer gets the file with the answer below it, at Meta with its bytes", async () => {
  const asset = await storeAsset(desk.recado, await photo());
  await addIncident(desk, {
    phrasings: { en: ["my screen stays black"] },
    terms: {
      answers: { en: "Hold this button for ten seconds." },
      assetId: asset.id,
      fields: [],
      asksWhetherSolved: false,
    },
  });
  const carla = await customerOf(desk);
  await carla.hears();
  await carla.says("my screen stays black");
  const sent = (await carla.outgoing()).at(-1);
  expect([sent?.type, sent?.text]).toEqual(["image", expect.stringContaining("Hold this button")]);
  const media = await desk.recado.db.selectFrom("media").selectAll().executeTakeFirstOrThrow();
  expect([media.file, media.thumbnail, media.state]).toEqual([
    asset.file,
    asset.thumbnail,
    "ready",
  ]);
  expect(media.message_id).toBe(sent!.id);
});

test("words too long for a caption end with an ellipsis rather than break the turn", async () => {
  const asset = await storeAsset(desk.recado, await photo());
  const { reply } = await desk.recado.write((tx) => assetReply(tx, asset.id, "x".repeat(2000)));
  expect(reply.text).toHaveLength(1024);
  expect(reply.text).toEndWith("…");
});

test("the sweeper leaves files of assets alone, used by a message or not, and takes those of nobody", async () => {
  const asset = await storeAsset(desk.recado, await photo());
  const orphan = await storeAsset(desk.recado, await photo());
  await desk.recado.write((tx) => tx.deleteFrom("assets").where("id", "=", orphan.id).execute());
  age(asset);
  age(orphan);
  expect(await sweepMediaFiles(desk.recado)).toBe(2);
  expect(filesOf(asset).map((path) => existsSync(path))).toEqual([true, true]);
  expect(filesOf(orphan).map((path) => existsSync(path))).toEqual([false, false]);
});

test("a file that was chosen and never saved is forgotten after a day; what a version names stays", async () => {
  const [chosen, saved, replaced, drawn, told, fresh] = [
    await storeAsset(desk.recado, await photo()),
    await storeAsset(desk.recado, await photo()),
    await storeAsset(desk.recado, await photo()),
    await storeAsset(desk.recado, await photo()),
    await storeAsset(desk.recado, await photo()),
    await storeAsset(desk.recado, await photo()),
  ];
  const { id } = await addIncident(desk, { terms: { assetId: replaced.id } });
  const terms = { ...whereIsMyOrder.terms, assetId: saved.id };
  const now = desk.clock.now();
  await desk.recado.write(async (tx) => {
    await updateIncident(tx, id, { ...whereIsMyOrder, terms }, null, now);
    const text = { title: "Tamanhos", body: "Veja a tabela.", questions: [] };
    await insertArticle(tx, { ...noArticle, texts: { pt: text }, assetIds: [told.id] }, null, now);
    const draft = flow([{ id: "a", kind: "say", text: {}, assetId: drawn.id, next: null }]);
    await insertFlow(tx, { name: "Menu", flow: draft }, now);
  });
  desk.clock.advance(2 * DAY);
  await desk.recado.write((tx) =>
    tx
      .updateTable("assets")
      .set({ created_at: desk.clock.now() })
      .where("id", "=", fresh.id)
      .execute(),
  );
  expect(await sweepAssets(desk.recado)).toBe(1);
  const left = await desk.recado.db.selectFrom("assets").select("id").orderBy("id").execute();
  const kept = [saved, replaced, drawn, told, fresh].map((asset) => asset.id);
  expect(left.map((asset) => asset.id)).toEqual(kept);
  expect(kept).not.toContain(chosen.id);
  expect(await sweepAssets(desk.recado)).toBe(0);
});

test("what is saved while the sweeper looks stays", async () => {
  const { recado, clock } = desk;
  const [drawn, told] = [
    await storeAsset(recado, await photo()),
    await storeAsset(recado, await photo()),
  ];
  const empty = await recado.write((tx) => insertFlow(tx, { name: "Menu", flow: flow([hi]) }, 1));
  clock.advance(2 * DAY);
  const saveFirst: typeof recado.write = async (job) => {
    const draft = JSON.stringify(flow([{ ...hi, assetId: drawn.id }]));
    await recado.write((tx) =>
      tx.updateTable("flows").set({ draft }).where("id", "=", empty.id).execute(),
    );
    await addIncident(desk, { terms: { assetId: told.id } });
    return recado.write(job);
  };
  expect(await sweepAssets({ ...recado, write: saveFirst })).toBe(0);
  expect(await recado.db.selectFrom("assets").select("id").execute()).toHaveLength(2);
});

test("a deleted message does not take an asset's file along", async () => {
  const asset = await storeAsset(desk.recado, await photo());
  await desk.deliver(textWebhook("hello", { name: "Carla", at: desk.clock.now() }));
  await desk.recado.write(async (tx) => {
    const now = desk.clock.now();
    const { reply, upload } = await assetReply(tx, asset.id, null);
    const id = await queueReply(tx, await getTicket(tx, 1), reply, now);
    await insertOutboundMedia(tx, id, upload, now);
    await tx.updateTable("channels").set({ is_simulated: 1 }).execute();
  });
  expect(await purgeSimulation(desk.recado)).toBeGreaterThan(0);
  expect(await desk.recado.db.selectFrom("media").select("id").execute()).toEqual([]);
  expect(filesOf(asset).map((path) => existsSync(path))).toEqual([true, true]);
});
