/** @jsxImportSource preact */
import type { Language } from "../../src/db/schema.ts";
import type { AssetRow } from "../../src/incidents/assets.ts";
import type { PreviewLine } from "../../src/incidents/preview-dialogue.ts";
import type { Translate } from "../i18n.ts";
import { Icon } from "../ui/icon.tsx";
import { languageChoices } from "../ui/languages.ts";
import { Select } from "../ui/field.tsx";
import { following } from "./editing.ts";
import { SentenceInput, type SentenceTrial, TryResult } from "./try-sentence.tsx";

/** Phrasings that another incident would be taken for, too. */
export interface NearPhrasing {
  phrasing: string;
  name: string;
  href: string;
}

/** What stands beside the form and follows it. */
export interface Beside {
  t: Translate;
  lines: PreviewLine[];
  spoken: Language;
  asset: AssetRow | null;
  near: NearPhrasing[];
  trial: SentenceTrial;
}

/** Inside the form: what is typed there comes along, and nothing is saved. */
export function IncidentBeside({ t, lines, spoken, asset, near, trial }: Beside) {
  return (
    <div id="incident-beside" class="aside stack" {...following}>
      {near.length > 0 && <NearWarning t={t} near={near} />}
      <section class="panel" aria-labelledby="preview-title">
        <h2 id="preview-title">{t("incident.preview")}</h2>
        <Select
          id="spoken"
          label={t("incident.preview.language")}
          choices={languageChoices}
          value={spoken}
        />
        <Dialogue t={t} lines={lines} spoken={spoken} asset={asset} />
      </section>
      <section class="panel" aria-labelledby="try-title">
        <h2 id="try-title">{t("incident.try")}</h2>
        <p class="hint">{t("incident.try.hint")}</p>
        <SentenceInput t={t} text={trial.text} />
        <TryResult t={t} trial={trial} />
      </section>
    </div>
  );
}

const MOST_NEAR = 5;

function NearWarning({ t, near }: { t: Translate; near: NearPhrasing[] }) {
  const more = near.length - MOST_NEAR;
  return (
    <section class="panel incident-near" aria-labelledby="near-title">
      <h2 id="near-title">
        <Icon name="alert" /> {t("incident.near.title")}
      </h2>
      <p class="hint">{t("incident.near.text")}</p>
      <ul class="stack-s">
        {near.slice(0, MOST_NEAR).map(({ phrasing, name, href }) => (
          <li key={`${phrasing} ${href}`}>
            <a href={href}>{t("incident.near", { phrasing, name })}</a>
          </li>
        ))}
      </ul>
      {more > 0 && <p class="quiet-text">{t("incident.near.more", { n: more })}</p>}
    </section>
  );
}

function Dialogue({ t, lines, spoken, asset }: Pick<Beside, "t" | "lines" | "spoken" | "asset">) {
  if (lines.length === 0) return <p class="quiet-text">{t("incident.preview.empty")}</p>;
  return (
    <ol class="dialogue" lang={spoken}>
      {lines.map((line, index) => (
        // The dialogue is told anew as a whole: a line is known by its place.
        <li key={index} class={`is-${line.by}`}>
          <Line t={t} line={line} asset={asset} />
        </li>
      ))}
    </ol>
  );
}

function Line({ t, line, asset }: { t: Translate; line: PreviewLine; asset: AssetRow | null }) {
  if (line.by === "aside") return <p class="quiet-text">{line.text}</p>;
  const shown = line.by === "bot" && line.assetId === asset?.id ? asset : null;
  return (
    <div class={line.by === "bot" ? "message by-bot" : "message"}>
      <div class="bubble">
        <span class="sr-only">{t(`incident.preview.${line.by}`)}: </span>
        {shown && <AssetPreview asset={shown} />}
        {line.text && (
          <p class="bubble-text" dir="auto">
            {line.text}
          </p>
        )}
        {line.buttons && (
          <ul class="offered">
            {line.buttons.map((button) => (
              <li key={button}>{button}</li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

/** The file as the chat shows it: small, and whole by a click. */
export function AssetPreview({ asset }: { asset: AssetRow }) {
  const href = `/media/assets/${asset.id}`;
  return (
    <a class="asset" href={href} target="_blank" rel="noopener">
      {asset.thumbnail ? (
        <img src={`${href}/thumbnail`} alt={asset.filename} loading="lazy" />
      ) : (
        <>
          <Icon name={asset.kind === "video" ? "video" : "document"} />
          <span>{asset.filename}</span>
        </>
      )}
    </a>
  );
}
