/** @jsxImportSource preact */
import { Elysia } from "elysia";
import type { TextKey } from "../../views/i18n.ts";
import { PersonPage } from "../../views/settings/person-page.tsx";
import type { Choice } from "../../views/ui/field.tsx";
import type { Db } from "../db/open.ts";
import { AppError } from "../http/errors.ts";
import { asForm, type Form, idOf, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, withMe } from "../http/me.ts";
import { page, redirect } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { listTeams, requireTeam } from "../routing/teams.ts";
import {
  changeAccessEnd,
  changePassword,
  changeRole,
  countOpenTickets,
  getUser,
  hasAnotherOwner,
  type Heir,
  reactivateUser,
} from "../users/change-user.ts";
import { endAccess, handOver } from "../users/end-access.ts";
import { hashPassword, passwordLength } from "../users/passwords.ts";
import { mayManage, rightsOf } from "../users/permissions.ts";
import { isEmpty, passwordProblem } from "../users/read-fields.ts";
import { findOfferedRole, roleWord } from "../users/roles.ts";
import { listAssignableUsers } from "../users/users.ts";
import { doneText, redirectDone } from "./done.ts";
import { dayAfter, endOfDay, lastDayOf } from "./last-days.ts";
import { readRoleChoices, roleName } from "./show-people.tsx";
import { readSkillsForm } from "./skills-routes.ts";
import { timeStyleOf } from "./time-style.ts";
import { timeText } from "./time-text.ts";

const PATH = "/settings/people/:id";

/** One person: role, password, in or out. */
export function personRoutes(recado: Recado) {
  return new Elysia()
    .use(withMe)
    .get(PATH, ({ me, request, params, query }) =>
      showPerson(recado, request, me, params.id, { done: doneText(me.t, query) }),
    )
    .post(
      `${PATH}/role`,
      ({ me, request, params }) => giveRole(recado, request, me, idOf(params.id)),
      asForm,
    )
    .post(
      `${PATH}/access`,
      ({ me, request, params }) => limitAccess(recado, request, me, idOf(params.id)),
      asForm,
    )
    .post(
      `${PATH}/password`,
      ({ me, request, params }) => resetPassword(recado, request, me, params.id),
      asForm,
    )
    .post(
      `${PATH}/deactivation`,
      ({ me, request, params }) => deactivate(recado, request, me, params.id),
      asForm,
    )
    .post(
      `${PATH}/tickets`,
      ({ me, request, params }) => passOn(recado, request, me, idOf(params.id)),
      asForm,
    )
    .post(
      `${PATH}/reactivation`,
      async ({ me, params }) => {
        const { id } = await getManaged(recado.db, me, idOf(params.id));
        await recado.write((tx) => reactivateUser(tx, id));
        return redirectDone(pathOf(id), "reactivated");
      },
      asForm,
    );
}

function pathOf(id: number): string {
  return `/settings/people/${id}`;
}

/** Whom this person may change. @throws AppError `forbidden` for somebody with more rights. */
async function getManaged(db: Db, me: Me, id: number) {
  const user = await getUser(db, id);
  if (mayManage(me.standing, { role: user.role, rights: rightsOf(user) })) return user;
  throw new AppError("forbidden", "That takes more rights than you have.", {
    key: "error.stronger",
  });
}

interface Said {
  problems?: { password?: TextKey; access?: TextKey };
  done?: string;
}

async function showPerson(
  recado: Recado,
  request: Request,
  me: Me,
  idText: string,
  { problems = {}, done }: Said,
): Promise<Response> {
  const { db } = recado;
  const user = await getUser(db, idOf(idText));
  const frame = await frameOf(recado, request);
  const style = await timeStyleOf(recado, me.language);
  const { id, name, email, access_ends_at } = user;
  const markup = (
    <PersonPage
      frame={frame}
      person={{
        id,
        name,
        email,
        roleName: roleName(me.t, user.role, user.custom_role),
        until: access_ends_at === null ? null : timeText(access_ends_at - 1, style),
        isActive: user.deactivated_at === null,
        isMe: id === me.id,
      }}
      role={roleWord({ role: user.role, customRoleId: user.custom_role_id })}
      roles={await readRoleChoices(db, me)}
      mayManage={mayManage(me.standing, { role: user.role, rights: rightsOf(user) })}
      lastDay={access_ends_at === null ? "" : lastDayOf(access_ends_at, style.timezone)}
      today={dayAfter(style, 0)}
      openTickets={await countOpenTickets(db, id)}
      heirs={await readHeirs(db, me, id)}
      skills={await readSkillsForm(db, id)}
      isLastOwner={user.role === "owner" && !(await hasAnotherOwner(db, id))}
      problems={problems}
      passwordLength={passwordLength}
      done={done}
    />
  );
  return page(markup, { status: isEmpty(problems) ? 200 : 422 });
}

