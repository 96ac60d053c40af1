/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { Notice } from "../settings/notice.tsx";
import { Button } from "../ui/button.tsx";
import { Field, TextArea } from "../ui/field.tsx";
import type { Comparison } from "./proof-types.ts";

/** A checkpoint that somebody kept, against the logs as they are now. */
export function CompareForm({ t, comparison }: { t: Translate; comparison: Comparison }) {
  const { text, signature, verdict } = comparison;
  return (
    <form method="post" action="/consent/proof/comparison#compare" class="fields">
      {verdict && <Notice tone={verdict.tone}>{verdict.text}</Notice>}
      <TextArea
        id="text"
        label={t("proof.compare.text")}
        hint={t("proof.compare.text.hint")}
        rows={6}
        maxLength={20_000}
        spellcheck={false}
        required
        value={text}
      />
      <Field
        id="signature"
        label={t("proof.compare.signature")}
        value={signature}
        maxLength={200}
        autocomplete="off"
        spellcheck={false}
      />
      <Button type="submit" tone="primary">
        {t("proof.compare.do")}
      </Button>
    </form>
  );
}
