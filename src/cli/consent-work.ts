import { examineConsent } from "../consent-exports/examine-consent.ts";
import { type ExportOrder, type SignedEnd, writeExport } from "../consent-exports/write-export.ts";
import { type Trusted, verifyExport } from "../consent-exports/verify-export.ts";
import type { Config } from "../config.ts";
import { type Db, openReader } from "../db/open.ts";
import { readSnapshot } from "../db/read-snapshot.ts";
import { readOwnInput } from "../jobs/own-process.ts";
import { type Signer, signerOf } from "../proof/signer.ts";
import { openSecrets } from "../settings/secrets.ts";
import { getSetting } from "../settings/settings.ts";
import { type Command, print } from "./command.ts";

/** What the server has done in a process of its own; all only read. Answers are lines of JSON. */
export const consentCheck: Command = {
  name: "consent-work check",
  summary: "Examines the consent log.",
  isInternal: true,
  run: async (config) => {
    await readOwnInput();
    await reading(config, async (_, signer) => {
      const examined = await readSnapshot(config.dataFile, (db) => examineConsent(db, signer));
      print(JSON.stringify(examined));
    });
  },
};

export const consentUpload: Command = {
  name: "consent-work verify",
  summary: "Verifies an export that somebody sent.",
  isInternal: true,
  run: async () => {
    const { path, ...trusted } = JSON.parse(await readOwnInput()) as Trusted & { path: string };
    print(JSON.stringify(await verifyExport(path, trusted)));
  },
};

interface WriteInput {
  order: ExportOrder;
  end: SignedEnd;
  path: string;
}

export const consentWrite: Command = {
  name: "consent-work write",
  summary: "Writes an export of the consent log.",
  isInternal: true,
  run: async (config) => {
    const { order, end, path } = JSON.parse(await readOwnInput()) as WriteInput;
    await reading(config, async (db, signer) => {
      const tell = (done: number, total: number) => print(JSON.stringify({ done, total }));
      const written = await writeExport({ db, signer }, order, end, path, tell);
      print(JSON.stringify({ written }));
    });
  },
};

/** On the read-only connection, with the desk's key. */
export async function reading(
  config: Config,
  work: (db: Db, signer: Signer) => Promise<void>,
): Promise<void> {
  const reader = openReader(config.dataFile);
  try {
    const kept = await getSetting(reader.db, "signing");
    if (!kept) throw new Error("this desk has no key yet");
    await work(reader.db, signerOf(kept, openSecrets(config)));
  } finally {
    reader.close();
  }
}
