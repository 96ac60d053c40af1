import type { Translate } from "../../views/i18n.ts";
import type { Db } from "../db/open.ts";
import type { Language, Priority } from "../db/schema.ts";
import type { PolicyInput } from "./policies.ts";
import type { EscalationStep, Targets, Terms } from "./terms.ts";

const all = (minutes: number | null): Record<Priority, number | null> => ({
  low: minutes,
  normal: minutes,
  high: minutes,
  urgent: minutes,
});

const HOUR = 60;

/** Words by which such tickets are called: categories and tags of the language that is spoken. */
const money: Record<Language, string[]> = {
  en: ["payment", "fraud"],
  fr: ["paiement", "fraude"],
  pt: ["pagamento", "fraude"],
  es: ["pago", "fraude"],
};

/**
 * What most promise (PRODUCT 23, 24): first answer in 15 minutes (urgent 5), hand-over in 30,
 * resolution in 24 hours (payment and fraud: 2); the lead after 30 minutes, for VIPs after 15, and
 * the owners after 2 hours. All of it can be changed.
 */
export function defaultPolicies(t: Translate, language: Language): PolicyInput[] {
  const targets: Targets = {
    "first-response": { ...all(15), urgent: 5 },
    "next-response": all(null),
    "hand-over": all(30),
    resolution: all(24 * HOUR),
  };
  const text = t("sla.escalation.text");
  const lead: EscalationStep["actions"] = [
    { do: "raise" },
    { do: "escalate" },
    { do: "notify", to: ["lead"], text },
  ];
  const terms: Terms = {
    targets,
    calendar: "team",
    pausesOn: ["pending", "snoozed"],
    countsBot: false,
    reminders: [{ share: 0.8 }],
    escalation: [
      { afterMinutes: 15, onlyVip: true, actions: lead },
      { afterMinutes: 30, actions: lead },
      {
        afterMinutes: 2 * HOUR,
        actions: [{ do: "raise" }, { do: "notify", to: ["lead", "owner"], text }],
      },
    ],
  };
  const values = money[language];
  return [
    {
      name: t("sla.default.money"),
      condition: {
        any: [
          { field: "category", test: "is", values },
          { field: "tag", test: "is", values },
        ],
      },
      terms: { ...terms, targets: { ...targets, resolution: all(2 * HOUR) } },
      isEnabled: true,
    },
    { name: t("sla.default.everybody"), condition: { all: [] }, terms, isEnabled: true },
  ];
}

export async function hasPolicies(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom("sla_policies")
    .select("id")
    .where("archived_at", "is", null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
