/** @jsxImportSource preact */
import type { TextKey, Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";
import { SettingsPage } from "../settings/settings-page.tsx";
import { Button } from "../ui/button.tsx";
import { Field, Select } from "../ui/field.tsx";
import { problemWords } from "../users/fields.tsx";

export interface MailValues {
  host: string;
  port: string;
  security: string;
  user: string;
  from: string;
  hasPassword: boolean;
}
export type MailProblems = Partial<Record<"port" | "from", TextKey>>;

interface MailPageProps {
  frame: Frame;
  values: MailValues;
  problems: MailProblems;
  /** What the server said when it refused. */
  wrong?: string;
  done?: string;
}

/** The server that e-mail leaves by. */
export function MailPage({ frame, values, problems, wrong, done }: MailPageProps) {
  const { t } = frame.me;
  return (
    <SettingsPage
      frame={frame}
      section="mail"
      title={t("mail.title")}
      lead={t("mail.text")}
      done={done}
    >
      {wrong && <Notice tone="danger">{wrong}</Notice>}
      <form method="post" action="/settings/mail" class="panel">
        <ServerFields t={t} values={values} problems={problems} />
        <SenderFields t={t} values={values} problems={problems} />
        <Button type="submit" tone="primary">
          {t("mail.save")}
        </Button>
      </form>
    </SettingsPage>
  );
}

type FieldsProps = Pick<MailPageProps, "values" | "problems"> & { t: Translate };

function ServerFields({ t, values, problems }: FieldsProps) {
  const error = problemWords(t, problems);
  return (
    <>
      <Field id="host" label={t("mail.host")} hint={t("mail.host.hint")} value={values.host} />
      <Field
        id="port"
        label={t("mail.port")}
        value={values.port}
        error={error("port")}
        inputMode="numeric"
      />
      <Select
        id="security"
        label={t("mail.security")}
        value={values.security}
        choices={(["starttls", "tls", "none"] as const).map((value) => ({
          value,
          label: t(`mail.security.${value}`),
        }))}
      />
    </>
  );
}

function SenderFields({ t, values, problems }: FieldsProps) {
  const error = problemWords(t, problems);
  return (
    <>
      <Field id="user" label={t("mail.user")} value={values.user} autocomplete="off" />
      <Field
        id="password"
        type="password"
        label={t("mail.password")}
        hint={values.hasPassword ? t("mail.password.kept") : undefined}
        autocomplete="new-password"
      />
      <Field
        id="from"
        label={t("mail.from")}
        hint={t("mail.from.hint")}
        value={values.from}
        error={error("from")}
      />
    </>
  );
}
