/** @jsxImportSource preact */
import { Icon, type IconName } from "../ui/icon.tsx";
import type { ClockMark, ClockTone } from "./types.ts";

const icons: Record<ClockTone, IconName> = {
  ok: "clock",
  soon: "flag",
  breached: "alert",
  paused: "snooze",
};

/** A clock that app.js keeps running: colour, shape and words all say how it stands. */
export function ClockBadge({ mark }: { mark: ClockMark }) {
  return (
    <span
      class={`clock-mark ${mark.tone}`}
      title={mark.label}
      data-left={mark.left ?? undefined}
      data-soon={mark.left === null ? undefined : mark.soonBelow}
      data-late={mark.left === null ? undefined : mark.late}
    >
      <Icon name={icons[mark.tone]} />
      <span class="sr-only">{mark.label} </span>
      <span data-clock-text aria-hidden="true">
        {mark.text}
      </span>
    </span>
  );
}
