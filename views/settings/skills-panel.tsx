/** @jsxImportSource preact */
import { levels, type Skills } from "../../src/routing/skills.ts";
import type { Translate } from "../i18n.ts";
import { Button } from "../ui/button.tsx";
import { Checkbox, Field, Select, Suggestions } from "../ui/field.tsx";
import { languageChoices } from "../ui/languages.ts";
import { Panel } from "./panel.tsx";

export interface SkillsForm {
  userId: number;
  capacity: number | null;
  skills: Skills;
  /** Products of anybody, and categories in use. */
  known: string[];
}

/** How much somebody takes on, and what they are good at. */
export function SkillsPanel({ t, form }: { t: Translate; form: SkillsForm }) {
  const { userId, capacity, skills, known } = form;
  return (
    <Panel id="skills" title={t("skills.title")} hint={t("skills.hint")}>
      <form method="post" action={`/settings/people/${userId}/skills`} class="stack">
        <Field
          id="capacity"
          type="number"
          label={t("skills.capacity")}
          hint={t("skills.capacity.hint")}
          value={capacity ?? ""}
          min={0}
          max={999}
          inputmode="numeric"
        />
        <Languages t={t} skills={skills} />
        <Field
          id="products"
          label={t("skills.products")}
          hint={t("skills.products.hint")}
          value={skills.products.join(", ")}
          maxLength={500}
          list="known-products"
          autocomplete="off"
          autocapitalize="off"
        />
        <Suggestions id="known-products" values={known} />
        <Select
          id="level"
          label={t("skills.level")}
          hint={t("skills.level.hint")}
          value={skills.level ?? ""}
          choices={[
            { value: "", label: t("skills.level.role") },
            ...levels.map((level) => ({ value: level, label: t(`skills.level.${level}`) })),
          ]}
        />
        <Button type="submit">{t("ui.save")}</Button>
      </form>
    </Panel>
  );
}

function Languages({ t, skills }: { t: Translate; skills: Skills }) {
  return (
    <div class="stack-s">
      <fieldset class="choice-grid" aria-describedby="languages-hint">
        <legend>{t("skills.languages")}</legend>
        {languageChoices.map(({ value, label }) => (
          <Checkbox
            key={value}
            id={`speaks-${value}`}
            name="languages"
            value={value}
            label={label}
            checked={skills.languages.some((language) => language === value)}
          />
        ))}
      </fieldset>
      <small id="languages-hint" class="hint">
        {t("skills.languages.hint")}
      </small>
    </div>
  );
}
