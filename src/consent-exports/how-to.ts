import type { Language } from "../db/schema.ts";
import { howToTexts } from "./how-to-texts.ts";

const commands = {
  unpack: "unzip -d export EXPORT.zip && cd export",
  sums: "sha256sum -c SHA256SUMS",
  key: "openssl pkey -pubin -in public-key.pem -outform DER | sha256sum",
  signature:
    "openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in SHA256SUMS -sigfile SHA256SUMS.sig",
  checkpoint:
    "openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in checkpoint.txt -sigfile checkpoint.sig",
  last: "wc -l log.jsonl; tail -n 1 log.jsonl | tr -d '\\n' | sha256sum; grep '^consent' checkpoint.txt",
  chain:
    'sed -n 1p log.jsonl | tr -d \'\\n\' | sha256sum; sed -n 2p log.jsonl | grep -o \'"prev":"[^"]*"\'',
  tree: "python3 chain.py",
  all: "python3 verify.py ../EXPORT.zip --key FINGERPRINT",
} as const;

/** HOW-TO-VERIFY.txt, first in the reader's language, then in the others. `fingerprint`: of the key that signs. */
export function howToText(language: Language, fingerprint: string): string {
  const others = (Object.keys(howToTexts) as Language[]).filter((each) => each !== language);
  return [language, ...others].map((each) => section(each, fingerprint)).join("\n\n\n");
}

function section(language: Language, fingerprint: string): string {
  const texts = howToTexts[language];
  const step = (name: keyof typeof commands) =>
    `${texts[name]}\n\n    ${commands[name].replace("FINGERPRINT", fingerprint)}`;
  return [
    texts.title,
    texts.files,
    ...(["unpack", "sums", "key", "signature", "checkpoint", "last", "chain", "tree"] as const).map(
      step,
    ),
    texts.opening,
    step("all"),
    texts.limits,
    texts.filtered,
    "",
  ].join("\n\n");
}
