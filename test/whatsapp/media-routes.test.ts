import { afterAll, beforeAll, expect, test } from "bun:test";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { type Desk, openDesk } from "../support/desk.ts";
import { receiveMedia } from "../support/media.ts";
import { mp4, oggOpus, picture } from "../support/media-samples.ts";
import { readWebm } from "../support/webm.ts";

let desk: Desk;
let bruno: Awaited<ReturnType<Desk["browserOf"]>>;
let photo: Uint8Array<ArrayBuffer>;
let url: string;

beforeAll(async () => {
  desk = await openDesk();
  bruno = await desk.browserOf(desk.people.bruno);
  photo = await picture(900, 600);
  url = `/media/${(await receiveMedia(desk, "image", photo, "image/jpeg")).id}`;
});
afterAll(() => desk.close());

const pathOf = async (
  ...media: Parameters<typeof receiveMedia> extends [Desk, ...infer Rest] ? Rest : never
) => `/media/${(await receiveMedia(desk, ...media)).id}`;

test("from webhook to browser: whoever may see tickets gets the picture and its thumbnail", async () => {
  const response = await bruno.get(url);
  expect(response.status).toBe(200);
  expect(await response.bytes()).toEqual(photo);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "image/jpeg",
    "content-length": String(photo.byteLength),
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox",
    "cache-control": "private, max-age=3600",
    "accept-ranges": "bytes",
  });
  expect(response.headers.get("content-disposition")).toStartWith("inline; filename=");

  const small = await bruno.get(`${url}/thumbnail`);
  expect(small.headers.get("content-type")).toBe("image/webp");
  expect(await new Bun.Image(await small.arrayBuffer()).metadata()).toMatchObject({
    width: 480,
    height: 320,
  });
});

test("signed out, nobody gets anything", async () => {
  for (const path of [url, `${url}/thumbnail`, `${url}/webm`, `${url}?download=1`]) {
    const response = await desk.send(path);
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toStartWith("/login");
  }
  expect((await desk.send(`/api/v1${url}`)).status).toBe(401);
});

test("a program gets it with a token that may read tickets, and with no other", async () => {
  const reader = await desk.apiOf(["tickets:read"]);
  const other = await desk.apiOf(["contacts:read"]);
  const get = (token: string) =>
    desk.send(`/api/v1${url}`, { headers: { authorization: `Bearer ${token}` } });
  expect(await (await get(reader.token)).bytes()).toEqual(photo);
  expect((await get(other.token)).status).toBe(403);
  expect(
    (await desk.send(url, { headers: { authorization: `Bearer ${reader.token}` } })).status,
  ).toBe(303);
});

test("parts of a file are served as asked", async () => {
  const size = photo.byteLength;
  const part = async (range: string) => {
    const response = await bruno.get(url, { range });
    return {
      status: response.status,
      range: response.headers.get("content-range"),
      bytes: await response.bytes(),
    };
  };
  expect(await part("bytes=10-19")).toEqual({
    status: 206,
    range: `bytes 10-19/${size}`,
    bytes: photo.slice(10, 20),
  });
  expect(await part("bytes=100-")).toMatchObject({
    status: 206,
    range: `bytes 100-${size - 1}/${size}`,
  });
  expect(await part("bytes=-5")).toEqual({
    status: 206,
    range: `bytes ${size - 5}-${size - 1}/${size}`,
    bytes: photo.slice(-5),
  });
  expect(await part("bytes=0-99999999")).toMatchObject({ status: 206, bytes: photo });
  expect(await part(`bytes=${size}-`)).toMatchObject({ status: 416, range: `bytes */${size}` });
  expect(await part("bytes=-0")).toMatchObject({ status: 416 });
  for (const odd of ["bytes=0-1,5-6", "bytes=9-3", "lines=1-2", "bytes=a-b", "bytes=-"]) {
    expect(await part(odd)).toMatchObject({ status: 200, bytes: photo });
  }
});

