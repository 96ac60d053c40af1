import type { TextKey, Translate } from "../../views/i18n.ts";

const ways: Record<string, TextKey> = {
  "round-robin": "event.by.round-robin",
  "least-busy": "event.by.least-busy",
  "last-agent": "event.by.last-agent",
};
const lacks: Record<string, TextKey> = {
  language: "event.lacks.language",
  product: "event.lacks.product",
  level: "event.lacks.level",
};

/** Why the person was chosen, where nobody chose them by hand; empty otherwise. */
export function assignmentWords(t: Translate, detail: { by?: unknown; lacks?: unknown }): string {
  const way = ways[String(detail.by)];
  if (way === undefined) return "";
  return ` (${t(way)}${lackWords(t, detail.lacks)})`;
}

/** What nobody present could offer; empty where nothing was missing. */
export function lackWords(t: Translate, missing: unknown): string {
  const known = Array.isArray(missing) ? missing : [];
  const list = known.flatMap((lack) => lacks[String(lack)] ?? []).map((key) => t(key));
  return list.length > 0 ? `; ${t("event.lacks", { list: list.join(", ") })}` : "";
}
