/** @jsxImportSource preact */
import { BotLayout } from "../bot/bot-layout.tsx";
import type { Frame } from "../layout.tsx";
import { Badge } from "../ui/badge.tsx";
import { Icon, type IconName } from "../ui/icon.tsx";

/** A pack as the list shows it. */
export interface PackItem {
  key: string;
  icon: IconName;
  name: string;
  about: string;
  isOn: boolean;
}

/** `/bot/packs` */
export function PacksPage({
  frame,
  packs,
  isBotOn,
}: {
  frame: Frame;
  packs: PackItem[];
  isBotOn: boolean;
}) {
  const { t } = frame.me;
  return (
    <BotLayout frame={frame} tab="packs" title={t("pack.title")} isOn={isBotOn} styles={["packs"]}>
      <section class="stack" aria-labelledby="packs-title">
        <div class="stack-s">
          <h2 id="packs-title">{t("pack.title")}</h2>
          <p class="hint">{t("pack.lead")}</p>
        </div>
        <ul class="packs">
          {packs.map(({ key, icon, name, about, isOn }) => (
            <li key={key}>
              <a class="pack" href={`/bot/packs/${key}`}>
                <span class="pack-icon">
                  <Icon name={icon} />
                </span>
                <span class="pack-name">
                  {name}
                  {isOn && (
                    <Badge tone="good" icon="check">
                      {t("pack.on")}
                    </Badge>
                  )}
                </span>
                <span class="quiet-text">{about}</span>
              </a>
            </li>
          ))}
        </ul>
      </section>
    </BotLayout>
  );
}
