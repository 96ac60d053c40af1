import { isRecord, list, record, type WireRecord, word } from "../whatsapp/wire-values.ts";
import { graphFailure, nothingThere, simulatedTemplates, succeeded } from "./fake-answers.ts";
import { type Faults, faultSwitch, playFault } from "./fake-faults.ts";
import { newMediaId, newWamid } from "./wamid.ts";

export interface SentMessage {
  wamid: string;
  phoneNumberId: string;
  /** Digits, when sent to a phone number. */
  waId: string | null;
  /** When sent to a BSUID. */
  userId: string | null;
  type: string;
  /** Our biz_opaque_callback_data, to be echoed by statuses. */
  reference: string | null;
  body: WireRecord;
}

export interface RecordedRequest {
  method: string;
  /** Without the version: `/123/messages?…`. */
  path: string;
  authorization: string | null;
  body: unknown;
}

/** A file as Meta keeps it. */
export interface StoredMedia {
  metaId: string;
  mimeType: string;
  /** Base64, for webhooks. */
  sha256: string;
  byteSize: number;
}

/** A Graph API without Meta: for the simulator and the tests. */
export interface FakeGraph {
  /** Rejects as a broken connection would, when that fault is on. */
  fetch(request: Request): Promise<Response>;
  /** What was accepted, oldest first; the latest 10,000. */
  sent: SentMessage[];
  requests: RecordedRequest[];
  faults: Faults;
  /** Called after a message was accepted; returns how to stop it. */
  onSent(listener: (message: SentMessage) => void): () => void;
  /** What Meta will say later; a pending word keeps no process alive. */
  later(milliseconds: number, say: () => void): void;
  /** Forgets what was to be said: its messages, or the whole program, are gone. */
  forget(): void;
  /** Puts a customer's file where `GET /{media-id}` finds it. */
  addMedia(bytes: Uint8Array<ArrayBuffer>, mimeType: string): StoredMedia;
}

const mostKept = 10_000;
const mostFiles = 200;

interface State extends FakeGraph {
  files: Map<string, { media: StoredMedia; bytes: Uint8Array<ArrayBuffer> }>;
  listeners: Set<(message: SentMessage) => void>;
  timers: Set<ReturnType<typeof setTimeout>>;
  token: string | null;
}

/** `token`: when given, any other is answered with code 190. */
export function fakeGraph({ token = null }: { token?: string | null } = {}): FakeGraph {
  const state: State = {
    token,
    files: new Map(),
    listeners: new Set(),
    timers: new Set(),
    sent: [],
    requests: [],
    faults: faultSwitch(),
    fetch: (request) => answer(state, request),
    addMedia: (bytes, mimeType) => keepFile(state, bytes, mimeType),
    later(milliseconds, say) {
      const timer = setTimeout(() => {
        state.timers.delete(timer);
        say();
      }, milliseconds);
      timer.unref();
      state.timers.add(timer);
    },
    forget() {
      for (const timer of state.timers) clearTimeout(timer);
      state.timers.clear();
    },
    onSent(listener) {
      state.listeners.add(listener);
      return () => state.listeners.delete(listener);
    },
  };
  return state;
}

async function answer(state: State, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const path = url.pathname.replace(/^\/v\d+\.\d+(?=\/)/, "");
  const authorization = request.headers.get("authorization");
  const body = await bodyOf(request);
  const kept = body instanceof FormData ? Object.fromEntries(body) : body;
  keep(state.requests, {
    method: request.method,
    path: path + url.search,
    authorization,
    body: kept,
  });
  if (state.token !== null && authorization !== `Bearer ${state.token}`) {
    return graphFailure(401, 190, "Invalid OAuth access token", null);
  }
  const [, node = "", edge = ""] = path.split("/");
  if (node === "media-files") return fileOf(state, edge);
  switch (`${request.method} ${edge}`) {
    case "POST messages":
      return isRecord(body)
        ? takeMessage(state, request, node, body)
        : badRequest("The body is no JSON object.");
    case "POST media":
      return takeUpload(state, body);
    case "GET message_templates":
      return templatePage(url);
    case "POST block_users":
      return Response.json({
        messaging_product: "whatsapp",
        block_users: { added_users: usersOf(body) },
      });
    case "DELETE block_users":
      return Response.json({
        messaging_product: "whatsapp",
        block_users: { removed_users: usersOf(body) },
      });
    case "GET ":
      return nodeOf(state, node, url);
    default:
      return nothingThere();
  }
}

async function bodyOf(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type") ?? "";
  try {
    if (type.startsWith("multipart/form-data")) return await request.formData();
    return JSON.parse(await request.text());
  } catch {
    return null;
  }
}

