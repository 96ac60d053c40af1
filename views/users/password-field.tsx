/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";

interface PasswordFieldProps {
  t: Translate;
  id: string;
  label: string;
  autocomplete: "current-password" | "new-password";
  hint?: string;
  error?: string;
  autofocus?: boolean;
  /** Shortest that is taken; none for a password that exists. */
  least?: number;
}

/** A password; never filled in by the server. The button that shows it comes with the script. */
export function PasswordField({
  t,
  id,
  label,
  autocomplete,
  hint,
  error,
  autofocus,
  least,
}: PasswordFieldProps) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div class={error ? "field has-error" : "field"}>
      <label for={id}>{label}</label>
      <span class="input-with-button">
        <input
          type="password"
          id={id}
          name={id}
          class="input"
          required
          minLength={least}
          maxLength={256}
          autocomplete={autocomplete}
          autocapitalize="none"
          spellcheck={false}
          autofocus={autofocus}
          aria-describedby={described || undefined}
          aria-invalid={error ? "true" : undefined}
        />
        <button
          type="button"
          class="button quiet"
          hidden
          data-reveals={id}
          data-show={t("password.show")}
          data-hide={t("password.hide")}
          aria-controls={id}
          aria-pressed="false"
        >
          {t("password.show")}
        </button>
      </span>
      {hint && (
        <small id={`${id}-hint`} class="hint">
          {hint}
        </small>
      )}
      {error && (
        <small id={`${id}-error`} class="error">
          {error}
        </small>
      )}
    </div>
  );
}
