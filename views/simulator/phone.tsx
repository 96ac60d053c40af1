/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { BubbleBody } from "../inbox/bubble-body.tsx";
import { Tick } from "../inbox/tick.tsx";
import type { Bubble } from "../inbox/types.ts";
import { Avatar } from "../ui/avatar.tsx";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Time } from "../ui/time.tsx";
import type { PhonePerson, Simulation } from "./types.ts";

type PhoneProps = { t: Translate; sim: Simulation };

/** Who holds the phone; a link each, so that Back goes to the one before. */
export function People({ t, sim }: PhoneProps) {
  return (
    <nav class="tabs sim-people" id="sim-people" aria-label={t("simulator.people")}>
      {sim.people.map((person) => (
        <PersonLink key={person.key} person={person} current={sim.person.key} />
      ))}
      <a href={hrefOf(sim.newPerson)}>
        <Icon name="plus" />
        {t("simulator.new-person")}
      </a>
      {sim.others.map((person) => (
        <PersonLink key={person.key} person={person} current={sim.person.key} />
      ))}
    </nav>
  );
}

function PersonLink({ person, current }: { person: PhonePerson; current: string }) {
  return (
    <a
      href={hrefOf(person.key)}
      title={person.subtitle}
      aria-current={person.key === current ? "page" : undefined}
    >
      <Avatar name={person.name} size="s" />
      {firstNameOf(person)}
    </a>
  );
}

const hrefOf = (key: string) => `/simulator?who=${encodeURIComponent(key)}`;

export const firstNameOf = ({ name }: Pick<PhonePerson, "name">) => name.split(" ")[0] ?? name;

/** The customer's side: their words on the right, as on any phone. */
export function Phone({ t, sim }: PhoneProps) {
  return (
    <article class="sim-phone" aria-label={t("simulator.phone", { name: sim.person.name })}>
      <header class="sim-phone-head">
        <Avatar name={sim.business} />
        <span class="ticket-names">
          <strong dir="auto">{sim.business}</strong>
          <small>{`${sim.person.name} · ${sim.person.subtitle}`}</small>
        </span>
      </header>
      <div
        class="sim-scroll"
        tabindex={0}
        role="group"
        aria-label={t("simulator.chat", { business: sim.business })}
      >
        <Chat t={t} sim={sim} />
      </div>
      <WriteForm t={t} sim={sim} />
    </article>
  );
}

export function Chat({ t, sim }: PhoneProps) {
  return (
    <div
      id="sim-chat"
      class="sim-chat"
      role="log"
      aria-label={t("simulator.chat", { business: sim.business })}
    >
      {sim.bubbles.length === 0 && (
        <p class="sim-hello">{t("simulator.chat.empty", { name: firstNameOf(sim.person) })}</p>
      )}
      {sim.bubbles.map((bubble) => (
        <PhoneBubble key={bubble.id} t={t} bubble={bubble} />
      ))}
    </div>
  );
}

function PhoneBubble({ t, bubble }: { t: Translate; bubble: Bubble }) {
  const isOwn = bubble.direction === "in";
  return (
    <div class={isOwn ? "sim-message own" : "sim-message"} id={`sim-m-${bubble.id}`}>
      <div class="sim-bubble">
        <h2 class="sr-only">{bubble.author.name}</h2>
        {bubble.quote && (
          <p class="quote">
            <strong dir="auto">{bubble.quote.author}</strong>
            <span dir="auto">{bubble.quote.text}</span>
          </p>
        )}
        <BubbleBody
          t={t}
          bubble={bubble}
          offer={(word, place) => <OptionButton message={bubble.id} place={place} word={word} />}
        />
        <p class="bubble-foot">
          <Time time={bubble.time} />
          {isOwn && <Tick t={t} status={bubble.status} />}
        </p>
        {bubble.reactions.length > 0 && (
          <p class="reactions">{bubble.reactions.map(({ emoji }) => emoji).join("")}</p>
        )}
      </div>
    </div>
  );
}

/** A button or a row of the business, to be tapped as on a real phone. */
function OptionButton({ message, place, word }: { message: number; place: number; word: string }) {
  return (
    <button
      id={`sim-o-${message}-${place}`}
      type="button"
      hx-post="/simulator/messages"
      hx-vals={JSON.stringify({ message, option: place })}
    >
      {word}
    </button>
  );
}

function WriteForm({ t, sim }: PhoneProps) {
  const label = t("simulator.write", { name: firstNameOf(sim.person) });
  return (
    <form
      id="sim-form"
      class="sim-form"
      method="post"
      action={`/simulator/messages?who=${encodeURIComponent(sim.person.key)}`}
      hx-post="/simulator/messages"
      hx-sync="this:queue all"
    >
      <IconButton
        icon="plus"
        label={t("simulator.more")}
        class="sim-plus"
        popovertarget="sim-controls"
      />
      <input
        id="sim-text"
        class="composer-text"
        name="text"
        required
        maxlength={4096}
        dir="auto"
        autocomplete="off"
        enterkeyhint="send"
        placeholder={label}
        aria-label={label}
      />
      <IconButton
        icon="send"
        label={t("simulator.send")}
        type="submit"
        tone="primary"
        class="send"
      />
    </form>
  );
}
