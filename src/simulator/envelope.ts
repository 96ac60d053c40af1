import type { Instant } from "../db/schema.ts";

/** Our number as Meta names it in webhooks. */
export interface EnvelopePlace {
  wabaId: string;
  phoneNumberId: string;
  /** Digits without `+`. */
  displayPhone: string;
}

/** The customer. Since 2026 either identifier may be missing (API.md §2). */
export interface EnvelopePerson {
  name: string;
  waId: string | null;
  userId?: string | null;
  username?: string | null;
}

/** What a message holds: `type` and the part of that name. */
export type EnvelopeContent = { type: string } & Record<string, unknown>;

export interface EnvelopeMedia {
  metaId: string;
  mimeType: string;
  /** Base64, as webhooks have it. */
  sha256: string;
  caption?: string;
}

/** A genuine webhook body with one message of a customer (API.md §2, §3). */
export function messageEnvelope(
  place: EnvelopePlace,
  person: EnvelopePerson,
  content: EnvelopeContent,
  { wamid, at, replyTo }: { wamid: string; at: Instant; replyTo?: string },
) {
  const message = {
    ...(person.waId ? { from: person.waId } : {}),
    id: wamid,
    timestamp: seconds(at),
    ...(person.userId ? { from_user_id: person.userId } : {}),
    ...(replyTo ? { context: { from: place.displayPhone, id: replyTo } } : {}),
    ...content,
  };
  return envelope(place, { contacts: [contactOf(person)], messages: [message] });
}

export interface EnvelopeStatus {
  wamid: string;
  status: "sent" | "delivered" | "read" | "played" | "failed";
  at: Instant;
  /** Our biz_opaque_callback_data, echoed. */
  reference?: string | null;
  error?: { code: number; title: string; details: string };
}

/** A genuine webhook body with one status of a message of ours (API.md §4). */
export function statusEnvelope(
  place: EnvelopePlace,
  person: EnvelopePerson,
  status: EnvelopeStatus,
) {
  const { error } = status;
  const item = {
    id: status.wamid,
    status: status.status,
    timestamp: seconds(status.at),
    ...(person.waId ? { recipient_id: person.waId } : {}),
    ...(person.userId ? { recipient_user_id: person.userId } : {}),
    ...(status.reference ? { biz_opaque_callback_data: status.reference } : {}),
    ...(error ? { errors: [errorOf(error.code, error.title, error.details)] } : {}),
    ...(status.status === "sent" ? { pricing: freeOfCharge } : {}),
  };
  // Failures come without contacts (API.md §2, Identity).
  return envelope(place, { ...(error ? {} : { contacts: [contactOf(person)] }), statuses: [item] });
}

/** Several envelopes of one number in one delivery, as Meta batches them (API.md §1). */
export function batchEnvelope(envelopes: ReturnType<typeof envelope>[]) {
  return { object: "whatsapp_business_account", entry: envelopes.flatMap(({ entry }) => entry) };
}

export const text = (body: string): EnvelopeContent => ({ type: "text", text: { body } });

export const image = (media: EnvelopeMedia): EnvelopeContent => ({
  type: "image",
  image: mediaOf(media),
});

export const voiceNote = (media: EnvelopeMedia): EnvelopeContent => ({
  type: "audio",
  audio: { ...mediaOf(media), voice: true },
});

export const location = (
  latitude: number,
  longitude: number,
  place: { name?: string; address?: string } = {},
): EnvelopeContent => ({ type: "location", location: { latitude, longitude, ...place } });

export const listAnswer = (id: string, title: string, description?: string): EnvelopeContent => ({
  type: "interactive",
  interactive: {
    type: "list_reply",
    list_reply: { id, title, ...(description ? { description } : {}) },
  },
});

export const buttonAnswer = (id: string, title: string): EnvelopeContent => ({
  type: "interactive",
  interactive: { type: "button_reply", button_reply: { id, title } },
});

/** The quick reply of a template: a type of its own. */
export const templateButton = (payload: string, title: string): EnvelopeContent => ({
  type: "button",
  button: { payload, text: title },
});

/** A null emoji takes the reaction back: Meta leaves the key out. */
export const reaction = (wamid: string, emoji: string | null): EnvelopeContent => ({
  type: "reaction",
  reaction: { message_id: wamid, ...(emoji ? { emoji } : {}) },
});

export const contactCard = (name: string, phone: string): EnvelopeContent => ({
  type: "contacts",
  contacts: [
    {
      name: { formatted_name: name, first_name: name },
      phones: [{ phone, wa_id: phone.replaceAll(/\D/g, ""), type: "MOBILE" }],
    },
  ],
});

export const order = (
  items: { productId: string; quantity: number; price: number; currency: string }[],
  remark?: string,
): EnvelopeContent => ({
  type: "order",
  order: {
    catalog_id: "194836987003835",
    ...(remark ? { text: remark } : {}),
    product_items: items.map(({ productId, quantity, price, currency }) => ({
      product_retailer_id: productId,
      quantity,
      item_price: price,
      currency,
    })),
  },
});

/** A poll and its like: Meta says only that something came. */
export const unsupported = (type = "poll_creation"): EnvelopeContent => ({
  type: "unsupported",
  errors: [errorOf(131051, "Message type unknown", "Message type is currently not supported.")],
  unsupported: { type },
});

/**
 * The bytes that Meta would send: compact JSON, every character beyond ASCII as
 * `\uXXXX` in small letters, every `/` as `\/` (API.md §1, Signature).
 */
export function wireForm(value: unknown): Uint8Array<ArrayBuffer> {
  const escaped = JSON.stringify(value)
    .replaceAll("/", "\\/")
    .replaceAll(
      /[\u007f-\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
  return new TextEncoder().encode(escaped);
}

const freeOfCharge = {
  billable: false,
  pricing_model: "PMP",
  type: "free_customer_service",
  category: "service",
};

function envelope(
  { wabaId, phoneNumberId, displayPhone }: EnvelopePlace,
  items: Record<string, unknown>,
) {
  const metadata = { display_phone_number: displayPhone, phone_number_id: phoneNumberId };
  const value = { messaging_product: "whatsapp", metadata, ...items };
  return {
    object: "whatsapp_business_account",
    entry: [{ id: wabaId, changes: [{ value, field: "messages" }] }],
  };
}

function contactOf({ name, waId, userId, username }: EnvelopePerson) {
  return {
    profile: { name, ...(username ? { username } : {}) },
    ...(waId ? { wa_id: waId } : {}),
    ...(userId ? { user_id: userId } : {}),
  };
}

function mediaOf({ metaId, mimeType, sha256, caption }: EnvelopeMedia) {
  return { mime_type: mimeType, sha256, id: metaId, ...(caption ? { caption } : {}) };
}

function errorOf(code: number, title: string, details: string) {
  return { code, title, message: title, error_data: { details } };
}

function seconds(at: Instant): string {
  return String(Math.floor(at / 1000));
}
