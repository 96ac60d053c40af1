import { Elysia } from "elysia";
import { timingSafeEqual } from "node:crypto";
import { isDiskFailure, isDiskFull } from "../db/write-queue.ts";
import { AppError } from "../http/errors.ts";
import type { Recado } from "../recado.ts";
import { errorText } from "../log.ts";
import { metaSecrets, simulatorSecret } from "../settings/meta-secrets.ts";
import { verifySignature } from "./signature.ts";
import { insertWebhookEvents } from "./webhook-events.ts";

/** Meta's own limit (API.md §1, Batching). */
const BODY_LIMIT = 3 * 1024 * 1024;

/**
 * The door for Meta. `onStored` is called after the commit, when there is work to do.
 * A 200 means: on disk (TRUST.md, promise 1).
 */
export function webhookRoutes(recado: Recado, onStored: () => void) {
  const store = recado.store.queue.collect(insertWebhookEvents);
  return new Elysia()
    .get("/webhooks/meta", ({ query }) => shakeHands(recado, query))
    .post("/webhooks/meta", ({ request }) => receive(request), { parse: "none" });

  async function receive(request: Request): Promise<Response> {
    const body = await readBody(request);
    const source = await signerOf(recado, body, request.headers.get("x-hub-signature-256"));
    if (!source)
      throw new AppError(
        "unauthorized",
        "The signature is missing or wrong. Check that the app secret here is the one of your Meta app.",
      );
    try {
      await store({ body, source, receivedAt: recado.clock.now() });
    } catch (error) {
      recado.log.error("webhook.not-stored", { error: errorText(error) });
      if (isDiskFull(error) || isDiskFailure(error)) {
        throw new AppError("disk-full", "Not stored: the disk refuses. Send it again later.", {
          retryAfter: 30,
        });
      }
      throw new AppError("disk-full", "Not stored. Send it again later.", { retryAfter: 5 });
    }
    onStored();
    return new Response("OK");
  }
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

async function signerOf(recado: Recado, body: Uint8Array, header: string | null) {
  const { appSecret } = await metaSecrets(recado);
  if (appSecret && verifySignature(body, header, appSecret)) return "meta" as const;
  if (verifySignature(body, header, simulatorSecret(recado))) return "simulator" as const;
  return undefined;
}

/** Whoever hangs up, or stops sending, is no fault of ours: nothing for the log. */
async function readBody(request: Request): Promise<Uint8Array> {
  return readAtMost(request).catch((error: unknown) => {
    if (error instanceof AppError) throw error;
    throw new AppError("invalid", "The body broke off. Send it again.");
  });
}

/** Reads at most the limit, even when the length is not announced or lies. */
async function readAtMost(request: Request): Promise<Uint8Array> {
  const tooLarge = () => new AppError("too-large", `A webhook has at most ${BODY_LIMIT} bytes.`);
  const length = request.headers.get("content-length");
  if (Number(length) > BODY_LIMIT) throw tooLarge();
  if (length !== null) {
    const whole = new Uint8Array(await request.arrayBuffer());
    if (whole.byteLength > BODY_LIMIT) throw tooLarge();
    return whole;
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > BODY_LIMIT) throw tooLarge();
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
