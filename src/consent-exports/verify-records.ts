import { sha256 } from "../proof/commitment.ts";
import { NO_RECORD } from "../proof/log.ts";
import { hexOf, leafHash, rootOfPath, RunningRoot } from "../proof/merkle.ts";
import { isComplete, type ToldFilter } from "./filter.ts";
import type { ZipReader } from "./read-zip.ts";
import type { Problems } from "./verdict.ts";
import type { Point } from "./verify-signed.ts";

type Row = Record<string, unknown>;

/** Every line as an object; the first that is none is a problem and ends it. */
export async function* objectsIn(zip: ZipReader, name: string, problems: Problems) {
  let n = 0;
  const broken = () => problems.add("unreadable", name);
  for await (const line of zip.lines(name, broken)) {
    n += 1;
    const value = parse(line);
    if (!value) return problems.add("unreadable", `${name}:${n}`);
    yield { line, value };
  }
}

function parse(line: Buffer): Row | undefined {
  try {
    const value: unknown = JSON.parse(line.toString());
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Row)
      : undefined;
  } catch {
    return undefined;
  }
}

/** What is no text says nothing. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function numberOf(value: unknown): string {
  return typeof value === "number" ? String(value) : "?";
}

export interface Seen {
  records: number;
  openings: number;
}

interface Asked {
  target: Point;
  /** Sizes at which the root is known. */
  marks: Point[];
  filter: ToldFilter;
  texts: Set<string>;
}

/** One pass over log, openings and proofs side by side: a million records in constant memory. */
export async function checkRecords(
  zip: ZipReader,
  asked: Asked,
  problems: Problems,
): Promise<Seen> {
  const whole = isComplete(asked.filter);
  const privates = new Ahead(objectsIn(zip, "private.jsonl", problems));
  await privates.next();
  const proofs = new Ahead(whole ? nothing() : objectsIn(zip, "proofs.jsonl", problems));
  const chain = new Chain([...asked.marks, asked.target], problems);
  const shown = new Set<string>();
  const seen: Seen = { records: 0, openings: 0 };
  let last = 0;
  if (whole) chain.compare();
  for await (const { line, value: leaf } of objectsIn(zip, "log.jsonl", problems)) {
    seen.records += 1;
    const { seq } = leaf;
    if (whole) chain.add(line, leaf);
    else {
      const proof = (await proofs.next())?.value;
      const isNext = typeof seq === "number" && Number.isInteger(seq) && seq > last;
      if (!isNext || proof?.seq !== seq || !leadsTo(line, proof, asked.target.root))
        problems.add("proof", seen.records);
      if (!fits(leaf, asked.filter)) problems.add("filter", seen.records);
      if (typeof seq === "number") last = seq;
    }
    if (privates.current && privates.current.value.seq === seq) {
      seen.openings += 1;
      if (!opensBoth(privates.current.value, leaf)) problems.add("opening", numberOf(seq));
      await privates.next();
    }
    const text = leaf.text as Row | null | undefined;
    if (text && typeof text === "object") shown.add(textOf(text.sha256));
  }
  if (privates.current) problems.add("opening", numberOf(privates.current.value.seq));
  if (await proofs.next()) problems.add("proof", "more");
  if (whole) chain.end(asked.target.size);
  for (const hash of [...shown.symmetricDifference(asked.texts)].toSorted())
    problems.add("text", hash);
  return seen;
}

async function* nothing(): AsyncGenerator<{ line: Buffer; value: Row }> {}

/** A list of which one row is known. */
class Ahead {
  current: { line: Buffer; value: Row } | undefined;

  constructor(private readonly rows: AsyncGenerator<{ line: Buffer; value: Row }>) {}

  async next() {
    const { value, done } = await this.rows.next();
    this.current = done ? undefined : value;
    return this.current;
  }
}

/** The chain of a whole log, and its root at each size that was signed. */
class Chain {
  readonly #running = new RunningRoot();
  #prev = NO_RECORD;
  readonly #marks: Point[];

  constructor(
    marks: Point[],
    private readonly problems: Problems,
  ) {
    this.#marks = marks.toSorted((a, b) => a.size - b.size);
  }

  add(line: Buffer, leaf: Row): void {
    const n = this.#running.size + 1;
    if (leaf.seq !== n || leaf.prev !== this.#prev) this.problems.add("chain", n);
    this.#running.add(leafHash(line));
    this.#prev = new Bun.CryptoHasher("sha256").update(line).digest("hex");
    this.compare();
  }

  compare(): void {
    for (let mark = this.#marks[0]; mark?.size === this.#running.size; mark = this.#marks[0]) {
      this.#marks.shift();
      if (mark.root !== hexOf(this.#running.root()) || mark.head !== this.#prev)
        this.problems.add("root", mark.size);
    }
  }

  /** No record is missing, and none came after those that were signed. */
  end(target: number): void {
    for (const { size } of this.#marks) this.problems.add("root", size);
    if (this.#running.size > target) this.problems.add("root", this.#running.size);
  }
}

function leadsTo(line: Buffer, proof: Row | undefined, root: string): boolean {
  if (!Array.isArray(proof?.path)) return false;
  const path = (proof.path as Row[]).map((step) => ({
    side: step?.side === "left" ? ("left" as const) : ("right" as const),
    hash: new Uint8Array(Buffer.from(textOf(step?.hash), "hex")),
  }));
  return hexOf(rootOfPath(leafHash(line), path)) === root;
}

function fits(leaf: Row, { purpose, subjects, from, to }: ToldFilter): boolean {
  return (
    (purpose === undefined || leaf.purpose === purpose) &&
    (subjects === undefined || subjects.includes(textOf(leaf.subject))) &&
    (from === undefined || textOf(leaf.event_at) >= from) &&
    (to === undefined || textOf(leaf.event_at) < to)
  );
}

function opensBoth(row: Row, leaf: Row): boolean {
  return (
    opens(row.subject, leaf.subject_commitment) && opens(row.evidence, leaf.evidence_commitment)
  );
}

function opens(opening: unknown, commitment: unknown): boolean {
  if (typeof opening !== "object" || opening === null) return false;
  const { salt, value } = opening as Row;
  return sha256(`${textOf(salt)}${textOf(value)}`) === commitment;
}
