import { runImports } from "../../src/consent-imports/run-imports.ts";
import type { Desk } from "./desk.ts";

const HEAD = "Telefone;Nome;Data do aceite;Origem";

/** What Ana says of a list that has only numbers, names, dates and places. */
export const said = {
  "col-phone": "0",
  "col-name": "1",
  "col-date": "2",
  "col-source": "3",
  purpose: "marketing",
  text: "Quero receber novidades da Loja Azul.",
  language: "pt",
  country: "BR",
  order: "dmy",
  declared: "1",
};

/** Brings a list of these lines; its number. */
export async function bringList(desk: Desk, lines: string[], head = HEAD): Promise<number> {
  const ana = await desk.browserOf(desk.people.ana);
  const form = new FormData();
  const text = [head, ...lines].join("\r\n");
  form.append("file", new File([text], "C:\\listas\\balcão.csv", { type: "text/csv" }));
  const answer = await ana.send("POST", "/consent/imports", form);
  return Number(answer.headers.get("location")?.split("/").at(-1));
}

/** The dry run of a list, to its end. */
export async function tryList(desk: Desk, id: number, terms: Record<string, string> = said) {
  const ana = await desk.browserOf(desk.people.ana);
  const answer = await ana.send("POST", `/consent/imports/${id}/check`, terms);
  await runImports(desk.recado);
  return answer;
}

/** The real one. */
export async function takeList(desk: Desk, id: number): Promise<void> {
  const ana = await desk.browserOf(desk.people.ana);
  await ana.send("POST", `/consent/imports/${id}/run`);
  await runImports(desk.recado);
}

/** One list whose columns are asked for, and one that was tried out. */
export async function addConsentImports(desk: Desk): Promise<void> {
  await bringList(desk, ["11 98888-7777;Clara;01/03/2026;Balcão"]);
  const tried = await bringList(desk, ["11 98888-7777;Clara;01/03/2026;Balcão", "x;Dora;;Balcão"]);
  await tryList(desk, tried);
}
