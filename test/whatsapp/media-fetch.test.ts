import { afterEach, beforeEach, expect, test } from "bun:test";
import { readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DAY, HOUR, MINUTE, SECOND } from "../../src/clock.ts";
import { fetchDueMedia } from "../../src/whatsapp/fetch-media.ts";
import { simulatorSecret } from "../../src/settings/meta-secrets.ts";
import type { Graph } from "../../src/whatsapp/graph.ts";
import { sweepMediaFiles } from "../../src/whatsapp/sweep-media.ts";
import { type Desk, openDesk, until } from "../support/desk.ts";
import { latestMedia, mediaWebhook, receiveMedia } from "../support/media.ts";
import { oggOpus, picture, turned } from "../support/media-samples.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const files = () => readdirSync(desk.config.mediaFolder);

/** Another answer from Graph for a part of it. */
function fake(part: Partial<Graph>): void {
  Object.assign(desk.recado.graph, part);
}

test("a picture is fetched, checked, measured and made small", async () => {
  const bytes = await picture(1200, 800);
  const media = await receiveMedia(desk, "image", bytes, "image/jpeg");
  expect(media).toMatchObject({
    state: "ready",
    mime_type: "image/jpeg",
    byte_size: bytes.byteLength,
    sha256: new Bun.CryptoHasher("sha256").update(bytes).digest("hex"),
    width: 1200,
    height: 800,
    attempts: 1,
    next_attempt_at: null,
    error: null,
  });
  const stored = await Bun.file(join(desk.config.mediaFolder, media.file ?? "")).bytes();
  expect(stored).toEqual(bytes);
  const thumbnail = new Bun.Image(join(desk.config.mediaFolder, media.thumbnail ?? ""));
  expect(await thumbnail.metadata()).toMatchObject({ width: 480, height: 320, format: "webp" });
  expect(files()).toHaveLength(2);
});

test("a picture taken upright has its size as shown", async () => {
  const media = await receiveMedia(desk, "image", turned(await picture(640, 480)), "image/jpeg");
  expect(media).toMatchObject({ state: "ready", width: 480, height: 640 });
});

test("open pages hear of it", async () => {
  const heard: string[] = [];
  const { announce } = desk.recado.live;
  desk.recado.live.announce = (event) => {
    heard.push(JSON.stringify(event));
    announce(event);
  };
  await receiveMedia(desk, "audio", oggOpus(), "audio/ogg; codecs=opus", { voice: true });
  expect(heard.filter((event) => event.includes('"media"'))).toHaveLength(1);
  expect(await latestMedia(desk)).toMatchObject({
    state: "ready",
    is_voice: 1,
    mime_type: "audio/ogg; codecs=opus",
  });
});

test("the type is what the bytes say, not what was declared", async () => {
  const svg = new TextEncoder().encode(
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  );
  expect((await receiveMedia(desk, "image", svg, "image/png")).mime_type).toBe(
    "application/octet-stream",
  );
  const xml = new TextEncoder().encode(`<?xml version="1.0"?>${new TextDecoder().decode(svg)}`);
  expect((await receiveMedia(desk, "image", xml, "image/jpeg")).mime_type).toBe(
    "application/octet-stream",
  );
  const html = new TextEncoder().encode("<!doctype html><script>alert(1)</script>");
  expect((await receiveMedia(desk, "document", html, "text/plain")).mime_type).toBe(
    "application/octet-stream",
  );
  const table = new TextEncoder().encode("produto;preço\nvaso;12,50\n");
  expect((await receiveMedia(desk, "document", table, "text/csv")).mime_type).toBe("text/csv");
});

test("a damaged picture is kept without a thumbnail", async () => {
  const bytes = (await picture(400, 300)).slice(0, 400);
  const media = await receiveMedia(desk, "image", bytes, "image/jpeg");
  expect(media).toMatchObject({ state: "ready", thumbnail: null, mime_type: "image/jpeg" });
});

test("a simulated picture is fetched without leaving the process", async () => {
  const { recado } = desk;
  await recado.write((tx) =>
    tx
      .insertInto("channels")
      .values({
        name: "Simulator",
        phone_number_id: "555",
        waba_id: null,
        display_phone: null,
        access_token: null,
        is_simulated: 1,
        closed_at: null,
        closed_reason: null,
        created_at: 0,
      })
      .execute(),
  );
  const media = recado.fakeGraph.addMedia(await picture(600, 600), "image/jpeg");
  const body = mediaWebhook("image", media, {}, { phoneNumberId: "555" });
  expect((await desk.postWebhook(body, { secret: simulatorSecret(recado) })).status).toBe(200);
  await desk.work.processor.kick();
  await fetchDueMedia(recado);
  expect(await latestMedia(desk)).toMatchObject({ state: "ready", width: 600 });
  expect(desk.graph.requests).toEqual([]);
});

