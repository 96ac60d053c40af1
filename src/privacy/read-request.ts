import { languages } from "../../views/i18n.ts";
import type { RequestView } from "../../views/consent/request-page.tsx";
import type { StepsView } from "../../views/consent/request-steps.tsx";
import { readPurposeNames } from "../consent-log/purpose-names.ts";
import { languageNames } from "../../views/ui/languages.ts";
import type { Db } from "../db/open.ts";
import type { Me } from "../http/me.ts";
import type { Recado } from "../recado.ts";
import { timeStyleOf } from "../settings/time-style.ts";
import { timeText, type TimeStyle } from "../settings/time-text.ts";
import { answerKinds } from "./answer-texts.ts";
import { findErasureOfRequest } from "./erasures.ts";
import { findEverything } from "./find-everything.ts";
import { extensionOf } from "./handle-request.ts";
import { identityProofs } from "./identity-proofs.ts";
import type { RequestKind } from "./jurisdiction-profiles.ts";
import { presentThings } from "./present-found.ts";
import { isPackageTime, mayTakePackage } from "./package/package-routes.ts";
import { languageFor } from "./request-language.ts";
import { dayText, dueWords, personOf, sourceWords } from "./present-request.ts";
import { listRequestEvents, requestEvents } from "./request-events.ts";
import { lawChoices } from "./request-form.ts";
import { listRequestPeople } from "./request-people.ts";
import { getRequest, type ListedRequest } from "./requests.ts";
import { writeAnswer } from "./write-answer.ts";

type Query = Record<string, string | undefined>;
type Reader = Pick<Me, "t" | "language" | "can" | "scope">;

/** Everything that the page of a request shows. @throws AppError `not-found`. */
export async function readRequest(
  recado: Recado,
  me: Reader,
  id: number,
  query: Query,
): Promise<RequestView> {
  const { db } = recado;
  const request = await getRequest(db, id);
  const style = await timeStyleOf(recado, me.language);
  const extended = await extensionOf(db, request);
  const due = dueWords(request.due_at, me.t, style);
  const people = await listRequestPeople(db);
  return {
    id,
    kind: request.kind,
    state: request.state,
    person: personOf(request, me),
    contactId: request.contact_id,
    due,
    facts: factsOf(request, me, style),
    note: request.note,
    assignee: String(request.assignee_id ?? ""),
    people: people.map((person) => ({ value: String(person.id), label: person.name })),
    steps: await readSteps(db, request, me, style),
    answer: await readAnswer(db, request, query),
    extension:
      extended === null ? null : { until: dayText(extended, style).text, due: due.day.text },
    history: await readHistory(db, id, me, style),
  };
}

function factsOf(request: ListedRequest, { t, language }: Reader, style: TimeStyle) {
  const laws = lawChoices(language, "");
  const { outcome, extended_reason: reason } = request;
  const law = laws.find(({ value }) => value === request.jurisdiction);
  return [
    { label: t("requests.received"), value: dayText(request.received_at, style).text },
    { label: t("requests.due"), value: dayText(request.due_at, style).text },
    { label: t("requests.source"), value: sourceWords(request.source, t) },
    { label: t("requests.law"), value: law?.label ?? request.jurisdiction },
    ...(reason ? [{ label: t("requests.extend"), value: reason }] : []),
    ...(outcome ? [{ label: t("requests.outcome"), value: outcome }] : []),
  ];
}

async function readSteps(
  db: Db,
  request: ListedRequest,
  me: Reader,
  { now }: TimeStyle,
): Promise<StepsView> {
  const names = await readPurposeNames(db, me);
  return {
    hasContact: request.contact_id !== null,
    identity: request.identity_checked_at === null ? null : "checked",
    isRestricted: request.restricted_at !== null,
    found: showsFound.includes(request.kind) ? await readFound(db, request, me) : null,
    packageLanguage:
      givesPackage.includes(request.kind) && isPackageTime(request, now)
        ? languageNames[await languageFor(db, request)]
        : null,
    mayDownload: mayTakePackage(me),
    purposes: [...names].map(([value, label]) => ({ value, label })),
    isErasing: (await findErasureOfRequest(db, request.id)) !== undefined,
  };
}

/** Who is erased should have theirs before. */
const givesPackage: readonly RequestKind[] = ["access", "portability", "erasure"];

/** Who asks for these is told what there is; an erasure shows it on a page of its own. */
const showsFound: readonly RequestKind[] = ["access", "portability", "correction"];

async function readFound(db: Db, { contact_id }: ListedRequest, me: Reader) {
  return contact_id === null ? null : presentThings(await findEverything(db, contact_id), me);
}

async function readAnswer(db: Db, request: ListedRequest, query: Query) {
  const own = await languageFor(db, request);
  const language = languages.find((each) => each === query.language) ?? own;
  const asked = answerKinds.find((each) => each === query.answer);
  const kind = asked ?? (request.state === "refused" ? "refused" : firstAnswer(request));
  return { kind, language, text: await writeAnswer(db, request, { kind, language }) };
}

function firstAnswer({ closed_at, extended_reason }: ListedRequest) {
  if (closed_at !== null) return "done";
  return extended_reason === null ? "received" : "extended";
}

async function readHistory(db: Db, id: number, { t }: Reader, style: TimeStyle) {
  const events = await listRequestEvents(db, id);
  return events.flatMap((event) => {
    const kind = requestEvents.find((each) => each === event.kind);
    if (!kind) return [];
    const detail = JSON.parse(event.detail) as { how?: string; n?: number };
    const how = identityProofs.find((each) => each === detail.how);
    const values = { how: how ? t(`requests.identity.${how}`) : "", n: detail.n ?? 0 };
    return {
      id: event.id,
      text: t(`requests.history.${kind}`, values),
      who: event.actor_name ?? t("requests.system"),
      time: timeText(event.created_at, style),
    };
  });
}
