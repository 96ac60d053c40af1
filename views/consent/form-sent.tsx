/** @jsxImportSource preact */
import { Qr } from "./qr.tsx";
import { PublicDocument, type PublicFrame } from "./public-document.tsx";

/** What the person sends us now, from their own WhatsApp. */
export interface SentForm {
  code: string;
  message: string;
  /** Opens WhatsApp with the message written. */
  link: string;
  qr: { size: number; path: string };
  number: string;
  isTablet: boolean;
  /** The form anew. */
  again: string;
}

interface FormSentProps extends PublicFrame {
  sent: SentForm;
  /** Until a tablet goes back by itself. */
  seconds: number;
}

/** After the form: one message from the person's own phone, and it counts. */
export function FormSentPage({ sent, seconds, ...frame }: FormSentProps) {
  const { t } = frame;
  const title = t("form.confirm");
  return (
    <PublicDocument {...frame} title={title} kind={sent.isTablet ? "tablet" : undefined}>
      <h1>{title}</h1>
      <p>{t(sent.isTablet ? "form.confirm.scan" : "form.confirm.text")}</p>
      {!sent.isTablet && (
        <a class="button primary" href={sent.link}>
          {t("form.confirm.open")}
        </a>
      )}
      <Qr qr={sent.qr} label={t("form.confirm.qr")} />
      <p class="hint">{t("form.confirm.by-hand", { number: sent.number })}</p>
      <p class="public-message">{sent.message}</p>
      <p class="hint">{t("form.confirm.until")}</p>
      {sent.isTablet && (
        <>
          <a class="button plain" href={sent.again}>
            {t("form.tablet.next")}
          </a>
          <p class="hint">{t("form.tablet.reset", { n: seconds })}</p>
        </>
      )}
    </PublicDocument>
  );
}
