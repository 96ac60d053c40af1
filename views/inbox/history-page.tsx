/** @jsxImportSource preact */
import { type Frame, Layout } from "../layout.tsx";
import { type FiringLine, Why } from "../routing/why.tsx";
import { BackLink } from "../ui/button.tsx";
import { Time } from "../ui/time.tsx";
import type { HistoryLine } from "./types.ts";

interface HistoryProps {
  frame: Frame;
  number: number;
  name: string;
  lines: HistoryLine[];
  /** What rules did, and why; newest first. */
  firings: FiringLine[];
}

/** Every change of one ticket, oldest first. */
export function HistoryPage({ frame, number, name, lines, firings }: HistoryProps) {
  const { t } = frame.me;
  return (
    <Layout title={`${t("ticket.history")} #${number}`} frame={frame} active="inbox">
      <div class="column">
        <BackLink href={`/tickets/${number}`}>
          #{number} {name}
        </BackLink>
        <h1>{t("ticket.history")}</h1>
        {firings.length > 0 && (
          <section class="panel" id="why" aria-labelledby="why-title">
            <h2 id="why-title">{t("routing.why")}</h2>
            <Why t={t} firings={firings} />
          </section>
        )}
        <ol class="history">
          {lines.map((line) => (
            <li key={line.id}>
              <Time time={line.time} />
              <span>{line.text}</span>
              <small>{line.actor}</small>
            </li>
          ))}
        </ol>
      </div>
    </Layout>
  );
}
