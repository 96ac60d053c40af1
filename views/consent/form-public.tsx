/** @jsxImportSource preact */
import type { Box } from "../../src/consent-forms/list-boxes.ts";
import { languages, type Translate } from "../i18n.ts";
import { Notice } from "../settings/notice.tsx";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { languageNames } from "../ui/languages.ts";
import { PublicDocument, type PublicFrame } from "./public-document.tsx";

/** A form as people see it. */
export interface PublicForm {
  slug: string;
  /** Empty: ours. */
  title: string;
  intro: string;
  boxes: Box[];
  /** Who is responsible, and where to complain. */
  responsible: string;
  isTablet: boolean;
  name: string;
  ticked: string[];
  /** Nothing was ticked, or a text is another one by now. */
  error?: "none" | "changed";
}

/** `/c/<slug>`: what somebody agrees to, box by box, none of them ticked for them. */
export function PublicFormPage({ form, ...frame }: PublicFrame & { form: PublicForm }) {
  const { t, language, business } = frame;
  const title = form.title || t("form.title", { business });
  const tablet = form.isTablet ? "&tablet=1" : "";
  const others = languages
    .filter((other) => other !== language)
    .map((other) => ({
      language: other,
      name: languageNames[other],
      href: `/c/${form.slug}?language=${other}${tablet}`,
    }));
  const kind = form.isTablet ? "tablet" : undefined;
  return (
    <PublicDocument {...frame} title={title} others={others} kind={kind}>
      <h1>{title}</h1>
      <p>{form.intro || t("form.intro", { business })}</p>
      {form.error && <Notice tone="danger">{t(`form.error.${form.error}`)}</Notice>}
      <form
        method="post"
        action={`/c/${form.slug}`}
        autocomplete={form.isTablet ? "off" : undefined}
      >
        <input type="hidden" name="language" value={language} />
        {form.isTablet && <input type="hidden" name="tablet" value="1" />}
        <Boxes t={t} form={form} />
        <NameFields t={t} form={form} />
        <p class="public-responsible">{form.responsible}</p>
        <Button type="submit" tone="primary">
          {t("form.send")}
        </Button>
        <p class="hint">{t("form.next")}</p>
      </form>
    </PublicDocument>
  );
}

function Boxes({ t, form }: { t: Translate; form: PublicForm }) {
  return (
    <fieldset class="public-boxes">
      <legend class="sr-only">{t("form.boxes")}</legend>
      {form.boxes.map(({ purpose, body, hash }) => (
        <div key={purpose}>
          <label class="check">
            <input
              type="checkbox"
              name="purpose"
              value={purpose}
              checked={form.ticked.includes(purpose)}
              required={form.boxes.length === 1}
            />
            <span>{body}</span>
          </label>
          <input type="hidden" name={`shown-${purpose}`} value={hash} />
        </div>
      ))}
    </fieldset>
  );
}

/** The second is for machines alone: the style sheet hides it from people. */
function NameFields({ t, form }: { t: Translate; form: PublicForm }) {
  return (
    <>
      <Field
        id="name"
        label={t("form.name")}
        value={form.name}
        maxLength={120}
        autocomplete={form.isTablet ? "off" : "name"}
      />
      <div class="public-trap" aria-hidden="true">
        <label for="website">Website</label>
        <input class="input" id="website" name="website" tabindex={-1} autocomplete="off" />
      </div>
    </>
  );
}
