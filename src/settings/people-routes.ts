import { Elysia } from "elysia";
import type { NewPersonProblems, NewPersonValues } from "../../views/settings/people-page.tsx";
import { AppError } from "../http/errors.ts";
import { asForm, idOf, readForm } from "../http/form.ts";
import { type Me, withMe } from "../http/me.ts";
import type { Recado } from "../recado.ts";
import { listTeams } from "../routing/teams.ts";
import { insertInvitation, revokeInvitation } from "../users/invitations.ts";
import { hashPassword } from "../users/passwords.ts";
import { mayManage } from "../users/permissions.ts";
import {
  emailProblem,
  findLanguage,
  isEmpty,
  languageProblem,
  NAME_LENGTH,
  nameProblem,
  passwordProblem,
  problemsOf,
} from "../users/read-fields.ts";
import { findOfferedRole, type OfferedRole } from "../users/roles.ts";
import { insertUser } from "../users/users.ts";
import { doneText, redirectDone } from "./done.ts";
import { dayProblem, endOfDay } from "./last-days.ts";
import { type PeopleContent, showPeople } from "./show-people.tsx";
import { timeStyleOf } from "./time-style.ts";

const PATH = "/settings/people";

/** Who works here, and who is invited to. */
export function peopleRoutes(recado: Recado) {
  return new Elysia()
    .use(withMe)
    .get(PATH, ({ me, request, query }) =>
      showPeople(recado, request, me, { done: doneText(me.t, query) }),
    )
    .post(PATH, ({ me, request }) => addPerson(recado, request, me), asForm)
    .post(`${PATH}/invitations`, ({ me, request }) => invite(recado, request, me), asForm)
    .post(
      `${PATH}/invitations/:id/revocation`,
      async ({ params }) => {
        const now = recado.clock.now();
        await recado.write((tx) => revokeInvitation(tx, idOf(params.id), now));
        return redirectDone(PATH, "invitation-revoked");
      },
      asForm,
    );
}

async function addPerson(recado: Recado, request: Request, me: Me): Promise<Response> {
  const form = await readForm(request);
  const values = form.texts("name", "email", "role", "language");
  const password = form.raw("password");
  const given = await findGivenRole(recado, me, values.role);
  const language = findLanguage(values.language);
  const problems = findProblems(values, password, given);
  if (!isEmpty(problems) || !given || !language)
    return showPeople(recado, request, me, { values, problems });
  const passwordHash = await hashPassword(password);
  const { role, customRoleId } = given;
  try {
    await recado.write((tx) =>
      insertUser(tx, { ...values, role, customRoleId, language, passwordHash }, recado.clock.now()),
    );
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "conflict") throw error;
    return showPeople(recado, request, me, { values, problems: { email: "field.email-taken" } });
  }
  return redirectDone(PATH, "added");
}

/** A role that this person may give; undefined for any other. */
async function findGivenRole(
  recado: Recado,
  me: Me,
  word: string,
): Promise<OfferedRole | undefined> {
  const offered = await findOfferedRole(recado.db, word);
  return offered && mayManage(me.standing, offered) ? offered : undefined;
}

function findProblems(
  values: NewPersonValues,
  password: string,
  given: OfferedRole | undefined,
): NewPersonProblems {
  return problemsOf({
    name: nameProblem(values.name),
    email: emailProblem(values.email),
    role: given ? undefined : "field.choice",
    language: languageProblem(values.language),
    password: passwordProblem(password),
  });
}

/** Answers with the page itself: the link is in it, once, and nowhere else. */
async function invite(recado: Recado, request: Request, me: Me): Promise<Response> {
  const form = await readForm(request);
  const values = form.texts("name", "email", "role", "expires", "access");
  const chosen = form.all("teams");
  const teamIds = (await listTeams(recado.db))
    .map(({ id }) => id)
    .filter((id) => chosen.includes(String(id)));
  const given = await findGivenRole(recado, me, values.role);
  const style = await timeStyleOf(recado, me.language);
  const expiresAt = endOfDay(values.expires, style);
  const problems = problemsOf({
    name: values.name.length <= NAME_LENGTH ? undefined : ("field.name" as const),
    email: emailProblem(values.email),
    role: given ? undefined : ("field.choice" as const),
    expires: dayProblem(values.expires, style),
    access: values.access ? dayProblem(values.access, style) : undefined,
  });
  const again = (wrong: typeof problems): PeopleContent => ({
    invite: { values, problems: wrong, teamIds },
  });
  if (!isEmpty(problems) || !given || expiresAt === undefined)
    return showPeople(recado, request, me, again(problems));
  const invitation = {
    ...values,
    ...given,
    teamIds,
    invitedBy: me.id,
    expiresAt,
    accessEndsAt: values.access ? (endOfDay(values.access, style) ?? null) : null,
  };
  try {
    const token = await recado.write((tx) => insertInvitation(tx, invitation, recado.clock.now()));
    const link = new URL(`/invitation?token=${token}`, recado.config.baseUrl).href;
    return await showPeople(recado, request, me, { made: { email: values.email, link } });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "conflict") throw error;
    return showPeople(recado, request, me, again({ email: "field.email-taken" }));
  }
}
