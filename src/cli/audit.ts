import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { auditExport } from "../audit/audit-export.ts";
import { writeAuditExport } from "../audit/write-audit-export.ts";
import { startOf } from "../consent-log/log-filter.ts";
import { AppError } from "../http/errors.ts";
import type { Recado } from "../recado.ts";
import { getSetting } from "../settings/settings.ts";
import { type Command, optionalText, print, requireText, type Values } from "./command.ts";
import { requireLanguage } from "./setup.ts";
import { withRecado } from "./with-recado.ts";

export const auditExportCommand: Command = {
  name: "audit export",
  summary: "Writes the audit log to a zip that anybody can verify offline.",
  options: {
    out: { type: "string" },
    reason: { type: "string" },
    from: { type: "string" },
    to: { type: "string" },
    language: { type: "string" },
    json: { type: "boolean" },
  },
  help: {
    out: "the zip to write; must not be there yet",
    reason: "why; it stands in the export and in the audit log",
    from: "first day whose details are told, such as 2026-01-01",
    to: "last day",
    language: "en, fr, pt or es; else the business's",
    json: "print JSON",
  },
  run: (config, values) => withRecado(config, (recado) => runExport(recado, values)),
};

async function runExport(recado: Recado, values: Values): Promise<void> {
  const out = resolve(requireText(values, "out"));
  if (existsSync(out))
    throw new AppError("conflict", `${out} is there already. Give another name.`);
  const reason = requireText(values, "reason");
  const business = await getSetting(recado.db, "business");
  const timezone = business?.timezone ?? "UTC";
  const period = {
    from: dayOf(values, "from", timezone, 0),
    until: dayOf(values, "to", timezone, 1),
  };
  const language = requireLanguage(optionalText(values, "language") ?? business?.language ?? "en");
  const now = recado.clock.now();
  const order = { period, reason, madeBy: "command line", language, timezone, now };
  const written = await writeAuditExport(recado, order, out);
  const { records: count, byteSize: bytes, sha256 } = written;
  await recado.write((tx) =>
    auditExport(tx, { what: "audit export", reason, filter: period, count, sha256 }, now),
  );
  const key = recado.signer.fingerprint;
  if (values.json) return print(JSON.stringify({ file: out, records: count, bytes, sha256, key }));
  print(`${out}: ${count} records, ${bytes} bytes\nSHA-256     ${sha256}\npublic key  ${key}`);
}

/** @throws AppError `invalid` for what is no day. */
function dayOf(values: Values, name: string, timezone: string, later: number): number | null {
  const text = optionalText(values, name);
  if (text === null) return null;
  const instant = startOf(text, timezone, later);
  if (instant !== null) return instant;
  throw new AppError("invalid", `--${name}: give a day such as 2026-01-31.`);
}
