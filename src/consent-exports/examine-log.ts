import type { Db } from "../db/open.ts";
import { headText } from "../proof/checkpoints.ts";
import { sha256 } from "../proof/commitment.ts";
import { type Head, type LogName, NO_RECORD } from "../proof/log.ts";
import { hexOf, leafHash, nodeHash, RunningRoot } from "../proof/merkle.ts";
import { identityOf, isSigned, type Signer } from "../proof/signer.ts";

/** Something that is not as it was signed; `where` is a record's number where there is one. */
export interface Finding {
  code:
    | "order"
    | "chain"
    | "hash"
    | "tree"
    | "head"
    | "checkpoint"
    | "columns"
    | "opening"
    | "text"
    | "state";
  where: number | null;
}

/** What signatures are checked with. */
export type Known = Pick<Signer, "logId" | "publicKey" | "former">;

/** One record as it lies in the data file. */
export interface LogRow {
  seq: number;
  leaf: string;
  hash: Uint8Array;
}

/** Rows in memory at once. */
const PAGE = 1_000;
/** More findings of one log say nothing new. */
export const MOST_FINDINGS = 20;

/**
 * Walks a log from its first record: order, chain, hashes, tree, signed head, and each
 * checkpoint at its size. `look` sees every record, for what the log's own table repeats.
 */
export async function examineLog<Row extends LogRow>(
  db: Db,
  log: LogName,
  known: Known,
  pages: (after: number, most: number) => Promise<Row[]>,
  look: (row: Row) => Finding | undefined = () => undefined,
): Promise<{ head: Head; findings: Finding[] }> {
  const walk = new Walk(db, log, known);
  await walk.begin();
  for (let after = 0; ;) {
    const rows = await pages(after, PAGE);
    const nodes = await walk.nodesBefore(rows.at(-1)?.seq ?? after);
    for (const row of rows) {
      walk.step(row, nodes);
      walk.note(look(row));
    }
    if (rows.length < PAGE || walk.findings.length >= MOST_FINDINGS) break;
    after = rows.at(-1)?.seq ?? after;
  }
  await walk.end();
  return { head: walk.head, findings: walk.findings };
}

class Walk {
  readonly findings: Finding[] = [];
  readonly #running = new RunningRoot();
  #prev = NO_RECORD;
  #peaks: { level: number; hash: Uint8Array }[] = [];
  #nodesUntil = 0;
  #points: { size: number; root: string }[] = [];

  constructor(
    private readonly db: Db,
    private readonly log: LogName,
    private readonly known: Known,
  ) {}

  get head(): Head {
    return {
      size: this.#running.size,
      root: hexOf(this.#running.root()),
      head: this.#prev,
    };
  }

  note(finding: Finding | undefined): void {
    if (finding && this.findings.length < MOST_FINDINGS) this.findings.push(finding);
  }

  async begin(): Promise<void> {
    const rows = await this.db.selectFrom("checkpoints").selectAll().orderBy("id").execute();
    for (const row of rows) {
      const found = new RegExp(`^${this.log} (\\d+) (\\w+) \\w+$`, "m").exec(row.body);
      const ours = identityOf(this.known, row.body);
      if (!found || !ours || !isSigned(row.body, row.signature, ours.publicKey))
        this.note({ code: "checkpoint", where: Number(found?.[1] ?? row.size) });
      if (found) this.#points.push({ size: Number(found[1]), root: found[2] ?? "" });
    }
    this.#points = this.#points.toSorted((a, b) => a.size - b.size);
    this.#compareCheckpoints();
  }

  /** The kept nodes that end with one of the records up to `seq`, beyond the last call. */
  async nodesBefore(seq: number): Promise<Map<string, Uint8Array>> {
    const nodes = new Map<string, Uint8Array>();
    for (let level = 1; 2 ** level <= seq; level += 1) {
      const rows = await this.db
        .selectFrom("log_nodes")
        .select(["position", "hash"])
        .where("log", "=", this.log)
        .where("level", "=", level)
        .where("position", ">=", Math.floor(this.#nodesUntil / 2 ** level))
        .where("position", "<", Math.floor(seq / 2 ** level))
        .execute();
      for (const { position, hash } of rows) nodes.set(`${level}/${position}`, hash);
    }
    this.#nodesUntil = seq;
    return nodes;
  }

  step(row: LogRow, nodes: Map<string, Uint8Array>): void {
    const { seq, leaf, hash } = row;
    const said = read(leaf);
    if (seq !== this.#running.size + 1 || said.seq !== seq)
      this.note({ code: "order", where: seq });
    if (said.prev !== this.#prev) this.note({ code: "chain", where: seq });
    const real = leafHash(leaf);
    if (!isEqual(real, hash)) this.note({ code: "hash", where: seq });
    this.#prev = sha256(leaf);
    this.#growPeaks(real, nodes);
    this.#running.add(real);
    this.#compareCheckpoints();
  }

  async end(): Promise<void> {
    for (const { size } of this.#points) this.note({ code: "checkpoint", where: size });
    const { n } = await this.db
      .selectFrom("log_nodes")
      .select(({ fn }) => fn.countAll<number>().as("n"))
      .where("log", "=", this.log)
      .executeTakeFirstOrThrow();
    if (n !== nodesOf(this.head.size)) this.note({ code: "tree", where: null });
    const signed = await this.db
      .selectFrom("log_heads")
      .selectAll()
      .where("log", "=", this.log)
      .executeTakeFirst();
    if (!signed && this.head.size === 0) return;
    const { size, root, head } = this.head;
    const text = headText(this.known.logId, this.log, this.head);
    const fits = signed?.size === size && signed.root === root && signed.head === head;
    if (!signed || !fits || !isSigned(text, signed.signature, this.known.publicKey))
      this.note({ code: "head", where: size });
  }

  #growPeaks(hash: Uint8Array, nodes: Map<string, Uint8Array>): void {
    let node = { level: 0, hash };
    for (let last = this.#peaks.at(-1); last?.level === node.level; last = this.#peaks.at(-1)) {
      this.#peaks.pop();
      node = { level: node.level + 1, hash: nodeHash(last.hash, node.hash) };
      const position = (this.#running.size + 1) / 2 ** node.level - 1;
      const kept = nodes.get(`${node.level}/${position}`);
      if (!kept || !isEqual(kept, node.hash))
        this.note({ code: "tree", where: this.#running.size + 1 });
    }
    this.#peaks.push(node);
  }

  #compareCheckpoints(): void {
    for (let next = this.#points[0]; next?.size === this.#running.size; next = this.#points[0]) {
      this.#points.shift();
      if (next.root !== hexOf(this.#running.root()))
        this.note({ code: "checkpoint", where: next.size });
    }
  }
}

/** How many full subtrees above the leaves a tree of `size` has. */
function nodesOf(size: number): number {
  let nodes = 0;
  for (let width = 2; width <= size; width *= 2) nodes += Math.floor(size / width);
  return nodes;
}

function read(leaf: string): { seq?: unknown; prev?: unknown } {
  try {
    return JSON.parse(leaf) as { seq?: unknown; prev?: unknown };
  } catch {
    return {};
  }
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
