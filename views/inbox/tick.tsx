/** @jsxImportSource preact */
import type { MessageStatus } from "../../src/db/schema.ts";
import type { Translate } from "../i18n.ts";
import { Icon, type IconName } from "../ui/icon.tsx";

const ticks: Record<Exclude<MessageStatus, "received">, IconName> = {
  queued: "clock",
  sending: "clock",
  sent: "check",
  delivered: "check-all",
  read: "check-all",
  played: "check-all",
  failed: "alert",
  unknown: "help",
};

/** How far a message of ours has come; its name is read aloud, not its colour. */
export function Tick({ t, status }: { t: Translate; status: MessageStatus }) {
  if (status === "received") return null;
  return <Icon name={ticks[status]} label={t(`tick.${status}`)} class={`tick ${status}`} />;
}
