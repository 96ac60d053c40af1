import { fold } from "../bot/fold.ts";
import type { Db, Tx } from "../db/open.ts";
import type { Language, Role } from "../db/schema.ts";
import type { TicketRow } from "../inbox/tickets.ts";

/** 1: everyday questions, 2: what is urgent or escalated, 3: besides, what only specialists do. */
export const levels = ["1", "2", "3"] as const;
export type Level = (typeof levels)[number];

/** What somebody is good at, as it was entered. */
export interface Skills {
  /** Empty: the language they use Recado in. */
  languages: Language[];
  /** Categories and tags of tickets they know about. */
  products: string[];
  /** Null: by their role. */
  level: Level | null;
}

export const noSkills: Skills = { languages: [], products: [], level: null };

/** What a ticket asks of whoever gets it. */
export interface Needs {
  language: Language | null;
  /** Folded: its category and tags that are somebody's product. */
  products: string[];
  level: number;
}

/** A person as far as needs can be compared with them. */
export interface Skilled {
  language: Language;
  role: Role;
  skills: Skills;
}

/** What a person lacks of a ticket's needs, the gravest first. */
export type Lack = "language" | "product" | "level";

/** People without skills have no entry. */
export async function listSkills(db: Db, userIds: readonly number[]): Promise<Map<number, Skills>> {
  const found = new Map<number, Skills>();
  if (userIds.length === 0) return found;
  const rows = await db
    .selectFrom("user_skills")
    .selectAll()
    .where("user_id", "in", userIds)
    .orderBy("value")
    .execute();
  for (const { user_id, kind, value } of rows) {
    const skills = found.get(user_id) ?? { languages: [], products: [], level: null };
    if (kind === "language") skills.languages.push(value as Language);
    else if (kind === "product") skills.products.push(value);
    else skills.level = value as Level;
    found.set(user_id, skills);
  }
  return found;
}

/** Everything that is somebody's product, as typed: for suggestions and needs. */
export async function listProducts(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom("user_skills")
    .select("value")
    .distinct()
    .where("kind", "=", "product")
    .orderBy("value")
    .execute();
  return rows.map((row) => row.value);
}

export async function saveSkills(
  tx: Tx,
  userId: number,
  { languages, products, level }: Skills,
): Promise<void> {
  await tx.deleteFrom("user_skills").where("user_id", "=", userId).execute();
  const rows = [
    ...languages.map((value) => ({ user_id: userId, kind: "language" as const, value })),
    ...products.map((value) => ({ user_id: userId, kind: "product" as const, value })),
    ...(level ? [{ user_id: userId, kind: "level" as const, value: level }] : []),
  ];
  if (rows.length > 0) await tx.insertInto("user_skills").values(rows).execute();
}

/** A product counts as a need only where somebody knows about it, present or not. */
export async function needsOf(db: Db, ticket: TicketRow): Promise<Needs> {
  const [contact, tags, products] = await Promise.all([
    db
      .selectFrom("contacts")
      .select("language")
      .where("id", "=", ticket.contact_id)
      .executeTakeFirst(),
    db.selectFrom("ticket_tags").select("tag").where("ticket_id", "=", ticket.id).execute(),
    listProducts(db),
  ]);
  const about = new Set([ticket.category ?? "", ...tags.map((row) => row.tag)].map(fold));
  const isHard = ticket.is_escalated === 1 || ticket.priority === "urgent";
  return {
    language: ticket.language ?? contact?.language ?? null,
    products: [...new Set(products.map(fold))].filter((product) => about.has(product)),
    level: isHard ? 2 : 1,
  };
}

/** Of several products one is enough: who knows a part can begin. */
export function lacksOf(needs: Needs, { language, role, skills }: Skilled): Lack[] {
  const languages = skills.languages.length > 0 ? skills.languages : [language];
  const known = new Set(skills.products.map(fold));
  const lacks: Lack[] = [];
  if (needs.language && !languages.includes(needs.language)) lacks.push("language");
  if (needs.products.length > 0 && !needs.products.some((product) => known.has(product)))
    lacks.push("product");
  if (Number(skills.level ?? levelOfRole(role)) < needs.level) lacks.push("level");
  return lacks;
}

function levelOfRole(role: Role): number {
  return role === "agent" ? 1 : 2;
}

const weights: Record<Lack, number> = { language: 4, product: 2, level: 1 };

/** Those who lack least: without the customer's language nothing else helps. */
export function bestFitting<Person extends Skilled>(
  needs: Needs,
  people: readonly Person[],
): Person[] {
  const weightOf = (person: Person) =>
    lacksOf(needs, person).reduce((sum, lack) => sum + weights[lack], 0);
  const least = Math.min(...people.map(weightOf));
  return people.filter((person) => weightOf(person) === least);
}
