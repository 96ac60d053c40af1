/** @jsxImportSource preact */
import { Elysia } from "elysia";
import {
  ProfilePage,
  type ProfileProblems,
  type ProfileValues,
} from "../../views/settings/profile-page.tsx";
import { AppError } from "../http/errors.ts";
import { asForm, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, withMe } from "../http/me.ts";
import { page } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { changePassword, getUser, updateProfile } from "../users/change-user.ts";
import { countAttempt } from "../users/log-in.ts";
import { hashPassword, passwordLength, verifyPassword } from "../users/passwords.ts";
import {
  findLanguage,
  isEmpty,
  languageProblem,
  nameProblem,
  passwordProblem,
  problemsOf,
} from "../users/read-fields.ts";
import { doneText, redirectDone } from "./done.ts";

const PATH = "/settings/profile";

/** What a person decides about themselves. */
export function profileRoutes(recado: Recado) {
  return new Elysia()
    .use(withMe)
    .get(PATH, ({ me, request, query }) =>
      showProfile(recado, request, me, { done: doneText(me.t, query) }),
    )
    .post(PATH, ({ me, request }) => saveProfile(recado, request, me), asForm)
    .post(`${PATH}/password`, ({ me, request }) => savePassword(recado, request, me), asForm);
}

interface Shown {
  values?: ProfileValues;
  problems?: ProfileProblems;
  done?: string;
}

async function showProfile(
  recado: Recado,
  request: Request,
  me: Me,
  shown: Shown,
): Promise<Response> {
  const { values = me, problems = {}, done } = shown;
  const frame = await frameOf(recado, request);
  const markup = (
    <ProfilePage
      frame={frame}
      values={values}
      problems={problems}
      passwordLength={passwordLength}
      done={done}
    />
  );
  return page(markup, { status: isEmpty(problems) ? 200 : 422 });
}

async function saveProfile(recado: Recado, request: Request, me: Me): Promise<Response> {
  const form = await readForm(request);
  const values = {
    name: form.text("name"),
    email: me.email,
    language: form.text("language"),
    hasShortcuts: form.has("shortcuts"),
    hasSound: form.has("sound"),
  };
  const problems = problemsOf({
    name: nameProblem(values.name),
    language: languageProblem(values.language),
  });
  const language = findLanguage(values.language);
  if (!isEmpty(problems) || !language)
    return showProfile(recado, request, me, { values, problems });
  await recado.write((tx) => updateProfile(tx, me.id, { ...values, language }));
  return redirectDone(PATH, "saved");
}

/** Guesses of the current password count like those at log-in. */
async function savePassword(recado: Recado, request: Request, me: Me): Promise<Response> {
  const form = await readForm(request);
  const password = form.raw("password");
  const problem = passwordProblem(password);
  if (problem) return showProfile(recado, request, me, { problems: { password: problem } });
  const wait = await recado.write((tx) =>
    countAttempt(tx, me.email, me.address, recado.clock.now()),
  );
  if (wait > 0)
    throw new AppError("too-many", "Too many tries. Wait a few minutes.", {
      retryAfter: Math.ceil(wait / 1000),
    });
  const { password_hash } = await getUser(recado.db, me.id);
  if (!(await verifyPassword(form.raw("current"), password_hash))) {
    return showProfile(recado, request, me, { problems: { current: "profile.password.wrong" } });
  }
  const hash = await hashPassword(password);
  await recado.write((tx) => changePassword(tx, me.id, hash, me.sessionId));
  // This page connects again by itself; the others find that they are signed out.
  recado.live.close(me.id);
  return redirectDone(PATH, "password");
}
