/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import { EmptyState } from "../ui/empty-state.tsx";
import { type Frame, Layout } from "../layout.tsx";
import type { ToastText } from "../ui/toast.tsx";
import { ListPane } from "./ticket-list.tsx";
import type { InboxList } from "./types.ts";

/** The list alone; on a desktop with an empty place for the conversation. */
export function InboxPage({ frame, list, toast }: Omit<DeskProps, "title" | "children">) {
  const { t } = frame.me;
  return (
    <Desk frame={frame} list={list} toast={toast} title={t(`inbox.view.${list.view}`)}>
      <div class="pane nobody">
        <EmptyState icon="note" title={t("inbox.pick")}>
          <p class="only-keyboard">{t("inbox.pick.text")}</p>
        </EmptyState>
      </div>
    </Desk>
  );
}

interface DeskProps {
  frame: Frame;
  list: InboxList;
  title: string;
  toast?: ToastText;
  children: ComponentChildren;
}

/** List and case side by side; on a phone whichever the URL names. */
export function Desk({ frame, list, title, toast, children }: DeskProps) {
  const { me } = frame;
  return (
    <Layout
      title={title}
      frame={frame}
      active={list.view === "mine" ? "mine" : "inbox"}
      kind="desk"
      styles={["why"]}
      toast={toast}
    >
      <ListPane t={me.t} list={list} />
      <div id="case" class="case">
        {children}
      </div>
    </Layout>
  );
}
