import type { Server } from "bun";
import type { Config } from "../config.ts";
import { type Actor, runAs } from "../db/actor.ts";
import type { Recado } from "../recado.ts";
import {
  findSession,
  cookieName,
  isSeenStale,
  type SessionRow,
  touchSession,
} from "../users/sessions.ts";
import { isPageSeenStale, touchPages } from "../users/presence.ts";
import { findToken, touchToken, type TokenRow, USED_STEP } from "../users/tokens.ts";
import { errorText } from "../log.ts";
import { acceptedLanguage } from "./accept-language.ts";
import { AppError } from "./errors.ts";
import {
  addressOf,
  bearerOf,
  cookieOf,
  isForged,
  isFragment,
  isOurHost,
  pathOf,
  takesGzip,
} from "./request.ts";
import { problem, redirect, refusal } from "./respond.tsx";
import { securityHeaders } from "./security-headers.ts";

/** Who is calling, found out before any route runs. */
export interface Caller {
  address: string;
  session: SessionRow | undefined;
  token: TokenRow | undefined;
}

const callers = new WeakMap<Request, Caller>();

export function callerOf(request: Request): Caller {
  return callers.get(request) ?? { address: "", session: undefined, token: undefined };
}

/** Paths that answer without log-in; each route still has its line in access.ts. */
const open =
  /^\/(?:webhooks\/meta|healthz|readyz|version|login|setup|invitation|favicon\.ico|sw\.js|assets\/[^/]+|c\/(?:booking|calendar)\/[\w-]+\.ics|c\/[a-z0-9-]+)$/;
/** Forms for anybody, also on other sites: no cookie counts there, so there is nothing to forge. */
const anybodysForm = /^\/c\/[a-z0-9-]+$/;
const WEBHOOK = "/webhooks/meta";
/** Forms are small; only somebody signed in may send more (attachments). */
const OPEN_BODY_LIMIT = 64 * 1024;

/**
 * The outermost layer: host, forged requests, who calls, deny by default, and the
 * headers that every answer carries. `route` is the router behind it. Webhooks pass
 * it by: they come by thousands a second, and are known by their signature alone.
 */
export function edge(
  recado: Recado,
  route: (request: Request) => Response | Promise<Response>,
  receiveWebhook: (request: Request) => Promise<Response>,
) {
  return function answer(request: Request, server?: Server<unknown>): Promise<Response> {
    const path = pathOf(request);
    const isWebhook = path === WEBHOOK && request.method === "POST";
    if (!isWebhook || !isForUs(request, recado.config)) return answerPage(path, request, server);
    return receiveWebhook(request).catch((error: unknown) =>
      dressed(request, refuse(recado, path, request, error), server),
    );
  };

  async function answerPage(
    path: string,
    request: Request,
    server: Server<unknown> | undefined,
  ): Promise<Response> {
    const response = await guarded(path, request, server).catch((error: unknown) =>
      refuse(recado, path, request, error),
    );
    return dressed(request, response, server);
  }

  async function guarded(
    path: string,
    request: Request,
    server: Server<unknown> | undefined,
  ): Promise<Response> {
    requireOurHost(request, recado.config);
    const caller = await identify(recado, path, request, server);
    callers.set(request, caller);
    // Programs bring a token, never a cookie: there is nothing a browser could be tricked into.
    if (!isForPrograms(path) && !anybodysForm.test(path) && isForged(request)) {
      throw new AppError(
        "forbidden",
        "This request did not come from a page of this desk. Reload the page and try again.",
        { key: "error.forged" },
      );
    }
    if (!caller.session && !caller.token) {
      if (!open.test(path)) return askToSignIn(path, request);
      requireSmallBody(request);
    }
    const actor = actorFor(caller, path);
    return actor ? runAs(actor, () => route(request)) : route(request);
  }
}

/** Where somebody who is not signed in yet changes what the desk is. */
const byVisitors = /^\/(?:setup|invitation)$/;

/** In whose name a request writes; nobody's where customers and strangers come. */
function actorFor({ session, token, address }: Caller, path: string): Actor | undefined {
  if (session) return { type: "person", id: session.user_id, address };
  if (token) return { type: "token", id: token.id, address };
  return byVisitors.test(path) ? { type: "visitor", id: null, address } : undefined;
}

