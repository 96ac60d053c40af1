import type { TextKey } from "../../views/i18n.ts";
import type { Form } from "../http/form.ts";
import { isAllowedHost } from "../whatsapp/outgoing.ts";
import type { SecretHeader } from "./connections.ts";

/** Lines for headers that the form shows. */
export const HEADER_LINES = 4;

export interface SentConnection {
  name: string;
  baseUrl: string;
  headers: SecretHeader[];
}

export type ConnectionFaults = Partial<Record<"name" | "baseUrl" | "headers", TextKey>>;

/** The form as it was sent. Values without a name are left out, whole lines may be empty. */
export function readConnection(form: Form): SentConnection {
  const lines = Array.from({ length: HEADER_LINES }, (_, index) => ({
    name: form.text(`header.${index}.name`, 80),
    value: form.text(`header.${index}.value`, 2_000),
  }));
  return {
    name: form.text("name", 60),
    baseUrl: form.text("base-url", 500).replace(/\/+$/, ""),
    headers: lines.filter(({ name, value }) => name || value),
  };
}

/** A value that was not typed anew stays as it was sealed; a header whose name is gone is dropped. */
export function withKept(
  sent: readonly SecretHeader[],
  kept: readonly SecretHeader[],
): SecretHeader[] {
  return sent.map(({ name, value }) => ({
    name,
    value:
      value ||
      (kept.find((header) => header.name.toLowerCase() === name.toLowerCase())?.value ?? ""),
  }));
}

/** Sealed values stay only for whom they were meant for: nobody may send them to another address. */
export function isSameHost(one: string, other: string): boolean {
  if (!URL.canParse(one) || !URL.canParse(other)) return false;
  return new URL(one).origin === new URL(other).origin;
}

/** RFC 9110: what a header may be called, and what it may hold. */
const tokenPattern = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const valuePattern = /^[\t\x20-\x7e]+$/;
/** Ours, or the connection's own business. */
const reserved = new Set(["host", "content-length", "connection", "transfer-encoding", "cookie"]);

/** What keeps a connection from being saved; `privateHosts` may be asked without TLS. */
export function connectionFaults(
  { name, baseUrl, headers }: SentConnection,
  privateHosts: readonly string[],
): ConnectionFaults {
  return {
    ...(name ? {} : { name: "connections.fault.name" }),
    ...(isSoundBase(baseUrl, privateHosts) ? {} : { baseUrl: "connections.fault.base-url" }),
    ...headerFault(headers),
  };
}

function isSoundBase(address: string, privateHosts: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username || url.password || url.search || url.hash) return false;
  if (url.protocol === "https:") return true;
  return url.protocol === "http:" && isAllowedHost(url, privateHosts);
}

function headerFault(headers: readonly SecretHeader[]): ConnectionFaults {
  for (const { name, value } of headers) {
    if (!tokenPattern.test(name) || reserved.has(name.toLowerCase()))
      return { headers: "connections.fault.header-name" };
    if (!valuePattern.test(value)) return { headers: "connections.fault.header-value" };
  }
  const names = headers.map(({ name }) => name.toLowerCase());
  return new Set(names).size < names.length ? { headers: "connections.fault.header-twice" } : {};
}
