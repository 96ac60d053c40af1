/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { Icon } from "../ui/icon.tsx";

/** Beside the name of a contact who comes first. */
export function VipStar({ t }: { t: Translate }) {
  return <Icon name="star" class="vip" label={t("details.vip")} />;
}
