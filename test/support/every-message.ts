import { wireForm } from "../../src/simulator/envelope.ts";
import { samplePhoto, sampleVoice } from "../../src/simulator/sample-files.ts";
import { fetchDueMedia } from "../../src/whatsapp/fetch-media.ts";
import sent from "../payloads/graph/send_ok.json";
import { payload, payloadNames } from "../payloads/read.ts";
import { type Desk, PHONE_NUMBER_ID, until } from "./desk.ts";
import { mp4, picture } from "./media-samples.ts";
import { textWebhook } from "./messages.ts";

export interface ArrivedMessage {
  id: number;
  type: string;
  wamid: string | null;
  target_wamid: string | null;
  ticket_id: number | null;
}

/** What one payload became; several rows where it holds several messages. */
export interface Arrived {
  payload: string;
  messages: ArrivedMessage[];
}

/** Sheena Nelson of Meta's own samples, who sends nearly all of them. */
const sheena = { name: "Sheena Nelson", from: "16505551234" };
/** After the newest message of the payloads. */
const after = 1_790_010_000_000;

/**
 * Posts every `msg_*` and `call_*` payload in Meta's wire form, so that each lands
 * in a thread; their files lie at the fake Graph and are fetched. Ana has said
 * something first: that is what the quotes and reactions of the payloads mean.
 */
export async function deliverEveryMessage(desk: Desk): Promise<Arrived[]> {
  desk.clock.set(after);
  await desk.deliver(textWebhook("Good morning!", { ...sheena, at: 1_790_000_000_000 }));
  await sayAsAna(desk, "Hello Sheena, your parcel leaves today.");
  const names = payloadNames().filter((name) => /^(msg|call)_/.test(name));
  const arrived: Arrived[] = [];
  for (const name of names) {
    const before = await newestId(desk);
    await desk.deliver(wireForm(await ours(desk, await payload(name))));
    arrived.push({ payload: name, messages: await newerThan(desk, before) });
  }
  await fetchDueMedia(desk.recado);
  return arrived;
}

async function sayAsAna(desk: Desk, text: string): Promise<void> {
  const ana = await desk.browserOf(desk.people.ana);
  await ana.send("POST", "/tickets/1/messages", { text });
  const row = await until(() =>
    desk.recado.db
      .selectFrom("messages")
      .select("id")
      .where("direction", "=", "out")
      .where("wamid", "is not", null)
      .executeTakeFirst(),
  );
  const change = { wamid: sent.messages[0]?.id ?? "", sent_at: 1_790_000_001_000 };
  await desk.recado.write((tx) =>
    tx.updateTable("messages").set(change).where("id", "=", row.id).execute(),
  );
}

async function newestId({ recado }: Desk): Promise<number> {
  const { id } = await recado.db
    .selectFrom("messages")
    .select((select) => select.fn.max("id").as("id"))
    .executeTakeFirstOrThrow();
  return id ?? 0;
}

function newerThan({ recado }: Desk, id: number): Promise<ArrivedMessage[]> {
  return recado.db
    .selectFrom("messages")
    .select(["id", "type", "wamid", "target_wamid", "ticket_id"])
    .where("id", ">", id)
    .execute();
}

/** The same for our number, with files that the fake Graph has. */
async function ours(desk: Desk, body: unknown): Promise<unknown> {
  const { changes } = (body as { entry: { changes: { value: Wire }[] }[] }).entry[0] ?? {
    changes: [],
  };
  for (const { value } of changes) {
    (value.metadata as Wire).phone_number_id = PHONE_NUMBER_ID;
    for (const call of (value.calls ?? []) as Wire[]) call.timestamp = "1790003000";
    for (const message of (value.messages ?? []) as Wire[]) {
      await giveFile(desk, message);
      // What was taken back stays away, what was given last stays.
      if ((message.reaction as Wire | undefined)?.emoji) message.timestamp = "1790005000";
    }
  }
  return body;
}
type Wire = Record<string, unknown>;

async function giveFile(desk: Desk, message: Wire): Promise<void> {
  const type = String(message.type);
  const part = message[type] as Wire | undefined;
  if (!part || !files[type]) return;
  const { metaId, sha256 } = desk.graph.addMedia(await files[type](), String(part.mime_type));
  Object.assign(part, { id: metaId, sha256 });
  delete part.url;
}

const pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF";
const files: Record<string, () => Promise<Uint8Array<ArrayBuffer>>> = {
  image: samplePhoto,
  sticker: () => picture(128, 128, "webp"),
  audio: sampleVoice,
  video: async () => mp4(4096),
  document: async () => new TextEncoder().encode(pdf),
};
