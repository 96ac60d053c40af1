import {
  consentState,
  flag,
  id,
  instant,
  language,
  maybe,
  object,
  oneOf,
  text,
} from "./schema-words.ts";

const event = oneOf("requested", "given", "refused", "withdrawn", "expired", "erased");
const states = { type: "object", additionalProperties: consentState } as const;
const evidence = {
  type: ["object", "null"],
  description: "what proves it; null once the person is erased",
  additionalProperties: true,
} as const;

const record = object({
  id: { ...id, description: "its place in the log" },
  contact_id: { ...maybe(id), description: "null once the person is erased" },
  subject: { ...text, description: "the person's random name in the log" },
  purpose: text,
  event,
  method: text,
  source: { ...text, description: "the method, under its former name" },
  message_id: maybe(id),
  text_shown: maybe(text),
  text: {
    ...object({ sha256: text, id: maybe(id), version: maybe({ type: "integer" }) }),
    type: ["object", "null"],
  },
  language: maybe(text),
  evidence,
  actor: { ...object({ type: text, id: maybe(id) }, ["type"]), type: ["object", "null"] },
  channel: maybe(text),
  controller: { ...object({ name: text, contact: text }), type: ["object", "null"] },
  jurisdiction: maybe(text),
  expires_at: maybe(instant),
  event_at: instant,
  recorded_at: instant,
  hash: { ...text, description: "RFC 6962 leaf hash, in hex" },
});

/** Schemas of the consent log. */
export const consentSchemas = {
  ConsentRecord: record,
  ContactConsent: object({
    contact_id: id,
    consent: states,
    data: { type: "array", items: record },
    next_cursor: maybe(text),
  }),
  NewConsentRecord: object(
    {
      purpose: { ...text, description: "a key of GET /consent/purposes; * for all, to withdraw" },
      event: oneOf("requested", "given", "refused", "withdrawn"),
      method: oneOf("api", "web-form", "in-person", "paper", "phone"),
      source: { ...text, description: "where it comes from, for an auditor" },
      text: { ...text, description: "the exact words that were shown" },
      text_id: { ...id, description: "an approved consent text, instead of text" },
      language,
      event_at: instant,
      evidence: object({ said: text, note: text, wamid: text, paper_sha256: text }, []),
    },
    ["purpose", "event", "source"],
  ),
  ConsentText: object({
    id,
    purpose: text,
    language,
    version: { type: "integer" },
    state: oneOf("draft", "approved", "retired"),
    body: { ...text, description: "with {business} and {number}" },
  }),
  ConsentQuestion: object({ purposes: { type: "array", items: text } }),
  AskedConsent: object({
    ticket_number: id,
    asked: { ...text, description: "the purpose that is asked for first; the others follow" },
  }),
  ConsentPurpose: object({
    key: text,
    names: object({ en: text, fr: text, pt: text, es: text }),
    builtin: flag,
    expires_months: maybe({ type: "integer" }),
    retired: flag,
  }),
};
