import { id, instant, object, oneOf, text } from "./schema-words.ts";

const size = { type: "integer", minimum: 0 } as const;

/** What both logs came to when it was signed; `checkpoint` are the signed bytes, `signature` is base64. */
export const checkpointSchema = object({
  id,
  reason: oneOf("daily", "export", "manual", "erasure"),
  consent_size: size,
  consent_root: text,
  audit_size: size,
  checkpoint: text,
  signature: text,
  key_fingerprint: text,
  created_at: instant,
});
