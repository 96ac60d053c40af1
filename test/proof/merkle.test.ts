import { describe, expect, test } from "bun:test";
import {
  hexOf,
  leafHash,
  nodeHash,
  pathOf,
  peaksOf,
  type Place,
  rootOfPath,
  RunningRoot,
} from "../../src/proof/merkle.ts";

const leaves = Array.from({ length: 70 }, (_, n) => leafHash(`leaf ${n}`));

/** RFC 6962, section 2.1, as it is written there. */
function mth(list: readonly Uint8Array[]): Uint8Array {
  if (list.length === 1) return list[0]!;
  let k = 1;
  while (k * 2 < list.length) k *= 2;
  return nodeHash(mth(list.slice(0, k)), mth(list.slice(k)));
}

const subtree = async ({ level, position }: Place) =>
  mth(leaves.slice(position * 2 ** level, (position + 1) * 2 ** level));

describe("the Merkle tree", () => {
  test("has the hashes of RFC 6962 (test vectors of certificate-transparency)", () => {
    const empty = new RunningRoot();
    expect(hexOf(empty.root())).toBe(
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    );
    expect(hexOf(leafHash(""))).toBe(
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    );
  });

  test("has the same root whichever way it is reckoned, and every leaf's path leads there", async () => {
    const running = new RunningRoot();
    for (let size = 1; size <= leaves.length; size += 1) {
      running.add(leaves[size - 1]!);
      const root = hexOf(mth(leaves.slice(0, size)));
      expect(hexOf(running.root())).toBe(root);
      expect(peaksOf(size).reduce((sum, { level }) => sum + 2 ** level, 0)).toBe(size);
      for (let index = 0; index < size; index += 1) {
        const path = await pathOf(index, size, subtree);
        expect(hexOf(rootOfPath(leaves[index]!, path))).toBe(root);
        expect(hexOf(rootOfPath(leafHash("another"), path))).not.toBe(root);
      }
    }
  });
});
