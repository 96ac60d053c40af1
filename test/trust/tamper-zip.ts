import { createWriteStream } from "node:fs";
import { sign, type KeyObject } from "node:crypto";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { ZipReader } from "../../src/consent-exports/read-zip.ts";
import { sha256 } from "../../src/proof/commitment.ts";

/** The files of an export, in their order; a name may come twice. */
export type Files = [name: string, content: Buffer][];

export async function readFiles(path: string): Promise<Files> {
  const zip = await ZipReader.open(path);
  const files: Files = [];
  for (const { fileName } of zip.entries) {
    const chunks: Buffer[] = [];
    for await (const chunk of zip.chunks(fileName)) chunks.push(chunk);
    files.push([fileName, Buffer.concat(chunks)]);
  }
  zip.close();
  return files;
}

export async function writeFiles(path: string, files: Files): Promise<void> {
  const zip = new ZipFile();
  for (const [name, content] of files) zip.addBuffer(content, name);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}

/** What somebody does who knows the format, but not the key. */
export function withNewSums(files: Files): Files {
  const sums = files
    .filter(([name]) => !name.startsWith("SHA256SUMS"))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([name, content]) =>
        `${new Bun.CryptoHasher("sha256").update(content).digest("hex")}  ${name}\n`,
    )
    .join("");
  return files.map(([name, content]) => [
    name,
    name === "SHA256SUMS" ? Buffer.from(sums) : content,
  ]);
}

/** Signed anew, with whatever key: sums and checkpoint. */
export function signedBy(files: Files, key: KeyObject): Files {
  const signed = (of: string) =>
    sign(null, files.find(([name]) => name === of)?.[1] ?? Buffer.alloc(0), key);
  const withCheckpoint = files.map(([name, content]): Files[number] => [
    name,
    name === "checkpoint.sig" ? signed("checkpoint.txt") : content,
  ]);
  const summed = withNewSums(withCheckpoint);
  const sums = summed.find(([name]) => name === "SHA256SUMS")?.[1] ?? Buffer.alloc(0);
  return summed.map(([name, content]) => [
    name,
    name === "SHA256SUMS.sig" ? sign(null, sums, key) : content,
  ]);
}

export function changeFile(files: Files, of: string, change: (content: Buffer) => Buffer): Files {
  return files.map(([name, content]) => [name, name === of ? change(content) : content]);
}

export function changeLines(
  files: Files,
  of: string,
  change: (lines: string[]) => string[],
): Files {
  return changeFile(files, of, (content) => {
    const lines = content.toString().split("\n").slice(0, -1);
    return Buffer.from(
      change(lines)
        .map((line) => `${line}\n`)
        .join(""),
    );
  });
}

/** The chain as it would be had `lines` always been the log. */
export function rechained(lines: string[]): string[] {
  let prev = "0".repeat(64);
  return lines.map((line, index) => {
    const again = line
      .replace(/"prev":"[0-9a-f]{64}"/, `"prev":"${prev}"`)
      .replace(/"seq":\d+/, `"seq":${index + 1}`);
    prev = sha256(again);
    return again;
  });
}
