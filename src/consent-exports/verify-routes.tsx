/** @jsxImportSource preact */
import { mkdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { VerifyPage } from "../../views/consent/verify-page.tsx";
import type { Config } from "../config.ts";
import { AppError } from "../http/errors.ts";
import { formOf } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { meOf } from "../http/me.ts";
import { page } from "../http/respond.tsx";
import { runOwnProcess } from "../jobs/own-process.ts";
import type { Recado } from "../recado.ts";
import { exportFolder } from "./make-exports.ts";
import type { Verdict } from "./verdict.ts";

/** Each takes a core for a while. */
const AT_ONCE = 2;
let underWay = 0;

export async function showVerify(
  recado: Recado,
  request: Request,
  shown: { typed?: { key: string; checkpoint: string }; problem?: string; verdict?: Verdict } = {},
): Promise<Response> {
  const { typed = { key: recado.signer.fingerprint, checkpoint: "" }, problem, verdict } = shown;
  const frame = await frameOf(recado, request);
  const markup = <VerifyPage frame={frame} typed={typed} problem={problem} verdict={verdict} />;
  return page(markup, { status: problem ? 422 : 200 });
}

/** The file lies on the disk for as long as it is read. */
export async function verifyUpload(recado: Recado, request: Request): Promise<Response> {
  const { t } = meOf(request);
  const sent = await request.formData().catch(() => new FormData());
  const form = formOf(sent);
  const typed = { key: form.text("key", 100), checkpoint: form.raw("checkpoint").slice(0, 5_000) };
  const file = sent.get("file");
  if (!(file instanceof Blob) || file.size === 0)
    return showVerify(recado, request, { typed, problem: t("verify.no-file") });
  if (underWay >= AT_ONCE)
    throw new AppError("too-many", "Two exports are being verified already.", {
      retryAfter: 60,
      key: "verify.busy",
    });
  underWay += 1;
  try {
    const verdict = await verifyApart(recado.config, file, typed);
    return await showVerify(recado, request, { typed, verdict });
  } finally {
    underWay -= 1;
  }
}

async function verifyApart(
  config: Config,
  file: Blob,
  { key, checkpoint }: { key: string; checkpoint: string },
): Promise<Verdict> {
  mkdirSync(exportFolder(config), { recursive: true, mode: 0o700 });
  const path = join(exportFolder(config), `upload-${crypto.randomUUID()}.zip`);
  try {
    await Bun.write(path, file);
    let answer = "";
    const input = JSON.stringify({
      path,
      key: key || undefined,
      checkpoint: checkpoint.trim() || undefined,
    });
    const onLine = (line: string) => (answer = line);
    await runOwnProcess(config, ["consent-work", "verify"], { input, onLine });
    return JSON.parse(answer) as Verdict;
  } finally {
    await rm(path, { force: true });
  }
}
