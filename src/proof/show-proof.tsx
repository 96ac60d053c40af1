/** @jsxImportSource preact */
import { CheckpointPage } from "../../views/consent/checkpoint-page.tsx";
import { ProofPage } from "../../views/consent/proof-page.tsx";
import type { TextKey } from "../../views/i18n.ts";
import { frameOf } from "../http/frame.ts";
import { meOf } from "../http/me.ts";
import { page } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { doneText } from "../settings/done.ts";
import { getSetting } from "../settings/settings.ts";
import { timeStyleOf } from "../settings/time-style.ts";
import { exactTimeText } from "../settings/time-text.ts";
import { copyText } from "./checkpoint-copy.ts";
import { findNewestCheckpoint, getCheckpoint, listCheckpoints } from "./checkpoints.ts";
import type { Verdict } from "./compare-copy.ts";
import { findLogFault, type LogFault } from "./find-log-fault.ts";
import { presentCheckpoints, presentTargets, verdictText } from "./present-proof.ts";

const PATH = "/consent/proof";
/** Checkpoints on a page: a month. */
const PAGE = 31;

interface Shown {
  /** What was wrong with the form of copies. */
  typed?: { mailsOwners: boolean; url: string; problem: TextKey };
  comparison?: { text: string; signature: string; verdict: Verdict };
}

export async function showProof(
  recado: Recado,
  request: Request,
  { typed, comparison }: Shown = {},
): Promise<Response> {
  const me = meOf(request);
  const { db, signer } = recado;
  const query = new URL(request.url).searchParams;
  const style = await timeStyleOf(recado, me.language);
  const newest = await findNewestCheckpoint(db);
  const listed = await listPage(recado, query.get("before"));
  const markup = (
    <ProofPage
      frame={await frameOf(recado, request)}
      fault={await findFault(recado).then(
        (fault) => fault && me.t("proof.fault", { log: me.t(`proof.log.${fault.log}`) }),
      )}
      newest={newest ? ((await presentCheckpoints(db, [newest], style))[0] ?? null) : null}
      checkpoints={await presentCheckpoints(db, listed.rows, style)}
      older={listed.older}
      targets={await presentTargets(db, typed)}
      comparison={{
        text: comparison?.text ?? "",
        signature: comparison?.signature ?? "",
        verdict: comparison ? verdictText(me.t, comparison.verdict, me.language) : null,
      }}
      fingerprint={signer.fingerprint}
      mayChange={me.can("privacy")}
      done={doneText(me.t, Object.fromEntries(query))}
    />
  );
  return page(markup, { status: typed ? 422 : 200 });
}

async function listPage({ db }: Recado, before: string | null) {
  const id = /^\d{1,15}$/.test(before ?? "") ? Number(before) : null;
  const rows = await listCheckpoints(db, { before: id, limit: PAGE + 1 });
  const last = rows[PAGE - 1];
  const older = rows.length > PAGE && last ? `${PATH}?before=${last.id}#checkpoints` : null;
  return { rows: rows.slice(0, PAGE), older };
}

/** Asked again where nothing else can write: between two reads a commit may have come. */
async function findFault({ db, write, signer }: Recado): Promise<LogFault | undefined> {
  if (!(await findLogFault(db, signer))) return undefined;
  return write((tx) => findLogFault(tx, signer));
}

/** One checkpoint to print. @throws AppError `not-found`. */
export async function showCheckpoint(
  recado: Recado,
  request: Request,
  id: number,
): Promise<Response> {
  const me = meOf(request);
  const row = await getCheckpoint(recado.db, id);
  const style = await timeStyleOf(recado, me.language);
  const [checkpoint] = await presentCheckpoints(recado.db, [row], style);
  if (!checkpoint) throw new Error("a checkpoint is shown as one");
  const query = Object.fromEntries(new URL(request.url).searchParams);
  return page(
    <CheckpointPage
      frame={await frameOf(recado, request)}
      business={(await getSetting(recado.db, "business"))?.name ?? "Recado"}
      checkpoint={{ ...checkpoint, signed: exactTimeText(row.created_at, style) }}
      copy={copyText(row, recado.signer)}
      mayChange={me.can("privacy")}
      done={doneText(me.t, query)}
    />,
  );
}
