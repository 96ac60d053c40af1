import { readOggOpus, type OpusSound } from "./read-ogg.ts";

/** Samples a second: Opus counts at 48 kHz whatever was recorded. */
const RATE = 48_000;
/** Sound in one cluster, in milliseconds: the step by which a player can seek. */
const CLUSTER = 5_000;
const NANOSECONDS = 1_000_000_000;
/** What decoders need before a seek's aim, by the WebM rules for Opus: 80 ms. */
const SEEK_PRE_ROLL = 80_000_000;

/** Matroska's element ids (RFC 9559). */
const id = {
  ebml: 0x1a45dfa3,
  ebmlVersion: 0x4286,
  ebmlReadVersion: 0x42f7,
  ebmlMaxIdLength: 0x42f2,
  ebmlMaxSizeLength: 0x42f3,
  docType: 0x4282,
  docTypeVersion: 0x4287,
  docTypeReadVersion: 0x4285,
  segment: 0x18538067,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  muxingApp: 0x4d80,
  writingApp: 0x5741,
  tracks: 0x1654ae6b,
  trackEntry: 0xae,
  trackNumber: 0xd7,
  trackUid: 0x73c5,
  trackType: 0x83,
  flagLacing: 0x9c,
  codecId: 0x86,
  codecPrivate: 0x63a2,
  codecDelay: 0x56aa,
  seekPreRoll: 0x56bb,
  audio: 0xe1,
  samplingFrequency: 0xb5,
  channels: 0x9f,
  cues: 0x1c53bb6b,
  cuePoint: 0xbb,
  cueTime: 0xb3,
  cueTrackPositions: 0xb7,
  cueTrack: 0xf7,
  cueClusterPosition: 0xf1,
  cluster: 0x1f43b675,
  timestamp: 0xe7,
  simpleBlock: 0xa3,
} as const;

/**
 * A voice note in a container that iPhones play: Ogg/Opus becomes WebM/Opus, the
 * sound itself untouched. Null when it is no Ogg/Opus.
 */
export function rewrapVoice(ogg: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const sound = readOggOpus(ogg);
  return sound && webmOf(sound);
}

function webmOf(sound: OpusSound): Uint8Array<ArrayBuffer> {
  const clusters = clustersOf(sound);
  const before = Buffer.concat([infoOf(sound), tracksOf(sound)]);
  // The cues' own size is fixed, so that they can stand before what they point to.
  const position = before.byteLength + cuesOf(clusters, 0).byteLength;
  const body = [before, cuesOf(clusters, position), ...clusters.map(({ bytes }) => bytes)];
  return new Uint8Array(Buffer.concat([header, element(id.segment, ...body)]));
}

const header = element(
  id.ebml,
  unsigned(id.ebmlVersion, 1),
  unsigned(id.ebmlReadVersion, 1),
  unsigned(id.ebmlMaxIdLength, 4),
  unsigned(id.ebmlMaxSizeLength, 8),
  text(id.docType, "webm"),
  unsigned(id.docTypeVersion, 4),
  unsigned(id.docTypeReadVersion, 2),
);

function infoOf({ length }: OpusSound): Buffer {
  return element(
    id.info,
    unsigned(id.timestampScale, 1_000_000),
    float(id.duration, (length / RATE) * 1000),
    text(id.muxingApp, "Recado"),
    text(id.writingApp, "Recado"),
  );
}

function tracksOf({ head, channels, preSkip }: OpusSound): Buffer {
  const audio = element(
    id.audio,
    float(id.samplingFrequency, RATE),
    unsigned(id.channels, channels),
  );
  const track = element(
    id.trackEntry,
    unsigned(id.trackNumber, 1),
    unsigned(id.trackUid, 1),
    unsigned(id.trackType, 2),
    unsigned(id.flagLacing, 0),
    text(id.codecId, "A_OPUS"),
    element(id.codecPrivate, head),
    unsigned(id.codecDelay, Math.round((preSkip * NANOSECONDS) / RATE)),
    unsigned(id.seekPreRoll, SEEK_PRE_ROLL),
    audio,
  );
  return element(id.tracks, track);
}

interface Cluster {
  /** Milliseconds. */
  time: number;
  bytes: Buffer;
}

function clustersOf({ packets }: OpusSound): Cluster[] {
  const groups = new Map<number, Buffer[]>();
  const times = new Map<number, number>();
  for (const { bytes, start } of packets) {
    const time = Math.round((start * 1000) / RATE);
    const group = Math.floor(time / CLUSTER);
    const first = times.get(group) ?? time;
    times.set(group, first);
    const blocks = groups.get(group) ?? [];
    groups.set(group, blocks);
    blocks.push(blockOf(bytes, time - first));
  }
  return [...groups].map(([group, blocks]) => {
    const time = times.get(group) ?? 0;
    return { time, bytes: element(id.cluster, unsigned(id.timestamp, time), ...blocks) };
  });
}

/** Track 1, milliseconds after the cluster's time, key frame. */
function blockOf(packet: Uint8Array, after: number): Buffer {
  return element(id.simpleBlock, Uint8Array.of(0x81, after >> 8, after & 0xff, 0x80), packet);
}

function cuesOf(clusters: Cluster[], start: number): Buffer {
  let position = start;
  const points = clusters.map(({ time, bytes }) => {
    const place = element(
      id.cueTrackPositions,
      unsigned(id.cueTrack, 1),
      unsigned(id.cueClusterPosition, position),
    );
    position += bytes.byteLength;
    return element(id.cuePoint, unsigned(id.cueTime, time), place);
  });
  return element(id.cues, ...points);
}

function element(name: number, ...content: Uint8Array[]): Buffer {
  const size = content.reduce((sum, part) => sum + part.byteLength, 0);
  return Buffer.concat([bigEndian(name), sizeOf(size), ...content]);
}

/** The number of bytes is marked by the first bit set: 1xxxxxxx, 01xxxxxx xxxxxxxx … */
function sizeOf(size: number): Buffer {
  // All ones would mean "unknown": hence one less than what fits.
  if (size < 2 ** 7 - 1) return Buffer.from([0x80 | size]);
  if (size < 2 ** 14 - 1) return Buffer.from([0x40 | (size >> 8), size & 0xff]);
  return bigEndian(0x10000000 + size);
}

function bigEndian(value: number): Buffer {
  const bytes = value < 2 ** 8 ? 1 : value < 2 ** 16 ? 2 : value < 2 ** 24 ? 3 : 4;
  const buffer = Buffer.allocUnsafe(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}

/** Always eight bytes, so that sizes never depend on values. */
function unsigned(name: number, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return element(name, bytes);
}

function float(name: number, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return element(name, bytes);
}

function text(name: number, value: string): Buffer {
  return element(name, Buffer.from(value, "latin1"));
}
