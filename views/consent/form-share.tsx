/** @jsxImportSource preact */
import type { Language } from "../../src/db/schema.ts";
import { languages, type Translate } from "../i18n.ts";
import { CopyField } from "../settings/copy-field.tsx";
import { Notice } from "../settings/notice.tsx";
import { Panel } from "../settings/panel.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { TextArea } from "../ui/field.tsx";
import { languageNames } from "../ui/languages.ts";

/** How a form is handed out, in one language. */
export interface FormShare {
  language: Language;
  /** By the reader, who wants to see the snippet in it. */
  isLanguageChosen: boolean;
  address: string;
  isOpen: boolean;
  /** Whether the address is one that others reach us by. */
  isAddressSet: boolean;
  /** That people confirm to; null: none is known. */
  number: string | null;
  isSimulated: boolean;
  /** Purposes without an approved text in this language. */
  missing: string[];
  /** Null: there is nothing to agree to. */
  embed: string | null;
}

/** Link, tablet, poster and snippet of a form that is there. */
export function FormSharing({ t, id, share }: { t: Translate; id: number; share: FormShare }) {
  const { address, language } = share;
  return (
    <Panel id="share" title={t("forms.share")} hint={t("forms.share.hint")}>
      <Faults t={t} share={share} />
      <CopyField t={t} id="address" label={t("forms.address")} value={address} />
      <p class="form-actions">
        <ButtonLink href={`/c/${pathOf(address)}`} icon="forward">
          {t("forms.show")}
        </ButtonLink>
        <ButtonLink href={`/c/${pathOf(address)}?tablet=1&language=${language}`} icon="form">
          {t("forms.tablet")}
        </ButtonLink>
        <ButtonLink href={`/consent/forms/${id}/poster?language=${language}`} icon="document">
          {t("forms.poster")}
        </ButtonLink>
      </p>
      <Embed t={t} id={id} share={share} />
      <form
        method="post"
        action={`/consent/forms/${id}/${share.isOpen ? "closing" : "opening"}`}
        class="stack"
      >
        <p class="hint">{t(share.isOpen ? "forms.close.hint" : "forms.reopen.hint")}</p>
        <Button type="submit">{t(share.isOpen ? "forms.close" : "forms.reopen")}</Button>
      </form>
    </Panel>
  );
}

function pathOf(address: string): string {
  return address.slice(address.lastIndexOf("/") + 1);
}

/** What keeps people from filling it in. */
function Faults({ t, share }: { t: Translate; share: FormShare }) {
  return (
    <>
      {!share.isOpen && <Notice tone="info">{t("forms.is-closed")}</Notice>}
      {!share.isAddressSet && <Notice tone="warning">{t("forms.no-address")}</Notice>}
      {share.number === null && <Notice tone="warning">{t("forms.no-number")}</Notice>}
      {share.isSimulated && <Notice tone="info">{t("forms.is-simulated")}</Notice>}
      {share.number !== null && share.missing.length > 0 && (
        <Notice tone="warning">{t("forms.no-text", { purposes: share.missing.join(", ") })}</Notice>
      )}
    </>
  );
}

function Embed({ t, id, share }: { t: Translate; id: number; share: FormShare }) {
  if (share.embed === null) return null;
  return (
    <details open={share.isLanguageChosen} id="embed">
      <summary class="reveal">{t("forms.embed")}</summary>
      <p class="hint">{t("forms.embed.hint")}</p>
      <p class="form-actions">
        {languages
          .filter((language) => language !== share.language)
          .map((language) => (
            <ButtonLink
              key={language}
              href={`/consent/forms/${id}?language=${language}#embed`}
              tone="quiet"
            >
              {languageNames[language]}
            </ButtonLink>
          ))}
      </p>
      <TextArea
        id="embed-code"
        label={t("forms.embed.code", { language: languageNames[share.language] })}
        value={share.embed}
        rows={8}
        readonly
        spellcheck={false}
      />
    </details>
  );
}
