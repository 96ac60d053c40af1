/** @jsxImportSource preact */
import { DAY } from "../../src/clock.ts";

export interface WindowRing {
  /** How much of the window is left, 0 to 1. */
  left: number;
  /** "5 h left to answer", already in the reader's language. */
  label: string;
  /** "5 h left", where it stands beside the ring. */
  short: string;
}

/** The window's countdown as a ring that app.js keeps turning. */
export function Ring({ ring, size = "s" }: { ring: WindowRing; size?: "s" | "m" }) {
  return (
    <svg
      class={`ring ${size} ${urgencyOf(ring.left)}`}
      viewBox="0 0 20 20"
      role="img"
      aria-label={ring.label}
      data-left={Math.round(ring.left * DAY)}
    >
      <title>{ring.label}</title>
      <circle class="ring-track" cx="10" cy="10" r="8" />
      <circle
        class="ring-left"
        cx="10"
        cy="10"
        r="8"
        pathLength={100}
        stroke-dasharray={`${Math.round(ring.left * 100)} 100`}
        transform="rotate(-90 10 10)"
      />
    </svg>
  );
}

/** Below a sixth (4 h) it warns, below a twenty-fourth (1 h) it alarms. The same steps are in app.js. */
function urgencyOf(left: number): "calm" | "soon" | "now" {
  if (left > 4 / 24) return "calm";
  return left > 1 / 24 ? "soon" : "now";
}
