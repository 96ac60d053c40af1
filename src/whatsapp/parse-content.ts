import type { ContactCard, MessageType } from "./content.ts";
import { readInteractive } from "./parse-interactive.ts";
import type { ParsedContent } from "./parsed-content.ts";
import {
  firstWord,
  id,
  list,
  number,
  own,
  present,
  record,
  text,
  type WireRecord,
  word,
} from "./wire-values.ts";

type Reader = (part: WireRecord, type: MessageType) => ParsedContent | null;

/** Every inbound type of API.md §3. A reader answers null when the part it needs is missing. */
const readers = {
  text: readText,
  image: readMedia,
  video: readMedia,
  document: readMedia,
  audio: readMedia,
  sticker: readMedia,
  location: readLocation,
  contacts: () => null, // its part is a list: see readContent
  interactive: readInteractive,
  button: readButton,
  order: readOrder,
  reaction: readReaction,
  system: readSystem,
  request_welcome: () => ({ type: "request_welcome", text: null, content: {} }),
  edit: readEdit,
  revoke: readRevoke,
} satisfies Partial<Record<MessageType, Reader>>;

/** The content of a message or of an edit; null when its type is unknown or its part is missing. */
export function readContent(item: WireRecord): ParsedContent | null {
  const type = word(item.type);
  if (type === "contacts") return readContacts(list(item.contacts));
  if (!type || !Object.hasOwn(readers, type)) return null;
  const known = type as keyof typeof readers;
  return (readers[known] as Reader)(record(own(item, type)), known);
}

/** A type we don't know, or one that Meta could not pass on: what we have of it (API.md §3). */
export function readUnsupported(item: WireRecord, valueErrors: unknown[]): ParsedContent {
  const error = record(list(item.errors)[0] ?? valueErrors[0]);
  const sentType = word(item.type) ?? "unknown";
  const type =
    word(record(item.unsupported).type) ?? (sentType === "unsupported" ? "unknown" : sentType);
  const details =
    word(record(error.error_data).details) ?? firstWord(error, "details", "message", "title");
  const caption = word(record(own(item, sentType)).caption);
  return {
    type: "unsupported",
    text: caption,
    content: { unsupported: { type, ...present({ code: number(error.code), details }) } },
  };
}

function readText(part: WireRecord): ParsedContent | null {
  const body = text(part.body);
  return body === null ? null : { type: "text", text: body, content: {} };
}

function readMedia(part: WireRecord, type: MessageType): ParsedContent | null {
  const metaId = id(part.id);
  if (!metaId) return null;
  return {
    type,
    text: word(part.caption),
    content: type === "sticker" ? { sticker: { isAnimated: part.animated === true } } : {},
    media: {
      metaId,
      mimeType: word(part.mime_type) ?? "application/octet-stream",
      sha256: word(part.sha256),
      filename: word(part.filename),
      isVoice: part.voice === true,
    },
  };
}

function readLocation(part: WireRecord): ParsedContent | null {
  const latitude = number(part.latitude);
  const longitude = number(part.longitude);
  if (latitude === null || longitude === null) return null;
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null;
  const place = present({
    name: word(part.name),
    address: word(part.address),
    url: word(part.url),
  });
  return {
    type: "location",
    text: [place.name, place.address].filter(Boolean).join("\n") || null,
    content: { location: { latitude, longitude, ...place } },
  };
}

function readContacts(items: unknown[]): ParsedContent | null {
  if (items.length === 0) return null;
  const cards = items.map((item) => cardOf(record(item)));
  const names = cards.map((card) => card.name || card.phones[0]?.phone).filter(Boolean);
  return { type: "contacts", text: names.join(", ") || null, content: { contacts: cards } };
}

function cardOf(card: WireRecord): ContactCard {
  const name = record(card.name);
  const parts = [word(name.first_name), word(name.middle_name), word(name.last_name)];
  const phones = list(card.phones).map((item) => {
    const phone = record(item);
    const waId = id(phone.wa_id);
    return { phone: word(phone.phone) ?? waId ?? "", ...present({ waId, type: word(phone.type) }) };
  });
  const organisation = word(record(card.org).company);
  return {
    name: word(name.formatted_name) ?? (parts.filter(Boolean).join(" ") || organisation || ""),
    phones: phones.filter(({ phone }) => phone !== ""),
    emails: wordsOf(card.emails, "email"),
    urls: wordsOf(card.urls, "url"),
    addresses: list(card.addresses).map(addressOf).filter(Boolean),
    ...present({ organisation, birthday: word(card.birthday) }),
  };
}

function wordsOf(items: unknown, key: string): string[] {
  return list(items)
    .map((item) => word(own(record(item), key)))
    .filter((found) => found !== null);
}

function addressOf(value: unknown): string {
  const address = record(value);
  const place = [word(address.zip), word(address.city)].filter(Boolean).join(" ");
  const lines = [word(address.street), place, word(address.state), word(address.country)];
  return lines.filter(Boolean).join(", ");
}

/** A template's quick reply; not `interactive` (API.md §3). */
function readButton(part: WireRecord): ParsedContent | null {
  const title = word(part.text) ?? word(part.payload);
  if (!title) return null;
  return {
    type: "button",
    text: title,
    content: { choice: { id: word(part.payload) ?? title, title } },
  };
}

function readOrder(part: WireRecord): ParsedContent | null {
  const items = list(part.product_items).map((value) => {
    const item = record(value);
    return {
      productId: id(item.product_retailer_id) ?? "",
      quantity: number(item.quantity) ?? 1,
      price: number(item.item_price) ?? 0,
      currency: word(item.currency) ?? "",
    };
  });
  const catalogId = id(part.catalog_id);
  if (!catalogId && items.length === 0) return null;
  const remark = word(part.text);
  return {
    type: "order",
    text: remark,
    content: { order: { catalogId: catalogId ?? "", items, ...present({ text: remark }) } },
  };
}

/** A removal has an empty emoji or none at all. */
function readReaction(part: WireRecord): ParsedContent | null {
  const targetWamid = id(part.message_id);
  if (!targetWamid) return null;
  return {
    type: "reaction",
    text: null,
    content: { reaction: { emoji: word(part.emoji) } },
    targetWamid,
  };
}

function readSystem(part: WireRecord): ParsedContent | null {
  const type = word(part.type);
  const body = text(part.body) ?? "";
  if (!type && !body) return null;
  return { type: "system", text: body || null, content: { system: { type: type ?? "", body } } };
}

function readEdit(part: WireRecord): ParsedContent | null {
  const targetWamid = id(part.original_message_id);
  if (!targetWamid) return null;
  const message = record(part.message);
  const type = word(message.type) ?? "unknown";
  // An edit inside an edit would be nonsense, and endless.
  const inner = type === "edit" ? null : readContent(message);
  const words = inner?.text ?? null;
  return { type: "edit", text: words, content: { edited: { type, text: words } }, targetWamid };
}

function readRevoke(part: WireRecord): ParsedContent | null {
  const targetWamid = id(part.original_message_id);
  return targetWamid ? { type: "revoke", text: null, content: {}, targetWamid } : null;
}
