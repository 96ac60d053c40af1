/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { Time, type TimeText } from "../ui/time.tsx";

/** Why something happened to a ticket: a rule that fired. */
export interface FiringLine {
  id: number;
  rule: string;
  version: number;
  event: string;
  /** The conditions that held, with the values that matched, in words. */
  because: string[];
  effects: { text: string; isSkipped: boolean }[];
  time: TimeText;
}

/** What fired on a ticket, and why; newest first. */
export function Why({ t, firings }: { t: Translate; firings: FiringLine[] }) {
  return (
    <ol class="plain-list why">
      {firings.map((firing) => (
        <li key={firing.id} class="stack-s">
          <p class="spread">
            <strong dir="auto">{firing.rule}</strong>
            <Time time={firing.time} class="quiet-text" />
          </p>
          <p class="quiet-text">
            {firing.because.length > 0
              ? t("routing.why.because", {
                  event: firing.event,
                  because: firing.because.join("; "),
                })
              : t("routing.why.always", { event: firing.event })}
          </p>
          <ul>
            {firing.effects.map(({ text, isSkipped }) => (
              <li key={text} class={isSkipped ? "quiet-text" : undefined}>
                {isSkipped ? "· " : "✓ "}
                {text}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
