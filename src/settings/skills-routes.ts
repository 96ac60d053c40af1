import { Elysia } from "elysia";
import type { SkillsForm } from "../../views/settings/skills-panel.tsx";
import { fold } from "../bot/fold.ts";
import type { Db } from "../db/open.ts";
import { byId } from "../http/by-id.ts";
import { AppError } from "../http/errors.ts";
import { asForm, type Form, readForm } from "../http/form.ts";
import type { Recado } from "../recado.ts";
import { drainBacklog } from "../routing/drain-backlog.ts";
import {
  levels,
  listProducts,
  listSkills,
  noSkills,
  saveSkills,
  type Skills,
} from "../routing/skills.ts";
import { getUser } from "../users/change-user.ts";
import { findLanguage } from "../users/read-fields.ts";
import { redirectDone } from "./done.ts";

const MOST_PRODUCTS = 30;
const LONGEST_PRODUCT = 60;
const MOST_CAPACITY = 999;

/** How much a person takes on, and what they are good at: a panel of their page. */
export function skillsRoutes(recado: Recado) {
  return new Elysia().post("/settings/people/:id/skills", byId(recado, save), asForm);
}

/** What the panel on a person's page shows. */
export async function readSkillsForm(db: Db, userId: number): Promise<SkillsForm> {
  const [user, skills, known] = await Promise.all([
    db.selectFrom("users").select("capacity").where("id", "=", userId).executeTakeFirst(),
    listSkills(db, [userId]),
    listProducts(db),
  ]);
  return {
    userId,
    capacity: user?.capacity ?? null,
    skills: skills.get(userId) ?? noSkills,
    known,
  };
}

/** Room or a skill more: what waits may now be for them. */
async function save(recado: Recado, request: Request, id: number): Promise<Response> {
  const user = await getUser(recado.db, id);
  const form = await readForm(request);
  const capacity = readCapacity(form.text("capacity"));
  const skills = readSkills(form);
  await recado.write(async (tx) => {
    await tx.updateTable("users").set({ capacity }).where("id", "=", user.id).execute();
    await saveSkills(tx, user.id, skills);
  });
  await drainBacklog(recado, user.id);
  return redirectDone(`/settings/people/${user.id}`, "saved");
}

/** Null: no limit. @throws AppError `invalid`. */
function readCapacity(text: string): number | null {
  if (text === "") return null;
  const capacity = Number(text);
  if (Number.isInteger(capacity) && capacity >= 0 && capacity <= MOST_CAPACITY) return capacity;
  throw new AppError("invalid", `capacity: give a whole number from 0 to ${MOST_CAPACITY}.`, {
    key: "error.capacity",
  });
}

function readSkills(form: Form): Skills {
  const products = form
    .text("products")
    .split(",")
    .map((product) => product.trim().slice(0, LONGEST_PRODUCT))
    .filter(Boolean);
  return {
    languages: [...new Set(form.all("languages").flatMap((text) => findLanguage(text) ?? []))],
    products: [...new Map(products.map((product) => [fold(product), product])).values()].slice(
      0,
      MOST_PRODUCTS,
    ),
    level: levels.find((level) => level === form.text("level")) ?? null,
  };
}
