/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";

interface CopyFieldProps {
  t: Translate;
  id: string;
  label: string;
  value: string;
  hint?: string;
}

/** A text to take elsewhere; the button that copies it comes with the script. */
export function CopyField({ t, id, label, value, hint }: CopyFieldProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <span class="input-with-button">
        <input
          id={id}
          class="input mono"
          value={value}
          readonly
          spellcheck={false}
          aria-describedby={hint ? `${id}-hint` : undefined}
        />
        <button
          type="button"
          class="button plain"
          hidden
          data-copies={id}
          data-done={t("settings.copied")}
        >
          {t("settings.copy")}
        </button>
      </span>
      {hint && (
        <small id={`${id}-hint`} class="hint">
          {hint}
        </small>
      )}
    </div>
  );
}
