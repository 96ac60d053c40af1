import { Elysia } from "elysia";
import { timingSafeEqual } from "node:crypto";
import { isDiskFailure, isDiskFull } from "../db/write-queue.ts";
import { AppError } from "../http/errors.ts";
import { securityHeaders } from "../http/security-headers.ts";
import type { Recado } from "../recado.ts";
import { errorText } from "../log.ts";
import { keptMetaSecrets, metaSecrets, simulatorSecret } from "../settings/meta-secrets.ts";
import { verifySignature } from "./signature.ts";
import { insertWebhookEvents } from "./webhook-events.ts";

/** Meta's own limit (API.md §1, Batching). */
const BODY_LIMIT = 3 * 1024 * 1024;
const withSecurityHeaders = { headers: new Headers(securityHeaders) };

/** Meta's handshake, when somebody enters our address in the app's dashboard. */
export function webhookRoutes(recado: Recado) {
  return new Elysia().get("/webhooks/meta", ({ query }) => shakeHands(recado, query));
}

/**
 * What answers POST /webhooks/meta, without the router (see `edge`). `onStored` is
 * called after the commit, when there is work to do.
 * A 200 means: on disk (TRUST.md, promise 1).
 */
export function webhookDoor(
  recado: Recado,
  onStored: () => void,
): (request: Request) => Promise<Response> {
  const store = recado.store.queue.collect(insertWebhookEvents);
  return async function receive(request) {
    let body: Uint8Array | undefined;
    try {
      body = await readBody(request);
      const { appSecret } = keptMetaSecrets(recado) ?? (await metaSecrets(recado));
      const source = signerOf(recado, body, request.headers.get("x-hub-signature-256"), appSecret);
      await store({ body, source, receivedAt: recado.clock.now() });
    } catch (error) {
      if (error instanceof AppError) throw error;
      // Whoever hangs up, or stops sending, is no fault of ours: nothing for the log.
      if (!body) throw new AppError("invalid", "The body broke off. Send it again.");
      recado.log.error("webhook.not-stored", { error: errorText(error) });
      throw notStored(error);
    }
    onStored();
    return new Response("OK", withSecurityHeaders);
  };
}

/** Meta sends it again for days: what is refused now is not lost. */
function notStored(error: unknown): AppError {
  return isDiskFull(error) || isDiskFailure(error)
    ? new AppError("disk-full", "Not stored: the disk refuses. Send it again later.", {
        retryAfter: 30,
      })
    : new AppError("disk-full", "Not stored. Send it again later.", { retryAfter: 5 });
}

/** The raw challenge as plain text when the token is ours, else 403 (API.md §1, Handshake). */
async function shakeHands(
  recado: Recado,
  query: Record<string, string | undefined>,
): Promise<Response> {
  const { verifyToken } = await metaSecrets(recado);
  const given = query["hub.verify_token"] ?? "";
  const isOurs = verifyToken !== null && isSame(given, verifyToken);
  if (query["hub.mode"] !== "subscribe" || !isOurs) {
    throw new AppError("forbidden", "The verify token is not the one set here.");
  }
  return new Response(query["hub.challenge"] ?? "", {
    headers: { "content-type": "text/plain; charset=utf-8" },
  });
}

function isSame(given: string, expected: string): boolean {
  const hash = (text: string) => new Bun.CryptoHasher("sha256").update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}

/** @throws AppError `unauthorized` when neither Meta nor the simulator signed it. */
function signerOf(
  recado: Recado,
  body: Uint8Array,
  header: string | null,
  appSecret: string | null,
): "meta" | "simulator" {
  if (appSecret && verifySignature(body, header, appSecret)) return "meta";
  if (verifySignature(body, header, simulatorSecret(recado))) return "simulator";
  throw new AppError(
    "unauthorized",
    "The signature is missing or wrong. Check that the app secret here is the one of your Meta app.",
  );
}

/** At most the limit is read, even when the length is not announced; one that lies is cut by the server. */
function readBody(request: Request): Promise<Uint8Array> {
  const length = request.headers.get("content-length");
  if (Number(length) > BODY_LIMIT) throw tooLarge();
  return length === null ? readStream(request) : request.bytes();
}

async function readStream(request: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > BODY_LIMIT) throw tooLarge();
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

const tooLarge = () => new AppError("too-large", `A webhook has at most ${BODY_LIMIT} bytes.`);
