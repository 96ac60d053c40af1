import type { Translate } from "../../views/i18n.ts";
import type { BannerText } from "../../views/ui/banner.tsx";
import type { Db } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { type HandoverCard, isEmptyCard } from "./handover-card.ts";
import { isNextOn } from "./present-handovers.ts";

/** Cards that wait for this person: of their teams, by somebody else, while they are on. */
export async function listHandoverBanners(
  db: Db,
  userId: number,
  t: Translate,
  now: Instant,
): Promise<BannerText[]> {
  const rows = await db
    .selectFrom("shift_handovers")
    .innerJoin("team_members", "team_members.team_id", "shift_handovers.team_id")
    .innerJoin("teams", "teams.id", "shift_handovers.team_id")
    .innerJoin("users", "users.id", "shift_handovers.from_user_id")
    .select(["shift_handovers.id", "shift_handovers.card", "users.name", "teams.name as team"])
    .where("team_members.user_id", "=", userId)
    .where("teams.archived_at", "is", null)
    .where("shift_handovers.acknowledged_at", "is", null)
    .where("shift_handovers.from_user_id", "!=", userId)
    .where("shift_handovers.shift_ended_at", "<=", now)
    .orderBy("shift_handovers.shift_ended_at", "desc")
    .limit(3)
    .execute();
  if (rows.length === 0 || !(await isNextOn(db, userId, now))) return [];
  return rows.map(({ id, card, name, team }) => {
    const parts = JSON.parse(card) as HandoverCard;
    const { open, promised, closing } = parts;
    const counts = { open: open.length, promised: promised.length, closing: closing.length };
    const key = isEmptyCard(parts) ? "handover.banner.note" : "handover.banner";
    return {
      id: `handover-${id}`,
      tone: "info",
      text: t(key, { name, team, ...counts }),
      action: { href: `/handovers#handover-${id}`, label: t("handover.read") },
    };
  });
}
