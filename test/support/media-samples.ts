/** Files as people send them, made here: nothing binary lies in the repository. */

type Bytes = Uint8Array<ArrayBuffer>;

/** A picture of many colours, so that it does not shrink to nothing. */
export async function picture(
  width: number,
  height: number,
  format: "jpeg" | "png" | "webp" = "jpeg",
): Promise<Bytes> {
  const image = new Bun.Image(bitmap(width, height));
  return new Uint8Array(await image[format]().bytes());
}

/** An uncompressed BMP, 24 bits a pixel. */
function bitmap(width: number, height: number): Bytes {
  const row = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(54 + row * height);
  file.write("BM", 0, "latin1");
  file.writeUInt32LE(file.byteLength, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      file[54 + y * row + x * 3] = (x * 7) & 255;
      file[55 + y * row + x * 3] = (y * 5) & 255;
      file[56 + y * row + x * 3] = (x ^ y) & 255;
    }
  }
  return new Uint8Array(file);
}

/** The camera held upright: the same JPEG with an EXIF orientation of 6. */
export function turned(jpeg: Bytes): Bytes {
  const exif = [
    0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1,
    0, 6, 0, 0, 0, 0, 0, 0,
  ];
  const segment = [0xff, 0xe1, 0, exif.length + 2, ...exif];
  return new Uint8Array([...jpeg.subarray(0, 2), ...segment, ...jpeg.subarray(2)]);
}

/** The head of an MP4 without sound and picture: enough for whoever looks at the first bytes. */
export function mp4(size = 64, brand = "isom"): Bytes {
  const file = Buffer.alloc(Math.max(size, 32));
  file.writeUInt32BE(24, 0);
  file.write(`ftyp${brand}`, 4, "latin1");
  file.write(brand, 16, "latin1");
  file.writeUInt32BE(file.byteLength - 24, 24);
  file.write("mdat", 28, "latin1");
  return new Uint8Array(file);
}

export interface OggOptions {
  /** 20 ms each. */
  packets?: number;
  channels?: number;
  preSkip?: number;
  /** Samples that the last page's granule leaves out. */
  endTrim?: number;
  /** The granule at which a cut-out begins. */
  startsAt?: number;
  /** Bytes of each packet; above 255 it needs several segments. */
  packetSize?: number;
  packetsPerPage?: number;
}

/** Ogg/Opus as WhatsApp's apps record it: SILK-free 20-ms frames, 48 kHz, content of noise. */
export function oggOpus(options: OggOptions = {}): Bytes {
  const {
    packets = 100,
    channels = 1,
    preSkip = 312,
    endTrim = 0,
    startsAt = 0,
    packetSize = 60,
    packetsPerPage = 50,
  } = options;
  const head = Buffer.from("OpusHead\x01\0\0\0\x80\xbb\0\0\0\0\0", "latin1");
  head[9] = channels;
  head.writeUInt16LE(preSkip, 10);
  const tags = Buffer.from("OpusTags\x04\0\0\0test\0\0\0\0", "latin1");
  const pages = [page([head], 0n, 0, 2), page([tags], 0n, 1, 0)];
  for (let done = 0; done < packets; done += packetsPerPage) {
    const count = Math.min(packetsPerPage, packets - done);
    const isLast = done + count === packets;
    const granule = startsAt + (done + count) * 960 - (isLast ? endTrim : 0);
    pages.push(
      page(opusPackets(done, count, packetSize), BigInt(granule), pages.length, isLast ? 4 : 0),
    );
  }
  return new Uint8Array(Buffer.concat(pages));
}

/** The bytes that a test finds again in the other container. */
export function opusPackets(first: number, count: number, size: number): Uint8Array[] {
  return Array.from({ length: count }, (_, index) => {
    const packet = new Uint8Array(size).map((_, at) => ((first + index) * 31 + at) & 255);
    packet[0] = 31 << 3; // CELT, 20 ms, one frame
    return packet;
  });
}

function page(packets: Uint8Array[], granule: bigint, sequence: number, flags: number): Buffer {
  const lacing = packets.flatMap(({ byteLength }) => [
    ...Array(Math.floor(byteLength / 255)).fill(255),
    byteLength % 255,
  ]);
  const head = Buffer.alloc(27);
  head.write("OggS", 0, "latin1");
  head[5] = flags;
  head.writeBigInt64LE(granule, 6);
  head.writeUInt32LE(77, 14);
  head.writeUInt32LE(sequence, 18);
  head[26] = lacing.length;
  return Buffer.concat([head, Buffer.from(lacing), ...packets]);
}
