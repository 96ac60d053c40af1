/** JSON Schemas of what the API answers: the components of the OpenAPI document. */
const text = { type: "string" } as const;
const id = { type: "integer", minimum: 1 } as const;
const flag = { type: "boolean" } as const;
const instant = { type: "string", format: "date-time", description: "ISO 8601, UTC" } as const;
const maybe = <T extends { type: string }>(schema: T) => ({
  ...schema,
  type: [schema.type, "null"],
});
const oneOf = (...values: string[]) => ({ type: "string", enum: values }) as const;
const object = (
  properties: Record<string, unknown>,
  required: string[] = Object.keys(properties),
) => ({
  type: "object",
  properties,
  required,
});
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const named = { ...object({ id, name: text }), type: ["object", "null"] };
const failure = object({ code: maybe({ type: "integer" }), message: maybe(text) });
const consentState = oneOf("given", "withdrawn", "none");
const language = oneOf("en", "fr", "pt", "es");

const routingRule = {
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
      'in order, such as {"do":"assign-team","team":1} or {"do":"add-tags","tags":["vip"]}',
    minItems: 1,
  },
  unanswered_minutes: { ...maybe({ type: "integer" }), description: "for the event unanswered" },
  stops: { ...flag, description: "no later rule looks at the event once this one fired" },
  enabled: flag,
};

