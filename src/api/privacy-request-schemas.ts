import { id, instant, maybe, named, object, oneOf, text } from "./schema-words.ts";
import { jurisdictionCodes, requestKinds } from "../privacy/jurisdiction-profiles.ts";

const asked = {
  kind: oneOf(...requestKinds),
  contact_id: maybe(id),
  jurisdiction: oneOf(...jurisdictionCodes),
  source: {
    ...text,
    description: "whatsapp, email, letter, phone, in-person, other, or own words",
  },
  note: text,
  received_at: instant,
};

/** Requests of persons about their data. */
export const privacyRequestSchemas = {
  PrivacyRequest: object({
    id,
    ...asked,
    state: oneOf("open", "done", "refused", "withdrawn"),
    subject: { ...maybe(text), description: "their random name in the consent log" },
    due_at: { ...instant, description: "the last moment to answer, by that country's law" },
    extended_reason: maybe(text),
    identity_checked_at: maybe(instant),
    assignee: named,
    outcome: maybe(text),
    created_at: instant,
    closed_at: maybe(instant),
  }),
  NewPrivacyRequest: object(asked, ["kind"]),
};
