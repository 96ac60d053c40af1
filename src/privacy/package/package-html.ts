import { spaceFrench } from "../../../views/i18n.ts";
import type { Db } from "../../db/open.ts";
import type { Language } from "../../db/schema.ts";
import { type PackageTexts, packageTexts } from "./package-texts.ts";
import type { PersonData } from "./person-data.ts";
import { type MessageData, messagesOf, notesOf } from "./person-messages.ts";

/** What a package is made for. */
export interface PackageOrder {
  db: Db;
  contactId: number;
  language: Language;
  /** IANA, for the dates that people read. */
  timezone: string;
  business: string;
  controller: { name: string; contact: string };
  complaint: string | null;
  hasNotes: boolean;
  now: number;
}

const style = `body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:48rem;padding:0 1rem;color:#1c1c1c}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin:2rem 0 .5rem;border-top:1px solid #ddd;padding-top:1rem}
p{margin:.25rem 0;white-space:pre-wrap;overflow-wrap:anywhere}small{color:#555}
article{margin:.75rem 0}article.out{padding-left:1.5rem;border-left:3px solid #cfd8d3}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:0}dd{margin:0;overflow-wrap:anywhere}
@media print{body{margin:0}article{break-inside:avoid}}`;

/** READ-ME.html: all of it in the person's language, without script and without anything from elsewhere. */
export async function* packageHtml(order: PackageOrder, data: PersonData): AsyncGenerator<string> {
  const texts = packageTexts[order.language];
  const say = sayer(order);
  yield headOf(order, say(texts.title));
  yield `<p>${safe(say(texts.lead))}</p>`;
  yield section(
    texts.about,
    aboutLines(order, texts).map((line) => `<p>${safe(line)}</p>`),
  );
  yield section(texts.contact, [contactFacts(data, texts, order)]);
  yield* consentPart(data, texts, order);
  yield section(
    texts.requests,
    data.requests.map((one) =>
      line(order, one.received_at, `${one.number} · ${one.kind} · ${one.note}`),
    ),
  );
  yield section(
    texts.bookings,
    data.bookings.map((one) => line(order, one.starts_at, bookingWords(one, order.language))),
  );
  yield section(
    texts.dialogues,
    data.dialogues.map((one) =>
      line(order, one.started_at, `${one.name}\n${gathered(one.gathered)}`),
    ),
  );
  yield section(
    texts.tickets,
    data.tickets.map((one) => line(order, one.created_at, `#${one.number} ${one.category ?? ""}`)),
  );
  yield heading(texts.messages);
  for await (const message of messagesOf(order.db, order.contactId))
    yield messageOf(message, texts, order);
  if (order.hasNotes) yield* notesPart(texts, order);
  yield "</body></html>\n";
}

function headOf({ language }: PackageOrder, title: string): string {
  const lang = language === "pt" ? "pt-BR" : language;
  return `<!doctype html>\n<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src 'self'"><title>${safe(title)}</title><style>${style}</style></head><body><h1>${safe(title)}</h1>\n`;
}

function sayer({ business, language, timezone, now, controller }: PackageOrder) {
  const values: Record<string, string> = {
    business,
    controller: controller.name,
    contact: controller.contact,
    day: dateWords(now, language, timezone),
  };
  return (text: string) => {
    const said = text.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
    return language === "fr" ? spaceFrench(said) : said;
  };
}

function aboutLines(order: PackageOrder, { aboutText }: PackageTexts): string[] {
  const lines = aboutText.map(sayer(order));
  return order.complaint ? [...lines, order.complaint] : lines;
}

function contactFacts({ contact }: PersonData, { facts }: PackageTexts, order: PackageOrder) {
  const day = (at: string | null) =>
    at === null ? null : dateWords(Date.parse(at), order.language, order.timezone);
  const rows: [string, string | null][] = [
    [facts.name, contact.name],
    [facts.phone, contact.phone],
    [facts.user_id, contact.user_id],
    [facts.username, contact.username],
    [facts.language, contact.language],
    [facts.timezone, contact.timezone],
    [facts.known_since, day(contact.known_since)],
    [facts.blocked_at, day(contact.blocked_at)],
    [facts.restricted_at, day(contact.restricted_at)],
    [facts.tags, contact.tags.join(", ") || null],
    [facts.former, contact.identities.map(({ value }) => value).join(", ") || null],
    ...contact.fields.map(({ label, value }): [string, string] => [label, value]),
  ];
  const shown = rows.filter(([, value]) => value !== null);
  const cells = shown.map(([name, value]) => `<dt>${safe(name)}</dt><dd>${safe(value ?? "")}</dd>`);
  return `<dl>${cells.join("")}</dl>`;
}

function* consentPart(data: PersonData, texts: PackageTexts, order: PackageOrder) {
  const lines = data.consent.map(({ purpose, event, at, text_shown }) =>
    line(order, at, `${texts.events[event]}: ${purpose}${text_shown ? `\n“${text_shown}”` : ""}`),
  );
  yield section(texts.consent, lines);
  if (lines.length > 0) yield `<p><small>${safe(sayer(order)(texts.proof))}</small></p>`;
}

async function* notesPart(texts: PackageTexts, order: PackageOrder) {
  yield heading(texts.notes);
  for await (const { at, text } of notesOf(order.db, order.contactId)) yield line(order, at, text);
}

function messageOf(message: MessageData, texts: PackageTexts, order: PackageOrder): string {
  const { direction, author, text, type, file, at } = message;
  const names = { contact: texts.you, agent: texts.us, bot: texts.bot } as Record<string, string>;
  const who = names[author] ?? (direction === "in" ? texts.you : texts.program);
  const link = file
    ? `<p>${safe(texts.file)}: <a href="${safe(encodeURI(file))}">${safe(file)}</a></p>`
    : "";
  const said = text ?? (file ? "" : `(${type})`);
  return `<article class="${direction}"><small>${safe(who)} · ${safe(timeWords(at, order))}</small><p>${safe(said)}</p>${link}</article>\n`;
}

function bookingWords(
  { service, staff, state }: PersonData["bookings"][number],
  language: Language,
) {
  return `${service[language] ?? Object.values(service)[0] ?? ""} · ${staff} · ${state}`;
}

function gathered(values: Record<string, unknown>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join("\n");
}

function section(title: string, lines: readonly string[]): string {
  return lines.length > 0 ? `${heading(title)}${lines.join("")}` : "";
}

function heading(title: string): string {
  return `<h2>${safe(title)}</h2>\n`;
}

function line(order: PackageOrder, at: string, text: string): string {
  return `<article><small>${safe(timeWords(at, order))}</small><p>${safe(text)}</p></article>\n`;
}

function timeWords(at: string, { language, timezone }: PackageOrder): string {
  return formatterOf(language, timezone, "medium").format(Date.parse(at));
}

function dateWords(at: number, language: Language, timezone: string): string {
  return formatterOf(language, timezone, "long").format(at);
}

// A formatter costs more to make than fifty messages to write.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(language: Language, timeZone: string, dateStyle: "medium" | "long") {
  const key = `${language} ${timeZone} ${dateStyle}`;
  const known = formatters.get(key);
  if (known) return known;
  const time = dateStyle === "medium" ? ({ timeStyle: "short" } as const) : {};
  const tag = language === "pt" ? "pt-BR" : language;
  const made = new Intl.DateTimeFormat(tag, { dateStyle, ...time, timeZone });
  formatters.set(key, made);
  return made;
}

function safe(text: string): string {
  return Bun.escapeHTML(text);
}
