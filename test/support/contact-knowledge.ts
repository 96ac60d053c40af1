import { insertContactField } from "../../src/contacts/contact-fields.ts";
import { saveContactValues } from "../../src/contacts/contact-values.ts";
import { insertSegment } from "../../src/contacts/segments.ts";
import type { Condition } from "../../src/routing/conditions.ts";
import type { Desk } from "./desk.ts";

/** A field of each type; the first contact is a VIP of Bruno's with a value in each; two segments. */
export async function addKnowledge({ recado, clock, people }: Desk): Promise<void> {
  const now = clock.now();
  await recado.write(async (tx) => {
    const values = new Map<number, string>();
    for (const [label, type, value] of [
      ["Número do cliente", "text", "C-1042"],
      ["Pedidos", "number", "12"],
      ["Aniversário", "date", "1990-02-28"],
      ["Loja preferida", "choice", "Praia"],
    ] as const) {
      const choices = type === "choice" ? ["Centro", "Praia"] : [];
      values.set((await insertContactField(tx, { label, type, choices }, now)).id, value);
    }
    await tx
      .updateTable("contacts")
      .set({
        is_vip: 1,
        value: 1_234_500,
        timezone: "America/Manaus",
        manager_id: people.bruno,
      })
      .where("id", "=", 1)
      .execute();
    await saveContactValues(tx, 1, values);
    const vip: Condition = { field: "vip", test: "yes" };
    const brazil: Condition = { field: "contact-country", test: "is", values: ["BR"] };
    const quiet: Condition = { field: "days-since-resolved", test: "at-least", number: 365 };
    await insertSegment(tx, { name: "VIPs", condition: { all: [vip, brazil] } }, now);
    await insertSegment(tx, { name: "Quiet for a year", condition: quiet }, now);
  });
}
