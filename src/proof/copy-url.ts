import { isAllowedHost } from "../whatsapp/outgoing.ts";

/**
 * The address that copies are posted to; null for an empty field, undefined for one that will
 * not do. https, but for the private hosts that the environment opens.
 */
export function readUrl(typed: string, privateHosts: readonly string[]): string | null | undefined {
  if (typed === "") return null;
  const url = URL.parse(typed);
  if (!url || url.username || url.password) return undefined;
  const isSafe =
    url.protocol === "https:" || (url.protocol === "http:" && isAllowedHost(url, privateHosts));
  return isSafe ? url.href : undefined;
}
