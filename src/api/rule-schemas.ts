import { text, flag, maybe, oneOf, object } from "./schema-words.ts";

/** What rules and policies are written with: the bodies of their forms. */
export const routingRule = {
  name: text,
  events: {
    type: "array",
    items: oneOf("ticket", "message", "status", "assignee", "unanswered"),
    minItems: 1,
  },
  condition: {
    type: "object",
    description:
      'a tree of {"all":[…]}, {"any":[…]} and {"none":[…]} over questions such as {"field":"text","test":"contains","phrases":["refund"]} or {"field":"priority","test":"is","values":["high"]}; none: always',
  },
  actions: {
    type: "array",
    items: { type: "object", properties: { do: text }, required: ["do"] },
    description:
      'in order, such as {"do":"assign-team","team":1} {"do":"add-tags","tags":["vip"]} or {"do":"set-field","field":"contact.plan","value":"Gold"}',
    minItems: 1,
  },
  unanswered_minutes: { ...maybe({ type: "integer" }), description: "for the event unanswered" },
  stops: { ...flag, description: "no later rule looks at the event once this one fired" },
  enabled: flag,
};

const minutes = maybe({ type: "integer", minimum: 1 });
const targets = object({ low: minutes, normal: minutes, high: minutes, urgent: minutes });
export const slaPolicy = {
  name: text,
  condition: routingRule.condition,
  targets: {
    ...object({
      first_response: targets,
      next_response: targets,
      resolution: targets,
      hand_over: targets,
    }),
    description: "minutes of the calendar; null: nothing is promised",
  },
  calendar: oneOf("team", "business", "always"),
  pauses_on: { type: "array", items: oneOf("pending", "snoozed") },
  counts_bot: { ...flag, description: "whether an answer of the bot is one" },
  reminders: {
    type: "array",
    items: { type: "object" },
    description: '{"share":0.8} of the time, or {"minutes_before":10}',
  },
  escalation: {
    type: "array",
    items: object(
      {
        after_minutes: { type: "integer", minimum: 0 },
        only_vip: flag,
        actions: routingRule.actions,
      },
      ["after_minutes", "actions"],
    ),
    description: "after a breach, in the order of time",
  },
  enabled: flag,
};
