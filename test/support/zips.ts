import { buffer } from "node:stream/consumers";
import { fromBuffer } from "yauzl";
import { ZipFile } from "yazl";

/** Every file of a small zip, by its name. */
export async function readZip(path: string): Promise<Map<string, Buffer>> {
  const bytes = Buffer.from(await Bun.file(path).bytes());
  const files = new Map<string, Buffer>();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  fromBuffer(bytes, { lazyEntries: true }, (failure, zip) => {
    if (failure) return reject(failure);
    zip.on("end", resolve).on("error", reject);
    zip.on("entry", (entry) =>
      zip.openReadStream(entry, async (error, stream) => {
        if (error) return reject(error);
        files.set(entry.fileName, await buffer(stream));
        zip.readEntry();
      }),
    );
    zip.readEntry();
  });
  await promise;
  return files;
}

/** A zip of these files alone. */
export async function rewriteZip(path: string, files: Map<string, Buffer>): Promise<void> {
  const zip = new ZipFile();
  for (const [name, bytes] of files) zip.addBuffer(bytes, name);
  zip.end();
  await Bun.write(path, new Uint8Array(await buffer(zip.outputStream as NodeJS.ReadableStream)));
}
