import type { ExportedRow } from "./contents.ts";

/** A record as people read it; null where the person was erased. */
export type Readable = ReturnType<typeof readableOf>;

interface Leaf {
  purpose: string;
  event: string;
  method: string;
  subject: string;
  event_at: string;
  recorded_at: string;
  expires_at: string | null;
  jurisdiction: string | null;
  controller: { name: string };
  actor: { type: string; id?: number | null };
  text: { language: string } | null;
}
interface Person {
  name?: string;
  phone?: string;
  user_id?: string;
  username?: string;
}

export function readableOf(row: ExportedRow) {
  const leaf = JSON.parse(row.leaf) as Leaf;
  const person = row.subject === null ? null : (JSON.parse(row.subject) as Person);
  const { actor } = leaf;
  return {
    seq: row.seq,
    event_at: leaf.event_at,
    recorded_at: leaf.recorded_at,
    isErased: person === null,
    name: person?.name ?? "",
    phone: person?.phone ?? "",
    user_id: person?.user_id ?? "",
    username: person?.username ?? "",
    purpose: leaf.purpose,
    event: leaf.event,
    method: leaf.method,
    language: leaf.text?.language ?? "",
    text: row.text_shown ?? "",
    evidence: row.evidence === null || row.evidence === "{}" ? "" : row.evidence,
    actor: actor.id === undefined || actor.id === null ? actor.type : `${actor.type} ${actor.id}`,
    controller: leaf.controller.name,
    jurisdiction: leaf.jurisdiction ?? "",
    expires_at: leaf.expires_at ?? "",
    subject: leaf.subject,
  };
}
