import { Readable } from "node:stream";
import { Elysia } from "elysia";
import { auditExport } from "../../audit/audit-export.ts";
import { DAY } from "../../clock.ts";
import type { Instant } from "../../db/schema.ts";
import { AppError } from "../../http/errors.ts";
import { idOf } from "../../http/form.ts";
import { type Me, meOf, seesAllTickets } from "../../http/me.ts";
import type { Recado } from "../../recado.ts";
import { noteStep } from "../handle-request.ts";
import { languageFor } from "../request-language.ts";
import { getRequest, type ListedRequest } from "../requests.ts";
import { streamPackage } from "./write-package.ts";

/** After a request is closed, its package can still be made for so long. */
const AFTERWARDS = 30 * DAY;

/** The person's package, made while it is downloaded. */
export function packageRoutes(recado: Recado) {
  return new Elysia().get("/consent/requests/:id/package", ({ request, params, query }) =>
    sendPackage(recado, request, idOf(params.id), query.notes === "1"),
  );
}

async function sendPackage(
  recado: Recado,
  request: Request,
  id: number,
  hasNotes: boolean,
): Promise<Response> {
  const me = meOf(request);
  const now = recado.clock.now();
  const asked = await getRequest(recado.db, id);
  const contactId = requirePackage(asked, me, now);
  const language = await languageFor(recado.db, asked);
  const reason = `privacy request ${id}`;
  const stream = await streamPackage(recado, {
    contactId,
    language,
    hasNotes,
    madeBy: me.name,
    reason,
  });
  await recado.write(async (tx) => {
    await noteStep(tx, id, { kind: "package", actorId: me.id, now });
    await auditExport(tx, { what: "person's data", id, contactId, reason }, now);
  });
  return new Response(Readable.toWeb(stream) as unknown as ReadableStream, {
    headers: {
      "content-type": "application/zip",
      "content-disposition": `attachment; filename="request-${id}.zip"`,
      "cache-control": "no-store",
    },
  });
}

/** Whether the package may still be made. */
export function isPackageTime({ closed_at }: ListedRequest, now: Instant): boolean {
  return closed_at === null || now - closed_at < AFTERWARDS;
}

/** Whole messages and numbers: for who may see them anyway. */
export function mayTakePackage(me: Pick<Me, "can" | "scope">): boolean {
  return seesAllTickets(me) && me.can("phones");
}

/** @throws AppError `conflict`, `forbidden`. Returns the contact. */
function requirePackage(asked: ListedRequest, me: Me, now: Instant): number {
  if (!mayTakePackage(me))
    throw new AppError("forbidden", "The package shows all messages and whole numbers.", {
      key: "error.request-rights",
    });
  if (asked.contact_id === null)
    throw new AppError("conflict", "This request is about nobody whom we know.", {
      key: "error.request-no-contact",
    });
  if (asked.identity_checked_at === null)
    throw new AppError("conflict", "Make sure first that it is the person who asks.", {
      key: "error.request-identity",
    });
  if (!isPackageTime(asked, now))
    throw new AppError("conflict", "The request was closed more than 30 days ago.", {
      key: "error.request-package",
    });
  return asked.contact_id;
}
