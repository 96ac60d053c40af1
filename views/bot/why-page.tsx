/** @jsxImportSource preact */
import type { ExplainedTurn } from "../../src/bot/find-turn.ts";
import { type Frame, Layout } from "../layout.tsx";
import { BackLink } from "../ui/button.tsx";
import { WhyPanel } from "./why-panel.tsx";

interface WhyPageProps {
  frame: Frame;
  ticket: number | null;
  message: number;
  /** What the bot said; null: the page explains a message of the customer. */
  said: string | null;
  turn: ExplainedTurn | undefined;
}

/** `/messages/12/why`: how an answer came about, as a page to link to. */
export function WhyPage({ frame, ticket, message, said, turn }: WhyPageProps) {
  const { t } = frame.me;
  const title = t(turn?.outcome === "silence" ? "why.title.silent" : "why.title");
  return (
    <Layout title={title} frame={frame} active="inbox" styles={["why"]}>
      <div class="column">
        {ticket === null ? (
          <BackLink href="/inbox">{t("nav.inbox")}</BackLink>
        ) : (
          <BackLink href={`/tickets/${ticket}?message=${message}#m-${message}`}>#{ticket}</BackLink>
        )}
        <h1>{title}</h1>
        {said && (
          <blockquote class="why-said" dir="auto">
            {said}
          </blockquote>
        )}
        <div class="panel">
          <WhyPanel t={t} turn={turn} />
        </div>
      </div>
    </Layout>
  );
}
