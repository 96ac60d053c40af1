/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { Icon } from "../ui/icon.tsx";

/** "2 messages arrived since you started": a second press of Send means it. */
export function ArrivedNotice({ t, n }: { t: Translate; n: number }) {
  return (
    <hx-partial hx-target="#composer-notice" hx-swap="innerHTML">
      <p class="composer-arrived" role="alert">
        <Icon name="info" />
        <span class="grow">{t("composer.arrived", { n })}</span>
        <button type="submit" class="button plain" name="anyway" value="1">
          {t("composer.send-anyway")}
        </button>
      </p>
    </hx-partial>
  );
}
