/** @jsxImportSource preact */
import { LanguageTabs } from "../bot/language-tabs.tsx";
import { IconButton } from "../ui/button.tsx";
import { Field, FieldFrame, Select, describedBy } from "../ui/field.tsx";
import { languageNames } from "../ui/languages.ts";
import { type Editing, editing, faultIn, uploading } from "./editing.ts";
import { AssetPreview } from "./preview.tsx";

/** What the customer gets: words, file, link, article. */
export function AnswerFields(form: Editing) {
  const { t, draft, faults, choices, fallback } = form;
  return (
    <section class="panel of-answer" aria-labelledby="answer-title">
      <h2 id="answer-title">{t("incident.field.answers")}</h2>
      <LanguageTabs
        t={t}
        name="answers"
        label={t("incident.field.answers")}
        isLabelHidden
        hint={t("incident.field.answers.hint", { language: languageNames[fallback] })}
        error={faults.answers ?? faultIn(faults, "answers.")}
        labelIn={(language) => t("incident.field.answers.in", { language })}
        texts={draft.answers}
        chosen={fallback}
        open={draft.tabs.answers}
        rows={5}
        maxLength={4000}
      />
      <p class="hint">
        {t("incident.variables")}{" "}
        {form.variables.map((name) => (
          <code key={name} class="variable">{`{${name}}`}</code>
        ))}
      </p>
      <FileField {...form} />
      <Field
        id="link"
        type="url"
        label={t("incident.field.link")}
        hint={t("incident.field.link.hint")}
        error={faults.link}
        value={draft.link}
        maxLength={500}
        autocomplete="off"
      />
      {(choices.articles.length > 0 || draft.articleId !== "") && (
        <Select
          id="article_id"
          label={t("incident.field.article")}
          hint={t("incident.field.article.hint")}
          error={faults.article_id}
          choices={[{ value: "", label: t("incident.none") }, ...choices.articles]}
          value={draft.articleId}
        />
      )}
    </section>
  );
}

const accepted =
  "image/jpeg,image/png,image/webp,image/heic,video/mp4,video/3gpp,.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.txt";

/** Stored as soon as it is chosen; saved with the form. Another id is another input: one without a file. */
function FileField({ t, asset, faults, focus }: Editing) {
  const fault = faults.asset_id;
  const id = `file-${asset?.id ?? "none"}${fault ? "-again" : ""}`;
  const label = t(asset ? "incident.field.file.replace" : "incident.field.file");
  return (
    <div class="stack-s">
      {asset && (
        <div class="incident-file">
          <input type="hidden" name="asset_id" value={asset.id} />
          <AssetPreview asset={asset} />
          <span class="incident-filename" dir="auto">
            {asset.filename}
          </span>
          <IconButton
            icon="trash"
            label={t("incident.field.file.remove", { name: asset.filename })}
            {...editing("remove-file")}
          />
        </div>
      )}
      <FieldFrame id={id} label={label} hint={t("incident.field.file.hint")} error={fault}>
        <input
          class="input"
          type="file"
          id={id}
          name="file"
          accept={accepted}
          autofocus={focus === "file"}
          {...describedBy(id, t("incident.field.file.hint"), fault)}
          {...uploading}
        />
      </FieldFrame>
    </div>
  );
}
