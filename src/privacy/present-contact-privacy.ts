import type { ContactPrivacyView } from "../../views/contacts/contact-privacy.tsx";
import type { Translate } from "../../views/i18n.ts";
import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import type { Me } from "../http/me.ts";
import type { TimeStyle } from "../settings/time-text.ts";
import { dayText, requestItemOf } from "./present-request.ts";
import { listOpenRequestsOf } from "./requests.ts";

interface Restrictable {
  id: number;
  restricted_at: Instant | null;
}

/** What whoever writes to this person has to mind; null: nothing. */
export function restrictionText(
  { restricted_at }: Restrictable,
  t: Translate,
  style: TimeStyle,
): string | null {
  if (restricted_at === null) return null;
  return t("contact.restricted", { day: dayText(restricted_at, style).text });
}

/** The restriction for everybody; requests for whoever handles them. */
export async function readContactPrivacy(
  db: Db,
  contact: Restrictable,
  me: Pick<Me, "t" | "can">,
  style: TimeStyle,
): Promise<ContactPrivacyView> {
  const handles = me.can("privacy");
  const open = handles ? await listOpenRequestsOf(db, contact.id) : [];
  return {
    restricted: restrictionText(contact, me.t, style),
    requests: handles ? open.map((request) => requestItemOf(request, { me, style })) : null,
  };
}