test("a version is known by its tag", async () => {
  const etag = (await bruno.get(url)).headers.get("etag") ?? "";
  expect((await bruno.get(url, { "if-none-match": etag })).status).toBe(304);
  expect((await bruno.get(url, { "if-none-match": '"other"' })).status).toBe(200);
  expect((await bruno.get(url, { range: "bytes=0-1", "if-range": etag })).status).toBe(206);
  expect((await bruno.get(url, { range: "bytes=0-1", "if-range": '"other"' })).status).toBe(200);
});

test("HEAD tells the same without the file", async () => {
  const response = await bruno.send("HEAD", url, undefined);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-length")).toBe(String(photo.byteLength));
  expect(await response.bytes()).toHaveLength(0);
});

test("what could be active is only ever downloaded, as bytes without a type", async () => {
  const page = new TextEncoder().encode(
    "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
  );
  for (const [type, mime] of [
    ["image", "image/svg+xml"],
    ["document", "text/html"],
    ["document", "application/xml"],
  ] as const) {
    const { headers } = await bruno.get(await pathOf(type, page, mime, { filename: "seite.svg" }));
    expect(headers.get("content-type")).toBe("application/octet-stream");
    expect(headers.get("content-disposition")).toStartWith("attachment;");
    expect(headers.get("content-security-policy")).toBe("sandbox");
  }
});

test("documents are downloads; pictures too when asked", async () => {
  const pdf = await bruno.get(
    await pathOf("document", new TextEncoder().encode("%PDF-1.4 x"), "application/pdf", {
      filename: "Nota fiscal nº 7.pdf",
    }),
  );
  expect(pdf.headers.get("content-type")).toBe("application/pdf");
  expect(pdf.headers.get("content-disposition")).toBe(
    "attachment; filename=\"Nota fiscal no 7.pdf\"; filename*=UTF-8''Nota%20fiscal%20n%C2%BA%207.pdf",
  );
  expect((await bruno.get(`${url}?download=1`)).headers.get("content-disposition")).toStartWith(
    "attachment;",
  );
});

test("a video is shown with its type", async () => {
  const { headers } = await bruno.get(await pathOf("video", mp4(), "video/mp4"));
  expect(headers.get("content-type")).toBe("video/mp4");
  expect(headers.get("content-disposition")).toStartWith("inline;");
});

test("a voice note is offered in a second container", async () => {
  const path = await pathOf("audio", oggOpus({ packets: 75 }), "audio/ogg; codecs=opus", {
    voice: true,
  });
  expect((await bruno.get(path)).headers.get("content-type")).toBe("audio/ogg; codecs=opus");
  const response = await bruno.get(`${path}/webm`);
  expect(response.headers.get("content-type")).toBe("audio/webm");
  expect(readWebm(await response.bytes()).duration).toBeCloseTo(1500 - 6.5, 3);
  expect((await bruno.get(`${path}/webm`, { range: "bytes=0-3" })).status).toBe(206);
  expect((await bruno.get(`${url}/webm`)).status).toBe(404);
});

test("no path leads anywhere else", async () => {
  for (const id of [
    "0",
    "999999",
    "1e3",
    "-1",
    "1.5",
    "..%2f..%2frecado.db",
    "1%00",
    "9".repeat(30),
    "x",
  ]) {
    expect((await bruno.get(`/media/${id}`)).status).toBe(404);
    expect((await bruno.get(`/media/${id}/thumbnail`)).status).toBe(404);
  }
});

test("a file that is not there, or not yet, is not found", async () => {
  desk.recado.graph.findMedia = async () => ({ kind: "retry", detail: "later" });
  const pending = await pathOf("image", photo, "image/jpeg");
  expect((await bruno.get(pending)).status).toBe(404);
  const { file } = await desk.recado.db
    .selectFrom("media")
    .select("file")
    .where("state", "=", "ready")
    .executeTakeFirstOrThrow();
  rmSync(join(desk.config.mediaFolder, file ?? ""));
  expect((await bruno.get(url)).status).toBe(404);
});
