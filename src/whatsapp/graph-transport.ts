import {
  isAllowedHost,
  OutgoingError,
  type OutgoingInit,
  outgoingFetch,
  type Resolve,
} from "./outgoing.ts";

export interface GraphChannel {
  phoneNumberId: string;
  wabaId: string | null;
  /** The System User's token, decrypted; a simulated channel has none. */
  token: string | null;
  isSimulated: boolean;
}

export interface GraphOptions {
  /** With its version: `https://graph.facebook.com/v26.0`. */
  baseUrl: string;
  /** Where media may be fetched with the token; the Graph host always is. */
  mediaHosts: readonly string[];
  /** Private hosts that may be reached; the Graph host always is. */
  allowPrivateHosts: readonly string[];
  /** Answers for simulated channels, in this process. */
  simulatorFetch: (request: Request) => Promise<Response>;
  timeoutMs?: number;
  /** For whole files, which take longer. */
  mediaTimeoutMs?: number;
  /** For tests. */
  resolve?: Resolve;
  ca?: string;
}

export interface Transport {
  /** A request to the Graph API itself: `/123/messages`. */
  graph(
    channel: GraphChannel,
    path: string,
    init: OutgoingInit,
    isFile?: boolean,
  ): Promise<Response>;
  /** A file behind a link that Meta gave. */
  media(channel: GraphChannel, link: string): Promise<Response>;
}

const userAgent = "Recado";
/** Nothing there: should this name ever reach a resolver, it leads nowhere. */
const simulatedBase = "https://graph.simulator.invalid/v26.0";
const mebibyte = 1024 * 1024;
const largestAnswer = 5 * mebibyte;
/** Documents have up to 100 MB (API.md §6, Media). */
const largestFile = 101 * mebibyte;

/** Puts requests on their way: simulated channels stay in the process, whatever happens. */
export function graphTransport(options: GraphOptions): Transport {
  const { timeoutMs = 20_000, mediaTimeoutMs = 300_000, resolve, ca } = options;
  const base = new URL(options.baseUrl);
  const shared = { resolve, ca, privateHosts: [base.hostname, ...options.allowPrivateHosts] };
  const mediaHosts = [base.host, ...options.mediaHosts];

  return {
    async graph(channel, path, init, isFile = false) {
      const limit = isFile ? mediaTimeoutMs : timeoutMs;
      if (channel.isSimulated) return simulate(options, `${simulatedBase}${path}`, init, limit);
      return outgoingFetch(
        `${options.baseUrl.replace(/\/+$/, "")}${path}`,
        withToken(channel, init),
        {
          ...shared,
          allowedHosts: [base.host],
          timeoutMs: limit,
          maxBytes: largestAnswer,
        },
      );
    },
    async media(channel, link) {
      if (channel.isSimulated) return simulate(options, link, {}, mediaTimeoutMs);
      const isGraph = URL.canParse(link) && isAllowedHost(new URL(link), [base.host]);
      if (!link.startsWith("https:") && !isGraph && base.protocol === "https:") {
        throw new OutgoingError(
          "refused",
          "a link without https: the token would be readable on its way",
        );
      }
      return outgoingFetch(link, withToken(channel, {}), {
        ...shared,
        allowedHosts: mediaHosts,
        timeoutMs: mediaTimeoutMs,
        maxBytes: largestFile,
      });
    },
  };
}

/** Media links want a User-Agent besides the token (API.md §6, Media). */
function withToken(channel: GraphChannel, init: OutgoingInit): OutgoingInit {
  if (!channel.token) throw new OutgoingError("refused", "this channel has no access token");
  return {
    ...init,
    headers: { ...init.headers, authorization: `Bearer ${channel.token}`, "user-agent": userAgent },
  };
}

async function simulate(
  { simulatorFetch }: GraphOptions,
  url: string,
  init: OutgoingInit,
  timeoutMs: number,
): Promise<Response> {
  const signal = AbortSignal.timeout(timeoutMs);
  const tooLate = new Promise<never>((_, reject) =>
    signal.addEventListener(
      "abort",
      () => reject(new OutgoingError("timed-out", "the simulator")),
      { once: true },
    ),
  );
  try {
    return await Promise.race([simulatorFetch(new Request(url, { ...init, signal })), tooLate]);
  } catch (error) {
    if (error instanceof OutgoingError) throw error;
    throw new OutgoingError(signal.aborted ? "timed-out" : "broken", "the simulator");
  }
}
