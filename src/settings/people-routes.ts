/** @jsxImportSource preact */
import { Elysia } from "elysia";
import {
  type NewPersonProblems,
  type NewPersonValues,
  PeoplePage,
} from "../../views/settings/people-page.tsx";
import type { Role } from "../db/schema.ts";
import { AppError } from "../http/errors.ts";
import { asForm, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, withMe } from "../http/me.ts";
import { page } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { hashPassword, passwordLength } from "../users/passwords.ts";
import { roleRights } from "../users/permissions.ts";
import {
  emailProblem,
  findLanguage,
  isEmpty,
  languageProblem,
  nameProblem,
  passwordProblem,
  problemsOf,
} from "../users/read-fields.ts";
import { insertUser, listUsers } from "../users/users.ts";
import { doneText, redirectDone } from "./done.ts";
import { getSetting } from "./settings.ts";

const PATH = "/settings/people";

/** Who works here. */
export function peopleRoutes(recado: Recado) {
  return new Elysia()
    .use(withMe)
    .get(PATH, async ({ me, request, query }) => {
      const business = await getSetting(recado.db, "business");
      const values = {
        name: "",
        email: "",
        role: "agent",
        language: business?.language ?? me.language,
      };
      return showPeople(recado, request, me, { values, problems: {}, done: doneText(me.t, query) });
    })
    .post(PATH, ({ me, request }) => addPerson(recado, request, me), asForm);
}

async function addPerson(recado: Recado, request: Request, me: Me): Promise<Response> {
  const form = await readForm(request);
  const values = form.texts("name", "email", "role", "language");
  const password = form.raw("password");
  const problems = findProblems(values, password);
  const [role, language] = [findRole(values.role), findLanguage(values.language)];
  if (!isEmpty(problems) || !role || !language)
    return showPeople(recado, request, me, { values, problems });
  const passwordHash = await hashPassword(password);
  try {
    await recado.write((tx) =>
      insertUser(tx, { ...values, role, language, passwordHash }, recado.clock.now()),
    );
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "conflict") throw error;
    return showPeople(recado, request, me, { values, problems: { email: "field.email-taken" } });
  }
  return redirectDone(PATH, "added");
}

function findProblems(values: NewPersonValues, password: string): NewPersonProblems {
  return problemsOf({
    name: nameProblem(values.name),
    email: emailProblem(values.email),
    role: findRole(values.role) ? undefined : "field.choice",
    language: languageProblem(values.language),
    password: passwordProblem(password),
  });
}

export function findRole(text: string): Role | undefined {
  return Object.hasOwn(roleRights, text) ? (text as Role) : undefined;
}

async function showPeople(
  recado: Recado,
  request: Request,
  me: Me,
  content: { values: NewPersonValues; problems: NewPersonProblems; done?: string },
): Promise<Response> {
  const frame = await frameOf(recado, request);
  const rows = await listUsers(recado.db);
  const people = rows
    .map((row) => ({ ...row, isActive: row.deactivated_at === null, isMe: row.id === me.id }))
    .sort(
      (a, b) =>
        Number(b.isActive) - Number(a.isActive) || a.name.localeCompare(b.name, me.language),
    );
  const markup = (
    <PeoplePage frame={frame} people={people} {...content} passwordLength={passwordLength} />
  );
  return page(markup, { status: isEmpty(content.problems) ? 200 : 422 });
}
