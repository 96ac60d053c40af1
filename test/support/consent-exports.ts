import { decideExport } from "../../src/consent-exports/decide.ts";
import { requestExport } from "../../src/consent-exports/exports.ts";
import type { Desk } from "./desk.ts";

/** Exports in each state that a page shows: waiting, on its way, failed. */
export async function addConsentExports(desk: Desk): Promise<void> {
  const { ana, bruno } = desk.people;
  const now = desk.clock.now();
  await desk.recado.write(async (tx) => {
    for (const [reason, requestedBy] of [
      ["The authority asks", bruno],
      ["Yearly archive", ana],
      ["Loja Azul's own auditor", null],
    ] as const) {
      const wanted = { filter: {}, reason, language: "en" as const, requestedBy };
      const { id } = await requestExport(tx, wanted, now);
      if (id > 1) await decideExport(tx, id, { isApproved: id === 2, by: ana }, now);
    }
  });
}
