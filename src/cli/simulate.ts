import { systemClock } from "../clock.ts";
import type { Config } from "../config.ts";
import { AppError } from "../http/errors.ts";
import { simulatorSecret } from "../settings/meta-secrets.ts";
import { flood, type FloodResult } from "../simulator/flood.ts";
import { ensureSimulatedChannel } from "../simulator/simulated-channel.ts";
import { type Command, optionalText, print, type Values } from "./command.ts";
import { withRecado } from "./with-recado.ts";

export const simulate: Command = {
  name: "simulate",
  summary:
    "Floods a running server with signed webhooks on the simulated channel. The page Simulator deletes them.",
  options: {
    rate: { type: "string" },
    seconds: { type: "string" },
    contacts: { type: "string" },
    statuses: { type: "string" },
    url: { type: "string" },
    json: { type: "boolean" },
  },
  help: {
    rate: "webhooks a second (default 50)",
    seconds: "for how long (default 10)",
    contacts: "how many customers take turns (default 100)",
    statuses: "ticks to each message (default 3)",
    url: "the server (default http://127.0.0.1 and the port set here)",
    json: "print JSON",
  },
  run: async (config, values) => {
    const url = (optionalText(values, "url") ?? `http://127.0.0.1:${config.port}`).replace(
      /\/+$/,
      "",
    );
    const plan = {
      url,
      rate: requireNumber(values, "rate", 50, 0.1),
      seconds: requireNumber(values, "seconds", 10, 0.1),
      contacts: requireNumber(values, "contacts", 100, 1),
      statuses: requireNumber(values, "statuses", 3, 0),
    };
    await requireServer(url);
    const secret = await openChannel(config);
    const result = await flood({ ...plan, secret, clock: systemClock(config.nowOffset) });
    print(values.json ? JSON.stringify(result) : describe(result));
    if (result.errors > 0)
      throw new AppError(
        "internal",
        `${result.errors} webhooks were not acknowledged: ${explain(result)}`,
      );
  },
};

function requireNumber(values: Values, name: string, usual: number, least: number): number {
  const text = optionalText(values, name);
  const number = text === null ? usual : Number(text);
  const isWhole = name !== "rate" && name !== "seconds";
  if (Number.isFinite(number) && number >= least && (!isWhole || Number.isInteger(number)))
    return number;
  throw new AppError(
    "invalid",
    `--${name} is "${text}": give a ${isWhole ? "whole " : ""}number of at least ${least}.`,
  );
}

async function requireServer(url: string): Promise<void> {
  const answer = await fetch(`${url}/healthz`).catch(() => null);
  if (answer?.ok) return;
  throw new AppError(
    "invalid",
    `Nothing healthy answers at ${url}. Start the server, or name it with --url.`,
  );
}

/** The server takes what the secret of its own data folder has signed. */
async function openChannel(config: Config): Promise<string> {
  return withRecado(config, async (recado) => {
    await ensureSimulatedChannel(recado);
    return simulatorSecret(recado);
  });
}

function describe(result: FloodResult): string {
  const { acknowledged, sent, seconds, acknowledgedPerSecond, p50, p99, slowest, errors } = result;
  return [
    `${acknowledged} of ${sent} webhooks acknowledged in ${seconds} s: ${acknowledgedPerSecond}/s`,
    `acknowledged after ${p50} ms (median), ${p99} ms (p99), ${slowest} ms (slowest)`,
    `${errors} errors`,
  ].join("\n");
}

function explain({ firstError }: FloodResult): string {
  if (firstError !== "HTTP 401") return firstError ?? "";
  return "HTTP 401. The server uses another data folder or key: set the same RECADO_DATA_DIR and RECADO_SECRET_KEY here.";
}
