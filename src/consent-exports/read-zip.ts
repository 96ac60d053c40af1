import { crc32 } from "node:zlib";
import { type Entry, open, type ZipFile } from "yauzl";

/** A file that is read whole is no larger. */
const SMALL = 1024 * 1024;
/** Nor is a line of a list. */
const LINE = 4 * 1024 * 1024;

export class ZipProblem extends Error {}

/** A zip that is read in place: nothing is unpacked, so no name in it can lead anywhere. */
export class ZipReader {
  readonly entries: Entry[] = [];

  private constructor(private readonly zip: ZipFile) {}

  /** @throws Error when it is no zip. */
  static async open(path: string): Promise<ZipReader> {
    const options = { lazyEntries: true, autoClose: false, strictFileNames: true };
    const zip = await new Promise<ZipFile>((resolve, reject) =>
      open(path, options, (error, opened) => (error ? reject(error) : resolve(opened))),
    );
    const reader = new ZipReader(zip);
    await reader.#list();
    return reader;
  }

  #list(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.zip.on("entry", (entry: Entry) => {
        this.entries.push(entry);
        this.zip.readEntry();
      });
      this.zip.on("end", resolve);
      this.zip.on("error", reject);
      this.zip.readEntry();
    });
  }

  close(): void {
    this.zip.close();
  }

  has(name: string): boolean {
    return this.entries.some((entry) => entry.fileName === name);
  }

  /** Its bytes in pieces. @throws Error when they are not as the zip says. */
  async *chunks(name: string): AsyncGenerator<Buffer> {
    const entry = this.entries.find((each) => each.fileName === name);
    if (!entry) throw new ZipProblem(name);
    const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) =>
      this.zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened))),
    );
    let crc = 0;
    for await (const chunk of stream) {
      crc = crc32(chunk as Buffer, crc);
      yield chunk as Buffer;
    }
    if (crc !== entry.crc32) throw new ZipProblem(`${name}: CRC`);
  }

  /** The whole of a small file; undefined when it is too large. */
  async bytes(name: string): Promise<Buffer | undefined> {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of this.chunks(name)) {
      length += chunk.length;
      if (length > SMALL) return undefined;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  /** Each line without its LF; `broken` is told of whatever is no whole line, and ends it. */
  async *lines(name: string, broken: () => void): AsyncGenerator<Buffer> {
    let rest: Buffer = Buffer.alloc(0);
    for await (const chunk of this.chunks(name)) {
      let from = 0;
      for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
        const line = chunk.subarray(from, end);
        yield rest.length > 0 ? Buffer.concat([rest, line]) : line;
        rest = Buffer.alloc(0);
        from = end + 1;
      }
      rest = Buffer.concat([rest, chunk.subarray(from)]);
      if (rest.length > LINE) return broken();
    }
    if (rest.length > 0) broken();
  }
}
