import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import type { Instant } from "../db/schema.ts";

/** Bytes that are gathered before they go on. */
const CHUNK = 128 * 1024;

/** Pieces of a file in their order. */
export type Lines = AsyncIterable<string | Buffer> | Iterable<string | Buffer>;

/** A zip whose files are written one after the other as they are read, and the SHA-256 of each. */
export class SummedZip {
  readonly #zip = new ZipFile();
  readonly #sums = new Map<string, string>();
  readonly #failure = Promise.withResolvers<never>();

  constructor(private readonly now: Instant) {
    this.#zip.on("error", (error) => this.#failure.reject(error));
    this.#failure.promise.catch(() => {});
  }

  /** `texts` is asked for when the files before it are written. */
  add(name: string, texts: () => Lines): void {
    this.#addStream(name, () => this.#summed(name, texts()));
  }

  addBytes(name: string, bytes: () => string | Uint8Array): void {
    this.#addStream(name, async function* () {
      yield Buffer.from(bytes());
    });
  }

  /** What `sha256sum -c` reads: of all that `add` has written so far. */
  sums(): string {
    const names = [...this.#sums.keys()].toSorted();
    return names.map((name) => `${this.#sums.get(name)}  ${name}\n`).join("");
  }

  /** The bytes of the zip as somebody reads them, instead of `writeTo`; ends with an error where a file did. */
  stream(): Readable {
    const output = Readable.from(this.#zip.outputStream, { objectMode: false });
    this.#failure.promise.catch((error: Error) => output.destroy(error));
    return output;
  }

  /** Writes it all beside `path` and moves it there when it is whole. Returns its size in bytes. */
  async writeTo(path: string): Promise<number> {
    const part = `${path}.part`;
    const file = createWriteStream(part, { mode: 0o600, flush: true });
    try {
      await Promise.race([pipeline(this.#zip.outputStream, file), this.#failure.promise]);
      await rename(part, path);
      return Bun.file(path).size;
    } catch (error) {
      file.destroy();
      if (!file.closed) await once(file, "close");
      await rm(part, { force: true });
      throw error;
    }
  }

  end(): void {
    this.#zip.end();
  }

  #addStream(name: string, bytes: () => AsyncIterable<Buffer>): void {
    const options = { mtime: new Date(this.now), compressionLevel: 3, mode: 0o100600 };
    this.#zip.addReadStreamLazy(name, options, (go) => {
      const stream = Readable.from(bytes(), { objectMode: false });
      stream.on("error", (error) => this.#failure.reject(error));
      go(null, stream);
    });
  }

  async *#summed(name: string, texts: Lines): AsyncGenerator<Buffer> {
    const hasher = new Bun.CryptoHasher("sha256");
    for await (const chunk of gathered(texts)) {
      hasher.update(chunk);
      yield chunk;
    }
    this.#sums.set(name, hasher.digest("hex"));
  }
}

/** A file is either all texts or all bytes. */
async function* gathered(texts: Lines): AsyncGenerator<Buffer> {
  let waiting: string[] = [];
  let length = 0;
  for await (const text of texts) {
    if (typeof text !== "string") {
      yield text;
      continue;
    }
    waiting.push(text);
    length += text.length;
    if (length < CHUNK) continue;
    yield Buffer.from(waiting.join(""));
    waiting = [];
    length = 0;
  }
  if (length > 0) yield Buffer.from(waiting.join(""));
}
