import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Every environment variable. Each has a `_FILE` variant that names a file holding the value. */
export const variables = {
  RECADO_DATA_DIR: "folder of the data file, media and key (default ./data)",
  RECADO_HOST: "address to listen on (default 127.0.0.1; in the container 0.0.0.0)",
  RECADO_PORT: "port to listen on (default 3000; PORT is read when this is absent)",
  RECADO_BASE_URL: "address people use, such as https://desk.example.com",
  RECADO_SECRET_KEY:
    "key that encrypts stored secrets (made and kept in the data folder when absent)",
  RECADO_TRUSTED_PROXIES: "addresses whose X-Forwarded-For is believed, comma-separated",
  RECADO_LOG_LEVEL: "debug, info (default), warn or error",
  RECADO_ALLOW_PRIVATE_HOSTS: "private hosts that outgoing requests may reach, comma-separated",
  RECADO_META_APP_ID: "Meta app id",
  RECADO_META_APP_SECRET: "Meta app secret: signs the webhooks",
  RECADO_META_VERIFY_TOKEN: "word that Meta repeats when it verifies the webhook address",
  RECADO_META_ACCESS_TOKEN: "system user token for the Graph API",
  RECADO_META_WABA_ID: "WhatsApp Business account id",
  RECADO_META_PHONE_NUMBER_ID: "phone number id of the first channel",
  RECADO_META_GRAPH_URL: "Graph API with its version (default https://graph.facebook.com/v26.0)",
  RECADO_META_MEDIA_HOSTS: "hosts from which media may be fetched with the token, comma-separated",
  RECADO_NOW_OFFSET_MS: "tests only: shifts the clock",
} as const;
export type Variable = keyof typeof variables;

export interface Config {
  dataFolder: string;
  dataFile: string;
  mediaFolder: string;
  host: string;
  port: number;
  /** Where people reach us; the first host that is answered. */
  baseUrl: URL;
  isBaseUrlSet: boolean;
  secretKey: string | null;
  trustedProxies: readonly string[];
  logLevel: LogLevel;
  allowPrivateHosts: readonly string[];
  meta: {
    appId: string | null;
    appSecret: string | null;
    verifyToken: string | null;
    accessToken: string | null;
    wabaId: string | null;
    phoneNumberId: string | null;
    graphUrl: string;
    mediaHosts: readonly string[];
  };
  nowOffset: number;
  /** The variables that are set: settings shows them as locked. */
  locked: ReadonlySet<Variable>;
}

export const logLevels = ["debug", "info", "warn", "error"] as const;
export type LogLevel = (typeof logLevels)[number];

/** Hosts of Meta's media links (API.md §6, Media). */
const metaMediaHosts = ["lookaside.fbsbx.com", "scontent.whatsapp.net", "mmg.whatsapp.net"];

/** A value in the environment that we refuse; the message names the variable and what it takes. */
export class ConfigError extends Error {}

/**
 * The environment as one frozen object.
 * @throws ConfigError on a value that makes no sense, before anything is opened.
 */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const read = (name: Variable) => readVariable(env, name);
  const dataFolder = resolve(read("RECADO_DATA_DIR") ?? "./data");
  const host = read("RECADO_HOST") ?? "127.0.0.1";
  const port = readNumber("RECADO_PORT", read("RECADO_PORT") ?? env.PORT ?? "3000", 0, 65_535);
  const baseUrl = read("RECADO_BASE_URL");
  return Object.freeze({
    dataFolder,
    dataFile: join(dataFolder, "recado.db"),
    mediaFolder: join(dataFolder, "media"),
    host,
    port,
    baseUrl: readUrl("RECADO_BASE_URL", baseUrl ?? `http://localhost:${port}`),
    isBaseUrlSet: baseUrl !== null,
    secretKey: read("RECADO_SECRET_KEY"),
    trustedProxies: readList(read("RECADO_TRUSTED_PROXIES")),
    logLevel: readLogLevel(read("RECADO_LOG_LEVEL") ?? "info"),
    allowPrivateHosts: readList(read("RECADO_ALLOW_PRIVATE_HOSTS")),
    meta: {
      appId: read("RECADO_META_APP_ID"),
      appSecret: read("RECADO_META_APP_SECRET"),
      verifyToken: read("RECADO_META_VERIFY_TOKEN"),
      accessToken: read("RECADO_META_ACCESS_TOKEN"),
      wabaId: read("RECADO_META_WABA_ID"),
      phoneNumberId: read("RECADO_META_PHONE_NUMBER_ID"),
      graphUrl: readUrl(
        "RECADO_META_GRAPH_URL",
        read("RECADO_META_GRAPH_URL") ?? "https://graph.facebook.com/v26.0",
      ).href.replace(/\/+$/, ""),
      mediaHosts: readList(read("RECADO_META_MEDIA_HOSTS") ?? metaMediaHosts.join(",")),
    },
    nowOffset: readNumber("RECADO_NOW_OFFSET_MS", read("RECADO_NOW_OFFSET_MS") ?? "0", -1e13, 1e13),
    locked: new Set(
      (Object.keys(variables) as Variable[]).filter((name) => readVariable(env, name) !== null),
    ),
  });
}

function readVariable(env: Record<string, string | undefined>, name: Variable): string | null {
  const direct = env[name]?.trim();
  if (direct) return direct;
  const path = env[`${name}_FILE`]?.trim();
  if (!path) return null;
  try {
    return readFileSync(path, "utf8").trim() || null;
  } catch {
    throw new ConfigError(`${name}_FILE: cannot read ${path}. Give the path of a readable file.`);
  }
}

function readNumber(name: Variable, text: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new ConfigError(`${name} is "${text}": give a whole number from ${least} to ${most}.`);
}

function readUrl(name: Variable, text: string): URL {
  const url = URL.parse(text);
  if (url && (url.protocol === "http:" || url.protocol === "https:")) return url;
  throw new ConfigError(`${name} is "${text}": give a whole address that begins with https://.`);
}

function readList(text: string | null): string[] {
  return (text ?? "")
    .split(",")
    .map((item) => item.trim().toLowerCase())
    .filter(Boolean);
}

function readLogLevel(text: string): LogLevel {
  const level = logLevels.find((known) => known === text);
  if (level) return level;
  throw new ConfigError(`RECADO_LOG_LEVEL is "${text}": give one of ${logLevels.join(", ")}.`);
}
