import type { Language } from "../db/schema.ts";
import { startFlow } from "../flows/start-flow.ts";
import { countAsked } from "../incidents/count-incident.ts";
import { articleFlow, findAnswer } from "../knowledge/answer-with-article.ts";
import { countArticle } from "../knowledge/articles.ts";
import type { Asking } from "./asking.ts";
import { botDeskOf } from "./bot-desk.ts";
import { clarify, mostOnButton } from "./clarify.ts";
import { type IntentSource, margin, threshold, understand } from "../understanding/intents.ts";
import { introduction } from "./introduction.ts";
import type { Decision } from "./turns.ts";

/** The incident or article that the message is understood as; of several that tie the customer chooses. */
export async function decideByIntents(asking: Asking): Promise<Decision | undefined> {
  const { tx, desk, stored, text, considered } = asking;
  const { intents, asked, sources } = await botDeskOf(tx, desk);
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
  const tied = candidates.filter(({ id }) => understood.ids.includes(id));
  considered.push({ ...looked, isTaken: true, tied: tied.map(({ name }) => name) });
  const options = tied.map(({ id, name }) => ({
    target: id,
    name: inCustomersWords(sources.get(id), stored.language) ?? name,
  }));
  return clarify(asking, options, await introduction(asking));
}

/** The catalogue's names are the team's; a customer reads what a customer would say, shortly. */
function inCustomersWords(
  source: IntentSource | undefined,
  language: Language,
): string | undefined {
  const samples = source?.samples[language] ?? [];
  const [shortest] = samples.toSorted((a, b) => a.length - b.length);
  const words = samples.find(({ length }) => length <= mostOnButton) ?? shortest;
  return words && words[0]!.toUpperCase() + words.slice(1);
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
  if (stored.contact.is_simulated === 0) await countAsked(tx, id);
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
