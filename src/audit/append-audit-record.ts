import { type Actor, actorOf } from "../db/actor.ts";
import { hot } from "../db/hot.ts";
import type { Tx } from "../db/open.ts";
import type { Instant } from "../db/schema.ts";
import { canonicalJson, type Canonical } from "../proof/canonical.ts";
import { commitmentTo, openingOf } from "../proof/commitment.ts";
import { growTree, nextPlace } from "../proof/log.ts";
import { leafHash } from "../proof/merkle.ts";

export const auditActions = [
  "created",
  "changed",
  "deleted",
  "sent",
  "exported",
  "signed-in",
  "sign-in-failed",
  "signed-out",
] as const;
export type AuditAction = (typeof auditActions)[number];

/** What is told about a record besides its leaf: personal, so it can be deleted. */
export interface AuditDetails {
  before?: Canonical;
  after?: Canonical;
  /** Why, in the words of who did it. */
  reason?: string;
  /** Of what was exported. */
  filter?: Canonical;
  count?: number;
  sha256?: string;
  note?: string;
}

export interface NewAuditRecord {
  /** Absent: whose job it is; the program's own where nobody's. */
  actor?: Actor;
  action: AuditAction;
  object: { type: string; id: number | null };
  /** The customer it is about: with them the details go. */
  contactId?: number | null;
  details?: AuditDetails;
}

/** The schema of a leaf; part of what is hashed. */
const LEAF_VERSION = 1;
export const THE_PROGRAM: Actor = { type: "system", id: null, address: null };

const insertRecord = hot(
  (
    db,
    p: {
      seq: number;
      at: Instant;
      actorType: Actor["type"];
      actorId: number | null;
      action: string;
      objectType: string;
      objectId: number | null;
      leaf: string;
      hash: Uint8Array;
    },
  ) =>
    db.insertInto("audit_records").values({
      seq: p.seq,
      at: p.at,
      actor_type: p.actorType,
      actor_id: p.actorId,
      action: p.action,
      object_type: p.objectType,
      object_id: p.objectId,
      leaf: p.leaf,
      hash: p.hash,
    }),
);
const insertPrivate = hot(
  (db, p: { seq: number; contactId: number | null; salt: string; body: string }) =>
    db
      .insertInto("audit_private")
      .values({ seq: p.seq, contact_id: p.contactId, salt: p.salt, body: p.body }),
);
const findContact = hot((db, p: { id: number }) =>
  db.selectFrom("contacts").select("id").where("id", "=", p.id),
);

/** Appends a record to the audit log, the one way in. Returns its number. */
export async function appendAuditRecord(
  tx: Tx,
  record: NewAuditRecord,
  now: Instant,
): Promise<number> {
  const actor = record.actor ?? actorOf(tx) ?? THE_PROGRAM;
  const { action, object } = record;
  const { seq, prev } = await nextPlace(tx, "audit");
  const told = openingOf({ ...record.details, address: actor.address });
  const leaf = canonicalJson({
    v: LEAF_VERSION,
    seq,
    prev,
    at: new Date(now).toISOString(),
    actor: { type: actor.type, id: actor.id },
    action,
    object: { type: object.type, id: object.id },
    details_commitment: commitmentTo(told),
  });
  const hash = leafHash(leaf);
  await insertRecord(tx, {
    seq,
    at: now,
    actorType: actor.type,
    actorId: actor.id,
    action,
    objectType: object.type,
    objectId: object.id,
    leaf,
    hash,
  });
  const contactId = record.contactId ?? null;
  if (contactId === null || (await isKnown(tx, contactId)))
    await insertPrivate(tx, { seq, contactId, salt: told.salt, body: told.value });
  await growTree(tx, "audit", seq, hash);
  return seq;
}

/** Who was deleted in this very job leaves no values behind. */
async function isKnown(tx: Tx, id: number): Promise<boolean> {
  return (await findContact(tx, { id })).length > 0;
}
