/** @jsxImportSource preact */
import { Elysia } from "elysia";
import type { TextKey } from "../../views/i18n.ts";
import { PersonPage } from "../../views/settings/person-page.tsx";
import { AppError } from "../http/errors.ts";
import { asForm, type Form, idOf, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, withMe } from "../http/me.ts";
import { page, redirect } from "../http/respond.tsx";
import { announce } from "../inbox/announce.ts";
import type { Recado } from "../recado.ts";
import {
  changePassword,
  changeRole,
  countOpenTickets,
  deactivateUser,
  getUser,
  handOverTickets,
  hasAnotherOwner,
  reactivateUser,
} from "../users/change-user.ts";
import { hashPassword, passwordLength } from "../users/passwords.ts";
import { passwordProblem } from "../users/read-fields.ts";
import { listActiveUsers } from "../users/users.ts";
import { doneText, redirectDone } from "./done.ts";
import { findRole } from "./people-routes.tsx";
import { readSkillsForm } from "./skills-routes.ts";

const PATH = "/settings/people/:id";
/** Tickets handed over in one transaction: acknowledgements wait for no more than this. */
const BATCH = 50;

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
      async ({ me, request, params }) => {
        const id = idOf(params.id);
        const heir = await readHeir(recado, await readForm(request), id);
        return redirectDone(pathOf(id), "tickets", await handOver(recado, id, heir, me));
      },
      asForm,
    )
    .post(
      `${PATH}/reactivation`,
      async ({ params }) => {
        const id = idOf(params.id);
        await recado.write((tx) => reactivateUser(tx, id));
        return redirectDone(pathOf(id), "reactivated");
      },
      asForm,
    );
}

function pathOf(id: number): string {
  return `/settings/people/${id}`;
}

async function showPerson(
  recado: Recado,
  request: Request,
  me: Me,
  idText: string,
  { problems = {}, done }: { problems?: { password?: TextKey }; done?: string },
): Promise<Response> {
  const user = await getUser(recado.db, idOf(idText));
  const frame = await frameOf(recado, request);
  const others = (await listActiveUsers(recado.db)).filter((other) => other.id !== user.id);
  const markup = (
    <PersonPage
      frame={frame}
      person={{ ...user, isActive: user.deactivated_at === null, isMe: user.id === me.id }}
      openTickets={await countOpenTickets(recado.db, user.id)}
      heirs={others.map(({ id, name }) => ({ value: String(id), label: name }))}
      skills={await readSkillsForm(recado.db, user.id)}
      isLastOwner={user.role === "owner" && !(await hasAnotherOwner(recado.db, user.id))}
      problems={problems}
      passwordLength={passwordLength}
      done={done}
    />
  );
  return page(markup, { status: problems.password ? 422 : 200 });
}

async function giveRole(recado: Recado, request: Request, me: Me, id: number): Promise<Response> {
  const role = findRole((await readForm(request)).text("role"));
  if (!role) throw new AppError("invalid", "Choose a role of the list.");
  await recado.write((tx) => changeRole(tx, id, role));
  // Whoever is no owner any more may not look at this page.
  return id === me.id && role !== "owner"
    ? redirect("/settings")
    : redirectDone(pathOf(id), "saved");
}

/** For somebody who forgot theirs. One's own is changed under Profile, with the current one. */
async function resetPassword(
  recado: Recado,
  request: Request,
  me: Me,
  idText: string,
): Promise<Response> {
  const { id } = await getUser(recado.db, idOf(idText));
  if (id === me.id) return redirect("/settings/profile#password-panel");
  const password = (await readForm(request)).raw("password");
  const problem = passwordProblem(password);
  if (problem) return showPerson(recado, request, me, idText, { problems: { password: problem } });
  const hash = await hashPassword(password);
  await recado.write((tx) => changePassword(tx, id, hash));
  recado.live.close(id);
  return redirectDone(pathOf(id), "password-reset");
}

/** First out, then the tickets by the batch: what a stop leaves over is handed over from the same page. */
async function deactivate(
  recado: Recado,
  request: Request,
  me: Me,
  idText: string,
): Promise<Response> {
  const id = idOf(idText);
  const heir = await readHeir(recado, await readForm(request), id);
  await recado.write((tx) => deactivateUser(tx, id, recado.clock.now()));
  recado.live.close(id);
  const n = await handOver(recado, id, heir, me);
  return id === me.id ? redirect("/login") : redirectDone(pathOf(id), "deactivated", n);
}

/** Who gets the tickets; null: nobody. @throws AppError `invalid` for one who cannot have them. */
async function readHeir(recado: Recado, form: Form, from: number): Promise<number | null> {
  const text = form.text("heir");
  if (text === "") return null;
  const heir = await getUser(recado.db, idOf(text));
  if (heir.deactivated_at === null && heir.id !== from) return heir.id;
  throw new AppError("invalid", "Choose somebody active.", { key: "error.no-user" });
}

async function handOver(recado: Recado, from: number, to: number | null, me: Me): Promise<number> {
  const actor = { type: "agent", id: me.id } as const;
  let handed = 0;
  while (true) {
    const batch = await recado.write((tx) =>
      handOverTickets(tx, { from, to, limit: BATCH }, actor, recado.clock.now()),
    );
    for (const ticket of batch)
      announce(recado.live, { ticket: ticket.id, thread: ticket.thread_id }, "ticket");
    handed += batch.length;
    if (batch.length < BATCH) return handed;
  }
}
