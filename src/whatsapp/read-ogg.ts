/** The sound of an Ogg/Opus file, taken out of its container (RFC 3533, RFC 7845). */
export interface OpusSound {
  /** The OpusHead packet, as WebM's CodecPrivate wants it. */
  head: Uint8Array;
  channels: number;
  /** Samples at 48 kHz to drop at the start. */
  preSkip: number;
  packets: OpusPacket[];
  /** Samples at 48 kHz, as heard: without what is dropped at both ends. */
  length: number;
}

export interface OpusPacket {
  bytes: Uint8Array;
  /** Samples at 48 kHz before this packet, those to be dropped included. */
  start: number;
}

interface Page {
  serial: number;
  /** Samples at the end of the last packet that ends here; -1n: none ends. */
  granule: bigint;
  segments: Uint8Array[];
  /** Whether the last segment goes on in the next page. */
  isOpen: boolean;
  isContinued: boolean;
}

const HEADER = 27;
/** More than an hour in packets of 20 ms. Nobody speaks in eight million packets of a byte: they are meant to stop us. */
const MOST_PACKETS = 200_000;

/** Null for anything that is not Ogg with Opus in it, is broken at its start, or is cut into too many packets. */
export function readOggOpus(file: Uint8Array): OpusSound | null {
  let serial: number | undefined;
  let parts: Uint8Array[] = [];
  let total = 0;
  let end: { granule: bigint; total: number } | undefined;
  let offset: number | undefined;
  const whole: Uint8Array[] = [];
  const packets: OpusPacket[] = [];
  for (const page of pagesOf(file)) {
    serial ??= page.serial;
    if (page.serial !== serial) continue;
    if (packets.length > MOST_PACKETS) return null;
    if (!page.isContinued) parts = [];
    page.segments.forEach((segment, index) => {
      parts.push(segment);
      if (page.isOpen && index === page.segments.length - 1) return;
      const packet = parts.length === 1 ? segment : new Uint8Array(Buffer.concat(parts));
      parts = [];
      if (whole.length < 2) return void whole.push(packet);
      packets.push({ bytes: packet, start: total });
      total += samplesOf(packet);
    });
    if (page.granule >= 0n && packets.length > 0) {
      // A cut-out of a longer stream begins with a granule that is not zero.
      offset ??= Math.max(0, Number(page.granule) - total);
      end = { granule: page.granule, total };
    }
  }
  const [head] = whole;
  if (!head || !isOpusHead(head) || packets.length === 0) return null;
  const preSkip = head[10]! | (head[11]! << 8);
  const played = end ? Math.min(total, Number(end.granule) - (offset ?? 0)) : total;
  return { head, channels: head[9]!, preSkip, packets, length: Math.max(0, played - preSkip) };
}

function isOpusHead(packet: Uint8Array): boolean {
  return (
    packet.byteLength >= 19 &&
    Buffer.from(packet.subarray(0, 8)).toString("latin1") === "OpusHead" &&
    packet[9]! > 0
  );
}

function* pagesOf(file: Uint8Array): Generator<Page> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let at = 0;
  while (at + HEADER <= file.byteLength) {
    if (view.getUint32(at) !== 0x4f676753) {
      // Damage between pages: go on at the next "OggS".
      at = Buffer.from(file.buffer, file.byteOffset, file.byteLength).indexOf(
        "OggS",
        at + 1,
        "latin1",
      );
      if (at < 0) return;
      continue;
    }
    const lacing = file.subarray(at + HEADER, at + HEADER + file[at + 26]!);
    const { segments, isOpen, next } = segmentsOf(file, at + HEADER + lacing.byteLength, lacing);
    if (next > file.byteLength) return;
    const isContinued = (file[at + 5]! & 1) === 1;
    yield {
      serial: view.getUint32(at + 14, true),
      granule: view.getBigInt64(at + 6, true),
      segments,
      isOpen,
      isContinued,
    };
    at = next;
  }
}

/** A run of 255s ends with a smaller value: together they are one packet's length. */
function segmentsOf(file: Uint8Array, start: number, lacing: Uint8Array) {
  const segments: Uint8Array[] = [];
  let from = start;
  let next = start;
  for (const value of lacing) {
    next += value;
    if (value === 255) continue;
    segments.push(file.subarray(from, next));
    from = next;
  }
  const isOpen = lacing.at(-1) === 255;
  if (isOpen) segments.push(file.subarray(from, next));
  return { segments, isOpen, next };
}

/** RFC 6716, 3.1: the first byte names the frame's length, and how many there are. */
function samplesOf(packet: Uint8Array): number {
  const [toc = 0, count = 0] = packet;
  const config = toc >> 3;
  const code = toc & 3;
  const frames = code === 0 ? 1 : code === 3 ? count & 63 : 2;
  return frames * frameOf(config);
}

function frameOf(config: number): number {
  if (config >= 16) return [120, 240, 480, 960][config & 3]!;
  if (config >= 12) return config & 1 ? 960 : 480;
  return [480, 960, 1920, 2880][config & 3]!;
}