test("a file name cannot deceive", async () => {
  const bytes = new TextEncoder().encode("%PDF-1.4 fatura");
  const { filename } = await receiveMedia(desk, "document", bytes, "application/pdf", {
    filename: "../../fatura\u202Efdp\u200B.exe\u0000\n",
  });
  expect(filename).toBe("_.._faturafdp.exe");
});

test("what fails is tried again after 5 and 30 seconds, 2 and 10 minutes, then each hour", async () => {
  const { findMedia } = desk.recado.graph;
  fake({ findMedia: async () => ({ kind: "retry", detail: "HTTP 500" }) });
  let media = await receiveMedia(desk, "image", await picture(10, 10), "image/jpeg");
  for (const pause of [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR, HOUR]) {
    expect(media).toMatchObject({ state: "pending", error: "HTTP 500" });
    expect((media.next_attempt_at ?? 0) - desk.clock.now()).toBe(pause);
    desk.clock.advance(pause - 1);
    await fetchDueMedia(desk.recado);
    expect((await latestMedia(desk)).attempts).toBe(media.attempts);
    desk.clock.advance(1);
    await fetchDueMedia(desk.recado);
    media = await latestMedia(desk);
  }
  fake({ findMedia });
  desk.clock.advance(HOUR);
  await fetchDueMedia(desk.recado);
  expect(await latestMedia(desk)).toMatchObject({ state: "ready", error: null });
});

test("after seven days it is given up as expired", async () => {
  fake({ findMedia: async () => ({ kind: "retry", detail: "HTTP 500" }) });
  const { expires_at } = await receiveMedia(desk, "image", await picture(10, 10), "image/jpeg");
  expect(expires_at).toBe(desk.clock.now() + 7 * DAY);
  desk.clock.set((expires_at ?? 0) - 1);
  await fetchDueMedia(desk.recado);
  expect(await latestMedia(desk)).toMatchObject({ state: "pending", next_attempt_at: expires_at });
  desk.clock.advance(1);
  await fetchDueMedia(desk.recado);
  expect(await latestMedia(desk)).toMatchObject({
    state: "expired",
    next_attempt_at: null,
    file: null,
  });
});

test("an id that Meta does not know is asked for three times, then expired", async () => {
  await desk.deliver(mediaWebhook("image", { metaId: "123", mimeType: "image/jpeg", sha256: "" }));
  fake({ findMedia: async () => ({ kind: "gone" }) });
  for (const state of ["pending", "pending", "expired"] as const) {
    await fetchDueMedia(desk.recado);
    expect((await latestMedia(desk)).state).toBe(state);
    desk.clock.advance(30 * SECOND);
  }
});

test("bytes that do not match the hash are thrown away, and after five tries the file has failed", async () => {
  const media = desk.graph.addMedia(await picture(20, 20), "image/jpeg");
  const wrong = new Bun.CryptoHasher("sha256").update("something else").digest("base64");
  await desk.deliver(mediaWebhook("image", { ...media, sha256: wrong }));
  for (let tried = 1; tried <= 5; tried++) {
    await fetchDueMedia(desk.recado);
    expect(await latestMedia(desk)).toMatchObject({
      attempts: tried,
      state: tried < 5 ? "pending" : "failed",
      file: null,
    });
    desk.clock.advance(HOUR);
  }
  expect((await latestMedia(desk)).error).toBe("the file arrived damaged");
  expect(files()).toEqual([]);
});

test("without a hash in the webhook, the one that Graph names counts", async () => {
  const { findMedia } = desk.recado.graph;
  fake({
    async findMedia(channel, metaId) {
      const found = await findMedia(channel, metaId);
      return found.kind === "found" ? { ...found, sha256Hex: "0".repeat(64) } : found;
    },
  });
  await desk.deliver(
    mediaWebhook("image", {
      ...desk.graph.addMedia(await picture(9, 9), "image/jpeg"),
      sha256: "",
    }),
  );
  await fetchDueMedia(desk.recado);
  expect(await latestMedia(desk)).toMatchObject({
    state: "pending",
    error: "the file arrived damaged",
  });
});

test("a link that is over is asked for anew at once", async () => {
  const { downloadMedia } = desk.recado.graph;
  let calls = 0;
  fake({
    downloadMedia: (channel, url) =>
      ++calls === 1
        ? Promise.resolve({ kind: "refetch", detail: "HTTP 404" })
        : downloadMedia(channel, url),
  });
  const media = await receiveMedia(desk, "image", await picture(10, 10), "image/jpeg");
  expect(calls).toBe(2);
  expect(media).toMatchObject({ state: "ready", attempts: 1 });
});

