import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { auditExport } from "../audit/audit-export.ts";
import { examineConsent } from "../consent-exports/examine-consent.ts";
import { noteExport } from "../consent-exports/exports.ts";
import { type TypedFilter, readFilter } from "../consent-exports/read-filter.ts";
import { endAsFound, refusalText, signEnd } from "../consent-exports/sign-end.ts";
import { problemText } from "../consent-exports/verdict-text.ts";
import { verifyExport } from "../consent-exports/verify-export.ts";
import { writeExport } from "../consent-exports/write-export.ts";
import { readSnapshot } from "../db/read-snapshot.ts";
import type { Language } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import type { Recado } from "../recado.ts";
import { getSetting } from "../settings/settings.ts";
import { type Command, optionalText, print, requireText, type Values } from "./command.ts";
import { withRecado } from "./with-recado.ts";

const languages = ["en", "fr", "pt", "es"] as const satisfies readonly Language[];

export const consentExport: Command = {
  name: "consent export",
  summary: "Writes the consent log, or a part of it, to a zip that anybody can verify offline.",
  usage: "[FILE]",
  positionals: true,
  options: {
    out: { type: "string" },
    from: { type: "string" },
    to: { type: "string" },
    purpose: { type: "string" },
    contact: { type: "string" },
    reason: { type: "string" },
    language: { type: "string" },
    "as-found": { type: "boolean" },
    json: { type: "boolean" },
  },
  help: {
    out: "the zip to write, instead of FILE; must not be there yet",
    from: "first day, such as 2026-01-01",
    to: "last day",
    purpose: "one purpose alone, such as marketing",
    contact: "one person alone, by number or id",
    reason: "why; it stands in the export and in the list of exports",
    language: "en, fr, pt or es; else the business's",
    "as-found": "also a log that does not fit its signatures, without signing it anew",
    json: "print JSON",
  },
  run: (config, values, positionals) =>
    withRecado(config, (recado) => runExport(recado, values, positionals)),
};

async function runExport(recado: Recado, values: Values, positionals: string[]): Promise<void> {
  const out = readOut(values, positionals);
  if (existsSync(out))
    throw new AppError("conflict", `${out} is there already. Give another name.`);
  const business = await getSetting(recado.db, "business");
  const reason = optionalText(values, "reason") ?? "Command line";
  const language = readLanguage(values) ?? business?.language ?? "en";
  const filter = await readFilter(recado.db, typedFilter(values));
  const end = await chooseEnd(recado, values["as-found"] === true);
  const order = {
    filter,
    reason,
    language,
    madeBy: "command line",
    business: business?.name ?? "",
    now: recado.clock.now(),
  };
  const written = await writeExport(recado, order, end, out);
  await recado.write(async (tx) => {
    const id = await noteExport(tx, order, written);
    const { records: count, sha256 } = written;
    const contactId = filter.contact_id ?? null;
    await auditExport(
      tx,
      { what: "consent export", id, contactId, reason, count, sha256 },
      order.now,
    );
  });
  const { records, byteSize, sha256 } = written;
  const { logId: log, fingerprint: key } = recado.signer;
  const said = { file: out, records, bytes: byteSize, sha256, log, key };
  if (values.json) return print(JSON.stringify(said));
  print(`${out}: ${records} records, ${byteSize} bytes\nSHA-256     ${sha256}\npublic key  ${key}`);
}

/** `FILE` or `--out FILE`. @throws AppError `invalid` when it is neither or both. */
function readOut(values: Values, positionals: string[]): string {
  const named = [...positionals, ...(values.out === undefined ? [] : [requireText(values, "out")])];
  const [file, ...more] = named;
  if (file && more.length === 0) return resolve(file);
  throw new AppError("invalid", "Say which file to write: recado consent export consent.zip");
}

/** Examined before anything is signed. @throws AppError `conflict` that says where it does not fit. */
async function chooseEnd(recado: Recado, isAsFound: boolean) {
  const { signer } = recado;
  const { head, findings } = await readSnapshot(recado.config.dataFile, (db) =>
    examineConsent(db, signer),
  );
  if (findings.length === 0)
    return recado.write((tx) => signEnd(tx, signer, head, recado.clock.now()));
  if (!isAsFound) throw new AppError("conflict", refusalText(findings));
  recado.log.warn(refusalText(findings));
  return endAsFound(recado.db, signer.logId);
}

function typedFilter(values: Values): TypedFilter {
  const text = (name: string) => optionalText(values, name);
  return {
    from: text("from"),
    to: text("to"),
    purpose: text("purpose"),
    contact: text("contact"),
  };
}

function readLanguage(values: Values): Language | undefined {
  const text = optionalText(values, "language");
  if (text === null) return undefined;
  const found = languages.find((known) => known === text);
  if (found) return found;
  throw new AppError("invalid", `--language: give one of ${languages.join(", ")}.`);
}

export const consentVerify: Command = {
  name: "consent verify",
  usage: "FILE",
  summary:
    "Verifies an export of a consent log. Needs no data folder; verify.py inside gives the same answers.",
  options: {
    key: { type: "string" },
    checkpoint: { type: "string" },
    json: { type: "boolean" },
  },
  help: {
    key: "SHA-256 of the desk's public key, as you got it by another way",
    checkpoint: "file with a checkpoint that you were sent before",
    json: "print JSON",
  },
  positionals: true,
  run: async (_, values, [file]) => {
    if (!file) throw new AppError("invalid", "Give the export: recado consent verify FILE");
    const key = optionalText(values, "key") ?? undefined;
    const path = optionalText(values, "checkpoint");
    const checkpoint = path === null ? undefined : await readText(path);
    const verdict = await verifyExport(file, { key, checkpoint });
    if (values.json) print(JSON.stringify(verdict));
    else if (verdict.ok) print(goodText(verdict, key !== undefined));
    else for (const problem of verdict.problems) print(`PROBLEM  ${problemText(problem)}`);
    if (!verdict.ok) throw new AppError("conflict", "This export does not fit its signatures.");
  },
};

async function readText(path: string): Promise<string> {
  return readFile(path, "utf8").catch(() => {
    throw new AppError("invalid", `--checkpoint: cannot read ${path}.`);
  });
}

function goodText(verdict: Awaited<ReturnType<typeof verifyExport>>, isKeyGiven: boolean): string {
  const lines = [
    `OK  ${verdict.records} records, ${verdict.openings} of them with what they hide, fit their signatures.`,
    `    log ${verdict.log}`,
    `    public key (SHA-256) ${verdict.key}${isKeyGiven ? "" : ": compare it with the one that you got by another way"}`,
  ];
  if (Object.keys(verdict.filter ?? {}).length > 0)
    lines.push(
      "    Part of a log: each record is proved to be in it, not that no other was left out.",
    );
  return lines.join("\n");
}
