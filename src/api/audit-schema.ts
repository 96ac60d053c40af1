import { id, instant, maybe, object, oneOf, text } from "./schema-words.ts";

/** What narrows the list; `from` is within, `to` is not. */
export const auditQuery = {
  actor_type: oneOf("person", "token", "visitor", "command-line", "system"),
  actor_id: id,
  action: text,
  object_type: text,
  object_id: id,
  from: instant,
  to: instant,
};
export const auditQueries = Object.keys(auditQuery) as (keyof typeof auditQuery)[];

/**
 * One record of the audit log. `line` are the bytes that are hashed and chained; `details`
 * (canonical JSON) behind `salt` opens the line's `details_commitment`. Null once deleted.
 */
export const auditSchema = object({
  id,
  at: instant,
  actor: object({
    type: oneOf("person", "token", "visitor", "command-line", "system"),
    id: maybe(id),
  }),
  action: text,
  object: object({ type: text, id: maybe(id) }),
  contact_id: maybe(id),
  address: maybe(text),
  before: {},
  after: {},
  reason: maybe(text),
  count: maybe({ type: "integer" }),
  line: text,
  salt: maybe(text),
  details: maybe(text),
});
