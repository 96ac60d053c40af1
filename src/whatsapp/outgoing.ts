import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { isPublicAddress } from "./private-addresses.ts";

/** Why a request brought no answer. */
export type OutgoingFailure =
  /** We did not want to: host not allowed, private address, other scheme. */
  | "refused"
  | "unresolved"
  | "unreachable"
  /** The certificate is not the host's, or the TLS handshake failed. */
  | "untrusted"
  | "redirected"
  | "timed-out"
  /** Closed or reset after the connection stood. */
  | "broken"
  | "too-large";

const neverSent: ReadonlySet<OutgoingFailure> = new Set([
  "refused",
  "unresolved",
  "unreachable",
  "untrusted",
]);

export class OutgoingError extends Error {
  constructor(
    readonly failure: OutgoingFailure,
    message: string,
  ) {
    super(message);
    this.name = "OutgoingError";
  }

  /** False only when the request provably never left (TRUST.md, promise 3). */
  get mayHaveArrived(): boolean {
    return !neverSent.has(this.failure);
  }
}

export type Resolve = (host: string) => Promise<string[]>;

export interface OutgoingOptions {
  /** `host` allows any port, `host:port` that one only. */
  allowedHosts: readonly string[];
  /** Those among them that may lie on private addresses; same notation. */
  privateHosts?: readonly string[];
  /** For the whole exchange, body included. */
  timeoutMs: number;
  /** Of the answer's body. */
  maxBytes: number;
  /** For tests: names to addresses, and a certificate authority to trust. */
  resolve?: Resolve;
  ca?: string;
}

export interface OutgoingInit {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  headers?: Record<string, string>;
  body?: string | Blob | FormData;
}

/**
 * The only door to the outside. Resolves the name once and connects to that very
 * address, so that a second answer of the DNS cannot lead elsewhere; the name still
 * goes into Host and is what the certificate must bear. No redirects, no kept
 * connections: one that died while idle looks like a request that broke.
 * Throws OutgoingError; reading the answer's body can throw it, too.
 */
export async function outgoingFetch(
  address: string | URL,
  init: OutgoingInit,
  options: OutgoingOptions,
): Promise<Response> {
  const url = allowedUrl(address, options.allowedHosts);
  const signal = AbortSignal.timeout(options.timeoutMs);
  const addresses = await addressesOf(url, options, signal);
  const response = await fetchFirst(url, addresses, init, options, signal);
  if (response.status >= 300 && response.status < 400) {
    await response.body?.cancel();
    throw new OutgoingError(
      "redirected",
      `${url.host} answered with a redirect (${response.status})`,
    );
  }
  return limited(response, options.maxBytes);
}

/** Whether `url` is one that `hosts` allows. */
export function isAllowedHost(url: URL, hosts: readonly string[]): boolean {
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  return hosts.some((entry) => {
    const host = entry.toLowerCase();
    return host === url.hostname || host === url.host || host === `${url.hostname}:${port}`;
  });
}

function allowedUrl(address: string | URL, hosts: readonly string[]): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:")) {
    throw new OutgoingError("refused", "not an http or https address");
  }
  if (url.username || url.password)
    throw new OutgoingError("refused", "an address with a password in it");
  if (!isAllowedHost(url, hosts))
    throw new OutgoingError("refused", `${url.host} is not an allowed host`);
  return url;
}

async function addressesOf(
  url: URL,
  { resolve = resolveName, privateHosts = [] }: OutgoingOptions,
  signal: AbortSignal,
): Promise<string[]> {
  const host = bareHost(url);
  const addresses = isIP(host) ? [host] : await resolved(host, resolve, signal);
  const isInside = addresses.some((address) => !isPublicAddress(address));
  if (isInside && !isAllowedHost(url, privateHosts)) {
    throw new OutgoingError(
      "refused",
      `${url.host} lies on a private address; see RECADO_ALLOW_PRIVATE_HOSTS`,
    );
  }
  return addresses;
}

async function resolved(host: string, resolve: Resolve, signal: AbortSignal): Promise<string[]> {
  const tooLate = Promise.withResolvers<never>();
  const giveUp = () => tooLate.reject(new Error("the name server did not answer"));
  signal.addEventListener("abort", giveUp, { once: true });
  try {
    const addresses = await Promise.race([resolve(host), tooLate.promise]);
    if (addresses.length > 0) return addresses;
    throw new Error("no address");
  } catch (error) {
    throw new OutgoingError("unresolved", `${host} could not be found: ${messageOf(error)}`);
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
}

/** IPv4 first: a missing IPv6 route hangs where a missing IPv4 route says so. */
async function resolveName(host: string): Promise<string[]> {
  const found = await lookup(host, { all: true });
  const byFamily = found.toSorted((one, other) => one.family - other.family);
  return byFamily.map(({ address }) => address);
}

/** Another address is tried only where the one before could not be reached at all. */
async function fetchFirst(
  url: URL,
  addresses: string[],
  init: OutgoingInit,
  options: OutgoingOptions,
  signal: AbortSignal,
): Promise<Response> {
  let failure = new OutgoingError("unresolved", `${url.host} has no address`);
  for (const address of addresses) {
    try {
      return await fetchPinned(url, address, init, options, signal);
    } catch (error) {
      failure = failureOf(error, url);
      if (failure.failure !== "unreachable") throw failure;
    }
  }
  throw failure;
}

function fetchPinned(
  url: URL,
  address: string,
  init: OutgoingInit,
  { ca }: OutgoingOptions,
  signal: AbortSignal,
): Promise<Response> {
  const pinned = new URL(url);
  pinned.hostname = isIP(address) === 6 ? `[${address}]` : address;
  const serverName = isIP(bareHost(url)) ? undefined : url.hostname;
  return fetch(pinned, {
    ...init,
    headers: { "accept-encoding": "identity", ...init.headers, host: url.host },
    redirect: "manual",
    keepalive: false,
    signal,
    tls: { serverName, ...(ca === undefined ? {} : { ca }) },
  });
}

/** The body again, but never more than `maxBytes`, and with our errors. */
function limited(response: Response, maxBytes: number): Response {
  const reader = response.body?.getReader();
  if (!reader) return response;
  let size = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) return controller.close();
        size += value.byteLength;
        if (size > maxBytes)
          throw new OutgoingError("too-large", `an answer of more than ${maxBytes} bytes`);
        controller.enqueue(value);
      } catch (error) {
        controller.error(failureOf(error));
        await reader.cancel().catch(() => {});
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return new Response(body, { status: response.status, headers: response.headers });
}

/** The names that Bun 1.4.5 gives to what went wrong, each tried against a server that does it. */
const failures: Record<string, OutgoingFailure | undefined> = {
  ECONNREFUSED: "unreachable",
  ENETUNREACH: "unreachable",
  EHOSTUNREACH: "unreachable",
  EADDRNOTAVAIL: "unreachable",
  ENOTFOUND: "unresolved",
  EPROTO: "untrusted",
  ECONNRESET: "broken",
};
const certificateTrouble =
  /^(ERR_TLS_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH)/;

function failureOf(error: unknown, url?: URL): OutgoingError {
  if (error instanceof OutgoingError) return error;
  const name = error instanceof Error ? error.name : "";
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const isLate = name === "TimeoutError" || name === "AbortError";
  const known = certificateTrouble.test(code) ? "untrusted" : failures[code];
  const failure = isLate ? "timed-out" : (known ?? "broken");
  const reason = isLate ? "no answer in time" : code || messageOf(error);
  return new OutgoingError(failure, [url?.host, reason].filter(Boolean).join(": "));
}

function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "");
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
