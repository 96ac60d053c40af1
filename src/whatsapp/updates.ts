import type { Instant } from "../db/schema.ts";
import type { MessageContent, MessageType } from "./content.ts";

/** One thing that Meta tells us. A webhook holds up to 1,000 of them (API.md §1). */
export type Update =
  | { kind: "message"; message: InboundMessage }
  | { kind: "status"; status: StatusUpdate }
  | { kind: "identity"; change: IdentityChange }
  | { kind: "preference"; preference: PreferenceUpdate }
  | { kind: "account"; account: AccountUpdate }
  /** Known or unknown, we keep it in the journal and do nothing: `reason` says why. */
  | { kind: "journal-only"; field: string; reason: string };

/** Where an update belongs; `phoneNumberId` names the channel. */
export interface Addressed {
  phoneNumberId: string;
  displayPhone: string | null;
  wabaId: string;
}

/** Who wrote, by every identifier Meta gave (API.md §2, Identity). At least one of waId and userId. */
export interface Sender {
  waId: string | null;
  userId: string | null;
  parentUserId: string | null;
  name: string | null;
  username: string | null;
}

export interface InboundMessage extends Addressed {
  wamid: string;
  /** Meta's seconds as milliseconds; may lie, even in the future. Null when it was no number. */
  timestamp: Instant | null;
  sender: Sender;
  type: MessageType;
  text: string | null;
  content: MessageContent;
  replyToWamid: string | null;
  /** Reactions, edits and revocations: the message they speak of. */
  targetWamid: string | null;
  media: InboundMedia | null;
}

export interface InboundMedia {
  metaId: string;
  mimeType: string;
  /** Base64 on the webhook (API.md §3); null when absent. */
  sha256: string | null;
  filename: string | null;
  isVoice: boolean;
}

export interface StatusUpdate extends Addressed {
  wamid: string;
  /** sent, delivered, read, played, failed, or a legacy word that is ignored. */
  status: string;
  timestamp: Instant | null;
  /** Our biz_opaque_callback_data, echoed. */
  reference: string | null;
  recipient: Sender;
  error: MetaError | null;
}

export interface MetaError {
  code: number;
  title: string;
  details: string | null;
}

export interface IdentityChange extends Addressed {
  wamid: string | null;
  timestamp: Instant | null;
  /** user_changed_number, user_changed_user_id, customer_identity_changed, user_id_update */
  type: string;
  body: string;
  previous: Sender;
  current: Sender;
}

export interface PreferenceUpdate extends Addressed {
  person: Sender;
  /** `marketing_messages` so far. */
  category: string;
  /** stop, resume, signup */
  value: string;
  timestamp: Instant | null;
}

export interface AccountUpdate {
  wabaId: string;
  field: string;
  /** Such as ACCOUNT_RESTRICTION; empty when the field has none. */
  event: string;
  /** Whether we may no longer send: raises a banner. `clear`: it is over. */
  effect: "stops-sending" | "clears" | "none";
  detail: string;
  /** The number concerned, where Meta names one (never by phone_number_id). */
  displayPhone?: string | null;
}
