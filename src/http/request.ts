import type { Server } from "bun";
import type { Config } from "../config.ts";

/** The caller's address; a proxy's word counts only when the proxy is trusted. */
export function addressOf(
  request: Request,
  server: Server<unknown> | undefined,
  config: Config,
): string {
  const direct = server?.requestIP(request)?.address ?? "127.0.0.1";
  if (!config.trustedProxies.includes(direct.replace(/^::ffff:/, "").toLowerCase())) return direct;
  const hops = (request.headers.get("x-forwarded-for") ?? "").split(",").map((hop) => hop.trim());
  // From the right: the last address that no trusted proxy has.
  return (
    hops.findLast((hop) => hop && !config.trustedProxies.includes(hop.toLowerCase())) ?? direct
  );
}

/** Whether `host` (with or without port) is one that we answer to. */
export function isOurHost(host: string | null, config: Config): boolean {
  const name = (host ?? "").replace(/:\d+$/, "").toLowerCase();
  return name === "localhost" || name === "127.0.0.1" || name === config.baseUrl.hostname;
}

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * TRUST.md's rule against forged requests: the browser says that our own page
 * sent it, by Sec-Fetch-Site, else by an Origin equal to the host.
 */
export function isForged(request: Request): boolean {
  if (safeMethods.has(request.method)) return false;
  const site = request.headers.get("sec-fetch-site");
  if (site) return site !== "same-origin";
  const origin = URL.parse(request.headers.get("origin") ?? "");
  return !origin || origin.host !== request.headers.get("host");
}

/** The path without the query, read after the host however short that is. */
export function pathOf(request: Request): string {
  const start = request.url.indexOf("/", request.url.indexOf("//") + 2);
  const query = request.url.indexOf("?", start);
  return request.url.slice(start, query < 0 ? undefined : query);
}

export function cookieOf(request: Request, name: string): string | undefined {
  for (const part of (request.headers.get("cookie") ?? "").split(";")) {
    const [key, value] = part.trim().split("=", 2);
    if (key === name) return value;
  }
  return undefined;
}

export function bearerOf(request: Request): string | undefined {
  return /^Bearer (\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
}

/** Whether a script of our own page (htmx) asks for a part of a page. */
export function isFragment(request: Request): boolean {
  return request.headers.get("hx-request") === "true";
}

export function takesGzip(request: Request): boolean {
  return (request.headers.get("accept-encoding") ?? "").includes("gzip");
}
