/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { translator } from "../../views/i18n.ts";
import {
  SetupDonePage,
  SetupLinkPage,
  SetupPage,
  type SetupProblems,
  type SetupValues,
} from "../../views/users/setup-page.tsx";
import { auditSignIn } from "../audit/audit-sign-in.ts";
import { acceptedLanguage, acceptedTags } from "../http/accept-language.ts";
import { callerOf } from "../http/edge.ts";
import { AppError } from "../http/errors.ts";
import { asForm, readForm } from "../http/form.ts";
import { themeOf } from "../http/frame.ts";
import { page, redirect } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { claimSetup } from "./claim-setup.ts";
import { guessZone, zoneNames } from "./guess-zone.ts";
import { hashPassword, passwordLength } from "./passwords.ts";
import {
  emailProblem,
  findLanguage,
  isEmpty,
  languageProblem,
  nameProblem,
  passwordProblem,
  problemsOf,
  zoneProblem,
} from "./read-fields.ts";
import { insertSession, sessionCookie } from "./sessions.ts";
import { isSetupToken } from "./setup.ts";
import { hasUsers } from "./users.ts";

/** The first run: a one-time link, one page, and the owner is in. */
export function setupRoutes(recado: Recado) {
  return new Elysia()
    .get("/setup", ({ request, query }) => showSetup(recado, request, query.token ?? ""))
    .post("/setup", ({ request }) => claim(recado, request), asForm);
}

async function showSetup(recado: Recado, request: Request, token: string): Promise<Response> {
  const now = recado.clock.now();
  if (!(await isSetupToken(recado.db, token, now))) return refuseLink(recado, request);
  const tags = acceptedTags(request);
  const values = {
    business: "",
    name: "",
    email: "",
    timezone: guessZone(tags),
    language: acceptedLanguage(request),
  };
  return setupPage(request, token, { values, problems: {}, isGuess: true });
}

/** The link is looked at before the password is hashed: without one, nobody costs us 19 MiB. */
async function claim(recado: Recado, request: Request): Promise<Response> {
  const form = await readForm(request);
  const token = form.raw("token");
  if (!(await isSetupToken(recado.db, token, recado.clock.now())))
    return refuseLink(recado, request);
  const values = form.texts("business", "name", "email", "timezone", "language");
  const password = form.raw("password");
  const problems = findProblems(values, password);
  if (!isEmpty(problems)) return setupPage(request, token, { values, problems, isGuess: false });
  try {
    const session = await makeOwner(recado, request, token, values, await hashPassword(password));
    return redirect("/simulator", undefined, {
      "set-cookie": sessionCookie(recado.config, session),
    });
  } catch (error) {
    // Somebody else was faster with the same link.
    if (error instanceof AppError && (error.code === "not-found" || error.code === "conflict"))
      return refuseLink(recado, request);
    throw error;
  }
}

function makeOwner(
  recado: Recado,
  request: Request,
  token: string,
  values: SetupValues,
  passwordHash: string,
): Promise<string> {
  const now = recado.clock.now();
  const language = findLanguage(values.language) ?? "en";
  const { address } = callerOf(request);
  const userAgent = request.headers.get("user-agent") ?? "";
  return recado.write(async (tx) => {
    const userId = await claimSetup(tx, token, { ...values, language, passwordHash }, now);
    await auditSignIn(tx, { userId, address }, now);
    return insertSession(tx, { userId, address, userAgent }, now);
  });
}

function findProblems(values: SetupValues, password: string): SetupProblems {
  return problemsOf({
    business: nameProblem(values.business),
    name: nameProblem(values.name),
    email: emailProblem(values.email),
    password: passwordProblem(password),
    timezone: zoneProblem(values.timezone),
    language: languageProblem(values.language),
  });
}

function setupPage(
  request: Request,
  token: string,
  content: { values: SetupValues; problems: SetupProblems; isGuess: boolean },
): Response {
  const language = acceptedLanguage(request);
  const frame = { t: translator(language), language, theme: themeOf(request) };
  const markup = (
    <SetupPage
      {...frame}
      {...content}
      token={token}
      zones={zoneNames()}
      passwordLength={passwordLength}
    />
  );
  return page(markup, { status: isEmpty(content.problems) ? 200 : 422 });
}

/** Not found for everybody without the link, and for everybody once it was used. */
async function refuseLink(recado: Recado, request: Request): Promise<Response> {
  const language = acceptedLanguage(request);
  const frame = { t: translator(language), language, theme: themeOf(request) };
  const isDone = await hasUsers(recado.db);
  return page(isDone ? <SetupDonePage {...frame} /> : <SetupLinkPage {...frame} />, {
    status: 404,
  });
}
