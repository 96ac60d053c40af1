import {
  brokenOutcome,
  detailOf,
  errorOf,
  type GraphAnswer,
  isSuccess,
  readAnswer,
  type Refusal,
  refusal,
  type SendOutcome,
  sendOutcome,
} from "./graph-answers.ts";
import { type GraphTemplate, templateOf } from "./graph-templates.ts";
import {
  type GraphChannel,
  type GraphOptions,
  graphTransport,
  type Transport,
} from "./graph-transport.ts";
import type { OutgoingInit } from "./outgoing.ts";
import { id, list, number, record, type WireRecord, word } from "./wire-values.ts";

export type { SendOutcome } from "./graph-answers.ts";
export type { GraphTemplate } from "./graph-templates.ts";
export type { GraphChannel, GraphOptions } from "./graph-transport.ts";

export type FoundMedia =
  | {
      kind: "found";
      url: string;
      mimeType: string;
      sha256Hex: string | null;
      byteSize: number | null;
    }
  /** The id is older than its 7 days (inbound) or 30 days (uploaded). */
  | { kind: "gone" }
  | { kind: "retry"; detail: string };

export type DownloadedMedia =
  | { kind: "ok"; body: ReadableStream<Uint8Array> }
  /** The link's five minutes are over: ask for another with `findMedia`. */
  | { kind: "refetch" | "retry"; detail: string };

export interface PhoneNumber {
  verifiedName: string | null;
  displayPhone: string | null;
  /** GREEN, YELLOW, RED, UNKNOWN */
  qualityRating: string | null;
}

/** Everything we ask of Meta (API.md §6). No method throws: outcomes are values. */
export interface Graph {
  /** `body` is a whole request body; see TRUST.md, promise 3, for the outcomes. */
  sendMessage(channel: GraphChannel, body: Record<string, unknown>): Promise<SendOutcome>;
  /** Marks this and earlier messages read; `isTyping` shows "typing…" for up to 25 s. Best effort. */
  markRead(channel: GraphChannel, wamid: string, isTyping: boolean): Promise<boolean>;
  findMedia(channel: GraphChannel, metaId: string): Promise<FoundMedia>;
  /** The stream can break off with an OutgoingError. */
  downloadMedia(channel: GraphChannel, url: string): Promise<DownloadedMedia>;
  uploadMedia(
    channel: GraphChannel,
    file: Blob,
    filename: string,
    mimeType: string,
  ): Promise<{ kind: "uploaded"; metaId: string } | Refusal>;
  listTemplates(
    channel: GraphChannel,
  ): Promise<{ kind: "listed"; templates: GraphTemplate[] } | Refusal>;
  getPhoneNumber(channel: GraphChannel): Promise<({ kind: "found" } & PhoneNumber) | Refusal>;
  /** A phone number (digits) or a BSUID. Meta takes only people who wrote within 24 hours. */
  blockUser(channel: GraphChannel, waIdOrUserId: string): Promise<{ kind: "done" } | Refusal>;
  unblockUser(channel: GraphChannel, waIdOrUserId: string): Promise<{ kind: "done" } | Refusal>;
}

const noToken: Refusal & { kind: "failed" } = {
  kind: "failed",
  code: 190,
  detail: "this channel has no access token",
};
const mostPages = 100;

export function graphClient(options: GraphOptions): Graph {
  const transport = graphTransport(options);
  const block = (method: "POST" | "DELETE") => (channel: GraphChannel, person: string) =>
    changeBlock(transport, channel, person, method);
  return {
    sendMessage: (channel, body) => sendMessage(transport, channel, body),
    markRead: (channel, wamid, isTyping) => markRead(transport, channel, wamid, isTyping),
    findMedia: (channel, metaId) => findMedia(transport, channel, metaId),
    downloadMedia: (channel, url) => downloadMedia(transport, channel, url),
    uploadMedia: (channel, file, filename, mimeType) =>
      uploadMedia(transport, channel, new File([file], filename, { type: mimeType })),
    listTemplates: (channel) => listTemplates(transport, channel),
    getPhoneNumber: (channel) => getPhoneNumber(transport, channel),
    blockUser: block("POST"),
    unblockUser: block("DELETE"),
  };
}

async function sendMessage(
  transport: Transport,
  channel: GraphChannel,
  body: Record<string, unknown>,
): Promise<SendOutcome> {
  if (isMute(channel)) return { ...noToken, stopsChannel: true };
  try {
    return sendOutcome(
      await readAnswer(await transport.graph(channel, messagesOf(channel), json(body))),
    );
  } catch (error) {
    return brokenOutcome(error);
  }
}

async function markRead(
  transport: Transport,
  channel: GraphChannel,
  wamid: string,
  isTyping: boolean,
): Promise<boolean> {
  const body = {
    messaging_product: "whatsapp",
    status: "read",
    message_id: wamid,
    ...(isTyping ? { typing_indicator: { type: "text" } } : {}),
  };
  const answer = await ask(transport, channel, messagesOf(channel), json(body));
  return "json" in answer && answer.json.success === true;
}

