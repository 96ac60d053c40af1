/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import type { ContactCard, MessageContent, Order } from "../../src/whatsapp/content.ts";
import type { Translate } from "../i18n.ts";
import { Icon } from "../ui/icon.tsx";
import { BubbleMediaView } from "./bubble-media.tsx";
import { answersOf, formTitle } from "./form-answers.ts";
import { RichText } from "./rich-text.tsx";
import type { Bubble } from "./types.ts";

type BodyProps = { t: Translate; bubble: Bubble };
type Offer = (word: string, place: number) => ComponentChildren;

/**
 * What a message says, for every type of src/whatsapp/content.ts and for those that do not exist
 * yet. `offer`: what stands for a button or row where it can be tapped.
 */
export function BubbleBody({ t, bubble, offer }: BodyProps & { offer?: Offer }) {
  if (bubble.change?.kind === "revoked") return <Gone t={t} bubble={bubble} />;
  const { content, text } = bubble;
  return (
    <>
      {bubble.media && (
        <BubbleMediaView
          t={t}
          media={bubble.media}
          type={bubble.type}
          author={bubble.author.name}
        />
      )}
      {content.location && <Location t={t} location={content.location} />}
      {content.contacts?.map((card) => (
        <Card key={card.name} t={t} card={card} />
      ))}
      {content.order && <OrderView t={t} order={content.order} />}
      {content.form && <Form t={t} form={content.form} />}
      {content.template && <TemplateHead t={t} template={content.template} />}
      {content.choice ? (
        <Choice t={t} choice={content.choice} />
      ) : (
        text && hasOwnText(bubble) && <RichText text={text} />
      )}
      {content.template?.footer && <p class="quiet-text">{content.template.footer}</p>}
      {(content.offered ?? content.template?.buttons) && (
        <Offered
          t={t}
          words={content.offered ?? content.template?.buttons ?? []}
          offer={content.offered && offer}
        />
      )}
      {isUnsupported(bubble) && <Unsupported t={t} bubble={bubble} />}
    </>
  );
}

/** Cards already show what `text` repeats for the search. */
function hasOwnText({ content }: Bubble): boolean {
  return !content.location && !content.contacts && !content.form && !content.order;
}

function isUnsupported(bubble: Bubble): boolean {
  if (bubble.content.unsupported || bubble.type === "unsupported") return true;
  return !bubble.text && !bubble.media && Object.keys(bubble.content).length === 0;
}

function Gone({ t, bubble }: BodyProps) {
  return (
    <>
      <p class="bubble-origin">
        <Icon name="ban" />
        {t("bubble.revoked")}
      </p>
      {bubble.text && (
        <del class="bubble-text" dir="auto">
          {bubble.text}
        </del>
      )}
    </>
  );
}

function Location({
  t,
  location,
}: {
  t: Translate;
  location: NonNullable<MessageContent["location"]>;
}) {
  const place = `${location.latitude},${location.longitude}`;
  return (
    <a
      class="card location"
      href={`https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(place)}`}
      target="_blank"
      rel="noopener noreferrer"
    >
      <Icon name="location" />
      <span>
        <strong dir="auto">{location.name ?? t("line.location")}</strong>
        {location.address && <span dir="auto">{location.address}</span>}
        <small>{place}</small>
        <span class="link-like">{t("bubble.map")}</span>
      </span>
    </a>
  );
}

/** A number; masked ones are no link. */
function Phone({ text }: { text: string }) {
  if (text.includes("•")) return <span>{text}</span>;
  return <a href={`tel:${text.replace(/[^+\d]/g, "")}`}>{text}</a>;
}

function Card({ t, card }: { t: Translate; card: ContactCard }) {
  return (
    <div class="card contact-card">
      <Icon name="person" label={t("bubble.contact")} />
      <span>
        <strong dir="auto">{card.name}</strong>
        {card.organisation && <span dir="auto">{card.organisation}</span>}
        {card.phones.map((phone) => (
          <Phone key={phone.phone} text={phone.phone} />
        ))}
        {card.emails.map((email) => (
          <a key={email} href={`mailto:${encodeURIComponent(email).replace("%40", "@")}`}>
            {email}
          </a>
        ))}
        {[...card.urls, ...card.addresses].map((line) => (
          <span key={line} dir="auto">
            {line}
          </span>
        ))}
      </span>
    </div>
  );
}

function OrderView({ t, order }: { t: Translate; order: Order }) {
  const total = order.items.reduce((sum, item) => sum + item.price * item.quantity, 0);
  const currency = order.items[0]?.currency ?? "";
  return (
    <div class="card order">
      <p class="bubble-origin">
        <Icon name="cart" />
        {t("bubble.order", { n: order.items.reduce((sum, item) => sum + item.quantity, 0) })}
      </p>
      <table>
        <tbody>
          {order.items.map((item) => (
            <tr key={item.productId}>
              <td>{item.quantity} ×</td>
              <td dir="auto">{item.productId}</td>
              <td class="number">
                {item.price} {item.currency}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th colSpan={2} scope="row">
              {t("bubble.order.total")}
            </th>
            <td class="number">
              {Math.round(total * 100) / 100} {currency}
            </td>
          </tr>
        </tfoot>
      </table>
      {order.text && <RichText text={order.text} />}
    </div>
  );
}

function Form({ t, form }: { t: Translate; form: NonNullable<MessageContent["form"]> }) {
  return (
    <div class="card form-answer">
      <p class="bubble-origin">
        <Icon name="form" />
        {formTitle(t, form.name)}
      </p>
      {form.fields ? (
        <dl>
          {answersOf(form.fields).map(([name, value]) => (
            <div key={name}>
              <dt>{name.replaceAll("_", " ")}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <>
          <p>{t("bubble.form.broken")}</p>
          <pre>{form.raw}</pre>
        </>
      )}
    </div>
  );
}

function Choice({ t, choice }: { t: Translate; choice: NonNullable<MessageContent["choice"]> }) {
  return (
    <p class="choice-made">
      <Icon name="check" label={t("bubble.choice")} />
      <span>
        <span dir="auto">{choice.title}</span>
        {choice.description && <small dir="auto">{choice.description}</small>}
      </span>
    </p>
  );
}

function TemplateHead({
  t,
  template,
}: {
  t: Translate;
  template: NonNullable<MessageContent["template"]>;
}) {
  return (
    <>
      <p class="bubble-origin">
        <Icon name="template" />
        {t("bubble.template", { name: template.name })}
      </p>
      {template.header && <strong dir="auto">{template.header}</strong>}
    </>
  );
}

interface OfferedProps {
  t: Translate;
  words: string[];
  offer?: Offer | undefined;
}

function Offered({ t, words, offer }: OfferedProps) {
  return (
    <ul class="offered" aria-label={t("bubble.offered")}>
      {words.map((word, place) => (
        <li key={word} dir="auto">
          {offer ? offer(word, place) : word}
        </li>
      ))}
    </ul>
  );
}

function Unsupported({ t, bubble }: BodyProps) {
  const known = bubble.content.unsupported;
  return (
    <div class="unsupported">
      <p class="bubble-origin">
        <Icon name="help" />
        {t("bubble.unsupported", { type: known?.type ?? bubble.type })}
      </p>
      {known?.details && <p dir="auto">{known.details}</p>}
      {bubble.direction === "in" && <p class="quiet-text">{t("bubble.unsupported.ask")}</p>}
    </div>
  );
}
