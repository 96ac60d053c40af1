/**
 * The Merkle tree of RFC 6962, section 2.1, over SHA-256: leaves are hashed behind a
 * zero byte, nodes behind a one.
 */
export type Hash = Uint8Array<ArrayBuffer>;

const LEAF = new Uint8Array([0]);
const NODE = new Uint8Array([1]);

/** Of a leaf's text, in UTF-8. */
export function leafHash(leaf: string | Uint8Array): Hash {
  return digest(new Bun.CryptoHasher("sha256").update(LEAF).update(leaf));
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Hash {
  return digest(new Bun.CryptoHasher("sha256").update(NODE).update(left).update(right));
}

/** The root of an empty log. */
export function emptyRoot(): Hash {
  return digest(new Bun.CryptoHasher("sha256"));
}

function digest(hasher: Bun.CryptoHasher): Hash {
  return new Uint8Array(hasher.digest());
}

export function hexOf(hash: Uint8Array): string {
  return Buffer.from(hash).toString("hex");
}

/** A full subtree: `level` 0 are the leaves, `position` counts from the left. */
export interface Place {
  level: number;
  position: number;
}

/** The full subtrees that a tree of `size` leaves consists of, the largest first. */
export function peaksOf(size: number): Place[] {
  const peaks: Place[] = [];
  let before = 0;
  for (let level = Math.floor(Math.log2(Math.max(size, 1))); level >= 0; level -= 1) {
    const width = 2 ** level;
    if (size - before < width) continue;
    peaks.push({ level, position: before / width });
    before += width;
  }
  return peaks;
}

/** The root over the hashes of `peaksOf`, in their order. */
export function rootOfPeaks(hashes: readonly Uint8Array[]): Uint8Array {
  return hashes.reduceRight((right, left) => nodeHash(left, right));
}

/** Takes leaf after leaf and keeps no more than the peaks: the root of a million in constant memory. */
export class RunningRoot {
  readonly #peaks: { level: number; hash: Uint8Array }[] = [];
  size = 0;

  add(hash: Uint8Array): void {
    let node = { level: 0, hash };
    this.size += 1;
    for (let last = this.#peaks.at(-1); last?.level === node.level; last = this.#peaks.at(-1)) {
      this.#peaks.pop();
      node = { level: node.level + 1, hash: nodeHash(last.hash, node.hash) };
    }
    this.#peaks.push(node);
  }

  root(): Uint8Array {
    if (this.#peaks.length === 0) return emptyRoot();
    return rootOfPeaks(this.#peaks.map(({ hash }) => hash));
  }
}

/**
 * What leads from a leaf to the root of a tree of `size` leaves, leaf's end first: the
 * neighbours to join with. `find` gives the hash of a full subtree. The audit path of
 * RFC 6962, with the side of each neighbour said.
 */
export async function pathOf(
  index: number,
  size: number,
  find: (place: Place) => Promise<Uint8Array>,
): Promise<{ side: "left" | "right"; hash: Uint8Array }[]> {
  const path: { side: "left" | "right"; hash: Uint8Array }[] = [];
  const peaks = peaksOf(size);
  const own = peaks.findIndex((peak) => index < (peak.position + 1) * 2 ** peak.level);
  const top = peaks[own]?.level ?? 0;
  for (let level = 0, position = index; level < top; level += 1, position >>= 1) {
    const isRight = position % 2 === 1;
    const hash = await find({ level, position: isRight ? position - 1 : position + 1 });
    path.push({ side: isRight ? "left" : "right", hash });
  }
  const later = await Promise.all(peaks.slice(own + 1).map(find));
  if (later.length > 0) path.push({ side: "right", hash: rootOfPeaks(later) });
  for (const peak of peaks.slice(0, own).reverse())
    path.push({ side: "left", hash: await find(peak) });
  return path;
}

/** The root that a leaf and its path lead to. */
export function rootOfPath(
  leaf: Uint8Array,
  path: readonly { side: "left" | "right"; hash: Uint8Array }[],
): Uint8Array {
  return path.reduce<Uint8Array>(
    (node, { side, hash }) => (side === "left" ? nodeHash(hash, node) : nodeHash(node, hash)),
    leaf,
  );
}
