import { Database } from "bun:sqlite";
import { createHmac } from "node:crypto";
import { join } from "node:path";
import { wireForm } from "../../src/simulator/envelope.ts";
import { signBody } from "../../src/whatsapp/signature.ts";
import { APP_SECRET } from "../support/desk.ts";
import { textWebhook } from "../support/messages.ts";
import { prepareFolder, type Server, startProgram } from "../support/server.ts";
import { dice, freshFolder } from "./battery.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type Roll = (below: number) => number;
/** A request that Meta did not make. */
interface Forgery {
  body: Bytes;
  headers: Record<string, string>;
}

const LIMIT = 3 * 1024 * 1024;
const texts = [
  "Olá, tudo bem? 😀",
  "ça va 👩🏽‍🚀",
  "<b>&amp;</b> 100% @you / \\",
  "مرحبا",
  "¿cuánto cuesta?",
  "日本語",
];
const contentTypes = [
  "application/json",
  "application/json; charset=utf-16",
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "application/octet-stream",
  "nonsense",
  "",
];

const utf8 = (text: string): Bytes => new TextEncoder().encode(text);
const signed = (body: Bytes, value = signBody(body, APP_SECRET)) => ({
  "x-hub-signature-256": value,
});

/** Every way to forge that we know; each gets a body in Meta's wire form. */
const forgeries: Record<string, (body: Bytes, roll: Roll) => Forgery> = {
  missing: (body) => ({ body, headers: {} }),
  "wrong secret": (body) => ({ body, headers: signed(body, signBody(body, "another_app_secret")) }),
  "empty secret": (body) => ({
    body,
    headers: signed(body, `sha256=${createHmac("sha256", "").update(body).digest("hex")}`),
  }),
  truncated: (body, roll) => ({
    body,
    headers: signed(body, signBody(body, APP_SECRET).slice(0, 7 + roll(64))),
  }),
  "too long": (body) => ({ body, headers: signed(body, `${signBody(body, APP_SECRET)}0`) }),
  "upper case": (body) => ({
    body,
    headers: signed(body, `sha256=${signBody(body, APP_SECRET).slice(7).toUpperCase()}`),
  }),
  "upper-case prefix": (body) => ({
    body,
    headers: signed(body, signBody(body, APP_SECRET).replace("sha", "SHA")),
  }),
  "no prefix": (body) => ({ body, headers: signed(body, signBody(body, APP_SECRET).slice(7)) }),
  "two signatures": (body) => ({
    body,
    headers: signed(body, `sha256=${"0".repeat(64)}, ${signBody(body, APP_SECRET)}`),
  }),
  "sha1 header": (body) => ({ body, headers: { "x-hub-signature": sha1(body) } }),
  "sha1 in its place": (body) => ({ body, headers: signed(body, sha1(body)) }),
  "other digit": (body, roll) => ({
    body,
    headers: signed(body, otherDigit(signBody(body, APP_SECRET), 7 + roll(64))),
  }),
  "other bit": (body, roll) => ({
    body: otherBit(body, roll(body.byteLength * 8)),
    headers: signed(body),
  }),
  "of the empty body": (body) => ({ body, headers: signed(body, signBody(utf8(""), APP_SECRET)) }),
  "one byte less": (body) => ({ body: body.slice(0, -1), headers: signed(body) }),
  "a line more": (body) => ({ body: Buffer.concat([body, utf8("\n")]), headers: signed(body) }),
  // The same JSON in other bytes: whoever parses and writes again before hashing takes it.
  "unescaped emoji": (body) => ({
    body: utf8(JSON.stringify(JSON.parse(text(body)))),
    headers: signed(body),
  }),
  "other spacing": (body) => {
    const plain = utf8(JSON.stringify(JSON.parse(text(body))));
    return { body: utf8(JSON.stringify(JSON.parse(text(body)), null, 1)), headers: signed(plain) };
  },
  "3 MiB and 1, forged": () => ({ body: new Uint8Array(LIMIT + 1), headers: {} }),
};

/** Signed by Meta's secret: accepted whatever they hold. */
const genuine: ((roll: Roll) => Bytes)[] = [
  (roll) => webhook(roll),
  (roll) => utf8(JSON.stringify(textWebhook(texts[roll(texts.length)] ?? ""), null, roll(3))),
  (roll) => utf8(`not JSON ${roll(1000)} 😀`),
  (roll) => crypto.getRandomValues(new Uint8Array(1 + roll(500))),
  (roll) => utf8(`{"object":"page","n":${roll(1000)}}`),
];

export interface ForgeryFigures {
  forged: number;
  /** Forged and not answered 401 (413 when too large), or found in the journal. */
  accepted: number;
  kinds: Set<string>;
  valid: number;
  /** Signed by Meta's secret and not answered 200. */
  refused: number;
  /** Accepted, and not byte for byte what is in the journal. */
  changed: number;
}

