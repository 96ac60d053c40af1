import type { MessageContent, MessageType } from "./content.ts";
import type { InboundMedia } from "./updates.ts";

/** What one message holds; the envelope around it is parse-message.ts. */
export interface ParsedContent {
  type: MessageType;
  text: string | null;
  content: MessageContent;
  media?: InboundMedia;
  targetWamid?: string | null;
}
