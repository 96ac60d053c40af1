import { readSnapshot } from "../db/read-snapshot.ts";
import type { Recado } from "../recado.ts";
import { examineAudit, examineConsent } from "./examine-consent.ts";
import { examineStates } from "./examine-states.ts";
import type { Finding } from "./examine-log.ts";
import { findingsText } from "./sign-end.ts";

/** What `doctor` says of the logs: records, chain, tree, signed head and checkpoints; and the states derived from them. */
export async function examineLogs({ config, signer }: Pick<Recado, "config" | "signer">) {
  const { consent, audit, states } = await readSnapshot(config.dataFile, async (db) => ({
    consent: await examineConsent(db, signer),
    audit: await examineAudit(db, signer),
    states: await examineStates(db),
  }));
  return [
    line("consent log", consent.findings, `${consent.head.size} records fit what was signed`),
    line("consent states", states, "what the log says"),
    line("audit log", audit.findings, `${audit.head.size} records fit what was signed`),
  ];
}

function line(check: string, findings: Finding[], good: string) {
  if (findings.length === 0) return { check, state: "ok" as const, detail: good };
  return { check, state: "problem" as const, detail: `${findingsText(findings)}. ${repair}` };
}

const repair = "Keep a copy of the data file as evidence, then restore a backup.";
