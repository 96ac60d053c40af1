/** @jsxImportSource preact */
import type { TextKey, Translate } from "../i18n.ts";
import { describedBy, FieldFrame } from "../ui/field.tsx";

/** Of passwords: the shortest and the longest that are taken. */
export type PasswordLength = { n: number; most: number };

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
export function PasswordField(props: PasswordFieldProps) {
  const { t, id, label, hint, error } = props;
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <span class="input-with-button">
        <input
          type="password"
          id={id}
          name={id}
          class="input"
          required
          minLength={props.least}
          maxLength={256}
          autocomplete={props.autocomplete}
          autocapitalize="none"
          spellcheck={false}
          autofocus={props.autofocus}
          {...describedBy(id, hint, error)}
        />
        <RevealButton t={t} id={id} />
      </span>
    </FieldFrame>
  );
}

function RevealButton({ t, id }: { t: Translate; id: string }) {
  return (
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
  );
}

interface NewPasswordProps {
  t: Translate;
  label: string;
  hint: TextKey;
  problem?: TextKey;
  length: PasswordLength;
}

/** One that is chosen here: `password` in the form. */
export function NewPasswordField({ t, label, hint, problem, length }: NewPasswordProps) {
  return (
    <PasswordField
      t={t}
      id="password"
      label={label}
      hint={t(hint, length)}
      error={problem && t(problem, length)}
      autocomplete="new-password"
      least={length.n}
    />
  );
}
