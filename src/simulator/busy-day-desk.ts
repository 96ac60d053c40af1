import { translator } from "../../views/i18n.ts";
import { weekdays } from "../bot/opening-hours.ts";
import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import type { Recado } from "../recado.ts";
import { insertRoutingRule, listRoutingRules, type RoutingRuleInput } from "../routing/rules.ts";
import { insertShift } from "../routing/shifts.ts";
import { insertTeam } from "../routing/teams.ts";
import { randomToken } from "../settings/secrets.ts";
import { getSetting, saveSetting } from "../settings/settings.ts";
import { defaultPolicies, hasPolicies } from "../sla/default-policies.ts";
import { insertPolicy } from "../sla/policies.ts";
import { hashPassword } from "../users/passwords.ts";
import { insertUser } from "../users/users.ts";
import { crew, shifts, type TeamName } from "./busy-day-story.ts";

interface Member {
  id: number;
  isLead: boolean;
  shift: keyof typeof shifts;
}

/** The same hours on each weekday, by the wall clock of the business. */
async function addShifts(
  tx: Tx,
  teamId: number,
  { id, shift }: Member,
  begin: Instant,
  timezone: string,
): Promise<void> {
  const timeOf = (offset: number) =>
    Temporal.Instant.fromEpochMilliseconds(begin + offset)
      .toZonedDateTimeISO(timezone)
      .toPlainTime()
      .toString({ smallestUnit: "minute" });
  const times = { starts: timeOf(shifts[shift].starts), ends: timeOf(shifts[shift].ends) };
  for (const weekday of weekdays)
    await insertShift(tx, { team_id: teamId, user_id: id, week: 0, weekday, ...times });
}

/**
 * The people, teams, shifts, rules and policies of the busy day, which begins at `begin`.
 * @throws AppError `conflict` when nobody is set up, or the day was played here already.
 */
export async function addDesk(recado: Recado, begin: Instant): Promise<void> {
  const business = await getSetting(recado.db, "business");
  if (!business) throw new AppError("conflict", "Nobody could answer yet. First run: recado setup");
  const t = translator(business.language);
  const now = recado.clock.now();
  // Nobody knows it: an owner can set another.
  const passwordHash = await hashPassword(randomToken());
  await recado.write(async (tx) => {
    const members: Record<TeamName, Member[]> = { orders: [], money: [] };
    const known = await tx.selectFrom("users").select("email").execute();
    for (const { name, role, teams, shift } of crew) {
      const email = `${name.split(" ")[0]?.toLowerCase()}@busy-day.example`;
      if (known.some((user) => user.email === email))
        throw new AppError("conflict", "The busy day was played here already.");
      const user = { email, name, role, passwordHash, language: business.language };
      const id = await insertUser(tx, user, now);
      for (const team of teams) members[team].push({ id, isLead: role === "lead", shift });
    }
    const ids = {} as Record<TeamName, number>;
    for (const name of ["orders", "money"] as const) {
      const calendar = { hours: null, timezone: business.timezone, country: null, days: [] };
      const input = { calendar, assignment: "least-busy" as const, isSticky: true };
      const team = await insertTeam(
        tx,
        { name: t(`demo.team.${name}`), members: members[name], ...input },
        now,
      );
      ids[name] = team.id;
      for (const member of members[name])
        await addShifts(tx, team.id, member, begin, business.timezone);
    }
    if ((await listRoutingRules(tx)).length === 0) {
      await saveSetting(tx, "routing", { mode: "all" }, now);
      for (const rule of rulesFor(ids)) await insertRoutingRule(tx, rule, null, now);
    }
    if (!(await hasPolicies(tx)))
      for (const policy of defaultPolicies(t, business.language))
        await insertPolicy(tx, policy, now);
  });
}

function rulesFor(teams: Record<TeamName, number>): RoutingRuleInput[] {
  const common = { unansweredMinutes: null, stops: false, isEnabled: true };
  const money = ["payment", "paiement", "pagamento", "pago", "broken", "cassé", "quebrado", "roto"];
  return [
    {
      ...common,
      name: "Urgent",
      events: ["ticket", "message"],
      condition: { field: "text", test: "contains", phrases: ["urgent", "urgente"] },
      actions: [{ do: "priority", priority: "urgent" }, { do: "escalate" }],
    },
    {
      ...common,
      name: "Money",
      events: ["ticket"],
      condition: { field: "text", test: "contains", phrases: money },
      actions: [{ do: "assign-team", team: teams.money }],
      stops: true,
    },
    {
      ...common,
      name: "Orders",
      events: ["ticket"],
      condition: { all: [] },
      actions: [{ do: "assign-team", team: teams.orders }],
    },
  ];
}
