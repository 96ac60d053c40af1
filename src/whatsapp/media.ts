import type { Selectable } from "kysely";
import { DAY } from "../clock.ts";
import { hot } from "../db/hot.ts";
import type { Db, Tx } from "../db/open.ts";
import type { Flag, Instant, MediaTable } from "../db/schema.ts";
import type { Recado } from "../recado.ts";
import { isOfVisibleTicket, type Scope } from "../users/ticket-scope.ts";
import type { GraphChannel, SendOutcome } from "./graph.ts";
import { classify } from "./graph-errors.ts";
import { mediaPath } from "./media-files.ts";
import { cleanFilename, filenameFor } from "./media-names.ts";
import type { InboundMedia } from "./updates.ts";

export type MediaRow = Selectable<MediaTable>;

/** Meta keeps a customer's file for 7 days, ours for 30 (API.md §6, Media). */
const INBOUND_LIFE = 7 * DAY;
const UPLOADED_LIFE = 30 * DAY;

/** Longer sound would hold up everybody while it is rewrapped; Meta's limit is 16 MB (API.md §6). */
const LARGEST_VOICE = 17 * 1024 * 1024;

const insertPending = hot(
  (
    db,
    p: {
      messageId: number;
      metaId: string;
      mimeType: string;
      sha256: string | null;
      filename: string | null;
      isVoice: Flag;
      now: Instant;
      expiresAt: Instant;
    },
  ) =>
    db.insertInto("media").values({
      message_id: p.messageId,
      meta_id: p.metaId,
      mime_type: p.mimeType,
      sha256: p.sha256,
      filename: p.filename,
      is_voice: p.isVoice,
      state: "pending",
      next_attempt_at: p.now,
      expires_at: p.expiresAt,
      created_at: p.now,
    }),
);

/** A customer's file that is still at Meta; `fetchDueMedia` gets it. */
export async function insertInboundMedia(
  tx: Tx,
  messageId: number,
  media: InboundMedia,
  now: Instant,
): Promise<void> {
  await insertPending(tx, {
    messageId,
    metaId: media.metaId,
    mimeType: media.mimeType,
    sha256: media.sha256 === null ? null : sha256Hex(media.sha256),
    filename: cleanFilename(media.filename),
    isVoice: media.isVoice ? 1 : 0,
    now,
    expiresAt: now + INBOUND_LIFE,
  });
}

/** Webhooks have base64, coexistence's history hex (API.md §3); anything else is no hash. */
function sha256Hex(text: string): string | null {
  if (/^[0-9a-f]{64}$/i.test(text)) return text.toLowerCase();
  const bytes = Buffer.from(text, "base64");
  return bytes.byteLength === 32 ? bytes.toString("hex") : null;
}

const findByMessage = hot((db, p: { messageId: number }) =>
  db.selectFrom("media").selectAll().where("message_id", "=", p.messageId),
);

export async function findMediaOfMessage(db: Db, messageId: number): Promise<MediaRow | undefined> {
  return (await findByMessage(db, { messageId }))[0];
}

/** The file of a message whose ticket is within the scope. */
export async function findVisibleMedia(
  db: Db,
  id: number,
  scope: Scope,
): Promise<MediaRow | undefined> {
  return db
    .selectFrom("media")
    .innerJoin("messages", "messages.id", "media.message_id")
    .selectAll("media")
    .where("media.id", "=", id)
    .where((where) => isOfVisibleTicket(where, "messages", scope))
    .executeTakeFirst();
}

/** The media of several messages, by message id: one query for a whole thread. */
export async function mediaByMessage(db: Db, messageIds: number[]): Promise<Map<number, MediaRow>> {
  if (messageIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("media")
    .selectAll()
    .where("message_id", "in", messageIds)
    .execute();
  return new Map(rows.map((row) => [row.message_id, row]));
}

/** Whether `/media/:id/webm` has something to offer. */
export function hasWebm(row: MediaRow): boolean {
  return (
    row.state === "ready" &&
    row.mime_type === "audio/ogg; codecs=opus" &&
    (row.byte_size ?? 0) <= LARGEST_VOICE
  );
}

/** What the API says of a message's file (PRODUCT, contract). */
export interface MediaJson {
  url: string;
  type: string;
  filename: string | null;
  state: MediaRow["state"];
}

export function mediaJson(
  row: Pick<MediaRow, "id" | "mime_type" | "filename" | "state">,
): MediaJson {
  return {
    url: `/api/v1/media/${row.id}`,
    type: row.mime_type,
    filename: row.filename,
    state: row.state,
  };
}

export type ReadyToSend =
  /** The id to send, or null for a message without a file. */
  { kind: "ready"; metaId: string | null } | Exclude<SendOutcome, { kind: "accepted" | "unknown" }>;

/** Puts the message's file at Meta, once: a second attempt at sending finds its id. */
export async function uploadForSending(
  recado: Recado,
  channel: GraphChannel,
  messageId: number,
): Promise<ReadyToSend> {
  const media = await findMediaOfMessage(recado.db, messageId);
  if (!media) return { kind: "ready", metaId: null };
  const now = recado.clock.now();
  const isOver = media.expires_at !== null && media.expires_at <= now;
  if (media.meta_id && !isOver) return { kind: "ready", metaId: media.meta_id };
  const file = media.file ? Bun.file(mediaPath(recado, media.file)) : null;
  if (!file || !(await file.exists())) {
    return {
      kind: "failed",
      code: null,
      detail: "the file is not here any more",
      stopsChannel: false,
    };
  }
  const answer = await recado.graph.uploadMedia(channel, file, filenameFor(media), media.mime_type);
  if (answer.kind === "uploaded") {
    const { metaId } = answer;
    await recado.write((tx) => setMetaId(tx, media.id, metaId, now + UPLOADED_LIFE));
    return { kind: "ready", metaId };
  }
  const { kind, code, detail } = answer;
  if (kind === "retry") return { kind, code, detail, scope: "message" };
  const stopsChannel = code !== null && classify(code, null).action === "stop-channel";
  return { kind, code, detail, stopsChannel };
}

async function setMetaId(tx: Tx, id: number, metaId: string, expiresAt: Instant): Promise<void> {
  await tx
    .updateTable("media")
    .set({ meta_id: metaId, expires_at: expiresAt })
    .where("id", "=", id)
    .execute();
}
