/** @jsxImportSource preact */
import type { ImportState } from "../../src/consent-imports/imports.ts";
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Panel } from "../settings/panel.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { describedBy, FieldFrame } from "../ui/field.tsx";
import { Time, type TimeText } from "../ui/time.tsx";
import { ConsentLayout } from "./consent-layout.tsx";

interface ImportItem {
  id: number;
  filename: string;
  state: ImportState;
  total: number;
  accepted: number;
  refused: number;
  by: string | null;
  time: TimeText;
}

interface ImportsPageProps {
  frame: Frame;
  imports: ImportItem[];
  /** Why the upload was not taken. */
  error?: "none" | "big" | "unreadable";
}

export const stateTones = {
  uploaded: "neutral",
  checking: "accent",
  checked: "warning",
  running: "accent",
  done: "good",
  failed: "danger",
} as const satisfies Record<ImportState, string>;

/** `/consent/imports`: bring a list, and what became of former ones. */
export function ImportsPage({ frame, imports, error }: ImportsPageProps) {
  const { t } = frame.me;
  return (
    <ConsentLayout frame={frame} tab="imports" title={t("imports.title")}>
      <Upload t={t} error={error && t(`imports.error.${error}`)} />
      <section class="panel" aria-label={t("imports.list")}>
        {imports.length === 0 ? (
          <EmptyState icon="document" title={t("imports.empty")}>
            <p>{t("imports.empty.text")}</p>
          </EmptyState>
        ) : (
          <ul class="lines">
            {imports.map((item) => (
              <ImportLine key={item.id} t={t} item={item} />
            ))}
          </ul>
        )}
      </section>
    </ConsentLayout>
  );
}

function Upload({ t, error }: { t: Translate; error?: string }) {
  const hint = t("imports.file.hint");
  return (
    <Panel id="upload" title={t("imports.upload")} hint={t("imports.upload.hint")}>
      <form class="stack" method="post" action="/consent/imports" encType="multipart/form-data">
        <FieldFrame id="file" label={t("imports.file")} hint={hint} error={error}>
          <input
            class="input"
            type="file"
            id="file"
            name="file"
            accept=".csv,.txt,.tsv,text/csv"
            required
            {...describedBy("file", hint, error)}
          />
        </FieldFrame>
        <p class="form-actions">
          <Button type="submit" tone="primary">
            {t("imports.send")}
          </Button>
        </p>
      </form>
    </Panel>
  );
}

function ImportLine({ t, item }: { t: Translate; item: ImportItem }) {
  const { id, filename, state, accepted, refused, by, time } = item;
  return (
    <li class="line">
      <div class="line-text">
        <p class="line-title">
          <a href={`/consent/imports/${id}`} dir="auto">
            {filename}
          </a>
          <Badge tone={stateTones[state]}>{t(`imports.state.${state}`)}</Badge>
        </p>
        <p class="hint">
          {by && `${by} · `}
          <Time time={time} />
          {state === "done" &&
            ` · ${t("imports.accepted", { n: accepted })} · ${t("imports.refused", { n: refused })}`}
        </p>
      </div>
    </li>
  );
}
