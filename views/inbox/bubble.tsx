/** @jsxImportSource preact */
import { WhyAsk } from "../bot/why-ask.tsx";
import type { Translate } from "../i18n.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Time } from "../ui/time.tsx";
import { BubbleBody } from "./bubble-body.tsx";
import { systemWords } from "./system-words.ts";
import { Tick } from "./tick.tsx";
import type { Bubble, Quote, Reaction } from "./types.ts";

type BubbleProps = { t: Translate; bubble: Bubble };

/** One message. System notices have no bubble: they are a line in the middle. */
export function BubbleView({ t, bubble }: BubbleProps) {
  if (isLine(bubble)) return <Line t={t} bubble={bubble} />;
  return (
    <div
      class={classOf(bubble)}
      id={`m-${bubble.id}`}
      data-message={bubble.id}
      data-author={bubble.author.name}
    >
      <div class="message-row">
        <div class="bubble">
          <h2 class={showsName(bubble) ? "bubble-author" : "sr-only"}>
            {bubble.author.type === "bot" && <Icon name="bot" />}
            {bubble.author.name}
          </h2>
          <Origin t={t} bubble={bubble} />
          {bubble.quote && <QuoteView t={t} quote={bubble.quote} />}
          <BubbleBody t={t} bubble={bubble} />
          <p class="bubble-foot">
            {bubble.change?.kind === "edited" && (
              <span title={bubble.change.time.title}>{t("bubble.edited")}</span>
            )}
            <Time time={bubble.time} />
            {bubble.direction === "out" && <Tick t={t} status={bubble.status} />}
          </p>
          {bubble.reactions.length > 0 && <Reactions t={t} reactions={bubble.reactions} />}
        </div>
        {bubble.canReply && (
          <IconButton
            icon="more"
            label={t("ticket.more")}
            class="bubble-more"
            data-bubble-menu={bubble.id}
            aria-haspopup="menu"
          />
        )}
      </div>
      <Trouble t={t} bubble={bubble} />
      {bubble.author.type === "bot" && <WhyAsk t={t} message={bubble.id} />}
    </div>
  );
}

function classOf(bubble: Bubble): string {
  const names = ["message", bubble.direction];
  if (bubble.continues) names.push("continues");
  if (bubble.author.type === "bot") names.push("by-bot");
  if (bubble.type === "sticker" || bubble.type === "image" || bubble.type === "video")
    names.push("is-media");
  if (bubble.status === "failed" || bubble.status === "unknown") names.push("is-failed");
  return names.join(" ");
}

function showsName(bubble: Bubble): boolean {
  return bubble.direction === "out" && !bubble.continues;
}

function isLine(bubble: Bubble): boolean {
  return bubble.type === "system" || bubble.type === "call" || bubble.type === "request_welcome";
}

function Line({ t, bubble }: BubbleProps) {
  const { content, type } = bubble;
  return (
    <p class="event" id={`m-${bubble.id}`} data-message={bubble.id}>
      <Icon name={type === "call" ? "phone" : "info"} />
      <span dir="auto">
        {type === "call" && t("bubble.call.missed")}
        {type === "request_welcome" && t("bubble.welcome")}
        {type === "system" && (content.system ? systemWords(t, content.system) : bubble.text)}
      </span>
      <Time time={bubble.time} />
    </p>
  );
}

/** Where a message came from: a forward, an ad, a product page, a group. */
function Origin({ t, bubble }: BubbleProps) {
  const { forwarded, referral, referredProduct, groupId } = bubble.content;
  return (
    <>
      {forwarded && (
        <p class="bubble-origin">
          <Icon name="forward" />
          {t(forwarded === "often" ? "bubble.forwarded.often" : "bubble.forwarded")}
        </p>
      )}
      {groupId && (
        <p class="bubble-origin">
          <Icon name="contacts" />
          {t("bubble.group")}
        </p>
      )}
      {referredProduct && (
        <p class="bubble-origin">
          <Icon name="cart" />
          {t("bubble.product", { id: referredProduct.productId })}
        </p>
      )}
      {referral && (
        <div class="card referral">
          <p class="bubble-origin">
            <Icon name="megaphone" />
            {t(referral.sourceType === "post" ? "bubble.referral.post" : "bubble.referral")}
          </p>
          {referral.headline && <strong dir="auto">{referral.headline}</strong>}
          {referral.body && <p dir="auto">{referral.body}</p>}
          {safeUrl(referral.sourceUrl) && (
            <a
              href={safeUrl(referral.sourceUrl)}
              target="_blank"
              rel="noopener noreferrer nofollow"
            >
              {referral.sourceUrl}
            </a>
          )}
        </div>
      )}
    </>
  );
}

function QuoteView({ t, quote }: { t: Translate; quote: Quote }) {
  if (quote.id === null) return <p class="quote">{t("bubble.quote.missing")}</p>;
  return (
    <a class="quote" href={`#m-${quote.id}`}>
      <strong dir="auto">{quote.author}</strong>
      <span dir="auto">{quote.text}</span>
    </a>
  );
}

function Reactions({ t, reactions }: { t: Translate; reactions: Reaction[] }) {
  return (
    <p class="reactions">
      {reactions.map((reaction) => (
        <span
          key={reaction.direction}
          role="img"
          aria-label={t("bubble.reaction", { name: reaction.author, emoji: reaction.emoji })}
          title={reaction.author}
        >
          {reaction.emoji}
        </span>
      ))}
    </p>
  );
}

/** Failed or unknown: what happened, what to do, and the two buttons that do it. */
function Trouble({ t, bubble }: BubbleProps) {
  if (bubble.status !== "failed" && bubble.status !== "unknown") return null;
  return (
    <div class="trouble">
      <p>{bubble.error ?? t(bubble.status === "unknown" ? "bubble.unknown" : "tick.failed")}</p>
      {bubble.outboxId !== null && (
        <p class="trouble-actions">
          <Button icon="retry" hx-post={`/outbox/${bubble.outboxId}/retry`}>
            {t("bubble.retry")}
          </Button>
          <Button tone="quiet" hx-post={`/outbox/${bubble.outboxId}/drop`}>
            {t("bubble.drop")}
          </Button>
        </p>
      )}
    </div>
  );
}

/** A link that may be followed: http and https only. */
export function safeUrl(url: string | undefined): string | undefined {
  const parsed = URL.parse(url ?? "");
  return parsed && (parsed.protocol === "https:" || parsed.protocol === "http:")
    ? parsed.href
    : undefined;
}
