/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { CopyField } from "../settings/copy-field.tsx";
import { Panel } from "../settings/panel.tsx";
import { ButtonLink } from "../ui/button.tsx";

interface KeyPanelProps {
  t: Translate;
  fingerprint: string;
  newestId: number | null;
}

/** The key, and how to check what it signed with nothing but openssl. */
export function KeyPanel({ t, fingerprint, newestId }: KeyPanelProps) {
  return (
    <Panel id="key" title={t("proof.key")} hint={t("proof.key.hint")}>
      <CopyField t={t} id="fingerprint" label={t("proof.key.fingerprint")} value={fingerprint} />
      <div class="form-actions">
        <ButtonLink href="/consent/proof/public-key.pem" icon="download">
          {t("proof.key.download")}
        </ButtonLink>
        {newestId !== null && <CheckpointFiles t={t} id={newestId} />}
        <ButtonLink href="/consent/verify" icon="shield">
          {t("verify.title")}
        </ButtonLink>
      </div>
      {newestId !== null && (
        <div>
          <h3>{t("proof.openssl")}</h3>
          <pre class="code-block" tabindex={0}>
            {[
              "openssl pkey -pubin -in recado-public-key.pem -outform DER | sha256sum",
              `openssl pkeyutl -verify -rawin -pubin -inkey recado-public-key.pem -in checkpoint-${newestId}.txt -sigfile checkpoint-${newestId}.sig`,
            ].join("\n")}
          </pre>
        </div>
      )}
    </Panel>
  );
}

/** The signed bytes, and the 64 of the signature. */
export function CheckpointFiles({ t, id }: { t: Translate; id: number }) {
  return (
    <>
      <ButtonLink href={`/consent/proof/checkpoints/${id}/text`} icon="download">
        {t("proof.text-file")}
      </ButtonLink>
      <ButtonLink href={`/consent/proof/checkpoints/${id}/signature`} icon="download">
        {t("proof.signature-file")}
      </ButtonLink>
    </>
  );
}

/** What the proof is worth, said plainly. */
export function LimitsPanel({ t }: { t: Translate }) {
  return (
    <Panel id="limits" title={t("proof.limits")}>
      <ul class="proof-limits">
        {(["shows", "person", "holder", "truth"] as const).map((name) => (
          <li key={name}>{t(`proof.limits.${name}`)}</li>
        ))}
      </ul>
    </Panel>
  );
}
