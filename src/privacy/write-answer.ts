import { spaceFrench } from "../../views/i18n.ts";
import type { Db } from "../db/open.ts";
import type { Language } from "../db/schema.ts";
import { getSetting } from "../settings/settings.ts";
import { type AnswerKind, answerTexts } from "./answer-texts.ts";
import { jurisdictionProfiles } from "./jurisdiction-profiles.ts";
import { complaintLine, isJurisdiction, readController } from "./jurisdictions.ts";
import { dayText } from "./present-request.ts";
import type { ListedRequest } from "./requests.ts";

/** An answer to begin with, in the language asked for; a refusal says where to complain. */
export async function writeAnswer(
  db: Db,
  request: ListedRequest,
  { kind, language }: { kind: AnswerKind; language: Language },
): Promise<string> {
  const texts = answerTexts[language];
  const values = await valuesOf(db, request, language);
  const body = kind === "done" ? doneText(request, language) : texts[kind];
  const complaint = kind === "refused" || kind === "extended" ? complaintOf(request, language) : "";
  // Nobody whom we know by name is greeted without one.
  const hello = request.contact_name ? texts.hello : texts.hello.replace(" {name}", "");
  const lines = [hello, body, complaint, texts.bye].filter(Boolean).join("\n\n");
  const said = lines.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "…");
  return language === "fr" ? spaceFrench(said) : said;
}

function doneText({ kind, contact_id }: ListedRequest, language: Language): string {
  const { nobody, done } = answerTexts[language];
  const isAboutNobody = contact_id === null && kind !== "erasure";
  return isAboutNobody ? nobody : done[kind];
}

async function valuesOf(
  db: Db,
  request: ListedRequest,
  language: Language,
): Promise<Record<string, string>> {
  const timezone = (await getSetting(db, "business"))?.timezone ?? "UTC";
  const day = (instant: number) => dayText(instant, { language, timezone, now: instant }).text;
  const reason = request.outcome ?? request.extended_reason;
  return {
    name: request.contact_name ?? "",
    business: (await readController(db)).name,
    received: day(request.received_at),
    due: day(request.due_at),
    ...(reason !== null && { reason: reason.replace(/[^.!?…]$/u, "$&.") }),
  };
}

function complaintOf({ jurisdiction }: ListedRequest, language: Language): string {
  if (!isJurisdiction(jurisdiction)) return "";
  return complaintLine(jurisdictionProfiles[jurisdiction], language);
}
