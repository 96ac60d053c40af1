import { afterEach, beforeEach, expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { DAY } from "../../src/clock.ts";
import { AppError } from "../../src/http/errors.ts";
import { queueReply } from "../../src/inbox/queue-reply.ts";
import { checkUpload } from "../../src/whatsapp/check-upload.ts";
import { getChannel, graphChannel } from "../../src/whatsapp/channels.ts";
import { mediaJson, uploadForSending } from "../../src/whatsapp/media.ts";
import { removeMediaFiles } from "../../src/whatsapp/media-files.ts";
import {
  insertOutboundMedia,
  mediaReply,
  storeUpload,
  type StoredUpload,
  uploadedFiles,
} from "../../src/whatsapp/upload-media.ts";
import { type Desk, openDesk, until } from "../support/desk.ts";
import { latestMedia } from "../support/media.ts";
import { mp4, oggOpus, picture } from "../support/media-samples.ts";
import { textWebhook } from "../support/messages.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await desk.deliver(textWebhook("Oi, vocês têm foto do vaso azul?"));
});
afterEach(() => desk.close());

const megabyte = 1024 * 1024;
const named = (name: string, bytes: Uint8Array<ArrayBuffer> | string, type = "") =>
  new File([bytes], name, { type });
const sized = (head: Uint8Array<ArrayBuffer>, size: number) => {
  const bytes = new Uint8Array(size);
  bytes.set(head);
  return bytes;
};

/** What an agent's send does: all in one transaction. */
async function send(stored: StoredUpload, caption: string | null = null): Promise<number> {
  const now = desk.clock.now();
  const id = await desk.recado.write(async (tx) => {
    const ticket = await tx.selectFrom("tickets").selectAll().executeTakeFirstOrThrow();
    const reply = mediaReply({ type: "agent", id: desk.people.bruno }, stored, caption);
    const message = await queueReply(tx, ticket, reply, now);
    await insertOutboundMedia(tx, message, stored, now);
    return message;
  });
  desk.work.sender.kick();
  return id;
}

const codeOf = (file: File, options?: { asVoice?: boolean }) =>
  checkUpload(file, options).then(
    ({ kind }) => kind,
    (error: unknown) => (error instanceof AppError ? `${error.code} ${error.key}` : String(error)),
  );

test("a picture goes up once and leaves with its caption", async () => {
  const stored = await storeUpload(desk.recado, named("vaso.jpg", await picture(800, 600)));
  expect(stored).toMatchObject({
    kind: "image",
    mimeType: "image/jpeg",
    filename: "vaso.jpg",
    width: 800,
    height: 600,
  });
  const id = await send(stored, " O vaso azul ");
  const sent = await until(() => desk.graph.sent[0]);
  const uploads = () => desk.graph.requests.filter(({ path }) => path.endsWith("/media"));
  expect(uploads()).toHaveLength(1);
  const media = await latestMedia(desk);
  expect(sent.body).toMatchObject({
    type: "image",
    image: { id: media.meta_id, caption: "O vaso azul" },
    to: "+5511987654321",
  });

  const channel = await graphChannel(desk.recado, await getChannel(desk.recado.db, 1));
  expect(await uploadForSending(desk.recado, channel, id)).toEqual({
    kind: "ready",
    metaId: media.meta_id,
  });
  expect(uploads()).toHaveLength(1);
  // Meta keeps what we upload for 30 days.
  desk.clock.advance(30 * DAY);
  await uploadForSending(desk.recado, channel, id);
  expect(uploads()).toHaveLength(2);
});

test("a document goes under its own name, as far as that fits its bytes", async () => {
  const stored = await storeUpload(desk.recado, named("Or\u202Eçamento.exe", "%PDF-1.4 x"));
  expect(stored).toMatchObject({ kind: "document", filename: "Orçamento.exe.pdf" });
  await send(stored);
  const { body } = await until(() => desk.graph.sent[0]);
  expect(body).toMatchObject({ type: "document", document: { filename: "Orçamento.exe.pdf" } });
  const upload = desk.graph.requests.find(({ path }) => path.endsWith("/media"))?.body as {
    file: File;
    type: string;
  };
  expect([upload.file.name, upload.type]).toEqual(["Orçamento.exe.pdf", "application/pdf"]);
});

