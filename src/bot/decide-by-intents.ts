import { startFlow } from "../flows/start-flow.ts";
import { countAsked } from "../incidents/count-incident.ts";
import { articleFlow, findAnswer } from "../knowledge/answer-with-article.ts";
import { countArticle } from "../knowledge/articles.ts";
import type { Asking } from "./asking.ts";
import { botDeskOf } from "./bot-desk.ts";
import { botTexts } from "./bot-texts.ts";
import { clarify } from "./clarify.ts";
import { margin, threshold, understand } from "./intents.ts";
import { type Decision, hasTurn } from "./turns.ts";

/** The incident or article that the message is understood as; of several that tie the customer chooses. */
export async function decideByIntents(asking: Asking): Promise<Decision | undefined> {
  const { tx, desk, stored, text, considered } = asking;
  const { intents, asked } = await botDeskOf(tx, desk);
  if (!text || asked === 0) return undefined;
  const understood = understand(intents, text, stored.language);
  const { kind, candidates } = understood;
  const looked = { what: "intents", asked, threshold, margin, candidates } as const;
  if (kind === "none") {
    considered.push({ ...looked, isTaken: false });
    return undefined;
  }
  if (kind === "hit") {
    considered.push({ ...looked, isTaken: true });
    return startTarget(asking, understood.id);
  }
  const options = candidates
    .filter(({ id }) => understood.ids.includes(id))
    .map(({ id, name }) => ({ target: id, name }));
  considered.push({ ...looked, isTaken: true, tied: options.map(({ name }) => name) });
  return clarify(asking, options);
}

/** Starts what the message means, or a button of our question: `incident:12`, `article:5`. */
export async function startTarget(asking: Asking, target: string): Promise<Decision | undefined> {
  const [kind, id] = target.split(":");
  return kind === "incident" ? startIncident(asking, Number(id)) : startArticle(asking, Number(id));
}

async function startIncident(asking: Asking, id: number): Promise<Decision | undefined> {
  const { tx, stored, desk, moment, considered } = asking;
  const incident = (await botDeskOf(tx, desk)).incidents.get(id);
  if (!incident) return undefined;
  await countAsked(tx, id);
  const { name, version, flow } = incident;
  const preface = await introduction(asking);
  const start = { flowId: null, incidentId: id, version, name, flow, preface };
  const turn = await startFlow(tx, stored, start, desk, moment);
  considered.push(turn.consideration);
  return { outcome: "incident", incidentId: id, runId: turn.runId };
}

async function startArticle(asking: Asking, id: number): Promise<Decision | undefined> {
  const { tx, stored, desk, moment, considered } = asking;
  const article = await findAnswer(tx, id);
  if (!article) return undefined;
  if (stored.contact.is_simulated === 0) await countArticle(tx, id, "used");
  const name =
    article.texts[stored.language]?.title ?? Object.values(article.texts)[0]?.title ?? "";
  const flow = articleFlow(article);
  const preface = await introduction(asking);
  const { version } = article;
  const start = { flowId: null, incidentId: null, version, name, flow, preface };
  const turn = await startFlow(tx, stored, start, desk, moment);
  considered.push(turn.consideration);
  return { outcome: "article", articleId: id, runId: turn.runId };
}

/** On a ticket's first turn the bot says that it is one, and how to reach a person (PRODUCT 29). */
async function introduction({ tx, stored }: Asking): Promise<string | undefined> {
  const isKnown = await hasTurn(tx, stored.ticket.id);
  return isKnown ? undefined : botTexts.introduction[stored.language];
}
