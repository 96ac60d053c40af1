/** @jsxImportSource preact */
import { assetUrl } from "../../src/http/assets.ts";
import {
  type NotifyKind,
  kindsFor,
  type NotifySettings,
  type NotifyWay,
  notifyWays,
} from "../../src/notify/kinds.ts";
import type { Translate } from "../i18n.ts";
import type { Frame } from "../layout.tsx";
import { Panel } from "../settings/panel.tsx";
import { SettingsPage } from "../settings/settings-page.tsx";
import { Button } from "../ui/button.tsx";
import { SaveActions } from "../ui/save-actions.tsx";

interface NotifySettingsPageProps {
  frame: Frame;
  choices: NotifySettings;
  hasMail: boolean;
  /** The desk's VAPID key, which the browser needs to subscribe. */
  publicKey: string;
  devices: number;
  /** Whether this browser is one of them. */
  isOnHere: boolean;
  done?: string;
}

/** What reaches a person, and how. */
export function NotifySettingsPage(props: NotifySettingsPageProps) {
  const { frame, choices, hasMail, publicKey, devices, isOnHere, done } = props;
  const { t } = frame.me;
  const ways = notifyWays.filter((way) => way !== "email" || hasMail);
  return (
    <SettingsPage
      frame={frame}
      section="notifications"
      styles={["notify"]}
      title={t("notify.settings")}
      lead={t("notify.settings.text")}
      done={done}
    >
      <Panel id="device-panel" title={t("notify.push.title")} hint={t("notify.push.hint")}>
        <DeviceForm t={t} publicKey={publicKey} devices={devices} isOnHere={isOnHere} />
      </Panel>
      <form method="post" action="/settings/notifications" class="panel">
        <table class="table notify-table">
          <thead>
            <tr>
              <td />
              {ways.map((way) => (
                <th key={way} scope="col">
                  {t(`notify.way.${way}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {kindsFor(frame.me.permissions).map((kind) => (
              <ChoiceRow key={kind} t={t} kind={kind} ways={ways} chosen={choices[kind]} />
            ))}
          </tbody>
        </table>
        <SaveActions t={t} />
      </form>
      <script src={assetUrl("push.js")} defer />
    </SettingsPage>
  );
}

interface ChoiceRowProps {
  t: Translate;
  kind: NotifyKind;
  ways: readonly NotifyWay[];
  chosen: readonly NotifyWay[];
}

function ChoiceRow({ t, kind, ways, chosen }: ChoiceRowProps) {
  const label = t(`notify.kind.${kind}`);
  return (
    <tr>
      <th scope="row">{label}</th>
      {ways.map((way) => (
        <td key={way}>
          <label class="tick-box">
            <input
              type="checkbox"
              name={`${kind}.${way}`}
              value="1"
              checked={chosen.includes(way)}
              aria-label={`${label}: ${t(`notify.way.${way}`)}`}
            />
          </label>
        </td>
      ))}
    </tr>
  );
}

/** push.js shows what this browser can do; without it nothing can be turned on. */
function DeviceForm({
  t,
  publicKey,
  devices,
  isOnHere,
}: Pick<NotifySettingsPageProps, "publicKey" | "devices" | "isOnHere"> & { t: Translate }) {
  return (
    <div class="stack-s" id="push-device" data-key={publicKey} data-on={isOnHere ? "1" : undefined}>
      <p class="hint" data-push="unsupported" hidden>
        {t("notify.push.unsupported")}
      </p>
      <p class="notice warning" data-push="denied" role="alert" hidden>
        {t("notify.push.denied")}
      </p>
      <div class="actions">
        <span data-push="off" hidden>
          <Button tone="primary">{t("notify.push.on")}</Button>
        </span>
        <span data-push="on" hidden>
          <Button>{t("notify.push.off")}</Button>
        </span>
        {devices > 0 && (
          <form method="post" action="/settings/notifications/test">
            <Button type="submit" tone="quiet">
              {t("notify.push.test")}
            </Button>
          </form>
        )}
      </div>
      {devices > 0 && <p class="hint">{t("notify.push.devices", { n: devices })}</p>}
    </div>
  );
}
