/** @jsxImportSource preact */
import { Elysia } from "elysia";
import { byId } from "../http/by-id.ts";
import { asForm, readForm } from "../http/form.ts";
import { meOf, withMe } from "../http/me.ts";
import type { Recado } from "../recado.ts";
import { redirectDone } from "../settings/done.ts";
import { saveSetting } from "../settings/settings.ts";
import { notePaper, queueCopies } from "./checkpoint-deliveries.ts";
import { getCheckpoint } from "./checkpoints.ts";
import { compareCopy } from "./compare-copy.ts";
import { readUrl } from "./copy-url.ts";
import { sendDueCopies } from "./send-copies.ts";
import { showCheckpoint, showProof } from "./show-proof.tsx";
import { signCheckpoint } from "./sign-checkpoint.ts";

const PATH = "/consent/proof";
const ONE = `${PATH}/checkpoints/:id`;

/** The page of the proof: checkpoints, copies, comparing, the key. */
export function proofRoutes(recado: Recado) {
  return new Elysia()
    .use(withMe)
    .get(PATH, ({ request }) => showProof(recado, request))
    .post(PATH + "/copies", ({ request }) => saveTargets(recado, request), asForm)
    .post(PATH + "/comparison", ({ request }) => compare(recado, request), asForm)
    .post(PATH + "/checkpoints", ({ request }) => sign(recado, request), asForm)
    .get(PATH + "/public-key.pem", () => publicKey(recado))
    .get(ONE, byId(recado, showCheckpoint))
    .get(`${ONE}/text`, byId(recado, textFile))
    .get(`${ONE}/signature`, byId(recado, signatureFile))
    .post(`${ONE}/paper`, byId(recado, notePrinted), asForm)
    .post(`${ONE}/copies`, byId(recado, sendAgain), asForm);
}

async function sign(recado: Recado, request: Request): Promise<Response> {
  const now = recado.clock.now();
  const done = await recado.write((tx) => signCheckpoint(tx, recado.signer, "manual", now));
  if (done.kind === "fault") return showProof(recado, request);
  void sendDueCopies(recado);
  return redirectDone(PATH, "checkpoint-signed");
}

async function saveTargets(recado: Recado, request: Request): Promise<Response> {
  const form = await readForm(request);
  const mailsOwners = form.has("mailsOwners");
  const typed = form.text("url");
  const url = readUrl(typed, recado.config.allowPrivateHosts);
  if (url === undefined)
    return showProof(recado, request, {
      typed: { mailsOwners, url: typed, problem: "proof.copies.url.wrong" },
    });
  const value = { mailsOwners, url };
  await recado.write((tx) => saveSetting(tx, "checkpointCopies", value, recado.clock.now()));
  return redirectDone(PATH, "checkpoint-copies");
}

/** Answers with the page itself: what was pasted stays in the form. */
async function compare(recado: Recado, request: Request): Promise<Response> {
  const form = await readForm(request);
  const pasted = {
    text: form.raw("text").slice(0, 20_000),
    signature: form.text("signature", 200),
  };
  const verdict = await compareCopy(recado.db, recado.signer, pasted.text, pasted.signature);
  return showProof(recado, request, { comparison: { ...pasted, verdict } });
}

async function notePrinted(recado: Recado, request: Request, id: number): Promise<Response> {
  const { name } = meOf(request);
  const checkpoint = await getCheckpoint(recado.db, id);
  await recado.write((tx) => notePaper(tx, checkpoint.id, name, recado.clock.now()));
  return redirectDone(`${PATH}/checkpoints/${id}`, "checkpoint-paper");
}

async function sendAgain(recado: Recado, _: Request, id: number): Promise<Response> {
  const checkpoint = await getCheckpoint(recado.db, id);
  const n = await recado.write((tx) => queueCopies(tx, checkpoint.id, recado.clock.now()));
  if (n > 0) void sendDueCopies(recado);
  const address = `${PATH}/checkpoints/${id}`;
  return n > 0
    ? redirectDone(address, "checkpoint-queued", n)
    : redirectDone(address, "checkpoint-nowhere");
}

async function textFile(recado: Recado, _: Request, id: number): Promise<Response> {
  const { body } = await getCheckpoint(recado.db, id);
  return file(body, "text/plain; charset=utf-8", `checkpoint-${id}.txt`);
}

async function signatureFile(recado: Recado, _: Request, id: number): Promise<Response> {
  const { signature } = await getCheckpoint(recado.db, id);
  const bytes = Buffer.from(signature, "base64");
  return file(bytes, "application/octet-stream", `checkpoint-${id}.sig`);
}

function publicKey({ signer }: Recado): Response {
  return file(signer.publicKey, "application/x-pem-file", "recado-public-key.pem");
}

function file(body: string | Buffer<ArrayBuffer>, type: string, name: string): Response {
  return new Response(body, {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
}
