import type { CheckpointRow } from "./checkpoints.ts";
import type { Head, LogName } from "./log.ts";
import type { Signer } from "./signer.ts";

/**
 * A checkpoint as it leaves the desk: what was signed, then the key's fingerprint and the
 * signature, a line each. In e-mails, on paper, in its QR code.
 */
export function copyText(
  { body, signature }: Pick<CheckpointRow, "body" | "signature">,
  { fingerprint }: Pick<Signer, "fingerprint">,
): string {
  return `${body}key ${fingerprint}\nsignature ${signature}\n`;
}

/** What a copy says. `body` are the signed bytes. */
export interface CheckpointCopy {
  body: string;
  logId: string;
  consent: Head;
  audit: Head;
  /** Of the key, in hex; null: not in the copy. */
  fingerprint: string | null;
  /** Base64; null: not in the copy. */
  signature: string | null;
}

const HEX = "[0-9a-f]{64}";
const form = new RegExp(
  `recado checkpoint 1\\nlog ([0-9a-f-]{36})\\nconsent (\\d{1,15}) (${HEX}) (${HEX})\\naudit (\\d{1,15}) (${HEX}) (${HEX})\\ntime [-0-9T:.]+Z\\n`,
);

/**
 * Reads a copy that somebody pasted: from an e-mail (also a quoted one), a file, or a scanned QR
 * code; alone or with the signature in a field of its own. Undefined when it is none.
 */
export function readCopy(pasted: string, signature = ""): CheckpointCopy | undefined {
  const text = `${linesOf(pasted).join("\n")}\n`;
  const found = form.exec(text);
  if (!found) return undefined;
  const [body, logId = "", ...rest] = found;
  const own = /^signature\s+([A-Za-z0-9+/=]{86,88})$/m.exec(text)?.[1];
  return {
    body,
    logId,
    consent: headFrom(rest.slice(0, 3)),
    audit: headFrom(rest.slice(3)),
    fingerprint: new RegExp(`^key (${HEX})$`, "m").exec(text)?.[1] ?? null,
    signature: signature.replaceAll(/\s+|^signature/g, "") || (own ?? null),
  };
}

/** As they were written: without the marks of a quotation, and the spaces that mail programs add. */
function linesOf(pasted: string): string[] {
  return pasted
    .split(/\r?\n/)
    .map((line) =>
      line
        .replace(/^[>\s]+/, "")
        .trimEnd()
        .replaceAll(/\s+/g, " "),
    )
    .filter((line) => line !== "");
}

function headFrom([size, root = "", head = ""]: string[]): Head {
  return { size: Number(size), root, head };
}

/** The two logs of a copy, in the order of its lines. */
export function headsOf(copy: CheckpointCopy): [LogName, Head][] {
  return [
    ["consent", copy.consent],
    ["audit", copy.audit],
  ];
}
