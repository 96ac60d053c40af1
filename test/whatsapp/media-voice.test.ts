import { expect, test } from "bun:test";
import { rewrapVoice } from "../../src/whatsapp/rewrap-voice.ts";
import { oggOpus, opusPackets, type OggOptions } from "../support/media-samples.ts";
import { readWebm } from "../support/webm.ts";

function rewrapped(options: OggOptions = {}) {
  const webm = rewrapVoice(oggOpus(options));
  if (!webm) throw new Error("not rewrapped");
  return readWebm(webm);
}

test("a voice note becomes WebM with the very same packets", () => {
  const webm = rewrapped({ packets: 120, packetSize: 60 });
  expect(webm.docType).toBe("webm");
  expect(webm.codec).toBe("A_OPUS");
  expect(webm.channels).toBe(1);
  expect(webm.blocks.map(({ bytes }) => [...bytes])).toEqual(
    opusPackets(0, 120, 60).map((packet) => [...packet]),
  );
  expect(webm.blocks.map(({ time }) => time)).toEqual(
    Array.from({ length: 120 }, (_, index) => index * 20),
  );
});

test("the duration is that of the Ogg file: what is skipped at both ends does not count", () => {
  const { duration, codecDelay } = rewrapped({ packets: 500, preSkip: 312, endTrim: 480 });
  expect(duration).toBeCloseTo(500 * 20 - 6.5 - 10, 3);
  expect(codecDelay).toBe(6_500_000);
});

test("a recording cut out of a longer one starts at zero", () => {
  const { duration, blocks } = rewrapped({ packets: 100, startsAt: 4_800_000 });
  expect(duration).toBeCloseTo(2000 - 6.5, 3);
  expect(blocks[0]?.time).toBe(0);
});

test("packets of several segments, and over the end of a page, stay whole", () => {
  const big = rewrapped({ packets: 12, packetSize: 700, packetsPerPage: 4 });
  expect(big.blocks.map(({ bytes }) => bytes.byteLength)).toEqual(Array(12).fill(700));

  const webm = rewrapVoice(splitLastPage(oggOpus({ packets: 3, packetSize: 600 })));
  expect(webm && readWebm(webm).blocks.map(({ bytes }) => [...bytes])).toEqual(
    opusPackets(0, 3, 600).map((packet) => [...packet]),
  );
});

test("every cue leads to the cluster of its time", () => {
  const { cues } = rewrapped({ packets: 1100 });
  expect(cues.map(({ time }) => time)).toEqual([0, 5000, 10_000, 15_000, 20_000]);
  expect(cues.every(({ time, clusterTime }) => time === clusterTime)).toBe(true);
});

test("stereo is kept", () => {
  expect(rewrapped({ channels: 2 }).channels).toBe(2);
});

test("what is no Ogg/Opus is left alone, and a broken end costs only the end", () => {
  const ogg = oggOpus({ packets: 100 });
  expect(rewrapVoice(new Uint8Array())).toBeNull();
  expect(rewrapVoice(new TextEncoder().encode("OggS and nothing more"))).toBeNull();
  expect(rewrapVoice(ogg.subarray(0, 60))).toBeNull();
  const half = rewrapVoice(ogg.subarray(0, ogg.byteLength - 10));
  expect(half && readWebm(half).blocks.length).toBe(50);
});

test("no cut and no flipped byte makes it throw", () => {
  const ogg = oggOpus({ packets: 20 });
  for (let at = 0; at < ogg.byteLength; at++) {
    const broken = new Uint8Array(ogg);
    broken[at] = 255 - (broken[at] ?? 0);
    rewrapVoice(broken);
    rewrapVoice(ogg.subarray(0, at));
  }
});

/** The last page as two: the first ends in the middle of its second packet. */
function splitLastPage(file: Uint8Array): Uint8Array {
  const at = Buffer.from(file).lastIndexOf("OggS");
  const count = file[at + 26] ?? 0;
  const lacing = file.subarray(at + 27, at + 27 + count);
  const body = file.subarray(at + 27 + count);
  const cut = 4; // 255 255 90 | 255, the packet goes on
  const size = lacing.subarray(0, cut).reduce((sum, value) => sum + value, 0);
  const first = Buffer.concat([
    file.subarray(at, at + 26),
    Uint8Array.of(cut),
    lacing.subarray(0, cut),
    body.subarray(0, size),
  ]);
  const second = Buffer.concat([
    file.subarray(at, at + 26),
    Uint8Array.of(count - cut),
    lacing.subarray(cut),
    body.subarray(size),
  ]);
  first.writeBigInt64LE(960n, 6);
  second[5] = 1;
  return new Uint8Array(Buffer.concat([file.subarray(0, at), first, second]));
}

// 16 MB of packets of one byte stopped the program for 14 seconds and took 3.5 GB.
test("sound cut into more packets than hours of speech have is left alone", () => {
  const bytes = oggOpus({ packets: 250_000, packetSize: 2 });
  const started = performance.now();
  expect(rewrapVoice(bytes)).toBeNull();
  expect(performance.now() - started).toBeLessThan(1000);
});