test("a voice note says that it is one", async () => {
  const stored = await storeUpload(desk.recado, named("recado.ogg", oggOpus()), { asVoice: true });
  await send(stored);
  const { body } = await until(() => desk.graph.sent[0]);
  expect(body).toMatchObject({ type: "audio", audio: { voice: true } });
  expect(await latestMedia(desk)).toMatchObject({
    is_voice: 1,
    mime_type: "audio/ogg; codecs=opus",
  });
});

test("a message without a file is ready, one whose file is lost has failed", async () => {
  const channel = await graphChannel(desk.recado, await getChannel(desk.recado.db, 1));
  expect(await uploadForSending(desk.recado, channel, 1)).toEqual({ kind: "ready", metaId: null });
  const stored = await storeUpload(desk.recado, named("a.jpg", await picture(9, 9)));
  await removeMediaFiles(desk.recado, uploadedFiles(stored));
  expect(readdirSync(desk.config.mediaFolder)).toEqual([]);
  const id = await send(stored);
  const message = await until(() =>
    desk.recado.db
      .selectFrom("messages")
      .selectAll()
      .where("id", "=", id)
      .where("status", "=", "failed")
      .executeTakeFirst(),
  );
  expect(message.error).toBe("the file is not here any more");
  expect(desk.graph.sent).toEqual([]);
});

test("what Graph refuses on upload fails, what is busy is tried again, a dead token stops the channel", async () => {
  const channel = await graphChannel(desk.recado, await getChannel(desk.recado.db, 1));
  const id = await send(await storeUpload(desk.recado, named("a.jpg", await picture(9, 9))));
  await until(() => desk.graph.sent[0]);
  await desk.recado.write((tx) => tx.updateTable("media").set({ meta_id: null }).execute());
  const after = (kind: "retry" | "failed", code: number | null) => {
    desk.recado.graph.uploadMedia = async () => ({ kind, code, detail: "so it is" });
    return uploadForSending(desk.recado, channel, id);
  };
  expect(await after("retry", null)).toEqual({
    kind: "retry",
    code: null,
    detail: "so it is",
    scope: "message",
  });
  expect(await after("failed", 100)).toEqual({
    kind: "failed",
    code: 100,
    detail: "so it is",
    stopsChannel: false,
  });
  expect(await after("failed", 190)).toEqual({
    kind: "failed",
    code: 190,
    detail: "so it is",
    stopsChannel: true,
  });
});

test("the kind is what the bytes are, whatever the name says", async () => {
  const jpeg = await picture(30, 20);
  expect(await codeOf(named("nota.pdf", jpeg, "application/pdf"))).toBe("image");
  expect(await codeOf(named("v.mp4", mp4()))).toBe("video");
  expect(await codeOf(named("v.3gp", mp4(64, "3gp4")))).toBe("video");
  expect(await codeOf(named("som.m4a", mp4(64, "M4A ")))).toBe("audio");
  expect(await codeOf(named("som.amr", "#!AMR\n12345678"))).toBe("audio");
  expect(await codeOf(named("voz.ogg", oggOpus()))).toBe("audio");
  expect(await codeOf(named("preços.csv", "vaso;12\n", "text/csv"))).toBe("document");
  expect(await codeOf(named("foto.jpg", "<svg onload='alert(1)'/>", "image/jpeg"))).toBe(
    "invalid error.file-type",
  );
  expect(await codeOf(named("setup.pdf", "MZ\0\0\0\0"))).toBe("invalid error.file-type");
  expect(await codeOf(named("filme.mov", mp4(64, "qt  "), "video/quicktime"))).toBe(
    "invalid error.file-type",
  );
  expect(await codeOf(named("nada.txt", ""))).toBe("invalid error.file-empty");
});

