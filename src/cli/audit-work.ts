import { type AuditOrder, writeAuditExport } from "../audit/write-audit-export.ts";
import { readOwnInput } from "../jobs/own-process.ts";
import { type Command, print } from "./command.ts";
import { reading } from "./consent-work.ts";

/** What the server has done in a process of its own; it only reads. Answers are lines of JSON. */
export const auditWrite: Command = {
  name: "audit-work write",
  summary: "Writes an export of the audit log.",
  isInternal: true,
  run: async (config) => {
    const { order, path } = JSON.parse(await readOwnInput()) as { order: AuditOrder; path: string };
    await reading(config, async (db, signer) => {
      const tell = (done: number, total: number) => print(JSON.stringify({ done, total }));
      print(JSON.stringify({ written: await writeAuditExport({ db, signer }, order, path, tell) }));
    });
  },
};
