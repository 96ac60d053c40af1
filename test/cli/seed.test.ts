import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fillDesk } from "../../src/cli/seed.ts";
import { loadConfig } from "../../src/config.ts";
import { insertContact } from "../../src/contacts/contacts.ts";
import { closeRecado, openRecado, type Recado } from "../../src/recado.ts";
import { purgeSimulation } from "../../src/simulator/purge.ts";
import { setUp } from "../../src/users/setup.ts";

setDefaultTimeout(30_000);

const folder = mkdtempSync(join(tmpdir(), "recado-seed-"));
const config = loadConfig({
  RECADO_DATA_DIR: folder,
  RECADO_SECRET_KEY: "test key",
  RECADO_LOG_LEVEL: "error",
});
const fill = (withRules = false, isSure = false) => fillDesk(config, { withRules, isSure });

async function withDesk<T>(work: (recado: Recado) => Promise<T>): Promise<T> {
  const recado = await openRecado(config);
  try {
    return await work(recado);
  } finally {
    await closeRecado(recado);
  }
}

beforeAll(async () => {
  await expect(fill()).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("recado setup"),
  });
  const first = {
    business: "Loja Azul",
    name: "Ana",
    email: "ana@loja-azul.example",
    passwordHash: "none",
    language: "pt",
  } as const;
  await withDesk((recado) =>
    recado.write((tx) => setUp(tx, { ...first, timezone: "America/Sao_Paulo" }, Date.now())),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("seed plays two days through the real pipeline, in every language and ticket state", async () => {
  expect(await fill(true)).toEqual({ contacts: 8, tickets: 8, messages: 30, rules: 2 });
  await withDesk(async ({ db }) => {
    const tickets = await db.selectFrom("tickets").select(["status", "language"]).execute();
    expect(new Set(tickets.map(({ status }) => status))).toEqual(
      new Set(["new", "open", "pending", "snoozed", "resolved"]),
    );
    expect(new Set(tickets.map(({ language }) => language))).toEqual(
      new Set(["en", "fr", "pt", "es"]),
    );
    const events = await db
      .selectFrom("webhook_events")
      .select(["source", "state"])
      .distinct()
      .execute();
    expect(events).toEqual([{ source: "simulator", state: "processed" }]);
    const out = await db
      .selectFrom("messages")
      .select("status")
      .distinct()
      .where("direction", "=", "out")
      .execute();
    expect(out).toEqual([{ status: "read" }]);
    const consent = await db
      .selectFrom("consent_records")
      .select(["purpose", "event", "method"])
      .where("purpose", "=", "marketing")
      .orderBy("seq")
      .execute();
    expect(consent.map(({ event, method }) => `${event} ${method}`)).toEqual([
      "requested keyword",
      "given keyword",
      "withdrawn keyword",
      "withdrawn phone",
    ]);
    const media = await db.selectFrom("media").select("state").execute();
    expect(media.map(({ state }) => state)).toEqual(["ready", "ready"]);
    const rule = await db
      .selectFrom("messages")
      .select("text")
      .where("author_type", "=", "bot")
      .execute();
    expect(rule).toContainEqual({ text: "Abrimos de lunes a sábado, de 9 a 18 h." });
  });
});

test("what happened lies in the past, in its order", async () => {
  await withDesk(async ({ db, clock }) => {
    const messages = await db
      .selectFrom("messages")
      .select(["sent_at", "created_at"])
      .orderBy("id")
      .execute();
    const times = messages.map(({ created_at }) => created_at);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(clock.now() - (times[0] ?? 0)).toBeGreaterThan(40 * 3_600_000);
    expect(times.every((time) => time <= clock.now())).toBe(true);
    const opened = await db
      .selectFrom("ticket_events")
      .select("created_at")
      .where("kind", "=", "opened")
      .orderBy("id")
      .execute();
    expect(opened[0]?.created_at).toBe(times[0] as number);
  });
});

test("a desk that is not empty is left alone, unless one is sure", async () => {
  await expect(fill()).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("simulator"),
  });
  await withDesk(async (recado) => {
    await purgeSimulation(recado);
    const bruno = {
      name: "Bruno",
      phone: "+5511987654321",
      waId: null,
      userId: null,
      username: null,
      isSimulated: 0,
    } as const;
    await recado.write((tx) => insertContact(tx, bruno, recado.clock.now()));
  });
  await expect(fill()).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("real contacts"),
  });
  expect(await fill(false, true)).toMatchObject({ contacts: 8, rules: 0 });
});
