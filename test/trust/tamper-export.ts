import { generateKeyPairSync } from "node:crypto";
import {
  changeFile,
  changeLines,
  type Files,
  rechained,
  signedBy,
  withNewSums,
} from "./tamper-zip.ts";

export type Dice = (below: number) => number;

const kinds = ["given", "withdrawn"] as const;
const other = generateKeyPairSync("ed25519");

/** Each is a change that an export must not survive. */
const changes: Record<string, (files: Files, dice: Dice) => Files> = {
  "a byte of a file": (files, dice) => {
    // Sums that are made anew would take the change back; bytes of theirs are flipped in the zip itself.
    const others = files.filter(([name]) => name !== "SHA256SUMS");
    const [name = "", content] = others[dice(others.length)] ?? [];
    const at = dice(content?.length ?? 1);
    return changeFile(files, name, (bytes) => {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ (1 + dice(255));
      return changed;
    });
  },
  "a file less": (files, dice) => files.toSpliced(dice(files.length), 1),
  "a file twice": (files, dice) => [...files, files[dice(files.length)]!],
  "a file more": (files) => [...files, ["notes.txt", Buffer.from("trust me\n")]],
  "a file cut short": (files, dice) => {
    const [name = ""] = files[dice(files.length)] ?? [];
    return changeFile(files, name, (bytes) => bytes.subarray(0, dice(bytes.length)));
  },
  "two files exchanged": (files) => {
    const names: Record<string, string> = {
      "log.jsonl": "private.jsonl",
      "private.jsonl": "log.jsonl",
    };
    return files.map(([name, content]) => [names[name] ?? name, content]);
  },
  "a record less": (files, dice) =>
    changeLines(files, "log.jsonl", (lines) => lines.toSpliced(dice(lines.length), 1)),
  "a record twice": (files, dice) =>
    changeLines(files, "log.jsonl", (lines) => {
      const at = dice(lines.length);
      return lines.toSpliced(at, 0, lines[at]!);
    }),
  "two records exchanged": (files, dice) =>
    changeLines(files, "log.jsonl", (lines) => {
      const at = dice(lines.length - 1);
      return lines.with(at, lines[at + 1]!).with(at + 1, lines[at]!);
    }),
  "the last records less": (files, dice) =>
    changeLines(files, "log.jsonl", (lines) => lines.slice(0, lines.length - 1 - dice(5))),
  "a withdrawal turned into a consent": (files, dice) =>
    changeLines(files, "log.jsonl", (lines) => turned(lines, dice)),
  "a record forged behind the last": (files) =>
    changeLines(files, "log.jsonl", (lines) => rechained([...lines, lines[0]!])),
  "the log written anew around a changed record": (files, dice) =>
    changeLines(files, "log.jsonl", (lines) => rechained(turned(lines, dice))),
  "another name": (files, dice) =>
    changeLines(files, "private.jsonl", (lines) => {
      const at = dice(lines.length);
      return lines.with(at, lines[at]!.replace(/Clara|Ana|Bruno/, "Dora"));
    }),
  "two people exchanged": (files) =>
    changeLines(files, "private.jsonl", (lines) => {
      const [a, b] = [lines[0]!, lines[1]!];
      const seq = (line: string) => /"seq":(\d+)/.exec(line)![0];
      return lines.with(0, b.replace(seq(b), seq(a))).with(1, a.replace(seq(a), seq(b)));
    }),
  "what a person hides, left out": (files, dice) =>
    changeLines(files, "private.jsonl", (lines) => lines.toSpliced(dice(lines.length), 1)),
  "another text": (files) =>
    changeFile(files, "texts.jsonl", (bytes) => Buffer.from(bytes.toString().replace("4", "9"))),
  "a checkpoint less": (files) =>
    changeLines(files, "checkpoints.jsonl", (lines) => lines.slice(0, -1)),
  "a checkpoint's size": (files) =>
    changeFile(files, "checkpoint.txt", (bytes) =>
      Buffer.from(bytes.toString().replace(/^consent (\d)/m, "consent 1$1")),
    ),
  "the reason": (files) =>
    changeFile(files, "manifest.json", (bytes) =>
      Buffer.from(bytes.toString().replace("battery", "holiday")),
    ),
  "what people read in the table": (files) =>
    changeFile(files, "records.csv", (bytes) =>
      Buffer.from(bytes.toString().replace("Withdrawn", "Given")),
    ),
  "what people read on the page": (files) =>
    changeFile(files, "records.html", (bytes) =>
      Buffer.from(bytes.toString().replace("Withdrawn", "Given")),
    ),
};

/** With what comes after the change: nothing, sums that fit again, or another key's signatures. */
const covers = {
  "left so": (files: Files) => files,
  "sums made anew": withNewSums,
  "signed with another key": (files: Files) =>
    signedBy(
      changeFile(files, "public-key.pem", () =>
        Buffer.from(other.publicKey.export({ type: "spki", format: "pem" })),
      ),
      other.privateKey,
    ),
} as const;

/** The change number `index`: each kind and each cover in turn, so that they all meet. */
export function tamper(files: Files, index: number, dice: Dice): { name: string; files: Files } {
  const names = Object.keys(changes);
  const name = names[index % names.length]!;
  const cover = Object.keys(covers)[index % 3] as keyof typeof covers;
  const changed = covers[cover](changes[name]!(files, dice));
  return { name: `${name}, ${cover}`, files: changed };
}

export const tamperKinds = Object.keys(changes).length;

function turned(lines: string[], dice: Dice): string[] {
  const start = dice(lines.length);
  for (let n = 0; n < lines.length; n += 1) {
    const at = (start + n) % lines.length;
    const line = lines[at]!;
    const from = kinds.find((kind) => line.includes(`"event":"${kind}"`));
    if (!from) continue;
    const to = from === "given" ? "withdrawn" : "given";
    return lines.with(at, line.replace(`"event":"${from}"`, `"event":"${to}"`));
  }
  throw new Error("no record to turn");
}
