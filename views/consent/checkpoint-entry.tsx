/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { Badge } from "../ui/badge.tsx";
import { Time } from "../ui/time.tsx";
import type { CheckpointItem, CopyItem } from "./proof-types.ts";

/** One checkpoint of the list, and what became of its copies. */
export function CheckpointEntry({ t, checkpoint }: { t: Translate; checkpoint: CheckpointItem }) {
  const { id, reason, signed, records, copies } = checkpoint;
  return (
    <li class="entry">
      <div class="grow entry-text">
        <span class="entry-title">
          <a class="proof-date" href={`/consent/proof/checkpoints/${id}`}>
            <Time time={signed} />
          </a>
          <Badge>{t(`proof.reason.${reason}`)}</Badge>
        </span>
        <small class="hint">{t("proof.n-records", { n: records.n, count: records.count })}</small>
        <CopyList t={t} copies={copies} />
      </div>
    </li>
  );
}

const tones = { queued: "neutral", sent: "good", failed: "danger" } as const;

/** Where copies of a checkpoint went, and what went wrong. */
export function CopyList({ t, copies }: { t: Translate; copies: CopyItem[] }) {
  if (copies.length === 0) return <small class="hint">{t("proof.copy.nowhere")}</small>;
  return (
    <ul class="proof-copies">
      {copies.map((copy, index) => (
        <li key={index}>
          <Badge tone={tones[copy.state]}>{t(`proof.copy.${copy.channel}`)}</Badge>
          <small>
            <span class="proof-target">{copy.target}</span> · {stateWords(t, copy)}
          </small>
          {copy.error && <small class="error">{copy.error}</small>}
        </li>
      ))}
    </ul>
  );
}

function stateWords(t: Translate, { channel, state, time, error }: CopyItem): string {
  if (state === "queued" && error && time) return t("proof.copy.again-at", { time: time.text });
  if (state !== "sent" || !time) return t(`proof.copy.${state}`);
  return `${t(channel === "paper" ? "proof.copy.kept" : "proof.copy.sent")} ${time.text}`;
}
