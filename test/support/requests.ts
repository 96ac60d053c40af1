import { DAY } from "../../src/clock.ts";
import { confirmIdentity, openRequest } from "../../src/privacy/handle-request.ts";
import type { Desk } from "./desk.ts";

/** Requests of the first contact: one that is late, and one that objects. */
export async function addRequests({
  recado,
  clock,
  people,
}: Pick<Desk, "recado" | "clock" | "people">) {
  const now = clock.now();
  const asked = {
    contactId: 1,
    jurisdiction: "FR",
    source: "letter",
    note: "A letter of two pages, in the blue folder.",
    createdBy: people.ana,
  } as const;
  for (const [kind, days] of [
    ["access", 40],
    ["objection", 1],
    ["erasure", 25],
    ["restriction", 3],
  ] as const)
    await recado.write((tx) =>
      openRequest(tx, { ...asked, kind, receivedAt: now - days * DAY }, now),
    );
  const how = { how: "known-number", actorId: people.ana, now };
  await recado.write((tx) => confirmIdentity(tx, 3, how));
}
