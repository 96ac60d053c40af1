import { id, instant, language, maybe, object, oneOf, text } from "./schema-words.ts";

const size = { type: "integer", minimum: 0 } as const;
const filter = {
  from: { ...text, description: "first day or instant of the event" },
  to: { ...text, description: "last day; an instant is not within" },
  purpose: text,
  contact: { ...text, description: "a person alone, by number or id" },
};

/** Exports of the consent log. */
export const consentExportSchemas = {
  ConsentExport: object({
    id,
    state: oneOf("waiting", "queued", "running", "ready", "failed", "refused", "expired"),
    filter: object({ from: instant, to: instant, purpose: text, contact_id: id }, []),
    reason: text,
    language,
    done: size,
    total: size,
    byte_size: maybe(size),
    sha256: maybe(text),
    error: maybe(text),
    created_at: instant,
    finished_at: maybe(instant),
    expires_at: maybe(instant),
  }),
  NewConsentExport: object({ ...filter, reason: text, language }, ["reason"]),
};
