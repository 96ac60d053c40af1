/** @jsxImportSource preact */
import type { TicketStatus } from "../../src/db/schema.ts";
import type { Translate } from "../i18n.ts";
import { Badge } from "../ui/badge.tsx";

const tones = {
  new: "accent",
  open: "neutral",
  pending: "warning",
  snoozed: "neutral",
  resolved: "good",
} as const;

export function StatusBadge({ t, status }: { t: Translate; status: TicketStatus }) {
  return <Badge tone={tones[status]}>{t(`status.${status}`)}</Badge>;
}
