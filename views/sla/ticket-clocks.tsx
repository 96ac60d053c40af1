/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { ClockBadge } from "./clock-mark.tsx";
import type { TicketClock } from "./types.ts";

/** What was promised for this ticket, and how it stands: beside the thread. */
export function TicketClocks({ t, clocks }: { t: Translate; clocks: TicketClock[] }) {
  if (clocks.length === 0) return null;
  return (
    <section>
      <h3>{t("sla.clocks")}</h3>
      <ul class="plain-list sla-clocks">
        {clocks.map((clock) => (
          <li key={clock.id}>
            <p class="spread">
              <span>{t(`sla.metric.${clock.metric}`)}</span>
              <ClockBadge mark={clock.mark} />
            </p>
            <p class="quiet-text">
              {clock.promise} · {clock.policy}
              {clock.due && (
                <>
                  {" · "}
                  {t("sla.until", { time: clock.due.text })}
                </>
              )}
            </p>
            {clock.pause && <p class="quiet-text">{clock.pause}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
