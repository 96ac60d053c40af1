/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon.tsx";

type Tone = "neutral" | "accent" | "good" | "warning" | "danger";

/** A word or two about the state of something. */
export function Badge({
  children,
  tone = "neutral",
  icon,
}: {
  children: ComponentChildren;
  tone?: Tone;
  icon?: IconName;
}) {
  return (
    <span class={`badge ${tone}`}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  );
}

/** How many are unread; `label` says it in words. */
export function Count({ n, label }: { n: number; label: string }) {
  return (
    <span class="count" role="img" aria-label={label}>
      {n > 99 ? "99+" : n}
    </span>
  );
}

/** A tag of a ticket or contact. */
export function Tag({ children }: { children: ComponentChildren }) {
  return <span class="tag">{children}</span>;
}
