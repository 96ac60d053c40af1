import type { Problem, ProblemCode } from "./verdict.ts";

const words: Record<ProblemCode, string> = {
  zip: "the file is no export that can be read",
  files: "a file is missing, comes twice or does not belong there",
  key: "the public key is not the one that was expected",
  signature: "the signature does not fit",
  sum: "the file was changed after it was signed",
  manifest: "manifest.json does not say what the export holds",
  checkpoint: "the checkpoint cannot be read or is of another log",
  checkpoints: "an earlier checkpoint does not fit",
  unreadable: "a line cannot be read",
  chain: "the record does not follow the one before it",
  root: "the records do not add up to the checkpoint of this size",
  proof: "the record is not proved to be in the log",
  filter: "the record is not one of those that were asked for",
  opening: "what is told of the person or the evidence is not what was recorded",
  text: "a text that was shown is missing, changed or too many",
  given: "the checkpoint that you were sent does not fit",
};

/** For the command line, as verify.py says it. */
export function problemText({ code, where }: Problem): string {
  return `${where}: ${words[code]}`;
}
