import type { Translate } from "../../views/i18n.ts";
import type { Choice } from "../../views/ui/field.tsx";
import type { Db } from "../db/open.ts";
import type { Language } from "../db/schema.ts";
import { listKnownCategories, listKnownTags } from "../inbox/ticket-choices.ts";

/** What an incident may be tied to, by name. */
export interface IncidentChoices {
  teams: Choice[];
  flows: Choice[];
  articles: Choice[];
  connections: Choice[];
  priorities: Choice[];
  tags: string[];
  ticketCategories: string[];
  /** Of the catalogue. */
  categories: string[];
}

export async function readIncidentChoices(
  db: Db,
  t: Translate,
  language: Language,
): Promise<IncidentChoices> {
  const [teams, flows, articles, connections, categories] = await Promise.all([
    db
      .selectFrom("teams")
      .select(["id", "name"])
      .where("archived_at", "is", null)
      .orderBy("position")
      .execute(),
    db
      .selectFrom("flows")
      .select(["id", "name"])
      .where("archived_at", "is", null)
      .where("published_version", "is not", null)
      .orderBy("name")
      .execute(),
    readArticles(db, language),
    db
      .selectFrom("flow_connections")
      .select(["id", "name"])
      .where("archived_at", "is", null)
      .orderBy("name")
      .execute(),
    db
      .selectFrom("incidents")
      .select("category")
      .distinct()
      .where("archived_at", "is", null)
      .where("category", "!=", "")
      .orderBy("category")
      .execute(),
  ]);
  const priorities = (["low", "normal", "high", "urgent"] as const).map((value) => ({
    value,
    label: t(`priority.${value}`),
  }));
  return {
    teams: named(teams),
    flows: named(flows),
    articles,
    connections: named(connections),
    priorities,
    tags: await listKnownTags(db),
    ticketCategories: await listKnownCategories(db),
    categories: categories.map(({ category }) => category),
  };
}

/** Public ones by their title in this language, else in any. */
async function readArticles(db: Db, language: Language): Promise<Choice[]> {
  const rows = await db
    .selectFrom("articles")
    .innerJoin("article_texts", "article_texts.article_id", "articles.id")
    .select(["articles.id", "article_texts.language", "article_texts.title"])
    .where("articles.archived_at", "is", null)
    .where("articles.is_internal", "=", 0)
    .where("articles.is_published", "=", 1)
    .orderBy("article_texts.id")
    .execute();
  const titles = new Map<number, string>();
  for (const row of rows)
    if (row.language === language || !titles.has(row.id)) titles.set(row.id, row.title);
  return [...titles]
    .map(([id, title]) => ({ value: String(id), label: title }))
    .toSorted((one, other) => one.label.localeCompare(other.label, language));
}

function named(rows: { id: number; name: string }[]): Choice[] {
  return rows.map(({ id, name }) => ({ value: String(id), label: name }));
}
