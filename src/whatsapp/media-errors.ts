import type { Translate } from "../../views/i18n.ts";

/** Why a file will not come, as the row keeps it. */
export const mediaErrors = {
  "media.damaged": "the file arrived damaged",
  "media.too-large": "the file is larger than 100 MB",
  "media.gone": "WhatsApp no longer has this file",
  "media.over": "WhatsApp keeps files for 7 days",
} as const;

/** The same in the reader's language; null for what is only a reason to try again. */
export function explainMediaError(error: string | null, t: Translate): string | null {
  const keys = Object.keys(mediaErrors) as (keyof typeof mediaErrors)[];
  const key = keys.find((known) => mediaErrors[known] === error);
  return key ? t(key) : null;
}
