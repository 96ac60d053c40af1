import type { MessageContent } from "./content.ts";
import { readContent, readUnsupported } from "./parse-content.ts";
import type { ParsedContent } from "./parsed-content.ts";
import { isSomebody, type People } from "./people.ts";
import type { Addressed, InboundMessage, Sender } from "./updates.ts";
import {
  firstWord,
  id,
  instant,
  list,
  present,
  record,
  type WireRecord,
  word,
} from "./wire-values.ts";

/** Why an item of `messages[]` cannot become a message. */
export type Refusal = { reason: string };

/**
 * One item of `messages[]` (API.md §3). An unknown or unreadable type becomes an
 * `unsupported` message; only one without id or sender is refused.
 */
export function parseMessage(
  item: WireRecord,
  address: Addressed,
  people: People,
  valueErrors: unknown[],
): InboundMessage | Refusal {
  const wamid = id(item.id);
  if (!wamid) return { reason: "a message without an id" };
  const parsed = readContent(item) ?? readUnsupported(item, valueErrors);
  const sender = senderOf(item, people, parsed);
  if (!sender) return { reason: "a message that does not say who sent it" };
  const context = record(item.context);
  return {
    ...address,
    wamid,
    timestamp: instant(item.timestamp),
    sender,
    type: parsed.type,
    text: parsed.text,
    content: { ...parsed.content, ...surroundings(item, context) },
    // Outgoing: a reaction's or an edit's target is not a quotation.
    replyToWamid: id(context.id),
    targetWamid: parsed.targetWamid ?? null,
    media: parsed.media ?? null,
  };
}

function senderOf(item: WireRecord, people: People, parsed: ParsedContent): Sender | null {
  const known = {
    waId: id(item.from),
    userId: id(item.from_user_id),
    parentUserId: id(item.from_parent_user_id),
  };
  const sender = known.waId || known.userId ? people.complete(known) : people.only;
  if (!sender || !isSomebody(sender)) return null;
  return sender.waId ? sender : { ...sender, waId: sharedNumber(item, parsed) };
}

/**
 * The answer to "share your number" comes from someone of whom we know the BSUID
 * only; its one card is the sender's own, so the two belong together (API.md §2).
 */
function sharedNumber(item: WireRecord, { content }: ParsedContent): string | null {
  const [card, ...others] = list(item.contacts).map(record);
  if (card?.origin !== "contact_request" || others.length > 0) return null;
  const numbers = new Set((content.contacts?.[0]?.phones ?? []).map((phone) => phone.waId));
  const [waId] = numbers;
  return numbers.size === 1 && waId ? waId : null;
}

/** What may ride on any type: forwarding, ad, product asked about, group. */
function surroundings(item: WireRecord, context: WireRecord): MessageContent {
  const product = record(context.referred_product);
  const productId = id(product.product_retailer_id);
  return present({
    forwarded:
      context.frequently_forwarded === true ? "often" : context.forwarded === true ? "once" : null,
    referral: referralOf(record(item.referral)),
    referredProduct: productId ? { catalogId: id(product.catalog_id) ?? "", productId } : null,
    groupId: id(item.group_id),
  } as const);
}

function referralOf(referral: WireRecord): MessageContent["referral"] | null {
  const found = present({
    sourceId: id(referral.source_id),
    sourceUrl: word(referral.source_url),
    headline: word(referral.headline),
    body: word(referral.body),
    mediaType: word(referral.media_type),
    clickId: firstWord(referral, "ctwa_clid"),
  });
  const sourceType = word(referral.source_type);
  if (!sourceType && Object.keys(found).length === 0) return null;
  return { sourceType: sourceType ?? "unknown", ...found };
}
