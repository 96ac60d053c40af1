import { insertForm } from "../../src/consent-forms/forms.ts";
import type { Desk } from "./desk.ts";
import { parse } from "./html.ts";
import { textWebhook } from "./messages.ts";

/** A form for news and updates at `/c/counter`; Meta has told the desk its number. */
export async function addConsentForm(
  desk: Desk,
  purposes: string[] = ["marketing", "service_updates"],
): Promise<number> {
  await desk.deliver(textWebhook("Bom dia", { name: "Elisa", from: "5511900001111" }));
  const form = { slug: "counter", name: "Counter", purposes, channelId: null };
  return desk.recado.write((tx) =>
    insertForm(tx, { ...form, titles: {}, intros: {} }, desk.clock.now()),
  );
}

/** The form as a stranger's browser reads it, in a language. */
export async function openForm(desk: Desk, query = "language=en") {
  return parse(await desk.send(`/c/counter?${query}`));
}

/** What the page would send, with these boxes ticked. */
export async function fieldsOf(desk: Desk, ticked: string[], query = "language=en") {
  const page = await openForm(desk, query);
  const form = new URLSearchParams();
  for (const input of page.querySelectorAll("form input[type=hidden]"))
    form.append(input.getAttribute("name") ?? "", input.getAttribute("value") ?? "");
  for (const purpose of ticked) form.append("purpose", purpose);
  return form;
}

/** From any site: the form is the one page that takes what another one sends. */
export function sendForm(
  desk: Desk,
  form: URLSearchParams,
  headers: Record<string, string> = {},
): Promise<Response> {
  const body = form.toString();
  return desk.send("/c/counter", {
    method: "POST",
    body,
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "content-length": String(body.length),
      origin: "https://loja-azul.example",
      "sec-fetch-site": "cross-site",
      ...headers,
    },
  });
}

/** Fills the form in; the message that the page asks for. */
export async function fillIn(
  desk: Desk,
  ticked: string[],
  more: Record<string, string> = {},
  query?: string,
): Promise<string> {
  const form = await fieldsOf(desk, ticked, query);
  for (const [name, value] of Object.entries(more)) form.set(name, value);
  const page = await parse(await sendForm(desk, form));
  return page.querySelector(".public-message")?.textContent ?? "";
}
