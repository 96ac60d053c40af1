/** @jsxImportSource preact */
import { BotLayout } from "../bot/bot-layout.tsx";
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Icon, type IconName } from "../ui/icon.tsx";
import { Part } from "../ui/part.tsx";
import { type PackFieldView, PackFields } from "./pack-fields.tsx";
import { PackPreview, type PreviewView } from "./preview.tsx";

/** One pack as its page shows it, in the reader's language. */
export interface PackView {
  key: string;
  icon: IconName;
  name: string;
  about: string;
  needs: { text: string; href: string } | null;
  /** What customers say, one line for each incident. */
  starts: { name: string; phrasings: string[] }[];
  /** Null: it is off. */
  made: {
    flows: { id: number; name: string }[];
    incidents: { id: number; name: string }[];
  } | null;
  fields: PackFieldView[];
}

interface PackPageProps {
  frame: Frame;
  pack: PackView;
  preview: PreviewView;
  isBotOn: boolean;
  done?: string;
}

/** `/bot/packs/order`: what to fill in or what was made, and how it goes. */
export function PackPage({ frame, pack, preview, isBotOn, done }: PackPageProps) {
  const { t } = frame.me;
  return (
    <BotLayout frame={frame} tab="packs" title={pack.name} isOn={isBotOn} styles={["packs"]}>
      <a class="back-link" href="/bot/packs">
        <Icon name="back" />
        {t("pack.back")}
      </a>
      <PackParts t={t} pack={pack} preview={preview} done={done} />
    </BotLayout>
  );
}

interface PackPartsProps {
  t: Translate;
  pack: PackView;
  preview: PreviewView;
  done?: string | undefined;
}

/** What switching on and off changes. */
function PackParts({ t, pack, preview, done }: PackPartsProps) {
  return (
    <div id="pack" class="split">
      <PackBody t={t} pack={pack} done={done} />
      <PackPreview
        t={t}
        packKey={pack.key}
        preview={preview}
        hasForm={pack.made === null && pack.fields.length > 0}
      />
    </div>
  );
}

/** The same as a part of an answer, whatever the target was. */
export function PackPart(props: PackPartsProps) {
  return (
    <Part target="#pack">
      <PackParts {...props} />
    </Part>
  );
}

function PackBody({ t, pack, done }: Omit<PackPartsProps, "preview">) {
  return (
    <section class="panel" aria-labelledby="pack-title">
      <div class="pack-head">
        <span class="pack-icon">
          <Icon name={pack.icon} />
        </span>
        <div>
          <h2 id="pack-title" class="pack-name">
            {pack.name}
            {pack.made && (
              <Badge tone="good" icon="check">
                {t("pack.on")}
              </Badge>
            )}
          </h2>
          <p class="hint">{pack.about}</p>
        </div>
      </div>
      {done && <Notice tone="good">{done}</Notice>}
      {pack.needs && (
        <Notice tone="info">
          {pack.needs.text}{" "}
          <a class="link-like" href={pack.needs.href}>
            {t("pack.needs.open")}
          </a>
        </Notice>
      )}
      {pack.made ? (
        <Made t={t} pack={pack} made={pack.made} />
      ) : (
        <>
          <SwitchOn t={t} pack={pack} />
          <Starts t={t} pack={pack} />
        </>
      )}
    </section>
  );
}

function SwitchOn({ t, pack }: { t: Translate; pack: PackView }) {
  return (
    <form id="pack-form" class="stack" method="post" action={`/bot/packs/${pack.key}`}>
      {pack.fields.length === 0 ? (
        <p class="hint">{t("pack.fill.none")}</p>
      ) : (
        <>
          <div class="stack-s">
            <h3>{t("pack.fill")}</h3>
            <p class="hint">{t("pack.fill.hint")}</p>
          </div>
          <PackFields t={t} fields={pack.fields} />
        </>
      )}
      <p class="form-actions">
        <Button type="submit" tone="primary">
          {t("pack.switch-on")}
        </Button>
      </p>
    </form>
  );
}

function Made({
  t,
  pack,
  made,
}: {
  t: Translate;
  pack: PackView;
  made: NonNullable<PackView["made"]>;
}) {
  return (
    <div class="stack">
      <div class="stack-s">
        <h3>{t("pack.made")}</h3>
        <p class="hint">{t("pack.made.hint")}</p>
      </div>
      <MadeList icon="list" title={t("pack.flows")} base="/bot/flows" rows={made.flows} />
      <MadeList
        icon="sparkle"
        title={t("pack.incidents")}
        base="/bot/incidents"
        rows={made.incidents}
      />
      <p class="form-actions">
        <Button tone="danger" hx-delete={`/bot/packs/${pack.key}`} hx-swap="none">
          {t("pack.switch-off")}
        </Button>
      </p>
    </div>
  );
}

interface MadeListProps {
  icon: IconName;
  title: string;
  base: string;
  rows: { id: number; name: string }[];
}

function MadeList({ icon, title, base, rows }: MadeListProps) {
  if (rows.length === 0) return null;
  return (
    <div>
      <h4>{title}</h4>
      <ul class="pack-made">
        {rows.map(({ id, name }) => (
          <li key={id}>
            <a href={`${base}/${id}`}>
              <Icon name={icon} />
              <span dir="auto">{name}</span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Starts({ t, pack }: { t: Translate; pack: PackView }) {
  return (
    <div class="stack">
      <h3>{t("pack.starts")}</h3>
      <dl class="stack">
        {pack.starts.map(({ name, phrasings }) => (
          <div key={name} class="stack-s">
            <dt>{name}</dt>
            <dd class="tags">
              {phrasings.map((phrasing) => (
                <span key={phrasing} class="tag">
                  {phrasing}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
