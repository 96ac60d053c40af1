/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";

/** "Why this?" below a bubble of the bot: opens its explanation in place; without a script it is a link. */
export function WhyAsk({ t, message }: { t: Translate; message: number }) {
  const address = `/messages/${message}/why`;
  return (
    <details class="why-ask" id={`why-${message}`}>
      <summary hx-get={address} hx-target={`#why-answer-${message}`} hx-swap="innerHTML">
        {t("why.ask")}
      </summary>
      <div id={`why-answer-${message}`}>
        <a href={address}>{t("why.page")}</a>
      </div>
    </details>
  );
}
