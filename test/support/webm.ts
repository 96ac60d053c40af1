/** A small reader of WebM, by another way than the writer's: enough to check one. */
export interface Webm {
  docType: string;
  /** Milliseconds. */
  duration: number;
  codec: string;
  channels: number;
  codecPrivate: Uint8Array;
  /** Nanoseconds. */
  codecDelay: number;
  blocks: { time: number; bytes: Uint8Array }[];
  /** What the cues point to, read there: milliseconds of the cluster. */
  cues: { time: number; clusterTime: number }[];
}

interface Element {
  id: number;
  content: Uint8Array;
}

const containers = new Set([
  0x1a45dfa3, 0x18538067, 0x1549a966, 0x1654ae6b, 0xae, 0xe1, 0x1c53bb6b, 0xbb, 0xb7, 0x1f43b675,
]);

export function readWebm(file: Uint8Array): Webm {
  const all = flatten(file);
  const get = (id: number) => {
    const found = all.find((element) => element.id === id);
    if (!found) throw new Error(`no element ${id.toString(16)}`);
    return found.content;
  };
  const segment = elements(file).find(({ id }) => id === 0x18538067)?.content ?? new Uint8Array();
  return {
    docType: Buffer.from(get(0x4282)).toString(),
    duration: float(get(0x4489)) * (unsigned(get(0x2ad7b1)) / 1_000_000),
    codec: Buffer.from(get(0x86)).toString(),
    channels: unsigned(get(0x9f)),
    codecPrivate: get(0x63a2),
    codecDelay: unsigned(get(0x56aa)),
    blocks: blocksOf(segment),
    cues: cuesOf(segment),
  };
}

function blocksOf(segment: Uint8Array): Webm["blocks"] {
  return elements(segment)
    .filter(({ id }) => id === 0x1f43b675)
    .flatMap(({ content }) => {
      const inside = elements(content);
      const time = unsigned(inside[0]?.content ?? new Uint8Array());
      return inside.slice(1).map(({ content: block }) => ({
        time: time + Buffer.from(block).readInt16BE(1),
        bytes: block.subarray(4),
      }));
    });
}

function cuesOf(segment: Uint8Array): Webm["cues"] {
  const cues = elements(segment).find(({ id }) => id === 0x1c53bb6b);
  return elements(cues?.content ?? new Uint8Array()).map(({ content }) => {
    const inside = flatten(content);
    const value = (wanted: number) =>
      unsigned(inside.find(({ id }) => id === wanted)?.content ?? new Uint8Array());
    const [cluster] = elements(segment.subarray(value(0xf1)));
    if (cluster?.id !== 0x1f43b675) throw new Error("a cue that points to no cluster");
    return {
      time: value(0xb3),
      clusterTime: unsigned(elements(cluster.content)[0]?.content ?? new Uint8Array()),
    };
  });
}

function flatten(bytes: Uint8Array): Element[] {
  return elements(bytes).flatMap((element) =>
    containers.has(element.id) ? [element, ...flatten(element.content)] : [element],
  );
}

/** One level; throws where sizes do not add up. */
function elements(bytes: Uint8Array): Element[] {
  const found: Element[] = [];
  let at = 0;
  while (at < bytes.byteLength) {
    const idLength = Math.clz32(bytes[at]!) - 23;
    const sizeAt = at + idLength;
    const sizeLength = Math.clz32(bytes[sizeAt]!) - 23;
    const size = unsigned(bytes.subarray(sizeAt, sizeAt + sizeLength)) - 2 ** (7 * sizeLength);
    const start = sizeAt + sizeLength;
    if (start + size > bytes.byteLength && found.length === 0)
      throw new Error("an element longer than its parent");
    if (start + size > bytes.byteLength) return found;
    found.push({
      id: unsigned(bytes.subarray(at, sizeAt)),
      content: bytes.subarray(start, start + size),
    });
    at = start + size;
  }
  return found;
}

function unsigned(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

function float(bytes: Uint8Array): number {
  return Buffer.from(bytes).readDoubleBE(0);
}
