import type { Fact } from "../../views/consent/record-page.tsx";
import type { Evidence } from "../consent/records.ts";
import { hideNumbers } from "../contacts/phone.ts";
import type { Db } from "../db/open.ts";
import type { Me } from "../http/me.ts";
import { exactTimeText, type TimeStyle } from "../settings/time-text.ts";
import { linkMessages } from "./message-links.ts";

interface Proven {
  contactId: number | null;
  messageId: number | null;
  evidence: Evidence;
}

/** What proves a record, line by line. Meta's id of a message holds the person's number: for who may see that. */
export async function factsOfEvidence(
  db: Db,
  { contactId, messageId, evidence }: Proven,
  { t, can, scope }: Pick<Me, "t" | "can" | "scope">,
  style: TimeStyle,
): Promise<Fact[]> {
  const { said, wamid, form, paper_sha256: paper, import: line, ad, source, note } = evidence;
  const links = await linkMessages(db, can("tickets") ? [messageId] : [], scope);
  // People write numbers into words.
  const shown = (words: string) => (can("phones") ? words : hideNumbers(words));
  const facts: (Fact | false | undefined)[] = [
    said !== undefined && { label: t("consent-log.evidence.said"), value: shown(said) },
    wamid !== undefined &&
      messageId !== null && {
        label: t("consent-log.evidence.message"),
        value: t("consent-log.evidence.in-ticket"),
        href: links.get(messageId),
      },
    wamid !== undefined &&
      can("phones") && { label: t("consent-log.evidence.wamid"), value: wamid, isCode: true },
    ...(form ? factsOfForm(form, t, style) : []),
    paper !== undefined && (await factOfPaper(db, contactId, paper, t)),
    line && {
      label: t("consent-log.evidence.import"),
      value: t("consent-log.evidence.line", { file: shown(line.file), n: line.line }),
    },
    ad && {
      label: t("consent-log.evidence.ad"),
      value: [ad.headline && shown(ad.headline), ad.id, ad.click_id].filter(Boolean).join(" · "),
    },
    source !== undefined && { label: t("consent-log.evidence.source"), value: shown(source) },
    note !== undefined && { label: t("consent-log.evidence.note"), value: shown(note) },
  ];
  return facts.filter((fact) => fact !== false && fact !== undefined);
}

function factsOfForm(form: NonNullable<Evidence["form"]>, t: Me["t"], style: TimeStyle): Fact[] {
  return [
    { label: t("consent-log.evidence.form"), value: `/c/${form.slug}` },
    {
      label: t("consent-log.evidence.submitted"),
      value: exactTimeText(Date.parse(form.submitted_at), style).text,
    },
    { label: t("consent-log.evidence.address"), value: form.address },
    { label: t("consent-log.evidence.browser"), value: form.user_agent },
  ];
}

async function factOfPaper(
  db: Db,
  contactId: number | null,
  sha256: string,
  t: Me["t"],
): Promise<Fact> {
  const paper = await db
    .selectFrom("consent_papers")
    .select("id")
    .where("sha256", "=", sha256)
    .where("contact_id", "=", contactId ?? 0)
    .limit(1)
    .executeTakeFirst();
  return {
    label: t("consent-log.evidence.paper"),
    value: t(paper ? "consent-log.evidence.photo" : "consent-log.evidence.photo-gone"),
    href: paper && `/consent/papers/${paper.id}`,
  };
}
