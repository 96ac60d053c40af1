/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { translator } from "../../views/i18n.ts";
import {
  InvitationPage,
  type JoinProblems,
  type JoinValues,
  NoInvitationPage,
} from "../../views/users/invitation-page.tsx";
import { auditSignIn } from "../audit/audit-sign-in.ts";
import { acceptedLanguage } from "../http/accept-language.ts";
import { callerOf } from "../http/edge.ts";
import { AppError } from "../http/errors.ts";
import { asForm, readForm } from "../http/form.ts";
import { themeOf } from "../http/frame.ts";
import { page, redirect } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { getSetting } from "../settings/settings.ts";
import {
  acceptInvitation,
  findInvitation,
  type InvitationRow,
  type InvitationState,
} from "./invitations.ts";
import { hashPassword, passwordLength } from "./passwords.ts";
import {
  findLanguage,
  isEmpty,
  languageProblem,
  nameProblem,
  passwordProblem,
  problemsOf,
} from "./read-fields.ts";
import { insertSession, sessionCookie } from "./sessions.ts";

/** Behind the link that somebody was given: name, password, language, and they are in. */
export function invitationRoutes(recado: Recado) {
  return new Elysia()
    .get("/invitation", ({ request, query }) => showInvitation(recado, request, query.token ?? ""))
    .post("/invitation", ({ request }) => join(recado, request), asForm);
}

async function showInvitation(recado: Recado, request: Request, token: string): Promise<Response> {
  const state = await findInvitation(recado.db, token, recado.clock.now());
  if (state.kind !== "open") return refuseLink(request, state.kind);
  const values = { name: state.invitation.name, language: acceptedLanguage(request) };
  return invitationPage(recado, request, token, state.invitation, { values, problems: {} });
}

/** The link is looked at before the password is hashed: without one, nobody costs us 19 MiB. */
async function join(recado: Recado, request: Request): Promise<Response> {
  const form = await readForm(request);
  const token = form.raw("token");
  const state = await findInvitation(recado.db, token, recado.clock.now());
  if (state.kind !== "open") return refuseLink(request, state.kind);
  const values = form.texts("name", "language");
  const password = form.raw("password");
  const problems: JoinProblems = problemsOf({
    name: nameProblem(values.name),
    password: passwordProblem(password),
    language: languageProblem(values.language),
  });
  if (!isEmpty(problems))
    return invitationPage(recado, request, token, state.invitation, { values, problems });
  try {
    const session = await letIn(recado, request, token, values, await hashPassword(password));
    return redirect("/", undefined, { "set-cookie": sessionCookie(recado.config, session) });
  } catch (error) {
    // Somebody was faster with the same link, or the address has an account by now.
    if (error instanceof AppError && (error.code === "not-found" || error.code === "conflict"))
      return refuseLink(request, "unknown");
    throw error;
  }
}

function letIn(
  recado: Recado,
  request: Request,
  token: string,
  { name, language }: JoinValues,
  passwordHash: string,
): Promise<string> {
  const now = recado.clock.now();
  const { address } = callerOf(request);
  const userAgent = request.headers.get("user-agent") ?? "";
  const person = { name, passwordHash, language: findLanguage(language) ?? "en" };
  return recado.write(async (tx) => {
    const userId = await acceptInvitation(tx, token, person, now);
    await auditSignIn(tx, { userId, address }, now);
    return insertSession(tx, { userId, address, userAgent }, now);
  });
}

function frameFor(request: Request) {
  const language = acceptedLanguage(request);
  return { t: translator(language), language, theme: themeOf(request) };
}

async function invitationPage(
  recado: Recado,
  request: Request,
  token: string,
  invitation: InvitationRow,
  content: { values: JoinValues; problems: JoinProblems },
): Promise<Response> {
  const business = await getSetting(recado.db, "business");
  const markup = (
    <InvitationPage
      {...frameFor(request)}
      {...content}
      token={token}
      email={invitation.email}
      business={business?.name ?? "Recado"}
      passwordLength={passwordLength}
    />
  );
  return page(markup, { status: isEmpty(content.problems) ? 200 : 422 });
}

/** An expired link says so; used, revoked and invented ones look alike. */
function refuseLink(request: Request, kind: Exclude<InvitationState["kind"], "open">): Response {
  const markup = <NoInvitationPage {...frameFor(request)} isExpired={kind === "expired"} />;
  return page(markup, { status: kind === "expired" ? 410 : 404 });
}