async function readHeirs(db: Db, me: Me, from: number): Promise<Choice[]> {
  const people = (await listAssignableUsers(db)).filter(({ id }) => id !== from);
  const teams = await listTeams(db);
  return [
    ...people.map(({ id, name }) => ({ value: String(id), label: name })),
    ...teams.map(({ id, name }) => ({
      value: `team:${id}`,
      label: me.t("people.heir.team", { name }),
    })),
  ];
}

/** What the new role sees is what the next live stream tells: the open ones end. */
async function giveRole(recado: Recado, request: Request, me: Me, id: number): Promise<Response> {
  const word = (await readForm(request)).text("role");
  const given = await findOfferedRole(recado.db, word);
  if (!given) throw new AppError("invalid", "Choose a role of the list.", { key: "field.choice" });
  if (!mayManage(me.standing, given))
    throw new AppError("forbidden", "That takes more rights than you have.", {
      key: "error.stronger",
    });
  await recado.write(async (tx) => {
    await getManaged(tx, me, id);
    await changeRole(tx, id, given);
  });
  recado.live.close(id);
  // Who may manage people no more may not look at this page.
  return id === me.id && !given.rights.may.includes("users")
    ? redirect("/settings")
    : redirectDone(pathOf(id), "saved");
}

/** Until the end of a day; an empty field: without an end. */
async function limitAccess(
  recado: Recado,
  request: Request,
  me: Me,
  id: number,
): Promise<Response> {
  const day = (await readForm(request)).text("access");
  const endsAt = day ? endOfDay(day, await timeStyleOf(recado, me.language)) : null;
  if (endsAt === undefined)
    return showPerson(recado, request, me, String(id), {
      problems: { access: "people.invite.date" },
    });
  await recado.write(async (tx) => {
    await getManaged(tx, me, id);
    await changeAccessEnd(tx, id, endsAt);
  });
  return redirectDone(pathOf(id), "saved");
}

/** For somebody who forgot theirs. One's own is changed under Profile, with the current one. */
async function resetPassword(
  recado: Recado,
  request: Request,
  me: Me,
  idText: string,
): Promise<Response> {
  const { id } = await getManaged(recado.db, me, idOf(idText));
  if (id === me.id) return redirect("/settings/profile#password-panel");
  const password = (await readForm(request)).raw("password");
  const problem = passwordProblem(password);
  if (problem) return showPerson(recado, request, me, idText, { problems: { password: problem } });
  const hash = await hashPassword(password);
  await recado.write((tx) => changePassword(tx, id, hash));
  recado.live.close(id);
  return redirectDone(pathOf(id), "password-reset");
}

/** First out, then the tickets: what a stop leaves over is handed over from the same page. */
async function deactivate(
  recado: Recado,
  request: Request,
  me: Me,
  idText: string,
): Promise<Response> {
  const { id } = await getManaged(recado.db, me, idOf(idText));
  const heir = await readHeir(recado.db, await readForm(request), id);
  const n = await endAccess(recado, id, heir, { type: "agent", id: me.id });
  return id === me.id ? redirect("/login") : redirectDone(pathOf(id), "deactivated", n);
}

async function passOn(recado: Recado, request: Request, me: Me, id: number): Promise<Response> {
  await getManaged(recado.db, me, id);
  const heir = await readHeir(recado.db, await readForm(request), id);
  const n = await handOver(recado, id, heir, { type: "agent", id: me.id });
  return redirectDone(pathOf(id), "tickets", n);
}

/** Who gets the tickets. @throws AppError `invalid` for one who cannot have them. */
async function readHeir(db: Db, form: Form, from: number): Promise<Heir> {
  const text = form.text("heir");
  if (text === "") return { kind: "nobody" };
  const team = /^team:(\d{1,15})$/.exec(text)?.[1];
  if (team) return { kind: "team", id: (await requireTeam(db, Number(team))).id };
  const heir = (await listAssignableUsers(db)).find(({ id }) => id === idOf(text));
  if (heir && heir.id !== from) return { kind: "person", id: heir.id };
  throw new AppError("invalid", "Choose somebody active.", { key: "error.no-user" });
}
