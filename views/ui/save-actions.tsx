/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { Button, ButtonLink } from "./button.tsx";

/** The end of a form: save and, where it is a page of its own, a way out. */
export function SaveActions({ t, cancel }: { t: Translate; cancel?: string }) {
  return (
    <p class="form-actions">
      <Button type="submit" tone="primary">
        {t("ui.save")}
      </Button>
      {cancel && (
        <ButtonLink href={cancel} tone="quiet">
          {t("ui.cancel")}
        </ButtonLink>
      )}
    </p>
  );
}