function requireOurHost(request: Request, config: Config): void {
  if (isForUs(request, config)) return;
  throw new AppError(
    "invalid",
    "This address is not ours. Set RECADO_BASE_URL to the address that people use.",
  );
}

function isForUs(request: Request, config: Config): boolean {
  return isOurHost(request.headers.get("host") ?? URL.parse(request.url)?.host ?? null, config);
}

/** With the headers of every answer. A page is packed; a stream that was granted may stay silent. */
function dressed(
  request: Request,
  response: Response,
  server: Server<unknown> | undefined,
): Response | Promise<Response> {
  for (const [name, value] of Object.entries(securityHeaders)) {
    if (!response.headers.has(name)) response.headers.set(name, value);
  }
  const type = response.headers.get("content-type") ?? "";
  if (type.startsWith("text/event-stream")) server?.timeout(request, 0);
  const isPage = response.body !== null && type.startsWith("text/html");
  return isPage && takesGzip(request) ? zipped(response) : response;
}

/** A thread of 90 KB is 11 KB on its way to a phone. */
async function zipped(response: Response): Promise<Response> {
  const { status, headers } = response;
  headers.set("content-encoding", "gzip");
  headers.append("vary", "Accept-Encoding");
  headers.delete("content-length");
  return new Response(Bun.gzipSync(await response.bytes(), { level: 4 }), { status, headers });
}

/** Where only a bearer token signs in; a cookie counts for nothing there. */
function isForPrograms(path: string): boolean {
  return path.startsWith("/api/") || path === "/metrics";
}

async function identify(
  recado: Recado,
  path: string,
  request: Request,
  server: Server<unknown> | undefined,
): Promise<Caller> {
  const address = addressOf(request, server, recado.config);
  if (isForPrograms(path)) {
    const bearer = bearerOf(request);
    const token = bearer ? await findToken(recado.db, bearer) : undefined;
    if (token) noteUse(recado, token);
    return { address, token, session: undefined };
  }
  const cookie = cookieOf(request, cookieName(recado.config));
  const now = recado.clock.now();
  const session = cookie ? await findSession(recado.db, cookie, now) : undefined;
  if (session && isSeenStale(session, now)) {
    recado
      .write((tx) => touchSession(tx, session.session_id, now))
      .catch((error) => recado.log.warn("session.not-touched", { error: errorText(error) }));
  }
  if (session && isPageSeenStale(session.page_seen_at, now)) {
    recado
      .write((tx) => touchPages(tx, [session.user_id], now))
      .catch((error) => recado.log.warn("page.not-touched", { error: errorText(error) }));
  }
  return { address, session, token: undefined };
}

function noteUse(recado: Recado, token: TokenRow): void {
  const now = recado.clock.now();
  if (now - (token.last_used_at ?? 0) < USED_STEP) return;
  recado
    .write((tx) => touchToken(tx, token.id, now))
    .catch((error) => recado.log.warn("token.not-touched", { error: errorText(error) }));
}

function askToSignIn(path: string, request: Request): Response {
  const wantsPage =
    request.method === "GET" &&
    !path.startsWith("/api/") &&
    path !== "/metrics" &&
    path !== "/live";
  if (wantsPage) {
    const next = path === "/" ? "" : `?next=${encodeURIComponent(path)}`;
    return redirect(`/login${next}`, request);
  }
  if (isFragment(request)) return redirect("/login", request);
  throw new AppError("unauthorized", "Sign in, or send a token as Authorization: Bearer.");
}

function requireSmallBody(request: Request): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  if (length <= OPEN_BODY_LIMIT) return;
  throw new AppError("too-large", "Send a form of at most 64 KB, with its Content-Length.");
}

/** An error becomes an answer, once, here: expected ones say what to do, bugs are logged. */
export function refuse(recado: Recado, path: string, request: Request, error: unknown): Response {
  const known =
    error instanceof AppError
      ? error
      : new AppError(
          "internal",
          "Something went wrong on our side. Try again; if it stays, look at the log.",
        );
  if (!(error instanceof AppError)) {
    recado.log.error("request.failed", {
      path: path.replaceAll(/\d+/g, "#"),
      method: request.method,
      error: errorText(error),
      stack: stackOf(error),
    });
  }
  return isForPrograms(path) || path === WEBHOOK
    ? problem(known)
    : refusal(request, known, callerOf(request).session?.language ?? acceptedLanguage(request));
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack?.split("\n").slice(1, 6).join(" | ") : undefined;
}
