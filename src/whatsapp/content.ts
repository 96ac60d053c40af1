/** What a message holds besides its text: the JSON of `messages.content`. */
export interface MessageContent {
  /** `often`: forwarded more than five times. */
  forwarded?: "once" | "often";
  /** The person came from a click-to-WhatsApp ad or a page post (API.md §3). */
  referral?: Referral;
  /** "Message business" on a product: the catalogue item asked about. */
  referredProduct?: { catalogId: string; productId: string };
  location?: { latitude: number; longitude: number; name?: string; address?: string; url?: string };
  contacts?: ContactCard[];
  /** The answer tapped: reply button, list row or template quick reply. */
  choice?: { id: string; title: string; description?: string };
  order?: Order;
  /** A form (WhatsApp Flow) or address answer; `fields` is null when Meta's JSON string was broken. */
  form?: { name: string; fields: Record<string, unknown> | null; raw: string };
  reaction?: { emoji: string | null };
  /** Edits: the new message as Meta sent it. */
  edited?: { type: string; text: string | null };
  system?: { type: string; body: string };
  call?: { id: string; event: string; direction: string };
  /** A type we don't know, or one Meta could not pass on: what we have of it. */
  unsupported?: { type: string; code?: number; details?: string };
  /** The Groups API: not a private chat, so no window opens and the bot is silent. */
  groupId?: string;
  sticker?: { isAnimated: boolean };
  /** Outgoing: the template chosen and its filled text. */
  template?: {
    name: string;
    language: string;
    header?: string;
    footer?: string;
    buttons?: string[];
  };
  /** Outgoing: the words of the buttons or list rows offered. */
  offered?: string[];
  /** Outgoing: a question for consent: its record, and what is asked for next (consent/question.ts). */
  consent?: { seq: number; purpose: string; next: string[] };
  /** Outgoing: why the bot said it. */
  bot?: BotReason;
}

/** "Why did it say that?", kept with the message; bot/explanation.ts has the whole of it. */
export interface BotReason {
  kind:
    | "rule"
    | "greeting"
    | "away"
    | "clarify"
    | "hand-over"
    /** A step of a dialogue: of a flow, an incident or an article. */
    | "flow"
    | "status"
    | "language"
    | "miss";
  ruleId?: number;
  /** The rule's phrase that the message came near, and how near. */
  phrase?: string;
  nearness?: string;
  /** `clarify`: between which the question asks. */
  options?: { ruleId?: number; target?: string; name: string }[];
  runId?: number;
  step?: string;
  /** `flow`: asked which dialogue this message of the customer answers; they are the `options`. */
  messageId?: number;
}

export interface Referral {
  sourceType: string;
  sourceId?: string;
  sourceUrl?: string;
  headline?: string;
  body?: string;
  mediaType?: string;
  clickId?: string;
}

export interface ContactCard {
  name: string;
  organisation?: string;
  phones: { phone: string; waId?: string; type?: string }[];
  emails: string[];
  urls: string[];
  addresses: string[];
  birthday?: string;
}

export interface Order {
  catalogId: string;
  text?: string;
  /** `price` is Meta's decimal number in `currency`, kept as sent. */
  items: { productId: string; quantity: number; price: number; currency: string }[];
}

/** The message types that the thread knows how to show; anything else is shown as `unsupported`. */
export const shownTypes = [
  "text",
  "image",
  "video",
  "document",
  "audio",
  "sticker",
  "location",
  "contacts",
  "interactive",
  "button",
  "order",
  "reaction",
  "system",
  "request_welcome",
  "unsupported",
  "edit",
  "revoke",
  "call",
  "template",
] as const;
export type MessageType = (typeof shownTypes)[number];
