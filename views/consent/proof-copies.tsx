/** @jsxImportSource preact */
import type { Frame } from "../layout.tsx";
import { Button } from "../ui/button.tsx";
import { Checkbox, Field } from "../ui/field.tsx";
import type { CopyTargets } from "./proof-types.ts";

interface CopiesFormProps {
  frame: Frame;
  targets: CopyTargets;
  mayChange: boolean;
}

/** Where each checkpoint is sent; who may change nothing reads it. */
export function CopiesForm({ frame, targets, mayChange }: CopiesFormProps) {
  const { t } = frame.me;
  const { mailsOwners, url, problem, owners } = targets;
  return (
    <form method="post" action="/consent/proof/copies">
      <fieldset class="fields" disabled={!mayChange}>
        <Checkbox
          id="mailsOwners"
          label={t("proof.copies.mail")}
          hint={t("proof.copies.mail.to", { names: owners.join(", ") })}
          checked={mailsOwners}
        />
        <MailHint frame={frame} targets={targets} />
        <Field
          id="url"
          type="url"
          label={t("proof.copies.url")}
          hint={t("proof.copies.url.hint")}
          error={problem && t(problem)}
          value={url}
          placeholder="https://"
          maxLength={500}
          autocomplete="off"
        />
        {mayChange && (
          <Button type="submit" tone="primary">
            {t("ui.save")}
          </Button>
        )}
      </fieldset>
    </form>
  );
}

function MailHint({ frame, targets }: Pick<CopiesFormProps, "frame" | "targets">) {
  const { t, permissions } = frame.me;
  if (targets.hasMail) return null;
  return (
    <p class="hint">
      {t("proof.copies.no-mail")}{" "}
      {permissions.includes("settings") && (
        <a href="/settings/mail">{t("proof.copies.set-mail")}</a>
      )}
    </p>
  );
}
