/** @jsxImportSource preact */

/** An instant made readable: `text` for the eye, `title` in full. Made by views/ui/format-time.ts. */
export interface TimeText {
  /** ISO 8601, UTC. */
  iso: string;
  text: string;
  title: string;
}

export function Time({ time, class: extra }: { time: TimeText; class?: string }) {
  return (
    <time datetime={time.iso} title={time.title} class={extra}>
      {time.text}
    </time>
  );
}