async function findMedia(
  transport: Transport,
  channel: GraphChannel,
  metaId: string,
): Promise<FoundMedia> {
  // Without phone_number_id: for media from customers it breaks the request (API.md §6).
  const answer = await ask(transport, channel, `/${encodeURIComponent(metaId)}`);
  if ("kind" in answer) return { kind: "retry", detail: answer.detail };
  const media = answer.json;
  const url = word(media.url);
  if (isSuccess(answer) && url) {
    const sha256 = word(media.sha256)?.toLowerCase() ?? "";
    return {
      kind: "found",
      url,
      mimeType: word(media.mime_type) ?? "application/octet-stream",
      sha256Hex: /^[0-9a-f]{64}$/.test(sha256) ? sha256 : null,
      byteSize: number(media.file_size),
    };
  }
  const isGone = errorOf(answer)?.code === 100 || answer.status === 404;
  return isGone ? { kind: "gone" } : { kind: "retry", detail: refusal(answer).detail };
}

async function downloadMedia(
  transport: Transport,
  channel: GraphChannel,
  url: string,
): Promise<DownloadedMedia> {
  try {
    const response = await transport.media(channel, url);
    if (response.ok && response.body) return { kind: "ok", body: response.body };
    await response.body?.cancel();
    const isOver = [403, 404, 410].includes(response.status);
    return { kind: isOver ? "refetch" : "retry", detail: `HTTP ${response.status}` };
  } catch (error) {
    return { kind: "retry", detail: detailOf(error) };
  }
}

async function uploadMedia(transport: Transport, channel: GraphChannel, file: File) {
  const form = new FormData();
  form.set("messaging_product", "whatsapp");
  form.set("type", file.type);
  form.set("file", file);
  const path = `/${encodeURIComponent(channel.phoneNumberId)}/media`;
  const answer = await ask(transport, channel, path, { method: "POST", body: form }, true);
  if ("kind" in answer) return answer;
  const metaId = id(answer.json.id);
  return isSuccess(answer) && metaId ? { kind: "uploaded" as const, metaId } : refusal(answer);
}

/** All pages, by cursor: the `next` link that Meta gives carries the token. */
async function listTemplates(transport: Transport, channel: GraphChannel) {
  if (!channel.wabaId)
    return { ...noToken, code: null, detail: "this channel has no business account id" };
  const templates: GraphTemplate[] = [];
  let after: string | null = null;
  for (let page = 0; page < mostPages; page++) {
    const query = new URLSearchParams({ limit: "100", ...(after ? { after } : {}) });
    const path = `/${encodeURIComponent(channel.wabaId)}/message_templates?${query}`;
    const answer = await ask(transport, channel, path);
    if ("kind" in answer) return answer;
    if (!isSuccess(answer) || !Array.isArray(answer.json.data)) return refusal(answer);
    templates.push(...answer.json.data.map(templateOf).filter((template) => template !== null));
    after = nextPage(record(answer.json.paging));
    if (!after) break;
  }
  return { kind: "listed" as const, templates };
}

function nextPage(paging: WireRecord): string | null {
  return paging.next ? id(record(paging.cursors).after) : null;
}

async function getPhoneNumber(transport: Transport, channel: GraphChannel) {
  const fields = "verified_name,display_phone_number,quality_rating";
  const path = `/${encodeURIComponent(channel.phoneNumberId)}?fields=${fields}`;
  const answer = await ask(transport, channel, path);
  if ("kind" in answer) return answer;
  if (!isSuccess(answer) || !id(answer.json.id)) return refusal(answer);
  return {
    kind: "found" as const,
    verifiedName: word(answer.json.verified_name),
    displayPhone: word(answer.json.display_phone_number),
    qualityRating: word(answer.json.quality_rating),
  };
}

async function changeBlock(
  transport: Transport,
  channel: GraphChannel,
  person: string,
  method: "POST" | "DELETE",
): Promise<{ kind: "done" } | Refusal> {
  const user = /^\+?\d+$/.test(person)
    ? { user: `+${person.replace("+", "")}` }
    : { user_id: person };
  const path = `/${encodeURIComponent(channel.phoneNumberId)}/block_users`;
  const body = { messaging_product: "whatsapp", block_users: [user] };
  const answer = await ask(transport, channel, path, { ...json(body), method });
  if ("kind" in answer) return answer;
  const hasFailed = list(record(answer.json.block_users).failed_users).length > 0;
  return isSuccess(answer) && !answer.json.error && !hasFailed ? { kind: "done" } : refusal(answer);
}

/** A request that may be repeated without harm: whatever broke is a retry. */
async function ask(
  transport: Transport,
  channel: GraphChannel,
  path: string,
  init: OutgoingInit = {},
  isFile = false,
): Promise<GraphAnswer | Refusal> {
  if (isMute(channel)) return noToken;
  try {
    return await readAnswer(await transport.graph(channel, path, init, isFile));
  } catch (error) {
    return { kind: "retry", code: null, detail: detailOf(error) };
  }
}

function isMute({ isSimulated, token }: GraphChannel): boolean {
  return !isSimulated && !token;
}

function messagesOf({ phoneNumberId }: GraphChannel): string {
  return `/${encodeURIComponent(phoneNumberId)}/messages`;
}

function json(body: Record<string, unknown>): OutgoingInit {
  return {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  };
}
