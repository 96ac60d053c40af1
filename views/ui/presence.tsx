/** @jsxImportSource preact */
import type { PresenceChoice } from "../../src/db/schema.ts";
import type { Presence } from "../../src/users/presence.ts";
import type { Translate } from "../i18n.ts";

/** Beside a name: whether the person can be given work now. The word is for those who hear the page. */
export function PresenceDot({ t, presence }: { t: Translate; presence: Presence }) {
  const word = t(`presence.${presence}`);
  return (
    <span class={`presence ${presence}`} title={word}>
      <span class="sr-only">{word}</span>
    </span>
  );
}

const choices: readonly PresenceChoice[] = ["auto", "online", "away", "off"];

interface PresenceFieldProps {
  t: Translate;
  /** There are two in a page, in the rail and in the bar. */
  id: string;
  choice: PresenceChoice;
  /** What it comes to at this moment. */
  presence: Presence;
}

/** In the menu of the account: one's own presence, set by hand or by shift and open page. */
export function PresenceField({ t, id, choice, presence }: PresenceFieldProps) {
  return (
    <div class="field presence-field" id={id}>
      <label for={`${id}-choice`}>
        <PresenceDot t={t} presence={presence} /> {t("presence.label")}
      </label>
      <select
        id={`${id}-choice`}
        class="input"
        name="presence"
        hx-put="/presence"
        hx-vals={JSON.stringify({ field: id })}
        hx-target={`#${id}`}
        hx-swap="outerMorph"
      >
        {choices.map((each) => (
          <option key={each} value={each} selected={each === choice}>
            {each === "auto" ? t("presence.auto") : t(`presence.${each}`)}
          </option>
        ))}
      </select>
    </div>
  );
}
