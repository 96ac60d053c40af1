import type { Desk } from "./desk.ts";
import type { Flow, Step } from "../../src/flows/flow.ts";
import { insertConnection } from "../../src/flows/connections.ts";
import { insertFlow, publishFlow } from "../../src/flows/flows.ts";
import { noTerms } from "../../src/incidents/incident.ts";
import { insertIncident } from "../../src/incidents/incidents.ts";

/** One of each kind, with all that it can hold. */
export const everyStep: Step[] = [
  {
    id: "hello",
    kind: "say",
    text: { en: "Welcome to Loja Azul, {name|friend}!", fr: "Bienvenue !" },
    next: "topic",
  },
  {
    id: "topic",
    kind: "choose",
    text: { en: "What can we do for you?", pt: "Como podemos ajudar?" },
    options: [
      {
        id: "order",
        label: { en: "Where is my order", pt: "Meu pedido" },
        description: { en: "Status and delivery day" },
        words: { en: ["package", "parcel"], fr: ["colis"] },
        next: "number",
      },
      { id: "visit", label: { en: "Book a visit" }, next: "visit" },
      { id: "other", label: { en: "Something else" }, next: "person" },
    ],
    save: "topic",
    retries: 1,
    otherwise: "person",
  },
  {
    id: "number",
    kind: "ask",
    text: { en: "What is your order number?" },
    input: "order-number",
    save: "order",
    retryText: { en: "It is on your receipt." },
    retries: 2,
    otherwise: null,
    next: "shop",
    isOptional: true,
  },
  {
    id: "shop",
    kind: "look-up",
    connectionId: 1,
    method: "POST",
    path: "/orders/{order}",
    body: '{"order": "{order}"}',
    map: [
      { path: "order.status", save: "status" },
      { path: "order.items.0.name", save: "item" },
    ],
    timeoutSeconds: 5,
    next: "late",
    notFound: "number",
    failed: "person",
  },
  {
    id: "late",
    kind: "check",
    cases: [
      {
        tests: [
          { left: "status", test: "is", value: "late" },
          { left: "contact.vip", test: "is-set" },
        ],
        next: "person",
      },
      { tests: [{ left: "business.open", test: "is-not", value: "yes" }], next: "later" },
    ],
    otherwise: "note",
  },
  {
    id: "note",
    kind: "set",
    changes: [
      { set: "variable", name: "seen", value: "{status}" },
      { set: "contact-name", value: "{name}" },
      { set: "contact-field", name: "city", value: "Recife" },
      { set: "contact-tag", value: "buyer" },
      { set: "ticket-tag", value: "order" },
      { set: "category", value: "Orders" },
      { set: "priority", value: "high" },
      {
        set: "consent",
        purpose: "marketing",
        text: { en: "You get our offers.", es: "Recibe ofertas." },
      },
    ],
    next: "solved",
  },
  { id: "later", kind: "wait", minutes: null, next: "solved" },
  { id: "pause", kind: "wait", minutes: 90, next: "note" },
  { id: "visit", kind: "book", act: "choose", service: "Haircut", next: "solved", none: "person" },
  { id: "solved", kind: "solved", text: { en: "Did that help?" }, yes: "bye", no: "person" },
  {
    id: "person",
    kind: "hand-over",
    text: { en: "A colleague goes on." },
    teamId: 1,
    priority: "urgent",
    tag: "from-bot",
  },
  { id: "more", kind: "jump", flowId: 2 },
  { id: "bye", kind: "end", text: { en: "Goodbye!" } },
];

export const everyKind: Flow = {
  start: "hello",
  steps: everyStep,
  constants: { address: { en: "12 Blue Street" }, link: "https://loja-azul.example" },
  timeoutMinutes: 60,
  timeoutText: { en: "Write again whenever you like." },
};

/** The same without variables: what stands in braces is no text that somebody forgot to fill in. */
export const everyKindInPlainWords = JSON.parse(
  JSON.stringify(everyKind).replaceAll(/\{(\w+)(?:\|\w+)?\}/g, "$1"),
) as Flow;

/** A small one that can be published. */
export const smallFlow: Flow = {
  start: "hello",
  steps: [
    { id: "hello", kind: "say", text: { en: "Welcome to Loja Azul!" }, next: "name" },
    {
      id: "name",
      kind: "ask",
      text: { en: "What is your name?" },
      input: "name",
      save: "name",
      retries: 2,
      otherwise: null,
      next: "topic",
    },
    {
      id: "topic",
      kind: "choose",
      text: { en: "Is it about an order?" },
      options: [
        { id: "1", label: { en: "Yes" }, next: "person" },
        { id: "2", label: { en: "No" }, next: "bye" },
      ],
      retries: 2,
      otherwise: null,
    },
    { id: "person", kind: "hand-over" },
    { id: "bye", kind: "end", text: { en: "Goodbye!" } },
  ],
  timeoutMinutes: 60,
};

export async function addFlow(desk: Desk, flow: Flow = smallFlow, name = "Orders") {
  return desk.recado.write((tx) => insertFlow(tx, { name, flow }, desk.clock.now()));
}

/** An incident that starts a published flow. */
export async function leadToFlow(desk: Desk, flowId: number, phrasing = "I want to order") {
  const incident = {
    name: "Wants to order",
    category: "",
    phrasings: { en: [phrasing] },
    terms: { ...noTerms, flowId },
    enabled: true,
  };
  const { ana } = desk.people;
  return desk.recado.write((tx) => insertIncident(tx, incident, ana, desk.clock.now()));
}

/** For a look at every page: a published flow, one with all kinds of steps, and a connection. */
export async function addFlowPages(desk: Desk): Promise<void> {
  const { recado, clock, people } = desk;
  const now = clock.now();
  const published = await addFlow(desk);
  await addFlow(desk, everyKindInPlainWords, "All kinds");
  await recado.write(async (tx) => {
    await publishFlow(tx, published.id, { by: people.ana, note: "For everybody" }, now);
    const headers = [{ name: "Authorization", value: "Bearer loja-azul" }];
    const shop = { name: "Shop", baseUrl: "https://shop.example.com/api", headers };
    await insertConnection(tx, shop, recado.secrets, now);
  });
}
