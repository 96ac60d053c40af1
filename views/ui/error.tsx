/** @jsxImportSource preact */
import type { AppError } from "../../src/http/errors.ts";
import type { Language } from "../../src/db/schema.ts";
import type { Translate } from "../i18n.ts";
import { ButtonLink } from "./button.tsx";
import { Document } from "./document.tsx";
import { Icon } from "./icon.tsx";

/** A refusal as a page of its own. */
export function ErrorPage({
  t,
  language,
  error,
  message,
  isPublic = false,
}: {
  t: Translate;
  language: Language;
  error: AppError;
  message: string;
  /** For somebody who has no inbox to go back to. */
  isPublic?: boolean;
}) {
  const title = titleOf(t, error);
  return (
    <Document title={title} language={language}>
      <main class="lone">
        <Icon name="alert" class="lone-icon" />
        <h1>{title}</h1>
        <p>{message}</p>
        {!isPublic && (
          <ButtonLink href="/" tone="primary">
            {t("ui.error.back")}
          </ButtonLink>
        )}
      </main>
    </Document>
  );
}

function titleOf(t: Translate, error: AppError): string {
  if (error.code === "not-found") return t("ui.error.not-found");
  if (error.code === "forbidden" || error.code === "unauthorized") return t("ui.error.forbidden");
  if (error.status >= 500) return t("ui.error.internal");
  return t("ui.error.refused");
}

/** A refusal where htmx asked for a part of a page: goes into #toasts. */
export function Notice({ message, tone = "plain" }: { message: string; tone?: "plain" | "error" }) {
  return (
    <div class={`toast ${tone}`} role={tone === "error" ? "alert" : "status"} data-toast={tone}>
      {tone === "error" && <Icon name="alert" />}
      <span class="grow">{message}</span>
    </div>
  );
}