const minutes = maybe({ type: "integer", minimum: 1 });
const targets = object({ low: minutes, normal: minutes, high: minutes, urgent: minutes });
const slaPolicy = {
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

export const schemas = {
  Problem: object({
    type: text,
    title: text,
    status: { type: "integer" },
    code: { ...text, description: "what programs branch on, such as window-closed" },
    detail: { ...text, description: "what happened and what to do" },
  }),
  Ticket: object({
    number: id,
    status: oneOf("new", "open", "pending", "snoozed", "resolved"),
    escalated: flag,
    priority: oneOf("low", "normal", "high", "urgent"),
    category: maybe(text),
    team: named,
    assignee: named,
    tags: { type: "array", items: text },
    sla: object({
      policy: named,
      due_at: maybe(instant),
      clocks: { type: "array", items: ref("SlaClock") },
    }),
    language: maybe(text),
    channel_id: id,
    contact: object({
      id,
      name: text,
      phone: maybe(text),
      user_id: maybe(text),
      username: maybe(text),
    }),
    window: object({ open: flag, closes_at: maybe(instant) }),
    unread: { type: "integer" },
    bot: oneOf("on", "off"),
    spam: flag,
    simulated: flag,
    snoozed_until: maybe(instant),
    resolved_at: maybe(instant),
    created_at: instant,
    updated_at: instant,
    last_message_at: instant,
  }),
  Message: object(
    {
      id,
      ticket_number: maybe(id),
      direction: oneOf("in", "out"),
      author: object({ type: oneOf("contact", "agent", "bot", "api", "system"), name: text }),
      type: { ...text, description: "Meta's type; what we do not know is `unsupported`" },
      text: maybe(text),
      content: { type: "object", description: "what the message holds besides text" },
      media: object({
        url: text,
        type: text,
        filename: maybe(text),
        state: oneOf("pending", "ready", "failed", "expired"),
      }),
      wamid: maybe(text),
      reply_to: { ...object({ wamid: text, id: maybe(id) }), type: ["object", "null"] },
      reaction_to: maybe(text),
      status: oneOf(
        "received",
        "queued",
        "sending",
        "sent",
        "delivered",
        "read",
        "played",
        "failed",
        "unknown",
      ),
      error: failure,
      sent_at: instant,
      created_at: instant,
    },
    [
      "id",
      "ticket_number",
      "direction",
      "author",
      "type",
      "text",
      "wamid",
      "status",
      "sent_at",
      "created_at",
    ],
  ),
  NewMessage: {
    ...object(
      {
        text: { ...text, maxLength: 4096 },
        reply_to: { ...maybe(text), description: "wamid of the message to quote" },
        template: object(
          { name: text, language: text, variables: { type: "object", additionalProperties: text } },
          ["name", "language"],
        ),
      },
      [],
    ),
    description: "either text, or an approved template with its variables",
  },
  TicketChange: object(
    {
      status: oneOf("open", "pending", "snoozed", "resolved"),
      snoozed_until: instant,
      priority: oneOf("low", "normal", "high", "urgent"),
      assignee_id: maybe(id),
      assignee_was: {
        ...maybe(id),
        description:
          "whom you saw as the owner: 409 with the name of the present one if it changed",
      },
      tags: { type: "array", items: text },
      category: maybe(text),
      language,
    },
    [],
  ),
  Contact: object({
    id,
    name: text,
    phone: { ...maybe(text), description: "E.164 with +" },
    user_id: maybe(text),
    username: maybe(text),
    language: maybe(text),
    tags: { type: "array", items: text },
    consent: object({
      marketing: consentState,
      service_updates: consentState,
      reviews: consentState,
    }),
    vip: flag,
    value: {
      ...maybe({ type: "integer", minimum: 0 } as const),
      description: "what the customer is worth, in hundredths of the business's currency",
    },
    timezone: { ...maybe(text), description: "IANA; null: guessed from the phone's country" },
    manager: named,
    fields: {
      type: "object",
      additionalProperties: { type: ["string", "number"] },
      description: "the business's own fields by their key; what has no value is missing",
    },
    blocked: flag,
    simulated: flag,
    created_at: instant,
    updated_at: instant,
  }),
  ContactChange: object(
    {
      name: text,
      language: { ...language, type: ["string", "null"], enum: [...language.enum, null] },
      tags: { type: "array", items: text },
      vip: flag,
      value: maybe({ type: "integer", minimum: 0 } as const),
      timezone: maybe(text),
      manager_id: maybe(id),
      fields: {
        type: "object",
        additionalProperties: { type: ["string", "number", "null"] },
        description: "those named are set, or taken away by null; the others stay",
      },
    },
    [],
  ),
  ConsentRecord: object({
    id,
    purpose: text,
    event: oneOf("requested", "given", "refused", "withdrawn"),
    source: text,
    message_id: maybe(id),
    text_shown: maybe(text),
    language: maybe(text),
    event_at: instant,
    recorded_at: instant,
  }),
  NewBotRule: object(
    {
      name: text,
      match: oneOf("exact", "message", "contains"),
      phrases: { type: "array", items: text, minItems: 1 },
      answers: object({ en: text, fr: text, pt: text, es: text }, []),
      action: oneOf("answer", "hand-over"),
      enabled: flag,
    },
    ["name", "match", "phrases"],
  ),
  BotRule: object({
    id,
    name: text,
    match: oneOf("exact", "message", "contains"),
    phrases: { type: "array", items: text },
    answers: { type: "object", additionalProperties: text },
    action: oneOf("answer", "hand-over"),
    enabled: flag,
    position: { type: "integer" },
    hits: { type: "integer" },
    created_at: instant,
    updated_at: instant,
  }),
  SlaClock: object({
    metric: oneOf("first_response", "next_response", "resolution", "hand_over"),
    state: oneOf("running", "paused"),
    target_minutes: { type: "integer" },
    started_at: instant,
    due_at: maybe(instant),
    remaining_seconds: { ...maybe({ type: "integer" }), description: "of one that is paused" },
    breached_at: maybe(instant),
  }),
  NewSlaPolicy: object(slaPolicy, ["name", "targets"]),
  SlaPolicy: object({
    id,
    ...slaPolicy,
    position: { type: "integer" },
    version: { type: "integer" },
    updated_at: instant,
  }),
  NewRoutingRule: object(routingRule, ["name", "events", "actions"]),
  RoutingRule: object({
    id,
    ...routingRule,
    unanswered_minutes: maybe({ type: "integer" }),
    position: { type: "integer" },
    version: { type: "integer" },
    hits: { type: "integer" },
    created_at: instant,
    updated_at: instant,
  }),
  OutboxRow: object(
    {
      id,
      message_id: id,
      channel_id: id,
      state: oneOf("queued", "sending", "accepted", "failed", "unknown"),
      purpose: text,
      attempts: { type: "integer" },
      next_attempt_at: maybe(instant),
      error: failure,
      dropped_at: maybe(instant),
      created_at: instant,
      updated_at: instant,
    },
    ["id", "message_id", "state", "attempts", "next_attempt_at"],
  ),
  WebhookEvent: object(
    {
      id,
      received_at: instant,
      state: oneOf("received", "processed", "failed", "ignored"),
      source: oneOf("meta", "simulator"),
      fields: { type: "array", items: text },
      error: text,
      processed_at: maybe(instant),
      body: { description: "only when one event is asked for" },
    },
    ["id", "received_at", "state"],
  ),
};

export const schemaRef = ref;

/** A page of a list. */
export function listOf(name: string) {
  return object({ data: { type: "array", items: ref(name) }, next_cursor: maybe(text) });
}
