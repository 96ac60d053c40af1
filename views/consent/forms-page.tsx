/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Badge } from "../ui/badge.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ConsentLayout } from "./consent-layout.tsx";

export interface FormItem {
  id: number;
  name: string;
  address: string;
  isOpen: boolean;
  confirmed: number;
  waiting: number;
}

/** `/consent/forms`: every form, and how many people it brought. */
export function FormsPage({ frame, forms }: { frame: Frame; forms: FormItem[] }) {
  const { t } = frame.me;
  const add = (
    <ButtonLink href="/consent/forms/new" tone="primary" icon="plus">
      {t("forms.new")}
    </ButtonLink>
  );
  return (
    <ConsentLayout frame={frame} tab="forms" title={t("forms.title")}>
      <section class="panel" aria-label={t("forms.title")}>
        {forms.length === 0 ? (
          <EmptyState icon="form" title={t("forms.empty")}>
            <p>{t("forms.empty.text")}</p>
            <p class="examples">{add}</p>
          </EmptyState>
        ) : (
          <>
            <p>{add}</p>
            <ul class="lines">
              {forms.map((form) => (
                <FormLine key={form.id} t={t} form={form} />
              ))}
            </ul>
          </>
        )}
      </section>
    </ConsentLayout>
  );
}

function FormLine({ t, form }: { t: Translate; form: FormItem }) {
  return (
    <li class="line">
      <div class="line-text">
        <p class="line-title">
          <a href={`/consent/forms/${form.id}`}>{form.name}</a>
          <Badge tone={form.isOpen ? "good" : "neutral"}>
            {t(form.isOpen ? "forms.open" : "forms.closed")}
          </Badge>
        </p>
        <p class="hint">{form.address}</p>
        <p class="hint">
          {t("forms.confirmed", { n: form.confirmed })} · {t("forms.waiting", { n: form.waiting })}
        </p>
      </div>
    </li>
  );
}