async function takeMessage(
  state: State,
  request: Request,
  phoneNumberId: string,
  body: WireRecord,
): Promise<Response> {
  if (body.status === "read") return succeeded();
  const fault = state.faults.take();
  if (!fault) return acceptMessage(state, phoneNumberId, body);
  const accepted = fault.accepts ? acceptMessage(state, phoneNumberId, body) : null;
  return playFault(fault, request, () => accepted ?? acceptMessage(state, phoneNumberId, body));
}

function acceptMessage(state: State, phoneNumberId: string, body: WireRecord): Response {
  const refusal = refusalOf(body);
  if (refusal) return badRequest(refusal);
  // With both, `to` wins (API.md §2, Identity).
  const to = word(body.to);
  const userId = to ? null : word(body.recipient);
  const waId = to?.replaceAll(/\D/g, "") ?? null;
  const type = word(body.type) ?? "text";
  const message: SentMessage = {
    wamid: newWamid(),
    phoneNumberId,
    waId,
    userId,
    type,
    reference: word(body.biz_opaque_callback_data),
    body,
  };
  keep(state.sent, message);
  for (const listener of state.listeners) queueMicrotask(() => listener(message));
  return Response.json({
    messaging_product: "whatsapp",
    contacts: [userId ? { input: userId, user_id: userId } : { input: to, wa_id: waId }],
    messages: [
      { id: message.wamid, ...(type === "template" ? { message_status: "accepted" } : {}) },
    ],
  });
}

/** The checks of Meta's that a mistake of ours would run into. */
function refusalOf(body: WireRecord): string | null {
  if (body.messaging_product !== "whatsapp") return "messaging_product must be whatsapp.";
  if (!word(body.to) && !word(body.recipient)) return "Either to or recipient is needed.";
  const type = word(body.type) ?? "text";
  const part = Object.hasOwn(body, type) ? body[type] : undefined;
  if (!isRecord(part) && !Array.isArray(part))
    return `Parameter '${type}' is mandatory for type '${type}'.`;
  const text = record(part).body;
  if (type === "text" && (typeof text !== "string" || text === "" || text.length > 4096)) {
    return "Param text[body] must be 1 to 4096 characters long.";
  }
  return null;
}

async function takeUpload(state: State, body: unknown): Promise<Response> {
  const file = body instanceof FormData ? body.get("file") : null;
  if (!(file instanceof Blob)) return badRequest("Param file must be a file.");
  const { metaId } = keepFile(state, new Uint8Array(await file.arrayBuffer()), file.type);
  return Response.json({ id: metaId });
}

function keepFile(state: State, bytes: Uint8Array<ArrayBuffer>, mimeType: string): StoredMedia {
  const sha256 = new Bun.CryptoHasher("sha256").update(bytes).digest("base64");
  const media = { metaId: newMediaId(), mimeType, sha256, byteSize: bytes.byteLength };
  state.files.set(media.metaId, { media, bytes });
  const [oldest] = state.files.keys();
  if (state.files.size > mostFiles && oldest) state.files.delete(oldest);
  return media;
}

/** A media object, or a phone number when its fields are asked for. */
function nodeOf(state: State, node: string, url: URL): Response {
  const file = state.files.get(node);
  if (file) {
    const { metaId, mimeType, sha256, byteSize } = file.media;
    return Response.json({
      messaging_product: "whatsapp",
      url: `${url.origin}/media-files/${metaId}`,
      mime_type: mimeType,
      sha256: Buffer.from(sha256, "base64").toString("hex"),
      file_size: byteSize,
      id: metaId,
    });
  }
  if (!url.searchParams.has("fields")) return nothingThere();
  return Response.json({
    verified_name: "Loja Azul",
    display_phone_number: "+1 555-078-3881",
    quality_rating: "GREEN",
    id: node,
  });
}

function fileOf(state: State, metaId: string): Response {
  const file = state.files.get(metaId);
  if (!file) return new Response("Not found", { status: 404 });
  return new Response(file.bytes, { headers: { "content-type": file.media.mimeType } });
}

function templatePage(url: URL): Response {
  const isSecond = url.searchParams.get("after") === "page2";
  const next = new URL(url);
  next.searchParams.set("after", "page2");
  return Response.json({
    data: simulatedTemplates[isSecond ? 1 : 0],
    paging: isSecond
      ? { cursors: { before: "page2", after: "end" } }
      : { cursors: { before: "start", after: "page2" }, next: next.href },
  });
}

function usersOf(body: unknown) {
  return list(record(body).block_users).map((item) => {
    const { user, user_id } = record(item);
    return word(user_id)
      ? { input: user_id, user_id }
      : { input: user, wa_id: String(user).replaceAll(/\D/g, "") };
  });
}

function badRequest(details: string): Response {
  return graphFailure(400, 100, "Invalid parameter", details);
}

function keep<Item>(items: Item[], item: Item): void {
  items.push(item);
  if (items.length > mostKept) items.splice(0, items.length - mostKept);
}
