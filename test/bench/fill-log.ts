import { Database } from "bun:sqlite";
import { leafOf } from "../../src/consent/leaf.ts";
import { canonicalJson } from "../../src/proof/canonical.ts";
import { commitmentTo, openingOf, sha256 } from "../../src/proof/commitment.ts";
import { leafHash, nodeHash } from "../../src/proof/merkle.ts";

const BODY = "Loja Azul: do you want news and offers from us on WhatsApp, at most 4 a month?";
const START = Date.UTC(2026, 0, 1);

/**
 * `count` records of an empty log, as appendConsentRecord would have written them, in one
 * transaction and without their states: a million in a minute or two. The head stays unsigned
 * until the next record.
 */
export function fillLog(file: string, count: number, people: number): void {
  const db = new Database(file);
  db.transaction(() => {
    const hash = sha256(BODY);
    db.run("INSERT INTO shown_texts (hash, body) VALUES (?, ?)", [hash, BODY]);
    const references = addSubjects(db, people);
    const record = db.prepare(
      "INSERT INTO consent_records VALUES (?, ?, 'marketing', ?, 'keyword', ?, ?, ?, ?, ?)",
    );
    const opening = db.prepare("INSERT INTO consent_private VALUES (?, ?, ?, ?, ?, ?)");
    const grow = growing(db);
    let prev = "0".repeat(64);
    for (let seq = 1; seq <= count; seq += 1) {
      const person = (seq * 7_919) % people;
      const wamid = `wamid.BENCH${seq}`;
      const who = openingOf({ name: `Ana ${person}`, phone: `+55119${10_000_000 + person}` });
      const evidence = openingOf({ wamid, said: "SIM" });
      const event = Math.floor(seq / people) % 2 === 0 ? "given" : "withdrawn";
      const at = START + seq * 1_000;
      const leaf = canonicalJson(
        leafOf({
          seq,
          prev,
          subject: references[person] ?? "",
          commitments: { subject: commitmentTo(who), evidence: commitmentTo(evidence) },
          controller: { name: "Loja Azul", contact: "" },
          purpose: "marketing",
          channel: "whatsapp",
          event,
          method: "keyword",
          text: { sha256: hash, language: "en", id: null, version: null },
          eventAt: at,
          recordedAt: at,
          actor: { type: "contact" },
          jurisdiction: "BR",
          expiresAt: null,
        }),
      );
      const node = leafHash(leaf);
      record.run(seq, person + 1, event, at, at, hash, leaf, node);
      opening.run(seq, who.salt, who.value, evidence.salt, evidence.value, wamid);
      grow(node);
      prev = sha256(leaf);
    }
  })();
  db.run("PRAGMA wal_checkpoint(TRUNCATE)");
  db.close();
}

function addSubjects(db: Database, people: number): string[] {
  const insert = db.prepare("INSERT INTO consent_subjects (id, reference) VALUES (?, ?)");
  return Array.from({ length: people }, (_, index) => {
    const reference = crypto.randomUUID();
    insert.run(index + 1, reference);
    return reference;
  });
}

/** Writes each full subtree when its last leaf has come. */
function growing(db: Database): (leaf: Uint8Array) => void {
  const insert = db.prepare(
    "INSERT INTO log_nodes (log, level, position, hash) VALUES ('consent', ?, ?, ?)",
  );
  const lefts: (Uint8Array | undefined)[] = [];
  let size = 0;
  return (leaf) => {
    let node = leaf;
    let level = 0;
    for (let position = size; position % 2 === 1; position >>= 1) {
      node = nodeHash(lefts[level] as Uint8Array, node);
      level += 1;
      insert.run(level, position >> 1, node);
    }
    lefts[level] = node;
    size += 1;
  };
}
