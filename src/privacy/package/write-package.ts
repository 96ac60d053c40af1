import type { Readable } from "node:stream";
import { composeExport, type SignedEnd } from "../../consent-exports/write-export.ts";
import { endAsFound } from "../../consent-exports/sign-end.ts";
import { SummedZip } from "../../consent-exports/summed-zip.ts";
import type { Language } from "../../db/schema.ts";
import { signCheckpoint } from "../../proof/sign-checkpoint.ts";
import type { Recado } from "../../recado.ts";
import { getSetting } from "../../settings/settings.ts";
import { mediaPath } from "../../whatsapp/media-files.ts";
import { complaintRoute, readController } from "../jurisdictions.ts";
import { packageHtml, type PackageOrder } from "./package-html.ts";
import { packageJson } from "./package-json.ts";
import { readPersonData } from "./person-data.ts";
import { listPersonFiles } from "./person-messages.ts";

export interface WantedPackage {
  contactId: number;
  language: Language;
  hasNotes: boolean;
  /** Who makes it, for the manifest of the proof. */
  madeBy: string;
  reason: string;
}

/**
 * A person's package as it is read: a page for people, the same for programs, their files, and
 * the proof of what they agreed to. Nothing of it is kept. @throws AppError `not-found`.
 */
export async function streamPackage(recado: Recado, wanted: WantedPackage): Promise<Readable> {
  const { db } = recado;
  const order = await orderOf(recado, wanted);
  const data = await readPersonData(db, wanted.contactId);
  const proof = data.consent.length > 0 ? await composeProof(recado, wanted) : null;
  const zip = new SummedZip(order.now);
  zip.add("READ-ME.html", () => packageHtml(order, data));
  zip.add("data.json", () => packageJson(order, data));
  if (proof) zip.add("consent-proof.zip", () => proof.stream());
  for (const { file, name } of await listPersonFiles(db, wanted.contactId))
    zip.add(name, () => bytesOf(mediaPath(recado, file)));
  zip.addBytes("SHA256SUMS", () => zip.sums());
  zip.end();
  return zip.stream();
}

async function orderOf(recado: Recado, wanted: WantedPackage): Promise<PackageOrder> {
  const { db, clock } = recado;
  const business = await getSetting(db, "business");
  const { contactId, language, hasNotes } = wanted;
  return {
    db,
    contactId,
    language,
    hasNotes,
    timezone: business?.timezone ?? "UTC",
    business: business?.name ?? "",
    controller: await readController(db),
    complaint: await complaintRoute(db, language),
    now: clock.now(),
  };
}

/** What `recado consent verify` checks: the person's records, each with its way to a signed checkpoint. */
async function composeProof(
  recado: Recado,
  { contactId, language, madeBy, reason }: WantedPackage,
): Promise<SummedZip> {
  const now = recado.clock.now();
  const business = (await getSetting(recado.db, "business"))?.name ?? "";
  const filter = { contact_id: contactId };
  const order = { filter, reason, madeBy, language, business, now };
  const { zip } = await composeExport(recado, order, await signedEnd(recado, now));
  return zip;
}

/** A log that does not fit what was signed is handed out as it is: the person has a right to it all the same. */
async function signedEnd(recado: Recado, now: number): Promise<SignedEnd> {
  const { db, signer } = recado;
  const signing = await recado.write((tx) => signCheckpoint(tx, signer, "export", now));
  if (signing.kind !== "signed") return endAsFound(db, signer.logId);
  const { id, size, root, body, signature } = signing.checkpoint;
  return { size, root, body, signature, checkpointId: id, isAsFound: false };
}

/** A file that is gone is an empty one: the others are not lost for it. */
async function* bytesOf(path: string): AsyncGenerator<Buffer> {
  const file = Bun.file(path);
  if (!(await file.exists())) return;
  for await (const chunk of file.stream()) yield Buffer.from(chunk);
}
