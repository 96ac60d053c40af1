import type { BotRule, CompiledRules } from "../bot/match-rules.ts";
import type { ContactRow } from "../contacts/contacts.ts";
import type { ConsentRules } from "../consent/consent-rules.ts";
import type { Instant, Language } from "../db/schema.ts";
import type { BotSettings, Business } from "../settings/settings.ts";
import type { ChannelRow } from "../whatsapp/channels.ts";
import type { InboundMessage } from "../whatsapp/updates.ts";
import type { ThreadRow } from "./threads.ts";
import type { TicketRow } from "./tickets.ts";

/** What processing needs to know of the desk; read once per batch. */
export interface DeskRules {
  business: Business;
  bot: BotSettings;
  rules: CompiledRules;
  rulesById: Map<number, BotRule>;
  threadingInterval: number;
  consent: ConsentRules;
  /** The drafts of flows count as published: for the simulator. */
  usesDrafts?: boolean;
}

/** When it is, and when Meta's delivery reached us. */
export interface Moment {
  now: Instant;
  receivedAt: Instant;
}

/** An inbound message that is stored and has its place. */
export interface StoredMessage {
  id: number;
  /** Its place in time: the earlier of Meta's timestamp and our receipt. */
  at: Instant;
  message: InboundMessage;
  channel: ChannelRow;
  contact: ContactRow;
  thread: ThreadRow;
  ticket: TicketRow;
  /** The contact's language, or the best guess. */
  language: Language;
  isFirstOfContact: boolean;
}
