import type { Priority, SlaMetric } from "../db/schema.ts";
import { metrics, priorityOrder } from "../../views/sla/types.ts";
import type { Translate } from "../../views/i18n.ts";
import { MINUTE } from "../clock.ts";
import { sayCondition, type Sayer } from "../routing/say-rule.ts";
import type { PolicyInput } from "./policies.ts";
import type { Terms } from "./terms.ts";
import { timeText } from "./time-text.ts";

/** A policy in sentences: whom it is for, what it promises, and when its clocks stand still. */
export function sayPolicy(policy: PolicyInput, sayer: Sayer): string[] {
  const { t } = sayer;
  const { terms } = policy;
  const condition = sayCondition(policy.condition, sayer);
  const promises = metrics.flatMap((metric) => sayTargets(metric, terms, sayer) ?? []);
  const details = [
    t(`sla.hours.${calendarName(terms)}`),
    sayPauses(terms, sayer),
    terms.countsBot ? t("sla.sentence.bot") : "",
    terms.escalation.length > 0 ? t("sla.sentence.steps", { n: terms.escalation.length }) : "",
  ].filter(Boolean);
  return [
    condition ? t("sla.sentence.who", { condition }) : t("sla.sentence.everyone"),
    `${promises.map((text, index) => (index === 0 ? text : lowered(text))).join("; ")}.`,
    `${capital(details.join(", "))}.`,
  ];
}

/** "First answer within 15 min (urgent 5 min)"; undefined where nothing is promised. */
function sayTargets(metric: SlaMetric, terms: Terms, { t }: Sayer): string | undefined {
  const targets = terms.targets[metric];
  const name = t(`sla.metric.${metric}`);
  const say = (priority: Priority, minutes: number) =>
    t("sla.sentence.by-priority", {
      priority: t(`priority.${priority}`).toLowerCase(),
      time: timeText(minutes * MINUTE),
    });
  const { normal } = targets;
  const others = priorityOrder.flatMap((priority) => {
    const minutes = targets[priority];
    return minutes === null || minutes === normal ? [] : [say(priority, minutes)];
  });
  if (normal === null)
    return others.length > 0
      ? t("sla.sentence.only", { metric: name, list: others.join(", ") })
      : undefined;
  const promise = t("sla.sentence.promise", { metric: name, time: timeText(normal * MINUTE) });
  return others.length > 0 ? `${promise} (${others.join(", ")})` : promise;
}

export function calendarName({ calendar }: Terms): "team" | "business" | "always" | "own" {
  return typeof calendar === "object" ? "own" : calendar;
}

/** "paused while waiting for the customer or snoozed"; empty where nothing stops the clocks. */
function sayPauses(terms: Terms, sayer: Sayer): string {
  const list = pauseList(terms, sayer);
  return list ? sayer.t("sla.sentence.paused", { list }) : "";
}

export function pauseList(
  terms: Terms,
  { t, language }: Pick<Sayer, "language"> & { t: Translate },
) {
  const names = terms.pausesOn.map((status) => t(`sla.pause.${status}`));
  return new Intl.ListFormat(language, { type: "disjunction" }).format(names);
}

const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
