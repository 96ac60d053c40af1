/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { Badge } from "../ui/badge.tsx";
import { Time } from "../ui/time.tsx";
import type { ExportItem } from "./export-types.ts";

const tones = {
  waiting: "warning",
  queued: "accent",
  running: "accent",
  ready: "good",
  failed: "danger",
  refused: "danger",
  expired: "neutral",
} as const;

export function StateBadge({ t, state }: { t: Translate; state: ExportItem["state"] }) {
  return <Badge tone={tones[state]}>{t(`exports.state.${state}`)}</Badge>;
}

/** One line of the list; leads to its page. */
export function ExportLine({ t, item }: { t: Translate; item: ExportItem }) {
  return (
    <li class="entry">
      <a class="grow entry-link" href={`/consent/exports/${item.id}`}>
        <p class="entry-title">
          <strong>{item.what}</strong>
          <StateBadge t={t} state={item.state} />
        </p>
        <p class="hint">{item.reason}</p>
        <p class="hint">
          {t("exports.by", { name: item.by })} · <Time time={item.created} />
        </p>
      </a>
    </li>
  );
}
