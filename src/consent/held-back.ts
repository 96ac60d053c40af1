import { type GateReason, gateTextKey } from "./gate.ts";
import type { TextKey } from "../../views/i18n.ts";

/** What outbox and bubble keep of a message that was queued and then held back. */
export const heldBackTexts: Record<GateReason, string> = {
  none: "Not sent: the person has not agreed to it.",
  withdrawn: "Not sent: the person opted out.",
  expired: "Not sent: the person's consent expired.",
  restricted: "Not sent: the person's data is restricted.",
  suppressed: "Not sent: the person must not be written to.",
};

/** Error by which Meta says that the person stopped our marketing (API.md §8). */
export const OPTED_OUT = 131050;

/** Meta's code where it has one for the same (API.md §8), and our words. */
export function heldBack(reason: GateReason): { code: number | null; error: string } {
  return { code: reason === "withdrawn" ? OPTED_OUT : null, error: heldBackTexts[reason] };
}

/** The same for people in their language; undefined for any other error. */
export function heldBackKey(error: string | null): TextKey | undefined {
  const [reason] = Object.entries(heldBackTexts).find(([, text]) => text === error) ?? [];
  return reason === undefined ? undefined : gateTextKey(reason as GateReason);
}
