/** @jsxImportSource preact */
import { type ServiceDraft, ServiceFormPage } from "../../views/bookings/service-form.tsx";
import { languages } from "../../views/i18n.ts";
import { AppError } from "../http/errors.ts";
import { type Form, readForm } from "../http/form.ts";
import { frameOf } from "../http/frame.ts";
import { page, redirect } from "../http/respond.tsx";
import type { Recado } from "../recado.ts";
import { getSetting } from "../settings/settings.ts";
import type { Texts } from "../flows/flow.ts";
import {
  getService,
  insertService,
  type ServiceInput,
  serviceLimits,
  type ServiceNumber,
  type ServiceRow,
  updateService,
} from "./services.ts";

/** What most begin with. */
const usual: Record<ServiceNumber, string> = {
  minutes: "30",
  bufferMinutes: "0",
  everyMinutes: "30",
  capacity: "1",
  daysAhead: "30",
  noticeMinutes: "60",
};

const numberNames = Object.keys(serviceLimits) as ServiceNumber[];

interface Shown {
  id: number | null;
  draft: ServiceDraft;
  error?: AppError;
}

export async function showNewService(recado: Recado, request: Request): Promise<Response> {
  return formPage(recado, request, { id: null, draft: { name: {}, price: {}, numbers: usual } });
}

export async function showService(recado: Recado, request: Request, id: number): Promise<Response> {
  return formPage(recado, request, { id, draft: draftOf(await getService(recado.db, id)) });
}

/** What was refused comes back as it was written, with the reason beside its field. */
export async function saveService(
  recado: Recado,
  request: Request,
  id: number | null,
): Promise<Response> {
  const draft = readDraft(await readForm(request));
  const now = recado.clock.now();
  try {
    const service = await recado.write((tx) =>
      id === null
        ? insertService(tx, inputOf(draft), now)
        : updateService(tx, id, inputOf(draft), now),
    );
    return redirect(`/bookings/services?done=${service.id}`, request);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "invalid") throw error;
    return formPage(recado, request, { id, draft, error });
  }
}

function draftOf(row: ServiceRow): ServiceDraft {
  return {
    name: JSON.parse(row.name) as Texts,
    price: JSON.parse(row.price) as Texts,
    numbers: {
      minutes: String(row.minutes),
      bufferMinutes: String(row.buffer_minutes),
      everyMinutes: String(row.every_minutes),
      capacity: String(row.capacity),
      daysAhead: String(row.days_ahead),
      noticeMinutes: String(row.notice_minutes),
    },
  };
}

function readDraft(form: Form): ServiceDraft {
  const texts = (name: string) =>
    Object.fromEntries(
      languages.flatMap((language) => {
        const text = form.text(`${name}.${language}`, 61);
        return text ? [[language, text]] : [];
      }),
    );
  const numbers = Object.fromEntries(numberNames.map((name) => [name, form.text(name, 8)]));
  return {
    name: texts("name"),
    price: texts("price"),
    numbers: numbers as ServiceDraft["numbers"],
  };
}

function inputOf({ name, price, numbers }: ServiceDraft): ServiceInput {
  const read = (key: ServiceNumber) => (numbers[key] === "" ? Number.NaN : Number(numbers[key]));
  return {
    name,
    price,
    minutes: read("minutes"),
    bufferMinutes: read("bufferMinutes"),
    everyMinutes: read("everyMinutes"),
    capacity: read("capacity"),
    daysAhead: read("daysAhead"),
    noticeMinutes: read("noticeMinutes"),
  };
}

async function formPage(
  recado: Recado,
  request: Request,
  { id, draft, error }: Shown,
): Promise<Response> {
  const frame = await frameOf(recado, request);
  const language = (await getSetting(recado.db, "business"))?.language ?? frame.me.language;
  const field = numberNames.find((name) => name === error?.values.field) ?? "name";
  const errors = error?.key ? { [field]: frame.me.t(error.key, error.values) } : {};
  return page(
    <ServiceFormPage frame={frame} id={id} draft={draft} errors={errors} language={language} />,
    { status: error?.status ?? 200 },
  );
}