test("a stream that breaks off leaves nothing behind and is tried again", async () => {
  fake({
    downloadMedia: async () => ({
      kind: "ok",
      body: new ReadableStream({
        pull(controller) {
          controller.enqueue(new Uint8Array(1000));
          controller.error(new Error("connection lost"));
        },
      }),
    }),
  });
  const media = await receiveMedia(desk, "image", await picture(10, 10), "image/jpeg");
  expect(media).toMatchObject({ state: "pending", error: "connection lost" });
  expect(files()).toEqual([]);
});

test("a stream without end is cut at 100 MB", async () => {
  const chunk = new Uint8Array(4 * 1024 * 1024);
  let taken = 0;
  const body = new ReadableStream({
    pull(controller) {
      taken += chunk.byteLength;
      controller.enqueue(chunk);
    },
  });
  fake({ downloadMedia: async () => ({ kind: "ok", body }) });
  const media = await receiveMedia(desk, "document", new Uint8Array(10), "application/pdf");
  expect(media).toMatchObject({ state: "failed", error: "the file is larger than 100 MB" });
  expect(taken).toBeLessThan(120 * 1024 * 1024);
  expect(files()).toEqual([]);
});

const isReady = () =>
  desk.recado.db.selectFrom("media").select("id").where("state", "=", "ready").execute();

/** Twelve pictures arrive while `isHeld` says which requests for a link wait. */
async function receiveTwelve(isHeld: (request: number) => boolean) {
  const { findMedia } = desk.recado.graph;
  const opened = Promise.withResolvers<void>();
  const seen = { requests: 0, running: 0 };
  fake({
    async findMedia(channel, metaId) {
      seen.running += 1;
      if (isHeld(++seen.requests)) await opened.promise;
      seen.running -= 1;
      return findMedia(channel, metaId);
    },
  });
  const bytes = await picture(12, 12);
  for (let n = 0; n < 12; n++) {
    await desk.deliver(mediaWebhook("image", desk.graph.addMedia(bytes, "image/jpeg")));
  }
  return { seen, open: opened.resolve, done: fetchDueMedia(desk.recado) };
}

test("four are fetched at a time", async () => {
  const { seen, open, done } = await receiveTwelve(() => true);
  for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
  expect(seen.running).toBe(4);
  open();
  await done;
  expect(await isReady()).toHaveLength(12);
});

test("slow ones do not hold up the rest", async () => {
  const { open, done } = await receiveTwelve((request) => request <= 3);
  await until(async () => (await isReady()).length === 9);
  open();
  await done;
  expect(await isReady()).toHaveLength(12);
});

test("two calls at the same time fetch a file once", async () => {
  await desk.deliver(
    mediaWebhook("image", desk.graph.addMedia(await picture(12, 12), "image/jpeg")),
  );
  await Promise.all([
    fetchDueMedia(desk.recado),
    fetchDueMedia(desk.recado),
    fetchDueMedia(desk.recado),
  ]);
  const downloads = desk.graph.requests.filter(({ path }) => path.startsWith("/media-files/"));
  expect(downloads).toHaveLength(1);
});

test("a message that is deleted meanwhile leaves no file", async () => {
  const { downloadMedia } = desk.recado.graph;
  fake({
    async downloadMedia(channel, url) {
      await desk.recado.write((tx) => tx.deleteFrom("messages").execute());
      return downloadMedia(channel, url);
    },
  });
  await desk.deliver(
    mediaWebhook("image", desk.graph.addMedia(await picture(12, 12), "image/jpeg")),
  );
  await fetchDueMedia(desk.recado);
  expect(files()).toEqual([]);
});

test("the sweep removes what no row names, once it is a day old", async () => {
  const media = await receiveMedia(desk, "image", await picture(50, 50), "image/jpeg");
  const old = new Date(desk.clock.now() - 2 * DAY);
  const put = (name: string, at: Date) => {
    writeFileSync(join(desk.config.mediaFolder, name), "x");
    utimesSync(join(desk.config.mediaFolder, name), at, at);
  };
  put("a".repeat(32), old);
  put(`${"b".repeat(32)}.part`, old);
  put("c".repeat(32), new Date(desk.clock.now() - HOUR));
  put("README", old);
  for (const name of [media.file ?? "", media.thumbnail ?? ""])
    utimesSync(join(desk.config.mediaFolder, name), old, old);
  expect(await sweepMediaFiles(desk.recado)).toBe(2);
  expect(files().sort()).toEqual(
    ["README", "c".repeat(32), media.file ?? "", media.thumbnail ?? ""].sort(),
  );
});
