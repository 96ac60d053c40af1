/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import type { ImportView } from "./import-types.ts";

/** How far a dry run or an import is; asks again by itself, or by the link where there is no script. */
export function ImportProgress({ t, one }: { t: Translate; one: ImportView }) {
  const address = `/consent/imports/${one.id}`;
  return (
    <section
      class="panel"
      id="import-progress"
      role="status"
      hx-get={`${address}/progress`}
      hx-trigger="every 1s"
      hx-swap="outerHTML"
    >
      <h2>{t(one.state === "checking" ? "imports.checking" : "imports.running")}</h2>
      {one.total > 0 && (
        <progress
          class="export-progress"
          aria-label={t("imports.progress")}
          value={one.done}
          max={one.total}
        />
      )}
      <p>
        {one.total > 0
          ? t("imports.progress.of", { n: one.done, total: one.total })
          : t("imports.progress.lines", { n: one.done })}
      </p>
      <p>
        <a class="link-like" href={address}>
          {t("imports.reload")}
        </a>
      </p>
    </section>
  );
}
