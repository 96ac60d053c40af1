/** @jsxImportSource preact */
import type { Translate } from "../i18n.ts";
import { type Frame, Layout } from "../layout.tsx";
import { Notice } from "../settings/notice.tsx";
import { BackLink, ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { LineActions } from "../ui/line-actions.tsx";
import { Part } from "../ui/part.tsx";

/** A service, or somebody who can be booked, of a list. */
export interface SetUpItem {
  id: number;
  name: string;
  detail: string;
}

export type SetUpKind = "services" | "staff";

interface SetUpListProps {
  t: Translate;
  kind: SetUpKind;
  items: SetUpItem[];
}

interface SetUpPageProps extends Omit<SetUpListProps, "t"> {
  frame: Frame;
  done?: string;
}

/** `/bookings/services`, `/bookings/staff`: what can be booked, and who. */
export function SetUpPage({ frame, kind, items, done }: SetUpPageProps) {
  const { t } = frame.me;
  return (
    <Layout title={t(`bookings.${kind}`)} frame={frame} active="bookings" styles={["bookings"]}>
      <div class="column">
        <BackLink href="/bookings">{t("bookings.title")}</BackLink>
        <header class="stack-s">
          <h1>{t(`bookings.${kind}`)}</h1>
          <p class="hint">{t(`bookings.${kind}.lead`)}</p>
        </header>
        {done && <Notice tone="good">{done}</Notice>}
        <SetUpList t={t} kind={kind} items={items} />
      </div>
    </Layout>
  );
}

/** A swap target of its own. */
function SetUpList({ t, kind, items }: SetUpListProps) {
  return (
    <section id="booking-set-up" class="panel" aria-label={t(`bookings.${kind}`)}>
      {items.length === 0 ? (
        <EmptyState icon="calendar" title={t(`bookings.${kind}.empty`)}>
          <p class="examples">
            <NewLink t={t} kind={kind} />
          </p>
        </EmptyState>
      ) : (
        <>
          <p>
            <NewLink t={t} kind={kind} />
          </p>
          <ol class="lines">
            {items.map((item, index) => (
              <Line
                key={item.id}
                t={t}
                kind={kind}
                item={item}
                place={{ isFirst: index === 0, isLast: index === items.length - 1 }}
              />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

export function SetUpPart(props: SetUpListProps) {
  return (
    <Part target="#booking-set-up">
      <SetUpList {...props} />
    </Part>
  );
}

function NewLink({ t, kind }: Pick<SetUpListProps, "t" | "kind">) {
  return (
    <ButtonLink href={`/bookings/${kind}/new`} tone="primary" icon="plus">
      {t(`bookings.${kind}.new`)}
    </ButtonLink>
  );
}

interface LineProps {
  t: Translate;
  kind: SetUpKind;
  item: SetUpItem;
  place: { isFirst: boolean; isLast: boolean };
}

function Line({ t, kind, item: { id, name, detail }, place }: LineProps) {
  const address = `/bookings/${kind}/${id}`;
  return (
    <li class="line booking-line">
      <div class="line-text">
        <p class="line-title">
          <a href={address}>{name}</a>
        </p>
        <p class="snippet">{detail}</p>
      </div>
      <LineActions
        t={t}
        name={name}
        address={address}
        place={place}
        labels={{
          up: "bookings.up",
          down: "bookings.down",
          edit: "bookings.edit",
          delete: "bookings.delete",
        }}
      />
    </li>
  );
}
