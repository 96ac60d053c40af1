/** @jsxImportSource preact */
import type { AssetRow } from "../../src/incidents/assets.ts";
import type { ArticleInput } from "../../src/knowledge/article.ts";
import type { Language } from "../../src/db/schema.ts";
import { languages, type Translate } from "../i18n.ts";
import { type Frame, Layout } from "../layout.tsx";
import { AssetPreview } from "../incidents/preview.tsx";
import { BackLink } from "../ui/button.tsx";
import { Checkbox, describedBy, Field, FieldFrame, Suggestions, TextArea } from "../ui/field.tsx";
import { languageNames } from "../ui/languages.ts";
import { SaveActions } from "../ui/save-actions.tsx";

/** What is wrong, by the name of its field. */
export type ArticleErrors = Record<string, string>;

interface ArticleFormProps {
  frame: Frame;
  /** Null: a new one. */
  id: number | null;
  /** What it is called by now. */
  name?: string;
  article: ArticleInput;
  /** Its files. */
  assets: AssetRow[];
  errors?: ArticleErrors;
  /** Used before, to choose from. */
  categories: string[];
  /** The language that is open at first. */
  chosen: Language;
  /** The message that it was made from: that suggestion is done with. */
  answer?: number;
}

/** One article to write or change. */
export function ArticleFormPage(props: ArticleFormProps) {
  const { frame, id, article, errors = {}, categories, answer } = props;
  const { t } = frame.me;
  const title = t(id === null ? "articles.new" : "articles.edit");
  const back = id === null ? "/knowledge" : `/knowledge/${id}`;
  return (
    <Layout title={title} frame={frame} active="knowledge" styles={["knowledge"]}>
      <div class="column">
        <BackLink href={back}>{props.name ?? t("nav.articles")}</BackLink>
        <h1>{title}</h1>
        <form class="panel" method="post" action={back} encType="multipart/form-data">
          {answer !== undefined && <input type="hidden" name="answer" value={answer} />}
          <Texts t={t} article={article} errors={errors} chosen={props.chosen} />
          <Files t={t} assets={props.assets} error={errors.assets} />
          <CategoryField t={t} article={article} errors={errors} categories={categories} />
          <Field
            id="link"
            type="url"
            label={t("articles.field.link")}
            hint={t("articles.field.link.hint")}
            error={errors.link}
            value={article.link ?? ""}
            maxLength={500}
            placeholder="https://"
            autocomplete="off"
          />
          <Readers t={t} isInternal={article.isInternal} />
          <Checkbox
            id="published"
            label={t("articles.field.published")}
            hint={t("articles.field.published.hint")}
            checked={article.isPublished}
          />
          <SaveActions t={t} cancel={back} />
        </form>
      </div>
    </Layout>
  );
}

type PartProps = { t: Translate; article: ArticleInput; errors: ArticleErrors };

function CategoryField({
  t,
  article,
  errors,
  categories,
}: PartProps & { categories: readonly string[] }) {
  return (
    <>
      <Field
        id="category"
        label={t("articles.field.category")}
        hint={t("articles.field.category.hint")}
        error={errors.category}
        value={article.category}
        maxLength={40}
        list="categories"
        autocomplete="off"
      />
      <Suggestions id="categories" values={categories} />
    </>
  );
}

const accepted =
  "image/jpeg,image/png,image/webp,image/heic,video/mp4,video/3gpp,.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.txt";

/** Those it has, each to be taken out, and new ones. */
function Files({ t, assets, error }: { t: Translate; assets: AssetRow[]; error?: string }) {
  const hint = t("articles.field.files.hint");
  return (
    <>
      {assets.length > 0 && (
        <fieldset class="field">
          <legend>{t("articles.field.files.kept")}</legend>
          {assets.map((asset) => (
            <div key={asset.id} class="article-file">
              <label class="check">
                <input type="checkbox" name="asset" value={asset.id} checked />
                <span>{asset.filename}</span>
              </label>
              <AssetPreview asset={asset} />
            </div>
          ))}
        </fieldset>
      )}
      <FieldFrame id="files" label={t("articles.field.files")} hint={hint} error={error}>
        <input
          class="input"
          type="file"
          id="files"
          name="files"
          multiple
          accept={accepted}
          {...describedBy("files", hint, error)}
        />
      </FieldFrame>
    </>
  );
}

function Readers({ t, isInternal }: { t: Translate; isInternal: boolean }) {
  return (
    <fieldset class="field">
      <legend>{t("articles.field.kind")}</legend>
      {(["public", "internal"] as const).map((kind) => (
        <label key={kind} class="check option">
          <input
            type="radio"
            name="kind"
            value={kind}
            checked={(kind === "internal") === isInternal}
          />
          <span>
            {t(`articles.field.${kind}`)}
            <small class="hint">{t(`articles.field.${kind}.hint`)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** The tab that is open: the one with something wrong, else the chosen one, else the first with a text. */
function openTab({ article, errors }: PartProps, chosen: Language): Language {
  const wrong = languages.find((language) =>
    ["title", "body", "questions"].some((field) => errors[`${field}.${language}`]),
  );
  if (wrong) return wrong;
  return article.texts[chosen] ? chosen : (languages.find((each) => article.texts[each]) ?? chosen);
}

/** Title, text and questions in four languages: tabs by style alone, with a dot where something is written. */
function Texts({ chosen, ...props }: PartProps & { chosen: Language }) {
  const { t, errors } = props;
  const open = openTab(props, chosen);
  const inOrder = [chosen, ...languages.filter((language) => language !== chosen)];
  return (
    <fieldset class={errors.texts ? "langs has-error" : "langs"}>
      <legend>{t("articles.field.texts")}</legend>
      <div class="lang-tabs" role="radiogroup" aria-label={t("articles.languages")}>
        {inOrder.map((language) => (
          <label key={language} class="lang-tab">
            <input
              class="sr-only"
              type="radio"
              name="tab"
              value={language}
              checked={language === open}
            />
            <span>{languageNames[language]}</span>
          </label>
        ))}
      </div>
      {errors.texts && (
        <small class="error" role="alert">
          {errors.texts}
        </small>
      )}
      <div class="lang-panels">
        {inOrder.map((language) => (
          <div key={language} class="lang-panel article-language" lang={language}>
            <TextFields {...props} language={language} />
          </div>
        ))}
      </div>
    </fieldset>
  );
}

function TextFields({ t, article, errors, language }: PartProps & { language: Language }) {
  const text = article.texts[language];
  const rest = { dir: "auto" as const, placeholder: " " };
  return (
    <>
      <Field
        {...rest}
        id={`title.${language}`}
        label={t("articles.field.title")}
        error={errors[`title.${language}`]}
        value={text?.title ?? ""}
        maxLength={120}
        autocomplete="off"
      />
      <TextArea
        {...rest}
        id={`body.${language}`}
        label={t("articles.field.body")}
        hint={t("articles.field.body.hint")}
        error={errors[`body.${language}`]}
        value={text?.body ?? ""}
        rows={8}
        maxLength={20_000}
      />
      <TextArea
        {...rest}
        id={`questions.${language}`}
        label={t("articles.field.questions")}
        hint={t("articles.field.questions.hint")}
        error={errors[`questions.${language}`]}
        value={text?.questions.join("\n") ?? ""}
        rows={4}
      />
    </>
  );
}
