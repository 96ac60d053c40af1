/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { HandoverCardView, HandoversPage } from "../../views/teams/handover-page.tsx";
import { ToastPart } from "../../views/ui/toast.tsx";
import { byId } from "../http/by-id.ts";
import { AppError } from "../http/errors.ts";
import { asForm, idOf, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { type Me, meOf } from "../http/me.ts";
import { fragment, page } from "../http/respond.tsx";
import { readerOf } from "../inbox/open-case.ts";
import type { Recado } from "../recado.ts";
import {
  acknowledge,
  getHandover,
  listOpenHandovers,
  listPastHandovers,
  saveEarlyNote,
  saveNote,
} from "./handovers.ts";
import { listReadableTeams, presentCards, readRunning, runningShift } from "./present-handovers.ts";
import { getTeam } from "./teams.ts";

const PAGE = 20;

/** What one shift leaves to the next. */
export function handoverRoutes(recado: Recado) {
  return new Elysia()
    .get("/handovers", ({ request, query }) => showHandovers(recado, request, query.before))
    .put("/handovers/:id/acknowledgement", byId(recado, takeOver), asForm)
    .put("/handovers/:id/note", byId(recado, changeNote), asForm)
    .put("/handovers/note/:id", byId(recado, writeAhead), asForm);
}

async function showHandovers(
  recado: Recado,
  request: Request,
  before: string | undefined,
): Promise<Response> {
  const { db, clock } = recado;
  const frame = await frameOf(recado, request);
  const me = meOf(request);
  const reader = await readerOf(recado, me);
  const teams = (await listReadableTeams(db, me)).map(({ id }) => id);
  const last = idOf(before);
  const isFirst = Number.isNaN(last);
  const [open, past, running] = await Promise.all([
    isFirst ? listOpenHandovers(db, teams, clock.now()) : [],
    listPastHandovers(db, teams, { before: isFirst ? undefined : last, limit: PAGE + 1 }),
    isFirst ? readRunning(db, me, clock.now()) : [],
  ]);
  const shown = past.slice(0, PAGE);
  return page(
    <HandoversPage
      frame={frame}
      running={running}
      open={await presentCards(db, open, me, reader)}
      past={await presentCards(db, shown, me, reader)}
      older={past.length > PAGE ? `before=${shown.at(-1)?.id}` : null}
    />,
  );
}

async function takeOver(recado: Recado, request: Request, id: number): Promise<Response> {
  const me = meOf(request);
  const card = await readCard(recado, me, id);
  if (!card.mayAcknowledge && card.acknowledged === null)
    throw new AppError("forbidden", "The next of the team acknowledges it.");
  const now = recado.clock.now();
  const isFirst = await recado.write((tx) => acknowledge(tx, id, me.id, now));
  if (isFirst) recado.live.announce({ name: "banners", detail: {} });
  const done = await readCard(recado, me, id);
  const words = isFirst
    ? me.t("handover.done", { name: done.from })
    : me.t("handover.taken", { name: done.acknowledged?.by ?? "?" });
  return fragment([
    <HandoverCardView key="card" t={me.t} card={done} />,
    <ToastPart key="toast" t={me.t} message={words} />,
  ]);
}

async function readCard(recado: Recado, me: Me, id: number) {
  const row = await getHandover(recado.db, id);
  const teams = await listReadableTeams(recado.db, me);
  if (teams.every((team) => team.id !== row.team_id))
    throw new AppError("not-found", "There is no such card.", { key: "error.no-handover" });
  const [card] = await presentCards(recado.db, [row], me, await readerOf(recado, me));
  return card!;
}

async function changeNote(recado: Recado, request: Request, id: number): Promise<Response> {
  const me = meOf(request);
  const form = await readForm(request);
  await recado.write((tx) => saveNote(tx, id, me.id, textOf(form.raw("note"))));
  return noteSaved(me);
}

/** Before the end of a shift: on the card that will be made. */
async function writeAhead(recado: Recado, request: Request, teamId: number): Promise<Response> {
  const me = meOf(request);
  const form = await readForm(request);
  const now = recado.clock.now();
  await recado.write(async (tx) => {
    const shift = await runningShift(tx, await getTeam(tx, teamId), me.id, now);
    if (!shift)
      throw new AppError("conflict", "Your shift has ended.", { key: "error.shift-over" });
    const end = { teamId, userId: me.id, endedAt: shift.endsAt };
    await saveEarlyNote(tx, end, textOf(form.raw("note")), now);
  });
  return noteSaved(me);
}

function noteSaved({ t }: Me): Response {
  return fragment(<ToastPart t={t} message={t("handover.note.saved")} />);
}

function textOf(raw: string): string {
  return raw.replaceAll("\r\n", "\n");
}