export async function forgeWebhooks({
  count,
  root,
  seed = 1,
}: {
  count: number;
  root?: string;
  seed?: number;
}): Promise<ForgeryFigures> {
  const folder = freshFolder("forged");
  const roll = dice(seed);
  const figures: ForgeryFigures = {
    forged: 0,
    accepted: 0,
    kinds: new Set(),
    valid: 0,
    refused: 0,
    changed: 0,
  };
  const accepted = new Map<string, number>();
  try {
    await prepareFolder(folder.path);
    const server = await startProgram({ dataFolder: folder.path, root });
    const kinds = Object.keys(forgeries).filter((kind) => !kind.startsWith("3 MiB"));
    const work = async () => {
      while (figures.forged < count) {
        await forge(server, kinds[figures.forged % kinds.length] ?? "");
        if (roll(4) === 0) await send(server, (genuine[roll(genuine.length)] ?? webhook)(roll));
      }
    };
    await Promise.all(Array.from({ length: 12 }, work));
    await edges(server);
    await server.stop();
    lookAtJournal(join(folder.path, "recado.db"));
    return figures;
  } finally {
    folder.remove();
  }

  async function forge(server: Server, kind: string): Promise<void> {
    figures.forged += 1;
    figures.kinds.add(kind);
    const { body, headers } = (forgeries[kind] as (body: Bytes, roll: Roll) => Forgery)(
      webhook(roll),
      roll,
    );
    const status = await post(
      server,
      body,
      headers,
      contentTypes[roll(contentTypes.length)] ?? "",
      roll(2) === 0,
    );
    if (status !== (body.byteLength > LIMIT ? 413 : 401)) figures.accepted += 1;
  }

  async function send(server: Server, body: Bytes, isChunked = roll(2) === 0): Promise<void> {
    figures.valid += 1;
    const status = await post(
      server,
      body,
      signed(body),
      contentTypes[roll(contentTypes.length)] ?? "",
      isChunked,
    );
    if (status !== 200) figures.refused += 1;
    else accepted.set(hash(body), (accepted.get(hash(body)) ?? 0) + 1);
  }

  async function edges(server: Server): Promise<void> {
    for (const isChunked of [true, false]) {
      await send(server, new Uint8Array(LIMIT).fill(0x20), isChunked);
      await send(server, new Uint8Array(0), isChunked);
      await forge(server, "3 MiB and 1, forged");
      const large = new Uint8Array(LIMIT + 1);
      figures.forged += 1;
      if ((await post(server, large, signed(large), "application/json", isChunked)) !== 413)
        figures.accepted += 1;
    }
  }

  function lookAtJournal(path: string): void {
    const db = new Database(path, { readonly: true });
    const rows = db.query<{ body: Uint8Array }, []>("SELECT body FROM webhook_events").all();
    db.close();
    for (const { body } of rows) accepted.set(hash(body), (accepted.get(hash(body)) ?? 0) - 1);
    for (const difference of accepted.values()) {
      // More in the journal than was accepted: somebody else's. Fewer: not as it came.
      if (difference < 0) figures.accepted -= difference;
      else figures.changed += difference;
    }
  }
}

/** The answer's status; without a Content-Length when chunked. */
async function post(
  server: Server,
  body: Bytes,
  headers: Record<string, string>,
  contentType: string,
  isChunked: boolean,
): Promise<number> {
  const response = await fetch(`${server.url}/webhooks/meta`, {
    method: "POST",
    body: isChunked ? streamOf(body) : body,
    headers: { ...(contentType ? { "content-type": contentType } : {}), ...headers },
  });
  await response.arrayBuffer();
  return response.status;
}

function streamOf(body: Bytes): ReadableStream<Bytes> {
  const half = Math.ceil(body.byteLength / 2);
  return new ReadableStream({
    start(controller) {
      if (half > 0) controller.enqueue(body.slice(0, half));
      if (half < body.byteLength) controller.enqueue(body.slice(half));
      controller.close();
    },
  });
}

function webhook(roll: Roll): Bytes {
  return wireForm(textWebhook(`${texts[roll(texts.length)]} 😀`));
}

function sha1(body: Bytes): string {
  return `sha1=${createHmac("sha1", APP_SECRET).update(body).digest("hex")}`;
}

function otherDigit(value: string, place: number): string {
  return value.slice(0, place) + (value[place] === "0" ? "1" : "0") + value.slice(place + 1);
}

function otherBit(body: Bytes, bit: number): Bytes {
  const changed = body.slice();
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return changed;
}

function text(body: Bytes): string {
  return new TextDecoder().decode(body);
}

function hash(body: Uint8Array): string {
  return new Bun.CryptoHasher("sha256").update(body).digest("base64");
}
