/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import type { RequestKind } from "../../src/privacy/jurisdiction-profiles.ts";
import { identityProofs } from "../../src/privacy/identity-proofs.ts";
import type { Translate } from "../i18n.ts";
import { type FoundItem, FoundList } from "./found-list.tsx";
import { Notice } from "../settings/notice.tsx";
import { Panel } from "../settings/panel.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { type Choice, Checkbox, Select } from "../ui/field.tsx";

/** What has been done of what this kind of request takes. */
export interface StepsView {
  hasContact: boolean;
  /** How it was made sure of; null: not yet. */
  identity: string | null;
  isRestricted: boolean;
  /** What is kept, by kind; null where this request does not ask for it. */
  found: FoundItem[] | null;
  /** The name of the language of the package; null: no package any more. */
  packageLanguage: string | null;
  mayDownload: boolean;
  purposes: Choice[];
  /** The erasure has begun. */
  isErasing: boolean;
}

interface StepsProps {
  t: Translate;
  id: number;
  kind: RequestKind;
  steps: StepsView;
  isOpen: boolean;
}

/** The steps of one kind of request, in their order. */
export function Steps(props: StepsProps) {
  const { t, steps, isOpen, kind } = props;
  if (steps.isErasing) return <Erase {...props} />;
  if (!steps.hasContact) return <Notice tone="info">{t("requests.step.find.nothing")}</Notice>;
  return (
    <>
      {isOpen && !steps.identity && <Identity {...props} />}
      {steps.found && <Found t={t} found={steps.found} />}
      {steps.packageLanguage && <Package {...props} />}
      {isOpen && kind === "correction" && <Correct {...props} />}
      {kind === "restriction" && <Restrict {...props} />}
      {isOpen && kind === "objection" && <Object {...props} />}
      {isOpen && kind === "erasure" && <Erase {...props} />}
    </>
  );
}

function Step({
  t,
  id,
  name,
  to,
  button,
  tone = "primary",
  isDisabled,
  children,
}: Pick<StepsProps, "t" | "id"> & {
  name: "correct" | "restrict" | "object" | "identity";
  to: string;
  button: string;
  tone?: "primary" | "danger" | "plain";
  isDisabled?: boolean;
  children?: ComponentChildren;
}) {
  return (
    <Panel id={name} title={t(`requests.step.${name}`)} hint={t(`requests.step.${name}.text`)}>
      <form class="stack" method="post" action={`/consent/requests/${id}/${to}`}>
        {children}
        <p class="form-actions">
          <Button type="submit" tone={tone} disabled={isDisabled}>
            {button}
          </Button>
        </p>
      </form>
    </Panel>
  );
}

function Identity({ t, id }: StepsProps) {
  const choices = identityProofs.map((value) => ({
    value,
    label: t(`requests.identity.${value}`),
  }));
  return (
    <Step t={t} id={id} name="identity" to="identity" button={t("requests.step.identity.done")}>
      <Select id="how" label={t("requests.step.identity.how")} choices={choices} />
    </Step>
  );
}

function Found({ t, found }: { t: Translate; found: NonNullable<StepsView["found"]> }) {
  return (
    <Panel id="found" title={t("requests.step.find")} hint={t("requests.step.find.text")}>
      {found.length === 0 && <p>{t("requests.step.find.nothing")}</p>}
      <FoundList found={found} />
    </Panel>
  );
}

function Package({ t, id, steps }: StepsProps) {
  const text = t("requests.step.package.text", { language: steps.packageLanguage ?? "" });
  return (
    <Panel id="package" title={t("requests.step.package")} hint={text}>
      {!steps.identity ? (
        <p>{t("requests.step.identity.first")}</p>
      ) : steps.mayDownload ? (
        <form class="stack" action={`/consent/requests/${id}/package`}>
          <Checkbox
            id="notes"
            label={t("requests.step.package.notes")}
            hint={t("requests.step.package.notes.hint")}
            checked
          />
          <p class="form-actions">
            <Button type="submit" icon="download">
              {t("requests.step.package.get")}
            </Button>
          </p>
        </form>
      ) : (
        <p>{t("requests.step.package.rights")}</p>
      )}
    </Panel>
  );
}

function Correct({ t, id }: StepsProps) {
  return (
    <Step
      t={t}
      id={id}
      name="correct"
      to="correction"
      tone="plain"
      button={t("requests.step.correct.done")}
    />
  );
}

function Restrict({ t, id, steps, isOpen }: StepsProps) {
  if (!steps.isRestricted)
    return isOpen ? (
      <Step
        t={t}
        id={id}
        name="restrict"
        to="restriction"
        button={t("requests.step.restrict.do")}
      />
    ) : null;
  return (
    <Step
      t={t}
      id={id}
      name="restrict"
      to="restriction/end"
      tone="plain"
      button={t("requests.step.restrict.lift")}
    >
      <Notice tone="warning">{t("requests.restricted")}</Notice>
      <p class="hint">{t("requests.step.restrict.lift.text")}</p>
    </Step>
  );
}

function Object({ t, id, steps }: StepsProps) {
  return (
    <Step t={t} id={id} name="object" to="objection" button={t("requests.step.object.do")}>
      {steps.purposes.map(({ value, label }) => (
        <Checkbox
          key={value}
          id={`purpose-${value}`}
          name="purpose"
          value={value}
          label={label}
          checked
        />
      ))}
    </Step>
  );
}

function Erase({ t, id, steps }: StepsProps) {
  return (
    <Panel id="erase" title={t("requests.step.erase")} hint={t("requests.step.erase.text")}>
      {steps.identity || steps.isErasing ? (
        <p class="form-actions">
          <ButtonLink
            href={`/consent/requests/${id}/erasure`}
            tone={steps.isErasing ? "plain" : "danger"}
          >
            {t(steps.isErasing ? "erase.reload" : "requests.step.erase.do")}
          </ButtonLink>
        </p>
      ) : (
        <p>{t("requests.step.identity.first")}</p>
      )}
    </Panel>
  );
}
