import type { IncidentInput, IncidentTerms } from "../../src/incidents/incident.ts";
import { noTerms } from "../../src/incidents/incident.ts";
import { insertIncident, type IncidentRow } from "../../src/incidents/incidents.ts";
import type { Desk } from "./desk.ts";

/** "Where is my order?" of Loja Azul: asks for the number, answers, asks whether that helped. */
export const whereIsMyOrder: IncidentInput = {
  name: "Where is my order?",
  category: "Orders",
  phrasings: {
    en: ["where is my order", "has my parcel been shipped", "track my package"],
    pt: ["cadê meu pedido", "meu pedido já foi enviado?", "rastrear minha encomenda"],
  },
  terms: {
    ...noTerms,
    answers: {
      en: "Your ticket is #{number}. Order {order_number} leaves us within two working days.",
      pt: "Seu ticket é #{number}. O pedido {order_number} sai em até dois dias úteis.",
    },
    fields: [
      {
        key: "order_number",
        question: { en: "What is the order number?", pt: "Qual é o número do pedido?" },
        input: "order-number",
        isOptional: false,
      },
    ],
    asksWhetherSolved: true,
    escalation: { teamId: null, priority: "high", tag: "delivery" },
    category: "delivery",
  },
  enabled: true,
};

/** An incident with these parts; by Ana. */
export function addIncident(
  { recado, clock, people }: Desk,
  {
    terms,
    ...rest
  }: Partial<Omit<IncidentInput, "terms">> & { terms?: Partial<IncidentTerms> } = {},
): Promise<IncidentRow> {
  const input = { ...whereIsMyOrder, ...rest, terms: { ...whereIsMyOrder.terms, ...terms } };
  return recado.write((tx) => insertIncident(tx, input, people.ana, clock.now()));
}
