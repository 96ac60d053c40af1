import type { Language } from "../db/schema.ts";
import { type Chosen, recordsOf } from "./contents.ts";
import { exportTexts } from "./export-texts.ts";
import { type Readable, readableOf } from "./readable.ts";

/** More than these a browser does not show at once. */
const MOST = 5_000;

const style = `body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1c1c1c}
h1{font-size:1.5rem}p{margin:.25rem 0}article{border-top:1px solid #ddd;padding:1rem 0;overflow-wrap:anywhere}
h2{font-size:1rem;margin:0}small{color:#555}blockquote{margin:.5rem 0;padding:.25rem 0 .25rem 1rem;border-left:3px solid #bbb;white-space:pre-wrap}
dl{display:grid;grid-template-columns:max-content 1fr;gap:0 1rem;margin:.5rem 0 0;font-size:.875rem}dd{margin:0}
@media print{body{margin:0}article{break-inside:avoid}}`;

/** records.html: readable, without script, and without anything from elsewhere. */
export async function* htmlLines(
  chosen: Chosen,
  { language, total, reason, business }: About,
): AsyncGenerator<string> {
  const texts = exportTexts[language];
  const title = business ? `${texts.title} · ${business}` : texts.title;
  yield `<!doctype html>\n<html lang="${language === "pt" ? "pt-BR" : language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${safe(title)}</title><style>${style}</style></head><body><h1>${safe(title)}</h1>\n`;
  yield `<p>${safe(texts.reason)}: ${safe(reason)}</p>\n<p>${safe(texts.authority)}</p>\n`;
  const first = Math.max(0, total - MOST);
  if (first > 0) {
    const shown = texts.shown.replace("{n}", String(MOST)).replace("{total}", String(total));
    yield `<p><strong>${safe(shown)}</strong></p>\n`;
  }
  let index = 0;
  for await (const record of recordsOf(chosen)) {
    if (index++ >= first) yield articleOf(readableOf(record), language);
  }
  yield "</body></html>\n";
}

interface About {
  language: Language;
  /** How many records are chosen. */
  total: number;
  reason: string;
  business: string;
}

function articleOf(record: Readable, language: Language): string {
  const { columns, events, erased } = exportTexts[language];
  const event = events[record.event as keyof typeof events] ?? record.event;
  const who = record.isErased ? erased : record.name || record.username || record.subject;
  const facts = (["phone", "method", "evidence", "actor", "expires_at", "subject"] as const)
    .filter((name) => record[name] !== "")
    .map((name) => `<dt>${safe(columns[name])}</dt><dd>${safe(record[name])}</dd>`);
  return `<article id="r${record.seq}"><h2>${record.seq} · ${safe(event)} · ${safe(record.purpose)} · ${safe(who)}</h2><small>${safe(record.event_at)}</small>${
    record.text
      ? `<blockquote lang="${safe(record.language)}">${safe(record.text)}</blockquote>`
      : ""
  }<dl>${facts.join("")}</dl></article>\n`;
}

function safe(text: string): string {
  return Bun.escapeHTML(text);
}