test("each kind has its limit", async () => {
  const pdf = new TextEncoder().encode("%PDF-1.4");
  expect(await codeOf(named("a.pdf", sized(pdf, 100 * megabyte)))).toBe("document");
  expect(await codeOf(named("a.pdf", sized(pdf, 100 * megabyte + 1)))).toBe(
    "too-large error.file-too-large",
  );
  expect(await codeOf(named("a.mp4", mp4(16 * megabyte)))).toBe("video");
  expect(await codeOf(named("a.mp4", mp4(16 * megabyte + 1)))).toBe(
    "too-large error.file-too-large",
  );
  expect(await codeOf(named("a.m4a", mp4(16 * megabyte + 1, "M4A ")))).toBe(
    "too-large error.file-too-large",
  );
  // Over 5 MB, and nothing that can be made smaller.
  const broken = (await picture(30, 20)).slice(0, 200);
  expect(await codeOf(named("a.jpg", sized(broken, 5 * megabyte)))).toBe("image");
  expect(
    await codeOf(named("a.jpg", sized(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), 5 * megabyte + 1))),
  ).toBe("too-large error.file-too-large");
});

test("a photograph that is too large is made to fit", async () => {
  const photo = await picture(3000, 2000, "png");
  const checked = await checkUpload(named("praia.png", sized(photo, 6 * megabyte)));
  expect(checked).toMatchObject({ kind: "image" });
  expect(checked.content.size).toBeLessThanOrEqual(5 * megabyte);
  expect(await new Bun.Image(checked.content).metadata()).toMatchObject({ width: 2560 });
});

test("WebP is a sticker of 512 by 512, else it leaves as a picture", async () => {
  expect(await codeOf(named("s.webp", await picture(512, 512, "webp")))).toBe("sticker");
  const checked = await checkUpload(named("foto.webp", await picture(300, 200, "webp")));
  expect(checked).toMatchObject({ kind: "image", mimeType: "image/png", filename: "foto.png" });
});

test("voice notes are Ogg/Opus in one channel, nothing else", async () => {
  const asVoice = true;
  expect(await codeOf(named("a.ogg", oggOpus()), { asVoice })).toBe("audio");
  expect(await codeOf(named("a.ogg", oggOpus({ channels: 2 })), { asVoice })).toBe(
    "invalid error.voice-type",
  );
  expect(await codeOf(named("a.ogg", oggOpus({ channels: 2 })))).toBe("invalid error.voice-type");
  expect(await codeOf(named("a.m4a", mp4(64, "M4A ")), { asVoice })).toBe(
    "invalid error.voice-type",
  );
  expect(await codeOf(named("a.jpg", await picture(9, 9)), { asVoice })).toBe(
    "invalid error.voice-type",
  );
});

test("a caption has its limit, and sound has none", async () => {
  const author = { type: "agent", id: 1 } as const;
  const image = await storeUpload(desk.recado, named("a.jpg", await picture(9, 9)));
  expect(mediaReply(author, image, "x".repeat(1024)).text).toHaveLength(1024);
  expect(() => mediaReply(author, image, "x".repeat(1025))).toThrow("at most 1024");
  const sound = await storeUpload(desk.recado, named("a.ogg", oggOpus()));
  expect(() => mediaReply(author, sound, "ouça")).toThrow("no text with sound");
  expect(mediaReply(author, sound, "  ", "wamid.1")).toMatchObject({
    type: "audio",
    text: null,
    replyToWamid: "wamid.1",
  });
});

test("the API names a file by where a token gets it", async () => {
  await send(await storeUpload(desk.recado, named("a.jpg", await picture(9, 9))));
  const row = await latestMedia(desk);
  expect(mediaJson(row)).toEqual({
    url: `/api/v1/media/${row.id}`,
    type: "image/jpeg",
    filename: "a.jpg",
    state: "ready",
  });
});
