import { Database } from "bun:sqlite";
import { leafHash, nodeHash } from "../../src/proof/merkle.ts";
import { rechained } from "./tamper-zip.ts";
import type { Dice } from "./tamper-export.ts";

interface Change {
  /** Whether an export shows it, rather than the data file alone. */
  isShown: boolean;
  run(db: Database, dice: Dice, size: number): void;
}

const shown = (run: Change["run"]): Change => ({ isShown: true, run });
const beside = (run: Change["run"]): Change => ({ isShown: false, run });

/** What somebody does to the data file itself, triggers out of the way. */
const changes: Record<string, Change> = {
  "a record's leaf": shown((db, dice, size) =>
    db.run(
      `UPDATE consent_records SET leaf = replace(replace(leaf, '"event":"given"', '"event":"refused"'), '"event":"withdrawn"', '"event":"given"') WHERE seq = ?`,
      [1 + dice(size)],
    ),
  ),
  "a record's time": shown((db, dice, size) =>
    db.run("UPDATE consent_records SET leaf = replace(leaf, '2026-', '2025-') WHERE seq = ?", [
      1 + dice(size),
    ]),
  ),
  "a record less": shown((db, dice, size) => {
    const seq = 1 + dice(size);
    db.run("DELETE FROM consent_private WHERE seq = ?", [seq]);
    db.run("DELETE FROM consent_records WHERE seq = ?", [seq]);
  }),
  "the last records less": shown((db, dice, size) => {
    const seq = size - dice(4);
    db.run("DELETE FROM consent_private WHERE seq >= ?", [seq]);
    db.run("DELETE FROM consent_records WHERE seq >= ?", [seq]);
  }),
  "a record forged behind the last": shown((db, _, size) => {
    db.run(
      "INSERT INTO consent_records SELECT ? + 1, subject_id, purpose, event, method, event_at, recorded_at, text_hash, leaf, hash FROM consent_records WHERE seq = 1",
      [size],
    );
    rewrite(db, (leaves) => leaves);
  }),
  "the log written anew around a changed record, tree and all": shown((db, dice, size) => {
    const at = dice(size);
    rewrite(db, (leaves) =>
      leaves.map((leaf, index) => (index === at ? leaf.replace("agent", "phone") : leaf)),
    );
  }),
  // Later than the last checkpoint: the signed head alone tells.
  "the newest record written anew, tree and all": shown((db, _, size) =>
    rewrite(db, (leaves) =>
      leaves.map((leaf, index) => (index === size - 1 ? leaf.replace("agent", "phone") : leaf)),
    ),
  ),
  "a person's name": shown((db, dice, size) =>
    db.run(
      `UPDATE consent_private SET subject = replace(subject, '"name":"', '"name":"x') WHERE seq = ?`,
      [1 + dice(size)],
    ),
  ),
  evidence: shown((db, dice, size) =>
    db.run("UPDATE consent_private SET evidence = '{}' WHERE seq = ?", [1 + dice(size)]),
  ),
  "a text": shown((db) => db.run("UPDATE shown_texts SET body = body || ' And more.'")),
  "a text less": shown((db) => db.run("DELETE FROM shown_texts")),
  "a checkpoint": shown((db) =>
    db.run(
      "UPDATE checkpoints SET body = replace(replace(body, 'consent 2', 'consent 3'), 'consent 8', 'consent 9')",
    ),
  ),
  "the signed head": shown((db) =>
    db.run("UPDATE log_heads SET root = head WHERE log = 'consent'"),
  ),
  "the head's signature": shown((db) =>
    db.run(
      "UPDATE log_heads SET signature = (SELECT signature FROM checkpoints LIMIT 1) WHERE log = 'consent'",
    ),
  ),
  "a column": beside((db, dice, size) =>
    db.run("UPDATE consent_records SET purpose = purpose || 'x' WHERE seq = ?", [1 + dice(size)]),
  ),
  "whose record it is": beside((db, dice, size) =>
    db.run("UPDATE consent_records SET subject_id = 1 + subject_id % 3 WHERE seq = ?", [
      1 + dice(size),
    ]),
  ),
  "a hash": beside((db, dice, size) =>
    db.run("UPDATE consent_records SET hash = zeroblob(32) WHERE seq = ?", [1 + dice(size)]),
  ),
  "a node of the tree": beside((db, dice, size) =>
    db.run(
      "UPDATE log_nodes SET hash = zeroblob(32) WHERE log = 'consent' AND level = 1 AND position = ?",
      [dice(Math.floor(size / 2))],
    ),
  ),
  "a node less": beside((db) =>
    db.run("DELETE FROM log_nodes WHERE log = 'consent' AND level = 2 AND position = 0"),
  ),
};

/** Applies change number `index` to the closed data file at `path`. */
export function tamperLog(
  path: string,
  index: number,
  dice: Dice,
): { name: string; isShown: boolean } {
  const names = Object.keys(changes);
  const name = names[index % names.length]!;
  const { isShown, run } = changes[name]!;
  const db = new Database(path);
  const triggers = db
    .query(
      "SELECT name FROM sqlite_master WHERE type = 'trigger' AND (name LIKE 'consent_%' OR name LIKE 'shown_%' OR name LIKE 'checkpoints_%')",
    )
    .all() as { name: string }[];
  for (const trigger of triggers) db.run(`DROP TRIGGER ${trigger.name}`);
  const { n } = db.query("SELECT count(*) AS n FROM consent_records").get() as { n: number };
  db.run("PRAGMA foreign_keys = OFF");
  db.transaction(() => run(db, dice, n))();
  db.close();
  return { name, isShown };
}

export const tamperLogKinds = Object.keys(changes).length;

/** All that can be written without the key: chain, hashes and tree fit each other again. */
function rewrite(db: Database, change: (leaves: string[]) => string[]): void {
  const rows = db.query("SELECT leaf FROM consent_records ORDER BY seq").all() as {
    leaf: string;
  }[];
  const leaves = rechained(change(rows.map(({ leaf }) => leaf)));
  db.run("DELETE FROM log_nodes WHERE log = 'consent'");
  let level = leaves.map((leaf, index) => {
    const hash = leafHash(leaf);
    db.run("UPDATE consent_records SET leaf = ?, hash = ? WHERE seq = ?", [leaf, hash, index + 1]);
    return hash;
  });
  for (let height = 1; level.length > 1; height += 1) {
    const pairs = Math.floor(level.length / 2);
    level = Array.from({ length: pairs }, (_, n) => nodeHash(level[2 * n]!, level[2 * n + 1]!));
    for (const [position, hash] of level.entries())
      db.run("INSERT INTO log_nodes (log, level, position, hash) VALUES ('consent', ?, ?, ?)", [
        height,
        position,
        hash,
      ]);
  }
}
