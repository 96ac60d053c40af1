/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "../ui/icon.tsx";

type Tone = "good" | "info" | "warning" | "danger";
const icons: Record<Tone, IconName> = {
  good: "check",
  info: "info",
  warning: "alert",
  danger: "alert",
};

/** A word about this page: what was done, or what to mind. */
export function Notice({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return (
    <p class={`notice ${tone}`} role={tone === "danger" ? "alert" : "status"}>
      <Icon name={icons[tone]} />
      <span>{children}</span>
    </p>
  );
}
