import { languages } from "../../views/i18n.ts";
import type { Db } from "../db/open.ts";
import type { Language } from "../db/schema.ts";
import { pickText } from "../flows/fill-text.ts";
import type { AskStep, Flow, HandOverStep, SayStep, Step, Texts } from "../flows/flow.ts";
import { fitsCaption } from "./check-incident.ts";
import type { IncidentTerms } from "./incident.ts";
import { incidentTexts } from "./incident-texts.ts";
import type { IncidentRow } from "./incidents.ts";

/** In minutes: an answer that comes a day later still belongs to its question. */
const TIMEOUT = 2 * 24 * 60;
const TRIES = 2;
/** Of one message (API.md §6: 4,096), with room for what variables bring. */
const LONGEST_MESSAGE = 3800;
/** A longer article is cut at a paragraph; its link leads to the rest. */
const LONGEST_ARTICLE = 3000;

/** What an incident does as a dialogue that the engine runs: see `incidentFlow`. */
export async function flowOfIncident(
  db: Db,
  incident: Pick<IncidentRow, "terms">,
  fallback: Language,
): Promise<Flow> {
  const terms = JSON.parse(incident.terms) as IncidentTerms;
  return incidentFlow(terms, await readArticleTexts(db, terms.articleId), fallback);
}

/** Body and link of a public article by language; nothing where there is none. */
export async function readArticleTexts(db: Db, id: number | null): Promise<Texts> {
  if (id === null) return {};
  const rows = await db
    .selectFrom("articles")
    .innerJoin("article_texts", "article_texts.article_id", "articles.id")
    .select(["article_texts.language", "article_texts.body", "articles.link"])
    .where("articles.id", "=", id)
    .where("articles.is_internal", "=", 0)
    .where("articles.is_published", "=", 1)
    .where("articles.archived_at", "is", null)
    .execute();
  return Object.fromEntries(
    rows.map(({ language, body, link }) => [
      language,
      [cutAtParagraph(body.trim()), link].filter(Boolean).join("\n\n"),
    ]),
  );
}

function cutAtParagraph(text: string): string {
  if (text.length <= LONGEST_ARTICLE) return text;
  const head = text.slice(0, LONGEST_ARTICLE);
  const end = Math.max(head.lastIndexOf("\n\n"), head.lastIndexOf(". ") + 1);
  return `${head.slice(0, end > LONGEST_ARTICLE / 2 ? end : LONGEST_ARTICLE).trim()} …`;
}

/**
 * Details first, each asked for twice more when it does not fit; the look-up; the answer with
 * file, link and article; "did this solve it?". Whatever does not work out ends with a person, on
 * the same ticket, with all that was gathered. An own flow takes the place of all that.
 */
export function incidentFlow(terms: IncidentTerms, article: Texts, fallback: Language): Flow {
  const steps: Step[] = terms.flowId === null ? dialogueOf(terms, article, fallback) : [];
  if (terms.flowId !== null) steps.push({ id: "flow", kind: "jump", flowId: terms.flowId });
  const [first] = steps;
  if (terms.category)
    steps.unshift({
      id: "category",
      kind: "set",
      changes: [{ set: "category", value: terms.category }],
      next: first?.id ?? null,
    });
  return {
    start: steps[0]?.id ?? "",
    steps,
    timeoutMinutes: TIMEOUT,
    ...(Object.keys(article).length > 0 ? { constants: { article } } : {}),
  };
}

function dialogueOf(terms: IncidentTerms, article: Texts, fallback: Language): Step[] {
  const { asksWhetherSolved, lookUp } = terms;
  const says = answerSteps(terms, article, fallback, asksWhetherSolved ? "solved" : null);
  const answer = says[0]?.id ?? null;
  const asks = askSteps(terms, lookUp ? "look-up" : answer);
  const steps: Step[] = [...asks];
  if (lookUp)
    steps.push({
      ...lookUp,
      id: "look-up",
      kind: "look-up",
      next: answer,
      notFound: "not-found",
      failed: "no-answer",
    });
  steps.push(...says);
  if (asksWhetherSolved)
    steps.push(
      { id: "solved", kind: "solved", yes: "thanks", no: "person" },
      { id: "thanks", kind: "end", text: incidentTexts.solved },
    );
  if (asksWhetherSolved || asks.length > 0) steps.push(personStep(terms, "person"));
  if (lookUp)
    steps.push(
      personStep(terms, "not-found", incidentTexts.notFound),
      personStep(terms, "no-answer", incidentTexts.noAnswer),
    );
  return steps;
}

function askSteps({ fields }: IncidentTerms, then: string | null): AskStep[] {
  return fields.map(({ key, question, input, isOptional }, index) => ({
    id: `ask-${index + 1}`,
    kind: "ask",
    text: question,
    input,
    save: key,
    retries: TRIES,
    otherwise: "person",
    next: index + 1 < fields.length ? `ask-${index + 2}` : then,
    ...(isOptional ? { isOptional } : {}),
  }));
}

/** One message where everything fits below the file, or into one; else several. */
function answerSteps(
  { answers, link, assetId }: IncidentTerms,
  article: Texts,
  fallback: Language,
  then: string | null,
): SayStep[] {
  const spoken = Object.keys(answers).length > 0 ? answers : article;
  const below: Texts = link === null ? {} : mapTexts(spoken, () => link);
  const answer = joined(answers, below);
  // As a constant, so that braces in an article are no variables.
  const shown = mapTexts(article, () => "{article}");
  const whole =
    Object.keys(article).length > 0
      ? joined(
          answer,
          mapTexts(spoken, () => "{article}"),
        )
      : answer;
  const read = mapTexts(spoken, (language) =>
    [answer[language], pickText(article, language, fallback)].join("\n\n"),
  );
  const parts = all(read, (text) => text.length <= LONGEST_MESSAGE) ? [whole] : [answer, shown];
  const says = parts
    .filter((text) => Object.keys(text).length > 0)
    .map((text): SayStep => ({ id: "", kind: "say", text, next: null }));
  const [first] = says;
  if (assetId !== null && first && says.length === 1 && all(read, fitsCaption))
    first.assetId = assetId;
  else if (assetId !== null) says.push({ id: "", kind: "say", text: {}, assetId, next: null });
  return says.map((say, index) => ({
    ...say,
    id: answerId(index),
    next: index + 1 < says.length ? answerId(index + 1) : then,
  }));
}

function answerId(index: number): string {
  return index === 0 ? "answer" : `answer-${index + 1}`;
}

function mapTexts(texts: Texts, change: (language: Language) => string): Texts {
  const spoken = languages.filter((language) => texts[language]);
  return Object.fromEntries(spoken.map((language) => [language, change(language)]));
}

/** One below the other, in all languages of both. */
function joined(above: Texts, below: Texts): Texts {
  return mapTexts({ ...below, ...above }, (language) =>
    [above[language], below[language]].filter(Boolean).join("\n\n"),
  );
}

function all(texts: Texts, fits: (text: string) => boolean): boolean {
  return Object.values(texts).every((text) => fits(text));
}

function personStep({ escalation }: IncidentTerms, id: string, text?: Texts): HandOverStep {
  const { teamId, priority, tag } = escalation;
  return {
    id,
    kind: "hand-over",
    ...(text ? { text } : {}),
    ...(teamId === null ? {} : { teamId }),
    ...(priority === null ? {} : { priority }),
    ...(tag === null ? {} : { tag }),
  };
}
