import webPush from "web-push";
import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import type { Me } from "../http/me.ts";
import type { Recado } from "../recado.ts";
import { getSetting, saveSetting } from "../settings/settings.ts";
import type { DeliveryOutcome } from "./deliveries.ts";
import type { NoticeMessage } from "./notify.ts";
import { post } from "./post.ts";

/** Seconds that a push service keeps a notice for a device that is off: an old one helps nobody. */
const KEPT_SECONDS = 4 * 60 * 60;

export interface PushKeys {
  publicKey: string;
  privateKey: string;
}

/** The desk's own VAPID keys (RFC 8292), made on first use; the private one is sealed. */
export async function pushKeys(recado: Recado): Promise<PushKeys> {
  const saved = await getSetting(recado.db, "push");
  if (saved) {
    return { publicKey: saved.publicKey, privateKey: recado.secrets.decrypt(saved.privateKey) };
  }
  const made = webPush.generateVAPIDKeys();
  const sealed = { ...made, privateKey: recado.secrets.encrypt(made.privateKey) };
  const kept = await recado.write(async (tx) => {
    const other = await getSetting(tx, "push");
    if (!other) await saveSetting(tx, "push", sealed, recado.clock.now());
    return other;
  });
  return kept ? pushKeys(recado) : made;
}

export interface NewSubscription {
  endpoint: string;
  p256dh: string;
  auth: string;
}

/**
 * A device that asked for notices, for as long as its session lasts: one address for each session,
 * as a browser has one. The same address given anew belongs to who is signed in now.
 */
export async function insertSubscription(
  tx: Tx,
  { id: userId, sessionId }: Pick<Me, "id" | "sessionId">,
  { endpoint, p256dh, auth }: NewSubscription,
  userAgent: string,
  now: Instant,
): Promise<void> {
  const isKey =
    /^[A-Za-z0-9_-]{20,100}={0,2}$/.test(p256dh) && /^[A-Za-z0-9_-]{16,40}={0,2}$/.test(auth);
  if (URL.parse(endpoint)?.protocol !== "https:" || endpoint.length > 1000 || !isKey) {
    throw new AppError("invalid", "This is no push subscription of a browser.");
  }
  const row = {
    user_id: userId,
    session_id: sessionId,
    keys: JSON.stringify({ p256dh, auth }),
    user_agent: userAgent.slice(0, 300),
  };
  await tx
    .deleteFrom("push_subscriptions")
    .where("session_id", "=", sessionId)
    .where("endpoint", "!=", endpoint)
    .execute();
  await tx
    .insertInto("push_subscriptions")
    .values({ endpoint, created_at: now, ...row })
    .onConflict((conflict) => conflict.column("endpoint").doUpdateSet(row))
    .execute();
}

/** Sends one notice to one device, end-to-end encrypted for it (RFC 8291); a device that is gone is forgotten. */
export async function sendPush(
  recado: Recado,
  subscriptionId: number,
  message: NoticeMessage,
): Promise<DeliveryOutcome> {
  const device = await recado.db
    .selectFrom("push_subscriptions")
    .selectAll()
    .where("id", "=", subscriptionId)
    .executeTakeFirst();
  if (!device) return { kind: "failed", error: "the device is gone", isFinal: true };
  const { publicKey, privateKey } = await pushKeys(recado);
  const request = webPush.generateRequestDetails(
    {
      endpoint: device.endpoint,
      keys: JSON.parse(device.keys) as { p256dh: string; auth: string },
    },
    JSON.stringify(message),
    {
      vapidDetails: { subject: subjectOf(recado), publicKey, privateKey },
      contentEncoding: "aes128gcm",
      TTL: KEPT_SECONDS,
    },
  );
  const { "Content-Length": _, ...headers } = request.headers as Record<string, string>;
  const texts = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
  const body = new Blob([Uint8Array.from(request.body ?? [])]);
  const outcome = await post(recado, device.endpoint, body, Object.fromEntries(texts));
  if (outcome.kind === "failed" && / (?:404|410)$/.test(outcome.error)) {
    await recado.write((tx) =>
      tx.deleteFrom("push_subscriptions").where("id", "=", device.id).execute(),
    );
  }
  return outcome;
}

/** Whom a push service may write to: RFC 8292 takes https or mailto, so not a desk on localhost. */
function subjectOf({ config }: Recado): string {
  return config.baseUrl.protocol === "https:"
    ? config.baseUrl.origin
    : `mailto:recado@${config.baseUrl.hostname}`;
}
