import { languages, translator } from "../../views/i18n.ts";
import type { Db } from "../db/open.ts";
import type { Texts } from "../flows/flow.ts";
import { AppError } from "../http/errors.ts";
import { incidentFaults, type Nameable } from "./check-incident.ts";
import type { IncidentInput, IncidentTerms, Phrasings } from "./incident.ts";

/** Trimmed, each phrasing once, nothing empty. @throws AppError `invalid` that says which field and why. */
export async function requireIncident(db: Db, input: IncidentInput): Promise<IncidentInput> {
  const clean = cleanIncident(input);
  const [fault] = incidentFaults(clean, await readNameable(db));
  if (!fault) return clean;
  const { field, key, values } = fault;
  throw new AppError("invalid", `${field}: ${translator("en")(key, values)}`, { key, values });
}

export async function readNameable(db: Db): Promise<Nameable> {
  const ids = (rows: { id: number }[]) => new Set(rows.map(({ id }) => id));
  return {
    teams: ids(
      await db.selectFrom("teams").select("id").where("archived_at", "is", null).execute(),
    ),
    flows: ids(
      await db
        .selectFrom("flows")
        .select("id")
        .where("archived_at", "is", null)
        .where("published_version", "is not", null)
        .execute(),
    ),
    articles: ids(
      await db
        .selectFrom("articles")
        .select("id")
        .where("archived_at", "is", null)
        .where("is_internal", "=", 0)
        .where("is_published", "=", 1)
        .execute(),
    ),
    connections: ids(
      await db
        .selectFrom("flow_connections")
        .select("id")
        .where("archived_at", "is", null)
        .execute(),
    ),
    assets: ids(await db.selectFrom("assets").select("id").execute()),
  };
}

export function cleanIncident(input: IncidentInput): IncidentInput {
  return {
    name: oneLine(input.name),
    category: oneLine(input.category),
    phrasings: cleanPhrasings(input.phrasings),
    terms: cleanTerms(input.terms),
    enabled: input.enabled,
  };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

function cleanPhrasings(phrasings: Phrasings): Phrasings {
  const cleaned = languages.map((language) => {
    const texts = (phrasings[language] ?? []).map(oneLine).filter(Boolean);
    return [language, [...new Set(texts)]] as const;
  });
  return Object.fromEntries(cleaned.filter(([, texts]) => texts.length > 0));
}

function cleanTexts(texts: Texts): Texts {
  const cleaned = languages.map(
    (language) => [language, texts[language]?.replaceAll("\r\n", "\n").trim()] as const,
  );
  return Object.fromEntries(cleaned.filter(([, text]) => text));
}

function cleanTerms(terms: IncidentTerms): IncidentTerms {
  const { escalation, lookUp } = terms;
  return {
    answers: cleanTexts(terms.answers),
    assetId: terms.assetId,
    link: terms.link?.trim() || null,
    articleId: terms.articleId,
    fields: terms.fields.map(({ key, question, input, isOptional }) => ({
      key: key.trim(),
      question: cleanTexts(question),
      input,
      isOptional,
    })),
    lookUp: lookUp && {
      ...lookUp,
      path: lookUp.path.trim(),
      map: lookUp.map.map(({ path, save }) => ({ path: path.trim(), save: save.trim() })),
    },
    flowId: terms.flowId,
    asksWhetherSolved: terms.asksWhetherSolved,
    escalation: {
      teamId: escalation.teamId,
      priority: escalation.priority,
      tag: (escalation.tag && oneLine(escalation.tag)) || null,
    },
    category: (terms.category && oneLine(terms.category)) || null,
  };
}
