import { sql } from "kysely";
import { statfs } from "node:fs/promises";
import type { WebhookEventState } from "../db/schema.ts";
import { examineLogs } from "../consent-exports/doctor-consent.ts";
import { AppError } from "../http/errors.ts";
import type { Recado } from "../recado.ts";
import { metaSecrets } from "../settings/meta-secrets.ts";
import { getSetting } from "../settings/settings.ts";
import { listChannels } from "../whatsapp/channels.ts";
import { countWebhookEvents } from "../whatsapp/webhook-events.ts";
import { type Command, print } from "./command.ts";
import { withRecado } from "./with-recado.ts";

type Finding = { check: string; state: "ok" | "warning" | "problem"; detail: string };

const LEAST_ROOM = 200 * 1024 * 1024;

export const doctor: Command = {
  name: "doctor",
  summary:
    "Looks for what is wrong or missing, and says what repairs it. Fails when there is a problem.",
  options: { json: { type: "boolean" } },
  help: { json: "print JSON" },
  run: async (config, values) => {
    const findings = await withRecado(config, examine);
    if (values.json) print(JSON.stringify(findings));
    else
      for (const { check, state, detail } of findings)
        print(`${state.padEnd(8)} ${check.padEnd(16)} ${detail}`);
    const problems = findings.filter((finding) => finding.state === "problem").length;
    if (problems > 0) throw new AppError("internal", `${problems} problem(s) found.`);
  },
};

async function examine(recado: Recado): Promise<Finding[]> {
  return [
    await checkDataFile(recado),
    await checkDisk(recado),
    await checkSetup(recado),
    ...(await checkChannels(recado)),
    await checkWebhooks(recado),
    ...(await checkOutbox(recado)),
    ...(await examineLogs(recado)),
  ];
}

async function checkDataFile(recado: Recado): Promise<Finding> {
  const { rows } = await sql<{ quick_check: string }>`PRAGMA quick_check(5)`.execute(recado.db);
  const verdict = rows.map((row) => row.quick_check).join("; ");
  if (verdict === "ok") return { check: "data file", state: "ok", detail: recado.config.dataFile };
  return { check: "data file", state: "problem", detail: `${verdict}. Restore a backup.` };
}

async function checkDisk(recado: Recado): Promise<Finding> {
  const { bavail, bsize } = await statfs(recado.config.dataFolder);
  const room = `${Math.round((bavail * bsize) / 1024 ** 2)} MB free`;
  if (bavail * bsize > LEAST_ROOM) return { check: "disk", state: "ok", detail: room };
  return {
    check: "disk",
    state: "problem",
    detail: `${room}. Make room, or webhooks will be refused.`,
  };
}

async function checkSetup(recado: Recado): Promise<Finding> {
  const business = await getSetting(recado.db, "business");
  if (business)
    return { check: "set-up", state: "ok", detail: `${business.name}, ${business.timezone}` };
  return {
    check: "set-up",
    state: "warning",
    detail: "Not set up yet: open the link of `recado setup-link`, or run `recado setup`.",
  };
}

async function checkChannels(recado: Recado): Promise<Finding[]> {
  const { appSecret, verifyToken, accessToken } = await metaSecrets(recado);
  const missing = [
    [appSecret, "app secret (webhooks are refused without it)"],
    [verifyToken, "verify token"],
    [accessToken, "access token (nothing can be sent without it)"],
  ].flatMap(([value, name]) => (value ? [] : [name as string]));
  const values: Finding =
    missing.length === 0
      ? {
          check: "Meta's values",
          state: "ok",
          detail: "app secret, verify token and access token are set",
        }
      : {
          check: "Meta's values",
          state: "warning",
          detail: `missing: ${missing.join(", ")}. Set them in Settings → Channel.`,
        };
  const channels = (await listChannels(recado.db)).filter((channel) => channel.is_simulated === 0);
  if (channels.length === 0)
    return [
      values,
      { check: "channel", state: "warning", detail: "No WhatsApp number yet: Settings → Channel." },
    ];
  return [
    values,
    ...channels.map((channel): Finding => {
      const name = channel.display_phone ?? channel.phone_number_id;
      if (channel.closed_at === null)
        return { check: "channel", state: "ok", detail: `${name} is open` };
      return {
        check: "channel",
        state: "problem",
        detail: `${name} is closed: ${channel.closed_reason}. Repair it, then open it in Settings → Channel.`,
      };
    }),
  ];
}

async function checkWebhooks(recado: Recado): Promise<Finding> {
  const counts = await countWebhookEvents(recado.db);
  const count = (state: WebhookEventState) => counts.find((row) => row.state === state)?.n ?? 0;
  const failed = await recado.db
    .selectFrom("webhook_events")
    .select(["id", "error"])
    .where("state", "=", "failed")
    .where("source", "=", "meta")
    .orderBy("id", "desc")
    .limit(5)
    .execute();
  const waiting = count("received");
  if (failed.length === 0)
    return { check: "webhooks", state: "ok", detail: `none failed, ${waiting} waiting` };
  const list = failed.map((event) => `#${event.id} ${event.error?.split("\n")[0]}`).join("; ");
  return {
    check: "webhooks",
    state: "warning",
    detail: `${count("failed")} failed: ${list}. Look at Settings → Webhook journal and replay.`,
  };
}

async function checkOutbox(recado: Recado): Promise<Finding[]> {
  const rows = await recado.db
    .selectFrom("outbox")
    .select((select) => ["state", select.fn.countAll<number>().as("n")])
    .where("state", "in", ["failed", "unknown", "queued"])
    .where(
      "channel_id",
      "in",
      recado.db.selectFrom("channels").select("id").where("is_simulated", "=", 0),
    )
    .groupBy("state")
    .execute();
  const count = (state: string) => rows.find((row) => row.state === state)?.n ?? 0;
  const text = `${count("queued")} queued, ${count("failed")} failed, ${count("unknown")} unknown`;
  if (count("unknown") === 0) return [{ check: "outbox", state: "ok", detail: text }];
  return [
    {
      check: "outbox",
      state: "warning",
      detail: `${text}. Unknown ones may have arrived: decide in their threads.`,
    },
  ];
}
